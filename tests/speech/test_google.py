"""Google's voices: the unmodified client, through a proxy on loopback, against a stub of Google's endpoint."""

from __future__ import annotations

import base64
import contextlib
import json
import shutil
import socket
import ssl
import subprocess
import threading
import urllib.parse
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from audiopress.errors import SpeechError, UnknownName
from audiopress.model import Utterance, Voice
from audiopress.speech import record, record_or_stand_in
from audiopress.speech.audio import find_ffmpeg
from audiopress.speech.builtin.google import Google, _genuine
from audiopress.speech.builtin.tone import Tone
from audiopress.speech.contract import examine
from audiopress.speech.engine import Line, Unavailable
from audiopress.speech.throttle import Throttle

Voices = Callable[..., Voice]
HOSTS = ("translate.google.com", "translate.google.co.uk")
LONG = (
    "Unification Minister Lee In-young met with US Ambassador Harry Harris on Tuesday, seeking support from the US "
    "for inter-Korean projects, and called for adjustments; he left without a word."
)


@dataclass
class Stub:
    """What the stub shall answer, one after the other (the last one for ever), and what it was asked."""

    script: list[str] = field(default_factory=lambda: ["ok"])
    asked: list[tuple[str, str, str]] = field(default_factory=list)
    """Host, language, text."""
    looked: int = 0
    """How often its certificate was looked at."""

    def next(self) -> str:
        return self.script.pop(0) if len(self.script) > 1 else self.script[0]


@dataclass
class Clock:
    """Time that passes only when someone sleeps."""

    now: float = 0.0
    slept: list[float] = field(default_factory=list)

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


def _mp3(text: str, voice: Voice) -> bytes:
    """Tones as long as the text, as MP3: what the stub says."""
    said = Tone().speak(Line(text=text, voice=replace(voice, engine="tone", model="mid"), language="en"))
    command = [find_ffmpeg(), "-loglevel", "error", "-f", "s16le", "-ar", str(said.rate), "-ac", "1", "-i", "pipe:0"]
    command += ["-ar", "24000", "-b:a", "64k", "-f", "mp3", "pipe:1"]
    return subprocess.run(command, input=said.pcm, capture_output=True, check=True).stdout


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A throwaway key and a certificate for Google's host, signed by itself."""
    path = tmp_path_factory.mktemp("tls") / "both.pem"
    try:
        _certify(path)
    except ImportError:
        if shutil.which("openssl") is None:
            pytest.skip("neither the package cryptography nor the program openssl is there to make a certificate")
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj",
             "/CN=translate.google.com", "-addext", f"subjectAltName={','.join('DNS:' + host for host in HOSTS)}",
             "-keyout", path, "-out", path.with_suffix(".crt")],
            check=True, capture_output=True,
        )  # fmt: skip
        path.write_text(path.read_text() + path.with_suffix(".crt").read_text())
    return path


def _certify(path: Path) -> None:
    from datetime import UTC, datetime, timedelta

    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "translate.google.com")])
    now = datetime.now(UTC)
    built = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    built = built.serial_number(1).not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1))
    public = key.public_key()
    built = built.add_extension(x509.SubjectAlternativeName([x509.DNSName(host) for host in HOSTS]), critical=False)
    built = built.add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
    built = built.add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
    built = built.add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(public), critical=False)
    signed = built.sign(key, hashes.SHA256())
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.write_bytes(secret + signed.public_bytes(serialization.Encoding.PEM))


