"""Timeline -> Enclosure: gain solved on facts, units made by workers, fragments joined, judged by an independent meter.

The whole programme has one gain and one ceiling, so its units can be made apart. Loudness and peak are then measured by
ffmpeg on what was encoded; a file out of tolerance is mended, and refused where it cannot be.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import IO, Final

from audiopress.errors import AudioError
from audiopress.model import Audio, Enclosure, Programme, Show, Tags
from audiopress.stitch import id3, mp3
from audiopress.stitch.encoding import encode
from audiopress.stitch.ffmpeg import Loudness, measure
from audiopress.stitch.fragments import Fragment, FragmentJob, Treatment, Unit, find, key, make, there, treatment, units
from audiopress.stitch.levels import HEADROOM, TOLERANCE, by_voice, target
from audiopress.stitch.limiting import Ceiling
from audiopress.stitch.meters import MeterReading, read_peak, timed, together
from audiopress.stitch.planning import Plan, folder
from audiopress.stitch.slicing import sliced
from audiopress.stitch.solving import solve
from audiopress.work.files import whole
from audiopress.work.pool import Pool, each, opened

GRID: Final = 0.1
"""dB to which the gain of the whole is rounded, so that a corrected sentence rarely moves it."""
GIVE: Final = 0.2
"""dB that the gain may lie off, where fragments made with it are kept already."""
CLOSE: Final = 0.1
"""LU and dB of tolerance that are not used up: another meter may round otherwise."""
JUDGED: Final = 2
"""Fragments with the highest peaks, whose true peak ffmpeg reads again."""
ATTEMPTS: Final = 10
"""Only the fragments that are over the peak are made again, so one more costs little."""
DIPPED: Final = 6
"""Attempts in which the ceiling is lowered only where a peak came over it; then all along the fragment too."""
DIED: Final = 'perhaps the memory ran out: set `workers = "processes:1"` in audiopress.toml'
BATCH: Final = 300
"""Seconds of sound that a worker makes and measures at a time, at most."""
SHARES: Final = 4
"""Parts of what is left for each worker, of which a batch is one."""
MIME: Final = {"mp3": "audio/mpeg", "m4a": "audio/x-m4a", "opus": "audio/ogg"}

Progress = Callable[[int, int], None]


def master(
    programme: Programme,
    show: Show,
    *,
    tags: Tags,
    path: Path,
    workers: Pool | str = "inline",
    cache: Path | None = None,
    ffmpeg: str = "",
    progress: Progress | None = None,
) -> Enclosure:
    """The programme as a finished file at `path`, which appears whole or not at all.

    Raises AudioError where the disk is full, or where loudness or peak cannot be brought within tolerance.
    """
    try:
        with folder(cache, beside=path.parent) as kept, opened(workers) as pool:
            plan, cut = sliced(programme)
            work = Work(show=show, tags=tags, cache=kept, workers=pool, ffmpeg=ffmpeg, progress=progress)
            return finish(plan, cut, work, path)
    except OSError as error:
        raise unwritten(error, path) from None


class Work:
    """What mastering needs besides the sound."""

    def __init__(
        self, *, show: Show, tags: Tags, cache: Path, workers: Pool, ffmpeg: str, progress: Progress | None
    ) -> None:
        """Keep them."""
        self.show, self.tags, self.cache = show, tags, cache
        self.workers, self.ffmpeg, self.progress = workers, ffmpeg, progress


def unwritten(error: OSError, path: Path) -> AudioError:
    """The error for a disk that does not take the file."""
    return AudioError(
        f"cannot be written: {error.strerror or error}", where=str(path), hint="make room on the disk and run it again"
    )


def finish(plan: Plan, cut: Sequence[Unit] | None, work: Work, path: Path) -> Enclosure:
    """A planned programme as a finished file; `cut` are its units where the timeline does not say them.

    Raises AudioError, OSError; then nothing is at `path` that was not there before.
    """
    audio = work.show.audio
    with whole(path, suffix=path.suffix) as part:
        if audio.format == "mp3":
            heard, levels = _mp3(plan, cut if cut is not None else units(plan.timeline), work, part)
        else:
            heard, levels = _other(plan, work, part), {}
        return _enclosure(part, path, plan, audio, heard, levels)


def _enclosure(
    part: Path, path: Path, plan: Plan, audio: Audio, heard: Loudness, levels: dict[str, float]
) -> Enclosure:
    with part.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    return Enclosure(
        path=path,
        mime=MIME[audio.format],
        bytes=part.stat().st_size,
        seconds=plan.timeline.frames / plan.timeline.rate,
        sha256=sha256,
        loudness=heard.integrated,
        true_peak=heard.true_peak,
        range=heard.range,
        bitrate=_bitrate(part, plan, audio),
        levels=levels,
    )


def _bitrate(part: Path, plan: Plan, audio: Audio) -> int:
    """kb/s: what was asked for, or at a variable rate what it came to."""
    if audio.format == "mp3" and not audio.vbr:
        return mp3.allowed_bitrate(audio)
    if not audio.vbr:
        return audio.bitrate
    return round(part.stat().st_size * 8 * plan.timeline.rate / plan.timeline.frames / 1000)


def _refused(heard: Loudness, wanted: float, ceiling: float) -> AudioError:
    hint = "look for a cue that is silent or far louder than the others: `audiopress check`"
    if heard.integrated < wanted - TOLERANCE:
        hint = "so loud cannot go under so low a peak: lower `loudness` or raise `true_peak` in [audio] of show.toml"
    return AudioError(
        f"the sound is out of tolerance: {heard.integrated:.1f} LUFS, peak {heard.true_peak:.1f} dBTP;"
        f" wanted {wanted:g} ±{TOLERANCE}, at most {ceiling:g}",
        hint=hint,
    )


# ---- MP3 from fragments


def _mp3(plan: Plan, cut: Sequence[Unit], work: Work, part: Path) -> tuple[Loudness, dict[str, float]]:
    """Write the file and measure it. Raises AudioError where it stays out of tolerance."""
    audio, line = work.show.audio, plan.timeline
    wanted, ceiling = target(audio)
    aim, limits = wanted, [Ceiling(round(ceiling - HEADROOM, 2))] * len(cut)
    for attempt in range(ATTEMPTS):
        gain = _settled(solve(line, plan.facts, aim, ceiling - HEADROOM), cut, limits, work)
        fragments = _made(cut, gain, limits, work)
        readings = [fragment.reading for fragment in fragments]
        heard = together(readings)
        over = [n for n, reading in enumerate(readings) if reading.peak > ceiling - CLOSE]
        if abs(heard.integrated - wanted) <= TOLERANCE - CLOSE and not over:
            heard = replace(heard, true_peak=_true_peak(fragments, work))
            if heard.true_peak <= ceiling:
                break
        if attempt == ATTEMPTS - 1:
            raise _refused(heard, wanted, ceiling)
        if abs(heard.integrated - wanted) > TOLERANCE - CLOSE:
            aim += wanted - heard.integrated
        for number in over:
            stubborn = attempt >= DIPPED
            limits[number] = _lower(limits[number], readings[number], ceiling - CLOSE, line.rate, stubborn=stubborn)
    with part.open("wb") as file:
        _join(file, fragments, plan, work)
        file.flush()
        os.fsync(file.fileno())
    windows = timed(readings, [unit.start for unit in cut], line.rate, line.frames)
    return heard, by_voice(line.transcript, windows)


def _lower(limit: Ceiling, reading: MeterReading, wanted: float, rate: int, *, stubborn: bool) -> Ceiling:
    """A ceiling under which a fragment's encoded peaks stay under `wanted` dBTP: lower where they do not.

    An encoder brings a peak here and there over the ceiling by a dB or two, and seldom the same ones twice. Lowered all
    along for one of them, it would press everything that is said in that half minute.
    """
    lead = (mp3.LEAD_IN + mp3.DECODER) / rate
    dipped = limit.dipped((max(0.0, at - lead), peak - wanted + CLOSE) for at, peak in reading.over)
    return dipped.lowered(reading.peak - wanted + CLOSE) if stubborn else dipped


def _settled(gain: float, cut: Sequence[Unit], limits: Sequence[Ceiling], work: Work) -> float:
    """The gain on a grid; of those that are right enough the one whose fragments are kept already."""
    nearest = round(gain / GRID)
    reach = round(GIVE / GRID)
    candidates = sorted(range(nearest - reach, nearest + reach + 1), key=lambda step: abs(step * GRID - gain))

    def kept(step: int) -> int:
        return sum(
            there(_key(unit, step * GRID, limit, work), work.cache) for unit, limit in zip(cut, limits, strict=True)
        )

    return max(candidates, key=kept) * GRID


def _key(unit: Unit, gain: float, limit: Ceiling, work: Work) -> str:
    return key(unit, _treatment(gain, limit, work))


def _treatment(gain: float, limit: Ceiling, work: Work) -> Treatment:
    return treatment(work.show.audio, gain, limit, target(work.show.audio)[1] - CLOSE)


def _made(cut: Sequence[Unit], gain: float, limits: Sequence[Ceiling], work: Work) -> list[Fragment]:
    """Every unit's fragment, from the cache or made by workers; the longest units first, so that none comes last."""
    found: dict[str, Fragment] = {}
    jobs: dict[str, FragmentJob] = {}
    names = [_key(unit, gain, limit, work) for unit, limit in zip(cut, limits, strict=True)]
    for name, unit, limit in zip(names, cut, limits, strict=True):
        kept = find(name, work.cache)
        if kept is not None:
            found[name] = kept
        else:
            how = _treatment(gain, limit, work)
            jobs[name] = FragmentJob(unit=unit, treatment=how, key=name, cache=work.cache, ffmpeg=work.ffmpeg)
    done = len(found)
    todo = batches(list(jobs.values()), work.workers.count)
    for batch, fragments in each(make, todo, work.workers, folder=work.cache, error=AudioError, hint=DIED):
        found.update({job.key: fragment for job, fragment in zip(batch, fragments, strict=True)})
        done += len(batch)
        if work.progress:
            work.progress(done, len(names))
    return [found[name] for name in names]


