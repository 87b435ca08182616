"""What hostile pages, kills, damaged files and clocks cost: four parts, each a choice, all of them without one.

    pip install -e '.[dev]'
    python benchmarks/hardening.py [growth] [kills] [damages] [zones]

growth   Each function that takes text is given one unit, repeated to `--size` characters and to four times as many, and
         the CPU time of each is measured. Printed are the dearest unit of each function and the one whose time grows
         fastest, as a ratio for twice the text, and all that grow faster than 1.3 × linear. A busy machine can be taken
         for growth: what is too fast is measured three times before it is believed.
kills    `make`, `publish` and `correct` are killed at random moments, on a directory and on S3; after each kill the feed
         is valid, every enclosure is there with its length and no GUID is lost, and the same command then completes.
damages  Every file that is kept is damaged in seven ways: no traceback, no episode lost, nothing stuck.
zones    A schedule asked every five minutes of a year in six zones: its instants come in order, each at its time, once.

The exit code is 1 when anything fails.
"""

from __future__ import annotations

import argparse
import contextlib
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from html import escape
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

from hardening_damages import damages
from hardening_kills import kills

from audiopress.errors import AudiopressError
from audiopress.languages.detecting import detect
from audiopress.model import Cast, Schedule, Show
from audiopress.newsroom import edition_for
from audiopress.script import clauses, parse, say, sentences
from audiopress.segment import find_quotes, read_html, read_text

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))
from tests_clock import SIX
from tests_growth import UNITS, repeated

PARTS = ("growth", "kills", "damages", "zones")
FASTER = 1.3
"""Times linear."""
LEAST = 0.05
"""CPU seconds under which a clock tells nothing of growth."""
STORY = [f"The council said on Monday that it will open the new library in May, after {n} years." for n in range(6)]
SAID = "“We will open the new library in May,” said Anna Bell, the mayor of the town. "


def page(text: str) -> str:
    """A small article page whose last paragraph ends in the text."""
    body = "".join(f"<p>{escape(one)}</p>" for one in (*STORY, SAID + text))
    return f"<html><body><article><h1>Library opens in May</h1>{body}</article></body></html>"


def functions() -> dict[str, Callable[[str], object]]:
    """All that takes text, by name."""
    found: dict[str, Callable[[str], object]] = {
        "read_html": lambda text: read_html(page(text)),
        "read_text": lambda text: read_text("\n\n".join(["Library opens in May", *STORY, SAID + text])),
        "read_text, nothing else": read_text,
        "detect": detect,
        "clauses": lambda text: clauses(text, limit=400),
        "parse": parse,
        "parse, one cue": lambda text: parse("HOST: " + text),
    }
    for code in ("en", "de", "fr", "es", "ko", "ja", "zh"):
        found[f"find_quotes {code}"] = lambda text, code=code: find_quotes(SAID + text, language=code)  # type: ignore[misc]
        found[f"sentences {code}"] = lambda text, code=code: sentences(text, language=code)  # type: ignore[misc]
        found[f"say {code}"] = lambda text, code=code: say(text, language=code)  # type: ignore[misc]
    return found


def spent(function: Callable[[str], object], text: str) -> float:
    """CPU seconds, the least of two runs; a page that is refused is done with."""
    least = float("inf")
    for _ in range(2):
        before = time.process_time()
        with contextlib.suppress(AudiopressError):
            function(text)
        least = min(least, time.process_time() - before)
        if least > 1:
            break
    return least


def growth(size: int, count: int) -> int:
    """Print how the time grows; how many grow too fast."""
    began, faults = time.monotonic(), 0
    print(f"{'function':24} {'dearest unit':>14} {'s':>7} {'s':>7} {'fastest':>14}  for twice the text")
    print(f"{'':24} {'':>14} {size:>7} {4 * size:>7}")
    for name, function in functions().items():
        spent(function, "Warm. ")
        dearest: tuple[float, float, str] = (0.0, 0.0, "")
        fastest: tuple[float, str] = (0.0, "")
        slow = []
        for unit in UNITS[:count]:
            small, large = (spent(function, repeated(unit, times * size)) for times in (1, 4))
            for _ in range(3):
                if large <= LEAST or large <= 4 * FASTER * small:
                    break
                again = [spent(function, repeated(unit, times * size)) for times in (1, 4)]
                small, large = max(small, again[0]), min(large, again[1])
            else:
                slow.append(f"  {unit!r}: {small:.3f} s, {large:.3f} s for 4 times the text")
            dearest = max(dearest, (large, small, unit))
            if large > LEAST:
                fastest = max(fastest, ((large / small) ** 0.5, unit))
        told = f"{fastest[1]!r:>14}  × {fastest[0]:.2f}" if fastest[1] else f"{'':>14}  too quick to tell"
        print(f"{name:24} {dearest[2]!r:>14} {dearest[1]:7.3f} {dearest[0]:7.3f} {told}", flush=True)
        for line in slow:
            print(line, flush=True)
        faults += len(slow)
    print(
        f"{len(functions())} functions × {len(UNITS[:count])} units: {faults} grow faster than {FASTER} × linear,"
        f" {time.monotonic() - began:.0f} s"
    )
    return faults


def zones() -> int:
    """Print what the schedules of six zones do in a year; how many of them go back, come early or come twice."""
    began, faults = time.monotonic(), 0
    first = datetime(2027, 1, 1, tzinfo=UTC)
    for zone, cron in SIX.items():
        show = Show(
            name="brief",
            folder=Path(),
            title="The brief",
            description="x",
            language="en",
            author="x",
            cast=Cast(host="anna"),
            schedule=Schedule(cron=cron, timezone=zone, grace=0),
        )
        seen: list[datetime] = []
        early = 0
        for now in (first + timedelta(minutes=minute) for minute in range(0, 365 * 1440, 5)):
            instant = edition_for(show, now)
            if instant is None:
                continue
            early += instant > now
            if not seen or seen[-1] != instant:
                seen.append(instant)
        back = sum(later <= before for before, later in pairwise(seen))
        local = {f"{instant.astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M}" for instant in seen}
        print(f"{zone:22} {cron:16} {len(seen)} editions, {back} back, {early} early, {len(seen) - len(local)} twice")
        faults += back + early + len(seen) - len(local)
    print(f"{len(SIX)} zones × {365 * 288} moments: {faults} faults, {time.monotonic() - began:.0f} s")
    return faults


def main() -> None:
    """Measure the parts that were named, or all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", nargs="*", metavar="PART", help=", ".join(PARTS))
    parser.add_argument("--size", type=int, default=4_000, help="characters of the smaller text")
    parser.add_argument("--units", type=int, default=len(UNITS))
    parser.add_argument("--kills", type=int, default=100, help="on each of the two stores")
    parser.add_argument("--damages", type=int, default=200)
    parser.add_argument("--seed", type=int, default=16)
    given = parser.parse_args()
    if unknown := set(given.parts) - set(PARTS):
        parser.error(f"no such part: {', '.join(sorted(unknown))}; there are {', '.join(PARTS)}")
    faults = 0
    for part in given.parts or PARTS:
        print(f"{part}", flush=True)
        faults += {
            "growth": lambda: growth(given.size, given.units),
            "kills": lambda: kills(given.kills, given.seed),
            "damages": lambda: damages(given.damages, given.seed),
            "zones": zones,
        }[part]()
        print(flush=True)
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
