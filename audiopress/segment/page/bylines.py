"""Who wrote it: bylines as papers of six languages print them, with titles, addresses and agencies."""

from __future__ import annotations

import re
from functools import cache
from typing import Final, NamedTuple

from audiopress.languages.line_memory import remembered
from audiopress.languages.names import name_lists, signing_given
from audiopress.languages.pack import pack, page_packs, phrasebook
from audiopress.languages.phrases import Phrasebook, alternation
from audiopress.languages.tags import NONE

AGENCIES: Final = frozenset(name_lists().agencies)
LINE: Final = 160
"""Characters of the longest line that names who wrote it: the patterns here are asked of no longer ones."""
MIN_NAME_WORDS: Final = 2
"""Words of a given and a family name."""
LEAD: Final = 40
"""Characters of the longest line that says `by` and no more."""
MAX_JOIN_LETTERS: Final = 8
"""Letters of the longest word between two names."""
_LED = re.compile(r"\s?:?\s+")
_EMAIL = re.compile(r"[\s(\[<|/·-]*[\w.+-]+@[\w-]+\.[\w.-]*\w[)\]>]*")
_ASIDE = re.compile(r"\s?\([^()]{2,40}\)")
"""`(à Lindvik)` between two names."""
_LAST_AGENCY = re.compile(
    rf"(?P<name>\S+ (?:\S+ )*?\S*[^\W\d_]) (?:{'|'.join(sorted(map(re.escape, AGENCIES), key=len, reverse=True))})"
)
"""`Jane Roe The Associated Press`: whom the paper has it from, with nothing between."""
_WIRES = re.compile(r"\(?(?P<all>[A-Za-z][A-Za-z0-9]+(?:-[A-Za-z][A-Za-z0-9]+){0,2})\)?")
_HANDLE = re.compile(r"[\s(]*@\w{2,30}\)?")
_SIGNED = re.compile(r"\w ?@\w{2,30}$")
_BARS = re.compile(r"[/|·]")
_WORD = re.compile(r"[^\W\d_][\w.'’\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0900-\u0eff\u200c\u200d-]*")
"""A word of a name, with the vowels that Indian and Thai letters carry, which are no letters to Python."""
_PICTURES = re.compile(
    r"[\s,|·/]+(?:(?:foto|photo|fotó|zdj|bild|kuva|video|vídeo|graf|illustr|ilustr)\w*|фото\w*|φωτο\w*)(?:\s?:|\s).*$",
    re.IGNORECASE,
)
"""Who took the pictures, behind who wrote the text: `Text: Jane Roe Fotos: John Day`."""
_INITIALS = re.compile(r"(?:[^\W\d_]\.[\s-]?){2,4}")
"""An author who signs with initials alone: `Par A.B.`."""


class _Words(NamedTuple):
    """What the languages of a page have around names."""

    by: Phrasebook
    behind: re.Pattern[str]
    """What may follow the names: a date, the name of the paper."""
    office: re.Pattern[str]
    """What an author is, behind the name."""
    alone: re.Pattern[str]
    """The same on a line of its own."""
    without_by: re.Pattern[str]
    """A name, and an office behind a comma."""
    place: re.Pattern[str]
    """`Luc Martin à Lyon`, `Jane Roe in Paris`."""
    parts: re.Pattern[str]
    """What stands between two names."""
    published: re.Pattern[str]
    """A word for bringing it out, which papers and people do alike: `Published by`."""
    with_agency: re.Pattern[str]
    particles: frozenset[str]
    nobody: frozenset[str]
    not_names: frozenset[str]
    """Words that no name has."""
    desks: frozenset[str]
    """What those call themselves who sign together."""


