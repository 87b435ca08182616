"""Quotes and who said them, by marks and the verbs around them; no model.

A quote is voiced when it stands free (it begins like a sentence, after a pause or a verb of saying, and is long enough
to be one) and somebody is named for it, surely enough: a wrong second voice is worse than the narrator.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from audiopress.languages.attribution import Table
from audiopress.languages.tables import NEUTRAL, table
from audiopress.model import Quote
from audiopress.segment.quotes.attribution import attribute
from audiopress.segment.quotes.context import NOBODY, Attribution, Context
from audiopress.segment.quotes.marks import MarkedSpan, closed_again, spans, without_incises
from audiopress.segment.quotes.people import People

MIN_PARTIAL: Final = 0.7
"""Confidence (0 to 1) at least where a quote completes a sentence of the narrator's, for it to be voiced."""
MIN_SHORT_PARTIAL: Final = 0.85
"""The same for a quote of a few words."""
MIN_LONG_WORDS: Final = 6
"""Words from which such a quote has more than a few."""
THRESHOLD: Final = 0.6
"""Attributions less sure than this stay with the narrator; shows set their own."""


def find_quotes(
    text: str, *, language: str = "en", threshold: float = THRESHOLD, marked: Sequence[MarkedSpan] = ()
) -> tuple[Quote, ...]:
    """The quotes of a text in order, each with its speaker where one is named.

    `threshold` is how sure an attribution must be for the quote to be voiced, `marked` are runs that the page itself sets
    apart as quoted. Offsets count characters of `text`.
    """
    rules = table(language)
    found = spans(text, curly=not rules.cjk)
    if len(found) == 0:
        found = spans(text, singles=True) if _may_quote_singly(text) else ()
    if marked:
        own = [one for one in found if not any(one.start < run.end and run.start < one.end for run in marked)]
        found = tuple(sorted([*own, *marked], key=lambda one: one.start))
    if not found:
        return ()
    found = tuple(
        part
        for span in found
        for whole in closed_again(text, span, rules.forgotten)
        for part in without_incises(text, whole, rules.incise)
    )
    people = People(text, rules, found)
    return tuple(_quotes(text, found, rules, people, threshold))


def _may_quote_singly(text: str) -> bool:
    """A text without any other mark that has single ones: the British style."""
    return "‘" in text or " '" in text or text.startswith("'")


def _quotes(
    text: str, found: tuple[MarkedSpan, ...], rules: Table, people: People, threshold: float
) -> Iterator[Quote]:
    previous: tuple[Context, Attribution] | None = None
    for index, span in enumerate(found):
        before = found[index - 1] if index else None
        after = found[index + 1] if index + 1 < len(found) else None
        context = Context(
            text=text,
            span=span,
            before=before,
            after=after,
            table=rules,
            people=people,
            last=previous[1] if previous else NOBODY,
            last_end=previous[0].span.end if previous else -1,
        )
        said = attribute(context, previous) if rules is not NEUTRAL else NOBODY
        sure = MIN_PARTIAL if len(context.inner.split()) >= MIN_LONG_WORDS else MIN_SHORT_PARTIAL
        free = context.free or (context.completes and said.direct and said.confidence >= max(threshold, sure))
        voiced = free and said.speaker is not None and said.confidence >= threshold
        yield Quote(
            start=span.start,
            end=span.end,
            text=text[span.inner_start : span.inner_end],
            voiced=voiced,
            speaker=said.speaker,
            mention=said.mention,
            confidence=round(said.confidence, 3),
        )
        if context.free or said.direct:
            previous = (context, said)
