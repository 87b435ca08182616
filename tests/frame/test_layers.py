"""The house: imports run one way, modules stay readable, public names are what they say."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import audiopress

PACKAGE = Path(audiopress.__file__).parent
ORDER = (
    ("errors", "model", "_lazy", "letters", "times", "vocabulary", "doors"),
    ("languages", "work"),
    ("config", "tables", "toml_keys", "workspace"),
    ("sources",),
    ("segment",),
    ("learn", "script"),
    ("speech",),
    ("stitch",),
    ("publish",),
    ("newsroom",),
    ("ingredients", "told"),
    ("press", "sameness", "memory"),
    ("orders", "corrections", "batch", "checks", "approvals", "releases", "flags", "planning", "near", "dead_links"),
    ("desk",),
    ("frontdoor", "__init__"),
    ("cli", "__main__"),
)
RANK = {name: rank for rank, names in enumerate(ORDER) for name in names}
STAGES = {"segment", "learn", "script", "speech", "stitch", "publish", "newsroom"}
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if "_shipped" not in path.parts)


def room(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported(path: Path) -> list[tuple[str, int]]:
    found = []
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found += [(alias.name, node.lineno) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: imports are absolute"
            base = node.module or ""
            found.append((base, node.lineno))
            if base == "audiopress":
                found += [(f"audiopress.{alias.name}", node.lineno) for alias in node.names]
    return [(name, line) for name, line in found if name.startswith("audiopress.")]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_run_one_way(path: Path) -> None:
    """A room imports only rooms to its left, and of another stage only what its `__init__` names."""
    here = room(path)
    assert here in RANK, f"{here} has no place in the order"

    for name, line in imported(path):
        there = name.split(".")[1]
        if there == here or there.startswith("__"):
            continue
        assert RANK[there] <= RANK[here], f"{path}:{line}: {here} may not import {there}"
        if there in STAGES and here != "cli":
            assert name.count(".") == 1, f"{path}:{line}: import from audiopress.{there}, not from {name}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_module_can_be_read_in_one_sitting(path: Path) -> None:
    """No module is longer than 500 lines."""
    assert len(path.read_text("utf-8").splitlines()) <= 500


def test_model_and_errors_import_the_standard_library_only() -> None:
    """The nouns and the errors depend on nothing, so that anything may depend on them."""
    import sys

    for path in (*sorted((PACKAGE / "model").glob("*.py")), PACKAGE / "errors.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            for module in names:
                own = module.startswith("audiopress.model.")
                assert own or module.partition(".")[0] in sys.stdlib_module_names


@pytest.mark.parametrize("stage", sorted(STAGES))
def test_every_public_name_of_a_stage_is_there(stage: str) -> None:
    """What a stage's `__all__` promises can be imported, and no submodule hides a function of the same name."""
    import importlib
    from types import ModuleType

    module = importlib.import_module(f"audiopress.{stage}")

    assert module.__all__
    for name in module.__all__:
        assert not isinstance(getattr(module, name), ModuleType)
