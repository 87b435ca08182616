"""Music: any format, looped and faded, in its place under speech, out of the way when somebody speaks."""

from __future__ import annotations

import wave
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from audiopress.errors import AudioError
from audiopress.model import Cue, Programme, Script, Show, Take, Utterance
from audiopress.stitch import facts, measure, mix
from audiopress.stitch.arrays import Floats, as_floats
from audiopress.stitch.ffmpeg import decode, run
from audiopress.stitch.music import envelope, looped
from audiopress.workspace import shipped

Make = Callable[..., tuple[Script, tuple[Utterance, ...], tuple[Take, ...]]]
Change = Callable[..., Show]

RATE = 44100
LINES = [("host", "", "anna", -12.0, 2, True), ("host", "", "anna", -12.0, 2, True)]


def with_music(
    parts: tuple[Script, tuple[Utterance, ...], tuple[Take, ...]], before: dict[int, list[Cue]]
) -> tuple[Script, tuple[Utterance, ...], tuple[Take, ...]]:
    """The episode with cues put in before those of these numbers."""
    script, utterances, takes = parts
    cues: list[Cue] = []
    moved: dict[int, int] = {}
    for number, cue in enumerate((*script.cues, None)):
        cues += before.get(number, [])
        if cue is not None:
            moved[number] = len(cues)
            cues.append(cue)
    return replace(script, cues=tuple(cues)), tuple(replace(u, cue=moved[u.cue]) for u in utterances), takes


def music(name: str) -> Cue:
    """A music cue."""
    return Cue(kind="music", line=9, text=name)


def chord(seconds: float) -> Floats:
    """A steady chord."""
    time = np.arange(round(seconds * RATE)) / RATE
    notes = [np.sin(2 * np.pi * hertz * time + n) for n, hertz in enumerate((220.0, 277.2, 329.6))]
    return np.asarray(np.sum(notes, axis=0) / 4, np.float32)


