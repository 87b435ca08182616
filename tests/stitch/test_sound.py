"""What a listener would notice: levels, clicks, direct current, resampling, pauses inside a sentence, what is refused."""

from __future__ import annotations

import re
import wave
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from audiopress.errors import AudioError
from audiopress.model import Cue, Script, Show, Tags, Take, Utterance, Voice
from audiopress.speech import record
from audiopress.stitch import measure, mix, produce
from audiopress.stitch.arrays import Floats, as_floats
from audiopress.stitch.ffmpeg import decode
from audiopress.stitch.levels import target
from audiopress.stitch.limiting import Ceiling, limited
from audiopress.stitch.producing import rendition

Parts = tuple[Script, tuple[Utterance, ...], tuple[Take, ...]]
Make = Callable[..., Parts]
Change = Callable[..., Show]

ONE = [("host", "", "anna", -12.0, 3, True)]


def programme_of(parts: Parts, show: Show, folder: Path) -> tuple[Floats, list[tuple[float, float]]]:
    """The programme's samples and where its sentences begin and end."""
    made = mix(*parts, show, path=folder / "p.pcm")
    return as_floats((folder / "p.pcm").read_bytes()), [(s.start, s.end) for s in made.transcript]


def retaken(parts: Parts, change: Callable[[Floats, int], Floats]) -> Parts:
    """The episode with its takes' samples changed."""
    for number, take in enumerate(parts[2]):
        changed = change(as_floats(take.path.read_bytes()), number)
        take.path.write_bytes(np.rint(np.clip(changed, -1, 1) * 32767).astype("<i2").tobytes())
    return parts


@pytest.mark.parametrize(
    "settings",
    [
        {},
        {"preset": "alexa"},
        {"preset": "alexa", "bitrate": 48, "rate": 24000},
        {"preset": "alexa", "format": "opus"},
        {"preset": "ebu", "channels": 2, "bitrate": 128},
        {"renditions": {"alexa": {"preset": "alexa"}}},
    ],
)
def test_two_engines_are_as_loud_as_each_other(
    show: Show, audio: Change, tags: Tags, tmp_path: Path, settings: dict[str, object]
) -> None:
    """Real voices, one with peaks of 17 dB, and the sine tones of another engine: one LU between them at most.

    By an independent meter, at every preset, and where a rough encoder brings the peaks of the loudest over the limit.
    """
    voices = [
        Voice(
            name="real", engine="espeak", model="en-us+announcer", languages=("en-US",), attribution="x", licence="x"
        ),
        Voice(name="sine", engine="tone", model="mid", languages=("en",), attribution="x", licence="x"),
        Voice(name="thin", engine="espeak", model="en-us+f3", languages=("en-US",), attribution="x", licence="x"),
    ]
    texts = [
        "The night ferry between the islands will keep running through the winter, the council decided.",
        "Nobody had expected the gallery to be this full on a Tuesday evening in November, she said.",
        "Three of the nine members voted against the plan and asked for a second reading in the spring.",
    ]
    cues = tuple(Cue(kind="speech", line=n, text=text, role="host", paragraph=True) for n, text in enumerate(texts, 1))
    said = tuple(
        Utterance(cue=n, start=0, end=len(text), spoken=text, voice=voices[n % 3], language="en")
        for n, text in enumerate(texts)
    )
    takes = record(said, cache=tmp_path / "takes")
    made = audio(show, **settings)
    path = tmp_path / f"out.{made.audio.format}"
    script = Script(title="x", language="en", cues=cues)

    programme, first, others = produce(script, said, takes, made, tags=tags, path=path)

    for enclosure, how in zip((first, *others), (made, *(rendition(made, one.name) for one in others)), strict=True):
        wanted, ceiling = target(how.audio)
        assert measure(enclosure.path).true_peak <= ceiling
        heard = as_floats(decode(enclosure.path, 44100))
        levels = []
        for voice in voices:
            own = [s for s in programme.transcript if s.voice == voice.name]
            parts = np.concatenate([heard[round(s.start * 44100) : round(s.end * 44100)] for s in own])
            levels.append(measure(_wav(parts, tmp_path / f"{voice.name}.wav")).integrated)
        assert max(levels) - min(levels) <= 1.0
        assert all(abs(level - wanted) <= 1.0 for level in levels)


def _wav(signal: Floats, path: Path) -> Path:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(44100)
        file.writeframes(np.rint(signal * 32767).astype("<i2").tobytes())
    return path


