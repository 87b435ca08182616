"""Several stories in one text: each can be had, and which of them is read is never silent."""

from __future__ import annotations

from pathlib import Path
from unicodedata import normalize

import pytest

from audiopress.model import Settings
from audiopress.segment import Outcome, read

FIRST = """Night buses to run in Lindvik from October
By Edda Thorsen
September 7, 2026 18:05

The city of Lindvik will run its buses through the night from October, the council decided on Monday evening.

“People who clean our offices at four in the morning have no other way home,” said Councillor Ruth Amsel.

The night lines cost about 2 million euros a year, most of it for drivers, according to last week's budget.
"""
SECOND = """Record field in harbour race
By Nils Aas
September 6, 2026 09:10

Eighty boats from six countries crossed the line off Kalven on Sunday, more than ever in the race's history.

The wind came late, said Nils Holm, who has sailed in all of them, and then it came with everything it had.
"""
THIRD = """Ferry strike enters its second week
By Ida Berg

LINDVIK, Sept. 7 (AP) — Ferries to the islands stay in the harbour for a second week, the union said on Monday.

Talks with the owner broke off late on Sunday, and no new date was set for the two sides to meet again.
"""
WIRE = f"{FIRST}\n{SECOND}\n{THIRD}"
HEADLINES = [part.partition("\n")[0] for part in (FIRST, SECOND, THIRD)]


def outcomes(folder: Path, source: str, text: str = WIRE) -> list[Outcome]:
    """What a source gives, in a folder with `wire.txt`."""
    (folder / "wire.txt").write_text(text, encoding="utf-8")
    return list(read(source, settings=Settings(), folder=folder))


def headlines(found: list[Outcome]) -> list[str]:
    """Of the articles that could be read."""
    return [one.article.headline for one in found if one.article]


@pytest.mark.parametrize("between", ["", "-" * 20 + "\n", "* * *\n\n", "(END)\n\n"])
def test_all_stories_of_a_text_can_be_had(tmp_path: Path, between: str) -> None:
    """`#all` are all of them in their order, each whole, with its own fields and the numbers of the file's lines."""
    text = f"\n{between}".join((FIRST, SECOND, THIRD))

    found = outcomes(tmp_path, "wire.txt#all", text)

    articles = [one.article for one in found if one.article]
    assert [one.headline for one in articles] == HEADLINES
    assert [one.byline for one in articles] == [("Edda Thorsen",), ("Nils Aas",), ("Ida Berg",)]
    assert [len(one.paragraphs) for one in articles] == [3, 2, 2]
    lines = text.split("\n")
    assert all(lines[(one.number or 0) - 1] == one.line for article in articles for one in article.dropped)


def test_without_more_the_longest_is_read_and_the_others_are_named(tmp_path: Path) -> None:
    """A page that was copied whole may have other stories under its own: they are told of, and not made."""
    found = outcomes(tmp_path, "wire.txt")

    assert headlines(found) == HEADLINES[:1]
    assert found[0].others == tuple(HEADLINES[1:])


@pytest.mark.parametrize(
    "which", ["2", "record-field-in-harbour-race", "Record field in harbour race", "RECORD-FIELD-IN-HARBOUR-RACE"]
)
def test_one_story_is_named_by_its_number_or_its_headline(tmp_path: Path, which: str) -> None:
    """Either way its source is the text's with its headline, which stays when stories come before it."""
    (found,) = outcomes(tmp_path, f"wire.txt#{which}")

    assert found.article is not None
    assert (found.article.headline, found.others) == (HEADLINES[1], ())
    assert found.article.source == "wire.txt#record-field-in-harbour-race"


@pytest.mark.parametrize("which", ["4", "0", "harbour"])
def test_a_story_that_is_not_there_is_an_error_that_names_those_that_are(tmp_path: Path, which: str) -> None:
    """A slip in a number makes nothing."""
    (found,) = outcomes(tmp_path, f"wire.txt#{which}")

    assert found.error is not None
    assert found.error.message == f"has no story #{which}"
    assert f"#3 is {HEADLINES[2]!r}" in found.error.hint


