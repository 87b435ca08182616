"""Where a text has the expressions of a glossary, in whichever form, and in the sense that the glossary means."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from audiopress.learn import words
from audiopress.learn.entries import LEVELS, GlossaryEntry
from audiopress.learn.patterns import Pattern, PatternElement, PatternFound, answers, keys, patterns, usual
from audiopress.learn.senses import doubt, fits
from audiopress.learn.tokens import BREAKS, Token, is_adverb, is_helped, tokens

Span = tuple[int, int]
GAP: Final = 8
"""Words of an object between a verb and its particle."""
OWNER: Final = 5
"""Words of an owner: `the head of state's`."""
_FLAT: Final = frozenset("all hard fast close deep high low home".split())
"""Adverbs without an ending that stand before a preposition: `crack down hard on`."""
_BETWEEN: Final = frozenset({"of", "for", "and", "in", "from", "with", "between", "or", "than"})


@dataclass(frozen=True, slots=True)
class EntryMatch:
    """An entry, and where a text has it."""

    entry: GlossaryEntry
    start: int
    end: int
    spans: tuple[Span, ...]
    """Its words alone, as runs of the text."""
    score: float
    """How much it is worth explaining: harder before easier, more words before one."""


class Index:
    """Entries by the first word of their patterns."""

    def __init__(self, entries: Iterable[GlossaryEntry]) -> None:
        self.entries = tuple(entries)
        self.known: dict[str, list[Pattern]] = {}
        for entry in self.entries:
            for pattern in patterns(entry):
                for key in keys(pattern):
                    self.known.setdefault(key, []).append(pattern)

    def find(self, text: str, *, language: str = "en", sure: bool = True) -> list[EntryMatch]:
        """The matches in a text, in its order, none within another one; `sure`: only where the sentence means this sense.

        Forms and senses are known of English; of another language it is the expressions as they are written.
        """
        if not language.lower().startswith("en"):
            return list(self._literal(text))
        row = tokens(text)
        found = self.found(row, sure=sure)
        return [_match(row, each) for each in found]

    def found(self, row: Sequence[Token], *, sure: bool = True) -> list[PatternFound]:
        """The patterns in a row of tokens, the longer one where two share a word."""
        every = [each for at in range(len(row)) for each in self._at(row, at) if not sure or fits(row, each)]
        every.sort(
            key=lambda each: (-len(each.places), each.places[-1] - each.places[0], each.places[0], doubt(row, each))
        )
        taken: set[int] = set()
        kept: list[PatternFound] = []
        for each in every:
            if taken.isdisjoint(each.places):
                taken.update(each.places)
                kept.append(each)
        return sorted(kept, key=lambda each: each.places[0])

    def _at(self, row: Sequence[Token], at: int) -> Iterator[PatternFound]:
        token = row[at]
        if token.kind != "word":
            return
        tried: set[int] = set()
        for base, _ in token.forms:
            for pattern in self.known.get(usual(base), ()):
                if id(pattern) in tried:
                    continue
                tried.add(id(pattern))
                form = answers(pattern.elements[0], token.low, token.text)
                if not form or (token.named and not _is_name(pattern)):
                    continue
                rest = _rest(row, at + 1, pattern.elements[1:], pattern)
                if rest is not None:
                    yield PatternFound(pattern, (at, *rest), _form(row, at, pattern, form))

    def _literal(self, text: str) -> Iterator[EntryMatch]:
        taken: list[Span] = []
        for entry in sorted(self.entries, key=lambda one: -len(one.expression)):
            edge = r"(?<!\w)" if entry.expression.isascii() else ""
            found = re.search(edge + re.escape(entry.expression), text, re.IGNORECASE)
            if found and not any(found.start() < end and start < found.end() for start, end in taken):
                taken.append(found.span())
                yield EntryMatch(entry, *found.span(), (found.span(),), worth(entry))


def worth(entry: GlossaryEntry) -> float:
    """How much an entry is worth explaining, 1 to 8."""
    level = LEVELS.index(entry.level) + 1 if entry.level else 3
    return level + (1.5 if " " in entry.expression else 0) + (0.5 if entry.pos == "idiom" else 0)


def _match(row: Sequence[Token], found: PatternFound) -> EntryMatch:
    spans: list[Span] = []
    before = -2
    for place in found.places:
        token = row[place]
        if place == before + 1:
            spans[-1] = (spans[-1][0], token.end)
        else:
            spans.append((token.start, token.end))
        before = place
    return EntryMatch(found.pattern.entry, spans[0][0], spans[-1][1], tuple(spans), worth(found.pattern.entry))


def _is_name(pattern: Pattern) -> bool:
    """Whether the expression itself is written with a capital."""
    return any(word[:1].isupper() for word in pattern.elements[0].words)


def _form(row: Sequence[Token], at: int, pattern: Pattern, form: str) -> str:
    """The form of the first word: a participle that is also the past is `en`, and a plural that stands so in a glossary is `s`."""
    own = {each for base, each in row[at].forms if usual(base) in pattern.elements[0].words}
    if pattern.verbal and "en" in own and (form == "ed" or is_helped(row, at)):
        return "en"
    if form == "base" and "plural" in pattern.entry.grammar:
        return "s"
    return form


# ---- the steps of a pattern


def _rest(
    row: Sequence[Token], at: int, elements: Sequence[PatternElement], pattern: Pattern
) -> tuple[int, ...] | None:
    """The places of the elements' words from a token on, or None."""
    if not elements:
        return ()
    element = elements[0]
    if element.kind == "gap":
        for end in range(at + 1, min(at + GAP, len(row)) + 1):
            if row[end - 1].low in BREAKS:
                return None
            if is_object(row, at, end) and not _is_bodily(row, at, end):
                rest = _rest(row, end, elements[1:], pattern)
                if rest is not None:
                    return rest
        return None
    for skipped in range(element.room + 1):
        place = at + skipped
        if skipped and not _may_be_between(row, place - 1, element, pattern):
            return None
        ends = _ends(row, place, element)
        for end, own in ends:
            rest = _rest(row, end, elements[1:], pattern)
            if rest is not None:
                return (*own, *rest)
    return None


