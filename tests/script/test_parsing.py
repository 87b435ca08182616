from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiopress.errors import ScriptError
from audiopress.model import Script
from audiopress.script import parse

WHOLE = """\
@title The bridge opens
@language en
@link https://paper.example/bridge
@summary It opens on Monday.
@authors Ada Moreau
@desk night

# a note to the editor
@chapter The bridge opens
@link https://paper.example/bridge
@music ident
HOST: This is the show.

HEADLINE: The bridge opens: at last
@pause 0.8
@pace 0.75

QUOTE Lee In-young: “It was: late.”
HOST: Lee said.
@pace 1
@language ko
QUOTE: 늦었습니다
@language en
@audio bells.wav
@music bed off
"""


def problems(text: str, **further: object) -> list[str]:
    with pytest.raises(ScriptError) as caught:
        parse(text, source="morning.txt", **further)  # type: ignore[arg-type]
    return [str(problem) for problem in caught.value.problems]


def test_a_whole_script() -> None:
    """Every kind of line becomes its cue, with its own line number."""
    script = parse(WHOLE, source="morning.txt")
    assert (script.title, script.language, script.summary) == ("The bridge opens", "en", "It opens on Monday.")
    assert script.meta == {"link": "https://paper.example/bridge", "authors": "Ada Moreau", "desk": "night"}
    assert [(cue.kind, cue.line) for cue in script.cues] == [
        ("chapter", 9),
        ("music", 11),
        ("speech", 12),
        ("speech", 14),
        ("pause", 15),
        ("speech", 18),
        ("speech", 19),
        ("speech", 22),
        ("audio", 24),
        ("music", 25),
    ]
    assert script.cues[0].url == "https://paper.example/bridge"


def test_a_colon_in_the_words_is_kept() -> None:
    """Only the first colon of a line ends the role."""
    texts = [cue.text for cue in parse(WHOLE).cues if cue.kind == "speech"]
    assert texts[1:3] == ["The bridge opens: at last", "“It was: late.”"]


def test_letters_in_pieces_are_put_together() -> None:
    """A letter with its accent apart, or a syllable's jamo, is spoken as the letter; what NFC would replace stays."""
    written = "@title T\nHOST: Beyonce\u0301 and \u1107\u116e\u1109\u1161\u11ab, \uf90a, >\u0338."
    assert parse(written).cues[0].text == "Beyoncé and 부산, \uf90a, >\u0338."


def test_a_pace_holds_until_the_next() -> None:
    """`@pace` and `@language` hold for every cue below them until they are set again."""
    speech = [cue for cue in parse(WHOLE).cues if cue.kind == "speech"]
    assert [cue.pace for cue in speech] == [1, 1, 0.75, 0.75, 1]
    assert [cue.language for cue in speech] == ["", "", "", "", "ko"]


def test_a_blank_line_starts_a_paragraph() -> None:
    """A cue is the first of a paragraph when a blank line stands above it, whatever directives stand between."""
    speech = [cue for cue in parse("HOST: a\nHOST: b\n\n@pause 1\nHOST: c\nHOST: d").cues if cue.kind == "speech"]
    assert [cue.paragraph for cue in speech] == [False, False, True, False]


def test_a_quote_knows_its_speaker() -> None:
    """The name stands between QUOTE and the colon; spaces in it are made single."""
    cue = parse("QUOTE  Lee   In-young : Yes.").cues[0]
    assert (cue.role, cue.speaker, cue.text) == ("quote", "Lee In-young", "Yes.")


