"""What an edition tells: chosen by section, age, words and picks; nothing twice, however it comes; and made to fit."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests_clock import Clock

from audiopress import dead_links, near, planning
from audiopress.errors import FetchError, SourceError
from audiopress.fitting import fitting, trimmed
from audiopress.model import Article, Edition, Quote, Section, Show
from audiopress.orders import Orders
from audiopress.press import Press
from audiopress.sameness import of_article
from audiopress.segment import read_html
from audiopress.workspace import Workspace

BOATS = ("Kestrel", "Marigold", "Albion", "Perseus", "Juniper", "Saffron")
PLACES = ("the northern pier", "a lock near the mill", "the old customs house", "an island school", "two cranes", "fog")


def words(number: int, paragraphs: int = 4) -> tuple[str, ...]:
    """Paragraphs that no other number has."""
    boat, place = BOATS[number % 6], PLACES[number % 6]
    return tuple(
        f"On day {part} of its {number}th voyage the {boat} took {part + 3} crates past {place} while {boat.lower()} crews"
        f" painted every rail {('green', 'red', 'white', 'blue')[part % 4]} for reasons nobody in {place} had asked about."
        for part in range(paragraphs)
    )


def page(folder: Path, number: int, headline: str = "", *, hour: int = 6, body: tuple[str, ...] = ()) -> Path:
    path = folder / f"story-{number}.txt"
    told = "\n\n".join(body or words(number))
    head = headline or f"The {BOATS[number % 6]} sails again"
    path.write_text(f"{head}\n\nBy Ada Bell\n\nPublished: Mar 2, 2026 - 0{hour}:00\n\n{told}\n", encoding="utf-8")
    return path


@pytest.fixture
def orders(newsroom: Path, clock: Clock) -> Orders:
    clock.move(hours=12)
    return Orders(press=Press(workspace=Workspace.find(newsroom), now=clock), who="Ada")


@pytest.fixture
def brief(orders: Orders) -> Callable[..., Show]:
    """`brief(stories=3, policy="approve", …)`: the daily brief with these keys of its own and of its `[edition]`."""

    def show(**keys: object) -> Show:
        chosen = orders.press.workspace.show("daily-brief")
        own = {key: value for key, value in keys.items() if key in Show.__dataclass_fields__}
        rest = {key: value for key, value in keys.items() if key not in own}
        return replace(chosen, **own, edition=replace(chosen.edition, **rest))  # type: ignore[arg-type]

    return show


def heads(orders: Orders, show: Show) -> list[str]:
    return [one.headline for one in planning.news(orders.press, show, orders.press.now()).stories]


def test_sections_have_their_count_and_their_order(orders: Orders, brief: Callable[..., Show], tmp_path: Path) -> None:
    """Two of the port by time, then one of the town as its folder has it; of neither more, in the order of sections."""
    for name, numbers in (("port", (0, 1, 2)), ("town", (3, 4))):
        (tmp_path / name).mkdir()
        for number in numbers:
            page(tmp_path / name, number, hour=5 + number)
    show = brief(
        stories=8,
        sections=(
            Section(sources=(str(tmp_path / "port"),), count=2, order="newest"),
            Section(sources=(str(tmp_path / "town"),), count=1),
        ),
    )

    assert heads(orders, show) == ["The Albion sails again", "The Marigold sails again", "The Perseus sails again"]


def test_picks_come_first(orders: Orders, brief: Callable[..., Show], newsroom: Path, tmp_path: Path) -> None:
    """What picks.txt names (a file, words of a headline) leads the edition, in its order; the rest follows."""
    (tmp_path / "port").mkdir()
    for number in (0, 1, 2):
        page(tmp_path / "port", number)
    elsewhere = page(newsroom, 3)
    show = brief(stories=3, order="picks", sources=(str(tmp_path / "port"),))
    (show.folder / "picks.txt").write_text(f"# today\n{elsewhere.name}\nthe albion\n", encoding="utf-8")

    assert heads(orders, show) == ["The Perseus sails again", "The Albion sails again", "The Kestrel sails again"]


def test_age_and_words_decide(orders: Orders, brief: Callable[..., Show], tmp_path: Path) -> None:
    """Too old, without a word of `must`, with one of `never`: passed over, and the edition says how many and why."""
    for number, hour in ((0, 1), (1, 9), (2, 9), (3, 9)):
        page(tmp_path, number, hour=hour)
    pages = tuple(str(tmp_path / f"story-{number}.txt") for number in range(4))
    show = brief(stories=8, sources=pages, max_age=10, must=("Marigold", "Albion"), never=("lock",))

    found = planning.news(orders.press, show, orders.press.now())

    assert [one.headline for one in found.stories] == ["The Albion sails again"]
    assert sorted(found.passed) == ["older than 10 hours", "with a word of `never`", "without a word of `must`"]


@pytest.mark.parametrize(
    ("text", "word", "there"),
    [
        ("the pier is open", "pier", True),
        ("the piers", "pier", False),
        ("부두가 열렸다", "부두", True),
        ("x", " ", False),
    ],
)
def test_a_word_is_a_word(text: str, word: str, there: bool) -> None:
    """`pier` is not in `piers`; a script that writes endings onto its words is searched anywhere."""
    assert near.has(text, word) == there


def test_an_embargo_is_waited_for_and_the_expired_is_passed_over(
    orders: Orders, brief: Callable[..., Show], clock: Clock
) -> None:
    """Under embargo beyond the hour at which the edition goes out: another edition's. Until then: this one's."""
    planner = planning._Planner(orders.press, brief(policy="approve", until="20:00"), clock())
    story = Article(source="a", headline="A", paragraphs=words(1))

    assert planner._unwanted(replace(story, embargo=clock() + timedelta(hours=2))) == ""
    assert planner._unwanted(replace(story, embargo=clock() + timedelta(hours=3))).startswith("under embargo until")
    assert planner._unwanted(replace(story, expires=clock())) == "expired"


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="article:expiration_time" content="2026-03-02T12:00:00Z">',
        '<script type="application/ld+json">{"@type": "NewsArticle", "expires": "2026-03-02T21:00:00+09:00"}</script>',
    ],
)
def test_a_page_says_when_it_expires(head: str) -> None:
    """Open Graph's name for it and schema.org's."""
    body = "".join(f"<p>{one}</p>" for one in words(1))
    html = f"<html><head>{head}</head><body><article><h1>Rails shine</h1>{body}</article></body></html>"

    assert read_html(html).expires == datetime(2026, 3, 2, 12, tzinfo=UTC)


# ---- nothing twice


def copied(number: int, cut: int) -> Article:
    """Another paper's copy of an agency's story: cut from the end, a paragraph of its own, a headline of its own."""
    own = f"The {number} Gazette has asked its readers what they think, and prints their letters on page four."
    return Article(
        source=f"https://b.example/{number}", headline="Crews puzzled", paragraphs=(*words(number)[:cut], own)
    )


@pytest.mark.parametrize("cut", [2, 3, 4])
def test_two_papers_copies_of_one_story_are_one(cut: int) -> None:
    """An agency's story that another paper cut, headed and added to is the same; another story of the desk is not."""
    story = of_article(Article(source="a", headline="A", paragraphs=words(2)))

    assert near.alike(story, of_article(copied(2, cut)))
    assert not near.alike(story, of_article(copied(3, cut)))


