"""The names that no one language owns: their file, what it tells of slips, and when it is read."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from audiopress import ConfigError
from audiopress.languages.checked import checked
from audiopress.languages.names import Names, any_given, given_men, given_women, name_lists


def test_a_name_of_both_sexes_tells_neither() -> None:
    """No given name stands among the women's and the men's: it would give half of its bearers the wrong voice."""
    assert given_women() & given_men() == set()
    assert {"Angela", "Emine"} <= given_women()
    assert {"Olaf", "Mikhail"} <= given_men()


def test_names_are_written_as_names() -> None:
    """With a capital; the words that are no names are compared in small letters, so that they are written so."""
    assert [one for one in any_given() | name_lists().family if one[0].islower()] == []
    assert [one for one in name_lists().not_people if one != one.lower()] == []


def test_a_slip_in_the_names_is_told_with_its_line(tmp_path: Path) -> None:
    """An unknown list and one of the wrong kind, both at once."""
    path = tmp_path / "names.toml"
    path.write_text('famly = "Kim"\n\nwomen = ["Ida"]\n', "utf-8")

    with pytest.raises(ConfigError) as caught:
        checked(path, Names, {})

    assert [str(one).removeprefix(f"{path}:") for one in caught.value.problems] == [
        "1: famly: unknown key (did you mean 'family'?)",
        "3: women: expected words with spaces between them, got ['Ida'] (in one text: \"the and of\")",
    ]


def test_the_names_are_read_when_they_are_needed() -> None:
    """Most commands look at no name, and are started without them."""
    code = (
        "import audiopress, audiopress.cli.app, audiopress.flags, audiopress.orders\n"
        "from audiopress.languages.names import name_lists\n"
        "assert name_lists.cache_info().misses == 0\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)
