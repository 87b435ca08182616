"""A format rendered, and whatever is wrong with it told with its own line: a format is a program that an editor writes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import is_dataclass, replace
from itertools import takewhile
from operator import eq
from pathlib import Path
from typing import TYPE_CHECKING, Final

from audiopress.errors import ConfigError, ScriptError, nearest

if TYPE_CHECKING:
    from jinja2 import Template, TemplateSyntaxError

_OBJECT: Final = re.compile(r"'audiopress\.[\w.]*\.(\w+) object'")
_ATTRIBUTE: Final = re.compile(r"a (\w+) has no attribute '(\w+)'")
_INCLUDED: Final = re.compile(r"\{%[-+]?\s*(?:include|import|from|extends)\s+[\"']([^\"']+)[\"']")


def unparsed(error: TemplateSyntaxError, path: Path) -> ScriptError:
    """The error of a format that does not parse."""
    where = f"{error.filename or path}:{error.lineno}"
    return ScriptError(f"the format does not parse: {error.message}", where=where)


def rendered(template: Template, values: Mapping[str, object], path: Path) -> str:
    """What a format prints of these values. Raises ScriptError, and what the values themselves raise of our errors."""
    from jinja2 import TemplateNotFound, TemplateSyntaxError, UndefinedError
    from jinja2.exceptions import SecurityError

    try:
        return template.render(values)
    except (ScriptError, ConfigError):
        raise
    except TemplateSyntaxError as error:  # of what it includes
        raise unparsed(error, path) from None
    except TemplateNotFound as error:
        hint = f"templates are named from the folder {path.parent}"
        raise ScriptError(f"there is no template {error.name!r}", where=_place(error, path), hint=hint) from None
    except SecurityError as error:
        raise ScriptError(f"a format may not do this: {error}", where=_place(error, path)) from None
    except UndefinedError as error:
        told = _OBJECT.sub(lambda found: f"a {_called(found[1])}", str(error))
        raise ScriptError(told, where=_place(error, path), hint=_meant(told, values)) from None
    except Exception as error:  # noqa: BLE001  a format is a program: whatever it does wrong is the format's fault
        what = str(error) or type(error).__name__
        raise ScriptError(f"the format fails: {what}", where=_place(error, path)) from None


def _place(error: BaseException, path: Path) -> str:
    """`file:line` of the format or of what it includes, from the traceback that Jinja rewrites to a template's lines."""
    place, trace = str(path), error.__traceback__
    while trace is not None:
        if Path(trace.tb_frame.f_code.co_filename).is_relative_to(path.parent):
            place = f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}"
        trace = trace.tb_next
    return place


def _meant(message: str, values: Mapping[str, object]) -> str:
    """What was perhaps meant by a name that is none, of a value or within one."""
    if found := re.match(r"'(\w+)' is undefined", message):
        name, known = found[1], sorted(values)
    elif found := _ATTRIBUTE.match(message):
        name, known = found[2], _attributes(found[1], values)
    else:
        return "if it is a word of words.toml, every language there needs it"
    near = nearest(name, known)
    return f"did you mean {near!r}?" if near else f"known: {', '.join(known)}"


def _called(name: str) -> str:
    """What a format's author calls a value of a class: a `StoryPiece` is a piece, a `SpokenLine` a line."""
    return name.removeprefix("Story").removeprefix("Spoken").lower()


def _attributes(kind: str, values: Mapping[str, object]) -> list[str]:
    """The fields of the class that a format calls by this name, among the values and the lists of them."""
    for value in values.values():
        for one in value if isinstance(value, (list, tuple)) else [value]:
            if _called(type(one).__name__) == kind and is_dataclass(one):
                return sorted(name for name in dir(one) if not name.startswith("_"))
    return []


def of_the_format(error: ScriptError, text: str, path: Path) -> ScriptError:
    """The error of a script that a format printed, with the lines of the format instead of the printed ones."""
    printed = text.split("\n")
    problems = []
    for problem in error.problems:
        number = problem.where.rpartition(":")[2]
        line = printed[int(number) - 1] if number.isdigit() and 0 < int(number) <= len(printed) else ""
        problems.append(replace(problem, where=printing(line, path)))
    return ScriptError(
        "the format prints a script that cannot be read", where=str(path), hint=error.hint, problems=problems
    )


def printing(line: str, path: Path) -> str:
    """`file:line` of the format's one line that may have printed this line; the file alone where it may be several."""
    word = line.split(" ", maxsplit=1)[0]
    shared = {
        f"{file}:{number}": sum(1 for _ in takewhile(bool, map(eq, one.strip(), line)))
        for file in _files(path)
        for number, one in enumerate(file.read_text("utf-8").split("\n"), 1)
        if word and one.strip().startswith(word)
    }
    longest = max(shared.values(), default=0)
    most = [place for place, length in shared.items() if length == longest]
    return most[0] if len(most) == 1 else str(path)


def _files(path: Path) -> list[Path]:
    """A format and the templates that it includes, and they in turn."""
    found = [path]
    for file in found:
        named = (path.parent / name for name in _INCLUDED.findall(file.read_text("utf-8")))
        found += [one for one in dict.fromkeys(named) if one.is_file() and one not in found]
    return found
