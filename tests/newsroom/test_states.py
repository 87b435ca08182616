"""What an episode becomes: by editors, by the hour, by its show's policy; and who did it, when and why."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tests_clock import Clock

from audiopress import newsroom as rooms
from audiopress.errors import LibraryError
from audiopress.model import NEXT, OF_EPISODES, Episode, Show, State, Story, may
from audiopress.orders import Orders
from audiopress.press import Press
from audiopress.workspace import Workspace

Desk = Callable[..., "tuple[Orders, Show, Episode]"]


@pytest.fixture
def desk(newsroom: Path, page: Path, clock: Clock) -> Desk:
    """`desk(edition)` makes an episode under the `[edition]` of `articles`: the orders of Ada, the show, the episode."""

    def make(edition: str) -> tuple[Orders, Show, Episode]:
        path = newsroom / "feeds" / "articles" / "show.toml"
        path.write_text(path.read_text("utf-8") + f"\n[edition]\n{edition}\n", encoding="utf-8")
        orders = Orders(press=Press(workspace=Workspace.find(newsroom), now=clock), who="Ada")
        show = orders.press.workspace.show("articles")
        articles = [one.article for one in orders.press.read([str(page)]) if one.article]
        (made,) = orders.make(show, articles)
        assert made.episode
        return orders, show, made.episode

    return make


def feed(orders: Orders) -> str:
    path = orders.press.workspace.public / "articles" / "feed.xml"
    return path.read_text("utf-8") if path.exists() else ""


def test_every_state_has_its_followers_and_what_is_withdrawn_stays_so() -> None:
    """The table is whole: no state of an episode leads to one of an edition, and nothing comes after `withdrawn`."""
    assert set(NEXT) == set(State)
    for state in OF_EPISODES:
        assert NEXT[state] <= OF_EPISODES
    assert NEXT[State.WITHDRAWN] == frozenset()
    assert not may(State.PUBLISHED, State.DRAFT)


def test_an_episode_goes_through_its_states_and_remembers_who_and_why(desk: Desk, clock: Clock) -> None:
    """Made a draft, held, approved, withdrawn: the feed follows, and each change keeps who, when and why."""
    orders, show, draft = desk('policy = "approve"')
    clock.move(minutes=5)
    held = orders.hold(draft, show, why="a name is wrong")
    assert draft.guid not in feed(orders)
    clock.move(minutes=5)
    out = replace(orders, who="Ben").approve(held, show, why="mended")
    assert draft.guid in feed(orders)
    gone = orders.withdraw(out, show, why="not ours")
    assert draft.guid not in feed(orders)

    told = [(one.who, one.act, one.state, one.why) for one in orders.press.library().history(gone)]
    assert told == [
        ("Ada", "made", "draft", ""),
        ("Ada", "held", "held", "a name is wrong"),
        ("Ben", "approved", "published", "mended"),
        ("Ada", "withdrawn", "withdrawn", "not ours"),
    ]
    assert [one.at for one in gone.history][1:3] == [datetime(2026, 3, 2, 6, minute, tzinfo=UTC) for minute in (5, 10)]
    for act in (orders.approve, orders.publish, orders.withdraw):
        with pytest.raises(LibraryError, match="withdrawn"):
            act(gone, show)


def test_approved_before_the_hour_goes_out_at_the_hour(desk: Desk, clock: Clock) -> None:
    """`until` is when listeners have it: approved earlier it waits, whoever comes by at the hour lets it out."""
    orders, show, draft = desk('policy = "approve"\nuntil = "07:00"')

    approved = orders.approve(draft, show)
    assert (approved.state, orders.release(show), draft.guid in feed(orders)) == ("approved", [], False)
    clock.move(hours=1)
    (out,) = orders.release(show)

    assert (out.state, out.published, draft.guid in feed(orders)) == ("published", clock(), True)


@pytest.mark.parametrize(("then", "state"), [("auto", "published"), ("hold", "held"), ("without-flagged", "published")])
def test_nobody_looks_and_the_policy_decides(desk: Desk, clock: Clock, then: str, state: str) -> None:
    """At the hour a draft nobody looked at goes out or is held, once, and says why; before it, nothing happens."""
    orders, show, draft = desk(f'policy = "approve"\nuntil = "07:00"\nthen = "{then}"')

    clock.move(minutes=59)
    assert orders.release(show) == []
    clock.move(minutes=1)
    (done,) = orders.release(show)

    assert (done.state, done.history[-1].why) == (state, "nobody looked at it until 07:00")
    assert (draft.guid in feed(orders)) == (state == "published")
    clock.move(days=1)
    assert orders.release(show) == []


def story(folder: Path, number: int, extra: str = "") -> str:
    """A page of a story of its own; `extra` is a sentence more."""
    told = (
        f"Harbour number {number} opened its gate {number} at noon, and boat {number} of line {number} went in first."
    )
    more = f"The gate stays open until boat {number} has left again, the harbour office said on Monday."
    path = folder / f"{number}.txt"
    path.write_text(
        f"Harbour {number} opens\n\nBy Ada Bell\n\nPublished: Mar 2, 2026 - 05:00\n\n{told} {extra}\n\n{more}\n",
        encoding="utf-8",
    )
    return str(path)


LONG = " ".join(f"and word {number}" for number in range(40)) + "."


@pytest.fixture
def edition(newsroom: Path, tmp_path: Path, clock: Clock) -> Callable[..., tuple[Orders, Show, Episode]]:
    """`edition(extras)` makes an edition of as many stories, under approval until 07:00, then without the flagged ones."""

    def make(*extras: str) -> tuple[Orders, Show, Episode]:
        orders = Orders(press=Press(workspace=Workspace.find(newsroom), now=clock), who="Ada")
        show = orders.press.workspace.show("daily-brief")
        policy = replace(show.edition, policy="approve", until="07:00", then="without-flagged")
        sources = tuple(story(tmp_path, number, extra) for number, extra in enumerate(extras))
        show = replace(show, sources=sources, edition=policy)
        (made,) = orders.run(show, due=clock())
        assert made.episode
        return orders, show, made.episode

    return make


def test_flagged_stories_stay_behind_where_nobody_looked(
    edition: Callable[..., tuple[Orders, Show, Episode]], clock: Clock
) -> None:
    """The edition goes out at its hour without the story that somebody should have looked at: same GUID, one revision on."""
    orders, show, draft = edition("", LONG, "")
    assert {(one.story, one.kind) for one in draft.flags if one.kind in show.edition.flagged} == {(1, "long")}
    clock.move(hours=1)

    (out,) = orders.release(show)

    assert (out.state, out.guid, out.revision) == ("published", draft.guid, 2)
    assert [one.headline for one in out.stories] == ["Harbour 0 opens", "Harbour 2 opens"]
    assert "Harbour 1" not in " ".join(one.body for one in out.transcript)
    assert [one.act for one in out.history] == ["made", "arranged", "approved"]
    assert "without 'Harbour 1 opens'" in out.history[-1].why
    assert "corrected" not in out.record


def test_where_all_are_flagged_the_edition_is_held(
    edition: Callable[..., tuple[Orders, Show, Episode]], clock: Clock
) -> None:
    """There is nothing to go out with: it waits for an editor, and says so."""
    orders, show, _ = edition(LONG)
    clock.move(hours=1)

    (held,) = orders.release(show)

    assert held.state == "held"
    assert "too little would be left" in held.history[-1].why


def test_a_draft_is_arranged_anew_and_a_published_episode_is_not(
    edition: Callable[..., tuple[Orders, Show, Episode]],
) -> None:
    """Stories are put in another order, dropped and put back; only what was never said is recorded."""
    orders, show, draft = edition("", "", "")
    library = orders.press.library()
    first, second, third = library.articles(draft)

    shorter = orders.arrange(draft, show, [third, first], why="the second is stale")
    assert [one.headline for one in shorter.stories] == ["Harbour 2 opens", "Harbour 0 opens"]
    assert [one.headline for one in library.articles(shorter)] == [f"Harbour {number} opens" for number in (2, 0, 1)]
    whole = orders.arrange(shorter, show, [first, second, third])

    assert (whole.state, whole.guid, whole.revision) == ("draft", draft.guid, 3)
    with pytest.raises(LibraryError, match="somebody else"):
        orders.arrange(shorter, show, [first])
    out = orders.publish(whole, show)
    with pytest.raises(LibraryError, match="keeps its stories"):
        orders.arrange(out, show, [first])


def test_a_correction_stands_in_the_history(desk: Desk) -> None:
    """Who changed a draft's words and why is kept with its other changes; nobody is told of a correction they never heard."""
    orders, show, draft = desk('policy = "approve"')

    done = replace(orders, who="Ben").correct(draft, show, text="@title Two\nHOST: Good morning.\n", note="shorter")

    assert done.episode
    assert [(one.who, one.act, one.why) for one in done.episode.history] == [
        ("Ada", "made", ""),
        ("Ben", "corrected", "shorter"),
    ]
    assert (done.episode.state, "corrected" in done.episode.record) == ("draft", False)


