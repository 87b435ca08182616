"""Which files of a folder are articles, and which lie beside them."""

from __future__ import annotations

from pathlib import Path, PurePath
from typing import Final

PAGES: Final = frozenset((".html", ".htm", ".xhtml", ".txt", ".md", ".markdown", ".eml", ".mbox", ".docx", ".pdf"))
"""Ends of names of the files that a folder is read for."""
DATA: Final = frozenset((".json", ".xml", ".rss", ".atom", ".nitf", ".ninjs"))
"""Ends of names of files that may hold anything: those that a reader knows are read."""
NOTES: Final = frozenset(
    "authors changelog changes code_of_conduct contributing copying install licence license news notes notice readme "
    "security todo".split()
)
"""Names, without their ends, of files that tell of the folder they lie in."""


def is_note(path: PurePath) -> bool:
    """Whether a file in a folder of pages is one that tells of the folder: README.md, LICENSE.txt."""
    return path.suffix.lower() in {".txt", ".md", ".markdown"} and path.stem.lower() in NOTES


def is_companion(path: Path) -> bool:
    """`Page_files/` beside `Page.html`, as browsers save the pictures and scripts of a page."""
    stem, mark, rest = path.name.rpartition("_files")
    return bool(mark) and not rest and any(path.with_name(stem + end).exists() for end in (".html", ".htm"))
