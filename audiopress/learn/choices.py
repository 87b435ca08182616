"""`gloss.toml`: what an editor chooses of what is proposed. Written once, then only added to: no line of it is ever changed.

The file lies beside the story (`harbour.txt`, `harbour.gloss.toml`); that of an address lies in the show's folder `gloss`.
What the editor writes as a meaning is remembered in the newsroom's own glossary, `own.tsv`, and there for the next story.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from audiopress.errors import ConfigError, Problem, nearest
from audiopress.learn.entries import LEVELS, PARTS, GlossaryEntry
from audiopress.learn.glossary import Glossary, over, own_file, read_table
from audiopress.tables import locate, read_toml

if TYPE_CHECKING:
    from audiopress.model import Article, Show

SUFFIX: Final = ".gloss.toml"
_STORY: Final[Mapping[str, type]] = {
    "headline": str,
    "explain": str,
    "level": str,
    "title": str,
    "summary": str,
    "hosts": list,
}
_PASSAGE: Final[Mapping[str, type]] = {"number": int, "text": str, "keep": bool}
_EXPRESSION: Final[Mapping[str, type]] = {
    "expression": str,
    "meaning": str,
    "level": str,
    "pos": str,
    "passage": int,
    "sentence": str,
    "keep": bool,
}
_SAID: Final = {str: "a text in quotation marks", int: "a whole number", bool: "true or false", list: "a list of texts"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ChosenPassage:
    """A passage in the editor's file."""

    number: int
    text: str
    keep: bool = True
    where: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """An expression in the editor's file."""

    expression: str
    meaning: str = ""
    """Empty: the glossary's, where it has one by now."""
    level: str = ""
    pos: str = ""
    passage: int = 0
    """0: none of the passages, and so not explained."""
    sentence: str = ""
    keep: bool = True
    where: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """The editor's file."""

    title: str = ""
    summary: str = ""
    hosts: tuple[str, ...] = ()
    passages: tuple[ChosenPassage, ...] = ()
    expressions: tuple[Chosen, ...] = ()
    where: str = ""
    """The file."""


def choices_path(article: Article, show: Show, *, root: Path) -> Path:
    """Where the choices of a story lie: beside its file, or, where it has none, in the show's folder `gloss`.

    `root` is the newsroom's folder, which relative sources are relative to. The second story of a file (`wire.txt#2`)
    has choices of its own.
    """
    if "://" not in article.source and article.source not in {"", "-"}:
        name, _, story = article.source.partition("#")
        path = root / name
        return path.with_name(path.stem + (f"-{story}" if story else "") + SUFFIX)
    plain = unicodedata.normalize("NFKD", article.headline).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", plain)[:6]
    mark = sha256((article.source or article.headline).encode()).hexdigest()[:8]
    return show.folder / "gloss" / ("-".join([*words, mark]) + SUFFIX)


# ---- reading