def batches(jobs: Sequence[FragmentJob], workers: int) -> list[list[FragmentJob]]:
    """Jobs in batches for one worker at a time, smaller towards the end, so that none is waited for long.

    What a batch saves is the start of the ffmpeg that measures it.
    """
    left = sum(job.unit.frames for job in jobs)
    found: list[list[FragmentJob]] = []
    size = 0
    for job in sorted(jobs, key=lambda job: -job.unit.frames):
        share = min(BATCH * job.unit.timeline.rate, left / (SHARES * workers))
        if not found or size + job.unit.frames > share:
            found.append([])
            left -= size
            size = 0
        found[-1].append(job)
        size += job.unit.frames
    return found


def _true_peak(fragments: Sequence[Fragment], work: Work) -> float:
    """dBTP, read by ffmpeg on the fragments where it is highest."""
    highest = sorted(fragments, key=lambda fragment: -fragment.reading.peak)[:JUDGED]
    return max(read_peak(one.path, one.reading.peak_at, ffmpeg=work.ffmpeg) for one in highest)


def _join(file: IO[bytes], fragments: Sequence[Fragment], plan: Plan, work: Work) -> None:
    """The tag, the Info frame, and the fragments as they are: each begins on a frame of the whole."""
    audio = work.show.audio
    file.write(id3.tag(work.tags, plan.timeline.chapters))
    begin = file.tell()
    file.write(bytes(mp3.header(audio)[1]))
    bounds: list[int] = []
    frames = size = 0
    for fragment in fragments:
        data = fragment.path.read_bytes()
        if audio.vbr:
            bounds += [size + bound for bound in mp3.frame_bounds(data, audio.rate)[:-1]]
        frames += fragment.mp3_frames
        size += len(data)
        file.write(data)
    file.seek(begin)
    file.write(mp3.info_frame(audio, samples=plan.timeline.frames, frames=frames, size=size, bounds=bounds))


# ---- other formats, in one piece


def _other(plan: Plan, work: Work, part: Path) -> Loudness:
    audio = work.show.audio
    wanted, ceiling = target(audio)
    aim, limit = wanted, ceiling - HEADROOM
    for attempt in range(ATTEMPTS):
        gain = solve(plan.timeline, plan.facts, aim, limit)
        encode(plan.timeline, audio, gain=gain, ceiling=limit, tags=work.tags, path=part, ffmpeg=work.ffmpeg)
        heard = measure(part, ffmpeg=work.ffmpeg)
        if abs(heard.integrated - wanted) <= TOLERANCE - CLOSE and heard.true_peak <= ceiling:
            break
        if attempt == ATTEMPTS - 1:
            raise _refused(heard, wanted, ceiling)
        aim += wanted - heard.integrated
        limit -= max(0.0, heard.true_peak - ceiling) + (2 * CLOSE if heard.true_peak > ceiling else 0.0)
    return heard
