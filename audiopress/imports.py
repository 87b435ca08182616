"""A podcast that was published elsewhere, taken in so that no subscriber notices: GUIDs, dates, sound and words stay.

An episode is kept as soon as its sound is here, so an import that was stopped goes on where it was when it is given again.
Nothing is published: that is an order of its own, once all of it is here.
"""

from __future__ import annotations

import re
import shutil
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Final

from audiopress import publish, stitch
from audiopress.approvals import login
from audiopress.config import LANGUAGE
from audiopress.errors import AudiopressError, ConfigError, FetchError, PublishError, SourceError
from audiopress.identity import name_of
from audiopress.model import Change, Enclosure, Episode, Show, State, Story
from audiopress.sources.fetch import PAGES, fetch_image
from audiopress.sources.media import MediaFetcher
from audiopress.vocabulary import CATEGORIES
from audiopress.work.locks import alone
from audiopress.workspace import create_show, quoted

if TYPE_CHECKING:
    from audiopress.press import Press
    from audiopress.publish import Foreign, ForeignItem

FEEDS: Final = (*PAGES, "application/octet-stream", "binary/octet-stream")
"""Types that servers give feeds."""
PAGES_AT_MOST: Final = 1000
"""Documents of one feed that are followed (RFC 5005)."""
DESCRIPTION: Final = 4000
"""Bytes that a show's description may have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What was taken in."""

    show: Show
    made: tuple[Episode, ...]
    kept: int
    """Episodes that were here already."""
    failed: tuple[AudiopressError, ...]
    """Of each episode whose sound could not be had."""


def take_in(
    press: Press, source: str, *, name: str = "", link: bool = False, like: str = "articles", who: str = ""
) -> Imported:
    """The podcast whose feed is at an address, or in a file of the current folder, as a show of this newsroom.

    `link` leaves the sound where it is. `like` is the shipped show that lays out what will be made. Raises SourceError,
    ConfigError where another show has the name, LibraryError.
    """
    press.workspace.ensure_state()
    with MediaFetcher(settings=press.workspace.settings) as fetcher:
        pages = list(_pages(source, fetcher))
        podcast, items = pages[0], publish.joined(pages)
        if podcast.silent:
            press.warn(f"{source}: {podcast.silent} items have no sound and are left out")
        if podcast.moved:
            press.warn(f"{source}: its items are not in the order of their dates; here the newest stands first")
        name = name or _slug(podcast.title)
        if not name:
            raise ConfigError("the podcast's title has no Latin letter to name it by", hint="--name evening-news")
        with alone(press.workspace.locks / f"import-{name}"):
            show = _show(press, podcast, source, name, like)
            return _Taker(press, show, podcast, source, fetcher, link, who or login()).all_of(items)


def _pages(source: str, fetcher: MediaFetcher) -> Iterator[Foreign]:
    """Every document of the feed, the newest first."""
    onward = source
    seen: set[str] = set()
    while onward and onward not in seen and len(seen) < PAGES_AT_MOST:
        seen.add(onward)
        page = publish.read_podcast(_document(onward, fetcher, first=len(seen) == 1), url=onward)
        yield page
        onward = page.next


def _document(source: str, fetcher: MediaFetcher, *, first: bool) -> bytes:
    if "://" in source or not first:
        return fetcher.page(source, kinds=FEEDS).body
    try:
        return Path(source).read_bytes()
    except OSError as error:
        told = "there is no such file" if isinstance(error, FileNotFoundError) else f"cannot be read: {error.strerror}"
        raise SourceError(told, where=source, hint="give the feed's address, https://…, or a file") from None


def _slug(title: str) -> str:
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower().replace("'", "")
    return "-".join(re.findall(r"[a-z0-9]+", plain))[:40].strip("-")


# ---- the show


def _show(press: Press, podcast: Foreign, source: str, name: str, like: str) -> Show:
    """The show that the podcast becomes; the one that is there, where it is this podcast. Raises ConfigError."""
    here = press.workspace
    guid = str(podcast.feed.get("guid", "")) or (publish.channel_guid(source) if "://" in source else "")
    if name in here.show_folders():
        show = here.show(name)
        if show.feed.get("guid", "") == guid and guid:
            return show
        raise ConfigError(
            "there is another show of this name", where=str(show.folder), hint="give the podcast another: --name NAME"
        )
    folder = create_show(here, name, like=like, title=podcast.title or name, keys=_keys(podcast))
    try:
        cover = _cover(press, podcast, folder)
        with (folder / "show.toml").open("a", encoding="utf-8") as file:
            file.write(_feed_table({**podcast.feed, "guid": guid} if guid else podcast.feed))
        if cover:
            text = (folder / "show.toml").read_text("utf-8")
            (folder / "show.toml").write_text(f"cover = {quoted(cover)}\n{text}", encoding="utf-8")
        return here.show(name)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def _keys(podcast: Foreign) -> dict[str, str]:
    """What show.toml says of the podcast, as TOML writes it."""
    category = [one for one in podcast.category[:1] if one in CATEGORIES]
    category += [one for one in podcast.category[1:2] if category and one in CATEGORIES[category[0]]]
    language = podcast.language if LANGUAGE.fullmatch(podcast.language) else podcast.language.partition("-")[0]
    description = podcast.description.encode()[:DESCRIPTION].decode(errors="ignore")
    told = {
        "description": quoted(description),
        "author": quoted(podcast.author),
        "category": f"[{', '.join(map(quoted, category or ['News']))}]",
        "explicit": str(podcast.explicit).lower(),
        "type": quoted(podcast.type),
    }
    if LANGUAGE.fullmatch(language):  # else it is that of the show it is laid out by
        told["language"] = quoted(language)
    for key in ("link", "copyright", "owner_email", "licence"):
        if value := getattr(podcast, key):
            told[key] = quoted(value)
    return told


