"""Dates as news sites print them, with their zones. A date without a zone gets the one that is given."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from typing import Final
from zoneinfo import ZoneInfo

_MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            "january jan januar janvier janv enero ene janeiro gennaio",
            "february feb februar février févr fevrier febrero fevereiro febbraio",
            "march mar märz maerz mrz mars marzo março",
            "april apr avril avr abril abr aprile",
            "may mai mayo maio maggio",
            "june jun juni juin junio junho giugno",
            "july jul juli juillet juil julio julho luglio",
            "august aug août aout agosto ago",
            "september sep sept septembre septiembre setembro settembre",
            "october oct oktober okt octobre octubre outubro ottobre",
            "november nov novembre noviembre novembro",
            "december dec dezember dez décembre déc diciembre dic dezembro dicembre",
        ),
        1,
    )
    for name in names.split()
}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
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
_ZONE = "|".join(sorted({*_ZONES, *_SEASONAL}, key=len, reverse=True))
_DAY = re.compile(
    r"(?P<y1>\d{4})(?:-(?P<m1>\d{1,2})-(?P<d1>\d{1,2})|/(?P<m2>\d{1,2})/(?P<d2>\d{1,2})|\.\s?(?P<m3>\d{1,2})\.\s?(?P<d3>\d{1,2})\.?)(?!\d)"
    r"|(?P<y4>\d{4})\s?[년年]\s?(?P<m4>\d{1,2})\s?[월月]\s?(?P<d4>\d{1,2})\s?[일日号號]?"
    rf"|\b(?P<n5>{_MONTH})\.?\s+(?P<d5>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y5>\d{{4}})"
    rf"|(?P<d6>\d{{1,2}})(?:st|nd|rd|th|er|º)?\.?\s+(?:de\s+)?(?P<n6>{_MONTH})\.?,?\s+(?:del?\s+)?(?P<y6>\d{{4}})"
    r"|(?<![\d.])(?P<d7>\d{1,2})(?P<s7>[./])(?P<m7>\d{1,2})(?P=s7)(?P<y7>\d{4})(?!\d)",
    re.IGNORECASE,
)
"""A day in one of seven orders."""
_CLOCK = (
    r"(?P<half>오전|오후|午前|午後|上午|下午)?\s?(?<!\d)(?P<h>\d{1,2})\s?"
    rf"(?:(?P<sep>:|h(?![a-z])|시|時|点|點|\.(?=\d\d\s?(?:uhr|[ap]\.?m|(?:{_ZONE})\b)))\s?(?P<min>\d{{2}}|\d(?=\s?[분分]))?(?:\s?[분分])?(?::(?P<s>\d{{2}}))?(?:\.\d{{1,9}})?)?"
    r"\s*(?P<ampm>[ap]\.?\s?m\b\.?)?\s*(?P<uhr>uhr|hrs?\b|h\b)?"
    rf"\s*(?P<zone>[+-]\d{{2}}:?\d{{2}}(?!\d)|z\b|\(?\b(?:{_ZONE})\b(?:\s?[+-]\d{{1,2}})?\)?)?"
)
_TIME = re.compile(_CLOCK, re.IGNORECASE)
_WEEKDAY = (
    "(?:mon|tues?|wed(?:nes)?|thu(?:r?s)?|fri|sat(?:ur)?|sun)(?:day)?|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch"
    "|(?:lun|mar|mercre|jeu|vendre|same)di|dimanche|lunes|martes|miércoles|jueves|viernes|sábado|domingo"
)
_TIME_BEFORE = re.compile(
    _CLOCK + rf"[\s,·|]*+(?:on|del?|am|vom|le|of)?\s*+(?:(?:{_WEEKDAY})\b[.,]*+\s*+)?$", re.IGNORECASE
)
_BEGINS = re.compile(r"(?<!\d)\d{1,2}\s?[:h.시時apAP]|오전|오후|午前|午後")
_LEAD = re.compile(
    r"[\s,.\-–—|·T]*+(?:[（(]?[月火水木金土日월화수목금토일](?:曜日?|요일)?[）)]?)?[\s,|(]*+(?:at|um|à|a las|alle|ore)?\s*+",
    re.IGNORECASE,
)
_UPDATED = re.compile(
    r"updated?|modified|수정|업데이트|更新|改訂|aktualisiert|geändert|stand:|mise? à jour|modifié|actualizad[oa]|edited",
    re.IGNORECASE,
)
_PUBLISHED = re.compile(
    r"published|posted|입력|등록|송고|公開|配信|掲載|发布|發布|veröffentlicht|erstellt|publiée?|publicad[oa]|created",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"[\s）)]*(?:(?P<updated>更新|改訂|수정|업데이트)|(?P<published>配信|公開|掲載|발행|입력))(?!\s?[:：])"
)
"""What Japanese and Korean sites print behind the moment."""
_ONLY_TIME = re.compile(
    rf"[\s([（]*(?:last |zuletzt |dernière )?(?:{_UPDATED.pattern})[\s:：]*+(?:at|um|à|a las|于|於)?\s*+(?=\d|[오午上下]){_CLOCK}[\s.)\]）]*$",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
_ANY_DAY: Final = datetime(2000, 1, 1, tzinfo=UTC)
TIME: Final = 48
"""Letters of the longest line that says a time."""
_YEAR = re.compile(r"\d{4}")
"""What every day has."""


def parse_iso(text: str, zone: str = "UTC") -> datetime | None:
    """An ISO 8601 instant as JSON-LD and meta tags have it, else any date in the text; aware, or None."""
    text = text.strip()
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        dates = find_dates(text, zone)
        return dates[0][1] if dates else None
    return found if found.tzinfo else found.replace(tzinfo=_zone(zone))


def find_dates(text: str, zone: str = "UTC") -> list[tuple[int, datetime, int]]:
    """Every date in a line: its offset, the aware instant (midnight without a time), and where it ends.

    The time stands behind the day or before it. `zone` is for those that name none.
    """
    if not _YEAR.search(text):
        return []
    found: list[tuple[int, datetime, int]] = []
    last = 0
    for match in _DAY.finditer(text):
        day = _day(match, zone)
        if day is None:
            continue
        start, moment, end = match.start(), day, match.end()
        lead = _LEAD.match(text, end)
        behind = _TIME.match(text, lead.end() if lead else end)
        before = None
        if behind is not None and (timed := _timed(day, behind)) is not None:
            moment, end = timed, behind.end()
        elif (before := _before(text, last, start)) is not None and (timed := _timed(day, before)) is not None:
            moment, start = timed, start - len(before[0])
        found.append((start, moment, end))
        last = end
    return found


def _day(match: re.Match[str], zone: str) -> datetime | None:
    """Midnight of a matched day, or None for one that is in no calendar."""
    parts = {name[0]: value for name, value in match.groupdict().items() if value}
    try:
        month = _MONTHS[parts["n"].lower()] if "n" in parts else int(parts["m"])
        day = datetime(int(parts["y"]), month, int(parts["d"]), tzinfo=_zone(zone))
    except ValueError:
        return None
    return day if 1900 < day.year < 2200 else None


def _before(text: str, floor: int, end: int) -> re.Match[str] | None:
    """`14:30, ` or `2:30 p.m. on ` directly before a day."""
    window = text[max(floor, end - 30) : end]
    found = (_TIME_BEFORE.match(window, begin.start()) for begin in _BEGINS.finditer(window))
    return next((match for match in found if match is not None), None)


def _timed(day: datetime, time: re.Match[str] | None) -> datetime | None:
    """A day with its time; None where there is none: a number alone is not a time."""
    if time is None or not (
        time["min"] or time["ampm"] or time["half"] or time["uhr"] or (time["sep"] or ":") in "hH시時点點"
    ):
        return None
    hour = int(time["h"])
    afternoon = (time["ampm"] or "").lower().startswith("p") or time["half"] in {"오후", "午後", "下午"}
    morning = (time["ampm"] or "").lower().startswith("a") or time["half"] in {"오전", "午前", "上午"}
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


def published_and_updated(line: str, zone: str = "UTC") -> tuple[datetime | None, datetime | None]:
    """What a line such as `Published : Aug 18, 2020 - 18:32  Updated : …` says."""
    published = updated = None
    last = 0
    for start, moment, end in find_dates(line, zone):
        before = line[last:start]
        behind = _AFTER.match(line, end)
        later = max((m.start() for m in _UPDATED.finditer(before)), default=-1)
        earlier = max((m.start() for m in _PUBLISHED.finditer(before)), default=-1)
        if later > earlier or (later == earlier and behind is not None and behind["updated"]):
            updated = updated or moment
        elif published is None:
            published = moment
        elif updated is None:
            updated = moment
        last = behind.end() if behind else end
    if published is not None and updated is None:
        updated = _again(line, last, published)
    return published, updated


def updated_at(line: str, day: datetime) -> datetime | None:
    """`更新：19時05分`, `Updated 4:45 PM` as a whole line: a later time of the day on which the page was published."""
    moment = _timed(day, _ONLY_TIME.match(line))
    return moment if moment is not None and moment > day else None


def is_time(line: str) -> bool:
    """Whether a line says at what time its page was updated, and no day."""
    # Most lines have no time: that is seen by a sign.
    return (
        len(line) <= TIME and _DIGIT.search(line) is not None and _timed(_ANY_DAY, _ONLY_TIME.match(line)) is not None
    )


def _again(line: str, start: int, day: datetime) -> datetime | None:
    """`…, updated 4:45 PM`: another time of the same day."""
    word = _UPDATED.search(line, start)
    lead = _LEAD.match(line, word.end()) if word else None
    return _timed(day, _TIME.match(line, lead.end())) if lead else None
