"""Attribution in Korean, Japanese and Chinese: the subject's particle before the mark, the verb's ending after it."""

from __future__ import annotations

import re

from audiopress.segment.context import NOBODY, Attribution, Context

_LEADING = re.compile(r"^(?:이에 대해 |이날 |한편 |그러나 |하지만 |또 |그리고 |これに対し|一方、|また、|しかし、)")


def attribute_eastern(context: Context, previous: tuple[Context, Attribution] | None) -> Attribution:
    """The speaker of a quote, else nobody."""
    table = context.table
    begin, words = context.left
    followed = table.after.match(context.text, context.span.end) if table.after else None
    named = _subject(context, begin, words)
    if named is not None:
        return named if followed or _verb_after(context) or words.rstrip()[-1:] in "：:，" else _less(named, 0.3)
    if followed is not None and "name" in followed.re.groupindex and followed["name"]:
        start, end = followed.span("name")
        return _person(context, start, end, 0.9)
    if followed is not None and previous is not None and previous[0].paragraph <= context.paragraph:
        return Attribution(previous[1].speaker, previous[1].mention, min(previous[1].confidence, 0.7))
    return NOBODY


def _subject(context: Context, begin: int, words: str) -> Attribution | None:
    table = context.table
    if table.before is None:
        return None
    found = None
    for found in table.before.finditer(words):  # noqa: B007, the nearest one is wanted
        pass
    if found is None:
        return None
    start, end = found.span("name")
    lead = _LEADING.match(words[start:end])
    return _person(context, begin + start + (lead.end() if lead else 0), begin + end, 0.88)


def _verb_after(context: Context) -> bool:
    _, words = context.right
    return context.table.verbs.search(words[:40]) is not None


def _person(context: Context, start: int, end: int, confidence: float) -> Attribution:
    """The name without its title, in the longest form the text gives it with a title."""
    table = context.table
    phrase = context.text[start:end].strip()
    if phrase in table.pronouns:
        return Attribution(None, (start, end), 0.3, direct=True)
    name = _plain(phrase, table.titles)
    full = _fullest(context.text[: context.span.start], name)
    return Attribution(full, (start, end), confidence, direct=True)


def _plain(phrase: str, titles: frozenset[str]) -> str:
    """`항만공사 김민서 사장` is `김민서`: the word before the title."""
    words = phrase.split()
    while len(words) > 1 and any(words[-1].endswith(title) for title in titles):
        words = words[:-1]
    name = words[-1]
    for title in sorted(titles, key=len, reverse=True):
        if name.endswith(title) and len(name) > len(title) + 1:
            return name.removesuffix(title)
    return name


def _fullest(before: str, name: str) -> str:
    """`김` after `김민서 사장`: a surname alone stands for the one full name that begins with it."""
    if len(name) != 1:
        return name
    found = set(re.findall(rf"(?<![가-힣]){re.escape(name)}[가-힣]{{2}}(?=[\s(])", before))
    return found.pop() if len(found) == 1 else name


def _less(found: Attribution, share: float) -> Attribution:
    return Attribution(found.speaker, found.mention, found.confidence - share, found.direct)
