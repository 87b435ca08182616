"""ninjs 1 and 2 (IPTC's news in JSON): one item, or a list of them as a wire's interface gives it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar, Final

from audiopress.sources.documents import STORY, Document
from audiopress.sources.given import Given, one_line, plain, rows, web
from audiopress.sources.moments import moment
from audiopress.sources.reader import Reader, Wanted
from audiopress.sources.syndication import page_of
from audiopress.sources.withheld import withheld

SIGNS: Final = frozenset(
    {"versioncreated", "firstcreated", "pubstatus", "urgency", "contentcreated", "altids", "usageterms"}
)
"""Properties that nothing but ninjs has all of these names for."""


class Ninjs(Reader):
    """Items, and those that a list holds."""

    name: ClassVar[str] = "ninjs"
    told: ClassVar[str] = "ninjs 1.3 and 2"

    def sees(self, given: Given) -> bool:
        """A `uri` beside a headline and a body, in the form of version 1 or of version 2."""
        return bool(_items(given))

    def documents(self, given: Given, wanted: Wanted) -> Iterator[Document]:
        """An item of text each."""
        del wanted
        found = _items(given)
        texts = [item for item in found if item.get("type", "text") in {"text", "composite"}]
        for item in texts or found:
            yield _document(item, listed=len(found) > 1 or isinstance(given.json, list) or bool(given.url))


def _items(given: Given) -> list[dict[str, Any]]:
    data = given.json
    for name in ("items", "_items", "results", "data"):
        if isinstance(data, dict) and "uri" not in data and isinstance(data.get(name), list):
            data = data[name]
    return [item for item in rows(data) if _is_item(item)]


def _is_item(item: dict[str, Any]) -> bool:
    headed = "headline" in item or isinstance(item.get("headlines"), list)
    bodied = isinstance(item.get("bodies"), list) or any(name.startswith("body_") for name in item)
    return "uri" in item and headed and (bodied or bool(SIGNS & item.keys()))


def _document(item: dict[str, Any], *, listed: bool) -> Document:
    link = web(_first(item.get("uri"), item.get("url"))) or _rendition(item)
    image, captions = _pictures(item)
    by = _byline(item)
    return Document(
        kind=STORY,
        source=(link or one_line(item.get("uri"))) if listed else "",
        url=link,
        body=_body(item),
        headline=plain(item.get("headline")) or _of_role(item.get("headlines"), ("main", "headline", "")),
        signed=by,
        byline=() if by else tuple(_names(item, "people", ("author", "creator", "byline"))),
        dateline=one_line(item.get("dateline")) or _place(item),
        published=moment(item.get("firstcreated"))
        or moment(item.get("contentcreated"))
        or moment(item.get("versioncreated")),
        updated=moment(item.get("versioncreated")),
        section=next(iter(_names(item, "subject") or _names(item, "subjects") or _names(item, "genres")), ""),
        language=one_line(item.get("language")),
        site=one_line(item.get("copyrightholder")),
        sender=next(iter(_names(item, "infosources") or _names(item, "source")), ""),
        image=image,
        captions=tuple(captions),
        embargo=(until := moment(item.get("embargoed"))),
        expires=moment(item.get("expires")),
        held=withheld(one_line(item.get("pubstatus")), until),
    )


def _body(item: dict[str, Any]) -> str:
    """The story as HTML. Version 1 has a property for each form of it, version 2 a list."""
    for name in ("body_xhtml", "body_html"):
        if isinstance(item.get(name), str):
            return str(item[name])
    found = rows(item.get("bodies"))
    best = sorted(
        found,
        key=lambda one: (one.get("role") not in {"main", "body", None}, "html" not in str(one.get("contenttype", ""))),
    )
    for one in best:
        value = str(one.get("value") or "")
        if value.strip():
            return value if "html" in str(one.get("contenttype", "")) else page_of(value)
    texts = [str(value) for name, value in item.items() if name.startswith("body_") and isinstance(value, str)]
    return page_of(texts[0]) if texts else ""


def _byline(item: dict[str, Any]) -> str:
    return one_line(item.get("byline")) or one_line(item.get("by"))


def _place(item: dict[str, Any]) -> str:
    """Where it was written, as a dateline has it; where the story itself has none."""
    return one_line(item.get("located"))


def _of_role(texts: object, roles: tuple[str, ...]) -> str:
    found = rows(texts)
    for role in roles:
        for one in found:
            if str(one.get("role") or "").rpartition(":")[2].lower() == role and plain(one.get("value")):
                return plain(one.get("value"))
    return next((plain(one.get("value")) for one in found if plain(one.get("value"))), "")


def _names(item: dict[str, Any], field: str, roles: tuple[str, ...] = ()) -> list[str]:
    return [
        plain(one.get("name"))
        for one in rows(item.get(field))
        if plain(one.get("name")) and (not roles or str(one.get("rel", "")).rpartition(":")[2] in roles)
    ]


def _pictures(item: dict[str, Any]) -> tuple[str, list[str]]:
    """The first picture's address, and the captions; version 1 has a table of them, version 2 a list."""
    given = item.get("associations")
    found = rows(list(given.values()) if isinstance(given, dict) else given)
    image, captions = "", []
    for one in found:
        if one.get("type") not in {"picture", "photo", "graphic"}:
            continue
        image = image or _rendition(one)
        caption = plain(one.get("description_text")) or plain(one.get("description_caption"))
        caption = caption or _of_role(one.get("descriptions"), ("caption", "main", ""))
        if caption:
            captions.append(caption)
    return image, list(dict.fromkeys(captions))


def _rendition(item: dict[str, Any]) -> str:
    """The address of a form that an item is had in."""
    given = item.get("renditions")
    found = rows(list(given.values()) if isinstance(given, dict) and "href" not in given else given)
    return next((web(one.get("href")) for one in found if web(one.get("href"))), "")


def _first(*values: object) -> str:
    return next((str(value) for value in values if web(value)), "")
