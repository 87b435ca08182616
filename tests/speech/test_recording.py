"""Recording: every sentence once, in order, whatever happens to it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import time
import wave
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from audiopress.errors import SpeechError, UnknownName, UsageError
from audiopress.model import Utterance, Voice
from audiopress.speech import Readiness, preview, readiness, record, recorded, recording
from audiopress.speech.builtin.tone import Tone
from audiopress.speech.engine import Line, Unavailable
from audiopress.work.cluster import Shared

Lines = Callable[..., list[Utterance]]
Voices = Callable[..., Voice]
Asked = Callable[[], list[str]]

NAMES = [
    f"Story number {word}." for word in ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
]


@pytest.mark.parametrize("workers", ["inline", "threads:3", "processes:2"])
def test_takes_come_in_the_order_of_the_utterances(workers: str, voice: Voices, lines: Lines, tmp_path: Path) -> None:
    """Wherever the work runs, take N is utterance N, byte for byte what the engine says."""
    utterances = lines(voice(), *NAMES)

    takes = record(utterances, cache=tmp_path / "cache", workers=workers)

    for utterance, take in zip(utterances, takes, strict=True):
        said = Tone().speak(Line(text=utterance.spoken, voice=utterance.voice, language="en"))
        assert take.path.read_bytes() == said.pcm[: 2 * take.frames]
        assert take.timing == "engine"
        assert [utterance.spoken[w.start : w.end] for w in take.words][:2] == ["Story", "number"]
        assert not take.cached


def test_nothing_is_recorded_twice(troubled: Voice, lines: Lines, asked: Asked, tmp_path: Path) -> None:
    """A line that comes again, in the same run or a later one, is taken from the cache."""
    utterances = lines(troubled, "Hello there.", "Good night.", "Hello there.")

    first = record(utterances, cache=tmp_path / "cache", workers="threads:2")
    again = record(utterances, cache=tmp_path / "cache")

    assert sorted(asked()) == ["Good night.", "Hello there."]
    assert [take.cached for take in first] == [False, False, True]
    assert all(take.cached for take in again)
    assert [take.path for take in first] == [take.path for take in again]
    assert first[0].path == first[2].path


def test_only_what_changes_the_sound_is_recorded_again(
    voice: Voices, lines: Lines, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Words, model, pace, pitch, language and options make another take; a profile's name, gain and licence do not."""
    monkeypatch.setattr(Tone, "options", {"style": "calm or lively", "timeout": "seconds"})
    own = voice()
    cache = tmp_path / "cache"
    (take,) = record(lines(own, "Hello there."), cache=cache)

    def key(changed: Voice, text: str = "Hello there.", language: str = "en") -> str:
        return record(lines(changed, text, language=language), cache=cache)[0].key

    assert (
        key(replace(own, name="other", gain=3.0, licence="else", description="d", options={"timeout": 3})) == take.key
    )
    others = [
        key(replace(own, pace=0.9)),
        key(replace(own, pitch=1.1)),
        key(replace(own, model="low")),
        key(replace(own, options={"style": "calm"})),
        key(own, "Hello, there."),
        key(own, language="de"),
        record([replace(lines(own, "Hello there.")[0], phonemes={"Hello": "həˈloʊ"})], cache=cache)[0].key,
    ]
    assert len({take.key, *others}) == 1 + len(others)


