"""What docs/plugins.md shows is what there is."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from audiopress.model import Voice
from audiopress.speech import engines, load_engine
from audiopress.speech.contract import examine

PAGE = (Path(__file__).parents[2] / "docs" / "plugins.md").read_text("utf-8")


def test_every_engine_is_in_the_table() -> None:
    """The table lists the built-in engines, all of them and no other."""
    assert set(re.findall(r"^\| `(\w+)` \|", PAGE, re.MULTILINE)) == set(engines())


def test_the_plug_in_of_the_page_is_one(plugin: Callable[[str, str, str], Path], voice: Callable[..., Voice]) -> None:
    """The example, with sound in place of its dots, is found by its entry point and speaks."""
    source = re.search(r"```python\n# my_engine\.py\n(.*?)```", PAGE, re.DOTALL)
    assert source
    spoken = "__import__('audiopress.speech', fromlist=['x']).load_engine('tone').speak(tone(line)).pcm, rate=22050)"
    body = source[1].replace("pcm=..., rate=24000)", f"pcm={spoken}").replace("rate = 24000", "rate = 22050")
    body += "\nfrom dataclasses import replace\n"
    body += "def tone(line):\n    return replace(line, voice=replace(line.voice, engine='tone', model='mid'))\n"
    plugin("mine", body, "my_engine:MyEngine")

    examine(load_engine("mine"), voice("mine", "anna"))
