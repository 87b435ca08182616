"""Born-digital PDFs, in one column or several (extra `pdf`: pypdfium2, BSD-3-Clause and Apache-2.0, over Google's PDFium).

A PDF has no paragraphs, only letters with places. Lines are put together from what stands on one baseline without a gap,
columns from lines above each other, and a paragraph ends where a line is short, the next one is indented, or a gap opens.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import Any, ClassVar, Final, NamedTuple

from audiopress.errors import SourceError
from audiopress.sources.documents import STORY, Document, DocumentPassage, Left
from audiopress.sources.given import Given
from audiopress.sources.reader import Reader, Wanted

PAGES: Final = 40
"""Of one story at most; a newspaper of a hundred is no story."""
LEAST: Final = 40
"""Letters of a document that has words; less is a scan."""
GUTTER: Final = 0.8
"""Widths of an m between two columns at least."""
ALONE: Final = 10
"""Words of the longest running head."""
LARGE: Final = 1.25
"""Times the size of the running text from which a line is a heading."""
_HYPHEN: Final = re.compile(r"(\w)[-\u00ad\u2010\ufffe\x02]$")
_ITEM: Final = re.compile(r"[•◦▪‣·]\s+|[–-]\s+(?=\S+ \S)")
_NUMBER: Final = re.compile(r"(?:page ?|seite ?|p\. ?)?\d{1,4}(?: ?(?:of|von|/) ?\d{1,4})?", re.IGNORECASE)


class Text(NamedTuple):
    """A line of a column: its words, its box in points from the lower left, the height of its letters, its page."""

    words: str
    left: float
    bottom: float
    right: float
    top: float
    size: float
    page: int


class PDF(Reader):
    """One story: the largest line of its first page is the headline."""

    name: ClassVar[str] = "pdf"
    told: ClassVar[str] = "born-digital PDFs (extra pdf)"

    def sees(self, given: Given) -> bool:
        """It begins with the mark of a PDF."""
        return given.data[:1024].lstrip().startswith(b"%PDF")

    def documents(self, given: Given, wanted: Wanted) -> Iterator[Document]:
        """The story."""
        del wanted
        lines, height = _lines(given.data)
        if sum(len(line.words) for line in lines) < LEAST:
            raise SourceError(
                "the PDF holds pictures of pages and no text", hint="give a PDF that text can be copied from"
            )
        running = _running(lines, height)
        left = [Left(text=line.words, rule="running head") for line in lines if line in running]
        yield _document([line for line in lines if line not in running], left)


def _lines(data: bytes) -> tuple[list[Text], float]:
    try:
        import pypdfium2 as pdfium
    except ImportError:
        raise SourceError("is a PDF", hint="pip install 'audiopress[pdf]', or give its text") from None
    try:
        file = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        why = "needs a password" if "password" in str(error).lower() else "cannot be opened"
        raise SourceError(f"the PDF {why}", hint="save it again without one, or give its text") from None
    found: list[Text] = []
    tallest = 0.0
    try:
        if len(file) > PAGES:
            raise SourceError(f"the PDF has {len(file)} pages", hint=f"give the pages of one story, {PAGES} at most")
        for number in range(len(file)):
            page = file[number]
            tallest = max(tallest, page.get_height())
            rows = _rows(page.get_textpage(), number)
            found += rows if _told(rows) else _in_order(rows)
    finally:
        file.close()
    return found, tallest


def _rows(page: Any, number: int) -> list[Text]:
    """The pieces of a page's lines: letters on one baseline without a gap as wide as that between columns."""
    rows: list[Text] = []
    count = page.count_chars()
    letters: list[str] = []
    box: list[float] = []
    sizes: list[float] = []

    def end() -> None:
        words = " ".join("".join(letters).split())
        if words and box:
            rows.append(Text(words, box[0], box[1], box[2], box[3], median(sizes), number))
        letters.clear()
        box.clear()
        sizes.clear()

    for index in range(count):
        letter = page.get_text_range(index, 1)
        if letter in {"\r", "\n"} or letter == "":
            end()
            continue
        if letter.isspace():
            letters.append(" ")
            continue
        left, bottom, right, top = page.get_charbox(index, loose=True)
        height = max(top - bottom, 1.0)
        if box and (left - box[2] > 1.6 * height or left < box[0] - height or abs(bottom - box[1]) > 0.6 * height):
            end()
        if not box:
            box[:] = [left, bottom, right, top]
        else:
            box[:] = [min(box[0], left), min(box[1], bottom), max(box[2], right), max(box[3], top)]
        letters.append(letter)
        sizes.append(height)
    end()
    return rows


