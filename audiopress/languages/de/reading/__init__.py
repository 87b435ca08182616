"""German: the rules, the strongest first."""

from __future__ import annotations

from audiopress.languages.de.reading.rules import RULES
from audiopress.languages.de.reading.short import SHORT
from audiopress.languages.rewriting import Language

LANGUAGE = Language(code="de", rules=(*SHORT, *RULES))
