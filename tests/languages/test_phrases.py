"""Phrases: what a pack writes is what is found, no more and no less."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiopress.languages.phrases import (
    MODES,
    Beginning,
    Gap,
    Match,
    Mode,
    Part,
    Phrasebook,
    PhraseError,
    forms,
    tokens,
)


def found(mode: Mode, phrase: str, text: str) -> str | None:
    """The part of a text that one phrase matches."""
    match = Phrasebook([("label", mode, phrase)]).label(text, "label")
    return text[match.start : match.end] if match else None


@pytest.mark.parametrize(
    ("mode", "phrase", "text", "part"),
    [
        ("begins", "read more", "▶ READ MORE: Ferry runs again", "READ MORE"),
        ("begins", "read more", "We read more than before", None),
        ("begins", "read more", "Readers more", None),
        ("begins", "read more :", "Read more: Ferry", "Read more:"),
        ("begins", "read more :", "Read more about it", None),
        ("begins", "read [the] story", "Read story", "Read story"),
        ("begins", "read [the [full]] (story|report)", "Read the full report today", "Read the full report"),
        ("begins", "read [the [full]] (story|report)", "Read full report", None),
        ("begins", "e-mail", "E‑mail us", "E‑mail"),
        ("begins", "don't miss", "Don’t miss it", "Don’t miss"),
        ("whole", "sign in to comment", "Please sign in to comment.", None),
        ("whole", "[please] sign in, to comment", "(Please sign in to comment!)", "Please sign in to comment"),
        ("whole", "1 min read", "5 min read", "5 min read"),
        ("whole", "30", "- 31 -", None),
        ("whole", "read … here", "Read the whole story here.", "Read the whole story here"),
        ("whole", "read …2 here", "Read the whole story here.", None),
        ("whole", "reporting by …", "Reporting by Ada Lund, Bo Falk", "Reporting by Ada Lund, Bo Falk"),
        ("holds", "all rights reserved", "© 2026 Ferry Post. All rights reserved.", "All rights reserved"),
        ("holds", "abonn*", "Nur für Abonnentinnen", "Abonnentinnen"),
        ("holds", "read more", "A reader read, more or less", "read, more"),
        ("holds", "관련 기사", "■ 관련기사 보기", "관련기사"),
        ("holds", "续…3读", "点击续着往下读", "续着往下读"),
        ("begins", "à lire aussi", "À LIRE AUSSI | Le pont", "À LIRE AUSSI"),
        ("holds", "LG전자", "오늘 LG 전자는", "LG 전자"),
        ("begins", "istanbul", "İstanbul'dan", "İstanbul"),
    ],
)
def test_a_phrase_is_found_as_it_is_written(mode: Mode, phrase: str, text: str, part: str | None) -> None:
    """Case, commas, dashes and quotation marks make no difference; words, signs that separate and their order do."""
    assert found(mode, phrase, text) == part


@pytest.mark.parametrize("phrase", ["", "…", "[a", "a)", "(a|b", "* a", "[a]", "(" + "a|" * 40 + "b) " * 2])
def test_a_phrase_that_is_none_is_refused(phrase: str) -> None:
    """Brackets that stay open, a star without a word and a phrase that matches nothing at all are slips."""
    with pytest.raises(PhraseError):
        forms(phrase)


def test_a_label_has_its_first_and_longest_match() -> None:
    """Of one label the earliest place counts, and there the longest phrase; other labels stand beside it."""
    book = Phrasebook(
        [("one", "holds", "b"), ("one", "holds", "b c"), ("two", "begins", "a b"), ("one", "holds", "c d e")]
    )

    assert book.matches("a b c d e") == (Match("two", "begins", 0, 3), Match("one", "holds", 2, 5))


def test_every_match_is_the_longest_at_its_place() -> None:
    """Counting words, the longer one hides the shorter inside it: 彼女 is no 彼."""
    book = Phrasebook([("male", "holds", "彼"), ("female", "holds", "彼女")])

    assert [match.label for match in book.every("彼女は彼に言った")] == ["female", "male"]


# ---- against a reference that is slow and plain

WORDS = st.sampled_from(["a", "b", "ab", "abc", "c", "기", "사", "1", "7", ":", ".", "İb"])
GLUE = st.sampled_from([" ", " ", ", ", " - ", "’"])


@st.composite
def lines(draw: st.DrawFn) -> str:
    parts = draw(st.lists(WORDS, max_size=7))
    return "".join(part + draw(GLUE) for part in parts)


@st.composite
def phrases(draw: st.DrawFn) -> str:
    piece = WORDS | st.sampled_from(["…1", "…2", "[a]", "[b c]", "(a|b)", "(기|a b)", "a*", "ab*"])
    return " ".join([*draw(st.lists(piece, max_size=3)), draw(WORDS)])


def fits(row: Sequence[Part], part: Sequence[str]) -> bool:
    """Whether the tokens are the row's, by its definition."""
    if not row:
        return not part
    first, *rest = row
    if isinstance(first, Gap):
        return any(
            cost(part[:length]) <= 2 * first.words and fits(rest, part[length:]) for length in range(len(part) + 1)
        )
    if not part:
        return False
    one = part[0]
    same = (
        one.startswith(first.letters)
        if isinstance(first, Beginning)
        else one == first or (first == "1" and one.isdecimal())
    )
    return same and fits(rest, part[1:])


def cost(part: Sequence[str]) -> int:
    return sum(0 if one in ".:" else 1 if "\uac00" <= one <= "\ud7a3" else 2 for one in part)


def by_hand(listed: Sequence[tuple[str, Mode, str]], text: str) -> set[Match]:
    """Every label and mode's first and longest match, trying each part of the line."""
    line = tokens(text)
    places = [found.span() for found in re.finditer(r"[기사]|[a-zİ]+|\d|[.:]", text)]
    assert len(line) == len(places)
    plain = [index for index, one in enumerate(line) if one not in ".:"]
    first, last = (plain[0], plain[-1] + 1) if plain else (len(line), 0)
    best: dict[tuple[str, Mode], Match] = {}
    for label, mode, phrase in listed:
        for start in range(len(line)):
            for end in range(start + 1, len(line) + 1):
                if mode != "holds" and start > first:
                    continue
                if mode == "whole" and end < last:
                    continue
                if any(fits(row, line[start:end]) for row in forms(phrase)):
                    match = Match(label, mode, places[start][0], places[end - 1][1])
                    other = best.get((label, mode), match)
                    best[label, mode] = min(match, other, key=lambda one: (one.start, -one.end))
    return set(best.values())


@given(st.lists(st.tuples(st.sampled_from("xy"), st.sampled_from(MODES), phrases()), max_size=4), lines())
def test_the_trie_finds_what_a_naive_search_finds(listed: list[tuple[str, Mode, str]], text: str) -> None:
    """For any phrases and any line, the matches are those that trying every part of the line gives."""
    assert set(Phrasebook(listed).find(text)) == by_hand(listed, text)
