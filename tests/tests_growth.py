"""Texts that repeat one unit, and the work that a function does for them, counted.

Work is the calls that Python makes, of functions and of built-in ones: the same number on every machine. What happens
inside one call of a pattern is not in it: `tests/frame/test_patterns.py` reads the patterns themselves, and
`benchmarks/hardening.py growth` measures all of it, in CPU time.
"""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable

from audiopress.errors import AudiopressError

UNITS = (
    "Anna ", "Anna Bell ", "Anna, ", "Mr. ", "Dr. ", "the Dr. ", "St. ", "St ", "By ", "Kim ", "von ", "title ", "I ", "A ", "A. ",
    "VII ", "AB ", "A1", "A", "a", "a ", "a b ", "a.", "a-", "a/", "a@", "a\n", "the ", "and ", "of ", "said ", "one ", "first ",
    "HOST:", "HOST: a\n", "HOST ", "x: ", ": ", ":", ";", "; ", ",", ", ", ".", ". ", "!", "?", "…", "—", " — ", "-", "- ", "_", "*",
    " ", "\u00a0", "\u3000", "\t", "\n", "\r\n", " \n", "\u00ad", "1", "1 ", "1.", "1,", "1:", "1/", "1%", "0 ", "+1 ", "$1 ",
    "1 € ", "1.000 ", "1,000 ", "12:30 ", "2026-", "May 1, ", "5 km ", "1 million ", "1st ", "½", "“", "”", '"', "'", "’", "«", "»",
    "“a” ", '"a" ', "(", ")", "[", "<", "<b>", "&", "@", "#a ", "http://a", "www.", "한국 ", "中", "。", "「あ」", "É", "é",
)  # fmt: skip
"""What a page's author may repeat."""


def repeated(unit: str, size: int) -> str:
    """`size` characters of it."""
    return (unit * (size // len(unit) + 1))[:size]


def work(function: Callable[[str], object], text: str) -> int:
    """The calls that the function makes; a page that is refused is one that is done with."""
    calls = 0

    def seen(frame: object, event: str, arg: object) -> None:
        nonlocal calls
        calls += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(seen)
    try:
        function(text)
    except AudiopressError:
        pass
    finally:
        sys.setprofile(before)
    return calls


def assert_linear(function: Callable[[str], object], unit: str, *, size: int) -> None:
    """Twice the text is at most 1.3 × twice the work, beyond what the function does for any text."""
    assert_grows(function, lambda size: repeated(unit, size), size=size, of=repr(unit))


def assert_grows(function: Callable[[str], object], text: Callable[[int], str], *, size: int, of: str = "text") -> None:
    """A text of twice the size is at most 1.3 × twice the work, beyond what the function does for any text."""
    texts = [text(size), text(2 * size)]
    with contextlib.suppress(AudiopressError):
        # Tables are filled once, and nothing is counted: that takes longer. By another text, for lines are remembered.
        function(text(size // 2))
    once, twice = (work(function, one) for one in texts)
    assert twice <= 2.6 * once + 400, f"{of}: {once} calls for a size of {size}, {twice} for {2 * size}"
