"""A sentence heard at once, in its voice and in its place: from the same cache of takes as the episode will be."""

from __future__ import annotations

import io
import wave
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import numpy as np

from audiopress import script, speech
from audiopress.errors import ScriptError
from audiopress.model import Cue, Script, Show, Take, Utterance
from audiopress.workspace import Workspace

AROUND: Final = 2
"""Cues before and behind one that is heard: an expressive voice says a sentence by what stands around it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedSound:
    """What is to be heard of a script: a line of it, all of its sentences or one, as it is or otherwise."""

    line: int
    sentence: int | None = None
    about: str = ""
    """The sentence in which these words stand."""
    lexicons: Sequence[Path] = ()
    """Further ones, the strongest last."""
    voice: str = ""
    """In this voice."""


def heard(here: Workspace, show: Show, text: str, wanted: WantedSound, *, source: str) -> bytes:
    """A WAV of it. Raises ScriptError where there is no such line, SpeechError, ConfigError."""
    parsed = script.parse(text, source=source)
    spoken = _spoken(here, show, parsed, wanted, source)
    recorded = speech.record_or_stand_in(
        spoken,
        {**here.voices_of(show), **{one.voice.name: one.voice for one in spoken}},
        cache=here.takes,
        workers="inline",
    )
    return wav(recorded.takes, show.pause.sentence)


def _spoken(here: Workspace, show: Show, parsed: Script, wanted: WantedSound, source: str) -> list[Utterance]:
    at = next((n for n, cue in enumerate(parsed.cues) if cue.kind == "speech" and cue.line == wanted.line), None)
    if at is None:
        raise ScriptError("nothing is said in this line", where=f"{source}:{wanted.line}", hint="load the page again")
    casting = script.cast(parsed, show, here.voices_of(show))
    # Of the whole script who has which voice, of its neighbours how it is said: and only what is heard is worked out.
    begin, end = max(0, at - AROUND), at + AROUND + 1
    part = replace(parsed, cues=parsed.cues[begin:end])
    lexicons = (*here.lexicons(parsed.language, show), *script.own_lexicon(source), *wanted.lexicons)
    found = [one for one in script.utterances(part, casting, show, lexicons=lexicons) if one.cue == at - begin]
    cut = _cut(parsed, parsed.cues[at], wanted)
    if cut is not None:
        found = [one for one in found if one.start < cut[1] and cut[0] < one.end]
    if wanted.voice:
        voice = here.voice(wanted.voice)
        found = [replace(one, voice=voice) for one in found]
    if not found:
        raise ScriptError("there is nothing to be said in it", where=f"{source}:{wanted.line}")
    return found


def _cut(parsed: Script, cue: Cue, wanted: WantedSound) -> tuple[int, int] | None:
    """The sentence that is wanted of a cue; None: all of it."""
    known = sentences(parsed, cue)
    if wanted.sentence is not None:
        if wanted.sentence >= len(known):
            raise ScriptError("there is no such sentence", hint="load the page again")
        return known[wanted.sentence]
    if wanted.about and (place := cue.text.find(wanted.about)) >= 0:
        return next((one for one in known if one[0] <= place < one[1]), None)
    return None


def sentences(parsed: Script, cue: Cue) -> list[tuple[int, int]]:
    """The sentences of a cue, as [start, end) of its text."""
    return list(script.sentences(cue.text, language=cue.language or parsed.language))


def wav(takes: Sequence[Take], pause: float) -> bytes:
    """Takes one after the other, 16-bit mono; those of another rate are brought to the first one's."""
    rate = takes[0].rate
    gap = np.zeros(round(pause * rate), np.int16)
    parts: list[np.ndarray] = []
    for take in takes:
        frames = np.fromfile(take.path, dtype="<i2")
        if take.rate != rate:
            import soxr

            frames = soxr.resample(frames, take.rate, rate)
        parts += [gap, frames] if parts else [frames]
    with io.BytesIO() as file:
        with wave.open(file, "wb") as out:
            out.setnchannels(1)
            out.setsampwidth(2)
            out.setframerate(rate)
            out.writeframes(np.concatenate(parts).astype("<i2").tobytes())
        return file.getvalue()
