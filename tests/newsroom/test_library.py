"""The library: episode.json files are the truth, SQLite is the index, and an edition is made by one process only."""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests_examples import often

from audiopress.errors import LibraryError
from audiopress.model import Chapter, Enclosure, Episode, Segment, State, Story, Word
from audiopress.newsroom import Library, dump, load, rebuild

NOW = datetime(2026, 3, 2, 6, 0, tzinfo=UTC)


def episode(folder: Path, name: str = "2026-03-02-ferry", **changes: object) -> Episode:
    sound = Enclosure(
        path=folder / "articles" / name / "revision-1.mp3",
        mime="audio/mpeg",
        bytes=1000,
        seconds=61.5,
        sha256="ab" * 32,
        loudness=-16.02,
        true_peak=-1.3,
        levels={"anna": -16.1},
    )
    one = Episode(
        id=name,
        guid=f"guid-of-{name}",
        show="articles",
        title="Ferry to run",
        language="en",
        published=NOW,
        updated=NOW,
        stories=(Story(source="ferry.txt", headline="Ferry to run", authors=("Ada Bell",), published=NOW),),
        enclosure=sound,
        chapters=(Chapter(start=0.0, end=61.5, title="Ferry to run"),),
        transcript=(
            Segment(start=0.0, end=1.5, speaker="", body="Hello.", words=(Word(text="Hello.", start=0.0, end=1.5),)),
        ),
        record={"cost": 0.5, "word_timing": "engine", "kept": True},
    )
    return replace(one, **changes)  # type: ignore[arg-type]


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library(tmp_path / "library.sqlite")


TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=often(50))
@given(title=TEXT, body=TEXT, minutes=st.integers(0, 100_000), peak=st.floats(-90, 0))
def test_an_episode_survives_the_way_to_its_file_and_back(
    tmp_path: Path, title: str, body: str, minutes: int, peak: float
) -> None:
    """What episode.json holds is the episode, whatever its words and numbers, and the same bytes every time."""
    one = episode(tmp_path, title=title, published=NOW + timedelta(minutes=minutes))
    one = replace(
        one, transcript=(replace(one.transcript[0], body=body),), enclosure=replace(one.enclosure, true_peak=peak)
    )
    folder = tmp_path / "articles" / one.id
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "episode.json").write_text(dump(one, folder), encoding="utf-8")

    again = load(folder / "episode.json")

    assert again == one
    assert dump(again, folder) == dump(one, folder)


def test_paths_stand_relative_so_that_a_newsroom_can_be_moved(tmp_path: Path) -> None:
    """The whole folder can be copied to another machine."""
    one = episode(tmp_path)

    assert '"path": "revision-1.mp3"' in dump(one, tmp_path / "articles" / one.id)


def test_episodes_come_newest_first_and_by_any_unique_name(library: Library) -> None:
    """An editor types the beginning of an id, or pastes a GUID."""
    for day in (1, 3, 2):
        library.save(episode(library.folder, f"2026-03-0{day}-story", published=NOW + timedelta(days=day)))

    assert [e.id[:10] for e in library.rows("articles")] == ["2026-03-03", "2026-03-02", "2026-03-01"]
    assert library.episode("2026-03-02").id == "2026-03-02-story"
    assert library.episode("guid-of-2026-03-01-story").id == "2026-03-01-story"
    with pytest.raises(LibraryError, match="could be several"):
        library.episode("2026-03-0")
    with pytest.raises(LibraryError, match="did you mean '2026-03-03-story'"):
        library.episode("2026-03-03-storry")


def test_an_id_that_two_shows_begin_with_is_named_with_its_show(library: Library) -> None:
    """The names that an ambiguous one is told to mean can be given as they are printed."""
    library.save(episode(library.folder, "2026-03-02-a"))
    library.save(episode(library.folder, "2026-03-02-b", show="brief"))

    with pytest.raises(LibraryError, match="several") as caught:
        library.episode("2026")

    assert caught.value.hint == "name one of them: articles/2026-03-02-a, brief/2026-03-02-b"
    assert library.episode("brief/2026-03-02-b").show == "brief"
    assert library.episode("articles/2026").id == "2026-03-02-a"


