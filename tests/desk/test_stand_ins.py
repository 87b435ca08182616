"""An episode that a stand-in read: the desk says what changed since it was recorded, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests_clock import Clock
from tests_desk import Room, lay_out, opened

from audiopress.orders import Orders
from audiopress.press import Press
from audiopress.workspace import Workspace

CHANGED = "Changed in the newsroom since it was recorded"


@pytest.fixture
def room(tmp_path: Path, clock: Clock) -> Iterator[Room]:
    """A desk with one draft, whose narrator's engine is not here: its fallback read it."""
    root = lay_out(tmp_path / "newsroom")
    (root / "voices" / "en-heart.toml").write_text(
        'engine = "supertonic"\nmodel = "M1"\nlanguages = ["en"]\nattribution = "A"\nlicence = "MIT"\nfallback = "en-bass"\n',
        encoding="utf-8",
    )
    press = Press(workspace=Workspace.find(root), now=clock)
    articles = [one.article for one in press.read(["ferry.txt"]) if one.article]
    (made,) = Orders(press=press, who="schedule").make(press.workspace.show("articles"), articles)
    assert made.episode is not None
    assert "en-bass for en-heart" in str(made.episode.record["stand_ins"])
    yield from opened(root, clock)


def test_a_stand_in_is_no_change(room: Room) -> None:
    """While the voice is still not here the episode is as it would be made today; with another stand-in it is not."""
    editor = room.client()
    assert CHANGED not in editor.get(room.page).text
    path = room.root / "voices" / "en-heart.toml"
    path.write_text(re.sub("en-bass", "en-tenor", path.read_text("utf-8")), encoding="utf-8")
    assert f"{CHANGED}: voices" in editor.get(room.page).text


def test_who_is_heard_is_named(room: Room) -> None:
    """Beside a speaker stands the voice that reads, which is the stand-in's where the one that was cast is not here."""
    editor = room.client()
    spoken_by = re.compile(r'<p class="speakers">.*?Mira Xylander <small>([^<]+)</small>')
    voice = found[1] if (found := spoken_by.search(editor.get(room.page).text)) else ""
    other = next(name for name in ("en-tenor", "en-bass") if name != voice)
    path = room.root / "voices" / f"{voice}.toml"
    lines = [
        line for line in path.read_text("utf-8").splitlines() if not line.startswith(("engine", "model", "fallback"))
    ]
    path.write_text(
        "\n".join(['engine = "supertonic"', 'model = "M1"', f'fallback = "{other}"', *lines]), encoding="utf-8"
    )

    found = spoken_by.search(editor.get(room.page).text)

    assert found
    assert found[1] == other
