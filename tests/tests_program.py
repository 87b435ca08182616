"""`python -m audiopress` as a process of its own, without the seconds in which it imports and reads its tables: it is forked.

A process waits that has imported the package and made one episode in a folder of its own, so that languages, lexicons,
templates and patterns are read; each run is forked from it. So a run has its own working folder, environment, standard
streams and exit code, ends as Python ends, and shares nothing with the run before. What is told about starting itself
(how long, what is imported, signals, a terminal) begins a real one instead. Where a fork of a process with libraries in
it is not safe (other systems than Linux) every run is a real one.
"""

from __future__ import annotations

import array
import atexit
import gc
import importlib
import json
import os
import pkgutil
import runpy
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import warnings
from pathlib import Path
from typing import NoReturn, Self

from tests_machine import unhurried

ROOT = Path(__file__).parents[1]
LATE = (
    "PIL.ImageFont", "PIL.JpegImagePlugin", "PIL.PngImagePlugin", "annotated_types", "babel.dates", "babel.numbers", "cefrpy",
    "feedgen.feed", "jinja2.sandbox", "lameenc", "lxml.html", "nh3", "numpy", "pydantic.dataclasses", "pydantic.type_adapter",
    "pydub", "rich.table", "soxr", "trafilatura", "typer._adapters",
)  # fmt: skip
"""What the package imports inside its functions."""
LONGEST = 120
"""Seconds that a run may take."""


class Program:
    """Runs `audiopress` as often as it is called."""

    def __init__(self, newsroom: Path) -> None:
        """`newsroom` is a folder in which the process that waits makes an episode."""
        self._waiting: subprocess.Popen[bytes] | None = None
        if sys.platform != "linux":
            return
        self._control, theirs = socket.socketpair()
        with theirs:
            self._waiting = subprocess.Popen(
                [sys.executable, __file__, str(theirs.fileno()), str(newsroom)],
                env={**os.environ, "PYTHONPATH": str(ROOT)},
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                start_new_session=True,
            )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._waiting:
            self._control.close()
            self._waiting.wait(10)

    def __call__(self, *words: object, stdin: str, cwd: Path, env: dict[str, str]) -> subprocess.CompletedProcess[str]:
        """Its code, output and errors."""
        with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as told:
            given.write(stdin.encode())
            given.seek(0)
            command = [sys.executable, "-m", "audiopress", *map(str, words)]
            environment = {**os.environ, "PYTHONPATH": str(ROOT), **env}
            streams = [given.fileno(), out.fileno(), told.fileno()]
            if self._waiting:
                code = self._forked(command[3:], streams, cwd, environment)
            else:
                code = subprocess.call(
                    command, stdin=given, stdout=out, stderr=told, cwd=cwd, env=environment, timeout=LONGEST
                )
            texts = []
            for file in (out, told):
                file.seek(0)
                texts.append(file.read().decode().replace(os.linesep, "\n"))
        return subprocess.CompletedProcess(command, code, *texts)

    def _forked(self, words: list[str], streams: list[int], cwd: Path, environment: dict[str, str]) -> int:
        ours, theirs = socket.socketpair()
        with ours:
            with theirs:
                socket.send_fds(self._control, [b"!"], [*streams, theirs.fileno()])
            ours.settimeout(LONGEST)
            ours.sendall(json.dumps([words, str(cwd), environment]).encode())
            ours.shutdown(socket.SHUT_WR)
            with ours.makefile() as answers:
                number = int(answers.readline())
                try:
                    return int(answers.readline())
                except TimeoutError:
                    os.kill(number, signal.SIGKILL)
                    raise


def _serve(control: socket.socket) -> None:
    """Fork a run for each message, until nobody is left to send one; return in the run, too."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for those who wait for a run
    while True:
        _, streams, _, _ = socket.recv_fds(control, 1, 4)
        if not streams:
            sys.exit()
        if os.fork() == 0:
            control.close()
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            return _run(array.array("i", streams))
        for stream in streams:
            os.close(stream)


def _run(streams: array.array[int]) -> None:
    *standard, talk = streams
    with socket.socket(fileno=talk) as caller:
        with caller.makefile() as asked:
            words, folder, environment = json.loads(asked.read())
        number = os.fork()
        if number:
            caller.sendall(f"{number}\n".encode())
            _, status = os.waitpid(number, 0)
            caller.sendall(f"{os.waitstatus_to_exitcode(status)}\n".encode())
            os._exit(0)
    for target, stream in enumerate(standard):
        os.dup2(stream, target)
        os.close(stream)
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    sys.path[0] = folder
    sys.argv = ["audiopress", *words]


def _import_all() -> None:
    import audiopress

    for module in pkgutil.walk_packages(audiopress.__path__, "audiopress."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # pydub looks for an ffmpeg of its own
        for name in LATE:
            importlib.import_module(name)


def _read_tables(newsroom: Path) -> None:
    """Do once what every run does: it fills the caches of what came with the package."""
    from audiopress import Newsroom
    from audiopress.checks import faults
    from audiopress.cli.program import command
    from audiopress.workspace import Workspace

    made = Newsroom(newsroom).make("articles", "examples/harbour.txt")
    problems, _ = faults(Workspace.find(newsroom))
    assert [each.status for each in made] == ["made"], made
    assert not problems, problems
    command()


def _leave(code: str | int | None) -> NoReturn:
    """End as Python ends, but for taking apart, object by object, what this run shares with the process it was forked from."""
    if not isinstance(code, str):
        threading._shutdown()  # type: ignore[attr-defined]  # joins what is no daemon, as the interpreter does
        atexit._run_exitfuncs()
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
        os._exit(code or 0)
    sys.exit(code)


if __name__ == "__main__":
    unhurried()
    _import_all()
    _read_tables(Path(sys.argv[2]))
    gc.collect()
    gc.freeze()  # what is shared stays shared: no collection writes to it
    _serve(socket.socket(fileno=int(sys.argv[1])))
    try:
        runpy.run_module("audiopress", run_name="__main__", alter_sys=True)
    except SystemExit as ended:
        _leave(ended.code)
