"""Spanish: numbers, dates, times, money, units, ordinals, kings."""

# ruff: noqa: ARG001, ARG005 - every rule takes the match and the choices; word lists read best as text

from __future__ import annotations

import re
from typing import Final

from audiopress.languages.electronic import AddressWords, network_rules
from audiopress.languages.rewriting import DIGITS, How, Language, Rule, rule
from audiopress.languages.roman import roman

_ONES: Final = (
    "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete dieciocho "
    "diecinueve veinte veintiuno veintidós veintitrés veinticuatro veinticinco veintiséis veintisiete veintiocho veintinueve"
).split()
_TENS: Final = "_ _ _ treinta cuarenta cincuenta sesenta setenta ochenta noventa".split()
_HUNDREDS: Final = (
    "_ ciento doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos novecientos"
).split()
_LARGE: Final = (("millón", "millones"), ("billón", "billones"), ("trillón", "trillones"))
_ORDINALS: Final = "_ primero segundo tercero cuarto quinto sexto séptimo octavo noveno décimo".split()
MONTHS: Final = "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre".split()

# ---- numbers


def cardinal(number: int) -> str:
    """1921 -> `mil novecientos veintiuno`."""
    if number < 0:
        return f"menos {cardinal(-number)}"
    if number >= 10**24:
        return digits(str(number))
    rest, low = divmod(number, 10**6)
    said = []
    for one, many in _LARGE:
        if not rest:
            break
        rest, group = divmod(rest, 10**6)
        if group:
            said.append(f"un {one}" if group == 1 else f"{short(_below(group))} {many}")
    said.reverse()
    if low or not said:
        said.append(_below(low))
    return " ".join(said)


def _below(number: int) -> str:
    thousands, rest = divmod(number, 1000)
    said = [] if not thousands else ["mil"] if thousands == 1 else [f"{short(_hundreds(thousands))} mil"]
    if rest or not thousands:
        said.append(_hundreds(rest))
    return " ".join(said)


def _hundreds(number: int) -> str:
    hundreds, rest = divmod(number, 100)
    if number == 100:
        return "cien"
    head = f"{_HUNDREDS[hundreds]} " if hundreds else ""
    if rest < 30:
        return (head + (_ONES[rest] if rest or not hundreds else "")).strip()
    tens, ones = divmod(rest, 10)
    return head + _TENS[tens] + (f" y {_ONES[ones]}" if ones else "")


def short(said: str) -> str:
    """Before a noun: `veintiún`, `treinta y un`."""
    if said.endswith("veintiuno"):
        return f"{said[:-3]}ún"
    return said[:-1] if re.search(r"\buno$", said) else said


_NO_NOUN: Final = frozenset(
    "a al ante con como contra de del desde e el en entre era es está fue ha hasta la las lo los más menos ni no o para pero por "
    "que se según ser sin sobre son su sus también u un una y ya".split()
)
_MASCULINE: Final = re.compile(
    r"(?:día|mapa|problema|tema|sistema|programa|clima|idioma|planeta|poema|drama|diploma|síntoma|esquema|telegrama|crucigrama|"
    r"\w*ista|atleta|guardia|policía|tripulante|colega|cura|sofá|papa|gorila|euro)s?$"
)
_FEMININE: Final = re.compile(
    r"(?:\w*as?|\w+[sct]ión|\w+iones|\w+dad(?:es)?|\w+tud(?:es)?|mujer(?:es)?|ve(?:z|ces)|manos?|madres?|noches?|tardes?|clases?|partes?|"
    r"fuentes?|calles?|torres?|naves?|sedes?|flor(?:es)?|vo(?:z|ces)|lu(?:z|ces)|ley(?:es)?|red(?:es)?|muertes?|órdenes|imagen|"
    r"imágenes|crisis|tesis|bases?|frases?|series?|llaves?|nubes?|fotos?|motos?|radios?)$"
)


def agreed(said: str, after: str) -> str:
    """A count in the gender of the noun behind it: 200 personas -> `doscientas personas`, 21 años -> `veintiún años`."""
    found = re.match(r"\s([a-záéíóúñü]+)(?:\s([a-záéíóúñü]+))?", after)
    if found is None or found[1] in _NO_NOUN:
        return said
    noun = found[2] if found[1] in {"grandes", "pequeñas", "nuevas", "mil"} and found[2] else found[1]
    if _MASCULINE.match(noun) or not _FEMININE.match(noun):
        return short(said)
    head, mark, tail = said.rpartition("llones ") if "llones " in said else said.rpartition("llón ")
    return head + mark + re.sub(r"\buno$", "una", re.sub(r"uno$", "una", tail.replace("ientos", "ientas")))


