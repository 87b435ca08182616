"""How long a script will be, before anything is recorded."""

from __future__ import annotations

import re
from typing import Final

from audiopress.model import Script, Show

LETTERS: Final = 14.8
"""Letters a second of alphabetic text: the shipped narrators say 14.3 (Spanish) to 15.8 (German); French 18."""
DIGITS: Final = 3.0
"""Digits a second: `460` is three words, `2020` is two."""
SYLLABLES: Final = 4.8
"""Hangul syllables a second: the shipped narrator says 4.7."""
IDEOGRAPHS: Final = 4.6
"""Han and kana characters a second, of read news."""
MUSIC: Final = {"ident": 4.0, "sting": 2.0, "sign-off": 4.0}
"""Seconds of the shipped marks; a bed lies under speech and takes none."""

_KINDS: Final = re.compile(
    r"(?P<digit>\d)|(?P<hangul>[가-힣])|(?P<cjk>[\u3040-\u30ff\u3400-\u9fff])|(?P<letter>[^\W_])"
)


def seconds(text: str) -> float:
    """Estimated seconds of speech at pace 1."""
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
                total += 1 / LETTERS
    return total


def estimate(script: Script, show: Show) -> float:
    """Estimated seconds of the episode, pauses and music included."""
    pause = show.pause
    total = pause.start + pause.end
    for cue in script.cues:
        if cue.kind == "speech":
            breaks = len(re.findall(r"[.!?。！？]+[\"'”’」』]*\s+", cue.text))
            total += seconds(cue.text) / cue.pace + breaks * pause.sentence
            total += pause.paragraph if cue.paragraph else pause.quote
        elif cue.kind == "pause":
            total += cue.seconds
        elif cue.kind == "chapter":
            total += pause.chapter
        elif cue.kind == "music":
            total += MUSIC.get(cue.text, 0.0)
    return total
