"""Where a person should look before an episode goes out: the likeliest mistakes first, each with its line of the script."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from audiopress import sameness
from audiopress.errors import LibraryError
from audiopress.flags import DOUBT, LONG
from audiopress.languages.names import FEMALE, GIVEN, MALE
from audiopress.model import Article, Cue, Episode, Script, Utterance
from audiopress.newsroom import Library
from audiopress.sameness import Known

if TYPE_CHECKING:
    from audiopress.script import Lexicon

WEIGHTS: Final = {"attribution": 6, "again": 5, "dropped": 4, "name": 3, "number": 2, "long": 1}
"""How likely it is that something is wrong, by kind."""
NAMES: Final = 12
"""The most names that are shown: an editor who is shown fifty looks at none."""
PROSE: Final = 14
"""Words of a dropped line that may well have been a sentence of the story."""
LATELY: Final = timedelta(days=3)
"""How long ago a story was told that is perhaps yesterday's."""
RAREST: Final = 5.99
"""The level of what is only just in the dictionary: names that were counted as words."""
COMPARED: Final = 40
"""The most episodes of those days that are looked at."""
NOT_PROSE: Final = re.compile(r"©|\bcopyright\b|\brights reserved\b|\bsubscri|\bnewsletter\b|\bcookie", re.IGNORECASE)
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """One place to look at."""

    kind: str
    """A key of WEIGHTS, and with `doubt_` before it of the desk's words."""
    line: int = 0
    """Of the script; 0: of none."""
    words: str = ""
    """What it is about."""
    said: str = ""
    """A number: how it is read; a name: where it stands; a dropped line: the rule."""
    weight: float = 0.0
    link: str = ""


def doubts(
    parsed: Script,
    utterances: Sequence[Utterance],
    articles: Sequence[Article],
    *,
    lexicon: Lexicon,
    threshold: float,
) -> list[Doubt]:
    """All that can be doubted of a script and what it tells, the likeliest mistake first."""
    cues = [cue for cue in parsed.cues if cue.kind == "speech"]
    found = [
        *_attributions(cues, articles, threshold),
        *_dropped(articles),
        *_names(parsed, cues, lexicon),
        *_numbers(parsed, utterances),
        *_long(cues, parsed),
    ]
    return sorted(found, key=lambda one: (-WEIGHTS[one.kind], -one.weight, one.line))


def told_lately(library: Library, episode: Episode, articles: Sequence[Article]) -> list[Doubt]:
    """The stories that this show told in its last days already."""
    lately = library.newest(show=episode.show, since=episode.published - LATELY, limit=COMPARED)
    found = []
    for article in articles[: len(episode.stories)]:
        this = sameness.of_article(article)
        for row in lately:
            if row.id == episode.id or row.published > episode.published or row.state == "withdrawn":
                continue
            if any(one.tells(this) for one in _known(library.path, library.folder, row.show, row.id, row.digest)):
                link = f"/e/{row.show}/{row.id}"
                found.append(Doubt(kind="again", words=article.headline, said=row.title, link=link))
                break
    return found


@lru_cache(maxsize=256)
def _known(path: Path, folder: Path, show: str, name: str, _digest: str) -> tuple[Known, ...]:
    """What an episode told; nothing of one that cannot be read any more."""
    try:
        return tuple(sameness.of_episode(Library(path, episodes=folder).episode(name, show)))
    except LibraryError:
        return ()


def _attributions(cues: Sequence[Cue], articles: Sequence[Article], threshold: float) -> Iterator[Doubt]:
    for article in articles:
        for quote in article.quotes:
            sure = quote.confidence
            if not (quote.speaker and quote.voiced and threshold <= sure < DOUBT):
                continue
            line = next((cue.line for cue in cues if cue.role == "quote" and cue.text in quote.text), 0)
            line = line or next((cue.line for cue in cues if quote.text and quote.text in cue.text), 0)
            yield Doubt(kind="attribution", line=line, words=quote.speaker, said=quote.text, weight=1 - sure)


