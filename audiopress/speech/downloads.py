"""One file over the network: gone on with where it broke off, checked, and whole or not at all."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from audiopress.errors import SpeechError
from audiopress.work.cache import file_digest
from audiopress.work.locks import one_of_us

if TYPE_CHECKING:
    import httpx2

LARGEST: Final = 2 * 1024 * 1024 * 1024
"""Bytes of a file whose size nobody has told."""
BLOCK: Final = 1 << 20

Progress = Callable[[int], None]
"""Told how many bytes of the file are here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedFile:
    """A file to fetch, with what its makers say of it."""

    url: str
    target: Path
    size: int = 0
    """Bytes; 0: nobody says."""
    algorithm: str = ""
    """`sha256`, `md5`, or `git` (the SHA-1 of a blob, as git names it)."""
    digest: str = ""


def fetch(client: httpx2.Client, wanted: WantedFile, progress: Progress | None = None) -> str:
    """The file in its place; its SHA-256. What is there already, with the right digest, is not fetched again.

    While it comes it is NAME.part, which a later call goes on with (RFC 9110, Range and If-Range) if the server still
    has the same file. Raises SpeechError for a file that is another one, and what the client and the disk raise.
    """
    wanted.target.parent.mkdir(parents=True, exist_ok=True)
    lock = wanted.target.with_name(wanted.target.name + ".lock")
    with one_of_us(lock):
        if wanted.digest and wanted.target.is_file() and _digest(wanted.target, wanted) == wanted.digest:
            return file_digest(wanted.target)
        part = _Part(wanted)
        _received(client, wanted, part, progress or _unheard)
        if wanted.digest and (found := _digest(part.path, wanted)) != wanted.digest:
            part.drop()
            raise SpeechError(
                f"the file is not the one its makers published ({wanted.algorithm.upper()} {found})", where=wanted.url
            )
        sha256 = file_digest(part.path)
        part.path.replace(wanted.target)
        part.drop()
        return sha256


class _Part:
    """What has come of a file, and which file it is a part of."""

    def __init__(self, wanted: WantedFile) -> None:
        self.wanted = wanted
        self.path = wanted.target.with_name(wanted.target.name + ".part")
        self._note = wanted.target.with_name(wanted.target.name + ".part.json")

    def begun(self) -> tuple[int, str]:
        """How many bytes can be gone on with, and the validator of the file they are of; 0 where none can."""
        try:
            note = json.loads(self._note.read_bytes())
            size, validator = self.path.stat().st_size, str(note["validator"])
        except (OSError, ValueError, KeyError, TypeError):
            return 0, ""
        usable = note.get("url") == self.wanted.url and (validator or self.wanted.digest)
        return (size, validator) if usable else (0, "")

    def note(self, validator: str) -> None:
        self._note.write_text(json.dumps({"url": self.wanted.url, "validator": validator}))

    def drop(self) -> None:
        self.path.unlink(missing_ok=True)
        self._note.unlink(missing_ok=True)


def _received(client: httpx2.Client, wanted: WantedFile, part: _Part, told: Progress) -> None:
    """The whole file as NAME.part; a size that is another than was published is an error, and leaves nothing."""
    begun, validator = part.begun()
    if wanted.size and begun == wanted.size:
        return
    # What comes is counted and hashed as it lies on the server.
    headers = {"Accept-Encoding": "identity"}
    if begun:
        headers["Range"] = f"bytes={begun}-"
        if validator:
            headers["If-Range"] = validator
    with client.stream("GET", wanted.url, headers=headers) as answer:
        again = begun > 0 and answer.status_code == 416
        if not again:
            answer.raise_for_status()
            if not _goes_on(answer, begun):
                begun = 0
                part.note(_validator(answer))
            size = _written(answer, part.path, begun, wanted.size or LARGEST, told)
    if again:
        part.drop()
        _received(client, wanted, part, told)
    elif size > (wanted.size or LARGEST) or (wanted.size and size != wanted.size):
        part.drop()
        raise SpeechError(f"the file is not the one its makers published (not {wanted.size} bytes)", where=wanted.url)


def _written(answer: httpx2.Response, path: Path, begun: int, most: int, told: Progress) -> int:
    """How many bytes are in the file then; it stops beyond `most`."""
    size = begun
    with path.open("r+b" if begun else "wb") as out:
        out.seek(begun)
        for data in answer.iter_bytes():
            size += len(data)
            if size > most:
                break
            out.write(data)
            told(size)
    return size


def _goes_on(answer: httpx2.Response, begun: int) -> bool:
    """Whether the server sends the rest of what is here, and not the whole of another file."""
    said = re.match(r"bytes (\d+)-", answer.headers.get("Content-Range", ""))
    return begun > 0 and answer.status_code == 206 and said is not None and int(said[1]) == begun


def _validator(answer: httpx2.Response) -> str:
    """What tells the file from a later one: a strong ETag, for a weak one may stand for other bytes."""
    etag = str(answer.headers.get("ETag", ""))
    return etag if etag.startswith('"') else ""


def _unheard(_done: int) -> None:
    """Nobody is told."""


def _digest(path: Path, wanted: WantedFile) -> str:
    """Of the file, by the algorithm that its makers use."""
    if wanted.algorithm != "git":
        with path.open("rb") as file:
            return hashlib.file_digest(file, lambda: _hash(wanted.algorithm)).hexdigest()
    whole = _hash("sha1")
    whole.update(b"blob %d\0" % path.stat().st_size)
    with path.open("rb") as file:
        while data := file.read(BLOCK):
            whole.update(data)
    return str(whole.hexdigest())


def _hash(algorithm: str) -> Any:
    return hashlib.new(algorithm, usedforsecurity=False)
