"""The natural voice that comes with audiopress: exact, repeatable, and a cast of speakers from one model."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from audiopress import script
from audiopress.config import load_voice
from audiopress.errors import SpeechError, UnknownName
from audiopress.model import Delivery, Utterance, Voice
from audiopress.speech import load_engine, readiness, stand_in
from audiopress.speech.align import aligned
from audiopress.speech.audio import samples, trimmed
from audiopress.speech.contract import examine
from audiopress.speech.engine import Line, Speech
from audiopress.speech.hibari import network, reading, timbre
from audiopress.speech.word_cuts import tokens
from audiopress.workspace import shipped

Voices = Callable[..., Voice]
SENTENCE = "The minister met the ambassador on Tuesday, and both spoke of peace."
SENTENCES = (
    "The museum will close for two years of repairs.",
    "Doctors at the hospital called for better pay and shorter shifts.",
    "A fire broke out in a house early on Sunday, but nobody was hurt.",
    "Police are looking for a driver who left the scene of an accident.",
)
SHIPPED_LINES = tuple(
    line
    for path in (
        *sorted((shipped() / "examples").glob("*.txt")),
        Path(__file__).parents[2] / "benchmarks/sentences.txt",
    )
    if not path.stem.endswith("-ko")
    for line in path.read_text("utf-8").splitlines()
    if line.strip()
)
CAST = ("en-heart", "en-alto", "en-warm", "en-bright", "en-tenor", "en-baritone", "en-bass")


@cache
def profile(name: str) -> Voice:
    return load_voice(shipped() / "voices" / f"{name}.toml")


def say(text: str, voice: str | Voice = "en-heart", **more: Any) -> Speech:
    speaker = profile(voice) if isinstance(voice, str) else voice
    return load_engine("hibari").speak(Line(text=text, voice=speaker, language="en", **more))


@cache
def spoken(voice: str) -> Speech:
    return trimmed(say(SENTENCE + " Nobody was hurt in the fire, the mayor said.", voice))


@cache
def of_other_words(voice: str) -> Speech:
    return trimmed(say("Heavy rain is expected on Thursday.", voice))


def test_the_narrator_keeps_the_contract() -> None:
    """hibari is an engine like any other: pace, escapes, words and refusals."""
    examine(load_engine("hibari"), profile("en-heart"))


@pytest.mark.parametrize("name", CAST)
def test_a_line_is_the_same_bytes_every_time(name: str) -> None:
    """Every shipped voice is ready after pip alone and says a line twice alike, so that a take can be made again."""
    assert readiness(profile(name)).ready
    once = say("Nobody was hurt.", name, delivery=Delivery(pitch=1.02, fall=0.7))
    assert once == say("Nobody was hurt.", name, delivery=Delivery(pitch=1.02, fall=0.7))


def test_every_word_has_its_time() -> None:
    """Times come from the model, for every word, also beside marks, brackets and letters with marks of their own."""
    text = "“Yes,” said Ms. Łaski — from São Paulo… [sic] (at 3%), don’t."
    assert [text[word.start : word.end] for word in say(text).words] == [text[slice(*span)] for span in tokens(text)]


def test_the_first_word_begins_where_sound_begins() -> None:
    """A sentence is heard from within 60 ms of where its first word is said to begin, whatever the speaker's size."""
    away = []
    for name, text in itertools.product(CAST, ("Seven boats came in.", "Nobody was hurt.", "All left.", "Why so?")):
        speech = say(text, name)
        level = np.abs(samples(speech.pcm).astype(float))
        onset = int(np.flatnonzero(level > 0.03 * level.max())[0])
        away.append(abs(speech.words[0].begin - onset) / speech.rate)
    assert np.quantile(away, 0.8) <= 0.06
    assert max(away) <= 0.08


def test_word_times_agree_with_forced_alignment() -> None:
    """95 words of 100 begin within 60 ms of where a recogniser that knows the words finds them."""
    pytest.importorskip("pocketsphinx", reason="the extra `listen` is not installed")
    away = []
    for name, text in itertools.product(CAST, SENTENCES):
        line = Line(text=text, voice=profile(name), language="en")
        speech = load_engine("hibari").speak(line)
        found = {word.start: word.begin for word in aligned(speech, line)}
        away += [abs(word.begin - found[word.start]) / speech.rate for word in speech.words if word.start in found]
    assert len(away) > 200
    assert np.quantile(away, 0.95) <= 0.06


def test_the_articles_own_brackets_are_no_markup() -> None:
    """`[word](/sounds/)` of an article is read as its words, never as sounds."""
    plain, marked = say("Read the note on page ten."), say("Read [the](/now/) note on page ten.")
    assert marked.frames > plain.frames + plain.rate // 5


