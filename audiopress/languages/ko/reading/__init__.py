"""Korean: the rules, the strongest first."""

from __future__ import annotations

from audiopress.languages.ko.reading.rules import RULES
from audiopress.languages.rewriting import Language

LANGUAGE = Language(code="ko", rules=RULES, glued=frozenset({"에서", "부터", "과", "는"}), prefixes="제")
