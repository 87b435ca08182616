"""Cues -> utterances: the sentences that are recorded, each with its spoken words, voice and language."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from audiopress.model import Cue, Script, Show, Utterance, Voice
from audiopress.script import foreign
from audiopress.script.casting import Casting, primary
from audiopress.script.lexicon import load_lexicon
from audiopress.script.reading import say
from audiopress.script.splitting import clauses, sentences

if TYPE_CHECKING:
    from audiopress.script.lexicon import Lexicon

LONGEST: Final = 400
"""Characters of an utterance. A longer sentence is cut at clauses: engines lose words of very long ones, and a
correction would have to record all of it again."""


def utterances(script: Script, casting: Casting, show: Show, *, lexicons: Sequence[Path] = ()) -> tuple[Utterance, ...]:
    """Every sentence of every speech cue, in order; one with nothing to be said (`* * *`) is left out.

    `lexicons` are files for the script's language, the weakest first. Raises ConfigError for a lexicon that is wrong.
    """
    book = _Book(script, show, lexicons)
    return tuple(
        utterance
        for index, cue in enumerate(script.cues)
        if cue.kind == "speech"
        for utterance in _cue(index, cue, script, casting, book)
    )


class _Book:
    """How words are read: the lexicon of the script's language, and the show's choices."""

    def __init__(self, script: Script, show: Show, lexicons: Sequence[Path]) -> None:
        self.language = primary(script.language)
        self.lexicon: Lexicon | None = load_lexicon(lexicons) if lexicons else None
        self.choices = show.spoken

    def utterance(self, text: str, *, cue: int, start: int, end: int, voice: Voice, language: str) -> Utterance | None:
        """The words at [start, end) as they are said, or None where nothing is."""
        lexicon = self.lexicon if primary(language) == self.language else None
        said = say(text[start:end], language=language, lexicon=lexicon, choices=self.choices)
        if not any(character.isalnum() for character in said.text):
            return None
        return Utterance(
            cue=cue,
            start=start,
            end=end,
            spoken=said.text,
            voice=voice,
            language=language,
            spans=said.spans,
            phonemes=said.phonemes,
        )


def _cue(index: int, cue: Cue, script: Script, casting: Casting, book: _Book) -> Iterator[Utterance]:
    own = cue.language or script.language
    for start, end, language in _pieces(cue.text, own, casting):
        voice = casting.foreign[language] if language else casting.voice(cue)
        paced = voice if cue.pace == 1 else replace(voice, pace=round(voice.pace * cue.pace, 4))
        said = book.utterance(cue.text, cue=index, start=start, end=end, voice=paced, language=language or own)
        if said is not None:
            yield said


def _pieces(text: str, language: str, casting: Casting) -> Iterator[tuple[int, int, str]]:
    """Sentences, cut where another language's voice takes over and where they are too long for one breath.

    The third value is the foreign language, or an empty string. Ends stand at words, not at the spaces around them.
    """
    others = [tag for tag in casting.foreign if tag != primary(language)]
    for start, end in sentences(text, language=language):
        for first, last, tag in foreign.runs(text[start:end], others):
            for place in _breaths(text, start + first, start + last, tag or language):
                left, right = _trim(text, *place)
                if left < right:
                    yield left, right, tag


def _breaths(text: str, start: int, end: int, language: str) -> Iterator[tuple[int, int]]:
    if end - start <= LONGEST:
        yield start, end
        return
    for left, right in clauses(text[start:end], limit=LONGEST, language=language):
        yield start + left, start + right


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end
