"""Times of day in English."""

# ruff: noqa: ARG005 - every rule takes the match and the choices

from __future__ import annotations

import re
from typing import Final

from audiopress.languages.en.reading.numbers import cardinal, digits
from audiopress.languages.rewriting import DIGITS, How, Rule, rule


def _hour(text: str, how: How) -> str:
    return cardinal(int(text), how)


def _zone(text: str | None, how: How) -> str:
    return f" {how.letters(text.upper())}" if text and text.strip() else ""


def _half(text: str | None, how: How) -> str:
    """`a.m.` -> `AM`."""
    return f" {how.letters(f'{text[0].upper()}M')}" if text else ""


def _clock(match: re.Match[str], how: How) -> str | None:
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    half, zone = match["half"], match["zone"]
    if hour > 24 or minute > 59 or (half and hour > 12 and minute == 0 and not match["minute"]):
        return None
    if hour > 12 and half:
        half = None
    if not half and how.word("clock", "24") == "12":
        hour, half = (hour - 1) % 12 + 1, "p" if 12 <= hour < 24 else "a"
    dot = "." if _ends(match) else ""
    if match["second"]:
        unit = "hour" if hour == 1 else "hours"
        seconds = int(match["second"])
        said = f"{_hour(str(hour), how)} {unit} {cardinal(minute, how)} minute{'' if minute == 1 else 's'} and "
        said += f"{cardinal(seconds, how)} second{'' if seconds == 1 else 's'}"
    elif minute:
        said = f"{_hour(str(hour), how)} " + (f"oh {cardinal(minute, how)}" if minute < 10 else cardinal(minute, how))
    elif half:
        said = _hour(str(hour), how)
    else:
        said = f"{_hour(str(hour), how)} o'clock" if hour else "midnight" if zone is None else "zero hundred"
    return said + _half(half, how) + _zone(zone, how) + dot


def _four(match: re.Match[str], how: How) -> str:
    """1100 GMT, 0900 hours: `eleven hundred`, `zero nine hundred`."""
    hour, minute = int(match["hour"]), int(match["minute"])
    if not hour and not minute:
        return "midnight" + _zone(match["zone"], how)
    zero = "zero " if hour < 10 and not minute else ""
    said = "hundred" if not minute else f"oh {cardinal(minute, how)}" if minute < 10 else cardinal(minute, how)
    return f"{zero}{cardinal(hour, how)} {said}{_zone(match['zone'], how)}"


def _ends(match: re.Match[str]) -> bool:
    """`at 5 a.m.` at the end of a text: its point is the sentence's, too."""
    return match[0].endswith(".") and not match.string[match.end() :].strip(" \t\n\"'”’»)")


def _hours(match: re.Match[str], how: How) -> str | None:
    """7-9 p.m."""
    if int(match["a"]) > 12 or int(match["b"]) > 12:
        return None
    return (
        f"{_hour(match['a'], how)} to {_hour(match['b'], how)}{_half(match['half'], how)}{'.' if _ends(match) else ''}"
    )


def _minutes(match: re.Match[str], how: How) -> str | None:
    """A running time or a record: 2:05.34 -> two minutes five point three four seconds."""
    minute, second = int(match["minute"]), int(match["second"])
    if second > 59:
        return None
    return (
        f"{cardinal(minute, how)} minute{'' if minute == 1 else 's'} {cardinal(second, how)} "
        f"point {digits(match['part'])} seconds"
    )


_HALF: Final = r"(?P<half>[aApP]\.?\s?[mM](?:\.|\b))"
_ZONES: Final = r"KST|JST|CST|GMT|UTC|E[SD]?T|P[SD]?T|C[SD]T|M[SD]T|BST|CES?T|EES?T|IST|AES?T|HKT|SGT|PHT|ICT|WIB|MSK"
_ZONE: Final = rf"(?:\s?(?P<zone>(?:{_ZONES}|{_ZONES.lower()})\b|(?i:[ecmp]\.\s?(?:[sd]\.?\s?)?t\b\.?)))"

TIMES: Final[tuple[Rule, ...]] = (
    rule(
        r"(?:(?<=:\d\d)|(?<=[apAP][mM])|(?<=[apAP]\.[mM]\.)|(?<=KST))\s?[-–—~]\s?(?=\d{1,2}(?:[:.]\d\d|\s?[apAP]\.?\s?[mM])|noon\b|midnight\b)",
        lambda match, how: "to",
        signs="-–—~",
    ),
    rule(
        rf"(?<![\w:.,-])(?P<hour>\d\d?):(?P<minute>\d\d):(?P<second>\d\d)(?:\s?{_HALF})?{_ZONE}?(?![:\d])",
        _clock,
        signs=":",
    ),
    rule(r"(?<![\w:.,-])(?P<minute>\d\d?):(?P<second>\d\d)\.(?P<part>\d\d?)\b", _minutes, signs=":"),
    rule(rf"(?<![\w:.,$€£₩])(?P<hour>\d\d?)[:.](?P<minute>\d\d)(?P<second>)\s?{_HALF}{_ZONE}?", _clock, signs=DIGITS),
    rule(rf"(?<![\w:.,$€£₩])(?P<a>\d\d?)\s?[-–]\s?(?P<b>\d\d?)\s?{_HALF}", _hours, signs=DIGITS),
    rule(
        rf"(?<![\w:.,$€£₩/-])(\d\d?)\s?[-–]\s?(?=\d{{1,2}}:\d\d\s?{_HALF})".replace("(?P<half>", "(?:"),
        lambda match, how: f"{_hour(match[1], how)} to" if int(match[1]) <= 12 else None,
        signs="-–",
    ),
    rule(rf"(?<![\w:.,$€£₩])(?P<hour>\d\d?)(?P<minute>)(?P<second>)\s?{_HALF}{_ZONE}?", _clock, signs=DIGITS),
    rule(
        rf"(?<![\w:.,])(?P<hour>[01]?\d|2[0-4]):(?P<minute>[0-5]\d)(?P<second>)(?P<half>){_ZONE}?(?![:\d]|\s(?:ratio|odds|scale|majority)\b)",
        _clock,
        signs=":",
    ),
    rule(
        rf"(?<![\w:.,-])(?P<hour>[01]\d|2[0-4])(?P<minute>[0-5]\d)\s(?:{_ZONE}|(?=hours\b))(?!\w(?<!h))",
        _four,
        signs=DIGITS,
    ),
)
