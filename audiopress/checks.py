"""`audiopress check`: every file of a newsroom, every problem with its file and line, before anything is made."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Final, TypeVar

from audiopress import learn, publish, script, segment, speech, stitch
from audiopress.config import load_settings, load_show, load_voice
from audiopress.errors import AudiopressError, Problem, ScriptError, nearest
from audiopress.languages.pack import known, missing
from audiopress.languages.tags import language_name, primary, same_language
from audiopress.model import Article, Show, Source, Voice
from audiopress.tables import locate
from audiopress.workspace import SETTINGS, Workspace, shipped

MUSIC: Final = tuple(name for name in script.MUSIC if name != "bed off")
"""What scripts call music by name; any other is a show's own format's business."""
Given = TypeVar("Given")
Value = TypeVar("Value")


def faults(here: Workspace) -> tuple[list[Problem], str]:
    """Every problem in the newsroom's settings, voices, shows, formats, music, lexicons, profiles; and what was looked at."""
    problems: list[Problem] = []
    _attempt(problems, load_settings, here.root / SETTINGS)
    problems += _store_faults(here)
    known = here.voice_files()
    voices = [_attempt(problems, load_voice, path) for path in known.values()]
    problems += [fault for voice in voices if voice for fault in _engine_faults(voice, known)]
    shows = [_attempt(problems, partial(load_show, voices=known), folder) for folder in here.show_folders().values()]
    for show in shows:
        if show is not None:
            _attempt(problems, _try_format, show)
            _attempt(problems, partial(_try_cover, here), show)
            _attempt(problems, learn.glossary_of, show)
    profiles_of = {voice.name: voice for voice in voices if voice is not None}
    for show in (show for show in shows if show is not None):
        problems += _cast_faults(show, profiles_of)
        problems += _source_faults(show, here)
    problems += _twins([show for show in shows if show is not None])
    for folder in _music(here):
        problems += _music_faults(folder)
        for path in _attempt(problems, stitch.music_in, folder) or ():
            _attempt(problems, partial(stitch.check_music, ffmpeg=here.settings.ffmpeg), path)
    lexicons = sorted(set(_lexicons(here)))
    problems += _lexicon_faults(here, lexicons)
    for path in lexicons:
        _attempt(problems, script.load_lexicon, [path])
    for path in here.catalogues():
        _attempt(problems, speech.load_catalogue, path)
    profiles = [path for folder in here.publishers() for path in sorted(folder.glob("*.toml"))]
    for path in profiles:
        _attempt(problems, segment.load_profile, path)
    if here.line_model is not None:
        _attempt(problems, segment.load_line_model, here.line_model)
    counted = f"{len(shows)} shows, {len(voices)} voices, {len(lexicons)} lexicons, {len(profiles)} publisher profiles"
    return problems, counted


def warnings(here: Workspace) -> list[Problem]:
    """What is no fault and hardly meant.

    A show in a language without rules, and one that would go out by itself with stories that came with the program.
    """
    shows, _ = here.sound_shows()
    found = []
    for show in shows:
        if line := missing(show.language):
            path = show.folder / "show.toml"
            where = f"{path}:{locate(path.read_text('utf-8-sig'), ('language',))}"
            found.append(Problem(where, f"language: {line}", "docs/languages.md tells how one is added"))
        if show.schedule is None or not show.enabled:
            continue
        examples = [url for url in map(_url, show.sources) if _example(here, url)]
        if examples:
            path = show.folder / "show.toml"
            where = f"{path}:{locate(path.read_text('utf-8-sig'), ('sources',))}"
            told = (
                f"sources: it is scheduled, and {', '.join(examples)} came with audiopress: listeners get invented news"
            )
            found.append(Problem(where, told, "name your paper's feed, or set enabled = false"))
    return found


def _url(source: str | Source) -> str:
    return source if isinstance(source, str) else source.url


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
        problems += error.problems or [Problem(error.where, error.message, error.advice)]
        return None


def _engine_faults(voice: Voice, voices: Mapping[str, Path]) -> Iterator[Problem]:
    """What a profile says of engines and other voices: slips of the pen, and plug-ins that are not installed."""
    path = voices[voice.name]
    text = path.read_text("utf-8")

    def problem(where: Sequence[str], message: str, hint: str) -> Problem:
        return Problem(f"{path}:{locate(text, where)}", f"{'.'.join(where)}: {message}", hint)

    engines = speech.engines()
    if voice.engine in engines:
        for option, wrong, hint in speech.refused_options(voice):
            yield problem(("options", option), wrong, hint)
        for language, hint in speech.unspoken(voice):
            where = ("languages", str(voice.languages.index(language)))
            yield problem(where, f"its model does not speak {language!r}", hint)
    else:
        yield problem(("engine",), f"no engine named {voice.engine!r}", _meant(voice.engine, engines))
    if voice.fallback and voice.fallback not in voices:
        yield problem(("fallback",), f"no voice named {voice.fallback!r}", _meant(voice.fallback, voices))


