"""Backups: a newsroom comes back whole, a damaged one is noticed, and nothing that was there before is lost."""

from __future__ import annotations

import hashlib
import io
import json
import resource
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiopress.errors import LibraryError
from audiopress.model import Enclosure, Episode
from audiopress.newsroom import Library, back_up, backups, check, rebuild, restore
from audiopress.workspace import Workspace

NOW = datetime(2026, 3, 2, 6, 0, tzinfo=UTC)
LATER = datetime(2026, 3, 3, 6, 0, tzinfo=UTC)
SOUND = bytes(range(256)) * 8


def laid(root: Path) -> Workspace:
    """A newsroom with a show, a voice, a lexicon, caches, an episode and an edition that was skipped."""
    for name, text in {
        "audiopress.toml": 'title = "Harbour Courier"\n',
        "feeds/articles/show.toml": "stories = 1\n",
        "voices/anna.toml": 'engine = "tone"\n',
        "voices/lexicon/en.toml": "",
        ".audiopress/publish/articles.json": '{"guid": "5f"}',
        ".audiopress/takes/ab/ab.pcm": "cached",
        ".audiopress/pages/x": "cached",
        "public/articles/feed.xml": "<rss/>",
        "notes.txt": "not ours",
    }.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    here = Workspace.find(root)
    library = Library(here.library)
    save(library, 1)
    assert library.skip("articles", NOW, who="schedule", why="no news", now=NOW)
    return here


def save(library: Library, revision: int) -> Episode:
    folder = library.folder / "articles" / "2026-03-02-ferry"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"revision-{revision}.mp3"
    path.write_bytes(SOUND)
    sound = Enclosure(
        path=path, mime="audio/mpeg", bytes=len(SOUND), seconds=1.0, sha256="ab" * 32, loudness=-16.0, true_peak=-1.0
    )
    episode = Episode(
        id=folder.name,
        guid="a-guid",
        show="articles",
        title="Ferry",
        language="en",
        published=NOW,
        updated=NOW,
        enclosure=sound,
        revision=revision,
    )
    library.save(episode, script=f"@title Ferry\n\nHOST: Take {revision}.\n")
    return episode


def everything(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_a_newsroom_comes_back_whole(tmp_path: Path) -> None:
    """Settings, shows, voices, lexicons, episodes, records and ledgers come back byte for byte; caches are left out."""
    here = laid(tmp_path / "newsroom")
    before = everything(here.root)
    made = back_up(here, tmp_path / "all.tar", now=NOW)

    assert check(tmp_path / "all.tar") == made
    done = restore(tmp_path / "all.tar", tmp_path / "copy", now=NOW)

    again = ("takes/", "pages/", "locks/", "library.sqlite")
    wanted = {
        name: content
        for name, content in before.items()
        if name.startswith(("audiopress.toml", "feeds/", "voices/", ".audiopress/"))
        and not name.removeprefix(".audiopress/").startswith(again)
    }
    assert everything(tmp_path / "copy") == wanted
    assert (made.title, made.episodes, made.files, made.made) == ("Harbour Courier", 1, len(wanted), NOW)
    assert done.aside is None
    copy = Workspace.find(tmp_path / "copy")
    assert rebuild(copy.library, copy.episodes) == (1, ())
    assert [run.state for run in Library(copy.library).editions()] == ["skipped"]
    assert Library(copy.library).episode("@last").enclosure.path.read_bytes() == SOUND


def test_a_newsroom_that_is_there_is_moved_aside_and_never_lost(tmp_path: Path) -> None:
    """Restoring over a newsroom is refused unless told; then what was there stands aside, and its caches count on."""
    here = laid(tmp_path / "newsroom")
    back_up(here, tmp_path / "all.tar", now=NOW)
    (here.root / "voices" / "anna.toml").write_text("changed since", encoding="utf-8")
    before = everything(here.root)

    with pytest.raises(LibraryError, match="there is a newsroom already"):
        restore(tmp_path / "all.tar", here.root, now=LATER)
    assert everything(here.root) == before
    done = restore(tmp_path / "all.tar", here.root, over=True, now=LATER)

    assert done.aside
    assert (done.aside / "voices" / "anna.toml").read_text() == "changed since"
    assert (here.root / "voices" / "anna.toml").read_text() == 'engine = "tone"\n'
    assert (here.root / ".audiopress/takes/ab/ab.pcm").read_text() == "cached"
    assert (here.root / "notes.txt").read_text() == "not ours"
    assert not list(here.root.glob(".restore*"))


@pytest.fixture(scope="module")
def whole_one(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, bytes]]:
    """A backup, and what it comes back as."""
    root = tmp_path_factory.mktemp("whole")
    back_up(laid(root / "newsroom"), root / "all.tar", now=NOW)
    restore(root / "all.tar", root / "copy", now=NOW)
    return root / "all.tar", everything(root / "copy")


