"""The site of the tests of pages, for servers of every kind."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests_sites import Site


@pytest.fixture
def site() -> Iterator[Site]:
    """A site that has nothing, and no robots.txt, until a test puts it there."""
    made = Site()
    yield made
    made.close()
