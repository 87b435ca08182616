"""French: numbers, dates, times, money, units, ordinals, centuries and kings."""

# ruff: noqa: ARG001, ARG005 - every rule takes the match and the choices; word lists read best as text

from __future__ import annotations

import re
from typing import Final

from audiopress.languages.electronic import AddressWords, network_rules
from audiopress.languages.rewriting import DIGITS, How, Language, Rule, rule
from audiopress.languages.roman import roman

_ONES: Final = (
    "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf"
).split()
_TENS: Final = "_ _ vingt trente quarante cinquante soixante soixante quatre-vingt quatre-vingt".split()
_LARGE: Final = ("", "mille", "million", "milliard", "billion", "billiard", "trillion")
MONTHS: Final = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()

# ---- numbers


def cardinal(number: int) -> str:
    """281 -> `deux cent quatre-vingt-un`."""
    if number < 0:
        return f"moins {cardinal(-number)}"
    if number >= 1000 ** len(_LARGE):
        return digits(str(number))
    if number < 1000:
        return _hundreds(number)
    groups = []
    rest, scale = number, 0
    while rest:
        rest, group = divmod(rest, 1000)
        if group and scale == 1:
            said = (
                ""
                if group == 1
                else _hundreds(group).removesuffix("s") + " "
                if group % 100 in {0, 80}
                else f"{_hundreds(group)} "
            )
            groups.append(f"{said}mille")
        elif group and scale:
            groups.append(f"{_hundreds(group)} {_LARGE[scale]}{'s' if group > 1 else ''}")
        elif group:
            groups.append(_hundreds(group))
        scale += 1
    return " ".join(reversed(groups))


def _hundreds(number: int) -> str:
    hundreds, rest = divmod(number, 100)
    if not hundreds:
        return _tens(rest)
    said = "cent" if hundreds == 1 else f"{_ONES[hundreds]} cent"
    return f"{said} {_tens(rest)}" if rest else said + ("s" if hundreds > 1 else "")


def _tens(number: int) -> str:
    if number < 20:
        return _ONES[number]
    tens, ones = divmod(number, 10)
    if tens in {7, 9}:
        ones += 10
    if ones == 0:
        return "quatre-vingts" if tens == 8 else _TENS[tens]
    glue = " et " if ones in {1, 11} and tens < 8 else "-"
    return f"{_TENS[tens]}{glue}{_ONES[ones]}"


def ordinal(number: int, *, feminine: bool = False) -> str:
    """1 -> `premier`, 21 -> `vingt et unième`."""
    if number == 1:
        return "première" if feminine else "premier"
    said = cardinal(number)
    if said.endswith(("cents", "vingts", "ions", "iards")):
        said = said[:-1]
    if said.endswith("neuf"):
        return said[:-1] + "vième"
    if said.endswith("cinq"):
        return said + "uième"
    return said.removesuffix("e") + "ième"


def digits(text: str) -> str:
    """`040` -> `zéro quatre zéro`."""
    return " ".join(_ONES[int(each)] for each in text if each in "0123456789")


def _plain(text: str) -> str:
    return re.sub(r"[ .\u00a0\u202f]", "", text)


def number(text: str) -> str:
    """A number as written: spaces group, the comma is the decimal sign."""
    sign = "moins " if text[:1] in {"-", "−", "–"} else ""
    whole, comma, part = text.lstrip("-−–+").partition(",")
    whole = _plain(whole)
    said = digits(whole) if len(whole) > 1 and whole[0] == "0" else cardinal(int(whole or 0))
    if not (comma and part):
        return sign + said
    zeros = len(part) - len(part.lstrip("0"))
    tail = digits(part) if len(part) > 3 or not part.strip("0") else " ".join([*["zéro"] * zeros, cardinal(int(part))])
    return f"{sign}{said} virgule {tail}"


def _group(text: str) -> str:
    return (
        f"zéro {_ONES[int(text[1])]}"
        if len(text) == 2 and text[0] == "0"
        else cardinal(int(text))
        if len(text) < 4
        else digits(text)
    )


# ---- dates and times

_SHORT: Final = {"janv": 1, "févr": 2, "fév": 2, "avr": 4, "juil": 7, "sept": 9, "oct": 10, "nov": 11, "déc": 12}


def _month(text: str) -> str:
    low = text.strip(". ").lower()
    return MONTHS[_SHORT[low] - 1] if low in _SHORT else text


