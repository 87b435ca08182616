"""Programme -> Enclosure: gain and limiter solved on block energies, one pass over the full-rate signal, encoded, tagged.

Loudness is solved at control rate: the K-weighted energy and the peak of every 64 samples are enough to know what gain
and what limiting bring the whole to its target, so the signal itself is touched once. The finished file is then judged
by an independent meter (ffmpeg's ebur128); one that is out of tolerance is mended, and refused where it cannot be.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import numpy as np

from audiopress.errors import AudioError
from audiopress.model import Audio, Enclosure, Programme, Show, Tags
from audiopress.stitch import id3, mp3
from audiopress.stitch.arrays import Floats, as_floats, as_pcm
from audiopress.stitch.control import BLOCK, analysed, glide, solve, tenths_of
from audiopress.stitch.ffmpeg import Loudness, fed, measure, run
from audiopress.stitch.loudness import Weighting, factor
from audiopress.stitch.mixing import levels
from audiopress.stitch.targets import HEADROOM, TOLERANCE, target

PIECE: Final = 20
"""Seconds worked on at a time; the only audio in memory."""
ATTEMPTS: Final = 3
MIME: Final = {"mp3": "audio/mpeg", "m4a": "audio/x-m4a", "opus": "audio/ogg"}


def master(
    programme: Programme,
    show: Show,
    *,
    tags: Tags,
    path: Path,
    ffmpeg: str = "",
    progress: Callable[[int, int], None] | None = None,
) -> Enclosure:
    """The programme as a finished file at `path`, which appears whole or not at all.

    Raises AudioError where the disk is full, or where loudness or peak cannot be brought within tolerance.
    """
    audio = show.audio
    wanted, ceiling = target(audio)
    energies, peaks = _analysed(programme, progress)
    part = path.with_name(f".{path.stem}.{os.getpid()}.part{path.suffix}")
    aim, limit = wanted, ceiling - HEADROOM
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        for attempt in range(ATTEMPTS):
            gains = solve(energies, peaks, programme.rate, aim, limit)
            _encode(programme, audio, gains, tags, part, ffmpeg, progress)
            heard = measure(part, ffmpeg=ffmpeg)
            if _within(heard, wanted, ceiling):
                break
            if attempt == ATTEMPTS - 1:
                raise AudioError(
                    f"the sound is out of tolerance: {heard.integrated:.1f} LUFS, peak {heard.true_peak:.1f} dBTP;"
                    f" wanted {wanted:g} ±{TOLERANCE}, at most {ceiling:g}",
                    where=str(path),
                    hint="look for a cue that is silent or far louder than the others: `audiopress check`",
                )
            aim += wanted - heard.integrated
            limit -= max(0.0, heard.true_peak - ceiling) + (0.2 if heard.true_peak > ceiling else 0.0)
        enclosure = _enclosure(
            part,
            path,
            programme,
            audio,
            heard,
            levels(programme.transcript, tenths_of(energies, gains, programme.rate)),
        )
        part.replace(path)
    except OSError as error:
        raise AudioError(
            f"cannot be written: {error.strerror or error}",
            where=str(path),
            hint="make room on the disk and run it again",
        ) from None
    finally:
        part.unlink(missing_ok=True)
    return enclosure


def _within(heard: Loudness, wanted: float, ceiling: float) -> bool:
    return abs(heard.integrated - wanted) <= TOLERANCE - 0.1 and heard.true_peak <= ceiling


def _enclosure(part: Path, path: Path, programme: Programme, audio: Audio, heard: Loudness, voices: Any) -> Enclosure:
    digest = hashlib.sha256()
    with part.open("rb") as file:
        while chunk := file.read(1 << 20):
            digest.update(chunk)
    return Enclosure(
        path=path,
        mime=MIME[audio.format],
        bytes=part.stat().st_size,
        seconds=programme.frames / programme.rate,
        sha256=digest.hexdigest(),
        loudness=heard.integrated,
        true_peak=heard.true_peak,
        range=heard.range,
        bitrate=mp3.allowed_bitrate(audio) if audio.format == "mp3" else audio.bitrate,
        levels=voices,
    )


# ---- analysis and solution at control rate


def read(programme: Programme) -> Iterator[Floats]:
    """The programme's samples, some seconds at a time, full scale 1."""
    with programme.path.open("rb") as file:
        while pcm := file.read(2 * PIECE * programme.rate // BLOCK * BLOCK):
            yield as_floats(pcm)


def _analysed(programme: Programme, progress: Callable[[int, int], None] | None) -> tuple[Floats, Floats]:
    """K-weighted mean square and sample peak of every control block."""
    count = -(-programme.frames // BLOCK)
    energies, peaks = np.zeros(count, np.float32), np.zeros(count, np.float32)
    weighting = Weighting(programme.rate)
    at = 0
    for signal in read(programme):
        mine, tops = analysed(signal, weighting.feed(signal))
        energies[at : at + len(mine)], peaks[at : at + len(mine)] = mine, tops
        at += len(mine)
        if progress:
            progress(at * BLOCK // 2, programme.frames)
    return energies, peaks


# ---- encoding


def _mastered(programme: Programme, gains: Floats, boost: float) -> Iterator[bytes]:
    """16-bit PCM after gain and limiter, some seconds at a time; the gain glides from block to block."""
    at = 0
    for signal in read(programme):
        count = -(-len(signal) // BLOCK)
        mine = gains[at : at + count]
        following = float(gains[at + count]) if at + count < len(gains) else None
        out = signal * glide(mine, len(signal), following) * boost
        at += count
        yield as_pcm(out)


def _encode(
    programme: Programme,
    audio: Audio,
    gains: Floats,
    tags: Tags,
    part: Path,
    ffmpeg: str,
    progress: Callable[[int, int], None] | None,
) -> None:
    if audio.format == "mp3":
        _encode_mp3(programme, audio, gains, tags, part, progress)
    else:
        _encode_ffmpeg(programme, audio, gains, tags, part, ffmpeg)


def _encode_mp3(
    programme: Programme,
    audio: Audio,
    gains: Floats,
    tags: Tags,
    part: Path,
    progress: Callable[[int, int], None] | None,
) -> None:
    boost = factor(mp3.CBR_LOSS) if audio.channels == 1 else 1.0
    coder: Any = mp3.encoder(audio)
    head = id3.tag(tags, programme.chapters)
    _, length = mp3.header(audio)
    size = 0
    with part.open("wb") as file:
        file.write(head + bytes(length))
        done = 0
        for pcm in _mastered(programme, gains, boost):
            size += file.write(coder.encode(_channels(pcm, audio.channels)))
            done += len(pcm) // 2
            if progress:
                progress((programme.frames + done) // 2, programme.frames)
        size += file.write(coder.flush())
        file.flush()
        frames = mp3.count_frames(part, len(head) + length, audio)
        file.seek(len(head))
        file.write(mp3.info_frame(audio, samples=programme.frames, frames=frames, size=size))
        file.flush()
        os.fsync(file.fileno())


def _channels(pcm: bytes, channels: int) -> bytes:
    if channels == 1:
        return pcm
    return np.repeat(np.frombuffer(pcm, "<i2"), 2).tobytes()


def _encode_ffmpeg(programme: Programme, audio: Audio, gains: Floats, tags: Tags, part: Path, ffmpeg: str) -> None:
    """M4A or Opus with tags, cover and chapters, by ffmpeg."""
    codec = {"m4a": ["-c:a", "aac", "-movflags", "+faststart"], "opus": ["-c:a", "libopus", "-vbr", "on"]}[audio.format]
    sound = part.with_suffix(".sound" + part.suffix)
    meta = part.with_suffix(".meta")
    picture = part.with_suffix(".jpg")
    shape = ["-f", "s16le", "-ar", str(programme.rate), "-ac", "1"]
    kind = {"m4a": "mp4", "opus": "opus"}[audio.format]
    try:
        meta.write_text(_metadata(programme, tags), encoding="utf-8")
        with fed(
            [
                *shape,
                "-i",
                "-",
                "-f",
                "ffmetadata",
                "-i",
                str(meta),
                "-map",
                "0:a",
                "-map_metadata",
                "1",
                "-map_chapters",
                "1",
                *codec,
                "-b:a",
                f"{audio.bitrate}k",
                "-ac",
                str(audio.channels),
                "-f",
                kind,
                "-y",
                str(sound),
            ],
            ffmpeg=ffmpeg,
        ) as sink:
            for pcm in _mastered(programme, gains, 1.0):
                sink.write(pcm)
        if audio.format == "m4a" and tags.cover:
            picture.write_bytes(tags.cover)
            run(["-i", str(sound), "-i", str(picture), "-map", "0:a", "-map", "1:v", "-map_chapters", "0", "-c", "copy",
                 "-disposition:v:0", "attached_pic", "-f", "mp4", "-movflags", "+faststart", "-y", str(part)], ffmpeg=ffmpeg)  # fmt: skip
        else:
            sound.replace(part)
    finally:
        sound.unlink(missing_ok=True)
        meta.unlink(missing_ok=True)
        picture.unlink(missing_ok=True)


def _metadata(programme: Programme, tags: Tags) -> str:
    """ffmpeg's metadata file: the tags, then the chapters in milliseconds."""

    def escaped(text: str) -> str:
        return "".join("\\" + c if c in "=;#\\\n" else c for c in text.replace("\0", ""))

    lines = [";FFMETADATA1"]
    for key, value in (
        ("title", tags.title),
        ("artist", tags.artist),
        ("album", tags.album),
        ("date", f"{tags.date:%Y-%m-%d}"),
        ("genre", "Podcast"),
        ("comment", tags.comment),
        ("lyrics", tags.text),
    ):
        lines.append(f"{key}={escaped(value)}")
    for chapter in programme.chapters:
        lines += [
            "[CHAPTER]",
            "TIMEBASE=1/1000",
            f"START={round(chapter.start * 1000)}",
            f"END={round(chapter.end * 1000)}",
        ]
        lines.append(f"title={escaped(chapter.title)}")
    return "\n".join(lines) + "\n"


def rendition(show: Show, name: str) -> Show:
    """The show as one of its renditions is encoded."""
    changes: Any = dict(show.audio.renditions[name])
    return replace(show, audio=replace(show.audio, **changes, renditions={}))