@given(at=st.floats(0, 1, exclude_max=True), by=st.integers(1, 255), cut=st.booleans())
def test_damage_never_comes_back(
    whole_one: tuple[Path, dict[str, bytes]], tmp_path_factory: pytest.TempPathFactory, at: float, by: int, cut: bool
) -> None:
    """A backup that breaks off anywhere, or has a byte flipped, is refused, or was flipped where nothing stands."""
    path, wanted = whole_one
    data = bytearray(path.read_bytes())
    place = int(at * len(data))
    if cut:
        del data[place:]
    else:
        data[place] ^= by
    folder = tmp_path_factory.mktemp("damaged")
    (folder / "all.tar").write_bytes(data)

    try:
        restore(folder / "all.tar", folder / "copy", now=NOW)
    except LibraryError:
        left = everything(folder / "copy") if (folder / "copy").exists() else {}
        assert left == {}
    else:
        assert everything(folder / "copy") == wanted


@contextmanager
def disk_of(size: int) -> Iterator[None]:
    """No file may become larger than so many bytes."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_full_disk_costs_no_backup_and_no_newsroom(tmp_path: Path) -> None:
    """Where the new one has no room, the old backup stands, and the newsroom that was to be replaced is as it was."""
    here = laid(tmp_path / "newsroom")
    path = tmp_path / "all.tar"
    back_up(here, path, now=NOW)
    old, before = path.read_bytes(), everything(here.root)

    with disk_of(1500), pytest.raises(LibraryError, match="cannot be written"):
        back_up(here, path, now=LATER)
    with disk_of(1500), pytest.raises(LibraryError, match="cannot be restored"):
        restore(path, here.root, over=True, now=LATER)

    assert path.read_bytes() == old
    assert everything(here.root) == before
    assert sorted(one.name for one in tmp_path.iterdir()) == ["all.tar", "newsroom"]


def test_an_episode_that_is_corrected_meanwhile_is_the_old_or_the_new_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The files of an episode are those of one revision, however the correction falls into the backup."""
    here = laid(tmp_path / "newsroom")
    read = Path.read_bytes
    corrected: list[Path] = []

    def read_bytes(path: Path) -> bytes:
        if path.name == "script.txt" and not corrected:
            corrected.append(path)
            save(Library(here.library), 2)
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", read_bytes)
    back_up(here, tmp_path / "all.tar", now=NOW)
    restore(tmp_path / "all.tar", tmp_path / "copy", now=NOW)

    copy = Library(Workspace.find(tmp_path / "copy").library)
    episode = copy.episode("@last")
    script = (copy.folder / "articles" / episode.id / "script.txt").read_text("utf-8")
    assert f"Take {episode.revision}." in script
    assert episode.enclosure.path.is_file()


@pytest.mark.parametrize("name", ["../out", "/etc/out", "a/../../out", "c:\\out", ".audiopress/..\\out"])
def test_a_file_that_would_lie_elsewhere_is_refused(tmp_path: Path, name: str) -> None:
    """A backup of a stranger's cannot write outside of the folder."""
    path = tmp_path / "bad.tar"
    with tarfile.open(path, "w", format=tarfile.PAX_FORMAT) as tar:
        member = tarfile.TarInfo(name)
        member.size = 4
        tar.addfile(member, io.BytesIO(b"boo!"))
        listed = {name: [4, hashlib.sha256(b"boo!").hexdigest()]}
        content = json.dumps({"format": 1, "made": NOW.isoformat(), "files": listed}).encode()
        head = tarfile.TarInfo(backups.LIST)
        head.size = len(content)
        tar.addfile(head, io.BytesIO(content))

    with pytest.raises(LibraryError, match="has no place"):
        restore(path, tmp_path / "copy", now=NOW)
    assert everything(tmp_path / "copy") == {}
    assert sorted(one.name for one in tmp_path.iterdir()) == ["bad.tar", "copy"]


@pytest.mark.parametrize(
    ("content", "told"), [(None, "no such file"), (b"", "not a backup|breaks off"), (b"words " * 200, "not a backup")]
)
def test_what_is_no_backup_is_told(tmp_path: Path, content: bytes | None, told: str) -> None:
    """A file that is none, or is not there, is one message."""
    if content is not None:
        (tmp_path / "x.tar").write_bytes(content)

    with pytest.raises(LibraryError, match=told):
        check(tmp_path / "x.tar")
