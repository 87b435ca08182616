"""Noun phrases where nouns are capitalised (German): which may be the subject of a verb, and which of them can speak.

Case tells subjects from objects: `dem Sender`, `den Minister`, and a name behind `der` that follows a noun are none. What
is no person and no body is a thing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

from audiopress.languages.attribution import MAX_KNOWN_WORDS, Table
from audiopress.segment.quotes.mentions import Mention, is_given
from audiopress.segment.quotes.noun_names import is_title
from audiopress.segment.quotes.subjects import Grammar, Phrase

_TOKEN = re.compile(r"(?:[^\s,;:()\[\]“”\"«»„–—.!?]++|(?![.!?]+(?:\s|$))[.!?])+|[,;:()\[\]–—]")
_ACRONYM = re.compile(r"[A-ZÄÖÜ]{2,6}$")
MAX_FILLERS: Final = 8
"""Words between a verb and its subject: adverbs, a phrase with a preposition."""
MAX_FAR: Final = 20
"""Words between a verb and a subject that is surely one: a name, alone or with a title."""
MAX_ADJECTIVES: Final = 4
"""Words between an article and its noun."""


@dataclass(frozen=True, slots=True)
class NounPhrase:
    """A noun phrase at [start, end) of the text; `case` tells subjects from objects as far as the words show it."""

    start: int
    end: int
    kind: Literal["name", "pronoun", "description", "thing"]
    case: Literal["nominative", "oblique"]
    somebody: bool = False
    """A thing by its words, and yet somebody where it is beside a verb of saying: `sagte der Schäfer`."""

    @property
    def speaks(self) -> bool:
        """May be the subject of a verb of saying."""
        return self.kind != "thing" and self.case == "nominative"

    def phrase(self) -> Phrase:
        """As the other rules take it."""
        return Phrase(self.start, self.end, self.kind)


# ---- noun phrases


def noun_phrases(grammar: Grammar, start: int, end: int) -> Iterator[NounPhrase]:
    """The noun phrases in [start, end), in order."""
    table, cases = grammar.table, grammar.table.case_words
    tokens = [(found[0], found.start(), found.end()) for found in _TOKEN.finditer(grammar.text, start, end)]
    index, oblique = 0, False
    begins = grammar.people.begins
    while index < len(tokens):
        word, begin, _ = tokens[index]
        lower = word.lower()
        there = grammar.people.before(begin + 1, begin) if begin in begins else ()
        named = next((m for m in there if grammar.people.is_person(m)), None)
        if (
            named is not None
            and named.end <= end
            and (named.title or word == named.name.partition(" ")[0] == lower or lower not in table.not_names)
        ):
            before = _lead(grammar, tokens, index)
            oblique = before in table.prepositions or (before in cases.joins and oblique)
            oblique = oblique and not _stands_apart(table, named, before)
            yield NounPhrase(named.start, named.end, "name", "oblique" if oblique else "nominative")
            while index < len(tokens) and tokens[index][1] < named.end:
                index += 1
            continue
        if lower in cases.partitives and index + 1 < len(tokens) and tokens[index + 1][0] == cases.doubtful:
            several = next(noun_phrases(grammar, tokens[index + 1][1], end), None)
            if several is not None and several.kind == "description" and several.start == tokens[index + 1][1]:
                yield NounPhrase(begin, several.end, "description", "nominative")
                while index < len(tokens) and tokens[index][1] < several.end:
                    index += 1
                continue
        determiner = lower in table.articles or lower in table.oblique
        if lower in cases.dummies:
            index += 1
            continue
        if lower in table.pronouns or lower in table.plural:
            yield NounPhrase(begin, begin + len(word), "pronoun", "nominative")
            index += 1
            continue
        head = index
        if determiner:
            head += 1
            while head < len(tokens) and head - index <= MAX_ADJECTIVES and table.inflected.match(tokens[head][0]):
                head += 1
        if head >= len(tokens) or not _capital(tokens[head][0]) or (not determiner and _ordinary(grammar, word)):
            index += 1
            continue
        tail = head
        while tail + 1 < len(tokens) and _goes_on(grammar, tokens, tail):
            tail += 1
        before = _lead(grammar, tokens, index)
        joined = before in cases.joins and oblique
        oblique = (
            joined
            or lower in table.oblique
            or before in table.prepositions
            or (lower == cases.doubtful and index > 0 and _capital(tokens[index - 1][0]))
            or (lower == cases.doubtful and head > index + 1 and tokens[head - 1][0].endswith(cases.oblique_ending))
            or (lower == cases.doubtful and table.feminine_endings.end(tokens[head][0]))
            or (tail + 1 < len(tokens) and tokens[tail + 1][0] in cases.behind)
        )
        place = (tokens[index][1], tokens[head][1], tokens[tail][2])
        yield _told(grammar, place, lower if determiner else before, determiner=determiner, oblique=oblique)
        index = tail + 1


def _capital(word: str) -> bool:
    return word[:1].isupper()


def _ordinary(grammar: Grammar, word: str) -> bool:
    """The first word of a sentence that is no noun: `Gestern`, `Gleichzeitig`."""
    return word.lower() in grammar.table.not_names or word.lower() in grammar.table.prepositions


def _goes_on(grammar: Grammar, tokens: list[tuple[str, int, int]], tail: int) -> bool:
    """The next word belongs to the same run of capitals, or is a particle of a name."""
    word, begin, _ = tokens[tail + 1]
    if begin - tokens[tail][2] != 1:
        return False
    if _capital(word) and word.lower() not in grammar.table.pronouns:
        return True
    following = tokens[tail + 2][0] if tail + 2 < len(tokens) else ""
    cases = grammar.table.case_words
    if word in cases.particles and _capital(following) and _capital(tokens[tail][0]):
        # `Ein Sprecher von Tesla`, `Karl zu Hagen`, but not `der Papst zu Wort`.
        return word in cases.articled or word not in cases.binding or is_given(tokens[tail][0])
    return word in cases.definite and tokens[tail][0] in cases.articled


def _lead(grammar: Grammar, tokens: list[tuple[str, int, int]], index: int) -> str:
    """The word before a phrase, adjectives and numbers without an article passed over: `angesichts solcher Alternativen`."""
    back, table = index - 1, grammar.table
    while (
        back > 0
        and index - back <= MAX_ADJECTIVES
        and (
            ((word := tokens[back][0]).islower() and (table.inflected.match(word) or table.amounts.end(word)))
            or word.isdecimal()
        )
    ):
        if tokens[back - 1][0] in {",", ";", ":"}:
            break
        back -= 1
    return tokens[back][0].lower() if back >= 0 else ""


def _told(grammar: Grammar, place: tuple[int, int, int], lead: str, *, determiner: bool, oblique: bool) -> NounPhrase:
    """The phrase whose start, noun and end are at `place`; `lead` is its determiner, else the word before it."""
    start, head, end = place
    case: Literal["nominative", "oblique"] = "oblique" if oblique else "nominative"
    people = grammar.people
    named = next((m for m in people.before(end, head) if people.is_person(m)), None)
    if named is not None:
        apart = _stands_apart(grammar.table, named, lead)
        return NounPhrase(named.start, named.end, "name", "nominative" if apart else case)
    words = grammar.text[head:end].split()
    # `Bundling von Zeitungen` is no newspaper.
    tied = next((index for index, word in enumerate(words) if word in grammar.table.case_words.particles), len(words))
    words = words[:tied]
    if any(can_speak(grammar.table, word) for word in words):
        stop = end
        tie = grammar.table.ties.match(grammar.text, end) if determiner else None
        if tie:
            inner = next(noun_phrases(grammar, tie.start() + 1, min(len(grammar.text), end + 90)), None)
            stop = inner.end if inner and inner.start - end < 30 and "\n" not in grammar.text[end : inner.end] else end
        return NounPhrase(start, stop, "description", case)
    last = words[-1].lower()
    first = grammar.text[start:end].partition(" ")[0].lower()
    written = (
        grammar.table.endings.end(last)
        or grammar.table.documents.end(last)
        or first not in grammar.table.case_words.masculine | grammar.table.case_words.feminine
    )
    return NounPhrase(start, end, "thing", case, somebody=determiner and not oblique and not written)


@lru_cache(maxsize=MAX_KNOWN_WORDS)
def can_speak(table: Table, word: str) -> bool:
    """Whether a noun is one for a person or a body."""
    plain = word.lower().strip(".,")
    if plain in table.titles or plain in table.relatives or _ACRONYM.fullmatch(word):
        return True
    bare = {plain.removesuffix(ending) for ending in ("", *table.case_words.noun_endings)}
    return any(table.title_endings.end(word) or table.bodies.end(word) for word in bare)


# ---- the subject of a verb


def subject(grammar: Grammar, start: int, verb: tuple[int, int], end: int) -> Phrase | None:
    """The subject of the finite verb at `verb`, in a sentence that is [start, end)."""
    lead = max(grammar.text.rfind(sign, start, verb[0]) for sign in (": ", "; "))
    start = lead + 2 if lead >= 0 else start
    left, right = _left(grammar, start, verb[0]), behind(grammar, verb[1], end)
    if right is not None and grammar.text[right.start : right.end].lower() in grammar.table.case_words.subject:
        return right.phrase()
    opening = grammar.text[start : verb[0]].rstrip()
    clause = opening.endswith(",") and opening.partition(" ")[0].lower() in grammar.table.subordinators | {
        grammar.table.case_words.as_told
    }
    for found in (right, left) if clause else (left, right):
        if found is not None:
            return found.phrase()
    beside = next((one for one in noun_phrases(grammar, start, verb[0])), None)
    if beside is not None and beside.somebody and grammar.text[beside.end : verb[0]].strip() == "":
        return Phrase(beside.start, beside.end, "description")
    return _close_behind(grammar, verb[1], end) or _bare(grammar, start, verb, end)


def _close_behind(grammar: Grammar, start: int, end: int) -> Phrase | None:
    """`rief der Dieb`: what stands right behind the verb, where its words do not say that it is somebody."""
    found = next(noun_phrases(grammar, start, end), None)
    close = found is not None and found.somebody and not grammar.text[start : found.start].strip()
    return Phrase(found.start, found.end, "description") if found is not None and close else None


def _bare(grammar: Grammar, start: int, verb: tuple[int, int], end: int) -> Phrase | None:
    """`Siemens teilte mit`, `Anwohner berichten`: a noun without an article, with nothing else before its verb."""
    table = grammar.table
    word, cases = grammar.text[start : verb[0]].strip(), table.case_words
    plain = word.lower()
    if not word[:1].isupper() or " " in word or grammar.text[slice(*verb)] in cases.reads:
        return None
    if (
        plain
        in table.not_names | table.prepositions | table.subordinators | table.articles | table.oblique | table.plural
    ):
        return None
    if table.endings.end(plain) or table.documents.end(plain) or plain.endswith(tuple(cases.adverbial)):
        return None
    behind_verb = next(noun_phrases(grammar, verb[1], end), None)
    if behind_verb is not None and behind_verb.case == "nominative":
        first = grammar.text[behind_verb.start : behind_verb.end].partition(" ")[0].lower()
        if first not in table.articles:
            return None
    return Phrase(
        verb[0] - len(grammar.text[start : verb[0]].lstrip()),
        start + len(grammar.text[start : verb[0]].rstrip()),
        "name",
    )


def _stands_apart(table: Table, named: Mention, lead: str) -> bool:
    """Whether a name is no part of the phrase that ends right before it: `nach langer Sitzung Bürgermeister Jan Brandt`.

    The noun is one of a thing by its ending, a place behind `in`, or a genitive: `der Sitzung des Rates`.
    """
    words = named.title.split()
    own = len(words)
    while own and is_title(table, words[own - 1]):
        own -= 1
    given, _, family = named.name.partition(" ")
    untitled = own == len(words)
    # `nach der Entlassung Jan Brandts`: it may be a genitive.
    if not own or named.name.endswith("s") or (untitled and not (family and is_given(given))):
        return False
    noun, cases = words[own - 1].lower(), table.case_words
    thing = table.endings.end(noun) or table.documents.end(noun)
    place = lead == cases.within and own == 1
    genitive = not untitled and lead == cases.genitive and own == 1 and noun.endswith(cases.genitive_ending)
    return thing or place or genitive


def behind(grammar: Grammar, start: int, end: int, *, far: bool = False) -> NounPhrase | None:
    """The subject that stands behind its verb, adverbs and phrases with a preposition between passed over.

    With `far`, a name may stand behind a long phrase with a preposition and a relative clause of it:
    `erklärte nach der Sitzung, die bis Mitternacht dauerte, Jan Brandt`.
    """
    first = grammar.text[start : min(end, start + 24)].split(maxsplit=1)[:1]
    far = far and bool(first) and first[0] in grammar.table.prepositions
    for found in noun_phrases(grammar, start, end):
        between = grammar.text[start : found.start]
        count = len(between.split())
        if count > (MAX_FAR if far else MAX_FILLERS) or ("," in between and not far):
            return None
        inside = "," in between and _in_clause(grammar, between)
        if inside is None:
            return None
        sure = found.kind == "name" and not inside and (" " in grammar.text[found.start : found.end])
        if found.speaks and (sure or ("," not in between and count <= MAX_FILLERS)):
            return found
    return None


def _in_clause(grammar: Grammar, words: str) -> bool | None:
    """Whether these words end within a relative clause; None where a comma in them begins anything else."""
    cases, parts = grammar.table.case_words, words.split(",")
    opened = {part.strip().partition(" ")[0] for part in parts[1::2]}
    return len(parts) % 2 == 0 if opened <= cases.definite | cases.clauses else None


def _left(grammar: Grammar, start: int, end: int) -> NounPhrase | None:
    """The subject before its verb: the nearest clause that begins with one, relative clauses passed over."""
    commas = [found.end() for found in re.finditer(r", (?!\d)| [–—] ", grammar.text[start:end])]
    begins = [start, *(start + comma for comma in commas)]
    for begin, stop in reversed(list(zip(begins, [*begins[1:], end], strict=True))):
        if stop - begin < 2 or (grammar.text[begin:stop].rstrip().endswith(",") and _subordinate(grammar, begin, stop)):
            continue
        speaking = [found for found in noun_phrases(grammar, begin, stop) if found.speaks]
        if speaking:
            return speaking[0]
    return None


def _subordinate(grammar: Grammar, start: int, end: int) -> bool:
    """A relative clause, or one that a conjunction begins."""
    first = grammar.text[start:end].partition(" ")[0].lower()
    if first in grammar.table.case_words.definite:
        if _capital(grammar.text[start]):
            # `Die das Unglück überlebende Ida Berg, 30, sagte`: a sentence begins with its subject.
            return False
        noun = next(noun_phrases(grammar, start, end), None)
        lead = grammar.text[start : noun.start].split() if noun else []
        determined = noun is not None and lead and _determined(grammar, noun)
        attributes = all(grammar.table.inflected.match(word) or _capital(word) for word in lead[1:])
        return noun is None or determined or noun.case == "oblique" or not attributes
    return first in grammar.table.case_words.clauses


def _determined(grammar: Grammar, noun: NounPhrase) -> bool:
    """`der 2015 das Amt übernahm`: a noun with an article of its own is another one than `der`."""
    first = grammar.text[noun.start : noun.end].partition(" ")[0].lower()
    return first in grammar.table.articles or first in grammar.table.oblique


def main_subject(grammar: Grammar, start: int, end: int) -> Phrase | None:
    """The subject of a sentence whose verb is not known: its first phrase that can speak."""
    return next((found.phrase() for found in noun_phrases(grammar, start, end) if found.speaks), None)


def described_subject(grammar: Grammar, start: int, end: int, *, feminine: bool) -> Phrase | None:
    """The one whom a sentence tells of without a name: `Der Student`, whom `er` means."""
    for found in noun_phrases(grammar, start, end):
        if found.kind == "description" and found.case == "nominative":
            article = grammar.text[found.start : found.end].partition(" ")[0].lower()
            cases = grammar.table.case_words
            if article in (cases.feminine if feminine else cases.masculine):
                return found.phrase()
    return None
