"""A show as a folder that any host can serve: its feed, its sound, its pages, with the GUIDs that listeners have."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from audiopress import publish
from audiopress.config import settings_faults
from audiopress.errors import PublishError, UsageError

if TYPE_CHECKING:
    from audiopress.model import Show
    from audiopress.press import Press
    from audiopress.publish import Report


def export(press: Press, show: Show, into: Path, *, base_url: str = "") -> Report:
    """Write a show's site into the folder `into`, as it will be seen at `base_url`; else at the newsroom's own.

    Nothing of the newsroom changes, and no hub is told. A folder that holds something else is refused (UsageError).
    Raises PublishError, LibraryError.
    """
    here = press.workspace
    settings = replace(here.settings, base_url=base_url or here.settings.base_url, store={}, public=str(into.resolve()))
    for _, message, hint in settings_faults(settings):
        raise UsageError(message, hint=hint or "--base-url https://podcasts.example.org/")
    _allowed(show, into)
    library = press.library()
    rows = library.rows(show.name)
    if not any(row.state == "published" for row in rows):
        raise PublishError(f"{show.name} has no episode that is out", hint="`audiopress episodes` says what there is")
    record = publish.read_records(here.state / "publish").get(show.name)
    guid = str(show.feed.get("guid", "")) or (record.guid if record else "")
    kept = replace(show, feed={**show.feed, "guid": guid}) if guid else show
    with tempfile.TemporaryDirectory() as state, library.heads() as head:
        return publish.publish(
            kept,
            rows,
            settings=settings,
            store=publish.open_store(settings, here.root),
            state=Path(state),
            now=press.now(),
            forget=True,
            shelf=publish.Shelf(digest=lambda row: row.digest, head=head, whole=library.whole),
            ping_hub=False,
        )


def _allowed(show: Show, into: Path) -> None:
    """Raises UsageError where the folder holds something that is no export of this show."""
    if into.exists() and not into.is_dir():
        raise UsageError(f"{into} is a file", hint="name a folder")
    if into.is_dir() and any(into.iterdir()) and not (into / show.name / "feed.xml").is_file():
        raise UsageError(f"{into} is not empty", hint="name a new folder, or one that this show was exported into")
