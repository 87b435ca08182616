"""The catalogue of voices is data with dates; licences are judged in a word, and never too kindly."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiopress.checks import faults
from audiopress.errors import ConfigError, UnknownName
from audiopress.speech import catalogue as module
from audiopress.speech import engines, fetchable, load_catalogue
from audiopress.speech.builtin import kokoro, supertonic
from audiopress.speech.licences import WORDS, Judgement, judge, worst
from audiopress.workspace import Workspace

ROOT = Path(__file__).parents[2]
BASES = {
    "lessac": Judgement(word="research only"),
    "ryan": Judgement(word="non-commercial"),
    "kristin": Judgement(word="clean"),
}
ENTRY = """
[[voice]]
name = "house"
engine = "tone"
languages = ["en"]
licence = "MIT"
judged = "clean"
attribution = "the house"
source = "https://voices.example/house"
checked = 2026-11-30
files = [{ name = "house.onnx" }]
"""


# ---- the shipped one


def test_every_address_names_the_day_it_was_looked_at() -> None:
    """What has an address in the catalogue was checked on 30 November 2026 or later: look again before the date moves."""
    known = fetchable()
    dates = [entry.checked for entry in known.voice] + [collection.checked for collection in known.collection]
    assert dates
    assert min(dates) >= date(2026, 11, 30)


def test_no_module_knows_where_voices_lie() -> None:
    """An address that ages in the code is watched by nobody: the hubs' names stand in the catalogue alone."""
    hubs = re.compile(r"huggingface\.co|github\.com/\S+/releases|api\.github\.com")
    guilty = [path for path in (ROOT / "audiopress").rglob("*.py") if hubs.search(path.read_text("utf-8"))]
    assert not guilty


def test_every_entry_can_be_used() -> None:
    """Its engine is one, or says how it comes; its files have a size and a hash, or its makers' list has them."""
    known = fetchable()
    for entry in known.voice:
        assert entry.engine in {*engines(), "hibari"}, entry.name
        assert entry.bytes > 1_000_000, entry.name
        assert entry.attribution
        assert entry.why, f"{entry.name}: a judgement says what it stands on"
        if entry.collection:
            assert re.fullmatch(known.collected(entry).pattern, entry.name)
        assert all((piece.size and piece.sha256) or entry.listing for piece in entry.files), entry.name


def test_the_catalogue_and_the_engines_agree() -> None:
    """Supertonic's languages and files, Kokoro's languages and file names are told twice and alike."""
    known = fetchable()
    model = known.find("supertonic-3")
    assert isinstance(model, module.CatalogueEntry)
    assert model.languages == supertonic.LANGUAGES
    assert {f"{supertonic.NAME}/{name}" for name in supertonic.ONNX} < {piece.name for piece in model.files}
    for name in ("kokoro-v1.0", "kokoro-v1.0-int8"):
        entry = known.find(name)
        assert isinstance(entry, module.CatalogueEntry)
        assert set(entry.languages) == set(kokoro.SPOKEN.values())
        assert entry.files[0].name in kokoro.MODELS
        assert entry.files[1].name == kokoro.VOICES


def test_what_is_named_as_an_example_is_clean() -> None:
    """Docs, help and hints never tell a newspaper to fetch a voice that it may not publish with."""
    known = fetchable()
    texts = [*(ROOT / "docs").glob("*.md"), ROOT / "README.md", *(ROOT / "audiopress").rglob("*.py")]
    named = {
        name
        for path in texts
        for name in re.findall(r"voices download ([A-Za-z][\w.-]*\w)", path.read_text("utf-8"))
        if name not in {"NAME", "search"}
    }
    assert len(named) >= 3
    for name in named:
        entry = known.find(name)
        assert isinstance(entry, module.CatalogueEntry), name
        assert not entry.judgement.red, name


# ---- what a newsroom and a plug-in add


def test_a_newsroom_adds_voices_and_changes_them(tmp_path: Path) -> None:
    """Its own file wins over the shipped one by name."""
    path = tmp_path / "own.toml"
    path.write_text(ENTRY + ENTRY.replace('"house"', '"kokoro-v1.0"', 1).replace('"house"', '"ours"'))

    known = fetchable([path])

    assert known.find("house")
    changed = known.find("kokoro-v1.0")
    assert isinstance(changed, module.CatalogueEntry)
    assert changed.engine == "tone"


