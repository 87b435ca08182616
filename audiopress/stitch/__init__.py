"""Script + Takes -> Programme -> Enclosure: one timeline, mastered to its loudness, encoded, tagged and measured.

`produce` is the stage; `mix` and `master` are its two halves. `measure` is the independent meter that judges the
finished file, and `report`, `table` and `picture` show what it found.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from audiopress._lazy import lazy

if TYPE_CHECKING:
    from audiopress.stitch.ffmpeg import Loudness, find_ffmpeg, measure, works
    from audiopress.stitch.mastering import master
    from audiopress.stitch.mixing import mix
    from audiopress.stitch.picturing import picture, png
    from audiopress.stitch.producing import produce
    from audiopress.stitch.reporting import SoundReport, report, table, terminal_picture

__all__ = [
    "Loudness",
    "SoundReport",
    "find_ffmpeg",
    "master",
    "measure",
    "mix",
    "picture",
    "png",
    "produce",
    "report",
    "table",
    "terminal_picture",
    "works",
]

__getattr__, _ = lazy(
    __name__,
    {
        "Loudness": "ffmpeg",
        "SoundReport": "reporting",
        "find_ffmpeg": "ffmpeg",
        "master": "mastering",
        "measure": "ffmpeg",
        "mix": "mixing",
        "picture": "picturing",
        "png": "picturing",
        "produce": "producing",
        "report": "reporting",
        "table": "reporting",
        "terminal_picture": "reporting",
        "works": "ffmpeg",
    },
)
