"""The map from spoken to written words: nothing is lost, and everything stands in order."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from tests_examples import often

from audiopress.languages import Spoken, known, say, spoken

PIECES = st.sampled_from(
    [
        "Dr.",
        "St.",
        "$3.4bn",
        "3-1",
        "24/7",
        "9/11",
        "5",
        "p.m.",
        "U.S.",
        "NATO",
        "LG’s",
        "F-35A",
        "COVID-19",
        "Nov.",
        "23,",
        "2026",
        "1,234.5",
        "-3",
        "C",
        "60",
        "km/h",
        "38th",
        "#tag",
        "@me",
        "https://example.org/x",
        "desk@example.org",
        "😀",
        "(",
        ")",
        "…",
        "—",
        "–",
        "'",
        "’",
        "“",
        "”",
        '"',
        "[1]",
        "²",
        "½",
        "1/2",
        "7-2",
        "vote",
        "IV",
        "Charles",
        "III",
        "010-1234-5678",
        "3명",
        "6월",
        "4/5이",
        "제",
        "일",
        "12억",
        "原",
        "東京",
        "3月3日",
        "1人",
        "3.",
        "März",
        "18h30",
        "M.",
        "ein,",
        "the",
        "a",
        "said.",
        "Why?",
        "no!",
        ";",
        ":",
        "/",
        "&",
        "%",
        "+",
        "=",
        "*",
        "_",
        "\n",
    ]
)
TEXTS = st.one_of(
    st.text(max_size=60),
    st.lists(PIECES, max_size=14).map(" ".join),
    st.lists(PIECES, max_size=10).map("".join),
)
NEWS = (
    "1 12 3 0 00 45 100 737 800 2024 119 - – ~ . , : / % ° C F m km M Q h € $ US$ Nov. Sat. N. Korea No. 7C art. § + ½ ⅔ x "
    "in. p.m. ( ) ' 월 일 명 위 편 つ 月 日 分の 銭 年 mai Mai Okt. Abs. S. Mrd. Mio. pct tln s & AT IV GMT v Ⅱ ٣ 𝟙 ① ²."
).split()
FIGURES = st.one_of(
    st.text("0123456789.,:/-–~$€₩%°+()'#@ ²½kmbnstphCFIVXAHQaeo月日人년월명원대시", max_size=24),
    st.lists(st.sampled_from([*NEWS, " ", "\n", "\u00a0"]), max_size=12).map("".join),
)
LANGUAGE = st.sampled_from([*known(), "xx"])
SHORT = {"am", "pm", "ii", "vs", "etc", "mph", "kph", "mpg", "yoy", "qoq", "kmph"}
"""Small letters that are no word, and are read as what they stand for."""
PLAIN = st.lists(
    st.text("abcdefghijklmnopqrstuvwxyz", min_size=2, max_size=9).filter(lambda word: word not in SHORT),
    min_size=1,
    max_size=12,
)


def _holds(text: str, said: Spoken) -> None:
    done_spoken = done_written = 0
    for span in said.spans:
        assert done_spoken <= span.start <= span.end <= len(said.text)
        assert done_written <= span.written_start < span.written_end <= len(text)
        done_spoken, done_written = span.end, span.written_end
    heard = {place for span in said.spans for place in range(span.start, span.end)}
    read = {place for span in said.spans for place in range(span.written_start, span.written_end)}
    assert all(place in heard for place, sign in enumerate(said.text) if sign.isalnum())
    assert all(place in read for place, sign in enumerate(text) if sign.isalnum())


@settings(max_examples=often(250), deadline=None)
@given(TEXTS, LANGUAGE)
def test_every_word_has_its_place(text: str, language: str) -> None:
    """Spans go up on both sides, stay inside, and hold every spoken and every written letter."""
    _holds(text, say(text, language=language))


@settings(max_examples=often(400), deadline=None)
@given(FIGURES, LANGUAGE)
def test_no_figure_is_too_odd(text: str, language: str) -> None:
    """Runs of digits, signs and units in any order are read, whatever they may mean."""
    _holds(text, say(text, language=language))


@settings(max_examples=often(80), deadline=None)
@given(TEXTS)
def test_what_is_left_out_keeps_its_place(text: str) -> None:
    """Links and addresses that a show leaves out are still in the map."""
    _holds(text, say(text, choices={"url": "", "email": "", "handle": "", "tag": "", "score": ""}))


@settings(max_examples=often(100), deadline=None)
@given(PLAIN)
def test_plain_words_stay_as_they_are(words: list[str]) -> None:
    """A sentence of plain words is said as it is written."""
    text = " ".join(words)
    assert spoken(text) == text


@settings(max_examples=often(100), deadline=None)
@given(st.integers(0, 10**15), st.sampled_from(["en", "de", "fr", "es", "ko"]))
def test_numbers_in_words_are_stable(value: int, language: str) -> None:
    """What has been put into words is not changed by reading it again."""
    once = spoken(str(value), language=language)
    assert not any(sign.isdigit() for sign in once)
    assert spoken(once, language=language) == once


def test_a_claim_carries_the_words_it_came_from() -> None:
    """The transcript can show `$3.4bn` while `three point four billion dollars` sounds."""
    text = "It cost $3.4bn then"
    said = say(text)
    pairs = [(said.text[s.start : s.end], text[s.written_start : s.written_end]) for s in said.spans]
    assert pairs == [("It", "It"), ("cost", "cost"), ("three point four billion dollars", "$3.4bn"), ("then", "then")]


def test_a_text_of_nothing_to_say_is_still_in_the_map() -> None:
    """A link alone, left out, leaves an empty spoken text that maps to the whole link."""
    said = say("https://example.org/a", choices={"url": ""})
    assert said.text == ""
    assert [(span.written_start, span.written_end) for span in said.spans] == [(0, 21)]
