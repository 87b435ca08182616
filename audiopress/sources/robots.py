"""What a site's robots.txt asks (RFC 9309), read by Protego: groups, the longest rule that matches, `*` and `$`."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import Any, Final

LARGEST: Final = 512_000
"""Bytes that are read of the file (RFC 9309, 2.5: at least 500 KiB)."""
_PRODUCT = re.compile(r"[A-Za-z_-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What a site asks of one reader: where it may read, and seconds between two requests."""

    parsed: Any = None
    product: str = ""
    delay: float = 0.0

    def allow(self, url: str) -> bool:
        """Whether an address may be read; yes where no rule matches."""
        return self.parsed is None or bool(self.parsed.can_fetch(url, self.product))


def rules_for(text: str, agent: str) -> Rules:
    """What a robots.txt asks of `agent` (`audiopress/1.0` is the product `audiopress`); `*` where it names no other."""
    from protego import Protego

    product = _PRODUCT.match(agent)
    name = product[0].lower() if product else "*"
    parsed = Protego.parse(text.removeprefix("\ufeff"))
    delay = parsed.crawl_delay(name) or 0.0
    return Rules(parsed=parsed, product=name, delay=delay if math.isfinite(delay) and delay > 0 else 0.0)
