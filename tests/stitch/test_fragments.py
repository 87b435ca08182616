"""Long programmes are made of fragments: joined without a trace, kept, and made by workers alike."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiopress.errors import AudioError, UsageError
from audiopress.model import Cue, Programme, Script, Show, Tags, Take, Utterance
from audiopress.stitch import fragments, master, mastering, measure, mix, produce, segments
from audiopress.stitch.arrays import Floats, as_floats, as_pcm
from audiopress.stitch.ffmpeg import decode
from audiopress.stitch.meters import TruePeak
from audiopress.stitch.mp3 import frame_samples
from audiopress.stitch.segments import QUIET_FRAMES, cuts
from audiopress.stitch.timeline import Timeline
from audiopress.work import pool

Parts = tuple[Script, tuple[Utterance, ...], tuple[Take, ...]]
Make = Callable[..., Parts]

LONG = [("host", "", "anna", -12.0, 4, True), ("quote", "Mira Solberg", "ben", -20.0, 2, False)] * 3
"""Fifty seconds."""


@pytest.fixture(autouse=True)
def _short_units(monkeypatch: pytest.MonkeyPatch) -> None:
    """Units of about twelve seconds instead of half a minute: as many joints in less time."""
    monkeypatch.setattr(segments, "RADIUS", 6.0)
    monkeypatch.setattr(segments, "UNDIVIDED", 20.0)


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The keys of the fragments that were made and not found."""
    keys: list[str] = []
    make = fragments.make

    def spy(jobs: Sequence[fragments.FragmentJob]) -> list[fragments.Fragment]:
        keys.extend(job.key for job in jobs)
        return make(jobs)

    monkeypatch.setattr(mastering, "make", spy)
    return keys


def heard(path: Path, rate: int = 44100) -> Floats:
    return as_floats(decode(path, rate))


