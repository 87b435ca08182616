"""The filters that a format may use: the built-in ones of `toolbox`, Jinja's own, and those that plug-ins bring.

A filter is a function of a value. Where it has a parameter `language` and the format gives none, it gets the script's.
Whatever it returns is printed on one line, like every value: no filter can make a cue (`formats`). A plug-in's is
imported when a format uses it, and never takes the place of one that is there already.
"""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from audiopress.doors import FILTERS
from audiopress.errors import ScriptError, UnknownName, nearest

if TYPE_CHECKING:
    from jinja2 import Environment, nodes

LANGUAGE: Final = "language"
"""The parameter that gets the script's language."""


def add_filters(environment: Environment, language: str) -> None:
    """Give an environment the built-in filters, for a script in this language."""
    for name in FILTERS.builtin:
        environment.filters[name] = of_language(FILTERS.load(name), language)


def add_used(environment: Environment, template: nodes.Template, language: str, path: str) -> None:
    """Bring in the plug-ins' filters that a template uses. Raises ScriptError with the line for one that is not there.

    Also of a branch that is not taken today: Jinja itself would find that out on the day it is. A whole block cannot be
    filtered, because its lines are more than one value.
    """
    from jinja2 import nodes as kinds

    for block in template.find_all(kinds.FilterBlock):
        raise ScriptError(
            "a format may not filter a whole block",
            where=f"{path}:{block.lineno}",
            hint="filter the values in it: {{ value | filter }}",
        )
    for node in template.find_all(kinds.Filter):
        if node.name in environment.filters:
            continue
        where = f"{path}:{node.lineno}"
        try:
            environment.filters[node.name] = of_language(FILTERS.load(node.name), language)
        except UnknownName:
            known = {*environment.filters, *FILTERS.names()}
            near = nearest(node.name, known)
            hint = f"did you mean {near!r}?" if near else "docs/shows.md has those that there are"
            raise ScriptError(f"there is no filter {node.name!r}", where=where, hint=hint) from None
        except ScriptError as error:
            raise ScriptError(error.message, where=where, hint=error.hint) from error


def of_language(function: Callable[..., Any], language: str) -> Callable[..., Any]:
    """The filter for scripts of a language; one that has no parameter for it as it is."""
    try:
        signature = inspect.signature(function)
    except (TypeError, ValueError):  # one written in C tells nothing of itself
        return function
    if LANGUAGE not in signature.parameters:
        return function

    @functools.wraps(function)
    def filtered(*values: Any, **named: Any) -> Any:
        if LANGUAGE not in signature.bind_partial(*values, **named).arguments:
            named[LANGUAGE] = language
        return function(*values, **named)

    return filtered
