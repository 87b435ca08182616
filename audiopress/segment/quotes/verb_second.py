"""Who is speaking where the verb stands second (German): the words before a quote, behind it, and the sentences before."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from audiopress.segment.quotes.context import Attribution, Context, last_match, sentence_before
from audiopress.segment.quotes.coreference import identify
from audiopress.segment.quotes.noun_phrases import (
    MAX_ADJECTIVES,
    NounPhrase,
    behind,
    main_subject,
    noun_phrases,
    subject,
)
from audiopress.segment.quotes.subjects import Grammar, Phrase

_CLAUSE = re.compile(r"[,;.]")
UNKNOWN: Final = Attribution(None, None, 0.3, direct=True)
"""Somebody or something said it, and it can't be told who."""
SENTENCES_BACK: Final = 4
"""Sentences of reported speech back to the one that says whose it is."""


# ---- the words before a quote


def lead_in(context: Context, grammar: Grammar, begin: int, words: str) -> Attribution | None:
    """The speaker whom the words before a quote name; `words` begin at `begin`."""
    end = begin + len(words)
    worded = context.table.worded.search(words)
    if worded is not None:
        words = words[: worded.start()].rstrip()
    return (
        _as_told(context, grammar, begin, words)
        or _cited(context, grammar, begin, words)
        or _written(context, grammar, begin, words)
        or _participle(context, grammar, begin, words)
        or _with_verb(context, grammar, begin, words, end)
        or _attested(context, grammar, begin, words)
    )


def _as_told(context: Context, grammar: Grammar, begin: int, words: str) -> Attribution | None:
    """`Wie Ida Berg am Morgen erklärte, sieht das Amt „…“`."""
    first = words.partition(" ")[0]
    if not first or first.lower() != context.table.case_words.as_told:
        return None
    verb = next((one for one in context.table.verbs.finditer(words) if words.startswith(",", one.end())), None)
    return identify(context, main_subject(grammar, begin + len(first), begin + verb.start()), 0.88) if verb else None


def _cited(context: Context, grammar: Grammar, begin: int, words: str) -> Attribution | None:
    """`Die Zeitung zitiert Ida Berg mit den Worten:`, `Ida Berg wird mit den Worten zitiert:`."""
    verb = context.table.cited.search(words)
    if verb is None:
        return None
    passive = context.table.auxiliaries.search(words, 0, verb.start())
    if passive is not None:
        found = subject(grammar, begin, (begin + passive.start(), begin + passive.end()), begin + len(words))
        return identify(context, found, 0.88)
    objects = list(noun_phrases(grammar, begin + verb.end(), begin + len(words)))
    quoted = [found for found in objects if found.kind != "thing"]
    if not quoted and objects and _quotable(grammar, begin + verb.end(), objects[0]):
        return identify(context, Phrase(objects[0].start, objects[0].end, "description"), 0.85)
    return identify(context, quoted[0].phrase(), 0.85) if quoted else UNKNOWN if objects else None


def _quotable(grammar: Grammar, start: int, found: NounPhrase) -> bool:
    """`zitiert den Prediger`: the object of the verb, unless it is something written."""
    first, _, noun = grammar.text[found.start : found.end].lower().partition(" ")
    written = grammar.table.endings.end(noun) or grammar.table.documents.end(noun)
    return (
        not grammar.text[start : found.start].strip() and first in grammar.table.oblique and bool(noun) and not written
    )


def _participle(context: Context, grammar: Grammar, begin: int, words: str) -> Attribution | None:
    """`Ida Berg hat am Morgen erklärt:`: the subject is beside the auxiliary."""
    if not context.table.past.search(words):
        return None
    auxiliary = last_match(context.table.auxiliaries, words)
    if auxiliary is None:
        return None
    found = subject(grammar, begin, (begin + auxiliary.start(), begin + auxiliary.end()), begin + len(words))
    return identify(context, found, 0.88) if found else UNKNOWN


def _written(context: Context, grammar: Grammar, begin: int, words: str) -> Attribution | None:
    """`In dem Schreiben heißt es`, `das Buch sei laut einem Mitglied der Jury`: a paper, or somebody without a name."""
    found = last_match(context.table.papers, words)
    if found is None or context.table.verbs.search(words, found.end()):
        return None
    noun = next(noun_phrases(grammar, begin + found.end(), begin + len(words)), None)
    if noun is None or begin + len(words) - noun.end > 80:
        return None
    # A paper has no voice of its own: told, and left to the narrator.
    return identify(context, Phrase(begin + found.end(), noun.end, "description"), 0.5)


def _with_verb(context: Context, grammar: Grammar, begin: int, words: str, end: int) -> Attribution | None:
    """`Ida Berg sagte der Zeitung:`, `Gestern warnte der Minister:`."""
    verb = last_match(context.table.verbs, words)
    if verb is None:
        return None
    found = subject(grammar, begin, (begin + verb.start(), begin + verb.end()), begin + len(words))
    if found is None and _goes_on(context, grammar, begin + verb.start()):
        return replace(context.last, confidence=min(context.last.confidence, 0.85), direct=True)
    if found is None:
        return UNKNOWN if context.left[1].rstrip().endswith(":") else None
    near = end - (begin + verb.end()) < 120
    return identify(context, found, 0.9 if near else 0.8)


