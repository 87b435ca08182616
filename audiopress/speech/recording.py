"""Utterances to takes: what is in the cache is taken from there, the rest is recorded once, checked, and kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from audiopress.errors import ConfigError, Problem, SpeechError
from audiopress.model import PLAINLY, Take, Utterance, Voice
from audiopress.speech import take_checks
from audiopress.speech.audio import trimmed, write_wav
from audiopress.speech.engine import Engine, Line, Refused, Speech, Unavailable, option
from audiopress.speech.registry import load_engine, readiness
from audiopress.speech.takes import Takes, fingerprint, key
from audiopress.speech.word_times import timed
from audiopress.work.cluster import Shared
from audiopress.work.executors import go_on
from audiopress.work.pool import Crew, Pool, opened, parse

NETWORK_THREADS: Final = 4
"""Requests to a server at once, when any workers are asked for."""
NOTHING: Final = 0.05
"""Seconds of silence for a text of marks alone."""
PATIENCE: Final = 2
"""Sentences of a voice that its service refuses one after the other before it counts as one that cannot be reached."""
SOFTER: Final = 0.5
"""Share of its volume at which a clipped take is made again."""
CRASHED: Final = "the engine's library crashes on this text"
EXCERPT: Final = 60
"""Characters of a line in a message."""
TOLD: Final = 10
"""Sentences that failed which are told one by one."""

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeJob:
    """One take to be made, as it goes to a worker."""

    key: str
    line: Line
    cache: Shared


@dataclass(frozen=True, slots=True, kw_only=True)
class Frames:
    """A take from a machine that does not see the cache: kept by the caller."""

    speech: Speech
    timing: str


def record(
    utterances: Sequence[Utterance], *, cache: Path, workers: Pool | str = "inline", progress: Progress | None = None
) -> tuple[Take, ...]:
    """A take for every utterance, in their order. What was recorded before an interruption is not recorded again.

    `workers` is `inline`, `threads:N`, `processes:N` or `dask:tcp://HOST:PORT`. Raises SpeechError that lists every
    utterance that failed, after all others have been recorded; UnknownName and SpeechError at once for a voice that
    cannot speak here; OSError at once where takes cannot be kept; UsageError for workers that cannot be.
    """
    if isinstance(workers, str):
        parse(workers)
    total = len(utterances)
    _ready(utterance.voice for utterance in utterances)
    _affordable(utterances, cache)
    takes: list[Take | None] = [None] * total
    failed: list[tuple[int, Exception]] = []
    for done, (index, outcome) in enumerate(recorded(utterances, cache=cache, workers=workers), 1):
        if isinstance(outcome, Exception):
            failed.append((index, outcome))
        else:
            takes[index] = outcome
        if progress is not None:
            progress(done, total)
    if failed:
        raise _failure(utterances, sorted(failed, key=lambda pair: pair[0]))
    return tuple(take for take in takes if take is not None)


def recorded(
    utterances: Iterable[Utterance], *, cache: Path, workers: Pool | str = "inline"
) -> Iterator[tuple[int, Take | Exception]]:
    """The index of every utterance with its take, or with what kept it from being made, as each is done.

    Holds only what is under way, so the utterances may be an endless stream. Equal lines are recorded once. Raises
    Unavailable where an engine cannot be reached at all, or refuses whatever it is asked.
    """
    services = _Services()
    takes = Takes(cache.absolute())
    made_by: dict[tuple[object, ...], str] = {}
    waiting: dict[str, list[int]] = {}

    def handed(outcomes: Iterable[tuple[TakeJob, Take | Frames | Exception]]) -> Iterator[tuple[int, Take | Exception]]:
        for job, made in outcomes:
            first, *more = waiting.pop(job.key)
            outcome = takes.store(job.key, job.line, made.speech, made.timing) if isinstance(made, Frames) else made
            services.answered(job, outcome)
            yield first, _seen(job, outcome)
            for index in more:
                yield index, replace(outcome, cached=True, cost=0.0) if isinstance(outcome, Take) else outcome

    with ExitStack() as begun:
        pool = begun.enter_context(opened(workers))
        crew = begun.enter_context(Crew(perform, pool, error=SpeechError, hint=CRASHED))
        # A server is no faster for being asked by another process, and one throttle must hold: its takes stay here.
        near = 0 if pool.kind in {"inline", "threads"} else NETWORK_THREADS
        callers = begun.enter_context(Crew(perform, pool, near=near))
        folder = pool.shared(takes.folder)
        for index, utterance in enumerate(utterances):
            go_on()  # an episode may be the work of a thread whose order was stopped
            try:
                line = _line(utterance)
                name = key(_made_by(made_by, line), line)
                network = load_engine(line.voice.engine).network
            except (SpeechError, ConfigError) as error:
                yield index, error
                continue
            if name in waiting:
                waiting[name].append(index)
            elif (take := takes.find(name)) is not None:
                yield index, take
            else:
                waiting[name] = [index]
                yield from handed((callers if network else crew).give(TakeJob(key=name, line=line, cache=folder)))
        yield from handed(crew.rest())
        yield from handed(callers.rest())
    services.finished()


def lacking(utterances: Sequence[Utterance], *, cache: Path) -> tuple[int, ...]:
    """The indices of the utterances that would be recorded now; of equal ones the first.

    Nothing is recorded. Raises SpeechError, ConfigError, UnknownName for a voice that cannot be used.
    """
    takes = Takes(cache.absolute())
    made_by: dict[tuple[object, ...], str] = {}
    first: dict[str, int] = {}
    for index, utterance in enumerate(utterances):
        line = _line(utterance)
        first.setdefault(key(_made_by(made_by, line), line), index)
    return tuple(index for name, index in first.items() if takes.find(name) is None)


def preview(
    voice: Voice, text: str, *, path: Path, language: str = "", phonemes: Mapping[str, str] | None = None
) -> Path:
    """A WAV of the voice saying `text`, with the sounds of the words in `phonemes`. Raises SpeechError, UnknownName."""
    _ready([voice])
    line = Line(text=text, voice=voice, language=language or voice.languages[0], phonemes=phonemes or {})
    speech = spoken_once(load_engine(voice.engine), line)
    path.parent.mkdir(parents=True, exist_ok=True)
    write_wav(path, speech.pcm, speech.rate)
    return path


# ---- in the worker


def perform(job: TakeJob) -> Take | Frames:
    """Makes one take: runs in a worker, which writes the frames and sends back only what is known about them.

    A worker that does not see the cache sends the frames.
    """
    if not job.cache.here:
        speech, timing = timed(spoken_once(load_engine(job.line.voice.engine), job.line), job.line)
        return Frames(speech=speech, timing=timing)
    takes = Takes(job.cache.folder)
    with takes.lock(job.key):
        take = takes.find(job.key)
        if take is not None:  # another process recorded it while this one waited
            return take
        speech = spoken_once(load_engine(job.line.voice.engine), job.line)
        speech, timing = timed(speech, job.line)
        return takes.store(job.key, job.line, speech, timing)


def spoken_once(engine: Engine, line: Line) -> Speech:
    """The line said, trimmed and checked; a take that fails its checks is made once more, then given up.

    Raises SpeechError with the reasons.
    """
    if take_checks.silent(line.text):
        rate = engine.rate or 22050
        return Speech(pcm=bytes(2 * round(NOTHING * rate)), rate=rate)
    reasons: list[str] = []
    cost, loud = 0.0, False
    for _ in range(2):
        try:
            speech = engine.speak(replace(line, volume=SOFTER) if loud else line)
        except (SpeechError, ConfigError):
            raise  # the engine has tried what could be tried
        except Exception as error:  # noqa: BLE001 - a plug-in may fail in any way
            reasons.append(f"{type(error).__name__}: {error}")
            continue
        cost += speech.cost
        speech = trimmed(take_checks.unclipped(speech))
        found = take_checks.faults(speech, line)
        if not found:
            return replace(speech, cost=cost)
        loud = any(fault.startswith(take_checks.TOO_LOUD) for fault in found)
        reasons.append(", ".join(found))
    once, again = reasons
    raise SpeechError(
        f"{once}; the second time too" if once == again else f"{once}; the second time {again}",
        hint=take_checks.SPEAK_SOFTER if loud else "",
    )


# ---- in the caller


class _Services:
    """Whether what speaks for a voice refuses one sentence, or every one: then it is as good as not there."""

    def __init__(self) -> None:
        self._refused: dict[str, list[Refused]] = {}
        """By voice, since the last take it made."""
        self._served: set[str] = set()

    def answered(self, job: TakeJob, outcome: Take | Exception) -> None:
        """Raises Unavailable where a voice has been refused too often, in the service's words."""
        name = job.line.voice.name
        if isinstance(outcome, Take):
            self._served.add(name)
            self._refused.pop(name, None)
        elif isinstance(outcome, Refused):
            self._refused.setdefault(name, []).append(outcome)
            if len(self._refused[name]) >= PATIENCE:
                self._give_up(name)

    def finished(self) -> None:
        """Raises Unavailable where all that a voice had to say was refused, however little that was."""
        for name in self._refused:
            if name not in self._served:
                self._give_up(name)

    def _give_up(self, name: str) -> None:
        refused = self._refused[name]
        count = "its one sentence" if len(refused) == 1 else f"{len(refused)} sentences one after the other"
        last = refused[-1]
        raise Unavailable(f"{last.message} ({count})", where=f"voice {name}", hint=last.hint)


