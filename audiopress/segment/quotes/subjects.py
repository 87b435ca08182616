"""Grammar without a parser: the words that are the subject of a verb of saying, left or right of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from audiopress.languages.attribution import Table
from audiopress.segment.quotes.mentions import NAME, Mention
from audiopress.segment.quotes.people import People

_WORD: Final = re.compile(r"[^\s,;:()\[\]“”\"«»„]+")
_LEAD_WORD: Final = re.compile(r"[\w-]+['’]?")


MAX_TIED_WORDS: Final = 5
"""Words between a preposition and the name that it ties to what stands before."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """The words at [start, end) that name a speaker: a `name`, a `pronoun` or a `description`."""

    start: int
    end: int
    kind: str


class Grammar:
    """Finds subjects in one text."""

    def __init__(self, text: str, table: Table, people: People) -> None:
        self.text, self.table, self.people = text, table, people

    # ---- right of a verb

    def right(self, start: int, limit: int) -> Phrase | None:
        """The phrase that begins at `start`: `Nils Aasen, a lawyer`, `a spokesman for the port`, `he`."""
        words = self.text[start : min(limit, start + 160)].partition("\n")[0]
        begin = len(words) - len(words.lstrip(" ,\u00a0"))
        words, start = words[begin:], start + begin
        if not words:
            return None
        first = _first(words)
        if first in self.table.pronouns or first in self.table.plural:
            return Phrase(start, start + len(first), "pronoun")
        phrase = words[: self._stop(words)].rstrip(' ."”\u00a0')
        if self._passed_over(first, words):
            found = self._far(start, start + len(words))
            if found is not None or self.table.stops.match(words, len(first)):
                # `dijo el martes`: a day is no speaker.
                return found
        # Portuguese `a` is an article, too.
        determined = first in self.table.articles and self.table.cases is None
        if not phrase or first in self.table.oblique or (first in self.table.prepositions and not determined):
            return None
        if first in self.table.articles:
            copula = self.table.copula.search(phrase)
            end = copula.start() if copula else len(phrase)
            return None if copula and " " not in phrase[:end] else Phrase(start, start + end, "description")
        names = self.people.before(start + len(phrase), start)
        if names and names[-1].end > start + len(phrase):
            # `Sophie in 't Veld`: the preposition belongs to the name.
            phrase = words[: names[-1].end - start]
        if not names or len(self.text[start : names[0].start].split()) > 4:
            return None
        return Phrase(start, start + len(phrase), "name")

    def _stop(self, words: str) -> int:
        """Where the phrase ends: at the first stop, but `a spokesman for` and `the Ministry of` go on to the next one."""
        first = _first(words)
        # `the ruling` is a noun, whatever else such a word begins.
        position = len(first) + 1 if first in self.table.articles and words.lower().startswith(f"{first} ") else 1
        for turn in range(3):
            stop = self.table.stops.search(words, position)
            if stop is None:
                return len(words)
            word = stop[0].strip().lower()
            head = words[: stop.start()]
            determined = _first(words) in self.table.articles
            named = NAME.search(head, 1 if determined else 0)
            body = named is not None and determined and not self.people.may_be_person(named[0])
            describes = (named is None or body) and (determined or turn == 0)
            if not (word in self.table.of and describes):
                return stop.start()
            position = stop.end()
        return len(words)

    def _passed_over(self, first: str, words: str) -> bool:
        """Whether a phrase of time or place begins here: `mardi soir`, `el martes`, `dans un communiqué`."""
        table = self.table
        if not table.moments.listed:
            return False
        second = words[len(first) :].split(maxsplit=1)[:1] if first in table.articles else []
        plain = second[0].strip(",.").lower() if second else first
        written = plain in table.letters or plain in table.documents.listed
        return (
            first in table.prepositions
            or (bool(second) and plain.isdigit())
            or (table.moments.end(plain) and not (second and written))
        )

    def _far(self, start: int, end: int) -> Phrase | None:
        """The subject behind such a phrase: `a déclaré mardi soir la maire, Anne Vallet`; only a name that surely is one.

        It stands right behind a word of time, an event, a number, or with its title behind a place.
        """
        table = self.table
        for mention in self.people.before(end, start):
            if mention.end > end or not self.people.is_person(mention) or not (" " in mention.name or mention.title):
                continue
            lead = self.text[start : mention.start]
            found = list(_LEAD_WORD.finditer(lead))
            own = len(found)
            while own and table.title_in(found[own - 1][0]):
                own -= 1
            titled = own < len(found)
            if titled and own and found[own - 1][0].lower() in table.articles:
                own -= 1
            stop = found[own - 1].end() if own else 0
            if "," in lead[:stop] or (not titled and lead[stop:].strip()):
                return None
            before = lead[found[own - 1].start() : stop] if own else ""
            governed = own > 1 and found[own - 2][0].lower() in table.prepositions
            place = titled and governed and before[:1].isupper()
            if before and (table.moments.end(before.lower()) or before[:1].isdigit() or place):
                begin = found[own].start() if titled else len(lead)
                return Phrase(start + begin, mention.end, "name")
            if before.lower() not in table.prepositions:
                return None
        return None

    # ---- left of a verb

    def opening(self, start: int, end: int) -> Phrase | None:
        """The subject that begins at `start` and whose verb is at `end`: `the minister told`, `Perhaps, he said`."""
        stop = self._without_adverbs(start, end)
        word = self.text[start:stop].rpartition(" ")[2].lower()
        if word in self.table.pronouns or word in self.table.plural:
            return Phrase(stop - len(word), stop, "pronoun")
        found = self.right(start, stop)
        if found is not None:
            return found
        return self.left(start, end) if self.people.before(end, start) else None

    def left(self, start: int, end: int) -> Phrase | None:
        """The subject of the verb at `end`, in a sentence that begins at `start`."""
        end = self._without_adverbs(start, end)
        words = self.text[start:end]
        if not words.strip():
            return None
        relative = self.table.relative.search(words)
        if relative and relative.start():
            return self._adjacent(start, start + relative.start()) or self.main(start, end)
        last = words.rstrip(" ,").rpartition(" ")[2].lower()
        if words.rstrip().endswith((",", ")", " –", " —", " -")):
            return self._before_apposition(start, end) or self.main(start, end)
        if last in self.table.dangling:
            return self.main(start, end)
        return self._adjacent(start, end) or self.main(start, end)

    def _without_adverbs(self, start: int, end: int) -> int:
        for _ in range(4):
            words = self.text[start:end].rstrip()
            end = start + len(words)
            found = self.table.adverbs.search(words, max(0, len(words) - 24))
            if found is None or found.end() == found.start():
                break
            end = start + found.start() + (1 if words[found.start()] == "," else 0)
        return end

    def _adjacent(self, start: int, end: int) -> Phrase | None:
        """The noun phrase that ends at `end`."""
        words = self.text[start:end]
        found = list(_WORD.finditer(words))
        if not found:
            return None
        last = found[-1]
        plain = last[0].lower()
        if plain in self.table.pronouns or plain in self.table.plural:
            return Phrase(start + last.start(), start + last.end(), "pronoun")
        names = [m for m in self.people.before(end, start) if m.end >= end - 1]
        if names:
            return self._with_description(start, names[-1])
        return self._description(start, found)

    def _with_description(self, start: int, mention: Mention) -> Phrase:
        """`a spokesman for Berg` is the spokesman, not Berg; `campaign manager Ann Day` is Ann Day.

        So is `Ann Day of the opposition Harbour Party`.
        """
        lead = self.text[start : mention.start].rstrip()
        words, of = lead.split(), self.table.of | {"of"}
        tie = len(words) - 1
        while (
            tie > max(0, len(words) - MAX_TIED_WORDS)
            and (words[tie].lower() in self.table.articles or words[tie].islower())
            and words[tie].lower() not in of
        ):
            tie -= 1
        if not words or words[tie].lower() not in of:
            return Phrase(mention.start, mention.end, "name")
        head = self._tied_to(start, mention, of)
        if head is not None:
            return Phrase(head.start, head.end, "name")
        for back in range(tie, max(-1, tie - 11), -1):
            if words[back].lower() in self.table.articles and (back == 0 or words[back - 1].lower() not in of):
                offset = start + lead.rfind(" ".join(words[back:]))
                return Phrase(max(start, offset), mention.end, "description")
        return Phrase(mention.start, mention.end, "name")

    def _tied_to(self, start: int, mention: Mention, of: frozenset[str]) -> Mention | None:
        """`Ian Strauss` in `Ian Strauss of the University of Leeds`, `Ian Strauss of Leeds`: who is of what is named last."""
        body, last = not self.people.may_be_person(mention.name), mention
        for head in reversed(self.people.before(mention.start, start)):
            gap = self.text[head.end : last.start].split()
            if (
                not gap
                or gap[0].lower() not in of
                or not all(word.lower() in of | self.table.articles or word.islower() for word in gap)
            ):
                return None
            if self.people.is_person(head) and " " in head.name and self.people.may_be_person(head.name):
                plain = body or " " not in mention.name
                return head if plain and not self.governed(head, start) else None
            body, last = body or not self.people.may_be_person(head.name), head
        return None

    def _description(self, start: int, found: list[re.Match[str]]) -> Phrase | None:
        """From the determiner to the noun that ends the phrase; a bare plural (`Officials`) is one word."""
        of = self.table.of | {"of"}
        for back in range(len(found) - 1, max(-1, len(found) - 9), -1):
            word = found[back][0].lower()
            if word in self.table.articles and (back == 0 or found[back - 1][0].lower() not in of):
                return Phrase(start + found[back].start(), start + found[-1].end(), "description")
            if back and self.text[start + found[back - 1].end() : start + found[back].start()].strip():
                break
        return None

    def _before_apposition(self, start: int, end: int) -> Phrase | None:
        """`Ann Day, who was there with Bob,` or `The mayor of Lindvik, Ann Day,`: the name that a comma follows."""
        for mention in self.people.before(end, start):
            follows = self.text[mention.end : mention.end + 2].lstrip()
            if follows[:1] in {",", "("} and not self.governed(mention, start) and mention.end < end - 1:
                return Phrase(mention.start, mention.end, "name")
            if mention.end >= end - 1:
                named = self.text[start : mention.start].rstrip().endswith(",") and " " in mention.name
                return Phrase(mention.start, mention.end, "name") if named else None
        return None

    # ---- the sentence's subject

    def main(self, start: int, end: int) -> Phrase | None:
        """The subject of a whole sentence: its first phrase that is no object of a preposition."""
        lead = self.table.leading.match(self.text, start, end)
        start = lead.end() if lead else start
        start = self._past_clause(start, end)
        words = self.text[start:end]
        first = _first(words)
        if first in self.table.articles:
            described = self._opening_description(start, end)
            if described is not None:
                return described
        pronoun = next(
            (
                w
                for w in _WORD.finditer(words)
                if w[0].lower() in self.table.pronouns
                and w[0].lower() not in self.table.neuter | self.table.relative_pronouns
            ),
            None,
        )
        names = [m for m in self.people.before(end, start) if not self.governed(m, start)]
        for mention in names:
            if pronoun is not None and start + pronoun.start() < mention.start:
                break
            if self.people.is_person(mention):
                return Phrase(mention.start, mention.end, "name")
        if pronoun is not None:
            return Phrase(start + pronoun.start(), start + pronoun.end(), "pronoun")
        bodies = [m for m in names if " " in m.name or m.name.isupper() or m.start > start]
        return Phrase(bodies[0].start, bodies[0].end, "name") if bodies else None

    def _past_clause(self, start: int, end: int) -> int:
        """Past `When Berg had left, `: what stands before the main clause names other people."""
        words = self.text[start:end]
        if _first(words) not in self.table.subordinators:
            return start
        for comma in re.finditer(r",\s+", words):
            rest = words[comma.end() :]
            first = _first(rest)
            if rest and (rest[0].isupper() or first in self.table.pronouns or first in self.table.articles):
                return start + comma.end()
        return start

    def _opening_description(self, start: int, end: int) -> Phrase | None:
        """`The spokesman`, `A spokeswoman for the committee`: up to the title, with the name tied to it."""
        words = self.text[start:end]
        for word in list(_WORD.finditer(words))[1:6]:
            if NAME.match(word[0]) and word[0].lower() not in self.table.titles and self.table.cases is None:
                return None
            if word[0].lower() in self.table.titles or self.table.title_endings.end(word[0].lower()):
                following = self.text[start + word.end() : start + word.end() + 2].lstrip()
                if following[:1].isupper():
                    return None
                rest = self.right(start, end)
                stop = rest.end if rest else start + word.end()
                return Phrase(
                    start, max(stop if " for " in self.text[start:stop] else 0, start + word.end()), "description"
                )
        return None

    def governed(self, mention: Mention, start: int) -> bool:
        """After a preposition or in the genitive: no subject."""
        if self.text[mention.end : mention.end + 2] in {"'s", "’s", "’ ", "' "}:
            return True
        if mention.title.startswith("of "):
            return False
        lead = self.text[max(start, mention.start - 40) : mention.start].rstrip()
        words = lead.split()[-3:]
        if words and words[-1].lower() in self.table.prepositions:
            return True
        if (
            self.table.cases is not None
            and len(words) > 1
            and words[-1] == self.table.case_words.doubtful
            and words[-2][:1].isupper()
        ):
            return True
        return (
            len(words) > 1 and words[-1].lower() in self.table.articles and words[-2].lower() in self.table.prepositions
        )


def _first(words: str) -> str:
    found = _WORD.search(words)
    return found[0].lower().strip(".") if found else ""
