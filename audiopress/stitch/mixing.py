"""Takes, pauses and music on one timeline: the programme, with the exact time of every word. The one user of pydub.

The programme is written to a file as it grows, take by take, so memory does not grow with its length. All lengths are
whole frames: seconds are rounded once, and nothing is ever counted in bytes or in rounded milliseconds.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, TYPE_CHECKING, Final

import numpy as np

from audiopress.errors import AudioError
from audiopress.model import Chapter, Cue, Programme, Script, Segment, Show, Take, Utterance
from audiopress.stitch import music
from audiopress.stitch.arrays import Floats, as_floats, as_pcm
from audiopress.stitch.control import analysed, glide, solve_from, tenths_of
from audiopress.stitch.ffmpeg import decode
from audiopress.stitch.loudness import factor, gated, pieces, speech_loudness, weighted
from audiopress.stitch.targets import HEADROOM, target
from audiopress.stitch.timing import words

if TYPE_CHECKING:
    from numpy.typing import NDArray


SPEECH: Final = -20.0
"""LUFS of every voice on the timeline, before the master brings the whole to its target."""
STRAY: Final = 3.0
"""dB that one take may be brought nearer to the others of its voice; more would flatten how a sentence is said."""
SILENCE: Final = -70.0
"""LUFS below which a take is silence (the absolute gate of BS.1770)."""
ROUNDING: Final = 0.3
"""dB that resampling and the master's own gain may add to a peak."""
SHORT: Final = 0.8
"""Seconds; a take shorter than this has too few windows to be judged by itself."""
FADE: Final = 0.004
"""Seconds at both ends of every take: no joint clicks."""
GUARD: Final = 0.012
"""Seconds kept around the speech when silence is trimmed, so that no soft consonant is cut."""
LIFT: Final = 6.0
"""dB that a bed rises where nobody speaks."""


def mix(
    script: Script,
    utterances: Sequence[Utterance],
    takes: Sequence[Take],
    show: Show,
    *,
    path: Path,
    ffmpeg: str = "",
    progress: Callable[[int, int], None] | None = None,
) -> Programme:
    """Write the programme's PCM (16-bit mono, no header) at the show's rate to `path`. Raises AudioError."""
    if len(utterances) != len(takes):
        raise AudioError(f"{len(utterances)} sentences and {len(takes)} takes do not fit together")
    levels_of = _levels(utterances, takes, show)
    by_cue: dict[int, list[int]] = defaultdict(list)
    for index, utterance in enumerate(utterances):
        by_cue[utterance.cue].append(index)
    with path.open("wb") as file:
        line = _Timeline(show=show, file=file, rate=show.audio.rate, ffmpeg=ffmpeg)
        for number, cue in enumerate(script.cues):
            line.cue(cue, [(utterances[i], takes[i], levels_of[i]) for i in by_cue[number]])
            if progress:
                progress(number + 1, len(script.cues))
        line.end()
    _lay_beds(path, line, show)
    return Programme(
        path=path,
        rate=line.rate,
        frames=line.frames,
        chapters=line.chapters(),
        transcript=tuple(line.transcript),
    )


# ---- levels


@dataclass(frozen=True, slots=True)
class _Level:
    """What a take needs: a gain in dB, and a gain per control block that keeps its peaks in the room there is."""

    gain: float
    blocks: Floats


def _levels(utterances: Sequence[Utterance], takes: Sequence[Take], show: Show) -> list[_Level]:
    """Each take brought to the level of speech: its voice as a whole, itself a little nearer to its voice.

    Peaks are limited here, take by take, to what the master leaves above speech: one limiter over the whole programme
    would take more from a voice with high peaks than from another, and they would no longer be level.
    """
    analyses = []
    for take in takes:
        signal = read_take(take)
        analyses.append(analysed(signal, weighted(signal, take.rate)))
    by_voice: dict[str, list[int]] = defaultdict(list)
    for index, utterance in enumerate(utterances):
        by_voice[utterance.voice.name].append(index)
    wanted, ceiling = target(show.audio)
    room = SPEECH + ceiling - HEADROOM - ROUNDING - wanted
    levels = [_Level(0.0, np.ones(1, np.float32))] * len(takes)
    for members in by_voice.values():
        own = {i: gated(tenths_of(analyses[i][0], np.ones(1, np.float32), takes[i].rate)) for i in members}
        whole = gated(
            np.concatenate([tenths_of(analyses[i][0], np.ones(1, np.float32), takes[i].rate) for i in members])
        )
        if whole <= SILENCE:
            continue
        for i in members:
            energies, peaks = analyses[i]
            short = takes[i].frames < SHORT * takes[i].rate or own[i] <= SILENCE
            aim = SPEECH + (0.0 if short else max(0.0, abs(own[i] - whole) - STRAY) * (1 if own[i] > whole else -1))
            gains = solve_from(
                energies, peaks, takes[i].rate, SPEECH - whole if short else aim - own[i], None if short else aim, room
            )
            levels[i] = _Level(utterances[i].voice.gain, gains)
    return levels


