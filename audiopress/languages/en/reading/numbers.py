"""English numbers in words: counts, years, ordinals, digits, fractions."""

from __future__ import annotations

import re
from typing import Final

from audiopress.languages.rewriting import How

ONES: Final = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
TENS: Final = "_ _ twenty thirty forty fifty sixty seventy eighty ninety".split()
SCALES: Final = (
    "",
    "thousand",
    "million",
    "billion",
    "trillion",
    "quadrillion",
    "quintillion",
    "sextillion",
    "septillion",
    "octillion",
    "nonillion",
    "decillion",
)
LONGEST: Final = 3 * len(SCALES)
"""Digits of the longest number that is read as a count; longer ones are read digit by digit."""

_ORDINALS: Final = {
    "one": "first",
    "two": "second",
    "three": "third",
    "five": "fifth",
    "eight": "eighth",
    "nine": "ninth",
    "twelve": "twelfth",
}


def cardinal(number: int, how: How) -> str:
    """105 -> `one hundred five`, or with `and` by choice."""
    if number < 0:
        return f"minus {cardinal(-number, how)}"
    if number < 100:
        return _tens(number)
    if len(str(number)) > LONGEST:
        return digits(str(number))
    groups = []
    rest, scale = number, 0
    while rest:
        rest, group = divmod(rest, 1000)
        if group:
            groups.append(
                " ".join(filter(None, (_hundreds(group, how, last=scale == 0 and number > 999), SCALES[scale])))
            )
        scale += 1
    return " ".join(reversed(groups))


def _tens(number: int) -> str:
    if number < 20:
        return ONES[number]
    tens, ones = divmod(number, 10)
    return f"{TENS[tens]}-{ONES[ones]}" if ones else TENS[tens]


def _hundreds(number: int, how: How, *, last: bool) -> str:
    hundreds, rest = divmod(number, 100)
    glue = " and " if how.flag("and", False) else " "
    if not hundreds:
        return f"and {_tens(rest)}" if last and how.flag("and", False) else _tens(rest)
    return f"{ONES[hundreds]} hundred" + (f"{glue}{_tens(rest)}" if rest else "")


def ordinal(number: int, how: How) -> str:
    """38 -> `thirty-eighth`."""
    return ordinal_of(cardinal(number, how))


def ordinal_of(words: str) -> str:
    """The ordinal of a number in words."""
    head, last = words[: _last(words)], words[_last(words) :]
    if last in _ORDINALS:
        return head + _ORDINALS[last]
    return head + (f"{last[:-1]}ieth" if last.endswith("y") else f"{last}th")


def _last(words: str) -> int:
    return max(words.rfind(" "), words.rfind("-")) + 1


def digits(text: str, zero: str = "zero") -> str:
    """`2040` -> `two zero four zero`; what is no digit is left out."""
    return " ".join(
        zero if character == "0" else ONES[int(character)] for character in text if character in "0123456789"
    )


def ungrouped(text: str) -> str:
    """A number without the signs between its groups of three."""
    return re.sub(r"[, \u00a0\u202f\u2009]", "", text)


def number(text: str, how: How) -> str:
    """A number as written, with commas, a point, a sign: `-1,234.50`."""
    sign = "minus " if text[:1] in {"-", "−", "–"} else ""
    whole, point, part = ungrouped(text.lstrip("-−–+")).partition(".")
    if len(whole) > 1 and whole[0] == "0" and not point:
        return sign + digits(whole)
    said = cardinal(int(whole), how) if whole else ""
    if point and part:
        said = f"{said} point {digits(part)}".strip()
    return sign + said


def sign(match: re.Match[str]) -> str:
    """The sign before a number, from the group `minus`, as a word and a space."""
    return {"+": "plus ", "": ""}.get(match["minus"] or "", "minus ")


def year(number: int, how: How) -> str:
    """1905 -> `nineteen oh five`, 2008 -> `two thousand eight`, 2026 -> `twenty twenty-six`."""
    if number < 1000 or number > 9999 or 2000 <= number <= 2009 or number % 1000 == 0:
        return cardinal(number, how)
    front, back = divmod(number, 100)
    if back == 0:
        return f"{_tens(front)} hundred"
    return f"{_tens(front)} " + (f"oh {ONES[back]}" if back < 10 else _tens(back))


def pairs(text: str, how: How) -> str:
    """A house, flight or model number: 2788 -> `twenty-seven eighty-eight`, 123 -> `one twenty-three`."""
    if not text.isdecimal() or len(text) > 4 or text[0] == "0":
        return digits(text)
    value = int(text)
    if len(text) < 3 or value % 100 == 0:
        return year(value, how) if len(text) == 4 else cardinal(value, how)
    front, back = divmod(value, 100)
    return f"{_tens(front)} " + (f"oh {ONES[back]}" if back < 10 else _tens(back))


def plural(word: str) -> str:
    """`twenty` -> `twenties`, `hundred` -> `hundreds`."""
    if word.endswith("y"):
        return f"{word[:-1]}ies"
    return f"{word}es" if word.endswith(("x", "s")) else f"{word}s"


def fraction(top: int, bottom: int, how: How) -> str:
    """3/4 -> `three quarters`, 23/44 -> `twenty-three forty-fourths`."""
    part = {2: "half", 4: "quarter"}.get(bottom) or ordinal(bottom, how)
    if top != 1:
        part = "halves" if bottom == 2 else f"{part}s"
    return f"{cardinal(top, how)} {part}"
