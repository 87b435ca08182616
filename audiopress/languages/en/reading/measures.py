"""Numbers with units in English, percentages, temperatures, and the ranges of them."""

# ruff: noqa: ARG005 - every rule takes the match and the choices

from __future__ import annotations

import re
from typing import Final

from audiopress.languages.en.reading.money import NUMBER, SCALE, scale
from audiopress.languages.en.reading.numbers import fraction, number, sign
from audiopress.languages.en.reading.units import PER, UNITS
from audiopress.languages.rewriting import DIGITS, How, Rule, rule

_LOOSE: Final = frozenset(
    ["in", "pc", "h", "s", "t", "x", "X", "V", "W", "min", "L", "l", "ms", "ac", "cal", "hr", "m", "g", "K", "M"]
)
"""Units that are words or letters of their own, too."""
_GLUED: Final = frozenset(["in", "pc", "h", "s", "t", "x", "X", "V", "W", "L", "l"])
"""Of those, the ones that only count when no space stands before them."""
_NO_PLURAL: Final = (
    "was|is|has|as|this|its|his|across|plus|less|does|always|towards|versus|vs|hurdles|thus|races|sprints|heats"
)
"""What may follow `100m` and ends like a plural, but is no plural that millions could be counted of."""
_EVENTS: Final = (
    "freestyle|backstroke|breaststroke|butterfly|medley|relay|hurdles|dash|sprint|steeplechase|final|semifinal|race|run|walk|air|rifle|"
    "pistol|platform|springboard|individual|mixed|speed|short|stretch|radius|zone|waves?|wall|fence|barrier|limit|mark|line|pool|"
    "world|record|heats?|title|gold|silver|bronze|event"
)
"""What a length stands before as an adjective: the 400m freestyle, a 10km stretch."""
_NAMES: Final = "|".join(re.escape(name) for name in sorted(UNITS, key=len, reverse=True))
_UNIT: Final = rf"(?P<unit>{_NAMES})(?P<power>[²³]|\^?[23](?![\d.]))?(?:/(?P<per>{'|'.join(map(re.escape, sorted(PER, key=len, reverse=True)))}))?(?![^\W_]|[/’'][A-Za-z])"
_MINUS: Final = r"(?P<minus>(?<!\w)[-−–+])?"
_FREE: Final = r"(?<![\w.,/])"


def unit_words(match: re.Match[str], how: How, *, single: bool) -> str:
    """The unit's name with its power and its rate: `m²` -> `square meters`, `km/h` -> `kilometers per hour`."""
    name = UNITS[match["unit"]][0 if single else 1]
    if name == "P.S.I":
        name = how.letters("PSI")
    if match["power"]:
        name = f"{'square' if match['power'][-1] in '²2' else 'cubic'} {name}"
    if match["per"]:
        name += f" per {PER[match['per']]}"
    return name


def _adjective(match: re.Match[str]) -> bool:
    """`a 5-km run`, `a 10 kg bag`: the unit is singular before its noun."""
    if match["gap"] == "-":
        return True
    if match["gap"] == "" and match["unit"] == "mm":
        return (
            re.match(r"\s(?!of\b|in\b|and\b|or\b|to\b|on\b|at\b|per\b|by\b|from\b)[a-z]", match.string[match.end() :])
            is not None
        )
    if (
        match["gap"] == ""
        and match["unit"] in {"m", "km"}
        and re.match(rf"\s(?:{_EVENTS})\b", match.string[match.end() :])
    ):
        return True
    before = match.string[max(0, match.start() - 4) : match.start()].lower()
    return (
        re.search(r"(?:^|\s)an?\s$", before) is not None
        and re.match(r"\s[a-z]", match.string[match.end() :]) is not None
    )


