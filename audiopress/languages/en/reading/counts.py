"""Counts, fractions, ordinals, scores, ranges, telephone numbers and signs in English."""

# ruff: noqa: ARG001, ARG005 - every rule takes the match and the choices

from __future__ import annotations

import re
import unicodedata
from typing import Final

from audiopress.languages.en.reading.money import NUMBER
from audiopress.languages.en.reading.numbers import cardinal, digits, fraction, number, ordinal, pairs
from audiopress.languages.rewriting import DIGITS, How, Rule, rule

FRACTIONS: Final = {
    "½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4), "⅕": (1, 5), "⅖": (2, 5), "⅗": (3, 5), "⅘": (4, 5),
    "⅙": (1, 6), "⅚": (5, 6), "⅛": (1, 8), "⅜": (3, 8), "⅝": (5, 8), "⅞": (7, 8), "⅐": (1, 7), "⅑": (1, 9), "⅒": (1, 10),
}  # fmt: skip


# ---- telephone numbers, codes in digits


def _zero(how: How) -> str:
    return how.word("zero", "zero")


def _group(text: str, how: How) -> str:
    if text == "800":
        return "eight hundred"
    return digits(text, _zero(how))


def _telephone(match: re.Match[str], how: How) -> str | None:
    written = match[0]
    groups = re.findall(r"\d+", written)
    sure = written[0] in "+(" or len(groups[-1]) == 4 or written[0] == "0"
    if not sure or sum(map(len, groups)) < 7:
        return None
    plus = "plus " if written.startswith("+") else ""
    return plus + ", ".join(_group(each, how) for each in groups)


def _words_telephone(match: re.Match[str], how: How) -> str:
    """1-800-GO-2-HAUL."""
    said = [_group(part, how) if part.isdecimal() else part for part in match[0].split("-")]
    return f"{said[0]}, {said[1]}, " + " ".join(said[2:])


def _internet(match: re.Match[str], how: How) -> str:
    return " dot ".join(digits(part) for part in match[0].split("."))


def _groups(match: re.Match[str], how: How) -> str:
    return ", ".join(_group(each, how) for each in match[0].split())


def _in_digits(match: re.Match[str], how: How) -> str:
    return digits(match[0], _zero(how))


_ALARM: Final = r"(?:call|caller|dispatch|operator|emergency|rescue|hotline|cent|report)"


def _emergency(match: re.Match[str], how: How) -> str | None:
    """911 is dialled figure by figure."""
    before, after = match.string[max(0, match.start() - 40) : match.start()], match.string[match.end() :]
    called = re.search(r"\b(?i:call|dial|phone|ring|rang)\w*\s(?:\d{3}(?:,|\sor|\sand)*\s)*$", before)
    return digits(match[0], how.word("zero", "zero")) if called or re.match(rf"\s{_ALARM}", after) else None


# ---- scores, votes, ranges

_WINS: Final = (
    r"win|wins|victory|victories|loss|losses|defeat|draw|tie|stalemate|lead|score|scoreline|result|triumph|rout|comeback|aggregate|"
    r"advantage|deficit|thrashing|drubbing|upset|final|record|mark|shutout|decision|edge|series|home|away|opener|setback"
)
_BEATS: Final = re.compile(
    r"\b(?:won|win|wins|winning|lost|lose|loses|losing|beat|beats|beating|beaten|drew|drawn|defeat\w*|lead\w*|led|ahead|score\w*|down|up|trail\w*|"
    r"thrash\w*|edge[sd]?|edging|rout\w*|tied|level|finish\w*|top\w*|down\w*|outscor\w*|sweep\w*|swept|blank\w*|hammer\w*)\b[^.;]{0,40}$"
)
_DECIDED: Final = re.compile(
    r"\b(?:adopt|pass|approv|reject|endors|ratif|vot|carri|resolution|bill|motion|impeach|assembly|house|senate|parliament)\w*\b[^.;]{0,50}$",
    re.IGNORECASE,
)
_VOTES: Final = r"vote|votes|ruling|decision|verdict|margin|majority|split|ratio|opinion|odds"


