"""How well a voice is understood, by a recogniser that needs no network (PocketSphinx, extra `listen`).

It hears one of a closed set: known sentences, and near misses of them with two words exchanged. A voice that a listener
understands is told apart without fault; the same sound played backwards is the control that shows the check can fail.
English only. It ranks what a machine hears, and takes no listener's place.
"""

from __future__ import annotations

import random
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from audiopress.errors import SpeechError
from audiopress.model import Voice
from audiopress.speech.align import RATE, at_model_rate
from audiopress.speech.engine import Line, Speech
from audiopress.speech.recording import spoken_once
from audiopress.speech.registry import load_engine, needs

MOST: Final = 0.05
"""Share of words that a voice may be misheard in."""
CONTROL: Final = 0.80
"""Share of words that must be misheard backwards, or the check proves nothing."""
PAD: Final = 0.4
"""Seconds of silence around a sentence: with less, the recogniser leaves out the last word."""
NEAR: Final = 4
"""Near misses of each sentence."""
SENTENCES: Final = (
    "the river was high after a week of rain",
    "she put the old letter on the kitchen table",
    "nine people waited for the morning train",
    "the price of bread went up again in spring",
    "his brother sold the house near the lake",
    "a strong wind broke the window last night",
    "the young doctor read the paper in silence",
    "they planted apple trees along the road",
    "the mayor opened the new bridge on friday",
    "cold water ran over the smooth gray stones",
    "our team lost the final game by one point",
    "the judge asked the woman to speak slowly",
    "fresh fish is sold at the market by the harbor",
    "the children drew a map of the whole island",
    "he left the office with a heavy black bag",
    "most farmers in the valley grow corn and rice",
    "the museum keeps the painting behind glass",
    "two planes landed late because of the storm",
    "the teacher wrote a short story about winter",
    "the factory will close its gates in december",
)
"""Words of the recogniser's dictionary alone, none in more than one sentence where it carries the meaning."""
_WEIGHTY: Final = 4
"""Letters of a word that is worth exchanging."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What the recogniser made of a voice."""

    voice: str
    words: int
    wrong: int
    """Words put in, left out or misheard."""
    backwards: float
    """Share of words misheard when the same sound was played backwards."""
    missed: tuple[tuple[str, str], ...] = ()
    """Each sentence that was misheard: what was said, what was heard."""

    @property
    def error(self) -> float:
        """Share of words misheard."""
        return self.wrong / self.words

    @property
    def passed(self) -> bool:
        """Understood, by a check that would have noticed if not."""
        return self.error <= MOST and self.backwards >= CONTROL


def listen(voice: Voice, *, sentences: Sequence[str] = SENTENCES) -> Heard:
    """The voice says the sentences, the recogniser hears them forwards and backwards. About 20 s for all twenty.

    Raises SpeechError where PocketSphinx is missing, the voice is not English, or a sentence is not recorded.
    """
    found = needs("pocketsphinx", "listen")
    if not found.ready:
        raise SpeechError(found.missing, hint=found.install)
    if not any(language.lower().startswith("en") for language in voice.languages):
        raise SpeechError("the recogniser understands English alone", where=f"voice {voice.name}")
    language = next(tag for tag in voice.languages if tag.lower().startswith("en"))
    engine = load_engine(voice.engine)
    decoder = _decoder(tuple(sentences))
    words = wrong = backwards = 0
    missed = []
    for sentence in sentences:
        line = Line(text=sentence.capitalize() + ".", voice=voice, language=language)
        speech = spoken_once(engine, line)
        said = sentence.split()
        heard = _heard(decoder, speech)
        fault = distance(said, heard)
        words += len(said)
        wrong += fault
        backwards += distance(said, _heard(decoder, _reversed(speech)))
        if fault:
            missed.append((sentence, " ".join(heard)))
    return Heard(voice=voice.name, words=words, wrong=wrong, backwards=backwards / words, missed=tuple(missed))


def distance(said: Sequence[str], heard: Sequence[str]) -> int:
    """Words to put in, leave out or exchange to get from one to the other (Levenshtein)."""
    row = list(range(len(heard) + 1))
    for i, word in enumerate(said, 1):
        last, row[0] = row[0], i
        for j, other in enumerate(heard, 1):
            last, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, last + (word != other))
    return row[-1]


def near_misses(sentences: Sequence[str]) -> list[str]:
    """The sentences with two of their weighty words exchanged for others' words, the same each time."""
    chance = random.Random(1)  # noqa: S311 - a fixed draw, so that two runs hear the same
    vocabulary = sorted({word for sentence in sentences for word in sentence.split() if len(word) >= _WEIGHTY})
    found = []
    for sentence in sentences:
        words = sentence.split()
        places = [place for place, word in enumerate(words) if len(word) >= _WEIGHTY]
        for _ in range(NEAR):
            changed = list(words)
            for place in chance.sample(places, min(2, len(places))):
                changed[place] = chance.choice([word for word in vocabulary if word not in words] or words)
            found.append(" ".join(changed))
    return found


@lru_cache(maxsize=2)
def _decoder(sentences: tuple[str, ...]) -> Any:
    """Beams wider than its own, as in the measurement that the limits come from: it must not give up on a voice."""
    from pocketsphinx import Decoder

    choices = " | ".join([*sentences, *near_misses(sentences)])
    with tempfile.TemporaryDirectory() as folder:
        grammar = Path(folder, "closed.jsgf")
        grammar.write_text(f"#JSGF V1.0;\ngrammar closed;\npublic <sentence> = {choices} ;\n")
        return Decoder(
            samprate=RATE,
            loglevel="FATAL",
            lm=None,
            jsgf=str(grammar),
            beam=1e-80,
            wbeam=1e-60,
            pbeam=1e-80,
            maxhmmpf=30000,
        )


def _heard(decoder: Any, speech: Speech) -> list[str]:
    decoder.start_utt()
    decoder.process_raw(at_model_rate(speech.pcm, speech.rate, pad=PAD), full_utt=True)
    decoder.end_utt()
    found = decoder.hyp()
    return str(found.hypstr).split() if found else []


def _reversed(speech: Speech) -> Speech:
    from audiopress.speech.audio import samples

    return Speech(pcm=samples(speech.pcm)[::-1].tobytes(), rate=speech.rate)
