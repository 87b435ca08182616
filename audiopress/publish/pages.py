"""Pages: the newsroom's, the show's, the episode's. Jinja2 with everything escaped; whole without JavaScript."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote, urlsplit
from zoneinfo import ZoneInfo

from audiopress.languages.pack import EVERYWHERE
from audiopress.model import Episode, Settings
from audiopress.publish.clean import clean, clip, line, title, web
from audiopress.publish.colours import palette
from audiopress.publish.feeds import Channel, Item
from audiopress.publish.frequency import rule
from audiopress.publish.page_words import SiteWords, words
from audiopress.publish.paragraphs import blocks
from audiopress.publish.places import PublicNames, extension, short, sound_type, under
from audiopress.publish.remembered import Record
from audiopress.publish.study import studies
from audiopress.script import written_in
from audiopress.times import clock

if TYPE_CHECKING:
    from jinja2 import Environment

SITE: Final = Path(__file__).with_name("site")
PALETTE: Final = SITE / "palette.css"
"""Colours and type, which the desk has in common with the public pages."""
PAGE: Final = 50
"""Episodes on a page of a show."""
ABOUT: Final = 300
"""Bytes of a description for search engines."""


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(SITE),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["under"] = under
    return environment


@cache
def assets() -> Mapping[str, bytes]:
    """The style and the script that every page names; their names carry their hash."""
    found = {}
    for stem, suffix in (("style", ".css"), ("listening", ".js")):
        content = (SITE / (stem + suffix)).read_bytes()
        content = PALETTE.read_bytes() + content if stem == "style" else content
        found[f"assets/{stem}-{short(content)}{suffix}"] = content
    return found


def _html(template: str, values: Mapping[str, Any]) -> bytes:
    return _environment().get_template(template).render(values).encode()


def _common(settings: Settings, *, root: str, language: str, theme: str, name: str) -> dict[str, Any]:
    style, script = assets()
    return {
        "root": root,
        "language": language,
        "words": words(language),
        "newsroom": line(settings.title),
        "palette": palette(theme, name),
        "style": style,
        "script": script,
        "copyright": "",
        "disclosure": "",
        "credits": "",
        "feeds": [],
        "url": "",
    }


# ---- an episode


def episode_page(channel: Channel, item: Item) -> bytes:
    """The page of an episode: player, chapters, transcript to read along, stories, files, how to subscribe."""
    show, names, episode = channel.show, channel.names, item.episode
    view = _episode(channel, item)
    view["chapters"] = [
        {
            "title": mark.title,
            "language": _language(episode, mark.title),
            "start": f"{mark.start:.2f}",
            "clock": clock(mark.start),
        }
        for mark in item.chapters
    ]
    view["stories"] = [
        {
            "headline": title(story.headline),
            "language": story.language or episode.language,
            "url": web(story.url),
            "by": _joined(story.authors),
            "site": line(story.site),
        }
        for story in episode.stories
    ]
    view["files"] = list(_files(item, channel.words, names))
    about = _about(episode.summary or show.description)
    taught = studies(episode, channel.words)
    return _html(
        "episode.html",
        _common(channel.settings, root="../../", language=show.language, theme=show.theme, name=show.name)
        | {
            "title": f"{view['title']} · {title(show.title)}",
            "about": about,
            "url": names.url(names.page(episode)),
            "feeds": [_alternate(channel)],
            "show": _show(channel),
            "episode": view,
            "studies": taught,
            "hosts": _joined(tuple(dict.fromkeys(name for one in taught for name in one.hosts))),
            "blocks": blocks(episode, item.chapters),
            "linked": _linked_episode(channel, item, about),
            "disclosure": item.disclosure,
            "credits": line(str(episode.record.get("credits", ""))),
            "copyright": line(show.copyright),
        },
    )


def sheet_page(channel: Channel, item: Item) -> bytes:
    """The study sheet of a learner's episode: a page of A4 a story, to be printed."""
    show, names, episode = channel.show, channel.names, item.episode
    taught = studies(episode, channel.words)
    return _html(
        "sheet.html",
        _common(channel.settings, root="../../", language=show.language, theme=show.theme, name=show.name)
        | {
            "title": f"{channel.words.sheet} · {title(episode.title)}",
            "about": _about(episode.summary or show.description),
            "page_url": names.url(names.page(episode)),
            "show": _show(channel),
            "episode": _episode(channel, item),
            "studies": taught,
            "disclosure": item.disclosure,
        },
    )


