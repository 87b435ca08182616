"""What was found of a line, remembered while its page is read: each stage of reading asks the same of it again.

A newsroom's pages say their menus again, so it is kept for the next pages, too, but never for more than some thousand lines.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Final, ParamSpec, TypeVar, cast

MAX_KEPT_LINES: Final = 1 << 14
"""Lines of pages read before, of which what was found is kept. All seven memories have about 3 kB of a line."""
MAX_LINES: Final = 1 << 17
"""Lines that a memory has at most, whoever asks: more than a page may have (`segment/page/budget.py`)."""
_Given = ParamSpec("_Given")
_Found = TypeVar("_Found")


class _Memories:
    """The memories of this process, and how many lines pages have had since they were emptied."""

    def __init__(self) -> None:
        self.forget: list[Callable[[], None]] = []
        self.lines = 0


_MEMORIES: Final = _Memories()


def remembered(function: Callable[_Given, _Found]) -> Callable[_Given, _Found]:
    """A function of a line that remembers what it has found."""
    kept = lru_cache(maxsize=MAX_LINES)(function)
    _MEMORIES.forget.append(kept.cache_clear)
    return cast("Callable[_Given, _Found]", kept)


def begin_page(lines: int) -> None:
    """Say that a page of so many lines is read now; what is remembered of others is forgotten where it is much."""
    if _MEMORIES.lines > MAX_KEPT_LINES:
        for forget in _MEMORIES.forget:
            forget()
        _MEMORIES.lines = 0
    _MEMORIES.lines += lines
