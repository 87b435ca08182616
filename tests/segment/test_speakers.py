"""Short passages as newspapers write them, with whose words each quote is.

`speakers/LANG.txt` has them, an empty line between two. Behind a quote that has a voice of its own stands `{its speaker}`;
where the speaker is named but by half, `{?speaker}`: voiced so or left to the narrator, and never in another's voice. What
has no braces behind it is the narrator's.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from audiopress import Article
from audiopress.segment import find_quotes, passages

PASSAGES = Path(__file__).parent / "speakers"
SPEAKER = re.compile(r" ?\{(?P<doubt>\??)(?P<name>[^}]*)\}")
ARTICLE = re.compile(r"^(?:an?|the|der|die|das|eine?) ", re.IGNORECASE)
CASES = [
    pytest.param(path.stem, passage, id=f"{path.stem}-{number}")
    for path in sorted(PASSAGES.glob("*.txt"))
    for number, passage in enumerate(path.read_text(encoding="utf-8").strip().split("\n\n"))
]


@pytest.mark.parametrize(("language", "passage"), CASES)
def test_a_passage_has_its_speakers(language: str, passage: str) -> None:
    """A quote has the voice of the person or the body that the passage names for it, else the narrator's."""
    wanted = [(found["name"], bool(found["doubt"])) for found in SPEAKER.finditer(passage)]

    quotes = find_quotes(SPEAKER.sub("", passage), language=language)

    heard = [quote.speaker or "" for quote in quotes if quote.voiced]
    assert _agree(wanted, heard), (wanted, [(quote.text, quote.speaker, quote.voiced) for quote in quotes])


def _agree(wanted: list[tuple[str, bool]], heard: list[str]) -> bool:
    """Whether the voices are the wanted ones in their order, doubtful ones passed over."""
    if not wanted:
        return not heard
    (name, doubt), rest = wanted[0], wanted[1:]
    if heard and ARTICLE.sub("", heard[0]).lower() == ARTICLE.sub("", name).lower() and _agree(rest, heard[1:]):
        return True
    return doubt and _agree(rest, heard)


@pytest.mark.parametrize(
    ("introduction", "speaker"),
    [
        ("For thirty years Darcy Sohn has written subtitles. She works in a cafe in Lindvik.", "Darcy Sohn"),
        ("Darcy Sohn writes subtitles, and Nils Aasen pays for them. We met them both.", ""),
        ("For thirty years she has written subtitles. We met in a cafe.", ""),
    ],
)
def test_answers_are_spoken_by_whom_the_introduction_names(introduction: str, speaker: str) -> None:
    """The answers of an interview have the name of the one person who is introduced; two or none leave it open."""
    article = Article(
        source="",
        headline="A life in subtitles",
        paragraphs=(introduction, "How did you start?", "By accident. I spoke over a film for two hours."),
        kinds=("text", "question", "answer"),
        language="en",
    )

    asked = [[passage.speaker for passage in row] for row in passages(article)]

    assert asked == [[""], [""], [speaker]]
