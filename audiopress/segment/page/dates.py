"""Dates as news sites print them, with their zones. A date without a zone gets the one that is given."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import cache
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

from audiopress.languages.calendar_words import names_of
from audiopress.languages.everywhere import moments
from audiopress.languages.pack import page_packs
from audiopress.languages.phrases import Phrasebook, alternation
from audiopress.languages.scripts import EASTERN
from audiopress.languages.tags import NONE, primary

_ZONES: Final = {
    "utc": 0, "gmt": 0, "z": 0, "kst": 9, "jst": 9, "cet": 1, "cest": 2, "bst": 1, "ist": 5.5, "sgt": 8, "hkt": 8,
    "est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7, "mez": 1, "mesz": 2,
    "eet": 2, "eest": 3, "wib": 7, "pht": 8, "amt": 4, "msk": 3, "aest": 10, "aedt": 11, "nzst": 12, "nzdt": 13,
    "gst": 4, "wat": 1, "eat": 3, "sast": 2, "pkt": 5, "ict": 7, "myt": 8, "hst": -10, "brt": -3, "trt": 3, "awst": 8,
}  # fmt: skip
_SEASONAL: Final = {
    "et": "America/New_York", "ct": "America/Chicago", "mt": "America/Denver", "pt": "America/Los_Angeles",
}  # fmt: skip
"""Zones whose name does not say whether it is summer."""
_BUDDHIST: Final = 543
"""Years that the Thai calendar is ahead."""
_THAI: Final = "th"
_LAST_OF_CENTURY: Final = 100
"""A smaller year is one of two digits."""
_YEAR_FIRST: Final = frozenset({"ja", "ko", "zh"})
"""Languages that write `26.01.05` of the fifth of January."""
_ERAS: Final = {"令和": 2018, "平成": 1988, "昭和": 1925}
"""The year before the first of an era by which Japan counts: `令和8年` is 2026."""
_ERA: Final = "|".join(_ERAS)
_ZONE = "|".join(sorted({*_ZONES, *_SEASONAL}, key=len, reverse=True))


class _Forms(NamedTuple):
    """How the languages of a page write moments, as patterns."""

    months: Mapping[str, int]
    begins: re.Pattern[str]
    """Where a time may begin."""
    day: re.Pattern[str]
    time: re.Pattern[str]
    time_before: re.Pattern[str]
    lead: re.Pattern[str]
    """What stands between a day and its time."""
    worded: re.Pattern[str]
    """The same with a short word or two that no pack knows, and the time: `kl. 10.20`, `г., 10:20`, `at 22.47`."""
    labels: re.Pattern[str]
    """The words that stand before a day and say which it is."""
    updated: re.Pattern[str]
    published: re.Pattern[str]
    until: re.Pattern[str]
    """Before a day up to which something can be had."""
    yearless: re.Pattern[str]
    """A day and its month's name."""
    weekday: re.Pattern[str]
    """The name of a day of the week, before or behind a day."""
    behind: re.Pattern[str]
    """What Japanese and Korean sites print behind the moment."""
    only_time: re.Pattern[str]


