"""The closed vocabularies of a page: what HTML or a mail says that a line is, what it becomes, and why it is left out."""

from __future__ import annotations

from typing import Final, Literal, TypeAlias

Role: TypeAlias = Literal[
    "",
    "author",
    "bold",
    "blockquote",
    "box",
    "caption",
    "cite",
    "comments",
    "footnote",
    "hidden",
    "kicker",
    "li",
    "links",
    "mail header",
    "menu",
    "post",
    "question",
    "quote",
    "signature",
    "subhead",
    "subject",
    "table",
]
"""Of a line before anything is decided; empty where nothing says so."""

Kind: TypeAlias = Literal["text", "item", "note", "subhead", "question", "answer"]
"""Of a paragraph of the article."""
KINDS: Final[dict[str, Kind]] = {
    "text": "text",
    "item": "item",
    "note": "note",
    "subhead": "subhead",
    "question": "question",
    "answer": "answer",
}
"""By their names, for what a sender calls a paragraph."""

Rule: TypeAlias = Literal[
    "",
    "advertisement",
    "another story",
    "author",
    "byline",
    "box",
    "caption",
    "code",
    "comments",
    "contact",
    "control",
    "credits",
    "date",
    "embed",
    "end mark",
    "feed footer",
    "follow and share",
    "footer",
    "footnote",
    "headline",
    "hidden",
    "key points",
    "kicker",
    "link",
    "mail header",
    "menu",
    "newsletter",
    "notice",
    "outside the story",
    "paywall",
    "player",
    "publisher profile",
    "pull quote",
    "read more",
    "repeated",
    "repeated caption",
    "repeated line",
    "signature",
    "subject",
    "table",
    "tags",
    "time",
]
"""Why a line is not in the article: what `audiopress read --why` shows."""

HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
"""Elements."""

RULE_OF_ROLE: Final[dict[Role, Rule]] = {
    "author": "author",
    "box": "box",
    "comments": "comments",
    "table": "table",
    "hidden": "hidden",
    "footnote": "footnote",
}
"""What HTML says a block is, and the rule that drops it."""

RULE_OF_LABEL: Final[dict[str, Rule]] = {
    "pointer": "read more",
    "advertisement": "advertisement",
    "newsletter": "newsletter",
    "boxed": "read more",
    "invitation": "read more",
    "offer": "newsletter",
    "player": "player",
    "follow": "follow and share",
    "footer": "footer",
    "contact": "contact",
    "credits": "credits",
    "tags": "tags",
    "control": "control",
    "embedded": "embed",
    "notice": "notice",
    "end": "end mark",
    "genre": "read more",
}
"""The labels of a language's `pack.toml` that keep a line out, the first that holds before the others."""
