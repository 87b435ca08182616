"""English: what its words alone do not say of attribution."""

from __future__ import annotations

import re
from dataclasses import replace

from audiopress.languages.attribution import NEVER, Table
from audiopress.languages.plain_quotes import any_of, plain_table
from audiopress.languages.schema import Quotes


def table(words: Quotes) -> Table:
    """Passive questions, adverbs in -ly, verbs that no list has."""
    return replace(
        plain_table(words),
        according=re.compile(
            r"\b[Aa]ccording to\b|\b[Ii]n the words of\b|\bin a quote from\b|^(?:(?:More|And|Also) )?[Ff]rom\b"
        ),
        asked=re.compile(r"\b(?:was|were|been|being|is|when|[Ww]hen) asked\b|\bas if to say\b"),
        passive=re.compile(
            r"(?<![\w.’'-])(?:[\w.’'-]++ ){1,6}(?:was|were|has been|have been|had been|is|are) (?:told|asked|reminded|informed|warned|assured)\b(?P<by> by )?"
        ),
        cited=re.compile(r"(?<!\bwas )(?<!\bwere )(?<!\bbeen )(?<!\bis )\b(?:quot|cit)(?:ed|es|ing)\b"),
        guess=re.compile(
            r"(?:\w+ly )?(?!(?:was|is|has|does|as|this|his|its|had|did|used|needs|supposed)\b)[a-z]{3,}(?:ed|s)\b"
        ),
        adverbs=re.compile(
            r"(?:^|[\s,])(?:has|have|had|also|then|later|once|even|still|just|again|simply|would|could|did|does|will|first|twice"
            r"|himself|herself|himself|often|never|always|now|had since|wrote and|quickly|soon|recently|in turn|went on to"
            r"|shot back and|[a-z]+ly)\s*$"
        ),
        forgotten=re.compile(
            rf"[,?!] (?:(?:he|she|they|(?:[A-Z][\w.’'-]+ ){{0,3}}[A-Z][\w’'-]+|the [a-z]+(?: [a-z]+)?) (?:{any_of(words.verbs)})\b"
            rf"|(?P<inverted>(?:{any_of(words.verbs)}) (?:(?:he|she|they)\b|the [a-z]+\b|[A-Z][\w’'-]+)))"
        ),
        stops=re.compile(
            r",| (?:in|on|at|to|of|from|with|during|after|before|when|while|as|by|about|over|through|under|but|and|who|whose|that|"
            r"which|for|last|this|yesterday|today|tomorrow|earlier|later|recently|again|also|Monday|Tuesday|Wednesday|Thursday|"
            r"Friday|Saturday|Sunday|via|outside|inside|because|if|upon|told|said|afterward|afterwards|then|here|there|not|only|"
            r"back|how|what|(?!(?:ally|assembly|bully|family|monopoly|rally|supply)\b)[a-z]+ly"
            # `a woman holding a sign`, but `a former shipping executive`
            r"|[a-z]+ing(?= (?:an?|the|his|her|their|its|my|our|to|in|on|at|for|from|with|about|of|by|as|that|what|it|him|them|out|up"
            r"|off|down|over|into|through|back|after|before|against|home|who|and|or|but)\b|\W*$|[,.;:]))\b|[;:()—–\[]|\s-\s"
        ),
        incise=NEVER,
    )
