"""When a copied page was published, where no line says the whole day in the page's language.

Some papers leave the year away (`8 January, 17:46`), and some systems write the month in their own language.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Final

from audiopress.languages.pack import known
from audiopress.segment.page.dates import beside_dates, find_dates, in_year, stated
from audiopress.segment.page.features import is_prose, words
from audiopress.segment.page.lines import PageLine
from audiopress.segment.page.moments import LONGEST_DATE_LINE, WORDS_BESIDE_DATE, is_for_date

LINES_ABOVE: Final = 2
"""Lines above the headline in which another language is looked for; chosen by hand, as the next one is."""
LINES_INTO_STORY: Final = 2
"""The story's first lines in which it is."""
SHORTEST_TITLE: Final = 16
"""Letters of the shortest headline that is known again in another line."""
_DIGIT = re.compile(r"\d")
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_SIGNED = re.compile(r"©|\(c\)", re.IGNORECASE)


def without_year(
    lines: Sequence[PageLine], headline: int | None, chosen: Collection[int], zone: str
) -> datetime | None:
    """The moment in a line between headline and lede that names no year; None where none is there, or no year is known.

    The year is the newest that the page names behind `©` or in the days of other stories. Where they alone tell it, a day
    later in it than theirs is the last year's.
    """
    first = min(chosen, default=0)
    if headline is None or headline >= first:
        return None
    near = [
        line
        for line in lines[headline + 1 : first]
        if _DIGIT.search(line.text) and words(line.text) <= LONGEST_DATE_LINE and not is_prose(line)
    ]
    if not near:
        return None
    days = [found[1] for line in lines for found in find_dates(line.text, zone, line.language)]
    signed = [int(year) for line in lines if _SIGNED.search(line.text) for year in _YEAR.findall(line.text)]
    year = max([*signed, *(day.year for day in days)], default=0)
    if not year:
        return None
    for line in near:
        told = in_year(line.text, year, zone, line.language)
        if told is not None:
            late = not signed and told > max(days) + timedelta(days=1)
            return told.replace(year=year - 1) if late else told
    return None


def beside_headline(
    lines: Sequence[PageLine], headline: int | None, chosen: Collection[int], zone: str
) -> datetime | None:
    """The day in another line that says the whole headline and a date, as lists of the newest stories do; None without one."""
    if headline is None or len(title := _plain(lines[headline].text)) < SHORTEST_TITLE:
        return None
    for index, line in enumerate(lines):
        if index == headline or index in chosen or not _YEAR.search(line.text) or title not in _plain(line.text):
            continue
        found = find_dates(line.text, zone, line.language)
        if len(found) == 1 and _plain(beside_dates(line.text, line.language)) == title:
            return found[0][1]
    return None


def _plain(text: str) -> str:
    """The letters of a text, whatever stands between them."""
    return "".join(filter(str.isalpha, text.casefold()))


def in_another_language(
    lines: Sequence[PageLine], headline: int | None, chosen: Collection[int], zone: str
) -> datetime | None:
    """The moment in a line beside the headline whose month is named in another language than the page's, or None."""
    first = min(chosen, default=0)
    top = first if headline is None else headline
    for line in (*lines[top + 1 : first + LINES_INTO_STORY], *lines[max(0, top - LINES_ABOVE) : top]):
        if not _YEAR.search(line.text) or words(line.text) > WORDS_BESIDE_DATE:
            continue
        for language in known():
            found = stated(line.text, zone, language)
            if found.published and is_for_date(line._replace(language=language), found, zone):
                return found.published
    return None
