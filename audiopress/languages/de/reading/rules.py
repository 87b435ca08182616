"""German: numbers, ordinals in the case of their sentence, dates, times, money, units, addresses."""

# ruff: noqa: ARG001, ARG005 - every rule takes the match and the choices; word lists read best as text

from __future__ import annotations

import re
from typing import Final

from audiopress.languages.de.reading.measures import MEASURES
from audiopress.languages.de.reading.money import MONEY, NUMBER, SCALE, scaled
from audiopress.languages.de.reading.numbers import cardinal, count, digits, number, ordinal, year
from audiopress.languages.rewriting import DIGITS, How, Rule, rule
from audiopress.languages.roman import roman

MONTHS: Final = "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split()
_SHORT: Final = {name[:3].lower(): name for name in MONTHS} | {"jän": "Januar", "mär": "März", "sept": "September"}


# ---- the case of an ordinal

_FEMININE: Final = re.compile(
    r"(?:ung|heit|keit|ion|tät|schaft|[Ll]iga|zeit|[Cc]hance|[Rr]unde|[Ss]tunde|[Mm]inute|[Ww]oche|[Kk]lasse|[Ss]tufe|[Ee]tage|[Rr]eihe|[Hh]älfte|"
    r"[Ff]olge|[Ff]rau|[Mm]utter|[Tt]ochter|[Ss]chwester|[Nn]acht|[Ss]tadt|[Ww]elle|[Pp]hase|[Ss]aison|[Ee]tappe|[Ss]telle|[Ss]timme|"
    r"[Ll]esung|[Pp]erson|[Aa]uflage|[Ii]nstanz|[Kk]ammer|[Ss]traße|[Ww]ahl|[Hh]and|[Ff]irma|[Pp]artei|[Aa]rmee|[Pp]latte|[Ss]eite|[Rr]atte|"
    r"[Ll]eiche|[Kk]irche|[Ss]chule|[Ww]ohnung|[Nn]iederlage|[Ss]pritze|[Dd]osis|[Gg]eneration|[Rr]ate|[Ff]rage|[Aa]usgabe|[Gg]eige)$"
)
_NEUTER: Final = re.compile(
    r"(?:chen|lein|[Bb]uch|[Kk]ind|[Mm]al|[Jj]ahr|[Jj]ahrhundert|[Jj]ahrzehnt|[Ss]piel|[Tt]or|[Aa]lbum|[Hh]aus|[Qq]uartal|[Ss]emester|"
    r"[Dd]rittel|[Vv]iertel|[Kk]apitel|[Hh]albjahr|[Tt]ournier|[Tt]urnier|[Ff]inale|[Rr]ennen|[Tt]eam|[Oo]pfer|[Mm]itglied|[Bb]ataillon|"
    r"[Rr]egiment|[Kk]orps|[Gg]eschoss|[Ss]tockwerk|[Ff]estival|[Tt]reffen|[Jj]ubiläum|[Kk]onzert|[Dd]uell|[Aa]uto|[Bb]ild|[Ll]and|[Ll]os|"
    r"[Tt]hema|[Bb]aby|[Mm]ädchen|[Uu]rteil|[Gg]ebot|[Zz]immer|[Pp]rozent|[Gg]old|[Pp]rogramm|[Tt]estspiel)$"
)


def gender(noun: str) -> str:
    """`f`, `n`, else `m`, as a noun's ending tells it."""
    return "f" if _FEMININE.search(noun) else "n" if _NEUTER.search(noun) else "m"


_STRONG: Final = re.compile(r"(?i)\b(?:in|mit|von|zu|bei|nach|aus|ab|vor)\s$")

_WEAK: Final = re.compile(
    r"(?i)\b(?:am|vom|zum|zur|im|beim|dem|den|des|der|bis|ab|seit|diesem|diesen|jedem|jeden|ihrem|ihren|seinem|seinen|einem|einer|"
    r"(?:Mon|Diens|Donners|Frei|Sams|Sonn)tag,?|Mittwoch,?|Sonnabend,?)\s$"
)
_NAMED: Final = re.compile(r"\b(?:der|die|das|Der|Die|Das|jede|diese|eine)\s$")


