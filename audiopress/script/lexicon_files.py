"""An entry put into a lexicon file, changed in its place or taken out of it, while all else stays as the editor wrote it."""

from __future__ import annotations

import re
import shlex
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

from audiopress.errors import ConfigError
from audiopress.script.lexicon import LexiconEntry, entry_of, entry_table, load_lexicon, raw_entries
from audiopress.tables import read_toml

_HOW: Final = "`audiopress lexicon add --help` shows what an entry may say"


def add_entry(path: Path, entry: LexiconEntry) -> LexiconEntry:
    """Write an entry at the end of a lexicon file, making the file where there is none. Comments stay as they are.

    Raises ConfigError where the file has the word already, with its line, and where it cannot be written.
    """
    there = {(each.written, each.case): each for each in (load_lexicon([path]).entries if path.exists() else ())}
    if before := there.get((entry.written, entry.case)):
        raise ConfigError(
            f"{entry.written!r} is in the lexicon already",
            where=before.where,
            hint=f"change it there, or: {_command('replace', entry.written, '--say …')}",
        )
    add_all(path, [entry])
    return load_lexicon([path]).find(entry.written)[-1]


def add_all(path: Path, entries: Iterable[LexiconEntry]) -> int:
    """Write the entries that a lexicon file does not have yet at its end, all at once. How many there were.

    Raises ConfigError where one is none, and where the file cannot be written.
    """
    there = {(each.written, each.case) for each in (load_lexicon([path]).entries if path.exists() else ())}
    text = read_toml(path)[1] if path.exists() else ""
    count = 0
    for entry in entries:
        if (entry.written, entry.case) in there:
            continue
        there.add((entry.written, entry.case))
        table = entry_table(entry)
        try:
            entry_of(table)
        except ValueError as error:
            raise ConfigError(str(error), where=str(path), hint=_HOW) from None
        text = _with(text, entry)
        count += 1
    _write(path, text)
    return count


def replace_entry(path: Path, entry: LexiconEntry) -> tuple[LexiconEntry, ...]:
    """Write an entry in the place of those of the same word; they are returned. Raises ConfigError where there is none."""
    text, gone = _without(path, entry.written)
    _write(path, _with(text, entry))
    return gone


def remove_entry(path: Path, written: str) -> tuple[LexiconEntry, ...]:
    """Take a word out of a lexicon file; its entries are returned. Raises ConfigError where there is none."""
    text, gone = _without(path, written)
    _write(path, text)
    return gone


def _command(name: str, written: str, how: str = "") -> str:
    return f"audiopress lexicon {name} {shlex.quote(written)} {how}".rstrip()


def _without(path: Path, written: str) -> tuple[str, tuple[LexiconEntry, ...]]:
    """The text of the file without the entries of a word, and those entries. Raises ConfigError."""
    entries = load_lexicon([path]).entries if path.exists() else ()
    gone = tuple(entry for entry in entries if entry.written == written)
    if not gone:
        near = [entry for entry in entries if entry.written.casefold() == written.casefold()]
        hint = f"did you mean {near[0].written!r}?" if near else f"{_command('find', written)} shows where it stands"
        raise ConfigError(f"{written!r} is not in this lexicon", where=str(path), hint=hint)
    text = read_toml(path)[1]
    while any(_written(raw) == written for _, raw in _raws(text)):
        shorter = next(_shorter(text, written), None)
        if shorter is None:
            raise ConfigError(
                f"{written!r} stands there in a way that only an editor can undo",
                where=gone[0].where,
                hint="take it out there",
            )
        text = shorter
    return text, gone


def _raws(text: str) -> list[tuple[tuple[str | int, ...], Any]]:
    return list(raw_entries(tomllib.loads(text)))


def _written(raw: Any) -> str:
    return str(raw.get("written", "")).strip() if isinstance(raw, dict) else ""


def _shorter(text: str, written: str) -> Iterator[str]:
    """The text without one entry of the word, in whichever form it stands: tried, and kept only where all others stay."""
    values = [raw for _, raw in _raws(text)]
    wanted = [[*values[:at], *values[at + 1 :]] for at, raw in enumerate(values) if _written(raw) == written]
    for start, end in _places(text, written):
        shorter = text[:start] + text[end:]
        try:
            left = [raw for _, raw in _raws(shorter)]
        except tomllib.TOMLDecodeError:
            continue
        if left in wanted:
            yield shorter


def _places(text: str, written: str) -> Iterator[tuple[int, int]]:
    """Where an entry of the word may stand: as a block of its own, as a line of a table, in a list."""
    forms = (*{_toml(written), f"'{written}'", f'"{written}"'}, written)
    for block in re.finditer(
        r"(?m)^[ \t]*\[\[[ \t]*entry[ \t]*\]\].*\n(?:[ \t]*[\w\"'-]+[ \t]*=.*(?:\n|\Z))*(?:[ \t]*\n)?", text
    ):
        if any(form in block[0] for form in forms):
            yield block.span()
    for form in forms:
        for line in re.finditer(rf"(?m)^[ \t]*{re.escape(form)}[ \t]*=.*(?:\n|\Z)", text):
            yield line.span()
        for item in re.finditer(rf"(?m)^[ \t]*{re.escape(form)}[ \t]*,?[ \t]*(?:#.*)?(?:\n|\Z)", text):
            yield item.span()
        for item in re.finditer(rf"{re.escape(form)}[ \t]*,?[ \t]*|,[ \t]*{re.escape(form)}", text):
            yield item.span()


def _with(text: str, entry: LexiconEntry) -> str:
    """The text with an entry at its end."""
    lines = "\n".join(f"{key} = {_toml(value)}" for key, value in entry_table(entry).items())
    return f"{text.rstrip()}\n\n[[entry]]\n{lines}\n".lstrip("\n")


def _write(path: Path, text: str) -> None:
    """Write a lexicon file that was seen to be one. Raises ConfigError."""
    tomllib.loads(text)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise ConfigError(
            f"cannot be written: {error.strerror}", where=str(path), hint="let audiopress write there"
        ) from None


def _toml(value: str | bool) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    text = value.replace("\\", "\\\\").replace('"', '\\"')
    return (
        '"'
        + "".join(letter if letter >= " " and letter != "\x7f" else f"\\u{ord(letter):04x}" for letter in text)
        + '"'
    )
