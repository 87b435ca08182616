from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests_examples import often

from audiopress.model import Utterance, Voice
from audiopress.script import cast, foreign, parse, utterances
from audiopress.script.utter import LONGEST

Make = Callable[..., Any]
Said = Callable[..., tuple[Utterance, ...]]


@pytest.fixture
def said(make_show: Make, make_cast: Make, make_voice: Make) -> Said:
    voices: dict[str, Voice] = {
        voice.name: voice for voice in (make_voice("anchor", pace=1.1), make_voice("seoul", "ko"), make_voice("one"))
    }

    def said(
        text: str, *, lexicons: tuple[Path, ...] = (), spoken: dict[str, str | bool] | None = None, **parts: object
    ) -> tuple[Utterance, ...]:
        show = make_show(cast=make_cast(**{"quotes": ("one",), **parts}), spoken=spoken or {})
        script = parse(text)
        return utterances(script, cast(script, show, voices), show, lexicons=lexicons)

    return said


def test_a_sentence_is_an_utterance(said: Said) -> None:
    """Each sentence of each speech cue is recorded on its own; offsets cut it out of the cue's written text."""
    text = "@chapter One\nHOST: It rained all day. Nobody came to the market.\nQUOTE Lee: We waited until midnight."
    script = parse(text)
    found = said(text)
    assert [script.cues[u.cue].text[u.start : u.end] for u in found] == [
        "It rained all day.",
        "Nobody came to the market.",
        "We waited until midnight.",
    ]
    assert [u.cue for u in found] == [1, 1, 2]
    assert [u.voice.name for u in found] == ["anchor", "anchor", "one"]


def test_the_cues_pace_multiplies_the_voices(said: Said) -> None:
    """`@pace` slows the voice's own pace, so that two voices stay apart."""
    fast, slow = said("HOST: It rained all day.\n@pace 0.5\nHOST: It rained all day.")
    assert fast.voice.pace == pytest.approx(1.1)
    assert slow.voice.pace == pytest.approx(0.55)


def test_numbers_are_said_and_mapped(said: Said) -> None:
    """The spoken form holds words for figures, and its spans point into the written sentence."""
    (utterance,) = said("HOST: The council found 12 boats.")
    assert "twelve" in utterance.spoken
    for span in utterance.spans:
        assert 0 <= span.start <= span.end <= len(utterance.spoken)
        assert 0 <= span.written_start <= span.written_end <= utterance.end - utterance.start


def test_nothing_to_say_is_not_recorded(said: Said) -> None:
    """A line of stars or dots has no words; it makes no utterance."""
    assert [u.spoken.strip(".") for u in said("HOST: * * *\nHOST: …\nHOST: Good morning")] == ["Good morning"]


def test_a_very_long_sentence_is_cut_and_nothing_lost(said: Said) -> None:
    """A sentence no engine says in one breath is cut at clauses; its words are all there, in order."""
    clause = "the committee that met on Tuesday asked the owners of the boats for their papers, "
    words = clause * 12 + "and went home."
    found = said(f"HOST: {words}")
    assert len(found) > 1
    assert all(u.end - u.start <= LONGEST for u in found)
    assert "".join(words[u.start : u.end] for u in found).replace(" ", "") == words.replace(" ", "")


def test_a_foreign_run_is_read_by_its_own_voice(said: Said) -> None:
    """Words in another language's letters go to the voice the show names for it, and nothing is said twice."""
    found = said("HOST: The sign said 어서 오세요 in red letters.", languages={"ko": "seoul"})
    assert [(u.voice.name, u.language) for u in found] == [("anchor", "en"), ("seoul", "ko"), ("anchor", "en")]
    assert found[1].spoken.strip(". ") == "어서 오세요"
    assert all("어서" not in u.spoken for u in (found[0], found[2]))


def test_without_a_voice_for_it_a_foreign_run_stays(said: Said) -> None:
    """Only a show that names a voice for a language has its runs cut out."""
    assert len(said("HOST: The sign said 어서 오세요 in red letters.")) == 1


def test_a_switched_cue_has_its_language(said: Said) -> None:
    """A cue below `@language ko` is read as Korean by the Korean voice."""
    _, korean = said("HOST: Good morning.\n@language ko\nHOST: 배가 12척 있다.", languages={"ko": "seoul"})
    assert (korean.language, korean.voice.name) == ("ko", "seoul")
    assert "12" not in korean.spoken


def test_a_shows_lexicon_is_heard(said: Said, tmp_path: Path) -> None:
    """A word in the lexicon of the script's language is said the way it says."""
    path = tmp_path / "lexicon.toml"
    path.write_text('[[entry]]\nwritten = "Solmere"\nsay = "sole mear"\n', encoding="utf-8")
    (utterance,) = said("HOST: The council of Solmere met.", lexicons=(path,))
    assert "sole mear" in utterance.spoken


@settings(deadline=None, max_examples=often(200))
@given(st.text(st.sampled_from("ab 가나다あア漢字жд12.,·~"), max_size=40))
def test_runs_cover_the_text(text: str) -> None:
    """Foreign runs and what lies between them are the text from end to end, nothing twice, nothing lost."""
    found = list(foreign.runs(text, ["ko", "ja", "ru"]))
    assert "".join(text[start:end] for start, end, _ in found) == text
    assert [end for _, end, _ in found[:-1]] == [start for start, _, _ in found[1:]]


@settings(deadline=None, max_examples=often(100), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    words=st.lists(
        st.sampled_from(
            [
                "Rain",
                "fell",
                ".",
                "on",
                "the",
                "어서",
                "오세요",
                "Mr.",
                "Lee",
                "!",
                "7-4",
                "p.m.",
                "“Yes,”",
                "said",
                "…",
                ",",
                "3.5",
            ]
        ),
        min_size=1,
    )
)
def test_every_written_letter_is_in_one_utterance(said: Said, words: list[str]) -> None:
    """The utterances of a cue follow each other without overlap and leave out nothing that has a letter or a figure."""
    text = " ".join(words)
    if not any(character.isalnum() for character in text):
        return
    found = said(f"HOST: {text}", languages={"ko": "seoul"})
    ends = [0, *(u.end for u in found)]
    starts = [*(u.start for u in found), len(text)]
    assert all(end <= start for end, start in zip(ends, starts, strict=True))
    gaps = "".join(text[end:start] for end, start in zip(ends, starts, strict=True))
    assert not any(character.isalnum() for character in gaps)


def test_a_name_of_another_language_may_switch_voices(said: Said, tmp_path: Path) -> None:
    """Where the show asks for it, a name the lexicon gives to Korean is said by the Korean voice, in its own words."""
    path = tmp_path / "lexicon.toml"
    path.write_text('[language]\n"Lee In-young" = "ko:이인영"\n', encoding="utf-8")
    text = "HOST: On Monday, Lee In-young met 12 owners. They knew Lee In-young's plan."
    words = text.removeprefix("HOST: ")
    found = said(text, lexicons=(path,), spoken={"switch": True}, languages={"ko": "seoul"})
    assert [(u.voice.name, words[u.start : u.end]) for u in found] == [
        ("anchor", "On Monday,"),
        ("seoul", "Lee In-young"),
        ("anchor", "met 12 owners."),
        ("anchor", "They knew Lee In-young's plan."),
    ]
    assert found[1].spoken == "이인영"
    (twelve,) = [span for span in found[2].spans if found[2].spoken[span.start : span.end] == "twelve"]
    assert words[found[2].start :][twelve.written_start : twelve.written_end] == "12"
    assert len(said(text, lexicons=(path,), languages={"ko": "seoul"})) == 2