def _accepts(match: re.Match[str]) -> bool:
    name = match["unit"]
    if name not in _LOOSE:
        return True
    if match["power"] or match["per"]:
        return True
    if name == "in" and not match.string[match.end() :].strip(".,;)"):
        return True
    if name == "ac":  # 802.11ac
        return bool(match["gap"])
    if name in {"V", "l", "L"} and match["gap"]:  # 220 V, 5 l; but no letter before a name
        return re.match(r"\s[A-Z]|['’]", match.string[match.end() :]) is None
    if name in _GLUED and match["gap"]:
        return False
    if (
        name == "m"
        and not match["gap"]
        and re.match(rf"\s+(?!(?:{_NO_PLURAL})\b)[a-z]+s\b", match.string[match.end() :])
    ):
        return False
    if (
        name == "m"
        and not match["gap"]
        and re.match(r"\s+(?:people|men|women|children)\b", match.string[match.end() :])
    ):
        return False
    return not (name in "KM" and not match["gap"])


def _measure(match: re.Match[str], how: How) -> str | None:
    if not _accepts(match):
        return None
    said, size = number(match["sum"], how), match["scale"]
    single = (said == "one" and not size) or _adjective(match)
    minus = sign(match)
    size = f" {scale(size)}" if size else ""
    stop = "." if match["unit"][-1] == "." and re.match(r"\s*$|\s+[A-Z“\"]", match.string[match.end() :]) else ""
    return f"{minus}{said}{size} {unit_words(match, how, single=single)}{stop}"


def _measures(match: re.Match[str], how: How) -> str | None:
    if not _accepts(match):
        return None
    minus = "minus " if match["minus"] else ""
    size = f" {scale(match['scale'])}" if match["scale"] else ""
    last = number(match["last"], how)
    return f"{minus}{number(match['first'], how)} to {last}{size} {unit_words(match, how, single=_adjective(match))}"


def _sized(match: re.Match[str], how: How) -> str | None:
    """25 by 40 m."""
    unit = unit_words(match, how, single=re.match(rf"\s(?:{_EVENTS})\b", match.string[match.end() :]) is not None)
    return f"{number(match['first'], how)} by {number(match['last'], how)} {unit}"


def _part(match: re.Match[str], how: How) -> str | None:
    """1/2 km, 3 1/2 ft; but 7/32 in price."""
    if match["unit"] == "in" and re.match(r"\s\w", match.string[match.end() :]):
        return None
    whole = f"{number(match['whole'], how)} and " if match["whole"] else ""
    part = fraction(int(match["top"]), int(match["bottom"]), how)
    if whole:
        part = re.sub(r"^one ", "a ", part)
    unit = unit_words(match, how, single=not whole)
    return f"{whole}{part} {'' if whole else 'of a '}{unit}".replace("one half of a", "half a")


def _rate(match: re.Match[str], how: How) -> str:
    """12/kg."""
    return f"{number(match['sum'], how)} per {PER.get(match['per']) or UNITS[match['per']][0]}"


def _celsius(match: re.Match[str], how: How) -> str | None:
    before = match.string[max(0, match.start() - 12) : match.start()].lower()
    if re.search(r"\b(?:section|type|group|grade|article|room|class|level|appendix)\s$", before):
        return None
    degrees = "degree" if match["sum"] == "1" else "degrees"
    return f"{sign(match)}{number(match['sum'], how)} {degrees} {_SCALES[match['unit']]}"


_SCALES: Final = {"C": "Celsius", "F": "Fahrenheit"}
_WINDS: Final = {"N": "north", "S": "south", "E": "east", "W": "west"}


def _celsius_range(match: re.Match[str], how: How) -> str:
    first, last = number(match["first"], how), number(match["last"], how)
    return f"{sign(match)}{first} to {last} degrees {_SCALES[match['unit']]}"


def _latitude(match: re.Match[str], how: How) -> str:
    """37.5°N."""
    degrees = "degree" if match["sum"] == "1" else "degrees"
    return f"{number(match['sum'], how)} {degrees} {_WINDS[match['wind']]}"


def _scaled(match: re.Match[str], how: How) -> str | None:
    """3bn, 1.2 mn, 200M: a scale without a currency; 3M is a company."""
    if match["sum"] == "3" and match["scale"] == "M":
        return None
    return f"{number(match['sum'], how)} {scale(match['scale'])}"


def _scaled_range(match: re.Match[str], how: How) -> str:
    return f"{number(match['first'], how)} to {number(match['last'], how)} {scale(match['scale'])}"


