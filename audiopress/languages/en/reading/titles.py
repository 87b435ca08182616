"""Titles, abbreviations, addresses and Roman numerals in English."""

# ruff: noqa: ARG001, ARG005 - every rule takes the match and the choices

from __future__ import annotations

import re
from typing import Final

from audiopress.languages.en.reading.numbers import cardinal, digits, ordinal, pairs, year
from audiopress.languages.en.reading.tables import (
    ABBREVIATIONS,
    COUNTED,
    DAYS,
    LATIN,
    MONARCHS,
    NUMBERED,
    STATES,
    STREETS,
    TITLES,
)
from audiopress.languages.rewriting import DIGITS, How, Rule, rule
from audiopress.languages.roman import roman


def ends(match: re.Match[str]) -> bool:
    """The point of an abbreviation at the end of the text is the sentence's, too."""
    return match[0].endswith(".") and not match.string[match.end() :].strip(" \t\n\"'”’»)")


def _title(match: re.Match[str], how: How) -> str:
    return TITLES[match[1].lower()]


def _abbreviation(match: re.Match[str], how: How) -> str:
    return ABBREVIATIONS[match[0].rstrip(".").lower()] + ("." if ends(match) else "")


def _latin(match: re.Match[str], how: How) -> str | None:
    word = (match[1] or match[2]).lower().replace(" ", "").rstrip(".")
    if word == "v" and not re.search(r"[A-Z]\w*\s$", match.string[max(0, match.start() - 20) : match.start()]):
        return None
    return LATIN[word] + ("." if ends(match) else "")


def _number_sign(match: re.Match[str], how: How) -> str:
    return "numbers" if "os" in match[0].lower() else "number"


_DATED: Final = re.compile(
    r"(?:^|[(/,–—-]\s?|\b(?i:on|until|till|from|by|since|and|or|to|through|next|last|this|of|every|before|after|[ap]\.?m\.?)\s)$"
)


def _day(match: re.Match[str], how: How) -> str | None:
    """`on Sat.`; but somebody sat, and The Sun is a paper."""
    if (
        match[1] in {"Sat", "Sun", "Wed"}
        and _DATED.search(match.string[max(0, match.start() - 10) : match.start()]) is None
    ):
        return None
    return DAYS[match[1].lower()] + ("." if ends(match) or _closes(match) else "")


def _closes(match: re.Match[str]) -> bool:
    """Whether a new sentence begins behind an abbreviation."""
    return match[0].endswith(".") and re.match(r"\s+[A-Z][a-z]*\s[a-z]", match.string[match.end() :]) is not None


# ---- addresses


def _street(match: re.Match[str], how: How) -> str | None:
    """St after a capitalised name or a numbered street, with no name behind it, is a street and not a saint."""
    before, after = match.string[max(0, match.start() - 120) : match.start()], match.string[match.end() :]
    if not re.search(r"(?:\b[A-Z][\w’'-]*|\b\d+(?:st|nd|rd|th))\s$", before):
        return None
    number_first = re.search(r"(?:^|\s)\d+\s(?:[A-Z][\w’'.-]*\s|\d+(?:st|nd|rd|th)\s)+$", before)
    direct = not re.match(r"\s[A-Z]", after) or re.match(r"\s(?:[NS][EW]?|[EW]|(?:North|South|East|West)\b)\b", after)
    if match[1].isupper() and not match.string.isupper() and not number_first:  # a Ford Focus ST
        return None
    if match[1].lower() in {"dr", "st", "ct", "pl", "sq", "ter"} and not (number_first or direct):
        return None
    return STREETS[match[1].lower()] + ("." if ends(match) else "")


def _saint(match: re.Match[str], how: How) -> str:
    return {"st": "Saint", "mt": "Mount", "ft": "Fort", "pt": "Point"}[match[1].lower()]


def _place(match: re.Match[str], how: How) -> str:
    """Santa Clara, CA 95051."""
    code = f" {digits(match['zip'])}" if match["zip"] else ""
    state = match["state"].replace(".", "")
    return (how.letters(state) if state == "DC" else STATES[state]) + code + ("." if ends(match) else "")