def test_a_failure_costs_only_its_sentence(troubled: Voice, lines: Lines, asked: Asked, tmp_path: Path) -> None:
    """All others are recorded and kept, and the error lists every one that failed, with its words and the reason."""
    utterances = lines(troubled, "One is fine.", "refuse this one.", "Two is fine.", "bug in here.")

    with pytest.raises(SpeechError) as caught:
        record(utterances, cache=tmp_path / "cache", workers="processes:2")

    assert "2 sentences were not recorded of 4" in caught.value.message
    first, second = caught.value.problems
    assert "'refuse this one.': refused" in str(first)
    assert "'bug in here.': ValueError: a bug; the second time too" in str(second)
    assert asked().count("bug in here.") == 2
    fine = record([utterances[0], utterances[2]], cache=tmp_path / "cache")
    assert all(take.cached for take in fine)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("empty as can be.", "nothing is heard"),
        ("silence and no more.", "nothing is heard"),
        ("clipped from end to end.", "clipped"),
        ("hurried through all of these many words here.", "too short"),
        ("dragging on and on.", "too long"),
        ("hole in the middle of it.", "2.0 s of silence inside"),
    ],
)
def test_a_take_that_cannot_be_right_is_never_used(
    text: str, reason: str, troubled: Voice, lines: Lines, asked: Asked, tmp_path: Path
) -> None:
    """Empty, silent, clipped, too short, too long or holed: made once more, then reported with the reason."""
    with pytest.raises(SpeechError, match=reason):
        record(lines(troubled, text), cache=tmp_path / "cache")

    assert asked() == [text, text]
    assert not list((tmp_path / "cache").glob("??/*.pcm"))


@pytest.mark.parametrize("text", ["late but it comes.", "hiccup and then well."])
def test_a_failed_take_is_made_once_more(
    text: str, troubled: Voice, lines: Lines, asked: Asked, tmp_path: Path
) -> None:
    """What fails once and then succeeds is a take like any other."""
    (take,) = record(lines(troubled, text), cache=tmp_path / "cache")

    assert asked() == [text, text]
    assert take.frames > 0


def test_an_engine_that_cannot_be_reached_ends_the_run(
    troubled: Voice, lines: Lines, asked: Asked, tmp_path: Path
) -> None:
    """The one-line reason comes at once, not after every other sentence has waited for the same server."""
    with pytest.raises(Unavailable, match="the server is gone"):
        record(lines(troubled, "gone for good.", *NAMES), cache=tmp_path / "cache")

    assert asked() == ["gone for good."]


def test_a_worker_that_dies_costs_only_its_take(troubled: Voice, lines: Lines, asked: Asked, tmp_path: Path) -> None:
    """The line that kills its worker each time is reported, one that killed it once is recorded, and so are all others."""
    utterances = lines(troubled, *NAMES, "die of this.", "stumble over it.")

    with pytest.raises(SpeechError) as caught:
        record(utterances, cache=tmp_path / "cache", workers="processes:2")

    (problem,) = caught.value.problems
    assert "'die of this.'" in problem.message
    assert "died" in problem.message
    assert all(take.cached for take in record(utterances[:-2] + utterances[-1:], cache=tmp_path / "cache"))


def test_workers_that_never_begin_end_the_run(tmp_path: Path) -> None:
    """A script without the guard that processes need is told so after a few sentences, not after each of hundreds."""
    script = tmp_path / "unguarded.py"
    script.write_text(
        textwrap.dedent("""
            from pathlib import Path
            from audiopress.model import Utterance, Voice
            from audiopress.speech import record

            voice = Voice(name="v", engine="tone", model="mid", languages=("en",), attribution="-", licence="-")
            lines = [
                Utterance(cue=0, start=0, end=1, spoken=f"Line {n}.", voice=voice, language="en") for n in range(300)
            ]
            record(lines, cache=Path("cache"), workers="processes:2")
            """)
    )
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}

    done = subprocess.run(
        [sys.executable, str(script)],
        check=False,
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
    )

    assert done.returncode == 1
    assert "worker processes die before they do anything" in done.stderr
    assert done.stderr.count("freeze_support") < 40


