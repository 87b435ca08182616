"""Who is named in a text: full names, and the full name that a surname, a title or a pronoun stands for.

A short form that could be two people is doubt: it resolves to nothing sure, and the narrator keeps the quote.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import Final, NamedTuple

from audiopress.languages.attribution import Table
from audiopress.languages.names import FEMALE, GIVEN, KOREAN_FAMILY, MALE, NOT_PEOPLE
from audiopress.languages.tokens import small_words
from audiopress.segment.quotes.marks import Span

_TITLES_DOTTED = "Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Prof|St|Lt|Col|Sgt|Capt|Maj|Rev|Hon|Pres|Sens|Reps|Adm|Sr|Jr|Drs"
_WORD = (
    rf"(?:(?:{_TITLES_DOTTED}|[A-Z])\.(?= )"
    r"|\u00ad?(?:(?:al|el|O|D|d|Mc|Mac)[-'’])?[A-ZÀ-ÖØ-ÞŠŽŁŚ](?:\w|['’](?!s\b)(?=\w)|-(?=\w)|\.(?=\w)|\u00ad)*)"
)
_PARTICLE = r"(?:von|van|der|den|de|del|della|di|da|dos|bin|ibn|al|el|le|la|ter|zu|y|e|in ['’]t|vom|ten)"
_PARTICLE_WORDS: Final = "von van der den de del della di da dos bin ibn al el le la ter zu y e vom ten".split()
NAME: Final = re.compile(rf"{_WORD}(?: (?:{_PARTICLE} ){{0,2}}{_WORD}){{0,40}}")
"""Capitalised words in a row, with particles between them; a longer row is read in pieces, since all of it is looked at again
for each of its words."""

_HYPHENED = re.compile(r"(?P<family>[A-Z][a-z]+) (?P<given>[A-Z][a-z]{0,6})-[a-z]{1,6}")
_NOT_GIVEN = re.compile(
    r".*-(?:\w+ed|bas\w+|led|run|born|wide|like|owned|made|type|style|era|only|turned|bound|free|funded|linked|rich|zone|area|site)"
)
_INITIAL = re.compile(r"[A-ZÀ-ÖØ-ÞŠŽŁŚ\u00ad]|(?:al|el|d)[-'’]")
"""What a name can begin with."""

DOMINANT: Final = 3
"""How many times more often one of two people with the same surname must be named to be meant by it alone."""
LOCAL: Final = 1200
"""Characters back in which a full name makes clear which of two people with one surname is meant."""
NAMESAKES: Final = 24
"""People of one surname that are told apart; where there are more, the text is a list, and a surname alone means nobody."""
LONGEST: Final = 5
"""Words of a person's name; more capitals in a row are a headline."""
_GIVEN: Final = FEMALE | MALE | KOREAN_FAMILY
_FIRST: Final = FEMALE | MALE
_ANY_GIVEN: Final = FEMALE | MALE | GIVEN
_PARTICLES_OF_NAMES: Final = frozenset({"von", "van", "bin", "al", "de", "del", "di"})
_FEMININE: Final = frozenset(
    (
        "mrs ms miss frau mme mlle sra srta lady queen princess dame sister congresswoman spokeswoman chairwoman businesswoman wife mother daughter widow"
        " girlfriend grandmother aunt niece actress waitress ehefrau mutter tochter schwester witwe épouse mère fille sœur esposa madre hija hermana"
    ).split()
)
_MASCULINE: Final = frozenset(
    (
        "mr herr m sr sir lord king prince father brother pope businessman husband son widower boyfriend grandfather uncle nephew"
        " ehemann vater sohn bruder witwer mari père fils frère esposo marido padre hijo hermano"
    ).split()
)
_SURNAME: Final = ("surname", "last name", "family name", "namens", "Nachnamen", "apellid", "du nom de")
_SURNAMED = re.compile(
    r"(?:\b(?:(?P<several>(?i:both|two|three|all|beide|tous|toutes|ambos|ambas))|(?P<again>(?i:the|der|die|le|la|el))(?! (?:other|second|andere|zweite|autre|otr)))"
    r" (?:(?!(?:an?|another|eine?[mnrs]?|une?|una?) )[^\W\d_]+ ){0,4}?)?\b(?:surnamed|(?:sur|last |family )name,? (?:is |was |of |only )?|namens|mit (?:dem )?Nachnamen|apellidad[oa]s?|de apellido|du nom de)"
    rf" ?(?P<name>{_WORD})"
)
"""Somebody whom a text gives a family name and no other; `the driver surnamed Kim` was told of before."""
_BESIDE = re.compile(r"\b([^\W\d_]+),? $")
"""The word before a name: `his wife, Edda Moe`, `first lady Kim Keon-hee`."""


