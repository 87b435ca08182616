"""Patterns with many alternatives are looked for only where one can stand, and nothing is missed by that."""

from __future__ import annotations

import importlib
import pkgutil
from typing import TypeVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests_examples import often

import audiopress.segment
from audiopress.languages.tokens import spelled, words_in
from audiopress.segment.page.guarded import Guarded, Worded, guarded
from audiopress.segment.page.openings import Opening, alternatives

Kind = TypeVar("Kind")


def _all(kind: type[Kind]) -> dict[str, Kind]:
    modules = [module.name for module in pkgutil.walk_packages(audiopress.segment.__path__, "audiopress.segment.")]
    return {
        f"{module}.{name}": one
        for module in modules
        for name, one in vars(importlib.import_module(module)).items()
        if isinstance(one, kind)
    }


GUARDED = _all(Guarded)
WORDED = _all(Worded)
OPENINGS = _all(Opening)


@pytest.mark.parametrize("name", sorted(GUARDED))
def test_whatever_a_pattern_matches_holds_one_of_its_marks(name: str) -> None:
    """A guard never hides a match: every string that the pattern matches, the guarded pattern finds."""
    one = GUARDED[name]

    @settings(max_examples=often(400))
    @given(st.from_regex(one.pattern, fullmatch=True))
    def check(text: str) -> None:
        lowered = text.lower()
        if one.pattern.search(lowered):
            assert one.search(lowered) is not None

    check()


@pytest.mark.parametrize("name", sorted(WORDED))
def test_whatever_a_pattern_matches_holds_one_of_its_words(name: str) -> None:
    """A look at a text's words never hides a match: every string that the pattern matches, it finds."""
    one = WORDED[name]

    @settings(max_examples=often(400))
    @given(st.sampled_from(["", "’", "'", " ", "(", "é ", "9-"]), st.from_regex(one.pattern, fullmatch=True))
    def check(before: str, text: str) -> None:
        lowered = (before + text).lower()
        found, wanted = one.search(lowered, spelled(lowered).parts), one.pattern.search(lowered)
        assert (found and found.span()) == (wanted and wanted.span())
        found, wanted = one.match(lowered, spelled(lowered).parts), one.pattern.match(lowered)
        assert (found and found.span()) == (wanted and wanted.span())

    check()


def test_a_text_without_marks_is_not_searched() -> None:
    """The marks decide: without one of them there is no match, with one the pattern is asked."""
    one = guarded(r"sign (?:up|in)", "sign ")
    assert one.search("please sign up") is not None
    assert one.search("please sign here") is None
    assert one.search("nothing") is None
    assert one.search("sign up, sign in", 3) is not None


@pytest.mark.parametrize("name", sorted(OPENINGS))
def test_whatever_a_pattern_matches_is_tried(name: str) -> None:
    """A look at a line's first letters never hides a match: every string that the pattern matches is matched."""
    one = OPENINGS[name]

    @settings(max_examples=often(400))
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
        ("a['’]s|b[à-ÿ]", ["a's", "a’s", "bé"], ["as", "a"]),
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


@given(st.text(st.sampled_from("aZ 'é’1_-\u00a0“ß²한"), max_size=30))
def test_a_table_of_signs_spells_the_same_words(text: str) -> None:
    """A text's words, its capitals and its digits are the same by a table of signs and by the rules of Unicode."""
    found, words = spelled(text), [word.replace("’", "'") for word in words_in(text)]
    assert found.words == [word.lower() for word in words]
    assert found.parts == [part.lower() for word in words for part in word.split("'")]
    assert found.capitals == sum(word[0].isupper() for word in words)
    assert found.digits == text.count("1")


@given(st.text(st.sampled_from("abZ 'é’1_-한"), max_size=30))
def test_ascii_words_are_those_of_any_text(text: str) -> None:
    """A text's words are the same whether it is read by the table of ASCII letters or by the rules of Unicode."""
    assert words_in(text) == [word for part in (text + " é").split("\n") for word in words_in(part)][:-1]
