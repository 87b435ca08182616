"""The pages tell what there is: commands, settings, exit codes; and their links lead somewhere."""

from __future__ import annotations

import dataclasses
import re
import tomllib
from pathlib import Path

import pytest

from audiopress import errors
from audiopress.cli.program import app
from audiopress.doors import ENGINES
from audiopress.errors import AudiopressError
from audiopress.model import Alert, Alerts, Audio, Cast, Edition, Pauses, Schedule, Section, Settings, Show, Voice
from audiopress.speech import load_engine
from audiopress.vocabulary import FEED_TAGS, READINGS
from audiopress.workspace import SETTINGS_TEXT

ROOT = Path(__file__).parents[2]
PAGES = {path.name: path.read_text("utf-8") for path in [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]}
ALL = "\n".join(PAGES.values())


def commands() -> list[str]:
    names = [(c.name or c.callback.__name__) for c in app.registered_commands if c.callback]
    for group in app.registered_groups:
        assert group.typer_instance is not None
        inner = group.typer_instance.registered_commands
        names += [f"{group.name} {c.name or (c.callback.__name__ if c.callback else '')}" for c in inner]
    return names


@pytest.mark.parametrize("name", commands())
def test_every_command_is_told(name: str) -> None:
    """A command that no page names is one nobody finds."""
    assert f"audiopress {name}" in ALL or f"`{name}`" in ALL


@pytest.mark.parametrize("kind", [Show, Cast, Pauses, Audio, Schedule, Edition, Section])
def test_every_key_of_a_show_is_told(kind: type) -> None:
    """docs/shows.md names every key of show.toml."""
    page = PAGES["shows.md"]
    missing = [f.name for f in dataclasses.fields(kind) if f"`{f.name}`" not in page and f"[{f.name}]" not in page]

    assert set(missing) <= {"name", "folder"}


def test_every_key_of_a_voice_is_told() -> None:
    """docs/voices.md names every key of a profile."""
    assert [f.name for f in dataclasses.fields(Voice) if f"`{f.name}`" not in PAGES["voices.md"]] in ([], ["name"])


@pytest.mark.parametrize("name", ENGINES.builtin)
def test_every_option_of_an_engine_is_told(name: str) -> None:
    """docs/voices.md has a row for every engine with settings of its own, and every setting in it."""
    row = next((line for line in PAGES["voices.md"].splitlines() if line.startswith(f"| `{name}` | ")), "")

    assert [option for option in load_engine(name).options if f"`{option}`" not in row] == []


def test_every_key_of_a_feed_is_told() -> None:
    """docs/feeds.md or docs/shows.md names every key of `[feed]`."""
    assert [tag for tag in FEED_TAGS if f"`{tag}`" not in PAGES["feeds.md"] + PAGES["shows.md"]] == []


def test_every_choice_of_reading_is_told() -> None:
    """docs/shows.md has a row for every key of `[spoken]`."""
    assert [key for key in READINGS if f"`{key}`" not in PAGES["shows.md"]] == []


def test_every_setting_of_a_newsroom_is_told() -> None:
    """What may stand in audiopress.toml is in the file that `new` writes, or on the operators' page."""
    told = SETTINGS_TEXT + PAGES["operators.md"]

    assert [f.name for f in dataclasses.fields(Settings) if not re.search(rf"\b{f.name}\b", told)] == []


@pytest.mark.parametrize("kind", [Alert, Alerts])
def test_every_key_of_an_alert_is_told(kind: type) -> None:
    """docs/operators.md shows every key of `[alerts]`."""
    page = PAGES["operators.md"]

    assert [
        f.name for f in dataclasses.fields(kind) if not re.search(rf"(?m)^{f.name} = |\[alerts\.{f.name}\.", page)
    ] == []


def test_every_extra_is_told() -> None:
    """The operators' page names what can be installed besides."""
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]

    assert [name for name in extras if name not in {"dev", "test"} and f"`{name}`" not in PAGES["operators.md"]] == []


def test_every_exit_code_is_told() -> None:
    """The operators' page has the code of every kind of error."""
    kinds = [k for k in vars(errors).values() if isinstance(k, type) and issubclass(k, AudiopressError)]

    for kind in kinds:
        assert f"| {kind.exit_code} |" in PAGES["operators.md"]


@pytest.mark.parametrize("page", sorted(PAGES))
def test_links_lead_somewhere(page: str) -> None:
    """No page points to one that is not there."""
    folder = ROOT if page == "README.md" else ROOT / "docs"

    for target in re.findall(r"\]\((?!https?:)([^)#]+)", PAGES[page]):
        assert (folder / target).exists(), target


def test_the_readme_has_two_commands_to_set_up() -> None:
    """One installs and runs the main job, one installs and passes the tests; both need pip and nothing else."""
    blocks = re.findall(r"^```sh\n(.*?)```$", PAGES["README.md"], re.MULTILINE | re.DOTALL)

    assert [block.strip() for block in blocks] == [
        "pip install . && audiopress make articles examples/harbour.txt",
        "pip install -e '.[test]' && pytest",
    ]