@cache
def _forms(language: str) -> _Forms:
    """The patterns of a page in this language. Its names of months and days are CLDR's, its other words the pack's."""
    packs = page_packs(language)
    dates = [one.page.dates for one in packs]
    names = [names_of(one.language) for one in packs]
    months: dict[str, int] = {}
    for own, known in zip(dates, names, strict=True):
        for name, number in (*known.months.items(), *((name, int(number)) for name, number in own.months.items())):
            months.setdefault(name, number)
    month = alternation(months)
    weekday = alternation(
        name for one, known in zip(dates, names, strict=True) for name in (*known.weekdays, *one.weekdays)
    )
    between = {word for known in names for word in known.between}
    at, clock = (alternation(word for one in dates for word in getattr(one, key)) for key in ("at", "clock"))
    of = alternation(between.union(*(one.of for one in dates)))
    updated, published = (
        alternation(text for one in dates for text in getattr(one, key)) for key in ("updated", "published")
    )
    eastern_updated, eastern_published = (
        alternation(text for one in dates for text in getattr(one, key) if EASTERN.search(text))
        for key in ("updated", "published")
    )
    latest, until = (alternation(word for one in dates for word in getattr(one, key)) for key in ("latest", "until"))
    signs = moments()
    year_sign, month_sign, day_sign, hour_sign, minute_sign, weekday_sign, half = map(
        alternation,
        (
            signs.year,
            signs.month,
            signs.day,
            signs.hour,
            signs.minute,
            signs.weekdays,
            signs.mornings | signs.afternoons,
        ),
    )
    labels = alternation(
        {
            *between,
            *(word for one in dates for word in (*one.published, *one.updated, *one.latest, *one.of, *one.line)),
        }
    )
    half_begins = alternation(one[0] for one in signs.mornings | signs.afternoons)
    sep_dot = rf"\.(?=\d\d\s?(?:(?:{clock})|[ap]\.?m|(?:{_ZONE})\b))"
    clock_time = (
        rf"(?P<half>{half})?\s?(?<!\d)(?P<h>\d{{1,2}})\s?"
        rf"(?:(?P<sep>:|h(?![a-z])|{hour_sign}|{sep_dot})\s?(?P<min>\d{{2}}|\d(?=\s?(?:{minute_sign})))?(?:\s?(?:{minute_sign}))?(?::(?P<s>\d{{2}}))?(?:\.\d{{1,9}})?)?"
        rf"\s*(?P<ampm>[ap]\.?\s?m\b\.?)?\s*(?P<clock>(?:{clock})\b|h\b)?"
        rf"\s*(?P<zone>[+-]\d{{2}}:?\d{{2}}(?!\d)|z\b|\(?\b(?:{_ZONE})\b(?:\s?[+-]\d{{1,2}})?\)?)?"
    )

    def compiled(pattern: str) -> re.Pattern[str]:
        return re.compile(pattern, re.IGNORECASE)

    return _Forms(
        months=months,
        begins=re.compile(rf"(?<!\d)\d{{1,2}}\s?(?:[:h.apAP]|{hour_sign})|{half}"),
        day=compiled(
            r"(?P<y1>\d{4})(?:-(?P<m1>\d{1,2})-(?P<d1>\d{1,2})|/(?P<m2>\d{1,2})/(?P<d2>\d{1,2})|\.\s?(?P<m3>\d{1,2})\.\s?(?P<d3>\d{1,2})\.?)(?!\d)"
            rf"|(?:(?P<e4>{_ERA})\s?(?P<y0>\d{{1,2}})|(?P<y4>\d{{4}}))\s?(?:{year_sign})\s?(?P<m4>\d{{1,2}})\s?(?:{month_sign})\s?(?P<d4>\d{{1,2}})\s?(?:{day_sign})?"
            rf"|(?<!\d)(?P<y9>\d{{4}})\.?\s+(?:(?:{of})\.?\s+)?(?:(?P<n9>{month})(?!\w)\.?\s+(?P<d9>\d{{1,2}})\b\.?|(?P<d0>\d{{1,2}})\.?\s+(?P<n0>{month})\b)(?!\s?,?\s\d{{4}})"
            rf"|\b(?P<n5>{month})(?:\.?\s+|-)(?P<d5>\d{{1,2}})(?:st|nd|rd|th)?(?:,?\s+|,|-)(?:(?:{of})\s+)?(?P<y5>\d{{4}}|['’]\d\d(?!\d))"
            rf"|(?P<d6>\d{{1,2}})(?:st|nd|rd|th|er|[º°])?(?P<s6>\.\s*|[,،]?\s+|\s?/\s?|-|(?=[^\W\d_]{{3}}))(?:(?:{of})\s+)?(?P<n6>{month})(?:\s?/\s?(?:{month}))?(?:[.,،]{{0,2}}\s+|\s?/\s?|[.,،-]|(?=\d{{4}}))(?:(?:{of})\b\.?\s*)?(?P<y6>\d{{4}}|['’]?\d\d(?![\d.:/-]|,\d))"
            r"|(?<![\d.])(?<!\d-)(?P<d7>\d{1,2})(?P<s7>\.\s|\s\|\s|[./·-])(?P<m7>\d{1,2})(?P=s7)(?P<y7>\d{4})(?!\d(?!\d?\.\s?[^\W\d_]))"
            r"|(?<![\d.,:/-])(?P<d8>\d{1,2})(?P<s8>[./])(?P<m8>\d{1,2})(?P=s8)(?P<y8>\d{2})(?![\d.:/-]|,\d)"
        ),
        time=compiled(clock_time),
        time_before=compiled(rf"{clock_time}[\s,·|]*+(?:(?:{of})\b)?\s*+(?:(?:{weekday})\b[.,]*+\s*+)?$"),
        lead=compiled(rf"[\s,.\-–—|·•/T]*+(?:[（(]?(?:{weekday_sign})[）)]?)?[\s,|(]*+(?:(?:{at})\b\s*+){{0,2}}\s*+"),
        worded=compiled(
            rf"(?:[\s,.\-–—|·•/]|(?<=\d))(?:\s*[^\W\d_]{{1,5}}[.,]{{0,2}}\s+){{1,2}}{clock_time.replace(sep_dot, _DOT)}"
        ),
        labels=compiled(rf"(?<!\w)(?:{labels})\b"),
        updated=compiled(updated),
        published=compiled(published),
        yearless=compiled(
            rf"\b(?P<n1>{month})\.?\s+(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?(?![\d:])"
            rf"|(?<![\d.:])(?P<d2>\d{{1,2}})(?:st|nd|rd|th|er|º)?\.?\s+(?:(?:{of})\s+)?(?P<n2>{month})(?!\w)"
        ),
        weekday=compiled(rf"(?<!\w)(?:{weekday})\b\.?"),
        until=re.compile(rf"\b(?:{until})\b[\s:]*$", re.IGNORECASE),
        behind=compiled(rf"[\s）)]*(?:(?P<updated>{eastern_updated})|(?P<published>{eastern_published}))(?!\s?[:：])"),
        only_time=compiled(
            rf"[\s([（]*(?:(?:{latest}) )?(?:{updated})[\s:：]*+(?:(?:{at})\b\s?){{0,2}}\s*+(?=\d|{half_begins}){clock_time}[\s.)\]）]*$"
        ),
    )


