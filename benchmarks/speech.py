"""Recording against the engine alone: speed on one process and on all cores, overhead per cue, cache hits, import.

    python benchmarks/speech.py [--sentences 400] [--voice en-heart]

"x real time" is seconds of speech made in one second. "Engine alone" calls the voice's engine in a loop and keeps nothing;
"pool alone" does that in as many processes as there are cores, which is the most that recording could reach.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from wording import texts

from audiopress.config import load_voice
from audiopress.model import Utterance
from audiopress.speech import load_engine, record
from audiopress.speech.engine import Line
from audiopress.workspace import shipped

RUNS = 3


def alone(lines: list[Line]) -> float:
    """Seconds of speech, made by the engine and thrown away."""
    spoken = [load_engine(line.voice.engine).speak(line) for line in lines]
    return sum(speech.frames / speech.rate for speech in spoken)


def timed(work: Callable[[], object]) -> float:
    """The median of a few runs, in seconds."""
    found = []
    for _ in range(RUNS):
        began = time.perf_counter()
        work()
        found.append(time.perf_counter() - began)
    return statistics.median(found)


def recording(utterances: list[Utterance], workers: str) -> float:
    """The median time to record everything into an empty cache."""

    def once() -> None:
        with tempfile.TemporaryDirectory() as folder:
            record(utterances, cache=Path(folder), workers=workers)

    return timed(once)


def hits(utterances: list[Utterance]) -> float:
    """Takes a second from a full cache."""
    with tempfile.TemporaryDirectory() as folder:
        record(utterances, cache=Path(folder), workers=f"processes:{os.cpu_count() or 1}")
        return len(utterances) / timed(lambda: record(utterances, cache=Path(folder)))


def starting(code: str) -> float:
    """Seconds that a fresh interpreter needs for the code, less those it needs for nothing."""

    def run(what: str) -> float:
        return timed(lambda: subprocess.run([sys.executable, "-c", what], check=True))

    return run(code) - run("pass")


def main() -> None:
    """One run, one table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--sentences", type=int, default=400)
    parser.add_argument("--voice", default="en-heart", help="a shipped profile")
    given = parser.parse_args()
    cores = os.cpu_count() or 1
    voice = load_voice(shipped() / "voices" / f"{given.voice}.toml")
    said = texts(given.sentences)
    lines = [Line(text=text, voice=voice, language="en") for text in said]
    utterances = [
        Utterance(cue=n, start=0, end=len(text), spoken=text, voice=voice, language="en") for n, text in enumerate(said)
    ]
    seconds = alone(lines)
    engine = timed(lambda: alone(lines))
    inline = recording(utterances, "inline")
    with multiprocessing.get_context("spawn").Pool(cores) as pool:
        parts = [lines[n::cores] for n in range(cores)]
        pool.map(alone, parts)
        pooled = timed(lambda: pool.map(alone, parts, chunksize=1))
    processes = recording(utterances, f"processes:{cores}")
    rows = [
        ("engine alone, one process", f"{seconds / engine:,.0f} x real time"),
        ("recording, inline", f"{seconds / inline:,.0f} x real time ({inline / engine:.2f} of the engine's time)"),
        ("overhead of recording per cue", f"{(inline - engine) / len(said) * 1000:.2f} ms"),
        (f"pool alone, {cores} processes, already started", f"{seconds / pooled:,.0f} x real time"),
        (f"recording, processes:{cores}, with their start", f"{seconds / processes:,.0f} x real time"),
        ("cache hits", f"{hits(utterances):,.0f} a second"),
        ("import audiopress.speech", f"{starting('import audiopress.speech') * 1000:.0f} ms"),
        ("import what records", f"{starting('from audiopress.speech import record') * 1000:.0f} ms"),
    ]
    print(f"{len(said)} sentences, {seconds / 60:.1f} minutes of speech, {given.voice}, {cores} cores")
    for name, value in rows:
        print(f"{name:<46} {value}")


if __name__ == "__main__":
    main()
