"""A learner's page in headless Chromium: tapping, keys, and the sheet on paper."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests_chromium import Driver

from audiopress.model import Cast, Enclosure, Episode, Explained, Segment, Settings, Show, Taught, TaughtPassage
from audiopress.publish import Directory, publish

pytestmark = pytest.mark.system
SENTENCE = "The night ferry was called off after the storm had damaged the northern pier of the port."


@pytest.fixture(scope="module")
def driver(browser: list[str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Driver]:
    with Driver(browser, tmp_path_factory.mktemp("study")) as running:
        yield running


def story(passages: int) -> Taught:
    """A story of many passages, each with four expressions."""
    expression = Explained(
        expression="call off",
        meaning="~을 취소하다, ~을 철회하다",
        pos="phrasal verb",
        level="B1",
        sentence=SENTENCE,
        spans=((20, 30),),
    )
    others = tuple(replace(expression, expression=f"word {n}", spans=()) for n in range(3))
    return Taught(
        headline="Ferry stays in port after the storm",
        language="en",
        explain="ko",
        summary="폭풍으로 야간 배편이 취소되었다. 항만 당국은 월요일부터 다시 운항할 계획이다.",
        hosts=("윤하늘", "Hannah Brook"),
        url="https://paper.example/ferry",
        passages=tuple(
            TaughtPassage(number=n, text=f"{SENTENCE} {SENTENCE}", expressions=(expression, *others))
            for n in range(1, passages + 1)
        ),
    )


@pytest.fixture(scope="module")
def lesson(published: dict[str, str], public: Path) -> str:
    """The address of an episode of a short story and a long one, beside the show that other tests look at."""
    folder = public.parent
    show = Show(
        name="english-cafe",
        folder=folder,
        title="잉글리시 카페",
        description="영어 기사를 천천히 듣는다.",
        language="ko",
        author="편집국",
        cast=Cast(host="ko-announcer"),
        feed={"closed": True},  # not among the newsroom's shows
    )
    sound = next((public / "daily-brief" / "media").glob("*.mp3"))
    content = sound.read_bytes()
    enclosure = Enclosure(
        path=sound,
        mime="audio/mpeg",
        bytes=len(content),
        seconds=26.0,
        sha256=hashlib.sha256(content).hexdigest(),
        loudness=-16.0,
        true_peak=-1.0,
    )
    moment = datetime(2026, 11, 20, 6, tzinfo=UTC)
    heard = (4.0, 8.0)
    episode = Episode(
        id="2026-11-20-ferry",
        guid="6a5de8f0-0000-4000-8000-000000000003",
        show=show.name,
        title="배가 항구에 머물다",
        language="ko",
        published=moment,
        updated=moment,
        enclosure=enclosure,
        transcript=tuple(
            Segment(start=start, end=start + 3, speaker="", body=SENTENCE, role="host", language="en")
            for start in heard
        ),
        taught=(story(4), story(10)),
        disclosure="음성은 합성 음성입니다.",
    )
    publish(
        show,
        [episode],
        settings=Settings(title="The Harbour Herald", base_url=published["base"]),
        store=Directory(public),
        state=folder / "state",
    )
    return f"{published['base']}{show.name}/{episode.id}/"


@pytest.mark.parametrize("width", [390, 1280])
def test_a_tap_shows_and_plays(driver: Driver, lesson: str, width: int) -> None:
    """A tap on an expression shows its meaning within the window and plays its sentence alone; Escape closes it."""
    driver.open(f"{lesson}?{width}", width=width)
    driver.until("document.getElementById('player').readyState > 0")
    x, y = driver.run(
        "(() => { const link = document.querySelector('a.gloss'); link.scrollIntoView({block: 'center', behavior: 'instant'});"
        " const box = link.getClientRects()[0]; return [box.left + 5, box.top + 5]; })()"
    )
    driver.click(x, y)
    driver.until("document.querySelector('.tip') && !document.getElementById('player').paused")
    told, left, right, time = driver.run(
        "(() => { const box = document.querySelector('.tip').getBoundingClientRect();"
        " return [document.querySelector('.tip').textContent, box.left, box.right, document.getElementById('player').currentTime]; })()"
    )
    assert "~을 취소하다" in told
    assert 0 <= left < right <= width
    assert 8 <= time < 12
    driver.until("document.getElementById('player').paused")
    assert driver.run("document.getElementById('player').currentTime") == pytest.approx(11.0, abs=1.0)
    driver.run("document.dispatchEvent(new KeyboardEvent('keydown', {key: 'Escape'}))")
    assert driver.run("[!!document.querySelector('.tip'), document.activeElement.className]") == [False, "gloss"]


def test_a_sheet_is_one_page_a_story(driver: Driver, lesson: str) -> None:
    """However long a lesson is, its sheet is one page of A4, in letters that grow where there is room."""
    driver.open(f"{lesson}sheet.html")
    pdf = base64.b64decode(driver.tell("Page.printToPDF", preferCSSPageSize=True)["data"])
    assert len(re.findall(rb"/Type\s*/Page[^s]", pdf)) == 2
    short, long = driver.run(
        "[...document.querySelectorAll('.sheet')].map((one) => parseFloat(getComputedStyle(one).fontSize))"
    )
    assert short > long


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_nothing_stands_out_of_a_learners_page(driver: Driver, lesson: str, width: int) -> None:
    """No page of a lesson scrolls sideways."""
    for page in ("", "sheet.html"):
        driver.open(f"{lesson}{page}?{width}", width=width)
        assert driver.run("document.documentElement.scrollWidth") <= width
