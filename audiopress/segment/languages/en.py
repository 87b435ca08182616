"""English."""

from __future__ import annotations

import re

from audiopress.segment.languages.tables import Table

_STRONG = (
    "said says saying say told tells added adds continued wrote writes tweeted explained explains replied argued"
    " argues insisted insists declared declares stated states asked asks recalled recalls concluded quipped joked warned"
    " warns announced acknowledged admitted admits responded answered remarked commented observed stressed stresses"
    " emphasized emphasised noted notes posted predicted lamented complained cautioned countered reiterated"
    " boasted suggested confirmed contended exclaimed pleaded wondered mused testified texted claimed claims thundered"
    " shouted yelled whispered recounted elaborated asserted pointed vowed pledged promised read reads began"
)
_WEAK = (
    "called calls described describes praised blasted tweet statement letter email e-mail interview believes believed"
    " thinks thought urged urges demanded demands denied denies accused criticized criticised mocked laughed shrugged"
    " agreed agrees disagreed offered summed put puts went goes known replying adding asking telling writing explaining noting"
    " arguing insisting warning stressing responding referring citing quoted quoting"
)


def _any(words: str) -> str:
    return "|".join(words.split())


TABLE = Table(
    verbs=re.compile(rf"\b(?:{_any(_STRONG)})\b"),
    weak_verbs=re.compile(rf"\b(?:{_any(_WEAK)})\b"),
    according=re.compile(r"\b[Aa]ccording to\b|\bin the words of\b"),
    pronouns=frozenset("he she they it i we you who".split()),
    titles=frozenset(
        (
            "mr mrs ms miss mx dr prof sir dame lord lady president vice-president minister secretary sen senator rep"
            " representative gov governor mayor chairman chairwoman chair chief director ambassador envoy spokesman"
            " spokeswoman spokesperson general gen colonel col lt lieutenant captain capt sgt sergeant major admiral adm judge"
            " justice king queen prince princess pope bishop archbishop rabbi imam reverend rev professor coach manager ceo"
            " founder analyst economist lawyer attorney prosecutor officer leader lawmaker deputy commissioner chancellor premier"
            " councilman councilwoman congressman congresswoman speaker pastor father sister brother adviser advisor aide"
            " strategist pollster author actor actress singer player researcher scientist expert official host anchor reporter"
            " correspondent editor columnist historian candidate nominee"
        ).split()
    ),
    articles=frozenset("the a an one another some his her their its this that several many two three".split()),
    stops=re.compile(
        r",| (?:in|on|at|to|of|from|with|during|after|before|when|while|as|by|about|over|through|under|but|and|who|whose|that|"
        r"which|for|last|this|yesterday|today|tomorrow|earlier|later|recently|again|also|adding|referring|Monday|Tuesday|"
        r"Wednesday|Thursday|Friday|Saturday|Sunday|via|outside|inside|because|if|upon|told|said|noting|speaking|afterward|"
        r"afterwards|of|citing|then|here|there|not|only|flatly|simply|bluntly|\w+ly)\b|[;:()—–]|\.(?:\s|$)|\s-\s"
    ),
    not_names=frozenset(
        (
            "the a an in on at but and or if when while as for after before it he she they we you i this that these those"
            " there here what who why how where january february march april may june july august september october november"
            " december monday tuesday wednesday thursday friday saturday sunday to by from with according also then yet so"
            " his her their its our my your not no yes some many most one two three"
        ).split()
    ),
)
