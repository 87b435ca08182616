"""Word documents (`.docx`, ECMA-376 part 1): paragraphs with their styles, read out of the archive by lxml alone."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from typing import Any, ClassVar, Final

from audiopress.errors import SourceError
from audiopress.sources.documents import STORY, Document, DocumentPassage, Left, PassageKind
from audiopress.sources.given import Given, children, local
from audiopress.sources.reader import Reader, Wanted

LARGEST: Final = 30_000_000
"""Bytes of the document in the archive, unpacked; a bomb is refused."""
MAIN: Final = "word/document.xml"
STYLES: Final = "word/styles.xml"
GONE: Final = frozenset(
    {"del", "moveFrom", "instrText", "footnoteReference", "endnoteReference", "commentReference", "drawing", "pict"}
)
"""Elements that are no words of the text as it stands."""
HEADINGS: Final = re.compile(r"heading\s?(\d)?", re.IGNORECASE)


_BROKEN: Final = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError)
"""What zipfile raises for a damaged archive, one cut off, a compression it does not know, and one under a password."""


class Docx(Reader):
    """One story: the title is its headline."""

    name: ClassVar[str] = "docx"
    told: ClassVar[str] = "Word documents (.docx)"

    def sees(self, given: Given) -> bool:
        """An archive with Word's main part in it."""
        return given.data.startswith(b"PK\x03\x04") and MAIN.encode() in given.data

    def documents(self, given: Given, wanted: Wanted) -> Iterator[Document]:
        """The story."""
        del wanted
        try:
            with zipfile.ZipFile(io.BytesIO(given.data)) as archive:
                body = _part(archive, MAIN)
                styles = _styles(_part(archive, STYLES) if STYLES in archive.namelist() else None)
        except (*_BROKEN, KeyError) as error:
            raise SourceError(f"is a broken Word document: {error}", hint="open it in Word and save it again") from None
        headline = ""
        passages: list[DocumentPassage] = []
        captions: list[str] = []
        left: list[Left] = []
        for element in (one for top in children(body, "body") for one in top):
            if local(element) == "tbl":
                left += [Left(text=cell, rule="table") for cell in map(_words, _below(element, "tc")) if cell]
                continue
            text = _words(element)
            if local(element) not in {"p", "sdt"} or not text:
                continue
            style = _style(element, styles)
            heading = HEADINGS.match(style)
            if not headline and not passages and (style.lower() == "title" or (heading and heading[1] in {None, "1"})):
                headline = text
            elif style.lower() == "caption":
                captions.append(text)
            else:
                kind: PassageKind = (
                    "subhead" if heading else "item" if "list" in style.lower() or _below(element, "numPr") else "text"
                )
                passages.append(DocumentPassage(text=text, kind=kind))
        written = "\n".join([headline, *(one.text for one in passages)])
        yield Document(
            kind=STORY,
            headline=headline,
            paragraphs=tuple(passages),
            captions=tuple(captions),
            left=tuple(left),
            doubtful=written,
        )


def _part(archive: zipfile.ZipFile, name: str) -> Any:
    from lxml import etree

    if archive.getinfo(name).file_size > LARGEST:
        raise SourceError(f"is larger than {LARGEST // 1_000_000} MB when it is unpacked", hint="is it a story?")
    with archive.open(name) as file:
        data = file.read(LARGEST + 1)
    try:
        return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True))
    except etree.XMLSyntaxError:
        raise SourceError("is a broken Word document", hint="open it in Word and save it again") from None


def _styles(root: Any) -> Mapping[str, str]:
    """A style's id to its name, which is the same in every language of Word for the built-in ones."""
    found = {}
    for style in children(root, "style"):
        for name in children(style, "name"):
            found[_value(style, "styleId")] = _value(name, "val")
    return found


def _style(paragraph: Any, styles: Mapping[str, str]) -> str:
    for one in _below(paragraph, "pStyle"):
        name = _value(one, "val")
        return styles.get(name, name)
    return ""


def _value(element: Any, name: str) -> str:
    return next((str(value) for key, value in element.attrib.items() if key.rpartition("}")[2] == name), "")


def _below(element: Any, name: str) -> list[Any]:
    return [one for one in element.iter() if local(one) == name]


def _words(element: Any) -> str:
    """The words of a paragraph, what was inserted with them and what was deleted left out."""
    kept: list[str] = []

    def walk(one: Any) -> None:
        name = local(one)
        if name in GONE:
            return
        if name == "t":
            kept.append(one.text or "")
        elif name in {"tab", "br", "cr"}:
            kept.append(" ")
        elif name == "noBreakHyphen":
            kept.append("-")
        elif name == "p" and kept:
            kept.append(" ")
        for inner in one:
            walk(inner)

    walk(element)
    return " ".join("".join(kept).split())
