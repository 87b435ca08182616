"""A TOML table to a value of `model`, with every problem of the file at once, each with its line and a suggestion.

The one user of pydantic. tomllib gives no line numbers for keys, so `locate` finds them again in the text.
"""

from __future__ import annotations

import copy
import dataclasses
import re
import tomllib
import typing
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from types import UnionType
from typing import TYPE_CHECKING, Any, Final, TypeVar

from audiopress.errors import ConfigError, Problem, nearest, undecodable

if TYPE_CHECKING:
    from pydantic import TypeAdapter

Value = TypeVar("Value")
Where = tuple[str | int, ...]
"""Where a value stands in the file: `("cast", "quotes", 0)`."""
Faults = Iterator[tuple[Where, str, str]]
"""What is wrong with a value that has the right type: where, what, and what to do."""

TOLD: Final = 120
"""Letters of a wrong value that are told."""
_TOML_HINT: Final = 'a line is key = value: texts in "quotation marks", lists in [brackets], tables under a [name]'


def read_toml(path: Path) -> tuple[dict[str, Any], str]:
    """The table in a TOML file, and its text for `locate`. Raises ConfigError with the line of a syntax error."""
    text = read_text(path)
    return parse_toml(text, path), text


def read_text(path: Path) -> str:
    """The text of a file that an editor keeps. Raises ConfigError."""
    try:
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise ConfigError("there is no such file", where=str(path), hint="has it been moved or renamed?") from None
    except UnicodeDecodeError as error:
        where, hint = undecodable(path, error)
        raise ConfigError("the file is not UTF-8 text", where=where, hint=hint) from None
    except OSError as error:
        raise ConfigError(f"cannot be read: {error.strerror}", where=str(path)) from None


def parse_toml(text: str, path: Path) -> dict[str, Any]:
    """The table in the text of a TOML file. Raises ConfigError with the line of a syntax error."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"\(at line (\d+)", str(error))
        line = int(found[1]) if found else text.count("\n") + 1
        message = re.sub(r"\s*\(at [^)]*\)", "", str(error))
        raise ConfigError(f"not valid TOML: {message}", where=f"{path}:{line}", hint=_TOML_HINT) from None
    except RecursionError:
        deepest = max(enumerate(text.splitlines(), 1), key=lambda one: one[1].count("[") + one[1].count("{"))[0]
        raise ConfigError(
            "not valid TOML: lists or tables nested too deeply", where=f"{path}:{deepest}", hint=_TOML_HINT
        ) from None
    except ValueError as error:  # an integer longer than Python reads, a date that the calendar does not have
        long = re.search(r"[0-9_]{1000}", text)
        line = text.count("\n", 0, long.start()) + 1 if long else 1
        message = "a number of too many digits" if long else str(error)
        raise ConfigError(f"not valid TOML: {message}", where=f"{path}:{line}", hint=_TOML_HINT) from None


# ---- loading


def load(
    path: Path,
    kind: type[Value],
    given: Mapping[str, object],
    faults: Callable[[Value], Faults],
) -> Value:
    """A value of `kind` from the file, with `given` fields that may not stand in it, and the checks of `faults`."""
    table, text = read_toml(path)
    problems = [
        Problem(f"{path}:{locate(text, (key,))}", f"{key}: is taken from the file's place, not written in it")
        for key in given
        if key in table
    ]
    value, refused = _accepted(kind, {**table, **given})
    problems += [_problem(path, text, kind, where, told) for where, told in refused.items()]
    # What was refused has a stand-in now, of which nothing more is said.
    problems += [
        Problem(f"{path}:{locate(text, where)}", f"{_dotted(where)}: {message}" if where else message, hint)
        for where, message, hint in faults(value)
        if not any(_around(where, wrong) for wrong in refused)
    ]
    if problems:
        raise _broken(path, sorted(problems, key=_line))
    return value


def _line(problem: Problem) -> int:
    return int(problem.where.rpartition(":")[2])


def _around(where: Where, wrong: Where) -> bool:
    """Whether one of the two places holds the other one."""
    shorter = min(len(where), len(wrong))
    return bool(where) and where[:shorter] == wrong[:shorter]


def _accepted(kind: type[Value], table: dict[str, Any]) -> tuple[Value, dict[Where, list[Any]]]:
    """The value of a table, and pydantic's findings by their place.

    What is refused is taken out and what is missing put in, so that a wrong key or type hides no other fault of its file.
    """
    from pydantic import ValidationError

    refused: dict[Where, list[Any]] = {}
    mended: set[Where] = set()
    table = copy.deepcopy(table)
    while True:
        try:
            value: Value = _adapter(typing.cast("Hashable", kind)).validate_python(table)
        except ValidationError as error:
            found: dict[Where, list[Any]] = {}
            for detail in _of_one_arm(error.errors()):
                found.setdefault(_standing(table, detail), []).append(detail)
            for where, details in sorted(found.items(), key=lambda one: len(one[0]), reverse=True):
                refused.setdefault(where, details)
                wrong = where
                while wrong in mended and len(wrong) > 1:
                    wrong = wrong[:-1]
                _mend(table, kind, wrong)
                mended.add(wrong)
        else:
            return value, refused


def _unarmed(detail: Any) -> Where:
    """A place without the name of the arm of a union, which stands behind the number of a list's entry."""
    where = detail["loc"]
    return tuple(
        part
        for at, part in enumerate(where)
        if not (
            at and isinstance(where[at - 1], int) and isinstance(part, str) and (part[:1].isupper() or part == "str")
        )
    )


