"""What commands share that read pages and make episodes: their articles, what became of them, the exit code that fits."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from audiopress.cli import console
from audiopress.cli import json_answers as answers
from audiopress.cli.app import print_json, state
from audiopress.errors import AudiopressError, Problem, ScriptError, SourceError, undecodable

if TYPE_CHECKING:
    from audiopress.corrections import Made
    from audiopress.model import Article, Show
    from audiopress.press import Press

Teaser = Annotated[bool, typer.Option("--allow-teaser", help="Take a page that stops at a paywall.")]
Anyway = Annotated[
    bool, typer.Option("--anyway", help="Read what does not look like a story too; it is made as a draft.")
]
ScriptFile = Annotated[Path | None, typer.Option("--script", help="Make it from this script instead of a page.")]


def articles_of(
    at: Press, sources: Sequence[str], *, some: bool = True, most: int = 0
) -> tuple[list[Article], list[AudiopressError]]:
    """What could be read, and the errors of the rest, which are told at the end; of more than `most` the first.

    Raises SourceError if nothing could and there must be `some`.
    """
    articles: list[Article] = []
    errors: list[AudiopressError] = []
    at.progress("read", 0, len(sources))
    for outcome in at.read(sources, folder=Path.cwd(), stdin=sys.stdin.buffer):
        if outcome.article is not None:
            articles.append(outcome.article)
        elif outcome.error is not None:
            errors.append(outcome.error)
        # A folder or a feed holds more than one, which is known only when they are read.
        done = len(articles) + len(errors)
        at.progress("read", done, max(done, len(sources)))
        if most and len(articles) == most:
            break
    if some and not articles:
        if len(errors) == 1:
            raise errors[0]
        raise SourceError("no article could be read", problems=[_as_problem(e) for e in errors])
    return articles, errors


def _as_problem(error: AudiopressError) -> Problem:
    return Problem(error.where, error.message, error.advice)


def script_text(path: Path) -> str:
    """The text of a script's file. Raises ScriptError."""
    try:
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise ScriptError(
            "there is no such script", where=str(path), hint="audiopress script SHOW PAGE -o FILE writes one"
        ) from None
    except UnicodeDecodeError as error:
        where, hint = undecodable(path, error)
        raise ScriptError("the script is not UTF-8 text", where=where, hint=hint) from None
    except OSError as error:
        hint = "give a text file that you may read"
        raise ScriptError(f"cannot be read: {error.strerror}", where=str(path), hint=hint) from None


def report(
    at: Press, show: Show, results: Sequence[Made], *, as_json: bool, errors: Sequence[AudiopressError] = ()
) -> None:
    """Print what was made, and end with the exit code that fits."""
    from audiopress.model import Settings

    base = f"{at.workspace.settings.base_url}{show.name}/feed.xml"
    if as_json:
        all_results = [*results, *(_unread(show, error) for error in errors)]
        print_json([answers.made(one, at.workspace) for one in all_results])
    else:
        console.made(
            results,
            public=str(at.workspace.public / show.name / "feed.xml"),
            feed_url=base,
            next_command="audiopress serve" if base.startswith(Settings().base_url) and not state.quiet else "",
        )
    failed = [one.error for one in results if one.error]
    some = any(one.episode for one in results)
    finish([*failed, *errors] if as_json else errors, some=some, told=[] if as_json else failed)


def _unread(show: Show, error: AudiopressError) -> Made:
    from audiopress.corrections import Made

    return Made(status="failed", show=show.name, title=error.where, error=error)


def finish(errors: Sequence[AudiopressError], *, some: bool, told: Sequence[AudiopressError] = ()) -> None:
    """Tell each error that was not `told`; exit with its code when nothing went well, with 1 when only some did."""
    from audiopress.cli import tell

    for error in errors:
        tell(error)
    faults = [*errors, *told]
    if faults:
        raise typer.Exit(1 if some else faults[0].exit_code)
