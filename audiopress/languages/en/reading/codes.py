"""Codes, versions, quarters and acronyms in English."""

# ruff: noqa: ARG001, ARG005 - every rule takes the match and the choices

from __future__ import annotations

import re
from typing import Final

from audiopress.languages.en.reading.numbers import cardinal, digits, ordinal, pairs, plural
from audiopress.languages.en.reading.tables import ALWAYS_WORDS, CAPITALS, COMMON
from audiopress.languages.en.reading.titles import ends
from audiopress.languages.rewriting import DIGITS, How, Rule, rule
from audiopress.languages.roman import roman


def model_number(text: str, how: How) -> str:
    """The digits of a model: one or two as a count, three and four in pairs."""
    if text[0] == "0" and len(text) > 1:
        return digits(text)
    return cardinal(int(text), how) if len(text) < 3 else pairs(text, how)


def _code(match: re.Match[str], how: How) -> str:
    """F-35A -> `F thirty-five A`; for engines an A stays at its digits, where they do not take it for the article."""
    head, number, tail = match["head"], match["number"], match["tail"] or ""
    said = how.letters(head) if head.isupper() and spelled(head) else head
    many = bool(match["many"])
    if tail == "A" and how.dots and len(number) < 3:
        return f"{said} {number}A{'s' * many}"
    if tail:
        return f"{said} {model_number(number, how)} {how.letters(tail)}{how.suffix('s') if many else ''}"
    count = model_number(number, how)
    return f"{said} {plural(count) if many else count}"


def _quarter(match: re.Match[str], how: How) -> str:
    number = int(match[1] or match[2])
    before = match.string[max(0, match.start() - 10) : match.start()]
    the = "the " if re.search(r"(?i:\b(?:in|of|for|during|since|by|from|to|and|than|until)\s$)", before) else ""
    short = match["short"] if "short" in match.re.groupindex else ""
    year = f" of twenty {cardinal(int(short), how)}" if short else ""
    return f"{the}{ordinal(number, how)} {'quarter' if 'Q' in match[0] else 'half'}{year}"


def _lineage(match: re.Match[str], how: How) -> str:
    """B.1.1.529, BA.2.86."""
    parts = [pairs(each, how) if len(each) < 3 else digits(each) for each in match[2].split(".")[1:]]
    return " dot ".join([how.letters(match[1]), *parts])


def _players(match: re.Match[str], how: How) -> str:
    """49ers, 76ers."""
    said = cardinal(int(match[1]), how)
    return f"{said}{'rs' if said.endswith('e') else 'ers'}"


def _fiscal(match: re.Match[str], how: How) -> str:
    """FY24, FY2023-24."""
    last = f" to {cardinal(int(match[2]), how)}" if match[2] else ""
    return f"fiscal year twenty {cardinal(int(match[1]), how)}{last}"


def _on(match: re.Match[str], how: How) -> str:
    """y/y, q-o-q, YoY, 0.2% mom; any other mom is a mother."""
    unit = {"y": "year", "q": "quarter", "m": "month"}[next(filter(None, match.groups())).lower()]
    return f"{unit} on {unit}"


def _airliner(match: re.Match[str], how: How) -> str | None:
    """737-800, A321-200."""
    head = match["head"]
    if head[0].isdecimal() and len(match["number"]) > 3:
        return None
    said = model_name(head, how)
    tail = f" {how.letters(match['tail'])}" if match["tail"] else ""
    return f"{said} {_hundred(match['number'], how)}{tail}"


def model_name(text: str, how: How) -> str:
    """777 -> seven seventy-seven, A330 -> A three thirty."""
    return pairs(text, how) if text[0].isdecimal() else f"{how.letters(text[0])} {pairs(text[1:], how)}"


def _wireless(match: re.Match[str], how: How) -> str:
    """802.11ac."""
    return f"eight oh two {cardinal(int(match[1]), how)} {how.letters(match[2])}".strip()


