"""What hostile pages cost: how the time of reading grows with what a page's author may repeat.

    python benchmarks/hardening.py growth [--size 16000] [--units 20]

Each function that takes text is given one unit, repeated to `--size` characters, to twice and to four times as many, and
the CPU time of each is measured, the least of two runs. Printed is what grows faster than 1.3 × linear over the four
times, and the dearest unit of each function; the exit code is 1 when anything does. A busy machine can be taken for
growth: what is printed is measured once more before it is believed.
"""

from __future__ import annotations

import argparse
import contextlib
import sys
import time
from collections.abc import Callable
from html import escape
from pathlib import Path

from audiopress.errors import AudiopressError
from audiopress.script import clauses, parse, say, sentences
from audiopress.segment import find_quotes, guess_language, read_html, read_text

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))
from tests_growth import UNITS, repeated

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
        "guess_language": guess_language,
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
    """Print what grows too fast; how many that are."""
    faults = 0
    for name, function in functions().items():
        spent(function, "Warm. ")
        dearest, most = 0.0, ""
        for unit in UNITS[:count]:
            small, large = (spent(function, repeated(unit, times * size)) for times in (1, 4))
            if large > LEAST and large > 4 * FASTER * small:
                small, large = (spent(function, repeated(unit, times * size)) for times in (1, 4))
                if large > 4 * FASTER * small:
                    faults += 1
                    print(f"{name}: {unit!r} × {large / small:.1f} for 4 times the text, {large:.2f} s", flush=True)
            if large > dearest:
                dearest, most = large, unit
        print(f"{name:24} dearest {most!r}: {dearest / (4 * size) * 1e6:.1f} us a character", flush=True)
    print(f"{len(functions())} functions × {len(UNITS[:count])} units: {faults} grow faster than {FASTER} × linear")
    return faults


def main() -> None:
    """Measure one part."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("part", choices=["growth"])
    parser.add_argument("--size", type=int, default=16_000, help="characters of the smallest text")
    parser.add_argument("--units", type=int, default=len(UNITS))
    given = parser.parse_args()
    sys.exit(1 if growth(given.size, given.units) else 0)


if __name__ == "__main__":
    main()
