"""The nouns of audiopress, as frozen values. Imports nothing but the standard library.

Texts are `str`, offsets count characters of the text they stand beside, audio is counted in whole frames (samples per
channel) and only shown in seconds. Date-times are aware. Every value pickles, so that it can go to a worker.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

# ---- segment: a page -> Article


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A run of directly quoted words in `Article.text`; its own `text` is what stands between the marks."""

    start: int
    """Offset of the opening mark in the text."""
    end: int
    """Offset after the closing mark."""
    text: str
    voiced: bool
    """Stands free and is attributed above the threshold: the second voice reads it."""
    speaker: str | None
    """The fullest form of the speaker's name that the article gives, or None."""
    mention: tuple[int, int] | None
    """Offsets of the words that name the speaker beside this quote, or None."""
    confidence: float
    """0 to 1: how sure the attribution is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dropped:
    """A line of the source that is not part of the article, and why."""

    line: str
    rule: str
    """The rule's name, in a few words: `menu`, `repeated caption`, `footer`."""
    number: int | None = None
    """1-based line of the source, where it has lines."""
    score: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One story, segmented."""

    source: str
    headline: str
    kicker: str = ""
    byline: tuple[str, ...] = ()
    dateline: str = ""
    published: datetime | None = None
    updated: datetime | None = None
    section: str = ""
    language: str = "en"
    site: str = ""
    """The publisher's name, where the page says it."""
    image: str = ""
    """URL of the lead picture, where the page says it."""
    captions: tuple[str, ...] = ()
    paragraphs: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    """The kind of each paragraph: `text`, `subhead`, `item`, `question`, `answer`, `note` (a correction or an
    editor's note); an empty tuple means all are `text`."""
    quotes: tuple[Quote, ...] = ()
    """Sorted by start; offsets are into `text`."""
    dropped: tuple[Dropped, ...] = ()

    @property
    def text(self) -> str:
        """The paragraphs joined by a newline: what quote offsets count in."""
        return "\n".join(self.paragraphs)

    @property
    def lede(self) -> str:
        """The first paragraph of the story that is running text, or an empty string."""
        for index, paragraph in enumerate(self.paragraphs):
            if self.kind(index) in {"text", "question", "answer"}:
                return paragraph
        return self.paragraphs[0] if self.paragraphs else ""

    def kind(self, index: int) -> str:
        """The kind of paragraph `index`."""
        return self.kinds[index] if index < len(self.kinds) else "text"


