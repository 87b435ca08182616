"""Which engines there are, what their voices can do here, and what a profile may ask of them."""

from __future__ import annotations

import importlib.util
import math
import threading
from collections.abc import Iterator
from typing import Final

from audiopress.doors import ENGINES
from audiopress.errors import SpeechError, UnknownName, nearest
from audiopress.languages.tags import primary
from audiopress.model import Voice
from audiopress.speech.engine import READY, Engine, Readiness

FEW: Final = 6
"""Languages that a message names."""

_lock = threading.RLock()
_instances: dict[str, Engine] = {}


def engines() -> dict[str, type[Engine]]:
    """Every engine by name. A plug-in that cannot be imported is left out and logged, with its error."""
    return ENGINES.usable()


def load_engine(name: str) -> Engine:
    """The one instance of an engine in this process. Raises UnknownName, or SpeechError for a broken plug-in."""
    with _lock:
        if name not in _instances:
            _instances[name] = ENGINES.load(name)()
        return _instances[name]


def readiness(voice: Voice) -> Readiness:
    """Whether the voice can speak on this machine now. Raises nothing: an unknown engine is a voice that is not ready."""
    try:
        refused = next((_refused(*one) for one in refused_options(voice)), None)
        found = refused or load_engine(voice.engine).readiness(voice)
        if found.ready and (foreign := unspoken(voice)):
            language, hint = foreign[0]
            return Readiness(ready=False, missing=f"its model does not speak {language!r}", install=hint)
    except UnknownName as error:
        return Readiness(ready=False, missing=error.message, install=error.hint)
    except SpeechError as error:
        return Readiness(ready=False, missing=str(error).splitlines()[0], install=error.hint)
    return READY if found.ready else found


def takes_ipa(voice: Voice, ipa: str) -> bool:
    """Whether the voice says the sounds that a lexicon gives; one whose engine is not there takes none."""
    try:
        return load_engine(voice.engine).sounds(voice, ipa)
    except (UnknownName, SpeechError):
        return False


def refused_options(voice: Voice) -> Iterator[tuple[str, str, str]]:
    """What the voice's `[options]` may not say: the name, what is wrong with it, a hint. Raises SpeechError.

    That is a name which its engine does not have, and a number out of the engine's bounds.
    """
    engine = load_engine(voice.engine)
    known, bounds = {*engine.options, "limit"}, {**engine.bounds, "limit": (0.0, math.inf)}
    for name, value in voice.options.items():
        if name not in known:
            near = nearest(name, known)
            yield name, "unknown option", f"did you mean {near!r}?" if near else f"known: {', '.join(sorted(known))}"
        elif name in bounds:
            least, most = bounds[name]
            span = f"{least:g} or more" if math.isinf(most) else f"{least:g} to {most:g}"
            if isinstance(value, bool) or not isinstance(value, int | float):
                yield name, f"is a number, not {value!r}", f"set it to {span}"
            elif not least <= value <= most:
                yield name, f"{value:g} is outside {span}", f"leave it out, or set it to {span}"


def unspoken(voice: Voice) -> list[tuple[str, str]]:
    """Languages of the profile that the voice's model does not speak, each with a hint. Raises SpeechError.

    Only the language counts, not its region or script: a model of British English speaks an American profile.
    """
    spoken = load_engine(voice.engine).speaks(voice)
    if spoken is None:
        return []
    able = {primary(tag) for tag in spoken}
    few = ", ".join(spoken[:FEW]) + (f" and {len(spoken) - FEW} more" if len(spoken) > FEW else "")
    return [
        (tag, f"{voice.engine}'s {voice.model} speaks {few}")
        for tag in voice.languages
        if primary(tag) not in able | {"und"}
    ]


def _refused(option: str, wrong: str, hint: str) -> Readiness:
    return Readiness(ready=False, missing=f"options.{option}: {wrong}", install=hint)


def needs(package: str, extra: str, *, also: str = "") -> Readiness:
    """Ready when `package` can be imported, else the command that installs audiopress's `extra`.

    `also` is the command that has to follow, where it is known already that voice files are missing too.
    """
    if importlib.util.find_spec(package) is not None:
        return READY
    command = f"pip install 'audiopress[{extra}]'"
    return Readiness(
        ready=False,
        missing=f"the package {package} is not installed",
        install=f"{command} && {also}" if also else command,
    )