def _date(match: re.Match[str], how: How) -> str:
    day = int(match["d"])
    said = f"{'premier' if day == 1 else cardinal(day)} {_month(match['m'])}"
    return f"{said} {cardinal(int(match['y']))}" if match["y"] else said


def _numeric(match: re.Match[str], how: How) -> str | None:
    day, month = int(match["d"]), int(match["m"])
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return f"{'premier' if day == 1 else cardinal(day)} {MONTHS[month - 1]} {cardinal(int(match['y']))}"


def _feminine(said: str) -> str:
    return f"{said}e" if re.search(r"\bun$", said) else said


_FEMALE: Final = re.compile(
    r"(?:\w+(?:tion|sion|ette|ance|ence|ure|esse|ade|elle|tude|ise|enne|trice|euse)s?|(?!comité|été|côté|traité|député|arrêté)\w+tés?|"
    r"(?!musée|lycée|trophée|mausolée)\w+ées?|femmes?|personnes?|voix|filles?|heures?|minutes?|secondes?|semaines?|tonnes?|places?|écoles?|"
    r"usines?|villes?|régions?|communes?|maisons?|familles?|victimes?|mères?|vies?|lignes?|pages?|étapes?|images?|armes?|balles?|fois|"
    r"équipes?|attaques?|plaintes?|affaires?|banques?|lois?|salles?|chambres?|parties?|nuits?|îles?|routes?|rues?|photos?|vidéos?|"
    r"offres?|demandes?|règles?|manches?|rencontres?|médailles?|étoiles?|firmes?|pièces?|langues?|lettres?|tables?|roses?)$"
)


def agreed(said: str, after: str) -> str:
    """21 femmes -> `vingt et une femmes`."""
    noun = re.match(r"\s([a-zàâçéèêëîïôûùüÿœæ]+)\b", after)
    return _feminine(said) if noun and _FEMALE.match(noun[1]) else said


# ---- money, units, fractions

_MONEY: Final = {
    "€": ("euro", "euros"), "EUR": ("euro", "euros"), "$": ("dollar", "dollars"), "USD": ("dollar", "dollars"),
    "£": ("livre", "livres"), "¥": ("yen", "yens"), "₩": ("won", "wons"), "KRW": ("won", "wons"),
    "CHF": ("franc suisse", "francs suisses"),
}  # fmt: skip
_SCALES: Final = {
    "k": "mille",
    "M": "millions",
    "Md": "milliards",
    "Mds": "milliards",
    "Mrd": "milliards",
    "Mrds": "milliards",
}
_NUMBER: Final = r"(?:\d{1,3}(?:[ \u00a0\u202f.]\d{3})+(?:,\d+)?|\d+(?:,\d+)?)"


def _of(word: str) -> str:
    return f"d'{word}" if word[0] in "aeiou" else f"de {word}"


def _money(match: re.Match[str], how: How) -> str:
    one, many = _MONEY[match["sign"]]
    text, scale = match["sum"], (match["scale"] or "").strip(" \u00a0\u202f.")
    minus = "moins " if match["minus"] else ""
    if scale:
        word = _SCALES.get(scale, scale)
        single = re.match(r"[01](?:,|$)", text) is not None
        word = word.removesuffix("s") if single else word
        return f"{minus}{number(text)} {word} {_of(many) if word != 'mille' else many}"
    whole, _, part = text.partition(",")
    units = int(_plain(whole))
    said = f"{cardinal(units)} {one if units < 2 else many}"
    if part and len(part) == 2 and part != "00":
        said += f" {cardinal(int(part))}"
    elif part.strip("0"):
        said = f"{number(text)} {many}"
    return minus + said


