"""The finished file, by numbers: loudness, peak, pauses, length, chapters, tags."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from mutagen.id3 import ID3
from mutagen.mp3 import MP3

from audiopress.errors import AudioError
from audiopress.model import Cue, Pauses, Script, Show, Tags, Take, Utterance
from audiopress.stitch import find_ffmpeg, measure, mix, produce
from audiopress.stitch.arrays import as_floats
from audiopress.stitch.ffmpeg import decode

Make = Callable[..., tuple[Script, tuple[Utterance, ...], tuple[Take, ...]]]

TWO = [
    ("host", "", "anna", -12.0, 3, True),
    ("quote", "Mira Solberg", "ben", -24.0, 2, False),
    ("host", "", "anna", -12.0, 1, False),
    ("host", "", "anna", -12.0, 2, True),
    ("quote", "Jonas Petri", "cleo", -6.0, 2, False),
]


def info(path: Path) -> Any:
    """What mutagen reads of an MP3's first frames."""
    return MP3(path).info  # type: ignore[no-untyped-call]


def silences(path: Path, least: float = 0.05) -> list[tuple[float, float]]:
    """(start, length) of every silence, by ffmpeg's silencedetect."""
    said = subprocess.run(
        [
            str(find_ffmpeg()),
            "-nostats",
            "-i",
            str(path),
            "-af",
            f"silencedetect=noise=-60dB:d={least}",
            "-f",
            "null",
            "-",
        ],
        capture_output=True,
        text=True,
        check=True,
    ).stderr
    starts = [float(x) for x in re.findall(r"silence_start: (-?[\d.]+)", said)]
    lengths = [float(x) for x in re.findall(r"silence_duration: ([\d.]+)", said)]
    return list(zip(starts, lengths, strict=False))


@pytest.mark.parametrize(("preset", "loudness", "peak"), [("podcast", -16, -1), ("alexa", -14, -2), ("ebu", -23, -1)])
def test_the_finished_file_is_at_its_target(
    episode: Make,
    show: Show,
    audio: Callable[..., Show],
    tags: Tags,
    tmp_path: Path,
    preset: str,
    loudness: float,
    peak: float,
) -> None:
    """Within half a LU of the target as heard on two speakers, and no true peak above its limit, judged by ffmpeg."""
    path = tmp_path / "out.mp3"

    _, enclosure, _ = produce(*episode(TWO), audio(show, preset=preset), tags=tags, path=path)

    heard = measure(path)
    assert abs(heard.integrated - loudness) <= 0.5
    assert heard.true_peak <= peak
    assert enclosure.loudness == pytest.approx(heard.integrated, abs=0.11)
    assert enclosure.true_peak == pytest.approx(heard.true_peak, abs=0.11)
    assert enclosure.bytes == path.stat().st_size


def test_voices_are_level_whatever_their_engine(episode: Make, show: Show, tags: Tags, tmp_path: Path) -> None:
    """Takes that came 18 dB apart are within one LU of each other in the finished file."""
    _, enclosure, _ = produce(*episode(TWO), show, tags=tags, path=tmp_path / "out.mp3")

    assert set(enclosure.levels) == {"anna", "ben", "cleo"}
    assert max(enclosure.levels.values()) - min(enclosure.levels.values()) <= 1.0


def test_no_silence_is_longer_than_the_longest_pause(episode: Make, show: Show, tags: Tags, tmp_path: Path) -> None:
    """The silence around the speech of every take is trimmed; only what the show asks for is heard."""
    produce(*episode(TWO), show, tags=tags, path=tmp_path / "out.mp3")

    inner = [length for _, length in silences(tmp_path / "out.mp3")][:-1]
    assert max(inner) <= 0.6 + 0.05


@pytest.mark.parametrize("rate", [22050, 24000, 44100])
@pytest.mark.parametrize("seconds", [0.15, 0.25, 0.45, 0.75])
def test_pauses_are_whole_frames(
    episode: Make, show: Show, audio: Callable[..., Show], tmp_path: Path, rate: int, seconds: float
) -> None:
    """Sounds and pauses add up to the file exactly, in frames, whatever the rate."""
    paced = replace(audio(show, rate=rate), pause=Pauses(sentence=seconds, start=seconds, end=seconds))
    path = tmp_path / "programme.pcm"

    programme = mix(*episode([("host", "", "anna", -12.0, 3, True)], rate=rate), paced, path=path)

    assert path.stat().st_size == 2 * programme.frames
    gaps = [b.start - a.end for a, b in zip(programme.transcript, programme.transcript[1:], strict=False)]
    assert [round(gap * rate, 6) for gap in gaps] == [round(seconds * rate)] * 2
    assert round(programme.transcript[0].start * rate, 6) == round(seconds * rate)
    assert round((programme.seconds - programme.transcript[-1].end) * rate, 6) == round(seconds * rate)