def _hundred(text: str, how: How) -> str:
    return cardinal(int(text), how) if len(text) < 3 or text.endswith("00") else pairs(text, how)


def _flight(match: re.Match[str], how: How) -> str:
    """7C2216, KE 905."""
    head = " ".join(
        digits(each) if each.isdecimal() else how.letters(each)
        for each in re.findall(r"\d|[A-Z]+", match["head"].upper())
    )
    return f"{head} {pairs(match['number'], how)}"


def _ages(match: re.Match[str], how: How) -> str:
    """Voters of 18-49s."""
    return f"{cardinal(int(match[1]), how)} to {plural(cardinal(int(match[2]), how))}"


def _many(match: re.Match[str], how: How) -> str:
    """under-23s, over-65s, Su-57s: no seconds."""
    return plural(cardinal(int(next(filter(None, match.groups()))), how))


def _version(match: re.Match[str], how: How) -> str:
    return "version " + " point ".join(cardinal(int(part), how) for part in match[1].split("."))


_WEATHER: Final = re.compile(
    r"(?i:\btemperatures?\b|\bheat|\bcold\b|\bcool|\bwarm|\bfreez|\bmercury\b|\bthermometer|\bhighs?\sof\b|\blows?\sof\b|"
    r"\bdegrees?\b|\bclimate\b|\bwarming\b|\bchill|\bswelter|\bscorch|\bweather\b)"
)
"""What a sentence has in which `30C` is no seat and no gate."""


def _digit_letter(match: re.Match[str], how: How) -> str:
    """5G, 3D, 4K."""
    if match[2] == "A" and how.dots:
        return match[0]
    if match[2] in {"C", "F"} and _WEATHER.search(match.string):
        return f"{cardinal(int(match[1]), how)} degrees {'Celsius' if match[2] == 'C' else 'Fahrenheit'}"
    return f"{cardinal(int(match[1]), how)} {how.letters(match[2])}"


def _mixed(match: re.Match[str], how: How) -> str:
    """H1N1 -> `H one N one`."""
    parts = re.findall(r"[A-Z]+|\d+", match[0])
    return " ".join(model_number(part, how) if part.isdecimal() else how.letters(part) for part in parts)


def _virus(match: re.Match[str], how: How) -> str:
    """MERS-CoV, SARS-CoV-2."""
    number = f" {cardinal(int(match[2]), how)}" if match[2] else ""
    return f"{match[1]} co V{number}" if match[1] else f"co V{number}"


# ---- acronyms


def _dotted(match: re.Match[str], how: How) -> str:
    return how.letters(match[1]) + how.suffix(match[2]) + ("." if ends(match) else "")


def _acronym(match: re.Match[str], how: How) -> str | None:
    word, tail = match[1], match[2]
    if word.lower() in COMMON and not tail:
        return word.lower()
    if spelled(word):
        return how.letters(word) + how.suffix(tail)
    return None if _numeral(word) and word not in CAPITALS else how.acronym(word) + (tail or "")


def _numeral(word: str) -> bool:
    """III, but not DC or CD: only small numerals stand in news by themselves."""
    return set(word) <= set("IVX") and roman(word) > 0


def spelled(word: str) -> bool:
    """Whether an acronym that no lexicon knows is spelled: short ones, and those no mouth can say."""
    if word in ALWAYS_WORDS or (len(word) > 1 and word not in CAPITALS and _numeral(word)):
        return False
    if len(word) <= 3 or word in CAPITALS:
        return True
    return (
        re.search(r"[AEIOUY]", word) is None
        or re.search(r"[^AEIOUY]{4}|^[^AEIOUYHLRSTW]{2}|^[^AEIOUY]{3}", word) is not None
    )


_CODE: Final = r"(?P<head>[A-Z]{1,5}|Covid|Galaxy\sS)"

