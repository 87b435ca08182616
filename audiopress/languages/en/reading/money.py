"""Money in English: symbols, codes, scales, cents, rates."""

from __future__ import annotations

import re
from typing import Final

from audiopress.languages.en.reading.numbers import cardinal, number, sign, ungrouped
from audiopress.languages.rewriting import DIGITS, How, Rule, rule

Unit = tuple[str, str, str, str]
"""One, many, one hundredth, many hundredths."""

_DOLLAR: Final[Unit] = ("dollar", "dollars", "cent", "cents")
CURRENCIES: Final[dict[str, Unit]] = {
    "$": _DOLLAR,
    "€": ("euro", "euros", "cent", "cents"),
    "£": ("pound", "pounds", "penny", "pence"),
    "₩": ("won", "won", "", ""),
    "￦": ("won", "won", "", ""),
    "W": ("won", "won", "", ""),
    "¥": ("yen", "yen", "", ""),
    "￥": ("yen", "yen", "", ""),
    "₹": ("rupee", "rupees", "paisa", "paise"),
    "₽": ("ruble", "rubles", "kopeck", "kopecks"),
    "₫": ("dong", "dong", "", ""),
    "฿": ("baht", "baht", "satang", "satang"),
    "₱": ("peso", "pesos", "centavo", "centavos"),
    "₺": ("lira", "lira", "kurus", "kurus"),
    "₴": ("hryvnia", "hryvnia", "kopeck", "kopecks"),
    "₿": ("bitcoin", "bitcoins", "", ""),
    "Rs": ("rupee", "rupees", "paisa", "paise"),
    "Rp": ("rupiah", "rupiah", "", ""),
    "USD": ("U.S dollar", "U.S dollars", "cent", "cents"),
    "EUR": ("euro", "euros", "cent", "cents"),
    "GBP": ("pound", "pounds", "penny", "pence"),
    "KRW": ("won", "won", "", ""),
    "JPY": ("yen", "yen", "", ""),
    "CNY": ("yuan", "yuan", "", ""),
    "RMB": ("yuan", "yuan", "", ""),
    "CHF": ("Swiss franc", "Swiss francs", "", ""),
    "INR": ("rupee", "rupees", "paisa", "paise"),
    "AUD": ("Australian dollar", "Australian dollars", "cent", "cents"),
    "CAD": ("Canadian dollar", "Canadian dollars", "cent", "cents"),
    "HKD": ("Hong Kong dollar", "Hong Kong dollars", "cent", "cents"),
    "SGD": ("Singapore dollar", "Singapore dollars", "cent", "cents"),
    "NZD": ("New Zealand dollar", "New Zealand dollars", "cent", "cents"),
    "TWD": ("Taiwan dollar", "Taiwan dollars", "cent", "cents"),
    "VND": ("dong", "dong", "", ""),
    "₦": ("naira", "naira", "kobo", "kobo"),
    "₪": ("shekel", "shekels", "agora", "agorot"),
    "₸": ("tenge", "tenge", "", ""),
    "₵": ("cedi", "cedis", "pesewa", "pesewas"),
    "₡": ("colon", "colones", "", ""),
    "₲": ("guarani", "guaranies", "", ""),
    "₾": ("lari", "lari", "tetri", "tetri"),
    "₼": ("manat", "manat", "", ""),
    "₭": ("kip", "kip", "", ""),
    "৳": ("taka", "taka", "", ""),
    "zł": ("zloty", "zlotys", "grosz", "groszy"),
    "R$": ("real", "reais", "centavo", "centavos"),
    "RM": ("ringgit", "ringgit", "sen", "sen"),
    "KSh": ("shilling", "shillings", "", ""),
    "Ksh": ("shilling", "shillings", "", ""),
    "Sh": ("shilling", "shillings", "", ""),
    "Tk": ("taka", "taka", "", ""),
    "R": ("rand", "rand", "cent", "cents"),
    "SEK": ("Swedish krona", "Swedish kronor", "", ""),
    "NOK": ("Norwegian krone", "Norwegian kroner", "", ""),
    "DKK": ("Danish krone", "Danish kroner", "", ""),
    "ISK": ("Icelandic krona", "Icelandic kronur", "", ""),
    "PLN": ("Polish zloty", "Polish zlotys", "", ""),
    "CZK": ("Czech koruna", "Czech korunas", "", ""),
    "HUF": ("forint", "forints", "", ""),
    "RON": ("Romanian leu", "Romanian lei", "", ""),
    "BGN": ("Bulgarian lev", "Bulgarian leva", "", ""),
    "RUB": ("ruble", "rubles", "", ""),
    "UAH": ("hryvnia", "hryvnias", "", ""),
    "TRY": ("Turkish lira", "Turkish lira", "", ""),
    "ILS": ("shekel", "shekels", "", ""),
    "ZAR": ("rand", "rand", "", ""),
    "BRL": ("Brazilian real", "Brazilian reais", "", ""),
    "MXN": ("Mexican peso", "Mexican pesos", "", ""),
    "ARS": ("Argentine peso", "Argentine pesos", "", ""),
    "CLP": ("Chilean peso", "Chilean pesos", "", ""),
    "THB": ("baht", "baht", "", ""),
    "IDR": ("rupiah", "rupiah", "", ""),
    "MYR": ("ringgit", "ringgit", "", ""),
    "PKR": ("Pakistani rupee", "Pakistani rupees", "", ""),
    "LKR": ("Sri Lankan rupee", "Sri Lankan rupees", "", ""),
    "BDT": ("taka", "taka", "", ""),
    "AED": ("dirham", "dirhams", "", ""),
    "SAR": ("riyal", "riyals", "", ""),
    "QAR": ("Qatari riyal", "Qatari riyals", "", ""),
    "KWD": ("Kuwaiti dinar", "Kuwaiti dinars", "", ""),
    "EGP": ("Egyptian pound", "Egyptian pounds", "", ""),
    "NGN": ("naira", "naira", "", ""),
    "KES": ("Kenyan shilling", "Kenyan shillings", "", ""),
    "GHS": ("cedi", "cedis", "", ""),
    "BTC": ("bitcoin", "bitcoins", "", ""),
}
_COMMON: Final = "USD|EUR|GBP|KRW|JPY|CNY|RMB|CHF|INR|AUD|CAD|HKD|SGD|NZD|TWD|VND"
"""Codes that are no words in small letters, either."""
_CODES: Final = (
    "(?:(?i:"
    + _COMMON
    + ")|"
    + "|".join(each for each in CURRENCIES if re.fullmatch("[A-Z]{3}", each) and each not in _COMMON)
    + ")"
)
_PREFIXES: Final = {
    "US": "U.S",
    "NT": "Taiwan",
    "HK": "Hong Kong",
    "A": "Australian",
    "AU": "Australian",
    "C": "Canadian",
    "CA": "Canadian",
    "S": "Singapore",
    "NZ": "New Zealand",
}
SCALES: Final = {
    "k": "thousand",
    "m": "million",
    "mn": "million",
    "mln": "million",
    "mil": "million",
    "b": "billion",
    "bn": "billion",
    "bln": "billion",
    "crore": "crore",
    "lakh": "lakh",
    "t": "trillion",
    "tn": "trillion",
    "trn": "trillion",
    "tln": "trillion",
    "thousand": "thousand",
    "million": "million",
    "billion": "billion",
    "trillion": "trillion",
    "quadrillion": "quadrillion",
}
_RATES: Final = {
    "mo": "month", "month": "month", "d": "day", "day": "day", "yr": "year", "y": "year", "year": "year", "h": "hour",
    "hr": "hour", "hour": "hour", "wk": "week", "week": "week", "night": "night", "person": "person", "kg": "kilogram",
    "lb": "pound", "oz": "ounce", "t": "ton", "ton": "ton", "bbl": "barrel", "barrel": "barrel", "l": "liter",
    "gal": "gallon", "share": "share", "kwh": "kilowatt hour", "mwh": "megawatt hour",
}  # fmt: skip

