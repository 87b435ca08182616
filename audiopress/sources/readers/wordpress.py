"""Posts of WordPress, as its REST interface gives them (`/wp-json/wp/v2/posts`, with `_embed` for authors and pictures)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

from audiopress.sources.documents import STORY, Document
from audiopress.sources.given import Given, plain, rows, table, web
from audiopress.sources.moments import aware, moment
from audiopress.sources.reader import Reader, Wanted, asked

STATES: dict[str, str] = {
    "draft": "is a draft",
    "pending": "waits for review",
    "private": "is private",
    "future": "is to be published later",
    "trash": "was thrown away",
}
"""Of a post that must not go out yet (WordPress, `post_status`); only who is logged in is given one."""


class WordPress(Reader):
    """A list of posts, or one."""

    name: ClassVar[str] = "wordpress"
    told: ClassVar[str] = "posts of WordPress (REST)"
    place: ClassVar[str] = "/wp-json/wp/v2/"

    def sees(self, given: Given) -> bool:
        """A post has a rendered title and content."""
        first = next(iter(rows(given.json)), {})
        return "rendered" in table(first.get("title")) and "rendered" in table(first.get("content"))

    def documents(self, given: Given, wanted: Wanted) -> Iterator[Document]:
        """A post each."""
        del wanted
        alone = isinstance(given.json, dict)
        for post in rows(given.json):
            yield _document(post, alone and not given.url)

    def following(self, given: Given) -> str:
        """WordPress names the next page in a Link header."""
        return given.next

    def address(self, url: str, wanted: Wanted) -> str:
        """The newest posts of a site."""
        after = wanted.since.strftime("%Y-%m-%dT%H:%M:%S") if wanted.since else ""
        number = str(min(100, wanted.most))
        return asked(url, "/wp-json/wp/v2/posts", _embed="1", per_page=number, modified_after=after)


def _document(post: dict[str, Any], alone: bool) -> Document:
    inside = table(post.get("_embedded"))
    authors = tuple(filter(None, (plain(one.get("name")) for one in rows(inside.get("author")))))
    media = next(iter(rows(inside.get("wp:featuredmedia"))), {})
    terms = [one for group in inside.get("wp:term") or () for one in rows(group)]
    sections = [plain(one.get("name")) for one in terms if one.get("taxonomy") == "category"]
    content = table(post.get("content"))
    link = web(post.get("link"))
    caption = plain(table(media.get("caption")).get("rendered"))
    return Document(
        kind=STORY,
        source="" if alone else link,
        url=link,
        body=str(content.get("rendered") or ""),
        headline=plain(table(post.get("title")).get("rendered")),
        byline=authors or tuple(filter(None, [plain(table(post.get("yoast_head_json")).get("author"))])),
        # `date` is in the site's own zone, which nothing tells.
        published=aware(moment(post.get("date_gmt"))) or moment(post.get("date")),
        updated=aware(moment(post.get("modified_gmt"))) or moment(post.get("modified")),
        section=next((one for one in sections if one.lower() != "uncategorized"), ""),
        language=_language(post),
        image=web(media.get("source_url")),
        captions=(caption,) if caption else (),
        held=STATES.get(str(post.get("status", "")), ""),
        teaser=bool(content.get("protected")),
    )


def _language(post: dict[str, Any]) -> str:
    """WordPress has none of its own; the two plug-ins for it (Polylang, WPML) write it into these."""
    for name in ("lang", "language", "locale"):
        if isinstance(post.get(name), str):
            return str(post[name]).replace("_", "-")
    return ""
