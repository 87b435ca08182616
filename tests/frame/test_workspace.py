"""Where things lie."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from audiopress.errors import ConfigError, UnknownName
from audiopress.workspace import Workspace, create, shipped


def test_a_newsroom_is_found_from_a_folder_inside_it(newsroom: Path) -> None:
    """Commands work anywhere below audiopress.toml."""
    inside = newsroom / "feeds" / "articles"

    assert Workspace.find(inside).root == newsroom


def test_any_folder_is_a_newsroom_with_the_shipped_voices_and_shows(tmp_path: Path) -> None:
    """`audiopress make` works where nothing was laid out."""
    here = Workspace.find(tmp_path)

    assert here.root == tmp_path
    assert {"articles", "daily-brief", "english-cafe"} <= set(here.show_folders())
    assert "en-announcer" in here.voices


def test_the_newsrooms_own_files_win(tmp_path: Path) -> None:
    """A voice of the newsroom takes the place of a shipped one of the same name."""
    (tmp_path / "voices").mkdir()
    text = (shipped() / "voices" / "en-announcer.toml").read_text("utf-8")
    (tmp_path / "voices" / "en-announcer.toml").write_text(text + "pace = 0.9\n", encoding="utf-8")

    assert Workspace.find(tmp_path).voice("en-announcer").pace == 0.9


def test_an_unknown_show_is_answered_with_the_nearest(workspace: Workspace) -> None:
    """A slip in a show's name is not a traceback."""
    with pytest.raises(UnknownName, match="did you mean 'articles'"):
        workspace.show("artikles")


def test_a_new_newsroom_is_not_on_the_air(newsroom: Path) -> None:
    """`audiopress new` lays out shows without a schedule and without sources: nothing is told that nobody wrote."""
    shows = Workspace.find(newsroom).shows()

    assert [show.name for show in shows] == ["articles", "daily-brief", "english-cafe"]
    assert not any(show.sources or show.schedule for show in shows)


def test_a_show_that_was_deleted_is_gone(newsroom: Path) -> None:
    """A newsroom has its own shows and no others: the shipped ones do not come back."""
    shutil.rmtree(newsroom / "feeds" / "daily-brief")

    assert set(Workspace.find(newsroom).show_folders()) == {"articles", "english-cafe"}


def test_a_newsroom_is_never_laid_out_twice(newsroom: Path) -> None:
    """`audiopress new` does not touch a newsroom that is there."""
    with pytest.raises(ConfigError, match="there is a newsroom already"):
        create(newsroom, title="Again")


def test_the_problems_of_all_files_are_told_together(newsroom: Path) -> None:
    """Two broken voices give the problems of both."""
    for name in ("en-announcer", "en-f3"):
        (newsroom / "voices" / f"{name}.toml").write_text("pase = 1\n", encoding="utf-8")

    with pytest.raises(ConfigError) as caught:
        _ = Workspace.find(newsroom).voices

    assert {"en-announcer.toml:1", "en-f3.toml:1"} <= {p.where.rpartition("/")[2] for p in caught.value.problems}


def test_the_laid_out_settings_are_valid(newsroom: Path) -> None:
    """What `audiopress new` writes loads without a problem, every show and voice with it."""
    here = Workspace.find(newsroom)

    assert here.settings.title == "Harbour Courier"
    assert len(here.shows()) >= 3
    assert len(here.voices) >= 5