_WON: Final = r"\bW(?=\d{1,3}(?:,\d{3})+\b|\d+(?:\.\d+)?(?:\s(?:million|billion|trillion)\b|[bt]n\b))"
"""W10,000, W1.5 trillion, as Korean papers write it; W5 alone may be a bus."""
_SPACED: Final = (
    r"\d{1,3}(?:[\u00a0\u202f\u2009]\d{3})+(?!\d)|"
    r"(?:(?<!\d[ ,.])|(?<=\d{4}[ ,]))[1-9]\d{0,2}(?:(?: \d{3}){2,}|(?: \d{3})? 000)(?![ -]?\d)"
)
"""250 000 and 12 345 678: groups that a space parts, as the SI and South African papers write them."""
NUMBER: Final = rf"(?:\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|(?:{_SPACED})(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)"
SCALE: Final = r"(?:\s?-?(?i:thousand|million|billion|trillion|quadrillion)\b|\s(?:lakh|crore)\b|\s?(?:[KkMmBbTt]|bn|Bn|BN|tn|mn|mln|bln|trn|tln|mil)\b)"
_SIGN: Final = (
    r"(?:(?:US|NT|HK|AU|CA|NZ|[ACSR])?\$ ?(?=[\d.]|[-−]\d)|\bUS \$(?=\d)|[€£] ?(?=[\d.]|[-−]\d)|[₩￦¥￥₹₽₫฿₱₺₴₿₦₪₸₵₡₲₾₼₭৳]|\bRs\.?\s?|\bRp\.?\s?|\b(?:RM|KSh|Ksh|Sh)(?=\d)|\bTk\.?\s?|\b"
    + _CODES
    + r"\s?|\bR(?=\d{1,3}(?:[, ]\d{3})+\b|\d+(?:\.\d+)?\s?(?:(?:million|billion|trillion)\b|m\b|bn\b))|"
    + _WON
    + ")"
)
_RATE: Final = r"(?:/(?P<rate>(?i:" + "|".join(sorted(_RATES, key=len, reverse=True)) + r"))\b)?"


