"""English quotes: every kind of mark, where a quote is cut, and whose words it is when the text names them by half."""

from __future__ import annotations

import pytest

from audiopress.segment import find_quotes

NOBODY = None
AMSEL = "Ruth Amsel"
WORDS = "The buses will run all night from October"

MARKS = [
    (f"“{WORDS},” said Mayor Ruth Amsel.", [(f"{WORDS},", AMSEL)]),
    (f'"{WORDS}," said Mayor Ruth Amsel.', [(f"{WORDS},", AMSEL)]),
    (f"''{WORDS},'' said Mayor Ruth Amsel.", [(f"{WORDS},", AMSEL)]),
    (f"``{WORDS},'' said Mayor Ruth Amsel.", [(f"{WORDS},", AMSEL)]),
    (f"‘{WORDS},’ said Mayor Ruth Amsel.", [(f"{WORDS},", AMSEL)]),
    (f"'{WORDS},' said Mayor Ruth Amsel.", [(f"{WORDS},", AMSEL)]),
    (f"„{WORDS}“, said Mayor Ruth Amsel.", [(WORDS, AMSEL)]),
    (f"«{WORDS}», said Mayor Ruth Amsel.", [(WORDS, AMSEL)]),
    (f"»{WORDS}«, said Mayor Ruth Amsel.", [(WORDS, AMSEL)]),
    (
        "'The drivers' union isn't against it and it's ready to talk,' said Mayor Ruth Amsel.",
        [("The drivers' union isn't against it and it's ready to talk,", AMSEL)],
    ),
    (
        "‘The drivers’ union isn’t against it and it’s ready to talk,’ said Mayor Ruth Amsel.",
        [("The drivers’ union isn’t against it and it’s ready to talk,", AMSEL)],
    ),
    (
        "“He told me ‘we will never stop’ and then he left the hall,” said Ruth Amsel.",
        [("He told me ‘we will never stop’ and then he left the hall,", AMSEL)],
    ),
    (
        "\"He told me 'we will never stop' and then he left the hall,\" said Ruth Amsel.",
        [("He told me 'we will never stop' and then he left the hall,", AMSEL)],
    ),
    (
        "“The buses,” said Ruth Amsel, “will run all night and nobody will walk home.”",
        [("The buses,", AMSEL), ("will run all night and nobody will walk home.", AMSEL)],
    ),
    (
        "“The buses will run all night,” Ruth Amsel said. “Nobody will have to walk home.”",
        [("The buses will run all night,", AMSEL), ("Nobody will have to walk home.", AMSEL)],
    ),
    (
        "“If the money is there,” Ruth Amsel told reporters on Monday, “we will start in October.”",
        [("If the money is there,", AMSEL), ("we will start in October.", AMSEL)],
    ),
    (
        "“We begin in October,” Ruth Amsel said.\n“We waited for three years.\n“Now it is here.”",
        [("We begin in October,", AMSEL), ("We waited for three years.\n“Now it is here.", AMSEL)],
    ),
    (f"Ruth Amsel wrote in a post: “{WORDS}.”", [(f"{WORDS}.", AMSEL)]),
    (f"In a statement, the harbour board said: “{WORDS}.”", [(f"{WORDS}.", "the harbour board")]),
]
NARRATED = [
    "The drivers' union and the nurses' union met in the workers' hall on Monday.",
    "‘The drivers’ union and the nurses’ union met in the hall on Monday.",
    "The mayor called the plan “a gift” to the whole city.",
    "The so-called “night owls” of Lindvik are happy with it.",
    "Amsel described it as “the best thing that ever happened to this town” on Monday.",
    "The council said that it was “deeply sorry” and would pay.",
    f"“{WORDS}, said Mayor Ruth Amsel.\nNobody knows more about it.",
    f"“{WORDS}.” That was the word on the street.",
    "“A Long Walk Home in the Night” is a film about the city.",
    "Ruth Amsel and Jonas Petri met. “The buses will run all night,” they said.",
    "Her book, “The Long Winter on the Sound and What Came After It,” sold well, Ruth Amsel said.",
    "“The buses will run all night,” Ruth Amsel, the mayor, and Jonas Petri, her deputy, said in a statement.",
    "“The buses will run all night,” Jonas Petri was told.",
    "A sign at the pier reads: “The buses will run all night from October.”",
    "“The buses will run all night from October,” the book said.",
    "Ruth Amsel spoke last.\n“Will the buses run all night? he asked the council on Monday, and sat down.",
]
SPEAKERS = [
    (f"“{WORDS},” said Ruth Amsel.", AMSEL),
    (f"“{WORDS},” Ruth Amsel said.", AMSEL),
    (f"Ruth Amsel said: “{WORDS}.”", AMSEL),
    (f"Ruth Amsel said, “{WORDS}.”", AMSEL),
    (f"Ruth Amsel, who wrote the plan, said, “{WORDS}.”", AMSEL),
    (f"Ruth Amsel, the mayor of Lindvik, added: “{WORDS}.”", AMSEL),
    (f"“{WORDS},” said Ruth Amsel, the mayor of Lindvik who wrote the plan.", AMSEL),
    (f"“{WORDS},” the mayor, Ruth Amsel, said.", AMSEL),
    (f"“{WORDS},” said Prof. Kim Min-seo of Hanbit University.", "Kim Min-seo"),
    (f"Dr. Jane Holt runs the clinic. “{WORDS},” Dr. Holt said.", "Jane Holt"),
    (f"Unification Minister Lee In-young spoke. “{WORDS},” Lee said.", "Lee In-young"),
    (f"Unification Minister Lee In-young spoke. “{WORDS},” the minister said.", "Lee In-young"),
    (f"Unification Minister Lee In-young spoke. “{WORDS},” he said.", "Lee In-young"),
    (f"Minister Lee In-young met lawmaker Kim Su-jin. “{WORDS},” Kim said.", "Kim Su-jin"),
    (f"“We begin now,” Yoon Bo-ram said. “{WORDS},” Yoon said.", "Yoon Bo-ram"),
    (f"“{WORDS},” said Suzuki Ichiro, the head of the line.", "Suzuki Ichiro"),
    (f"“{WORDS},” Xi Jinping said.", "Xi Jinping"),
    (f"“{WORDS},” John Kelly said.", "John Kelly"),
    (f"Ruth Amsel met Jonas Petri on Monday. “{WORDS},” she said.", AMSEL),
    (f"Ruth Amsel met Jonas Petri on Monday. “{WORDS},” he said.", "Jonas Petri"),
    (f"Ruth Amsel welcomed the plan.\n“{WORDS},” she said.", AMSEL),
    (f"“{WORDS},” a spokesperson for the harbour board said.", "a spokesperson for the harbour board"),
    (f"“{WORDS},” said a spokeswoman for Lindvik Ferries.", "a spokeswoman for Lindvik Ferries"),
    (f"“{WORDS},” the Ministry of Transport said in a statement.", "Ministry of Transport"),
    (f"“{WORDS},” the company said in a statement.", "the company"),
    (f"According to Ruth Amsel, “The buses will run all night.” {WORDS}.", AMSEL),
    (f"“{WORDS},” according to the mayor of Lindvik, Ruth Amsel.", AMSEL),
    (f"“{WORDS},” said Jonas Petri’s lawyer, Ruth Amsel. “Nobody will walk home.”", AMSEL),
    (f"“{WORDS}.” That is what Ruth Amsel says today.", AMSEL),
    (f"And from Mayor Ruth Amsel:\n\n“{WORDS}.”", AMSEL),
    (f"Bill Amsel is the mayor. “{WORDS},” Bill Amsel said.", "Bill Amsel"),
    (f"“{WORDS},” Ruth Amsel said. “We will not wait any longer,” the statement added.", AMSEL),
    (f"Rep. Na Kyung-won of the opposition Harbour Party said, “{WORDS}.”", "Na Kyung-won"),
    (f"Ruth Amsel from the Lindvik city council said: “{WORDS}.”", AMSEL),
    (f"“{WORDS},” a Foreign Ministry official said.", "a Foreign Ministry official"),
    (f"“{WORDS},” the Lindvik businessman said.", "the Lindvik businessman"),
    (f"“{WORDS},” said one supporter of the Harbour Party.", "one supporter of the Harbour Party"),
    (f"A spokesperson for the Harbour Office said: “{WORDS}.”", "A spokesperson for the Harbour Office"),
    (f"The company quoted its founder, who had said: “{WORDS}.”", "its founder"),
    (f"“{WORDS},” Cha Du-hyeogn said. “{WORDS},” Cha said.", "Cha Du-hyeogn"),
    (f"“{WORDS},” Kim was quoted as saying.\nKim Jong-un spoke on Monday.", "Kim Jong-un"),
    (f"Park Chan-ho runs a bakery. “{WORDS},” he said.", "Park Chan-ho"),
    (f"Jonas Petri spoke of North Korea-related issues. “{WORDS},” he said.", "Jonas Petri"),
    (f"Jonas Petri met New York-based lawyers. “{WORDS},” he said.", "Jonas Petri"),
    (f"“{WORDS},” Tsai Ing-wen said. “{WORDS},” Tsai added.", "Tsai Ing-wen"),
    (f"Jonas Petri was there. His wife, Edda Moe, nodded. “{WORDS},” she said.", "Edda Moe"),
    (f"“{WORDS},” Moe was told by Amsel.\nOlav Moe and Ruth Amsel met.", AMSEL),
]
TURNS = [
    (
        f"“{WORDS},” says Olav Moe, 71. His wife, Edda Moe, nods. “We waited for three years,” she says.",
        ["Olav Moe", "Edda Moe"],
    ),
    (
        f"Ida Berg, 34, and her husband, Nils Aas, moved here. “{WORDS},” she says. “I wanted to fish at night,” he says.",
        ["Ida Berg", "Nils Aas"],
    ),
    (
        f"“{WORDS},” Yoon said. First lady Kim Keon-hee came later. “We waited for three years,” she said.\nYoon Suk-yeol left.",
        ["Yoon Suk-yeol", "Kim Keon-hee"],
    ),
    (
        f"Ruth Amsel runs the town. “{WORDS},” she says. Her deputy, Park Chan-ho, disagrees. “We have no money for it,” he says.",
        [AMSEL, "Park Chan-ho"],
    ),
]