def test_held_stays_held_whatever_the_hour(desk: Desk, clock: Clock) -> None:
    """What an editor held goes out by nobody else's hand."""
    orders, show, draft = desk('policy = "approve"\nuntil = "07:00"\nthen = "auto"')
    assert rooms.leaves(draft, show) == rooms.goes_out(draft, show) is not None
    held = orders.hold(draft, show, why="wait")
    assert rooms.leaves(held, show) is None
    clock.move(days=2)

    assert orders.release(show) == []


def test_an_embargo_is_kept_and_an_expired_story_is_taken_back(desk: Desk, clock: Clock) -> None:
    """Not before the embargo, not even by `approve --now`; after its expiry the episode leaves the feed by itself."""
    orders, show, draft = desk('policy = "approve"')
    story = replace(draft.stories[0], embargo=clock() + timedelta(hours=2), expires=clock() + timedelta(days=3))
    orders.press.library().save(replace(draft, stories=(story,)))

    with pytest.raises(LibraryError, match="under embargo until"):
        orders.publish(draft, show)
    assert orders.approve(draft, show).state == "approved"
    clock.move(hours=2)
    assert [one.state for one in orders.release(show)] == ["published"]
    clock.move(days=3)
    (gone,) = orders.release(show)

    assert (gone.state, gone.history[-1].why.startswith("expired at")) == ("withdrawn", True)


