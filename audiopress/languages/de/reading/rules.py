"""German: numbers, ordinals in the case of their sentence, dates, times, money, units, addresses."""

# ruff: noqa: ARG001, ARG005 - every rule takes the match and the choices; word lists read best as text

from __future__ import annotations

import re
from typing import Final

from audiopress.languages.de.reading.numbers import cardinal, counted, digits, number, ordinal, plain, year
from audiopress.languages.rewriting import DIGITS, How, Rule, rule
from audiopress.languages.roman import roman

MONTHS: Final = "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split()
_SHORT: Final = {name[:3].lower(): name for name in MONTHS} | {"jän": "Januar", "mär": "März", "sept": "September"}


# ---- the case of an ordinal

_WEAK: Final = re.compile(
    r"(?i)\b(?:am|vom|zum|zur|im|beim|dem|den|des|der|bis|ab|seit|diesem|diesen|jedem|jeden|ihrem|ihren|seinem|seinen|einem|einer|"
    r"(?:Mon|Diens|Donners|Frei|Sams|Sonn)tag,?|Mittwoch,?|Sonnabend,?)\s$"
)
_NAMED: Final = re.compile(r"\b(?:der|die|das|Der|Die|Das|jede|diese|eine)\s$")


_LIST: Final = re.compile(r"(?:\d{1,3}\.(?:,|\s(?:und|oder|bis|sowie))\s)+$")
"""Ordinals before one of the same case: in der 12., 45. und 67. Minute."""


def ending_of(match: re.Match[str]) -> str:
    """`am 3. März` -> dritten, `der 3. März` -> dritte, alone -> dritter."""
    before = _LIST.sub("", match.string[max(0, match.start() - 40) : match.start()])
    if re.search(r"\b(?:der|Der)\s$", before):
        feminine = re.search(r"\b(?:in|mit|von|zu|bei|nach|seit|aus|an|auf)\sder\s$", before)
        return "en" if feminine else "e"
    if _NAMED.search(before):
        return "e"
    return "en" if _WEAK.search(before) else "er"


# ---- dates and times


def _month(text: str) -> str:
    if text.strip(".").isdecimal():
        return MONTHS[int(text.strip(".")) - 1]
    low = text.strip(". ").lower()
    return _SHORT.get(low) or _SHORT.get(low[:3], text)


def _date(match: re.Match[str], how: How) -> str | None:
    day, month = int(match["d"]), match["m"]
    if not 1 <= day <= 31 or (month.strip(".").isdecimal() and not 1 <= int(month.strip(".")) <= 12):
        return None
    said = f"{ordinal(day, how, ending_of(match))} {_month(month)}"
    if match["y"]:
        value = int(match["y"])
        said += f" {year(value, how)}"
    return said


def _month_year(match: re.Match[str], how: How) -> str | None:
    value = int(match["m"])
    return f"{MONTHS[value - 1]} {year(int(match['y']), how)}" if 1 <= value <= 12 else None


def _days(match: re.Match[str], how: How) -> str:
    """3.-5. März, 3. bis 5. März."""
    ending = ending_of(match)
    return f"{ordinal(int(match[1]), how, ending)} bis {ordinal(int(match[2]), how, ending)}"


def _clock(match: re.Match[str], how: How) -> str | None:
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    if hour > 24 or minute > 59:
        return None
    said = f"{_count(hour, how)} Uhr"
    if match["second"]:
        seconds = int(match["second"])
        said += " eine Minute" if minute == 1 else f" {cardinal(minute, how)} Minuten"
        said += " eine Sekunde" if seconds == 1 else f" {cardinal(seconds, how)} Sekunden"
    elif minute:
        said += f" {cardinal(minute, how)}"
    zone = match["zone"]
    return said + (f" {how.letters(zone.upper())}" if zone else "")


def _count(value: int, how: How) -> str:
    """A number before its noun: `ein Uhr`."""
    return counted(cardinal(value, how), "ein")


