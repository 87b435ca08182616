"""Episodes that are there already: corrected, recorded again, arranged anew; each by one editor at a time."""

from __future__ import annotations

import contextlib
import hashlib
import shlex
import shutil
import time
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from audiopress import sameness, script
from audiopress.approvals import Approvals
from audiopress.errors import AudiopressError, LibraryError, ScriptError, undecodable
from audiopress.fitting import fitting
from audiopress.flags import Said, flags, told_lately
from audiopress.identity import address, content_of, of_story, scripted, sourced, story_of
from audiopress.ingredients import changed, digest, ingredients, known
from audiopress.model import WAITING, Article, Episode, Flag, Place, Show, Story
from audiopress.press import Produced
from audiopress.previews import Preview, preview
from audiopress.work.locks import alone

if TYPE_CHECKING:
    from audiopress.model import Script, Utterance
    from audiopress.script import Selection


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What became of one episode: `made`, `kept` (it was there already), or `failed` with the error.

    Of a correction: `corrected`, `noted` (only the note is new), or `unchanged`.
    """

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
    articles: Sequence[Article]
    """Those it tells."""
    content: str = ""
    """Digest of the articles, where it was made of articles."""
    edited: bool = False
    """An editor wrote it."""
    again: bool = False
    """The episode's own script, once more."""
    places: Mapping[int, Place] = field(default_factory=dict)
    """Where its lines stand in the articles, by number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrections(Approvals):
    """What can be asked of a newsroom's press for an episode that is there."""

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
                raise _gone(stored)
            asked = self._asked_for(stored, show, articles, text, source)
            kept = self._as_asked(stored, show, asked)
            if not kept and stored.revision != episode.revision:
                raise _overtaken(stored)
            corrected, done = (stored, None) if kept else self._recorded(stored, show, asked)
            noted = bool(note) and note != corrected.record.get("note")
            if noted:
                corrected = replace(corrected, updated=self._now(), record={**corrected.record, "note": note})
            if asked.content and asked.content != corrected.record.get("content"):
                # What changed is not told in this show: it is known now, and nobody is asked to correct it again.
                corrected = replace(corrected, record={**corrected.record, "content": asked.content})
            if done or noted:
                corrected = self._noted(corrected, "corrected" if done else "noted", note)
            if corrected is not stored:
                corrected = self._keep(stored, corrected, asked)
        self.press.publish(show)
        if done is None:
            status = "noted" if noted else "unchanged"
            return Made(status=status, show=show.name, title=corrected.title, episode=corrected)
        return made_of("corrected", show, corrected, done, time.monotonic() - began)

    def preview(
        self,
        episode: Episode,
        show: Show,
        *,
        articles: Sequence[Article] = (),
        text: str = "",
        source: str = "",
    ) -> Preview:
        """What `correct` would change, given the same; nothing is recorded, kept or published. Raises as it does."""
        stored = self._stored(episode)
        if stored.state == "withdrawn":
            raise _gone(stored)
        asked = self._asked_for(stored, show, articles, text, source)
        planned = self.press.planned(show, asked.text, source=asked.source)
        return preview(
            self.press,
            stored,
            planned,
            changed=changed(stored.record, ingredients(*planned, show)),
            unchanged=self._as_asked(stored, show, asked),
        )

    def script_of(self, episode: Episode) -> str:
        """The script that an episode was made from, as text to change. Raises ScriptError where it is not there."""
        return self._script(episode)[0]

    def arrange(self, episode: Episode, show: Show, articles: Sequence[Article], *, why: str = "") -> Episode:
        """An episode that is not out yet, of these articles in this order: some of its own, or others. Raises LibraryError.

        Its GUID stays, and what was recorded already is not recorded again. What it was made of and does not tell any
        more is kept, so that it can be put back.
        """
        with alone(self._lock(episode, "correct")):
            stored = self._stored(episode)
            if stored.state not in WAITING:
                raise LibraryError(
                    f"{stored.id} is {stored.state}: what listeners have had keeps its stories",
                    hint=f"audiopress correct {stored.id} PAGE…",
                )
            if stored.revision != episode.revision:
                raise _overtaken(stored)
            laid_out = self._laid_out(stored, show, articles)
            asked = self._of_articles(stored, laid_out)
            arranged, done = self._recorded(stored, show, asked)
            if done is None:
                return stored
            known = {address(article) for article in articles}
            rest = [one for one in self.press.library().articles(stored) if address(one) not in known]
            kept = (*laid_out.articles, *laid_out.left_out, *rest)
            return self._keep(stored, self._noted(arranged, "arranged", why), asked, articles=kept)

    # ---- a correction

    def _asked_for(
        self, stored: Episode, show: Show, articles: Sequence[Article], text: str, source: str
    ) -> _Correction:
        """What the episode is to say, and who said so."""
        if text:
            places = self._carried(stored, text)
            told = self._articles_of(stored)
            return _Correction(text, source or self._named(stored), stored.stories, told, edited=True, places=places)
        if not articles:
            text, source = self._script(stored)
            places = self.press.library().places(stored)
            edited = bool(stored.record.get("edited"))
            told = self._articles_of(stored)
            return _Correction(text, source, stored.stories, told, edited=edited, again=True, places=places)
        self._same_stories(stored, articles)
        return self._of_articles(stored, self._laid_out(stored, show, articles))

    def _of_articles(self, stored: Episode, laid_out: Selection) -> _Correction:
        """What an episode of these articles is to say."""
        told = tuple(map(story_of, laid_out.articles))
        content = content_of(laid_out.articles)
        return _Correction(
            laid_out.text, self._named(stored), told, laid_out.articles, content=content, places=laid_out.places
        )

    def _articles_of(self, stored: Episode) -> tuple[Article, ...]:
        """The articles that an episode tells; none where it was made of a script."""
        return self.press.library().articles(stored)[: len(stored.stories)]

    def _named(self, stored: Episode) -> str:
        """The script that is kept with an episode: a lexicon of its own lies beside it."""
        return str(self.press.workspace.episodes / stored.show / stored.id / "script.txt")

    def _laid_out(self, episode: Episode, show: Show, articles: Sequence[Article]) -> Selection:
        """The articles in the show's format as of the day they were told: a correction does not date a brief anew."""
        dated = str(episode.record.get("dated", ""))
        date = datetime.fromisoformat(dated) if dated else episode.published
        number = int(episode.record.get("number", 0))
        title = self.press.workspace.settings.title
        return fitting(show, articles, date=date, newsroom=title, number=number)

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

    def _carried(self, stored: Episode, text: str) -> dict[int, Place]:
        """The places of an edited script's lines; none where the script that was edited is lost."""
        places = self.press.library().places(stored)
        try:
            return script.carried(places, self._script(stored)[0], text)
        except ScriptError:
            return {}

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
        done = self.press.produce(show, asked.text, source=asked.source, path=path, places=asked.places)
        made = self.as_episode(show, done, (), asked.text, name=stored.id, edition=stored.edition)
        said = done.script, done.utterances
        doubts = self.flags(show, said, asked.articles, places=asked.places, source=asked.source, name=stored.id)
        same_script = stored.record.get("script") == digest(asked.text) and stored.stories == asked.stories
        if same_script and known(stored.record) and not changed(stored.record, _texts(made.record)) and _whole(stored):
            # A voice that was not ready was stood in for then, and is now.
            _discard(made)
            return stored, None
        # What tells of the words is kept; what tells of the sound is new.
        before = {
            key: stored.record[key]
            for key in ("asked", "dated", "number", "content", "corrected", "note", "draft")
            if key in stored.record
        }
        # Nobody has heard what is no longer said of an episode that is not out yet.
        technical = asked.again or stored.state in WAITING or _same_words(stored, made, asked)
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
            taught=sourced(done.taught, asked.stories, show),
            flags=doubts,
            record=record,
            history=stored.history,
        ), done

    def _file(self, source: str) -> str:
        """A script's file as the record keeps it: relative to the newsroom, where it is one at all."""
        path, root = Path(source).resolve(), self.press.workspace.root.resolve()
        if not path.is_file() or path.is_relative_to(self.press.workspace.episodes.resolve()):
            return ""
        return str(path.relative_to(root)) if path.is_relative_to(root) else str(path)

    def _keep(
        self, stored: Episode, corrected: Episode, asked: _Correction, *, articles: Sequence[Article] = ()
    ) -> Episode:
        """The revision in the library, if the episode is still the one that it was made from. Raises LibraryError."""
        with alone(self._lock(stored, "keep")):
            now = self._stored(stored)
            if now.revision != stored.revision or now.state == "withdrawn":
                if corrected.revision != stored.revision:
                    _discard(corrected)
                raise _overtaken(now)
            # Approved, or held, while it was recorded.
            history = (*now.history, *corrected.history[len(stored.history) :])
            corrected = replace(corrected, state=now.state, published=now.published, history=history)
            if corrected.revision != stored.revision:
                self._put_by(stored)
            self.press.library().save(corrected, script=asked.text, places=asked.places, articles=articles)
        return corrected

    def _put_by(self, stored: Episode) -> None:
        """What an episode said until now stays beside what it says, so that editors see what has changed."""
        path = Path(self._named(stored))
        with contextlib.suppress(FileNotFoundError):
            shutil.copyfile(path, path.with_name(f"revision-{stored.revision}.txt"))

    def advice(self, show: Show, kept: Episode, articles: Sequence[Article] = ()) -> str:
        """What would be another today in an episode that is kept, and the command that makes it so."""
        try:
            text, source = self._script(kept)
            what = changed(kept.record, self.press.ingredients(show, text, source=source))
            pages = [self.press.shown(article.source) for article in articles]
            by_format = articles and not kept.record.get("edited") and "dated" in kept.record
            if by_format and digest(self._laid_out(kept, show, articles).text) != kept.record.get("script"):
                return _told_of(("format", *what), f"audiopress correct {kept.id} {shlex.join(pages)}")
        except AudiopressError as error:
            return f"it could not be made again today: {error}"
        return _told_of(what, f"audiopress correct {kept.id}")

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
        known = {of_story(story) for story in episode.stories}
        before = sameness.of_episode(episode)[:1]
        for article in articles:
            this = sameness.of_article(article)
            if address(article) not in known and not any(one.kin(this) for one in before):
                raise LibraryError(
                    f"{episode.id} tells {episode.title!r}, and this is another story: {article.headline!r}",
                    where=self.press.shown(article.source),
                    hint=f"make an episode of it and withdraw the other one, {by_script}",
                )

    def flags(
        self,
        show: Show,
        said: tuple[Script, Sequence[Utterance]],
        articles: Sequence[Article],
        *,
        places: Mapping[int, Place],
        source: str,
        name: str = "",
    ) -> tuple[Flag, ...]:
        """Where a person should look at a script of these articles; `name` is its episode, where there is one."""
        parsed, utterances = said
        lexicons = (*self.press.workspace.lexicons(parsed.language, show), *script.own_lexicon(source))
        looked_at = Said(
            script=parsed,
            utterances=utterances,
            articles=articles,
            places=places,
            lexicon=script.load_lexicon(lexicons),
            threshold=show.cast.threshold,
        )
        return flags(looked_at, told_lately(self.press.library(), show.name, now=self.press.now(), but=name))

    def as_episode(
        self, show: Show, done: Produced, articles: Sequence[Article], text: str, *, name: str, edition: str = ""
    ) -> Episode:
        """What was produced, as a new episode."""
        now = self._now()
        content = {"content": content_of(articles)} if articles else {}
        stories = tuple(map(story_of, articles)) or scripted(done.script)
        return Episode(
            id=name,
            guid=str(uuid.uuid4()),
            show=show.name,
            title=done.script.title,
            language=done.script.language,
            published=now,
            updated=now,
            summary=done.script.summary,
            stories=stories,
            enclosure=done.enclosure,
            renditions=done.renditions,
            chapters=done.programme.chapters,
            transcript=done.programme.transcript,
            taught=sourced(done.taught, stories, show),
            voices=done.voices,
            disclosure=script.disclosure(show, done.script.language),
            edition=edition,
            record=done.record | {"script": digest(text)} | content,
        )


def _gone(stored: Episode) -> LibraryError:
    return LibraryError(f"{stored.id} was withdrawn", hint="make a new episode of it")


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


def made_of(status: str, show: Show, episode: Episode, done: Produced, seconds: float) -> Made:
    """The result of what was produced, in so many seconds."""
    return Made(
        status=status,
        show=show.name,
        title=episode.title,
        episode=episode,
        recorded=done.recorded,
        reused=done.reused,
        seconds=seconds,
    )
