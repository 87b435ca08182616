"""Voice files by name, by the catalogue: from where their makers publish them or from a mirror, and judged."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from audiopress.errors import SpeechError, UnknownName
from audiopress.speech.catalogue import (
    Catalogue,
    CatalogueEntry,
    Collection,
    VoiceFile,
    fetchable,
    from_collection,
    sized,
)
from audiopress.speech.downloads import WantedFile, fetch
from audiopress.speech.licences import Judgement, judge, worst
from audiopress.speech.models import folder
from audiopress.work import tls

if TYPE_CHECKING:
    import httpx2

MIRROR: Final = "AUDIOPRESS_VOICES"
"""Environment: the address of a mirror, a folder of models that a web server hands out."""
SUMS: Final = "SHA256SUMS"
"""On a mirror, if it is there: what `sha256sum` writes."""
LARGEST: Final = 2 * 1024 * 1024 * 1024
UNREACHED: Final = (
    f"without a way to it, set {MIRROR} to a mirror, or copy the files of another machine's folder of models"
)

Progress = Callable[[int, int], None]
"""Told (done, total) in bytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Downloaded:
    """A voice that was fetched."""

    entry: CatalogueEntry
    path: Path
    """The model; what belongs to it lies beside it."""
    licence: str
    """What its makers say about it, as they wrote it."""
    judgement: Judgement
    """And what that means for a newspaper."""
    bytes: int
    checked: bool
    """Whether every file has a checksum that its makers publish, and these are theirs; else only the size is checked."""
    sha256: str
    """Of the model, in hex."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Listed:
    """What a list of the makers' says of a file."""

    size: int = 0
    algorithm: str = ""
    digest: str = ""


def download(
    name: str,
    *,
    source: str = "",
    into: Path | None = None,
    progress: Progress | None = None,
    known: Catalogue | None = None,
) -> Downloaded:
    """Fetches the voice `name` of the catalogue with all that belongs to it.

    `source` is a mirror, and goes before the environment's. What broke off is gone on with; a voice is whole or not
    there. Raises UnknownName, and SpeechError where the network, a size or a checksum fails.
    """
    import httpx2

    known = known or fetchable()
    into = into or folder()
    found = known.find(name)
    mirror = (source or os.environ.get(MIRROR, "")).rstrip("/")
    with (
        httpx2.Client(timeout=30.0, follow_redirects=True, verify=tls.context()) as client,
        _told(mirror or found.source or name),
    ):
        entry, files = _files(client, known, found, name, mirror, into)
        total = sum(file.size for file in files)
        if total > LARGEST:
            raise SpeechError(f"{name} is said to have {total} bytes", where=mirror or entry.source)
        digests = list(_fetched(client, files, total, progress))
    card = next((file.target for file in files if file.target.suffix == ".txt"), None)
    licence = card.read_text("utf-8", "replace") if card else ""
    return Downloaded(
        entry=entry,
        path=files[0].target,
        licence=licence
        or (entry.licence if isinstance(found, CatalogueEntry) else "its makers say nothing about a licence"),
        judgement=_judged(known, found, name, licence),
        bytes=sum(file.target.stat().st_size for file in files),
        checked=all(file.digest for file in files),
        sha256=digests[0],
    )


def offered(known: Catalogue, *, source: str = "") -> list[CatalogueEntry]:
    """What the collections have beyond the catalogue's own entries, by their makers' lists. Raises SpeechError."""
    import httpx2

    mirror = (source or os.environ.get(MIRROR, "")).rstrip("/")
    named = {entry.name for entry in known.voice}
    bases = known.bases()
    found: list[CatalogueEntry] = []
    for collection in known.collection:
        url = f"{mirror}/voices.json" if mirror else collection.listing
        with httpx2.Client(timeout=30.0, follow_redirects=True, verify=tls.context()) as client, _told(url):
            for name, voice in _list(client, url).items():
                if name in named or not re.fullmatch(collection.pattern, name):
                    continue
                entry = from_collection(collection, name, languages=(_language(name, voice),))
                base = bases.get(_base(name))
                if base is not None and not base.clean:
                    entry = _tainted(entry, base)
                found.append(sized(entry, sum(int(file["size_bytes"]) for file in voice["files"].values())))
    return found


# ---- which files


def _files(
    client: httpx2.Client, known: Catalogue, found: CatalogueEntry | Collection, name: str, mirror: str, into: Path
) -> tuple[CatalogueEntry, list[WantedFile]]:
    """The files of a voice, the model first, with what is known of them."""
    if isinstance(found, Collection) or found.collection:
        collection = found if isinstance(found, Collection) else known.collected(found)
        listing = f"{mirror}/voices.json" if mirror else collection.listing
        listed = _list(client, listing)
        if name not in listed:
            raise UnknownName(f"{collection.name} voice", name, listed, where=listing)
        pieces = list(_pieces(name, listed[name]["files"], where=listing))
        entry = (
            found
            if isinstance(found, CatalogueEntry)
            else from_collection(collection, name, languages=(_language(name, listed[name]),))
        )
        return entry, [_wanted(piece, told, mirror or collection.source, mirror, into) for piece, told in pieces]
    told = _sums(client, mirror) if mirror else {}
    if not mirror and found.listing and not all(piece.sha256 for piece in found.files):
        told = _flat(_list(client, found.listing))
    return found, [
        _wanted(piece, told.get(_place(piece, mirror), _Listed()), mirror or found.source, mirror, into)
        for piece in found.files
    ]


