"""When something was published, as machines write it: ISO 8601 in its long and short forms, and the dates of mail."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Final

_SPAN: Final = re.compile(r"(\d{1,4})\s*(h|d|w)", re.IGNORECASE)
_HOURS: Final = {"h": 1, "d": 24, "w": 168}
LONGEST: Final = 80
"""Letters of a date."""


def moment(text: object) -> datetime | None:
    """The instant that a text names, without a zone where it names none; None for what is no date."""
    if not isinstance(text, str) or not (plain := text.strip()) or len(plain) > LONGEST:
        return None
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            return read(plain)
        except (ValueError, TypeError, OverflowError, IndexError):
            continue
    # `20261120T0800+0000` and a fraction of any length are ISO 8601 too.
    found = re.match(r"(\d{4})-?(\d\d)-?(\d\d)T(\d\d):?(\d\d)(?::?(\d\d))?(?:\.\d+)?\s*(Z|[+-]\d\d:?\d\d)?$", plain)
    if not found:
        return None
    year, month, day, hour, minute, second, zone = found.groups(default="0")
    try:
        return datetime.fromisoformat(
            f"{year}-{month}-{day}T{hour}:{minute}:{second.zfill(2)}{zone if zone != '0' else ''}"
        )
    except ValueError:
        return None


def unix(seconds: object) -> datetime | None:
    """The instant of a number of seconds since 1970, as a number or in digits."""
    try:
        return datetime.fromtimestamp(float(str(seconds)), UTC)
    except (ValueError, OverflowError, OSError):
        return None


def aware(date: datetime | None) -> datetime | None:
    """The instant as UTC; what names no zone is taken for UTC, to compare it with others."""
    if date is None:
        return None
    return (date if date.tzinfo else date.replace(tzinfo=UTC)).astimezone(UTC)


def begin(since: str, *, now: datetime) -> datetime | None:
    """The instant that a source's `since` names: a day, an instant, or a span before now. None for what is neither."""
    if span := _SPAN.fullmatch(since.strip()):
        return now - timedelta(hours=int(span[1]) * _HOURS[span[2].lower()])
    return aware(moment(since))
