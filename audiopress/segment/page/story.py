"""Which lines of a page that was copied as text are its story.

Each line speaks for the story or against it, and the run with the best sum is taken. What no line says by itself is
added then: the sentences between the headline and the run, the lists in it, the sentence under an advertisement.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Final

from audiopress.segment.page.boilerplate import boilerplate_rule
from audiopress.segment.page.features import by_words, enumerates, is_prose, words
from audiopress.segment.page.fields import split_dateline
from audiopress.segment.page.headlines import find_headline, headed
from audiopress.segment.page.labels import Rule
from audiopress.segment.page.lines import PageLine
from audiopress.segment.page.live_blogs import live_blog
from audiopress.segment.page.profiles import Profile
from audiopress.segment.page.second_look import best_run
from audiopress.segment.page.sidebars import LINKED, sidebars
from audiopress.segment.page.subheads import subheads

_LISTED = re.compile(
    r"\d{1,3}[.)ªºa-z]{0,2}\)? |[-*•–·] |https?://\S+$|[^:\t]{2,40}: \S"
    r"|(?:[^\W\d]{3,10}\.? \d{1,2}|\d{1,2}[./]\d{1,2}\.?)(?:,? ?\d{4})? ?(?:--|[-–—]) ?\S"
)
"""`1) `, `3a `, `• `, an address alone, `Group A: `, `June 10 -- `."""
TIME: Final[Rule] = "time"
POINTS: Final[Rule] = "key points"
TITLE: Final = 6
"""Letters of the shortest headline that a page's title begins with."""
THRESHOLD: Final = 0.4
"""A line more likely than this speaks for the run, a less likely one against it, by its words."""
WITHIN: Final = 0.2
"""Inside the run, a line less likely than this is furniture: an advertisement, a share bar."""
FURNITURE: Final = 0.1
"""A line less likely than this is furniture wherever it stands; between the two it may be an unmarked list's."""
LEAST: Final = 5
"""Words of a line that may be all of a story; a page of shorter ones is a menu."""
CAPTION: Final = 0.05
"""How likely a caption with its credit is the story where a page has nothing else to tell."""
TITLED: Final = 4
"""Words of the longest title of a list."""
ITEM: Final = 8
"""Words of the longest line that ends one."""
QUESTIONS: Final = 2
"""Questions of a story that may begin with one more."""
_ASKED: Final = ("?", "？")
LISTED: Final = 3
"""Lines of one shape that are a list."""
APART: Final = 16
"""Lines of furniture that two parts of one story never have between them."""
HEAD: Final = 5
"""Lines between a date or a byline and the dateline under it."""
NOTICE: Final = 30
"""Words of a story that may be a list of dates, a notice, results."""


@dataclass(frozen=True, slots=True)
class FoundStory:
    """Indices of a page's lines: which are the story's, which a rule keeps out and what it is called, the headline.

    The `subheads` are some of the `chosen`.
    """

    chosen: frozenset[int]
    apart: Mapping[int, Rule]
    headline: int | None
    subheads: frozenset[int] = frozenset()


def find_story(
    lines: Sequence[PageLine], probabilities: Sequence[float], profile: Profile | None = None, *, learned: bool = False
) -> FoundStory:
    """The story of a page by how likely each of its lines is one of the story's.

    A model that was `learned` from a newsroom's own pages is believed where the rules would add to the run.
    """
    own = {index for index, line in enumerate(lines) if profile and profile.label(line.text)}
    apart = {index: rule for index, rule in sidebars(lines, probabilities).items() if index not in own}
    if blog := live_blog(lines, apart):
        headline = find_headline(lines, blog.chosen, within=0, passed=blog.points)
        begun = _begun(lines, set(blog.chosen), headline, apart)
        return FoundStory(
            frozenset(begun),
            apart | dict.fromkeys(blog.times, TIME) | dict.fromkeys(blog.points, POINTS),
            headline,
            blog.heads,
        )
    probabilities = [
        0.0 if index in apart else _at_most(line, probability)
        for index, (line, probability) in enumerate(zip(lines, probabilities, strict=True))
    ]
    lists = list(_listed(lines))
    linked = {index for index, rule in apart.items() if rule == LINKED}
    chosen = _run(lines, probabilities, profile, neutral=linked.union(*lists))
    if not learned:
        chosen |= _edges(lines, chosen, apart, own)
    chosen |= _beside(lists, chosen) - apart.keys() - own
    chosen, headline = _titled(lines, _from_dateline(lines, chosen), apart)
    if headline is None:
        headline = find_headline(lines, chosen)
    if chosen == {headline}:
        headline = None  # the only words there are: they are told, and are no story's title
    begun = _begun(lines, chosen, headline, apart)
    # A list between the standfirst and the rest: a recipe's ingredients.
    between = {index for index in _beside(lists, begun) if index < min(chosen)}
    chosen = begun | between - apart.keys() - own
    ends, titles = _around_lists(lines, lists, chosen)
    chosen |= (ends | titles) - apart.keys() - own
    heads = subheads(lines, chosen - own - {headline}, apart) | titles & chosen
    return FoundStory(frozenset(chosen), apart, headline, frozenset(heads))


