"""Which show a public file belongs to, by its name: only files that are known to be ours may be deleted."""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet
from pathlib import PurePosixPath


def folder(name: str) -> str:
    """The folder of an episode that a file lies in; empty where it lies in none."""
    _show, _, rest = name.partition("/")
    first, slash, _file = rest.partition("/")
    return first if slash and first != "media" and not re.fullmatch(r"page-[0-9]+", first) else ""


def owner(name: str, ids: AbstractSet[str]) -> str | None:
    """The episode that a file belongs to; empty where it is the show's, None where it is some unknown episode's."""
    if re.fullmatch(r"\..+\.part", PurePosixPath(name).name):
        return ""  # What a killed run left.
    if found := folder(name):
        return found
    if PurePosixPath(name).parent.name != "media":
        return ""
    # ID-HASH12.ext, or ID-RENDITION-HASH12.ext. A longer id may begin with a shorter one: the longest is meant.
    stem = re.sub(r"-[0-9a-f]{12}\.[a-z0-9]+$", "", PurePosixPath(name).name)
    return max((one for one in ids if stem == one or stem.startswith(f"{one}-")), key=len, default=None)
