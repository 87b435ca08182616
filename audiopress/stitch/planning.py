"""From cues and takes to a timeline: what is heard is looked at, by workers where it is new, and everything is placed."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from audiopress.errors import AudioError
from audiopress.model import Script, Show, Take, Utterance
from audiopress.stitch.facts import Facts, Sound, SoundBatch, file_sound, known, look, take_sound
from audiopress.stitch.levels import astray
from audiopress.stitch.timeline import Sounds, Timeline, lay, sound_files
from audiopress.work.pool import Pool, each

BATCH: Final = 40
"""Takes that a worker looks at at a time: about two minutes of speech."""
READERS: Final = 4
"""Files whose contents are hashed at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A timeline and what is known about its sounds, by their digests."""

    timeline: Timeline
    facts: Mapping[str, Facts]
    warnings: tuple[str, ...] = ()
    """What was found of its takes, and mended."""


@contextmanager
def plan(
    script: Script,
    utterances: Sequence[Utterance],
    takes: Sequence[Take],
    show: Show,
    *,
    cache: Path,
    passing: bool = False,
    ffmpeg: str = "",
) -> Iterator[Plan]:
    """Look and place, here and now; with `passing` what was worked out is kept beside `cache` for the `with` only."""
    with folder(None if passing else cache, beside=cache) as kept, Pool() as workers:
        yield laid(script, utterances, takes, show, cache=kept, workers=workers, ffmpeg=ffmpeg)


@contextmanager
def folder(cache: Path | None, *, beside: Path) -> Iterator[Path]:
    """The cache, or a folder that is gone afterwards. Raises OSError."""
    if cache is not None:
        cache.mkdir(parents=True, exist_ok=True)
        yield cache.absolute()
        return
    beside.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".stitch-", dir=beside, ignore_cleanup_errors=True) as name:
        yield Path(name).absolute()


def laid(
    script: Script,
    utterances: Sequence[Utterance],
    takes: Sequence[Take],
    show: Show,
    *,
    cache: Path,
    workers: Pool,
    ffmpeg: str = "",
    progress: Callable[[int, int], None] | None = None,
) -> Plan:
    """The timeline of an episode at the show's rate. Raises AudioError."""
    if len(utterances) != len(takes):
        raise AudioError(f"{len(utterances)} sentences and {len(takes)} takes do not fit together")
    spoken: list[Sound] = []
    named: dict[Path, Sound] = {}

    def sounds() -> Iterator[Sound]:
        """One by one, so that workers look at the first while the last are still to be found."""
        for path, recorded in sound_files(script, show).items():
            named[path] = file_sound(path, show.audio.rate, cache, recorded=recorded)
            yield named[path]
        with ThreadPoolExecutor(READERS) as readers:
            for sound in readers.map(lambda take: take_sound(take.path, take.rate, take.digest), takes):
                spoken.append(sound)
                yield sound

    facts = _facts(sounds(), cache, workers, ffmpeg, progress)
    timeline = lay(
        script,
        utterances,
        takes,
        show,
        Sounds(
            takes=[(sound, facts[sound.digest, sound.rate]) for sound in spoken],
            files={path: (sound, facts[sound.digest, sound.rate]) for path, sound in named.items()},
        ),
    )
    return Plan(
        timeline=timeline,
        facts={digest: found for (digest, _), found in facts.items()},
        warnings=tuple(astray(utterances, [facts[sound.digest, sound.rate] for sound in spoken])),
    )


def _facts(
    sounds: Iterator[Sound],
    cache: Path,
    workers: Pool,
    ffmpeg: str,
    progress: Callable[[int, int], None] | None,
) -> dict[tuple[str, int], Facts]:
    """What is known about every sound, and what is not yet, worked out in batches."""
    found: dict[tuple[str, int], Facts | None] = {}
    seen = 0

    def batches() -> Iterator[SoundBatch]:
        nonlocal seen
        missing: list[Sound] = []
        for sound in sounds:
            if (sound.digest, sound.rate) in found:
                continue
            kept = found[sound.digest, sound.rate] = known(sound, cache)
            if kept is None:
                missing.append(sound)
            if len(missing) == BATCH:
                seen += 1
                yield SoundBatch(sounds=tuple(missing), cache=cache, ffmpeg=ffmpeg)
                missing = []
        if missing:
            seen += 1
            yield SoundBatch(sounds=tuple(missing), cache=cache, ffmpeg=ffmpeg)

    for number, (batch, looked) in enumerate(each(look, batches(), workers, folder=cache, error=AudioError), 1):
        found.update({(sound.digest, sound.rate): facts for sound, facts in zip(batch.sounds, looked, strict=True)})
        if progress:
            progress(number, max(seen, number))
    return {key: facts for key, facts in found.items() if facts is not None}
