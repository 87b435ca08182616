"""Where a script's words stand in the articles: carried from the format to the transcript, beside the script's text.

A format prints the words of an article with their place (`toolbox.ArticleWords`). The text of a script has no notation for it,
so that it stays one that an editor writes: places go beside it, by the number of the line. In a script that was edited
the lines that still say the same keep theirs, and so does a line that was changed where it stands. What has no place is
the show's own words, or an editor's: there blank lines make paragraphs.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from audiopress.model import Cue, Place, Script
from audiopress.script.parsing import parse

Places = Mapping[int, Place]
"""Of the lines of a script's text that are an article's, by number from 1."""


def placed(script: Script, places: Places) -> Script:
    """The script with what is known of its lines."""
    cues = (replace(cue, place=places.get(cue.line)) if cue.kind == "speech" else cue for cue in script.cues)
    return replace(script, cues=tuple(cues))


def structured(script: Script) -> Script:
    """The script with a place for everything that is said: without an article's, in the paragraph of the script."""
    cues: list[Cue] = []
    paragraph = -1
    for cue in script.cues:
        if cue.kind == "speech":
            paragraph += cue.paragraph or paragraph < 0
            kind = "headline" if cue.role == "headline" else "text"
            cues.append(replace(cue, place=cue.place or Place(paragraph=paragraph, kind=kind, after=" ")))
        else:
            cues.append(cue)
    return replace(script, cues=tuple(cues))


def carried(places: Places, before: str, now: str) -> dict[int, Place]:
    """The places of an edited script's lines, from those of the text that was edited. Raises ScriptError."""
    if not places:
        return {}
    from difflib import SequenceMatcher

    old, new = ([cue for cue in parse(text).cues if cue.kind == "speech"] for text in (before, now))
    found: dict[int, Place] = {}
    was, became = ([(cue.role, cue.speaker, cue.text) for cue in cues] for cues in (old, new))
    for how, a, b, c, d in SequenceMatcher(None, was, became, autojunk=False).get_opcodes():
        if how == "equal" or (how == "replace" and b - a == d - c):
            for cue, other in zip(old[a:b], new[c:d], strict=True):
                if cue.line in places and (cue.role, cue.speaker) == (other.role, other.speaker):
                    found[other.line] = places[cue.line]
    return found


def dump_places(places: Places, script: str) -> str:
    """The text of the file that is kept beside a script."""
    lines = {str(line): dataclasses.asdict(place) for line, place in sorted(places.items())}
    return json.dumps({"script": _digest(script), "lines": lines}, ensure_ascii=False, indent=1) + "\n"


def load_places(content: bytes, script: str) -> dict[int, Place]:
    """The places in a file that lies beside this script.

    None where it is damaged or another script's: then blank lines make paragraphs, and nothing else is lost.
    """
    try:
        table = json.loads(content)
        if table["script"] != _digest(script):
            return {}
        return {int(line): _place(one) for line, one in table["lines"].items()}
    except (ValueError, TypeError, AttributeError, KeyError, RecursionError):
        return {}


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _place(table: dict[str, Any]) -> Place:
    story, paragraph = table["story"], table["paragraph"]
    if not isinstance(paragraph, int) or not (story is None or isinstance(story, int)):
        raise TypeError("a number is expected")
    return Place(story=story, paragraph=paragraph, **{key: str(table[key]) for key in ("kind", "before", "after")})
