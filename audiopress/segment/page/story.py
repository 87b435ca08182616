"""Which lines of a page that was copied as text are its story, by their probabilities.

The run of lines with the best sum is taken. Then what no line's probability shows is added: sentences between the
headline and the run, lists inside it, the sentence below an advertisement.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Final

from audiopress.segment.page.boilerplate import boilerplate_rule
from audiopress.segment.page.captions import signs_off
from audiopress.segment.page.features import SPEECH, by_words, enumerates, is_prose, words
from audiopress.segment.page.fields import split_dateline
from audiopress.segment.page.headlines import find_headline, headed
from audiopress.segment.page.labels import Rule
from audiopress.segment.page.lines import PageLine
from audiopress.segment.page.lists import MIN_LIST_ITEMS, led_lists, marked_lists
from audiopress.segment.page.live_blogs import live_blog
from audiopress.segment.page.profiles import Profile
from audiopress.segment.page.second_look import best_run
from audiopress.segment.page.sidebars import LINKED, SIGNED, sidebars
from audiopress.segment.page.subheads import subheads

_OWNER = re.compile(r"[.!?] ?\([A-ZÀ-Þ][^().]{1,40}\)$")
"""A caption's last sentence with whom the picture belongs to: `… on Monday. (Harbour Courier)`."""
_BARS: Final = frozenset("|·⋅")
_BAR = re.compile(r"(?<=\S) [|·⋅] (?=\S)")
TIME: Final[Rule] = "time"
POINTS: Final[Rule] = "key points"

# Bounds on probabilities (0 to 1), chosen by hand on labelled pages.
RUN_THRESHOLD: Final = 0.5
"""A line above this adds to the run that is the story, one below takes from it, by its words."""
MIN_INSIDE: Final = 0.4
"""A line of the run below this is boilerplate: an advertisement, a share bar."""
MAX_BOILERPLATE: Final = 0.1
"""A line below this is boilerplate wherever it stands; between this and MIN_INSIDE it may be an item of an unmarked list."""
MIN_SUBHEAD: Final = 0.05
"""A short line between two paragraphs of the story above this is a subhead, if nothing else speaks against it."""
MAX_CREDITED: Final = 0.05
"""A caption with its credit has at most this: it is the story only where a page has nothing else."""

# Bounds on sizes, chosen by hand on labelled pages.
MIN_TITLE_LETTERS: Final = 6
"""Letters of the shortest headline that is looked for in the page's title."""
MIN_STORY_WORDS: Final = 5
"""Words of a line that may be all of a story; a page of shorter ones is a menu."""
MAX_LIST_TITLE_WORDS: Final = 4
"""Words of the longest title of a list: `Ingredients`."""
MAX_LAST_ITEM_WORDS: Final = 8
"""Words of the longest line behind a list that is its last item though it has no mark."""
MIN_BARS: Final = 3
"""Bars in a line that is a row of buttons, with the date before them or without: `7 May | Print | Share | Comments`."""
MIN_QUESTIONS: Final = 2
"""Questions in a story by which it is an interview, whose first question may stand above the run."""
MAX_GAP_LINES: Final = 16
"""Lines of boilerplate inside a run; behind more of them what follows is another story of the page."""
HEAD_LINES: Final = 5
"""Lines between a headline and its byline or date, or between these and the dateline, at most."""
MAX_NOTICE_WORDS: Final = 30
"""Words of a story below which it may be a list of dates, a notice or results, without a sentence."""
LINES_BEHIND_END: Final = 4
"""Lines behind a story's last one, of which none is a sentence."""
_QUESTION_MARKS: Final = ("?", "？")
_COLONS: Final = (":", "：")


@dataclass(frozen=True, slots=True)
class FoundStory:
    """The story of a page, as indices of its lines."""

    chosen: frozenset[int]
    """The story's lines, its subheads among them."""
    apart: Mapping[int, Rule]
    """Lines that are certainly not the story's, each with the rule that keeps it out."""
    headline: int | None
    subheads: frozenset[int] = frozenset()