def test_the_lexicons_sounds_are_said() -> None:
    """A word with IPA is said by it, with its ending, and the other words stay as they were."""
    text = "The Hyundai's plant is in Ulsan."
    own, given_ = say(text), say(text, phonemes={"Hyundai": "ˈhjʌndɛ"})
    assert own.pcm != given_.pcm
    assert len(own.words) == len(given_.words)
    last = [word.finish - word.begin for word in own.words[-2:]]
    assert [word.finish - word.begin for word in given_.words[-2:]] == pytest.approx(last, abs=1200)


@pytest.mark.parametrize("text", ["Mr. 김 spoke.", "Привет to all.", "The α particle.", "東京 is large.", "Rule ⑩."])
def test_other_scripts_are_refused_and_not_left_out(text: str) -> None:
    """Letters that the model has no sounds for end in an error that says which, with the way out."""
    with pytest.raises(SpeechError, match="has no sounds for") as caught:
        say(text)
    assert "fallback" in caught.value.hint


def test_a_sentence_with_other_letters_is_read_by_the_fallback() -> None:
    """Only that sentence, by the voice's own fallback; who reads it and why is told once."""
    heart, announcer = profile("en-heart"), profile("en-announcer")
    texts = ("Mr. 김 spoke.", "Nobody else did.", "Ms. 박 left.")
    asked = [
        Utterance(cue=i, start=0, end=len(text), spoken=text, voice=heart, language="en")
        for i, text in enumerate(texts)
    ]
    read, told = stand_in(asked, {voice.name: voice for voice in (heart, announcer)})
    assert [one.voice.name for one in read] == ["en-announcer", "en-heart", "en-announcer"]
    assert [str(one) for one in told] == ["en-announcer for en-heart (it has no sounds for '김박')"]


def test_without_the_package_the_fallback_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where hibari cannot be loaded, espeak reads all of it, and a line says what is missing and how to get it."""
    monkeypatch.setattr("importlib.util.find_spec", lambda name, *_: None if name == "hibari" else object())
    heart, announcer = profile("en-heart"), profile("en-announcer")
    asked = [Utterance(cue=0, start=0, end=5, spoken="Hello.", voice=heart, language="en")]
    read, told = stand_in(asked, {voice.name: voice for voice in (heart, announcer)})
    assert [one.voice.name for one in read] == ["en-announcer"]
    assert [one.remedy for one in told] == ["pip install hibari-tts"]


def read(text: str, phonemes: dict[str, str] | None = None) -> dict[str, str]:
    """Each word of a text with the sounds that are given to it."""
    plain, marked = reading.prepared(replace(_line(text), phonemes=phonemes or {}), british=False)
    spans = tokens(plain)
    sounds, owners = reading.sounds(plain, marked, spans, british=False)
    return {
        plain[start:end]: "".join(sound for sound, owner in zip(sounds, owners, strict=True) if owner == word)
        for word, (start, end) in enumerate(spans)
    }


def test_no_word_is_left_out() -> None:
    """Every word of the shipped articles and sentences has sounds; one that the reader has none for is spelled."""
    lines = [*map(script.spoken, SHIPPED_LINES), "Mr. Ý spoke."]
    left_out = [(word, line) for line in lines for word, sounds in read(line).items() if not sounds]
    assert len(lines) > 40
    assert not left_out
    assert read("xKöln") == {"xKöln": read("x")["x"] + read("Koln")["Koln"]}


@settings(max_examples=300, deadline=None)
@given(st.text(st.characters(max_codepoint=0x24F, categories=["L", "N"]) | st.sampled_from(" .'-&_/"), max_size=12))
@example("Ý")
def test_a_word_is_said_or_refused(text: str) -> None:
    """Whatever letters and figures a word has, each of them in one that is not refused is part of a word with sounds."""
    if load_engine("hibari").unsayable(text):
        return
    try:
        said = read(text)
    except SpeechError as error:
        assert "no sounds for" in error.message  # noqa: PT017 - either way is right
    else:
        assert all(said.values())


@pytest.mark.parametrize(("text", "word", "sounds"), [
    ("An M and A deal.", "A", "ˈA"), ("They took exit A, then left.", "A", "ˈA"), ("A man came.", "A", "ɐ"),
    ("Once Upon A Time", "A", "ɐ"), ("Serie A clubs won.", "A", "ˈA"), ("The A team won.", "A", "ˈA"),
])  # fmt: skip
def test_the_letter_and_the_article(text: str, word: str, sounds: str) -> None:
    """`A` is the letter where no article can stand, and the article elsewhere."""
    assert read(text)[word] == sounds


@pytest.mark.parametrize(("text", "sounds"), [
    ("L.G.'s plan", "ˌɛlʤˈiz"), ("B.T.S.'s plan", "bˌitˌiˈɛsᵻz"), ("I.M.F.'s plan", "ˌIˌɛmˈɛfs"), ("Kate's plan", "kˈAts"),
])  # fmt: skip
def test_an_ending_goes_by_the_sound_before_it(text: str, sounds: str) -> None:
    """What belongs to letters read one by one is said as after any word that ends so."""
    assert next(iter(read(text).values())) == sounds


@pytest.mark.parametrize(("text", "word", "sounds"), [
    ("Kim’s left.", "Kim's", "kˈɪmz"), ("Park’s left.", "Park's", "pˈɑɹks"), ("Baez’s left.", "Baez's", "bˈɛzᵻz"),
    ("O’Hara left.", "O'Hara", "ˈOhɑɹɑ"),
])  # fmt: skip
def test_a_word_of_the_lexicon_with_an_apostrophe(text: str, word: str, sounds: str) -> None:
    """The lexicon's sounds hold in whatever way the apostrophe is written, and an ending goes by the sound before it."""
    words = {"Kim": "kˈɪm", "Park": "pˈɑːɹk", "Baez": "bˈɛz", "O’Hara": "ˈoʊhɑɹɑ"}
    assert read(text, {name: ipa for name, ipa in words.items() if text.startswith(name)})[word] == sounds


