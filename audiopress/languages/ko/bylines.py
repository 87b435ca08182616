"""Korean bylines: a name of two to four syllables before what its bearer is: `홍길동 기자`."""

from __future__ import annotations

import re
from typing import Final

LONGEST: Final = 60
"""Letters."""
_TITLES = r"(?:선임|수습|객원|인턴|전문|취재|정치부|경제부|사회부|문화부|국제부)?\s?(?:기자|특파원|논설위원|인턴기자|선임기자|통신원|앵커)"
_HANGUL = r"[가-힣]{2,4}(?:\s?[·ㆍ,]\s?[가-힣]{2,4})*"
_KOREAN = re.compile(
    rf"(?:[(\[【][^)\]】]{{1,24}}[)\]】]\s*|[가-힣]{{2,6}}\s?[=＝]\s?|글(?:[·ㆍ,]\s?사진)?\s?[:：·]?\s?|[가-힣]{{2,6}}\s?\|\s?|by\s)?(?P<a>{_HANGUL})\s?(?:[가-힣A-Za-z]{{2,8}}\s)?(?:[가-힣]{{2,6}}(?=특파원))?{_TITLES}(?:\s*=?\s*$|\b)"
    rf"|[(\[【][가-힣A-Za-z]{{2,10}}\s(?P<c>{_HANGUL})\s?{_TITLES}[)\]】]$"
    rf"|[(\[【][^=\])】]{{1,14}}[=|]\s?(?P<b>{_HANGUL})\s?{_TITLES}\s*[)\]】]"
)
_FROM = re.compile(rf"[가-힣]{{2}}(?:\s?[·ㆍ,]\s?[가-힣]{{2}})*\s(?P<name>[가-힣]{{3}})\s?{_TITLES}(?:\s*$|\b)")
"""`순천, 광양 홍길동 기자`: places of two syllables before a name, which nearly always has three."""
_NOT_NAMES = re.compile(
    r"정치|경제|사회|문화|국제|스포츠|연예|산업|생활|사진|영상|담당|취재|현장|전문|외신|본지|해당|시민"
)
_PICTURE = re.compile(r"[(\[【<]?(?:사진|영상|그래픽|자료)\s?(?:제공)?\s?[=＝:：/|]")
"""`사진=김민수 기자`."""
_PARTS = re.compile(r"\s?[·ㆍ,]\s?")
DATELINE: Final = re.compile(
    r"[(\[][^=()\[\]]{1,14}=[^()\[\]]{1,16}[)\]]\s*(?:[가-힣·ㆍ, ]{2,20}\s?(?:기자|특파원)\s*)?(?:=\s*)?"
)
"""`(서울=연합뉴스) 홍길동 기자 =`."""


def names(line: str) -> tuple[str, ...]:
    """The people that a line names as its authors."""
    if _PICTURE.match(line):
        return ()  # who took the picture
    if len(line) < LONGEST and (placed := _FROM.match(line)) and not _NOT_NAMES.search(placed["name"]):
        return (placed["name"],)
    match = _KOREAN.match(line) if len(line) < LONGEST else None
    found = next((one for one in match.groups() if one), "") if match else ""
    return () if not found or _NOT_NAMES.search(found) else tuple(_PARTS.split(found))


def signature(_line: str) -> tuple[str, ...]:
    """No name stands alone: two or three syllables may be anything."""
    return ()
