"""Written to spoken for a language whose folder has no `reading.py`: what its pack tells is enough for these rules.

Abbreviations in full, moments, sums of money, units, ordinals, percentages and plain numbers, each only where the pack
has the words for it; the rest goes to the engine as it is written.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Final

from audiopress.languages.calendar_words import names_of
from audiopress.languages.numbers import LARGEST, Symbols, has_words, named, symbols
from audiopress.languages.pack import Pack
from audiopress.languages.rewriting import DIGITS, How, Language, Rule, rule

_SPACE: Final = r"[ \u00a0\u202f]?"
_FREE: Final = r"(?<![\w.,])"
_MINUS: Final = r"(?P<minus>(?<![\w.,])[-−–])?"
YEARS: Final = range(1100, 2100)
"""Four digits without a sign between them that are said as a year."""
SHORT_MONTH: Final = 3
"""Letters of a month's name that is cut short."""
SPELLED: Final = 3
"""Digits of a fraction from which on they are said one by one."""


def plain_language(found: Pack) -> Language:
    """The rules that a pack makes."""
    reading = found.reading
    rules: list[Rule] = [*_abbreviations(reading.abbreviations)]
    if reading.decimal and has_words(found.language):
        rules += _Numbers(found).rules()
    return Language(code=found.language, rules=tuple(rules), joined=not found.general.spaces)


def _abbreviations(table: Mapping[str, str]) -> Iterable[Rule]:
    """`ca.` -> `circa`; the longest first, so that a part never hides the whole."""
    if not table:
        return
    pattern = rf"(?<![\w.])(?:{_any(table)})(?!\w)"

    def said(match: re.Match[str], _: How) -> str:
        full = table[match[0]]
        return full + ("." if match[0].endswith(".") and not match.string[match.end() :].strip() else "")

    yield rule(pattern, said)


