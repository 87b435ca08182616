"""How people are named where particles and not the order of words tell who does something: Korean, Japanese, Chinese.

A folder's `quotes.py` gives its own to the table; the base says of every phrase that it is a name as it stands.
"""

from __future__ import annotations


class Naming:
    """What is a name among the words before a particle or a verb, and what a longer form of it looks like."""

    def plain(self, phrase: str) -> str:
        """The name without titles and what else stands beside it; the whole phrase where it names nobody."""
        return phrase

    def is_full(self, word: str) -> bool:
        """Whether a word is a family name and a given name, surely."""
        del word
        return False

    def can_speak(self, phrase: str) -> bool:
        """Whether the words are a person's or a body's, and no thing's."""
        del phrase
        return True

    def namesakes(self, text: str, name: str) -> int:
        """Of how many people a text tells by a name that hides who they are (`김모씨`); 0 for any other name."""
        del text, name
        return 0

    def longer(self, name: str) -> str:
        """A pattern for a longer form of the name in its first group that matches; empty where the name is whole."""
        del name
        return ""

    def is_longer(self, full: str, name: str) -> bool:
        """Whether what `longer` found is a name, and not the name with its office beside it."""
        del full, name
        return True


def rest_of(full: str, name: str) -> str:
    """What a longer name has and the shorter one has not."""
    return (full.removeprefix(name) if full.startswith(name) else full.removesuffix(name)).strip()


PLAIN = Naming()
"""Of a language whose names are found by their capitals."""
