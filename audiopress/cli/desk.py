"""`audiopress desk`: the page where editors read, listen, correct and approve."""

from __future__ import annotations

import getpass
import sys
from typing import Annotated

import typer

from audiopress.cli.app import Json, app, print_json, state, workspace
from audiopress.errors import UsageError

PANEL = "Running a newsroom"


@app.command(rich_help_panel=PANEL)
def desk(
    host: Annotated[str, typer.Option(help="The address to bind; others reach it only with accounts.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port to bind.")] = 8010,
    add_user: Annotated[
        str, typer.Option("--add-user", metavar="NAME", help="Give somebody an account; the password is asked for.")
    ] = "",
    role: Annotated[str, typer.Option(help="With --add-user: editor, or viewer, who changes nothing.")] = "editor",
    remove_user: Annotated[str, typer.Option("--remove-user", metavar="NAME", help="Take an account away.")] = "",
    users: Annotated[bool, typer.Option("--users", help="Print who has an account, and the role.")] = False,
    as_json: Json = False,
) -> None:
    """Open the desk: a page in the browser to read, hear, mend and approve editions."""
    from audiopress.desk import Accounts, serve
    from audiopress.desk.desk import ACCOUNTS

    here = workspace(laid=True)
    accounts = Accounts(here.state / ACCOUNTS)
    if add_user or remove_user or users:
        here.ensure_state()
        if add_user:
            accounts.add(add_user, role, _password(add_user))
        if remove_user:
            accounts.remove(remove_user)
        _tell(accounts.names(), as_json=as_json)
        return

    def listening(address: str) -> None:
        if as_json:
            print_json({"desk": address})
        else:
            print(f"the desk: {address}")
            if not state.quiet and "key=" in address:
                print("  this link lets one person in, once, within 15 minutes  (Ctrl-C stops the desk)")
        sys.stdout.flush()

    serve(here.root, host=host, port=port, listening=listening)


def _tell(names: dict[str, str], *, as_json: bool) -> None:
    if as_json:
        print_json([{"name": name, "role": role} for name, role in names.items()])
        return
    for name, role in names.items():
        print(f"{name}\t{role}")


def _password(name: str) -> str:
    """Asked for twice on a terminal; else the first line of standard input. Raises UsageError where the two differ."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n")
    password = getpass.getpass(f"password for {name}: ")
    if getpass.getpass("once more: ") != password:
        raise UsageError("the two are not the same")
    return password
