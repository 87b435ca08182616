"""`audiopress listen`: the picture and the numbers of a finished episode."""

from __future__ import annotations

import io
import xml.etree.ElementTree as ET
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from audiopress.model import Cue, Enclosure, Episode, Script, Show, Tags, Take, Utterance
from audiopress.stitch import SoundReport, measure, picture, png, produce, report, table, terminal_picture
from audiopress.stitch.ffmpeg import run
from audiopress.stitch.reporting import cells, shortened

Make = Callable[..., tuple[Script, tuple[Utterance, ...], tuple[Take, ...]]]
Listened = Callable[..., tuple[SoundReport, Enclosure]]

LINES = [
    ("host", "", "anna", -12.0, 2, True),
    ("quote", "Mira <Solberg>", "ben", -24.0, 2, False),
    ("host", "", "anna", -12.0, 1, True),
]


@pytest.fixture
def listened(show: Show, tags: Tags, tmp_path: Path) -> Listened:
    """`listened(script, utterances, takes)`: the report of an episode made of them, and its file."""

    def make(script: Script, utterances: Any, takes: Any) -> tuple[SoundReport, Enclosure]:
        programme, enclosure, _ = produce(script, utterances, takes, show, tags=tags, path=tmp_path / "out.mp3")
        now = datetime(2026, 3, 2, tzinfo=UTC)
        episode = Episode(
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
        return report(episode), enclosure

    return make


@pytest.fixture
def heard(episode: Make, listened: Listened) -> SoundReport:
    """The report of a short episode of two speakers and two chapters."""
    script, utterances, takes = episode(LINES)
    cues = (*script.cues[:3], Cue(kind="chapter", line=9, text="Äther & Co."), *script.cues[3:])
    moved = tuple(replace(u, cue=u.cue + (u.cue >= 3)) for u in utterances)
    return listened(replace(script, cues=cues), moved, takes)[0]


def test_the_report_is_what_an_independent_meter_says(heard: SoundReport, tmp_path: Path) -> None:
    """Loudness, range and peak are ffmpeg's of the whole file; every speaker has a level near it and a length."""
    whole = measure(tmp_path / "out.mp3")

    assert (heard.loudness, heard.range, heard.true_peak) == (whole.integrated, whole.range, whole.true_peak)
    assert [(one.speaker, one.voice) for one in heard.levels] == [("host", "anna"), ("Mira <Solberg>", "ben")]
    assert all(abs(one.loudness + 16) <= 1.0 for one in heard.levels)
    assert [one.seconds for one in heard.levels] == pytest.approx([6.0, 4.0], abs=0.2)


def test_the_table_has_a_row_for_all_and_one_a_speaker(heard: SoundReport) -> None:
    """Who, voice, length, LUFS, range and peak; a range only where somebody is heard for long enough to have one."""
    rows = table(heard)

    assert rows[0][0] == "all"
    assert rows[0][3:] == (f"{heard.loudness:.1f}", f"{heard.range:.1f}", f"{heard.true_peak:.1f}")
    assert [row[0] for row in rows[1:]] == ["host", "Mira <Solberg>"]
    assert [row[4] for row in rows[1:]] == ["", ""]
    assert max(float(row[5]) for row in rows[1:]) == pytest.approx(heard.true_peak, abs=0.1)
    assert all(heard.true_peak - 3 < float(row[5]) for row in rows[1:])


def test_one_word_has_a_level_too(episode: Make, listened: Listened) -> None:
    """A speaker who says less than a meter's window ("No.") is measured and stands in the record, like any other."""
    parts = episode([*LINES[:1], ("quote", "Ben", "ben", -20.0, 1, False), *LINES[2:]])
    brief = parts[2][2]
    word = np.frombuffer(brief.path.read_bytes(), "<i2")[4000:11000]  # a third of a second
    brief.path.write_bytes((word - round(word.mean())).astype("<i2").tobytes())
    takes = (*parts[2][:2], replace(brief, frames=len(word)), *parts[2][3:])

    found, enclosure = listened(parts[0], parts[1], takes)

    assert found.levels[1].seconds < 0.4
    assert found.levels[1].loudness == pytest.approx(-16, abs=1.5)
    assert enclosure.levels["ben"] == pytest.approx(found.levels[1].loudness, abs=0.5)


def test_who_talks_on_has_a_range(episode: Make, listened: Listened) -> None:
    """From ten seconds on without anybody else a speaker's range is measured, and small for a steady voice."""
    found, _ = listened(*episode([("host", "", "anna", -12.0, 6, True)]))

    assert found.levels[0].range is not None
    assert 0 <= found.levels[0].range < 3


def test_a_recording_is_not_the_hosts(episode: Make, show: Show, tmp_path: Path, listened: Listened) -> None:
    """Between two sentences of one voice a recording is heard: the voice's stretch ends before it and begins after."""
    script, utterances, takes = episode(LINES[:1])
    run(["-f", "lavfi", "-i", "anoisesrc=d=3:a=0.1", str(show.folder / "bells.wav")])
    second = replace(script.cues[1], text=script.cues[1].text)
    cues = (*script.cues, Cue(kind="audio", line=5, text="bells.wav"), replace(second, line=6))
    moved = (utterances[0], replace(utterances[1], cue=3))

    found, _ = listened(replace(script, cues=cues), moved, takes)

    assert len(found.speakers) == 2
    assert found.speakers[1].start - found.speakers[0].end > 3


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


def test_wide_letters_take_the_room_of_two(heard: SoundReport) -> None:
    """Korean titles are cut where their chapter ends, in the picture and on the terminal, and never run into the next."""
    title = "솔마루 새벽 여객선이 석 달 더 다니고 주민들은 짐칸을 늘리자고 한다 " * 3
    wide = replace(heard, title=title, chapters=tuple(replace(one, title=title) for one in heard.chapters))

    assert (shortened("부산 항", 8), shortened("부산 항구", 8)) == ("부산 항", "부산 항…")
    assert all(cells(line) <= 60 for line in terminal_picture(wide, width=60).split("\n"))
    root = ET.fromstring(picture(wide))
    titles = [node for node in root.iter("{http://www.w3.org/2000/svg}text") if "솔마루" in (node.text or "")]
    assert len(titles) == 2
    first, second = (float(node.attrib["x"]) for node in titles)
    assert first + 11 * (len(titles[0].text or "") * 0.85) < second


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
