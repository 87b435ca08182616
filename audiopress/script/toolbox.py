"""What a format sees: articles as pieces to be laid out, and a few filters. No words of a show's own stand here."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from audiopress.model import Article, Show

_BREAKS: Final = re.compile(r"(?<!\s)\s*[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029]+\s*")
_CLOSING: Final = "\"'”’」』)]"
_ENDS: Final = (".", "!", "?", "…", "。", "！", "？")
_UNPRINTABLE: Final = re.compile("[\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\ufeff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Words by one voice, on one line: a passage, or one sentence of it."""

    role: str
    """`host`, or `quote` for a voiced quote."""
    text: str
    speaker: str = ""
    paragraph: bool = False
    """The first line of its paragraph."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph as narrator and quoted speakers share it."""

    kind: str
    """`text`, `subhead`, `item`, `question`, `answer` or `note`."""
    text: str
    lines: tuple[Line, ...]

    @property
    def speakers(self) -> tuple[str, ...]:
        """Who is quoted by a second voice."""
        return tuple(dict.fromkeys(line.speaker for line in self.lines if line.role == "quote"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """An article as a format sees it: every text on one line, blank ones left out."""

    headline: str
    kicker: str
    byline: tuple[str, ...]
    dateline: str
    published: datetime | None
    updated: datetime | None
    section: str
    site: str
    image: str
    link: str
    """Its address, where the source is one; else empty."""
    language: str
    paragraphs: tuple[Paragraph, ...]

    @property
    def lede(self) -> Paragraph | None:
        """The first paragraph of running text."""
        running = (p for p in self.paragraphs if p.kind in {"text", "question", "answer"})
        return next(running, self.paragraphs[0] if self.paragraphs else None)

    @property
    def quoted(self) -> Paragraph | None:
        """The first paragraph below the lede with a voiced quote, one that names its speaker before others.

        None where the lede itself has a voiced quote: a brief needs no second one.
        """
        lede = self.lede
        if lede is None or lede.speakers:
            return None
        voiced = [p for p in self.paragraphs if p is not lede and p.speakers]
        return next((p for p in voiced if _names_speaker(p)), voiced[0] if voiced else None)

    @property
    def summary(self) -> str:
        """The lede's words."""
        return self.lede.text if self.lede else ""


def one_line(value: object) -> str:
    """`value` as text on one line: breaks and control characters become a space, unprintable ones go."""
    return _BREAKS.sub(" ", _UNPRINTABLE.sub("", str(value))).strip()


def piece(article: Article, *, show: Show, language: str) -> Piece:
    """The article as a format sees it; quotes attributed less surely than the show asks stay with the narrator."""
    from audiopress.segment import passages

    sure = tuple(
        replace(quote, voiced=quote.voiced and quote.confidence >= show.cast.threshold) for quote in article.quotes
    )
    article = replace(article, quotes=sure)
    return Piece(
        headline=one_line(article.headline),
        kicker=one_line(article.kicker),
        byline=tuple(filter(None, map(one_line, article.byline))),
        dateline=one_line(article.dateline),
        published=article.published,
        updated=article.updated,
        section=one_line(article.section),
        site=one_line(article.site),
        image=one_line(article.image),
        link=link(article.source),
        language=language,
        paragraphs=tuple(_paragraphs(article, passages(article))),
    )


def link(source: str) -> str:
    """`source` where it is an http(s) address without a space in it, else an empty string."""
    return source if re.fullmatch(r"https?://[^\s\x00-\x20]+", source) else ""


def _paragraphs(article: Article, passages: Iterable[Iterable[Any]]) -> Iterator[Paragraph]:
    for index, row in enumerate(passages):
        lines: list[Line] = []
        for passage in row:
            text = one_line(passage.text)
            if not text:
                continue
            speaker = one_line(passage.speaker or "")
            lines.append(Line(role=passage.role, text=text, speaker=speaker, paragraph=not lines))
        if lines:
            yield Paragraph(kind=article.kind(index), text=one_line(article.paragraphs[index]), lines=tuple(lines))


def _names_speaker(paragraph: Paragraph) -> bool:
    """Whether the narrator's part says some word of a speaker's name, so that the quote stands on its own feet."""
    told = " ".join(line.text for line in paragraph.lines if line.role != "quote").casefold()
    return any(word.casefold() in told for speaker in paragraph.speakers for word in speaker.split() if len(word) > 1)


# ---- filters: what comes in by the door `audiopress.filters` is made like these (docs/plugins.md)


def sentences(value: Piece | Paragraph | str, language: str) -> list[Line]:
    """The sentences of a piece, a paragraph or a text, each a line by its own voice."""
    from audiopress.script.splitting import sentences as split

    if isinstance(value, Piece):
        return [line for paragraph in value.paragraphs for line in sentences(paragraph, language)]
    lines = value.lines if isinstance(value, Paragraph) else (Line(role="host", text=one_line(value), paragraph=True),)
    found: list[Line] = []
    for line in lines:
        texts = [line.text[start:end].strip() for start, end in split(line.text, language=language)]
        texts = [text for text in texts if text]
        found += [replace(line, text=text, paragraph=line.paragraph and index == 0) for index, text in enumerate(texts)]
    return found


def chunks(lines: Sequence[Line], size: int) -> list[list[Line]]:
    """Lines in short passages: of `size` sentences or more, up to twice as many, cut at paragraphs where it can be.

    A passage never ends inside a sentence that narrator and quoted voice share.
    """
    found: list[list[Line]] = [[]]
    for line in lines:
        last = found[-1]
        full = len(last) >= size and line.paragraph
        if full or (len(last) >= 2 * size and last[-1].text.rstrip(_CLOSING).endswith(_ENDS)):
            found.append([])
        found[-1].append(line)
    return [chunk for chunk in found if chunk]


def names(values: Sequence[str], last: str = ", ") -> str:
    """Names as a list is said: `A, B and C` with `last` as ` and `."""
    if len(values) < 2:
        return "".join(values)
    return ", ".join(values[:-1]) + last + values[-1]


def fill(pattern: str, **values: object) -> str:
    """`pattern` with each `{name}` replaced once. Raises ValueError for a name that has no value."""

    def put(found: re.Match[str]) -> str:
        if found[1] not in values:
            raise ValueError(f"nothing to put for {{{found[1]}}} in {pattern!r}")
        return one_line(values[found[1]])

    return re.sub(r"\{(\w+)\}", put, pattern)


def day(value: date, style: str = "full", language: str = "en") -> str:
    """The date in words of the language; `style` is `full`, `long`, `medium` or `short`."""
    from babel import Locale, UnknownLocaleError
    from babel.dates import format_date

    if style not in {"full", "long", "medium", "short"}:
        raise ValueError(f"no style of date named {style!r}: full, long, medium or short")
    try:
        locale = Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        locale = Locale("en")
    return str(format_date(value, style, locale=locale))


def occurring(entries: Iterable[Mapping[str, Any]], text: str) -> list[Mapping[str, Any]]:
    """The entries whose `expression`, or one of whose `forms`, stands in the text as whole words, in the text's order."""
    plain = _plain(text)
    found: list[tuple[int, int, Mapping[str, Any]]] = []
    for index, entry in enumerate(entries):
        forms = [_plain(form) for form in (entry["expression"], *entry.get("forms", ()))]
        places = [place.start() for form in forms if (place := re.search(rf"(?<!\w){re.escape(form)}(?!\w)", plain))]
        if places:
            found.append((min(places), index, entry))
    return [entry for *_, entry in sorted(found, key=lambda item: item[:2])]


def _plain(text: str) -> str:
    text = unicodedata.normalize("NFC", text).casefold().replace("’", "'")
    return " ".join(text.split())
