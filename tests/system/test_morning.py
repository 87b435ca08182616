"""The newsroom's morning to its end: what was approved at the desk is in a listener's program."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests_clock import Clock
from tests_desk import Room, lay_out, opened, send

from audiopress.orders import Orders
from audiopress.press import Press
from audiopress.publish import answering, app
from audiopress.workspace import Workspace

pytestmark = pytest.mark.system


@pytest.fixture
def feed(tmp_path: Path) -> Iterator[str]:
    """The address of the feed of `articles` in a newsroom whose public folder is served."""
    root = lay_out(tmp_path / "newsroom")
    public = root / "public"
    public.mkdir()
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    listener.listen(64)
    base = f"http://127.0.0.1:{listener.getsockname()[1]}/"
    settings = root / "audiopress.toml"
    text = re.sub(r"(?m)^#? ?base_url = .*\n", "", settings.read_text("utf-8"))
    settings.write_text(f'base_url = "{base}"\n{text}', encoding="utf-8")
    server = answering(app(public), answered={})
    server.grace = 0.1
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    yield f"{base}articles/feed.xml"
    server.should_exit = True
    thread.join(10)
    listener.close()


@pytest.fixture
def room(feed: str, tmp_path: Path, clock: Clock) -> Iterator[Room]:
    """Its desk, where a draft waits."""
    assert feed
    root = tmp_path / "newsroom"
    press = Press(workspace=Workspace.find(root), now=clock)
    articles = [one.article for one in press.read(["ferry.txt"]) if one.article]
    made = Orders(press=press, who="schedule").make(press.workspace.show("articles"), articles)
    assert made[0].episode
    yield from opened(root, clock)


def test_gpodder_downloads_what_was_approved(
    program: Callable[[str], str], room: Room, feed: str, tmp_path: Path
) -> None:
    """A draft is in no feed; once an editor approves it at the desk, gPodder finds it and downloads it byte for byte."""
    gpo, home = program("gpo"), tmp_path / "gpodder"

    def ask(*words: str) -> str:
        environment = os.environ | {"GPODDER_HOME": str(home), "GPODDER_DISABLE_EXTENSIONS": "yes"}
        done = subprocess.run([gpo, *words], capture_output=True, text=True, timeout=90, check=False, env=environment)
        return done.stdout + done.stderr

    path = room.root / "public" / "articles" / "feed.xml"
    assert not path.exists() or room.episode.guid not in path.read_text("utf-8")
    send(room.client(), f"{room.page}/act", what="approve", revision="1")
    for _ in range(600):
        if room.episode.state == "published" and not room.desk.jobs.under_way():
            break
        time.sleep(0.05)
    told = ask("subscribe", feed) + ask("update") + ask("episodes") + ask("download")

    assert "Ferry to run at night from Monday" in told
    (file,) = [path for path in home.rglob("*.mp3") if path.is_file()]
    assert file.read_bytes() == room.episode.enclosure.path.read_bytes(), told
