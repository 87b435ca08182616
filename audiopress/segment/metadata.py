"""What a page says of itself: JSON-LD, Open Graph and other meta tags, its h1 and its language."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from html import unescape
from typing import TYPE_CHECKING, Any, Final

from audiopress.segment.dates import parse_iso
from audiopress.segment.fields import bylines, split_kicker, without_site

if TYPE_CHECKING:
    from audiopress.segment.assembly import Draft

_STORY = re.compile(r"Article|BlogPosting|Report|LiveBlog|ImageGallery|Review$|Interview")
_TAGS = re.compile(r"<[^<>]{1,300}>")
_NODES: Final = 2000
"""JSON-LD nodes that are looked at; a page with more is not describing its article."""
_PUBLISHED: Final = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "dc.date.issued",
    "dc.date",
    "date",
    "pubdate",
    "parsely-pub-date",
    "sailthru.date",
)
_UPDATED: Final = ("article:modified_time", "og:updated_time", "datemodified", "last-modified", "lastmod")


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """The fields a page states; empty where it states nothing."""

    headline: str = ""
    byline: tuple[str, ...] = ()
    published: datetime | None = None
    updated: datetime | None = None
    section: str = ""
    site: str = ""
    image: str = ""
    language: str = ""
    free: bool = True
    """False where the page says that only subscribers read all of it."""
    body: str = ""
    """The story as JSON-LD `articleBody` has it."""

    def fill(self, draft: Draft) -> None:
        """Give the draft what the page says."""
        draft.site = self.site or (draft.profile.name if draft.profile else "")
        draft.kicker, draft.headline = split_kicker(self.headline) if self.headline else ("", "")
        draft.byline, draft.section, draft.image = self.byline, self.section, self.image
        draft.published, draft.updated = self.published, self.updated
        draft.language, draft.teaser = self.language, not self.free


def said(tree: Any, *, timezone: str) -> Said:
    """What the page states of its article; JSON-LD first, then meta tags, then h1 and title."""
    meta = _meta(tree)
    node = _article(tree)
    site = _clean(meta.get("og:site_name", "") or _named(node.get("publisher")))
    published, updated = _moments(node, meta, timezone)
    return Said(
        headline=_headline(tree, node, meta, site),
        byline=_authors(node.get("author"), meta, site),
        published=published,
        updated=updated,
        section=_clean(
            _first(node.get("articleSection")) or meta.get("article:section", "") or meta.get("section", "")
        ),
        site=site,
        image=meta.get("og:image", "") or _image(node.get("image")),
        language=_language(tree, node, meta),
        free=str(node.get("isAccessibleForFree", True)).lower() != "false",
        body=_body(node),
    )


# ---- JSON-LD


def _article(tree: Any) -> Mapping[str, Any]:
    """The JSON-LD node of the page's article, or an empty one."""
    found: list[Mapping[str, Any]] = []
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "").lower():
            found += [
                node
                for node in _nodes(_loaded(script.text or ""))
                if _STORY.search(" ".join(_strings(node.get("@type"))))
            ]
    return max(found, key=lambda node: (bool(node.get("headline")), bool(node.get("datePublished"))), default={})


def _loaded(text: str) -> Any:
    """JSON as pages write it: with comments, CDATA, raw line ends, commas too many; else the fields that can be seen."""
    text = (
        re.sub(
            r"^\s*(?:<!--|/\*\s*<!\[CDATA\[\s*\*/|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|/\*\s*\]\]>\s*\*/|//\s*\]\]>|\]\]>)\s*$",
            "",
            text,
        )
        .strip()
        .rstrip(";")
    )
    for attempt in (text, re.sub(r",\s*([}\]])", r"\1", text)):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    seen = dict(
        re.findall(
            r'"(@type|headline|datePublished|dateModified|articleSection)"\s*:\s*"((?:[^"\\\n]|\\.){1,500})"', text
        )
    )
    author = re.search(r'"author"[^"]{0,40}(?:"@type"\s*:\s*"\w+"\s*,\s*)?"name"\s*:\s*"([^"\n]{2,80})"', text)
    return {**seen, **({"author": author[1]} if author else {})}


def _nodes(data: Any) -> Iterator[Mapping[str, Any]]:
    """Every object in arrays, `@graph` and `mainEntity`, without recursion."""
    waiting, looked = [data], 0
    while waiting and looked < _NODES:
        one = waiting.pop(0)
        looked += 1
        if isinstance(one, list):
            waiting[:0] = one[:_NODES]
        elif isinstance(one, dict):
            yield one
            waiting += [
                one[key]
                for key in ("@graph", "mainEntity", "mainEntityOfPage")
                if isinstance(one.get(key), list | dict)
            ]


