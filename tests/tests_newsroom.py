"""A newsroom's folder for tests: what `audiopress new` lays out, with voices that are quick and the same every time."""

from __future__ import annotations

import re
from pathlib import Path

from audiopress.workspace import create


def lay_out(root: Path) -> Path:
    """Its voices are sine tones, and its work is done inline."""
    create(root, title="Harbour Courier")
    for index, path in enumerate(sorted((root / "voices").glob("*.toml"))):
        text = path.read_text("utf-8").partition("[options]")[0]
        text = re.sub(r'(?m)^engine = ".*"$', 'engine = "tone"', text)
        text = re.sub(r'(?m)^model = ".*"$', f'model = "{("low", "mid", "high")[index % 3]}"', text)
        path.write_text(text, encoding="utf-8")
    settings = root / "audiopress.toml"
    settings.write_text(settings.read_text("utf-8").replace("processes:2", "inline"), encoding="utf-8")
    return root
