"""`audiopress listen`: the picture and the numbers of a finished episode."""

from __future__ import annotations

import io
import xml.etree.ElementTree as ET
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PIL import Image

from audiopress.model import Cue, Episode, Script, Show, Tags, Take, Utterance
from audiopress.stitch import SoundReport, measure, picture, png, produce, report, table, terminal_picture

Make = Callable[..., tuple[Script, tuple[Utterance, ...], tuple[Take, ...]]]

LINES = [
    ("host", "", "anna", -12.0, 2, True),
    ("quote", "Mira <Solberg>", "ben", -24.0, 2, False),
    ("host", "", "anna", -12.0, 1, True),
]


@pytest.fixture
def heard(episode: Make, show: Show, tags: Tags, tmp_path: Path) -> SoundReport:
    """The report of a short episode of two speakers and two chapters."""
    script, utterances, takes = episode(LINES)
    cues = (*script.cues[:3], Cue(kind="chapter", line=9, text="Äther & Co."), *script.cues[3:])
    moved = tuple(replace(u, cue=u.cue + (u.cue >= 3)) for u in utterances)
    programme, enclosure, _ = produce(
        replace(script, cues=cues), moved, takes, show, tags=tags, path=tmp_path / "out.mp3"
    )
    now = datetime(2026, 3, 2, tzinfo=UTC)
    return report(
        Episode(
            id="x",
            guid="x",
            show="harbour",
            title="Ferries & more",
            language="en",
            published=now,
            updated=now,
            enclosure=enclosure,
            chapters=programme.chapters,
            transcript=programme.transcript,
        )
    )


def test_the_report_is_what_an_independent_meter_says(heard: SoundReport, tmp_path: Path) -> None:
    """Loudness, range and peak are ffmpeg's of the whole file; every speaker has a level near it and a length."""
    whole = measure(tmp_path / "out.mp3")

    assert (heard.loudness, heard.range, heard.true_peak) == (whole.integrated, whole.range, whole.true_peak)
    assert [(one.speaker, one.voice) for one in heard.levels] == [("host", "anna"), ("Mira <Solberg>", "ben")]
    assert all(abs(one.loudness + 16) <= 1.0 for one in heard.levels)
    assert [one.seconds for one in heard.levels] == pytest.approx([6.0, 4.0], abs=0.2)


def test_the_table_has_a_row_for_all_and_one_a_speaker(heard: SoundReport) -> None:
    """Who, voice, length, LUFS, range and peak; what only the whole file has is empty for a speaker."""
    rows = table(heard)

    assert rows[0][0] == "all"
    assert rows[0][3:] == (f"{heard.loudness:.1f}", f"{heard.range:.1f}", f"{heard.true_peak:.1f}")
    assert [row[0] for row in rows[1:]] == ["host", "Mira <Solberg>"]
    assert all(row[4:] == ("", "") for row in rows[1:])


def test_the_terminal_shows_who_is_heard_where(heard: SoundReport) -> None:
    """Waveform, loudness, speakers and chapters stand in columns of the same time."""
    lines = terminal_picture(heard, width=70).split("\n")  # ten of which are the words before the rows
    rows = {line[:10].strip(): line[10:] for line in lines[2:6]}

    assert list(rows) == ["sound", "loudness", "speakers", "chapters"]
    assert all(len(row) == 60 for row in rows.values())
    stretches = [(one.speaker, round(one.start / heard.seconds * 60)) for one in heard.speakers]
    signs = {"host": "·", "Mira <Solberg>": "a"}
    assert all(rows["speakers"][column + 1] == signs[name] for name, column in stretches)
    assert rows["chapters"].count("▏") == 2
    assert any("Äther & Co." in line for line in lines)


def test_the_picture_is_well_formed_and_holds_all(heard: SoundReport) -> None:
    """The SVG parses whatever names say; the PNG has the same proportions, and both have a colour a speaker."""
    root = ET.fromstring(picture(heard))
    texts = [node.text or "" for node in root.iter("{http://www.w3.org/2000/svg}text")]
    image = Image.open(io.BytesIO(png(heard)))

    assert any("Mira <Solberg> (ben)" in text for text in texts)
    assert "First" in texts
    assert "Äther & Co." in texts
    width, height = (float(size) for size in root.attrib["viewBox"].split()[2:])
    assert image.width / image.height == pytest.approx(width / height, abs=0.01)
    colours = {colour for _, colour in image.convert("RGB").getcolors(1 << 24) or []}
    assert {(0x1D, 0x4E, 0x89), (0xB3, 0x54, 0x1E)} <= colours
    fills = [node.attrib["fill"] for node in root.iter("{http://www.w3.org/2000/svg}rect")]
    assert {"#1d4e89", "#b3541e"} <= set(fills)
