"""Dates and years in English."""

# ruff: noqa: ARG001, ARG005 - every rule takes the match and the choices; word lists read best as text

from __future__ import annotations

import re
from typing import Final

from audiopress.languages.en.reading.numbers import cardinal, ordinal, plural, year
from audiopress.languages.en.reading.tables import DAYS
from audiopress.languages.rewriting import DIGITS, How, Rule, rule

MONTHS: Final = "January February March April May June July August September October November December".split()
_SHORT: Final = {name[:3].lower(): name for name in MONTHS} | {"sept": "September"}
_WORDS: Final = "|".join(MONTHS)
_ABBREVIATED: Final = r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?"
MONTH: Final = (
    rf"(?:(?i:(?!may\b|march\b|mar\b)(?:(?:{_WORDS})\b|{_ABBREVIATED}))|May\b|MAY\b|March\b|MARCH\b|Mar\b\.?|MAR\b)"
)
_NAMES: Final = re.compile(
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun)", re.IGNORECASE
)
_LOOSE: Final = rf"(?i:(?:{_WORDS})\b|{_ABBREVIATED})"
"""With a year or an ordinal beside it, `march` and `may` are months in small letters, too."""
_DAYS: Final = r"(?:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs?)?|Fri|Sat(?:ur)?|Sun)(?:day)?\b\.?)"
_DAY: Final = r"(?:0?[1-9]|[12]\d|3[01])"
_TH: Final = r"(?:st|nd|rd|th|ST|ND|RD|TH)"
_YEAR: Final = r"(?:1\d|20|21)\d\d"
_TO: Final = r"\s?[-–—~]\s?|\s(?:to|through)\s"


def month(text: str) -> str:
    """`Sept.` -> `September`."""
    name = text.strip(". ").lower()
    return _SHORT.get(name) or _SHORT.get(name[:3], text)


def _named(text: str) -> str:
    """A month or a day of the week, whole or short."""
    return DAYS.get(text.strip(". ").lower()) or month(text)


def _day(text: str, how: How) -> str:
    return ordinal(int(text), how)


def _year_part(text: str | None, how: How) -> str:
    return f" {year(int(text), how)}" if text else ""


def _month_day(match: re.Match[str], how: How) -> str | None:
    name, first, last, when = match["month"], int(match["day"]), match["last"], match["year"]
    if last and int(last) <= first:
        return None
    end = f" to {_day(last, how)}" if last else ""
    return f"{month(name)} {ordinal(first, how)}{end}{',' if when and match['comma'] else ''}{_year_part(when, how)}"


def _day_month(match: re.Match[str], how: How) -> str | None:
    before = match.string[max(0, match.start() - 4) : match.start()].lower()
    weekday = match["weekday"] or ""
    the = "" if before.endswith("the ") else "the "
    named = re.match(r"[A-Za-z]+", weekday)
    if named:
        weekday = weekday.replace(named[0], DAYS.get(named[0].lower(), named[0]), 1).replace(".", "")
    end = f" to the {_day(match['last'], how)}" if match["last"] else ""
    when = f"{the}{_day(match['day'], how)}{end} of {month(match['month'])}"
    return f"{weekday}{when}{_year_part(match['year'], how)}"


def _month_year(match: re.Match[str], how: How) -> str:
    return f"{month(match['month'])}{_year_part(match['year'], how)}"


def spoken_date(day: int, number: int, when: int, how: How) -> str:
    """`the sixth of May twenty twenty-four`."""
    return f"the {ordinal(day, how)} of {MONTHS[number - 1]} {year(when, how)}"


def _iso(match: re.Match[str], how: How) -> str | None:
    when, number, day = int(match["y"]), int(match["m"]), int(match["d"])
    if not (1 <= number <= 12 and 1 <= day <= 31):
        return None
    if how.word("dates", "us").lower() != "uk" and match["s"] == "-":
        return f"{MONTHS[number - 1]} {ordinal(day, how)} {year(when, how)}"
    return spoken_date(day, number, when, how)


def _year_first(match: re.Match[str], how: How) -> str:
    """2020 Jan 15, 2020-Jan-15."""
    return f"{month(match['m'])} {_day(match['d'], how)} {year(int(match['y']), how)}"


def _dashed(match: re.Match[str], how: How) -> str:
    """4-Mar-2025, 4 Mar 25."""
    when = int(match["y"])
    if len(match["y"]) == 2:
        when += 2000 if when < 50 else 1900
    return f"the {_day(match['d'], how)} of {month(match['m'])} {year(when, how)}"


_OPEN: Final = re.compile(rf"\b{MONTH}(?:\s?\d{{1,2}}(?:,?\s(?:1\d|20)\d\d)?|\s(?:1\d|20)\d\d)$")


def _until(match: re.Match[str], how: How) -> str | None:
    """May 3-June 5: the dash between two dates."""
    return "to" if _OPEN.search(match.string[max(0, match.start() - 24) : match.start()]) else None