_LIST: Final = re.compile(r"(?:(?<![\d.])\d{1,3}\.(?:(?:,|\s(?:und|oder|bis|sowie))\s|\s?[-–/]\s?))+$")
"""Ordinals before one of the same case: in der 12., 45. und 67. Minute."""


def ending_of(match: re.Match[str]) -> str:
    """`am 3. März` -> dritten, `der 3. März` -> dritte, alone -> dritter."""
    before = _LIST.sub("", match.string[max(0, match.start() - 40) : match.start()])
    noun = re.match(r"\s(?:[a-zäöüß]+\s)?([A-ZÄÖÜ][a-zäöüß]+)", match.string[match.end() :])
    if re.search(r"\b(?:der|Der)\s$", before):
        feminine = re.search(r"(?i:\b(?:in|mit|von|zu|bei|nach|seit|aus|an|auf)\sder\s$)", before)
        return "en" if feminine else "e"
    if _NAMED.search(before):
        return "e"
    if _WEAK.search(before):
        return "en"
    if noun is None or noun[1] in MONTHS or _STRONG.search(before):
        return "er"
    return {"f": "e", "n": "es"}.get(gender(noun[1]), "er")


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
    said = f"{count(hour, how)} Uhr"
    if match["second"]:
        seconds = int(match["second"])
        said += " eine Minute" if minute == 1 else f" {cardinal(minute, how)} Minuten"
        said += " eine Sekunde" if seconds == 1 else f" {cardinal(seconds, how)} Sekunden"
    elif minute:
        said += f" {cardinal(minute, how)}"
    zone = match["zone"]
    return said + (f" {how.letters(zone.upper()) if how.dots else ' '.join(zone.upper())}" if zone else "")


def _lasting(match: re.Match[str], how: How) -> str:
    """2:05:34 Stunden, 3:45 Minuten: how long, not when."""
    numbers = [int(each) for each in (match["hour"], match["minute"], match["second"]) if each]
    names = ("Stunde", "Minute", "Sekunde")[1 if len(numbers) == 2 and "Min" in (match["lasts"] or "") else 0 :]
    said = [
        f"eine {name}" if value == 1 else f"{cardinal(value, how)} {name}n"
        for value, name in zip(numbers, names, strict=False)
    ]
    return " ".join(said)


def _emergency(match: re.Match[str], how: How) -> str:
    return digits(match[0])


def _pointed(match: re.Match[str], how: How) -> str:
    """Covid 2.0, 14.3 PPG: a point between figures that group nothing."""
    return f"{number(match[1], how)} Punkt {digits(match[2]) if match[2][0] == '0' and len(match[2]) > 1 else number(match[2], how)}"


def _signed(match: re.Match[str], how: How) -> str:
    return {">": "größer als", "<": "kleiner als", "x": "mal", "×": "mal", "²": "Quadrat", "³": "hoch drei"}[
        match[0].strip()
    ]


def _file_number(match: re.Match[str], how: How) -> str:
    """2 BvR 508/21."""
    return f"{number(match[1], how)} Strich {number(match[2], how)}"


def _decade(match: re.Match[str], how: How) -> str:
    value = int(match[1])
    said = year(value, how) if value > 100 else cardinal(value, how)
    return f"{said}er"


def _year(match: re.Match[str], how: How) -> str | None:
    return year(int(match[1]), how)


def _years(match: re.Match[str], how: How) -> str | None:
    first, last = int(match[1]), match[2]
    return f"{year(first, how)} bis {year(int(last), how) if len(last) == 4 else cardinal(int(last), how)}"


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


_HOSTS: Final = {"gmail": "g mail", "icloud": "i cloud"}


