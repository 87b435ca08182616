"""An episode's own files (pages, transcripts, chapters), cached so that old episodes are not rendered at every publish.

A piece is cached by a digest of everything it was made from: the episode, the show, the settings, and this
package's own files. It is used again only while every file of it stands in the store.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from audiopress.errors import Problem
from audiopress.model import Edition, Enclosure, Episode
from audiopress.publish import chapters as marks
from audiopress.publish import study, transcripts
from audiopress.publish.clean import line
from audiopress.publish.feeds import Channel, Item, soundbite
from audiopress.publish.notes import foreign
from audiopress.publish.page_words import words
from audiopress.publish.places import kind
from audiopress.script import disclosure


@dataclass(frozen=True, slots=True, kw_only=True)
class EpisodeFiles:
    """What is remembered of an episode's files."""

    key: str
    """Digest of everything the files were made from."""
    transcripts: tuple[tuple[str, str], ...] = ()
    """Name and type."""
    chapters: str = ""
    """Name."""
    soundbite: tuple[float, float] | None = None
    """Where it begins and how long it is, in seconds."""
    files: Mapping[str, int]
    """Name to bytes: audio, transcripts, chapters and the page."""


def common(channel: Channel) -> str:
    """Digest of everything that all files of a show are made from."""
    # Where its stories come from and who lets them out stands on no page: whoever changes it does not make all anew.
    shown = replace(channel.show, edition=Edition(), sources=())
    made_from = (shown, channel.settings, channel.guid, channel.cover, channel.thumb, code())
    return hashlib.sha256(repr(made_from).encode(errors="surrogatepass")).hexdigest()


def digest(shared: str, *own: object) -> str:
    """Of everything that a document is made from."""
    return hashlib.sha256((shared + repr(own)).encode(errors="surrogatepass")).hexdigest()


@cache
def code() -> str:
    """Digest of the package's own code and templates."""
    found = hashlib.sha256()
    for path in sorted(Path(__file__).parent.rglob("*")):
        if path.suffix in {".py", ".toml", ".html", ".css", ".js"}:
            found.update(path.read_bytes())
    return found.hexdigest()


def make(channel: Channel, episode: Episode, number: int) -> tuple[Item, dict[str, bytes | Path]]:
    """An episode's item and its files but the page, which needs the item."""
    names = channel.names
    files: dict[str, bytes | Path] = {names.media(episode, one): one.path for one in _audio(episode) if not one.url}
    narrator = words(episode.language).narrator
    written: list[tuple[str, str]] = []
    if heard := transcripts.named(transcripts.tidy(episode.transcript), narrator=narrator, language=episode.language):
        for suffix, write in (
            (".vtt", transcripts.to_vtt),
            (".json", transcripts.to_json),
            (".srt", transcripts.to_srt),
        ):
            content = write(heard, narrator=narrator)
            name = names.beside(episode, "transcript", suffix, content)
            files[name] = content
            written.append((name, kind(name).mime.partition(";")[0]))
    beside = dict(study.files(episode, names))
    files |= beside
    chapters_file = ""
    if found := marks.chapters(episode):
        content = marks.to_json(found)
        chapters_file = names.beside(episode, "chapters", ".json", content)
        files[chapters_file] = content
    item = _item(channel, episode, number, tuple(written), chapters_file, soundbite(episode))
    return replace(item, study=tuple(beside)), files


def keep(channel: Channel, episode: Episode, number: int, piece: EpisodeFiles) -> Item:
    """An episode's item from what is remembered of its files; its transcript is not needed."""
    return _item(channel, episode, number, piece.transcripts, piece.chapters, piece.soundbite)


def _item(
    channel: Channel,
    episode: Episode,
    number: int,
    written: tuple[tuple[str, str], ...],
    chapters_file: str,
    bite: tuple[float, float] | None,
) -> Item:
    names = channel.names
    return Item(
        episode=episode,
        disclosure="" if foreign(episode) else line(episode.disclosure) or disclosure(channel.show, episode.language),
        chapters=marks.chapters(episode),
        media=names.media(episode, episode.enclosure),
        renditions=tuple((one, names.media(episode, one)) for one in episode.renditions),
        transcripts=written,
        chapters_file=chapters_file,
        soundbite=bite,
        number=number,
    )


def _audio(episode: Episode) -> tuple[Enclosure, ...]:
    return (episode.enclosure, *episode.renditions)


def faults(episode: Episode, *, thorough: bool = False) -> list[Problem]:
    """What is wrong with an episode's audio: a feed never names a file that is not there or has another length.

    `thorough` reads it, and compares its digest as well.
    """
    found = []
    copy = f"restore it from a backup, or record it again: audiopress correct {episode.id}"
    for one in _audio(episode):
        if one.url:
            continue
        try:
            size = one.path.stat().st_size
        except OSError as error:
            told = f"the audio of {episode.id} cannot be read: {error.strerror}"
        else:
            if size == one.bytes:
                if not thorough or hashed(one.path) == one.sha256:
                    continue
                told = f"the audio of {episode.id} is damaged: it is not what was made"
            else:
                told = f"the audio of {episode.id} has {size} bytes, and {one.bytes} when it was made"
        found.append(Problem(str(one.path), told, copy))
    return found


def hashed(path: Path) -> str:
    """A file's SHA-256."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
