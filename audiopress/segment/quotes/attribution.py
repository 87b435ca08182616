"""Who said a quote: the words right after it, those before it, then what the quotes and sentences around it say."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from audiopress.segment.quotes.context import NOBODY, REACH, Attribution, Context, last_match, sentence_before
from audiopress.segment.quotes.coreference import identify
from audiopress.segment.quotes.mentions import NAME
from audiopress.segment.quotes.noun_phrases import main_subject, subject
from audiopress.segment.quotes.subjects import Grammar, Phrase
from audiopress.segment.quotes.verb_second import according, behind_quote, lead_in, told_on

ADJACENT: Final = 0.95
"""Confidence (0 to 1) where the verb and its subject follow the quote at once. Confidences are chosen by hand on quotes with known speakers."""
BESIDE: Final = 0.85
"""Confidence where a speaker is named beside the quote."""
MAX_AS_SAYING_WORDS: Final = 2
"""Words between a speaker and the quote: `as saying`."""
TWO_SPEAKERS: Final = 0.55
"""Confidence where two people are named for one quote."""
_LEAD = re.compile(r"[\s,–—\u00a0-]*")
_SIGNATURE = re.compile(r"[ \u00a0]*+\n{0,2}+[ \u00a0]*+[―—–-]{1,2} ?(?=[A-ZÀ-Þ@])")
_NOTE = re.compile(r" \([^()]{1,40}\)$")

Previous = tuple[Context, Attribution] | None
"""The last free-standing quote and its speaker."""


def attribute(context: Context, previous: Previous) -> Attribution:
    """The speaker of a quote, else nobody."""
    if context.table.cjk:
        from audiopress.segment.quotes.eastern import attribute_eastern

        return attribute_eastern(context, previous)
    grammar = Grammar(context.people.narration, context.table, context.people)
    rules = (_before, _after) if context.left[1].rstrip()[-1:] in {":", ","} else (_after, _before)
    if rules[0] is _before and context.table.cases is not None and context.left[1].rstrip().endswith(","):
        # `Es sei milde, „wenn …“, so Ida Berg`: a clause stands before the quote, and its speaker behind it.
        found = _after(context, grammar)
        if found is not None and found.speaker is not None and found.confidence >= BESIDE:
            return found
    for rule in (*rules, _verbless):
        found = rule(context, grammar)
        if found is not None:
            return found
    return (
        (told_on(context, grammar) if context.table.cases is not None else None)
        or _told_since(context, grammar, previous)
        or _carried(context, previous)
        or (None if _told_behind(context) else _told_around(context, grammar))
        or NOBODY
    )


def _told_behind(context: Context) -> bool:
    """`“…,” grinned somebody`: the words behind tell whose it is, though nothing here can read them."""
    return context.table.cases is None and context.tail == "," and context.right[1].strip()[:1].isalpha()


# ---- the words after the quote


def _after(context: Context, grammar: Grammar) -> Attribution | None:
    begin, words = context.right
    signed = _SIGNATURE.match(context.text, context.span.end)
    if signed and context.tail in ".!?…":
        named = grammar.right(signed.end(), signed.end() + 80)
        return identify(context, named, 0.85) if named and named.kind == "name" else None
    if not words or (words[0].isalnum() and context.tail not in {*",.?!"}):
        return None
    lead = _LEAD.match(words)
    offset = lead.end() if lead else 0
    start, rest, limit = begin + offset, words[offset:], begin + len(words)
    table = context.table
    goes_on = context.tail in ",?!—–-" or words[0] == ","
    told = table.according.match(rest)
    if told and table.cases is not None:
        return according(context, grammar, start + told.end(), limit, 0.88)
    if told:
        return identify(context, grammar.right(start + told.end(), limit), 0.88)
    if table.cases is not None:
        found = behind_quote(context, grammar, start, rest)
        if found is not None or not table.weak_verbs.match(rest):
            return found
    verb = table.verbs.match(rest) or (table.weak_verbs.match(rest) if goes_on else None)
    guessed = table.verb_then_name.match(rest) if goes_on else None
    if guessed and guessed["title"] and not table.title_in(guessed["title"].strip()):
        guessed = None
    if verb or guessed:
        end = verb.end() if verb else guessed.end() if guessed else 0
        attached = table.attached.search(context.text, start, start + end) if verb else None
        if attached:
            return identify(context, Phrase(*attached.span("pronoun"), "pronoun"), ADJACENT)
        found = identify(context, grammar.right(start + end, limit), ADJACENT if verb else 0.85)
        if found is not None or verb is None or table.cases is not None:
            return found
    return _subject_then_verb(context, grammar, start, rest, goes_on=goes_on)


def _subject_then_verb(
    context: Context, grammar: Grammar, start: int, rest: str, *, goes_on: bool
) -> Attribution | None:
    """“…,” the minister told reporters; also verbs the table does not name, right after a name or a pronoun."""
    table = context.table
    verb = table.verbs.search(rest)
    passive = table.passive.match(rest)
    if passive is not None:
        by = grammar.right(start + passive.end(), start + len(rest)) if passive["by"] else None
        return identify(context, by, 0.8) or Attribution(None, None, 0.3, direct=True)
    short = context.span.start == context.paragraph and len(rest) < 60 and verb is not None and verb.start() < 30
    if not goes_on and not short:
        return None
    if verb is not None and 0 < verb.start() <= 160 and not _another_clause(table.stops, rest[: verb.start()]):
        phrase = grammar.opening(start, start + verb.start())
        if phrase is not None:
            phrase = _beside_verb(context, phrase, start + verb.start())
            found = identify(context, phrase, 0.94 if goes_on else 0.75)
            together = found and _together(context, phrase.end, start + verb.start())
            return replace(found, confidence=min(found.confidence, TWO_SPEAKERS)) if found and together else found
    head = re.match(rf"(?:(?P<name>{NAME.pattern})|[a-z]+) (?={table.guess.pattern})", rest)
    if head and goes_on and (head["name"] or head[0].strip() in table.pronouns):
        kind = "name" if head["name"] else "pronoun"
        return identify(context, Phrase(start, start + len(head[0].rstrip()), kind), 0.85)
    verb = table.weak_verbs.search(rest[:80])
    if verb and verb.start():
        return identify(context, grammar.opening(start, start + verb.start()), 0.8)
    return None


def _beside_verb(context: Context, phrase: Phrase, verb: int) -> Phrase:
    """`“It was 1968,” the best year of all, Ida Berg says`: not what explains the quote, but who stands right before the verb."""
    if phrase.kind != "description" or context.text[phrase.end : phrase.end + 2] != ", ":
        return phrase
    beside = [m for m in context.people.before(verb, phrase.end + 1) if m.end == verb - 1 and m.start == phrase.end + 2]
    return Phrase(beside[0].start, beside[0].end, "name") if beside else phrase


def _together(context: Context, start: int, end: int) -> bool:
    """`Ruth Amsel, the mayor, and Olav Moe, her deputy, said`: two people with one voice."""
    return any(
        context.text[max(start, mention.start - 5) : mention.start].rstrip().rpartition(" ")[2] in context.table.joins
        and context.people.is_person(mention)
        for mention in context.people.before(end, start)
    )


def _another_clause(stops: re.Pattern[str], gap: str) -> bool:
    """`the aides of the office had been told that they …`: too much stands between the quote and the verb."""
    return len(gap.split()) > 6 and not any(sign in gap for sign in ",(–—") and len(list(stops.finditer(gap))) > 2


# ---- the words before the quote


def _before(context: Context, grammar: Grammar) -> Attribution | None:
    begin, words = context.left
    if not words.strip(" ,:—–-("):
        return _introduced(context, grammar)
    named = _named_before(context, begin, words) if words.endswith("(") else None
    if named is not None:
        return named
    return _lead_in(context, grammar, begin, words)


def _named_before(context: Context, begin: int, words: str) -> Attribution | None:
    """`the writer Mira Solberg (“…”)`, `Mira Solberg (Greens): “…”`: the name that ends where the quote begins."""
    end = begin + len(_NOTE.sub("", words.rstrip(" ,:—–-(\u00a0")))
    names = context.people.before(end, begin)
    if not names or names[-1].end < end - 1 or not context.people.is_person(names[-1]):
        return None
    return identify(context, Phrase(names[-1].start, names[-1].end, "name"), 0.85)


def _introduced(context: Context, grammar: Grammar) -> Attribution | None:
    """A paragraph that ends in a colon or a verb introduces the quote of the next one."""
    if context.span.start != context.paragraph or context.paragraph < 2:
        return None
    floor = max(0, context.paragraph - REACH)
    end = len(context.text[floor : context.paragraph].rstrip()) + floor
    start, _ = sentence_before(
        context.people.narration, end, max(floor, context.text.rfind("\n", floor, end) + 1), context.table
    )
    lead = context.people.narration[start:end]
    if not lead.endswith((":", ",")):
        return None
    found = _lead_in(context, grammar, start, lead)
    return replace(found, confidence=min(found.confidence, 0.85)) if found else None


def _lead_in(context: Context, grammar: Grammar, begin: int, words: str) -> Attribution | None:
    """`Mira Solberg told reporters: “…”`."""
    table = context.table
    stripped = words.rstrip(" ,:—–-(\u00a0")
    end = begin + len(stripped)
    if table.cases is not None:
        return lead_in(context, grammar, begin, stripped) or _according(context, grammar, begin, stripped)
    asked = last_match(table.asked, stripped)
    by = table.agents.search(stripped[asked.end() :]) if asked else None
    near = asked is not None and len(stripped) - asked.end() < (200 if by and by.start() < 2 else 60)
    if asked and near and not last_match(table.verbs, stripped[asked.end() :]):
        phrase = grammar.right(begin + asked.end() + by.end(), end) if by else None
        return identify(context, phrase, 0.8) or Attribution(None, None, 0.3, direct=True)
    told = _according(context, grammar, begin, stripped) or _cited(context, grammar, begin, stripped)
    if told is not None:
        return told
    verb = last_match(table.verbs, stripped)
    participle = last_match(table.participles, stripped)
    near = participle is not None and len(stripped) - participle.end() < 60
    if participle and near and (verb is None or participle.start() <= verb.start()):
        stop = begin + participle.start()
        beside = [m for m in context.people.before(stop, begin) if m.end == stop - 1]
        last_word = stripped[: participle.start()].rstrip().rpartition(" ")[2].lower()
        if last_word in context.table.documents.listed:
            # `Ida Berg held up a sign saying “…”`
            return Attribution(None, None, 0.3, direct=True)
        phrase = Phrase(beside[0].start, beside[0].end, "name") if beside else grammar.main(begin, stop)
        return identify(context, phrase, 0.85)
    if verb is not None:
        return _with_verb(context, grammar, begin, stripped, verb, 0.9 if len(stripped) - verb.end() < 120 else 0.7)
    weak = last_match(table.weak_verbs, stripped)
    if weak is not None and len(stripped) - weak.end() < 60:
        return _with_verb(context, grammar, begin, stripped, weak, 0.8)
    return None


def _according(context: Context, grammar: Grammar, begin: int, words: str) -> Attribution | None:
    """`According to Mira Solberg, “…”`."""
    told = last_match(context.table.according, words)
    verb = last_match(context.table.verbs, words) if told else None
    if told is None or (verb is not None and told.start() <= verb.start()):
        return None
    if context.table.cases is not None:
        return according(context, grammar, begin + told.end(), begin + len(words), 0.85)
    return identify(context, grammar.right(begin + told.end(), begin + len(words)), 0.85)


def _cited(context: Context, grammar: Grammar, begin: int, words: str) -> Attribution | None:
    """`The paper quoted Mira Solberg: “…”`, `The paper quoted the mayor as saying, “…”`."""
    verb = last_match(context.table.cited, words)
    if verb is None:
        return None
    phrase = grammar.right(begin + verb.end(), begin + len(words))
    rest = context.text[phrase.end : begin + len(words)].split() if phrase else []
    close = len(rest) <= MAX_AS_SAYING_WORDS and all(map(str.islower, rest))
    return identify(context, phrase, 0.85) if close else None


def _with_verb(
    context: Context, grammar: Grammar, begin: int, words: str, verb: re.Match[str], confidence: float
) -> Attribution | None:
    start, end = begin + verb.start(), begin + len(words)
    head = words[: verb.start()].strip()
    first = head.partition(" ")[0].lower()
    if not head or (context.table.cases is not None and first in context.table.subordinators):
        found = identify(context, grammar.right(begin + verb.end(), end), confidence - 0.02)
        if found is not None or not head:
            return found
    left = grammar.left(begin, start)
    if context.table.cases is None and head.endswith(",") and not _somebody(context, left):
        # `Because of the schedule, explained Mira Solberg, “…”`
        names = [m for m in context.people.before(end, begin + verb.end()) if m.end == end]
        if names and not context.text[begin + verb.end() : names[0].start].strip():
            left = Phrase(names[0].start, end, "name")
    if context.table.cases is None and left is not None and _points(context, left):
        # `Dat zei Mira Solberg: “…”`, `Lo disse Mira Solberg: “…”`: what stands before the verb is its object.
        behind = identify(context, grammar.right(begin + verb.end(), end), confidence - 0.02)
        if behind is not None:
            return behind
    return identify(context, left, confidence)


def _points(context: Context, phrase: Phrase) -> bool:
    """Whether a phrase is nothing but articles and relative pronouns, which points at the quote and at nobody."""
    words = context.text[phrase.start : phrase.end].lower().split()
    return context.table.articles.union(context.table.relative_pronouns).issuperset(words)


def _somebody(context: Context, phrase: Phrase | None) -> bool:
    """Whether a phrase is more than a name of which nothing tells that it is a person's."""
    if phrase is None or phrase.kind != "name":
        return phrase is not None
    return any(map(context.people.is_person, context.people.before(phrase.end, phrase.start)))


