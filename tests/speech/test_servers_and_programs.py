"""Engines that are someone else's program or server, the flite library, and voice files fetched by name."""

from __future__ import annotations

import io
import json
import struct
import sys
import textwrap
import threading
import wave
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from audiopress.errors import SpeechError
from audiopress.model import Utterance, Voice
from audiopress.speech import load_engine, readiness, record
from audiopress.speech.builtin.flite import VOICES
from audiopress.speech.builtin.openai import OpenAI
from audiopress.speech.builtin.tone import Tone
from audiopress.speech.contract import examine
from audiopress.speech.engine import Line, Refused, Unavailable
from audiopress.speech.service_answers import sound
from audiopress.speech.throttle import Throttle

Voices = Callable[..., Voice]
Lines = Callable[..., list[Utterance]]


def wav(pcm: bytes, rate: int, channels: int = 1) -> bytes:
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(pcm)
    return out.getvalue()


# ---- a program

PROGRAM = """
    import io, sys, wave
    from audiopress.model import Voice
    from audiopress.speech.builtin.tone import Tone
    from audiopress.speech.engine import Line

    model, pace, place = sys.argv[1], float(sys.argv[2]), sys.argv[3] if len(sys.argv) > 3 else ""
    text = sys.stdin.buffer.read().decode()
    if model not in ("low", "mid"):
        sys.exit(f"no voice {model}")
    voice = Voice(name="v", engine="tone", model=model, languages=("en",), attribution="-", licence="-", pace=pace)
    said = Tone().speak(Line(text=text, voice=voice, language="en"))
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setparams((1, 2, said.rate, 0, "NONE", "NONE"))
        file.writeframes(said.pcm)
    if place:
        open(place, "wb").write(out.getvalue())
    else:
        sys.stdout.buffer.write(out.getvalue())
"""


@pytest.fixture
def program(tmp_path: Path, voice: Voices, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Voice]:
    """A voice of a program that speaks on standard output, or into a file."""
    path = tmp_path / "say it.py"
    path.write_text(textwrap.dedent(PROGRAM))
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[2]))

    def make(more: str = "", **fields: object) -> Voice:
        command = f"'{sys.executable}' '{path}' {{model}} {{pace}} {more}"
        return voice("command", **{"model": "low", "options": {"command": command}, **fields})

    return make


def _line(voice: Voice, text: str = "Hello there, world.", language: str = "en") -> Line:
    return Line(text=text, voice=voice, language=language)


def test_a_program_keeps_the_contract(program: Callable[..., Voice]) -> None:
    """A program that reads a text and writes a WAV is an engine like any other."""
    examine(load_engine("command"), program())


def test_a_program_may_write_a_file(program: Callable[..., Voice]) -> None:
    """Where the command names {output}, the WAV is taken from there."""
    engine = load_engine("command")

    assert engine.speak(_line(program("{output}"))).pcm == engine.speak(_line(program())).pcm


def test_a_program_is_never_a_shell(program: Callable[..., Voice], tmp_path: Path) -> None:
    """Neither a text nor a profile's model can become a command or another argument."""
    marker = tmp_path / "marker"
    wicked = f"low; touch {marker}"

    with pytest.raises(SpeechError, match="no voice low; touch"):
        load_engine("command").speak(_line(program(model=wicked), f"$(touch {marker}) `touch {marker}`"))
    assert not marker.exists()


@pytest.mark.parametrize(
    ("command", "message"),
    [
        ("no-such-program-anywhere", "no program 'no-such-program-anywhere'"),
        ("", "options.command is missing"),
        ("say 'x", "options.command cannot be read"),
    ],
)
def test_a_program_that_is_not_there_is_a_voice_that_is_not_ready(command: str, message: str, voice: Voices) -> None:
    """Readiness says what is missing."""
    assert message in readiness(voice("command", options={"command": command})).missing


def test_a_program_s_failure_is_told_in_its_own_words(program: Callable[..., Voice], voice: Voices) -> None:
    """The exit code and the last line; silence, a WAV that is none and a timeout are errors too."""
    engine = load_engine("command")
    python = f"'{sys.executable}' -c"

    def said(code: str, **options: object) -> str:
        with pytest.raises(SpeechError) as caught:
            engine.speak(_line(voice("command", options={"command": f'{python} "{code}"', **options})))
        return caught.value.message

    assert said("import sys; sys.exit('out of breath')").endswith("ended with 1: out of breath")
    assert said("print('hello')") == "no sound but hello"
    assert "said nothing for 0.2 s" in said("import time; time.sleep(5)", timeout=0.2)


def test_another_program_is_another_take(program: Callable[..., Voice], tmp_path: Path) -> None:
    """The program's own file is in the key: a new version of it records again."""
    engine, own = load_engine("command"), program()
    before = engine.digest(own)
    path = tmp_path / "say it.py"

    path.write_text(path.read_text() + "\n# a better one\n")

    assert engine.digest(own) != before


