"""Commands that make episodes: read, script, make, correct, withdraw, approve, episodes, listen."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from audiopress.cli import console
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
    from audiopress.model import Article, Show
    from audiopress.orders import Made
    from audiopress.press import Press

Teaser = Annotated[bool, typer.Option("--allow-teaser", help="Take a page that stops at a paywall.")]
ScriptFile = Annotated[Path | None, typer.Option("--script", help="Make it from this script instead of a page.")]


@app.command(rich_help_panel="Making episodes")
def read(
    sources: Sources,
    why: Annotated[
        bool, typer.Option("--why", help="Show whose each quote is, and every dropped line with its rule.")
    ] = False,
    as_json: Json = False,
    allow_teaser: Teaser = False,
) -> None:
    """Show the segmented article: headline, byline, lede, quotes and whose, what was dropped and why."""
    from audiopress.model import Dropped

    outcomes = list(
        press(allow_teaser=allow_teaser, laid=False).read(sources, folder=Path.cwd(), stdin=sys.stdin.buffer)
    )
    if as_json:
        found = [console.as_json(o.article) for o in outcomes if o.article]
        print_json(found[0] if len(outcomes) == 1 and found else found)
    else:
        for index, outcome in enumerate(o for o in outcomes if o.article):
            if index:
                print()
            assert outcome.article is not None
            console.article(outcome.article, why=why)
        for outcome in outcomes:
            if why and isinstance(outcome.error, SourceError):
                console.dropped([line for line in outcome.error.dropped if isinstance(line, Dropped)])
    finish([o.error for o in outcomes if o.error], some=any(o.article for o in outcomes))


@app.command(rich_help_panel="Making episodes")
def script(
    show: ShowName,
    sources: Sources,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Write it to this file.")] = None,
    allow_teaser: Teaser = False,
) -> None:
    """Write the script of an episode: a text file to check and change, then `make SHOW --script FILE`."""
    at = press(allow_teaser=allow_teaser, laid=False)
    chosen = at.workspace.show(show)
    articles, errors = _articles(at, sources)
    if chosen.stories == 1 and len(articles) > 1:
        raise UsageError(f"{show} makes an episode of each article", hint="name one article a script")
    text = at.write(chosen, articles)
    if output is None:
        sys.stdout.write(text)
    else:
        try:
            output.write_text(text, encoding="utf-8")
        except OSError as error:
            raise ScriptError(f"cannot be written: {error.strerror}", where=str(output)) from None
        if not state.quiet:
            print(f"{output}\nnext: audiopress make {show} --script {output}")
    finish(errors, some=True)


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
) -> None:
    """Make and publish a show's episodes of these articles."""
    if bool(sources) == bool(script):
        raise UsageError("name the articles, or a script with --script FILE", hint=f"audiopress make {show} PAGE.txt")
    with console.progress(quiet=state.quiet or as_json) as progress:
        asked = orders(progress, allow_teaser=allow_teaser)
        at = asked.press
        chosen = at.workspace.show(show)
        errors: list[AudiopressError] = []
        if script is not None:
            results = [asked.make_script(chosen, _script_text(script), source=str(script), again=again)]
        else:
            articles, errors = _articles(at, sources or [], some=not as_json)
            results = asked.make(chosen, articles, again=again)
    report(at, chosen, results, as_json=as_json, errors=errors)


@app.command(rich_help_panel="Making episodes")
def correct(
    name: EpisodeId,
    sources: Annotated[list[str] | None, typer.Argument(help="The corrected page, or every page it tells.")] = None,
    script: ScriptFile = None,
    as_json: Json = False,
    allow_teaser: Teaser = False,
) -> None:
    """Replace an episode after its article changed: same GUID, only changed sentences are recorded."""
    if bool(sources) == bool(script):
        hint = f"audiopress correct {name} PAGE.txt"
        raise UsageError("name the corrected article, or a script with --script FILE", hint=hint)
    with console.progress(quiet=state.quiet or as_json) as progress:
        asked = orders(progress, allow_teaser=allow_teaser)
        at = asked.press
        found, chosen = episode(at, name)
        if script is not None:
            result = asked.correct(found, chosen, text=_script_text(script), source=str(script))
        else:
            articles, errors = _articles(at, sources or [])
            if errors:  # half of an edition is no correction of it
                raise errors[0]
            result = asked.correct(found, chosen, articles=articles)
    report(at, chosen, [result], as_json=as_json)


