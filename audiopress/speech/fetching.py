"""Voice files by name, from where their makers publish them: checked, and whole or not at all."""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from audiopress.errors import SpeechError, UnknownName
from audiopress.speech.models import folder

if TYPE_CHECKING:
    import httpx2

PIPER: Final = "https://huggingface.co/rhasspy/piper-voices/resolve/main"
"""The makers' own collection, with sizes and checksums (MD5) of every file in voices.json."""
KOKORO: Final = "https://api.github.com/repos/thewh1teagle/kokoro-onnx/releases/tags/model-files-v1.0"
"""The makers' release, with sizes and, where they were uploaded since GitHub reckons them, checksums (SHA-256)."""
KOKORO_FILES: Final = ("kokoro-v1.0.onnx", "voices-v1.0.bin")
KOKORO_NAME: Final = "kokoro-v1.0"
KOKORO_LICENCE: Final = "Kokoro-82M by hexgrad, Apache-2.0; ONNX export by thewh1teagle, MIT"
NAME: Final = re.compile(r"[a-z]{2,3}_[A-Z]{2}-[\w]+-(?:x_low|low|medium|high)")
LARGEST: Final = 512 * 1024 * 1024

Progress = Callable[[int, int], None]
"""Told (done, total) in bytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Downloaded:
    """A voice that was fetched."""

    path: Path
    """The model; what belongs to it lies beside it."""
    licence: str
    """What its makers say about it, as they wrote it."""
    bytes: int
    checked: bool
    """Whether its makers publish checksums, and these are theirs; else only the size is what they say."""
    sha256: str
    """Of the model, in hex."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _File:
    """A file to fetch, with what its makers say of it."""

    url: str
    target: Path
    size: int
    algorithm: str = ""
    digest: str = ""


def download(name: str, *, source: str = "", into: Path | None = None, progress: Progress | None = None) -> Downloaded:
    """Fetches the Piper voice `name` (`en_US-lessac-medium`) or Kokoro (`kokoro-v1.0`) with all that belongs to it.

    `source` is another collection of the same layout. Nothing is left half fetched. Raises UnknownName, and SpeechError
    where the network, a size or a checksum fails.
    """
    import httpx2

    into = into or folder()
    kokoro = name == KOKORO_NAME
    if not kokoro and not NAME.fullmatch(name):
        raise SpeechError(f"not the name of a voice: {name!r}", hint=f"such as en_US-lessac-medium, or {KOKORO_NAME}")
    source = source.rstrip("/") or (KOKORO if kokoro else PIPER)
    with httpx2.Client(timeout=30.0, follow_redirects=True) as client, _told(source):
        files = list((_kokoro if kokoro else _piper)(client, source, name, into))
        total = sum(file.size for file in files)
        if total > LARGEST:
            raise SpeechError(f"{name} is said to have {total} bytes", where=source)
        into.mkdir(parents=True, exist_ok=True)
        digests = list(_fetched(client, files, total, progress))
    card = next((file.target for file in files if file.target.suffix == ".txt"), None)
    says = KOKORO_LICENCE if kokoro else "its makers say nothing about a licence"
    return Downloaded(
        path=files[0].target,
        licence=card.read_text("utf-8", "replace") if card else says,
        bytes=total,
        checked=all(file.digest for file in files),
        sha256=digests[0],
    )


@contextmanager
def _told(source: str) -> Iterator[None]:
    """The network's errors, and those of a list that is another than was thought, as one message."""
    import httpx2

    try:
        yield
    except httpx2.HTTPError as error:
        raise SpeechError(f"cannot be fetched: {error}", where=source) from None
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise SpeechError(f"its list of voices cannot be read: {error}", where=source) from None
    except OSError as error:
        raise SpeechError(f"cannot be kept: {error.strerror}", where=str(error.filename or "")) from None


def _listed(client: httpx2.Client, url: str) -> dict[str, Any]:
    answer = client.get(url)
    answer.raise_for_status()
    found: dict[str, Any] = json.loads(answer.content)
    return found


def _piper(client: httpx2.Client, source: str, name: str, into: Path) -> Iterator[_File]:
    """The model, its settings and its card."""
    known = _listed(client, f"{source}/voices.json")
    if name not in known:
        raise UnknownName("Piper voice", name, known, where=source)
    listed: dict[str, Any] = known[name]["files"]
    for ending in (".onnx", ".onnx.json", "MODEL_CARD"):
        # The names come from the network: only their ends are looked at, and only to tell the three kinds apart.
        path = next((path for path in listed if path.endswith(ending)), None)
        if path is None:
            if ending == "MODEL_CARD":
                continue
            raise SpeechError(f"{name} is not whole there", where=source)
        yield _File(
            url=f"{source}/{path}",
            target=into / (f"{name}.txt" if ending == "MODEL_CARD" else name + ending),
            size=int(listed[path]["size_bytes"]),
            algorithm="md5",
            digest=str(listed[path]["md5_digest"]),
        )


def _kokoro(client: httpx2.Client, source: str, name: str, into: Path) -> Iterator[_File]:
    """The model and the file of its voices."""
    assets = {one["name"]: one for one in _listed(client, source)["assets"]}
    for file in KOKORO_FILES:
        if file not in assets:
            raise SpeechError(f"{name} is not whole there: no {file}", where=source)
        algorithm, _, digest = str(assets[file].get("digest") or "").partition(":")
        yield _File(
            url=str(assets[file]["browser_download_url"]),
            target=into / file,
            size=int(assets[file]["size"]),
            algorithm=algorithm if digest else "",
            digest=digest,
        )


def _fetched(client: httpx2.Client, files: Sequence[_File], total: int, progress: Progress | None) -> Iterator[str]:
    """Fetch the files one after the other; the SHA-256 of each."""
    done = 0
    for file in files:
        yield _fetch(client, file)
        done += file.size
        if progress is not None:
            progress(done, total)


def _fetch(client: httpx2.Client, file: _File) -> str:
    """One file to its place, if it is what its makers say."""
    part = file.target.with_name(f"{file.target.name}.{os.getpid()}.part")
    sha256 = hashlib.sha256()
    theirs = hashlib.new(file.algorithm, usedforsecurity=False) if file.algorithm else None
    size = 0
    try:
        with client.stream("GET", file.url) as answer, part.open("wb") as out:
            answer.raise_for_status()
            for data in answer.iter_bytes():
                size += len(data)
                if size > file.size:
                    break
                sha256.update(data)
                if theirs is not None:
                    theirs.update(data)
                out.write(data)
        if theirs is not None and theirs.hexdigest() != file.digest:
            raise SpeechError(
                f"the file is not the one its makers published ({file.algorithm.upper()} {theirs.hexdigest()})",
                where=file.url,
            )
        if size != file.size:
            raise SpeechError(f"the file is not the one its makers published (not {file.size} bytes)", where=file.url)
        part.replace(file.target)
    finally:
        part.unlink(missing_ok=True)
    return sha256.hexdigest()
