"""Attribution in Korean, Japanese and Chinese: the subject's particle before the mark, the verb's ending after it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from audiopress.languages.attribution import NEVER, Table
from audiopress.segment.quotes.context import MIN_CARRIED, NOBODY, Attribution, Context, last, last_match
from audiopress.segment.quotes.eastern_names import fullest_name
from audiopress.segment.quotes.eastern_subjects import REACH, subject_before

_NAMED = re.compile(r"[^\s、。，,「」『』“”]+(?: [^\s、。，,「」『』“”]+){0,2}$")
NAME_LETTERS: Final = 40
"""Letters before `에 따르면` in which a name stands."""
SUBJECT_BEFORE: Final = 0.72
"""Confidence (0 to 1) where a pronoun means the subject of the sentence before."""


def attribute_eastern(context: Context, previous: tuple[Context, Attribution] | None) -> Attribution:
    """The speaker of a quote, else nobody."""
    table = context.table
    begin, words = context.left
    label = table.labels.match(words)
    if label is not None:
        start, end = label.span("name")
        bare = table.naming.plain(label["name"])
        # A reporter's question, and any other label without a name: the narrator's.
        if bare in table.titles or bare == label["name"]:
            return Attribution(None, (begin + start, begin + end), 0.3, direct=True)
        return _person(context, begin + start, begin + end, 0.85)
    followed = table.after.match(context.text, context.span.end) if table.after else None
    named = _told_by(context, begin, words) or _subject(context, begin, words)
    if named is not None:
        return named if followed or _verb_after(context) or words.rstrip()[-1:] in "：:，" else _less(named, 0.3)
    if followed is not None and "name" in followed.re.groupindex and followed["name"]:
        start, end = followed.span("name")
        return _person(context, start, end, 0.9)
    behind = _subject_after(context, followed.end()) if followed is not None else None
    behind = behind or _told_after(context)
    if behind is not None:
        return behind
    if followed is not None and previous is not None and previous[0].paragraph <= context.paragraph:
        return Attribution(previous[1].speaker, previous[1].mention, min(previous[1].confidence, 0.7))
    return (_goes_on(context) if followed is not None and _verb_after(context) else None) or NOBODY


def _goes_on(context: Context) -> Attribution | None:
    """`윤보람 시장은 기자들과 만났다. “…”고 말했다.`: a sentence without a subject has the person's of the one before."""
    table, floor = context.table, max(context.paragraph, context.left[0] - REACH)
    if table.objects is NEVER:
        return None
    told = context.people.narration[floor : context.left[0]].rstrip()
    begin = _last_end(told[:-1], table)
    found = next(_subjects(told, table, begin), None)
    if found is None or table.groups.search(told, begin):
        return None
    start, end = found.span("name")
    named = _person(context, floor + start, floor + end, SUBJECT_BEFORE)
    return named if named.speaker is not None and table.naming.is_full(named.speaker) else None


def _last_end(words: str, table: Table) -> int:
    """Where the last sentence of these words begins."""
    return max((one.end() for one in table.sentence_end.finditer(words)), default=0)


def _subject(context: Context, begin: int, words: str) -> Attribution | None:
    table = context.table
    if table.before is None:
        return None
    group = last_match(table.groups, words)
    found = last(_subjects(words, table))
    if group is not None and (found is None or found.start("name") < group.end()):
        return Attribution(None, (begin + group.start(), begin + group.end() - 1), 0.3, direct=True)
    if found is None:
        return None
    start, end = found.span("name")
    start = _past_object(words, start, end, table)
    lead = table.leading.match(words[start:end])
    return _person(context, begin + start + (lead.end() if lead else 0), begin + end, 0.88)


def _past_object(words: str, start: int, end: int, table: Table) -> int:
    """`박 장관의 발언을 두고 야당은`: the subject begins behind the last word that is no part of a name."""
    for gap in reversed([one.start() for one in re.finditer(" ", words[start:end])]):
        word = words[start : start + gap].rpartition(" ")[2]
        if table.objects.search(word) is not None or (table.objects is not NEVER and table.no_subject.search(word)):
            return start + gap + 1
    return start


