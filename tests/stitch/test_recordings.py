"""`@audio`: what a reporter brings home, with the room around it, becomes a take like any other."""

from __future__ import annotations

import wave
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from audiopress.model import Cue, Script, Show, Take, Utterance
from audiopress.stitch import mix, recordings
from audiopress.stitch.arrays import as_floats

Make = Callable[..., tuple[Script, tuple[Utterance, ...], tuple[Take, ...]]]
Signal = NDArray[np.float64]

RATE = 22050
BEFORE, AFTER = 2.0, 3.0
"""Seconds of the room around the words."""
ONE = [("host", "", "anna", -12.0, 1, True)]


def room(seconds: float, level: float) -> Signal:
    """Noise at so many dBFS."""
    return np.random.default_rng(3).normal(0, 10 ** (level / 20), round(seconds * RATE))


def around(words: Signal) -> Signal:
    """The words with digital silence before and after."""
    return np.concatenate([np.zeros(round(BEFORE * RATE)), words, np.zeros(round(AFTER * RATE))])


def hiss(words: Signal) -> Signal:
    """A room 46 dB under full scale."""
    whole = around(words)
    return whole + room(len(whole) / RATE, -46)


def street(words: Signal) -> Signal:
    """Traffic, fourteen dB under the words."""
    whole = around(words)
    return whole + room(len(whole) / RATE, 10 * np.log10(np.square(words).mean()) - 14)


def hum(words: Signal) -> Signal:
    """The mains."""
    whole = around(words)
    return whole + 0.003 * np.sin(2 * np.pi * 50 * np.arange(len(whole)) / RATE)


def click(words: Signal) -> Signal:
    """Somebody touches the microphone, long before and long after."""
    whole = around(words)
    for at in (0.3, BEFORE + len(words) / RATE + 2.0):
        whole[round(at * RATE) : round(at * RATE) + 40] = 0.5 * np.hanning(40)
    return whole


def lopsided(words: Signal) -> Signal:
    """Direct current in the recorded part only: an editor put silence of a program's around it."""
    return around(words + 0.1)


def far(words: Signal) -> Signal:
    """The telephone lay in another room."""
    return around(words * 0.02)


def bare(words: Signal) -> Signal:
    """Nothing but the words."""
    return words


def lengths_and_sound(
    change: Callable[[Signal], Signal], episode: Make, show: Show, folder: Path
) -> tuple[float, Signal, Signal]:
    """Seconds that the recording takes, its sound, and the sound of the same words by a voice."""
    script, utterances, takes = episode(ONE, rate=RATE)
    words = as_floats(takes[0].path.read_bytes()).astype(np.float64)
    words = words[np.flatnonzero(words)[0] : np.flatnonzero(words)[-1] + 1]
    with wave.open(str(show.folder / "vox.wav"), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(np.rint(np.clip(change(words), -1, 1) * 32767).astype("<i2").tobytes())
    cues = (*script.cues, Cue(kind="audio", line=9, text="vox.wav"))
    made = mix(replace(script, cues=cues), utterances, takes, show, path=folder / "p.pcm")
    samples = as_floats((folder / "p.pcm").read_bytes()).astype(np.float64)
    said = made.transcript[0]
    begin = round((said.end + show.pause.quote) * made.rate)
    end = len(samples) - round(show.pause.end * made.rate)
    voice = samples[round(said.start * made.rate) : round(said.end * made.rate)]
    return (end - begin) / made.rate, samples[begin:end], voice


@pytest.mark.parametrize("change", [hiss, street, hum, click, lopsided, far, bare])
def test_a_recording_is_trimmed_and_levelled_like_a_take(
    episode: Make, show: Show, tmp_path: Path, change: Callable[[Signal], Signal]
) -> None:
    """Whatever lies around and under the words: of five seconds of room a breath stays, no direct current, one LU."""
    seconds, heard, voice = lengths_and_sound(change, episode, show, tmp_path)

    said = len(voice) / 44100
    kept = sum(recordings.KEPT)
    assert said - 0.02 <= seconds <= said + kept + 0.05
    loudest = (
        np.sort(np.square(heard))[-len(voice) // 2 :].mean() / np.sort(np.square(voice))[-len(voice) // 2 :].mean()
    )
    assert 10 * np.log10(loudest) == pytest.approx(0.0, abs=1.0)
    assert abs(heard.mean()) < 0.002 * np.abs(heard).max()


def test_words_at_the_very_edge_are_not_faded(episode: Make, show: Show, tmp_path: Path) -> None:
    """Where a recording has no room around its words, only the few milliseconds of every joint are faded."""
    _, heard, voice = lengths_and_sound(bare, episode, show, tmp_path)

    size = round(0.05 * 44100)
    for edge in (slice(0, size), slice(-size, None)):
        assert np.std(heard[edge]) / np.std(heard) == pytest.approx(np.std(voice[edge]) / np.std(voice), rel=0.15)


def test_a_sound_without_a_room_stays_whole(episode: Make, show: Show, tmp_path: Path) -> None:
    """Rain is the same from beginning to end: there is nothing in it that is not meant."""
    seconds, _, _ = lengths_and_sound(lambda _: room(4.0, -20), episode, show, tmp_path)

    assert seconds == pytest.approx(4.0, abs=0.03)


def test_the_room_does_not_come_and_go_at_once(episode: Make, show: Show, tmp_path: Path) -> None:
    """What stays of a noisy room is faded in and out."""
    _, heard, _ = lengths_and_sound(hiss, episode, show, tmp_path)

    first, later = heard[: round(0.01 * 44100)], heard[round(0.05 * 44100) : round(0.1 * 44100)]
    assert np.std(first) < 0.5 * np.std(later)
    assert np.std(heard[-round(0.02 * 44100) :]) < 0.3 * np.std(later)


def test_a_long_recording_is_worked_on_in_pieces(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The pieces join to what one piece would have been."""
    time = np.arange(round(2.7 * RATE)) / RATE
    words = 0.3 * np.sin(2 * np.pi * 300 * time) * np.sin(2 * np.pi * 2 * time) + 0.05 * time
    pcm = np.rint(hiss(words) * 32767).astype("<i2").tobytes()
    (tmp_path / "a.pcm").write_bytes(pcm)
    (tmp_path / "b.pcm").write_bytes(pcm)

    recordings.made_ready(tmp_path / "a.pcm", RATE)
    monkeypatch.setattr(recordings, "PIECE", 1)
    recordings.made_ready(tmp_path / "b.pcm", RATE)

    one, many = (np.frombuffer((tmp_path / name).read_bytes(), "<i2").astype(int) for name in ("a.pcm", "b.pcm"))
    assert len(one) == len(many)
    assert np.abs(one - many).max() <= 1