class Mention(NamedTuple):
    """A name in the text: the words at [start, end), titles included; `name` without them."""

    start: int
    end: int
    name: str
    title: str


def _names(text: str) -> Iterator[re.Match[str]]:
    """What NAME finds, asked for only where a name can begin: most letters of a text are small."""
    position = 0
    while initial := _INITIAL.search(text, position):
        name = NAME.match(text, initial.start())
        position = name.end() if name else initial.start() + 1
        if name:
            yield name


class People:
    """The people of one text."""

    def __init__(self, text: str, table: Table, quoted: Sequence[Span] = ()) -> None:
        """Read every name once; linear in the text. Names inside the `quoted` spans are no subjects."""
        self.text, self.table = text, table
        self._quoted = [span.start for span in quoted], [span.end for span in quoted]
        self.narration = masked(text, quoted)
        """The text with every quoted word blanked out, of the same length: what grammar looks at."""
        self._function = (table.prepositions | table.articles | table.subordinators) - set(_PARTICLE_WORDS)
        self._lower = small_words(text)
        found = [m for match in _names(text) for m in self._split(match)]
        self._counts = Counter(m.name for m in found if " " in m.name)
        self.mentions = [self._trimmed(m) for m in found]
        self._counts = Counter(m.name for m in self.mentions if " " in m.name)
        self.outside = [m for m in self.mentions if not self.quoted_at(m.start)]
        self._starts = [m.start for m in self.outside]
        self._full: dict[str, set[str]] = defaultdict(set)
        self._at: dict[str, list[int]] = defaultdict(list)
        self._honorifics: dict[str, set[str]] = defaultdict(set)
        self._meant: dict[str, str] = {}
        self._found: dict[str, list[str]] = {}
        for mention in self.mentions:
            self._note(mention)

    @cached_property
    def _surnamed(self) -> Counter[str]:
        """How many people of whom the text says the family name alone: `a driver surnamed Kim`, `both surnamed Lee`."""
        found: Counter[str] = Counter()
        if not any(word in self.text for word in _SURNAME):
            return found
        for one in _SURNAMED.finditer(self.text):
            if one["again"] is None:
                found[one["name"]] += 2 if one["several"] else 1
        return found

    def learn(self, name: str, sex: str) -> None:
        """A pronoun stood for somebody: who was `she` is not meant by a later `he`."""
        if sex:
            self._meant.setdefault(name, sex)

    def _note(self, mention: Mention) -> None:
        if " " in mention.name and (self.may_be_person(mention.name) or mention.title):
            for key in self._keys(mention.name):
                if len(self._full[key]) <= NAMESAKES:
                    self._full[key].add(mention.name)
            self._at[mention.name].append(mention.start)
        beside = _BESIDE.search(self.text, max(0, mention.start - 24), mention.start)
        for word in (*mention.title.lower().replace(".", "").split(), *(beside.groups() if beside else ())):
            if word in _FEMININE or word in _MASCULINE:
                self._honorifics[mention.name].add(word)

    # ---- reading the names

    def _split(self, found: re.Match[str]) -> Iterator[Mention]:
        """The name in a run of capitalised words, without the sentence's first word and with its titles apart."""
        words, start = found[0].split(" "), found.start()
        while words and self._is_opener(words, start):
            start += len(words[0]) + 1
            words = words[1:]
        if not words:
            return
        for index in range(len(words) - 1, 0, -1):
            if words[index].lower() in self._function:
                start += sum(len(word) + 1 for word in words[: index + 1])
                words = words[index + 1 :]
                break
        if not words:
            return
        if self.table.capital_nouns:
            for index in range(1, len(words)):
                if self._parts(words, index):
                    rest = sum(len(word) + 1 for word in words[: index + 1])
                    yield from self._titled_name(words[:index], start)
                    while index + 1 < len(words) and words[index + 1] in _PARTICLE_WORDS:
                        index, rest = index + 1, rest + len(words[index + 1]) + 1  # noqa: PLW2901
                    yield from self._titled_name(words[index + 1 :], start + rest)
                    return
        yield from self._titled_name(words, start)

    def _parts(self, words: list[str], index: int) -> bool:
        """Whether the word at `index` stands between two nouns: `Berg der Zeitung`, `Sprecher von Tesla`, not `Ursula von der Leyen`."""
        if words[index] in {"der", "den"}:
            return words[index - 1].lower() not in {"von", "van"}
        if words[index] == "vom":
            return True
        if words[index] != "von":
            return False
        article = words[index + 1 : index + 2] == ["der"]
        before, after = index, len(words) - index - 1 - article
        return (before > 1 and after > 1) or (not article and before == 1 and not _is_given(words[0]) and self._noun(words[0]))

    def _noun(self, word: str) -> bool:
        """A word that is surely a common noun."""
        plain = word.lower()
        return plain.endswith(self.table.endings) or plain.endswith(self.table.bodies) or self._is_title(word)

    def _titled_name(self, words: list[str], start: int) -> Iterator[Mention]:
        """A name with its titles apart."""
        end = start + len(" ".join(words))
        last = max((i for i, w in enumerate(words) if self._is_title(w)), default=-1)
        if last == len(words) - 1 and len(words) > 1 and (not self.table.capital_nouns or _is_given(words[-2])):
            # `Frank Richter` is a name.
            last = max((i for i, w in enumerate(words[:-1]) if self._is_title(w)), default=-1) if self.table.capital_nouns else -1
        title, name = " ".join(words[: last + 1]), " ".join(words[last + 1 :]).replace("\u00ad", "")
        office = self._office(start, name)
        if office:
            start, title, name = start + len(office) + 1, f"of {office}", name[len(office) + 1 :]
        if title and self.table.capital_nouns and name.startswith("von ") and not name.startswith("von der "):
            bearers = re.findall(rf"(\S+) {re.escape(name)}", self.text)
            if not any(_is_given(bearer) for bearer in bearers):
                return
        if title and self.table.capital_nouns and name.startswith(("vom ", "der ", "den ", "zu ")):
            return
        if name and not (" " in name and name.isupper()):
            yield Mention(start, end, name, title)

    def _office(self, start: int, name: str) -> str:
        """`State` in `Secretary of State Ida Berg`."""
        if name.count(" ") < 2 or not self.text.startswith(" of ", start - 4):
            return ""
        before = self.text[max(0, start - 24) : start - 4].rpartition(" ")[2].lower()
        return name.partition(" ")[0] if before in self.table.titles else ""

    def _is_title(self, word: str) -> bool:
        plain = word.lower().strip(".,")
        if plain in self.table.titles:
            return True
        return self.table.capital_nouns and plain.endswith(self.table.title_endings)

    def _is_opener(self, words: list[str], start: int) -> bool:
        """`Asked` in `Asked Berg`: the first word of a sentence, where it is no part of a name."""
        plain = words[0].lower().rstrip(".")
        if plain == "von" and len(words) > 2 and f" von {' '.join(words[1:])}" in self.text:
            return False
        if plain in self.table.not_names or plain in self.table.prepositions or plain in self.table.subordinators:
            return True
        if len(words) > 2 and plain.endswith(("an", "ese", "ish", "ic")) and plain in NOT_PEOPLE:
            return True
        if plain in self.table.titles or not self._at_sentence_start(start):
            return False
        if plain in self._lower and not self.table.capital_nouns:
            return True
        lone = len(words) == 1 and bool(self.table.openers) and plain.endswith(self.table.openers)
        return lone and self.table.verbs.match(self.text, start + len(words[0]) + 1) is None

    def _at_sentence_start(self, start: int) -> bool:
        lead = self.text[max(0, start - 4) : start].rstrip(" \u00a0\"“‘'(«„»")
        return not lead or lead[-1] in ".!?\n:—…”"

    def _trimmed(self, mention: Mention) -> Mention:
        """`Norwegian Ida Berg` is `Ida Berg`, where the text has that name too; so are headlines that end in one."""
        words = mention.name.split()
        if self.table.capital_nouns and not _is_given(words[0]):
            # `Kollegen Edwin Aldrin`: a noun stands before the name.
            given = next((i for i, word in enumerate(words[1:-1], 1) if _is_given(word)), 0)
            if given:
                tail = " ".join(words[given:])
                return Mention(mention.end - len(tail), mention.end, tail, f"{mention.title} {' '.join(words[:given])}".strip())
        foreign = len(words) > LONGEST or (len(words) > 2 and words[0].lower().endswith(("an", "ese", "ish", "ic")))
        for count in range(1, len(words) - 1):
            if not foreign and (words[count] not in _GIVEN or words[0] in _GIVEN):
                continue
            tail = " ".join(words[count:])
            if self._counts[tail] > 0:
                offset = mention.end - len(tail)
                return Mention(offset, mention.end, tail, mention.title)
        return mention

    def known(self, name: str) -> bool:
        """Whether a single word is the short form of a full name, or stands with a title or a verb of saying."""
        return name in self._full or name in self._spoke

    def quoted_at(self, position: int) -> bool:
        """Whether a position lies inside a quote."""
        starts, ends = self._quoted
        index = bisect_right(starts, position) - 1
        return index >= 0 and position < ends[index]

    # ---- what a name stands for

    def _keys(self, name: str) -> set[str]:
        """The short forms a full name goes by: the family name, wherever it stands."""
        words = name.split()
        if _family_first(name):
            return {words[0]}
        if words[0] in KOREAN_FAMILY and (len(words) == 2 or "-" in words[1] or len(words) == 3):
            return {words[0]} if words[-1] not in KOREAN_FAMILY or "-" in words[1] else {words[0], words[-1]}
        if words[-1] in {"Jr.", "Sr.", "Jr", "Sr", "II", "III"} and len(words) > 2:
            words = words[:-1]
        particles = re.search(rf" ({_PARTICLE} .*)$", name)
        short = {words[-1], *([particles[1], particles[1][:1].upper() + particles[1][1:]] if particles else [])}
        return short | ({" ".join(words[-2:])} if len(words) > 2 else set())

    def surname(self, name: str) -> str:
        """One form for all the forms of a name."""
        words = name.split()
        first = (words[0] in KOREAN_FAMILY and len(words) > 1) or _family_first(name)
        return words[0] if first else words[-1]

    def resolve(self, name: str, *, title: str = "", sex: str = "", position: int | None = None) -> tuple[str, bool]:
        """The fullest form of a name in the text, and whether it is sure.

        `title` (Mr., Mrs.) or the pronoun's `sex`, and the full names just before `position`, tell two people of one
        surname apart.
        """
        if len(self._full.get(self.surname(name), ())) > NAMESAKES:
            return name, " " in name
        if " " in name:
            longer = [full for full in self._people(self._full.get(self.surname(name), set())) if _within(name, full)]
            return (longer[0] if len(longer) == 1 else name), True
        candidates = self._credible(self._people(self._full.get(name, set())))
        if self._surnamed[name] + len(candidates) > 1 and self._surnamed[name]:
            return name, False
        if not candidates:
            return name, True
        introduced = [one for one in candidates if position is None or self._named_between(one, 0, position)]
        candidates = introduced or candidates
        sex = sex or _sex({title.lower().strip(". ")})
        fitting = [one for one in candidates if self.fits(one, sex)] or candidates
        if len(fitting) == 1:
            return fitting[0], True
        counts = sorted(((self._times(one), one) for one in fitting), reverse=True)
        if counts[0][0] >= DOMINANT * counts[1][0]:
            return counts[0][1], True
        near = [one for one in fitting if position is not None and self._named_between(one, position - LOCAL, position)]
        if len(near) == 1:
            return near[0], True
        return name, False

    def _credible(self, names: list[str]) -> list[str]:
        """The names that stand for people of their own.

        Not `Smiling Solberg` or `MP Solberg`, whose first word is no given name; nor those whom the text introduces as a
        relative of another (`his daughter Ida Solberg`).
        """
        seen = [one for one in names if one.split()[0] in _GIVEN or not self._ordinary(one.split()[0])]
        central = [one for one in seen if not all(self._relative(place) for place in self._at[one])]
        return central or seen or names

    def _ordinary(self, word: str) -> bool:
        return word.isupper() or word.lower() in self._lower or word.endswith(("ing", "ed", "s", "ly"))

    def _relative(self, place: int) -> bool:
        before = self.text[max(0, place - 40) : place].lower().split()[-3:]
        return any(word.strip(",") in self.table.relatives for word in before)

    def _named_between(self, full: str, since: int, until: int) -> bool:
        return any(
            bisect_left(places, since) < bisect_left(places, until)
            for places in (self._at[one] for one in self._forms(full) if one in self._at)
        )

    def _times(self, name: str) -> int:
        """How often a person is named in full, in any of the forms."""
        return sum(self._counts[one] for one in self._forms(name))

    def _forms(self, full: str) -> list[str]:
        """The names in the text that are made of a person's words; looked for among those that end in one of them."""
        if full not in self._found:
            words = full.split()
            ends = dict.fromkeys([*words, *(f"{word[0]}." for word in words)])
            self._found[full] = [one for end in ends for one in self._ending.get(end, ()) if _within(one, full)]
        return self._found[full]

    @cached_property
    def _ending(self) -> dict[str, list[str]]:
        """The names of several words by their last one."""
        found: dict[str, list[str]] = defaultdict(list)
        for name in dict.fromkeys([*self._counts, *self._at]):
            found[name.rpartition(" ")[2]].append(name)
        return found

    def _people(self, names: Iterable[str]) -> list[str]:
        """The fullest name of each person: `Ida Berg` and `Ida R. Berg` are one, `Ida` and `Nils Berg` are two."""
        fullest: list[str] = []
        for name in sorted(names, key=lambda one: (len(one), one), reverse=True):
            if not any(_within(name, other) or _nickname(name, other) for other in fullest):
                fullest.append(name)
        return fullest

    def sex(self, name: str) -> str:
        """`f`, `m` or empty: by honorifics in the text, else by the given name."""
        known = _sex(self._honorifics.get(name, set()) | self._honorifics.get(self.surname(name), set()))
        given = name.partition(" ")[0]
        if " " in name and given in FEMALE:
            return "f"
        if " " in name and given in MALE:
            return "m"
        return known or self._meant.get(name, "")

    def fits(self, name: str, sex: str) -> bool:
        """Whether nothing speaks against a person's being `f` or `m`."""
        return not sex or self.sex(name) in {"", sex}

    def titled(self, title: str, position: int) -> str | None:
        """Who `the minister` is: the one person named with that title before `position`, or None."""
        found = {name for name, place in self._titled.get(title, ()) if place < position}
        full = {self.resolve(name)[0] for name in found}
        return full.pop() if len(full) == 1 else None

    @cached_property
    def _titled(self) -> dict[str, list[tuple[str, int]]]:
        """Titles before names (`Minister Lee`, `the lawyer Ann Day`) and in appositions (`Ann Day, the mayor`)."""
        found: dict[str, list[tuple[str, int]]] = defaultdict(list)
        for mention in self.mentions:
            if not (mention.title or self.known(mention.name) or " " in mention.name):
                continue
            if not self.may_be_person(mention.name):
                continue
            before = re.findall(r"[\w-]+", self.text[max(0, mention.start - 24) : mention.start])[-1:]
            after = re.match(r", ([^,.;\n]{3,60})", self.text[mention.end : mention.end + 64])
            words = [*mention.title.split(), *before, *(re.findall(r"[\w-]+", after[1]) if after else [])]
            for word in words:
                plain = self.table.title_in(word)
                if plain:
                    found[plain].append((mention.name, mention.start))
        return found

    def may_be_person(self, name: str) -> bool:
        """Whether the words of a name allow it to be somebody's."""
        if _family_first(name):
            return True
        words = name.lower().replace("-", " ").split()
        given = len(words) > 1 and name.partition(" ")[0] in _FIRST
        if any(word.strip(".'’") in NOT_PEOPLE for word in words[given:]) or (name.isupper() and len(name) > 3):
            return False
        return len(words) <= LONGEST + 1

    def is_person(self, mention: Mention) -> bool:
        """Whether a name is somebody's, as far as its words and its other mentions tell."""
        if self.table.capital_nouns:
            return self._is_named(mention)
        if mention.title or mention.name in self._full:
            return True
        return self.may_be_person(mention.name) and (" " in mention.name or mention.name in self._spoke)

    def _is_named(self, mention: Mention) -> bool:
        """The same where every noun has a capital: a title, a given name, or a name that the text uses as one."""
        words = mention.name.split()
        if not self.may_be_person(mention.name) or mention.name[:1].islower():
            return False
        if not _is_given(words[0]) and mention.name.lower().endswith(self.table.endings):
            return False
        if len(words) > 1 and not _is_given(words[0]) and not mention.title and self._noun(words[0]):
            return False
        if len(words) == 1:
            return bool(mention.title) or (
                mention.name not in self._plain_nouns and (mention.name in _ANY_GIVEN or self._short_form(mention.name))
            )
        if mention.title or _is_given(words[0]) or "." in words[0] or any(word in _PARTICLES_OF_NAMES for word in words):
            return True
        if self._bare(mention, words):
            return True
        following = self.text[mention.end : mention.end + 2]
        return self._singles[words[-1]] > 0 or (following == " (" and self.text[mention.end + 2 : mention.end + 3].isupper())

    def _bare(self, mention: Mention, words: list[str]) -> bool:
        """Two nouns without an article, an adjective or a number before them: as names stand, and little else."""
        if any(self._noun(word) or word.lower() in self.table.not_names for word in words):
            return False
        if words[0] in self._plain_nouns:
            return False
        if self._at_sentence_start(mention.start):
            return not words[0].lower().endswith(("e", "en", "em", "es", "ich", "end")) and words[0].lower() not in self._lower
        word = self.text[max(0, mention.start - 24) : mention.start].rstrip().rpartition(" ")[2]
        return not (
            word.lower() in self.table.articles
            or word.lower() in self.table.oblique
            or word[:1].isdigit()
            or (word.islower() and word.endswith(("e", "en", "er", "es", "em")) and self.table.verbs.fullmatch(word) is None)
        )

    @cached_property
    def _plain_nouns(self) -> set[str]:
        """Capitalised words that have an article somewhere in the text: nouns, no names."""
        articles = "|".join(self.table.articles | self.table.oblique)
        return set(re.findall(rf"\b(?i:{articles}|\d+) ([A-ZÄÖÜ][a-zäöüß]+)(?= [a-zäöü]|[.,;:])", self.text))

    def _short_form(self, name: str) -> bool:
        """A word that is the surname of somebody named in full, or that stands beside verbs of saying as a name does."""
        if any(self._is_named_full(full) for full in self._full.get(name, ())):
            return True
        if name in self._first_words:
            return True
        return name in self._spoke

    def _is_named_full(self, full: str) -> bool:
        words = full.split()
        return _is_given(words[0]) or full in self._titled_full or "." in words[0] or full in self._bare_full

    @cached_property
    def _first_words(self) -> set[str]:
        """First words of such names: `Thaksin` of `Thaksin Shinawatra`, who is called by it."""
        return {name.partition(" ")[0] for name in self._bare_full}

    @cached_property
    def _bare_full(self) -> set[str]:
        return {one.name for one in self.mentions if " " in one.name and self._bare(one, one.name.split())}

    @cached_property
    def _titled_full(self) -> set[str]:
        return {mention.name for mention in self.mentions if mention.title}

    @cached_property
    def _singles(self) -> Counter[str]:
        """How often a word stands alone, without an article, an adjective or a preposition before it, as names do."""
        found: Counter[str] = Counter()
        for mention in self.mentions:
            if " " in mention.name or mention.title:
                continue
            lead = self.text[max(0, mention.start - 24) : mention.start].rstrip()
            word = lead.rpartition(" ")[2].lower()
            if not (word in self.table.articles or word in self.table.oblique or word in self.table.prepositions):
                found[mention.name] += not self._at_sentence_start(mention.start) or mention.name.lower() not in self._lower
        return found

    @cached_property
    def _spoke(self) -> set[str]:
        """Single names that a verb of saying stands beside somewhere in the text, or that a title does."""
        found = {mention.name for mention in self.mentions if mention.title}
        for mention in self.mentions:
            if " " in mention.name:
                continue
            if self.table.capital_nouns and not self._alone(mention):
                continue
            after = self.text[mention.end : mention.end + 14].lstrip()
            before = self.text[max(0, mention.start - 12) : mention.start].rstrip().rpartition(" ")[2]
            if self.table.verbs.match(after) or self.table.verbs.fullmatch(before):
                found.add(mention.name)
        return found

    def _alone(self, mention: Mention) -> bool:
        """Within a sentence, and nothing that only a noun has before it."""
        if self._at_sentence_start(mention.start) or mention.name.lower().endswith(self.table.endings):
            return False
        word = self.text[max(0, mention.start - 24) : mention.start].rstrip().rpartition(" ")[2].lower()
        noun = word in self.table.articles or word in self.table.oblique or word in self.table.prepositions
        return not noun and self.table.verbs.fullmatch(word) is not None

    def before(self, position: int, since: int) -> list[Mention]:
        """The names outside quotes that begin in [since, position), in order."""
        return self.outside[bisect_left(self._starts, since) : bisect_left(self._starts, position)]


