"""What the words of a line say for the story or against it: features by name, those that are 0 left out."""

from __future__ import annotations

import math
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from audiopress.languages.scripts import EASTERN
from audiopress.languages.tokens import spelled, words_in
from audiopress.segment.page.guarded import worded

if TYPE_CHECKING:
    from audiopress.segment.page.text_model import Line

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
_NETWORKS: Final = frozenset("facebook twitter whatsapp instagram pinterest linkedin tweet".split())
_LABELS: Final = _NETWORKS | frozenset(
    (
        "newsletter register cookie cookies privacy copyright related trending recommended donate category categories loading menu search"
        " login anmelden datenschutz impressum abonnez 재배포 저작권 구독 뉴스레터"
    ).split()
)
"""Words that are furniture's wherever they stand, but for the networks' names: a sentence may speak of Twitter."""
_OTHER_LABELS: Final = _LABELS - _NETWORKS
_PHRASES: Final = worded(
    r"\b(?:subscri\w+|sign (?:up|in)|log in|terms (?:of|and)|all rights reserved|©|"
    r"advert\w*|sponsor\w*|share (?:this|on|via)|e-?mail (?:this|us|address)|"
    r"(?<!for )(?<!to )(?<!the )(?<!his )(?<!her )(?<!their )comments?|follow us|read (?:more|next|also)|most (?:read|popular|viewed|shared)|you may (?:also )?like|"
    r"more (?:from|on|stories)|see also|click here|continue reading|download (?:the|our)|app store|your (?:email|inbox|browser|account)|"
    r"contact us|about us|back to top|skip to|leave a (?:reply|comment)|report a (?:typo|mistake)|support (?:us|our)|"
    r"tags?:|filed under|posted (?:in|by)|previous (?:post|article)|next (?:post|article)|"
    r"무단.?전재|기자 ?=|関連記事|会員登録|著作権|abonnier\w+|s'abonner|inscri\w+|mentions légales|suscr\w+|aviso legal)\b",
    "sign log terms reserved share mail email comment comments follow read popular viewed shared like more see click reading download app"
    " inbox browser account contact about top skip reply typo mistake support tag tags filed posted post article mentions aviso",
    "subscri|advert|sponsor|abonn|inscri|suscr|©|무단|기자|関連記事|会員登録|著作権",
)
_WIDE_ENDS: Final = ("다", "요", "다.", "。", "た", "る", "까?")
_CREDIT: Final = worded(
    r"\b(?:photo(?:graph)?s?(?: by|:| credit)|image(?: credit|:| by)|getty images|picture:|foto:|photo ?:|사진 ?=|사진제공|写真[:＝=])",
    "photo photos photograph photographs image getty picture foto",
    "사진|写真",
)
_SOURCE: Final = re.compile(
    r"\((?:yonhap|ap|afp|reuters|getty\w*|bloomberg|epa|xinhua|file|연합뉴스|[a-z][\w.]+ via [a-z][\w. ]+)[^)]{0,30}\)\s*$"
)
_TELLING: Final = _LABELS | _PHRASES.words | _CREDIT.words
"""A line that has none of these, as most have not, needs no second look."""
_DATE = re.compile(r"\b(?:19|20)\d\d\b|\b\d{1,2}:\d\d\b|\b\d{1,2}[./]\d{1,2}[./]\d{2,4}\b")
_ENDS = re.compile(r"[.!?…:;。！？]\s?[\"”“'’‘»«」』)\]）】]*$|[.!?…,，][\"”“'’]+$|」$")
_SIGNED = re.compile(r"[。！？][”」』]?\s?[（(][^()（）]{1,16}[)）]$")
"""A last sentence with its author or an end mark behind it: `…。（山田太郎）`; behind a Latin stop it is a caption's credit."""
SIGNED: Final = 22
"""Letters of that end at most."""
_ADDRESS = re.compile(r"https?://|www\.|(?<![\w.])[\w.]++@[\w.]+\.\w")
_LAST: Final = frozenset(".!?…:;\"”“'’‘»«」』)]）】。！？")
"""What a text ends with that may end like a sentence."""
TOLD: Final = 0.25
"""Share of a sentence's words that are common ones."""
PROSE: Final = 8
"""Words of the shortest line that is a sentence without doubt."""
CAPITALS: Final = 0.5
"""Share of a sentence's words that begin with a capital at most: names and headlines have more."""
NOUNS: Final = 0.7
"""The same with as many common words as only sentences have: German writes every noun so."""
WIDE_PROSE: Final = 3
"""The same in scripts without spaces: `그는 내일 온다고 말했다.` is eleven signs, and a headline ends without a stop."""


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
    """By name, those that are 0 left out; for reading only."""


