"""Settings: every problem of a file at once, each with its line and what to do."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiopress.config import load_settings, load_show, load_voice
from audiopress.errors import ConfigError
from audiopress.model import Source
from audiopress.tables import locate

GOOD = """\
title = "Harbour News"
description = "The day's stories."
language = "en"
author = "Harbour News"

[cast]
host = "anna"
quotes = ["ben"]
"""


def show(tmp_path: Path, text: str) -> Path:
    folder = tmp_path / "harbour"
    folder.mkdir(exist_ok=True)
    (folder / "show.toml").write_text(text, encoding="utf-8")
    (folder / "format.j2").write_text("HOST: hello\n", encoding="utf-8")
    return folder


def test_a_show_takes_its_name_from_its_folder(tmp_path: Path) -> None:
    """The folder's name is the show's name, and every key left out has its default."""
    loaded = load_show(show(tmp_path, GOOD), voices=["anna", "ben"])

    assert loaded.name == "harbour"
    assert loaded.cast.quotes == ("ben",)
    assert loaded.audio.loudness == -16.0


def test_every_problem_of_a_file_is_told_at_once_with_its_line(tmp_path: Path) -> None:
    """A file with five faults gives five lines, so that an editor mends it in one go."""
    text = GOOD.replace("title", "titel").replace('host = "anna"', "host = 3") + '[audio]\nbitrat = 64\nrate = "x"\n'

    with pytest.raises(ConfigError) as caught:
        load_show(show(tmp_path, text))

    told = {(p.where.rpartition(":")[2], p.message.partition(":")[0]): p.hint for p in caught.value.problems}
    assert told[("1", "titel")] == "did you mean 'title'?"
    assert ("1", "title") in told
    assert ("7", "cast.host") in told
    assert told[("10", "audio.bitrat")] == "did you mean 'bitrate'?"
    assert ("11", "audio.rate") in told
    assert len(told) == 5


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            'category = ["News", "Daily New"]',
            "category.1: News has no subcategory 'Daily New' (did you mean 'Daily News'?)",
        ),
        ('category = ["Newz"]', "category: not one of Apple's categories: ['Newz'] (did you mean 'News'?)"),
        ('theme = "blue"', "theme: not a colour: 'blue' (#rrggbb)"),
        ('type = "weekly"', "type: cannot be 'weekly' (episodic or serial)"),
        ('cover = "none.png"', "cover: there is no file 'none.png' beside show.toml"),
        ("stories = -1", "stories: -1 is outside 0 to 1000"),
        ('name = "x"', "name: is taken from the file's place, not written in it"),
        ('[schedule]\ncron = "0 6 * *"', "schedule.cron: not a cron expression"),
        (
            '[schedule]\ncron = "0 6 * * *"\ntimezone = "Asia/Soul"',
            "schedule.timezone: no time zone 'Asia/Soul' (did you mean 'Asia/Seoul'?)",
        ),
        ('[feed]\nhubb = "x"', "feed.hubb: unknown key (did you mean 'hub'?)"),
        ("[feed]\nlocked = 3", "feed.locked: expected bool, got 3"),
        ('[spoken]\nscroe = "to"', "spoken.scroe: unknown key (did you mean 'score'?)"),
        ('[spoken]\nclock = "13"', 'spoken.clock: cannot be \'13\' ("24", "12")'),
        ('[spoken]\nswitch = "yes"', "spoken.switch: cannot be 'yes' (false, true)"),
        ("[spoken]\nurl = true", "spoken.url: cannot be true (words to say, or false to leave it out)"),
        ("[pause]\nsentence = 99", "pause.sentence: 99 is outside 0 to 30"),
        ("[audio]\nchannels = 3", "audio.channels: cannot be 3 (1 or 2)"),
    ],
)
def test_a_value_that_cannot_be_is_named(tmp_path: Path, line: str, expected: str) -> None:
    """A value of the right type that makes no sense is a fault with its reason."""
    text = line + "\n" + GOOD if not line.startswith("[") else GOOD + line + "\n"

    with pytest.raises(ConfigError) as caught:
        load_show(show(tmp_path, text), voices=["anna", "ben"])

    assert expected in str(caught.value)


@pytest.mark.parametrize(
    "line", ['url = "a link"', "url = false", 'clock = "12"', "and = true", 'zero = "공"', 'emoji = ""']
)
def test_choices_of_reading_are_taken(tmp_path: Path, line: str) -> None:
    """What docs/shows.md says of `[spoken]` may be written."""
    assert load_show(show(tmp_path, f"{GOOD}[spoken]\n{line}\n"), voices=["anna", "ben"]).spoken


def test_an_unknown_voice_is_an_error_with_the_nearest_name(tmp_path: Path) -> None:
    """A wrong voice in the cast is never replaced by a default."""
    with pytest.raises(ConfigError, match=r"show\.toml:7: cast\.host: no voice named 'anna' \(did you mean 'anne'\?\)"):
        load_show(show(tmp_path, GOOD), voices=["anne", "ben"])


def test_a_syntax_error_names_its_line(tmp_path: Path) -> None:
    """Broken TOML is told with file and line, without a traceback."""
    with pytest.raises(ConfigError) as caught:
        load_show(show(tmp_path, 'title = "x"\nlanguage = \n'))

    assert caught.value.where.endswith("show.toml:2")
    assert "not valid TOML" in caught.value.message


def test_a_missing_newsroom_file_means_the_defaults(tmp_path: Path) -> None:
    """audiopress works in any folder, without a settings file."""
    assert load_settings(tmp_path / "audiopress.toml").base_url == "http://127.0.0.1:8000/"


@pytest.mark.parametrize(
    "text",
    [
        'base_url = "example.org"',
        'workers = "many"',
        'timezone = "Mars"',
        '[store]\nkind = "ftp"',
        '[store]\nkind = "s3"',
    ],
)
def test_settings_are_checked(tmp_path: Path, text: str) -> None:
    """A wrong address, worker, zone or store is found before anything is made."""
    path = tmp_path / "audiopress.toml"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(ConfigError):
        load_settings(path)


def test_a_voice_names_its_maker_and_licence(tmp_path: Path) -> None:
    """A voice without attribution or licence is not taken: newsrooms must be able to credit it."""
    path = tmp_path / "anna.toml"
    path.write_text('engine = "tone"\nmodel = "a"\nlanguages = ["en"]\nattribution = ""\n', encoding="utf-8")

    with pytest.raises(ConfigError, match="licence: is missing"):
        load_voice(path)


def test_a_file_that_is_not_utf8_is_told(tmp_path: Path) -> None:
    """A legacy encoding is named as such."""
    path = tmp_path / "audiopress.toml"
    path.write_bytes(b'title = "caf\xe9"')

    with pytest.raises(ConfigError, match="not UTF-8"):
        load_settings(path)


def test_lines_are_found_in_arrays_of_tables_and_dotted_keys() -> None:
    """The locator follows `[[tables]]` by index, quoted and dotted keys."""
    text = '[[part]]\na = 1\n[[part]]\na = 2\n[x."y z"]\nb.c = 3\n'

    assert locate(text, ("part", 1, "a")) == 4
    assert locate(text, ("x", "y z", "b", "c")) == 6
    assert locate(text, ("nowhere",)) == 1


@given(st.text(), st.lists(st.one_of(st.text(), st.integers())))
def test_the_locator_never_fails(text: str, where: list[str | int]) -> None:
    """Whatever the file, a line of it is named."""
    assert 1 <= locate(text, where) <= max(1, len(text.splitlines()))


SETTINGS_SLIPS = {
    'titel = "x"': "titel: unknown key (did you mean 'title'?)",
    'allow_hosts = "10.0.0.1"': "allow_hosts: expected a list, got '10.0.0.1' (in brackets: [\"10.0.0.1\"])",
    'workers = "lots"': "workers: cannot be 'lots'",
    'timezone = "Mars"': "timezone: no time zone 'Mars'",
    "base_url = 3": "base_url: expected a text in quotation marks, got 3",
    'robots = "perhaps"': "robots: expected true or false, got 'perhaps'",
    'store = "s3"': "store: expected a table, got 's3'",
}
SHOW_SLIPS = {
    "description = 3": "description: expected a text in quotation marks, got 3",
    'language = "english"': "language: not a language tag: 'english'",
    'theme = "blue"': "theme: not a colour: 'blue'",
    'category = "News"': "category: expected a list, got 'News' (in brackets: [\"News\"])",
    "stories = 2.5": "stories: expected a whole number, got 2.5",
    'pause.sentence = "long"': "pause.sentence: expected a number, got 'long'",
    "pause.quote = 99": "pause.quote: 99 is outside 0 to 30",
    'audio.preset = "loud"': "audio.preset: cannot be 'loud'",
    'schedule.timezone = "Mars"': "schedule.timezone: no time zone 'Mars'",
    "feed.ttl = [1]": "feed.ttl: expected a text in quotation marks or true or false or a whole number, got [1]",
    'cast.quotes = [3, "nobody"]': "cast.quotes.1: no voice named 'nobody'",
    'cast.hots = "anna"': "cast.hots: unknown key (did you mean 'host'?)",
}


@given(st.sets(st.sampled_from(sorted(SETTINGS_SLIPS)), min_size=1))
def test_no_slip_of_the_settings_hides_another(slips: set[str]) -> None:
    """Whatever is wrong together in audiopress.toml is told in one round, each thing once, in an editor's words."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "audiopress.toml"
        path.write_text("\n".join(sorted(slips)), encoding="utf-8")
        with pytest.raises(ConfigError) as caught:
            load_settings(path)

    told = [f"{p.message} ({p.hint})" for p in caught.value.problems]
    assert len(told) == len(slips)
    for slip in slips:
        assert any(one.startswith(SETTINGS_SLIPS[slip].rstrip(")")) for one in told), told


