"""English."""

from __future__ import annotations

import re

from audiopress.languages.attribution import Endings, Table, any_of

_STRONG = (
    "said says say saying told tells adds added continued continues wrote writes tweeted tweets explained explains replied"
    " replies argued argues insisted insists declared declares stated states asked asks recalled recalls concluded concludes"
    " quipped joked jokes warned warns announced announces acknowledged admitted admits responded responds answered remarked"
    " commented observed stressed stresses emphasized emphasised noted notes posted predicted predicts lamented complained"
    " cautioned countered reiterated boasted suggested confirmed contended contends exclaimed pleaded wondered wonders mused"
    " testified texted claimed claims thundered shouted yelled whispered recounted elaborated asserted asserts pointed vowed"
    " pledged promised read reads began shot fired demurred retorted scoffed marveled marvelled mocked mocks fumed gushed"
    " implored conceded concedes interjected chimed intoned proclaimed opined maintained remembered repeated questioned hit"
    " chanted sings sang ranted reported reports revealed echoed expressed disclosed quips ruled say argue write warn insist contend"
    " scolded urged urges begged"
)
_WEAK = (
    "called calls described describes praised blasted emailed believes believed"
    " thinks thought demanded demands denied denies accused criticized criticised laughed shrugged agreed agrees"
    " disagreed offered summed put puts went goes known quoted quotes cited cites signed issued released ended opened closed"
)
_PARTICIPLES = (
    "saying adding replying asking telling writing explaining noting arguing insisting warning stressing responding quoting"
    " tweeting declaring stating claiming joking concluding shouting suggesting reading asserting predicting promising vowing"
)

TABLE = Table(
    verbs=re.compile(rf"\b(?:{any_of(_STRONG)})\b"),
    weak_verbs=re.compile(rf"\b(?:{any_of(_WEAK)})\b"),
    participles=re.compile(rf"\b(?:{any_of(_PARTICIPLES)})\b"),
    according=re.compile(
        r"\b[Aa]ccording to\b|\b[Ii]n the words of\b|\bin a quote from\b|^(?:(?:More|And|Also) )?[Ff]rom\b"
    ),
    asked=re.compile(r"\b(?:was|were|been|being|is|when|[Ww]hen) asked\b|\bas if to say\b"),
    passive=re.compile(
        r"(?<![\w.’'-])(?:[\w.’'-]++ ){1,6}(?:was|were|has been|have been|had been|is|are) (?:told|asked|reminded|informed|warned|assured)\b(?P<by> by )?"
    ),
    guess=re.compile(
        r"(?:\w+ly )?(?!(?:was|is|has|does|as|this|his|its|had|did|used|needs|supposed)\b)[a-z]{3,}(?:ed|s)\b"
    ),
    adverbs=re.compile(
        r"(?:^|[\s,])(?:has|have|had|also|then|later|once|even|still|just|again|simply|would|could|did|does|will|first|twice"
        r"|himself|herself|himself|often|never|always|now|had since|wrote and|quickly|soon|recently|in turn|went on to"
        r"|shot back and|\w+ly)\s*$"
    ),
    pronouns=frozenset("he she they it who".split()),
    feminine=frozenset({"she"}),
    masculine=frozenset({"he"}),
    plural=frozenset("they it we you i".split()),
    titles=frozenset(
        (
            "mr mrs ms miss mx dr prof sir dame lord lady president vice-president minister secretary sen senator rep"
            " representative gov governor mayor chairman chairwoman chair chief director ambassador envoy spokesman"
            " spokeswoman spokesperson general gen colonel col lt lieutenant captain capt sgt sergeant major maj admiral adm"
            " judge justice king queen prince princess pope bishop archbishop rabbi imam reverend rev professor coach manager"
            " ceo founder analyst economist lawyer attorney prosecutor officer leader lawmaker deputy commissioner chancellor"
            " premier councilman councilwoman congressman congresswoman speaker pastor sister brother adviser advisor aide"
            " strategist pollster author actor actress singer player researcher scientist expert official host anchor"
            " reporter correspondent editor columnist historian candidate nominee head sens reps drs sheriff superintendent"
            " principal curator owner organizer volunteer resident teacher nurse doctor"
        ).split()
    ),
    relatives=frozenset(
        "husband wife spouse son daughter brother sister father mother parents uncle aunt nephew niece cousin grandson"
        " granddaughter grandfather grandmother widow children ex-wife ex-husband".split()
    ),
    articles=frozenset("the a an one another some my our his her their its this that several many two three".split()),
    of=frozenset("for of with at from to".split()),
    prepositions=frozenset(
        "of in on at to for from with by about against during between under over than into near like versus"
        " vs behind toward towards among amid despite without beyond around through alongside via".split()
    ),
    subordinators=frozenset(
        "when as after before while if although though because since in on at during with despite amid for by from asked"
        " speaking following until once that unlike".split()
    ),
    forgotten=re.compile(
        rf"[,?!] (?:he|she|they|(?:[A-Z][\w.’'-]+ ){{0,3}}[A-Z][\w’'-]+|the [a-z]+(?: [a-z]+)?) (?:{any_of(_STRONG)})\b"
    ),
    documents=Endings(
        "article book headline caption sign banner placard poster sticker footnote chapter law bill clause"
        " rule rules survey poll ad advert video film movie song website page lawsuit suit filing document documents ruling"
        " verdict transcript photo picture website exchange hall list label notice brochure leaflet manual plaque".split()
    ),
    letters=frozenset(
        "letter statement email e-mail memo message tweet note post release press-release tweets emails letters invitation"
        " posting affidavit".split()
    ),
    stops=re.compile(
        r",| (?:in|on|at|to|of|from|with|during|after|before|when|while|as|by|about|over|through|under|but|and|who|whose|that|"
        r"which|for|last|this|yesterday|today|tomorrow|earlier|later|recently|again|also|Monday|Tuesday|Wednesday|Thursday|"
        r"Friday|Saturday|Sunday|via|outside|inside|because|if|upon|told|said|afterward|afterwards|then|here|there|not|only|"
        r"back|how|what|[a-z]+ly|[a-z]+ing)\b|[;:()—–\[]|\s-\s"
    ),
    not_names=frozenset(
        (
            "the a an in on at but and or if when while as for after before it he she we they you i this that these those"
            " there here what who why how where january february march april may june july august september october november"
            " december monday tuesday wednesday thursday friday saturday sunday to by from with according also then yet so"
            " his her their its our my your not no yes some many most one two three though although despite unlike since"
            " because until once during meanwhile however moreover still even all both each every several another other such"
            " neither either nor both back top instead again later earlier perhaps maybe just only asked more than let please well okay oh"
        ).split()
    ),
    openers=("ing", "ed"),
    statements=frozenset(
        "we i i'm i’m we're we’re we've we’ve i've i’ve it it's it’s you you're there there's there’s he she they this that if".split()
    ),
    minimum=3,
)
