"""What of a story is worth explaining to listeners of a level: the glossary's expressions first, then rare words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from audiopress.learn.glossary import LEVELS, Glossary
from audiopress.learn.levels import rare_words

if TYPE_CHECKING:
    from audiopress.learn.matching import Match
    from audiopress.model import Article


def proposals(article: Article, glossary: Glossary, *, level: str) -> list[Match]:
    """The matches of a story at or above a level, in its order; rare words that no glossary has come with no meaning."""
    text, language = article.text, article.language
    found = glossary.index.find(text, language=language)
    least = LEVELS.index(level)
    hard = [each for each in found if not each.entry.level or LEVELS.index(each.entry.level) >= least]
    if language.lower().startswith("en"):
        taken = [span for each in found for span in each.spans]
        known = {each.entry.expression for each in found}
        hard += rare_words(text, level=level, known=known, taken=taken)
    return sorted(hard, key=lambda each: (each.start, each.end))
