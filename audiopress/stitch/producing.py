"""The stage in one call: takes and script in, a finished, measured file out."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from audiopress.errors import AudioError
from audiopress.model import Enclosure, Programme, Script, Show, Tags, Take, Utterance
from audiopress.stitch.mastering import master, rendition
from audiopress.stitch.mixing import mix


def produce(
    script: Script,
    utterances: Sequence[Utterance],
    takes: Sequence[Take],
    show: Show,
    *,
    tags: Tags,
    path: Path,
    ffmpeg: str = "",
    progress: Callable[[int, int], None] | None = None,
) -> tuple[Programme, Enclosure, tuple[Enclosure, ...]]:
    """Mix, master, encode, tag and measure an episode; further renditions lie beside `path` as NAME.suffix.

    The programme's own file is gone afterwards; its timings remain. Raises AudioError, and leaves nothing at `path`
    then that was not there before.
    """
    scratch = path.with_name(f".{path.stem}.{os.getpid()}.pcm")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        halves = (_half(progress, 0), _half(progress, 1))
        programme = mix(script, utterances, takes, show, path=scratch, ffmpeg=ffmpeg, progress=halves[0])
        enclosure = master(programme, show, tags=tags, path=path, ffmpeg=ffmpeg, progress=halves[1])
        others = tuple(_rendition(programme, show, name, tags, path, ffmpeg) for name in show.audio.renditions)
    except OSError as error:
        raise AudioError(
            f"cannot be written: {error.strerror or error}",
            where=str(path.parent),
            hint="make room on the disk and run it again",
        ) from None
    finally:
        scratch.unlink(missing_ok=True)
    return programme, enclosure, others


def _rendition(programme: Programme, show: Show, name: str, tags: Tags, path: Path, ffmpeg: str) -> Enclosure:
    other = rendition(show, name)
    place = path.with_name(f"{path.stem}-{name}.{other.audio.format}")
    return replace(master(programme, other, tags=tags, path=place, ffmpeg=ffmpeg), name=name)


def _half(progress: Callable[[int, int], None] | None, number: int) -> Callable[[int, int], None] | None:
    """Progress of the first or second half of the work, in percent."""
    if progress is None:
        return None
    return lambda done, total: progress(50 * number + 50 * done // max(1, total), 100)
