"""Damage under .audiopress/: what is derived is made again, what is not is named, and no feed loses an episode by it."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from tests_damage import HURTS, TRUTH, Hurt, Room


@pytest.fixture(scope="module")
def kept() -> None:
    """Nothing is shared with other tests: it is damaged here."""


@pytest.fixture
def room(newsroom: Path, page: Path, monkeypatch: pytest.MonkeyPatch) -> Room:
    """Its covers are small, so that a publish takes no time."""
    monkeypatch.setattr("audiopress.publish.covers._draw", lambda *_: Image.new("RGB", (300, 300)))
    return Room(newsroom, page)


def some(room: Room) -> Iterator[tuple[Path, Hurt]]:
    """The database and an episode's own files in every way, one file of every other kind in two."""
    seen: dict[tuple[str, str], int] = {}
    for inside, hurt in room.cases():
        own = inside.name in {*TRUTH, "library.sqlite"}
        kind = (inside.parts[1], inside.name if own else inside.suffix)
        seen[kind] = seen.get(kind, 0) + 1
        if seen[kind] <= (len(HURTS) if own else 2):
            yield inside, hurt


def test_damage_costs_only_itself(room: Room) -> None:
    """A kept file that is damaged: no traceback, no episode lost from a feed, and nothing stuck.

    What is derived is made again without a word; an episode's own files are named, and put back everything goes on.
    """
    assert room.told == []
    assert room.items() == [1, 1]
    chance = random.Random(16)
    assert [wrong for inside, hurt in some(room) if (wrong := room.damaged(inside, hurt, chance))] == []


@pytest.mark.parametrize("name", ["library.sqlite", "episode.json"])
def test_files_that_changed_places_are_noticed(room: Room, name: str) -> None:
    """The files of two episodes, or an episode and the database, in each other's place: named, or made again."""
    state = room.root / ".audiopress"
    one, *_, other = sorted(state.rglob("episode.json"))
    other = other if name == "episode.json" else state / name
    first, second = one.read_bytes(), other.read_bytes()
    one.write_bytes(second)
    other.write_bytes(first)

    told = room.work()

    assert told
    assert all("episode.json" in line for line in told)
    assert room.items() == [1, 1]
    one.write_bytes(first)
    if name == "episode.json":
        other.write_bytes(second)
    assert room.work() == []
