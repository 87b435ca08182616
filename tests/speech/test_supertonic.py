"""Supertonic: the engine with a stand-in for the package's model layer, and the unmodified package where it is there."""

from __future__ import annotations

import importlib.util
import json
import sys
import types
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from audiopress.errors import SpeechError, UnknownName
from audiopress.model import Voice
from audiopress.speech import load_engine, readiness
from audiopress.speech.builtin import supertonic as module
from audiopress.speech.contract import SENTENCE, examine
from audiopress.speech.engine import READY, Line

Voices = Callable[..., Voice]
LETTERS = set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 .,;:!?'\"()-안녕하세요시장은")


@pytest.fixture(autouse=True)
def forgotten() -> None:
    """No test has the model of another one."""
    module._loaded.cache_clear()


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of models with the model's files in it, of no weight."""
    monkeypatch.setenv("AUDIOPRESS_MODELS", str(tmp_path))
    folder = tmp_path / module.NAME
    for name in (*module.ONNX, "voice_styles/F1.json", "voice_styles/M1.json"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("{}")
    return folder


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """The package with a model that hums: the names, arguments and refusals of supertonic 1.3.1's pipeline.TTS."""
    seen: list[dict[str, Any]] = []

    class Processor:
        def validate_text(self, text: str) -> tuple[bool, list[str]]:
            foreign = sorted(set(text) - LETTERS)
            return not foreign, foreign

    class TTS:
        def __init__(self, model: str, model_dir: str, auto_download: bool = True) -> None:
            assert not auto_download
            assert Path(model_dir).is_dir()
            self.model = types.SimpleNamespace(text_processor=Processor())
            self.model_name, self.sample_rate = model, 44100

        def get_voice_style_from_path(self, path: Path) -> str:
            return Path(path).stem

        def synthesize(
            self, text: str, voice_style: str, total_steps: int = 8, speed: float = 1.05, lang: str | None = None
        ) -> tuple[Any, Any]:
            valid, foreign = self.model.text_processor.validate_text(text)
            if not text.strip() or not valid:
                raise ValueError(f"Found {len(foreign)} unsupported character(s): {foreign}")
            seen.append({"text": text, "voice": voice_style, "steps": total_steps, "speed": speed, "lang": lang})
            frames = int(44100 * max(0.3, 0.062 * len(text)) * 1.05 / speed)
            hum = 0.2 * np.sin(np.arange(frames) * 0.03) + 0.05 * np.random.randn(frames)  # noqa: NPY002 - as it does
            return hum.astype(np.float32)[None, :], np.array([frames / 44100])

    package = types.ModuleType("supertonic")
    package.TTS = TTS  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "supertonic", package)
    monkeypatch.setattr(module, "needs", lambda *_names, **_more: READY)
    monkeypatch.setattr(importlib.metadata, "version", lambda _name: "1.3.1")
    return seen


def _line(voice: Voice, text: str = SENTENCE, language: str = "en") -> Line:
    return Line(text=text, voice=voice, language=language)


def test_it_keeps_the_contract(home: Path, asked: list[dict[str, Any]], voice: Voices) -> None:
    """Every promise of an engine, markup, null characters and emoji among them."""
    examine(load_engine("supertonic"), voice("supertonic", "F1"))


def test_it_speaks_the_line_s_language_in_the_profile_s_voice(
    home: Path, asked: list[dict[str, Any]], voice: Voices
) -> None:
    """Language, style, steps and speed reach the model; pace 1 is the speed that its makers advise."""
    korean = voice("supertonic", "M1", languages=("ko",), pace=2.0, options={"steps": 12})

    load_engine("supertonic").speak(_line(korean, "안녕하세요 시장은", "ko-KR"))

    assert asked == [{"text": "안녕하세요 시장은", "voice": "M1", "steps": 12, "speed": 2.0, "lang": "ko"}]
    load_engine("supertonic").speak(_line(replace(korean, pace=1.0), "안녕", "ko"))
    assert asked[-1]["speed"] == module.OWN


