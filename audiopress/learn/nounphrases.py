"""The noun phrase that follows a verb: where its last noun is, and whether it is a time that needs no preposition."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from audiopress.learn import words
from audiopress.learn.tokens import BREAKS, Token, is_adverb, low_at

_INSIDE: Final = frozenset('“"‘’”%-')
_LATER: Final = frozenset("yesterday today tomorrow tonight last next earlier later".split())
_POINTING: Final = frozenset({"her", "this", "that", "these", "those", "one"})
_BETWEEN: Final = frozenset("straight long far first last further well".split())
_TIMED: Final = frozenset("last next this every each earlier later the one a two".split())


def head_of(row: Sequence[Token], at: int) -> int | None:
    """The last noun of the noun phrase that begins at a token; None where none does."""
    if _begins_otherwise(row, at):
        return None
    head: int | None = None
    for place in range(at, len(row)):
        token = row[place]
        low = token.low
        if token.kind == "mark" and low not in _INSIDE:
            break
        if low in {"'s", "'"}:
            continue
        if place == at and low in words.OBJECTS - _POINTING:
            return place
        if token.kind == "word" and _ends(row, place, begun=head is not None):
            break
        if (
            low in words.STRICT
            or low in words.DETERMINERS
            or low == "her"
            or (is_adverb(token) and low not in words.TIMES)
        ):
            # `this`, `half` and `all` alone are the whole phrase.
            if head is None and low not in words.STRICT - _POINTING and not is_adverb(token) and _alone(row, place):
                head = place
        else:
            head = place
    return head


def _begins_otherwise(row: Sequence[Token], at: int) -> bool:
    """`walked out chanting`, `rose faster than`: no noun, though it may look like one."""
    if at >= len(row):
        return True
    forms = {form for _, form in row[at].forms}
    return ("ing" in forms and row[at].low.endswith("ing")) or ("er" in forms and low_at(row, at + 1) == "than")


def _alone(row: Sequence[Token], place: int) -> bool:
    return low_at(row, place + 1) in BREAKS | words.PREPOSITIONS | words.AUXILIARIES | words.CONJUNCTIONS


def _ends(row: Sequence[Token], place: int, *, begun: bool) -> bool:
    low = row[place].low
    if low in words.DETERMINERS or low == "her":
        return begun and low in words.STRICT
    if low in words.SUBJECTS or low in words.AUXILIARIES or low in words.RELATIVES:
        return True
    if low == "so" and not begun and low_at(row, place + 1) in words.DETERMINERS:
        return False  # `with so many people`
    if low in words.PREPOSITIONS or low in words.CONJUNCTIONS:
        return True
    if not begun:
        return False
    # `called on voters Tuesday`, `called on voters last week`: the time is no part of the object.
    if low in words.DAYS or low in words.NUMBERS or low in _LATER:
        return True
    if low in _BETWEEN and place + 1 < len(row) and row[place + 1].low in words.TIMES:
        return False  # `a fifth straight month`
    return any(form == "ed" for _, form in row[place].forms) or is_adverb(row[place])


def is_adverbial(row: Sequence[Token], at: int, head: int) -> bool:
    """A time that needs no preposition: `Tuesday`, `last week`, `this year`."""
    low = row[head].low
    if low in words.DAYS | {"yesterday", "today", "tomorrow", "tonight"}:
        return True
    return low in words.TIMES and row[at].low in _TIMED
