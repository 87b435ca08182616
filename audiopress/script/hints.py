"""What a script itself says of a speaker: Mr or Ms before the name, she or he beside the quote. Off unless a show asks.

A hint only narrows the pool of voices. Where a script says nothing, or says both, there is none.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from functools import cache

from audiopress.languages.pack import pack
from audiopress.languages.phrases import Phrasebook
from audiopress.languages.tags import primary
from audiopress.model import Cue, Script


def speaker_key(name: str) -> str:
    """The form of a name that two spellings of it share: case, width and spacing do not make another person."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def hints(script: Script) -> dict[str, str]:
    """`female` or `male` by speaker's key, for speakers of whom the script says one and not the other."""
    speech = [cue for cue in script.cues if cue.kind == "speech"]
    told = " ".join(cue.text for cue in speech if cue.role != "quote")
    names = {speaker_key(cue.speaker): cue.speaker for cue in speech if cue.role == "quote" and cue.speaker}
    language = primary(script.language)
    found = {key: _titled(name, told, language) or _beside(key, speech, language) for key, name in names.items()}
    return {key: gender for key, gender in found.items() if gender}


def _titled(name: str, told: str, language: str) -> str:
    """By a title before the name or one of its ends (`Ms. Lee`, `Mr Harris`)."""
    words = name.split()
    forms = "|".join(re.escape(form) for form in dict.fromkeys((name, words[0], words[-1])) if form)
    gender = pack(language).quotes.gender
    rows = {"female": gender.female_titles, "male": gender.male_titles}
    return _only(
        {
            one: len(re.findall(rf"\b(?:{'|'.join(map(re.escape, titles))})\.?\s+(?:{forms})\b", told))
            for one, titles in rows.items()
            if titles
        }
    )


@cache
def _pronouns(language: str) -> Phrasebook:
    """Words beside a quote; where nouns have the same pronouns as people, those alone say nothing and are not listed."""
    gender = pack(language).quotes.gender
    return Phrasebook(
        (one, "holds", phrase)
        for one, phrases in (("female", gender.female), ("male", gender.male))
        for phrase in phrases
    )


def _beside(key: str, speech: list[Cue], language: str) -> str:
    """By the pronouns in the narrator's words of the same paragraph, counted over all the speaker's quotes."""
    counts: Counter[str] = Counter()
    for paragraph in _paragraphs(speech):
        speakers = {speaker_key(cue.speaker) for cue in paragraph if cue.role == "quote"}
        if speakers != {key}:
            continue
        told = " ".join(cue.text for cue in paragraph if cue.role != "quote")
        counts.update(match.label for match in _pronouns(language).every(told))
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