def find_story(
    lines: Sequence[PageLine], probabilities: Sequence[float], profile: Profile | None = None, *, learned: bool = False
) -> FoundStory:
    """The story of a page by the probability of each line.

    With `learned` they come from a newsroom's own model, which is believed at the ends of the run: no sentence is added
    there. The lines that the `profile` names are left to it.
    """
    own = {index for index, line in enumerate(lines) if profile and profile.label(line.text)}
    apart = {index: rule for index, rule in sidebars(lines, probabilities).items() if index not in own}
    if blog := live_blog(lines, apart):
        headline = find_headline(lines, blog.chosen, within=0, passed=blog.points)
        begun = _from_headline(lines, set(blog.chosen), headline, apart)
        return FoundStory(
            frozenset(begun),
            apart | dict.fromkeys(blog.times, TIME) | dict.fromkeys(blog.points, POINTS),
            headline,
            blog.heads,
        )
    probabilities = [
        0.0 if not probability or index in apart else _capped(lines, index, probability)
        for index, probability in enumerate(probabilities)
    ]
    lists = list(marked_lists(lines))
    marked = {index for items in lists for index in items}
    lists += (items for items in led_lists(lines) if marked.isdisjoint(items))
    linked = {index for index, rule in apart.items() if rule in {LINKED, SIGNED}}
    chosen = _run(lines, probabilities, profile, neutral=linked.union(*lists))
    if not learned:
        chosen |= _sentences_beside(lines, chosen, apart, own)
        chosen |= _subheads_in(lines, probabilities, chosen, apart) - own
    chosen |= _lists_in(lines, lists, chosen) - apart.keys() - own
    chosen, headline = _notice(lines, _from_dateline(lines, chosen), apart)
    if headline is None:
        headline = find_headline(lines, chosen)
    if chosen == {headline}:
        headline = None  # the only words there are: they are told, and are no story's title
    begun = _from_headline(lines, chosen, headline, apart)
    # A list between the standfirst and the rest: a recipe's ingredients.
    between = {index for index in _lists_in(lines, lists, begun) if index < min(chosen)}
    chosen = begun | between - apart.keys() - own
    ends, titles = _around_lists(lines, lists, chosen)
    chosen |= (ends | titles) - apart.keys() - own
    heads = subheads(lines, chosen - own - {headline}, apart) | titles & chosen
    return FoundStory(frozenset(chosen), apart, headline, frozenset(heads))


def _capped(lines: Sequence[PageLine], index: int, probability: float) -> float:
    """The probability of a line, capped for captions with a credit and for lists of names or keywords."""
    line = lines[index]
    said = by_words(line.text, line.language)
    if "credit" in said.features:
        return min(probability, MAX_CREDITED)
    if not _BARS.isdisjoint(line.text) and len(_BAR.findall(line.text)) >= MIN_BARS:
        return min(probability, MIN_INSIDE)
    # Many words without a sentence would outweigh a short story; within one they are its names, or its results. So
    # would a caption below the head, whose owner no list of agencies knows.
    owned = line.text.endswith(")") and _OWNER.search(line.text) is not None and not SPEECH.search(line.text)
    if (owned and (index == 0 or not is_prose(lines[index - 1]))) or enumerates(line.text, said):
        return min(probability, RUN_THRESHOLD)
    return probability


def story(
    lines: Sequence[PageLine],
    probabilities: Sequence[float],
    profile: Profile | None = None,
    *,
    threshold: float = RUN_THRESHOLD,
    within: float = MIN_INSIDE,
    neutral: Iterable[int] = (),
) -> set[int]:
    """Indices of the story's lines: those with a probability above `within`, in the run that `threshold` finds.

    Lists and the lines that are `neutral` neither end a run nor add to it.
    """
    neutral = set(neutral).union(*marked_lists(lines))
    return _run(lines, probabilities, profile, neutral=neutral, threshold=threshold, within=within)


def _run(
    lines: Sequence[PageLine],
    probabilities: Sequence[float],
    profile: Profile | None,
    *,
    neutral: Collection[int],
    threshold: float = RUN_THRESHOLD,
    within: float = MIN_INSIDE,
) -> set[int]:
    """As `story`, of lists only those that are `neutral`."""
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
            index: _only_line_score(lines[index], 0.0 if _over_head(lines, index) else probabilities[index])
            for index in range(len(lines))
            if not labels[index] and words(lines[index].text) >= MIN_STORY_WORDS
        }
        return {max(weights, key=lambda index: weights[index])} if weights else set()
    inside = [
        index
        for index in range(start, end)
        if labels[index] in {"keep", "note", "subhead"} or (not labels[index] and probabilities[index] > within)
    ]
    passed = {index for index in range(start, end) if index in neutral or probabilities[index] >= MAX_BOILERPLATE}
    return set(max(_parts(inside, passed), key=lambda part: sum(scores[index] for index in part), default=[]))


def _over_head(lines: Sequence[PageLine], index: int) -> bool:
    """Whether a line is a headline by the date or byline right below it."""
    return index + 1 < len(lines) and headed(lines[index + 1])


