"""Scripts: the ranges of letters that tell one from another, each once.

The `…_RANGE` strings go inside the brackets of a character class; the patterns match one letter.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

HIRAGANA_RANGE: Final = "\u3041-\u309f"
KATAKANA_RANGE: Final = "\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\uff66-\uff9f"
"""Without ・, which stands between words."""
KANA_RANGE: Final = HIRAGANA_RANGE + KATAKANA_RANGE
HAN_RANGE: Final = "\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
"""With 々, 〆 and 〇, which stand between Han letters."""
HANGUL_RANGE: Final = "\uac00-\ud7a3"
"""Syllables, as every text has them; NFC puts the parts together."""
CYRILLIC_RANGE: Final = "\u0400-\u052f"
GREEK_RANGE: Final = "\u0370-\u03ff\u1f00-\u1fff"
ARABIC_RANGE: Final = "\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefc"
HEBREW_RANGE: Final = "\u0590-\u05ff"
THAI_RANGE: Final = "\u0e00-\u0e7f"
LATIN_RANGE: Final = "A-Za-zªºÀ-ÖØ-öø-ɏ\u1e00-\u1eff"
EASTERN_RANGE: Final = KANA_RANGE + HAN_RANGE + HANGUL_RANGE
"""Chinese, Japanese and Korean: where a word may follow another without a space."""
UNSPACED_RANGE: Final = KANA_RANGE + HAN_RANGE + THAI_RANGE
"""Where no spaces stand between words at all."""

KANA: Final = re.compile(f"[{KANA_RANGE}]")
HAN: Final = re.compile(f"[{HAN_RANGE}]")
HANGUL: Final = re.compile(f"[{HANGUL_RANGE}]")
CYRILLIC: Final = re.compile(f"[{CYRILLIC_RANGE}]")
LATIN: Final = re.compile(f"[{LATIN_RANGE}]")
EASTERN: Final = re.compile(f"[{EASTERN_RANGE}]")
RIGHT_TO_LEFT: Final = re.compile(f"[{HEBREW_RANGE}{ARABIC_RANGE}]")


def is_hangul(sign: str) -> bool:
    """One sign; an empty string is none."""
    return "\uac00" <= sign <= "\ud7a3"


LETTERS_OF: Final[Mapping[str, str]] = {
    "ko": r"[\u1100-\u11ff\u3130-\u318f\uac00-\ud7af]",
    "ja": f"[{KANA_RANGE}・{HAN_RANGE}]",
    "zh": f"[{HAN_RANGE}]",
    "ru": f"[{CYRILLIC_RANGE}]",
    "el": f"[{GREEK_RANGE}]",
    "ar": f"[{ARABIC_RANGE}]",
    "he": f"[{HEBREW_RANGE}]",
    "th": f"[{THAI_RANGE}]",
    "hi": r"[\u0900-\u097f]",
}
"""Primary tag to the letters that no Latin text has, for languages that a run of them is taken for."""
SURE_LETTERS: Final[Mapping[str, re.Pattern[str]]] = {"ja": KANA}
"""What a run must hold to be that language: Han alone may be Chinese."""