def _word(text: str, *, ending: bool) -> str:
    """Short runs of letters and those no mouth can say are spelled."""
    low = text.lower()
    if low in _HOSTS:
        return _HOSTS[low]
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
    "v.a": "vor allem", "z.t": "zum Teil", "m.e": "meines Erachtens", "dr": "Doktor", "prof": "Professor", "frl": "Fräulein", "dres": "Doktores", "hr": "Herr",
    "fr": "Frau", "st": "Sankt", "nr": "Nummer", "str": "Straße", "abs": "Absatz", "aufl": "Auflage", "hrsg": "Herausgeber",
    "geb": "geborene", "verh": "verheiratet", "dipl": "Diplom", "ing": "Ingenieur", "jh": "Jahrhundert", "jhdt": "Jahrhundert",
    "mio": "Millionen", "mrd": "Milliarden", "tsd": "Tausend", "tel": "Telefon", "u.ä": "und Ähnliches", "o.g": "oben genannt",
    "s.a": "siehe auch", "mtl": "monatlich", "i.allg": "im Allgemeinen", "lt": "laut", "vs": "versus", "ff": "fortfolgende", "jährl": "jährlich", "ggü": "gegenüber",
    "einschl": "einschließlich", "ausschl": "ausschließlich", "gegr": "gegründet", "verst": "verstorben",
    "mind": "mindestens", "zzt": "zurzeit", "z.zt": "zur Zeit", "z.hd": "zu Händen", "i.a": "im Auftrag", "h.c": "honoris causa", "i.v": "in Vertretung",
    "a.m": "am Main", "stellv": "stellvertretend", "vors": "Vorsitzender", "vorm": "vormals",
    "bspw": "beispielsweise", "sog": "sogenannte", "allg": "allgemein", "insg": "insgesamt", "zzgl": "zuzüglich",
    "abzgl": "abzüglich", "pkt": "Punkte", "gem": "gemäß", "u.v.m": "und vieles mehr", "n.chr": "nach Christus", "v.chr": "vor Christus",
    "e.v": "eingetragener Verein", "a.d": "an der", "i.r": "im Ruhestand", "u.s.w": "und so weiter",
}  # fmt: skip


_COUNTED: Final = {
    "Art": "Artikel", "Bd": "Band", "Kap": "Kapitel", "Abb": "Abbildung", "Tab": "Tabelle", "Ziff": "Ziffer", "Jg": "Jahrgang",
    "Max": "maximal", "max": "maximal", "Min": "mindestens", "min": "mindestens", "Rn": "Randnummer", "Anm": "Anmerkung", "Kl": "Klasse",
    "Lit": "Litera", "lit": "Litera", "Fn": "Fußnote", "Hs": "Halbsatz", "Az": "Aktenzeichen", "Whg": "Wohnung", "Std": "Stunde",
    "Ausg": "Ausgabe", "zw": "zwischen", "Bl": "Blatt", "Nrn": "Nummern", "S": "Seite", "Kto": "Konto", "Postf": "Postfach",
}  # fmt: skip
"""With a point before a number: `Art.`, `Max.` and `Min.` are words at the end of a sentence, too."""


def _street(match: re.Match[str], how: How) -> str:
    """Hauptstr. 5, Hausnr. 12."""
    return (
        match[1]
        + {"str": "straße", "nr": "nummer", "pl": "platz"}[match[2]]
        + ("." if not match.string[match.end() :].strip(" \t\n\"'”“»)") else "")
    )


def _abbreviation(match: re.Match[str], how: How) -> str:
    ends = match[0].endswith(".") and not match.string[match.end() :].strip(" \t\n\"'”“»)")
    key = re.sub(r"\s", "", match[0].rstrip(".")).lower()
    return _ABBREVIATIONS[key] + ("." if ends else "")


def _roman(match: re.Match[str], how: How) -> str | None:
    value = roman(match[1])
    return ordinal(value, how, ending_of(match)) if value else None


_QUEENS: Final = frozenset(
    "Elisabeth Elizabeth Katharina Margrethe Margarete Margarethe Viktoria Victoria Maria Isabella Anna Juliana Wilhelmina Beatrix "
    "Christina Kristina Johanna Luise Charlotte Kleopatra Urraca Blanka".split()
)


def _regnal(match: re.Match[str], how: How) -> str | None:
    """Karl III. -> Karl der Dritte."""
    value = roman(match[1])
    stop = "." if not match.string[match.end() :].strip(' "”“»)') else ""
    before = match.string[: match.start()].split()
    article = "die" if before and (before[-1] in _QUEENS or "Königin" in before[-3:]) else "der"
    return f"{article} {ordinal(value, how, 'e').capitalize()}{stop}" if value else None