@cache
def _words(language: str) -> _Words:
    packs = page_packs(language)
    found = [one.page.bylines for one in packs]
    office, ranks, places, particles, joins, nobody, sold = (
        alternation(text for one in found for text in getattr(one, key))
        for key in ("offices", "office_ranks", "places", "particles", "joins", "nobody", "written_for")
    )
    dated = alternation(text for one in packs for text in (*one.page.dates.updated, *one.page.dates.published))
    published = alternation(text for one in packs for text in one.page.dates.published)
    latest = alternation(text for one in packs for text in one.page.dates.latest)
    anybody = alternation(text for one in found for text in (*one.offices, *one.trades))
    capital = r"[A-ZÀ-Þ][\w'’-]+"

    def compiled(pattern: str) -> re.Pattern[str]:
        return re.compile(pattern, re.IGNORECASE)

    return _Words(
        by=Phrasebook(("by", "begins", phrase) for one in found for phrase in one.by),
        behind=compiled(rf"\s(?:[-–—|•·]|(?:(?:{latest})\s)?(?:{dated}))\s.*$"),
        office=compiled(
            rf"(?:,\s*(?:[\w&-]+ ){{0,3}}(?:{anybody})(?:,? (?:{places}) .{{2,40}})?"
            rf"|,?\s+(?:(?:{ranks}) ){{0,2}}(?:{anybody})|,?\s+(?:{sold}) .*)\s*$"
        ),
        alone=compiled(rf"(?:(?!(?:{nobody}) )[\w&'’-]+ ){{0,4}}(?:{anybody})(?:,? (?:{places}) [\w ]{{2,30}})?"),
        without_by=compiled(
            rf"(?P<name>[^,]{{4,40}}),\s*(?:[\w&-]+ ){{0,3}}(?:{office})(?:,? (?:{places}) .{{2,40}})?$"
        ),
        place=re.compile(rf",?\s+(?:{places}) {capital}(?:[ -](?:(?:{particles}) ){{0,2}}{capital}){{0,3}}$"),
        parts=re.compile(rf"\s*[,;]\s*(?:(?:{joins})\s+)?|\s+(?:{joins}|&)\s+|\s*/\s*|\s*·\s*"),
        published=compiled(rf"\b(?:{published})\b"),
        with_agency=re.compile(rf"(?P<paper>[A-ZÀ-Þ][\w'’ ]{{1,30}}?) (?:{joins}) (?P<agency>\w+)"),
        particles=frozenset().union(*(one.particles for one in found)),
        nobody=frozenset().union(*(one.nobody for one in found)),
        not_names=frozenset().union(*(one.not_people for one in found)),
        desks=frozenset().union(*(one.desks for one in found)),
    )


@remembered
def bylines(line: str, language: str = NONE) -> tuple[str, ...]:
    """The people and agencies that a line names as its authors, or nothing: `By Ahn Sung-mi and Lee Ji-yoon (a@b.example)`.

    `language` is the page's.
    """
    if len(line) > LINE:
        return ()
    # The pattern of addresses looks at every word; most lines have none.
    addressed = "@" in line and (_EMAIL.search(line) or _SIGNED.search(line)) is not None
    plain = (_HANDLE.sub("", _EMAIL.sub("", line)) if "@" in line else line).strip(" ·|,-–—/")
    own = pack(language).part("bylines")
    if own is not None and (named := tuple[str, ...](own.names(plain))):
        return named
    words = _words(language)
    by = words.by.label(plain, "by")
    if addressed and (says_by(plain, language) or _asks_to_write(line, plain, language)):
        return ()  # an address alone is nobody's name
    led = None if by is None or by.start else _LED.match(plain, by.end)
    if by is None or (led is None and not plain[: by.end].endswith(":")):
        return _unled(plain, language, addressed=addressed)
    rest = plain[led.end() if led else by.end :].lstrip()
    if rest[:1].islower() and rest.partition(" ")[0] not in AGENCIES:
        # `Von der Leyen` is no byline of somebody called der Leyen.
        return ()
    rest = _PICTURES.sub("", rest)
    if _INITIALS.fullmatch(rest) and rest.isupper():
        return (rest,)
    told = (rest, words.behind.sub("", rest))
    found = next(filter(None, (people(one, language, alone=addressed, led=True) for one in told)), ())
    if found and words.published.search(plain, 0, by.end) and _has_other_word(found[0], words):
        # Who brings it out need not have written it: a paper has not.
        return tuple(name for name in found if _is_agency(name))
    return found


def _asks_to_write(line: str, plain: str, language: str) -> bool:
    """`Contact jane@paper.example`: one word before an address, which is no name."""
    return " " not in plain and phrasebook(language).label(line, "contact") is not None


def says_by(line: str, language: str = NONE) -> bool:
    """Whether a line says `by`, or `a comment by:`, and no more: the names stand below."""
    plain = line.strip(" :")
    found = _words(language).by.label(plain, "by") if len(plain) <= LEAD else None
    return found is not None and not found.start and found.end == len(plain)


def led_by(line: str, language: str = NONE) -> bool:
    """Whether a line begins with `by`, and names follow."""
    found = _words(language).by.label(line, "by")
    return found is not None and not found.start and len(line) <= LINE


def without_by(name: str, language: str = NONE) -> str:
    """A name that data or an element gives, without `by` before it."""
    by = _words(language).by.label(name, "by")
    led = _LED.match(name, by.end) if by and not by.start else None
    return name[led.end() :] if led else name