def test_fragments_join_without_a_trace(
    episode: Make, show: Show, tags: Tags, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Against the same programme encoded in one piece: the same length, no sample moved, nothing at the joints."""
    parts = episode(LONG)
    starts: list[int] = []
    cut = fragments.units

    def spy(line: Timeline) -> list[fragments.Unit]:
        starts.extend(line.starts[1:])
        return cut(line)

    monkeypatch.setattr(mastering, "units", spy)
    programme, _, _ = produce(*parts, show, tags=tags, path=tmp_path / "joined.mp3")
    monkeypatch.setattr(mastering, "units", lambda line: cut(replace(line, starts=(0,))))
    produce(*parts, show, tags=tags, path=tmp_path / "whole.mp3")

    joined, whole = heard(tmp_path / "joined.mp3"), heard(tmp_path / "whole.mp3")
    assert len(starts) >= 2, "there are joints to listen to"
    assert len(joined) == len(whole) == programme.frames
    loudness = float(np.sqrt(np.mean(whole**2)))
    for start in starts:
        assert np.abs(joined[start - 1152 : start + 576]).max() < 0.001, "the joint lies in silence"
        after, same = joined[start : start + 44100], whole[start - 50 : start + 44150]
        assert int(np.argmax(np.correlate(same, after, "valid"))) == 50, "nothing has moved"
        assert np.sqrt(np.mean((after - whole[start : start + 44100]) ** 2)) < 0.1 * loudness


def test_a_corrected_sentence_encodes_one_fragment(
    episode: Make, show: Show, tags: Tags, tmp_path: Path, made: list[str]
) -> None:
    """With the cache of the first version, a sentence of another length costs one fragment, its neighbour at most."""
    script, utterances, takes = episode(LONG)
    path, cache = tmp_path / "out.mp3", tmp_path / "cache"
    produce(script, utterances, takes, show, tags=tags, path=path, cache=cache)
    first = len(made)
    made.clear()
    produce(script, utterances, takes, show, tags=tags, path=path, cache=cache)
    assert made == []

    _, _, others = episode([("host", "", "anna", -12.0, 1, True)], seconds=2.4)
    changed = takes[9].path.with_name("changed.pcm")
    changed.write_bytes(others[0].path.read_bytes()[2 * 2000 :])
    frames = changed.stat().st_size // 2
    corrected = (*takes[:9], replace(takes[9], path=changed, frames=frames), *takes[10:])
    programme, _, _ = produce(script, utterances, corrected, show, tags=tags, path=path, cache=cache)

    assert first >= 3
    assert 1 <= len(made) <= 2
    assert len(heard(path)) == programme.frames
    assert abs(measure(path).integrated + 16) <= 0.5


def test_workers_make_the_same_file(
    episode: Make, show: Show, tags: Tags, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Inline, in threads and in processes the same bytes come out; workers that cannot be are an error of usage."""
    parts = episode(LONG)
    files = []
    monkeypatch.setattr(pool, "ITEMS_FOR_THREADS", 1)
    for number, (workers, threads) in enumerate(
        (("inline", 2), ("threads:2", 2), ("processes:2", 2), ("processes:2", 0))
    ):
        monkeypatch.setattr(pool, "THREADS_UP_TO", threads)
        path = tmp_path / f"{number}.mp3"
        produce(*parts, show, tags=tags, path=path, workers=workers)
        files.append(path.read_bytes())

    assert len(set(files)) == 1
    with pytest.raises(UsageError, match="workers cannot be"):
        produce(*parts, show, tags=tags, path=tmp_path / "x.mp3", workers="many")


def test_what_an_episode_reports_is_what_the_whole_file_measures(
    episode: Make, show: Show, tags: Tags, tmp_path: Path
) -> None:
    """Loudness, range and peak put together from the fragments agree with ffmpeg's reading of the finished file."""
    path = tmp_path / "out.mp3"

    _, enclosure, _ = produce(*episode(LONG), show, tags=tags, path=path)

    whole = measure(path)
    assert enclosure.loudness == pytest.approx(whole.integrated, abs=0.11)
    assert enclosure.range == pytest.approx(whole.range, abs=0.5)
    assert enclosure.true_peak == pytest.approx(whole.true_peak, abs=0.11)
    assert abs(enclosure.levels["anna"] - enclosure.levels["ben"]) <= 1.0


def test_a_programme_file_is_mastered_alike(episode: Make, show: Show, tags: Tags, tmp_path: Path) -> None:
    """The two halves, mix and master, make a file as long and as loud as the whole stage does."""
    parts = episode(LONG)
    programme = mix(*parts, show, path=tmp_path / "p.pcm")

    enclosure = master(programme, show, tags=tags, path=tmp_path / "out.mp3", workers="threads:2")

    assert len(heard(tmp_path / "out.mp3")) == programme.frames
    assert abs(measure(tmp_path / "out.mp3").integrated + 16) <= 0.5
    assert enclosure.seconds == programme.seconds
    assert set(enclosure.levels) == {"anna", "ben"}
    with pytest.raises(AudioError, match="not as long as it says"):
        master(replace(programme, frames=7), show, tags=tags, path=tmp_path / "x.mp3")


def test_a_bed_is_never_cut(episode: Make, show: Show, tags: Tags, tmp_path: Path, made: list[str]) -> None:
    """Under music there is no silence to cut in, so all of it is one fragment, and its length is exact all the same."""
    script, utterances, takes = episode(LONG)
    cues = (Cue(kind="music", line=1, text="bed"), *script.cues)
    moved = tuple(replace(utterance, cue=utterance.cue + 1) for utterance in utterances)

    programme, enclosure, _ = produce(
        replace(script, cues=cues), moved, takes, show, tags=tags, path=tmp_path / "out.mp3", cache=tmp_path / "cache"
    )

    assert len(made) == 1
    assert len(heard(tmp_path / "out.mp3")) == programme.frames
    assert abs(enclosure.loudness + 16) <= 0.5


def test_a_programme_rendered_in_pieces_is_the_same(episode: Make, show: Show, tmp_path: Path) -> None:
    """Any stretch of a programme with music under it can be rendered by itself, to the sample."""
    from audiopress.stitch.mixing import Renderer
    from audiopress.stitch.planning import plan

    script, utterances, takes = episode(LONG[:3])
    cues = (Cue(kind="music", line=1, text="bed"), *script.cues, Cue(kind="music", line=2, text="sign-off"))
    moved = tuple(replace(utterance, cue=utterance.cue + 1) for utterance in utterances)
    with plan(replace(script, cues=cues), moved, takes, show, cache=tmp_path / "cache") as made:
        frames = made.timeline.frames
        whole = Renderer(made.timeline).pcm(0, frames)
        renderer = Renderer(made.timeline)
        edges = [0, 1, 44101, 123457, 500001, frames]
        parts = [renderer.pcm(a, b) for a, b in itertools.pairwise(edges)]

    assert len(whole) == 2 * frames
    assert b"".join(parts) == whole


@given(
    st.lists(
        st.tuples(st.integers(0, 60000), st.integers(1000, 300000), st.sampled_from("abcdefgh"), st.booleans()),
        min_size=1,
        max_size=120,
    )
)
def test_units_begin_where_it_is_quiet_and_never_too_soon(entries: list[tuple[int, int, str, bool]]) -> None:
    """No unit begins where something sounds or without room for the encoder's overlap, nor right after another."""
    rate = 44100
    found = sorted(cuts(entries, rate))
    begins = []
    at = 0
    for number, (gap, frames, _, fixed) in enumerate(entries):
        at += gap
        if number in found:
            assert not fixed
            assert gap >= QUIET_FRAMES * frame_samples(rate)
            begins.append(at)
        at += frames
    assert all(b - a >= round(segments.RADIUS * rate) for a, b in zip([0, *begins], begins, strict=False))
    assert found == [] or at > segments.UNDIVIDED * rate


@given(st.integers(0, 60), st.integers(1000, 300000))
def test_a_change_moves_only_the_cuts_near_it(place: int, frames: int) -> None:
    """Cuts further than the radius from a changed sound are the same ones, whatever its length became."""
    rate = 44100
    entries = [(13230 if n % 4 else 26460, 170000 + 977 * (n * 37 % 101), f"take {n}", False) for n in range(61)]
    changed = list(entries)
    changed[place] = (entries[place][0], frames, "another", False)
    reach = 2 * round(segments.RADIUS * rate) // 170000 + 2

    before, after = cuts(entries, rate), cuts(changed, rate)

    assert {n for n in before ^ after if abs(n - place) > reach and 8 < n < 53} == set()


@pytest.mark.parametrize("phase", [0.0, 0.7])
def test_the_true_peak_between_samples_is_found(phase: float) -> None:
    """A sine at a quarter of the rate whose samples miss its crests reads as ffmpeg and BS.1770 would have it."""
    time = np.arange(44100)
    signal = (0.8 * np.sin(np.pi / 2 * time + np.pi / 4 + phase)).astype(np.float32)
    signal[:100] *= np.linspace(0, 1, 100, dtype=np.float32)
    signal[-100:] *= np.linspace(1, 0, 100, dtype=np.float32)

    meter = TruePeak()
    pcm = as_pcm(signal)
    for at in range(0, len(pcm), 10002):
        meter.feed(pcm[at : at + 10002])

    assert meter.level == pytest.approx(20 * np.log10(0.8), abs=0.15)


def test_long_pauses_are_shorter_by_less_than_a_frame(episode: Make, show: Show, tmp_path: Path) -> None:
    """Where a unit begins, the pause gives up what aligning needs; no other pause changes by a frame."""
    programme: Programme = mix(*episode(LONG), show, path=tmp_path / "p.pcm")

    rate = programme.rate
    off = []
    for before, after in itertools.pairwise(programme.transcript):
        gap = round((after.start - before.end) * rate)
        wanted = min((round(s * rate) for s in (0.3, 0.35, 0.6)), key=lambda w: (w < gap, abs(w - gap)))
        if gap != wanted:
            off.append(wanted - gap)
    assert 2 <= len(off) <= 9
    assert all(0 < lost < frame_samples(rate) for lost in off)