def test_an_endless_sequence_needs_no_more_than_a_few_at_a_time(voice: Voices, lines: Lines, tmp_path: Path) -> None:
    """The stream is read only as far as the workers are; takes come out while it is still being read."""
    (one,) = lines(voice(), "x")
    drawn = 0

    def stream() -> object:
        nonlocal drawn
        while True:
            drawn += 1
            yield replace(one, spoken=f"Number {drawn}.")

    found = recorded(stream(), cache=tmp_path / "cache", workers="threads:2")  # type: ignore[arg-type]
    for count, _ in enumerate(found, 1):
        assert drawn - count <= 12
        if count == 60:
            break
    found.close()  # type: ignore[attr-defined]


def test_a_text_of_marks_alone_is_a_breath_of_silence(voice: Voices, lines: Lines, tmp_path: Path) -> None:
    """No engine is asked to say “…”; the take is there, so that takes and utterances still go together."""
    (take,) = record(lines(voice(), "… — !"), cache=tmp_path / "cache")

    assert take.frames == round(0.05 * take.rate)
    assert not take.words


def test_voices_that_are_not_ready_are_told_before_anything_is_recorded(
    voice: Voices, lines: Lines, asked: Asked, troubled: Voice, tmp_path: Path
) -> None:
    """Every voice that cannot speak is listed with what to do, and nothing has been recorded by then."""
    bad = [voice(name="a", model="mod"), voice("espeak", "en-us+anouncer", name="b")]
    utterances = [*lines(troubled, "Hello."), *lines(bad[0], "Hello."), *lines(bad[1], "Hello.")]

    with pytest.raises(SpeechError) as caught:
        record(utterances, cache=tmp_path / "cache")

    assert [problem.where for problem in caught.value.problems] == ["voice a", "voice b"]
    assert "did you mean 'mid'?" in str(caught.value)
    assert "did you mean 'announcer'?" in str(caught.value)
    assert asked() == []


def test_unknown_names_are_errors(voice: Voices, lines: Lines, tmp_path: Path) -> None:
    """An engine or a kind of workers that does not exist is never replaced by another one."""
    with pytest.raises(UnknownName, match="did you mean 'espeak'"):
        record(lines(voice("espeek"), "Hello."), cache=tmp_path)
    with pytest.raises(UsageError, match="processes:N"):
        record(lines(voice(), "Hello."), cache=tmp_path, workers="processes:0")
    assert readiness(voice("espeek")) == Readiness(
        ready=False, missing="no engine named 'espeek'", install="did you mean 'espeak'?"
    )


def test_progress_counts_to_the_end(voice: Voices, lines: Lines, tmp_path: Path) -> None:
    """Each take is counted once, cached ones too."""
    utterances = lines(voice(), *NAMES)
    record(utterances[:4], cache=tmp_path / "cache")
    seen: list[tuple[int, int]] = []

    record(utterances, cache=tmp_path / "cache", workers="threads:2", progress=lambda *now: seen.append(now))

    assert seen == [(n, 10) for n in range(1, 11)]


def test_a_preview_is_a_wav(voice: Voices, tmp_path: Path) -> None:
    """The sample of a voice can be played by anything."""
    path = preview(voice(), "Hello there.", path=tmp_path / "samples" / "hello.wav")

    with wave.open(str(path)) as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (1, 2, 22050)
        assert 0.3 < file.getnframes() / 22050 < 2


RUN = """
    import sys
    from pathlib import Path
    from audiopress.model import Utterance, Voice
    from audiopress.speech import record

    if __name__ == "__main__":
        voice = Voice(name="v", engine="troubled", model="any", languages=("en-US",), attribution="-", licence="-",
                      options={"log": sys.argv[1], "seconds": 0.3})
        texts = sys.argv[4:]
        lines = [Utterance(cue=0, start=0, end=1, spoken=text, voice=voice, language="en") for text in texts]
        record(lines, cache=Path(sys.argv[2]), workers=sys.argv[3])
"""


