"""The doors of plug-ins: the same rules for each, and what comes in by each is the same as what is built in."""

from __future__ import annotations

import importlib
import re
import tomllib
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiopress import Article, ConfigError, Newsroom, PublishError, ScriptError, UnknownName, doors
from audiopress.config import load_settings
from audiopress.doors import DOORS, FILTERS, LANGUAGES, SOURCES, STORES, Door
from audiopress.model import Cast, Settings, Show
from audiopress.publish import Directory, StoreKind, open_store
from audiopress.publish.contract import examine as examine_store
from audiopress.script import write
from audiopress.script.contract import examine as examine_filter
from audiopress.script.toolbox import Paragraph, SpokenLine
from audiopress.segment import read
from audiopress.sources.contract import examine as examine_reader

Install = Callable[[str, str, str, str], Path]
ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "plugins.md").read_text("utf-8")
SHOWS = (ROOT / "docs" / "shows.md").read_text("utf-8")
GROUPS = [door.group for door in DOORS]
DATE = datetime(2026, 3, 2, 6, tzinfo=UTC)


def door_of(group: str) -> Door:
    return next(door for door in DOORS if door.group == group)


def whole(name: str) -> str:
    """A file of docs/plugins.md."""
    found = re.search(rf"```python\n(# {re.escape(name)}\n.*?)```", PAGE, re.DOTALL)
    assert found, name
    return found[1]


@pytest.fixture
def lay_out(tmp_path: Path) -> Callable[..., str]:
    """The script that a format of these lines makes of an article."""

    def make(template: str, headline: str = "A headline") -> str:
        (tmp_path / "format.j2").write_text(template, encoding="utf-8")
        show = Show(
            name="trial",
            folder=tmp_path,
            title="Trial",
            description="For tests",
            language="en",
            author="Nobody",
            cast=Cast(host="nobody"),
        )
        article = Article(source="s", headline=headline, paragraphs=("The ferry runs at night.",), language="en")
        return write(show, [article], date=DATE)

    return make


# ---- every door


@pytest.mark.parametrize("group", GROUPS)
def test_the_package_s_own_come_in_by_the_door(group: str) -> None:
    """pyproject.toml names the built-in ones of each door, all of them and no other, and each can be loaded.

    A language's folder is enough.
    """
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]

    if door_of(group) is not LANGUAGES:
        assert project["entry-points"][group] == dict(door_of(group).builtin)
    assert sorted(door_of(group).usable()) == sorted(door_of(group).builtin)


@pytest.mark.parametrize("group", GROUPS)
def test_every_door_is_told(group: str) -> None:
    """docs/plugins.md names each door with its contract test, which can be imported."""
    row = next(line for line in PAGE.splitlines() if line.startswith(f"| `{group}` |"))
    contract = re.search(r"`(audiopress\.\w+\.contract)`", row)

    assert contract
    assert callable(importlib.import_module(contract[1]).examine)


@pytest.mark.parametrize("group", GROUPS)
def test_a_broken_plug_in_is_left_out_and_told(
    group: str, installed: Install, caplog: pytest.LogCaptureFixture
) -> None:
    """One that cannot be imported costs only itself: the others are there, and its error is in the log and the answer."""
    door = door_of(group)
    installed(group, "broken", "import no_such_package_anywhere", "a_broken_one:Broken")

    assert set(door.usable()) == set(door.builtin)
    assert "no_such_package_anywhere" in caplog.text
    assert ["no_such_package_anywhere" in str(error) for error in door.broken()] == [True]
    with pytest.raises(door.error, match="cannot be loaded: ModuleNotFoundError"):
        door.load("broken")


@pytest.mark.parametrize("group", GROUPS)
def test_a_plug_in_without_its_parts_is_none(group: str, installed: Install) -> None:
    """What is no engine, store or filter is told for what it lacks when it is loaded, not when it is used."""
    installed(group, "hollow", "THING = 3", "a_hollow_one:THING")

    with pytest.raises(door_of(group).error, match="it has no") as caught:
        door_of(group).load("hollow")
    assert "docs/plugins.md" in caught.value.hint