def _attested(context: Context, grammar: Grammar, begin: int, words: str) -> Attribution | None:
    """`Der Ministerin zufolge ist das „…“`: the phrase before a preposition that stands behind it."""
    end = begin + len(words)
    if grammar.table.case_words.behind.isdisjoint(grammar.text[begin:end].split()):
        return None
    for found in noun_phrases(grammar, begin, end):
        if (
            found.kind != "thing"
            and grammar.text[found.end : end].split(" ", 2)[1:2]
            and (grammar.text[found.end : end].split(" ", 2)[1] in grammar.table.case_words.behind)
        ):
            return identify(context, found.phrase(), 0.85)
    return None


def _goes_on(context: Context, grammar: Grammar, verb: int) -> bool:
    """`sagte Ida Berg: „…“, und fügte hinzu: „…“`: whoever spoke before has the next verb, too."""
    before = context.before
    if before is None or before.end != context.last_end or context.last.speaker is None or verb < before.end:
        return False
    return grammar.text[before.end : verb].strip(" ,.").lower() in grammar.table.joins


# ---- the words behind a quote


def behind_quote(context: Context, grammar: Grammar, start: int, rest: str) -> Attribution | None:
    """`“, strich Ida Berg heraus`: the quote opens the sentence, so its verb follows, and then its subject."""
    limit = start + len(rest)
    verb = re.match(r"[a-zäöüß]{2,}(?= )", rest)
    if verb is None:
        return None
    table, word = grammar.table, verb[0]
    if word == table.case_words.as_told:
        clause = _CLAUSE.split(rest, maxsplit=1)[0]
        told = table.cited.search(clause) or last_match(table.verbs, clause)
        return identify(context, main_subject(grammar, start + len(word), start + told.start()), 0.88) if told else None
    known = table.verbs.match(rest)
    if not known and (word in table.prepositions or word in table.subordinators or word in table.not_names):
        return None
    if known and (impersonal := _impersonal(context, grammar, start + len(word), limit)) is not None:
        return impersonal
    passive = table.auxiliaries.match(rest)
    if passive and table.cited.search(rest):
        found = behind(grammar, start + passive.end(), limit)
        return identify(context, found.phrase(), 0.88) if found else None
    if word in table.articles or word in table.oblique or (not known and word in table.case_words.conjunctions):
        return None
    if table.cited.match(rest):
        quoted = [one for one in noun_phrases(grammar, start + len(word), limit) if one.kind != "thing"]
        person = next((one for one in quoted[1:] if one.case == "oblique" or one.kind == "name"), None)
        return identify(context, (person or quoted[0]).phrase(), 0.85) if quoted else None
    found = behind(grammar, start + len(word), limit, far=bool(known))
    if found is not None:
        return identify(context, found.phrase(), 0.95 if known else 0.85)
    beside = next(noun_phrases(grammar, start + len(word), limit), None)
    if known and beside is not None and beside.somebody and beside.start <= start + len(word) + 1:
        return identify(context, Phrase(beside.start, beside.end, "description"), 0.85)
    # Somebody said it, and it can't be told who; what the sentences before tell of is not meant.
    return UNKNOWN if known else None


def _impersonal(context: Context, grammar: Grammar, start: int, limit: int) -> Attribution | None:
    """`hieß es vom Minister`: who is named behind `von`; `hieß es in der Mitteilung` is nobody."""
    cases, words = grammar.table.case_words, grammar.text[start:limit].split()
    if not words or words[0] not in cases.dummies:
        return None
    found = next(noun_phrases(grammar, start, limit), None)
    lead = grammar.text[start : found.start].split() if found else []
    if found is None or found.kind != "name" or not set(lead[-2:]) & cases.voices:
        return UNKNOWN
    return identify(context, Phrase(found.start, found.end, found.kind), 0.85)


def according(context: Context, grammar: Grammar, start: int, limit: int, confidence: float) -> Attribution | None:
    """`laut Ida Berg`, `nach den Worten der Ministerin`, `so der Leiter`: the phrase behind; a paper stays with the narrator."""
    found = next(noun_phrases(grammar, start, limit), None)
    if found is None or len(grammar.text[start : found.start].split()) > MAX_ADJECTIVES:
        return None
    if found.kind == "thing" and not found.somebody and not _called(grammar, start, found):
        return identify(context, Phrase(found.start, found.end, "description"), 0.5)
    return identify(
        context, Phrase(found.start, found.end, "description" if found.kind == "thing" else found.kind), confidence
    )


def _called(grammar: Grammar, start: int, found: NounPhrase) -> bool:
    """`so Berg`: a single word without an article, right behind `so`, that is no noun by its ending."""
    word, table = grammar.text[found.start : found.end], grammar.table
    lead = grammar.text[:start].rstrip()[-3:].strip().lower()
    return (
        lead == table.case_words.thus
        and not grammar.text[start : found.start].strip()
        and " " not in word
        and not (table.endings.end(word.lower()) or table.documents.end(word.lower()))
    )


# ---- the sentences before


def told_on(context: Context, grammar: Grammar) -> Attribution | None:
    """`Ida Berg warnte. Es drohe „…“`: reported speech goes on with whoever began it."""
    table, text = grammar.table, grammar.text
    if not table.reported.search(context.left[1]):
        return None
    position = context.left[0]
    for _ in range(SENTENCES_BACK):
        start, end = sentence_before(text, position, context.paragraph, context.table)
        if start >= end:
            return None
        words = text[start:end]
        verb = last_match(table.verbs, words)
        found = subject(grammar, start, (start + verb.start(), start + verb.end()), end) if verb else None
        if found is not None:
            return identify(context, found, 0.82)
        if not table.reported.search(words):
            return None
        position = start
    return None
