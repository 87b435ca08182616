"""English: the rules, the strongest first."""

from __future__ import annotations

from audiopress.script.reading.claims import Language
from audiopress.script.reading.en.codes import ACRONYMS, CODES, shouting
from audiopress.script.reading.en.counts import COUNTS, FRACTIONAL, PAIRS, TELEPHONES
from audiopress.script.reading.en.dates import DATES, TIMES, YEARS
from audiopress.script.reading.en.electronic import ELECTRONIC
from audiopress.script.reading.en.measures import MEASURES
from audiopress.script.reading.en.money import MONEY
from audiopress.script.reading.en.titles import ADDRESSES, ROMAN, TITLED

LANGUAGE = Language(
    code="en",
    rules=(
        *ELECTRONIC,
        *ADDRESSES,
        *DATES,
        *TELEPHONES,
        *TIMES,
        *MONEY,
        *MEASURES,
        *PAIRS,
        *FRACTIONAL,
        *YEARS,
        *TITLED,
        *ROMAN,
        *CODES,
        *ACRONYMS,
        *COUNTS,
    ),
    shouting=shouting,
)
