"""What the words of a line say for the story or against it: features by name, those that are 0 left out."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from audiopress.languages.line_memory import remembered
from audiopress.languages.names import name_lists
from audiopress.languages.pack import pack, page_packs, phrasebook
from audiopress.languages.phrases import Match, alternation
from audiopress.languages.scripts import EASTERN
from audiopress.languages.tags import NONE
from audiopress.languages.tokens import spelled, words_in

if TYPE_CHECKING:
    from audiopress.segment.page.lines import PageLine

_NETWORKS: Final = frozenset("facebook twitter whatsapp instagram pinterest linkedin tweet".split())
"""Names that speak against a line, but not against a sentence: it may speak of Twitter."""
_SOURCE: Final = re.compile(
    rf"\((?:{alternation(name_lists().picture_agencies)}|file|[a-z][\w./ ]{{1,40}} via [a-z][\w. ]+)[^)]{{0,30}}\)\s*$"
)
SPEECH: Final = re.compile(r"[,.!?…][”\"»]|。」")
"""Somebody speaks: behind such a line an agency's sign ends a story, and behind another one it says whose a picture is."""
_DATE = re.compile(r"\b(?:19|20)\d\d\b|\b\d{1,2}:\d\d\b|\b\d{1,2}[./]\d{1,2}[./]\d{2,4}\b")
_ENDS = re.compile(r"[.!?…:;。！？]\s?[\"”“'’‘»«」』)\]）】]*$|[.!?…,，][\"”“'’]+$|」$")
_SIGNED = re.compile(r"[。！？][”」』]?\s?[（(][^()（）]{1,16}[)）]$")
"""A last sentence with its author or an end mark behind it: `…。（山田太郎）`; behind a Latin stop it is a caption's credit."""
_STOPS = re.compile(r"[.!?…;:।](?:[\s\"”’»)]|$)|[。！？]")
"""What ends a sentence, or leads on, anywhere in a line."""
ENUMERATION: Final = (16, 0.2)
"""Words of the shortest line that only names things, and the largest share of common words in it."""
MAX_SIGNED_LETTERS: Final = 22
"""Letters of that end (_SIGNED) at most."""
_ADDRESS = re.compile(r"https?://|www\.|(?<![\w.])[\w.]++@[\w.]+\.\w")
_LAST: Final = frozenset(".!?…:;\"”“'’‘»«」』)]）】。！？")
"""What a text ends with that may end like a sentence."""
MIN_COMMON_SHARE: Final = 0.25
"""Share of a sentence's words that are common ones at least."""
MAX_WORDS: Final = 120
"""Words from which on a line counts as no longer."""
MIN_PROSE_WORDS: Final = 8
"""Words of the shortest line that is surely a sentence. The bounds here are chosen by hand on labelled pages."""
MAX_CAPITALS_SHARE: Final = 0.5
"""Share of a sentence's words that begin with a capital at most: names and headlines have more."""
MAX_NOUNS_SHARE: Final = 0.7
"""The same where as many words are common ones as only sentences have: German writes every noun with a capital."""
MAX_COMMON_LETTERS: Final = 3
"""Letters of most common words of most languages: where they are not known, words as short are counted."""
UNSPACED_SHARES: Final = (0.1, 0.4)
"""The share of common words that a short line, and a longer one, is given in scripts without spaces: neither for nor against it."""
MIN_UNSPACED_WORDS: Final = 3
"""As MIN_PROSE_WORDS, in scripts without spaces: `그는 내일 온다고 말했다.` is eleven signs, and a headline ends without a stop."""


class LineWords(NamedTuple):
    """A block's words: how many, and what its neighbours are told of them."""

    number: float
    """Words; characters of scripts without spaces count as a fraction."""
    length: float
    """The logarithm of `number`, which stops growing at MAX_WORDS."""
    ends: float
    """1 where the text ends like a sentence."""
    boilerplate: float
    features: dict[str, float]
    """By name, those that are 0 left out; for reading only."""


def words_of(line: PageLine) -> LineWords:
    """What the words of a block look like by themselves; the features are the caller's to add to."""
    said = by_words(line.text, line.language)
    return LineWords(said.number, said.length, said.ends, said.boilerplate, {**said.features, **markup(line)})


def markup(line: PageLine) -> dict[str, float]:
    """What the element says that a line stands in."""
    features = {"links": line.links}
    if line.links > 0.6:
        features["many links"] = 1.0
    if line.tag == "li":
        features["list item"] = 1.0
    elif line.tag in {"p", "blockquote"}:
        features["paragraph tag"] = 1.0
    return features


@cache
def _common(language: str) -> frozenset[str]:
    """The words that sentences have and menus do not; none where the language's are not known."""
    own = pack(language)
    if not (own.words.stop or own.words.common):
        return frozenset()
    return frozenset().union(*(one.words.stop | one.words.common for one in page_packs(language)))


def is_common(word: str, language: str) -> bool:
    """Whether a word is one that sentences of the language have and menus do not."""
    return word.lower() in _common(language)