def _subjects(words: str, table: Table, start: int = 0, end: int | None = None) -> Iterator[re.Match[str]]:
    """The subjects in `words`, by their particles; what only looks like one is passed over."""
    if table.before is None:
        return
    for one in table.before.finditer(words, start, len(words) if end is None else end):
        name, stop = one["name"], one.end("name")
        known = name in table.pronouns or name in table.plural or table.topic.match(words, stop)
        if table.no_subject.search(name) is None and (known or table.naming.can_speak(name)):
            yield one
        else:
            # `박지우 위원은 회의에서는`: the subject may stand in the words before.
            yield from _subjects(words, table, one.start(), stop)


def _told_by(context: Context, begin: int, words: str) -> Attribution | None:
    """`佐藤花子さんによると、「…」`, `윤보람 시장에 따르면 “…”`."""
    stem = words.rstrip("、, ")
    told = last_match(context.table.according, stem)
    if told is None or told.end() != len(stem):
        return None
    floor = max(0, told.start() - NAME_LETTERS)
    found = _NAMED.search(stem, floor, told.start())
    return _person(context, begin + found.start(), begin + found.end(), 0.85) if found else None


def _subject_after(context: Context, start: int) -> Attribution | None:
    """`“…”고 김민서 사장은 말했다`, `「…」と鈴木議員は指摘した`."""
    table = context.table
    begin, words = context.right
    rest = words[start - begin :].partition("。")[0]
    lead = len(rest) - len(rest.lstrip(" 、,"))
    subject = table.before.match(rest, lead) if table.before else None
    if subject is None or table.verbs.search(rest[subject.end() : subject.end() + 40]) is None:
        return None
    return _person(context, start + subject.start("name"), start + subject.end("name"), 0.88)


def _told_after(context: Context) -> Attribution | None:
    """`“…” 김민서 사장의 말이다.`, `「…」。佐藤花子市長はそう語った。`: the sentence behind the quote says whose it was."""
    table = context.table
    found = table.told.match(context.text, context.span.end)
    if found is None:
        return None
    return _person(context, *found.span("name"), 0.88)


def _verb_after(context: Context) -> bool:
    _, words = context.right
    return context.table.verbs.search(words[:40]) is not None


def _person(context: Context, start: int, end: int, confidence: float) -> Attribution:
    """The name without its title, in the longest form that the text has."""
    table = context.table
    phrase = context.text[start:end].strip()
    if phrase in table.pronouns:
        return _pronoun(context, start, end)
    if phrase in table.plural:
        return Attribution(None, (start, end), 0.3, direct=True)
    plain = table.naming.plain(phrase)
    if table.documents.end(phrase) and (phrase in table.documents.listed or not table.naming.is_full(plain)):
        # `보고서는 “…”`, `声明は「…」`: what is written has no voice.
        return Attribution(None, (start, end), 0.3, direct=True)
    full = fullest_name(context.text, context.span.start, plain, table.naming)
    if table.naming.namesakes(context.text, full) > 1:
        confidence = min(confidence, 0.4)
    return Attribution(full, (start, end), confidence, direct=True)


def _pronoun(context: Context, start: int, end: int) -> Attribution:
    """`그는`: who is the subject of the sentence before, or spoke last, in this paragraph or the one before."""
    last = context.last
    floor = context.text.rfind("\n", 0, max(0, context.paragraph - 2)) + 1
    near = last.speaker is not None and last.confidence >= MIN_CARRIED and context.last_end >= floor
    between = context.text[context.last_end : start] if near else ""
    # Nobody else did anything since.
    goes_on = near and (not between.strip(" \n。.，,”’」』") or context.table.sentence_end.search(between) is None)
    subject = None if goes_on else subject_before(context, start)
    if subject:
        full = fullest_name(context.text, context.span.start, subject, context.table.naming)
        return Attribution(full, (start, end), SUBJECT_BEFORE, direct=True)
    if subject is not None or not near or last.speaker is None:
        return Attribution(None, (start, end), 0.3, direct=True)
    return Attribution(last.speaker, (start, end), min(last.confidence - 0.1, 0.78), direct=True)


def _less(found: Attribution, share: float) -> Attribution:
    return Attribution(found.speaker, found.mention, found.confidence - share, found.direct)
