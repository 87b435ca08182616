"""What operators and editors ask for: make, correct, approve, withdraw, and run today's edition.

An episode is found again by the articles it tells, so the same order given twice makes one episode, and an order that
was killed half-way is finished by giving it again.
"""

from __future__ import annotations

import hashlib
import re
import shlex
import time
import unicodedata
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Final

from audiopress import newsroom, script
from audiopress.errors import AudiopressError, LibraryError, SourceError
from audiopress.model import Article, Episode, Show, Story
from audiopress.press import Press, Produced

if TYPE_CHECKING:
    from audiopress.model import Script

KIN: Final = 0.2
"""The share of its words that a corrected article from elsewhere must have in common with the episode."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What became of one episode: `made`, `corrected`, `kept` (it was there already) or `failed` with the error."""

    status: str
    show: str
    title: str
    episode: Episode | None = None
    error: AudiopressError | None = None
    recorded: int = 0
    reused: int = 0
    seconds: float = 0.0
    """How long it took."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Orders:
    """What can be asked of a newsroom's press."""

    press: Press

    # ---- what an operator and an editor ask for

    def make(self, show: Show, articles: Sequence[Article], *, edition: str = "", again: bool = False) -> list[Made]:
        """The show's episodes of these articles, made, kept in the library and published."""
        one_each = show.stories == 1
        groups = [(article,) for article in articles] if one_each else [tuple(articles[: show.stories or None])]
        made = [self._attempt(show, group, edition=edition, again=again) for group in groups if group]
        if any(one.status != "failed" for one in made):
            self.press.publish(show)
        return made

    def make_script(self, show: Show, text: str, *, source: str, again: bool = False) -> Made:
        """The episode of a script that an editor wrote or changed, published; `again`, a second one of the same script."""
        began = time.monotonic()
        title = script.parse(text, source=source).title
        digest = _digest(text)

        def told() -> Episode | None:
            if again:
                return None
            found = self.press.library().episodes(show.name)
            return next((e for e in found if e.record.get("script") == digest and e.state != "withdrawn"), None)

        made = self._once(show, title, told, lambda name: self._new(show, text, (), name, {}, source, began))
        self.press.publish(show)
        return made

    def correct(
        self, episode: Episode, show: Show, *, articles: Sequence[Article] = (), text: str = "", source: str = ""
    ) -> Made:
        """The episode after its article or script changed: same GUID, a new media name, only changed takes recorded."""
        began = time.monotonic()
        if episode.state == "withdrawn":
            raise LibraryError(f"{episode.id} was withdrawn", hint="make a new episode of it")
        if not text:
            self._same_stories(episode, articles)
            selection = script.select(
                show, articles, date=self.press.now(), newsroom=self.press.workspace.settings.title
            )
            text, articles = selection.text, selection.articles
        revision = episode.revision + 1
        path = self.press.workspace.episodes / show.name / episode.id / f"revision-{revision}.{show.audio.format}"
        done = self.press.produce(show, text, source=source or "the script", path=path)
        corrected = replace(
            self._episode(show, done, articles, text, name=episode.id, edition=episode.edition),
            guid=episode.guid,
            published=episode.published,
            revision=revision,
            state=episode.state,
        )
        if not articles:
            content = {key: value for key, value in episode.record.items() if key == "content"}
            corrected = replace(corrected, stories=episode.stories, record={**corrected.record, **content})
        self.press.library().save(corrected, script=text)
        self.press.publish(show)
        return _made("corrected", show, corrected, done, began)

    def approve(self, episode: Episode, show: Show) -> Episode:
        """A draft goes out."""
        if episode.state != "draft":
            raise LibraryError(f"{episode.id} is {episode.state}, not a draft")
        approved = replace(episode, state="published", published=self.press.now(), updated=self.press.now())
        self.press.library().save(approved)
        self.press.publish(show)
        return approved

    def withdraw(self, episode: Episode, show: Show) -> Episode:
        """An episode leaves the feed; its page says so."""
        withdrawn = self.press.library().withdraw(episode, now=self.press.now())
        self.press.publish(show)
        return withdrawn

    def run(self, show: Show, *, due: datetime | None = None) -> list[Made]:
        """Today's edition of a show, made and published once, however often and by however many this is called.

        Nothing before it is due, and nothing of a show that is switched off.
        """
        self.press.workspace.ensure_state()
        library = self.press.library()
        due = due or newsroom.edition_for(show, self.press.now(), timezone=self.press.workspace.settings.timezone)
        if due is None or not show.enabled:
            return []
        claim = library.claim(show.name, due, now=self.press.now())
        if claim is None:
            kept = [episode for episode in library.episodes(show.name) if episode.edition == due.isoformat()]
            if kept:
                self.press.publish(show)
            return [Made(status="kept", show=show.name, title=e.title, episode=e) for e in kept]
        with claim:
            if not show.sources:
                raise SourceError(
                    f"{show.name} has no sources to make an edition from",
                    where=str(show.folder / "show.toml"),
                    hint='add sources = ["https://…/rss"]',
                )
            told = {_of_story(story) for e in library.episodes(show.name) for story in e.stories}
            outcomes = list(self.press.read(show.sources))
            fresh = [o.article for o in outcomes if o.article and _address(o.article) not in told]
            failed = [Made(status="failed", show=show.name, title=o.source, error=o.error) for o in outcomes if o.error]
            made = self.make(show, fresh, edition=due.isoformat())
            results = failed + made
            if results and all(one.status == "failed" for one in results):
                claim.trouble = "; ".join(str(one.error) for one in results)
            return results

    # ---- one episode

    def _attempt(self, show: Show, articles: Sequence[Article], *, edition: str, again: bool) -> Made:
        """One episode, or the error that kept it from being made: a fault in one never costs the others."""
        began = time.monotonic()
        title = articles[0].headline

        def told() -> Episode | None:
            return None if again else self._told(show, articles)

        try:
            if kept := told():
                return Made(status="kept", show=show.name, title=kept.title, episode=kept)
            chosen = script.select(show, articles, date=self.press.now(), newsroom=self.press.workspace.settings.title)
            source = f"the script of {title!r}"
            spoken = script.parse(chosen.text, source=source).title
            kept_as = {"edition": edition, "asked": _asked(articles)}
            return self._once(
                show,
                spoken,
                told,
                lambda name: self._new(show, chosen.text, chosen.articles, name, kept_as, source, began),
            )
        except AudiopressError as error:
            return Made(status="failed", show=show.name, title=title, error=error, seconds=time.monotonic() - began)

    def _once(self, show: Show, title: str, told: Callable[[], Episode | None], make: Callable[[str], Made]) -> Made:
        """An episode of this title, made under a name that is free, by one process at a time; the next one finds it."""
        base = _name(title, self.press.now())
        with newsroom.alone(self.press.workspace.locks / _digest(base)[:2]):
            if kept := told():
                return Made(status="kept", show=show.name, title=kept.title, episode=kept)
            taken = {name.partition("/")[2] for name in self.press.library().names()}
            numbered = (base if n == 1 else f"{base}-{n}" for n in range(1, 10_000))
            return make(next(name for name in numbered if name not in taken))

    def _told(self, show: Show, articles: Sequence[Article]) -> Episode | None:
        """The episode these articles were made into already. Raises LibraryError where it may say something else.

        That is where they have changed since, and where it was made of an editor's script. The same words are the same
        articles, whatever file or address they come from this time.
        """
        wanted = [_address(article) for article in articles]
        changed = None
        for episode in self.press.library().episodes(show.name):
            told = [_of_story(story) for story in episode.stories]
            # An edition may have left out what it had no room for: then it was asked for the same pages.
            asked = told == wanted or episode.record.get("asked") == _asked(articles)
            if episode.state == "withdrawn" or not (asked or len(told) == len(wanted)):
                continue
            if episode.record.get("content") == _content(articles[: len(told)]):
                return episode
            if asked and changed is None:
                changed = episode
        if changed is None:
            return None
        pages = [self.press.shown(article.source) for article in articles[: len(changed.stories)]]
        how = "and has changed since" if "content" in changed.record else "by a script of its own"
        raise LibraryError(
            f"{articles[0].headline!r} was made into {changed.id} {how}",
            where=pages[0],
            hint=f"audiopress correct {changed.id} {shlex.join(pages)}   (or --again for a second episode)",
        )

    def _same_stories(self, episode: Episode, articles: Sequence[Article]) -> None:
        """Raises LibraryError where the articles are not the ones that the episode tells, as they stand now.

        A slip of the hand here would put another story under a GUID that listeners have already.
        """
        by_script = f"or change its words: audiopress correct {episode.id} --script FILE"
        if len(articles) != len(episode.stories):
            told = "one story" if len(episode.stories) == 1 else f"{len(episode.stories)} stories"
            raise LibraryError(
                f"{episode.id} tells {told}, and the pages given are {len(articles)}",
                hint=f"give every page it tells and no other, {by_script}",
            )
        known = {_of_story(story) for story in episode.stories}
        before = _pieces(" ".join(segment.body for segment in episode.transcript))
        for article in articles:
            now = _pieces(" ".join(article.paragraphs))
            if _address(article) not in known and len(before & now) < KIN * min(len(before), len(now)):
                raise LibraryError(
                    f"{episode.id} tells {episode.title!r}, and this is another story: {article.headline!r}",
                    where=self.press.shown(article.source),
                    hint=f"make an episode of it and withdraw the other one, {by_script}",
                )

    def _new(
        self,
        show: Show,
        text: str,
        articles: Sequence[Article],
        name: str,
        kept_as: Mapping[str, str],
        source: str,
        began: float,
    ) -> Made:
        """A new episode. `kept_as` is its edition, and what was asked for, where that may be more than it tells."""
        path = self.press.workspace.episodes / show.name / name / f"revision-1.{show.audio.format}"
        done = self.press.produce(show, text, source=source, path=path)
        episode = self._episode(show, done, articles, text, name=name, edition=kept_as.get("edition", ""))
        if "asked" in kept_as:
            episode = replace(episode, record={**episode.record, "asked": kept_as["asked"]})
        self.press.library().save(episode, script=text)
        return _made("made", show, episode, done, began)

    def _episode(
        self, show: Show, done: Produced, articles: Sequence[Article], text: str, *, name: str, edition: str = ""
    ) -> Episode:
        now = self.press.now().replace(microsecond=0)
        content = {"content": _content(articles)} if articles else {}
        return Episode(
            id=name,
            guid=str(uuid.uuid4()),
            show=show.name,
            title=done.script.title,
            language=done.script.language,
            published=now,
            updated=now,
            summary=done.script.summary,
            state="published" if show.auto_publish else "draft",
            stories=tuple(_story(article) for article in articles) or _scripted(done.script),
            enclosure=done.enclosure,
            renditions=done.renditions,
            chapters=done.programme.chapters,
            transcript=done.programme.transcript,
            voices=done.voices,
            disclosure=script.disclosure(show, done.script.language),
            edition=edition,
            record=done.record | {"script": _digest(text)} | content,
        )


