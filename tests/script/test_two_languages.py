"""Two languages in one line: whose voice says which words, by their letters alone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiopress.languages.speaking import say
from audiopress.script import cast, foreign, parse, utterances, written_in

Make = Callable[..., Any]
Said = Callable[..., list[tuple[str, str, str]]]


@pytest.fixture
def said(make_show: Make, make_cast: Make, make_voice: Make) -> Said:
    """Voice, language and words of each utterance of a script of a Korean show with an English voice."""
    voices = {voice.name: voice for voice in (make_voice("seoul", "ko"), make_voice("york", "en"))}

    def said(text: str) -> list[tuple[str, str, str]]:
        show = make_show(language="ko", cast=make_cast("seoul", languages={"en": "york"}))
        script = parse(text)
        found = utterances(script, cast(script, show, voices), show)
        return [(one.voice.name, one.language, script.cues[one.cue].text[one.start : one.end]) for one in found]

    return said


def test_an_english_word_in_a_korean_line_has_the_english_voice(said: Said) -> None:
    """The English run goes to the English voice and its particle to the Korean one, without a lexicon."""
    assert said("@language ko\nHOST: call off는 '취소하다'라는 뜻입니다.") == [
        ("york", "en", "call off"),
        ("seoul", "ko", "는 '취소하다'라는 뜻입니다."),
    ]
    assert said("@language ko\nHOST: 오늘의 표현은 'take ~ into account'입니다.") == [
        ("seoul", "ko", "오늘의 표현은"),
        ("york", "en", "'take ~ into account"),
        ("seoul", "ko", "'입니다."),
    ]


def test_a_whole_english_line_has_the_english_voice(said: Said) -> None:
    """A line in English letters alone is English, also in a Korean script that does not say so."""
    assert said("@language ko\nHOST: The city called it off.") == [("york", "en", "The city called it off.")]


@pytest.mark.parametrize(
    "line",
    [
        "LG전자는 AI를 공개했다.",
        "10km 밖에서 5 kg을 들었다.",
        "www.example.com에서 desk@example.org로",
        "GDP는 KBS에 따르면",
    ],
)
def test_what_koreans_read_themselves_stays_korean(said: Said, line: str) -> None:
    """Acronyms, measures and addresses in a Korean line are read in Korean, as everybody there does."""
    assert said(f"@language ko\nHOST: {line}") == [("seoul", "ko", line)]


def test_korean_in_an_english_line_of_a_korean_script_has_the_korean_voice(said: Said) -> None:
    """The script's own language is its narrator's also inside a line of another one."""
    found = said("@language ko\n@title 하나\n\nHOST: 하나.\n@language en\nHOST: The sign said 어서 오세요 in red.")
    assert found[1:] == [("york", "en", "The sign said"), ("seoul", "ko", "어서 오세요"), ("york", "en", "in red.")]


def test_each_language_has_its_own_lexicon(make_show: Make, make_cast: Make, make_voice: Make, tmp_path: Path) -> None:
    """A name in an English line of a Korean script is said as the English lexicon says it, not as the Korean one does."""
    voices = {voice.name: voice for voice in (make_voice("seoul", "ko"), make_voice("york", "en"))}
    show = make_show(language="ko", cast=make_cast("seoul", languages={"en": "york"}))
    for name, spoken in (("en", "sole mear"), ("ko", "솔미어")):
        (tmp_path / f"{name}.toml").write_text(f'[[entry]]\nwritten = "Solmere"\nsay = "{spoken}"\n', "utf-8")
    script = parse("@language ko\n@title 하나\n\nHOST: 하나.\n@language en\nHOST: Solmere met.")
    found = utterances(
        script, cast(script, show, voices), show, lexicons=lambda language: (tmp_path / f"{language}.toml",)
    )
    assert found[-1].spoken.startswith("sole mear")


@given(st.text(st.sampled_from("ab 가나 AB12.,'~-@"), max_size=40))
def test_every_letter_is_in_one_run(text: str) -> None:
    """Runs are the text from end to end, and a run of another language has no letter of the text's own."""
    found = list(foreign.runs(text, ["en"], own="ko"))
    assert "".join(text[start:end] for start, end, _ in found) == text
    for start, end, tag in found:
        assert not (tag and any("가" <= letter <= "힣" for letter in text[start:end]))


@pytest.mark.parametrize(
    ("language", "written", "spoken"),
    [
        ("ko", "~의 여파로", "무엇무엇의 여파로"),
        ("ko", "~를 취소하다, ~로 이어지다", "무엇무엇을 취소하다, 무엇무엇으로 이어지다"),
        ("ko", "~라는 뜻", "무엇무엇이라는 뜻"),
        ("ko", "서울~부산 구간", "서울에서 부산 구간"),
        ("en", "take ~ into account", "take something into account"),
        ("ja", "〜に至る", "なになにに至る"),
        ("de", "auf ~ zurückgreifen", "auf etwas zurückgreifen"),
    ],
)
def test_an_open_place_keeps_its_meaning(language: str, written: str, spoken: str) -> None:
    """`~` in an expression or a meaning is said, with the particle that follows the word; between two places it is 'to'."""
    assert say(written, language=language).text == spoken


def test_an_open_place_may_be_a_pause() -> None:
    """A show that says so hears a short pause in its place."""
    assert say("take ~ into account", choices={"open": "pause"}).text == "take , into account"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("여는 말", "ko"),
        ("Council votes", "en-GB"),
        ("[2] take office, envoy", "en-GB"),
        ("이 대통령, Council에", "ko"),
        ("352", "ko"),
    ],
)
def test_a_line_tells_its_language_by_its_letters(text: str, language: str) -> None:
    """A title without Hangul in a Korean episode is in the language of its stories."""
    assert written_in(text, own="ko", others=["en-GB"]) == language
