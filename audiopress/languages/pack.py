"""What is known of a language: its folder's `pack.toml`, read when the language is first met.

A folder here is a language; a package that brings one says so with an entry point in `audiopress.languages`. There is no
list. A language without a folder has the neutral pack: nothing is claimed, nothing is dropped, `known` is False, and of a
page's words it has those around authors, dates and paragraphs that `elsewhere.toml` gives.
"""

from __future__ import annotations

import importlib
import importlib.util
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any, Final

from audiopress.doors import LANGUAGES
from audiopress.languages import schema
from audiopress.languages.calendar_words import names_of
from audiopress.languages.checked import checked
from audiopress.languages.elsewhere import page_words
from audiopress.languages.page_schema import PageWords
from audiopress.languages.phrases import Phrasebook
from audiopress.languages.tags import NONE, language_name, primary

FILE: Final = "pack.toml"
EVERYWHERE: Final = "en"
"""The language whose boilerplate stands on pages in any language: networks, agencies and software speak it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """A language. The sections are those of `pack.toml`."""

    language: str
    """The primary tag."""
    module: str = ""
    """Of the folder; empty where there is none."""
    general: schema.General = field(default_factory=schema.General)
    words: schema.WordLists = field(default_factory=schema.WordLists)
    page: PageWords = field(default_factory=PageWords)
    quotes: schema.Quotes = field(default_factory=schema.Quotes)
    reading: schema.ReadingWords = field(default_factory=schema.ReadingWords)
    show: schema.ShowWords = field(default_factory=schema.ShowWords)
    speech: schema.SpeechRate = field(default_factory=schema.SpeechRate)
    examples: schema.Examples = field(default_factory=schema.Examples)

    @property
    def known(self) -> bool:
        """Whether there are rules for the language."""
        return bool(self.module)

    @property
    def name(self) -> str:
        """In English: `Italian`."""
        return self.general.name or language_name(self.language)

    def part(self, name: str) -> ModuleType | None:
        """The folder's module of this name (`reading`, `quotes`, `bylines`), where its grammar needs code."""
        return _module(f"{self.module}.{name}") if self.module else None

    def has(self, name: str) -> bool:
        """Whether the folder has that module; it is not loaded."""
        return bool(self.module) and importlib.util.find_spec(f"{self.module}.{name}") is not None


@cache
def _module(name: str) -> ModuleType | None:
    """A module, or None where there is none: looked for once, for every line of a page asks."""
    return None if importlib.util.find_spec(name) is None else importlib.import_module(name)


def known() -> tuple[str, ...]:
    """The languages that have a folder, sorted."""
    return LANGUAGES.names()


def pack_text(language: str) -> str:
    """What stands in the `pack.toml` of a language that has a folder, for what is needed of all of them at once."""
    folder: Any = LANGUAGES.load(language)
    return (Path(folder.__path__[0]) / FILE).read_text("utf-8")


@cache
def pack(tag: str) -> Pack:
    """The pack of a language tag, neutral where it has no folder. Raises ConfigError for a folder with faults."""
    language = primary(tag)
    if language != tag:
        return pack(language)
    if language == NONE or language not in known():
        return Pack(language=language, page=page_words(language))
    folder: Any = LANGUAGES.load(language)
    return checked(Path(folder.__path__[0]) / FILE, Pack, {"language": language, "module": folder.__name__})


def missing(tag: str) -> str:
    """What is not known of a language and what that means, in a line; empty where there are rules for all of it."""
    found = pack(tag)
    meant = {
        "quotes stay with the narrator": found.quotes.verbs or found.has("quotes"),
        "numbers are the engine's": found.reading.decimal or found.has("reading"),
    }
    told = ", ".join(what for what, there in meant.items() if not there)
    what = "no rules" if not found.known else "not all rules"
    return f"{what} for {found.name}: {told}" if told and found.language != NONE else ""


def sample(tag: str) -> str:
    """A sentence in a language: its folder's, else the days of its week by CLDR, else its tag."""
    days = names_of(tag).weekdays
    week = [next(name for name, other in days.items() if other == number) for number in sorted({*days.values()})]
    return pack(tag).show.sample or ", ".join(week) or tag


@cache
def page_packs(tag: str) -> tuple[Pack, ...]:
    """The languages that a page is judged by: its own, and the one whose boilerplate stands everywhere."""
    return tuple(pack(language) for language in dict.fromkeys((primary(tag), EVERYWHERE)))


@cache
def phrasebook(tag: str) -> Phrasebook:
    """The labels of a page in one book: those of `page_packs`."""
    language = primary(tag)
    if language != tag:
        return phrasebook(language)
    packs = page_packs(language)
    common = frozenset[str]().union(*(found.words.stop | found.words.common for found in packs))
    return Phrasebook([one for found in packs for one in found.page.listed()], common)
