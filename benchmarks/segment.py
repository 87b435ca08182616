"""Reading pages of growing size: audiopress against trafilatura, readability-lxml and jusText, in one run.

    pip install readability-lxml
    python benchmarks/segment.py [--sizes 50 200 1000 5000] [--runs 3]

The pages are made here: menus, a story, boxes of related links, comments and a footer, in sizes in KB of HTML. audiopress
also finds headline, byline, dates, captions and quotes with their speakers; the others find the story's text alone. Each
measurement is a process of its own, the tools take turns, and the least of the runs counts: CPU seconds, and how much
the process grew beyond what it was with the tool imported and warm. A tool that takes longer than `--limit` seconds is
not asked for larger pages.
"""

from __future__ import annotations

import argparse
import itertools
import json
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from wording import texts

MENU = "Home World Politics Business Markets Science Health Sport Culture Travel Weather Opinion Letters Video Podcasts"
SPEAKERS = ("Mira Solberg", "Jonas Petri", "Ruth Amsel", "Kim Min-seo")


@dataclass(frozen=True)
class Spent:
    """What a tool took for a page."""

    seconds: float
    megabytes: float


def page(kilobytes: int) -> str:
    """An HTML page of about this size: of every ten blocks four are the story's."""
    links = "".join(f'<li><a href="/{name.lower()}">{name}</a></li>' for name in MENU.split())
    nav = f'<nav class="menu"><ul>{links}</ul></nav>'
    blocks = list(_blocks(kilobytes * 1000 - len(nav) * 2))
    return (
        '<!doctype html><html lang="en"><head><title>Night buses to run - The Daily</title>'
        '<meta property="og:site_name" content="The Daily"></head><body>'
        f'{nav}<main><article><h1>Night buses to run from October</h1><p class="byline">By Edda Thorsen</p>'
        f"{''.join(blocks)}</article></main><footer>{nav}</footer></body></html>"
    )


def _blocks(size: int) -> Iterator[str]:
    sentences = itertools.cycle(texts(size // 60 + 100))
    number = made = 0
    while made < size:
        said = [next(sentences) for _ in range(4)]
        speaker = SPEAKERS[number // 2 % len(SPEAKERS)]
        # Every other part has a quote: 5 MB with one in each have more of them than are read (budget.py).
        told = said[2] if number % 2 else f"“{said[2][:-1]},” said {speaker}."
        block = (
            f"<p>{said[0]} {said[1]}</p><p>{told}</p><h2>Part {number}</h2><p>{said[3]}</p>"
            f'<div class="related-box"><h3>Read more</h3><ul><li><a href="/{number}">{said[0][:60]}</a></li>'
            f'<li><a href="/{number}b">{said[1][:60]}</a></li></ul></div>'
            f'<aside class="ad"><span>Advertisement {number}</span></aside>'
        )
        number += 1
        made += len(block)
        yield block


def _tool(name: str) -> Callable[[str], int]:
    """A tool as a function of a page; how many characters it found."""
    if name == "audiopress":
        from audiopress.segment import read_html

        return lambda html: len(read_html(html).text)
    if name == "audiopress, as text":
        from audiopress.segment import read_text

        return lambda html: len(read_text(html).text)
    if name == "trafilatura":
        import trafilatura

        return lambda html: len(trafilatura.extract(html) or "")
    if name == "readability-lxml":
        from readability import Document

        return lambda html: len(Document(html).summary())
    import justext

    stops = justext.get_stoplist("English")
    return lambda html: sum(len(one.text) for one in justext.justext(html, stops) if not one.is_boilerplate)


TOOLS = ("audiopress", "audiopress, as text", "trafilatura", "readability-lxml", "jusText")


def measure(name: str, path: Path) -> dict[str, float]:
    """In a process of its own: CPU seconds, and MB that it grew by."""
    tool = _tool(name)
    text = path.read_text("utf-8")
    if name.endswith("as text"):
        from lxml import html

        text = "\n".join(one.strip() for one in html.fromstring(text).itertext() if one.strip())
    tool(page(20) if not name.endswith("as text") else text[:20_000])
    # Linux: the highest the process ever was, from here on.
    Path("/proc/self/clear_refs").write_text("5")
    before = _memory("VmRSS")
    began = time.process_time()
    found = tool(text)
    spent = time.process_time() - began
    return {"seconds": spent, "megabytes": _memory("VmHWM") - before, "found": found}


def _memory(name: str) -> float:
    """MB, by the kernel's own account of this process."""
    found = re.search(rf"{name}:\s*(\d+) kB", Path("/proc/self/status").read_text("ascii"))
    return int(found[1]) / 1000 if found else 0.0


def least(name: str, path: Path, runs: int) -> Spent:
    """The least of several runs."""
    found = []
    for _ in range(runs):
        command = [sys.executable, __file__, "--one", name, str(path)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            raise SystemExit(f"{name}: {done.stderr.strip().splitlines()[-1]}")
        found.append(json.loads(done.stdout))
    return Spent(min(one["seconds"] for one in found), min(one["megabytes"] for one in found))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[50, 200, 1000, 5000], help="KB of HTML")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--limit", type=float, default=120.0, help="seconds after which a tool is asked no more")
    parser.add_argument("--one", nargs=2, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.one:
        print(json.dumps(measure(given.one[0], Path(given.one[1]))))
        return
    table: dict[str, list[Spent | None]] = {name: [] for name in TOOLS}
    with tempfile.TemporaryDirectory() as folder:
        for size in given.sizes:
            path = Path(folder) / f"{size}.html"
            path.write_text(page(size), encoding="utf-8")
            for name, row in table.items():
                tired = bool(row) and (row[-1] is None or row[-1].seconds > given.limit)
                row.append(None if tired else least(name, path, given.runs))
    print("| CPU seconds (MB) | " + " | ".join(f"{size} KB" for size in given.sizes) + " | s a MB, largest |")
    print("| --- " * (len(given.sizes) + 2) + "|")
    for name, row in table.items():
        cells = [f"{one.seconds:.2f} ({one.megabytes:.0f})" if one else "-" for one in row]
        last = max(index for index, one in enumerate(row) if one)
        spent = row[last]
        assert spent is not None
        print(f"| {name} | {' | '.join(cells)} | {spent.seconds / given.sizes[last] * 1000:.2f} |")


if __name__ == "__main__":
    main()
