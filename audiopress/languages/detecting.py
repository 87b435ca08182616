"""Which language a text is written in; where nothing tells, it is `und`: no language is assumed.

By its script, by the commonest words of the languages that have a folder, else by py3langid.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from audiopress.languages.pack import known, pack, pack_text
from audiopress.languages.scripts import (
    ARABIC_RANGE,
    CYRILLIC_RANGE,
    EASTERN,
    GREEK_RANGE,
    HAN,
    HANGUL,
    HEBREW_RANGE,
    KANA,
    THAI_RANGE,
)
from audiopress.languages.tags import NONE, primary
from audiopress.languages.tokens import spelled

SAMPLE: Final = 2000
"""Letters of a text that tell its language."""
_SCRIPTS: Final = (("ko", HANGUL, 0.3), ("ja", KANA, 0.05), ("zh", HAN, 0.3))
"""Scripts that are one language's, and the share of a text's letters from which on it is in that language."""
EASTERN_TAGS: Final = frozenset(tag for tag, *_ in _SCRIPTS)
MIN_SHARE: Final = 0.12
"""Share of a text's words that must be a language's commonest ones."""
MIN_LEAD: Final = 1.5
"""How many times the share of the next language that must be."""
SHORT_TEXT: Final = 8
"""A text of fewer words is too short for shares: one common word decides, where it is no other language's."""
LONG_TEXT: Final = 60
"""A text of more words overrides the language that its page states."""
_STOP: Final = re.compile(r'^stop = (?:"""(.*?)"""|"(.*?)"$)', re.MULTILINE | re.DOTALL)

_NAMED: Final = re.compile(r"^[ \t]*[\"']?stop\b", re.MULTILINE)


def script_language(text: str) -> str:
    """`ko`, `ja` or `zh` by the letters of a text, else nothing."""
    sample = text[:SAMPLE]
    if sample.isascii() or not EASTERN.search(sample):
        return ""
    letters = max(1, sum(map(str.isalpha, sample)))
    return next((tag for tag, script, share in _SCRIPTS if len(script.findall(sample)) > letters * share), "")


def detect(text: str, stated: str = "") -> str:
    """The language of some text: what is `stated`, unless its words deny it; `und` where nothing tells."""
    if script := script_language(text):
        return script
    sample = text[:SAMPLE]
    words = spelled(sample).parts
    shares = {tag: sum(map(common.__contains__, words)) / max(1, len(words)) for tag, common in _common().items()}
    best, next_best = sorted(shares, key=lambda tag: shares[tag], reverse=True)[:2]
    clear = shares[best] > MIN_SHARE and shares[best] > MIN_LEAD * shares[next_best]
    if stated and primary(stated) not in EASTERN_TAGS:
        denied = len(words) > LONG_TEXT and clear and shares.get(primary(stated), shares[best]) < 0.25 * shares[best]
        return best if denied else stated
    if clear or (len(words) < SHORT_TEXT and shares[best] > shares[next_best]):
        return best
    return _guess(sample) if len(words) >= SHORT_TEXT or _OTHER.search(sample) else NONE


_OTHER: Final = re.compile(f"[{CYRILLIC_RANGE}{GREEK_RANGE}{ARABIC_RANGE}{HEBREW_RANGE}{THAI_RANGE}]")
"""Scripts of few languages: a word or two is enough."""


@cache
def _common() -> dict[str, frozenset[str]]:
    """The commonest words of each language, without the rest of its pack: that is read when the language is met."""
    found = {}
    for tag in known():
        text = pack_text(tag)
        if listed := _STOP.search(text):
            found[tag] = frozenset((listed[1] or listed[2]).split())
        elif _NAMED.search(text):  # written in another way
            found[tag] = pack(tag).words.stop
    return found


def _guess(sample: str) -> str:
    """By py3langid, its model unpacked in memory: by itself it takes 67 MB of TMPDIR, of which containers have 64."""
    import io
    from types import SimpleNamespace

    from py3langid import langid, modelio

    modelio.tempfile = SimpleNamespace(TemporaryFile=lambda *_, **__: io.BytesIO())
    found: str = langid.classify(sample)[0]
    return found
