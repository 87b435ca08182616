"""A line that an editor keeps or drops, written into its publisher's profile; all else stays as the editor wrote it."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any, Final

from audiopress.errors import ConfigError
from audiopress.segment.page.profiles import Profile, load_profile
from audiopress.tables import read_text
from audiopress.work import files

HEAD: Final = "# What an editor knows of a site. The file's name is its domain; patterns are regular expressions (docs/editors.md).\n"
_DOMAIN: Final = re.compile(r"(?:[a-z0-9-]{1,63}\.)+[a-z]{2,63}|localhost|\d{1,3}(?:\.\d{1,3}){3}")


def pattern(words: str) -> str:
    """The pattern that finds the lines which begin with these words."""
    return "^" + re.sub(r"\\([^\w.^$*+?{}\[\]\\|()])", r"\1", re.escape(" ".join(words.split())))


def teach(path: Path, key: str, words: str, *, name: str = "") -> Profile:
    """Have the lines that begin with `words` kept or dropped (`key`) on pages of the profile at `path`, which is made where it is not there.

    `name` is the publisher's, for a new one. Raises ConfigError where the file cannot be changed, and where another
    pattern of it has the last word; then it is as it was.
    """
    if not _DOMAIN.fullmatch(path.stem):
        raise ConfigError(f"{path.stem!r} is no domain", hint="the site as addresses name it: news.example.org")
    there = path.is_file()
    before = read_text(path) if there else HEAD + (f"name = {_quoted(name)}\n" if name else "")
    wanted = pattern(words)
    text = before if wanted in _list(before, key) else with_item(before, key, wanted)
    if tomllib.loads(text) != _table(before, key, wanted):
        raise ConfigError(
            "cannot be changed by a program", where=str(path), hint=f"write {wanted!r} into {key} = [...]"
        )
    try:
        if text != before or not there:
            files.write(path, text.encode())
        profile = load_profile(path)
        last = profile.label(" ".join(words.split()))
        if last != key:
            raise ConfigError(
                f"a pattern in {last} = [...] finds {words!r}, too, and has the last word",
                where=str(path),
                hint=f"take it out of {last}, or say more of the line",
            )
    except ConfigError:
        _back(path, before if there else None)
        raise
    except OSError as error:
        raise ConfigError(f"cannot be written: {error.strerror}", where=str(path)) from None
    return profile


def _back(path: Path, text: str | None) -> None:
    if text is None:
        path.unlink(missing_ok=True)
    else:
        files.write(path, text.encode())


def _table(text: str, key: str, item: str) -> dict[str, Any]:
    table = tomllib.loads(text)
    known = table.get(key, [])
    return {**table, key: known if item in known else [*known, item]}


def _list(text: str, key: str) -> list[object]:
    found = tomllib.loads(text).get(key, [])
    return found if isinstance(found, list) else []


def with_item(text: str, key: str, item: str) -> str:
    """A TOML text with one more text at the end of the list `key`; comments and the lines' order stay."""
    begun = re.search(rf"(?m)^[ \t]*{key}[ \t]*=[ \t]*\[", text)
    first_table = re.search(r"(?m)^[ \t]*\[", text)
    if begun is None or (first_table and first_table.start() < begun.start()):
        at = first_table.start() if first_table else len(text)
        ahead = text[:at] if not text[:at] or text[:at].endswith("\n") else text[:at] + "\n"
        return f"{ahead}{key} = [{_quoted(item)}]\n{text[at:]}"
    end = _end(text, begun.end())
    last = text[end - 1]
    comma = "" if last in "[," else ","
    space = "" if last == "[" else " "
    return f"{text[:end]}{comma}{space}{_quoted(item)}{text[end:]}"


def _end(text: str, at: int) -> int:
    """Behind the last thing of the list that begins before `at`, comments and space apart."""
    last, depth = at, 1
    while at < len(text):
        sign, begun = text[at], at
        if sign == "#":
            at = _found(text, "\n", at)
        elif sign in "\"'":
            at = _string(text, at)
        else:
            at += 1
            depth += {"[": 1, "]": -1}.get(sign, 0)
            if not depth:
                break
        if sign != "#" and not sign.isspace():
            last = max(at, begun + 1)
    return last


def _string(text: str, at: int) -> int:
    """Behind the string that begins at `at`, of one quotation mark or of three."""
    mark = text[at]
    long = text.startswith(mark * 3, at)
    ends = mark * 3 if long else mark
    at += len(ends)
    while at < len(text) and not text.startswith(ends, at):
        at += 2 if mark == '"' and text[at] == "\\" else 1
    return min(len(text), at + len(ends))


def _found(text: str, what: str, at: int) -> int:
    found = text.find(what, at)
    return len(text) if found < 0 else found


def _quoted(text: str) -> str:
    """A TOML string, as it stands where that can be."""
    if "'" not in text and text.isprintable():
        return f"'{text}'" if "\\" in text or '"' in text else f'"{text}"'
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c if c.isprintable() else f"\\U{ord(c):08x}" for c in escaped) + '"'
