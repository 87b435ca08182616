"""The table of attribution that a pack's words make, for a language whose folder has no `quotes.py`."""

from __future__ import annotations

import re
from collections.abc import Iterable

from audiopress.languages.attribution import CAPITALS, INITIALS, NEVER, Endings, Table
from audiopress.languages.schema import NO_CASES, Quotes


def plain_table(words: Quotes) -> Table:
    """A language that attributes as most of Europe does: subject and verb around the marks, in either order."""
    said, cases = _said(words), words.cases
    # A point ends the words that name a speaker, but not that of `mevr. Bakker`.
    no_point = "".join(rf"(?<!\b{re.escape(one)})" for one in sorted(words.dotted))
    return Table(
        verbs=re.compile(rf"\b(?:{said})\b"),
        weak_verbs=any_word(words.weak_verbs),
        participles=any_word(words.participles),
        according=_phrase(words.according),
        adverbs=re.compile(rf"(?:^|[\s,])(?:{any_of(words.adverbs)})\s*$") if words.adverbs else NEVER,
        incise=re.compile(
            rf"(?<=\w)\s?[—–]\s?(?:{said})\b[^—–«»“”.!?]{{0,60}}[—–][,.]?\s?|,\s(?:{said})\b[^,«»“”.!?]{{2,60}},\s"
        ),
        forgotten=forgotten(words, said),
        stops=re.compile(
            rf",|[;:()—–«»\[]|{no_point}\.(?:\s|$)|\s-\s| (?:{any_of(words.stops | words.prepositions) or '(?!)'})\b",
        ),
        pronouns=words.pronouns,
        feminine=words.feminine,
        masculine=words.masculine,
        plural=words.plural,
        titles=words.titles,
        title_endings=Endings(sorted(words.title_endings)),
        relatives=words.relatives,
        roles=words.relatives | words.roles,
        orders=words.orders,
        articles=words.articles,
        oblique=words.oblique,
        of=words.of,
        prepositions=words.prepositions,
        subordinators=words.subordinators,
        not_names=words.not_names,
        openers=tuple(sorted(words.openers)),
        statements=words.statements,
        bodies=Endings(sorted(words.bodies)),
        endings=Endings(sorted(words.endings)),
        documents=Endings(sorted(words.documents)),
        moments=Endings(sorted(words.moments)),
        finite=words.finite,
        letters=words.letters,
        unsigned=words.unsigned,
        works=Endings(sorted(words.works)),
        partial=words.partial,
        women=words.gender.women,
        men=words.gender.men,
        joins=words.joins,
        joined=re.compile(rf"\s*(?:,|&|{any_of(words.joins) or ','})\s*"),
        leading=re.compile(rf"(?:(?:{any_of(words.conjunctions) or ','}|,|\s)+\b)?\s*"),
        dangling=words.dangling,
        relative=re.compile(rf",?\s*\b(?:{any_of(words.relative_pronouns)})\s*$") if words.relative_pronouns else NEVER,
        relative_pronouns=words.relative_pronouns,
        copula=re.compile(rf" (?:{any_of(words.copulas)})$") if words.copulas else NEVER,
        indefinite=words.indefinite,
        neuter=words.neuter,
        agents=re.compile(rf"\b(?:{any_of(words.agents)}) ") if words.agents else NEVER,
        apposed=re.compile(rf"(?: (?:{any_of(words.places) or '(?!)'}) [^,.;:()\n]{{2,60}})?, "),
        cases=cases if cases != NO_CASES else None,
        surnamed=_surnamed(words),
        surname_words=tuple(
            one for one in words.surnamed if not any(other in one for other in words.surnamed if other != one)
        ),
        dotted=_dotted(words),
        verb_then_name=re.compile(rf"[a-z]{{3,}}(?:{any_of(words.verb_endings)}) (?=(?P<title>[a-z]+ )?[{CAPITALS}])")
        if words.verb_endings
        else NEVER,
        noun=re.compile(
            r"(?:[^\W\d_][\w’'-]* ){0,5}?(?P<noun>[^\W\d_][\w-]*)"
            rf"(?= (?:{any_of(words.of | words.prepositions | words.relative_pronouns) or '(?!)'})\b|[,.;]|$)"
        ),
        inflected=re.compile(rf"\d*-?[^\W\d_A-ZÄÖÜ][\w-]*(?:{any_of(cases.adjective_endings)})$|\d+$")
        if cases.adjective_endings
        else NEVER,
        ties=re.compile(f" (?:{any_of(cases.ties)}) ") if cases.ties else NEVER,
        feminine_endings=Endings(sorted(cases.feminine_endings)),
        amounts=Endings(sorted(cases.amounts)),
        minimum=words.minimum,
    )


def forgotten(words: Quotes, said: str) -> re.Pattern[str]:
    """The words of the narrator behind the last sign quoted, in either order, up to the end of their clause: said Ida Berg."""
    name = rf"[{CAPITALS}][\w’'-]*"
    noun = rf"(?:{any_of(words.articles) or '(?!)'}) [^\W\d_]+(?: {name})?"
    subject = rf"(?:{any_of(words.pronouns) or '(?!)'}|(?:{name} ){{0,3}}{name}|{noun})"
    ends = rf"(?=[.,;:\n]|$| (?:{any_of(words.prepositions) or '(?!)'})\b)"
    return re.compile(rf"[,?!] (?:{subject} (?:{said})|(?P<inverted>(?:{said}) {subject})){ends}")


def _surnamed(words: Quotes) -> re.Pattern[str]:
    """`both surnamed Lee`, `the driver surnamed Kim`; with an article of somebody new nothing is told of it."""
    if not words.surnamed:
        return NEVER
    return re.compile(
        rf"(?:\b(?:(?P<several>(?i:{any_of(words.several) or '(?!)'}))"
        rf"|(?P<again>(?i:{any_of(words.again) or '(?!)'}))(?! (?:{any_of(words.others) or '(?!)'})))"
        rf" (?:(?!(?:{any_of(words.indefinite) or '(?!)'}) )[^\W\d_]+ ){{0,4}}?)?\b(?:{any_of(words.surnamed)}),? "
    )


def _dotted(words: Quotes) -> re.Pattern[str]:
    """Listed ones, initials, and the days of a month, which many languages write with a point."""
    return re.compile(rf"(?:\b(?:{any_of(words.dotted) or '(?!)'})\.|{INITIALS.pattern})\s*$")


def _said(words: Quotes) -> str:
    """A verb, or an auxiliary and a participle with a word between them at most: `ha poi detto`."""
    ways = [any_of(words.verbs)]
    if words.auxiliaries and words.past:
        ways.append(rf"(?:{any_of(words.auxiliaries)})(?: \w+)? (?:{any_of(words.past)})")
    return "|".join(filter(None, ways)) or "(?!)"


def any_word(words: Iterable[str]) -> re.Pattern[str]:
    """Any of the words, whole."""
    listed = any_of(words)
    return re.compile(rf"\b(?:{listed})\b") if listed else NEVER


def _phrase(phrases: Iterable[str]) -> re.Pattern[str]:
    """Anywhere, or with a capital where a sentence begins so."""
    both = [form for one in phrases for form in (one, one[:1].upper() + one[1:])]
    return any_word(both)


def any_of(words: Iterable[str]) -> str:
    """An alternation of words, the longest first."""
    return "|".join(map(re.escape, sorted(words, key=lambda one: (-len(one), one))))