@cache
def _endings(language: str) -> tuple[str, ...]:
    """How a sentence of the language may end without a Latin stop."""
    return ("。", *(ending for one in pack(language).words.endings for ending in (one, f"{one}.", f"{one}?")))


_LONG: Final = {"words>30": 1.0}
_SHORT: Final = (
    {"words<16": 1.0},
    {"words<16": 1.0, "words<9": 1.0},
    {"words<16": 1.0, "words<9": 1.0, "words<4": 1.0},
)
"""The features that say how long a line is: of fewer than 16 words, than 9, than 4."""


@remembered
def by_words(text: str, language: str = NONE) -> LineWords:
    """What a text says by its words, whatever it stands in: a page says its menus again, and each stage asks again."""
    small, _, capitals, digits, western = spelled(text)
    plain, number = text.isascii(), len(small) or 1
    wide = 0 if western else len(EASTERN.findall(text))
    ends = text[-1:] in _LAST and (
        _ENDS.search(text[-8:]) is not None or _SIGNED.search(text[-MAX_SIGNED_LETTERS:]) is not None
    )
    source = "(" in text and _SOURCE.search(text.lower()) is not None
    spoken = source and SPEECH.search(text) is not None
    ends = ends or spoken
    features: dict[str, float] = {}
    count = wide / 2.2 if wide > len(text) * 0.3 else float(len(small))
    if wide > len(text) * 0.3:
        ends = ends or text.endswith(_endings(language))
        features["cjk"] = 1.0
        stops = UNSPACED_SHARES[count > 8]
    elif common := _common(language):
        stops = sum(map(common.__contains__, small)) / number
    else:
        stops = sum(len(word) <= MAX_COMMON_LETTERS for word in small) / number
    length = math.log1p(min(MAX_WORDS, count))
    found = phrasebook(language).matches(text)
    sentence = ends and count >= MIN_PROSE_WORDS and stops >= MIN_COMMON_SHARE
    pushes = _pushes(found) or not (sentence or _NETWORKS.isdisjoint(small))
    boilerplate = (2.0 if count < 20 else 0.6) if pushes else 0.0
    features["length"] = length
    features["stops"] = stops
    features["capitals"] = capitals / number
    features["digits"] = digits / (len(text) or 1)
    commas = text.count(",") + (0 if western else text.count("，") + text.count("、"))
    features["comma"] = commas / 3 if commas < 3 else 1.0
    if ends:
        features["ends"] = 1.0
    if stops == 0:
        features["no stops"] = 1.0
    if not 16 <= count <= 30:
        features |= _LONG if count > 30 else _SHORT[(count < 9) + (count < 4)]
    if count < 16 and digits and _DATE.search(text):
        features["date"] = 1.0
    if boilerplate:
        features["boilerplate"] = boilerplate
    credit = found and any(match.label == "photo_credit" and match.mode == "holds" for match in found)
    if credit or (source and not spoken):
        features["credit"] = 1.0
    if ("@" in text or "://" in text or "www." in text) and _ADDRESS.search(text):
        features["address"] = 1.0
    if text[:1] in "“\"‘'„«「":
        features["quote"] = 1.0
    elif text[:1].islower():
        features["lower start"] = 1.0
    if " | " in text or " > " in text or (not plain and (" » " in text or "•" in text)):
        features["bar"] = 1.0
    return LineWords(count, length, float(ends), boilerplate, features)


def _pushes(found: Sequence[Match]) -> bool:
    """Whether labels in a line speak against it."""
    if not found:
        return False
    labels = {match.label: match for match in found}
    weak, unless = labels.get("weak_boilerplate"), labels.get("not_boilerplate")
    return "boilerplate" in labels or (
        weak is not None and (unless is None or not unless.start <= weak.start < unless.end)
    )


@remembered
def words(text: str) -> float:
    """Words of a line; characters of scripts without spaces count as a fraction."""
    # Not by `by_words`: a page of more lines than are remembered would reckon all of that again.
    spelling = spelled(text)
    wide = 0 if spelling.western else len(EASTERN.findall(text))
    return wide / 2.2 + len(words_in(EASTERN.sub(" ", text)) if wide else spelling.words)


def enumerates(text: str, said: LineWords) -> bool:
    """Whether a long line only names things, one after the other, without a sentence: a page's keywords, its menu."""
    least, common = ENUMERATION
    return said.number >= least and not said.ends and said.features["stops"] < common and _STOPS.search(text) is None


def is_prose(line: PageLine) -> bool:
    """Whether a line is a sentence or several by its own words, with nothing that furniture has."""
    return reads_as_prose(by_words(line.text, line.language))


def reads_as_prose(said: LineWords) -> bool:
    """The same, of a line whose words were looked at before."""
    furniture = said.boilerplate or "credit" in said.features or "address" in said.features
    return (
        said.number >= (MIN_UNSPACED_WORDS if "cjk" in said.features else MIN_PROSE_WORDS)
        and said.ends > 0
        and said.features["stops"] >= 0.1
        and said.features["capitals"]
        <= (MAX_NOUNS_SHARE if said.features["stops"] >= MIN_COMMON_SHARE else MAX_CAPITALS_SHARE)
        and not furniture
    )
