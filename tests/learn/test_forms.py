"""Inflected and separated forms are found, and senses told apart, on sentences written for it (forms.tsv)."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from audiopress.learn.entries import GlossaryEntry
from audiopress.learn.lemmas import lemmas
from audiopress.learn.matching import Index

with Path(__file__).with_name("forms.tsv").open(encoding="utf-8", newline="") as file:
    ROWS = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
MEANT = [row for row in ROWS if row["means"] == "yes"]
NOT_MEANT = [row for row in ROWS if row["means"] == "no"]


def found(row: dict[str, str]) -> bool:
    entry = GlossaryEntry(expression=row["expression"], pos=row["pos"], grammar=frozenset(row["grammar"].split()))
    return bool(Index([entry]).find(row["sentence"]))


def test_forms_are_found_however_they_stand() -> None:
    """Of at least 200 sentences with an expression in some form at least .95 are found."""
    missed = [f"{row['expression']}: {row['sentence']}" for row in MEANT if not found(row)]

    assert len(MEANT) >= 200
    assert len(missed) <= 0.05 * len(MEANT), missed


def test_another_sense_is_not_proposed() -> None:
    """Of at least 100 sentences with the same words in another sense at most .05 are proposed."""
    wrong = [f"{row['expression']}: {row['sentence']}" for row in NOT_MEANT if found(row)]

    assert len(NOT_MEANT) >= 100
    assert len(wrong) <= 0.05 * len(NOT_MEANT), wrong


@pytest.mark.parametrize(
    ("expression", "sentence", "words"),
    [
        ("turn down", "The city had turned it down.", ["turned", "down"]),
        ("turn one's back on", "Voters turned their backs on him.", ["turned their backs on"]),
        ("take ~ into account", "It took the whole cost into account.", ["took", "into account"]),
        ("look up to", "She has long been looked up to.", ["looked up to"]),
        ("play a role", "Luck played a key role.", ["played a", "role"]),
    ],
)
def test_the_words_of_an_expression_are_told_from_what_stands_between(
    expression: str, sentence: str, words: list[str]
) -> None:
    """A page marks the words of the expression, and not the object between them."""
    (match,) = Index([GlossaryEntry(expression=expression, grammar=frozenset())]).find(sentence)

    assert [sentence[start:end] for start, end in match.spans] == words


def test_a_meaning_with_an_open_place_takes_an_object() -> None:
    """`~을 태우러 가다` picks somebody up: imports that pick up mean something else; an entry that says both is either."""
    one = GlossaryEntry(
        expression="pick up", pos="phrasal verb", meanings={"ko": "~을 태우러 가다"}, grammar=frozenset({"separable"})
    )
    both = GlossaryEntry(
        expression="pick up",
        pos="phrasal verb",
        meanings={"ko": "~을 태우다, 회복되다"},
        grammar=frozenset({"separable"}),
    )

    assert not Index([one]).find("Imports picked up, the office said.")
    assert Index([both]).find("Imports picked up, the office said.")
    assert Index([one]).find("The girl he picked up was late.")
    assert Index([one]).find("They were picked up.")


def test_the_longer_expression_is_explained() -> None:
    """Where a word belongs to an expression, the expression is meant."""
    index = Index(
        [GlossaryEntry(expression="account", pos="noun"), GlossaryEntry(expression="take ~ into account", pos="idiom")]
    )

    assert [each.entry.expression for each in index.find("They took his age into account.")] == ["take ~ into account"]


def test_a_noun_and_a_verb_of_the_same_letters_are_told_apart() -> None:
    """Two entries of one word are each found where it is that part of speech."""
    index = Index([GlossaryEntry(expression="strike", pos="noun"), GlossaryEntry(expression="strike", pos="verb")])
    matches = index.find("The strike ended. Drivers will strike again. Two strikes failed.")

    assert [each.entry.pos for each in matches] == ["noun", "verb", "noun"]


def test_names_are_no_words() -> None:
    """A capital inside a sentence is a name; at its beginning it says nothing."""
    index = Index([GlossaryEntry(expression="reed", pos="noun")])

    assert not index.find("The mayor met Reed at noon.")
    assert index.find("Reeds grow at the shore.")


def test_another_language_is_matched_as_it_is_written() -> None:
    """Of other languages than English no forms are known."""
    index = Index([GlossaryEntry(expression="파업")])

    assert [m.start for m in index.find("노조는 파업을 시작했다.", language="ko")] == [4]
    assert not Index([GlossaryEntry(expression="Streik")]).find("Er bestreikt es.", language="de")


@pytest.mark.parametrize(
    ("word", "form"),
    [
        ("turned", ("turn", "ed")),
        ("put", ("put", "en")),
        ("planning", ("plan", "ing")),
        ("ties", ("tie", "s")),
        ("cities", ("city", "s")),
        ("fled", ("flee", "ed")),
        ("crises", ("crisis", "s")),
        ("brisker", ("brisk", "er")),
        ("panicked", ("panic", "ed")),
        ("posing", ("pose", "ing")),
        ("hopping", ("hop", "ing")),
        ("lying", ("lie", "ing")),
    ],
)
def test_dictionary_forms(word: str, form: tuple[str, str]) -> None:
    """Endings are taken off by rule, and what follows no rule is in a table."""
    assert form in lemmas(word)


def test_a_short_verb_doubles_its_last_letter() -> None:
    """`hoping` is from `hope`, never from `hop`."""
    assert ("hop", "ing") not in lemmas("hoping")
    assert ("turn", "ed") in lemmas("turned")


def test_a_strong_verb_has_no_weak_past() -> None:
    """`putted` is no form of `put`: a table that says otherwise finds words that are none."""
    assert all(base != "put" for base, _ in lemmas("putted") if base != "putted")