CODES: Final[tuple[Rule, ...]] = (
    rule(
        r"(?<![\w-])(?P<head>7[0-8]7|[A-Z]\d{3})-(?P<number>\d{1,4})(?P<tail>[A-Z]{1,2})?(?![\w-])",
        _airliner,
        signs="-",
    ),
    rule(
        r"(?<![\w.,-])7[0-8]7\b(?=\s(?:MAX|Max|Dreamliner|jet|plane|aircraft|airliner|crash|program|fleet|order|deliver))|(?<=Boeing )\d{3}\b|(?<=Airbus )\d{3}\b|(?<=Flight )\d{3,4}\b|(?<=flight )\d{3,4}\b|(?<=Route )\d{3}\b",
        lambda match, how: pairs(match[0], how),
        signs=DIGITS,
    ),
    rule(
        r"(?<![\w.,-])(7[0-8]7|A[23]\d\d)(X|neo|ceo)\b",
        lambda match, how: f"{model_name(match[1], how)} {match[2]}",
        signs="Xo",
        flags=re.IGNORECASE,
    ),
    rule(
        r"(?<![\w.,])(480|720|1080|1440|2160)([pi])\b",
        lambda match, how: f"{pairs(match[1], how)} {match[2]}",
        signs="pi",
    ),
    rule(r"(?<![\w.])([A-Z]{1,3})((?:\.\d{1,3}){2,4})(?![\w]|\.\d)", _lineage, signs="."),
    rule(r"(?<![\w.,-])(\d\d)ers\b", _players, signs="e"),
    rule(r"(?<![\w.])802\.(\d\d?)([a-z]{0,2})\b", _wireless, signs="8"),
    rule(
        r"(?<![\w.])\.(\d\d)(?=[- ]?(?:cal(?:iber|ibre)?|Magnum|ACP)\b)",
        lambda match, how: cardinal(int(match[1]), how),
        signs=".",
    ),
    rule(r"\b(RTX|GTX|RX)\s(\d{4})\b", lambda match, how: f"{how.letters(match[1])} {pairs(match[2], how)}", signs="X"),
    rule(r"(?<![\w+])([A-F])\+(?![\w+])", lambda match, how: f"{match[1]} plus", signs="+"),
    rule(r"(?<![\w+])C\+\+", lambda match, how: "C plus plus", signs="+"),
    rule(r"(?<![\w-])(MERS|SARS)?-?CoV(?:-(\d))?\b", _virus, signs="V"),
    rule(r"\bQ([1-4])\b|(?<![\w.,])([1-4])Q(?P<short>[12]\d)?\b", _quarter, signs="Q"),
    rule(
        r"\bFY\s?(?:20)?(\d\d)(?:[-–/](?:20)?(\d\d))?(?![\w/-])",
        _fiscal,
        signs="Y",
    ),
    rule(
        r"\b(?:([yYqQmM])/\1|([yYqQmM])-o-\2|([yYqQ])o\3|(M)oM|(?:(?<=%\s)|(?<=percent\s)|(?<=per\scent\s))(m)om)\b(?![/-]\w)",
        _on,
        signs="yYqQmM",
    ),
    rule(
        r"(?<=flight )(?P<head>\d[A-Z]|[A-Z]{2,3}|[A-Z]\d(?=[\s-]))[\s-]?(?P<number>\d{2,4})\b",
        _flight,
        signs=DIGITS,
        flags=re.IGNORECASE,
    ),
    rule(
        r"(?<![\w/&.])F/A-(\d\d)\b", lambda match, how: f"{how.letters('FA')} {cardinal(int(match[1]), how)}", signs="/"
    ),
    rule(r"(?<![\w/&.])([A-Z])/([A-Z])(?![\w/&.])", lambda match, how: how.letters(match[1] + match[2]), signs="/"),
    rule(r"(?<![\w.,])([12])H\b()", _quarter, signs="H"),
    rule(r"\b[vV](?:er)?\.?\s?(\d+(?:\.\d+)+|(?<=v)\d)\b(?!\.\d)", _version, signs=DIGITS),
    rule(r"\b(?:[A-Z]+\d+){2,}\b", _mixed, signs=DIGITS),
    rule(
        rf"(?<![\w-]){_CODE}-(?P<number>\d{{1,4}})(?P<tail>[A-Z]{{1,2}})?(?P<many>s)?(?![\w])(?!-\d|,\d{{3}}\b)",
        _code,
        signs="-",
    ),
    rule(
        r"(?<![\w-])(?P<head>[A-Z]{1,6})(?P<number>\d{1,4})(?P<tail>[A-Z]{1,2})?(?P<many>s)?(?![\w.]|-\d|,\d{3}\b)",
        _code,
        signs=DIGITS,
    ),
    rule(
        r"(?<![\w-])(?P<head>[A-Z]{1,6})(?P<number>\d{1,4})(?P<tail>[A-Z]{1,2})?(?P<many>s)?(?=\.(?:\s|$))",
        _code,
        signs=DIGITS,
    ),
    rule(r"(?<![\w.,/-])(\d\d)-(\d[1-9])s\b", _ages, signs="s"),
    rule(
        r"(?<=[A-Za-z]-)(\d{1,3})s\b|\b(?<=[Oo]ver )(\d\d)s\b|(?<=[Uu]nder )(\d\d)s\b",
        _many,
        signs="s",
    ),
)