def _party(match: re.Match[str], how: How) -> str | None:
    """D-Ohio, R-Ala.: how American papers give party and state."""
    state = STATES.get(match["state"].replace(".", ""), match["state"])
    if state not in STATES.values():
        return None
    party = {"D": "Democrat", "R": "Republican", "I": "independent"}[match["party"]]
    return f"{party} of {state}" + ("." if ends(match) else "")


def _house(match: re.Match[str], how: How) -> str:
    """A house, with its letter: 221B."""
    unit = f" {match[2]}" if match[2] else ""
    return pairs(match[1], how) + unit


def _named_number(match: re.Match[str], how: How) -> str | None:
    """Section 230, Highway 101, Form 1040: a number that is a name is said in pairs, but for whole hundreds."""
    number = match[1]
    return cardinal(int(number), how) if number.endswith("00") and len(number) == 3 else pairs(number, how)


def _paragraph(match: re.Match[str], how: How) -> str:
    """501(c)(3), Section 4(a): the parts of a paragraph, without pauses."""
    parts = re.findall(r"\w+", match["parts"])
    said = pairs(match["number"], how) if match["number"] else ""
    rest = [cardinal(int(part), how) if part.isdecimal() else how.letters(part.upper()) for part in parts]
    return " ".join(filter(None, [said, *rest]))


def _numerals(match: re.Match[str], how: How) -> str | None:
    """World Wars I and II."""
    first, last = roman(match[2]), roman(match[4])
    glue = " to " if match[3] in {"-", "–"} else match[3]
    return f"{match[1]} {cardinal(first, how)}{glue}{cardinal(last, how)}" if first and last else None


def _century(match: re.Match[str], how: How) -> str | None:
    """The XXI century, the XVIII Airborne Corps."""
    value = roman(match[0])
    return ordinal(value, how) if value else None


# ---- Roman numerals

_BEFORE: Final = re.compile(r"(?:([A-Z][\w.’'-]*)\s)?([A-Za-z][\w.’'-]*)\s\(?$")
_ROYAL: Final = re.compile(
    r"\b(?:King|Queen|Pope|Emperor|Empress|Prince|Princess|Tsar|Czar|Kaiser|Sultan|Shah|Duke)\s(?:[A-Z]\w+\s){1,2}$"
)
_SMALL: Final = frozenset("the on in at and for of by to from with when as but or".split())


def _roman(match: re.Match[str], how: How) -> str | None:
    """Charles III is the third, World War II two, Henry Ford II the second; a lone I is a word."""
    written = match[0]
    value = roman(written)
    before = match.string[max(0, match.start() - 50) : match.start()]
    found = _BEFORE.search(before)
    if not value or found is None:
        return None
    first, last = found[1], found[2]
    if written in {"C", "L"}:  # Section C is no hundredth
        return None
    if last.lower() in NUMBERED:
        return cardinal(value, how)
    after = match.string[match.end() :]
    alone = (
        written == "I"
        and re.match(r"['’]|\s+(?!of\b|and\b|was\b|is\b|who\b|in\b|on\b|to\b|at\b)[a-z]", after) is not None
    )
    royal = last in MONARCHS or _ROYAL.search(before) is not None
    if royal and not alone and value < 40:
        return f"the {ordinal(value, how)}"
    if len(written) == 1 or not last[0].isupper():
        return None
    person = (
        bool(first)
        and first.lower() not in _SMALL
        and value <= 5
        and not first.isupper()
        and not re.search(r"['’]s?$", first)
    )
    return f"the {ordinal(value, how)}" if person else cardinal(value, how)


def _choices(words: object) -> str:
    return "|".join(re.escape(each) for each in sorted(words, key=len, reverse=True))  # type: ignore[call-overload]


_STATES: Final = _choices(STATES) + r"|D\.C|N\.Y|N\.J|N\.C|S\.C|N\.H|N\.M|N\.D|S\.D|R\.I|W\.V[Aa]"

_PLACES: Final = "|".join(
    rf"(?<=\b{word} )"
    for word in "Highway Hwy Interstate Section Form Room room Box Suite suite Apartment Gate gate Bus".split()
)
"""A number behind one of these is a name."""
_WINDS: Final = {"N": "North", "S": "South", "E": "East", "W": "West"}

