"""A language is a folder: what lies in it, what it may lack, and what is told of its slips."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiopress import ConfigError, doors
from audiopress.languages import everywhere
from audiopress.languages.calendar_words import names_of
from audiopress.languages.checked import checked
from audiopress.languages.pack import Pack, known, pack, pack_text, page_packs, phrasebook
from audiopress.languages.tags import language_name, primary, same_language


def test_every_folder_is_a_language() -> None:
    """A folder with a pack is known by lying there, and its pack has no fault."""
    assert {"en", "de", "fr", "es", "ko", "ja", "zh"} <= set(known())
    for language in known():
        assert pack(language).known
        assert pack(language).language == language


@pytest.mark.parametrize("tag", ["xx", "xx-x-none", "", "qqq", "tlh", "?", "und"])
def test_a_language_without_a_folder_is_neutral(tag: str) -> None:
    """Nothing is claimed for it, no word of another language's is in it, and it says so."""
    found = pack(tag)

    assert not found.known
    assert found == Pack(language=primary(tag))
    assert list(found.page.listed()) == []
    assert found.part("reading") is None


@pytest.mark.parametrize(
    ("tag", "language"),
    [
        ("pt-BR", "pt"),
        ("zh_Hant", "zh"),
        ("EN-us", "en"),
        ("cmn", "zh"),
        ("de.UTF-8", "de"),
        ("", "und"),
        ("x9", "und"),
    ],
)
def test_a_tag_is_known_by_its_first_part(tag: str, language: str) -> None:
    """Region, script and case make no other language; what is no tag is undetermined."""
    assert primary(tag) == language
    assert same_language(tag, language)


@given(st.text(max_size=12))
def test_any_text_may_stand_where_a_tag_should(tag: str) -> None:
    """Pages state anything as their language: there is always a pack for it."""
    assert pack(tag) is pack(primary(tag))


def test_a_language_has_its_english_name() -> None:
    """What is told to editors names the language, not its tag."""
    assert language_name("it") == "Italian"
    assert pack("sv-SE").name == "Swedish"


def test_months_and_days_are_cldr_s() -> None:
    """Long and short forms, in any language that CLDR has; numbers are no names."""
    assert names_of("it").months["gen"] == 1
    assert names_of("nl").months["augustus"] == 8
    assert names_of("fr").weekdays["sam"] == 5
    assert names_of("ja").months == {}
    assert names_of("tlh") == names_of("und") == ({}, {}, frozenset())


def test_the_pages_labels_are_one_book() -> None:
    """A page is read with its language's phrases and those that stand on pages in any language; each set once."""
    assert phrasebook("de-AT") is phrasebook("de")
    assert phrasebook("en") is phrasebook("en-GB")
    assert [one.language for one in page_packs("de-AT")] == ["de", "en"]
    assert [one.language for one in page_packs("xx")] == ["xx", "en"]


SLIPS = """\
[general]
nmae = "Nowhere"
direction = "up"

[words]
stop = ["the", "and"]

[page.pointer]
begins = [
  "read more",
  "read (more",
]
hold = ["x"]

[page.pointr]
begins = ["x"]

[speech]
least = "fast"

[examples]
spoken = [["3 %"], ["a", "b"]]
"""


def test_every_slip_of_a_pack_is_told_with_its_line(tmp_path: Path) -> None:
    """All at once, each with the line that it stands on and, where a name is close, what was meant."""
    path = tmp_path / "pack.toml"
    path.write_text(SLIPS, "utf-8")

    with pytest.raises(ConfigError) as caught:
        checked(path, Pack, {"language": "xx"})

    told = [str(problem).removeprefix(f"{path}:") for problem in caught.value.problems]
    assert told == [
        "2: general.nmae: unknown key (did you mean 'name'?)",
        "3: general.direction: expected 'ltr' or 'rtl', got 'up'",
        "6: words.stop: expected words with spaces between them, got ['the', 'and'] (in one text: \"the and of\")",
        "11: page.pointer.begins.1: no ')' in 'read (more' (docs/languages.md has the syntax)",
        "13: page.pointer.hold: unknown key (did you mean 'holds'?)",
        "15: page.pointr: unknown key (did you mean 'pointer'?)",
        "19: speech.least: expected a number, got 'fast'",
        "22: examples.spoken.0: expected 2 texts, got 1",
    ]


def test_a_plug_in_brings_a_language(installed: Callable[..., Path], tmp_path: Path) -> None:
    """A package with a pack.toml and an entry point is a language like those that lie here."""
    site = installed("audiopress.languages", "qaa", "", "a_language_pack")
    (site / "a_language_pack.py").unlink(missing_ok=True)
    (site / "a_language_pack").mkdir()
    (site / "a_language_pack" / "__init__.py").write_text("", "utf-8")
    (site / "a_language_pack" / "pack.toml").write_text('[general]\nname = "Harbour"\n', "utf-8")
    pack.cache_clear()
    doors.forget()

    try:
        assert "qaa" in known()
        assert pack("qaa").name == "Harbour"
        assert pack("qaa").known
    finally:
        pack.cache_clear()


def test_signs_of_all_languages_are_what_their_packs_say() -> None:
    """What is known on a page in any language is read without the packs, and is what they hold together."""
    for joined, name in ((everywhere.moments(), "moments"), (everywhere.sites(), "sites")):
        for key in fields(joined):
            packs = frozenset[str]().union(*(getattr(getattr(pack(tag).page, name), key.name) for tag in known()))
            assert getattr(joined, key.name) == packs, key.name


@pytest.mark.parametrize(
    "written",
    [
        '[page.moments]\nyear = "jaar"\n',
        '[page.moments]  # of a date\nyear = "jaar"\n',
        'page.moments.year = "jaar"\n',
        'page = { moments = { year = "jaar" } }\n',
        '[page]\nmoments.year = "jaar"\n',
    ],
)
def test_signs_are_found_however_a_pack_writes_them(
    written: str, installed: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A language of another package adds its signs, in whichever way TOML lets it write them."""
    monkeypatch.setattr(everywhere, "known", lambda: ("ko", "qaa"))
    monkeypatch.setattr(everywhere, "pack_text", lambda tag: written if tag == "qaa" else pack_text(tag))
    site = installed("audiopress.languages", "qaa", "", "a_language_pack")
    (site / "a_language_pack.py").unlink(missing_ok=True)
    (site / "a_language_pack").mkdir()
    (site / "a_language_pack" / "__init__.py").write_text("", "utf-8")
    (site / "a_language_pack" / "pack.toml").write_text(written, "utf-8")
    for found in (pack, everywhere.moments):
        found.cache_clear()
    doors.forget()

    try:
        assert everywhere.moments().year == {"년", "jaar"}
    finally:
        for found in (pack, everywhere.moments):
            found.cache_clear()
