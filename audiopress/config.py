"""audiopress.toml, a show.toml and a voice's profile to values of `model`, and what types cannot check of them."""

from __future__ import annotations

import dataclasses
import ipaddress
import os
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from audiopress.doors import SOURCES, STORES, Option
from audiopress.errors import AudiopressError, nearest
from audiopress.model import FLAGS, Alerts, Audio, Cast, Desk, Edition, Pauses, Schedule, Settings, Show, Source, Voice
from audiopress.tables import Faults, Where, brief, load
from audiopress.vocabulary import CATEGORIES, FEED_TAGS, READINGS

NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z]{4})?(?:-(?:[A-Z]{2}|[0-9]{3}))?", re.IGNORECASE)
WORKERS = re.compile(r"inline|(?:threads|processes):[1-9][0-9]{0,2}|dask:[a-z]+://\S+")
SINCE = re.compile(r"\d{1,4}[hdw]|\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:\d\d)?)?")
LONGEST_GRACE = 7 * 86_400
"""Seconds. An edition that is a week late is no edition."""
HOUR = re.compile(r"(?:[01][0-9]|2[0-3]):[0-5][0-9]")
SMTP = re.compile(r"smtps?://(?:[^@\s/]+@)?[^@\s/:]+(?::[0-9]{1,5})?/?")
CHOICES: Mapping[str, tuple[str, ...]] = {
    "policy": ("auto", "approve"),
    "then": ("hold", "auto", "without-flagged"),
    "order": ("source", "newest", "picks"),
    "fit": ("drop", "trim"),
}
"""What keys of `[edition]` may be."""
PARTS = ("headline", "lede", "quote", "text")
COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


# ---- the three files


def load_settings(path: Path) -> Settings:
    """The newsroom's audiopress.toml; a missing file means every default. Raises ConfigError."""
    if not path.exists():
        return Settings()
    return load(path, Settings, {}, settings_faults)


def load_show(folder: Path, *, voices: Iterable[str] | None = None) -> Show:
    """feeds/NAME/show.toml; `voices` are the known names, and None leaves the cast unchecked. Raises ConfigError."""
    known = None if voices is None else sorted(voices)
    return load(
        folder / "show.toml",
        Show,
        {"name": folder.name, "folder": folder},
        lambda show: _show_faults(show, known),
    )


def load_voice(path: Path) -> Voice:
    """voices/NAME.toml. Raises ConfigError."""
    return load(path, Voice, {"name": path.stem}, _voice_faults)


# ---- checks that types cannot make


def settings_faults(settings: Settings) -> Faults:
    """What no type says of audiopress.toml."""
    if not re.fullmatch(r"https?://[^\s?#\x00-\x1f\x7f]+/", settings.base_url):
        yield ("base_url",), f"not an http(s) address that ends with a slash: {settings.base_url!r}", ""
    if not WORKERS.fullmatch(settings.workers):
        yield ("workers",), f"cannot be {settings.workers!r}", "inline, threads:N, processes:N or dask:tcp://HOST:PORT"
    yield from zone_faults(("timezone",), settings.timezone)
    if not settings.public.strip() or os.path.normpath(settings.public) in {".", ".."} or "\0" in settings.public:
        told = f"cannot be {settings.public!r}" if settings.public.strip() else "is empty"
        yield ("public",), told, "a folder of its own, which is served whole: `public`"
    yield from _alert_faults(settings.alerts)
    yield from _desk_faults(settings.desk)
    for where, message, hint in store_faults(settings.store):
        yield ("store", *where), message, hint


def store_faults(table: Mapping[str, str | bool | int]) -> Faults:
    """What does not fit of `[store]`: its kind, a key that stores of this kind do not have, a type, one that is missing."""
    name = str(table.get("kind", "directory"))
    try:
        known: Mapping[str, Option] = STORES.load(name).options
    except AudiopressError as error:
        yield ("kind",), error.message, error.hint
        return
    for key, value in table.items():
        if key == "kind":
            continue
        if key not in known:
            yield from _unknown((key,), ["kind", *known])
        elif type(value) is not known[key].kind:
            yield (key,), f"expected {_CALLED[known[key].kind]}, got {brief(value)}", ""
    for key, option in known.items():
        if option.needed and table.get(key, "") == "":
            yield (), f"a store of kind {name!r} needs {key}: {option.told}", f"add {key} = …"


_CALLED: Mapping[type, str] = {str: "a text in quotation marks", bool: "true or false", int: "a whole number"}