ADDRESSES: Final[tuple[Rule, ...]] = (
    rule(rf"(?<=[a-z],\s)(?P<state>{_STATES})\b\.?(?:\s(?P<zip>\d{{5}})(?!\d))?(?!\.?[A-Z])", _place, signs=","),
    rule(
        rf"(?<![\w.,$€£₩-])(\d{{1,5}})([A-Z])?(?=\s(?:[NSEW]\.?\s)?(?:[A-Z][\w’'.]*\s|\d+(?:st|nd|rd|th)\s){{1,3}}(?:(?i:{_choices(STREETS)})|Street|Avenue|Road|Boulevard|Drive|Lane|Way)\b)",
        _house,
        signs=DIGITS,
    ),
    rule(
        r"(?<=\d\s)([NSEW])\b\.?(?=\s(?:[A-Z][a-z]|\d+(?:st|nd|rd|th)\b))",
        lambda match, how: _WINDS[match[1]],
        signs="NSEW",
    ),
    rule(rf"\b((?i:{_choices(STREETS)}))\b(?<=[a-zA-Z])\.?(?!\w)", _street),
)

TITLED: Final[tuple[Rule, ...]] = (
    rule(r"\bAssoc\.(?=\s(?:Prof|Dir|Ed|Justice|Dean))", lambda match, how: "Associate", signs="A"),
    rule(rf"(?<![\w-])(?P<party>[DRI])-(?P<state>{_STATES}|[A-Z][a-z]+)\b\.?(?!\.?[A-Z])", _party, signs="-"),
    rule(r"(?<![\w.])p\.\s?(?=\d)", lambda match, how: "page", signs="."),
    rule(
        r"(?<![\w.’'-])([NSEW])\.\s?(?=(?:Korean?s?|Jeolla|Gyeongsang|Chungcheong|Pyongan|Hamgyong|Hwanghae|Dakota|Carolina|Virginia|"
        r"Africa|America|Sudan|Yemen|Vietnam|Timor|Ireland|Germany|Europe|Asia|China|Bank|Jerusalem|Bengal|Sea|Coast|Side|Atlantic|"
        r"Pacific|Macedonia|Ossetia|KOREAN?S?)\b)",
        lambda match, how: _WINDS[match[1]],
        signs="NSEW",
    ),
    rule(rf"\b((?i:{_choices(TITLES)}))\.(?=\s*[A-Z“\"‘]|\s1st\b|\sand\s(?:Mrs|Ms|Dr)\b|\s*$)", _title, signs="."),
    rule(r"\b(Dr|Mr|Mrs|Ms|Prof)\b(?=\s[A-Z])", _title),
    rule(
        r"\b(Sgt|Capt|Lt|Col|Maj|Cpl|Cmdr|Rev|Insp|Supt|Sen|Rep|Gov|Adm)\b(?=\s[A-Z][a-z]+\b)",
        _title,
    ),
    rule(r"\betc\b(?!\.)", lambda match, how: "et cetera", signs="c"),
    rule(r"\b(Hwy|Apt)\b\.?(?=\s\d)", lambda match, how: {"Hwy": "Highway", "Apt": "apartment"}[match[1]], signs="HA"),
    rule(r"\b(St|Mt|Ft|Pt)\b\.?(?=\s[A-Z][a-z])", _saint),
    rule(r"\b(?:[Nn]os?|NO)\.\s?(?=#?\d)|\bNos?(?=\s\d)|№\s?(?=\d)", _number_sign, signs=DIGITS),
    rule(
        r"\b((?i:i\.\s?e\.?|e\.\s?g\.?|a\.k\.a\.?|(?:etc|vs|v|cf|viz|(?<=et\s)al|approx|ca)\.))(?!\w)",
        _latin,
        signs=".",
    ),
    rule(r"\b(vs)\b(?!\.)|(?<=[a-z]\s)(v)(?=\s[A-Z])", _latin, signs="v"),
    rule(
        rf"\b({_choices(day.capitalize() for day in DAYS)}|{_choices(day.upper() for day in DAYS)})\.(?!\w)",
        _day,
        signs=".",
    ),
    rule(
        rf"(?<![\w-])(?i:({_choices(COUNTED)}))\.\s?(?=\d|[IVX]+\b)",
        lambda match, how: COUNTED[match[1].lower()],
        signs=".",
    ),
    rule(rf"(?<![\w-])(?i:{_choices(ABBREVIATIONS)})\.(?!\w)", _abbreviation, signs="."),
    rule(r"\bPh\.?\s?D\b\.?", lambda match, how: how.letters("PHD") + ("." if ends(match) else ""), signs="P"),
    rule(r"\b401\(?k\)?s?(?!\w)", lambda match, how: "four oh one k" + "s" * match[0].endswith("s"), signs="k"),
    rule(r"(?<![\w.,$€£-])(?P<number>\d{3})(?P<parts>(?:\([a-zA-Z]\))(?:\(\w{1,2}\))*)", _paragraph, signs="("),
    rule(
        r"(?<=\d)(?P<number>)(?P<parts>(?:\([a-z]\)|(?<=\))\(\d{1,2}\))(?:\([a-z]{1,2}\)|\(\d{1,2}\))*)(?!\w)",
        _paragraph,
        signs="(",
    ),
    rule(
        rf"(?:{_PLACES})(\d{{3,5}})\b(?![.,]\d|[-–(%])",
        _named_number,
        signs=DIGITS,
    ),
    rule(r"\bWW(II?)\b", lambda match, how: f"World War {'two' if match[1] == 'II' else 'one'}", signs="W"),
    rule(r"\A([ap])\.?m\.\Z", lambda match, how: how.letters(f"{match[1].upper()}M"), signs="m"),
    rule(r"\bw/(?=\s)", lambda match, how: "with", signs="/"),
    rule(r"(?<!\w)[nN]/[aA](?!\w)", lambda match, how: how.letters("NA"), signs="/"),
    rule(
        r"\b(?P<name>Article|Section|Rule)\s(?P<number>\d{1,3})(?P<parts>(?:\(\w{1,2}\))+)",
        lambda match, how: f"{match['name']} {_paragraph(match, how)}",
        signs="(",
    ),
    rule(
        r"(?<=[(,;])(\s?)([bd])\.\s?(?=(?:1\d|20)\d\d\b)|(?<=\()()([bd])\.\s?(?=[A-Z])",
        lambda match, how: (match[1] or "") + {"b": "born", "d": "died"}[match[2] or match[4]],
        signs=".",
    ),
    rule(
        r"\b([1-3])\s(?=(?:Corinthians|Thessalonians|Timothy|Chronicles|Maccabees|Samuel|Kings)\s\d)",
        lambda match, how: ordinal(int(match[1]), how).capitalize(),
        signs=DIGITS,
    ),
    rule(r"\bw/o\b", lambda match, how: "without", signs="/"),
    rule(r"\bc/o\b", lambda match, how: "care of", signs="/"),
)

ROMAN: Final[tuple[Rule, ...]] = (
    rule(r"\AM[MDCLXVI]{3,}\Z", lambda match, how: year(roman(match[0]), how) if roman(match[0]) else None),
    rule(
        r"\b(Wars|Parts|Acts|Chapters|Articles|Titles|Volumes|Books|Phases|Types|Sections|Divisions|Groups)\s([IVX]+)(\s(?:and|or|to|through)\s|,\s|[-–])([IVX]+)\b",
        _numerals,
        signs="IVX",
    ),
    rule(
        r"(?<![\w.-])[IVX]{1,6}(?=\s(?:[Cc]entur(?:y|ies)|Olympi(?:ad|c Games)|[Dd]ynasty|(?:Airborne |Army |Armored )?Corps)\b)",
        _century,
        signs="IVX",
    ),
    rule(
        r"\A[IVXLC]{2,9}\Z",
        lambda match, how: cardinal(roman(match[0]), how) if roman(match[0]) else None,
    ),
    rule(r"(?<=[\w.,]\s)[IVXLC]{1,9}(?![\w&-]|\.[A-Z])", _roman),
)
