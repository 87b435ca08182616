"""Makes the shared ident, sting, bed and sign-off, so that they are free of anybody's rights.

Plucked strings (Karplus and Strong, 1983) and a soft pad, in C major. Run it from this folder; it needs numpy and the
ffmpeg of audiopress:  python make_music.py
"""

from __future__ import annotations

import subprocess
from pathlib import Path

import numpy as np

from audiopress.stitch import find_ffmpeg

RATE = 44100
HERE = Path(__file__).parent
NOTES = {name: 261.6256 * 2 ** (step / 12) for step, name in enumerate("C C# D D# E F F# G G# A A# B".split())}
Signal = np.ndarray[tuple[int], np.dtype[np.float64]]


def hertz(note: str) -> float:
    """`G4` is 392 Hz."""
    return NOTES[note[:-1]] * 2.0 ** (int(note[-1]) - 4)


def pluck(note: str, seconds: float, seed: int) -> Signal:
    """A plucked string, in tune: the string is a whole number of samples and a half, so it is stretched to its pitch."""
    period = round(RATE / hertz(note) - 0.5)
    burst = np.random.default_rng(seed).uniform(-1, 1, period)
    burst = np.convolve(burst, np.ones(6) / 6, mode="same")
    stretch = hertz(note) * (period + 0.5) / RATE
    count = round(seconds * RATE)
    rounds = []
    line = burst - burst.mean()  # direct current would ring on as a thump
    for _ in range(int(count * stretch) // period + 2):
        rounds.append(line)
        line = 0.4985 * (line + np.roll(line, 1))
    string = np.concatenate(rounds)
    out = np.interp(np.arange(count) * stretch, np.arange(len(string)), string)
    return out / max(1e-9, np.abs(out).max())


def pad(notes: str, seconds: float) -> Signal:
    """A soft chord that swells and falls."""
    time = np.arange(round(seconds * RATE)) / RATE
    voices = [
        np.sin(2 * np.pi * hertz(note) * time * detune + index) * level
        for index, note in enumerate(notes.split())
        for detune, level in ((0.5, 0.5), (1.0, 1.0), (1.003, 0.6), (2.0, 0.12))
    ]
    return np.sum(voices, axis=0) / len(voices) * np.sin(np.pi * time / seconds) ** 0.7


def play(score: list[tuple[float, str, float]], seconds: float, chords: list[tuple[float, str, float]]) -> Signal:
    """Plucked notes (beginning, note, level) over chords (beginning, notes, length)."""
    out = np.zeros(round(seconds * RATE))
    for index, (begin, note, level) in enumerate(score):
        sound = pluck(note, min(2.6, seconds - begin), index) * level
        start = round(begin * RATE)
        out[start : start + len(sound)] += sound
    for begin, notes, length in chords:
        sound = pad(notes, min(length, seconds - begin)) * 0.5
        start = round(begin * RATE)
        out[start : start + len(sound)] += sound
    room = np.zeros(len(out))
    for delay, level in ((0.031, 0.22), (0.047, 0.18), (0.071, 0.13), (0.113, 0.08)):
        shift = round(delay * RATE)
        room[shift:] += out[:-shift] * level
    return out + room


def save(name: str, signal: Signal) -> None:
    """Opus at 64 kb/s: small, and good enough for a few seconds of strings."""
    fade = np.minimum(1, np.arange(len(signal))[::-1] / (0.25 * RATE)) if name != "bed" else 1
    pcm = np.rint(signal * fade / np.abs(signal).max() * 26000).astype("<i2").tobytes()
    command = [str(find_ffmpeg()), "-v", "error", "-f", "s16le", "-ar", str(RATE), "-ac", "1", "-i", "-"]
    command += ["-c:a", "libopus", "-b:a", "64k", "-fflags", "+bitexact", "-y", str(HERE / f"{name}.opus")]
    subprocess.run(command, input=pcm, check=True)


def main() -> None:
    """Write the four files."""
    beat = 0.22
    rise = [(i * beat, note, 0.8) for i, note in enumerate("C4 G4 E5 D5 G5".split())]
    save("ident", play([*rise, (1.1, "C3", 0.6)], 3.6, [(0.0, "C3 G3 E4", 3.6)]))
    save("sting", play([(0, "G4", 0.8), (0.16, "D5", 0.8), (0.32, "G5", 0.7)], 1.7, []))
    fall = [(i * 0.3, note, 0.8) for i, note in enumerate("G5 D5 E5 C5".split())]
    save("sign-off", play([*fall, (1.2, "C3", 0.6), (1.2, "C4", 0.5)], 4.4, [(0.0, "C3 G3 E4", 4.4)]))
    bars = ["C3 G3 E4", "A2 E3 C4", "F2 C3 A3", "G2 D3 B3"]
    chords = [(4.0 * i, notes, 5.0) for i, notes in enumerate(bars)]
    quiet = [(4.0 * i + 2 * j + 1, notes.split()[2 - j], 0.35) for i, notes in enumerate(bars) for j in range(2)]
    # In the second after the four bars the last chord falls; there the first one rises when the bed is looped.
    save("bed", play(quiet, 17.0, chords))


if __name__ == "__main__":
    main()