_UNITS: Final = {
    "km": "kilomètres", "m": "mètres", "cm": "centimètres", "mm": "millimètres", "kg": "kilos", "g": "grammes",
    "mg": "milligrammes", "t": "tonnes", "l": "litres", "L": "litres", "ml": "millilitres", "cl": "centilitres",
    "ha": "hectares", "m²": "mètres carrés", "m2": "mètres carrés", "km²": "kilomètres carrés", "km2": "kilomètres carrés",
    "m³": "mètres cubes", "m3": "mètres cubes", "%": "pour cent", "°C": "degrés", "°": "degrés", "W": "watts",
    "kW": "kilowatts", "MW": "mégawatts", "GW": "gigawatts", "kWh": "kilowattheures", "MWh": "mégawattheures",
    "Hz": "hertz", "MHz": "mégahertz", "GHz": "gigahertz", "Ko": "kilooctets", "Mo": "mégaoctets", "Go": "gigaoctets",
    "µg": "microgrammes", "μg": "microgrammes", "To": "téraoctets", "GWh": "gigawattheures", "TWh": "térawattheures", "ppm": "parties par million", "mSv": "millisieverts",
    "GB": "gigaoctets", "MB": "mégaoctets", "TB": "téraoctets", "kcal": "kilocalories", "nm": "nanomètres", "kV": "kilovolts",
    "pb": "points de base", "dB": "décibels", "min": "minutes", "s": "secondes", "hPa": "hectopascals", "ans": "ans",
}  # fmt: skip
_PER: Final = {"h": "heure", "s": "seconde", "min": "minute", "m²": "mètre carré", "m³": "mètre cube", "m3": "mètre cube", "km²": "kilomètre carré", "l": "litre", "L": "litre", "kg": "kilo", "jour": "jour", "an": "an"}  # fmt: skip
_UNIT: Final = "|".join(re.escape(each) for each in sorted(_UNITS, key=len, reverse=True))
_PERS: Final = "|".join(re.escape(each) for each in sorted(_PER, key=len, reverse=True))


def _unit(match: re.Match[str], text: str) -> str:
    name = _UNITS[match["unit"]]
    if re.match(r"-?[01](?:,|$)", text) and name not in {"pour cent", "hertz"}:
        name = re.sub(r"s\b", "", name)
    said = number(text)
    if said == "un" and name in {"tonne", "minute", "seconde"}:
        said = "une"
    if match["unit"] == "km" and match["per"] == "h":
        return f"{said} {name}-heure"
    return f"{said} {name}" + (f" par {_PER[match['per']]}" if match["per"] else "")


def _measure(match: re.Match[str], how: How) -> str:
    return ("moins " if match["minus"] else "") + _unit(match, match["sum"])


def _fraction(match: re.Match[str], how: How) -> str | None:
    top, bottom = int(match[1]), int(match[2])
    if bottom < 2 or top == 0:
        return None
    part = {2: "demi", 3: "tiers", 4: "quart"}.get(bottom) or ordinal(bottom)
    many = "" if top == 1 or part == "tiers" else "s"
    return f"{cardinal(top)} {part}{many}"


def _sign_fraction(match: re.Match[str], how: How) -> str:
    said = {"½": "demi", "⅓": "un tiers", "⅔": "deux tiers", "¼": "un quart", "¾": "trois quarts"}[match["part"]]
    return f"{number(match['whole'])} et {said}" if match["whole"] else "un demi" if said == "demi" else said


def _around(match: re.Match[str], how: How) -> str:
    """24h/24, 7j/7."""
    unit = "heure" if match["unit"] == "h" else "jour"
    many = "s" if int(match["first"]) > 1 else ""
    return f"{cardinal(int(match['first']))} {unit}{many} sur {cardinal(int(match['last']))}"


def _law(match: re.Match[str], how: How) -> str:
    """n° 2021-123, article L. 123-4: no range."""
    return f"{number(match[1])} tiret {number(match[2])}"


def _score(match: re.Match[str], how: How) -> str:
    word = how.word("score", "to")
    glue = " à " if word == "to" else f" {word} " if word else " "
    return f"{number(match[1])}{glue}{number(match[2])}"


# ---- names

_ABBREVIATIONS: Final = {
    "m": "Monsieur", "mm": "Messieurs", "mme": "Madame", "mmes": "Mesdames", "mlle": "Mademoiselle", "dr": "docteur",
    "pr": "professeur", "me": "maître", "st": "Saint", "ste": "Sainte", "etc": "et cetera", "av": "avenue", "bd": "boulevard",
    "p": "page", "pp": "pages", "n°": "numéro", "nº": "numéro", "vol": "volume", "env": "environ", "c.-à-d": "c'est-à-dire",
    "j.-c": "Jésus-Christ", "tél": "téléphone", "hab": "habitants", "art": "article",
}  # fmt: skip


def _abbreviation(match: re.Match[str], how: How) -> str:
    ends = match[0].endswith(".") and not match.string[match.end() :].strip(" \t\n\"'”’»)")
    return _ABBREVIATIONS[match[0].rstrip(". ").lower()] + ("." if ends else "")


