"""Licences of voices, judged in a word: may a newspaper publish what this voice says?

A model card is read as its makers wrote it. What a voice was trained from counts as much as its own recordings: where a
base voice forbids commercial use, nobody has settled that a voice fine-tuned from it does not. This is a warning for the
one who decides, and no legal advice.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

CLEAN: Final = "clean"
LIMITS: Final = "use limits"
UNCLEAR: Final = "unclear"
DERIVED: Final = "fine-tuned from"
"""Followed by the base voice's name."""
COMMERCE: Final = "non-commercial"
RESEARCH: Final = "research only"
WORDS: Final = (CLEAN, LIMITS, UNCLEAR, DERIVED, COMMERCE, RESEARCH)
"""From the best to the worst."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What a newspaper may do with a voice."""

    word: str
    """One of `WORDS`; after `fine-tuned from` comes a name."""
    why: str = ""

    @property
    def clean(self) -> bool:
        """Whether a newspaper may publish with it, as it may with any other tool."""
        return self.word == CLEAN

    @property
    def red(self) -> bool:
        """Whether it is to be shown in red: not without asking a lawyer or the makers."""
        return self.word not in {CLEAN, LIMITS}

    def __str__(self) -> str:
        return f"{self.word}: {self.why}" if self.why else self.word


def known(word: str) -> bool:
    """Whether a word of a catalogue is one of `WORDS`, with a name where it needs one."""
    return word in WORDS if not word.startswith(DERIVED) else bool(word.removeprefix(DERIVED).strip())


def worst(judgements: Iterable[Judgement]) -> Judgement:
    """The worst of several; the first of equal ones. Raises ValueError for none."""
    return max(judgements, key=lambda one: _rank(one.word))


def _rank(word: str) -> int:
    return WORDS.index(DERIVED) if word.startswith(DERIVED) else WORDS.index(word)


_FORBIDDEN: Final = (
    (RESEARCH, r"research[- ](?:only|purposes?|use|licen[cs]e)|for research\b|blizzard"),
    (
        COMMERCE,
        r"non[- ]?commercial|\bby[- ]nc\b|\bnc[- ](?:sa|nd)\b|no commercial use|commercial use (?:is )?(?:not|forbidden)",
    ),
)
"""Looked for in the whole card."""
_OPEN: Final = (
    (LIMITS, r"\bopen ?rail|\brail[- ]m\b", "commercial use is allowed, some uses are forbidden: read its list"),
    (UNCLEAR, r"\bby[- ]sa\b|share[- ]?alike|\bA?GPL", "whether speech made with it must be shared alike is open"),
    (UNCLEAR, r"\bby[- ]nd\b|no[- ]?derivative", "whether speech made with it is a derivative is open"),
    (CLEAN, r"\bcc[- ]?0\b|public domain|\bunlicense\b", ""),
    (CLEAN, r"\bcc[- ]by\b|creative commons attribution|\bapache\b|\bmit\b|\bbsd\b", ""),
)
"""Looked for where the card names the licence; the first that is found holds."""
_LICENCE: Final = re.compile(r"^[^\w\n]*+licen[cs]e\b[^:\n]*:[ \t]*(.*)$", re.IGNORECASE | re.MULTILINE)
_TUNED: Final = re.compile(r"\bfine[- ]?tuned\s+(?:from|on(?:\s+top\s+of)?)\s+([^\n]*)", re.IGNORECASE)


def judge(card: str, bases: Mapping[str, Judgement]) -> Judgement:
    """What a model card allows, for a voice whose possible `bases` are judged by name already."""
    for word, pattern in _FORBIDDEN:
        if found := re.search(pattern, card, re.IGNORECASE):
            return Judgement(word=word, why=f"its card says {found[0]!r}")
    return worst([_stated(card), *(_tuned(parent, bases) for parent in _TUNED.findall(card))])


def _stated(card: str) -> Judgement:
    """By the lines that name a licence; a card without one says nothing, whatever else it tells."""
    lines = [line.strip() for line in _LICENCE.findall(card) if line.strip()]
    if not lines:
        return Judgement(word=UNCLEAR, why="its card names no licence")
    return worst([_line(line) for line in lines])


def _line(line: str) -> Judgement:
    for word, pattern, why in _OPEN:
        if re.search(pattern, line, re.IGNORECASE):
            return Judgement(word=word, why=why)
    return Judgement(word=UNCLEAR, why=f"its card gives as licence {line[:80]!r}")


def _tuned(parent: str, bases: Mapping[str, Judgement]) -> Judgement:
    """By what it was trained from: a base that is clean passes its own word on, one that is not taints."""
    for name, base in bases.items():
        if re.search(rf"(?<![a-z]){re.escape(name)}(?![a-z_])", parent, re.IGNORECASE):
            return base if base.clean else Judgement(word=f"{DERIVED} {name}", why=f"{name} is {base}")
    return Judgement(
        word=UNCLEAR, why=f"it was fine-tuned from {parent.strip()[:60]!r}, whose terms are not known here"
    )