def test_a_ceiling_is_lower_only_where_a_peak_came_over_it() -> None:
    """One peak that an encoder brought over the limit costs the milliseconds around it, not the half minute it is in."""
    ceiling = Ceiling(-3.0).dipped([(1.0, 1.5), (1.001, 2.0)]).dipped([(1.002, 0.5)])
    seconds = 64 / 44100
    count = round(2.0 / seconds)

    tops = np.asarray(ceiling.blocks(0, count, seconds))
    later = np.asarray(ceiling.blocks(600, count - 600, seconds))

    at = np.arange(count) * seconds
    assert 20 * np.log10(tops.min()) == pytest.approx(-5.5, abs=0.01)
    assert tops[abs(at - 1.005) > 0.03] == pytest.approx(10 ** (-3 / 20))
    assert np.array_equal(later, tops[600:])
    gains = limited(np.ones(count, np.float32), tops)
    assert (gains <= tops * 1.0001).all()
    assert gains[abs(at - 1.005) > 0.06] == pytest.approx(10 ** (-3 / 20), rel=1e-4)


@pytest.mark.parametrize("off", [[-15.0], [-33.0], [20.0], [0.0, -10.0] * 4, [0.0, -15.0] * 4, [0.0, -33.0] * 4])
def test_a_take_far_from_its_voice_s_level_is_brought_to_it(
    off: list[float], episode: Make, show: Show, tags: Tags, tmp_path: Path
) -> None:
    """However an engine's takes jump, no sentence is more than 3 dB off the others; what was far off is told by name."""
    changes = [*off, *[0.0] * (8 - len(off))]
    script, utterances, takes = retaken(
        episode([("host", "", "anna", -30.0 if off[0] > 0 else -12.0, 8, True)]),
        lambda signal, n: signal * np.float32(10 ** (changes[n] / 20)),
    )
    told: list[str] = []

    programme, _, _ = produce(script, utterances, takes, show, tags=tags, path=tmp_path / "out.mp3", warn=told.append)

    heard = as_floats(decode(tmp_path / "out.mp3", 44100))
    parts = [heard[round(s.start * 44100) : round(s.end * 44100)] for s in programme.transcript]
    levels = [20 * np.log10(np.std(part)) for part in parts]
    assert max(levels) - min(levels) <= 3.5
    far = [f"Word{n} number two." for n, by in enumerate(changes) if abs(by) > 10]
    assert len(told) == (1 if far else 0)
    named = re.findall(r"'(Word\d number two\.)' \((\d+) dB (louder|quieter)\)", "".join(told))
    assert [text for text, _, _ in named] == far[:3]
    assert all(int(by) == pytest.approx(max(map(abs, off)), abs=1) for _, by, _ in named)
    assert {how for _, _, how in named} <= {"louder" if off[0] > 0 else "quieter"}


def test_how_a_sentence_is_said_is_not_told(episode: Make, show: Show, tags: Tags, tmp_path: Path) -> None:
    """A few dB between the sentences of a voice are its own, and nobody is warned of them."""
    told: list[str] = []
    parts = retaken(episode([("host", "", "anna", -20.0, 4, True)]), lambda signal, n: signal * np.float32(1.2**n))

    produce(*parts, show, tags=tags, path=tmp_path / "out.mp3", warn=told.append)

    assert told == []


def test_own_numbers_are_reached(episode: Make, show: Show, audio: Change, tags: Tags, tmp_path: Path) -> None:
    """`preset = "own"` takes the show's loudness and peak."""
    path = tmp_path / "out.mp3"
    produce(*episode(ONE), audio(show, preset="own", loudness=-20.0, true_peak=-3.0), tags=tags, path=path)

    heard = measure(path)
    assert abs(heard.integrated + 20) <= 0.5
    assert heard.true_peak <= -3.0


@pytest.mark.parametrize("form", ["mp3", "m4a"])
def test_what_is_out_of_tolerance_is_refused(
    episode: Make, show: Show, audio: Change, tags: Tags, tmp_path: Path, form: str
) -> None:
    """Numbers that no limiter can bring together are an error with what was measured, and no file appears."""
    folder = tmp_path / "out"
    with pytest.raises(AudioError, match=r"out of tolerance: -\d+\.\d LUFS, peak -\d+\.\d dBTP") as caught:
        produce(
            *episode(ONE),
            audio(show, preset="own", loudness=-8.0, true_peak=-12.0, format=form),
            tags=tags,
            path=folder / f"out.{form}",
        )

    assert "lower `loudness` or raise `true_peak`" in caught.value.hint
    assert list(folder.iterdir()) == []


def test_one_rendition_out_of_tolerance_leaves_none(
    episode: Make, show: Show, audio: Change, tags: Tags, tmp_path: Path
) -> None:
    """An episode's files come all or not at all: the error names the rendition, and the good ones are not left behind."""
    folder = tmp_path / "out"
    renditions = {"low": {"bitrate": 32}, "hot": {"preset": "own", "loudness": -8.0, "true_peak": -12.0}}
    with pytest.raises(AudioError, match="rendition 'hot': the sound is out of tolerance"):
        produce(*episode(ONE), audio(show, renditions=renditions), tags=tags, path=folder / "out.mp3")

    assert list(folder.iterdir()) == []


