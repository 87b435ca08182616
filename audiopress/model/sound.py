"""What is heard: takes, the transcript, the programme on its timeline, the finished file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path


@dataclass(frozen=True, slots=True)
class WordTime:
    """A word of the spoken text: characters [start, end) sound from frame `begin` to frame `finish`."""

    start: int
    end: int
    begin: int
    finish: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Take:
    """The recording of one utterance, in the cache: headerless 16-bit mono PCM at `path`, whose SHA-256 is `digest`."""

    key: str
    path: Path
    rate: int
    frames: int
    words: tuple[WordTime, ...] = ()
    timing: str = "proportional"
    """Where the word times come from: `engine`, `aligned` or `proportional`."""
    cached: bool = False
    """It was there already; nothing was recorded."""
    cost: float = 0.0
    digest: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A written word in the transcript, seconds from the start of the episode."""

    text: str
    start: float
    end: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A stretch of the transcript: one sentence by one voice. Seconds from the start of the episode."""

    start: float
    end: float
    speaker: str
    """Who is heard: the quoted person, a host whom the script names, or empty for the narrator."""
    body: str
    """The written words, without the marks around a voiced quote."""
    written: str = ""
    """The words as the article has them, with the marks around a quote, and the space that follows; empty: as `body`."""
    story: int | None = None
    """Index into the episode's stories; None: the show's own words, or an editor's."""
    paragraph: int = 0
    """Index into the story's paragraphs, -1 for its headline; without a story, counted through the episode."""
    kind: str = "text"
    """`headline`, or the paragraph's: `text`, `subhead`, `item`, `question`, `answer`, `note`."""
    role: str = "host"
    voice: str = ""
    language: str = ""
    """Of these words, where it differs from the episode's."""
    words: tuple[Word, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """Seconds from the start of the episode."""

    start: float
    end: float
    title: str
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme:
    """All takes, pauses and music on one timeline: 16-bit mono PCM without a header at `path`."""

    path: Path
    rate: int
    frames: int
    chapters: tuple[Chapter, ...]
    transcript: tuple[Segment, ...]

    @property
    def seconds(self) -> float:
        """Length in seconds."""
        return self.frames / self.rate


@dataclass(frozen=True, slots=True, kw_only=True)
class Enclosure:
    """The finished audio file and what an independent meter measured on it."""

    path: Path
    mime: str
    bytes: int
    seconds: float
    sha256: str
    """Hex digest of the file."""
    loudness: float
    """LUFS, as heard on two speakers; 0: nobody measured it (a podcast that was taken in)."""
    true_peak: float
    """dBTP."""
    range: float = 0.0
    """LU."""
    bitrate: int = 64
    name: str = ""
    """A rendition's name; empty for the main one."""
    levels: Mapping[str, float] = field(default_factory=dict)
    """LUFS per voice, as measured on the finished file."""
    url: str = ""
    """Where it lies, of an episode whose sound was left at another host; there is no file at `path` then."""

    def __post_init__(self) -> None:
        """Raises ValueError for a digest that is none: a feed names it for listeners' programs to compare."""
        bytes.fromhex(self.sha256)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tags:
    """What is written into the audio file."""

    title: str
    artist: str
    album: str
    date: datetime
    language: str
    text: str
    """The whole text, for readers that show lyrics."""
    cover: bytes = b""
    """A JPEG or PNG, small: it stands in front of the sound."""
    url: str = ""
    comment: str = ""
