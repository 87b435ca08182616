"""Where things lie: a newsroom's own voices/ and feeds/ before the shipped ones, what is made under .audiopress/."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from audiopress.config import NAME, load_settings, load_show, load_voice
from audiopress.errors import ConfigError, LibraryError, Problem, UnknownName
from audiopress.languages.tags import primary
from audiopress.model import Settings, Show, Voice

Value = TypeVar("Value")

SETTINGS = "audiopress.toml"


def shipped() -> Path:
    """The folder whose voices/ and feeds/ came with the package: in a wheel inside it, in a clone beside it."""
    package = Path(__file__).resolve().parent
    inside = package / "_shipped"
    return inside if inside.is_dir() else package.parent


@dataclass(frozen=True)
class Workspace:
    """A newsroom's folder."""

    root: Path
    settings: Settings

    @classmethod
    def find(cls, start: Path, *, faulty: bool = False) -> Workspace:
        """The newsroom around `start`: the nearest folder upwards with audiopress.toml, else `start` itself.

        Raises ConfigError; `faulty`, it has the defaults instead, for those who look for the faults.
        """
        start = start.resolve()
        root = next((folder for folder in (start, *start.parents) if (folder / SETTINGS).is_file()), start)
        try:
            return cls(root, load_settings(root / SETTINGS))
        except ConfigError:
            if not faulty:
                raise
            return cls(root, Settings())

    @property
    def laid(self) -> bool:
        """Whether the folder is a newsroom, and not just any folder with the shipped voices and shows."""
        return (self.root / SETTINGS).is_file()

    @property
    def public(self) -> Path:
        """What is served."""
        return self.root / self.settings.public

    @property
    def line_model(self) -> Path | None:
        """The newsroom's own model of copied pages, where its settings name one."""
        return self.root / self.settings.line_model if self.settings.line_model else None

    @property
    def state(self) -> Path:
        """Everything that is made and kept: takes, fragments, episodes, the library."""
        return self.root / ".audiopress"

    @property
    def takes(self) -> Path:
        """The cache of takes."""
        return self.state / "takes"

    @property
    def fragments(self) -> Path:
        """The cache of encoded fragments."""
        return self.state / "fragments"

    @property
    def pages(self) -> Path:
        """The cache of fetched pages, with their validators."""
        return self.state / "pages"

    @property
    def covers(self) -> Path:
        """Covers that were drawn."""
        return self.state / "publish" / "covers"

    @property
    def locks(self) -> Path:
        """Held while an episode is made."""
        return self.state / "locks"

    @property
    def episodes(self) -> Path:
        """SHOW/EPISODE/episode.json and the files beside it: the truth the library is an index of."""
        return self.state / "episodes"

    @property
    def library(self) -> Path:
        """The library's database."""
        return self.state / "library.sqlite"

    def ensure_state(self) -> None:
        """Make the state folder. Raises LibraryError where it cannot be written."""
        try:
            self.state.mkdir(parents=True, exist_ok=True)
            (self.state / ".gitignore").write_text("*\n")
        except OSError as error:
            raise LibraryError(
                f"cannot write here: {error.strerror}",
                where=str(self.state),
                hint="run audiopress in a folder you may write to, or name one with --newsroom",
            ) from None

    def _layers(self, name: str) -> list[Path]:
        """The folder `name` of this newsroom first, then the shipped one."""
        layers = [self.root / name, shipped() / name]
        return [folder for folder in dict.fromkeys(layers) if folder.is_dir()]

    # ---- voices

    def voice_files(self) -> dict[str, Path]:
        """Profile name to file; the newsroom's own win."""
        found: dict[str, Path] = {}
        for folder in self._layers("voices"):
            for path in folder.glob("*.toml"):
                found.setdefault(path.stem, path)
        return dict(sorted(found.items()))

    @cached_property
    def voices(self) -> dict[str, Voice]:
        """Every voice profile. Raises ConfigError with the problems of every file."""
        return _each(self.voice_files(), load_voice)

    def sound_voices(self) -> tuple[tuple[Voice, ...], tuple[Problem, ...]]:
        """The voices whose profiles are whole, and the problems of the others."""
        loaded, problems = self._sound
        return tuple(loaded.values()), problems

    @cached_property
    def _sound(self) -> tuple[dict[str, Voice], tuple[Problem, ...]]:
        return _sorted_out(self.voice_files(), load_voice)

    def voices_of(self, show: Show) -> Mapping[str, Voice]:
        """The voices that are whole, for a show. Raises ConfigError where one that it names is not: others do not matter."""
        sound, files = self._sound[0], self.voice_files()
        cast = show.cast
        names = [cast.host, *cast.quotes, *cast.roles.values(), *cast.speakers.values(), *cast.languages.values()]
        seen: set[str] = set()
        while names:
            name = names.pop()
            if name in seen or name not in files:
                continue
            seen.add(name)
            voice = sound.get(name) or load_voice(files[name])
            names.append(voice.fallback)
        return sound

    def voice(self, name: str) -> Voice:
        """One voice. Raises UnknownName with the nearest name."""
        files = self.voice_files()
        if name not in files:
            raise UnknownName("voice", name, files)
        return load_voice(files[name])

    # ---- shows

    def show_folders(self) -> dict[str, Path]:
        """Show name to folder: the newsroom's own and no others; the shipped ones where there is no newsroom."""
        feeds = (self.root if self.laid else shipped()) / "feeds"
        return {path.parent.name: path.parent for path in sorted(feeds.glob("*/show.toml"))}

    def show(self, name: str) -> Show:
        """One show, its cast checked against the voices. Raises UnknownName, ConfigError."""
        folders = self.show_folders()
        if name not in folders:
            raise UnknownName("show", name, folders)
        return load_show(folders[name], voices=self.voice_files())

    def shows(self) -> tuple[Show, ...]:
        """Every show. Raises ConfigError with the problems of every file."""
        voices = self.voice_files()
        return tuple(_each(self.show_folders(), lambda folder: load_show(folder, voices=voices)).values())

    def sound_shows(self) -> tuple[tuple[Show, ...], tuple[Problem, ...]]:
        """The shows whose files are whole, and the problems of the others: one never stops the others."""
        voices = self.voice_files()
        loaded, problems = _sorted_out(self.show_folders(), lambda folder: load_show(folder, voices=voices))
        return tuple(loaded.values()), problems

    # ---- what else lies in the layers

    def lexicons(self, language: str, show: Show | None = None) -> tuple[Path, ...]:
        """Lexicon files for a language, the weakest first: shipped, the newsroom's, the show's."""
        name = primary(language) + ".toml"
        found = [folder / name for folder in reversed(self.lexicon_folders())]
        if show is not None:
            found.append(show.folder / "lexicon.toml")
        return tuple(path for path in found if path.is_file())

    def lexicon_folders(self) -> tuple[Path, ...]:
        """Folders of lexicons, the newsroom's own first."""
        return tuple(f / "lexicon" for f in self._layers("voices") if (f / "lexicon").is_dir())

    def catalogues(self) -> tuple[Path, ...]:
        """Files of the newsroom that say which further voices can be fetched."""
        return tuple(sorted((self.root / "voices" / "catalogue").glob("*.toml")))

    def publishers(self) -> tuple[Path, ...]:
        """Folders of publisher profiles, the newsroom's own first."""
        return tuple(f / "publishers" for f in self._layers("feeds") if (f / "publishers").is_dir())


