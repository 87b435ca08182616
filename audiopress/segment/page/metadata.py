"""What a page says of itself: JSON-LD, Open Graph and other meta tags, its h1 and its language."""

from __future__ import annotations

import json
import re
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from html import unescape
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from lxml.etree import XPath

from audiopress.languages.pack import page_packs
from audiopress.languages.phrases import alternation
from audiopress.languages.tags import NONE
from audiopress.segment.page.bylines import AGENCIES, bylines, people, without_by
from audiopress.segment.page.dates import parse_iso
from audiopress.segment.page.fields import host_name, same_name, split_kickers
from audiopress.segment.page.signatures import signature
from audiopress.segment.page.stated_days import marked_day, stated_day
from audiopress.segment.page.titles import TAGS, agree, behind_title, clean, headline_of, kicker_of, title_of
from audiopress.sources.urls import joined, split

if TYPE_CHECKING:
    from audiopress.segment.page.draft import Draft

_STORY = re.compile(r"Article|BlogPosting|Report|LiveBlog|ImageGallery|Review$|Interview|Recipe$")
_BLOCKS = re.compile(r"<(?:p|h[1-6]|li|blockquote)\b", re.IGNORECASE)
_NODES: Final = 2000
"""JSON-LD nodes that are looked at; a page with more is not describing its article."""
_DECODER: Final = json.JSONDecoder(strict=False)
_WRAPPING = re.compile(
    r"^\s*(?:<!--|/\*\s*<!\[CDATA\[\s*\*/|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|/\*\s*\]\]>\s*\*/|//\s*\]\]>|\]\]>)\s*$"
)
_COMMAS = re.compile(r",\s*([}\]])")
_BETWEEN = re.compile(r"[\s;,]*")
_VISIBLE = re.compile(
    r'"(@type|headline|datePublished|dateModified|articleSection)"\s*+:\s*+(?:\[\s*+)?"((?:[^"\\\n]|\\.){1,500})"'
)
_VISIBLE_AUTHOR = re.compile(r'"author"[^"]{0,40}(?:"@type"\s*:\s*"\w+"\s*,\s*)?"name"\s*:\s*"([^"\n]{2,80})"')
_AUTHOR_KEYS: Final = (
    "author",
    "parsely-author",
    "dc.creator",
    "article:author",
    "byl",
    "sailthru.author",
    "cxenseparse:author",
)
_NAMING: Final = ("a", "span", "div", "p", "address", "strong")
_NAMED: Final = re.compile(r"author[-_]{0,2}[nN]ame|byline|post-author|\bfirma\b|\bwriter\b|journalist")
_AUTHOR: Final = re.compile(r"(?:\b|[-_])[aA]uthors?(?:$|\s)")
"""The same where a page has one: a list of other stories may name the author of each."""
"""Elements, and what their classes hold, that name an author."""
_SIGNED: Final = 100
"""Letters that such an element has at most."""
_JOINT: Final = re.compile(r"[,;|/&·]|^\s?\w{1,3}\s?$|:\s*$|\w\s+$")
"""What stands between two names, or before one: a mark, a word as `and`, `By `."""
_SPACES: Final = re.compile(r"[ \t\r\n]+")
_PUBLISHED_ELEMENTS = XPath("//*[@itemprop='datePublished']")
_UPDATED_ELEMENTS = XPath("//*[@itemprop='dateModified']")
_TIMES = XPath("(//h1)[1]/following::time[@datetime][1]")
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
class StatedFields:
    """The fields a page states; empty where it states nothing."""

    headline: str = ""
    kicker: str = ""
    """What stands above the headline inside its h1."""
    byline: tuple[str, ...] = ()
    published: datetime | None = None
    updated: datetime | None = None
    expires: datetime | None = None
    day: datetime | None = None
    """As its address or its title has it, for want of another."""
    marked: datetime | None = None
    """As an element has it that says that it is a date."""
    section: str = ""
    site: str = ""
    image: str = ""
    link: str = ""
    """The page's own address, http or https."""
    language: str = ""
    """As the page states it."""
    words: str = NONE
    """The language that the page is in."""
    live: bool = False
    """A live blog: many entries, each with its time and its buttons."""
    free: bool | None = None
    """Whether the page says that all may read all of it; False where only subscribers do, None where it does not say."""
    description: str = ""
    body: str = ""
    """The story as JSON-LD `articleBody` has it, one paragraph a line."""
    markup: str = ""
    """The same where it is HTML."""

    def fill(self, draft: Draft) -> None:
        """Give the draft what the page says."""
        draft.site = self.site or (draft.profile.name if draft.profile else "")
        draft.kicker, draft.headline = split_kickers(self.headline, self.words) if self.headline else ("", "")
        draft.kicker = draft.kicker or self.kicker
        draft.byline, draft.section, draft.image = self.byline, self.section, self.image
        draft.published, draft.updated, draft.expires = self.published, self.updated, self.expires
        draft.link, draft.day, draft.marked = self.link, self.day, self.marked
        draft.language, draft.teaser, draft.free = self.language, self.free is False, self.free is True


