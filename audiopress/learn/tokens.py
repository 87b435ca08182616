"""A text as words, each with its dictionary forms, and whether it is a noun or a verb where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from audiopress.learn import words
from audiopress.learn.frequency import is_never
from audiopress.learn.lemmas import Form, lemmas

_TOKEN: Final = re.compile(
    r"(?P<number>[$€£₩]?\d+(?:[.,]\d+)*)"
    r"|(?P<short>(?:[^\W\d_]\.){2,}|(?:Mr|Mrs|Ms|Dr|Prof|Gov|Sen|Rep|Gen|Col|Lt|Sgt|Capt|Rev|Hon|St|Jr|Sr|Inc|Co|Corp|Ltd)\.)"
    r"|(?P<word>[^\W\d_]+(?:[’'‑-][^\W\d_]+)*[’']?)"
    r"|(?P<line>\n+)"
    r"|(?P<mark>[^\w\s]|_)"
)
_TAIL: Final = re.compile(r"(?:n't|'(?:s|re|ve|ll|d|m)?)$")
_OPEN: Final = frozenset("“\"‘'(«[")
BREAKS: Final = frozenset(".!?;:,()–—…\n")
"""Marks that a phrase does not go across."""
STOPS: Final = frozenset(".!?…\n")


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a number or a mark."""

    text: str
    low: str
    """In small letters, with straight apostrophes."""
    start: int
    end: int
    kind: str
    """`word`, `number` or `mark`."""
    first: bool
    """The first word of its sentence: its capital says nothing."""
    forms: tuple[Form, ...]

    @property
    def named(self) -> bool:
        """A capital that the sentence does not explain: part of a name."""
        return self.kind == "word" and self.text[0].isupper() and (not self.first or self.text[1:2].isupper())


def tokens(text: str) -> list[Token]:
    """The tokens of a text; `didn't` is two, and so is `mayor's`."""
    found: list[Token] = []
    first = True
    for match in _TOKEN.finditer(text):
        kind = str(match.lastgroup)
        if kind == "word":
            for token in _words(match[0], match.start(), first=first):
                found.append(token)
                first = False
        elif kind == "short":
            # `Mr.` and `U.S.` end no sentence, and a name that follows them is no first word.
            low = match[0].lower()
            found.append(Token(match[0], low, match.start(), match.end(), "word", first, ((low, "base"),)))
            first = False
        elif kind == "number":
            found.append(Token(match[0], match[0], match.start(), match.end(), "number", False, ()))
            first = False
        else:
            mark = "\n" if kind == "line" else match[0]
            found.append(Token(match[0], mark, match.start(), match.end(), "mark", False, ()))
            opened = mark in _OPEN and (not found[:-1] or text[match.start() - 1 : match.start()].isspace())
            first = first or mark in STOPS or mark == ":" or opened
    return found


def _words(text: str, start: int, *, first: bool) -> Iterator[Token]:
    low = _low(text)
    if text == "May" and not first:
        yield Token(text, text, start, start + len(text), "word", first, ((text, "base"),))
        return
    tail = _TAIL.search(low)
    cut = tail.start() if tail else len(low)
    if cut:
        yield Token(text[:cut], low[:cut], start, start + cut, "word", first, lemmas(low[:cut]))
    if tail and low[cut:] != "'":
        yield Token(text[cut:], low[cut:], start + cut, start + len(text), "word", False, lemmas(low[cut:]))
    elif tail and cut and low[cut - 1] == "s":
        yield Token(text[cut:], "'", start + cut, start + len(text), "word", False, (("'", "base"),))


@lru_cache(maxsize=65536)
def _low(text: str) -> str:
    return text.lower().replace("’", "'").replace("‑", "-")


def is_adjective_at(found: Sequence[Token], at: int) -> bool:
    """Whether the word at a place is an adjective; no place has none."""
    return at < len(found) and found[at].kind == "word" and is_adjective(found[at])


# ---- noun or verb


def before(found: Sequence[Token], at: int, *, adverbs: bool = False) -> str:
    """The word before, in small letters; `adverbs`: past those. Empty at the beginning of a clause."""
    at -= 1
    while at >= 0 and (found[at].low in _QUOTES or (adverbs and is_adverb(found[at]))):
        at -= 1
    return found[at].low if at >= 0 and found[at].low not in BREAKS else ""


_QUOTES: Final = frozenset("“”\"‘’'")


def after(found: Sequence[Token], at: int) -> int:
    """The place of the next token that is no quotation mark; the length at the end."""
    at += 1
    while at < len(found) and found[at].kind == "mark" and found[at].low in _QUOTES:
        at += 1
    return at


def is_helped(found: Sequence[Token], at: int) -> bool:
    """Whether the word stands behind a form of `be` or `have`, as a participle does."""
    helper = before(found, at, adverbs=True)
    return helper != "'s" and (helper in words.BE or helper in words.HAVE)


def low_at(found: Sequence[Token], at: int) -> str:
    """The word or mark at a place, a full stop behind the end."""
    return found[at].low if 0 <= at < len(found) else "."


def is_adverb(token: Token) -> bool:
    """Whether a word is an adverb by its ending or by a list."""
    low = token.low
    return (
        low in words.ADVERBS
        or low == "n't"
        or (low.endswith("ly") and len(low) > 4 and low not in words.NOT_ADJECTIVES)
    )