def _voice_faults(voice: Voice) -> Faults:
    if not NAME.fullmatch(voice.name):
        yield (), f"the file's name {voice.name!r} is not a-z, 0-9 and hyphens", ""
    for key in ("engine", "model", "attribution", "licence"):
        if not getattr(voice, key).strip():
            yield (
                (key,),
                "is empty",
                "a voice names its maker and its licence" if key in {"attribution", "licence"} else "",
            )
    if not voice.languages:
        yield ("languages",), "is empty", 'for example ["en-US"]'
    for index, tag in enumerate(voice.languages):
        yield from _language_faults(("languages", index), tag)
    yield from _range_faults(("pace",), voice.pace, 0.5, 2.0)
    yield from _range_faults(("pitch",), voice.pitch, 0.5, 2.0)
    yield from _range_faults(("gain",), voice.gain, -20.0, 20.0)
    if voice.gender not in {"", "female", "male"}:
        yield ("gender",), f"cannot be {voice.gender!r}", "female, male or nothing"


def _show_faults(show: Show, voices: Sequence[str] | None) -> Faults:
    if not NAME.fullmatch(show.name):
        yield (), f"the folder's name {show.name!r} is not a-z, 0-9 and hyphens", ""
    for key in ("title", "description", "author"):
        if not getattr(show, key).strip():
            yield (key,), "is empty", "podcast directories refuse a feed without it"
    if len(show.description.encode()) > 4000:
        yield ("description",), "is longer than the 4,000 bytes that directories take", ""
    yield from _language_faults(("language",), show.language)
    yield from _category_faults(show.category)
    if show.type not in {"episodic", "serial"}:
        yield ("type",), f"cannot be {show.type!r}", "episodic or serial"
    if show.theme and not COLOUR.fullmatch(show.theme):
        yield ("theme",), f"not a colour: {show.theme!r}", "#rrggbb"
    if show.cover and not (show.folder / show.cover).is_file():
        yield ("cover",), f"there is no file {show.cover!r} beside show.toml", ""
    if not (show.folder / "format.j2").is_file():
        yield (), f"there is no format.j2 in {show.folder}", "the template that lays an episode out"
    yield from _range_faults(("stories",), show.stories, 0, 1000)
    yield from _range_faults(("max_minutes",), show.max_minutes, 0, 1440)
    for field in dataclasses.fields(Pauses):
        yield from _range_faults(("pause", field.name), getattr(show.pause, field.name), 0.0, 30.0)
    yield from _audio_faults(show.audio)
    yield from _schedule_faults(show.schedule)
    yield from _edition_faults(show.edition)
    for tag, value in show.feed.items():
        if tag not in FEED_TAGS:
            yield from _unknown(("feed", tag), FEED_TAGS)
        elif not isinstance(value, FEED_TAGS[tag]):
            yield ("feed", tag), f"expected {FEED_TAGS[tag].__name__}, got {value!r}", ""
    for index, source in enumerate(show.sources):
        yield from ((("sources", index, *where), told, hint) for where, told, hint in source_faults(source))
    yield from _spoken_faults(show.spoken)
    yield from _cast_faults(show.cast, voices)


def source_faults(source: str | Source) -> Faults:
    """What does not fit of a table of `[[sources]]`."""
    if isinstance(source, str):
        return
    if source.kind and source.kind not in SOURCES.names():
        yield from _of_names(("kind",), f"no reader named {source.kind!r}", source.kind, SOURCES.names())
    if source.since and not SINCE.fullmatch(source.since):
        yield ("since",), f"cannot be {source.since!r}", "a day (2026-11-01), or a span (36h, 7d, 2w)"
    if source.auth_env and not re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]*", source.auth_env):
        yield ("auth_env",), "is no name of a variable", "the variable's name stands here, and never the password"
    if source.auth_env and "://" not in source.url:
        yield ("auth_env",), "a file or a folder asks for no password", "take it out"
    if not 0 <= source.max <= 10_000:
        yield ("max",), f"{brief(source.max)} is outside 0 to 10000", "0: as many as of every feed"


def _of_names(where: Where, told: str, name: str, known: Iterable[str]) -> Faults:
    near = nearest(name, known)
    yield where, told, f"did you mean {near!r}?" if near else f"known: {', '.join(sorted(known))}"


def _unknown(where: Where, known: Iterable[str]) -> Faults:
    near = nearest(str(where[-1]), known)
    yield where, "unknown key", f"did you mean {near!r}?" if near else f"known: {', '.join(sorted(known))}"


def _spoken_faults(spoken: Mapping[str, str | bool]) -> Faults:
    for key, value in spoken.items():
        if key not in READINGS:
            yield from _unknown(("spoken", key), READINGS)
        elif READINGS[key] and value not in READINGS[key]:
            told = ", ".join(str(one).lower() if isinstance(one, bool) else f'"{one}"' for one in READINGS[key])
            yield ("spoken", key), f"cannot be {value!r}", told
        elif not READINGS[key] and value is True:
            yield ("spoken", key), "cannot be true", "words to say, or false to leave it out"


