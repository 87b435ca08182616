"""Lines that a reader passes over at sight, by what they say: labels of the page's languages, each with its rule.

They hold for HTML and for plain text alike, whatever the model thinks of a line: `Read more: …` is never spoken.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from audiopress.languages.pack import phrasebook
from audiopress.languages.phrases import Match
from audiopress.segment.page.features import words
from audiopress.segment.page.labels import RULE_OF_LABEL, Rule
from audiopress.segment.page.lines import PageLine

LONGEST_LINE: Final = 40
"""Words; what is longer is no boilerplate by these rules."""
LONGEST_IN_LETTERS: Final = 400
"""The same in letters."""
LEAST_LINKED: Final = 0.8
"""Share of a line's letters that are a link's, where a bracket or an arrow says that it is one."""
LEAST_POINTED: Final = 0.25
"""The same where `>>` or its like begins the line."""
LINK_TOLERANCE: Final = 0.04
"""Share of a line's letters by which its link may be longer or shorter than what stands behind the label."""
SHORTEST_HEADLINE: Final = 4
"""Words of the shortest headline in such a box; what is shorter is a source: `[The Ledger]`."""
LONGEST_PLAYER: Final = 16
"""Words of a line that is no label of a player any more."""
LETTERS_BEFORE_RIGHTS: Final = 60
"""Letters before `all rights reserved` in a footer; a caption says more before it."""
SHORTEST_NAME: Final = 3
"""Letters of the shortest name that is credited, with its space."""
QUOTATION: Final = ("“", '"', "„", "«", "»", "‘", "'", "「", "『", "‹", "‚")
"""What somebody says is no boilerplate, whatever it begins with."""
_HEADINGS: Final = frozenset({"h2", "h3", "h4"})
_ARROW: Final = re.compile(r"[\[【▶►→▷☞»>]")
_POINTING: Final = re.compile(r"(?:>>|[▶►➤➡👉→☞])\s?\S")
_LED: Final = re.compile(r"[^\n:|：]{2,40}?\s?[:|：]\s?(.*[^.。!])$")
_MARK: Final = re.compile(r"\s*(?:[:：|>»›\]）)】〉–—…]|\.\.\.|$)")
"""What stands behind a label that leads to another story."""
_CLOSING: Final = " :：|>»›])】〉….·-"
_NEXT_SENTENCE: Final = re.compile(r"[.!?]\s+\S")
_HEADED: Final = re.compile(r"\s?[:|]\s?[^.!。]+$")
"""A colon, and another story's headline."""
_ONE_SENTENCE: Final = re.compile(r"[^.!?]*+[.!?)\]\s]*+$")
_NO_STOP: Final = re.compile(r"[^.!。]*$")
_SIGNS: Final = re.compile(
    r"(?P<footer>[^\w©ⓒ]{0,3}(?:©|ⓒ|\([cC]\) ?(?:19|20)\d\d))"
    r"|(?P<contact>\(\(.*\)\)$|[\s(\[<]*[\w.+-]+@[\w-]+\.[\w.]+[\s)\]>]*$)"
    r"|(?P<pointer>☞[^.。]+$)"
    r"|(?P<tags>(?:#[\w-]+[\s,·|]*)+$)"
    r"|(?P<credits>[\s(\[]*[A-Za-z]{2,4}(?:/[A-Za-z]{2,4}){1,3}(?: \([A-Za-z/, ]{2,30}\))?[.)\]\s]*$|(?:[a-z0-9-]{3,}\.){1,2}[a-z]{2,4}: \S[^\n]{8,}$)"
    r"|(?P<control>\d+ ?/ ?\d+$|[_*•–—-]{3,}$)"
    r"|(?P<embedded>(?:pic\.(?:twitter|x)\.com/\S++\s*+)++$|(?=[^\n]*(?:=|\[/|\[[a-z]+_))(?:\[/?[a-z][\w-]*+(?: [^\[\]]*+)?\]\s*+)++$)"
    r"|(?P<end>[-–— ]*30[-–— ]+$|[#*＊※ ]{2,}$)"
)
"""Labels that are signs and addresses, and the same in every language."""
_RANK: Final = {label: rank for rank, label in enumerate(RULE_OF_LABEL)}


def boilerplate_rule(line: PageLine) -> Rule:
    """The rule that keeps a line out of every article, or nothing."""
    return RULE_OF_LABEL.get(label(line), "")


def label(line: PageLine) -> str:
    """The label of a line that is no story's, as a language's `pack.toml` names it, or nothing."""
    text = line.text
    if len(text) > LONGEST_IN_LETTERS or words(text) > LONGEST_LINE:
        return ""
    if line.links > LEAST_POINTED and words(text) >= SHORTEST_HEADLINE and (_POINTING.match(text) or _leads(line)):
        return "pointer"
    found = phrasebook(line.language).matches(text)
    if found:  # few lines have any
        for match in sorted((one for one in found if one.label in _RANK), key=lambda one: _RANK[one.label]):
            if _counts(line, match, found):
                return match.label
    signs = _SIGNS.match(text)
    return (signs.lastgroup or "") if signs else ""


def _leads(line: PageLine) -> bool:
    """`READ MORE | Another headline`, in any language: all that stands behind a short label is a link."""
    if line.links > LEAST_LINKED:
        return _ARROW.match(line.text) is not None
    led = _LED.match(line.text)
    if led is None or words(led[1]) < SHORTEST_HEADLINE:
        return False
    return abs(line.links - len(led[1]) / len(line.text)) < LINK_TOLERANCE


def leads(line: PageLine) -> bool:
    """A heading that leads away from the story: `related stories`, below which others' headlines stand."""
    found = phrasebook(line.language).matches(line.text)
    return bool(found) and any(
        match.label == "pointer" and not line.text[match.end :].strip(_CLOSING) for match in found
    )


def _counts(line: PageLine, match: Match, found: Sequence[Match]) -> bool:
    """Whether a label holds, by what stands around its phrase in the line."""
    text = line.text
    before, rest = text[: match.start], text[match.end :]
    if match.mode != "holds" and text.startswith(QUOTATION):
        return False
    match match.label, match.mode:
        case "pointer", "begins":
            marked = _MARK.match(rest) is not None or text[match.end - 1] in ":|>"
            return (marked or line.links > 0.4) and not (line.links < 0.2 and _NEXT_SENTENCE.search(rest))
        case "newsletter", _:
            return any(one.label == "subscribe" for one in found)
        case "player", "begins":
            return words(text) < LONGEST_PLAYER
        case "boxed", _:
            return text.startswith("【") and rest.startswith("】") and _NO_STOP.match(rest) is not None
        case "invitation", "begins":
            return _NO_STOP.match(rest) is not None and bool(rest.strip())
        case "genre", _:
            return line.tag not in _HEADINGS and _HEADED.match(rest) is not None
        case "tags", "begins":
            return _ONE_SENTENCE.match(rest) is not None and (text[match.end - 1] in ":#" or bool(rest.strip()))
        case "footer", "holds":
            return match.start <= LETTERS_BEFORE_RIGHTS
        case "credits", "begins":
            return _ONE_SENTENCE.match(rest) is not None and len(rest) > SHORTEST_NAME
        case "credits", "holds":
            return (
                len(rest) <= LONGEST_LINE
                and not _NEXT_SENTENCE.search(before)
                and _ONE_SENTENCE.match(rest) is not None
            )
        case "end", _:
            return bool(rest.strip()) or text.isupper()
    return True
