"""The commands. The one place where an error becomes a message and an exit code.

`main` is the program; `making`, `editing`, `words` and `newsroom` hold the commands, `console` what they print for people and
`answers` what for programs. Everything heavy
is imported inside the commands, so that `audiopress --help` answers at once.
"""

from __future__ import annotations

import os
import sys
from typing import Any, NoReturn

from audiopress.errors import AudiopressError, Problem, UsageError


def main() -> NoReturn:
    """Run a command and exit: 0, the code of the error's class, or 130 after Ctrl-C."""
    from audiopress.cli.app import Misused, Stopped, Unread, state
    from audiopress.cli.json_answers import answer, fault, wanted
    from audiopress.cli.program import command

    as_json = wanted()
    state.answered = state.recording = False
    try:
        # On its own typer tells a command line that does not parse in words alone, and Ctrl-C in none.
        code = command()(standalone_mode=False) or 0
        if code == 130:
            raise KeyboardInterrupt
        sys.exit(code)
    except AudiopressError as error:
        if state.debug:
            raise
        failed = error
    except Misused as error:
        failed = _misused(error)
    except (Stopped, KeyboardInterrupt):
        kept = "; what was recorded is kept, the same command continues" if state.recording else ""
        print(f"stopped{kept}", file=sys.stderr)
        if as_json and not state.answered:
            stopped = AudiopressError("stopped", hint="the same command continues" if kept else "give it again")
            answer({"error": fault(stopped) | {"code": 130}})
        sys.exit(130)
    except Unread:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except OSError as error:
        if state.debug:
            raise
        failed = AudiopressError(_reason(error), where=str(error.filename or ""), hint=_remedy(error))
    tell(failed)
    try:
        if as_json and not state.answered:
            answer({"error": fault(failed)})
            sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(failed.exit_code)


def _misused(error: Exception) -> AudiopressError:
    """A command line that does not parse, as an error of ours; without a command the help is printed instead."""
    context: Any = getattr(error, "ctx", None)
    if type(error).__name__ == "NoArgsIsHelpError":
        print(context.get_help(), file=sys.stderr)
        sys.exit(UsageError.exit_code)
    message = str(getattr(error, "format_message", error.__str__)()).rstrip(".")
    hint = f"`{context.command_path} --help` shows what it takes" if context else UsageError.way_out
    return UsageError(message, hint=hint)


def tell(error: AudiopressError) -> None:
    """The message on standard error: what, where, every problem on its line, what to do."""
    place = f"{error.where}: " if error.where else ""
    print(f"error: {place}{error.message}", file=sys.stderr)
    for problem in error.problems:
        print(f"  {_one_line(problem)}", file=sys.stderr)
    if error.advice:
        print(f"  → {error.advice}", file=sys.stderr)


def _one_line(problem: Problem) -> str:
    return str(problem).replace("\n", " ")


def _reason(error: OSError) -> str:
    return error.strerror or str(error) or type(error).__name__


def _remedy(error: OSError) -> str:
    import errno

    if error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}:
        return "the disk is full; nothing that was published is lost; make room and run the same command again"
    if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return "audiopress may not write there; choose another place"
    return ""
