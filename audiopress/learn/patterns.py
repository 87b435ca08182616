"""An expression of a glossary -> what a text must have for it: its words in their order, and the places that stay open.

A dictionary writes `turn down`, `take ~ into account`, `turn one's back on`, `be poised to`, `give sb a hand`. A story has
"turned it down", "took the cost into account", "turned their backs on", "poised to".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from audiopress.learn import words
from audiopress.learn.entries import GlossaryEntry
from audiopress.learn.lemmas import lemmas

VERB_FORMS: Final = frozenset({"base", "s", "ed", "en", "ing"})
NOUN_FORMS: Final = frozenset({"base", "s"})
DEGREE_FORMS: Final = frozenset({"base", "er", "est"})
LITERAL: Final = frozenset({"base"})
_OPEN: Final = frozenset("~ … ... somebody someone something sb sth sb. sth. smb".split())
_OPEN_OWNER: Final = frozenset("one's someone's somebody's sb's its their his her my your our".split())
_ARTICLES: Final = frozenset({"a", "an"})
_ANY_ARTICLE: Final = frozenset("a an the another its their his her our this that any some no such".split())
_UNOWNED: Final = frozenset("middle course event case eyes end light".split())
"""Nouns that mean another thing with an owner: `in his case`."""
_FUNCTION: Final = words.PREPOSITIONS | words.CONJUNCTIONS | words.DETERMINERS | words.AUXILIARIES | words.RELATIVES


@dataclass(frozen=True, slots=True)
class PatternElement:
    """One step of a pattern."""

    kind: str
    """`word`, `gap` (an object), `owner` (`one's`) or `self` (`oneself`)."""
    words: frozenset[str] = frozenset()
    """In one spelling: see `usual`."""
    forms: frozenset[str] = LITERAL
    """Which forms of its words it may have in a text."""
    room: int = 0
    """How many other words may stand before it: `play a [key] role`."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """What a text must have for an entry."""

    entry: GlossaryEntry
    elements: tuple[PatternElement, ...]
    verbal: bool
    """Its first word is a verb."""
    particle: str = ""
    """The last word of a verb's pattern, where it is a particle or a preposition."""
    apart: bool = False
    """An object stands between the verb and its particle."""


@dataclass(frozen=True, slots=True)
class PatternFound:
    """A pattern in a row of tokens."""

    pattern: Pattern
    places: tuple[int, ...]
    """The token of each of its words."""
    form: str
    """Of its first word."""


@lru_cache(maxsize=65536)
def usual(word: str) -> str:
    """One spelling for British and American words: `labour` and `labor`, `organise` and `organize`."""
    for ending, other in (
        ("our", "or"),
        ("ise", "ize"),
        ("yse", "yze"),
        ("isation", "ization"),
        ("tre", "ter"),
        ("ogue", "og"),
        ("ence", "ense"),
    ):
        if (
            len(word) > len(ending) + 2
            and word.endswith(ending)
            and not (ending == "ence" and not word.endswith(("fence", "pretence", "licence")))
        ):
            return word.removesuffix(ending) + other
    return word


def patterns(entry: GlossaryEntry) -> Iterator[Pattern]:
    """The patterns of an entry: as it is written, and with its object in the other places where it may stand."""
    parts = _parts(entry.expression)
    if not parts:
        return
    verbal = _verbal(entry, parts)
    while len(parts) > 1 and (parts[0] == "be" or (parts[0] == "to" and verbal)):
        parts = parts[1:]
    elements = tuple(_element(entry, parts, at, verbal=verbal) for at in range(len(parts)))
    last = parts[-1]
    particle = last if verbal and len(parts) > 1 and (last in words.PARTICLES or last in words.PREPOSITIONS) else ""
    open_ = any(element.kind == "gap" for element in elements)
    yield Pattern(entry, elements, verbal, particle, apart=open_)
    if open_:
        # `take into account the cost`, `was taken into account`.
        yield Pattern(entry, tuple(e for e in elements if e.kind != "gap"), verbal, particle)
    elif len(parts) == 4 and parts[1] == "the" and parts[3] == "of" and parts[2] not in words.BODILY | _UNOWNED:
        # `at the expense of`, `at their expense`, `at its rivals' expense`
        yield Pattern(entry, (elements[0], PatternElement("owner"), replace(elements[2], room=0)), verbal)
    elif _separable(entry, parts, verbal=verbal):
        yield Pattern(entry, (elements[0], PatternElement("gap"), *elements[1:]), verbal, particle, apart=True)


def _parts(expression: str) -> list[str]:
    """The words of an expression; open places at its ends go without saying."""
    text = re.sub(r"[()\[\]]", " ", expression.replace("’", "'").replace("~", " ~ ").replace("…", " … "))
    parts = [part.strip(',;!?"') for part in text.split()]
    parts = [part if part[:1].isupper() else part.lower() for part in parts if part]
    parts = [one for part in parts for one in _owned(part)]
    while parts and parts[0].lower() in _OPEN | _OPEN_OWNER:
        parts = parts[1:]
    if len(parts) > 2 and parts[0] == "the" and parts[-1] != "of":
        parts = parts[1:]  # `the bottom line`, `the company's bottom line`
    while parts and parts[-1].lower() in _OPEN:
        parts = parts[:-1]
    return parts