def _dropped(articles: Sequence[Article]) -> Iterator[Doubt]:
    for article in articles:
        for one in article.dropped:
            words = one.line.split()
            prose = len(words) >= PROSE and _ENDED.search(one.line.strip()) and not NOT_PROSE.search(one.line)
            if prose and "repeat" not in one.rule:
                yield Doubt(kind="dropped", words=one.line, said=one.rule, weight=len(words) / 100, link=article.source)


def _names(parsed: Script, cues: Sequence[Cue], lexicon: Lexicon) -> Iterator[Doubt]:
    """Words that begin with a capital inside of a sentence and that neither a lexicon nor the dictionary has."""
    from audiopress.learn import DICTIONARY

    if parsed.language.partition("-")[0].lower() != DICTIONARY:
        return
    known = {word for entry in lexicon.heard() for word in entry.written.casefold().split()}
    found: dict[str, Doubt] = {}
    counts: dict[str, int] = {}
    for cue in cues:
        if cue.language or cue.role == "headline":
            continue
        for match in _NAME.finditer(cue.text):
            name = re.sub(r"['’]s$", "", match[0])
            if not name.islower() and _strange(name, known):
                counts[name] = counts.get(name, 0) + 1
                near = cue.text[max(0, match.start() - 40) : match.end() + 40]
                found.setdefault(name, Doubt(kind="name", line=cue.line, words=name, said=near))
    ranked = sorted(found.values(), key=lambda one: (-_hard(one.words), -counts[one.words], one.line))
    for rank, one in enumerate(ranked[:NAMES]):
        yield Doubt(kind="name", line=one.line, words=one.words, said=one.said, weight=1 - rank / 100)


def _strange(name: str, known: Iterable[str]) -> bool:
    parts = [part for part in re.split(r"[-'’]", name) if part]
    return any(
        part.casefold() not in known
        and part not in GIVEN
        and part not in FEMALE
        and part not in MALE
        and not _in_dictionary(part.casefold())
        for part in parts
    )


@lru_cache(maxsize=65536)
def _in_dictionary(word: str) -> bool:
    from audiopress.learn import level_of

    stems = {word, word.removesuffix("s"), re.sub(r"(?:es|ed|ing)$", "", word)}
    return any(0 < level_of(stem) < RAREST for stem in stems if len(stem) > 1)


_HARD: Final = re.compile(
    r"[^\x00-\x7f]|[aeiou]{3}|[bcdfghjklmnpqrstvwxz]{4}|[jkqxz]|sz|cz|[aiou]$|eo|ae|ui|ie|tz|ng", re.IGNORECASE
)


def _hard(name: str) -> int:
    """How many places of a name an English voice may stumble over."""
    return len(_HARD.findall(name))


def _numbers(parsed: Script, utterances: Sequence[Utterance]) -> Iterator[Doubt]:
    """Numbers that can be read in several ways, with the one that is."""
    seen: set[str] = set()
    for one in utterances:
        cue = parsed.cues[one.cue]
        sentence = cue.text[one.start : one.end]
        for match in _ODD.finditer(sentence):
            if match[0] in seen or _YEAR.fullmatch(match[0]):
                continue
            spans = [
                span for span in one.spans if span.written_start < match.end() and match.start() < span.written_end
            ]
            if not spans:
                continue
            said = one.spoken[min(s.start for s in spans) : max(s.end for s in spans)]
            if said != match[0]:
                seen.add(match[0])
                yield Doubt(kind="number", line=cue.line, words=match[0], said=said)


def _long(cues: Sequence[Cue], parsed: Script) -> Iterator[Doubt]:
    from audiopress.desk.hearing import sentences

    for cue in cues:
        for start, end in sentences(parsed, cue):
            count = len(cue.text[start:end].split())
            if count > LONG:
                words = " ".join(cue.text[start:end].split()[:10]) + " …"
                yield Doubt(kind="long", line=cue.line, words=words, said=str(count), weight=count / 1000)
