"""What every filter must keep, as tests that the author of one runs: see docs/plugins.md.

from audiopress.script.contract import examine

def test_my_filter():
    examine(my_filter, "Some words of a story.", "and", "arguments")
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from typing import Any, Final

from audiopress.script.filters import of_language

TROUBLE: Final = (
    "",
    "   ",
    "One word",
    "HOST: not a cue",
    "Two lines\nQUOTE Nobody: of words",
    "@chapter not a directive",
    "A null \0 character, \ufdd0marks\ufdd1 and a tab\tinside.",
    "{{ not.markup }} {% and %} <b>none</b> & so",
    "장관은 화요일에 대사를 만났다. 明日は晴れ。",
    "Smiles 🙂 and dashes — all of them … “quoted”.",
)
"""Texts as newspapers have them; a filter of texts takes every one."""


def examine(function: Callable[..., Any], value: Any, *further: Any, language: str = "en", **named: Any) -> None:
    """Raises AssertionError, which says what is wrong, unless the filter keeps the contract with these arguments.

    `value | filter(*further, **named)` is what a format of a script in `language` would say. A filter that takes a text
    is given others too, as newspapers have them.
    """
    filtered = of_language(function, language)
    for one in [value, *TROUBLE] if isinstance(value, str) else [value]:
        given = copy.deepcopy((one, further, named))
        first = _filtered(filtered, one, further, named)
        assert first is not None, "None would be spoken: return an empty text, or an empty list"
        assert not isinstance(first, bytes), "bytes are no text"
        assert not isinstance(first, Iterator), "a format may go over it twice: return a list"
        assert (one, further, named) == given, "the values that a filter is given are not its own to change"
        # A format is laid out as often as it takes to fit, and once more for a correction months later.
        assert _filtered(filtered, one, further, named) == first, "the same values do not give the same"


def _filtered(filtered: Callable[..., Any], value: Any, further: tuple[Any, ...], named: dict[str, Any]) -> Any:
    try:
        return filtered(value, *further, **named)
    except Exception as error:
        raise AssertionError(f"{value!r} fails: {type(error).__name__}: {error}") from error
