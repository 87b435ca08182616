"""Korean: the rules, the strongest first."""

from __future__ import annotations

from audiopress.script.reading.claims import Language
from audiopress.script.reading.ko.rules import RULES

LANGUAGE = Language(code="ko", rules=RULES, glued=frozenset({"에서", "부터", "과"}))
