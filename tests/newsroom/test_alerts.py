"""Who is told that an edition failed, was held or went out: every way against a server on loopback, and never a secret."""

from __future__ import annotations

import hashlib
import hmac
import json
import smtplib
import socketserver
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Self

import pytest
from tests_clock import Clock

from audiopress.model import Alert, Alerts
from audiopress.newsroom import Event, send
from audiopress.orders import Orders
from audiopress.press import Press
from audiopress.workspace import Workspace

EVENT = Event(
    kind="failure",
    show="brief",
    title="The brief",
    reason="no paper today",
    edition="2026-03-02T06:00:00+00:00",
    at=datetime(2026, 3, 2, 6, tzinfo=UTC),
)


@contextmanager
def hook(*answers: int) -> Iterator[tuple[str, list[tuple[dict[str, str], bytes]]]]:
    """A webhook that answers so, the last answer for ever; its address and what it was given."""
    given: list[tuple[dict[str, str], bytes]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(answers[min(len(given), len(answers) - 1)])
            self.end_headers()
            given.append((dict(self.headers), body))

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/services/SECRETPATH", given
    finally:
        server.shutdown()
        server.server_close()


def told(to: Alert, folder: Path, event: Event = EVENT) -> list[str]:
    """What is warned of."""
    warned: list[str] = []
    alerts = Alerts(on_failure=("desk",), on_hold=("desk",), on_published=("desk",), to={"desk": to})
    send(alerts, event, folder=folder, warn=warned.append)
    return warned


def test_a_webhook_is_given_slack_json_signed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`text` is what Slack shows, the rest is for programs; the signature is the HMAC-SHA256 of the very bytes."""
    monkeypatch.setenv("HOOK_SECRET", "s3cret")
    with hook(200) as (url, given):
        assert told(Alert(webhook=url, secret="env:HOOK_SECRET"), tmp_path) == []
    ((headers, body),) = given
    table = json.loads(body)

    assert table["text"] == "brief: The brief failed: no paper today"
    assert (table["event"], table["show"], table["edition"]) == ("failure", "brief", EVENT.edition)
    assert headers["Content-Type"].startswith("application/json")
    assert headers["X-Audiopress-Signature"] == f"sha256={hmac.new(b's3cret', body, hashlib.sha256).hexdigest()}"


@pytest.mark.parametrize(("answers", "asked", "warned"), [((503, 200), 2, 0), ((503,), 2, 1), ((403,), 1, 1)])
def test_a_failing_webhook_is_asked_again_and_told_without_its_secret(
    tmp_path: Path, answers: tuple[int, ...], asked: int, warned: int
) -> None:
    """A server in trouble is asked once more, one that refuses is not; the warning has neither path nor key."""
    with hook(*answers) as (url, given):
        lines = told(Alert(webhook=url), tmp_path)

    assert (len(given), len(lines)) == (asked, warned)
    assert not any("SECRETPATH" in line for line in lines)


def test_what_is_missing_in_the_environment_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A secret that is not there keeps the alert from being given, and its name (not its value) is told."""
    monkeypatch.delenv("NOT_THERE", raising=False)

    assert told(Alert(webhook="env:NOT_THERE"), tmp_path) == [
        "alert 'desk' was not given: NOT_THERE is not set in the environment"
    ]


class Mailbox(socketserver.StreamRequestHandler):
    """As much SMTP as smtplib speaks."""

    mails: list[str]

    def handle(self) -> None:
        """One mail."""
        self.wfile.write(b"220 here\r\n")
        lines: list[str] = []
        data = False
        for raw in self.rfile:
            line = raw.decode().rstrip("\r\n")
            if data:
                data = line != "."
                if data:
                    lines.append(line)
                    continue
                self.mails.append("\n".join(lines))
                answer = "250 kept"
            elif line.upper() == "DATA":
                data, answer = True, "354 go on"
            else:
                answer = "221 bye" if line.upper() == "QUIT" else "250 ok"
            self.wfile.write(f"{answer}\r\n".encode())
            if answer.startswith("221"):
                return


def test_a_mail_is_sent(tmp_path: Path) -> None:
    """To everybody named, with what happened as its subject."""
    kept: list[str] = []
    kind = type("Kept", (Mailbox,), {"mails": kept})
    with socketserver.TCPServer(("127.0.0.1", 0), kind) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        smtp = f"smtp://127.0.0.1:{server.server_address[1]}"
        to = Alert(email=("ada@a.example", "ben@a.example"), sender="press@a.example", smtp=smtp)
        warned = told(to, tmp_path)
        server.shutdown()

    assert warned == []
    assert "Subject: brief: The brief failed: no paper today" in kept[0]
    assert "To: ada@a.example, ben@a.example" in kept[0]


def test_a_password_is_not_sent_in_the_open(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A server elsewhere that offers no encryption is not logged in to."""
    tried: list[str] = []

    class Bare:
        def __init__(self, *_: object, **__: object) -> None:
            pass

        def __enter__(self) -> Self:
            return self

        def __exit__(self, *_: object) -> None:
            pass

        def ehlo(self) -> None:
            pass

        def has_extn(self, _: str) -> bool:
            return False

        def login(self, *_: str) -> None:
            tried.append("login")

    monkeypatch.setattr(smtplib, "SMTP", Bare)
    monkeypatch.setenv("MAIL", "s3cret")
    to = Alert(email=("a@b.example",), sender="c@d.example", smtp="smtp://me@mail.example", password="env:MAIL")
    (line,) = told(to, tmp_path)

    assert tried == []
    assert "offers no encryption" in line
    assert "s3cret" not in line


def test_a_program_is_given_the_json(tmp_path: Path) -> None:
    """On standard input, in the newsroom's folder; one that fails or is not there is told."""
    code = "import sys, pathlib; pathlib.Path('given.json').write_bytes(sys.stdin.buffer.read())"

    assert told(Alert(command=(sys.executable, "-c", code)), tmp_path) == []
    assert json.loads((tmp_path / "given.json").read_bytes())["reason"] == "no paper today"
    assert "ended with 3" in told(Alert(command=(sys.executable, "-c", "raise SystemExit(3)")), tmp_path)[0]
    assert "could not be begun" in told(Alert(command=("./not-there",)), tmp_path)[0]


def test_an_edition_tells_of_itself_once(newsroom: Path, page: Path, clock: Clock) -> None:
    """Failed, tried again and made: one alert of the failure, one that it is out; held: one of that."""
    log = newsroom / "log.jsonl"
    code = f"import sys; open({str(log)!r}, 'ab').write(sys.stdin.buffer.read() + b'\\\\n')"
    settings = newsroom / "audiopress.toml"
    settings.write_text(
        settings.read_text("utf-8")
        + '\n[alerts]\non_failure = ["log"]\non_hold = ["log"]\non_published = ["log"]\n'
        + f'[alerts.to.log]\ncommand = ["{sys.executable}", "-c", "{code}"]\n',
        encoding="utf-8",
    )
    show = newsroom / "feeds" / "daily-brief" / "show.toml"
    late = page.with_name("late.txt")
    show.write_text(f"sources = [{str(late)!r}]\n" + show.read_text("utf-8"), encoding="utf-8")
    orders = Orders(press=Press(workspace=Workspace.find(newsroom), now=clock))
    brief = orders.press.workspace.show("daily-brief")

    orders.run(brief)
    orders.run(brief)
    late.write_text(page.read_text("utf-8"), encoding="utf-8")
    (made,) = orders.run(brief)
    orders.run(brief)
    assert made.episode

    events = [json.loads(line)["event"] for line in log.read_text("utf-8").splitlines()]
    assert events == ["failure", "published"]