def _pair(match: re.Match[str], how: How) -> str | None:
    """Two numbers with a hyphen: a vote, a score, or a range."""
    first, last = match["first"], match["last"]
    after = match.string[match.end() :]
    before = match.string[max(0, match.start() - 60) : match.start()]
    both = (number(first, how), number(last, how))
    if first == last == "50":
        return "fifty-fifty"
    if (first, last) == ("9", "11") and re.match(r"\s(?:attack|terror|commission|hijack|memorial|victim)", after):
        return "nine eleven"
    if (first, last) == ("24", "7") and not _BEATS.search(before):
        return "twenty-four seven"
    if re.match(r"\s?=\s?[-−]?\d", after):
        return " minus ".join(both)
    if re.search(r"\b[Nn]os?\.\s?$|\b[Cc]ase\s$", before):  # a docket
        return f"{number(first, how)} dash {pairs(last, how)}"
    if re.match(rf"\s(?:{_VOTES})\b", after) or re.search(r"\b(?:vot\w+|rul\w+|split)\s+$", before):
        return " to ".join(both)
    small = len(first) <= 3 and len(last) <= 3 and len(first) - len(last) < 2 and "." not in first + last
    if small and (
        re.match(rf"\s(?:[a-z]+\s)?(?:{_WINS})\b", after) or _BEATS.search(before) or int(first) >= int(last)
    ):
        word = how.word("score", "to")
        return f" {word} ".join(both) if word else " ".join(both)
    whole = re.fullmatch(r"\d{3,}", first) and "," not in first + last and float(first) > float(last)
    if whole and not (len(first) == 3 and _DECIDED.search(before)):
        return ", ".join(both)
    return " to ".join(both)


def _verses(match: re.Match[str], how: How) -> str | None:
    """Matthew 5:3-12."""
    if not re.search(r"[A-Z][a-z]+\s$", match.string[max(0, match.start() - 20) : match.start()]):
        return None
    chapter, first, last = (number(each, how) for each in match.groups())
    return f"{chapter} {first} to {last}"


def _colon(match: re.Match[str], how: How) -> str:
    """A ratio has `to`; chapter and verse have nothing: John 3:16."""
    both = (number(match["first"], how), number(match["last"], how))
    after, before = match.string[match.end() :], match.string[max(0, match.start() - 60) : match.start()]
    if (
        re.match(rf"\s(?:{_VOTES}|{_WINS}|scale)\b", after)
        or re.search(r"\b(?:ratio|odds|scale)\sof\s$", before)
        or _BEATS.search(before)
        or not re.search(r"[A-Z][a-z]+\s$", before)
    ):
        return " to ".join(both)
    return " ".join(both)


# ---- fractions, ordinals, counts


def _fraction(match: re.Match[str], how: How) -> str | None:
    top, bottom = int(match["top"].replace(",", "")), int(match["bottom"].replace(",", ""))
    if not match["whole"] and (top == bottom > 1 or top + bottom == 100):  # 50/50, 20/20, 80/20
        return f"{cardinal(top, how)}{'-' if top == bottom == 50 else ' '}{cardinal(bottom, how)}"
    if bottom < 2:
        return f"{cardinal(top, how)} over {cardinal(bottom, how)}"
    if top > bottom >= 20 and not match["whole"]:  # blood pressure
        return f"{cardinal(top, how)} over {cardinal(bottom, how)}"
    sign = "minus " if match["minus"] else ""
    said = fraction(top, bottom, how)
    if match["whole"]:
        said = f"{number(match['whole'], how)} and {'a half' if (top, bottom) == (1, 2) else said}"
    return sign + said


def _sign_fraction(match: re.Match[str], how: How) -> str:
    top, bottom = FRACTIONS[match["part"]]
    said = fraction(top, bottom, how)
    if match["whole"]:
        return f"{number(match['whole'], how)} and {'a half' if (top, bottom) == (1, 2) else said}"
    return said


def _ordinal(match: re.Match[str], how: How) -> str:
    """21st; an ending that is not the number's (21th, 10st) is read as it is written, and makes no ordinal."""
    figures, ending = match[1].replace(",", ""), match[2].lower()
    said = ordinal(int(figures), how)
    if (
        said.endswith(ending)
        or (said.endswith("second") and ending == "d")
        or (said.endswith("third") and ending == "d")
    ):
        return said
    return f"{cardinal(int(figures), how) if len(figures) < 3 else digits(figures)} {match[2]}"


def _number(match: re.Match[str], how: How) -> str:
    text = match["number"]
    sign = "minus " if match["minus"] else ""
    if match["plus"]:
        sign = "plus "
    return sign + number(text, how)


def _long(match: re.Match[str], how: How) -> str:
    return digits(match[0])


def _and(match: re.Match[str], how: How) -> str:
    return "and"


def _slash(match: re.Match[str], how: How) -> str:
    before, after = match.string[: match.start()][-4:].lower(), match.string[match.end() :][:4].lower()
    if re.search(r"\band$", before) and re.match(r"or\b", after):
        return ""
    if re.search(r"\b(?:s?he|his|him)$", before) and re.match(r"(?:s?he|hers?|his|him)\b", after):
        return "or"
    return how.word("slash", "slash")


