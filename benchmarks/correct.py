"""A correction as an editor makes it: `audiopress correct` of a long episode, from the command to the published feed.

    python benchmarks/correct.py [--minutes 60] [--runs 3]

A newsroom is laid out in a folder of its own, a long page is made into an episode, and then a sentence in its middle is
changed, once a run, each time another one. What counts is the whole command in a process of its own: Python starts,
the page is read again, one sentence recorded, the fragment it lies in mastered and encoded, the file joined, measured and
copied to the feed with transcripts and page.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from wording import texts


def page(said: list[str]) -> str:
    """A plain page that says it, four sentences a paragraph."""
    paragraphs = [" ".join(said[at : at + 4]) for at in range(0, len(said), 4)]
    return "\n\n".join(["Parliament argues over railways, prices and schools", "By Mina Park", *paragraphs]) + "\n"


def audiopress(folder: Path, *arguments: str) -> tuple[float, Any]:
    """Wall seconds of a command, and what its JSON says."""
    command = [sys.executable, "-m", "audiopress", "-C", str(folder), *arguments, "--json"]
    began = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    wall = time.perf_counter() - began
    if done.returncode:
        raise SystemExit(done.stderr)
    return wall, json.loads(done.stdout)


def main() -> None:
    """One run, one table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=60.0)
    parser.add_argument("--runs", type=int, default=3)
    given = parser.parse_args()
    said = texts(max(20, round(given.minutes * 8.5)))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "newsroom"
        subprocess.run([sys.executable, "-m", "audiopress", "new", str(folder)], check=True, capture_output=True)
        source = Path(name) / "page.txt"
        source.write_text(page(said), encoding="utf-8")
        wall, (made,) = audiopress(folder, "make", "articles", str(source))
        episode = made["episode"]
        print(f"{episode['seconds'] / 60:.1f} minutes, {len(said)} sentences, {os.cpu_count()} cores")
        print(f"{'make, nothing recorded before':<40} {wall:6.2f} s")
        for run in range(given.runs):
            at = len(said) // 2 + 5 * run
            said[at] = f"A corrected sentence of quite another length stands here now, in run {run + 1}."
            source.write_text(page(said), encoding="utf-8")
            wall, (told,) = audiopress(folder, "correct", episode["id"], str(source))
            kept = "the same GUID" if told["episode"]["guid"] == episode["guid"] else "ANOTHER GUID"
            print(
                f"{'correct, one sentence':<40} {wall:6.2f} s   {kept}, recorded {told['recorded']}, kept {told['reused']}"
            )


if __name__ == "__main__":
    main()
