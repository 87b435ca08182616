"""What every reader must keep, as tests that the author of one runs: see docs/plugins.md.

from audiopress.sources.contract import examine

def test_my_reader():
    examine(MyReader(), Path("sample.xyz").read_bytes())
"""

from __future__ import annotations

from typing import Final

from audiopress.errors import AudiopressError
from audiopress.sources.documents import KINDS, LINK, LIST, Document, Note
from audiopress.sources.given import Given, web
from audiopress.sources.reader import Reader, Secret, Wanted

STRANGERS: Final = (
    b"",
    b"\0\1\2\3",
    b"<!doctype html><html><body><p>The ferry runs at night.</p></body></html>",
    b"The ferry runs at night.\n\nIt did not run before.\n",
    b'{"name": "package", "version": "1.0.0", "items": []}',
    b'[{"a": 1}, null, "b"]',
    b"<?xml version='1.0'?><order><line>1</line></order>",
    b"{" * 5000,
    b"<a>" * 5000,
    b"%PDF-1.4\n%%EOF\n",
    b"PK\x03\x04 no archive",
)
"""Bytes that belong to others, or to nobody."""
CUTS: Final = 24
"""Places at which a sample is cut off, as a broken connection does."""


def examine(reader: Reader, *samples: bytes, suffix: str = "", others: bool = True) -> None:
    """Raises AssertionError, which says what is wrong, unless the reader keeps the contract with these samples.

    Each sample is what it reads. `suffix` is the end of the files' names, where the reader looks at it; `others` are then
    not asked of a reader that is there for what nobody else knows.
    """
    _declared(reader)
    assert samples, "give the test a sample of what it reads"
    for data in STRANGERS:
        seen = reader.sees(Given("stranger", data))
        assert isinstance(seen, bool), f"sees answers {seen!r}, and not True or False"
        assert not (seen and others and not reader.after), f"it takes {data[:60]!r} for its own"
    for data in samples:
        given = Given("sample", data, suffix=suffix)
        assert reader.sees(given), f"it does not see its own sample {data[:60]!r}"
        first = _documents(reader, given)
        assert any(isinstance(one, Document) for one in first), f"there is no document in {data[:60]!r}"
        assert _documents(reader, Given("sample", data, suffix=suffix)) == first, "the same bytes do not give the same"
        for document in first:
            _whole(document)
        _broken(reader, data, suffix)


def _declared(reader: Reader) -> None:
    assert isinstance(reader, Reader), f"{type(reader).__name__} is a subclass of audiopress.sources.reader.Reader"
    assert reader.name, "it has a name, which a source's `kind` is"
    assert reader.told, "it says in a few words what it reads"
    url = reader.address("https://paper.example", Wanted(most=7))
    assert web(url), f"address gives {url!r}, which is none"
    secret = reader.secret("user:swordfish")
    assert isinstance(secret, Secret), "secret gives a Secret"
    assert "swordfish" not in repr(secret), "a message may show what a Secret looks like"


def _documents(reader: Reader, given: Given) -> list[Document | Note]:
    found = list(reader.documents(given, Wanted(most=1000)))
    following = reader.following(given)
    assert following == "" or web(following), f"following gives {following!r}, which is no address"
    return found


def _whole(document: Document | Note) -> None:
    if isinstance(document, Note):
        assert "\n" not in document, "a note is one line"
        return
    assert document.kind in KINDS, f"the kind {document.kind!r} is none of {', '.join(KINDS)}"
    if document.kind in {LINK, LIST}:
        assert web(document.url) or not document.url, f"{document.url!r} cannot be fetched"
    assert "\n" not in document.headline, "a headline is one line"
    assert all(isinstance(name, str) and name.strip() for name in document.byline), (
        "a byline is names, none of them empty"
    )
    assert not (document.body and document.paragraphs), "a document has a body, or paragraphs"
    assert not document.url or web(document.url), f"{document.url!r} is no http(s) address"


def _broken(reader: Reader, data: bytes, suffix: str) -> None:
    """What breaks off or is damaged is read as far as it goes, or told; another fault would cost the newsroom's morning."""
    for number in range(CUTS):
        at = len(data) * number // CUTS
        _survives(reader, Given("broken", data[:at], suffix=suffix), f"cut off after {at} of {len(data)} bytes")
        damaged = data[:at] + bytes((data[at] ^ 0xFF,)) + data[at + 1 :]
        _survives(reader, Given("broken", damaged, suffix=suffix), f"with byte {at} of {len(data)} turned over")


def _survives(reader: Reader, broken: Given, where: str) -> None:
    try:
        if reader.sees(broken):
            list(reader.documents(broken, Wanted()))
            reader.following(broken)
    except AudiopressError:
        return  # told, which is what is asked
    except Exception as error:
        raise AssertionError(f"{where} it raises {type(error).__name__}: {error}") from error