def test_no_joint_clicks(episode: Make, show: Show, tmp_path: Path) -> None:
    """Takes that begin and end in the middle of a wave are faded there: no step is larger than those inside them."""

    def cut(signal: Floats, number: int) -> Floats:
        time = np.arange(round(1.5 * 22050)) / 22050
        return 0.5 * np.cos(2 * np.pi * (180 + 40 * number) * time).astype(np.float32)

    samples, places = programme_of(retaken(episode(ONE), cut), show, tmp_path)

    steps = np.abs(np.diff(samples))
    edges = np.zeros(len(steps), bool)
    for start, end in places:
        for place in (start, end):
            edges[max(0, round(place * 44100) - 600) : round(place * 44100) + 600] = True
    assert edges.any()
    assert not edges.all()
    assert steps[edges].max() <= steps[~edges].max() * 1.05


def test_direct_current_is_taken_out(episode: Make, show: Show, tags: Tags, tmp_path: Path) -> None:
    """A recording that stands off the middle is brought back to it, and its silence is trimmed as if it had not."""
    produce(*episode(ONE), show, tags=tags, path=tmp_path / "clean.mp3")
    parts = retaken(episode(ONE), lambda signal, _: signal + np.float32(0.06))
    produce(*parts, show, tags=tags, path=tmp_path / "out.mp3")

    clean, heard = (as_floats(decode(tmp_path / name, 44100)) for name in ("clean.mp3", "out.mp3"))
    assert len(clean) == len(heard)
    assert abs(float(heard.mean())) < 0.0003
    assert float(np.std(clean - heard)) < 0.1 * float(np.std(clean))


@pytest.mark.parametrize("rate", [16000, 22050, 24000])
def test_resampling_leaves_no_images(episode: Make, show: Show, tmp_path: Path, rate: int) -> None:
    """A tone of a slower take stays one tone: nothing above its own band comes within 75 dB of it."""

    def tone(signal: Floats, _: int) -> Floats:
        time = np.arange(len(signal)) / rate
        return (0.5 * np.sin(2 * np.pi * 3000 * time)).astype(np.float32)

    samples, places = programme_of(retaken(episode(ONE, rate=rate), tone), show, tmp_path)

    start = round(places[0][0] * 44100) + 2000
    part = samples[start : start + 32768] * np.blackman(32768)
    power = np.abs(np.fft.rfft(part)) ** 2
    bins = np.arange(len(power)) * 44100 / 32768
    images = power[bins > rate / 2].max()
    assert 10 * np.log10(images / power.max()) < -75


def test_clauses_of_one_sentence_keep_together(episode: Make, show: Show, tmp_path: Path) -> None:
    """Where a long sentence was cut for the engine no sentence pause is heard: at a comma a breath, else half of it."""
    script, utterances, takes = episode(ONE)
    text = "It rained, as it had before and so on to the end."
    cues = (script.cues[0], replace(script.cues[1], text=text))
    places = ((0, 10), (11, 27), (28, len(text)))
    parts = tuple(
        replace(utterance, start=start, end=end, spoken=text[start:end], inside=number > 0)
        for number, (utterance, (start, end)) in enumerate(zip(utterances, places, strict=True))
    )

    _, heard = programme_of((replace(script, cues=cues), parts, takes), show, tmp_path)

    gaps = [round(heard[n + 1][0] - heard[n][1], 3) for n in range(2)]
    assert gaps == [0.12, 0.06]


def test_a_quiet_recording_is_levelled_like_a_voice(episode: Make, show: Show, tmp_path: Path) -> None:
    """`@audio` far too quiet and full of silence around it: as loud as the speech, and its silence is gone."""
    script, utterances, takes = episode(ONE)
    quiet = as_floats(takes[0].path.read_bytes()) * np.float32(0.05)
    silence = np.zeros(22050, np.float32)
    with wave.open(str(show.folder / "vox.wav"), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(22050)
        file.writeframes(np.rint(np.concatenate([silence, quiet, silence]) * 32767).astype("<i2").tobytes())

    samples, places = programme_of(
        (replace(script, cues=(*script.cues, Cue(kind="audio", line=9, text="vox.wav"))), utterances, takes),
        show,
        tmp_path,
    )

    begin = round((places[-1][1] + show.pause.quote) * 44100)
    speech = samples[round(places[0][0] * 44100) : round(places[0][1] * 44100)]
    recording = samples[begin : begin + len(speech)]
    assert 20 * np.log10(np.std(recording) / np.std(speech)) == pytest.approx(0.0, abs=1.0)
    assert np.abs(samples[begin : begin + 4410]).max() > 0.01
    assert len(samples) - begin == pytest.approx(len(speech) + show.pause.end * 44100, abs=2000)
