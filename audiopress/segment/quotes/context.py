"""A quote between its neighbours: its sentence, what stands before and after it, and whether it stands free."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Final, TypeVar

from audiopress.languages.attribution import Table
from audiopress.segment.quotes.marks import MarkedSpan
from audiopress.segment.quotes.people import People

Found = TypeVar("Found")

REACH: Final = 300
"""Characters on either side in which an attribution may stand."""
_SENTENCE_END = re.compile(r"[.!?…][\"”'’)\]»“]*\s+(?=[\"“‘'(\[«„»A-ZÀ-Þ0-9]|$)")
_CJK_END = re.compile(r"[。！？](?![」』”’）)、])\s*|(?<=[가-힣])[.!?][”’]?\s+")
_STOP = re.compile(r"[.!?][\"”'’)»“]*(?=\s|$)")
ABBREVIATION_LETTERS: Final = 12
"""Letters back from a point in which its abbreviation stands."""
_PAUSES = ",.;:—–-"
_CLOSING = ".!?,…。、，！？;:—–-"
_NESTED_MARKS = " ’'‘\"”»›"


@dataclass(frozen=True, slots=True)
class Attribution:
    """`direct` where the text beside the quote names the speaker; else it is carried over from another quote."""

    speaker: str | None = None
    mention: tuple[int, int] | None = None
    confidence: float = 0.0
    direct: bool = False


MIN_TITLE_WORD_LETTERS: Final = 4
"""Letters of the shortest word that a title of a work writes with a capital."""
MIN_TITLE_WORDS: Final = 3
"""Such words of the shortest title that is told from a sentence."""
MIN_CLAUSE_WORDS: Final = 5
"""Words of a quote that is surely a clause."""
MAX_SUBJECT_WORDS: Final = 4
"""Words of a subject between a quote and its verb at most."""
MIN_NO_NAME_WORDS: Final = 8
"""Words of a quote that is no name or title, whatever stands before it."""
MAX_FINAL_VERBS: Final = 2
"""Verbs that may end a sentence behind a quote which completes it."""
MIN_CARRIED: Final = 0.5
"""Confidence below which an attribution is not carried on to later quotes."""
NOBODY: Final = Attribution()


@dataclass(frozen=True)
class Context:
    """A quote between its neighbours."""

    text: str
    span: MarkedSpan
    before: MarkedSpan | None
    after: MarkedSpan | None
    table: Table
    people: People
    last: Attribution = NOBODY
    """The attribution of the free-standing quote before this one."""
    last_end: int = -1
    """Where that quote ended."""

    @cached_property
    def paragraph(self) -> int:
        """Offset of the paragraph's beginning."""
        return self.text.rfind("\n", 0, self.span.start) + 1

    @cached_property
    def left(self) -> tuple[int, str]:
        """The words of the same sentence before the quote, and their offset; quoted words in it are blank."""
        begin = max(self.paragraph, self.span.start - REACH)
        words = self.people.narration[begin : self.span.start]
        cut = (
            last_sentence(words, self.table)
            if not self.table.cjk
            else max((end.end() for end in _CJK_END.finditer(words)), default=0)
        )
        return begin + cut, words[cut:]

    @cached_property
    def right(self) -> tuple[int, str]:
        """The words after the quote to the end of their sentence, and their offset; quoted words in it are blank."""
        begin = self.span.end
        words = self.people.narration[begin : begin + REACH].partition("\n")[0]
        for end in _STOP.finditer(words):
            if not _abbreviated(words, end.start() + 1, self.table):
                return begin, words[: end.start()]
        return begin, words

    @cached_property
    def inner(self) -> str:
        """The quoted words."""
        return self.text[self.span.inner_start : self.span.inner_end]

    def goes_on_from(self, start: int, position: int) -> bool:
        """Whether the last free-standing quote, of a person, ended in [start, position): a pronoun may mean its speaker."""
        speaker = self.last.speaker
        if not speaker or self.last.confidence < MIN_CARRIED or not start < self.last_end <= position:
            return False
        several = speaker[0].islower() and speaker.endswith("s")
        return not several and self.people.may_be_person(speaker)

    @cached_property
    def tail(self) -> str:
        """The last sign of the quoted words, marks inside aside."""
        return self.inner.rstrip(_NESTED_MARKS)[-1:]

    @cached_property
    def begins_sentence(self) -> bool:
        """Nothing of its sentence stands before it."""
        return not self.left[1].strip(" (—–-…")

    @cached_property
    def ends_sentence(self) -> bool:
        """Its last sign, or the sign after it, is a pause."""
        following = self.text[self.span.end : self.span.end + 1]
        return self.tail in _CLOSING or following in _PAUSES or following == "\n"

    @cached_property
    def free(self) -> bool:
        """Stands free: long enough to be a statement, begins like a sentence and is set off from the narration."""
        if self.table.cjk:
            return len(self.inner) >= 6 and not self._emphasis()
        words = self.inner.split()
        if not self.span.closed or self._names_a_work(words):
            return False
        if len(words) < self.table.minimum:
            return bool(words) and self._goes_on()
        if not self.ends_sentence:
            return self.begins_sentence and len(words) >= MIN_CLAUSE_WORDS and self._told_next
        first = next((c for c in self.inner if c.isalnum()), "")
        lead = self.left[1].rstrip(" –—-")
        if first.islower() and not self.inner.lstrip(" .").startswith(("[", "…")) and self.inner[:1] != ".":
            return self._continued() or self._clause(words, lead)
        if self.begins_sentence or lead[-1:] in ":,(.":
            return True
        return len(words) >= MIN_CLAUSE_WORDS and (_ends_with(self.table.verbs, lead) or lead != self.left[1].rstrip())

    @cached_property
    def completes(self) -> bool:
        """Long enough and the end of a sentence that the narrator began, like `Ida Berg warnte, es drohe „…“`."""
        words = self.inner.split()
        before = self.left[1].rstrip().rpartition(" ")[2].lower()
        if len(words) < MIN_NO_NAME_WORDS and self.table.works.end(before):
            return False
        if not self.table.partial or len(words) < self.table.partial or not self.span.closed:
            return False
        if self.tail in _CLOSING or self.text[self.span.end : self.span.end + 2].lstrip()[:1] in {*".,;!?", ""}:
            return True
        # `„…“ gewesen sei.`: the narrator's verb alone follows.
        return len(words) > self.table.partial + 1 and len(self.right[1].split()) <= MAX_FINAL_VERBS

    def _names_a_work(self, words: list[str]) -> bool:
        """Her book, “The Long Winter on the Sound,” sold well: capitals, in the middle of a sentence that says nothing before."""
        lead = self.left[1].rstrip()
        if self.table.cases is not None or not lead or lead.endswith(":") or not _titled(words):
            return False
        return not (self.table.verbs.search(lead) or self.table.weak_verbs.search(lead))

    def _clause(self, words: list[str], lead: str) -> bool:
        """A whole clause in lower case between pauses: She says “we worked hard”; To her, “nothing is lost,” said Ida."""
        if len(words) < MIN_CLAUSE_WORDS:
            return False
        if self.tail in ",?!" and lead[-1:] in {",", ""} and self._told_next:
            return True
        opens = words[0].lower() in self.table.statements and lead[-1:] in ",:"
        return opens or (len(words) > MIN_CLAUSE_WORDS and _ends_with(self.table.verbs, lead.rstrip(" ,:")))

    @cached_property
    def _told_next(self) -> bool:
        """A verb of saying follows within a few words."""
        verb = self.table.verbs.search(self.right[1][:60])
        return verb is not None and len(self.right[1][: verb.start()].split()) <= MAX_SUBJECT_WORDS

    def _emphasis(self) -> bool:
        """Korean ‘…’ and short 「…」 set words apart; a quote goes on with 라고, と or a verb."""
        if self.table.after is None or self.table.labels.match(self.left[1]):
            return False
        followed = self.table.after.match(self.text, self.span.end) or self.table.told.match(self.text, self.span.end)
        if followed or (self.table.before and self.table.before.search(self.left[1])):
            return False
        return not (self.begins_sentence and self.inner.rstrip()[-1:] in "。.!?！？")

    def _goes_on(self) -> bool:
        """The first words of a quote that an incise splits: “The buses,” said Ida, “will run all night”."""
        if self.after is None or not self.begins_sentence or not self._told_next:
            return False
        between = self.text[self.span.end : self.after.start]
        if self.tail not in ",—–-" and between.lstrip()[:1] not in {"—", "–"}:
            return False
        rest = self.text[self.after.inner_start : self.after.inner_end]
        return (
            "\n" not in between
            and len(between) < 120
            and between.rstrip()[-1:] in {",", "—", "–"}
            and rest[:1].islower()
            and len(rest.split()) >= self.table.minimum
        )

    def _continued(self) -> bool:
        """The second half of a quote that an incise has split: “…,” he said, “and …”."""
        if self.before is None or self.before.start < self.paragraph:
            return False
        between = self.text[self.before.end : self.span.start]
        ended = self.text[self.before.start : self.before.end].rstrip("”\"'’» ")[-1:]
        pause = ended in ",—–-…" or between.lstrip()[:1] in {",", "—", "–"}
        return len(between) < 120 and pause and between.rstrip()[-1:] in ",:—–" and len(self.inner.split()) >= 3


