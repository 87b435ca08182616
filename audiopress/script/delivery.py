"""How a sentence is said in its place: a paragraph is begun higher, goes on without an end to it, and is closed.

A voice that reads every sentence on one falling curve tires its listeners. Speakers mark where they are by pitch and
pace: units that open a topic begin higher and wider, those that close one end lower and slower (Hirschberg and
Grosz 1992; Wichmann 2000, Intonation in Text and Discourse), a reporting clause after a quote is low and flat, and a
question rises. All of it is small here, and a show says how much of it is done (`[cast] delivery`).
Engines that are not expressive are given none of it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from audiopress.languages.pack import pack
from audiopress.model import PLAINLY, Cue, Delivery, Script, Utterance
from audiopress.script.pauses import goes_on

HEADLINE: Final = Delivery(pitch=1.03, pace=0.97, melody=1.1)
LEDE: Final = Delivery(pitch=1.035, melody=1.08)
OPENING: Final = Delivery(pitch=1.025, melody=1.04)
GOING_ON: Final = Delivery(pitch=0.99, pace=1.03, fall=0.5)
CLOSING: Final = Delivery(pitch=0.98, pace=0.97, fall=1.4)
ENDING: Final = Delivery(pitch=0.965, pace=0.94, fall=1.5)
"""The last sentence of a story."""
FOLLOWED: Final = Delivery(fall=0.5)
"""More sentences of the paragraph come after it."""
LEADING: Final = Delivery(fall=0.35)
"""What is followed by more of the same sentence, or by the words that it announces."""
REPORTING: Final = Delivery(pitch=0.97, pace=1.03, melody=0.85)
"""`Lee told Harris.` after a quote that ends in a comma."""
ASKING: Final = 0.3
"""Octaves that a question for yes or no rises; one that asks for a word has a melody of its own and rises less."""
ASKING_WHAT: Final = 0.08

_USUAL: Final = 18
"""Words of a sentence that is said at the voice's own pace."""
_LENGTH: Final = 0.02
"""How much faster a sentence of twice as many words is said."""
_BYLINE: Final = 5
"""Spaces in a line that is too short to be a lede: `By Ahn Sung-mi.`"""
BOUNDS: Final = (0.9, 1.1)
"""Of pitch and pace, whatever comes together."""


def delivered(script: Script, utterances: Sequence[Utterance], *, strength: float) -> tuple[Utterance, ...]:
    """The utterances with their deliveries; `strength` scales every one of them, and 0 is none."""
    if strength <= 0:
        return tuple(utterances)
    found = []
    lede = False
    for index, utterance in enumerate(utterances):
        cue = script.cues[utterance.cue]
        before = utterances[index - 1] if index else None
        after = utterances[index + 1] if index + 1 < len(utterances) else None
        ways = list(_ways(script, utterance, before, after))
        if cue.role == "headline":
            lede, ways = True, [HEADLINE]
        elif (
            lede and cue.role == "host" and _begins(script, utterance, before) and utterance.spoken.count(" ") > _BYLINE
        ):
            lede, ways = False, [LEDE, *ways[1:]] if ways and ways[0] is OPENING else [LEDE, *ways]
        found.append(replace(utterance, delivery=_together(utterance, cue, ways, strength)))
    return tuple(found)


def _ways(script: Script, utterance: Utterance, before: Utterance | None, after: Utterance | None) -> list[Delivery]:
    """What the place of a sentence asks for."""
    cue = script.cues[utterance.cue]
    if after is not None and after.inside:
        return [OPENING, LEADING] if _begins(script, utterance, before) else [LEADING]
    if before is not None and not cue.paragraph and _turns(script, before, utterance) and _goes_on(script, before):
        return [REPORTING, CLOSING] if _ends(script, utterance, after) else [REPORTING]
    if _goes_on(script, utterance):
        return [LEADING]
    begins, ends = _begins(script, utterance, before), _ends(script, utterance, after)
    if ends and not _within_story(script, utterance, after):
        return [ENDING]
    if begins:
        return [OPENING] if ends else [OPENING, FOLLOWED]
    return [CLOSING] if ends else [GOING_ON]


def _begins(script: Script, utterance: Utterance, before: Utterance | None) -> bool:
    """Whether it is the first of a paragraph."""
    cue = script.cues[utterance.cue]
    return not utterance.inside and cue.paragraph and (before is None or before.cue != utterance.cue)


def _ends(script: Script, utterance: Utterance, after: Utterance | None) -> bool:
    """Whether it is the last of a paragraph."""
    return after is None or _begins(script, after, utterance) or not _spoken_between(script, utterance, after)


def _within_story(script: Script, utterance: Utterance, after: Utterance | None) -> bool:
    """Whether the story goes on after it: no chapter, music or headline comes next."""
    return after is not None and _spoken_between(script, utterance, after) and script.cues[after.cue].role != "headline"


def _spoken_between(script: Script, utterance: Utterance, after: Utterance) -> bool:
    """Whether nothing but speech stands from one to the other."""
    return all(cue.kind == "speech" for cue in script.cues[utterance.cue : after.cue])


def _asks_for_a_word(utterance: Utterance) -> bool:
    """`Why?`, and not for yes or no."""
    return not pack(utterance.language).words.questions.isdisjoint(re.findall(r"\w+", utterance.spoken.lower()))


def _turns(script: Script, before: Utterance, utterance: Utterance) -> bool:
    """Whether a quote has just ended and the narrator speaks."""
    return script.cues[before.cue].role == "quote" and script.cues[utterance.cue].role != "quote"


def _goes_on(script: Script, utterance: Utterance) -> bool:
    """Whether the sentence is not at its end with it."""
    return goes_on(script.cues[utterance.cue].text[: utterance.end])


def _together(utterance: Utterance, cue: Cue, ways: Sequence[Delivery], strength: float) -> Delivery:
    """All ways at once, as much of them as the show wants. A quoted speaker keeps the pitch that is theirs."""
    pitch = pace = melody = fall = 1.0
    for way in ways:
        pitch, pace, melody, fall = pitch * way.pitch, pace * way.pace, melody * way.melody, fall * way.fall
    words = max(6, utterance.spoken.count(" ") + 1)
    pace *= (words / _USUAL) ** _LENGTH
    rise = 0.0
    if utterance.spoken.rstrip().rstrip("\"'”’»)]").endswith(("?", "？")):
        rise, fall = (ASKING_WHAT if _asks_for_a_word(utterance) else ASKING), min(fall, 1.0)
    least, most = BOUNDS
    made = Delivery(
        pitch=1.0 if cue.role == "quote" else round(min(most, max(least, 1 + (pitch - 1) * strength)), 4),
        pace=round(min(most, max(least, 1 + (pace - 1) * strength)), 4),
        melody=round(1 + (melody - 1) * strength, 4),
        fall=round(max(0.0, 1 + (fall - 1) * strength), 4),
        rise=round(rise * strength, 4),
    )
    return PLAINLY if made == PLAINLY else made
