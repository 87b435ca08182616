"""An HTML page -> Article: what the page says of itself (JSON-LD, meta), and its blocks scored like lines of text."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any, Final

from audiopress.errors import SourceError
from audiopress.letters import composed
from audiopress.model import Article, Dropped
from audiopress.segment.page import budget, scripted
from audiopress.segment.page import html_model as structure
from audiopress.segment.page import text_model as scoring
from audiopress.segment.page.article import PageDraft
from audiopress.segment.page.blocks import blocks
from audiopress.segment.page.boilerplate import boilerplate_rule
from audiopress.segment.page.dump import split
from audiopress.segment.page.elements import Aside, Block, Element
from audiopress.segment.page.features import by_words, is_prose, words
from audiopress.segment.page.fields import split_dateline
from audiopress.segment.page.headlines import headed
from audiopress.segment.page.lines import PageLine
from audiopress.segment.page.metadata import StatedFields, bare, said
from audiopress.segment.page.page_languages import tree_language
from audiopress.segment.page.profiles import Profile
from audiopress.segment.page.second_look import Layout
from audiopress.segment.page.story import story
from audiopress.segment.page.subheads import heads
from audiopress.sources.decoding import decoded

THRESHOLD: Final = 0.5
"""A block more likely than this speaks for the run that is the story; by cross-validation on article pages."""
BOXED: Final = frozenset({"author", "box", "comments", "table", "hidden", "menu", "caption"})
"""What a block is that stands in a box beside the story."""
BOX: Final = 80
"""Blocks of the longest such box, each cell of a table one of them; a page with a longer table is about the table."""
_TEXT: Final = frozenset("p li ul ol blockquote dl dt dd h2 h3 h4".split())
"""Elements whose text stands in a story like its paragraphs."""
SUBHEADS: Final = frozenset({"h2", "h3", "h4"})
UNTOLD: Final = frozenset({"author", "box", "caption", "comments", "kicker", "table", "hidden", "footnote"})
"""What a block is that is no part of the story, wherever it stands."""
TITLED: Final = 4
"""Words of the shortest headline that leads away."""
HEADED: Final = 6
"""Lines of pictures and boxes between a heading and what it heads."""
SHORT: Final = 16
"""Words of the longest headline of a live blog's entry."""
LED: Final = 0.95
"""Share of the letters of a line that are a link's where all of it leads to another story."""
LINKED: Final = 0.2
"""Share of a subhead's letters that are links' at most."""
WITHIN: Final = 0.65
"""Inside the run, a block less likely than this is furniture."""
SURE: Final = 0.85
"""Outside of it, one more likely than this is the story's: it is parted from the rest by the page's furniture."""
LEDE: Final = 0.2
"""Between the headline and the run, a sentence more likely than this is the story's."""
LEDES: Final = 2
"""Paragraphs of a lede; more of them are a box."""
UNDER: Final = 8
"""Lines above the run in which it is looked for."""
QUOTED: Final = 0.7
"""How likely a quoted block or an embedded post is the story's at least."""
LISTED: Final = 0.7
"""The same of a sentence in a list that leads nowhere."""
LISTS: Final = 0.25
"""How likely the items of a list without links between two paragraphs are at least, on average."""
_QUOTED: Final = frozenset({"post", "cite", "blockquote"})
SCRIPTED: Final = 60
"""Words of a page below which its story is looked for in its scripts."""
WITNESS: Final = 200_000
"""Characters of readable text above which trafilatura is not asked: its cost grows faster than the page."""
_UNASKED: Final = (
    "applet area aside dialog fieldset figure footer input ins label legend link marquee menu menuitem nav noindex output"
    " picture progress rp rt rtc source table time track use"
).split()
"""Elements that trafilatura throws away itself, by settings.MANUALLY_CLEANED and because of `include_tables`; without
them it has less to copy and to search."""
_XML = re.compile(r"^\s*<\?xml[^<>]*\?>")
_TAG = re.compile(r"(<[^<>]*>)")
_EDGE = re.compile(r"</?(?:p|div|br|li|h\d|td|tr|table|ul|ol|section|article|blockquote)\b", re.IGNORECASE)


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

    `explain` lists every label of each line. `url` becomes `Article.source`. `timezone` is for dates that name no zone, `threshold` for how sure a voiced quote's
    attribution must be. Raises SourceError for a page without a story, and for one that stops at a paywall unless
    `allow_teaser`.
    """
    source = url or ""
    text = decoded(html) if isinstance(html, bytes) else html.removeprefix("\ufeff")
    if not text.strip():
        raise SourceError("the page is empty", where=source, hint="fetch it again, or give the page's text")
    text = composed(_XML.sub("", text).replace("\0", ""))
    budget.markup(text, source)
    tree, whole = _tree(text, source)
    language = tree_language(tree, profile)
    about = said(tree, timezone=(profile.timezone if profile else "") or timezone, url=source, language=language)
    draft = PageDraft(source=source, profile=profile, timezone=timezone, explain=explain)
    about.fill(draft)
    scripts = scripted.data(tree)
    found, menus, asides = blocks(tree, language) if whole else ([], [], [])
    draft.dropped += [Dropped(line=one.text, rule=one.rule, number=one.number) for one in asides]
    lines = [block.line for block in found]
    budget.lines(lines, source)
    if lines:
        taken = _witness(tree, menus, sum(len(line.text) for line in lines))
        probabilities = [
            max(probability, _least(line))
            for line, probability in zip(
                lines, structure.probabilities(found, taken, structure.known(about)), strict=True
            )
        ]
        chosen = _chosen(
            lines, probabilities, profile, {*_between(found), *(_short(lines) if about.live else ())}, live=about.live
        )
    else:
        flat = _flat(text)
        budget.copied(flat, source)
        lines = list(split(flat, profile))
        probabilities = scoring.probabilities(lines)
        chosen = story(lines, probabilities, profile) if lines else set()
    if not about.body and sum(words(lines[index].text) for index in chosen) < SCRIPTED:
        about = replace(about, markup=(markup := scripted.markup(scripts)), body=bare(markup))
    lines, probabilities, chosen = _with_body(about, lines, probabilities, chosen, language)
    budget.lines(lines, source)
    draft.take(lines, probabilities, chosen)
    return draft.finish(threshold=threshold, allow_teaser=allow_teaser)


def features(html: str) -> tuple[list[PageLine], list[dict[str, float]], Layout]:
    """The blocks of a page, what the model is told of each and how they are laid out: what its weights are fitted on."""
    tree, _ = _tree(composed(_XML.sub("", html.removeprefix("\ufeff")).replace("\0", "")), "")
    language = tree_language(tree, None)
    about = said(tree, timezone="UTC", url="", language=language)
    found, menus, _ = blocks(tree, language)
    taken = _witness(tree, menus, sum(len(block.line.text) for block in found))
    own = [by_words(block.line.text, block.line.language) for block in found]
    told = structure.feature_rows(found, own, taken, structure.known(about))
    features = [{**mine.features, **row} for mine, row in zip(own, told, strict=True)]
    return [block.line for block in found], features, structure.layout(found)


def body_blocks(html: str, source: str, stated: str, profile: Profile | None) -> tuple[list[Block], list[Aside]]:
    """The blocks of a piece of HTML, and the words inside them that are not theirs; none is judged.

    `stated` is the language that its sender names. Raises SourceError.
    """
    if not html.strip():
        return [], []
    tree, whole = _tree(html, source)
    if whole:
        found, _, asides = blocks(tree, tree_language(tree, profile, stated))
        return found, asides
    nowhere = Element("body", None, against=False, favoured=False, label="")
    return [Block(line, nowhere, 0.0) for line in split(_flat(html), profile)], []


def plain_lines(html: str) -> list[PageLine]:
    """The blocks of a page as the lines that a browser copies: their words, and nothing of their markup."""
    tree, _ = _tree(_XML.sub("", html).replace("\0", ""), "")
    found = blocks(tree, tree_language(tree)).found
    return [
        PageLine(block.line.text, number, True, True, language=block.line.language)
        for number, block in enumerate(found, 1)
    ]


def _tree(text: str, source: str) -> tuple[Any, bool]:
    """The lxml tree, and whether all of the page is in it: libxml2 stops at elements nested too deep."""
    from lxml import etree
    from lxml import html as lh

    parser = lh.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    # lxml.html's own look-up asks Python for the class of every element it meets; nothing here needs forms or inputs.
    parser.set_element_class_lookup(etree.ElementDefaultClassLookup(element=lh.HtmlElement))
    try:
        tree = lh.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        raise SourceError(
            "the page has nothing to read",
            where=source,
            hint="it may be built by scripts: save the page's text from a browser",
        ) from None
    return tree, not any("depth" in entry.message for entry in parser.error_log)


def _witness(tree: Any, menus: Sequence[Any], size: int) -> str:
    """What trafilatura takes for the story, of a tree that is spent with it; nothing where it is too large or too odd.

    It is not shown the `menus`: they are half of most pages' elements, and now and then it takes one.
    """
    if size > WITNESS:
        return ""
    import trafilatura
    from lxml import etree

    for menu in menus:
        menu.drop_tree()
    etree.strip_elements(tree, *_UNASKED, with_tail=False)
    try:
        taken: str | None = trafilatura.extract(
            tree, favor_precision=True, fast=True, include_comments=False, include_tables=False
        )
    except (ValueError, TypeError, AttributeError, IndexError, RecursionError):
        return ""
    return taken or ""


def _chosen(
    lines: list[PageLine],
    probabilities: Sequence[float],
    profile: Profile | None,
    neutral: Collection[int],
    *,
    live: bool,
) -> set[int]:
    """The story's lines. A story that is hidden until a script shows it is still one; a hidden line in it is not."""
    chosen = story(lines, probabilities, profile, threshold=THRESHOLD, within=WITHIN, neutral=neutral)
    chosen |= {
        index
        for index, probability in enumerate(probabilities)
        if probability > SURE and lines[index].role != "menu" and not (profile and profile.label(lines[index].text))
    }
    below = 2 if live else 1
    chosen |= _subheads(lines, chosen, first=min(chosen, default=0) + (-2 if live else 1), below=below)
    chosen |= _introduction(lines, probabilities, min(chosen, default=0))
    chosen |= _lists(lines, probabilities, chosen)
    chosen |= {index for index, line in enumerate(lines) if line.role == "cite" and index - 1 in chosen}
    linked = sum(len(lines[index].text) * lines[index].links for index in chosen)
    # Where an anchor was never closed all of a page is one link.
    linked /= sum(len(lines[index].text) for index in chosen) or 1
    hidden = sum(words(lines[index].text) for index in chosen if lines[index].role == "hidden")
    if hidden * 2 > sum(words(lines[index].text) for index in chosen):
        lines[:] = [line._replace(role="") if line.role == "hidden" else line for line in lines]
    return {
        index
        for index in chosen
        if lines[index].role not in UNTOLD
        and not _leads_away(lines[index], linked)
        # The heading of a box that is not read.
        and not (
            lines[index].tag in SUBHEADS
            and chosen.isdisjoint(range(index + 1, index + 1 + below))
            and _heads_nothing(lines, index, chosen)
        )
    }


