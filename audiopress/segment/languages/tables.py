"""The shape of a language's table."""

from __future__ import annotations

import re
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """What attribution needs to know of a language that is written with spaces and capitals."""

    verbs: re.Pattern[str]
    """Finite forms of verbs of saying, at word boundaries; an auxiliary may belong to the match."""
    weak_verbs: re.Pattern[str]
    """Verbs that may introduce a quote and often do not (`noted`, `called`): only right beside one."""
    according: re.Pattern[str]
    """`according to`: what follows is the speaker."""
    pronouns: frozenset[str]
    """Lower case."""
    titles: frozenset[str]
    """Lower-case words that stand before or instead of a name: minister, president, Mr."""
    articles: frozenset[str]
    """Lower-case determiners that begin a description: the, a, one."""
    stops: re.Pattern[str]
    """Where the words that name a speaker end: prepositions and conjunctions after the name."""
    not_names: frozenset[str] = field(default_factory=frozenset)
    """Capitalised words that begin sentences or name no person: months, days."""
    singles: bool = False
    """‘…’ and '…' quote."""
    minimum: int = 3
    """Words (characters divided by three without spaces) a quote needs to be voiced."""
    cjk: bool = False
    before: re.Pattern[str] | None = None
    """Without spaces: the subject before the mark, in group `name`."""
    after: re.Pattern[str] | None = None
    """Without spaces: what must follow the mark, possibly with a `name`."""
