"""Transcripts and chapters, read back the way players read them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as configure
from hypothesis import strategies as st
from tests_examples import often

from audiopress.model import Chapter, Episode, Segment, Word
from audiopress.publish import chapters as marks
from audiopress.publish import transcripts
from audiopress.publish.clean import line
from audiopress.publish.paragraphs import blocks

Make = Callable[..., Any]
TIME = r"(\d\d+):([0-5]\d):([0-5]\d)[.,](\d\d\d)"

TEXT = st.text(st.characters(codec=None, exclude_categories=()), max_size=120)
SEGMENTS = st.lists(
    st.builds(
        Segment,
        start=st.floats(0, 30_000),
        end=st.floats(0, 30_000),
        speaker=TEXT,
        body=TEXT,
        written=TEXT,
        role=st.sampled_from(["host", "quote", "headline"]),
    ),
    max_size=8,
)


def seconds(text: str) -> float:
    found = re.fullmatch(TIME, text)
    assert found, text
    hours, minutes, whole, rest = (int(part) for part in found.groups())
    return hours * 3600 + minutes * 60 + whole + rest / 1000


def cues(content: bytes, *, head: str = "") -> list[tuple[float, float, str]]:
    """Cues as a plain parser sees them: separated by blank lines, the times on a line of their own."""
    text = content.decode().removeprefix(head).strip("\n")
    found = []
    for block in text.split("\n\n") if text else []:
        lines = block.split("\n")
        while "-->" not in lines[0]:
            lines.pop(0)
        start, _, end = lines[0].partition(" --> ")
        found.append((seconds(start), seconds(end), "\n".join(lines[1:])))
    return found


def antennapod(content: bytes) -> list[tuple[str, str]]:
    """Speaker and words of SRT cues, split as AntennaPod splits them: at every colon where there is a `: `."""
    found, speaker = [], ""
    for _start, _end, text in cues(content):
        body = " ".join(part.strip() for part in text.split("\n")) + " "
        if ": " in body:
            parts = body.strip().split(":")
            speaker, body = parts[0], parts[1]
        found.append((speaker, body.strip()))
    return found


def test_vtt_names_every_voice_and_escapes_what_was_said(make_episode: Make) -> None:
    """Each cue is one voice's words, escaped; the narrator has a name too."""
    content = transcripts.to_vtt(make_episode().transcript, narrator="Narrator")

    assert content.startswith(b"WEBVTT\n\n")
    text = content.decode()
    assert "<v Lee In-young>We waited ninety years for this, and the water waited with us.</v>" in text
    assert "<v Narrator>This is the morning brief.</v>" in text
    assert "gulls &amp; the &lt;eels&gt;." in text


def test_json_names_every_speaker(make_episode: Make) -> None:
    """JSON transcripts hold a segment a sentence, with speaker, start, end and words."""
    found = json.loads(transcripts.to_json(make_episode().transcript, narrator="Narrator"))

    assert found["version"] == "1.0.0"
    assert found["segments"][2] == {
        "speaker": "Lee In-young",
        "startTime": 10.0,
        "endTime": 13.6,
        "body": "We waited ninety years for this, and the water waited with us.",
    }


def test_srt_loses_no_words_behind_a_colon(make_episode: Make) -> None:
    """A parser that splits cues at colons finds the right speaker and every word."""
    found = antennapod(transcripts.to_srt(make_episode().transcript, narrator="Narrator"))

    said = " ".join(words for _speaker, words in found)
    assert {speaker for speaker, _words in found} == {"Narrator", "Lee In-young", "Anna Harris"}
    assert "to the public∶ a first since 1931." in said
    assert "Work begins at 10∶30 on Monday." in said