def _century(match: re.Match[str], how: How) -> str | None:
    value = roman(match[1])
    return ordinal(value, feminine=match[2] in {"re", "ère"}) if value else None


def _king(match: re.Match[str], how: How) -> str | None:
    value = roman(match[1])
    capital = re.search(
        r"(?:(?:^|[\s(«])[A-ZÉ][\w’'-]+|\b(?:chapitre|tome|acte|article|titre|partie|volume|phase|type|annexe|groupe))\s$",
        match.string[: match.start()],
    )
    return cardinal(value) if value and capital else None


def _ordinal(match: re.Match[str], how: How) -> str:
    return ordinal(int(match[1]), feminine=match[2] in {"re", "ère"})


def _acronym(match: re.Match[str], how: How) -> str:
    word = match[1]
    if len(word) > 3 and re.search("[AEIOUY]", word) and not re.search("[^AEIOUY]{4}|^[^AEIOUY]{3}", word):
        return how.acronym(word)
    return how.letters(word) + how.suffix(match[2])


def _number(match: re.Match[str], how: How) -> str:
    sign = "moins " if match["minus"] else "plus " if match["plus"] else ""
    return sign + agreed(number(match["number"]), match.string[match.end() :])


def _hours(match: re.Match[str], how: How) -> str | None:
    hour, minute = int(match["h"]), int(match["m"] or match["m2"] or 0)
    if hour > 24:
        return None
    said = f"{_feminine(cardinal(hour))} heure{'' if hour < 2 else 's'}"
    return f"{said} {_feminine(cardinal(minute))}" if minute else said


def _telephone(match: re.Match[str]) -> str:
    plus = "plus " if match[0].startswith("+") else ""
    return plus + ", ".join(_group(group) for group in re.findall(r"\d+", match[0]))


_WORDS: Final = AddressWords(
    signs={".": "point", "/": "slash", "-": "tiret", "_": "tiret bas", ":": "deux points", "@": "arobase", "?": "point d'interrogation", "=": "égale"},
    digits=digits,
    handle="arobase",
    tag="hashtag",
)  # fmt: skip
_FREE: Final = r"(?<![\w.,])"
_MINUS: Final = r"(?P<minus>(?<!\w)[-−–])?"
_MONTH: Final = rf"(?i:{'|'.join(MONTHS)}|(?:{'|'.join(_SHORT)})\b\.?)"
_SPACE: Final = r"[ \u00a0\u202f]?"

