"""Live blogs that were copied as text: entries of a few sentences, each under its time, the newest first or last.

Between buttons and times no run of lines is long enough to be a story. They are known by three times or more that stand
alone, in order, with sentences under each, which are most of what the page says.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import pairwise
from typing import Final, NamedTuple

from audiopress.languages.everywhere import moments
from audiopress.languages.pack import page_packs, phrasebook
from audiopress.languages.phrases import alternation
from audiopress.segment.page.boilerplate import boilerplate_rule
from audiopress.segment.page.features import by_words, is_prose, words
from audiopress.segment.page.labels import Rule
from audiopress.segment.page.lines import PageLine

LEAST_ENTRIES: Final = 3
"""Entries of the shortest live blog."""
LEAST_SHARE: Final = 0.6
"""Share of the page's sentences that stand in its entries."""
LONGEST_HEADLINE: Final = 24
"""Words of the longest headline of an entry."""
LONGEST_TIME: Final = 24
"""Letters of the longest line that is a time."""
_DIGIT: Final = re.compile(r"\d")


class Blog(NamedTuple):
    """Indices of a page's lines: its entries' sentences and headlines, the latter alone, and the times above them."""

    chosen: frozenset[int]
    heads: frozenset[int]
    times: tuple[int, ...]
    points: range
    """What stands above the first time in a few words and is told below it again."""


def live_blog(lines: Sequence[PageLine], apart: Mapping[int, Rule]) -> Blog | None:
    """The entries of a live blog, or None for any other page. Lines that a rule keeps `apart` are no entry's."""
    stamps = [(index, minute) for index, line in enumerate(lines) if (minute := _minute(line)) is not None]
    if len(stamps) < LEAST_ENTRIES or not _in_order([minute for _, minute in stamps]):
        return None
    times = [index for index, _ in stamps]
    chosen: set[int] = set()
    heads: set[int] = set()
    entries = 0
    for start, end in pairwise([*times, len(lines)]):
        head, told = _entry(lines, start, end, apart)
        entries += bool(told)
        chosen.update(told)
        if head is not None and told:
            heads.add(head)
    said = sum(words(line.text) for line in lines if is_prose(line))
    if entries < LEAST_ENTRIES or sum(words(lines[index].text) for index in chosen) < LEAST_SHARE * said:
        return None
    return Blog(frozenset(chosen | heads), frozenset(heads), tuple(times), _points(lines, times[0]))


def _points(lines: Sequence[PageLine], end: int) -> range:
    begin = next((index for index in range(end) if _has_points(lines[index])), end)
    return range(begin, end)


def _has_points(line: PageLine) -> bool:
    return phrasebook(line.language).label(line.text, "key_points") is not None


def _entry(lines: Sequence[PageLine], start: int, end: int, apart: Mapping[int, Rule]) -> tuple[int | None, list[int]]:
    """The headline of the entry under a time, where it has one, and its sentences up to its buttons."""
    head = None
    told: list[int] = []
    for index in range(start + 1, end):
        line = lines[index]
        if index in apart or boilerplate_rule(line):
            if told:
                break
        elif is_prose(line) or (told and by_words(line.text, line.language).ends and words(line.text) >= LEAST_ENTRIES):
            told.append(index)
        elif index == start + 1 and 1 < words(line.text) <= LONGEST_HEADLINE:
            head = index
        elif told:
            break
    return head, told


def _minute(line: PageLine) -> int | None:
    """The minute of the day where a line is a time and nothing else, else None."""
    text = line.text
    if len(text) > LONGEST_TIME or _DIGIT.search(text) is None:
        return None
    found = _time(line.language).match(text)
    if found is None or not (found["minute"] or found["ampm"]):
        return None
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    if hour > 23 or minute > 59:
        return None
    half = found["half"] or (found["ampm"] or "").lower()[:1]
    if half:  # half past twelve in the night is `12.30am`
        hour = hour % 12 + (12 if half == "p" or half in moments().afternoons else 0)
    return hour * 60 + minute


@cache
def _time(language: str) -> re.Pattern[str]:
    """A time that stands alone on a page in this language: `10:30 a.m.`, `um 10.30 Uhr`, `오후 6시 30분`."""
    dates = [one.page.dates for one in page_packs(language)]
    signs = moments()
    lead = alternation(word for one in dates for word in (*one.updated, *one.at))
    clock = alternation(word for one in dates for word in one.clock)
    half, hour, minute = map(alternation, (signs.mornings | signs.afternoons, signs.hour, signs.minute))
    return re.compile(
        rf"(?:(?:{lead}) )?(?P<half>{half})?\s?(?P<hour>\d{{1,2}})(?:(?:[:.h]|{hour})\s?(?P<minute>\d{{2}})\s?(?:{minute})?)?\s?"
        rf"(?P<ampm>[ap]\.?m\.?)?(?:\s?(?:{clock}))?(?: \(?[a-z]{{2,5}}\)?)?$",
        re.IGNORECASE,
    )


def _in_order(minutes: Sequence[int]) -> bool:
    """The newest first, or last; one night may lie between two of them."""
    rises = sum(later > earlier for earlier, later in pairwise(minutes))
    falls = sum(later < earlier for earlier, later in pairwise(minutes))
    first, last = minutes[0], minutes[-1]
    return not rises or not falls or (rises == 1 and last >= first) or (falls == 1 and last <= first)
