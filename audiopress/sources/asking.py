"""How a source is asked: the settings of a show's `[[sources]]`, or those behind an address.

    https://paper.example/wp-json/wp/v2/posts#auth_env=CMS_KEY&since=36h
    imaps://desk@mail.example/INBOX?auth_env=MAIL_PASSWORD&max=20

Behind `#` no server is told of them; a mailbox has no other use for a `?`.
"""

from __future__ import annotations

import os
import re
from dataclasses import fields, replace
from typing import Final
from urllib.parse import parse_qsl

from audiopress.errors import SourceError, nearest
from audiopress.model import Source

MAILBOX: Final = re.compile(r"imaps?://", re.IGNORECASE)
ADDRESS: Final = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)
KEYS: Final = frozenset(field.name for field in fields(Source)) - {"url"}


def asked(source: str | Source) -> Source:
    """A source as a table, whichever way it was written. Raises SourceError for settings that are none."""
    if isinstance(source, Source):
        inside = asked(source.url)
        given = {name: getattr(source, name) or getattr(inside, name) for name in KEYS}
        return replace(inside, **given)
    if not ADDRESS.match(source):
        return Source(url=source)
    mark = "?" if MAILBOX.match(source) else "#"
    url, _, behind = source.partition(mark)
    said = dict(parse_qsl(behind, keep_blank_values=True))
    if not said or (mark == "#" and not said.keys() & KEYS):
        return Source(url=source)
    if unknown := sorted(said.keys() - KEYS):
        near = nearest(unknown[0], KEYS)
        hint = f"did you mean {near!r}?" if near else f"known: {', '.join(sorted(KEYS))}"
        raise SourceError(f"a source has no setting {unknown[0]!r}", where=url, hint=hint)
    most = said.pop("max", "0")
    if not most.isdecimal():
        raise SourceError(f"max is a whole number, not {most!r}", where=url, hint="max=20")
    return Source(url=url, max=int(most[:6]), **said)


def password(source: Source) -> str:
    """The value of the variable that a source names; empty where it names none. Raises SourceError where it is not set."""
    if not source.auth_env:
        return ""
    value = os.environ.get(source.auth_env, "")
    if not value:
        raise SourceError(
            f"the environment variable {source.auth_env} is not set", where=source.url, hint="it holds the password"
        )
    return value