_PER: Final = {
    "kg": "kilogram", "km": "kilometer", "l": "liter", "L": "liter", "liter": "liter", "litre": "litre", "ton": "ton",
    "tonne": "tonne", "barrel": "barrel", "bbl": "barrel", "day": "day", "week": "week", "month": "month", "year": "year",
    "hour": "hour", "person": "person", "household": "household", "share": "share", "head": "head", "kWh": "kilowatt hour",
    "MWh": "megawatt hour",
}  # fmt: skip


def _per(match: re.Match[str], how: How) -> str | None:
    """1,650 won/liter."""
    before = match.string[max(0, match.start() - 10) : match.start()]
    counted = re.search(
        r"\b(?:won|yen|yuan|dollars?|euros?|pounds?|cents?|rupees?|kg|tons?|tonnes?|liters?|barrels?|people)$", before
    )
    return f"per {_PER[match[1]]}" if counted else None


def _arithmetic(match: re.Match[str], how: How) -> str:
    return {"+": "plus", "*": "times", "=": "equals", "×": "times", "÷": "divided by", "<": "less than", ">": "greater than",
            "±": "plus or minus", "≤": "at most", "≥": "at least", "≈": "about", "√": "square root of", "~": "about", "x": "by"}[match[0].strip()]  # fmt: skip


def _power(match: re.Match[str], how: How) -> str:
    """2^3, 10⁶, x²."""
    value = int("".join(str(unicodedata.digit(sign)) for sign in next(filter(None, match.groups()))))
    return {2: "squared", 3: "cubed"}.get(value) or f"to the {ordinal(value, how)}"


def _scale_pair(match: re.Match[str], how: How) -> str:
    return f"{cardinal(int(match['first']), how)} out of {cardinal(int(match['last']), how)}"


TELEPHONES: Final[tuple[Rule, ...]] = (
    rule(r"(?<![\w.+-])\+?\d{1,3}-\d{3}(?:-(?:[A-Z]+|\d+))*-[A-Z]+(?:-(?:[A-Z]+|\d+))*\b", _words_telephone, signs="-"),
    rule(
        r"(?<![\w.,/$€£₩+-])(?:\+\d{1,3}[-. ]?(?:\(\d{1,4}\)[-. ]?)?\d{1,4}(?:[-. ]\d{1,7}){1,4}|\d \(\d{3}\)[-. ]?\d{3}[-. ]\d{4}|\(\d{2,4}\)[-. ]?\d{3,4}[-. ]\d{4}|\d{1,4}[-.]\d{2,4}[-.]\d{4}|0\d{1,2}-\d{3,4}-\d{4}|\+\d{8,14}|\d-\d{3}-\d{3}-\d{4})(?:-\d+)?(?![\w/]|-\d|[.,%]\d)",
        _telephone,
        signs=DIGITS,
    ),
    rule(
        r"(?<![\w.,$€£₩+/-])(?:(?:\d )?\d{3} \d{3} \d{4}|0\d{2,4} \d{3,4} \d{3,4}|(?<=SSN )\d{3} \d\d \d{4}|(?<=(?i:ssn is) )\d{3} \d\d \d{4})(?![\w-]| \d|[.,%]\d)",
        _groups,
        signs=DIGITS,
    ),
    rule(r"\A\d{3}-\d{4}\Z|(?<=\bcall )\d{3}-\d{4}\b|(?<=\bdial )\d{3}-\d{4}\b", _telephone, signs="-"),
    rule(r"(?<=[A-Za-z:]\s)[2-9]\d\d-\d{4}(?![\w-]|[.,]\d)", _telephone, signs="-"),
    rule(r"(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?![\w.]\d)", _internet, signs="."),
    rule(r"(?<![\w.,$€£₩/-])1[568]\d\d-\d{4}(?![\w/-])", _telephone, signs="-"),
    rule(r"(?<![\w.,$€£₩/-])(?:911|119|112|110|999|988|113|117)(?![\w/-]|[.,]\d)", _emergency, signs=DIGITS),
    rule(
        r"(?<=ending in )\d{2,6}\b|(?<=ends in )\d{2,6}\b|(?<=PIN )\d{3,6}\b|(?<=\b(?i:pin is) )\d{3,6}\b|(?<=\b(?i:code is) )\d{3,6}\b|(?<=code )\d{3,6}\b|(?<=extension )\d{3,5}\b|(?<=ZIP )\d{5}\b",
        _in_digits,
        signs=DIGITS,
    ),
    rule(
        r"(?<![\w.,-])\d{4}[ -]\d{4}[ -]\d{4}[ -]\d{4}(?![\w-])",
        lambda match, how: ", ".join(digits(part) for part in re.findall(r"\d+", match[0])),
        signs=DIGITS,
    ),
)