# ---- WAV


def test_a_streamed_wav_ends_where_its_data_does() -> None:
    """Servers that stream do not know the length yet and write none, or the largest there is."""
    whole = wav(b"\x01\x02" * 100, 24000)
    for unknown in (0, 0xFFFFFFFF):
        data = whole[:40] + struct.pack("<I", unknown) + whole[44:]
        assert sound(data, where="test") == (b"\x01\x02" * 100, 24000)


def test_a_stereo_wav_becomes_mono() -> None:
    """Two channels are mixed, not played one after the other."""
    pcm, rate = sound(wav(struct.pack("<hh", 4000, 4000) * 2400, 24000, channels=2), where="test")

    assert rate == 24000
    assert len(pcm) == 4800
    assert set(struct.unpack("<2400h", pcm)) == {4000}


@pytest.mark.parametrize("data", [b"", b"RIFF", b"<html>", wav(b"", 8000)[:36], b"RIFF\0\0\0\0WAVE" + b"x" * 5])
def test_what_is_no_wav_is_an_error(data: bytes) -> None:
    """Never a take of noise."""
    with pytest.raises(SpeechError):
        sound(data, where="test")


# ---- a server


@dataclass
class Server:
    """A stub of the speech endpoint."""

    url: str = ""
    script: list[str] = field(default_factory=lambda: ["ok"])
    asked: list[tuple[dict[str, object], str]] = field(default_factory=list)
    """Body and Authorization header of each request."""


@pytest.fixture
def server(voice: Voices) -> Iterator[Server]:
    state = Server()
    tone = voice()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *args: object) -> None:
            pass

        def send(self, status: int, data: bytes, after: str = "") -> None:
            self.send_response(status)
            if after:
                self.send_header("Retry-After", after)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            state.asked.append((body, self.headers.get("Authorization", "")))
            status, _, after = (state.script.pop(0) if len(state.script) > 1 else state.script[0]).partition(" ")
            if status != "ok":
                self.send(int(status), json.dumps({"error": {"message": "not\nnow \x1b[31m"}}).encode(), after)
                return
            said = Tone().speak(_line(replace(tone, pace=body["speed"]), body["input"]))
            self.send(200, wav(said.pcm, said.rate))

    class Quiet(ThreadingHTTPServer):
        daemon_threads = True

    httpd = Quiet(("127.0.0.1", 0), Handler)
    threading.Thread(target=httpd.serve_forever, args=(0.02,), daemon=True).start()
    state.url = f"http://127.0.0.1:{httpd.server_port}"
    yield state
    httpd.shutdown()
    httpd.server_close()


@pytest.fixture
def slept() -> list[float]:
    return []


@pytest.fixture
def openai(slept: list[float]) -> OpenAI:
    """The engine, on a clock that stands still but for its sleeping."""
    return OpenAI(Throttle(clock=lambda: sum(slept), sleep=slept.append))


@pytest.fixture
def alloy(server: Server, voice: Voices) -> Voice:
    return voice("openai", "alloy", options={"url": f"{server.url}/v1", "price": 0.01})


def test_a_speech_server_keeps_the_contract(openai: OpenAI, alloy: Voice) -> None:
    """Whatever speaks the endpoint is an engine like any other."""
    examine(openai, alloy)


def test_a_speech_server_is_asked_for_what_the_profile_says(
    openai: OpenAI, server: Server, alloy: Voice, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Voice, model, text, pace and instructions go out, with the key from the environment that the profile names."""
    monkeypatch.setenv("NEWSROOM_KEY", "secret")
    options = {**alloy.options, "model": "mini", "key_env": "NEWSROOM_KEY", "instructions": "calmly"}

    speech = openai.speak(_line(replace(alloy, pace=0.9, options=options)))

    assert speech.cost == pytest.approx(0.01 * len("Hello there, world."))
    assert server.asked == [
        (
            {
                "model": "mini",
                "voice": "alloy",
                "input": "Hello there, world.",
                "response_format": "wav",
                "speed": 0.9,
                "instructions": "calmly",
            },
            "Bearer secret",
        )
    ]


@pytest.mark.parametrize(
    ("engine", "options"), [("openai", {"url": "http://127.0.0.1:9"}), ("command", {"command": "cat"})]
)
def test_a_pitch_that_would_be_ignored_is_told(engine: str, options: dict[str, str], voice: Voices) -> None:
    """A profile with a pitch that its service cannot be told is not ready, rather than spoken without it."""
    asked = replace(voice(engine, "alloy"), options=options)
    assert readiness(asked).ready
    assert "pitch" in readiness(replace(asked, pitch=0.8)).missing


def test_a_key_is_missed_before_anything_is_asked(voice: Voices, monkeypatch: pytest.MonkeyPatch) -> None:
    """OpenAI's own server, and one whose profile names a key, need it; a server at home may do without."""
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)

    assert "OPENAI_API_KEY" in readiness(voice("openai", "alloy")).missing
    home = voice("openai", "alloy", options={"url": "http://localhost:8880/v1"})
    assert readiness(home).ready
    assert "HOME_KEY" in readiness(replace(home, options={**home.options, "key_env": "HOME_KEY"})).missing
    assert "not an address" in readiness(replace(home, options={"url": "localhost"})).missing


