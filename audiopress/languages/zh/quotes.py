"""Chinese: the speaker and the verb stand before the mark with a colon, or after it with a comma."""

from __future__ import annotations

import re

from audiopress.languages.attribution import Endings, Table
from audiopress.languages.plain_quotes import any_of
from audiopress.languages.schema import Quotes
from audiopress.languages.zh.naming import ChineseNames

_FOLLOWS = (
    r"周[一二三四五六日]|星期|今|昨|当|當|在|对|對|和|与|與|及|的|已|也|还|還|就|表示|说|說|称|稱|认为|認為|宣布|介绍|介紹|主持|于|於|向|将|將|曾|是|告|指出"
    r"|强调|強調|补充|補充|见|見|出席|[，。、（( ]|\d|$"
)
"""What follows a name, so that it is known where it ends."""


def table(words: Quotes) -> Table:
    """The verb stands between the speaker and the mark."""
    said = any_of(words.verbs)
    name = rf"(?:{any_of(words.family)})[一-龥]{{1,2}}?"
    beside, titles = any_of(words.titles | words.trades), any_of(words.titles)
    return Table(
        verbs=re.compile(said),
        according=re.compile(any_of(words.according)),
        pronouns=words.pronouns,
        plural=words.plural,
        titles=words.titles,
        documents=Endings(sorted(words.documents)),
        writing="han",
        subjects=re.compile(rf"(?:{beside})({name})(?={_FOLLOWS})|({name})(?={titles})|^({name})(?={_FOLLOWS})"),
        naming=ChineseNames(words),
        joined=re.compile("[和与與同及跟、]"),
        topic=re.compile(""),
        before=re.compile(
            rf"(?P<name>[一-龥·]{{1,16}}?)(?:在[^，。的]{{1,20}})?(?:还|也|则|還|則|进一步|对记者|對記者)?(?:{said})[^，。：:]{{0,8}}[：:，,]?\s?$"
        ),
        after=re.compile(rf"\s?[，,]?(?P<name>[一-龥·]{{1,16}}?)(?:还|也|则|还对记者|对记者)?(?:{said})"),
    )
