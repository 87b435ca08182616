"""A newsroom's folder for tests: what `audiopress new` lays out, with voices that are quick and the same every time."""

from __future__ import annotations

import re
from pathlib import Path

from audiopress.workspace import create

RATE = 22050
"""Samples a second: half of what is shipped, so that mixing, encoding and measuring take half the time."""


def lay_out(root: Path) -> Path:
    """Its voices are sine tones, its sound has half the samples, and its work is done inline."""
    create(root, title="Harbour Courier")
    for index, path in enumerate(sorted((root / "voices").glob("*.toml"))):
        text = path.read_text("utf-8").partition("[options]")[0]
        text = re.sub(r'(?m)^engine = ".*"$', 'engine = "tone"', text)
        text = re.sub(r'(?m)^model = ".*"$', f'model = "{("low", "mid", "high")[index % 3]}"', text)
        path.write_text(text, encoding="utf-8")
    for path in (root / "feeds").glob("*/show.toml"):
        path.write_text(path.read_text("utf-8") + f"\n[audio]\nrate = {RATE}\n", encoding="utf-8")
    settings = root / "audiopress.toml"
    settings.write_text(settings.read_text("utf-8").replace("processes:2", "inline"), encoding="utf-8")
    return root
