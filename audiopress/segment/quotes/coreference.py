"""From the words that name a speaker to the person: the fullest name, and how sure it is."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import Final

from audiopress.languages.attribution import Table
from audiopress.segment.quotes.context import MIN_CARRIED, REACH, Attribution, Context, sentence_before
from audiopress.segment.quotes.mentions import NAME, Mention
from audiopress.segment.quotes.name_forms import family_name
from audiopress.segment.quotes.noun_phrases import described_subject
from audiopress.segment.quotes.subjects import Grammar, Phrase

AMBIGUOUS: Final = 0.4
"""Confidence (0 to 1) where the words could mean two people."""
MAX_ARTICLE_LETTERS: Final = 2
"""Letters of an article that is nothing else; `one` and `another` can be a whole subject."""
KIN_LETTERS: Final = 40
"""Letters behind a genitive in which its noun stands."""
SENTENCES_BACK: Final = 2
"""Sentences back to the one whose subject has the same surname."""
APPOSITION_LETTERS: Final = 24
"""Letters before a name in an apposition: `one of them, nurse Tom Beck`."""
MIN_PRONOUN: Final = 0.64
"""Confidence at least where a pronoun means the one who spoke last and the text says the sex."""
MAX_UNVOICED: Final = 0.5
"""Confidence at most where what speaks has no voice: a sign, a book."""
_APPOSED_END = re.compile(r"[,.;:)\n]|$| [–—-] ")


def identify(context: Context, phrase: Phrase | None, confidence: float) -> Attribution | None:
    """The speaker that a phrase stands for, or None where there is no phrase."""
    if phrase is None or phrase.start >= phrase.end:
        return None
    if phrase.kind == "pronoun":
        return _pronoun(context, phrase, confidence)
    return _named(context, phrase, confidence)


def _named(context: Context, phrase: Phrase, confidence: float) -> Attribution:
    """A name with its titles, or a description."""
    words = context.text[phrase.start : phrase.end]
    inside = [m for m in context.people.before(phrase.end, phrase.start) if m.end <= phrase.end + 2]
    mention = _bearer(context, phrase, inside)
    if mention is not None:
        full, sure = context.people.resolve(mention.name, title=_honorific(mention), position=phrase.start)
        if not sure:
            namesake = _spoken_of(context, mention)
            full, sure = namesake or full, namesake is not None
        if phrase.kind == "description" and _goes_on_with_of(context, mention, phrase):
            full = context.text[mention.start : phrase.end]
        if len(inside) > 1 and context.table.joined.fullmatch(context.text[inside[-2].end : inside[-1].start]):
            return Attribution(full, (phrase.start, phrase.end), min(confidence, 0.55), direct=True)
        confidence = confidence if sure else min(confidence, AMBIGUOUS)
        return Attribution(full, (phrase.start, max(mention.end, phrase.start + 1)), confidence, direct=True)
    known = _apposed(context, phrase) or _titled(context, words, phrase.start)
    if known:
        return Attribution(known, (phrase.start, phrase.end), min(confidence, 0.85), direct=True)
    written = _written_by(context, phrase, words, confidence)
    if written is not None:
        return written
    speaker = " ".join(words.split())
    if context.table.finite and not _well_formed(context.table, speaker):
        return Attribution(speaker, (phrase.start, phrase.end), min(confidence, MAX_UNVOICED), direct=True)
    return Attribution(speaker or None, (phrase.start, phrase.end), confidence - 0.05, direct=True)


def _spoken_of(context: Context, mention: Mention) -> str | None:
    """Which of two people with one surname is meant: who spoke last, else the one of whom the lines before told in full."""
    people, surname = context.people, family_name(mention.name)
    if not people.told_apart(mention.name):
        return None
    last = context.last.speaker or ""
    if " " in last and family_name(last) == surname and context.last.confidence >= MIN_PRONOUN:
        return last if 0 <= context.span.start - context.last_end < REACH else None
    grammar, told, position = Grammar(people.narration, context.table, people), set(), mention.start
    for _ in range(SENTENCES_BACK):
        start, end = sentence_before(
            people.narration, min(position, context.span.start), max(0, position - REACH), context.table
        )
        main = grammar.main(start, end) if start < end else None
        found = people.before(main.end, main.start) if main is not None and main.kind == "name" else []
        told |= {m.name for m in found[:1] if " " in m.name and family_name(m.name) == surname}
        told |= {m.name for m in people.before(end, start) if _beside(context, m, surname)}
        position = start
    told = {people.resolve(name)[0] for name in told}
    fits = len(told) == 1 and people.fits(next(iter(told)), people.sex_of_title(_honorific(mention)))
    return next(iter(told)) if fits else None


def _beside(context: Context, mention: Mention, surname: str) -> bool:
    """Somebody of that surname who is more than a part of what explains another: not `Ida Berg, mother of the late Nils Berg`."""
    if " " not in mention.name or family_name(mention.name) != surname:
        return False
    _, comma, words = context.text[max(0, mention.start - KIN_LETTERS) : mention.start].rpartition(",")
    explains = comma and surname not in words and any(word in context.table.prepositions for word in words.split())
    return not explains


def _well_formed(table: Table, speaker: str) -> bool:
    """Whether words can be a noun phrase: no verb in them, no article but after a preposition, a noun at their end."""
    words = re.findall(r"[\w'’.-]+", speaker.lower())
    if len(words) == 1:
        return words[0] not in table.articles or (words[0] in table.indefinite and len(words[0]) > MAX_ARTICLE_LETTERS)
    if words[0] in table.relative_pronouns or words[-1].endswith(("'s", "’s")):
        return False
    counted = words[-1] in table.articles and words[-2] not in table.of
    if counted or words[-1] in table.prepositions | table.of | table.dangling or set(words) & table.finite:
        return False
    return all(
        word not in table.articles
        or before in table.prepositions | table.of | table.articles | table.joins
        or before.endswith(table.openers)
        for before, word in pairwise(words)
    )


def _written_by(context: Context, phrase: Phrase, words: str, confidence: float) -> Attribution | None:
    """Something written: a letter has the voice of its writer who spoke last, without one the narrator's or its own; nobody says a sign."""
    noun = context.table.noun.match(words)
    head = noun["noun"].lower() if noun else ""
    table, mention = context.table, (phrase.start, phrase.end)
    if head in table.letters:
        near = context.last.speaker and 0 <= context.span.start - context.last_end < 2 * REACH
        if near and context.last.confidence >= MIN_CARRIED:
            return Attribution(
                context.last.speaker, mention, min(confidence - 0.15, context.last.confidence), direct=True
            )
        if table.unsigned:
            return None
        return Attribution(" ".join(words.split()), mention, MAX_UNVOICED, direct=True)
    if head in table.documents.listed and table.cases is None:
        return Attribution(" ".join(words.split()), mention, MAX_UNVOICED, direct=True)
    return None