def _strings(value: Any) -> list[str]:
    return [one for one in (value if isinstance(value, list) else [value]) if isinstance(one, str)]


def _first(value: Any) -> str:
    return next(iter(_strings(value)), "")


def _named(value: Any) -> str:
    one = value[0] if isinstance(value, list) and value else value
    return _first(one.get("name")) if isinstance(one, dict) else one if isinstance(one, str) else ""


def _image(value: Any) -> str:
    one = value[0] if isinstance(value, list) and value else value
    return _first(one.get("url")) if isinstance(one, dict) else one if isinstance(one, str) else ""


def _body(node: Mapping[str, Any]) -> str:
    """`articleBody`, or the entries of a live blog, the newest first."""
    body = _first(node.get("articleBody"))
    updates = node.get("liveBlogUpdate")
    if not body and isinstance(updates, list):
        entries = [one for one in updates if isinstance(one, dict)]
        entries.sort(key=lambda one: str(one.get("datePublished", "")), reverse=True)
        body = "\n".join(f"{_first(one.get('headline'))}\n{_first(one.get('articleBody'))}" for one in entries)
    return unescape(_TAGS.sub("\n", unescape(body)))


# ---- meta tags


def _meta(tree: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        key = (
            element.get("property") or element.get("name") or element.get("itemprop") or element.get("http-equiv") or ""
        ).lower()
        content = element.get("content")
        if key and content and content.strip():
            found.setdefault(key, content.strip())
    return found


def _clean(text: str) -> str:
    """Without tags, and with entities read even where they were escaped twice."""
    return re.sub(r"\s+", " ", _TAGS.sub("", unescape(unescape(text)))).strip()


def _headline(tree: Any, node: Mapping[str, Any], meta: Mapping[str, str], site: str) -> str:
    titles = [_clean("".join(element.itertext())) for element in tree.iter("h1")]
    stated = [
        _clean(one) for one in (_first(node.get("headline")), meta.get("og:title", ""), meta.get("twitter:title", ""))
    ]
    page = next((_clean(element.text or "") for element in tree.iter("title")), "")
    for title in titles:
        # The h1 is what readers see; a page of many takes the one that its metadata agrees with.
        if len(title) > 8 and any(_agree(title, other) for other in (*stated, page)):
            return without_site(title, site)
    whole = [one for one in stated if one]
    lone = titles[0] if len(titles) == 1 and len(titles[0]) > 8 and titles[0].lower() != site.lower() else ""
    return without_site((whole[0] if whole else "") or lone or page, site)


def _agree(one: str, other: str) -> bool:
    first, second = set(re.findall(r"\w+", one.lower())), set(re.findall(r"\w+", other.lower()))
    return bool(first and second) and len(first & second) >= 0.6 * min(len(first), len(second))


def _authors(value: Any, meta: Mapping[str, str], site: str) -> tuple[str, ...]:
    people = value if isinstance(value, list) else [value]
    names = [_clean(_named(one)) for one in people]
    if not any(names):
        names = [
            _clean(meta.get(key, "")) for key in ("author", "parsely-author", "dc.creator", "article:author", "byl")
        ]
        names = [name for name in names if name and "://" not in name and "@" not in name[:1]][:1]
    found: list[str] = []
    for name in names:
        plain = re.sub(r"^by\s+", "", name, flags=re.IGNORECASE)
        parts = bylines(f"By {plain}") or ((plain,) if plain and "://" not in plain and len(plain) < 80 else ())
        found += [part for part in parts if part not in found]
    return tuple(name for name in found if name.lower() not in {"admin", "editor", "staff", "webmaster"}) or (
        (site,) if names and site else ()
    )


def _moments(node: Mapping[str, Any], meta: Mapping[str, str], zone: str) -> tuple[datetime | None, datetime | None]:
    def first(values: list[str]) -> datetime | None:
        return next((moment for value in values if value and (moment := parse_iso(value, zone)) is not None), None)

    published = first([_first(node.get("datePublished")), *(meta.get(key, "") for key in _PUBLISHED)])
    updated = first([_first(node.get("dateModified")), *(meta.get(key, "") for key in _UPDATED)])
    return published, updated if updated != published else None


def _language(tree: Any, node: Mapping[str, Any], meta: Mapping[str, str]) -> str:
    """BCP 47, as the page's html element says it, else its metadata; the language without its region."""
    stated = (
        tree.get("lang")
        or tree.get("{http://www.w3.org/XML/1998/namespace}lang")
        or _first(node.get("inLanguage"))
        or meta.get("og:locale", "")
    )
    tag = re.match(r"[a-z]{2,3}\b", stated.replace("_", "-").strip().lower())
    return tag[0] if tag else ""