_SIZED: Final = "x|×|by|tall|wide|long|deep|thick|diameter|screens?|displays?|TVs?|tablets?|monitors?|pipes?|nails?|disks?|wheels?|tires?|vinyl|pizzas?"


def _inches(match: re.Match[str], how: How) -> str | None:
    """A 7" single, 3/4"; a closing mark is none."""
    if match["sum"] is None:
        part = fraction(int(match["top"]), int(match["bottom"]), how)
        whole = f"{number(match['whole'], how)} and " if match["whole"] else ""
        return f"{whole}{part} {'inches' if whole else 'inch'}"
    beside = re.search(r"[\"″]\s?(?:x|×|by)\s?$", match.string[: match.start()])
    if match[0].endswith('"') and match.string.count('"', 0, match.end()) % 2 == 0 and not beside:
        return None
    single = match["sum"] == "1" or re.match(
        r"[-\s]?(?:screen|display|TV|tablet|monitor|pipe|nail|disk|wheel|tire|vinyl|pizza)", match.string[match.end() :]
    )
    return f"{number(match['sum'], how)} {'inch' if single else 'inches'}"


def _lasting(match: re.Match[str], how: How) -> str:
    """2h 30m, 3m 20s, 1h30."""
    said = [
        f"{number(match[unit], how)} {unit}{'' if match[unit] == '1' else 's'}"
        for unit in ("hour", "minute", "second")
        if match[unit]
    ]
    return " ".join(said)


def _stone(match: re.Match[str], how: How) -> str:
    """10st 4lb."""
    pounds = f" {number(match[2], how)} pound{'' if match[2] == '1' else 's'}" if match[2] else ""
    return f"{number(match[1], how)} stone{pounds}"


def _feet(match: re.Match[str], how: How) -> str:
    inches = f" {number(match['inches'], how)}" if match["inches"] else ""
    return f"{number(match['feet'], how)} {'foot' if match['feet'] == '1' else 'feet'}{inches}"


_ALONE: Final = {
    "km/h": "kilometers per hour", "km/hr": "kilometers per hour", "kmph": "kilometers per hour", "kph": "kilometers per hour",
    "mph": "miles per hour", "m/s": "meters per second", "mpg": "miles per gallon",
}  # fmt: skip
"""Rates that are written behind a number in words, too."""
_WIDE: Final = r"(?P<scale>\s(?:thousand|million|billion|trillion)|[kmb]n?(?=\s[a-z]))?"

DEGREES: Final[tuple[Rule, ...]] = (
    rule(
        rf"(?<![\w.,/]){_MINUS}(?P<first>{NUMBER})\s?(?:°?(?P<again>[CF]))?\s?[-–~]\s?(?P<last>[-−]?{NUMBER})\s?°?(?P<unit>[CF])\b(?!-|\s[A-Z])",
        _celsius_range,
        signs="CF",
    ),
)
"""Before the codes, to which `C-15` belongs."""