def _decade(match: re.Match[str], how: How) -> str:
    value = int(match[1])
    said = year(value, how) if value > 100 else cardinal(value, how)
    return f"{said}er"


def _year(match: re.Match[str], how: How) -> str | None:
    return year(int(match[1]), how)


def _years(match: re.Match[str], how: How) -> str | None:
    first, last = int(match[1]), match[2]
    return f"{year(first, how)} bis {year(int(last), how) if len(last) == 4 else cardinal(int(last), how)}"


# ---- money, units

_MONEY: Final = {
    "€": ("Euro", "Cent"), "EUR": ("Euro", "Cent"), "Euro": ("Euro", "Cent"), "$": ("Dollar", "Cent"),
    "US$": ("US Dollar", "Cent"), "USD": ("US Dollar", "Cent"), "US-Dollar": ("US Dollar", "Cent"),
    "Dollar": ("Dollar", "Cent"), "£": ("Pfund", "Pence"), "GBP": ("Pfund", "Pence"), "¥": ("Yen", ""), "JPY": ("Yen", ""),
    "₩": ("Won", ""), "KRW": ("Won", ""), "CHF": ("Franken", "Rappen"), "Fr.": ("Franken", "Rappen"),
}  # fmt: skip
_SCALES: Final = {
    "mio": ("Million", "Millionen"), "mrd": ("Milliarde", "Milliarden"), "bio": ("Billion", "Billionen"),
    "million": ("Million", "Millionen"), "millionen": ("Million", "Millionen"), "milliarde": ("Milliarde", "Milliarden"),
    "milliarden": ("Milliarde", "Milliarden"), "billion": ("Billion", "Billionen"), "billionen": ("Billion", "Billionen"),
    "tsd": ("Tausend", "Tausend"), "tausend": ("Tausend", "Tausend"),
}  # fmt: skip
_NUMBER: Final = r"(?:\d{1,3}(?:[.\u00a0\u202f]\d{3})+(?:,\d+)?|[1-9]\d{0,2}(?: \d{3})+(?! ?\d)(?:,\d+)?|\d+(?:,\d+)?)"
"""Groups of three stand apart by points, or by spaces (DIN 5008)."""
_SCALE: Final = r"(?P<scale>\s?(?i:Mio|Mrd|Bio|Tsd|Million(?:en)?|Milliarden?|Billion(?:en)?|Tausend)\b\.?)?"
_SIGNS: Final = r"US\$|[€$£¥₩]|\b(?:EUR|USD|GBP|JPY|KRW|CHF)\b"


def _scaled(text: str, scale: str, how: How) -> str:
    one, many = _SCALES[re.sub(r"[\s.]", "", scale).lower()]
    said = number(text, how, one="ein" if one == "Tausend" else "eine")
    return f"{said} {one if said.removeprefix('minus ') in {'ein', 'eine'} else many}"


def _money(match: re.Match[str], how: How) -> str:
    unit, cent = _MONEY[match["sign"]]
    text, minus = match["sum"], "minus " if match["minus"] else ""
    if match["scale"]:
        return f"{minus}{_scaled(text, match['scale'], how)} {unit}"
    whole, _, part = text.partition(",")
    significant = part.rstrip("0")
    if len(significant) > 2 or (significant and not cent):
        return f"{minus}{number(f'{whole},{significant}', how)} {unit}"
    units, cents = int(plain(whole)), int((significant + "00")[:2])
    said = [] if not units and cents else [f"{_count(units, how)} {unit}"]
    if cents:
        said.append("ein Penny" if cents == 1 and cent == "Pence" else f"{_count(cents, how)} {cent}")
    return minus + " ".join(said)


