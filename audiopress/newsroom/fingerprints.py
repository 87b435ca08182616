"""Fingerprints of what an episode says, so that ten thousand episodes need not be read to find the one that says it.

Of every window of runs of letters the least hash is kept (winnowing: Schleimer, Wilkerson, Aiken 2003). So two texts
that share `SURE` letters in a row always share a fingerprint, and what shares none can be passed over.
"""

from __future__ import annotations

import zlib
from array import array
from collections.abc import Set as AbstractSet
from typing import Final

RUN: Final = 12
"""Letters and digits of the runs that are hashed."""
WINDOW: Final = 16
"""Runs of which one is kept."""
SURE: Final = RUN + WINDOW - 1
"""Letters and digits in a row that cannot be shared without a fingerprint."""


def plain(text: str) -> str:
    """Letters and digits, without case."""
    return "".join(filter(str.isalnum, text.casefold()))


def prints(letters: str) -> set[int]:
    """The fingerprints of a plain text; of one that is shorter than `SURE`, none."""
    content = letters.encode("utf-32-le", "surrogatepass")
    size = RUN * 4
    hashes = [zlib.crc32(content[at : at + size]) for at in range(0, len(content) - size + 1, 4)]
    return {min(hashes[at : at + WINDOW]) for at in range(len(hashes) - WINDOW + 1)}


def pack(found: AbstractSet[int]) -> bytes:
    """Fingerprints as a database keeps them."""
    return array("I", sorted(found)).tobytes()


def unpack(content: bytes) -> array[int]:
    """Fingerprints, sorted, as they were packed."""
    found = array("I")
    found.frombytes(content)
    return found
