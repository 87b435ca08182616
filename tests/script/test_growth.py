"""Time grows as the text does: what is read aloud, cut into sentences and parsed."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable
from functools import partial

import pytest
from tests_growth import UNITS, assert_linear, repeated

from audiopress.errors import ScriptError
from audiopress.languages import rewriting
from audiopress.languages.rewriting import WINDOW, windows
from audiopress.script import clauses, parse, say, sentences
from audiopress.script.toolbox import one_line

FUNCTIONS: dict[str, Callable[[str], object]] = {
    **{f"say {code}": partial(say, language=code) for code in ("en", "de", "fr", "es", "ko", "ja")},
    "sentences": sentences,
    "clauses": lambda text: clauses(text, limit=40),
    "parse": parse,
    "parse a cue": lambda text: parse("HOST: " + text),
}


@pytest.mark.parametrize("name", FUNCTIONS)
def test_work_grows_as_the_text_does(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Twice the text is at most 1.3 × twice the work, whatever it repeats."""
    monkeypatch.setattr(rewriting, "WINDOW", 200)  # so that few letters are more than the rules see at once
    # What the languages share is seen with English; each other one has a sixth of the units to itself.
    others = [one for one in FUNCTIONS if one.startswith("say ") and one != "say en"]
    step = (
        slice(others.index(name), None, 6)
        if name in others
        else slice(None, None, 1 if name in {"sentences", "parse"} else 3)
    )
    for unit in UNITS[step]:
        assert_linear(FUNCTIONS[name], unit, size=1000)


@pytest.mark.parametrize("unit", [" ", "\u00a0", "\t", ".", "?!", ":", "1", "HOST:", "A", "a", "\x00 "])
def test_patterns_do_not_begin_again_at_each_letter(unit: str) -> None:
    """100,000 spaces, marks or letters are cut, parsed and laid on one line at once."""
    text = repeated(unit, 100_000)
    assert sentences(text)[-1][1] == len(text)
    assert clauses(text, limit=400)[-1][1] == len(text)
    one_line("x" + text + "x")
    for line in ("HOST" + text, "Host " + text):
        with contextlib.suppress(ScriptError):  # a line at fault is told, too
            parse(line + "\nHOST: said.")


@pytest.mark.parametrize(
    ("code", "unit"), [("en", "St. "), ("en", "VII "), ("fr", "VII "), ("es", "VII "), ("de", "VII "), ("en", "1½1")]
)
def test_rules_see_a_part_of_a_long_text(code: str, unit: str) -> None:
    """Titles and Roman numerals look back a few words, not over all that was said before."""
    assert say(repeated(unit, 20_000), language=code).text


@pytest.mark.parametrize("code", ["en", "de", "fr", "es", "ko", "ja"])
@pytest.mark.parametrize("digits", [4301, 5000, 9001])
def test_a_number_of_thousands_of_digits_is_read(code: str, digits: int) -> None:
    """A number longer than Python turns into text is read digit by digit, and nothing is raised."""
    said = say("7" * digits, language=code).text
    assert len(said) >= digits
    assert not re.search(r"\d", said)


@pytest.mark.parametrize("unit", ["Word ", "We go home. We stay. ", "line\n", "x", "7"])
def test_parts_are_the_whole_text(unit: str) -> None:
    """The parts that rules see follow each other without a gap, none is longer than the most and no word's end is short."""
    text = repeated(unit, 3 * WINDOW + 17)
    found = list(windows(text))
    assert "".join(text[start:end] for start, end in found) == text
    assert all(0 < end - start <= WINDOW for start, end in found)
    if unit in "x7":
        assert min(end - start for start, end in found) >= WINDOW // 2


def test_a_long_text_is_said_as_its_sentences_are() -> None:
    """A text longer than the rules see at once says what each of its sentences says."""
    sentence = "On May 3, 2026, Dr. Bell paid $3.5 million for 12 km of road. "
    assert say(sentence * 200).text == " ".join([say(sentence).text] * 200)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("301 Millionen Euro", "drei hundert eine Millionen Euro"),
        ("301.000.000", "drei hundert eine Millionen"),
        ("1 Mio. Euro", "eine Million Euro"),
        ("301 Euro", "drei hundert ein Euro"),
        ("101 km", "ein hundert ein Kilometer"),
        ("101 h", "ein hundert eine Stunden"),
        ("0,1 Millionen", "null komma eins Millionen"),
        ("0,1 km", "null komma eins Kilometer"),
        ("Es sind 101.", "Es sind ein hundert eins."),
    ],
)
def test_german_counts_a_noun(written: str, said: str) -> None:
    """`eins` stands alone and behind a comma only; before what is counted it is `ein` or `eine`."""
    assert say(written, language="de").text == said
