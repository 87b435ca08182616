"""Japanese bylines: a name with what its bearer is before or behind it, or alone where its family name is known."""

from __future__ import annotations

import re
from typing import Final

from audiopress.languages.pack import pack

LONGEST: Final = 60
"""Letters."""
NAMES: Final = 4
"""People who sign a story without a word beside their names."""
_KANJI = r"[一-龥々]{2,4}[\s　]?[一-龥々ぁ-んァ-ヶー]{0,4}"
_JAPANESE = re.compile(
    rf"(?:取材・文|文|記者|執筆|聞き手|[一-龥]{{0,6}}(?:編集委員|論説委員|特派員|支局長|部記者)|[ァ-ヶー一-龥]{{2,8}}(?:総局|支局)|(?:政治|経済|社会|国際|文化|科学|運動|外報|外信)部)(?:\s?[:：・＝=]\s?|[\s　])(?P<a>{_KANJI})$|(?P<b>[一-龥々]{{2,4}}[\s　]?[一-龥々ぁ-んァ-ヶー]{{1,4}}?)\s?(?:記者|特派員|論説委員|編集委員)$|[【（](?P<c>[一-龥々]{{2,3}}[\s　]?[一-龥々ぁ-ん]{{1,3}})[】）]$|【[^】＝=]{{1,10}}[＝=](?P<d>{_KANJI})】|[ァ-ヶー一-龥]{{2,8}}[＝=](?P<e>{_KANJI})$"
)
_NOT_NAMES = re.compile(
    r"撮影|提供|担当|記事|会員|限定|写真|動画|特集|速報|独自|連載|社説|解説|号外|新聞|関連|編集|訂正|天気|広告"
)
_GIVEN = re.compile(r"[一-龥々]{1,3}|[ぁ-ん]{2,4}|[ァ-ヶー]{2,4}")
_AND = re.compile(r"[、,，・]\s?")
_OFFICE = re.compile(
    r"記者|特派員|委員|[県市区町村郡都府道省庁部局社会党面欄版課館園校駅線式賞展号]$|市長|知事|首相|大臣|議員|監督|選手|教授|会長|社長|事件|原発|問題|政治|経済|製薬|製作|工業|商事|商店|銀行|電機|電気|建設|運輸"
)
DATELINE: Final = re.compile(
    r"【[^】]{1,10}[=＝][^】]{1,12}】\s*|【[^】]{1,8}(?:共同|時事|ロイター|AFP)】\s*"
    r"|[\[［][^\]］]{1,16}(?:ロイター|AFP時事|共同|時事)[\]］]\s*[-－―]?\s*"
)
"""`【ワシントン共同】`."""


def names(line: str) -> tuple[str, ...]:
    """The author that a line names."""
    match = _JAPANESE.match(line) if len(line) < LONGEST else None
    found = next((one for one in match.groups() if one), "") if match else ""
    return () if not found or _NOT_NAMES.search(found) else (found,)


def signature(line: str) -> tuple[str, ...]:
    """The people that a line names and nothing else."""
    if is_person(line):
        return (line,)
    parts = tuple(_AND.split(line))
    return parts if len(parts) <= NAMES and all(map(is_person, parts)) else ()


def is_person(text: str) -> bool:
    """A known family name, and a given name that is no office."""
    known = pack("ja").quotes.family
    family = next((text[:size] for size in (3, 2) if text[:size] in known), "")
    given = text[len(family) :].strip(" \u3000")
    return bool(family) and _GIVEN.fullmatch(given) is not None and not _OFFICE.search(given)
