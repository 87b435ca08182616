"""The library: the episodes that are kept, and (in `ledger`) who is making which edition and what became of it.

The episode.json files are the truth. The database (one SQLite file) keeps a row of each, so that a question reads what
it needs and a transcript is read only where it is shown; a row says which state of the file it was made from, and a
file that has changed since is read again. Asking writes nothing (`listed`); rows are brought up to date by those who
make and publish (`rows`).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from operator import attrgetter
from pathlib import Path
from typing import Any, Final, Generic, TypeVar

from audiopress.errors import LibraryError, Problem, nearest
from audiopress.model import Article, Change, Episode, Place
from audiopress.newsroom import episode_files, rows
from audiopress.newsroom.database import Database
from audiopress.newsroom.ledger import Ledger
from audiopress.newsroom.rows import Member, Name, Row, Telling

LAST: Final = "@last"
"""What the episode is called that was made or changed last."""


Short = TypeVar("Short", Row, Member)


class Library(Ledger):
    """A newsroom's library. Usable from several processes at once; one object belongs to one thread."""

    def __init__(self, path: Path, *, episodes: Path | None = None) -> None:
        """The library whose database is at `path`; `episodes` is where the episode.json files lie. Touches no file."""
        self.path = path
        folder = episodes or path.parent / "episodes"
        super().__init__(Database(path, lambda: self._look(None, self._row_of, afresh=True).fresh, self._notes), folder)

    # ---- episodes, whole

    def save(
        self,
        episode: Episode,
        *,
        script: str = "",
        places: Mapping[int, Place] | None = None,
        articles: Sequence[Article] = (),
    ) -> None:
        """Keep an episode, its script with the `places` of its lines, and its articles. Raises LibraryError."""
        folder = self.folder / episode.show / episode.id
        content, stamp = episode_files.write(episode, folder, script=script, places=places, articles=articles)
        if self.path.is_file():
            # The row is only quicker than the file: what keeps it from being written now is told where it must be.
            with suppress(LibraryError):
                self._database.update([rows.entry(episode, content, stamp, folder)])

    def places(self, episode: Episode) -> dict[int, Place]:
        """Where the lines of an episode's script stand in its articles, by number; none where that is not known."""
        from audiopress.script import load_places

        folder = self.folder / episode.show / episode.id
        try:
            script = (folder / "script.txt").read_text("utf-8")
            return load_places((folder / episode_files.PLACES).read_bytes(), script)
        except (OSError, UnicodeDecodeError):
            return {}

    def history(self, episode: Episode) -> tuple[Change, ...]:
        """Every change of an episode, and before it those of the edition it was made for, the first one first."""
        edition = self.changes(episode.show, datetime.fromisoformat(episode.edition)) if episode.edition else ()
        # An episode's changes are kept by the second, an edition's more closely: those of one second keep their order.
        return tuple(sorted((*edition, *episode.history), key=lambda one: one.at.replace(microsecond=0)))

    def articles(self, episode: Episode | Row) -> tuple[Article, ...]:
        """The articles an episode was made of, those first that it tells; none where that is not known."""
        return episode_files.articles(self.folder / episode.show / episode.id)

    def names(self, show: str | None = None) -> tuple[str, ...]:
        """`SHOW/ID` of every episode that is kept, readable or not."""
        return tuple(sorted("/".join(name) for name in rows.scan(self.folder, show)))

    def has(self, name: str) -> bool:
        """Whether some show has an episode of this id, readable or not."""
        return any(self.folder.glob(f"*/{name}/{episode_files.FILE}"))

    def episode(self, name: str, show: str | None = None) -> Episode:
        """The episode with this id, GUID, or unique beginning of an id; `@last` is the newest one.

        `SHOW/ID` is looked for in that show. Raises LibraryError with the nearest id.
        """
        asked = name
        if not show and "/" in name:
            show, _, name = name.partition("/")
        if name == LAST:
            newest, _ = self.listed(show)
            if not newest:
                where = f" of {show}" if show else ""
                raise LibraryError(f"there is no episode{where} yet", hint="audiopress make SHOW PAGE")
            return self.whole(max(newest, key=lambda one: (one.updated, one.stamp.changed, one.id)))
        if show and name and (self.folder / show / name / episode_files.FILE).is_file():
            return self._load(f"{show}/{name}")
        known = self.names(show)
        ids = {one: one.partition("/")[2] for one in known}
        found = [one for one in known if ids[one] == name]
        found = found or [one for one in known if name and ids[one].startswith(name)]
        if len(found) > 1:
            names = ", ".join(found[:5])
            raise LibraryError(f"{asked!r} could be several episodes", hint=f"name one of them: {names}")
        if found:
            return self._load(found[0])
        if by_guid := [one for one in self.listed(show)[0] if one.guid == name]:
            return self.whole(by_guid[0])
        near = nearest(name, ids.values())
        hint = f"did you mean {near!r}?" if near else "`audiopress episodes` lists them"
        raise LibraryError(f"there is no episode {asked!r}", hint=hint)

    def whole(self, row: Row | Member) -> Episode:
        """A listed episode with its transcript. Raises LibraryError."""
        return self._load(f"{row.show}/{row.id}")

    def _load(self, name: str) -> Episode:
        return episode_files.load(self.folder / name / episode_files.FILE)

    # ---- episodes, in short

    def rows(self, show: str | None = None) -> tuple[Row, ...]:
        """The episodes of a show, or all, in short, for those who make and publish; the newest first.

        The database is brought up to date. Raises LibraryError naming every file that is not an episode: whoever writes
        from this list must not take one of them for an episode that was never made.
        """
        return self._brought(show, self._row_of)

    def members(self, show: str) -> tuple[Member, ...]:
        """Where the show's episodes stand in its feed, the newest first: as `rows`, for who publishes."""
        return self._brought(show, rows.member_of)

    def _brought(self, show: str | None, make: Callable[[tuple[Any, ...]], Short]) -> tuple[Short, ...]:
        """The database brought up to date, and what is made of its rows. Raises LibraryError."""
        look = self._look(show, make)
        look.refuse(show)
        if look.fresh or look.gone:
            self._database.update(look.fresh, look.gone)
        return look.rows

    def _row_of(self, values: tuple[Any, ...]) -> Row:
        return rows.row_of(values, self.folder)

    def listed(self, show: str | None = None) -> tuple[tuple[Row, ...], tuple[Problem, ...]]:
        """The episodes of a show, or all, in short, the newest first; and what is wrong with those that cannot be read.

        Nothing is written, and of a file that must be read only what is listed is made.
        """
        look = self._look(show, self._row_of, brief=True)
        return look.rows, look.problems

    def newest(
        self, *, show: str = "", states: Collection[str] = (), since: datetime | None = None, limit: int = 50
    ) -> tuple[Row, ...]:
        """The latest episodes in short, the newest first, by the database alone: no file is looked at.

        Of a show, in some states, that appeared `since`; or all. Where there is no database, the files are read.
        """
        with suppress(sqlite3.Error, UnicodeError, ValueError), self._database.asked() as db:
            if db is not None:
                begin = since.astimezone(UTC).isoformat() if since else ""
                found = rows.newest(db, show=show, states=states, since=begin, limit=limit)
                return tuple(rows.row_of(one, self.folder) for one in found)
        listed = [row for row in self.listed(show or None)[0] if not states or row.state in states]
        return tuple(row for row in listed if since is None or row.published >= since)[:limit]

    def some(
        self,
        show: str,
        *,
        states: Collection[str] = (),
        editions: Collection[str] = (),
        since: datetime | None = None,
        strict: bool = False,
    ) -> tuple[Row, ...]:
        """The episodes of a show in one of the states, of one of the editions, or that appeared `since`, the newest first.

        Nothing is written, and the rows of the others are not looked at. As `listed` has them, without those that cannot be
        read; `strict`, as `rows` has them: raises LibraryError naming every file that is not an episode. Where nothing but
        the edition is asked for, no file of an episode of another one is looked at.
        """
        # Which edition an episode is never changes: of those that are known no file need be looked at.
        fixed = bool(editions) and not states and since is None
        known: set[rows.State] = set()
        found: dict[Name, tuple[Any, ...]] = {}
        with suppress(sqlite3.Error, UnicodeError), self._database.asked() as db:
            if db is not None:
                known, found = rows.chosen(db, show, states, editions, since)
        apart = {one[0] for one in known} - {name for _, name in found} if fixed else set()
        there = rows.file_states(self.folder, show, apart)
        look = _Look(self.folder, self._row_of, gone=(), brief=True)
        for state in there:
            # What a row says counts as long as it is of the file that is there.
            if state not in known or (show, state[0]) in found:
                name = show, state[0]
                look.add(name, episode_files.Stamp(*state[1:]), found.get(name))
        if strict:
            look.refuse(show)
        return tuple(
            row
            for row in look.rows
            if row.state in states or row.edition in editions or (since is not None and row.published >= since)
        )

    def counts(self) -> list[tuple[str, str, int]]:
        """Show, state and number of episodes, as the database has them: for who asks every few seconds."""
        with suppress(sqlite3.Error, UnicodeError), self._database.asked() as db:
            if db is not None:
                return db.execute("SELECT show, state, count(*) FROM episode GROUP BY show, state").fetchall()
        return []

    def tellings(self, found: Sequence[Row]) -> dict[Name, Telling]:
        """What listed episodes tell, by show and id; those that cannot be read any more are left out."""
        wanted = {(row.show, row.id): row.digest for row in found}
        kept: dict[Name, tuple[Any, ...]] = {}
        with suppress(sqlite3.Error, UnicodeError), self._database.asked() as db:
            if db is not None:
                kept = {one[:2]: one for one in rows.tellings(db, wanted.keys()) if wanted[one[:2]] == one[2]}
        for name in wanted.keys() - kept.keys():
            with suppress(LibraryError):
                kept[name] = rows.read(self.folder, name).telling
        return {name: rows.telling_of(kept[name]) for name in wanted if name in kept}

    @contextmanager
    def heads(self) -> Iterator[Heads]:
        """What reads listed episodes without their transcripts, one after the other."""
        with self._database.asked() as db:
            yield Heads(self.folder, db)

    def _look(
        self, show: str | None, make: Callable[[tuple[Any, ...]], Short], *, afresh: bool = False, brief: bool = False
    ) -> _Look[Short]:
        """The episodes' files against their rows; `afresh`, as if there were no rows; `brief`, to list them only."""
        stamps = rows.scan(self.folder, show)
        kept: dict[Name, tuple[Any, ...]] = {}
        if not afresh:
            with suppress(sqlite3.Error, UnicodeError), self._database.asked() as db:
                kept = rows.shorts(db, show) if db else {}
        look = _Look(self.folder, make, brief=brief, gone=[name for name in kept if name not in stamps])
        for name, stamp in stamps.items():
            look.add(name, stamp, kept.get(name))
        return look


