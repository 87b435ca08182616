"""Patterns that are tried only on lines that begin as one of their alternatives can."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import audiopress.segment
from audiopress.segment.openings import Opening, alternatives


def _all() -> Iterator[tuple[str, Opening]]:
    for module in pkgutil.iter_modules(audiopress.segment.__path__):
        names = vars(importlib.import_module(f"audiopress.segment.{module.name}"))
        yield from ((f"{module.name}.{name}", one) for name, one in names.items() if isinstance(one, Opening))


OPENINGS = dict(_all())


@pytest.mark.parametrize("name", sorted(OPENINGS))
def test_whatever_a_pattern_matches_is_tried(name: str) -> None:
    """A look at a line's first letters never hides a match: every string that the pattern matches is matched."""
    one = OPENINGS[name]

    @settings(max_examples=400)
    @given(st.from_regex(one.pattern))
    def check(text: str) -> None:
        lowered = text.lower()
        found, wanted = one.match(lowered), one.pattern.match(lowered)
        assert (found and found.span()) == (wanted and wanted.span())

    check()


@pytest.mark.parametrize(
    ("pattern", "tried", "passed"),
    [
        ("sign (?:up|in)", ["sign up", "signs"], ["see", "si", "so it goes"]),
        ("(?:the )?page", ["the page", "page"], ["pass", "think"]),
        (r"[\s(*-]*(?:advert|tags?\b)", ["advert", "tag", "(tag", "* x"], ["add", "a"]),
        (r"(?P<a>x\d+|\bread)|(?P<b>ad$)", ["x1", "read", "ad", "ado"], ["red", "a"]),
        ("a?b*cd", ["acd", "bcd", "cd", "bbb"], ["d", "acx"]),
        (r"(?:ab)+c|[m-p]q", ["abab", "mq", "pq"], ["ac", "qq"]),
        (".{0,9}x", ["anything", "x"], []),
        (r"\d+ of \d+|[^a-y]", ["1 of 2", "zebra", "q"], []),
    ],
)
def test_the_beginnings_of_a_pattern_are_read_from_it(pattern: str, tried: list[str], passed: list[str]) -> None:
    """Lines that begin otherwise than every alternative are passed over, all others are tried."""
    one = Opening(pattern)
    asked: list[str] = []

    class Asked:
        def match(self, text: str) -> None:
            asked.append(text)

    one.pattern = Asked()  # type: ignore[assignment]
    for line in tried + passed:
        one.match(line)

    assert asked == tried


def test_alternatives_are_those_of_the_top_level() -> None:
    """Bars in groups, in classes and behind a backslash part nothing."""
    assert list(alternatives(r"a|b(?:c|d)|[|]e\|f|")) == ["a", "b(?:c|d)", r"[|]e\|f", ""]
