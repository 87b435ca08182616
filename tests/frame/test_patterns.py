"""No pattern of the package takes time that grows faster than the text, but for those that were looked at."""

from __future__ import annotations

import re

import pytest
from tests_patterns import asked_only, compiled, faults

WINDOWED = "asked of at most claims.WINDOW characters of a text at a time"
LINE = "asked of lines of at most bylines.LINE characters"
REVIEWED = {
    "languages.de.reading": WINDOWED,
    "languages.en.reading": WINDOWED,
    "languages.es.reading": WINDOWED,
    "languages.ja.reading": WINDOWED,
    "script.foreign._LATIN": "begins at no letter of a word, and what fails behind it gives back its last word alone",
    "script.formats._CUE": "a mark of ours opens each part, and the text has none of them",
    "languages.sentences._END": "what closes a quotation is a space only before its mark, so the space behind it is another",
    "languages.sentences._WORD": "asked of the 40 characters before a stop",
    "segment.page.bylines.": LINE,
    "segment.page.signatures._AGE_BEHIND": LINE,
    "segment.page.scripted._STRING": "begins at no escaped quotation mark, so that one without an end is looked for once",
    "languages.ko.bylines.": LINE,
    "segment.quotes.eastern._NAMED": "asked of the eastern.NAMED characters before a verb",
    "sources.opening._SITE": "asked of what an operator types",
    "languages.tokens._SMALL_WORD": "the boundary at its end is where a run of small letters ends, or one letter back",
    "sources.syndication._CUT": "asked of the last 120 characters of an entry",
    "speech.builtin.espeak._LATIN": "two letters are a match, so that only a single one is looked behind",
    "speech.licences._LICENCE": "a line ends it, and a model's card is as long as its maker wrote it, not a page's author",
    "tables._HEADER": "asked of a line of the newsroom's own files",
    "tables._KEY": "asked of a line of the newsroom's own files",
}
"""Names, or the beginnings of names, to why they may stay. Nested repeats are another matter: see NESTED."""
NESTED = {"languages.joining._TOKEN": "nothing behind its repeats can fail, so none of their turns is tried twice"}


def test_no_pattern_reads_the_same_characters_again_and_again() -> None:
    """Repeats that are nested, that follow each other or begin again in each other are mended, or reviewed by name."""
    found = compiled()
    asked = asked_only(frozenset(found))
    flagged = {name: kinds for name, one in found.items() if (kinds := faults(one, sought=name not in asked))}
    unseen = {
        name: f"{sorted(kinds)} {found[name].pattern[:100]!r}"
        for name, kinds in flagged.items()
        if not any(name.startswith(one) for one in (NESTED if "nested" in kinds else REVIEWED))
    }
    assert unseen == {}
    stale = [one for one in (*REVIEWED, *NESTED) if not any(name.startswith(one) for name in flagged)]
    assert stale == [], "no pattern needs this review any more"
    assert len(found) > 500


@pytest.mark.parametrize(
    ("pattern", "kinds"),
    [
        (r"(a+)+b", {"nested"}),
        (r"^(?:x\.example/\S+\s*)+$", {"nested"}),
        (r"^(?:x\.example/\S++\s*+)++$", set()),
        (r"^a\s*,?\s*b", {"two"}),
        (r"^a\s*+,?\s*b", set()),
        (r"\s+$", {"restart"}),
        (r"(?<!\s)\s+$", set()),
        (r"\s*\|", {"restart"}),
        (r"\b[\w.]+@", {"restart"}),
        (r"(?<![\w.])[\w.]++@", set()),
        (r"\w+", set()),
        (r"\s{1,20}x", set()),
        (r"[^)]*/[^()]*\)", {"restart", "two"}),
    ],
)
def test_the_check_knows_what_is_dear(pattern: str, kinds: set[str]) -> None:
    """Patterns that are known to be exponential, quadratic and linear are told apart."""
    found = faults(re.compile(pattern), sought=True)
    assert found == kinds or (found > kinds and "nested" in kinds)
