"""Sentences and clauses: where they are cut, and that nothing is lost between them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests_examples import often

from audiopress.languages.sentences import clauses, sentences

CASES = [
    ("en", "Dr. Lee In-young met Gov. Kim of Jeju Island at 5 p.m. on Monday.|He said nothing to reporters."),
    ("en", "J. K. Rowling came to the city on Friday.|She left the next morning."),
    ("en", "The deal is worth $3.4 billion to them.|It rose 2.5 percent."),
    ("en", "The plan was opposed by the U.S.|The talks went on regardless."),
    ("en", "The U.S. Army left the base in March.|Nobody noticed it."),
    ("en", "He was born in Washington, D.C.|His mother was a teacher."),
    ("en", "“This is the end of it.”|Park left the room without a word."),
    ("en", "“Why did they do this?” Lee asked the committee.|Nobody in the room answered."),
    ("en", "“Stop the whole thing now!” he said to them.|They did not stop."),
    ("en", "No. 10 Downing St. was quiet on Tuesday.|It usually is."),
    ("en", "“Yes. It is over,” he said at the station.|The train had left."),
    ("en", "He waited … and then he left the house.|She did not wait."),
    ("en", "They walked away from it…|But nobody was there to see."),
    ("en", "It was late in the evening, etc. and so on.|They went home."),
    ("en", "Samsung Electronics Co. Vice Chairman Lee spoke to us.|Nobody left."),
    ("en", "Was it worth it, after all this time?|Nobody can say that now."),
    ("de", "Am 3. März kam Dr. Müller in die Stadt.|Er ging um 18.30 Uhr wieder weg."),
    ("de", "Das kostet ca. 20 Mio. Euro im Jahr.|Niemand will es zahlen."),
    ("ko", "지난해에만 3.5%가 늘었다고 밝혔다.|그는 “끝났다”고 말했다."),
    ("ja", "東京で会議が開かれた。|「来ます。」と話した。|次は大阪だ。"),
    ("fr", "M. Dupont est arrivé à Paris hier soir.|Il est reparti ce matin."),
    ("es", "El Sr. Pérez llegó a la ciudad ayer.|Se fue por la mañana."),
    ("en", "The lines were “unacceptable.”|She added that they would be gone by noon."),
    ("en", "He was called “J.J.” Smith by everybody.|He did not mind it."),
    ("en", "CHARLESTON, S.C. — In the fall of that year he left.|She stayed at home."),
    ("en", "A first line without an end\n|A second line without an end"),
    ("en", "Exports fell in Nov.|The ministry said so on Sunday."),
    ("en", "It was on Nov. 3 in the south.|He died on Sat. night in Busan."),
    ("en", "He lives at 10 Downing St.|The house is an old one."),
    ("en", "The dog sat.|Then it went away again."),
    ("en", "N. Korea fired two missiles at noon.|S. Korea answered it with drills."),
    ("de", "Er sagte: „Das ist gut.“|Dr. Müller widersprach ihm sofort."),
    ("de", "Das ist z. B. ein Fall, d. h. ein Anfang.|Er lebte v. Chr. in Rom."),
    ("fr", "Le ministre a dit : « Non. »|Mme Merkel, elle, a dit oui."),
    ("ko", "“정말 문제가 많다.” 라고 그는 말했다.|회의는 어제 끝났다."),
    ("en", "Seoul will go on with it, said Rep. In-young of the ruling party.|Nobody objected."),
]


@pytest.mark.parametrize(("language", "marked"), CASES)
def test_sentences_end_where_they_end(language: str, marked: str) -> None:
    """Abbreviations, initials, decimals and quotes are no ends; the end of a line is."""
    text = marked.replace("\n|", "\n").replace("|", "" if language == "ja" else " ")
    found = [text[start:end].strip() for start, end in sentences(text, language=language)]
    assert found == [part.strip() for part in marked.split("|")]


def test_a_very_short_sentence_is_not_alone() -> None:
    """`Yes.` recorded by itself sounds clipped: it is said with its neighbour."""
    text = "The whole council voted for it. Yes. It was a surprise to everybody there."
    assert [text[a:b] for a, b in sentences(text)] == [
        "The whole council voted for it. ",
        "Yes. It was a surprise to everybody there.",
    ]


def test_a_short_line_stays_alone() -> None:
    """A line of its own is never joined to another line."""
    text = "Yes.\nNo.\n"
    assert [text[a:b] for a, b in sentences(text)] == ["Yes.\n", "No.\n"]


PIECES = st.sampled_from(
    [
        "Dr.",
        "U.S.",
        "a",
        "b.",
        "Why?",
        "“No!”",
        "he",
        "said.",
        "The",
        "3.5",
        "…",
        "\n",
        "。",
        "「はい」",
        "끝났다.",
        "No.",
        "5",
        ")",
        ";",
        ",",
        "—",
        "and",
        "which",
        "J.",
        "K.",
    ]
)
TEXTS = st.one_of(st.text(max_size=120), st.lists(PIECES, max_size=25).map(" ".join))


def _covers(text: str, pieces: tuple[tuple[int, int], ...]) -> None:
    place = 0
    for start, end in pieces:
        assert start == place < end
        place = end
    assert place == len(text)


@settings(max_examples=often(300), deadline=None)
@given(TEXTS, st.sampled_from(["en", "de", "ko", "ja", "fr", "es", "xx", "en-GB"]))
def test_sentences_partition_the_text(text: str, language: str) -> None:
    """Every character lies in exactly one sentence, in order."""
    _covers(text, sentences(text, language=language))


@settings(max_examples=often(300), deadline=None)
@given(TEXTS, st.integers(1, 80))
def test_clauses_partition_the_text_within_the_limit(text: str, limit: int) -> None:
    """Nothing is cut off, and no piece is longer than the limit."""
    pieces = clauses(text, limit=limit)
    _covers(text, pieces)
    assert all(len(text[start:end].strip()) <= limit for start, end in pieces)


def test_a_long_sentence_is_cut_at_its_clauses() -> None:
    """Semicolons before commas before conjunctions; never inside a word where there is a space."""
    text = "The quick brown fox, which was old, jumped over the dog; the dog slept and nobody in the village noticed"
    parts = [text[a:b].strip() for a, b in clauses(text, limit=60)]
    assert parts == [
        "The quick brown fox, which was old, jumped over the dog;",
        "the dog slept and nobody in the village noticed",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "When the library decided to stay open until 3 a.m., the mayor turned down the idea twice",
        "The town gave 3.4 million pounds to Dr. Anna Lee, who runs the harbour of St. Mary with U.S. money",
        "Shares of Hale & Co. in London fell by 12.5 per cent to 4.2 pounds on Friday, said Mr. Hale",
    ],
)
def test_no_clause_is_cut_inside_a_number_or_behind_an_abbreviation(text: str) -> None:
    """A point ends something only where a sentence could end: `m., the mayor` is no clause."""
    for limit in range(12, 80):
        for _, end in clauses(text, limit=limit, language="en")[:-1]:
            assert text[end - 1].isspace(), text[:end]
            if limit >= 50:  # where there are commas and words enough to choose among
                assert not re.search(r"\b(?:Dr|St|Mr|U\.S|U\.K|a\.m)\.\s$", text[:end]), text[:end]


def test_a_short_text_is_one_clause() -> None:
    """What fits is left whole."""
    assert clauses("One, two; three.", limit=100) == ((0, 16),)


def test_a_limit_below_one_is_refused() -> None:
    """A limit of no characters is a slip of the caller."""
    with pytest.raises(ValueError, match="at least one"):
        clauses("a", limit=0)
