"""Where the programme is cut into units: pieces of about half a minute that are encoded apart and kept.

An MP3 made of fragments is seamless where each fragment begins on a frame of the whole and silence lies around the
joint: LAME's lead-in is the same in every fragment, so what a fragment's flush would add is silence, and is left out.
The cuts depend on the content near them alone, not on the clock or on where the last cut was, so after a corrected
sentence all units but the one it stands in (rarely a neighbour too) are the same ones again.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from audiopress.stitch.mp3 import frame_samples
from audiopress.work.cache import digest

RADIUS: Final = 20.0
"""Seconds on either side in which a cut's pause is the best one: the least length of a unit, and half of the usual."""
UNDIVIDED: Final = 60.0
"""Seconds of a programme that is not cut at all."""
LONG_PAUSE: Final = 0.4
"""Seconds; between paragraphs rather than between sentences."""
QUIET_FRAMES: Final = 4
"""MP3 frames of silence that a cut needs: one before the sound, one that aligning may take, two for LAME's overlap."""


def cuts(entries: Sequence[tuple[int, int, str, bool]], rate: int) -> frozenset[int]:
    """Numbers of the entries (pause, frames, content, fixed) with which a unit begins, besides the first.

    Long pauses are better than short ones; among equals the sounds on both sides decide, by their hash.
    """
    need = QUIET_FRAMES * frame_samples(rate)
    radius = round(RADIUS * rate)
    places: list[tuple[int, tuple[bool, str], int]] = []
    at = 0
    before = ""
    for number, (gap, frames, content, fixed) in enumerate(entries):
        at += gap
        if number and not fixed and gap >= need:
            places.append((at, (gap < LONG_PAUSE * rate, digest(before, content)), number))
        at += frames
        before = content
    if at <= UNDIVIDED * rate:
        return frozenset()
    return frozenset(
        number
        for index, (begin, rank, number) in enumerate(places)
        if radius <= begin <= at - radius // 2 and rank < _best(places, index, radius)
    )


def _best(places: Sequence[tuple[int, tuple[bool, str], int]], index: int, radius: int) -> tuple[bool, str]:
    """The best rank of the other places within the radius; of two equal ones the first counts as better."""
    best = (True, "~")
    begin, rank, _ = places[index]
    for other, other_rank, _ in reversed(places[:index]):
        if begin - other >= radius:
            break
        best = min(best, other_rank)
    for other, other_rank, _ in places[index + 1 :]:
        if other - begin >= radius:
            break
        if other_rank != rank:
            best = min(best, other_rank)
    return best