@dataclass(frozen=True, slots=True)
class Heads:
    """Listed episodes without their transcripts."""

    _folder: Path
    _db: sqlite3.Connection | None

    def __call__(self, found: Row | Member) -> Episode:
        """The episode without its transcript. Raises LibraryError where it cannot be read any more."""
        folder = self._folder / found.show / found.id
        with suppress(sqlite3.Error, UnicodeError, ValueError, TypeError, KeyError):
            values = rows.head(self._db, (found.show, found.id)) if self._db else None
            if values and values[2] == found.digest:
                return episode_files.load_head(values[3], folder)
        return replace(episode_files.load(folder / episode_files.FILE), transcript=())


_date: Final = attrgetter("published", "id")


class _Look(Generic[Short]):
    """What was found of the episodes: their rows, those that had to be read, and what is wrong with the others.

    `make` makes of a row's values what is asked for.
    """

    def __init__(
        self, folder: Path, make: Callable[[tuple[Any, ...]], Short], gone: Sequence[Name], *, brief: bool = False
    ) -> None:
        self.folder, self.gone, self._brief = folder, gone, brief
        self._make: Callable[[tuple[Any, ...]], Short] = make
        self.fresh: list[rows.EpisodeEntry] = []
        self._problems: list[Problem] = []
        self._rows: list[Short] = []

    def add(self, name: Name, stamp: episode_files.Stamp, kept: tuple[Any, ...] | None) -> None:
        """One episode, by its row where that is of the file that is there."""
        if kept is not None and kept[2:4] == stamp:  # a row of the file that is there
            try:
                self._rows.append(self._make(kept))
            except (ValueError, TypeError):  # damaged, and the file is not
                pass
            else:
                return
        try:
            if self._brief:
                short = rows.read_short(self.folder, name)
            else:
                self.fresh.append(rows.read(self.folder, name))
                short = self.fresh[-1].short
        except LibraryError as error:
            self._problems.append(Problem(error.where, error.message, error.hint))
        else:
            self._rows.append(self._make(short))

    def refuse(self, show: str | None) -> None:
        """Raises LibraryError where something of a show, or of all, cannot be read."""
        if self.problems:
            broken = "an episode" if len(self.problems) == 1 else f"{len(self.problems)} episodes"
            raise LibraryError(f"{broken} of {show or 'the newsroom'} cannot be read", problems=self.problems)

    @property
    def rows(self) -> tuple[Short, ...]:
        """The newest first."""
        return tuple(sorted(self._rows, key=_date, reverse=True))

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Of those that cannot be read."""
        return tuple(self._problems)


def rebuild(path: Path, episodes: Path) -> tuple[int, tuple[Problem, ...]]:
    """Make the database at `path` again. Editions that can still be read in the old one are kept.

    Returns the number of episodes, and what is wrong with those that cannot be read. Raises LibraryError.
    """
    library = Library(path, episodes=episodes)
    library._database.remake()  # noqa: SLF001, the same module
    found, problems = library.listed()
    return len(found), problems