def _place(piece: VoiceFile, mirror: str) -> str:
    """Below the makers' address by their path; on a mirror by the name that it has in the folder of models."""
    return piece.name if mirror else piece.at or piece.name


def _wanted(piece: VoiceFile, listed: _Listed, source: str, mirror: str, into: Path) -> WantedFile:
    """The catalogue's own hash goes before a list's: it was looked at by somebody."""
    own = bool(piece.sha256)
    return WantedFile(
        url=f"{source}/{_place(piece, mirror)}",
        target=into / piece.name,
        size=piece.size or listed.size,
        algorithm="sha256" if own else listed.algorithm,
        digest=piece.sha256 if own else listed.digest,
    )


def _pieces(name: str, files: Mapping[str, Any], *, where: str) -> Iterator[tuple[VoiceFile, _Listed]]:
    """A Piper voice: the model, its settings and its card."""
    for ending in (".onnx", ".onnx.json", "MODEL_CARD"):
        # The names come from the network: only their ends are looked at, and only to tell the three kinds apart.
        path = next((path for path in files if path.endswith(ending)), None)
        if path is None:
            if ending == "MODEL_CARD":
                continue
            raise SpeechError(f"{name} is not whole there", where=where)
        size, digest = int(files[path]["size_bytes"]), str(files[path]["md5_digest"])
        target = f"{name}.txt" if ending == "MODEL_CARD" else name + ending
        yield VoiceFile(name=target, at=path, size=size), _Listed(size=size, algorithm="md5", digest=digest)


def _list(client: httpx2.Client, url: str) -> Any:
    answer = client.get(url)
    answer.raise_for_status()
    return json.loads(answer.content)


def _flat(listed: Any) -> dict[str, _Listed]:
    """A release of GitHub's, or a tree of Hugging Face's, by the names of its files."""
    if isinstance(listed, dict):
        found = {}
        for asset in listed["assets"]:
            algorithm, _, digest = str(asset.get("digest") or "").partition(":")
            found[str(asset["name"])] = _Listed(
                size=int(asset["size"]), algorithm=algorithm if digest else "", digest=digest
            )
        return found
    return {
        str(file["path"]): _Listed(size=int(file["size"]), algorithm="sha256", digest=str(file["lfs"]["oid"]))
        if file.get("lfs")
        else _Listed(size=int(file["size"]), algorithm="git", digest=str(file["oid"]))
        for file in listed
        if file.get("type", "file") == "file"
    }


def _sums(client: httpx2.Client, mirror: str) -> dict[str, _Listed]:
    """What a mirror's list of hashes says; nothing where it has none."""
    answer = client.get(f"{mirror}/{SUMS}")
    if answer.status_code == 404:
        return {}
    answer.raise_for_status()
    lines = re.findall(r"^([0-9a-f]{64})[ \t]+\*?(?:\./)?(\S.*?)\s*$", answer.text, re.MULTILINE)
    return {name: _Listed(algorithm="sha256", digest=digest) for digest, name in lines}


def _language(name: str, voice: Mapping[str, Any]) -> str:
    language = voice.get("language")
    code = language.get("code") if isinstance(language, Mapping) else None
    return str(code or name.partition("-")[0]).replace("_", "-")


# ---- on what terms


def _judged(known: Catalogue, found: CatalogueEntry | Collection, name: str, card: str) -> Judgement:
    """The worst of what the catalogue says of a voice, of what it says of its name, and of what the card says."""
    bases = known.bases()
    verdicts = [found.judgement] if isinstance(found, CatalogueEntry) else []
    if (own := bases.get(_base(name))) is not None and isinstance(found, Collection):
        verdicts.append(own)
    if card:
        verdicts.append(judge(card, bases))
    return worst(verdicts or [Judgement(word="unclear", why="its makers say nothing about a licence")])


def _base(name: str) -> str:
    """`lessac` of `en_US-lessac-medium`."""
    parts = name.split("-")
    return parts[1] if len(parts) > 1 else name


def _tainted(entry: CatalogueEntry, base: Judgement) -> CatalogueEntry:
    return replace(entry, judged=base.word, why=base.why)


# ---- the network


@contextmanager
def _told(source: str) -> Iterator[None]:
    """The network's errors, and those of a list that is another than was thought, as one message."""
    import httpx2

    try:
        yield
    except httpx2.HTTPStatusError as error:
        answered = f"the server answered {error.response.status_code} {error.response.reason_phrase}".rstrip()
        raise SpeechError(f"cannot be fetched: {answered}", where=str(error.request.url)) from None
    except httpx2.HTTPError as error:
        reason = str(error) or type(error).__name__
        raise SpeechError(
            f"cannot be fetched: {reason}; the same command goes on where it broke off", where=source, hint=UNREACHED
        ) from None
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise SpeechError(f"its list of voices cannot be read: {error}", where=source) from None
    except OSError as error:
        raise SpeechError(f"cannot be kept: {error.strerror}", where=str(error.filename or "")) from None


def _fetched(
    client: httpx2.Client, files: Sequence[WantedFile], total: int, progress: Progress | None
) -> Iterable[str]:
    """Fetch the files one after the other; the SHA-256 of each."""
    done = 0

    def told(before: int, here: int) -> None:
        if progress is not None:
            progress(before + here, max(total, before + here))

    for file in files:
        yield fetch(client, file, partial(told, done))
        done += file.target.stat().st_size
        told(done, 0)
