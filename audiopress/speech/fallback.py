"""A voice that cannot speak and the one that stands in for it: for the whole episode or not at all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from audiopress.errors import UnknownName
from audiopress.model import Take, Utterance, Voice
from audiopress.speech.engine import Unavailable
from audiopress.speech.recording import Progress, record
from audiopress.speech.registry import readiness


@dataclass(frozen=True, slots=True, kw_only=True)
class StandIn:
    """One voice in place of another, for the episode's record."""

    voice: str
    by: str
    why: str

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
    workers: str = "inline",
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

    A voice is replaced in all its utterances, so that nobody changes voice within an episode. A voice without a
    fallback stays, and `record` says why it cannot speak. Raises UnknownName for a fallback that does not exist.
    """
    chosen: dict[str, Voice] = {}
    found: list[StandIn] = []
    for voice in {utterance.voice.name: utterance.voice for utterance in utterances}.values():
        by, why = _chosen(voice, voices, without or {})
        if by.name != voice.name:
            chosen[voice.name] = by
            found.append(StandIn(voice=voice.name, by=by.name, why=why))
    if not chosen:
        return tuple(utterances), ()
    return (
        tuple(
            replace(one, voice=_as_paced(chosen[one.voice.name], one.voice, voices))
            if one.voice.name in chosen
            else one
            for one in utterances
        ),
        tuple(found),
    )


def _chosen(voice: Voice, voices: Mapping[str, Voice], without: Mapping[str, str]) -> tuple[Voice, str]:
    """The first voice along the fallbacks that is ready, and what the first one lacked; the voice itself if none is."""
    now, seen = voice, {voice.name}
    missing = _missing(voice, without)
    if not missing:
        return voice, ""
    while now.fallback:
        if now.fallback not in voices:
            raise UnknownName("voice", now.fallback, voices, where=f"voice {now.name}, fallback")
        if now.fallback in seen:
            break
        now = voices[now.fallback]
        seen.add(now.name)
        if not _missing(now, without):
            return now, missing
    return voice, ""


def _missing(voice: Voice, without: Mapping[str, str]) -> str:
    """Why the voice cannot speak; empty where it can."""
    if voice.name in without:
        return without[voice.name]
    found = readiness(voice)
    return "" if found.ready else found.missing or "not ready"


def _as_paced(by: Voice, was: Voice, voices: Mapping[str, Voice]) -> Voice:
    """The fallback at the pace the script asked for: the utterance's pace against its own profile's."""
    profile = voices.get(was.name)
    asked = was.pace / profile.pace if profile else 1.0
    return by if asked == 1.0 else replace(by, pace=by.pace * asked)
