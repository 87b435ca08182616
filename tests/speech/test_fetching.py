"""Voices by name: fetched whole, gone on with, checked, from the makers or a mirror, and judged."""

from __future__ import annotations

import hashlib
import json
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from audiopress.cli import main
from audiopress.errors import SpeechError, UnknownName
from audiopress.speech import Downloaded, download, load_catalogue, offered
from audiopress.speech.catalogue import Catalogue

PIPER = "en_US-somebody-medium"
MODEL = bytes(range(256)) * 400


@dataclass
class Hub:
    """A web server of files, with ranges and strong ETags, whose connections can be made to break."""

    url: str = ""
    files: dict[str, bytes] = field(default_factory=dict)
    breaks: dict[str, int] = field(default_factory=dict)
    """Path to the bytes after which the next answer breaks off."""
    ranges: bool = True
    asked: list[tuple[str, str, str]] = field(default_factory=list)
    """Path, Range, If-Range of each request."""


@pytest.fixture
def hub() -> Iterator[Hub]:
    state = Hub()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *args: object) -> None:
            pass

        def do_GET(self) -> None:
            wanted, condition = self.headers.get("Range", ""), self.headers.get("If-Range", "")
            state.asked.append((self.path, wanted, condition))
            data = state.files.get(self.path)
            if data is None:
                self.send_response(404)
                self.send_header("Content-Length", "0")
                self.end_headers()
                return
            tag = f'"{hashlib.sha256(data).hexdigest()[:16]}"'
            start = int(wanted[6:-1]) if wanted and state.ranges and condition in {"", tag} else 0
            self.send_response(206 if start else 200)
            if start:
                self.send_header("Content-Range", f"bytes {start}-{len(data) - 1}/{len(data)}")
            self.send_header("ETag", tag)
            self.send_header("Content-Length", str(len(data) - start))
            self.end_headers()
            stop = state.breaks.pop(self.path, None)
            self.wfile.write(data[start:stop])
            if stop is not None:
                self.close_connection = True

    class Quiet(ThreadingHTTPServer):
        daemon_threads = True

    httpd = Quiet(("127.0.0.1", 0), Handler)
    threading.Thread(target=httpd.serve_forever, args=(0.02,), daemon=True).start()
    state.url = f"http://127.0.0.1:{httpd.server_port}"
    yield state
    httpd.shutdown()
    httpd.server_close()


Book = Callable[..., Catalogue]


@pytest.fixture
def book(hub: Hub, tmp_path: Path) -> Book:
    """A catalogue with the voice `bell`, whose model is MODEL, and a collection as the makers of Piper lay theirs out."""

    def make(
        *, sha256: str = hashlib.sha256(MODEL).hexdigest(), size: int = len(MODEL), listing: str = ""
    ) -> Catalogue:
        path = tmp_path / "catalogue.toml"
        path.write_text(
            f"""
            [[voice]]
            name = "bell"
            engine = "tone"
            languages = ["en"]
            licence = "CC0"
            judged = "clean"
            attribution = "the bell's makers"
            source = "{hub.url}/made/by"
            listing = "{listing and hub.url + listing}"
            checked = 2026-11-30
            files = [{{ name = "bell/model.onnx", at = "v2/bell.onnx", size = {size}, sha256 = "{sha256}" }}]

            [[collection]]
            name = "piper"
            engine = "piper"
            pattern = '[a-z]{{2}}_[A-Z]{{2}}-\\w+-(?:low|medium)'
            source = "{hub.url}/piper"
            listing = "{hub.url}/piper/voices.json"
            attribution = "its makers"
            checked = 2026-11-30

            [[base]]
            name = "lessac"
            judged = "research only"
            """
        )
        return load_catalogue(path)

    hub.files["/made/by/v2/bell.onnx"] = MODEL
    return make


@pytest.fixture
def fetched(hub: Hub, book: Book, tmp_path: Path) -> Callable[..., Downloaded]:
    def fetch(name: str = "bell", **more: object) -> Downloaded:
        known = more.pop("known", None) or book()
        return download(name, into=tmp_path / "models", known=known, **more)  # type: ignore[arg-type]

    return fetch


