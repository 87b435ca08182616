"""A newsroom with a draft for tests of the desk, and its desk on a loopback port."""

from __future__ import annotations

import re
import socket
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

import httpx2
import tests_newsroom

from audiopress.desk import NewsDesk, app
from audiopress.model import Episode, Show
from audiopress.publish import answering
from audiopress.work import tls

STORY = """\
Ferry to run at night from Monday

By Ada Bell
Published : Mar 2, 2026 - 09:10

The night ferry between the old port and the islands will run again from Monday, the harbour office said on Friday, \
ending a pause that began when the winter storms damaged the northern pier.

“We have checked every plank and every rope on that pier, and it is safe again,” said Mira Xylander, head of the office.

Passengers had complained for weeks about long waits at the southern pier, where 7-4 was the usual count of boats.

“My shift ends at nine, so for two months I have slept in the bakery,” said Jonas Petri, who bakes bread on the island.

Tickets will cost the same as before, and bicycles travel free until the end of May.
"""
OTHER = """\
Night market moves indoors for the winter

By Tom Reed
Published : Mar 2, 2026 - 07:30

The night market on the quay moves into the old customs house until spring, the stallholders decided on Sunday evening.

Forty stalls will share the hall, and the soup kitchen keeps its place by the door as it has for eleven years now.

The town pays for the heating, and nobody has to pay more for a stall than they did in the summer months.
"""
NONE: Mapping[str, str] = MappingProxyType({})


def lay_out(root: Path) -> Path:
    """A newsroom whose voices are sine tones and whose shows wait for an editor."""
    tests_newsroom.lay_out(root)
    for name in ("articles", "daily-brief"):
        path = root / "feeds" / name / "show.toml"
        path.write_text(path.read_text("utf-8") + '\n[edition]\npolicy = "approve"\n', encoding="utf-8")
    for name, story in (("ferry.txt", STORY), ("market.txt", OTHER)):
        (root / name).write_text(story, encoding="utf-8")
    return root


def share(root: Path, kept: Path | None) -> None:
    """Keep a newsroom's encoded sound and drawn covers where others find them; None: in its own folder."""
    for name in ("fragments", "publish/covers") if kept else ():
        assert kept
        (kept / name).mkdir(parents=True, exist_ok=True)
        (root / ".audiopress" / name).parent.mkdir(parents=True, exist_ok=True)
        (root / ".audiopress" / name).symlink_to(kept / name, target_is_directory=True)


@dataclass
class Room:
    """A desk that runs, and how its pages are asked for."""

    root: Path
    desk: NewsDesk
    base: str
    clients: list[httpx2.Client] = field(default_factory=list)

    def client(self, headers: Mapping[str, str] = NONE, *, enter: bool = True) -> httpx2.Client:
        """A browser; by the one-time link it is an editor."""
        made = httpx2.Client(base_url=self.base, timeout=60, headers=headers, verify=tls.context())
        self.clients.append(made)
        if enter:
            assert self.desk.access.link is not None
            assert made.get("/enter", params={"key": self.desk.access.link.key}).status_code == 200
        return made

    def known(self, name: str, role: str) -> httpx2.Client:
        """A browser of somebody with an account."""
        self.desk.access.accounts.add(name, role, "a long password")
        made = self.client(enter=False)
        told = made.post("/login", data={"name": name, "password": "a long password"})
        assert told.status_code == 303
        return made

    @property
    def show(self) -> Show:
        return self.desk.here.show("articles")

    @property
    def episode(self) -> Episode:
        """The draft."""
        library = self.desk.here.library()
        return library.whole(library.newest(show="articles")[0])

    @property
    def brief(self) -> Episode:
        library = self.desk.here.library()
        return library.whole(library.newest(show="daily-brief")[0])

    @property
    def page(self) -> str:
        return f"/e/articles/{self.episode.id}"


def token(client: httpx2.Client) -> str:
    """What a change must bring along, from a page."""
    found = re.search(r'"X-CSRF": "([^"]+)"', client.get("/voices").text)
    assert found
    return found[1]


def send(
    client: httpx2.Client, path: str, form: Mapping[str, str] = NONE, *, part: bool = True, **further: str
) -> httpx2.Response:
    """Send a form as the page's script does."""
    headers = {"X-CSRF": token(client)} | ({"HX-Request": "true"} if part else {})
    return client.post(path, data={**form, **further}, headers=headers)


def opened(root: Path, clock: Callable[[], object]) -> Iterator[Room]:
    """A desk on a loopback port."""
    desk = NewsDesk(root, now=clock, link=True)  # type: ignore[arg-type]
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    listener.listen(64)
    server = answering(app(desk), answered={})
    server.grace = 0.1
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    room = Room(root=root, desk=desk, base=f"http://127.0.0.1:{listener.getsockname()[1]}")
    yield room
    for client in room.clients:
        client.close()
    desk.jobs.stop()
    server.should_exit = True
    thread.join(10)
    listener.close()
