"""Structured logs: one JSON object a line, with the show, the edition, the stage and how long it took.

Nothing is set up until `to_stream` is called: a program that uses audiopress sees the records of the logger `audiopress`.
"""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Final, TextIO
from zoneinfo import ZoneInfo

from audiopress.errors import AudiopressError

LOG: Final = logging.getLogger("audiopress")
LOG.addHandler(logging.NullHandler())
_AT: ContextVar[dict[str, str]] = ContextVar("at", default={})  # noqa: B039, it is replaced, never changed


@contextmanager
def about(**fields: str) -> Iterator[None]:
    """Everything that is logged inside names these: `show`, `edition`, `episode`."""
    token = _AT.set({**_AT.get(), **fields})
    try:
        yield
    finally:
        _AT.reset(token)


@contextmanager
def stage(name: str, **fields: str) -> Iterator[None]:
    """A stage of the work; how it ended and how many seconds it took are logged."""
    began = time.monotonic()
    with about(stage=name, **fields):
        try:
            yield
        except BaseException as error:
            told = error.message if isinstance(error, AudiopressError) else type(error).__name__
            LOG.warning("%s failed: %s", name, told, extra={"seconds": time.monotonic() - began})
            raise
        LOG.info("%s done", name, extra={"seconds": time.monotonic() - began})


class JsonLines(logging.Formatter):
    """A record as one line of JSON; its time in the newsroom's zone."""

    def __init__(self, zone: str) -> None:
        super().__init__()
        self._zone = ZoneInfo(zone)

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        at = datetime.fromtimestamp(record.created, UTC).astimezone(self._zone)
        line: dict[str, object] = {
            "time": at.isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "message": record.getMessage(),
            **{key: _AT.get().get(key, "") for key in ("show", "edition", "episode", "stage")},
            "seconds": round(record.__dict__["seconds"], 3) if "seconds" in record.__dict__ else None,
        }
        return json.dumps(line, ensure_ascii=False)


def to_stream(stream: TextIO, *, zone: str) -> None:
    """Write every record of audiopress to a stream, from now on, in lines of JSON."""
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonLines(zone))
    LOG.handlers[:] = [handler]
    LOG.setLevel(logging.INFO)
    LOG.propagate = False