def digits(text: str) -> str:
    """`040` -> `cero cuatro cero`."""
    return " ".join(_ONES[int(each)] for each in text if each in "0123456789")


def _plain(text: str) -> str:
    return re.sub(r"[ .\u00a0\u202f]", "", text)


def number(text: str) -> str:
    """A number as written: points group, the comma is the decimal sign; a point before one or two digits is, too."""
    sign = "menos " if text[:1] in {"-", "−", "–"} else ""
    text = text.lstrip("-−–+")
    if re.fullmatch(r"\d+\.\d{1,2}", text):
        text = text.replace(".", ",")
    whole, comma, part = text.partition(",")
    whole = _plain(whole)
    said = digits(whole) if len(whole) > 1 and whole[0] == "0" else cardinal(int(whole or 0))
    if not (comma and part):
        return sign + said
    tail = digits(part) if len(part) > 2 or part[0] == "0" else cardinal(int(part))
    return f"{sign}{said} coma {tail}"


# ---- dates and times


def _date(match: re.Match[str], how: How) -> str:
    day = int(match["d"])
    said = f"{'primero' if day == 1 else cardinal(day)} de {match['m'].lower()}"
    return f"{said} de {cardinal(int(match['y']))}" if match["y"] else said


def _numeric(match: re.Match[str], how: How) -> str | None:
    day, month = int(match["d"]), int(match["m"])
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return f"{'primero' if day == 1 else cardinal(day)} de {MONTHS[month - 1]} de {cardinal(int(match['y']))}"


def _clock(match: re.Match[str], how: How) -> str | None:
    hour, minute = int(match["h"]), int(match["m"] or 0)
    if hour > 24 or minute > 59:
        return None
    said = "una" if hour == 1 else cardinal(hour).replace("veintiuno", "veintiuna")
    half = match["half"]
    tail = f" {how.letters(half[0].upper() + 'M')}" if half else ""
    if minute:
        return f"{said} {'cero ' if minute < 10 else ''}{cardinal(minute)}{tail}"
    return f"{said}{tail}" if half else f"{said} {'hora' if hour == 1 else 'horas'}"


# ---- money, units, fractions

_MONEY: Final = {
    "€": ("euro", "euros", "céntimo", "céntimos"), "EUR": ("euro", "euros", "céntimo", "céntimos"),
    "$": ("dólar", "dólares", "centavo", "centavos"), "US$": ("dólar", "dólares", "centavo", "centavos"),
    "USD": ("dólar", "dólares", "centavo", "centavos"), "£": ("libra", "libras", "penique", "peniques"),
    "¥": ("yen", "yenes", "", ""), "₩": ("won", "wones", "", ""), "KRW": ("won", "wones", "", ""),
}  # fmt: skip
_NUMBER: Final = r"(?:\d{1,3}(?:[.\u00a0\u202f ]\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?)"


def _money(match: re.Match[str], how: How) -> str:
    one, many, cent, cents = _MONEY[match["sign"]]
    minus, text = "menos " if match["minus"] else "", match["sum"]
    scale = (match["scale"] or "").strip()
    if scale:
        scale = {"M": "millones", "m": "millones", "mill.": "millones", "MM": "millones", "bn": "mil millones"}.get(
            scale, scale
        )
        return f"{minus}{short(number(text))} {scale} {'' if scale == 'mil' else 'de '}{many}"
    found = re.fullmatch(r"(.+?)[.,](\d\d)", text)
    whole = found[1] if found else text
    said = number(whole)
    said = short(said) if " coma " in said else agreed(said, f" {many}")
    said = f"{said} {one if said in {'un', 'una'} else many}"
    if found and found[2] != "00" and cent:
        said += f" con {short(cardinal(int(found[2])))} {cent if found[2] == '01' else cents}"
    return minus + said


