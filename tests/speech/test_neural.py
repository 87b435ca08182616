"""Piper and Kokoro through their unmodified packages, with voice files of random weights that are built here.

They say noise as long as their phonemes, which shows that the road is right and nothing of how it sounds.
"""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from audiopress.errors import SpeechError, UnknownName
from audiopress.model import Utterance, Voice
from audiopress.speech import load_engine, readiness, record
from audiopress.speech.contract import SENTENCE, examine, well_formed
from audiopress.speech.engine import Line
from audiopress.speech.registry import needs
from audiopress.speech.word_cuts import tokens

Voices = Callable[..., Voice]
FRAMES = 1600
"""Frames that one phoneme lasts: with them a sentence takes about as long as a voice would."""


def _require(*packages: str) -> None:
    missing = [package for package in packages if importlib.util.find_spec(package) is None]
    if missing:
        pytest.skip(f"not installed: {', '.join(missing)}")


def _line(voice: Voice, text: str = SENTENCE, **more: object) -> Line:
    return Line(text=text, voice=voice, language="en", **more)  # type: ignore[arg-type]


def _save(nodes: list[Any], inputs: list[Any], outputs: list[Any], constants: dict[str, Any], path: Path) -> None:
    import numpy as np
    import onnx
    from onnx import helper, numpy_helper

    graph = helper.make_graph(
        nodes, "random", inputs, outputs, [numpy_helper.from_array(np.asarray(v), n) for n, v in constants.items()]
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18)])
    model.ir_version = 9
    onnx.checker.check_model(model)
    onnx.save(model, path)


@pytest.fixture(scope="module")
def piper_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A voice in Piper's form: phoneme numbers and scales in, sound out, as long as phonemes times length scale."""
    _require("piper", "onnx", "onnxruntime")
    import numpy as np
    from onnx import TensorProto, helper
    from piper.const import BOS, EOS, PAD

    path = tmp_path_factory.mktemp("piper") / "en_US-random-low.onnx"
    rng = np.random.default_rng(1)
    grains = (rng.standard_normal((256, FRAMES)) * 0.2).astype(np.float32)
    nodes = [
        helper.make_node("Gather", ["grains", "input"], ["g"]),  # (1, phonemes, FRAMES)
        helper.make_node("Reshape", ["g", "flat"], ["f"]),  # (1, 1, n)
        helper.make_node("Gather", ["scales", "one"], ["length"]),
        helper.make_node("Mul", ["length", "fraction"], ["l"]),
        helper.make_node("Concat", ["same", "l"], ["sizes"], axis=0),
        helper.make_node("Resize", ["f", "", "sizes"], ["output"], mode="nearest"),
    ]
    constants = {
        "grains": grains,
        "flat": np.array([1, 1, -1], np.int64),
        "one": np.array([1], np.int64),
        "fraction": np.array([0.5], np.float32),
        "same": np.array([1, 1], np.float32),
    }
    value = helper.make_tensor_value_info
    inputs = [
        value("input", TensorProto.INT64, ["b", "p"]),
        value("input_lengths", TensorProto.INT64, ["b"]),
        value("scales", TensorProto.FLOAT, [3]),
    ]
    _save(nodes, inputs, [value("output", TensorProto.FLOAT, ["b", 1, "t"])], constants, path)
    symbols = [PAD, BOS, EOS, *" .,;:!?'-", *"abcdefghijklmnopqrstuvwxyzæçðøħŋœɐɑɒɔɕəɚɛɜɡɪɹɾʃʊʌʒʔθᵻˈˌː"]
    settings = {
        "audio": {"sample_rate": 22050},
        "espeak": {"voice": "en-us"},
        "num_symbols": 256,
        "num_speakers": 1,
        "phoneme_id_map": {symbol: [number] for number, symbol in enumerate(symbols)},
        "inference": {"length_scale": 1.0, "noise_scale": 0.6, "noise_w": 0.8},
    }
    path.with_name(path.name + ".json").write_text(json.dumps(settings))
    return path