def _line(utterance: Utterance) -> Line:
    return Line(
        text=utterance.spoken,
        voice=utterance.voice,
        language=utterance.language,
        phonemes=utterance.phonemes,
        delivery=utterance.delivery if load_engine(utterance.voice.engine).expressive else PLAINLY,
    )


def _made_by(known: dict[tuple[object, ...], str], line: Line) -> str:
    """The fingerprint, reckoned once for each voice and language."""
    voice = line.voice
    options = tuple(sorted(voice.options.items()))
    same = (voice.engine, voice.model, voice.languages, voice.pace, voice.pitch, options, line.language)
    if same not in known:
        known[same] = fingerprint(load_engine(voice.engine), voice, line.language)
    return known[same]


def _seen(job: TakeJob, outcome: Take | Exception) -> Take | Exception:
    """The outcome, unless no other take can be made either."""
    if isinstance(outcome, OSError):
        # The disk is full, or may not be written: so it is for every other take.
        raise OSError(outcome.errno, outcome.strerror or str(outcome), str(job.cache.folder))
    if isinstance(outcome, Unavailable):
        raise Unavailable(outcome.message, where=f"voice {job.line.voice.name}", hint=outcome.hint)
    return outcome


def _ready(voices: Iterable[Voice]) -> None:
    """Raises for every voice that cannot speak here, before anything is recorded."""
    problems = []
    for voice in {voice.name: voice for voice in voices}.values():
        load_engine(voice.engine)  # raises UnknownName, which names the nearest engine
        found = readiness(voice)
        if not found.ready:
            problems.append(Problem(f"voice {voice.name}", f"{voice.engine}: {found.missing}", found.install))
    if problems:
        raise SpeechError(
            "a voice is not ready" if len(problems) == 1 else f"{len(problems)} voices are not ready", problems=problems
        )


