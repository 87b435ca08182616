"""What a `pack.toml` may say of a language: the sections as frozen dataclasses. docs/languages.md explains each key.

A part that a language leaves out is empty, and what is empty claims nothing: no other language's words step in.

Three kinds of lists, told apart by their type:

    frozenset[str]     words, in one text with spaces between them:         titles = "mr mrs ms dr"
    tuple[str, ...]    phrases (see `phrases.py`) or texts, in brackets:      begins = ["read more", "see also"]
    Mapping[str, str]  a table of texts:                                      signs = { "%" = "percent" }
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from typing import Literal

from audiopress.languages.phrases import MODES, Mode

NO_TEXTS: Mapping[str, str] = {}
Pairs = tuple[tuple[str, str], ...]
"""Examples: what is given, what must come out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class General:
    """The language itself."""

    name: str = ""
    """In English; CLDR's where it is left out."""
    direction: Literal["ltr", "rtl"] = "ltr"
    locale: str = ""
    """Whose way of writing dates pages have (`en_GB`), where it is not the language's own."""
    spaces: bool = True
    """Words have spaces between them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WordLists:
    """Words that every stage needs. Months and weekdays are CLDR's: `calendar_words.py`."""

    stop: frozenset[str] = frozenset()
    """The commonest words, by which the language is known."""
    starters: frozenset[str] = frozenset()
    """Words that begin sentences: behind `U.S.` one of them tells that a new one begins."""
    never: frozenset[str] = frozenset()
    """Abbreviations that are never a sentence's last word, without the full stop: `mr`, `z.b`."""
    sometimes: frozenset[str] = frozenset()
    """Abbreviations that may be: `inc`, `usw`."""
    homographs: frozenset[str] = frozenset()
    """Of both, those that are words, too, where they stand in small letters: English `no`, `mar`, `sat`."""
    single: frozenset[str] = frozenset()
    """Single letters that are words and may end a sentence: English `i`."""
    ordinal_point: bool = False
    """`3.` and `IV.` are ordinals, not the ends of sentences (German)."""
    said: frozenset[str] = frozenset()
    """Verbs of the narrator right behind a quote, with which its sentence goes on: “Why?” she asked."""
    sayers: frozenset[str] = frozenset()
    """Pronouns before those verbs."""
    described: frozenset[str] = frozenset()
    """Articles before somebody before those verbs: the mayor said."""
    glued: tuple[str, ...] = ()
    """How the narrator's words begin that hang on a quote: Korean 라고."""
    clauses: frozenset[str] = frozenset()
    """Words before which a long sentence may be cut: and, because, which."""
    questions: frozenset[str] = frozenset()
    """Words that ask for a word and not for yes or no: who, why."""


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
    titles: frozenset[str] = frozenset()
    """What stands behind a name without a comma: 기자, 記者."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Datelines:
    """`[page.datelines]`: where from."""

    colon: tuple[str, ...] = ()
    """Cities, in capitals, whose papers write `DELHI:`."""


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
    months: Mapping[str, str] = field(default_factory=dict)
    """Short forms that papers write and CLDR does not have, to the month's number: { sept = "9" }."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MailWords:
    """`[page.mail]`: what mail programs write above a letter that is passed on."""

    sender: tuple[str, ...] = ()
    sent: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    subject: tuple[str, ...] = ()
    forwarded: tuple[str, ...] = ()


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
    """Ends of a question without a question mark: ですか, 까."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageWords:
    """What stands on a page around the story, label by label. `[page.LABEL]` with `begins`, `whole` and `holds`."""

    pointer: Phrases = NO_PHRASES
    """Leads to another story: read more, related."""
    invitation: Phrases = NO_PHRASES
    """Asks to go and look elsewhere, in a sentence: click here to …"""
    genre: Phrases = NO_PHRASES
    """What stands before a colon and another story's headline: video, analysis."""
    advertisement: Phrases = NO_PHRASES
    newsletter: Phrases = NO_PHRASES
    """Words for a newsletter, and those that ask to take it (`subscribe`): label `newsletter` needs both."""
    subscribe: Phrases = NO_PHRASES
    offer: Phrases = NO_PHRASES
    """What a paper asks between two paragraphs: to sign up, follow, load an app, pay."""
    player: Phrases = NO_PHRASES
    follow: Phrases = NO_PHRASES
    footer: Phrases = NO_PHRASES
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
    subscriber_login: Phrases = NO_PHRASES
    """What a subscribers' site says wherever one may log in."""
    correction: Phrases = NO_PHRASES
    """A correction or a note of the editors: read, not dropped."""
    about_author: Phrases = NO_PHRASES
    comments: Phrases = NO_PHRASES
    caption: Phrases = NO_PHRASES
    """Credits of pictures: photo by, Foto:"""
    key_points: Phrases = NO_PHRASES
    """Heads of a box that tells the story in a few points."""
    live_blog: Phrases = NO_PHRASES
    subhead: Phrases = NO_PHRASES
    """Short lines that are a subhead by what they say: what happens next."""
    bylines: Bylines = Bylines()
    datelines: Datelines = Datelines()
    dates: Dates = field(default_factory=Dates)
    mail: MailWords = MailWords()
    interview: Interview = Interview()

    def listed(self) -> Iterator[tuple[str, Mode, str]]:
        """Every phrase of every label, for a `Phrasebook`."""
        for one in fields(self):
            value = getattr(self, one.name)
            if isinstance(value, Phrases):
                yield from value.listed(one.name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Gender:
    """`[quotes.gender]`: what tells a woman's words from a man's; phrases, found anywhere."""

    female_titles: tuple[str, ...] = ()
    """Before a name: Mrs, Frau."""
    male_titles: tuple[str, ...] = ()
    women: frozenset[str] = frozenset()
    """Words beside a name whose bearer is a woman, in small letters: mrs, mother."""
    men: frozenset[str] = frozenset()
    female: tuple[str, ...] = ()
    """Beside a quote: she, spokeswoman."""
    male: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Cases:
    """`[quotes.cases]`: of a language whose nouns have capitals and whose articles have cases, and whose verb stands second.

    There the subject of a verb is found by case and position, and people are told from things by the endings of nouns
    (`title_endings`, `bodies`, `endings`, `documents` of `[quotes]`).
    """

    definite: frozenset[str] = frozenset()
    """Articles that are relative pronouns, too."""
    doubtful: str = ""
    """The article that begins a subject or an object, by the noun behind it: der."""
    feminine_endings: frozenset[str] = frozenset()
    """Of nouns with which the doubtful article begins no subject: der Zeitung."""
    oblique_ending: str = ""
    """Of an adjective between that article and a noun that is no subject: der neuen Leiterin."""
    masculine: frozenset[str] = frozenset()
    """Articles of a man who is a subject: der, ein."""
    feminine: frozenset[str] = frozenset()
    subject: frozenset[str] = frozenset()
    """Pronouns that are nothing but a subject: er."""
    dummies: frozenset[str] = frozenset()
    """Pronouns that are one by form only: es."""
    partitives: frozenset[str] = frozenset()
    """One of several, before the doubtful article: einer der Feuerwehrmänner."""
    adjective_endings: frozenset[str] = frozenset()
    noun_endings: frozenset[str] = frozenset()
    """What cases and the plural put behind a noun."""
    adverb_endings: frozenset[str] = frozenset()
    """Of words that begin a sentence with a capital and are no names: -lich, -end."""
    joins: frozenset[str] = frozenset()
    """Words between two nouns of one case: und."""
    ties: frozenset[str] = frozenset()
    """Words between a noun and what tells more of it: des, vom."""
    particles: frozenset[str] = frozenset()
    """Inside names: von, zu."""
    articled: frozenset[str] = frozenset()
    """Those of them that may have an article behind them: von der."""
    fused: frozenset[str] = frozenset()
    """Prepositions with an article in them, which are in no name: vom, zum."""
    conjunctions: frozenset[str] = frozenset()
    """What begins a clause and is no verb."""
    clauses: frozenset[str] = frozenset()
    """What begins a subordinate clause in a sentence: dass, weil."""
    as_told: str = ""
    """What begins a clause that says whose words follow: wie."""


NO_CASES = Cases()


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotes:
    """How the language attributes a quote: its words. What is grammar stands in the folder's `quotes.py`."""

    verbs: frozenset[str] = frozenset()
    """Finite forms of verbs of saying."""
    weak_verbs: frozenset[str] = frozenset()
    """Those that may introduce a quote and often do not: only right before one."""
    participles: frozenset[str] = frozenset()
    """saying, adding: their subject is the sentence's."""
    auxiliaries: frozenset[str] = frozenset()
    """What makes a verb of a past participle: ha, hat."""
    past: frozenset[str] = frozenset()
    """Past participles of verbs of saying."""
    according: tuple[str, ...] = ()
    """What follows is the speaker: according to, secondo."""
    adverbs: frozenset[str] = frozenset()
    """Words between a subject and its verb: also, later."""
    pronouns: frozenset[str] = frozenset()
    """Those that can stand for one person."""
    feminine: frozenset[str] = frozenset()
    masculine: frozenset[str] = frozenset()
    plural: frozenset[str] = frozenset()
    """Those that stand for several or nobody: never a voice of their own."""
    titles: frozenset[str] = frozenset()
    """Before or instead of a name: minister, mr."""
    title_endings: frozenset[str] = frozenset()
    """Endings of compounds that are titles: German minister, chef."""
    relatives: frozenset[str] = frozenset()
    """husband, daughter."""
    articles: frozenset[str] = frozenset()
    """What begins a description: the, a."""
    oblique: frozenset[str] = frozenset()
    """Determiners that cannot begin a subject: German dem."""
    of: frozenset[str] = frozenset()
    """Prepositions that tie a name to the description before it."""
    prepositions: frozenset[str] = frozenset()
    subordinators: frozenset[str] = frozenset()
    """What begins a subordinate clause: when, as."""
    stops: frozenset[str] = frozenset()
    """Where the words that name a speaker end."""
    not_names: frozenset[str] = frozenset()
    """Capitalised words that name no person: months, days, what begins sentences."""
    openers: frozenset[str] = frozenset()
    """Endings of words that begin sentences and are no names: ing, ed."""
    statements: frozenset[str] = frozenset()
    """What begins a full clause."""
    joins: frozenset[str] = frozenset()
    """Between two names: and."""
    conjunctions: frozenset[str] = frozenset()
    """What may stand before a sentence's subject: and, but, as."""
    dangling: frozenset[str] = frozenset()
    """Behind which a verb has its subject further back: and, to."""
    relative_pronouns: frozenset[str] = frozenset()
    """who, which."""
    copulas: frozenset[str] = frozenset()
    """`That is` is a subject with its verb: is, was."""
    indefinite: frozenset[str] = frozenset()
    """Articles of somebody who was not told of before: a, one, another."""
    places: frozenset[str] = frozenset()
    """Between a description and its place or body, before a name in apposition: the mayor `of` Lindvik, Ruth Amsel."""
    neuter: frozenset[str] = frozenset()
    """Pronouns for a body or a thing: it."""
    agents: frozenset[str] = frozenset()
    """Behind a passive verb, before who did it: by."""
    given_feminine: frozenset[str] = frozenset()
    given_masculine: frozenset[str] = frozenset()
    """Given names, as they are written."""
    bodies: frozenset[str] = frozenset()
    """Endings of nouns for bodies, and for people whose noun is no title: ministerium, polizei, mann."""
    endings: frozenset[str] = frozenset()
    """Endings of common nouns that no name has: ung, keit."""
    documents: frozenset[str] = frozenset()
    """What is written and has no voice: sign, book; endings where nouns are compounds: bericht."""
    letters: frozenset[str] = frozenset()
    """What somebody has written and speaks with the writer's voice: letter, statement."""
    works: frozenset[str] = frozenset()
    """Endings of nouns right before a quote that is a name or a title: titel, film."""
    partial: int = 0
    """Words of a quote that ends a sentence of the narrator's and is voiced; 0 where none is."""
    minimum: int = 3
    """Words a quote needs to be voiced."""
    cases: Cases = NO_CASES
    gender: Gender = Gender()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingWords:
    """Written to spoken words. What needs grammar stands in the folder's `reading.py`."""

    open: str = ""
    """What is said for the open place of an expression, `~` in `take ~ into account`: something."""
    signs: Mapping[str, str] = field(default_factory=dict)
    """What a sign beside a number is called; one that is not here goes to the engine as written."""
    abbreviations: Mapping[str, str] = field(default_factory=dict)
    """In full words: { "ca." = "circa" }."""
    decimal: str = ""
    """What the sign before a fraction is called. With it, CLDR's words are said for numbers, and the keys below hold."""
    minus: str = ""
    clock: str = ""
    """`{hour} e {minute}`, and of a full hour:"""
    full_hour: str = ""
    hours: frozenset[str] = frozenset()
    """Words behind a time that are said with it and not twice: ore, uur."""
    scales: frozenset[str] = frozenset()
    """Words between a number and its currency: milioni, miljard."""
    scaled: str = ""
    """What stands between such a word and the currency's name: Italian `di `."""
    units: Mapping[str, str] = field(default_factory=dict)
    """Behind a number, of one and of many: { km = "chilometro|chilometri" }."""
    currencies: Mapping[str, str] = field(default_factory=dict)
    """Before or behind a number, of one and of many: { "$" = "dollaro|dollari" }."""
    ordinals: Mapping[str, str] = field(default_factory=dict)
    """The form of an ordinal by CLDR (`masculine`; empty where it has one alone), to the marks behind the digits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowWords:
    """What a show says and writes besides the articles."""

    sample: str = ""
    """A sentence for `audiopress voices preview`."""
    disclosure: str = ""
    """Says that the voices are synthetic."""
    pages: Mapping[str, str] = field(default_factory=dict)
    """The words of pages and notes: `[show.pages]`."""
    formats: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """The words of the shipped formats: `[show.formats.articles]`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeechRate:
    """How fast the language is spoken. Nought: what holds for all languages together."""

    least: float = 0.0
    """Seconds a syllable, at least: a take that is shorter has lost words."""
    most: float = 0.0
    letters: float = 0.0
    """Letters a second of read news, for estimates; of Hangul, Han and Kana it is known from the script."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Examples:
    """The tests of a language: what is given and what must come out, as pairs."""

    spoken: Pairs = ()
    """Written, spoken."""
    quotes: Pairs = ()
    """A paragraph, and its speaker; an empty one where the narrator reads."""
    labels: Pairs = ()
    """A line, and the rule that takes it; an empty one where it is the story's."""
    dates: Pairs = ()
    """A line, and when the story was published: 2026-11-30T18:30."""
    bylines: Pairs = ()
    """A line, and its names with `; ` between them."""
    sentences: tuple[tuple[str, ...], ...] = ()
    """The sentences of a text, one by one."""
    languages: tuple[str, ...] = ()
    """Texts that are known as this language's."""