def _made(status: str, show: Show, episode: Episode, done: Produced, began: float) -> Made:
    return Made(
        status=status,
        show=show.name,
        title=episode.title,
        episode=episode,
        recorded=done.recorded,
        reused=done.reused,
        seconds=time.monotonic() - began,
    )


# ---- what an article is known by


def _address(article: Article) -> str:
    """What says that two articles are the same one: the address or file they came from; a pipe is neither."""
    piped = article.source in {"", "-"} or article.source.startswith("-#")
    return _content((article,)) if piped else article.source


def _asked(articles: Sequence[Article]) -> str:
    """What was asked for: these articles, whatever stands in them."""
    return _digest("\n".join(map(_address, articles)))


def _of_story(story: Story) -> str:
    return story.source


def _content(articles: Sequence[Article]) -> str:
    """Changes with every word that is spoken of the articles."""
    words = [[a.headline, *a.byline, *a.paragraphs, *map(str, a.quotes)] for a in articles]
    return _digest(repr(words))


def _pieces(text: str) -> set[str]:
    """Every run of twelve letters and digits: two stories share hardly any, two versions of one most."""
    plain = "".join(filter(str.isalnum, text.casefold()))
    return {plain[at : at + 12] for at in range(max(1, len(plain) - 11))}


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _story(article: Article) -> Story:
    return Story(
        source=_address(article),
        headline=article.headline,
        authors=article.byline,
        url=article.source if article.source.startswith(("http://", "https://")) else "",
        site=article.site,
        published=article.published,
    )


def _scripted(parsed: Script) -> tuple[Story, ...]:
    """The story of an episode made from a script: what its head says."""
    authors = tuple(name.strip() for name in parsed.meta.get("authors", "").split(",") if name.strip())
    link = parsed.meta.get("link", "")
    return (Story(source=link or parsed.source, headline=parsed.title, authors=authors, url=link),)


def _name(title: str, now: datetime) -> str:
    """The episode's id, before a number where that is taken: its date and the words of its title in ASCII."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", plain.replace("'", ""))
    slug = "-".join(words)[:48].strip("-")
    if not re.search(r"[a-z]", slug):
        # The figures of a title in another script would look like the number of an episode.
        slug = _digest(title)[:10]
    return f"{now:%Y-%m-%d}-{slug}"
