"""Which voices can be fetched by name: from where, how large, on what terms, and what a profile of them says.

The facts are data: catalogue.toml beside this module, files that plug-ins name by the entry point
`audiopress.catalogues`, and a newsroom's own voices/catalogue/*.toml, the later ones winning by name.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from importlib.metadata import entry_points
from pathlib import Path, PurePosixPath
from typing import Final

from audiopress.errors import AudiopressError, UnknownName
from audiopress.speech.licences import WORDS, Judgement, known
from audiopress.tables import load

GROUP: Final = "audiopress.catalogues"
SHIPPED: Final = Path(__file__).with_name("catalogue.toml")

_log = logging.getLogger("audiopress.speech")


@dataclass(frozen=True, slots=True, kw_only=True)
class VoiceFile:
    """One file of a voice."""

    name: str
    """Its place in the folder of models, and on a mirror."""
    at: str = ""
    """Its path below the entry's `source`; empty: the same as the name."""
    size: int = 0
    """Bytes; 0: as the listing or the server says."""
    sha256: str = ""
    """In hex; empty: the listing's, if it has one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogueEntry:
    """A voice, or a model with several, that `audiopress voices download NAME` fetches."""

    name: str
    engine: str
    languages: tuple[str, ...]
    """BCP 47 tags that it speaks."""
    licence: str
    judged: str
    """A word of `licences.WORDS`."""
    attribution: str
    checked: date
    """The day on which the addresses, sizes and terms were looked up last."""
    why: str = ""
    """What the judgement stands on."""
    description: str = ""
    model: str = ""
    """What a profile gives as model; empty: the entry's name."""
    gender: str = ""
    quality: str = ""
    extra: str = ""
    """The extra of audiopress that its engine needs."""
    install: str = ""
    """The command that brings its engine, where that is a plug-in's."""
    collection: str = ""
    """The collection whose listing has its files; empty: `files` names them."""
    source: str = ""
    listing: str = ""
    """Address of its makers' own list with sizes and checksums; empty: there is none, or what is here suffices."""
    megabytes: float = 0.0
    """About; where `files` give no sizes."""
    files: tuple[VoiceFile, ...] = ()

    @property
    def judgement(self) -> Judgement:
        """The word and what it stands on."""
        return Judgement(word=self.judged, why=self.why)

    @property
    def bytes(self) -> int:
        """Of all its files, as far as they are known here."""
        known_sizes = sum(piece.size for piece in self.files)
        return known_sizes if all(piece.size for piece in self.files) and self.files else round(self.megabytes * 1e6)


@dataclass(frozen=True, slots=True, kw_only=True)
class Collection:
    """Many voices in one place, listed by their makers, each with a card that is judged when it is fetched."""

    name: str
    engine: str
    pattern: str
    """A regular expression of its voices' names."""
    source: str
    listing: str
    attribution: str
    checked: date
    extra: str = ""
    install: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Base:
    """A voice that others were fine-tuned from, and what that does to them."""

    name: str
    """As model cards write it."""
    judged: str
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """One file, or all of them together."""

    voice: tuple[CatalogueEntry, ...] = ()
    collection: tuple[Collection, ...] = ()
    base: tuple[Base, ...] = ()

    def find(self, name: str) -> CatalogueEntry | Collection:
        """The entry of this name, or the collection whose names look so. Raises UnknownName."""
        for entry in self.voice:
            if entry.name == name:
                return entry
        for collection in self.collection:
            if re.fullmatch(collection.pattern, name):
                return collection
        raise UnknownName("voice to fetch", name, (entry.name for entry in self.voice))

    def collected(self, entry: CatalogueEntry) -> Collection:
        """The collection an entry names. Raises UnknownName."""
        for collection in self.collection:
            if collection.name == entry.collection:
                return collection
        raise UnknownName("collection", entry.collection, (one.name for one in self.collection), where=entry.name)

    def bases(self) -> dict[str, Judgement]:
        """What is known of voices that others are made from: those named as bases, and the collections' own entries."""
        found = {base.name: Judgement(word=base.judged, why=base.why) for base in self.base}
        for entry in self.voice:
            if entry.collection and len(parts := entry.name.split("-")) == 3:
                found.setdefault(parts[1], entry.judgement)
        return found


def fetchable(own: Iterable[Path] = ()) -> Catalogue:
    """What is shipped, what plug-ins add, and `own` files of the newsroom. Raises ConfigError with file and line.

    A plug-in's file that cannot be read is left out and logged, as a plug-in's engine is.
    """
    files = [load_catalogue(SHIPPED), *_plugins(), *map(load_catalogue, own)]
    voices = {entry.name: entry for file in files for entry in file.voice}
    collections = {one.name: one for file in files for one in file.collection}
    bases = {base.name: base for file in files for base in file.base}
    return Catalogue(voice=tuple(voices.values()), collection=tuple(collections.values()), base=tuple(bases.values()))