def _only_line_score(line: PageLine, probability: float) -> float:
    """The score of a line as the only one of its story, where no run was found; keywords come last, captions may win."""
    said = by_words(line.text, line.language)
    base = 0.0 if enumerates(line.text, said) else probability
    return (base + (MAX_CREDITED if "credit" in said.features else 0.01)) * words(line.text)


def _from_headline(
    lines: Sequence[PageLine], chosen: set[int], headline: int | None, apart: Mapping[int, Rule]
) -> set[int]:
    """The story's lines with the sentences between its headline and the run, which an advertisement or sidebar parts from it."""
    if headline is None:
        return chosen
    first = min(chosen)
    if headline > first:
        return {index for index in chosen if index >= headline or is_prose(lines[index])}
    counts = Counter(line.text for line in lines)
    top = max((index for index in range(headline + 1, first) if headed(lines[index])), default=headline)
    asked = sum(lines[index].text.endswith(_QUESTION_MARKS) for index in chosen) >= MIN_QUESTIONS
    return chosen | {
        index
        for index in range(top + 1, first)
        if index not in apart
        and counts[lines[index].text] == 1
        and (is_prose(lines[index]) or (asked and _is_question(lines[index])))
    }


def _is_question(line: PageLine) -> bool:
    """Whether a line may be the first question of an interview."""
    return line.text.endswith(_QUESTION_MARKS) and words(line.text) >= MIN_STORY_WORDS and not boilerplate_rule(line)


def _from_dateline(lines: Sequence[PageLine], chosen: set[int]) -> set[int]:
    """The story's lines, without those above the head of its dateline where they are scattered among menus."""
    for index in sorted(chosen):
        if not split_dateline(lines[index].text, lines[index].language)[0]:
            continue
        head = next((at for at in range(index - 1, max(-1, index - 1 - HEAD_LINES), -1) if headed(lines[at])), None)
        above = [at for at in chosen if head is not None and at < head]
        if len(above) > 2 and len(above) < 0.8 * (index - min(above)):
            return {at for at in chosen if at > (head or 0)}
        break
    return chosen


def _notice(lines: Sequence[PageLine], chosen: set[int], apart: Mapping[int, Rule]) -> tuple[set[int], int | None]:
    """A notice without sentences: the lines between headline and boilerplate, and the headline; else `chosen` and None.

    The headline is the last line with which the page's title, its first line, begins and that has a byline or date below.
    """
    if sum(words(lines[index].text) for index in chosen) >= MAX_NOTICE_WORDS:
        return chosen, None
    title = lines[0].text
    heads = [
        index
        for index in range(1, len(lines))
        if len(lines[index].text) >= MIN_TITLE_LETTERS
        and title.startswith(lines[index].text)
        and any(headed(line) for line in lines[index + 1 : index + 1 + HEAD_LINES])
    ]
    if not heads:
        return chosen, None
    counts = Counter(line.text for line in lines)

    def around(index: int) -> bool:
        """Whether a line is boilerplate or of the headline's byline and dates."""
        return counts[lines[index].text] > 1 or bool(boilerplate_rule(lines[index])) or headed(lines[index])

    start = next((index for index in range(heads[-1] + 1, len(lines)) if not around(index)), len(lines))
    block = {index for index in takewhile(lambda at: not around(at), range(start, len(lines))) if index not in apart}
    return (block, heads[-1]) if len(block) >= MIN_LIST_ITEMS else (chosen, None)


def _parts(chosen: Sequence[int], passed: Collection[int]) -> Iterator[list[int]]:
    """The indices of a run, cut where more than MAX_GAP_LINES of boilerplate stand between two of them.

    Lines that are `passed` do not count: lists, links, and what is not surely boilerplate.
    """
    part: list[int] = []
    for index in chosen:
        apart = part and index - part[-1] > MAX_GAP_LINES
        if apart and sum(at not in passed for at in range(part[-1], index)) > MAX_GAP_LINES:
            yield part
            part = []
        part.append(index)
    yield part


