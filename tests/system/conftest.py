"""Programs of the system, and a newsroom's public folder on a loopback server."""

from __future__ import annotations

import hashlib
import os
import queue
import shutil
import socket
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import lameenc
import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.responses import Response
from starlette.routing import Mount, Route
from tests_machine import PATH_BEFORE

from audiopress.model import Cast, Chapter, Enclosure, Episode, Segment, Settings, Show, Story, Word
from audiopress.publish import Directory, app, publish

if TYPE_CHECKING:
    from starlette.requests import Request

EPISODE = "2026-11-20-harbour"
LINES = (
    ("host", "", "This is the morning brief. The voices in this episode are synthetic.", 0.0),
    ("host", "", "The council voted 7-2 on Tuesday to open the old harbour to the public.", 4.0),
    ("quote", "Lee In-young", "We waited ninety years for this, and the water waited with us.", 10.0),
    ("host", "", "Work begins at 10:30 on Monday.", 17.0),
    ("quote", "Anna Harris", "Nobody asked the gulls.", 21.0),
)


@pytest.fixture(scope="session")
def program() -> Callable[[str], str]:
    """The path of a program; where it is missing the test is skipped, or fails with AUDIOPRESS_SYSTEM=1."""

    def find(name: str) -> str:
        # As PATH was before the tests put the package's ffmpeg first; nginx is where only root looks.
        found = shutil.which(name, path=f"{os.environ.get(PATH_BEFORE, os.defpath)}:/usr/sbin")
        if found is None:
            reason = f"{name} is not installed"
            if os.environ.get("AUDIOPRESS_SYSTEM") == "1":
                pytest.fail(reason)
            pytest.skip(reason)
        return found

    return find


@pytest.fixture(scope="session")
def browser(program: Callable[[str], str]) -> list[str]:
    """The command of a browser that shows nothing and calls nobody."""
    return [
        program("chromium"),
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--hide-scrollbars",
        "--autoplay-policy=no-user-gesture-required",
    ]


def _audio(path: Path) -> Enclosure:
    """A hum of 26 seconds, swelling and fading like speech."""
    encoder = lameenc.Encoder()
    encoder.set_bit_rate(64)
    encoder.set_in_sample_rate(22050)
    encoder.set_channels(1)
    encoder.set_quality(7)
    encoder.silence()
    second = b"".join(
        round(6000 * (n % 105 - 52) / 52 * (n % 5512) / 5512).to_bytes(2, "little", signed=True) for n in range(22050)
    )
    content = bytes(encoder.encode(second * 26)) + bytes(encoder.flush())
    path.write_bytes(content)
    return Enclosure(
        path=path,
        mime="audio/mpeg",
        bytes=len(content),
        seconds=26.0,
        sha256=hashlib.sha256(content).hexdigest(),
        loudness=-16.0,
        true_peak=-1.0,
    )


def _segment(role: str, speaker: str, body: str, start: float) -> Segment:
    words = body.split()
    times = tuple(
        Word(text=word, start=start + n * 3.6 / len(words), end=start + (n + 1) * 3.6 / len(words))
        for n, word in enumerate(words)
    )
    return Segment(start=start, end=start + 3.6, speaker=speaker, body=body, role=role, words=times)


@pytest.fixture(scope="session")
def public(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("newsroom") / "public"


@pytest.fixture(scope="session")
def reports() -> queue.Queue[str]:
    """What scripts of the tests say from inside a browser: they POST it to /probe."""
    return queue.Queue()


@pytest.fixture(scope="session")
def published(public: Path, reports: queue.Queue[str]) -> Iterator[dict[str, str]]:
    """A show with two episodes, published and served: `base`, `feed` and the `episode` with a transcript."""
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    listener.listen()
    base = f"http://127.0.0.1:{listener.getsockname()[1]}/"
    folder = public.parent
    show = Show(
        name="daily-brief",
        folder=folder,
        title="The daily brief",
        description="The day's stories in a few minutes. The voices are synthetic.",
        language="en",
        author="The newsroom",
        cast=Cast(host="en-announcer"),
        theme="#8a1c3b",
    )
    enclosure = _audio(folder / "one.mp3")
    story = Story(
        source="x", headline="Harbour opens to the public", authors=("Mina Park",), url="https://example.org/1"
    )
    first = datetime(2026, 11, 19, 6, tzinfo=UTC)
    second = datetime(2026, 11, 20, 6, tzinfo=UTC)
    episodes = [
        Episode(
            id=EPISODE,
            guid="6a5de8f0-0000-4000-8000-000000000002",
            show=show.name,
            title="Harbour opens to the public",
            language="en",
            published=second,
            updated=second,
            summary="The council opens the old harbour after ninety years.",
            stories=(story,),
            enclosure=enclosure,
            chapters=(
                Chapter(start=0.0, end=4.0, title="Opening"),
                Chapter(start=4.0, end=26.0, title="Harbour opens to the public", url="https://example.org/1"),
            ),
            transcript=tuple(_segment(*one) for one in LINES),
            disclosure="The voices in this episode are synthetic.",
        ),
        Episode(
            id="2026-11-19-market",
            guid="6a5de8f0-0000-4000-8000-000000000001",
            show=show.name,
            title="Night market stays through the winter",
            language="en",
            published=first,
            updated=first,
            summary="Heaters instead of a holiday.",
            enclosure=enclosure,
            disclosure="The voices in this episode are synthetic.",
        ),
    ]
    settings = Settings(title="The Harbour Herald", base_url=base)
    publish(show, episodes, settings=settings, store=Directory(public), state=folder / "state")

    async def report(request: Request) -> Response:
        reports.put((await request.body()).decode())
        return Response(status_code=204)

    routes = [Route("/probe", report, methods=["POST"]), Mount("/", app(public))]
    server = uvicorn.Server(uvicorn.Config(Starlette(routes=routes), log_level="error", lifespan="off"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    yield {"base": base, "feed": base + "daily-brief/feed.xml", "episode": EPISODE}
    server.should_exit = True
    thread.join(5)
    listener.close()


@pytest.fixture
def probe(public: Path, published: dict[str, str]) -> Callable[[str], str]:
    """The episode's page with a script of the test's own behind it; its address."""

    def make(script: str) -> str:
        folder = public / "daily-brief" / EPISODE
        (folder / "probe.js").write_text(script)
        page = (folder / "index.html").read_text()
        (folder / "probe.html").write_text(page.replace("</body>", '<script src="probe.js" defer></script></body>'))
        return f"{published['base']}daily-brief/{EPISODE}/probe.html"

    return make