RULES: Final[tuple[Rule, ...]] = (
    *network_rules(_WORDS),
    rule(rf"{_FREE}(?P<first>\d\d?)\s?(?P<unit>h|j)(?:\s?/\s?|\ssur\s)(?P<last>24|7)\b", _around, signs="hj"),
    rule(
        r"(?:(?<=[Nn]° )|(?<=[Nn]°)|(?<=[LRD]\. )|(?<=\b[LRD])|(?<=art\. )|(?<=article ))(\d+)-(\d+)\b", _law, signs="-"
    ),
    rule(
        rf"{_FREE}(?P<d>0?[1-9]|[12]\d|3[01])(?:er)?\s(?P<m>{_MONTH})(?!\w)(?:\s(?P<y>\d{{4}})\b)?", _date, signs=DIGITS
    ),
    rule(
        r"\b(janv|févr|avr|juil|sept|oct|nov|déc)\.(?!\w)",
        lambda m, how: _month(m[1]) + ("" if m.string[m.end() :].strip() else "."),
        signs=".",
    ),
    rule(r"(?<![\w.,])49\.3(?!\w|\.\w)", lambda m, how: "quarante-neuf trois", signs="."),
    rule(
        r"(?<![\d.,])(\d+)\.(\d{1,2})(?![\w.]\w|\d|[ \u00a0\u202f]?[€%$])",
        lambda m, how: f"{cardinal(int(m[1]))} point {_group(m[2])}",
        signs=".",
    ),
    rule(rf"{_FREE}(?P<n>{_NUMBER}){_SPACE}M(?=\sd)", lambda m, how: f"{number(m['n'])} millions", signs="M"),
    rule(rf"{_FREE}(?P<d>\d\d?)[/.](?P<m>\d\d?)[/.](?P<y>\d{{4}})(?![\d/])", _numeric, signs="/."),
    rule(r"(?<![\w.,])(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)(?![\d-])", _numeric, signs="-"),
    rule(
        rf"{_FREE}(?P<h>\d\d?)(?:{_SPACE}h{_SPACE}(?P<m>[0-5]\d)|:(?P<m2>[0-5]\d)|{_SPACE}h)(?!\w|[:\d])",
        _hours,
        signs="h:",
    ),
    rule(
        r"(?<![\w.,])(?:\+\d{2,3}[ .]?\d|0\d)(?:[ .\u00a0-]\d\d){4}(?!\d)", lambda m, how: _telephone(m), signs=DIGITS
    ),
    rule(
        rf"{_FREE}{_MINUS}(?P<sum>{_NUMBER}){_SPACE}(?P<scale>(?:k|M|Mds?|Mrds?|millions?|milliards?)\b\.?{_SPACE})?(?P<sign>[€$£¥₩]|(?:EUR|USD|CHF|KRW)\b)",
        _money,
        signs="€$£¥₩EUCK",
    ),
    rule(
        rf"{_MINUS}(?P<sign>[€$£¥₩]){_SPACE}(?P<sum>{_NUMBER})(?P<scale>{_SPACE}(?:k|M|Mds?|Mrds?|millions?|milliards?)\b\.?)?",
        _money,
        signs="€$£¥₩",
    ),
    rule(r"(?<!\w)(\d{1,3})\s?[-–:]\s?(\d{1,3})(?!\s?[\w%°€:-]|[.,]\d)", _score, signs="-–:"),
    rule(
        rf"{_FREE}({_NUMBER})\s?(?:-|–)\s?({_NUMBER})(?![\w-]|[.,]\d)",
        lambda m, how: f"{number(m[1])} à {number(m[2])}",
        signs="-–",
    ),
    rule(
        r"(?<![\w/.])(?:9/11|24/7)(?![\w/])",
        lambda m, how: " ".join(map(cardinal, map(int, m[0].split("/")))),
        signs="/",
    ),
    rule(r"(?<![\w.,/])(\d{1,3})/(\d{1,3})(?![\w/])", _fraction, signs="/"),
    rule(r"(?:(?P<whole>\d+)\s?)?(?P<part>[½⅓⅔¼¾])", _sign_fraction, signs="½⅓⅔¼¾"),
    rule(
        rf"{_FREE}{_MINUS}(?P<sum>{_NUMBER}){_SPACE}(?P<unit>{_UNIT})(?:/(?P<per>{_PERS}))?(?![\w²³])",
        _measure,
        signs=DIGITS,
    ),
    rule(r"(?<![\w.,])(\d+)(er|re|ère|e|ème|ième|nd|nde)s?\b", _ordinal, signs=DIGITS),
    rule(r"(?<!\w)([IVX]+)(er|re|ère|e|ème)\b", _century, signs="IVXLC"),
    rule(r"(?<=[\w.]\s)([IVXLC]{2,7}|[VX])(?![\w&-])", _king, signs="IVXLC"),
    rule(r"\b(?:[Nn][°º]|№)\s?(?=\d)", lambda m, how: "numéro", signs="°º№"),
    rule(r"\b(?:MM?|pp?|J\.-C)\.(?=\s?[A-ZÉ\d])", _abbreviation, signs="."),
    rule(r"\b(?:Mmes?|Mlle|Dr|Pr|Me|Ste?)\b\.?(?=\s[A-ZÉ])", _abbreviation),
    rule(r"\b(?i:etc|av|bd|vol|env|c\.-à-d|tél|hab|art)\.(?!\w)", _abbreviation, signs="."),
    rule(
        r"(?<![A-Za-z\d])([A-Z]{1,4})-?(\d{1,4})([A-Z])?(?![\w.]\w|,\d{3}\b)",
        lambda m, how: f"{how.letters(m[1])} {cardinal(int(m[2]))}" + (f" {how.letters(m[3])}" if m[3] else ""),
        signs=DIGITS,
    ),
    rule(r"(?<![\w@#])((?:[A-Z]\.){2,})()", lambda m, how: how.letters(m[1]), signs="."),
    rule(r"(?<![\w@#])([A-Z]{2,6})(s)?(?!\w)", _acronym),
    rule(rf"{_MINUS}(?P<plus>(?<!\w)\+(?=\d))?(?<![\d.])(?P<number>{_NUMBER})(?!\d)", _number, signs=DIGITS),
    rule(r"&", lambda m, how: "et", signs="&"),
    rule(r"%", lambda m, how: "pour cent", signs="%"),
)


LANGUAGE = Language(code="fr", rules=RULES)
