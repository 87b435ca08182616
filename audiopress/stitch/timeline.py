"""The programme's timeline: where every take, piece of music and pause lies, counted in whole frames.

No sound is read here. Cues become entries (a pause, then a clip); the entries are placed one after the other; chapters,
transcript and beds follow from where they came to lie. Seconds are rounded to frames once, and nothing is ever counted
in bytes or in rounded milliseconds.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from audiopress.errors import AudioError
from audiopress.languages.tags import same_language
from audiopress.model import Chapter, Cue, Place, Script, Segment, Show, Take, Utterance
from audiopress.script import Silence, structured
from audiopress.stitch import music
from audiopress.stitch.alignment import words
from audiopress.stitch.facts import Facts, Sound
from audiopress.stitch.levels import SPEECH, headroom, lifted, take_gains
from audiopress.stitch.mp3 import frame_samples
from audiopress.stitch.segments import cuts

TAKE_FADE: Final = (0.004, 0.004)
"""Seconds at both ends of every take: no joint clicks."""
LOUDEST: Final = 36.0
"""dB that a recording may be raised at most: more would bring up nothing but the steps of its 16 bits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clip:
    """A stretch of a sound on the timeline: frames [first, last) of the file, from frame `at` of the programme on."""

    at: int
    frames: int
    """Its length on the timeline, at the programme's rate."""
    sound: Sound
    first: int
    last: int
    gain: float
    """dB."""
    mean: int = 0
    fades: tuple[float, float] = TAKE_FADE

    @property
    def end(self) -> int:
        """The frame after its last."""
        return self.at + self.frames


