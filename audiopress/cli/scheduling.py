"""Commands about editions: status, run, schedule, alert."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from zoneinfo import ZoneInfo

import typer

from audiopress.cli import console
from audiopress.cli import json_answers as answers
from audiopress.cli.app import As, Json, ShowName, SomeShow, app, orders, press, print_json, state, warn, workspace
from audiopress.cli.pages import finish, report
from audiopress.errors import AudiopressError, ConfigError, Problem, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from audiopress.model import Show
    from audiopress.newsroom import Health, Overview
    from audiopress.orders import Orders
    from audiopress.press import Press
    from audiopress.workspace import Workspace

PANEL = "Editions"
LATEST = 10
"""Editions of a show that its status names."""

FLAGS = 5
"""Places to look at that are named of an episode."""


@app.command(rich_help_panel=PANEL)
def status(show: SomeShow = "", as_json: Json = False) -> None:
    """Say what ran and what became of it, what waits for approval, and what comes next."""
    from datetime import UTC, datetime

    from audiopress import newsroom

    # Without the press: nothing is made, and its rooms take as long to import as everything else here.
    here = workspace(laid=True)
    shows, problems = ([here.show(show)], ()) if show else here.sound_shows()
    zone = here.settings.timezone
    library = newsroom.Library(here.library)
    latest = LATEST if show else 1
    found = newsroom.overviews(shows, library, now=datetime.now(UTC), timezone=zone, latest=latest)
    if as_json:
        print_json([answers.status(one, here) for one in found])
    else:
        told = [one for one in found if show or one.ran or one.waiting or one.show.schedule]
        for one in told:
            print("\n".join(_lines(one, ZoneInfo(zone))))
        if not told and not state.quiet:
            print(
                "no show has a schedule, and no edition ran: `audiopress episodes` lists what was made by hand,"
                " and [schedule] in show.toml is when a show runs by itself",
                file=sys.stderr,
            )
    finish([ConfigError(p.message, where=p.where, hint=p.hint) for p in problems], some=True)


def _lines(one: Overview, zone: ZoneInfo) -> Iterator[str]:
    """A show's status, in the newsroom's time."""
    if one.coming:
        told = f"next {one.coming.astimezone(zone):%a %d %b %H:%M}"
        if one.show.schedule and one.show.schedule.timezone != zone.key:
            told += f" {zone.key}"  # its cron has another hour
    else:
        told = "no schedule" if one.show.enabled else "switched off"
    yield f"{one.show.name}: {told}"
    for ran in one.ran:
        titles = ", ".join(row.title for row in ran.episodes)
        why = ran.run.reason.replace("\n", "\n      ")
        why = f": {why}" if titles and why else why
        tries = f" (tried {ran.run.tries} times)" if ran.run.tries > 1 else ""
        yield f"  {ran.run.due.astimezone(zone):%a %d %b %H:%M}  {ran.state:<9}  {titles}{why}{tries}".rstrip()
    for waits in one.waiting:
        out = f" until {waits.goes_out.astimezone(zone):%a %H:%M}" if waits.goes_out else ""
        yield f"  {waits.row.state}{out}  {waits.row.id}" + (f": {waits.why}" if waits.why else "")
        for flag in waits.flags[:FLAGS]:
            yield f"    look at  {flag}"
        if len(waits.flags) > FLAGS:
            more = len(waits.flags) - FLAGS
            yield f"    and {more} more {'place' if more == 1 else 'places'}: audiopress desk, or status --json"


@app.command(rich_help_panel=PANEL)
def run(show: ShowName, who: As = "", as_json: Json = False) -> None:
    """Make today's edition of a show, once, however often this is called, and let out what its hour has come for."""
    with console.progress(quiet=state.quiet or as_json or state.log_json) as progress:
        asked = orders(progress, who=who)
        at = asked.press
        chosen = at.workspace.show(show)
        results = asked.run(chosen)
    if not results and not as_json:
        print(f"{show}: {_why_nothing(at, chosen)}")
        return
    report(at, chosen, results, as_json=as_json)


