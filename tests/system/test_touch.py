"""What readers do to the published pages with a pointer, narrow windows and forced colours, in headless Chromium."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from tests_chromium import Driver

pytestmark = pytest.mark.system


@pytest.fixture(scope="module")
def driver(browser: list[str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Driver]:
    with Driver(browser, tmp_path_factory.mktemp("touch")) as running:
        yield running


@pytest.fixture
def episode(published: dict[str, str]) -> str:
    return f"{published['base']}daily-brief/{published['episode']}/"


def ready(driver: Driver) -> None:
    driver.until("document.getElementById('player').readyState > 0")


@pytest.mark.parametrize("width", [390, 1000, 1200, 1440, 1920])
def test_a_time_code_stands_on_one_line(driver: Driver, episode: str, width: int) -> None:
    """At every width a time code is wider than high: its figures stand beside one another."""
    driver.open(episode, width=width)
    boxes = driver.run(
        "[...document.querySelectorAll('.time')].map((one) => { const box = one.getBoundingClientRect(); return [box.width, box.height]; })"
    )
    assert len(boxes) >= 4
    assert all(width > height for width, height in boxes), boxes


def test_no_line_of_facts_begins_with_a_dot(driver: Driver, episode: str) -> None:
    """However narrow the column, the dot before the first fact of a line is cut off, and the others are seen."""
    driver.open(episode, width=390)
    told: list[dict[str, Any]] = driver.run("""
      [60, 120, 170, 240, 330, 700].flatMap((width) => {
        const facts = document.querySelector(".facts");
        facts.style.width = width + "px";
        const column = document.querySelector("h1").getBoundingClientRect().left;
        const outer = facts.getBoundingClientRect();
        const shown = outer.left + parseFloat(getComputedStyle(facts).clipPath.split(" ").at(-1));
        let row = null;
        return [...facts.children].map((one) => {
          const box = one.getBoundingClientRect();
          const first = box.top !== row;
          row = box.top;
          const dot = getComputedStyle(one, "::before");
          const middle = box.left + parseFloat(dot.left) + parseFloat(dot.width) / 2;
          return { width, first, dotted: dot.content.includes("·"), seen: middle > shown, column, shown };
        });
      })""")
    rows = [one for one in told if one["first"]]
    assert len(rows) > 8
    assert any(not one["first"] for one in told)
    for one in told:
        assert one["seen"] != one["first"], one
        assert abs(one["column"] - one["shown"]) < 1, one


@pytest.mark.parametrize(("word", "index"), [("We", 0), ("years", 3), ("water", 8), ("us", 11)])
def test_a_click_on_a_word_plays_from_that_word(driver: Driver, episode: str, word: str, index: int) -> None:
    """The audio goes to where the clicked word begins, not to where its sentence does, wherever in the word one clicks."""
    driver.open(episode)
    ready(driver)
    for edge in (0.1, 0.9):
        x, y = driver.run(f"""
          (() => {{
            const text = document.querySelectorAll("blockquote .s")[0].firstChild;
            const at = text.data.search(/\\b{word}\\b/);
            const range = new Range();
            range.setStart(text, at);
            range.setEnd(text, at + {len(word)});
            const box = range.getBoundingClientRect();
            return [box.left + box.width * {edge}, box.top + box.height / 2];
          }})()""")
        driver.run("void (window.began = null, document.getElementById('player').pause())")
        driver.run(
            "void document.getElementById('player').addEventListener('seeking', (event) => { window.began = event.target.currentTime; }, { once: true })"
        )
        driver.click(x, y)
        driver.until("window.began !== null")
        assert driver.run("window.began") == pytest.approx(10.0 + index * 3.6 / 12, abs=0.02)


def test_a_time_code_plays_here_while_text_is_selected(driver: Driver, episode: str) -> None:
    """With text selected somewhere on the page a click on a time code plays from there and does not leave the page."""
    driver.open(episode)
    ready(driver)
    x, y = driver.run("""
      (() => {
        const box = document.querySelector("blockquote .time").getBoundingClientRect();
        return [box.left + box.width / 2, box.top + box.height / 2];
      })()""")
    # Selected as the button comes down: a browser that clears selections then must not hide the fault.
    driver.run(
        """void document.addEventListener("mouseup", () => getSelection().selectAllChildren(document.querySelector("h1")))"""
    )
    driver.click(x, y)
    driver.until("document.getElementById('player') === null || !document.getElementById('player').paused")
    assert driver.run("location.href") == episode
    assert 10 <= driver.run("document.getElementById('player').currentTime") < 11


def test_the_sentence_that_is_heard_is_marked_in_forced_colours(driver: Driver, episode: str, tmp_path: Path) -> None:
    """Where a reader forces colours, the sentence now heard stands on another ground than the page, and no other does."""
    driver.tell("Emulation.setEmulatedMedia", features=[{"name": "forced-colors", "value": "active"}])
    try:
        driver.open(episode)
        ready(driver)
        driver.run("void (document.getElementById('player').currentTime = 11)")
        driver.until("document.querySelector('.s.now') !== null")
        boxes = driver.run("""
          [".s.now", ".s:not(.now)"].map((one) => {
            const box = document.querySelector(one).getBoundingClientRect();
            return [box.left, box.top, box.right, box.bottom];
          })""")
        driver.picture(tmp_path / "forced.png")
    finally:
        driver.tell("Emulation.setEmulatedMedia", features=[])
    grounds = []
    with Image.open(tmp_path / "forced.png") as picture:
        page = picture.convert("RGB").getpixel((5, 5))
        for box in boxes:
            found = picture.convert("RGB").crop(box).getcolors(1 << 20)
            assert found
            grounds.append(max(found)[1])
    assert grounds[0] != page
    assert grounds[1] == page


def test_the_player_has_a_name_for_ears(driver: Driver, published: dict[str, str], episode: str) -> None:
    """Every player says to a screen reader which episode it plays."""
    for url, count in ((episode, 1), (f"{published['base']}daily-brief/", 2)):
        driver.open(url)
        tree = driver.tell("Accessibility.getFullAXTree")["nodes"]
        names = [one["name"]["value"] for one in tree if one.get("role", {}).get("value") == "Audio"]
        assert len(names) == count
        assert "Listen: Harbour opens to the public" in names
        assert all(name.startswith("Listen: ") for name in names)


def test_one_sound_at_a_time(driver: Driver, published: dict[str, str]) -> None:
    """On a show's page, starting one episode pauses the other."""
    driver.open(f"{published['base']}daily-brief/")
    driver.run("document.querySelectorAll('audio')[0].play()")
    assert driver.run("[...document.querySelectorAll('audio')].map((one) => one.paused)") == [False, True]
    driver.run("document.querySelectorAll('audio')[1].play()")
    driver.until("document.querySelectorAll('audio')[0].paused")
    assert not driver.run("document.querySelectorAll('audio')[0].ended")
    assert driver.run("[...document.querySelectorAll('audio')].map((one) => one.paused)") == [True, False]