def _heads_nothing(lines: Sequence[PageLine], index: int, chosen: set[int]) -> bool:
    """Whether what stands next below a heading is not told: in a box the next line, else but for pictures and boxes."""
    below = index + 1
    if lines[index].role != "menu":
        while below < len(lines) and below not in chosen and below <= index + HEADED and lines[below].role in BOXED:
            below += 1
    return below not in chosen


def _leads_away(line: PageLine, linked: float) -> bool:
    """A headline, or a sentence, that is a link from its first word to its last: another story's, between paragraphs.

    `linked` is the share of the story's letters that are links.
    """
    return line.links > LED > 2 * linked and line.role not in _QUOTED and words(line.text) >= TITLED


def _least(line: PageLine) -> float:
    """What a quoted block, a post and a sentence in a list are at least: in a story they look like nothing else in it."""
    if line.role in _QUOTED:
        return QUOTED
    return LISTED if line.role == "li" and not line.links and by_words(line.text, line.language).ends else 0.0


def _between(found: Sequence[Block]) -> Iterator[int]:
    """What stands in a box between two paragraphs of one element: a table, an aside. It ends no story."""
    index = 0
    while index < len(found):
        if index and found[index].line.role in BOXED:
            end = next((at for at in range(index, len(found)) if found[at].line.role not in BOXED), len(found))
            if end < min(len(found), index + BOX) and _text_of(found[index - 1]) is _text_of(found[end]) is not None:
                yield from range(index, end)
            index = end
        index += 1


