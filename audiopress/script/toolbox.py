"""What a format sees: articles as pieces to be laid out, and a few filters. No words of a show's own stand here."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING, Final, Self

from audiopress.model import Place
from audiopress.script.parsing import PACES

if TYPE_CHECKING:
    from audiopress.model import Article, Show
    from audiopress.segment import VoicedPassage

_BREAKS: Final = re.compile(
    r"(?<!\s)\s*[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029][\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029\s]*"
)
_CLOSING: Final = "\"'”’」』)]"
_ENDS: Final = (".", "!", "?", "…", "。", "！", "？")
_CLOSED: Final = re.compile(r"[^\w\s]*")
_OPENERS: Final = re.compile(r"[“„«‹「『〝(\[]")
_UNPRINTABLE: Final = re.compile("[\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\ufeff]")


class ArticleWords(str):
    """An article's words, with the place where they stand in it. What a filter makes of them has none."""

    __slots__ = ("place",)
    place: Place

    def __new__(cls, text: str, place: Place) -> Self:
        """The words, in their place."""
        self = super().__new__(cls, text)
        self.place = place
        return self


class Own(str):
    """A show's own words, with the language that they are written in: a line of them is spoken in that."""

    __slots__ = ("language",)
    language: str

    def __new__(cls, text: str, language: str) -> Self:
        """The words, in their language."""
        self = super().__new__(cls, text)
        self.language = language
        return self


@dataclass(frozen=True, slots=True, kw_only=True)
class SpokenLine:
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
    lines: tuple[SpokenLine, ...]

    @property
    def speakers(self) -> tuple[str, ...]:
        """Who is quoted by a second voice."""
        return tuple(dict.fromkeys(line.speaker for line in self.lines if line.role == "quote"))


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpressionPiece:
    """An expression of a passage."""

    expression: str
    meaning: str
    gloss: str
    """Its meaning in the story's own language, or empty."""
    level: str
    pos: str
    sentence: str
    """The story's sentence that it stands in."""
    example: str
    """That sentence, or as much of a long one as stands around the expression."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PassagePiece:
    """A passage of a story."""

    number: int
    lines: tuple[SpokenLine, ...]
    """Its sentences, each by its own voice."""
    expressions: tuple[ExpressionPiece, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonPiece:
    """What a learner's edition says of a story besides the story."""

    passages: tuple[PassagePiece, ...]
    title: str
    """In the language of explanation; empty where the editor wrote none."""
    summary: str
    hosts: tuple[str, ...]
    waiting: tuple[str, ...]
    """Expressions that the editor kept, and that nobody gave a meaning."""
    chosen: bool
    """An editor chose the passages."""

    @property
    def meanings(self) -> str:
        """Everything that is said in the language of explanation, on one line: what its pace goes by."""
        told = (one.meaning for passage in self.passages for one in passage.expressions)
        return " ".join(filter(None, (self.summary, *told)))


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryPiece:
    """An article as a format sees it: every text on one line, blank ones left out."""

    headline: str
    kicker: str
    byline: tuple[str, ...]
    dateline: str
    published: datetime | None
    updated: datetime | None
    update: bool
    """Told before by this show, and changed since."""
    section: str
    site: str
    image: str
    link: str
    """Its address, where the source is one; else empty."""
    language: str
    paragraphs: tuple[Paragraph, ...]
    lesson: LessonPiece | None = None
    """What is explained of it, in a show that explains (`explain` in its options)."""

    @property
    def text(self) -> str:
        """Everything in it that is read, on one line."""
        return " ".join(paragraph.text for paragraph in self.paragraphs)

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


def piece(article: Article, *, show: Show, language: str, story: int = 0) -> StoryPiece:
    """The article, the episode's `story`, as a format sees it; quotes attributed less surely than the show asks stay with the narrator."""
    from audiopress.segment import passages

    article = sure(article, show)
    return StoryPiece(
        headline=ArticleWords(one_line(article.headline), Place(story=story, paragraph=-1, kind="headline")),
        kicker=one_line(article.kicker),
        byline=tuple(filter(None, map(one_line, article.byline))),
        dateline=one_line(article.dateline),
        published=article.published,
        updated=article.updated,
        update=article.update,
        section=one_line(article.section),
        site=one_line(article.site),
        image=one_line(article.image),
        link=link(article.link) or link(article.source),
        language=language,
        paragraphs=tuple(_paragraphs(article, passages(article), story)),
    )


def sure(article: Article, show: Show) -> Article:
    """The article, with a second voice for those of its quotes only that are attributed as surely as the show asks."""
    quotes = (
        replace(quote, voiced=quote.voiced and quote.confidence >= show.cast.threshold) for quote in article.quotes
    )
    return replace(article, quotes=tuple(quotes))


def link(source: str) -> str:
    """`source` where it is an http(s) address without a space in it, else an empty string."""
    return source if re.fullmatch(r"https?://[^\s\x00-\x20]+", source) else ""


def _paragraphs(article: Article, passages: Iterable[Sequence[VoicedPassage]], story: int) -> Iterator[Paragraph]:
    start = 0
    for index, row in enumerate(passages):
        words, kind = article.paragraphs[index], article.kind(index)
        lines: list[SpokenLine] = []
        for passage, (before, after) in zip(row, around(words, start, row), strict=True):
            text = one_line(passage.text)
            if not text:
                continue
            speaker = one_line(passage.speaker or "")
            place = Place(story=story, paragraph=index, kind=kind, before=before, after=after)
            lines.append(
                SpokenLine(role=passage.role, text=ArticleWords(text, place), speaker=speaker, paragraph=not lines)
            )
        if lines:
            yield Paragraph(kind=kind, text=one_line(words), lines=tuple(lines))
        start += len(words) + 1


