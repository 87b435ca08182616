"""An article while it is put together: what its lines become by the table's decisions, and the article at the end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from audiopress.errors import SourceError
from audiopress.languages.detecting import detect
from audiopress.languages.tags import NONE
from audiopress.model import Article, Dropped, LineLabel, Quote
from audiopress.segment.page import budget
from audiopress.segment.page.boilerplate import boilerplate_rule
from audiopress.segment.page.bylines import AGENCIES, bylines
from audiopress.segment.page.captions import credited, is_credit
from audiopress.segment.page.dates import Stated, earlier_first, updated_at
from audiopress.segment.page.decision import Decision, Into, Seen, Situation
from audiopress.segment.page.drop_caps import joined
from audiopress.segment.page.embeds import cited, statements, with_posts
from audiopress.segment.page.features import words
from audiopress.segment.page.fields import split_dateline
from audiopress.segment.page.interviews import exchange
from audiopress.segment.page.labels import KINDS, Kind, Role, Rule
from audiopress.segment.page.lines import PageLine
from audiopress.segment.page.positions import StoryPlace
from audiopress.segment.page.profiles import Profile
from audiopress.segment.page.signatures import beside_date
from audiopress.segment.page.stated_days import settled
from audiopress.segment.page.table import TABLE
from audiopress.segment.quotes.finding import find_quotes
from audiopress.sources.urls import links_at

LINES_TO_AGENCY: Final = 2
"""Lines between an author's name and the agency's."""
LONGEST_TEASER: Final = 250
"""Words that a story has at most where it stops at a paywall."""
LONGEST_NOTICE: Final = 60
"""Words that stand at most under a headline that is a notice, such as `Page not found`: they are no story."""
SHORTEST_CAPTION_STORY: Final = 8
"""Words of a caption that may be all of the story."""
GALLERY: Final = 3
"""Captions of a gallery, which are more than the paragraphs beside them."""
LINES_BETWEEN_DATES: Final = 4
"""Lines between the two dates of one story, blank ones with them."""
BY_PLACE: Final[frozenset[Rule]] = frozenset(("outside the story", "menu", "repeated line"))
"""The rules that drop a line for its place and not for what it says."""


@dataclass(slots=True, kw_only=True)
class Draft:
    """An article that is being put together."""

    source: str
    profile: Profile | None = None
    timezone: str = "UTC"
    explain: bool = False
    """The labels that lose are listed too."""
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

    told: set[str] = field(default_factory=set)
    """The paragraphs, to find one that comes again."""
    labels: list[tuple[LineLabel, ...]] = field(default_factory=list)
    """Those of each paragraph, the heaviest first."""
    _language: str = NONE
    """The page's, by which its lines are judged; `language` is what it states of itself."""
    _dated: int | None = None
    """The number of the line that a date without a label was found in."""
    _time: str = ""
    """The line that says at what time of the day the page was updated."""
    _signed: int = -9
    """The number of the line that the byline was found in."""
    _roles: list[Role] = field(default_factory=list)
    """Of each paragraph, what the page says it is."""

    @property
    def begun(self) -> bool:
        """It has a paragraph that is no note."""
        return any(kind != "note" for kind in self.kinds)

    @property
    def dated(self) -> bool:
        """The day of its publication is known."""
        return self.published is not None

    # ---- a line

    def _put(
        self, line: PageLine, index: int, situation: Situation, place: StoryPlace, score: float | None = None
    ) -> None:
        """Decide what a line is, and put it where that says. `score` is the model's, where it judged the line."""
        seen = Seen(line, index, place, self)
        decision = TABLE.decide(situation, seen, explain=self.explain)
        assert decision is not None  # the last row of each situation but `head` holds for every line
        self._apply(seen, decision, score)

    def _put_field(self, line: PageLine, index: int, place: StoryPlace, *, known: bool = False) -> bool:
        """Take a byline, a date, a kicker or a caption around the headline; whether the line is one.

        Where the day is `known` already, only a line that says what it is the date of tells another.
        """
        seen = Seen(line, index, place, self)
        decision = TABLE.decide("head", seen, explain=self.explain)
        if decision is None or decision.into == "paragraphs":
            return False
        if decision.into == "date":
            if not known or seen.stated.labelled:
                self._date(seen.stated, line)
            self.byline = self.byline or seen.names or beside_date(line.text, line.language)
            self._leave(line, decision)
        else:
            self._apply(seen, decision)
        return True

    def _apply(self, seen: Seen, decision: Decision, score: float | None = None) -> None:
        line, into = seen.line, decision.into
        if into == "paragraphs":
            self._say(line, decision)
        elif into == "captions":
            self.captions.append(line.text)
        else:
            if into != "dropped":
                self._fill_field(seen, into)
            self._leave(line, decision, score)

    def _fill_field(self, seen: Seen, into: Into) -> None:
        """What a line says that is dropped."""
        match into:
            case "kicker":
                self.kicker = self.kicker or seen.text
            case "byline":
                self._sign(seen.names, seen.line)
            case "date":
                self._date(seen.stated, seen.line)
            case "time":
                self._time = seen.text
            case "paywall":
                self.teaser = self.teaser or (seen.place.page(seen.index) and not self.free)
            case _:
                raise ValueError(into)

    def _say(self, line: PageLine, decision: Decision) -> None:
        text = line.text
        if line.role == "post" and (link := links_at(text, 0, len(text))) < len(text):
            self.dropped.append(Dropped(line=text[link:].strip(), rule="link", number=line.number))
        self.told.add(text)
        self.paragraphs.append(text)
        self.kinds.append(KINDS[decision.label.name])
        self.labels.append(decision.labels)
        self._roles.append(line.role)

    def _leave(self, line: PageLine, decision: Decision, score: float | None = None) -> None:
        """List a line that is not told, with all its labels."""
        self.dropped.append(
            Dropped(line=line.text, rule=decision.label.name, number=line.number, score=score, labels=decision.labels)
        )

    def _date(self, found: Stated, line: PageLine) -> None:
        """Take the moments of a line. Of two lines without labels under each other, the earlier is the publication."""
        unlabelled = found.published is not None and found.updated is None and not found.labelled
        beside = self._dated is not None and abs(self._dated - line.number) <= LINES_BETWEEN_DATES
        if unlabelled and beside and found.published and self.published and not self.updated:
            published, updated = earlier_first(self.published, found.published)
            self.published, self.updated = published, updated if updated != published else None
        elif self.published is None and unlabelled:
            self._dated = line.number
        self.published = self.published or found.published
        self.updated = self.updated or found.updated

    def _sign(self, names: tuple[str, ...], line: PageLine) -> None:
        """Take a byline, if there is none yet; an agency prints its own under the author's."""
        beside = abs(self._signed - line.number) <= LINES_TO_AGENCY
        if beside and AGENCIES.issuperset(names) != AGENCIES.issuperset(self.byline):
            both = (*self.byline, *names) if AGENCIES.issuperset(names) else (*names, *self.byline)
            self.byline = tuple(dict.fromkeys(both))
        elif not self.byline:
            self.byline, self._signed = names, line.number

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
        self.paragraphs = joined(self.paragraphs, self._language)
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
        self.kinds = exchange(self.paragraphs, self.kinds, self._roles, self._language)
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
            labels=tuple(self.labels),
            quotes=self._quotes(language, threshold),
            dropped=tuple(self.dropped),
        )

    def _gate(self) -> str:
        """What a page for robots, for consent or for nothing says in the place of a story, or above a few words."""
        titled = (
            self.headline if boilerplate_rule(PageLine(self.headline, 0, language=self._language)) == "notice" else ""
        )
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
                if one.rule in BY_PLACE
                and words(one.line) >= SHORTEST_CAPTION_STORY
                and credited(one.line, self._language)
            ]
            self.captions = [one.line for one in shown]
            self.dropped = [one for one in self.dropped if one not in shown]
        told = [one for one in self.captions if not is_credit(one, self._language)]
        gallery = len(told) >= GALLERY and sum(map(words, told)) > 2 * sum(map(words, self.paragraphs))
        if told and (not self.paragraphs or (gallery and len(self.paragraphs) < GALLERY)):
            self.captions = [one for one in self.captions if is_credit(one, self._language)]
            self.paragraphs += told
            self.kinds += ["text"] * len(told)
            self.labels += [()] * len(told)
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


def _first_words(paragraph: str) -> str:
    """A headline for a page that has none: the beginning of its lede."""
    words_ = paragraph.split()
    return " ".join(words_[:10]) + ("…" if len(words_) > 10 else "")
