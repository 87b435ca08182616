"""Whether what follows a verb is what its sense in the glossary takes: a person, a thing, nothing, and no time or place.

The words of a glossary's column `grammar` say which: `separable`, `person`, `thing`, `none`. Where it says nothing, only a
time behind a preposition of time ("acted on Monday") and a place behind a verb of moving ("went over the bridge") speak
against a sense.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from audiopress.learn import words
from audiopress.learn.nounphrases import head_of, is_adverbial
from audiopress.learn.tokens import BREAKS, Token, after, is_adverb, low_at

if TYPE_CHECKING:
    from audiopress.learn.entries import GlossaryEntry
    from audiopress.learn.patterns import PatternFound

_TWO: Final = frozenset("on in off over up down through by around along about across under round at".split())
"""Particles that are prepositions elsewhere."""
_MOVING: Final = frozenset(
    "run walk go drive come climb turn fall jump move ride look step slide roll fly swim cycle march sail wander race rush hurry travel head "
    "crawl slip ski skate stare gaze glance point peer sit stand live lie wait get".split()
)
"""With a place behind it, a preposition says where these happen."""
_WHERE: Final = _TWO | {"into", "behind", "after", "past", "inside", "outside", "beyond"}
_DATED: Final = frozenset("day days night morning afternoon evening weekend weekends occasion eve anniversary".split())
_TIME_OF: Final = {
    "on": words.DAYS | words.MONTHS | _DATED,
    "in": words.MONTHS | words.SEASONS | (words.UNITS - {"time"}),
    "at": frozenset("night noon midnight dawn dusk daybreak lunchtime weekend times moment".split()),
}
_ANY_TIME: Final = frozenset("by for over after before around until under about within".split())
_YEAR: Final = re.compile(r"(?:1[5-9]|20)\d\d")
_CLAUSE: Final = frozenset("that how what whether why where when who if to".split())
_ON: Final = frozenset("and but as since after while because when although though before until".split())
_NOW: Final = frozenset({"last", "next", "this"})
_WAYS: Final = frozenset("north south east west northward southward eastward westward home abroad overseas".split())


def object_fits(row: Sequence[Token], found: PatternFound) -> bool:
    """Whether the tokens behind a verb's expression are what its sense takes."""
    pattern, grammar = found.pattern, found.pattern.entry.grammar
    particle = pattern.particle
    if not particle and len(found.places) > 1:
        return True
    at = after(row, found.places[-1])
    head = head_of(row, at)
    # What is no verb may take a time: `elections slated for June`.
    short = len(found.places) == 2 and pattern.entry.pos in {"verb", "phrasal verb", ""}
    timed = head is not None and _time(row, at, head, particle, short=short)
    if pattern.apart:
        # Where the dictionary writes the open place, what ends the expression has an object itself: `lavish ~ on`.
        written = "~" in pattern.entry.expression
        return not timed and (written or _nothing_behind(row, at, head, particle))
    passive = _passive(row, found)
    if timed and not (passive and particle not in _TWO):
        return False
    if _literal(row, found, at, head):
        return False
    if "none" in grammar:
        return not passive and _without_object(row, at, head)
    if passive and head is not None and not is_adverbial(row, at, head):
        if particle and "~" in pattern.entry.expression:
            return True  # `was stripped of her medal`: its object is the subject, this one the preposition's
        return row[at].low not in words.STRICT | words.OBJECTS and not row[at].named
    if head is None:
        return _stranded(row, found, at, passive=passive)
    where = particle in _WHERE and _base(found) in _MOVING and row[head].low in words.PLACES
    if "separable" in grammar and particle and (where or _is_pronoun(row, at)):
        return False
    if "person" in grammar:
        return _person(row, at, head, moving=_base(found) in _MOVING)
    if "thing" in grammar:
        middle = [row[place].low for place in found.places[1:-1]]
        moving = _base(found) in _MOVING and all(low in words.PARTICLES for low in middle)
        return _thing(row, at, head, literal=moving)
    return not where or bool(grammar)


def _literal(row: Sequence[Token], found: PatternFound, at: int, head: int | None) -> bool:
    """What is the plain sense of the words whatever the glossary says: `works out of an office`, `held up her hand`."""
    particle, follows = found.pattern.particle, low_at(row, at)
    if follows == "of" and (particle == "ahead" or (particle == "out" and "separable" in found.pattern.entry.grammar)):
        return True
    if particle in {"about", "around", "over"} and at < len(row) and row[at].kind == "number":
        return True  # `brought about 60 percent under control`
    if particle == "to" and at < len(row) and (row[at].kind == "number" or follows in words.NUMBERS):
        return row[found.places[-2]].low == "up"  # `live up to five miles away`
    return head is not None and follows in words.POSSESSIVES and row[head].low in words.BODILY


def _base(found: PatternFound) -> str:
    return next(iter(found.pattern.elements[0].words))


def _passive(row: Sequence[Token], found: PatternFound) -> bool:
    """Whether the verb is a participle behind a form of `be`."""
    if found.form != "en":
        return False
    at = found.places[0] - 1
    while at >= 0 and (is_adverb(row[at]) or row[at].low in {"“", '"', "‘"}):
        at -= 1
    if at >= 0 and row[at].low == "'s" and "none" in found.pattern.entry.grammar:
        return False  # `it's broken out` is `has`
    return at >= 0 and row[at].low in words.BE


