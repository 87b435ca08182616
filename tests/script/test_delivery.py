"""How a sentence is said follows its place in the paragraph, a little, and only as much as the show wants."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiopress.languages.sentences import sentences
from audiopress.model import PLAINLY, Delivery, Pauses, Utterance, Voice
from audiopress.script.delivery import BOUNDS, delivered
from audiopress.script.parsing import parse
from audiopress.script.pauses import Silence

VOICE = Voice(name="v", engine="tone", model="mid", languages=("en",), attribution="-", licence="-")
STORY = """@title A story
@language en

HEADLINE: The harbor opens again

HOST: By Anna Bell.

HOST: The harbor of the old town opened again on Monday after ten years of work. Boats came in from all over the coast. Nobody was late.

QUOTE Mira Solberg: We have waited for a long time,
HOST: she told reporters.
QUOTE Mira Solberg: Was it worth it?

HOST: Will the next bridge be ready in time? Who pays for it? The town hopes so.

@music sign-off
HOST: You have been listening.
"""


def read(text: str, strength: float = 1.0) -> dict[str, Delivery]:
    """Each sentence with its delivery."""
    script = parse(text)
    plain = [
        Utterance(cue=i, start=a, end=b, spoken=cue.text[a:b], voice=VOICE, language="en")
        for i, cue in enumerate(script.cues)
        if cue.kind == "speech"
        for a, b in sentences(cue.text, language="en")
    ]
    return {one.spoken.strip(): one.delivery for one in delivered(script, plain, strength=strength)}


def test_a_paragraph_opens_goes_on_and_closes() -> None:
    """The first sentence is higher than the middle, which falls less than the last, which is slower."""
    said = read(STORY)
    first, middle, last = list(said.values())[2:5]
    assert first.pitch > middle.pitch > last.pitch
    assert middle.fall < 1 < last.fall
    assert last.pace < middle.pace


def test_questions_rise_and_those_for_a_word_less() -> None:
    """A question for yes or no ends high, one that asks who or what a little; no statement rises."""
    said = read(STORY)
    assert said["Will the next bridge be ready in time?"].rise > said["Who pays for it?"].rise > 0
    assert all(way.rise == 0 for text, way in said.items() if not text.endswith("?"))


def test_a_quoted_speaker_keeps_the_pitch_that_is_theirs() -> None:
    """Whatever the place of a quote, its speaker's pitch is not moved; its question rises all the same."""
    said = read(STORY)
    quotes = [said["We have waited for a long time,"], said["Was it worth it?"]]
    assert [way.pitch for way in quotes] == [1.0, 1.0]
    assert quotes[0].fall < 1
    assert quotes[1].rise > 0


def test_who_said_it_is_told_low() -> None:
    """A reporting clause that ends the quote's sentence is lower and flatter than the sentence that opens a paragraph."""
    said = read(STORY)
    assert said["she told reporters."].pitch < 1
    assert said["she told reporters."].melody < 1


def test_the_end_of_a_story_is_slow() -> None:
    """The last sentence before the music is the slowest and the lowest of all."""
    said = read(STORY)
    ending = said["The town hopes so."]
    body = [way for text, way in said.items() if text not in {"The town hopes so.", "You have been listening."}]
    assert all(ending.pace <= way.pace and ending.pitch < way.pitch for way in body)


def test_a_show_can_do_without() -> None:
    """Strength 0 leaves every sentence plain, and half of it halves what is done."""
    assert set(read(STORY, 0).values()) == {PLAINLY}
    whole, half = read(STORY), read(STORY, 0.5)
    for text in whole:
        assert half[text].pitch - 1 == pytest.approx((whole[text].pitch - 1) / 2, abs=1e-3)


def test_pauses_follow_the_sentence() -> None:
    """Between voices it is quiet for less where one sentence goes on than where another begins."""
    cues = parse(STORY).cues
    silence, due = Silence(Pauses()), {}
    for cue in cues:
        if cue.kind == "speech":
            silence.speech(cue)
            due[cue.text] = silence.sound(cue)
    assert due["she told reporters."] < Pauses().quote == due["Was it worth it?"]
    assert due["she told reporters."] > Pauses().clause


@given(
    st.lists(
        st.sampled_from(["HOST: A. B? C!", "QUOTE X: One,", "HOST: he said", "", "@music sting", "HOST: " + "w " * 60]),
        max_size=12,
    )
)
def test_whatever_comes_together_stays_small(lines: list[str]) -> None:
    """Pitch and pace stay within a tenth of the voice's own, for any order of lines, also at twice the strength."""
    least, most = BOUNDS
    for way in read("@title T\n@language en\n\nHOST: Begin.\n" + "\n".join(lines), 2.0).values():
        assert least <= way.pitch <= most
        assert least <= way.pace <= most
        assert way.fall >= 0