def people(names: str, language: str = NONE, *, alone: bool = False, led: bool = False) -> tuple[str, ...]:
    """`Ahn Sung-mi, Staff writer` or `A and B` -> the names; one word is a name only when it may stand `alone`.

    Letters without capitals may be a name where a word has `led` to it, and no office, desk or paper is one behind a name.
    """
    if len(names) > LINE:
        return ()
    words = _words(language)
    names = _ASIDE.sub("", words.office.sub("", names.strip())).strip()
    wired = _LAST_AGENCY.fullmatch(names)
    # An agency behind `and` or a bar has written it, too.
    joined = wired and any(
        part.end() == wired.end("name") + 1 for part in words.parts.finditer(names, 0, wired.end("name") + 1)
    )
    if wired and not joined:
        names = wired["name"]
    if not names or len(names) > 120 or re.search(r"[.!?]\s+[a-z]|[.!?]$|\d|:", names):
        return ()
    parts = [_without_tail(part.strip(" .|-–—"), words) for part in words.parts.split(names)]
    found = [
        part
        for part in (words.place.sub("", words.office.sub("", one)) for one in parts)
        if _is_name(part, words, capitals=not led) and not _is_desk(part, words)
    ]
    if led and len(found) > 1:
        # `By Jane Roe, Lindvik News`: behind who wrote it stands the paper.
        found = [found[0], *(part for part in found[1:] if _is_agency(part) or not _has_other_word(part, words))]
    whole = [part for part in found if " " in part or _is_agency(part)]
    return tuple(dict.fromkeys(whole or (found if alone and len(found) == 1 else ())))


def _without_tail(part: str, known: _Words) -> str:
    """`Jane Roe` of `Jane Roe Follow`: a button glued to a name."""
    words = part.split()
    while len(words) > MIN_NAME_WORDS and words[-1].casefold() in known.not_names:
        words.pop()
    return " ".join(words)


def is_join(line: str, language: str = NONE) -> bool:
    """Whether a line is what stands between two names: `and`, a comma."""
    return len(line) < MAX_JOIN_LETTERS and _words(language).parts.fullmatch(f" {line.strip()} ") is not None


def is_office(line: str, language: str = NONE) -> bool:
    """`Echo Staff Writer`, `Correspondent in Lindvik`: what an author is, on a line of its own."""
    return len(line) < 60 and _words(language).alone.fullmatch(line) is not None


def _unled(plain: str, language: str, *, addressed: bool) -> tuple[str, ...]:
    """A line without `by`: an agency, names with an agency, names with an address or with a title."""
    wires = None if " " in plain else _WIRES.fullmatch(plain)
    if plain in AGENCIES or (wires and all(one in AGENCIES for one in wires["all"].split("-"))):
        return (plain.strip("()"),)
    words = _words(language)
    joint = words.with_agency.fullmatch(plain) if plain.rpartition(" ")[2] in AGENCIES else None
    if joint:
        return (joint["paper"], joint["agency"])
    if "," in plain and (titled := words.without_by.match(plain)):
        return people(titled["name"], language)
    parts = [part.strip() for part in _BARS.split(plain)] if "/" in plain or "|" in plain or "·" in plain else []
    if len(parts) == 2 and any(part in AGENCIES for part in parts):
        found = tuple(part for part in parts if _is_name(part, words))
        return found if len(found) == len(parts) else ()
    return people(plain, language, alone=True) if addressed else ()


def like_a_name(text: str, language: str = NONE) -> bool:
    """Whether a whole line is what a name looks like: two to four words, each with a capital."""
    return 2 <= len(text.split()) <= 4 and _is_name(text, _words(language))


def _is_agency(part: str) -> bool:
    """`Reuters`, `REUTERS`, `AFP-Yonhap`."""
    return part in AGENCIES or part.title() in AGENCIES or all(one in AGENCIES for one in part.split("-"))


def _is_desk(part: str, known: _Words) -> bool:
    """`News Desk`, `Redaktion`: what a paper calls those of its own who sign together."""
    words = [word.casefold() for word in part.split()]
    return words[-1:] != [] and words[-1] in known.desks and known.desks.union(known.not_names).issuperset(words)


def _has_other_word(part: str, known: _Words) -> bool:
    """Whether a word of it is in no person's name, and it does not begin as one: `Lindvik News`, not `Ann Day`."""
    plain = {word.casefold() for word in part.split()}
    return part.partition(" ")[0] not in signing_given() and not (
        plain.isdisjoint(known.not_names) and plain.isdisjoint(name_lists().not_people)
    )


def _is_name(part: str, known: _Words, *, capitals: bool = True) -> bool:
    """One to five words, each with a capital or a particle between them; no day, month or plain word.

    Without `capitals` words in letters that have none will do.
    """
    if _is_agency(part):
        return True
    words = part.split()
    return (
        1 <= len(words) <= 5
        and all(_WORD.fullmatch(word) for word in words)
        and words[0].lower() not in known.nobody
        and words[-1].lower() not in known.particles
        and all(
            word[0].isupper() or word.lower() in known.particles or not (capitals or word[0].islower())
            for word in words
        )
    )