def _cast_faults(cast: Cast, voices: Sequence[str] | None) -> Faults:
    yield from _range_faults(("cast", "threshold"), cast.threshold, 0.0, 1.0)
    yield from _range_faults(("cast", "delivery"), cast.delivery, 0.0, 2.0)
    for role in cast.roles:
        if not re.fullmatch(r"[a-z][a-z0-9]*", role):
            yield ("cast", "roles", role), "a role is a lower-case word", ""
    if voices is None:
        return
    named: list[tuple[Where, str]] = [(("cast", "host"), cast.host)]
    named += [(("cast", "quotes", i), name) for i, name in enumerate(cast.quotes)]
    for key, table in (("roles", cast.roles), ("speakers", cast.speakers), ("languages", cast.languages)):
        named += [(("cast", key, role), name) for role, name in table.items()]
    for where, name in named:
        if name not in voices:
            near = nearest(name, voices)
            yield where, f"no voice named {name!r}", f"did you mean {near!r}?" if near else "see `audiopress voices`"


def _audio_faults(audio: Audio) -> Faults:
    if audio.preset not in {"podcast", "alexa", "ebu", "own"}:
        yield ("audio", "preset"), f"cannot be {audio.preset!r}", "podcast, alexa, ebu or own"
    if audio.format not in {"mp3", "m4a", "opus"}:
        yield ("audio", "format"), f"cannot be {audio.format!r}", "mp3, m4a or opus"
    yield from _range_faults(("audio", "loudness"), audio.loudness, -40.0, -8.0)
    yield from _range_faults(("audio", "true_peak"), audio.true_peak, -12.0, 0.0)
    yield from _range_faults(("audio", "bitrate"), audio.bitrate, 8, 320)
    yield from _range_faults(("audio", "bed_level"), audio.bed_level, -40.0, -15.0)
    yield from _range_faults(("audio", "duck_attack"), audio.duck_attack, 0.0, 5.0)
    yield from _range_faults(("audio", "duck_release"), audio.duck_release, 0.0, 5.0)
    if audio.rate not in {22050, 24000, 44100, 48000}:
        yield ("audio", "rate"), f"cannot be {audio.rate}", "44100 (Apple's), 48000, 24000 or 22050"
    if audio.channels not in {1, 2}:
        yield ("audio", "channels"), f"cannot be {audio.channels}", "1 or 2"
    known = {field.name for field in dataclasses.fields(Audio)} - {"renditions"}
    for name, table in audio.renditions.items():
        for key in table:
            if key not in known:
                near = nearest(key, known)
                yield ("audio", "renditions", name, key), "unknown key", f"did you mean {near!r}?" if near else ""


def _schedule_faults(schedule: Schedule | None) -> Faults:
    if schedule is None:
        return
    from datetime import UTC, datetime

    from cronsim import CronSim, CronSimError

    try:
        CronSim(schedule.cron, datetime(2026, 1, 1, tzinfo=UTC))
    except (CronSimError, ValueError) as error:  # cronsim takes every digit of Unicode for one that int reads
        yield ("schedule", "cron"), f"not a cron expression: {schedule.cron!r} ({error})", "five fields, `0 6 * * 1-5`"
    yield from zone_faults(("schedule", "timezone"), schedule.timezone)
    if not 0 <= schedule.grace <= LONGEST_GRACE:
        yield ("schedule", "grace"), f"{brief(schedule.grace)} is outside 0 to {LONGEST_GRACE} seconds", ""


def _edition_faults(edition: Edition) -> Faults:
    for key, allowed in CHOICES.items():
        value = getattr(edition, key)
        if value not in allowed:
            near = nearest(value, allowed)
            hint = f"did you mean {near!r}?" if near else ", ".join(allowed)
            yield ("edition", key), f"cannot be {value!r}", hint
    if edition.until and not HOUR.fullmatch(edition.until):
        yield ("edition", "until"), f"not a time of the day: {edition.until!r}", 'for example "06:00"'
    if edition.until and edition.policy == "auto":
        yield ("edition", "until"), "says until when an editor may look, and nobody is asked", 'policy = "approve"'
    yield from _range_faults(("edition", "max_age"), edition.max_age, 0, 24 * 365)
    yield from _range_faults(("edition", "no_repeat_days"), edition.no_repeat_days, 0, 3660)
    yield from _range_faults(("edition", "min_stories"), edition.min_stories, 0, 1000)
    for index, part in enumerate(edition.parts):
        if part not in PARTS:
            yield ("edition", "parts", index), f"cannot be {part!r}", ", ".join(PARTS)
    for index, kind in enumerate(edition.flagged):
        if kind not in FLAGS:
            yield ("edition", "flagged", index), f"cannot be {kind!r}", ", ".join(FLAGS)
    for index, section in enumerate(edition.sections):
        if not section.sources:
            yield ("edition", "sections", index, "sources"), "is empty", 'sources = ["https://…/rss"]'
        for at, source in enumerate(section.sources):
            where_ = ("edition", "sections", index, "sources", at)
            yield from (((*where_, *where), told, hint) for where, told, hint in source_faults(source))
        yield from _range_faults(("edition", "sections", index, "count"), section.count, 0, 1000)
        if section.order and section.order not in CHOICES["order"]:
            yield ("edition", "sections", index, "order"), f"cannot be {section.order!r}", ", ".join(CHOICES["order"])


