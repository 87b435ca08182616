"""Chinese: the speaker and the verb stand before the mark with a colon, or after it with a comma."""

from __future__ import annotations

import re

from audiopress.languages.attribution import Table
from audiopress.languages.plain_quotes import any_of
from audiopress.languages.schema import Quotes


def table(words: Quotes) -> Table:
    """The verb stands between the speaker and the mark."""
    said = any_of(words.verbs)
    return Table(
        verbs=re.compile(said),
        according=re.compile(any_of(words.according)),
        pronouns=words.pronouns,
        plural=words.plural,
        titles=words.titles,
        writing="han",
        topic=re.compile(""),
        before=re.compile(
            rf"(?P<name>[一-龥·]{{1,16}}?)(?:在[^，。的]{{1,20}})?(?:还|也|则|還|則|进一步|对记者|對記者)?(?:{said})[^，。：:]{{0,8}}[：:，,]?\s?$"
        ),
        after=re.compile(rf"\s?[，,]?(?P<name>[一-龥·]{{1,16}}?)(?:还|也|则|还对记者|对记者)?(?:{said})"),
    )