def _verbless(context: Context, grammar: Grammar) -> Attribution | None:
    """`Mira Solberg: “…”`, or a verb that the table does not name."""
    begin, words = context.left
    sign, words = words.rstrip()[-1:], words.rstrip(" ,:—–-(\u00a0")
    if not words or sign not in {":", ","} or not context.inner[:1].isupper():
        return None
    words = _NOTE.sub("", words)
    names = context.people.before(begin + len(words), begin)
    if sign == ":" and names and names[-1].end >= begin + len(words) - 1:
        lead = words[: names[-1].start - begin].strip()
        fits = len(lead.split()) <= 3 or context.people.is_person(names[-1])
        if fits and not grammar.governed(names[-1], begin):
            return identify(
                context, Phrase(names[-1].start, names[-1].end, "name"), 0.85 if len(lead.split()) < 4 else 0.62
            )
    return identify(
        context,
        _main(grammar, begin, begin + len(words)),
        (0.74 if context.table.cases is not None else 0.68) if sign == ":" else 0.62,
    )


# ---- what the quotes and the sentences around say


def _told_since(context: Context, grammar: Grammar, previous: Previous) -> Attribution | None:
    """Somebody spoke in the sentence right before, after the last free-standing quote had ended."""
    if not context.begins_sentence or context.span.start == context.paragraph:
        return None
    start, end = sentence_before(context.people.narration, context.span.start, context.paragraph, context.table)
    if previous is not None and previous[0].free and previous[0].span.end > start:
        return None
    return identify(context, _telling(grammar, start, end), 0.78)


