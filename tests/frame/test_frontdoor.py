"""`import audiopress` as a program does it: docs/python.md is run, and what it does not show."""

from __future__ import annotations

import io
import re
import subprocess
import sys
from collections.abc import Callable
from contextlib import redirect_stdout
from datetime import timedelta
from importlib import resources
from importlib.util import find_spec
from pathlib import Path

import pytest
from tests_clock import Clock

import audiopress
from audiopress import (
    Article,
    AudiopressError,
    ConfigError,
    Episode,
    LibraryError,
    Newsroom,
    SourceError,
    UnknownName,
    UsageError,
    read,
)
from audiopress.newsroom import episode_files

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "python.md").read_text("utf-8")
BLOCKS = re.findall(r"```python\n(.*?)```(?:\n+```text\n(.*?)```)?", PAGE, re.DOTALL)
SCRIPT = "@title Two words\nHOST: Good evening.\n"


def test_the_page_for_programmers_is_run(newsroom: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every example of docs/python.md, one after the other, prints what the page says and nothing else but another day."""
    monkeypatch.chdir(newsroom)
    names: dict[str, object] = {}
    assert len(BLOCKS) > 8

    for source, told in BLOCKS:
        out = io.StringIO()
        with redirect_stdout(out):
            exec(compile(source, "docs/python.md", "exec"), names)
        assert _undated(out.getvalue()) == _undated(told), source


def _undated(told: str) -> str:
    """What is told, whatever day it was made on."""
    return re.sub(r"\b20\d\d-\d\d-\d\d-", "DAY-", told)


def test_every_public_name_is_told_and_there() -> None:
    """What `audiopress.__all__` promises can be imported, and docs/python.md names what a caller starts with."""
    for name in audiopress.__all__:
        assert getattr(audiopress, name) is not None
    errors = [name for name in audiopress.__all__ if isinstance(getattr(audiopress, name), type)]
    for name in errors:
        if issubclass(getattr(audiopress, name), AudiopressError):
            assert f"`{name}`" in PAGE
    for name in vars(Newsroom):
        if not name.startswith("_") and callable(getattr(Newsroom, name)):
            assert f".{name}(" in PAGE or f"`{name}(" in PAGE, name


def test_importing_it_is_quick() -> None:
    """`import audiopress` brings in no stage and no library: programs that use a little of it start at once."""
    told = "import sys, audiopress; print(sorted(m for m in sys.modules if m.startswith('audiopress.')), 'numpy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)

    assert done.stdout == "['audiopress._lazy'] False\n"


def test_no_newsroom_is_an_error_with_a_way_out(tmp_path: Path) -> None:
    """A wrong folder never becomes a second newsroom; one is laid out by its own call, and not over another one."""
    with pytest.raises(ConfigError, match="no newsroom here") as caught:
        Newsroom(tmp_path / "wrong")
    made = Newsroom.create(tmp_path / "paper", title="The Paper")

    assert "Newsroom.create" in caught.value.hint
    assert not (tmp_path / "wrong").exists()
    assert made.settings.title == "The Paper"
    assert Newsroom(tmp_path / "paper" / "feeds") == made
    with pytest.raises(ConfigError, match="newsroom already"):
        Newsroom.create(tmp_path / "paper")


def test_a_faulty_newsroom_can_be_checked(newsroom: Path, edit: Callable[[Path, str, str], None]) -> None:
    """`check` returns the faults that every other call raises, with their lines."""
    edit(newsroom / "audiopress.toml", "workers =", "wokers =")
    room = Newsroom(newsroom)

    assert [problem.message for problem in room.check()] == ["wokers: unknown key"]
    with pytest.raises(ConfigError):
        room.shows()


def test_read_takes_pages_however_they_come(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file by its name or path, its text, and HTML as text or bytes are the same story; nothing and a folder are told."""
    monkeypatch.chdir(tmp_path)
    lines = [line for line in page.read_text("utf-8").splitlines() if line.strip()]
    html = f"<html><head><title>{lines[4]}</title></head><body><h1>{lines[4]}</h1>" + "".join(
        f"<p>{line}</p>" for line in lines[7:-2]
    )
    found = [read("ferry.txt"), read(page), read(text=page.read_text("utf-8")), read(html), read(html.encode())]

    assert {one.headline for one in found} == {"Ferry to run at night from Monday"}
    assert [one.source for one in found] == [str(page), str(page), "", "", ""]
    with pytest.raises(SourceError, match="nothing to read"):
        read()
    with pytest.raises(SourceError):
        read("missing.txt")
    (tmp_path / "pages").mkdir()
    for name in ("a.txt", "b.txt"):
        (tmp_path / "pages" / name).write_text(page.read_text("utf-8"), encoding="utf-8")
    with pytest.raises(SourceError, match="holds 2 articles"):
        read("pages")


def test_a_file_is_the_same_story_by_every_way_in(newsroom: Path, page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An article that was read elsewhere and the file it came from make one episode, and its source is no accident."""
    (newsroom / "pages").mkdir()
    inside = newsroom / "pages" / "ferry.txt"
    inside.write_text(page.read_text("utf-8"), encoding="utf-8")
    monkeypatch.chdir(newsroom / "pages")
    room = Newsroom(newsroom)

    made = [*room.make("articles", read("ferry.txt")), *room.make("articles", inside)]

    assert [one.status for one in made] == ["made", "kept"]
    assert made[0].episode
    assert made[0].episode.stories[0].source == "pages/ferry.txt"


def test_drafts_are_approved_and_editors_do_not_overtake_each_other(
    newsroom: Path, clock: Clock, edit: Callable[[Path, str, str], None]
) -> None:
    """A draft goes out when it is approved, at that time; a correction of an episode as it no longer is is refused."""
    (newsroom / "feeds" / "articles" / "show.toml").write_text(
        (newsroom / "feeds" / "articles" / "show.toml").read_text("utf-8") + '\n[edition]\npolicy = "approve"\n',
        encoding="utf-8",
    )
    room = Newsroom(newsroom, now=clock)
    draft = room.make("articles", script=SCRIPT)[0].episode
    assert draft
    clock.move(hours=1)
    out = room.approve(draft.id)
    listed = room.episodes("articles")[0]
    room.correct(out, script=SCRIPT.replace("evening", "morning"))

    assert (draft.state, out.state) == ("draft", "published")
    assert out.published - draft.published == timedelta(hours=1)
    for seen in (out, listed):
        with pytest.raises(LibraryError, match="somebody else"):
            room.correct(seen, script=SCRIPT.replace("evening", "night"))
    assert room.episode(listed).transcript[0].body == "Good morning."


def test_a_list_of_episodes_reads_none_of_them(newsroom: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is known of each comes from the library's rows; a transcript is read when its episode is asked for."""
    room = Newsroom(newsroom)
    made = room.make("articles", script=SCRIPT)[0].episode
    parsed: list[Path] = []
    parse = episode_files.parse

    def counted(content: bytes, path: Path) -> Episode:
        parsed.append(path)
        return parse(content, path)

    monkeypatch.setattr(episode_files, "parse", counted)
    (row,) = room.episodes()
    assert parsed == []
    assert made == room.episode(row)
    assert len(parsed) == 1


def test_orders_that_contradict_themselves_are_refused(newsroom: Path, page: Path) -> None:
    """Pages and a script at once, a show that is not there: nothing is made, and the error says what was meant."""
    room = Newsroom(newsroom)
    with pytest.raises(UsageError):
        room.make("articles", page, script=SCRIPT)
    with pytest.raises(UnknownName, match="did you mean 'articles'"):
        room.make("artikles", page)
    with pytest.raises(LibraryError, match="no episode 'x'"):
        room.withdraw("x")
    with pytest.raises(SourceError):
        room.script("articles", page, "missing.txt")

    assert room.episodes() == []


def test_a_damaged_episode_costs_only_itself(newsroom: Path) -> None:
    """The list has the others, and `warn` is told of the file."""
    told: list[str] = []
    room = Newsroom(newsroom, warn=told.append)
    first, second = (room.make("articles", script=SCRIPT.replace("Two", word))[0].episode for word in ("One", "Three"))
    assert first
    assert second
    (newsroom / ".audiopress" / "episodes" / "articles" / first.id / "episode.json").write_text("{", encoding="utf-8")

    assert [one.id for one in room.episodes("articles")] == [second.id]
    assert len(told) == 1
    assert "episode.json" in told[0]


def test_an_edition_is_run_once(newsroom: Path, page: Path, edit: Callable[[Path, str, str], None]) -> None:
    """`run` makes what the show's sources have, and the second call finds nothing new."""
    show = newsroom / "feeds" / "articles" / "show.toml"
    text = re.sub(r"(?m)^sources = .*$", "", show.read_text("utf-8"))
    show.write_text(f"sources = [{str(page)!r}]\n{text}", encoding="utf-8")
    room = Newsroom(newsroom)

    assert [one.status for one in room.run("articles")] == ["made"]
    assert [one.status for one in room.run("articles")] in ([], ["kept"])
    assert [one.article.headline for one in room.read(page) if one.article] == [room.episodes()[0].title]


CONSUMER = """
from pathlib import Path

from audiopress import Article, AudiopressError, Episode, Made, Newsroom, Problem, Quote, Report, find_quotes, read, spoken

article: Article = read(Path("page.html"))
quotes: tuple[Quote, ...] = article.quotes
room = Newsroom(Path("."), warn=print)
made: list[Made] = room.make("articles", article, "page.txt", Path("page.html"))
episode: Episode | None = made[0].episode
error: AudiopressError | None = made[0].error
report: Report = room.publish("articles")
problems: list[Problem] = room.check()
words: str = spoken("$5") + str(find_quotes("“Yes.”"))
"""


def test_a_consumer_type_checks_against_it(tmp_path: Path) -> None:
    """The package says that it is typed, and a program that uses its names passes mypy, strictly; a wrong call does not."""
    assert (resources.files("audiopress") / "py.typed").is_file()
    if find_spec("mypy") is None:
        pytest.skip("mypy is not installed (extra dev)")
    good, bad = tmp_path / "good.py", tmp_path / "bad.py"
    good.write_text(CONSUMER, encoding="utf-8")
    bad.write_text("from audiopress import Newsroom\n\nNewsroom('x').make(1)\n", encoding="utf-8")
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "mypy",
            "--strict",
            "--follow-imports=silent",
            "--cache-dir",
            str(tmp_path / "cache"),
            str(good),
            str(bad),
        ],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
    )

    assert {line.partition(":")[0] for line in done.stdout.splitlines() if ": error:" in line} == {"bad.py"}, (
        done.stdout
    )


def test_an_article_of_ones_own_is_told(newsroom: Path) -> None:
    """A program that has the words already needs no page: an `Article` is made into an episode."""
    words = ("The boats run again from Monday.", "Tickets cost the same.")
    made = Newsroom(newsroom).make("articles", Article(source="", headline="Boats", paragraphs=words, language="en"))

    assert [one.status for one in made] == ["made"]


def test_a_program_without_a_guard_ends_with_what_to_do(newsroom: Path, edit: Callable[[Path, str, str], None]) -> None:
    """Worker processes that import the program do not give its orders again and wait for themselves for ever."""
    edit(newsroom / "audiopress.toml", 'workers = "inline"', 'workers = "processes:1"')
    program = newsroom / "program.py"
    program.write_text(
        f"from audiopress import Newsroom\nNewsroom({str(newsroom)!r}).make('articles', script={SCRIPT!r})\n",
        encoding="utf-8",
    )
    done = subprocess.run(
        [sys.executable, str(program)],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        stdin=subprocess.DEVNULL,
    )

    assert done.returncode != 0
    assert 'put what the program does under `if __name__ == "__main__":`' in done.stderr
