"""A page's headline: its h1, its data and its title say it, each in its own way."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from html import unescape
from typing import Any, Final

from audiopress.languages.tokens import letters
from audiopress.segment.page.fields import same_name, without_site
from audiopress.segment.page.names import KICKER

TAGS = re.compile(r"</?([a-zA-Z][a-zA-Z0-9]{0,20})\b[^<>]{0,300}>")
_UNSEEN: Final = re.compile("[\u00ad\u200b\u2060\ufeff]")
"""Where a word may be broken."""
_CLOSING: Final = re.compile(r"</([a-zA-Z][a-zA-Z0-9]{0,20})\s{0,9}>")
_VOID: Final = frozenset("area base br col embed hr img input link meta source track wbr".split())
"""Elements that nothing closes."""
_INSIDE: Final = ("span", "small", "em", "strong", "a", "div", "p")
"""Elements of a heading that may be its kicker."""
_MARKS: Final = (": ", " - ", " – ", " — ", " | ", " :: ", " » ")
_HEADINGS: Final = ("h2", "h3", "h4")
_SETTING: Final = ("b", "font", "strong", "h2", "h3", "h4", "span", "div", "td", "p")
"""Elements that set a headline where there is no h1."""
TITLED: Final = 20
"""Letters of the shortest title that is known behind a kicker."""
BEFORE: Final = 40
"""Letters of the longest kicker."""
PART: Final = 12
"""Letters of the shortest headline that is a part of the page's title."""


def clean(text: str) -> str:
    """Without tags, and with entities read even where they were escaped twice.

    What opens and is closed nowhere is a word: `Why <b> is bad`.
    """
    text = unescape(unescape(text))
    closed = {one.lower() for one in _CLOSING.findall(text)} if "<" in text else set()

    def without(found: re.Match[str]) -> str:
        name = found[1].lower()
        return "" if found[0].startswith("</") or name in closed or name in _VOID else found[0]

    return re.sub(r"\s+", " ", _UNSEEN.sub("", TAGS.sub(without, text))).strip()


def headline_of(tree: Any, headline: str, meta: Mapping[str, str], page: str, titles: list[str], site: str) -> str:
    """What readers see above the story, of its h1 (`titles`), its data (`headline`) and the title of the `page`; without the site's name."""
    stated = [clean(one) for one in (headline, meta.get("og:title", ""), meta.get("twitter:title", ""))]
    tail = page[len(without_site(page, site)) :].strip(" |-–—·:»›/")
    titles = [title for title in titles if not (tail and same_name(title, tail)) and not same_name(title, site)]
    spelled = {letters(one): one for one in stated if one}
    if titles and (shown := _shown(tree, spelled, set(map(letters, titles)))):
        return without_site(shown, site)
    titles = [_spaced(title, spelled.get(letters(title), "")) for title in titles]
    if len(titles) == 1 and (before := _before(tree, page, titles[0])):
        return without_site(before, site, sure=True)
    agreed = [
        title
        for title in titles
        # The h1 is what readers see; a page of many takes the one that its metadata agrees with.
        if len(title) > 5 and any(agree(title, other) for other in (*stated, page)) and not _names(title, page, stated)
    ]
    if agreed:
        return without_site(max(agreed, key=lambda title: _titled(title, page)), site, sure=True)
    whole = [one for one in stated if one]
    once = [title for title in titles if titles.count(title) == 1]
    lone = once[0] if len(once) == 1 and len(once[0]) > 5 else ""
    linked = {title_of(heading) for heading in tree.iter("h1") if _is_linked(heading)}
    if whole and len(lone.split()) > 1 and lone not in linked:
        # What readers see in the only h1, even where the data says it in other words; one that is a link is the site's.
        return without_site(lone, site, sure=True)
    found = without_site(whole[0], site) if whole else without_site(lone, site, sure=True) or _part(tree, page, site)
    return "" if same_name(found, site) else found


