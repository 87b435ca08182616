"""Who said a quote: the words right after it, then those before it, then what the quotes around it say."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from audiopress.segment.languages.tables import Table
from audiopress.segment.marks import Span
from audiopress.segment.people import NAME, Mention, People

REACH: Final = 300
"""Characters on either side in which an attribution may stand."""
_SENTENCE_END = re.compile(r"[.!?…][\"”'’)\]»]*\s+(?=[\"“‘'(\[«„»A-ZÀ-Þ0-9]|$)")
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Gen|Lt|Col|Sgt|Capt|St|Jr|Sr|No|vs|Mt|Rev|Hon|[A-Z])\.|\b(?:[A-Z]\.)+)\s*$"
)
_LEAD = re.compile(r"^[\s,–—-]*")
_CLOSING = ".!?,…。、，！？;:—–-"


@dataclass(frozen=True, slots=True)
class Attribution:
    """`direct` where the text beside the quote names the speaker; else it is carried over from another quote."""

    speaker: str | None = None
    mention: tuple[int, int] | None = None
    confidence: float = 0.0
    direct: bool = False


NOBODY: Final = Attribution()


@dataclass(frozen=True)
class Context:
    """A quote between its neighbours."""

    text: str
    span: Span
    before: Span | None
    after: Span | None
    table: Table
    people: People
    last: Attribution
    """The attribution of the free-standing quote before this one."""

    @cached_property
    def paragraph(self) -> int:
        """Offset of the paragraph's beginning."""
        return self.text.rfind("\n", 0, self.span.start) + 1

    @cached_property
    def left(self) -> tuple[int, str]:
        """The words of the same sentence before the quote, and their offset."""
        begin = max(self.paragraph, self.span.start - REACH, self.before.end if self.before else 0)
        words = self.text[begin : self.span.start]
        cut = 0
        for end in _SENTENCE_END.finditer(words):
            if not _ABBREVIATION.search(words[: end.end()].rstrip()):
                cut = end.end()
        return begin + cut, words[cut:]

    @cached_property
    def right(self) -> tuple[int, str]:
        """The words after the quote to the end of their sentence, and their offset."""
        begin = self.span.end
        stop = self.text.find("\n", begin)
        stop = min(
            len(self.text) if stop < 0 else stop, begin + REACH, self.after.start if self.after else len(self.text)
        )
        words = self.text[begin:stop]
        for end in re.finditer(r"[.!?](?=\s|$)", words):
            if not _ABBREVIATION.search(words[: end.end()]):
                return begin, words[: end.start()]
        return begin, words

    @cached_property
    def inner(self) -> str:
        """The quoted words."""
        return self.text[self.span.inner_start : self.span.inner_end]

    @cached_property
    def begins_sentence(self) -> bool:
        """Nothing of its sentence stands before it."""
        return not self.left[1].strip(" (—–-…")

    @cached_property
    def ends_sentence(self) -> bool:
        """Its last sign, or the sign after it, is a pause."""
        last = self.inner.rstrip(" ’'\"”").rstrip()[-1:]
        following = self.text[self.span.end : self.span.end + 1]
        return last in _CLOSING or following in ",.;:" or (not following.strip() and last in _CLOSING)

    @cached_property
    def free(self) -> bool:
        """Stands free: long enough to be a statement, begins like a sentence and is set off from the narration."""
        words = self.inner.split()
        if self.table.cjk:
            return len(self.inner) >= 6 and not self._emphasis()
        if len(words) < self.table.minimum:
            return False
        first = next((c for c in self.inner if c.isalnum()), "")
        lead = self.left[1].rstrip()
        if first.islower() and not self.inner.lstrip().startswith(("[", "…", "...")):
            return self._continued()
        if self.begins_sentence:
            return self.ends_sentence or len(words) >= 8
        if lead[-1:] in ":,":
            return self.ends_sentence or len(words) >= 6
        verb = _last(self.table.verbs, lead)
        return verb is not None and verb.end() == len(lead) and len(words) >= 5 and self.ends_sentence

    def _emphasis(self) -> bool:
        """Korean ‘…’ and short 「…」 set words apart; a quote goes on with 라고, と or a verb."""
        if self.table.after is None:
            return False
        followed = self.table.after.match(self.text, self.span.end)
        if followed or (self.table.before and self.table.before.search(self.left[1])):
            return False
        return not (self.begins_sentence and self.inner.rstrip()[-1:] in "。.!?！？")

    def _continued(self) -> bool:
        """The second half of a quote that an incise has split: “…,” he said, “and …”."""
        if self.before is None or self.before.start < self.paragraph:
            return False
        between = self.text[self.before.end : self.span.start]
        ended = self.text[self.before.start : self.before.end].rstrip("”\"'’» ")[-1:]
        return (
            len(between) < 120 and ended in ",—–-" and between.rstrip()[-1:] in ",:—–" and len(self.inner.split()) >= 3
        )


