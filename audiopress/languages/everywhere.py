"""Words and signs that are known on a page in any language: those of all folders together.

`2026년 3월` is a date and `…_新华网` ends with a site's name whatever language the page is taken to be. Only these sections
are read of each folder; the rest of a pack is read when its language is met.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import fields
from functools import cache
from typing import Final, TypeVar

from audiopress.languages.pack import known, pack, pack_text
from audiopress.languages.page_schema import Moments, Sites

Section = TypeVar("Section", Moments, Sites)


@cache
def moments() -> Moments:
    """`[page.moments]` of all languages. Raises ConfigError for a folder with faults."""
    return _joined("moments", Moments)


@cache
def sites() -> Sites:
    """`[page.sites]` of all languages. Raises ConfigError for a folder with faults."""
    return _joined("sites", Sites)


def _joined(name: str, kind: type[Section]) -> Section:
    """A section of nothing but words, each key with the words of all languages."""
    found: dict[str, frozenset[str]] = {}
    for tag in known():
        for key, words in _section(tag, name, kind).items():
            found[key] = found.get(key, frozenset()) | words
    return kind(**found)


def _section(tag: str, name: str, kind: type[Section]) -> Mapping[str, frozenset[str]]:
    """The words of a language's `[page.NAME]` by key."""
    text = pack_text(tag)
    if name not in text:
        return {}
    written = re.search(rf"^\[page\.{name}\]$(.*?)(?=^\[|\Z)", text, re.MULTILINE | re.DOTALL)
    keys = {field.name for field in fields(kind)}
    if written is not None and (table := _parsed(written[1])):
        words = {key: frozenset(value.split()) for key, value in table.items() if isinstance(value, str)}
        if words.keys() == table.keys() <= keys:
            return words
    elif re.search(_OTHERWISE.format(name), text, re.MULTILINE) is None:
        return {}
    # Written in another way, or with a fault: the pack reads it, or says where the fault is.
    section = getattr(pack(tag).page, name)
    return {key: getattr(section, key) for key in keys}


_OTHERWISE: Final = r"""^[ \t]*(?:\[[ \t]*["']?page["']?[ \t]*\.[ \t]*["']?{0}\b|["']?page["']?[ \t]*[.=].*\b{0}\b|["']?{0}["']?[ \t]*[.=])"""
"""The other ways to write a section in TOML: `page.moments.year = …`, `page = {{ moments = … }}`, `moments = …` under `[page]`."""


def _parsed(text: str) -> dict[str, object]:
    """The table of a section; empty where the TOML is broken."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return {}
