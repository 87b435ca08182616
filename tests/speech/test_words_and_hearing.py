"""Where words sound when the engine does not tell, and how well a voice is understood."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiopress.errors import SpeechError
from audiopress.model import Utterance, Voice, WordTime
from audiopress.speech import listen, load_engine, record
from audiopress.speech.align import aligned
from audiopress.speech.audio import trimmed
from audiopress.speech.builtin.espeak import Espeak
from audiopress.speech.engine import Line, Speech
from audiopress.speech.hearing import SENTENCES, distance, near_misses
from audiopress.speech.ipa import to_arpabet, to_espeak
from audiopress.speech.word_cuts import interpolated, pieces, proportional, syllables, tokens
from audiopress.speech.word_times import timed

Voices = Callable[..., Voice]
SPHINX = importlib.util.find_spec("pocketsphinx") is not None
needs_sphinx = pytest.mark.skipif(not SPHINX, reason="pocketsphinx is not installed: pip install 'audiopress[listen]'")
TEXTS = st.text(alphabet=st.sampled_from(list("abc ABC ,.;—“” 가나 東京 1'-\n")), max_size=60)


# ---- words


@given(TEXTS, st.integers(0, 50_000))
def test_every_word_has_a_place_in_the_take(text: str, frames: int) -> None:
    """By proportion, words are in order, inside the frames, and none is left out."""
    words = proportional(text, frames, 22050)

    assert [(word.start, word.end) for word in words] == (tokens(text) if frames else [])
    ends = 0
    for word in words:
        assert ends <= word.begin <= word.finish <= frames
        ends = word.begin
    if words:
        assert words[0].begin == 0


@given(TEXTS, st.dictionaries(st.integers(0, 20), st.integers(-10, 60_000), max_size=6))
def test_words_that_are_known_keep_their_time(text: str, begins: dict[int, int]) -> None:
    """Whatever an engine reports, words stay in order; a sensible report is kept to the frame."""
    spans = tokens(text)
    known = {index: frame for index, frame in begins.items() if index < len(spans)}
    words = interpolated(text, spans, known, 50_000, 22050)

    assert [word.begin for word in words] == sorted(word.begin for word in words)
    rising = sorted(known.items())
    frames = [frame for _, frame in rising]
    if frames and frames == sorted(set(frames)) and frames[0] > 0 and frames[-1] < 50_000 and rising[0][0] > 0:
        assert all(words[index].begin == frame for index, frame in rising)


@given(st.text(alphabet=st.sampled_from(list("abcdefgh     ,.;:!?가나다")), max_size=400), st.integers(5, 100))
def test_cutting_loses_nothing(text: str, limit: int) -> None:
    """The pieces put together are the text, but for the spaces at the cuts; none is longer than the limit."""
    parts = list(pieces(text, limit))

    assert "".join("".join(parts).split()) == "".join(text.split())
    assert all(0 < len(part) <= limit for part in parts)


def test_cuts_fall_after_sentences_then_clauses_then_words() -> None:
    """The best place that is not too near the beginning is taken."""
    assert list(pieces("One two three. Four five, six seven.", 25)) == ["One two three.", "Four five, six seven."]
    assert list(pieces("One two three four, five six seven.", 25)) == ["One two three four,", "five six seven."]
    assert list(pieces("One two three four five six.", 14)) == ["One two three", "four five six."]
    assert list(pieces("가" * 25, 10)) == ["가" * 10, "가" * 10, "가" * 5]


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("minister", 3),
        ("peace", 1),
        ("table", 2),
        ("U", 1),
        ("NATO", 4),
        ("2020", 4),
        ("대한민국", 4),
        ("東京", 2),
        ("hmm", 1),
    ],
)
def test_syllables_are_counted_about_right(word: str, count: int) -> None:
    """Vowel groups, silent e, letters said one by one, Hangul and Han."""
    assert syllables(word) == count


def test_ipa_becomes_what_engines_take() -> None:
    """Stress goes before its vowel for espeak; ARPAbet has none; an unknown sign gives nothing rather than another sound."""
    assert to_espeak("pjʌŋˈjɑŋ") == "pjVNj'A:N"
    assert to_espeak("/ˈsoʊl/") == "s'oUl"
    assert to_arpabet("ˈdʒiːn") == "JH IY N"
    assert to_arpabet("tʃeɪbəl") == "CH EY B AH L"
    assert to_espeak("ʘa") == to_arpabet("ʘa") == ""


# ---- alignment


def _said(voice: Voice, text: str) -> tuple[Speech, Line]:
    line = Line(text=text, voice=voice, language="en")
    return trimmed(load_engine("espeak").speak(line)), line


@needs_sphinx
def test_alignment_finds_words_where_the_engine_says_they_are(voice: Voices) -> None:
    """Against espeak's own times, half of the words are off by less than 30 ms; a guess by length is worse."""
    off, guessed = [], []
    for sentence in SENTENCES[:6]:
        speech, line = _said(voice("espeak", "en-us+announcer"), sentence)
        found = aligned(speech, line)
        guess = proportional(sentence, speech.frames, speech.rate)
        if found:
            off += [abs(a.begin - b.begin) / speech.rate for a, b in zip(found, speech.words, strict=True)]
            guessed += [abs(a.begin - b.begin) / speech.rate for a, b in zip(guess, speech.words, strict=True)]

    assert len(off) >= 30
    assert sorted(off)[len(off) // 2] < 0.03
    assert sorted(off)[len(off) // 2] < 0.5 * sorted(guessed)[len(guessed) // 2]


@needs_sphinx
def test_alignment_knows_names_that_the_dictionary_does_not(voice: Voices) -> None:
    """How a name is said is asked of espeak; hyphens are opened and put together again."""
    text = "Minister Zhuvorek Lee In-young left."
    speech, line = _said(voice("espeak", "en-us+announcer"), text)

    found = aligned(speech, line)

    assert [text[w.start : w.end] for w in found] == ["Minister", "Zhuvorek", "Lee", "In-young", "left"]


def test_a_take_says_where_its_word_times_come_from(
    troubled: Voice, lines: Callable[..., list[Utterance]], tmp_path: Path
) -> None:
    """`engine` where it told them, else `aligned` or `proportional`; another language than English is proportional."""
    own, without = record(lines(troubled, "Known words.", "untimed words."), cache=tmp_path)
    (korean,) = record(lines(troubled, "untimed 장관은 말했다.", language="ko"), cache=tmp_path)

    assert own.timing == "engine"
    assert without.timing in {"aligned", "proportional"}
    assert korean.timing == "proportional"
    assert len(korean.words) == 3


def test_a_word_ends_where_its_sound_does(voice: Voices) -> None:
    """An engine that tells begins alone: the pause after a word is not part of it."""
    loud, quiet = b"\x00\x20" * 2205, bytes(2 * 2205)
    speech = Speech(pcm=loud + quiet + loud, rate=22050, words=(WordTime(0, 3, 0, 4410), WordTime(5, 8, 4410, 6615)))

    first, second = timed(speech, Line(text="one, two", voice=voice(), language="en"))[0].words

    assert abs(first.finish - 2205) <= 110
    assert second == WordTime(5, 8, 4410, 6615)


# ---- hearing


@needs_sphinx
def test_a_shipped_voice_is_understood_and_its_reverse_is_not(voice: Voices) -> None:
    """At most one word of twenty is misheard; backwards at least sixteen are, so the check can fail."""
    heard = listen(voice("espeak", "en-us+announcer"), sentences=SENTENCES[:4])

    assert heard.error <= 0.05, heard.missed
    assert heard.backwards >= 0.80
    assert heard.passed
    assert heard.words == sum(len(sentence.split()) for sentence in SENTENCES[:4])


@needs_sphinx
def test_a_voice_that_cannot_be_understood_does_not_pass(voice: Voices) -> None:
    """Sine tones carry no words."""
    assert not listen(voice(), sentences=SENTENCES[:2]).passed


def test_only_english_can_be_listened_to(voice: Voices, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another language and a missing package are told before anything is recorded."""
    if SPHINX:
        with pytest.raises(SpeechError, match="English alone"):
            listen(voice("espeak", "ko", languages=("ko",)))
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(SpeechError, match=r"audiopress\[listen\]"):
        listen(voice())


def test_near_misses_are_near_and_miss() -> None:
    """Four of each sentence, none of them the sentence, most of its words kept."""
    near = near_misses(SENTENCES)

    assert len(near) == 4 * len(SENTENCES)
    for index, sentence in enumerate(SENTENCES):
        for other in near[4 * index : 4 * index + 4]:
            assert 1 <= distance(sentence.split(), other.split()) <= 2


@pytest.mark.parametrize(
    ("said", "heard", "wrong"),
    [
        ("a b c", "a b c", 0),
        ("a b c", "", 3),
        ("a b c", "a c", 1),
        ("a b", "a x b", 1),
        ("a b c", "x y z", 3),
        ("", "a", 1),
    ],
)
def test_misheard_words_are_counted(said: str, heard: str, wrong: int) -> None:
    """Left out, put in, exchanged: one each."""
    assert distance(said.split(), heard.split()) == wrong


def test_espeak_tells_phonemes() -> None:
    """What alignment asks for names: the sounds, in IPA."""
    engine = load_engine("espeak")
    assert isinstance(engine, Espeak)

    assert engine.phonemes("minister").replace("ˈ", "") == "mɪnɪstɚ"


def test_pace_is_part_of_what_is_plausible(voice: Voices) -> None:
    """A very slow voice is not too long, and its pauses are not holes."""
    slow = replace(voice("espeak", "en-us+announcer"), pace=0.5)
    speech, line = _said(slow, "He waited. Then he left, and nobody spoke. Nobody.")
    from audiopress.speech.take_checks import faults

    assert faults(speech, line) == ()
