"""What an engine is: the protocol that the built-in ones and plug-ins keep, and the values it speaks in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar, Protocol

from audiopress.errors import SpeechError
from audiopress.model import PLAINLY, Delivery, Voice, WordTime


@dataclass(frozen=True, slots=True, kw_only=True)
class Readiness:
    """Whether a voice can speak on this machine now, and if not, what is missing and how to get it."""

    ready: bool
    missing: str = ""
    """What is not there, in a few words; empty when ready."""
    install: str = ""
    """The command or the step that helps."""


READY = Readiness(ready=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What an engine is asked to say: one sentence, or a clause of a very long one."""

    text: str
    """Plain words. Nothing in it is markup, whatever it looks like: the engine escapes what it would obey."""
    voice: Voice
    language: str
    """BCP 47."""
    phonemes: Mapping[str, str] = field(default_factory=dict)
    """Word of the text to IPA; an engine that cannot take it speaks the word its own way."""
    delivery: Delivery = PLAINLY
    """How it is said in its place; plainly for an engine that is not `expressive`."""
    volume: float = 1.0
    """Share of its full volume: less where the take before was clipped. One that has no volume says it as before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Speech:
    """What an engine said."""

    pcm: bytes
    """16-bit signed little-endian mono frames."""
    rate: int
    """Frames a second."""
    words: tuple[WordTime, ...] = ()
    """Where the words of the text sound, as far as the engine knows: in order, inside the frames; else empty."""
    cost: float = 0.0
    """What it cost, in the currency of the voice's `price`."""

    @property
    def frames(self) -> int:
        """Length in frames."""
        return len(self.pcm) // 2


class Unavailable(SpeechError):
    """The engine as a whole cannot be reached: no further take is tried, and the message stands alone."""


class Refused(SpeechError):
    """The sentence was not said for a reason of the service's own: an outage, a limit, an answer that is no sound.

    It costs this sentence alone, unless the service refuses the next one too: then it is as good as unavailable.
    """


class Engine(Protocol):
    """A way to turn text into sound. One instance lives in each process; several threads may call it.

    Subclass it: what has a body here is the plain case. `audiopress.speech.contract` tests the rest.
    """

    name: ClassVar[str]
    sound: ClassVar[str] = ""
    """How it sounds to a listener, in a word: `natural`, `plain`, `robotic`; empty: it depends."""
    rate: ClassVar[int] = 0
    """Frames a second of everything it says; 0: as the model says."""
    network: ClassVar[bool] = False
    """Waits for a server. Its takes are recorded by threads of the calling process, so that one throttle holds."""
    expressive: ClassVar[bool] = False
    """Follows a line's delivery. Others are not given any, so that a sentence that moves keeps its take."""
    options: ClassVar[Mapping[str, str]] = {}
    """What may stand in a profile's `[options]`, and what it sets; another name is refused. Every engine has `limit`."""

    bounds: ClassVar[Mapping[str, tuple[float, float]]] = {}
    """Least and most of the options that are numbers: what lies outside is refused, with the line of the profile."""

    def version(self) -> str:
        """Engine and library version; a new one records everything again. Cheap. Raises SpeechError if not there."""
        ...

    def readiness(self, voice: Voice) -> Readiness:
        """Whether this voice can speak here. Cheap: loads no model, asks no network. Never raises."""
        ...

    def speaks(self, voice: Voice) -> tuple[str, ...] | None:
        """The languages that the voice's model speaks, as BCP 47 tags; None: not known here, or any.

        A profile that names another one is not ready: what it would say is gibberish. Cheap, as `readiness` is, and
        asked of a voice that is ready otherwise. Never raises.
        """
        del voice
        return None

    def speak(self, line: Line) -> Speech:
        """The line said once. Raises SpeechError (UnknownName for a voice it does not have, Refused, Unavailable)."""
        ...

    def digest(self, voice: Voice) -> str:
        """Hex digest of the files that make the voice, so that another model is another take; empty: it has none."""
        del voice
        return ""

    def unsayable(self, text: str) -> str:
        """The letters of the text that this engine would leave out; the voice's fallback reads such a sentence."""
        del text
        return ""

    def sounds(self, voice: Voice, ipa: str) -> bool:
        """Whether the voice says these sounds where the lexicon gives them for a word; else it reads the word its own way."""
        del voice, ipa
        return False

    def cost(self, line: Line) -> float:
        """What the line will cost, before it is said."""
        del line
        return 0.0


def option(voice: Voice, name: str, default: float) -> float:
    """A number from the voice's `[options]`. Raises SpeechError where it is something else."""
    value = voice.options.get(name, default)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise SpeechError(f"options.{name} is a number, not {value!r}", where=f"voice {voice.name}")
    return float(value)


def text_option(voice: Voice, name: str, default: str = "") -> str:
    """A text from the voice's `[options]`. Raises SpeechError where it is something else."""
    value = voice.options.get(name, default)
    if not isinstance(value, str):
        raise SpeechError(f"options.{name} is a text, not {value!r}", where=f"voice {voice.name}")
    return value
