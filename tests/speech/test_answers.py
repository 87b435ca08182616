"""What services answer when they do not answer well: outages, limits, pages, sounds cut short or in another format."""

from __future__ import annotations

import json
import struct
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests_examples import often

from audiopress.errors import SpeechError
from audiopress.model import Utterance, Voice
from audiopress.speech import record, record_or_stand_in, registry
from audiopress.speech.audio import find_ffmpeg, samples
from audiopress.speech.builtin.openai import OpenAI
from audiopress.speech.builtin.tone import Tone
from audiopress.speech.engine import Line, Refused, Unavailable
from audiopress.speech.service_answers import sound
from audiopress.speech.throttle import Throttle

Voices = Callable[..., Voice]
Lines = Callable[..., list[Utterance]]
Reply = tuple[int, bytes]

TEN = [f"Sentence number {n} of the story." for n in range(10)]
CAPTCHA = b"<html><head><style>p{}</style><script>var x;</script></head><p>Unusual traffic &amp; no voice</p></html>"
LIST = b"LIST" + struct.pack("<I", 26) + b"INFOISFT" + struct.pack("<I", 14) + b"Stub/1.0 \xff\x7f\x00\x80\0"


def wav(pcm: bytes, rate: int, *, size: int | None = None, after: bytes = b"", form: bytes = b"") -> bytes:
    """A WAV whose header tells of `size` bytes of frames, with chunks behind them."""
    form = form or struct.pack("<HHIIHH", 1, 1, rate, 2 * rate, 2, 16)
    told = len(pcm) if size is None else size
    head = struct.pack("<4sI4s4sI", b"RIFF", (36 + told) & 0xFFFFFFFF, b"WAVE", b"fmt ", len(form)) + form
    return head + struct.pack("<4sI", b"data", told) + pcm + after


def error(status: int, message: str, **more: str) -> Callable[[bytes, int], Reply]:
    return lambda _pcm, _rate: (status, json.dumps({"error": {"message": message, **more}}).encode())


def page(data: bytes) -> Callable[[bytes, int], Reply]:
    return lambda _pcm, _rate: (200, data)


