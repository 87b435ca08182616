"""Where a take's words sound, and how that is known: from the engine, by alignment, or by proportion."""

from __future__ import annotations

from dataclasses import replace

from audiopress.model import WordTime
from audiopress.speech.align import aligned
from audiopress.speech.audio import loud_blocks
from audiopress.speech.engine import Line, Speech
from audiopress.speech.word_cuts import proportional

ENGINE, ALIGNED, PROPORTIONAL = "engine", "aligned", "proportional"
PAUSE = 0.06
"""Seconds of silence before the next word that are no longer part of a word: a stop consonant's are fewer."""


def timed(speech: Speech, line: Line) -> tuple[Speech, str]:
    """The speech with a time for every word, and where the times come from: a name for `Take.timing`."""
    if speech.words:
        return replace(speech, words=_closed(speech)), ENGINE
    words = aligned(speech, line)
    if words:
        return replace(speech, words=words), ALIGNED
    return replace(speech, words=proportional(line.text, speech.frames, speech.rate)), PROPORTIONAL


def _closed(speech: Speech) -> tuple[WordTime, ...]:
    """The words without the pause that follows them: an engine that tells begins alone ends each at the next."""
    loud, size = loud_blocks(speech.pcm, speech.rate)
    sounding = loud.nonzero()[0]
    words = []
    for word in speech.words:
        finish = word.finish
        after = int(sounding.searchsorted(finish // size))
        last = (int(sounding[after - 1]) + 1) * size if after else 0
        if word.begin < last < finish - PAUSE * speech.rate:
            finish = last
        words.append(WordTime(word.start, word.end, word.begin, finish))
    return tuple(words)
