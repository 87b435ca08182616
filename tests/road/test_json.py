"""`--json` is one thing: what docs/json.md says of a command's answer is what it prints, errors too."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import typer

from audiopress.cli import json_answers as answers
from audiopress.cli import main
from audiopress.cli.program import app

PAGE = (Path(__file__).parents[2] / "docs" / "json.md").read_text("utf-8")
SCHEMA = {
    part.partition("\n")[0]: dict(re.findall(r"(?m)^\| `(\w+)` \| ([^|]*?) \|", part))
    for part in PAGE.split("\n## ")[2:]
}
PLAIN: dict[str, Callable[[Any], bool]] = {
    "text": lambda value: isinstance(value, str),
    "whole": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "number": lambda value: isinstance(value, int | float) and not isinstance(value, bool),
    "yes/no": lambda value: isinstance(value, bool),
    "time": lambda value: isinstance(value, str) and datetime.fromisoformat(value).tzinfo is not None,
    "null": lambda value: value is None,
    "anything": lambda _: True,
}
Answer = Callable[..., tuple[int, Any, str]]


def faults(kind: str, value: Any, where: str = "") -> Iterator[str]:
    """What in a value is not as the page says."""
    if kind.endswith(" or null"):
        if value is not None:
            yield from faults(kind.removesuffix(" or null"), value, where)
    elif kind.startswith("list of "):
        if not isinstance(value, list):
            yield f"{where}: {value!r} is no list"
        else:
            for at, one in enumerate(value):
                yield from faults(kind.removeprefix("list of "), one, f"{where}[{at}]")
    elif " or " in kind:
        yield from min((list(faults(one, value, where)) for one in kind.split(" or ")), key=len)
    elif kind in PLAIN:
        if not PLAIN[kind](value):
            yield f"{where}: {value!r} is no {kind}"
    elif not isinstance(value, dict):
        yield f"{where}: {value!r} is no {kind}"
    else:
        if value.keys() != SCHEMA[kind].keys():
            yield f"{where}: {sorted(value.keys() ^ SCHEMA[kind].keys())} of {kind}"
        for key, of in SCHEMA[kind].items():
            yield from faults(of, value.get(key), f"{where}.{key}")


@pytest.fixture
def answer(newsroom: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Answer:
    """`answer("episodes")` is the exit code, the document and standard error of the command with `--json`."""
    monkeypatch.chdir(newsroom)

    def run(*words: object, stdin: Path | None = None) -> tuple[int, Any, str]:
        monkeypatch.setattr(sys, "argv", ["audiopress", *map(str, words), "--json"])
        with pytest.raises(SystemExit) as ended:
            main()
        told = capsys.readouterr()
        return int(ended.value.code or 0), json.loads(told.out), told.err

    return run


def test_every_answer_is_as_the_page_says(answer: Answer, newsroom: Path, page: Path) -> None:
    """Each command that works here prints what docs/json.md promises: every key, of its type, and no other."""
    made = answer("make", "articles", page)
    name = made[1][0]["episode"]["id"]
    entry = ("Solmere", "--say", "soul meer")
    answers = {
        "make": ("list of result", made),
        "read": ("article", answer("read", page)),
        "two": ("list of article or unread", answer("read", page, "nowhere.txt")),
        "script": ("script", answer("script", "articles", page)),
        "episodes": ("list of episode", answer("episodes")),
        "listen": ("heard", answer("listen", name)),
        "listen to a part": ("part", answer("listen", "@last", "--sentence", "1")),
        "would be": ("preview", answer("correct", name, "--dry-run")),
        "new-show": ("laid out", answer("new-show", "evening-brief")),
        "backup": ("backup", answer("backup", newsroom / "all.tar")),
        "backup --check": ("backup", answer("backup", newsroom / "all.tar", "--check")),
        "restore": ("restored", answer("restore", newsroom / "all.tar", newsroom / "house")),
        "export show": ("exported show", answer("export", "articles", newsroom / "out")),
        "approve all": ("list of episode", answer("approve", "--all", "articles")),
        "spoken": ("list of said", answer("spoken", page)),
        "publish": ("list of published", answer("publish")),
        "check": ("checked", answer("check")),
        "voices": ("list of voice", answer("voices")),
        "preview": ("sample", answer("voices", "preview", "en-announcer")),
        "cache": ("cache", answer("cache")),
        "doctor": ("list of finding", answer("doctor")),
        "add": ("changed word", answer("lexicon", "add", *entry)),
        "replace": ("changed word", answer("lexicon", "replace", "Solmere", "--say", "sol mere")),
        "try": ("tried", answer("lexicon", "try", "To Solmere.", "--voice", "en-announcer")),
        "export": ("exported", answer("lexicon", "export", "en.pls")),
        "import": ("imported", answer("lexicon", "import", "en.pls")),
        "gloss": ("glossed", answer("gloss", "english-cafe", page)),
        "glossary check": ("list of glossary", answer("glossary", "check")),
        "glossary export": ("exported", answer("glossary", "export", "english-cafe", "all.tsv")),
        "glossary import": ("taken in", answer("glossary", "import", "english-cafe", "all.tsv")),
        "remove": ("changed word", answer("lexicon", "remove", "Solmere")),
        "new": ("laid out", answer("new", newsroom / "another")),
        "status": ("list of status", answer("status")),
        "history": ("list of change", answer("history", name)),
        "withdraw": ("episode", answer("withdraw", name)),
        "rebuild": ("rebuilt", answer("library", "rebuild")),
        "import podcast": (
            "imported podcast",
            answer("import", newsroom / "out" / "articles" / "feed.xml", "--name", "talk", "--link"),
        ),
    }

    for command, (kind, (code, value, _)) in answers.items():
        assert list(faults(kind, value, command)) == []
        assert code == (1 if command == "two" else 0), command
    episode = answers["episodes"][1][1][0]
    assert episode["show"] == "articles"
    assert episode["title"] == "Ferry to run at night from Monday"
    assert episode["page"] == f"http://127.0.0.1:8000/articles/{name}/"
    assert episode["feed"] == "http://127.0.0.1:8000/articles/feed.xml"
    assert Path(episode["file"]).parent.name == name


def test_what_waits_is_as_the_page_says(answer: Answer, newsroom: Path, page: Path) -> None:
    """A show with an edition whose draft waits: its status has every key of the page, and so have `hold` and `approve`."""
    path = newsroom / "feeds" / "daily-brief" / "show.toml"
    edition = '\n[edition]\npolicy = "approve"\nuntil = "06:00"\n'
    path.write_text(f"sources = [{str(page)!r}]\n" + path.read_text("utf-8") + edition, encoding="utf-8")
    name = answer("run", "daily-brief")[1][0]["episode"]["id"]

    for kind, words in (
        ("list of status", ("status", "daily-brief")),
        ("episode", ("hold", name, "--why", "a name")),
        ("episode", ("approve", name)),
    ):
        code, value, _ = answer(*words)
        assert code == 0
        assert list(faults(kind, value)) == []
        assert kind == "episode" or (value[0]["editions"] and value[0]["waiting"])


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("read", "nowhere.txt"), 4, "there is no such file"),
        (("make", "artikles", "x.txt"), 3, "no show named"),
        (("make", "articles"), 2, "name the articles"),
        (("make", "articles", "x.txt", "--bogus"), 2, "No such option"),
        (("mkae",), 2, "No such command"),
        (("listen", "2026"), 9, "no episode was made here yet"),
        (("lexicon", "remove", "Nobody"), 3, "not in this lexicon"),
        (("lexicon", "add", "Solmere", "--ipa", "k@lle!!"), 3, "not a sign of the phonetic alphabet"),
        (("cache", "--prune", "--days", "-5"), 2, "--days"),
        (("-C", "nowhere", "episodes"), 2, "there is no such folder"),
    ],
)
def test_an_error_is_json_too(answer: Answer, words: tuple[str, ...], code: int, told: str) -> None:
    """What kept a command from its result stands on standard output, with its code and a way out, and in words on the other."""
    ended, value, said = answer(*words)

    assert ended == value["error"]["code"] == code
    assert list(faults("error", value["error"])) == []
    assert told in value["error"]["message"]
    assert value["error"]["hint"]
    assert told in said


def test_a_settings_fault_is_json(answer: Answer, newsroom: Path) -> None:
    """A broken show is an error with its problems for a command, and the result of `check`, with the same code."""
    (newsroom / "feeds" / "articles" / "show.toml").write_text("titel = 1\n", encoding="utf-8")

    made, checked = answer("make", "articles", "x.txt"), answer("check")

    assert made[0] == checked[0] == 3
    assert made[1]["error"]["problems"][0]["where"].endswith("show.toml:1")
    assert list(faults("checked", checked[1])) == []
    assert checked[1]["problems"]


def test_the_lines_of_a_page_without_a_story_are_json(answer: Answer, newsroom: Path) -> None:
    """`read --json` of a page without a story has its lines, each with what it was taken for."""
    (newsroom / "menu.txt").write_text("The Harbour Post\nNews\nSport\nPrivacy policy\n", encoding="utf-8")

    code, value, _ = answer("read", "menu.txt")

    assert code == 4
    assert list(faults("unread", value)) == []
    assert "Privacy policy" in [one["line"] for one in value["dropped"]]


def test_every_command_that_reports_has_json() -> None:
    """`serve` alone has no `--json`: it reports nothing but its address; and the page has every other command."""

    def leaves(command: Any, path: str = "") -> Iterator[tuple[str, Any]]:
        for name, one in getattr(command, "commands", {}).items():
            yield from leaves(one, f"{path}{name} ")
        if not getattr(command, "commands", None) or (command.invoke_without_command and path):
            yield path.strip(), command

    found = dict(leaves(typer.main.get_command(app)))
    without = [name for name, one in found.items() if not any("--json" in option.opts for option in one.params)]
    told = re.findall(r"`([a-z -]+)`", PAGE.split("## failure")[0])

    assert without == ["serve"]
    assert sorted(found.keys() - {"serve", *told}) == []


def test_a_long_list_is_one_document_with_a_thing_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    """Ten thousand episodes are one JSON document, quickly written, in which each stands on a line of its own."""
    things = [{"id": f"é-{n}", "voices": ["a", "b"], "at": datetime(2026, 3, 2, tzinfo=UTC)} for n in range(101)]

    answers.answer(things)

    told = capsys.readouterr().out
    assert json.loads(told) == [one | {"at": "2026-03-02T00:00:00+00:00"} for one in things]
    assert len(told.splitlines()) == 103
    assert '"é-7"' in told