def test_pauses_are_by_kind(episode: Make, show: Show, tmp_path: Path) -> None:
    """Sentence, quote and paragraph each have the pause the show gives them."""
    programme = mix(*episode(TWO), show, path=tmp_path / "p.pcm")

    gaps = [round(b.start - a.end, 3) for a, b in zip(programme.transcript, programme.transcript[1:], strict=False)]
    assert gaps == [0.3, 0.3, 0.35, 0.3, 0.35, 0.6, 0.3, 0.35, 0.3]


def test_the_decoded_file_has_the_length_of_the_programme(
    episode: Make, show: Show, tags: Tags, tmp_path: Path
) -> None:
    """The Info header tells players the lead-in and the padding, so the length is exact to the sample."""
    path = tmp_path / "out.mp3"

    programme, enclosure, _ = produce(*episode(TWO), show, tags=tags, path=path)

    assert len(decode(path, 44100)) // 2 == programme.frames
    assert info(path).length == pytest.approx(programme.seconds, abs=0.03)
    assert enclosure.seconds == pytest.approx(programme.seconds)


@pytest.mark.parametrize(
    ("rate", "channels", "bitrate"), [(22050, 1, 64), (24000, 1, 48), (48000, 1, 96), (44100, 2, 128)]
)
def test_other_rates_and_stereo(
    episode: Make,
    show: Show,
    audio: Callable[..., Show],
    tags: Tags,
    tmp_path: Path,
    rate: int,
    channels: int,
    bitrate: int,
) -> None:
    """Every rate and stereo come out at the target, with the right length, rate and channels."""
    path = tmp_path / "out.mp3"

    programme, _, _ = produce(
        *episode(TWO), audio(show, rate=rate, channels=channels, bitrate=bitrate), tags=tags, path=path
    )

    read = info(path)
    assert (read.sample_rate, read.channels, read.bitrate // 1000) == (rate, channels, bitrate)
    assert read.length == pytest.approx(programme.seconds, abs=0.06)
    assert abs(measure(path).integrated + 16) <= 0.5


def test_tags_are_read_back_by_others(episode: Make, show: Show, tags: Tags, tmp_path: Path) -> None:
    """mutagen finds every frame, the chapters in time order in the file itself, and letters of every script."""
    script, utterances, takes = episode(TWO)
    more = replace(
        script,
        cues=(
            *script.cues[:4],
            Cue(kind="chapter", line=9, text="Zweites Kapitel", url="https://example.org/2"),
            *script.cues[4:],
        ),
    )
    moved = tuple(replace(u, cue=u.cue + (u.cue >= 4)) for u in utterances)
    path = tmp_path / "out.mp3"

    programme, _, _ = produce(more, moved, takes, show, tags=tags, path=path)

    found = ID3(path)  # type: ignore[no-untyped-call]
    assert found["TIT2"].text == [tags.title]
    assert found["USLT::eng"].text == tags.text
    assert found["APIC:"].data == tags.cover
    assert found["CTOC:toc"].child_element_ids == ["chp0", "chp1"]
    assert [found[f"CHAP:chp{n}"].sub_frames["TIT2"].text[0] for n in range(2)] == ["First", "Zweites Kapitel"]
    assert found["CHAP:chp0"].start_time == 0
    assert found["CHAP:chp1"].start_time == found["CHAP:chp0"].end_time == round(programme.chapters[1].start * 1000)
    raw = path.read_bytes()
    assert raw.index(b"chp0\x00\x00") < raw.rindex(b"chp1\x00")


@pytest.mark.parametrize("form", ["m4a", "opus"])
def test_other_formats_carry_chapters_and_tags(
    episode: Make, show: Show, audio: Callable[..., Show], tags: Tags, tmp_path: Path, form: str
) -> None:
    """M4A and Opus come out at the target with the title and the chapters."""
    path = tmp_path / f"out.{form}"

    produce(*episode(TWO), audio(show, format=form, rate=48000), tags=tags, path=path)

    said = subprocess.run([str(find_ffmpeg()), "-i", str(path)], capture_output=True, text=True, check=False).stderr
    assert abs(measure(path).integrated + 16) <= 0.5
    assert tags.title in said
    assert "First" in said


def test_renditions_come_out_of_the_same_run(
    episode: Make, show: Show, audio: Callable[..., Show], tags: Tags, tmp_path: Path
) -> None:
    """A low-bandwidth and an Alexa rendition, each at its own target."""
    wanted = audio(
        show, renditions={"low": {"format": "opus", "bitrate": 24, "rate": 48000}, "alexa": {"preset": "alexa"}}
    )

    _, _, (low, alexa) = produce(*episode(TWO), wanted, tags=tags, path=tmp_path / "out.mp3")

    assert (low.name, low.mime, alexa.name) == ("low", "audio/ogg", "alexa")
    assert abs(measure(alexa.path).integrated + 14) <= 0.5
    assert low.bytes < alexa.bytes


def test_music_is_laid_in_and_under(episode: Make, show: Show, tmp_path: Path) -> None:
    """An ident stands before the speech, a bed lies under it at its distance, and speech stays where it was."""
    script, utterances, takes = episode(TWO)
    cues = (
        Cue(kind="music", line=1, text="ident"),
        script.cues[0],
        Cue(kind="music", line=2, text="bed"),
        *script.cues[1:],
    )
    moved = tuple(replace(u, cue=u.cue + 2) for u in utterances)
    bare, bedded = tmp_path / "bare.pcm", tmp_path / "bed.pcm"

    plain = mix(
        replace(script, cues=(cues[0], cues[1], replace(cues[2], text="bed off"), *cues[3:])),
        moved,
        takes,
        show,
        path=bare,
    )
    under = mix(replace(script, cues=cues), moved, takes, show, path=bedded)

    assert under.transcript == plain.transcript
    assert plain.transcript[0].start > 2.5
    difference = np.fromfile(bedded, "<i2").astype(float) - np.fromfile(bare, "<i2")
    first, last = (round(plain.transcript[k].start * plain.rate) for k in (0, -1))
    speech, bed = np.fromfile(bare, "<i2")[first:last].astype(float), difference[first:last]
    assert 13 < 10 * np.log10(np.mean(speech**2) / np.mean(bed**2)) < 30


def test_the_end_of_a_fade_is_silence_already(episode: Make, show: Show, tags: Tags, tmp_path: Path) -> None:
    """After the sign-off's music has faded there is no more silence than the show asks for at its end."""
    script, utterances, takes = episode(TWO)
    signed = replace(script, cues=(*script.cues, Cue(kind="music", line=9, text="sign-off")))
    path = tmp_path / "out.mp3"

    produce(signed, utterances, takes, show, tags=tags, path=path)

    _, length = silences(path)[-1]
    assert 0.6 < length <= show.pause.end + 0.06


def test_a_recording_of_a_reporter_is_a_cue_like_any_other(episode: Make, show: Show, tmp_path: Path) -> None:
    """`@audio` takes the show's file in, trimmed, and a missing one is an error with its name."""
    script, utterances, takes = episode(TWO)
    (show.folder / "vox.wav").write_bytes(_wav(as_floats(takes[0].path.read_bytes()), 22050))
    with_audio = replace(script, cues=(*script.cues, Cue(kind="audio", line=9, text="vox.wav")))
    missing = replace(script, cues=(*script.cues, Cue(kind="audio", line=9, text="none.wav")))

    longer = mix(with_audio, utterances, takes, show, path=tmp_path / "a.pcm")
    shorter = mix(script, utterances, takes, show, path=tmp_path / "b.pcm")

    assert longer.seconds - shorter.seconds == pytest.approx(2.0 + 0.35, abs=0.1)
    with pytest.raises(AudioError, match=r":9: there is no audio file 'none\.wav'"):
        mix(missing, utterances, takes, show, path=tmp_path / "c.pcm")


def _wav(signal: Any, rate: int) -> bytes:
    import io
    import wave

    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes((signal * 32767).astype("<i2").tobytes())
    return out.getvalue()


def test_a_failure_leaves_nothing_and_costs_nothing(
    episode: Make, show: Show, tags: Tags, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk is one clear error; the file that stood before stands, and no part of a new one is left."""
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / "out.mp3").write_bytes(b"yesterday's")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("audiopress.stitch.mastering.os.fsync", full)
    with pytest.raises(AudioError, match="No space left"):
        produce(*episode(TWO), show, tags=tags, path=folder / "out.mp3")

    assert [path.name for path in folder.iterdir()] == ["out.mp3"]
    assert (folder / "out.mp3").read_bytes() == b"yesterday's"


def test_a_silent_take_and_a_missing_one_are_named(episode: Make, show: Show, tmp_path: Path) -> None:
    """Silence where somebody should speak is an error, not a pause."""
    script, utterances, takes = episode(TWO)
    takes[1].path.write_bytes(bytes(44100))
    with pytest.raises(AudioError, match="silent"):
        mix(script, utterances, takes, show, path=tmp_path / "p.pcm")
    takes[1].path.unlink()
    with pytest.raises(AudioError, match="gone"):
        mix(script, utterances, takes, show, path=tmp_path / "p.pcm")
