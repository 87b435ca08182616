"""Cues -> utterances: the sentences that are recorded, each with its spoken words, voice and language."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from audiopress.languages.sentences import clauses, sentences
from audiopress.languages.speaking import Spoken, Switch, say
from audiopress.languages.tags import primary
from audiopress.model import Cue, Script, Show, Span, Utterance
from audiopress.script import foreign
from audiopress.script.casting import Casting
from audiopress.script.delivery import delivered
from audiopress.script.lexicon import load_lexicon

if TYPE_CHECKING:
    from audiopress.script.lexicon import Lexicon

LONGEST: Final = 400
"""Characters of an utterance. A longer sentence is cut at clauses: engines lose words of very long ones, and a
correction would have to record all of it again."""

SWITCH: Final = "switch"
"""The choice in `[spoken]` by which names that the lexicon gives to another language go to that language's voice."""


Lexicons = Callable[[str], Sequence[Path]]
"""The lexicon files of a language, the weakest first."""


def utterances(
    script: Script, casting: Casting, show: Show, *, lexicons: Sequence[Path] | Lexicons = ()
) -> tuple[Utterance, ...]:
    """Every sentence of every speech cue, in order; one with nothing to be said (`* * *`) is left out.

    `lexicons` are files for the script's language, the weakest first, or what gives those of any language. Raises
    ConfigError for a lexicon that is wrong.
    """
    book = _Book(script, show, lexicons)
    found = tuple(
        utterance
        for index, cue in enumerate(script.cues)
        if cue.kind == "speech"
        for utterance in _cue(index, cue, script, casting, book)
    )
    return delivered(script, found, strength=show.cast.delivery)


def own_lexicon(source: str) -> tuple[Path, ...]:
    """The lexicon of a script alone: `lexicon.toml` beside `script.txt`, which wins over the show's and the newsroom's."""
    path = Path(source)
    own = path.with_name("lexicon.toml")
    return (own,) if path.name == "script.txt" and own.is_file() else ()


class _Book:
    """How words are read: the lexicon of each language, and the show's choices."""

    def __init__(self, script: Script, show: Show, lexicons: Sequence[Path] | Lexicons) -> None:
        own = primary(script.language)
        self._files: Lexicons = lexicons if callable(lexicons) else lambda language: lexicons if language == own else ()
        self._lexicons: dict[str, Lexicon | None] = {}
        self.choices = show.spoken
        self.switching = show.spoken.get(SWITCH) is True

    def say(self, text: str, language: str) -> Spoken:
        """The words of a sentence, by the lexicon of its language and no other."""
        return say(text, language=language, lexicon=self._lexicon(primary(language)), choices=self.choices)

    def _lexicon(self, language: str) -> Lexicon | None:
        if language not in self._lexicons:
            files = self._files(language)
            self._lexicons[language] = load_lexicon(files) if files else None
        return self._lexicons[language]


def _cue(index: int, cue: Cue, script: Script, casting: Casting, book: _Book) -> Iterator[Utterance]:
    own = cue.language or script.language
    for start, end, tag, begun in _pieces(cue.text, own, casting):
        inside = begun
        said = book.say(cue.text[start:end], tag or own)
        cuts = [] if tag or not book.switching else _cuts(said, casting, cue.text[start:end])
        for part in _parts(said, cuts, end - start):
            left, right = _trim(cue.text, start + part.start, start + part.end)
            if not any(character.isalnum() for character in part.said.text):
                continue
            other = part.language or tag
            voice = casting.foreign[other] if other else casting.voice(cue)
            yield Utterance(
                cue=index,
                start=left,
                end=right,
                spoken=part.said.text,
                voice=voice if cue.pace == 1 else replace(voice, pace=round(voice.pace * cue.pace, 4)),
                language=other or own,
                spans=tuple(_moved(part.said.spans, 0, left - start)),
                phonemes=part.said.phonemes,
                inside=inside,
            )
            inside = True


@dataclass(frozen=True, slots=True)
class _Part:
    """Written characters [start, end) of a sentence, and what is said for them by one voice."""

    said: Spoken
    start: int
    end: int
    language: str = ""
    """Of a foreign name; empty for the sentence's own."""


def _cuts(said: Spoken, casting: Casting, written: str) -> list[tuple[Switch, int, int]]:
    """The names that go to a voice of another language, with their written places.

    A name with an ending of the sentence's own language (`Lee's`) stays with its sentence.
    """
    found: list[tuple[Switch, int, int]] = []
    for switch in said.switches:
        inside = [span for span in said.spans if switch.start <= span.start and span.end <= switch.end]
        if not inside or primary(switch.language) not in casting.foreign:
            continue
        left, right = inside[0].written_start, inside[-1].written_end
        ending = re.search(r"['’]s?$", written[left:right]) or re.match(r"[\w'’-]", written[right:])
        if not ending:
            found.append((switch, left, right))
    return found


def _parts(said: Spoken, cuts: Sequence[tuple[Switch, int, int]], length: int) -> Iterator[_Part]:
    """The sentence from end to end, cut at foreign names."""
    heard, read = 0, 0
    for switch, left, right in cuts:
        yield _Part(_between(said, heard, switch.start), read, left)
        whole = Span(start=0, end=len(switch.text), written_start=left, written_end=right)
        yield _Part(Spoken(text=switch.text, spans=(whole,)), left, right, primary(switch.language))
        heard, read = switch.end, right
    yield _Part(_between(said, heard, len(said.text)) if cuts else said, read, length)


def _between(said: Spoken, start: int, end: int) -> Spoken:
    """Characters [start, end) of the spoken form, without the spaces around them."""
    start, end = _trim(said.text, start, end)
    spans = [span for span in said.spans if start <= span.start and span.end <= end]
    return Spoken(text=said.text[start:end], spans=tuple(_moved(spans, start, 0)), phonemes=said.phonemes)


def _moved(spans: Iterable[Span], spoken: int, written: int) -> Iterator[Span]:
    for span in spans:
        yield Span(
            start=span.start - spoken,
            end=span.end - spoken,
            written_start=span.written_start - written,
            written_end=span.written_end - written,
        )


def _pieces(text: str, language: str, casting: Casting) -> Iterator[tuple[int, int, str, bool]]:
    """Sentences, cut where another language's voice takes over and where they are too long for one breath.

    The third value is the foreign language, or an empty string; the fourth whether the sentence began before. Ends stand at words, not at the spaces around them.
    """
    others = [tag for tag in casting.foreign if tag != primary(language)]
    for start, end in sentences(text, language=language):
        inside = False
        for first, last, tag in foreign.runs(text[start:end], others, own=primary(language)):
            for place in _breaths(text, start + first, start + last, tag or language):
                left, right = _trim(text, *place)
                if left < right:
                    yield left, right, tag, inside
                    inside = True


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
