"""Chapters as apps read them: JSON chapters 1.2, Podlove simple chapters, lines of a description."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from audiopress.model import Chapter, Episode
from audiopress.publish.clean import line, stamp, title, web
from audiopress.publish.extension import Tag


def chapters(episode: Episode) -> tuple[Chapter, ...]:
    """The episode's chapters in time order, titled, the first at 0: what Apple and Spotify ask for.

    A lead-in of silence or music before the first title belongs to it. No chapters stay none.
    """
    found = [replace(one, title=title(one.title), url=web(one.url)) for one in episode.chapters if title(one.title)]
    found.sort(key=lambda one: one.start)
    if found:
        found[0] = replace(found[0], start=0.0)
    return tuple(found)


def to_json(marks: Sequence[Chapter]) -> bytes:
    """JSON chapters 1.2 (application/json+chapters)."""
    listed: list[dict[str, Any]] = []
    for mark in marks:
        entry: dict[str, Any] = {"startTime": round(mark.start, 3), "title": mark.title}
        if mark.end > mark.start:
            entry["endTime"] = round(mark.end, 3)
        if mark.url:
            entry["url"] = mark.url
        listed.append(entry)
    return (json.dumps({"version": "1.2.0", "chapters": listed}, ensure_ascii=False, indent=1) + "\n").encode()


def to_psc(marks: Sequence[Chapter]) -> Tag:
    """Podlove simple chapters 1.2, which Spotify reads."""
    children = tuple(
        Tag(
            "psc:chapter",
            attributes={"start": _normal_play_time(mark.start), "title": mark.title}
            | ({"href": mark.url} if mark.url else {}),
        )
        for mark in marks
    )
    return Tag("psc:chapters", attributes={"version": "1.2"}, children=children)


def to_lines(marks: Sequence[Chapter]) -> tuple[str, ...]:
    """`(00:00) Title`, one a chapter."""
    return tuple(f"({stamp(mark.start)}) {line(mark.title)}" for mark in marks)


def _normal_play_time(seconds: float) -> str:
    """`00:01:02.345`."""
    milliseconds = round(seconds * 1000)
    whole, rest = divmod(milliseconds, 1000)
    return f"{whole // 3600:02}:{whole // 60 % 60:02}:{whole % 60:02}.{rest:03}"