def load_choices(path: Path) -> Choices | None:
    """The choices in a file; None where there is none. Raises ConfigError with the file:line of every fault."""
    if not path.exists():
        return None
    raw, text = read_toml(path)
    problems: list[Problem] = []

    def at(*where: str | int) -> str:
        return f"{path}:{locate(text, where)}"

    def tell(message: str, hint: str, *where: str | int) -> None:
        problems.append(Problem(at(*where), message, hint))

    def fields(table: Mapping[str, Any], known: Mapping[str, type], *where: str | int) -> dict[str, Any]:
        good = {}
        for key, value in table.items():
            if key not in known:
                near = nearest(key, known)
                tell(f"{key}: is not known here", f"did you mean {near!r}?" if near else ", ".join(known), *where, key)
            elif not isinstance(value, known[key]) or (known[key] is int and isinstance(value, bool)):
                tell(f"{key}: must be {_SAID[known[key]]}", "", *where, key)
            elif isinstance(value, list) and not all(isinstance(one, str) for one in value):
                tell(f"{key}: must be {_SAID[list]}", "", *where, key)
            else:
                good[key] = value
        return good

    for key, value in raw.items():
        if key not in {"story", "passage", "expression"}:
            near = nearest(key, ["story", "passage", "expression", *_STORY])
            tell(
                f"{key}: is not known here",
                f"did you mean {near!r}?" if near else "[story], [[passage]], [[expression]]",
                key,
            )
        elif key == "story" and not isinstance(value, dict):
            tell("story: must be a table", "[story]", key)
        elif key != "story" and not (isinstance(value, list) and all(isinstance(one, dict) for one in value)):
            tell(f"{key}: must be tables", f"[[{key}]]", key)
    if problems:
        raise _faulty(path, problems)
    story: dict[str, Any] = fields(raw.get("story", {}), _STORY, "story")
    passages = []
    for number, table in enumerate(raw.get("passage", [])):
        good = fields(table, _PASSAGE, "passage", number)
        if not str(good.get("text", "")).strip():
            tell("a passage without a text", "copy it from the story", "passage", number)
            continue
        good.setdefault("number", number + 1)
        passages.append(ChosenPassage(**good, where=at("passage", number)))
    expressions = []
    for number, table in enumerate(raw.get("expression", [])):
        good = fields(table, _EXPRESSION, "expression", number)
        if not str(good.get("expression", "")).strip():
            tell("an expression without its words", 'expression = "…"', "expression", number)
            continue
        if good.get("level") and good["level"] not in LEVELS:
            tell(f"level: {good['level']!r} is none", f"one of {', '.join(LEVELS)}", "expression", number, "level")
        if good.get("pos") and good["pos"] not in PARTS:
            tell(f"pos: {good['pos']!r} is no part of speech", ", ".join(PARTS), "expression", number, "pos")
        good = {key: " ".join(value.split()) if isinstance(value, str) else value for key, value in good.items()}
        expressions.append(Chosen(**good, where=at("expression", number)))
    if problems:
        raise _faulty(path, problems)
    return Choices(
        title=" ".join(str(story.get("title", "")).split()),
        summary=" ".join(str(story.get("summary", "")).split()),
        hosts=tuple(" ".join(one.split()) for one in story.get("hosts", []) if one.strip()),
        passages=tuple(passages),
        expressions=tuple(expressions),
        where=str(path),
    )


def _faulty(path: Path, problems: list[Problem]) -> ConfigError:
    many = "one problem" if len(problems) == 1 else f"{len(problems)} problems"
    return ConfigError(f"{many} in the choices of a lesson", where=str(path), problems=problems)


# ---- writing


# ---- what the editor wrote is there for the next story


def remember(show: Show, choices: Choices, glossary: Glossary, *, language: str) -> tuple[GlossaryEntry, ...]:
    """Write the meanings of the choices that the glossary has not into the newsroom's own table; they are returned.

    Raises ConfigError where that table is faulty or cannot be written.
    """
    new = tuple(_unknown(choices.expressions, glossary, language))
    if new:
        take_in(show, Glossary(new), known=glossary)
    return new


def take_in(show: Show, new: Glossary, *, known: Glossary | None = None) -> tuple[Path, int, int]:
    """Write entries into the newsroom's own table of a show: the file, how many were added and how many changed.

    What an entry leaves open (grammar, an example, another language) is as the table, or the glossary `known`, has it.
    Raises ConfigError where the table is faulty or cannot be written.
    """
    from audiopress.learn.exchange import write_table

    path = own_file(show)
    problems: list[Problem] = []
    entries = {entry.key: entry for entry in read_table(path, problems)} if path.exists() else {}
    if problems:
        raise ConfigError("the newsroom's own glossary", where=str(path), problems=problems)
    added = changed = 0
    for entry in new.entries:
        before = entries.get(entry.key)
        there = known.named(entry.expression) if known else ()
        after = over(before or next((one for one in there if one.pos == entry.pos), None), entry)
        added += before is None
        changed += before is not None and replace(before, where="") != replace(after, where="")
        entries[entry.key] = after
    if added or changed:
        write_table(path, entries.values())
    return path, added, changed


def _unknown(expressions: Iterable[Chosen], glossary: Glossary, language: str) -> Iterator[GlossaryEntry]:
    for each in expressions:
        if not each.meaning or not each.keep:
            continue
        known = [entry for entry in glossary.named(each.expression) if not each.pos or entry.pos == each.pos]
        if any(entry.meaning(language) == each.meaning for entry in known):
            continue
        pos = each.pos or (known[0].pos if known else "")
        tag = language.lower()
        yield GlossaryEntry(expression=each.expression, pos=pos, level=each.level, meanings={tag: each.meaning})