@app.command(rich_help_panel="Making episodes")
def withdraw(name: EpisodeId, as_json: Json = False) -> None:
    """Take an episode out of the feed; its page says that it was withdrawn."""
    asked = orders()
    found, chosen = episode(asked.press, name)
    gone = asked.withdraw(found, chosen)
    if as_json:
        print_json({"id": gone.id, "guid": gone.guid, "state": gone.state})
    else:
        print(f"withdrawn  {gone.id}: it is out of the feed of {chosen.title}")


@app.command(rich_help_panel="Making episodes")
def approve(name: EpisodeId, as_json: Json = False) -> None:
    """Publish a draft (shows with auto_publish = false make drafts)."""
    asked = orders()
    found, chosen = episode(asked.press, name)
    done = asked.approve(found, chosen)
    if as_json:
        print_json({"id": done.id, "guid": done.guid, "state": done.state})
    else:
        print(f"published  {done.id}: it is in the feed of {chosen.title}")


@app.command(rich_help_panel="Making episodes")
def episodes(
    show: SomeShow = "",
    as_json: Json = False,
) -> None:
    """List what has been made, the newest first."""
    at = press()
    if show:
        at.workspace.show(show)
    found, problems = at.library().readable(show or None)
    if as_json:
        print_json([console.short(e) for e in found])
    else:
        console.episodes(found)
    finish([LibraryError(p.message, where=p.where, hint=p.hint) for p in problems], some=bool(found))


# ---- helpers


def _articles(at: Press, sources: Sequence[str], *, some: bool = True) -> tuple[list[Article], list[AudiopressError]]:
    """What could be read, and the errors of the rest, which are told at the end.

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
    if some and not articles:
        if len(errors) == 1:
            raise errors[0]
        raise SourceError("no article could be read", problems=[_as_problem(e) for e in errors])
    return articles, errors


def _as_problem(error: AudiopressError) -> Problem:
    return Problem(error.where, error.message, error.hint)


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
        raise ScriptError(f"cannot be read: {error.strerror}", where=str(path)) from None


def report(
    at: Press, show: Show, results: Sequence[Made], *, as_json: bool, errors: Sequence[AudiopressError] = ()
) -> None:
    """Print what was made, and end with the exit code that fits."""
    from audiopress.model import Settings

    base = f"{at.workspace.settings.base_url}{show.name}/feed.xml"
    if as_json:
        print_json([console.made_json(one) for one in [*results, *(_unread(show, error) for error in errors)]])
    else:
        console.made(
            results,
            public=str(at.workspace.public / show.name / "feed.xml"),
            feed_url=base,
            next_command="audiopress serve" if base.startswith(Settings().base_url) and not state.quiet else "",
        )
    failed = [one.error for one in results if one.error]
    finish(errors, some=any(one.episode for one in results), told=failed)


def _unread(show: Show, error: AudiopressError) -> Made:
    from audiopress.orders import Made

    return Made(status="failed", show=show.name, title=error.where, error=error)


def finish(errors: Sequence[AudiopressError], *, some: bool, told: Sequence[AudiopressError] = ()) -> None:
    """Tell each error that was not `told`; exit with its code when nothing went well, with 1 when only some did."""
    from audiopress.cli import tell

    for error in errors:
        tell(error)
    faults = [*errors, *told]
    if faults:
        raise typer.Exit(1 if some else faults[0].exit_code)
