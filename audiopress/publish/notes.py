"""What stands under an episode: a description within 4,000 bytes, and the full notes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from audiopress.model import Chapter, Episode, Story
from audiopress.publish.chapters import to_lines
from audiopress.publish.clean import clean, clip, escape, line, sanitise, web
from audiopress.publish.page_words import SiteWords, words
from audiopress.publish.taught_notes import whole, within

LIMIT: Final = 4000
"""Bytes of a description (Apple, PSP-1)."""
FOREIGN: Final = "foreign"
"""Of the record of an episode that was made elsewhere, by whatever voices, and taken in as it was."""
NOTES: Final = "notes"
"""What its feed said below it, HTML."""


def foreign(episode: Episode) -> bool:
    """Whether an episode was taken in from another feed: nothing is said of how it was made, because nobody knows."""
    return bool(episode.record.get(FOREIGN))


def description(episode: Episode, marks: Sequence[Chapter], *, disclosure: str) -> str:
    """HTML of at most 4,000 bytes: the summary, the chapters one a line, the sentence about the voices.

    A learner's episode has its passages and expressions instead.

    Where room is short the summary gives way first, then the last chapters; the sentence about the voices always stays.
    """
    told = _paragraph(clip(line(disclosure), 600))
    if foreign(episode):
        kept = sanitise(str(episode.record.get(NOTES, "")))
        if kept and len(kept.encode()) <= LIMIT:
            return kept
        told = ""
    room = LIMIT - len(told.encode())
    if lines := within(episode.taught, words(episode.language), room=room):
        return "\n".join([*lines, told])
    lines = [_paragraph(clip(one, 200)) for one in to_lines(marks)]
    while lines and sum(len(one.encode()) + 1 for one in lines) > room - 500:
        lines.pop()
    room -= sum(len(one.encode()) + 1 for one in lines)
    return "\n".join(filter(None, [*_fitting(episode.summary or episode.title, room - 1), *lines, told]))


def _fitting(text: str, room: int) -> list[str]:
    """As many paragraphs of `text` as go into `room` bytes; the last one is cut."""
    kept: list[str] = []
    for paragraph in _paragraphs(text):
        whole = _paragraph(paragraph)
        if len(whole.encode()) + 1 > room:
            # Escaping makes text longer, so it is cut by what it became.
            limit = room - 1
            while limit > 40 and len(_paragraph(clip(paragraph, limit)).encode()) + 1 > room:
                limit -= 40
            if limit > 40:
                kept.append(_paragraph(clip(paragraph, limit)))
            break
        kept.append(whole)
        room -= len(whole.encode()) + 1
    return kept


def full(episode: Episode, marks: Sequence[Chapter], *, disclosure: str, page: str, captions: bool = True) -> str:
    """The notes that apps show: summary, stories with their authors and addresses, chapters, the voices, the page.

    What they say themselves is in the episode's language: a show may have episodes in several.
    """
    if foreign(episode) and (kept := sanitise(str(episode.record.get(NOTES, "")))):
        return kept
    told = words(episode.language)
    taught = whole(episode.taught, told)
    parts = taught or [_paragraph(one) for one in _paragraphs(episode.summary or episode.title)]
    parts += [_paragraph(one) for one in _paragraphs(str(episode.record.get("note", "")))]
    if episode.stories and not taught:
        parts.append("<ul>" + "".join(f"<li>{_story(one, told)}</li>" for one in episode.stories) + "</ul>")
    parts += [_paragraph(one) for one in to_lines(marks)]
    if captions:
        parts.append(f'<p><a href="{escape(page)}">{escape(told.read_along)}</a></p>')
    parts += [_paragraph(disclosure)] if disclosure else []
    return sanitise("\n".join(parts))


def _story(story: Story, told: SiteWords) -> str:
    name = escape(line(story.headline))
    url = web(story.url)
    linked = f'<a href="{escape(url)}">{name}</a>' if url else name
    by = ", ".join(line(author) for author in story.authors if line(author))
    parts = [told.by.format(name=escape(by)) if by else "", escape(line(story.site))]
    rest = ", ".join(one for one in parts if one)
    return f"{linked} – {rest}" if rest else linked


def _paragraphs(text: str) -> list[str]:
    return [line(one) for one in clean(text).split("\n") if line(one)]


def _paragraph(text: str) -> str:
    return f"<p>{escape(text)}</p>"
