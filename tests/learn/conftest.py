"""A story and a small glossary."""

from __future__ import annotations

from pathlib import Path

import pytest

from audiopress.learn import Glossary, load_glossary
from audiopress.model import Article, Quote

TABLE = """\
expression\tpos\tlevel\tko\tde\ten\texample\tgrammar
turn down\tphrasal verb\tB1\t~을 거절하다\tablehnen\tto say no to an offer\tShe turned down the job.\tseparable
put forward\tphrasal verb\tB2\t~을 제안하다\tvorschlagen\tto suggest a plan\tTwo members put forward a better idea.\tseparable
call on\tphrasal verb\tB2\t~에게 촉구하다\taufrufen\tto ask somebody in public\tThe teachers called on the city.\tperson
walk out\tphrasal verb\tB2\t퇴장하다\t\tto leave in anger\tThey walked out.\tnone
bonus\tnoun\tB1\t상여금\t\tmoney on top of one's pay\tAll got a bonus.\t
pledge\tverb\tB2\t\t\tto promise in public\tThey pledged help.\t
"""
PARAGRAPHS = (
    "The mayor called on Tuesday for calm after the unions walked out of talks late on Monday night.",
    (
        "The unions put a new plan forward and said that the city had turned it down. A bonus was offered. "
        "Both sides pledged to talk again on Friday at the town hall by the river."
    ),
    (
        "“We will not be bought. We want a plan that we can explain to our members,” said Mira Solberg, who speaks for the "
        "drivers. She has led them for nine years."
    ),
    "The ferry will run as usual. Buses stand still until noon, and the schools stay open, the city said on its page.",
    "“They turned us down twice,” said a nurse. Her colleagues nodded and went back to work in silence.",
)


@pytest.fixture
def article() -> Article:
    """A story of five paragraphs, two of them with quotes."""
    text = "\n".join(PARAGRAPHS)
    quotes = []
    for opening, closing in (("“We will", "members,”"), ("“They", "twice,”")):
        start = text.index(opening)
        end = text.index(closing) + len(closing)
        quotes.append(
            Quote(
                start=start,
                end=end,
                text=text[start + 1 : end - 1],
                voiced=True,
                speaker="Mira",
                mention=None,
                confidence=1,
            )
        )
    return Article(source="pay.txt", headline="Mayor and unions", paragraphs=PARAGRAPHS, quotes=tuple(quotes))


@pytest.fixture
def glossary(tmp_path: Path) -> Glossary:
    """Six entries, one of them without a meaning in Korean."""
    path = tmp_path / "small.tsv"
    path.write_text(TABLE, encoding="utf-8")
    return load_glossary(path)
