"""What of a story a person should look at before it goes out, the likeliest mistakes first."""

from __future__ import annotations

import re
from typing import Final

from audiopress.model import Article, Show

DOUBT: Final = 0.75
"""A speaker who is less sure than this is shown, though the quote is voiced."""
LONG: Final = 60
"""Words of a sentence that is hard to follow by ear."""
_SENTENCE: Final = re.compile(r"(?<=[.!?…。！？])[\"'”’»)\]]*\s+|\n+")


def flags(article: Article, show: Show) -> tuple[str, ...]:
    """One line for each doubt."""
    found = [f"perhaps no story: it {article.doubt}"] if article.doubt else []
    found += [
        f"perhaps not {quote.speaker}'s: {_short(quote.text)}"
        for quote in article.quotes
        if quote.speaker and quote.voiced and show.cast.threshold <= quote.confidence < DOUBT
    ]
    found += [
        f"a sentence of {len(sentence.split())} words: {_short(sentence)}"
        for sentence in _SENTENCE.split(article.text)
        if len(sentence.split()) > LONG
    ]
    return tuple(found)


def _short(text: str) -> str:
    words = text.split()
    return " ".join(words[:8]) + (" …" if len(words) > 8 else "")
