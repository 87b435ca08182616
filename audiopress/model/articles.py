"""A page, segmented: `Article` with its quotes and what was dropped."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A run of directly quoted words in `Article.text`; its own `text` is what stands between the marks."""

    start: int
    """Offset of the opening mark in the text."""
    end: int
    """Offset after the closing mark."""
    text: str
    voiced: bool
    """Stands free and is attributed above the threshold: the second voice reads it."""
    speaker: str | None
    """The fullest form of the speaker's name that the article gives, or None."""
    mention: tuple[int, int] | None
    """Offsets of the words that name the speaker beside this quote, or None."""
    confidence: float
    """0 to 1: how sure the attribution is."""


@dataclass(frozen=True, slots=True)
class LineLabel:
    """What a rule says that a line is, and how much that weighs: of several labels the heaviest wins."""

    name: str
    """A rule's (`menu`, `newsletter`) or a paragraph's kind (`text`, `note`)."""
    weight: int
    """1 to 100."""
    why: str
    """In plain words."""

    def __str__(self) -> str:
        """As it is shown: `newsletter (50)`."""
        return f"{self.name} ({self.weight})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Dropped:
    """A line of the source that is not part of the article, and why."""

    line: str
    rule: str
    """The rule's name, in a few words: `menu`, `repeated caption`, `footer`."""
    number: int | None = None
    """1-based line of the source, where it has lines."""
    score: float | None = None
    labels: tuple[LineLabel, ...] = ()
    """All that the line was given, the heaviest first; empty where the line was dropped before any rule was asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One story, segmented."""

    source: str
    headline: str
    kicker: str = ""
    byline: tuple[str, ...] = ()
    dateline: str = ""
    published: datetime | None = None
    updated: datetime | None = None
    embargo: datetime | None = None
    """Not to be told before, where the source says so."""
    expires: datetime | None = None
    """Not to be told after, where the source says so."""
    update: bool = False
    """Told before by this show, and changed since."""
    doubt: str = ""
    """Why it may be no story at all, where it was to be read anyway: what is made of it stays a draft."""
    section: str = ""
    language: str = "en"
    site: str = ""
    """The publisher's name, where the page says it."""
    image: str = ""
    """URL of the lead picture, where the page says it."""
    link: str = ""
    """The article's own http(s) address, where it says one; empty where the source is it."""
    captions: tuple[str, ...] = ()
    paragraphs: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    """The kind of each paragraph: `text`, `subhead`, `item`, `question`, `answer`, `note` (a correction or an
    editor's note); an empty tuple means all are `text`."""
    labels: tuple[tuple[LineLabel, ...], ...] = ()
    """Those of each paragraph, the heaviest first; empty where none was given."""
    quotes: tuple[Quote, ...] = ()
    """Sorted by start; offsets are into `text`."""
    dropped: tuple[Dropped, ...] = ()

    @property
    def text(self) -> str:
        """The paragraphs joined by a newline: what quote offsets count in."""
        return "\n".join(self.paragraphs)

    @property
    def lede(self) -> str:
        """The first paragraph of the story that is running text, or an empty string."""
        for index, paragraph in enumerate(self.paragraphs):
            if self.kind(index) in {"text", "question", "answer"}:
                return paragraph
        return self.paragraphs[0] if self.paragraphs else ""

    def kind(self, index: int) -> str:
        """The kind of paragraph `index`."""
        return self.kinds[index] if index < len(self.kinds) else "text"