def _affordable(utterances: Sequence[Utterance], cache: Path) -> None:
    """Raises where what is not recorded yet would cost more than a voice's `limit`; nothing is spent before."""
    takes = Takes(cache.absolute())
    made_by: dict[tuple[object, ...], str] = {}
    asked: dict[str, tuple[float, float]] = {}
    seen: set[str] = set()
    for utterance in utterances:
        voice = utterance.voice
        if "limit" not in voice.options:
            continue
        line = _line(utterance)
        name = key(_made_by(made_by, line), line)
        if name not in seen and takes.find(name) is None:
            seen.add(name)
            spent, _ = asked.get(voice.name, (0.0, 0.0))
            asked[voice.name] = spent + load_engine(voice.engine).cost(line), option(voice, "limit", 0.0)
    for voice_name, (cost, limit) in asked.items():
        if cost > limit:
            raise SpeechError(
                f"would cost {cost:.2f} and the limit of an edition is {limit:.2f}",
                where=f"voice {voice_name}",
                hint="raise options.limit in the voice's profile, or use another voice",
            )


def _failure(utterances: Sequence[Utterance], failed: Sequence[tuple[int, Exception]]) -> SpeechError:
    problems = []
    for index, error in failed[:TOLD]:
        utterance = utterances[index]
        text = utterance.spoken if len(utterance.spoken) <= EXCERPT else utterance.spoken[:EXCERPT].rstrip() + "…"
        reason = error.message if isinstance(error, SpeechError | ConfigError) else f"{type(error).__name__}: {error}"
        hint = error.hint if isinstance(error, SpeechError | ConfigError) else ""
        problems.append(Problem(f"voice {utterance.voice.name}", f"{text!r}: {reason}", hint))
    if len(failed) > TOLD:
        problems.append(Problem("", f"and {len(failed) - TOLD} more"))
    count = "one sentence was" if len(failed) == 1 else f"{len(failed)} sentences were"
    return SpeechError(f"{count} not recorded of {len(utterances)}; the other takes are kept", problems=problems)
