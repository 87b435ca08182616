"""English: the rules, the strongest first."""

from __future__ import annotations

from audiopress.script.reading.claims import Language
from audiopress.script.reading.en.codes import ACRONYMS, CODES, GENERATIONS, shouting
from audiopress.script.reading.en.counts import COUNTS, FRACTIONAL, PAIRS, TELEPHONES
from audiopress.script.reading.en.dates import DATES, YEARS
from audiopress.script.reading.en.electronic import ELECTRONIC
from audiopress.script.reading.en.measures import DEGREES, MEASURES
from audiopress.script.reading.en.money import MONEY
from audiopress.script.reading.en.times import TIMES
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
        *DEGREES,
        *CODES,
        *MEASURES,
        *GENERATIONS,
        *PAIRS,
        *FRACTIONAL,
        *YEARS,
        *TITLED,
        *ROMAN,
        *ACRONYMS,
        *COUNTS,
    ),
    shouting=shouting,
)