def _titled(words: list[str]) -> bool:
    """`The Long Winter on the Sound`: a capital on every longer word, and not the capitals of somebody who shouts."""
    long = [word for word in (word.strip("“”‘’'\",.!?:;()") for word in words) if len(word) >= MIN_TITLE_WORD_LETTERS]
    return (
        len(long) >= MIN_TITLE_WORDS
        and all(word[0].isupper() or word[0].isdigit() for word in long)
        and any(word[1:].islower() for word in long)
    )


def last_match(pattern: re.Pattern[str], words: str) -> re.Match[str] | None:
    """The match that stands nearest to what follows the words."""
    return last(pattern.finditer(words))


def last(found: Iterable[Found]) -> Found | None:
    """The last of what was found, None of nothing."""
    return next(iter(deque(found, maxlen=1)), None)


def last_sentence(words: str, table: Table) -> int:
    """Offset of the beginning of the last sentence; a sentence that ends at the end of `words` is over."""
    cut = 0
    for end in _SENTENCE_END.finditer(words):
        if not _abbreviated(words, end.start() + 1, table):
            cut = end.end()
    return cut


def _abbreviated(words: str, end: int, table: Table) -> bool:
    """Whether the point before `end` is an abbreviation's; none is longer than ABBREVIATION_LETTERS."""
    return table.dotted.search(words, max(0, end - ABBREVIATION_LETTERS), end) is not None


def sentence_before(text: str, position: int, floor: int, table: Table) -> tuple[int, int]:
    """The whole sentence that ends before `position`, no further back than `floor`: (start, end)."""
    end = len(text[floor:position].rstrip()) + floor
    window = text[max(floor, end - 2 * REACH) : end]
    begin = end - len(window)
    body = window.rstrip(" .!?…\"”’'»“)")
    cut = max(last_sentence(body, table), body.rfind("\n") + 1)
    return begin + cut, end


def _ends_with(pattern: re.Pattern[str], words: str) -> bool:
    """Whether the last word is one of the pattern's."""
    start = max(words.rfind(" "), words.rfind("\n")) + 1
    return pattern.fullmatch(words, start) is not None
