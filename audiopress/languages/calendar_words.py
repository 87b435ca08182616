"""Months and weekdays of a language, long and short, by CLDR (Babel). Nothing for a language that CLDR does not have."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from audiopress.languages.tags import NONE, primary

if TYPE_CHECKING:
    from babel import Locale

_QUOTED: Final = re.compile(r"'([^']+)'")
_FORMS: Final = ("format", "stand-alone")
_WIDTHS: Final = ("wide", "abbreviated")
_GLUED: Final = re.compile(r"(?<!['\w])([^\W\d_a-zA-Z]++)MMMM")
"""What Hebrew writes before the name of a month, with no space."""
_ACCENTED: Final = re.compile(r"([a-zα-ω])[\u0300-\u036f]+")
"""A letter and what stands above or below it, taken apart."""
_NUMBERED: Final = re.compile(r"(?<=[^\W\d_] )\d$")
"""The number of a month that is named by it: `tháng 1`."""
_DATED: Final = "yMMMM"
"""The skeleton of a month with its year."""
_ELSEWHERE: Final = {
    "ar": ("ar_LB", "ar_DZ", "ar_MA"),
    "bs": ("bs_Cyrl",),
    "de": ("de_AT",),
    "nb": ("nn",),
    "no": ("nn",),
    "sr": ("sr_Latn", "sr_Latn_ME"),
    "uz": ("uz_Cyrl",),
}
"""Where months have other names in the same language: `كانون الثاني`, `جانفي`, `Jänner`, `januar`. Papers are read across borders."""

LONGEST_BETWEEN: Final = 2
"""Letters of a word before the name of a month that belongs to the day."""


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
    """The names of a language tag's months and weekdays. Names that are numbers (`3月`) are left out, not `tháng 3`."""
    locale = _locale(primary(tag))
    if locale is None:
        return CalendarNames({}, {}, frozenset())
    written = " ".join(
        [
            *(str(locale.date_formats[length]) for length in ("long", "full")),
            *(str(locale.datetime_skeletons[key]) for key in (_DATED,) if key in locale.datetime_skeletons),
        ]
    )
    between = frozenset(
        word for quoted in _QUOTED.findall(written) for word in quoted.lower().split() if word.isalpha()
    )
    months, weekdays = _names(locale, "months"), _names(locale, "days")
    for other in map(_locale, _ELSEWHERE.get(primary(tag), ())):
        if other is not None:
            months = _names(other, "months") | months
            weekdays = _names(other, "days") | weekdays
    # Catalan keeps `de` in the names of its months.
    between |= {word for name in months for word in name.split()[:-1] if len(word) <= LONGEST_BETWEEN}
    for name, number in list(months.items()):
        # In capitals Greek has no accents (`ΙΑΝΟΥΑΡΙΟΥ`), nor have hasty French and Spanish; Vietnamese writes `tháng 01`.
        months.setdefault(_bare(name), number)
        if _NUMBERED.search(name):
            months.setdefault(_NUMBERED.sub(r"0\g<0>", name), number)
    for glued in _GLUED.findall(written):
        months |= {f"{glued}{name}": number for name, number in months.items()}
    return CalendarNames(months, weekdays, between)


def _bare(name: str) -> str:
    """A name without the accents of Latin and Greek letters; one in other letters as it is."""
    parts = unicodedata.normalize("NFD", name)
    return unicodedata.normalize("NFC", _ACCENTED.sub(r"\1", parts))


def _locale(language: str) -> Locale | None:
    from babel import Locale, UnknownLocaleError

    if language == NONE:
        return None
    try:
        return Locale.parse(language)
    except UnknownLocaleError:
        return None


def _names(locale: Locale, what: Literal["months", "days"]) -> dict[str, int]:
    table = locale.months if what == "months" else locale.days
    found: dict[str, int] = {}
    for width in _WIDTHS:
        for form in _FORMS:
            for number, name in table[form][width].items():
                plain = name.lower().strip(". ")
                if not any(sign.isdigit() for sign in plain) or (plain[0].isalpha() and " " in plain):
                    found.setdefault(plain, number)
    return found
