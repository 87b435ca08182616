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
from pathlib import Path
from typing import Final

from audiopress.model import PLAINLY, Take, Voice, WordTime
from audiopress.speech.engine import Engine, Line, Speech
from audiopress.work.cache import file_digest, place, touch
from audiopress.work.files import write
from audiopress.work.locks import one_of_us

FORMAT: Final = 2
"""Changes when what is stored, or what is done to frames before, changes: every take is then made again."""


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
    said = {word: line.phonemes[word] for word in sorted(line.phonemes)}
    how = "" if line.delivery == PLAINLY else repr(line.delivery)
    return hashlib.sha256(
        f"{made_by}\n{json.dumps(said)}{how}\n{line.text}".encode("utf-8", "surrogatepass")
    ).hexdigest()


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
            size = path.stat().st_size
            digest = file_digest(path)
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
            whole = digest == known["digest"] and size == 2 * take.frames and seal == _seal(known)
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return None
        if not whole:
            return None
        touch(path)
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
        write(path, speech.pcm)
        sealed = known | {"seal": _seal(known)}
        write(path.with_suffix(".json"), json.dumps(sealed, ensure_ascii=False).encode())
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
        return one_of_us(place(self.folder, name, ".lock"))

    def _path(self, name: str) -> Path:
        return place(self.folder, name, ".pcm")


def _seal(known: dict[str, object]) -> str:
    """SHA-256 in hex of what is known of a take: a rate or a word's time that has changed is damage, too."""
    return hashlib.sha256(json.dumps(known, sort_keys=True).encode()).hexdigest()