def said(tree: Any, *, timezone: str, url: str = "", language: str = NONE) -> StatedFields:
    """What the page states of its article; JSON-LD first, then meta tags, then h1 and title.

    `timezone` is for dates that name no zone; `url` makes addresses whole, and its host may be the site's name;
    `language` is whose words authors and dates may have around them.
    """
    meta = _meta(tree)
    nodes = [node for data in _data(tree) for node in _nodes(data)]
    page = next((clean(element.text or "") for element in tree.iter("title")), "")
    headings = list(tree.iter("h1"))
    titles = [*map(title_of, headings), page, meta.get("og:title", "")]
    node = _article(nodes, titles)
    site = clean(meta.get("og:site_name", "") or next(iter(_named(node.get("publisher"))), ""))
    published, updated = _moments(tree, node, meta, timezone, language)
    body = _body(node)
    link = _link(tree, node, meta, url)
    image = meta.get("og:image", "") or _image(node.get("image"))
    headline = headline_of(
        tree, _first(node.get("headline")), meta, page, titles[: len(headings)], site or host_name(url)
    )
    return StatedFields(
        headline=headline,
        kicker=next((kicker for h1 in headings if (kicker := kicker_of(h1)) and title_of(h1) == headline), ""),
        byline=_authors(
            tree,
            node.get("author"),
            meta,
            [
                *map(clean, (site, meta.get("publisher", ""), *_named(node.get("publisher"))[:1])),
                behind_title(page, titles[: len(headings)]),
            ],
            language,
        ),
        published=published,
        updated=updated,
        expires=_until(node, meta, timezone),
        day=None if published else stated_day(link or url, page, timezone, language),
        marked=None if published else marked_day(tree, timezone, language),
        section=clean(
            _first(node.get("articleSection"))
            or meta.get("article:section", "")
            or meta.get("section", "")
            or _breadcrumb(nodes)
        ),
        site=site,
        words=language,
        image=joined(url, image) if image else "",
        link=link,
        language=stated_language(tree) or _tag(_first(node.get("inLanguage"))),
        live="LiveBlogPosting" in _strings(node.get("@type")),
        free=_free(node.get("isAccessibleForFree")),
        description=clean(meta.get("description", "") or meta.get("og:description", "")),
        body=bare(body),
        markup=body if _BLOCKS.search(body) else "",
    )


def bare(body: str) -> str:
    """A text without its tags, a paragraph a line."""
    return unescape(TAGS.sub("\n", body))


# ---- JSON-LD


def _article(nodes: list[Mapping[str, Any]], titles: list[str]) -> Mapping[str, Any]:
    """The node of the page's article, or an empty one: of several the one whose headline is the page's.

    Who wrote it and who publishes it may stand in nodes of their own, and the article only names them by their `@id`.
    """
    stories = [node for node in nodes if _STORY.search(" ".join(_strings(node.get("@type"))))]

    def likely(node: Mapping[str, Any]) -> tuple[bool, bool, bool]:
        headline = clean(_first(node.get("headline")))
        ours = len(stories) > 1 and any(agree(headline, title) for title in titles if title)
        return bool(headline), ours, bool(node.get("datePublished"))

    story = max(stories, key=likely, default={})
    known = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str)}
    return {**story, **{key: _meant(story[key], known) for key in ("author", "publisher") if key in story}}


def _meant(value: Any, known: Mapping[str, Mapping[str, Any]]) -> Any:
    """A node, or several, instead of those that only refer to one."""
    if isinstance(value, list):
        return (
            [_meant(one, known) for one in value[:_NODES]] if not any(isinstance(one, list) for one in value) else value
        )
    refers = isinstance(value, dict) and "name" not in value and isinstance(value.get("@id"), str)
    return known.get(value["@id"], value) if refers else value


def _data(tree: Any) -> Iterator[Any]:
    """Every JSON-LD value of the page."""
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "").lower():
            yield from _loaded(script.text or "")


