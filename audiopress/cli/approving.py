"""Commands that let episodes out, hold them, take them back, and say what became of them: approve, hold, withdraw, history."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated
from zoneinfo import ZoneInfo

import typer

from audiopress.cli import json_answers as answers
from audiopress.cli.app import As, EpisodeId, Json, Why, app, episode, episode_names, orders, press, print_json, warn
from audiopress.cli.pages import finish
from audiopress.errors import LibraryError, UsageError
from audiopress.model import State

if TYPE_CHECKING:
    from audiopress.errors import AudiopressError
    from audiopress.model import Change, Episode, Show
    from audiopress.orders import Orders
    from audiopress.press import Press

PANEL = "Letting episodes out"


@app.command(rich_help_panel=PANEL)
def approve(
    name: Annotated[
        str,
        typer.Argument(
            metavar="EPISODE", help="The episode's id, the beginning of it, or @last.", autocompletion=episode_names
        ),
    ] = "",
    every: Annotated[
        str, typer.Option("--all", metavar="SHOW", help="Every draft of this show; what is held stays held.")
    ] = "",
    now: Annotated[bool, typer.Option("--now", help="Do not wait for the hour of its show.")] = False,
    why: Why = "",
    who: As = "",
    as_json: Json = False,
) -> None:
    """Let out a draft, or what was held: at the hour of its show, else at once."""
    if bool(name) == bool(every):
        raise UsageError("name an episode, or a show with --all", hint="audiopress approve EPISODE   or   --all SHOW")
    asked = orders(who=who)
    if every:
        _approve_all(asked, every, now=now, why=why, as_json=as_json)
        return
    found, chosen = episode(asked.press, name)
    _tell(asked.press, _let_out(asked, found, chosen, now=now, why=why), chosen, as_json=as_json)


def _let_out(asked: Orders, found: Episode, show: Show, *, now: bool, why: str) -> Episode:
    """Approve an episode; who does it is told what would be another in it, were it recorded today."""
    advice = asked.advice(show, found)
    done = asked.publish(found, show, why=why) if now else asked.approve(found, show, why=why)
    if advice:
        warn(f"{done.id}: {advice}")
    return done


def _approve_all(asked: Orders, name: str, *, now: bool, why: str, as_json: bool) -> None:
    """Every draft of a show, the oldest first; one that cannot go out costs no other."""
    show = asked.press.workspace.show(name)
    library = asked.press.library()
    done: list[Episode] = []
    errors: list[AudiopressError] = []
    for row in reversed(library.listed(name)[0]):
        if row.state != State.DRAFT:
            continue
        try:
            done.append(_let_out(asked, library.whole(row), show, now=now, why=why))
        except LibraryError as error:
            errors.append(error)
    if as_json:
        print_json([answers.episode(one, asked.press.workspace) for one in done])
    else:
        for one in done:
            _tell(asked.press, one, show, as_json=False)
        if not done and not errors:
            print(f"{name}: no draft waits")
    finish(errors, some=bool(done))


@app.command(rich_help_panel=PANEL)
def hold(name: EpisodeId, why: Why = "", who: As = "", as_json: Json = False) -> None:
    """Keep an episode from going out, whatever the hour, until somebody approves it."""
    asked = orders(who=who)
    found, chosen = episode(asked.press, name)
    _tell(asked.press, asked.hold(found, chosen, why=why), chosen, as_json=as_json)


@app.command(rich_help_panel=PANEL)
def withdraw(name: EpisodeId, why: Why = "", who: As = "", as_json: Json = False) -> None:
    """Take an episode out of the feed; its page says that it was withdrawn."""
    asked = orders(who=who)
    found, chosen = episode(asked.press, name)
    _tell(asked.press, asked.withdraw(found, chosen, why=why), chosen, as_json=as_json)


def _tell(at: Press, done: Episode, show: Show, *, as_json: bool) -> None:
    if as_json:
        print_json(answers.episode(done, at.workspace))
        return
    from audiopress import newsroom

    told = {
        "published": f"it is in the feed of {show.title}",
        "held": f"it waits for `audiopress approve {done.id}`",
        "withdrawn": f"it is out of the feed of {show.title}",
    }.get(done.state, "")
    if done.state == "approved":
        zone = at.workspace.settings.timezone
        hour = newsroom.goes_out(done, show, timezone=zone)
        told = f"it goes out at {hour.astimezone(ZoneInfo(zone)):%H:%M} {zone}" if hour else "it goes out"
    print(f"{done.state}  {done.id}: {told}")


@app.command(rich_help_panel=PANEL)
def history(name: EpisodeId, as_json: Json = False) -> None:
    """Say what became of an episode: every change, when, by whom and why; and how often its edition was tried."""
    at = press()
    found, _ = episode(at, name)
    changes = at.library().history(found)
    if as_json:
        print_json([answers.change(one) for one in changes])
        return
    zone = ZoneInfo(at.workspace.settings.timezone)
    for one in changes:
        print(f"{one.at.astimezone(zone):%Y-%m-%d %H:%M:%S %Z}  {one.who or 'somebody'}  {_told(one)}")


def _told(change: Change) -> str:
    """What a change was, and why; of what was made also what it was then, where that is not all that can be said."""
    told = ""
    if change.act in {"corrected", "arranged"}:
        told = f" (revision {change.revision})"
    elif change.act == "made" and change.state != "made":
        told = f", {change.state}"
    return f"{change.act}{told}" + (f": {change.why}" if change.why else "")