def attribute(context: Context, previous: tuple[Context, Attribution] | None) -> Attribution:
    """The speaker of a quote; `previous` is the last free-standing quote and its speaker."""
    if context.table.cjk:
        from audiopress.segment.eastern import attribute_eastern

        return attribute_eastern(context, previous)
    for rule in (_after, _before):
        found = rule(context)
        if found is not None:
            return found
    return _carried(context, previous) or _beside(context) or NOBODY


# ---- the words after the quote


def _after(context: Context) -> Attribution | None:
    begin, words = context.right
    lead = _LEAD.match(words)
    offset = lead.end() if lead else 0
    rest = words[offset:]
    if not rest or (
        (offset == 0 and rest[0] != ",") and not rest[:1].isspace() and context.span.end == begin and rest[:1].isalnum()
    ):
        return None
    rules = context.table
    told = rules.according.match(rest)
    if told:
        return _subject_after(context, begin + offset + told.end(), 0.88)
    verb = rules.verbs.match(rest) or rules.weak_verbs.match(rest)
    if verb:
        return _subject_after(context, begin + offset + verb.end(), 0.95)
    if context.inner.rstrip(" ’'\"”")[-1:] not in ",?!—–-" and words[:1] != ",":
        return None
    verb = _first(rules.verbs, rest) or _first(rules.weak_verbs, rest[:80])
    if verb and verb.start() > 0:
        return _subject_before(context, begin + offset, begin + offset + verb.start(), 0.94, leading=True)
    return None


def _subject_after(context: Context, start: int, confidence: float) -> Attribution | None:
    """The speaker named by the words from `start` on: `Kevin Barrett, a lawyer`, `a spokesman for the port`."""
    text, rules = context.text, context.table
    limit = min(len(text), start + 160)
    words = text[start:limit].split("\n")[0]
    begin = len(words) - len(words.lstrip(" ,"))
    words = words[begin:]
    stop = rules.stops.search(words, 1)
    phrase = words[: stop.start()] if stop else words
    first = phrase.partition(" ")[0].lower()
    if first in rules.pronouns:
        return _pronoun(context, start + begin, first, confidence)
    name = NAME.match(phrase)
    if name is None and first in rules.articles | {first} and phrase:
        name = NAME.search(phrase)
    if first not in rules.articles and name is None:
        return None
    return _named(context, start + begin, start + begin + len(phrase.rstrip(' ."”')), confidence)


def _subject_before(context: Context, start: int, end: int, confidence: float, *, leading: bool) -> Attribution | None:
    """The speaker named by the words in [start, end), which a verb follows."""
    phrase = context.text[start:end]
    rules = context.table
    lead = re.match(r"(?:and|but|as|und|et|y|wie|,|\s)+\b\s*", phrase)
    if lead and leading and lead.end() < len(phrase):
        start, phrase = start + lead.end(), phrase[lead.end() :]
    head = phrase.partition(",")[0]
    words = head.split()
    if not words:
        return None
    if words[0].lower() in rules.pronouns:
        return _pronoun(context, start, words[0].lower(), confidence)
    if len(words) > 12 and leading:
        confidence -= 0.25
    if NAME.search(head) is None and words[0].lower() not in rules.articles:
        return None
    return _named(context, start, start + len(head.rstrip()), confidence)


# ---- the words before the quote


def _before(context: Context) -> Attribution | None:
    begin, words = context.left
    stripped = words.rstrip(" ,:—–-")
    if not stripped:
        return _opening_colon(context)
    rules = context.table
    told = _last(rules.according, stripped)
    verb = _last(rules.verbs, stripped)
    if told and (verb is None or told.start() > verb.start()):
        return _subject_after(context, begin + told.end(), 0.85)
    if verb is None:
        verb = _last(rules.weak_verbs, stripped[-80:])
        if verb is None:
            return _named_in(context, begin, len(stripped), 0.62) if words.rstrip()[-1:] == ":" else None
        shift = max(0, len(stripped) - 80)
        return _subject_left_of(context, begin, begin + shift + verb.start(), 0.8)
    near = len(stripped) - verb.end() < 120
    after = _subject_after(context, begin + verb.end(), 0.8) if verb.start() == 0 else None
    return after or _subject_left_of(context, begin, begin + verb.start(), 0.9 if near else 0.7)


