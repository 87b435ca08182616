"""What a line of a page looks like, and how much that speaks for the story.

One labeller for HTML and for plain text: features of a line and of its neighbours, weighed by a logistic model whose
weights stand below as a table. No line is judged alone: the story is the run of lines with the best sum.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

STOP_WORDS: Final = frozenset(
    (
        "the a an of and to in that is was he for it with as his on be at by i this had not are but from or have they which one"
        " you were her all she there would their we him been has when who will more no if out so said what up its about into"
        " than them can only other new some could time these two may then do first any my now such like our over even most me"
        " after also made many before must through years where much your way well down should because each just those how too"
        " der die das und ist in zu den mit von auf für im nicht dem ein eine als auch es an werden aus er hat dass sie nach wird"
        " bei einer um am sind noch wie einem über einen so zum war haben nur oder aber vor zur bis mehr durch man sich"
        " le la les de des et un une du est en que qui dans il au pour par sur ne se pas plus ce avec son sont ont cette aux mais"
        " el los las y del se una por con no su para es al lo como más pero sus le ha este sí porque esta entre cuando muy sin"
    ).split()
)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_CJK_ENDS = ("다", "요", "다.", "。", "た", "る", "까?")
BOILERPLATE: Final = re.compile(
    r"\b(?:subscri\w+|newsletter|sign (?:up|in)|log ?in|register|cookies?|privacy|terms (?:of|and)|all rights reserved|copyright|©|"
    r"advert\w*|sponsor\w*|share (?:this|on|via)|tweet|facebook|twitter|whatsapp|instagram|pinterest|linkedin|e-?mail (?:this|us|address)|"
    r"comments?|follow us|read (?:more|next|also)|related|most (?:read|popular|viewed|shared)|trending|recommended|you may (?:also )?like|"
    r"more (?:from|on|stories)|see also|click here|continue reading|download (?:the|our)|app store|your (?:email|inbox|browser|account)|"
    r"contact us|about us|back to top|skip to|leave a (?:reply|comment)|report a (?:typo|mistake)|support (?:us|our)|donate|"
    r"tags?:|filed under|posted (?:in|by)|categor(?:y|ies)|previous (?:post|article)|next (?:post|article)|loading|menu|search|"
    r"무단.?전재|재배포|저작권|구독|기자 ?=|뉴스레터|関連記事|会員登録|著作権|abonnier\w+|anmelden|datenschutz|impressum|"
    r"s'abonner|abonnez|inscri\w+|mentions légales|suscr\w+|aviso legal)\b",
)
"""For lower-case text: four times as fast as a pattern that ignores case."""
_CREDIT = re.compile(
    r"\((?:Yonhap|AP|AFP|Reuters|Getty\w*|Bloomberg|EPA|Xinhua|File|연합뉴스|[A-Z][\w.]+ via [A-Z][\w. ]+)[^)]{0,30}\)\s*$|"
    r"\b(?:photo(?:graph)?s?(?: by|:| credit)|image(?: credit|:| by)|getty images|picture:|foto:|photo ?:|사진 ?=|사진제공|写真[:＝=])",
    re.IGNORECASE,
)
_CREDIT_HINT = re.compile(r"\)\s*$|[Pp]hoto|[Ii]mage|[Gg]etty|[Pp]icture|[Ff]oto|PHOTO|IMAGE|GETTY|사진|写真")
"""What every credit has; quicker to look for."""
_DATE = re.compile(r"\b(?:19|20)\d\d\b|\b\d{1,2}:\d\d\b|\b\d{1,2}[./]\d{1,2}[./]\d{2,4}\b")
_ENDS = re.compile(r"[.!?…:;][\"”'’»」』)\]]*\s*$|[.!?…,][\"”'’]+\s*$|[。！？」]\s*$")
_ADDRESS = re.compile(r"https?://|www\.|\b[\w.]+@[\w.]+\.\w+")


@dataclass(frozen=True, slots=True)
class Line:
    """A line with what surrounds it. `tag` and `links` are an HTML block's, else empty and 0."""

    text: str
    number: int
    """1-based line of the source; blocks of HTML are counted the same way."""
    gap_before: bool = False
    """A blank line, or a block's edge, stands before it."""
    gap_after: bool = False
    tag: str = ""
    links: float = 0.0
    """Share of its characters that are link text."""
    role: str = ""
    """What an HTML page says the block is: `caption`, `table`, `question`, `menu`, `quote`, `post`; else empty."""


REACH: Final = 4
"""Lines on each side that are a line's neighbourhood."""
WEIGHTS: Final[dict[str, float]] = {
    "bias": -7.45,
    "length": 0.92,
    "words<4": -0.29,
    "words<9": 1.14,
    "words<16": 0.29,
    "words>30": -0.24,
    "ends": 1.15,
    "comma": 0.63,
    "stops": 1.65,
    "no stops": 1.97,
    "capitals": -1.21,
    "digits": 2.13,
    "date": -1.43,
    "boilerplate": -1.18,
    "credit": -3.05,
    "address": 2.66,
    "repeated": -1.14,
    "gap before": 0.82,
    "gap after": 0.23,
    "quote": 0.3,
    "lower start": -0.54,
    "previous length": 0.2,
    "next length": 0.05,
    "previous ends": 0.22,
    "next ends": 0.57,
    "around": 1.4,
    "neighbours boilerplate": -2.37,
    "bar": -7.32,
    "place": 0.1,
    "late": -1.35,
    "links": -2.0,
    "many links": -1.0,
    "list item": -0.3,
    "heading": 0.0,
    "paragraph tag": 0.8,
    "cjk": -0.39,
}
"""Fitted by ridge-penalised logistic regression on lines of article pages, each weighed by the root of its length."""


