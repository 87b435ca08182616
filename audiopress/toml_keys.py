"""A key set in a TOML file, or a value added to a list of it, while all else stays as the editor wrote it.

Ways to write it are tried one after the other, and the first is taken whose table is exactly the one that was wanted: so
a file in whichever form comes out right or is left as it is.
"""

from __future__ import annotations

import copy
import re
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from audiopress.errors import ConfigError
from audiopress.tables import read_toml
from audiopress.work import files

Plain = str | bool | int | float | Sequence[str]
LONGEST: Final = 200
"""Lines of a value that is replaced."""


def set_key(path: Path, where: Sequence[str], value: Plain | None) -> None:
    """Give a key a value, in a file that is made where there is none; None takes it out. Raises ConfigError.

    `where` are the tables and the key: `("cast", "speakers", "Mira Solberg")`.
    """
    table, text = read_toml(path) if path.exists() else ({}, "")
    wanted = _set(table, where, value)
    if wanted == table:
        return
    found = next((one for one in _ways(text, where, value) if _reads(one) == wanted), None)
    if found is None:
        raise ConfigError(
            f"{'.'.join(where)} stands there in a way that only an editor can change",
            where=str(path),
            hint=f"write it there: {_key(where[-1])} = {written(value) if value is not None else '…'}",
        )
    try:
        files.write(path, found.encode())
    except OSError as error:
        raise ConfigError(f"cannot be written: {error.strerror}", where=str(path)) from None


def append(path: Path, where: Sequence[str], value: str) -> None:
    """Put a text at the end of a list, where it is not in it yet. Raises ConfigError."""
    table: Any = read_toml(path)[0] if path.exists() else {}
    for name in where:
        table = table.get(name, {} if name != where[-1] else [])
    if value not in table:
        set_key(path, where, [*table, value])


def take_out(path: Path, where: Sequence[str], value: str) -> None:
    """Take a text out of a list, where it is in it. Raises ConfigError."""
    table: Any = read_toml(path)[0] if path.exists() else {}
    for name in where:
        table = table.get(name, {} if name != where[-1] else [])
    if value in table:
        set_key(path, where, [one for one in table if one != value])


def written(value: Plain) -> str:
    """A value as TOML writes it."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, str):
        text = value.replace("\\", "\\\\").replace('"', '\\"')
        return '"' + "".join(one if one >= " " and one != "\x7f" else f"\\u{ord(one):04x}" for one in text) + '"'
    return "[" + ", ".join(map(written, value)) + "]"


def _set(table: dict[str, Any], where: Sequence[str], value: Plain | None) -> dict[str, Any]:
    wanted = copy.deepcopy(table)
    inner = wanted
    for name in where[:-1]:
        inner = inner.setdefault(name, {})
        if not isinstance(inner, dict):
            return table
    if value is None:
        inner.pop(where[-1], None)
    else:
        inner[where[-1]] = value if isinstance(value, str | bool | int | float) else list(value)
    return wanted


def _reads(text: str) -> dict[str, Any] | None:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return None


def _ways(text: str, where: Sequence[str], value: Plain | None) -> Iterator[str]:
    """The text with the key, written in each way that may be the right one."""
    lines = text.splitlines(keepends=True)
    if lines and not lines[-1].endswith("\n"):
        lines[-1] += "\n"
    line = [] if value is None else [f"{_key(where[-1])} = {written(value)}\n"]
    begin, end = _section(lines, where[:-1])
    if begin is not None:
        pattern = re.compile(rf"\s*{_either(where[-1])}\s*=")
        for at in range(begin, end):
            if not pattern.match(lines[at]):
                continue
            for last in range(at + 1, min(end, at + LONGEST) + 1):
                yield "".join([*lines[:at], *_remarked(line, lines[at:last]), *lines[last:]])
        while end > begin and not lines[end - 1].strip():
            end -= 1
        yield "".join([*lines[:end], *line, *lines[end:]])
        # What stands at the end may be the remark of the next table.
        yield "".join([*lines[:begin], *line, *lines[begin:]])
    if where[:-1] and line:
        header = ".".join(map(_key, where[:-1]))
        yield "".join(lines).rstrip("\n") + f"\n\n[{header}]\n" + line[0]


def _remarked(line: list[str], before: list[str]) -> list[str]:
    """A line with the remark that stood behind the one before."""
    remark = re.search(r"\s+#[^\"']*$", before[-1].rstrip("\n")) if len(before) == 1 else None
    return [line[0].rstrip("\n") + remark[0] + "\n"] if line and remark else line


def _section(lines: Sequence[str], names: Sequence[str]) -> tuple[int | None, int]:
    """The lines [begin, end) of a table; `begin` is None where it has no header."""
    headers = [at for at, one in enumerate(lines) if re.match(r"\s*\[", one) and re.search(r"\]\s*(#.*)?$", one)]
    if not names:
        return 0, next(iter(headers), len(lines))
    pattern = re.compile(r"\s*\[\s*" + r"\s*\.\s*".join(map(_either, names)) + r"\s*\]")
    for at in headers:
        if pattern.match(lines[at]):
            return at + 1, next((one for one in headers if one > at), len(lines))
    return None, 0


def _key(name: str) -> str:
    return name if re.fullmatch(r"[A-Za-z0-9_-]+", name) else written(name)


def _either(name: str) -> str:
    quoted = [re.escape(written(name)), re.escape(f"'{name}'")]
    return f"(?:{'|'.join([*quoted, re.escape(name)])})"
