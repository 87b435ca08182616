"""A glossary: expressions with their meaning in one or more languages, in tables that a spreadsheet opens.

One line an expression, one column a language of explanation (`ko`, `ja`, `de`, `en`); `expression` is the only column
that every table needs. The columns `pos`, `level`, `example` and `grammar` are known beside the languages, and there is no
other one: a misspelt heading is told, with the one that was meant.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from audiopress.errors import ConfigError, Problem, nearest, undecodable
from audiopress.learn.entries import GRAMMAR, LEVELS, PARTS, GlossaryEntry
from audiopress.learn.matching import Index

if TYPE_CHECKING:
    from audiopress.model import Show

COLUMNS: Final = ("expression", "pos", "level", "example", "grammar")
OWN: Final = "own.tsv"
"""The file of a glossary's folder that holds what editors wrote: it wins over its neighbours."""
_DELIMITERS: Final = {".tsv": "\t", ".csv": ","}
_LANGUAGE: Final = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


@dataclass(frozen=True)
class Glossary:
    """Entries of a newsroom, the weaker before the stronger taken out."""

    entries: tuple[GlossaryEntry, ...] = ()

    @cached_property
    def index(self) -> Index:
        """The entries by the words that a text must have for them: made once, for every story."""
        return Index(self.entries)

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages of explanation, in the order of their first meaning."""
        return tuple(dict.fromkeys(language for entry in self.entries for language in entry.meanings))

    def named(self, expression: str) -> tuple[GlossaryEntry, ...]:
        """The entries of an expression, whatever their part of speech."""
        return self._named.get(" ".join(expression.casefold().split()), ())

    @cached_property
    def _named(self) -> Mapping[str, tuple[GlossaryEntry, ...]]:
        found: dict[str, tuple[GlossaryEntry, ...]] = {}
        for entry in self.entries:
            found[entry.key[0]] = (*found.get(entry.key[0], ()), entry)
        return found


def load_glossary(*paths: Path) -> Glossary:
    """The glossary in files, or in the .tsv and .csv files of folders. Raises ConfigError with every problem's file:line.

    Of two files with one expression in one part of speech `own.tsv`, what editors wrote, wins; else it is a problem.
    """
    files = tuple(_files(paths))
    stamps = tuple((one.stat().st_mtime_ns, one.stat().st_size) if one.is_file() else (0, 0) for one in files)
    return _loaded(files, stamps, str(paths[0]) if paths else "")


@lru_cache(maxsize=8)
def _loaded(files: tuple[Path, ...], _stamps: tuple[tuple[int, int], ...], where: str) -> Glossary:
    """A glossary is read and indexed once for all stories, and again when one of its files was changed."""
    entries: dict[tuple[str, str], GlossaryEntry] = {}
    problems: list[Problem] = []
    for path in files:
        for entry in read_table(path, problems):
            before = entries.get(entry.key)
            if before is not None and path.name != OWN:
                problems.append(
                    Problem(
                        entry.where, f"{entry.expression!r} stands there already: {before.where}", "keep one of them"
                    )
                )
            else:
                entries[entry.key] = over(before, entry)
    if problems:
        many = "one problem" if len(problems) == 1 else f"{len(problems)} problems"
        raise ConfigError(f"{many} in the glossary", where=where, problems=problems)
    return Glossary(tuple(entries.values()))


def glossary_of(show: Show) -> Glossary:
    """The glossary of a show: its folder `glossary`, or the folder or file that its option `glossary` names.

    A show without one has an empty glossary. Raises ConfigError where a named one is not there.
    """
    named = show.options.get("glossary", "")
    path = show.folder / (str(named) or "glossary")
    if not named and not path.exists():
        return Glossary()
    return load_glossary(path)


def own_file(show: Show) -> Path:
    """Where the meanings that editors give are kept, and found for the next story."""
    path = show.folder / (str(show.options.get("glossary", "")) or "glossary")
    return path / OWN if path.is_dir() or not path.suffix else path.with_name(OWN)


def over(before: GlossaryEntry | None, entry: GlossaryEntry) -> GlossaryEntry:
    """The entry, with what it leaves open as it stood before."""
    if before is None:
        return entry
    return GlossaryEntry(
        expression=entry.expression,
        pos=entry.pos,
        level=entry.level or before.level,
        meanings={**before.meanings, **entry.meanings},
        example=entry.example or before.example,
        grammar=entry.grammar or before.grammar,
        where=entry.where,
    )


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    """The tables of the paths, the newsroom's own last."""
    for path in paths:
        if path.is_dir():
            tables = (one for one in path.iterdir() if one.suffix.lower() in _DELIMITERS and one.is_file())
            yield from sorted(tables, key=lambda one: (one.name == OWN, one.name))
        else:
            yield path


