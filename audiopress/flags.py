"""Where a person should look before an episode goes out: found once, when its script is made, and kept with it.

The desk, `status`, `script` and the policy `without-flagged` all read what is found here. The likeliest mistakes come
first, by their kind (`FLAGS` of the model), and within a kind by how likely each is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from audiopress import sameness, script
from audiopress.languages.names import signing_given
from audiopress.languages.tags import primary
from audiopress.learn import DICTIONARY, level_of
from audiopress.model import FLAGS, Article, Cue, Flag, Place, Script, Utterance
from audiopress.sameness import Sought

if TYPE_CHECKING:
    from audiopress.newsroom import Library
    from audiopress.script import Lexicon

DOUBT: Final = 0.75
"""A speaker who is less sure than this is shown, though the quote is voiced."""
LONG: Final = 60
"""Words of a sentence that is hard to follow by ear."""
NAMES: Final = 12
"""The most names that are shown: an editor who is shown fifty looks at none."""
PROSE: Final = 14
"""Words of a dropped line that may well have been a sentence of the story."""
LATELY: Final = timedelta(days=3)
"""How long ago a story was told that is perhaps yesterday's."""
COMPARED: Final = 200
"""The most episodes of those days that are looked at."""
RAREST: Final = 5.99
"""The level of what is only just in the dictionary: names that were counted as words."""
_LATER: Final = frozenset({"name", "number", "long"})
"""Kinds that an editor's words or a lexicon change, and not the articles."""
_ORDER: Final = {kind: place for place, kind in enumerate(FLAGS)}
_NOT_PROSE: Final = re.compile(r"©|\bcopyright\b|\brights reserved\b|\bsubscri|\bnewsletter\b|\bcookie", re.IGNORECASE)
_ENDED: Final = re.compile(r"[.!?…。！？][\"'”’»)\]]*$")
_NAME: Final = re.compile(
    r"(?<![\w'’-])[A-Z\u00c0-\u00d6\u00d8-\u00de][\w'’]*[a-z\u00df-\u00f6\u00f8-\u00ff][\w]*(?:-[A-Z\u00c0-\u00d6\u00d8-\u00dea-z]\w+)*"
)
_ODD: Final = re.compile(
    r"(?<![\w.,])(?:"
    r"\d{1,3}[-–:/]\d{1,3}(?:[-–:/]\d{1,4})?"  # a score, a range, a vote, a fraction, a date or a time
    r"|\d{4,}(?![\w,.]\d)"  # a year or a number; read digit by digit, or not
    r"|\d+\.\d{3}(?!\d)"  # thousands of another country, or a fraction
    r"|[A-Za-z]+-?\d+[A-Za-z]*|\d+[A-Za-z]+"  # a code: F-16, 5G
    r"|\d+(?:\.\d+){2,}"  # an address, a version
    r")(?![\w])"
)
_YEAR: Final = re.compile(r"(?:1[5-9]|20)\d\d")
_HARD: Final = re.compile(
    r"[^\x00-\x7f]|[aeiou]{3}|[bcdfghjklmnpqrstvwxz]{4}|[jkqxz]|sz|cz|[aiou]$|eo|ae|ui|ie|tz|ng", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A script as it is said, and what it tells."""

    script: Script
    utterances: Sequence[Utterance]
    articles: Sequence[Article]
    """Those it tells, in the order of its stories."""
    places: Mapping[int, Place]
    """Where its lines stand in them."""
    lexicon: Lexicon
    threshold: float
    """Of the show's cast: who is surer than this has a voice."""

    @property
    def cues(self) -> list[Cue]:
        """What is spoken."""
        return [cue for cue in self.script.cues if cue.kind == "speech"]

    def story(self, cue: Cue) -> int | None:
        """The story that a cue tells of."""
        place = self.places.get(cue.line)
        return place.story if place else None


def flags(said: Said, lately: Callable[[int, Article], Iterable[Flag]]) -> tuple[Flag, ...]:
    """All that can be doubted, the likeliest mistake first; `lately` says of each story what is like it (`told_lately`)."""
    found: list[Flag] = []
    for number, article in enumerate(said.articles):
        if article.doubt:
            found.append(Flag(kind="story", story=number, words=article.doubt))
        found += _dropped(number, article)
        if not article.update:
            found += lately(number, article)
    return _ordered((*_attributions(said), *found, *_heard(said)))


def mended(found: Iterable[Flag], said: Said) -> tuple[Flag, ...]:
    """An episode's flags after an editor changed its words, or how they are said; it was not recorded since."""
    kept = [flag for flag in found if flag.kind not in _LATER and flag.kind != "attribution"]
    return _ordered((*_attributions(said), *kept, *_heard(said)))


def known_to(found: Iterable[Flag], lexicon: Lexicon) -> tuple[Flag, ...]:
    """Flags without the names that a lexicon knows by now."""
    known = _written(lexicon)
    return tuple(one for one in found if one.kind != "name" or not set(_parts(one.words.casefold())) <= known)


def told_lately(
    library: Library, show: str, *, now: datetime, but: str = ""
) -> Callable[[int, Article], Iterator[Flag]]:
    """What finds the stories that a show has told in its last days, of another episode than `but`."""
    rows = [
        row
        for row in library.newest(show=show, since=now - LATELY, limit=COMPARED)
        if row.id != but and row.published <= now and row.state != "withdrawn"
    ]
    tellings = library.tellings(rows)

    def found(number: int, article: Article) -> Iterator[Flag]:
        sought = Sought(sameness.of_article(article))
        for row in rows:
            telling = tellings.get((row.show, row.id))
            # Its transcript is read only where its fingerprints say that it may be the same story.
            if telling is None or not sought.perhaps(telling.stories, telling.prints):
                continue
            if any(one.tells(sought.this) for one in sameness.of_episode(library.whole(row))):
                link = f"{row.show}/{row.id}"
                yield Flag(kind="again", story=number, words=article.headline, said=row.title, link=link)
                return

    return found


def _ordered(found: Iterable[Flag]) -> tuple[Flag, ...]:
    """By kind; what is of one kind stays in its order."""
    return tuple(sorted(found, key=lambda one: _ORDER[one.kind]))


def _heard(said: Said) -> Iterator[Flag]:
    yield from _names(said)
    yield from _numbers(said)
    yield from _long(said)


def _attributions(said: Said) -> list[Flag]:
    """Quotes that a voice was lent to and whose speaker is not sure, the least sure one first.

    Not those that are not told, or that an editor gave to somebody else.
    """
    cues = said.cues
    found: list[tuple[float, Flag]] = []
    for number, article in enumerate(said.articles):
        for quote in article.quotes:
            if not (quote.speaker and quote.voiced and said.threshold <= quote.confidence < DOUBT):
                continue
            words = " ".join(quote.text.split())
            mine = (cue for cue in cues if cue.speaker == quote.speaker and said.story(cue) in {number, None})
            lent = next((cue for cue in mine if cue.text in words or words in cue.text), None)
            if lent:
                flag = Flag(kind="attribution", story=number, line=lent.line, words=quote.speaker, said=quote.text)
                found.append((quote.confidence, flag))
    return [flag for _, flag in sorted(found, key=lambda one: one[0])]


def _dropped(number: int, article: Article) -> list[Flag]:
    """Dropped lines that read like a sentence of the story, the longest first."""
    found = []
    for one in article.dropped:
        prose = len(one.line.split()) >= PROSE and _ENDED.search(one.line.strip()) and not _NOT_PROSE.search(one.line)
        if prose and "repeat" not in one.rule:
            found.append(Flag(kind="dropped", story=number, words=one.line, said=one.rule, link=article.source))
    return sorted(found, key=lambda one: -len(one.words.split()))


def _names(said: Said) -> list[Flag]:
    """Words that begin with a capital and that neither a lexicon nor the dictionary has, the hardest to say first."""
    if primary(said.script.language) != DICTIONARY:
        return []
    known = _written(said.lexicon)
    found: dict[str, Flag] = {}
    counts: dict[str, int] = {}
    for cue in said.cues:
        if cue.language or cue.role == "headline":
            continue
        for match in _NAME.finditer(cue.text):
            name = re.sub(r"['’]s$", "", match[0])
            if not name.islower() and _strange(name, known):
                counts[name] = counts.get(name, 0) + 1
                near = cue.text[max(0, match.start() - 40) : match.end() + 40]
                flag = Flag(kind="name", story=said.story(cue), line=cue.line, words=name, said=near)
                found.setdefault(name, flag)
    return sorted(found.values(), key=lambda one: (-_hard(one.words), -counts[one.words], one.line))[:NAMES]


def _written(lexicon: Lexicon) -> set[str]:
    """The words of a lexicon, in small letters."""
    return {word for entry in lexicon.heard() for word in entry.written.casefold().split()}


def _parts(name: str) -> list[str]:
    return [part for part in re.split(r"[-'’]", name) if part]


def _strange(name: str, known: Collection[str]) -> bool:
    return any(
        part.casefold() not in known and part not in signing_given() and not _in_dictionary(part.casefold())
        for part in _parts(name)
    )


@lru_cache(maxsize=65536)
def _in_dictionary(word: str) -> bool:
    stems = {word, word.removesuffix("s"), re.sub(r"(?:es|ed|ing)$", "", word)}
    return any(0 < level_of(stem) < RAREST for stem in stems if len(stem) > 1)


def _hard(name: str) -> int:
    """How many places of a name an English voice may stumble over."""
    return len(_HARD.findall(name))


def _numbers(said: Said) -> Iterator[Flag]:
    """Numbers that can be read in several ways, with the one that is."""
    seen: set[str] = set()
    for one in said.utterances:
        cue = said.script.cues[one.cue]
        sentence = cue.text[one.start : one.end]
        for match in _ODD.finditer(sentence):
            if match[0] in seen or _YEAR.fullmatch(match[0]):
                continue
            spans = [
                span for span in one.spans if span.written_start < match.end() and match.start() < span.written_end
            ]
            if not spans:
                continue
            read = one.spoken[min(s.start for s in spans) : max(s.end for s in spans)]
            if read != match[0]:
                seen.add(match[0])
                yield Flag(kind="number", story=said.story(cue), line=cue.line, words=match[0], said=read)


def _long(said: Said) -> list[Flag]:
    """Sentences that are hard to follow by ear, the longest first."""
    found = []
    for cue in said.cues:
        for start, end in script.sentences(cue.text, language=cue.language or said.script.language):
            words = cue.text[start:end].split()
            if len(words) > LONG:
                told = " ".join(words[:10]) + " …"
                flag = Flag(kind="long", story=said.story(cue), line=cue.line, words=told, said=str(len(words)))
                found.append(flag)
    return sorted(found, key=lambda one: -int(one.said))
