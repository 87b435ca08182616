"""Commands on what an episode says: script, correct."""

from __future__ import annotations

import shlex
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from audiopress.cli import console
from audiopress.cli import json_answers as answers
from audiopress.cli.app import As, EpisodeId, Json, app, episode, orders, press, print_json, state, warn
from audiopress.cli.pages import Anyway, ScriptFile, Teaser, articles_of, finish, report, script_text
from audiopress.errors import AudiopressError, ScriptError, UsageError

if TYPE_CHECKING:
    from audiopress.model import Flag, Show
    from audiopress.orders import Orders
    from audiopress.press import Press
    from audiopress.previews import Preview
    from audiopress.script import Selection

PANEL = "Making episodes"
SIGNS = {"added": "+", "removed": "-", "again": "~"}
"""Before each sentence of a preview that changes; colours say the same on a terminal."""
COLOURS = {"added": "green", "removed": "red", "again": "yellow"}


@app.command(rich_help_panel=PANEL)
def script(
    name: Annotated[
        str,
        typer.Argument(metavar="SHOW|EPISODE", help="The show that the pages are for; or an episode, without pages."),
    ],
    sources: Annotated[
        list[str] | None, typer.Argument(metavar="[SOURCES]...", help="Files, folders, addresses, feeds, or -.")
    ] = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Write it to this file.")] = None,
    force: Annotated[bool, typer.Option("--force", help="Write over a file that says something else.")] = False,
    as_json: Json = False,
    allow_teaser: Teaser = False,
    anyway: Anyway = False,
) -> None:
    """Write a script: of these pages as a show tells them, or the one that an episode has; a text file to check and change."""
    errors: list[AudiopressError] = []
    if sources:
        at = press(allow_teaser=allow_teaser, anyway=anyway, laid=False)
        show, next_command = name, f"audiopress make {name}"
        text, flags, errors = _written(at, name, sources)
    else:
        at = press()
        if name in at.workspace.show_folders():
            raise UsageError(
                f"name the pages that {name} is to tell, or an episode", hint=f"audiopress script {name} PAGE"
            )
        found, chosen = episode(at, name)
        show, next_command = chosen.name, f"audiopress correct {found.id}"
        text, flags = orders().script_of(found), found.flags
    if output is not None:
        _write_script(output, text, force=force)
    if as_json:
        print_json(
            {"show": show, "file": str(output) if output else None, "script": text}
            | {"flags": [answers.flag(one) for one in flags], "failed": [answers.fault(error) for error in errors]}
        )
    elif output is None:
        sys.stdout.write(text)
    elif not state.quiet:
        print(f"{output}\nnext: {next_command} --script {shlex.quote(str(output))}")
    if not (as_json or state.quiet):
        for one in flags:
            print(f"look at {f'line {one.line}: ' if one.line else ''}{one}", file=sys.stderr)
    finish(errors, some=True)


def _written(at: Press, show: str, sources: list[str]) -> tuple[str, tuple[Flag, ...], list[AudiopressError]]:
    """The script of an episode of these pages, where to look at it, and the errors of those that could not be read."""
    chosen = at.workspace.show(show)
    articles, errors = articles_of(at, sources)
    if chosen.stories == 1 and len(articles) > 1:
        raise UsageError(f"{show} makes an episode of each article", hint="name one article a script")
    laid_out = at.select(chosen, articles, date=at.now(), number=at.number(chosen))
    return laid_out.text, _flags(at, chosen, laid_out), errors


def _flags(at: Press, show: Show, laid_out: Selection) -> tuple[Flag, ...]:
    """Where a person should look at a script; where it could not be said today, the reason is warned of."""
    from audiopress.orders import Orders

    source = f"the script of {laid_out.articles[0].headline!r}"
    try:
        quiet = replace(at, warn=lambda _: None)
        said = quiet.planned(show, laid_out.text, source=source)
        return Orders(press=quiet).flags(show, said, laid_out.articles, places=laid_out.places, source=source)
    except AudiopressError as error:
        warn(f"it could not be said today: {error}")
        return ()


def _write_script(output: Path, text: str, *, force: bool) -> None:
    """Write a script, but not over another text: an editor may have changed it. Raises UsageError, ScriptError."""
    try:
        if not force and output.exists() and output.read_bytes() != text.encode():
            raise UsageError(
                "is there already and says something else",
                where=str(output),
                hint="give another file to -o, or --force to write over it",
            )
        output.write_text(text, encoding="utf-8")
    except OSError as error:
        raise ScriptError(
            f"cannot be written: {error.strerror}", where=str(output), hint="give a file in a folder you may write to"
        ) from None


@app.command(rich_help_panel=PANEL)
def correct(
    name: EpisodeId,
    sources: Annotated[list[str] | None, typer.Argument(help="The corrected page, or every page it tells.")] = None,
    script: ScriptFile = None,
    note: Annotated[str, typer.Option(help="Your own words on it, for the episode's page and notes.")] = "",
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only say what would change, sentence by sentence; nothing is recorded.")
    ] = False,
    who: As = "",
    as_json: Json = False,
    allow_teaser: Teaser = False,
    anyway: Anyway = False,
) -> None:
    """Replace an episode after its article changed: same GUID, only changed sentences are recorded.

    With no page, its own script is recorded again with today's voices, lexicon and music.
    """
    if sources and script:
        hint = f"audiopress correct {name} PAGE.txt"
        raise UsageError("name the corrected article, or a script with --script FILE, not both", hint=hint)
    with console.progress(quiet=state.quiet or as_json or dry_run) as progress:
        asked = orders(progress, allow_teaser=allow_teaser, anyway=anyway, who=who)
        at = asked.press
        found, chosen = episode(at, name)
        text = script_text(script) if script is not None else ""
        articles, errors = articles_of(at, sources or [], some=bool(sources)) if script is None else ([], [])
        if errors:  # half of an edition is no correction of it
            raise errors[0]
        if dry_run:
            _tell(asked, asked.preview(found, chosen, articles=articles, text=text, source=str(script or "")), as_json)
            return
        if script is not None:
            result = asked.correct(found, chosen, text=text, source=str(script), note=note)
        else:
            result = asked.correct(found, chosen, articles=articles, note=note)
    report(at, chosen, [result], as_json=as_json)


def _tell(asked: Orders, found: Preview, as_json: bool) -> None:
    """A preview: each sentence that changes, with its neighbours left out."""
    if as_json:
        print_json(answers.preview(found, asked.press.workspace))
        return
    from rich.text import Text

    out = console.out()
    if found.title != found.episode.title:
        out.print(Text(f"- title: {found.episode.title}", "red"))
        out.print(Text(f"+ title: {found.title}", "green"))
    for one in found.sentences:
        if one.change == "same":
            continue
        who = f"{one.speaker}: " if one.speaker else ""
        said = f"   ({one.voice}: {one.spoken})" if one.change == "again" else ""
        out.print(Text(f"{SIGNS[one.change]} {who}{one.body}{said}", COLOURS[one.change]))
    if found.unchanged:
        print(f"unchanged  {found.episode.id}: it says this already")
        return
    what = f"; changed since it was made: {', '.join(found.changed)}" if found.changed else ""
    stay = sum(one.change == "same" for one in found.sentences)
    print(f"{found.recorded} to be recorded, {stay} of {len(found.sentences)} sentences stay{what}")
    console.aside("nothing was recorded and nothing changed: give the command without --dry-run")
