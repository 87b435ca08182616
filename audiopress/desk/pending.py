"""What editors have changed of an episode and nobody has recorded yet: lines of its script, as a file beside the library.

The episode itself is changed by the same function as on the command line, when it is recorded. Until then a changed line
is kept with what it was: so it finds its line again where the script has changed in the meantime, and two editors never
write over each other unseen.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from audiopress.errors import LibraryError, ScriptError
from audiopress.model import Episode
from audiopress.work import files
from audiopress.work.locks import alone

if TYPE_CHECKING:
    from audiopress.desk.here import Here


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """A changed line."""

    line: int
    """From 1, in the script that it was changed in."""
    before: str
    after: str
    who: str
    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Applied:
    """A script with its changes."""

    text: str
    kept: tuple[Edit, ...]
    """The changes that are in it."""
    lost: tuple[Edit, ...]
    """Those whose line is not there any more."""
    places: dict[int, Edit]
    """The changes by the line they stand at now."""


class Clash(Exception):
    """Somebody else changed the line first."""

    def __init__(self, theirs: str, who: str) -> None:
        super().__init__(who)
        self.theirs, self.who = theirs, who


def version(line: str) -> str:
    """What says that a line is the one that an editor saw."""
    return hashlib.sha256(line.encode("utf-8", "surrogatepass")).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class Pending:
    """The changes of one episode."""

    path: Path

    def edits(self) -> tuple[Edit, ...]:
        """All of them, in the order of their lines."""
        return tuple(sorted((Edit(**one) for one in self._read()["edits"]), key=lambda one: one.line))

    def applied(self, text: str, edits: Sequence[Edit] | None = None) -> Applied:
        """A script with these changes."""
        lines = text.split("\n")
        kept, lost, places = [], [], {}
        for edit in self.edits() if edits is None else edits:
            at = _place(lines, edit)
            if at is None:
                lost.append(edit)
                continue
            lines[at] = edit.after
            kept.append(edit)
            places[at + 1] = edit
        return Applied(text="\n".join(lines), kept=tuple(kept), lost=tuple(lost), places=places)

    def put(self, text: str, line: int, seen: str, after: str, *, who: str, at: datetime) -> None:
        """Change a line of a script that an editor saw with the version `seen`. Raises Clash, LibraryError."""
        with self._alone():
            now = self.applied(text)
            lines = now.text.split("\n")
            if not 1 <= line <= len(lines):
                raise Clash("", self._read()["last"])
            if version(lines[line - 1]) != seen:
                edit = now.places.get(line)
                raise Clash(lines[line - 1], edit.who if edit else self._read()["last"])
            edits = [one for one in self.edits() if one != now.places.get(line)]
            before = text.split("\n")[line - 1]
            if after != before:
                made = Edit(line=line, before=before, after=after, who=who, at=at.isoformat(timespec="seconds"))
                edits.append(made)
            self._write(edits, who)

    def done(self, edits: Sequence[Edit]) -> None:
        """These are in the episode now, or nobody wants them any more."""
        with self._alone():
            left = [one for one in self.edits() if one not in edits]
            self._write(left, self._read()["last"])

    def _alone(self) -> AbstractContextManager[None]:
        return alone(self.path.with_suffix(".lock"))

    def _read(self) -> dict[str, Any]:
        try:
            found: dict[str, Any] = json.loads(self.path.read_bytes())
            return {"edits": list(found["edits"]), "last": str(found["last"])}
        except FileNotFoundError:
            return {"edits": [], "last": ""}
        except (OSError, ValueError, KeyError, TypeError):
            raise LibraryError(
                "the changes cannot be read",
                where=str(self.path),
                hint="mend the file, or delete it: they are lost then",
            ) from None

    def _write(self, edits: Sequence[Edit], who: str) -> None:
        table = {"last": who, "edits": [asdict(one) for one in sorted(edits, key=lambda one: one.line)]}
        try:
            files.write(self.path, (json.dumps(table, ensure_ascii=False, indent=1) + "\n").encode(), durable=True)
        except OSError as error:
            raise LibraryError(f"cannot be written: {error.strerror}", where=str(self.path)) from None


def _place(lines: Sequence[str], edit: Edit) -> int | None:
    """Where the line stands that was changed: where it stood, else the only place that has it."""
    if edit.line <= len(lines) and lines[edit.line - 1] == edit.before:
        return edit.line - 1
    found = [at for at, one in enumerate(lines) if one == edit.before]
    return found[0] if len(found) == 1 else None


def of(here: Here, episode: Episode) -> Pending:
    """The changes of an episode."""
    return Pending(here.workspace.state / "desk" / "pending" / episode.show / f"{episode.id}.json")


def script(here: Here, episode: Episode) -> tuple[str, Path]:
    """An episode's script as the library has it, and where. Raises ScriptError."""
    path = here.workspace.episodes / episode.show / episode.id / "script.txt"
    try:
        return path.read_text("utf-8"), path
    except (OSError, UnicodeDecodeError):
        raise ScriptError(
            "its script cannot be read", where=str(path), hint=f"audiopress correct {episode.id} PAGE"
        ) from None
