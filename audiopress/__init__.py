"""audiopress turns a newspaper's articles into podcast episodes that people subscribe to.

This is its front door for programmers: docs/python.md. The names are imported when they are first used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from audiopress._lazy import lazy

if TYPE_CHECKING:
    from audiopress.corrections import Made
    from audiopress.errors import (
        AudioError,
        AudiopressError,
        ConfigError,
        FetchError,
        LibraryError,
        Problem,
        PublishError,
        ScriptError,
        SourceError,
        SpeechError,
        StandingError,
        UnknownName,
        UsageError,
    )
    from audiopress.frontdoor import Newsroom, read
    from audiopress.model import (
        Article,
        Chapter,
        Dropped,
        Enclosure,
        Episode,
        Quote,
        Segment,
        Settings,
        Show,
        Story,
        Voice,
    )
    from audiopress.newsroom import Row
    from audiopress.publish import Report
    from audiopress.script import spoken
    from audiopress.segment import Outcome, find_quotes

__version__ = "0.1.0"

__all__ = [
    "Article",
    "AudioError",
    "AudiopressError",
    "Chapter",
    "ConfigError",
    "Dropped",
    "Enclosure",
    "Episode",
    "FetchError",
    "LibraryError",
    "Made",
    "Newsroom",
    "Outcome",
    "Problem",
    "PublishError",
    "Quote",
    "Report",
    "Row",
    "ScriptError",
    "Segment",
    "Settings",
    "Show",
    "SourceError",
    "SpeechError",
    "StandingError",
    "Story",
    "UnknownName",
    "UsageError",
    "Voice",
    "__version__",
    "find_quotes",
    "read",
    "spoken",
]

__getattr__, _ = lazy(
    __name__,
    {
        "Article": "model",
        "AudioError": "errors",
        "AudiopressError": "errors",
        "Chapter": "model",
        "ConfigError": "errors",
        "Dropped": "model",
        "Enclosure": "model",
        "Episode": "model",
        "FetchError": "errors",
        "LibraryError": "errors",
        "Made": "corrections",
        "Newsroom": "frontdoor",
        "Outcome": "segment",
        "Problem": "errors",
        "PublishError": "errors",
        "Quote": "model",
        "Report": "publish",
        "Row": "newsroom",
        "ScriptError": "errors",
        "Segment": "model",
        "Settings": "model",
        "Show": "model",
        "SourceError": "errors",
        "SpeechError": "errors",
        "StandingError": "errors",
        "Story": "model",
        "UnknownName": "errors",
        "UsageError": "errors",
        "Voice": "model",
        "find_quotes": "segment",
        "read": "frontdoor",
        "spoken": "script",
    },
)