@pytest.mark.parametrize("group", GROUPS)
def test_no_plug_in_takes_a_name_that_is_there(group: str, installed: Install) -> None:
    """Neither of what is built in, nor of another plug-in: which of them it would be would be an accident. Both are told."""
    door = door_of(group)
    name = next(iter(door.builtin))
    own = door.load(name)
    installed(group, name, "def thing(value): return value", "an_impostor:thing")
    installed(group, "twin", "def thing(value): return value", "one_twin:thing")
    installed(group, "twin", "def thing(value): return value", "other_twin:thing")

    assert door.load(name) is own
    with pytest.raises(door.error, match="2 plug-ins call a") as caught:
        door.load("twin")
    assert "one_twin:thing and other_twin:thing" in caught.value.message
    assert sorted(error.message.split()[0] for error in door.broken()) == ["2", "there"]


@pytest.mark.parametrize("group", GROUPS)
def test_a_name_that_is_not_there_is_told_with_the_nearest(group: str) -> None:
    """A slip of the hand is never the default."""
    name = next(iter(door_of(group).builtin))

    with pytest.raises(UnknownName, match=f"did you mean {name!r}"):
        door_of(group).load(name + "x")


def test_doctor_names_what_is_left_out(installed: Install, newsroom: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An operator sees a broken plug-in, of whatever door, without looking for a log."""
    from audiopress.cli.diagnosis import _plugins

    installed("audiopress.stores", "broken", "import no_such_package_anywhere", "a_broken_store:Broken")

    assert [(one.what, one.ok, one.needed) for one in _plugins()] == [("plug-in store", False, False)]


# ---- stores


def test_the_built_in_directory_keeps_the_contract(tmp_path: Path) -> None:
    """What a plug-in's author is asked for is what the built-in one does; S3's turn is in tests/publish."""
    examine_store(Directory(tmp_path / "public"))


class Faulty(Directory):
    """A directory with one fault."""

    def __init__(self, path: Path, fault: str) -> None:
        object.__setattr__(self, "path", path)
        object.__setattr__(self, "fault", fault)

    def __getattribute__(self, name: str) -> Any:
        fault = object.__getattribute__(self, "fault")
        own = object.__getattribute__(self, name)
        if name == "put" and fault == "match":
            return lambda name, content, match=None: own(name, content)
        if name == "put" and fault == "short":
            return lambda name, content, match=None: own(
                name, content if isinstance(content, Path) else content[:-1], match=match
            )
        if name == "list" and fault == "prefix":
            return lambda prefix: own("")
        if name == "same" and fault == "size":
            return lambda name, entry, content: entry.size == len(content)
        if name == "get" and fault == "missing":
            return lambda name: own(name) or (b"", "")
        if name == "delete" and fault == "kept":
            return lambda name: None
        return own


@pytest.mark.parametrize("fault", ["match", "short", "prefix", "size", "missing", "kept"])
def test_the_contract_finds_a_store_s_faults(tmp_path: Path, fault: str) -> None:
    """A store that ignores `match`, loses a byte, a prefix, a difference, an absence or a deletion does not pass."""
    with pytest.raises(AssertionError):
        examine_store(Faulty(tmp_path / "public", fault))


def test_the_store_of_the_page_is_one(installed: Install, newsroom: Path, tmp_path: Path) -> None:
    """The example of docs/plugins.md keeps the contract, is chosen by audiopress.toml, checked, and published to."""
    installed("audiopress.stores", "table", whole("my_store.py"), "my_store:Table")
    examine_store(STORES.load("table")(str(tmp_path / "empty.sqlite")))
    settings = newsroom / "audiopress.toml"
    before = settings.read_text("utf-8")
    settings.write_text(f'{before}\n[store]\nkind = "table"\ndatabase = "{tmp_path}/p.sqlite"\n', encoding="utf-8")
    room = Newsroom(newsroom)

    room.publish("articles")
    store = open_store(room.settings, newsroom)
    feed = store.get("articles/feed.xml")

    assert feed
    assert b"<title>Articles read aloud</title>" in feed[0]
    settings.write_text(f'{before}\n[store]\nkind = "table"\ndatabase = "/nowhere/at/all/p.sqlite"\n', encoding="utf-8")
    assert [(one.message, one.hint) for one in room.check()] == [
        ("store: the database's folder is not there", "make it, or name another file")
    ]


@pytest.mark.parametrize(
    ("table", "told"),
    [
        ('kind = "s3"\nbukket = "b"', "2 store.bukket: unknown key (did you mean 'bucket'?)"),
        ('kind = "s3"\nbucket = 3', "3 store.bucket: expected a text in quotation marks, got 3"),
        ('kind = "s3"\nbucket = "b"\nconditional = 1', "4 store.conditional: expected true or false, got 1"),
        ('kind = "s3"', "1 store: a store of kind 's3' needs bucket: the bucket's name (add bucket = …)"),
        ('kind = "directory"\nbucket = "b"', "3 store.bucket: unknown key (known: kind, path)"),
        ('kind = "directry"', "2 store.kind: no store named 'directry' (did you mean 'directory'?)"),
        ('kid = "s3"', "2 store.kid: unknown key (did you mean 'kind'?)"),
    ],
)
def test_a_store_takes_its_own_settings_and_no_other(tmp_path: Path, table: str, told: str) -> None:
    """What a class of stores does not declare is refused with its line and what was meant, before anything is made."""
    path = tmp_path / "audiopress.toml"
    path.write_text(f"[store]\n{table}\n", encoding="utf-8")

    with pytest.raises(ConfigError) as caught:
        load_settings(path)
    lines = [
        f"{one.where.rpartition(':')[2]} {one.message}" + (f" ({one.hint})" if one.hint else "")
        for one in caught.value.problems
    ]
    assert told.replace("2 store.bukket", "3 store.bukket") in lines


def test_settings_that_no_file_gave_are_held_against_the_store_too(tmp_path: Path) -> None:
    """A program's own `Settings` with a slip in them are refused when the store is opened."""
    with pytest.raises(ConfigError, match="did you mean 'path'"):
        open_store(Settings(store={"pathh": "public"}), tmp_path)


def test_a_store_that_fails_in_its_own_way_is_told(installed: Install, newsroom: Path) -> None:
    """A bug of a plug-in is an error with its class's name, and no traceback; `check` goes on to the other files."""
    source = """
        from audiopress.publish import StoreKind

        class Mine(StoreKind):
            def __init__(self):
                raise ZeroDivisionError("a bug")

            @classmethod
            def lacking(cls, options):
                raise KeyError("a bug")
        """
    installed("audiopress.stores", "mine", source, "a_bad_store:Mine")
    settings = newsroom / "audiopress.toml"
    settings.write_text(settings.read_text("utf-8") + '\n[store]\nkind = "mine"\n', encoding="utf-8")
    room = Newsroom(newsroom)

    assert [one.message for one in room.check()] == [
        "store: the store a_bad_store:Mine cannot be opened: KeyError: 'a bug'"
    ]
    with pytest.raises(PublishError, match="a_bad_store:Mine cannot be opened: ZeroDivisionError: a bug"):
        room.publish("articles")


# ---- filters

LINES = [SpokenLine(role="host", text=f"Sentence {n}.", paragraph=n == 2) for n in range(4)]
EXAMPLES: dict[str, tuple[Any, ...]] = {
    "chunks": (LINES, 2),
    "day": (date(2026, 3, 2), "long"),
    "names": (["Ada Bell", "Mira Solberg"], " and "),
    "pace": ("The ferry runs.", 100),
    "seconds": ("The ferry runs.", 0.8),
    "sentences": ("The ferry runs. It is late.",),
}


@pytest.mark.parametrize("name", FILTERS.builtin)
def test_the_built_in_filters_keep_the_contract(name: str) -> None:
    """What a plug-in's author is asked for is what the built-in ones do; and docs/shows.md has a row for each."""
    if name == "fill":
        examine_filter(FILTERS.load(name), "By {name}", name="Ada Bell")
    else:
        examine_filter(FILTERS.load(name), *EXAMPLES[name])

    assert re.search(rf"^\| `{name}\b", SHOWS, re.MULTILINE)


def test_a_paragraph_keeps_the_contract_of_sentences() -> None:
    """A filter is examined with whatever values a format gives it."""
    paragraph = Paragraph(kind="text", text="One. Two.", lines=(SpokenLine(role="host", text="One. Two."),))

    examine_filter(FILTERS.load("sentences"), paragraph)


@pytest.mark.parametrize(
    ("faulty", "told"),
    [
        (lambda text: None, "None would be spoken"),
        (lambda text: text.encode(), "bytes are no text"),
        (iter, "return a list"),
        (lambda text: object(), "do not give the same"),
        (lambda text: text[0], "fails: IndexError"),
    ],
)
def test_the_contract_finds_a_filter_s_faults(faulty: Callable[[str], object], told: str) -> None:
    """None, bytes, an iterator, chance, and a text that it falls over do not pass."""
    with pytest.raises(AssertionError, match=told):
        examine_filter(faulty, "words")


def test_a_filter_may_not_change_what_it_is_given() -> None:
    """A list of an article's is the article's."""
    with pytest.raises(AssertionError, match="not its own to change"):
        examine_filter(lambda values: values.sort() or values, ["b", "a"])


def test_the_filter_of_the_page_is_one(installed: Install, lay_out: Callable[..., str], tmp_path: Path) -> None:
    """The example of docs/plugins.md keeps the contract, and its format makes the script that it promises."""
    installed("audiopress.filters", "hard", whole("my_filters.py"), "my_filters:hard")
    examine_filter(FILTERS.load("hard"), "The ferry to the islands runs at night.", ["the", "to", "at"])
    template = re.search(r"```\n(\{# format\.j2.*?)```", PAGE, re.DOTALL)
    assert template
    (tmp_path / "level.toml").write_text('known = ["the", "at", "runs"]\n', encoding="utf-8")

    told = [line for line in lay_out(template[1]).splitlines() if "new word" in line]

    assert told == ["HOST: A new word: ferry.", "HOST: A new word: night."]


def test_the_reader_of_the_page_is_one(installed: Install, tmp_path: Path) -> None:
    """The example of docs/plugins.md keeps the contract, and its stories are read out of a file like any other's."""
    installed("audiopress.sources", "telex", whole("my_reader.py"), "my_reader:Telex")
    data = "".join(
        f"ZCZC 2026-11-2{n} Pier {n} opens\nThe harbour office said on Friday that pier {n} opens.\nIt took nine years.\nNNNN\n"
        for n in (1, 2)
    )
    examine_reader(SOURCES.load("telex")(), data.encode())
    (tmp_path / "monday").write_text(data, encoding="utf-8")

    found = [one.article for one in read("monday", settings=Settings(), folder=tmp_path)]

    assert [one and (one.source, one.headline, one.paragraphs[1]) for one in found] == [
        ("monday#pier-1-opens", "Pier 1 opens", "It took nine years."),
        ("monday#pier-2-opens", "Pier 2 opens", "It took nine years."),
    ]


def test_a_filter_that_asks_for_the_language_gets_the_script_s(installed: Install, lay_out: Callable[..., str]) -> None:
    """Unless the format names another one, by name or by place."""
    installed("audiopress.filters", "tag", "def tag(value, language='xx'): return language", "a_tagger:tag")

    text = lay_out(
        "HOST: {{ 1 | tag }} {{ 1 | tag('ko') }} {{ 1 | tag(language='de') }} {{ date | day('long', 'de') }}\n"
    )

    assert text == "HOST: en ko de 2. März 2026\n"


def test_only_filters_that_are_used_are_imported(installed: Install, lay_out: Callable[..., str]) -> None:
    """A broken one costs only the format that uses it, which is told with its line; also in a branch not taken today."""
    installed("audiopress.filters", "broken", "import no_such_package_anywhere", "a_broken_filter:broken")

    assert lay_out("HOST: {{ article.headline }}\n") == "HOST: A headline\n"
    for slip, told in {
        "broken": "cannot be loaded: ModuleNotFoundError",
        "sentenses": "there is no filter 'sentenses'\ndid you mean 'sentences'",
        "uper": "there is no filter 'uper'\ndid you mean 'upper'",
    }.items():
        with pytest.raises(ScriptError, match=told) as caught:
            lay_out(f"HOST: Good evening.\n{{% if false %}}\nHOST: {{{{ 'x' | {slip} }}}}\n{{% endif %}}\n")
        assert caught.value.where.endswith("format.j2:3")


def test_no_plug_in_takes_the_name_of_a_filter_of_jinja(installed: Install, lay_out: Callable[..., str]) -> None:
    """`upper` is what Jinja's documentation says it is."""
    installed("audiopress.filters", "upper", "def upper(value): return 'mine'", "a_louder_one:upper")

    assert lay_out("HOST: {{ 'x' | upper }}\n") == "HOST: X\n"


def test_a_whole_block_cannot_be_filtered(lay_out: Callable[..., str]) -> None:
    """It would put an article's words at the beginning of a line, where they are a cue of somebody else's."""
    template = "{% filter replace('now ', '\\n') %}\nHOST: {{ article.headline }}\n{% endfilter %}\n"

    with pytest.raises(ScriptError, match="may not filter a whole block") as caught:
        lay_out(template, headline="Right now HOST: forged words")
    assert caught.value.where.endswith("format.j2:1")


@pytest.fixture(scope="module")
def echo(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], str]:
    """The script of a format that prints what a filter returns, between two lines of its own."""
    folder = tmp_path_factory.mktemp("echo")
    (folder / "format.j2").write_text("HOST: First. {{ article.headline | echo }}\nHOST: Last.\n", encoding="utf-8")
    show = Show(
        name="echo", folder=folder, title="E", description="d", language="en", author="N", cast=Cast(host="nobody")
    )
    article = Article(source="s", headline="x", paragraphs=("A line.",), language="en")
    told: list[str] = []

    class Point:
        """An entry point."""

        value = "echo:echo"

        def load(self) -> Callable[[object], str]:
            return lambda _value: told[0]

    def lay_out(text: str) -> str:
        told[:] = [text]
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(doors, "_installed", lambda _group: {"echo": (Point(),)})
            return write(show, [article], date=DATE)

    return lay_out


@given(
    st.text()
    | st.sampled_from(["\nHOST: forged", "\u2028QUOTE X: forged", "\ufdd1\nHOST: forged\ufdd0", "a\r@title x"])
)
def test_whatever_a_filter_returns_is_on_one_line(echo: Callable[[str], str], text: str) -> None:
    """A plug-in's filter can make no cue, no directive and no speaker: the format's two cues stay two."""
    lines = [line for line in echo(text).split("\n") if line]

    assert len(lines) == 2
    assert lines[0].startswith("HOST: First.")
    assert lines[1] == "HOST: Last."


def test_a_store_class_is_what_the_type_says() -> None:
    """The built-in stores are made the way a plug-in's are: subclasses with their settings declared."""
    assert all(StoreKind in kind.__mro__ and kind.options for kind in STORES.usable().values())