def _at_most(line: PageLine, probability: float) -> float:
    """How likely a line is the story's where it says of itself that it is not a sentence of it."""
    said = by_words(line.text, line.language)
    if "credit" in said.features:
        return min(probability, CAPTION)
    # Many words without a sentence would outweigh a short story; within one they are its names, or its results.
    return min(probability, THRESHOLD) if enumerates(line.text, said) else probability


def story(
    lines: Sequence[PageLine],
    probabilities: Sequence[float],
    profile: Profile | None = None,
    *,
    threshold: float = THRESHOLD,
    within: float = WITHIN,
    neutral: Iterable[int] = (),
) -> set[int]:
    """Indices of the lines that are the story's: those above `within` in the run that `threshold` finds.

    Lists and the lines that are `neutral` speak neither for a story nor against it.
    """
    neutral = set(neutral).union(*_listed(lines))
    return _run(lines, probabilities, profile, neutral=neutral, threshold=threshold, within=within)


def _run(
    lines: Sequence[PageLine],
    probabilities: Sequence[float],
    profile: Profile | None,
    *,
    neutral: Collection[int],
    threshold: float = THRESHOLD,
    within: float = WITHIN,
) -> set[int]:
    """The same; the lines that are `neutral` speak neither for a story nor against it."""
    labels = [profile.label(line.text) if profile else "" for line in lines]
    scores = [
        (8.0 if label in {"keep", "note", "subhead"} else -8.0)
        if label
        # A list, or links to other stories, neither ends a story nor makes one.
        else max(probability - threshold, 0.0 if index in neutral else -1.0) * (words(line.text) + 2)
        for index, (line, probability, label) in enumerate(zip(lines, probabilities, labels, strict=True))
    ]
    start, end = best_run(scores)
    if start == end:
        # Nothing speaks for a story more than against it: the likeliest of the long lines, whatever it is.
        weights = {
            index: _alone(lines[index], probabilities[index])
            for index in range(len(lines))
            if not labels[index] and words(lines[index].text) >= LEAST
        }
        return {max(weights, key=lambda index: weights[index])} if weights else set()
    inside = [
        index
        for index in range(start, end)
        if labels[index] in {"keep", "note", "subhead"} or (not labels[index] and probabilities[index] > within)
    ]
    told = {index for index in range(start, end) if index in neutral or probabilities[index] >= FURNITURE}
    return set(max(_parts(inside, told), key=lambda part: sum(scores[index] for index in part), default=[]))


def _alone(line: PageLine, probability: float) -> float:
    """How much a line speaks for being all there is: a caption may be, keywords are not."""
    said = by_words(line.text, line.language)
    likely = 0.0 if enumerates(line.text, said) else probability
    return (likely + (CAPTION if "credit" in said.features else 0.01)) * words(line.text)


def _begun(lines: Sequence[PageLine], chosen: set[int], headline: int | None, apart: Mapping[int, Rule]) -> set[int]:
    """The story from under its headline on: what an advertisement or a box parts from the rest of it is the story's too."""
    if headline is None:
        return chosen
    first = min(chosen)
    if headline > first:
        return {index for index in chosen if index >= headline or is_prose(lines[index])}
    counts = Counter(line.text for line in lines)
    top = max((index for index in range(headline + 1, first) if headed(lines[index])), default=headline)
    asked = sum(lines[index].text.endswith(_ASKED) for index in chosen) >= QUESTIONS
    return chosen | {
        index
        for index in range(top + 1, first)
        if index not in apart
        and counts[lines[index].text] == 1
        and (is_prose(lines[index]) or (asked and _asks(lines[index])))
    }


def _asks(line: PageLine) -> bool:
    """The first question of an interview."""
    return line.text.endswith(_ASKED) and words(line.text) >= LEAST and not boilerplate_rule(line)


def _from_dateline(lines: Sequence[PageLine], chosen: set[int]) -> set[int]:
    """The story from its dateline on, where what was taken above it is scattered among menus."""
    for index in sorted(chosen):
        if not split_dateline(lines[index].text, lines[index].language)[0]:
            continue
        head = next((at for at in range(index - 1, max(-1, index - 1 - HEAD), -1) if headed(lines[at])), None)
        above = [at for at in chosen if head is not None and at < head]
        if len(above) > 2 and len(above) < 0.8 * (index - min(above)):
            return {at for at in chosen if at > (head or 0)}
        break
    return chosen


