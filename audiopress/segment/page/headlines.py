"""Which of a page's lines is its headline: the one set apart above the story whose words the story takes up again."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import accumulate
from typing import Final

from audiopress.languages.line_memory import remembered
from audiopress.languages.scripts import EASTERN
from audiopress.languages.tokens import letters
from audiopress.segment.page.boilerplate import boilerplate_rule
from audiopress.segment.page.bylines import bylines
from audiopress.segment.page.captions import credited
from audiopress.segment.page.dates import beside_dates, find_dates, is_ago
from audiopress.segment.page.features import by_words, is_prose, reads_as_prose, words
from audiopress.segment.page.fields import same_name
from audiopress.segment.page.headline_facts import facts, overlap, surroundings
from audiopress.segment.page.labels import Role
from audiopress.segment.page.lines import PageLine
from audiopress.segment.page.signatures import signature, signed
from audiopress.segment.page.topics import content
from audiopress.segment.page.weights import weights

LINES_ABOVE_STORY: Final = 120
"""Lines above the story in which its headline is looked for: a table of contents, a cookbook's steps may stand between."""
LINES_INTO_STORY: Final = 8
"""Lines of the story's beginning that may be its headline, taken for the story's own."""
LINES_TO_BYLINE: Final = 4
"""Lines below a headline in which a byline or a date stands."""
SHORTEST_WORD: Final = 4
"""Letters of the shortest headline of one word."""
WORDS_BESIDE_DATE: Final = 3
"""Words beside the date in a line that is there for it; a headline that names a day has more."""
MAIL: Final[frozenset[Role]] = frozenset(("mail header", "signature"))
"""Roles of the lines that a mail program put around a text."""
LONGEST_HEADLINE: Final = 32
"""Words."""
LONGEST_IN_LETTERS: Final = 220
LONGEST_DATE_LINE: Final = 16
"""Words of a line that is there for its date."""
LINES_OF_WORDS: Final = 20
"""Lines of the story in which a headline's words are looked for."""
MOST_LINES_BETWEEN: Final = 10
"""Lines between a headline and its story beyond which more say nothing."""
SHORTEST_REPEAT: Final = 12
"""Letters of the shortest line of which it matters that the page says it again, or in its title."""
LINES_WITH_PROSE: Final = 8
"""Lines above a headline in which a sentence says that it is another story's, or a subhead."""
MOST_SENTENCES: Final = 3
"""Sentences there beyond which more say nothing."""
SHORTEST_STANDFIRST: Final = 6
"""Words that the line below a headline has more than, where it is a standfirst."""
LONGEST_KICKER: Final = 3
"""Words of the longest kicker above a headline, and of the longest button below it."""
TOLD_AGAIN: Final = 0.4
"""Share of a headline's words that its story says again, from which the line below it is its standfirst."""
TOLD_BELOW_KICKER: Final = 0.3
"""The same, from which the line below a kicker is a headline."""
LONGEST_SHORT_HEADLINE: Final = 6
"""Words of a short headline, which a section's name may be."""
WEIGHTS: Final[dict[str, float]] = weights("headline")
"""Of a ridge-penalised choice among the lines of article pages; weights.toml says how they were fitted."""
MAX_MARK_LETTERS: Final = 4
"""Letters that a headline with its marks has more than one that has lost them."""
LONGEST_CALL: Final = 16
"""Words of the longest headline with an exclamation mark."""
_ASKS: Final = ("?", "？")
_CALLS: Final = ("!", "！")
_MARK = re.compile(r":\s")
_LOOSE = re.compile(r"(?<=\w)[ \xa0]:(?=\s)")
_GLUED = re.compile(r"(?<=[^\W\d_]{3}):(?=[^\W\d_])|(?<=[\u0900-\u0dff]):(?=[^\W\d_])")
"""A colon between two letters; Indic vowel signs are none."""
_DIGIT = re.compile(r"\d")


def find_headline(
    lines: Sequence[PageLine],
    chosen: Collection[int],
    *,
    names: Collection[str] = (),
    within: int = LINES_INTO_STORY,
    passed: Collection[int] = (),
) -> int | None:
    """The line that is most likely the headline of the story whose lines are `chosen`, None where none can be.

    `names` are the site's; the headline may be among the story's first lines, as many as `within`, and is none of
    those that are `passed`.
    """
    told = candidates(lines, chosen, names=names, within=within, passed=passed)
    # What was not fitted yet says nothing: the fit itself reads stories.
    weight = WEIGHTS.get
    found = {index: sum([weight(name, 0.0) * value for name, value in one.items()]) for index, one in told.items()}
    if not found:
        return None
    likeliest = max(found, key=lambda index: found[index])
    # Of the way to a headline and the headline itself: `Home » Harbour » Old pier closes`.
    text = lines[likeliest].text
    ends = [index for index in found if text.endswith(lines[index].text) and len(lines[index].text) >= SHORTEST_REPEAT]
    likeliest = max(ends, key=lambda index: (len(lines[index].text) < len(text), found[index]), default=likeliest)
    if _is_standfirst(lines, likeliest, told):
        return likeliest - 1
    return likeliest + 2 if _ends_trail(likeliest, told) else likeliest


