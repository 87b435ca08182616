"""Who is speaking in the words before a quote, where the verb stands second and its participle last (German)."""

from __future__ import annotations

import re

from audiopress.segment.quotes.context import Attribution, Context
from audiopress.segment.quotes.coreference import identify
from audiopress.segment.quotes.subjects import Grammar, Phrase

_CITED = re.compile(r"\bzitier(?:t|te|ten)\b")
_PASSIVE = re.compile(r"\b(?:wird|wurde|werden|wurden)\b")
_PERFECT = re.compile(r"\b(?:hat|habe|hatte|haben|hatten)\b")
_PARTICIPLE = re.compile(
    r"\b(?:ge\w{1,40}t|\w{0,40}ge\w{1,40}en|be\w{1,40}t|er\w{1,40}t|ver\w{1,40}t|\w{1,40}iert)(?: (?:wörtlich|dazu|hierzu))?$"
)
_THERE = re.compile(
    r"\b(?:heißt|heisst|hieß|steht|stand) es (?:wörtlich )?(?:in|im|laut|aus|auf) |\blaut ", re.IGNORECASE
)
_NOUN = re.compile(r"(?:[a-zäöüß]+ ){0,3}[A-ZÄÖÜ][\w-]*(?: (?:de[rs] )?[A-ZÄÖÜ][\w-]*){0,3}")


def lead_in(context: Context, grammar: Grammar, begin: int, words: str) -> Attribution | None:
    """The speaker where one of the language's own constructions names one; `words` begin at `begin`."""
    return (
        _cited(context, grammar, begin, words)
        or _perfect(context, grammar, begin, words)
        or _after_the_verb(context, begin, words)
        or _written(context, begin, words)
    )


def _cited(context: Context, grammar: Grammar, begin: int, words: str) -> Attribution | None:
    """`Die Zeitung zitiert Ida Berg mit den Worten:`, `Ida Berg wird mit den Worten zitiert:`."""
    verb = _CITED.search(words)
    if verb is None:
        return None
    passive = _PASSIVE.search(words, 0, verb.start())
    if passive is not None:
        return identify(context, _around(grammar, begin, words, passive), 0.88)
    rest = words[verb.end() :]
    lead = re.match(r" (?:dazu |hierzu |auch |weiter )?(?:d(?:en|ie|as) |eine[nr]? )?", rest)
    if lead is None:
        return None
    start = begin + verb.end() + lead.end()
    noun = _NOUN.match(context.text, start)
    return identify(context, Phrase(start, noun.end(), "name"), 0.85) if noun else None


def _perfect(context: Context, grammar: Grammar, begin: int, words: str) -> Attribution | None:
    """`Ida Berg hat am Morgen erklärt:`: the subject is beside the auxiliary."""
    if not _PARTICIPLE.search(words):
        return None
    auxiliary = _PERFECT.search(words)
    return identify(context, _around(grammar, begin, words, auxiliary), 0.88) if auxiliary else None


def _around(grammar: Grammar, begin: int, words: str, verb: re.Match[str]) -> Phrase | None:
    """The subject before the verb, or right after it where something else stands first."""
    head = words[: verb.start()].strip()
    first = head.partition(" ")[0].lower()
    if not head or first in grammar.table.subordinators or first in grammar.table.prepositions:
        return grammar.right(begin + verb.end(), begin + len(words))
    return grammar.left(begin, begin + verb.start())


def _after_the_verb(context: Context, begin: int, words: str) -> Attribution | None:
    """`Der Zeitung sagte Ida Berg:`: a full name between the verb and the colon is the subject."""
    end = begin + len(words)
    names = context.people.before(end, begin)
    if not names or names[-1].end < end or " " not in names[-1].name or not context.people.is_person(names[-1]):
        return None
    head = words[: names[-1].start - begin].rstrip()
    verb = next((found for found in context.table.verbs.finditer(head) if found.end() == len(head)), None)
    if verb is None or not head[: verb.start()].strip():
        return None
    return identify(context, Phrase(names[-1].start, names[-1].end, "name"), 0.88)


def _written(context: Context, begin: int, words: str) -> Attribution | None:
    """`In dem Schreiben heißt es`, `das Buch sei laut einem Mitglied der Jury`: a paper, or somebody without a name."""
    found = None
    for found in _THERE.finditer(words):  # noqa: B007, the last one is wanted
        pass
    if found is None or context.table.verbs.search(words, found.end()):
        return None
    noun = _NOUN.match(words, found.end())
    if noun is None or len(words) - noun.end() > 80:
        return None
    # A paper has no voice of its own: told, and left to the narrator.
    return identify(context, Phrase(begin + found.end(), begin + noun.end(), "description"), 0.5)
