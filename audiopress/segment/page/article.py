"""Lines with their chances -> Article: the run becomes paragraphs, what stands around it becomes fields or `dropped`.

HTML and plain text end here alike. An HTML page may have said some fields already (JSON-LD, meta); they win.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from audiopress.errors import SourceError
from audiopress.languages.detecting import detect
from audiopress.languages.tags import NONE
from audiopress.model import Article, Dropped, Quote
from audiopress.segment.page import authors, budget
from audiopress.segment.page.boilerplate import furniture
from audiopress.segment.page.bylines import AGENCIES, bylines, is_office, people
from audiopress.segment.page.captions import credited, is_credit, pictured
from audiopress.segment.page.correction_notes import is_note
from audiopress.segment.page.dates import (
    Stated,
    begins_like_a_date,
    earlier_first,
    find_dates,
    is_time,
    stated,
    updated_at,
)
from audiopress.segment.page.embeds import cited, statements, with_posts
from audiopress.segment.page.features import words
from audiopress.segment.page.fields import host_name, split_dateline, split_kickers, without_site
from audiopress.segment.page.headlines import find_headline
from audiopress.segment.page.interviews import turns
from audiopress.segment.page.labels import RULE_OF_ROLE, Kind, Role, Rule
from audiopress.segment.page.lines import PageLine
from audiopress.segment.page.moments import elsewhere, is_for_date
from audiopress.segment.page.paywall import asks_subscribers, is_paywall
from audiopress.segment.page.positions import ABOVE, StoryPlace, around, is_head, opening, why
from audiopress.segment.page.profiles import Profile
from audiopress.segment.page.pull_quotes import pulled
from audiopress.segment.page.repeats import repeats_caption, repeats_headline
from audiopress.segment.page.sidebars import on_author
from audiopress.segment.page.signatures import beside_date
from audiopress.segment.page.stated_days import settled
from audiopress.segment.page.subheads import heads
from audiopress.segment.page.wrapping import without_subject
from audiopress.segment.quotes.finding import find_quotes
from audiopress.sources.urls import links_at

CLOSING: Final = 3
"""Lines of the story's end that may be a note on its author."""
BESIDE: Final = 2
"""Lines between an author's name and the agency's."""
LONGEST_TEASER: Final = 250
"""Words that a story has at most where it stops at a paywall."""
LONGEST_NOTICE: Final = 60
"""Words that stand at most under a headline that is a notice, such as `Page not found`: they are no story."""
NOTE: Final = 4
"""Words of the shortest note; `Correction:` alone is a heading."""
SHOWN: Final = 8
"""Words of a caption that may be all of the story."""
PICTURED: Final = 6
"""Words of a caption with its credit, of which a date is no more than a part."""
GALLERY: Final = 3
"""Captions of a gallery, which are more than the paragraphs beside them."""
DATED: Final = 8
"""Words of a date right below the story, where nothing above tells one."""
HEAD: Final = 4
"""Lines between two moments of one head, blank ones with them."""
BY_PLACE: Final[frozenset[Rule]] = frozenset(("outside the story", "menu", "repeated line"))
"""The rules that drop a line for its place and not for what it says."""
BUTTONS: Final[frozenset[Rule]] = frozenset(("advertisement", "control", "newsletter", "follow and share"))
"""The rules that drop a line beside a picture, too: `1/4`."""
HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


