"""Patterns that are looked for only where one of their marks stands."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import audiopress.segment
from audiopress.segment.guarded import Guarded, guarded, words_in


def _all() -> Iterator[tuple[str, Guarded]]:
    for module in pkgutil.iter_modules(audiopress.segment.__path__):
        names = vars(importlib.import_module(f"audiopress.segment.{module.name}"))
        yield from ((f"{module.name}.{name}", one) for name, one in names.items() if isinstance(one, Guarded))


GUARDED = dict(_all())


@pytest.mark.parametrize("name", sorted(GUARDED))
def test_whatever_a_pattern_matches_holds_one_of_its_marks(name: str) -> None:
    """A guard never hides a match: every string that the pattern matches, the guarded pattern finds."""
    one = GUARDED[name]

    @settings(max_examples=400)
    @given(st.from_regex(one.pattern, fullmatch=True))
    def check(text: str) -> None:
        lowered = text.lower()
        if one.pattern.search(lowered):
            assert one.search(lowered) is not None

    check()


def test_a_text_without_marks_is_not_searched() -> None:
    """The marks decide: without one of them there is no match, with one the pattern is asked."""
    one = guarded(r"sign (?:up|in)", "sign ")
    assert one.search("please sign up") is not None
    assert one.search("please sign here") is None
    assert one.search("nothing") is None
    assert one.search("sign up, sign in", 3) is not None


@given(st.text(st.sampled_from("abZ 'é’1_-한"), max_size=30))
def test_ascii_words_are_those_of_any_text(text: str) -> None:
    """A text's words are the same whether it is read by the table of ASCII letters or by the rules of Unicode."""
    assert words_in(text) == [word for part in (text + " é").split("\n") for word in words_in(part)][:-1]
