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
def language_name(tag: str) -> str:
    """The language's name in English, by CLDR: `Italian`; the tag itself where it has none."""
    from babel import Locale

    name = Locale("en").languages.get(primary(tag))
    return str(name) if name else tag
