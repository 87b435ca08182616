"""Quotes: marks of every convention, and who is speaking."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiopress.model import Article
from audiopress.segment import find_quotes, passages


def voices(text: str, language: str = "en") -> list[tuple[str | None, str]]:
    return [(q.speaker, q.text) for q in find_quotes(text, language=language) if q.voiced]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("“The pier is safe again for everyone,” said Mira Solberg, head of the office.", "Mira Solberg"),
        ("“The pier is safe again for everyone,” Mira Solberg said on Friday.", "Mira Solberg"),
        ("Mira Solberg said: “The pier is safe again for everyone.”", "Mira Solberg"),
        ("Mira Solberg, head of the office, told reporters, “The pier is safe again.”", "Mira Solberg"),
        ("“The pier,” said Mira Solberg, “is safe again for everyone who travels.”", "Mira Solberg"),
        ("According to Mira Solberg, “The pier is safe again for everyone.”", "Mira Solberg"),
        ('"The pier is safe again for everyone," said Mira Solberg.', "Mira Solberg"),
        ("''The pier is safe again for everyone,'' said Mira Solberg.", "Mira Solberg"),
        ("‘The pier is safe again, and the sailors’ boats too,’ said Mira Solberg.", "Mira Solberg"),
        (
            "“The pier is safe again for everyone,” said a spokesperson for the harbour office.",
            "a spokesperson for the harbour office",
        ),
        ("Transport Minister Han Ji-woo met the crews. “We will pay for the rope,” Han said.", "Han Ji-woo"),
        ("Mira Solberg opened the pier. “It is safe again for everyone,” she said.", "Mira Solberg"),
    ],
)
def test_the_speaker_is_named_in_full(text: str, speaker: str) -> None:
    """Before, after and between: the speaker is the fullest form of the name, without the title."""
    found = voices(text)

    assert found
    assert {who for who, _ in found} == {speaker}


def test_a_surname_that_two_people_share_is_doubt() -> None:
    """Lee and Lee: the narrator reads the quote."""
    text = "Lee Min-ho met Lee Soo-jin at the pier. “The rope will hold for another year,” Lee said."

    (quote,) = find_quotes(text)

    assert not quote.voiced


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


@pytest.mark.parametrize(
    ("language", "text", "speaker"),
    [
        ("de", "„Der Steg ist wieder sicher für alle“, sagte Mira Solberg am Freitag.", "Mira Solberg"),
        ("de", "»Der Steg ist wieder sicher für alle«, erklärte Mira Solberg.", "Mira Solberg"),
        ("fr", "« Le quai est de nouveau sûr pour tous », a déclaré Mira Solberg vendredi.", "Mira Solberg"),
        ("es", "«El muelle vuelve a ser seguro para todos», dijo Mira Solberg el viernes.", "Mira Solberg"),
        ("ko", "김민서 사장은 “부두는 이제 다시 안전합니다”라고 말했다.", "김민서"),
        ("ja", "田中市長は「桟橋は再び安全になりました」と述べた。", "田中"),
        ("zh", "王海明表示：“码头现在又安全了，大家可以放心。”", "王海明"),
    ],
)
def test_other_languages_quote_in_their_own_way(language: str, text: str, speaker: str) -> None:
    """Marks, verbs and word order are the language's own."""
    assert [who for who, _ in voices(text, language)] == [speaker]


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
