"""What an edition tells: the stories that a show's sources have and it has not told, by section, chosen and in order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Final

from audiopress import dead_links, near, newsroom
from audiopress.errors import AudiopressError
from audiopress.model import Article, Section, Show, Source
from audiopress.press import Press

CANDIDATES: Final = 3
"""Times the stories that a section takes are read where the best of them are chosen, and at least `FEWEST`."""
FEWEST: Final = 12
PICKS: Final = "picks.txt"
"""Beside show.toml: addresses, files or words of headlines, one a line, that editors want first."""


@dataclass(slots=True)
class News:
    """What was found."""

    stories: list[Article] = field(default_factory=list)
    failed: list[tuple[str, AudiopressError]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    """What was passed over, and why."""
    passed: dict[str, int] = field(default_factory=dict)
    """Why stories were passed over, and how many."""

    def passes(self, article: Article, why: str, *, told: bool = False) -> None:
        """Count a story that is not told, and name it where that is not the usual."""
        self.passed[why] = self.passed.get(why, 0) + 1
        if told:
            self.notes.append(f"{article.headline!r} is passed over: {why}")

    def dead(self, source: str, error: AudiopressError) -> None:
        """Count a link of a feed that leads nowhere: it is named once, and is no fault of the edition."""
        self.passed["that cannot be read"] = self.passed.get("that cannot be read", 0) + 1
        self.notes.append(f"{source} is passed over: {error.message}")

    @property
    def nothing(self) -> str:
        """Why there is no story."""
        listed = ", ".join(f"{count} {why}" for why, count in self.passed.items())
        return f"nothing new to tell: {listed}" if listed else "the sources have nothing new"


def sections(show: Show) -> tuple[Section, ...]:
    """Where a show's stories come from."""
    if show.edition.sections:
        return show.edition.sections
    return (Section(sources=show.sources),) if show.sources else ()


def news(press: Press, show: Show, due: datetime) -> News:
    """What the show's edition that is `due` may tell, as much of it as it takes, in order, and what failed.

    Each source is read when there is room left: a feed of a thousand entries is not a thousand requests.
    """
    return _Planner(press, show, due).plan()


class _Planner:
    def __init__(self, press: Press, show: Show, due: datetime) -> None:
        self.press, self.show, self.due = press, show, due
        self.now = press.now()
        self.found = News()
        self.sections = sections(show)
        self.told = near.TellingMemory(press.library(), show, now=self.now)
        self.dead = dead_links.DeadLinks(press.workspace.state / "dead-links.json", now=self.now)
        self.picks = _picks(show)
        self.out = newsroom.until(show, due, timezone=press.workspace.settings.timezone) or self.now

    def plan(self) -> News:
        """The stories of all sections."""
        for section in self.sections:
            room = self.show.stories - len(self.found.stories) if self.show.stories > 1 else 0
            if self.show.stories > 1 and room <= 0:
                break
            count = min(filter(None, (section.count, room)), default=0)
            self.found.stories += self._section(section, count)
        self.dead.save()
        return self.found

    def _section(self, section: Section, count: int) -> list[Article]:
        """The stories of a section, `count` of them at most; 0: all there are."""
        order = section.order or self.show.edition.order
        if order == "source":
            return list(_first(self._fresh(section.sources), count))
        wanted = max(FEWEST, CANDIDATES * count) if count else 0
        picked = list(self._fresh(self._named(section))) if order == "picks" else []
        found = picked + list(_first(self._fresh(section.sources), wanted))
        if order == "newest":
            # Those of one time, and those without one, stay as their sources have them.
            found.sort(key=lambda one: one.published or one.updated or datetime.min.replace(tzinfo=UTC), reverse=True)
        else:
            found.sort(key=self._pick)
        kept = found[: count or None]
        self.told.leave(one for one in found if one not in kept)
        return kept

    def _named(self, section: Section) -> Sequence[str]:
        """Addresses and files among the picks, of the first section: the others would tell them twice."""
        first = section is self.sections[0]
        return [one for one in self.picks if first and ("://" in one or (self.press.workspace.root / one).is_file())]

    def _pick(self, article: Article) -> int:
        """Where an article stands among the picks; those that are none of them behind."""
        headline = article.headline.casefold()
        for place, pick in enumerate(self.picks):
            if pick == article.source or ("://" not in pick and pick.casefold() in headline):
                return place
        return len(self.picks)

    def _fresh(self, sources: Sequence[str | Source]) -> Iterator[Article]:
        """Each story that may be told."""
        known = self.dead.addresses | (set() if self.show.edition.updated else self.told.sources)
        for source in sources:
            with closing(self.press.read([source], known=known)) as outcomes:
                for outcome in outcomes:
                    if outcome.error:
                        entry = (
                            outcome.source != (source.url if isinstance(source, Source) else source)
                            and "://" in outcome.source
                        )
                        if entry and self.dead.note(outcome.source, outcome.error):
                            self.found.dead(outcome.source, outcome.error)
                        else:
                            self.found.failed.append((outcome.source, outcome.error))
                    article = outcome.article and self._chosen(outcome.article)
                    if article:
                        yield article

    def _chosen(self, article: Article) -> Article | None:
        """A story that may be told, marked where it is told again; else None."""
        edition = self.show.edition
        if why := self._unwanted(article):
            self.found.passes(article, why, told=why.startswith("under embargo"))
            return None
        verdict = self.told.verdict(article)
        if verdict == near.TOLD or (verdict == near.UPDATED and not edition.updated):
            self.found.passes(article, "told already")
            return None
        self.told.add(article)
        return replace(article, update=verdict == near.UPDATED)

    def _unwanted(self, article: Article) -> str:
        """Why a story is not for this edition, or empty."""
        edition = self.show.edition
        when = article.updated or article.published
        words = f"{article.headline}\n{article.text}".casefold()
        if article.embargo and article.embargo > self.out:
            return f"under embargo until {article.embargo.isoformat()}"
        if article.expires and article.expires <= self.now:
            return "expired"
        if edition.max_age and when and self.now - when > timedelta(hours=edition.max_age):
            return f"older than {edition.max_age:g} hours"
        if edition.must and not any(near.has(words, word) for word in edition.must):
            return "without a word of `must`"
        if any(near.has(words, word) for word in edition.never):
            return "with a word of `never`"
        return ""


def _first(articles: Iterator[Article], count: int) -> Iterator[Article]:
    """So many of them, and no more are read."""
    for number, article in enumerate(articles, 1):
        yield article
        if number == count:
            return


def _picks(show: Show) -> tuple[str, ...]:
    """What editors want first. A file that is not there names nothing."""
    try:
        lines = (show.folder / PICKS).read_text("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError):
        return ()
    return tuple(line for one in lines if (line := one.strip()) and not line.startswith("#"))