def words_of(line: Line) -> Words:
    """What the words of a block look like by themselves; the features are the caller's to add to."""
    said = by_words(line.text)
    return Words(said.number, said.length, said.ends, said.boilerplate, {**said.features, **markup(line)})


def markup(line: Line) -> dict[str, float]:
    """What the element says that a line stands in."""
    features = {"links": line.links}
    if line.links > 0.6:
        features["many links"] = 1.0
    if line.tag == "li":
        features["list item"] = 1.0
    elif line.tag in {"p", "blockquote"}:
        features["paragraph tag"] = 1.0
    return features


@lru_cache(maxsize=4096)
def by_words(text: str) -> Words:
    """What a text says by its words, whatever it stands in: a page says its menus again, and each stage asks again."""
    small, parts, capitals, digits = spelled(text)
    lowered, plain, number = text.lower(), text.isascii(), max(1, len(small))
    wide = 0 if plain else len(EASTERN.findall(text))
    ends = text[-1:] in _LAST and (_ENDS.search(text[-8:]) is not None or _SIGNED.search(text[-SIGNED:]) is not None)
    features: dict[str, float] = {}
    if wide > len(text) * 0.3:
        count = wide / 2.2
        stops = 0.4 if count > 8 else 0.1
        ends = ends or text.endswith(_WIDE_ENDS)
        features["cjk"] = 1.0
    else:
        count = float(len(small))
        stops = sum(map(_STOP_WORDS.__contains__, small)) / number
    length = math.log1p(min(count, 120))
    labels = _OTHER_LABELS if ends and count >= PROSE and stops >= TOLD else _LABELS
    told = () if _TELLING.isdisjoint(parts) else parts
    pushes = bool(told and not labels.isdisjoint(small)) or _PHRASES.search(lowered, told) is not None
    boilerplate = (2.0 if count < 20 else 0.6) if pushes else 0.0
    features["length"] = length
    features["stops"] = stops
    features["capitals"] = capitals / number
    features["digits"] = digits / max(1, len(text))
    features["comma"] = min(3.0, text.count(",") + (0 if plain else text.count("，") + text.count("、"))) / 3
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
        if digits and _DATE.search(text):
            features["date"] = 1.0
    if boilerplate:
        features["boilerplate"] = boilerplate
    if _CREDIT.search(lowered, told) or ("(" in text and _SOURCE.search(lowered)):
        features["credit"] = 1.0
    if ("@" in text or "://" in text or "www." in text) and _ADDRESS.search(text):
        features["address"] = 1.0
    if text[:1] in "“\"‘'„«「":
        features["quote"] = 1.0
    elif text[:1].islower():
        features["lower start"] = 1.0
    if " | " in text or " > " in text or (not plain and (" » " in text or "•" in text)):
        features["bar"] = 1.0
    return Words(count, length, float(ends), boilerplate, features)


@lru_cache(maxsize=4096)
def words(text: str) -> float:
    """Words of a line; characters of scripts without spaces count as a fraction."""
    wide = 0 if text.isascii() else len(EASTERN.findall(text))
    # Not by `by_words`: a page of more lines than are remembered would reckon all of that again.
    return wide / 2.2 + len(words_in(EASTERN.sub(" ", text)) if wide else spelled(text).words)


def is_prose(line: Line) -> bool:
    """Whether a line is a sentence or several by its own words, with nothing that furniture has."""
    return reads_as_prose(by_words(line.text))


def reads_as_prose(said: Words) -> bool:
    """The same, of a line whose words were looked at before."""
    furniture = said.boilerplate or "credit" in said.features or "address" in said.features
    return (
        said.number >= (WIDE_PROSE if "cjk" in said.features else PROSE)
        and said.ends > 0
        and said.features["stops"] >= 0.1
        and said.features["capitals"] <= (NOUNS if said.features["stops"] >= TOLD else CAPITALS)
        and not furniture
    )
