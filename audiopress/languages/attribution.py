"""The type of what attribution needs to know of a language, made of its pack's words and its folder's `quotes.py`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final, Literal, TypeAlias

from audiopress.languages.naming import PLAIN, Naming
from audiopress.languages.schema import NO_CASES, Cases

MAX_KNOWN_WORDS: Final = 1 << 15
"""Words that a process remembers its reading of: the capitalised words of some hundred articles."""
NEVER: Final = re.compile(r"(?!)")
"""Matches nowhere."""


CAPITALS: Final = "A-ZÀ-Þ"
"""Letters that begin a name, for a class of a pattern."""
INITIALS: Final = re.compile(rf"(?:\b[{CAPITALS}]\.|\b(?:[A-Z]\.)+|(?<!\d)(?:[12]?\d|3[01])\.)\s*$")
"""Initials, and days of a month, which many languages write with a point: neither ends a sentence."""

STOPS: Final = re.compile(r"[。！？!?\n]")
"""Signs that end a sentence in scripts without capitals."""

Writing: TypeAlias = Literal["letters", "hangul", "kana", "han"]
"""What a language is written in: all but letters attribute by particles and endings."""


class Endings:
    """Endings of words, asked for by a word's last two letters: a German one has some hundreds, of a few lengths."""

    __slots__ = ("_all", "_by_tail", "_lengths", "listed")

    def __init__(self, words: Iterable[str] = ()) -> None:
        """Endings of two letters and more, in lower case."""
        self.listed = tuple(dict.fromkeys(words))
        self._by_tail: dict[str, tuple[str, ...]] = {}
        for ending in self.listed:
            tail = ending[-TAIL:]
            self._by_tail[tail] = (*self._by_tail.get(tail, ()), ending)
        self._all = frozenset(self.listed)
        self._lengths = {tail: tuple(sorted({*map(len, found)})) for tail, found in self._by_tail.items()}

    def end(self, word: str) -> bool:
        """Whether a word in lower case ends with one of them, or is one."""
        lengths = self._lengths.get(word[-TAIL:])
        return lengths is not None and not self._all.isdisjoint([word[-length:] for length in lengths])

    def longest(self, word: str) -> str:
        """The longest that a word ends with, or nothing."""
        return max(filter(word.endswith, self._by_tail.get(word[-TAIL:], ())), key=len, default="")