def _carried(context: Context, previous: Previous) -> Attribution | None:
    """The same speaker goes on: after an incise in the paragraph, or in a paragraph that is all quote."""
    if previous is None or previous[1].speaker is None:
        return None
    other, said = previous
    between = context.text[other.span.end : context.span.start]
    if other.paragraph == context.paragraph:
        confidence = 0.9 if len(between) < 200 else 0.62
    elif context.span.start == context.paragraph and between.count("\n") <= 3 and len(between) < 160:
        confidence = 0.66
    else:
        return None
    return Attribution(said.speaker, said.mention, min(said.confidence, confidence))


def _told_around(context: Context, grammar: Grammar) -> Attribution | None:
    """The sentence before tells what somebody said or did, and the quote goes on in their own words."""
    if not context.begins_sentence:
        phrase = _main(grammar, context.left[0], context.span.start)
        return identify(context, phrase, 0.62)
    inside = context.span.start > context.paragraph
    floor = context.paragraph if inside else max(0, context.paragraph - 2 * REACH)
    start, end = sentence_before(context.people.narration, context.span.start, floor, context.table)
    if start >= end:
        return None
    phrase = _telling(grammar, start, end)
    if phrase is not None:
        return identify(context, phrase, 0.78 if inside else 0.72)
    introduced = context.text[context.span.start - 3 : context.span.start].rstrip().endswith(":")
    return identify(context, _main(grammar, start, end), 0.62 if inside or introduced else 0.55)


def _main(grammar: Grammar, start: int, end: int) -> Phrase | None:
    return (main_subject if grammar.table.cases is not None else Grammar.main)(grammar, start, end)


def _telling(grammar: Grammar, start: int, end: int) -> Phrase | None:
    """The subject of the last verb of saying in a sentence."""
    words = grammar.text[start:end]
    verb = last_match(grammar.table.verbs, words)
    if verb is None:
        return None
    if grammar.table.cases is not None:
        return subject(grammar, start, (start + verb.start(), start + verb.end()), end)
    right = (
        grammar.right(start + verb.end(), end) if words[: verb.start()].rstrip()[-1:] in {",", "”", '"', "'"} else None
    )
    left = None if right and right.kind == "name" else grammar.left(start, start + verb.start())
    # `The mayor, Ida Berg, announced the news`: what follows the verb is no subject where a name stands before it.
    return left if right is None or (left and left.kind == "name") else right
