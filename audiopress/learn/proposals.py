"""What of a story is worth explaining to listeners of a level: the glossary's expressions first, then rare words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from audiopress.learn.entries import LEVELS, GlossaryEntry
from audiopress.learn.glossary import Glossary
from audiopress.learn.levels import rare_words

if TYPE_CHECKING:
    from audiopress.learn.matching import EntryMatch
    from audiopress.model import Article


def proposals(article: Article, glossary: Glossary, *, level: str) -> list[EntryMatch]:
    """The matches of a story that are hard for a level, in its order; rare words that no glossary has come with no meaning."""
    return _proposed(article.text, article.language, glossary, level)


def headline_proposals(article: Article, glossary: Glossary, *, level: str) -> list[EntryMatch]:
    """The same of its headline, with offsets in that. One in Capital Letters has no words that can be told from names."""
    return _proposed(article.headline, article.language, glossary, level)


def _proposed(text: str, language: str, glossary: Glossary, level: str) -> list[EntryMatch]:
    found = glossary.index.find(text, language=language)
    hard = [each for each in found if _is_hard(each.entry, level)]
    if language.lower().startswith("en"):
        taken = [span for each in found for span in each.spans]
        known = {each.entry.expression for each in found}
        hard += rare_words(text, level=level, known=known, taken=taken)
    return sorted(hard, key=lambda each: (each.start, each.end))


def _is_hard(entry: GlossaryEntry, level: str) -> bool:
    """Whether listeners of a level may not know an entry.

    Its words may all be easy where they are several, so that an expression of the level below is proposed as well; and
    those whose level is C1 and above are learners still.
    """
    if not entry.level:
        return True
    least = LEVELS.index(level)
    below = " " in entry.expression or level in {"C1", "C2"}
    return LEVELS.index(entry.level) >= max(least - below, 1)
