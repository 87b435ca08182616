"""How often a show comes, as the recurrence rule of RFC 5545 that `podcast:updateFrequency` takes."""

from __future__ import annotations

import re
from typing import Final

DAYS: Final = ("SU", "MO", "TU", "WE", "TH", "FR", "SA")
"""Cron's numbers 0 to 6; 7 is Sunday again."""
NAMES: Final = ("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT")


def rule(cron: str) -> str:
    """The rule of a cron expression of five fields, or an empty string where it says more than days of the week.

    Only schedules of one or a few times a day on given weekdays are told: anything else would be a wrong promise.
    """
    fields = cron.upper().split()
    if len(fields) != 5 or fields[2] not in {"*", "?"} or fields[3] != "*":
        return ""
    if not re.fullmatch(r"\d+(,\d+)*", fields[0]) or not re.fullmatch(r"\d+(,\d+)*", fields[1]):
        return ""
    days = _days(fields[4])
    if days is None:
        return ""
    if len(days) == 7:
        return "FREQ=DAILY"
    week = [day for day in (*DAYS[1:], "SU") if day in days]
    return f"FREQ=WEEKLY;BYDAY={','.join(week)}"


def _days(text: str) -> set[str] | None:
    if text in {"*", "?"}:
        return set(DAYS)
    found: set[str] = set()
    for part in text.split(","):
        match = re.fullmatch(r"([A-Z]{3}|[0-7])(?:-([A-Z]{3}|[0-7]))?", part)
        first, last = (_number(match[1]), _number(match[2] or match[1])) if match else (None, None)
        if first is None or last is None:
            return None
        if last < first:
            last += 7
        found |= {DAYS[number % 7] for number in range(first, last + 1)}
    return found


def _number(text: str) -> int | None:
    if text.isdigit():
        return int(text)
    return NAMES.index(text) if text in NAMES else None