def _alert_faults(alerts: Alerts) -> Faults:
    for key in ("on_failure", "on_hold", "on_published"):
        for index, name in enumerate(getattr(alerts, key)):
            if name not in alerts.to:
                near = nearest(name, alerts.to)
                hint = f"did you mean {near!r}?" if near else f"add a table [alerts.to.{name}]"
                yield ("alerts", key, index), f"nobody is called {name!r}", hint
    for name, one in alerts.to.items():
        at = ("alerts", "to", name)
        if not (one.webhook or one.email or one.command):
            yield at, "is told in no way", "webhook, email or command"
        if one.webhook and not one.webhook.startswith(("http://", "https://", "env:")):
            yield (*at, "webhook"), "not an http(s) address", 'or "env:NAME", from the environment'
        if one.email and not SMTP.fullmatch(one.smtp):
            yield (*at, "smtp"), f"not a mail server: {one.smtp!r}", 'for example "smtp://user@mail.example.org:587"'
        for index, address in enumerate((*one.email, one.sender) if one.email else ()):
            if not re.fullmatch(r"[^@\s<>,]+@[^@\s<>,]+", address):
                where = (*at, "email", index) if index < len(one.email) else (*at, "sender")
                yield where, f"not an address: {address!r}", "name@example.org"
        for key in ("secret", "password"):
            value = getattr(one, key)
            if value and not value.startswith("env:"):
                yield (*at, key), "stands open in this file", f'keep it in the environment: {key} = "env:NAME"'


def _desk_faults(desk: Desk) -> Faults:
    if desk.proxy_role not in {"viewer", "editor"}:
        yield ("desk", "proxy_role"), f"cannot be {desk.proxy_role!r}", "viewer or editor"
    if desk.language:
        yield from _language_faults(("desk", "language"), desk.language)
    yield from _range_faults(("desk", "session_hours"), desk.session_hours, 0.1, 24 * 7)
    if not re.fullmatch(r"[A-Za-z][A-Za-z0-9-]*", desk.proxy_header):
        yield ("desk", "proxy_header"), f"not the name of a header: {desk.proxy_header!r}", "X-Remote-User"
    for index, address in enumerate(desk.proxies):
        try:
            ipaddress.ip_network(address, strict=False)
        except ValueError:
            yield ("desk", "proxies", index), f"not an address or network: {address!r}", "10.0.0.5 or 10.0.0.0/24"
    for index, host in enumerate(desk.hosts):
        if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9.-]*(?::[0-9]{1,5})?", host):
            yield ("desk", "hosts", index), f"not a host's name: {host!r}", "desk.example.org"


def _category_faults(category: tuple[str, ...]) -> Faults:
    if not category or len(category) > 2 or category[0] not in CATEGORIES:
        near = nearest(category[0], CATEGORIES) if category else None
        yield (
            ("category",),
            f"not one of Apple's categories: {list(category)}",
            f"did you mean {near!r}?" if near else '["News", "Daily News"]',
        )
    elif len(category) == 2 and category[1] not in CATEGORIES[category[0]]:
        near = nearest(category[1], CATEGORIES[category[0]])
        hint = f"did you mean {near!r}?" if near else f"known: {', '.join(CATEGORIES[category[0]]) or 'none'}"
        yield ("category", 1), f"{category[0]} has no subcategory {category[1]!r}", hint


def _language_faults(where: Where, tag: str) -> Faults:
    if not LANGUAGE.fullmatch(tag):
        yield where, f"not a language tag: {tag!r}", "for example en, en-GB or ko"


def _range_faults(where: Where, value: float, low: float, high: float) -> Faults:
    if not low <= value <= high:
        told = f"{value:g}" if isinstance(value, float) else brief(value)
        yield where, f"{told} is outside {low:g} to {high:g}", ""


def zone_faults(where: Where, zone: str) -> Faults:
    """A name that is in no time zone database."""
    from zoneinfo import ZoneInfo, available_timezones

    try:
        ZoneInfo(zone)
    except (KeyError, ValueError, OSError):
        near = nearest(zone, available_timezones())
        yield where, f"no time zone {zone!r}", f"did you mean {near!r}?" if near else "for example Asia/Seoul"