def read_table(path: Path, problems: list[Problem]) -> list[GlossaryEntry]:
    """The entries of one .tsv or .csv file; what is wrong is added to `problems`, each with its line."""
    delimiter = _DELIMITERS.get(path.suffix.lower())
    if delimiter is None:
        problems.append(
            Problem(str(path), "a glossary is a .tsv or a .csv file", "`audiopress glossary import` takes PLS")
        )
        return []
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        where, hint = undecodable(path, error)
        problems.append(Problem(where, "the file is not UTF-8 text", hint))
        return []
    except OSError as error:
        problems.append(Problem(str(path), f"cannot be read: {error.strerror}", "has it been moved or renamed?"))
        return []
    return list(_entries(text, delimiter, str(path), problems))


def _entries(text: str, delimiter: str, where: str, problems: list[Problem]) -> Iterator[GlossaryEntry]:
    # Tabs never stand inside a field, so that quotation marks mean nothing in a .tsv.
    lines = io.StringIO(text, newline="")
    if delimiter == "\t":
        rows = csv.reader(lines, delimiter=delimiter, quoting=csv.QUOTE_NONE, strict=True)
    else:
        rows = csv.reader(lines, delimiter=delimiter, strict=True)
    columns: list[str] = []
    seen: dict[tuple[str, str], int] = {}
    while True:
        line = rows.line_num + 1
        try:
            row = next(rows, None)
        except csv.Error as error:
            problems.append(
                Problem(f"{where}:{line}", f"not a table: {error}", 'put a field with a comma in "quotation marks"')
            )
            return
        if row is None:
            break
        cells = [" ".join(cell.split()) for cell in row]
        if not any(cells) or cells[0].startswith("#"):
            continue
        if not columns:
            columns = [cell.strip() for cell in cells]
            found = list(_headings(columns, f"{where}:{line}"))
            problems += found
            if found:
                return
            continue
        if len(cells) > len(columns):
            hint = f"the columns are {', '.join(columns)}"
            problems.append(
                Problem(f"{where}:{line}", f"{len(cells)} fields where there are {len(columns)} columns", hint)
            )
            continue
        entry = entry_of(dict(zip(columns, cells, strict=False)), f"{where}:{line}", problems)
        if entry is None:
            continue
        if entry.key in seen:
            told = f"{entry.expression!r} stands in line {seen[entry.key]} already"
            problems.append(
                Problem(f"{where}:{line}", told, "keep one of them, or give them different parts of speech")
            )
            continue
        seen[entry.key] = line
        yield entry
    if not columns:
        problems.append(
            Problem(where, "an empty glossary", f"its first line names the columns: {', '.join(COLUMNS)}, ko")
        )


def _headings(columns: list[str], where: str) -> Iterator[Problem]:
    if "expression" not in columns:
        yield Problem(where, "there is no column 'expression'", "the first line names the columns")
    for name in columns:
        if name in COLUMNS or _LANGUAGE.fullmatch(name):
            if columns.count(name) > 1:
                yield Problem(where, f"the column {name!r} stands there twice")
            continue
        near = nearest(name, COLUMNS)
        hint = f"did you mean {near!r}?" if near else f"{', '.join(COLUMNS)}, or a language of explanation such as ko"
        yield Problem(where, f"no column is named {name!r}", hint)


def entry_of(cells: Mapping[str, str], where: str, problems: list[Problem]) -> GlossaryEntry | None:
    """The entry of a line, or None, with what is wrong in it added to `problems`."""
    begun = len(problems)
    expression = cells.get("expression", "")
    pos, level = cells.get("pos", ""), cells.get("level", "").upper()
    if not re.search(r"\w", expression):
        problems.append(Problem(where, "an entry without an expression", "write it in the column 'expression'"))
    if pos and pos not in PARTS:
        near = nearest(pos, PARTS)
        problems.append(
            Problem(
                where, f"pos: {pos!r} is no part of speech", f"did you mean {near!r}?" if near else ", ".join(PARTS)
            )
        )
    if level and level not in LEVELS:
        problems.append(Problem(where, f"level: {level!r} is none", f"one of {', '.join(LEVELS)}"))
    grammar = cells.get("grammar", "").split()
    for word in grammar:
        if word not in GRAMMAR:
            near = nearest(word, GRAMMAR)
            hint = f"did you mean {near!r}?" if near else ", ".join(GRAMMAR)
            problems.append(Problem(where, f"grammar: {word!r} is not known", hint))
    if len(problems) > begun:
        return None
    return GlossaryEntry(
        expression=expression,
        pos=pos,
        level=level,
        meanings={name.lower(): cell for name, cell in cells.items() if name not in COLUMNS and cell},
        example=cells.get("example", ""),
        grammar=frozenset(grammar),
        where=where,
    )
