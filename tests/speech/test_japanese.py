"""Kanji are read by a dictionary: with it rightly, without it not at all."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiopress.errors import SpeechError
from audiopress.model import Voice
from audiopress.speech import japanese
from audiopress.speech.builtin.espeak import Espeak
from audiopress.speech.contract import examine
from audiopress.speech.engine import Line
from audiopress.speech.word_cuts import tokens

Voices = Callable[..., Voice]

SENTENCE = "市は橋の工事を三月に始める。"
dictionary = pytest.mark.skipif(
    importlib.util.find_spec("sudachidict_core") is None, reason="the extra japanese is not installed"
)


@pytest.fixture
def reader(voice: Voices) -> Voice:
    """A Japanese voice of espeak."""
    return voice("espeak", "ja+announcer", languages=("ja",))


@dictionary
@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("東京へ行った。", "トーキョーエ イッた。"),
        ("北村大臣は「計画だ」と述べた。", "キタムラダイジンワ「ケーカクだ」と ノベた。"),
        ("彼は思う。", "カレワ オモウ。"),
        ("人々", "ヒトビト"),
        ("費用は約ゴオクエン。", "ヒヨーワ ヤクゴオクエン。"),
        ("ハチガツは暑い。", "ハチガツワ アツイ。"),
        ("NATOとAIの会議", "ナトーと エーアイの カイギ"),
        ("はなしました。", "はなしました。"),
        ("", ""),
    ],
)
def test_kanji_are_read(written: str, read: str) -> None:
    """By the word they stand in, with long vowels and with particles as they sound; kana stay."""
    assert japanese.kana(written)[0] == read


@dictionary
@given(st.text(st.sampled_from("東京は橋へ行った。「」、 abcNATO12\0\nカナ々\ud800"), max_size=60))
def test_every_sign_that_is_read_has_its_place(text: str) -> None:
    """The offsets rise from the first character to the end: one for each character that is read, one for the end."""
    read, offsets = japanese.kana(text)

    assert len(offsets) == len(read) + 1
    assert offsets == sorted(offsets)
    assert offsets[-1] == len(text)
    assert all(0 <= place < len(text) for place in offsets[:-1])
    assert not set(read) & set("東京橋行々")


@dictionary
def test_a_long_text_is_read_whole() -> None:
    """A text longer than the dictionary's reader takes at a time loses nothing."""
    read, offsets = japanese.kana(SENTENCE * 2000)

    assert read.count("コージ") == 2000
    assert offsets[-1] == len(SENTENCE) * 2000


@dictionary
def test_a_sign_without_a_reading_is_told() -> None:
    """It is never left out: the message names it and how to give it a reading."""
    with pytest.raises(SpeechError, match="龘") as told:
        japanese.kana("龘が来た。")

    assert told.value.hint == "audiopress lexicon add 龘 --say KANA --language ja"


@dictionary
def test_espeak_reads_kanji_in_time(espeak: Espeak, reader: Voice) -> None:
    """A sentence in kanji lasts as long as in kana, and its words have their times."""
    examine(espeak, reader, sentence=SENTENCE)

    there = espeak.speak(Line(text=SENTENCE, voice=reader, language="ja"))
    spelled = espeak.speak(Line(text="シワ ハシの コージを サンガツに ハジメル。", voice=reader, language="ja"))
    assert there.frames == pytest.approx(spelled.frames, rel=0.05)


@dictionary
@pytest.mark.parametrize(("text", "seconds"), [("Articles aloudです。", 2.6), ("船Aloud号", 2.2), ("R&D <b>です", 4.0)])
def test_latin_words_are_said_and_not_spelled(text: str, seconds: float, espeak: Espeak, reader: Voice) -> None:
    """A word that no dictionary has is said by the English voice; markup in the text is text."""
    speech = espeak.speak(Line(text=text, voice=reader, language="ja"))

    assert 0.5 < speech.frames / speech.rate < seconds
    assert [text[w.start : w.end] for w in speech.words] == [text[a:b] for a, b in tokens(text)]


@dictionary
def test_words_after_a_latin_word_have_their_own_times(espeak: Espeak, reader: Voice) -> None:
    """The marks around a word in Latin letters do not shift what follows."""
    text = "ハシは Aloud です"
    speech = espeak.speak(Line(text=text, voice=reader, language="ja"))

    latin = next(w for w in speech.words if text[w.start] == "A")
    before = speech.pcm[2 * (latin.begin - 100) : 2 * latin.begin]
    after = speech.pcm[2 * latin.begin : 2 * (latin.begin + 4410)]
    assert loudest(before) < 0.1 * loudest(after)
    assert speech.words[-1].begin > latin.begin + 0.2 * speech.rate


def loudest(pcm: bytes) -> int:
    return max(map(abs, memoryview(pcm).cast("h")))


@dictionary
def test_the_dictionary_is_part_of_a_take(espeak: Espeak, reader: Voice, voice: Voices) -> None:
    """Another edition of it may read otherwise, so that Japanese takes are recorded again, and no others."""
    assert espeak.digest(reader) == japanese.version() != ""
    assert espeak.digest(voice("espeak", "en-us")) == ""


def test_without_the_dictionary_kanji_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """The voice is not ready and says what to install; a line in kana is spoken, one with kanji is not misread."""
    monkeypatch.setattr("audiopress.speech.registry.importlib.util.find_spec", lambda name: None)
    monkeypatch.setitem(sys.modules, "sudachipy", None)
    japanese._tokenizer.cache_clear()

    ready = japanese.readiness()
    assert not ready.ready
    assert ready.install == "pip install 'audiopress[japanese]'"
    assert japanese.kana("はし")[0] == "はし"
    with pytest.raises(SpeechError) as told:
        japanese.kana("橋")
    assert told.value.hint == "pip install 'audiopress[japanese]'"