def _short(lines: Sequence[PageLine]) -> Iterator[int]:
    """The times, headlines, buttons and captions between the entries of a live blog: they end no story."""
    return (
        index
        for index, line in enumerate(lines)
        if line.role == "caption" or (words(line.text) <= SHORT and not is_prose(line))
    )


def _text_of(block: Block) -> Element | None:
    """The element that a paragraph or the item of a list stands in with the others, None for any other block."""
    place: Element | None = block.place
    if place is None or place.tag not in _TEXT:
        return None
    while place is not None and place.tag in _TEXT:
        place = place.above
    return place


def _introduction(lines: Sequence[PageLine], probabilities: Sequence[float], first: int) -> set[int]:
    """The sentences between the h1 and the run that may be the story's: a lede, or who is asked and why, in a box of its own.

    Before an interview that begins with a question they are in any case.
    """
    title = max((index for index in range(first) if lines[index].tag == "h1"), default=first)
    asked = bool(lines) and lines[first].text.endswith(("?", "？"))
    found = {
        index
        for index in range(title + 1 if asked else max(title + 1, first - UNDER), first)
        if lines[index].role == "" and (asked or probabilities[index] > LEDE) and _told(_without_dateline(lines[index]))
    }
    return found if asked or len(found) <= LEDES else set()