@dataclass(slots=True, kw_only=True)
class Draft:
    """An article that is being put together."""

    source: str
    profile: Profile | None = None
    timezone: str = "UTC"
    headline: str = ""
    byline: tuple[str, ...] = ()
    published: datetime | None = None
    updated: datetime | None = None
    expires: datetime | None = None
    section: str = ""
    language: str = ""
    site: str = ""
    image: str = ""
    link: str = ""
    captions: list[str] = field(default_factory=list)
    paragraphs: list[str] = field(default_factory=list)
    kinds: list[Kind] = field(default_factory=list)
    dropped: list[Dropped] = field(default_factory=list)
    kicker: str = ""
    teaser: bool = False
    free: bool = False
    """The page says that it is no teaser."""
    day: datetime | None = None
    """The day that its address or its title names, where its data has none."""
    marked: datetime | None = None
    """The same of an element that says that it is a date."""

    @property
    def zone(self) -> str:
        """The site's zone, else the one that its data names beside the date of publication, else the show's."""
        if self.profile and self.profile.timezone:
            return self.profile.timezone
        stated = self.published.isoformat()[-6:] if self.published and self.published.utcoffset() else ""
        return stated or self.timezone

    def take(
        self,
        lines: Sequence[PageLine],
        chances: Sequence[float],
        chosen: Collection[int],
        *,
        apart: Mapping[int, Rule] | None = None,
        headline: int | None = None,
    ) -> None:
        """Sort every line into the article or into `dropped`.

        `apart` are the lines that a rule keeps out and what it is called, `headline` is the page's where it is known.
        """
        place = StoryPlace(
            chosen=chosen,
            first=min(chosen, default=0),
            last=max(chosen, default=len(lines)),
            apart=apart or {},
            times=Counter([line.text for line in lines]),
        )
        self._language = lines[0].language if lines else NONE
        told: set[str] = set()
        repeated = pulled(lines, sorted(chosen))
        if headline is None and not self.headline:
            headline = find_headline(lines, chosen, names=(self.site, host_name(self.source)))
            headline = None if chosen == {headline} else headline  # the only words there are: they are told
        self._above(lines, opening(lines, chosen, headline, place.first), chosen, headline)
        self._elsewhere(lines, headline, chosen)
        for index, line in enumerate(lines):
            if index in self._used:
                continue
            rule: Rule = "pull quote" if index in repeated else self._line(line, index, place, told)
            if rule:
                self.dropped.append(
                    Dropped(line=line.text, rule=rule, number=line.number, score=round(chances[index], 3))
                )
        self.dropped.sort(key=lambda one: one.number or 0)

    _language: str = NONE
    """The page's, by which its lines are judged; `language` is what it states of itself."""
    _dated: int | None = None
    """The number of the line that a date without a label was found in."""
    _used: set[int] = field(default_factory=set)
    _time: str = ""
    """The line that says at what time of the day the page was updated."""
    _signed: int = -9
    """The number of the line that the byline was found in."""
    _roles: list[Role] = field(default_factory=list)
    """Of each paragraph, what the page says it is."""

    # ---- around the story

    def _above(self, lines: Sequence[PageLine], first: int, chosen: Collection[int], headline: int | None) -> None:
        """Headline, byline, dates and captions in the lines above the story, or under a headline that was taken for it."""
        for index in around(headline, first, len(lines)):
            known = headline is not None and index < headline and self.published is not None
            # A date that was taken for one of the story's lines tells when it was published even so.
            if index not in chosen or (index < first and index != headline and is_head(lines[index])):
                self._furniture(lines[index], index, known=known)
        shown = {lines[index].text: index for index in sorted(self._used, reverse=True)}
        self.captions.sort(key=lambda text: shown.get(text, len(lines)))
        if self.headline:
            self._same_headline(lines, first)
        elif headline is not None:
            title = lines[headline].text
            if lines[headline].role == "subject":
                self.dropped.append(Dropped(line=title, rule="mail header", number=lines[headline].number))
                title = without_subject(title, self._language)
            kicker, self.headline = split_kickers(without_site(title, self.site), self._language)
            self.kicker = self.kicker or kicker
            self._used.add(headline)
            if not self.byline:
                self._signature(lines, headline, first, chosen)

    def _signature(self, lines: Sequence[PageLine], headline: int, first: int, chosen: Collection[int]) -> None:
        """Names that stand where a byline does, with no `by` before them."""
        names, taken = authors.below(lines, headline, first, chosen, self._used) or authors.behind(lines, chosen)
        if names:
            self._sign(names, lines[taken[-1]])
            for index in taken:
                if not self.published:
                    self._date(stated(lines[index].text, self.zone, self._language), lines[index])
                self._drop(lines[index], index, "byline")

    def _elsewhere(self, lines: Sequence[PageLine], headline: int | None, chosen: Collection[int]) -> None:
        """The day from a line that does not stand right above the story."""
        if self.published or self.updated or (found := elsewhere(lines, headline, chosen, self.zone)) is None:
            return
        index, moment = found
        self._date(moment, lines[index])
        if index not in self._used:
            self.byline = self.byline or beside_date(lines[index].text, self._language)
            self._drop(lines[index], index, "date")

    def _same_headline(self, lines: Sequence[PageLine], first: int) -> None:
        for index in range(max(0, first - 3 * ABOVE), min(len(lines), first + 2)):
            if self._is_headline(lines[index].text):
                self._used.add(index)
                self.dropped.append(Dropped(line=lines[index].text, rule="headline", number=lines[index].number))

    def _furniture(self, line: PageLine, index: int, *, known: bool = False) -> bool:
        """A byline, a date or a caption around the headline; taken, and put down as such.

        Where the day is `known` already, only a line that says what it is the date of tells another.
        """
        if is_note(line.text, line.language):
            return False
        if line.role == "kicker":
            self.kicker = self.kicker or line.text
            self._drop(line, index, "kicker")
            return True
        language = line.language
        names = () if split_dateline(line.text, language)[0] else bylines(line.text, language)
        found = stated(line.text, self.zone, language)
        dated = found.published is not None or found.updated is not None
        if not dated and is_time(line.text, language):
            self._time = line.text
            self._drop(line, index, "date")
            return True
        captioned = credited(line.text, language) and words(line.text) > 4
        shown = captioned and words(line.text) >= PICTURED and not begins_like_a_date(line.text, language)
        if dated and is_for_date(line, found, self.zone) and not shown:
            if not known or found.labelled:
                self._date(found, line)
            if not self.byline:
                self.byline = names or beside_date(line.text, language)
            self._drop(line, index, "date")
            return True
        if names and words(line.text) <= 20:
            self._sign(names, line)
            self._drop(line, index, "byline")
            return True
        if captioned:
            if line.text in self.captions:
                self._drop(line, index, "repeated caption")
            else:
                self.captions.append(line.text)
                self._used.add(index)
            return True
        return False

    def _date(self, found: Stated, line: PageLine) -> None:
        """Take the moments of a line. Of two lines without labels under each other, the earlier is the publication."""
        unlabelled = found.published is not None and found.updated is None and not found.labelled
        beside = self._dated is not None and abs(self._dated - line.number) <= HEAD
        if unlabelled and beside and found.published and self.published and not self.updated:
            published, updated = earlier_first(self.published, found.published)
            self.published, self.updated = published, updated if updated != published else None
        elif self.published is None and unlabelled:
            self._dated = line.number
        self.published = self.published or found.published
        self.updated = self.updated or found.updated

    def _sign(self, names: tuple[str, ...], line: PageLine) -> None:
        """Take a byline, if there is none yet; an agency prints its own under the author's."""
        beside = abs(self._signed - line.number) <= BESIDE
        if beside and AGENCIES.issuperset(names) != AGENCIES.issuperset(self.byline):
            both = (*self.byline, *names) if AGENCIES.issuperset(names) else (*names, *self.byline)
            self.byline = tuple(dict.fromkeys(both))
        elif not self.byline:
            self.byline, self._signed = names, line.number

    def _drop(self, line: PageLine, index: int, rule: Rule) -> None:
        self._used.add(index)
        self.dropped.append(Dropped(line=line.text, rule=rule, number=line.number))

    # ---- one line

    def _line(self, line: PageLine, index: int, place: StoryPlace, told: set[str]) -> Rule:
        """Put a line into the article, or say the rule that drops it."""
        text = line.text
        label = self.profile.label(text) if self.profile else ""
        if label == "drop":
            return "publisher profile"
        if line.role == "caption" and not label and (rule := furniture(line)) in BUTTONS:
            return rule
        if label == "caption" or (line.role == "caption" and not label):
            return self._caption(text)
        if not label:
            if line.role in RULE_OF_ROLE:
                return RULE_OF_ROLE[line.role]
            if is_paywall(text, line.language) or (place.under(index) and asks_subscribers(text, line.language)):
                self.teaser = self.teaser or (place.page(index) and not self.free)
                return "paywall"
            if place.near(index) and is_note(text, line.language) and words(text) >= NOTE and not furniture(line):
                label = "note"
            elif rule := place.apart.get(index, ""):
                return self._caption(text) if rule == "caption" else rule
            elif rule := furniture(line):
                return rule
            elif 0 <= place.last - index < CLOSING and on_author(line, self.byline):
                return "author"
        if index in place.chosen or label:
            return self._paragraph(line, label, told)
        times = place.times[text]
        if (
            (text in self.captions or (times > 1 and index < place.first))
            and words(text) > 4
            and credited(text, line.language)
        ):
            return self._caption(text)
        dated = index == place.last + 1 and not self.published and words(text) <= DATED
        if dated and find_dates(text, self.zone, line.language):
            self.published, self.updated, _ = stated(text, self.zone, line.language)
            return "date"
        return why(line, times, self.byline)

    def _caption(self, text: str) -> Rule:
        if text in self.captions:
            return "repeated caption"
        self.captions.append(text)
        return ""

    def _paragraph(self, line: PageLine, label: str, told: set[str]) -> Rule:
        text, language = line.text, line.language
        count = words(text)
        if text in told and count > 12 and not text.endswith(("?", "？")):
            return "repeated"
        if self._is_headline(text):
            return "headline"
        if repeats_caption(text, self.captions):
            return "repeated caption"
        if not label:
            begun = any(kind != "note" for kind in self.kinds)
            if not any(map(str.isalnum if begun else str.isalpha, text)):
                return "control"  # how often a page was shared or answered
            if count <= 20 and not split_dateline(text, language)[0] and (names := bylines(text, language)):
                self._sign(names, line)
                return "byline"
            if not begun and count <= 14 and self._authors(text):
                return "byline"
            if count < 60 and (credited(text, language) or pictured(text, language)):
                return self._caption(text)
            if is_time(text, language):
                self._time = text
                return "date"
            dated = count <= 14 and (begins_like_a_date(text, language) or not begun)
            if dated and find_dates(text, self.zone, language):
                self._date(stated(text, self.zone, language), line)
                return "date"
        told.add(text)
        if line.role == "post" and (link := links_at(text, 0, len(text))) < len(text):
            self.dropped.append(Dropped(line=text[link:].strip(), rule="link", number=line.number))
        self.paragraphs.append(text)
        self.kinds.append(_kind(line, label))
        self._roles.append(line.role)
        return ""

    def _authors(self, text: str) -> bool:
        """The authors again without `by`, or what they are: `Staff Writer`."""
        known = self.byline
        return bool(known) and (
            is_office(text, self._language)
            or (
                bool(names := people(text, self._language)) and all(name in known or name in AGENCIES for name in names)
            )
        )

    def _is_headline(self, text: str) -> bool:
        return repeats_headline(text, self.headline, self.kicker, self._language)

    # ---- the end

    def finish(self, *, threshold: float, allow_teaser: bool) -> Article:
        """The article. Raises SourceError for one without words, and for a paywall's teaser unless it is allowed."""
        if self.teaser and not allow_teaser and sum(map(words, self.paragraphs)) < LONGEST_TEASER:
            raise self._without(
                "the page stops at a paywall",
                hint="give the whole article, or --allow-teaser to take what is there",
            )
        self._pictured()
        gate = self._gate()
        if gate:
            raise self._without(
                f"the page is no article but a notice: {gate[:80]!r}",
                hint="open it in your browser, save it, and give the file",
            )
        if not self.paragraphs:
            raise self._without(
                "no story was found in the page",
                hint="`audiopress read --why PAGE` shows its lines and what each was taken for",
            )
        dateline, self.paragraphs[0] = split_dateline(self.paragraphs[0], self._language)
        self.byline = self.byline or bylines(dateline, self._language)
        self.published = settled(self.published, self.day) or self.marked
        if self._time and self.published and not self.updated:
            self.updated = updated_at(self._time, self.published, self._language)
        if self.updated == self.published:
            self.updated = None
        if self.published is None:
            # The only moment that a page tells is the one that its readers know it by.
            self.published, self.updated = self.updated, None
        self.kinds = turns(self.paragraphs, self.kinds, self._roles, self._language)
        text = "\n".join(self.paragraphs)
        language = (self.profile.language if self.profile else "") or detect(text, self.language)
        headline = self.headline or _first_words(self.paragraphs[0])
        return Article(
            source=self.source,
            headline=headline,
            kicker=self.kicker,
            byline=self.byline,
            dateline=dateline,
            published=self.published,
            updated=self.updated,
            expires=self.expires,
            section=self.profile.sections.get(self.section, self.section) if self.profile else self.section,
            language=language,
            site=self.site or (self.profile.name if self.profile else ""),
            image=self.image,
            link=self.link if self.link != self.source else "",
            captions=tuple(self.captions),
            paragraphs=tuple(self.paragraphs),
            kinds=tuple(self.kinds) if set(self.kinds) - {"text"} else (),
            quotes=self._quotes(language, threshold),
            dropped=tuple(self.dropped),
        )

    def _gate(self) -> str:
        """What a page for robots, for consent or for nothing says in the place of a story, or above a few words."""
        titled = self.headline if furniture(PageLine(self.headline, 0, language=self._language)) == "notice" else ""
        if self.paragraphs:
            return titled if sum(map(words, self.paragraphs)) < LONGEST_NOTICE else ""
        return next((one.line for one in self.dropped if one.rule == "notice"), titled)

    def _without(self, message: str, *, hint: str) -> SourceError:
        """The error of a page that gives no article, with the lines that it has."""
        error = SourceError(message, where=self.source, hint=hint)
        # What was taken for a field is one of its lines too: a headline alone is not nothing.
        fields = [("headline", self.headline), *(("byline", name) for name in self.byline)]
        known = {one.line for one in self.dropped}
        taken = [Dropped(line=text, rule=rule) for rule, text in fields if text and text not in known]
        error.dropped = (*taken, *self.dropped)
        return error

    def _pictured(self) -> None:
        """Photo news and galleries: the captions are the story, or the rest of it behind a short introduction."""
        if not self.paragraphs and not self.captions:
            shown = [
                one
                for one in self.dropped
                if one.rule in BY_PLACE and words(one.line) >= SHOWN and credited(one.line, self._language)
            ]
            self.captions = [one.line for one in shown]
            self.dropped = [one for one in self.dropped if one not in shown]
        told = [one for one in self.captions if not is_credit(one, self._language)]
        gallery = len(told) >= GALLERY and sum(map(words, told)) > 2 * sum(map(words, self.paragraphs))
        if told and (not self.paragraphs or (gallery and len(self.paragraphs) < GALLERY)):
            self.captions = [one for one in self.captions if is_credit(one, self._language)]
            self.paragraphs += told
            self.kinds += ["text"] * len(told)
            self._roles += [""] * len(told)

    def _quotes(self, language: str, threshold: float) -> tuple[Quote, ...]:
        def find(paragraphs: Sequence[str]) -> tuple[Quote, ...]:
            budget.quotes(paragraphs, self.source)
            marked = tuple(statements(paragraphs, self._roles))
            return find_quotes("\n".join(paragraphs), language=language, threshold=threshold, marked=marked)

        cites = "cite" in self._roles
        found = cited(find, self.paragraphs, self._roles) if cites else find(self.paragraphs)
        if "post" not in self._roles:
            return found
        return with_posts(found, self.paragraphs, self._roles, threshold=threshold)


def _kind(line: PageLine, label: str) -> Kind:
    if label == "note":
        return "note"
    if (
        label == "subhead"
        or line.tag in HEADINGS
        or line.role == "subhead"
        or (line.role == "bold" and heads(line.text))
    ):
        return "subhead"
    return "item" if line.tag == "li" or line.role == "li" else "text"


def _first_words(paragraph: str) -> str:
    """A headline for a page that has none: the beginning of its lede."""
    words_ = paragraph.split()
    return " ".join(words_[:10]) + ("…" if len(words_) > 10 else "")
