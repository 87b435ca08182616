"""The engines that need no network: each keeps the contract, and what it promises beyond."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from audiopress.errors import SpeechError, UnknownName
from audiopress.model import Voice
from audiopress.speech import engines, load_engine, readiness
from audiopress.speech.audio import trimmed
from audiopress.speech.builtin.espeak import Espeak, model_for
from audiopress.speech.builtin.tone import Tone
from audiopress.speech.contract import TROUBLE, examine, well_formed
from audiopress.speech.engine import Line
from audiopress.speech.word_cuts import tokens

Voices = Callable[..., Voice]
SENTENCE = (
    "Unification Minister Lee In-young met the ambassador of the republic on Tuesday, and he was in the best of moods."
)


@pytest.fixture
def announcer(voice: Voices) -> Voice:
    return voice("espeak", "en-us+announcer")


def _line(voice: Voice, text: str = SENTENCE, language: str = "en", **more: object) -> Line:
    return Line(text=text, voice=voice, language=language, **more)  # type: ignore[arg-type]


# ---- tone


@pytest.mark.parametrize("model", ["low", "mid", "high"])
def test_tone_keeps_the_contract(model: str, voice: Voices) -> None:
    """The engine for tests is an engine like any other."""
    examine(Tone(), voice(model=model))


def test_tone_says_the_same_bytes_every_time(voice: Voices) -> None:
    """Two instances, the same bytes; another voice, others of the same length; more syllables, more frames."""
    one = Tone().speak(_line(voice()))

    assert Tone().speak(_line(voice())) == one
    other = Tone().speak(_line(voice(model="high")))
    assert other.pcm != one.pcm
    assert other.words == one.words
    assert Tone().speak(_line(voice(), "Ambassador.")).frames > Tone().speak(_line(voice(), "Am.")).frames


def test_tone_knows_its_words_exactly(voice: Voices) -> None:
    """Every word sounds from its first to its last frame, and between words there is silence."""
    speech = Tone().speak(_line(voice()))

    for word, after in zip(speech.words, speech.words[1:], strict=False):
        assert not any(speech.pcm[2 * word.finish : 2 * after.begin])
        assert any(speech.pcm[2 * word.finish - 40 : 2 * word.finish])


# ---- espeak


@pytest.mark.parametrize("model", ["en-us+announcer", "en-us+f3", "en-gb"])
def test_espeak_keeps_the_contract(model: str, espeak: Espeak, voice: Voices) -> None:
    """The embedded default speaks, in time and with words, whatever the text holds."""
    examine(espeak, voice("espeak", model))


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("ko", "장관은 화요일에 대사를 만나 평화에 대해 이야기했다."),
        ("de", "Der Minister traf am Dienstag den Botschafter, und beide sprachen über den Frieden."),
        ("fr-fr", "Le ministre a rencontré l'ambassadeur mardi, et ils ont parlé de paix."),
    ],
)
def test_espeak_speaks_other_languages_in_time(language: str, sentence: str, espeak: Espeak, voice: Voices) -> None:
    """Durations are plausible and words are timed in every language that shows are made in."""
    examine(espeak, voice("espeak", language, languages=(language,)), sentence=sentence)


def test_espeak_times_every_word(espeak: Espeak, announcer: Voice) -> None:
    """Phrases that the library says as one, and names with a hyphen, get a time too: none is missing, none is empty."""
    speech = espeak.speak(_line(announcer))

    assert [SENTENCE[w.start : w.end] for w in speech.words] == re.findall(r"[\w-]+", SENTENCE)
    assert all(word.finish - word.begin > 0.03 * speech.rate for word in speech.words)
    assert speech.words[-1].finish == speech.frames


def test_espeak_tells_where_the_words_really_are(espeak: Espeak, announcer: Voice) -> None:
    """A word after a long pause begins where the sound comes back."""
    text = "Wait. Now go."
    speech = espeak.speak(_line(announcer, text))

    quiet = speech.pcm[2 * (speech.words[1].begin - 441) : 2 * speech.words[1].begin]
    loud = speech.pcm[2 * speech.words[1].begin : 2 * (speech.words[1].begin + 4410)]
    assert max(map(abs, memoryview(quiet).cast("h"))) < 0.05 * max(map(abs, memoryview(loud).cast("h")))


@pytest.mark.parametrize("text", TROUBLE)
def test_espeak_obeys_nothing_in_the_text(text: str, espeak: Espeak, announcer: Voice) -> None:
    """Markup in the text is text, also in a line that has phonemes for another word."""
    plain = espeak.speak(_line(announcer, text))
    marked = espeak.speak(_line(announcer, f"{text} Seoul", phonemes={"Seoul": "ˈsoʊl"}))

    well_formed(plain, text)
    well_formed(marked, f"{text} Seoul")
    assert marked.frames > plain.frames


def test_espeak_says_a_name_by_its_phonemes(espeak: Espeak, announcer: Voice) -> None:
    """IPA makes the word sound like the word it spells, the others keep their times, and unknown signs are passed over."""
    text = "In Xqzwk today."
    other = trimmed(espeak.speak(_line(announcer, "In Seoul today.")))
    spelled = trimmed(espeak.speak(_line(announcer, text)))

    said = trimmed(espeak.speak(_line(announcer, text, phonemes={"Xqzwk": "ˈsoʊl"})))

    assert abs(said.frames - other.frames) < 0.2 * other.frames < abs(said.frames - spelled.frames)
    assert [text[w.start : w.end] for w in said.words] == ["In", "Xqzwk", "today"]
    unknown = trimmed(espeak.speak(_line(announcer, text, phonemes={"Xqzwk": "ʘǃ"})))
    assert abs(unknown.frames - spelled.frames) < 0.03 * spelled.frames


def test_espeak_changes_pace_and_pitch(espeak: Espeak, announcer: Voice) -> None:
    """Pace 0.8 takes about a quarter longer; a higher pitch crosses zero more often."""
    own = trimmed(espeak.speak(_line(announcer)))
    slow = trimmed(espeak.speak(_line(replace(announcer, pace=0.8))))
    low, high = (trimmed(espeak.speak(_line(replace(announcer, pitch=pitch)))) for pitch in (0.6, 1.6))

    assert 1.15 < slow.frames / own.frames < 1.4
    assert _period(high.pcm) < 0.8 * _period(low.pcm)


@pytest.mark.parametrize("pace", [0.7, 1.3])
def test_pace_leaves_the_pitch_alone(espeak: Espeak, announcer: Voice, pace: float) -> None:
    """A learner's edition is slower, a brief quicker, by what was asked and at the pitch of the voice's own pace."""
    own = trimmed(espeak.speak(_line(announcer)))
    paced = trimmed(espeak.speak(_line(replace(announcer, pace=pace))))

    assert own.frames / paced.frames == pytest.approx(pace, rel=0.08)
    assert _period(paced.pcm) == pytest.approx(_period(own.pcm), rel=0.05)


def _period(pcm: bytes) -> float:
    """The median over 50 ms windows of the lag with the strongest autocorrelation, in frames."""
    import numpy as np

    values = np.frombuffer(pcm, "<i2").astype(float)
    lags = []
    for start in range(0, len(values) - 1102, 1102):
        part = values[start : start + 1102]
        if part.std() > 1500:
            found = np.correlate(part, part, "full")[1102 + 60 : 1102 + 400]
            lags.append(int(found.argmax()) + 60)
    return float(np.median(lags))


@pytest.mark.parametrize(
    ("model", "message", "near"),
    [
        ("en-us+anouncer", "no espeak variant named 'anouncer'", "announcer"),
        ("en-uss", "no espeak language named 'en-uss'", "en-us"),
        ("en-us+../../x", "no espeak variant", ""),
    ],
)
def test_espeak_never_replaces_a_voice_it_does_not_have(
    model: str, message: str, near: str, espeak: Espeak, voice: Voices
) -> None:
    """The library would say nothing and speak in its plain voice; here it is an error that names the nearest."""
    wrong = voice("espeak", model)

    with pytest.raises(UnknownName, match=message) as caught:
        espeak.speak(_line(wrong))
    assert near in caught.value.hint
    assert readiness(wrong).missing.startswith(message)


@pytest.mark.parametrize(
    ("language", "model"),
    [("en-GB", "en-us+f3"), ("ko", "ko+f3"), ("ko-KR", "ko+f3"), ("xx", "en-us+f3"), ("", "en-us+f3")],
)
def test_espeak_keeps_the_timbre_in_another_language(language: str, model: str, voice: Voices) -> None:
    """A foreign line is read by the same variant in that language, where the library has it."""
    assert model_for(_line(voice("espeak", "en-us+f3"), "x", language)) == model


def test_espeak_takes_any_line(espeak: Espeak, announcer: Voice) -> None:
    """Nothing at all, a letter, an emoji, 5,000 letters in one word: frames or none, and no crash."""
    for text in ("", " ", "a", "🙂", "x" * 5000, "\0", "\ud800 lone"):
        well_formed(espeak.speak(_line(announcer, text)), text)


def test_espeak_may_be_called_from_threads(espeak: Espeak, announcer: Voice) -> None:
    """The library crashes when two threads are in it; the engine lets in one at a time."""
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(4) as pool:
        said = list(pool.map(lambda n: espeak.speak(_line(announcer, f"Story number {n} of the day.")), range(12)))

    assert all(0.5 < speech.frames / speech.rate < 5 for speech in said)


# ---- plug-ins


def test_engines_are_known_from_a_source_tree(tmp_path: Path) -> None:
    """Without an installation there are no entry points, and the built-in engines are there all the same."""
    assert {"espeak", "gtts", "tone"} <= set(engines())


def test_a_plug_in_comes_through_its_entry_point(troubled: Voice) -> None:
    """An installed distribution's engine is listed and speaks; one that does not import is named with its error."""
    assert "troubled" in engines()
    assert readiness(troubled).ready