@given(SEGMENTS)
@configure(max_examples=often(200), deadline=None)
def test_whatever_was_said_transcripts_stay_well_formed(segments: list[Segment]) -> None:
    """Any text and any times give transcripts that parse, without an empty body, each cue ending after it begins."""
    told = [one for one in segments if line(one.body)]

    vtt = cues(transcripts.to_vtt(segments, narrator="N"), head="WEBVTT")
    srt = cues(transcripts.to_srt(segments, narrator="N"))
    found = json.loads(transcripts.to_json(segments, narrator="N"))["segments"]

    assert len(found) == len(told)
    assert len(vtt) >= len(told)
    assert len(srt) >= len(told)
    for start, end, text in vtt:
        assert end > start
        assert re.fullmatch(r"<v [^<>&\n]+>[^<>\n]+</v>", text)
    for start, end, text in srt:
        assert end > start
        assert text.strip()
        assert text.count(":") <= 1
        assert text.count("\n") <= 1
    for one in found:
        assert one["endTime"] > one["startTime"]
        assert one["body"]
        assert one["speaker"]


@given(st.text("ab ,.항", min_size=1, max_size=500), st.sampled_from([32, 64, 130]))
def test_cutting_a_sentence_loses_nothing(body: str, width: int) -> None:
    """The captions of a sentence, joined, are the sentence, and none is wider than the screen."""
    segment = Segment(start=1.0, end=9.0, speaker="", body=body)

    found = list(transcripts.captions([segment], width=width))

    joined = "".join("".join(one.text.split()) for one in found)
    assert joined == "".join(body.split())
    assert all(len(one.text) <= width for one in found)
    assert [one.start for one in found] == sorted(one.start for one in found)
    assert all(a.end <= b.start + 0.002 for a, b in pairwise(found))


def test_long_sentences_are_cut_by_the_times_of_their_words() -> None:
    """A caption begins when its first word sounds, as the words' own times say."""
    words = [f"word{n:02}" for n in range(40)]
    times = tuple(Word(text=word, start=n * 2.0, end=n * 2.0 + 1.9) for n, word in enumerate(words))
    segment = Segment(start=0.0, end=80.0, speaker="", body=" ".join(words), words=times)

    found = list(transcripts.captions([segment], width=64))

    assert len(found) > 3
    for one in found:
        first = words.index(one.text.split()[0])
        assert one.start == pytest.approx(first * 2.0)


def test_chapters_begin_at_nought_in_the_order_of_time() -> None:
    """Chapters are sorted, the first begins at 0, nameless ones are left out."""
    episode = Episode.__new__(Episode)
    object.__setattr__(
        episode,
        "chapters",
        (
            Chapter(start=60.0, end=90.0, title="Second <b>"),
            Chapter(start=1.5, end=60.0, title="First"),
            Chapter(start=20.0, end=30.0, title=" \x00 "),
        ),
    )

    found = marks.chapters(episode)

    assert [(one.start, one.title) for one in found] == [(0.0, "First"), (60.0, "Second ‹b›")]
    assert marks.to_lines(found) == ("(00:00) First", "(01:00) Second ‹b›")


def test_json_chapters_have_version_and_times(make_episode: Make) -> None:
    """Chapters are JSON chapters 1.2."""
    found = json.loads(marks.to_json(marks.chapters(make_episode())))

    assert found["version"] == "1.2.0"
    assert found["chapters"][1] == {
        "startTime": 4.0,
        "title": "Harbour opens to the public",
        "endTime": 26.0,
        "url": "https://example.org/harbour",
    }


def test_the_page_s_transcript_sets_quotes_apart(make_episode: Make) -> None:
    """Quotes that are no article's are blocks of their own with the speaker's name."""
    episode = make_episode()
    found = blocks(episode, marks.chapters(episode))

    assert [(one.kind, one.speaker) for one in found] == [
        ("chapter", ""),
        ("text", ""),
        ("chapter", ""),
        ("text", ""),
        ("quote", "Lee In-young"),
        ("text", ""),
        ("quote", "Anna Harris"),
    ]
    said = [part.text for block in found for part in block.parts]
    assert said == [one.body for one in episode.transcript]


