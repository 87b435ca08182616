"""Language tags: what of `pt-BR` or `zh_Hant` tells the language."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

NONE: Final = "und"
"""The tag of a language that nobody knows (BCP 47)."""
_TAG: Final = re.compile(r"[a-z]{2,3}")
_SAME: Final = {"cmn": "zh", "iw": "he", "in": "id", "jw": "jv", "nb": "no", "nn": "no", "tl": "fil"}
"""Languages that go by two tags (IANA's registry; Google's and eSpeak's own names)."""


@lru_cache(maxsize=256)
def primary(tag: str) -> str:
    """The primary subtag in lower case: `pt` of `pt-BR`, `und` of what is no tag."""
    first = re.split(r"[-_.@]", tag.strip().lower(), maxsplit=1)[0]
    return _SAME.get(first, first) if _TAG.fullmatch(first) else NONE


def same_language(one: str, other: str) -> bool:
    """Whether two tags are one language's."""
    return primary(one) == primary(other)


@lru_cache(maxsize=64)
def language_name(tag: str, language: str = "en") -> str:
    """What a language is called in another one, by CLDR: `Italian`, `영어`; the tag itself where nobody knows."""
    from babel import Locale, UnknownLocaleError

    try:
        name = Locale(primary(language)).languages.get(primary(tag))
    except (UnknownLocaleError, ValueError):
        return tag
    return str(name) if name else tag
