"""German numbers in words."""

from __future__ import annotations

import re
from typing import Final

from audiopress.languages.rewriting import How

_ONES: Final = (
    "null ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn "
    "achtzehn neunzehn"
).split()
_TENS: Final = "_ _ zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig".split()
_LARGE: Final = (
    ("Million", "Millionen"), ("Milliarde", "Milliarden"), ("Billion", "Billionen"), ("Billiarde", "Billiarden"),
    ("Trillion", "Trillionen"), ("Trilliarde", "Trilliarden"),
)  # fmt: skip

# ---- numbers


def cardinal(number: int, how: How) -> str:
    """264 -> `zwei hundert vier und sechzig`: apart, since engines stress long compounds wrongly; joined by choice."""
    if number < 0:
        return f"minus {cardinal(-number, how)}"
    if number >= 10 ** (6 + 3 * len(_LARGE)):
        return digits(str(number))
    said = []
    rest, low = divmod(number, 10**6)
    for one, many in _LARGE:
        if not rest:
            break
        rest, group = divmod(rest, 1000)
        if group:
            said.append(f"eine {one}" if group == 1 else f"{counted(_below(group, how), 'eine')} {many}")
    said.reverse()
    if low or not said:
        said.append(_below(low, how, last=True))
    return " ".join(said)


def _below(number: int, how: How, *, last: bool = False) -> str:
    """A number under a million in words."""
    parts: list[str] = []
    thousands, rest = divmod(number, 1000)
    if thousands:
        parts += [*_hundreds(thousands), "tausend"]
    if rest or not thousands:
        parts += _hundreds(rest)
    if last and parts[-1] == "ein":
        parts[-1] = "eins"
    return ("" if how.word("numbers", "apart") == "joined" else " ").join(parts)


def _hundreds(number: int) -> list[str]:
    hundreds, rest = divmod(number, 100)
    parts = [_ONES[hundreds], "hundert"] if hundreds else []
    if rest < 20:
        return parts + ([_ONES[rest]] if rest or not hundreds else [])
    tens, ones = divmod(rest, 10)
    return parts + ([_ONES[ones], "und"] if ones else []) + [_TENS[tens]]


def ordinal(number: int, how: How, ending: str = "er") -> str:
    """3 -> `dritter`; the ending as the words before it ask for."""
    said = cardinal(number, how)
    joined = how.word("numbers", "apart") == "joined"
    last = said.rpartition(" ")[2] if not joined else said
    head = said[: len(said) - len(last)]
    for plain, stem in (("eins", "erst"), ("drei", "dritt"), ("sieben", "siebt"), ("acht", "acht")):
        if last.endswith(plain) and number % 100 < 20:
            return head + last.removesuffix(plain) + stem + ending
    return head + last + ("t" if 0 < number % 100 < 20 else "st") + ending


def year(number: int, how: How) -> str:
    """1994 -> `neunzehn hundert vier und neunzig`, 2003 -> `zwei tausend drei`."""
    if not 1100 <= number <= 1999:
        return cardinal(number, how)
    glue = "" if how.word("numbers", "apart") == "joined" else " "
    front, back = divmod(number, 100)
    return glue.join([_ONES[front], "hundert"]) + (glue + cardinal(back, how) if back else "")


def digits(text: str) -> str:
    """`0411` -> `null vier eins eins`."""
    return " ".join("eins" if each == "1" else _ONES[int(each)] for each in text if each in "0123456789")


def joined(how: How) -> bool:
    """Whether a show wants long words in one piece."""
    return how.word("numbers", "apart") == "joined"


def counted(said: str, one: str) -> str:
    """A whole number before a noun: `drei hundert eine Millionen`, `zwei hundert ein Euro`."""
    for ending in ("eins", "ein"):
        if said.endswith(ending):
            return said.removesuffix(ending) + one
    return said


def count(value: int, how: How) -> str:
    """A number before its noun: `ein Uhr`."""
    return counted(cardinal(value, how), "ein")


def number(text: str, how: How, *, one: str = "eins") -> str:
    """A number as written: points group, the comma is the decimal sign. `one` is how a whole number's last 1 is said."""
    sign = "minus " if text[:1] in {"-", "−", "–"} else ""
    whole, comma, part = text.lstrip("-−–+").partition(",")
    whole = plain(whole)
    said = digits(whole) if len(whole) > 1 and whole[0] == "0" else cardinal(int(whole or 0), how)
    if comma and part:
        return f"{sign}{said} komma {digits(part)}"
    return sign + counted(said, one)


def plain(text: str) -> str:
    """Without the signs between groups of three."""
    return re.sub(r"[. \u00a0\u202f’']", "", text)
