"""What stands in a page beside its story, or under it, and reads like one: links in the text, authors' notes, comments.

A list of headlines under `Related`, a headline in capitals between two paragraphs, a note on the author and what
readers wrote are sentences as good as the story's. They are known by what leads to them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from itertools import takewhile
from typing import Final

from audiopress.languages.names import name_lists
from audiopress.languages.pack import pack, phrasebook
from audiopress.languages.phrases import alternation
from audiopress.segment.page.boilerplate import leads
from audiopress.segment.page.bylines import bylines
from audiopress.segment.page.features import is_prose, words
from audiopress.segment.page.headlines import headed
from audiopress.segment.page.labels import Rule
from audiopress.segment.page.lines import PageLine
from audiopress.segment.page.reader_letters import letter_signatures
from audiopress.segment.page.second_look import RUN_THRESHOLD, best_run

LINKED: Final[Rule] = "read more"
"""The rule of what leads to other stories."""
COMMENTS: Final[Rule] = "comments"
TABLE: Final[Rule] = "table"
SIGNED: Final[Rule] = "signature"
"""The rule of a name below a letter."""
AUTHOR: Final[Rule] = "author"
MOST_LINKS: Final = 12
"""Headlines that one box of links has at most."""
SHORTEST_HEADLINE: Final = 3
"""Words of the shortest headline; what is shorter is the page's menu."""
SHORTEST_IN_CAPITALS: Final = 8
"""Words of a line in capitals that is no subhead any more but a link to another story."""
SHORTEST_BODY: Final = 80
"""Words of a story that must stand above what ends it."""
LONGEST_SIGNED: Final = 25
"""Words of a line that names the author; what is longer is text."""
LONGEST_QUESTION: Final = 12
"""Words of the longest headline that is a question."""
LEAST_CELLS: Final = 3
"""Cells of a table's row."""
SHORTEST_CAPTION: Final = 5
"""Words of the shortest caption."""
LONGEST_CREDIT: Final = 12
"""Words of a picture's credit."""
_AGENCY: Final = re.compile(
    rf"\b(?:{alternation(one for one in name_lists().picture_agencies if len(one) > 2)}|[,/|] ?ap)\)?$", re.IGNORECASE
)
_KANA = re.compile(r"[ぁ-んァ-ヶ]")
_NUMBERED = re.compile(r"\d{1,2}[.)] \w")
_NAME: Final = re.compile(r"[A-ZÀ-Þ][\w'’-]+(?: [A-ZÀ-Þ][\w.'’-]+){0,3} $")
"""What an author's trade stands behind: `Edda Thorsen is a reporter for …`."""


def sidebars(lines: Sequence[PageLine], probabilities: Sequence[float]) -> dict[int, Rule]:
    """The lines that stand in such boxes, and the rule that says so."""
    found: dict[int, Rule] = dict.fromkeys(letter_signatures(lines), SIGNED)
    names = tuple(
        {name for line in lines if words(line.text) <= LONGEST_SIGNED for name in bylines(line.text, line.language)}
    )
    times: Counter[str] = Counter()
    said = 0.0
    for index, line in enumerate(lines):
        if index in found:
            continue
        if line.role in {"mail header", "signature"}:
            found[index] = line.role
            continue
        if line.role == "links":
            continue
        if said >= SHORTEST_BODY and _heads_comments(line) and not _story_follows(lines, probabilities, index):
            found |= dict.fromkeys(range(index, len(lines)), COMMENTS)
            break
        if leads(line) and not (_has(line, "continue_reading") and _again(line, lines, times)):
            found |= dict.fromkeys(_linked(lines, index), LINKED)
        elif _capitals(line.text):
            found[index] = LINKED
        elif _row(line) and index + 1 < len(lines) and _row(lines[index + 1]):
            found |= dict.fromkeys(takewhile(lambda at: _row(lines[at]), range(index, len(lines))), TABLE)
        elif _pictured(lines, index):
            found[index] = "caption"
        elif said >= SHORTEST_BODY and (note := list(_author(lines, index, names))):
            found |= dict.fromkeys(note, AUTHOR)
        elif probabilities[index] > 0.4:
            said += words(line.text)
    return found


def _again(line: PageLine, lines: Sequence[PageLine], times: Counter[str]) -> bool:
    """Whether the page says a line more than once; how often it says each is counted when that is first asked."""
    if not times:
        times.update(one.text for one in lines)
    return times[line.text] > 1


def _linked(lines: Sequence[PageLine], index: int) -> Iterator[int]:
    """The headlines under a heading that leads away from the story; the first sentence ends them."""
    below = range(index + 1, min(len(lines), index + 1 + MOST_LINKS))
    headlines = takewhile(
        lambda at: not _told(lines[at]) and not headed(lines[at]) and not _over(lines, index, at), below
    )
    return (at for at in headlines if words(lines[at].text) >= SHORTEST_HEADLINE)