@pytest.fixture(scope="module")
def kokoro_files(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A model in Kokoro's form, which also reports how long each phoneme lasts, and a file of two voices."""
    _require("kokoro_onnx", "onnx", "onnxruntime")
    import numpy as np
    from onnx import TensorProto, helper

    folder = tmp_path_factory.mktemp("kokoro")
    rng = np.random.default_rng(2)
    frames = 3
    grains = (rng.standard_normal((178, frames * 600)) * 0.2).astype(np.float32)
    grains[16] *= 0.5  # the space
    nodes = [
        helper.make_node("Gather", ["grains", "tokens"], ["g"]),
        helper.make_node("Reshape", ["g", "flat"], ["f"]),
        helper.make_node("Div", ["unit", "speed"], ["inverse"]),
        helper.make_node("Concat", ["same", "inverse"], ["sizes"], axis=0),
        helper.make_node("Resize", ["f", "", "sizes"], ["r"], mode="nearest"),
        helper.make_node("Reshape", ["r", "line"], ["sound"]),
        helper.make_node("ReduceMean", ["style"], ["tint"], keepdims=0),
        helper.make_node("Mul", ["tint", "nothing"], ["t"]),
        helper.make_node("Add", ["sound", "t"], ["audio"]),
        helper.make_node("Mul", ["tokens", "zero"], ["z"]),
        helper.make_node("Add", ["z", "three"], ["duration"]),
    ]
    constants = {
        "grains": grains,
        "flat": np.array([1, 1, -1], np.int64),
        "line": np.array([-1], np.int64),
        "same": np.array([1, 1], np.float32),
        "unit": np.array([1], np.float32),
        "nothing": np.array(0.0, np.float32),
        "zero": np.array(0, np.int64),
        "three": np.array(frames, np.int64),
    }
    value = helper.make_tensor_value_info
    inputs = [
        value("tokens", TensorProto.INT64, [1, "n"]),
        value("style", TensorProto.FLOAT, [1, 256]),
        value("speed", TensorProto.FLOAT, [1]),
    ]
    outputs = [value("audio", TensorProto.FLOAT, ["t"]), value("duration", TensorProto.INT64, [1, "n"])]
    model, voices = folder / "kokoro.onnx", folder / "voices.bin"
    _save(nodes, inputs, outputs, constants, model)
    with voices.open("wb") as file:
        style = rng.standard_normal((510, 1, 256)).astype(np.float32)
        np.savez(file, af_random=style, bm_random=style)
    return model, voices


@pytest.fixture
def piper(piper_model: Path, voice: Voices) -> Voice:
    return voice("piper", str(piper_model))


@pytest.fixture
def kokoro(kokoro_files: tuple[Path, Path], voice: Voices) -> Voice:
    model, voices = kokoro_files
    return voice("kokoro", "af_random", options={"model": str(model), "voices": str(voices)})


def test_piper_keeps_the_contract(piper: Voice) -> None:
    """A voice file, the unmodified package, every promise of an engine."""
    examine(load_engine("piper"), piper)


def test_piper_speaks_in_workers_and_from_the_cache(
    piper: Voice, lines: Callable[..., list[Utterance]], tmp_path: Path
) -> None:
    """The model is loaded where the work is done; its takes have a time for every word all the same."""
    utterances = lines(piper, "The first story.", "The second story.", "The third story.")

    takes = record(utterances, cache=tmp_path / "cache", workers="processes:2")

    assert all(len(take.words) == 3 for take in takes)
    assert {take.timing for take in takes} <= {"aligned", "proportional"}
    assert all(take.cached for take in record(utterances, cache=tmp_path / "cache"))


def test_another_voice_file_is_another_take(piper: Voice, piper_model: Path, tmp_path: Path) -> None:
    """The file's content is in the key, not its name."""
    engine = load_engine("piper")
    for name in (piper_model.name, piper_model.name + ".json"):
        (tmp_path / name).write_bytes((piper_model.parent / name).read_bytes())
    copy = replace(piper, model=str(tmp_path / piper_model.name))
    assert engine.digest(copy) == engine.digest(piper)

    settings = tmp_path / (piper_model.name + ".json")
    settings.write_text(settings.read_text().replace("0.8", "0.7"))

    assert engine.digest(copy) != engine.digest(piper)


def test_a_voice_file_may_lie_in_the_folder_of_models(
    piper: Voice, piper_model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By its name alone, as it is downloaded."""
    monkeypatch.setenv("AUDIOPRESS_MODELS", str(piper_model.parent))

    assert load_engine("piper").speak(_line(replace(piper, model="en_US-random-low"))).frames


def test_piper_takes_phonemes_for_a_word(piper: Voice) -> None:
    """The lexicon's IPA goes to the model: more phonemes, a longer word."""
    engine = load_engine("piper")
    plain = engine.speak(_line(piper, "In Seoul today."))

    said = engine.speak(_line(piper, "In Seoul today.", phonemes={"Seoul": "sˈoʊlsˈoʊlsˈoʊl"}))

    assert said.frames > plain.frames


def test_kokoro_keeps_the_contract(kokoro: Voice) -> None:
    """A model and a file of voices, the unmodified package, every promise of an engine."""
    examine(load_engine("kokoro"), kokoro)


def test_kokoro_times_words_by_its_phonemes(kokoro: Voice) -> None:
    """A model that reports durations gives each word its begin."""
    engine = load_engine("kokoro")
    text = "The minister met him on Tuesday."
    speech = engine.speak(_line(kokoro, text))

    well_formed(speech, text)
    assert [(word.start, word.end) for word in speech.words] == tokens(text)
    lengths = [word.finish - word.begin for word in speech.words]
    assert lengths[1] > 1.5 * lengths[2]  # "minister" against "met"


def test_kokoro_and_espeak_live_in_one_process(kokoro: Voice, voice: Voices) -> None:
    """Kokoro's phonemes come from the same library that speaks: neither disturbs the other."""
    espeak = voice("espeak", "en-us+f3")

    for _ in range(3):
        assert load_engine("kokoro").speak(_line(kokoro)).frames
        assert 2 < load_engine("espeak").speak(_line(espeak)).frames / 22050 < 8


@pytest.mark.parametrize(
    ("engine", "package", "extra"), [("piper", "piper", "piper"), ("kokoro", "kokoro_onnx", "kokoro")]
)
def test_a_missing_extra_is_answered_by_the_command_that_installs_it(
    engine: str, package: str, extra: str, voice: Voices, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without the package the voice is not ready, and the line to type brings both package and voice."""
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)

    found = readiness(voice(engine, "kokoro-v1.0"))

    assert found == needs(package, extra, also="audiopress voices download kokoro-v1.0")
    assert found.install == f"pip install 'audiopress[{extra}]' && audiopress voices download kokoro-v1.0"


def test_a_missing_voice_file_says_where_it_belongs(voice: Voices, kokoro_files: object, piper_model: object) -> None:
    """The file that is missing, and the folder it may be put into."""
    assert "no-such-voice" in readiness(voice("piper", "no-such-voice")).missing
    with pytest.raises(SpeechError, match="there is no voice file"):
        load_engine("piper").speak(_line(voice("piper", "no-such-voice")))
    assert "there is no file" in readiness(voice("kokoro", "af_random", options={"model": "/no/such"})).missing


def test_neither_can_change_its_pitch(piper: Voice, kokoro: Voice) -> None:
    """A profile that asks for it is not ready, instead of sounding otherwise than it says."""
    for own in (piper, kokoro):
        assert "cannot change its pitch" in readiness(replace(own, pitch=1.2)).missing


def test_a_kokoro_voice_that_is_not_in_the_file_names_the_nearest(kokoro: Voice) -> None:
    """Never another voice instead."""
    with pytest.raises(UnknownName, match="did you mean 'af_random'"):
        load_engine("kokoro").speak(_line(replace(kokoro, model="af_rndom")))
