"""Commands that carry a newsroom, or a podcast, from one place to another: backup, restore, import, export."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any
from zoneinfo import ZoneInfo

import typer

from audiopress.cli import console
from audiopress.cli.app import Json, app, press, print_json, state, workspace
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
