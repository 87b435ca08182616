"""The table that decides what every line is: each rule has a name, a weight and an example, and nothing is dropped without it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiopress.segment import read_html, read_text
from audiopress.segment.page import draft as drafting
from audiopress.segment.page import rules
from audiopress.segment.page.article import PageDraft
from audiopress.segment.page.decision import LineRule, RuleTable, Seen
from audiopress.segment.page.draft import Draft
from audiopress.segment.page.known_story import KnownDraft
from audiopress.segment.page.labels import Kind, Rule
from audiopress.segment.page.lines import PageLine
from audiopress.segment.page.positions import StoryPlace
from audiopress.segment.page.profiles import Profile
from audiopress.segment.page.table import TABLE

NAMES = {*get_args(Rule), *get_args(Kind)} - {""}
STORY = (
    "The harbour of Kalven will be dredged before the winter, the port authority said after a meeting on Tuesday.",
    "It has grown so shallow that the ferry had to wait for the tide on eleven days of the summer, officials said.",
    "The work costs four million crowns and takes six weeks, in which the boats will land their catch at Ostby.",
)
HARBOUR = Profile(domain="kalven.example", keep=(re.compile("^High tide"),), drop=(re.compile("^Listen"),))


@dataclass(frozen=True)
class Example:
    """A line that a rule holds for, and what it is called."""

    text: str
    name: str
    line: dict[str, Any] = field(default_factory=dict)
    place: dict[str, Any] = field(default_factory=dict)
    draft: dict[str, Any] = field(default_factory=dict)

    def seen(self) -> Seen:
        """The line, the eleventh of a page whose story is its next ten."""
        line = PageLine(self.text, 11, language="en", **self.line)
        stands: dict[str, Any] = {"chosen": range(10, 20), "first": 10, "last": 19} | self.place
        place = StoryPlace(**stands)
        return Seen(line, 10, place, Draft(source="", **self.draft))


CAPTION = "The ferry in the harbour of Ostby at noon (Photo: Ida Berg)"
EXAMPLES = {
    "profile": Example("Listen to this", "publisher profile", draft={"profile": HARBOUR}),
    "profile_at_head": Example("High tide 06:12, low tide 12:30", "text", draft={"profile": HARBOUR}),
    "field": Example("Nora Weiss", "byline", place={"fields": {10: "byline"}}),
    "pulled": Example("The ferry had to wait for the tide", "pull quote", place={"pulled": {10}}),
    "boxed": Example("The pier is closed", "box", place={"boxed": {10}}),
    "button": Example("1/4", "control", line={"role": "caption"}),
    "caption_by_role": Example("The ferry at noon", "caption", line={"role": "caption"}),
    "role": Example("I was there, and it rained.", "comments", line={"role": "comments"}),
    "in_menu": Example("Harbour and quay", "menu", line={"role": "links"}),
    "code": Example("print(1)", "code", line={"tag": "pre"}),
    "kicker": Example("Shipping", "kicker", line={"role": "kicker"}),
    "paywall": Example("This article is for subscribers only.", "paywall"),
    "feed_footer": Example("The post The pier is closed appeared first on Harbour Post.", "feed footer"),
    "signs_of_body": Example("***", "control"),
    "note_at_head": Example("Correction: The first ferry runs on Monday.", "note"),
    "note": Example("Correction: The first ferry runs on Monday.", "note"),
    "note_of_body": Example("Correction: The first ferry runs on Monday.", "note"),
    "mail": Example("Nora", "signature", place={"apart": {10: "signature"}}),
    "live_blog": Example("12.30", "time", place={"apart": {10: "time"}}),
    "sidebar": Example("The pier is closed", "read more", place={"apart": {10: "read more"}}),
    "boilerplate": Example("Sign up for our newsletter", "newsletter"),
    "closes_on_author": Example(
        "Nora Weiss covers the harbour for the Post.", "author", place={"last": 11}, draft={"byline": ("Nora Weiss",)}
    ),
    "repeated": Example(STORY[0], "repeated", draft={"told": {STORY[0]}}),
    "headline_again": Example("Kalven to be dredged", "headline", draft={"headline": "Kalven to be dredged"}),
    "caption_again": Example(CAPTION, "repeated caption", draft={"captions": [CAPTION]}),
    "time_at_head": Example("Updated 12:30", "date"),
    "date_at_head": Example("3 November 2026", "date"),
    "byline": Example("By Nora Weiss", "byline"),
    "caption_at_head": Example(CAPTION, "caption"),
    "signs": Example("1,204", "control"),
    "authors_again": Example("Nora Weiss", "byline", draft={"byline": ("Nora Weiss",)}),
    "caption_in_story": Example(CAPTION, "caption"),
    "time": Example("Updated 12:30", "date"),
    "date_in_story": Example("3 November 2026", "date"),
    "caption_beside": Example(CAPTION, "repeated caption", draft={"captions": [CAPTION]}),
    "date_below": Example("3 November 2026", "date", place={"last": 9}),
    "caption_of_body": Example("Photo: Ida Berg", "caption"),
    "stated_kind": Example("What it costs", "subhead", place={"kinds": ["text"] * 10 + ["subhead"]}),
    "heading": Example("What it costs", "subhead", line={"tag": "h2"}),
    "heads_in_bold": Example("What it costs", "subhead", line={"role": "bold"}),
    "item": Example("Two of rope", "item", line={"tag": "li"}),
    "anything": Example("Anything at all", ""),
    "repeated_line": Example("Share this", "repeated line", place={"times": {"Share this": 2}}),
    "footer": Example("© 2026 Harbour Post", "footer"),
    "byline_beside": Example("By Nora Weiss", "byline"),
    "short": Example("Sport", "menu"),
}
"""By the function of the rule."""


def test_every_rule_has_a_name_a_weight_and_an_example() -> None:
    """A row of the table gives labels that `Rule` or `Kind` knows, weighs something, says why, and has an example here."""
    for row in TABLE.rows:
        assert set(row.names) <= NAMES, row
        assert 0 < row.weight <= 100
        assert row.why
    assert {row.holds.__name__ for row in TABLE.rows} == EXAMPLES.keys()


@pytest.mark.parametrize("row", TABLE.rows, ids=lambda row: f"{row.holds.__name__}-{row.weight}-{row.at[0]}")
def test_a_rule_labels_its_example(row: LineRule) -> None:
    """The rule holds for its line, by the name that is expected, and is among the labels that the page is explained with."""
    example = EXAMPLES[row.holds.__name__]
    seen = example.seen()

    held = row.holds(seen)

    name = row.names[0] if held is True else held
    assert name == (example.name or row.names[0])
    for situation in row.at:
        decision = TABLE.decide(situation, seen, explain=True)
        assert decision is not None
        assert (name, row.weight) in [(one.name, one.weight) for one in decision.labels]


@pytest.mark.parametrize("row", [row for row in TABLE.rows if row.marked], ids=lambda row: row.holds.__name__)
def test_what_is_asked_of_marked_lines_alone_holds_for_no_other(row: LineRule) -> None:
    """A rule that is not asked of plain lines would say nothing of them: the table may leave it out there."""
    for example in EXAMPLES.values():
        seen = Example(example.text, "").seen()
        assert not seen.marked
        assert not row.holds(seen)


@given(st.lists(st.tuples(st.integers(1, 5), st.booleans()), min_size=1, max_size=8))
def test_the_heaviest_label_wins_and_of_two_the_earlier(rows: list[tuple[int, bool]]) -> None:
    """Explained or not, the same label wins; those that lost follow it by their weight."""
    table = RuleTable(
        [
            LineRule(weight, "menu", ("story",), rules.anything if holds else rules.kicker, str(place))
            for place, (weight, holds) in enumerate(rows)
        ]
    )
    seen = Example("A line", "").seen()
    expected = sorted((-weight, place) for place, (weight, holds) in enumerate(rows) if holds)

    won, all_ = table.decide("story", seen), table.decide("story", seen, explain=True)

    assert [(-one.weight, int(one.why)) for one in (all_.labels if all_ else ())] == expected
    assert (won.label if won else None) == (all_.label if all_ else None)


def test_no_line_is_dropped_but_by_the_table(monkeypatch: pytest.MonkeyPatch) -> None:
    """With one rule that keeps every line nothing of a page, of copied text or of a body is dropped."""
    lines = ("Sign up for our newsletter", "By Nora Weiss", "3 November 2026", *STORY, "Read more: The pier is closed")
    keeps = RuleTable([LineRule(1, "text", ("head", "story", "beside", "body"), rules.anything, "it is kept")])
    html = "".join(f"<p>{line}</p>" for line in lines)
    before = read_html(f"<h1>Kalven to be dredged</h1>{html}"), read_text("\n\n".join(lines))
    assert all(article.dropped for article in before)

    monkeypatch.setattr(drafting, "TABLE", keeps)

    body = KnownDraft(source="", headline="Kalven to be dredged")
    body.take_story([PageLine(line, number, language="en") for number, line in enumerate(lines, 1)])
    page = PageDraft(source="", headline="Kalven to be dredged")
    page.take([PageLine(line, n, language="en") for n, line in enumerate(lines, 1)], [0.5] * len(lines), {3, 4, 5})
    assert not body.dropped
    assert not page.dropped
    assert tuple(body.paragraphs) == tuple(page.paragraphs) == lines
    assert not read_text("\n\n".join(lines)).dropped


def test_the_profile_weighs_most_in_a_body_too() -> None:
    """What an editor keeps of a site is told, though it looks like boilerplate, in a story that came out of a system."""
    profile = Profile(domain="kalven.example", keep=(re.compile("^Sign up"),), caption=(re.compile("^Seen from"),))
    lines = (STORY[0], "Sign up for our newsletter", STORY[1], "Seen from the lighthouse, the harbour at noon.")
    draft = KnownDraft(source="", headline="Kalven to be dredged", profile=profile, explain=True)

    draft.take_story([PageLine(line, number, language="en") for number, line in enumerate(lines, 1)])

    assert draft.paragraphs == [lines[0], lines[1], lines[2]]
    assert draft.captions == [lines[3]]
    assert [str(one) for one in draft.labels[1]] == ["text (100)", "newsletter (50)", "text (5)"]


def test_a_page_lists_the_label_that_won_and_explained_all() -> None:
    """Each dropped line and each paragraph has its label; the others are looked for to explain a page alone."""
    text = "\n\n".join(["Kalven to be dredged", *STORY[:2], "Sign up for our newsletter", STORY[2]])

    short, long_ = read_text(text), read_text(text, explain=True)

    assert [str(one) for line in short.dropped for one in line.labels] == ["newsletter (50)"]
    assert [len(one) for one in short.labels] == [1, 1, 1]
    assert {str(one) for one in long_.dropped[0].labels} > {"newsletter (50)"}
    assert short.paragraphs == long_.paragraphs == STORY