_UNITS: Final = {
    "km": "Kilometer", "m": "Meter", "cm": "Zentimeter", "mm": "Millimeter", "nm": "Nanometer", "kg": "Kilogramm",
    "g": "Gramm", "mg": "Milligramm", "t": "Tonnen", "l": "Liter", "L": "Liter", "ml": "Milliliter", "hl": "Hektoliter",
    "ha": "Hektar", "m²": "Quadratmeter", "m2": "Quadratmeter", "km²": "Quadratkilometer", "km2": "Quadratkilometer",
    "cm²": "Quadratzentimeter", "m³": "Kubikmeter", "m3": "Kubikmeter", "cm³": "Kubikzentimeter", "%": "Prozent",
    "°C": "Grad Celsius", "°F": "Grad Fahrenheit", "°": "Grad", "W": "Watt", "kW": "Kilowatt", "MW": "Megawatt",
    "GW": "Gigawatt", "kWh": "Kilowattstunden", "MWh": "Megawattstunden", "GWh": "Gigawattstunden", "TWh": "Terawattstunden",
    "V": "Volt", "kV": "Kilovolt", "A": "Ampere", "PS": "PS", "h": "Stunden", "Std.": "Stunden", "min": "Minuten",
    "Min.": "Minuten", "s": "Sekunden", "Sek.": "Sekunden", "ms": "Millisekunden", "Hz": "Hertz", "kHz": "Kilohertz",
    "MHz": "Megahertz", "GHz": "Gigahertz", "KB": "Kilobyte", "MB": "Megabyte", "GB": "Gigabyte", "TB": "Terabyte",
    "dB": "Dezibel", "kcal": "Kilokalorien", "cal": "Kalorien", "kJ": "Kilojoule", "hPa": "Hektopascal", "ft": "Fuß",
    "in": "Zoll", "lb": "Pfund", "lbs": "Pfund", "oz": "Unzen", "mi": "Meilen", "yd": "Yards", "mph": "Meilen pro Stunde",
    "µg": "Mikrogramm", "μg": "Mikrogramm", "ppm": "Teile pro Million", "kbps": "Kilobit pro Sekunde", "Mbps": "Megabit pro Sekunde", "mbps": "Megabit pro Sekunde",
    "Gbps": "Gigabit pro Sekunde", "kgf": "Kilogramm Kraft", "µm": "Mikrometer", "μm": "Mikrometer", "cc": "CC",
}  # fmt: skip
_SINGLE: Final = {"Stunden": "Stunde", "Minuten": "Minute", "Sekunden": "Sekunde", "Tonnen": "Tonne", "Meilen": "Meile",
                  "Unzen": "Unze", "Kalorien": "Kalorie", "Kilokalorien": "Kilokalorie"}  # fmt: skip
_PER: Final = {"h": "Stunde", "s": "Sekunde", "min": "Minute", "Min": "Minute", "m²": "Quadratmeter", "m2": "Quadratmeter",
               "l": "Liter", "kg": "Kilogramm", "m³": "Kubikmeter", "m3": "Kubikmeter", "km": "Kilometer", "km²": "Quadratkilometer", "Tag": "Tag",
               "ml": "Milliliter", "ha": "Hektar", "s²": "Quadratsekunde"}  # fmt: skip
_UNIT: Final = "|".join(re.escape(each) for each in sorted(_UNITS, key=len, reverse=True))
_PERS: Final = "|".join(re.escape(each) for each in sorted(_PER, key=len, reverse=True))
_FEMININE: Final = frozenset(["Stunde", "Minute", "Sekunde", "Tonne", "Meile", "Unze", "Kalorie", "Kilokalorie"])


def _unit(match: re.Match[str], said: str) -> str:
    """The number and its unit in the singular or the plural, with its rate."""
    name = _UNITS[match["unit"]]
    one = _SINGLE.get(name, name)
    if said == "eins":
        name = one
    if " komma " not in said and said.endswith("eins"):
        said = counted(said, "eine" if one in _FEMININE else "ein")
    return f"{said} {name}" + (f" pro {_PER[match['per']]}" if match["per"] else "")


def _measure(match: re.Match[str], how: How) -> str:
    minus = "minus " if match["minus"] else ""
    if match["scale"]:
        return f"{minus}{_unit(match, _scaled(match['sum'], match['scale'], how))}"
    return minus + _unit(match, number(match["sum"], how))


