"""A TOML file to a dataclass, with every fault at once, each with its line and a suggestion.

As `tables.load` does for settings, and without pydantic, whose import alone costs more than reading ten packs.
"""

from __future__ import annotations

import dataclasses
import typing
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final, TypeVar

from audiopress.errors import ConfigError, Problem, nearest
from audiopress.languages.page_schema import Phrases
from audiopress.languages.phrases import PhraseError, forms
from audiopress.tables import Where, brief, locate, read_toml

Value = TypeVar("Value")
Fault = Callable[[Where, str, str], None]


def checked(path: Path, kind: type[Value], given: Mapping[str, Any]) -> Value:
    """The value of a file, with `given` fields that do not stand in it. Raises ConfigError with every problem."""
    table, text = read_toml(path)
    problems: list[Problem] = []

    def fault(where: Where, message: str, hint: str) -> None:
        dotted = ".".join(str(part) for part in where)
        problems.append(Problem(f"{path}:{_line(text, where)}", f"{dotted}: {message}", hint))

    for key in given:
        if key in table:
            fault((key,), "is taken from the folder's name, not written in it", "take it out")
    found: Value = _table(kind, {**table, **given}, (), fault)
    if problems:
        problems.sort(key=lambda one: int(one.where.rpartition(":")[2]))
        count = "one problem" if len(problems) == 1 else f"{len(problems)} problems"
        raise ConfigError(f"{count} in this file", where=str(path), problems=problems)
    return found


def _line(text: str, where: Where) -> int:
    """The line of a key, or of a list's item where the list is written with one item a line."""
    line = locate(text, where)
    if where and isinstance(where[-1], int):
        rows = text.splitlines()[line - 1 :]
        if "[" in rows[0] and "]" not in rows[0]:
            return line + where[-1] + 1 if where[-1] + 1 < len(rows) else line
    return line


def _value(hint: Any, value: Any, where: Where, fault: Fault) -> Any:
    """The value converted to the type of its field. What does not fit is reported and kept unconverted."""
    if dataclasses.is_dataclass(hint):
        if isinstance(value, Mapping):
            return _table(hint, value, where, fault)
        fault(where, f"expected a table, got {brief(value)}", "")
        return value
    origin, inner = typing.get_origin(hint), typing.get_args(hint)
    if origin is frozenset:
        if not isinstance(value, str):
            hint_ = 'in one text: "the and of"'
            fault(where, f"expected words with spaces between them, got {brief(value)}", hint_)
            return frozenset[str]()
        return frozenset(value.split())
    if origin is tuple:
        return _row(inner, value, where, fault)
    if origin is typing.Literal:
        if value not in inner:
            fault(where, f"expected {' or '.join(map(repr, inner))}, got {brief(value)}", "")
        return value
    if origin is not None:
        if not isinstance(value, Mapping):
            fault(where, f"expected a table, got {brief(value)}", "")
            return {}
        return {key: _value(inner[1], one, (*where, key), fault) for key, one in value.items()}
    if hint is float and type(value) is int:
        return float(value)
    if type(value) is not hint:
        fault(where, f"expected {_WANTED[hint]}, got {brief(value)}", "")
    return value


_WANTED: Final[Mapping[Any, str]] = {
    str: "a text in quotation marks", bool: "true or false", int: "a whole number", float: "a number",
}  # fmt: skip


def _row(inner: tuple[Any, ...], value: Any, where: Where, fault: Fault) -> Any:
    """A list of anything (`tuple[X, ...]`) or of so many (`tuple[X, Y]`)."""
    if not isinstance(value, list):
        fault(
            where, f"expected a list, got {brief(value)}", f'in brackets: ["{value}"]' if isinstance(value, str) else ""
        )
        return ()
    if inner[-1] is not Ellipsis and len(inner) != len(value):
        fault(where, f"expected {len(inner)} texts, got {len(value)}", "")
        return ()
    kinds = inner[:1] * len(value) if inner[-1] is Ellipsis else inner
    return tuple(
        _value(kind, one, (*where, place), fault) for place, (kind, one) in enumerate(zip(kinds, value, strict=True))
    )


def _table(kind: Any, table: Mapping[str, Any], where: Where, fault: Fault) -> Any:
    hints = _hints(kind)
    for key in table:
        if key not in hints:
            near = nearest(key, list(hints))
            fault(
                (*where, key),
                "unknown key",
                f"did you mean {near!r}?" if near else f"known: {', '.join(sorted(hints))}",
            )
    given = {key: _value(hints[key], one, (*where, key), fault) for key, one in table.items() if key in hints}
    if kind is Phrases:
        for mode, phrases in given.items():
            for place, problem in _slips(phrases):
                fault((*where, mode, place), problem, "docs/languages.md has the syntax")
    return kind(**given)


def _slips(phrases: Any) -> Iterator[tuple[int, str]]:
    """The phrases that do not follow the syntax."""
    for place, phrase in enumerate(phrases):
        if isinstance(phrase, str):
            try:
                forms(phrase)
            except PhraseError as error:
                yield place, str(error)


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return typing.get_type_hints(kind)
