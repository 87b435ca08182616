"""audiopress for programmers: `read` a page, and a `Newsroom` to make, correct and publish its episodes (docs/python.md).

Each method is one call into the rooms behind it: what they return is returned, what they raise is raised, and nothing is
printed.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from audiopress.errors import AudiopressError, ConfigError, SourceError, UsageError
from audiopress.model import Article, Episode, Settings, Show, Voice
from audiopress.workspace import SETTINGS, Workspace, create

if TYPE_CHECKING:
    from audiopress.corrections import Made
    from audiopress.errors import Problem
    from audiopress.newsroom import Row
    from audiopress.orders import Orders
    from audiopress.press import Press
    from audiopress.publish import Report
    from audiopress.segment import Outcome

Page = str | Path | Article
"""A file, a folder, an address or a feed, as commands take them (`wire.txt#2` is the second story), or an article."""


def _silent(_stage: str, _done: int, _total: int) -> None:
    """No progress is shown."""


def _unheard(_line: str) -> None:
    """Nobody listens."""


def _clock() -> datetime:
    return datetime.now(UTC)


def read(
    source: str | bytes | Path = "",
    *,
    text: str = "",
    url: str = "",
    allow_teaser: bool = False,
    warn: Callable[[str], None] = _unheard,
) -> Article:
    """The one article of a page: of a file or an address, of HTML that is at hand, or of `text` copied from a page.

    HTML is known by its first sign, `<`, or by being bytes; `url` is where it came from. A file or an address is read as
    `audiopress read` does it, with the settings and publisher profiles of the newsroom around the current folder; where
    a page has several stories, it is the longest, and `warn` is told of the others. The `source` of a file is its whole
    path. Raises SourceError, ConfigError.
    """
    from audiopress import segment

    if bool(source) == bool(text):
        raise SourceError("nothing to read", hint="give one of the two: a page, or text=…")
    if text:
        return segment.read_text(text, allow_teaser=allow_teaser)
    if isinstance(source, bytes) or (isinstance(source, str) and source.lstrip().startswith("<")):
        return segment.read_html(source, url=url or None, allow_teaser=allow_teaser)
    from audiopress.press import Press

    here = Workspace.find(Path.cwd())
    press = Press(workspace=here, warn=warn, allow_teaser=allow_teaser)
    found = list(press.read([str(source)], folder=Path.cwd()))
    for outcome in found:
        if outcome.error is not None:
            raise outcome.error
    articles = [outcome.article for outcome in found if outcome.article is not None]
    if len(articles) != 1:
        told = f"holds {len(articles)} articles" if articles else "holds no article"
        raise SourceError(told, where=str(source), hint="Newsroom(…).read(…) reads folders and feeds")
    article = articles[0]
    name, story = segment.parted(article.source, here.root)
    if "://" in name or not (here.root / name).is_file():
        return article
    whole = str((here.root / name).resolve())
    return replace(article, source=f"{whole}#{story}" if story else whole)


@dataclass(frozen=True, slots=True)
class Newsroom:
    """A newsroom's folder, as `audiopress new` lays it out, or any folder inside of it.

    Its files are read anew for every call, so a change counts at once. Several threads and processes may use one. Raises
    ConfigError where there is no newsroom.
    """

    folder: Path
    progress: Callable[[str, int, int], None] = _silent
    """Told `stage, done, total`, often: must be quick."""
    warn: Callable[[str], None] = _unheard
    """Told in a line what did not work and costs nobody anything: a stand-in for a voice, a story that was left out."""
    now: Callable[[], datetime] = _clock
    """The time, aware: what is made today, and which edition is due."""
    allow_teaser: bool = False
    """Take pages that stop at a paywall."""
    anyway: bool = False
    """Read what does not look like a story too; what is made of it is a draft."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "folder", Path(self.folder))
        here = self._workspace(faulty=True)
        if not here.laid:
            hint = "Newsroom.create(folder) lays one out"
            raise ConfigError(f"there is no newsroom here: no {SETTINGS}", where=str(self.folder), hint=hint)
        object.__setattr__(self, "folder", here.root)

    @classmethod
    def create(cls, folder: str | Path, *, title: str = "") -> Newsroom:
        """Lay out a new one, with the shipped voices and shows. Raises ConfigError where there is one."""
        create(Path(folder), title=title or Path(folder).resolve().name)
        return cls(Path(folder))

    # ---- what there is

    @property
    def settings(self) -> Settings:
        """audiopress.toml. Raises ConfigError with every fault of it."""
        return self._workspace().settings

    def shows(self) -> dict[str, Show]:
        """Every show by name. Raises ConfigError with the faults of every file."""
        return {show.name: show for show in self._workspace().shows()}

    def show(self, name: str) -> Show:
        """One show. Raises UnknownName, ConfigError."""
        return self._workspace().show(name)

    def voices(self) -> dict[str, Voice]:
        """Every voice profile by name. Raises ConfigError with the faults of every file."""
        return dict(self._workspace().voices)

    def episodes(self, show: str = "") -> list[Row]:
        """What has been made, in short, the newest first; of one show, or of all. Raises UnknownName.

        No transcript is read: `episode(row)` has it. An episode whose file is damaged is left out, and `warn` is told.
        """
        press = self._press()
        if show:
            press.workspace.show(show)
        found, problems = press.library().listed(show or None)
        for problem in problems:
            self.warn(str(problem))
        return list(found)

    def episode(self, name: str | Row) -> Episode:
        """An episode, whole, by its id, the beginning of it, its GUID, or its row in the list. Raises LibraryError."""
        library = self._press().library()
        return library.episode(name) if isinstance(name, str) else library.whole(name)

    # ---- pages and scripts

    def read(self, *pages: str | Path) -> Iterator[Outcome]:
        """Each article of the pages, or the error that kept it from being read, when it is asked for.

        Relative paths are relative to the current folder.
        """
        return self._press().read(map(str, pages), folder=Path.cwd())

    def script(self, show: str, *pages: Page) -> str:
        """The script of an episode of these pages, to look at and change. Raises SourceError, ScriptError."""
        press = self._press()
        chosen = press.workspace.show(show)
        return press.write(chosen, self._all_of(press, pages))

    # ---- episodes

    def make(self, show: str, *pages: Page, script: str = "", again: bool = False, draft: bool = False) -> list[Made]:
        """Make and publish a show's episodes of these pages, or of a script's text.

        What was made already is `kept`. What cannot be read or made is `failed`, with its `error`, and costs no other; what
        keeps all of it from being made is raised. `again` makes a second episode of what was told already; a `draft` waits for
        `approve`, whatever the show's policy.
        """
        orders = replace(self._orders(), draft=draft)
        chosen = orders.press.workspace.show(show)
        if script and pages:
            raise UsageError("pages and a script are two orders", hint="give pages, or script=…")
        if script:
            return [orders.make_script(chosen, script, source="the script", again=again)]
        # A show of one story makes an episode of each; an edition has no room for more than its stories.
        articles, unread = self._articles(orders.press, pages, most=chosen.stories if chosen.stories > 1 else 0)
        return [*orders.make(chosen, articles, again=again), *(_failed(chosen, one) for one in unread)]

    def correct(self, episode: str | Row | Episode, *pages: Page, script: str = "", note: str = "") -> Made:
        """An episode after its pages or its script changed: the same GUID, and only changed sentences are recorded.

        With neither, its own script is recorded again with today's voices, lexicon and music. `note` are the editor's
        words, for the page and the notes. Raises LibraryError, also where somebody else corrected it since `episode` was
        read, and what reading and recording raise.
        """
        orders = self._orders()
        found, show = self._found(orders.press, episode)
        if script and pages:
            raise UsageError("pages and a script are two corrections", hint="give pages, or script=…")
        if script:
            return orders.correct(found, show, text=script, note=note)
        return orders.correct(found, show, articles=self._all_of(orders.press, pages), note=note)

    def approve(self, episode: str | Row | Episode, *, who: str = "", why: str = "") -> Episode:
        """A draft, or what was held, goes out: at its show's hour where that is to come, else at once. Raises LibraryError.

        `who` lets it out (else the login name) and `why` are kept in its history.
        """
        orders = self._orders(who)
        return orders.approve(*self._found(orders.press, episode), why=why)

    def hold(self, episode: str | Row | Episode, *, why: str, who: str = "") -> Episode:
        """An episode does not go out until somebody approves it. Raises LibraryError."""
        orders = self._orders(who)
        return orders.hold(*self._found(orders.press, episode), why=why)

    def withdraw(self, episode: str | Row | Episode, *, who: str = "", why: str = "") -> Episode:
        """An episode leaves the feed, and its page says so. Raises LibraryError."""
        orders = self._orders(who)
        return orders.withdraw(*self._found(orders.press, episode), why=why)

    # ---- the newsroom

    def run(self, show: str, *, due: datetime | None = None) -> list[Made]:
        """Today's edition of a show, or the one that was `due`, made and published once, whoever else asks for it.

        Empty where there is none yet. Raises SourceError, LibraryError, PublishError.
        """
        orders = self._orders()
        return orders.run(orders.press.workspace.show(show), due=due)

    def publish(self, show: str, *, forget: bool = False, verify: bool = False) -> Report:
        """A show's feed and pages as the library has them; files that have not changed are left alone.

        `forget` takes episodes out of the feed that the library does not know; `verify` reads every public file. Raises
        PublishError, StandingError.
        """
        press = self._press()
        return press.publish(press.workspace.show(show), look=True, forget=forget, verify=verify)

    def check(self) -> list[Problem]:
        """Everything that is wrong in the newsroom's files, each with its line; `warn` is told what is hardly meant."""
        from audiopress.checks import faults, warnings

        here = self._workspace(faulty=True)
        for problem in warnings(here):
            self.warn(str(problem))
        return faults(here)[0]

    # ---- the rooms behind

    def _workspace(self, *, faulty: bool = False) -> Workspace:
        return Workspace.find(self.folder, faulty=faulty)

    def _press(self) -> Press:
        from audiopress.press import Press

        return Press(
            workspace=self._workspace(),
            progress=self.progress,
            warn=self.warn,
            now=self.now,
            allow_teaser=self.allow_teaser,
            anyway=self.anyway,
        )

    def _orders(self, who: str = "") -> Orders:
        from audiopress.orders import Orders

        # Where processes are spawned, each imports the program: one without a guard would give its orders again there,
        # and wait for the lock that this very order holds.
        if getattr(multiprocessing.current_process(), "_inheriting", False):
            hint = 'put what the program does under `if __name__ == "__main__":`'
            raise UsageError("a worker process was given the program's orders again", hint=hint)
        return Orders(press=self._press(), who=who)

    def _found(self, press: Press, episode: str | Row | Episode) -> tuple[Episode, Show]:
        if isinstance(episode, str):
            found = press.library().episode(episode)
        elif isinstance(episode, Episode):
            found = episode
        else:  # as it was when it was listed, so that who corrected it since is noticed
            found = replace(press.library().whole(episode), revision=episode.revision)
        return found, press.workspace.show(found.show)

    def _articles(
        self, press: Press, pages: Iterable[Page], *, most: int = 0
    ) -> tuple[list[Article], list[AudiopressError]]:
        """The articles, of more than `most` the first, and the errors of what could not be read."""
        articles: list[Article] = []
        errors: list[AudiopressError] = []
        for page in pages:
            if isinstance(page, Article):
                articles.append(replace(page, source=press.known_as(page.source, press.workspace.root)))
                continue
            with closing(press.read([str(page)], folder=Path.cwd())) as outcomes:
                for outcome in outcomes:
                    articles += [outcome.article] if outcome.article else []
                    errors += [outcome.error] if outcome.error else []
                    if most and len(articles) == most:
                        return articles, errors
        return articles[: most or None], errors

    def _all_of(self, press: Press, pages: Iterable[Page]) -> list[Article]:
        """Every article of the pages. Raises the error of one that cannot be read: half of an episode is none."""
        articles, errors = self._articles(press, pages)
        if errors:
            raise errors[0]
        return articles


def _failed(show: Show, error: AudiopressError) -> Made:
    from audiopress.corrections import Made

    return Made(status="failed", show=show.name, title=error.where, error=error)