def _measures(match: re.Match[str], how: How) -> str:
    return f"{number(match['first'], how)} bis {_unit(match, number(match['last'], how))}"


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
    return said + (f" {_UNITS[match['unit']]}" if match["unit"] else "")


# ---- telephone numbers, addresses of the network, abbreviations


def _telephone(match: re.Match[str], how: How) -> str | None:
    groups = re.findall(r"\d+", match[0])
    if sum(map(len, groups)) < 6:
        return None
    if match[0].startswith("+"):
        return f"plus {cardinal(int(groups[0]), how)} " + " ".join(digits(group) for group in groups[1:])
    return " ".join(digits(group) for group in groups)


_NAMES: Final = {
    ".": "Punkt", "/": "slash", "-": "Bindestrich", "_": "Unterstrich", ":": "Doppelpunkt", "@": "at",
    "?": "Fragezeichen", "=": "Gleichheitszeichen", "&": "und", "%": "Prozent", "#": "Raute", "~": "Tilde", "+": "plus",
}  # fmt: skip
_ENDINGS: Final = frozenset("com net org de at ch eu info biz edu gov uk fr it es".split())


def _word(text: str, *, ending: bool) -> str:
    """Short runs of letters and those no mouth can say are spelled."""
    low = text.lower()
    if ending and low in _ENDINGS:
        return text
    return (
        text
        if len(text) > 4 and re.search("[aeiouyäöü]", low) and not re.search("[^aeiouyäöü]{5}", low)
        else " ".join(text)
    )


def address(text: str, how: How) -> str:
    """Sign by sign, digits one by one."""
    parts = re.findall(r"[^\W\d_]+|\d+|[^\w\s]|_", text)
    said = []
    for index, part in enumerate(parts):
        if part in _NAMES:
            said.append(_NAMES[part])
        elif part.isdecimal():
            said.append(digits(part))
        elif part[0].isalpha():
            said.append(_word(part, ending=index > 0 and parts[index - 1] == "."))
    return " ".join(said)


def _electronic(name: str, match: re.Match[str], how: How) -> str:
    word = how.word(name, "read")
    return address(match[0], how) if word == "read" else word


_ABBREVIATIONS: Final = {
    "z.b": "zum Beispiel", "d.h": "das heißt", "u.a": "unter anderem", "bzw": "beziehungsweise", "usw": "und so weiter",
    "etc": "et cetera", "ca": "circa", "vgl": "vergleiche", "evtl": "eventuell", "ggf": "gegebenenfalls", "inkl": "inklusive",
    "i.d.r": "in der Regel", "o.ä": "oder ähnliches", "s.o": "siehe oben", "s.u": "siehe unten", "u.u": "unter Umständen",
    "v.a": "vor allem", "z.t": "zum Teil", "m.e": "meines Erachtens", "dr": "Doktor", "prof": "Professor", "hr": "Herr",
    "fr": "Frau", "st": "Sankt", "nr": "Nummer", "str": "Straße", "bd": "Band", "abs": "Absatz", "art": "Artikel",
    "geb": "geborene", "verh": "verheiratet", "dipl": "Diplom", "ing": "Ingenieur", "jh": "Jahrhundert", "jhdt": "Jahrhundert",
    "mio": "Millionen", "mrd": "Milliarden", "tsd": "Tausend", "tel": "Telefon", "max": "maximal", "min": "mindestens",
    "bspw": "beispielsweise", "sog": "sogenannte", "allg": "allgemein", "insg": "insgesamt", "zzgl": "zuzüglich",
    "abzgl": "abzüglich", "pkt": "Punkte", "gem": "gemäß", "u.v.m": "und vieles mehr", "n.chr": "nach Christus", "v.chr": "vor Christus",
    "e.v": "eingetragener Verein", "a.d": "an der", "i.r": "im Ruhestand", "u.s.w": "und so weiter",
}  # fmt: skip


