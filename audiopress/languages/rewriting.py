"""The machinery every language shares: rules claim stretches of the written text and say what is heard instead.

Rules look at the written text alone, the strongest first, and never at each other's output. So every claim knows the
characters it came from, and the map from spoken to written words is exact by construction.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, TypeAlias

from audiopress.model import Span

Choices: TypeAlias = Mapping[str, str | bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Switch:
    """Characters [start, end) of the spoken form that a voice of another language may say, and in which words."""

    start: int
    end: int
    language: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """Words to be read aloud, and where each comes from."""

    text: str
    spans: tuple[Span, ...]
    """In order and without overlaps, on both sides; every written word lies in one."""
    phonemes: Mapping[str, str] = field(default_factory=dict)
    """Spoken words to IPA, from the lexicon."""
    switches: tuple[Switch, ...] = ()


@dataclass(frozen=True, slots=True)
class How:
    """The choices of a show, as the rules ask for them."""

    choices: Choices

    def word(self, name: str, default: str) -> str:
        """A choice in words. `true` means the default, `false` the empty string."""
        value = self.choices.get(name, default)
        if isinstance(value, bool):
            return default if value else ""
        return value

    def flag(self, name: str, default: bool) -> bool:
        """A yes or no."""
        value = self.choices.get(name, default)
        return value if isinstance(value, bool) else value.strip().lower() not in {"", "no", "false", "off"}

    def letters(self, word: str) -> str:
        """A word said letter by letter: `L.G`, which engines spell without a pause, or `LG` where people read it."""
        inner = "".join(character for character in word if character.isalnum())
        return ".".join(inner) if self.dots else inner

    @property
    def dots(self) -> bool:
        """Whether letters are written for engines, with dots between them."""
        return self.word("letters", "dots") == "dots"

    def suffix(self, text: str | None) -> str:
        """The plural and the possessive of letters: `C.E.O.s`, `L.G.'s`."""
        if not text:
            return ""
        text = text.replace("’", "'")
        return f".{text}" if self.dots else text

    def acronym(self, word: str) -> str:
        """An acronym said as a word: `Kotra` for engines, which may spell capitals."""
        return word.capitalize() if self.dots and word.isupper() and len(word) > 3 else word


Say: TypeAlias = Callable[["re.Match[str]", How], str | None]
"""What a match is to be read as; None declines, an empty string leaves it out."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern and what to say. `signs`: one of these characters must occur for the rule to be tried at all."""

    pattern: re.Pattern[str]
    say: Say
    signs: str = ""
    needs: re.Pattern[str] | None = None
    """Rules that share a word (the months) share this search for it, which is made once a text."""


DIGITS = "0123456789"


def rule(pattern: str, say: Say, *, signs: str = "", flags: int = 0, needs: re.Pattern[str] | None = None) -> Rule:
    """A rule from a pattern's text. Patterns bring their own boundaries."""
    return Rule(re.compile(pattern, flags), say, signs, needs)


@dataclass(frozen=True, slots=True)
class Claim:
    """Written characters [start, end) are said as `text`."""

    start: int
    end: int
    text: str
    phonemes: str = ""
    language: str = ""
    other: str = ""
    """The words for a voice of `language`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """What a language module offers: `LANGUAGE`."""

    code: str
    rules: tuple[Rule, ...]
    joined: bool = False
    """Words stand without spaces between them (Japanese), so none is put around a claim."""
    pauses: str = ","
    """The mark for a short pause."""
    glued: frozenset[str] = frozenset()
    """Words that a sign is read as and that are written to the word before them, as particles are."""
    prefixes: str = ""
    """Letters that stand before a number without a space, and are spoken with it (Korean 제)."""
    shouting: Callable[[str], str] | None = None
    """Turns a headline in capitals into one of the same length in small letters."""


WINDOW: Final = 2000
"""Characters that the rules see at once. Many look back or on from where they stand as far as the text goes, and so take time
that grows with its square; an utterance has 400 at most, so that only a whole text given at once is read in parts."""
_STOP: Final = re.compile(r"[^\W\d_]{3}[.!?…][\"'”’»)]*\s+(?=[A-ZÀ-Þ“„«\"¿¡])|[。！？]")


def windows(text: str) -> Iterator[tuple[int, int]]:
    """Offsets of parts of at most WINDOW characters, together the whole text.

    They end at a line's end, else a sentence's, else a word's; a longer word is cut so that no part of it is short: the
    end of a number is no number.
    """
    start = 0
    while len(text) - start > WINDOW:
        end = _end(text, start)
        yield start, end
        start = end
    yield start, len(text)


def _end(text: str, start: int) -> int:
    least, most = start + WINDOW // 2, start + WINDOW
    line = text.rfind("\n", least, most)
    if line >= 0:
        return line + 1
    stops = [found.end() for found in _STOP.finditer(text, least, most)]
    if stops:
        return stops[-1]
    space = max(text.rfind(sign, least, most) for sign in " \t\u00a0\u3000")
    return space + 1 if space >= 0 else start + min(WINDOW, (len(text) - start + 1) // 2)


class Claims:
    """The claims on one text: stretches that no longer belong to later rules, for the first claim on a character wins."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.taken = bytearray(len(text))
        self.found: list[Claim] = []

    def add(self, claim: Claim) -> bool:
        """Take the stretch, unless part of it is held already."""
        if claim.start >= claim.end or self.taken.find(1, claim.start, claim.end) >= 0:
            return False
        self.taken[claim.start : claim.end] = b"\1" * (claim.end - claim.start)
        self.found.append(claim)
        return True

    def run(self, rules: Sequence[Rule], how: How) -> None:
        """Try every rule at every place, in the order of the rules."""
        text = self.text
        signs = set(text)
        digits = not signs.isdisjoint(DIGITS)
        needed: dict[int, bool] = {}
        for each in rules:
            if each.needs is not None:
                key = id(each.needs)
                if key not in needed:
                    needed[key] = each.needs.search(text) is not None
                if not needed[key]:
                    continue
            if each.signs and not (digits if each.signs is DIGITS else not signs.isdisjoint(each.signs)):
                continue
            place = 0
            while found := each.pattern.search(text, place):
                start, end = found.span()
                place = start + 1
                if self.taken.find(1, start, end) >= 0:
                    continue
                said = each.say(found, how)
                if said is not None and self.add(Claim(start, end, said)):
                    place = end

    def within(self, start: int, end: int) -> Claims:
        """The claims on characters [start, end) alone, for rules that are to see no more; `take` them back."""
        part = Claims(self.text[start:end])
        part.taken = self.taken[start:end]
        return part

    def take(self, part: Claims, start: int) -> None:
        """What was claimed of the characters from `start` on, which nobody else has claimed since."""
        for claim in part.found:
            self.add(replace(claim, start=claim.start + start, end=claim.end + start))

    def sorted(self) -> list[Claim]:
        """From left to right."""
        return sorted(self.found, key=lambda claim: claim.start)