def test_the_same_line_is_the_same_bytes(home: Path, asked: list[dict[str, Any]], voice: Voices) -> None:
    """Its noise is seeded by the text, and the program's own random numbers go on as they were."""
    engine, own = load_engine("supertonic"), voice("supertonic", "F1")
    np.random.seed(7)  # noqa: NPY002
    expected = np.random.RandomState(7).rand()

    first = engine.speak(_line(own))

    assert np.random.rand() == expected  # noqa: NPY002
    assert engine.speak(_line(own)) == first


def test_tags_and_marks_are_text_and_foreign_letters_are_told(
    home: Path, asked: list[dict[str, Any]], voice: Voices
) -> None:
    """`<laugh>` is not obeyed, an emoji is no word, and a word that the model cannot read is an error, not a gap."""
    engine, own = load_engine("supertonic"), voice("supertonic", "F1")

    engine.speak(_line(own, "He said <laugh> 🙂 today."))
    assert asked[-1]["text"] == "He said laugh today."
    assert not engine.speak(_line(own, "🙂 …")).frames
    with pytest.raises(SpeechError, match="unsupported character"):
        engine.speak(_line(own, "The word ሰላም is not read."))


@pytest.mark.parametrize(
    ("change", "missing"),
    [
        ({"model": "F9"}, "no Supertonic voice named 'F9'"),
        ({"pitch": 1.2}, "Supertonic cannot change its pitch"),
        ({"options": {"steps": 2}}, "options.steps: 2 is outside 5 to 100"),
        ({"options": {"folder": "/no/such"}}, "there is no folder '/no/such'"),
        ({"languages": ("ko", "zh")}, "its model does not speak 'zh'"),
    ],
)
def test_it_is_not_ready_for_what_it_cannot_do(
    home: Path, asked: list[dict[str, Any]], voice: Voices, change: dict[str, Any], missing: str
) -> None:
    """In a few words, with what helps."""
    own = voice("supertonic", "F1")
    assert readiness(own).ready

    found = readiness(replace(own, **change))

    assert found.missing == missing
    assert found.install


def test_a_folder_that_is_not_whole_names_the_command(home: Path, asked: list[dict[str, Any]], voice: Voices) -> None:
    """The file that is missing, and the download that goes on where it broke off."""
    (home / "onnx" / "vocoder.onnx").unlink()

    found = readiness(voice("supertonic", "F1"))

    assert found.missing.startswith("there is no onnx/vocoder.onnx")
    assert f"`{module.FETCH}`" in found.install
    with pytest.raises(SpeechError, match=r"no onnx/vocoder\.onnx"):
        load_engine("supertonic").speak(_line(voice("supertonic", "F1")))
    (home / "onnx" / "vocoder.onnx").write_text("{}")
    with pytest.raises(UnknownName, match="did you mean 'F1'"):
        load_engine("supertonic").speak(_line(voice("supertonic", "F11")))