def withdrawn_page(channel: Channel) -> bytes:
    """The page of an episode that was withdrawn: it says so, and nothing of what was said."""
    show = channel.show
    return _notice(
        _common(channel.settings, root="../../", language=show.language, theme=show.theme, name=show.name)
        | {
            "title": f"{channel.words.withdrawn} · {title(show.title)}",
            "kicker": title(show.title),
            "heading": channel.words.withdrawn,
            "text": channel.words.withdrawn_text,
            "back": "../index.html",
            "back_text": channel.words.all_episodes,
        }
    )


def missing_page(settings: Settings, language: str) -> bytes:
    """What is shown for an address that names nothing; it may be shown at any depth, so its links are absolute."""
    told = words(language)
    root = urlsplit(settings.base_url).path
    return _notice(
        _common(settings, root=root, language=language, theme="", name=settings.title)
        | {
            "title": f"{told.not_found} · {line(settings.title)}",
            "kicker": "404",
            "heading": told.not_found,
            "text": told.not_found_text,
            "back": root,
            "back_text": told.all_shows,
        }
    )


def _notice(values: dict[str, Any]) -> bytes:
    return _html("notice.html", values | {"about": values["text"]})


# ---- a show


@dataclass(frozen=True, slots=True, kw_only=True)
class List:
    """A page that lists episodes of a show, and its neighbours. Names under public/; empty: there is none."""

    name: str
    listed: tuple[str, ...]
    """Their ids, newest first."""
    newer: str = ""
    older: str = ""


