"""What pictures show and whose they are, as papers print it below them and in the middle of their text."""

from __future__ import annotations

import re
from typing import Final

from audiopress.segment.page.features import words
from audiopress.segment.page.guarded import guarded

CREDIT: Final = 8
"""Words of a picture's credit."""
PICTURED: Final = 30
"""Words of the longest caption that its credit alone tells from a paragraph."""
_CREDIT: Final = guarded(
    r"\((?:[^()]{0,30}/)?(?:yonhap|ap|afp|reuters|getty(?: images)?|bloomberg|epa|xinhua|연합뉴스|photo[^)]*+|[a-z][\w ]{1,60} via [a-z][\w ]{1,60})(?:/[^()]*)?\)\s*$|"
    r"\([a-z][\w .&'’-]{1,30}/[a-z][\w .&'’-]{1,40}\)\s*$|"
    r"^(?:photo(?:graph)?|picture|image|foto|bild|above|crédit|credit|illustration|composite|사진|그래픽|写真|図)\s?[:=：＝]|^image (?:caption|source|credit),|(?:자료 ?사진|사진 ?제공|撮影|\s제공)[)）\]]?$|(?:\bphoto(?:graph)? by\b|\bimage credit\b|getty images)|[\s\u3000:：][一-龥]{2,4}\s?[摄攝]$",
    "摄|攝|(|photo|picture|image|foto|bild|above|crédit|credit|illustration|composite|사진|그래픽|제공|写真|図|撮影",
)
_BEHIND: Final = re.compile(
    r"[.!?…”\"»)] (?:Photos?|Photograph|Picture|Fotos?|Bild|Image|Crédit(?: photo)?|Illustration)\s?[:/]\s?[^.!?:]{2,40}$"
)
"""What a picture shows, and whose it is."""
_CREDITED = re.compile(
    r"photo(?:graph)?s?|pictures?|images?|foto|bild|credit|courtesy|handout|사진|제공|写真", re.IGNORECASE
)


def credited(text: str) -> bool:
    """Whether a line names the owner of a picture, before what it shows or behind it."""
    return _CREDIT.search(text.lower()) is not None


def pictured(text: str) -> bool:
    """Whether a short paragraph ends with a credit: `… on the pier. Photo: Ida Berg`."""
    return words(text) <= PICTURED and _BEHIND.search(text) is not None


def is_credit(caption: str) -> bool:
    """Nothing but whose picture it is: `Photo: Ida Berg / Harbour Post`, `사진=연합뉴스`."""
    if not credited(caption):
        return False
    rest = _CREDITED.sub("", caption)
    return words(rest) <= CREDIT and all(
        word[:1].isupper() for word in re.findall(r"[^\W\d_]{4,}", rest) if word.isascii()
    )