@pytest.fixture
def run(troubled: Voice, tmp_path: Path) -> Callable[..., subprocess.Popen[bytes]]:
    """Records texts in a process of its own."""
    script = tmp_path / "run.py"
    script.write_text(textwrap.dedent(RUN))
    path = os.pathsep.join([str(tmp_path / "site"), str(Path(__file__).parents[2])])

    def start(workers: str, *texts: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, str(script), str(tmp_path / "log"), str(tmp_path / "cache"), workers, *texts]
        return subprocess.Popen(command, env={**os.environ, "PYTHONPATH": path}, stderr=subprocess.PIPE)

    return start


def _until(asked: Asked, count: int) -> None:
    deadline = time.monotonic() + 15
    while len(asked()) < count:
        assert time.monotonic() < deadline, "nothing was recorded in time"
        time.sleep(0.02)


@pytest.mark.parametrize("workers", ["inline", "threads:2", "processes:2"])
def test_ctrl_c_waits_for_no_line_and_the_next_run_continues(
    workers: str,
    run: Callable[..., subprocess.Popen[bytes]],
    troubled: Voice,
    lines: Lines,
    asked: Asked,
    tmp_path: Path,
) -> None:
    """What was recorded before is kept; no worker lives on; no lock stands in the way of the next run."""
    process = run(workers, "Quick one.", "Quick two.", "endless first.", "endless second.")
    _until(asked, 4 if workers != "inline" else 3)

    process.send_signal(signal.SIGINT)
    process.communicate(timeout=10)  # a line that is endless takes a minute

    assert process.returncode != 0
    pids = {int(line.split()[0]) for line in (tmp_path / "log").read_text().splitlines()}
    time.sleep(0.1)
    assert not [pid for pid in pids if _alive(pid)]
    voice = replace(troubled, options={**troubled.options, "seconds": 0.3})
    takes = record(lines(voice, "Quick one.", "Quick two."), cache=tmp_path / "cache")
    assert all(take.cached for take in takes)


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
        return Path(f"/proc/{pid}/stat").read_text().split()[2] != "Z" if Path("/proc").exists() else True
    except (ProcessLookupError, FileNotFoundError):
        return False


def test_workers_do_not_outlive_a_caller_that_is_killed(
    run: Callable[..., subprocess.Popen[bytes]], asked: Asked, tmp_path: Path
) -> None:
    """After SIGKILL of the caller, which can clean up nothing, its workers end by themselves."""
    process = run("processes:2", "endless first.", "endless second.")
    _until(asked, 2)

    process.kill()
    process.communicate(timeout=10)

    pids = {int(line.split()[0]) for line in (tmp_path / "log").read_text().splitlines()}
    deadline = time.monotonic() + 3
    while any(map(_alive, pids)):
        assert time.monotonic() < deadline, "a worker lives on"
        time.sleep(0.05)


def test_a_worker_that_does_not_see_the_cache_sends_the_frames(voice: Voices, lines: Lines, tmp_path: Path) -> None:
    """It writes nothing there, and the caller keeps what it sends: the take is the same."""
    (utterance,) = lines(voice(), "Hello there.")
    job = recording.TakeJob(
        key="k" * 64, line=recording._line(utterance), cache=Shared(tmp_path / "far", "no such mark")
    )

    made = recording.perform(job)

    assert isinstance(made, recording.Frames)
    assert not (tmp_path / "far").exists()
    (take,) = record([utterance], cache=tmp_path / "near")
    assert take.path.read_bytes() == made.speech.pcm
    assert take.timing == made.timing


def test_two_processes_record_the_same_take_once(
    run: Callable[..., subprocess.Popen[bytes]], asked: Asked, tmp_path: Path
) -> None:
    """Whoever comes second waits for the first one's take."""
    texts = ["slow one.", "slow two.", "slow three."]
    both = [run("inline", *texts), run("inline", *texts)]

    for process in both:
        _, said = process.communicate(timeout=20)
        assert process.returncode == 0, said.decode()

    assert sorted(asked()) == sorted(texts)