def _subject_left_of(context: Context, start: int, end: int, confidence: float) -> Attribution | None:
    """The subject of the verb at `end`, in a sentence that begins at `start`: the nearest name or pronoun before it."""
    words = context.text[start:end]
    rules = context.table
    best: tuple[int, int] | None = None
    for found in re.finditer(r"[\w'’.-]+", words):
        if found[0].lower() in rules.pronouns and found[0] not in {"it", "It"}:
            best = found.span()
    names = [m for m in context.people.before(end, start) if m.end <= end]
    subject = _grammatical(context, start, names)
    if subject is not None and (best is None or start + best[0] < subject[0] or end - start - best[1] > 60):
        return _named(context, subject[0], subject[1], confidence)
    if best is not None:
        return _pronoun(context, start + best[0], words[best[0] : best[1]].lower(), confidence)
    description = re.search(
        rf"(?:^|[,;] |\b)((?:{'|'.join(sorted(rules.articles))})\s[\w’' -]+?)[\s,]*$", words, re.IGNORECASE
    )
    if description:
        return _named(context, start + description.start(1), start + description.end(1), confidence - 0.1)
    return None


def _grammatical(context: Context, start: int, names: list[Mention]) -> tuple[int, int] | None:
    """The name that is the subject: not one after a preposition or inside an apposition, where another is left."""
    text = context.text
    usable = []
    for one in names:
        mention = one
        before = text[start : mention.start].rstrip()
        last = before.rpartition(" ")[2].lower()
        if last in _PREPOSITIONS and before:
            continue
        if text[mention.end : mention.end + 2] in {"'s", "’s"}:
            continue
        usable.append(mention)
    if not usable:
        return None
    near = usable[-1]
    for one in usable:
        gap = text[one.end : near.start]
        if one is not near and gap.startswith(",") and gap.count(",") == 1 and text[near.end : near.end + 1] == ",":
            near = one
            break
    return near.start, near.end


_PREPOSITIONS: Final = frozenset(
    "of in on at to for from with by about against during after before between under over than into near like versus vs"
    " von in im am an auf mit bei für gegen über nach vor aus zum zur dans avec pour sur chez contre selon con para sobre".split()
)


def _opening_colon(context: Context) -> Attribution | None:
    """A paragraph that ends in a colon or a verb of saying introduces the quote of the next one."""
    if context.span.start != context.paragraph or context.paragraph < 2:
        return None
    end = len(context.text[: context.paragraph].rstrip())
    start = max(context.text.rfind("\n", 0, end) + 1, end - REACH)
    lead = context.text[start:end]
    if not lead.endswith(":"):
        return None
    cuts = [stop.end() for stop in _SENTENCE_END.finditer(lead) if stop.end() < len(lead)]
    lead = lead[cuts[-1] :] if cuts else lead
    offset = end - len(lead)
    verb = _last(context.table.verbs, lead) or _last(context.table.weak_verbs, lead)
    if verb:
        return _subject_left_of(context, offset, offset + verb.start(), 0.85)
    return _named_in(context, offset, len(lead), 0.65)


def _named_in(context: Context, start: int, length: int, confidence: float) -> Attribution | None:
    names = context.people.before(start + length, start)
    return _named(context, names[0].start, names[0].end, confidence) if names else None


# ---- names, pronouns, descriptions


def _named(context: Context, start: int, end: int, confidence: float) -> Attribution:
    """The person that the words at [start, end) name: a name with its titles, or a description."""
    phrase = context.text[start:end]
    inside = [m for m in context.people.before(end, start) if m.end <= end + 2]
    if inside:
        mention = (
            inside[-1]
            if not re.search(r" (?:of|for|von|für|de) ", phrase[: max(0, inside[-1].start - start)])
            else inside[0]
        )
        full, sure = context.people.resolve(mention.name)
        return Attribution(
            full, (start, min(end, max(mention.end, start + 1))), confidence if sure else min(confidence, 0.4), True
        )
    words = re.findall(r"[\w'’-]+", phrase)
    title = next((w.lower() for w in reversed(words) if w.lower() in context.table.titles), None)
    known = context.people.titled(title) if title and len(words) <= 3 else None
    if known:
        return Attribution(known, (start, end), min(confidence, 0.85), True)
    return Attribution(" ".join(phrase.split()) or None, (start, end), confidence - 0.05, True)


