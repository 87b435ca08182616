"""An edition that fits its time: later stories are cut to headline and lede, or left out; never a sentence in the middle."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from audiopress import script
from audiopress.model import Article, Show

if TYPE_CHECKING:
    from audiopress.script import Selection


def fitting(show: Show, articles: Sequence[Article], *, date: datetime, newsroom: str, number: int = 0) -> Selection:
    """The script of as many of the articles as fit the show's limits, by its `fit`. Raises ScriptError."""
    chosen = script.select(show, articles, date=date, newsroom=newsroom, number=number)
    if show.edition.fit != "trim" or not show.max_minutes:
        return chosen
    most = min(show.stories or len(articles), len(articles))
    told = list(articles)
    # From the last story up, until all have room; those that have none even so are left out.
    for place in reversed(range(most)):
        if len(chosen.articles) == most:
            break
        told[place] = trimmed(told[place])
        chosen = script.select(show, told, date=date, newsroom=newsroom, number=number)
    # What it is known by is the whole of each.
    count = len(chosen.articles)
    return replace(chosen, articles=tuple(articles[:count]), left_out=tuple(articles[count:]))


def trimmed(article: Article) -> Article:
    """An article that ends with its lede; no place in it moves."""
    last = article.paragraphs.index(article.lede) if article.paragraphs else 0
    head = article.paragraphs[: last + 1]
    end = len("\n".join(head))
    quotes = tuple(quote for quote in article.quotes if quote.end <= end)
    kinds, labels = article.kinds[: last + 1], article.labels[: last + 1]
    return replace(article, paragraphs=head, kinds=kinds, labels=labels, quotes=quotes)
