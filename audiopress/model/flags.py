"""Where a person should look before an episode goes out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

FLAGS: Final[Mapping[str, str]] = {
    "story": "perhaps no story: it {words}",
    "attribution": "perhaps not {words}'s: {said}",
    "again": "like a story told lately: {said}",
    "dropped": "dropped, and reads like prose ({said}): {words}",
    "name": "a name no lexicon knows: {words}",
    "number": "a number, read so: {words}, {said}",
    "long": "a sentence of {said} words: {words}",
}
"""Each kind, the likeliest mistake first, and what is said of it."""
SHOWN: Final = 12
"""Words of a text that are told on a line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    """One place to look at."""

    kind: str
    """A key of FLAGS."""
    story: int | None = None
    """Index into the episode's stories; None: the show's own words, or an editor's."""
    line: int = 0
    """Of the script; 0: of none."""
    words: str = ""
    """What it is about; `again`: the story's headline."""
    said: str = ""
    """A number: how it is read; a name: where it stands; a dropped line: its rule; a quote: its words; `again`: the other
    episode's title; a sentence: how many words it has."""
    link: str = ""
    """`again`: the other episode, as SHOW/ID; a dropped line: the article's source."""

    def __str__(self) -> str:
        return FLAGS[self.kind].format(words=_short(self.words), said=_short(self.said))


def _short(text: str) -> str:
    words = text.split()
    return " ".join(words[:SHOWN]) + (" …" if len(words) > SHOWN else "")
