r"""Which patterns take time that grows faster than the text: read from their parse tree, not measured.

Three shapes do, where what is repeated has no end:

- **nested**: a repeat inside of a repeat, `(a+)*`, whose turns can be parted in many ways (exponential);
- **two**: a repeat behind a repeat with nothing certain between them, `\s*,?\s*x`, that share characters (quadratic);
- **restart**: a pattern that is looked for (`search`, `finditer`, `sub`) and begins with a repeat, or with something that
  the repeat after it takes too, so that each place in a run of those characters reads the run to its end (quadratic).

A repeat is endless from `ENDLESS` turns on. Possessive repeats and atomic groups give nothing back: they cannot be
`two` or `nested`, and still restart. A repeat at the very end of a pattern cannot fail, so it does not count.
"""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

import audiopress

ENDLESS = 200
SAMPLE = tuple(
    dict.fromkeys(
        [
            *map(chr, range(9, 14)),
            *map(chr, range(32, 127)),
            *"\x85\u00a0\u3000\u2028éÀß½²٣ªʰ한中あア々「」“”’«»–—…·、。，（）：；\u00ad\u200b€米仏英独伊露韓前元現副新〇一二三十百千万億兆",
        ]
    )
)
"""One character of every kind that patterns tell apart."""
Chars = frozenset[str]
ALL: Chars = frozenset(SAMPLE)


@cache
def _category(name: str) -> Chars:
    tests: dict[str, Callable[[str], bool]] = {
        "CATEGORY_SPACE": str.isspace,
        "CATEGORY_DIGIT": str.isdecimal,
        "CATEGORY_WORD": lambda one: one.isalnum() or one == "_",
    }
    if name.replace("NOT_", "") not in tests:
        raise ValueError(name)
    inside = frozenset(one for one in SAMPLE if tests[name.replace("NOT_", "")](one))
    return ALL - inside if "NOT_" in name else inside


def _folded(found: Chars, flags: int) -> Chars:
    if not flags & re.IGNORECASE:
        return found
    return frozenset(one for one in found | {c.swapcase() for c in found if len(c.swapcase()) == 1} if one)


def _one(op: Any, value: Any, flags: int) -> Chars | None:
    """The characters that a node of one character takes; None for any other node."""
    if op is sre.LITERAL:
        return _folded(frozenset(chr(value)), flags)
    if op is sre.NOT_LITERAL:
        return ALL - {chr(value)}
    if op is sre.ANY:
        return ALL if flags & re.DOTALL else ALL - {"\n"}
    if op is sre.CATEGORY:
        return _category(str(value))
    if op is sre.IN:
        found: set[str] = set()
        negated = False
        for kind, one in value:
            if kind is sre.NEGATE:
                negated = True
            elif kind is sre.LITERAL:
                found.add(chr(one))
            elif kind is sre.RANGE:
                low, high = one
                found |= {c for c in SAMPLE if low <= ord(c) <= high}
                found |= {chr(low), chr(high)}
            elif kind is sre.CATEGORY:
                found |= _category(str(one))
        inside = _folded(frozenset(found), flags)
        return ALL - inside if negated else inside
    return None


@dataclass(frozen=True)
class Part:
    """A piece of a path through a pattern: the characters that it takes, how often, and whether it gives back."""

    chars: Chars
    least: int
    endless: bool
    gives: bool = True
    guard: Chars = frozenset()
    """Takes nothing, and does not stand behind any of these characters where it stands before all others."""
    may: bool = False
    """Of a part that may be left out: where it is not there the pattern goes on without it."""
    fails: bool = False
    """An anchor or a look around: takes nothing and may still not be there."""


def _guard(op: Any, value: Any, flags: int) -> Chars:
    r"""Characters behind which an anchor or a look behind does not stand; `\b` is taken as standing before a word."""
    if op is sre.AT:
        if value in {sre.AT_BEGINNING, sre.AT_BEGINNING_STRING}:
            return ALL - {"\n"} if flags & re.MULTILINE and value is sre.AT_BEGINNING else ALL
        if value is sre.AT_BOUNDARY:
            return _category("CATEGORY_WORD")
    if op in {sre.ASSERT, sre.ASSERT_NOT} and value[0] < 0:
        nodes = value[1]
        while len(nodes) == 1 and nodes[0][0] is sre.SUBPATTERN:
            nodes = nodes[0][1][3]
        single = _one(nodes[0][0], nodes[0][1], flags) if len(nodes) == 1 else None
        if single is not None:
            return single if op is sre.ASSERT_NOT else ALL - single
        if len(nodes) == 1 and nodes[0][0] is sre.BRANCH and op is sre.ASSERT:
            ends = [_one(branch[-1][0], branch[-1][1], flags) if len(branch) else None for branch in nodes[0][1][1]]
            if all(one is not None for one in ends):
                return ALL.difference(*(one for one in ends if one is not None))
        if (
            len(nodes) > 1
            and op is sre.ASSERT
            and (last := _one(nodes[len(nodes) - 1][0], nodes[len(nodes) - 1][1], flags)) is not None
        ):
            return ALL - last
    return frozenset()


