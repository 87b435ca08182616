"""episodes: what has been made, by show, state and date."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from audiopress.cli import console
from audiopress.cli import json_answers as answers
from audiopress.cli.app import Json, SomeShow, app, press, print_json
from audiopress.cli.pages import finish
from audiopress.errors import LibraryError, UsageError, nearest
from audiopress.model import OF_EPISODES

DAYS = {"today": 0, "yesterday": 1}
"""What may be said in place of a date, and how many days ago it was."""


@app.command(rich_help_panel="Making episodes")
def episodes(
    show: SomeShow = "",
    state: Annotated[
        str, typer.Option("--state", metavar="STATE", help="Only those: draft, held, approved, published or withdrawn.")
    ] = "",
    since: Annotated[
        str, typer.Option("--since", metavar="DATE", help="Only from then on: today, yesterday, 7d or 2026-03-02.")
    ] = "",
    as_json: Json = False,
) -> None:
    """List what has been made, the newest first."""
    at = press()
    if show:
        at.workspace.show(show)
    if state and state not in OF_EPISODES:
        states = sorted(map(str, OF_EPISODES))
        near = nearest(state, states)
        hint = f"did you mean {near!r}?" if near else f"one of {', '.join(states)}"
        raise UsageError(f"no episode is ever {state!r}", hint=hint)
    zone = at.workspace.settings.timezone
    begin = day(since, at.now().astimezone(ZoneInfo(zone))) if since else None
    all_of_them, problems = at.library().listed(show or None)
    found = [
        one
        for one in all_of_them
        if (not state or one.state == state) and (begin is None or max(one.published, one.updated) >= begin)
    ]
    if as_json:
        print_json(answers.row(one, at.workspace) for one in found)
    elif all_of_them and not found:
        console.aside("nothing of that state and date: audiopress episodes lists them all")
    else:
        console.episodes(found, timezone=zone)
    finish([LibraryError(p.message, where=p.where, hint=p.hint) for p in problems], some=bool(all_of_them))


def day(text: str, now: datetime) -> datetime:
    """The beginning of a day that is named, in the zone of `now`: a word, `7d` (so many days ago) or a date; or an instant.

    Raises UsageError.
    """
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    ago = re.fullmatch(r"(\d{1,5})d", text)
    if text in DAYS or ago:
        return midnight - timedelta(days=int(ago[1]) if ago else DAYS[text])
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        hint = f"today, yesterday, 7d or {now:%Y-%m-%d}"
        raise UsageError(f"{text!r} is no date", hint=hint) from None
    return found if found.tzinfo else found.replace(tzinfo=now.tzinfo)