def _numeric(match: re.Match[str], how: How) -> str | None:
    first, second, when = int(match["a"]), int(match["b"]), int(match["y"])
    if len(match["y"]) == 2:
        when += 2000 if when < 50 else 1900
    american = how.word("dates", "us").lower() != "uk" and match["s"] in "/-"
    number, day = (first, second) if (american and first <= 12) or second > 12 else (second, first)
    if not (1 <= number <= 12 and 1 <= day <= 31):
        return None
    if american and number == first:
        return f"{MONTHS[number - 1]} {ordinal(day, how)} {year(when, how)}"
    return spoken_date(day, number, when, how)


def _decade(match: re.Match[str], how: How) -> str:
    text = match["decade"]
    if len(text) == 2:
        return plural(cardinal(int(text), how))
    value = int(text)
    if value % 1000 == 0:
        return f"{cardinal(value // 1000, how)} thousands"
    if value % 100 == 0:
        return f"{cardinal(value // 100, how)} hundreds"
    return f"{cardinal(value // 100, how)} {plural(cardinal(value % 100, how))}"


def _decades(match: re.Match[str], how: How) -> str:
    both = [_decade(found, how) for found in re.finditer(r"(?P<decade>\d+)", match[0])]
    return " to ".join(both)


def _years(match: re.Match[str], how: How) -> str | None:
    first, last = int(match["first"]), match["last"]
    short = len(last) == 2
    whole = first // 100 * 100 + int(last) if short else int(last)
    if (short and match["apart"]) or whole > 2200 or not (first < whole or (short and last == "00")):
        return None
    tail = cardinal(int(last), how) if short and int(last) > 9 else year(whole, how)
    if short and 0 < int(last) <= 9:
        tail = f"oh {cardinal(int(last), how)}"
    glue = " " if match["season"] is not None else " to "
    return f"{year(first, how)}{glue}{tail}"


_COUNTED: Final = re.compile(
    r"\s+(?:[a-z]+(?:-[a-z]+)?\s+)?(?:people|men|women|children|troops|won|yen|dollars|euros|pounds|percent|per\s+cent|feet|"
    r"points|seats|jobs|homes|tons|tonnes|meters|metres|kilometers|kilometres|miles|soldiers|workers|employees|households|"
    r"patients|deaths|passengers|residents|copies|square|cubic|hectares|acres|calories|steps|hours|minutes|degrees|volts|"
    r"watts)\b"
)
"""Nouns that make a number before them a count."""
_MANY: Final = re.compile(
    r"\s+(?!was\b|has\b|is\b|vs\b|plus\b|census\b|does\b|versus\b)[a-z]{3,}(?<!s)s"
    r"(?=\s+(?:of|from|at|in|on|and|were|are|have|who|that|to|by|for)\b|[.,;)]|$)"
)
"""Any plural: enough for a number that is hardly a year."""
_DATING: Final = re.compile(
    r"(?:\b(?:in|since|by|from|until|till|during|before|after|of|late|early|mid|year|season|between|for|back|circa|c\.|"
    r"around|through|and|to|Olympics|Cup|census|class)|[(,])\s*$",
    re.IGNORECASE,
)


_EARLY: Final = re.compile(r"\b(?i:in|since|year|until|of|king|conquest|battle)\s$")
"""What makes a year of 1066, which is a count elsewhere."""


def _year(match: re.Match[str], how: How) -> str | None:
    value = int(match[1])
    if value % 1000 == 0 and not match[2]:
        return None
    before = match.string[max(0, match.start() - 12) : match.start()]
    counted = _COUNTED if 1900 <= value <= 2099 else _MANY
    found = _COUNTED.match(match.string, match.end()) or counted.match(match.string, match.end())
    if not match[2] and found and not _DATING.search(before):
        return None
    if value < (1010 if _EARLY.search(before) and not found else 1100):
        return None
    return year(value, how) + ("'s" if match[2] else "")