@pytest.mark.parametrize(
    ("since", "zone", "hour", "expected"),
    [
        ("2026-03-29T00:30+00:00", "Europe/Berlin", "02:30", "2026-03-29T01:30+00:00"),  # the gap: an hour later
        ("2026-10-24T23:00+00:00", "Europe/Berlin", "02:30", "2026-10-25T00:30+00:00"),  # twice: the first one
        ("2026-11-01T04:00+00:00", "America/New_York", "01:30", "2026-11-01T05:30+00:00"),
        ("2026-03-02T21:00+00:00", "Asia/Seoul", "06:00", "2026-03-02T21:00+00:00"),
        ("2026-03-02T21:01+00:00", "Asia/Seoul", "06:00", "2026-03-03T21:00+00:00"),
    ],
)
def test_the_hour_is_a_local_one_and_comes_once(since: str, zone: str, hour: str, expected: str) -> None:
    """The first such hour from the due time on, in the show's zone, through every change of clocks."""
    show = Workspace.find(Path.cwd()).show("articles")
    edition = replace(show.edition, policy="approve", until=hour)

    found = rooms.until(replace(show, edition=edition), datetime.fromisoformat(since), timezone=zone)

    assert found == datetime.fromisoformat(expected)


def test_a_new_episode_of_too_few_stories_is_held() -> None:
    """`min_stories` counts for editions; a policy of approval makes drafts, an embargo makes it wait."""
    show = Workspace.find(Path.cwd()).show("articles")
    three = replace(show, edition=replace(show.edition, min_stories=3))
    now = datetime(2026, 3, 2, 6, tzinfo=UTC)
    stories = [Story(source="a", headline="A"), Story(source="b", headline="B", embargo=now + timedelta(hours=1))]

    assert rooms.first_state(three, stories, now, edition=True) == (
        State.HELD,
        "2 of at least 3 stories (min_stories)",
    )
    assert rooms.first_state(three, stories[:1], now, edition=False)[0] == State.PUBLISHED
    assert rooms.first_state(show, stories, now, edition=True)[0] == State.APPROVED
