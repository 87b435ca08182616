"""What a source holds, before anybody judged which words are the story: one `Document` for each article."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Final, Literal, TypeAlias

from audiopress.errors import AudiopressError

HTML: Final = "html"
"""A page: which of its blocks are the story is to be found out. Fields that are known fill what the page does not say."""
TEXT: Final = "text"
"""A page that was copied or sent as plain text; the same holds."""
STORY: Final = "story"
"""A body that is the story and nothing else, as HTML or as passages. Fields that are known win."""
LINK: Final = "link"
"""Nothing but an address: the page there is to be fetched. Never leaves this room."""
LIST: Final = "list"
"""The address of a list of more documents. Never leaves this room."""
KINDS: Final = (HTML, TEXT, STORY, LINK, LIST)


PassageKind: TypeAlias = Literal["text", "subhead", "item", "question", "answer", "note"]


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentPassage:
    """A paragraph whose kind is known: `text`, `subhead`, `item`, `question`, `answer`, `note`."""

    text: str
    kind: PassageKind = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """Words of a document that are not the story's, and the rule that left them out: `table`, `mail header`."""

    text: str
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One article as it was sent: its words, what its sender says of it, and where it came from."""

    kind: str
    """`html`, `text` or `story`; a reader may also give `link` and `list`."""
    source: str = ""
    """What messages call it and the library knows it by; a reader leaves it empty where it is the file's own name."""
    body: str = ""
    """HTML, or the text of a `text`."""
    url: str = ""
    """Its page on the web, http(s); of a `link` and a `list`, what is to be fetched."""
    encoding: str = ""
    """What the bytes were decoded as, where somebody said so."""
    sender: str = ""
    """Who sent it: the mail's sender, the wire's provider."""

    headline: str = ""
    kicker: str = ""
    byline: tuple[str, ...] = ()
    """Names alone."""
    signed: str = ""
    """A byline as it is printed: `By Ada Lund and Bo Ek, Courier staff`."""
    dateline: str = ""
    published: datetime | None = None
    """Without a zone it is the newsroom's."""
    updated: datetime | None = None
    section: str = ""
    language: str = ""
    site: str = ""
    image: str = ""
    paragraphs: tuple[DocumentPassage, ...] = ()
    """The story, where the reader knows every paragraph and its kind; then there is no body."""
    captions: tuple[str, ...] = ()
    left: tuple[Left, ...] = ()

    doubtful: str = ""
    """The words as they were written, of a file that may be no story at all: notes, settings."""
    teaser: bool = False
    """The sender keeps the rest for subscribers."""
    held: str = ""
    """Why it must not be published: `is a draft`, `was cancelled by its sender`."""
    embargo: datetime | None = None
    """Not to be told before."""
    expires: datetime | None = None
    """Not to be told after."""
    instead: Document | None = None
    """What may stand for it where it gives no article: the feed's own text for a page that cannot be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a source gave next: a document, an error, or a line that says what was passed over."""

    source: str
    document: Document | None = None
    error: AudiopressError | None = None
    """With a document beside it: why there is not more, and what is told where the document gives no article."""
    note: str = ""
    several: bool = field(default=False)
    """It is one of several in `source` without a name of its own: its headline becomes it."""


class Note(str):
    """A line that a reader says of what it left out."""

    __slots__ = ()
