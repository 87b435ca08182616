"""One story by several doors: another file, a feed, a script. It is told once, and a column of one name every week is not."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests_clock import Clock

from audiopress import planning
from audiopress.corrections import Made
from audiopress.errors import LibraryError
from audiopress.model import Article
from audiopress.orders import Orders
from audiopress.press import Press
from audiopress.segment import read_text, reading
from audiopress.sources.documents import Document
from audiopress.workspace import Workspace

Edit = Callable[[Path, str, str], None]


@pytest.fixture
def orders(workspace: Workspace, clock: Clock) -> Orders:
    """A newsroom's orders."""
    return Orders(press=Press(workspace=workspace, now=clock))


def article(page: Path, source: str, *changes: tuple[str, str]) -> Article:
    text = page.read_text("utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return read_text(text, source=source)


def told(made: list[Made]) -> list[str]:
    return [str(one.error) if one.error else one.status for one in made]


@pytest.mark.parametrize(
    "changes",
    [
        [("at eight", "at nine")],
        [("Ferry to run at night from Monday", "Night ferry is back"), ("By Ada Bell", "By Nils Aas")],
    ],
    ids=["one word changed", "another headline and byline"],
)
def test_a_changed_copy_under_another_name_is_the_same_story(
    orders: Orders, page: Path, changes: list[tuple[str, str]]
) -> None:
    """Its headline with its date, or nearly all its sentences, say so; `correct` is named, and `--again` makes it all the same."""
    show = orders.press.workspace.show("articles")
    (first,) = orders.make(show, [article(page, "a.txt")])

    second = orders.make(show, [article(page, "b.txt", *changes)])

    assert first.episode is not None
    assert f"was made into {first.episode.id} and has changed since" in told(second)[0]
    assert f"audiopress correct {first.episode.id}" in told(second)[0]
    assert told(orders.make(show, [article(page, "b.txt", *changes)], again=True)) == ["made"]


def test_a_column_is_another_story_every_week(orders: Orders, page: Path) -> None:
    """The same headline and author over other words are two stories."""
    show = orders.press.workspace.show("articles")
    head = "Letters from the quay\nBy Ada Bell\n\n"
    one = (
        head
        + "The gulls have come back to the northern pier this week. Nobody had missed them much. They sing at four.\n"
    )
    two = (
        head
        + "Snow fell on all of the boats in the night of Tuesday. A child counted forty of them. It melted by noon.\n"
    )

    made = [orders.make(show, [read_text(text, source=f"{at}.txt")]) for at, text in enumerate((one, two))]

    assert [told(each) for each in made] == [["made"], ["made"]]


def test_a_script_and_its_page_are_one_story(orders: Orders, page: Path) -> None:
    """Whichever comes first, the other one is told as a change of it."""
    show = orders.press.workspace.show("articles")
    story = article(page, "a.txt")
    text = orders.press.write(show, [story]).replace("bicycles", "dogs")
    (made,) = orders.make(show, [story])
    assert made.episode is not None

    with pytest.raises(LibraryError, match=f"was made into {made.episode.id} and has changed") as caught:
        orders.make_script(show, text, source="s.txt")
    assert f"audiopress correct {made.episode.id} --script s.txt" in caught.value.hint

    orders.withdraw(made.episode, show)
    scripted = orders.make_script(show, "\n".join(x for x in text.splitlines() if "@link" not in x), source="s.txt")
    assert scripted.episode is not None
    assert f"was made into {scripted.episode.id}" in told(orders.make(show, [article(page, "c.txt")]))[0]


def test_an_edition_passes_over_what_was_told_by_another_door(orders: Orders, newsroom: Path, page: Path) -> None:
    """Two sources with one story tell it once, and tomorrow's copy of it under another name is no news."""
    show_toml = newsroom / "feeds" / "daily-brief" / "show.toml"
    copy = page.with_name("copy.txt")
    copy.write_text(page.read_text("utf-8").replace("at eight", "at nine"), encoding="utf-8")
    sources = json.dumps([str(page), str(copy), "missing.txt"])
    show_toml.write_text(f"sources = {sources}\n" + show_toml.read_text("utf-8"), encoding="utf-8")

    made = orders.run(Workspace.find(newsroom).show("daily-brief"))

    assert [one.status for one in made] == ["failed", "made"]
    assert made[1].episode is not None
    assert len(made[1].episode.stories) == 1


def test_an_edition_reads_no_more_than_it_takes(
    orders: Orders, newsroom: Path, edit: Edit, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of a feed with more stories than there is room for, the first are read and no other."""
    story = "".join(
        f"<p>The office of pier {{0}} said on Friday that boat {{0}}{n} will sail again soon.</p>" for n in range(25)
    )
    items = "".join(
        f"<item><title>Pier {n} opens</title><link>https://paper.example/{n}</link><content:encoded><![CDATA[{story.format(n)}]]>"
        "</content:encoded></item>"
        for n in range(30)
    )
    space = 'xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    (newsroom / "feed.xml").write_text(f'<rss version="2.0" {space}><channel>{items}</channel></rss>', encoding="utf-8")
    show = orders.press.workspace.show("daily-brief")
    seen: list[str] = []
    real = reading._Reader.attempt

    def counted(self: reading._Reader, document: Document, **how: Any) -> reading.Outcome:
        seen.append(document.source)
        return real(self, document, **how)

    monkeypatch.setattr(reading._Reader, "attempt", counted)
    found = planning.news(orders.press, replace(show, sources=("feed.xml",), stories=3), orders.press.now())

    assert not found.failed
    assert [one.source for one in found.stories] == seen
    assert seen == [f"https://paper.example/{n}" for n in range(3)]