def around(words: str, start: int, row: Sequence[VoicedPassage]) -> list[tuple[str, str]]:
    """The marks that stand before and behind each passage of a paragraph, whose first letter is the text's `start`."""
    if not row:
        return []
    # A comma that only followed a quote is not in the passage's text, though it stands between its offsets.
    edges = [(passage.end - len(passage.text) - start, passage.end - start) for passage in row]
    gaps = [words[end:begin] for (_, end), (begin, _) in pairwise(edges)]
    shared = [_shared(gap, quoted=passage.role == "quote") for gap, passage in zip(gaps, row, strict=False)]
    first, last = _opened(words[: edges[0][0]].rstrip()), _CLOSED.match(words[edges[-1][1] :].lstrip())
    before = [first, *(opened for _, opened in shared)]
    after = [*(closed for closed, _ in shared), last[0] if last else ""]
    return [(one_line(opened), _UNPRINTABLE.sub("", closed)) for opened, closed in zip(before, after, strict=True)]


def _opened(text: str) -> str:
    """The marks that a text ends in."""
    return "".join(takewhile(lambda sign: not (sign.isspace() or sign.isalnum() or sign == "_"), reversed(text)))[::-1]


def _shared(gap: str, *, quoted: bool) -> tuple[str, str]:
    """What stands between two passages: the marks that close the first, which is `quoted` or not, and those that open the second."""
    if (closed := _CLOSED.match(gap)) and closed[0] != gap:
        return closed[0] + " ", _opened(gap)
    # Without a space between: a mark that can only open belongs to what follows, and any other one to the quote.
    if opener := _OPENERS.search(gap):
        return gap[: opener.start()], gap[opener.start() :]
    return (gap, "") if quoted else ("", gap)


def _names_speaker(paragraph: Paragraph) -> bool:
    """Whether the narrator's part says some word of a speaker's name, so that the quote stands on its own feet."""
    told = " ".join(line.text for line in paragraph.lines if line.role != "quote").casefold()
    return any(word.casefold() in told for speaker in paragraph.speakers for word in speaker.split() if len(word) > 1)


# ---- filters: what comes in by the door `audiopress.filters` is made like these (docs/plugins.md)


def sentences(value: StoryPiece | Paragraph | SpokenLine | str, language: str) -> list[SpokenLine]:
    """The sentences of a piece, a paragraph, a line or a text, each a line by its own voice."""
    from audiopress.languages.sentences import sentences as split

    if isinstance(value, StoryPiece):
        return [line for paragraph in value.paragraphs for line in sentences(paragraph, language)]
    if isinstance(value, Paragraph):
        lines = value.lines
    else:
        lines = (
            (value,)
            if isinstance(value, SpokenLine)
            else (SpokenLine(role="host", text=one_line(value), paragraph=True),)
        )
    found: list[SpokenLine] = []
    for line in lines:
        texts = [line.text[start:end] for start, end in split(line.text, language=language)]
        texts = [text for text in texts if text.strip()]
        for index, text in enumerate(texts):
            first, last = index == 0, index == len(texts) - 1
            said = _part(line.text, text, first=first, last=last)
            found.append(replace(line, text=said, paragraph=line.paragraph and first))
    return found


def _part(whole: str, text: str, *, first: bool, last: bool) -> str:
    """A sentence of what is said, with its own place: the marks around all of it stand at its ends."""
    if not isinstance(whole, ArticleWords):
        return text.strip()
    space = " " if text != text.rstrip() else ""
    place = replace(whole.place, before=whole.place.before if first else "", after=whole.place.after if last else space)
    return ArticleWords(text.strip(), place)


def chunks(lines: Sequence[SpokenLine], size: int) -> list[list[SpokenLine]]:
    """Lines in short passages: of `size` sentences or more, up to twice as many, cut at paragraphs where it can be.

    A passage never ends inside a sentence that narrator and quoted voice share.
    """
    found: list[list[SpokenLine]] = [[]]
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
    """`pattern` with each `{name}` replaced once. Raises ValueError for a name that has no value.

    A show's own words stay in their language, whatever is filled in.
    """

    def put(found: re.Match[str]) -> str:
        if found[1] not in values:
            raise ValueError(f"nothing to put for {{{found[1]}}} in {pattern!r}")
        return one_line(values[found[1]])

    filled = re.sub(r"\{(\w+)\}", put, pattern)
    return Own(filled, pattern.language) if isinstance(pattern, Own) else filled


def day(value: date, style: str = "full", language: str = "en") -> str:
    """The date in words of the language; `style` is `full`, `long`, `medium` or `short`."""
    from babel import Locale, UnknownLocaleError
    from babel.dates import format_date

    if style not in {"full", "long", "medium", "short"}:
        raise ValueError(f"no style of date named {style!r}: full, long, medium or short")
    try:
        locale = Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return value.strftime("%Y-%m-%d")
    return str(format_date(value, style, locale=locale))


def seconds(value: str, pace: float = 1.0, *, language: str) -> float:
    """How long it takes to say a text, about, in tenths of a second."""
    from audiopress.script.lengths import seconds as estimated

    return round(estimated(one_line(value), language=language) / pace, 1)


def pace(value: str, words: float, *, language: str) -> float:
    """The pace at which a text is said with at most so many words a minute; 1 where that is the voice's own or faster."""
    from audiopress.script.lengths import seconds as estimated

    count = len(one_line(value).split())
    if not count or words <= 0:
        return 1.0
    return round(min(1.0, max(PACES[0], estimated(one_line(value), language=language) * words / (60 * count))), 2)
