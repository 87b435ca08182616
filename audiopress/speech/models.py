"""Voice files of the neural engines: where they lie, what they hash to, and how they are fetched by name."""

from __future__ import annotations

import hashlib
import json
import os
import re
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from audiopress.errors import SpeechError, UnknownName

if TYPE_CHECKING:
    import httpx2

FOLDER: Final = "AUDIOPRESS_MODELS"
"""Environment: the folder of voice files; by default the user's own data folder."""
PIPER: Final = "https://huggingface.co/rhasspy/piper-voices/resolve/main"
"""The makers' own collection, with sizes and checksums of every file in voices.json."""
NAME: Final = re.compile(r"[a-z]{2,3}_[A-Z]{2}-[\w]+-(?:x_low|low|medium|high)")
LARGEST: Final = 512 * 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Downloaded:
    """A voice that was fetched."""

    path: Path
    """The model; what belongs to it lies beside it."""
    licence: str
    """What its makers say about it, as they wrote it."""
    bytes: int


def folder() -> Path:
    """Where voice files lie that are named and not given by a path."""
    if named := os.environ.get(FOLDER):
        return Path(named)
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA", Path.home() / "AppData" / "Local"))
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Application Support"
    else:
        base = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    return base / "audiopress" / "models"


def find(model: str, suffix: str = "") -> Path | None:
    """The file of a model: a path, or a name in the folder, with or without its suffix; None where there is none."""
    for path in (Path(model).expanduser(), folder() / model):
        for each in (path, path.with_name(path.name + suffix)):
            if each.is_file():
                return each
    return None


def file_digest(path: Path) -> str:
    """SHA-256 of a file in hex, reckoned again only when its size or time of change is another."""
    stat = path.stat()
    return _digest(str(path), stat.st_size, stat.st_mtime_ns)


@lru_cache(maxsize=64)
def _digest(path: str, _size: int, _changed: int) -> str:
    with Path(path).open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def download(
    name: str,
    *,
    source: str = PIPER,
    into: Path | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Downloaded:
    """Fetches the Piper voice `name` (`en_US-lessac-medium`), its settings and its model card, and checks every file.

    `progress(done, total)` counts bytes. Nothing is left half fetched. Raises UnknownName, and SpeechError where the
    network, a size or a checksum fails.
    """
    import httpx2

    into = into or folder()
    if not NAME.fullmatch(name):
        raise SpeechError(f"not the name of a Piper voice: {name!r}", hint="such as en_US-lessac-medium")
    with httpx2.Client(timeout=30.0, follow_redirects=True) as client:
        try:
            answer = client.get(f"{source}/voices.json")
            answer.raise_for_status()
            known: dict[str, Any] = json.loads(answer.content)
            if name not in known:
                raise UnknownName("Piper voice", name, known, where=source)
            files: dict[str, Any] = known[name]["files"]
            total = sum(int(each["size_bytes"]) for each in files.values())
            if total > LARGEST:
                raise SpeechError(f"{name} is said to have {total} bytes", where=source)
            into.mkdir(parents=True, exist_ok=True)
            done = 0
            kept: dict[str, Path] = {}
            for path, each in files.items():
                # The names come from the network: only the last part is used, and only to tell the three kinds apart.
                ending = next((end for end in (".onnx.json", ".onnx", "MODEL_CARD") if path.endswith(end)), None)
                if ending is None:
                    continue
                target = into / (f"{name}.txt" if ending == "MODEL_CARD" else name + ending)
                _fetch(client, f"{source}/{path}", target, str(each["md5_digest"]))
                kept[ending] = target
                done += int(each["size_bytes"])
                if progress is not None:
                    progress(done, total)
        except httpx2.HTTPError as error:
            raise SpeechError(f"cannot be fetched: {error}", where=source) from None
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise SpeechError(f"its list of voices cannot be read: {error}", where=source) from None
    if not {".onnx", ".onnx.json"} <= kept.keys():
        raise SpeechError(f"{name} is not whole there", where=source)
    card = kept.get("MODEL_CARD")
    licence = card.read_text("utf-8", "replace") if card else "its makers say nothing about a licence"
    return Downloaded(path=kept[".onnx"], licence=licence, bytes=done)


def _fetch(client: httpx2.Client, url: str, target: Path, md5: str) -> None:
    """One file to its place, if it is what its makers say. MD5 is what they publish: it finds a broken copy."""
    part = target.with_name(f"{target.name}.{os.getpid()}.part")
    found = hashlib.md5(usedforsecurity=False)
    try:
        with client.stream("GET", url) as answer, part.open("wb") as file:
            answer.raise_for_status()
            for data in answer.iter_bytes():
                found.update(data)
                file.write(data)
        if found.hexdigest() != md5:
            raise SpeechError(f"the file is not the one its makers published (MD5 {found.hexdigest()})", where=url)
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
