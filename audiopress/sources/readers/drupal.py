"""Nodes of Drupal, as its JSON:API gives them (`/jsonapi/node/article`, with `include=uid,field_image`)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from audiopress.sources.documents import STORY, Document
from audiopress.sources.given import Given, one_line, plain, rows, table, web
from audiopress.sources.moments import moment
from audiopress.sources.reader import Reader, Wanted, asked
from audiopress.sources.syndication import page_of
from audiopress.sources.urls import joined

BODIES = ("body", "field_body", "field_text", "field_content")
SECTIONS = ("field_section", "field_category", "field_channel", "field_tags")
AUTHORS = ("field_authors", "field_author", "field_byline")
"""What sites call their fields; the first that is there is taken."""


class Drupal(Reader):
    """A collection of nodes, or one."""

    name: ClassVar[str] = "drupal"
    told: ClassVar[str] = "nodes of Drupal (JSON:API)"
    place: ClassVar[str] = "/jsonapi/"

    def sees(self, given: Given) -> bool:
        """JSON:API, with nodes that have a body."""
        first = next(iter(rows(table(given.json).get("data"))), {})
        said = table(first.get("attributes"))
        bodied = any(name in said for name in BODIES) or _written(said) or _pieces(table(first.get("relationships")))
        return str(first.get("type", "")).startswith("node--") and bool(bodied)

    def documents(self, given: Given, wanted: Wanted) -> Iterator[Document]:
        """A node each."""
        del wanted
        data = table(given.json)
        known = {(one.get("type"), one.get("id")): one for one in rows(data.get("included"))}
        alone = isinstance(data.get("data"), dict) and not given.url
        base = given.url or _href(table(data.get("links")).get("self"))
        for node in rows(data.get("data")):
            yield _document(node, known, base, alone)

    def following(self, given: Given) -> str:
        """JSON:API has it in `links.next`."""
        return web(_href(table(table(given.json).get("links")).get("next")))

    def address(self, url: str, wanted: Wanted) -> str:
        """The newest articles of a site."""
        most = {"page[limit]": str(min(50, wanted.most)), "sort": "-created", "include": "uid"}
        if wanted.since:
            most |= {
                "filter[new][condition][path]": "changed",
                "filter[new][condition][operator]": ">=",
                "filter[new][condition][value]": f"{wanted.since:%Y-%m-%dT%H:%M:%S}+00:00",
            }
        return asked(url, "/jsonapi/node/article", **most)


def _document(node: dict[str, Any], known: Mapping[Any, dict[str, Any]], base: str, alone: bool) -> Document:
    said = table(node.get("attributes"))
    bonds = table(node.get("relationships"))
    path = one_line(table(said.get("path")).get("alias"))
    link = web(joined(base, path)) if path and base else ""
    link = (
        link
        or web(_href(table(node.get("links")).get("canonical")))
        or web(_href(table(node.get("links")).get("html")))
    )
    named = _names(said, bonds, known, AUTHORS) or _names(said, bonds, known, ("uid",))
    section = _names(said, bonds, known, SECTIONS)
    language = one_line(said.get("langcode"))
    return Document(
        kind=STORY,
        source="" if alone else link,
        url=link,
        body=_body(said, bonds, known),
        headline=plain(said.get("title")),
        byline=tuple(named),
        published=moment(said.get("published_at")) or moment(said.get("created")),
        updated=moment(said.get("changed")),
        section=section[0] if section else "",
        language="" if language in {"und", "zxx"} else language,
        held="is not published" if said.get("status") is False else "",
    )


def _body(said: dict[str, Any], bonds: dict[str, Any], known: Mapping[Any, dict[str, Any]]) -> str:
    """The body by its name, else the longest text of any other, else the paragraphs that the node is put together from."""
    named = next((text for name in BODIES if (text := _text(said.get(name)))), "")
    if longest := named or _written(said):
        return longest
    pieces = (known.get((one.get("type"), one.get("id")), {}) for one in _pieces(bonds))
    return "".join(_written(table(piece.get("attributes"))) for piece in pieces)


def _text(field: object) -> str:
    """A field of formatted text as HTML. `processed` has gone through the site's filters; `value` may hold its short codes."""
    said = table(field)
    text = str(said.get("processed") or said.get("value") or "")
    return text if "<" in text else page_of(text)


def _written(said: dict[str, Any]) -> str:
    """The longest formatted text among a site's own fields."""
    texts = (_text(field) for name, field in said.items() if name.startswith("field_"))
    return max(texts, key=len, default="")


def _pieces(bonds: dict[str, Any]) -> list[dict[str, Any]]:
    """The paragraphs (a module of Drupal: `paragraph--text`) that a node points to, in their order."""
    held = (one for bond in bonds.values() for one in rows(table(bond).get("data")))
    return [one for one in held if str(one.get("type", "")).startswith("paragraph--")]


def _names(
    said: dict[str, Any], bonds: dict[str, Any], known: Mapping[Any, dict[str, Any]], fields: tuple[str, ...]
) -> list[str]:
    """What a field says, or what those it points to are called."""
    for field in fields:
        if written := plain(said.get(field)):
            return [written]
        there = [known.get((one.get("type"), one.get("id")), {}) for one in rows(table(bonds.get(field)).get("data"))]
        found = [
            next(
                (
                    plain(what[name])
                    for name in ("display_name", "field_name", "name", "title")
                    if plain(what.get(name))
                ),
                "",
            )
            for what in (table(one.get("attributes")) for one in there)
        ]
        if named := [name for name in found if name]:
            return named
    return []


def _href(link: object) -> str:
    """A link of JSON:API is a text, or a table with `href`."""
    return str(table(link).get("href", "")) if isinstance(link, dict) else str(link or "")