@given(st.sets(st.sampled_from(sorted(SHOW_SLIPS)), min_size=1))
def test_no_slip_of_a_show_hides_another(slips: set[str]) -> None:
    """A wrong key, type or missing value in show.toml hides no wrong value: an editor mends the file in one round."""
    with tempfile.TemporaryDirectory() as folder, pytest.raises(ConfigError) as caught:
        load_show(show(Path(folder), "\n".join(sorted(slips))), voices=["anna"])

    told = [f"{p.message} ({p.hint})" for p in caught.value.problems]
    for slip in slips:
        assert any(one.startswith(SHOW_SLIPS[slip].rstrip(")")) for one in told), told
    assert any(one.startswith("author: is missing") for one in told)
    assert not any("'?'" in one or "[?]" in one for one in told), "what stands in for a fault is never told of"


def test_sources_are_texts_and_tables(tmp_path: Path) -> None:
    """A list of sources holds texts and tables beside each other, and `[[sources]]` is the same list."""
    listed = load_show(show(tmp_path, 'sources = ["a.txt", {url = "https://x.example", max = 5}]\n' + GOOD))
    tables = load_show(
        show(tmp_path, GOOD + '[[sources]]\nurl = "https://x.example"\nauth_env = "KEY"\nsince = "36h"\n')
    )

    assert listed.sources == ("a.txt", Source(url="https://x.example", max=5))
    assert tables.sources == (Source(url="https://x.example", auth_env="KEY", since="36h"),)


@pytest.mark.parametrize(
    ("table", "told"),
    [
        ('{ur = "x"}', "sources.0.ur: unknown key (did you mean 'url'?)"),
        ('{url = "https://x.example", kind = "wordpres"}', "did you mean 'wordpress'?"),
        ('{url = "https://x.example", since = "lately"}', "sources.0.since: cannot be 'lately'"),
        ('{url = "https://x.example", auth_env = "swordfish!"}', "is no name of a variable"),
        ('{url = "wire/", auth_env = "KEY"}', "asks for no password"),
        ('{url = "https://x.example", max = -1}', "sources.0.max: -1 is outside"),
        ("3", "expected a text in quotation marks or a table, got 3"),
    ],
)
def test_a_fault_in_a_table_of_sources_has_its_line(tmp_path: Path, table: str, told: str) -> None:
    """What is wrong in one is told at its line, as everywhere."""
    with pytest.raises(ConfigError) as caught:
        load_show(show(tmp_path, f"sources = [{table}]\n" + GOOD))

    (where, said) = next((one.where, str(one)) for one in caught.value.problems if told in str(one))
    assert where.endswith("show.toml:1")
    assert "swordfish" not in said or "auth_env" in said
