"""Text as mail carries it: quoted-printable (RFC 2045, 6.7), in a file that somebody saved without decoding it.

`=E2=80=9C` is an opening quotation mark, and a line that ends in `=` goes on in the next one.
"""

from __future__ import annotations

import re
from binascii import a2b_qp
from collections.abc import Sequence
from typing import Final

FOLDED: Final = 3
"""Lines that go on, or codes, of a text that is plainly quoted-printable; a lone `=E9` may be anything."""
WIDEST: Final = 76
"""Letters of a line, with the `=` at its end (RFC 2045)."""
CODE: Final = 3
"""Letters of one code."""
_CODE = re.compile(r"=[0-9A-F]{2}")
_HIGH = re.compile(r"(?:=[89A-F][0-9A-F])+")


def unfolded(raw: Sequence[str], *, encoded: bool) -> tuple[list[str], list[int]]:
    """The lines decoded where the text is quoted-printable, else as they are; and the number of each in the source.

    Where it is surely not `encoded`, it is not looked at.
    """
    numbers = list(range(1, len(raw) + 1))
    if not encoded or not _is_encoded(raw):
        return list(raw), numbers
    lines: list[str] = []
    begins: list[int] = []
    waiting = ""
    begin = 0
    for number, line in zip(numbers, raw, strict=True):
        begin = begin if waiting else number
        if line.endswith("="):
            waiting += line[:-1]
            continue
        lines.append(_decoded(waiting + line))
        begins.append(begin)
        waiting = ""
    if waiting:
        lines.append(_decoded(waiting))
        begins.append(begin)
    return lines, begins


def _is_encoded(raw: Sequence[str]) -> bool:
    """Several codes of letters beyond ASCII or lines that go on, none wider than mail allows, and no `=` that is no code."""
    folded = sum(line.endswith("=") for line in raw)
    text = "\n".join(line.removesuffix("=") for line in raw)
    codes = len(_CODE.findall(text))
    high = len(_HIGH.findall(text))
    if folded + high < FOLDED or text.count("=") != codes:
        return False
    # `?id=AB` in an address has one code and stands in a line that does not go on.
    several = folded > 0 or any(len(found) > CODE for found in _HIGH.findall(text))
    return several and (high > 0 or all(len(line) <= WIDEST for line in raw))


def _decoded(line: str) -> str:
    """One line; bytes that are no UTF-8 are Windows-1252, as old mail programs write."""
    if "=" not in line:
        return line
    data = a2b_qp(line.encode("utf-8", "surrogatepass"))
    try:
        return data.decode("utf-8").rstrip()
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace").rstrip()