def _before(tree: Any, page: str, title: str) -> str:
    """What a page's title says before its only h1, where a heading says it too and it says more: the h1 is the site's name."""
    for mark in _MARKS:
        head, found, _ = page.partition(f"{mark}{title}")
        if found and len(head) >= PART and len(head.split()) > len(title.split()):
            plain = letters(head)
            if any(letters("".join(heading.itertext())) == plain for heading in tree.iter(*_HEADINGS)):
                return head
    return ""


def _titled(title: str, page: str) -> tuple[bool, int]:
    """How much an h1 is what the page's title says first: of several one is the site's, and one a section's."""
    own, whole = letters(title), letters(page)
    return whole.startswith(own), len(title.split()) if own in whole else 0


def _shown(tree: Any, stated: Mapping[str, str], titles: Collection[str]) -> str:
    """The stated title that stands in an h2, where the h1 is another: one for search engines, small above the story.

    It may have a kicker before it; one that is a link is another story's, or this one's among others.
    """
    for heading in tree.iter("h2", "h3"):
        if _is_linked(heading):
            continue
        for one in ("".join(heading.itertext()), title_of(heading)):
            plain = letters(one)
            if plain in stated and plain not in titles:
                return stated[plain]
            for other, title in stated.items():
                begun = len(plain) - len(other)
                if len(other) >= TITLED and 0 < begun < BEFORE and plain.endswith(other) and other not in titles:
                    return title
    return ""


def _is_linked(heading: Any) -> bool:
    return heading.find(".//a") is not None or any(one.tag == "a" for one in heading.iterancestors())


def _spaced(title: str, stated: str) -> str:
    """An h1, with the spaces that its data has between the elements that it is set in."""
    return stated if len(stated.split()) > len(title.split()) else title


def _part(tree: Any, page: str, site: str) -> str:
    """A page's title without the site's name; what of it stands in the page on its own is the headline.

    Old pages have no h1 and no data, and their titles may begin with the site's name.
    """
    halves = (half for mark in _MARKS for half in (page.partition(mark)[2], page.rpartition(mark)[0]))
    parts = {half.strip() for half in halves if len(half) >= PART}
    seen = {clean(element.text or "") for element in tree.iter(*_SETTING)} & parts if parts else set()
    return max(seen, key=lambda part: len(part.split()), default="") or without_site(page, site)


def behind_title(page: str, titles: Sequence[str]) -> str:
    """What the page's title says behind its h1: most often the name of the site, sometimes a section's."""
    title = next((one for one in titles if one and page.startswith(one)), "")
    return page[len(title) :].strip(" |-–—·:»›/_｜") if title else ""


def title_of(heading: Any) -> str:
    """The words of an h1 without the kicker in it."""
    kickers = _kickers(heading)
    text = "".join(_outside(heading, kickers)) if kickers else "".join(heading.itertext())
    return clean(text).strip(" :|–—-") if kickers else clean(text)


def _kickers(heading: Any) -> list[Any]:
    return [one for one in heading.iter(*_INSIDE) if KICKER.search((one.get("class") or "").lower())]


def kicker_of(heading: Any) -> str:
    """What stands above the headline inside its h1, or nothing."""
    return next((clean("".join(one.itertext())).strip(" :|–—-") for one in _kickers(heading)), "")


def _outside(element: Any, left_out: Sequence[Any]) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if child not in left_out:
            yield from _outside(child, left_out)
        yield child.tail or ""


def _names(title: str, page: str, stated: Sequence[str]) -> bool:
    """Whether an h1 is the site's name: the page's title has it beside the headline that the data states."""
    rest = page.removeprefix(title).removesuffix(title).strip(" :|-–—·»›/")
    if not rest or rest == page or any(agree(title, other) for other in stated):
        return False
    return any(agree(rest, other) for other in stated)


def agree(one: str, other: str) -> bool:
    """Whether most words of the shorter title are the other one's, too."""
    first, second = set(re.findall(r"\w+", one.lower())), set(re.findall(r"\w+", other.lower()))
    return bool(first and second) and len(first & second) >= 0.6 * min(len(first), len(second))