@settings(max_examples=25, deadline=None)
@given(st.text(st.characters(codec="latin-1", exclude_categories=["Cs"]), max_size=40))
def test_any_western_text_is_spoken_or_refused(text: str) -> None:
    """Whatever stands in a line, words are in order and inside the sound; what has no sound (¼) is refused as it was told."""
    if load_engine("hibari").unsayable(text):
        with pytest.raises(SpeechError):
            say(text)
        return
    speech = say(text)
    places = [(word.begin, word.finish) for word in speech.words]
    assert all(0 <= begin <= finish <= speech.frames for begin, finish in places)
    assert places == sorted(places)
    assert {(word.start, word.end) for word in speech.words} <= set(
        tokens(reading.prepared(_line(text), british=False)[0])
    )


def _line(text: str) -> Line:
    return Line(text=text, voice=profile("en-heart"), language="en")


def test_a_long_line_is_said_whole() -> None:
    """More sounds than the network was taught to take at once are cut between words, and every word keeps its time."""
    text = " ".join(["The ambassador of the neighbouring republic answered every question"] * 9) + "."
    speech = say(text)
    assert len(speech.words) == len(tokens(text))
    assert 25 < speech.frames / speech.rate < 60


# ---- a cast from one model


@cache
def pitch(speech: Speech) -> float:
    """Median fundamental frequency in Hz, by autocorrelation of 40 ms."""
    values = samples(speech.pcm).astype(float)
    size, found = speech.rate // 25, []
    for start in range(0, len(values) - 2 * size, size):
        part = values[start : start + 2 * size] * np.hanning(2 * size)
        if np.abs(part).max() < 0.2 * np.abs(values).max():
            continue
        spectrum = np.abs(np.fft.rfft(part, 8192)) ** 2
        lags = np.fft.irfft(spectrum)[: speech.rate // 60]
        low = speech.rate // 400
        best = low + int(np.argmax(lags[low:]))
        if lags[best] > 0.45 * lags[0]:
            found.append(speech.rate / best)
    return float(np.median(found))


@cache
def colour(speech: Speech) -> Any:
    """Mean mel cepstrum (12 coefficients, the level left out) of the loud parts: what is left of a voice without words."""
    values = samples(speech.pcm).astype(float)
    size = 1024
    frames = np.lib.stride_tricks.sliding_window_view(values, size)[:: size // 2] * np.hanning(size)
    power = np.abs(np.fft.rfft(frames, axis=1)) ** 2
    power = power[power.sum(axis=1) > 0.05 * power.sum(axis=1).max()]
    mel = np.linspace(0, 2595 * np.log10(1 + 8000 / 700), 28)
    edges = 700 * (10 ** (mel / 2595) - 1) * size / speech.rate
    bins = np.arange(power.shape[1])
    bank = [np.interp(bins, edges[i : i + 3], [0, 1, 0], left=0, right=0) for i in range(26)]
    logs = np.log(power @ np.array(bank).T + 1e-3)
    basis = np.cos(np.pi / 26 * np.outer(np.arange(1, 13), np.arange(26) + 0.5))
    return (logs @ basis.T).mean(axis=0)


@pytest.mark.parametrize(("one", "other"), [*itertools.combinations(CAST, 2)])
def test_two_voices_of_one_story_are_told_apart(one: str, other: str) -> None:
    """Any two of the English cast are a tenth apart in pitch, and apart in colour by half of what other words make."""
    apart = abs(np.log2(pitch(spoken(one)) / pitch(spoken(other))))
    assert apart > np.log2(1.1), (
        f"{one} and {other} speak at {pitch(spoken(one)):.0f} and {pitch(spoken(other)):.0f} Hz"
    )
    itself = np.linalg.norm(colour(spoken(one)) - colour(of_other_words(one)))
    assert np.linalg.norm(colour(spoken(one)) - colour(spoken(other))) > 0.5 * itself


def test_men_are_lower_than_women() -> None:
    """What a profile says of its gender is heard: every man below 145 Hz, every woman above."""
    for name in CAST:
        assert (pitch(spoken(name)) < 145) == (profile(name).gender == "male"), name


def test_a_speakers_size_keeps_the_pace() -> None:
    """A larger throat is not a slower speaker."""
    large = say(SENTENCE, replace(profile("en-heart"), options={"formants": 0.85}))
    assert trimmed(large).frames == pytest.approx(trimmed(say(SENTENCE)).frames, rel=0.12)


@pytest.mark.parametrize(("option", "value"), [("formants", 0.3), ("formants", "large"), ("melody", -1)])
def test_an_impossible_speaker_is_not_ready(option: str, value: str | float) -> None:
    """An option out of its bounds is told before anything is recorded, with the bounds."""
    found = readiness(replace(profile("en-heart"), options={option: value}))
    assert not found.ready
    assert option in found.missing


# ---- delivery


def test_a_question_ends_higher() -> None:
    """The same words end more than a seventh of an octave higher when they ask."""
    text = "The council has paid for all of it already"

    def end(delivery: Delivery) -> float:
        speech = trimmed(say(text, delivery=delivery))
        return float(np.log2(pitch(replace(speech, pcm=speech.pcm[-2 * (speech.rate // 3) :])) / pitch(speech)))

    assert end(Delivery(rise=0.4)) > end(Delivery()) + 0.15


@given(
    st.floats(0.5, 1.5), st.floats(0, 2), st.floats(0, 2), st.floats(0, 0.5), st.lists(st.floats(0, 400), max_size=80)
)
def test_a_moved_pitch_is_what_was_asked(
    moved: float, melody: float, fall: float, rise: float, curve: list[float]
) -> None:
    """Any curve of pitch is moved to a voice's; where it is not voiced nothing is made of it; a rise never lowers it."""
    f0 = np.array(curve, np.float32)
    plain = timbre.moved(f0, pitch=moved, melody=melody, delivery=Delivery(fall=fall))
    asked = timbre.moved(f0, pitch=moved, melody=melody, delivery=Delivery(fall=fall, rise=rise))
    assert plain.shape == f0.shape
    assert np.isfinite(plain).all()
    assert (asked >= plain * 0.999).all()
    voiced = f0 > timbre.UNVOICED
    assert (f0[voiced] * plain[voiced] >= timbre.LOWEST * 0.999).all()
    assert np.allclose(plain[~voiced], moved)


def test_a_closing_sentence_falls_further() -> None:
    """The last stretch below the voice's middle is drawn further down, what is before it stays."""
    f0 = np.linspace(240, 120, 200, dtype=np.float32)
    plain, closing = (timbre.moved(f0, pitch=1.0, melody=1.0, delivery=Delivery(fall=fall)) for fall in (1.0, 1.5))
    assert np.allclose(plain[:100], closing[:100])
    assert closing[-1] < plain[-1]


# ---- the model's file


def test_a_voice_that_has_to_be_fetched_says_how(
    voice: Voices, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Another voice of hibari's that is not here is told with the command that fetches it; an unknown one with its kin."""
    monkeypatch.setenv("AUDIOPRESS_MODELS", str(tmp_path))
    found = readiness(voice("hibari", "fenrir"))
    assert not found.ready
    assert "audiopress voices download hibari-fenrir" in found.install
    with pytest.raises(UnknownName, match="did you mean 'heart'"):
        load_engine("hibari").speak(Line(text="Hello.", voice=voice("hibari", "hart"), language="en"))


@pytest.mark.parametrize("content", [b"", b"not a model", b"\x3a\x7f", b"\x3a\x00"])
def test_a_file_that_is_no_model_is_told(content: bytes, tmp_path: Path) -> None:
    """A damaged or foreign file is one message with its name."""
    path = tmp_path / "hibari-broken.onnx"
    path.write_bytes(content)
    with pytest.raises(SpeechError, match="not a hibari model") as caught:
        network.load(str(path), "digest")
    assert caught.value.where == str(path)
