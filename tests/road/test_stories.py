"""Texts of several stories on the whole road: each becomes an episode when it is asked for, none is left out silently."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

Run = Callable[..., "CompletedProcess[str]"]
Edit = Callable[[Path, str, str], None]

WIRE = """Ferry to run at night from Monday
By Ada Bell
September 7, 2026 18:05

The ferry to the islands will run through the night from Monday, the harbour office said in a statement on Friday.

It costs the town two million a year, most of it for the crew, and the last boat of the day goes at half past three.

Eighty boats cross to the islands on a summer day, the office said, and nobody has counted those of the winter yet.

Telescopes to lend
By Nils Aas
September 6, 2026 09:10

The library lends telescopes to anybody with a card, and the queue for them is longer than the winter is.

There are six of them so far, and a seventh was given by a reader who had looked at Saturn often enough.
"""


TOMORROW = """Telescopes to lend
By Nils Aas
September 14, 2026 09:10

A lens was lost in the dunes on Wednesday, and a dog that nobody owns had found it by the end of the same evening.

Whoever borrows one now leaves a shoe at the desk; twelve of those stand there, and two have been fetched again.
"""


@pytest.fixture
def wire(newsroom: Path) -> Path:
    """A file with two stories, in the newsroom."""
    path = newsroom / "wire.txt"
    path.write_text(WIRE, encoding="utf-8")
    return path


def results(done: CompletedProcess[str]) -> list[tuple[str, str]]:
    """What became of each story, and its title."""
    return [(one["status"], one["title"]) for one in json.loads(done.stdout)]


@pytest.mark.parametrize("words", [("read",), ("read", "--why"), ("script", "articles"), ("make", "articles")])
def test_every_command_says_which_stories_it_leaves_out(audiopress: Run, wire: Path, words: tuple[str, ...]) -> None:
    """One of several is read: the warning names the others and how to have them."""
    done = audiopress(*words, "wire.txt")

    assert done.returncode == 0, done.stderr
    assert (
        "warning: wire.txt: of 2 stories only 'Ferry to run at night from Monday' is read, and not 'Telescopes to lend'"
        " (wire.txt#all are all of them)"
    ) in done.stderr


def test_all_stories_of_a_text_are_made_and_corrected_one_by_one(
    audiopress: Run, newsroom: Path, wire: Path, edit: Edit
) -> None:
    """`#all` makes an episode of each, once; after a change the command that corrects the one is told."""
    first = audiopress("make", "articles", "wire.txt#all", "--json")

    assert results(first) == [("made", "Ferry to run at night from Monday"), ("made", "Telescopes to lend")]
    assert "warning" not in first.stderr
    assert [one for one, _ in results(audiopress("make", "articles", "wire.txt#all", "--json"))] == ["kept"] * 2

    edit(wire, "There are six", "There are five")
    changed = audiopress("make", "articles", "wire.txt#all", cwd=newsroom / "feeds", env={})
    assert "there is no such file" in changed.stderr
    changed = audiopress("make", "articles", "../wire.txt#all", cwd=newsroom / "feeds")
    name = str(json.loads(first.stdout)[1]["episode"]["id"])
    assert f"audiopress correct {name}" in changed.stdout + changed.stderr

    corrected = audiopress("correct", name, "wire.txt#telescopes-to-lend", "--json")
    assert results(corrected) == [("corrected", "Telescopes to lend")]
    other = audiopress("correct", name, "wire.txt#1")
    assert other.returncode == 9
    assert "this is another story: 'Ferry to run at night from Monday'" in other.stderr


def test_a_story_keeps_its_episode_when_others_come_before_it(audiopress: Run, wire: Path) -> None:
    """A story is known by its headline and not by its place: it is not made again."""
    assert results(audiopress("make", "articles", "wire.txt#2", "--json")) == [("made", "Telescopes to lend")]
    before = WIRE.replace("Ferry to run at night from Monday", "Bakers leave the quay").replace("ferry", "baker")
    wire.write_text(before.partition("Telescopes")[0] + WIRE, encoding="utf-8")

    assert [one for one, _ in results(audiopress("make", "articles", "wire.txt#3", "--json"))] == ["kept"]


def test_stories_of_a_pipe_are_known_by_their_words(audiopress: Run, wire: Path) -> None:
    """A pipe has no name: what comes through it tomorrow is another story, also under the same headline."""
    today, tomorrow = WIRE, WIRE.partition("Telescopes")[0] + TOMORROW

    assert len(results(audiopress("make", "articles", "--json", "--", "-#all", stdin=today))) == 2
    second = audiopress("make", "articles", "--json", "--", "-#2", stdin=tomorrow)
    assert results(second) == [("made", "Telescopes to lend")], second.stderr
    assert "(-- -#all are all of them)" in audiopress("read", "-", stdin=WIRE).stderr
    assert results(audiopress("make", "articles", "wire.txt#2", "--json")) == [("kept", "Telescopes to lend")]


def test_an_edition_is_made_of_all_stories_of_a_text(audiopress: Run, newsroom: Path, wire: Path) -> None:
    """A show's sources name them in the same way."""
    show = newsroom / "feeds" / "daily-brief" / "show.toml"
    show.write_text('sources = ["wire.txt#all"]\n' + show.read_text("utf-8"), encoding="utf-8")

    done = audiopress("run", "daily-brief", "--json")

    assert done.returncode == 0, done.stderr
    (record,) = (newsroom / ".audiopress" / "episodes").rglob("episode.json")
    assert [one["source"] for one in json.loads(record.read_text("utf-8"))["stories"]] == [
        "wire.txt#ferry-to-run-at-night-from-monday",
        "wire.txt#telescopes-to-lend",
    ]
