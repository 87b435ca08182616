"""What a `pack.toml` may say of pages, label by label: `[page.*]`. The other sections are in `schema.py`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from typing import Final

from audiopress.languages.phrases import MODES, Mode


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrases:
    """Phrases of one label, by mode."""

    begins: tuple[str, ...] = ()
    whole: tuple[str, ...] = ()
    holds: tuple[str, ...] = ()

    def listed(self, label: str) -> Iterator[tuple[str, Mode, str]]:
        """For a `Phrasebook`."""
        for mode in MODES:
            for phrase in getattr(self, mode):
                yield label, mode, phrase


NO_PHRASES = Phrases()


@dataclass(frozen=True, slots=True, kw_only=True)
class Bylines:
    """`[page.bylines]`: who wrote it."""

    by: tuple[str, ...] = ()
    """What stands before the names, as the line's begin: `by`, `words by`, `a report by`."""
    offices: tuple[str, ...] = ()
    """What an author is: `staff writer`, `correspondent`."""
    joins: frozenset[str] = frozenset()
    """Words between two names: and, with."""
    places: frozenset[str] = frozenset()
    """Words between a name and where from: in, à."""
    particles: frozenset[str] = frozenset()
    """Small words inside names: van, de la."""
    nobody: frozenset[str] = frozenset()
    """Words behind `by` that are no name: monday, default."""
    trades: tuple[str, ...] = ()
    """The same, of which many a list of names has some: only behind `by` or on a line of their own: writer."""
    office_ranks: frozenset[str] = frozenset()
    """Words before an office: senior, foreign."""
    not_people: frozenset[str] = frozenset()
    """Words that no name of a person has: opinion, edition."""
    accounts: frozenset[str] = frozenset()
    """What a system calls an author who has no name: admin, staff."""
    desks: frozenset[str] = frozenset()
    """What a paper puts behind its own name where no author is: newsroom, team."""
    written_for: tuple[str, ...] = ()
    """Between a name and whom it wrote for: special to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Datelines:
    """`[page.datelines]`: where from."""

    colon: tuple[str, ...] = ()
    """Cities, in capitals, whose papers write `DELHI:`."""
    wire: tuple[str, ...] = ()
    """What agencies put before a headline with a hyphen: factbox, update 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dates:
    """`[page.dates]`: the words around a moment."""

    published: tuple[str, ...] = ()
    updated: tuple[str, ...] = ()
    at: frozenset[str] = frozenset()
    """Between the day and the time: at, um, alle."""
    of: frozenset[str] = frozenset()
    """Between the day and the month, or before the day: de, le, on."""
    clock: frozenset[str] = frozenset()
    """Behind the time: Uhr, uur."""
    ago: tuple[str, ...] = ()
    """`1 hours ago`, `vor 1 stunden`."""
    line: tuple[str, ...] = ()
    """What else a line of the page begins with that is there for its date: Stand."""
    latest: frozenset[str] = frozenset()
    """Before `updated`: last, zuletzt."""
    until: frozenset[str] = frozenset()
    """Before a day up to which something can be had, which is not when it was published: until, bis."""
    weekdays: frozenset[str] = frozenset()
    """Short forms that papers write and CLDR does not have: tues, thur."""
    months: Mapping[str, str] = field(default_factory=dict)
    """Short forms that papers write and CLDR does not have, to the month's number: { sept = "9" }."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moments:
    """`[page.moments]`: signs of a date or time that are known on a page in any language, for scripts without spaces.

    They are joined over all languages (`everywhere.py`), so no word may stand here that is one of another language.
    """

    mornings: frozenset[str] = frozenset()
    """Before a time of twelve hours: 오전, 午前."""
    afternoons: frozenset[str] = frozenset()
    year: frozenset[str] = frozenset()
    """Behind the number of a year: 년, 年; the next four alike."""
    month: frozenset[str] = frozenset()
    day: frozenset[str] = frozenset()
    hour: frozenset[str] = frozenset()
    minute: frozenset[str] = frozenset()
    weekdays: frozenset[str] = frozenset()
    """Days of the week, between a day and its time: 월, 月曜日."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sites:
    """`[page.sites]`: how names of papers and portals are known on a page in any language."""

    endings: frozenset[str] = frozenset()
    """Their last word, of names in scripts without spaces: 新聞, 뉴스."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MailWords:
    """`[page.mail]`: what mail programs write above a letter that is passed on."""

    sender: tuple[str, ...] = ()
    sent: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    subject: tuple[str, ...] = ()
    forwarded: tuple[str, ...] = ()
    other: tuple[str, ...] = ()
    """Fields of a mail's head that say nothing of it: importance."""
    wrote: tuple[str, ...] = ()
    """The line above what a mail quotes: on … wrote:"""
    reply: frozenset[str] = frozenset()
    """What mail programs put before a subject: re, aw."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Interview:
    """`[page.interview]`: who asks and who answers."""

    asks: tuple[str, ...] = ()
    """Before a question: Q, Frage."""
    answers: tuple[str, ...] = ()
    own: tuple[str, ...] = ()
    """Words of somebody who speaks of themselves: I, my, we."""
    addressed: tuple[str, ...] = ()
    """Words to somebody who is spoken to: you, your."""
    address: tuple[str, ...] = ()
    """Those of them that mean nothing else."""
    question_ends: tuple[str, ...] = ()
    """Ends of a question without a question mark: 까."""
    asking_ends: frozenset[str] = frozenset()
    """Ends of a question to somebody who is spoken to: 습니까, ですか."""


NETWORKS: Final = "twitter x facebook instagram youtube linkedin tiktok telegram whatsapp threads bluesky mastodon reddit pinterest".split()
"""Names that are the same in every language. `{network}` in a phrase stands for them."""
_NETWORK: Final = f"({'|'.join([*NETWORKS, 'google news'])})"


def _named(phrase: str) -> str:
    return phrase.replace("{network}", _NETWORK)


@dataclass(frozen=True, slots=True, kw_only=True)
class PageWords:
    """What stands on a page around the story, label by label. `[page.LABEL]` with `begins`, `whole` and `holds`."""

    boilerplate: Phrases = NO_PHRASES
    """Words that speak against a line wherever they stand in it: newsletter, sign up, read more."""
    weak_boilerplate: Phrases = NO_PHRASES
    """The same but for where they stand in one of `not_boilerplate`: comments, in the comments."""
    not_boilerplate: Phrases = NO_PHRASES
    pointer: Phrases = NO_PHRASES
    """Leads to another story: read more, related. What only `begins` so has a mark, a link or nothing behind it."""
    continue_reading: Phrases = NO_PHRASES
    """The button under the beginning of a story in a newsletter."""
    invitation: Phrases = NO_PHRASES
    """Asks to go and look elsewhere, in a sentence: click here to …"""
    boxed: Phrases = NO_PHRASES
    """What stands in black brackets before another story's headline: 【写真】."""
    genre: Phrases = NO_PHRASES
    """What stands before a colon and another story's headline: video, analysis."""
    kicker: Phrases = NO_PHRASES
    """What stands before a colon and the story's own headline: exclusive, opinion."""
    advertisement: Phrases = NO_PHRASES
    newsletter: Phrases = NO_PHRASES
    """Words for a newsletter, and those that ask to take it (`subscribe`): label `newsletter` needs both."""
    subscribe: Phrases = NO_PHRASES
    offer: Phrases = NO_PHRASES
    """What a paper asks between two paragraphs: to sign up, follow, load an app, pay."""
    player: Phrases = NO_PHRASES
    follow: Phrases = NO_PHRASES
    footer: Phrases = NO_PHRASES
    feed_footer: Phrases = NO_PHRASES
    """What a system puts below every entry of a feed: the post … appeared first on …"""
    contact: Phrases = NO_PHRASES
    credits: Phrases = NO_PHRASES
    tags: Phrases = NO_PHRASES
    control: Phrases = NO_PHRASES
    """Buttons: print, share, close."""
    embedded: Phrases = NO_PHRASES
    """What networks put around a post."""
    notice: Phrases = NO_PHRASES
    """What stands in the place of a page: a gate for robots, cookies, an error."""
    end: Phrases = NO_PHRASES
    """How a writer says that the story is over."""
    paywall: Phrases = NO_PHRASES
    """What stands in the place of the rest of the story."""
    not_paywall: Phrases = NO_PHRASES
    """Who may comment, and how many pages may still be read for nothing: words of a paywall that stops no story."""
    subscriber_login: Phrases = NO_PHRASES
    """What a subscribers' site says wherever one may log in."""
    correction: Phrases = NO_PHRASES
    """A correction or a note of the editors: read, not dropped."""
    correction_head: Phrases = NO_PHRASES
    """What heads one, with a colon or a date behind it: correction, editor's note."""
    about_author: Phrases = NO_PHRASES
    author_does: Phrases = NO_PHRASES
    """What stands behind an author's name in a note on them: is a, covers."""
    author_trade: Phrases = NO_PHRASES
    """Says of anybody that they write for a paper: is a reporter for."""
    comments: Phrases = NO_PHRASES
    caption: Phrases = NO_PHRASES
    """How a caption begins, and what in it tells that it is one: photo by, Foto:"""
    photo_credit: Phrases = NO_PHRASES
    """Whose a picture is, in a line under what it shows."""
    key_points: Phrases = NO_PHRASES
    """Heads of a box that tells the story in a few points."""
    live_blog: Phrases = NO_PHRASES
    subhead: Phrases = NO_PHRASES
    """Short lines that are a subhead by what they say: what happens next."""
    bylines: Bylines = Bylines()
    datelines: Datelines = Datelines()
    dates: Dates = field(default_factory=Dates)
    moments: Moments = Moments()
    sites: Sites = Sites()
    mail: MailWords = MailWords()
    interview: Interview = Interview()

    def listed(self) -> Iterator[tuple[str, Mode, str]]:
        """Every phrase of every label, for a `Phrasebook`."""
        for one in fields(self):
            value = getattr(self, one.name)
            if isinstance(value, Phrases):
                yield from ((label, mode, _named(phrase)) for label, mode, phrase in value.listed(one.name))
