"""The one longer form that a text has of a name, in languages that tell a subject by its particle."""

from __future__ import annotations

import re
from functools import lru_cache

from audiopress.languages.naming import Naming


def fullest_name(text: str, position: int, name: str, naming: Naming) -> str:
    """The one longer name of the text that `name` is short for; that before `position` first. Else the name itself."""
    places = _longer(text, name, naming)
    before = [full for full, (first, _) in places.items() if first < position]
    found = before or [full for full, (_, last) in places.items() if last >= position]
    return found[0] if len(found) == 1 else name


@lru_cache(maxsize=64)
def _longer(text: str, name: str, naming: Naming) -> dict[str, tuple[int, int]]:
    """The longer names and where each stands first and last; a text names the same people again and again."""
    pattern = naming.longer(name)
    places: dict[str, tuple[int, int]] = {}
    for match in re.finditer(pattern, text) if pattern else ():
        full = next(filter(None, match.groups()))
        if full in places:
            places[full] = places[full][0], match.start()
        elif naming.is_longer(full, name):
            places[full] = match.start(), match.start()
    return places