def read_take(take: Take) -> Floats:
    """A take's samples, full scale 1. Raises AudioError where its file is gone or is not whole frames."""
    try:
        pcm = take.path.read_bytes()
    except OSError as error:
        raise AudioError(
            f"a take is gone: {error.strerror}", where=str(take.path), hint="run the command again"
        ) from None
    if len(pcm) % 2:
        raise AudioError("a take is not whole frames", where=str(take.path), hint="delete it and run the command again")
    return as_floats(pcm)


def trim(signal: Floats, rate: int) -> tuple[int, int]:
    """Where speech begins and ends in a take, in frames, with a little around it."""
    peak = float(np.abs(signal).max()) if len(signal) else 0.0
    heard = np.flatnonzero(np.abs(signal) > max(peak * 0.006, 2 / 32768))
    if not len(heard):
        return 0, 0
    guard = round(GUARD * rate)
    return max(0, int(heard[0]) - guard), min(len(signal), int(heard[-1]) + 1 + guard)


def fade_ends(signal: Floats, rate: int) -> Floats:
    """The signal with a short raised-cosine fade at both ends and no direct current."""
    signal = signal - float(signal.mean()) if len(signal) else signal
    count = min(round(FADE * rate), len(signal) // 2)
    if count:
        ramp = (0.5 - 0.5 * np.cos(np.pi * (np.arange(count, dtype=np.float32) + 0.5) / count)).astype(np.float32)
        signal = signal.copy()
        signal[:count] *= ramp
        signal[-count:] *= ramp[::-1]
    return signal


# ---- the timeline


@dataclass(slots=True, kw_only=True)
class _Timeline:
    """What has been written so far."""

    show: Show
    file: IO[bytes]
    rate: int
    ffmpeg: str
    frames: int = 0
    gap: float = 0.0
    """Seconds of silence due before the next sound."""
    last: Cue | None = None
    """The last speech cue."""
    marks: list[tuple[int, Cue]] = field(default_factory=list)
    waiting: list[Cue] = field(default_factory=list)
    """Chapters that begin with the next sound."""
    transcript: list[Segment] = field(default_factory=list)
    beds: list[tuple[int, int]] = field(default_factory=list)
    bed_from: int | None = None

    def cue(self, cue: Cue, said: Sequence[tuple[Utterance, Take, _Level]]) -> None:
        """Put one cue on the timeline."""
        if cue.kind == "chapter":
            self.waiting.append(cue)
            self.gap = max(self.gap, self.show.pause.chapter)
        elif cue.kind == "pause":
            self.gap = max(self.gap, cue.seconds)
        elif cue.kind == "music":
            self._music(cue)
        elif cue.kind == "audio":
            self._audio(cue)
        elif cue.kind == "speech":
            self._speech(cue, said)

    def _speech(self, cue: Cue, said: Sequence[tuple[Utterance, Take, _Level]]) -> None:
        pause = self.show.pause
        for number, (utterance, take, level) in enumerate(said):
            if number:
                wanted = pause.sentence
            elif cue.paragraph:
                wanted = pause.paragraph
            elif self.last is not None and (self.last.role, self.last.speaker) != (cue.role, cue.speaker):
                wanted = pause.quote
            else:
                wanted = pause.sentence
            self.gap = max(self.gap, wanted)
            self._take(cue, utterance, take, level)
        if said:
            self.last = cue

    def _take(self, cue: Cue, utterance: Utterance, take: Take, level: _Level) -> None:
        signal = read_take(take)
        start, end = trim(signal, take.rate)
        if start == end:
            raise AudioError("a take is silent", where=str(take.path), hint="delete it and run the command again")
        levelled = signal * glide(level.blocks, len(signal)) * factor(level.gain)
        begin = self._sound(fade_ends(resample(levelled[start:end], take.rate, self.rate), self.rate))
        ratio = self.rate / take.rate
        self.transcript.append(
            Segment(
                start=begin / self.rate,
                end=self.frames / self.rate,
                speaker=cue.speaker,
                body=cue.text[utterance.start : utterance.end].strip(),
                role=cue.role,
                voice=utterance.voice.name,
                words=words(
                    cue,
                    utterance,
                    take,
                    lambda frame: (begin + max(0, frame - start) * ratio) / self.rate,
                    self.frames / self.rate,
                ),
            )
        )

    def _sound(self, signal: Floats) -> int:
        """Write the pause that is due, then the signal; returns where the signal begins."""
        first = self.frames == 0
        self._silence(self.show.pause.start if first else self.gap)
        self.gap = 0.0
        begin = self.frames
        at = 0 if first else begin
        self.marks += [(at, cue) for cue in self.waiting]
        self.waiting = []
        self._write(signal)
        return begin

    def _silence(self, seconds: float) -> None:
        """Whole frames, rounded once."""
        count = round(seconds * self.rate)
        self.file.write(bytes(2 * count))
        self.frames += count

    def _write(self, signal: Floats) -> None:
        self.file.write(as_pcm(signal))
        self.frames += len(signal)

    def _music(self, cue: Cue) -> None:
        if cue.text == "bed off":
            self._close_bed()
            return
        if cue.text == "bed":
            self._close_bed()
            self.bed_from = self.frames
            return
        clip = music.clip(
            music.find(self.show, cue.text), cue.text, self.rate, SPEECH - music.BELOW_SPEECH, self.ffmpeg
        )
        if self.frames:
            self.gap = max(self.gap, self.show.pause.story / 2)
        self._sound(music.samples(clip))
        self.gap = self.show.pause.quote
        self.last = None

    def _audio(self, cue: Cue) -> None:
        """A reporter's recording: trimmed and levelled like any take."""
        path = self.show.folder / cue.text
        signal = as_floats(decode(path, self.rate, ffmpeg=self.ffmpeg))
        start, end = trim(signal, self.rate)
        if start == end:
            raise AudioError("holds no sound", where=str(path))
        part = signal[start:end]
        level = speech_loudness(part, self.rate)
        self.gap = max(self.gap, self.show.pause.quote)
        self._sound(fade_ends(part, self.rate) * factor(min(24.0, SPEECH - level)))
        self.gap = self.show.pause.quote

    def _close_bed(self) -> None:
        if self.bed_from is not None and self.frames > self.bed_from:
            self.beds.append((self.bed_from, self.frames))
        self.bed_from = None

    def end(self) -> None:
        """The silence after the last sound; an open bed ends with it."""
        if not self.frames:
            raise AudioError("the programme holds no sound", hint="the script has no line that is spoken")
        self._silence(self.show.pause.end)
        self._close_bed()

    def chapters(self) -> tuple[Chapter, ...]:
        """In order, the first at 0, each to the beginning of the next."""
        marks = self.marks
        if marks and marks[0][0] != 0:
            marks = [(0, marks[0][1]), *marks[1:]]
        ends = [at for at, _ in marks[1:]] + [self.frames]
        return tuple(
            Chapter(start=at / self.rate, end=end / self.rate, title=cue.text, url=cue.url)
            for (at, cue), end in zip(marks, ends, strict=True)
            if end > at
        )


def resample(signal: Floats, rate: int, wanted: int) -> Floats:
    """The signal at another rate, by soxr at high quality."""
    if rate == wanted or not len(signal):
        return signal
    import soxr

    return np.asarray(soxr.resample(signal, rate, wanted, quality="HQ"), np.float32)


# ---- beds


def _lay_beds(path: Path, line: _Timeline, show: Show) -> None:
    """Music under the speech that stands on the timeline already, a minute at a time."""
    if not line.beds:
        return
    bed = music.clip(music.find(show, "bed"), "bed", line.rate, SPEECH + show.audio.bed_level, line.ffmpeg)
    loop = music.samples(bed)
    programme = np.memmap(path, "<i2", "r+")
    fade = round(1.5 * line.rate)
    for start, end in line.beds:
        for left, right in pieces(end - start, 60 * line.rate):
            context = slice(max(0, start + left - line.rate), min(len(programme), start + right + line.rate))
            speech = as_floats(programme[context].tobytes())
            gain = music.envelope(speech, line.rate, show.audio.duck_attack, show.audio.duck_release, LIFT)
            offset = start + left - context.start
            place = np.arange(left, right)
            ends = np.minimum(1, np.minimum(place + 1, end - start - place) / fade).astype(np.float32)
            under = loop[place % len(loop)] * gain[offset : offset + right - left] * ends
            mixed = speech[offset : offset + right - left] + under
            programme[start + left : start + right] = np.frombuffer(as_pcm(mixed), "<i2")
    programme.flush()


def levels(transcript: Sequence[Segment], tenth_levels: NDArray[np.float64]) -> Mapping[str, float]:
    """LUFS per voice, from the mean squares per 100 ms of the whole programme."""
    found: dict[str, list[NDArray[np.float64]]] = defaultdict(list)
    for segment in transcript:
        found[segment.voice].append(tenth_levels[round(segment.start * 10) + 1 : round(segment.end * 10) - 1])
    return {
        name: round(gated(np.concatenate(parts)), 2)
        for name, parts in sorted(found.items())
        if sum(map(len, parts)) >= 4
    }