@given(st.integers(0, 40), st.integers(0, 40))
def test_stories_of_one_template_are_not_one(first: int, second: int) -> None:
    """What a machine writes of each boat shares its phrases and is told of each; likeness goes both ways."""
    one, other = (of_article(Article(source="a", headline="A", paragraphs=words(number))) for number in (first, second))

    assert near.alike(one, other) == near.alike(other, one)
    assert near.alike(one, other) == (first == second) or first % 6 == second % 6


def test_a_story_that_was_told_is_not_told_again_within_the_days(
    orders: Orders, brief: Callable[..., Show], tmp_path: Path, clock: Clock
) -> None:
    """Another address, another headline, a word changed: told already; after `no_repeat_days` it may be told again."""
    first, later = tmp_path / "a", tmp_path / "b"
    first.mkdir()
    later.mkdir()
    page(first, 1)
    changed = tuple(one.replace("painted", "repainted") for one in words(1)[:3])
    page(later, 9, "Rails shine in the harbour", body=changed)
    show = brief(stories=3, sources=(str(first), str(later)), no_repeat_days=7)

    (made,) = orders.run(show, due=clock())
    clock.move(days=1)
    assert orders.run(show, due=clock()) == []
    (run,) = orders.press.library().editions("daily-brief", limit=1)
    clock.move(days=7)
    again = heads(orders, show)

    assert made.episode
    assert len(made.episode.stories) == 1
    assert (run.state, run.reason) == ("skipped", "nothing new to tell: 2 told already")
    assert len(again) == 1


