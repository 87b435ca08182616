"""Public names of a stage, imported when they are first used, so that the command line starts at once."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable, Mapping


def lazy(package: str, names: Mapping[str, str]) -> tuple[Callable[[str], object], list[str]]:
    """The module-level `__getattr__` and `__all__` of `package`; `names` maps a public name to its submodule."""

    def find(name: str) -> object:
        if name not in names:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        value: object = getattr(importlib.import_module(f"{package}.{names[name]}"), name)
        setattr(sys.modules[package], name, value)
        return value

    return find, sorted(names)
