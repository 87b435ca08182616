"""German short forms that newspapers write and the other rules would misread: 9-17 Uhr, am 1.1., ½, Kapitel IV."""

# ruff: noqa: ARG001, ARG005 - every rule takes the match and the choices

from __future__ import annotations

import re
from typing import Final

from audiopress.languages.de.reading.measures import fraction
from audiopress.languages.de.reading.numbers import cardinal, count, digits, number, ordinal, plain, year
from audiopress.languages.de.reading.rules import MONTHS, ending_of
from audiopress.languages.rewriting import DIGITS, How, Rule, rule
from audiopress.languages.roman import roman

_NUMBERED: Final = re.compile(
    r"\b(?:Kapitel|Kap\.|Band|Bd\.|Teil|Artikel|Akt|Stufe|Klasse|Typ|Gruppe|Phase|Abschnitt|Buch|Hartz)\s$"
)
_PARTS: Final = {"½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4)}


def _numbers(match: re.Match[str], how: How) -> str:
    """9/11, 24/7: neither is a fraction."""
    return " ".join(cardinal(int(each), how) for each in match[0].split("/"))


def _roman(match: re.Match[str], how: How) -> str | None:
    value = roman(match[0])
    before = match.string[max(0, match.start() - 12) : match.start()]
    return cardinal(value, how) if value and _NUMBERED.search(before) else None


def _version(match: re.Match[str], how: How) -> str:
    return f"{match[1]} " + " Punkt ".join(cardinal(int(part), how) for part in match[2].split("."))


def _hours(match: re.Match[str], how: How) -> str:
    first, last = ("ein" if int(each) == 1 else cardinal(int(each), how) for each in match.groups())
    return f"{first} bis {last}"


def _date(match: re.Match[str], how: How) -> str | None:
    """Am 1.1."""
    day, month = int(match[1]), int(match[2])
    if not (1 <= day <= 31 and 1 <= month <= 12):
        return None
    stop = "" if match.string[match.end() :].strip() else "."
    return f"{ordinal(day, how, 'en')} {MONTHS[month - 1]}{stop}"


def _part(match: re.Match[str], how: How) -> str:
    """½ Tasse, 3 ½ Stunden."""
    top, bottom = _PARTS[match["part"]]
    if match["whole"]:
        whole = number(match["whole"], how, one="ein")
        return f"{whole}einhalb" if bottom == 2 else f"{whole} {fraction(top, bottom, how)}"
    noun = re.match(r"\s(?:Liter|Meter|Kilo|Jahr|Prozent|Glas|Pfund|Kilometer)", match.string[match.end() :])
    return ("ein halber" if noun else "eine halbe") if bottom == 2 else fraction(top, bottom, how)


def _decades(match: re.Match[str], how: How) -> str:
    """In den 1990ern."""
    value = int(match[1])
    return (year(value, how) if value > 100 else cardinal(value, how)).replace(" ", "") + "ern"


def _month_alone(match: re.Match[str], how: How) -> str:
    """Im Okt."""
    low = match[1].lower()
    name = next((each for each in MONTHS if each.lower().startswith(low)), match[1])
    return name + ("" if match.string[match.end() :].strip() else ".")


def _listed(match: re.Match[str], how: How) -> str:
    return ordinal(int(match[1]), how, ending_of(match))


_DAYS: Final = {
    "Mo": "Montag", "Di": "Dienstag", "Mi": "Mittwoch", "Do": "Donnerstag", "Fr": "Freitag", "Sa": "Samstag", "So": "Sonntag",
}  # fmt: skip
_DAY: Final = "|".join(_DAYS)


def _month_of(match: re.Match[str], how: How) -> str:
    """12/2020."""
    return f"{MONTHS[int(match[1]) - 1]} {year(int(match[2]), how)}"


def _season(match: re.Match[str], how: How) -> str:
    """Die Saison 2019/20."""
    return f"{year(int(match[1]), how)} {year(int(match[2]), how)}"


def _opening(match: re.Match[str], how: How) -> str:
    """18.00-20.00 Uhr."""
    both = ((int(match["h1"]), int(match["m1"] or 0)), (int(match["h2"]), int(match["m2"] or 0)))
    return " bis ".join(
        f"{count(hour, how)} Uhr" + (f" {cardinal(minute, how)}" if minute else "") for hour, minute in both
    )


def _fifty(match: re.Match[str], how: How) -> str:
    return " ".join([cardinal(50, how)] * 2)


def _overtime(match: re.Match[str], how: How) -> str:
    """In der 90.+3 Minute."""
    return f"{ordinal(int(match[1]), how, ending_of(match))} plus {cardinal(int(match[2]), how)}"


def _run(match: re.Match[str], how: How) -> str:
    """30:05,3 Minuten."""
    minutes = "eine Minute" if match[1] == "1" else f"{cardinal(int(match[1]), how)} Minuten"
    return f"{minutes} {number(str(int(match[2])) + ',' + match[3], how)} Sekunden"


def _lineage(match: re.Match[str], how: How) -> str:
    """BA.5, B.1.1.7."""
    parts = [cardinal(int(each), how) for each in match[2].split(".")[1:]]
    return " Punkt ".join([how.letters(match[1]), *parts])


def _digits(match: re.Match[str], how: How) -> str:
    return digits(match[0])


SHORT: Final[tuple[Rule, ...]] = (
    rule(r"(?<![\w.,])(\d{1,3})\.\s?\+\s?(\d{1,2})\.?(?=\sMinute)", _overtime, signs="+"),
    rule(r"(?<![\w.,:])(\d{1,2}):([0-5]\d),(\d{1,3})(?:\s(?:Minuten|Min\.))?(?![\w:])", _run, signs=":"),
    rule(r"(?<![\w.])([A-Z]{1,3})((?:\.\d{1,3})+)(?![\w.])", _lineage, signs="."),
    rule(r"(?:(?<=\d, )|(?<=\d[a-z], )|(?<=\bD-))\d{5}(?=\s[A-ZÄÖÜ][a-zäöüß])", _digits, signs=DIGITS),
    rule(r"(?<![\w.,/])0\d{2,4}\s?/\s?\d{2}(?:\s\d{2}){1,4}(?!\d)", _digits, signs="/"),
    rule(
        r"(?<![\w.,])([1-9]|[12]\d|3[01])\.\s?/\s?(?=\d\d?\.\s)",
        lambda match, how: ordinal(int(match[1]), how, ending_of(match)),
        signs="/",
    ),
    rule(
        r"(?<![\w.,])(?P<h1>\d\d?)(?:[:.](?P<m1>[0-5]\d))?(?:\s?Uhr)?\s?[-–]\s?(?P<h2>\d\d?)(?:[:.](?P<m2>[0-5]\d)|(?<=[:.]\d\d[-–]\d)|(?<=[:.]\d\d[-–]\d\d)|(?<=[:.]\d\d\s[-–]\s\d)|(?<=[:.]\d\d\s[-–]\s\d\d))\s?Uhr\b",
        _opening,
        signs="U",
    ),
    rule(
        rf"\b({_DAY})\.?\s?[-–]\s?({_DAY})\b(?:\.(?=:?\s))?",
        lambda match, how: f"{_DAYS[match[1]]} bis {_DAYS[match[2]]}",
        signs="-–",
    ),
    rule(rf"\b({_DAY})\.(?=,?\s\d)|\A(Mo|Di|Mi|Do|Sa)\.\Z", lambda match, how: _DAYS[match[1] or match[2]], signs="."),
    rule(r"(?<![\w.,/])(0[1-9]|1[0-2])/((?:19|20)\d\d)(?![\w/])", _month_of, signs="/"),
    rule(
        r"(?:(?<=\b[Ss]aison )|(?<=\b[Ss]pielzeit )|(?<=\bWintersemester )|(?<=\bSchuljahr )|(?<=\bWinter ))((?:19|20)\d\d)/(\d\d(?:\d\d)?)(?![\w/])",
        _season,
        signs="/",
    ),
    rule(
        r"(?<!\d\.\s)(?<!\d\.)(?i:\b(jan|feb|mär|apr|jun|jul|aug|sept?|okt|nov|dez))\b\.?(?=\s(?:19|20)\d\d\b)",
        lambda match, how: next(name for name in MONTHS if name.lower().startswith(match[1].lower())),
        signs=DIGITS,
    ),
    rule(r"\A[IVXLC]{2,9}\Z", lambda match, how: cardinal(roman(match[0]), how) if roman(match[0]) else None),
    rule(r"(?:\A|(?<=\s)),(\d+)(?![\w.,])", lambda match, how: f"komma {digits(match[1])}", signs=","),
    rule(
        r"(?<![\w.,])(\d+(?:,\d+)?)\s?%-?(ig(?:e[nmrs]?)?)\b",
        lambda match, how: f"{number(match[1], how)}-prozent{match[2]}",
        signs="%",
    ),
    rule(
        r"(?<![\w.,-])(?:(\d+)\s?[-–]\s?)?(\d+(?:,\d+)?)\s?x(?![\w-]|\s?\d)",
        lambda match, how: (
            (f"{number(match[1], how)} bis " if match[1] else "") + f"{number(match[2], how, one='ein')} mal"
        ),
        signs="x",
    ),
    rule(r"(?<![\w.,/])50/50(?![\w/])", _fifty, signs="/"),
    rule(
        r"(?<![\w.,])(\d{1,3}(?:\.\d{3})+|[1-9]000?|\d\d?)er(?=-[A-ZÄÖÜ]|\b)(?<![\D][1-9]0er)(?<!\A[1-9]0er)",
        lambda match, how: f"{cardinal(int(plain(match[1])), how)}er",
        signs=DIGITS,
    ),
    rule(
        r"(?<![\w.,:])(\d{1,3})\.(?=,\s\d{1,3}\.(?:,|\s)|\s(?:und|oder|sowie)\s\d{1,3}\.\s[A-ZÄÖÜ])", _listed, signs="."
    ),
    rule(r"(?<=Abs\. \d )S\.\s?(?=\d)", lambda match, how: "Satz", signs="S"),
    rule(
        r"(?<!\d\. )(?<!\d\.)\b(Jan|Feb|Apr|Jun|Jul|Aug|Sept?|Okt|Nov|Dez)\.(?![\w])(?!\s?\d)", _month_alone, signs="."
    ),
    rule(r"(?<![\w/.])(?:9/11|24/7)(?![\w/])", _numbers, signs="/"),
    rule(r"(?<=\s)[IVX]{1,6}(?![\w&-])", _roman, signs="IVX"),
    rule(r"\b([Vv]ersion|iOS|Android)\s(\d+(?:\.\d+)+)\b", _version, signs="."),
    rule(
        r"(?<![\w.,])([1-9]|[12]\d|3[01])\.\s?(?:[-–]|bis)\s?(?=\d\d?\.\s?(?:0?[1-9]|1[0-2])\.(?:\d\d|\s|$))",
        lambda match, how: f"{ordinal(int(match[1]), how, ending_of(match))} bis",
        signs=".",
    ),
    rule(r"(?<![\w.,:])(\d{1,2})\s?[-–]\s?(\d{1,2})(?=\sUhr\b)", _hours, signs="-–"),
    rule(
        r"(?:(?<=\b[Aa]m )|(?<=\b[Vv]om )|(?<=\b[Bb]is )|(?<=\b[Zz]um ))(\d\d?)\.(\d\d?)\.(?!\d|\s?\d{4})",
        _date,
        signs=".",
    ),
    rule(r"(?:(?<!\d)(?P<whole>\d+)\s?)?(?P<part>[½⅓⅔¼¾])", _part, signs="½⅓⅔¼¾"),
    rule(r"(?<![\w.,])((?:1\d|20)?\d0)ern\b", _decades, signs=DIGITS),
)