def lists(names: PublicNames, newest: Sequence[str]) -> tuple[List, ...]:
    """The pages that list the show's episodes, whose ids come newest first, fifty a page."""
    count = max(1, -(-len(newest) // PAGE))
    # Older pages are counted from the oldest episode, so that a new one changes the first page and its neighbour only.
    first = len(newest) - (count - 1) * PAGE if count > 1 else len(newest)
    cuts = [0, first, *(first + PAGE * number for number in range(1, count))]
    listed = [names.index, *(f"{names.show}/page-{number}/index.html" for number in range(count - 1, 0, -1))]
    return tuple(
        List(
            name=name,
            listed=tuple(newest[cuts[index] : cuts[index + 1]]),
            newer=listed[index - 1] if index else "",
            older=listed[index + 1] if index + 1 < len(listed) else "",
        )
        for index, name in enumerate(listed)
    )


def show_page(channel: Channel, page: List, items: Sequence[Item]) -> bytes:
    """A page that lists these episodes of the show."""
    show, names = channel.show, channel.names
    root = "../" * page.name.count("/")
    return _html(
        "show.html",
        _common(channel.settings, root=root, language=show.language, theme=show.theme, name=show.name)
        | {
            "about": _about(show.description),
            "feeds": [_alternate(channel)],
            "show": _show(channel),
            "disclosure": line(show.disclosure) or channel.words.synthetic,
            "copyright": line(show.copyright),
            "title": f"{title(show.title)} · {line(channel.settings.title)}",
            "url": names.url(page.name),
            "heading": channel.words.episodes,
            "episodes": [_episode(channel, item) for item in items],
            "newer": page.newer,
            "older": page.older,
            "linked": _linked_show(channel),
        },
    )


# ---- the newsroom


def newsroom_page(settings: Settings, records: Sequence[Record]) -> bytes:
    """The page of all shows."""
    language = records[0].language if records else EVERYWHERE
    shows = [
        {
            "title": record.title,
            "description": record.description,
            "language": record.language,
            "page": record.page,
            "thumb": record.thumb,
            "words": words(record.language),
            "latest": record.latest,
        }
        for record in records
    ]
    return _html(
        "newsroom.html",
        _common(settings, root="", language=language, theme="", name=settings.title)
        | {
            "title": line(settings.title),
            "about": _about(". ".join(record.title for record in records)),
            "url": settings.base_url,
            "feeds": [{"title": record.title, "url": record.feed} for record in records],
            "shows": shows,
            "disclosure": words(language).synthetic,
        },
    )


def latest(channel: Channel, items: Sequence[Item]) -> list[dict[str, str]]:
    """What the newsroom's page says of a show's newest episodes."""
    views = [_episode(channel, item) for item in items]
    return [{key: view[key] for key in ("title", "language", "page", "date", "iso", "length")} for view in views]


# ---- what templates are given


def _show(channel: Channel) -> dict[str, Any]:
    show, names = channel.show, channel.names
    feed = names.url(names.feed)
    found = str(show.feed.get("update_frequency", "")) or (rule(show.schedule.cron) if show.schedule else "")
    told = {"FREQ=DAILY": channel.words.daily, "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR": channel.words.weekdays}
    return {
        "title": title(show.title),
        "description": line(show.description),
        "author": line(show.author),
        "thumb": channel.thumb,
        "image": names.url(channel.thumb),
        "feed": feed,
        "frequency": told.get(found, ""),
        "apps": list(_apps(feed, title(show.title), channel.words.other_app)),
    }


def _apps(feed: str, name: str, other: str) -> Iterator[dict[str, str]]:
    """Links that open the feed in an app that is installed: none needs the show to be listed anywhere."""
    bare = re.sub(r"^https?://", "", feed)
    yield {"name": "Apple Podcasts", "url": f"podcast://{bare}"}
    yield {
        "name": "AntennaPod",
        "url": f"https://antennapod.org/deeplink/subscribe?url={quote(feed, safe='')}&title={quote(name, safe='')}",
    }
    yield {"name": "Pocket Casts", "url": f"pktc://subscribe/{bare}"}
    yield {"name": "Overcast", "url": f"overcast://x-callback-url/add?url={quote(feed, safe='')}"}
    yield {"name": other, "url": f"pcast://{bare}"}


def _episode(channel: Channel, item: Item) -> dict[str, Any]:
    episode, names = item.episode, channel.names
    zone = _zone(channel)
    # A new voice is no correction: the record says when the words were last changed.
    when = str(episode.record.get("corrected", ""))
    corrected = datetime.fromisoformat(when) if when else None
    authors = tuple(dict.fromkeys(name for story in episode.stories for name in story.authors))
    return {
        "title": title(episode.title),
        "language": _language(episode, episode.title),
        "own_language": episode.language,
        "summary": clip(line(episode.summary), 600),
        "summary_language": _language(episode, episode.summary),
        "date": channel.words.date(episode.published.astimezone(zone)),
        "iso": episode.published.astimezone(zone).isoformat(),
        "length": _length(channel, episode.enclosure.seconds),
        "by": _joined(authors) if len(episode.stories) == 1 else "",
        "corrected": channel.words.date(corrected.astimezone(zone)) if corrected else "",
        "note": line(str(episode.record.get("note", ""))),
        "page": names.page(episode),
        "media": item.media,
        "audio_url": names.url(item.media),
        "mime": sound_type(item.media, episode.enclosure),
        "format": extension(episode.enclosure)[1:].upper(),
        "size": _size(episode.enclosure.bytes),
    }


def _files(item: Item, told: SiteWords, names: PublicNames) -> Iterator[dict[str, str]]:
    for enclosure, name in item.renditions:
        label = f"{name.rpartition('.')[2].upper()} ({enclosure.name})"
        yield {"name": name, "label": label, "size": _size(enclosure.bytes)}
    if item.episode.taught:
        yield {"name": names.study(item.episode, "sheet.html"), "label": told.sheet, "size": ""}
    for name in item.study:
        yield {
            "name": name,
            "label": {"csv": f"{told.expressions} (CSV)"}.get(name.rpartition(".")[2], told.anki),
            "size": "",
        }
    for name, _mime in item.transcripts:
        label = {"vtt": "WebVTT", "srt": "SRT", "json": "JSON"}[name.rpartition(".")[2]]
        yield {"name": name, "label": f"{told.transcript} ({label})", "size": ""}


def _language(episode: Episode, text: str) -> str:
    """What a line of an episode is written in: its own language, or that of its stories."""
    return written_in(
        text, own=episode.language, others=[story.language for story in episode.stories if story.language]
    )


def _zone(channel: Channel) -> tzinfo:
    schedule = channel.show.schedule
    return ZoneInfo(schedule.timezone if schedule else channel.settings.timezone)


def _length(channel: Channel, seconds: float) -> str:
    if seconds < 90:
        return clock(seconds)
    return channel.words.minutes.format(count=round(seconds / 60))


def _size(count: int) -> str:
    return f"{count / 1e6:.1f} MB" if count >= 100_000 else f"{max(1, round(count / 1000))} kB"


def _joined(names: Sequence[str]) -> str:
    return ", ".join(line(name) for name in names if line(name))


def _about(text: str) -> str:
    return clip(line(text), ABOUT)


def _alternate(channel: Channel) -> dict[str, str]:
    return {"title": title(channel.show.title), "url": channel.names.url(channel.names.feed)}


# ---- linked data (schema.org)


def _linked_show(channel: Channel) -> dict[str, Any]:
    show, names = channel.show, channel.names
    return {
        "@context": "https://schema.org",
        "@type": "PodcastSeries",
        "@id": names.url(names.index),
        "url": names.url(names.index),
        "name": title(show.title),
        "description": line(show.description),
        "inLanguage": show.language,
        "webFeed": names.url(names.feed),
        "image": names.url(channel.cover),
        "author": {"@type": "Organization", "name": line(show.author)},
        "publisher": {"@type": "NewsMediaOrganization", "name": line(channel.settings.title)},
    }


def _linked_episode(channel: Channel, item: Item, about: str) -> dict[str, Any]:
    names, episode = channel.names, item.episode
    parts = "; ".join(clean(part) for part in about.split("\n"))
    linked: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "PodcastEpisode",
        "url": names.url(names.page(episode)),
        "name": title(episode.title),
        "description": parts,
        "datePublished": episode.published.isoformat(),
        "dateModified": episode.updated.isoformat(),
        "inLanguage": episode.language,
        "timeRequired": _iso_duration(episode.enclosure.seconds),
        "associatedMedia": {
            "@type": "AudioObject",
            "contentUrl": names.url(item.media),
            "encodingFormat": sound_type(item.media, episode.enclosure),
            "contentSize": str(episode.enclosure.bytes),
            "duration": _iso_duration(episode.enclosure.seconds),
            "transcript": [names.url(name) for name, _ in item.transcripts[:1]],
        },
        "partOfSeries": {key: value for key, value in _linked_show(channel).items() if key != "@context"},
    }
    based = [
        {
            "@type": "NewsArticle",
            "headline": title(story.headline),
            **({"url": web(story.url)} if web(story.url) else {}),
            **({"datePublished": _date(story.published)} if story.published else {}),
            **(
                {"author": [{"@type": "Person", "name": line(name)} for name in story.authors]} if story.authors else {}
            ),
        }
        for story in episode.stories
    ]
    return linked | ({"isBasedOn": based} if based else {})


def _date(when: datetime) -> str:
    return when.isoformat()


def _iso_duration(seconds: float) -> str:
    whole = max(1, round(seconds))
    hours, rest = divmod(whole, 3600)
    return "PT" + (f"{hours}H" if hours else "") + (f"{rest // 60}M" if rest // 60 else "") + f"{rest % 60}S"
