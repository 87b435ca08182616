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
    from audiopress.script.foreign import written_in
    from audiopress.script.formats import Selection, disclosure, reads, select, write
    from audiopress.script.lexicon import Lexicon, LexiconEntry, entry_table, load_lexicon, make_entry
    from audiopress.script.lexicon_files import add_entry, remove_entry, replace_entry
    from audiopress.script.parsing import MUSIC, is_script, parse
    from audiopress.script.pauses import Silence
    from audiopress.script.pls import export_pls, import_pls
    from audiopress.script.utter import own_lexicon, utterances

__all__ = [
    "MUSIC",
    "Casting",
    "Lexicon",
    "LexiconEntry",
    "Places",
    "Selection",
    "Silence",
    "Spoken",
    "add_entry",
    "carried",
    "cast",
    "clauses",
    "disclosure",
    "dump_places",
    "entry_table",
    "export_pls",
    "import_pls",
    "is_script",
    "load_lexicon",
    "load_places",
    "make_entry",
    "own_lexicon",
    "parse",
    "placed",
    "reads",
    "remove_entry",
    "replace_entry",
    "say",
    "select",
    "sentences",
    "spoken",
    "structured",
    "utterances",
    "write",
    "written_in",
]

__getattr__, _ = lazy(
    __name__,
    {
        "MUSIC": "parsing",
        "Casting": "casting",
        "LexiconEntry": "lexicon",
        "Lexicon": "lexicon",
        "add_entry": "lexicon_files",
        "entry_table": "lexicon",
        "make_entry": "lexicon",
        "remove_entry": "lexicon_files",
        "replace_entry": "lexicon_files",
        "Places": "cue_structure",
        "Selection": "formats",
        "Silence": "pauses",
        "carried": "cue_structure",
        "cast": "casting",
        "disclosure": "formats",
        "dump_places": "cue_structure",
        "export_pls": "pls",
        "import_pls": "pls",
        "is_script": "parsing",
        "load_lexicon": "lexicon",
        "load_places": "cue_structure",
        "own_lexicon": "utter",
        "parse": "parsing",
        "placed": "cue_structure",
        "reads": "formats",
        "select": "formats",
        "structured": "cue_structure",
        "utterances": "utter",
        "write": "formats",
        "written_in": "foreign",
    },
)