def _of_one_arm(details: Sequence[Any]) -> list[Any]:
    """Of a text or a table in a list: a table's own faults, and not also that it is no text."""
    deeper = {where[:2] for detail in details if len(where := _unarmed(detail)) > 2}
    return [
        detail
        for detail in details
        if not (len(where := _unarmed(detail)) == 2 and where in deeper and isinstance(where[1], int))
    ]


def _standing(table: Mapping[str, Any], detail: Any) -> Where:
    """Where in the file a finding stands: pydantic goes on with the names of the types it tried."""
    where: Where = _unarmed(detail)
    if detail["type"] in {"missing", "missing_argument"}:
        return where
    at: Any = table
    for depth, part in enumerate(where):
        try:
            at = at[part]
        except (KeyError, IndexError, TypeError):
            return where[:depth]
    return where


def _mend(table: dict[str, Any], kind: Any, where: Where) -> None:
    """Take out what stands at `where`; where it must be something, put in what its type allows."""
    at: Any = table
    for part in where[:-1]:
        try:
            at = at[part]
        except (KeyError, IndexError, TypeError):
            return  # a table around it was refused as well
    last = where[-1]
    if isinstance(at, list) and isinstance(last, int):
        at[last] = _ANYTHING
    elif isinstance(at, dict):
        at.pop(last, None)
        needed = _needed(kind, where[:-1])
        if last in needed:
            at[str(last)] = needed[str(last)]


_ANYTHING: Final = "?"
"""Stands in for a text that was refused."""


def _needed(kind: Any, where: Where) -> dict[str, Any]:
    """The keys without a default of the table at `where`, each with something of its type."""
    return {
        field.name: _stand_in(typing.get_type_hints(kind)[field.name])
        for kind in [_kind_at(kind, where)]
        if dataclasses.is_dataclass(kind)
        for field in dataclasses.fields(kind)
        if field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING
    }


def _stand_in(hint: Any) -> Any:
    if dataclasses.is_dataclass(hint):
        return _needed(hint, ())
    plain = {int: 0, float: 0.0, bool: False, date: date(2000, 1, 1)}
    return plain.get(hint, [_ANYTHING] if typing.get_origin(hint) is tuple else _ANYTHING)


def _broken(path: Path, problems: Sequence[Problem]) -> ConfigError:
    count = "one problem" if len(problems) == 1 else f"{len(problems)} problems"
    return ConfigError(f"{count} in this file", where=str(path), problems=problems)


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    """Unknown keys are faults in every table: a misspelt key must never be ignored in silence."""
    from pydantic import ConfigDict, TypeAdapter, with_config

    forbid = with_config(ConfigDict(extra="forbid"))
    for part in _tables(kind):
        forbid(part)
    return TypeAdapter(kind)


def _tables(kind: Any) -> set[type]:
    """A dataclass, and those of the tables inside it."""
    found = {kind}
    for hint in typing.get_type_hints(kind).values():
        inner = _plain(hint)
        if dataclasses.is_dataclass(inner) and isinstance(inner, type):
            found |= _tables(inner)
    return found


