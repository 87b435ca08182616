"""English: the rules, the strongest first."""

from __future__ import annotations

from audiopress.languages.en.reading.codes import ACRONYMS, CODES, GENERATIONS, shouting
from audiopress.languages.en.reading.counts import COUNTS, FRACTIONAL, PAIRS, TELEPHONES
from audiopress.languages.en.reading.dates import DATES, YEARS
from audiopress.languages.en.reading.electronic import ELECTRONIC
from audiopress.languages.en.reading.measures import DEGREES, MEASURES
from audiopress.languages.en.reading.money import MONEY
from audiopress.languages.en.reading.times import TIMES
from audiopress.languages.en.reading.titles import ADDRESSES, ROMAN, TITLED
from audiopress.languages.rewriting import Language

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
