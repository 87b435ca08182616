"""Utterances -> Takes: every sentence is recorded once, by an engine, on workers, and kept by what was said.

`record` is the stage; `engines` and `readiness` say what can speak here; `record_or_stand_in` puts a fallback voice in
the place of one that cannot speak; `usage` and `prune` look after the cache; `listen` measures how well a voice is
understood.
Authors of engines start at `Engine` and at `audiopress.speech.contract`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from audiopress._lazy import lazy

if TYPE_CHECKING:
    from audiopress.speech.engine import Engine, Line, Readiness, Speech
    from audiopress.speech.fallback import Recorded, StandIn, record_or_stand_in, stand_in
    from audiopress.speech.fetching import Downloaded, download
    from audiopress.speech.hearing import Heard, listen
    from audiopress.speech.recording import preview, record, recorded
    from audiopress.speech.registry import engines, load_engine, readiness, takes_ipa, unknown_options
    from audiopress.speech.takes import Usage, prune, usage

__all__ = [
    "Downloaded",
    "Engine",
    "Heard",
    "Line",
    "Readiness",
    "Recorded",
    "Speech",
    "StandIn",
    "Usage",
    "download",
    "engines",
    "listen",
    "load_engine",
    "preview",
    "prune",
    "readiness",
    "record",
    "record_or_stand_in",
    "recorded",
    "stand_in",
    "takes_ipa",
    "unknown_options",
    "usage",
]

__getattr__, _ = lazy(
    __name__,
    {
        "Downloaded": "fetching",
        "Engine": "engine",
        "Heard": "hearing",
        "Line": "engine",
        "Readiness": "engine",
        "Recorded": "fallback",
        "Speech": "engine",
        "StandIn": "fallback",
        "Usage": "takes",
        "download": "fetching",
        "engines": "registry",
        "listen": "hearing",
        "load_engine": "registry",
        "preview": "recording",
        "prune": "takes",
        "readiness": "registry",
        "record": "recording",
        "record_or_stand_in": "fallback",
        "recorded": "recording",
        "stand_in": "fallback",
        "takes_ipa": "registry",
        "unknown_options": "registry",
        "usage": "takes",
    },
)
