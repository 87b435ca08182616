"""Script + Takes -> Programme -> Enclosure: one timeline, mastered to its loudness, encoded, tagged and measured.

`produce` is the stage; `mix` and `master` are its two halves. `measure` is the independent meter that judges the
finished file, and `report`, `table` and `picture` show what it found.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from audiopress._lazy import lazy

if TYPE_CHECKING:
    from audiopress.stitch.clipping import clip, duration
    from audiopress.stitch.ffmpeg import Loudness, find_ffmpeg, measure, works
    from audiopress.stitch.mastering import master
    from audiopress.stitch.mixing import mix
    from audiopress.stitch.music import check_music, music_in
    from audiopress.stitch.picturing import picture, png
    from audiopress.stitch.producing import produce
    from audiopress.stitch.reporting import SoundReport, report, table, terminal_picture
    from audiopress.stitch.timeline import sound_files

__all__ = [
    "Loudness",
    "SoundReport",
    "check_music",
    "clip",
    "duration",
    "find_ffmpeg",
    "master",
    "measure",
    "mix",
    "music_in",
    "picture",
    "png",
    "produce",
    "report",
    "sound_files",
    "table",
    "terminal_picture",
    "works",
]

__getattr__, _ = lazy(
    __name__,
    {
        "Loudness": "ffmpeg",
        "SoundReport": "reporting",
        "check_music": "music",
        "clip": "clipping",
        "duration": "clipping",
        "find_ffmpeg": "ffmpeg",
        "master": "mastering",
        "measure": "ffmpeg",
        "mix": "mixing",
        "music_in": "music",
        "picture": "picturing",
        "png": "picturing",
        "produce": "producing",
        "report": "reporting",
        "sound_files": "timeline",
        "table": "reporting",
        "terminal_picture": "reporting",
        "works": "ffmpeg",
    },
)
