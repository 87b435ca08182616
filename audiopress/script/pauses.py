"""The pause before each sound: one rule for the timeline and for the estimate of its length."""

from __future__ import annotations

from dataclasses import dataclass

from audiopress.model import Cue, Pauses


def goes_on(text: str) -> bool:
    """Whether a sentence is not at its end with these words: they end in a comma, a colon or a dash, quoted or not."""
    return text.rstrip().rstrip("\"'”’»)]").endswith((",", ";", ":", "—", "–", "-"))


@dataclass(slots=True)
class Silence:
    """The silence that is due, as cues come one after the other. Of several reasons for one the longest counts."""

    pauses: Pauses
    due: float = 0.0
    """Seconds before the next sound."""
    last: Cue | None = None
    """The last speech cue, None after music or a recording."""
    begun: bool = False
    """Something was heard already."""

    @property
    def after_music(self) -> bool:
        """The last sound was music or a recording; speech follows it soon, whatever it opens."""
        return self.begun and self.last is None

    def chapter(self, cue: Cue) -> None:
        """A chapter begins: a story, where it has an address."""
        if not self.after_music:
            self._ask(self.pauses.story if cue.url else self.pauses.chapter)

    def pause(self, cue: Cue) -> None:
        """The script asks for one."""
        self._ask(cue.seconds)

    def speech(self, cue: Cue, *, sentence: int = 0, inside: bool = False, before: str = "") -> None:
        """The cue's sentence of that number, from 0; `inside` one that was cut after the words `before`."""
        if inside and self.last is cue:
            written = before.rstrip()
            at_a_comma = written and not written[-1].isalnum()
            self._ask(self.pauses.clause if at_a_comma else self.pauses.clause / 2)
        elif sentence:
            self._ask(self.pauses.sentence)
        elif self.after_music:
            self._ask(self.pauses.quote)
        elif cue.paragraph:
            self._ask(self.pauses.paragraph)
        elif self.last is not None and (self.last.role, self.last.speaker) != (cue.role, cue.speaker):
            # "We are ready," | she said: one sentence, of which the second voice has a part.
            joined = goes_on(self.last.text)
            self._ask((self.pauses.clause + self.pauses.quote) / 2 if joined else self.pauses.quote)
        else:
            self._ask(self.pauses.clause if goes_on(self.last.text if self.last else "") else self.pauses.sentence)

    def recording(self) -> None:
        """A recording follows."""
        self._ask(self.pauses.quote)

    def music(self) -> None:
        """Music follows."""
        if self.begun:
            self._ask(self.pauses.story / 2)

    def sound(self, cue: Cue | None = None) -> float:
        """A sound begins, speech of `cue` or another one: the seconds of silence before it."""
        due = self.due if self.begun else self.pauses.start
        self.due, self.begun, self.last = 0.0, True, cue
        return due

    def end(self) -> float:
        """The seconds of silence after the last sound."""
        return max(self.due, self.pauses.end)

    def _ask(self, seconds: float) -> None:
        self.due = max(self.due, seconds)
