"""`audiopress gloss` and `audiopress glossary`, as an editor runs them."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., "subprocess.CompletedProcess[str]"]
Edit = Callable[[Path, str, str], None]


def test_gloss_writes_a_file_and_learns_from_it(audiopress: Run, page: Path, newsroom: Path, edit: Edit) -> None:
    """The first run writes the file, the second keeps what was changed in it and remembers a meaning for the next story."""
    first = audiopress("gloss", "english-cafe", page, "--json")
    assert first.returncode == 0, first.stderr
    (told,) = json.loads(first.stdout)["stories"]
    path = Path(told["file"])
    assert (path.name, told["status"]) == ("ferry.gloss.toml", "written")
    assert told["expressions"]
    text = path.read_text("utf-8")
    start = text.index("keep = true\n\n[[expression]]")
    meaning = next(line for line in text[start:].split("\n") if line.startswith("meaning"))
    edit(path, meaning, 'meaning = "내가 쓴 뜻"')
    again = audiopress("gloss", "english-cafe", page)

    assert again.returncode == 0, again.stderr
    assert "remembered for the next story" in again.stdout
    assert 'meaning = "내가 쓴 뜻"' in path.read_text("utf-8")
    assert "내가 쓴 뜻" in (newsroom / "feeds/english-cafe/glossary/own.tsv").read_text("utf-8")


def test_a_show_that_explains_nothing_gets_no_file(audiopress: Run, page: Path) -> None:
    """A file that no episode would read is not written; the message names the key that is missing."""
    done = audiopress("gloss", "articles", page)

    assert done.returncode == 3
    assert "explains nothing" in done.stderr
    assert "explain = " in done.stderr
    assert not list(page.parent.glob("*.gloss.toml"))


def test_a_fault_of_the_file_has_its_line(audiopress: Run, page: Path) -> None:
    """The command ends with a settings file's code and names the line."""
    path = page.with_name("ferry.gloss.toml")
    path.write_text('[[passage]]\nnumber = 1\ntext = "Not a word of it."\n', encoding="utf-8")
    done = audiopress("gloss", "english-cafe", page)

    assert done.returncode == 3
    assert f"{path}:1: passage 1 is not in the story" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_dictionary_comes_in_and_goes_out(audiopress: Run, newsroom: Path, tmp_path: Path) -> None:
    """A newsroom's own dictionary of any pair is taken in, counted, and given out whole."""
    mine = tmp_path / "mine.csv"
    mine.write_text(
        'expression,pos,level,ja\n"quay, the",noun,B2,岸壁\nturn down,phrasal verb,B1,断る\n', encoding="utf-8"
    )
    taken = audiopress("glossary", "import", "english-cafe", mine, "--json")
    checked = audiopress("glossary", "check", "--json")
    out = tmp_path / "all.tsv"
    given = audiopress("glossary", "export", "english-cafe", out)

    assert json.loads(taken.stdout) == {
        "file": str(newsroom / "feeds/english-cafe/glossary/own.tsv"),
        "added": 2,
        "changed": 0,
    }
    assert given.returncode == 0, given.stderr
    assert "ja" in json.loads(checked.stdout)[0]["languages"]
    lines = out.read_text("utf-8").split("\n")
    assert any(line.startswith("turn down\t") and "断る" in line and "거절하다" in line for line in lines)


def test_check_names_every_fault(audiopress: Run, newsroom: Path) -> None:
    """All faults of all glossaries at once, each with its line."""
    (newsroom / "feeds/english-cafe/glossary/own.tsv").write_text(
        "expression\tpos\nx\tnoum\ny\tverp\n", encoding="utf-8"
    )
    for words in (("glossary", "check"), ("check",)):
        done = audiopress(*words)

        assert done.returncode == 3
        assert "own.tsv:2" in done.stdout + done.stderr
        assert "own.tsv:3" in done.stdout + done.stderr


def test_the_pages_example_runs(
    newsroom: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What docs/learning.md shows of Python does what it says, in a newsroom's folder."""
    page = (Path(__file__).parents[2] / "docs" / "learning.md").read_text("utf-8")
    (source,) = re.findall(r"```python\n(.*?)```", page, re.DOTALL)
    monkeypatch.chdir(newsroom)
    exec(compile(source, "docs/learning.md", "exec"), {})

    assert capsys.readouterr().out == "1 True\n"
