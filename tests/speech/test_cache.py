"""The cache of takes: what it holds, what it forgets, and who may write."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from audiopress.errors import SpeechError, UnknownName
from audiopress.model import Take, Utterance, Voice
from audiopress.speech import record, record_or_stand_in, stand_in
from audiopress.work.cache import Usage, prune, usage

Voices = Callable[..., Voice]
Lines = Callable[..., list[Utterance]]


@pytest.fixture
def takes(voice: Voices, lines: Lines, tmp_path: Path) -> tuple[Take, ...]:
    """Four takes in a cache, used one, two, three and four days ago."""
    found = record(lines(voice(), "One.", "Two two.", "Three three.", "Four four four."), cache=tmp_path)
    now = time.time()
    for days, take in enumerate(found, 1):
        for path in (take.path, take.path.with_suffix(".json")):
            os.utime(path, (now - 86400 * days, now - 86400 * days))
    return found


def _left(takes: tuple[Take, ...]) -> list[int]:
    return [index for index, take in enumerate(takes) if take.path.exists() and take.path.with_suffix(".json").exists()]


def test_usage_counts_takes_and_bytes(takes: tuple[Take, ...], tmp_path: Path) -> None:
    """Frames and what is known about them; how long the oldest has lain unused. An empty cache is no error."""
    held = usage(tmp_path)

    assert held.files == 4
    assert held.bytes == sum(path.stat().st_size for path in tmp_path.glob("??/*"))
    assert held.oldest == pytest.approx(4 * 86400, abs=60)
    assert usage(tmp_path / "none") == Usage(files=0, bytes=0)


def test_pruning_goes_by_age(takes: tuple[Take, ...], tmp_path: Path) -> None:
    """What was not used for longer goes, the rest stays, and what went is told."""
    gone = prune(tmp_path, older_than=timedelta(days=2.5))

    assert _left(takes) == [0, 1]
    assert gone.files == 2


def test_pruning_goes_by_size(takes: tuple[Take, ...], tmp_path: Path) -> None:
    """The least lately used go first, and no more than need be."""
    held = usage(tmp_path).bytes

    prune(tmp_path, max_bytes=held - 1)

    assert _left(takes) == [0, 1, 2]
    prune(tmp_path, max_bytes=0)
    assert _left(takes) == []


def test_pruning_spares_what_an_episode_may_be_using(takes: tuple[Take, ...], tmp_path: Path) -> None:
    """A take used in the last minutes stays whatever is asked, unless that is asked too."""
    os.utime(takes[3].path)

    prune(tmp_path, max_bytes=0)

    assert _left(takes) == [3]
    prune(tmp_path, max_bytes=0, keep=0)
    assert _left(takes) == []


def test_use_counts_as_use(takes: tuple[Take, ...], voice: Voices, lines: Lines, tmp_path: Path) -> None:
    """A take from the cache is marked, so that pruning by age spares it."""
    record(lines(voice(), "Four four four."), cache=tmp_path)

    prune(tmp_path, older_than=timedelta(days=2.5))

    assert _left(takes) == [0, 1, 3]


def test_pruning_sweeps_what_killed_workers_left(takes: tuple[Take, ...], tmp_path: Path) -> None:
    """Half-written files and locks go, an hour after."""
    folder = takes[0].path.parent
    litter = [folder / "x.pcm.1-1.part", folder / "z.json.3-3.part", folder / "y.lock", folder / "new.pcm.2-2.part"]
    for path in litter:
        path.write_bytes(b"half")
    for path in litter[:3]:
        os.utime(path, (time.time() - 7200,) * 2)

    prune(tmp_path)

    assert [path.exists() for path in litter] == [False, False, False, True]
    assert _left(takes) == [0, 1, 2, 3]


@pytest.mark.parametrize(
    "damage",
    ["no json", "half json", "wrong json", "half pcm", "no pcm", "zeros", "half zeros", "rate 0", "times", "nested"],
)
def test_a_damaged_take_is_recorded_again(damage: str, voice: Voices, lines: Lines, tmp_path: Path) -> None:
    """Files that do not agree are no take, and neither are frames that are not those recorded, nor another rate or other times."""
    (take,) = record(lines(voice(), "One two three."), cache=tmp_path)
    whole, about = take.path.read_bytes(), take.path.with_suffix(".json")
    if damage == "no json":
        about.unlink()
    elif damage == "half json":
        about.write_text(about.read_text()[:40])
    elif damage == "wrong json":
        about.write_text("[1, 2]")
    elif damage == "nested":
        about.write_text("[" * 100_000)
    elif damage in {"rate 0", "times"}:
        known = json.loads(about.read_text("utf-8"))
        about.write_text(
            json.dumps({**known, **({"rate": 0} if damage == "rate 0" else {"times": 0, "words": []})}),
            encoding="utf-8",
        )
    elif damage == "half pcm":
        take.path.write_bytes(whole[: len(whole) // 4 * 2])
    elif damage == "zeros":
        take.path.write_bytes(bytes(len(whole)))
    elif damage == "half zeros":
        take.path.write_bytes(whole[: len(whole) // 2] + bytes(len(whole) - len(whole) // 2))
    else:
        take.path.unlink()

    (again,) = record(lines(voice(), "One two three."), cache=tmp_path)

    assert not again.cached
    assert again.path.read_bytes() == whole
    assert about.exists()


def test_a_take_comes_back_from_the_cache_as_it_was(voice: Voices, lines: Lines, tmp_path: Path) -> None:
    """Words, rate, frames and timing are kept; what it cost is not counted twice."""
    (first,) = record(lines(voice(), "One two three."), cache=tmp_path)
    (again,) = record(lines(voice(), "One two three."), cache=tmp_path)

    assert again == replace(first, cached=True)


# ---- fallback


def test_a_fallback_reads_the_whole_episode_or_none_of_it(voice: Voices, lines: Lines) -> None:
    """Every line of the voice that is not ready goes to its fallback, at the pace the script asked for; no other does."""
    voices = {
        "neural": voice("piper", "/no/such.onnx", name="neural", fallback="online"),
        "online": voice("gtts", "xx", name="online", fallback="plain"),
        "plain": voice(name="plain", pace=0.9),
        "guest": voice(name="guest", model="high"),
    }
    slow = replace(voices["neural"], pace=0.8)
    utterances = lines(voices["neural"], "One.") + lines(slow, "Two.") + lines(voices["guest"], "Three.")

    read, (stood_in,) = stand_in(utterances, voices)

    assert [one.voice.name for one in read] == ["plain", "plain", "guest"]
    assert [one.voice.pace for one in read] == pytest.approx([0.9, 0.72, 1.0])
    assert (stood_in.voice, stood_in.by) == ("neural", "plain")
    assert stood_in.why
    assert stand_in(lines(voices["guest"], "Three."), voices) == (tuple(lines(voices["guest"], "Three.")), ())


def test_a_fallback_that_does_not_exist_is_an_error(voice: Voices, lines: Lines) -> None:
    """A misspelt name is never passed over; a voice without a fallback stays and cannot be recorded."""
    lost = voice(model="mod", name="lost", fallback="hots")
    host = voice(name="host")

    with pytest.raises(UnknownName, match="did you mean 'host'"):
        stand_in(lines(lost, "One."), {"lost": lost, "host": host})
    alone = replace(lost, fallback="")
    assert stand_in(lines(alone, "One."), {"lost": alone})[1] == ()


def test_a_server_that_goes_away_half_way_is_replaced_from_the_start(
    troubled: Voice, voice: Voices, lines: Lines, tmp_path: Path
) -> None:
    """Nobody changes voice within an episode: what it had read is read again by the fallback."""
    online = replace(troubled, name="online", fallback="host")
    host = voice(name="host")
    utterances = lines(online, "Fine so far.", "gone for good.", "Never asked.")

    done = record_or_stand_in(utterances, {"online": online, "host": host}, cache=tmp_path)

    assert [one.voice.name for one in done.utterances] == ["host"] * 3
    assert len(done.takes) == 3
    assert [str(each) for each in done.stand_ins] == ["host for online (the server is gone)"]
    with pytest.raises(SpeechError, match="the server is gone"):
        record_or_stand_in(lines(replace(online, fallback=""), "gone for good."), {}, cache=tmp_path)
