"""NewsML-G2 2 (IPTC): a news item, a package of them, or a message that carries several."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, ClassVar, Final

from audiopress.errors import SourceError
from audiopress.sources.documents import LINK, STORY, Document
from audiopress.sources.given import Given, below, child, children, local, web, words
from audiopress.sources.moments import moment
from audiopress.sources.reader import Reader, Wanted
from audiopress.sources.readers import nitf
from audiopress.sources.syndication import page_of
from audiopress.sources.withheld import withheld

ROOTS: Final = frozenset({"newsitem", "packageitem", "newsmessage"})
PICTURES: Final = ("picture", "graphic")
WEB: Final = ("alternate", "canonical", "web", "isversionof", "weburl", "self")
"""Relations of a link to the story's own page."""


class NewsML(Reader):
    """Every text of an item, a package or a message."""

    name: ClassVar[str] = "newsml"
    told: ClassVar[str] = "NewsML-G2 2"

    def sees(self, given: Given) -> bool:
        """Its root is an item, a package or a message."""
        return given.element in ROOTS

    def documents(self, given: Given, wanted: Wanted) -> Iterator[Document]:
        """The texts, in the order of the package where there is one."""
        del wanted
        root = given.xml
        if root is None:
            return
        items = [root] if local(root) == "newsItem" else below(root, "newsItem")
        packages = [root] if local(root) == "packageItem" else below(root, "packageItem")
        order = [name for package in packages for name in _order(package)]
        place = {name: at for at, name in reversed(list(enumerate(order)))}
        items.sort(key=lambda item: place.get(str(item.get("guid")), len(place)))
        pictures = [item for item in items if _kind(item) in PICTURES]
        texts = [item for item in items if item not in pictures]
        shown = [caption for one in pictures if (caption := _caption(one))] if len(texts) == 1 else []
        for item in texts:
            found = _document(item, listed=len(texts) > 1 or bool(given.url))
            yield replace(found, captions=tuple(dict.fromkeys((*found.captions, *shown))))
        if not items:
            yield from _elsewhere(packages)


def _elsewhere(packages: Sequence[Any]) -> Iterator[Document]:
    """A package alone only names its items; those with an address can be fetched."""
    refs = [ref for package in packages for ref in below(package, "itemRef")]
    links = [web(ref.get("href")) for ref in refs]
    if not any(links):
        raise SourceError(
            f"the package names {len(refs)} items and holds none of them",
            hint="send them in one newsMessage, or give the files of the items",
        )
    for ref, link in zip(refs, links, strict=True):
        if link and _is_text(ref):
            yield Document(
                kind=LINK, source=link, url=link, headline=words(child(ref, "headline")) or words(child(ref, "title"))
            )


def _is_text(ref: Any) -> bool:
    named = child(ref, "itemClass")
    return named is None or str(named.get("qcode", "")).rpartition(":")[2] in {"", "text", "composite"}


def _order(package: Any) -> list[str]:
    """The items that a package refers to, as its groups have them."""
    groups = {one.get("id"): one for one in below(package, "group")}
    sets = child(package, "groupSet")
    root = groups.get(sets.get("root")) if sets is not None else None
    found: list[str] = []
    waiting = [root] if root is not None else list(groups.values())
    seen = set()
    while waiting:
        group = waiting.pop(0)
        if group is None or group.get("id") in seen:
            continue
        seen.add(group.get("id"))
        inner = []
        for one in group:
            if local(one) == "itemRef":
                found.append(str(one.get("residref") or one.get("href") or ""))
            elif local(one) == "groupRef":
                inner.append(groups.get(one.get("idref")))
        waiting[:0] = inner
    return found


