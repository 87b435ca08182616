"""Numbers in words: the languages' own rules against CLDR's, which are another's work."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiopress.languages import say
from audiopress.languages.numbers import named, symbols

OWN = ["en", "de", "es", "fr", "ko"]
"""Japanese counts in kana here and in kanji there."""


def letters(text: str) -> str:
    """Without what only parts the words: own rules set them apart as voices need them."""
    return re.sub(r"[\W_]", "", text)


@pytest.mark.parametrize("language", OWN)
@given(number=st.integers(min_value=0, max_value=999_999))
def test_own_rules_say_what_cldr_says(language: str, number: int) -> None:
    """A whole number below a million is called alike, but for how a voice wants the words parted."""
    if number in range(1000, 3000):  # said as a year
        return
    said = say(f"({number})", language=language, choices={"numbers": "joined"}).text

    assert letters(said) in {letters(other) for other in alike(named(number, language))}


def alike(name: str) -> set[str]:
    """CLDR's word, and those that are as right: German `einhundert`, French `vingt et un` with hyphens."""
    without = {name, name.replace("-", " "), name.replace("einhundert", "hundert")}
    return without | {name.replace("hundert", "einhundert", 1)}


@given(st.integers(min_value=0, max_value=10**18), st.sampled_from(["it", "nl", "sv", "pl", "fi", "tr", "xx"]))
def test_any_number_has_words_or_digits(number: int, language: str) -> None:
    """CLDR's rules never fail, what they have no word for is its digits, and no word has a sign in it that is not heard."""
    name = named(number, language)

    assert name
    assert name.isprintable()
    assert name.isdecimal() == (language == "xx" or number >= 10**15)


def test_signs_of_numbers_are_cldr_s() -> None:
    """What parts groups of three, and what stands before a fraction."""
    assert symbols("it") == (".", ",")
    assert symbols("en") == (",", ".")
    assert symbols("sv") == ("\u00a0", ",")