def test_a_text_of_one_story_is_itself(tmp_path: Path) -> None:
    """`#all` and `#1` of it are the text, under its own name."""
    for which in ("", "#all", "#1"):
        (found,) = outcomes(tmp_path, f"wire.txt{which}", FIRST)

        assert found.article is not None
        assert (found.article.source, found.others) == ("wire.txt", ())


def test_teasers_below_a_story_are_no_stories(tmp_path: Path) -> None:
    """A headline with a name, a date and the beginning of a sentence only leads to a story."""
    teasers = "".join(
        f"\n{headline}\nBy Ida Berg\nSeptember 5, 2026\nThe council will vote on it in autumn, says its chair.\n"
        for headline in ("Bakers fear for their stalls", "Every fourth post of the pier is rotten")
    )

    assert outcomes(tmp_path, "wire.txt", FIRST + teasers)[0].others == ()
    assert headlines(outcomes(tmp_path, "wire.txt#all", FIRST + teasers)) == HEADLINES[:1]


def test_a_teaser_between_two_stories_is_no_story(tmp_path: Path) -> None:
    """It is the end of the story above it, dropped, and not the beginning of the one below."""
    teaser = "Bakers fear for their stalls\nBy Ida Berg\nSeptember 5, 2026\nThe council will vote on it in autumn, says its chair.\n"

    found = outcomes(tmp_path, "wire.txt#all", f"{FIRST}\n{teaser}\n{SECOND}")

    assert headlines(found) == HEADLINES[:2]


def test_stories_of_one_headline_have_names_of_their_own(tmp_path: Path) -> None:
    """Two briefs called the same are two articles."""
    found = outcomes(tmp_path, "wire.txt#all", FIRST + "\n" + SECOND + "\n" + THIRD.replace(HEADLINES[2], HEADLINES[1]))

    assert [one.source for one in found][1:] == [
        "wire.txt#record-field-in-harbour-race",
        "wire.txt#record-field-in-harbour-race-2",
    ]
    for one in found:
        (again,) = read(one.source, settings=Settings(), folder=tmp_path)
        assert again == one


def test_a_name_is_the_same_however_its_accents_are_written(tmp_path: Path) -> None:
    """A keyboard writes a letter with its accent in one sign, some systems in two."""
    text = WIRE.replace("harbour race", "régate d’été")

    (found,) = outcomes(tmp_path, f"wire.txt#{normalize('NFD', 'record-field-in-régate-d-été')}", text)

    assert found.source == "wire.txt#record-field-in-régate-d-été"


def test_a_name_longer_than_a_files_is_no_file(tmp_path: Path) -> None:
    """It is a story that is not there."""
    (found,) = outcomes(tmp_path, "wire.txt#" + "a" * 300)

    assert found.error is not None
    assert "has no story" in found.error.message


def test_how_a_mail_is_encoded_is_told_by_all_of_it(tmp_path: Path) -> None:
    """One of its stories alone may have too few codes to show it."""
    text = WIRE.replace("“", "=E2=80=9C").replace("”", "=E2=80=9D")
    text = text.replace("the race's", "the =E2=80=98ring=E2=80=99's")

    found = outcomes(tmp_path, "wire.txt#all", text)

    assert headlines(found) == HEADLINES
    assert not any("=E2" in paragraph for one in found if one.article for paragraph in one.article.paragraphs)


def test_where_the_longest_cannot_be_read_the_others_are_named(tmp_path: Path) -> None:
    """A paywall in one does not hide the rest."""
    (found,) = outcomes(tmp_path, "wire.txt", f"{FIRST}\nSubscribe to continue reading this article\n\n{SECOND}")

    assert (found.article, found.others) == (None, (HEADLINES[1],))


def test_a_fault_in_one_story_costs_no_other(tmp_path: Path) -> None:
    """The one that stops at a paywall is an error, the others are read."""
    walled = SECOND + "\nSubscribe to continue reading this article\n"

    found = outcomes(tmp_path, "wire.txt#all", f"{FIRST}\n{walled}\n{THIRD}")

    assert headlines(found) == [HEADLINES[0], HEADLINES[2]]
    assert "paywall" in str(found[1].error)


