"""The nouns of audiopress, as frozen values. Imports nothing but the standard library.

Texts are `str`, offsets count characters of the text they stand beside, audio is counted in whole frames (samples per
channel) and only shown in seconds. Date-times are aware. Every value pickles, so that it can go to a worker.
"""

from __future__ import annotations

from audiopress.model.articles import Article, Dropped, LineLabel, Quote
from audiopress.model.episodes import Episode, Story
from audiopress.model.flags import FLAGS, Flag
from audiopress.model.lessons import Explained, Taught, TaughtPassage
from audiopress.model.scripts import PLAINLY, Cue, Delivery, Place, Script, Span, Utterance
from audiopress.model.settings import (
    Alert,
    Alerts,
    Audio,
    Cast,
    Desk,
    Edition,
    Pauses,
    Schedule,
    Section,
    Settings,
    Show,
    Source,
    Voice,
)
from audiopress.model.sound import Chapter, Enclosure, Programme, Segment, Tags, Take, Word, WordTime
from audiopress.model.states import NEXT, OF_EPISODES, WAITING, Change, State, may

__all__ = [
    "FLAGS",
    "NEXT",
    "OF_EPISODES",
    "PLAINLY",
    "WAITING",
    "Alert",
    "Alerts",
    "Article",
    "Audio",
    "Cast",
    "Change",
    "Chapter",
    "Cue",
    "Delivery",
    "Desk",
    "Dropped",
    "Edition",
    "Enclosure",
    "Episode",
    "Explained",
    "Flag",
    "LineLabel",
    "Pauses",
    "Place",
    "Programme",
    "Quote",
    "Schedule",
    "Script",
    "Section",
    "Segment",
    "Settings",
    "Show",
    "Source",
    "Span",
    "State",
    "Story",
    "Tags",
    "Take",
    "Taught",
    "TaughtPassage",
    "Utterance",
    "Voice",
    "Word",
    "WordTime",
    "may",
]
