"""The library is light: rows answer what is asked, the files stay the truth, and a transcript is read where it is shown."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiopress.errors import LibraryError
from audiopress.model import Enclosure, Episode, Place, Segment, Story
from audiopress.newsroom import SURE, Library, dump, episode_files, load, plain, prints, rebuild
from audiopress.newsroom import rows as rows_module
from audiopress.newsroom.database import MIGRATIONS, READABLE
from audiopress.newsroom.rows import read, write

NOW = datetime(2026, 3, 2, 6, 0, tzinfo=UTC)
OLD = Path(__file__).with_name("episode-of-schema-1.json")


@pytest.fixture
def library(tmp_path: Path) -> Library:
    """Three episodes of two shows, with a database."""
    library = Library(tmp_path / "library.sqlite")
    for name, show in (("2026-03-01-a", "articles"), ("2026-03-02-b", "articles"), ("2026-03-02-c", "brief")):
        library.save(episode(library.folder, name, show))
    rebuild(library.path, library.folder)
    return library


def episode(folder: Path, name: str, show: str = "articles") -> Episode:
    sound = Enclosure(
        path=folder / show / name / "revision-1.mp3",
        mime="audio/mpeg",
        bytes=1000,
        seconds=61.5,
        sha256="ab" * 32,
        loudness=-16.0,
        true_peak=-1.3,
    )
    return Episode(
        id=name,
        guid=f"guid-of-{name}",
        show=show,
        title=f"Story {name}",
        language="en",
        published=datetime.fromisoformat(f"{name[:10]}T06:00:00+00:00"),
        updated=NOW,
        stories=(Story(source="ferry.txt", headline="Ferry to run", authors=("Ada Bell",), published=NOW),),
        enclosure=sound,
        transcript=(Segment(start=0.0, end=1.5, speaker="", body="The ferry runs from Monday on, they said."),),
        voices=("anna",),
        record={"script": "5c", "content": "c0", "asked": "a5"},
    )


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The episodes whose files are parsed from here on."""
    found: list[str] = []
    whole = episode_files.parse

    def parse(content: bytes, path: Path) -> Episode:
        found.append(path.parent.name)
        return whole(content, path)

    monkeypatch.setattr(episode_files, "parse", parse)
    return found


def test_a_list_and_what_was_told_parse_no_episode(library: Library, parsed: list[str]) -> None:
    """Everything that a list, a lookup of an edition and a search for a story need is in the rows."""
    rows, problems = library.listed()
    told = library.tellings(rows)

    assert problems == ()
    assert [(one.show, one.id) for one in rows] == [
        ("brief", "2026-03-02-c"),
        ("articles", "2026-03-02-b"),
        ("articles", "2026-03-01-a"),
    ]
    first = rows[-1]
    assert (first.guid, first.title, first.script, first.content, first.asked, first.voices, first.seconds) == (
        "guid-of-2026-03-01-a",
        "Story 2026-03-01-a",
        "5c",
        "c0",
        "a5",
        ("anna",),
        61.5,
    )
    assert first.file == str(library.folder / "articles" / "2026-03-01-a" / "revision-1.mp3")
    assert told["articles", "2026-03-01-a"].stories == (
        Story(source="ferry.txt", headline="Ferry to run", authors=("Ada Bell",), published=NOW),
    )
    with library.heads() as head:
        assert replace(library.whole(first), transcript=()) == head(first)
    assert parsed == ["2026-03-01-a"]  # the whole one that was asked for


def test_a_file_that_changed_is_read_again_and_one_that_is_gone_is_no_more(library: Library, parsed: list[str]) -> None:
    """A row is of one state of its file: an edited, restored or deleted episode.json counts at once, and only that one is read."""
    path = library.folder / "articles" / "2026-03-01-a" / "episode.json"
    path.write_text(path.read_text("utf-8").replace("Story 2026-03-01-a", "Another title"), encoding="utf-8")
    shutil.rmtree(library.folder / "articles" / "2026-03-02-b")

    assert [one.title for one in library.listed("articles")[0]] == ["Another title"]
    assert parsed == ["2026-03-01-a"]
    assert [one.title for one in library.rows("articles")] == ["Another title"]
    parsed.clear()
    assert [one.title for one in library.rows("articles")] == ["Another title"]
    assert parsed == []


