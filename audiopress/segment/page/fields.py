"""The parts of a page around its story: kickers, the site's name, datelines. Shared by HTML and plain text."""

from __future__ import annotations

import re
from typing import Final

from audiopress.languages.scripts import EASTERN
from audiopress.sources.urls import host

_GENRES = (
    "exclusive|breaking(?: news)?|just in|opinion|editorial|analysis|commentary|column|interview|update|watch|explainer|live(?: updates?| blog)?|video|photos?|"
    "in pictures|podcast|review|fact[- ]?(?:check|box)|feature|profile|obituary|letters?|newsmaker|q&a|developing|lead|urgent|"
    "eilmeldung|kommentar|analyse|meinung|exklusiv|liveticker|leitartikel|reportage|porträt|"
    "exclusif|tribune|entretien|édito(?:rial)?|en direct|direct|portrait|vidéo|"
    "exclusiva|opinión|entrevista|última hora|análisis|en vivo"
)
_WIRE = "(?:factbox|analysis|exclusive|breakingviews|explainer|timeline|insight|urgent|wrapup \\d|corrected|refile|rpt|focus|interview)"
"""What Reuters puts before a headline, with a hyphen."""
_KICKER = re.compile(
    rf"(?:\[(?P<a>[^\]]{{2,40}})\]|【(?P<b>[^】]{{2,20}})】|<(?P<c>[^<>]{{2,20}})>|〈(?P<d>[^〉]{{2,20}})〉|\((?P<e>[A-Z0-9][\w .-]{{1,25}})\)"
    rf"|(?P<f>{_GENRES})\s?[:|/]|(?P<g>{_GENRES})(?= ?[-–—]) ?[-–—] |(?P<h>(?-i:[A-ZÀ-Þ]{{2,}}(?: [A-ZÀ-Þ]{{2,}}){{0,2}})(?=\. (?-i:[«“\"A-ZÀ-Þ])))\.|(?P<i>(?:update \d{{1,2}}|{_WIRE})-))\s*",
    re.IGNORECASE,
)
SHORTEST: Final = 6
"""Letters of the shortest headline behind a kicker."""
MOST: Final = 3
"""Kickers that a headline has at most."""
_AGENCY = r"(?:/[A-Z][\w ]{2,24}/|\((?:Yonhap|AP|AFP|Reuters|Xinhua|dpa(?:/[a-z]{2,4})*|Bloomberg|Kyodo|EFE|[A-Z][\w. /]{1,24})\))"
_DAY = r"(?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2}\.? [A-Za-z][a-zûéä]{2,8}\.?)(?:,? \d{4})?"
_DATELINE = re.compile(
    rf"(?:(?P<place>[A-Z][A-Z.'’\s/-]{{0,39}}[A-Z.]|[A-Z][\w'’-]+(?:[ /][A-Z][\w'’-]+){{0,2}})(?P<land>, (?!{_DAY})[A-Z][\w. ]{{1,32}}?)?(?P<day>, {_DAY})?\s?(?P<agency>{_AGENCY})?"
    rf"|(?P<alone>(?:{_DAY} )?{_AGENCY}))\s*(?P<mark>--|—|–|\.?-|(?<=[A-Z]):)\s*(?=[“\"'‘«„]?[A-Z0-9ÀÁÂÄÇÉÈÊÎÓÖÚÜŒÅ])"
)
_COLON: Final = frozenset(
    "NEW DELHI|DELHI|MUMBAI|KOLKATA|CHENNAI|BENGALURU|BANGALORE|HYDERABAD|LUCKNOW|PATNA|SRINAGAR|ISLAMABAD|KARACHI|LAHORE|PESHAWAR|QUETTA|DHAKA|COLOMBO|KATHMANDU|KABUL"
    "|KUALA LUMPUR|PUTRAJAYA|PETALING JAYA|GEORGE TOWN|IPOH|JOHOR BARU|KUCHING|KOTA KINABALU|SINGAPORE|JAKARTA|BANGKOK|MANILA|HANOI|PHNOM PENH|YANGON"
    "|BEIJING|HONG KONG|TAIPEI|SEOUL|TOKYO|DUBAI|ABU DHABI|RIYADH|JEDDAH|DOHA|KUWAIT CITY|MUSCAT|MANAMA|CAIRO|AMMAN|BEIRUT|BAGHDAD|TEHRAN|ANKARA|ISTANBUL"
    "|JERUSALEM|GAZA|DAMASCUS|LONDON|PARIS|BERLIN|BRUSSELS|GENEVA|ROME|MOSCOW|KYIV|WASHINGTON|NEW YORK|UNITED NATIONS|NAIROBI|LAGOS|ABUJA|ACCRA|JOHANNESBURG|CAPE TOWN".split(
        "|"
    )
)
"""Where papers of Asia, the Gulf and Africa write from with a colon; any other capitals before one may be a speaker's."""
_EASTERN = re.compile(
    r"[(\[][^=()\[\]]{1,14}=[^()\[\]]{1,16}[)\]]\s*(?:[가-힣·ㆍ, ]{2,20}\s?(?:기자|특파원)\s*)?(?:=\s*)?"
    r"|【[^】]{1,10}[=＝][^】]{1,12}】\s*|【[^】]{1,8}(?:共同|時事|ロイター|AFP)】\s*|[\[［][^\]］]{1,16}(?:ロイター|AFP時事|共同|時事)[\]］]\s*[-－―]?\s*"
    r"|[（(]中央社[^（()）]{2,24}[電电][)）]\s*"
    r"|[一-龥]{2,16}?\d{1,2}月\d{1,2}日(?:电|電|讯|訊)\s?(?:[（(][^）)]{2,20}[）)])?\s*"
    r"|(?:新华社|新華社|中新社|中新网|本报|本報)[^，。]{2,20}[电電讯訊](?:\s?[（(][^）)]{2,20}[）)])?\s*"
)
_SEPARATORS: Final = (" | ", " :: ", " » ", " › ", " · ", " // ", " – ", " — ", " - ", "｜", " : ")
_EASTERN_SITE = re.compile(
    r"(?<=[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af」』”’!?…])\s?[_\-－：:]\s?[\w\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{1,10}(?:网|網|新闻|新聞|日报|日報|晚报|时报|時報|在线|デジタル|ニュース|オンライン|뉴스|일보|신문)$"
)
"""`_新华网`, `：朝日新聞デジタル`: a name that ends as papers' and portals' names do."""
SHORT: Final = 8
SHORT_EAST: Final = 5
"""Letters of the shortest headline that the name of a site is taken from."""
_SURE: Final = frozenset({" | ", " :: ", " » ", " › ", " // ", "｜"})
"""Marks that headlines do not have themselves."""