MEASURES: Final[tuple[Rule, ...]] = (
    rule(
        r"(?<![\w.,$€£₩])(50|60|100|110|200|400|800|1,?500|3,?000|5,?000|10,?000)m(?=\sin\s)",
        lambda match, how: f"{number(match[1], how)} meters",
        signs="m",
    ),
    rule(
        r"(?<![\w.,])(?P<hour>\d{1,2})h\s?(?P<minute>\d{1,2})(?:m|min)?\b(?:\s?(?P<second>\d{1,2})s\b)?",
        _lasting,
        signs="h",
    ),
    rule(r"(?<![\w.,])(?P<hour>)(?P<minute>\d{1,2})m(?:in)?\s?(?P<second>\d{1,2})s(?:ec)?\b", _lasting, signs="m"),
    rule(r"(?<![\w.,])(\d{1,2})st\s?(\d{1,2})lbs?\b", _stone, signs="s"),
    rule(r"\A(?P<minus>[-−])?(?P<sum>\d{1,3})(?P<unit>[CF])\Z", _celsius, signs="CF"),
    rule(
        r"(?<![\w.,])(?P<feet>\d{1,2})\s?(?:ft|feet|foot)\.?,?\s(?P<inches>\d{1,2})\s?(?:in\b\.?|inches\b)(?!\s(?:the|a)\b)",
        _feet,
        signs=DIGITS,
    ),
    rule(
        rf"{_FREE}(?P<minus>[-−])?(?P<first>{NUMBER})(?:\s?%|\s?°[CF]?|\s?℃)?\s?(?:[-–—~]|\bto\b)\s?(?P<last>{NUMBER})(?P<scale>\s(?:thousand|million|billion))?(?P<gap>[\s\u00a0]?){_UNIT}",
        _measures,
        signs=DIGITS,
    ),
    rule(rf"{_FREE}(?P<first>{NUMBER})\s?(?:m|cm|mm|ft|km)?\s?[x×]\s?(?P<last>{NUMBER})\s?{_UNIT}", _sized, signs="x×"),
    rule(rf"{_FREE}(?:(?P<whole>\d+)\s)?(?P<top>\d{{1,2}})/(?P<bottom>[1-9]\d?)\s?(?:-\s?)?{_UNIT}", _part, signs="/"),
    rule(rf"{_FREE}(?P<sum>{NUMBER})\s?°\s?(?P<wind>[NSEW])\b", _latitude, signs="°"),
    rule(rf"(?<![\w.,/]){_MINUS}(?P<sum>{NUMBER})\s(?P<unit>[CF])\b(?!-|\s[A-Z])", _celsius, signs="CF"),
    rule(rf"(?<![\w.,/])(?P<minus>[-−])(?P<sum>{NUMBER})(?P<unit>[CF])\b", _celsius, signs="CF"),
    rule(r"(?<![\w.,/])(?P<minus>)(?P<sum>\d+\.\d)(?P<unit>[CF])\b", _celsius, signs="CF"),
    rule(r"(?<=degrees )([CF])\b(?![-.])", lambda match, how: _SCALES[match[1]], signs="CF"),
    rule(rf"(?<![\w.,/]){_MINUS}(?P<sum>{NUMBER}){_WIDE}(?P<gap>[\s\u00a0-]?){_UNIT}", _measure, signs=DIGITS),
    rule(rf"{_FREE}(?P<sum>{NUMBER})/(?P<per>kg|km|min|hr|hour|day|week|month|year|lb)\b", _rate, signs="/"),
    rule(r"(?<![\w.,])(?P<feet>[1-9])['’′]\s?(?:(?P<inches>1[01]|\d)(?:[\"”″]|''|’’))", _feet, signs="'’′"),
    rule(
        rf"(?<![\w.,/'’′])(?:(?P<whole>{NUMBER})\s)?(?P<top>\d{{1,2}})/(?P<bottom>[248]|16|32)\s?(?:″|\"(?=\s?(?:{_SIZED})\b|\Z))|"
        rf"(?<![\w.,/'’′])(?P<sum>{NUMBER})\s?(?:″|\"(?=-?\s?(?:{_SIZED})\b|\Z))",
        _inches,
        signs='″"',
    ),
    rule(rf"{_FREE}(?P<first>{NUMBER})\s?[-–~]\s?(?P<last>{NUMBER})(?P<scale>{SCALE})", _scaled_range, signs=DIGITS),
    rule(
        rf"{_FREE}(?P<sum>{NUMBER})\s?(?P<scale>(?:bn|Bn|BN|tn|mn|mln|bln|trn|tln)\b|(?<=\d\s)(?:lakh|crore)\b|(?<=\d)[kmKM](?=\s(?:[a-z]+s|people|men|women|children)\b)|(?<=\d)M(?=\+))",
        _scaled,
        signs=DIGITS,
    ),
    rule(
        r"(?<=\bper )(?P<unit>kg|lb|oz|km|m²|m2|m³|m3|km²|km2|sq ft|sq m|ha|kWh|MWh|gal|bbl|hr|yr|cm|mL|ml|ft)(?![\w/])",
        lambda match, how: PER.get(match["unit"]) or UNITS[match["unit"]][0],
    ),
    rule(
        r"(?<![\w/])(?P<unit>km/h|km/hr|kmph|kph|mph|m/s|mpg)(?![\w/])(?<!\d)",
        lambda match, how: _ALONE[match["unit"]],
        signs="mk",
    ),
)
