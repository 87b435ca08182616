"""What a `pack.toml` may say of a language: the sections as frozen dataclasses. docs/languages.md explains each key.

A part that a language leaves out is empty, and what is empty claims nothing: no other language's words step in.

Three kinds of lists, told apart by their type:

    frozenset[str]     words, in one text with spaces between them:         titles = "mr mrs ms dr"
    tuple[str, ...]    phrases (see `phrases.py`) or texts, in brackets:      begins = ["read more", "see also"]
    Mapping[str, str]  a table of texts:                                      signs = { "%" = "percent" }
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

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
    common: frozenset[str] = frozenset()
    """More of those that sentences have and menus do not."""
    endings: tuple[str, ...] = ()
    """How a sentence ends without a stop: Korean 다."""
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
    reads: frozenset[str] = frozenset()
    """Verbs whose subject is something written: lautet, steht."""
    adverbial: frozenset[str] = frozenset()
    """Endings of adverbs that open a sentence with a capital: Gleichzeitig, Anschließend."""
    behind: frozenset[str] = frozenset()
    """Prepositions that stand behind their noun: Zeugen zufolge."""
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
    voices: frozenset[str] = frozenset()
    """Before whoever it is that something is said by, where no subject is named: hieß es vom Minister."""
    binding: frozenset[str] = frozenset()
    """Those that tie any noun to what follows, and a name only to a given name: Festnahme von Berg."""
    articled: frozenset[str] = frozenset()
    """Those of them that may have an article behind them: von der."""
    fused: frozenset[str] = frozenset()
    """Prepositions with an article in them, which are in no name: vom, zum."""
    conjunctions: frozenset[str] = frozenset()
    """What begins a clause and is no verb."""
    clauses: frozenset[str] = frozenset()
    """What begins a subordinate clause in a sentence: dass, weil."""
    thus: str = ""
    """What stands before a speaker instead of a verb: so."""
    as_told: str = ""
    """What begins a clause that says whose words follow: wie."""
    amounts: frozenset[str] = frozenset()
    """Endings of words for how many, which stand before a noun without an article: rund, zweihundert, zwanzig."""
    within: str = ""
    """Before a place, behind which somebody's title or name may stand: in."""
    genitive: str = ""
    """The article of a masculine noun in the genitive, and the ending of that noun: des, s."""
    genitive_ending: str = ""


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
    roles: frozenset[str] = frozenset()
    """Who somebody is, before a name and no part of it, like a relative: neighbor, roommate."""
    orders: frozenset[str] = frozenset()
    """Relatives that are part of a name of one word: Mother Teresa, Father Tom."""
    articles: frozenset[str] = frozenset()
    """What begins a description: the, a."""
    oblique: frozenset[str] = frozenset()
    """Determiners that cannot begin a subject: German dem."""
    of: frozenset[str] = frozenset()
    """Prepositions that tie a name to the description before it."""
    prepositions: frozenset[str] = frozenset()
    moments: frozenset[str] = frozenset()
    """Endings of words for a time or an event, right behind which the subject may stand: French soir, réunion."""
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
    surnamed: tuple[str, ...] = ()
    """Before a family name that stands alone: surnamed, namens."""
    several: frozenset[str] = frozenset()
    """Before that, where more than one has the name: both."""
    again: frozenset[str] = frozenset()
    """Before that, where somebody is told of again: the."""
    others: frozenset[str] = frozenset()
    """Beginnings of words behind `again` that make somebody new of them: other."""
    dotted: frozenset[str] = frozenset()
    """Abbreviations within a sentence, as they are written, without their last point: Sen, z.B."""
    unsigned: bool = False
    """Whether a letter or statement of nobody who spoke before is read in a voice of its own, and not by the narrator."""
    verb_endings: frozenset[str] = frozenset()
    """Of verbs right behind a quote and before a name, for verbs that no list has: ed, s."""
    family: frozenset[str] = frozenset()
    """Family names that stand first, in the language's own signs: 김, 佐藤, 王."""
    trades: frozenset[str] = frozenset()
    """Nouns right before a name that are no titles, where the title stands there too: 村民."""
    former: frozenset[str] = frozenset()
    """What stands beside a title of somebody who has it no more, or of late: 전, 前."""
    nations: frozenset[str] = frozenset()
    """Countries as they stand beside a name or a title: 프랑스, 米."""
    ministries: frozenset[str] = frozenset()
    """Endings of bodies' names in short that look like a person's: 부."""
    bodies: frozenset[str] = frozenset()
    """Endings of nouns for bodies, and for people whose noun is no title: ministerium, polizei, mann."""
    endings: frozenset[str] = frozenset()
    """Endings of common nouns that no name has: ung, keit."""
    documents: frozenset[str] = frozenset()
    """What is written and has no voice: sign, book; endings where nouns are compounds: bericht."""
    finite: frozenset[str] = frozenset()
    """Auxiliaries and modals: words with one of them are no noun phrase, so nobody who speaks."""
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
    open_particles: Mapping[str, str] = field(default_factory=dict)
    """Particles written to that place, in the form that they have behind the word for it: Korean { "를" = "을" }."""
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
    hours_before: frozenset[str] = frozenset()
    """Words before a time that tell it from a number with a fraction, where it is written with a point: alle 10.30."""
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
    ordinals_before: frozenset[str] = frozenset()
    """Words of the singular before a number: its degree sign is then the `º` of an ordinal, as before a month (al 3° piano,
    dal 1° gennaio), and no temperature (ai 30° all'ombra)."""


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
