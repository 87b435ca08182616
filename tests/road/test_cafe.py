"""English Cafe from a page to its feed, and how fast its hosts speak."""

from __future__ import annotations

import json
import re
import subprocess
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from audiopress.model import Show
from audiopress.press import Press
from audiopress.script import cast, parse, utterances, write
from audiopress.speech import record
from audiopress.workspace import Workspace

Run = Callable[..., "subprocess.CompletedProcess[str]"]
Edit = Callable[[Path, str, str], None]
SPOKEN = {"word", "meaning", "example"}


def made(done: subprocess.CompletedProcess[str]) -> list[dict[str, Any]]:
    assert done.returncode == 0, done.stderr
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found


STORY = """\
{headline}

By Ada Bell
Published : Mar 2, 2026 - 09:10

{lede}

The mayor turned the new plan down.
"""
LEDE = "The night ferry was called off on Monday, and the harbour office ran out of tickets before the evening."


@pytest.fixture
def story(tmp_path: Path) -> Callable[[str], Path]:
    """A short page with its editor's words beside it."""

    def write(name: str, headline: str = "Ferry stays in port", lede: str = LEDE) -> Path:
        page = tmp_path / f"{name}.txt"
        page.write_text(STORY.format(headline=headline, lede=lede), encoding="utf-8")
        (tmp_path / f"{name}.gloss.toml").write_text(
            '[story]\ntitle = "배가 항구에 머물다"\nsummary = "야간 배편이 취소되었다."\nhosts = ["윤하늘", "Hannah Brook"]\n',
            encoding="utf-8",
        )
        return page

    return write


def test_a_page_becomes_a_lesson(audiopress: Run, newsroom: Path, story: Callable[..., Path]) -> None:
    """One command makes the episode, its notes, page, study sheet, table and cards, all of one lesson."""
    (one,) = made(audiopress("make", "english-cafe", story("one"), "--json"))

    assert (one["episode"]["title"], one["episode"]["id"][10:]) == ("배가 항구에 머물다", "-ferry-stays-in-port")
    folder = newsroom / "public" / "english-cafe" / one["episode"]["id"]
    assert {"index.html", "sheet.html", "expressions.csv", "expressions.apkg"} <= {p.name for p in folder.iterdir()}
    (vtt,) = folder.glob("transcript-*.vtt")
    assert set(re.findall("<v ([^>]+)>", vtt.read_text("utf-8"))) == {"윤하늘", "Hannah Brook"}
    notes = etree.parse(newsroom / "public" / "english-cafe" / "feed.xml").findtext("channel/item/description") or ""
    assert "<p>진행자: 윤하늘, Hannah Brook</p>" in notes
    assert "<p>*call off: ~을 취소하다</p>" in notes
    assert "<p>기사 원문: 편집국</p>" in notes  # a file has no address, so that the show's author is named
    page = (folder / "index.html").read_text("utf-8")
    assert '<a class="gloss" href="#g1-1-1" data-g="1-1-1">called off</a>' in page
    # Whatever is explained is heard slowly and at natural pace.
    assert page.count('class="play"') == 2 * page.count(">천천히</a>") > 0


def test_episodes_are_numbered_and_keep_their_number(
    audiopress: Run, newsroom: Path, story: Callable[..., Path], edit: Edit
) -> None:
    """Each episode counts on from the one before; a correction has the number that listeners know."""
    edit(newsroom / "feeds" / "english-cafe" / "show.toml", "number = 0", "number = 352")
    pages = [story("one"), story("two", "Bakers win", "A baker handed out bread for free to all who came by.")]

    episodes = [one["episode"] for one in made(audiopress("make", "english-cafe", *pages, "--json"))]

    assert [one["title"] for one in episodes] == [f"[팟캐스트] ({n}) 배가 항구에 머물다" for n in (352, 353)]
    edit(pages[0], "before the evening", "before noon")
    (done,) = made(audiopress("correct", episodes[0]["id"], pages[0], "--json"))
    assert (done["status"], done["episode"]["title"]) == ("corrected", episodes[0]["title"])


@pytest.mark.parametrize("level", ["A2", "C1"])
def test_explanations_are_never_faster_than_the_slow_story(tmp_path: Path, level: str) -> None:
    """Words a minute, measured on recordings of real voices: the slow story as slow as asked, explanations no faster."""
    workspace = Workspace.find(tmp_path)
    shipped = workspace.show("english-cafe")
    korean, english = "ko-announcer", "en-announcer"
    show: Show = replace(
        shipped,
        options={**shipped.options, "level": level, "slow": 95},
        cast=replace(
            shipped.cast,
            host=korean,
            roles=dict.fromkeys(shipped.cast.roles, korean),
            languages={"en": english},
            quotes=("en-f3",),
        ),
    )
    source = Path(__file__).parents[2] / "examples" / "warehouse-robots.html"
    press = Press(workspace=workspace)
    (article,) = [outcome.article for outcome in press.read([str(source)]) if outcome.article]
    script = parse(write(show, [article], date=press.now()))
    said = utterances(script, cast(script, show, workspace.voices), show)
    takes = record(said, cache=tmp_path / "takes", workers="inline")
    words: Counter[str] = Counter()
    seconds: defaultdict[str, float] = defaultdict(float)
    for one, take in zip(said, takes, strict=True):
        cue = script.cues[one.cue]
        slow = cue.role in {"host", "quote"} and cue.pace < 1
        kind = "slow" if slow else "explained" if cue.role in SPOKEN else cue.role
        words[kind] += len(cue.text[one.start : one.end].split())
        seconds[kind] += take.frames / take.rate
    pace = {kind: 60 * words[kind] / seconds[kind] for kind in words}
    assert pace["explained"] <= pace["slow"]
    assert pace["slow"] == pytest.approx(95, rel=0.15)
    assert pace["host"] > 1.3 * pace["slow"]