def _told(line: PageLine) -> bool:
    return is_prose(line) and not boilerplate_rule(line) and not headed(line)


def _without_dateline(line: PageLine) -> PageLine:
    """Before a lede, place and reporter are no byline."""
    dateline, rest = split_dateline(line.text, line.language)
    return line._replace(text=rest) if dateline else line


def _lists(lines: Sequence[PageLine], probabilities: Sequence[float], chosen: Collection[int]) -> set[int]:
    """Lists without a link between two paragraphs of the story: a few words that are no sentence look like a menu's."""
    found: set[int] = set()
    for above, below in pairwise(sorted(chosen)):
        items = range(above + 1, below)
        if items and all(
            lines[index].tag == "li" and lines[index].role in {"", "li"} and not lines[index].links for index in items
        ):
            likely = sum(probabilities[index] for index in items) / len(items)
            if likely > LISTS and not any(boilerplate_rule(lines[index]) for index in items):
                found.update(items)
    return found


def _subheads(lines: Sequence[PageLine], chosen: set[int], *, first: int, below: int) -> set[int]:
    """Headings between two paragraphs of the story: what a heading says looks like a menu's, and so does a time below it.

    A short line in bold is one where the story stands on both sides of it. The `first` line may be
    one, and as many as `below` lines under it the story goes on: a live blog has the author of an entry between.
    """
    return {
        index
        for index in range(max(0, first), max(chosen, default=-1))
        if (not chosen.isdisjoint(range(index + 1, index + 1 + below)) or not _heads_nothing(lines, index, chosen))
        and (
            (lines[index].tag in SUBHEADS and lines[index].role == "")
            or (lines[index].role == "bold" and index - 1 in chosen and heads(lines[index].text))
        )
        and lines[index].links < LINKED
        and not boilerplate_rule(lines[index])
    }


def _with_body(
    about: StatedFields, lines: list[PageLine], probabilities: list[float], chosen: set[int], language: str
) -> tuple[list[PageLine], list[float], set[int]]:
    """A page whose story only stands in its JSON-LD gets those paragraphs as its last lines."""
    inside = sum(words(lines[index].text) for index in chosen)
    body = [paragraph.strip() for paragraph in about.body.split("\n") if paragraph.strip()]
    if sum(map(words, body)) < 60 + 3 * inside:
        return lines, probabilities, chosen
    first = lines[-1].number + 1 if lines else 1
    extra = [
        PageLine(paragraph, first + place, True, True, "p", language=language) for place, paragraph in enumerate(body)
    ]
    if about.markup:
        found = blocks(_tree(about.markup, "")[0], language).found
        extra = [block.line._replace(number=first + place) for place, block in enumerate(found)]
    told = {len(lines) + place for place, line in enumerate(extra) if line.role not in UNTOLD}
    return [*lines, *extra], [*probabilities, *[1.0] * len(extra)], told


def _flat(text: str) -> str:
    """The text between the tags, one line a block, without the parser: for pages nested too deep for it."""
    from html import unescape

    kept: list[str] = []
    silent = ""
    for piece in _TAG.split(text):
        if not piece.startswith("<"):
            kept.append("" if silent else re.sub(r"\s+", " ", piece))
            continue
        name = piece[1:20].lower()
        if silent:
            silent = "" if name.startswith("/" + silent) else silent
        elif name.startswith(("script", "style")):
            silent = "script" if name.startswith("script") else "style"
        elif _EDGE.match(piece):
            kept.append("\n")
    return unescape("".join(kept))