def _why_nothing(at: Press, show: Show) -> str:
    from audiopress import newsroom

    if not show.enabled:
        return f"is switched off: enabled = false in {show.folder / 'show.toml'}"
    now = at.now()
    due = newsroom.edition_for(show, now, timezone=at.workspace.settings.timezone)
    if show.schedule is not None and due is None:
        coming = newsroom.next_due(show.schedule, now)
        zone = show.schedule.timezone
        told = f"{coming.astimezone(ZoneInfo(zone)):%A %d %B %Y %H:%M} {zone}" if coming else "never"
        return f"no edition is due; the next one: {told}"
    return _became(at, show, due)


def _became(at: Press, show: Show, due: datetime | None) -> str:
    """What became of an edition that has no episode."""
    found = at.library().edition(show.name, due) if due else None
    if found and found.reason:
        return f"{found.state}: {found.reason}"
    return "the edition is being made elsewhere"


@app.command(rich_help_panel=PANEL)
def schedule(
    systemd: Annotated[bool, typer.Option("--systemd", help="Print systemd units instead, one timer a show.")] = False,
    into: Annotated[
        Path | None, typer.Option("--into", metavar="DIR", help="With --systemd: write them as files.")
    ] = None,
    user: Annotated[str, typer.Option(help="With --systemd: who the services run as.")] = "",
    environment: Annotated[
        str, typer.Option("--environment", metavar="FILE", help="With --systemd: a file that has their secrets.")
    ] = "",
    health: Annotated[
        str, typer.Option("--health", metavar="HOST:PORT", help="Answer /healthz and /metrics there.")
    ] = "",
    as_json: Json = False,
) -> None:
    """Stay up and run every show at its time (cron expression and time zone in show.toml)."""
    from audiopress import newsroom

    at = press()
    shows = _enabled(at.workspace)
    if systemd:
        units = newsroom.systemd_units(
            shows, folder=at.workspace.root, program=_program(), user=user, environment=environment
        )
        _write_units(units, into, as_json=as_json)
        return
    if into or user or environment:
        raise UsageError("is for systemd's units", hint="audiopress schedule --systemd --into /etc/systemd/system")
    at.workspace.ensure_state()
    for warning in newsroom.warnings(shows):
        warn(warning)
    if not any(show.schedule for show in shows):
        warn("no show has a schedule: this waits until one has [schedule] in its show.toml")
    file = at.workspace.state / newsroom.HEALTH
    well = newsroom.Health(path=file, clock=at.now, started=at.now())
    clerk = _Clerk(as_json=as_json, health=well)
    with ExitStack() as held:
        if health:
            told = lambda: newsroom.metrics(well, at.library(), _enabled(quiet=True))  # noqa: E731
            port = held.enter_context(newsroom.served(health, well, told))
            clerk.tell(f"health and metrics at http://{health.rpartition(':')[0]}:{port}/metrics")
        newsroom.Clockwork(
            shows=_enabled,
            run=clerk.run,
            turn=clerk.turn,
            missed=clerk.missed,
            beat=well.beat,
            tell=clerk.tell,
            fail=clerk.fail,
            since=newsroom.last_seen(file),
        ).go()


def _write_units(units: dict[str, str], into: Path | None, *, as_json: bool) -> None:
    folder = into or Path("/etc/systemd/system")
    if into:
        try:
            into.mkdir(parents=True, exist_ok=True)
            for name, text in units.items():
                (into / name).write_text(text, encoding="utf-8")
        except OSError as error:
            hint = "give a folder that you may write to"
            raise UsageError(f"cannot be written: {error.strerror}", where=str(into), hint=hint) from None
    if as_json:
        print_json([{"file": str(folder / name), "text": text} for name, text in units.items()])
        return
    for name, text in units.items():
        print(folder / name if into else f"# {folder / name}\n{text}")


_told: list[Problem] = []
"""What was wrong with the shows at the last turn: each fault is told once."""


def _enabled(at: Workspace | None = None, *, quiet: bool = False) -> list[Show]:
    """Read again at every turn: a changed show.toml counts at once. One that is broken is told, and stops no other."""
    shows, problems = (at or workspace(laid=True)).sound_shows()
    if not quiet:
        for problem in problems:
            if problem not in _told:
                warn(f"{problem}: this show has no editions until it is mended")
        _told[:] = problems
    return [show for show in shows if show.enabled]


