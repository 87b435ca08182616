"""Telling a WebSub hub."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest

from audiopress.model import Settings
from audiopress.publish import Directory, publish

Make = Callable[..., Any]


@pytest.fixture
def hub() -> Iterator[tuple[str, list[dict[str, list[str]]]]]:
    told: list[dict[str, list[str]]] = []

    class Hub(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            told.append(parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode()))
            self.send_response(204 if self.path == "/ok" else 500)
            self.end_headers()

        def log_message(self, format: str, *_args: object) -> None:  # noqa: A002
            return

    server = HTTPServer(("127.0.0.1", 0), Hub)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", told
    server.shutdown()
    server.server_close()
    thread.join(5)


def test_the_hub_is_told_when_the_feed_has_changed(
    hub: tuple[str, list[dict[str, list[str]]]], make_show: Make, make_episode: Make, settings: Settings, tmp_path: Path
) -> None:
    """A changed feed is announced once, after it stands; an unchanged one is not."""
    url, told = hub

    def run(path: str, *numbers: int) -> str:
        show = make_show(feed={"hub": url + path})
        store = Directory(tmp_path / "public")
        report = publish(
            show, [make_episode(n) for n in numbers], settings=settings, store=store, state=tmp_path / "state"
        )
        return report.warning

    assert run("/ok", 1) == ""
    assert run("/ok", 1) == ""
    assert told == [{"hub.mode": ["publish"], "hub.url": ["http://127.0.0.1:8000/daily-brief/feed.xml"]}]
    assert "answered 500" in run("/broken", 1, 2)


def test_a_hub_that_does_not_answer_costs_nothing(
    make_show: Make, make_episode: Make, settings: Settings, tmp_path: Path
) -> None:
    """The feed stands whatever the hub does; the report says what went wrong."""
    show = make_show(feed={"hub": "http://127.0.0.1:9/"})
    report = publish(
        show, [make_episode(1)], settings=settings, store=Directory(tmp_path / "public"), state=tmp_path / "state"
    )
    assert report.warning.startswith("the hub was not told: http://127.0.0.1:9/")
    assert "daily-brief/feed.xml" in report.written
