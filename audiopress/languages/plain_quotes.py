"""The table of attribution that a pack's words make, for a language whose folder has no `quotes.py`."""

from __future__ import annotations

import re
from collections.abc import Iterable

from audiopress.languages.attribution import NEVER, Table
from audiopress.languages.schema import Quotes


def plain_table(words: Quotes) -> Table:
    """A language that attributes as most of Europe does: subject and verb around the marks, in either order."""
    said = _said(words)
    return Table(
        verbs=re.compile(rf"\b(?:{said})\b"),
        weak_verbs=_word(words.weak_verbs),
        participles=_word(words.participles),
        according=_phrase(words.according),
        adverbs=re.compile(rf"(?:^|[\s,])(?:{_any(words.adverbs)})\s*$") if words.adverbs else NEVER,
        incise=re.compile(
            rf"(?<=\w)\s?[—–]\s?(?:{said})\b[^—–«»“”.!?]{{0,60}}[—–][,.]?\s?|,\s(?:{said})\b[^,«»“”.!?]{{2,60}},\s"
        ),
        stops=re.compile(
            rf",|[;:()—–«»\[]|\.(?:\s|$)|\s-\s| (?:{_any(words.stops | words.prepositions) or '(?!)'})\b",
        ),
        pronouns=words.pronouns,
        feminine=words.feminine,
        masculine=words.masculine,
        plural=words.plural,
        titles=words.titles,
        title_endings=tuple(sorted(words.title_endings)),
        relatives=words.relatives,
        articles=words.articles,
        oblique=words.oblique,
        of=words.of,
        prepositions=words.prepositions,
        subordinators=words.subordinators,
        not_names=words.not_names,
        openers=tuple(sorted(words.openers)),
        statements=words.statements,
        capital_nouns=words.capital_nouns,
        verb_second=words.verb_second,
        minimum=words.minimum,
    )


def _said(words: Quotes) -> str:
    """A verb, or an auxiliary and a participle with a word between them at most: `ha poi detto`."""
    ways = [_any(words.verbs)]
    if words.auxiliaries and words.past:
        ways.append(rf"(?:{_any(words.auxiliaries)})(?: \w+)? (?:{_any(words.past)})")
    return "|".join(filter(None, ways)) or "(?!)"


def _word(words: Iterable[str]) -> re.Pattern[str]:
    listed = _any(words)
    return re.compile(rf"\b(?:{listed})\b") if listed else NEVER


def _phrase(phrases: Iterable[str]) -> re.Pattern[str]:
    """Anywhere, or with a capital where a sentence begins so."""
    both = [form for one in phrases for form in (one, one[:1].upper() + one[1:])]
    return _word(both)


def _any(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=lambda one: (-len(one), one))))
