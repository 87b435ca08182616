"""`audiopress doctor`: what works on this machine, and what to install for what does not."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from importlib.util import find_spec
from pathlib import Path

from audiopress.doors import DOORS
from audiopress.errors import AudiopressError
from audiopress.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that works or does not."""

    what: str
    ok: bool
    detail: str = ""
    remedy: str = ""
    needed: bool = True
    """Without it no episode can be made; otherwise it is an extra."""


def diagnose(here: Workspace) -> list[Finding]:
    """Every finding, the needed things first. Each check runs the thing itself, not only a look for its file."""
    checks: dict[str, Callable[[Workspace], Finding]] = {
        "Python": _python,
        "ffmpeg": _ffmpeg,
        "MP3 encoder": _encoder,
        "embedded voice": _embedded_voice,
        "fallback voice": _fallback_voice,
        "newsroom": _writable,
        "settings": _files,
    }
    found = [_guarded(what, check, here) for what, check in checks.items()]
    return [*found, *_voices(here), *_plugins(), *_extras(here)]


def _guarded(what: str, check: Callable[[Workspace], Finding], here: Workspace) -> Finding:
    try:
        found = check(here)
        return replace(found, remedy="") if found.ok else found
    except AudiopressError as error:
        return Finding(what=what, ok=False, detail=error.message, remedy=error.hint)


def _python(_here: Workspace) -> Finding:
    version = ".".join(map(str, sys.version_info[:3]))
    return Finding(what="Python", ok=sys.version_info >= (3, 11), detail=version, remedy="Python 3.11 or newer")


def _ffmpeg(here: Workspace) -> Finding:
    from audiopress.stitch import works

    try:
        configured = here.settings.ffmpeg
    except AudiopressError:  # a fault in the settings is told by its own finding
        configured = ""
    return Finding(what="ffmpeg", ok=True, detail=str(works(ffmpeg=configured)))


def _encoder(_here: Workspace) -> Finding:
    try:
        import lameenc
    except ImportError as error:
        return Finding(what="MP3 encoder", ok=False, detail=str(error), remedy="pip install lameenc")
    encoder = lameenc.Encoder()
    encoder.silence()
    encoder.set_in_sample_rate(44100)
    encoder.set_channels(1)
    coded = bytes(encoder.encode(bytes(44100 * 2))) + bytes(encoder.flush())
    return Finding(what="MP3 encoder", ok=len(coded) > 1000, detail="LAME encodes")


def _embedded_voice(_here: Workspace) -> Finding:
    return _spoken("en-heart", what="embedded voice", remedy="pip install hibari-tts")


def _fallback_voice(_here: Workspace) -> Finding:
    return _spoken("en-announcer", what="fallback voice", remedy="pip install espeakng-loader")


def _spoken(name: str, *, what: str, remedy: str) -> Finding:
    """Whether a shipped voice really speaks."""
    from audiopress.config import load_voice
    from audiopress.speech import preview
    from audiopress.workspace import shipped

    voice = load_voice(shipped() / "voices" / f"{name}.toml")
    with tempfile.TemporaryDirectory() as folder:
        path = preview(voice, "One, two, three.", path=Path(folder) / "x.wav")
        spoke = path.stat().st_size > 20_000
    return Finding(what=what, ok=spoke, detail=f"{voice.engine} speaks", remedy=remedy)


def _writable(here: Workspace) -> Finding:
    here.ensure_state()
    return Finding(what="newsroom", ok=True, detail=str(here.root))


def _files(here: Workspace) -> Finding:
    from audiopress.checks import faults

    problems, counted = faults(here)
    if problems:
        many = "one problem" if len(problems) == 1 else f"{len(problems)} problems"
        return Finding(what="settings", ok=False, detail=many, remedy="audiopress check")
    return Finding(what="settings", ok=True, detail=counted)


def _voices(here: Workspace) -> Iterator[Finding]:
    """One finding an engine: how many of its voices are ready."""
    from audiopress.speech import readiness

    try:
        voices = list(here.voices.values())
    except AudiopressError:
        return
    for engine in sorted({voice.engine for voice in voices}):
        states = [readiness(voice) for voice in voices if voice.engine == engine]
        ready = sum(one.ready for one in states)
        missing = next((one for one in states if not one.ready), None)
        yield Finding(
            what=f"engine {engine}",
            ok=ready > 0,
            detail=f"{ready} of {len(states)} voices ready" + (f"; {missing.missing}" if missing else ""),
            remedy=missing.install if missing else "",
            needed=False,
        )


def _plugins() -> Iterator[Finding]:
    """Plug-ins that are installed and left out."""
    for door in DOORS:
        for error in door.broken():
            yield Finding(what=f"plug-in {door.what}", ok=False, detail=error.message, remedy=error.hint, needed=False)


EXTRAS = (
    ("s3", "boto3", "publishing to S3"),
    ("dask", "distributed", "recording on many machines"),
    ("piper", "piper", "Piper's neural voices"),
    ("kokoro", "kokoro_onnx", "Kokoro's neural voices"),
    ("supertonic", "supertonic", "Supertonic's neural voices, Korean and German among them"),
    ("model", "onnx", "the newsroom's own model of copied pages"),
    ("japanese", "sudachipy", "Japanese voices, which cannot read kanji by themselves"),
    ("listen", "pocketsphinx", "checking that voices are understood"),
)


def _extras(_here: Workspace) -> Iterator[Finding]:
    for extra, module, use in EXTRAS:
        there = find_spec(module) is not None
        finding = Finding(what=f"extra {extra}", ok=there, detail=use, needed=False)
        yield finding if there else replace(finding, remedy=f"pip install 'audiopress[{extra}]'")