def _collection(hub: Hub, name: str = PIPER, *, card: str = "* License: CC0", prefix: str = "/piper") -> None:
    language, voice, quality = name.split("-")
    files = {
        f"{language[:2]}/{language}/{voice}/{quality}/{name}.onnx": MODEL,
        f"{language[:2]}/{language}/{voice}/{quality}/{name}.onnx.json": b"{}",
        f"{language[:2]}/{language}/{voice}/{quality}/MODEL_CARD": card.encode(),
    }
    listed = {
        path: {"size_bytes": len(data), "md5_digest": hashlib.md5(data).hexdigest()} for path, data in files.items()
    }
    hub.files |= {f"{prefix}/{path}": data for path, data in files.items()}
    known = json.loads(hub.files.get(f"{prefix}/voices.json", b"{}"))
    known[name] = {"files": listed, "language": {"code": language}}
    hub.files[f"{prefix}/voices.json"] = json.dumps(known).encode()


# ---- whole, and what they should be


def test_a_voice_of_the_catalogue_is_fetched_by_its_name(fetched: Callable[..., Downloaded], tmp_path: Path) -> None:
    """Its file lies where the engine looks, is the one of the catalogue's hash, and its terms are judged."""
    seen: list[tuple[int, int]] = []

    done = fetched(progress=lambda *now: seen.append(now))

    assert done.path == tmp_path / "models" / "bell" / "model.onnx"
    assert done.path.read_bytes() == MODEL
    assert done.checked
    assert done.sha256 == hashlib.sha256(MODEL).hexdigest()
    assert done.judgement.clean
    assert seen[-1] == (done.bytes, done.bytes) == (len(MODEL), len(MODEL))
    assert [path.name for path in done.path.parent.iterdir()] == ["model.onnx"]


def test_what_is_there_is_not_fetched_again(hub: Hub, fetched: Callable[..., Downloaded]) -> None:
    """Two voices that share a file share it; the same command twice costs nothing."""
    fetched()
    hub.asked.clear()

    assert fetched().path.read_bytes() == MODEL
    assert not hub.asked


@pytest.mark.parametrize("model", [MODEL[:-1] + b"\0", MODEL + b"more", MODEL[:-9]])
def test_a_file_that_is_another_is_not_kept(
    hub: Hub, fetched: Callable[..., Downloaded], tmp_path: Path, model: bytes
) -> None:
    """Other bytes, or more or fewer of them, are an error and leave nothing behind."""
    hub.files["/made/by/v2/bell.onnx"] = model

    with pytest.raises(SpeechError, match="not the one its makers published"):
        fetched()
    assert not list((tmp_path / "models" / "bell").iterdir())


def test_a_name_nobody_has_is_answered_by_the_nearest(hub: Hub, fetched: Callable[..., Downloaded]) -> None:
    """A slip of the hand in the catalogue or in a collection, and a name that is a path."""
    _collection(hub)
    with pytest.raises(UnknownName, match="did you mean 'bell'"):
        fetched("bel")
    with pytest.raises(UnknownName, match=f"did you mean '{PIPER}'"):
        fetched("en_US-sombody-medium")
    with pytest.raises(UnknownName, match="no voice to fetch named"):
        fetched("../../etc/passwd")


# ---- broken off


def test_a_download_goes_on_where_it_broke_off(hub: Hub, fetched: Callable[..., Downloaded], tmp_path: Path) -> None:
    """The rest alone is asked for, of the same file; what had come is not sent again."""
    hub.breaks["/made/by/v2/bell.onnx"] = 40_000

    with pytest.raises(SpeechError, match="goes on where it broke off"):
        fetched()
    assert not (tmp_path / "models" / "bell" / "model.onnx").exists()
    done = fetched()

    _, wanted, condition = hub.asked[-1]
    assert wanted == "bytes=40000-"
    assert condition.startswith('"')
    assert done.path.read_bytes() == MODEL
    assert [path.name for path in done.path.parent.iterdir()] == ["model.onnx"]


def test_a_file_that_changed_meanwhile_is_fetched_anew(
    hub: Hub, book: Book, fetched: Callable[..., Downloaded]
) -> None:
    """The first half of one and the second half of another are no voice, even where nobody published a hash."""
    known = book(sha256="", size=0)
    hub.breaks["/made/by/v2/bell.onnx"] = 40_000
    with pytest.raises(SpeechError):
        fetched(known=known)
    hub.files["/made/by/v2/bell.onnx"] = MODEL[::-1]

    done = fetched(known=known)

    assert done.path.read_bytes() == MODEL[::-1]
    assert not done.checked


def test_a_server_without_ranges_sends_it_whole(hub: Hub, fetched: Callable[..., Downloaded]) -> None:
    """What had come is then written over, not appended to."""
    hub.ranges = False
    hub.breaks["/made/by/v2/bell.onnx"] = 40_000
    with pytest.raises(SpeechError):
        fetched()

    assert fetched().path.read_bytes() == MODEL


# ---- what the makers publish