def _half_time(match: re.Match[str], how: How) -> str:
    """38:22 (22:12): a handball score behind another is no time of day."""
    first, last = re.findall(r"\d+", match[0])
    word = how.word("score", "to")
    glue = " zu " if word == "to" else f" {word} " if word else " "
    return f"{number(first, how)}{glue}{number(last, how)}"


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
    feminine = re.search(r"(?:e|in|ik|ur)$", noun) and noun not in {"Ende", "Auge", "Name", "Junge", "Termin", "Verein"}
    return "eine" if feminine or gender(noun) == "f" else "ein"


def _number(match: re.Match[str], how: How) -> str:
    sign = "minus " if match["minus"] else "plus " if match["plus"] else ""
    scale = match["scale"]
    return sign + (scaled(match["number"], scale, how) if scale else number(match["number"], how))


def _code(match: re.Match[str], how: How) -> str:
    tail = f" {how.letters(match[3])}" if match[3] else ""
    return f"{how.letters(match[1])} {cardinal(int(match[2]), how)}{tail}"


def _acronym(match: re.Match[str], how: How) -> str | None:
    word = match[1]
    if len(word) > 3 and re.search("[AEIOUÄÖÜ]", word) and not re.search("[^AEIOUÄÖÜY]{4}", word):
        return how.acronym(word)
    return how.letters(word) + how.suffix(match[2])


_PLACED: Final = re.compile(
    r"\b(?:Platz|Rang|Nummer|Nr\.|Kapitel|Seite|Zimmer|Gleis|Linie|Kilometer|Stufe|Gruppe|Tor|Los)\s$"
)
"""What a number at the end of a sentence may stand behind."""


