"""Who wrote a copied page, where no line with `by` says it: names that stand where bylines do.

A name right under the headline or its standfirst, a name above or beside the date, names below a line that says `by` and
nothing else. What stands there need not be a known name, but no word of it may be one that no name has.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import Final

from audiopress.languages.pack import phrasebook
from audiopress.segment.page.bylines import bylines, is_join, is_office, led_by, people, says_by
from audiopress.segment.page.dates import find_dates, is_ago
from audiopress.segment.page.features import is_prose, words
from audiopress.segment.page.fields import split_dateline
from audiopress.segment.page.headlines import headed
from audiopress.segment.page.lines import PageLine
from audiopress.segment.page.positions import LINES_INTO_STORY
from audiopress.segment.page.signatures import named, signature, signed

LINES_BELOW_STORY: Final = 12
"""Lines under the story among which a byline may stand."""
SHORTEST_STANDFIRST: Final = 5
"""Words of the shortest standfirst, which may stand between the headline and a byline."""
LONGEST_PLACE: Final = 2
"""Words of the longest name of a place between a name and the date."""
MOST_NAMES: Final = 8
"""Lines below a lone `by` that name somebody, at most."""
_BEHIND = re.compile(r"[（(【\[][^()（）【】\[\]]{2,90}[)）】\]]$")
"""The authors' names behind the last sentence."""
_MARKS = re.compile(r"(?:,|;|&|\+|…|\.\.\.)+")
"""What stands between two names on a line of its own."""
_NOTE = re.compile(r"(?<=[^\W\d_])\d{1,2}(?=\W*$)")
"""The number of a note behind a name: `Jane Roe1,`."""
_GLUED = re.compile(r"(?<=[a-zß-ÿ])(?=[A-ZÀ-Þ][a-zß-ÿ]+(?: [A-ZÀ-Þa-z]|$))")
"""Where a name ends and what its owner is begins with no space: `Jane RoeScience Reporter`."""


def below(
    lines: Sequence[PageLine], headline: int, first: int, chosen: Collection[int], used: Collection[int]
) -> tuple[tuple[str, ...], list[int]] | None:
    """The names of those who wrote the story below `headline`, and the lines that say them; None where none do.

    `used` are lines that are known to be something else. Somebody whom the story itself names has not written it.
    """
    told = [_BEHIND.sub("", lines[at].text) for at in chosen if words(lines[at].text) >= SHORTEST_STANDFIRST]
    under, decks, headed_by = True, 0, False
    for index in range(headline + 1, min(len(lines), first + LINES_INTO_STORY)):
        line = lines[index]
        if says_by(line.text, line.language):
            names, taken = _listed(lines, index)
            if names:
                return names, taken
        beside = under or _by_date(lines, index)
        if beside and index not in used:
            names = _named(lines, index)
            others = [text for text in told if text != _BEHIND.sub("", line.text)]
            if names and not any(name in text for name in names for text in others):
                return names, [index]
        # A kicker, a caption, a standfirst.
        headed_by = headed_by or headed(line)
        decks += index in chosen and is_prose(line)
        # A sentence above the date is the standfirst, even where it was taken for the story's.
        led = index not in chosen or (decks == 1 and not headed_by)
        under = under and (index in used or (words(line.text) >= SHORTEST_STANDFIRST and led))
    return None


def behind(lines: Sequence[PageLine], chosen: Collection[int]) -> tuple[tuple[str, ...], list[int]]:
    """The same of lines under the story, where papers say `by` as well."""
    last = max(chosen, default=len(lines))
    for index in range(last + 1, min(len(lines), last + 1 + LINES_BELOW_STORY)):
        line = lines[index]
        if says_by(line.text, line.language):
            names, taken = _listed(lines, index)
            if names:
                return names, taken
        if led_by(line.text, line.language) and (names := bylines(line.text, line.language)):
            return names, [index]
    return (), []


def _named(lines: Sequence[PageLine], index: int) -> tuple[str, ...]:
    text, language = lines[index].text, lines[index].language
    if split_dateline(text, language)[0]:
        # Before a lede, place and reporter are its dateline.
        return ()
    if names := bylines(text, language) or signature(text, language):
        return names
    if led_by(text, language) or phrasebook(language).label(text, "credits") is not None:
        return ()  # `By Editor` has a word for it and no name, and who edited it has not written it
    glued = _GLUED.split(text)
    if len(glued) > 1 and (names := signature(glued[0], language)):
        return names
    # Above its date a name need not be a known one.
    return (named(text, language) if _by_date(lines, index) else ()) or signed(text, language)


def _by_date(lines: Sequence[PageLine], index: int) -> bool:
    """Whether a date, and no byline, stands right above or below, or below the place or office of somebody named."""
    if index + 1 < len(lines) and is_office(lines[index + 1].text, lines[index + 1].language):
        return True
    below = index + 1
    if below + 1 < len(lines) and words(lines[below].text) <= LONGEST_PLACE and lines[below].text[:1].isupper():
        below += 1
    beside = (lines[at] for at in {index - 1, index + 1, below} if 0 <= at < len(lines))
    return any(
        headed(one) and (is_ago(one.text, one.language) or find_dates(one.text, "UTC", one.language)) for one in beside
    )


def _listed(lines: Sequence[PageLine], by: int) -> tuple[tuple[str, ...], list[int]]:
    """The names below a line that says `by`, one or several to a line, with commas and `and` on lines of their own."""
    names: list[str] = []
    taken = [by]
    index = by + 1
    while index < min(len(lines), by + 1 + MOST_NAMES):
        text, language = lines[index].text.strip(), lines[index].language
        if _MARKS.fullmatch(text) or (names and is_join(text, language)):
            taken.append(index)
            index += 1
            continue
        more = bool(re.search(r"[,;&]$", text))
        plain = _NOTE.sub("", text).strip(" ,;&")
        found = signature(plain, language) or named(plain, language) or people(_GLUED.split(plain)[0], language)
        if not found or (names and len(taken) == len(names) + 1 and not _joined(lines, index)):
            break
        names += [name for name in found if name not in names]
        taken.append(index)
        index += 1
        if not more and not (index < len(lines) and _between(lines[index])):
            break
    return tuple(names), taken if names else []


def _joined(lines: Sequence[PageLine], index: int) -> bool:
    """Whether the line above says that another name follows."""
    return lines[index - 1].text.rstrip().endswith((",", ";", "&", "…", "...")) or _between(lines[index - 1])


def _between(line: PageLine) -> bool:
    """Whether a line is what stands between two names."""
    return _MARKS.fullmatch(line.text.strip()) is not None or is_join(line.text, line.language)