def _ends_trail(index: int, told: Mapping[int, Mapping[str, float]]) -> bool:
    """Whether a line is the title for search engines with which the way to a story ends: `Home`, `Harbour`, `Pier: Why …`.

    Below it stands a kicker, and below that the headline that readers see, which says the same in other words.
    """
    return bool(told[index]["said below a kicker"]) and told[index + 2]["told"] >= TOLD_BELOW_KICKER


def _is_standfirst(lines: Sequence[PageLine], index: int, told: Mapping[int, Mapping[str, float]]) -> bool:
    """Whether a line is the second of two that stand together, the first of which is a headline: no kicker, not a menu's.

    Each of the two lacks one of the blank lines by which a headline is known.
    """
    above = told.get(index - 1)
    if above is None or lines[index].gap_before or not lines[index - 1].gap_before or not _gap_below(lines, index):
        return False
    first, second = words(lines[index - 1].text), words(lines[index].text)
    return LONGEST_KICKER < first <= second and above["told"] >= TOLD_AGAIN and not above["boilerplate"]


def _gap_below(lines: Sequence[PageLine], index: int) -> bool:
    return index + 1 == len(lines) or lines[index + 1].gap_before


def candidates(
    lines: Sequence[PageLine],
    chosen: Collection[int],
    *,
    names: Collection[str] = (),
    within: int = LINES_INTO_STORY,
    passed: Collection[int] = (),
) -> dict[int, dict[str, float]]:
    """What speaks for each line that may be the headline."""
    story = sorted(chosen)
    if not story:
        return {}
    first = story[0]
    told, again = _told([lines[index].text for index in story[:LINES_OF_WORDS]])
    lede = content(lines[first].text)
    counts = Counter([line.text for line in lines])
    around = range(max(0, first - LINES_ABOVE_STORY), min(story[-1] + 1, first + within))
    folded = [line.text.casefold() for line in lines]
    page = "\n".join(["", *folded, ""])
    tails = Counter([text[-SHORTEST_REPEAT:] for text in page.split("\n")])
    heads = {
        index for index in range(around.start, min(len(lines), around.stop + LINES_TO_BYLINE)) if headed(lines[index])
    }
    begin = max(0, around.start - LINES_WITH_PROSE)
    prose = [0, *accumulate([is_prose(line) for line in lines[begin : around.stop]])]
    possible = [
        index
        for index in around
        if not (index in heads and _is_head(lines[index]))
        and index not in passed
        and lines[index].role not in MAIL
        and _possible(lines[index])
        and not credited(lines[index].text, lines[index].language)
        and not (names and any(same_name(lines[index].text, name) for name in names))
        and (words(lines[index].text) > 1 or not content(lines[index].text).isdisjoint(told))
        and (index < first or _may_head(lines[index]))
    ]
    beside = surroundings(lines, possible, first, heads, folded)
    return {
        index: {
            **_facts(lines[index], again if index >= first else told, inside=(index >= first) + (index > first)),
            **facts(beside, index, len(content(lines[index].text) & (again if index >= first else told))),
            **_under(index, heads),
            **_beside(lines, index),
            "prose above": min(MOST_SENTENCES, prose[index - begin] - prose[max(0, index - LINES_WITH_PROSE - begin)])
            / MOST_SENTENCES,
            "away": min(MOST_LINES_BETWEEN, max(0, first - index)) / MOST_LINES_BETWEEN,
            "lede": overlap(content(lines[index].text), lede) if index < first else 0.0,
            **_elsewhere(folded[index], page, tails),
            "told below": _told_below(lines, index, told) if index + 1 < first and index + 1 not in heads else 0.0,
            "holds date": float(index in heads),
            "again": float(counts[lines[index].text] > 1 and len(lines[index].text) >= SHORTEST_REPEAT),
        }
        for index in possible
    }


def as_written(lines: Sequence[PageLine], title: str) -> str:
    """A headline with the marks that another line of the page has in it, and a colon where it belongs.

    `Harbour Old pier closes`, of two elements with nothing between, is `Harbour: Old pier closes` where the page says it
    again, in its title or in a list.
    """
    plain, most = letters(title.casefold()), len(title) + MAX_MARK_LETTERS
    others = (line.text for line in lines if len(title) <= len(line.text) <= most and line.text[0] == title[0])
    same = [text for text in others if text != title and letters(text.casefold()) == plain]
    return _spaced(max([title, *same], key=lambda text: len(_MARK.findall(text))), lines[0].language)


def _spaced(title: str, language: str) -> str:
    """A headline whose colon ends a word and has a space behind it: kicker and headline are often two elements.

    French has a space before it. Where a colon stands between a word's end and a capital, or between letters of a script
    without capitals, two elements met; `Schüler:innen`, `EU:n` and `Re:Start` are words.
    """
    if not language.startswith("fr"):
        title = _LOOSE.sub(":", title)
    return _GLUED.sub(lambda mark: ": " if _parts(title[mark.start() - 1], title[mark.end()]) else ":", title)