PAIRS: Final[tuple[Rule, ...]] = (
    rule(
        rf"(?<![\w.,$€£₩/:-])(?P<first>{NUMBER})(?:\s?[–—~]\s?|-|\s-\s)(?P<last>{NUMBER})(?![\w/:]|-\d|[.,]\d|%)",
        _pair,
        signs="-–—~",
    ),
    rule(r"(?<![\w.,:])(\d{1,3}):(\d{1,3})[-–](\d{1,3})(?![\w:]|[.,]\d)", _verses, signs=":"),
    rule(
        r"(?<![\w.,:])(?P<first>\d{1,3}):(?P<last>\d{1,3})(?=\s(?:ratio|odds|win|lead|scale)\b|[.,;)]|\s*$|\s)(?!:\d)",
        _colon,
        signs=":",
    ),
    rule(
        r"(?<![\w.,])(?P<whole>)(?P<first>\d{1,2})/(?P<last>10|100)(?=\s(?:stars|points|rating)\b)",
        _scale_pair,
        signs="/",
    ),
    rule(
        r"(?:(?<=[(])|(?<=\brated )|(?<=\bscored )|(?<=\bscore: )|(?<=\brating: )|(?<=\bout of ))(?P<first>\d{1,2})/(?P<last>10|100)(?=[,.;)]|\sby\b|$)",
        _scale_pair,
        signs="/",
    ),
)

FRACTIONAL: Final[tuple[Rule, ...]] = (
    rule(
        r"(?<![\w.,/$€£₩])(?P<minus>[-−])?(?:(?P<whole>\d+)(?:\s|-(?=\d/[248]\b)))?(?P<top>\d{1,4})[/⁄∕](?P<bottom>\d{1,4})(?:ths?|rds?|nds?)?(?![\w/%]|[.,]\d)",
        _fraction,
        signs="/⁄∕",
    ),
    rule(
        rf"(?:(?<![\d.,])(?P<whole>{NUMBER})\s?)?(?P<part>[{''.join(FRACTIONS)}])",
        _sign_fraction,
        signs="".join(FRACTIONS),
    ),
    rule(r"(?<![\w.,])(\d{1,3}(?:,\d{3})+|\d+)\s?(st|nd|rd|th|ST|ND|RD|TH)\b", _ordinal, signs=DIGITS),
)

COUNTS: Final[tuple[Rule, ...]] = (
    rule(
        r"(?<![\w.,])\d{1,3}(?:\.\d{3}){2,}(?![\w]|[.,]\d)",
        lambda match, how: cardinal(int(match[0].replace(".", "")), how),
        signs=".",
    ),
    rule(
        r"(?<=[\w)])\^(\d{1,2})(?![\w.])|(?<=\b10)([⁰¹²³⁴-⁹]+)|(?<=\bmc)(²)|(?<=\b[a-zA-Z])([²³])",
        _power,
        signs="^⁰¹²³⁴⁵⁶⁷⁸⁹",
    ),
    rule(r"(?<![\w.,])\d{13,}(?![\w])", _long, signs=DIGITS),
    rule(
        rf"(?P<minus>(?<![\w)%])[-−](?=\d|\.\d))?(?P<plus>(?<![\w)])\+(?=\d))?(?<!\d)(?<!\d\.)(?P<number>{NUMBER})(?!\d)",
        _number,
        signs=DIGITS,
    ),
    rule(
        r"(?<=\s)[+=×÷<>±≤≥≈](?=\s)|(?:\A|(?<=[(“\"]))[<>]\s?(?=\d)|(?<=\d)[+=×÷±*](?=\d)|(?<=\d\s)\*(?=\s\d)|√|[±≤≥≈<>](?=[$€£]?\d)|(?<![\w~])~(?=[$€£]?\d)|(?<=\s)x(?=\s\d)|(?<=\d)x(?=\d)",
        _arithmetic,
        signs="+=×÷<>±≤≥≈√~x*",
    ),
    rule(r"(?<=[^\W_])\+|(?<=\d[%°])\+", lambda match, how: "plus", signs="+"),
    rule(r"(?<=\d)\s/\s(?=\d+\s?=)", lambda match, how: "divided by", signs="="),
    rule(
        r"(?:(?<=\dst)|(?<=\dnd)|(?<=\drd)|(?<=\dth))\s?[-–]\s?(?=\d+(?:st|nd|rd|th)\b)",
        lambda match, how: "to",
        signs="-–",
    ),
    rule(r"§§?", lambda match, how: "sections" if len(match[0]) > 1 else "section", signs="§"),
    rule(r"&", _and, signs="&"),
    rule(r"(?<=\s)@(?=\s)", lambda match, how: "at", signs="@"),
    rule(rf"(?<=[a-zA-Z])/({'|'.join(sorted(_PER, key=len, reverse=True))})\b", _per, signs="/"),
    rule(r"(?<=[^\W_])/(?=[^\W_])", _slash, signs="/"),
)