def _abbreviation(match: re.Match[str], how: How) -> str:
    ends = match[0].endswith(".") and not match.string[match.end() :].strip(" \t\n\"'”“»)")
    key = re.sub(r"\s", "", match[0].rstrip(".")).lower()
    return _ABBREVIATIONS[key] + ("." if ends else "")


def _roman(match: re.Match[str], how: How) -> str | None:
    value = roman(match[1])
    return ordinal(value, how, ending_of(match) if match.start() else "er") if value else None


def _regnal(match: re.Match[str], how: How) -> str | None:
    """Karl III. -> Karl der Dritte."""
    value = roman(match[1])
    stop = "." if not match.string[match.end() :].strip(' "”“»)') else ""
    return f"der {ordinal(value, how, 'e').capitalize()}{stop}" if value else None


def _score(match: re.Match[str], how: How) -> str:
    word = how.word("score", "to")
    glue = " zu " if word == "to" else f" {word} " if word else " "
    return f"{number(match[1], how)}{glue}{number(match[2] or match[3], how)}"


def _range(match: re.Match[str], how: How) -> str:
    return f"{number(match[1], how)} bis {number(match[2], how)}"


def _ordinal(match: re.Match[str], how: How) -> str | None:
    return ordinal(int(match[1]), how, ending_of(match))


def _one(match: re.Match[str], how: How) -> str:
    """1 before a noun: its ending tells the gender well enough."""
    noun = match[1]
    feminine = re.search(r"(?:e|ung|heit|keit|ion|tät|schaft|in|ik|ur)$", noun)
    return "eine" if feminine and noun not in {"Ende", "Auge", "Name", "Junge", "Termin", "Verein"} else "ein"


def _number(match: re.Match[str], how: How) -> str:
    sign = "minus " if match["minus"] else "plus " if match["plus"] else ""
    scale = match["scale"]
    return sign + (_scaled(match["number"], scale, how) if scale else number(match["number"], how))


def _code(match: re.Match[str], how: How) -> str:
    tail = f" {how.letters(match[3])}" if match[3] else ""
    return f"{how.letters(match[1])} {cardinal(int(match[2]), how)}{tail}"


def _acronym(match: re.Match[str], how: How) -> str | None:
    word = match[1]
    if len(word) > 3 and re.search("[AEIOUÄÖÜ]", word) and not re.search("[^AEIOUÄÖÜY]{4}", word):
        return how.acronym(word)
    return how.letters(word) + how.suffix(match[2])


def _ordinal_or_end(match: re.Match[str], how: How) -> str | None:
    """`der 3. Platz`; but a number at the end of a text is a count, unless it is all there is."""
    alone = match.start() == 0 and match.end() == len(match.string.rstrip())
    rest = match.string[match.end() :]
    if not rest.strip() and not alone and ending_of(match) == "er":
        return None
    return _ordinal(match, how)


_FREE: Final = r"(?<![\w.,])"
_MINUS: Final = r"(?P<minus>(?<!\w)[-−–])?"
_MONTH: Final = rf"(?i:{'|'.join(MONTHS)}|Jänner|(?:Jan|Feb|Mär|Apr|Jun|Jul|Aug|Sept?|Okt|Nov|Dez)\b\.?)"
_SHORTS: Final = "|".join(
    re.escape(each).replace(r"\.", r"\.\s?") for each in sorted(_ABBREVIATIONS, key=len, reverse=True)
)

