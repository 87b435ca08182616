"""The whole program: the command modules register themselves on `app`, which lists them in the order of their import."""

from __future__ import annotations

from functools import cache
from typing import Any

# ruff: noqa: I001, the order of the help
from audiopress.cli import reading as _reading  # noqa: F401
from audiopress.cli import making as _making  # noqa: F401
from audiopress.cli import scripts as _scripts  # noqa: F401
from audiopress.cli import finding as _finding  # noqa: F401
from audiopress.cli import approving as _approving  # noqa: F401
from audiopress.cli import desk as _desk  # noqa: F401
from audiopress.cli import scheduling as _scheduling  # noqa: F401
from audiopress.cli import newsroom as _newsroom  # noqa: F401
from audiopress.cli import laying as _laying  # noqa: F401
from audiopress.cli import moving as _moving  # noqa: F401
from audiopress.cli import voices as _voices  # noqa: F401
from audiopress.cli import editing as _editing  # noqa: F401
from audiopress.cli import playing as _playing  # noqa: F401
from audiopress.cli import lexicons as _lexicons  # noqa: F401
from audiopress.cli import learning as _learning  # noqa: F401
from audiopress.cli.app import app

__all__ = ["app", "command"]


@cache
def command() -> Any:
    """All commands, made of the signatures of their functions: once in a process."""
    from typer.main import get_command

    return get_command(app)
