"""Retries: waits that grow, `Retry-After` honoured, a last attempt. The loop is stamina's."""

from __future__ import annotations

import itertools
import logging
import math
import random
import re
from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Final, TypeVar

Result = TypeVar("Result")

FIRST: Final = 0.5
"""Seconds of the first wait; each further one is twice as long."""
LONGEST: Final = 60.0
"""Seconds that one wait may take."""

# A retry is no news to somebody at a terminal; a program that sets up logging still sees it.
logging.getLogger("stamina").addHandler(logging.NullHandler())


class Again(Exception):
    """Worth another try, after `wait` seconds where the server says so; `error` is what the last one is told as."""

    def __init__(self, error: Exception, wait: float | None = None, *, everybody: bool = False) -> None:
        """`everybody`: the server asked this machine to wait, and not this request."""
        super().__init__(str(error))
        self.error, self.wait, self.everybody = error, wait, everybody


def persistently(
    ask: Callable[[], Result], *, tries: int, pause: Callable[[float, bool], None] | None = None
) -> Result:
    """What `ask` returns, asked again as often as it raises Again; then its error, and every other one at once.

    `pause` waits so many seconds, or sees to it that everybody does.
    """
    import stamina

    count = itertools.count(1)

    def again(error: Exception) -> bool | float:
        if not isinstance(error, Again):
            return False
        number = next(count)
        if number >= tries:
            return True  # it is over: nothing is waited for
        wait = backoff(number) if error.wait is None else error.wait
        if pause is None:
            return wait
        pause(wait, error.everybody)
        return 0.0

    try:
        for attempt in stamina.retry_context(on=again, attempts=tries, timeout=None):
            with attempt:
                return ask()
    except Again as last:
        raise last.error from None
    raise AssertionError("stamina ended without a result and without an error")


def backoff(attempt: int) -> float:
    """Seconds before attempt 1, 2, …: doubled each time, and never the same for two that were refused together."""
    return min(LONGEST, FIRST * 2.0 ** (attempt - 1)) * random.uniform(0.75, 1.25)  # noqa: S311 - jitter, not a secret


def retry_after(header: str | None) -> float | None:
    """Seconds that a Retry-After header asks for (RFC 9110, 10.2.3: a number or a date), or None; infinite where huge."""
    text = (header or "").strip()
    if re.fullmatch(r"\d+(\.\d+)?", text, re.ASCII):
        return float(text) if len(text) < 300 else math.inf
    try:
        when = parsedate_to_datetime(text)
    except (ValueError, TypeError):
        return None
    when = when if when.tzinfo else when.replace(tzinfo=UTC)
    return max(0.0, (when - datetime.now(UTC)).total_seconds())