GENERATIONS: Final[tuple[Rule, ...]] = (rule(r"(?<![\w.,$€£₩-])(\d{1,3})([A-Z]{1,2})\b", _digit_letter, signs=DIGITS),)

ACRONYMS: Final[tuple[Rule, ...]] = (
    rule(
        r"(?<![\w@#])([A-Z]{1,3})&([A-Z]{1,3})(['’]s|s)?(?!\w)",
        lambda match, how: f"{how.letters(match[1])} and {how.letters(match[2])}" + how.suffix(match[3]),
        signs="&",
    ),
    rule(r"(?<![\w.])((?:[A-Z]\.){2,}|(?:[A-Z]\.)+[A-Z](?=['’]s\b|\b(?!\w)))(['’]s\b|s\b)?", _dotted, signs="."),
    rule(r"(?<![\w@#])([A-Z]{2,6})(['’]s|s)?(?!\w|['’][a-z]|\.\w)", _acronym),
    rule(r"(?<![\w@#-])[A-Z]{7,}(?![\w-])", lambda match, how: how.acronym(match[0])),
)


def shouting(text: str) -> str:
    """A headline in capitals in small letters of the same length; any other text as the same object.

    Acronyms that are well known keep their capitals, so the rules see them.
    """
    if text.upper() != text:
        return text
    words = re.findall(r"[A-Z]{2,}", text)
    plain = [word for word in words if word not in CAPITALS and not roman(word)]
    if len(plain) < 2 or not any(len(word) > 4 for word in plain) or len(words) < 3:
        return text
    low = re.sub(r"[^\W\d_]+(?:['’][^\W\d_]+)*", _quiet, text)
    return low if len(low) == len(text) else text


_WRITTEN_SMALL: Final = frozenset("PCT TLN BLN MLN BN TN KM KG CM MM KPH MPH".split())


def _quiet(match: re.Match[str]) -> str:
    word, text = match[0], match.string
    if word in _WRITTEN_SMALL:
        return word.lower()
    beside = text[match.end() : match.end() + 2]
    base = re.sub(r"['’]S$", "", word)
    code = re.match(r"-?\d", beside) is not None or text[max(0, match.start() - 1) : match.start()].isdecimal()
    if (
        (base in CAPITALS and not (base == "IT" and base != word))
        or (len(base) > 1 and roman(base) and base not in {"MIX", "DI"})
        or (code and len(base) < 6)
    ):
        return base + word[len(base) :].lower()
    return word[0] + word[1:].lower()
