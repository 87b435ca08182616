"""The parts of a page around its story: kickers, the site's name, datelines. Shared by HTML and plain text."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from audiopress.languages.everywhere import sites
from audiopress.languages.names import name_lists
from audiopress.languages.pack import pack, page_packs
from audiopress.languages.phrases import Phrasebook, alternation
from audiopress.languages.scripts import EASTERN
from audiopress.languages.tags import NONE
from audiopress.segment.page.boilerplate import QUOTATION
from audiopress.sources.urls import host

_KICKER = re.compile(
    r"(?:\[(?P<a>[^\]]{2,40})\]|【(?P<b>[^】]{2,20})】|<(?P<c>[^<>]{2,20})>|〈(?P<d>[^〉]{2,20})〉|\((?P<e>[A-Z0-9][\w .-]{1,25})\)"
    r"|(?P<h>[A-ZÀ-Þ]{2,}(?: [A-ZÀ-Þ]{2,}){0,2})(?=\. [«“\"A-ZÀ-Þ])\.)\s*"
)
"""What stands before a headline in brackets, or in capitals."""
_BEHIND_KICKER = re.compile(r"\s?[:|/]\s*| ?[-–—] ")
SHORTEST: Final = 6
"""Letters of the shortest headline behind a kicker."""
MOST: Final = 3
"""Kickers that a headline has at most."""
_AGENCY = (
    rf"(?:/[A-Z][\w ]{{2,24}}/|\((?:(?:{alternation(name_lists().agencies)})(?:/[a-z]{{2,4}})*|[A-Z][\w. /]{{1,24}})\))"
)
_DAY = r"(?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2}\.? [A-Za-z][a-zûéä]{2,8}\.?)(?:,? \d{4})?"
_DATELINE = re.compile(
    rf"(?:(?P<place>[A-Z][A-Z.'’\s/-]{{0,39}}[A-Z.]|[A-Z][\w'’-]+(?:[ /][A-Z][\w'’-]+){{0,2}})(?P<land>, (?!{_DAY})[A-Z][\w. ]{{1,32}}?)?(?P<day>, {_DAY})?\s?(?P<agency>{_AGENCY})?"
    rf"|(?P<alone>(?:{_DAY} )?{_AGENCY}))\s*(?P<mark>--|—|–|\.?-|(?<=[A-Z]):)\s*(?=[“\"'‘«„]?[A-Z0-9ÀÁÂÄÇÉÈÊÎÓÖÚÜŒÅ])"
)
_SEPARATORS: Final = (" | ", " :: ", " » ", " › ", " · ", " // ", " – ", " — ", " - ", "｜", " : ")
SHORT: Final = 8
SHORT_EAST: Final = 5
"""Letters of the shortest headline that the name of a site is taken from."""
_SURE: Final = frozenset({" | ", " :: ", " » ", " › ", " // ", "｜"})
"""Marks that headlines do not have themselves."""


def split_kickers(headline: str, language: str = NONE) -> tuple[str, str]:
    """`[Newsmaker] A headline` is the kicker and the headline; of `(LEAD) [Photo News] …` both are."""
    kickers = []
    for _ in range(MOST):
        kicker, rest = _kicker(headline, language)
        if not kicker or len(rest) < SHORTEST:
            break
        kickers.append(kicker)
        headline = rest
    return ", ".join(kickers), headline


def _kicker(headline: str, language: str) -> tuple[str, str]:
    """The kicker that a headline begins with, and the rest of it."""
    found = _KICKER.match(headline)
    if found is not None:
        return next(one for one in found.groups() if one).strip(" -"), headline[found.end() :]
    for match in _kickers(language).matches(headline):
        begun = headline[match.end :]
        if match.start or headline.startswith(QUOTATION):
            continue
        if match.label == "wire" and begun.startswith("-"):
            return headline[: match.end], begun[1:].lstrip()
        if match.label == "kicker" and (mark := _BEHIND_KICKER.match(begun)):
            return headline[: match.end], begun[mark.end() :]
    return "", headline


@cache
def _kickers(language: str) -> Phrasebook:
    pages = [one.page for one in page_packs(language)]
    return Phrasebook(
        [
            *(("kicker", "begins", phrase) for page in pages for phrase in page.kicker.begins),
            *(("wire", "begins", phrase) for page in pages for phrase in page.datelines.wire),
        ]
    )


def split_dateline(paragraph: str, language: str = NONE) -> tuple[str, str]:
    """`SEOUL, Aug. 18 (Yonhap) -- The minister …` is the dateline and the lede; an empty dateline where there is none."""
    own = pack(language).part("bylines")
    found: re.Match[str] | None = own.DATELINE.match(paragraph) if own is not None else None
    if found is None:
        found = _DATELINE.match(paragraph)
        if found is None or not _is_dateline(found, language):
            return "", paragraph
    rest = paragraph[found.end() :]
    if len(rest) < (15 if EASTERN.search(rest[:40]) else 40):
        return "", paragraph
    return re.sub(r"(?<=\))\.$", "", found[0].strip(" -－―—–=:")), rest


def _is_dateline(found: re.Match[str], language: str) -> bool:
    """A place in small letters needs more beside it than a dash; so does a hyphen, but behind capitals and a space."""
    if found["alone"]:
        return True
    if found["mark"] in {"-", ".-"}:
        return bool(found["agency"]) or (found["place"].isupper() and f" {found['mark']} " in found[0])
    if found["mark"] == ":":
        return any(found["place"] in one.page.datelines.colon for one in page_packs(language))
    return found["place"].isupper() or bool(found["agency"] or found["day"] or found["land"])


def without_site(headline: str, site: str = "", *, sure: bool = False) -> str:
    """A page's title without the name of its site, before or after it.

    Where the site's name is not known, what stands behind a bar, or a few capitalised words behind a dash, is taken for
    it; with `sure`, as for an h1, only the known name is.
    """
    headline = headline.strip()
    for _ in range(3):
        shorter = _shorter(headline, site, sure=sure)
        if shorter == headline:
            break
        headline = shorter
    return headline


def _shorter(headline: str, site: str, *, sure: bool) -> str:
    for mark in _SEPARATORS:
        first, found, rest = headline.partition(mark)
        if found and same_name(first, site) and len(rest) >= 8:
            return rest.strip()
        head, found, tail = headline.rpartition(mark)
        if not found or len(head) < (SHORT_EAST if EASTERN.search(head) else SHORT):
            continue
        if same_name(tail, site) or (not sure and mark != " : " and _like_a_site(head, tail, mark)):
            return head.strip()
    lead = headline.partition(":")
    if lead[1] and same_name(lead[0], site) and len(lead[2].strip()) >= SHORT:
        return lead[2].strip()
    unspaced = None if sure or headline.isascii() else _unspaced_site().search(headline)
    return headline[: unspaced.start()] if unspaced else headline


@cache
def _unspaced_site() -> re.Pattern[str]:
    """`_新华网`, `：朝日新聞デジタル`: a name behind a mark, without a space, that ends as papers' and portals' names do."""
    signs = r"\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
    endings = alternation(sites().endings)
    return re.compile(rf"(?<=[{signs}」』”’!?…])\s?[_\-－：:]\s?[\w{signs}]{{1,10}}(?:{endings})$")


def same_name(part: str, site: str) -> bool:
    """The same name, but for an article, spaces or what follows it (`Online`, `.com`)."""
    one, other = (re.sub(r"^the |\W|_", "", text.strip().lower()) for text in (part, site))
    return (
        len(other) > 1
        and len(one) > 1
        and (
            one == other
            or (len(other) > 4 and one.startswith(other) and len(one) < len(other) + 9)
            or (len(one) > 4 and other.startswith(one))
        )
    )


def _like_a_site(head: str, tail: str, mark: str) -> bool:
    words = tail.split()
    if EASTERN.search(tail):
        return len(tail.strip()) <= 12 and len(words) <= 3 and len(head) > len(tail)
    if len(words) > 5 or len(head.split()) < len(words):
        return False
    named = all(
        word[:1].isupper() or word in {"of", "the", "and", "de", "la", "le", "du", "der", "&"} for word in words
    )
    return named if mark not in _SURE else named or len(words) <= 3


def host_name(url: str) -> str:
    """The name in an address: `harbourpost` of `https://www.harbourpost.example/1`."""
    return host(url).partition(".")[0]