@pytest.mark.parametrize(("text", "said"), MARKS, ids=range(len(MARKS)))
def test_the_words_between_the_marks_are_voiced(text: str, said: list[tuple[str, str]]) -> None:
    """Whatever the marks are and wherever the quote is cut, its words go to the voice of who said them."""
    assert [(one.text, one.speaker) for one in find_quotes(text) if one.voiced] == said


@pytest.mark.parametrize("text", NARRATED, ids=range(len(NARRATED)))
def test_what_nobody_says_in_full_stays_with_the_narrator(text: str) -> None:
    """Apostrophes, partial quotes, titles of works, open ends and words without a speaker get no second voice."""
    assert [one.text for one in find_quotes(text) if one.voiced] == []


def test_a_mark_that_nobody_closed_takes_no_other_paragraph() -> None:
    """The narrator's words inside the marks end the quote, and the next paragraph's quote is its own."""
    text = "Ruth Amsel came.\n“Will it snow? he asked the council.\n“It will snow until the spring,” said Jonas Petri."

    assert [(one.text, one.voiced) for one in find_quotes(text)] == [
        ("Will it snow?", False),
        ("It will snow until the spring,", True),
    ]


@pytest.mark.parametrize(("text", "speaker"), SPEAKERS, ids=range(len(SPEAKERS)))
def test_half_a_name_is_understood(text: str, speaker: str) -> None:
    """Titles, surnames, offices and pronouns stand for the full name that the text gives."""
    assert {one.speaker for one in find_quotes(text) if one.voiced} == {speaker}


