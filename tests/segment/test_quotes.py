"""Rules of quotes that hold for any text: their offsets, their ends, and what a page of marks costs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiopress.model import Article
from audiopress.segment import find_quotes, passages


def voices(text: str, language: str = "en") -> list[tuple[str | None, str]]:
    return [(q.speaker, q.text) for q in find_quotes(text, language=language) if q.voiced]


def test_scare_quotes_stay_with_the_narrator() -> None:
    """A few quoted words inside a sentence are not a statement."""
    text = "The office called the old pier “a heap of planks” and its plan “Harbour 2.0,” Mira Solberg said."

    assert voices(text) == []
    assert [q.text for q in find_quotes(text)] == ["a heap of planks", "Harbour 2.0,"]


def test_an_incise_does_not_change_the_speaker() -> None:
    """What follows `he said.` in the same paragraph is still his."""
    text = "Jonas Petri bakes bread. “My shift ends at nine,” he said. “So I sleep in the bakery.”"

    assert [who for who, _ in voices(text)] == ["Jonas Petri", "Jonas Petri"]


def test_a_quote_over_several_paragraphs_is_one_quote() -> None:
    """Each paragraph opens again and only the last one closes: one quote, one speaker."""
    text = "“We looked at every plank,” said Mira Solberg.\n“The first pier is old.\n“The second one is new and will last.”"

    found = find_quotes(text)

    assert len(found) == 2
    assert found[1].text.startswith("The first pier")
    assert found[1].text.endswith("will last.")
    assert found[1].speaker == "Mira Solberg"


def test_an_apostrophe_never_opens_or_closes() -> None:
    """`the workers' rights` and `'til` leave the text without a quote."""
    assert find_quotes("The workers' rights and the sailors' boats weren't discussed 'til nine o'clock.") == ()


@given(
    st.text(alphabet="ab .,\n“”\"'‘’«»„「」LMé", max_size=200),
    st.sampled_from(["en", "de", "fr", "ko", "ja", "zh", "es"]),
)
def test_offsets_are_sound_for_any_text(text: str, language: str) -> None:
    """Quotes are sorted, do not overlap, and hold the words they say they hold."""
    end = 0
    for quote in find_quotes(text, language=language):
        assert end <= quote.start < quote.end <= len(text)
        assert quote.text in text[quote.start : quote.end]
        assert quote.mention is None or 0 <= quote.mention[0] <= quote.mention[1] <= len(text)
        assert not quote.voiced or quote.speaker
        end = quote.end


@given(st.lists(st.text(alphabet="ab .,“”\"'LM", max_size=60).map(str.strip).filter(bool), max_size=4))
def test_passages_lose_nothing(paragraphs: list[str]) -> None:
    """Every letter of a paragraph is in one of its passages, in order."""
    text = "\n".join(paragraphs)
    article = Article(source="x", headline="x", paragraphs=tuple(paragraphs), quotes=find_quotes(text))

    cut = passages(article)

    assert len(cut) == len(paragraphs)
    for paragraph, parts in zip(paragraphs, cut, strict=True):
        letters = [c for part in parts for c in part.text if c.isalnum()]
        assert letters == [c for c in paragraph if c.isalnum()]


@pytest.mark.parametrize("mark", ["“", '"', "'", "''", "«", "„", "‘", "”"])
def test_a_page_of_marks_is_read_to_its_end(mark: str) -> None:
    """Forty thousand marks without a partner are a page like any other: read once, and soon over."""
    text = (f"a {mark}b c " * 20_000 + "\n") * 2

    assert len(find_quotes(text)) <= 40_000
