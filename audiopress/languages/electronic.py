"""Addresses of the network, handles and tags, for languages that read them alike but for the names of the signs."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from audiopress.languages.rewriting import How, Rule, rule


@dataclass(frozen=True, slots=True, kw_only=True)
class AddressWords:
    """What a language calls the signs of an address."""

    signs: Mapping[str, str]
    digits: Callable[[str], str]
    handle: str
    tag: str


def address(text: str, words: AddressWords, how: How) -> str:
    """Sign by sign; digits one by one; runs of letters without a vowel letter by letter."""
    said = []
    for part in re.findall(r"[^\W\d_]+|\d+|[^\w\s]|_", text):
        if part in words.signs:
            said.append(words.signs[part])
        elif part.isdecimal():
            said.append(words.digits(part))
        elif part[0].isalpha():
            short = part.isascii() and not re.search("[aeiouy]", part.lower())
            said.append(how.letters(part.upper()) if short and len(part) > 1 else part)
    return " ".join(said)


def network_rules(words: AddressWords) -> tuple[Rule, ...]:
    """The rules, for the front of a language's own."""

    def electronic(name: str, text: str, how: How) -> str:
        word = how.word(name, "read")
        return address(text, words, how) if word == "read" else word

    return (
        rule(
            r"(?<![\w.+-])[\w.+-]*[\w+-]@[\w-]+(?:\.[\w-]+)+", lambda m, how: electronic("email", m[0], how), signs="@"
        ),
        rule(
            r"(?i:\b(?:https?|ftp)://\S*[\w/]|\bwww\.\S*[\w/]|(?<![\w@.#-])(?:[a-z0-9-]+\.)+(?:com|net|org|info|eu|fr|es|jp|kr|de|uk|mx|ar|be|ch|io|tv)\b(?:/[\w./?=&%#~+-]*[\w/])?)",
            lambda m, how: electronic("url", m[0], how),
            signs=".",
        ),
        rule(
            r"(?<![\w@])@(\w+)",
            lambda m, how: (
                f"{words.handle if how.word('handle', 'at') == 'at' else how.word('handle', 'at')} {m[1]}".strip()
            ),
            signs="@",
        ),
        rule(
            r"(?<![\w&#])#([^\W\d_]\w*)",
            lambda m, how: (
                f"{words.tag if how.word('tag', 'hashtag') == 'hashtag' else how.word('tag', 'hashtag')} {m[1]}".strip()
            ),
            signs="#",
        ),
    )