TAIL: Final = 2
"""Letters of the shortest ending."""
NO_ENDINGS: Final = Endings()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Table:
    """What attribution needs to know of a language; one for each, so that a table is equal to itself alone."""

    verbs: re.Pattern[str]
    """Finite forms of verbs of saying, at word boundaries; an auxiliary may belong to the match."""
    weak_verbs: re.Pattern[str] = NEVER
    """Verbs and nouns that may introduce a quote and often do not (`noted`, `called`, `letter`): only right before one."""
    participles: re.Pattern[str] = NEVER
    """`adding`, `saying`: their subject is the sentence's."""
    according: re.Pattern[str] = NEVER
    """`according to`: what follows is the speaker."""
    asked: re.Pattern[str] = NEVER
    """A passive question: its subject is not the speaker; what follows `by` is."""
    passive: re.Pattern[str] = NEVER
    """Behind a quote, somebody to whom it was said: `Moe was told`, with the group `by` where the speaker follows."""
    guess: re.Pattern[str] = NEVER
    """A word after a subject that is most likely a verb, for verbs the table does not name (`Berg assured`)."""
    attached: re.Pattern[str] = NEVER
    """A pronoun that hangs on its verb, as group `pronoun`: French `a-t-elle dit`, `explique-t-il`."""
    adverbs: re.Pattern[str] = NEVER
    """Words between a subject and its verb, at the end of a string."""
    pronouns: frozenset[str] = frozenset()
    """Lower case; those that can stand for one person."""
    feminine: frozenset[str] = frozenset()
    masculine: frozenset[str] = frozenset()
    plural: frozenset[str] = frozenset()
    """Pronouns that stand for several people or for nobody: never a voice of their own."""
    titles: frozenset[str]
    """Lower-case words that stand before or instead of a name: minister, president, Mr."""
    title_endings: Endings = NO_ENDINGS
    """Endings of compounds that are titles: German -minister, -chef."""
    relatives: frozenset[str] = frozenset()
    """Lower-case words that introduce somebody by another: husband, daughter."""
    roles: frozenset[str] = frozenset()
    """Lower-case words before a name that are no part of it, relatives among them: neighbor, brother."""
    orders: frozenset[str] = frozenset()
    """Those that are part of a name of one word: Mother Teresa."""
    articles: frozenset[str] = frozenset()
    """Lower-case determiners that begin a description: the, a, one."""
    oblique: frozenset[str] = frozenset()
    """Determiners that can't begin a subject: German dem, den."""
    of: frozenset[str] = frozenset()
    """Prepositions that tie a name to the description before it: for, of, with."""
    prepositions: frozenset[str] = frozenset()
    moments: Endings = NO_ENDINGS
    """Endings of words for a time or an event, lower case, right behind which an inverted subject may stand: soir, réunion."""
    subordinators: frozenset[str] = frozenset()
    """Lower-case words that begin a subordinate clause: when, as, after."""
    incise: re.Pattern[str] = NEVER
    """Words of the narrator inside the marks: French `« …, a-t-il dit, … »`."""
    forgotten: re.Pattern[str] = NEVER
    """Words of the narrator inside marks that were never closed: `“Should we wait? he asked`; from the last sign quoted on.

    With a group `inverted` where the verb stands before its subject.
    """
    sentence_end: re.Pattern[str] = STOPS
    """The end of a narrator's sentence, where attribution goes by sentences; Korean ends them with a point: 다."""
    stops: re.Pattern[str] = NEVER
    """Where the words that name a speaker end: prepositions and conjunctions after the name."""
    not_names: frozenset[str] = field(default_factory=frozenset)
    """Capitalised words that begin sentences or name no person: months, days."""
    openers: tuple[str, ...] = ()
    """Endings of words that begin sentences and are no names: -ing, -ed."""
    statements: frozenset[str] = frozenset()
    """Lower-case words that begin a full clause: a quote in lower case that begins so and follows a verb stands free."""
    bodies: Endings = NO_ENDINGS
    """Endings of words for bodies that can speak, lower case: German -ministerium, -polizei."""
    endings: Endings = NO_ENDINGS
    """Endings of common nouns that no name has, lower case: German -ung, -keit."""
    documents: Endings = NO_ENDINGS
    """Endings of words for what is written and never has a voice of its own, lower case: report, sign, German -bericht."""
    finite: frozenset[str] = frozenset()
    """Verbs that stand in no noun phrase."""
    letters: frozenset[str] = frozenset()
    """Lower-case words for what somebody has written and speaks with the writer's voice: letter, statement."""
    unsigned: bool = False
    """Whether a letter of nobody who spoke before has a voice of its own."""
    surnamed: re.Pattern[str] = NEVER
    """Up to a family name that stands alone, with a group for `several` and for somebody told of `again`."""
    surname_words: tuple[str, ...] = ()
    """Words of which each match of `surnamed` has one."""
    dotted: re.Pattern[str] = INITIALS
    """An abbreviation that ends no sentence, with its point, at the end of a string."""
    verb_then_name: re.Pattern[str] = NEVER
    """What looks like a verb, with a `title` or none before a capital."""
    noun: re.Pattern[str] = NEVER
    """From the beginning of a description to its `noun`."""
    cited: re.Pattern[str] = NEVER
    """Verb-second: a verb that quotes somebody else, who is its object: `zitiert`."""
    auxiliaries: re.Pattern[str] = NEVER
    """Verb-second: the finite verb whose participle ends the clause: `Ida Berg hat am Morgen erklärt`."""
    past: re.Pattern[str] = NEVER
    """Verb-second: such a participle, at the end of a string."""
    worded: re.Pattern[str] = NEVER
    """Verb-second: what may stand between the verb and the quote, at the end of a string: `mit den Worten`."""
    papers: re.Pattern[str] = NEVER
    """Verb-second: words before which something written is what speaks: `heißt es in`, `laut`."""
    reported: re.Pattern[str] = NEVER
    """Verb forms that only reported speech has (German Konjunktiv I): such a sentence goes on with what the last one told."""
    feminine_endings: Endings = NO_ENDINGS
    """Endings of feminine nouns, with which German `der` is no subject: `der Zeitung`, `der Ministerin`."""
    amounts: Endings = NO_ENDINGS
    """Endings of words for how many, before a noun without an article: rund zweihundert Gästen."""
    works: Endings = NO_ENDINGS
    """Endings of words right before a quote that is a name or a title: German Titel, Motto, Film."""
    women: frozenset[str] = frozenset()
    """Lower-case words beside a name that say whose it is: a woman's, a man's."""
    men: frozenset[str] = frozenset()
    joins: frozenset[str] = frozenset()
    """Between two names: and."""
    joined: re.Pattern[str] = NEVER
    """All that stands between two names of one phrase."""
    leading: re.Pattern[str] = NEVER
    """Conjunctions and commas before a sentence's subject; matches the empty string, too."""
    dangling: frozenset[str] = frozenset()
    """Words behind which a verb has its subject further back."""
    relative: re.Pattern[str] = NEVER
    """A relative pronoun at the end of a string."""
    relative_pronouns: frozenset[str] = frozenset()
    copula: re.Pattern[str] = NEVER
    """At the end of a string."""
    indefinite: frozenset[str] = frozenset()
    neuter: frozenset[str] = frozenset()
    agents: re.Pattern[str] = NEVER
    """Before who did what a passive verb says."""
    apposed: re.Pattern[str] = NEVER
    """From a description to the name in apposition: ` of Lindvik, `."""
    cases: Cases | None = None
    """Where subjects are found by case."""
    inflected: re.Pattern[str] = NEVER
    """An adjective or a number between an article and its noun, as a whole word."""
    ties: re.Pattern[str] = NEVER
    """Between a noun and what tells more of it, with the spaces around it."""
    partial: int = 0
    """Words of a quote that ends its sentence and is voiced though the narrator begins that sentence; 0 where none is."""
    minimum: int = 3
    """Words a quote needs to be voiced."""
    writing: Writing = "letters"
    """Attributed by particles and endings: `before` and `after` are used, the rest is not."""
    before: re.Pattern[str] | None = None
    """Without spaces: the subject before the mark, in group `name`."""
    after: re.Pattern[str] | None = None
    """Without spaces: what must follow the mark, possibly with a `name`."""
    no_subject: re.Pattern[str] = NEVER
    """Without spaces: words before a subject's particle that are none: a place, a topic, a verb (`질문에`는, `있`는, `計画を巡って`は)."""
    topic: re.Pattern[str] = NEVER
    """Without spaces: the particles behind a topic, which is the sentence's subject whatever its words (`은`, `は`)."""
    objects: re.Pattern[str] = NEVER
    """Endings of words that stand before a subject and are no part of it, where spaces part words (`발언을`)."""
    groups: re.Pattern[str] = NEVER
    """Without spaces: a subject that is many people or a share of them: `응답자의 68%가`."""
    labels: re.Pattern[str] = NEVER
    """Without spaces: all that stands before a mark where it is a label of a dialogue, with a `name`: `山田市長「…」`."""
    subjects: re.Pattern[str] = NEVER
    """Without spaces: somebody with a title or a known family name who is a sentence's subject, in its groups."""
    naming: Naming = PLAIN
    """Without spaces: what is a name."""
    told: re.Pattern[str] = NEVER
    """Without spaces: a sentence of its own behind the mark that says whose words those were, with a `name`."""

    @property
    def cjk(self) -> bool:
        """Attributed by particles and endings."""
        return self.writing != "letters"

    @property
    def case_words(self) -> Cases:
        """The words of `cases`, empty where there are none."""
        return self.cases or NO_CASES

    def title_in(self, word: str) -> str:
        """The title that a word is, or that a compound ends with (`Verkehrsminister`), in lower case; else nothing."""
        return _title_in(self, word)


@lru_cache(maxsize=MAX_KNOWN_WORDS)
def _title_in(table: Table, word: str) -> str:
    plain = word.lower().strip(".,")
    return plain if plain in table.titles else table.title_endings.longest(plain)