def test_a_release_says_what_the_catalogue_does_not(hub: Hub, book: Book, fetched: Callable[..., Downloaded]) -> None:
    """Size and SHA-256 of a release as GitHub lists it, where the catalogue has none."""
    known = book(sha256="", size=0, listing="/release")
    digest = f"sha256:{hashlib.sha256(MODEL).hexdigest()}"
    asset = {"name": "v2/bell.onnx", "size": len(MODEL), "digest": digest}
    hub.files["/release"] = json.dumps({"assets": [asset]}).encode()
    assert fetched(known=known).checked

    hub.files["/release"] = json.dumps({"assets": [asset | {"digest": "sha256:" + "0" * 64}]}).encode()
    with pytest.raises(SpeechError, match="not the one its makers published"):
        fetched(known=known)


@pytest.mark.parametrize("large", [True, False])
def test_a_tree_says_what_the_catalogue_does_not(
    hub: Hub, book: Book, fetched: Callable[..., Downloaded], large: bool
) -> None:
    """A tree as Hugging Face lists it: large files by their SHA-256, small ones by their name in git."""
    known = book(sha256="", size=0, listing="/tree")
    git = hashlib.sha1(b"blob %d\0" % len(MODEL) + MODEL).hexdigest()
    entry: dict[str, object] = {"type": "file", "path": "v2/bell.onnx", "size": len(MODEL), "oid": git}
    if large:
        entry |= {"oid": "of the pointer", "lfs": {"oid": hashlib.sha256(MODEL).hexdigest()}}
    hub.files["/tree"] = json.dumps([{"type": "directory", "path": "v2"}, entry]).encode()

    done = fetched(known=known)
    assert done.checked

    done.path.unlink()
    hub.files["/made/by/v2/bell.onnx"] = MODEL[::-1]
    with pytest.raises(SpeechError, match="not the one its makers published"):
        fetched(known=known)


def test_a_piper_voice_comes_with_its_settings_and_its_card(
    hub: Hub, fetched: Callable[..., Downloaded], tmp_path: Path
) -> None:
    """By the makers' list, also one that the catalogue does not name; the card is what the licence is."""
    _collection(hub)

    done = fetched(PIPER)

    assert done.path == tmp_path / "models" / f"{PIPER}.onnx"
    assert (tmp_path / "models" / f"{PIPER}.onnx.json").read_text() == "{}"
    assert done.licence == "* License: CC0"
    assert done.judgement.clean
    assert done.checked


@pytest.mark.parametrize(
    ("name", "card", "word"),
    [
        ("en_US-lessac-medium", "* License: MIT", "research only"),
        ("en_US-joe-medium", "* License: CC0\n\nFinetuned from U.S. English lessac voice", "fine-tuned from lessac"),
        ("en_US-hfc-medium", "* License: CC BY-NC-SA 4.0", "non-commercial"),
        ("en_US-mute-medium", "", "unclear"),
    ],
)
def test_what_a_voice_was_made_from_is_judged(
    hub: Hub, fetched: Callable[..., Downloaded], name: str, card: str, word: str
) -> None:
    """By its own name, by its card, by what it was fine-tuned from: a free card on top does not make it clean."""
    _collection(hub, name, card=card)

    found = fetched(name).judgement

    assert found.word == word
    assert found.red


# ---- a mirror, and no network


