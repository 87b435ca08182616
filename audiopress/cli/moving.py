"""Commands that carry a newsroom, or a podcast, from one place to another: backup, restore, import, export."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any
from zoneinfo import ZoneInfo

import typer

from audiopress.cli import console
from audiopress.cli import json_answers as answers
from audiopress.cli.app import As, Json, ShowName, app, press, print_json, state, workspace
from audiopress.cli.newsroom import PANEL
from audiopress.cli.pages import finish
from audiopress.errors import LibraryError

if TYPE_CHECKING:
    from audiopress.newsroom import Backup


@app.command(rich_help_panel=PANEL)
def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The file to write, a tar; or to read, with --check.")],
    check: Annotated[bool, typer.Option("--check", help="Read a backup to its end, and compare every digest.")] = False,
    as_json: Json = False,
) -> None:
    """Write all that cannot be made again into one file: settings, shows, voices, lexicons, episodes, what became of editions."""
    from audiopress import newsroom

    if check:
        done = newsroom.check(file)
    else:
        at = press()
        with console.progress(quiet=state.quiet or as_json) as progress:
            done = newsroom.back_up(
                at.workspace, file, now=at.now(), progress=lambda count, total: progress("backup", count, total)
            )
    if as_json:
        print_json(_plain(done))
        return
    print(f"{file}: {_told(done)}")
    if not check and not state.quiet:
        print(f"next: audiopress backup --check {shlex.quote(str(file))}")


@app.command(rich_help_panel=PANEL)
def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="What `backup` wrote.")],
    folder: Annotated[
        Path | None, typer.Argument(metavar="[DIR]", help="Where to; else the newsroom's folder.")
    ] = None,
    over: Annotated[
        bool, typer.Option("--over", help="Move the newsroom that is there aside; nothing of it is deleted.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Make a folder the newsroom of a backup, once all of it was read and found whole."""
    from datetime import UTC, datetime

    from audiopress import newsroom
    from audiopress.workspace import Workspace

    into = folder or workspace(faulty=True).root
    done = newsroom.restore(file, into, over=over, now=datetime.now(UTC))
    here = Workspace.find(into)
    here.ensure_state()
    count, problems = newsroom.rebuild(here.library, here.episodes)
    if as_json:
        told = {"folder": str(into.resolve()), "aside": str(done.aside) if done.aside else None, "episodes": count}
        print_json({"backup": _plain(done.backup), **told})
    else:
        print(f"{into}: {_told(done.backup)}")
        if done.aside:
            print(f"what was there: {done.aside}")
        if not state.quiet:
            print(f"next: audiopress -C {shlex.quote(str(into))} publish")
    finish([LibraryError(p.message, where=p.where, hint=p.hint) for p in problems], some=True)


def _plain(done: Backup) -> dict[str, Any]:
    return {
        "file": str(done.path),
        "title": done.title,
        "made": done.made,
        "files": done.files,
        "bytes": done.bytes,
        "episodes": done.episodes,
    }


def _told(done: Backup) -> str:
    zone = ZoneInfo(workspace(faulty=True).settings.timezone) if state.newsroom.is_dir() else done.made.tzinfo
    return (
        f"{done.title}, {done.made.astimezone(zone):%Y-%m-%d %H:%M %Z}; {done.episodes} episodes, {done.files} files,"
        f" {done.bytes / 1e6:.1f} MB, whole"
    )


@app.command("import", rich_help_panel=PANEL)
def import_(
    feed: Annotated[str, typer.Argument(metavar="FEED", help="The podcast's RSS feed: an address, or a file.")],
    name: Annotated[str, typer.Option("--name", metavar="NAME", help="The show's name here; else its title's.")] = "",
    link: Annotated[bool, typer.Option("--link", help="Leave the sound where it is; the feed names it there.")] = False,
    like: Annotated[
        str, typer.Option("--like", metavar="SHOW", help="The shipped show that lays out what is made from now on.")
    ] = "articles",
    who: As = "",
    as_json: Json = False,
) -> None:
    """Take in a podcast that was published elsewhere: its GUIDs, dates, sound and words stay as subscribers have them."""
    from audiopress.imports import take_in

    with console.progress(quiet=state.quiet or as_json) as progress:
        at = press(progress)
        done = take_in(at, feed, name=name, link=link, like=like, who=who)
    if as_json:
        print_json(
            {
                "show": done.show.name,
                "title": done.show.title,
                "imported": [answers.episode(one, at.workspace) for one in done.made],
                "kept": done.kept,
                "failed": [answers.fault(error) for error in done.failed],
            }
        )
    else:
        linked = ", their sound where it was" if link else ""
        print(f"{done.show.name}: {len(done.made)} episodes taken in{linked}, {done.kept} were here already")
        if done.failed:
            print(f"  {len(done.failed)} are missing: give the same command again, and publish when all are here")
        elif not state.quiet:
            address = f"{at.workspace.settings.base_url}{done.show.name}/feed.xml"
            print(f"next: audiopress publish {done.show.name}; then have the old host send to {address} (301)")
    finish(done.failed, some=bool(done.made or done.kept))


@app.command(rich_help_panel=PANEL)
def export(
    show: ShowName,
    into: Annotated[Path, typer.Argument(metavar="INTO", help="The folder to write into.")],
    base_url: Annotated[
        str, typer.Option("--base-url", help="Where the folder will be seen; else the newsroom's base_url.")
    ] = "",
    as_json: Json = False,
) -> None:
    """Write a show's feed, sound and pages into a folder that any host can serve."""
    from audiopress.exports import export as exported

    at = press()
    done = exported(at, at.workspace.show(show), into, base_url=base_url)
    if as_json:
        print_json({"show": show, "folder": str(into.resolve()), "feed": done.feed_url, "written": len(done.written)})
        return
    print(f"{into}: {len(done.written)} files written, to be seen at {done.feed_url}")