def _bearer(context: Context, phrase: Phrase, inside: list[Mention]) -> Mention | None:
    """The mention in a phrase that is its head: not one after `for`, `of` or in the genitive."""
    grammar = Grammar(context.people.narration, context.table, context.people)
    heads = [m for m in inside if not grammar.governed(m, phrase.start)]
    if context.table.cases is not None:
        return next((m for m in heads if context.people.is_person(m)), None)
    if phrase.kind == "description":
        heads = [m for m in heads if not _first_is_plain_noun(context, m) and not _qualifies(context, m, phrase)]
    if not heads:
        return None
    people = [m for m in heads if context.people.may_be_person(m.name)]
    return (
        (people or heads)[-1] if phrase.kind == "description" else (people or heads)[0] if _lone(heads) else heads[-1]
    )


def _qualifies(context: Context, mention: Mention, phrase: Phrase) -> bool:
    """`a Foreign Ministry official`, `the Lindvik mayor`: a noun follows, and is who speaks."""
    return re.match(r" [a-zà-ÿ]", context.text[mention.end : phrase.end]) is not None and not _goes_on_with_of(
        context, mention, phrase
    )


def _goes_on_with_of(context: Context, mention: Mention, phrase: Phrase) -> bool:
    """`Ministry of Transport`, `Bank of Lindvik`: a body's name goes on behind the preposition."""
    return not context.people.may_be_person(mention.name) and context.text.startswith(
        " of ", mention.end, max(mention.end, phrase.end)
    )