_DIGIT = re.compile(r"\d")
_DOT = r"\.(?=\d\d(?![\d.]))"
"""Between hour and minute, where a word has said that a time follows."""
MAX_OPENING_LETTERS: Final = 60
"""Letters of a paragraph's beginning in which its day stands."""
_PLACED = re.compile(r"^[^\W\d_][\w’'.-]*(?: [^\W\d_][\w’'.-]*){0,2}(?=$|,|\s?\()")
"""The place, or what sort of text it is, before the day: `Lindvik, (12.11.2026). …`, `Press release of 12 November 2026 | …`."""
_OPENED = re.compile(r"(?:\)[.,]?\s?[:–—-]?|(?:\s\([^()]{2,20}\))?\s[–—|-]{1,2}|[.:]|\s?/)\s+(?=[«„“\"‘'(]?[^\W\d_])")
"""What stands between a day and the sentence behind it."""
_APART = re.compile(r"[)|–—-]")
"""The same without the full stop, which ends a sentence."""
_ANY_DAY: Final = datetime(2000, 1, 1, tzinfo=UTC)
_MIDNIGHT: Final = _ANY_DAY.time()
MONTHS: Final = 12
CENTURY: Final = 2000
"""Of a year in two digits."""
TIME: Final = 48
"""Letters of the longest line that says a time."""
_YEAR = re.compile(
    r"\d{4}|[和成]\s?\d{1,2}\s?年|\d[./]\d{1,2}[./]\d{2}(?!\d)|[^\W\d_]\.?[\s-]['’]?\d\d(?!\d)|['’]\d\d(?!\d)"
)
"""What every day has: its year, in four digits or two behind its month, or the whole of it in numbers."""
_OPENS = re.compile(r"(?:^|[^\w\s]\s?|^\w{2,10}[.,]?\s)$")
_CLOSES = re.compile(r"^\s?(?:$|[^\w\s])")
"""What stands before and behind `02.11.26` in a line that is there for its date, and not before and behind a score."""


