"""Who is told that an edition failed, was held or went out: by a webhook, by e-mail, by a program of the newsroom's own.

What they are given is one JSON object; its `text` is what Slack and its like show. No message names a secret: an address
of a webhook is one itself, so only its host is ever told.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import smtplib
import subprocess
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from audiopress.model import Alert, Alerts

SIGNATURE: Final = "X-Audiopress-Signature"
"""`sha256=` and the HMAC-SHA256 of the body, in hex, by the receiver's secret."""
WAIT: Final = 10.0
"""Seconds that a server is waited for."""
LONGEST: Final = 60.0
"""Seconds that a program may take."""
TRIES: Final = 2
"""How often a server is asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What somebody is told of."""

    kind: str
    """`failure`, `hold` or `published`."""
    show: str
    title: str
    """The episode's, else the show's."""
    reason: str = ""
    edition: str = ""
    """When it was due, or empty."""
    episode: str = ""
    page: str = ""
    at: datetime

    @property
    def text(self) -> str:
        """It in a line."""
        told = {"failure": "failed", "hold": "is held", "published": "is out"}[self.kind]
        why = f": {self.reason}" if self.reason else ""
        return f"{self.show}: {self.title} {told}{why}" + (f" {self.page}" if self.kind == "published" else "")

    def body(self) -> bytes:
        """It as JSON."""
        table = {
            "text": self.text,
            "event": self.kind,
            "show": self.show,
            "title": self.title,
            "reason": self.reason,
            "edition": self.edition,
            "episode": self.episode,
            "page": self.page,
            "time": self.at.isoformat(),
        }
        return json.dumps(table, ensure_ascii=False).encode()


class _Failed(Exception):
    """Somebody could not be told; the words name no secret."""


def send(alerts: Alerts, event: Event, *, folder: Path, warn: Callable[[str], None]) -> None:
    """Tell everybody who wants to know; `warn` is told who could not be. Programs run in `folder`."""
    for name in getattr(alerts, f"on_{event.kind}"):
        for way in _ways(alerts.to[name]):
            try:
                way(event, folder)
            except _Failed as error:
                warn(f"alert {name!r} was not given: {error}")


def _ways(to: Alert) -> Iterator[Callable[[Event, Path], None]]:
    if to.webhook:
        yield lambda event, _: _webhook(to, event)
    if to.email:
        yield lambda event, _: _mail(to, event)
    if to.command:
        yield lambda event, folder: _command(to, event, folder)


def _value(text: str) -> str:
    """A setting, or what the environment has where it says `env:NAME`."""
    if not text.startswith("env:"):
        return text
    name = text.removeprefix("env:")
    if not (value := os.environ.get(name, "")):
        raise _Failed(f"{name} is not set in the environment")
    return value


def _webhook(to: Alert, event: Event) -> None:
    address, body = _value(to.webhook), event.body()
    headers = {"Content-Type": "application/json; charset=utf-8", "User-Agent": "audiopress"}
    if to.secret:
        digest = hmac.new(_value(to.secret).encode(), body, hashlib.sha256).hexdigest()
        headers[SIGNATURE] = f"sha256={digest}"
    host = urlsplit(address).hostname
    if urlsplit(address).scheme not in {"http", "https"}:
        raise _Failed("its webhook is not an http(s) address")
    for left in reversed(range(TRIES)):
        try:
            request = urllib.request.Request(address, data=body, headers=headers, method="POST")  # noqa: S310, checked
            with urllib.request.urlopen(request, timeout=WAIT) as answer:  # noqa: S310
                answer.read(1024)
        except urllib.error.HTTPError as error:
            error.close()
            if error.code < 500 or not left:
                raise _Failed(f"{host} answered {error.code}") from None
        except (OSError, ValueError) as error:
            if not left:
                raise _Failed(f"{host} could not be reached: {type(error).__name__}") from None
        else:
            return


def _mail(to: Alert, event: Event) -> None:
    message = EmailMessage()
    message["Subject"] = event.text.splitlines()[0][:200]
    message["From"] = to.sender
    message["To"] = ", ".join(to.email)
    rows = {"show": event.show, "edition": event.edition, "episode": event.episode, "page": event.page}
    lines = [event.text, "", *(f"{key}: {value}" for key, value in rows.items() if value)]
    message.set_content("\n".join([*lines, f"time: {event.at.isoformat()}"]) + "\n")
    server = urlsplit(to.smtp)
    host, safe = server.hostname or "", server.scheme == "smtps"
    try:
        kind = smtplib.SMTP_SSL if safe else smtplib.SMTP
        with kind(host, server.port or (465 if safe else 25), timeout=WAIT) as smtp:
            smtp.ehlo()
            if not safe and smtp.has_extn("starttls"):
                smtp.starttls()
                smtp.ehlo()
                safe = True
            if server.username:
                if not safe and host not in {"127.0.0.1", "::1", "localhost"}:
                    raise _Failed(f"{host} offers no encryption, and the password is not sent without")
                smtp.login(server.username, _value(to.password))
            smtp.send_message(message)
    except (OSError, smtplib.SMTPException) as error:
        raise _Failed(f"{host} did not take the mail: {type(error).__name__}") from None


def _command(to: Alert, event: Event, folder: Path) -> None:
    program = to.command[0]
    try:
        done = subprocess.run(
            [*to.command], input=event.body(), cwd=folder, capture_output=True, timeout=LONGEST, check=False
        )
    except subprocess.TimeoutExpired:
        raise _Failed(f"{program} did not end within {LONGEST:g} seconds") from None
    except OSError as error:
        raise _Failed(f"{program} could not be begun: {error.strerror}") from None
    if done.returncode:
        raise _Failed(f"{program} ended with {done.returncode}")
