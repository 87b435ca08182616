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
from pathlib import Path
from typing import TYPE_CHECKING, Final

from audiopress import newsroom, script
from audiopress.errors import AudiopressError, LibraryError, ScriptError, SourceError, undecodable
from audiopress.ingredients import changed, digest, known
from audiopress.locks import alone
from audiopress.model import Article, Episode, Show, Story
from audiopress.press import Press, Produced

if TYPE_CHECKING:
    from audiopress.model import Script
    from audiopress.script import Selection

KIN: Final = 0.2
"""The share of its words that a corrected article from elsewhere must have in common with the episode."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What became of one episode: `made`, `kept` (it was there already), `failed` with the error; of a correction
    `corrected`, `noted` (only the note is new) or `unchanged`."""

    status: str
    show: str
    title: str
    episode: Episode | None = None
    error: AudiopressError | None = None
    recorded: int = 0
    reused: int = 0
    seconds: float = 0.0
    """How long it took."""
    advice: str = ""
    """Kept: what has changed in the newsroom since, and the command that applies it."""


@dataclass(frozen=True, slots=True)
class _Correction:
    """What a corrected episode is to say."""

    text: str
    """The script."""
    source: str
    stories: tuple[Story, ...]
    content: str = ""
    """Digest of the articles, where it was made of articles."""
    edited: bool = False
    """An editor wrote it."""
    again: bool = False
    """The episode's own script, once more."""


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
        mark = digest(text)

        def told() -> Episode | None:
            if again:
                return None
            found = self.press.library().episodes(show.name)
            return next((e for e in found if e.record.get("script") == mark and e.state != "withdrawn"), None)

        made = self._once(show, title, told, lambda name: self._new(show, text, (), name, {}, source, began))
        if made.status == "kept" and made.episode:
            made = replace(made, advice=self._advice(show, made.episode))
        self.press.publish(show)
        return made

    def correct(
        self,
        episode: Episode,
        show: Show,
        *,
        articles: Sequence[Article] = (),
        text: str = "",
        source: str = "",
        note: str = "",
    ) -> Made:
        """The episode after its article or script changed: same GUID, a new media name, only changed takes recorded.

        With neither, its own script is recorded again with today's voices, lexicon and music. A correction that would
        change nothing is `unchanged`. `note` are the editor's words, for the page and the notes. Raises LibraryError
        where somebody else corrected or withdrew the episode since `episode` was read; nothing of theirs is lost then.
        """
        began = time.monotonic()
        with alone(self._lock(episode, "correct")):
            stored = self._stored(episode)
            if stored.state == "withdrawn":
                raise LibraryError(f"{stored.id} was withdrawn", hint="make a new episode of it")
            asked = self._asked_for(stored, show, articles, text, source)
            kept = self._as_asked(stored, show, asked)
            if not kept and stored.revision != episode.revision:
                raise _overtaken(stored)
            corrected, done = (stored, None) if kept else self._recorded(stored, show, asked)
            if note and note != corrected.record.get("note"):
                corrected = replace(corrected, updated=self._now(), record={**corrected.record, "note": note})
            if corrected is not stored:
                corrected = self._keep(stored, corrected, asked.text)
        self.press.publish(show)
        if done is None:
            status = "unchanged" if corrected is stored else "noted"
            return Made(status=status, show=show.name, title=corrected.title, episode=corrected)
        return _made("corrected", show, corrected, done, began)

    def approve(self, episode: Episode, show: Show) -> Episode:
        """A draft goes out."""
        with alone(self._lock(episode, "keep")):
            stored = self._stored(episode)
            if stored.state != "draft":
                raise LibraryError(f"{stored.id} is {stored.state}, not a draft")
            approved = replace(stored, state="published", published=self.press.now(), updated=self.press.now())
            self.press.library().save(approved)
        self.press.publish(show)
        return approved

    def withdraw(self, episode: Episode, show: Show) -> Episode:
        """An episode leaves the feed; its page says so. A correction that is being made of it comes to nothing."""
        with alone(self._lock(episode, "keep")):
            withdrawn = self.press.library().withdraw(self._stored(episode), now=self.press.now())
        self.press.publish(show)
        return withdrawn

    def run(self, show: Show, *, due: datetime | None = None) -> list[Made]:
        """Today's edition of a show, made and published once, however often and by however many this is called."""
        library = self.press.library()
        due = due or newsroom.edition_for(show, self.press.now(), timezone=self.press.workspace.settings.timezone)
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
            # Made by a run that could not publish it.
            kept = [episode for episode in library.episodes(show.name) if episode.edition == due.isoformat()]
            if kept:
                self.press.publish(show)
                return [Made(status="kept", show=show.name, title=e.title, episode=e) for e in kept]
            told = {_of_story(story) for e in library.episodes(show.name) for story in e.stories}
            outcomes = list(self.press.read(show.sources))
            fresh = [o.article for o in outcomes if o.article and _address(o.article) not in told]
            failed = [Made(status="failed", show=show.name, title=o.source, error=o.error) for o in outcomes if o.error]
            made = self.make(show, fresh, edition=due.isoformat())
            results = failed + made
            if results and all(one.status == "failed" for one in results):
                claim.trouble = "; ".join(str(one.error) for one in results)
            return results

    # ---- a correction

    def _lock(self, episode: Episode, act: str) -> Path:
        """What is held while an episode is corrected (`correct`), and in the moment in which it is kept (`keep`)."""
        return self.press.workspace.locks / f"{act}-{digest(f'{episode.show}/{episode.id}')[:2]}"

    def _stored(self, episode: Episode) -> Episode:
        """The episode as the library has it now."""
        return self.press.library().episode(episode.guid, episode.show)

    def _now(self) -> datetime:
        return self.press.now().replace(microsecond=0)

    def _asked_for(
        self, stored: Episode, show: Show, articles: Sequence[Article], text: str, source: str
    ) -> _Correction:
        """What the episode is to say, and who said so."""
        if text:
            return _Correction(text, source or "the script", stored.stories, edited=True)
        if not articles:
            text, source = self._script(stored)
            return _Correction(text, source, stored.stories, edited=bool(stored.record.get("edited")), again=True)
        self._same_stories(stored, articles)
        laid_out = self._laid_out(stored, show, articles)
        told = tuple(_story(article) for article in laid_out.articles)
        return _Correction(laid_out.text, "the script", told, content=_content(laid_out.articles))

    def _laid_out(self, episode: Episode, show: Show, articles: Sequence[Article]) -> Selection:
        """The articles in the show's format as of the day they were told: a correction does not date a brief anew."""
        dated = str(episode.record.get("dated", ""))
        date = datetime.fromisoformat(dated) if dated else episode.published
        return script.select(show, articles, date=date, newsroom=self.press.workspace.settings.title)

    def _script(self, episode: Episode) -> tuple[str, str]:
        """The script that was kept with an episode, and the name it goes by: recordings may lie beside that file."""
        path = self.press.workspace.episodes / episode.show / episode.id / "script.txt"
        try:
            text = path.read_text("utf-8")
        except OSError as error:
            raise ScriptError(
                f"cannot be read: {error.strerror}",
                where=str(path),
                hint=f"name the page or a script: audiopress correct {episode.id} PAGE",
            ) from None
        except UnicodeDecodeError as error:
            where, hint = undecodable(path, error)
            raise ScriptError("is not UTF-8 text", where=where, hint=hint) from None
        given = str(episode.record.get("script_file", ""))
        return text, str(self.press.workspace.root / given) if given else str(path)

    def _as_asked(self, stored: Episode, show: Show, asked: _Correction) -> bool:
        """Whether the episode is what is asked for already, and would be made of the same things today."""
        if stored.record.get("script") != digest(asked.text) or stored.stories != asked.stories:
            return False
        now = self.press.ingredients(show, asked.text, source=asked.source)
        return known(stored.record) and not changed(stored.record, now) and _whole(stored)

    def _recorded(self, stored: Episode, show: Show, asked: _Correction) -> tuple[Episode, Produced | None]:
        """The next revision, recorded; the stored one where that came to the same."""
        revision = stored.revision + 1
        path = self.press.workspace.episodes / show.name / stored.id / f"revision-{revision}.{show.audio.format}"
        done = self.press.produce(show, asked.text, source=asked.source, path=path)
        made = self._episode(show, done, (), asked.text, name=stored.id, edition=stored.edition)
        same_script = stored.record.get("script") == digest(asked.text) and stored.stories == asked.stories
        if same_script and known(stored.record) and not changed(stored.record, _texts(made.record)) and _whole(stored):
            # A voice that was not ready was stood in for then, and is now.
            _discard(made)
            return stored, None
        # What tells of the words is kept; what tells of the sound is new.
        before = {
            key: stored.record[key]
            for key in ("asked", "dated", "content", "corrected", "note")
            if key in stored.record
        }
        technical = asked.again or _same_words(stored, made, asked)
        if not technical:
            before |= {"corrected": self._now().isoformat()}
            before.pop("note", None)
        record = {**made.record, **before, "technical": technical, "edited": asked.edited}
        if asked.content:
            record["content"] = asked.content
        if asked.edited and (file := self._file(asked.source)):
            record["script_file"] = file
        return replace(
            made,
            guid=stored.guid,
            published=stored.published,
            revision=revision,
            state=stored.state,
            stories=asked.stories,
            record=record,
        ), done

    def _file(self, source: str) -> str:
        """A script's file as the record keeps it: relative to the newsroom, where it is one at all."""
        path, root = Path(source).resolve(), self.press.workspace.root.resolve()
        if not path.is_file() or path.is_relative_to(self.press.workspace.episodes.resolve()):
            return ""
        return str(path.relative_to(root)) if path.is_relative_to(root) else str(path)

    def _keep(self, stored: Episode, corrected: Episode, text: str) -> Episode:
        """The revision in the library, if the episode is still the one that it was made from. Raises LibraryError."""
        with alone(self._lock(stored, "keep")):
            now = self._stored(stored)
            if now.revision != stored.revision or now.state == "withdrawn":
                if corrected.revision != stored.revision:
                    _discard(corrected)
                raise _overtaken(now)
            # Approved while it was recorded.
            corrected = replace(corrected, state=now.state, published=now.published)
            self.press.library().save(corrected, script=text)
        return corrected

    def _advice(self, show: Show, kept: Episode, articles: Sequence[Article] = ()) -> str:
        """What would be another today in an episode that is kept, and the command that makes it so."""
        try:
            text, source = self._script(kept)
            what = changed(kept.record, self.press.ingredients(show, text, source=source))
            pages = [self.press.shown(article.source) for article in articles]
            if articles and not kept.record.get("edited") and "dated" in kept.record:
                if digest(self._laid_out(kept, show, articles).text) != kept.record.get("script"):
                    return _told_of(("format", *what), f"audiopress correct {kept.id} {shlex.join(pages)}")
        except AudiopressError as error:
            return f"it could not be made again today: {error}"
        return _told_of(what, f"audiopress correct {kept.id}")

    # ---- one episode

    def _attempt(self, show: Show, articles: Sequence[Article], *, edition: str, again: bool) -> Made:
        """One episode, or the error that kept it from being made: a fault in one never costs the others."""
        began = time.monotonic()
        title = articles[0].headline

        def told() -> Episode | None:
            return None if again else self._told(show, articles)

        try:
            if kept := told():
                advice = self._advice(show, kept, articles)
                return Made(status="kept", show=show.name, title=kept.title, episode=kept, advice=advice)
            date = self.press.now()
            chosen = script.select(show, articles, date=date, newsroom=self.press.workspace.settings.title)
            source = f"the script of {title!r}"
            spoken = script.parse(chosen.text, source=source).title
            kept_as = {"edition": edition, "asked": _asked(articles), "dated": date.isoformat()}
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
        with alone(self.press.workspace.locks / digest(base)[:2]):
            if kept := told():
                return Made(status="kept", show=show.name, title=kept.title, episode=kept)
            taken = {episode.id for episode in self.press.library().episodes()}
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
        further: dict[str, str | bool] = {key: kept_as[key] for key in ("asked", "dated") if key in kept_as}
        if not articles:
            further |= {"edited": True} | ({"script_file": file} if (file := self._file(source)) else {})
        episode = replace(episode, record={**episode.record, **further})
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
            record=done.record | {"script": digest(text)} | content,
        )


