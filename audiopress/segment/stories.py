"""Document -> Article. A page is judged block by block, a body that is the story already is taken as it is."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from audiopress.errors import SourceError
from audiopress.languages.pack import page_packs
from audiopress.languages.phrases import alternation
from audiopress.letters import MIN_BROKEN, composed, mended
from audiopress.model import Article, Dropped
from audiopress.segment.page import budget
from audiopress.segment.page.bylines import bylines, people, without_by
from audiopress.segment.page.dates import parse_iso
from audiopress.segment.page.dump import read_lines, read_text
from audiopress.segment.page.fields import split_kickers
from audiopress.segment.page.html import body_blocks, read_html
from audiopress.segment.page.known_story import KnownDraft, sidebar_blocks
from audiopress.segment.page.labels import KINDS
from audiopress.segment.page.lines import PageLine
from audiopress.segment.page.page_languages import page_language
from audiopress.segment.page.plausibility import doubt
from audiopress.segment.page.profiles import Profile, profile_for, profile_in
from audiopress.sources.documents import HTML, STORY, Document

if TYPE_CHECKING:
    from audiopress.segment.page.line_model import LineModel

TAGS: Final = {"subhead": "h2", "item": "li"}
"""What HTML calls the kinds of paragraphs."""
FILLED: Final = ("byline", "published", "updated", "section", "site", "image", "captions")
"""Fields of a page that its sender may know where the page says nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingOptions:
    """What a newsroom knows of pages."""

    profiles: Mapping[str, Profile]
    timezone: str = "UTC"
    model: LineModel | None = None
    allow_teaser: bool = False
    anyway: bool = False
    """What does not look like a story is read too."""
    explain: bool = False
    """Every label of each line is listed, and not only the one that won."""


def article_of(document: Document, how: ReadingOptions, *, lines: Sequence[PageLine] = ()) -> Article:
    """The article of a document, or of the `lines` of one of its stories. Raises SourceError."""
    profile = profile_for(document.url or document.source, how.profiles) or profile_in(document.body, how.profiles)
    if document.kind == STORY:
        found = _story(document, profile, how)
    else:
        found = _filled(_page(document, profile, how, lines), document, _zone(profile, how))
    why = doubt(found, document.doubtful) if document.doubtful else ""
    if why and not how.anyway:
        hint = "if it is one, put a line `By NAME` below its headline, or give --anyway for a draft"
        raise SourceError(why, hint=hint)
    zone = _zone(profile, how)
    link = document.url if document.url != document.source else ""
    left = (Dropped(line=one.text, rule=one.rule) for one in document.left)
    return replace(
        found,
        source=document.source,
        link=link or found.link,
        doubt=why,
        embargo=_zoned(document.embargo, zone),
        expires=_zoned(document.expires, zone),
        dropped=(*found.dropped, *left),
    )


def _page(document: Document, profile: Profile | None, how: ReadingOptions, lines: Sequence[PageLine]) -> Article:
    given: dict[str, Any] = {"profile": profile, "timezone": how.timezone, "allow_teaser": how.allow_teaser}
    given["explain"] = how.explain
    if document.kind == HTML:
        url = document.url or (document.source if "://" in document.source else None)
        return read_html(document.body, url=url, **given)
    if lines:
        return read_lines(lines, source=document.source, model=how.model, **given)
    return read_text(document.body, source=document.source, model=how.model, **given)


def _filled(article: Article, document: Document, zone: str) -> Article:
    """A page's article with what its sender knows of it and the page did not say."""
    known = {name: getattr(document, name) for name in FILLED}
    known |= {name: _zoned(known[name], zone) for name in ("published", "updated")}
    if known["updated"] == (article.published or known["published"]):
        known["updated"] = None
    missing = {name: value for name, value in known.items() if value and not getattr(article, name)}
    # A page without a headline has the beginning of its lede for one.
    named = article.headline.removesuffix("…")
    if document.headline and (not named or (article.paragraphs and article.paragraphs[0].startswith(named))):
        missing["headline"] = document.headline
    return replace(article, **missing)


