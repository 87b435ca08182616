"""Numbers with units, ranges of them, and fractions in German."""

from __future__ import annotations

import re
from typing import Final

from audiopress.languages.de.reading.money import NUMBER, SCALE, scaled
from audiopress.languages.de.reading.numbers import cardinal, counted, joined, number, ordinal
from audiopress.languages.de.reading.units import PER, UNITS, feminine, parted, single
from audiopress.languages.rewriting import DIGITS, How, Rule, rule

_UNIT: Final = "|".join(re.escape(each) for each in sorted(UNITS, key=len, reverse=True))
_PERS: Final = "|".join(re.escape(each) for each in sorted(PER, key=len, reverse=True))


def _unit(match: re.Match[str], said: str, how: How) -> str:
    """The number and its unit in the singular or the plural, with its rate."""
    name = UNITS[match["unit"]]
    one = single(name)
    if said == "eins":
        name = one
    if " komma " not in said and said.endswith("eins"):
        said = counted(said, "eine" if feminine(one) else "ein")
    whole = joined(how)
    rate = f" pro {parted(PER[match['per']], joined=whole)}" if match["per"] else ""
    return f"{said} {parted(name, joined=whole)}{rate}"


def _strange(match: re.Match[str]) -> bool:
    """`2019 in Berlin`, the file number `5 L 3799`: no unit."""
    after = match.string[match.end() :]
    if match["unit"] == "in":
        return re.match(r"\s*(?:$|[.,;)])", after) is None
    if match["unit"] == "J" and after.startswith("."):  # 25 J.
        return True
    return match["unit"] in {"L", "A", "V", "W", "J"} and re.match(r"\s\d", after) is not None


def _measure(match: re.Match[str], how: How) -> str | None:
    if _strange(match):
        return None
    minus = "minus " if match["minus"] else ""
    if match["scale"]:
        return f"{minus}{_unit(match, scaled(match['sum'], match['scale'], how), how)}"
    return minus + _unit(match, number(match["sum"], how), how)


def _measures(match: re.Match[str], how: How) -> str | None:
    if _strange(match):
        return None
    return f"{number(match['first'], how)} bis {_unit(match, number(match['last'], how), how)}"


def _consumed(match: re.Match[str], how: How) -> str:
    """5,5 l/100 km, 15 kWh/100 km."""
    return f"{number(match['sum'], how)} {UNITS[match['unit']]} pro {cardinal(100, how)} Kilometer"


def _compound(match: re.Match[str], how: How) -> str:
    """Eine 50-km-Zone, 10-GB-Datenvolumen, der 100-m-Lauf."""
    name = UNITS[match["unit"]]
    name = name if name.endswith("unden") else single(name)
    return f"{number(match['sum'], how, one='ein')}-{name}-"


def fraction(top: int, bottom: int, how: How) -> str:
    """3/4 -> `drei viertel`, 1/100 -> `ein ein hundertstel`."""
    said = "ein" if top == 1 else cardinal(top, how)
    if bottom == 2:
        return f"{said} {'halb' if top == 1 else 'halbe'}"
    return f"{said} {ordinal(bottom, how, '').removesuffix('t')}tel"


def _fraction(match: re.Match[str], how: How) -> str | None:
    top, bottom = int(match["top"]), int(match["bottom"])
    if bottom < 2:
        return None
    said = fraction(top, bottom, how)
    if match["whole"]:
        whole = number(match["whole"], how, one="ein")
        said = f"{whole} {said}"
    said = ("minus " if match["minus"] else "") + said
    return said + (f" {parted(UNITS[match['unit']], joined=joined(how))}" if match["unit"] else "")


_FREE: Final = r"(?<![\w.,])"
_MINUS: Final = r"(?P<minus>(?<!\w)[-−–])?"

MEASURES: Final[tuple[Rule, ...]] = (
    rule(
        r"(?:(?<=\bpro )|(?<=\bje ))(qm|m²|m2|m³|km²|km|kg|cm|l|t|ha|kWh|MWh)(?![\w/])",
        lambda m, how: parted(single(UNITS[m[1]]), joined=joined(how)),
    ),
    rule(r"\bkm(?=\s\d)", lambda *_: "Kilometer", signs="k"),
    rule(rf"{_FREE}(?P<sum>{NUMBER})\s?(?P<unit>l|kWh)/100\s?km\b", _consumed, signs="/"),
    rule(
        rf"{_FREE}(?P<sum>{NUMBER})-(?P<unit>km|m|cm|mm|kg|g|t|l|GB|MB|TB|kW|MW|GW|kWh|MWh|PS|ha|h|V|MHz|GHz|qm|m²)-(?=[A-ZÄÖÜa-zäöü])",
        _compound,
        signs="-",
    ),
    rule(
        rf"{_FREE}(?P<first>{NUMBER})(?:\s?[%°])?\s?(?:-|–|bis)\s?(?P<last>{NUMBER})[\s\u00a0]?(?P<unit>{_UNIT})(?:/(?P<per>{_PERS}))?(?!\w)",
        _measures,
        signs=DIGITS,
    ),
    rule(
        rf"{_FREE}{_MINUS}(?:(?P<whole>\d+)\s)?(?P<top>\d{{1,3}})/(?P<bottom>\d{{1,4}})(?![\d/])(?:\s(?P<unit>{_UNIT})(?!\w))?",
        _fraction,
        signs="/",
    ),
    rule(
        rf"{_FREE}(?P<sum>{NUMBER})\s?/(?P<per>{_PERS})(?!\w)",
        lambda m, how: f"{number(m['sum'], how)} pro {parted(PER[m['per']], joined=joined(how))}",
        signs="/",
    ),
    rule(
        rf"{_FREE}{_MINUS}(?P<sum>{NUMBER}){SCALE}[\s\u00a0]?(?P<unit>{_UNIT})(?:/(?P<per>{_PERS}))?(?![\w²³]|\.\w)",
        _measure,
        signs=DIGITS,
    ),
)
