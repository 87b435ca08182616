"""What is said: a script's cues, and the sentences that go to an engine."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from audiopress.model.settings import Voice


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where the words of a cue stand in what they were taken from, and the marks that stand around them there."""

    story: int | None = None
    """Index into the episode's stories; None: the show's own words, or an editor's."""
    paragraph: int = 0
    """Index into the story's paragraphs, -1 for its headline; without a story, counted through the script."""
    kind: str = "text"
    """`headline`, or the paragraph's: `text`, `subhead`, `item`, `question`, `answer`, `note`."""
    before: str = ""
    """Marks that stand before the words: an opening quotation mark."""
    after: str = ""
    """Marks that stand behind them, and a space where one follows in the paragraph."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """The line of a script that stands at `line` (counted from 1), parsed. `kind` is `speech`, `chapter`, `pause`, `music`, `audio` or `passage`."""

    kind: str
    line: int
    text: str = ""
    """Speech: the written words; chapter: its title; music: `ident`, `sting`, `bed`, `bed off`; audio: the file;
    passage: its number."""
    role: str = ""
    """Speech: lower case (`host`, `headline`, `quote`)."""
    speaker: str = ""
    """Speech in role `quote`: who is quoted."""
    seconds: float = 0.0
    pace: float = 1.0
    """Speech: multiplies the voice's pace."""
    language: str = ""
    """Speech: where it differs from the script's."""
    paragraph: bool = False
    """Speech: the first cue of a paragraph (a blank line stands before it)."""
    url: str = ""
    """Chapter: the article's address."""
    place: Place | None = None
    """Speech: where an article has the words, where that is known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """What an episode says. `source` is the file's name for messages."""

    title: str
    language: str
    cues: tuple[Cue, ...]
    source: str = ""
    summary: str = ""
    meta: Mapping[str, str] = field(default_factory=dict)
    """Further `@name value` lines of the head (`link`, `authors`, ...)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Characters [start, end) of the spoken form say characters [written_start, written_end) of the written one."""

    start: int
    end: int
    written_start: int
    written_end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """How a sentence is said in its place, for engines that can: what is done to the voice's own way, 1 (or 0) is it."""

    pitch: float = 1.0
    pace: float = 1.0
    melody: float = 1.0
    """How far the pitch moves around its middle."""
    fall: float = 1.0
    """How far it falls at the end."""
    rise: float = 0.0
    """Octaves that it rises at the end."""


PLAINLY = Delivery()


@dataclass(frozen=True, slots=True, kw_only=True)
class Utterance:
    """One sentence (or clause of a very long one) as it goes to an engine: the unit of recording."""

    cue: int
    """Index into `Script.cues`."""
    start: int
    end: int
    """The written sentence is `cue.text[start:end]`."""
    spoken: str
    """The words to be read aloud."""
    voice: Voice
    language: str
    spans: tuple[Span, ...] = ()
    """Spoken to written, offsets within the sentence."""
    phonemes: Mapping[str, str] = field(default_factory=dict)
    """Spoken word to IPA, for engines that take it."""
    inside: bool = False
    """It goes on with the sentence of the one before."""
    delivery: Delivery = PLAINLY
