"""The publishing state of a show: its GUID, what the newsroom's page says of it, files that wait to be deleted.

One small JSON file a show, in the state folder. A lost one costs nothing: the GUID is read back from the feed that
stands, the rest is written again.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from audiopress.errors import PublishError
from audiopress.languages.pack import EVERYWHERE
from audiopress.work import files


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A published show."""

    name: str
    guid: str
    title: str = ""
    description: str = ""
    language: str = EVERYWHERE
    feed: str = ""
    """Address."""
    site: str = ""
    """Address of the show's page."""
    page: str = ""
    """Names under public/."""
    thumb: str = ""
    closed: bool = False
    latest: tuple[Mapping[str, str], ...] = ()
    unnamed: Mapping[str, str] = field(default_factory=dict)
    """Files that the feed names no longer, with the instant (ISO, UTC) at which that was first seen."""


def read_records(folder: Path) -> dict[str, Record]:
    """The records in the folder by show; a file that is not one is passed over."""
    found = {}
    for path in sorted(folder.glob("*.json")):
        try:
            found[path.stem] = _record(json.loads(path.read_bytes()))
        except (OSError, ValueError, TypeError, AttributeError, RecursionError):
            continue
    return found


def _record(table: Any) -> Record:
    known = {one.name for one in dataclasses.fields(Record)}
    table = {key: value for key, value in table.items() if key in known}
    table["latest"] = tuple(table.get("latest", ()))
    return Record(**table)


def write_record(folder: Path, record: Record) -> bool:
    """Keep a record; whether it differs from what was kept. Raises PublishError."""
    path = folder / f"{record.name}.json"
    text = json.dumps(dataclasses.asdict(record), ensure_ascii=False, indent=1) + "\n"
    try:
        if path.is_file() and path.read_bytes() == text.encode():
            return False
        files.write(path, text.encode())
    except OSError as error:
        raise PublishError(
            f"cannot be written: {error.strerror}", where=str(path), hint="the feed itself is published"
        ) from None
    return True
