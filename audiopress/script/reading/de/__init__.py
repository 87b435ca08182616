"""German: the rules, the strongest first."""

from __future__ import annotations

from audiopress.script.reading.claims import Language
from audiopress.script.reading.de.rules import RULES

LANGUAGE = Language(code="de", rules=RULES)