def test_an_updated_story_is_told_again_where_the_show_wants_it_and_says_so(
    orders: Orders, brief: Callable[..., Show], tmp_path: Path, clock: Clock
) -> None:
    """Changed at its own address: with `updated = true` it is told once more, marked; unchanged it is not."""
    path = page(tmp_path, 1)
    show = brief(stories=3, sources=(str(path),), updated=True)
    orders.run(show, due=clock())
    clock.move(days=1)
    assert heads(orders, show) == []
    page(
        tmp_path,
        1,
        body=(*words(1), "On Friday the office said that the last rail was red after all, and closed the case."),
    )

    assert heads(orders, replace(show, edition=replace(show.edition, updated=False))) == []
    (made,) = orders.run(show, due=clock())

    assert made.episode
    assert [story.update for story in made.episode.stories] == [True]
    assert "An update." in [segment.body for segment in made.episode.transcript]


# ---- too few, and faults


def test_too_few_stories_are_held_with_the_reason(
    orders: Orders, brief: Callable[..., Show], tmp_path: Path, clock: Clock
) -> None:
    """The edition is made, so that an editor can hear it and let it out; it does not go out by itself."""
    show = brief(stories=3, sources=(str(page(tmp_path, 1)),), min_stories=2)

    (made,) = orders.run(show, due=clock())

    assert made.episode
    assert (made.episode.state, made.episode.history[-1].why) == ("held", "1 of at least 2 stories (min_stories)")
    assert orders.approve(made.episode, show).state == "published"


@contextmanager
def site(pages: dict[str, tuple[int, str]]) -> Iterator[tuple[str, list[str]]]:
    """A server on loopback; its address and what it was asked for."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, text = pages.get(self.path, (404, ""))
            asked.append(self.path)
            self.send_response(status)
            self.send_header("Content-Type", "application/rss+xml" if "feed" in self.path else "text/html")
            self.end_headers()
            self.wfile.write(text.encode())

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}", asked
    finally:
        server.shutdown()
        server.server_close()


def test_a_dead_link_is_asked_for_once_and_a_failing_source_leaves_the_others(
    newsroom: Path, orders: Orders, brief: Callable[..., Show], tmp_path: Path, clock: Clock
) -> None:
    """A feed's link that is gone is remembered for a day; a source that fails is told, and the next ones are read."""
    settings = newsroom / "audiopress.toml"
    text = re.sub(r"(?m)^allow_hosts.*\n", "", settings.read_text("utf-8"))
    settings.write_text('allow_hosts = ["127.0.0.1"]\n' + text, encoding="utf-8")
    pages: dict[str, tuple[int, str]] = {}
    with site(pages) as (url, asked):
        item = f"<item><title>Gone</title><link>{url}/gone</link></item>"
        pages["/feed"] = (200, f'<rss version="2.0"><channel><title>x</title>{item}</channel></rss>')
        at = Orders(press=replace(orders.press, workspace=Workspace.find(newsroom)))
        show = brief(stories=3, sources=(str(tmp_path / "missing.txt"), f"{url}/feed", str(page(tmp_path, 1))))
        found = planning.news(at.press, show, clock())
        clock.move(hours=1)
        planning.news(at.press, show, clock())
        once = asked.count("/gone")
        clock.move(days=1)
        planning.news(at.press, show, clock())

    assert [source for source, _ in found.failed] == [str(tmp_path / "missing.txt")]
    assert [one.headline for one in found.stories] == ["The Marigold sails again"]
    assert (once, asked.count("/gone"), asked.count("/feed")) == (1, 2, 3)


