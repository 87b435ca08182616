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
            "january jan januar janvier janv enero ene",
            "february feb februar février févr fevrier febrero",
            "march mar märz maerz mrz mars marzo",
            "april apr avril avr abril abr",
            "may mai mayo",
            "june jun juni juin junio",
            "july jul juli juillet juil julio",
            "august aug août aout agosto ago",
            "september sep sept septembre septiembre",
            "october oct oktober okt octobre octubre",
            "november nov novembre noviembre",
            "december dec dezember dez décembre déc diciembre dic",
        ),
        1,
    )
    for name in names.split()
}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_ZONES: Final = {
    "utc": 0, "gmt": 0, "z": 0, "kst": 9, "jst": 9, "cet": 1, "cest": 2, "bst": 1, "ist": 5.5, "sgt": 8, "hkt": 8,
    "est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7, "et": -5, "pt": -8,
    "mez": 1, "mesz": 2, "amt": 4, "msk": 3, "aest": 10, "aedt": 11,
}  # fmt: skip
_DAYS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})",
        r"(?P<y>\d{4})\s?년\s?(?P<m>\d{1,2})\s?월\s?(?P<d>\d{1,2})\s?일",
        r"(?P<y>\d{4})\s?年\s?(?P<m>\d{1,2})\s?月\s?(?P<d>\d{1,2})\s?日",
        rf"(?P<month>{_MONTH})\.?\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y>\d{{4}})",
        rf"(?P<d>\d{{1,2}})(?:st|nd|rd|th|er)?\.?\s+(?:de\s+)?(?P<month>{_MONTH})\.?,?\s+(?:de\s+)?(?P<y>\d{{4}})",
        r"(?P<d>\d{1,2})[./](?P<m>\d{1,2})[./](?P<y>\d{4})",
    )
)
_TIME = re.compile(
    r"(?P<half>오전|오후|午前|午後)?\s?(?P<h>\d{1,2})\s?(?::|h|시|時|\.(?=\d\d\s*(?:uhr|[ap]\.?m)))\s?(?P<min>\d{2})?(?:분|分)?(?::(?P<s>\d{2}))?"
    r"\s*(?P<ampm>[ap]\.?\s?m\b\.?)?(?:\s*uhr)?\s*(?P<zone>[+-]\d{2}:?\d{2}|\(?\b(?:utc|gmt|[a-z]{2,4})\b(?:\s?[+-]\d{1,2})?\)?|z\b)?",
    re.IGNORECASE,
)
_UPDATED = re.compile(
    r"updated|modified|수정|更新|aktualisiert|stand:|mis à jour|actualizado|last edited|edited", re.IGNORECASE
)
_PUBLISHED = re.compile(
    r"published|posted|입력|등록|公開|配信|掲載|veröffentlicht|erstellt|publié|publicado|created", re.IGNORECASE
)


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
    """Every date in a line: its offset, the aware instant (midnight without a time), and where it ends."""
    found: list[tuple[int, datetime, int]] = []
    for pattern in _DAYS:
        for match in pattern.finditer(text):
            if any(start <= match.start() < end for start, _, end in found):
                continue
            built = _built(match, text, zone)
            if built is not None:
                found.append((match.start(), built[0], built[1]))
    return sorted(found)


def _built(match: re.Match[str], text: str, zone: str) -> tuple[datetime, int] | None:
    parts = match.groupdict()
    month = _MONTHS[parts["month"].lower()] if parts.get("month") else int(parts["m"])
    try:
        day = datetime(int(parts["y"]), month, int(parts["d"]), tzinfo=_zone(zone))
    except ValueError:
        return None
    if not 1900 < day.year < 2200:
        return None
    rest = text[match.end() : match.end() + 40]
    lead = re.match(r"[\s,\-–|T(]*(?:at|um|à|a las|alle)?\s*", rest)
    time = _TIME.match(rest, lead.end() if lead else 0)
    if time is None or (time["min"] is None and time["ampm"] is None and time["half"] is None):
        return day, match.end()
    hour = int(time["h"])
    afternoon = (time["ampm"] or "").lower().startswith("p") or time["half"] in {"오후", "午後"}
    morning = (time["ampm"] or "").lower().startswith("a") or time["half"] in {"오전", "午前"}
    hour = hour % 12 + 12 if afternoon and hour <= 12 else hour % 12 if morning and hour == 12 else hour
    try:
        moment = day.replace(hour=hour, minute=int(time["min"] or 0), second=int(time["s"] or 0))
    except ValueError:
        return day, match.end()
    named = named_zone(time["zone"] or "")
    return (moment.replace(tzinfo=named) if named else moment), match.end() + time.end()


def named_zone(text: str) -> tzinfo | None:
    """`KST`, `+09:00`, `GMT+9`, or None."""
    text = text.strip("() ").lower()
    offset = re.fullmatch(r"(?:utc|gmt)?\s?([+-])(\d{1,2}):?(\d{2})?", text)
    if offset:
        minutes = int(offset[2]) * 60 + int(offset[3] or 0)
        return timezone(timedelta(minutes=-minutes if offset[1] == "-" else minutes))
    return timezone(timedelta(hours=_ZONES[text])) if text in _ZONES else None


def _zone(name: str) -> tzinfo:
    return UTC if name.upper() == "UTC" else ZoneInfo(name)


def published_and_updated(line: str, zone: str = "UTC") -> tuple[datetime | None, datetime | None]:
    """What a line such as `Published : Aug 18, 2020 - 18:32  Updated : …` says."""
    published = updated = None
    last = 0
    for start, moment, end in find_dates(line, zone):
        before = line[last:start]
        later = [m.start() for m in _UPDATED.finditer(before)]
        earlier = [m.start() for m in _PUBLISHED.finditer(before)]
        if later and (not earlier or later[-1] > earlier[-1]):
            updated = updated or moment
        elif published is None:
            published = moment
        elif updated is None:
            updated = moment
        last = end
    return published, updated