def _told(rows: Sequence[Text]) -> bool:
    """Whether the page is written column by column, as layout programs do, and not line by line across all of it."""
    beside = sum(abs(a.bottom - b.bottom) < 0.5 * a.size and b.left > a.right for a, b in pairwise(rows))
    up = sum(b.bottom > a.top for a, b in pairwise(rows))
    return beside <= 0.1 * len(rows) and up <= max(4, 0.2 * len(rows))


def _in_order(rows: Sequence[Text]) -> list[Text]:
    """Reading order by cutting the page where nothing stands: across it between its parts, else down between columns."""
    if len(rows) < 2:
        return list(rows)
    size = median(row.size for row in rows)
    across = _cut([(-row.top, -row.bottom) for row in rows], 0.05 * size)
    down = _cut([(row.left, row.right) for row in rows], GUTTER * size)
    if down and (parts := _parted(rows, down, lambda row: row.left)) and all(_column(part) for part in parts):
        return [line for part in parts for line in _in_order(part)]
    if not across:
        return sorted(rows, key=lambda row: (-round(row.top / size), row.left))
    bands = _parted(rows, across, lambda row: -row.top)
    # Neighbouring bands that are cut at the same place down are one block of columns.
    return [line for block in _blocks(bands, size) for line in block]


def _blocks(bands: Sequence[Sequence[Text]], size: float) -> Iterator[list[Text]]:
    """Each band in reading order; bands of one row a column, one below the other, are read as columns together."""
    waiting: list[Text] = []
    gutters: list[float] = []
    for band in bands:
        here = _cut([(row.left, row.right) for row in band], GUTTER * size)
        if waiting:
            both = _cut([(row.left, row.right) for row in (*waiting, *band)], GUTTER * size)
            # A band of one column's line alone belongs to the columns around it if the gutter stays open.
            if both and (here or gutters) and _inside(band, waiting):
                waiting, gutters = [*waiting, *band], both
                continue
            yield _columns(waiting, gutters)
        waiting, gutters = list(band), here
    if waiting:
        yield _columns(waiting, gutters)


def _inside(band: Sequence[Text], above: Sequence[Text]) -> bool:
    """Whether a band's letters are about as large as those above it: a headline does not stand in a column's run."""
    return max(row.size for row in band) < LARGE * median(row.size for row in above)


def _columns(rows: Sequence[Text], gutters: Sequence[float]) -> list[Text]:
    parts = _parted(rows, gutters, lambda row: row.left) if gutters else [list(rows)]
    return [line for part in parts for line in sorted(part, key=lambda row: (-row.top, row.left))]


def _column(part: Sequence[Text]) -> bool:
    """Whether a part of a page is a column and no number beside a line."""
    return len(part) > 1


def _cut(spans: Sequence[tuple[float, float]], least: float) -> list[float]:
    """The middles of the gaps of at least this width that no span crosses."""
    found = []
    reach = None
    for begin, end in sorted(spans):
        if reach is not None and begin - reach >= least:
            found.append((begin + reach) / 2)
        reach = end if reach is None else max(reach, end)
    return found


def _parted(rows: Sequence[Text], cuts: Sequence[float], place: Any) -> list[list[Text]]:
    from bisect import bisect

    parts: list[list[Text]] = [[] for _ in range(len(cuts) + 1)]
    for row in rows:
        parts[bisect(cuts, place(row))].append(row)
    return [part for part in parts if part]


def _running(lines: Sequence[Text], height: float) -> set[Text]:
    """Page numbers, and what stands at the head or the foot of a page: on several pages, or a few words by themselves."""
    edge = [line for line in lines if line.top > 0.92 * height or line.bottom < 0.08 * height]
    said = Counter(re.sub(r"\d+", "0", line.words) for line in edge)
    body = median(line.size for line in lines)
    return {
        line
        for line in edge
        if _NUMBER.fullmatch(line.words.strip(" -–—|·[]()"))
        or said[re.sub(r"\d+", "0", line.words)] > 1
        or (
            len(line.words.split()) <= ALONE
            and line.size < LARGE * body
            and (line.bottom > 0.95 * height or _alone(line, lines))
        )
    }


