"""Transcripts as apps read them: WebVTT with voices, JSON 1.0, SRT.

The traps are AntennaPod's, read in its parsers: an empty body in JSON throws; one malformed time costs the whole VTT;
in an SRT cue that names its speaker, everything after a second colon is lost, and a `10:30: ` makes a speaker "10".
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from audiopress.languages.tags import language_name
from audiopress.model import Segment, Word
from audiopress.publish.clean import line

VTT_WIDTH: Final = 130
"""Characters of a cue: two lines of the 65 that the podcast namespace recommends."""
SRT_WIDTH: Final = 64
"""Characters of a cue: two lines of 32."""
SHORTEST: Final = 0.001
"""Seconds; a cue that ends when it begins is dropped by parsers."""
COLON: Final = "∶"
"""U+2236 for the colon that SRT parsers take for the end of a speaker's name."""


@dataclass(frozen=True, slots=True)
class Caption:
    """What stands on the screen at once. Seconds."""

    start: float
    end: float
    speaker: str
    text: str
    language: str = ""
    """Where it differs from the episode's."""


def tidy(segments: Sequence[Segment]) -> tuple[Segment, ...]:
    """The segments that say something, in time order."""
    return tuple(sorted((one for one in segments if line(one.body)), key=lambda one: one.start))


def written(segment: Segment) -> str:
    """The words as the article has them, with its quotation marks."""
    return line(segment.written) or line(segment.body)


def named(segments: Sequence[Segment], *, narrator: str, language: str) -> tuple[Segment, ...]:
    """The segments with a name for everybody who is heard, in words of the episode's language.

    One narrator is the narrator. Several are told apart by the language they speak, and by a number where two of them
    speak the same: nobody could follow a talk of two people of one name.
    """
    heard = dict.fromkeys((one.voice, one.language) for one in segments if not line(one.speaker))
    spoken = [tag for _, tag in heard]
    names: dict[tuple[str, str], str] = {}
    for voice, tag in heard:
        name = narrator
        if len(set(spoken)) > 1:
            name = f"{narrator} ({language_name(tag or language, language)})"
        if spoken.count(tag) > 1:
            name = f"{name} {1 + [one for one in heard if one[1] == tag].index((voice, tag))}"
        names[voice, tag] = name
    return tuple(one if line(one.speaker) else replace(one, speaker=names[one.voice, one.language]) for one in segments)


def to_json(segments: Sequence[Segment], *, narrator: str) -> bytes:
    """The podcast namespace's JSON transcript 1.0.0: one segment a sentence."""
    listed = [
        {
            "speaker": line(one.speaker) or narrator,
            "startTime": round(one.start, 3),
            "endTime": round(max(one.end, one.start + SHORTEST), 3),
            "body": written(one),
        }
        for one in tidy(segments)
    ]
    return (json.dumps({"version": "1.0.0", "segments": listed}, ensure_ascii=False, indent=1) + "\n").encode()


def to_vtt(segments: Sequence[Segment], *, narrator: str) -> bytes:
    """WebVTT with a voice on every cue, and the language of those that are in another one than the episode."""
    cues = ["WEBVTT"]
    for one in captions(segments, width=VTT_WIDTH):
        # A voice's name may hold neither mark-up nor `&` unescaped; few parsers unescape it, so neither is in it.
        name = re.sub(r"\s+", " ", re.sub(r"[<>\n]", "", one.speaker.replace("&", "＋"))).strip() or narrator
        text = one.text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        if one.language and re.fullmatch(r"[A-Za-z0-9-]+", one.language):
            text = f"<lang {one.language}>{text}</lang>"
        cues.append(f"{_time(one.start, '.')} --> {_time(one.end, '.')}\n<v {name}>{text}</v>")
    return ("\n\n".join(cues) + "\n").encode()


def to_srt(segments: Sequence[Segment], *, narrator: str) -> bytes:
    """SRT; the speaker is named where the speaker changes."""
    cues: list[str] = []
    previous = None
    for number, one in enumerate(captions(segments, width=SRT_WIDTH), 1):
        text = one.text.replace(":", COLON).replace("-->", "→")
        if one.speaker != previous:
            text = f"{(one.speaker or narrator).replace(':', COLON)}: {text}"
            previous = one.speaker
        cues.append(f"{number}\n{_time(one.start, ',')} --> {_time(one.end, ',')}\n{_two_lines(text)}")
    return ("\n\n".join(cues) + "\n").encode()


def captions(segments: Sequence[Segment], *, width: int) -> Iterator[Caption]:
    """Sentences cut to what a screen holds, timed by their words where those are known, else by their letters."""
    for one in tidy(segments):
        body = written(one)
        speaker = line(one.speaker)
        if len(body) <= width:
            yield Caption(one.start, max(one.end, one.start + SHORTEST), speaker, body, one.language)
            continue
        moments = _moments(body, one)
        parts = _cut(body, width)
        for index, (start, end) in enumerate(parts):
            begin = one.start if index == 0 else moments(start)
            finish = one.end if index == len(parts) - 1 else moments(parts[index + 1][0])
            yield Caption(begin, max(finish, begin + SHORTEST), speaker, body[start:end].strip(), one.language)


def _cut(text: str, width: int) -> list[tuple[int, int]]:
    """Offsets of the parts of `text`, each at most `width` long: even parts, cut at clauses, else at spaces."""
    count = -(-len(text) // width)
    ideal = len(text) / count
    cuts: list[int] = []
    start = 0
    while len(text) - start > width:
        window = text[start : start + width + 1]
        places = [m.end() for m in re.finditer(r"[,;:.!?、。，；：]\s?|\s[–—-]\s", window) if m.end() <= width]
        good = [place for place in places if place >= ideal * 0.5]
        spaces = [m.end() for m in re.finditer(r"\s", window)]
        near = good or spaces or [width]
        step = min(near, key=lambda place: abs(place - ideal))
        start += max(1, step)
        cuts.append(start)
    edges = [0, *cuts, len(text)]
    return [(a, b) for a, b in pairwise(edges) if text[a:b].strip()]


def _moments(body: str, segment: Segment) -> _Clock:
    return _Clock(body, segment.start, segment.end, tuple(word_starts(body, segment.words)))


@dataclass(frozen=True, slots=True)
class _Clock:
    """When a character of a sentence sounds."""

    body: str
    start: float
    end: float
    words: tuple[tuple[int, float], ...]

    def __call__(self, offset: int) -> float:
        for place, moment in self.words:
            if place >= offset:
                return min(max(moment, self.start), self.end)
        return self.start + (self.end - self.start) * offset / max(1, len(self.body))


def word_starts(body: str, words: Sequence[Word]) -> Iterator[tuple[int, float]]:
    """Offsets of the words in the sentence, with their times; a word that is not found there is passed over."""
    position = 0
    for word in words:
        text = line(word.text)
        found = body.find(text, position)
        if found >= 0 and text:
            yield found, word.start
            position = found + len(text)


def _two_lines(text: str) -> str:
    """`text` on one line, or broken at the space nearest its middle."""
    if len(text) <= 32:
        return text
    spaces = [m.start() for m in re.finditer(" ", text)]
    if not spaces:
        return text
    middle = min(spaces, key=lambda place: abs(place - len(text) // 2))
    return f"{text[:middle]}\n{text[middle + 1 :]}"


def _time(seconds: float, point: str) -> str:
    """`00:01:02.345`, or with a comma."""
    milliseconds = max(0, round(seconds * 1000))
    whole, rest = divmod(milliseconds, 1000)
    return f"{whole // 3600:02}:{whole // 60 % 60:02}:{whole % 60:02}{point}{rest:03}"
