"""Files as players and readers of tags see them: variable rates, seeking, exact lengths, chapters, covers."""

from __future__ import annotations

import base64
import re
import struct
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from mutagen.mp3 import MP3, BitrateMode
from mutagen.mp4 import MP4
from mutagen.oggopus import OggOpus

from audiopress.model import Chapter, Cue, Script, Show, Tags, Take, Utterance
from audiopress.stitch import find_ffmpeg, id3, measure, mp3, produce
from audiopress.stitch.arrays import as_floats
from audiopress.stitch.ffmpeg import decode, run

Make = Callable[..., tuple[Script, tuple[Utterance, ...], tuple[Take, ...]]]
Change = Callable[..., Show]

THREE = [
    ("host", "", "anna", -12.0, 3, True),
    ("quote", "Mira Solberg", "ben", -24.0, 3, False),
    ("host", "", "anna", -12.0, 4, True),
]


def gapless_frames(path: Path, rate: int) -> int:
    """Samples that a gapless player plays: of an M4A what its edit list says, which old ffmpegs ignore at the end."""
    if path.suffix != ".m4a":
        return len(decode(path, rate)) // 2
    data = path.read_bytes()
    header, edits = data.index(b"mvhd"), data.index(b"elst")
    scale: int = struct.unpack(">I", data[header + 16 : header + 20])[0]
    count, length, begin = struct.unpack(">IIi", data[edits + 8 : edits + 20])
    assert (count, begin, length * rate % scale) == (1, 1024, 0)
    return int(length * rate // scale)


def chaptered(
    parts: tuple[Script, tuple[Utterance, ...], tuple[Take, ...]],
) -> tuple[Script, tuple[Utterance, ...], tuple[Take, ...]]:
    """The episode with a second chapter before its last cue."""
    script, utterances, takes = parts
    last = len(script.cues) - 1
    mark = Cue(kind="chapter", line=9, text="Zweites; Kapitel = 2", url="https://example.org/2")
    moved = tuple(replace(u, cue=u.cue + (u.cue == last)) for u in utterances)
    return replace(script, cues=(*script.cues[:last], mark, script.cues[last])), moved, takes


@pytest.mark.parametrize(("channels", "bitrate", "rate"), [(1, 69, 44100), (2, 120, 44100), (1, 48, 24000)])
def test_a_variable_rate_has_its_header(
    episode: Make, show: Show, audio: Change, tags: Tags, tmp_path: Path, channels: int, bitrate: int, rate: int
) -> None:
    """Readers know it for VBR, its length is exact to the sample, its loudness right at the first attempt."""
    path = tmp_path / "out.mp3"

    programme, enclosure, _ = produce(
        *episode(THREE), audio(show, vbr=True, bitrate=bitrate, channels=channels, rate=rate), tags=tags, path=path
    )

    read: Any = MP3(path)  # type: ignore[no-untyped-call]
    info = read.info
    assert info.bitrate_mode == BitrateMode.VBR
    assert info.length == pytest.approx(programme.seconds, abs=0.03)
    assert enclosure.bitrate == pytest.approx(info.bitrate / 1000, rel=0.1)
    assert len(decode(path, rate)) // 2 == programme.frames
    assert abs(measure(path).integrated + 16) <= 0.4


@pytest.mark.parametrize("bitrate", [64, 128, 192, 256])
@pytest.mark.parametrize("channels", [1, 2])
def test_what_lame_takes_is_made_up_for(
    episode: Make, show: Show, audio: Change, tags: Tags, tmp_path: Path, bitrate: int, channels: int
) -> None:
    """Mono or stereo, at any bit rate, the encoder's own gain leaves no trace in the loudness."""
    path = tmp_path / "out.mp3"
    produce(*episode(THREE[:1]), audio(show, bitrate=bitrate, channels=channels), tags=tags, path=path)

    assert abs(measure(path).integrated + 16) <= 0.2


@pytest.mark.parametrize("vbr", [False, True])
def test_seeking_lands_where_it_should(
    episode: Make, show: Show, audio: Change, tags: Tags, tmp_path: Path, vbr: bool
) -> None:
    """A player that trusts the seek table, which counts in 256ths of the file, comes out where it wanted to be."""
    path = tmp_path / "out.mp3"
    programme, _, _ = produce(*episode(THREE * 3), audio(show, vbr=vbr), tags=tags, path=path)
    whole = as_floats(decode(path, 44100))

    data = path.read_bytes()
    tag = 10 + sum((byte & 0x7F) << shift for byte, shift in zip(data[6:10], (21, 14, 7, 0), strict=True))
    place = data.index(b"Xing" if vbr else b"Info", tag)
    frames, size = struct.unpack(">II", data[place + 8 : place + 16])
    toc = data[place + 16 : place + 116]
    assert size == len(data) - tag
    for percent in (10, 35, 60, 85):
        begin = tag + toc[percent] * size // 256
        while not (data[begin] == 0xFF and data[begin + 1] == 0xFB):
            begin += 1
        (tmp_path / "rest.mp3").write_bytes(data[begin:])
        rest = as_floats(run(["-f", "mp3", "-i", str(tmp_path / "rest.mp3"), "-ac", "1", "-f", "s16le", "-"]).stdout)
        # The end of both is the same moment but for the padding that only the header tells.
        padding = frames * 1152 - 1105 - programme.frames
        offset = len(rest) - max(0, padding)
        assert (
            abs((len(whole) - offset) / len(whole) - percent / 100) * programme.seconds <= 0.1 + programme.seconds / 512
        )


def test_a_strict_reader_finds_chapters_in_order(tags: Tags) -> None:
    """A reader that walks the tag frame by frame, as players do, meets chapters in time order, each with its title.

    UTF-16 with a byte-order mark, plain sizes (v2.3), no frame after the last but what the tag's own size says.
    """
    chapters = [Chapter(start=60.0 * n, end=60.0 * n + 60, title=f"Kapitel {n} – 부산") for n in range(12)]
    data = id3.tag(tags, chapters)

    assert data[:6] == b"ID3\x03\x00\x00"
    size = sum(byte << shift for byte, shift in zip(data[6:10], (21, 14, 7, 0), strict=True))
    assert size == len(data) - 10
    at, found, names = 10, [], []
    while at < len(data):
        name, length, _ = struct.unpack(">4sIH", data[at : at + 10])
        body = data[at + 10 : at + 10 + length]
        names.append(name.decode())
        if name == b"CHAP":
            element, rest = body.split(b"\0", 1)
            start, end = struct.unpack(">II", rest[:8])
            inner, inner_size, _ = struct.unpack(">4sIH", rest[16:26])
            assert inner == b"TIT2"
            found.append((element.decode(), start, end, rest[27 : 26 + inner_size].decode("utf-16")))
        at += 10 + length
    assert at == len(data)
    assert found == [(f"chp{n}", round(c.start * 1000), round(c.end * 1000), c.title) for n, c in enumerate(chapters)]
    assert {"TIT2", "TPE1", "TALB", "TYER", "TLAN", "COMM", "USLT", "APIC", "WOAS", "CTOC", "TXXX"} <= set(names)


@pytest.mark.parametrize(
    ("url", "written"),
    [
        ("https://news.example/기사/1", b"https://news.example/%EA%B8%B0%EC%82%AC/1"),
        ("https://news.example/a%20b?c=1&d=2#e", b"https://news.example/a%20b?c=1&d=2#e"),
    ],
)
def test_an_address_in_a_tag_still_leads_to_its_page(tags: Tags, url: str, written: bytes) -> None:
    """The tag takes no letters beyond Latin: they are percent-encoded, never replaced by a question mark."""
    assert id3.tag(replace(tags, url=url), [Chapter(start=0.0, end=1.0, title="Story", url=url)]).count(written) == 2


@pytest.mark.parametrize(
    ("language", "code"), [("en-GB", "eng"), ("ko", "kor"), ("zh-Hant", "zho"), ("th", "tha"), ("cy", "cym")]
)
def test_the_language_is_named_as_the_tag_wants_it(tags: Tags, language: str, code: str) -> None:
    """Three letters by ISO 639-2 for every language with two."""
    data = id3.tag(replace(tags, language=language), ())

    assert b"USLT" in data
    assert data[data.index(b"USLT") + 11 :][:3] == code.encode()


@pytest.mark.parametrize("form", ["m4a", "opus"])
def test_other_formats_are_as_complete(
    episode: Make, show: Show, audio: Change, tags: Tags, tmp_path: Path, form: str
) -> None:
    """Exact length, chapters with their times, title, date, source, synthetic-voice mark, and the cover."""
    path = tmp_path / f"out.{form}"

    programme, _, _ = produce(*chaptered(episode(THREE)), audio(show, format=form, rate=48000), tags=tags, path=path)

    assert gapless_frames(path, 48000) == programme.frames
    said = subprocess.run([str(find_ffmpeg()), "-i", str(path)], capture_output=True, text=True, check=False).stderr
    marks = re.findall(r"Chapter #\d:\d+: start ([\d.]+), end ([\d.]+)\s+Metadata:\s+title\s+: (.*)", said)
    assert [title for _, _, title in marks] == [chapter.title for chapter in programme.chapters]
    starts = [chapter.start for chapter in programme.chapters]
    assert [float(start) for start, _, _ in marks] == pytest.approx(starts, abs=0.03)
    if form == "m4a":
        known: Any = MP4(path)  # type: ignore[no-untyped-call]
        assert bytes(known["covr"][0]) == tags.cover
        assert known["\xa9nam"] == [tags.title]
        assert known["\xa9lyr"] == [tags.text]
        told = known["\xa9cmt"][0]
    else:
        known = OggOpus(path)  # type: ignore[no-untyped-call]
        assert known["title"] == [tags.title]
        assert known["lyrics"] == [tags.text]
        assert known["language"] == ["eng"]
        assert known["chapter001url"] == ["https://example.org/2"]
        assert tags.cover in base64.b64decode(known["metadata_block_picture"][0])
        assert known["ai-generated voice"] == ["true"]
        told = known["description"][0]
    assert tags.comment in told
    assert tags.url in told


@pytest.mark.parametrize("rate", [22050, 24000, 44100])
def test_m4a_is_exact_at_every_rate(
    episode: Make, show: Show, audio: Change, tags: Tags, tmp_path: Path, rate: int
) -> None:
    """Where a sample is no round number of milliseconds none is cut off at the end or added, whichever ffmpeg wrote it."""
    path = tmp_path / "out.m4a"
    programme, _, _ = produce(*episode(THREE[:1]), audio(show, format="m4a", rate=rate), tags=tags, path=path)

    assert gapless_frames(path, rate) == programme.frames


def test_gapless_data_is_lames_own(episode: Make, show: Show, tags: Tags, tmp_path: Path) -> None:
    """Delay and padding in the header say exactly where the programme begins and ends among the frames."""
    path = tmp_path / "out.mp3"
    programme, _, _ = produce(*episode(THREE[:1]), show, tags=tags, path=path)

    data = path.read_bytes()
    place = data.index(b"Info")
    frames = struct.unpack(">I", data[place + 8 : place + 12])[0]
    packed = int.from_bytes(data[place + 141 : place + 144], "big")
    delay, padding = packed >> 12, packed & 0xFFF
    assert delay == mp3.LEAD_IN
    assert delay + padding + programme.frames == frames * 1152
    assert np.abs(as_floats(decode(path, 44100))[: round(0.2 * 44100)]).max() < 0.001
