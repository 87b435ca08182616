"""The one user of ffmpeg: the binary that imageio-ffmpeg carries, or one on PATH or named in the settings."""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final

from audiopress.errors import AudioError
from audiopress.work.executors import go_on
from audiopress.work.files import whole

METER: Final = "ebur128=peak=true:dualmono=true:framelog=verbose"
"""`verbose` keeps the log of frames quiet in every version; `quiet` is known from ffmpeg 6.1 on only."""
TELLING: Final = METER.replace("verbose", "info")
"""The same, with a line for every 100 ms."""
HEARD: Final = 1 << 18
"""Bytes of sound taken at a time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Loudness:
    """What ffmpeg's ebur128 measured, as heard on two speakers (dualmono)."""

    integrated: float
    """LUFS."""
    range: float
    """LU."""
    true_peak: float
    """dBTP."""


def find_ffmpeg(configured: str = "") -> Path:
    """The ffmpeg to use: the one named in audiopress.toml, else on PATH, else the package's. Raises AudioError."""
    if configured:
        found = shutil.which(configured)
        if found is None:
            raise AudioError(
                f"there is no ffmpeg at {configured!r}", hint="mend `ffmpeg` in audiopress.toml, or leave it out"
            )
        return Path(found)
    on_path = shutil.which("ffmpeg")
    if on_path:
        return Path(on_path)
    try:
        import imageio_ffmpeg

        return Path(imageio_ffmpeg.get_ffmpeg_exe())
    except (ImportError, RuntimeError) as error:
        raise AudioError(f"no ffmpeg can be found: {error}", hint="pip install imageio-ffmpeg") from None


def run(
    arguments: Sequence[str], *, ffmpeg: str = "", data: bytes | None = None, folder: Path | None = None
) -> subprocess.CompletedProcess[bytes]:
    """Run ffmpeg to its end, in `folder` where one is given. Raises AudioError with the last line it said."""
    command = [str(find_ffmpeg(ffmpeg)), "-hide_banner", "-nostdin", "-nostats", *arguments]
    if data is not None:
        command.remove("-nostdin")
    done = subprocess.run(command, input=data, capture_output=True, check=False, cwd=folder)
    if done.returncode != 0:
        raise AudioError(f"ffmpeg failed: {_last_line(done.stderr)}")
    return done


def listen(
    arguments: Sequence[str], feed: Callable[[bytes], None], *, ffmpeg: str = "", folder: Path | None = None
) -> str:
    """Run ffmpeg in `folder`, hand `feed` what it writes as it comes, and return what it said. Raises AudioError."""
    command = [str(find_ffmpeg(ffmpeg)), "-hide_banner", "-nostdin", "-nostats", *arguments]
    with tempfile.TemporaryFile() as told:
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=told, cwd=folder, pipesize=1 << 20) as process:
            assert process.stdout is not None
            while data := process.stdout.read(HEARD):
                go_on()
                feed(data)
        told.seek(0)
        said = told.read()
    if process.returncode != 0:
        raise AudioError(f"ffmpeg failed: {_last_line(said)}")
    return said.decode("utf-8", "replace")


@contextmanager
def fed(arguments: Sequence[str], *, ffmpeg: str = "") -> Iterator[IO[bytes]]:
    """ffmpeg's standard input, to be written to. Raises AudioError where it fails."""
    command = [str(find_ffmpeg(ffmpeg)), "-hide_banner", "-nostats", "-v", "error", *arguments]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdin is not None
        assert process.stderr is not None
        try:
            yield process.stdin
            process.stdin.close()
        except BrokenPipeError:
            pass
        said = process.stderr.read()
        if process.wait() != 0:
            raise AudioError(f"ffmpeg failed: {_last_line(said)}")


def works(*, ffmpeg: str = "") -> Path:
    """The ffmpeg to use, after it has done once all that is asked of it. Raises AudioError where it cannot."""
    found = find_ffmpeg(ffmpeg)
    tone = ["-f", "lavfi", "-i", "sine=frequency=997:duration=1,aresample=48000:resampler=soxr"]
    try:
        with tempfile.TemporaryDirectory() as name:
            for number, codec in enumerate(("libopus", "aac")):
                path = Path(name) / f"{number}.mka"
                run([*tone, "-c:a", codec, "-f", "matroska", str(path)], ffmpeg=ffmpeg)
                if not -21 < measure(path, ffmpeg=ffmpeg).integrated < -17:
                    raise AudioError("the loudness of a tone came out wrong")
    except AudioError as error:
        raise AudioError(
            f"{found} cannot do what is asked of it: {error.message}",
            hint='name another one in audiopress.toml (ffmpeg = "PATH"), or take it off PATH for the one in the package',
        ) from None
    return found


def measure(path: Path, *, ffmpeg: str = "") -> Loudness:
    """Loudness, range and true peak of a file by EBU R 128, a mono file as heard on two speakers. Raises AudioError."""
    done = run(["-i", str(path), "-map", "0:a:0", "-af", METER, "-f", "null", "-"], ffmpeg=ffmpeg)
    return summary(done.stderr.decode("utf-8", "replace"), path)


def summary(said: str, path: Path) -> Loudness:
    """What the meter said at the end about the file at `path`. Raises AudioError."""
    told = said[said.rfind("Summary:") :]
    values = {name: re.search(rf"{name}:\s+(-?(?:inf|nan|[\d.]+))", told) for name in ("I", "LRA", "Peak")}
    if not all(values.values()):
        raise AudioError("the loudness could not be measured", where=str(path))
    integrated, loudness_range, peak = (float(found[1]) for found in values.values() if found)
    return Loudness(integrated=integrated, range=loudness_range, true_peak=peak)


def decode(path: Path, rate: int, *, ffmpeg: str = "") -> bytes:
    """A file of any format as 16-bit mono PCM at `rate`, resampled by soxr. Raises AudioError."""
    return _decoded(path, rate, "-", ffmpeg)


def decode_to(
    path: Path, out: Path, rate: int, *, change: Callable[[Path, int], None] | None = None, ffmpeg: str = ""
) -> None:
    """As `decode`, into a file that appears whole or not at all; memory does not grow with length.

    `change` is given the file and its rate before it appears. Raises AudioError.
    """
    with whole(out) as part:
        _decoded(path, rate, str(part), ffmpeg)
        if change is not None:
            change(part, rate)


def _decoded(path: Path, rate: int, out: str, ffmpeg: str) -> bytes:
    if not path.is_file():
        raise AudioError("there is no such audio file", where=str(path))
    command = ["-v", "error", "-i", str(path), "-vn", "-ac", "1", "-af", f"aresample={rate}:resampler=soxr"]
    try:
        return run([*command, "-f", "s16le", "-y", out], ffmpeg=ffmpeg).stdout
    except AudioError as error:
        raise AudioError("cannot be read as audio", where=str(path), hint=error.message) from None


def _last_line(said: bytes) -> str:
    lines = [line for line in said.decode("utf-8", "replace").splitlines() if line.strip()]
    return lines[-1].strip() if lines else "it said nothing"