_UNITS: Final = {
    "km": "kilómetros", "m": "metros", "cm": "centímetros", "mm": "milímetros", "kg": "kilos", "g": "gramos", "mg": "miligramos",
    "t": "toneladas", "l": "litros", "L": "litros", "ml": "mililitros", "ha": "hectáreas", "m²": "metros cuadrados",
    "m2": "metros cuadrados", "km²": "kilómetros cuadrados", "km2": "kilómetros cuadrados", "m³": "metros cúbicos",
    "m3": "metros cúbicos", "%": "por ciento", "°C": "grados", "ºC": "grados", "°": "grados", "W": "vatios", "kW": "kilovatios",
    "MW": "megavatios", "GW": "gigavatios", "kWh": "kilovatios hora", "MWh": "megavatios hora", "Hz": "hercios",
    "MHz": "megahercios", "GHz": "gigahercios", "KB": "kilobytes", "MB": "megabytes", "GB": "gigabytes", "TB": "terabytes",
    "GWh": "gigavatios hora", "TWh": "teravatios hora", "ppm": "partes por millón", "mSv": "milisieverts", "kcal": "kilocalorías",
    "nm": "nanómetros", "kV": "kilovoltios", "µg": "microgramos", "μg": "microgramos", "pb": "puntos básicos", "dB": "decibelios", "min": "minutos", "s": "segundos", "h": "horas", "hPa": "hectopascales",
}  # fmt: skip
_PER: Final = {"h": "hora", "s": "segundo", "min": "minuto", "m²": "metro cuadrado", "m³": "metro cúbico", "m3": "metro cúbico", "km²": "kilómetro cuadrado", "l": "litro", "kg": "kilo", "día": "día"}  # fmt: skip
_UNIT: Final = "|".join(re.escape(each) for each in sorted(_UNITS, key=len, reverse=True))
_PERS: Final = "|".join(re.escape(each) for each in sorted(_PER, key=len, reverse=True))


def _measure(match: re.Match[str], how: How) -> str:
    name, said = _UNITS[match["unit"]], number(match["sum"])
    if name != "por ciento":
        said = short(said) if " coma " in said else agreed(said, f" {name}")
        name = re.sub(r"(?<=[aeo])s\b", "", name) if said in {"un", "una"} else name
    rate = f" por {_PER[match['per']]}" if match["per"] else ""
    return f"{'menos ' if match['minus'] else ''}{said} {name}{rate}"


def _fraction(match: re.Match[str], how: How) -> str | None:
    top, bottom = int(match[1]), int(match[2])
    names = {
        2: "medio",
        3: "tercio",
        4: "cuarto",
        5: "quinto",
        6: "sexto",
        7: "séptimo",
        8: "octavo",
        9: "noveno",
        10: "décimo",
        100: "centésimo",
    }
    if bottom < 2 or top == 0:
        return None
    name = names.get(bottom) or f"{cardinal(bottom).removesuffix('e').removesuffix('a').removesuffix('o')}avo"
    return f"{short(cardinal(top))} {name}{'' if top == 1 else 's'}"


def _sign_fraction(match: re.Match[str], how: How) -> str:
    said = {"½": "medio", "⅓": "un tercio", "⅔": "dos tercios", "¼": "un cuarto", "¾": "tres cuartos"}[match["part"]]
    return f"{number(match['whole'])} y {said}" if match["whole"] else said


def short_ordinal(number: int) -> str:
    """Before a masculine noun: `primer`, `tercer`."""
    said = _ORDINALS[number]
    return said.removesuffix("o") if number in {1, 3} else said


def _score(match: re.Match[str], how: How) -> str:
    word = how.word("score", "to")
    glue = " a " if word == "to" else f" {word} " if word else " "
    return f"{number(match[1])}{glue}{number(match[2])}"


# ---- names

_ABBREVIATIONS: Final = {
    "sr": "señor", "sra": "señora", "sres": "señores", "srta": "señorita", "dr": "doctor", "dra": "doctora", "d": "don",
    "dña": "doña", "prof": "profesor", "lic": "licenciado", "ing": "ingeniero", "gral": "general", "etc": "etcétera",
    "núm": "número", "nº": "número", "n°": "número", "pág": "página", "págs": "páginas", "av": "avenida", "avda": "avenida",
    "p. ej": "por ejemplo", "aprox": "aproximadamente", "tel": "teléfono", "ud": "usted", "uds": "ustedes", "art": "artículo",
    "ee. uu": "Estados Unidos", "ee.uu": "Estados Unidos", "eeuu": "Estados Unidos", "a. c": "antes de Cristo",
    "d. c": "después de Cristo", "s. a": "sociedad anónima", "vol": "volumen", "sto": "santo", "sta": "santa",
}  # fmt: skip


