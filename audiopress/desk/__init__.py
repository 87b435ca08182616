"""The desk: the web page where editors read, listen, correct and approve (Starlette, Jinja2, HTMX; no build step).

`app` is the application, `serve` runs it, `Accounts` keeps who may use it. Everything that changes something goes through
the same functions as the command line.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from audiopress._lazy import lazy

if TYPE_CHECKING:
    from audiopress.desk.accounts import Accounts
    from audiopress.desk.application import app
    from audiopress.desk.desk import NewsDesk
    from audiopress.desk.serving import serve

__all__ = ["Accounts", "NewsDesk", "app", "serve"]

__getattr__, _ = lazy(__name__, {"Accounts": "accounts", "NewsDesk": "desk", "app": "application", "serve": "serving"})
