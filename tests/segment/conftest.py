"""A site on loopback, as polite or as hostile as a test wants it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests_sites import Answer, Site

__all__ = ["Answer", "Site"]


@pytest.fixture
def site() -> Iterator[Site]:
    """A site that has nothing, and no robots.txt, until a test puts it there."""
    made = Site()
    yield made
    made.close()
