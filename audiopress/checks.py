"""`audiopress check`: every file of a newsroom, every problem with its file and line, before anything is made."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TypeVar

from audiopress import publish, script, segment, speech, stitch
from audiopress.config import load_settings, load_show, load_voice, locate
from audiopress.errors import AudiopressError, Problem, ScriptError, nearest
from audiopress.model import Article, Show, Voice
from audiopress.workspace import SETTINGS, Workspace, shipped

Given = TypeVar("Given")
Value = TypeVar("Value")


def faults(here: Workspace) -> tuple[list[Problem], str]:
    """Every problem in the newsroom's settings, voices, shows, formats, music, lexicons, profiles; and what was looked at."""
    problems: list[Problem] = []
    _attempt(problems, load_settings, here.root / SETTINGS)
    voices = [_attempt(problems, load_voice, path) for path in here.voice_files().values()]
    problems += [fault for voice in voices if voice for fault in _engine_faults(voice, here)]
    known = here.voice_files()
    shows = [_attempt(problems, partial(load_show, voices=known), folder) for folder in here.show_folders().values()]
    for show in shows:
        if show is not None:
            _attempt(problems, _try_format, show)
            _attempt(problems, partial(_try_cover, here), show)
    for folder in _music(here):
        for path in _attempt(problems, stitch.music_in, folder) or ():
            _attempt(problems, partial(stitch.check_music, ffmpeg=here.settings.ffmpeg), path)
    lexicons = sorted(set(_lexicons(here)))
    for path in lexicons:
        _attempt(problems, script.load_lexicon, [path])
    profiles = [path for folder in here.publishers() for path in sorted(folder.glob("*.toml"))]
    for path in profiles:
        _attempt(problems, segment.load_profile, path)
    if here.line_model is not None:
        _attempt(problems, segment.load_line_model, here.line_model)
    counted = f"{len(shows)} shows, {len(voices)} voices, {len(lexicons)} lexicons, {len(profiles)} publisher profiles"
    return problems, counted


def warnings(here: Workspace) -> list[Problem]:
    """What is no fault and hardly meant: a show that would go out by itself with stories that came with the program."""
    shows, _ = here.sound_shows()
    found = []
    for show in shows:
        if show.schedule is None or not show.enabled:
            continue
        examples = [source for source in show.sources if _example(here, source)]
        if examples:
            path = show.folder / "show.toml"
            where = f"{path}:{locate(path.read_text('utf-8-sig'), ('sources',))}"
            told = (
                f"sources: it is scheduled, and {', '.join(examples)} came with audiopress: listeners get invented news"
            )
            found.append(Problem(where, told, "name your paper's feed, or set enabled = false"))
    return found


def _example(here: Workspace, source: str) -> bool:
    """Whether a source is one of the shipped articles, or their folder."""
    path = here.root / source
    if "://" in source or not path.exists():
        return False
    return any(
        given.is_file() and given.read_bytes() == shipped_one.read_bytes()
        for shipped_one in (shipped() / "examples").iterdir()
        if shipped_one.is_file()
        for given in ((path / shipped_one.name) if path.is_dir() else path,)
    )


def _attempt(problems: list[Problem], action: Callable[[Given], Value], given: Given) -> Value | None:
    """The value, or None with the problems of its error added."""
    try:
        return action(given)
    except AudiopressError as error:
        problems += error.problems or [Problem(error.where, error.message, error.hint)]
        return None


def _engine_faults(voice: Voice, here: Workspace) -> Iterator[Problem]:
    """What a profile says of engines and other voices: slips of the pen, and plug-ins that are not installed."""
    path = here.voice_files()[voice.name]
    text = path.read_text("utf-8")

    def problem(where: Sequence[str], message: str, hint: str) -> Problem:
        return Problem(f"{path}:{locate(text, where)}", f"{'.'.join(where)}: {message}", hint)

    engines = speech.engines()
    if voice.engine in engines:
        for option, hint in speech.unknown_options(voice):
            yield problem(("options", option), "unknown option", hint)
    else:
        yield problem(("engine",), f"no engine named {voice.engine!r}", _meant(voice.engine, engines))
    voices = here.voice_files()
    if voice.fallback and voice.fallback not in voices:
        yield problem(("fallback",), f"no voice named {voice.fallback!r}", _meant(voice.fallback, voices))


def _meant(name: str, known: Iterable[str]) -> str:
    near = nearest(name, known)
    return f"did you mean {near!r}?" if near else f"known: {', '.join(sorted(known))}"


def _try_format(show: Show) -> None:
    """Lay a small article out by the show's format, with every kind of paragraph in it; its music must be there."""
    words = (
        "A first line.",
        "A subhead",
        "“A quote of some words that stands free,” said Ada Bell.",
        "An item",
        "A note",
    )
    sample = Article(
        source="check",
        headline="A headline",
        byline=("A. Writer",),
        language=show.language,
        paragraphs=words,
        kinds=("text", "subhead", "text", "item", "note"),
        quotes=segment.find_quotes("\n".join(words)),
    )
    text = script.write(show, [sample, sample], date=datetime(2026, 1, 1, tzinfo=UTC))
    made = script.parse(text, source=str(show.folder))
    if not made.title:
        raise ScriptError(
            "prints no title", where=str(show.folder / "format.j2"), hint="begin it with @title {{ article.headline }}"
        )
    stitch.sound_files(made, show)


def _try_cover(here: Workspace, show: Show) -> None:
    """Read the show's own picture, as every publish does."""
    if show.cover:
        publish.make_cover(show, settings=here.settings)


def _music(here: Workspace) -> Iterator[Path]:
    """The folders of music of the newsroom and of its shows, each once."""
    shows = list(here.show_folders().values())
    for folder in sorted({place for show in shows for place in (show, show.parent)}):
        yield folder / "music"


def _lexicons(here: Workspace) -> Iterator[Path]:
    for folder in here.lexicon_folders():
        yield from folder.glob("*.toml")
    for folder in here.show_folders().values():
        if (folder / "lexicon.toml").is_file():
            yield folder / "lexicon.toml"