def _nothing_behind(row: Sequence[Token], at: int, head: int | None, particle: str) -> bool:
    """The object stands before the particle: one behind it belongs to a preposition (`put the dog in the car`)."""
    if particle not in _TWO or head is None or is_adverbial(row, at, head):
        return True
    return row[at].low not in words.STRICT | words.OBJECTS and not row[at].named and row[head].low not in words.THINGS


def _is_pronoun(row: Sequence[Token], at: int) -> bool:
    """`turn down it` is no English of a separable verb: the word before the pronoun is a preposition."""
    low = row[at].low
    if low == "her":
        return low_at(row, at + 1) in BREAKS | words.PREPOSITIONS
    return low in words.PEOPLE_PRONOUNS | {"it"} and low not in {"everyone", "everybody", "anyone", "someone"}


def _time(row: Sequence[Token], at: int, head: int, particle: str, *, short: bool) -> bool:
    """Whether the particle is a preposition of time; `short`, of a verb and the particle alone."""
    low = row[head].low
    if row[at].low in _NOW or low_at(row, head + 1) == "of":
        return False  # `moved in last week`; `ushered in ten years of peace`
    year = bool(_YEAR.fullmatch(low)) and at == head
    if particle in _TIME_OF:
        dated = particle in {"on", "in"} and row[at].low in words.MONTHS
        clock = particle == "at" and row[at].kind == "number" and at == head
        return (year and particle == "in") or clock or dated or low in _TIME_OF[particle]
    return short and particle in _ANY_TIME and (low in words.TIMES or year)


def _without_object(row: Sequence[Token], at: int, head: int | None) -> bool:
    """Whether nothing that follows is an object: a time, an amount, a way or a state may."""
    if head is None or is_adverbial(row, at, head):
        return True
    if row[at].low in _WAYS | {"no", "yes"} or any(form in {"ed", "en"} for _, form in row[at].forms):
        return True
    if row[at].low in {"all", "both", "half", "most", "more", "less"} and low_at(row, at + 1) in words.PREPOSITIONS:
        return True
    low = row[head].low
    amount = row[head].kind == "number" or row[at].kind == "number" or row[at].low in words.NUMBERS
    return amount or low in words.TIMES or low in words.MEASURES or low in words.NUMBERS | {"most", "more"}


def _stranded(row: Sequence[Token], found: PatternFound, at: int, *, passive: bool) -> bool:
    """Whether an object is missed: it stands before (`the plan they called for`), is a clause, or the verb is passive."""
    grammar = found.pattern.entry.grammar
    if passive:
        return True
    if "separable" in grammar:
        # `imports picked up.` is not to pick somebody up; a participle may still be a passive: `the plan put forward by him`.
        over = low_at(row, at) in BREAKS | _ON
        return not over or not takes_object(found.pattern.entry) or _before(row, found, frozenset())
    if found.form == "en" or not grammar & {"person", "thing"}:
        return True
    if not found.pattern.particle:
        return low_at(row, at) not in words.PREPOSITIONS - {"to", "than", "up", "out"} or low_at(row, at + 1) == "a"
    if "thing" in grammar and (low_at(row, at) in _CLAUSE or low_at(row, at).endswith("ing")):
        return True
    return _before(row, found, words.STRICT, closed=low_at(row, at) in BREAKS)


def takes_object(entry: GlossaryEntry) -> bool:
    """Whether an entry's every meaning has an open place, `~을 거절하다`: one without (`해체되다`) needs no object."""
    meanings = [meaning for tag, meaning in entry.meanings.items() if "~" in meaning and tag != "en"]
    return bool(meanings) and all("~" in part for meaning in meanings for part in meaning.split(","))


def _before(row: Sequence[Token], found: PatternFound, articles: frozenset[str], *, closed: bool = False) -> bool:
    """Whether the object may stand before the verb in its clause."""
    first = found.places[0]
    clause = [row[place].low for place in range(max(0, first - 9), first)]
    begun = next((len(clause) - number for number, low in enumerate(reversed(clause)) if low in BREAKS), 0)
    inside = clause[begun:]
    if any(low in words.RELATIVES or low == "to" for low in inside):
        return True
    # `the reform the unions called for`: two noun phrases side by side.
    return closed and sum(low in articles for low in inside) > 1


def _person(row: Sequence[Token], at: int, head: int, *, moving: bool) -> bool:
    low = row[head].low
    if row[at].kind == "number" and at == head:
        return False
    if low in words.PEOPLE or low in words.PEOPLE_PRONOUNS or row[head].named:
        return True
    if low in words.PLACES:
        return not moving  # a city, a bank, a hall full of people
    if low in words.THINGS or low in words.TIMES or low in words.MEASURES:
        return False
    return low_at(row, head + 1) == "to" or low.endswith(words.PERSON_ENDINGS) or not low.endswith(words.ABSTRACT)


def _thing(row: Sequence[Token], at: int, head: int, *, literal: bool) -> bool:
    low = row[head].low
    if at == head and low in words.PEOPLE_PRONOUNS | {"her"}:
        return False
    return not literal or (low not in words.PLACES and low not in words.LOOKED)