@dataclass(frozen=True, slots=True, kw_only=True)
class Bed:
    """Music under the speech from frame `start` to `end`: frames [first, last) of the file, over and over."""

    start: int
    end: int
    sound: Sound
    first: int
    last: int
    gain: float
    attack: float
    release: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """Clips in order, none over another. `starts` are the frames at which a unit of encoding may begin."""

    rate: int
    frames: int
    clips: tuple[Clip, ...]
    beds: tuple[Bed, ...] = ()
    starts: tuple[int, ...] = (0,)
    chapters: tuple[Chapter, ...] = ()
    transcript: tuple[Segment, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineEntry:
    """A pause, then a clip; what belongs to it comes to lie where it does."""

    gap: int
    """Frames of silence before it; the guards of the clips around are counted in."""
    clip: Clip
    fixed: bool = False
    """Something sounds in the pause before it: no unit may begin there."""
    said: tuple[Cue, Utterance, Take, Facts] | None = None
    chapters: tuple[Cue, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sounds:
    """What was worked out about everything that is heard: takes in order, files by path."""

    takes: Sequence[tuple[Sound, Facts]]
    files: Mapping[Path, tuple[Sound, Facts]]


def sound_files(script: Script, show: Show) -> dict[Path, bool]:
    """Every file that a script names, and whether it is a recording or music. Raises AudioError where one is missing."""
    found: dict[Path, bool] = {}
    for cue in script.cues:
        if cue.kind == "music" and cue.text != "bed off":
            found.setdefault(music.find(show, cue.text), False)
        elif cue.kind == "audio":
            found.setdefault(recording(script, show, cue), True)
    return found


def recording(script: Script, show: Show, cue: Cue) -> Path:
    """The file of an `@audio` cue, beside the script, beside the show's format or in its newsroom. Raises AudioError."""
    folder = show.folder
    beside = (Path(script.source).parent,) if Path(script.source).is_file() else ()
    for base in (*beside, folder, folder.parent, folder.parent.parent):
        path: Path = base / cue.text
        if path.is_file():
            return path.absolute()
    raise AudioError(
        f"there is no audio file {cue.text!r}",
        where=f"{script.source}:{cue.line}",
        hint=f"put it beside the script, or into {folder}",
    )


def lay(script: Script, utterances: Sequence[Utterance], takes: Sequence[Take], show: Show, sounds: Sounds) -> Timeline:
    """Everything in its place. Raises AudioError where a sound is silent or nothing is heard at all."""
    by_cue: dict[int, list[int]] = defaultdict(list)
    for index, utterance in enumerate(utterances):
        by_cue[utterance.cue].append(index)
    gains = take_gains(utterances, [facts for _, facts in sounds.takes], show.audio)
    script = structured(script)
    layer = _Layer(script=script, show=show, sounds=sounds, silence=Silence(show.pause))
    for number, cue in enumerate(script.cues):
        layer.cue(cue, [(utterances[i], takes[i], *sounds.takes[i], gains[i]) for i in by_cue[number]])
    return layer.placed()


_Said = tuple[Utterance, Take, Sound, Facts, float]


@dataclass(slots=True, kw_only=True)
class _Layer:
    """What has been laid so far."""

    script: Script
    show: Show
    sounds: Sounds
    entries: list[TimelineEntry] = field(default_factory=list)
    tail: int = 0
    """Guard frames at the end of the last clip: quiet already, so a part of the pause."""
    waiting: tuple[Cue, ...] = ()
    """Chapters that begin with the next sound."""
    silence: Silence
    """What is due before the next sound."""
    beds: list[tuple[int, int, Path]] = field(default_factory=list)
    """From and to (numbers of entries) and the file."""
    bed: tuple[int, Path] | None = None

    @property
    def rate(self) -> int:
        """Frames a second of the programme."""
        return self.show.audio.rate

    def cue(self, cue: Cue, said: Sequence[_Said]) -> None:
        """Lay one cue."""
        if cue.kind == "chapter":
            self.waiting += (cue,)
            self.silence.chapter(cue)
        elif cue.kind == "pause":
            self.silence.pause(cue)
        elif cue.kind == "music":
            self._music(cue)
        elif cue.kind == "audio":
            self._recording(cue)
        elif cue.kind == "speech":
            self._speech(cue, said)

    def _speech(self, cue: Cue, said: Sequence[_Said]) -> None:
        for number, (utterance, take, sound, facts, gain) in enumerate(said):
            before = cue.text[: utterance.start]
            self.silence.speech(cue, sentence=number, inside=utterance.inside, before=before)
            if facts.silent:
                raise AudioError("a take is silent", where=str(sound.path), hint="delete it and run the command again")
            self._clip(sound, facts, gain, said=(cue, utterance, take, facts))

    def _recording(self, cue: Cue) -> None:
        """A reporter's recording: trimmed and levelled like any take."""
        sound, facts = self.sounds.files[recording(self.script, self.show, cue)]
        if facts.silent:
            raise AudioError(
                "holds no sound",
                where=str(sound.decoded_from),
                hint="listen to it; the sides of a stereo recording may cancel each other: give one of them as mono",
            )
        self.silence.recording()
        self._clip(sound, facts, lifted(facts, min(LOUDEST, SPEECH - facts.loudness), headroom(self.show.audio)))

    def _music(self, cue: Cue) -> None:
        if cue.text == "bed off":
            self._close_bed()
            return
        path = music.find(self.show, cue.text)
        sound, facts = self.sounds.files[path]
        if facts.silent:
            raise AudioError("holds no sound", where=str(path))
        if cue.text == "bed":
            self._close_bed()
            self.bed = (len(self.entries), path)
            return
        self.silence.music()
        gain = SPEECH - music.BELOW_SPEECH - facts.loudness
        fades = music.FADES.get(cue.text, music.PLAIN)
        self._clip(sound, facts, gain, fades=fades, faded=music.FADED * fades[1])

    def _clip(
        self,
        sound: Sound,
        facts: Facts,
        gain: float,
        *,
        said: tuple[Cue, Utterance, Take, Facts] | None = None,
        fades: tuple[float, float] = TAKE_FADE,
        faded: float = 0.0,
    ) -> None:
        """The next clip; its last `faded` seconds count as silence already."""
        ratio = self.rate / sound.rate
        pause = self.silence.sound(said[0] if said else None)
        quiet = self.tail + round(facts.lead * ratio)
        clip = Clip(
            at=0,
            frames=round((facts.last - facts.first) * ratio),
            sound=sound,
            first=facts.first,
            last=facts.last,
            gain=round(gain, 2),
            mean=facts.mean,
            fades=fades,
        )
        self.entries.append(
            TimelineEntry(
                gap=max(0, round(pause * self.rate) - quiet),
                clip=clip,
                fixed=self.bed is not None,
                said=said,
                chapters=self.waiting,
            )
        )
        self.tail, self.waiting = round(facts.tail * ratio + faded * self.rate), ()

    def _close_bed(self) -> None:
        if self.bed is not None and len(self.entries) > self.bed[0]:
            self.beds.append((self.bed[0], len(self.entries), self.bed[1]))
        self.bed = None

    # ---- every entry in its place

    def placed(self) -> Timeline:
        """The timeline. Units begin on the MP3's frames: where one does, the pause is shorter by less than a frame."""
        if not self.entries:
            raise AudioError("the programme holds no sound", hint="the script has no line that is spoken")
        self._close_bed()
        grid = frame_samples(self.rate)
        begins = cuts(
            [(entry.gap, entry.clip.frames, entry.clip.sound.digest, entry.fixed) for entry in self.entries], self.rate
        )
        clips: list[Clip] = []
        starts = [0]
        at = 0
        for number, entry in enumerate(self.entries):
            at += entry.gap
            if number in begins:
                at -= at % grid
                starts.append(at - grid)
            clips.append(replace(entry.clip, at=at))
            at += entry.clip.frames
        frames = at + max(0, round(self.silence.end() * self.rate) - self.tail)
        return Timeline(
            rate=self.rate,
            frames=frames,
            clips=tuple(clips),
            beds=self._beds(clips, frames),
            starts=tuple(starts),
            chapters=self._chapters(clips, frames),
            transcript=tuple(
                self._segment(clip, *entry.said)
                for clip, entry in zip(clips, self.entries, strict=True)
                if entry.said is not None
            ),
        )

    def _beds(self, clips: Sequence[Clip], frames: int) -> tuple[Bed, ...]:
        audio = self.show.audio
        found = []
        for begin, stop, path in self.beds:
            sound, facts = self.sounds.files[path]
            found.append(
                Bed(
                    start=clips[begin - 1].end if begin else 0,
                    end=clips[stop - 1].end if stop < len(clips) else frames,
                    sound=sound,
                    first=facts.first,
                    last=facts.last,
                    gain=round(SPEECH + audio.bed_level - facts.loudness, 2),
                    attack=audio.duck_attack,
                    release=audio.duck_release,
                )
            )
        return tuple(found)

    def _chapters(self, clips: Sequence[Clip], frames: int) -> tuple[Chapter, ...]:
        """In order, the first at 0, each to the beginning of the next."""
        marks = [(clip.at, cue) for clip, entry in zip(clips, self.entries, strict=True) for cue in entry.chapters[-1:]]
        if not marks:
            return ()
        marks[0] = (0, marks[0][1])
        ends = [at for at, _ in marks[1:]] + [frames]
        return tuple(
            Chapter(start=at / self.rate, end=end / self.rate, title=cue.text, url=cue.url)
            for (at, cue), end in zip(marks, ends, strict=True)
        )

    def _segment(self, clip: Clip, cue: Cue, utterance: Utterance, take: Take, facts: Facts) -> Segment:
        place = cue.place or Place()
        lead, tail = (round(guard * self.rate / take.rate) for guard in (facts.lead, facts.tail))

        def second(frame: int) -> float:
            first = facts.first + facts.lead
            return min(clip.end, clip.at + lead + max(0, frame - first) * self.rate / take.rate) / self.rate

        return Segment(
            start=(clip.at + lead) / self.rate,
            end=(clip.end - tail) / self.rate,
            speaker=cue.speaker or host(self.script, utterance),
            body=cue.text[utterance.start : utterance.end].strip(),
            written=written(cue, utterance, place),
            story=place.story,
            paragraph=place.paragraph,
            kind=place.kind,
            role=cue.role,
            voice=utterance.voice.name,
            language="" if same_language(utterance.language, self.script.language) else utterance.language,
            words=words(cue, utterance, take, second, (clip.end - tail) / self.rate),
        )


def host(script: Script, utterance: Utterance) -> str:
    """The name of the host who says a sentence: the first of `@hosts` speaks the script's language, the second others."""
    named = [name.strip() for name in script.meta.get("hosts", "").split(",")]
    own = same_language(utterance.language, script.language)
    return named[0] if own else named[1] if len(named) > 1 else ""


def written(cue: Cue, utterance: Utterance, place: Place) -> str:
    """A sentence as the article has it, with the marks around the cue at the cue's ends, and the space behind it."""
    start, end = utterance.start, utterance.end
    first, last = not cue.text[:start].strip(), not cue.text[end:].strip()
    words = cue.text[start:end].strip()
    stop = start + len(cue.text[start:end].rstrip())
    behind = place.after if last else cue.text[stop : stop + 1] if cue.text[stop : stop + 1].isspace() else ""
    return (place.before if first else "") + words + behind