def parse_iso(text: str, zone: str = "UTC", language: str = NONE) -> datetime | None:
    """An ISO 8601 instant as JSON-LD and meta tags have it, else any date in the text; aware, or None."""
    text = text.strip()
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        dates = find_dates(text, zone, language)
        return dates[0][1] if dates else None
    return found if found.tzinfo else found.replace(tzinfo=_zone(zone))


def find_dates(text: str, zone: str = "UTC", language: str = NONE) -> list[tuple[int, datetime, int]]:
    """Every date in a line: its offset, the aware instant (midnight without a time), and where it ends.

    The time stands behind the day or before it. `zone` is for those that name none, `language` the page's.
    """
    if not _YEAR.search(text):
        return []
    forms = _forms(language)
    found: list[tuple[int, datetime, int]] = []
    last = 0
    for match in forms.day.finditer(text):
        day = _day(match, zone, forms.months, language)
        if day is None:
            continue
        start, moment, end = match.start(), day, match.end()
        lead = forms.lead.match(text, end)
        behind = forms.time.match(text, lead.end() if lead else end)
        before = None
        worded = forms.worded.match(text, end)
        if behind is not None and (timed := _timed(day, behind)) is not None:
            moment, end = timed, behind.end()
        elif worded is not None and worded["min"] and (timed := _timed(day, worded)) is not None:
            moment, end = timed, worded.end()
        elif (before := _before(text, last, start, forms)) is not None and (timed := _timed(day, before)) is not None:
            moment, start = timed, start - len(before[0])
        elif _short(match) and not (
            _OPENS.search(forms.labels.sub("", text[:start]).lstrip()) and _CLOSES.search(text[end:])
        ):
            continue
        found.append((start, moment, end))
        last = end
    return found


def beside_dates(text: str, language: str = NONE) -> str:
    """What a line says beside its dates and the days of the week; all of it where it has no date."""
    pieces, last = [], 0
    for start, _, end in find_dates(text, "UTC", language):
        pieces.append(text[last:start])
        last = end
    rest = "".join([*pieces, text[last:]])
    return _forms(language).weekday.sub("", rest).strip(" ,.|·:–—-()") if pieces else rest


def in_year(text: str, year: int, zone: str = "UTC", language: str = NONE) -> datetime | None:
    """The first moment of a line whose day has no year (`8 January, 17:46`), in this year; None where it has none."""
    forms = _forms(language)
    found = forms.yearless.search(text)
    if found is None:
        return None
    name, number = (found["n1"], found["d1"]) if found["n1"] else (found["n2"], found["d2"])
    try:
        day = datetime(year, forms.months[" ".join(name.lower().split())], int(number), tzinfo=_zone(zone))
    except ValueError:
        return None
    lead = forms.lead.match(text, found.end())
    return _timed(day, forms.time.match(text, lead.end() if lead else found.end())) or day


def begins_with_day(text: str, language: str = NONE) -> tuple[datetime, int] | None:
    """The day that a sentence stands behind, and where the sentence begins: `27.1.2022 - The pier …`, `(21 March 2026) …`."""
    found = next(iter(find_dates(text[:MAX_OPENING_LETTERS], "UTC", language)), None)
    if found is None:
        return None
    start, moment, end = found
    forms = _forms(language)
    led = forms.weekday.sub("", text[:start]).strip(" ,")
    placed = _PLACED.sub("", forms.labels.sub("", led).strip(" ,")).strip(" ,")
    mark = _OPENED.match(text, end)
    # `Born on 5 January 1976. …` begins with no place, and `On 5 January 2026 - a Monday - …` neither.
    if mark is not None and _APART.search(mark[0]) and placed != led and forms.labels.match(led) is None:
        led = placed
    if mark is None or led not in {"", "("} or (led == "(") != (mark[0].lstrip()[:1] == ")"):
        return None
    return moment, mark.end()