# ---- settings: a show, a voice, the newsroom


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """A profile in voices/NAME.toml. Two profiles may share one engine voice and differ in pace or pitch."""

    name: str
    engine: str
    model: str
    """What the engine calls the voice: `en-us+announcer`, a file name, a language code."""
    languages: tuple[str, ...]
    """BCP 47 tags it speaks, the best first."""
    attribution: str
    """Who made the voice."""
    licence: str
    description: str = ""
    pace: float = 1.0
    """1 is the voice's own pace; 0.8 is slower."""
    pitch: float = 1.0
    """1 is the voice's own pitch."""
    gain: float = 0.0
    """dB on top of levelling."""
    gender: str = ""
    """`female`, `male` or empty; only a hint for pools."""
    fallback: str = ""
    """The voice to use for the whole episode when this one is not ready; empty: an error."""
    options: Mapping[str, str | int | float | bool] = field(default_factory=dict)
    """The engine's own settings."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """Who plays what, in show.toml `[cast]`: names of voices."""

    host: str
    """The narrator, and every role without a voice of its own."""
    roles: Mapping[str, str] = field(default_factory=dict)
    """Role (lower case: `headline`, `host2`, `slow`) to voice."""
    quotes: tuple[str, ...] = ()
    """The pool for quoted speakers; empty: the narrator reads quotes."""
    speakers: Mapping[str, str] = field(default_factory=dict)
    """A speaker's name to a voice, before the pool."""
    languages: Mapping[str, str] = field(default_factory=dict)
    """Language of a foreign run to a voice; empty: the role's voice reads it."""
    threshold: float = 0.6
    """Attributions less sure than this stay with the narrator."""
    hints: bool = True
    """Pick from the pool by Mr/Ms and she/he in the text."""
    delivery: float = 1.0
    """How much expressive voices follow the place of a sentence in its paragraph; 0: not at all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pauses:
    """Seconds of silence by kind; takes are trimmed, so this is what is heard."""

    sentence: float = 0.30
    quote: float = 0.35
    """Between narrator and quoted voice inside a paragraph."""
    clause: float = 0.12
    """At a comma or dash where a sentence too long for one take is cut; between two words of it half of that."""
    paragraph: float = 0.60
    story: float = 1.00
    chapter: float = 0.90
    start: float = 0.25
    end: float = 0.75


@dataclass(frozen=True, slots=True, kw_only=True)
class Audio:
    """Target and encoding of the master. Loudness is as heard on two speakers (dualmono), BS.1770."""

    preset: str = "podcast"
    """`podcast` (-16 LUFS, -1 dBTP), `alexa` (-14, -2), `ebu` (-23, -1), or `own` with the two numbers below."""
    loudness: float = -16.0
    true_peak: float = -1.0
    format: str = "mp3"
    """`mp3`, `m4a` or `opus`."""
    bitrate: int = 64
    """kb/s."""
    vbr: bool = False
    """MP3 at a variable bit rate that comes to about `bitrate` for speech."""
    rate: int = 44100
    channels: int = 1
    bed_level: float = -18.0
    """LU of the music bed against speech."""
    duck_attack: float = 0.15
    duck_release: float = 0.6
    renditions: Mapping[str, Mapping[str, str | int | float]] = field(default_factory=dict)
    """Further encodings of the same episode: name to the keys of this table that differ."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """When a show is made. `cron` has five fields, in `timezone`."""

    cron: str
    timezone: str = "UTC"
    grace: int = 7200
    """Seconds after the due time in which a missed edition is still made."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Show:
    """One podcast: feeds/NAME/show.toml."""

    name: str
    """The folder's name: a-z, 0-9 and hyphens."""
    folder: Path
    title: str
    description: str
    language: str
    author: str
    cast: Cast
    category: tuple[str, ...] = ("News", "Daily News")
    """Apple's category and subcategory."""
    link: str = ""
    """The show's page; empty: its page under the newsroom's base URL."""
    copyright: str = ""
    licence: str = ""
    explicit: bool = False
    type: str = "episodic"
    """`episodic` or `serial`."""
    owner_email: str = ""
    cover: str = ""
    """A file beside show.toml; empty: one is drawn."""
    theme: str = ""
    """`#rrggbb` for the cover and the pages; empty: derived from the name."""
    disclosure: str = ""
    """The sentence that says the voices are synthetic; empty: the language's own."""
    sources: tuple[str, ...] = ()
    """Where an edition's articles come from: files, folders, feeds, URLs. Relative to the newsroom's folder."""
    stories: int = 0
    """The most stories in an edition; 0: no limit."""
    max_minutes: float = 0.0
    """The longest an edition may be; later stories are left out of it whole; 0: no limit."""
    pause: Pauses = field(default_factory=Pauses)
    audio: Audio = field(default_factory=Audio)
    schedule: Schedule | None = None
    feed: Mapping[str, str | bool | int] = field(default_factory=dict)
    """Further channel tags (`hub`, `new_feed_url`, `funding_url`, `locked`, ...), validated by config."""
    spoken: Mapping[str, str | bool] = field(default_factory=dict)
    """Choices of reading (`score = "to"`, `url = "a link"`)."""
    options: Mapping[str, str | int | float | bool] = field(default_factory=dict)
    """What the show's own format reads (`passage_sentences = 2`)."""
    auto_publish: bool = True
    enabled: bool = True  # False: no editions, by schedule or by `run`; its feed stays as it is


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The newsroom's audiopress.toml."""

    title: str = "audiopress"
    base_url: str = "http://127.0.0.1:8000/"
    """Where public/ is seen from outside; ends with a slash."""
    public: str = "public"
    workers: str = "processes:2"
    """`inline`, `threads:N`, `processes:N` or `dask:tcp://HOST:PORT`."""
    timezone: str = "UTC"
    """For pages that name no zone."""
    ffmpeg: str = ""
    """A binary to use before the one in the package."""
    line_model: str = ""
    """The newsroom's own model of copied pages, an ONNX file."""
    user_agent: str = ""
    allow_hosts: tuple[str, ...] = ()
    """Private hosts that may be fetched."""
    robots: bool = True
    store: Mapping[str, str | bool | int] = field(default_factory=dict)
    """`kind` (`directory`, `s3`, a plug-in's), and what the class of that store has as `options`."""


# ---- script: Articles -> Script


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """The line of a script that stands at `line` (counted from 1), parsed. `kind` is `speech`, `chapter`, `pause`, `music` or `audio`."""

    kind: str
    line: int
    text: str = ""
    """Speech: the written words; chapter: its title; music: `ident`, `sting`, `bed`, `bed off`; audio: the file."""
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


# ---- speech: Utterances -> Takes


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


# ---- stitch: Script + Takes -> Programme -> Enclosure


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
    """Who is heard: the quoted person, or empty for the narrator."""
    body: str
    """The written words, without the marks around a voiced quote."""
    role: str = "host"
    voice: str = ""
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
    """LUFS, as heard on two speakers."""
    true_peak: float
    """dBTP."""
    range: float = 0.0
    """LU."""
    bitrate: int = 64
    name: str = ""
    """A rendition's name; empty for the main one."""
    levels: Mapping[str, float] = field(default_factory=dict)
    """LUFS per voice, as measured on the finished file."""


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


# ---- publish: Episode -> feed, pages


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """An article as an episode remembers it."""

    source: str
    headline: str
    authors: tuple[str, ...] = ()
    url: str = ""
    site: str = ""
    published: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Episode:
    """Enclosure + chapters + transcript + notes + GUID, as the library keeps it in episode.json."""

    id: str
    """a-z, 0-9 and hyphens; names its folder and its page; never changes."""
    guid: str
    """Made once, kept through every correction."""
    show: str
    title: str
    language: str
    published: datetime
    updated: datetime
    summary: str = ""
    state: str = "published"
    """`draft`, `approved`, `published` or `withdrawn`."""
    stories: tuple[Story, ...] = ()
    enclosure: Enclosure
    renditions: tuple[Enclosure, ...] = ()
    chapters: tuple[Chapter, ...] = ()
    transcript: tuple[Segment, ...] = ()
    voices: tuple[str, ...] = ()
    """Names of the voices heard."""
    disclosure: str = ""
    """The sentence that says the voices are synthetic."""
    edition: str = ""
    """The due instant of the edition it was made for (ISO, UTC), or empty."""
    revision: int = 1
    record: Mapping[str, str | int | float | bool] = field(default_factory=dict)
    """What was noted while it was made: fallbacks, cost, word timing."""
