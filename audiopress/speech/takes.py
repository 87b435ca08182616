"""The cache of takes: what was said, kept by the hash of everything that made it sound so.

`KEY[:2]/KEY.pcm` holds the frames, `KEY.json` beside it what is known about them, so that a person can see what a take
is. The JSON is written last and holds the frames' hash and its own: a take is there when all agree, whatever a disk or a
power cut left of it. Every write is a rename, so a reader never sees half.
"""

from __future__ import annotations

import contextlib
import hashlib
import itertools
import json
import os
import time
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Final

from audiopress.model import PLAINLY, Take, Voice, WordTime
from audiopress.speech.engine import Engine, Line, Speech
from audiopress.speech.locks import locked

FORMAT: Final = 2
"""Changes when what is stored, or what is done to frames before, changes: every take is then made again."""
TOUCH: Final = 300.0
"""Seconds after which a used take is marked as used again; pruning goes by that mark."""
LEFTOVER: Final = 3600.0
"""Seconds after which a file that a killed worker left half written is removed."""

PASSING: Final = frozenset({".part", ".lock"})
"""Files that are there only while a take is made."""

_counter = itertools.count()


@dataclass(frozen=True, slots=True, kw_only=True)
class Usage:
    """How much lies in a cache, or was removed from it."""

    files: int
    """What is kept under one name is one: a take is its frames with what is known about them."""
    bytes: int
    oldest: float = 0.0
    """Seconds since the least lately used was used; 0 where there is none."""


def fingerprint(engine: Engine, voice: Voice, language: str) -> str:
    """All that a take depends on but its words. Two profiles that sound the same share their takes."""
    return json.dumps(
        {
            "format": FORMAT,
            "engine": voice.engine,
            "version": engine.version(),
            "model": voice.model,
            "digest": engine.digest(voice),
            "rate": engine.rate,
            "languages": list(voice.languages),
            "language": language,
            "pace": voice.pace,
            "pitch": voice.pitch,
            "options": {name: voice.options[name] for name in sorted(voice.options) if name not in UNHEARD},
        },
        sort_keys=True,
    )


UNHEARD: Final = frozenset({"rate_per_minute", "timeout", "retries", "limit", "price", "key_env"})
"""Options that change how a take is had, not how it sounds."""


def key(made_by: str, line: Line) -> str:
    """The take's name: SHA-256 in hex of the fingerprint, the words, and the phonemes and delivery asked for."""
    words = unicodedata.normalize("NFC", line.text)
    said = {word: line.phonemes[word] for word in sorted(line.phonemes)}
    how = "" if line.delivery == PLAINLY else repr(line.delivery)
    return hashlib.sha256(f"{made_by}\n{json.dumps(said)}{how}\n{words}".encode("utf-8", "surrogatepass")).hexdigest()