def test_a_file_that_is_called_so_is_that_file(tmp_path: Path) -> None:
    """`notes#2` may be a file's name."""
    (tmp_path / "notes#2").write_text(SECOND, encoding="utf-8")

    assert headlines(outcomes(tmp_path, "notes#2")) == HEADLINES[1:2]


def test_stories_are_chosen_from_a_folder_and_from_a_feed_too(tmp_path: Path) -> None:
    """The numbers count what the source gives."""
    (tmp_path / "page.txt").write_text(SECOND, encoding="utf-8")

    assert headlines(outcomes(tmp_path, ".#2", THIRD)) == HEADLINES[2:]
    assert headlines(outcomes(tmp_path, ".#all", WIRE)) == [HEADLINES[1], *HEADLINES]


@pytest.mark.parametrize("rule", ["-" * 17, "=====", "———"])
def test_a_rule_above_a_headline_parts_stories_without_byline(tmp_path: Path, rule: str) -> None:
    """An agency's summary: a rule, a headline, a lede behind its place; none of it is a paragraph of the next."""
    items = [
        (
            "Board closes eastern pier",
            "HAVEN -- The harbour board agreed on Tuesday to close the eastern pier for eight weeks while divers repair the pillars below it.",
        ),
        (
            "Ferry fares to rise in spring",
            "HAVEN -- A trip to the outer islands will cost two crowns more from the first of April, the ferry company said on Tuesday.",
        ),
    ]
    text = "News Summary\n\nThe following is the first summary of the day.\n\n" + "".join(
        f"{rule}\n{title}\n{lede}\n" for title, lede in items
    )

    found = [one.article for one in outcomes(tmp_path, "wire.txt#all", text) if one.article]

    assert [(one.headline, len(one.paragraphs)) for one in found[-2:]] == [(title, 1) for title, _ in items]


BUSES = (
    "Night buses to run in Lindvik from October",
    "The city of Lindvik will run its buses through the night from October, the council decided after a long evening.",
    "“People who clean our offices at four in the morning have no other way home,” said Councillor Ruth Amsel.",
    "The night lines cost about two million euros a year, most of it for drivers, who are hard to find in winter.",
    "A first report on how many passengers travel at night is expected before the end of the year.",
)
RACE = (
    "Record field in harbour race",
    "Eighty boats from six countries crossed the line off Kalven at noon, more than ever in the history of the race.",
    "The wind came late, said Nils Holm, who has sailed in all of them, and then it came with everything it had.",
    "Two of the boats lost their masts on the way home, and a third one its rudder.",
)


@pytest.mark.parametrize("rule", ["-----", "=====", "———", "_____"])
def test_a_rule_alone_parts_two_stories(tmp_path: Path, rule: str) -> None:
    """Without byline, date or dateline: the longer one is read, and the other is named."""
    found = outcomes(tmp_path, "wire.txt", "\n\n".join((*RACE, rule, *BUSES)) + "\n")

    assert headlines(found) == [BUSES[0]]
    assert found[0].article is not None
    assert found[0].article.paragraphs == BUSES[1:]
    assert found[0].others == (RACE[0],)


@pytest.mark.parametrize(
    ("title", "second"),
    [
        (RACE[0], (RACE[1], RACE[2].replace("Nils Holm", "Ruth Amsel"), RACE[3])),
        ("The wind", RACE[1:]),
        ("The wind came late this year.", RACE[1:]),
        (RACE[0], RACE[1:2]),
        (RACE[0], RACE[1:3]),
    ],
    ids=["the same people", "a subhead", "a sentence", "a few words", "two sentences"],
)
def test_a_rule_within_a_story_parts_nothing(tmp_path: Path, title: str, second: tuple[str, ...]) -> None:
    """What names the same people, stands below a subhead, begins with a sentence or is short goes on behind its rule."""
    found = outcomes(tmp_path, "wire.txt", "\n\n".join((*BUSES, "-----", title, *second)) + "\n")

    assert found[0].others == ()
    assert found[0].article is not None
    assert not [one for one in found[0].article.dropped if one.rule == "another story"]
