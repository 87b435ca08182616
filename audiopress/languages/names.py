"""Names of people and agencies that no one language owns, from `names.toml`, read when the first name is looked at.

The news of every language names Kim Ji-young, Angela and the United Nations. Family names in a language's own signs are its
pack's: `[quotes] family`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from audiopress.languages.checked import checked

FILE: Final = "names.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """The lists of the file; all but `not_people` as names are written."""

    family: frozenset[str] = frozenset()
    """Family names that stand first, in Latin letters."""
    women: frozenset[str] = frozenset()
    """Given names of one sex, frequent enough to be a name in any text."""
    men: frozenset[str] = frozenset()
    more_women: frozenset[str] = frozenset()
    """Rarer ones: they tell whose a name is, and a name from a noun."""
    more_men: frozenset[str] = frozenset()
    given: frozenset[str] = frozenset()
    """Given names of one sex or both: enough to tell a signature from a section."""
    not_people: frozenset[str] = frozenset()
    """Words of places, bodies and peoples, in small letters."""
    particles: tuple[str, ...] = ()
    """Small words inside names: von, de la."""
    titles: frozenset[str] = frozenset()
    """Titles before a name that are written with a point, without it."""
    agencies: tuple[str, ...] = ()
    """News agencies, as they sign."""
    picture_agencies: tuple[str, ...] = ()
    """Agencies whose pictures papers print, in small letters."""


@cache
def name_lists() -> Names:
    """The lists. Raises ConfigError with every fault of the file."""
    return checked(Path(__file__).with_name(FILE), Names, {})


@cache
def frequent_given() -> frozenset[str]:
    """Given names that are known in any text."""
    return name_lists().women | name_lists().men


@cache
def signing_given() -> frozenset[str]:
    """Given names by which a line is known as somebody's signature."""
    return frequent_given() | name_lists().given


@cache
def any_given() -> frozenset[str]:
    """Every given name that is listed."""
    return signing_given() | name_lists().more_women | name_lists().more_men


@cache
def given_women() -> frozenset[str]:
    """Given names of women."""
    return name_lists().women | name_lists().more_women


@cache
def given_men() -> frozenset[str]:
    """Given names of men."""
    return name_lists().men | name_lists().more_men
