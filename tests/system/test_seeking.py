"""A browser's player goes to the moment it was asked for: what is heard there tells which moment it is."""

from __future__ import annotations

import json
import queue
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

from audiopress.model import Audio, Cast, Programme, Show, Tags
from audiopress.stitch import master

pytestmark = pytest.mark.system

RATE, SECONDS = 22050, 160
PERIOD, LOW, HIGH = 20, 400, 2000
"""Seconds in which a tone rises from LOW to HIGH Hz, and begins again."""

WANTED = (157.0, 3.0, 111.7, 65.2)
"""Back and forth, seconds."""

SCRIPT = """
const audio = document.querySelector("audio");
const wait = (name) => new Promise((done) => audio.addEventListener(name, done, { once: true }));
const pause = (ms) => new Promise((done) => setTimeout(done, ms));
(async () => {
  const told = [];
  if (!audio.readyState) await wait("loadedmetadata");
  const context = new AudioContext({ sampleRate: %(rate)d });
  const ear = context.createAnalyser();
  ear.fftSize = 4096;
  ear.smoothingTimeConstant = 0;
  context.createMediaElementSource(audio).connect(ear).connect(context.destination);
  await context.resume();
  await audio.play();
  const levels = new Float32Array(ear.frequencyBinCount);
  for (const wanted of %(wanted)s) {
    audio.currentTime = wanted;
    await wait("seeked");
    await pause(500);
    ear.getFloatFrequencyData(levels);
    const now = audio.currentTime;
    const loudest = levels.reduce((best, level, at) => (level > levels[best] ? at : best), 0);
    told.push({ wanted, now, hertz: loudest * context.sampleRate / ear.fftSize });
  }
  return { length: audio.duration, told };
})().then((told) => told, (error) => ({ error: String(error) })).then((told) =>
  fetch("/probe", { method: "POST", body: JSON.stringify(told) }));
"""


def clock(path: Path) -> Programme:
    """Some minutes whose pitch tells the time, with noise every other half minute, so that a variable rate varies."""
    at = np.arange(RATE * PERIOD) / RATE
    tone = np.sin(2 * np.pi * (LOW * at + (HIGH - LOW) / PERIOD * at**2 / 2))
    whole = np.tile(0.1 * tone, SECONDS // PERIOD)
    noise = np.random.default_rng(7).normal(0.0, 0.01, len(whole))
    noise[(np.arange(len(whole)) // (30 * RATE)) % 2 == 0] = 0.0
    path.write_bytes(np.round((whole + noise) * 32767).astype("<i2").tobytes())
    return Programme(path=path, rate=RATE, frames=len(whole), chapters=(), transcript=())


@pytest.mark.parametrize(
    ("name", "audio", "within"),
    [
        ("cbr.mp3", Audio(rate=RATE), 0.2),
        ("vbr.mp3", Audio(rate=RATE, vbr=True), 0.2 + SECONDS / 512),
        ("aac.m4a", Audio(rate=RATE, format="m4a"), 0.2),
    ],
)
def test_a_browser_hears_the_moment_it_sought(
    browser: list[str],
    published: dict[str, str],
    public: Path,
    reports: queue.Queue[str],
    tmp_path: Path,
    name: str,
    audio: Audio,
    within: float,
) -> None:
    """Forwards and backwards, within a fifth of a second; at a variable rate as near as its table of 256ths tells."""
    show = Show(
        name="clock",
        folder=tmp_path,
        title="x",
        description="",
        language="en",
        author="",
        cast=Cast(host="x"),
        audio=audio,
    )
    tags = Tags(title="x", artist="x", album="x", date=datetime(2026, 3, 2, tzinfo=UTC), language="en", text="x")
    master(clock(tmp_path / "clock.pcm"), show, tags=tags, path=public / name)
    (public / f"{name}.js").write_text(SCRIPT % {"rate": RATE, "wanted": list(WANTED)})
    (public / f"{name}.html").write_text(
        f'<audio src="{name}" preload="auto"></audio><script src="{name}.js"></script>'
    )

    command = [*browser, f"--user-data-dir={tmp_path / 'profile'}", "--remote-debugging-port=0"]
    with subprocess.Popen(
        [*command, f"{published['base']}{name}.html"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as running:
        try:
            found = json.loads(reports.get(timeout=60))
        finally:
            running.terminate()

    assert abs(found["length"] - SECONDS) < 0.1
    assert [one["wanted"] for one in found["told"]] == list(WANTED)
    for one in found["told"]:
        heard = (one["hertz"] - LOW) / (HIGH - LOW) * PERIOD
        late = (one["now"] - heard + PERIOD / 2) % PERIOD - PERIOD / 2
        assert abs(late) <= within, one
