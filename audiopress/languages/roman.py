"""Roman numerals."""

from __future__ import annotations


def roman(text: str) -> int:
    """The value of a well-formed Roman numeral, else 0."""
    values = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
    total = 0
    for here, after in zip(text, [*text[1:], ""], strict=True):
        value = values.get(here, 0)
        total += -value if values.get(after, 0) > value else value
    return total if total > 0 and to_roman(total) == text else 0


def to_roman(number: int) -> str:
    """1994 -> `MCMXCIV`."""
    table = zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1), "M CM D CD C XC L XL X IX V IV I".split(), strict=True
    )
    said = ""
    for value, letters in table:
        count, number = divmod(number, value)
        said += letters * count
    return said
