"""An HTML page -> Article: the fields that the page states (JSON-LD, meta tags) and the story among its blocks."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Final

from audiopress.errors import SourceError
from audiopress.languages.line_memory import begin_page
from audiopress.model import Article, Dropped
from audiopress.segment.page import budget, scripted
from audiopress.segment.page import html_model as structure
from audiopress.segment.page import text_model as scoring
from audiopress.segment.page.article import PageDraft
from audiopress.segment.page.blocks import Blocks, blocks
from audiopress.segment.page.dump import split
from audiopress.segment.page.elements import Aside, Block, Element
from audiopress.segment.page.features import by_words, words
from audiopress.segment.page.html_story import (
    NOT_STORY_ROLES,
    boxes_between,
    choose_story,
    entry_heads,
    least_probability,
)
from audiopress.segment.page.html_tree import by_trafilatura, clean, parse, tag_free
from audiopress.segment.page.lines import PageLine
from audiopress.segment.page.metadata import StatedFields, bare, said
from audiopress.segment.page.page_languages import tree_language
from audiopress.segment.page.profiles import Profile
from audiopress.segment.page.second_look import Layout
from audiopress.segment.page.story import story
from audiopress.sources.decoding import decoded

MIN_PAGE_WORDS: Final = 60
"""Words of the shortest story; for a page with less its story is looked for in its scripts. Chosen by hand."""
_MENU_ROLES: Final = frozenset({"", "li", "bold", "menu"})
"""Roles of blocks in a menu that say less than that."""
MIN_STATED_WORDS: Final = 60
MIN_STATED_RATIO: Final = 3
"""A story in JSON-LD is taken where it has MIN_STATED_WORDS more words than so many times what the page shows of it: else
the blocks of the page are better, they have its subheads and captions. Chosen by hand."""


def read_html(
    html: str | bytes,
    *,
    url: str | None = None,
    profile: Profile | None = None,
    timezone: str = "UTC",
    threshold: float = 0.6,
    allow_teaser: bool = False,
    explain: bool = False,
) -> Article:
    """The article of an HTML page.

    `url` becomes `Article.source`. `timezone` is for dates that name no zone. `threshold` (0 to 1) is how sure a voiced
    quote's attribution must be. `explain` lists every label of each line. Raises SourceError for a page without a story, and for one that stops at a paywall unless
    `allow_teaser`.
    """
    source = url or ""
    text = decoded(html) if isinstance(html, bytes) else html
    if not text.removeprefix("\ufeff").strip():
        raise SourceError("the page is empty", where=source, hint="fetch it again, or give the page's text")
    text = clean(text)
    budget.markup(text, source)
    tree, whole = parse(text, source)
    language = tree_language(tree, profile)
    about = said(tree, timezone=(profile.timezone if profile else "") or timezone, url=source, language=language)
    draft = PageDraft(source=source, profile=profile, timezone=timezone, explain=explain)
    about.fill(draft)
    scripts = scripted.data(tree)
    found, menus, asides, in_menus = blocks(tree, language) if whole else Blocks([], [], [], frozenset())
    begin_page(len(found))
    draft.dropped += [Dropped(line=one.text, rule=one.rule, number=one.number) for one in asides]
    lines = [block.line for block in found]
    for index in in_menus:
        if lines[index].role in _MENU_ROLES:
            lines[index] = lines[index]._replace(role="links")
    budget.lines(lines, source)
    if lines:
        ask = partial(by_trafilatura, tree, menus, sum(len(line.text) for line in lines))
        probabilities = [
            max(probability, least_probability(line))
            for line, probability in zip(
                lines, structure.probabilities(found, in_menus, ask, structure.known(about)), strict=True
            )
        ]
        chosen = choose_story(
            lines,
            probabilities,
            profile,
            {*boxes_between(found), *(entry_heads(lines) if about.live else ())},
            live=about.live,
        )
    else:
        flat = tag_free(text)
        budget.copied(flat, source)
        lines = list(split(flat, profile))
        probabilities = scoring.probabilities(lines)
        chosen = story(lines, probabilities, profile) if lines else set()
    if not about.body and sum(words(lines[index].text) for index in chosen) < MIN_PAGE_WORDS:
        about = replace(about, markup=(markup := scripted.markup(scripts)), body=bare(markup))
    lines, probabilities, chosen = _with_body(about, lines, probabilities, chosen, language)
    budget.lines(lines, source)
    draft.take(lines, probabilities, chosen)
    return draft.finish(threshold=threshold, allow_teaser=allow_teaser)


def features(html: str, *, asked: bool) -> tuple[list[PageLine], list[dict[str, float]], Layout]:
    """The blocks of a page outside of its menus, the features of each, and their layout: what the weights are fitted on.

    With `asked` trafilatura is asked, as of pages in doubt.
    """
    tree, _ = parse(clean(html), "")
    language = tree_language(tree, None)
    known = structure.known(said(tree, timezone="UTC", url="", language=language))
    read = blocks(tree, language)
    found = [block for index, block in enumerate(read.found) if index not in read.in_menus]
    own = [by_words(block.line.text, block.line.language) for block in found]
    rows = structure.feature_rows(found, own, known)
    if asked:
        taken = by_trafilatura(tree, read.menus, sum(len(block.line.text) for block in read.found))
        structure.add_witness(rows, found, known, taken)
    return [block.line for block in found], rows, structure.layout(found)


def body_blocks(html: str, source: str, stated: str, profile: Profile | None) -> tuple[list[Block], list[Aside]]:
    """The blocks of a body in HTML, and the asides in them; which are the story's is not looked at.

    `stated` is the language that its sender names. Raises SourceError.
    """
    if not html.strip():
        return [], []
    tree, whole = parse(html, source)
    if whole:
        read = blocks(tree, tree_language(tree, profile, stated))
        return read.found, read.asides
    nowhere = Element("body", None, against=False, favoured=False, label="")
    return [Block(line, nowhere, 0.0) for line in split(tag_free(html), profile)], []


def plain_lines(html: str) -> list[PageLine]:
    """The blocks of a page as the lines that a browser copies: their text without their markup."""
    tree, _ = parse(clean(html), "")
    found = blocks(tree, tree_language(tree)).found
    return [
        PageLine(block.line.text, number, True, True, language=block.line.language)
        for number, block in enumerate(found, 1)
    ]


def _with_body(
    about: StatedFields, lines: list[PageLine], probabilities: list[float], chosen: set[int], language: str
) -> tuple[list[PageLine], list[float], set[int]]:
    """Lines, probabilities and indices of the story; where it stands in the JSON-LD alone, its paragraphs are added as lines."""
    inside = sum(words(lines[index].text) for index in chosen)
    body = [paragraph.strip() for paragraph in about.body.split("\n") if paragraph.strip()]
    if sum(map(words, body)) < MIN_STATED_WORDS + MIN_STATED_RATIO * inside:
        return lines, probabilities, chosen
    first = lines[-1].number + 1 if lines else 1
    extra = [
        PageLine(paragraph, first + place, True, True, "p", language=language) for place, paragraph in enumerate(body)
    ]
    if about.markup:
        found = blocks(parse(about.markup, "")[0], language).found
        extra = [block.line._replace(number=first + place) for place, block in enumerate(found)]
    stated = {len(lines) + place for place, line in enumerate(extra) if line.role not in NOT_STORY_ROLES}
    return [*lines, *extra], [*probabilities, *[1.0] * len(extra)], stated