def _story(document: Document, profile: Profile | None, how: ReadingOptions) -> Article:
    if document.teaser and not how.allow_teaser:
        hint = "give the whole article, or --allow-teaser to take what is there"
        raise SourceError("the page stops at a paywall", where=document.source, hint=hint)
    zone = _zone(profile, how)
    stated = document.language.lower().replace("_", "-").partition("-")[0]
    language = page_language([document.body, *(one.text for one in document.paragraphs)], stated, profile)
    said = document.body or "\n".join(one.text for one in document.paragraphs)
    # A headline alone is too short to show by its letters that its sender broke them.
    least = MIN_BROKEN if mended(said) == said else 1
    kicker, headline = split_kickers(composed(mended(document.headline, least=least)), language)
    draft = KnownDraft(
        source=document.source,
        profile=profile,
        timezone=how.timezone,
        headline=headline,
        kicker=document.kicker or kicker,
        byline=_names([mended(name, least=least) for name in document.byline], language)
        or _signed(document.signed, language),
        published=_zoned(document.published, zone),
        updated=_zoned(document.updated, zone),
        section=document.section,
        language=stated,
        site=document.site,
        image=document.image,
        captions=list(document.captions),
        explain=how.explain,
    )
    if document.paragraphs:
        given = [(composed(mended(one.text, least=least)), one.kind) for one in document.paragraphs if one.text.strip()]
        told = [
            PageLine(text, number, True, True, TAGS.get(kind, "p"), language=language)
            for number, (text, kind) in enumerate(given, 1)
        ]
        sure = any(kind != "text" for _, kind in given)
        draft.take_story(told, [KINDS.get(kind, "text") for _, kind in given] if sure and not document.doubtful else ())
    else:
        body = composed(mended(document.body.replace("\0", "")))
        budget.markup(body, document.source)
        found, asides = body_blocks(body, document.source, stated, profile)
        told = [block.line for block in found]
        budget.lines(told, document.source)
        draft.dropped += [Dropped(line=one.text, rule=one.rule, number=one.number) for one in asides]
        draft.take_story(told, boxed=sidebar_blocks(found))
    if draft.updated and draft.published and draft.updated < draft.published:
        draft.updated = None
    article = draft.finish(threshold=0.6, allow_teaser=True)
    return article if article.dateline else _datelined(article, document.dateline)


def _datelined(article: Article, dateline: str) -> Article:
    """A known dateline, unless the lede names the place itself."""
    place = " ".join(dateline.split()).strip(" ,—–-")
    return replace(article, dateline=place) if place else article


@cache
def _several(language: str) -> re.Pattern[str]:
    """What stands between names: signs, and the words for `and` of the languages that a page has."""
    joins = alternation(word for one in page_packs(language) for word in one.page.bylines.joins)
    return re.compile(rf",|&| (?:{joins}) ")


def _names(byline: Sequence[str], language: str) -> tuple[str, ...]:
    """One name each; systems with a single field for it have several in one text: `Ada Lund, Bo Ek`."""
    several = _several(language)
    apart = (people(name, language) if several.search(name) else (name,) for name in byline)
    found = [one for name, parts in zip(byline, apart, strict=True) for one in parts or (name,)]
    return tuple(dict.fromkeys(found))


def _signed(line: str, language: str) -> tuple[str, ...]:
    """The names in a byline as it is printed; a name of one word is one there."""
    plain = without_by(line.strip(), language).strip()
    return (
        bylines(line, language)
        or people(plain, language, alone=True)
        or bylines(f"By {plain}", language)
        or ((plain,) if plain else ())
    )


def _zone(profile: Profile | None, how: ReadingOptions) -> str:
    return (profile.timezone if profile else "") or how.timezone


def _zoned(date: datetime | None, zone: str) -> datetime | None:
    return parse_iso(date.isoformat(), zone) if date is not None else None