def _alone(line: Text, lines: Sequence[Text]) -> bool:
    """Whether nothing of its page stands within two lines above or below."""
    reach = 2 * line.size
    return not any(
        one.page == line.page and one is not line and one.bottom < line.top + reach and one.top > line.bottom - reach
        for one in lines
        if abs(one.bottom - line.bottom) > 0.5 * line.size
    )


def _document(lines: Sequence[Text], left: Sequence[Left]) -> Document:
    body = median(line.size for line in lines for _ in line.words)
    first = [line for line in lines if line.page == lines[0].page]
    largest = max(line.size for line in first)
    titled = [line for line in first if line.size > 0.92 * largest] if largest >= LARGE * body else []
    # A headline of several lines stands in one piece.
    title = titled[
        : next(
            (at for at, (a, b) in enumerate(pairwise(titled), 1) if a.bottom - b.top > 2 * a.size),
            len(titled),
        )
    ]
    headline = " ".join(line.words for line in title)
    above = [line for line in lines if line in title[:1] or line not in title]
    begin = above.index(title[0]) if title else 0
    kicker = (
        " ".join(line.words for line in above[:begin])
        if begin and sum(len(one.words) for one in above[:begin]) < 60
        else ""
    )
    rest = [line for at, line in enumerate(above) if line not in title and not (kicker and at < begin)]
    passages = tuple(_passages(rest, body))
    return Document(
        kind=STORY,
        headline=headline,
        kicker=kicker,
        paragraphs=passages,
        left=tuple(left),
        doubtful="\n".join([headline, *(one.text for one in passages)]),
    )


def _passages(lines: Sequence[Text], body: float) -> Iterator[DocumentPassage]:
    """Lines put together to paragraphs."""
    gaps = [a.bottom - b.bottom for a, b in pairwise(lines) if 0 < a.bottom - b.bottom < 3 * body]
    edges = [_edge(line, lines, body) for line in lines]
    inset = [line.left - edge > 0.5 * body for line, edge in zip(lines, edges, strict=True)]
    set_ = _Set(body, median(gaps) if gaps else body, indents=sum(inset) > 1)
    rights = [max(one.right for one in lines if abs(one.left - line.left) < 3 * body) for line in lines]
    rest: list[Text] = []
    right = 0.0
    for line, indented, ending in zip(lines, inset, rights, strict=True):
        if rest and set_.ends(rest, line, indented=indented, room=right - rest[-1].right):
            yield _passage(rest, body)
            rest = []
        rest.append(line)
        right = ending
    if rest:
        yield _passage(rest, body)


def _edge(line: Text, lines: Sequence[Text], body: float) -> float:
    """Where the column of a line begins."""
    near = (one.left for one in lines if abs(one.left - line.left) < 3 * body)
    return min(near, default=line.left)


class _Set(NamedTuple):
    """How a document is set."""

    body: float
    """The size of its running text, in points."""
    step: float
    """From one line to the next."""
    indents: bool
    """Paragraphs begin with an indent."""

    def ends(self, lines: Sequence[Text], line: Text, *, indented: bool, room: float) -> bool:
        """Whether a paragraph is over before a line, `room` being what is left of the line before, in points."""
        last = lines[-1]
        if abs(last.size - line.size) > 0.12 * self.body or _ITEM.match(line.words):
            return True
        item = _ITEM.match(lines[0].words) is not None
        stopped = item or re.search(r"[.!?…。！？:][\"'”’»)\]]*$", last.words) is not None
        first = line.words.split()[0]
        # The next word would have found room.
        short = room > 1.2 * (line.right - line.left) * (len(first) + 1) / len(line.words)
        if last.page != line.page or last.bottom < line.bottom:  # another column
            return stopped and (indented if self.indents else short)
        if last.bottom - line.bottom > 1.25 * self.step:
            return True
        if item:
            return short or (indented and abs(line.left - lines[0].left) < 0.5 * self.body)
        return stopped and (indented if self.indents else short)


def _passage(lines: Sequence[Text], body: float) -> DocumentPassage:
    words = ""
    for line in lines:
        if (broken := _HYPHEN.search(words)) and line.words[:1].islower():
            words = words[: broken.end(1)] + line.words
        else:
            words = f"{words} {line.words}".strip()
    head = lines[0].size > 1.12 * body and len(words) < 120 and not words.endswith(".")
    if item := _ITEM.match(words):
        return DocumentPassage(text=words[item.end() :], kind="item")
    return DocumentPassage(text=words, kind="subhead" if head else "text")