@pytest.mark.parametrize(("text", "speakers"), TURNS, ids=range(len(TURNS)))
def test_two_people_who_speak_in_turn_keep_their_voices(text: str, speakers: list[str]) -> None:
    """Who was `she` is not meant by `he`, and a wife, a first lady or an age tells two people apart."""
    assert [one.speaker for one in find_quotes(text) if one.voiced] == speakers


@pytest.mark.parametrize(
    "text",
    [
        f"Minister Lee In-young met lawmaker Lee Su-jin on Monday. “{WORDS},” Lee said.",
        f"Jonas Petri and Nils Petri met on Monday. “{WORDS},” Petri said.",
    ],
)
def test_one_surname_of_two_people_is_doubt(text: str) -> None:
    """Nobody is guessed: the quote has no second voice."""
    (quote,) = find_quotes(text)

    assert not quote.voiced
    assert quote.confidence < 0.6


def test_a_show_sets_how_sure_a_second_voice_must_be() -> None:
    """A quote that a sentence before it explains is voiced by a bold show and narrated by a careful one."""
    text = f"Ruth Amsel smiled. “{WORDS}.”"

    assert [one.voiced for one in find_quotes(text, threshold=0.5)] == [True]
    assert [one.voiced for one in find_quotes(text, threshold=0.9)] == [False]
