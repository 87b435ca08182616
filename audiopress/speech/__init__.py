"""Utterances -> Takes: every sentence is recorded once, by an engine, on workers, and kept by what was said.

`record` is the stage; `engines` and `readiness` say what can speak here; `record_or_stand_in` puts a fallback voice in
the place of one that cannot speak; `ends` tells where a sound begins and ends; `listen` measures how well a voice is understood.
Authors of engines start at `Engine` and at `audiopress.speech.contract`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from audiopress._lazy import lazy

if TYPE_CHECKING:
    from audiopress.speech.audio import ends
    from audiopress.speech.catalogue import Catalogue, CatalogueEntry, fetchable, load_catalogue, matching
    from audiopress.speech.engine import Engine, Line, Readiness, Speech
    from audiopress.speech.fallback import Recorded, StandIn, by_network, record_or_stand_in, stand_in, told
    from audiopress.speech.fetching import Downloaded, download, offered
    from audiopress.speech.hearing import Heard, listen
    from audiopress.speech.recording import lacking, preview, record, recorded
    from audiopress.speech.registry import engines, load_engine, readiness, refused_options, takes_ipa, unspoken

__all__ = [
    "Catalogue",
    "CatalogueEntry",
    "Downloaded",
    "Engine",
    "Heard",
    "Line",
    "Readiness",
    "Recorded",
    "Speech",
    "StandIn",
    "by_network",
    "download",
    "ends",
    "engines",
    "fetchable",
    "lacking",
    "listen",
    "load_catalogue",
    "load_engine",
    "matching",
    "offered",
    "preview",
    "readiness",
    "record",
    "record_or_stand_in",
    "recorded",
    "refused_options",
    "stand_in",
    "takes_ipa",
    "told",
    "unspoken",
]

__getattr__, _ = lazy(
    __name__,
    {
        "Catalogue": "catalogue",
        "Downloaded": "fetching",
        "Engine": "engine",
        "CatalogueEntry": "catalogue",
        "Heard": "hearing",
        "Line": "engine",
        "Readiness": "engine",
        "Recorded": "fallback",
        "Speech": "engine",
        "StandIn": "fallback",
        "fetchable": "catalogue",
        "by_network": "fallback",
        "download": "fetching",
        "ends": "audio",
        "engines": "registry",
        "lacking": "recording",
        "listen": "hearing",
        "load_catalogue": "catalogue",
        "load_engine": "registry",
        "matching": "catalogue",
        "offered": "fetching",
        "preview": "recording",
        "readiness": "registry",
        "record": "recording",
        "record_or_stand_in": "fallback",
        "recorded": "recording",
        "stand_in": "fallback",
        "takes_ipa": "registry",
        "told": "fallback",
        "refused_options": "registry",
        "unspoken": "registry",
    },
)
