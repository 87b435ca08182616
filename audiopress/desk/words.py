"""The desk's own words, in the editor's language: flat TOML files in words/."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from audiopress.languages.tags import primary
from audiopress.times import clock

FOLDER: Final = Path(__file__).with_name("words")

SHARED: Final = tomllib.loads(Path(__file__).with_name("words.toml").read_text("utf-8"))
"""The language of who speaks none that the desk does, and a sentence of each language to hear its voices by."""


class Words:
    """One language's words."""

    def __init__(self, language: str, table: Mapping[str, str]) -> None:
        self.language, self._table = language, table

    def __getitem__(self, key: str) -> str:
        """A word or phrase. Raises KeyError."""
        return self._table[key]

    def __call__(self, key: str, **values: object) -> str:
        """A phrase with its values put in; of one thing, `KEY_1` where the language has it. Raises KeyError."""
        one = self._table.get(f"{key}_1") if str(values.get("n")) == "1" else None
        return (one or self._table[key]).format(**values)

    def time(self, at: datetime, zone: str) -> str:
        """The time of the day, and the date where it is another than today's."""
        from babel.dates import format_datetime

        local = at.astimezone(ZoneInfo(zone))
        return str(format_datetime(local, self._table["date_time"], locale=self._table["locale"]))

    def day(self, at: datetime) -> str:
        """A day of the calendar."""
        from babel.dates import format_date

        return str(format_date(at, self._table["day"], locale=self._table["locale"]))

    def clock(self, at: datetime, zone: str) -> str:
        """The time of the day."""
        return f"{at.astimezone(ZoneInfo(zone)):%H:%M}"

    def get_state(self, state: str) -> str:
        """A state in words; what is none as it is."""
        return self._table.get(f"state_{state}", state)

    def get_act(self, act: str) -> str:
        """What somebody did, in words."""
        return self._table.get(f"did_{act}", act)

    def sample_text(self, language: str) -> str:
        """A sentence in a language, to hear a voice by."""
        samples: dict[str, str] = SHARED["samples"]
        return samples.get(primary(language), samples[SHARED["default"]])

    def length(self, seconds: float) -> str:
        """Minutes and seconds."""
        return clock(seconds)


def languages() -> tuple[str, ...]:
    """Those that the desk speaks."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.toml")))


@cache
def words(language: str) -> Words:
    """The words of a language; raises KeyError where there are none."""
    if language not in languages():
        raise KeyError(language)
    return Words(language, tomllib.loads((FOLDER / f"{language}.toml").read_text("utf-8")))


def asked_for(accepted: str, chosen: str = "") -> Words:
    """The words that the settings choose, else the first that a browser's Accept-Language asks for, else English."""
    known = languages()
    weighed = []
    for place, part in enumerate(accepted.split(",")):
        tag, _, weight = part.strip().partition(";q=")
        try:
            weighed.append((-float(weight or 1), place, primary(tag.strip())))
        except ValueError:
            continue
    wanted = [chosen, *(tag for _, _, tag in sorted(weighed))]
    return words(next((tag for tag in wanted if tag in known), SHARED["default"]))
