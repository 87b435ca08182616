"""Articles -> Script -> Utterances: what is said, by which role, in whose voice, and with which words.

`write` lays articles out by a show's format, `parse` reads the script an editor may have changed, `cast` gives each cue
its voice and `utterances` cuts the cues into the sentences that are recorded. `say` turns written words into the ones
to be read aloud.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from audiopress._lazy import lazy
from audiopress.languages import Spoken, say, spoken
from audiopress.languages.sentences import clauses, sentences

if TYPE_CHECKING:
    from audiopress.script.casting import Casting, cast
    from audiopress.script.cue_structure import Places, carried, dump_places, load_places, placed, structured
    from audiopress.script.formats import Selection, disclosure, select, write
    from audiopress.script.lexicon import Lexicon, export_pls, import_pls, load_lexicon
    from audiopress.script.parsing import MUSIC, is_script, parse
    from audiopress.script.pauses import Silence
    from audiopress.script.utter import utterances

__all__ = [
    "MUSIC",
    "Casting",
    "Lexicon",
    "Places",
    "Selection",
    "Silence",
    "Spoken",
    "carried",
    "cast",
    "clauses",
    "disclosure",
    "dump_places",
    "export_pls",
    "import_pls",
    "is_script",
    "load_lexicon",
    "load_places",
    "parse",
    "placed",
    "say",
    "select",
    "sentences",
    "spoken",
    "structured",
    "utterances",
    "write",
]

__getattr__, _ = lazy(
    __name__,
    {
        "MUSIC": "parsing",
        "Casting": "casting",
        "Lexicon": "lexicon",
        "Places": "cue_structure",
        "Selection": "formats",
        "Silence": "pauses",
        "carried": "cue_structure",
        "cast": "casting",
        "disclosure": "formats",
        "dump_places": "cue_structure",
        "export_pls": "lexicon",
        "import_pls": "lexicon",
        "is_script": "parsing",
        "load_lexicon": "lexicon",
        "load_places": "cue_structure",
        "parse": "parsing",
        "placed": "cue_structure",
        "select": "formats",
        "structured": "cue_structure",
        "utterances": "utter",
        "write": "formats",
    },
)
