"""Live blogs that were copied as text: every entry is read, under its headline, the title is the page's."""

from __future__ import annotations

import pytest

from audiopress.segment import read_text

TITLE = "Storm Edda: ferries cancelled and schools closed as winds rise"
ENTRIES = (
    (
        "Power company says repairs will take until midnight",
        "The power company expects that repairs to the line near Kalven will take until midnight.",
    ),
    (
        "Bridge closed to lorries",
        "The bridge over the sound has been closed to lorries and caravans, the road authority said.",
    ),
    (
        "First trees down in the city",
        "Firefighters have been called to 46 trees since the morning, and nobody was hurt so far.",
    ),
    (
        "Ferries stay in the harbour",
        "The ferry company has told its captains to stay where they are until the wind drops below 60.",
    ),
)


def blog(times: tuple[str, ...], *, button: str = "Share") -> str:
    """A page with an entry under each time."""
    head = (
        f"LIVE\n{TITLE}\nUpdated 3 minutes ago\nKey points\nAll schools stay closed\nThe bridge is closed to lorries\n"
    )
    entries = (f"{time}\n{title}\n{text}\n{button}\n" for time, (title, text) in zip(times, ENTRIES, strict=True))
    return head + "".join(entries) + "Read more\nCrab prices fall for third year\n"


@pytest.mark.parametrize(
    "times",
    [
        ("14:32", "13:50", "12:15", "09:00"),
        ("09:00", "12:15", "13:50", "14:32"),
        ("00:20", "23:50", "22:15", "21:00"),
        ("2.32pm", "1.50pm", "12.15pm", "9am"),
        ("1.10am", "12.32am", "11.50pm", "11.45pm"),
        ("오전 1:10", "오전 12:32", "오후 11:50", "오후 11:45"),
        ("14.32 BST", "13.50 BST", "12.15 BST", "09.00 BST"),
        ("14:32 Uhr", "13:50 Uhr", "12:15 Uhr", "9:00 Uhr"),
        ("14h32", "13h50", "12h15", "9h00"),
        ("오후 2:32", "오후 1:50", "오후 12:15", "오전 9:00"),
        ("14時32分", "13時50分", "12時15分", "9時00分"),
    ],
)
@pytest.mark.parametrize("button", ["Share", "\nShare\n", "Copy link"])
def test_every_entry_is_read_under_its_headline(times: tuple[str, ...], button: str) -> None:
    """In the page's order; times and buttons are not read, nor what the page says in key points."""
    article = read_text(blog(times, button=button))

    assert article.headline == TITLE
    assert article.paragraphs == tuple(line for entry in ENTRIES for line in entry)
    assert [article.kind(at) for at in range(len(article.paragraphs))] == ["subhead", "text"] * len(ENTRIES)
    assert {one.line: one.rule for one in article.dropped}[times[0]] == "time"


def test_times_beside_a_story_are_no_live_blog() -> None:
    """A list of the latest headlines has times as well, and no sentences under them."""
    story = [text for _, text in ENTRIES] + [
        "The wind will drop on Tuesday, and the schools will open again, said the county."
    ]
    latest = "".join(f"{hour}:15\nCrab prices fall for year {hour}\n" for hour in (14, 13, 12, 11))

    article = read_text(
        f"{TITLE}\nBy Ida Berg\nSeptember 7, 2026 18:05\n\n" + "\n\n".join(story) + f"\n\nLatest\n{latest}"
    )

    assert article.paragraphs == tuple(story)


def test_times_out_of_order_are_no_live_blog() -> None:
    """A timetable jumps."""
    page = blog(("14:32", "08:50", "22:15", "09:00"))

    assert "time" not in {one.rule for one in read_text(page).dropped}
