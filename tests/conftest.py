"""A newsroom in a temporary folder whose voices are sine tones: quick, and the same bytes every time."""

from __future__ import annotations

import gc
import os
import shutil
import signal
import subprocess
import sys
import textwrap
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from hypothesis import settings as hypothesis_settings
from tests_clock import Clock
from tests_desk import share
from tests_examples import often
from tests_machine import own_ffmpeg, unhurried
from tests_newsroom import lay_out
from tests_program import Program

from audiopress import doors
from audiopress.workspace import Workspace

Run = Callable[..., "subprocess.CompletedProcess[str]"]
PAGE = """\
Harbour Courier
News
Sport
Contact us

Ferry to run at night from Monday

By Ada Bell
Published : Mar 2, 2026 - 09:10

The night ferry between the old port and the islands will run again from Monday, the harbour office said on Friday, \
ending a pause that began when the winter storms damaged the northern pier.

“We have checked every plank and every rope on that pier, and it is safe again,” said Mira Solberg, head of the office.

Passengers had complained for weeks about long waits at the southern pier, where the last boat left at eight.

“My shift ends at nine, so for two months I have slept in the bakery,” said Jonas Petri, who bakes bread on the island.

Tickets will cost the same as before, and bicycles travel free until the end of May.

Copyright Harbour Courier. All rights reserved.
Privacy policy
"""


# No deadline: a clock says how busy the machine is.
hypothesis_settings.register_profile("audiopress", max_examples=often(100), deadline=None)
hypothesis_settings.load_profile("audiopress")


def pytest_configure(config: pytest.Config) -> None:
    """The same for all tests, wherever they are begun: what is waited for, which ffmpeg is used, who hears Ctrl-C.

    Programs that the tests begin hear Ctrl-C even where the tests were begun without it, as under nohup.
    """
    unhurried()
    own = ExitStack()
    own.enter_context(own_ffmpeg())
    config.add_cleanup(own.close)
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_collection_finish() -> None:
    """Five thousand tests stay until the end: garbage is looked for among them less often.

    They are not frozen: hypothesis asks the collector who holds a random number generator.
    """
    gc.set_threshold(10_000, 20, 100)


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """The names of tests that were skipped, in the file that AUDIOPRESS_SKIPPED names: .ci/run gives them what they need."""
    name = os.environ.get("AUDIOPRESS_SKIPPED")
    if name and report.skipped and "PYTEST_XDIST_WORKER" not in os.environ:
        with Path(name).open("a", encoding="utf-8") as file:
            file.write(f"{report.nodeid}\n")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers(config: pytest.Config) -> int | None:
    """A test or file that is named runs here, and so does everything on one core: workers take a second to begin.

    None lets pytest-xdist count the cores.
    """
    named = config.invocation_params.args and all(arg.partition("::")[0].endswith(".py") for arg in config.args)
    return 0 if named or len(os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else ()) == 1 else None


@pytest.fixture
def page(tmp_path: Path) -> Path:
    """A page copied as plain text, with menus and a footer."""
    path = tmp_path / "ferry.txt"
    path.write_text(PAGE, encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path | None:
    """Where newsrooms keep encoded sound and drawn covers from test to test: both are slow, and found by their content.

    All workers have one such place. A file of tests that damages them, or counts them, says None.
    """
    base = tmp_path_factory.getbasetemp()
    place = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "kept"
    place.mkdir(exist_ok=True)
    return place


@pytest.fixture(scope="session")
def laid_out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A newsroom's folder as `audiopress new` lays it out, its voices replaced by tones and its work done inline: to copy."""
    return lay_out(tmp_path_factory.mktemp("laid-out") / "newsroom")


@pytest.fixture
def newsroom(tmp_path: Path, laid_out: Path, kept: Path | None) -> Path:
    """A newsroom of the test's own."""
    root = tmp_path / "newsroom"
    shutil.copytree(laid_out, root, copy_function=shutil.copyfile)
    share(root, kept)
    return root


@pytest.fixture
def workspace(newsroom: Path) -> Workspace:
    """The newsroom, found."""
    return Workspace.find(newsroom)


@pytest.fixture
def clock() -> Clock:
    """Monday 2 March 2026, six o'clock UTC."""
    return Clock()


@pytest.fixture
def edit() -> Callable[[Path, str, str], None]:
    """`edit(path, old, new)` changes a text file, and fails where `old` is not in it."""

    def change(path: Path, old: str, new: str) -> None:
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")

    return change


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str, str, str, str], Path]]:
    """`installed(group, name, source, target)` installs a plug-in as pip would leave it; returns the folder it is in.

    That is a module, and a distribution that names its entry point.
    """
    modules = set()

    def install(group: str, name: str, source: str, target: str) -> Path:
        site = tmp_path / "site"
        module = target.partition(":")[0]
        modules.add(module)
        info = site / f"{module}-1.0.dist-info"
        info.mkdir(parents=True, exist_ok=True)
        (site / f"{module}.py").write_text(textwrap.dedent(source), encoding="utf-8")
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {module}\nVersion: 1.0\n")
        (info / "entry_points.txt").write_text(f"[{group}]\n{name} = {target}\n")
        monkeypatch.syspath_prepend(str(site))
        doors.forget()
        return site

    yield install
    doors.forget()
    for module in modules:
        sys.modules.pop(module, None)


@pytest.fixture(scope="session")
def program(tmp_path_factory: pytest.TempPathFactory, laid_out: Path) -> Iterator[Program]:
    """The program, begun once for all tests."""
    root = tmp_path_factory.mktemp("program") / "newsroom"
    shutil.copytree(laid_out, root, copy_function=shutil.copyfile)
    with Program(root) as waiting:
        yield waiting


@pytest.fixture
def audiopress(newsroom: Path, program: Program) -> Run:
    """`audiopress("make", "articles", page)` in the newsroom; gives back code, output and errors."""

    def run(
        *words: object, stdin: str = "", cwd: Path = newsroom, env: dict[str, str] | None = None
    ) -> subprocess.CompletedProcess[str]:
        return program(*words, stdin=stdin, cwd=cwd, env=env or {})

    return run
