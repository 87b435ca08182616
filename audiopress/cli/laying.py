"""new-show: another podcast of the newsroom's, laid out by one that is shipped."""

from __future__ import annotations

import shlex
from typing import Annotated

import typer

from audiopress.cli.app import Json, app, print_json, state, workspace
from audiopress.cli.newsroom import PANEL


@app.command("new-show", rich_help_panel=PANEL)
def new_show(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Its folder in feeds/, and a part of its address.")],
    like: Annotated[
        str, typer.Option("--like", metavar="SHOW", help="The shipped show that it is laid out by.")
    ] = "daily-brief",
    title: Annotated[str, typer.Option(help="What listeners read; else its name.")] = "",
    as_json: Json = False,
) -> None:
    """Lay out a further show by one that is shipped: switched off, and without sources."""
    from audiopress.workspace import create_show

    folder = create_show(workspace(laid=True), name, like=like, title=title)
    if as_json:
        print_json({"folder": str(folder), "files": sorted(str(path) for path in folder.rglob("*") if path.is_file())})
        return
    print(f"{folder}: switched off, and without sources")
    if not state.quiet:
        page = shlex.quote(str(folder / "show.toml"))
        print(
            f"next: put title, description and sources into {page}, take out `enabled = false`, and: audiopress check"
        )
