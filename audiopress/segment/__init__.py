"""A page -> Article: headline, byline, lede, paragraphs, quotes and who said them, and what was dropped and why.

`read_html` and `read_text` read a page that is at hand; `read` opens files, folders, addresses and feeds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from audiopress._lazy import lazy

if TYPE_CHECKING:
    from audiopress.segment.dump import read_text
    from audiopress.segment.fields import guess_language
    from audiopress.segment.html import read_html
    from audiopress.segment.learning import Learned, learn, lesson, save, saved_pages
    from audiopress.segment.linemodel import load_line_model
    from audiopress.segment.profiles import Profile, load_profile, load_profiles
    from audiopress.segment.quotes import find_quotes, rescore
    from audiopress.segment.several import parted
    from audiopress.segment.sources import Outcome, read
    from audiopress.segment.voicing import Passage, passages

__all__ = [
    "Learned",
    "Outcome",
    "Passage",
    "Profile",
    "find_quotes",
    "guess_language",
    "learn",
    "lesson",
    "load_line_model",
    "load_profile",
    "load_profiles",
    "parted",
    "passages",
    "read",
    "read_html",
    "read_text",
    "rescore",
    "save",
    "saved_pages",
]

__getattr__, _ = lazy(
    __name__,
    {
        "Outcome": "sources",
        "Learned": "learning",
        "Passage": "voicing",
        "Profile": "profiles",
        "find_quotes": "quotes",
        "guess_language": "fields",
        "learn": "learning",
        "lesson": "learning",
        "load_line_model": "linemodel",
        "load_profile": "profiles",
        "load_profiles": "profiles",
        "parted": "several",
        "passages": "voicing",
        "read": "sources",
        "read_html": "html",
        "read_text": "dump",
        "rescore": "quotes",
        "save": "learning",
        "saved_pages": "learning",
    },
)
