"""How long a script will be, before anything is recorded."""

from __future__ import annotations

import re
from typing import Final

from audiopress.languages.pack import pack
from audiopress.languages.scripts import HAN_RANGE, HANGUL_RANGE, KANA_RANGE
from audiopress.model import Script, Show
from audiopress.script.pauses import Silence

LETTERS: Final = 14.8
"""Letters a second of alphabetic text in a language whose folder tells no other (`[speech] letters`)."""
DIGITS: Final = 3.0
"""Digits a second: `460` is three words, `2020` is two."""
SYLLABLES: Final = 4.8
"""Hangul syllables a second, in a text of whatever language: the shipped narrator says 4.7."""
IDEOGRAPHS: Final = 4.6
"""Han and kana characters a second, of read news in whatever language."""
MUSIC: Final = {"ident": 4.0, "sting": 2.0, "sign-off": 4.0}
"""Seconds of the shipped marks; a bed lies under speech and takes none."""

_KINDS: Final = re.compile(
    rf"(?P<digit>\d)|(?P<hangul>[{HANGUL_RANGE}])|(?P<cjk>[{KANA_RANGE}{HAN_RANGE}])|(?P<letter>[^\W_])"
)

_ENDS: Final = re.compile(r"(?<=[.!?。！？])[\"'”’」』]{0,3}\s")
"""Where a sentence ends and another follows."""


def seconds(text: str, language: str) -> float:
    """Estimated seconds of speech at pace 1."""
    letters = pack(language).speech.letters or LETTERS
    total = 0.0
    for found in _KINDS.finditer(text):
        match found.lastgroup:
            case "digit":
                total += 1 / DIGITS
            case "hangul":
                total += 1 / SYLLABLES
            case "cjk":
                total += 1 / IDEOGRAPHS
            case _:
                total += 1 / letters
    return total


def estimate(script: Script, show: Show) -> float:
    """Estimated seconds of the episode, pauses and music included."""
    silence = Silence(show.pause)
    total = 0.0
    for cue in script.cues:
        if cue.kind == "speech":
            total += seconds(cue.text, cue.language or script.language) / cue.pace
            for number in range(len(_ENDS.findall(cue.text)) + 1):
                silence.speech(cue, sentence=number)
                total += silence.sound(cue)
        elif cue.kind == "pause":
            silence.pause(cue)
        elif cue.kind == "chapter":
            silence.chapter(cue)
        elif cue.kind == "audio":
            silence.recording()
            total += silence.sound()
        elif cue.text in MUSIC:
            silence.music()
            total += silence.sound() + MUSIC[cue.text]
    return total + silence.end()
