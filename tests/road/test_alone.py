"""Commands outside of a newsroom, on a read-only disk, and beside a broken file."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from audiopress.checks import faults, warnings
from audiopress.config import load_settings, load_show
from audiopress.errors import ConfigError
from audiopress.workspace import Workspace, shipped

Run = Callable[..., "CompletedProcess[str]"]


def contents(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_no_second_newsroom_is_laid_by_a_wrong_folder(audiopress: Run, tmp_path: Path, page: Path) -> None:
    """`make` where no newsroom is refuses in one line and writes nothing; reading a page works all the same."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()

    refused = audiopress("make", "articles", page, cwd=elsewhere)
    read = audiopress("read", page, cwd=elsewhere)

    assert refused.returncode == 2
    assert "there is no newsroom here: no audiopress.toml" in refused.stderr
    assert read.returncode == 0, read.stderr
    assert list(elsewhere.iterdir()) == []


@pytest.mark.parametrize(
    "words",
    [
        ("cache", "--prune"),
        ("lexicon", "add", "Lindvik", "--say", "lind vick"),
        ("lexicon", "import", "words.pls"),
        ("learn", "pages"),
    ],
)
def test_what_keeps_something_refuses_outside_of_a_newsroom(
    audiopress: Run, tmp_path: Path, words: tuple[str, ...]
) -> None:
    """Pruning, words of a lexicon and lessons are a newsroom's: anywhere else they are refused, and nothing is written."""
    elsewhere = tmp_path / "elsewhere"
    (elsewhere / "pages").mkdir(parents=True)
    (elsewhere / "words.pls").write_text(
        '<lexicon xmlns="http://www.w3.org/2005/01/pronunciation-lexicon" version="1.0" alphabet="ipa" xml:lang="en">'
        "<lexeme><grapheme>Lindvik</grapheme><alias>lind vick</alias></lexeme></lexicon>",
        encoding="utf-8",
    )
    before = sorted(elsewhere.rglob("*"))

    refused = audiopress(*words, cwd=elsewhere)

    assert refused.returncode == 2
    assert "there is no newsroom here: no audiopress.toml" in refused.stderr
    assert sorted(elsewhere.rglob("*")) == before


def test_questions_write_nothing(audiopress: Run, newsroom: Path, page: Path) -> None:
    """`episodes` and `listen` leave every byte as it was, with the database there and without it."""
    assert audiopress("make", "articles", page).returncode == 0
    before = contents(newsroom)

    listed = audiopress("episodes")
    heard = audiopress("listen", "2026", "--json")

    assert listed.returncode == 0, listed.stderr
    assert heard.returncode == 0, heard.stderr
    assert contents(newsroom) == before


def test_one_broken_file_costs_only_itself(audiopress: Run, newsroom: Path, page: Path) -> None:
    """A broken show, voice and episode are a line each; `publish`, `voices`, `episodes` do the others."""
    assert audiopress("make", "articles", page).returncode == 0
    (newsroom / "feeds" / "english-cafe" / "show.toml").write_text("titel = 1\n", encoding="utf-8")
    spare = newsroom / "voices" / "spare.toml"
    spare.write_text("pase = 1\n", encoding="utf-8")
    broken = newsroom / ".audiopress" / "episodes" / "daily-brief" / "2026-01-01-x" / "episode.json"
    broken.parent.mkdir(parents=True)
    broken.write_text("{", encoding="utf-8")

    published = audiopress("publish")
    voices = audiopress("voices")
    episodes = audiopress("episodes")
    units = audiopress("schedule", "--systemd")

    assert "articles\t" in published.stdout
    assert "english-cafe" in published.stderr
    assert str(broken) in published.stderr
    assert "en-announcer" in voices.stdout
    assert "spare.toml" in voices.stderr
    assert "Ferry to run" in episodes.stdout
    assert str(broken) in episodes.stderr
    assert [done.returncode for done in (published, voices, episodes, units)] == [1, 1, 1, 0]
    assert not any("Traceback" in done.stderr for done in (published, voices, episodes, units))


def test_a_scheduled_show_of_the_examples_is_warned_of(newsroom: Path) -> None:
    """Invented stories on a schedule are told with file and line; switched off, they are not."""
    path = newsroom / "feeds" / "daily-brief" / "show.toml"
    text = path.read_text("utf-8").replace("# sources = [", "sources = ['examples/harbour.txt']\n# sources = [", 1)
    path.write_text(text + '\n[schedule]\ncron = "0 6 * * *"\n', encoding="utf-8")
    here = Workspace.find(newsroom)

    (warning,) = warnings(here)
    path.write_text("enabled = false\n" + path.read_text("utf-8"), encoding="utf-8")

    assert faults(here)[0] == []
    assert "came with audiopress" in warning.message
    assert warning.where.startswith(f"{path}:")
    assert warnings(here) == []


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (f"stories = {'9' * 5000}", "a number of too many digits"),
        ("stories = 99999999999", "stories: 99999999999 is outside 0 to 1000"),
        (f"category = {'[' * 5000}", "nested too deeply"),
        (f'[schedule]\ncron = "0 6 * * *"\ngrace = {"9" * 40}', "schedule.grace:"),
        ('[schedule]\ncron = "² 6 * * *"', "not a cron expression"),
    ],
)
def test_numbers_and_nesting_without_end_are_told_with_their_line(tmp_path: Path, line: str, told: str) -> None:
    """A show.toml that no person wrote is one error with its line, and no traceback."""
    folder = tmp_path / "articles"
    shutil.copytree(shipped() / "feeds" / "articles", folder)
    text = (folder / "show.toml").read_text("utf-8").replace("stories = 1\n", "")
    put = text + line if line.startswith("[") else f"{line}\n{text}"
    (folder / "show.toml").write_text(put, encoding="utf-8")

    with pytest.raises(ConfigError) as caught:
        load_show(folder)

    assert told in str(caught.value)
    assert "show.toml:" in str(caught.value)
    assert len(str(caught.value)) < 1000


@pytest.mark.parametrize(
    "line", [r'base_url = "http://x/\u0001/"', 'public = "."', 'public = ""', r'public = "a\u0000"']
)
def test_settings_that_would_fail_later_are_told(tmp_path: Path, line: str) -> None:
    """An address with a control character, and a public folder that is the newsroom itself."""
    path = tmp_path / "audiopress.toml"
    path.write_text(line, encoding="utf-8")

    with pytest.raises(ConfigError, match=r"audiopress\.toml:1"):
        load_settings(path)
