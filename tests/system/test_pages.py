"""The published pages in headless Chromium: what a reader sees, and what the script does while the audio plays."""

from __future__ import annotations

import json
import queue
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

pytestmark = pytest.mark.system

Chromium = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="module")
def chromium(browser: list[str], tmp_path_factory: pytest.TempPathFactory) -> Chromium:
    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        profile = tmp_path_factory.mktemp("chromium")
        command = [*browser, f"--user-data-dir={profile}", *arguments]
        return subprocess.run(command, capture_output=True, text=True, timeout=90, check=True)

    return run


def colours(path: Path) -> list[tuple[int, tuple[int, int, int]]]:
    """The colours of a picture, the commonest first."""
    with Image.open(path) as picture:
        found = picture.convert("RGB").getcolors(1 << 24)
    assert found
    return sorted(((count, colour) for count, colour in found if isinstance(colour, tuple)), reverse=True)  # type: ignore[misc]


@pytest.mark.parametrize(
    ("path", "size"),
    [
        ("", "1200,1600"),
        ("daily-brief/", "1200,1600"),
        ("daily-brief/{episode}/", "1200,1600"),
        ("daily-brief/{episode}/", "390,1600"),
    ],
)
def test_pages_are_drawn_in_light_and_dark(
    chromium: Chromium, published: dict[str, str], tmp_path: Path, path: str, size: str
) -> None:
    """Each page is drawn with print on paper, and in the dark with pale print on ink."""
    url = published["base"] + path.format(episode=published["episode"])
    light, dark = tmp_path / "light.png", tmp_path / "dark.png"

    chromium(f"--window-size={size}", f"--screenshot={light}", url)
    chromium(f"--window-size={size}", "--blink-settings=preferredColorScheme=0", f"--screenshot={dark}", url)

    assert colours(light)[0][1] == (251, 249, 245)
    assert colours(dark)[0][1] == (20, 20, 22)
    assert len(colours(light)) > 100


def test_the_page_is_whole_and_its_script_runs(chromium: Chromium, published: dict[str, str]) -> None:
    """After loading, the script has come alive: sentences can be clicked, reading can be followed, the audio has its length."""
    page = published["base"] + f"daily-brief/{published['episode']}/"
    found = chromium("--virtual-time-budget=4000", "--dump-dom", page).stdout

    assert 'class="transcript live"' in found
    assert re.search(r'<label class="follow">', found)
    assert "Lee In-young" in found


PROBE = """
const audio = document.getElementById("player");
const wait = (name) => new Promise((done) => audio.addEventListener(name, done, { once: true }));
const settle = () => new Promise((done) => setTimeout(done, 100));
(async () => {
  const told = {};
  if (!audio.readyState) await wait("loadedmetadata");
  told.length = Math.round(audio.duration);
  audio.currentTime = 11.0;
  await wait("seeked");
  await settle();
  told.now = document.querySelector(".s.now").textContent;
  told.word = [...CSS.highlights.get("word")][0].toString();
  told.chapter = document.querySelector(".chapters [aria-current] span").textContent;
  document.querySelectorAll(".s")[3].click();
  await wait("seeked");
  await settle();
  told.clicked = Math.floor(audio.currentTime);
  told.playing = !audio.paused;
  return told;
})().then((told) => told, (error) => ({ error: String(error) })).then((told) =>
  fetch("/probe", { method: "POST", body: JSON.stringify(told) }));
"""


def test_the_sentence_that_is_heard_is_marked(
    browser: list[str], probe: Callable[[str], str], reports: queue.Queue[str], tmp_path: Path
) -> None:
    """Sought to a moment inside a quote, the page marks that sentence, its word and its chapter; a click on another plays from there."""
    page = probe(PROBE)
    command = [*browser, f"--user-data-dir={tmp_path}", "--remote-debugging-port=0", page]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as running:
        try:
            told = json.loads(reports.get(timeout=60))
        finally:
            running.terminate()

    assert told == {
        "length": 26,
        "now": "We waited ninety years for this, and the water waited with us.",
        "word": "years",
        "chapter": "Harbour opens to the public",
        "clicked": 17,
        "playing": True,
    }


LONG = """
const word = "Verkehrsinfrastrukturfinanzierungsgesellschaftsvorsitzendenkonferenz".repeat(2);
for (const one of document.querySelectorAll("h1, h2, h3, .kicker a, .chapters span, .standfirst, .s")) one.textContent = word;
const page = document.documentElement;
const over = [...document.querySelectorAll("h1, .standfirst, .chapters span")].some(
  (one) => one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).display !== "inline");
fetch("/probe", { method: "POST", body: JSON.stringify({ sideways: page.scrollWidth > page.clientWidth, over }) });
"""


@pytest.mark.parametrize("width", [500, 1100])
def test_a_word_longer_than_the_screen_runs_over_nothing(
    browser: list[str], probe: Callable[[str], str], reports: queue.Queue[str], tmp_path: Path, width: int
) -> None:
    """With the longest German words in every title the page does not scroll sideways, and no title leaves its column."""
    command = [*browser, f"--user-data-dir={tmp_path}", "--remote-debugging-port=0", f"--window-size={width},900"]
    with subprocess.Popen([*command, probe(LONG)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as running:
        try:
            told = json.loads(reports.get(timeout=60))
        finally:
            running.terminate()

    assert told == {"sideways": False, "over": False}