def damaged(path: Path, how: str) -> None:
    """Flip 400 bytes of a file, cut it short, or put something else in its place."""
    content = bytearray(path.read_bytes())
    if how == "flipped":
        chance = random.Random(7)
        for _ in range(400):
            content[chance.randrange(len(content))] ^= 255
    path.write_bytes(
        {"flipped": bytes(content), "cut": bytes(content[:700]), "other": b"no database" * 300, "empty": b""}[how]
    )


@pytest.mark.parametrize("how", ["flipped", "cut", "other", "empty"])
def test_a_damaged_database_is_made_again_by_itself(tmp_path: Path, how: str) -> None:
    """Whatever became of library.sqlite, the next claim works, and an edition that was made is not made again."""
    path = tmp_path / "library.sqlite"
    library = Library(path)
    library.save(episode(library.folder, edition=NOW.isoformat()))
    assert library.claim("articles", NOW + timedelta(days=1), now=NOW)
    damaged(path, how)

    assert Library(path).claim("articles", NOW, now=NOW) is None
    assert Library(path).claim("articles", NOW + timedelta(days=2), now=NOW) is not None
    assert Library(path).episode("2026-03-02").title == "Ferry to run"


def test_an_edition_whose_row_is_garbled_counts_as_damage(tmp_path: Path) -> None:
    """A flipped byte inside of a row that SQLite cannot notice is noticed when the row is read; the others are kept."""
    library = Library(tmp_path / "library.sqlite")
    for day in range(2):
        assert library.claim("articles", NOW + timedelta(days=day), now=NOW)
    with sqlite3.connect(library.path) as db:
        db.execute(
            "UPDATE edition SET due = '2O26-o3' WHERE due = ?",
            (f"{NOW + timedelta(days=1):%Y-%m-%dT%H:%M:%S.%f}+00:00",),
        )
    db.close()

    assert [run.due for run in library.editions()] == [NOW]


def test_a_rebuild_keeps_the_claims_that_can_be_read(tmp_path: Path) -> None:
    """`library rebuild` of a whole database loses no edition, and counts the episodes."""
    library = Library(tmp_path / "library.sqlite")
    library.save(episode(library.folder))
    assert library.claim("articles", NOW, now=NOW)

    assert rebuild(library.path, library.folder) == (1, ())
    assert library.claim("articles", NOW, now=NOW) is None


def test_rebuilds_at_once_do_not_hurt_each_other(tmp_path: Path) -> None:
    """Four processes that rebuild one library at the same moment all succeed."""
    library = Library(tmp_path / "library.sqlite")
    library.save(episode(library.folder))
    context = multiprocessing.get_context("fork")
    runners = [context.Process(target=rebuild, args=(library.path, library.folder)) for _ in range(4)]
    for runner in runners:
        runner.start()
    for runner in runners:
        runner.join(60)

    assert [runner.exitcode for runner in runners] == [0, 0, 0, 0]


def test_reading_the_library_writes_nothing(tmp_path: Path) -> None:
    """Episodes come from their files: no database is made by asking for them."""
    Library(tmp_path / "library.sqlite").save(episode(tmp_path / "episodes"))

    assert len(Library(tmp_path / "library.sqlite").listed()[0]) == 1
    assert Library(tmp_path / "library.sqlite").names() == ("articles/2026-03-02-ferry",)
    assert [path.name for path in tmp_path.iterdir()] == ["episodes"]


def test_a_database_of_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    """An old program never writes into a newer library."""
    library = Library(tmp_path / "library.sqlite")
    assert library.claim("articles", NOW, now=NOW)
    with sqlite3.connect(library.path) as db:
        db.execute("PRAGMA user_version = 99")
    db.close()

    with pytest.raises(LibraryError, match="newer audiopress"):
        library.claim("articles", NOW, now=NOW)