def _feed_table(feed: Mapping[str, str | bool]) -> str:
    lines = [f"{key} = {str(one).lower() if isinstance(one, bool) else quoted(one)}" for key, one in feed.items()]
    return "\n[feed]\n" + "\n".join(lines) + "\n" if lines else ""


def _cover(press: Press, podcast: Foreign, folder: Path) -> str:
    """The podcast's picture as a file beside show.toml; its name, or nothing where there is none to be had."""
    if not podcast.image:
        return ""
    try:
        content = fetch_image(podcast.image, settings=press.workspace.settings).body
        name = "cover.png" if content.startswith(b"\x89PNG") else "cover.jpg"
        (folder / name).write_bytes(content)
        publish.make_cover(replace(press.workspace.show(folder.name), cover=name), settings=press.workspace.settings)
    except (FetchError, PublishError) as error:
        press.warn(f"the podcast's picture is left out, and one is drawn: {error.where}: {error.message}")
        for name in ("cover.png", "cover.jpg"):
            (folder / name).unlink(missing_ok=True)
        return ""
    return name


# ---- its episodes


@dataclass(frozen=True, slots=True)
class _Taker:
    """Takes the episodes of one podcast in."""

    press: Press
    show: Show
    podcast: Foreign
    source: str
    fetcher: MediaFetcher
    link: bool
    who: str

    def all_of(self, items: Sequence[ForeignItem]) -> Imported:
        """Every item, the oldest first. One whose sound cannot be had costs no other."""
        library = self.press.library()
        known = {row.guid for row in library.listed(self.show.name)[0]}
        made: list[Episode] = []
        failed: list[AudiopressError] = []
        kept = 0
        for done, (item, name) in enumerate(_named(items, self._free)):
            self.press.progress("import", done, len(items))
            if item.guid in known:
                kept += 1
                continue
            try:
                episode = self._episode(item, name)
            except FetchError as error:
                failed.append(error)
                continue
            library.save(episode)
            made.append(episode)
        self.press.progress("import", len(items), len(items))
        return Imported(show=self.show, made=tuple(made), kept=kept, failed=tuple(failed))

    def _free(self, base: str) -> str:
        library = self.press.library()
        numbered = (base if n == 1 else f"{base}-{n}" for n in range(1, 10_000))
        return next(name for name in numbered if not library.has(name))

    def _episode(self, item: ForeignItem, name: str) -> Episode:
        """An item with its sound. Raises FetchError, AudioError."""
        record: dict[str, str | int | float | bool] = {publish.FOREIGN: True, "sound": item.sound, "feed": self.source}
        told: dict[str, str | int] = {
            publish.NOTES: item.notes,
            "image": item.image,
            "season": item.season,
            "number": item.number,
        }
        record |= {key: value for key, value in told.items() if value}
        if item.type != "full":
            record["type"] = item.type
        if item.explicit is not None:
            record["explicit"] = item.explicit
        author = item.author if item.author != self.podcast.author else ""
        story = Story(
            source=item.link or item.sound, headline=item.title, authors=(author,) if author else (), url=item.link
        )
        now = self.press.now().replace(microsecond=0)
        change = Change(at=now, who=self.who, act="imported", state=State.PUBLISHED, why=f"from {self.source}")
        return Episode(
            id=name,
            guid=item.guid,
            show=self.show.name,
            title=item.title,
            language=self.show.language,
            published=item.published,
            updated=item.published,
            summary=item.summary,
            stories=(story,),
            enclosure=self._sound(item, name),
            chapters=item.chapters,
            record=record,
            history=(change,),
        )

    def _sound(self, item: ForeignItem, name: str) -> Enclosure:
        ending = re.sub(r"[?#].*", "", item.sound).rpartition("/")[2].rpartition(".")[2].lower()
        suffix = ending if re.fullmatch(r"[a-z0-9]{2,4}", ending) else "mp3"
        path = self.press.workspace.episodes / self.show.name / name / f"revision-1.{suffix}"
        if self.link:
            return Enclosure(
                path=path,
                mime=item.mime,
                bytes=item.bytes,
                seconds=item.seconds,
                sha256="",
                loudness=0.0,
                true_peak=0.0,
                bitrate=_bitrate(item.bytes, item.seconds),
                url=item.sound,
            )
        saved = self.fetcher.save(item.sound, path)
        seconds = item.seconds or stitch.duration(path, ffmpeg=self.press.workspace.settings.ffmpeg)
        return Enclosure(
            path=path,
            mime=item.mime,
            bytes=saved.bytes,
            seconds=seconds,
            sha256=saved.sha256,
            loudness=0.0,
            true_peak=0.0,
            bitrate=_bitrate(saved.bytes, seconds),
        )


def _bitrate(size: int, seconds: float) -> int:
    return max(1, round(size * 8 / seconds / 1000)) if seconds else 64


def _named(items: Sequence[ForeignItem], free: Callable[[str], str]) -> Iterator[tuple[ForeignItem, str]]:
    """The items, the oldest first, each with a name; those of one instant are named so that their order stays."""
    for _, group in groupby(reversed(items), key=lambda item: item.published):
        together = list(group)
        for number, item in enumerate(together):
            name = name_of(item.title, item.published)
            if len(together) > 1:
                name = f"{name[:11]}{number + 1:03}-{name[11:]}"
            yield item, free(name)
