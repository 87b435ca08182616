"""Months and weekdays of a language, long and short, by CLDR (Babel). Nothing for a language that CLDR does not have."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from audiopress.languages.tags import NONE, primary

if TYPE_CHECKING:
    from babel import Locale

_QUOTED: Final = re.compile(r"'([^']+)'")
_FORMS: Final = ("format", "stand-alone")
_WIDTHS: Final = ("wide", "abbreviated")


class CalendarNames(NamedTuple):
    """Names in lower case without a full stop, each with its number."""

    months: dict[str, int]
    """1 to 12."""
    weekdays: dict[str, int]
    """0 (Monday) to 6."""
    between: frozenset[str]
    """Words inside a written day: `de` of `3 de enero de 2026`."""


@cache
def names_of(tag: str) -> CalendarNames:
    """The names of a language tag's months and weekdays. Names that are numbers (`3月`) are left out."""
    locale = _locale(primary(tag))
    if locale is None:
        return CalendarNames({}, {}, frozenset())
    written = " ".join(str(locale.date_formats[length]) for length in ("long", "full"))
    between = frozenset(
        word for quoted in _QUOTED.findall(written) for word in quoted.lower().split() if word.isalpha()
    )
    return CalendarNames(_names(locale, "months"), _names(locale, "days"), between)


def _locale(language: str) -> Locale | None:
    from babel import Locale, UnknownLocaleError

    if language == NONE:
        return None
    try:
        return Locale(language)
    except UnknownLocaleError:
        return None


def _names(locale: Locale, what: Literal["months", "days"]) -> dict[str, int]:
    table = locale.months if what == "months" else locale.days
    found: dict[str, int] = {}
    for width in _WIDTHS:
        for form in _FORMS:
            for number, name in table[form][width].items():
                plain = name.lower().strip(". ")
                if not any(sign.isdigit() for sign in plain):
                    found.setdefault(plain, number)
    return found
