"""Whether a sentence means an expression in the sense of the glossary: by its grammar, not by what it is about.

A particle is told from a preposition ("turned down the offer", "turned down the street"), an object from a time or a place
("called on voters", "called on Tuesday"), a verb from a noun ("to strike", "the strike"). What grammar cannot tell is left
to the editor's tick.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from audiopress.learn import words
from audiopress.learn.tokens import BREAKS, Token, after, before, is_adjective, is_adverb, leaning, low_at

if TYPE_CHECKING:
    from audiopress.learn.matching import Found

_TWO: Final = frozenset("on in off over up down through by around along about across under round at".split())
"""Particles that are prepositions elsewhere."""
_MOVING: Final = frozenset(
    "run walk go drive come climb turn fall jump move ride look step slide roll fly swim cycle march sail wander race rush hurry travel head "
    "crawl slip ski skate pour flow stare gaze glance point peer sit stand live lie wait".split()
)
"""With a place behind `up` or `down`, these say where."""
_DATED: Final = frozenset("day days night morning afternoon evening weekend weekends occasion eve anniversary".split())
_TIME_OF: Final = {
    "on": words.DAYS | words.MONTHS | _DATED,
    "in": words.MONTHS | words.SEASONS | (words.UNITS - {"time"}),
    "at": frozenset("night noon midnight dawn dusk daybreak lunchtime weekend times moment".split()),
}
_ANY_TIME: Final = frozenset("by for over through after before around until under about within".split())
_YEAR: Final = re.compile(r"(?:1[5-9]|20)\d\d")
_CLAUSES: Final = frozenset(
    {"as long as", "so long as", "as soon as", "as far as", "so far as", "in case", "even if", "now that"}
)


def fits(row: Sequence[Token], found: Found) -> bool:
    """Whether the tokens mean the entry."""
    entry = found.pattern.entry
    if found.pattern.verbal:
        return _is_verb(row, found) and _object_fits(row, found)
    if len(found.places) == 1:
        return _part_fits(row, found)
    if entry.pos == "conjunction" or entry.expression in _CLAUSES:
        return _clause(row, found.places[-1])
    return not _compound(row, found)


# ---- part of speech


def _is_verb(row: Sequence[Token], found: Found) -> bool:
    at, form = found.places[0], found.form
    lean = leaning(row, at, form)
    if len(found.places) > 1:
        # The words behind it speak for the verb; only an article before it speaks against them.
        return lean > -2.6 or form in {"ed", "en"}
    if form in {"ed", "en"}:
        return lean > -2.5
    return lean > -0.9


def _part_fits(row: Sequence[Token], found: Found) -> bool:
    at, pos, token = found.places[0], found.pattern.entry.pos, row[found.places[0]]
    if pos == "noun":
        return leaning(row, at, found.form) < 1.2 and not _attributive(row, at)
    if pos == "adjective":
        return _adjective(row, at)
    if pos == "conjunction":
        return _clause(row, at)
    if pos == "preposition":
        follows = after(row, at)
        return low_at(row, follows) not in BREAKS and low_at(row, follows) not in words.AUXILIARIES
    if pos == "adverb":
        return not (before(row, at) in words.STRICT and token.low not in words.ADVERBS and not token.low.endswith("ly"))
    return True


def _attributive(row: Sequence[Token], at: int) -> bool:
    """An adjective of the same letters: `very firm`, `remained firm` is no company."""
    last = before(row, at)
    return (
        last in words.DEGREE
        and last not in {"more", "most", "less", "as", "how", "make", "made", "makes", "still", "even"}
        and low_at(row, after(row, at)) in BREAKS | {"and", "that", "to"}
        and not row[at].low.endswith("s")
    )


def _adjective(row: Sequence[Token], at: int) -> bool:
    token = row[at]
    if (
        token.low.endswith((*words.ADJECTIVE_ENDINGS, "ed", "ing", "y", "ate", "ant", "ent", "some"))
        and len(token.low) > 4
    ):
        return True
    follows = after(row, at)
    following = low_at(row, follows)
    last, further = before(row, at), before(row, at, adverbs=True)
    if last in words.DEGREE or further in words.BE or further in words.DEGREE:
        return following not in words.STRICT
    if follows >= len(row) or following in words.AUXILIARIES or following in {"'s", "'", "of"}:
        return False
    if following in {",", "and", "or", "but"}:
        return last in words.DETERMINERS
    return row[follows].kind == "word" and following not in words.PREPOSITIONS and following not in words.CONJUNCTIONS


def _clause(row: Sequence[Token], last: int) -> bool:
    """Whether a clause follows: not a number, not a time (`as long as six hours`, `as far as the coast`)."""
    at = after(row, last)
    if at >= len(row) or row[at].kind == "number" or row[at].low in words.NUMBERS:
        return False
    if row[at].low in words.SUBJECTS | {"there", "this", "that", "possible", "needed", "necessary"} or row[
        at
    ].low.endswith("ing"):
        return True
    head = _head(row, at)
    if head is not None and (row[head].low in words.TIMES or row[head].low in words.MEASURES):
        return False
    return any(
        row[place].low in words.AUXILIARIES or leaning(row, place, _likely(row[place])) > 0.7
        for place in range(at + 1, _break(row, at))
        if row[place].kind == "word"
    )


def _likely(token: Token) -> str:
    return token.forms[-1][1] if token.forms else "base"


def _break(row: Sequence[Token], at: int) -> int:
    while at < len(row) and row[at].low not in BREAKS:
        at += 1
    return at


def _compound(row: Sequence[Token], found: Found) -> bool:
    """A phrase whose last noun goes on: `on board members`, `in the dark room`."""
    last = found.places[-1]
    low = row[last].low
    if low in words.PREPOSITIONS or low in words.PARTICLES or found.places[0] == last or is_adverb(row[last]):
        return False
    at = last + 1
    if at >= len(row) or row[at].kind != "word" or row[at].low in {"'s", "'"}:
        return at < len(row) and row[at].low in {"'s", "'"} and row[found.places[0]].low in words.PREPOSITIONS
    if row[found.places[0]].low not in words.PREPOSITIONS:
        return False
    return row[at].low in words.PEOPLE | words.PLACES | words.THINGS or row[at].low.endswith(("tion", "ment", "ness"))


# ---- objects


def _object_fits(row: Sequence[Token], found: Found) -> bool:
    pattern, grammar = found.pattern, found.pattern.entry.grammar
    last = found.places[-1]
    at = after(row, last)
    head = _head(row, at)
    passive = _passive(row, found)
    particle = pattern.particle
    if not particle and len(found.places) > 1:
        return True
    if pattern.apart:
        # The object stands before the particle: one behind it belongs to a preposition.
        if not particle or particle not in _TWO or head is None or _adverbial(row, at, head):
            return not _time(row, at, head, particle)
        return (
            row[at].low not in words.STRICT | words.OBJECTS and not row[at].named and row[head].low not in words.THINGS
        )
    if _time(row, at, head, particle) and not (passive and particle not in _TWO):
        return False
    if "none" in grammar:
        return _without_object(row, at, head)
    if passive and particle in _TWO and head is not None and not _adverbial(row, at, head):
        return row[at].low not in words.STRICT | words.OBJECTS and not row[at].named
    if head is None:
        return _stranded(row, found, at, passive=passive)
    if "separable" in grammar and particle:
        if (
            row[at].low in words.OBJECTS - {"her", "this", "that", "these", "those", "you", "one"} | {"her"}
            and low_at(row, at + 1) in BREAKS | words.PREPOSITIONS
        ):
            return False
        if particle in _TWO and _base(found) in _MOVING and row[head].low in words.PLACES:
            return False
    if "person" in grammar:
        return _person(row, at, head)
    if "thing" in grammar:
        return _thing(row, at, head)
    return not (particle in _TWO and row[head].low in words.PLACES and _base(found) in _MOVING and not grammar)


def _base(found: Found) -> str:
    return next(iter(found.pattern.elements[0].words))


def _passive(row: Sequence[Token], found: Found) -> bool:
    """Whether the verb is a participle behind a form of `be`."""
    if found.form != "en":
        return False
    at = found.places[0] - 1
    while at >= 0 and (is_adverb(row[at]) or row[at].low in {"“", '"', "‘"}):
        at -= 1
    return at >= 0 and row[at].low in words.BE


def _head(row: Sequence[Token], at: int) -> int | None:
    """The last noun of the noun phrase that begins at a token; None where none does."""
    head: int | None = None
    place = at
    while place < len(row):
        token = row[place]
        low = token.low
        if token.kind == "mark" and low not in {"“", '"', "‘", "’", "”", "%", "-"}:
            break
        if low in {"'s", "'"}:
            place += 1
            continue
        if low in words.OBJECTS and place == at and low not in {"her", "this", "that", "these", "those", "one"}:
            return place
        if token.kind == "word" and _ends_phrase(row, place, begun=head is not None):
            break
        if low in words.STRICT or low in words.DETERMINERS or (is_adverb(token) and low not in words.TIMES):
            if head is not None and low in words.STRICT:
                break
            if low in {"this", "that", "these", "those", "her", "all", "both", "some", "many", "most", "more"}:
                head = place if head is None and _alone(row, place) else head
        else:
            head = place
        place += 1
    return head


def _alone(row: Sequence[Token], place: int) -> bool:
    return low_at(row, place + 1) in BREAKS | words.PREPOSITIONS | words.AUXILIARIES | words.CONJUNCTIONS


def _ends_phrase(row: Sequence[Token], place: int, *, begun: bool) -> bool:
    low = row[place].low
    if low in words.DETERMINERS or low == "her":
        return begun and low in words.STRICT - {"'s", "'"}
    if low in words.PREPOSITIONS or low in words.CONJUNCTIONS or low in words.AUXILIARIES or low in words.RELATIVES:
        return True
    if low in words.SUBJECTS:
        return True
    if not begun:
        return False
    # `called on voters Tuesday`, `called on voters last week`: the time is no part of the object.
    if low in words.DAYS or low in {"yesterday", "today", "tomorrow", "tonight", "last", "next", "earlier", "later"}:
        return True
    return any(form == "ed" for _, form in row[place].forms) or is_adverb(row[place])


def _adverbial(row: Sequence[Token], at: int, head: int) -> bool:
    """A time that needs no preposition: `Tuesday`, `last week`, `this year`."""
    low = row[head].low
    if low in words.DAYS | {"yesterday", "today", "tomorrow", "tonight"}:
        return True
    return low in words.TIMES and row[at].low in {
        "last",
        "next",
        "this",
        "every",
        "each",
        "earlier",
        "later",
        "the",
        "one",
        "a",
        "two",
    }


def _time(row: Sequence[Token], at: int, head: int | None, particle: str) -> bool:
    """Whether the particle is a preposition of time."""
    if head is None:
        return False
    low = row[head].low
    if particle in _TIME_OF:
        if particle == "on" and row[at].low in {"last", "next", "this"}:
            return False
        year = particle == "in" and bool(_YEAR.fullmatch(low)) and at == head
        clock = particle == "at" and row[at].kind == "number" and at == head
        dated = particle == "on" and row[at].low in words.MONTHS and row[head].kind == "number"
        return year or clock or dated or low in _TIME_OF[particle] or (particle == "in" and row[at].low in words.MONTHS)
    if particle not in _ANY_TIME:
        return False
    return low in words.TIMES or (bool(_YEAR.fullmatch(low)) and at == head)


def _without_object(row: Sequence[Token], at: int, head: int | None) -> bool:
    """Whether nothing that follows is an object."""
    if head is None or _adverbial(row, at, head):
        return True
    low = row[head].low
    if (
        low in words.TIMES
        or low in words.MEASURES
        or row[head].kind == "number"
        or low in words.NUMBERS | {"most", "more"}
    ):
        return True
    starts = row[at].low in words.STRICT or row[at].low in words.OBJECTS - {"this", "that", "these", "those", "one"}
    return not (starts or low in words.THINGS)


def _stranded(row: Sequence[Token], found: Found, at: int, *, passive: bool) -> bool:
    """Whether an object is missed: it stands before (`the plan they called for`), or the verb is passive."""
    if passive or found.form == "en" or "separable" in found.pattern.entry.grammar:
        return True
    grammar = found.pattern.entry.grammar
    if not grammar & {"person", "thing"}:
        return True
    first = found.places[0]
    clause = [row[place].low for place in range(max(0, first - 9), first)]
    begun = next((len(clause) - number for number, low in enumerate(reversed(clause)) if low in BREAKS), 0)
    inside = clause[begun:]
    if any(low in words.RELATIVES or low == "to" for low in inside):
        return True
    # `the reform the unions called for`: two noun phrases side by side.
    return low_at(row, at) in BREAKS and sum(low in words.STRICT for low in inside) > 1


def _person(row: Sequence[Token], at: int, head: int) -> bool:
    low = row[head].low
    if row[at].kind == "number" and at == head:
        return False
    if low in words.PEOPLE or low in words.PEOPLE_PRONOUNS or row[head].named:
        return True
    if low in words.THINGS or low in words.TIMES or low in words.MEASURES:
        return False
    return low_at(row, head + 1) == "to" or low.endswith(words.PERSON_ENDINGS) or not low.endswith(words.ABSTRACT)


def _thing(row: Sequence[Token], at: int, head: int) -> bool:
    low = row[head].low
    if at == head and low in words.PEOPLE_PRONOUNS | {"her"}:
        return False
    return low not in words.PLACES and low not in words.LOOKED


__all__ = ["fits", "is_adjective"]
