"""Any program that turns text into a WAV: the text on its standard input, the WAV on its standard output or in a file.

`options.command` is split as a shell would and run without one, so nothing in a text or a profile can become a command.
"""

from __future__ import annotations

import hashlib
import math
import shlex
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import ClassVar, Final

from audiopress.errors import SpeechError
from audiopress.model import Voice
from audiopress.speech.engine import READY, Engine, Line, Readiness, Refused, Speech, Unavailable, option, text_option
from audiopress.speech.models import file_digest
from audiopress.speech.service_answers import sound

PLACES: Final = ("{model}", "{language}", "{pace}", "{pitch}", "{volume}", "{output}", "{input}")
"""What is filled in: the profile's model, the line's language, its pace and pitch, the share of the full volume (1, or
less where a take was clipped), a file to write, a file to read."""
TIMEOUT: Final = 120.0
TRIES: Final = 2
"""How often a program is run whose sound is none, or not whole."""


class Command(Engine):
    """Any program: text in by standard input or a file, a WAV out by standard output or a file."""

    name: ClassVar[str] = "command"
    options: ClassVar[Mapping[str, str]] = {
        "command": "the program and its arguments, with " + ", ".join(f"`{place}`" for place in PLACES),
        "timeout": f"seconds it may take for a sentence; {TIMEOUT:g} unless told",
        "version": "anything; another one records everything again",
    }
    bounds: ClassVar[Mapping[str, tuple[float, float]]] = dict.fromkeys(("timeout",), (0, math.inf))

    def version(self) -> str:
        """The protocol's; the program's own is in the digest."""
        return "1"

    def digest(self, voice: Voice) -> str:
        """Of the program's file, and of the files that its command names."""
        whole = hashlib.sha256(text_option(voice, "version").encode())
        for word in _words(voice):
            found = shutil.which(word)
            if found or Path(word).is_file():
                whole.update(file_digest(Path(found or word)).encode())
        return whole.hexdigest()

    def readiness(self, voice: Voice) -> Readiness:
        """Whether the program can be found."""
        try:
            program, *arguments = _words(voice)
        except SpeechError as error:
            return Readiness(ready=False, missing=error.message, install=error.hint)
        if shutil.which(program) is None:
            return Readiness(ready=False, missing=f"no program {program!r} on the PATH", install=f"install {program}")
        if voice.pitch != 1.0 and not any("{pitch}" in word for word in arguments):
            return Readiness(
                ready=False, missing="options.command has no {pitch}", install="put {pitch} into it, or set pitch = 1"
            )
        return READY

    def speak(self, line: Line) -> Speech:
        """What the program said. Raises SpeechError with the last line of what it complained of, Refused."""
        where = f"voice {line.voice.name}, {_words(line.voice)[0]}"
        for attempt in range(1, TRIES + 1):
            data = self._answered(line)
            try:
                pcm, rate = sound(data, where=where)
                break
            except Refused:
                if attempt == TRIES:
                    raise
        return Speech(pcm=pcm, rate=rate)

    def _answered(self, line: Line) -> bytes:
        voice = line.voice
        where = f"voice {voice.name}"
        with tempfile.TemporaryDirectory(prefix="audiopress-") as folder:
            output, text = Path(folder, "out.wav"), Path(folder, "in.txt")
            text.write_text(line.text, "utf-8", "replace")
            given = dict(
                zip(
                    PLACES,
                    (
                        *(voice.model, line.language, f"{voice.pace:g}", f"{voice.pitch:g}", f"{line.volume:g}"),
                        *(str(output), str(text)),
                    ),
                    strict=True,
                )
            )
            command = [_filled(word, given) for word in _words(voice)]
            try:
                done = subprocess.run(
                    command,
                    input=line.text.encode("utf-8", "replace"),
                    capture_output=True,
                    timeout=option(voice, "timeout", TIMEOUT),
                    check=False,
                )
            except subprocess.TimeoutExpired as error:
                raise Refused(f"{command[0]} said nothing for {error.timeout:g} s", where=where) from None
            except OSError as error:
                raise Unavailable(f"{command[0]} cannot be run: {error.strerror}", where=where) from None
            if done.returncode != 0:
                said = done.stderr.decode("utf-8", "replace").strip().splitlines() or ["without a word"]
                raise SpeechError(f"{command[0]} ended with {done.returncode}: {said[-1]}", where=where)
            return output.read_bytes() if output.exists() else done.stdout


def _words(voice: Voice) -> list[str]:
    command = text_option(voice, "command")
    try:
        words = shlex.split(command)
    except ValueError as error:
        raise SpeechError(f"options.command cannot be read: {error}", where=f"voice {voice.name}") from None
    if not words:
        raise SpeechError(
            "options.command is missing", where=f"voice {voice.name}", hint='command = "mytts --voice {model}"'
        )
    return words


def _filled(word: str, given: dict[str, str]) -> str:
    for place, value in given.items():
        word = word.replace(place, value)
    return word