def _problem(path: Path, text: str, kind: type, where: Where, details: Sequence[Any]) -> Problem:
    """What pydantic found at one place, in an editor's words. A union's types are refused one by one."""
    line = f"{path}:{locate(text, where)}"
    kinds = [detail["type"] for detail in details]
    if kinds[0] in {"unexpected_keyword_argument", "extra_forbidden"}:
        known = _keys(kind, where[:-1])
        near = nearest(str(where[-1]), known)
        hint = f"did you mean {near!r}?" if near else f"known: {', '.join(sorted(known))}"
        return Problem(line, f"{_dotted(where)}: unknown key", hint)
    if kinds[0] in {"missing", "missing_argument"}:
        return Problem(line, f"{_dotted(where)}: is missing", f"add {where[-1]} = …")
    got = details[0].get("input")
    wanted = [
        _WANTED.get(one) or re.sub(r"^Input should be ", "", d["msg"]) for one, d in zip(kinds, details, strict=True)
    ]
    hint = ""
    if kinds[0] == "tuple_type" and isinstance(got, str):
        hint = f'in brackets: ["{got}"]'
    return Problem(line, f"{_dotted(where)}: expected {' or '.join(dict.fromkeys(wanted))}, got {brief(got)}", hint)


_WANTED: Final = {
    "string_type": "a text in quotation marks",
    "tuple_type": "a list",
    "bool_type": "true or false",
    "bool_parsing": "true or false",
    "int_type": "a whole number",
    "int_parsing": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "float_parsing": "a number",
    "finite_number": "a number",
    "dict_type": "a table",
    "mapping_type": "a table",
    "dataclass_type": "a table",
    "dataclass_exact_type": "a table",
}
"""What an editor calls the types that pydantic speaks of."""


def brief(value: Any) -> str:
    """A value as TOML writes it, where it is a plain one, and no longer than a line."""
    told = str(value).lower() if isinstance(value, bool) else repr(value)
    return told if len(told) <= TOLD else f"{told[:TOLD]} …"


def _dotted(where: Where) -> str:
    return ".".join(str(part) for part in where)


def _keys(kind: Any, where: Where) -> list[str]:
    """The keys that the table at `where` may have."""
    kind = _kind_at(kind, where)
    return [field.name for field in dataclasses.fields(kind)] if dataclasses.is_dataclass(kind) else []


def _kind_at(kind: Any, where: Where) -> Any:
    """The type of the table at `where`."""
    for part in where:
        if isinstance(part, int):  # which one of an array of tables
            continue
        hints = typing.get_type_hints(kind) if dataclasses.is_dataclass(kind) else {}
        kind = _plain(hints.get(str(part)))
    return kind


def _plain(hint: Any) -> Any:
    """`X` of `X | None` and of `tuple[X, ...]`."""
    if isinstance(hint, UnionType):
        arms = [arm for arm in typing.get_args(hint) if arm is not type(None)]
        return next((arm for arm in arms if dataclasses.is_dataclass(arm)), arms[0])
    if typing.get_origin(hint) is tuple:
        return _plain(typing.get_args(hint)[0])
    return hint


# ---- where a key stands in the text

_HEADER = re.compile(r"\s*(\[\[?)\s*([^\]]+?)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"""\s*((?:[\w-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[\w-]+|"[^"]*"|'[^']*'))*)\s*=""")


def locate(text: str, where: Sequence[str | int]) -> int:
    """The 1-based line of the value at `where`: its key, else the nearest table or key around it, else line 1."""
    wanted = [str(part) for part in where]
    table: list[str] = []
    seen: dict[str, int] = {}
    best, depth = 1, 0
    for number, line in enumerate(text.splitlines(), 1):
        if header := _HEADER.match(line):
            table = _parts(header[2])
            if header[1] == "[[":
                name = ".".join(table)
                seen[name] = seen.get(name, -1) + 1
                table.append(str(seen[name]))
            here = table
        elif key := _KEY.match(line):
            here = table + _parts(key[1])
        else:
            continue
        shared = len(here) if here == wanted[: len(here)] else 0
        if shared > depth:
            best, depth = number, shared
    return best


def _parts(dotted: str) -> list[str]:
    return [part.strip("\"' ") for part in re.findall(r""""[^"]*"|'[^']*'|[^.\s]+""", dotted)]
