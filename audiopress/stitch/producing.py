"""The stage in one call: takes and script in, a finished, measured file out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from audiopress.errors import AudioError
from audiopress.model import Audio, Enclosure, Programme, Script, Show, Tags, Take, Utterance
from audiopress.stitch.levels import headroom
from audiopress.stitch.mastering import Progress, Work, finish, unwritten
from audiopress.stitch.planning import Plan, folder, laid
from audiopress.work.pool import Pool, opened


def produce(
    script: Script,
    utterances: Sequence[Utterance],
    takes: Sequence[Take],
    show: Show,
    *,
    tags: Tags,
    path: Path,
    workers: Pool | str = "inline",
    cache: Path | None = None,
    ffmpeg: str = "",
    progress: Progress | None = None,
    warn: Callable[[str], None] | None = None,
) -> tuple[Programme, Enclosure, tuple[Enclosure, ...]]:
    """Mix, master, encode, tag and measure an episode; further renditions lie beside `path` as STEM-NAME.FORMAT.

    `cache` keeps facts about sounds and encoded fragments, so that the next version of the episode is made of what did
    not change; without one nothing is kept. The programme is never written as a file: `Programme.path` names none,
    its timings stand. `warn` is told of takes that are far from their voice's level. Raises AudioError, and leaves nothing at `path` then that was not there before.
    """
    try:
        with (
            folder(cache, beside=path.parent) as kept,
            folder(None, beside=path.parent) as staged,
            opened(workers) as pool,
        ):
            sources = (script, utterances, takes)
            plan = laid(*sources, show, cache=kept, workers=pool, ffmpeg=ffmpeg, progress=_part(progress, 0, 15))
            if warn:
                for warning in plan.warnings:
                    warn(warning)
            work = Work(
                show=show, tags=tags, cache=kept, workers=pool, ffmpeg=ffmpeg, progress=_part(progress, 15, 100)
            )
            first = staged / path.name
            made = [finish(plan, None, work, first)]
            made += [_rendition(name, plan, sources, work, first) for name in show.audio.renditions]
            enclosure, *others = (_moved(one, path.parent) for one in made)
    except OSError as error:
        raise unwritten(error, path) from None
    line = plan.timeline
    programme = Programme(
        path=path.with_suffix(".pcm"),
        rate=line.rate,
        frames=line.frames,
        chapters=line.chapters,
        transcript=line.transcript,
    )
    return programme, enclosure, tuple(others)


def _moved(made: Enclosure, place: Path) -> Enclosure:
    """A file that was made, where it belongs: only when all of an episode's are made, so a fault leaves none."""
    return replace(made, path=made.path.replace(place / made.path.name))


def _rendition(
    name: str,
    plan: Plan,
    sources: tuple[Script, Sequence[Utterance], Sequence[Take]],
    work: Work,
    path: Path,
) -> Enclosure:
    """A further encoding. Raises AudioError that names it.

    Where frames are counted otherwise, or voices are levelled for another loudness, everything is placed again.
    """
    show = rendition(work.show, name)
    other = Work(show=show, tags=work.tags, cache=work.cache, workers=work.workers, ffmpeg=work.ffmpeg, progress=None)
    place = path.with_name(f"{path.stem}-{name}.{show.audio.format}")
    try:
        if _placing(show.audio) != _placing(work.show.audio):
            plan = laid(*sources, show, cache=work.cache, workers=work.workers, ffmpeg=work.ffmpeg)
        return replace(finish(plan, None, other, place), name=name)
    except AudioError as error:
        raise AudioError(f"rendition {name!r}: {error.message}", where=error.where, hint=error.hint) from None


def _placing(audio: Audio) -> tuple[float, ...]:
    """What of the settings a timeline depends on."""
    return audio.rate, headroom(audio), audio.bed_level, audio.duck_attack, audio.duck_release


def rendition(show: Show, name: str) -> Show:
    """The show as one of its renditions is encoded. Raises AudioError where it names a setting that is none."""
    changes: Any = dict(show.audio.renditions[name])
    try:
        return replace(show, audio=replace(show.audio, **changes, renditions={}))
    except TypeError as error:
        raise AudioError(f"rendition {name!r}: {error}", where=str(show.folder / "show.toml")) from None


def _part(progress: Progress | None, low: int, high: int) -> Progress | None:
    """Progress of a part of the work, in percent of the whole."""
    if progress is None:
        return None
    return lambda done, total: progress(low + (high - low) * done // max(1, total), 100)