def chances(lines: Sequence[Line]) -> list[float]:
    """How likely each line is to be the story's, 0 to 1."""
    counts = Counter(line.text for line in lines)
    worded = {text: _worded(text) for text in counts}
    # A page repeats its menus: what a text says by itself is weighed once.
    weighed = {text: WEIGHTS["bias"] + _weigh(facts) for text, facts in worded.items()}
    own = [worded[line.text] for line in lines]
    return [
        1 / (1 + math.exp(-max(-30.0, min(30.0, weighed[line.text] + _weigh(_marked(line)) + _weigh(around)))))
        for line, around in zip(lines, _surroundings(lines, own, counts), strict=True)
    ]


def _weigh(facts: Mapping[str, float]) -> float:
    return sum(WEIGHTS[name] * value for name, value in facts.items() if value)


def _surroundings(
    lines: Sequence[Line], own: Sequence[Mapping[str, float]], counts: Mapping[str, int]
) -> Iterator[dict[str, float]]:
    """What the place of each line and its neighbours say."""
    sentences = [mine["length"] * mine["ends"] for mine in own]
    boilerplate = [mine["boilerplate"] for mine in own]
    total = len(lines)
    for index, line in enumerate(lines):
        low, high = max(0, index - REACH), min(total, index + REACH + 1)
        neighbours = max(1, high - low - 1)
        facts = {
            "repeated": float(counts[line.text] > 1),
            "gap before": float(line.gap_before),
            "gap after": float(line.gap_after),
            "around": (sum(sentences[low:high]) - sentences[index]) / neighbours,
            "neighbours boilerplate": (sum(boilerplate[low:high]) - boilerplate[index]) / neighbours,
            "place": index / total,
            "late": float(index / total > 0.8),
        }
        if index:
            facts |= {"previous length": own[index - 1]["length"], "previous ends": own[index - 1]["ends"]}
        if index + 1 < total:
            facts |= {"next length": own[index + 1]["length"], "next ends": own[index + 1]["ends"]}
        yield facts


def _worded(text: str) -> dict[str, float]:
    """What the words of a line say."""
    cjk = 0 if text.isascii() else len(_CJK.findall(text))
    wide = cjk > len(text) * 0.3
    words = _WORD.findall(text)
    count = cjk / 2.2 if wide else len(words)
    stops = sum(map(STOP_WORDS.__contains__, map(str.lower, words))) / max(1, len(words))
    if wide:
        stops = 0.4 if count > 8 else 0.1
    digits = sum(map(str.isdigit, text))
    capitals = sum(map(str.isupper, [word[0] for word in words])) / max(1, len(words))
    return {
        "length": math.log1p(min(count, 120)),
        "words<4": float(count < 4),
        "words<9": float(count < 9),
        "words<16": float(count < 16),
        "words>30": float(count > 30),
        "ends": float(bool(_ENDS.search(text)) or (wide and text.rstrip().endswith(_CJK_ENDS))),
        "comma": min(3.0, text.count(",") + text.count("，") + text.count("、")) / 3,
        "stops": stops,
        "no stops": float(stops == 0),
        "capitals": capitals,
        "digits": digits / max(1, len(text)),
        "date": float(digits > 0 and count < 16 and bool(_DATE.search(text))),
        "boilerplate": float(bool(BOILERPLATE.search(text.lower()))) * (2.0 if count < 20 else 0.6),
        "credit": float(bool(_CREDIT_HINT.search(text) and _CREDIT.search(text))),
        "address": float(any(mark in text for mark in ("@", "://", "www.")) and bool(_ADDRESS.search(text))),
        "quote": float(text[:1] in "“\"‘'„«「"),
        "lower start": float(text[:1].islower()),
        "bar": float(" | " in text or " » " in text or " > " in text or "•" in text),
        "cjk": float(wide),
    }


def _marked(line: Line) -> dict[str, float]:
    """What an HTML page says of the block."""
    return {
        "links": line.links,
        "many links": float(line.links > 0.6),
        "list item": float(line.tag == "li"),
        "heading": float(line.tag[:1] == "h" and line.tag[1:].isdigit()),
        "paragraph tag": float(line.tag in {"p", "blockquote"}),
    }


@lru_cache(maxsize=4096)
def words(text: str) -> float:
    """Words of a line; characters of scripts without spaces count as a fraction."""
    cjk = len(_CJK.findall(text))
    return cjk / 2.2 + len(_WORD.findall(_CJK.sub(" ", text)))


def best_run(scores: Sequence[float]) -> tuple[int, int]:
    """The run [start, end) with the greatest sum (Kadane); empty where no score is positive."""
    best, best_at, total, start = 0.0, (0, 0), 0.0, 0
    for index, score in enumerate(scores):
        if total <= 0:
            total, start = 0.0, index
        total += score
        if total > best:
            best, best_at = total, (start, index + 1)
    return best_at
