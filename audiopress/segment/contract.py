"""What every language must keep, as a test that the author of one runs: see docs/languages.md.

from audiopress.segment.contract import examine

def test_my_language():
    examine("it")
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from audiopress.languages import spoken
from audiopress.languages.detecting import EASTERN_TAGS, detect
from audiopress.languages.pack import Pack, pack, phrasebook
from audiopress.languages.sentences import sentences
from audiopress.segment.page.bylines import bylines
from audiopress.segment.page.dates import published_and_updated
from audiopress.segment.quotes.finding import find_quotes

NEEDED: Final[Mapping[str, Callable[[Pack], object]]] = {
    "words.stop": lambda one: one.words.stop or one.language in EASTERN_TAGS,
    "quotes.verbs": lambda one: one.quotes.verbs or one.part("quotes"),
    "reading.signs": lambda one: one.reading.signs,
    "show.sample": lambda one: one.show.sample,
    "show.disclosure": lambda one: one.show.disclosure,
    "show.pages": lambda one: one.show.pages,
    "show.formats": lambda one: one.show.formats,
    "speech.least": lambda one: one.speech.least,
    "speech.letters": lambda one: one.speech.letters or one.language in EASTERN_TAGS,
    "examples.spoken": lambda one: one.examples.spoken,
    "examples.quotes": lambda one: one.examples.quotes,
    "examples.labels": lambda one: one.examples.labels,
    "examples.dates": lambda one: one.examples.dates,
    "examples.bylines": lambda one: one.examples.bylines,
}
"""What no language does without for long, and whether a pack has it."""


def lacking(tag: str) -> tuple[str, ...]:
    """The keys that a language's folder still lacks; each is neutral until it has them."""
    return tuple(key for key, there in NEEDED.items() if not there(pack(tag)))


def failures(tag: str) -> Iterator[str]:
    """The examples of a language that do not come out as its folder says, each in a line."""
    found = pack(tag)
    for key, read in _READERS.items():
        for given, wanted in getattr(found.examples, key):
            got = read(given, found.language)
            if got != wanted:
                yield f"examples.{key}: {given!r} gives {got!r}, not {wanted!r}"
    for wanted_row in found.examples.sentences:
        text = " ".join(wanted_row)
        cut = tuple(text[start:end].strip() for start, end in sentences(text, language=found.language))
        if cut != wanted_row:
            yield f"examples.sentences: {text!r} is cut into {list(cut)}"
    for text in found.examples.languages:
        if (language := detect(text)) != found.language:
            yield f"examples.languages: {text!r} is taken for {language!r}"


def examine(tag: str) -> None:
    """Raises AssertionError, which names every example that fails, unless the language keeps what its folder says.

    Raises ConfigError for a folder with faults.
    """
    assert pack(tag).known, f"there is no folder for {tag!r}, and no plug-in"
    told = list(failures(tag))
    assert not told, "\n".join(told)


def _spoken(text: str, language: str) -> str:
    return spoken(text, language=language)


def _speaker(text: str, language: str) -> str:
    """Who says the first quote that is voiced."""
    quotes = [one for one in find_quotes(text, language=language) if one.voiced]
    return (quotes[0].speaker or "") if quotes else ""


def _label(text: str, language: str) -> str:
    """The first label that the language's own phrases give a line."""
    return next((match.label for match in phrasebook(language).matches(text)), "")


def _published(text: str, _language: str) -> str:
    moment = published_and_updated(text)[0]
    return moment.replace(tzinfo=None).isoformat(timespec="minutes") if moment else ""


def _names(text: str, _language: str) -> str:
    return "; ".join(bylines(text))


_READERS: Final[Mapping[str, Callable[[str, str], str]]] = {
    "spoken": _spoken,
    "quotes": _speaker,
    "labels": _label,
    "dates": _published,
    "bylines": _names,
}
