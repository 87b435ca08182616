"""How hard a word is that no glossary has: by how often English books and papers use it.

The estimates are cefrpy's (MIT; words by part of speech, from frequencies, with a level from 1 for A1 to 6 for C2). A word
that it does not have is a name, a slip of the hand or too new to say.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, Final

from audiopress.learn import words
from audiopress.learn.glossary import LEVELS, Entry
from audiopress.learn.matching import Match, worth
from audiopress.learn.tokens import Token, is_adverb, leaning, tokens

if TYPE_CHECKING:
    from collections.abc import Sequence

    from audiopress.learn.matching import Span

LEAST: Final = "B2"
"""An estimate below this is not sure enough to propose a word by."""
_PARTS: Final = {
    "noun": ("NN", "NNS"),
    "verb": ("VB", "VBD", "VBN", "VBG", "VBP", "VBZ"),
    "adjective": ("JJ",),
    "adverb": ("RB",),
}
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


def rare_words(text: str, *, level: str, known: Collection[str] = (), taken: Iterable[Span] = ()) -> list[Match]:
    """Words of an English text at or above a level, each once, without a meaning; names, numbers and what is `known` are left out."""
    row = tokens(text)
    least = max(LEVELS.index(level), LEVELS.index(LEAST)) + 1
    held = list(taken)
    names = {token.low for token in row if token.named}
    found: dict[str, Match] = {}
    for at, token in enumerate(row):
        if token.kind != "word" or len(token.low) < 4 or token.named or token.low in _SMALL or token.low in names:
            continue
        if not re.fullmatch(r"[a-z]+(?:-[a-z]+)*", token.low) or any(
            a < token.end and token.start < b for a, b in held
        ):
            continue
        base, pos = _read(row, at, token)
        if not base or base in found or base in known:
            continue
        estimate = level_of(base, pos)
        if estimate >= least:
            entry = Entry(expression=base, pos=pos, level=LEVELS[min(5, round(estimate) - 1)])
            span = (token.start, token.end)
            # Behind every expression that the glossary has a meaning for.
            found[base] = Match(entry, *span, (span,), worth(entry) / 10)
    return list(found.values())


def _read(row: Sequence[Token], at: int, token: Token) -> tuple[str, str]:
    """The dictionary form of a word, and what it is where it stands; empty where it is in no list."""
    best = ("", "")
    lowest = 99.0
    for base, form in token.forms:
        pos = _pos(row, at, token, form)
        estimate = level_of(base, pos)
        # Of the forms that are words, the commonest: `taped` is from `tape`.
        if 0 < estimate < lowest:
            best, lowest = (base, pos), estimate
    return best


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


@lru_cache(maxsize=65536)
def level_of(word: str, pos: str = "") -> float:
    """1 for A1 to 6 for C2, of a word in a part of speech; 0 of a word that is in no list."""
    analyzer = _analyzer()
    for tag in _PARTS.get(pos, ()):
        found = analyzer.get_word_pos_level_float(word, tag)
        if found is not None:
            return float(found)
    found = analyzer.get_average_word_level_float(word)
    return float(found) if found is not None else 0.0


@cache
def _analyzer() -> Any:
    from cefrpy import CEFRAnalyzer

    return CEFRAnalyzer()