def test_a_plug_in_adds_voices_by_an_entry_point(
    plugin: Callable[[str, str, str], Path], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Its object is the path of a file like the shipped one; a broken one is left out and told, and stops nobody."""
    site = plugin(
        "house", "from pathlib import Path\nVOICES = Path(__file__).with_name('v.toml')\n", "house_add:VOICES"
    )
    (site / "house_add-1.0.dist-info" / "entry_points.txt").write_text(
        f"[{module.GROUP}]\nhouse = house_add:VOICES\nlost = house_add:NOTHING\n"
    )
    (site / "v.toml").write_text(ENTRY)

    assert fetchable().find("house")
    assert "the catalogue of lost cannot be loaded" in caplog.text


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (("judged", '"fine"'), "cannot be 'fine'"),
        (("checked", '"soon"'), "checked"),
        (("files", '[{ name = "../up.onnx" }]'), "not a name inside the folder of models: '../up.onnx'"),
        (("files", '[{ name = "a", sha256 = "12" }]'), "not a SHA-256"),
        (("files", '[{ name = "a", sise = 12 }]'), "did you mean 'size'?"),
        (("source", '"ftp://x"'), "not an http(s) address"),
    ],
)
def test_what_is_wrong_in_a_catalogue_is_told_with_its_line(tmp_path: Path, wrong: tuple[str, str], told: str) -> None:
    """File and line of each."""
    path = tmp_path / "own.toml"
    path.write_text(re.sub(rf"(?m)^{wrong[0]} = .*$", f"{wrong[0]} = {wrong[1]}", ENTRY))
    line = next(n for n, text in enumerate(path.read_text().splitlines(), 1) if text.startswith(wrong[0]))

    with pytest.raises(ConfigError) as raised:
        load_catalogue(path)

    assert told in str(raised.value)
    assert f"{path}:{line}" in str(raised.value)


def test_check_looks_at_the_newsrooms_catalogue(tmp_path: Path) -> None:
    """A slip in it is found by `check`, not by the download."""
    path = tmp_path / "voices" / "catalogue" / "own.toml"
    path.parent.mkdir(parents=True)
    path.write_text(ENTRY.replace('"clean"', '"fine"'))

    assert [problem.where for problem in faults(Workspace.find(tmp_path))[0]] == [f"{path}:7"]


def test_an_unknown_name_is_answered_by_the_nearest() -> None:
    """Somebody who types `kokoro` is told the whole name."""
    with pytest.raises(UnknownName, match=r"did you mean 'kokoro-v1\.0'"):
        fetchable().find("kokoro")


# ---- judged


@pytest.mark.parametrize(
    ("card", "word"),
    [
        ("* License: CC0", "clean"),
        ("* License: Public Domain\n## Training\nTrained from scratch.", "clean"),
        ("Licence: CC BY 4.0", "clean"),
        ("* License: Apache 2.0", "clean"),
        ("* License: CC0\nFinetuned from kristin", "clean"),
        ("* License: OpenRAIL-M", "use limits"),
        ("", "unclear"),
        ("A voice in the public domain of radio", "unclear"),
        ("* License: See URL", "unclear"),
        ("* License: CC BY-SA 4.0", "unclear"),
        ("* License: AGPL-3.0", "unclear"),
        ("* License: CC0\nFine-tuned from U.S. English stranger voice", "unclear"),
        ("* License: CC0\nFinetuned from U.S. English lessac voice (medium quality).", "fine-tuned from lessac"),
        ("* License: CC0\nFine-tuned on top of Ryan", "fine-tuned from ryan"),
        ("* License: CC BY-NC-SA 4.0", "non-commercial"),
        ("* License: MIT\nNot for sale: non-commercial use only", "non-commercial"),
        ("* License: https://speech.example/blizzard/2013/lessac_blizzard2013/license.html", "research only"),
        ("* License: for research purposes only, CC BY", "research only"),
    ],
)
def test_a_card_is_judged_in_a_word(card: str, word: str) -> None:
    """As makers write theirs: a licence, what it was trained from, and nothing assumed where nothing is said."""
    assert judge(card, BASES).word == word


@given(st.text(), st.sampled_from(["For research purposes only.", "Non-commercial use.", "Finetuned from lessac"]))
def test_no_words_around_it_make_a_forbidden_voice_clean(card: str, forbids: str) -> None:
    """Whatever else a card says, before or behind, a voice that forbids commerce is shown in red."""
    assert judge(f"{card}\n{forbids}", BASES).red
    assert judge(f"{forbids}\n* License: CC0\n{card}", BASES).red


@given(st.lists(st.sampled_from([word for word in WORDS if not word.endswith("from")]), min_size=1))
def test_the_worst_word_counts(words: list[str]) -> None:
    """However many agree on a better one."""
    assert worst(Judgement(word=word) for word in words).word == max(words, key=WORDS.index)
