"""Who is named in a text: full names, and the full name that a surname, a title or a pronoun stands for.

A short form that could be two people is doubt: it resolves to nothing sure, and the narrator keeps the quote.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import Final

from audiopress.languages.attribution import Table
from audiopress.languages.names import frequent_given, given_men, given_women, name_lists
from audiopress.languages.tokens import small_words
from audiopress.segment.quotes.marks import MarkedSpan
from audiopress.segment.quotes.mentions import PARTICLE, PARTICLES, WORD, Mention, at_sentence_start, is_given, names_in
from audiopress.segment.quotes.noun_names import NounNames, is_title, parts

_HYPHENED = re.compile(r"(?P<family>[A-Z][a-z]+) (?P<given>[A-Z][a-z]{0,6})-[a-z]{1,6}")
_NOT_GIVEN = re.compile(
    r".*-(?:\w+ed|bas\w+|led|run|born|wide|like|owned|made|type|style|era|only|turned|bound|free|funded|linked|rich|zone|area|site)"
)
DOMINANT: Final = 3
"""How many times more often one of two people with the same surname must be named to be meant by it alone."""
LOCAL: Final = 1200
"""Characters back in which a full name makes clear which of two people with one surname is meant."""
NAMESAKES: Final = 24
"""People of one surname that are told apart; where there are more, the text is a list, and a surname alone means nobody."""
LONGEST: Final = 5
"""Words of a person's name; more capitals in a row are a headline."""
_WORD = re.compile(WORD)
_PARTICLED = re.compile(rf"(?:^|[,(]| [a-zà-ÿ][^\W\d_]*,?) ((?:{PARTICLE} ){{1,2}})$")
"""The particles before a name, which no noun stands before: not `Sprecher von Berg`."""
_BESIDE = re.compile(r"\b([^\W\d_]+),? $")
"""The word before a name: `his wife, Edda Moe`, `first lady Kim Keon-hee`."""


