"""The house: imports run one way, modules stay readable, public names are what they say."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

import audiopress
from audiopress.languages import known

PACKAGE = Path(audiopress.__file__).parent
ORDER = (
    ("errors", "model", "_lazy", "letters", "times", "vocabulary", "doors", "tables"),
    ("languages", "work"),
    ("config", "toml_keys", "workspace"),
    ("sources",),
    ("segment",),
    ("learn", "script"),
    ("speech",),
    ("stitch",),
    ("publish",),
    ("newsroom",),
    ("ingredients", "identity"),
    ("press", "sameness", "memory"),
    ("approvals", "flags", "fitting", "near", "dead_links", "planning", "previews"),
    ("orders", "corrections", "releases", "batch", "checks", "imports", "exports"),
    ("desk",),
    ("frontdoor", "__init__"),
    ("cli", "__main__"),
)
RANK = {name: rank for rank, names in enumerate(ORDER) for name in names}
STAGES = {"segment", "learn", "script", "speech", "stitch", "publish", "newsroom"}
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if "_shipped" not in path.parts)


def room(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


@cache
def imported(path: Path) -> list[tuple[str, int]]:
    found = []
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Import):
            found += [(alias.name, node.lineno) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: imports are absolute"
            base = node.module or ""
            found.append((base, node.lineno))
            if base == "audiopress":
                found += [(f"audiopress.{alias.name}", node.lineno) for alias in node.names]
    return [(name, line) for name, line in found if name.startswith("audiopress.")]


def test_every_room_has_a_place() -> None:
    """Each file and folder of the package stands in the order."""
    assert {room(path) for path in MODULES} - {*RANK} == set()


def test_imports_run_one_way() -> None:
    """A room imports only rooms to its left, and of another stage only what its `__init__` names."""
    wrong = []
    for path in MODULES:
        here = room(path)
        for name, line in imported(path):
            there = name.split(".")[1]
            if there == here or there.startswith("__"):
                continue
            if RANK[there] > RANK[here]:
                wrong.append(f"{path}:{line}: {here} may not import {there}")
            if there in STAGES and here != "cli" and name.count(".") != 1:
                wrong.append(f"{path}:{line}: import from audiopress.{there}, not from {name}")
    assert wrong == []


def test_a_module_can_be_read_in_one_sitting() -> None:
    """No module is longer than 500 lines."""
    assert [str(path) for path in MODULES if len(path.read_text("utf-8").splitlines()) > 500] == []


def test_model_and_errors_import_the_standard_library_only() -> None:
    """The nouns and the errors depend on nothing, so that anything may depend on them."""
    import sys

    for path in (*sorted((PACKAGE / "model").glob("*.py")), PACKAGE / "errors.py"):
        for node in ast.walk(parsed(path)):
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


NAMES_LANGUAGES = {
    "learn": "lessons for learners of one language, who speak another",
    "speech": "which languages an engine, a model or a recogniser speaks",
    "segment": "what stands around stories and quotes is on its way into the languages' folders",
    "sources/syndication.py": "what a feed puts at the end of a cut text is on its way there",
    "publish/covers.py": "the order of the faces in a font's file",
    "cli/lexicons.py": "the default of a documented option",
    "cli/newsroom.py": "the recogniser's language",
    "model/articles.py": "the default of a documented field",
    "letters.py": "parts of letters that are put together",
    "script/lexicon.py": "the letters of IPA",
    "script/parsing.py": "the default of a script without @language",
    "script/toolbox.py": "the default of a documented filter",
    "script/contract.py": "texts that filters are tried with",
}
"""Rooms and files outside of `languages` that may name one, and why."""
WORDS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]{2}|[a-zà-ÿ]+[à-öø-ÿ][a-zà-ÿ]*|[à-öø-ÿ][a-zà-ÿ]{2,}")


@cache
def texts(path: Path) -> list[tuple[str, int]]:
    """The string constants of a module that are no documentation."""
    tree = parsed(path)
    told = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    return [
        (node.value, node.lineno)
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told
    ]


def test_no_other_room_names_a_language() -> None:
    """A language's tag and its words stand in its folder, where whoever adds one finds them all."""
    wrong = []
    for path in MODULES:
        place = path.relative_to(PACKAGE).as_posix()
        if room(path) == "languages" or room(path) in NAMES_LANGUAGES or place in NAMES_LANGUAGES:
            continue
        for text, line in texts(path):
            if text in known():
                wrong.append(f"{path}:{line}: names the language {text!r}")
            if WORDS.search(text):
                wrong.append(f"{path}:{line}: has words of a language: {text[:60]!r}")
    assert wrong == []


@pytest.mark.parametrize("place", NAMES_LANGUAGES)
def test_what_may_name_a_language_does(place: str) -> None:
    """An exception that is needed no more is taken out."""
    paths = [path for path in MODULES if path.relative_to(PACKAGE).as_posix().startswith(place)]

    assert any(text in known() or WORDS.search(text) for path in paths for text, _ in texts(path))


def test_a_public_class_has_a_name_of_its_own() -> None:
    """No word names two things: a class of the package has a name that no other one has."""
    where: dict[str, list[str]] = {}
    for path in MODULES:
        for node in parsed(path).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                where.setdefault(node.name, []).append(str(path.relative_to(PACKAGE)))
    assert {name: paths for name, paths in where.items() if len(paths) > 1} == {}


def test_no_modules_import_each_other() -> None:
    """Inside a room imports run one way, too: whichever module is read first, what it builds upon is below it."""
    names = {f"audiopress.{'.'.join(path.relative_to(PACKAGE).with_suffix('').parts)}": path for path in MODULES}
    below = {
        name: [one for one, _ in imported(path) if one in names and one != name]
        + [f"{base}.{one}" for base, ones in _named(path) for one in ones if f"{base}.{one}" in names]
        for name, path in names.items()
        if path.name != "__init__.py"
    }
    done: set[str] = set()

    def walk(name: str, above: tuple[str, ...]) -> None:
        assert name not in above, " -> ".join((*above[above.index(name) :], name))
        if name not in done:
            for one in below.get(name, ()):
                walk(one, (*above, name))
            done.add(name)

    for name in below:
        walk(name, ())


def _named(path: Path) -> list[tuple[str, list[str]]]:
    nodes = [node for node in ast.walk(parsed(path)) if isinstance(node, ast.ImportFrom)]
    return [(node.module, [alias.name for alias in node.names]) for node in nodes if node.module]