def _paths(nodes: Any, flags: int, gives: bool = True, *, most: int = 120) -> Iterator[tuple[Part, ...]]:
    """The ways through a pattern, as flat parts. Of a repeated group it is one turn, its repeats marked."""
    paths: list[tuple[Part, ...]] = [()]
    for op, value in nodes:
        steps: list[tuple[Part, ...]]
        single = _one(op, value, flags)
        if single is not None:
            steps = [(Part(single, 1, False, gives),)]
        elif op in {sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT}:
            low, high, inner = value
            kept = gives and op is not sre.POSSESSIVE_REPEAT
            long = high is sre.MAXREPEAT or high >= ENDLESS
            chars = _chars(inner, flags)
            if len(inner) == 1 and _one(inner[0][0], inner[0][1], flags) is not None:
                steps = [(Part(chars, low, long, kept),)] if long or low else [(Part(chars, 0, False, kept),), ()]
            elif long:
                # A turn begins with something certain or not; as a whole it is a repeat of its characters.
                first = _first(inner, flags)
                steps = [(Part(first, low, True, kept), Part(chars - first, 0, True, kept))]
                if not low:
                    steps.append(())
            else:
                turns = list(_paths(inner, flags, kept, most=20))
                steps = turns if low else [*(tuple(replace(one, may=True) for one in turn) for turn in turns), ()]
        elif op is sre.SUBPATTERN:
            steps = list(_paths(value[3], (flags | value[1]) & ~value[2], gives, most=60))
        elif op is sre.ATOMIC_GROUP:
            steps = list(_paths(value, flags, False, most=60))
        elif op is sre.BRANCH:
            steps = [path for branch in value[1] for path in _paths(branch, flags, gives, most=60)]
        elif op is sre.GROUPREF_EXISTS:
            steps = [p for branch in value[1:] if branch for p in _paths(branch, flags, gives, most=20)] or [()]
        elif op is sre.GROUPREF:
            steps = [(Part(ALL, 0, False, gives),)]
        else:  # looks around and anchors take nothing
            steps = [(Part(frozenset(), 0, False, gives, _guard(op, value, flags), fails=True),)]
        steps = list(dict.fromkeys(steps))
        paths = [path + step for path in paths for step in steps][: most * 4]
        paths = list(dict.fromkeys(paths))[:most]
    yield from paths


def _chars(nodes: Any, flags: int) -> Chars:
    """Every character that some part of a pattern takes."""
    found: Chars = frozenset()
    for op, value in nodes:
        single = _one(op, value, flags)
        if single is not None:
            found |= single
        elif op in {sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT}:
            found |= _chars(value[2], flags)
        elif op is sre.SUBPATTERN:
            found |= _chars(value[3], (flags | value[1]) & ~value[2])
        elif op is sre.ATOMIC_GROUP:
            found |= _chars(value, flags)
        elif op is sre.BRANCH:
            for branch in value[1]:
                found |= _chars(branch, flags)
    return found


def _first(nodes: Any, flags: int) -> Chars:
    """The characters that a match may begin with."""
    found: Chars = frozenset()
    for path in _paths(nodes, flags, most=60):
        for part in path:
            found |= part.chars
            if part.least:
                break
    return found


def _nested(nodes: Any, flags: int) -> Iterator[str]:
    """Endless repeats in endless repeats whose turns may end anywhere."""
    for op, value in nodes:
        if op in {sre.MAX_REPEAT, sre.MIN_REPEAT} and (value[1] is sre.MAXREPEAT or value[1] >= ENDLESS):
            for path in _paths(value[2], flags, most=60):
                solid = [part for part in path if part.least or part.endless]
                for at, part in enumerate(solid):
                    if not (part.endless and part.gives):
                        continue
                    # What must stand between one repeat of this and the next one, a turn later.
                    around = [one for one in (*solid[at + 1 :], *solid[:at]) if one.least]
                    if all(one.chars & part.chars for one in around):
                        yield "nested"
        for inner in _inside(op, value):
            more = value[1] & ~value[2] if op is sre.SUBPATTERN else 0
            yield from _nested(inner, flags | more)


def _inside(op: Any, value: Any) -> list[Any]:
    if op in {sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT}:
        return [value[2]]
    if op is sre.SUBPATTERN:
        return [value[3]]
    if op is sre.ATOMIC_GROUP:
        return [value]
    if op is sre.BRANCH:
        return list(value[1])
    if op in {sre.ASSERT, sre.ASSERT_NOT}:
        return [value[1]]
    return []


def faults(pattern: re.Pattern[str], *, sought: bool) -> set[str]:
    """What is wrong with a pattern; `sought` anywhere in a text, or only asked of a place."""
    tree = parser.parse(pattern.pattern, pattern.flags & ~re.DEBUG)
    found = set(_nested(tree, pattern.flags))
    for path in _paths(tree, pattern.flags):
        ends = _last(path)
        anchored = bool(path) and path[0].guard == ALL
        for at, part in enumerate(path[:ends]):
            if not part.endless:
                continue
            if part.gives:
                for other in path[at + 1 : ends]:
                    if other.endless and other.chars & part.chars and _same(path, at, other):
                        found.add("two")
                    if other.least and not other.chars & part.chars:
                        break
            if sought and not anchored and at + 1 < ends and _restarts(path[: at + 1]):
                found.add("restart")
    return found


