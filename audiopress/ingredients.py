"""Digests of what an episode was made of, by which is known later whether it would sound the same today, and why not.

Each is a text of the episode's record. `voices`: the profiles of those who speak; `lexicon`: the words that are said;
`music`: the files; `sound`: the show's `[audio]` and `[pause]`. The script itself is the record's `script`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import Final

from audiopress import stitch
from audiopress.model import Script, Show, Utterance

NAMES: Final = {"voices": "voices", "lexicon": "lexicon or reading", "music": "music", "sound": "[audio] or [pause]"}
"""Each, and what an editor changed where it differs."""


def ingredients(parsed: Script, utterances: Sequence[Utterance], show: Show) -> dict[str, str]:
    """The digests of a script as its show says it today. Raises AudioError for music that is not there."""
    played = dict.fromkeys((one.cue, repr(one.voice)) for one in utterances)
    said = [(one.cue, one.spoken, sorted(one.phonemes.items()), one.language, one.inside) for one in utterances]
    heard = [hashlib.sha256(path.read_bytes()).hexdigest() for path in stitch.sound_files(parsed, show)]
    return {
        "voices": digest(repr(list(played))),
        "lexicon": digest(repr(said)),
        "music": digest(repr(heard)),
        "sound": digest(repr((show.audio, show.pause))),
    }


def changed(before: Mapping[str, object], now: Mapping[str, str]) -> tuple[str, ...]:
    """What an editor changed since, in words; nothing of an episode whose record does not tell."""
    return tuple(told for name, told in NAMES.items() if name in before and before[name] != now[name])


def known(record: Mapping[str, object]) -> bool:
    """Whether an episode's record tells what it was made of."""
    return NAMES.keys() <= record.keys()


def digest(text: str) -> str:
    """The first half of the SHA-256, in hex."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]
