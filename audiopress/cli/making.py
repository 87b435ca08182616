"""Commands that make episodes: read, script, make, correct, withdraw, approve, episodes, listen."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from audiopress.cli import console
from audiopress.cli import json_answers as answers
from audiopress.cli.app import (
    EpisodeId,
    Json,
    ShowName,
    SomeShow,
    Sources,
    app,
    episode,
    orders,
    press,
    print_json,
    state,
)
from audiopress.errors import AudiopressError, LibraryError, Problem, ScriptError, SourceError, UsageError, undecodable

if TYPE_CHECKING:
    from audiopress.corrections import Made
    from audiopress.model import Article, Show
    from audiopress.press import Press

_UNREAD = (
    "give the whole page, as HTML best; or say which lines are the story's: keep = [...] in a profile, docs/editors.md"
)
Teaser = Annotated[bool, typer.Option("--allow-teaser", help="Take a page that stops at a paywall.")]
Anyway = Annotated[
    bool, typer.Option("--anyway", help="Read what does not look like a story too; it is made as a draft.")
]
ScriptFile = Annotated[Path | None, typer.Option("--script", help="Make it from this script instead of a page.")]


@app.command(rich_help_panel="Making episodes")
def read(
    sources: Sources,
    why: Annotated[
        bool, typer.Option("--why", help="Show whose each quote is, and every dropped line with its rule.")
    ] = False,
    as_json: Json = False,
    allow_teaser: Teaser = False,
    anyway: Anyway = False,
) -> None:
    """Show the segmented article: headline, byline, lede, quotes and whose, what was dropped and why."""
    from audiopress.model import Dropped

    told = why and not as_json
    outcomes = list(
        press(allow_teaser=allow_teaser, anyway=anyway, laid=False).read(
            sources, folder=Path.cwd(), stdin=sys.stdin.buffer
        )
    )
    if as_json:
        found = [answers.read(outcome) for outcome in outcomes]
        print_json(found[0] if len(found) == 1 else found)
    else:
        for index, outcome in enumerate(o for o in outcomes if o.article):
            if index:
                print()
            assert outcome.article is not None
            console.article(outcome.article, why=why)
    for outcome in outcomes:
        if told and isinstance(outcome.error, SourceError) and outcome.error.dropped:
            console.dropped([line for line in outcome.error.dropped if isinstance(line, Dropped)])
            # Its own hint may be to look at what is shown here.
            outcome.error.hint = _UNREAD
    finish([o.error for o in outcomes if o.error], some=any(o.article for o in outcomes))


@app.command(rich_help_panel="Making episodes")
def script(
    show: ShowName,
    sources: Sources,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Write it to this file.")] = None,
    force: Annotated[bool, typer.Option("--force", help="Write over a file that says something else.")] = False,
    as_json: Json = False,
    allow_teaser: Teaser = False,
    anyway: Anyway = False,
) -> None:
    """Write the script of an episode: a text file to check and change, then `make SHOW --script FILE`."""
    at = press(allow_teaser=allow_teaser, anyway=anyway, laid=False)
    chosen = at.workspace.show(show)
    articles, errors = _articles(at, sources)
    if chosen.stories == 1 and len(articles) > 1:
        raise UsageError(f"{show} makes an episode of each article", hint="name one article a script")
    text = at.write(chosen, articles)
    if output is not None:
        _write_script(output, text, force=force)
    if as_json:
        print_json(
            {"show": show, "file": str(output) if output else None, "script": text}
            | {"failed": [answers.fault(error) for error in errors]}
        )
    elif output is None:
        sys.stdout.write(text)
    elif not state.quiet:
        print(f"{output}\nnext: audiopress make {show} --script {shlex.quote(str(output))}")
    finish(errors, some=True)


def _write_script(output: Path, text: str, *, force: bool) -> None:
    """Write a script, but not over another text: an editor may have changed it. Raises ScriptError."""
    try:
        if not force and output.exists() and output.read_bytes() != text.encode():
            raise ScriptError(
                "is there already and says something else",
                where=str(output),
                hint="give another file to -o, or --force to write over it",
            )
        output.write_text(text, encoding="utf-8")
    except OSError as error:
        raise ScriptError(
            f"cannot be written: {error.strerror}", where=str(output), hint="give a file in a folder you may write to"
        ) from None


@app.command(rich_help_panel="Making episodes")
def make(
    show: ShowName,
    sources: Annotated[
        list[str] | None,
        typer.Argument(help="Files, folders, addresses, feeds, or -; FILE#2, FILE#all: of several stories."),
    ] = None,
    script: ScriptFile = None,
    again: Annotated[bool, typer.Option("--again", help="Make a second episode of what was told already.")] = False,
    as_json: Json = False,
    allow_teaser: Teaser = False,
    anyway: Anyway = False,
) -> None:
    """Make and publish a show's episodes of these articles."""
    _one_of(sources, script, "the articles", f"audiopress make {show}")
    with console.progress(quiet=state.quiet or as_json) as progress:
        asked = orders(progress, allow_teaser=allow_teaser, anyway=anyway)
        at = asked.press
        chosen = at.workspace.show(show)
        errors: list[AudiopressError] = []
        if script is not None:
            results = [asked.make_script(chosen, _script_text(script), source=str(script), again=again)]
        else:
            # A show of one story makes an episode of each; an edition has no room for more than its stories.
            most = chosen.stories if chosen.stories > 1 else 0
            articles, errors = _articles(at, sources or [], some=not as_json, most=most)
            results = asked.make(chosen, articles, again=again)
    report(at, chosen, results, as_json=as_json, errors=errors)


@app.command(rich_help_panel="Making episodes")
def correct(
    name: EpisodeId,
    sources: Annotated[list[str] | None, typer.Argument(help="The corrected page, or every page it tells.")] = None,
    script: ScriptFile = None,
    note: Annotated[str, typer.Option(help="Your own words on it, for the episode's page and notes.")] = "",
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
    with console.progress(quiet=state.quiet or as_json) as progress:
        asked = orders(progress, allow_teaser=allow_teaser, anyway=anyway)
        at = asked.press
        found, chosen = episode(at, name)
        if script is not None:
            result = asked.correct(found, chosen, text=_script_text(script), source=str(script), note=note)
        else:
            articles, errors = _articles(at, sources or [], some=bool(sources))
            if errors:  # half of an edition is no correction of it
                raise errors[0]
            result = asked.correct(found, chosen, articles=articles, note=note)
    report(at, chosen, [result], as_json=as_json)


@app.command(rich_help_panel="Making episodes")
def episodes(
    show: SomeShow = "",
    as_json: Json = False,
) -> None:
    """List what has been made, the newest first."""
    at = press()
    if show:
        at.workspace.show(show)
    found, problems = at.library().listed(show or None)
    if as_json:
        print_json(answers.row(one, at.workspace) for one in found)
    else:
        console.episodes(found, timezone=at.workspace.settings.timezone)
    finish([LibraryError(p.message, where=p.where, hint=p.hint) for p in problems], some=bool(found))


# ---- helpers


def _one_of(sources: Sequence[str] | None, script: Path | None, what: str, command: str) -> None:
    """Raises UsageError unless the command got pages or a script."""
    how = f"{command} PAGE.txt   or   {command} --script FILE"
    if sources and script:
        raise UsageError(f"name {what} or a script, not both", hint=how)
    if not sources and not script:
        raise UsageError(f"name {what}, or a script with --script FILE", hint=how)


def _articles(
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


def _script_text(path: Path) -> str:
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
