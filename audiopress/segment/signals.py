"""What the words of a line say for the story or against it: features by name, those that are 0 left out."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from audiopress.segment.lines import Line

_STOP_WORDS: Final = frozenset(
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
_BOILERPLATE: Final = re.compile(
    r"\b(?:subscri\w+|newsletter|sign (?:up|in)|log ?in|register|cookies?|privacy|terms (?:of|and)|all rights reserved|copyright|©|"
    r"advert\w*|sponsor\w*|share (?:this|on|via)|tweet|facebook|twitter|whatsapp|instagram|pinterest|linkedin|e-?mail (?:this|us|address)|"
    r"(?<!for )(?<!to )(?<!the )(?<!his )(?<!her )(?<!their )comments?|follow us|read (?:more|next|also)|related|most (?:read|popular|viewed|shared)|trending|recommended|you may (?:also )?like|"
    r"more (?:from|on|stories)|see also|click here|continue reading|download (?:the|our)|app store|your (?:email|inbox|browser|account)|"
    r"contact us|about us|back to top|skip to|leave a (?:reply|comment)|report a (?:typo|mistake)|support (?:us|our)|donate|"
    r"tags?:|filed under|posted (?:in|by)|categor(?:y|ies)|previous (?:post|article)|next (?:post|article)|loading|menu|search|"
    r"무단.?전재|재배포|저작권|구독|기자 ?=|뉴스레터|関連記事|会員登録|著作権|abonnier\w+|anmelden|datenschutz|impressum|"
    r"s'abonner|abonnez|inscri\w+|mentions légales|suscr\w+|aviso legal)\b",
)
"""For lower-case text: four times as fast as a pattern that ignores case."""
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_WIDE_ENDS: Final = ("다", "요", "다.", "。", "た", "る", "까?")
_CREDIT = re.compile(
    r"\((?:yonhap|ap|afp|reuters|getty\w*|bloomberg|epa|xinhua|file|연합뉴스|[a-z][\w.]+ via [a-z][\w. ]+)[^)]{0,30}\)\s*$|"
    r"\b(?:photo(?:graph)?s?(?: by|:| credit)|image(?: credit|:| by)|getty images|picture:|foto:|photo ?:|사진 ?=|사진제공|写真[:＝=])"
)
_DATE = re.compile(r"\b(?:19|20)\d\d\b|\b\d{1,2}:\d\d\b|\b\d{1,2}[./]\d{1,2}[./]\d{2,4}\b")
_ENDS = re.compile(r"[.!?…:;][\"”'’»」』)\]]*$|[.!?…,][\"”'’]+$|[。！？」]$")
_ADDRESS = re.compile(r"https?://|www\.|\b[\w.]+@[\w.]+\.\w+")
_DIGIT = re.compile(r"\d")

_NETWORKS: Final = frozenset({"facebook", "twitter", "whatsapp", "instagram", "pinterest", "linkedin", "tweet"})
TOLD: Final = 0.25
"""Share of a sentence's words that are common ones."""
PROSE: Final = 8
"""Words of the shortest line that is a sentence without doubt."""


class Words(NamedTuple):
    """A block's words: how many, and what its neighbours are told of them."""

    number: float
    """Words; characters of scripts without spaces count as a fraction."""
    length: float
    """The logarithm of `number`, which stops growing at 120 words."""
    ends: float
    """1 where the text ends like a sentence."""
    boilerplate: float
    features: dict[str, float]


def words_of(line: Line) -> Words:
    """What the words of a block look like by themselves."""
    text = line.text
    lowered = text.lower()
    found = _WORD.findall(text)
    wide = 0 if text.isascii() else len(_WIDE.findall(text))
    if wide > len(text) * 0.3:
        count = wide / 2.2
        stops = 0.4 if count > 8 else 0.1
        ends = bool(_ENDS.search(text[-8:])) or text.endswith(_WIDE_ENDS)
        features = {"cjk": 1.0}
    else:
        count = float(len(found))
        stops = sum(map(_STOP_WORDS.__contains__, map(str.lower, found))) / max(1, len(found))
        ends = bool(_ENDS.search(text[-8:]))
        features = {}
    length = math.log1p(min(count, 120))
    boilerplate = (
        (2.0 if count < 20 else 0.6) if _pushes(lowered, told=ends and count >= PROSE and stops >= TOLD) else 0.0
    )
    features |= {
        "length": length,
        "stops": stops,
        "capitals": sum([word[0].isupper() for word in found]) / max(1, len(found)),
        "digits": len(_DIGIT.findall(text)) / max(1, len(text)),
        "comma": min(3.0, text.count(",") + text.count("，") + text.count("、")) / 3,
        "links": line.links,
    }
    if ends:
        features["ends"] = 1.0
    if stops == 0:
        features["no stops"] = 1.0
    if count > 30:
        features["words>30"] = 1.0
    elif count < 16:
        features["words<16"] = 1.0
        if count < 9:
            features["words<9"] = 1.0
        if count < 4:
            features["words<4"] = 1.0
        if features["digits"] and _DATE.search(text):
            features["date"] = 1.0
    if boilerplate:
        features["boilerplate"] = boilerplate
    if _CREDIT.search(lowered):
        features["credit"] = 1.0
    if ("@" in text or "://" in text or "www." in text) and _ADDRESS.search(text):
        features["address"] = 1.0
    if text[:1] in "“\"‘'„«「":
        features["quote"] = 1.0
    elif text[:1].islower():
        features["lower start"] = 1.0
    if " | " in text or " » " in text or " > " in text or "•" in text:
        features["bar"] = 1.0
    if line.links > 0.6:
        features["many links"] = 1.0
    if line.tag == "li":
        features["list item"] = 1.0
    elif line.tag in {"p", "blockquote"}:
        features["paragraph tag"] = 1.0
    return Words(count, length, float(ends), boilerplate, features)


def _pushes(lowered: str, *, told: bool) -> bool:
    """Whether a line says what furniture says; a sentence that is `told` may speak of Twitter."""
    found = _BOILERPLATE.search(lowered)
    while found and told and found[0] in _NETWORKS:
        found = _BOILERPLATE.search(lowered, found.end())
    return found is not None


def is_prose(line: Line) -> bool:
    """Whether a line is a sentence or several by its own words, with nothing that furniture has."""
    return reads_as_prose(words_of(line))


def reads_as_prose(said: Words) -> bool:
    """The same, of a line whose words were looked at before."""
    furniture = said.boilerplate or "credit" in said.features or "address" in said.features
    return (
        said.number >= PROSE
        and said.ends > 0
        and said.features["stops"] >= 0.1
        and said.features["capitals"] <= 0.5
        and not furniture
    )
