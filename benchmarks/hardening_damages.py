"""Damages: every file that a newsroom keeps, damaged in seven ways, and what comes of it."""

from __future__ import annotations

import random
import re
import sys
import tempfile
import time
from pathlib import Path
from unittest import mock

from PIL import Image

from audiopress.workspace import create

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))
from tests_damage import Room


def tones(root: Path) -> None:
    """A newsroom's folder whose voices are sine tones and whose work is done in its own process."""
    create(root, title="Harbour Courier")
    for path in sorted((root / "voices").glob("*.toml")):
        text = re.sub(r'(?m)^engine = ".*"$', 'engine = "tone"', path.read_text("utf-8"))
        path.write_text(re.sub(r'(?m)^model = ".*"$', 'model = "mid"', text), encoding="utf-8")
    settings = root / "audiopress.toml"
    settings.write_text(settings.read_text("utf-8").replace("processes:2", "inline"), encoding="utf-8")


def _small(*_: object) -> Image.Image:
    """A cover that takes no time to draw."""
    return Image.new("RGB", (300, 300))


def damages(count: int, seed: int) -> int:
    """Print what of `count` damages went wrong; how many did."""
    began, faults, done = time.monotonic(), 0, 0
    kinds: dict[str, int] = {}
    with tempfile.TemporaryDirectory() as name:
        tones(Path(name) / "newsroom")
        page = Path(name) / "harbour.txt"
        page.write_bytes((Path(name) / "newsroom" / "examples" / "harbour.txt").read_bytes())
        with mock.patch("audiopress.publish.covers._draw", _small):
            room = Room(Path(name) / "newsroom", page)
            chance = random.Random(seed)
            cases = list(room.cases())
            chance.shuffle(cases)
            # Files that cannot be made again first, each in every way; then the others.
            cases.sort(key=lambda case: case[0].parts[1] in {"takes", "fragments"})
            if room.told:
                print(f"the newsroom itself: {room.told}")
                return 1
            for inside, hurt in cases[:count]:
                wrong = room.damaged(inside, hurt, chance)
                done += 1
                kinds[inside.parts[1]] = kinds.get(inside.parts[1], 0) + 1
                if wrong:
                    faults += 1
                    print(wrong, flush=True)
    print("damaged: " + ", ".join(f"{kind} {kinds[kind]}" for kind in sorted(kinds)))
    print(
        f"{done} damages of {len({inside for inside, _ in cases})} files: {faults} faults, {time.monotonic() - began:.0f} s"
    )
    return faults + (done < count)
