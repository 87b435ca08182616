"""A mailbox on loopback: read as it is, nothing marked, its password from the environment."""

from __future__ import annotations

import re
import socketserver
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from audiopress.model import Settings
from audiopress.segment import Outcome, read

HERE = Settings(allow_hosts=("127.0.0.1",))
P = "The council lends its old telescopes to schools from the spring on, and nobody was against it."


def message(number: int) -> bytes:
    return (
        f"From: Desk <desk@paper.example>\r\nDate: Fri, {number} Nov 2026 08:00:00 +0000\r\nMessage-ID: <{number}>\r\n"
        f"Subject: Telescope {number} goes to school\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
        f"<h1>Telescope {number} goes to school</h1><p>By Ada Lund</p><p>{P}</p><p>It ended at nine.</p>\r\n"
    ).encode()


class Box:
    """An IMAP server of one folder (RFC 3501), as much of it as is asked for. `said` are the commands."""

    def __init__(self) -> None:
        self.mail = {number: message(number) for number in (3, 5, 9)}
        self.said: list[str] = []
        box = self

        class Handler(socketserver.StreamRequestHandler):
            timeout = 5

            def handle(self) -> None:
                self.wfile.write(b"* OK here\r\n")
                for raw in self.rfile:
                    tag, _, command = raw.decode().strip().partition(" ")
                    box.said.append(command)
                    self.wfile.write(box.answer(command) + f"{tag} {box.end(command)}\r\n".encode())
                    if command.upper() == "LOGOUT":
                        return

        self.server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.url = f"imap://desk@127.0.0.1:{self.server.server_address[1]}/Wire%20%C3%A4"
        threading.Thread(target=self.server.serve_forever, args=(0.01,), daemon=True).start()

    def end(self, command: str) -> str:
        if command.startswith("LOGIN") and "swordfish" not in command:
            return "NO authentication failed"
        return "OK done"

    def answer(self, command: str) -> bytes:
        if command.startswith("CAPABILITY"):
            return b"* CAPABILITY IMAP4rev1\r\n"
        if command.startswith("EXAMINE"):
            return b"* 3 EXISTS\r\n"
        if command.startswith("UID SEARCH"):
            return b"* SEARCH " + " ".join(map(str, self.mail)).encode() + b"\r\n"
        if found := re.match(r"UID FETCH (\d+) \((\S+)\)", command):
            data = self.mail[int(found[1])]
            if found[2] == "RFC822.SIZE":
                return f"* 1 FETCH (UID {found[1]} RFC822.SIZE {len(data)})\r\n".encode()
            return f"* 1 FETCH (UID {found[1]} BODY[] {{{len(data)}}}\r\n".encode() + data + b")\r\n"
        return b""


@pytest.fixture
def box() -> Iterator[Box]:
    made = Box()
    yield made
    made.server.shutdown()
    made.server.server_close()


def ask(source: str, folder: Path, **how: object) -> list[Outcome]:
    return list(read(source, settings=HERE, folder=folder, **how))  # type: ignore[arg-type]


def test_the_newest_mail_of_a_folder_is_read(box: Box, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The newest first and no more than wanted, each under an address of its own; nothing in the folder is changed."""
    monkeypatch.setenv("MAIL", "swordfish")

    found = ask(f"{box.url}?auth_env=MAIL&max=2&since=2026-11-01", tmp_path)

    assert [str(one.error) for one in found if one.error] == []
    told = [one.article for one in found if one.article]
    assert [one.headline for one in told] == ["Telescope 9 goes to school", "Telescope 5 goes to school"]
    assert told[0].byline == ("Ada Lund",)
    assert told[0].source.endswith("/Wire%20%C3%A4/;UID=9")
    said = "\n".join(box.said)
    assert 'EXAMINE "Wire &AOQ-"' in said
    assert "SINCE 1-Nov-2026" in said
    assert "BODY.PEEK[]" in said
    assert "STORE" not in said
    assert ask(f"{box.url}?auth_env=MAIL&max=1", tmp_path, known={told[0].source}) == []


def test_a_wrong_password_is_told_without_it(box: Box, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The line says what to look at and shows no password."""
    monkeypatch.setenv("MAIL", "trout")

    (one,) = ask(f"{box.url}?auth_env=MAIL", tmp_path)

    assert one.error is not None
    assert "authentication failed" in str(one.error)
    assert "trout" not in str(one.error)


def test_an_empty_folder_is_no_fault(box: Box, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No mail is a note, not an error."""
    monkeypatch.setenv("MAIL", "swordfish")
    box.mail = {}

    (one,) = ask(f"{box.url}?auth_env=MAIL", tmp_path)

    assert one.error is None
    assert "there is no mail" in one.note
