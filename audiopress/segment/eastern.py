"""Attribution in Korean, Japanese and Chinese: the subject's particle before the mark, the verb's ending after it."""

from __future__ import annotations

import re

from audiopress.segment.context import NOBODY, Attribution, Context

_HANGUL_NAME = re.compile(
    r"(?:[김이박최정강조윤장임한오서신권황안송전홍유고문양손배백허남심노하곽성차주우구민진지엄채원천방공현함변염여추도소석선설마길연위표명기반"
    r"왕금옥육인맹제모탁국어은편용예경봉사부]|남궁|황보|제갈|사공|선우|독고)[가-힣]{2}"
)
"""A family name and a given name of two syllables, as nearly all Koreans have."""
_BEFORE_NAMES = frozenset(
    "居民 村民 乘客 司机 司機 学者 學者 专家 專家 议员 議員 医生 醫生 律师 律師 学生 學生 店主 作家 导演 導演 教练 教練 代表 委员 委員 董事长 董事長 总裁 總裁"
    " 分析师 分析師 经济学家 經濟學家 负责人 負責人".split()
)
"""Chinese nouns before a name, besides the titles."""
_LEADING = re.compile(r"^(?:이에 대해 |이날 |한편 |그러나 |하지만 |또 |그리고 |これに対し|一方、|また、|しかし、)")


def attribute_eastern(context: Context, previous: tuple[Context, Attribution] | None) -> Attribution:
    """The speaker of a quote, else nobody."""
    table = context.table
    begin, words = context.left
    followed = table.after.match(context.text, context.span.end) if table.after else None
    named = _told_by(context, begin, words) or _subject(context, begin, words)
    if named is not None:
        return named if followed or _verb_after(context) or words.rstrip()[-1:] in "：:，" else _less(named, 0.3)
    if followed is not None and "name" in followed.re.groupindex and followed["name"]:
        start, end = followed.span("name")
        return _person(context, start, end, 0.9)
    behind = _subject_after(context, followed.end()) if followed is not None else None
    if behind is not None:
        return behind
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


def _told_by(context: Context, begin: int, words: str) -> Attribution | None:
    """`佐藤花子さんによると、「…」`, `윤보람 시장에 따르면 “…”`."""
    found = re.search(
        rf"(?P<name>(?:[^\s、。，,「」『』“”]{{1,20}} ?){{1,3}}?)(?:{context.table.according.pattern})[、, ]*$", words
    )
    return _person(context, begin + found.start("name"), begin + found.end("name"), 0.85) if found else None


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


def _verb_after(context: Context) -> bool:
    _, words = context.right
    return context.table.verbs.search(words[:40]) is not None


def _person(context: Context, start: int, end: int, confidence: float) -> Attribution:
    """The name without its title, in the longest form the text gives it with a title."""
    table = context.table
    phrase = context.text[start:end].strip()
    if phrase in table.pronouns:
        return _pronoun(context, start, end)
    name = _plain(phrase, table.titles)
    full = _fullest(context.text[: context.span.start], name)
    return Attribution(full, (start, end), confidence, direct=True)


def _pronoun(context: Context, start: int, end: int) -> Attribution:
    """`그는`: whoever spoke last, when that was in this paragraph or the one before."""
    last = context.last
    floor = context.text.rfind("\n", 0, max(0, context.paragraph - 2)) + 1
    if last.speaker is None or context.last_end < floor:
        return Attribution(None, (start, end), 0.3, direct=True)
    return Attribution(last.speaker, (start, end), min(last.confidence - 0.1, 0.78), direct=True)


def _plain(phrase: str, titles: frozenset[str]) -> str:
    """`항만공사 김민서 사장` and `김민서 항만공사 사장` are `김민서`; without a title the last word is the name."""
    words = phrase.split()
    bare = words
    while len(bare) > 1 and any(bare[-1].endswith(title) for title in titles):
        bare = bare[:-1]
    if len(bare) < len(words):
        people = [word for word in bare if _HANGUL_NAME.fullmatch(word) and word not in titles]
        if people:
            return people[-1]
    name = bare[-1]
    for title in sorted(titles, key=len, reverse=True):
        if name.endswith(title) and len(name) > len(title) + 1:
            return name.removesuffix(title)
    for title in sorted({*titles, *_BEFORE_NAMES}, key=len, reverse=True):
        # Chinese titles stand before the name, which is two or three characters.
        if name.startswith(title) and 2 <= len(name) - len(title) <= 3:
            return name.removeprefix(title)
    return name


def _fullest(before: str, name: str) -> str:
    """`김` after `김민서 사장`: a surname alone stands for the one full name that begins with it."""
    if len(name) != 1:
        return name
    found = set(re.findall(rf"(?<![가-힣]){re.escape(name)}[가-힣]{{2}}(?=[\s(])", before))
    return found.pop() if len(found) == 1 else name


def _less(found: Attribution, share: float) -> Attribution:
    return Attribution(found.speaker, found.mention, found.confidence - share, found.direct)