def _each(files: Mapping[str, Path], load: Callable[[Path], Value]) -> dict[str, Value]:
    """Load every file; raise one ConfigError with the problems of all."""
    loaded, problems = _sorted_out(files, load)
    if problems:
        many = "one problem" if len(problems) == 1 else f"{len(problems)} problems"
        raise ConfigError(f"{many} in the newsroom's files", problems=problems)
    return loaded


def _sorted_out(
    files: Mapping[str, Path], load: Callable[[Path], Value]
) -> tuple[dict[str, Value], tuple[Problem, ...]]:
    """What could be loaded, and the problems of what could not."""
    loaded: dict[str, Value] = {}
    problems: list[Problem] = []
    for name, path in files.items():
        try:
            loaded[name] = load(path)
        except ConfigError as error:
            problems += error.problems or [Problem(error.where, error.message, error.hint)]
    return loaded, tuple(problems)


def create(folder: Path, *, title: str) -> list[Path]:
    """Lay out a newsroom: audiopress.toml, voices/, feeds/, and the examples/ that its shows begin with. Returns what was written; keeps what is there."""
    written: list[Path] = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        settings = folder / SETTINGS
        if settings.exists():
            raise ConfigError("there is a newsroom already", where=str(settings), hint="choose another folder")
        for name in ("voices", "feeds", "examples"):
            for source in sorted((shipped() / name).rglob("*")):
                target = folder / name / source.relative_to(shipped() / name)
                if source.is_file() and not target.exists() and "__pycache__" not in source.parts:
                    target.parent.mkdir(parents=True, exist_ok=True)
                    shutil.copyfile(source, target)
                    written.append(target)
        settings.write_text(SETTINGS_TEXT.replace("TITLE", title.replace("\\", "").replace('"', "'")), encoding="utf-8")
        written.append(settings)
    except OSError as error:
        raise ConfigError(f"cannot be written: {error.strerror}", where=str(error.filename or folder)) from None
    return written