def _titled(lines: Sequence[PageLine], chosen: set[int], apart: Mapping[int, Rule]) -> tuple[set[int], int | None]:
    """What stands between the headline and the page's furniture, where no sentences tell the story from a menu.

    The headline is then the line that the page's title, its first line, begins with; else it is not known here.
    """
    if sum(words(lines[index].text) for index in chosen) >= NOTICE:
        return chosen, None
    title = lines[0].text
    heads = [
        index
        for index in range(1, len(lines))
        if len(lines[index].text) >= TITLE
        and title.startswith(lines[index].text)
        and any(headed(line) for line in lines[index + 1 : index + 1 + HEAD])
    ]
    if not heads:
        return chosen, None
    counts = Counter(line.text for line in lines)

    def around(index: int) -> bool:
        return counts[lines[index].text] > 1 or bool(boilerplate_rule(lines[index])) or headed(lines[index])

    start = next((index for index in range(heads[-1] + 1, len(lines)) if not around(index)), len(lines))
    block = {index for index in takewhile(lambda at: not around(at), range(start, len(lines))) if index not in apart}
    return (block, heads[-1]) if len(block) >= LISTED else (chosen, None)


def _parts(chosen: Sequence[int], passed: Collection[int]) -> Iterator[list[int]]:
    """A run cut where so much furniture stands in it that what follows is the page's other stories.

    Lists, links and what is not furniture for sure are `passed`.
    """
    part: list[int] = []
    for index in chosen:
        apart = part and index - part[-1] > APART
        if apart and sum(at not in passed for at in range(part[-1], index)) > APART:
            yield part
            part = []
        part.append(index)
    yield part


def _edges(lines: Sequence[PageLine], chosen: set[int], apart: Mapping[int, Rule], own: Collection[int]) -> set[int]:
    """Sentences that touch the story: beside the page's furniture a line is doubted for its neighbours alone."""
    if not chosen:
        return set()
    counts = Counter(line.text for line in lines)
    spaced = sum(lines[index].gap_before for index in chosen) * 2 > len(chosen)

    def passed(index: int) -> bool:
        """Links and advertisements do not end a story."""
        return apart.get(index) == LINKED or bool(boilerplate_rule(lines[index]))

    def sentence(index: int) -> bool:
        return counts[lines[index].text] == 1 and index not in own and index not in apart and is_prose(lines[index])

    def inside(index: int) -> bool:
        """A sentence, or a subhead between two of them; right below links, without a blank line, it is a link."""
        if apart.get(index - 1) == LINKED and not lines[index].gap_before and spaced:
            return False
        if sentence(index):
            return True
        below = index + 2 if index + 2 < len(lines) and boilerplate_rule(lines[index + 1]) == "control" else index + 1
        return index > 0 and below < len(lines) and _is_subhead(lines[index]) and sentence(below)

    above = takewhile(sentence, range(min(chosen) - 1, -1, -1))
    below = takewhile(lambda index: passed(index) or inside(index), range(max(chosen) + 1, len(lines)))
    return {index for index in (*above, *below) if not passed(index)}


def _beside(lists: Iterable[range], chosen: set[int]) -> set[int]:
    """The lines of lists that stand in the story or end it: by their words alone they look like a menu's."""
    first, last = min(chosen, default=0), max(chosen, default=-2)
    return {index for items in lists if first <= items[0] <= last + 1 for index in items}


def _around_lists(lines: Sequence[PageLine], listed: Sequence[range], chosen: set[int]) -> tuple[set[int], set[int]]:
    """What belongs to the lists of the story though it looks otherwise: their last lines, and a word or two above them.

    `Salt and pepper` is the last of the ingredients, and `Ingredients` heads them.
    """
    ends: set[int] = set()
    titles: set[int] = set()
    counts = Counter(line.text for line in lines) if listed else {}

    def own(index: int, most: int) -> bool:
        line = lines[index]
        return (
            0 < words(line.text) <= most and counts[line.text] == 1 and not boilerplate_rule(line) and not headed(line)
        )

    for items in listed:
        above, below = items[0] - 1, items[-1] + 1
        if not chosen.issuperset(items) or above < min(chosen):
            continue
        stop = lines[above].text[-1] in ".!?:;,。"
        if not stop and not lines[items[0]].gap_before and lines[above].gap_before and own(above, TITLED):
            titles.add(above)
        while below < max(chosen) and not lines[below].gap_before and own(below, ITEM):
            ends.add(below)
            below += 1
    return ends, titles


def _listed(lines: Sequence[PageLine]) -> Iterator[range]:
    """The lists of a page: lines of one shape, one after the other."""
    start = 0
    for index in range(len(lines) + 1):
        if index == len(lines) or not _LISTED.match(lines[index].text):
            if index - start >= LISTED:
                yield range(start, index)
            start = index + 1


def _is_subhead(line: PageLine) -> bool:
    said = by_words(line.text, line.language)
    return 2 <= said.number <= 16 and not said.boilerplate and "credit" not in said.features and line.gap_before
