"""The examples of every language's folder, which are its tests."""

from __future__ import annotations

import pytest

from audiopress.languages.pack import known
from audiopress.segment.contract import examine


@pytest.mark.parametrize("language", known())
def test_a_language_does_what_its_examples_say(language: str) -> None:
    """What a folder gives as an example comes out as it says, of every stage: spoken words, speakers, labels, dates."""
    examine(language)
