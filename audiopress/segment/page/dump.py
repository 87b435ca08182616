"""A page copied as plain text -> Article: every line is scored, the best run is the story, the rest is named.

The lines around the run give headline, byline, dates and captions. No line is lost: one that is not the article's is in
`dropped` with the rule that dropped it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from audiopress.errors import SourceError
from audiopress.languages.line_memory import begin_page
from audiopress.letters import composed, mended
from audiopress.model import Article, Dropped
from audiopress.segment.page import budget
from audiopress.segment.page import text_model as scoring
from audiopress.segment.page.article import PageDraft
from audiopress.segment.page.embeds import MIN_POST_WORDS, signed
from audiopress.segment.page.features import words
from audiopress.segment.page.labels import Role, Rule
from audiopress.segment.page.lines import PageLine
from audiopress.segment.page.lists import menus
from audiopress.segment.page.page_languages import page_language
from audiopress.segment.page.profiles import Profile
from audiopress.segment.page.second_look import Layout
from audiopress.segment.page.several import longest, stories
from audiopress.segment.page.story import find_story
from audiopress.segment.page.wrapping import pieces

if TYPE_CHECKING:
    from audiopress.segment.page.line_model import LineModel

ANOTHER: Final[Rule] = "another story"
"""The rule of what stands under another headline."""
MIN_POST: Final = 0.7
"""Probability that a line of an embedded post has at least; its date and its author's mark speak against it."""


def read_text(
    text: str,
    *,
    source: str = "",
    profile: Profile | None = None,
    timezone: str = "UTC",
    threshold: float = 0.6,
    allow_teaser: bool = False,
    model: LineModel | None = None,
    explain: bool = False,
) -> Article:
    """The article of a page that was copied or dumped as plain text.

    `timezone` is for dates that name no zone, `threshold` for how sure a voiced quote's attribution must be, `model` the
    newsroom's own for telling the story's lines; `explain` lists every label of each line. Of several stories it is the
    longest. Raises SourceError for a page without a story, and for one that stops at a paywall unless `allow_teaser`.
    """
    budget.copied(text, source)
    lines = list(split(composed(mended(text)), profile))
    if not lines:
        raise SourceError("the page is empty", where=source, hint="copy the whole page, or give its address")
    begin_page(len(lines))
    main = longest(lines)
    others = [
        Dropped(line=line.text, rule=ANOTHER, number=line.number)
        for line in (*lines[: main.start], *lines[main.stop :])
    ]
    budget.lines(lines, source)
    draft = PageDraft(source=source, profile=profile, timezone=timezone, explain=explain, dropped=others)
    return _read(lines[main.start : main.stop], draft, threshold, allow_teaser, model)


def features(text: str) -> tuple[list[PageLine], list[dict[str, float]], Layout]:
    """The lines of a page outside of its menus, the features of each, and their layout: what the weights are fitted on."""
    lines = story_lines(text)
    seen = [line for line in lines if line.role != "links"]
    return seen, scoring.feature_rows(lines), scoring.layout(seen)


def story_lines(text: str) -> list[PageLine]:
    """The lines of a page, of several stories those of the longest."""
    lines = list(split(composed(mended(text)), None))
    main = longest(lines) if lines else range(0)
    return lines[main.start : main.stop]


def read_lines(
    lines: Sequence[PageLine],
    *,
    source: str = "",
    profile: Profile | None = None,
    timezone: str = "UTC",
    threshold: float = 0.6,
    allow_teaser: bool = False,
    model: LineModel | None = None,
    explain: bool = False,
) -> Article:
    """The article of one story of a text that was separated; the rest as in `read_text`."""
    draft = PageDraft(source=source, profile=profile, timezone=timezone, explain=explain)
    return _read(list(lines), draft, threshold, allow_teaser, model)


def _read(
    lines: list[PageLine], draft: PageDraft, threshold: float, allow_teaser: bool, model: LineModel | None
) -> Article:
    probabilities = [
        max(probability, MIN_POST) if line.role == "post" else probability
        for line, probability in zip(lines, (model or scoring).probabilities(lines), strict=True)
    ]
    found = find_story(lines, probabilities, draft.profile, learned=model is not None)
    for index in found.subheads:
        lines[index] = lines[index]._replace(role="subhead")
    draft.take(lines, probabilities, found.chosen, apart=found.apart, headline=found.headline)
    return draft.finish(threshold=threshold, allow_teaser=allow_teaser)


def separate(text: str) -> list[list[PageLine]]:
    """The lines of each story of a text.

    A story is not read from its piece of the text: how a mail is encoded, quoted and wrapped is told by all of it.
    """
    budget.copied(text, "")
    lines = list(split(text))
    begin_page(len(lines))
    budget.lines(lines, "")
    return [lines[part.start : part.stop] for part in stories(lines)]


def split(text: str, profile: Profile | None = None) -> Iterator[PageLine]:
    """The lines that are not blank; lines that an e-mail program wrapped are put together again."""
    language = page_language(text.splitlines(), profile=profile)
    blocks = list(pieces(text, language))
    posted = [bool(signed(one.text)) for one in blocks]
    in_menus = {index for menu in menus([one.text for one in blocks]) for index in menu}
    for place, one in enumerate(blocks):
        after = blocks[place + 1] if place + 1 < len(blocks) else None
        under = after is not None and posted[place + 1] and words(one.text) >= MIN_POST_WORDS
        role: Role = one.role or ("post" if under or posted[place] else "links" if place in in_menus else "")
        yield PageLine(one.text, one.number, one.gap, after is None or after.gap, role=role, language=language)
