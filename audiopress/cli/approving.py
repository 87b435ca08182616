"""Commands that let episodes out, hold them, take them back, and say what became of them: approve, hold, withdraw, history."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated
from zoneinfo import ZoneInfo

import typer

from audiopress.cli import json_answers as answers
from audiopress.cli.app import As, EpisodeId, Json, Why, app, episode, orders, press, print_json

if TYPE_CHECKING:
    from audiopress.model import Episode, Show
    from audiopress.press import Press

PANEL = "Letting episodes out"


@app.command(rich_help_panel=PANEL)
def approve(
    name: EpisodeId,
    now: Annotated[bool, typer.Option("--now", help="Do not wait for the hour of its show.")] = False,
    why: Why = "",
    who: As = "",
    as_json: Json = False,
) -> None:
    """Let out a draft, or what was held: at the hour of its show, else at once."""
    asked = orders(who=who)
    found, chosen = episode(asked.press, name)
    done = asked.publish(found, chosen, why=why) if now else asked.approve(found, chosen, why=why)
    _tell(asked.press, done, chosen, as_json=as_json)


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
        revision = f" (revision {one.revision})" if one.act in {"corrected", "arranged"} else ""
        why = f": {one.why}" if one.why else ""
        print(f"{one.at.astimezone(zone):%Y-%m-%d %H:%M:%S %Z}  {one.who or 'somebody'}  {one.act}{revision}{why}")