def _apposed(context: Context, phrase: Phrase) -> str | None:
    """`the mayor of Lindvik, Ruth Amsel, said`: the name that a description is explained with."""
    lead = context.table.apposed.match(context.people.narration, phrase.end)
    found = context.people.before(lead.end() + APPOSITION_LETTERS, lead.end()) if lead else []
    between = context.text[lead.end() : found[0].start].split() if lead and found else []
    if between and not (all(map(str.islower, between)) and context.table.title_in(between[-1])):
        return None
    if not found or not _APPOSED_END.match(context.text, found[0].end) or not context.people.is_person(found[0]):
        return None
    return context.people.resolve(found[0].name, title=_honorific(found[0]), position=found[0].start)[0]


def _lone(heads: list[Mention]) -> bool:
    return len(heads) == 1


def _first_is_plain_noun(context: Context, mention: Mention) -> bool:
    """German `ein Reporter`: a single capitalised word that is a noun, not a name."""
    if context.table.cases is None or mention.title:
        return False
    return " " not in mention.name and not context.people.known(mention.name)


def _honorific(mention: Mention) -> str:
    return mention.title.split()[0] if mention.title else ""


def _titled(context: Context, words: str, position: int) -> str | None:
    """`the minister` in a text that names one minister."""
    found = re.findall(r"[\w'’-]+", words)
    if not 1 <= len(found) <= 3 or (found[0].lower() in context.table.indefinite):
        return None
    title = next(filter(None, map(context.table.title_in, reversed(found))), None)
    return context.people.titled(title, position) if title else None


def _pronoun(context: Context, phrase: Phrase, confidence: float) -> Attribution:
    """The person who speaks on, or the subject of the nearest sentence before."""
    mention = (phrase.start, phrase.end)
    word = context.text[phrase.start : phrase.end].lower()
    table, people = context.table, context.people
    if (
        word in table.neuter
        and context.last.speaker
        and not _is_name(context, context.last.speaker)
        and 0 <= context.span.start - context.last_end < 2 * REACH
    ):
        return Attribution(context.last.speaker, mention, min(confidence - 0.15, context.last.confidence), direct=True)
    if word in table.plural:
        body = _body_before(context, phrase) if word in table.neuter else None
        return Attribution(body, mention, min(confidence - 0.2, 0.7) if body else 0.3, direct=True)
    sex = "f" if word in table.feminine else "m" if word in table.masculine else ""
    grammar = Grammar(context.people.narration, table, people)
    position = min(phrase.start, context.span.start)
    if word in table.relative_pronouns:
        near = [m for m in people.before(phrase.start, max(0, phrase.start - 60)) if people.may_be_person(m.name)]
        return _as_found(context, near[-1:], mention, confidence - 0.1)
    for step in range(4):
        floor = max(0, position - 700)
        start, end = sentence_before(context.people.narration, position, floor, context.table)
        nearest = start
        if step == 0 and phrase.start > context.span.end:
            start = min(start, max(context.paragraph, floor))
        subjects = [m for m in people.before(end, start) if people.is_person(m) and not grammar.governed(m, start)]
        speaker = context.last.speaker or ""
        goes_on = context.goes_on_from(start, position) and people.fits(speaker, sex)
        first = speaker if goes_on else people.resolve(subjects[0].name)[0] if subjects else ""
        between = _surely(context, subjects, max(nearest, context.last_end), sex)
        if between and people.sex(first) != sex:
            return _as_found(context, between, mention, confidence - 0.1, sex)
        since = _told_of_since(context, grammar, nearest, end, sex) if goes_on else None
        if since is not None and people.sex(speaker) != sex:
            return _as_found(context, [since], mention, confidence - 0.15, sex)
        if goes_on:
            # Whoever is surely a woman and spoke last is `she`, however unsure the last quote was.
            sure = MIN_PRONOUN if sex and people.sex(speaker) == sex else 0.0
            people.learn(speaker, sex)
            return Attribution(speaker, mention, min(confidence - 0.1, max(context.last.confidence, sure)), direct=True)
        fitting = [m for m in subjects if people.fits(people.resolve(m.name, sex=sex, position=m.start)[0], sex)]
        if fitting:
            return _as_found(context, fitting[:1], mention, confidence - 0.1 - 0.02 * step, sex)
        if table.cases is not None:
            described = described_subject(grammar, start, end, feminine=sex == "f")
            if described is not None:
                named = _named(context, described, confidence - 0.1)
                return replace(named, mention=mention)
        position = start
        if start <= floor:
            break
    earlier = [
        m for m in people.before(position, max(0, position - 1500)) if people.is_person(m) and not _kin(context, m)
    ]
    fitting = [m for m in earlier if people.fits(people.resolve(m.name, sex=sex, position=m.start)[0], sex)]
    return _only(context, mention, sex) or _as_found(context, fitting[-1:], mention, 0.62, sex)