def _loaded(text: str) -> list[Any]:
    """JSON as pages write it: in comments or CDATA, with raw breaks, commas too many, several values in a row.

    Where it is no JSON even so, the fields that can be seen.
    """
    text = _WRAPPING.sub("", text).strip()
    for attempt in (text, _COMMAS.sub(r"\1", text)):
        found = []
        place = 0
        try:
            while place < len(attempt):
                value, place = _DECODER.raw_decode(attempt, place)
                found.append(value)
                place = _BETWEEN.match(attempt, place).end()  # type: ignore[union-attr]  # it matches nothing, too
        except (ValueError, RecursionError):
            if not found:
                continue
        return found
    seen: dict[str, Any] = {}
    for key, value in _VISIBLE.findall(text):
        seen.setdefault(key, value)
    author = _VISIBLE_AUTHOR.search(text)
    return [{**seen, **({"author": author[1]} if author else {})}]


def _nodes(data: Any) -> Iterator[Mapping[str, Any]]:
    """Every object in arrays, `@graph` and `mainEntity`, without recursion."""
    waiting, looked = deque([data]), 0
    while waiting and looked < _NODES:
        one = waiting.popleft()
        looked += 1
        if isinstance(one, list):
            waiting.extendleft(reversed(one[:_NODES]))
        elif isinstance(one, dict):
            yield one
            waiting.extend(
                one[key]
                for key in ("@graph", "mainEntity", "mainEntityOfPage")
                if isinstance(one.get(key), list | dict)
            )


def _free(value: Any) -> bool | None:
    """`true`, `"True"`, `"https://schema.org/True"`: pages write it in every way."""
    said = str(value).rpartition("/")[2].strip().lower()
    return {"true": True, "false": False}.get(said)


def _breadcrumb(nodes: list[Mapping[str, Any]]) -> str:
    """The section by the trail from the home page to the article: the step between the two."""
    for node in nodes:
        steps = node.get("itemListElement")
        if "BreadcrumbList" in _strings(node.get("@type")) and isinstance(steps, list):
            names = [
                next(iter(_named(step) or _named(step.get("item"))), "") for step in steps if isinstance(step, dict)
            ]
            return names[1] if len(names) > 2 else ""
    return ""


def _strings(value: Any) -> list[str]:
    return [one for one in (value if isinstance(value, list) else [value]) if isinstance(one, str)]


def _first(value: Any) -> str:
    return next(iter(_strings(value)), "")


def _named(value: Any) -> list[str]:
    """The names of one or several people or organisations, as objects or as strings."""
    found = []
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, dict):
            both = " ".join([*_strings(one.get("givenName")), *_strings(one.get("familyName"))])
            found += _strings(one.get("name")) or ([both] if both else [])
        else:
            found += _strings(one)
    return found


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
    return unescape(body)


def _link(tree: Any, node: Mapping[str, Any], meta: Mapping[str, str], url: str) -> str:
    """The page's address as it says it itself; one that leads to a site's front page is no story's."""
    own = [one.get("href", "") for one in tree.iter("link") if "canonical" in (one.get("rel") or "").lower().split()]
    of = node.get("mainEntityOfPage")
    about = _first(of.get("@id")) if isinstance(of, dict) else _first(of)
    for stated in (*own[:1], meta.get("og:url", ""), _first(node.get("url")), about):
        parts = split(joined(url, stated.strip())) if stated.strip() else None
        if parts is not None and parts.scheme in {"http", "https"} and parts.hostname and parts.path.strip("/"):
            return parts.geturl()
    return ""


# ---- meta tags