@dataclass(frozen=True, slots=True)
class _Clerk:
    """Runs what is due and tells it, each line with its time and zone; failures on standard error."""

    as_json: bool
    health: Health

    def run(self, show: Show, due: datetime) -> datetime | None:
        """An edition, and what became of it; when it is to be asked for again."""
        asked = self._orders()
        library = asked.press.library()
        before = library.edition(show.name, due)
        try:
            with self.health.work(show.name):
                results = asked.run(show, due=due, patient=True)
        except AudiopressError as error:
            self._failed(show.name, error)
        else:
            if not results and library.edition(show.name, due) != before:
                self.tell(f"{show.name}: {_became(asked.press, show, due)}")
            for one in results:
                if self.as_json:
                    print_json({"time": _now(), **answers.made(one, asked.press.workspace)}, line=True)
                elif one.error is None:
                    self.tell(f"{show.name}: {one.status} {one.title}")
                if one.error is not None:
                    self._failed(f"{show.name}: {one.title}", one.error, told=self.as_json)
        after = library.edition(show.name, due)
        return after.again() if after else None

    def turn(self, show: Show) -> None:
        """What the hour brings."""
        for one in self._orders().release(show):
            self.tell(f"{show.name}: {one.state} {one.title}: {one.history[-1].why}")

    def missed(self, show: Show, due: datetime) -> None:
        """An edition that nobody made in its time."""
        asked = self._orders()
        if asked.miss(show, due):
            self.fail(f"{show.name}: {_became(asked.press, show, due)}")

    def _orders(self) -> Orders:
        from audiopress.releases import SCHEDULE

        return orders(who=SCHEDULE)

    def tell(self, line: str) -> None:
        """A line for who looks on."""
        if self.as_json:
            print_json({"time": _now(), "note": line}, line=True)
        elif state.log_json:
            _log(line, failed=False)
        elif not state.quiet:
            print(f"{_now():%Y-%m-%d %H:%M:%S %Z}  {line}", flush=True)

    def fail(self, line: str) -> None:
        """A line of what nobody expected, on standard error."""
        if state.log_json:
            _log(line, failed=True)
        else:
            print(f"{_now():%Y-%m-%d %H:%M:%S %Z}  {line}", file=sys.stderr, flush=True)
        if self.as_json:
            print_json({"time": _now(), "note": line}, line=True)

    def _failed(self, what: str, error: AudiopressError, *, told: bool = False) -> None:
        line = f"{what}: failed: {error}"
        if state.log_json:
            _log(line, failed=True)
        else:
            print(f"{_now():%Y-%m-%d %H:%M:%S %Z}  {line}", file=sys.stderr, flush=True)
        if self.as_json and not told:
            print_json({"time": _now(), "note": what, "error": answers.fault(error)}, line=True)


def _log(line: str, *, failed: bool) -> None:
    from audiopress import newsroom

    (newsroom.LOG.error if failed else newsroom.LOG.info)(line)


def _now() -> datetime:
    """Now, in the newsroom's zone."""
    from datetime import UTC, datetime

    return datetime.now(UTC).astimezone(ZoneInfo(workspace(faulty=True).settings.timezone)).replace(microsecond=0)


def _program() -> str:
    import shutil

    return shutil.which("audiopress") or f"{sys.executable} -m audiopress"


@app.command(rich_help_panel=PANEL)
def alert(
    show: ShowName,
    why: Annotated[str, typer.Option("--why", help="What is told.")] = "this is a test",
    as_json: Json = False,
) -> None:
    """Tell those whom the alerts table names that a show failed: to try them, and for systemd's OnFailure."""
    at = press()
    chosen = at.workspace.show(show)
    names = at.workspace.settings.alerts.on_failure
    if not names:
        raise ConfigError(
            "nobody is to be told of failures",
            where=str(at.workspace.root / "audiopress.toml"),
            hint='give [alerts] on_failure = ["NAME"], and [alerts.to.NAME] its email, webhook or command',
        )
    failed: list[str] = []
    at.alert("failure", chosen, chosen.title, why, warn=failed.append)
    if as_json:
        print_json({"told": list(names), "failed": failed})
    elif not failed:
        print(f"told: {', '.join(names)}")
    finish([ConfigError(line) for line in failed], some=len(failed) < len(names))