def _over(lines: Sequence[PageLine], index: int, at: int) -> bool:
    """Whether a numbered part of the story goes on, below a blank line, after headlines without one between them."""
    apart = lines[at].gap_before and not any(line.gap_before for line in lines[index + 1 : at])
    return apart and at > index + 1 and _NUMBERED.match(lines[at].text) is not None


def _told(line: PageLine) -> bool:
    """Whether a line is told rather than a headline: it ends like a sentence and is not cut short."""
    text = line.text.rstrip("\"”'’»」』)")
    if not line.gap_before and text.endswith(("?", "？")) and words(text) <= LONGEST_QUESTION:
        return False  # `Who has the keys to the lighthouse?` among the others
    if text[-1:].isalpha() and _KANA.search(text):
        return False  # a Japanese sentence has its stop, and a headline none
    return not text.endswith(("...", "…")) and (
        is_prose(line) or text.endswith((".", "!", "?", "。", ":", *pack(line.language).words.endings))
    )


def _row(line: PageLine) -> bool:
    """A row of a table, as a browser copies it: cells with tabs between them."""
    return line.text.count("\t") >= LEAST_CELLS - 1


def _pictured(lines: Sequence[PageLine], index: int) -> bool:
    """A line with nothing but a picture's credit right under it: what the picture shows."""
    if index + 1 == len(lines) or lines[index].gap_after or words(lines[index].text) < SHORTEST_CAPTION:
        return False
    credit = lines[index + 1]
    return words(credit.text) <= LONGEST_CREDIT and (
        _has(credit, "photo_credit") or _AGENCY.search(credit.text) is not None
    )


def _capitals(text: str) -> bool:
    """`TAXES FALL IN LINDVIK: COUNCIL DECIDES`, among other paragraphs a link to that story."""
    # Scripts without capitals: `LG전자는 …` has no other case than the two letters'.
    if not text.isupper() or sum(map(str.isupper, text)) * 2 < len(text):
        return False
    return words(text) >= SHORTEST_IN_CAPITALS and text[-1] not in ".!?:…" and len(text) < 160


def _author(lines: Sequence[PageLine], index: int, names: tuple[str, ...]) -> Iterator[int]:
    """A note on who wrote the story: `About the author` with what follows, `Edda Thorsen is a reporter for …`."""
    text = lines[index].text
    about = phrasebook(lines[index].language).label(text, "about_author")
    if about is not None and words(text) <= 8 and index + 1 < len(lines):
        name = text[about.end :].strip(" :")
        last = name.split()[-1] if name else ""
        # `About` alone heads anything.
        if (not name and " " in text.strip()) or (len(name.split()) > 1 and last in lines[index + 1].text):
            yield index
            yield index + 1
            return
    below = lines[index + 1].text if index + 1 < len(lines) else ""
    if (
        words(text) <= LONGEST_SIGNED
        and text in names
        and any(below.startswith(part) for part in (text, text.split()[0]))
    ):
        yield index
        yield index + 1
    elif _trade(lines[index]) or (
        text.startswith(names) and any(_does(text, name, lines[index].language) for name in names)
    ):
        yield index


def on_author(line: PageLine, names: Collection[str]) -> bool:
    """`— Edda Thorsen covers the harbour for …`: a note on one of the story's authors."""
    plain = line.text.lstrip("—–-*_ ")
    return any(_does(plain, name, line.language) for name in names)


def _trade(line: PageLine) -> bool:
    """`Edda Thorsen is a reporter for …`, of somebody who is no known author."""
    trade = phrasebook(line.language).label(line.text, "author_trade")
    return trade is not None and _NAME.match(line.text[: trade.start]) is not None


def _story_follows(lines: Sequence[PageLine], probabilities: Sequence[float], index: int) -> bool:
    """Whether the story is likely below this line, which is then a button of its head: `Comments`, `Share`.

    The likeliest run begins there; or a byline or date stands between the last sentence and this line, and more below it
    than above it reads like a story.
    """
    pairs = zip(lines, probabilities, strict=True)
    scores = [(probability - RUN_THRESHOLD) * (words(line.text) + 2) for line, probability in pairs]
    if best_run(scores)[0] > index:
        return True
    last = next((at for at in range(index - 1, -1, -1) if probabilities[at] > RUN_THRESHOLD and is_prose(lines[at])), 0)
    if not any(headed(line) for line in lines[last + 1 : index]):
        return False
    return sum(score for score in scores[index:] if score > 0) > sum(score for score in scores[:index] if score > 0)


def _heads_comments(line: PageLine) -> bool:
    """`Comments (3)`; with more signs behind it, as in `Comments: ,`, it is a button."""
    found = phrasebook(line.language).label(line.text, "comments")
    return found is not None and (found.mode == "begins" or not line.text[found.end :].strip(" :().!…"))


def _has(line: PageLine, label: str) -> bool:
    return phrasebook(line.language).label(line.text, label) is not None


def _does(text: str, name: str, language: str) -> bool:
    """Whether a text that begins with a name goes on with what its bearer does."""
    return (
        text.startswith(name) and phrasebook(language).label(text[len(name) :].lstrip(" ,"), "author_does") is not None
    )
