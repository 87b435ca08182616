"""How natural, how well understood and how fast each voice is, and what the delivery changes: one table a run.

    python benchmarks/voices.py [--voices en-heart,en-bass] [--sentences 12] [--whisper DIR] [--naturalness]

Sentences are those of sentences.txt, as the product reads them aloud. "x real time" is seconds of speech for a second of
one core. The judges are no part of the project and are used where they are: `--whisper` names a folder with a
CTranslate2 model of Whisper base (needs faster-whisper and whisper-normalizer), `--naturalness` asks DistillMOS (needs
distillmos, which needs torch). WER is of free dictation, both sides through Whisper's own normaliser.
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import soxr

from audiopress.languages.speaking import say
from audiopress.model import PLAINLY, Cue, Script, Utterance, Voice
from audiopress.script.delivery import delivered
from audiopress.script.lexicon import load_lexicon
from audiopress.speech import load_engine, readiness, record
from audiopress.speech.audio import samples, trimmed
from audiopress.speech.engine import Line, Speech
from audiopress.speech.word_cuts import tokens
from audiopress.workspace import shipped

Judge = Callable[[Any, str], float]
"""Samples at 16 kHz and what was said, to a figure."""
RATE = 16000
HERE = Path(__file__).parent


def lines(count: int) -> list[tuple[str, str, dict[str, str]]]:
    """Each sentence as written, as spoken, and the sounds of its names."""
    lexicon = load_lexicon([shipped() / "voices" / "lexicon" / "en.toml"])
    texts = (HERE / "sentences.txt").read_text("utf-8").splitlines()[:count]
    said = [say(text, language="en", lexicon=lexicon) for text in texts]
    return [(text, one.text, dict(one.phonemes)) for text, one in zip(texts, said, strict=True)]


def heard(speech: Speech) -> Any:
    """What a judge hears."""
    return soxr.resample(samples(speech.pcm).astype(np.float32) / 32768, speech.rate, RATE)


# ---- judges


def naturalness() -> Judge:
    """DistillMOS, 1 to 5."""
    import distillmos
    import torch

    torch.set_num_threads(1)
    model = distillmos.ConvTransformerSQAModel()
    model.eval()

    def judge(values: Any, _text: str) -> float:
        with torch.no_grad():
            return float(model(torch.from_numpy(values)[None]))

    return judge


def dictation(folder: str) -> Callable[[Any, str], tuple[int, int]]:
    """Words that Whisper gets wrong, and words there are."""
    from faster_whisper import WhisperModel
    from whisper_normalizer.english import EnglishTextNormalizer

    model, normal = WhisperModel(folder, device="cpu", compute_type="int8", cpu_threads=1), EnglishTextNormalizer()

    def judge(values: Any, text: str) -> tuple[int, int]:
        found, _ = model.transcribe(values, language="en", beam_size=5)
        wanted, got = normal(text).split(), normal(" ".join(part.text for part in found)).split()
        return distance(wanted, got), len(wanted)

    return judge


def distance(one: Sequence[str], other: Sequence[str]) -> int:
    """Words put in, left out or exchanged (Levenshtein)."""
    row = list(range(len(other) + 1))
    for i, word in enumerate(one, 1):
        before, row[0] = row[0], i
        for j, said in enumerate(other, 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (word != said))
    return row[-1]


# ---- the delivery


def paragraph(count: int) -> list[Utterance]:
    """The sentences as paragraphs of three, as an article would have them."""
    voice = load_voice("en-heart")
    found = lines(count)
    cues = tuple(
        Cue(kind="speech", line=i, text=" ".join(text for text, _, _ in found[i : i + 3]), role="host", paragraph=True)
        for i in range(0, len(found), 3)
    )
    plain, at = [], 0
    for index, (text, spoken, sounds) in enumerate(found):
        at = 0 if index % 3 == 0 else at
        plain.append(
            Utterance(
                cue=index // 3,
                start=at,
                end=at + len(text),
                spoken=spoken,
                voice=voice,
                language="en",
                phonemes=sounds,
            )
        )
        at += len(text) + 1
    script = Script(title="", language="en", cues=cues)
    return list(delivered(script, plain, strength=1.0))


def ending(line: Line) -> float:
    """Octaves from the middle of a sentence's pitch to that of its last voiced quarter of a second, as it is drawn."""
    from hibari import voices

    from audiopress.speech.hibari import network, reading, timbre

    text, marked = reading.prepared(line, british=False)
    sounds, _ = reading.sounds(text, marked, tokens(text), british=False)
    net = network.load(voices.voice_path("heart"), "")
    spectra, _ = net.run(sounds, speed=line.delivery.pace, pitch=1.0, melody=1.0, delivery=line.delivery)
    voiced = spectra[-1][spectra[-1] > timbre.UNVOICED]
    return float(np.log2(np.median(voiced[-20:]) / np.median(voiced)))


