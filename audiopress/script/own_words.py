"""What a show says besides its articles: its words.toml, and what the folders of languages have for the shipped formats.

from = "articles"      # [show.formats.articles] of every language's pack.toml
[en]                   # what stands here takes its place, word by word
ident = "You hear {show}."
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from audiopress.errors import ScriptError, nearest
from audiopress.languages.pack import known, pack
from audiopress.languages.tags import primary
from audiopress.script.toolbox import Own
from audiopress.tables import locate

FROM: Final = "from"


class OwnWords:
    """A show's own words by language."""

    def __init__(self, table: Mapping[str, Any] | None, path: Path) -> None:
        """`table` is what stands in words.toml, None where there is none. Raises ScriptError for a format nobody knows."""
        self.written = table is not None
        table = table or {}
        self.format = table.get(FROM, "")
        self.tables = {tag: one for tag, one in table.items() if tag != FROM}
        if self.format and not any(self.format in pack(tag).show.formats for tag in known()):
            there = sorted({name for tag in known() for name in pack(tag).show.formats})
            near = nearest(str(self.format), there)
            raise ScriptError(
                f"no language has words for a format {self.format!r}",
                where=f"{path}:{locate(path.read_text('utf-8-sig'), (FROM,))}",
                hint=f"did you mean {near!r}?" if near else f"known: {', '.join(there)}",
            )

    def speaks(self, language: str) -> bool:
        """Whether the show has words in a language; one that says nothing itself has in every one."""
        return not self.written or bool(self.of(language))

    def of(self, language: str) -> dict[str, Any]:
        """The words of a language, each a text that knows the language it is written in."""
        tag = primary(language)
        words: dict[str, Any] = {**pack(tag).show.formats.get(self.format, {}), **self.tables.get(tag, {})}
        return {key: Own(text, language) if isinstance(text, str) else text for key, text in words.items()}
