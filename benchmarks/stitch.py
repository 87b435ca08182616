"""How fast an episode is made, against the encoder alone, against the usual script, and against ffmpeg-normalize.

    python benchmarks/stitch.py [--minutes 4] [--usual] [--normalize ffmpeg-normalize]

One run, one table, all cores, the default narrator; with BENCH_VOICE=en-announcer, espeak's. `--minutes 60` and
`--minutes 360` are the figures of the project's promises; `--usual` and `--normalize` take many times as long as all the rest. ffmpeg-normalize is a program of its own
(pip install ffmpeg-normalize, in an environment of its own). CPU seconds tell more than wall seconds where other work
runs on the machine.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from wording import texts

from audiopress.config import load_voice
from audiopress.model import Cast, Cue, Programme, Script, Show, Tags, Take, Utterance
from audiopress.speech import Line, load_engine, record
from audiopress.stitch import find_ffmpeg, master, measure, mix, produce
from audiopress.stitch.meters import read_fragments
from audiopress.work.cache import load
from audiopress.workspace import shipped

CORES = os.cpu_count() or 1
VOICE = load_voice(shipped() / "voices" / f"{os.environ.get('BENCH_VOICE', 'en-heart')}.toml")
TAGS = Tags(title="t", artist="a", album="b", date=datetime(2026, 3, 2, tzinfo=UTC), language="en", text="x")


@dataclass(frozen=True)
class Spent:
    """What a piece of work took."""

    wall: float
    cpu: float
    """With its processes, seconds."""


@dataclass(frozen=True)
class Parts:
    """An episode before it is stitched."""

    script: Script
    utterances: tuple[Utterance, ...]
    takes: tuple[Take, ...]


@contextmanager
def spending(found: list[Spent]) -> Iterator[None]:
    """Appends what the block took."""

    def cpu() -> float:
        return sum(
            part for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN) for part in resource.getrusage(who)[:2]
        )

    began, before = time.perf_counter(), cpu()
    yield
    wall = time.perf_counter() - began
    for child in multiprocessing.active_children():  # their time counts when they have ended
        child.join()
    found.append(Spent(wall, cpu() - before))


def spent(work: Callable[[], object]) -> Spent:
    """What calling it took."""
    found: list[Spent] = []
    with spending(found):
        work()
    return found[0]


def cut(said: list[str], folder: Path, workers: str) -> Parts:
    """The episode that says it: four sentences a paragraph, a chapter every ten paragraphs."""
    cues: list[Cue] = []
    utterances: list[Utterance] = []
    for number, text in enumerate(said):
        if number % 40 == 0:
            cues.append(Cue(kind="chapter", line=len(cues) + 1, text=f"Chapter {number // 40 + 1}"))
        utterances.append(Utterance(cue=len(cues), start=0, end=len(text), spoken=text, voice=VOICE, language="en"))
        cues.append(Cue(kind="speech", line=len(cues) + 1, text=text, role="host", paragraph=number % 4 == 0))
    takes = record(utterances, cache=folder, workers=workers)
    return Parts(Script(title="bench", language="en", cues=tuple(cues)), tuple(utterances), takes)


# ---- the limit: the engine and the encoder alone


def synthesised(said: list[str]) -> float:
    """CPU seconds of the engine's own work, thrown away."""
    engine = load_engine(VOICE.engine)
    began = time.process_time()
    for text in said:
        engine.speak(Line(text=text, voice=VOICE, language="en"))
    return time.process_time() - began


def engine_alone(said: list[str]) -> Spent:
    """Every core speaks its share; the processes are started and have loaded the engine before."""
    shares = [said[at : at + 10] for at in range(0, len(said), 10)]
    with ProcessPoolExecutor(CORES, mp_context=multiprocessing.get_context("spawn")) as pool:
        list(pool.map(synthesised, [said[:1]] * CORES))
        began = time.perf_counter()
        cpu = sum(pool.map(synthesised, shares))
        wall = time.perf_counter() - began
    return Spent(wall, cpu)


def encoded(task: tuple[Path, int, int]) -> float:
    """CPU seconds of the encoder's own work on frames [first, last) of a file, thrown away."""
    import lameenc

    path, first, last = task
    began = time.process_time()
    coder = lameenc.Encoder()
    coder.silence()
    coder.set_bit_rate(64)
    coder.set_in_sample_rate(44100)
    coder.set_channels(1)
    coder.set_quality(5)
    with path.open("rb") as file:
        file.seek(2 * first)
        for at in range(first, last, 882000):
            coder.encode(file.read(2 * min(882000, last - at)))
    coder.flush()
    return time.process_time() - began