def _pronoun(context: Context, start: int, word: str, confidence: float) -> Attribution:
    """The subject of the nearest sentence before: the first person named in it who can be one."""
    mention = (start, start + len(word))
    if word in {"who", "it", "we", "you", "i", "man", "wir", "ich", "on", "es", "nous", "je"} and word != "who":
        return Attribution(None, mention, 0.3, True)
    position = min(start, context.span.start)
    for since in _sentences_back(context.text, position):
        names = context.people.before(position, since)
        subjects = [m for m in names if _may_speak(context, m)]
        if subjects:
            full, sure = context.people.resolve(subjects[0].name)
            return Attribution(full, mention, confidence - 0.12 if sure else 0.4, True)
        position = since
    if context.last.speaker:
        return Attribution(context.last.speaker, mention, min(confidence - 0.15, context.last.confidence), True)
    earlier = [m for m in context.people.before(position, max(0, position - 1500)) if _may_speak(context, m)]
    if earlier:
        full, sure = context.people.resolve(earlier[-1].name)
        return Attribution(full, mention, 0.64 if sure else 0.4, True)
    return Attribution(None, mention, 0.3, True)


def _may_speak(context: Context, mention: Mention) -> bool:
    """Somebody who is the subject of a sentence: a person, not a possessor, not after a preposition."""
    text = context.text
    start, end = mention.start, mention.end
    if not context.people.is_person(mention):
        return False
    if text[end : end + 2] in {"'s", "’s"}:
        return False
    before = text[max(0, start - 12) : start].rstrip().rpartition(" ")[2].lower()
    return before not in _PREPOSITIONS


def _sentences_back(text: str, position: int) -> list[int]:
    """Beginnings of the four sentences before `position`, the nearest first."""
    window = max(0, position - 900)
    ends = [m.end() + window for m in re.finditer(r"[.!?][\"”'’)]*\s+|\n+", text[window:position])]
    return [*reversed(ends[-4:]), window][:4] if ends else [window]


# ---- what the quotes around say


def _carried(context: Context, previous: tuple[Context, Attribution] | None) -> Attribution | None:
    """The same speaker goes on: after an incise in the paragraph, or in a paragraph that is all quote."""
    if previous is None or previous[1].speaker is None:
        return None
    other, said = previous
    between = context.text[other.span.end : context.span.start]
    if other.paragraph == context.paragraph:
        confidence = 0.9 if len(between) < 200 else 0.6
    elif (
        context.begins_sentence
        and context.span.start == context.paragraph
        and between.count("\n") <= 3
        and len(between) < 160
    ):
        confidence = 0.66
    else:
        return None
    return Attribution(said.speaker, said.mention, min(said.confidence, confidence))


def _beside(context: Context) -> Attribution | None:
    """The subject of the sentence before, in the same paragraph; else of the one after it."""
    start = context.paragraph
    names = [m for m in context.people.before(context.span.start, start) if _may_speak(context, m)]
    if names:
        last = names[-1]
        sentence = [m for m in names if "." not in context.text[m.end : last.start]]
        first = sentence[0] if sentence else last
        full, sure = context.people.resolve(first.name)
        return Attribution(full, (first.start, first.end), 0.62 if sure else 0.4)
    stop = context.text.find("\n", context.span.end)
    stop = len(context.text) if stop < 0 else stop
    following = [
        m for m in context.people.before(min(stop, context.span.end + 120), context.span.end) if _may_speak(context, m)
    ]
    if following:
        full, sure = context.people.resolve(following[0].name)
        return Attribution(full, (following[0].start, following[0].end), 0.58 if sure else 0.4)
    return None


def _last(pattern: re.Pattern[str], words: str) -> re.Match[str] | None:
    found = None
    for found in pattern.finditer(words):  # noqa: B007, the last one is wanted
        pass
    return found


def _first(pattern: re.Pattern[str], words: str) -> re.Match[str] | None:
    return pattern.search(words)
