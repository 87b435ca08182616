"""What was found of a line is asked for once a page, and never kept without bound."""

from __future__ import annotations

import pytest

from audiopress.languages import line_memory
from audiopress.languages.line_memory import MAX_KEPT_LINES, begin_page, remembered


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The lines that were really looked at; nothing is remembered yet."""
    monkeypatch.setattr(line_memory, "_MEMORIES", line_memory._Memories())
    return []


def test_a_line_is_looked_at_once_however_long_its_page_is(asked: list[str]) -> None:
    """A page of more lines than are kept is read like any other: no line of it is looked at twice."""
    look = remembered(asked.append)
    lines = [str(number) for number in range(MAX_KEPT_LINES + 10)]
    begin_page(len(lines))
    for line in lines * 2:
        look(line)

    assert asked == lines


def test_what_was_remembered_of_many_pages_is_forgotten(asked: list[str]) -> None:
    """The menu of the next page is known; when many lines have been read, all of them are looked at anew."""
    look = remembered(asked.append)
    for lines in (10, 10, MAX_KEPT_LINES, 10):
        begin_page(lines)
        look("Home")

    assert asked == ["Home", "Home"]
