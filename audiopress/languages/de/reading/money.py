"""Money in German: signs and codes before and behind the sum, cents, scales, ranges, rates."""

from __future__ import annotations

import re
from typing import Final

from audiopress.languages.de.reading.numbers import count, joined, number, plain
from audiopress.languages.de.reading.units import PER, parted
from audiopress.languages.rewriting import DIGITS, How, Rule, rule

_MONEY: Final = {
    "€": ("Euro", "Cent"), "EUR": ("Euro", "Cent"), "Euro": ("Euro", "Cent"), "$": ("Dollar", "Cent"),
    "US$": ("US Dollar", "Cent"), "USD": ("US Dollar", "Cent"), "US-Dollar": ("US Dollar", "Cent"),
    "Dollar": ("Dollar", "Cent"), "£": ("Pfund", "Pence"), "GBP": ("Pfund", "Pence"), "¥": ("Yen", ""), "JPY": ("Yen", ""),
    "₩": ("Won", ""), "KRW": ("Won", ""), "CHF": ("Franken", "Rappen"), "Fr.": ("Franken", "Rappen"),
    "Franken": ("Franken", "Rappen"), "sFr": ("Franken", "Rappen"), "DM": ("D-Mark", "Pfennig"), "D-Mark": ("D-Mark", "Pfennig"),
    "A$": ("australische Dollar", "Cent"), "AUD": ("australische Dollar", "Cent"), "C$": ("kanadische Dollar", "Cent"),
    "CAD": ("kanadische Dollar", "Cent"), "HK$": ("Hongkong Dollar", "Cent"), "HKD": ("Hongkong Dollar", "Cent"),
    "NZ$": ("neuseeländische Dollar", "Cent"), "NZD": ("neuseeländische Dollar", "Cent"), "S$": ("Singapur Dollar", "Cent"),
    "SGD": ("Singapur Dollar", "Cent"), "₹": ("Rupien", ""), "INR": ("indische Rupien", ""), "₽": ("Rubel", "Kopeken"),
    "RUB": ("Rubel", "Kopeken"), "₺": ("Lira", ""), "TRY": ("türkische Lira", ""), "₪": ("Schekel", ""), "ILS": ("Schekel", ""),
    "₴": ("Hrywnja", ""), "UAH": ("Hrywnja", ""), "₿": ("Bitcoin", ""), "BTC": ("Bitcoin", ""), "zł": ("Złoty", "Groszy"),
    "Zł": ("Złoty", "Groszy"), "PLN": ("Złoty", "Groszy"), "Kč": ("tschechische Kronen", ""), "CZK": ("tschechische Kronen", ""),
    "SEK": ("schwedische Kronen", ""), "NOK": ("norwegische Kronen", ""), "DKK": ("dänische Kronen", ""), "ISK": ("isländische Kronen", ""),
    "HUF": ("Forint", ""), "RON": ("Lei", ""), "BGN": ("Lew", ""), "CNY": ("Yuan", ""), "RMB": ("Yuan", ""), "BRL": ("Real", "Centavos"),
    "MXN": ("mexikanische Pesos", ""), "ZAR": ("Rand", "Cent"), "THB": ("Baht", ""), "₫": ("Dong", ""), "฿": ("Baht", ""), "₱": ("Pesos", ""),
    "AED": ("Dirham", ""), "SAR": ("Riyal", ""), "₦": ("Naira", ""),
}  # fmt: skip
_SCALES: Final = {
    "mio": ("Million", "Millionen"), "mrd": ("Milliarde", "Milliarden"), "bio": ("Billion", "Billionen"),
    "million": ("Million", "Millionen"), "millionen": ("Million", "Millionen"), "milliarde": ("Milliarde", "Milliarden"),
    "milliarden": ("Milliarde", "Milliarden"), "billion": ("Billion", "Billionen"), "billionen": ("Billion", "Billionen"),
    "tsd": ("Tausend", "Tausend"), "tausend": ("Tausend", "Tausend"),
}  # fmt: skip
NUMBER: Final = r"(?:\d{1,3}(?:[.’'\u00a0\u202f]\d{3})+(?:,\d+)?|[1-9]\d{0,2}(?: \d{3})+(?! ?\d)(?:,\d+)?|\d+(?:,\d+)?)"
"""Groups of three stand apart by points, by spaces (DIN 5008), or by apostrophes (Swiss)."""
SCALE: Final = r"(?P<scale>\s?(?i:Mio|Mrd|Bio|Tsd|Million(?:en)?|Milliarden?|Billion(?:en)?|Tausend)\b\.?)?"
_LETTERS: Final = "|".join(name for name in _MONEY if re.fullmatch("[A-Z]{3}|sFr", name))
_SIGNS: Final = rf"(?:US|HK|NZ|[ACS])?\$|[€£¥₩₹₽₺₪₴₿₫฿₱₦]|\b(?:{_LETTERS})\b"


