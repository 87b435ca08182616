"""Lines with their chances -> Article: the run becomes paragraphs, what stands around it becomes fields or `dropped`.

HTML and plain text end here alike. An HTML page may have said some fields already (JSON-LD, meta); they win.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from audiopress.errors import SourceError
from audiopress.model import Article, Dropped
from audiopress.segment.dates import find_dates, published_and_updated
from audiopress.segment.fields import bylines, guess_language, split_dateline, split_kicker, without_site
from audiopress.segment.lines import Line, words
from audiopress.segment.profiles import Profile
from audiopress.segment.quotes import find_quotes

ABOVE: Final = 14
"""Lines above the story in which its headline, byline and dates are looked for."""
_NOTE = re.compile(
    r"^(?:correction|clarification|editor['’]s note|this (?:article|story) (?:has been|was) (?:updated|corrected|amended))\b|^(?:정정|바로잡습니다|Korrektur|Anmerkung der Redaktion|訂正)",
    re.IGNORECASE,
)
_TEASER = re.compile(
    r"\b(?:subscribe to (?:continue|read)|to continue reading|this (?:article|content) is (?:for|available to) subscribers|already a subscriber|"
    r"subscribers only|log ?in to (?:read|continue)|unlock (?:this|the full)|start your free trial|weiterlesen mit|nur für abonnenten|"
    r"réservé aux abonnés|solo para suscriptores)\b|유료회원|会員限定",
    re.IGNORECASE,
)
_CREDIT = re.compile(
    r"\((?:[^()]{0,30}/)?(?:Yonhap|AP|AFP|Reuters|Getty(?: Images)?|Bloomberg|EPA|Xinhua|연합뉴스|Photo[^)]*|[A-Z][\w ]+ via [A-Z][\w ]+)(?:/[^()]*)?\)\s*$|"
    r"^(?:photo|picture|image|foto|above|사진|写真)\s?[:=]|(?:\bphoto(?:graph)? by\b|\bimage credit\b|getty images)",
    re.IGNORECASE,
)
_DATE_LINE = re.compile(
    r"^(?:published|posted|updated|created|입력|등록|수정|公開|更新|veröffentlicht|stand|publié|mis à jour|publicado|actualizado|on)\b",
    re.IGNORECASE,
)
_QUESTION = re.compile(r"^(?:Q(?:uestion)?\s?[:.]|질문\s?[:.]|Q\d+[.:])\s*", re.IGNORECASE)
_ANSWER = re.compile(r"^(?:A(?:nswer)?\s?[:.]|답변?\s?[:.])\s+", re.IGNORECASE)


@dataclass(slots=True, kw_only=True)
class Draft:
    """An article that is being put together."""

    source: str
    profile: Profile | None = None
    timezone: str = "UTC"
    headline: str = ""
    byline: tuple[str, ...] = ()
    published: datetime | None = None
    updated: datetime | None = None
    section: str = ""
    language: str = ""
    site: str = ""
    image: str = ""
    captions: list[str] = field(default_factory=list)
    paragraphs: list[str] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)
    dropped: list[Dropped] = field(default_factory=list)
    kicker: str = ""
    teaser: bool = False

    @property
    def zone(self) -> str:
        """The site's zone, else the show's."""
        return (self.profile.timezone if self.profile else "") or self.timezone

    def take(self, lines: Sequence[Line], chances: Sequence[float], chosen: set[int]) -> None:
        """Sort every line into the article or into `dropped`."""
        seen = _counts(lines)
        first = min(chosen, default=0)
        told: set[str] = set()
        self._above(lines, first, seen)
        for index, line in enumerate(lines):
            if index in self._used:
                continue
            rule = self._line(index, line, index in chosen, seen, told, first)
            if rule:
                self.dropped.append(
                    Dropped(line=line.text, rule=rule, number=line.number, score=round(chances[index], 3))
                )
        self.dropped.sort(key=lambda one: one.number or 0)

    _used: set[int] = field(default_factory=set)

    # ---- around the story

    def _above(self, lines: Sequence[Line], first: int, seen: dict[str, int]) -> None:
        """Headline, byline, dates and captions in the lines above the story."""
        head = first - 1
        for index in range(first - 1, max(-1, first - 1 - ABOVE), -1):
            line = lines[index]
            if self._furniture(line, index):
                head = index - 1
        if self.headline:
            self._same_headline(lines, first)
            return
        best, best_score = -1, 0.0
        for index in range(min(head, first - 1), max(-1, head - 8), -1):
            score = _as_headline(lines[index], seen) - 0.35 * (head - index)
            if score > best_score:
                best, best_score = index, score
        if best < 0 and first < len(lines) and words(lines[first].text) <= 25:
            return
        if best >= 0:
            self.kicker, self.headline = split_kicker(without_site(lines[best].text, self.site))
            self._used.add(best)

    def _same_headline(self, lines: Sequence[Line], first: int) -> None:
        for index in range(max(0, first - 3 * ABOVE), min(len(lines), first + 2)):
            if _plain(lines[index].text) == _plain(self.headline):
                self._used.add(index)
                self.dropped.append(Dropped(line=lines[index].text, rule="headline", number=lines[index].number))

    def _furniture(self, line: Line, index: int) -> bool:
        """A byline, a date or a caption above the story; taken, and put down as such."""
        names = bylines(line.text)
        published, updated = published_and_updated(line.text, self.zone)
        dated = published is not None or updated is not None
        if dated and (words(line.text) <= 16):
            self.published = self.published or published
            self.updated = self.updated or updated
            if not self.byline and names:
                self.byline = names
            self._drop(line, index, "date")
            return True
        if names and words(line.text) <= 14:
            self.byline = self.byline or names
            self._drop(line, index, "byline")
            return True
        if _CREDIT.search(line.text) and words(line.text) > 4:
            if line.text in self.captions:
                self._drop(line, index, "repeated caption")
            else:
                self.captions.insert(0, line.text)
                self._used.add(index)
            return True
        return False

    def _drop(self, line: Line, index: int, rule: str) -> None:
        self._used.add(index)
        self.dropped.append(Dropped(line=line.text, rule=rule, number=line.number))

    # ---- one line

    def _line(self, index: int, line: Line, chosen: bool, seen: dict[str, int], told: set[str], first: int) -> str:
        """Put a line into the article, or say the rule that drops it."""
        text = line.text
        label = self.profile.label(text) if self.profile else ""
        if label == "drop":
            return "publisher profile"
        if label == "caption" or (line.role == "caption" and not label):
            return self._caption(text)
        if line.role == "table" and not label:
            return "table"
        if _TEASER.search(text) and words(text) < 40:
            self.teaser = self.teaser or abs(index - first) < 60
            return "paywall"
        if chosen or label in {"keep", "note", "subhead"}:
            return self._paragraph(line, label, told)
        if _CREDIT.search(text) and words(text) > 4 and (text in self.captions or (seen[text] > 1 and index < first)):
            return self._caption(text)
        return _why(line, seen)

    def _caption(self, text: str) -> str:
        if text in self.captions:
            return "repeated caption"
        self.captions.append(text)
        return ""

    def _paragraph(self, line: Line, label: str, told: set[str]) -> str:
        text = line.text
        if text in told:
            return "repeated"
        if _plain(text) == _plain(self.headline):
            return "headline"
        if _CREDIT.search(text) and words(text) < 60 and not label:
            return self._caption(text)
        if not label and words(text) <= 12 and (names := bylines(text)):
            self.byline = self.byline or names
            return "byline"
        if not label and words(text) <= 14 and (_DATE_LINE.match(text) or not self.paragraphs) and find_dates(text):
            published, updated = published_and_updated(text, self.zone)
            self.published, self.updated = self.published or published, self.updated or updated
            return "date"
        if _pulled(text, self.paragraphs):
            return "pull quote"
        told.add(text)
        self.paragraphs.append(text)
        self.kinds.append(_kind(line, label))
        return ""

    # ---- the end

    def finish(self, *, threshold: float, allow_teaser: bool) -> Article:
        """The article. Raises SourceError for one without words, and for a paywall's teaser unless it is allowed."""
        if self.teaser and not allow_teaser and sum(map(words, self.paragraphs)) < 250:
            raise SourceError(
                "the page stops at a paywall",
                where=self.source,
                hint="give the whole article, or --allow-teaser to take what is there",
            )
        if not self.paragraphs and self.captions:
            # Photo news and galleries: the captions are the story.
            self.paragraphs, self.kinds, self.captions = list(self.captions), ["text"] * len(self.captions), []
        if not self.paragraphs:
            raise SourceError(
                "no story was found in the page",
                where=self.source,
                hint="`audiopress read --why` shows what was dropped",
            )
        dateline, self.paragraphs[0] = split_dateline(self.paragraphs[0])
        self._notes_last()
        text = "\n".join(self.paragraphs)
        language = (self.profile.language if self.profile else "") or self.language or guess_language(text)
        headline = self.headline or _first_words(self.paragraphs[0])
        return Article(
            source=self.source,
            headline=headline,
            kicker=self.kicker,
            byline=self.byline,
            dateline=dateline,
            published=self.published,
            updated=self.updated,
            section=self.profile.sections.get(self.section, self.section) if self.profile else self.section,
            language=language,
            site=self.site or (self.profile.name if self.profile else ""),
            image=self.image,
            captions=tuple(self.captions),
            paragraphs=tuple(self.paragraphs),
            kinds=tuple(self.kinds) if set(self.kinds) - {"text"} else (),
            quotes=find_quotes(text, language=language, threshold=threshold),
            dropped=tuple(self.dropped),
        )

    def _notes_last(self) -> None:
        """Questions and answers are labelled as pairs only where there are several."""
        if sum(kind == "question" for kind in self.kinds) < 2:
            self.kinds = ["text" if kind in {"question", "answer"} else kind for kind in self.kinds]