def is_adjective(token: Token) -> bool:
    """Whether a word is most likely an adjective."""
    low = token.low
    if low in words.NOUN_ENDINGS_ASIDE:
        return False
    if "-" in low or any(form in {"er", "est"} and base in words.COMMON_ADJECTIVES for base, form in token.forms):
        return True  # `clean-air`, `shorter`
    if low in words.COMMON_ADJECTIVES:
        return True
    return len(low) > 4 and low.endswith(words.ADJECTIVE_ENDINGS) and not is_never(low, "adjective")


def leaning(found: Sequence[Token], at: int, form: str) -> float:
    """How much the word at a place, in this form, is a verb (above 0) or a noun (below 0), by its neighbours."""
    last = before(found, at)
    further = before(found, at, adverbs=True)
    follows = after(found, at)
    following = low_at(found, follows)
    score = {"ed": 2.0, "en": 2.0, "ing": 1.0, "base": -0.5}.get(form, 0.0)
    score += _left(found, at, form, last, further)
    if form == "base" and _is_subject(found, follows):
        score -= 2
    if following in words.STRICT - {"'s", "'"} or following in words.OBJECTS - {"that", "one", "you", "this"}:
        score += 2 if following not in {"who", "her"} else 1
    elif following == "of":
        score -= 1.5 if form in {"base", "s", "ing"} else 0
    elif following == "that":
        score += 0.5
    elif following in words.DETERMINERS:
        score += 1
    elif form == "s" and is_adjective_at(found, follows) and low_at(found, follows + 1) not in BREAKS:
        score += 0.7  # `the ordinance bans loud music`
    elif following in words.LIGHT or following in {"'s", "'"}:
        score -= 3
    elif following in words.FREE:
        score += 1.5
    elif follows < len(found) and found[follows].kind == "number":
        score += 0.5
    elif following in BREAKS:
        score -= 0.3 if form != "s" else 0.8
    elif follows < len(found) and any(each == "ed" for _, each in found[follows].forms) and form in {"base", "s"}:
        score -= 2
    elif follows < len(found) and found[follows].kind == "word" and is_adverb(found[follows]):
        score += 0.7
    return score


def _is_subject(found: Sequence[Token], at: int) -> bool:
    """Whether a verb follows the word at a place, which so is what it is said of: `track fees ate into the budget`."""
    if at + 1 >= len(found) or found[at].kind != "word" or found[at].low in words.SUBJECTS | words.RELATIVES:
        return False
    follows = found[at + 1]
    forms = {form for _, form in follows.forms}
    return not found[at].low.endswith("ly") and (("ed" in forms and "en" not in forms) or follows.low in words.LIGHT)


def _left(found: Sequence[Token], at: int, form: str, last: str, further: str) -> float:
    if further in words.MODALS:
        return 4 if form == "base" else 0
    if last in words.STRICT:
        return -4 if form != "en" else -1
    if last == "her":
        return -2 if form in {"base", "s"} else 0
    if last == "to":
        if form == "base" and before(found, at - 1) in {"down", "forward"}:
            return -1  # `boils down to supply`
        return 3 if form == "base" else -1
    if further in words.SUBJECTS:
        return 4
    if further in words.BE:
        return 1.5 if form in {"ing", "en", "ed"} else -1.5
    if further in words.HAVE:
        return 3 if form in {"en", "ed"} else -2
    if last in words.RELATIVES:
        return 2 if last not in {"what", "whose"} else -3
    if last in words.DETERMINERS:
        return -3
    if last in words.PREPOSITIONS:
        return 1 if form == "ing" else -3
    if not last:
        return -0.3
    if form != "ed" and is_adjective(found[at - 1]) and before(found, at - 1) in words.STRICT:
        return -3.5  # `the first tests`, `a major factor`
    place = at - 1
    while place > 0 and (found[place].low in _QUOTES or is_adverb(found[place])):
        place -= 1
    left = found[place]
    if form in {"base", "s"} and before(found, place) in words.MODALS | {"to"} and left.low not in words.ADVERBS:
        return -2  # `to make rules`
    if left.kind == "number" or left.low in words.NUMBERS:
        return -2 if form in {"s", "base"} else 0
    if left.named:
        return 1.5 if form in {"s", "ed", "en"} else -0.5
    if is_adjective(left):
        return -2 if form in {"base", "s", "ing"} else 0
    if left.low in words.CONJUNCTIONS:
        return 0
    forms = {each for _, each in left.forms}
    if forms & {"ed", "en"} or (form == "base" and "ing" in forms):
        return -1 if form in {"base", "s"} else 0
    if "s" in forms:
        if left.low in words.COMPOUNDING:
            return -0.5
        return 1.8 if form == "base" else (-0.5 if form == "s" else 0.5)
    if form == "base" and any(each == "ed" for _, each in found[at].forms):
        return 0.5  # `the fire spread quickly` is a past
    if left.low in words.NAMED_ACTS and form in {"s", "base"}:
        return -0.5  # `parking rules`
    if left.low in words.PLURALS:
        return 1.2 if form == "base" else 0
    return 0.8 if form == "s" else (-2.2 if form == "base" else 0.5)