def _unit(sign: str, how: How) -> Unit:
    sign = sign.replace(" ", "").rstrip(".")
    if sign.endswith("$") and sign not in CURRENCIES:
        word = _PREFIXES.get(sign[:-1], "")
        word = how.letters("US") if word == "U.S" else word
        return (f"{word} dollar".strip(), f"{word} dollars".strip(), "cent", "cents")
    unit = CURRENCIES.get(sign) or CURRENCIES[sign.upper()]
    if unit[0].startswith("U.S"):
        letters = how.letters("US")
        return (f"{letters} dollar", f"{letters} dollars", unit[2], unit[3])
    return unit


def scale(text: str) -> str:
    """`bn` -> `billion`."""
    return SCALES.get(text.strip(" -\u00a0").lower(), text.strip())


def amount(text: str, size: str, unit: Unit, how: How, *, single: bool = False) -> str:
    """`3.4`, `bn`, dollars -> `three point four billion dollars`; `150.25` -> dollars and cents."""
    one, many, cent, cents = unit
    whole, _, part = ungrouped(text).partition(".")
    if size:
        return f"{number(text, how)} {scale(size)} {one if single else many}"
    significant = part.rstrip("0")
    if part and cent and len(significant) <= 2:
        hundredths = int((significant + "00")[:2])
        units = int(whole or 0)
        pieces = []
        if units or not hundredths:
            pieces.append(f"{cardinal(units, how)} {one if units == 1 or single else many}")
        if hundredths:
            pieces.append(f"{cardinal(hundredths, how)} {cent if hundredths == 1 else cents}")
        return " ".join(pieces)
    said = number(f"{whole}.{significant}" if significant else whole, how)
    return f"{said} {one if single or said == 'one' else many}"


_NO_NOUN: Final = frozenset(
    "spent paid cost lost worth more less than that which from into with would will could should have were they this their "
    "each when while after before over under given sent brought made taken held still already also only needed".split()
)
"""What follows a sum that is no noun it stands before: `the $5 million spent`."""


_FUNCTION: Final = frozenset(
    "a an the of in on at to for from by with as and or but per its his her their this that more less each in".split()
)
_COSTS: Final = re.compile(
    r"\s(?:[a-z]+(?:-[a-z]+)?\s)?(?:deal|fund|fee|grant|bill|budget|package|loan|lawsuit|fine|investment|project|plan|contract|stake|"
    r"bond|ransom|prize|settlement|bailout|payment|note|coin|order|takeover|acquisition|merger|bid|offer|plant|factory|salary|"
    r"debt|loss|profit|windfall|scheme|venture|campaign|surplus|deficit|bonus|injection|shortfall|portfolio|jackpot|bounty|"
    r"initiative|program|programme|purchase|transfer|agreement|pledge|donation|reward)\b"
)
"""Nouns that a sum alone is said before: `£2m fee`."""


