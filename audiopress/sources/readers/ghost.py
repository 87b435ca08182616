"""Posts of Ghost, as its content interface gives them (`/ghost/api/content/posts/`, with `include=authors,tags`)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

from audiopress.sources.documents import STORY, TEXT, Document
from audiopress.sources.given import Given, one_line, plain, rows, table, web
from audiopress.sources.moments import moment
from audiopress.sources.reader import Reader, Secret, Wanted, asked


class Ghost(Reader):
    """A list of posts, or one."""

    name: ClassVar[str] = "ghost"
    told: ClassVar[str] = "posts of Ghost (content interface)"
    place: ClassVar[str] = "/ghost/api/"

    def sees(self, given: Given) -> bool:
        """`posts` (or `pages`) with a title and a body in HTML, or as text."""
        first = next(iter(_posts(given)), {})
        return isinstance(first.get("title"), str) and (first.keys() & {"html", "plaintext"} != set())

    def documents(self, given: Given, wanted: Wanted) -> Iterator[Document]:
        """A post each."""
        del wanted
        found = _posts(given)
        listed = len(found) > 1 or "pagination" in table(table(given.json).get("meta")) or bool(given.url)
        for post in found:
            yield _document(post, listed)

    def following(self, given: Given) -> str:
        """The number of the next page stands in `meta`."""
        number = table(table(table(given.json).get("meta")).get("pagination")).get("next")
        if not given.url or not isinstance(number, int):
            return ""
        from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

        parts = urlsplit(given.url)
        query = {**dict(parse_qsl(parts.query, keep_blank_values=True)), "page": str(number)}
        return urlunsplit(parts._replace(query=urlencode(query, safe=":,>'+[]")))

    def address(self, url: str, wanted: Wanted) -> str:
        """The newest posts of a site."""
        since = f"updated_at:>'{wanted.since:%Y-%m-%d %H:%M:%S}'" if wanted.since else ""
        limit = str(min(100, wanted.most))
        return asked(url, "/ghost/api/content/posts/", include="authors,tags", limit=limit, filter=since)

    def secret(self, value: str) -> Secret:
        """A content key is a parameter of the address (Ghost, Content API)."""
        return Secret(query={"key": value.strip()})


def _posts(given: Given) -> list[dict[str, Any]]:
    data = table(given.json)
    return next((rows(data[name]) for name in ("posts", "pages") if isinstance(data.get(name), list)), [])


def _document(post: dict[str, Any], listed: bool) -> Document:
    authors = [plain(one.get("name")) for one in rows(post.get("authors"))]
    first = plain(table(post.get("primary_author")).get("name"))
    tag = plain(table(post.get("primary_tag")).get("name"))
    html, text = post.get("html"), post.get("plaintext")
    link = web(post.get("url"))
    caption = plain(post.get("feature_image_caption"))
    return Document(
        kind=STORY if html else TEXT,
        source=link if listed else "",
        url=link,
        body=str(html or text or ""),
        headline=one_line(post.get("title")),
        byline=tuple(dict.fromkeys(filter(None, authors or [first]))),
        published=moment(post.get("published_at")),
        updated=moment(post.get("updated_at")),
        section=tag or next((plain(one.get("name")) for one in rows(post.get("tags"))), ""),
        language=one_line(post.get("locale")),
        image=web(post.get("feature_image")),
        captions=(caption,) if caption else (),
        held="is a draft" if post.get("status") in {"draft", "scheduled"} else "",
        teaser=post.get("access") is False,
    )