def test_a_mirror_has_the_files_by_their_own_names(
    hub: Hub, fetched: Callable[..., Downloaded], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A copy of a folder of models on a web server is one; nothing is asked of the makers."""
    monkeypatch.setenv("AUDIOPRESS_VOICES", f"{hub.url}/mirror/")
    hub.files = {"/mirror/bell/model.onnx": MODEL}

    assert fetched().path.read_bytes() == MODEL
    assert {path.split("/")[1] for path, _, _ in hub.asked} == {"mirror"}


def test_a_mirror_may_say_its_hashes(hub: Hub, book: Book, fetched: Callable[..., Downloaded]) -> None:
    """Where the catalogue has none, SHA256SUMS as sha256sum writes it is believed, and held to."""
    known = book(sha256="", size=0)
    hub.files["/m/bell/model.onnx"] = MODEL
    assert not fetched(known=known, source=f"{hub.url}/m").checked

    hub.files["/m/SHA256SUMS"] = f"{hashlib.sha256(MODEL).hexdigest()}  ./bell/model.onnx\n".encode()
    assert fetched(known=known, source=f"{hub.url}/m").checked

    hub.files["/m/bell/model.onnx"] = MODEL[::-1]
    hub.files["/m/SHA256SUMS"] = f"{'0' * 64} *bell/model.onnx\n".encode()
    with pytest.raises(SpeechError, match="not the one its makers published"):
        fetched(known=known, source=f"{hub.url}/m")


def test_a_mirror_of_piper_has_its_list_beside_the_files(hub: Hub, fetched: Callable[..., Downloaded]) -> None:
    """voices.json as the makers have it, and the files by the names that they get."""
    _collection(hub, prefix="/m")
    hub.files |= {f"/m/{PIPER}.onnx": MODEL, f"/m/{PIPER}.onnx.json": b"{}", f"/m/{PIPER}.txt": b"* License: CC0"}

    assert fetched(PIPER, source=f"{hub.url}/m").judgement.clean


def test_without_a_network_there_is_one_message(fetched: Callable[..., Downloaded]) -> None:
    """It says what cannot be reached and the two ways round it."""
    with pytest.raises(SpeechError, match="cannot be fetched") as raised:
        fetched(source="http://127.0.0.1:9")
    assert "AUDIOPRESS_VOICES" in raised.value.hint
    assert "\n" not in raised.value.message


def test_what_the_server_refuses_is_told_as_it_says_it(hub: Hub, fetched: Callable[..., Downloaded]) -> None:
    """A file that was moved is no matter of the network."""
    del hub.files["/made/by/v2/bell.onnx"]

    with pytest.raises(SpeechError, match="the server answered 404"):
        fetched()


# ---- looked for


def test_a_collection_offers_what_its_makers_list(hub: Hub, book: Book) -> None:
    """With language, quality and size; what is known to be made from a tainted base is judged before it is fetched."""
    for name in (PIPER, "en_US-lessac-medium"):
        _collection(hub, name)

    found = {entry.name: entry for entry in offered(book())}

    assert found[PIPER].languages == ("en-US",)
    assert found[PIPER].quality == "medium"
    assert found[PIPER].bytes == pytest.approx(len(MODEL), abs=60_000)
    assert found[PIPER].judged == "unclear"
    assert found["en_US-lessac-medium"].judged == "research only"


# ---- at the command line


Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """The program, in this process: its exit code, its standard output, its standard error."""

    def start(*arguments: str, **environment: str) -> tuple[int, str, str]:
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        monkeypatch.setattr(sys, "argv", ["audiopress", "-C", str(tmp_path), "voices", *arguments])
        with pytest.raises(SystemExit) as ended:
            main()
        said = capsys.readouterr()
        return int(ended.value.code or 0), said.out, said.err

    return start


def test_a_newsroom_fetches_a_voice_and_reads_what_it_may_do_with_it(
    hub: Hub, book: Book, run: Run, tmp_path: Path
) -> None:
    """The newsroom's own catalogue is asked; where the file is, its licence, the warning, and a profile to copy."""
    book()
    own = tmp_path / "voices" / "catalogue"
    own.mkdir(parents=True)
    (own / "house.toml").write_text((tmp_path / "catalogue.toml").read_text())
    _collection(hub, "en_US-joe-medium", card="* License: CC0\n\nFinetuned from lessac")
    models = str(tmp_path / "models")

    status, said, _ = run("download", "bell", AUDIOPRESS_MODELS=models)
    assert status == 0
    assert "bell/model.onnx: 0.1 MB in all, SHA-256" in said
    assert "for a newspaper: clean" in said
    assert 'attribution = "the bell\'s makers"' in said

    status, said, _ = run("download", "en_US-joe-medium")
    assert status == 0
    assert "for a newspaper: WARNING, fine-tuned from lessac" in said
    assert 'languages = ["en-US"]' in said


def test_a_search_finds_a_language_and_says_what_it_costs(run: Run) -> None:
    """Korean is one extra away; every word must fit, and JSON has the same."""
    found = json.loads(run("search", "ko", "--json")[1])
    assert [entry["name"] for entry in found] == ["supertonic-3"]
    assert found[0]["judged"] == "use limits"

    _, table, _ = run("search", "british", "clean")
    assert {line.split("\t")[0] for line in table.splitlines()} == {
        "hibari-emma", "hibari-fable", "en_GB-cori-high",
    }  # fmt: skip


def test_a_search_beyond_the_catalogue_needs_the_network_and_says_so(run: Run) -> None:
    """One message, and the exit code of speech."""
    status, _, said = run("search", "--all", "de", AUDIOPRESS_VOICES="http://127.0.0.1:9")

    assert status == SpeechError.exit_code
    assert said.count("error:") == 1
    assert "cannot be fetched" in said
