"""Plug-ins: a group of entry points for each kind, used by what is built in as well.

What is built in is known even where the package is not installed, and no plug-in takes its name: a show must sound, read
and be published the same wherever it is made. A plug-in that cannot be used is left out and told, and costs only itself.
"""

from __future__ import annotations

import importlib
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from typing import Any, Final

from audiopress.errors import (
    AudiopressError,
    ConfigError,
    PublishError,
    ScriptError,
    SourceError,
    SpeechError,
    UnknownName,
)

_log = logging.getLogger("audiopress")


@dataclass(frozen=True, slots=True)
class Option:
    """A setting that a plug-in takes from a file of the newsroom's."""

    told: str
    """What it is, in a few words: said where it is missing."""
    kind: type[str | bool | int] = str
    needed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """One kind of things that plug-ins may bring."""

    group: str
    """Of entry points."""
    what: str
    """What comes in by it, in a word."""
    builtin: Mapping[str, str]
    """Name to `module:attribute`, or to a module."""
    error: type[AudiopressError]
    """Of a plug-in that cannot be used."""
    parts: tuple[str, ...]
    """Attributes that each must have."""

    def names(self) -> tuple[str, ...]:
        """Everything that there is, whether it can be used or not."""
        return tuple(sorted({*self.builtin, *self._plugins()}))

    def load(self, name: str) -> Any:
        """What goes by this name. Raises UnknownName, or `error` for a plug-in that cannot be used."""
        if where := self.builtin.get(name):
            module, _, attribute = where.partition(":")
            found = importlib.import_module(module)
            return getattr(found, attribute) if attribute else found
        plugins = self._plugins()
        if name not in plugins:
            raise UnknownName(self.what, name, self.names())
        first, *others = plugins[name]
        if others:  # which of them it is would be an accident
            both = " and ".join(point.value for point in plugins[name])
            raise self.error(f"{len(plugins[name])} plug-ins call a {self.what} {name!r}: {both}", hint="uninstall one")
        try:
            found = first.load()
        except Exception as error:  # a plug-in may fail in any way while it is imported
            raise self.error(
                f"the {self.what} {name!r} cannot be loaded: {type(error).__name__}: {error}",
                where=first.value,
                hint="mend the plug-in, or uninstall it",
            ) from error
        if lacking := [part for part in self.parts if not hasattr(found, part)]:
            raise self.error(
                f"{name!r} is no {self.what}: it has no {' and no '.join(lacking)}",
                where=first.value,
                hint="docs/plugins.md has a whole one",
            )
        return found

    def usable(self) -> dict[str, Any]:
        """Everything by name. What cannot be used is left out and logged, with its error."""
        found: dict[str, Any] = {}
        for name in self.names():
            try:
                found[name] = self.load(name)
            except self.error as error:
                _log.warning("%s", error)
        return found

    def broken(self) -> list[AudiopressError]:
        """The error of each plug-in that cannot be used, also of one that would be called as what is built in."""
        taken = [
            self.error(
                f"there is a {self.what} {name!r} built in", where=point.value, hint="give the plug-in another name"
            )
            for name, points in _installed(self.group).items()
            for point in points
            if self.builtin.get(name, point.value) != point.value
        ]
        found: list[AudiopressError] = list(taken)
        for name in self._plugins():
            try:
                self.load(name)
            except AudiopressError as error:
                found.append(error)
        return found

    def _plugins(self) -> dict[str, tuple[EntryPoint, ...]]:
        return {name: points for name, points in _installed(self.group).items() if name not in self.builtin}


@cache
def _installed(group: str) -> dict[str, tuple[EntryPoint, ...]]:
    """The entry points of a group by name; usually one of each."""
    found: dict[str, tuple[EntryPoint, ...]] = {}
    for point in sorted(set(entry_points(group=group)), key=lambda point: (point.name, point.value)):
        found[point.name] = (*found.get(point.name, ()), point)
    return found


def forget() -> None:
    """Look for plug-ins again: for tests that install one."""
    _installed.cache_clear()


ENGINES: Final = Door(
    group="audiopress.engines",
    what="engine",
    builtin={
        "command": "audiopress.speech.builtin.command:Command",
        "espeak": "audiopress.speech.builtin.espeak:Espeak",
        "flite": "audiopress.speech.builtin.flite:Flite",
        "gtts": "audiopress.speech.builtin.google:Google",
        "hibari": "audiopress.speech.builtin.hibari:Hibari",
        "kokoro": "audiopress.speech.builtin.kokoro:Kokoro",
        "openai": "audiopress.speech.builtin.openai:OpenAI",
        "piper": "audiopress.speech.builtin.piper:Piper",
        "supertonic": "audiopress.speech.builtin.supertonic:Supertonic",
        "tone": "audiopress.speech.builtin.tone:Tone",
    },
    error=SpeechError,
    parts=("speak", "readiness", "options"),
)
STORES: Final = Door(
    group="audiopress.stores",
    what="store",
    builtin={
        "directory": "audiopress.publish.stores:Directory",
        "s3": "audiopress.publish.buckets:S3",
    },
    error=PublishError,
    parts=("options", "opened", "lacking"),
)
SOURCES: Final = Door(
    group="audiopress.sources",
    what="reader",
    builtin={
        "docx": "audiopress.sources.readers.docx:Docx",
        "drupal": "audiopress.sources.readers.drupal:Drupal",
        "feed": "audiopress.sources.readers.feeds:Feed",
        "ghost": "audiopress.sources.readers.ghost:Ghost",
        "html": "audiopress.sources.readers.pages:Page",
        "jsonfeed": "audiopress.sources.readers.jsonfeed:JSONFeed",
        "mail": "audiopress.sources.readers.mail:Mail",
        "markdown": "audiopress.sources.readers.markdown:Markdown",
        "newsml": "audiopress.sources.readers.newsml:NewsML",
        "ninjs": "audiopress.sources.readers.ninjs:Ninjs",
        "nitf": "audiopress.sources.readers.nitf:NITF",
        "pdf": "audiopress.sources.readers.pdf:PDF",
        "sitemap": "audiopress.sources.readers.sitemaps:Sitemap",
        "text": "audiopress.sources.readers.pages:Copied",
        "wordpress": "audiopress.sources.readers.wordpress:WordPress",
    },
    error=SourceError,
    parts=("sees", "documents", "following", "address", "secret", "after"),
)
FILTERS: Final = Door(
    group="audiopress.filters",
    what="filter",
    builtin={
        name: f"audiopress.script.toolbox:{name}"
        for name in ("chunks", "day", "fill", "names", "pace", "seconds", "sentences")
    },
    error=ScriptError,
    parts=("__call__",),
)
LANGUAGES: Final = Door(
    group="audiopress.languages",
    what="language",
    builtin={
        path.parent.name: f"audiopress.languages.{path.parent.name}"
        for path in sorted((Path(__file__).parent / "languages").glob("*/pack.toml"))
    },
    error=ConfigError,
    parts=("__path__",),
)
"""A language is a folder with a `pack.toml`; a new folder is enough."""
DOORS: Final = (ENGINES, STORES, SOURCES, FILTERS, LANGUAGES)