DATES: Final[tuple[Rule, ...]] = (
    rule(r"(?<![\w.])c\.\s?(\d{3,4})\b", lambda match, how: f"circa {year(int(match[1]), how)}", signs="."),
    rule(
        rf"\b(?P<first>{MONTH}|{_DAYS})\s?[-–—]\s?(?P<last>{MONTH}|{_DAYS})(?!\s?\d)",
        lambda match, how: f"{_named(match['first'])} to {_named(match['last'])}",
        needs=_NAMES,
        signs="-–—",
    ),
    rule(rf"(?<=\d)\s?[-–—]\s?(?={MONTH}\s?\d)", _until, needs=_NAMES, signs="-–—"),
    rule(
        r"(?<![\w.,/])(?P<m>0[1-9]|1[0-2])/(?P<y>(?:19|20)\d\d)(?![\w/-]|[.,]\d)",
        lambda match, how: f"{MONTHS[int(match['m']) - 1]} {year(int(match['y']), how)}",
        signs="/",
    ),
    rule(r"(?<![\w/.])9/11(?![\w/])", lambda m, how: "nine eleven", signs="/"),
    rule(r"(?<![\w/.])24/7(?![\w/])", lambda m, how: "twenty-four seven", signs="/"),
    rule(
        rf"(?<![\w.,/$€£₩-])(?P<y>(?:19|20)\d\d)(?P<s>[-/\s])(?P<m>{_LOOSE})(?P=s)(?P<d>{_DAY})(?:{_TH})?(?![\w/-]|[.,]\d|,?\s(?:19|20)\d\d)",
        _year_first,
        needs=_NAMES,
        signs=DIGITS,
    ),
    rule(
        rf"(?<![\w.,/-])(?P<d>{_DAY})(?P<s>[-/])(?P<m>{_LOOSE})(?P=s)(?P<y>{_YEAR}|\d\d)(?![\w/-]|[.,]\d)",
        _dashed,
        needs=_NAMES,
        signs=DIGITS,
    ),
    rule(
        rf"(?<![\w.,/-])(?P<y>{_YEAR})(?P<s>[-/.])(?P<m>\d\d?)(?P=s)(?P<d>\d\d?)(?![\w/-]|[.,]\d)", _iso, signs=DIGITS
    ),
    rule(
        rf"(?<![\w.,/-])(?P<a>\d\d?)(?P<s>[-/.])(?P<b>\d\d?)(?P=s)(?P<y>{_YEAR}|\d\d)(?![\w/-]|[.,]\d)",
        _numeric,
        signs=DIGITS,
    ),
    rule(
        rf"\b(?P<month>{_LOOSE})(?:\s*|-)(?P<day>{_DAY}){_TH}?(?:(?:{_TO})(?P<last>{_DAY}){_TH}?)?(?P<comma>,)?(?:\s+|(?<=[\dhtd])-)(?P<year>{_YEAR})\b(?![:/])",
        _month_day,
        needs=_NAMES,
        signs=DIGITS,
    ),
    rule(
        rf"\b(?P<month>{MONTH})(?:\s*|-)(?P<day>{_DAY})(?:{_TH}\b|(?![\w%:]|[.,/]\d))(?:(?:{_TO})(?P<last>{_DAY})(?:{_TH}\b|(?![\w%:]|[.,]\d)))?(?P<comma>)(?P<year>)",
        _month_day,
        needs=_NAMES,
        signs=DIGITS,
    ),
    rule(
        rf"(?<![\w.,$€£₩/-])(?P<weekday>{_DAYS},?\s)?(?P<day>{_DAY})(?:{_TH})?(?:[-–](?P<last>{_DAY})(?:{_TH})?)?\s(?:of\s)?(?P<month>{_LOOSE}),?\s(?P<year>{_YEAR})\b",
        _day_month,
        needs=_NAMES,
        signs=DIGITS,
    ),
    rule(
        rf"(?<![\w.,$€£₩/-])(?P<weekday>{_DAYS},?\s)?(?P<day>{_DAY})(?:{_TH})?(?:[-–](?P<last>{_DAY})(?:{_TH})?)?\s(?:of\s)?(?P<month>{MONTH})(?P<year>)(?!\s\d)",
        _day_month,
        needs=_NAMES,
        signs=DIGITS,
    ),
    rule(
        rf"\b(?P<month>{_LOOSE})(?:,?\s(?:of\s)?|-)(?P<year>{_YEAR})\b(?![\d,]\d)",
        _month_year,
        needs=_NAMES,
        signs=DIGITS,
    ),
    rule(
        r"(?<![\w.,])['’]?(?:(?:1\d|20)\d0|[1-9]0)['’]?s\s?(?:[-–]|to)\s?['’]?(?:(?:1\d|20)\d0|[1-9]0)['’]?s\b",
        _decades,
        signs=DIGITS,
    ),
    rule(r"(?<![\d.,$€£₩])(?<!\dm )(?<!\dm)['’]?(?P<decade>(?:1\d|20)\d0|[1-9]0)['’]?s\b", _decade, signs=DIGITS),
    rule(
        rf"(?<![\w.,$€£₩/-])(?P<first>{_YEAR})(?P<apart>\s)?[-–/](?P<last>\d\d(?:\d\d)?)(?![\w-]|[.,/]\d)(?P<season>(?=\s(?:season|campaign|school|academic|fiscal|term|Premier|Champions|V[- ]League|NBA|KBL|European)))?",
        _years,
        signs=DIGITS,
    ),
)

YEARS: Final[tuple[Rule, ...]] = (
    rule(
        r"\b(Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.(?!\w)",
        lambda match, how: month(match[1]) + ("" if re.match(r"\s*\S", match.string[match.end() :]) else "."),
        needs=_NAMES,
        signs=".",
    ),
    rule(
        r"(?<=\b[io]n )(Jan|Feb|Apr|Aug|Sept|Oct|Nov|Dec)\b(?!-)|(?<=\bof )(Jan|Feb|Apr|Aug|Sept|Oct|Nov|Dec)\b(?!-)",
        lambda match, how: month(match[0]),
        needs=_NAMES,
    ),
    rule(r"(?<![\w.,$€£₩#-])([12]\d\d\d)(['’]s)?(?![\w%:]|[.,]\d)", _year, signs=DIGITS),
    rule(r"(?<=[A-Za-z]-)((?:19|20)\d\d)()\b(?![.,]\d)", _year, signs=DIGITS),
)