def _counts(lines: Sequence[Line]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for line in lines:
        counts[line.text] = counts.get(line.text, 0) + 1
    return counts


def _as_headline(line: Line, seen: dict[str, int]) -> float:
    """How much a line looks like a headline: some words, no full stop, said once or twice, set apart."""
    count = words(line.text)
    if count < 2.5 or count > 32 or len(line.text) > 220:
        return 0.0
    score = 1.0 + min(count, 10) * 0.3
    score += 1.5 * (line.gap_before and line.gap_after) + 3.0 * (line.tag == "h1")
    score -= 1.5 * line.text.rstrip().endswith((".", ":", ";"))
    score -= 2.5 * bool(
        re.search(r"https?://|@|©|\||cookie|subscribe|sign (?:in|up)|skip to", line.text, re.IGNORECASE)
    )
    return score - 0.8 * max(0, seen[line.text] - 2)


def _kind(line: Line, label: str) -> str:
    text = line.text
    if label == "note" or _NOTE.match(text):
        return "note"
    if label == "subhead" or (line.tag[:1] == "h" and line.tag[1:].isdigit()):
        return "subhead"
    if line.tag == "li":
        return "item"
    if _QUESTION.match(text):
        return "question"
    return "answer" if _ANSWER.match(text) else "text"


def _pulled(text: str, paragraphs: Sequence[str]) -> bool:
    """A sentence of the body set large beside it."""
    plain = _plain(text)
    return 30 < len(plain) < 240 and any(len(p) > len(text) + 20 and plain in _plain(p) for p in paragraphs[-6:])


def _plain(text: str) -> str:
    return re.sub(r"\W+", " ", text).strip().casefold()


def _first_words(paragraph: str) -> str:
    """A headline for a page that has none: the beginning of its lede."""
    words_ = paragraph.split()
    return " ".join(words_[:10]) + ("…" if len(words_) > 10 else "")


def _why(line: Line, seen: dict[str, int]) -> str:
    """The rule that keeps a line out of the article, in an editor's words."""
    text = line.text
    if seen[text] > 1:
        return "repeated line"
    if re.search(r"copyright|©|all rights reserved|무단|저작권", text, re.IGNORECASE):
        return "footer"
    if bylines(text) and words(text) <= 14:
        return "byline"
    if words(text) < 5:
        return "menu"
    return "outside the story"
