"""One tree of errors. Each says what is wrong, where, and what to do, and carries the exit code the command ends with.

    AudiopressError            1   something failed
    ├── UsageError             2   the command line does not fit together
    ├── ConfigError            3   audiopress.toml, a show.toml, a voice or lexicon file
    │   └── UnknownName        3   a voice, show or engine that is not there (names the nearest one)
    ├── SourceError            4   a page, file or feed that cannot be read as an article
    │   └── FetchError         4   the network or the server on the way to it
    ├── ScriptError            5   a format or a script that does not parse
    ├── SpeechError            6   an engine, a voice file, a take
    ├── AudioError             7   mixing, mastering, encoding
    ├── PublishError           8   the feed, the pages, the store
    │   └── StandingError     10   the feed that stands names episodes that the library does not know
    └── LibraryError           9   the library, a claim, an unknown episode

`audiopress/cli/__init__.py` is the one place where an error becomes a message and an exit code; 130 is Ctrl-C.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong in a file an editor can open."""

    where: str
    """`file:line`, or the file alone where no line can be named."""
    message: str
    hint: str = ""
    """What to do; empty where the message says it already."""

    def __str__(self) -> str:
        text = f"{self.where}: {self.message}" if self.where else self.message
        return f"{text} ({self.hint})" if self.hint else text


class AudiopressError(Exception):
    """The root: `message`, `where` (file:line or URL), `hint` (what to do) and any further `problems`."""

    exit_code = 1
    way_out = "`audiopress doctor` says what works on this machine; --debug shows where it failed"
    """What helps against errors of this kind, where one says nothing better itself."""

    def __init__(self, message: str, *, where: str = "", hint: str = "", problems: Iterable[Problem] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.where = where
        self.hint = hint
        self.problems = tuple(problems)

    @property
    def advice(self) -> str:
        """What to do: the error's own hint, else, where no problem names it, what helps against its kind."""
        return self.hint or ("" if self.problems else self.way_out)

    def __str__(self) -> str:
        lines = [f"{self.where}: {self.message}" if self.where else self.message]
        lines += [f"  {problem}" for problem in self.problems]
        if self.hint:
            lines.append(self.hint)
        return "\n".join(lines)

    def __reduce__(self) -> tuple[object, ...]:
        """Errors cross process boundaries (workers), so they must survive pickling with all their parts."""
        return (_rebuild, (type(self), self.message, self.where, self.hint, self.problems))


def _rebuild(
    kind: type[AudiopressError], message: str, where: str, hint: str, problems: tuple[Problem, ...]
) -> AudiopressError:
    error = kind.__new__(kind)
    AudiopressError.__init__(error, message, where=where, hint=hint, problems=problems)
    return error


class UsageError(AudiopressError):
    """The command line does not fit together."""

    exit_code = 2
    way_out = "`audiopress --help` lists the commands, --help after one its options"


class ConfigError(AudiopressError):
    """A settings file is wrong; `problems` lists every fault found in it."""

    exit_code = 3
    way_out = "mend the file; `audiopress check` tells every fault of the newsroom's files"


class UnknownName(ConfigError):
    """A voice, show or engine that does not exist. Never replaced by a default: a wrong voice is a correction."""

    def __init__(self, kind: str, name: str, known: Iterable[str], *, where: str = "") -> None:
        known = sorted(known)
        near = nearest(name, known)
        hint = f"did you mean {near!r}?" if near else f"known: {', '.join(known) or 'none'}"
        super().__init__(f"no {kind} named {name!r}", where=where, hint=hint)


class SourceError(AudiopressError):
    """A page, file or feed that cannot be read as an article; `dropped` are the lines of one without a story."""

    exit_code = 4
    way_out = "open it in a browser, save it, and give the file"
    dropped: tuple[object, ...] = ()
    """`Dropped` of the model, which this module does not know."""


class FetchError(SourceError):
    """The network, the server or the rules of the road on the way to a source."""

    gone = False
    """The server says that it is not there, and will not be: there is no use in asking again soon."""


class ScriptError(AudiopressError):
    """A format or a script that does not parse; `problems` lists every line at fault."""

    exit_code = 5
    way_out = "mend it there; docs/shows.md has every line that a script and a format may have"


class SpeechError(AudiopressError):
    """An engine, a voice file or a take."""

    exit_code = 6
    way_out = "`audiopress voices` says which voices are ready, `audiopress doctor` what is missing"


class AudioError(AudiopressError):
    """Mixing, mastering or encoding."""

    exit_code = 7
    way_out = "`audiopress doctor` tries ffmpeg and the encoder, `audiopress check` the music"


class PublishError(AudiopressError):
    """The feed, the pages or the store."""

    exit_code = 8
    way_out = "the old feed still stands; look at base_url, public and [store] in audiopress.toml"


class StandingError(PublishError):
    """The feed that stands names episodes that the library does not know; `problems` names them. Nothing was changed."""

    exit_code = 10


class LibraryError(AudiopressError):
    """The library: a claim, an unknown episode, a file that is not a library."""

    exit_code = 9
    way_out = "`audiopress episodes` lists what has been made, and its state"


def undecodable(path: object, error: UnicodeDecodeError) -> tuple[str, str]:
    """`file:line` of the first byte that is not UTF-8, and what to do about it."""
    data = error.object
    line = data.count(b"\n", 0, error.start) + 1
    return f"{path}:{line}", f"save it as UTF-8; byte 0x{data[error.start]:02x} is at fault"


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The known name closest to `name`, or None when nothing is close enough to be a slip of the hand."""
    found = difflib.get_close_matches(name, list(known), n=1, cutoff=0.6)
    return found[0] if found else None
