"""The typer application, the options every command shares, and the helpers the command modules use."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
import typer.core

from audiopress import __version__
from audiopress.cli.json_answers import answer
from audiopress.errors import AudiopressError, LibraryError, UsageError

if TYPE_CHECKING:
    from audiopress.model import Episode, Show
    from audiopress.orders import Orders
    from audiopress.press import Press
    from audiopress.workspace import Workspace


Misused: type[Exception] = next(kind for kind in typer.BadParameter.__mro__ if kind.__name__ == "ClickException")
"""A command line that does not parse, in the click that typer carries."""


class Stopped(Exception):
    """Ctrl-C."""


class Unread(Exception):
    """Nobody reads standard output any more: `audiopress … | head`."""


class Commands(typer.core.TyperGroup):
    """All commands. typer gives Ctrl-C and a closed pipe codes of its own and no words: they leave it as ours."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command, and write out what it printed while a closed pipe can still be told."""
        try:
            try:
                return super().invoke(ctx)
            finally:
                sys.stdout.flush()
        except KeyboardInterrupt:
            raise Stopped from None
        except BrokenPipeError:
            raise Unread from None


app = typer.Typer(
    name="audiopress",
    cls=Commands,
    help="Turns a newspaper's articles into podcasts people subscribe to.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@dataclass
class CommandState:
    """The options before the command."""

    newsroom: Path = Path()
    quiet: bool = False
    debug: bool = False
    log_json: bool = False
    """What it does is told in lines of JSON on standard error."""
    recording: bool = False
    """The command records, and what it has recorded is kept."""
    answered: bool = False
    """The command has printed its JSON."""


state = CommandState()


def _completed(names: Callable[[], Iterable[str]], incomplete: str) -> list[str]:
    """What a name may become; nothing where the newsroom cannot be read: the command itself will say why."""
    try:
        return [name for name in names() if name.startswith(incomplete)]
    except (AudiopressError, OSError):
        return []


def _shows(incomplete: str) -> list[str]:
    return _completed(lambda: workspace().show_folders(), incomplete)


def _voices(incomplete: str) -> list[str]:
    return _completed(lambda: workspace().voice_files(), incomplete)


def episode_names(incomplete: str) -> list[str]:
    """What an episode's name may become, for the shell."""

    def names() -> Iterator[str]:
        at = press()
        yield "@last"
        yield from (name.partition("/")[2] for name in at.library().names())

    return _completed(names, incomplete)


Json = Annotated[bool, typer.Option("--json", help="Print the result as JSON.")]
Sources = Annotated[
    list[str],
    typer.Argument(
        help="Files, folders, addresses, feeds, or - for standard input; FILE#2 is its second story, FILE#all are all."
    ),
]
ShowName = Annotated[str, typer.Argument(metavar="SHOW", help="The show: a folder in feeds/.", autocompletion=_shows)]
SomeShow = Annotated[str, typer.Argument(metavar="[SHOW]", help="This show only.", autocompletion=_shows)]
As = Annotated[str, typer.Option("--as", metavar="NAME", help="Who gives the order; else the login name.")]
Why = Annotated[str, typer.Option("--why", help="The reason, for the episode's history.")]
VoiceName = Annotated[str, typer.Argument(metavar="VOICE", help="The voice.", autocompletion=_voices)]
EpisodeId = Annotated[
    str,
    typer.Argument(
        metavar="EPISODE",
        help="The episode's id, or the beginning of it; @last is the one that was made or changed last.",
        autocompletion=episode_names,
    ),
]


def _version(wanted: bool) -> None:
    if wanted:
        print(f"audiopress {__version__}")
        raise typer.Exit


@app.callback()
def options(
    newsroom: Annotated[
        Path, typer.Option("--newsroom", "-C", help="The newsroom's folder; else the one around here.")
    ] = Path(),
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print results and errors only.")] = False,
    debug: Annotated[bool, typer.Option("--debug", help="Show the traceback of an error.")] = False,
    log_json: Annotated[
        bool, typer.Option("--log-json", help="Log what is done on standard error, one JSON object a line.")
    ] = False,
    _version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Turns a newspaper's articles into podcasts people subscribe to."""
    state.newsroom, state.quiet, state.debug, state.log_json = newsroom, quiet, debug, log_json
    if debug:
        import logging

        logging.basicConfig(level=logging.INFO, format="%(name)s: %(message)s", stream=sys.stderr)


def workspace(*, faulty: bool = False, laid: bool = False) -> Workspace:
    """The newsroom the command works in. Raises UsageError where the folder is not there, ConfigError unless `faulty`.

    Also UsageError where it must be `laid` out and nobody did: a wrong folder must not become a second newsroom.
    """
    from audiopress.workspace import SETTINGS, Workspace

    if not state.newsroom.is_dir():
        raise UsageError("there is no such folder", where=str(state.newsroom), hint="audiopress new DIR lays one out")
    here = Workspace.find(state.newsroom, faulty=faulty)
    if laid and not here.laid:
        hint = "audiopress new DIR lays one out; -C DIR names one that is elsewhere"
        raise UsageError(f"there is no newsroom here: no {SETTINGS}", where=str(here.root), hint=hint)
    return here


def press(
    progress: Callable[[str, int, int], None] | None = None,
    *,
    allow_teaser: bool = False,
    anyway: bool = False,
    explain: bool = False,
    laid: bool = True,
) -> Press:
    """The pipeline in this newsroom; unless it need not be `laid` out, because nothing is kept. Raises UsageError."""
    from audiopress.press import Press

    here = workspace(laid=laid)
    if state.log_json:
        from audiopress import newsroom

        newsroom.to_stream(sys.stderr, zone=here.settings.timezone)
    made = Press(workspace=here, warn=warn, allow_teaser=allow_teaser, anyway=anyway, explain=explain)
    return made if progress is None else replace(made, progress=progress)


def warn(line: str) -> None:
    """A line on standard error; with `--log-json`, as one of the log."""
    if state.log_json:
        from audiopress import newsroom

        newsroom.LOG.warning(line)
    else:
        print(f"warning: {line}", file=sys.stderr, flush=True)


def orders(
    progress: Callable[[str, int, int], None] | None = None,
    *,
    allow_teaser: bool = False,
    anyway: bool = False,
    who: str = "",
    draft: bool = False,
) -> Orders:
    """What can be asked of this newsroom's press; `who` asks, else the login name; `draft`, what is made waits."""
    from audiopress.orders import Orders

    state.recording = True
    return Orders(press=press(progress, allow_teaser=allow_teaser, anyway=anyway), who=who, draft=draft)


def episode(at: Press, name: str) -> tuple[Episode, Show]:
    """An episode by its id or the beginning of it, and its show. Raises LibraryError."""
    if not at.library().names():
        raise LibraryError(
            "no episode was made here yet", where=str(at.workspace.root), hint="audiopress make SHOW PAGE"
        )
    found = at.library().episode(name)
    return found, at.workspace.show(found.show)


def print_json(value: Any, *, line: bool = False) -> None:
    """The command's answer as JSON on standard output; `line`, one of several, each on a line of its own."""
    state.answered = True
    answer(value, line=line)