GOOD = '"published": "2026-03-02T06:00:00+00:00"'


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("{", '{"id": 3}', "is not an episode"),
        ("{", "[" * 200_000, "nested too deeply"),
        ("{", '{"title": ' * 100_000, "nested too deeply"),
        (GOOD, '"published": "2026-03-02T06:00:00"', "names no time zone"),
        (GOOD, '"published": 3', "is not an episode"),
        ('"show": "articles"', '"show": "brief"', "it is that of brief/2026-03-02-ferry"),
        ('"seconds": 61.5', '"seconds": 1e999', "is not a number"),
        ('"bytes": 1000', f'"bytes": {"9" * 5000}', "is not an episode"),
        ('"state": "published"', '"state": "pubXished"', "its state cannot be"),
        ("revision-1.mp3", "revision-1\\u0000.mp3", "null byte"),
        ('"voices": []', '"voices": "anna"', "expected list"),
    ],
)
def test_a_damaged_episode_is_named_and_costs_only_itself(tmp_path: Path, old: str, new: str, told: str) -> None:
    """Whatever is wrong in an episode.json, it is told with its path and the way out, and the others are there."""
    library = Library(tmp_path / "library.sqlite")
    for name, show in (("2026-03-02-ferry", "articles"), ("2026-03-01-a", "articles"), ("2026-03-02-b", "brief")):
        library.save(episode(library.folder, name, show=show))
    broken = library.folder / "articles" / "2026-03-02-ferry" / "episode.json"
    text = broken.read_text("utf-8")
    assert old in text
    broken.write_text(new if old == "{" else text.replace(old, new, 1), encoding="utf-8")

    found, (problem,) = library.listed()

    assert [one.id for one in found] == ["2026-03-02-b", "2026-03-01-a"]
    assert problem.where == str(broken)
    assert told in problem.message
    assert "restore it from a backup" in problem.hint
    assert rebuild(library.path, library.folder) == (2, (problem,))
    assert [one.id for one in library.rows("brief")] == ["2026-03-02-b"]
    with pytest.raises(LibraryError, match="cannot be read") as caught:
        library.rows("articles")
    assert caught.value.problems == (problem,)


# ---- claims


def test_an_edition_is_claimed_once(library: Library) -> None:
    """The second one who asks gets nothing, while it is being made and after it is done."""
    claim = library.claim("articles", NOW, now=NOW)

    assert claim is not None
    assert library.claim("articles", NOW, now=NOW + timedelta(seconds=60)) is None
    with claim:
        pass
    assert library.claim("articles", NOW, now=NOW + timedelta(hours=1)) is None
    assert [run.state for run in library.editions()] == ["made"]


def test_a_clock_waits_longer_each_time_and_a_person_not_at_all(library: Library) -> None:
    """A failure is kept with its reason; a clock begins it again after a minute, then two; whoever asks by hand at once."""
    now = NOW
    for wait in (0, 60, 120, 240):
        now += timedelta(seconds=wait)
        claim = library.claim("articles", NOW, now=now, patient=True, clock=partial(max, now, now))
        assert claim is not None
        with pytest.raises(LibraryError), claim:
            raise LibraryError("no paper today")
        early = now + timedelta(seconds=2 * wait or 60) - timedelta(seconds=1)
        assert library.claim("articles", NOW, now=early, patient=True) is None

    (run,) = library.editions("articles")
    assert (run.state, run.reason, run.tries) == ("failed", "no paper today", 4)
    assert library.claim("articles", NOW, now=now) is not None


def test_an_edition_without_news_is_skipped_for_the_clock_and_not_for_a_person(library: Library) -> None:
    """Why there is none is kept; the clock lets it be, and somebody who asks by hand looks again."""
    claim = library.claim("articles", NOW, now=NOW, patient=True)
    assert claim is not None
    with claim:
        claim.nothing = "the sources have nothing new"

    assert [(run.state, run.reason) for run in library.editions()] == [("skipped", "the sources have nothing new")]
    assert library.claim("articles", NOW, now=NOW + timedelta(hours=1), patient=True) is None
    assert library.claim("articles", NOW, now=NOW + timedelta(hours=1)) is not None


