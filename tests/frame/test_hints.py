"""Advice leads somewhere: every command that the package speaks of exists and takes what it is said to take."""

from __future__ import annotations

import ast
import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

import audiopress
from audiopress import errors
from audiopress.cli.program import app
from audiopress.errors import AudiopressError

PACKAGE = Path(audiopress.__file__).parent
DOCS = PACKAGE.parent
COMMANDS: Any = typer.main.get_command(app)
PROSE = frozenset({"and", "answers", "before", "here", "in", "is", "may", "needs", "turns", "write", "itself", "made"})
"""What follows the program's name in a sentence."""
SAID = re.compile(r"\baudiopress (?:-[-\w]+(?: DIR)? )?([a-z]+(?: [^`\n;()|…→]*)?)")
"""The program's name and what follows it, to the end of the command."""


def texts(path: Path) -> Iterator[tuple[int, str]]:
    """The strings of a module that people may see, its f-strings with X for what is put in; docstrings are none."""
    content = path.read_text("utf-8")
    if "audiopress" not in content:  # no command is named in it, and a walk takes long
        return
    nodes = list(ast.walk(ast.parse(content)))
    quiet = {id(node.value) for node in nodes if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)}
    inner = {id(part) for node in nodes if isinstance(node, ast.JoinedStr) for part in node.values}
    hidden = quiet | inner
    for node in nodes:
        if isinstance(node, ast.JoinedStr):
            yield (
                node.lineno,
                "".join(str(part.value) if isinstance(part, ast.Constant) else "X" for part in node.values),
            )
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in hidden:
            yield node.lineno, node.value


def advice() -> Iterator[tuple[str, str]]:
    """Every command that the package, the README and the pages speak of, with its place."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for line, text in texts(path):
            for found in SAID.finditer(text):
                yield f"{path.relative_to(DOCS)}:{line}", found[1]
    for path in [DOCS / "README.md", *sorted((DOCS / "docs").glob("*.md"))]:
        for number, row in enumerate(path.read_text("utf-8").splitlines(), 1):
            for code in [*re.findall(r"`(audiopress [^`]+)`", row), *re.findall(r"^(audiopress .+)", row)]:
                if named := SAID.match(code):
                    yield f"{path.name}:{number}", named[1].partition(" #")[0]


ADVICE = [(place, said) for place, said in advice() if said.split()[0] not in PROSE]


def test_advice_is_found() -> None:
    """The walk sees what the package says: hints of errors, next steps, remedies, pages."""
    places = " ".join(place for place, _ in ADVICE)

    assert len(ADVICE) > 60
    for part in (
        "orders.py",
        "cli/pages.py",
        "cli/scripts.py",
        "segment/",
        "speech/builtin/",
        "newsroom/",
        "README.md",
        "editors.md",
    ):
        assert part in places, part


@pytest.mark.parametrize(("place", "said"), ADVICE, ids=[f"{place} {said[:30]}" for place, said in ADVICE])
def test_advice_leads_to_a_command(place: str, said: str) -> None:
    """The command that is named exists, and its parser knows every option that stands there."""
    words = re.split(r"(?<=[\w'\"]) (?:shows|says|tells|lists|lays|writes|makes|puts|goes|tries|has)\b", said)[0]
    try:
        given = shlex.split(words.replace("[", "").replace("]", ""))
    except ValueError:  # an apostrophe of the sentence around it
        given = words.split()
    command = COMMANDS
    while given and hasattr(command, "commands") and given[0].strip(".,:") in command.commands:
        command = command.commands[given.pop(0).strip(".,:")]

    assert command is not COMMANDS, f"{place}: there is no `audiopress {said}`"
    known = {option for parameter in command.params for option in (*parameter.opts, *parameter.secondary_opts)}
    options = [word.partition("=")[0].strip(".,:") for word in given if re.match(r"--?[a-z]", word)]
    assert set(options) <= known | {"--help"}, f"{place}: {said}"


@pytest.mark.parametrize(
    "kind", [k for k in vars(errors).values() if isinstance(k, type) and issubclass(k, AudiopressError)]
)
def test_every_error_has_a_way_out(kind: type[AudiopressError]) -> None:
    """One that says nothing better gives what helps against its kind; one with problems lets them speak."""
    plain = AudiopressError.__new__(kind)
    AudiopressError.__init__(plain, "broken")
    hinted = AudiopressError.__new__(kind)
    AudiopressError.__init__(hinted, "broken", hint="mend it")

    assert plain.advice == kind.way_out != ""
    assert hinted.advice == "mend it"


def test_no_advice_is_to_do_the_same_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """`read` sends to `read --why`, which shows every line of the page, a headline alone too, and sends somewhere else."""
    from audiopress.cli import main

    page = tmp_path / "one.html"
    page.write_text("<html><body><h1>Harbour news</h1></body></html>", encoding="utf-8")
    told = []
    for words in (["read", str(page)], ["read", "--why", str(page)]):
        monkeypatch.setattr("sys.argv", ["audiopress", "-C", str(tmp_path), *words])
        with pytest.raises(SystemExit):
            main()
        told.append(capsys.readouterr())

    assert "read --why" in told[0].err
    assert "Harbour news" in told[1].out
    assert "read --why" not in told[1].err
    assert "→" in told[1].err
