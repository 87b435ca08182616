"""Lines with their probabilities -> a draft: the run becomes paragraphs, what stands around it becomes fields or `dropped`.

HTML and plain text end here alike. An HTML page may have said some fields already (JSON-LD, meta); they win.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from audiopress.languages.tags import NONE
from audiopress.segment.page import authors
from audiopress.segment.page.dates import stated
from audiopress.segment.page.draft import Draft
from audiopress.segment.page.fields import host_name, split_kickers, without_site
from audiopress.segment.page.guessed_days import beside_headline, in_another_language, without_year
from audiopress.segment.page.headlines import as_written, find_headline
from audiopress.segment.page.labels import Rule
from audiopress.segment.page.lines import PageLine
from audiopress.segment.page.moments import elsewhere, opened
from audiopress.segment.page.positions import LINES_ABOVE_STORY, StoryPlace, around, is_head, opening
from audiopress.segment.page.pull_quotes import pulled
from audiopress.segment.page.repeats import repeats_headline
from audiopress.segment.page.signatures import beside_date
from audiopress.segment.page.wrapping import without_subject


@dataclass(slots=True, kw_only=True)
class PageDraft(Draft):
    """A draft of a page, most of whose lines are not the story's."""

    _used: set[int] = field(default_factory=set)
    """Lines whose words are in a field."""
    _fields: dict[int, Rule] = field(default_factory=dict)
    """Those of them that are known by where they stand on the page; the table drops them with the rest."""

    def take(
        self,
        lines: Sequence[PageLine],
        probabilities: Sequence[float],
        chosen: Collection[int],
        *,
        apart: Mapping[int, Rule] | None = None,
        headline: int | None = None,
    ) -> None:
        """Sort every line into the article or into `dropped`.

        `apart` are the lines of sidebars, live blogs and mails, and the rule that keeps each out; `headline` is the page's
        where it is known.
        """
        self._language = lines[0].language if lines else NONE
        place = StoryPlace(
            chosen=chosen,
            first=min(chosen, default=0),
            last=max(chosen, default=len(lines)),
            apart=apart or {},
            times=Counter([line.text for line in lines]),
            pulled=pulled(lines, sorted(chosen)),
        )
        if headline is None and not self.headline:
            headline = find_headline(lines, chosen, names=(self.site, host_name(self.source)))
            headline = None if chosen == {headline} else headline  # the only words there are: they are told
        self._above(lines, place, headline)
        self._elsewhere(lines, headline, chosen)
        place = replace(place, fields=self._fields)
        for index, line in enumerate(lines):
            if index in self._fields:
                self._put(line, index, "beside", place)
            elif index not in self._used:
                self._put(line, index, "story" if index in chosen else "beside", place, round(probabilities[index], 3))
        self.dropped.sort(key=lambda one: one.number or 0)

    # ---- around the story

    def _above(self, lines: Sequence[PageLine], place: StoryPlace, headline: int | None) -> None:
        """Headline, byline, dates and captions in the lines above the story, or under a headline that was taken for it."""
        chosen, first = place.chosen, opening(lines, place.chosen, headline, place.first)
        for index in around(headline, first, len(lines)):
            if index == headline:
                continue  # a day that it names is the news's
            # Above the headline, and below the first paragraph, a date may be another story's.
            known = headline is not None and self.published is not None and not headline < index <= first
            # A date that was taken for one of the story's lines tells when it was published even so.
            above = index not in chosen or (index < first and index != headline and is_head(lines[index]))
            if above and self._put_field(lines[index], index, place, known=known):
                self._used.add(index)
        shown = {lines[index].text: index for index in sorted(self._used, reverse=True)}
        self.captions.sort(key=lambda text: shown.get(text, len(lines)))
        if self.headline:
            self._same_headline(lines, first)
        elif headline is not None:
            title = as_written(lines, lines[headline].text)
            if lines[headline].role == "subject":
                self._name(headline, "mail header")
                title = without_subject(title, self._language)
            kicker, self.headline = split_kickers(without_site(title, self.site), self._language)
            self.kicker = self.kicker or kicker
            self._used.add(headline)
            if not self.byline:
                signed = {index for index, rule in place.apart.items() if rule == "signature"}
                self._signature(lines, headline, first, chosen, signed)

    def _signature(
        self, lines: Sequence[PageLine], headline: int, first: int, chosen: Collection[int], others: Collection[int]
    ) -> None:
        """Names that stand where a byline does, with no `by` before them; `others` are signatures of something else."""
        names, taken = authors.below(lines, headline, first, chosen, self._used.union(others)) or authors.behind(
            lines, chosen
        )
        if names:
            self._sign(names, lines[taken[-1]])
            for index in taken:
                if not self.published:
                    self._date(stated(lines[index].text, self.zone, self._language), lines[index])
                self._name(index, "byline")

    def _elsewhere(self, lines: Sequence[PageLine], headline: int | None, chosen: Collection[int]) -> None:
        """The day from a line that does not stand right above the story."""
        if self.published or self.updated:
            return
        found = elsewhere(lines, headline, chosen, self.zone)
        if found is None:
            named = None if headline is None else stated(lines[headline].text, self.zone, self._language).published
            self.published = (
                opened(lines, chosen)
                or beside_headline(lines, headline, chosen, self.zone)
                or named
                or without_year(lines, headline, chosen, self.zone)
                or in_another_language(lines, headline, chosen, self.zone)
            )
            return
        index, moment = found
        self._date(moment, lines[index])
        if index not in self._used:
            self.byline = self.byline or beside_date(lines[index].text, self._language)
            self._name(index, "date")

    def _same_headline(self, lines: Sequence[PageLine], first: int) -> None:
        for index in range(max(0, first - 3 * LINES_ABOVE_STORY), min(len(lines), first + 2)):
            if repeats_headline(lines[index].text, self.headline, self.kicker, self._language):
                self._name(index, "headline")

    def _name(self, index: int, field_: Rule) -> None:
        if index not in self._used:
            self._used.add(index)
            self._fields[index] = field_
