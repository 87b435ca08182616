"""A voice that is not ready and the one that stands in for it: for the whole episode or not at all."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from audiopress.errors import UnknownName
from audiopress.model import Utterance, Voice
from audiopress.speech.registry import readiness

_log = logging.getLogger("audiopress.speech")


@dataclass(frozen=True, slots=True, kw_only=True)
class StandIn:
    """One voice in place of another, for the episode's record."""

    voice: str
    by: str
    why: str

    def __str__(self) -> str:
        return f"{self.by} for {self.voice} ({self.why})"


def stand_in(
    utterances: Sequence[Utterance], voices: Mapping[str, Voice]
) -> tuple[tuple[Utterance, ...], tuple[StandIn, ...]]:
    """The utterances with every voice that is not ready replaced by its fallback, and what was replaced.

    A voice is replaced in all its utterances, so that nobody changes voice within an episode. A voice without a
    fallback stays, and `record` says why it cannot speak. Raises UnknownName for a fallback that does not exist.
    """
    chosen: dict[str, Voice] = {}
    found: list[StandIn] = []
    for voice in {utterance.voice.name: utterance.voice for utterance in utterances}.values():
        by, why = _chosen(voice, voices)
        if by.name != voice.name:
            chosen[voice.name] = by
            found.append(StandIn(voice=voice.name, by=by.name, why=why))
            _log.warning("%s", found[-1])
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


def _chosen(voice: Voice, voices: Mapping[str, Voice]) -> tuple[Voice, str]:
    """The first voice along the fallbacks that is ready, and what the first one lacked; the voice itself if none is."""
    now, seen = voice, {voice.name}
    first = readiness(voice)
    if first.ready:
        return voice, ""
    while now.fallback:
        if now.fallback not in voices:
            raise UnknownName("voice", now.fallback, voices, where=f"voice {now.name}, fallback")
        if now.fallback in seen:
            break
        now = voices[now.fallback]
        seen.add(now.name)
        if readiness(now).ready:
            return now, first.missing
    return voice, ""


def _as_paced(by: Voice, was: Voice, voices: Mapping[str, Voice]) -> Voice:
    """The fallback at the pace the script asked for: the utterance's pace against its own profile's."""
    profile = voices.get(was.name)
    asked = was.pace / profile.pace if profile else 1.0
    return by if asked == 1.0 else replace(by, pace=by.pace * asked)
