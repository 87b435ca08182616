"""Glossaries in and out: .tsv and .csv tables, and a lexicon in the manner of W3C PLS for programs that speak XML.

PLS 1.0 (https://www.w3.org/TR/pronunciation-lexicon/) has graphemes but no meanings, so those stand in a namespace of
ours; a PLS file of another house gives its graphemes, to be filled in.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape, quoteattr

from audiopress.errors import ConfigError, Problem, UsageError
from audiopress.learn.entries import GlossaryEntry
from audiopress.learn.glossary import COLUMNS, Glossary, entry_of, read_table
from audiopress.work.files import write

if TYPE_CHECKING:
    from lxml import etree

PLS: Final = "http://www.w3.org/2005/01/pronunciation-lexicon"
OWN: Final = "https://audiopress.readthedocs.io/ns/glossary"
_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"
KINDS: Final = (".tsv", ".csv", ".pls", ".xml")


def export_glossary(glossary: Glossary, path: Path, *, language: str = "en") -> None:
    """Write a glossary as what the file's name says: .tsv, .csv or .pls. Raises UsageError, ConfigError."""
    kind = _kind(path)
    if kind in {".pls", ".xml"}:
        _write(path, _pls(glossary, language))
    else:
        write_table(path, glossary.entries)


def import_glossary(path: Path) -> Glossary:
    """The entries of a .tsv, .csv or .pls file. Raises ConfigError with every problem's file:line, UsageError."""
    problems: list[Problem] = []
    entries = _read_pls(path, problems) if _kind(path) in {".pls", ".xml"} else read_table(path, problems)
    if problems:
        raise ConfigError("the glossary cannot be taken in", where=str(path), problems=problems)
    return Glossary(tuple(entries))


def write_table(path: Path, entries: Iterable[GlossaryEntry]) -> None:
    """Write entries as a .tsv or .csv file, whole or not at all. Raises ConfigError."""
    _write(path, table(entries, delimiter="," if path.suffix.lower() == ".csv" else "\t").encode())


def table(entries: Iterable[GlossaryEntry], *, delimiter: str = "\t") -> str:
    """Entries as a table, sorted by expression, with a column for each language that has a meaning."""
    rows = sorted(entries, key=lambda entry: entry.key)
    languages = sorted({language for entry in rows for language in entry.meanings}, key=lambda one: (one == "en", one))
    columns = ["expression", "pos", "level", *languages, "example", "grammar"]
    out = io.StringIO(newline="")
    if delimiter == "\t":
        lines = ["\t".join(columns), *("\t".join(_cells(entry, columns)) for entry in rows)]
        return "\n".join(lines) + "\n"
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(_cells(entry, columns) for entry in rows)
    return out.getvalue()


def _cells(entry: GlossaryEntry, columns: Iterable[str]) -> list[str]:
    own = {
        "expression": entry.expression,
        "pos": entry.pos,
        "level": entry.level,
        "example": entry.example,
        "grammar": " ".join(sorted(entry.grammar)),
    }
    return [" ".join(own.get(name, entry.meanings.get(name, "")).split()) for name in columns]


def _kind(path: Path) -> str:
    kind = path.suffix.lower()
    if kind not in KINDS:
        raise UsageError(
            "a glossary is a .tsv, .csv or .pls file", where=str(path), hint="give it one of these endings"
        )
    return kind


def _write(path: Path, data: bytes) -> None:
    try:
        write(path, data)
    except OSError as error:
        hint = "let audiopress write there"
        raise ConfigError(f"cannot be written: {error.strerror}", where=str(path), hint=hint) from None


# ---- in the manner of PLS


def _pls(glossary: Glossary, language: str) -> bytes:
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<lexicon version="1.0" xmlns="{PLS}" xmlns:ap="{OWN}" alphabet="ipa" xml:lang={quoteattr(language)}>',
    ]
    for entry in sorted(glossary.entries, key=lambda one: one.key):
        told = {"ap:pos": entry.pos, "ap:level": entry.level, "ap:grammar": " ".join(sorted(entry.grammar))}
        marks = "".join(f" {name}={quoteattr(value)}" for name, value in told.items() if value)
        lines.append(f"  <lexeme{marks}>")
        lines.append(f"    <grapheme>{escape(entry.expression)}</grapheme>")
        for tag, meaning in entry.meanings.items():
            lines.append(f"    <ap:meaning xml:lang={quoteattr(tag)}>{escape(meaning)}</ap:meaning>")
        if entry.example:
            lines.append(f"    <example>{escape(entry.example)}</example>")
        lines.append("  </lexeme>")
    return "\n".join([*lines, "</lexicon>", ""]).encode()


def _read_pls(path: Path, problems: list[Problem]) -> list[GlossaryEntry]:
    from lxml import etree

    try:
        # A document type may name files or fill the memory: lexicons travel between houses.
        parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True)
        root = etree.fromstring(path.read_bytes(), parser)
    except OSError as error:
        problems.append(Problem(str(path), f"cannot be read: {error.strerror}", "has it been moved or renamed?"))
        return []
    except etree.XMLSyntaxError as error:
        problems.append(Problem(f"{path}:{error.lineno}", f"not well-formed XML: {error.msg}"))
        return []
    if root.getroottree().docinfo.doctype:
        problems.append(Problem(str(path), "a document type is not read", "remove the <!DOCTYPE …> line"))
        return []
    if root.tag != f"{{{PLS}}}lexicon":
        problems.append(Problem(str(path), "not a W3C pronunciation lexicon", f'<lexicon xmlns="{PLS}">'))
        return []
    found: dict[tuple[str, str], GlossaryEntry] = {}
    for lexeme in root.iterfind(f"{{{PLS}}}lexeme"):
        entry = _lexeme(lexeme, f"{path}:{lexeme.sourceline}", problems)
        if entry is not None and entry.key in found:
            problems.append(
                Problem(entry.where, f"{entry.expression!r} stands there already: {found[entry.key].where}")
            )
        elif entry is not None:
            found[entry.key] = entry
    return list(found.values())


def _lexeme(lexeme: etree._Element, where: str, problems: list[Problem]) -> GlossaryEntry | None:
    def text(element: etree._Element | None) -> str:
        return "" if element is None else " ".join("".join(map(str, element.itertext())).split())

    cells = {name: str(lexeme.get(f"{{{OWN}}}{name}") or "") for name in COLUMNS}
    cells["expression"] = text(lexeme.find(f"{{{PLS}}}grapheme"))
    cells["example"] = text(lexeme.find(f"{{{PLS}}}example"))
    for meaning in lexeme.iterfind(f"{{{OWN}}}meaning"):
        cells[str(meaning.get(_LANG) or "en").lower()] = text(meaning)
    return entry_of(cells, where, problems)
