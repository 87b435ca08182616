"""A page -> Article: headline, byline, lede, paragraphs, quotes and who said them, and what was dropped and why.

`read_html` and `read_text` read a page that is at hand; `read` opens files, folders, addresses and feeds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from audiopress._lazy import lazy

if TYPE_CHECKING:
    from audiopress.segment.page.dump import read_text
    from audiopress.segment.page.html import read_html
    from audiopress.segment.page.learning import Learned, learn, lesson, save, saved_pages
    from audiopress.segment.page.line_model import load_line_model
    from audiopress.segment.page.profile_files import teach
    from audiopress.segment.page.profiles import Profile, load_profile, load_profiles, profile_in
    from audiopress.segment.page.several import parted
    from audiopress.segment.quotes.finding import find_quotes
    from audiopress.segment.quotes.passages import VoicedPassage, passages
    from audiopress.segment.reading import Outcome, read

__all__ = [
    "Learned",
    "Outcome",
    "Profile",
    "VoicedPassage",
    "find_quotes",
    "learn",
    "lesson",
    "load_line_model",
    "load_profile",
    "load_profiles",
    "parted",
    "passages",
    "profile_in",
    "read",
    "read_html",
    "read_text",
    "save",
    "saved_pages",
    "teach",
]

__getattr__, _ = lazy(
    __name__,
    {
        "Outcome": "reading",
        "Learned": "page.learning",
        "VoicedPassage": "quotes.passages",
        "Profile": "page.profiles",
        "find_quotes": "quotes.finding",
        "learn": "page.learning",
        "lesson": "page.learning",
        "load_line_model": "page.line_model",
        "load_profile": "page.profiles",
        "load_profiles": "page.profiles",
        "parted": "page.several",
        "passages": "quotes.passages",
        "profile_in": "page.profiles",
        "read": "reading",
        "read_html": "page.html",
        "read_text": "page.dump",
        "save": "page.learning",
        "saved_pages": "page.learning",
        "teach": "page.profile_files",
    },
)
