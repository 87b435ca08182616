"""Rare words: what is worth explaining and stands in no glossary. Their level is an estimate, and they have no meaning.

A word that the lists of frequency do not have either is rarer than all they have: it is proposed as well.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, Final

from audiopress.learn import words
from audiopress.learn.entries import LEVELS, GlossaryEntry
from audiopress.learn.frequency import easiest, is_never, is_plural_only, level_of
from audiopress.learn.matching import EntryMatch, worth
from audiopress.learn.tokens import Token, is_adverb, leaning, tokens

if TYPE_CHECKING:
    from collections.abc import Sequence

    from audiopress.learn.matching import Span

LEAST: Final = {"A1": 2.6, "A2": 3.0, "B1": 3.5, "B2": 4.0, "C1": 4.0, "C2": 4.5}
"""The lowest estimate (3 for B1, 4 for B2) at which listeners of a level are offered a word: an estimate goes by
frequency, and the words of the news are frequent in the news alone."""
EASY: Final = 2.5
"""A word that is A1 or A2 as any part of speech is known: `good` is, though `goods` are harder."""
UNLISTED: Final = 6.0
"""The estimate of a word that is in no list."""
LEAST_UNLISTED: Final = 5
"""Letters of one: shorter ones are abbreviations and sounds."""
_COUNTED: Final = words.NUMBERS | words.UNITS | words.MEASURES | {"old", "odd", "long", "high", "wide", "plus"}
"""What makes a compound one that says how much: `two-day`, `year-old`."""
_DOUBLED: Final = frozenset("pp bb gg mm nn rr tt".split())
"""Letters that English doubles before an ending and hardly at the end of a verb: `slapped` is from `slap`."""
_SMALL: Final = (
    words.PREPOSITIONS
    | words.CONJUNCTIONS
    | words.DETERMINERS
    | words.AUXILIARIES
    | words.RELATIVES
    | words.ADVERBS
    | words.TIMES
    | words.NUMBERS
    | words.OBJECTS
)


def rare_words(text: str, *, level: str, known: Collection[str] = (), taken: Iterable[Span] = ()) -> list[EntryMatch]:
    """Words of an English text at or above a level, each once, without a meaning; names, numbers and what is `known` are left out."""
    row = tokens(text)
    least = LEAST[level]
    held = list(taken)
    names = {token.low for token in row if token.named}
    found: dict[str, EntryMatch] = {}
    for at, token in enumerate(row):
        if token.kind != "word" or len(token.low) < 4 or token.named or token.low in _SMALL or token.low in names:
            continue
        if not re.fullmatch(r"[a-z]+(?:-[a-z]+)*", token.low) or any(
            a < token.end and token.start < b for a, b in held
        ):
            continue
        listed = _read(row, at, token)
        base, pos = listed or _unlisted(row, at, token)
        if not base or base in found or base in known or _begins_name(row, at) or (listed and easiest(base) < EASY):
            continue
        estimate = (level_of(base, pos) or level_of(token.low)) if listed else UNLISTED
        if estimate >= least:
            entry = GlossaryEntry(expression=base, pos=pos, level=LEVELS[min(5, round(estimate) - 1)])
            span = (token.start, token.end)
            # Behind every expression that the glossary has a meaning for.
            found[base] = EntryMatch(entry, *span, (span,), worth(entry) / 10)
    return list(found.values())


def _begins_name(row: Sequence[Token], at: int) -> bool:
    """Whether the first word of a sentence is a name: one follows it (`Idris Vaughan`), or it is in the lists as nothing else."""
    if not row[at].text[0].isupper():
        return False
    follows = at + 1 < len(row) and row[at + 1].named
    return follows or all(is_never(row[at].low, pos) for pos in ("common noun", "verb", "adjective", "adverb"))


def _read(row: Sequence[Token], at: int, token: Token) -> tuple[str, str] | None:
    """The dictionary form of a word, and what it is where it stands; None where it is in no list."""
    best, lowest = ("", ""), 99.0
    bases = {base for base, _ in token.forms}
    for base, form in token.forms:
        pos = _pos(row, at, token, form)
        estimate = level_of(base, pos)
        if not estimate or (form == "ing" and pos != "verb") or _is_doubled(base, bases):
            continue
        # Of the forms that are words, the commonest (`taped` is from `tape`); a plural or a past only where it is no other.
        estimate -= 2 * (form in {"s", "ed", "en", "ing"})
        if estimate < lowest:
            best, lowest = (base, pos), estimate
    if best[0] == token.low and is_plural_only(token.low):
        return next((base for base, form in token.forms if form == "s"), token.low), "noun"
    if best == (token.low, "noun") and is_never(best[0], "common noun") and not is_never(best[0], "adjective"):
        return best[0], "adjective"  # `unchanged`, `a bumpy road`
    return best if best[0] else None


def _is_doubled(base: str, bases: Collection[str]) -> bool:
    """Whether the last letter was doubled for the ending: `slapp` and `slappe` where `slap` is another reading."""
    stem = base.removesuffix("e")
    return stem[-2:] in _DOUBLED and stem[:-1] in bases


def _unlisted(row: Sequence[Token], at: int, token: Token) -> tuple[str, str]:
    """A word that is in no list, in the form that it has by rule; empty of a name, and of a compound that counts."""
    if row[at].text[0].isupper():
        return "", ""
    if "-" in token.low:
        parts = token.low.split("-")
        counts = any(part in _COUNTED or len(part) < 2 for part in parts)
        plain = parts[0] in {"north", "south", "east", "west", "anti", "pro", "vice", "non"}
        follows = row[at + 1] if at + 1 < len(row) else None
        alone = follows is None or follows.kind != "word" or follows.low in _SMALL
        alone = alone or any(form == "ed" for _, form in follows.forms) if follows else alone
        return ("", "") if counts or plain else (token.low, "noun" if alone else "adjective")
    if len(token.low) < LEAST_UNLISTED:
        return "", ""
    base = next((base for base, form in token.forms if form == "s"), token.low)
    return base, _pos(row, at, token, "s" if base != token.low else "base")


def _pos(row: Sequence[Token], at: int, token: Token, form: str) -> str:
    if form in {"er", "est"}:
        return "adjective"
    if form in {"base", "s", "ing", "ed", "en"}:
        if form == "base" and is_adverb(token):
            return "adverb"
        if form == "base" and token.low.endswith((*words.ADJECTIVE_ENDINGS, "ant", "ent")):
            return "adjective"
        return "verb" if leaning(row, at, form) > 0 or form in {"ed", "en", "ing"} else "noun"
    return ""