def _cast_faults(show: Show, voices: Mapping[str, Voice]) -> Iterator[Problem]:
    """Voices that the show casts and that cannot speak here, nor a fallback of theirs: its next edition would fail."""
    path = show.folder / "show.toml"
    text = path.read_text("utf-8-sig")
    cast = show.cast
    named: list[tuple[tuple[str | int, ...], str]] = [(("cast", "host"), cast.host)]
    named += [(("cast", "quotes", at), name) for at, name in enumerate(cast.quotes)]
    for key, table in (("roles", cast.roles), ("speakers", cast.speakers), ("languages", cast.languages)):
        named += [(("cast", key, role), name) for role, name in table.items()]
    told: set[str] = set()
    for where, name in named:
        if name in told or name not in voices:
            continue  # a voice that is not there is told by the show itself
        # One for other languages is heard where a story holds them; that it needs an extra is what `doctor` says.
        speaks = any(same_language(tag, show.language) for tag in voices[name].languages)
        if not speaks and where[:2] != ("cast", "host") and where[1] != "roles":
            continue
        told.add(name)
        lacking = _lacking(name, voices)
        if lacking is not None:
            place = ".".join(map(str, where))
            yield Problem(
                f"{path}:{locate(text, where)}",
                f"{place}: {name} cannot speak here: {lacking.missing}",
                lacking.install,
            )


def _lacking(name: str, voices: Mapping[str, Voice]) -> speech.Readiness | None:
    """What a voice lacks, where none of those that would stand in for it is ready."""
    first = None
    tried: set[str] = set()
    while name in voices and name not in tried:
        tried.add(name)
        found = speech.readiness(voices[name])
        if found.ready:
            return None
        first = first or found
        name = voices[name].fallback
    return first


def _source_faults(show: Show, here: Workspace) -> Iterator[Problem]:
    """Files and folders among a show's sources that are not there."""
    path = show.folder / "show.toml"
    text = path.read_text("utf-8-sig")
    for at, source in enumerate(map(_url, show.sources)):
        name, _ = segment.parted(source, here.root)
        if not name.strip():
            message, hint = "is empty", "a file, a folder, an address or a feed"
        elif name == "-":
            message, hint = (
                "standard input has nothing at the time of an edition",
                "name a file, a folder or an address",
            )
        elif "://" not in name and not (here.root / name).exists():
            message, hint = f"there is no {name!r} in the newsroom's folder", _where_then(name, here)
        else:
            continue
        yield Problem(f"{path}:{locate(text, ('sources', at))}", f"sources.{at}: {message}", hint)


def _where_then(name: str, here: Workspace) -> str:
    """A file or folder beside the place that has nearly the name; else whether it may be an address."""
    parent = (here.root / name).parent
    near = nearest(Path(name).name, [one.name for one in parent.iterdir()]) if parent.is_dir() else None
    if near:
        return f"did you mean {(Path(name).parent / near).as_posix()!r}?"
    return (
        f"an address begins with https://: https://{name}?"
        if "." in name.partition("/")[0]
        else "put it there, or take it out"
    )


def _twins(shows: Sequence[Show]) -> Iterator[Problem]:
    """Shows of one title: in the index and in an app nobody can tell them apart."""
    first: dict[str, Show] = {}
    for show in shows:
        title = " ".join(show.title.casefold().split())
        other = first.setdefault(title, show)
        if other is not show:
            path = show.folder / "show.toml"
            line = locate(path.read_text("utf-8-sig"), ("title",))
            yield Problem(
                f"{path}:{line}",
                f"title: {other.name} is called {show.title!r} too",
                "give each show a title of its own",
            )


def _music_faults(folder: Path) -> Iterator[Problem]:
    """Music that will not be played: a slip of a name that scripts call, or one of two files of a name."""
    try:
        found = stitch.music_in(folder)
    except AudiopressError:
        return  # told where the music is heard
    by_name: dict[str, Path] = {}
    for path in found:
        other = by_name.setdefault(path.stem, path)
        if other is not path:
            yield Problem(str(path), f"{other.name} beside it is played, and this never", "keep one of them")
        elif path.stem not in MUSIC and (near := nearest(path.stem.lower(), MUSIC)):
            yield Problem(str(path), f"no script calls {path.stem!r}", f"did you mean {near + path.suffix!r}?")


def _lexicon_faults(here: Workspace, lexicons: Iterable[Path]) -> Iterator[Problem]:
    """Lexicons whose file is not named after a language that is spoken here: nobody reads them."""
    known = languages(here)
    for path in lexicons:
        if path.parent.name == "lexicon" and path.stem not in known:
            yield Problem(
                str(path), f"nobody here speaks {path.stem!r}, so nobody reads this", _called(path.stem, known)
            )


def _called(name: str, known: Sequence[str]) -> str:
    """A language's name in English for its code, where that is the slip."""
    names = {language_name(code): code for code in known}
    near = nearest(name.title(), names)
    return f"did you mean {names[near]}.toml?" if near else f"known: {', '.join(f'{code}.toml' for code in known)}"


def languages(here: Workspace) -> tuple[str, ...]:
    """The codes of the languages that some voice or show of the newsroom has, and those with rules of reading."""
    found = set(known())
    for load, paths in ((load_voice, here.voice_files().values()), (load_show, here.show_folders().values())):
        for path in paths:
            try:
                one = load(path)
            except AudiopressError:
                continue  # told by its own file
            tags = one.languages if isinstance(one, Voice) else (one.language, *one.cast.languages)
            found |= set(map(primary, tags))
    return tuple(sorted(found))


def _store_faults(here: Workspace) -> Iterator[Problem]:
    """What the store needs of this machine: a package, a key. What is wrong in `[store]` itself the settings tell."""
    if not here.settings.store:
        return
    path = here.root / SETTINGS
    where = f"{path}:{locate(path.read_text('utf-8-sig'), ('store',))}"
    for message, hint in publish.store_lacks(here.settings):
        yield Problem(where, f"store: {message}", hint)


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
        language=script.reads(show),
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