def cut(pcm: bytes, rate: int) -> Reply:
    """All is promised and 60 % come: the connection's end looks like the answer's."""
    return 200, wav(pcm[: len(pcm) * 3 // 10 * 2], rate, size=len(pcm))


def cut_odd(pcm: bytes, rate: int) -> Reply:
    """The same in the middle of a frame."""
    return 200, wav(pcm[: len(pcm) * 2 // 5 * 2 + 1], rate, size=len(pcm))


def well(pcm: bytes, rate: int) -> Reply:
    return 200, wav(pcm, rate)


@dataclass
class Stub:
    """A speech server that answers as the test says; `answer` is asked for every text."""

    url: str = ""
    answer: Callable[[str, int], Callable[[bytes, int], Reply]] = lambda _text, _seen: well
    asked: list[str] = field(default_factory=list)


@pytest.fixture
def stub(voice: Voices, monkeypatch: pytest.MonkeyPatch) -> Iterator[Stub]:
    """The server, and the engine on a clock that stands still but for its sleeping."""
    state = Stub()
    tone = voice()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *args: object) -> None:
            pass

        def do_POST(self) -> None:
            text = json.loads(self.rfile.read(int(self.headers["Content-Length"])))["input"]
            seen = state.asked.count(text)
            state.asked.append(text)
            said = Tone().speak(Line(text=text, voice=tone, language="en"))
            status, data = state.answer(text, seen)(said.pcm, said.rate)
            self.send_response(status)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

    httpd = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    httpd.daemon_threads = True
    threading.Thread(target=httpd.serve_forever, args=(0.02,), daemon=True).start()
    state.url = f"http://127.0.0.1:{httpd.server_port}/v1"
    slept: list[float] = []
    engine = OpenAI(Throttle(clock=lambda: sum(slept), sleep=slept.append))
    monkeypatch.setitem(registry._instances, "openai", engine)
    yield state
    httpd.shutdown()
    httpd.server_close()


@pytest.fixture
def online(stub: Stub, voice: Voices) -> Voice:
    return voice("openai", "alloy", name="online", fallback="host", options={"url": stub.url})


def kept(cache: Path) -> list[str]:
    """The voices of the takes in a cache."""
    return sorted(json.loads(path.read_text())["voice"] for path in cache.glob("??/*.json"))


# ---- services that refuse everything

REFUSALS: dict[str, tuple[Callable[[bytes, int], Reply], int, str]] = {
    "outage": (error(503, "the model is loading"), 6, "503: the model is loading"),
    "bad gateway": (
        lambda _pcm, _rate: (502, b"<h1>Bad gateway</h1><p>nobody home"),
        6,
        "502: Bad gateway nobody home",
    ),
    "limit": (error(429, "slow down"), 6, "429: slow down"),
    "quota": (error(429, "no credit left", code="insufficient_quota"), 1, "429: no credit left"),
    "unpaid": (error(402, "no plan"), 1, "402: no plan"),
    "forbidden": (error(403, "not from here"), 1, "403: not from here"),
    "captcha": (page(CAPTCHA), 6, "no sound but Unusual traffic & no voice"),
    "error as a success": (page(b'{"detail": [{"msg": "model is loading"}]}'), 6, "no sound but model is loading"),
    "nothing": (page(b""), 6, "an empty answer"),
    "cut short": (cut, 6, "an answer cut short"),
    "no frames": (lambda _pcm, rate: (200, wav(b"", rate)), 6, "a WAV without frames"),
}


@pytest.mark.parametrize("kind", REFUSALS)
def test_a_service_that_refuses_everything_is_replaced_by_the_fallback(
    kind: str, stub: Stub, online: Voice, voice: Voices, lines: Lines, tmp_path: Path
) -> None:
    """After two sentences and six requests at most; the reason is in the service's words, and nothing of it is kept."""
    refusal, requests, words = REFUSALS[kind]
    stub.answer = lambda _text, _seen: refusal
    host = voice(name="host")

    done = record_or_stand_in(lines(online, *TEN), {"online": online, "host": host}, cache=tmp_path)

    assert {one.voice.name for one in done.utterances} == {"host"}
    assert words in done.stand_ins[0].why
    assert len(stub.asked) == requests
    assert kept(tmp_path) == ["host"] * 10


def test_many_threads_knock_no_longer_than_one(
    stub: Stub, online: Voice, voice: Voices, lines: Lines, tmp_path: Path
) -> None:
    """What one thread is refused counts for all: at most one request more for each that was on its way."""
    stub.answer = lambda _text, _seen: error(503, "down")

    record_or_stand_in(
        lines(online, *TEN), {"online": online, "host": voice(name="host")}, cache=tmp_path, workers="threads:4"
    )

    assert len(stub.asked) <= 6 + 3 + 4


def test_without_a_fallback_the_run_ends_with_the_service_s_words(
    stub: Stub, online: Voice, lines: Lines, tmp_path: Path
) -> None:
    """Nobody waits for a hundred sentences to be refused; what was recorded before is kept."""
    stub.answer = lambda text, _seen: well if text == TEN[0] else error(500, "out of memory")

    with pytest.raises(Unavailable, match=r"500: out of memory \(2 sentences one after the other\)") as caught:
        record_or_stand_in(lines(replace(online, fallback=""), *TEN), {}, cache=tmp_path)

    assert caught.value.where == "voice online"
    assert set(stub.asked) == set(TEN[:3])
    assert kept(tmp_path) == ["online"]


def test_one_sentence_that_a_server_cannot_say_costs_that_sentence(
    stub: Stub, online: Voice, lines: Lines, tmp_path: Path
) -> None:
    """Between sentences that are spoken it is the text's fault: it is named, and no other voice takes over."""
    stub.answer = lambda text, _seen: error(500, "cannot say that") if text in {TEN[3], TEN[6]} else well

    with pytest.raises(SpeechError, match="2 sentences were not recorded of 10") as caught:
        record_or_stand_in(lines(online, *TEN), {"online": online}, cache=tmp_path)

    assert "Sentence number 3" in caught.value.problems[0].message
    assert "cannot say that" in caught.value.problems[0].message
    assert kept(tmp_path) == ["online"] * 8


def test_a_voice_with_one_sentence_has_its_fallback_too(
    stub: Stub, online: Voice, voice: Voices, lines: Lines, tmp_path: Path
) -> None:
    """A quote's voice that is refused the one thing it has to say cannot wait for a second one."""
    stub.answer = lambda _text, _seen: error(503, "down")
    host = voice(name="host")

    done = record_or_stand_in(
        lines(host, TEN[0]) + lines(online, TEN[1]), {"online": online, "host": host}, cache=tmp_path
    )

    assert [str(one) for one in done.stand_ins] == [
        "host for online (the server answered 503: down (its one sentence))"
    ]


def test_a_service_that_comes_back_is_asked_as_patiently_as_before(
    stub: Stub, online: Voice, lines: Lines, tmp_path: Path
) -> None:
    """Refusals count one after the other: what is spoken between makes an end of them."""
    alone = replace(online, fallback="")
    stub.answer = lambda _text, _seen: error(503, "down")
    with pytest.raises(Unavailable):
        record(lines(alone, *TEN), cache=tmp_path)
    stub.answer = lambda text, seen: error(503, "down") if text == TEN[9] and seen < 4 else well

    assert len(record(lines(alone, *TEN), cache=tmp_path)) == 10


def test_a_program_that_only_errs_is_replaced_too(voice: Voices, lines: Lines, tmp_path: Path) -> None:
    """A page where a sound should be, of a program as of a server."""
    program = voice("command", name="desk", fallback="host", options={"command": 'echo \'{"error": "no model"}\''})

    done = record_or_stand_in(lines(program, *TEN[:3]), {"desk": program, "host": voice(name="host")}, cache=tmp_path)

    assert done.stand_ins[0].why == "no sound but no model (2 sentences one after the other)"


# ---- answers that are not what was asked for


@pytest.mark.parametrize(
    "bad", [cut, cut_odd, page(b""), page(CAPTCHA), page(b'{"error": "loading"}'), page(b"\x93" * 99)]
)
def test_a_bad_answer_is_asked_again_and_never_kept(
    bad: Callable[[bytes, int], Reply], stub: Stub, online: Voice, lines: Lines, tmp_path: Path
) -> None:
    """What comes whole the second time is the take, the same one that a good server would have given."""
    stub.answer = lambda _text, seen: well if seen else bad

    takes = record(lines(online, *TEN[:2]), cache=tmp_path / "bad")
    stub.answer = lambda _text, _seen: well
    whole = record(lines(online, *TEN[:2]), cache=tmp_path / "good")

    assert len(stub.asked) == 6
    assert [take.digest for take in takes] == [take.digest for take in whole]


@pytest.mark.parametrize("form", ["mp3", "opus", "flac", "adts"])
def test_another_format_is_converted(form: str, stub: Stub, online: Voice, lines: Lines, tmp_path: Path) -> None:
    """A server that sends what it likes is understood: the sound is as long and as loud as in a WAV."""

    def encoded(pcm: bytes, rate: int) -> Reply:
        codec = {"opus": ["-c:a", "libopus", "-f", "ogg"]}.get(form, ["-f", form])
        command = [find_ffmpeg(), "-loglevel", "error", "-f", "s16le", "-ar", str(rate), "-ac", "1", "-i", "-"]
        return 200, subprocess.run([*command, *codec, "-"], input=pcm, capture_output=True, check=True).stdout

    (take,) = record(lines(online, TEN[0]), cache=tmp_path / "wav")
    stub.answer = lambda _text, _seen: encoded
    (other,) = record(lines(online, TEN[0]), cache=tmp_path / "other")

    assert other.frames / other.rate == pytest.approx(take.frames / take.rate, abs=0.06)
    assert _level(other.path) == pytest.approx(_level(take.path), abs=0.5)


def _level(path: Path) -> float:
    return float(20 * np.log10(np.std(samples(path.read_bytes()))))


FORMS = {
    "mono": struct.pack("<HHIIHH", 1, 1, 24000, 48000, 2, 16),
    "stereo": struct.pack("<HHIIHH", 1, 2, 24000, 96000, 4, 16),
    "float": struct.pack("<HHIIHH", 3, 1, 24000, 96000, 4, 32),
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("size", [0, 0x7FFFF000, 0x7FFFFFFF, 0xFFFFFFFF])
def test_what_stands_behind_the_frames_of_a_stream_is_no_sound(form: str, size: int) -> None:
    """A list of tags after frames whose length the server did not know yet is cut off, whatever the frames are."""
    values = np.repeat(np.sin(np.arange(2400) / 9) / 2, 2 if form == "stereo" else 1)
    pcm = values.astype("<f4").tobytes() if form == "float" else (values * 32767).astype("<i2").tobytes()

    data, rate = sound(wav(pcm, 24000, size=size, after=LIST, form=FORMS[form]), where="test")

    assert (len(data), rate) == (4800, 24000)


@settings(max_examples=often(60), deadline=None)
@given(
    frames=st.binary(min_size=2, max_size=400).map(lambda data: data[: len(data) // 2 * 2]),
    chunks=st.lists(
        st.tuples(st.sampled_from([b"LIST", b"id3 ", b"C2PA", b"JUNK", b"bext"]), st.binary(max_size=60)), max_size=3
    ),
)
def test_any_chunks_behind_a_stream_are_cut_off(frames: bytes, chunks: list[tuple[bytes, bytes]]) -> None:
    """However many, of whatever length, filled up to an even one as the format asks: the frames come out alone."""
    after = b"".join(kind + struct.pack("<I", len(data)) + data + bytes(len(data) % 2) for kind, data in chunks)

    assert sound(wav(frames, 24000, size=0xFFFFFFFF, after=after), where="test") == (frames, 24000)


@settings(max_examples=often(60), deadline=None)
@given(frames=st.integers(200, 2000), lost=st.integers(65, 399))
def test_a_wav_that_promises_more_than_came_is_refused(frames: int, lost: int) -> None:
    """By more than a header's worth, wherever it was cut; the message says how much was missing."""
    whole = wav(b"\1\2" * frames, 24000)

    with pytest.raises(Refused, match=f"{2 * frames - lost} bytes of sound where it told of {2 * frames}"):
        sound(whole[: len(whole) - lost], where="test")


@pytest.mark.parametrize("over", [8, 36, 44])
def test_a_length_that_counts_the_header_in_is_let_pass(over: int) -> None:
    """Some servers write the file's size for the frames': all the frames are there."""
    assert sound(wav(b"\1\2" * 500, 24000, size=1000 + over), where="test") == (b"\1\2" * 500, 24000)


# ---- sounds that need a hand


def around(change: Callable[[Any], Any]) -> Callable[[bytes, int], Reply]:
    """The sound with 0.8 s of silence around it, then changed."""

    def reply(pcm: bytes, rate: int) -> Reply:
        edge = np.zeros(round(0.8 * rate))
        values = change(np.concatenate([edge, samples(pcm) / 32768, edge]))
        return 200, wav(np.rint(np.clip(values, -1, 1) * 32767).astype("<i2").tobytes(), rate)

    return reply


def hiss(values: Any) -> Any:
    return values + np.random.default_rng(1).normal(0, 0.0012, len(values))


UNCLEAN: dict[str, Callable[[Any], Any]] = {
    "silence": lambda values: values,
    "direct current": lambda values: values + 0.03,
    "hiss": hiss,
    "hum": lambda values: values + 0.004 * np.sin(np.arange(len(values)) * 2 * np.pi * 50 / 22050),
    "hiss and direct current": lambda values: hiss(values) + 0.03,
}


@pytest.mark.parametrize("kind", UNCLEAN)
def test_words_are_timed_within_what_is_heard(
    kind: str, stub: Stub, online: Voice, lines: Lines, tmp_path: Path
) -> None:
    """Silence, direct current and a steady hiss around the words are cut off before the words share out the time."""
    (clean,) = record(lines(online, TEN[0]), cache=tmp_path / "clean")
    stub.answer = lambda _text, _seen: around(UNCLEAN[kind])
    (take,) = record(lines(online, TEN[0]), cache=tmp_path / "unclean")

    assert take.frames == pytest.approx(clean.frames, abs=0.02 * take.rate)
    off = [abs(a.begin - b.begin) / take.rate for a, b in zip(take.words, clean.words, strict=True)]
    assert max(off) <= 0.03
    assert abs(float(samples(take.path.read_bytes()).mean())) < 20


@pytest.mark.parametrize("kind", UNCLEAN)
def test_the_mix_finds_the_ends_where_the_take_has_them(
    kind: str, stub: Stub, online: Voice, lines: Lines, tmp_path: Path
) -> None:
    """One rule tells where a take begins and ends: what was cut off for its words is nothing the mix cuts again."""
    from audiopress.stitch.facts import facts_of, take_sound

    stub.answer = lambda _text, _seen: around(UNCLEAN[kind])
    (take,) = record(lines(online, TEN[0]), cache=tmp_path)

    facts = facts_of(take_sound(take.path, take.rate, take.digest))

    assert facts.first + facts.lead <= 0.025 * take.rate
    assert take.frames - (facts.last - facts.tail) <= 0.025 * take.rate


def test_a_hole_is_a_hole_though_it_hisses(stub: Stub, online: Voice, lines: Lines, tmp_path: Path) -> None:
    """Two seconds of nothing but an engine's noise in the middle of a sentence are not part of it."""

    def holed(values: Any) -> Any:
        half = len(values) // 2
        return hiss(np.concatenate([values[:half], np.zeros(2 * 22050), values[half:]]))

    stub.answer = lambda _text, _seen: around(holed)

    with pytest.raises(SpeechError, match=r"[12]\.\d s of silence inside"):
        record(lines(online, TEN[0]), cache=tmp_path)


def swelling(pcm: bytes, rate: int, share: float) -> tuple[Any, Any]:
    """The sound with syllables that swell, amplified until so much of it is over full scale, and cut off there."""
    swell = 0.6 + 0.4 * np.sin(np.arange(len(pcm) // 2) / rate * 2 * np.pi * 4)
    values = samples(pcm) * swell
    loud = values / np.quantile(np.abs(values), 1 - share) * 32767
    return loud, np.clip(loud, -32768, 32767)


def clipped(share: float) -> Callable[[bytes, int], Reply]:
    return lambda pcm, rate: (200, wav(swelling(pcm, rate, share)[1].astype("<i2").tobytes(), rate))


def test_clipping_that_nobody_hears_is_rounded_off(
    stub: Stub, online: Voice, voice: Voices, lines: Lines, tmp_path: Path
) -> None:
    """Peaks cut off for less than a millisecond get their tops back: nearer to what was meant than what came."""
    stub.answer = lambda _text, _seen: clipped(0.009)

    (take,) = record(lines(online, TEN[0]), cache=tmp_path)

    said = Tone().speak(Line(text=TEN[0], voice=voice(), language="en"))
    meant, came = swelling(said.pcm, said.rate, 0.009)
    mended = samples(take.path.read_bytes()) / 0.7
    begin = max(range(2000), key=lambda at: float(np.dot(mended[:4000], came[at : at + 4000])))
    span = slice(begin, begin + len(mended) - 1000)
    assert len(stub.asked) == 1
    assert float(np.abs(mended).max()) * 0.7 < 32760
    assert np.std(mended[:-1000] - meant[span]) < 0.5 * np.std(came[span] - meant[span])


def test_clipping_that_is_heard_says_what_to_do(stub: Stub, online: Voice, lines: Lines, tmp_path: Path) -> None:
    """A server has no volume that could be turned down from here: the error says so."""
    stub.answer = lambda _text, _seen: clipped(0.3)

    with pytest.raises(SpeechError, match="clipped") as caught:
        record(lines(online, TEN[0]), cache=tmp_path)

    assert "turn down its volume" in caught.value.problems[0].hint
    assert kept(tmp_path) == []


LOUD = """
import struct, sys, math, wave
volume = float(sys.argv[1])
sys.stdin.read()
with wave.open(sys.argv[2], "wb") as file:
    file.setparams((1, 2, 22050, 0, "NONE", "NONE"))
    level = [1.6 * volume * math.sin(n / 20) for n in range(30000)]
    file.writeframes(b"".join(struct.pack("<h", round(32767 * max(-1, min(1, one)))) for one in level))
"""


def test_a_clipped_take_is_taken_softer(voice: Voices, lines: Lines, tmp_path: Path) -> None:
    """A program that has a volume is asked with half of it; one without says how to give it one."""
    (tmp_path / "loud.py").write_text(LOUD)
    command = f"'{sys.executable}' '{tmp_path / 'loud.py'}' {{volume}} {{output}}"
    soft = voice("command", options={"command": command})

    (take,) = record(lines(soft, TEN[0]), cache=tmp_path / "cache")

    assert float(np.abs(samples(take.path.read_bytes())).max()) == pytest.approx(0.8 * 32767, rel=0.01)
    fixed = replace(soft, options={"command": command.replace("{volume}", "1")})
    with pytest.raises(SpeechError, match="clipped") as caught:
        record(lines(fixed, TEN[0]), cache=tmp_path / "cache")
    assert "{volume} in options.command" in caught.value.problems[0].hint


# ---- a heap of letters


@pytest.mark.parametrize("heap", ["water", "bcdfgh", "https://example.org/a-b?c=d&", "물"])
def test_a_word_without_an_end_is_read_to_its_end(heap: str, voice: Voices, lines: Lines, tmp_path: Path) -> None:
    """What is no word has no length that could be wrong, and the engine at hand does not leave half of it out."""
    espeak = voice("espeak", "en-us+announcer")
    word = (heap * 400)[:400]

    half, whole = record(lines(espeak, word[:200], word), cache=tmp_path)

    assert whole.frames > 1.7 * half.frames