def _ordinal_or_end(match: re.Match[str], how: How) -> str | None:
    """`der 3. Platz`; but a number at the end of a text is a count, unless it is all there is."""
    alone = match.start() == 0 and match.end() == len(match.string.rstrip())
    rest = match.string[match.end() :]
    if _PLACED.search(match.string[: match.start()]) or (not rest.strip() and not alone and ending_of(match) == "er"):
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
    rule(
        rf"{_FREE}(\d\d?)\.?\s?(?:-|–|bis)\s?(\d\d?)\.(?=\s{_MONTH})",
        _days,
        signs=".",
    ),
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
        rf"{_FREE}(?P<hour>\d):(?P<minute>[0-5]\d):(?P<second>[0-5]\d)(?![\d:])(?P<lasts>\s?(?:Stunden|Std\.|h)(?!\w))?",
        _lasting,
        signs=":",
    ),
    rule(
        rf"{_FREE}(?P<hour>\d\d?):(?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d))?(?P<lasts>\s(?:Stunden|Std\.|Minuten|Min\.)(?!\w))",
        _lasting,
        signs=":",
    ),
    rule(
        rf"(?<=\d:\d\d \()\d\d?:\d\d(?=\))|{_FREE}\d\d?:\d\d(?=\s\(\d\d?:\d\d\))",
        _half_time,
        signs="(",
    ),
    rule(
        rf"{_FREE}(?P<hour>\d\d?):(?P<minute>[0-5]\d)(?::(?P<second>\d\d))?(?![\d:])(?:\s?(?P<zone>(?i:MEZ|MESZ|GMT|UTC|EST|CET|KST)\b))?",
        _clock,
        signs=":",
    ),
    rule(
        r"(?:(?<=\b[Nn]otruf )|(?<=\b[Nn]ummer )|(?<=\bunter )|(?<=\bTelefon ))(?:110|112|115|116|117|118|122|133|144|116117)(?!\w|[.,]\d)|"
        r"(?<![\w.,])(?:110|112|133|144|116117)(?=\s(?:wähl|anruf|gewählt|angerufen|alarmier))",
        _emergency,
        signs="1",
    ),
    rule(r"(?<=[A-Z]\s)(\d{1,5})/(\d\d)(?![\w/]|[.,]\d)(?<!9/11)", _file_number, signs="/"),
    *MONEY,
    rule(r"(?<![A-Za-z\d])([A-Z]{1,4})-?(\d{1,4})([A-Z])?(?![\w.]\w|,\d{3}\b)", _code, signs=DIGITS),
    *MEASURES,
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
        rf"{_MINUS}(?P<plus>(?<!\w)\+(?=\d))?(?<![\d.])(?P<number>{NUMBER})(?P<scale>\s?(?i:Mio|Mrd|Bio|Tsd)\b\.?)",
        _number,
        signs=DIGITS,
    ),
    rule(rf"\b(?i:{_SHORTS})\.(?!\w)", _abbreviation, signs="."),
    rule(rf"\b({'|'.join(_COUNTED)})\.\s?(?=\d|[IVX]+\b)", lambda m, how: _COUNTED[m[1]], signs="."),
    rule(r"\b([A-ZÄÖÜ][\w-]*[a-zäöüß])(str|nr|pl)\.(?!\w)", _street, signs="."),
    rule(
        r"(?:(?<=[a-zäöüß]\s)|\A(?=[IVX]{2}|I\.\s(?:Weltkrieg|Quartal|Halbjahr|Vatikanisch)))([IVX]+)\.(?!\w)",
        lambda m, how: (
            _regnal(m, how)
            if re.search(r"(?:^|\s)[A-ZÄÖÜ]\w+\s$", m.string[max(0, m.start() - 60) : m.start()])
            else _roman(m, how)
        ),
        signs="IVX",
    ),
    rule(
        r"(?<![\w.,:])(\d{1,3})(?:-(\d{1,3})(?=-(?:Sieg|Niederlage|Erfolg|Führung|Remis))|:(\d{1,3}(?:\.\d{3})*)(?!\d))",
        _score,
        signs="-:",
    ),
    rule(r"(?<![\w.,])(\d{1,6})(?:s?t(e[rnsm]?))\b", lambda m, how: ordinal(int(m[1]), how, m[2]), signs=DIGITS),
    rule(r"(?<![\w.,-])1(?=-(?:[A-ZÄÖÜ][a-zäöüß]|mal\b|fach))", lambda m, how: "ein", signs="1"),
    rule(rf"{_FREE}1(?=\s([A-ZÄÖÜ][a-zäöüß]+))", _one, signs="1"),
    rule(
        rf"{_FREE}({NUMBER})\s?[-–−]\s?({NUMBER})(?=\s?=\s?[-−]?\d)",
        lambda m, how: f"{number(m[1], how)} minus {number(m[2], how)}",
        signs="=",
    ),
    rule(rf"{_FREE}({NUMBER})\s?[-–]\s?({NUMBER})(?![\w/-]|[.,]\d)", _range, signs="-–"),
    rule(r"(?<![\w.,:])(\d{1,3})\s:\s(\d{1,3})()(?![\w:]|[.,]\d)", _score, signs=":"),
    rule(r"(?<![\w.,])(\d{1,3})\.(\d{1,2})(?![\d]|[.,]\d|\.\S|\s?Uhr)", _pointed, signs="."),
    rule(
        r"(?:\A|(?<=[\s(]))[<>]\s?(?=\d)|(?<=\d\s)[x×](?=\s\d)|(?<=\d)[x×](?=\d)|(?<=\b[a-zA-Z])[²³]|(?<=\bmc)²",
        _signed,
        signs="<>x×²³",
    ),
    rule(
        r"(?<![\w.,])(\d{1,6})\.(?=\s[a-zäöüA-ZÄÖÜ]|\s*$)(?=\s[A-ZÄÖÜ][a-zäöü]+|\s[a-zäöü]|\s(?:FC|FSV|SC|SV|VfB|VfL|FFC|BC|TSV|HC|BL)\b|\s*$)",
        _ordinal_or_end,
        signs=".",
    ),
    rule(r"(?<![\w@#])([A-ZÄÖÜ]{2,6})(s)?(?!\w)", _acronym),
    rule(rf"{_MINUS}(?P<plus>(?<!\w)\+(?=\d))?(?<![\d.])(?P<number>{NUMBER}){SCALE}(?!\d)", _number, signs=DIGITS),
    rule(r"%", lambda m, how: "Prozent", signs="%"),
    rule(r"§§?", lambda m, how: "Paragrafen" if len(m[0]) > 1 else "Paragraf", signs="§"),
    rule(r"&", lambda m, how: "und", signs="&"),
    rule(r"(?<=\w\s)\+(?=\s\w)", lambda m, how: "plus", signs="+"),
)
