"""Pronunciations from a form of the desk: lexicon entries, heard before they are written, and which episodes have the word."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from audiopress.errors import UsageError
from audiopress.languages.tags import primary
from audiopress.model import Episode, Show
from audiopress.script import LexiconEntry, add_entry, load_lexicon, make_entry, replace_entry

if TYPE_CHECKING:
    from audiopress.desk.here import Here

SCOPES: Final = ("story", "show", "global")
"""Where an entry counts."""
LOOKED_AT: Final = 500
"""The newest episodes in whose scripts a word is looked for."""
HOW: Final = ("say", "letters", "word", "ipa", "language")


def entry_of(form: Mapping[str, str]) -> LexiconEntry:
    """The entry that a form describes. Raises ConfigError, UsageError."""
    written = " ".join(form.get("written", "").split())
    how, value = form.get("how", "say"), " ".join(form.get("said", "").split())
    if not written:
        raise UsageError("which word?", hint="write it as the article does")
    if how not in HOW:
        raise UsageError(f"a word cannot be said by {how!r}")
    what: dict[str, Any] = {how: True if how in {"letters", "word"} else value}
    return make_entry(written, **what)


def lexicon_file(here: Here, scope: str, language: str, show: Show | None, episode: Episode | None = None) -> Path:
    """The file in which an entry counts there. Raises UsageError."""
    workspace = here.workspace
    if scope == "story" and episode is not None:
        return workspace.episodes / episode.show / episode.id / "lexicon.toml"
    if scope == "show" and show is not None:
        return show.folder / "lexicon.toml"
    if scope == "global":
        name = primary(language)
        if not name.isalpha():
            raise UsageError(f"{language!r} is no language")
        return workspace.root / "voices" / "lexicon" / f"{name}.toml"
    raise UsageError(f"a word cannot be said so in {scope!r}", hint=", ".join(SCOPES))


def write_entry(path: Path, entry: LexiconEntry) -> None:
    """Put an entry into a lexicon, in the place of one of the same word. Raises ConfigError."""
    known = load_lexicon([path]).entries if path.exists() else ()
    if any(one.written == entry.written for one in known):
        replace_entry(path, entry)
    else:
        add_entry(path, entry)


@contextmanager
def temporary(form: Mapping[str, str]) -> Iterator[Sequence[Path]]:
    """A lexicon with the entry that a form describes, to hear it before it is written; none where it describes none."""
    if not form.get("written") or not (form.get("said") or form.get("how") in {"letters", "word"}):
        yield ()
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "tried.toml")
        add_entry(path, entry_of(form))
        yield (path,)


def touched(here: Here, written: str, *, show: str = "", but: Episode | None = None) -> tuple[tuple[str, str], ...]:
    """Title and address of the newest episodes in which a word stands, of a show or of all."""
    found = []
    for row in here.library().newest(show=show, limit=LOOKED_AT):
        if row.state == "withdrawn" or (but is not None and (row.show, row.id) == (but.show, but.id)):
            continue
        path = here.workspace.episodes / row.show / row.id / "script.txt"
        try:
            stands = written in path.read_text("utf-8")
        except (OSError, UnicodeDecodeError):  # made long ago, or gone: it cannot be recorded again from it either
            continue
        if stands:
            found.append((row.title, f"/e/{row.show}/{row.id}"))
    return tuple(found)
