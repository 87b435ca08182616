"""Publisher profiles: one TOML a site that forces, drops or labels lines by pattern, and sets its zone and sections."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from audiopress.config import LANGUAGE, zone_faults
from audiopress.errors import ConfigError, Problem, nearest
from audiopress.sources.urls import host
from audiopress.tables import locate, read_toml

Fault = tuple[tuple[str | int, ...], str, str]
"""Where in the table, what is wrong, what to do."""
PATTERNS: Final = ("keep", "drop", "caption", "note", "subhead")
KEYS: Final = ("name", "timezone", "language", *PATTERNS, "sections")


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What an editor knows of a site. Patterns are regular expressions searched in a line."""

    domain: str
    name: str = ""
    """The publisher's name; taken off the ends of headlines."""
    timezone: str = ""
    language: str = ""
    keep: tuple[re.Pattern[str], ...] = ()
    drop: tuple[re.Pattern[str], ...] = ()
    caption: tuple[re.Pattern[str], ...] = ()
    note: tuple[re.Pattern[str], ...] = ()
    subhead: tuple[re.Pattern[str], ...] = ()
    sections: Mapping[str, str] = field(default_factory=dict)
    """The site's name of a section to the newsroom's."""

    def label(self, line: str) -> str:
        """`keep`, `drop`, `caption`, `note` or `subhead` where a pattern finds itself in the line; else empty."""
        for name in ("drop", "caption", "note", "subhead", "keep"):
            if any(pattern.search(line) for pattern in getattr(self, name)):
                return name
        return ""


def load_profile(path: Path) -> Profile:
    """feeds/publishers/DOMAIN.toml. Raises ConfigError with every problem and its line."""
    table, text = read_toml(path)
    values: dict[str, Any] = {}
    problems: list[Problem] = []
    for key, value in table.items():
        faults, values[key] = _checked(key, value)
        problems += [Problem(f"{path}:{locate(text, where)}", message, hint) for where, message, hint in faults]
    if problems:
        count = "one problem" if len(problems) == 1 else f"{len(problems)} problems"
        raise ConfigError(f"{count} in this file", where=str(path), problems=problems)
    return Profile(domain=path.stem, **values)


def _checked(key: str, value: Any) -> tuple[list[Fault], Any]:
    """The faults of a key, each with its place, its message and a hint; and its value as a profile holds it."""
    if key not in KEYS:
        near = nearest(key, KEYS)
        hint = f"did you mean {near!r}?" if near else f"known: {', '.join(KEYS)}"
        return [((key,), f"{key}: unknown key", hint)], value
    if key in PATTERNS:
        return _patterns(key, value)
    if key == "sections":
        if isinstance(value, dict):
            wrong = [name for name, own in value.items() if not isinstance(own, str)]
            return [((key, name), f"sections.{name}: expected a name", "") for name in wrong], value
        return [((key,), "sections: expected a table", 'such as [sections] with "Ports & Ships" = "Shipping"')], value
    if not isinstance(value, str):
        return [((key,), f"{key}: expected a text, got {value!r}", "")], value
    if key == "timezone":
        return [(where, f"timezone: {message}", hint) for where, message, hint in zone_faults((key,), value)], value
    if key == "language" and not LANGUAGE.fullmatch(value):
        return [((key,), f"language: {value!r} is not a language tag", "for example en, ko or pt-BR")], value
    return [], value


def _patterns(key: str, value: Any) -> tuple[list[Fault], tuple[re.Pattern[str], ...]]:
    if not isinstance(value, list):
        return [((key,), f"{key}: expected a list of patterns", f'such as {key} = ["^Listen to"]')], ()
    faults: list[Fault] = []
    compiled = []
    for one in value:
        try:
            compiled.append(re.compile(one))
        except (re.error, TypeError) as error:
            faults.append(((key,), f"{key}: {one!r} is not a regular expression: {error}", ""))
    return faults, tuple(compiled)


def load_profiles(folders: Iterable[Path]) -> dict[str, Profile]:
    """Domain to profile; the earlier folder wins. Raises ConfigError."""
    found: dict[str, Profile] = {}
    for folder in folders:
        for path in sorted(folder.glob("*.toml")):
            if path.stem not in found:
                found[path.stem] = load_profile(path)
    return found


def profile_for(url: str, profiles: Mapping[str, Profile]) -> Profile | None:
    """The profile of an address's site, or of a domain above it."""
    domain = host(url)
    while "." in domain:
        if domain in profiles:
            return profiles[domain]
        domain = domain.partition(".")[2]
    return None


def profile_in(text: str, profiles: Mapping[str, Profile]) -> Profile | None:
    """The profile of a page without an address: the one whose domain stands in its text, or whose name is a line of it.

    None where no profile's does, or those of two.
    """
    lines = {line.strip() for line in text.splitlines()}
    found = [one for one in profiles.values() if one.domain in text or (one.name and one.name in lines)]
    return found[0] if len(found) == 1 else None