def _parts(before: str, behind: str) -> bool:
    """Whether a colon between two letters ends a kicker: a capital behind it, or a script that has none and has spaces."""
    caseless = before.lower() == before.upper() and behind.lower() == behind.upper()
    return (before.islower() and behind.isupper()) or (caseless and not EASTERN.search(before + behind))


def headed(line: PageLine) -> bool:
    """A byline, or a line that is there for its date: what stands under a headline."""
    return _headed(line.text, line.language)


@remembered
def _headed(text: str, language: str) -> bool:
    """The same, remembered: it is asked where stories part, where a headline may stand, and of what stands beside them."""
    dated = (
        words(text) <= LONGEST_DATE_LINE
        and _DIGIT.search(text)
        and (is_ago(text, language) or find_dates(text, "UTC", language))
        # A short sentence may say from when its news holds.
        and not (text.endswith((".", "。")) and reads_as_prose(by_words(text, language)))
    )
    return bool(dated) or bool(bylines(text, language))


def _is_head(line: PageLine) -> bool:
    """Whether a line is a byline or a date and no more: a headline may name a day, too."""
    if bylines(line.text, line.language) or is_ago(line.text, line.language):
        return True
    dates = find_dates(line.text, "UTC", line.language)
    if dates and not dates[0][0]:
        return True
    return words(beside_dates(line.text, line.language)) <= WORDS_BESIDE_DATE


def _possible(line: PageLine) -> bool:
    number = words(line.text)
    if number == 1 and not (len(line.text) >= SHORTEST_WORD and line.text[0].isalpha()):
        return False
    return 0 < number <= LONGEST_HEADLINE and len(line.text) <= LONGEST_IN_LETTERS


def _elsewhere(text: str, page: str, tails: Mapping[str, int]) -> dict[str, float]:
    """Whether another line ends with a line's words: the way to it, `Home » Harbour » Old pier closes`.

    `tails` are the last letters of the page's lines, and of how many: of one alone, that is the line itself.
    """
    ends = len(text) >= SHORTEST_REPEAT and tails.get(text[-SHORTEST_REPEAT:]) != 1
    return {"ends another": float(ends and page.count(f"{text}\n") > page.count(f"\n{text}\n"))}


def _told_below(lines: Sequence[PageLine], index: int, told: AbstractSet[str]) -> float:
    """How much of the longer line below one the story takes up: that line is its standfirst."""
    below = lines[index + 1]
    if words(below.text) <= max(words(lines[index].text), SHORTEST_STANDFIRST):
        return 0.0
    own = content(below.text)
    return len(own & told) / max(3, len(own))


def _may_head(line: PageLine) -> bool:
    """Of the story's own lines, a sentence is no headline; a question may be one, and so may a short call."""
    if line.text.endswith(_CALLS):
        return words(line.text) <= LONGEST_CALL
    return line.text.endswith(_ASKS) or not is_prose(line)


def _told(texts: Sequence[str]) -> tuple[set[str], set[str]]:
    """What a story is about, and what more than one of its lines is."""
    told: set[str] = set()
    again: set[str] = set()
    for text in texts:
        own = content(text)
        again |= told & own
        told |= own
    return told, again


def _under(index: int, heads: Collection[int]) -> dict[str, float]:
    """How far below a line the first byline or date stands: under a headline is a standfirst, under that the byline."""
    away = next((step for step in range(1, LINES_TO_BYLINE + 1) if index + step in heads), 0)
    return {
        "dated": float(away > 0),
        "dated 1 below": float(away == 1),
        "dated 2 below": float(away == 2),
        "dated 3 below": float(away == 3),
    }


def _beside(lines: Sequence[PageLine], index: int) -> dict[str, float]:
    """A kicker above, buttons below."""
    return {
        "kicker above": float(index > 0 and words(lines[index - 1].text) <= LONGEST_KICKER),
        "short below": float(index + 1 < len(lines) and words(lines[index + 1].text) <= LONGEST_KICKER),
    }


def _facts(line: PageLine, told: AbstractSet[str], *, inside: int) -> dict[str, float]:
    """`told` is what other lines of the story are about, `inside` whether this is one of its lines, and not the first."""
    text, language = line.text, line.language
    said = by_words(text, language)
    own = content(text)
    return {
        "words": min(said.number, 10) / 10,
        "short": said.number < LONGEST_SHORT_HEADLINE,
        "long": said.number > 16,
        "told": len(own & told) / max(3, len(own)),
        "inside": inside > 0,
        "below": inside > 1,
        "stop": text.endswith((".", ":", ";", "。")),
        "boilerplate": said.boilerplate > 0,
        "furniture": bool(boilerplate_rule(line)),
        "name": bool(signature(text, language) or signed(text, language)),
        "set apart": line.gap_before and line.gap_after,
        "gap before": line.gap_before,
        "gap after": line.gap_after,
        "prose": reads_as_prose(said),
        "h1": line.tag == "h1",
    }