def _short(match: re.Match[str]) -> bool:
    """Whether a matched day has its year in two digits, and nothing that says so."""
    return any(len(match[name] or "") == len("26") for name in ("y6", "y8"))


def _year(digits: str, language: str) -> int:
    """A year of the common calendar: 2026 of `26`, and in Thai of `2569` and `69`."""
    year = int(digits)
    if primary(language) == _THAI and (year < _LAST_OF_CENTURY or year > CENTURY + _BUDDHIST // 2):
        return year - _BUDDHIST + (CENTURY + 500 if year < _LAST_OF_CENTURY else 0)
    return year + (CENTURY if year < _LAST_OF_CENTURY else 0)


def _day(match: re.Match[str], zone: str, months: Mapping[str, int], language: str) -> datetime | None:
    """Midnight of a matched day, or None for one that is in no calendar."""
    parts = {name[0]: value for name, value in match.groupdict().items() if value}
    if match["y8"] and primary(language) in _YEAR_FIRST:
        parts["y"], parts["d"] = parts["d"], parts["y"]
    year = int(parts["y"]) + _ERAS[match["e4"]] if match["e4"] else _year(parts["y"].lstrip("'’"), language)
    try:
        month = months[" ".join(parts["n"].lower().split())] if "n" in parts else int(parts["m"])
        number = int(parts["d"])
        if month > MONTHS >= number:
            month, number = number, month  # `12/30/2026`
        day = datetime(year, month, number, tzinfo=_zone(zone))
    except ValueError:
        return None
    return day if 1900 < day.year < 2200 else None


def _before(text: str, floor: int, end: int, forms: _Forms) -> re.Match[str] | None:
    """`14:30, ` or `2:30 p.m. on ` directly before a day."""
    window = text[max(floor, end - 30) : end]
    found = (forms.time_before.match(window, begin.start()) for begin in forms.begins.finditer(window))
    return next((match for match in found if match is not None), None)


def _timed(day: datetime, time: re.Match[str] | None) -> datetime | None:
    """A day with its time; None where there is none: a number alone is not a time."""
    if time is None or not (
        time["min"] or time["ampm"] or time["half"] or time["clock"] or (time["sep"] or ":") not in ":."
    ):
        return None
    hour = int(time["h"])
    afternoon = (time["ampm"] or "").lower().startswith("p") or time["half"] in moments().afternoons
    morning = (time["ampm"] or "").lower().startswith("a") or time["half"] in moments().mornings
    hour = hour % 12 + 12 if afternoon and hour <= 12 else hour % 12 if morning and hour == 12 else hour
    try:
        moment = day.replace(hour=hour, minute=int(time["min"] or 0), second=int(time["s"] or 0))
    except ValueError:
        return None
    named = named_zone(time["zone"] or "")
    return moment.replace(tzinfo=named) if named else moment


def named_zone(text: str) -> tzinfo | None:
    """`KST`, `+09:00`, `GMT+9`, `ET`, or None."""
    text = text.strip("() ").lower()
    offset = re.fullmatch(r"(?:utc|gmt)?\s?([+-])(\d{1,2}):?(\d{2})?", text)
    if offset:
        minutes = int(offset[2]) * 60 + int(offset[3] or 0)
        return timezone(timedelta(minutes=-minutes if offset[1] == "-" else minutes)) if minutes < 24 * 60 else None
    if text in _SEASONAL:
        return ZoneInfo(_SEASONAL[text])
    return timezone(timedelta(hours=_ZONES[text])) if text in _ZONES else None


def _zone(name: str) -> tzinfo:
    """By its name, or by how far it is from UTC: `+09:00`."""
    return UTC if name.upper() == "UTC" else (named_zone(name) if name[:1] in "+-" else None) or ZoneInfo(name)


class Stated(NamedTuple):
    """What a line says of the page's moments."""

    published: datetime | None
    updated: datetime | None
    labelled: bool
    """A word beside one of them says which it is."""


def published_and_updated(
    line: str, zone: str = "UTC", language: str = NONE
) -> tuple[datetime | None, datetime | None]:
    """What a line such as `Published : Aug 18, 2020 - 18:32  Updated : …` says, on a page in this language."""
    return stated(line, zone, language)[:2]


def stated(line: str, zone: str = "UTC", language: str = NONE) -> Stated:
    """The same, and whether it names them. Of two that it does not name the earlier is the publication."""
    forms = _forms(language)
    published = updated = None
    labelled = False
    last = 0
    for start, moment, end in find_dates(line, zone, language):
        before = line[last:start]
        behind = forms.behind.match(line, end)
        if forms.until.search(before):
            last = end
            continue
        later = max((m.start() for m in forms.updated.finditer(before)), default=-1)
        earlier = max((m.start() for m in forms.published.finditer(before)), default=-1)
        labelled = labelled or later != earlier or behind is not None
        if later > earlier or (later == earlier and behind is not None and behind["updated"]):
            updated = updated or moment
        elif published is None:
            published = moment
        elif updated is None:
            updated = moment
        last = behind.end() if behind else end
    if not labelled and published and updated and updated < published:
        published, updated = updated, published
    if published is not None and updated is None:
        updated = _again(line, last, published, forms)
    return Stated(published, updated, labelled)


def earlier_first(one: datetime, other: datetime) -> tuple[datetime, datetime]:
    """Publication and update, where no word says which of two is which. A day without its time is neither's."""
    if one.date() == other.date() and _MIDNIGHT in {one.time(), other.time()}:
        return max(one, other), max(one, other)
    return min(one, other), max(one, other)


def updated_at(line: str, day: datetime, language: str = NONE) -> datetime | None:
    """`更新：19時05分`, `Updated 4:45 PM` as a whole line: a later time of the day on which the page was published."""
    moment = _timed(day, _forms(language).only_time.match(line))
    return moment if moment is not None and moment > day else None


def is_time(line: str, language: str = NONE) -> bool:
    """Whether a line says at what time its page was updated, and no day."""
    # Most lines have no time: that is seen by a sign.
    return (
        len(line) <= TIME
        and _DIGIT.search(line) is not None
        and _timed(_ANY_DAY, _forms(language).only_time.match(line)) is not None
    )


def is_weekday(text: str, language: str = NONE) -> bool:
    """Whether a text is the name of a day of the week, and no more."""
    return _forms(language).weekday.fullmatch(text) is not None


def is_ago(line: str, language: str = NONE) -> bool:
    """`Updated 3 minutes ago`: a line that is there for how long ago the page was published."""
    return _ago(language).label(line, "ago") is not None


@cache
def _ago(language: str) -> Phrasebook:
    return Phrasebook(("ago", "whole", phrase) for one in page_packs(language) for phrase in one.page.dates.ago)


def begins_like_a_date(line: str, language: str = NONE) -> bool:
    """Whether a line begins with a word that dates stand behind: `Published`, `Stand`."""
    return _date_lines(language).match(line) is not None


@cache
def _date_lines(language: str) -> re.Pattern[str]:
    dates = [one.page.dates for one in page_packs(language)]
    texts = alternation(text for one in dates for text in (*one.published, *one.updated, *one.line, *one.of))
    return re.compile(rf"(?:{texts})\b", re.IGNORECASE)


def _again(line: str, start: int, day: datetime, forms: _Forms) -> datetime | None:
    """`…, updated 4:45 PM`: another time of the same day."""
    word = forms.updated.search(line, start)
    lead = forms.lead.match(line, word.end()) if word else None
    return _timed(day, forms.time.match(line, lead.end())) if lead else None