def test_a_speech_server_that_is_busy_is_asked_again(
    openai: OpenAI, server: Server, alloy: Voice, slept: list[float]
) -> None:
    """429 waits as long as it says, 500 a little; the text is spoken in the end."""
    server.script = ["429 4", "500", "ok"]

    assert openai.speak(_line(alloy)).frames
    assert len(server.asked) == 3
    assert sum(slept) > 4


@pytest.mark.parametrize(
    ("status", "kind", "asked"), [("400", SpeechError, 1), ("401", Unavailable, 1), ("503", Refused, 5)]
)
def test_a_speech_server_s_refusal_is_told(
    status: str, kind: type[SpeechError], asked: int, openai: OpenAI, server: Server, alloy: Voice
) -> None:
    """In its own words, on one line, without what a terminal would obey; a wrong key ends the run."""
    server.script = [status]

    with pytest.raises(SpeechError) as caught:
        openai.speak(_line(alloy))
    assert type(caught.value) is kind
    assert caught.value.message == f"the server answered {status}: not now [31m"
    assert len(server.asked) == asked


def test_a_speech_server_that_is_not_there_ends_the_run(openai: OpenAI, voice: Voices, server: Server) -> None:
    """Nobody listens: told once, with the address."""
    gone = voice("openai", "alloy", options={"url": "http://127.0.0.1:9/v1", "retries": 1})

    with pytest.raises(Unavailable, match=r"127\.0\.0\.1:9/v1/audio/speech cannot be reached"):
        openai.speak(_line(gone))


def test_an_edition_never_costs_more_than_its_limit(server: Server, alloy: Voice, lines: Lines, tmp_path: Path) -> None:
    """What is not in the cache is reckoned before the first request; what is costs nothing and does not count."""
    limited = replace(alloy, options={**alloy.options, "limit": 0.25})
    first, second = "Twenty characters ok.", "Another twenty, then."

    with pytest.raises(SpeechError, match=r"would cost 0\.42 and the limit of an edition is 0\.25"):
        record(lines(limited, first, second), cache=tmp_path)
    assert server.asked == []
    (take,) = record(lines(limited, first), cache=tmp_path)
    both = record(lines(limited, first, second), cache=tmp_path, workers="threads:2")

    assert take.cost == pytest.approx(0.21)
    assert [round(one.cost, 2) for one in both] == [0.0, 0.21]


def test_network_takes_are_recorded_by_the_caller(server: Server, alloy: Voice, lines: Lines, tmp_path: Path) -> None:
    """Whatever the workers are, one throttle holds: requests come from this process, the takes in order."""
    texts = [f"Story number {n}." for n in range(6)]

    takes = record(lines(alloy, *texts), cache=tmp_path, workers="processes:2")

    assert sorted(str(body["input"]) for body, _ in server.asked) == sorted(texts)
    assert len({take.path for take in takes}) == 6


# ---- flite


@pytest.fixture(params=sorted(VOICES))
def flite(request: pytest.FixtureRequest, voice: Voices) -> Voice:
    found = voice("flite", request.param)
    missing = readiness(found)
    if not missing.ready:
        pytest.skip(f"{missing.missing}: {missing.install}")
    return found


def test_flite_keeps_the_contract(flite: Voice) -> None:
    """Each voice that the system's packages have speaks, in time and with words."""
    examine(load_engine("flite"), flite)


def test_flite_times_numbers_and_names_by_what_was_written(flite: Voice) -> None:
    """What it says in several words for one written one is one word with one time."""
    text = "Lee In-young met 3 people at 9:30, in Seoul's U.S. embassy — & more."
    speech = load_engine("flite").speak(_line(flite, text))

    assert [text[w.start : w.end] for w in speech.words] == [
        "Lee", "In-young", "met", "3", "people", "at", "9:30", "in", "Seoul's", "U.S", "embassy", "more",
    ]  # fmt: skip
    assert all(later.begin > earlier.begin for earlier, later in zip(speech.words, speech.words[1:], strict=False))


def test_flite_speaks_english_alone(flite: Voice) -> None:
    """Korean letters read by it would be noise: it is an error, not a take."""
    with pytest.raises(SpeechError, match="flite speaks English, not ko"):
        load_engine("flite").speak(_line(flite, "안녕하세요", "ko"))


def test_a_flite_voice_that_does_not_exist_names_the_nearest(voice: Voices) -> None:
    """Also where the library is not installed."""
    assert "did you mean 'slt'" in readiness(voice("flite", "stl")).install
