"""Sentences, and clauses of sentences that are too long for one breath.

Both give offsets that partition the text: every character lies in exactly one piece, spaces with the piece before them.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import Final

SHORT: Final = 6
"""Letters and digits of a sentence that does not stand alone: `No.`, `Why?` sound clipped when recorded by themselves."""
TOGETHER: Final = 240
"""Characters up to which a short sentence is joined to its neighbour."""

Piece = tuple[int, int]

_CLOSING: Final = "\"'”’»›」』）)\\]】》"
_END: Final = re.compile(
    rf"(?<![.!?…؟])(?P<mark>[.!?…؟]+)(?P<close>(?:[{_CLOSING}]|[“‘](?=\s|$)|[ \u00a0\u202f]»(?=[\s,.;:!?]|$))*)(?P<gap>[ \t\u00a0\u2009\u202f]+|(?=\n|$))"
    rf"|(?P<cjk>[。！？｡]+[{_CLOSING}]*)[ \t\u3000]*"
    r"|(?P<line>\n\s*)"
)
_OPENING: Final = re.compile(r"[\"'“”„‘’«»‹›「『(（\[【《¿¡—–-]*\s?")

_NEVER: Final = {
    "en": "mr mrs ms messrs dr drs prof gov govs rep reps sen sens gen gens lt col maj sgt capt cmdr adm cpl pvt brig "
    "rev hon pres amb det insp supt mt ft no nos vs v e.g i.e cf approx fig figs vol pp art sec ch est ca vice ret al "
    "dept univ",
    "de": "dr prof hr fr nr st str bzw ca vgl z.b d.h u.a s evtl ggf inkl geb verh abs art bd hrsg mio mrd tsd jan feb "
    "mär apr jun jul aug sept okt nov dez mo di mi do fr sa so dipl ing med phil rer nat jur z v n",
    "fr": "m mm mme mmes mlle mlles dr pr me st ste no n° art av p pp chap fig vol env janv févr avr juil sept oct nov "
    "déc cf ex",
    "es": "sr sra sres sras srta dr dra dres prof d dña lic ing gral cnel tte núm no art pág págs cap vol fig av avda "
    "ee uu ej aprox ene feb mar abr may jun jul ago sept oct nov dic",
    "ko": "dr mr mrs ms no",
    "ja": "dr mr mrs ms no",
}
"""Before more of the sentence; never its last word."""

_SOMETIMES: Final = frozenset(
    "a.m p.m u.s u.k u.n u.s.a d.c e.u inc corp co ltd jr sr bros etc ph.d m.d b.a m.a usw a.d b.c s.a a.k.a "
    "jan feb mar apr jun jul aug sept sep oct nov dec mon tue tues wed thu thur thurs fri sat sun st".split()
)
"""May end a sentence, and do where a new one clearly begins."""

_STARTERS: Final = frozenset(
    "the a an he she it they we i you his her their its our this that these those there here in on at as but and or "
    "so yet if when while after before since although though however meanwhile also still then now some many most "
    "both all no not what who how why where with by for from to under officials police critics earlier later last "
    "next additionally moreover der die das ein eine er sie es wir ich in im am auf und aber doch le la les un une il "
    "elle ils nous je el los las".split()
)
_WORDS: Final = frozenset("mar jun dec wed sat sun".split())
"""In small letters these are no month and no day."""
_HYPHENS: Final = frozenset("-‐‑")
_GOES_ON: Final = re.compile(r"(?:이?라[고며는던]|[고며]\s|하고|했다)")
"""Korean: the narrator's words right after a quote belong to it."""
_SAID: Final = re.compile(
    r"(?:[A-Z][\w.’'-]*\s+|(?:he|she|they|it|the\s\w+)\s+){1,4}(?:said|says|asked|asks|told|added|adds|wrote|shouted|replied|cried)\b"
    r"|(?:said|asked|added|wrote|replied)\s+[A-Z]"
)
_WORD: Final = re.compile(r"[^\s\"'“”„‘«»‹(\[]+$")


