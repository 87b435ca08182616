"""What no language reads: footnote marks and emoji."""

# ruff: noqa: ARG001 - every rule takes the match and the choices

from __future__ import annotations

import re
import unicodedata
from typing import Final

from audiopress.languages.rewriting import How, Rule

_EMOJI: Final = (
    "[\U0001f000-\U0001faff\u2190-\u21ff\u231a-\u23ff\u25a0-\u27bf\u2900-\u297f\u2b00-\u2bff\u3030\u303d"
    "\U000e0020-\U000e007f\ufe0f\u200d\u20e3]"
)


def _footnote(match: re.Match[str], how: How) -> str:
    return ""


def _emoji(match: re.Match[str], how: How) -> str:
    if how.word("emoji", "") != "name":
        return ""
    names = [unicodedata.name(sign, "").lower() for sign in match[0] if sign not in "\ufe0f\u200d"]
    return ", ".join(name for name in names if name and not name.startswith("tag "))


FOOTNOTES: Final[tuple[Rule, ...]] = (
    Rule(re.compile(r"(?<=[\w.,;!?”’\"')])\[(?:\d{1,3}|[a-z]|citation needed)\]"), _footnote, "["),
)
"""Before the rules of a language, which would read their numbers."""

SIGNS: Final[tuple[Rule, ...]] = (
    Rule(re.compile(r"(?<=[^\W\d])[¹²³⁰⁴-⁹]+|(?<=[.,;!?”’\"')])[¹²³⁰⁴-⁹]+"), _footnote, "¹²³⁰⁴⁵⁶⁷⁸⁹"),
    Rule(re.compile(f"{_EMOJI}+"), _emoji),
)