def test_dead_links_are_forgotten_in_time_and_a_broken_file_costs_nothing(tmp_path: Path) -> None:
    """A link is left alone longer each time, 30 days at most; trouble of the network is no death."""
    path, now = tmp_path / "dead.json", datetime(2026, 3, 2, 6, tzinfo=UTC)
    path.write_text("[1, 2", encoding="utf-8")
    gone = FetchError("there is no such page")
    gone.gone = True
    for hours in (0, 24, 72):
        links = dead_links.DeadLinks(path, now=now + timedelta(hours=hours))
        assert links.addresses == set()
        assert links.note("https://a.example/x", gone)
        links.save()

    assert dead_links.DeadLinks(path, now=now + timedelta(hours=72 + 95)).addresses == {"https://a.example/x"}
    assert not links.note("https://a.example/y", FetchError("the server does not answer in time"))
    assert links.note("https://a.example/z", SourceError("there is no article"))


# ---- to fit


def test_an_edition_is_trimmed_to_ledes_before_a_story_is_dropped(orders: Orders, brief: Callable[..., Show]) -> None:
    """With `fit = "trim"` the last stories lose all below their lede, and only then is one left out; no sentence is cut."""
    articles = [Article(source=f"{n}.txt", headline=f"Story {n}", paragraphs=words(n, 6)) for n in range(3)]
    date, long = orders.press.now(), brief(stories=8, parts=("headline", "text"))
    whole = fitting(replace(long, max_minutes=0.0), articles, date=date, newsroom="x")
    dropped = fitting(replace(long, max_minutes=1.3), articles, date=date, newsroom="x")
    trim = replace(long, max_minutes=1.3, edition=replace(long.edition, fit="trim"))
    shorter = fitting(trim, articles, date=date, newsroom="x")

    assert len(dropped.articles) < len(shorter.articles) == len(whole.articles) == 3
    said = [line for line in shorter.text.splitlines() if line.startswith("HOST:")]
    assert set(said) <= set(whole.text.splitlines())
    assert shorter.articles == tuple(articles)


def test_what_is_too_long_when_it_is_heard_is_made_shorter(
    orders: Orders, brief: Callable[..., Show], tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`max_minutes` is of the sound: where the estimate was too low, a story is left out and the rest is made again."""
    monkeypatch.setattr("audiopress.script.formats.estimate", lambda *_: 1.0)
    pages = tuple(str(page(tmp_path, number)) for number in range(3))
    show = brief(stories=8, sources=pages)
    longest = 0.9

    (whole,) = orders.run(show, due=clock())
    assert whole.episode
    monkeypatch.setattr(
        "audiopress.script.formats.estimate", lambda script, _: 10.0 * sum(cue.kind == "chapter" for cue in script.cues)
    )
    minutes = whole.episode.enclosure.seconds * longest / 60
    again = orders.make(replace(show, max_minutes=minutes), planning_articles(orders, pages), again=True)

    (made,) = again
    assert made.episode
    assert made.episode.enclosure.seconds <= 60 * minutes
    assert len(made.episode.stories) < 3


def planning_articles(orders: Orders, pages: tuple[str, ...]) -> list[Article]:
    return [one.article for one in orders.press.read(pages) if one.article]


def test_a_trimmed_article_ends_with_its_lede() -> None:
    """Quotes below it go, those in it stay where they are, and an article without words is left as it is."""
    quotes = [
        Quote(start=at, end=at + 3, text="a", voiced=True, speaker="B", mention=None, confidence=1) for at in (0, 9)
    ]
    story = Article(source="a", headline="A", paragraphs=("“a” sub", "“a” he said."), quotes=tuple(quotes))

    assert (trimmed(story).paragraphs, trimmed(story).quotes) == (("“a” sub",), (quotes[0],))
    assert trimmed(Article(source="a", headline="A")) == Article(source="a", headline="A", paragraphs=())
    assert Edition().fit == "drop"