def _sentences_beside(
    lines: Sequence[PageLine], chosen: set[int], apart: Mapping[int, Rule], own: Collection[int]
) -> set[int]:
    """Indices of the sentences right above and below the run, whose probability is low for the boilerplate beside them."""
    if not chosen:
        return set()
    counts = Counter(line.text for line in lines)
    spaced = sum(lines[index].gap_before for index in chosen) * 2 > len(chosen)

    def passed(index: int) -> bool:
        """Whether a line is a link or boilerplate, behind which the story may go on."""
        return apart.get(index) == LINKED or bool(boilerplate_rule(lines[index]))

    def sentence(index: int) -> bool:
        """Whether a line is a sentence that stands once on the page and that no rule keeps out."""
        if counts[lines[index].text] > 1 or index in own or index in apart:
            return False
        return is_prose(lines[index]) or closes(index) or _is_quoted(lines[index])

    def closes(index: int) -> bool:
        """Whether a line is the story's last by the agency's sign behind it: no sentence comes after it."""
        after = lines[index + 1 : index + 1 + LINES_BEHIND_END]
        return index > max(chosen) and signs_off(lines[index].text) and not any(map(is_prose, after))

    def inside(index: int) -> bool:
        """Whether a line is a sentence, or a subhead above one; right below links, without a blank line, it is a link."""
        if apart.get(index - 1) == LINKED and not lines[index].gap_before and spaced:
            return False
        if sentence(index):
            return True
        below = index + 2 if index + 2 < len(lines) and boilerplate_rule(lines[index + 1]) == "control" else index + 1
        return index > 0 and below < len(lines) and _is_subhead(lines[index]) and sentence(below)

    above = takewhile(sentence, range(min(chosen) - 1, -1, -1))
    below = takewhile(lambda index: passed(index) or inside(index), range(max(chosen) + 1, len(lines)))
    return {index for index in (*above, *below) if not passed(index)}


def _is_quoted(line: PageLine) -> bool:
    """Whether a line is a short sentence of which somebody speaks: `“It is cold,” said Ada Lund.`."""
    said = by_words(line.text, line.language)
    return "quote" in said.features and said.ends > 0 and not said.boilerplate and SPEECH.search(line.text) is not None


def _lists_in(lines: Sequence[PageLine], lists: Iterable[range], chosen: set[int]) -> set[int]:
    """Indices of the items of lists that stand in the story or right below it, which look like a menu's by their words.

    The line above a list leads to it: a sentence, or a few words and a colon: `Tour dates:`.
    """
    first, last = min(chosen, default=0), max(chosen, default=-2)
    found: set[int] = set()
    for items in lists:
        above = items[0] - 1
        colon = above > first and lines[above].text.endswith(_COLONS)
        led = (colon or (above > first and is_prose(lines[above]))) and not boilerplate_rule(lines[above])
        if (colon and led and above == last + 1) or first <= items[0] <= last + 1:
            found.update(range(items[0] - led, items.stop))
    return found


def _subheads_in(
    lines: Sequence[PageLine], probabilities: Sequence[float], chosen: set[int], apart: Mapping[int, Rule]
) -> set[int]:
    """Indices of subheads between two paragraphs of the story, which look like a menu's by their few words."""
    inside = range(min(chosen, default=0) + 1, max(chosen, default=0))
    doubtful = {index for index in inside if index not in chosen and probabilities[index] >= MIN_SUBHEAD}
    return subheads(lines, chosen | doubtful, apart) & doubtful if doubtful else set()


def _around_lists(lines: Sequence[PageLine], listed: Sequence[range], chosen: set[int]) -> tuple[set[int], set[int]]:
    """Indices of unmarked lines of the story's lists: their last items, and their titles.

    `Salt and pepper` is the last of the ingredients, and `Ingredients` is their title.
    """
    ends: set[int] = set()
    titles: set[int] = set()
    counts = Counter(line.text for line in lines) if listed else {}

    def own(index: int, most: int) -> bool:
        """Whether a line of at most so many words stands once on the page and is no boilerplate, byline or date."""
        line = lines[index]
        return (
            0 < words(line.text) <= most and counts[line.text] == 1 and not boilerplate_rule(line) and not headed(line)
        )

    for items in listed:
        above, below = items[0] - 1, items[-1] + 1
        if not chosen.issuperset(items) or above < min(chosen):
            continue
        stop = lines[above].text[-1] in ".!?:;,。"
        if not stop and not lines[items[0]].gap_before and lines[above].gap_before and own(above, MAX_LIST_TITLE_WORDS):
            titles.add(above)
        while below < max(chosen) and not lines[below].gap_before and own(below, MAX_LAST_ITEM_WORDS):
            ends.add(below)
            below += 1
    return ends, titles


def _is_subhead(line: PageLine) -> bool:
    """Whether a line below a blank one may be a subhead: a few words, no boilerplate, no credit."""
    said = by_words(line.text, line.language)
    return 2 <= said.number <= 16 and not said.boilerplate and "credit" not in said.features and line.gap_before
