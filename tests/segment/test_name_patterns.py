"""Names of elements: what is found through their first letters is what the patterns themselves find."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiopress.segment.page import families, names
from audiopress.segment.page.families import FAMILIES
from audiopress.segment.page.name_patterns import NamePatterns, stems
from audiopress.segment.page.names import signs

PIECES = (
    "article body story text content ad ads shadow header nav footer menu share caption credit image img photo pull quote blockquote"
    " kicker author bio box info newsletter form signup sign up comment comments user list item poll quiz related links sr only blind hidden"
    " screen reader tags tag more also read next at a glance key points tldr headline head lead deck sub title video player date meta x 7"
).split()
NAMES = st.lists(
    st.tuples(st.sampled_from(PIECES), st.sampled_from(["", "-", "_", "--", "__"])), min_size=1, max_size=5
).map(lambda parts: "".join(piece + sign for piece, sign in parts))


@given(NAMES)
def test_families_are_those_whose_patterns_the_name_has(name: str) -> None:
    """A family is found by its letters where its pattern is in the name, and nowhere else."""
    hyphened = name.replace("_", "-")
    expected = tuple(family for family, pattern in families._FAMILIES if re.search(pattern, hyphened))
    assert families.families(name) == expected
    assert set(expected) <= set(FAMILIES)


@given(st.lists(NAMES, min_size=1, max_size=3))
def test_signs_of_several_names_are_those_of_all_of_them(found: list[str]) -> None:
    """Names are looked at one by one, and say together what the patterns find in all of them."""
    together = " ".join(found)
    against, favoured, role = signs("div", together)
    assert against == (re.search(f"{names._AGAINST}|{names._AD}", together) is not None)
    assert favoured == (re.search(names._FOR, together) is not None)
    assert role == next((role for role, pattern in names._ROLES if re.search(pattern, together)), "")


def test_stems_are_the_first_letters_of_every_form() -> None:
    """What a pattern may leave out, or has before its letters, is no part of its stem."""
    assert stems(r"\b(?:image|img)[-_]?desc") == {"ima", "img"}
    assert stems(r"(?<![\w-])(?:user|reader)?-?comments?") == {"com"}
    assert stems(r"ads?\b") == {"ad"}


def test_a_pattern_that_begins_with_no_letters_is_refused() -> None:
    """It could not be found by its letters, and no name would ever have it."""
    with pytest.raises(ValueError, match="does not begin with two letters"):
        NamePatterns((("any", r"[a-z]+x"),))