def scaled(text: str, scale: str, how: How) -> str:
    """3, `Mio.` -> `drei Millionen`."""
    one, many = _SCALES[re.sub(r"[\s.]", "", scale).lower()]
    said = number(text, how, one="ein" if one == "Tausend" else "eine")
    return f"{said} {one if said.removeprefix('minus ') in {'ein', 'eine'} else many}"


def _money(match: re.Match[str], how: How) -> str:
    unit, cent = _MONEY[match["sign"]]
    text, minus = match["sum"], "minus " if match["minus"] else ""
    if match["scale"]:
        return f"{minus}{scaled(text, match['scale'], how)} {unit}{_rate(match, how)}"
    whole, _, part = re.sub(r"[.](\d\d)$", r",\1", text).partition(",")
    significant = part.rstrip("0")
    if len(significant) > 2 or (significant and not cent):
        return f"{minus}{number(f'{whole},{significant}', how)} {unit}{_rate(match, how)}"
    units, cents = int(plain(whole)), int((significant + "00")[:2])
    said = [] if not units and cents else [_counted(units, unit, how)]
    if cents:
        said.append("ein Penny" if cents == 1 and cent == "Pence" else f"{count(cents, how)} {cent}")
    return minus + " ".join(said) + _rate(match, how)


def _counted(value: int, unit: str, how: How) -> str:
    """`ein Euro`, `eine schwedische Krone`."""
    if value == 1 and unit in _ONES:
        return _ONES[unit]
    return f"{count(value, how)} {unit}"


_ONES: Final = {
    f"{land} Kronen": f"eine {land} Krone" for land in ("schwedische", "norwegische", "dänische", "isländische", "tschechische")
} | {
    f"{land} Dollar": f"ein {land}r Dollar" for land in ("australische", "kanadische", "neuseeländische")
} | {"Rupien": "eine Rupie", "indische Rupien": "eine indische Rupie", "Pesos": "ein Peso", "D-Mark": "eine D-Mark",
     "mexikanische Pesos": "ein mexikanischer Peso", "Lira": "eine Lira", "türkische Lira": "eine türkische Lira"}  # fmt: skip


def _rate(match: re.Match[str], how: How) -> str:
    return f" pro {parted(PER[match['per']], joined=joined(how))}" if match["per"] else ""


def _between(match: re.Match[str], how: How) -> str | None:
    """10-20 Euro, 3-4 Mio. Euro, 3-4 Mio."""
    first, last = match["first"], match["last"]
    if not match["scale"] and "," in last:  # 29,99 bis 49,99 Euro
        return None
    if match["scale"]:
        said = f"{number(first, how)} bis {scaled(last, match['scale'], how)}"
    else:
        said = f"{number(first, how)} bis {number(last, how, one='ein')}"
    sign = match["sign"] or match["money"]
    return f"{said} {_MONEY[sign][0]}" if sign else said


_FREE: Final = r"(?<![\w.,])"
_MINUS: Final = r"(?P<minus>(?<!\w)[-−–])?"
_RATE: Final = rf"(?:\s?/\s?(?P<per>{'|'.join(sorted(PER, key=len, reverse=True))})(?!\w))?"
_AFTER: Final = rf"{_SIGNS}|US-Dollar\b|Euro\b|Dollar\b|Franken\b|DM\b|D-Mark\b|Fr\.|[Zz]ł\b|Kč"
_NEEDED: Final = re.compile(_AFTER)
_DASH: Final = r"(?:,[-–—]{1,2})?"
"""3,- Euro."""

MONEY: Final[tuple[Rule, ...]] = (
    rule(
        rf"{_FREE}(?P<first>{NUMBER})\s?(?:-|–|bis)\s?(?P<last>{NUMBER})(?:(?P<scale>\s?(?i:Mio|Mrd|Bio|Tsd|Million(?:en)?|Milliarden?)\b\.?)[\s\u00a0]?(?P<sign>{_AFTER})?|[\s\u00a0]?(?P<money>{_AFTER}))",
        _between,
        signs=DIGITS,
    ),
    rule(
        rf"{_MINUS}(?P<sign>\b(?:CHF|Fr\.|sFr))\s?(?P<sum>\d{{1,3}}(?:[’']\d{{3}})*\.\d\d)(?P<scale>)(?P<per>)(?![\d.,])",
        _money,
        signs="CF",
    ),
    rule(
        rf"{_MINUS}(?P<sign>{_SIGNS})\s?(?P<sum>{NUMBER}){_DASH}{SCALE}{_RATE}(?![\w]|[.,]\d)",
        _money,
        signs=DIGITS,
        needs=_NEEDED,
    ),
    rule(
        rf"{_FREE}{_MINUS}(?P<sum>{NUMBER}){_DASH}{SCALE}[\s\u00a0]?(?P<sign>{_AFTER}){_RATE}",
        _money,
        signs=DIGITS,
        needs=_NEEDED,
    ),
)
