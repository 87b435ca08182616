"""Subheads of a story that was copied as plain text: short lines between its paragraphs, which no markup tells any more.

They are lines of the story already; called subheads they get the pause and the chapter that they have on HTML. A line
that may be something else (a name, a place, a caption, a link to another story) stays a paragraph: a wrong chapter is
worse than a missing one.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import Final

from audiopress.languages.pack import pack, phrasebook
from audiopress.segment.page.boilerplate import boilerplate_rule
from audiopress.segment.page.bylines import like_a_name
from audiopress.segment.page.features import MIN_PROSE_WORDS, by_words, is_prose, words
from audiopress.segment.page.headlines import headed
from audiopress.segment.page.labels import Rule
from audiopress.segment.page.lines import PageLine

LONGEST_MARKED: Final = 12
"""Words of the longest subhead that is a question, is numbered or has a mark before it."""
LONGEST_PLAIN: Final = 7
"""Words of the longest that nothing else gives away: captions and links to other stories are longer."""
LONGEST_IN_LETTERS: Final = 90
MAY_STAND_BELOW: Final[frozenset[Rule]] = frozenset(("table", "caption"))
"""Rules of what may stand between a subhead and its text."""
MAY_STAND_ABOVE: Final[frozenset[Rule]] = frozenset(("advertisement", "newsletter", "control"))
"""Furniture that may stand above one."""
SHORTEST_PARAGRAPH: Final = 12
"""Words of the longer one of the paragraphs above and below a subhead."""
LEAST_CAPITALS: Final = 0.7
"""Share of words with a capital from which a line is set as a title."""
LONGEST_TITLE: Final = 5
"""Words of the longest title that is a subhead: headlines of other stories are longer."""
SHORTEST_STEM: Final = 4
"""Letters of the shortest word that tells something."""
_STOP = re.compile(r"[.!。！:：,，;；、…][\s\"”'’»」』)]*$")
_ASKS: Final = ("?", "？")
_MARKED = re.compile(r"(?:\d{1,2}|[IVX]{1,4})[.)]\s|[◆◇■□●○▲△▼▽]\s?(?=\w)")
"""`1. `, and what Korean and Japanese papers put before a subhead. `Step 2` is in the pages' languages."""
_LABEL = re.compile(r"[@#|<>/\t\\_=©®*▶►☞→»«›•()\[\]]|https?:|\d{1,2}:\d\d|^[-–—―]")
"""Signs of furniture, credits, tables and speakers."""
_ITEM = re.compile(r"\d{1,3}[.)] |[-*•–·] |[^:\t]{2,40}: \S")


def subheads(lines: Sequence[PageLine], chosen: set[int], apart: Mapping[int, Rule]) -> set[int]:
    """Which of the `chosen` lines head what follows them; `apart` are those that a rule keeps out, and its name."""
    found = {index for index in chosen if _may_head(lines[index]) and _stands(lines, index, chosen, apart)}
    if found:
        counts = Counter(line.text for line in lines)
        found = {index for index in found if counts[lines[index].text] == 1}
    named = {index for index in found if _may_be_name(lines[index])}
    if not named:
        return found
    told = sorted({word for index in chosen for word in lines[index].text.split()})
    return {index for index in found if index not in named or _common(lines[index].text, told)}


def _may_be_name(line: PageLine) -> bool:
    """Whether a line is built as a name; in capitals, where any line is, one with a common word is none: `WHAT FOLLOWS NOW`."""
    common = line.text.isupper() and by_words(line.text, line.language).features["stops"] > 0
    return not common and like_a_name(line.text, line.language)


def _common(text: str, told: Sequence[str]) -> bool:
    """Whether what is `told`, in order, has one of the words, or a longer form of it, in small letters: no name's then."""
    for word in map(str.lower, text.split()):
        place = bisect_left(told, word)
        if place < len(told) and (told[place] == word or (len(word) >= SHORTEST_STEM and told[place].startswith(word))):
            return True
    return False


def _may_head(line: PageLine) -> bool:
    """Whether a line can head a part of a story by its own words."""
    text = line.text
    if (
        line.role
        or len(text) > LONGEST_IN_LETTERS
        or _STOP.search(text)
        or _LABEL.search(text)
        or _told_without_stop(line)
    ):
        return False
    asks, marked = text.endswith(_ASKS), _marked(line)
    said = by_words(text, line.language)
    if not 0 < said.number <= (LONGEST_MARKED if asks or marked else LONGEST_PLAIN) or text[0].islower():
        return False
    if said.boilerplate or not said.features.keys().isdisjoint({"credit", "address", "date"}):
        return False
    # `Ruth Amsel, mayor`, `BAAR, SWITZERLAND`; a speaker's question; another story's headline.
    begin, mark, _ = text.partition(",")
    if (mark and (like_a_name(begin, line.language) or text.isupper())) or (asks and ": " in text):
        return False
    titled = said.features["capitals"] >= LEAST_CAPITALS and said.number > LONGEST_TITLE and not text.isupper()
    return (marked or not titled) and not headed(line) and (asks or not is_prose(line))


def _marked(line: PageLine) -> bool:
    """A number or a mark before a line."""
    marked = _MARKED.match(line.text) is not None
    return marked or phrasebook(line.language).label(line.text, "subhead") is not None


def _told_without_stop(line: PageLine) -> bool:
    """How a sentence of the line's language ends: Korean 다."""
    return line.text.endswith(pack(line.language).words.endings)


def _stands(lines: Sequence[PageLine], index: int, chosen: Collection[int], apart: Mapping[int, Rule]) -> bool:
    """Whether it stands apart between two paragraphs of the story, or between one and a list."""
    below = index + 1
    while apart.get(below) in MAY_STAND_BELOW:
        below += 1
    above = index - 1
    # A numbered part goes on with the list that links stand in; other lines below links are links themselves.
    numbered = _marked(lines[index])
    while above > 0 and (
        (kept := boilerplate_rule(lines[above])) in MAY_STAND_ABOVE or (numbered and (above in apart or kept))
    ):
        above -= 1
    if above not in chosen or below not in chosen or (lines[index + 1].gap_before and not lines[index].gap_before):
        return False
    over, under = lines[above], lines[below]
    if not by_words(over.text, over.language).ends and not _ITEM.match(over.text):
        return False
    return (_told(under) or _ITEM.match(under.text) is not None) and max(
        words(over.text), words(under.text)
    ) >= SHORTEST_PARAGRAPH


def _told(line: PageLine) -> bool:
    """A sentence or several."""
    said = by_words(line.text, line.language)
    return said.ends > 0 and said.number >= (MIN_PROSE_WORDS if "cjk" not in said.features else MIN_PROSE_WORDS / 2)


def heads(text: str) -> bool:
    """Whether a paragraph in bold heads what follows: short, and no sentence."""
    return words(text) <= LONGEST_MARKED and text[-1] not in '.!。:：,;”"»」'
