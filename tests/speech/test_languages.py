"""An engine is ready for the languages its model speaks, and for no other."""

from __future__ import annotations

import importlib.util
import json
import sys
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from audiopress.checks import faults
from audiopress.cli import main
from audiopress.config import load_voice
from audiopress.errors import SpeechError
from audiopress.model import Voice
from audiopress.speech import load_engine, preview, readiness, unspoken
from audiopress.workspace import Workspace, shipped

Voices = Callable[..., Voice]
PROFILE = """\
engine = "espeak"
model = "en-us+announcer"
languages = ["en-US", "ko"]
attribution = "-"
licence = "-"
"""


@pytest.fixture
def everything_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Readiness asks whether a package is there and imports none."""
    monkeypatch.setattr(importlib.util, "find_spec", lambda _name: object())


@pytest.mark.parametrize(
    ("engine", "model", "languages", "foreign"),
    [
        ("espeak", "en-us+announcer", ("ko",), "ko"),
        ("espeak", "en-us+announcer", ("en-GB", "ko"), "ko"),
        ("espeak", "cmn", ("zh-CN",), ""),
        ("espeak", "ko+f3", ("ko-KR",), ""),
        ("espeak", "en-gb", ("en-US",), ""),
        ("flite", "slt", ("de",), "de"),
        ("gtts", "ko", ("en",), "en"),
        ("gtts", "zh-TW", ("zh",), ""),
        ("supertonic", "F1", ("ko", "de-AT"), ""),
        ("supertonic", "F1", ("zh",), "zh"),
        ("kokoro", "af_heart", ("ko",), "ko"),
        ("kokoro", "af_heart", ("de", "en"), "de"),
        ("kokoro", "bf_emma", ("en-GB", "en-US"), ""),
        ("kokoro", "ef_dora", ("es-MX",), ""),
        ("kokoro", "ff_siwis", ("fr",), ""),
        ("kokoro", "hf_alpha", ("hi",), ""),
        ("kokoro", "if_sara", ("it",), ""),
        ("kokoro", "jf_alpha", ("ja",), ""),
        ("kokoro", "pf_dora", ("pt-PT",), ""),
        ("kokoro", "zf_xiaobei", ("zh",), ""),
        ("kokoro", "house", ("ko",), ""),
        ("command", "anna", ("ko",), ""),
    ],
)
def test_a_profile_may_name_the_languages_of_its_model(
    voice: Voices, engine: str, model: str, languages: tuple[str, ...], foreign: str
) -> None:
    """By language, whatever the region; where nobody can know, everything may be named."""
    found = unspoken(voice(engine, model, languages=languages))

    assert [tag for tag, _ in found] == ([foreign] if foreign else [])


def test_espeak_is_not_ready_for_a_language_of_another_model(voice: Voices) -> None:
    """One line says which language, and which the model has."""
    found = readiness(voice("espeak", "en-us+announcer", languages=("ko",)))

    assert not found.ready
    assert found.missing == "its model does not speak 'ko'"
    assert found.install == "espeak's en-us+announcer speaks en"


def test_kokoro_is_not_ready_for_korean(voice: Voices, tmp_path: Path, everything_installed: None) -> None:
    """With package, model and voice all there: it would read Korean as gibberish."""
    (tmp_path / "model").write_bytes(b"-")
    with zipfile.ZipFile(tmp_path / "voices", "w") as file:
        file.writestr("af_heart.npy", b"-")
    files: dict[str, object] = {"model": str(tmp_path / "model"), "voices": str(tmp_path / "voices")}
    ready = voice("kokoro", "af_heart", languages=("en",), options=files)

    assert readiness(ready).ready
    assert readiness(replace(ready, languages=("ko",))).missing == "its model does not speak 'ko'"


@pytest.mark.parametrize(
    ("settings", "spoken"),
    [
        ({"language": {"code": "de_DE"}, "espeak": {"voice": "en-us"}}, ("de-DE",)),
        ({"espeak": {"voice": "en-us"}}, ("en-us",)),
        ({"audio": {}}, None),
        ([], None),
    ],
)
def test_piper_speaks_what_its_settings_say(
    voice: Voices, tmp_path: Path, everything_installed: None, settings: object, spoken: tuple[str, ...] | None
) -> None:
    """The language of the file beside the model; settings that do not tell it are told wrong when they are loaded."""
    (tmp_path / "x.onnx").write_bytes(b"-")
    (tmp_path / "x.onnx.json").write_text(json.dumps(settings))
    german = voice("piper", str(tmp_path / "x.onnx"), languages=("de",))

    assert load_engine("piper").speaks(german) == spoken
    assert readiness(german).ready is (spoken is None or spoken[0].startswith("de"))


def test_a_plug_in_says_what_it_speaks(plugin: Callable[[str, str, str], Path], voice: Voices) -> None:
    """One method, and readiness follows for it as for the built-in ones."""
    plugin(
        "basque",
        """
        from audiopress.speech.builtin.tone import Tone

        class Basque(Tone):
            name = "basque"

            def speaks(self, voice):
                return ("eu",)
        """,
        "basque_engine:Basque",
    )

    assert readiness(voice("basque", "mid", languages=("eu",))).ready
    assert readiness(voice("basque", "mid", languages=("es",))).install == "basque's mid speaks eu"


def test_every_shipped_profile_names_what_its_model_speaks() -> None:
    """Also those whose engine is not installed."""
    profiles = sorted((shipped() / "voices").glob("*.toml"))
    assert len(profiles) > 30
    for path in profiles:
        assert not unspoken(load_voice(path)), path.name


def test_check_names_the_line_and_preview_writes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """`check` finds the language in the profile's file; `preview` refuses in one line instead of a WAV of gibberish."""
    (tmp_path / "voices").mkdir()
    path = tmp_path / "voices" / "wrong.toml"
    path.write_text(PROFILE)

    problems, _ = faults(Workspace.find(tmp_path))
    assert [(p.where, p.message) for p in problems] == [(f"{path}:3", "languages.1: its model does not speak 'ko'")]

    with pytest.raises(SpeechError, match="a voice is not ready"):
        preview(load_voice(path), "안녕하세요", path=tmp_path / "out.wav")
    assert not (tmp_path / "out.wav").exists()

    monkeypatch.setattr(sys, "argv", ["audiopress", "-C", str(tmp_path), "voices"])
    with pytest.raises(SystemExit):
        main()
    line = next(line for line in capsys.readouterr().out.splitlines() if line.startswith("wrong\t"))
    assert line.split("\t")[3] == "robotic"
    assert "its model does not speak 'ko'" in line


def test_a_language_without_a_natural_voice_is_told_the_shortest_way_to_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """`audiopress voices` ends with the command for Korean, beside the result and not in it."""
    monkeypatch.setenv("AUDIOPRESS_MODELS", str(tmp_path))
    real = importlib.util.find_spec
    absent = {"supertonic", "kokoro_onnx"}
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name in absent else real(name))
    monkeypatch.setattr(sys, "argv", ["audiopress", "-C", str(tmp_path), "voices"])
    with pytest.raises(SystemExit):
        main()

    told = [line for line in capsys.readouterr().err.splitlines() if "ko" in line.partition(":")[0].split()[-2:]]
    way = "pip install 'audiopress[supertonic]' && audiopress voices download supertonic-3"
    assert told == [f"no natural voice is ready for de, ko: {way}"]