RULES: Final[tuple[Rule, ...]] = (
    rule(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+", lambda m, how: _electronic("email", m, how), signs="@"),
    rule(
        r"(?i:\b(?:https?|ftp)://\S*[\w/]|\bwww\.\S*[\w/]|(?<![\w@.#-])(?:[a-z0-9äöü-]+\.)+(?:com|net|org|de|at|ch|eu|info|io|tv|fr|uk)\b(?:/[\w./?=&%#~+-]*[\w/])?)",
        lambda m, how: _electronic("url", m, how),
        signs=".",
    ),
    rule(rf"{_FREE}(?P<y>\d{{4}})[-/](?P<m>\d\d?)[-/](?P<d>\d\d?)(?![\d-])", _date, signs="-/"),
    rule(r"(?<![\w.,])(?P<y>[12]\d{3})-(?P<m>0[1-9]|1[0-2])(?![\d-])", _month_year, signs="-"),
    rule(rf"{_FREE}(\d\d?)\.?\s?(?:-|–|bis)\s?(\d\d?)\.(?=\s{_MONTH})", _days, signs="."),
    rule(rf"{_FREE}(?P<d>\d\d?)\.\s?(?P<m>{_MONTH})(?![a-zäöüß])(?:\s(?P<y>\d{{4}})(?!\d))?", _date, signs=DIGITS),
    rule(rf"{_FREE}(?P<d>\d\d?)\.\s?(?P<m>\d\d?)\.\s?(?P<y>\d{{4}}|\d\d(?![\d%]))(?!\d|[.,]\d)", _date, signs="."),
    rule(
        rf"{_FREE}(?P<d>\d\d?)\.(?P<m>(?:0[1-9]|1[0-2]))(?:\.(?!\d)|(?![\d.,]|\s?(?:Uhr|%)))(?P<y>)", _date, signs="."
    ),
    rule(
        r"(?<![\w.,/+-])(?:\+\d{1,3}[-. ]?(?:\(0?\d{1,4}\)[-. /]?)?\d{1,5}(?:[-. /]\d{2,8}){1,4}|\(0\d{2,4}\)[-. /]?\d{2,8}(?:[- ]\d{1,5}){0,3}|(?<!\d )0\d{2,4}[-/ ]\s?\d{3,8}(?:[- ]\d{1,5})?)(?![\w])",
        _telephone,
        signs="+0",
    ),
    rule(
        rf"{_FREE}(?P<hour>\d\d?)(?:[:.](?P<minute>\d\d)(?:[:.](?P<second>\d\d))?)?\s?Uhr\b(?:\s?(?P<zone>(?i:MEZ|MESZ|GMT|UTC|EST|CET|KST)\b))?",
        _clock,
        signs="U",
    ),
    rule(
        rf"{_FREE}(?P<hour>\d\d?):(?P<minute>[0-5]\d)(?::(?P<second>\d\d))?(?![\d:])(?:\s?(?P<zone>(?i:MEZ|MESZ|GMT|UTC|EST|CET|KST)\b))?",
        _clock,
        signs=":",
    ),
    rule(rf"{_MINUS}(?P<sign>{_SIGNS})\s?(?P<sum>{_NUMBER}){_SCALE}(?![\w]|[.,]\d)", _money, signs="€$£¥₩UEGJKC"),
    rule(
        rf"{_FREE}{_MINUS}(?P<sum>{_NUMBER}){_SCALE}[\s\u00a0]?(?P<sign>{_SIGNS}|US-Dollar\b|Euro\b|Dollar\b|Fr\.)",
        _money,
        signs="€$£¥₩UEGJKCDF",
    ),
    rule(r"(?<![A-Za-z\d])([A-Z]{1,4})-?(\d{1,4})([A-Z])?(?![\w.]\w|,\d{3}\b)", _code, signs=DIGITS),
    rule(
        rf"{_FREE}(?P<first>{_NUMBER})\s?(?:-|–|bis)\s?(?P<last>{_NUMBER})[\s\u00a0]?(?P<unit>{_UNIT})(?:/(?P<per>{_PERS}))?(?!\w)",
        _measures,
        signs=DIGITS,
    ),
    rule(
        rf"{_FREE}{_MINUS}(?:(?P<whole>\d+)\s)?(?P<top>\d{{1,3}})/(?P<bottom>\d{{1,4}})(?![\d/])(?:\s(?P<unit>{_UNIT})(?!\w))?",
        _fraction,
        signs="/",
    ),
    rule(
        rf"{_FREE}(?P<sum>{_NUMBER})\s?/(?P<per>{_PERS})(?!\w)",
        lambda m, how: f"{number(m['sum'], how)} pro {_PER[m['per']]}",
        signs="/",
    ),
    rule(
        rf"{_FREE}{_MINUS}(?P<sum>{_NUMBER}){_SCALE}[\s\u00a0]?(?P<unit>{_UNIT})(?:/(?P<per>{_PERS}))?(?![\w²³]|\.\w)",
        _measure,
        signs=DIGITS,
    ),
    rule(r"(?<![\w.,])((?:1\d|20)?\d0)er(?=\b|-)", _decade, signs=DIGITS),
    rule(r"(?<![\w.,-])((?:1\d|20)\d\d)\s?[-–/]\s?((?:1\d|20)\d\d|\d\d)(?![\w.,/-])", _years, signs="-–/"),
    rule(r"(?<![\w.,-])(1[1-9]\d\d)(?![\w.]|,\d)", _year, signs="1"),
    rule(r"(?<![\w.,-])(1[1-9]\d\d)(?=\.(?:\s|$))", _year, signs="1"),
    rule(r"(?<!\w)S\.\s?(?=\d)", lambda m, how: "Seite", signs="S"),
    rule(
        r"(?<![\w@])@([\w.]*\w)", lambda m, how: f"{how.word('handle', 'at')} {address(m[1], how)}".strip(), signs="@"
    ),
    rule(r"(?<![\w&#])#([^\W\d_]\w*)", lambda m, how: f"{how.word('tag', 'hashtag')} {m[1]}".strip(), signs="#"),
    rule(
        rf"{_MINUS}(?P<plus>(?<!\w)\+(?=\d))?(?<![\d.])(?P<number>{_NUMBER})(?P<scale>\s?(?i:Mio|Mrd|Bio|Tsd)\b\.?)",
        _number,
        signs=DIGITS,
    ),
    rule(rf"\b(?i:{_SHORTS})\.(?!\w)", _abbreviation, signs="."),
    rule(
        r"(?<=[a-zäöüß]\s)([IVX]+)\.(?!\w)",
        lambda m, how: (
            _regnal(m, how)
            if re.search(r"(?:^|\s)[A-ZÄÖÜ]\w+\s$", m.string[max(0, m.start() - 60) : m.start()])
            else _roman(m, how)
        ),
        signs="IVX",
    ),
    rule(
        r"(?<![\w.,:])(\d{1,3})(?:-(\d{1,3})(?=-(?:Sieg|Niederlage|Erfolg|Führung|Remis))|:(\d{1,3})(?!\d))",
        _score,
        signs="-:",
    ),
    rule(r"(?<![\w.,])(\d{1,6})(?:s?t(e[rnsm]?))\b", lambda m, how: ordinal(int(m[1]), how, m[2]), signs=DIGITS),
    rule(rf"{_FREE}1(?=\s([A-ZÄÖÜ][a-zäöüß]+))", _one, signs="1"),
    rule(rf"{_FREE}({_NUMBER})\s?[-–]\s?({_NUMBER})(?![\w/-]|[.,]\d)", _range, signs="-–"),
    rule(
        r"(?<![\w.,])(\d{1,6})\.(?=\s[a-zäöüA-ZÄÖÜ]|\s*$)(?=\s[A-ZÄÖÜ][a-zäöü]+|\s[a-zäöü]|\s*$)",
        _ordinal_or_end,
        signs=".",
    ),
    rule(r"(?<![\w@#])([A-ZÄÖÜ]{2,6})(s)?(?!\w)", _acronym),
    rule(rf"{_MINUS}(?P<plus>(?<!\w)\+(?=\d))?(?<![\d.])(?P<number>{_NUMBER}){_SCALE}(?!\d)", _number, signs=DIGITS),
    rule(r"%", lambda m, how: "Prozent", signs="%"),
    rule(r"§§?", lambda m, how: "Paragrafen" if len(m[0]) > 1 else "Paragraf", signs="§"),
    rule(r"&", lambda m, how: "und", signs="&"),
)