def encoder_alone(pcm: Path) -> Spent:
    """Every core encodes its share; the processes are started and have loaded the encoder before."""
    frames = pcm.stat().st_size // 2
    step = -(-frames // (CORES * 4))
    tasks = [(pcm, at, min(frames, at + step)) for at in range(0, frames, step)]
    with ProcessPoolExecutor(CORES, mp_context=multiprocessing.get_context("spawn")) as pool:
        list(pool.map(encoded, [(pcm, 0, 44100)] * CORES))
        began = time.perf_counter()
        cpu = sum(pool.map(encoded, tasks))
        wall = time.perf_counter() - began
    return Spent(wall, cpu)


def metered(fragments: Path) -> None:
    """The independent meter alone, which the chain lets read every fragment: ffmpeg decodes, weighs, finds peaks."""
    parts = [
        (path.with_suffix(".mp3"), told["mp3_frames"] * 1152)
        for path in fragments.rglob("*.json")
        if "mp3_frames" in (told := load(path))
    ]
    with ThreadPoolExecutor(CORES) as pool:
        list(pool.map(lambda at: read_fragments(parts[at : at + 8], 44100), range(0, len(parts), 8)))


# ---- what a user would write instead


def usual(said: list[str], folder: Path) -> None:
    """The engine a sentence, pydub `+=`, ffmpeg's loudnorm in two passes, export."""
    from pydub import AudioSegment

    AudioSegment.converter = str(find_ffmpeg())
    engine = load_engine(VOICE.engine)
    episode = AudioSegment.empty()
    for text in said:
        speech = engine.speak(Line(text=text, voice=VOICE, language="en"))
        episode += AudioSegment(data=speech.pcm, sample_width=2, frame_rate=speech.rate, channels=1)
        episode += AudioSegment.silent(300, frame_rate=speech.rate)
    raw, level = folder / "usual.wav", folder / "usual-level.wav"
    episode.export(raw, format="wav")
    asked = "loudnorm=I=-16:TP=-1:LRA=11:dual_mono=true"
    command = [str(find_ffmpeg()), "-hide_banner", "-nostats", "-y", "-i", str(raw)]
    said_by = subprocess.run(
        [*command, "-af", f"{asked}:print_format=json", "-f", "null", "-"], capture_output=True, text=True, check=True
    ).stderr
    found = json.loads(said_by[said_by.rindex("{") : said_by.rindex("}") + 1])
    measured = ":".join(
        f"measured_{name}={found[f'input_{key}']}"
        for name, key in (("I", "i"), ("TP", "tp"), ("LRA", "lra"), ("thresh", "thresh"))
    )
    subprocess.run(
        [*command, "-af", f"{asked}:{measured}:linear=true", "-ar", "44100", str(level)],
        check=True,
        capture_output=True,
    )
    AudioSegment.from_wav(level).export(folder / "usual.mp3", format="mp3", bitrate="64k")


# ---- memory


@contextmanager
def watched(most: dict[str, float]) -> Iterator[None]:
    """Notes the most that this process and its Python workers hold while the block runs, in MB (Linux)."""
    stop = threading.Event()
    me = os.getpid()

    def resident(pid: int) -> float:
        try:
            pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
        except (OSError, IndexError):
            return 0.0
        return pages * resource.getpagesize() / 1e6

    def look() -> None:
        while not stop.wait(0.1):
            most["parent"] = max(most.get("parent", 0.0), resident(me))
            for path in Path(f"/proc/{me}/task/{me}").glob("children"):
                for pid in path.read_text().split():
                    most["worker"] = max(most.get("worker", 0.0), resident(int(pid)))

    if not Path("/proc/self/statm").exists():
        yield
        return
    thread = threading.Thread(target=look, daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


# ---- the table


def main() -> None:
    """One run, one table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=4.0)
    parser.add_argument("--usual", action="store_true", help="also the usual script: pydub += and loudnorm twice")
    parser.add_argument("--normalize", default="", help="also ffmpeg-normalize: where its program lies")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        _measured(given, Path(name))


def _measured(given: Any, folder: Path) -> None:
    said = texts(max(20, round(given.minutes * 8.5)))
    workers = f"processes:{CORES}"
    show = Show(
        name="bench", folder=folder, title="x", description="", language="en", author="", cast=Cast(host="bench")
    )
    speech = engine_alone(said)
    began: list[Spent] = []
    made: dict[str, Any] = {}
    most: dict[str, float] = {}
    with spending(began), watched(most):
        parts = cut(said, folder / "takes", workers)
        made["chain"] = _produced(parts, show, folder / "chain.mp3", workers, folder / "fragments")
    chain = began[0]
    cached = spent(lambda: _produced(parts, show, folder / "cached.mp3", workers, folder / "others"))
    programme, enclosure = made["chain"]
    rewritten = [*said]
    rewritten[len(said) // 2] = "A corrected sentence of quite another length stands here now, the editor said."
    change = spent(
        lambda: _produced(
            cut(rewritten, folder / "takes", workers), show, folder / "c.mp3", workers, folder / "fragments"
        )
    )
    pcm = folder / "programme.pcm"
    written = mix(parts.script, parts.utterances, parts.takes, show, path=pcm, cache=folder / "fragments")
    alone = encoder_alone(pcm)
    meter = spent(lambda: metered(folder / "fragments"))
    check = spent(lambda: measure(folder / "chain.mp3"))
    limit = (speech.cpu + alone.cpu) / CORES
    rows = [
        (
            "whole chain, text to finished MP3",
            chain,
            f"{chain.wall / limit:.2f} x the limit (engine + encoder CPU / cores)",
        ),
        ("engine alone, same cores", speech, ""),
        ("encoder alone, same cores", alone, ""),
        ("cached takes to finished, measured MP3", cached, f"{cached.wall / alone.wall:.2f} x the encoder alone"),
        ("one sentence corrected", change, ""),
        (
            "the independent meter's part of chain and cached",
            meter,
            f"without it {(chain.cpu - meter.cpu) / CORES / limit:.2f} x and {(cached.cpu - meter.cpu) / alone.cpu:.2f} x (CPU)",
        ),
        ("ffmpeg reads the whole file (not part of the above)", check, ""),
    ]
    if given.usual:
        slow = spent(lambda: usual(said, folder))
        rows.append(
            (
                "the usual script",
                slow,
                f"{slow.wall / chain.wall:.1f} x as long as the chain; {_told(folder / 'usual.mp3')}",
            )
        )
    if given.normalize:
        rows += _normalised(given.normalize, written, show, folder)
    print(
        f"{programme.seconds / 60:.1f} minutes, {len(said)} sentences, {CORES} cores, Python {sys.version.split()[0]}"
    )
    for title, took, note in rows:
        print(f"{title:<56} {took.wall:8.2f} s wall {took.cpu:8.2f} s CPU   {note}")
    print(
        f"{'finished file':<56} {enclosure.loudness:.1f} LUFS, {enclosure.true_peak:.1f} dBTP; {_told(folder / 'chain.mp3')}"
    )
    print(f"{'most memory':<56} " + ", ".join(f"{who} {size:.0f} MB" for who, size in sorted(most.items())))


def _produced(parts: Parts, show: Show, path: Path, workers: str, cache: Path) -> tuple[Programme, Any]:
    programme, enclosure, _ = produce(
        parts.script, parts.utterances, parts.takes, show, tags=TAGS, path=path, workers=workers, cache=cache
    )
    return programme, enclosure


def _normalised(program: str, programme: Programme, show: Show, folder: Path) -> list[tuple[str, Spent, str]]:
    """Mastering alone, of the same programme: ours from its PCM, theirs from the WAV."""
    import wave

    wav, theirs = folder / "programme.wav", folder / "theirs.mp3"
    with wave.open(str(wav), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(programme.rate)
        file.writeframes(programme.path.read_bytes())
    ours = spent(lambda: master(programme, show, tags=TAGS, path=folder / "ours.mp3", workers=f"processes:{CORES}"))
    command = [
        program,
        str(wav),
        "-o",
        str(theirs),
        "-f",
        "-t",
        "-16",
        "-tp",
        "-1",
        "--dual-mono",
        "-c:a",
        "libmp3lame",
    ]
    environment = {**os.environ, "FFMPEG_PATH": str(find_ffmpeg())}
    other = spent(
        lambda: subprocess.run(
            [*command, "-b:a", "64k", "-ar", "44100"], env=environment, check=True, capture_output=True
        )
    )
    return [
        ("mastering alone", ours, _told(folder / "ours.mp3")),
        ("ffmpeg-normalize", other, f"{other.wall / ours.wall:.1f} x as long; {_told(theirs)}"),
    ]


def _told(path: Path) -> str:
    heard = measure(path)
    return f"ffmpeg reads {heard.integrated:.1f} LUFS, {heard.true_peak:.1f} dBTP"


if __name__ == "__main__":
    main()
