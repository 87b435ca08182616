"""What a correction would change, sentence by sentence; nothing is recorded, kept or published."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from audiopress import speech

if TYPE_CHECKING:
    from audiopress.model import Episode, Script, Utterance
    from audiopress.press import Press


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence as it is heard now, or would be."""

    change: str
    """`same`, `added`, `removed`, or `again`: the same words, said by another voice or in another way."""
    speaker: str
    """The quoted person, or empty for the narrator."""
    body: str
    """The written words."""
    voice: str
    spoken: str = ""
    """The words that would be read aloud; of a removed one nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What a correction would come to."""

    episode: Episode
    """As it is."""
    title: str
    """As it would be."""
    sentences: tuple[Sentence, ...]
    """In their order; what is removed stands where it was."""
    changed: tuple[str, ...]
    """What an editor changed besides the words since it was made: `voices`, `lexicon or reading`, …"""
    recorded: int
    """Takes that would be recorded."""
    unchanged: bool
    """The correction would change nothing at all."""


def preview(
    press: Press,
    stored: Episode,
    planned: tuple[Script, Sequence[Utterance]],
    *,
    changed: Sequence[str],
    unchanged: bool,
) -> Preview:
    """A planned correction against what is stored. Raises SpeechError, ConfigError."""
    parsed, utterances = planned
    said, _ = speech.stand_in(utterances, press.workspace.voices)
    lacking = set(speech.lacking(said, cache=press.workspace.takes))
    after = [
        Sentence(
            change="added",
            speaker=parsed.cues[one.cue].speaker,
            body=parsed.cues[one.cue].text[one.start : one.end].strip(),
            voice=one.voice.name,
            spoken=one.spoken,
        )
        for one in said
    ]
    return Preview(
        episode=stored,
        title=parsed.title,
        sentences=tuple(_compared(stored, after, lacking)),
        changed=tuple(changed),
        recorded=0 if unchanged else len(lacking),
        unchanged=unchanged,
    )


def _compared(stored: Episode, after: Sequence[Sentence], lacking: set[int]) -> list[Sentence]:
    before = [
        Sentence(change="removed", speaker=one.speaker, body=one.body, voice=one.voice) for one in stored.transcript
    ]
    words = [[f"{one.speaker}\0{one.body}" for one in side] for side in (before, after)]
    found: list[Sentence] = []
    for kind, start, end, first, last in SequenceMatcher(None, words[0], words[1], autojunk=False).get_opcodes():
        if kind != "equal":
            found += [*before[start:end], *after[first:last]]
            continue
        for was, number in zip(before[start:end], range(first, last), strict=True):
            now = after[number]
            again = number in lacking or was.voice != now.voice
            found.append(replace(now, change="again" if again else "same"))
    return found