def delivery(count: int, judge: Judge | None) -> None:
    """Spread of sentence-final falls and of rates, without and with."""
    print(
        "\ndelivery        spread of final falls (octaves)   spread of rates (words/s)" + "   DistillMOS" * bool(judge)
    )
    for name, on in (("off", False), ("on", True)):
        ends, rates, marks = [], [], []
        for one in paragraph(count):
            way = one.delivery if on else PLAINLY
            line = Line(text=one.spoken, voice=one.voice, language="en", phonemes=one.phonemes, delivery=way)
            speech = trimmed(load_engine("hibari").speak(line))
            ends.append(ending(line))
            rates.append(len(speech.words) / (speech.frames / speech.rate))
            if judge:
                marks.append(judge(heard(speech), ""))
        mark = f"   {np.mean(marks):10.2f}" if marks else ""
        print(f"{name:15} {np.std(ends):30.3f} {np.std(rates):27.3f}{mark}")


# ---- the table


def load_voice(name: str) -> Voice:
    """A shipped profile."""
    from audiopress.config import load_voice as load

    return load(shipped() / "voices" / f"{name}.toml")


def workers(voice: Voice, count: int) -> float:
    """How much faster two processes record the sentences than one."""
    plain = [
        Utterance(cue=i, start=0, end=len(t), spoken=s, voice=voice, language="en", phonemes=p)
        for i, (t, s, p) in enumerate(lines(count))
    ]
    took = []
    for number in (1, 2):
        with tempfile.TemporaryDirectory() as folder:
            # Loading the model is not what is measured: it is loaded once and stays.
            began = time.perf_counter()
            record(plain[:2], cache=Path(folder), workers=f"processes:{number}")
            warm = time.perf_counter() - began
            began = time.perf_counter()
            record(plain, cache=Path(folder, "all"), workers=f"processes:{number}")
            took.append(time.perf_counter() - began - warm)
    return took[0] / took[1]


def main() -> None:
    """One run."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--voices", default="")
    parser.add_argument("--sentences", type=int, default=12)
    parser.add_argument("--whisper", default="")
    parser.add_argument("--naturalness", action="store_true")
    parser.add_argument("--delivery", action="store_true", help="also what the delivery changes")
    parser.add_argument("--workers", action="store_true", help="also how two workers do beside one")
    given = parser.parse_args()
    names = (
        given.voices.split(",") if given.voices else sorted(p.stem for p in (shipped() / "voices").glob("en-*.toml"))
    )
    natural = naturalness() if given.naturalness else None
    dictated = dictation(given.whisper) if given.whisper else None
    said = lines(given.sentences)
    print(f"{'voice':16} x real time   DistillMOS (worst)   WER %")
    for name in names:
        voice = load_voice(name)
        if not (found := readiness(voice)).ready:
            print(f"{name:16} not ready: {found.missing}")
            continue
        engine = load_engine(voice.engine)
        engine.speak(Line(text="Ready.", voice=voice, language="en"))
        began = time.process_time()
        takes = [engine.speak(Line(text=s, voice=voice, language="en", phonemes=p)) for _, s, p in said]
        speed = sum(take.frames / take.rate for take in takes) / (time.process_time() - began)
        marks = [natural(heard(take), "") for take in takes] if natural else []
        wrong = (
            [dictated(heard(take), text) for take, (text, _, _) in zip(takes, said, strict=True)] if dictated else []
        )
        mark = f"{np.mean(marks):10.2f} ({min(marks):.2f})" if marks else f"{'-':>17}"
        error = f"{100 * sum(w for w, _ in wrong) / sum(n for _, n in wrong):7.1f}" if wrong else f"{'-':>7}"
        print(f"{name:16} {speed:11.0f} {mark:>20} {error}", flush=True)
    print(f"memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB, judges included")
    if given.delivery:
        delivery(given.sentences, natural)
    if given.workers:
        print(f"\ntwo workers beside one: {workers(load_voice('en-heart'), given.sentences):.2f} x")


if __name__ == "__main__":
    main()
