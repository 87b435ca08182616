"""A voice that cannot speak and the one that stands in for it: for the whole episode or not at all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from audiopress.errors import UnknownName
from audiopress.model import Take, Utterance, Voice
from audiopress.speech.engine import Readiness, Unavailable
from audiopress.speech.recording import Progress, record
from audiopress.speech.registry import load_engine, readiness
from audiopress.work.pool import Pool

MOST: Final = 12
"""Letters that are told of those that a voice has no sounds for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StandIn:
    """One voice in place of another, for the episode's record."""

    voice: str
    by: str
    why: str
    remedy: str = ""
    """What makes the voice ready, a command as a rule."""

    def __str__(self) -> str:
        return f"{self.by} for {self.voice} ({self.why})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """An episode's takes, the utterances as they were read, and who stood in for whom."""

    utterances: tuple[Utterance, ...]
    takes: tuple[Take, ...]
    stand_ins: tuple[StandIn, ...] = ()


def record_or_stand_in(
    utterances: Sequence[Utterance],
    voices: Mapping[str, Voice],
    *,
    cache: Path,
    workers: Pool | str = "inline",
    progress: Progress | None = None,
) -> Recorded:
    """`record`, with the fallback of a voice that is not ready, or whose server turns out not to be there.

    A voice that fails half-way is replaced from the first sentence on; the takes it made stay in the cache for the
    next time. Raises what `record` raises where there is no fallback.
    """
    without: dict[str, str] = {}
    while True:
        read, stood_in = stand_in(utterances, voices, without=without)
        try:
            takes = record(read, cache=cache, workers=workers, progress=progress)
        except Unavailable as error:
            name = error.where.removeprefix("voice ")
            lost = next((u.voice for u in read if u.voice.name == name), None)
            if lost is None or not lost.fallback or name in without:
                raise
            without[name] = error.message
            continue
        return Recorded(utterances=read, takes=takes, stand_ins=stood_in)


def stand_in(
    utterances: Sequence[Utterance], voices: Mapping[str, Voice], *, without: Mapping[str, str] | None = None
) -> tuple[tuple[Utterance, ...], tuple[StandIn, ...]]:
    """The utterances with every voice that is not ready replaced by its fallback, and what was replaced.

    `without` names voices that look ready and are known not to be, with the reason.

    A voice is replaced in all its utterances, so that nobody changes voice within an episode; but for a sentence with
    letters that its engine would leave out, which the first of its fallbacks reads that has sounds for them. A voice
    without a fallback stays, and `record` says why it cannot speak. Raises UnknownName for a fallback that does not
    exist.
    """
    chosen: dict[str, Voice] = {}
    found: list[StandIn] = []
    for voice in {utterance.voice.name: utterance.voice for utterance in utterances}.values():
        by, lacking = _chosen(voice, voices, without or {})
        if by.name != voice.name:
            chosen[voice.name] = by
            found.append(StandIn(voice=voice.name, by=by.name, why=lacking.missing, remedy=lacking.install))
    read = [
        replace(one, voice=_as_paced(chosen[one.voice.name], one.voice, voices)) if one.voice.name in chosen else one
        for one in utterances
    ]
    unheard: dict[tuple[str, str], str] = {}
    for index, one in enumerate(read):
        letters = load_engine(one.voice.engine).unsayable(one.spoken)
        reader = _reader(one, voices, without or {}) if letters else None
        if reader is not None:
            read[index] = replace(one, voice=_as_paced(reader, one.voice, voices))
            unheard[one.voice.name, reader.name] = unheard.get((one.voice.name, reader.name), "") + letters
    for (name, stand), letters in unheard.items():
        each = "".join(dict.fromkeys(letters))
        why = f"it has no sounds for {each[:MOST]!r}" + (" and others" if len(each) > MOST else "")
        language = any(map(str.isalpha, each))
        remedy = "give that language a voice under [cast.languages]" if language else "say them in voices/lexicon"
        found.append(StandIn(voice=name, by=stand, why=why, remedy=remedy))
    return tuple(read), tuple(dict.fromkeys(found))


def by_network(utterances: Sequence[Utterance], voices: Mapping[str, Voice]) -> bool:
    """Whether a server is asked for any of it, also by a voice that stands in. Raises UnknownName."""
    read, _ = stand_in(utterances, voices)
    return any(load_engine(name).network for name in {one.voice.engine for one in read})


def _reader(utterance: Utterance, voices: Mapping[str, Voice], without: Mapping[str, str]) -> Voice | None:
    """The first voice along the fallbacks that is ready and has sounds for all of a sentence; None where none has."""
    now, seen = utterance.voice, {utterance.voice.name}
    while now.fallback and now.fallback not in seen and now.fallback in voices:
        now = voices[now.fallback]
        seen.add(now.name)
        if _state(now, without).ready and not load_engine(now.engine).unsayable(utterance.spoken):
            return now
    return None


def told(stand_ins: Sequence[StandIn]) -> Iterator[str]:
    """A line for each thing that is missing: who reads in place of whom, why, and what to do about it."""
    causes: dict[tuple[str, str], list[StandIn]] = {}
    for one in stand_ins:
        causes.setdefault((one.why, one.remedy), []).append(one)
    for (why, remedy), those in causes.items():
        readers = ", ".join(dict.fromkeys(one.by for one in those))
        verb = "read" if "," in readers else "reads"
        lost = ", ".join(one.voice for one in those)
        yield f"{readers} {verb} in place of {lost}: {why}" + (f" ({remedy})" if remedy else "")


def _chosen(voice: Voice, voices: Mapping[str, Voice], without: Mapping[str, str]) -> tuple[Voice, Readiness]:
    """The first voice along the fallbacks that is ready, and what the first one lacked; the voice itself if none is."""
    now, seen = voice, {voice.name}
    lacking = _state(voice, without)
    if lacking.ready:
        return voice, lacking
    while now.fallback:
        if now.fallback not in voices:
            raise UnknownName("voice", now.fallback, voices, where=f"voice {now.name}, fallback")
        if now.fallback in seen:
            break
        now = voices[now.fallback]
        seen.add(now.name)
        if _state(now, without).ready:
            return now, lacking
    return voice, lacking


def _state(voice: Voice, without: Mapping[str, str]) -> Readiness:
    """Whether the voice can speak; where not, with a reason in any case."""
    if voice.name in without:
        return Readiness(ready=False, missing=without[voice.name])
    found = readiness(voice)
    return found if found.ready or found.missing else replace(found, missing="not ready")


def _as_paced(by: Voice, was: Voice, voices: Mapping[str, Voice]) -> Voice:
    """The fallback at the pace the script asked for: the utterance's pace against its own profile's."""
    profile = voices.get(was.name)
    asked = was.pace / profile.pace if profile else 1.0
    return by if asked == 1.0 else replace(by, pace=by.pace * asked)
