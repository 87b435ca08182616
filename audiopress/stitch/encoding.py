"""M4A and Opus, in one piece, by ffmpeg: tags, chapters, cover."""

from __future__ import annotations

import base64
import struct
from pathlib import Path
from typing import Final

from audiopress.model import Audio, Chapter, Tags
from audiopress.stitch.ffmpeg import fed, run
from audiopress.stitch.fragments import mastered
from audiopress.stitch.id3 import language, picture_type
from audiopress.stitch.limiting import Ceiling
from audiopress.stitch.timeline import Timeline

CODECS: Final = {"m4a": ["-c:a", "aac"], "opus": ["-c:a", "libopus", "-vbr", "on", "-f", "opus"]}
OPUS_RATES: Final = (48000, 24000)
"""Those of the shows' rates that Opus has; others are resampled to the first."""


def encode(
    line: Timeline, audio: Audio, *, gain: float, ceiling: float, tags: Tags, path: Path, ffmpeg: str = ""
) -> None:
    """Write the programme as `audio.format` to `path`. Raises AudioError, OSError."""
    sound = path.with_suffix(".sound" + path.suffix)
    meta = path.with_suffix(".meta")
    cover = path.with_suffix(".cover")
    command = ["-f", "s16le", "-ar", str(line.rate), "-ac", "1", "-i", "-", "-f", "ffmetadata", "-i", str(meta)]
    command += ["-map", "0:a", "-map_metadata", "1", "-map_chapters", "1" if audio.format == "m4a" else "-1"]
    command += ["-metadata:s:a:0", f"language={language(tags.language)}", "-ac", str(audio.channels)]
    command += ["-b:a", f"{audio.bitrate}k", *CODECS[audio.format]]
    # The edit list, which makes M4A gapless, counts in the movie's units: in samples the length is exact.
    box = ["-f", "mp4", "-movflags", "+faststart", "-movie_timescale", str(line.rate)]
    if audio.format == "m4a":
        command += box
    elif line.rate not in OPUS_RATES:
        command += ["-af", f"aresample={OPUS_RATES[0]}:resampler=soxr"]
    command += ["-y", str(sound)]
    try:
        lines = _tags(tags) + (_chapters(line.chapters) if audio.format == "m4a" else _comments(line.chapters, tags))
        meta.write_text("\n".join([";FFMETADATA1", *lines, ""]), encoding="utf-8")
        with fed(command, ffmpeg=ffmpeg) as sink:
            for pcm in mastered(line, gain, Ceiling(ceiling)):
                sink.write(pcm)
        if audio.format == "m4a" and tags.cover:
            cover.write_bytes(tags.cover)
            attach = ["-i", str(sound), "-i", str(cover), "-map", "0:a", "-map", "1:v", "-map_chapters", "0"]
            run([*attach, "-c", "copy", "-disposition:v:0", "attached_pic", *box, "-y", str(path)], ffmpeg=ffmpeg)
        else:
            sound.replace(path)
    finally:
        for scratch in (sound, meta, cover):
            scratch.unlink(missing_ok=True)


def _tags(tags: Tags) -> list[str]:
    """The tags as lines of ffmpeg's metadata file."""
    known = {
        "title": tags.title,
        "artist": tags.artist,
        "album": tags.album,
        "date": f"{tags.date:%Y-%m-%d}",
        "genre": "Podcast",
        "comment": f"{tags.comment} {tags.url}".strip(),
        "lyrics": tags.text,
    }
    return [f"{name}={_escaped(value)}" for name, value in known.items()]


def _chapters(chapters: tuple[Chapter, ...]) -> list[str]:
    """Chapters in milliseconds."""
    lines = []
    for chapter in chapters:
        lines += ["[CHAPTER]", "TIMEBASE=1/1000", f"START={round(chapter.start * 1000)}"]
        lines += [f"END={round(chapter.end * 1000)}", f"title={_escaped(chapter.title)}"]
    return lines


def _comments(chapters: tuple[Chapter, ...], tags: Tags) -> list[str]:
    """What Vorbis comments have besides: the mark, the cover as a FLAC picture, chapters (wiki.xiph.org/Chapter_Extension).

    ffmpeg would write the chapters itself, but rounds their seconds up.
    """
    lines = ["AI-generated voice=true"]
    if tags.cover:
        mime = picture_type(tags.cover)
        block = struct.pack(">II", 3, len(mime)) + mime + bytes(20) + struct.pack(">I", len(tags.cover)) + tags.cover
        lines.append(f"METADATA_BLOCK_PICTURE={_escaped(base64.b64encode(block).decode())}")
    for number, chapter in enumerate(chapters):
        seconds, milliseconds = divmod(round(chapter.start * 1000), 1000)
        clock = f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}.{milliseconds:03}"
        lines += [f"CHAPTER{number:03}={clock}", f"CHAPTER{number:03}NAME={_escaped(chapter.title)}"]
        if chapter.url:
            lines.append(f"CHAPTER{number:03}URL={_escaped(chapter.url)}")
    return lines


def _escaped(text: str) -> str:
    return "".join("\\" + c if c in "=;#\\\n" else c for c in text.replace("\0", ""))