def _abbreviation(match: re.Match[str], how: How) -> str:
    ends = match[0].endswith(".") and not match.string[match.end() :].strip(" \t\n\"'”’»)")
    key = re.sub(r"\s+", " ", match[0].rstrip(". ").lower())
    return _ABBREVIATIONS[key] + ("." if ends else "")


def _king(match: re.Match[str], how: How) -> str | None:
    """Felipe VI is the sixth, Luis XIV fourteen, el siglo XX twenty."""
    value = roman(match[1])
    before = re.search(r"(?:^|[\s(«])([A-Za-zÁÉÍÓÚÑáéíóúñ]+)\s$", match.string[: match.start()])
    if not value or before is None:
        return None
    if before[1].lower() in {"siglo", "siglos", "capítulo", "tomo", "parte", "fase", "guerra"}:
        return cardinal(value)
    if not before[1][0].isupper() or (match[1] in {"I", "V", "X"} and before[1].lower() in {"y", "o", "la", "el"}):
        return None
    return _ORDINALS[value] if value <= 10 else cardinal(value)


def _ordinal(match: re.Match[str], how: How) -> str | None:
    value, sign = int(match[1]), match[2]
    if not 1 <= value <= 10:
        return cardinal(value)
    said = _ORDINALS[value]
    if sign == "er":
        return said.removesuffix("o")
    return said[:-1] + "a" if sign in {"ª", "a"} else said


def _acronym(match: re.Match[str], how: How) -> str:
    word = match[1]
    if word == "EEUU":
        return "Estados Unidos"
    if (
        len(word) > 2
        and re.search("[AEIOU]", word)
        and not re.search("[^AEIOU]{3}|^[^AEIOULR]{2}|[^AEIOUNSRLDZ]$", word)
    ):
        return how.acronym(word)
    return how.letters(word) + how.suffix(match[2])


def _number(match: re.Match[str], how: How) -> str:
    sign = "menos " if match["minus"] else "más " if match["plus"] else ""
    said = number(match["number"])
    return sign + (said if " coma " in said else agreed(said, match.string[match.end() :]))


def _telephone(match: re.Match[str], how: How) -> str | None:
    groups = re.findall(r"\d+", match[0])
    if not 8 <= sum(map(len, groups)) <= 13:
        return None
    if re.fullmatch(r"\d{1,3}(?: \d{3})+", match[0]) and len(groups[0]) < 3:
        return None
    return ("más " if match[0].startswith("+") else "") + ", ".join(digits(group) for group in groups)


_WORDS: Final = AddressWords(
    signs={".": "punto", "/": "barra", "-": "guion", "_": "guion bajo", ":": "dos puntos", "@": "arroba", "?": "interrogación", "=": "igual"},
    digits=digits,
    handle="arroba",
    tag="hashtag",
)  # fmt: skip
_FREE: Final = r"(?<![\w.,])"
_MINUS: Final = r"(?P<minus>(?<!\w)[-−–])?"
_SPACE: Final = r"[ \u00a0\u202f]?"

