"""Chinese bylines: a name of two or three signs with its title or the place it reports from, or alone by its family name."""

from __future__ import annotations

import re
from typing import Final

from audiopress.languages.pack import pack

LONGEST: Final = 60
"""Letters."""
NAMES: Final = 4
"""People who sign a story without a word beside their names."""
SIGNS: Final = 3
"""Of most names; of several that stand alone one has so many: two signs may be a place or a section."""
_PAPER = r"(?:本报|本報|本刊|本网|本網|新华社|新華社|中新社)?"
_FILED = r"(?:[\s/／]?\s?[一-龥]{2,6}(?:报道|報道|報導|电|電|摄))?"
"""`北京报道`, `／台北報導`: where from."""
_CHINESE = re.compile(
    rf"{_PAPER}(?:记者|記者|作者|文|撰文)\s?[:：/／丨|\s]\s?(?P<a>[一-龥·]{{2,4}}(?:[\s、](?![一-龥]{{2,6}}(?:报道|報道|報導|电|電)$)[一-龥·]{{2,4}})*){_FILED}$"
    rf"|[〔\[【(（]?{_PAPER}(?:记者|記者)(?P<b>[一-龥]{{2,3}}(?:[\s、][一-龥]{{2,3}})*){_FILED}[〕\]】)）]?$"
    r"|(?:新华社|新華社|中新社).{2,20}[（(](?:记者|記者)\s?(?P<c>[一-龥]{2,3}(?:[\s、][一-龥]{2,3})*)[）)]$"
    r"|(?P<d>[一-龥]{2,3}(?:[\s、][一-龥]{2,3})*)[\s　/／](?!新闻|深度|独家|专题|综合|现场|系列|连续|最新)[一-龥]{2,4}(?:报道|報道|報導)$"
)
_PARTS = re.compile(r"\s?[·,、]\s?|(?<=[一-龥])\s")
_NAME = re.compile(r"[一-龥]{2,3}$")
_AND = re.compile(r"[、,，・]\s?|\s(?=[一-龥]{2,3}(?:\s|$))")
_NOT_NAMES = re.compile(
    r"[区區省市县縣街版网網报報榜社局部厅院校园周年山河湖海江桥路站队盘价股钱车房路杯赛会會书書]$|马拉松|馬拉松|新闻|文化|金融|高考|高校|高科技|石油"
    r"|[马馬](?:德里|尼拉|里[兰蘭]|其[顿頓])|金沙萨|石家[庄莊]|[张張]家口|秦皇[岛島]|夏威夷|孟加拉|黎巴嫩|高加索"
)
"""Places, bodies and things that begin like a family name."""
DATELINE: Final = re.compile(
    r"[（(]中央社[^（()）]{2,24}[電电][)）]\s*"
    r"|[一-龥]{2,16}?\d{1,2}月\d{1,2}日(?:电|電|讯|訊)\s?(?:[（(][^）)]{2,20}[）)])?\s*"
    r"|(?:新华社|新華社|中新社|中新网|本报|本報)[^，。]{2,20}[电電讯訊](?:\s?[（(][^）)]{2,20}[）)])?\s*"
)
"""`新华社北京11月30日电`."""


def names(line: str) -> tuple[str, ...]:
    """The people that a line names as its authors."""
    match = _CHINESE.match(line) if len(line) < LONGEST else None
    found = next((one for one in match.groups() if one), "") if match else ""
    if match is None or not found:
        return ()
    parts = tuple(_PARTS.split(found))
    # `国际 北京报道` begins as `王小明 北京报道` does.
    return parts if not match["d"] or all(one[0] in pack("zh").quotes.family for one in parts) else ()


def signature(line: str) -> tuple[str, ...]:
    """The people that a line names and nothing else."""
    parts = tuple(_AND.split(line))
    return parts if len(parts) <= NAMES and all(map(is_person, parts)) and max(map(len, parts)) == SIGNS else ()


def is_person(text: str) -> bool:
    """A known family name, with one sign or two, and no place or thing that begins so."""
    return (
        len(text) in {2, 3}
        and text[0] in pack("zh").quotes.family
        and _NAME.match(text) is not None
        and not _NOT_NAMES.search(text)
    )