def load_catalogue(path: Path) -> Catalogue:
    """One file. Raises ConfigError with every problem and its line."""
    return load(path, Catalogue, {}, _faults)


def matching(entries: Iterable[CatalogueEntry], words: Iterable[str]) -> list[CatalogueEntry]:
    """The entries that have every word in their name, language, engine, quality, licence, judgement or description."""
    wanted = [word.lower() for word in words]
    return [entry for entry in entries if all(_has(entry, word) for word in wanted)]


def _has(entry: CatalogueEntry, word: str) -> bool:
    if re.fullmatch(r"[a-z]{2,3}(?:[-_][a-z]{2})?", word):
        tags = {tag.lower() for tag in entry.languages}
        tags |= {tag.partition("-")[0] for tag in tags}
        if word.replace("_", "-") in tags:
            return True
        if len(word) == 2:
            return False  # else `es` is found in every description
    told = (entry.name, entry.engine, entry.quality, entry.licence, entry.judged, entry.gender, entry.description)
    return any(word in text.lower() for text in told)


def _plugins() -> Iterator[Catalogue]:
    for point in entry_points(group=GROUP):
        try:
            yield load_catalogue(Path(str(point.load())))
        except AudiopressError as error:
            _log.warning("the catalogue of %s: %s", point.name, error)
        except Exception as error:  # noqa: BLE001 - a plug-in may fail in any way while it is imported
            _log.warning("the catalogue of %s cannot be loaded: %s: %s", point.name, type(error).__name__, error)


Faults = Iterator[tuple[tuple[str | int, ...], str, str]]


def _faults(found: Catalogue) -> Faults:
    for number, entry in enumerate(found.voice):
        where = ("voice", number)
        yield from _terms((*where, "judged"), entry.judged)
        yield from _address((*where, "source"), entry.source, needed=not entry.collection)
        yield from _address((*where, "listing"), entry.listing, needed=False)
        if not entry.files and not entry.collection:
            yield (*where, "files"), "is empty", 'files = [{ name = "voice.onnx", size = 1234, sha256 = "…" }]'
        for piece in entry.files:
            if not _inside(piece.name):
                yield (*where, "files"), f"not a name inside the folder of models: {piece.name!r}", ""
            if piece.sha256 and not re.fullmatch(r"[0-9a-f]{64}", piece.sha256):
                yield (*where, "files"), f"{piece.name}: not a SHA-256 in hex: {piece.sha256!r}", ""
    for number, one in enumerate(found.collection):
        yield from _address(("collection", number, "source"), one.source, needed=True)
        yield from _address(("collection", number, "listing"), one.listing, needed=True)
        try:
            re.compile(one.pattern)
        except re.error as error:
            yield ("collection", number, "pattern"), f"not a regular expression: {error}", ""
    for number, base in enumerate(found.base):
        yield from _terms(("base", number, "judged"), base.judged)


def _terms(where: tuple[str | int, ...], word: str) -> Faults:
    if not known(word):
        yield where, f"cannot be {word!r}", f"{', '.join(WORDS[:3])}, {WORDS[3]} NAME, {', '.join(WORDS[4:])}"


def _address(where: tuple[str | int, ...], url: str, *, needed: bool) -> Faults:
    if (url or needed) and not re.fullmatch(r"https?://[^\s?#]+(?:\?[^\s#]*)?", url):
        yield where, f"not an http(s) address: {url!r}", ""


def _inside(name: str) -> bool:
    path = PurePosixPath(name)
    return bool(name) and "\\" not in name and ":" not in name and not path.is_absolute() and ".." not in path.parts


def from_collection(collection: Collection, name: str, *, languages: tuple[str, ...]) -> CatalogueEntry:
    """An entry for a voice that stands in a collection's listing alone: its terms are those of its card."""
    return CatalogueEntry(
        name=name,
        engine=collection.engine,
        languages=languages,
        licence="as its card says",
        judged="unclear",
        why="its card is judged when it is fetched",
        attribution=collection.attribution,
        checked=collection.checked,
        collection=collection.name,
        extra=collection.extra,
        install=collection.install,
        quality=name.rpartition("-")[2],
    )


def sized(entry: CatalogueEntry, size: int) -> CatalogueEntry:
    """The entry with what a listing says of its size."""
    return replace(entry, megabytes=round(size / 1e6, 1))
