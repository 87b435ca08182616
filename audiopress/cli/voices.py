"""Commands about voices: list them, hear one, look for more, fetch one."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from audiopress.cli import console
from audiopress.cli import json_answers as answers
from audiopress.cli.app import Json, VoiceName, app, print_json, state, workspace
from audiopress.cli.newsroom import PANEL
from audiopress.cli.pages import finish
from audiopress.errors import ConfigError
from audiopress.languages.tags import primary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from audiopress.model import Voice
    from audiopress.speech import CatalogueEntry, Downloaded, Readiness

voices_app = typer.Typer(help="List the voices, hear one, or get more.", no_args_is_help=False)
app.add_typer(voices_app, name="voices", rich_help_panel=PANEL)


@voices_app.callback(invoke_without_command=True)
def voices(context: typer.Context, as_json: Json = False) -> None:
    """List the voices: language, engine, how they sound, licence, and whether they are ready or what is missing."""
    if context.invoked_subcommand is not None:
        return
    from audiopress.speech import readiness

    sound, problems = workspace().sound_voices()
    found = [(voice, readiness(voice)) for voice in sound]
    errors = [ConfigError(p.message, where=p.where, hint=p.hint) for p in problems]
    if as_json:
        print_json(
            [
                answers.voice(v) | {"sound": _sound(v), "ready": r.ready, "missing": r.missing, "install": r.install}
                for v, r in found
            ]
        )
        finish(errors, some=bool(found))
        return
    rows = [
        (
            v.name,
            ", ".join(v.languages),
            v.engine,
            _sound(v),
            v.licence,
            "ready" if r.ready else f"{r.missing}: {r.install}",
            v.description,
        )
        for v, r in found
    ]
    console.table("Voices", ("voice", "languages", "engine", "sound", "licence", "", "description"), rows)
    if not state.quiet:
        for line in _better(found):
            console.aside(line)
    finish(errors, some=bool(found))


def _sound(voice: Voice) -> str:
    """How its engine sounds; empty for an engine that is not there."""
    from audiopress.speech import engines

    engine = engines().get(voice.engine)
    return getattr(engine, "sound", "")


def _better(found: Sequence[tuple[Voice, Readiness]]) -> Iterator[str]:
    """For each language in which no natural voice is ready: the shortest way to one."""
    ready = {_primary(v) for v, r in found if r.ready and _sound(v) == "natural" and v.engine != "gtts"}
    told: dict[str, list[str]] = {}
    for voice, state_of in found:
        if _sound(voice) == "natural" and voice.engine != "gtts" and _primary(voice) not in ready:
            ready.add(_primary(voice))
            told.setdefault(state_of.install or state_of.missing, []).append(_primary(voice))
    for step, languages in told.items():
        yield f"no natural voice is ready for {', '.join(languages)}: {step}"


def _primary(voice: Voice) -> str:
    return primary(voice.languages[0])


@voices_app.command("preview")
def preview(
    name: VoiceName,
    text: Annotated[str, typer.Option(help="What it says; else a sentence in its language.")] = "",
    output: Annotated[Path | None, typer.Option("--output", "-o", help="The WAV file to write.")] = None,
    as_json: Json = False,
) -> None:
    """Make a sample of a voice, as a WAV file."""
    from audiopress.languages.pack import sample
    from audiopress.speech import preview as speak

    voice = workspace().voice(name)
    words = text or sample(voice.languages[0])
    path = speak(voice, words, path=output or Path(f"{name}.wav"))
    if as_json:
        print_json({"voice": name, "text": words, "file": str(path)})
    else:
        print(path)


def _fetchable(incomplete: str) -> list[str]:
    from audiopress.errors import AudiopressError
    from audiopress.speech import fetchable

    try:
        return [entry.name for entry in fetchable().voice if entry.name.startswith(incomplete)]
    except AudiopressError:
        return []


@voices_app.command("search")
def search(
    words: Annotated[
        list[str] | None,
        typer.Argument(help="A language (ko), an engine, a quality, a licence, a name; every word must fit."),
    ] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Also what the collections list beyond the catalogue (asks the network).")
    ] = False,
    as_json: Json = False,
) -> None:
    """Look for voices that can be fetched, with their size and what their licence means for a newspaper."""
    from audiopress import speech

    known = speech.fetchable(workspace().catalogues())
    entries = [*known.voice, *(speech.offered(known) if everything else [])]
    found = speech.matching(entries, words or [])
    if as_json:
        print_json([_entry_json(entry) for entry in found])
        return
    rows = [
        (
            entry.name,
            _few(entry.languages),
            entry.quality,
            f"{entry.bytes / 1e6:.0f} MB",
            entry.licence,
            entry.judged,
            entry.description,
        )
        for entry in found
    ]
    columns = ("voice", "languages", "quality", "size", "licence", "judged", "description")
    more = "" if everything else "; --all asks the makers' collections too"
    console.table("To be had", columns, rows, empty=f"no voice of the catalogue fits{more}")


def _few(languages: Sequence[str]) -> str:
    return ", ".join(languages) if len(languages) < 10 else f"{', '.join(languages[:8])} and {len(languages) - 8} more"


def _entry_json(entry: CatalogueEntry) -> dict[str, object]:
    return {
        "name": entry.name,
        "engine": entry.engine,
        "languages": list(entry.languages),
        "quality": entry.quality,
        "gender": entry.gender,
        "bytes": entry.bytes,
        "licence": entry.licence,
        "judged": entry.judged,
        "why": entry.why,
        "description": entry.description,
        "checked": entry.checked.isoformat(),
    }


@voices_app.command("download")
def download(
    name: Annotated[
        str,
        typer.Argument(
            help="A name of `voices search`, such as kokoro-v1.0; or any Piper voice.", autocompletion=_fetchable
        ),
    ],
    source: Annotated[str, typer.Option(help="A mirror; else the one in AUDIOPRESS_VOICES, else the makers'.")] = "",
    into: Annotated[Path | None, typer.Option(help="The folder for it; else the user's folder of models.")] = None,
    as_json: Json = False,
) -> None:
    """Fetch a voice by its name, check it, and say what its licence means for a newspaper."""
    from audiopress import speech

    known = speech.fetchable(workspace().catalogues())
    before = _ready()
    with console.progress(quiet=state.quiet or as_json) as progress:
        done = speech.download(name, source=source, into=into, progress=partial(progress, "download"), known=known)
    if as_json:
        print_json(
            {
                "path": str(done.path),
                "licence": done.licence,
                "judged": done.judgement.word,
                "why": done.judgement.why,
                "bytes": done.bytes,
                "checked": done.checked,
                "sha256": done.sha256,
            }
        )
        return
    print(f"{done.path}: {done.bytes / 1e6:.1f} MB in all, SHA-256 {done.sha256}")
    print("its makers publish checksums, and these are theirs" if done.checked else "its makers publish no checksums")
    print(f"\n{done.licence.strip()}\n")
    console.verdict("for a newspaper", str(done.judgement), red=done.judgement.red)
    if not state.quiet:
        for line in _next(done, into, sorted(_ready() - before)):
            print(line)


def _next(done: Downloaded, into: Path | None, brought: Sequence[str]) -> Iterator[str]:
    """What is left to do until the voice speaks: its engine, then a profile, if none that is here has it."""
    from audiopress.speech import load_engine

    entry = done.entry
    if entry.install:
        yield f"its engine comes by: {entry.install}"
    elif entry.extra:
        try:
            load_engine(entry.engine).version()
        except Exception as error:  # noqa: BLE001 - a plug-in's version may fail in any way
            yield f"its engine comes by: {getattr(error, 'hint', '') or error}"
    if brought:
        yield f"ready now: {', '.join(brought)}"
        return
    yield "a profile of it in voices/ says:"
    yield from _profile(done, into)


def _ready() -> set[str]:
    """Names of the voices that can speak here."""
    from audiopress.speech import readiness

    return {voice.name for voice in workspace().voices.values() if readiness(voice).ready}


def _profile(done: Downloaded, into: Path | None) -> Iterable[str]:
    import json

    entry = done.entry
    one_file = entry.collection and into is not None
    values: dict[str, object] = {
        "engine": entry.engine,
        "model": str(done.path) if one_file else entry.model or entry.name,
        "languages": list(entry.languages[:2] if len(entry.languages) < 3 else entry.languages[:1]),
        "gender": entry.gender,
        "attribution": entry.attribution,
        "licence": entry.licence,
    }
    return [f"  {key} = {json.dumps(value, ensure_ascii=False)}" for key, value in values.items() if value]