def test_windows_line_ends_and_a_byte_order_mark() -> None:
    """A script saved by any editor reads the same."""
    plain = parse(WHOLE)
    assert parse("\ufeff" + WHOLE.replace("\n", "\r\n")).cues == plain.cues


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("@chaptr One", "did you mean @chapter?"),
        ("@pauze 1", "did you mean @pause?"),
        ("@title Late", "belongs at the top"),
        ("@desk night", "unknown directive @desk"),
        ("@", "a directive is missing after @"),
        ("@chapter", "a chapter has no title"),
        ("@pause long", "needs a number, got 'long'"),
        ("@pause 31", "outside 0 to 30"),
        ("@pause nan", "outside 0 to 30"),
        ("@pace 9", "outside 0.5 to 2"),
        ("@music bedd", "did you mean 'bed'?"),
        ("@audio", "names no file"),
        ("@language k", "not a language tag: 'k'"),
        ("@link https://paper.example/", "right after a chapter"),
        ("HOTS: Hello.", "did you mean HOST?"),
        ("QOUTE Lee: Hello.", "did you mean QUOTE?"),
        ("Host: Hello.", "did you mean HOST?"),
        ("HOST：Hello.", "write the colon as :"),
        ("HOST:", "HOST says nothing"),
        ("HOST Lee: Hello.", "only QUOTE takes a name"),
        ("Just words.", "neither a cue nor a directive: 'Just words.'"),
    ],
)
def test_a_bad_line_is_told_with_its_place(line: str, message: str) -> None:
    """A line that does not parse is named by file and line, with what was meant."""
    (problem,) = problems(f"HOST: Good.\n\n{line}\n")
    assert problem.startswith("morning.txt:3: ")
    assert message in problem


def test_every_bad_line_is_told_at_once() -> None:
    """All faults of a script are reported together, in order."""
    found = problems("@titel One\nHOTS: a\nHOST: good\n@pause x\nwords\n")
    assert [problem.split(" ")[0] for problem in found] == [f"morning.txt:{n}:" for n in (1, 2, 4, 5)]


def test_a_head_line_stands_once() -> None:
    """Two titles are a slip, not a choice."""
    assert "stands twice" in problems("@title A\n@title B\nHOST: a")[0]


def test_left_out_may_stand_often() -> None:
    """`@left-out` names one story a line and is kept line by line."""
    assert parse("@left-out One\n@left-out Two\nHOST: a").meta["left-out"] == "One\nTwo"


def test_roles_of_a_show_are_held_strictly() -> None:
    """With the show's roles given, any other role is an error with the nearest one; without, a new role is a role."""
    assert "did you mean GUIDE?" in problems("GIUDE: Hello.", roles=("guide",))[0]
    assert "known: GUIDE, HEADLINE, HOST, QUOTE" in problems("BAND: Hello.", roles=("guide",))[0]
    assert parse("GUIDE: Hello.").cues[0].role == "guide"
    assert parse("HOST2: Hello.").cues[0].role == "host2"


def test_a_page_given_as_a_script_is_one_fault() -> None:
    """A file of which no line is a script's is told once, and not line by line."""
    with pytest.raises(ScriptError) as caught:
        parse("<!DOCTYPE html>\n" + "<p>One more line.</p>\n" * 60, source="page.html")
    assert str(caught.value).startswith("page.html: this is no script")
    assert [problem.where for problem in caught.value.problems] == ["page.html:1"]
    assert "without --script" in caught.value.hint
    assert len(problems("Host Hello.\n" * 3)) == 3


def test_an_empty_script_is_an_error() -> None:
    """A script in which nobody speaks makes no episode."""
    assert "nothing is said" in problems("@title A\n# b\n@pause 1\n")[0]


@given(st.text(st.characters(codec="utf-8", exclude_characters="\n"), max_size=80))
def test_any_text_after_a_role_is_said_as_it_stands(words: str) -> None:
    """What follows `HOST: ` on a line is the cue's text, whatever it looks like."""
    if words.strip():
        (cue,) = parse(f"HOST: {words}").cues
        assert cue.text == words.strip()


@given(st.text(max_size=200))
def test_any_text_is_a_script_or_a_script_error(text: str) -> None:
    """No text makes the parser fail in another way, and every problem names a line that is there."""
    try:
        script = parse(text, source="s")
    except ScriptError as error:
        numbers = [int(p.where.partition(":")[2] or 1) for p in error.problems]
        assert numbers
        assert all(1 <= number <= text.count("\n") + 1 for number in numbers)
    else:
        assert isinstance(script, Script)