def _is_given(word: str) -> bool:
    """`Frank`, `Frank-Jürgen`."""
    return word in _ANY_GIVEN or ("-" in word and all(part in _ANY_GIVEN for part in word.split("-")))


def _family_first(name: str) -> bool:
    """`Park Geun-hye`, `Tsai Ing-wen`: a hyphen and a small letter are in no given name that stands first.

    They are in `North Korea-related` and `New York-based`, too.
    """
    found = _HYPHENED.fullmatch(name)
    if found is None or _NOT_GIVEN.fullmatch(name):
        return False
    known = found["family"] in KOREAN_FAMILY
    return known or not ({found["family"].lower(), found["given"].lower()} & NOT_PEOPLE)


def masked(text: str, quoted: Sequence[Span]) -> str:
    """The text with the words of every quote blanked out but for their last sign, which may end a sentence."""
    parts, position = [], 0
    for span in quoted:
        inside = text[span.inner_start : span.inner_end]
        keep = len(inside.rstrip(" ’'\"”»\u00a0"))
        keep = keep - 1 if keep and inside[keep - 1] in ".!?…,;:" else keep
        blank = "".join("\n" if sign == "\n" else "_" for sign in inside[:keep]) if "\n" in inside else "_" * keep
        parts += [text[position : span.inner_start], blank, inside[keep:]]
        position = span.inner_end
    return "".join([*parts, text[position:]])


def _sex(titles: set[str]) -> str:
    feminine, masculine = bool(titles & _FEMININE), bool(titles & _MASCULINE)
    return "" if feminine == masculine else "f" if feminine else "m"


def _nickname(one: str, other: str) -> bool:
    """`Pete` and `Peter`, `Sandy` and `Sandra` with the same surname are one person."""
    first, second = one.split(), other.split()
    return first[-1] == second[-1] and len(first[0]) > 2 and first[0][:3] == second[0][:3]


def _within(short: str, full: str) -> bool:
    """Whether every word of the short form stands in the full one, initials for names included."""
    words = full.split()
    return all(
        word in words or (len(word) == 2 and word[1] == "." and any(w[0] == word[0] for w in words))
        for word in short.split()
    )