@pytest.mark.parametrize("table", ["episode", "telling", "head"])
def test_a_row_that_was_damaged_is_not_believed(library: Library, table: str) -> None:
    """A letter flipped inside of a row, which SQLite cannot notice, changes nothing: the file is read instead."""
    column = {"episode": "title", "telling": "stories", "head": "head"}[table]
    with sqlite3.connect(library.path) as db:
        db.execute(f"UPDATE {table} SET {column} = replace({column}, 'r', 's')")
    db.close()

    rows, _ = library.listed("articles")
    with library.heads() as head:
        heads = [head(row) for row in rows]

    assert [one.title for one in rows] == ["Story 2026-03-02-b", "Story 2026-03-01-a"]
    assert {story.source for one in library.tellings(rows).values() for story in one.stories} == {"ferry.txt"}
    assert [one.title for one in heads] == [one.title for one in rows]


def test_a_table_that_is_damaged_is_made_again(library: Library) -> None:
    """A database whose rows cannot be read answers from the files, and the next who makes something mends it."""
    with sqlite3.connect(library.path) as db:
        db.execute("DROP TABLE head")
    db.close()
    path = library.folder / "articles" / "2026-03-01-a" / "episode.json"
    os.utime(path, ns=(1, 1))

    assert len(library.listed("articles")[0]) == 2
    assert len(library.rows("articles")) == 2
    with sqlite3.connect(library.path) as db:
        assert db.execute("SELECT count(*) FROM head").fetchone() == (3,)
    db.close()


def test_the_database_of_an_older_audiopress_is_brought_up_to_date(library: Library, tmp_path: Path) -> None:
    """One with a write-ahead log and without rows is passed over by questions, which leave no file, and filled by orders."""
    library.path.unlink()
    with sqlite3.connect(library.path) as db:
        db.execute("PRAGMA journal_mode = WAL")
        db.execute(
            "CREATE TABLE edition (show TEXT, due TEXT, state TEXT, holder TEXT, tries INTEGER, heard TEXT, begun TEXT,"
            " ended TEXT DEFAULT '', reason TEXT DEFAULT '', PRIMARY KEY (show, due))"
        )
        at = "2026-03-01T06:00:00.000000+00:00"
        db.execute("INSERT INTO edition VALUES ('articles', ?, 'done', '', 1, ?, ?, ?, '')", (at, at, at, at))
        db.execute("PRAGMA user_version = 2")
    db.close()
    before = sorted(path.name for path in tmp_path.iterdir())

    assert len(library.listed()[0]) == 3
    assert sorted(path.name for path in tmp_path.iterdir()) == before
    assert len(library.rows()) == 3
    assert [run.state for run in library.editions()] == ["made"]
    with sqlite3.connect(library.path) as db:
        assert db.execute("SELECT count(*) FROM episode").fetchone() == (3,)
    db.close()


@pytest.mark.parametrize("version", sorted(READABLE))
def test_a_question_needs_no_migration(library: Library, parsed: list[str], version: int) -> None:
    """With a database of every version that has today's rows, asking reads no episode and leaves the file as it is."""
    at = "2026-03-01T06:00:00.000000+00:00"
    entries = [read(library.folder, (row.show, row.id)) for row in library.listed()[0]]
    library.path.unlink()
    with sqlite3.connect(library.path) as db:
        for script in MIGRATIONS[:version]:
            db.executescript(script)
        write(db, entries)
        made = "done" if version < 4 else "made"
        db.execute("INSERT INTO edition VALUES ('articles', ?, ?, '', 1, ?, ?, ?, '')", (at, made, at, at, at))
        db.execute(f"PRAGMA user_version = {version}")
    db.close()
    before = library.path.read_bytes()
    parsed.clear()

    rows, _ = library.listed()
    with library.heads() as head:
        assert [head(row).title for row in rows] == [row.title for row in rows]
    assert len(library.tellings(rows)) == 3
    assert [run.state for run in library.editions()] == ["made"]
    assert library.changes("articles", datetime.fromisoformat(at)) == ()
    assert parsed == []
    assert library.path.read_bytes() == before


def test_every_version_with_todays_rows_can_be_asked() -> None:
    """Who adds a migration says whether the version before it can still be asked: today's always can."""
    assert max(READABLE) == len(MIGRATIONS)
    assert sorted(READABLE) == list(range(min(READABLE), len(MIGRATIONS) + 1))