def _overtaken(now: Episode) -> LibraryError:
    """What the later one of two editors is told."""
    how = "withdrawn" if now.state == "withdrawn" else "corrected"
    hint = "make a new episode of it" if how == "withdrawn" else "look at what it says now, and give the command again"
    return LibraryError(
        f"{now.id} was {how} by somebody else in the meantime (revision {now.revision}); this correction was not made",
        hint=hint,
    )


def _same_words(stored: Episode, made: Episode, asked: _Correction) -> bool:
    """Whether listeners are told the same by the same people: then only the sound is another, or the show's format."""
    if asked.content and not stored.record.get("edited"):
        return stored.record.get("content") == asked.content
    heard = [[(one.speaker, one.body) for one in episode.transcript] for episode in (stored, made)]
    return heard[0] == heard[1] and stored.title == made.title


def _whole(episode: Episode) -> bool:
    """Whether an episode's sound is what was made."""
    try:
        return all(
            hashlib.sha256(one.path.read_bytes()).hexdigest() == one.sha256
            for one in (episode.enclosure, *episode.renditions)
        )
    except OSError:  # gone: then it is made again
        return False


def _discard(made: Episode) -> None:
    """Delete the sound of a revision that nobody will hear."""
    for one in (made.enclosure, *made.renditions):
        one.path.unlink(missing_ok=True)


def _texts(record: Mapping[str, object]) -> dict[str, str]:
    return {key: str(value) for key, value in record.items()}


def _told_of(what: Sequence[str], command: str) -> str:
    if not what:
        return ""
    listed = " and ".join(filter(None, [", ".join(what[:-1]), what[-1]]))
    return f"{listed} changed since it was made; to have it so: {command}"


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
    return digest("\n".join(map(_address, articles)))


def _of_story(story: Story) -> str:
    return story.source


def _content(articles: Sequence[Article]) -> str:
    """Changes with every word that is spoken of the articles."""
    words = [[a.headline, *a.byline, *a.paragraphs, *map(str, a.quotes)] for a in articles]
    return digest(repr(words))


def _pieces(text: str) -> set[str]:
    """Every run of twelve letters and digits: two stories share hardly any, two versions of one most."""
    plain = "".join(filter(str.isalnum, text.casefold()))
    return {plain[at : at + 12] for at in range(max(1, len(plain) - 11))}


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
        slug = digest(title)[:10]
    return f"{now:%Y-%m-%d}-{slug}"