@pytest.fixture
def stub(certificate: Path, monkeypatch: pytest.MonkeyPatch, voice: Voices) -> Iterator[Stub]:
    """Google's endpoint behind a CONNECT proxy that the environment names, as a newsroom's proxy would be."""
    state = Stub()
    speaker = voice()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *args: object) -> None:
            pass

        def do_CONNECT(self) -> None:
            self.send_response(200)
            self.end_headers()
            self.plain = self.rfile, self.wfile
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(certificate)
            try:
                self.connection = context.wrap_socket(self.connection, server_side=True)
            except OSError:
                self.close_connection = True
                return
            self.rfile = self.connection.makefile("rb")
            self.wfile = self.connection.makefile("wb", 0)
            self.close_connection = False

        def finish(self) -> None:
            for file in (*getattr(self, "plain", ()), self.rfile, self.wfile, self.connection):
                with contextlib.suppress(OSError):
                    file.close()

        def do_HEAD(self) -> None:
            state.looked += 1
            self.send_response(302)
            self.send_header("Location", "https://elsewhere.example/")
            self.send_header("Content-Length", "0")
            self.end_headers()

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            rpc = json.loads(urllib.parse.unquote(body.removeprefix("f.req=").rstrip("&")))
            text, language = json.loads(rpc[0][0][1])[:2]
            state.asked.append((self.headers["Host"], language, text))
            kind = state.next()
            if kind == "drop":
                self.connection.shutdown(socket.SHUT_RDWR)
                self.close_connection = True
                return
            if kind == "hang":
                threading.Event().wait(1.5)
            code, _, after = kind.partition(" ")
            self.send_response(int(code) if code.isdigit() else 200)
            if after:
                self.send_header("Retry-After", after)
            answer = b"<p>Try <b>later</b></p>" if code.isdigit() else self.answer(code, text)
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def answer(self, kind: str, text: str) -> bytes:
            if kind == "captcha":
                return b"<html>Our systems have detected unusual traffic</html>"
            if kind == "mute":
                return b")]}'\n\n" + b'[["wrb.fr","jQ1olc",null,null,null,[3],"generic"]]\n'
            sound = base64.b64encode(_mp3(text, speaker)).decode()
            return f')]}}\'\n\n[["wrb.fr","jQ1olc","[\\"{sound}\\"]",null,null,null,"generic"]]\n'.encode()

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *args: object) -> None:
            """A client that hangs up is part of the tests."""

    server = Server(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    for name in ("http_proxy", "HTTP_PROXY", "no_proxy", "NO_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    for name in ("https_proxy", "HTTPS_PROXY"):
        monkeypatch.setenv(name, f"http://127.0.0.1:{server.server_port}")
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(certificate))
    _genuine.cache_clear()
    yield state
    _genuine.cache_clear()
    server.shutdown()
    server.server_close()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def google(clock: Clock) -> Google:
    """The engine, on a clock of its own."""
    return Google(Throttle(clock=clock, sleep=clock.sleep))


@pytest.fixture
def reader(voice: Voices) -> Voice:
    return voice("gtts", "en", name="translate")


def _line(voice: Voice, text: str = "Hello world.", language: str = "en") -> Line:
    return Line(text=text, voice=voice, language=language)


def test_the_client_keeps_the_contract(stub: Stub, google: Google, reader: Voice) -> None:
    """Every promise of an engine, through the unmodified client."""
    examine(google, reader)


def test_the_certificate_is_looked_at_once_before_any_word_is_sent(
    stub: Stub, google: Google, reader: Voice, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The client takes any certificate; somebody who answers in Google's place is told nothing, and is told of."""
    google.speak(_line(reader, LONG))
    google.speak(_line(reader))
    assert stub.looked == 1

    asked = len(stub.asked)
    monkeypatch.delenv("REQUESTS_CA_BUNDLE")
    _genuine.cache_clear()
    with pytest.raises(SpeechError, match=r"certificate of translate\.google\.com is not to be trusted") as caught:
        google.speak(_line(reader))
    assert "REQUESTS_CA_BUNDLE" in caught.value.hint
    assert len(stub.asked) == asked


def test_a_long_sentence_is_cut_at_its_clauses(stub: Stub, google: Google, reader: Voice) -> None:
    """No request is longer than 100 characters, none ends inside a clause that would fit, and no word is lost."""
    speech = google.speak(_line(reader, LONG))

    asked = [text for _, _, text in stub.asked]
    assert " ".join(asked) == LONG
    assert all(len(text) <= 100 for text in asked)
    assert all(text[-1] in ",;." for text in asked[::2])
    assert speech.rate == 24000


def test_the_host_is_google_s_whatever_the_profile_says(stub: Stub, google: Google, reader: Voice) -> None:
    """A tld of two or three letters becomes the host; anything that could name another host is refused unasked."""
    google.speak(_line(replace(reader, options={"tld": "co.uk"})))
    assert stub.asked[0][0] == "translate.google.co.uk"

    for tld in ("com@127.0.0.1:9", "com/x", "com.evil.example", "", "COM", "com\n"):
        wrong = replace(reader, options={"tld": tld})
        assert not google.readiness(wrong).ready
        with pytest.raises(SpeechError, match=r"options\.tld cannot be"):
            google.speak(_line(wrong))
    assert len(stub.asked) == 1


def test_a_refusal_for_speed_is_waited_out(stub: Stub, google: Google, clock: Clock, reader: Voice) -> None:
    """429 with Retry-After: the wait is the one asked for, and then the same words are asked again."""
    stub.script = ["429 7", "429 3", "ok"]

    speech = google.speak(_line(replace(reader, options={"rate_per_minute": 0})))

    assert speech.frames
    assert len(stub.asked) == 3
    assert clock.now == pytest.approx(10)


def test_a_wait_too_long_to_sit_out_ends_the_run_at_once(stub: Stub, google: Google, reader: Voice) -> None:
    """A server that wants an hour is not hammered meanwhile: the run ends with what it has, to be continued."""
    stub.script = ["429 3600"]

    with pytest.raises(Unavailable, match="pause of 3600 s"):
        google.speak(_line(reader))
    assert len(stub.asked) == 1


@pytest.mark.parametrize(
    "answers", [["500", "ok"], ["drop", "ok"], ["captcha", "ok"], ["mute", "503", "ok"], ["429", "ok"]]
)
def test_what_passes_is_tried_again(
    answers: list[str], stub: Stub, google: Google, clock: Clock, reader: Voice
) -> None:
    """A server's fault, a broken line, a page without sound: asked again after a wait."""
    stub.script = list(answers)

    assert google.speak(_line(reader)).frames
    assert len(stub.asked) == len(answers)
    assert len(clock.slept) >= len(answers) - 1


@pytest.mark.parametrize("answer", ["captcha", "mute"])
def test_a_page_without_sound_is_an_error(answer: str, stub: Stub, google: Google, reader: Voice) -> None:
    """Status 200 and zero bytes, which the client takes for success, never becomes a take."""
    stub.script = [answer]

    with pytest.raises(SpeechError, match="nothing that can be heard"):
        google.speak(_line(reader))
    assert len(stub.asked) == 5


@pytest.mark.parametrize(("status", "hint"), [("404", "options.tld may not exist"), ("403", "speaks offline")])
def test_a_refusal_for_good_is_not_asked_again(
    status: str, hint: str, stub: Stub, google: Google, reader: Voice
) -> None:
    """Where asking again cannot help, the first answer is the last, and no other sentence is asked for."""
    stub.script = [status]

    with pytest.raises(Unavailable, match=f"Google answered {status}") as caught:
        google.speak(_line(reader))
    assert hint in caught.value.hint
    assert len(stub.asked) == 1


def test_a_server_that_says_nothing_is_given_up(stub: Stub, google: Google, reader: Voice) -> None:
    """The client waits for ever by itself; the voice's timeout holds, and a server that hangs is as good as none."""
    stub.script = ["hang"]

    with pytest.raises(Unavailable, match="cannot be reached"):
        google.speak(_line(replace(reader, options={"timeout": 0.3, "retries": 1})))


def test_offline_says_so_in_one_line_and_names_an_offline_voice(
    google: Google, reader: Voice, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a network the message is one line, and what it proposes is a voice of the same language that is there."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        for name in ("https_proxy", "HTTPS_PROXY"):
            monkeypatch.setenv(name, f"http://127.0.0.1:{free.getsockname()[1]}")

    for languages, model in ((("en-US",), "en-us+announcer"), (("ko",), "ko")):
        with pytest.raises(Unavailable) as caught:
            google.speak(_line(replace(reader, languages=languages), language=languages[0]))
        assert "\n" not in caught.value.message
        assert caught.value.hint == f'an espeak voice speaks offline: engine = "espeak", model = "{model}"'
    with pytest.raises(Unavailable) as caught:
        google.speak(_line(replace(reader, fallback="host")))
    assert caught.value.hint == "use the voice 'host', which is its fallback"


def test_threads_keep_the_rate_together(stub: Stub, clock: Clock, google: Google, reader: Voice) -> None:
    """However many ask, requests are no closer together than the voice's rate allows."""
    slow = replace(reader, options={"rate_per_minute": 30})

    for text in ("One.", "Two.", "Three.", "Four."):
        google.speak(_line(slow, text))

    assert clock.now == pytest.approx(6.0)


def test_a_recording_is_interrupted_by_a_refusal_and_continues(
    stub: Stub, google: Google, reader: Voice, lines: Callable[..., list[Utterance]], tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    """What was recorded before a 429 that ends the run is not asked for again by the next run."""
    from audiopress.speech import registry

    monkeypatch.setitem(registry._instances, "gtts", google)
    utterances = lines(reader, "The first one.", "The second one.", "The third one.")
    stub.script = ["ok", "429 600", "ok"]

    with pytest.raises(Unavailable):
        record(utterances, cache=tmp_path / "cache")
    takes = record(utterances, cache=tmp_path / "cache")

    assert [take.cached for take in takes] == [True, False, False]
    assert [text for _, _, text in stub.asked].count("The first one.") == 1
    assert {take.timing for take in takes} <= {"aligned", "proportional"}


@pytest.mark.parametrize(
    ("answer", "requests", "words"),
    [
        ("captcha", 6, "nothing that can be heard (a captcha page"),
        ("429", 6, "429 Too Many Requests: Try later"),
        ("503", 6, "503 Service Unavailable"),
        ("403", 1, "403 Forbidden"),
        ("404", 1, "404 Not Found"),
        ("503 3600", 1, "503 Service Unavailable"),
    ],
)
def test_a_block_is_no_matter_of_one_sentence(
    answer: str, requests: int, words: str, stub: Stub, google: Google, reader: Voice, voice: Voices, clock: Clock,
    lines: Callable[..., list[Utterance]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    """Google shuts this machine out: after six requests at most the fallback reads everything, and says why."""
    from audiopress.speech import registry

    monkeypatch.setitem(registry._instances, "gtts", google)
    online, host = replace(reader, fallback="host"), voice(name="host")
    stub.script = [answer]

    done = record_or_stand_in(
        lines(online, *(f"Sentence number {n}." for n in range(9))),
        {"translate": online, "host": host},
        cache=tmp_path / "cache",
    )

    assert {one.voice.name for one in done.utterances} == {"host"}
    assert words in done.stand_ins[0].why
    assert len(stub.asked) == requests
    assert clock.now < 30


def test_a_language_google_does_not_speak_is_an_error(google: Google, voice: Voices) -> None:
    """Never another language instead; a line in another language than the voice's is read in that language."""
    with pytest.raises(UnknownName, match="no Google language named 'xx'"):
        google.speak(_line(voice("gtts", "xx", languages=("xx",)), language="xx"))


def test_a_foreign_line_is_asked_for_in_its_own_language(stub: Stub, google: Google, reader: Voice) -> None:
    """A Korean line of an English voice goes out as Korean."""
    google.speak(_line(reader, "안녕하세요 여러분.", language="ko"))

    assert stub.asked[0][1] == "ko"
