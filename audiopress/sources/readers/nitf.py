"""NITF 3 (IPTC's News Industry Text Format): one story, its fields in `docdata` and `body.head`."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Any, ClassVar, Final

from audiopress.sources.documents import STORY, Document, Left
from audiopress.sources.given import Given, below, child, local, web, words
from audiopress.sources.moments import moment
from audiopress.sources.reader import Reader, Wanted
from audiopress.sources.withheld import withheld

BLOCKS: Final = {
    "p": "p",
    "hl1": "h1",
    "hl2": "h2",
    "block": "div",
    "bq": "blockquote",
    "ul": "ul",
    "ol": "ol",
    "li": "li",
    "dl": "dl",
    "dt": "dt",
    "dd": "dd",
    "table": "table",
    "tr": "tr",
    "td": "td",
    "th": "th",
    "nitf-table": "table",
    "media": "figure",
    "media-caption": "figcaption",
    "pre": "p",
    "br": "br",
    "em": "em",
    "q": "span",
    "a": "a",
}
"""What NITF calls what HTML has; every other element is its words."""
SILENT: Final = frozenset(
    {
        "media-reference",
        "media-metadata",
        "media-object",
        "media-producer",
        "alt-code",
        "custom-table",
        "note",
        "ednote",
        "tagline",
    }
)
LANGUAGE: Final = "{http://www.w3.org/XML/1998/namespace}lang"


class NITF(Reader):
    """A document of one story."""

    name: ClassVar[str] = "nitf"
    told: ClassVar[str] = "NITF 3"

    def sees(self, given: Given) -> bool:
        """Its root is `nitf`."""
        return given.element == "nitf"

    def documents(self, given: Given, wanted: Wanted) -> Iterator[Document]:
        """The story."""
        del wanted
        if given.xml is not None:
            yield story(given.xml)


def story(root: Any) -> Document:
    """The story of a `nitf` element, which may stand in another format."""
    head, body = child(root, "head"), child(root, "body")
    data = child(head, "docdata")
    top, content, end = (child(body, f"body.{part}") for part in ("head", "content", "end"))
    headed = child(top, "hedline")
    main = child(headed, "hl1")
    line = child(top, "dateline")
    status = data.get("management-status", "") if data is not None else ""
    captions = [words(one) for one in below(top, "media-caption")]
    identity = child(data, "doc-id")
    place = child(line, "location")
    until = _normed(data, "date.release")
    return Document(
        kind=STORY,
        url=web(identity.get("id-string")) if identity is not None else "",
        body="".join(html(part) for part in (content, end) if part is not None),
        headline=words(main) or words(headed) or words(child(head, "title")),
        signed=_byline(top),
        dateline=words(place) or _without_date(line),
        published=_normed(data, "date.issue") or _normed(line, "story.date") or _publication(head) or until,
        updated=None,
        section=_section(head),
        language=root.get(LANGUAGE) or (body.get(LANGUAGE) if body is not None else "") or "",
        site=_site(head),
        sender=words(child(top, "distributor")),
        captions=tuple(dict.fromkeys(filter(None, captions))),
        left=tuple(Left(text=line, rule="credits") for line in map(words, below(end, "tagline")) if line),
        embargo=until,
        expires=_normed(data, "date.expire"),
        held=withheld(status, until),
    )


def html(element: Any) -> str:
    """An element's inside as HTML."""
    kept = [escape(element.text or "", quote=False)]
    for one in element:
        name = BLOCKS.get(local(one))
        inside = "" if local(one) in SILENT else html(one)
        link = web(one.get("href")) if name == "a" else ""
        opened = f'<a href="{escape(link)}">' if link else f"<{name}>"
        if local(one) == "br":
            kept.append("<br>")
        else:
            kept.append(f"{opened}{inside}</{name}>" if name else inside)
        kept.append(escape(one.tail or "", quote=False))
    return "".join(kept)


def _byline(top: Any) -> str:
    """`By Ada Lund`; the title of the author apart (`byttl`) is none of the name."""
    lines = []
    for one in below(top, "byline"):
        people = [words(person) for person in below(one, "person")]
        titles = [words(title) for title in below(one, "byttl")]
        whole = words(one)
        for title in titles:
            whole = whole.replace(title, " ")
        lines.append("By " + " and ".join(people) if people else " ".join(whole.split()))
    return " and ".join(dict.fromkeys(filter(None, lines)))


def _without_date(line: Any) -> str:
    if line is None:
        return ""
    date = child(line, "story.date")
    said = words(line)
    return " ".join(said.replace(words(date), " ").split()).strip(" ,") if date is not None and words(date) else said


def _norm(parent: Any, name: str) -> str:
    found = child(parent, name)
    return "" if found is None else str(found.get("norm") or words(found))


def _normed(parent: Any, name: str) -> Any:
    return moment(_norm(parent, name))


def _publication(head: Any) -> Any:
    found = child(head, "pubdata")
    return moment(found.get("date.publication")) if found is not None else None


def _section(head: Any) -> str:
    data = child(head, "pubdata")
    if data is not None and (name := data.get("position.section")):
        return " ".join(name.split())
    for one in below(head, "tobject.subject"):
        for name in ("tobject.subject.detail", "tobject.subject.matter", "tobject.subject.type"):
            if one.get(name):
                return " ".join(one.get(name).split())
    return ""


def _site(head: Any) -> str:
    data = child(head, "pubdata")
    holder = next(iter(below(head, "doc.copyright")), None)
    named = data.get("name") if data is not None else ""
    return " ".join((named or (holder.get("holder") if holder is not None else "") or "").split())