def test_a_broken_plug_in_breaks_only_itself(
    plugin: Callable[[str, str, str], Path], voice: Voices, caplog: pytest.LogCaptureFixture
) -> None:
    """The others are listed; the broken one is told with the import error, and its voices are not ready."""
    plugin("broken", "import no_such_package_anywhere", "broken_engine:Broken")

    assert "espeak" in engines()
    assert "broken" not in engines()
    assert "no_such_package_anywhere" in caplog.text
    assert "no_such_package_anywhere" in readiness(voice("broken")).missing
    with pytest.raises(SpeechError, match="cannot be loaded"):
        load_engine("broken")


def test_a_plug_in_cannot_take_a_built_in_s_name(plugin: Callable[[str, str, str], Path], voice: Voices) -> None:
    """A show sounds the same wherever it is made: `tone` is the tone that comes with audiopress."""
    plugin("tone", "class Mine: pass", "mine_engine:Mine")

    assert isinstance(load_engine("tone"), Tone)


def test_words_are_what_stands_between_spaces() -> None:
    """Punctuation is left out, hyphens and apostrophes stay inside, marks alone are no word, Han and kana go one by one."""
    text = "“Lee In-young,” he didn’t — say… 東京 U.S. 가나다!"

    assert [text[start:end] for start, end in tokens(text)] == [
        "Lee", "In-young", "he", "didn’t", "say", "東", "京", "U.S", "가나다",
    ]  # fmt: skip
