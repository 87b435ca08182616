"""robots.txt (RFC 9309): groups by the longest rule that matches, with `*` and `$`.

The standard library's parser takes the first rule that matches and knows neither sign, so it would both read what a site
closes (`Disallow: /*?print=`) and refuse what it opens (`Disallow: /` and `Allow: /news`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, urlsplit

LARGEST: Final = 512_000
"""Bytes that are read of the file (RFC 9309, 2.5: at least 500 KiB)."""
_LINE = re.compile(r"\s*([A-Za-z-]+)\s*:\s*([^#]*)")
_PRODUCT = re.compile(r"[A-Za-z_-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What a site asks of one reader: rules as (pattern, allowed), and seconds between two requests."""

    rules: tuple[tuple[str, bool], ...] = ()
    delay: float = 0.0

    def allow(self, url: str) -> bool:
        """Whether an address may be read: by the longest pattern that matches, and yes where none or both do."""
        parts = urlsplit(url)
        path = _plain(parts.path or "/") + (f"?{_plain(parts.query)}" if parts.query else "")
        found = [(len(pattern), allowed) for pattern, allowed in self.rules if _matches(pattern, path)]
        return max(found, default=(0, True))[1]


def rules_for(text: str, agent: str) -> Rules:
    """What a robots.txt asks of `agent` (`audiopress/1.0` is the product `audiopress`); `*` where it names no other."""
    product = _PRODUCT.match(agent)
    name = product[0].lower() if product else ""
    own: list[tuple[str, str]] = []
    all_: list[tuple[str, str]] = []
    named = False
    agents: set[str] = set()
    within = False
    for line in text.removeprefix("\ufeff").splitlines():
        found = _LINE.match(line)
        if not found:
            continue
        key, value = found[1].lower(), found[2].strip()
        if key == "user-agent":
            # Lines of agents that follow each other share the group below them.
            agents = {value.lower()} if within else agents | {value.lower()}
            within = False
            named = named or value.lower() == name
        elif key in {"allow", "disallow", "crawl-delay"}:
            within = True
            if name in agents:
                own.append((key, value))
            if "*" in agents:
                all_.append((key, value))
    return _rules(own if named else all_)


def _rules(lines: list[tuple[str, str]]) -> Rules:
    delays = [float(value) for key, value in lines if key == "crawl-delay" and re.fullmatch(r"\d{1,6}(\.\d+)?", value)]
    rules = tuple((_plain(value), key == "allow") for key, value in lines if key != "crawl-delay" and value)
    return Rules(rules=rules, delay=max(delays, default=0.0))


def _plain(text: str) -> str:
    """One spelling of percent signs, so that two spellings of a path compare equal."""
    return quote(text, safe="/%*$?&=:;,@!~'()+-._[]|")


def _matches(pattern: str, path: str) -> bool:
    """Whether a path begins as the pattern says; in linear time, because patterns come from strangers."""
    anchored = pattern.endswith("$")
    first, *middle = (pattern[:-1] if anchored else pattern).split("*")
    if not path.startswith(first):
        return False
    place = len(first)
    last = middle.pop() if anchored and middle else None
    for part in middle:
        place = path.find(part, place)
        if place < 0:
            return False
        place += len(part)
    if not anchored:
        return True
    return place == len(path) if last is None else path.endswith(last) and len(path) - len(last) >= place
