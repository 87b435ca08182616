"""Whether a text is a story at all, or a settings file or a note that lies beside the pages.

Any text has lines that read as sentences. A page says of itself that it is a story, with its markup; a text file does so
with a byline, a date or a dateline, or by being as long as a story is.
"""

from __future__ import annotations

import re
from typing import Final

from audiopress.model import Article

MIN_SENTENCES: Final = 3
"""Sentences that a text without a byline, a date or a dateline needs to be a story."""
MIN_LETTERS_WITHOUT_STOPS: Final = 400
"""Letters from which such a text is a story without a sentence's end: Thai marks none."""
_SETTING: Final = re.compile(r"""\s*(?:export\s+)?["']?[\w.-]{1,60}["']?\s{0,20}=\s{0,20}\S""")
_TABLE: Final = re.compile(r"\s*\[{1,2}[\w.\" -]{1,80}\]{1,2}\s*$")
_REMARK: Final = re.compile(r"\s*(?:[#;]|//)")
_END: Final = re.compile(r"[.!?…।۔؟](?=[\"'”’»)\]]*(?:\s|$))|[。！？]")
_MARK: Final = re.compile(r"\s*(?:[-*+] |#{1,6} |```|\d{1,3}\. )")


def doubt(article: Article, text: str) -> str:
    """Why the text that the article was read from is no story, or nothing."""
    lines = [line for line in text.splitlines() if line.strip()]
    settings = sum(bool(_SETTING.match(line) or _TABLE.match(line)) for line in lines)
    said = sum(not _REMARK.match(line) for line in lines)
    if settings * 2 > said:
        return "is no story but a file of settings (key = value)"
    if article.byline or article.published or article.dateline:
        return ""
    if sum(bool(_MARK.match(line)) for line in lines) * 2 > len(lines):
        return "is no story but notes: more than half of it are headings and lists, and it has no byline and no date"
    if sentences(article.text) < MIN_SENTENCES and len(article.text) < MIN_LETTERS_WITHOUT_STOPS:
        return "does not look like a story: it has no byline, no date, and fewer than three sentences"
    return ""


def sentences(text: str) -> int:
    """How many sentences end in a text, by their marks."""
    return len(_END.findall(text))