def _owned(part: str) -> list[str]:
    """`lion's` as a text is cut, `lion` and `'s`; an open owner stays one."""
    if part.endswith("'s") and part.lower() not in _OPEN_OWNER and len(part) > 3:
        return [part[:-2], "'s"]
    return [part]


def _verbal(entry: GlossaryEntry, parts: list[str]) -> bool:
    if entry.pos in {"verb", "phrasal verb"}:
        return True
    if entry.pos in {"idiom", "phrase", ""} and len(parts) > 1:
        first = parts[0].lower()
        if parts[1] in words.AUXILIARIES or parts[0] == parts[-1]:
            return False  # `word has it`, `face to face`
        if first in {"be", "have", "do", "get"}:
            return True
        if first in words.COMMON_ADJECTIVES and (parts[1].lower() in words.STRICT or parts[1].lower() in _OPEN_OWNER):
            return True  # `clear a hurdle`, `open one's eyes to`: no article stands behind an adjective
        if first in _FUNCTION or first in words.ADVERBS or first in words.COMMON_ADJECTIVES or first.endswith("ly"):
            return False
        # A noun's idiom goes on with a noun or with `of`; a verb's with anything else: `red tape`, `tip of the iceberg`.
        second = parts[1].lower()
        return (
            second in _FUNCTION - {"of", "in", "and", "to"}
            or second in _OPEN | _OPEN_OWNER
            or (first in _VERBS and second not in {"of", "and", "or"})
        )
    return False


_VERBS: Final = frozenset(
    "add bear beat blow break bridge bring build call carry catch change clear close come cross cut deal draw drive drop fall face feel fight "
    "fill find fire fit follow gain gather get give go grab grind hang have hit hold join jump keep kick know lay lead learn leave lend let lie "
    "live look lose make meet miss move open pass pave pay pick play pour pull push put raise reach read ride ring rise rock run save say see "
    "sell send serve set shake shed show shut sit sound speak spell split spread stand stay stem step stick strike sweep take talk teach tell "
    "test throw tie tighten tip touch turn wait walk weather win work bleed breathe butt buy cast claim compare cry curry declare defy dig ease "
    "exert fly lock loom mark mend milk mince name part plead press rain rub seek seize shift spark steer swallow tread voice wreak".split()
)


def _separable(entry: GlossaryEntry, parts: list[str], *, verbal: bool) -> bool:
    if not verbal or len(parts) < 2 or parts[1].lower() not in words.PARTICLES:
        return False
    if "separable" in entry.grammar:
        return True
    # A dictionary that says nothing of grammar says nothing of this either.
    return not entry.grammar and entry.pos in {"phrasal verb", ""} and len(parts) == 2 and parts[1] in words.FREE


def _element(entry: GlossaryEntry, parts: list[str], at: int, *, verbal: bool) -> PatternElement:
    part = parts[at]
    low = part.lower()
    if low in _OPEN:
        return PatternElement("gap")
    if low in _OPEN_OWNER:
        return PatternElement("owner", room=1)
    if low == "oneself":
        return PatternElement("self")
    choices = frozenset(usual(one) for one in (part.split("/") if "/" in part else [part]))
    if verbal and at == 0:
        return PatternElement("word", choices, VERB_FORMS)
    owned = at > 0 and parts[at - 1].lower() in _OPEN_OWNER | words.STRICT
    function = (low in _FUNCTION or low in words.PARTICLES) and not owned
    room = 0
    if at and verbal:
        # `play a key role`, but `cross the picket line` is no `cross the line`.
        room = 1 if function else 0 if parts[at - 1] == "the" else 2
    elif at and not function and len(low) > 3 and parts[0].lower() in words.PREPOSITIONS:
        room = 1
    if verbal and low in _ARTICLES:
        return PatternElement("word", _ANY_ARTICLE, LITERAL, room)
    if function or low == "'s":
        return PatternElement("word", choices, LITERAL, room)
    if entry.pos in {"adjective", "adverb"} and len(parts) == 1:
        return PatternElement("word", choices, DEGREE_FORMS)
    first_noun = at == 0 and len(parts) > 1 and entry.pos in {"idiom", "phrase", ""}
    if entry.pos == "" or (first_noun and not verbal):
        return PatternElement("word", choices, VERB_FORMS | DEGREE_FORMS, room)
    # `on sale` has no plural: "impact on sales" is another thing.
    set_phrase = parts[0].lower() in words.PREPOSITIONS and not owned
    inflected = (entry.pos in {"noun", "idiom", "phrase"} and not set_phrase) or verbal
    return PatternElement("word", choices, NOUN_FORMS if inflected else LITERAL, room)


def keys(pattern: Pattern) -> frozenset[str]:
    """The words that the first step of a pattern may be in a text's dictionary forms."""
    return frozenset(word.lower() for word in pattern.elements[0].words)


def answers(element: PatternElement, low: str, text: str) -> str:
    """The form in which a word of a text is this element's; empty where it is not."""
    for base, form in lemmas(low):
        if form in element.forms and usual(base) in element.words:
            return form
    if text[:1].isupper():
        for word in element.words:
            if word[:1].isupper() and low == word.lower():
                return "base"
    return ""