def _document(item: Any, *, listed: bool) -> Document:
    meta, about, content = child(item, "itemMeta"), child(item, "contentMeta"), child(item, "contentSet")
    inner = next(iter(below(content, "nitf")), None)
    known = nitf.story(inner) if inner is not None else Document(kind=STORY, body=_body(content))
    link = _link(item, meta)
    by = " and ".join(dict.fromkeys(filter(None, map(words, children(about, "by")))))
    language = next((str(one.get("tag")) for one in children(about, "language") if one.get("tag")), "")
    status = child(meta, "pubStatus")
    remote = _remote(content) if not known.body.strip() else ""
    return Document(
        kind=LINK if remote else STORY,
        source=(link or str(item.get("guid") or "")) if listed else "",
        url=remote or link,
        body=known.body,
        headline=_headline(about) or known.headline or words(child(meta, "title")),
        signed=by or known.signed,
        byline=() if by or known.signed else tuple(filter(None, map(_name, _creators(about)))),
        dateline=words(child(about, "dateline")) or known.dateline or _name(child(about, "located")),
        published=_date(meta, "firstCreated")
        or _date(about, "contentCreated")
        or _date(meta, "versionCreated")
        or known.published,
        updated=_date(meta, "versionCreated") or _date(about, "contentModified"),
        section=_section(about, meta) or known.section,
        language=language or known.language or str(item.get(nitf.LANGUAGE) or ""),
        site=_name(child(meta, "provider")),
        sender=_name(child(meta, "provider")),
        captions=known.captions,
        embargo=(until := _date(meta, "embargoed") or known.embargo),
        expires=_date(child(item, "rightsInfo"), "validTo") or known.expires,
        held=withheld(str(status.get("qcode", "")) if status is not None else "", until) or known.held,
    )


def _body(content: Any) -> str:
    """The story as HTML, out of XHTML, HTML or plain text; HTML before text."""
    for one in children(content, "inlineXML"):
        body = next(iter(below(one, "body")), None)
        if body is not None or len(one):
            from lxml import etree

            whole = body if body is not None else one
            return "".join(
                [page_of(whole.text or "")]
                + [etree.tostring(_bare(part), encoding="unicode", method="html") for part in whole]
            )
    found = children(content, "inlineData")
    for one in sorted(found, key=lambda one: "html" not in str(one.get("contenttype", ""))):
        text = "".join(one.itertext())
        if text.strip():
            return text if "html" in str(one.get("contenttype", "")) else page_of(text)
    return ""


def _bare(element: Any) -> Any:
    """XHTML without its namespace, as HTML has none."""
    for one in element.iter():
        if isinstance(one.tag, str):
            one.tag = local(one)
    return element


def _remote(content: Any) -> str:
    """The address of a body that is not in the item, but a page."""
    for one in children(content, "remoteContent"):
        kind = str(one.get("contenttype", "text/html"))
        if kind.startswith(("text/html", "application/xhtml", "text/plain")) and web(one.get("href")):
            return web(one.get("href"))
    return ""


def _headline(about: Any) -> str:
    found = children(about, "headline")
    main = [one for one in found if str(one.get("role", "")).rpartition(":")[2] in {"", "main", "headline"}]
    return next((words(one) for one in (*main, *found) if words(one)), "")


def _creators(about: Any) -> list[Any]:
    """Who wrote it: creators that are people, or of whom nothing else is said."""
    return [one for one in children(about, "creator") if str(one.get("type", "")).rpartition(":")[2] in {"", "person"}]


def _name(element: Any) -> str:
    if element is None:
        return ""
    named = words(child(element, "name"))
    return named or " ".join(str(element.get("literal") or "").split())


def _section(about: Any, meta: Any) -> str:
    subjects = [_name(one) for one in children(about, "subject") if _kind_of(one) in {"", "abstract"}]
    services = [_name(one) for one in children(meta, "service")]
    return next(filter(None, (*subjects, *services)), "")


def _kind_of(element: Any) -> str:
    return str(element.get("type", "")).rpartition(":")[2]


def _date(parent: Any, name: str) -> Any:
    return moment(words(child(parent, name)))


def _link(item: Any, meta: Any) -> str:
    for one in children(meta, "link"):
        if str(one.get("rel", "")).rpartition(":")[2].lower() in WEB and web(one.get("href")):
            return web(one.get("href"))
    return web(item.get("guid"))


def _kind(item: Any) -> str:
    named = child(child(item, "itemMeta"), "itemClass")
    return str(named.get("qcode", "")).rpartition(":")[2] if named is not None else "text"


def _caption(item: Any) -> str:
    about = child(item, "contentMeta")
    found = children(about, "description")
    main = [one for one in found if str(one.get("role", "")).rpartition(":")[2] in {"", "caption"}]
    return next((words(one) for one in main if words(one)), "")
