"""Spanish: where the words that name a speaker end."""

from __future__ import annotations

import re
from dataclasses import replace

from audiopress.languages.attribution import Table
from audiopress.languages.plain_quotes import plain_table
from audiopress.languages.schema import Quotes


def table(words: Quotes) -> Table:
    """Words of time end a name, too."""
    return replace(
        plain_table(words),
        stops=re.compile(
            r",| (?:en|a|al|de|del|con|por|para|sobre|durante|tras|ante|que|y|pero|lunes|martes|miércoles|jueves|viernes|sábado|domingo|"
            r"ayer|hoy|desde|cuando|este|el)\b|[;:()—–«»]|\.(?:\s|$)|\s-\s"
        ),
    )
