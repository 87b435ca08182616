"""The certificates that servers are checked against, read once: reading them takes 20 ms, and a service is asked for each sentence."""

from __future__ import annotations

import os
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import ssl


def context() -> ssl.SSLContext:
    """httpx's own, of the system's or the package's certificates, or those that SSL_CERT_FILE and SSL_CERT_DIR name."""
    return _context(os.environ.get("SSL_CERT_FILE", ""), os.environ.get("SSL_CERT_DIR", ""))


@lru_cache(maxsize=4)
def _context(_file: str, _folder: str) -> ssl.SSLContext:
    import httpx2

    return httpx2.create_ssl_context()