def test_without_package_and_files_there_are_both_commands(
    voice: Voices, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One line to copy brings the voice."""
    monkeypatch.setenv("AUDIOPRESS_MODELS", str(tmp_path))
    monkeypatch.setattr(importlib.util, "find_spec", lambda _name: None)

    assert readiness(voice("supertonic", "F1")).install == f"pip install 'audiopress[supertonic]' && {module.FETCH}"


# ---- the unmodified package


@pytest.fixture
def random_model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A model in Supertonic's form, of no training: noise as long as its letters."""
    missing = [name for name in ("supertonic", "onnx", "onnxruntime") if importlib.util.find_spec(name) is None]
    if missing:
        pytest.skip(f"not installed: {', '.join(missing)}")
    import onnx
    from onnx import TensorProto, helper, numpy_helper

    monkeypatch.setenv("AUDIOPRESS_MODELS", str(tmp_path))
    home = tmp_path / module.NAME
    (home / "onnx").mkdir(parents=True)
    (home / "voice_styles").mkdir()
    size, compress = 64, 6  # a chunk is 64 frames and the latent 64 × 6 numbers: each number is a frame

    def save(name: str, nodes: list[Any], inputs: dict[str, list[Any]], output: str, shape: list[Any]) -> None:
        kinds = {"text_ids": TensorProto.INT64}
        values = [helper.make_tensor_value_info(n, kinds.get(n, TensorProto.FLOAT), s) for n, s in inputs.items()]
        result = [helper.make_tensor_value_info(output, TensorProto.FLOAT, shape)]
        constants: dict[str, Any] = {
            "pace": np.array(0.062, np.float32),
            "quiet": np.array(0.1, np.float32),
            "axes": np.array([1, 2], np.int64),
            "flat": np.array([1, -1], np.int64),
        }
        used = {n for node in nodes for n in node.input}
        graph = helper.make_graph(
            nodes, name, values, result, [numpy_helper.from_array(v, n) for n, v in constants.items() if n in used]
        )
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18)])
        model.ir_version = 9
        onnx.save(model, home / "onnx" / f"{name}.onnx")

    text: dict[str, list[Any]] = {"text_ids": ["b", "t"], "text_mask": ["b", 1, "t"]}
    make = helper.make_node
    count = make("ReduceSum", ["text_mask", "axes"], ["n"], keepdims=0)
    save("duration_predictor", [count, make("Mul", ["n", "pace"], ["d"])], text | {"style_dp": [1, 2, 2]}, "d", ["b"])
    embed = make("Identity", ["text_mask"], ["e"])
    save("text_encoder", [embed], text | {"style_ttl": [1, 2, 2]}, "e", ["b", 1, "t"])
    latent = ["b", size * compress, "l"]
    given: dict[str, list[Any]] = {
        "noisy_latent": latent,
        "text_emb": ["b", 1, "t"],
        "style_ttl": [1, 2, 2],
        "text_mask": ["b", 1, "t"],
    }
    given |= {"latent_mask": ["b", 1, "l"], "current_step": ["b"], "total_step": ["b"]}
    save("vector_estimator", [make("Identity", ["noisy_latent"], ["x"])], given, "x", latent)
    sound = [
        make("Transpose", ["latent"], ["turned"], perm=[0, 2, 1]),
        make("Reshape", ["turned", "flat"], ["line"]),
        make("Mul", ["line", "quiet"], ["wav"]),
    ]
    save("vocoder", sound, {"latent": latent}, "wav", ["b", "s"])
    config = {
        "ae": {"sample_rate": 44100, "base_chunk_size": size},
        "ttl": {"chunk_compress_factor": compress, "latent_dim": size},
    }
    (home / "onnx" / "tts.json").write_text(json.dumps(config))
    (home / "onnx" / "unicode_indexer.json").write_text(json.dumps([i if i < 0x3200 else -1 for i in range(0x10000)]))
    style = {"dims": [1, 2, 2], "data": [[[0.1, 0.2], [0.3, 0.4]]], "type": "float32"}
    for name in ("F1", "M1"):
        (home / "voice_styles" / f"{name}.json").write_text(json.dumps({"style_ttl": style, "style_dp": style}))
    return home


def test_the_unmodified_package_keeps_the_contract(random_model: Path, voice: Voices) -> None:
    """The package's own loading, its processing of text, its checks; and the same bytes for the same line."""
    engine, own = load_engine("supertonic"), voice("supertonic", "F1")

    examine(engine, own)
    said = engine.speak(_line(own, "시장은 다리가 다시 열린다고 말했다.", "ko"))

    assert said.rate == 44100
    assert said == engine.speak(_line(own, "시장은 다리가 다시 열린다고 말했다.", "ko"))
