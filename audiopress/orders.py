"""What operators and editors ask for: make, correct, approve, withdraw, and run today's edition.

An episode is found again by the articles it tells, so the same order given twice makes one episode, and an order that
was killed half-way is finished by giving it again.
"""

from __future__ import annotations

import re
import shlex
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack, nullcontext
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from audiopress import newsroom, planning, sameness, script
from audiopress.approvals import login
from audiopress.batch import Batch, Begun, EpisodeJob, worth
from audiopress.corrections import Made, made_of
from audiopress.errors import AudiopressError, ConfigError, LibraryError
from audiopress.fitting import fitting
from audiopress.identity import address, asked_for, content_of, name_of
from audiopress.ingredients import digest
from audiopress.memory import Memory
from audiopress.model import Article, Episode, Place, Show, State
from audiopress.releases import SCHEDULE, Releases
from audiopress.work.locks import alone
from audiopress.work.pool import Pool

if TYPE_CHECKING:
    from audiopress.model import Script
    from audiopress.newsroom import EditionClaim, Row
    from audiopress.press import Produced


_LATIN: Final = re.compile("[A-Za-z]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ready:
    """A script that is to become an episode."""

    title: str
    text: str
    articles: Sequence[Article]
    """Those it tells."""
    left_out: Sequence[Article] = ()
    """Those that it had no room for."""
    kept_as: Mapping[str, str]
    """Its edition, and what was asked for, where that may be more than it tells."""
    source: str
    told: Callable[[], Episode | None]
    """The episode that is there by now."""
    places: Mapping[int, Place] = field(default_factory=dict)
    """Where its lines stand in the articles."""
    shorter: Callable[[float], Ready] | None = None
    """The same in so many minutes, by estimate."""

    @property
    def name(self) -> str:
        """What its address is made of: the title, or the headline of its story where that alone has Latin letters."""
        headline = self.articles[0].headline if self.articles else ""
        return headline if not _LATIN.search(self.title) and _LATIN.search(headline) else self.title


TRIES: Final = 4
"""How often an episode that is too long is made shorter."""
LEAST: Final = 0.05
"""Minutes that no story takes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Orders(Releases):
    """What can be asked of a newsroom's press."""

    draft: bool = False
    """What is made waits for somebody to approve it, whatever the policy of its show and the hour."""

    # ---- what an operator and an editor ask for

    def make(self, show: Show, articles: Sequence[Article], *, edition: str = "", again: bool = False) -> list[Made]:
        """The show's episodes of these articles, made, kept in the library and published.

        The feed is written once, when all are made or the order is interrupted: what was finished is public then too.
        """
        one_each = show.stories == 1
        groups = [(article,) for article in articles] if one_each else [tuple(articles[: show.stories or None])]
        with Pool(self.press.workspace.settings.workers) as pool:
            staffed = replace(self, press=replace(self.press, pool=pool))
            try:
                made = staffed.make_each(show, [group for group in groups if group], pool, edition=edition, again=again)
            except KeyboardInterrupt:
                try:
                    self.press.publish(show)
                except AudiopressError as error:
                    self.press.warn(str(error))
                raise
        if any(one.status != "failed" for one in made):
            self.press.publish(show)
        return made

    def make_script(self, show: Show, text: str, *, source: str, again: bool = False) -> Made:
        """The episode of a script that an editor wrote or changed, published; `again`, a second one of the same script."""
        began = time.monotonic()
        parsed = script.parse(text, source=source)
        mark = digest(text)

        def told() -> Episode | None:
            if again:
                return None
            library = self.press.library()
            memory = Memory(library, library.rows(show.name))
            same = next((row for row in memory.rows if row.state != "withdrawn" and row.script == mark), None)
            if same is None:
                self._not_another(parsed, memory, source)
            return memory.whole(same) if same else None

        ready = Ready(title=parsed.title, text=text, articles=(), kept_as={}, source=source, told=told)
        made = self._once(show, ready, began)
        if made.status == "kept" and made.episode:
            made = replace(made, advice=self.advice(show, made.episode))
        self.press.publish(show)
        return made

    def run(self, show: Show, *, due: datetime | None = None, patient: bool = False) -> list[Made]:
        """Today's edition of a show, made once, however often and by however many this is called.

        Nothing before it is due, and nothing of a show that is switched off. Drafts whose hour has come are let out.
        By who is `patient` (a clock) a failed edition is begun again only after a while, and one without news never.
        """
        self.press.workspace.ensure_state()
        replace(self, who=SCHEDULE).release(show)
        library = self.press.library()
        due = due or newsroom.edition_for(show, self.press.now(), timezone=self.press.workspace.settings.timezone)
        if due is None or not show.enabled:
            return []
        claim = library.claim(
            show.name,
            due,
            now=self.press.now(),
            who=self.who or login(),
            patient=patient,
            clock=self.press.now,
        )
        if claim is None:
            kept = self._edition(show, due)
            if kept:
                self.press.publish(show)
            return kept
        try:
            with newsroom.stage("edition", show=show.name, edition=due.isoformat()), claim:
                results = self._made_now(show, due, claim)
        except AudiopressError as error:
            self._told_of_failure(show, claim, str(error))
            raise
        if claim.trouble:
            self._told_of_failure(show, claim, claim.trouble)
        for one in results:
            if one.status == "made" and one.episode:
                self._told_of(show, one.episode)
        return results

    def miss(self, show: Show, due: datetime) -> bool:
        """Keep an edition as skipped that nobody made in its time, and tell of it; False where somebody made it."""
        why = "missed: nothing ran in its time"
        gone = self.press.library().skip(show.name, due, who=self.who or login(), why=why, now=self.press.now())
        if gone:
            self.press.alert("failure", show, show.title, why, due=due.isoformat())
        return gone

    def _made_now(self, show: Show, due: datetime, claim: EditionClaim) -> list[Made]:
        """The edition that was claimed; where it comes to nothing, the claim is told why."""
        if not planning.sections(show):
            raise ConfigError(
                f"{show.name} has no sources to make an edition from",
                where=str(show.folder / "show.toml"),
                hint='add sources = ["https://…/rss"]',
            )
        # Made by a run that was stopped, or could not publish it; a show of one story may have more to make.
        kept = self._edition(show, due)
        if kept and show.stories != 1:
            self.press.publish(show)
            return kept
        with newsroom.stage("read"):
            found = planning.news(self.press, show, due)
        for line in found.notes:
            self.press.warn(line)
        failed = [Made(status="failed", show=show.name, title=source, error=error) for source, error in found.failed]
        made = self.make(show, found.stories, edition=due.isoformat()) if found.stories else []
        if kept:
            if not made:
                self.press.publish(show)
            return kept + failed + made
        results = failed + made
        if results and all(one.status == "failed" for one in results):
            claim.trouble = "; ".join(str(one.error) for one in results)
        elif not made:
            claim.nothing = found.nothing
        return results

    def _told_of_failure(self, show: Show, claim: EditionClaim, reason: str) -> None:
        """Once for an edition, however often it is tried."""
        if claim.tries == 1:
            self.press.alert("failure", show, show.title, reason, due=claim.due.isoformat())

    def _told_of(self, show: Show, episode: Episode) -> None:
        why = episode.history[-1].why if episode.history else ""
        if episode.state == State.HELD:
            self.press.alert("hold", show, episode.title, why, episode=episode)
        elif episode.state == State.PUBLISHED:
            self.press.alert("published", show, episode.title, why, episode=episode)

    def _edition(self, show: Show, due: datetime) -> list[Made]:
        """The episodes that an edition has already."""
        library = self.press.library()
        rows = library.some(show.name, editions={due.isoformat()}, strict=True)
        kept = [library.whole(row) for row in rows]
        return [Made(status="kept", show=show.name, title=one.title, episode=one) for one in kept]

    # ---- all episodes

    def make_each(
        self, show: Show, groups: Sequence[Sequence[Article]], pool: Pool, *, edition: str = "", again: bool = False
    ) -> list[Made]:
        """An episode of each group, in their order: as many at once as there are workers, where there are enough."""
        attempt = partial(self._attempt, show, edition=edition, again=again)
        # Numbered episodes are made one after the other: each counts on from the one before.
        if not show.options.get("number") and worth(pool, len(groups), self.press.workspace):
            return Batch(
                self.press,
                pool,
                begin=partial(self._begin, show, pool, edition=edition, again=again),
                alone=attempt,
                failed=partial(_failed, show),
            ).run(groups)
        return [attempt(group) for group in groups]

    def _begin(
        self, show: Show, pool: Pool, articles: Sequence[Article], held: ExitStack, *, edition: str, again: bool
    ) -> Begun | Made:
        """What a worker is to make, its name `held`; or the episode that is there. Raises AudiopressError, Busy."""
        ready = self._ready(show, articles, edition=edition, again=again)
        if isinstance(ready, Made):
            return ready
        held.enter_context(alone(self._door(ready.name), wait=False))
        if kept := ready.told():
            return Made(status="kept", show=show.name, title=kept.title, episode=kept)
        name = self._free(ready.name)
        job = EpisodeJob(
            workspace=self.press.workspace,
            state=pool.shared(self.press.workspace.state),
            show=show,
            text=ready.text,
            source=ready.source,
            places=ready.places,
            path=self._path(show, name),
            now=self.press.now(),
        )
        keep = partial(self._keep_new, show, ready, name)
        return Begun(stories=articles, job=job, held=held, keep=keep)

    # ---- one episode

    def _attempt(self, show: Show, articles: Sequence[Article], *, edition: str, again: bool) -> Made:
        """One episode, or the error that kept it from being made: a fault in one never costs the others."""
        began = time.monotonic()
        numbered = self.press.workspace.locks / f"number-{show.name}"
        try:
            with alone(numbered) if show.options.get("number") else nullcontext():
                ready = self._ready(show, articles, edition=edition, again=again)
                return ready if isinstance(ready, Made) else self._once(show, ready, began)
        except AudiopressError as error:
            return _failed(show, articles, error, time.monotonic() - began)

    def _ready(self, show: Show, articles: Sequence[Article], *, edition: str, again: bool) -> Ready | Made:
        """The script of an episode that is not there yet; else the episode. Raises AudiopressError."""

        def told() -> Episode | None:
            if edition:
                # What it may tell was decided when it was planned.
                return self._told_by(show, edition, articles)
            return None if again else self._told(show, articles)

        if kept := told():
            advice = self.advice(show, kept, articles)
            return Made(status="kept", show=show.name, title=kept.title, episode=kept, advice=advice)
        return self._laid(show, articles, told, edition, show.max_minutes)

    def _laid(
        self, show: Show, articles: Sequence[Article], told: Callable[[], Episode | None], edition: str, minutes: float
    ) -> Ready:
        """The script of an episode that takes so many minutes at most, by estimate. Raises ScriptError."""
        date, number = self.press.now(), self.press.number(show)
        within = replace(show, max_minutes=minutes)
        title = self.press.workspace.settings.title
        chosen = fitting(within, articles, date=date, newsroom=title, number=number)
        for note in chosen.notes:
            self.press.warn(note)
        source = f"the script of {articles[0].headline!r}"
        return Ready(
            title=script.parse(chosen.text, source=source).title,
            text=chosen.text,
            articles=chosen.articles,
            left_out=chosen.left_out,
            kept_as={"edition": edition, "asked": asked_for(articles), "dated": date.isoformat()}
            | ({"number": str(number)} if number else {}),
            source=source,
            told=told,
            places=chosen.places,
            shorter=lambda less: self._laid(show, articles, told, edition, less),
        )

    def _once(self, show: Show, ready: Ready, began: float) -> Made:
        """An episode of a title, made under a name that is free, by one process at a time; the next one finds it."""
        with alone(self._door(ready.name)):
            if kept := ready.told():
                return Made(status="kept", show=show.name, title=kept.title, episode=kept)
            name = self._free(ready.name)
            ready, done = self._within(show, ready, name)
            return self._keep_new(show, ready, name, done, time.monotonic() - began)

    def _within(self, show: Show, ready: Ready, name: str) -> tuple[Ready, Produced]:
        """What was made of a script; of a shorter one, where the sound is longer than its estimate and the show allows."""
        minutes = show.max_minutes
        for _ in range(TRIES):
            done = self.press.produce(
                show, ready.text, source=ready.source, path=self._path(show, name), places=ready.places
            )
            over = done.enclosure.seconds / (60 * show.max_minutes) if show.max_minutes else 0.0
            if over <= 1 or ready.shorter is None:
                break
            # What was said already is in the cache, so that another round costs the stitching.
            minutes *= 0.99 / over
            shorter = ready.shorter(minutes)
            while shorter.text == ready.text and minutes > LEAST:
                minutes *= 0.8
                shorter = ready.shorter(minutes)
            if shorter.text == ready.text:
                told = f"{done.enclosure.seconds / 60:.1f} minutes long, and max_minutes is {show.max_minutes:g}"
                self.press.warn(f"{ready.title!r} is {told}: nothing more can be left out")
                break
            ready = shorter
        return ready, done

    def _door(self, title: str) -> Path:
        """What is held while an episode of a title is made."""
        return self.press.workspace.locks / digest(name_of(title, self.press.now()))[:2]

    def _free(self, title: str) -> str:
        """A name for an episode that no other one has."""
        base = name_of(title, self.press.now())
        library = self.press.library()
        numbered = (base if n == 1 else f"{base}-{n}" for n in range(1, 10_000))
        return next(name for name in numbered if not library.has(name))

    def _path(self, show: Show, name: str) -> Path:
        return self.press.workspace.episodes / show.name / name / f"revision-1.{show.audio.format}"

    def _told_by(self, show: Show, edition: str, articles: Sequence[Article]) -> Episode | None:
        """What an edition has made already: of a show of one story, of this one."""
        library = self.press.library()
        memory = Memory(library, library.some(show.name, editions={edition}, strict=True))
        wanted = [address(article) for article in articles]
        for row in memory.rows:
            if show.stories != 1 or memory.sources(row) == wanted:
                return memory.whole(row)
        return None

    def _told(self, show: Show, articles: Sequence[Article]) -> Episode | None:
        """The episode these articles were made into already. Raises LibraryError where it may say something else.

        That is where they have changed since, and where it was made of an editor's script. The same words are the same
        articles, whatever file or address they come from this time, and so are nearly the same ones.
        """
        wanted = [address(article) for article in articles]
        these = [sameness.Sought(sameness.of_article(article)) for article in articles]
        order = asked_for(articles)
        content = cache(lambda count: content_of(articles[:count]))
        library = self.press.library()
        memory = Memory(library, library.rows(show.name))
        changed: Row | None = None
        for row in memory.rows:
            told = memory.sources(row)
            # An edition may have left out what it had no room for: then it was asked for the same pages.
            asked = told == wanted or row.asked == order
            if row.state == "withdrawn" or not (asked or len(told) == len(wanted)):
                continue
            if row.content == content(len(told)):
                return memory.whole(row)
            if changed is None and (asked or memory.alike(row, these)):
                changed = row
        if changed is None:
            return None
        pages = [self.press.shown(article.source) for article in articles[: len(memory.sources(changed))]]
        how = "and has changed since" if changed.content else "by a script of its own"
        raise LibraryError(
            f"{articles[0].headline!r} was made into {changed.id} {how}",
            where=pages[0],
            hint=f"audiopress correct {changed.id} {shlex.join(pages)}   (or --again for a second episode)",
        )

    def _not_another(self, parsed: Script, memory: Memory, source: str) -> None:
        """Raises LibraryError where an episode says already, all but a few words, what a script says."""
        for row in memory.telling(sameness.Sought(sameness.of_script(parsed)), first=True):
            if row.state != "withdrawn":
                raise LibraryError(
                    f"{parsed.title!r} was made into {row.id} and has changed since",
                    where=source,
                    hint=f"audiopress correct {row.id} --script {shlex.quote(source)}   "
                    "(or --again for a second episode)",
                )

    def _keep_new(self, show: Show, ready: Ready, name: str, done: Produced, seconds: float) -> Made:
        """A new episode in the library, made in so many seconds."""
        edition = ready.kept_as.get("edition", "")
        episode = self.as_episode(show, done, ready.articles, ready.text, name=name, edition=edition)
        further: dict[str, str | bool] = {
            key: ready.kept_as[key] for key in ("asked", "dated", "number") if key in ready.kept_as
        }
        if not ready.articles:
            file = self._file(ready.source)
            further |= {"edited": True} | ({"script_file": file} if file else {})
        state, why = newsroom.first_state(show, episode.stories, self.press.now(), edition=bool(edition))
        doubt = next((article.doubt for article in ready.articles if article.doubt), "")
        if doubt and state in {State.PUBLISHED, State.APPROVED}:
            state, why = State.DRAFT, f"read anyway: it {doubt}"
        elif self.draft and state != State.HELD:
            state, why = State.DRAFT, "made as a draft"
        if self.draft:
            further["draft"] = True
        said = done.script, done.utterances
        doubts = self.flags(show, said, ready.articles, places=ready.places, source=ready.source, name=name)
        episode = replace(episode, record={**episode.record, **further}, state=state, flags=doubts)
        episode = self._noted(episode, "made", why)
        self.press.library().save(
            episode, script=ready.text, places=ready.places, articles=(*ready.articles, *ready.left_out)
        )
        return made_of("made", show, episode, done, seconds)


def _failed(show: Show, articles: Sequence[Article], error: AudiopressError, seconds: float) -> Made:
    return Made(status="failed", show=show.name, title=articles[0].headline, error=error, seconds=seconds)