def sentences(text: str, *, language: str = "en") -> tuple[Piece, ...]:
    """Offsets of the sentences in order; together they are the whole text. A line break ends a sentence, too.

    Sentences too short to be said alone are joined to a neighbour of the same line.
    """
    never = frozenset(_NEVER.get(language.lower().partition("-")[0], _NEVER["en"]).split())
    cuts: list[tuple[int, bool]] = []
    for found in _END.finditer(text):
        if found.end() == 0:
            continue
        if found["line"] is not None:
            cuts.append((found.end(), True))
        elif found["cjk"] is not None:
            if _after_quote(text, found.end()):
                cuts.append((found.end(), False))
        elif found["gap"] and _ends(text, found, never, language):
            cuts.append((found.end(), False))
    return tuple(_whole(text, cuts))


def _after_quote(text: str, place: int) -> bool:
    """Japanese and Chinese: no cut where the sentence goes on after a closing bracket (「…。」と話した)."""
    closed = place > 0 and text[place - 1] in "」』）)"
    return not (closed and re.match(r"[とっ]", text[place : place + 1]))


def _ends(text: str, found: re.Match[str], never: frozenset[str], language: str) -> bool:
    rest = text[found.end() : found.end() + 120]
    start = _OPENING.match(rest)
    begin = rest[start.end() :] if start else rest
    if not begin:
        return False
    mark, close = found["mark"], found["close"]
    if begin[0].islower() or (close and _GOES_ON.match(begin)):
        return False
    if "." not in mark or len(mark) > 1:
        return not (close and _SAID.match(begin))
    if close.strip(")]"):
        last = _WORD.search(text[max(0, found.start() - 40) : found.start()])
        word = last[0] if last else ""
        return not (word.lower() in never or re.fullmatch(r"(?:[^\W\d_]\.)*[^\W\d_]", word))
    if re.match(r"[—–-]", rest):
        return False
    return _point(text[max(0, found.start() - 40) : found.start()], begin, never, language)


def _point(before: str, begin: str, never: frozenset[str], language: str) -> bool:
    """Whether a full stop ends the sentence: `before` ends at the stop, `begin` is what follows."""
    last = _WORD.search(before)
    word = last[0] if last else ""
    low = word.lower()
    new = re.match(r"[^\W\d_]+", begin)
    starts = new is not None and new[0].lower() in _STARTERS and begin[new.end() : new.end() + 1] not in _HYPHENS
    if low in never:
        return low in {"no", "ch", "art", "al"} and word.islower() and not begin[0].isdigit()
    if low in _SOMETIMES and not (word.islower() and low in _WORDS):
        return starts
    if re.fullmatch(r"[^\W\d_]", word) and re.match(r"[^\W\d_]\.", begin):
        return False
    if re.fullmatch(r"[^\W\d_]", word) and word.isupper():
        return starts and word == "I"
    if re.fullmatch(r"(?:[^\W\d_]\.)+[^\W\d_]", word):
        return starts
    if language.lower().startswith("de") and re.fullmatch(r"\d{1,2}", word):
        return False
    return not (language.lower().startswith("de") and re.fullmatch(r"[IVX]+", word))


def _whole(text: str, cuts: list[tuple[int, bool]]) -> Iterator[Piece]:
    """The pieces between the cuts, the short ones joined: to the next sentence of the line, else to the one before."""
    pieces: list[tuple[int, int, bool]] = []
    start = 0
    for place, hard in [*cuts, (len(text), True)]:
        if place > start:
            pieces.append((start, place, hard))
            start = place
        elif hard and pieces:
            pieces[-1] = (*pieces[-1][:2], True)
    done: list[tuple[int, int, bool]] = []
    for piece in pieces:
        if done and not done[-1][2] and _join(text, done[-1], piece):
            done[-1] = (done[-1][0], piece[1], piece[2])
        else:
            done.append(piece)
    return ((first, last) for first, last, _ in done)