def split_kickers(headline: str) -> tuple[str, str]:
    """`[Newsmaker] A headline` is the kicker and the headline; of `(LEAD) [Photo News] …` both are."""
    kickers = []
    for _ in range(MOST):
        found = _KICKER.match(headline)
        if found is None or len(headline) - found.end() < SHORTEST:
            break
        kickers.append(next(one for one in found.groups() if one).strip(" -"))
        headline = headline[found.end() :]
    return ", ".join(kickers), headline


def split_dateline(paragraph: str) -> tuple[str, str]:
    """`SEOUL, Aug. 18 (Yonhap) -- The minister …` is the dateline and the lede; an empty dateline where there is none."""
    found = _EASTERN.match(paragraph)
    if found is None:
        found = _DATELINE.match(paragraph)
        if found is None or not _is_dateline(found):
            return "", paragraph
    rest = paragraph[found.end() :]
    if len(rest) < (15 if EASTERN.search(rest[:40]) else 40):
        return "", paragraph
    return re.sub(r"(?<=\))\.$", "", found[0].strip(" -－―—–=:")), rest


def _is_dateline(found: re.Match[str]) -> bool:
    """A place in small letters needs more beside it than a dash, and a hyphen needs the agency or the day."""
    if found["alone"]:
        return True
    if found["mark"] in {"-", ".-"}:
        return bool(found["agency"])
    if found["mark"] == ":":
        return found["place"] in _COLON
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
    east = _EASTERN_SITE.search(headline)
    return headline[: east.start()] if east and not sure else headline


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
