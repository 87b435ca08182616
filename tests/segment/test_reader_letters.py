"""Letters to the editor: who signed them is neither told as a paragraph nor the author of the page."""

from __future__ import annotations

import pytest

from audiopress.segment import read_text

ENGLISH = (
    "Letters to the editor",
    "Night buses are overdue",
    "The council was right to run its buses through the night. My daughter cleans offices at four in the morning and has walked home for years.",
    "The pier is rotten",
    "Every fourth post of the eastern pier is rotten, and still the ferry company asks us to stand on it in the rain. Who will pay when it falls?",
    "Too many gulls",
    "I read with interest your report on the gulls of the harbour. They took my sandwich, and I want it back, or at least an apology from the board.",
)
GERMAN = (
    "Leserbriefe",
    "Nachtbusse waren überfällig",
    "Der Stadtrat hat recht, die Busse durch die Nacht fahren zu lassen. Meine Tochter putzt um vier Uhr Büros und ist jahrelang zu Fuß gegangen.",
    "Der Steg ist morsch",
    "Jeder vierte Pfosten am östlichen Steg ist morsch, und trotzdem sollen wir dort im Regen stehen. Das muss sich bald ändern, liebe Stadträte.",
    "Zu viele Möwen",
    "Mit Interesse habe ich Ihren Bericht über die Möwen am Hafen gelesen. Sie haben mein Brot genommen, und ich will es wieder haben.",
)
SIGNED = [
    ("Anna Bell, Harbour Town", "Tom Reed, Lindvik", "Mary Poe, Kalven"),
    ("ANNA BELL\nHarbour Town", "TOM REED\nLindvik", "MARY POE\nKalven"),
    ("Anna Bell\nHarbour Town", "Tom Reed\nLindvik", "Mary Poe\nKalven"),
    ("— Ada Bell, Harbour Town", "— Tom Reed, Lindvik", "— Mary Poe, Kalven"),
    ("Dr. Ada Bell, Harbour Town", "Prof. Tom Reed, Lindvik", "Mary Poe, Kalven"),
]


def page(texts: tuple[str, ...], names: tuple[str, ...]) -> str:
    """A copied page of letters, each with its headline above it and its signature below."""
    heading, *rest = texts
    letters = zip(rest[::2], rest[1::2], names, strict=True)
    return "\n\n".join([heading, *(part for letter in letters for part in letter)]) + "\n"


@pytest.mark.parametrize("texts", [ENGLISH, GERMAN], ids=["en", "de"])
@pytest.mark.parametrize("names", SIGNED, ids=lambda names: names[0].replace("\n", "/"))
def test_signatures_of_letters_are_neither_spoken_nor_the_byline(
    texts: tuple[str, ...], names: tuple[str, ...]
) -> None:
    """The letters are told, the names and places below them are left out, and nobody of them wrote the page."""
    found = read_text(page(texts, names))

    assert found.byline == ()
    lines = {line for name in names for line in name.split("\n")}
    assert lines.isdisjoint(found.paragraphs)
    assert lines == {one.line for one in found.dropped if one.rule == "signature"}
    assert texts[2] in found.paragraphs


def test_every_letter_of_a_page_is_told() -> None:
    """A name and a place on lines of their own between two letters end no story."""
    found = read_text(page(ENGLISH, SIGNED[2]))

    assert set(ENGLISH[2::2]) <= set(found.paragraphs)


def test_a_name_above_what_is_told_of_it_signs_nothing() -> None:
    """Portraits have their names above them: the last one has its text below."""
    lede = "Three people of Lindvik told us how they spend the night at the harbour, and why they would not miss it."
    names = ("Anna Bell", "Tom Reed", "Mary Poe")
    told = "\n\n".join(part for pair in zip(names, ENGLISH[2::2], strict=True) for part in pair)

    found = read_text(f"Three nights at the harbour\n\n{lede}\n\n{told}\n")

    assert not [one for one in found.dropped if one.rule == "signature"]


def test_one_signature_below_a_story_is_its_byline() -> None:
    """A story that says its author below it has one."""
    found = read_text("Der Steg ist morsch\n\n" + "\n\n".join((*GERMAN[2::2], "Anna Bell")) + "\n")

    assert not [one for one in found.dropped if one.rule == "signature"]