class Takes:
    """A folder of takes. Any number of processes may use it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def find(self, name: str) -> Take | None:
        """The take, marked as used, or None where there is none or its files do not agree.

        Its frames are read and hashed here, which the mix then need not do: an hour of takes in about 0.2 s.
        """
        path = self._path(name)
        try:
            with path.with_suffix(".json").open("rb") as file:
                known = json.loads(file.read())
            stat = path.stat()
            with path.open("rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
            take = Take(
                key=name,
                path=path,
                rate=known["rate"],
                frames=known["frames"],
                words=tuple(itertools.starmap(WordTime, known["words"])),
                timing=known["timing"],
                cached=True,
                digest=digest,
            )
            seal = known.pop("seal")
            whole = digest == known["digest"] and stat.st_size == 2 * take.frames and seal == _seal(known)
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return None
        if not whole:
            return None
        if time.time() - stat.st_mtime > TOUCH:
            with contextlib.suppress(OSError):
                os.utime(path)
        return take

    def store(self, name: str, line: Line, speech: Speech, timing: str) -> Take:
        """Keeps what was said. Raises OSError where the disk does not take it."""
        path = self._path(name)
        digest = hashlib.sha256(speech.pcm).hexdigest()
        known = {
            "text": line.text.encode("utf-8", "replace").decode(),  # as it will be read again
            "voice": line.voice.name,
            "engine": line.voice.engine,
            "language": line.language,
            "rate": speech.rate,
            "frames": speech.frames,
            "digest": digest,
            "timing": timing,
            "cost": speech.cost,
            "words": [[word.start, word.end, word.begin, word.finish] for word in speech.words],
        }
        _write(path, speech.pcm)
        sealed = known | {"seal": _seal(known)}
        _write(path.with_suffix(".json"), json.dumps(sealed, ensure_ascii=False).encode())
        return Take(
            key=name,
            path=path,
            rate=speech.rate,
            frames=speech.frames,
            words=speech.words,
            timing=timing,
            cost=speech.cost,
            digest=digest,
        )

    def lock(self, name: str) -> contextlib.AbstractContextManager[None]:
        """Held by the one who records this take; the others wait and then find it."""
        return locked(self._path(name).with_suffix(".lock"))

    def _path(self, name: str) -> Path:
        return self.folder / name[:2] / f"{name}.pcm"


def usage(cache: Path) -> Usage:
    """How many takes there are, their bytes, and how long the oldest has not been used.

    Counts any folder of things that can be made again, so the encoded fragments of the mix too.
    """
    return _sum(list(_stored(cache)))


def prune(
    cache: Path, *, older_than: timedelta | None = None, max_bytes: int | None = None, keep: float = 600.0
) -> Usage:
    """Removes what was not used for `older_than`, then the least lately used until `max_bytes` are left.

    What was used in the last `keep` seconds stays whatever is asked: an episode may be in the making. What is removed
    is returned; removing a take costs only the time to record it again.
    """
    now = time.time()
    found = sorted(_stored(cache))
    held = sum(size for _, size, _ in found)
    gone = []
    for used, size, paths in found:
        if now - used < keep:
            break
        too_old = older_than is not None and now - used > older_than.total_seconds()
        too_much = max_bytes is not None and held > max_bytes
        if too_old or too_much:
            for path in paths:  # the JSON before the frames, so that what is left half-way is no take
                path.unlink(missing_ok=True)
            held -= size
            gone.append((used, size, paths))
    _sweep(cache, now)
    return _sum(gone)


_Stored = tuple[float, int, tuple[Path, ...]]
"""When it was last used, its bytes, its files."""


def _stored(cache: Path) -> Iterator[_Stored]:
    groups: dict[Path, list[Path]] = {}
    for path in cache.rglob("*"):
        if path.suffix not in PASSING and path.is_file():
            groups.setdefault(path.with_suffix(""), []).append(path)
    for paths in groups.values():
        try:
            stats = [path.stat() for path in paths]
        except OSError:  # removed meanwhile
            continue
        yield max(stat.st_mtime for stat in stats), sum(stat.st_size for stat in stats), tuple(sorted(paths))


def _sum(found: list[_Stored]) -> Usage:
    oldest = time.time() - min(used for used, _, _ in found) if found else 0.0
    return Usage(files=len(found), bytes=sum(size for _, size, _ in found), oldest=oldest)


def _seal(known: dict[str, object]) -> str:
    """SHA-256 in hex of what is known of a take: a rate or a word's time that has changed is damage, too."""
    return hashlib.sha256(json.dumps(known, sort_keys=True).encode()).hexdigest()


def _sweep(cache: Path, now: float) -> None:
    """Half-written files and locks of workers that were killed."""
    for path in cache.rglob("*"):
        with contextlib.suppress(OSError):
            if path.suffix in PASSING and now - path.stat().st_mtime > LEFTOVER:
                path.unlink()


def _write(path: Path, data: bytes) -> None:
    part = path.with_name(f"{path.name}.{os.getpid()}-{next(_counter)}.part")
    try:
        part.write_bytes(data)
    except FileNotFoundError:
        part.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(data)
    part.replace(path)