def test_a_list_makes_no_fingerprints(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a database each file is read, and nothing is worked out of it that is not listed."""
    library.path.unlink()
    monkeypatch.setattr(rows_module, "prints", lambda _: pytest.fail("a list needs no fingerprint"))

    assert [row.title for row in library.listed("articles")[0]] == ["Story 2026-03-02-b", "Story 2026-03-01-a"]


def test_numbers_that_sqlite_has_no_room_for_cost_nothing(library: Library) -> None:
    """An episode.json with a number of twenty digits is listed like any other."""
    path = library.folder / "articles" / "2026-03-01-a" / "episode.json"
    path.write_text(path.read_text("utf-8").replace('"bytes": 1000', f'"bytes": {"9" * 20}'), encoding="utf-8")

    assert [one.bytes for one in library.rows("articles")] == [1000, int("9" * 20)]
    assert [one.bytes for one in library.listed("articles")[0]] == [1000, int("9" * 20)]


def test_asking_leaves_no_file_and_no_byte(library: Library, tmp_path: Path) -> None:
    """With a database there, listing and looking up leave every file as it was and add none."""
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}

    library.listed()
    library.episode("2026-03-01")
    library.episode("guid-of-2026-03-02-c")

    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


@given(before=st.text(max_size=40), shared=st.text(min_size=SURE, max_size=80), after=st.text(max_size=40))
def test_texts_that_share_a_sentence_share_its_fingerprints(before: str, shared: str, after: str) -> None:
    """What is passed over by its fingerprints alone never holds the sentence: all of a part's are the whole's."""
    letters = plain(shared)

    assert prints(letters) <= prints(plain(before) + letters + plain(after))
    assert bool(prints(letters)) == (len(letters) >= SURE)


# ---- the schema of episode.json


def test_an_episode_of_the_first_schema_is_read(tmp_path: Path) -> None:
    """A file from before schemas has its paragraphs where it was silent, whatever the show's pauses are today; its bytes stay."""
    path = tmp_path / "articles" / "2026-03-02-ferry" / "episode.json"
    path.parent.mkdir(parents=True)
    shutil.copyfile(OLD, path)

    old = load(path)

    assert "schema" not in json.loads(OLD.read_text("utf-8"))
    assert [(one.kind, one.paragraph, one.story, one.written) for one in old.transcript] == [
        ("headline", 0, None, ""),
        ("text", 1, None, ""),
        ("text", 1, None, ""),
        ("text", 2, None, ""),
    ]
    assert path.read_bytes() == OLD.read_bytes()
    assert json.loads(dump(old, path.parent))["schema"] == 3
    path.write_text(dump(old, path.parent), encoding="utf-8")
    assert load(path) == old


@pytest.mark.parametrize(("schema", "told"), [("4", "newer audiopress"), ('"2"', "its schema"), ("0", "its schema")])
def test_an_episode_of_another_schema_is_told(library: Library, schema: str, told: str) -> None:
    """A file that a newer audiopress wrote is named and not misread, and so is one whose schema is none."""
    path = library.folder / "articles" / "2026-03-01-a" / "episode.json"
    path.write_text(path.read_text("utf-8").replace('"schema": 3', f'"schema": {schema}'), encoding="utf-8")

    with pytest.raises(LibraryError, match=told):
        load(path)


def test_the_places_of_a_script_are_kept_beside_it(library: Library, edit: Callable[[Path, str, str], None]) -> None:
    """Where a script's lines stand in its article is read back; beside another script, or damaged, it is not."""
    one = episode(library.folder, "2026-03-01-a")
    places = {3: Place(story=0, paragraph=1, kind="answer", before="“", after="” ")}
    folder = library.folder / "articles" / one.id

    library.save(one, script="@title A\n\nHOST: Hello.\n", places=places)

    assert library.places(one) == places
    edit(folder / "script.txt", "Hello", "Goodbye")
    assert library.places(one) == {}
    edit(folder / "script.txt", "Goodbye", "Hello")
    edit(folder / "places.json", '"kind"', '"kin"')
    assert library.places(one) == {}


def test_some_episodes_are_those_that_the_list_has(library: Library, tmp_path: Path) -> None:
    """By state or edition, from their rows, from files that were edited since, and where there is no database at all."""
    due = "2026-03-02T06:00:00+00:00"
    for name, state, edition in (
        ("a", "draft", ""),
        ("b", "published", due),
        ("c", "published", ""),
        ("d", "draft", ""),
    ):
        one = episode(library.folder, f"2026-03-05-{name}")
        library.save(replace(one, state=state, edition=edition))
    library.rows()
    edited = library.folder / "articles" / "2026-03-05-c" / "episode.json"
    edited.write_text(edited.read_text("utf-8").replace('"published",', '"held",', 1), encoding="utf-8")
    (library.folder / "articles" / "2026-03-05-d" / "episode.json").write_text("{", encoding="utf-8")

    def found() -> list[str]:
        return sorted(one.id for one in library.some("articles", states={"draft", "held"}, editions=[due]))

    listed = [one for one in library.listed("articles")[0] if one.state in {"draft", "held"} or one.edition == due]
    assert found() == sorted(one.id for one in listed) == [f"2026-03-05-{name}" for name in "abc"]
    library.path.unlink()
    assert found() == sorted(one.id for one in listed)