def _body_before(context: Context, phrase: Phrase) -> str | None:
    """`The ministry confirmed it. “…,” it said`: the subject of the sentence before, where it is a body."""
    grammar = Grammar(context.people.narration, context.table, context.people)
    position = min(phrase.start, context.span.start)
    start, end = sentence_before(context.people.narration, position, max(0, position - REACH), context.table)
    verb = context.table.verbs.search(context.people.narration, start, end)
    found = grammar.left(start, verb.start()) if verb else None
    if found is None or found.start > start or found.kind == "pronoun":
        return None
    named = _named(context, found, 1.0)
    return named.speaker if named.confidence > MAX_UNVOICED and not _is_name(context, named.speaker or "") else None


def _only(context: Context, mention: tuple[int, int], sex: str) -> Attribution | None:
    """The one person whom the lines before name at all, though as no subject: `Ida Berg's message was simple. “…,” she said`."""
    people, position = context.people, min(mention[0], context.span.start)
    near = [m for m in people.before(position, max(0, position - 2 * REACH)) if people.is_person(m)]
    named = {people.resolve(m.name, title=_honorific(m), position=m.start)[0] for m in near}
    fits = len(named) == 1 and people.fits(next(iter(named)), sex) and not _kin(context, near[-1])
    return _as_found(context, near[-1:], mention, MIN_PRONOUN, sex) if fits else None


def _told_of_since(context: Context, grammar: Grammar, start: int, end: int, sex: str) -> Mention | None:
    """`Her rival, Ian Berg, was pleased. “…,” he shouted`: who is the subject of a whole sentence after the last quote."""
    people = context.people
    if start < context.last_end or context.table.cases is not None:
        return None
    main = grammar.main(start, end)
    found = people.before(main.end, main.start) if main is not None and main.kind == "name" else []
    named = next((m for m in found if people.is_person(m)), None)
    if named is None:
        return None
    full = people.resolve(named.name, position=named.start)[0]
    return named if full != context.last.speaker and people.fits(full, sex) else None


def _kin(context: Context, mention: Mention) -> bool:
    """`Ida Berg's mother`: another than who is named."""
    words = context.text[mention.end : mention.end + KIN_LETTERS]
    told = re.match(r"['’]s? ((?:[\w-]+ ?){1,3})", words)
    return told is not None and any(w in context.table.relatives or context.table.title_in(w) for w in told[1].split())


def _surely(context: Context, subjects: list[Mention], start: int, sex: str) -> list[Mention]:
    """The subject of the sentence from `start` on, where it is known to be what the pronoun is."""
    first = next((m for m in subjects if m.start >= start), None)
    known = (
        first is not None
        and sex
        and context.people.sex(context.people.resolve(first.name, position=first.start)[0]) == sex
    )
    return [first] if first is not None and known else []


def _is_name(context: Context, speaker: str) -> bool:
    return NAME.fullmatch(speaker) is not None and context.people.may_be_person(speaker)


def _as_found(
    context: Context, found: list[Mention], mention: tuple[int, int], confidence: float, sex: str = ""
) -> Attribution:
    if not found:
        return Attribution(None, mention, 0.3, direct=True)
    full, sure = context.people.resolve(found[0].name, title=_honorific(found[0]), sex=sex, position=found[0].start)
    if sure:
        context.people.learn(full, sex)
    return Attribution(full, mention, confidence if sure else min(confidence, AMBIGUOUS), direct=True)
