"""A reader: what one kind of source looks like, and the documents in it. The door for plug-ins is `audiopress.sources`."""

from __future__ import annotations

import base64
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from audiopress.sources.documents import Document, Note
from audiopress.sources.given import Given
from audiopress.sources.moments import aware
from audiopress.sources.newest import in_order


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What of a source is wanted."""

    since: datetime | None = None
    """Nothing that was published or changed before; UTC."""
    most: int = 100
    """The newest of a list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Secret:
    """How a server is shown who asks. It goes to the origin it is for and nowhere else, and no message shows it."""

    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    query: Mapping[str, str] = field(default_factory=dict, repr=False)


class Reader(ABC):
    """What every reader is. Nothing in it opens a file or asks a server: it is given bytes, and names addresses."""

    name: ClassVar[str] = ""
    """As a source's `kind` names it."""
    told: ClassVar[str] = ""
    """What it reads, in a few words: `posts of WordPress`."""
    place: ClassVar[str] = "\0"
    """What stands in the addresses of its interface, and in no other: such an address needs no `kind`."""
    nothing: ClassVar[str] = "holds no articles"
    """What is said where there is not one document."""
    after: ClassVar[bool] = False
    """It looks at what no other reader knows."""

    @abstractmethod
    def sees(self, given: Given) -> bool:
        """Whether the bytes are what it reads, by what they hold and not by what they are called."""

    @abstractmethod
    def documents(self, given: Given, wanted: Wanted) -> Iterator[Document | Note]:
        """The documents in them, of a list the newest first, and what it left out. Raises SourceError for bytes that are broken."""

    def following(self, given: Given) -> str:
        """The address of the next part of a list, or nothing."""
        del given
        return ""

    def address(self, url: str, wanted: Wanted) -> str:
        """What to ask for where a source's `kind` names this reader: a site's address becomes its interface's."""
        del wanted
        return url

    def secret(self, value: str) -> Secret:
        """How the value of `auth_env` is shown: `user:password`, a whole `Bearer …`, or a token."""
        if " " in value.strip() and value.split(maxsplit=1)[0].lower() in {"basic", "bearer", "token", "ghost"}:
            return Secret(headers={"authorization": value.strip()})
        if ":" in value:
            return Secret(headers={"authorization": "Basic " + base64.b64encode(value.encode()).decode("ascii")})
        return Secret(headers={"authorization": f"Bearer {value.strip()}"})


def asked(url: str, path: str = "", **parameters: str) -> str:
    """An address with further parameters, those that it has already left as they are; a bare site's gets the `path`."""
    parts = urlsplit(url)
    there = dict(parse_qsl(parts.query, keep_blank_values=True))
    more = {name: value for name, value in parameters.items() if value and name not in there}
    query = "&".join(filter(None, (parts.query, urlencode(more, safe=":,>'+[]"))))
    place = parts.path if parts.path.strip("/") or not path else path
    return urlunsplit((parts.scheme, parts.netloc, place, query, ""))


def newest(documents: list[Document], wanted: Wanted) -> Iterator[Document | Note]:
    """The newest of a list, and none that is older than what is wanted."""
    new = [one for one in documents if recent(one, wanted)]
    dates = [aware(one.published or one.updated) for one in new]
    yield from in_order(new, dates)[: wanted.most]
    if len(new) > wanted.most:
        yield older(wanted.most, len(new) - wanted.most)


def older(most: int, left: int) -> Note:
    """What is said of a list that is longer than what is wanted."""
    return Note(f"the newest {most} entries are read, and not {left} older ones")


def recent(document: Document, wanted: Wanted) -> bool:
    """Whether a document is new enough; one without a date is."""
    dates = [date for date in (aware(document.published), aware(document.updated)) if date is not None]
    return wanted.since is None or not dates or max(dates) >= wanted.since
