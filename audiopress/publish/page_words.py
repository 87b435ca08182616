"""The few words that pages and notes say themselves, in the show's language."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import datetime
from functools import cache
from typing import Final

from audiopress.languages.pack import EVERYWHERE, pack

PARTS: Final = frozenset(
    {"noun", "verb", "adjective", "adverb", "preposition", "conjunction", "phrasal verb", "idiom", "phrase"}
)
"""Of speech, as glossaries call them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteWords:
    """One language's words, as `[show.pages]` of its pack has them: all of them, or none."""

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
    # Parts of speech.
    noun: str
    verb: str
    adjective: str
    adverb: str
    preposition: str
    conjunction: str
    phrasal_verb: str
    idiom: str
    phrase: str

    def part(self, name: str) -> str:
        """A part of speech as glossaries call it, in this language: `phrasal verb`; another name as it is."""
        return str(getattr(self, name.replace(" ", "_"))) if name in PARTS else name

    def date(self, when: datetime) -> str:
        """`23 November 2026`, in the language's order."""
        from babel.dates import format_date

        return str(format_date(when, format="long", locale=pack(self.language).general.locale or self.language))


_KEYS: Final = frozenset(field.name for field in fields(SiteWords)) - {"language"}


@cache
def words(language: str) -> SiteWords:
    """The words of a language; for one whose folder lacks any of them those that the web is full of (`EVERYWHERE`)."""
    found = pack(language)
    if set(found.show.pages) != _KEYS:
        found = pack(EVERYWHERE)
    return SiteWords(language=found.language, **found.show.pages)
