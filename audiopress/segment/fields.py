"""The parts of a page around its story: bylines, kickers, datelines, captions, language. Shared by HTML and plain text."""

from __future__ import annotations

import re
from typing import Final

_NAME = r"[^\W\d_][\w.'’-]*(?: (?:[^\W\d_][\w.'’-]*)){0,4}"
_BY = re.compile(r"^(?:by|von|par|por|di|door|text:?|words by|reported by|written by)[ :]+", re.IGNORECASE)
_EMAIL = re.compile(r"[\s(\[<]*[\w.+-]+@[\w.-]+\.\w+[)\]>]*")
_ROLE = re.compile(
    r",? (?:staff (?:writer|reporter)|senior \w+|correspondent|contributing writer|associated press|reporter|editor|for the .*|special to .*)\s*$",
    re.IGNORECASE,
)
_KOREAN = re.compile(
    r"^(?:\[?[\w.·\s]{1,14}[=|]\s?)?([가-힣]{2,4})\s?(?:선임|수습|객원)?\s?(?:기자|특파원|논설위원|인턴기자)\b"
)
_JAPANESE = re.compile(r"^(?:【|\[)?([一-龥々ぁ-んァ-ヶ\s]{2,12})(?:記者)?(?:】|\])?$")
AGENCIES: Final = frozenset(
    "Yonhap|AFP|AP|Reuters|Associated Press|Xinhua|dpa|Kyodo|Korea Herald|The Korea Herald|Bloomberg|연합뉴스".split(
        "|"
    )
)
_KICKER = re.compile(
    r"^(\[[^\]]{2,40}\]|(?:exclusive|breaking|opinion|editorial|analysis|interview|update|watch)\s?[:|])\s*",
    re.IGNORECASE,
)
_DATELINE = re.compile(
    r"^((?:[A-Z][A-Z.'’\s/-]{2,40}|[A-Z][\w'’-]+(?: [A-Z][\w'’-]+){0,2})(?:, [A-Z][\w. ]{1,20})?(?:, (?:[A-Z][a-z]{2,8}\.? \d{1,2}))?\s?"
    r"(?:\((?:Yonhap|AP|AFP|Reuters|Xinhua|dpa|[A-Z][\w. /]{1,24})\))?)\s*(?:--|—|–)\s+(?=\S)"
)
_AGENCY_LEAD = re.compile(r"^\((?:Yonhap|AP|AFP|Reuters|Xinhua|Bloomberg)\)\s*(?:--|—|–|-)\s+")
_SCRIPTS = (
    ("ko", re.compile(r"[\uac00-\ud7af]")),
    ("ja", re.compile(r"[\u3040-\u30ff]")),
    ("zh", re.compile(r"[\u4e00-\u9fff]")),
)
_COMMON: Final = {
    "en": frozenset("the and of to in that is was for with said has have from this are not but they will were".split()),
    "de": frozenset("der die und das ist nicht mit dem den von auf für ein eine sich auch im des wird hat".split()),
    "fr": frozenset("le la les des et est une dans pour que qui pas sur au du plus ce avec par il".split()),
    "es": frozenset("el la los las de que en y por con para una del se no su al como más es".split()),
}


def bylines(line: str) -> tuple[str, ...]:
    """The people a line names as authors, or nothing: `By Ahn Sung-mi and Lee Ji-yoon (a@b.com)`."""
    # The pattern of addresses looks at every word; most lines have none.
    addressed = "@" in line and _EMAIL.search(line) is not None
    plain = (_EMAIL.sub("", line) if addressed else line).strip(" ·|,-–—")
    korean = _KOREAN.match(plain)
    if korean:
        return (korean[1],)
    led = _BY.match(plain)
    if not led and not addressed:
        return (plain,) if plain in AGENCIES else ()
    names = _ROLE.sub("", plain[led.end() if led else 0 :].strip())
    if not names or len(names) > 120 or re.search(r"[.!?]\s|\d{3}|:", names):
        return ()
    parts = [part.strip(" .") for part in re.split(r",\s*(?:and|und|et|y)?\s+|\s+(?:and|und|et|y|&)\s+", names)]
    people = tuple(part for part in parts if (re.fullmatch(_NAME, part) and part[0].isupper()) or part in AGENCIES)
    if not led and not all(1 < len(person.split()) <= 4 for person in people):
        return ()
    return people


def split_kicker(headline: str) -> tuple[str, str]:
    """`[Newsmaker] A headline` is the kicker and the headline."""
    found = _KICKER.match(headline)
    if found is None or len(headline) - found.end() < 8:
        return "", headline
    return found[1].strip("[]:| "), headline[found.end() :]


def split_dateline(paragraph: str) -> tuple[str, str]:
    """`SEOUL, Aug. 18 (Yonhap) -- The minister …` is the dateline and the lede; an empty dateline where there is none."""
    found = _DATELINE.match(paragraph) or _AGENCY_LEAD.match(paragraph)
    if found is None:
        return "", paragraph
    words = paragraph[found.end() :]
    return (found[0].strip(" -—–"), words) if len(words) > 40 else ("", paragraph)


def without_site(headline: str, site: str = "") -> str:
    """A page title without the name of the site after a bar, a dash or a guillemet."""
    for mark in (" | ", " – ", " — ", " - ", " » ", " :: ", " · "):
        head, found, tail = headline.rpartition(mark)
        if (
            found
            and len(head) >= 12
            and (tail.strip().lower() == site.lower() or (len(tail.split()) <= 5 and len(head) > 2 * len(tail)))
        ):
            return head.strip()
    return headline.strip()


def guess_language(text: str) -> str:
    """The language of some text: by its script, by common words, and for other languages by py3langid."""
    sample = text[:4000]
    letters = max(1, sum(c.isalpha() for c in sample))
    for tag, script in _SCRIPTS:
        if len(script.findall(sample)) > letters * (0.05 if tag == "ja" else 0.3):
            return tag
    words = re.findall(r"[^\W\d_]+", sample.lower())
    shares = {tag: sum(word in common for word in words) / max(1, len(words)) for tag, common in _COMMON.items()}
    best = max(shares, key=lambda tag: shares[tag])
    others = [share for tag, share in shares.items() if tag != best]
    if len(words) < 8 or (shares[best] > 0.12 and shares[best] > 1.5 * max(others)):
        return best if shares[best] > 0 else "en"
    import py3langid

    found: str = py3langid.classify(sample)[0]
    return found
