"""Whether a sentence means an expression in the sense of the glossary: by its grammar, not by what it is about.

A particle is told from a preposition ("turned down the offer", "turned down the street"), an object from a time or a place
("called on voters", "called on Tuesday"), a verb from a noun ("to strike", "the strike"). What grammar cannot tell is left
to the editor's tick.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from audiopress.learn import words
from audiopress.learn.frequency import is_never
from audiopress.learn.nounphrases import head_of
from audiopress.learn.objects import object_fits
from audiopress.learn.tokens import BREAKS, Token, after, before, is_adjective, is_adverb, leaning, low_at

if TYPE_CHECKING:
    from audiopress.learn.patterns import PatternFound

_FOLLOW: Final = words.STRICT | words.PREPOSITIONS | words.DETERMINERS
_STATES: Final = words.DEGREE - frozenset(
    "more most less as how make made makes still even turn turned look looks".split()
)
_TO_NOUN: Final = frozenset(
    "close agree agreed linked access sent send led lead leads leading response return returned threat exposed subject due thanks "
    "addition contribute contributed responded amounted limited committed opposed related devoted key end referred turned speak spoke rise rose risen swept".split()
)
_CLAUSES: Final = frozenset(
    {"as long as", "so long as", "as soon as", "as far as", "so far as", "in case", "even if", "now that"}
)


def fits(row: Sequence[Token], found: PatternFound) -> bool:
    """Whether the tokens mean the entry."""
    entry = found.pattern.entry
    if found.pattern.verbal:
        return _is_verb(row, found) and object_fits(row, found)
    if len(found.places) == 1:
        return _part_fits(row, found)
    if entry.expression in _CLAUSES and entry.pos in {"conjunction", ""}:
        return _clause(row, found.places[-1])
    return entry.pos == "conjunction" or not _compound(row, found)


def doubt(row: Sequence[Token], found: PatternFound) -> float:
    """How much the neighbours speak against an entry, to choose between two of the same words.

    `to ban` and `a ban`; `is due to begin` is "be due to", and `closed due to snow` the preposition.
    """
    if found.pattern.entry.expression.startswith("be "):
        return -1 if before(row, found.places[0], adverbs=True) in words.BE else 1
    if len(found.places) > 1 or found.pattern.entry.pos not in {"noun", "verb"}:
        return 0
    lean = leaning(row, found.places[0], found.form)
    return lean if found.pattern.entry.pos == "noun" else -lean


# ---- part of speech


def _is_verb(row: Sequence[Token], found: PatternFound) -> bool:
    at, form = found.places[0], found.form
    lean = leaning(row, at, form)
    real = found.pattern.entry.pos in {"verb", "phrasal verb"}
    if real and form in {"base", "s"} and before(row, at, adverbs=True) in words.BE - {"'s"}:
        return False
    if len(found.places) > 1:
        # The words behind it speak for the verb; only an article before it speaks against them.
        if row[at].low in words.AUXILIARIES:
            return True
        if found.pattern.entry.expression.startswith("be ") and before(row, at, adverbs=True) in words.BE:
            return True  # `is accused of`, `is wary of`: what stands behind `be` may be an adjective
        return lean > -3 or form in {"ed", "en"}
    if form in {"ed", "en"}:
        return lean > -2.5
    if form == "ing" and row[at].low in words.NAMED_ACTS and before(row, at, adverbs=True) not in words.BE:
        follows = low_at(row, after(row, at))
        return follows in words.STRICT or follows in words.OBJECTS
    # What is no noun in any list may stand where a noun could: `watched the rescue unfold`.
    least = -0.4 if form == "s" else -0.9  # `zoning rules and …` are rules
    return lean > least or (lean > -3 and is_never(row[at].low, "noun"))


def _part_fits(row: Sequence[Token], found: PatternFound) -> bool:
    at, pos, token = found.places[0], found.pattern.entry.pos, row[found.places[0]]
    if pos == "noun":
        return _noun(row, at, found)
    if pos == "adjective":
        return _adjective(row, at)
    if pos == "conjunction":
        # `provided` and `given` are verbs as well.
        return all(form == "base" for _, form in token.forms) or token.low.endswith("s") or _clause(row, at)
    if pos == "preposition":
        if token.low.endswith("ing") and before(row, at, adverbs=True) in words.BE:
            return False  # `the stream they were following`
        follows = after(row, at)
        return low_at(row, follows) not in BREAKS and low_at(row, follows) not in words.AUXILIARIES
    if pos == "adverb":
        return not (before(row, at) in words.STRICT and token.low not in words.ADVERBS and not token.low.endswith("ly"))
    return True


def _noun(row: Sequence[Token], at: int, found: PatternFound) -> bool:
    lean = leaning(row, at, found.form)
    following = low_at(row, after(row, at))
    if _gerund(row, at, found, following):
        return False
    if lean >= 1.2:
        # `agreed to arbitration`: what no list has as a verb is none behind `to`.
        closed = following not in words.STRICT and following not in words.OBJECTS
        return closed and (is_never(row[at].low, "verb") or _governed(row, at))
    if row[at].low in words.BOTH:
        # `the official figures` are no officials.
        follows = after(row, at)
        if following not in _FOLLOW and following not in words.AUXILIARIES and not _closes(row, follows):
            return following in {"'s", "'", ",", "and", "or"} or is_adverb(row[follows])
    if (
        found.form != "base"
        or "countless" in found.pattern.entry.grammar
        or following not in BREAKS | {"and", "to", "that"}
    ):
        return True
    # `very firm`, `was fine`: of a noun that is counted, an article would stand before it.
    last, further = before(row, at), before(row, at, adverbs=True)
    bare = last in _STATES or (further in words.BE and further != "'s")
    return not bare or is_never(row[at].low, "adjective")


def _gerund(row: Sequence[Token], at: int, found: PatternFound, following: str) -> bool:
    """`and finding ways to do so` is no finding: nothing before it makes a noun of it, and an object follows."""
    if found.form != "base" or len(found.places) > 1 or not row[at].low.endswith("ing"):
        return False
    if before(row, at) not in words.PREPOSITIONS | words.CONJUNCTIONS | {""}:
        return False
    if "countless" in found.pattern.entry.grammar:  # `housing prices` is of housing, `shipping the goods` is of a verb
        return following in words.STRICT or following in words.OBJECTS
    return following not in BREAKS | words.PREPOSITIONS | words.CONJUNCTIONS | words.AUXILIARIES


def _governed(row: Sequence[Token], at: int) -> bool:
    """Whether the word before `to` is one that a noun follows: `close to default`, `sent to jail`."""
    return at > 1 and row[at - 1].low == "to" and row[at - 2].low in _TO_NOUN


def _adjective(row: Sequence[Token], at: int) -> bool:
    token = row[at]
    follows = after(row, at)
    following = low_at(row, follows)
    last, further = before(row, at), before(row, at, adverbs=True)
    if last in words.DEGREE or further in words.BE or further in words.DEGREE:
        return following not in words.STRICT
    left = row[at - 1] if at else None
    noun = last in words.DETERMINERS | {"her", "'s", "'"} or (
        left is not None and left.kind == "word" and is_adjective(left)
    )
    if last in {"and", "or"} and at > 1 and is_adjective(row[at - 2]) and _closes(row, follows):
        return True  # `is small and agile`
    if noun and _closes(row, follows):
        return is_never(token.low, "noun")
    if (
        token.low.endswith((*words.ADJECTIVE_ENDINGS, "ed", "ing", "y", "ate", "ant", "ent", "some"))
        and len(token.low) > 4
    ):
        return True
    if is_never(token.low, "noun"):
        return True  # `made phone booths obsolete`
    if follows >= len(row) or following in words.AUXILIARIES or following in {"'s", "'", "of"}:
        return False
    if following in {",", "and", "or", "but"}:
        return last in words.DETERMINERS
    return row[follows].kind == "word" and following not in words.PREPOSITIONS and following not in words.CONJUNCTIONS


def _closes(row: Sequence[Token], at: int) -> bool:
    """Whether a noun phrase is over before a token: no noun is to come for an adjective to belong to."""
    low = low_at(row, at)
    if low in BREAKS - {","} or low in words.AUXILIARIES or low in {"'s", "'"} or low in words.PREPOSITIONS:
        return True
    past = at < len(row) and any(form == "ed" and base != low for base, form in row[at].forms)
    return past and (
        at + 1 >= len(row) or row[at + 1].kind != "word" or low_at(row, at + 1) in _FOLLOW or is_adverb(row[at + 1])
    )


def _clause(row: Sequence[Token], last: int) -> bool:
    """Whether a clause follows: not a number, not a time (`as long as six hours`, `as far as the coast`)."""
    at = after(row, last)
    if at >= len(row) or row[at].kind == "number" or row[at].low in words.NUMBERS:
        return False
    if row[at].low in words.SUBJECTS | {"there", "this", "that", "possible", "needed", "necessary"} or row[
        at
    ].low.endswith("ing"):
        return True
    head = head_of(row, at)
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


def _compound(row: Sequence[Token], found: PatternFound) -> bool:
    """A phrase whose last noun goes on: `on board members`, `in the dark room`."""
    last = found.places[-1]
    low = row[last].low
    if low in words.PREPOSITIONS or low in words.PARTICLES or found.places[0] == last or is_adverb(row[last]):
        return False
    at = last + 1
    if at >= len(row) or row[at].kind != "word" or row[at].low in {"'s", "'"}:
        return at < len(row) and row[at].low in {"'s", "'"} and row[found.places[0]].low in words.PREPOSITIONS
    if row[found.places[0]].low not in words.PREPOSITIONS - {"for"}:
        return False
    low = row[at].low
    if low in words.PEOPLE | words.THINGS or low.endswith(("tion", "ment", "ness")):
        return True
    if is_never(low, "verb") and not is_never(low, "noun") and is_never(low, "adverb") and is_never(low, "adjective"):
        return low not in words.PREPOSITIONS and low not in words.CONJUNCTIONS and low not in words.RELATIVES
    if low in words.AUXILIARIES or not low.endswith("s") or low.endswith("ss"):
        return False
    return _closes(row, at + 1) and low_at(row, at + 1) not in words.PREPOSITIONS
