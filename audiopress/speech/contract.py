"""What every engine must keep, as tests that the author of one runs: see docs/plugins.md.

from audiopress.speech.contract import examine

def test_my_engine():
    examine(MyEngine(), voice)
"""

from __future__ import annotations

import pickle
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from audiopress.errors import ConfigError, SpeechError
from audiopress.model import Voice
from audiopress.speech import take_checks
from audiopress.speech.audio import trimmed
from audiopress.speech.engine import Engine, Line, Speech
from audiopress.speech.registry import unspoken
from audiopress.speech.word_cuts import tokens

SENTENCE: Final = "The minister met the ambassador on Tuesday, and both spoke of peace."
TROUBLE: Final = (
    "A fish & chips <b>shop</b> opened.",
    "He wrote [[this]] and {that} in $HOME, `so` he said.",
    "<speak>Not markup</speak> but words.",
    "-o output and --help are words here.",
    "Ends in a backslash \\",
    "A null \0 character and a tab\tinside.",
    "Smiles 🙂 and dashes — all of them … “quoted”.",
)
"""What engines obey, mangle or fall over when they do not escape it."""
READINESS: Final = 0.5
"""Seconds that `readiness` may take: it is asked for every voice when voices are listed."""


def examine(engine: Engine, voice: Voice, *, sentence: str = SENTENCE) -> None:
    """Raises AssertionError, which says what is wrong, unless the engine keeps the contract with a voice that is ready.

    The sentence is one in the voice's language.
    """
    for check in (_names, _readiness, _plain, _pace, _trouble, _unknown):
        check(engine, voice, sentence)


def well_formed(speech: Speech, text: str) -> None:
    """Raises AssertionError unless frames and words fit each other and the text."""
    assert isinstance(speech.pcm, bytes), "pcm is bytes"
    assert len(speech.pcm) % 2 == 0, "pcm is whole 16-bit frames"
    assert 8000 <= speech.rate <= 48000, f"{speech.rate} frames a second"
    assert speech.cost >= 0, "a cost below nothing"
    ends = begins = 0
    for word in speech.words:
        assert 0 <= word.start < word.end <= len(text), f"{word} is not in the text"
        assert word.start >= ends, f"{word} comes before the word before it"
        assert begins <= word.begin <= word.finish <= speech.frames, f"{word} is not in order inside the frames"
        ends, begins = word.end, word.begin


def _names(engine: Engine, voice: Voice, sentence: str) -> None:
    assert engine.name, "an engine has a name"
    assert engine.version() == engine.version(), "a version that changes records everything again"
    assert engine.digest(voice) == engine.digest(voice), "a digest that changes records everything again"
    assert engine.cost(_line(voice, sentence)) >= 0, "a cost below nothing"


def _readiness(engine: Engine, voice: Voice, _sentence: str) -> None:
    took = []
    for _ in range(3):  # the quickest: the first imports the library, and a busy machine makes one of them slow
        began = time.monotonic()
        found = engine.readiness(voice)
        took.append(time.monotonic() - began)
    assert found.ready, f"not ready: {found.missing}"
    assert not found.missing, "ready, and yet something is missing"
    assert min(took) < READINESS, "readiness must not load a model or ask a server"
    spoken = engine.speaks(voice)
    assert spoken is None or all(len(tag) > 1 for tag in spoken), "speaks is a tuple of tags, or None"
    assert not (foreign := unspoken(voice)), f"the profile says {foreign[0][0]!r}, and {foreign[0][1]}"


def _plain(engine: Engine, voice: Voice, sentence: str) -> None:
    line = _line(voice, sentence)
    speech = engine.speak(line)
    well_formed(speech, sentence)
    assert not engine.rate or speech.rate == engine.rate, (
        f"it says {engine.rate} frames a second and speaks at {speech.rate}"
    )
    found = take_checks.faults(trimmed(speech), line)
    assert not found, f"{sentence!r} came out {', '.join(found)}"
    if speech.words:
        assert len(speech.words) >= 0.8 * len(tokens(sentence)), "fewer than four words of five have a time"
    assert pickle.loads(pickle.dumps(speech)) == speech, "speech must pickle"  # noqa: S301 - made a line above


def _pace(engine: Engine, voice: Voice, sentence: str) -> None:
    own = trimmed(engine.speak(_line(voice, sentence)))
    slow = trimmed(engine.speak(_line(replace(voice, pace=voice.pace * 0.75), sentence)))
    assert slow.frames > 1.1 * own.frames, "pace 0.75 is slower by less than a tenth"


def _trouble(engine: Engine, voice: Voice, _sentence: str) -> None:
    for text in TROUBLE:
        speech = engine.speak(_line(voice, text))
        well_formed(speech, text)
        assert trimmed(speech).frames, f"{text!r} is not heard"


def _unknown(engine: Engine, voice: Voice, sentence: str) -> None:
    wrong = replace(voice, model="no-such-model")
    found = engine.readiness(wrong)
    if found.ready:
        return  # a server's names are the server's to know
    assert found.missing, "not ready, and it does not say why"
    _raises(lambda: engine.speak(_line(wrong, sentence)))


def _raises(call: Callable[[], object]) -> None:
    try:
        call()
    except (SpeechError, ConfigError):
        return
    raise AssertionError("an unknown model must be a SpeechError or UnknownName, never another voice")


def _line(voice: Voice, text: str) -> Line:
    return Line(text=text, voice=voice, language=voice.languages[0])
