"""The bytes of a source with what tells their format: parsed once, and offered to every reader."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from audiopress.sources.decoding import MARKS, decoded, first_element

KINDS: Final = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"\xff\xd8\xff", "a picture"),
    (b"\x89PNG", "a picture"),
    (b"GIF8", "a picture"),
    (b"ID3", "a sound file"),
    (b"OggS", "a sound file"),
    (b"\x1f\x8b", "a compressed file"),
    (b"SQLite format 3", "a database"),
)
"""How files begin that people give by mistake."""
DEEPEST: Final = 200
"""Elements within elements of a document of XML."""
_JSON: Final = re.compile(r"\s*(?:\{\s*(?:\"(?:[^\"\\]|\\.){0,200}\"\s*:|\})|\[\s*(?:[\[{\"\d-]|\]|null|true|false))")


@dataclass(frozen=True)
class Given:
    """Bytes, and what is known of where they came from."""

    source: str
    """What messages call it."""
    data: bytes
    url: str = ""
    """The address they came from; empty for a file."""
    suffix: str = ""
    """The end of the file's name, in lower case."""
    content_type: str = ""
    charset: str = ""
    """As the server said."""
    next: str = ""
    """The address of the next part, as the server said (RFC 8288)."""

    @property
    def binary(self) -> str:
        """What it is where it is no text, or nothing."""
        if self.data.startswith(tuple(mark for mark, _ in MARKS)):
            return ""
        for mark, name in KINDS:
            if self.data.startswith(mark):
                return name
        return "binary data" if b"\0" in self.data[:8000] else ""

    @cached_property
    def text(self) -> str:
        """The bytes as text; nothing is certain of those of a binary file."""
        return decoded(self.data, charset=self.charset)

    @cached_property
    def json(self) -> Any:
        """What the text says as JSON, or None."""
        if not _JSON.match(self.text):
            return None
        try:
            return json.loads(self.text)
        except (ValueError, RecursionError):
            return None

    @property
    def jsonlike(self) -> bool:
        """Whether the text begins as JSON does, whole or not."""
        return _JSON.match(self.text) is not None and (self.json is not None or '":' in self.text[:2000])

    @cached_property
    def element(self) -> str:
        """The local name of the first element, in lower case, where the text begins with markup."""
        return first_element(self.text).rpartition(":")[2]

    @cached_property
    def xml(self) -> Any:
        """The root element of a document of XML; None for what is none. Nothing outside of it is opened or fetched."""
        from lxml import etree

        if not self.element:
            return None
        # What a declaration says of the encoding is no longer so.
        plain = re.sub(r"^\ufeff?\s*<\?xml[^>]*\?>", "", self.text, count=1).encode("utf-8", "replace")
        parser = etree.XMLParser(
            recover=True,
            encoding="utf-8",
            resolve_entities=False,
            no_network=True,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            return etree.fromstring(plain, parser)
        except etree.XMLSyntaxError:
            return None


def local(element: Any) -> str:
    """The name of an element without its namespace; empty for a comment."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def child(element: Any, *names: str) -> Any:
    """The first child by any of these local names, or None."""
    return None if element is None else next((one for one in element if local(one) in names), None)


def children(element: Any, *names: str) -> list[Any]:
    """The children by these local names."""
    return [] if element is None else [one for one in element if local(one) in names]


def below(element: Any, *names: str) -> list[Any]:
    """Everything below by these local names, in the order of the document."""
    return [] if element is None else [one for one in element.iter() if local(one) in names and one is not element]


def words(element: Any) -> str:
    """The text of an element on one line; empty for None."""
    return "" if element is None else " ".join("".join(element.itertext(with_tail=False)).split())


def one_line(value: object) -> str:
    """A text of JSON on one line; empty for what is no text."""
    return " ".join(value.split()) if isinstance(value, str) else ""


def plain(value: object) -> str:
    """The words of a text that may have tags and entities in it, on one line: a title."""
    from html import unescape

    return " ".join(unescape(re.sub(r"<[^<>]*>", "", value)).split()) if isinstance(value, str) else ""


def table(value: object) -> dict[str, Any]:
    """A table of JSON, or an empty one."""
    return value if isinstance(value, dict) else {}


def rows(value: object) -> list[dict[str, Any]]:
    """The tables of a list of JSON; of a table alone, it."""
    if isinstance(value, dict):
        return [value]
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def web(value: object) -> str:
    """An address where the value is one of http(s) without a space in it, else nothing."""
    text = value.strip() if isinstance(value, str) else ""
    return text if re.fullmatch(r"https?://[^\s\x00-\x20]+", text) else ""