class People:
    """The people of one text."""

    def __init__(self, text: str, table: Table, quoted: Sequence[MarkedSpan] = ()) -> None:
        """Read every name once; linear in the text. Names inside the `quoted` spans are no subjects."""
        self.text, self.table = text, table
        self._quoted = [span.start for span in quoted], [span.end for span in quoted]
        self.narration = masked(text, quoted)
        """The text with every quoted word blanked out, of the same length: what grammar looks at."""
        self._function = (table.prepositions | table.articles | table.subordinators) - set(PARTICLES)
        self._lower = small_words(text)
        found = [m for match in names_in(text) for m in self._split(match)]
        self._counts = Counter(m.name for m in found if " " in m.name)
        self.mentions = [self._trimmed(m) for m in found]
        self._counts = Counter(m.name for m in self.mentions if " " in m.name)
        if table.cases is not None:
            self.mentions = [m for m in self.mentions if not self._is_tied(m)]
        self.mentions = [self._particled(m) for m in self.mentions]
        self.outside = [m for m in self.mentions if not self.quoted_at(m.start)]
        self._starts = [m.start for m in self.outside]
        self._full: dict[str, set[str]] = defaultdict(set)
        self._given: dict[str, set[str]] = defaultdict(set)
        self._at: dict[str, list[int]] = defaultdict(list)
        self._honorifics: dict[str, set[str]] = defaultdict(set)
        self._meant: dict[str, str] = {}
        self._found: dict[str, list[str]] = {}
        self._persons: dict[int, bool] = {}
        for mention in self.mentions:
            self._note(mention)

    @cached_property
    def _surnamed(self) -> Counter[str]:
        """How many people of whom the text says the family name alone: `a driver surnamed Kim`, `both surnamed Lee`."""
        found: Counter[str] = Counter()
        for one in self.table.surnamed.finditer(self.text):
            name = _WORD.match(self.text, one.end())
            if name is not None and one["again"] is None:
                found[name[0]] += 2 if one["several"] else 1
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
            given = mention.name.partition(" ")[0]
            if is_given(given) and len(self._given[given]) <= NAMESAKES:
                self._given[given].add(mention.name)
        women, men = self.table.women, self.table.men
        beside = _BESIDE.search(self.text, max(0, mention.start - 24), mention.start)
        for word in (*mention.title.lower().replace(".", "").split(), *(beside.groups() if beside else ())):
            if word in women or word in men:
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
        if self.table.cases is None:
            yield from self._titled_name(words, start)
            return
        for index in range(1, len(words)):
            if parts(self.table, words, index):
                rest = sum(len(word) + 1 for word in words[: index + 1])
                yield from self._titled_name(words[:index], start)
                while index + 1 < len(words) and words[index + 1] in PARTICLES:
                    index, rest = index + 1, rest + len(words[index + 1]) + 1  # noqa: PLW2901
                words, start = words[index + 1 :], start + rest
                break
        yield from self._titled_name(words, start)

    def _titled_name(self, words: list[str], start: int) -> tuple[Mention, ...]:
        """A name with its titles apart, if there is one."""
        table = self.table
        last = next((i for i in range(len(words) - 1, -1, -1) if is_title(table, words[i])), -1)
        if last == len(words) - 1 and last > 0 and (table.cases is None or is_given(words[-2])):
            # `Frank Richter` is a name; nothing but titles is none.
            before = range(last - 1, -1, -1) if table.cases is not None else range(0)
            last = next((i for i in before if is_title(table, words[i])), -1)
        end = start + sum(map(len, words)) + len(words) - 1
        title, name = " ".join(words[: last + 1]), " ".join(words[last + 1 :]).replace("\u00ad", "")
        office = self._office(start, name)
        if office:
            start, title, name = start + len(office) + 1, f"of {office}", name[len(office) + 1 :]
        if title and table.cases is not None and name.partition(" ")[0] in table.cases.fused | table.cases.definite:
            return ()
        return (Mention(start, end, name, title),) if len(name) > 1 and not (" " in name and name.isupper()) else ()

    def _particled(self, mention: Mention) -> Mention:
        """`von der Heyden`, where the text names `Karl von der Heyden` in full: the particles belong to the name."""
        if self.table.cases is None or " " in mention.name or mention.title:
            return mention
        lead = _PARTICLED.search(self.text, max(0, mention.start - 40), mention.start)
        if lead is None or lead[1] + mention.name not in self._with_particles:
            return mention
        return Mention(lead.start(1), mention.end, lead[1] + mention.name, "")

    @cached_property
    def _with_particles(self) -> frozenset[str]:
        """`von der Heyden` of everybody who is named so in full."""
        full = (name.partition(" ") for name in self._counts)
        return frozenset(rest for given, _, rest in full if rest[:1].islower() and is_given(given))

    def _is_tied(self, mention: Mention) -> bool:
        """`Sprecher von Tesla`, not `Ministerin von der Leyen`: what a title is tied to, unless somebody is named so in full."""
        first, _, rest = mention.name.partition(" ")
        cases = self.table.case_words
        if not mention.title or first not in cases.articled or rest.partition(" ")[0] in cases.definite:
            return False
        named = self._ending.get(rest.rpartition(" ")[2], ())
        return not any(full.endswith(f" {mention.name}") and is_given(full.partition(" ")[0]) for full in named)

    def _office(self, start: int, name: str) -> str:
        """`State` in `Secretary of State Ida Berg`."""
        if name.count(" ") < 2 or not self.text.startswith(" of ", start - 4):
            return ""
        before = self.text[max(0, start - 24) : start - 4].rpartition(" ")[2].lower()
        return name.partition(" ")[0] if before in self.table.titles else ""

    def _is_opener(self, words: list[str], start: int) -> bool:
        """`Asked` in `Asked Berg`: the first word of a sentence, where it is no part of a name."""
        plain = words[0].lower().rstrip(".")
        if (
            plain in self.table.case_words.articled
            and len(words) > 2
            and f" {plain} {' '.join(words[1:])}" in self.text
        ):
            return False
        if plain in self.table.not_names or plain in self.table.prepositions or plain in self.table.subordinators:
            return True
        if len(words) > 2 and plain.endswith(("an", "ese", "ish", "ic")) and plain in name_lists().not_people:
            return True
        if plain in self.table.titles or not at_sentence_start(self.text, start):
            return False
        if plain in self._lower and self.table.cases is None:
            return True
        lone = len(words) == 1 and bool(self.table.openers) and plain.endswith(self.table.openers)
        return lone and self.table.verbs.match(self.text, start + len(words[0]) + 1) is None

    def _trimmed(self, mention: Mention) -> Mention:
        """`Norwegian Ida Berg` is `Ida Berg`, where the text has that name too; so are headlines that end in one."""
        words = mention.name.split()
        if self.table.cases is not None and not is_given(words[0]):
            # `Kollegen Edwin Aldrin`: a noun stands before the name.
            given = next((i for i, word in enumerate(words[1:-1], 1) if is_given(word)), 0)
            if given:
                tail = " ".join(words[given:])
                return Mention(
                    mention.end - len(tail), mention.end, tail, f"{mention.title} {' '.join(words[:given])}".strip()
                )
        foreign = len(words) > LONGEST or (len(words) > 2 and words[0].lower().endswith(("an", "ese", "ish", "ic")))
        for count in range(1, len(words) - 1):
            if not foreign and (not _first(words[count]) or _first(words[0])):
                continue
            tail = " ".join(words[count:])
            if self._counts[tail] > 0:
                offset = mention.end - len(tail)
                return Mention(offset, mention.end, tail, mention.title)
        return mention

    def known(self, name: str) -> bool:
        """Whether a single word is the short form of a full name, or stands with a title or a verb of saying."""
        return name in self._full or self._has_spoken(name)

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
        if words[0] in name_lists().family and (len(words) == 2 or "-" in words[1] or len(words) == 3):
            return {words[0]} if words[-1] not in name_lists().family or "-" in words[1] else {words[0], words[-1]}
        if words[-1] in {"Jr.", "Sr.", "Jr", "Sr", "II", "III"} and len(words) > 2:
            words = words[:-1]
        particles = re.search(rf" ({PARTICLE} .*)$", name)
        short = {words[-1], *([particles[1], particles[1][:1].upper() + particles[1][1:]] if particles else [])}
        return short | ({" ".join(words[-2:])} if len(words) > 2 else set())

    def surname(self, name: str) -> str:
        """One form for all the forms of a name."""
        words = name.split()
        first = (words[0] in name_lists().family and len(words) > 1) or _family_first(name)
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
            called = self._people(self._given.get(name, set()))
            return (called[0] if len(called) == 1 else name), True
        introduced = [one for one in candidates if position is None or self._named_between(one, 0, position)]
        candidates = introduced or candidates
        sex = sex or self.sex_of_title(title)
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
        seen = [one for one in names if _first(one.split()[0]) or not self._ordinary(one.split()[0])]
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
        for name in self._counts:
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
        known = self._sex_of(self._honorifics.get(name, set()) | self._honorifics.get(self.surname(name), set()))
        given = name.partition(" ")[0]
        if " " in name and given in given_women():
            return "f"
        if " " in name and given in given_men():
            return "m"
        return known or self._meant.get(name, "")

    def told_apart(self, name: str) -> bool:
        """Whether all who bear a surname are named in full, and are few."""
        return not self._surnamed[name] and len(self._full.get(self.surname(name), ())) <= NAMESAKES

    def sex_of_title(self, title: str) -> str:
        """`f` of Mrs, `m` of Mr, empty of Dr."""
        return self._sex_of({title.lower().strip(". ")})

    def _sex_of(self, titles: set[str]) -> str:
        feminine, masculine = bool(titles & self.table.women), bool(titles & self.table.men)
        return "" if feminine == masculine else "f" if feminine else "m"

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
        given = len(words) > 1 and name.partition(" ")[0] in frequent_given()
        if any(word.strip(".'’") in name_lists().not_people for word in words[given:]) or (
            name.isupper() and len(name) > 3
        ):
            return False
        return len(words) <= LONGEST + 1

    def is_person(self, mention: Mention) -> bool:
        """Whether a name is somebody's, as far as its words and its other mentions tell."""
        if self.table.cases is not None:
            if mention.start not in self._persons:
                self._persons[mention.start] = self.may_be_person(mention.name) and self._nouns.named(mention)
            return self._persons[mention.start]
        if mention.title or mention.name in self._full:
            return True
        return self.may_be_person(mention.name) and (" " in mention.name or mention.name in self._spoke)

    @cached_property
    def _nouns(self) -> NounNames:
        return NounNames(self.text, self.table, self._lower, self.mentions, self._full)

    def _has_spoken(self, name: str) -> bool:
        return self._nouns.spoke(name) if self.table.cases is not None else name in self._spoke

    @cached_property
    def _spoke(self) -> set[str]:
        """Single names that a verb of saying stands beside somewhere in the text, or that a title does."""
        found = {mention.name for mention in self.mentions if mention.title}
        for mention in self.mentions:
            if " " in mention.name:
                continue
            after = self.text[mention.end : mention.end + 14].lstrip()
            before = self.text[max(0, mention.start - 12) : mention.start].rstrip().rpartition(" ")[2]
            kin = before in self.table.relatives and is_given(mention.name)
            if kin or self.table.verbs.match(after) or self.table.verbs.fullmatch(before):
                found.add(mention.name)
        return found

    def before(self, position: int, since: int) -> list[Mention]:
        """The names outside quotes that begin in [since, position), in order."""
        return self.outside[bisect_left(self._starts, since) : bisect_left(self._starts, position)]


def _first(word: str) -> bool:
    """Whether a name begins so: a given name, or a family name that stands first."""
    return word in frequent_given() or word in name_lists().family


def _family_first(name: str) -> bool:
    """`Park Geun-hye`, `Tsai Ing-wen`: a hyphen and a small letter are in no given name that stands first.

    They are in `North Korea-related` and `New York-based`, too.
    """
    found = _HYPHENED.fullmatch(name)
    if found is None or _NOT_GIVEN.fullmatch(name):
        return False
    known = found["family"] in name_lists().family
    return known or not ({found["family"].lower(), found["given"].lower()} & name_lists().not_people)


def masked(text: str, quoted: Sequence[MarkedSpan]) -> str:
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
