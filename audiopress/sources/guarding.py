"""Unexpected exceptions in a source: they cost only that source, and are reported in a line."""

from __future__ import annotations

from pathlib import Path
from traceback import extract_tb

from audiopress.errors import SourceError


def unexpected(source: str, fault: Exception) -> SourceError:
    """What a fault is and where, because a listener's morning does not wait for a traceback."""
    frames = [frame for frame in extract_tb(fault.__traceback__) if "audiopress" in frame.filename]
    place = f" at {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    error = SourceError(
        f"cannot be read: {type(fault).__name__}{place}",
        where=source,
        hint="a fault of audiopress, not yours: report it with the page",
    )
    error.__cause__ = fault
    return error