def _restarts(path: tuple[Part, ...]) -> bool:
    """Whether a match may begin at many places in one run of the last part's characters, and reads on to its end from each."""
    run = path[-1].chars
    taken = False
    for one in path:
        if one.guard and not taken:
            run -= one.guard  # a match begins nowhere behind these
        elif one.least:
            run &= one.chars
        taken = taken or bool(one.chars)
        if not run:
            return False
    return True


def _same(path: tuple[Part, ...], at: int, other: Part) -> bool:
    """Whether what stands certainly between the two is taken by both."""
    shared = path[at].chars & other.chars
    between = path[at + 1 : path.index(other, at + 1)]
    return all(one.chars & shared for one in between if one.least)


def _last(path: tuple[Part, ...]) -> int:
    """How many parts can fail: behind the last certain one nothing can."""
    certain = [at for at, one in enumerate(path) if (one.least or one.fails) and not one.may]
    return certain[-1] + 1 if certain else 0


SEEK = frozenset({"search", "finditer", "findall", "sub", "subn", "split"})
ASK = frozenset({"match", "fullmatch"})


def asked_only(names: frozenset[str]) -> frozenset[str]:
    """Those of these patterns, by module and name, that no module looks for, only asks of a place (`match`, `fullmatch`).

    A name with an underscore is its module's own; another one may be used anywhere.
    """
    uses: dict[str, set[str]] = {}
    for path in sorted(Path(audiopress.__file__).parent.rglob("*.py")):
        module = ".".join(path.relative_to(Path(audiopress.__file__).parent).with_suffix("").parts)
        module = module.removesuffix(".__init__")
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                _use(uses, module, node.value.id, node.attr)
            elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Attribute):
                _use(uses, module, node.value.attr, node.attr)  # table.passive.search
            elif isinstance(node, ast.Call):  # given to something else, which may look for it
                for one in (*node.args, *(keyword.value for keyword in node.keywords)):
                    if isinstance(one, ast.Name):
                        _use(uses, module, one.id, "given")
    found = set()
    for name in names:
        plain = name.removesuffix(".pattern")
        last = plain.rpartition(".")[2]
        how = uses.get(plain if last.startswith("_") else last, set())
        if how & ASK and not how - ASK - {"pattern"}:
            found.add(name)
    return frozenset(found)


def _use(uses: dict[str, set[str]], module: str, name: str, how: str) -> None:
    uses.setdefault(f"{module}.{name}" if name.startswith("_") else name, set()).add(how)


def modules() -> list[str]:
    """Every module of the package that is imported without an extra, and is no program."""
    found = [one.name for one in pkgutil.walk_packages(audiopress.__path__, "audiopress.")]
    return [name for name in found if not name.endswith("__main__")]


def compiled() -> dict[str, re.Pattern[str]]:
    """Every pattern that the package's modules keep, however deep, by module and name."""
    found: dict[str, re.Pattern[str]] = {}
    known: set[re.Pattern[str]] = set()
    seen: set[int] = set()

    def look(name: str, value: object, depth: int) -> None:
        if isinstance(value, re.Pattern):
            if isinstance(value.pattern, str) and value not in known:
                known.add(value)
                found[name] = value
            return
        if depth > 6 or id(value) in seen or isinstance(value, str | bytes | int | float | type(re)):
            return
        seen.add(id(value))
        if isinstance(value, dict):
            for key, one in value.items():
                look(f"{name}[{key!r}]" if isinstance(key, str) else name, one, depth + 1)
                look(name, key, depth + 1)
        elif isinstance(value, list | tuple | set | frozenset):
            for index, one in enumerate(value):
                look(f"{name}[{index}]", one, depth + 1)
        elif hasattr(value, "__code__"):
            for one in (getattr(value, "__defaults__", None), getattr(value, "__kwdefaults__", None)):
                look(name, one, depth + 1)
            for cell in getattr(value, "__closure__", None) or ():
                try:
                    look(name, cell.cell_contents, depth + 1)
                except ValueError:
                    continue
        elif type(value).__module__.startswith("audiopress") or (
            isinstance(value, type) and value.__module__.startswith("audiopress")
        ):
            fields = getattr(value, "__dict__", {}) or {}
            for key, one in dict(fields).items():
                look(f"{name}.{key}", one, depth + 1)
            for slot in getattr(type(value), "__slots__", ()):
                look(f"{name}.{slot}", getattr(value, slot, None), depth + 1)

    for module in sorted(modules()):
        for name, value in vars(importlib.import_module(module)).items():
            if not name.startswith("__"):
                look(f"{module.removeprefix('audiopress.')}.{name}", value, 0)
    return found
