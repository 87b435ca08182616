"""Stories that a page brings only inside its scripts, as data that the browser is to make paragraphs of."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any, Final

LEAST: Final = 3
"""Paragraphs of the shortest such story."""
NESTED: Final = 2
"""How often text is written as a string inside another one: a script's own, and the data in it."""
_STRING: Final = re.compile(r'(?<!\\)"((?:[^"\\]|\\.)*+)"', re.DOTALL)
_PARAGRAPH: Final = re.compile(r"<p[\s>]", re.IGNORECASE)
_SIGNS: Final = ("<p", "<P", "u003cp", "u003Cp")
"""How a paragraph begins in HTML, and in HTML inside of data."""


def data(tree: Any) -> list[str]:
    """The texts of the page's own scripts that hold paragraphs; to be asked for before they are taken out of the tree."""
    return [text for script in tree.iter("script") if (text := script.text) and _holds(text)]


def markup(scripts: Sequence[str]) -> str:
    """The HTML of the longest story in the data of these scripts; empty where none has one."""
    return max((one for script in scripts for one in _strings(script, NESTED)), key=len, default="")


def _strings(text: str, deep: int) -> Iterator[str]:
    for found in _STRING.finditer(text):
        if not _holds(found[1]):
            continue
        try:
            value = json.loads(found[0], strict=False)
        except ValueError:
            continue  # a script's string need not be one of JSON
        if len(_PARAGRAPH.findall(value)) >= LEAST and '":"' not in value:
            yield value
        elif deep > 1:
            yield from _strings(value, deep - 1)


def _holds(text: str) -> bool:
    return any(sign in text for sign in _SIGNS)
