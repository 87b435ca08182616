"""German: the rules, the strongest first."""

from __future__ import annotations

from audiopress.script.reading.claims import Language
from audiopress.script.reading.de.rules import RULES
from audiopress.script.reading.de.short import SHORT

LANGUAGE = Language(code="de", rules=(*SHORT, *RULES))