def test_paragraphs_are_the_article_s_whatever_the_silences(make_episode: Make) -> None:
    """Sentences of one paragraph stay together however long it is silent, with quotes in their marks inside of it."""
    told = (
        ("host", "", "One.", "One. ", 0, "text"),
        ("quote", "Anna Harris", "I opened it,", "“I opened it,” ", 1, "text"),
        ("host", "", "Harris said.", "Harris said.", 1, "text"),
        ("host", "", "Is it cold?", "Is it cold?", 2, "question"),
        ("quote", "Anna Harris", "Very.", "Very.", 3, "answer"),
    )
    spoken = tuple(
        Segment(
            start=n * 3.0, end=n * 3.0 + 0.5, speaker=who, body=body, written=written, role=role, story=0,
            paragraph=paragraph, kind=kind,
        )
        for n, (role, who, body, written, paragraph, kind) in enumerate(told)
    )  # fmt: skip

    found = blocks(replace(make_episode(), transcript=spoken), ())

    shown = [(one.kind, one.speaker, "".join(part.text + part.gap for part in one.parts).strip()) for one in found]
    assert shown == [
        ("text", "", "One."),
        ("text", "", "“I opened it,” Harris said."),
        ("question", "", "Is it cold?"),
        ("quote", "Anna Harris", "Very."),
    ]
    assert [part.speaker for part in found[1].parts] == ["Anna Harris", ""]
    (_, quoted, *_) = json.loads(transcripts.to_json(spoken, narrator="Narrator"))["segments"]
    assert quoted["body"] == "“I opened it,”"


def test_a_headline_that_is_read_aloud_is_not_printed_twice(make_episode: Make) -> None:
    """Where the first sentence of a chapter is its title, the heading itself is the sentence."""
    spoken = Segment(start=4.1, end=6.0, speaker="", body="Harbour opens to the public.", role="headline")
    episode = replace(make_episode(), transcript=(spoken,))

    found = blocks(episode, marks.chapters(episode))

    assert [(one.kind, len(one.parts)) for one in found] == [("chapter", 0), ("chapter", 1)]
    assert found[1].parts[0].text == "Harbour opens to the public"


def test_an_announcement_stands_before_the_headline_it_announces(make_episode: Make) -> None:
    """Where a chapter begins with an announcement and its title is read later, the title is printed there, once."""
    said = ("This is the brief.", "Harbour opens", "It opened on Monday.")
    spoken = tuple(Segment(start=n * 4.0, end=n * 4.0 + 3, speaker="", body=body) for n, body in enumerate(said))
    marked = (Chapter(start=0.0, end=12.0, title="Harbour opens"),)

    found = blocks(replace(make_episode(), transcript=spoken), marked)

    assert [(one.kind, [part.text for part in one.parts]) for one in found] == [
        ("text", ["This is the brief."]),
        ("chapter", ["Harbour opens"]),
        ("text", ["It opened on Monday."]),
    ]


def test_chapters_without_words_keep_their_headings(make_episode: Make) -> None:
    """A chapter of music, or one behind the last word, has its heading too, so that links to it lead somewhere."""
    spoken = (Segment(start=10.0, end=12.0, speaker="", body="One."),)
    marked = tuple(Chapter(start=start, end=start + 5, title=f"At {start}") for start in (0.0, 5.0, 30.0))

    found = blocks(replace(make_episode(), transcript=spoken), marked)

    assert [(one.kind, one.number) for one in found] == [("chapter", 1), ("chapter", 2), ("text", 0), ("chapter", 3)]


def test_word_times_count_as_scripts_count() -> None:
    """Offsets of words are in UTF-16 units, so that letters outside the first plane move nothing."""
    segment = Segment(
        start=10.0,
        end=12.0,
        speaker="",
        body="😀 wave now",
        words=(
            Word(text="😀", start=10.0, end=10.5),
            Word(text="wave", start=10.5, end=11.0),
            Word(text="now", start=11.25, end=12.0),
        ),
    )
    episode = Episode.__new__(Episode)
    object.__setattr__(episode, "transcript", (segment,))

    found = blocks(episode, ())

    assert found[0].parts[0].words == "0:2:0 3:7:50 8:11:125"