def _ends(row: Sequence[Token], place: int, element: PatternElement) -> list[tuple[int, tuple[int, ...]]]:
    """Where an element may end that begins at a token, with the tokens that are its own."""
    if place >= len(row):
        return []
    token = row[place]
    if element.kind == "self":
        return [(place + 1, (place,))] if token.low in words.REFLEXIVES else []
    if element.kind == "owner":
        found: list[tuple[int, tuple[int, ...]]] = [(place + 1, (place,))] if token.low in words.POSSESSIVES else []
        if token.low == "the" and place + 2 < len(row) and row[place + 2].low == "of":
            return [(place + 1, ())]  # `on the minds of voters`
        for end in range(place, min(place + OWNER, len(row))):
            if row[end].low in {"'s", "'"} and end > place:
                return [*found, (end + 1, ())]  # `at their rivals' expense`
            if row[end].low in BREAKS:
                break
        return found
    if token.kind != "word" or (token.named and not any(word[:1].isupper() for word in element.words)):
        return []  # `take the case to the Supreme Court` takes nobody to court
    return [(place + 1, (place,))] if answers(element, token.low, token.text) else []


def _may_be_between(row: Sequence[Token], place: int, element: PatternElement, pattern: Pattern) -> bool:
    """Whether a word may stand before an element, between it and the one before: `play a [key] role`, `rely [heavily] on`."""
    if place >= len(row):
        return False
    token = row[place]
    if token.kind == "number":
        return True
    if token.kind != "word" or token.low in words.AUXILIARIES or token.low in words.SUBJECTS:
        return False
    if any(word in words.PREPOSITIONS or word in words.PARTICLES for word in element.words):
        return is_adverb(token) or token.low in _FLAT
    if token.low in words.PREPOSITIONS or token.low in words.CONJUNCTIONS or token.low in words.RELATIVES - {"what"}:
        return False
    return pattern.verbal or token.low not in words.DETERMINERS


def _is_bodily(row: Sequence[Token], start: int, end: int) -> bool:
    """`let their guard down`, `put his foot down`: an idiom of its own, not the verb with an object."""
    return row[start].low in words.POSSESSIVES and row[end - 1].low in words.BODILY


def is_object(row: Sequence[Token], start: int, end: int) -> bool:
    """Whether tokens may be the object between a verb and its particle: `it`, `a new plan`, `the whole thing`."""
    last = row[end - 1]
    first = row[start].low
    if end - start == 1 and first in words.OBJECTS:
        return True
    if first in words.PREPOSITIONS or first in words.SUBJECTS - {"it", "you"} or first in words.CONJUNCTIONS - {"that"}:
        return False
    for at in range(start, end):
        low = row[at].low
        if (
            low in words.AUXILIARIES - {"'s"}
            or low in words.RELATIVES - {"that", "what"}
            or low in words.SUBJECTS - {"it", "you"}
        ):
            return False
        if low in words.PREPOSITIONS and (low not in _BETWEEN or at == start or at == end - 1):
            return False
        if low in words.CONJUNCTIONS and low not in {"and", "or", "that"}:
            return False
        if (
            at > start
            and any(form == "ed" for _, form in row[at].forms)
            and not any(form == "en" for _, form in row[at].forms)
        ):
            return False
    if last.kind == "mark" and last.low not in {"”", '"', "'", "’"}:
        return False
    return not (
        last.low in words.STRICT - {"this", "that", "these", "those", "each"}
        or last.low in {"and", "or", "of"}
        or is_adverb(last)
    )
