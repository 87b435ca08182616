"""make: articles, or a script, become episodes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from audiopress.cli import console
from audiopress.cli.app import Json, ShowName, app, orders, state
from audiopress.cli.pages import Anyway, ScriptFile, Teaser, articles_of, report, script_text
from audiopress.errors import AudiopressError, UsageError


@app.command(rich_help_panel="Making episodes")
def make(
    show: ShowName,
    sources: Annotated[
        list[str] | None,
        typer.Argument(help="Files, folders, addresses, feeds, or -; FILE#2, FILE#all: of several stories."),
    ] = None,
    script: ScriptFile = None,
    again: Annotated[bool, typer.Option("--again", help="Make a second episode of what was told already.")] = False,
    draft: Annotated[
        bool, typer.Option("--draft", help="Keep it out of the feed until it is approved, whatever the show's policy.")
    ] = False,
    as_json: Json = False,
    allow_teaser: Teaser = False,
    anyway: Anyway = False,
) -> None:
    """Make and publish a show's episodes of these articles; a --draft waits for `approve`."""
    _one_of(sources, script, "the articles", f"audiopress make {show}")
    with console.progress(quiet=state.quiet or as_json) as progress:
        asked = orders(progress, allow_teaser=allow_teaser, anyway=anyway, draft=draft)
        at = asked.press
        chosen = at.workspace.show(show)
        errors: list[AudiopressError] = []
        if script is not None:
            results = [asked.make_script(chosen, script_text(script), source=str(script), again=again)]
        else:
            # A show of one story makes an episode of each; an edition has no room for more than its stories.
            most = chosen.stories if chosen.stories > 1 else 0
            articles, errors = articles_of(at, sources or [], some=not as_json, most=most)
            results = asked.make(chosen, articles, again=again)
    report(at, chosen, results, as_json=as_json, errors=errors)


def _one_of(sources: Sequence[str] | None, script: Path | None, what: str, command: str) -> None:
    """Raises UsageError unless the command got pages or a script."""
    how = f"{command} PAGE.txt   or   {command} --script FILE"
    if sources and script:
        raise UsageError(f"name {what} or a script, not both", hint=how)
    if not sources and not script:
        raise UsageError(f"name {what}, or a script with --script FILE", hint=how)