def _join(text: str, left: tuple[int, int, bool], right: tuple[int, int, bool]) -> bool:
    if right[1] - left[0] > TOGETHER:
        return False
    return _short(text[left[0] : left[1]]) or (right[2] and _short(text[right[0] : right[1]]))


def _short(text: str) -> bool:
    count = 0
    for character in text:
        if character.isalnum():
            count += 3 if character > "\u2e7f" else 1
            if count > SHORT:
                return False
    return True


# ---- clauses

_BREAKS: Final = (
    re.compile(rf"[.!?…。！？]+[{_CLOSING}]*\s*"),
    re.compile(
        rf"(?<![;:；：])[;:；：]+[{_CLOSING}]*(?:\s+|(?<=[；：]))|(?<!\s)\s+[—–-]+\s+|—|\s(?=[(\[])|(?<=[)\]])\s"
    ),
    re.compile(rf"(?<![,、，،])[,、，،]+[{_CLOSING}]*(?:\s+|(?<=[、，]))"),
    re.compile(
        r"(?<!\s)\s+(?=(?:and|but|or|which|who|that|because|while|when|where|if|as|und|oder|aber|dass|weil|wenn|während|et|mais|ou|qui|"
        r"que|parce|quand|y|pero|o|porque|cuando|mientras)\s)"
    ),
    re.compile(r"\s+"),
)
"""Where a long sentence may be cut, the best place first."""


def clauses(text: str, *, limit: int, language: str = "en") -> tuple[Piece, ...]:
    """Offsets of pieces of at most `limit` characters (the spaces at their ends not counted), together the whole text.

    Cut at the best place: semicolons, then commas, then conjunctions, then any space; a single word longer than the
    limit is cut inside, since nothing may be lost. Of places as good, the one nearest the middle is taken, so no
    fragment is left over. Raises ValueError for a limit below one.
    """
    _ = language
    if limit < 1:
        raise ValueError("the limit must be at least one character")
    return tuple(_cut(text, limit)) if text else ()


def _cut(text: str, limit: int) -> Iterator[Piece]:
    """Halved until the pieces fit. The places are looked for once, so that a text of any length takes time by its length."""
    places = [[found.end() for found in pattern.finditer(text)] for pattern in _BREAKS]
    waiting = [(0, len(text))]
    while waiting:
        first, last = waiting.pop()
        start, end = _bare(text, first, last)
        if end - start <= limit:
            yield first, last
            continue
        place = _place(places, first, start, last, limit)
        if place is None:  # one word: cut from its beginning, all of it at once
            ends = [*range(start + limit, end, limit), last]
            yield from zip([first, *ends], ends, strict=False)
            continue
        waiting += [(place, last), (first, place)]


def _bare(text: str, start: int, end: int) -> tuple[int, int]:
    """[start, end) without the spaces at its ends."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _place(places: Sequence[Sequence[int]], first: int, start: int, end: int, limit: int) -> int | None:
    """The offset to cut [first, end) at, None where no space is inside; its words begin at `start`."""
    margin = min(limit // 4, (end - first) // 5)
    middle = (first + end) / 2
    for kind in places:
        found = _nearest(kind, max(start + 1, first + margin), min(end - 1, end - margin), middle)
        if found is not None:
            return found
    return _nearest(places[-1], start + 1, end - 1, middle)


def _nearest(places: Sequence[int], low: int, high: int, middle: float) -> int | None:
    """Of the places in [low, high] the one nearest the middle, the earlier of two as near."""
    before = bisect_right(places, min(middle, high)) - 1
    after = bisect_left(places, max(middle, low))
    near = [
        place for place in (*places[max(0, before) : before + 1], *places[after : after + 1]) if low <= place <= high
    ]
    return min(near, key=lambda place: abs(place - middle), default=None)