def _single(match: re.Match[str], end: int) -> bool:
    """`a $3 billion deal`: the sum stands before its noun, so the currency is singular."""
    before = match.string[max(0, match.start() - 9) : match.start()].lower()
    if match.string[end : end + 2][:1] == "-":
        return match.string[end : end + 2][-1:].isalpha() and not re.match(r"-(?:an?|per|plus)\b", match.string[end:])
    after = re.match(r"\s([a-z]+)\b", match.string[end:])
    if after is None:
        return False
    if after[1] not in _FUNCTION and _COSTS.match(match.string, end):
        return True
    if re.search(r"(?:^|\s)(?:the|its|their|his|her|this|that|our|your|my|new|\w+['’]s)\s$", before):
        word = after[1]
        return len(word) > 3 and word not in _NO_NOUN and not word.endswith(("ed", "ing", "ly"))
    return (
        re.search(r"(?:^|\s)(?:an?|another|each|every)\s$", before) is not None
        and re.match(r"\s[a-z]", match.string[end:]) is not None
    )


def _money(match: re.Match[str], how: How) -> str:
    unit = _unit(match["sign"], how)
    rate = match["rate"]
    size = match["scale"] or ""
    said = sign(match) + amount(match["sum"], size, unit, how, single=not rate and _single(match, match.end()))
    return f"{said} per {_RATES[rate.lower()]}" if rate else said


def _money_range(match: re.Match[str], how: How) -> str:
    unit = _unit(match["sign"], how)
    first, last, size = match["first"], match["last"], match["scale"] or ""
    single = _single(match, match.end())
    shared = size and not match["size"] and float(ungrouped(first)) < float(ungrouped(last))
    if match["size"] or (match["again"] and not shared):
        return f"{amount(first, match['size'] or '', unit, how)} to {amount(last, size, unit, how, single=single)}"
    return f"{number(first, how)} to {amount(last, size, unit, how, single=single)}"


def _after(match: re.Match[str], how: How) -> str:
    """5 USD, 500€."""
    return sign(match) + amount(match["sum"], match["scale"] or "", _unit(match["sign"], how), how)


def _cents(match: re.Match[str], how: How) -> str:
    said = number(match["sum"] or match["cents"], how)
    if match["sign"] == "p":
        return f"{said} {'penny' if said == 'one' else 'pence'}"
    return f"{said} {'cent' if said == 'one' else 'cents'}"


_CURRENCY: Final = re.compile(r"[$€£₩￦¥￥₹₽₫฿₱₺₴₿₦₪₸₵₡₲₾₼₭৳ł]|\b(?:R[sp]|RM|K?[Ss]h|Tk)|\b[WR]\d|" + _CODES)
_MINUS: Final = r"(?P<minus>(?<!\w)[-−–+])?"
_FREE: Final = r"(?<![\w.,])"

MONEY: Final[tuple[Rule, ...]] = (
    rule(
        rf"(?P<sign>{_SIGN})(?P<first>{NUMBER})(?P<size>{SCALE})?(?:\s?[-–—~]\s?|\sto\s)(?P<again>{_SIGN})?(?P<last>{NUMBER})(?P<scale>{SCALE})?(?![\w]|[.,]\d|-\d)",
        _money_range,
        signs=DIGITS,
        needs=_CURRENCY,
    ),
    rule(
        rf"{_MINUS}(?P<sign>{_SIGN})(?P<sum>{NUMBER})(?P<scale>{SCALE})?{_RATE}(?![^\W_]|[.,]\d)",
        _money,
        signs=DIGITS,
        needs=_CURRENCY,
    ),
    rule(
        rf"{_FREE}{_MINUS}(?P<sum>{NUMBER})(?P<scale>{SCALE})?\s?(?P<sign>[€£₩￦₽₫฿₪₴₸₺₹]|\$(?=\W|$)(?!\s?\d)|zł\b|{_CODES}\b)",
        _after,
        signs=DIGITS,
        needs=_CURRENCY,
    ),
    rule(
        rf"(?P<sign>{_SIGN})(?P<minus>[-−])(?P<sum>{NUMBER})(?P<scale>{SCALE})?{_RATE}(?![^\W_]|[.,]\d)",
        _money,
        signs=DIGITS,
        needs=_CURRENCY,
    ),
    rule(rf"{_FREE}(?P<sum>{NUMBER})\s?(?P<sign>¢)|¢(?P<cents>{NUMBER})(?![\w]|[.,]\d)", _cents, signs="¢"),
    rule(
        r"(?<![\w.,])(?P<sum>[1-9]\d?)(?P<cents>)(?P<sign>p)\b(?!\s\d)(?=\s(?:per|a|in|on|to|tax|more|less|coin|charge)\b|[.,;]?\s*$)",
        _cents,
        signs="p",
    ),
)
