"""M4A and Opus, in one piece, by ffmpeg: tags, chapters, and the cover where the format has a place for it."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from audiopress.model import Audio, Chapter, Tags
from audiopress.stitch.ffmpeg import fed, run
from audiopress.stitch.fragments import mastered
from audiopress.stitch.timeline import Timeline

CODECS: Final = {
    "m4a": ["-c:a", "aac", "-movflags", "+faststart", "-f", "mp4"],
    "opus": ["-c:a", "libopus", "-vbr", "on", "-f", "opus"],
}


def encode(
    line: Timeline, audio: Audio, *, gain: float, ceiling: float, tags: Tags, path: Path, ffmpeg: str = ""
) -> None:
    """Write the programme as `audio.format` to `path`. Raises AudioError, OSError."""
    sound = path.with_suffix(".sound" + path.suffix)
    meta = path.with_suffix(".meta")
    cover = path.with_suffix(".cover")
    command = ["-f", "s16le", "-ar", str(line.rate), "-ac", "1", "-i", "-", "-f", "ffmetadata", "-i", str(meta)]
    command += ["-map", "0:a", "-map_metadata", "1", "-map_chapters", "1", "-b:a", f"{audio.bitrate}k"]
    command += ["-ac", str(audio.channels), *CODECS[audio.format], "-y", str(sound)]
    try:
        meta.write_text(_metadata(line.chapters, tags), encoding="utf-8")
        with fed(command, ffmpeg=ffmpeg) as sink:
            for pcm in mastered(line, gain, ceiling):
                sink.write(pcm)
        if audio.format == "m4a" and tags.cover:
            cover.write_bytes(tags.cover)
            attach = ["-i", str(sound), "-i", str(cover), "-map", "0:a", "-map", "1:v", "-map_chapters", "0"]
            attach += [
                "-c",
                "copy",
                "-disposition:v:0",
                "attached_pic",
                "-f",
                "mp4",
                "-movflags",
                "+faststart",
                "-y",
                str(path),
            ]
            run(attach, ffmpeg=ffmpeg)
        else:
            sound.replace(path)
    finally:
        for scratch in (sound, meta, cover):
            scratch.unlink(missing_ok=True)


def _metadata(chapters: tuple[Chapter, ...], tags: Tags) -> str:
    """ffmpeg's metadata file: the tags, then the chapters in milliseconds."""
    known = {
        "title": tags.title,
        "artist": tags.artist,
        "album": tags.album,
        "date": f"{tags.date:%Y-%m-%d}",
        "genre": "Podcast",
        "comment": tags.comment,
        "lyrics": tags.text,
    }
    lines = [";FFMETADATA1", *(f"{name}={_escaped(value)}" for name, value in known.items())]
    for chapter in chapters:
        lines += ["[CHAPTER]", "TIMEBASE=1/1000", f"START={round(chapter.start * 1000)}"]
        lines += [f"END={round(chapter.end * 1000)}", f"title={_escaped(chapter.title)}"]
    return "\n".join(lines) + "\n"


def _escaped(text: str) -> str:
    return "".join("\\" + c if c in "=;#\\\n" else c for c in text.replace("\0", ""))