def create_show(
    here: Workspace, name: str, *, like: str, title: str = "", keys: Mapping[str, str] | None = None
) -> Path:
    """Lay out a show of a newsroom by a shipped one: switched off, and without sources. Returns its folder.

    `keys` are further lines of its show.toml, each a key of the top and its value as TOML writes it. Raises ConfigError
    where there is such a show or the name is none, UnknownName for one that is not shipped.
    """
    folder = here.root / "feeds" / name
    models = {path.parent.name: path.parent for path in sorted((shipped() / "feeds").glob("*/show.toml"))}
    if like not in models:
        raise UnknownName("shipped show", like, models)
    if not NAME.fullmatch(name):
        raise ConfigError(f"{name!r} is not a-z, 0-9 and hyphens", hint="the name is part of the feed's address")
    if folder.exists():
        raise ConfigError("there is a show already", where=str(folder), hint="choose another name")
    told = title or name.replace("-", " ").capitalize()
    lines = {"title": quoted(told), **(keys or {}), "enabled": "false"}
    part = folder.with_name(f".{name}.part")
    try:
        shutil.copytree(models[like], part, ignore=shutil.ignore_patterns("__pycache__"), dirs_exist_ok=True)
        settings = part / "show.toml"
        settings.write_text(_with_lines(settings.read_text("utf-8"), lines), encoding="utf-8")
        part.replace(folder)
    except OSError as error:
        shutil.rmtree(part, ignore_errors=True)
        raise ConfigError(f"cannot be written: {error.strerror}", where=str(folder)) from None
    return folder


def _with_lines(text: str, lines: Mapping[str, str]) -> str:
    """A TOML text whose keys of the top are these, each in its place, else before the first table."""
    head, table, rest = text.partition("\n[")
    for key, value in lines.items():
        line = f"{key} = {value}"
        pattern = re.compile(rf"(?m)^{key} *=.*$")
        head = pattern.sub(lambda _, line=line: line, head, count=1) if pattern.search(head) else f"{head}{line}\n"  # type: ignore[misc]
    return head + table + rest


def quoted(text: str) -> str:
    """A text as TOML writes it."""
    plain = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(one if one.isprintable() else f"\\U{ord(one):08x}" for one in plain) + '"'


SETTINGS_TEXT = """\
# The newsroom's settings. Every key may be left out; what stands here is the default unless said otherwise.
title = "TITLE"

# Where public/ is seen from outside; it ends with a slash. `audiopress serve` shows it here while you try things out.
base_url = "http://127.0.0.1:8000/"

# Recording and encoding: inline, threads:N, processes:N or dask:tcp://HOST:PORT
workers = "processes:2"

# For pages that name no time zone.
timezone = "UTC"

# Private hosts that may be fetched (others inside your network are refused).
allow_hosts = []

# Where the public files go: a directory (public/), or S3.
# [store]
# kind = "s3"
# bucket = "podcasts"
# prefix = ""
# endpoint = "https://s3.example.org"
"""