class _Numbers:
    """The rules about numbers of one language."""

    def __init__(self, found: Pack) -> None:
        self.language = found.language
        self.reading = found.reading
        marks: Symbols = symbols(found.language)
        group = rf"[{re.escape(marks.group)} \u00a0\u202f’']"
        self.decimal = marks.decimal
        self.number = rf"\d{{1,3}}(?:{group}\d{{3}})+(?!\d)(?:{re.escape(marks.decimal)}\d+)?|\d+(?:{re.escape(marks.decimal)}\d+)?"

    def rules(self) -> list[Rule]:
        """The strongest first."""
        reading = self.reading
        made: list[Rule] = []
        if reading.clock:
            clock = rf"(?P<before>(?<!\w)(?:{_before(reading.hours_before)}))?{_FREE}(?P<h>[01]?\d|2[0-4])[:.h](?P<m>[0-5]\d)(?![\d:]|[.,]\d)"
            made.append(
                rule(rf"{clock}(?:{_SPACE}(?P<word>{_any(reading.hours) or '(?!)'})\b\.?)?", self._clock, signs=DIGITS)
            )
        if reading.currencies:
            sign, scale = _any(reading.currencies), _any(reading.scales) or "(?!)"
            scaled = rf"(?P<sum>{self.number})(?P<scale>{_SPACE}(?:{scale})\b)?"
            made.append(
                rule(rf"{_MINUS}(?<!\w)(?P<sign>{sign}){_SPACE}{scaled}(?![\d]|[.,]\d)", self._money, signs=DIGITS)
            )
            made.append(rule(rf"{_FREE}{_MINUS}{scaled}{_SPACE}(?P<sign>{sign})(?!\w)", self._money, signs=DIGITS))
        if reading.units:
            unit = rf"{_FREE}{_MINUS}(?P<sum>{self.number}){_SPACE}(?P<unit>{_any(reading.units)})(?![\w/²³])"
            made.append(rule(unit, self._measure, signs=DIGITS))
        made += self._degrees()
        for form, marks in reading.ordinals.items():
            made.append(
                rule(rf"{_FREE}(?P<n>\d{{1,4}})(?:{_any(marks.split())})(?!\w)", self._ordinal(form), signs=DIGITS)
            )
        made.append(rule(rf"{_FREE}{_MINUS}(?P<sum>{self.number})(?![\w]|[.,]\d)", self._plain, signs=DIGITS))
        return made

    def _clock(self, match: re.Match[str], _: How) -> str | None:
        hour, minute = int(match["h"]), int(match["m"])
        if not match["word"] and not match["before"] and match.string[match.end("h")] == ".":
            return None  # 18.30 may be a number, a date or a version
        pattern = self.reading.clock if minute else self.reading.full_hour or self.reading.clock
        said = pattern.replace("{hour}", self._named(hour)).replace("{minute}", self._named(minute))
        return (match["before"] or "") + said

    def _degrees(self) -> Iterable[Rule]:
        """A degree sign that was typed for the `º` of an ordinal: before a month, or behind a word of the singular."""
        form = next((form for form, marks in self.reading.ordinals.items() if "º" in marks), None)
        if form is None:
            return
        months = _any(name for name in names_of(self.language).months if len(name) > SHORT_MONTH)
        ordinal = self._ordinal(form)
        yield rule(rf"{_FREE}(?P<n>\d{{1,2}})°(?=\s(?:\w+\s)?(?:{months})\b)", ordinal, signs="°")
        if self.reading.ordinals_before:
            yield rule(
                rf"(?<!\w)(?P<before>{_before(self.reading.ordinals_before)})(?P<n>\d{{1,4}})°(?=\s[^\W\d_]{{2}})",
                lambda match, how: match["before"] + ordinal(match, how),
                signs="°",
            )

    def _money(self, match: re.Match[str], _: How) -> str | None:
        said = self._said(match["sum"], match["minus"])
        if said is None:
            return None
        one, many = _both(self.reading.currencies[match["sign"]])
        if match["scale"]:
            return f"{said} {match['scale'].strip()} {self.reading.scaled}{many}"
        return f"{said} {one if match['sum'] == '1' else many}"

    def _measure(self, match: re.Match[str], _: How) -> str | None:
        said = self._said(match["sum"], match["minus"])
        one, many = _both(self.reading.units[match["unit"]])
        return None if said is None else f"{said} {one if match['sum'] == '1' else many}"

    def _ordinal(self, form: str) -> Callable[[re.Match[str], How], str]:
        return lambda match, how: named(int(match["n"]), self.language, "ordinal", form)  # noqa: ARG005

    def _plain(self, match: re.Match[str], _: How) -> str | None:
        text = match["sum"]
        if len(text) == 4 and text.isdecimal() and int(text) in YEARS and not match["minus"]:
            return named(int(text), self.language, "year")
        return self._said(text, match["minus"])

    def _said(self, text: str, minus: str | None) -> str | None:
        whole, _, part = text.partition(self.decimal)
        plain = re.sub(r"\D", "", whole)
        if int(plain) >= LARGEST or (minus and not self.reading.minus):
            return None
        said = (
            " ".join(map(self._named, map(int, plain)))
            if len(plain) > 1 and plain[0] == "0"
            else self._named(int(plain))
        )
        if part:
            spelled = len(part) >= SPELLED or part[0] == "0"
            fraction = " ".join(map(self._named, map(int, part))) if spelled else self._named(int(part))
            said = f"{said} {self.reading.decimal} {fraction}"
        return f"{self.reading.minus} {said}" if minus else said

    def _named(self, number: int) -> str:
        return named(number, self.language)


def _both(words: str) -> tuple[str, str]:
    """`metro|metri`: of one and of many."""
    one, bar, many = words.partition("|")
    return one, many if bar else one


def _before(words: Iterable[str]) -> str:
    """Words with the space behind them; those that end in an apostrophe have none."""
    return (
        "|".join(
            re.escape(word[:-1]) + "['’]" if word.endswith("'") else f"(?i:{re.escape(word)})[ \u00a0]"
            for word in sorted(words)
        )
        or "(?!)"
    )


def _any(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=lambda one: (-len(one), one))))
