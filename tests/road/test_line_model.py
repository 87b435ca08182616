"""A newsroom's own model: it learns from the newsroom's HTML pages what stands on them, and reads copied ones better."""

from __future__ import annotations

import importlib.util
import random
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from audiopress import segment
from audiopress.errors import ConfigError, UsageError

Run = Callable[..., "subprocess.CompletedProcess[str]"]
MISSING = [name for name in ("onnx", "onnxruntime") if importlib.util.find_spec(name) is None]
extra = pytest.mark.skipif(bool(MISSING), reason=f"not installed: {', '.join(MISSING)} (extra model)")
PROMISE = (
    "Our reporters have walked the quays of this town since 1911, and what they saw is what you read here every day."
)
OFFER = "Readers who stay with us for a year get the Saturday paper in their letter box, and the walk to the kiosk is saved."
PLACES = "Lindvik Ostby Grims Solvik Tarn Hammar Kalven Brenna Fjellby Aldern Nessum Varde Holt Rimsby Eik".split()
MATTERS = "a night bus,a school kitchen,a swimming hall,a fish market,a stone bridge,a tram line".split(",")


def story(place: str, seed: int) -> list[str]:
    """A report of five paragraphs that no other page has."""
    draw = random.Random(seed)
    matter, sum_, day = draw.choice(MATTERS), draw.randint(2, 90), draw.choice(["Monday", "Tuesday", "Friday"])
    return [
        f"The council of {place} decided on {day} to pay for {matter}, which people there have asked for since the spring.",
        f"It will cost {sum_} million crowns, and about half of that was set aside when the budget was written last autumn.",
        f"Most who spoke at the meeting in {place} were for it, although some wondered who will look after it in the winter.",
        f"The work is to begin in {draw.choice(['March', 'April', 'May'])}, and {draw.randint(20, 90)} people will be hired for it.",
        f"A first report on how {matter} is used by the people of {place} is to be read to the council in a year from now.",
    ]


def html(place: str, seed: int) -> str:
    """A page of a site that prints its own praise right behind the story, in whole sentences."""
    body = "".join(f"<p>{paragraph}</p>" for paragraph in story(place, seed))
    praise = f"<aside class='promo'><p>{PROMISE}</p><p>{OFFER}</p></aside>"
    return (
        f"<html lang=en><head><title>{place} decides</title></head><body><nav><a href=/>Home</a> <a href=/s>Sport</a></nav>"
        f"<article><h1>{place} decides what to build next year</h1>{body}</article>{praise}<footer>Copyright</footer></body>"
    )


def copied(place: str, seed: int) -> str:
    """The same page as a reader copies it."""
    return "\n\n".join(["Home\nSport", f"{place} decides what to build next year", *story(place, seed), PROMISE, OFFER])


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A folder of fifteen saved pages."""
    folder = tmp_path / "site"
    folder.mkdir()
    for seed, place in enumerate(PLACES):
        (folder / f"{place}.html").write_text(html(place, seed), encoding="utf-8")
    return folder


@extra
def test_a_site_is_learned_from_its_own_pages(site: Path, newsroom: Path, audiopress: Run) -> None:
    """What a site prints below each story is read aloud by the rules alone, and left out by the model."""
    page = newsroom / "page.txt"
    page.write_text(copied("Merrow", 99), encoding="utf-8")
    before = audiopress("read", "page.txt", "--why")
    assert PROMISE in before.stdout.split("dropped")[0]

    done = audiopress("learn", site, "-o", "models/lines.onnx")
    assert done.returncode == 0, done.stderr
    assert "learned from 15 pages" in done.stdout
    (newsroom / "audiopress.toml").write_text('line_model = "models/lines.onnx"\n', encoding="utf-8")

    article = segment.read_text(copied("Merrow", 99), model=segment.load_line_model(newsroom / "models" / "lines.onnx"))
    assert list(article.paragraphs) == story("Merrow", 99)
    assert {PROMISE, OFFER} <= {one.line for one in article.dropped}
    assert PROMISE not in audiopress("read", "page.txt").stdout


@extra
def test_too_few_pages_are_said_to_be(site: Path) -> None:
    """Nothing is learned of nine pages: it could not even be measured."""
    lessons = [segment.lesson(page.read_bytes()) for page in list(segment.saved_pages([site]))[:9]]

    with pytest.raises(UsageError, match="9 pages"):
        segment.learn(lessons)


@extra
def test_the_model_is_the_same_every_time(site: Path) -> None:
    """The same pages give the same file, byte for byte."""
    lessons = [segment.lesson(page.read_bytes()) for page in segment.saved_pages([site])]

    assert segment.learn(lessons).model == segment.learn(lessons).model


@extra
@pytest.mark.parametrize("data", [b"", b"not a model", b"\x08\x08"])
def test_a_file_that_is_no_model_is_a_clear_error(tmp_path: Path, data: bytes) -> None:
    """A wrong file is named, before any page is read."""
    path = tmp_path / "lines.onnx"
    path.write_bytes(data)

    with pytest.raises(ConfigError, match="line_model") as caught:
        segment.load_line_model(path)
    assert caught.value.where == str(path)


@extra
def test_a_model_of_another_kind_is_refused(tmp_path: Path) -> None:
    """A model that takes something else than the features is not fed with them."""
    from onnx import TensorProto, helper

    graph = helper.make_graph(
        [helper.make_node("Identity", ["sound"], ["story"])],
        "other",
        [helper.make_tensor_value_info("sound", TensorProto.FLOAT, ["n"])],
        [helper.make_tensor_value_info("story", TensorProto.FLOAT, ["n"])],
    )
    path = tmp_path / "other.onnx"
    path.write_bytes(
        helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8).SerializeToString()
    )

    with pytest.raises(ConfigError, match="must take `features`"):
        segment.load_line_model(path)


def test_check_reads_the_line_model_that_the_settings_name(newsroom: Path, audiopress: Run) -> None:
    """A model that is not there, or an extra that is missing, is found by `check` and not by the morning's edition."""
    (newsroom / "audiopress.toml").write_text('line_model = "models/none.onnx"\n', encoding="utf-8")

    done = audiopress("check")

    assert done.returncode == 3
    assert "none.onnx" in done.stderr + done.stdout
    assert "line_model" in done.stderr + done.stdout


def test_only_pages_of_html_teach(tmp_path: Path, audiopress: Run) -> None:
    """A text file has no markup that says what its story is."""
    page = tmp_path / "page.txt"
    page.write_text("words", encoding="utf-8")

    done = audiopress("learn", page)

    assert done.returncode == 4
    assert "page.txt" in done.stderr
