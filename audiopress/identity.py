"""Keys by which articles and episodes are recognised: an order given twice is found to be the same one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from audiopress.ingredients import digest
from audiopress.model import Article, Show, Story, Taught

if TYPE_CHECKING:
    from audiopress.model import Script


def address(article: Article) -> str:
    """The key of an article: the address or file it came from; for one that was piped in, a digest of its content."""
    piped = article.source in {"", "-"} or article.source.startswith("-#")
    return content_of((article,)) if piped else article.source


def asked_for(articles: Sequence[Article]) -> str:
    """A digest of the addresses of an order's articles; it stays the same when their content changes."""
    return digest("\n".join(map(address, articles)))


def of_story(story: Story) -> str:
    """The `address` of the article that a story was made from."""
    return story.source


def content_of(articles: Sequence[Article]) -> str:
    """A digest of the headlines, bylines, paragraphs and quotes: it changes with every word that is spoken."""
    words = [[a.headline, *a.byline, *a.paragraphs, *map(str, a.quotes)] for a in articles]
    return digest(repr(words))


def story_of(article: Article) -> Story:
    """The story that an episode keeps of an article."""
    return Story(
        source=address(article),
        headline=article.headline,
        authors=article.byline,
        url=next((one for one in (article.link, article.source) if one.startswith(("http://", "https://"))), ""),
        site=article.site,
        language=article.language,
        published=article.published,
        updated=article.updated,
        update=article.update,
        embargo=article.embargo,
        expires=article.expires,
    )


def scripted(parsed: Script) -> tuple[Story, ...]:
    """The one story of an episode that was made from a script, by the fields in the script's head."""
    authors = tuple(name.strip() for name in parsed.meta.get("authors", "").split(",") if name.strip())
    link = parsed.meta.get("link", "")
    return (Story(source=link or parsed.source, headline=parsed.title, authors=authors, url=link),)


def sourced(taught: Sequence[Taught], stories: Sequence[Story], show: Show) -> tuple[Taught, ...]:
    """The expressions taught; one without an address gets as source its story's site, else the show's author or title."""
    sites = {" ".join(story.headline.split()): story.site for story in stories}
    return tuple(
        one if one.url else replace(one, source=sites.get(one.headline, "") or show.author or show.title)
        for one in taught
    )


def name_of(title: str, now: datetime) -> str:
    """The episode's id, before a number where that is taken: its date and the words of its title in ASCII."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", plain.replace("'", ""))
    slug = "-".join(words)[:48].strip("-")
    if not re.search(r"[a-z]", slug):
        # The figures of a title in another script would look like the number of an episode.
        slug = digest(title)[:10]
    return f"{now:%Y-%m-%d}-{slug}"