def write(signal: Floats, path: Path, *options: str) -> Path:
    """A file of music in the format of its name."""
    path.parent.mkdir(parents=True, exist_ok=True)
    wav = path.with_name("raw.part.wav")
    with wave.open(str(wav), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(np.rint(signal * 32767).astype("<i2").tobytes())
    if path.suffix == ".wav":
        wav.replace(path)
    else:
        run(["-v", "error", "-i", str(wav), *options, "-y", str(path)])
        wav.unlink()
    return path


def samples(programme: Programme) -> Floats:
    """What was mixed."""
    return as_floats(programme.path.read_bytes())


@pytest.mark.parametrize(
    "name", ["ident.wav", "ident.flac", "ident.mp3", "ident.m4a", "ident.ogg", "ident.wma", "ident.AIFF"]
)
def test_music_may_be_of_any_format(episode: Make, show: Show, tmp_path: Path, name: str) -> None:
    """What ffmpeg reads is found under its name beside the show, and comes before the shared piece."""
    write(chord(4.0), show.folder / "music" / name)

    made = mix(*with_music(episode(LINES), {0: [music("ident")]}), show, path=tmp_path / "p.pcm")

    assert made.transcript[0].start == pytest.approx(show.pause.start + 4.0 + show.pause.quote, abs=0.25)


def test_a_piece_that_may_not_be_read_is_named(
    episode: Make, show: Show, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The fault is the piece's, and not the disk's that the episode is written to."""
    piece = write(chord(4.0), show.folder / "music" / "ident.wav")

    def refused(_: Path) -> str:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(facts, "file_digest", refused)
    with pytest.raises(AudioError, match="cannot be read: Permission denied") as caught:
        mix(*with_music(episode(LINES), {0: [music("ident")]}), show, path=tmp_path / "p.pcm")

    assert caught.value.where == str(piece)


def test_an_ident_is_as_loud_as_speech_and_faded(episode: Make, show: Show, tmp_path: Path) -> None:
    """Within two LU of the speech; it ends without a step."""
    write(chord(4.0), show.folder / "music" / "ident.wav")

    made = mix(*with_music(episode(LINES), {0: [music("ident")]}), show, path=tmp_path / "p.pcm")

    heard = samples(made)
    begin, end = round(show.pause.start * RATE), round((show.pause.start + 4.0) * RATE)
    speech = heard[round(made.transcript[0].start * RATE) : round(made.transcript[1].end * RATE)]
    ident = measure(write(heard[begin : end - RATE], tmp_path / "i.wav")).integrated
    assert abs(ident - measure(write(speech, tmp_path / "s.wav")).integrated) <= 2.0
    assert np.abs(heard[end - 200 : end]).max() < 0.02 * np.abs(heard[begin:end]).max()


@pytest.mark.parametrize("level", [-15.0, -22.0])
def test_a_bed_lies_as_far_below_as_the_show_says(
    episode: Make, show: Show, audio: Change, tmp_path: Path, level: float
) -> None:
    """Under speech, by an independent meter, at least as many LU as `bed_level`; never nearer than 15."""
    write(chord(7.0), show.folder / "music" / "bed.wav")
    lines = [("host", "", "anna", -12.0, 6, True)]
    set_ = audio(show, bed_level=level)
    bare = samples(mix(*episode(lines), set_, path=tmp_path / "a.pcm"))
    made = mix(*with_music(episode(lines), {0: [music("bed")]}), set_, path=tmp_path / "b.pcm")

    bed = samples(made) - bare
    first, last = (round(made.transcript[n].start * RATE) for n in (1, -1))
    under = measure(write(bed[first:last] * 4, tmp_path / "u.wav")).integrated - 12.04
    speech = measure(write(bare[first:last], tmp_path / "s.wav")).integrated
    assert speech - under == pytest.approx(-level, abs=0.6)


def test_a_bed_goes_down_before_a_voice_and_up_after_it(
    episode: Make, show: Show, audio: Change, tmp_path: Path
) -> None:
    """In a long pause it rises; it is down again when the voice enters, and takes its release to come up."""
    write(chord(7.0), show.folder / "music" / "bed.wav")
    set_ = audio(show, duck_attack=0.3, duck_release=0.5)
    pause = Cue(kind="pause", line=5, seconds=6.0)
    bare = samples(mix(*with_music(episode(LINES), {2: [pause]}), set_, path=tmp_path / "a.pcm"))
    made = mix(*with_music(episode(LINES), {0: [music("bed")], 2: [pause]}), set_, path=tmp_path / "b.pcm")

    bed = samples(made) - bare
    over, again = made.transcript[1].end, made.transcript[2].start

    def loud(at: float) -> float:
        part = bed[round(at * RATE) : round((at + 0.05) * RATE)]
        return float(20 * np.log10(np.std(part) + 1e-9))

    down, up = loud(over - 0.5), loud((over + again) / 2)
    assert up - down == pytest.approx(6.0, abs=1.5)
    assert loud(again - 0.06) - down == pytest.approx(0.0, abs=1.5)
    assert loud(over + 0.1) - down == pytest.approx(0.0, abs=1.5)
    assert up - loud(over + 2.0) == pytest.approx(0.0, abs=1.5)


def test_a_bed_stays_down_between_sentences() -> None:
    """In a gap too short to rise, stay and come down again it does not stir: a bed that pumps is heard."""
    voice = np.full(2 * RATE, 0.3, np.float32)
    gap, pause = np.zeros(round(0.9 * RATE), np.float32), np.zeros(3 * RATE, np.float32)

    still = envelope(np.concatenate([voice, gap, voice]), RATE, 0.3, 0.5, 6.0)
    moved = envelope(np.concatenate([voice, pause, voice]), RATE, 0.3, 0.5, 6.0)

    assert still == pytest.approx(1.0)
    assert moved.max() == pytest.approx(10 ** (6 / 20), rel=0.01)


def test_a_loop_has_no_seam() -> None:
    """Where the end of a bed meets its beginning nothing jumps, and its loudness stays."""
    piece = chord(5.3)
    endless = looped(piece, np.arange(20 * RATE), RATE)

    assert np.abs(np.diff(endless)).max() <= np.abs(np.diff(piece)).max() * 1.6
    tenths = endless.reshape(-1, RATE // 2)
    levels = 20 * np.log10(np.std(tenths, axis=1))
    assert levels.max() - levels.min() < 4.0


def shipped_piece(name: str) -> Floats:
    """The samples of a shipped piece of music."""
    return as_floats(decode(shipped() / "feeds" / "music" / f"{name}.opus", RATE))


@pytest.mark.parametrize("name", ["ident", "sting", "bed", "sign-off"])
def test_the_shipped_music_is_clean(name: str) -> None:
    """No peak is cut, nothing lies below what is heard but takes room, and every string is in tune.

    The fifth partial of a string is 14 cents below the key that is nearest to it.
    """
    piece = shipped_piece(name)

    assert 0.3 < np.abs(piece).max() < 0.95
    assert abs(float(piece.mean())) < 0.001
    power = np.abs(np.fft.rfft(piece * np.hanning(len(piece)))) ** 2
    bins = np.arange(len(power)) * RATE / len(piece)
    assert 10 * np.log10(power[bins < 20].sum() / power.sum()) < -30
    loud = [place for place in np.argsort(power)[::-1][:40] if 180 < bins[place] < 900]
    semitones = 12 * np.log2(bins[loud] / 440)
    assert np.abs(semitones - np.round(semitones)).max() < 0.18


def test_the_shipped_bed_goes_round_and_round() -> None:
    """Its chords swell and fall, and where it begins again the level is what it is between any two of them."""
    piece = shipped_piece("bed")
    endless = looped(piece, np.arange(3 * len(piece)), RATE)

    halves = 20 * np.log10(np.std(endless[: len(endless) // (RATE // 2) * (RATE // 2)].reshape(-1, RATE // 2), axis=1))
    assert np.median(halves) - halves[2:].min() < 10
    assert halves.max() - np.median(halves) < 6


def test_a_bed_is_faded_in_and_out(episode: Make, show: Show, tmp_path: Path) -> None:
    """It comes out of silence and ends in it, wherever `bed off` stands."""
    write(chord(7.0), show.folder / "music" / "bed.wav")
    cues = {0: [music("bed")], 2: [music("bed off")]}
    bare = samples(mix(*episode(LINES), show, path=tmp_path / "a.pcm"))
    made = mix(*with_music(episode(LINES), cues), show, path=tmp_path / "b.pcm")

    bed = np.abs(samples(made) - bare)
    end = round(made.transcript[1].end * RATE)
    loudest = bed.max()
    assert bed[:400].max() < 0.02 * loudest
    assert bed[end + RATE // 10 :].max() == 0.0
    assert bed[end - 400 : end].max() < 0.05 * loudest


def test_a_sting_stands_between_stories_and_a_sign_off_ends(episode: Make, show: Show, tmp_path: Path) -> None:
    """Music between speech has silence on both sides, and the end of the last piece is the end but for the pause."""
    cues = {2: [music("sting")], 3: [music("sign-off")]}

    plain = mix(*episode(LINES), show, path=tmp_path / "a.pcm")
    made = mix(*with_music(episode(LINES), cues), show, path=tmp_path / "b.pcm")

    gap = made.transcript[2].start - made.transcript[1].end
    assert gap > plain.transcript[2].start - plain.transcript[1].end + 0.5
    heard = samples(made)
    begin = round(made.transcript[1].end * RATE)
    assert np.abs(heard[begin + 600 : begin + round(0.3 * RATE)]).max() == 0.0
    assert np.abs(heard[begin + round(0.6 * RATE) : begin + round(0.8 * RATE)]).max() > 0.005
    assert np.abs(heard[-round((show.pause.end - 0.25) * RATE) :]).max() == 0.0
