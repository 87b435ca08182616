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
from audiopress.languages.page_schema import NO_PHRASES
from audiopress.languages.schema import NO_CASES
from audiopress.languages.sentences import sentences
from audiopress.segment.page.boilerplate import label
from audiopress.segment.page.bylines import bylines
from audiopress.segment.page.correction_notes import is_note
from audiopress.segment.page.dates import published_and_updated
from audiopress.segment.page.lines import PageLine
from audiopress.segment.page.paywall import asks_subscribers, is_paywall
from audiopress.segment.page.signatures import signature
from audiopress.segment.quotes.finding import find_quotes

READ: Final = ("kicker", "feed_footer", "comments", "caption", "key_points", "about_author")
"""Labels that say what a line is, and leave it to its place what becomes of it."""
WEIGHED: Final = ("photo_credit", "boilerplate", "subhead")
"""Labels that speak for or against a line beside what else it says."""


def _label_of(key: str) -> Callable[[Pack], object]:
    """Whether a pack has phrases of a label."""
    return lambda one: getattr(one.page, key) != NO_PHRASES


NEEDED: Final[Mapping[str, Callable[[Pack], object]]] = {
    "words.stop": lambda one: one.words.stop or one.language in EASTERN_TAGS,
    "words.common": lambda one: one.words.common or one.language in EASTERN_TAGS,
    **{f"page.{key}": _label_of(key) for key in ("pointer", "boilerplate", "advertisement", "footer", "paywall")},
    **{f"page.{key}": _label_of(key) for key in ("correction_head", "continue_reading", "comments", "photo_credit")},
    "page.bylines": lambda one: one.page.bylines.by or one.part("bylines"),
    "page.dates": lambda one: one.page.dates.published,
    "page.mail": lambda one: one.page.mail.sender,
    "quotes.family": lambda one: one.quotes.family or one.language not in EASTERN_TAGS,
    "quotes.dotted": lambda one: one.quotes.dotted or one.language in EASTERN_TAGS,
    "quotes.finite": lambda one: one.quotes.finite or one.quotes.cases != NO_CASES or one.language in EASTERN_TAGS,
    "quotes.documents": lambda one: one.quotes.documents or one.language in EASTERN_TAGS,
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
    """The label by which a line is no plain text of a story in this language."""
    if is_note(text, language):
        return "correction"
    if is_paywall(text, language):
        return "paywall"
    if asks_subscribers(text, language):
        return "subscriber_login"
    line = PageLine(text, 1, language=language)
    if rule_label := label(line):
        return rule_label
    found = {match.label for match in phrasebook(language).matches(text)}
    return next((one for one in (*READ, *WEIGHED) if one in found), "")


def _published(text: str, language: str) -> str:
    moment = published_and_updated(text, "UTC", language)[0]
    return moment.replace(tzinfo=None).isoformat(timespec="minutes") if moment else ""


def _names(text: str, language: str) -> str:
    return "; ".join(bylines(text, language) or signature(text, language))


_READERS: Final[Mapping[str, Callable[[str, str], str]]] = {
    "spoken": _spoken,
    "quotes": _speaker,
    "labels": _label,
    "dates": _published,
    "bylines": _names,
}
