"""Claims and the words between them, joined to the spoken text and its map."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Final

from audiopress.languages.leftover import meant
from audiopress.languages.rewriting import Claim, Language, Spoken, Switch
from audiopress.languages.scripts import HANGUL_RANGE, is_hangul
from audiopress.model import Span

_TOKEN: Final = re.compile(
    r"""(?P<space>\s+)
      | (?P<dots>\.{2,}|…+)
      | (?P<dash>--+|[—―]|(?<=\s)[-–‒](?=\s)|(?<=[^\W\d])–(?=[^\W\d]))
      | (?P<word>[^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*(?:['’\-‐‑·.](?=[^\W_])[^\W_]+)*)
      | (?P<mark>.)""",
    re.VERBOSE | re.DOTALL,
)

_HANGUL_MARK: Final = re.compile(rf"(?<=[{HANGUL_RANGE}])'|'(?=[{HANGUL_RANGE}])")
"""Beside Hangul an apostrophe is a quotation mark: '기생충'은."""
_TAIL: Final = re.compile(r"['’][^\W\d_]{1,2}(?!\w)")
"""What is written to a claim with an apostrophe, as a possessive is."""

KEPT: Final = frozenset(".,;:!?。、！？；：，।؟،¿¡")
"""Marks that engines read as a pause or a tone."""
_BRACKETS: Final = frozenset("()[]{}（）［］【】《》")
_CLOSING: Final = frozenset(")]}）］】》")
_STRONG: Final = frozenset(".!?。！？")
_GOES_ON: Final = frozenset(",;:")
"""Right after a full stop, which then is an abbreviation's: `Springfield, Mo., is`."""


class _Writer:
    """The spoken text as it grows."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self.parts: list[str] = []
        self.length = 0
        self.last = ""
        self.spans: list[Span] = []
        self.space = False
        """A space stood here in the written text."""
        self.left_out: int | None = None
        """Where written words without a spoken one began, before the first span."""

    def put(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)
        self.last = text[-1]

    def word(self, text: str, start: int, end: int, *, apart: bool = False) -> None:
        """Words that came from written [start, end)."""
        if not text:
            self.nothing(start, end)
            return
        apart = apart and not self.language.joined
        meet = bool(self.last) and (self.space or (apart and (self.last.isalnum() or self.last in ".,!?;:")))
        if meet and self.last != " ":
            self.put(" ")
        begin = self.length
        self.put(text)
        if self.left_out is not None:
            start, self.left_out = self.left_out, None
        self.spans.append(Span(start=begin, end=self.length, written_start=start, written_end=end))
        self.space = False

    def nothing(self, start: int, end: int) -> None:
        """Written characters that are not heard: the word before them carries them, so that none is lost."""
        if self.spans:
            last = self.spans[-1]
            self.spans[-1] = Span(start=last.start, end=last.end, written_start=last.written_start, written_end=end)
        elif self.left_out is None:
            self.left_out = start
        self.space = True

    def mark(self, mark: str, *, over: bool = False) -> None:
        """A mark of punctuation: none at the start, and only the stronger of two. `over`: it wins over a full stop."""
        if mark in "¿¡":
            return
        if not self.last:
            return
        if self.last in KEPT:
            if (mark in _STRONG and self.last not in _STRONG) or (over and self.last == "."):
                self.length -= len(self.parts[-1])
                kept = self.parts.pop()[:-1]
                if kept:
                    self.parts.append(kept)
                    self.length += len(kept)
                self.put(mark)
            return
        if self.last == " ":
            return
        self.put(mark)

    def finish(self, written: int) -> Spoken:
        """The text, and a map in which every written word stands. A pause before nothing is none."""
        if self.last == self.language.pauses and self.parts[-1] == self.last:
            self.parts.pop()
        if self.left_out is not None and not self.spans:
            self.spans.append(Span(start=0, end=0, written_start=self.left_out, written_end=written))
        return Spoken(text="".join(self.parts), spans=tuple(self.spans))


def join(text: str, claims: Sequence[Claim], language: Language) -> Spoken:
    """The spoken form of a text under claims sorted from left to right."""
    writer = _Writer(language)
    phonemes: dict[str, str] = {}
    switches: list[Switch] = []
    done = 0
    for index, claim in enumerate(claims):
        after = claims[index + 1].start if index + 1 < len(claims) else len(text)
        _copy(text, done, claim.start, writer)
        glued = claim.text.partition(" ")[0] in language.glued
        apart = not (language.joined or glued) and _apart(
            text, claim.start, touching=done == claim.start, prefixes=language.prefixes
        )
        done, said = claim.end, claim.text
        if said and said[-1].isalnum() and (tail := _TAIL.match(text, done)) and tail.end() <= after:
            done, said = tail.end(), said + tail[0].replace("’", "'")
        writer.space = writer.space and not glued
        writer.word(said, claim.start, done, apart=apart)
        writer.space = writer.space or claim.text in language.glued
        if claim.text and claim.language:
            last = writer.spans[-1]
            switches.append(Switch(start=last.start, end=last.end, language=claim.language, text=claim.other))
        if claim.phonemes:
            phonemes[claim.text] = claim.phonemes
        if claim.text and not language.joined and _letter(text, done) and _separate(claim.text, text, done):
            writer.space = True
    _copy(text, done, len(text), writer)
    spoken = writer.finish(len(text))
    if phonemes or switches:
        return Spoken(text=spoken.text, spans=spoken.spans, phonemes=phonemes, switches=tuple(switches))
    return spoken


def _apart(text: str, place: int, *, touching: bool, prefixes: str) -> bool:
    """Whether a space goes before a claim that stands without one: not behind a prefix, which keeps its number."""
    return (touching or _letter(text, place - 1)) and not (place and text[place - 1] in prefixes)


def _separate(said: str, text: str, place: int) -> bool:
    """Whether a written letter right after a claim starts a word of its own. Particles of Korean do not."""
    return said[-1].isalnum() and not is_hangul(text[place])


def _letter(text: str, place: int) -> bool:
    return 0 <= place < len(text) and text[place].isalnum()


def _copy(text: str, start: int, end: int, writer: _Writer) -> None:
    """Words that no rule claimed, as they stand; marks as engines need them."""
    if start >= end:
        return
    for found in _TOKEN.finditer(text, start, end):
        kind = found.lastgroup
        place, stop = found.span()
        if kind == "space":
            writer.space = True
        elif kind == "word":
            said = found[0].replace("’", "'") if "’" in found[0] else found[0]
            if "'" in said:
                said = _HANGUL_MARK.sub("", said)
            writer.word(said, place, stop, apart=place == start and _claimed_before(text, place))
        elif kind == "dots":
            _ellipsis(text, stop, writer)
        elif kind == "dash":
            writer.mark(writer.language.pauses)
            writer.space = True
        else:
            _mark(text, place, writer)


def _claimed_before(text: str, place: int) -> bool:
    return place > 0 and not text[place - 1].isspace() and not is_hangul(text[place])


def _ellipsis(text: str, stop: int, writer: _Writer) -> None:
    """A thought that breaks off ends a sentence only where a new one begins."""
    rest = text[stop : stop + 4].lstrip(" \t\n\"'”’»」)")
    ends = stop >= len(text) or not rest or (rest[0].isupper() and text[stop].isspace())
    writer.mark("." if ends else writer.language.pauses)
    writer.space = True


def _mark(text: str, place: int, writer: _Writer) -> None:
    mark = text[place]
    if mark in KEPT:
        writer.mark(mark, over=mark in _GOES_ON and text[place - 1 : place] == ".")
        if writer.language.joined or (_letter(text, place + 1) and not _letter(text, place - 1)):
            return
        if _letter(text, place + 1) and mark not in ".,:":
            writer.space = True
    elif mark in _BRACKETS:
        if mark not in _CLOSING or not is_hangul(text[place + 1 : place + 2]):  # a particle follows
            writer.mark(writer.language.pauses)
        writer.space = True
    elif mark in "-‐‑–‒":
        before, after = _letter(text, place - 1), _letter(text, place + 1)
        if before and after and writer.last.isalnum():
            writer.put("-")
        else:
            writer.space = True
    elif mark in "'’" and _letter(text, place - 1) and _letter(text, place + 1) and writer.last.isalpha():
        writer.put("'")
    elif mark in "/\\|_~":
        writer.space = True
    elif mark.isalnum() or unicodedata.category(mark) in {"Lo", "Mn", "Mc"}:
        writer.word(mark, place, place + 1)
    elif not writer.language.rules and meant(mark):
        # No rule of the language has had a say in it.
        writer.word(mark, place, place + 1)
    elif mark not in "'’‘`´":
        writer.space = True
