"""The desk of a newsroom with ten thousand episodes: its first page, and twenty editors at once on loopback.

    python benchmarks/desk.py [EPISODES] [EDITORS]

The episodes are rows and files without sound; the desk runs in a process of its own, as an editor's does. Must: the first
page within 0.3 s, twenty editors without an error.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx2

from audiopress.newsroom import Library
from audiopress.orders import Orders
from audiopress.press import Press
from audiopress.workspace import Workspace, create

ROUNDS = 10
"""Pages that each editor opens."""


def newsroom(root: Path, count: int) -> Workspace:
    """A newsroom with one episode that was made, and copies of it over the years before."""
    create(root, title="Harbour Courier")
    for path in (root / "voices").glob("*.toml"):
        if path.stem == ESPEAK:
            continue
        text = re.sub(r'(?m)^engine = ".*"$', 'engine = "tone"', path.read_text("utf-8").partition("[options]")[0])
        path.write_text(re.sub(r'(?m)^model = ".*"$', 'model = "mid"', text), encoding="utf-8")
    show = root / "feeds" / "articles" / "show.toml"
    show.write_text(show.read_text("utf-8") + '\n[edition]\npolicy = "approve"\n', encoding="utf-8")
    here = Workspace.find(root)
    press = Press(workspace=here)
    articles = [one.article for one in press.read(["examples/harbour.txt"]) if one.article]
    made = Orders(press=press, who="benchmark").make(here.show("articles"), articles[:1])[0].episode
    assert made
    library = Library(here.library)
    library.rows()
    now = datetime.now(UTC).replace(microsecond=0)
    short = replace(made, transcript=made.transcript[:6], state="published")
    for number in range(1, count):
        at = now - timedelta(hours=3 * number)
        one = replace(short, id=f"{at:%Y-%m-%d}-{number}", guid=f"guid-{number}", published=at, updated=at)
        # The files first, the rows all at once afterwards: as `library rebuild` does it.
        folder = here.episodes / "articles" / one.id
        folder.mkdir(parents=True)
        from audiopress.newsroom import dump

        (folder / "episode.json").write_text(dump(one, folder), encoding="utf-8")
    began = time.perf_counter()
    library.rows()
    print(f"rows of {count} episodes brought up to date in {time.perf_counter() - began:.1f} s")
    return here


def main(count: int = 10_000, editors: int = 20) -> None:
    folder = Path(tempfile.mkdtemp())
    try:
        root = folder / "newsroom"
        here = newsroom(root, count)
        command = [sys.executable, "-m", "audiopress", "-C", str(root), "desk", "--port", "0"]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as running:
            assert running.stdout
            link = running.stdout.readline().split(": ", 1)[1].strip()
            try:
                measure(running.pid, link, editors, f"/e/articles/{Library(here.library).newest(limit=1)[0].id}")
            finally:
                running.terminate()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


ESPEAK = "en-announcer"
"""A voice of libespeak-ng, by which sentences are heard that nobody has heard yet."""


def spent(pid: int) -> float:
    """Seconds of CPU that a process has had; 0 where the system does not tell."""
    try:
        told = Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")


def measure(pid: int, link: str, editors: int, page: str) -> None:
    """The first page, then everybody's; beside the time on the clock the CPU that the desk had, for a machine that is busy."""
    base = link.partition("/enter")[0]
    with httpx2.Client(base_url=base, timeout=60) as client:
        client.get(link)
        began, had = time.perf_counter(), spent(pid)
        client.get("/").raise_for_status()
        print(f"first page after the start: {time.perf_counter() - began:.3f} s ({spent(pid) - had:.2f} s of CPU)")
        time.sleep(3)
        had = spent(pid)
        times = []
        for _ in range(ROUNDS):
            began = time.perf_counter()
            client.get("/").raise_for_status()
            times.append(time.perf_counter() - began)
        print(
            f"first page: {min(times):.3f} to {max(times):.3f} s, middle {sorted(times)[ROUNDS // 2]:.3f} s (must: 0.3), "
            f"{(spent(pid) - had) / ROUNDS:.3f} s of CPU"
        )
        for what, address in (
            ("an edition, three seconds after the start", page),
            ("an edition", page),
            ("voices", "/voices"),
            ("lexicon", "/lexicon?q=Lee"),
        ):
            began, had = time.perf_counter(), spent(pid)
            client.get(address).raise_for_status()
            print(f"{what}: {time.perf_counter() - began:.3f} s ({spent(pid) - had:.2f} s of CPU)")
        line = re.search(r"hear\?line=(\d+)&amp;s=0", client.get(page).text)
        assert line
        for told, asked in (
            ("a sentence heard as it was recorded", {}),
            ("by espeak, the first time", {"voice": ESPEAK}),
            ("by espeak, with other words", {"voice": ESPEAK, "text": "Nobody has said this before, and it is heard."}),
            ("by espeak, once more", {"voice": ESPEAK}),
        ):
            began, had = time.perf_counter(), spent(pid)
            where = {"line": line[1], "s": 0}
            client.get(f"{page}/hear", params=where | asked).raise_for_status()
            print(f"{told}: {time.perf_counter() - began:.3f} s ({spent(pid) - had:.2f} s of CPU; must: 0.5)")
        cookie = f"audiopress-desk={client.cookies['audiopress-desk']}"
    everybody(base, cookie, editors, page)


def everybody(base: str, cookie: str, editors: int, page: str) -> None:
    """Twenty editors who open pages as fast as they come."""
    took: list[float] = []
    wrong: list[str] = []
    start = threading.Barrier(editors)

    def editor() -> None:
        with httpx2.Client(base_url=base, timeout=60, headers={"Cookie": cookie}) as client:
            start.wait()
            for number in range(ROUNDS):
                began = time.perf_counter()
                try:
                    client.get(("/", page)[number % 2]).raise_for_status()
                except httpx2.HTTPError as error:
                    wrong.append(str(error))
                took.append(time.perf_counter() - began)

    began = time.perf_counter()
    threads = [threading.Thread(target=editor) for _ in range(editors)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    every = sorted(took)
    print(
        f"{editors} editors, {len(took)} pages in {time.perf_counter() - began:.1f} s: middle {every[len(every) // 2]:.2f} s, "
        f"slowest {every[-1]:.2f} s, errors {len(wrong)} (must: 0)"
    )
    if wrong:
        print(wrong[0])


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