def test_a_lost_database_is_made_again_with_every_edition(library: Library) -> None:
    """What was made, failed and skipped stands in files, with who and why: the database may be deleted."""
    for day, how in enumerate(("", "no paper today", "")):
        claim = library.claim("articles", NOW + timedelta(days=day), now=NOW, who="Ada")
        assert claim is not None
        with claim:
            claim.trouble = how
    library.skip("articles", NOW + timedelta(days=3), who="schedule", why="nothing ran", now=NOW)
    before, told = library.editions(), library.changes("articles", NOW + timedelta(days=1))
    library.path.unlink()

    asked = library.editions()
    rebuild(library.path, library.folder)

    for found in (asked, library.editions()):
        assert [(one.due, one.state, one.reason, one.tries) for one in found] == [
            (one.due, one.state, one.reason, one.tries) for one in before
        ]
    assert library.changes("articles", NOW + timedelta(days=1)) == told
    assert [(one.who, one.act, one.why) for one in told] == [("Ada", "failed", "no paper today")]
    assert library.claim("articles", NOW, now=NOW) is None


def test_a_dead_holder_is_followed_and_cannot_end_the_new_claim(library: Library) -> None:
    """A claim nothing is heard of passes on; the old holder's word counts no more."""
    old = library.claim("articles", NOW, now=NOW)
    new = library.claim("articles", NOW, now=NOW + timedelta(minutes=3))

    assert old is not None
    assert new is not None
    assert not library.heard(old, NOW + timedelta(minutes=4))
    assert not library.settle(old, State.FAILED, "late", NOW)
    assert library.heard(new, NOW + timedelta(minutes=4))


def test_a_living_holder_keeps_its_claim(library: Library) -> None:
    """Work that takes longer than the stale time is not taken away while its holder lives."""
    claim = library.claim("articles", NOW, now=datetime.now(UTC), stale=timedelta(seconds=0.4))
    assert claim is not None
    with claim:
        time.sleep(1)
        late = datetime.now(UTC)
        assert library.claim("articles", NOW, now=late, stale=timedelta(seconds=0.4)) is None


def race(path: Path, count: int, won: str) -> None:
    library = Library(path)
    claims = [library.claim("articles", NOW + timedelta(days=day), now=NOW) for day in range(count)]
    Path(won).write_text("\n".join(c.due.isoformat() for c in claims if c), encoding="utf-8")


def test_four_processes_claim_each_edition_once(tmp_path: Path) -> None:
    """However many ask at the same time, every edition has exactly one maker."""
    path = tmp_path / "library.sqlite"
    Library(path)
    context = multiprocessing.get_context("fork")
    runners = [context.Process(target=race, args=(path, 40, str(tmp_path / f"won{n}"))) for n in range(4)]
    for runner in runners:
        runner.start()
    for runner in runners:
        runner.join(60)
        assert runner.exitcode == 0

    won = [line for n in range(4) for line in (tmp_path / f"won{n}").read_text("utf-8").splitlines()]

    assert len(won) == len(set(won)) == 40


def test_a_killed_process_is_followed(tmp_path: Path) -> None:
    """After SIGKILL the claim passes on once it is stale, and not before."""
    path = tmp_path / "library.sqlite"
    code = (
        "import sys, time; from datetime import UTC, datetime; from pathlib import Path\n"
        "from audiopress.newsroom import Library\n"
        f"claim = Library(Path({str(path)!r})).claim('articles', datetime(2026, 3, 2, 6, tzinfo=UTC), now=datetime.now(UTC))\n"
        "claim.__enter__(); print('claimed', flush=True); time.sleep(60)"
    )
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True, env=environment) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "claimed\n"
        holder.send_signal(signal.SIGKILL)
    library = Library(path)

    assert library.claim("articles", NOW, now=datetime.now(UTC)) is None
    assert library.claim("articles", NOW, now=datetime.now(UTC) + timedelta(minutes=3)) is not None
