"""What a newsroom chooses: a show, a voice, the newsroom's own settings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path


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
class Source:
    """Where articles come from and how it is asked: a table of `[[sources]]`, or an address with its settings behind `#`."""

    url: str
    """A file, a folder or an address, as it stands in a list of sources."""
    kind: str = ""
    """The reader to take (`wordpress`, `ghost`, …); empty: what came says what it is."""
    auth_env: str = ""
    """The environment variable that holds the password, the key or the token."""
    since: str = ""
    """Nothing older: a day (`2026-11-01`) or a span (`36h`, `7d`)."""
    max: int = 0
    """The most articles, the newest; 0: as many as of every feed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Sources of an edition's stories, in show.toml `[[edition.sections]]`."""

    sources: tuple[str | Source, ...]
    name: str = ""
    count: int = 0
    """The most stories of it; 0: as many as there is room for."""
    order: str = ""
    """`source`, `newest` or `picks`; empty: the edition's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """What an edition is put together of, and who lets it out, in show.toml `[edition]`."""

    policy: str = "auto"
    """`auto`: what is made goes out. `approve`: an editor lets it out."""
    until: str = ""
    """`approve`: the local time, HH:MM, until which an editor may look; approved ones go out then and not before."""
    then: str = "hold"
    """What becomes at `until` of one that nobody looked at: `hold`, `auto` (goes out) or `without-flagged`."""
    flagged: tuple[str, ...] = ("story", "attribution", "again", "dropped", "long")
    """`without-flagged`: the kinds of flags (keys of `FLAGS`) for which a story stays behind."""
    sections: tuple[Section, ...] = ()
    """Sources by section, in their order; empty: the show's `sources`."""
    order: str = "source"
    """Of each section's stories: `source` (as the source has them), `newest`, `picks` (those in picks.txt first)."""
    max_age: float = 0.0
    """Hours since a story appeared, beyond which it is passed over; 0: however old."""
    must: tuple[str, ...] = ()
    """Words of which a story has at least one; empty: any story."""
    never: tuple[str, ...] = ()
    """Words that no story may have."""
    fit: str = "drop"
    """How an edition beyond `max_minutes` is made to fit: `drop` the last stories, or `trim` them to headline and lede."""
    parts: tuple[str, ...] = ()
    """What a format reads of each story, as `show.edition.parts`: `headline`, `lede`, `quote`, `text`."""
    no_repeat_days: int = 0
    """Days after which a story may be told again; 0: never."""
    updated: bool = False
    """Tell a story again that has changed since, and mark it so."""
    min_stories: int = 1
    """An edition of fewer is held."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """Somebody who is told, in audiopress.toml `[alerts.to.NAME]`; `env:NAME` stands for what the environment has."""

    webhook: str = ""
    """An address that is given JSON, as Slack takes it."""
    secret: str = ""
    """Signs what the webhook is given: HMAC-SHA256."""
    email: tuple[str, ...] = ()
    sender: str = ""
    smtp: str = ""
    """`smtp://HOST:PORT` (STARTTLS where the server has it) or `smtps://`, with `USER@` where it wants one."""
    password: str = ""
    command: tuple[str, ...] = ()
    """A program and its words; it is given the JSON on standard input."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alerts:
    """Who is told of what, in audiopress.toml `[alerts]`: names of `to`."""

    on_failure: tuple[str, ...] = ()
    on_hold: tuple[str, ...] = ()
    on_published: tuple[str, ...] = ()
    to: Mapping[str, Alert] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """The editors' page (`audiopress desk`), in audiopress.toml `[desk]`."""

    language: str = ""
    """Of its words: `en` or `ko`; empty: what the editor's browser asks for."""
    session_hours: float = 12.0
    """After so many hours without a click an editor is asked again who it is."""
    hosts: tuple[str, ...] = ()
    """Names that it is asked by, behind a web server; its own address needs none."""
    proxies: tuple[str, ...] = ()
    """Addresses or networks of web servers whose `proxy_header` is believed."""
    proxy_header: str = "X-Remote-User"
    proxy_role: str = "viewer"
    """`viewer` or `editor`: of somebody whom a proxy names and who has no account here."""


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
    sources: tuple[str | Source, ...] = ()
    """Where an edition's articles come from: files, folders, feeds, addresses, mailboxes. Relative to the newsroom's folder."""
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
    edition: Edition = field(default_factory=Edition)
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
    alerts: Alerts = field(default_factory=Alerts)
    desk: Desk = field(default_factory=Desk)
    store: Mapping[str, str | bool | int] = field(default_factory=dict)
    """`kind` (`directory`, `s3`, a plug-in's), and what the class of that store has as `options`."""
