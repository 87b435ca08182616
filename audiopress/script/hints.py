"""What a script itself says of a speaker: Mr or Ms before the name, she or he beside the quote. Off unless a show asks.

A hint only narrows the pool of voices. Where a script says nothing, or says both, there is none.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from typing import Final

from audiopress.model import Cue, Script

TITLES: Final[Mapping[str, Mapping[str, str]]] = {
    "en": {"female": r"Mrs|Ms|Miss|Mme|Madam|Lady|Dame", "male": r"Mr|Sir|Lord"},
    "de": {"female": "Frau", "male": "Herrn?"},
    "fr": {"female": "Mme|Mlle|Madame|Mademoiselle", "male": r"M\.|Monsieur"},
    "es": {"female": "Sra|Srta|Doña|señora|señorita", "male": "Sr|Don|señor"},
}
"""Words before a name, by language."""
PRONOUNS: Final[Mapping[str, Mapping[str, str]]] = {
    "en": {"female": "she|her|herself|spokeswoman|chairwoman|actress", "male": "he|his|him|himself|spokesman|chairman"},
    "de": {"female": "sagte sie|so die Ministerin|Sprecherin", "male": "sagte er|so der Minister|Sprecher"},
    "fr": {"female": "a-t-elle|elle a", "male": "a-t-il|il a"},
    "es": {"female": "dijo ella|la ministra|la portavoz", "male": "dijo él|el ministro|el portavoz"},
    "ko": {"female": "그녀", "male": "(?!)"},
    "ja": {"female": "彼女", "male": "彼(?!女)"},
}
"""Words beside a quote, by language; German and Romance pronouns alone say nothing, for nouns have them too."""


def speaker_key(name: str) -> str:
    """The form of a name that two spellings of it share: case, width and spacing do not make another person."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def hints(script: Script) -> dict[str, str]:
    """`female` or `male` by speaker's key, for speakers of whom the script says one and not the other."""
    speech = [cue for cue in script.cues if cue.kind == "speech"]
    told = " ".join(cue.text for cue in speech if cue.role != "quote")
    names = {speaker_key(cue.speaker): cue.speaker for cue in speech if cue.role == "quote" and cue.speaker}
    language = script.language.lower().partition("-")[0]
    found = {key: _titled(name, told, language) or _beside(key, speech, language) for key, name in names.items()}
    return {key: gender for key, gender in found.items() if gender}


def _titled(name: str, told: str, language: str) -> str:
    """By a title before the name or one of its ends (`Ms. Lee`, `Mr Harris`)."""
    words = name.split()
    forms = "|".join(re.escape(form) for form in dict.fromkeys((name, words[0], words[-1])) if form)
    rows = TITLES.get(language, {}).items()
    return _only({gender: len(re.findall(rf"\b(?:{titles})\.?\s+(?:{forms})\b", told)) for gender, titles in rows})


def _beside(key: str, speech: list[Cue], language: str) -> str:
    """By the pronouns in the narrator's words of the same paragraph, counted over all the speaker's quotes."""
    counts: Counter[str] = Counter()
    for paragraph in _paragraphs(speech):
        speakers = {speaker_key(cue.speaker) for cue in paragraph if cue.role == "quote"}
        if speakers != {key}:
            continue
        told = " ".join(cue.text for cue in paragraph if cue.role != "quote")
        for gender, words in PRONOUNS.get(language, {}).items():
            edge = "" if language in {"ko", "ja"} else r"\b"
            counts[gender] += len(re.findall(rf"{edge}(?:{words}){edge}", told, re.IGNORECASE))
    return _only(counts)


def _paragraphs(speech: list[Cue]) -> list[list[Cue]]:
    rows: list[list[Cue]] = []
    for cue in speech:
        if cue.paragraph or not rows:
            rows.append([])
        rows[-1].append(cue)
    return rows


def _only(counts: Mapping[str, int]) -> str:
    """The one gender that was counted at all."""
    seen = [gender for gender, count in counts.items() if count]
    return seen[0] if len(seen) == 1 else ""
