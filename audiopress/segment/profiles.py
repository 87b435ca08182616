"""Publisher profiles: one TOML a site that forces, drops or labels lines by pattern, and sets its zone and sections."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from audiopress.config import locate, read_toml
from audiopress.errors import ConfigError, Problem, nearest

KEYS: Final[dict[str, Any]] = {
    "name": str, "timezone": str, "language": str, "keep": list, "drop": list, "caption": list, "note": list,
    "subhead": list, "sections": dict,
}  # fmt: skip
PATTERNS: Final = ("keep", "drop", "caption", "note", "subhead")


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
    problems: list[Problem] = []
    values: dict[str, Any] = {}
    for key, value in table.items():
        where = f"{path}:{locate(text, (key,))}"
        if key not in KEYS:
            near = nearest(key, KEYS)
            problems.append(
                Problem(
                    where, f"{key}: unknown key", f"did you mean {near!r}?" if near else f"known: {', '.join(KEYS)}"
                )
            )
        elif not isinstance(value, KEYS[key]):
            problems.append(Problem(where, f"{key}: expected {KEYS[key].__name__}, got {value!r}"))
        elif key in PATTERNS:
            values[key] = _patterns(value, where, key, problems)
        else:
            values[key] = value
    if problems:
        raise ConfigError(f"{len(problems)} problems in this file", where=str(path), problems=problems)
    return Profile(domain=path.stem, **values)


def _patterns(value: list[Any], where: str, key: str, problems: list[Problem]) -> tuple[re.Pattern[str], ...]:
    compiled = []
    for one in value:
        try:
            compiled.append(re.compile(one))
        except (re.error, TypeError) as error:
            problems.append(Problem(where, f"{key}: {one!r} is not a regular expression: {error}"))
    return tuple(compiled)


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
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    while "." in host:
        if host in profiles:
            return profiles[host]
        host = host.partition(".")[2]
    return None
