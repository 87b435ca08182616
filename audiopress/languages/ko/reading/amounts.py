"""Korean: money, units, fractions, ranges and scores, with the particles behind them."""

# ruff: noqa: ARG001 - every rule takes the match and the choices

from __future__ import annotations

import re
from typing import Final

from audiopress.languages.ko.reading.numbers import number, sino
from audiopress.languages.ko.reading.units import CURRENCIES, PER, UNITS
from audiopress.languages.rewriting import How

_PAIRS: Final = {
    "이": "이가",
    "가": "이가",
    "은": "은는",
    "는": "은는",
    "을": "을를",
    "를": "을를",
    "과": "과와",
    "와": "과와",
}


def _final(said: str) -> int:
    """The index of the final consonant of the last syllable: 0 none, 8 ㄹ; -1 where it is no Hangul."""
    last = said.rstrip()[-1:]
    return (ord(last) - 0xAC00) % 28 if "\uac00" <= last <= "\ud7a3" else -1


def with_particle(said: str, particle: str | None) -> str:
    """The particle in the form that the spoken word asks for: 4/5이 -> 오분의 사가."""
    if not particle:
        return said
    final = _final(said)
    if final < 0:
        return said + particle
    if particle in {"으로", "로"}:
        return said + ("으로" if final not in {0, 8} else "로")
    return said + _PAIRS[particle][0 if final else 1]


SCALES: Final = r"(?:\s?[천백십]?[만억조경]|\s?천(?=\s|원|$)|\s?(?i:million|billion|trillion))"
NUMBER: Final = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
SIGN: Final = (
    r"(?:(?<![A-Za-z])(?:"
    + "|".join(re.escape(sign) for sign in sorted(CURRENCIES, key=len, reverse=True) if sign[0].isalpha())
    + r")|["
    + "".join(sign for sign in CURRENCIES if len(sign) == 1)
    + r"])\s?"
)
_ENGLISH: Final = {"million": 10**6, "billion": 10**9, "trillion": 10**12}


def money(match: re.Match[str], how: How) -> str:
    """$3만 -> 삼만 달러."""
    unit = CURRENCIES[match["sign"].strip().upper()]
    scale = (match["scale"] or "").strip()
    if scale.lower() in _ENGLISH:
        value = round(float(match["sum"].replace(",", "")) * _ENGLISH[scale.lower()])
        return f"{sino(value)}{unit}"
    cents = re.fullmatch(r"([\d,]+)\.(\d\d)", match["sum"])
    if cents and "달러" in unit and not scale and cents[2] != "00":
        return f"{number(cents[1])} 달러 {sino(int(cents[2]))} 센트"
    if match["sum"] == "1" and scale.startswith("만"):
        return f"{scale}{unit}"
    return f"{number(match['sum'])}{scale}{unit}"


UNIT: Final = "|".join(re.escape(each) for each in sorted(UNITS, key=len, reverse=True))
PERS: Final = "|".join(re.escape(each) for each in sorted(PER, key=len, reverse=True))
FRACTION: Final = r"(?P<root>√)?(?P<top>\d+)/(?P<bottom>\d+)"
PARTICLE: Final = r"(?P<particle>(?:으로|로|이|가|은|는|을|를|과|와)(?![가-힣\d]))?"


def _unit(name: str, per: str | None) -> str:
    return UNITS[name] + (f" 퍼 {PER[per]}" if per else "")


def _part(match: re.Match[str]) -> str:
    root = "루트 " if match["root"] else ""
    return f"{sino(int(match['bottom']))}분의 {root}{sino(int(match['top']))}"


def sign_fraction(match: re.Match[str], how: How) -> str:
    """6⅔이닝 -> 육과 삼분의 이이닝: the number before it is a claim of its own."""
    top, bottom = divmod({"½": 12, "⅓": 13, "⅔": 23, "¼": 14, "¾": 34}[match[0]], 10)
    whole = match.string[match.start() - 1 : match.start()].isdecimal()
    return f"{'과 ' if whole else ''}{sino(bottom)}분의 {sino(top)}"


def fraction(match: re.Match[str], how: How) -> str:
    """-1과1/2 -> 마이너스 일과 이분의 일."""
    sign = "마이너스 " if match["minus"] else ""
    whole = f"{sino(int(match['whole']))}{match['with']} " if match["whole"] else ""
    said = sign + whole + _part(match)
    if match["unit"]:
        said += f" {_unit(match['unit'], match['per'])}"
    return with_particle(said, match["particle"])


def measure(match: re.Match[str], how: How) -> str:
    """-5℃ -> 영하 오 도."""
    sign = "마이너스 " if match["minus"] else ""
    if match["minus"] and match["unit"] in {"℃", "°C"}:
        sign = "영하 "
    if match["unit"] in {"°F", "℉"}:
        return with_particle(f"화씨 {sign}{number(match['sum'])} 도", match["particle"])
    scale = (match["scale"] or "").strip()
    said = f"{sign}{number(match['sum'])}{scale} {_unit(match['unit'], match['per'])}"
    return with_particle(said, match["particle"])


def range_of(match: re.Match[str], how: How) -> str:
    """10~15kg -> 십에서 십오 킬로그램."""
    said = f"{number(match['first'])}에서 {number(match['last'])}"
    return f"{said} {_unit(match['unit'], None)}" if match["unit"] else said


def score(match: re.Match[str], how: How) -> str:
    """3-1 -> 삼 대 일."""
    return f"{number(match['first'])} 대 {number(match['last'])}"