def _meta(tree: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        key = (
            element.get("property") or element.get("name") or element.get("itemprop") or element.get("http-equiv") or ""
        ).lower()
        content = element.get("content")
        if key and content and content.strip():
            both = f"{found[key]}, {content.strip()}" if key in _AUTHOR_KEYS and key in found else content.strip()
            found[key] = both if key in _AUTHOR_KEYS else found.get(key, both)
    return found


def _authors(tree: Any, value: Any, meta: Mapping[str, str], sites: Sequence[str], language: str) -> tuple[str, ...]:
    """Who the first of the data, the meta tags and the page's own line names; `sites` are what the paper is called."""
    names = _people([clean(name) for name in _named(value)], sites, language)
    for key in _AUTHOR_KEYS:
        if names:
            return names
        stated = clean(meta.get(key, ""))
        if stated and "://" not in stated and "@" not in stated[:1]:
            names = _people([stated], sites, language)
    if not names:
        signed = [part for text in islice(_signatures(tree), 8) for part in clean(text).split(" | ")]
        signed = [
            one
            for one in signed
            if bylines(one, language) or signature(one, language) or people(without_by(one, language), language)
        ]
        names = _people(signed, sites, language)
    return names


def _people(names: Sequence[str], sites: Sequence[str], language: str) -> tuple[str, ...]:
    found: list[str] = []
    for name in names:
        plain = without_by(name, language)
        parts = bylines(name, language) or people(plain, language, alone=True)
        found += parts or ((plain,) if plain and "://" not in plain and len(plain) < 80 else ())
    accounts, desk, alone = _nobody(language)
    # A paper that names itself as the author names nobody; an agency's name is its byline, on its own site too.
    return tuple(
        name
        for name in dict.fromkeys(found)
        if name.lower() not in accounts
        and not alone.fullmatch(name)
        and (name in AGENCIES or not any(same_name(desk.sub("", name), site) for site in sites))
    )


@cache
def _nobody(language: str) -> tuple[frozenset[str], re.Pattern[str], re.Pattern[str]]:
    """Accounts that are nobody's, what a paper puts behind its own name where no author is, and the same alone: `News Desk`."""
    found = [one.page.bylines for one in page_packs(language)]
    desks = alternation(word for one in found for word in one.desks)
    accounts = frozenset().union(*(one.accounts for one in found))
    sections = alternation(word for one in found for word in one.not_people)
    return (
        accounts,
        re.compile(rf" (?:(?:web )?(?:{desks}))$", re.IGNORECASE),
        re.compile(rf"(?:(?:web|{sections}) )*(?:{desks})(?: (?:{desks}))?", re.IGNORECASE),
    )


def _signatures(tree: Any) -> Iterator[str]:
    """The texts of the elements that say they are an author's; an XPath for them takes three times as long."""
    others: list[tuple[Any, str]] = []
    sure = False
    for element in tree.iter(*_NAMING):
        get = element.get
        names = get("class", "")
        told = get("rel") == "author" or get("itemprop") == "author" or _NAMED.search(names) is not None
        if told or (names and _AUTHOR.search(names)):
            text = _side_by_side(element)
            if len(_SPACES.sub(" ", text).strip(" ")) >= _SIGNED:
                continue
            if told:
                sure = True
                yield text
            else:
                others.append((element.getparent(), text))
    if not sure and len({parent for parent, _ in others}) == 1:
        yield from (text for _, text in others)


def _side_by_side(element: Any) -> str:
    """The text of an element; names in elements side by side have nothing between them, and get a comma."""
    parts = [part for part in element.itertext() if not part.isspace()]
    return ("" if any(map(_JOINT.search, parts)) else ", ").join(parts)


def _moments(
    tree: Any, node: Mapping[str, Any], meta: Mapping[str, str], zone: str, language: str
) -> tuple[datetime | None, datetime | None]:
    """Published and updated: JSON-LD, meta tags, microdata, and the time element next below the headline."""

    def first(values: Iterable[str]) -> datetime | None:
        return next(
            (moment for value in values if value and (moment := parse_iso(value, zone, language)) is not None), None
        )

    published = first([_moment(node.get("datePublished")), *(meta.get(key, "") for key in _PUBLISHED)])
    if published is None:
        published = first(_stamp(element) for element in [*_PUBLISHED_ELEMENTS(tree)[:3], *_TIMES(tree)[:1]])
    updated = first([_moment(node.get("dateModified")), *(meta.get(key, "") for key in _UPDATED)])
    if updated is None:
        updated = first(_stamp(element) for element in _UPDATED_ELEMENTS(tree)[:3])
    return published, updated if updated != published else None


def _until(node: Mapping[str, Any], meta: Mapping[str, str], zone: str) -> datetime | None:
    """The moment after which the story is not to be told: schema.org's `expires`, and Open Graph's name for it."""
    stated = (_moment(node.get("expires")), meta.get("article:expiration_time", ""))
    return next((moment for value in stated if value and (moment := parse_iso(value, zone)) is not None), None)


def _moment(value: Any) -> str:
    """A moment as data has it: ISO 8601, or the seconds or milliseconds since 1970."""
    if isinstance(value, int | float) and not isinstance(value, bool) and 1e8 < value < 1e13:
        return datetime.fromtimestamp(value / 1000 if value > 1e11 else value, UTC).isoformat()
    return _first(value)


def _stamp(element: Any) -> str:
    """What an element says its moment is."""
    return element.get("datetime") or element.get("content") or "".join(element.itertext())[:80]


def stated_language(tree: Any) -> str:
    """The language that a page's html element says it is in, else its Open Graph data, without its region; may be empty."""
    stated = tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang")
    if not stated:
        stated = next((one.get("content") for one in tree.iter("meta") if one.get("property") == "og:locale"), "")
    return _tag(stated or "")


def _tag(stated: str) -> str:
    """The primary part of what is a language tag."""
    tag = re.match(r"[a-z]{2,3}\b", stated.replace("_", "-").strip().lower())
    return tag[0] if tag else ""
