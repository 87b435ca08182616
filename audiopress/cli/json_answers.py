"""What `--json` prints: one shape for each thing, whichever command it comes from. docs/json.md has every key."""

from __future__ import annotations

import dataclasses
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, Final

from audiopress.errors import AudiopressError, Problem

if TYPE_CHECKING:
    from audiopress.corrections import Made
    from audiopress.model import Article, Change, Dropped, Enclosure, Episode, Flag, Voice
    from audiopress.newsroom import Overview, Row
    from audiopress.previews import Preview
    from audiopress.segment import Outcome
    from audiopress.workspace import Workspace


LONG: Final = 100
"""Things in a list, from which on each stands on one line."""


def wanted(words: Sequence[str] | None = None) -> bool:
    """Whether the command line asks for JSON: known before it is parsed, since it may not parse."""
    words = sys.argv[1:] if words is None else words
    return "--json" in words[: words.index("--") if "--" in words else None]


def answer(value: Any, *, line: bool = False) -> None:
    """One JSON document on standard output; `line`, on a single one, of a command that stays up.

    A long list has each of its things on a line: laid out further, ten thousand take a second to write. It may be an
    iterator, whose things are then not held all at once.
    """
    if isinstance(value, Iterator):
        begun = list(islice(value, LONG + 1))
        value = chain(begun, value) if len(begun) > LONG else begun
    if not line and (isinstance(value, chain) or (isinstance(value, list) and len(value) > LONG)):
        write = json.JSONEncoder(ensure_ascii=False, default=_plain).encode
        print("[\n  " + ",\n  ".join(map(write, value)) + "\n]")
        return
    print(json.dumps(value, ensure_ascii=False, indent=None if line else 2, default=_plain), flush=line)


def _plain(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


def fault(error: AudiopressError) -> dict[str, Any]:
    """An error."""
    return {
        "kind": type(error).__name__,
        "message": error.message,
        "where": error.where,
        "hint": error.advice,
        "code": error.exit_code,
        "problems": problems(error.problems),
    }


def problems(found: Iterable[Problem]) -> list[dict[str, str]]:
    """Problems of files."""
    return [{"where": one.where, "message": one.message, "hint": one.hint} for one in found]


def read(outcome: Outcome) -> dict[str, Any]:
    """What became of a source: an article, or the error with the lines that the page has."""
    if outcome.article is not None:
        return article(outcome.article)
    assert outcome.error is not None
    lines: Sequence[Any] = getattr(outcome.error, "dropped", ())
    return {"source": outcome.source, "error": fault(outcome.error), "dropped": [dropped(one) for one in lines]}


def article(value: Article) -> dict[str, Any]:
    """An article, whole, with its lede."""
    return dataclasses.asdict(value) | {"lede": value.lede}


def dropped(value: Dropped) -> dict[str, Any]:
    """A line that is not the story's."""
    return dataclasses.asdict(value)


def episode(value: Episode, here: Workspace) -> dict[str, Any]:
    """An episode in short: whose it is, where it is heard, what was measured."""
    return _in_short(value, value.enclosure, str(value.enclosure.path), here)


def row(value: Row, here: Workspace) -> dict[str, Any]:
    """A listed episode, as `episode` has it."""
    return _in_short(value, value, value.file, here)


def _in_short(value: Episode | Row, sound: Enclosure | Row, file: str, here: Workspace) -> dict[str, Any]:
    base = f"{here.settings.base_url}{value.show}/"
    return {
        "id": value.id,
        "guid": value.guid,
        "show": value.show,
        "title": value.title,
        "state": value.state,
        "revision": value.revision,
        "published": value.published.isoformat(),
        "updated": value.updated.isoformat(),
        "edition": value.edition,
        "page": f"{base}{value.id}/",
        "feed": f"{base}feed.xml",
        "file": file,
        "seconds": sound.seconds,
        "bytes": sound.bytes,
        "loudness": sound.loudness,
        "true_peak": sound.true_peak,
        "voices": list(value.voices),
    }


def made(one: Made, here: Workspace) -> dict[str, Any]:
    """What became of one episode."""
    return {
        "status": one.status,
        "show": one.show,
        "title": one.title,
        "episode": episode(one.episode, here) if one.episode else None,
        "error": fault(one.error) if one.error else None,
        "recorded": one.recorded,
        "reused": one.reused,
        "seconds": round(one.seconds, 3),
        "advice": one.advice,
    }


def preview(value: Preview, here: Workspace) -> dict[str, Any]:
    """What a correction would change."""
    return {
        "episode": episode(value.episode, here),
        "title": value.title,
        "unchanged": value.unchanged,
        "sentences": [dataclasses.asdict(one) for one in value.sentences],
        "changed": list(value.changed),
        "recorded": value.recorded,
    }


def change(value: Change) -> dict[str, Any]:
    """A line of a history."""
    return dataclasses.asdict(value)


def status(value: Overview, here: Workspace) -> dict[str, Any]:
    """How a show stands."""
    return {
        "show": value.show.name,
        "title": value.show.title,
        "enabled": value.show.enabled,
        "editions": [
            {
                "due": one.run.due,
                "state": one.state,
                "reason": one.run.reason,
                "tries": one.run.tries,
                "begun": one.run.begun,
                "ended": one.run.ended,
                "episodes": [row(episode, here) for episode in one.episodes],
            }
            for one in value.ran
        ],
        "waiting": [
            {
                "episode": row(one.row, here),
                "goes_out": one.goes_out,
                "why": one.why,
                "flags": [flag(doubt) for doubt in one.flags],
            }
            for one in value.waiting
        ],
        "next": value.coming,
    }


def flag(value: Flag) -> dict[str, Any]:
    """A place to look at."""
    return dataclasses.asdict(value) | {"told": str(value)}


def voice(value: Voice) -> dict[str, Any]:
    """A voice's profile."""
    return {
        "name": value.name,
        "languages": list(value.languages),
        "engine": value.engine,
        "model": value.model,
        "attribution": value.attribution,
        "licence": value.licence,
        "description": value.description,
    }
