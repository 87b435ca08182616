"""What is remembered of a show's episodes between two publishes: a file of one line an episode, which only grows.

A new episode is one more line, and of the others nothing is read but whose they are: a show of a thousand costs no more
than one of ten. Of two lines for one episode the later one counts. Each has a sum; one that is cut short or damaged is
passed over, and its episode's files are made again.
"""

from __future__ import annotations

import contextlib
import dataclasses
import json
import zlib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote, unquote

from audiopress.publish.pieces import EpisodeFiles
from audiopress.work import files

SPARE: Final = 100
"""Lines that count no more, beside as many as there are episodes, from which the file is written anew."""


@dataclass(slots=True)
class PieceLog:
    """The pieces of a show's episodes by id, each made from its line when it is asked for."""

    _lines: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    """Of each episode, its piece's key and the rest of its line."""
    _count: int = 0
    """Lines of the file, with those that count no more and those that are damaged."""

    def __iter__(self) -> Iterator[str]:
        return iter(self._lines)

    def __len__(self) -> int:
        return len(self._lines)

    def key(self, name: str) -> str:
        """What an episode's piece was made from, by its digest; empty where there is none."""
        return self._lines.get(name, ("", b""))[0]

    def __getitem__(self, name: str) -> EpisodeFiles:
        key, line = self._lines[name]
        return _piece(key, json.loads(line))

    def only(self, sizes: Mapping[str, int]) -> PieceLog:
        """Those of which every file is there with its length; `sizes` are the bytes of what is there."""
        whole = PieceLog(_count=self._count)
        for name, line in self._lines.items():
            with contextlib.suppress(ValueError, TypeError, KeyError):  # another version's
                if all(sizes.get(file) == size for file, size in self[name].files.items()):
                    whole._lines[name] = line
        return whole

    def keep(self, path: Path, made: Mapping[str, EpisodeFiles], known: Collection[str]) -> None:
        """Remember what was `made`, of the others those that are `known`; where that fails, all is made again next time."""
        names = set(known)
        fresh = {name: _line(name, piece) for name, piece in made.items()}
        gone = self._lines.keys() - names - fresh.keys()
        if not fresh and not gone:
            return
        count = self._count + len(fresh)
        with contextlib.suppress(OSError):
            if gone or not self._lines or count > 2 * len(names | fresh.keys()) + SPARE:
                rest = (_whole(name, *line) for name, line in self._lines.items() if name in names - fresh.keys())
                files.write(path, b"".join([*rest, *fresh.values()]))
            else:
                with path.open("ab") as file:
                    # Behind what was cut short a line begins anew.
                    file.write(b"\n" + b"".join(fresh.values()))


def read_log(path: Path) -> PieceLog:
    """What is remembered; nothing where the file is not there or not ours."""
    log = PieceLog()
    try:
        lines = path.read_bytes().split(b"\n")
    except OSError:
        return log
    for line in filter(None, lines):
        log._count += 1  # noqa: SLF001, the same module
        try:
            found, rest = line.split(b" ", 1)
            if int(found, 16) == zlib.crc32(rest):
                name, key, table = rest.split(b" ", 2)
                log._lines[unquote(name.decode("ascii"), errors="surrogatepass")] = key.decode("ascii"), table  # noqa: SLF001
        except (ValueError, UnicodeError):
            continue
    return log


def _line(name: str, piece: EpisodeFiles) -> bytes:
    # No deep copy of it.
    table = {one.name: getattr(piece, one.name) for one in dataclasses.fields(EpisodeFiles) if one.name != "key"}
    return _whole(name, piece.key, json.dumps(table, ensure_ascii=False).encode("utf-8", "surrogatepass"))


def _whole(name: str, key: str, table: bytes) -> bytes:
    rest = f"{quote(name, safe='', errors='surrogatepass')} {key} ".encode("ascii") + table
    return b"%08x %b\n" % (zlib.crc32(rest), rest)


def _piece(key: str, table: dict[str, Any]) -> EpisodeFiles:
    bite = table["soundbite"]
    return EpisodeFiles(
        **{
            **table,
            "key": key,
            "transcripts": tuple((name, mime) for name, mime in table["transcripts"]),
            "soundbite": (float(bite[0]), float(bite[1])) if bite else None,
        }
    )
