"""The forms of a person's name: family name, short forms, nicknames, by the words of the name alone."""

from __future__ import annotations

import re

from audiopress.languages.names import frequent_given, name_lists
from audiopress.segment.quotes.mentions import PARTICLE

_HYPHENED_GIVEN = re.compile(r"(?P<family>[A-Z][a-z]+) (?P<given>[A-Z][a-z]{0,6})-[a-z]{1,6}")
_HYPHENED_WORD = re.compile(
    r".*-(?:\w+ed|bas\w+|led|run|born|wide|like|owned|made|type|style|era|only|turned|bound|free|funded|linked|rich|zone|area|site)"
)


def short_forms(name: str) -> set[str]:
    """The short forms of a full name: the family name, wherever it stands, with its particles and without."""
    words = name.split()
    if family_first(name):
        return {words[0]}
    if words[0] in name_lists().family and (len(words) == 2 or "-" in words[1] or len(words) == 3):
        return {words[0]} if words[-1] not in name_lists().family or "-" in words[1] else {words[0], words[-1]}
    if words[-1] in {"Jr.", "Sr.", "Jr", "Sr", "II", "III"} and len(words) > 2:
        words = words[:-1]
    particles = re.search(rf" ({PARTICLE} .*)$", name)
    short = {words[-1], *([particles[1], particles[1][:1].upper() + particles[1][1:]] if particles else [])}
    return short | ({" ".join(words[-2:])} if len(words) > 2 else set())


def family_name(name: str) -> str:
    """The family name of a full name, one word; of a single word this word."""
    words = name.split()
    first = (words[0] in name_lists().family and len(words) > 1) or family_first(name)
    return words[0] if first else words[-1]


def begins_name(word: str) -> bool:
    """Whether a name may begin with a word: a given name, or a family name that stands first."""
    return word in frequent_given() or word in name_lists().family


def family_first(name: str) -> bool:
    """Whether the family name stands first, by the given name's hyphen and small letter: `Park Geun-hye`, `Tsai Ing-wen`.

    `North Korea-related` and `New York-based` have these, too.
    """
    found = _HYPHENED_GIVEN.fullmatch(name)
    if found is None or _HYPHENED_WORD.fullmatch(name):
        return False
    known = found["family"] in name_lists().family
    return known or not ({found["family"].lower(), found["given"].lower()} & name_lists().not_people)


def is_nickname(one: str, other: str) -> bool:
    """Whether two full names are one person's, with a nickname in one: `Pete Berg` and `Peter Berg`, `Sandy` and `Sandra`."""
    first, second = one.split(), other.split()
    return first[-1] == second[-1] and len(first[0]) > 2 and first[0][:3] == second[0][:3]


def is_short_form(short: str, full: str) -> bool:
    """Whether every word of the short form stands in the full one, initials for names included."""
    words = full.split()
    return all(
        word in words or (len(word) == 2 and word[1] == "." and any(w[0] == word[0] for w in words))
        for word in short.split()
    )
