"""Glossaries: what one may hold, every fault with its line, in and out; and the one that is shipped."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiopress.errors import ConfigError, UsageError
from audiopress.learn import Glossary, GlossaryEntry, export_glossary, import_glossary, load_glossary
from audiopress.learn.entries import GRAMMAR, LEVELS, PARTS
from audiopress.learn.exchange import table
from audiopress.learn.matching import Index
from audiopress.workspace import shipped

SHIPPED = load_glossary(shipped() / "feeds" / "english-cafe" / "glossary")
HEAD = "expression\tpos\tlevel\tko\n"


def test_the_shipped_glossary_is_whole() -> None:
    """Every entry has a part of speech, a level, a Korean and an English meaning and a short example; none stands twice."""
    faults = [
        entry.where
        for entry in SHIPPED.entries
        if not (entry.pos and entry.level and entry.example and entry.meaning("en"))
        or not re.search("[가-힣]", entry.meaning("ko"))
        or re.search("[A-Za-z]", entry.meaning("ko"))
        or len(entry.example.split()) > 14
        or not entry.example[0].isupper()
        or entry.example[-1] not in ".?!"
    ]

    assert len(SHIPPED.entries) >= 8300
    assert faults == []
    assert SHIPPED.languages == ("ko", "en")


def test_the_shipped_expressions_are_base_forms() -> None:
    """A dictionary form begins small, has no `to` before its verb and ends without a mark."""
    faults = [
        entry.where
        for entry in SHIPPED.entries
        if (entry.expression[0].isupper() and entry.pos not in {"noun", "adjective", "idiom"})
        or (entry.expression.startswith("to ") and "verb" in entry.pos)
        or entry.expression[-1] in ".,;:"
        or entry.expression != " ".join(entry.expression.split())
    ]

    assert faults == []


def test_the_shipped_entries_are_found_in_their_examples() -> None:
    """An entry whose own example is not recognised would hardly be found in a story: .98 are."""
    missed = [entry.expression for entry in SHIPPED.entries if not Index([entry]).find(entry.example)]

    assert len(missed) <= 0.02 * len(SHIPPED.entries), missed


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        (HEAD + "turn down\tphrasal verb\tB9\t거절하다\n", 2, "level: 'B9' is none"),
        (HEAD + "turn down\tphrasal vreb\tB1\t거절하다\n", 2, "did you mean 'phrasal verb'?"),
        (HEAD + "\tverb\tB1\t거절하다\n", 2, "without an expression"),
        (HEAD + "a\tverb\tB1\t가\n\na\tverb\tB1\t나\n", 4, "stands in line 2 already"),
        (HEAD + "a\tverb\tB1\t가\tb\tc\n", 2, "6 fields where there are 4 columns"),
        ("expresion\tko\n", 1, "did you mean 'expression'?"),
        ("expression\tkorean words\n", 1, "no column is named 'korean words'"),
        ("expression\tgrammar\na\tsepareble\n", 2, "did you mean 'separable'?"),
        ("", 0, "an empty glossary"),
    ],
)
def test_every_fault_is_told_with_its_line(tmp_path: Path, text: str, line: int, told: str) -> None:
    """An editor finds the line in a spreadsheet by the number that is told."""
    path = tmp_path / "mine.tsv"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(ConfigError) as error:
        load_glossary(path)

    assert told in str(error.value)
    assert error.value.problems[0].where == (f"{path}:{line}" if line else str(path))


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    """One run shows what there is to mend, in every file."""
    for name in ("a.tsv", "b.tsv"):
        (tmp_path / name).write_text(HEAD + "x\tnoum\tB1\t가\ny\tverb\tB0\t나\n", encoding="utf-8")

    with pytest.raises(ConfigError) as error:
        load_glossary(tmp_path)

    assert len(error.value.problems) == 4


def test_what_editors_wrote_wins(tmp_path: Path) -> None:
    """own.tsv may change an entry of its neighbours, and keeps what it leaves open."""
    (tmp_path / "zoo.tsv").write_text(HEAD[:-1] + "\tgrammar\nturn down\tphrasal verb\tB1\t거절하다\tseparable\n")
    (tmp_path / "own.tsv").write_text("expression\tpos\tko\tja\nturn down\tphrasal verb\t물리치다\t断る\n")
    (entry,) = load_glossary(tmp_path).entries

    assert (entry.meaning("ko"), entry.meaning("ja"), entry.level) == ("물리치다", "断る", "B1")
    assert entry.grammar == {"separable"}


def test_a_changed_glossary_is_read_again(tmp_path: Path) -> None:
    """What is kept for the next story is thrown away when its file is another one."""
    path = tmp_path / "a.tsv"
    path.write_text(HEAD + "x\tnoun\tB1\t가\n", encoding="utf-8")
    load_glossary(path)
    path.write_text(HEAD + "x\tnoun\tB1\t가\nyy\tnoun\tB1\t나\n", encoding="utf-8")

    assert len(load_glossary(path).entries) == 2


def test_a_table_of_another_encoding_is_told(tmp_path: Path) -> None:
    """Excel writes what it likes: the fault names the line."""
    path = tmp_path / "a.csv"
    path.write_bytes("expression,ko\nstrike,파업\n".encode("cp949"))

    with pytest.raises(ConfigError, match=r"a\.csv:2: the file is not UTF-8 text"):
        load_glossary(path)


def test_a_region_has_the_meaning_of_its_language() -> None:
    """A show in ko-KR uses the column ko."""
    assert GlossaryEntry(expression="strike", meanings={"ko": "파업"}).meaning("ko-KR") == "파업"


WORD = (
    st.text("abcdefgé -'~가나\"<&,", min_size=1, max_size=12)
    .map(lambda text: " ".join(text.split()))
    .filter(lambda text: re.search(r"\w", text) is not None and not text.startswith("#"))
)
ENTRY = st.builds(
    GlossaryEntry,
    expression=WORD,
    pos=st.sampled_from(PARTS),
    level=st.sampled_from(LEVELS),
    meanings=st.dictionaries(st.sampled_from(["ko", "ja", "de", "en"]), WORD, min_size=1),
    example=WORD,
    grammar=st.frozensets(st.sampled_from(GRAMMAR)),
)


@given(
    entries=st.lists(ENTRY, min_size=1, max_size=5, unique_by=lambda entry: entry.key),
    kind=st.sampled_from(["tsv", "csv", "pls"]),
)
def test_what_goes_out_comes_in_again(
    tmp_path_factory: pytest.TempPathFactory, entries: list[GlossaryEntry], kind: str
) -> None:
    """A glossary is the same after each of the formats, whatever its words."""
    path = tmp_path_factory.mktemp("out") / f"glossary.{kind}"
    export_glossary(Glossary(tuple(entries)), path)
    again = import_glossary(path)

    assert table(again.entries) == table(entries)


def test_a_pronunciation_lexicon_of_another_house_gives_its_words(tmp_path: Path) -> None:
    """PLS has no meanings: its words come to be filled in."""
    path = tmp_path / "house.pls"
    path.write_text(
        '<lexicon version="1.0" xmlns="http://www.w3.org/2005/01/pronunciation-lexicon" alphabet="ipa" xml:lang="en">'
        "<lexeme><grapheme>quay</grapheme><phoneme>kiː</phoneme></lexeme></lexicon>"
    )

    assert [entry.expression for entry in import_glossary(path).entries] == ["quay"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("<lexicon>", "not well-formed XML"),
        ("<words/>", "not a W3C pronunciation lexicon"),
        ('<!DOCTYPE a [<!ENTITY x "y">]><a/>', "a document type is not read"),
    ],
)
def test_a_bad_lexicon_is_told(tmp_path: Path, text: str, told: str) -> None:
    """Whatever is no lexicon gets one line, and nothing of it is opened."""
    path = tmp_path / "bad.pls"
    path.write_text(text)

    with pytest.raises(ConfigError, match=told):
        import_glossary(path)


def test_another_ending_is_no_glossary(tmp_path: Path) -> None:
    """The file's name says what it is."""
    with pytest.raises(UsageError, match=r"\.tsv, \.csv or \.pls"):
        import_glossary(tmp_path / "words.xlsx")
