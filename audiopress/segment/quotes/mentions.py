"""Names in a text as runs of capitalised words: where each stands, and which words are given names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from audiopress.languages.names import any_given, name_lists
from audiopress.languages.plain_quotes import any_of

WORD: Final = (
    rf"(?:(?:{any_of(name_lists().titles)}|[A-Z])\.(?= )"
    r"|\u00ad?(?:(?:al|el|O|D|d|Mc|Mac)[-'’])?[A-ZÀ-ÖØ-ÞŠŽŁŚ](?:\w|['’](?!s\b)(?=\w)|-(?=\w)|\.(?=[a-z\d])|(?<![a-zß-ÿ]{2})\.(?=\w)|\u00ad)*)"
)
PARTICLES: Final = name_lists().particles
PARTICLE: Final = f"(?:{any_of(PARTICLES)})".replace("'", "['’]")
NAME: Final = re.compile(rf"{WORD}(?: (?:{PARTICLE} ){{0,2}}{WORD}){{0,40}}")
"""Capitalised words in a row, with particles between them; a longer row is read in pieces, since all of it is looked at again
for each of its words."""

_CAPITAL = re.compile(r"[A-ZÀ-ÖØ-ÞŠŽŁŚ\u00ad]")
_ARTICLES: Final = ("al", "el", "d")
"""Small letters that a name can begin with, tied to the capital: `al-Said`, `d’Aubert`."""


class Mention(NamedTuple):
    """A name in the text: the words at [start, end), titles included; `name` without them."""

    start: int
    end: int
    name: str
    title: str


def names_in(text: str) -> Iterator[re.Match[str]]:
    """What NAME finds, asked for only where a name can begin: most letters of a text are small."""
    position = 0
    while capital := _CAPITAL.search(text, position):
        start = capital.start()
        name = None
        if start > position + 1 and text[start - 1] in "-'’":
            article = next((one for one in _ARTICLES if text.endswith(one, position, start - 1)), None)
            name = NAME.match(text, start - 1 - len(article)) if article else None
        name = name or NAME.match(text, start)
        position = name.end() if name else start + 1
        if name:
            yield name


def is_given(word: str) -> bool:
    """`Frank`, `Frank-Jürgen`."""
    known = any_given()
    return word in known or ("-" in word and all(part in known for part in word.split("-")))


def at_sentence_start(text: str, start: int) -> bool:
    """Whether a sentence begins at `start`, marks aside."""
    lead = text[max(0, start - 4) : start].rstrip(" \u00a0\"“‘'(«„»")
    return not lead or lead[-1] in ".!?\n:—…”"
