"""Shows and episodes for the tests, with a small real MP3."""

from __future__ import annotations

import hashlib
import logging
import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import lameenc
import pytest

from audiopress.model import Cast, Chapter, Enclosure, Episode, Segment, Settings, Show, Story, Word
from audiopress.publish import S3, Directory, Store

DAY = datetime(2026, 11, 20, 6, 0, tzinfo=UTC)
LINES = (
    ("host", "", "This is the morning brief.", 0.0),
    ("host", "", "The council voted 7-2 on Tuesday to open the harbour to the public: a first since 1931.", 4.0),
    ("quote", "Lee In-young", "We waited ninety years for this, and the water waited with us.", 10.0),
    ("host", "", "Work begins at 10:30 on Monday.", 17.0),
    ("quote", "Anna Harris", "Nobody asked the gulls & the <eels>.", 21.0),
)


@pytest.fixture(scope="session")
def audio(tmp_path_factory: pytest.TempPathFactory) -> Callable[[int], Path]:
    """A real MP3 of 26 seconds; another number, other bytes."""
    folder = tmp_path_factory.mktemp("audio")

    def make(number: int = 1) -> Path:
        path = folder / f"{number}.mp3"
        if not path.exists():
            encoder = lameenc.Encoder()
            encoder.set_bit_rate(32)
            encoder.set_in_sample_rate(22050)
            encoder.set_channels(1)
            encoder.set_quality(9)
            encoder.silence()
            wave = b"".join(
                int(3000 * ((n * (number % 7 + 3)) % 200 - 100) / 100).to_bytes(2, "little", signed=True)
                for n in range(22050)
            )
            path.write_bytes(bytes(encoder.encode(wave * 26)) + bytes(encoder.flush()) + b"\0" * (number % 50))
        return path

    return make


@pytest.fixture
def settings() -> Settings:
    return Settings(title="The Harbour Herald", base_url="http://127.0.0.1:8000/")


@pytest.fixture
def make_show(tmp_path: Path) -> Callable[..., Show]:
    def make(**changes: Any) -> Show:
        values: dict[str, Any] = {
            "name": "daily-brief",
            "folder": tmp_path,
            "title": "The daily brief",
            "description": "The day's stories in a few minutes. The voices are synthetic.",
            "language": "en",
            "author": "The newsroom",
            "cast": Cast(host="en-announcer"),
            "theme": "#8a1c3b",
        }
        return Show(**values | changes)

    return make


@pytest.fixture
def make_episode(audio: Callable[[int], Path]) -> Callable[..., Episode]:
    def make(number: int = 1, **changes: Any) -> Episode:
        path = changes.pop("audio", None) or audio(number % 20)
        content = path.read_bytes()
        published = DAY + timedelta(hours=number) - timedelta(days=3)
        values: dict[str, Any] = {
            "id": f"2026-harbour-{number}",
            "guid": f"00000000-0000-4000-8000-{number:012}",
            "show": "daily-brief",
            "title": f"Harbour opens, part {number}",
            "language": "en",
            "published": published,
            "updated": published,
            "summary": f"The council opens the harbour. Edition {number}.",
            "stories": (
                Story(
                    source="examples/harbour.txt",
                    headline="Harbour opens to the public",
                    authors=("Mina Park",),
                    url=f"https://example.org/harbour-{number}",
                    site="The Harbour Herald",
                    published=published,
                ),
            ),
            "enclosure": Enclosure(
                path=path,
                mime="audio/mpeg",
                bytes=len(content),
                seconds=26.0,
                sha256=hashlib.sha256(content).hexdigest(),
                loudness=-16.0,
                true_peak=-1.2,
                bitrate=32,
            ),
            "chapters": (
                Chapter(start=0.2, end=4.0, title="Opening"),
                Chapter(start=4.0, end=26.0, title="Harbour opens to the public", url="https://example.org/harbour"),
            ),
            "transcript": tuple(segment(*one) for one in LINES),
            "voices": ("en-announcer", "en-f3"),
            "disclosure": "The voices in this episode are synthetic.",
        }
        return Episode(**values | changes)

    return make


def segment(role: str, speaker: str, body: str, start: float) -> Segment:
    words = body.split()
    step = 3.6 / len(words)
    times = tuple(
        Word(text=word, start=start + index * step, end=start + (index + 1) * step) for index, word in enumerate(words)
    )
    return Segment(start=start, end=start + 3.6, speaker=speaker, body=body, role=role, words=times)


@pytest.fixture(scope="module")
def endpoint() -> Iterator[str]:
    """A server that speaks S3 on loopback."""
    pytest.importorskip("boto3", reason="boto3 is not installed (extra s3)")
    server = pytest.importorskip("moto.server", reason="moto is not installed")
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    running = server.ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    running.start()
    host, port = running.get_host_and_port()
    yield f"http://{host}:{port}"
    running.stop()


@pytest.fixture
def bucket(endpoint: str, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> S3:
    import boto3

    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "test")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "test")
    monkeypatch.setenv("AWS_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    name = f"bucket-{abs(hash(request.node.nodeid))}"
    client = boto3.client("s3", endpoint_url=endpoint)
    client.create_bucket(Bucket=name)
    return S3(bucket=name, prefix="podcasts", endpoint=endpoint)


@pytest.fixture(params=["directory", "s3"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    if request.param == "directory":
        return Directory(tmp_path / "public")
    found: S3 = request.getfixturevalue("bucket")
    return found