RULES: Final[tuple[Rule, ...]] = (
    *network_rules(_WORDS),
    rule(
        rf"{_FREE}(?P<d>0?[1-9]|[12]\d|3[01])\s(?:de\s)?(?P<m>(?i:{'|'.join(MONTHS)}))(?!\w)(?:\s(?:de|del)\s(?P<y>\d{{4}})\b)?",
        _date,
        signs=DIGITS,
    ),
    rule(
        r"(?<=\b(?:de|en) )(ene|feb|mar|abr|may|jun|jul|ago|sept?|oct|nov|dic)\.(?!\w)",
        lambda m, how: (
            next(each for each in MONTHS if each.startswith(m[1][:3])) + ("" if m.string[m.end() :].strip() else ".")
        ),
        signs=".",
    ),
    rule(rf"{_FREE}(?P<d>\d\d?)[/.-](?P<m>\d\d?)[/.-](?P<y>\d{{4}})(?![\d/])", _numeric, signs="/.-"),
    rule(r"(?<![\w.,])(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)(?![\d-])", _numeric, signs="-"),
    rule(
        rf"{_FREE}(?P<h>\d\d?)[:.](?P<m>[0-5]\d)(?:{_SPACE}(?:h\b\.?|horas\b)|{_SPACE}(?P<half>[ap]\.?\s?m\b\.?)|(?<=:\d\d)(?![\d:]))",
        _clock,
        signs=":.h",
    ),
    rule(rf"{_FREE}(?P<h>\d\d?)(?P<m>){_SPACE}(?P<half>[ap]\.?\s?m\b\.?)", _clock, signs="m"),
    rule(
        r"(?<![\w.,])(?:\+\d{1,3}[ -]?)?\d{2,3}(?:[ -]\d{2,4}){2,4}(?!\d|[.,%]\d)",
        _telephone,
        signs=" -",
    ),
    rule(
        rf"{_MINUS}(?P<sign>US\$|[€$£¥₩]|\b(?:EUR|USD|KRW)\b){_SPACE}(?P<sum>{_NUMBER})(?P<scale>\s(?:mil(?:lones|lón)?|billones|billón)\b|\s?(?:M{{1,2}}|m|bn)\b)?",
        _money,
        signs="€$£¥₩EUK",
    ),
    rule(
        rf"{_FREE}{_MINUS}(?P<sum>{_NUMBER})(?P<scale>{_SPACE}(?:mil\smillones|mil(?:lones|lón)?|billones|M{{1,2}}|mill\.))?{_SPACE}(?P<sign>[€$£¥₩]|(?:EUR|USD|KRW)\b)",
        _money,
        signs="€$£¥₩EUK",
    ),
    rule(r"(?<!\w)(\d{1,3})\s?[-–]\s?(\d{1,3})(?!\s?[\w%°€:-]|[.,]\d)", _score, signs="-–"),
    rule(
        rf"{_FREE}({_NUMBER})\s?(?:-|–)\s?({_NUMBER})(?![\w-]|[.,]\d)",
        lambda m, how: f"{number(m[1])} a {number(m[2])}",
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
        r"\bT([1-4])\b|(?<![\w.,])([1-4])T\b", lambda m, how: f"{short_ordinal(int(m[1] or m[2]))} trimestre", signs="T"
    ),
    rule(
        rf"{_FREE}{_MINUS}(?P<sum>{_NUMBER}){_SPACE}(?P<unit>{_UNIT})(?:/(?P<per>{_PERS}))?(?![\w²³])",
        _measure,
        signs=DIGITS,
    ),
    rule(r"(?<![\w.,])(\d+)\.?(er|[ºª°])(?!\w)", _ordinal, signs=DIGITS),
    rule(r"(?<=\w\s)([IVXLC]+)(?![\w&-])", _king, signs="IVXLC"),
    rule(r"\b[Nn](?:\.?[°º]|úm\.)\s?(?=\d)", lambda m, how: "número", signs="°ºú"),
    rule(
        r"\b(?:EE\.\s?UU|Sra?|Sres|Srta|Dra?|Dña|D|Prof|Lic|Ing|Gral|Sto|Sta|Uds?)\.(?=\s|[,;]|$)",
        _abbreviation,
        signs=".",
    ),
    rule(r"\b(?i:etc|págs?|avda|av|aprox|tel|art|vol|p\.\sej|a\.\sc|d\.\sc|s\.\sa)\.(?!\w)", _abbreviation, signs="."),
    rule(
        r"(?<![A-Za-z\d])([A-Z]{1,4})-?(\d{1,4})([A-Z])?(?![\w.]\w|,\d{3}\b)",
        lambda m, how: f"{how.letters(m[1])} {cardinal(int(m[2]))}" + (f" {how.letters(m[3])}" if m[3] else ""),
        signs=DIGITS,
    ),
    rule(r"(?<![\w@#])((?:[A-Z]\.){2,})()", lambda m, how: how.letters(m[1]), signs="."),
    rule(r"(?<![\w@#])([A-Z]{2,6})(s)?(?!\w)", _acronym),
    rule(rf"{_MINUS}(?P<plus>(?<!\w)\+(?=\d))?(?<![\d.])(?P<number>{_NUMBER})(?!\d)", _number, signs=DIGITS),
    rule(r"&", lambda m, how: "y", signs="&"),
    rule(r"%", lambda m, how: "por ciento", signs="%"),
)


LANGUAGE = Language(code="es", rules=RULES)
