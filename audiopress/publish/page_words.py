"""The few words that pages and notes say themselves, in the show's language."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """One language's words; `words.toml` holds them."""

    language: str
    by: str
    """`by {name}`."""
    narrator: str
    listen: str
    read_along: str
    transcript: str
    chapters: str
    subscribe: str
    subscribe_hint: str
    other_app: str
    feed_address: str
    episodes: str
    older: str
    newer: str
    all_episodes: str
    all_shows: str
    stories: str
    download: str
    original: str
    minutes: str
    """`{count} min`."""
    corrected: str
    """`Corrected {date}`."""
    withdrawn: str
    withdrawn_text: str
    synthetic: str
    skip: str
    follow: str
    no_audio: str
    not_found: str
    not_found_text: str
    daily: str
    weekdays: str
    weekly: str
    latest: str
    about: str
    play_from: str
    """`Play from {time}`."""
    # Of a learner's edition.
    hosts: str
    summary: str
    passages: str
    slowly: str
    naturally: str
    play_sentence: str
    again: str
    sheet: str
    expressions: str
    anki: str
    quiz: str
    answers: str
    show_answer: str
    parts: Mapping[str, str]
    """Parts of speech, as glossaries call them, to what they are called."""

    def date(self, when: datetime) -> str:
        """`23 November 2026`, in the language's order."""
        from babel.dates import format_date

        return str(format_date(when, format="long", locale=_locale(self.language)))


def words(language: str) -> Words:
    """The words of a language, else the English ones."""
    table = _table()
    primary = language.lower().partition("-")[0]
    return Words(language=primary if primary in table else "en", **table.get(primary, table["en"]))


@cache
def _table() -> dict[str, dict[str, Any]]:
    text = Path(__file__).with_name("words.toml").read_text(encoding="utf-8")
    loaded: dict[str, dict[str, Any]] = tomllib.loads(text)
    return loaded


def _locale(language: str) -> str:
    return "en_GB" if language == "en" else language
