"""The commands at their edges: bad input gets one clear message, its own exit code, and no traceback."""

from __future__ import annotations

import array
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import wave
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

import pytest

from audiopress.workspace import shipped

SHIPPED_VOICES = Path(__file__).parents[2] / "voices"
Run = Callable[..., "subprocess.CompletedProcess[str]"]


def started(newsroom: Path, *words: str, **streams: Any) -> subprocess.Popen[str]:
    """audiopress, begun in the newsroom and not waited for."""
    return subprocess.Popen(
        [sys.executable, "-m", "audiopress", *words],
        text=True,
        cwd=newsroom,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
        **streams,
    )


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("make", "articles", "nowhere.txt"), 4, "nowhere.txt"),
        (("make", "artikles", "x.txt"), 3, "did you mean 'articles'?"),
        (("make", "articles"), 2, "name the articles"),
        (("read", "-"), 4, "empty"),
        (("make", "articles", ""), 4, "the source's name is empty"),
        (("correct", "2026", "x.txt"), 9, "no episode"),
        (("withdraw", "nothing"), 9, "no episode"),
        (("voices", "preview", "anna"), 3, "no voice named 'anna'"),
        (("make", "articles", "--script", "none.txt"), 5, "there is no such script"),
        (("-C", "nowhere", "check"), 2, "there is no such folder"),
        (("mkae",), 2, "make"),
        (("serve", "--port", "99999"), 2, "65535"),
    ],
)
def test_bad_input_gets_a_message_and_a_code(audiopress: Run, words: tuple[str, ...], code: int, told: str) -> None:
    """Each kind of fault ends with its own exit code and says what to do."""
    done = audiopress(*words)

    assert done.returncode == code, done.stderr
    assert told in done.stderr
    assert "Traceback" not in done.stderr


def test_a_wrong_key_is_told_with_its_line(audiopress: Run, newsroom: Path) -> None:
    """A misspelt key in audiopress.toml names the file, the line and the key that was meant."""
    (newsroom / "audiopress.toml").write_text('title = "x"\nbase_ulr = "http://x/"\n', encoding="utf-8")

    done = audiopress("check")

    assert done.returncode == 3
    assert f"{newsroom / 'audiopress.toml'}:2: base_ulr: unknown key (did you mean 'base_url'?)" in done.stderr


def test_broken_settings_hide_no_other_fault(audiopress: Run, newsroom: Path) -> None:
    """With a wrong audiopress.toml, `check` still reads every other file, also as JSON, and `doctor` looks at the machine."""
    settings = newsroom / "audiopress.toml"
    settings.write_text("titel = 1\n", encoding="utf-8")
    (newsroom / "voices" / "en-f3.toml").write_text("pase = 1\n", encoding="utf-8")

    told, as_json, doctor = audiopress("check"), audiopress("check", "--json"), audiopress("doctor", "--json")

    assert told.returncode == as_json.returncode == 3
    assert f"{settings}:1: titel: unknown key (did you mean 'title'?)" in told.stderr
    assert "en-f3.toml:1" in told.stderr
    assert json.loads(as_json.stdout)["problems"][0]["where"] == f"{settings}:1"
    findings = {one["what"]: one for one in json.loads(doctor.stdout)}
    assert doctor.returncode == 1
    assert findings["ffmpeg"]["ok"]
    assert not findings["settings"]["ok"]
    assert findings["settings"]["remedy"] == "audiopress check"


def test_check_reports_every_problem_of_every_file(audiopress: Run, newsroom: Path) -> None:
    """A broken voice, show, format and lexicon are told in one go."""
    (newsroom / "voices" / "en-f3.toml").write_text("pase = 1\n", encoding="utf-8")
    show = newsroom / "feeds" / "daily-brief" / "show.toml"
    show.write_text(show.read_text("utf-8") + '\n[feed]\nhubb = "x"\n', encoding="utf-8")
    (newsroom / "feeds" / "articles" / "format.j2").write_text("HOST: {{ articel.headline }}\n", encoding="utf-8")
    (newsroom / "voices" / "lexicon" / "en.toml").write_text("[broken\n", encoding="utf-8")

    done = audiopress("check")

    assert done.returncode == 3
    for place in ("en-f3.toml:1", "daily-brief/show.toml", "format.j2:1", "lexicon/en.toml:1"):
        assert place in done.stderr, done.stderr


def test_a_misspelt_option_of_an_engine_is_never_ignored(audiopress: Run, newsroom: Path) -> None:
    """`check` names its line and the one that was meant, and of a fallback too; `make` records nothing with it."""
    voice = newsroom / "voices" / "en-heart.toml"
    text = re.sub('fallback = ".*"', 'fallback = "en-f33"', voice.read_text("utf-8"))
    text = text.replace('engine = "tone"', 'engine = "command"')
    voice.write_text(f'{text}\n[options]\ncommand = "cat"\ntimout = 5\n', encoding="utf-8")
    line = voice.read_text("utf-8").splitlines().index("timout = 5") + 1

    checked = audiopress("check")
    voice.write_text(voice.read_text("utf-8").replace("en-f33", ""), encoding="utf-8")
    (newsroom / "s.txt").write_text("@title One\n\nHOST: A sentence.\n", encoding="utf-8")
    made = audiopress("make", "articles", "--script", "s.txt")

    assert checked.returncode == 3
    assert f"{voice}:{line}: options.timout: unknown option (did you mean 'timeout'?)" in checked.stderr
    assert "fallback: no voice named 'en-f33' (did you mean 'en-f3'?)" in checked.stderr
    assert made.returncode == 6
    assert "options.timout: unknown option" in made.stderr


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("formants = 2", "options.formants: 2 is outside 0.7 to 1.25"),
        ('melody = "wide"', "options.melody: is a number, not 'wide'"),
        ("melody = -1", "options.melody: -1 is outside 0 to 2"),
        ("limit = -1", "options.limit: -1 is outside 0 or more"),
    ],
)
def test_an_option_out_of_its_bounds_is_told_with_its_line(
    audiopress: Run, newsroom: Path, given: str, told: str
) -> None:
    """`check` does not call a newsroom all right whose voice a fallback would read because of a number."""
    voice = newsroom / "voices" / "en-extra.toml"
    text = re.sub(r"\n\[options\][^[]*", "", (shipped() / "voices" / "en-bass.toml").read_text("utf-8"))
    voice.write_text(f"{text}\n[options]\n{given}\n", encoding="utf-8")
    line = voice.read_text("utf-8").splitlines().index(given) + 1

    checked = audiopress("check")

    assert checked.returncode == 3
    assert f"{voice}:{line}: {told}" in checked.stderr


@pytest.mark.parametrize("file", ["audiopress.toml", "feeds/articles/show.toml", "feeds/articles/format.j2"])
def test_a_file_that_is_not_utf_8_is_told_with_its_line(audiopress: Run, newsroom: Path, file: str) -> None:
    """An editor whose program wrote Latin-1 hears which line it is and what to do."""
    path = newsroom / file
    path.write_bytes(b"# one\n# caf\xe9\n" + path.read_bytes())

    done = audiopress("check")

    assert done.returncode == 3
    assert f"{path}:2: " in done.stderr
    assert "save it as UTF-8; byte 0xe9" in done.stderr


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("HOST: {{ 1 // 0 }}", "the format fails: "),
        ('HOST: {{ "a" * 99999999999999 }}', "the format fails: MemoryError"),
        ("HOST: {{ article.headlin }}", "a piece has no attribute 'headlin'"),
        ('{% include "part.j2" %}', "part.j2"),
    ],
)
def test_a_format_that_fails_is_told_with_its_line(audiopress: Run, newsroom: Path, line: str, told: str) -> None:
    """Whatever a format does wrong, the message names its line and speaks of the format, not of our classes."""
    path = newsroom / "feeds" / "articles" / "format.j2"
    path.write_text(f"{line}\n{path.read_text('utf-8')}", encoding="utf-8")

    done = audiopress("check")

    assert done.returncode == 3
    assert f"{path}:1: {told}" in done.stderr or (f"{path}:1: " in done.stderr and told in done.stderr)
    assert "audiopress.script" not in done.stderr


def test_check_reads_the_cover(audiopress: Run, newsroom: Path) -> None:
    """A cover that would stop the publishing is found before anything is made."""
    show = newsroom / "feeds" / "articles" / "show.toml"
    show.write_text('cover = "cover.png"\n' + show.read_text("utf-8"), encoding="utf-8")
    (newsroom / "feeds" / "articles" / "cover.png").write_bytes(b"no picture")

    done = audiopress("check")

    assert done.returncode == 3
    assert "cover.png: the cover cannot be read as a picture (it must be a JPEG or a PNG)" in done.stderr


def test_check_hears_the_music(audiopress: Run, newsroom: Path) -> None:
    """A piece of music that would stop an episode, because it is no sound or silent, is found before anything is made."""
    music = newsroom / "feeds" / "articles" / "music"
    music.mkdir()
    (music / "ident.mp3").write_bytes(b"no sound")
    with wave.open(str(music / "sting.wav"), "wb") as file:
        file.setparams((1, 2, 44100, 0, "NONE", ""))
        file.writeframes(bytes(2 * 44100))

    done = audiopress("check")

    assert done.returncode == 3
    assert f"{music / 'ident.mp3'}: cannot be read as audio" in done.stderr
    assert f"{music / 'sting.wav'}: holds no sound" in done.stderr
    assert "2 problems" in done.stderr


def test_what_lies_beside_the_music_is_none(audiopress: Run, newsroom: Path) -> None:
    """Systems, editors and licences leave files in any folder: they are no fault, and no folder is a piece of music."""
    music = newsroom / "feeds" / "articles" / "music"
    (music / "ident.mp3").mkdir(parents=True)
    for name in ".DS_Store ._ident.mp3 Thumbs.db desktop.ini LICENSE cover.jpg ident.mp3.bak sting.wav~".split():
        (music / name).write_bytes(b"no sound")

    done = audiopress("check")

    assert done.returncode == 0, done.stderr


def test_a_sample_that_cannot_be_written_is_one_message(audiopress: Run, newsroom: Path) -> None:
    """`voices preview -o` to a name that is a folder ends with one line, and without Python's own words."""
    (newsroom / "folder.wav").mkdir()

    done = audiopress("voices", "preview", "en-f3", "-o", newsroom / "folder.wav")

    assert done.returncode == 1
    assert done.stderr.startswith(f"error: {newsroom / 'folder.wav'}: ")
    assert "Traceback" not in done.stderr


def test_check_says_what_it_looked_at(audiopress: Run) -> None:
    """A newsroom in order gets one line."""
    done = audiopress("check")

    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("all right: 3 shows")


def test_read_prints_json(audiopress: Run, page: Path) -> None:
    """`read --json` is the article, whole."""
    article = json.loads(audiopress("read", page, "--json").stdout)

    assert article["headline"] == "Ferry to run at night from Monday"
    assert article["byline"] == ["Ada Bell"]
    assert len(article["paragraphs"]) == 5
    assert any(line["line"].startswith("Privacy") for line in article["dropped"])


def test_read_shows_what_was_dropped_and_why(audiopress: Run, page: Path) -> None:
    """`read --why` names every dropped line with the label that won, what it weighs, and over which."""
    done = audiopress("read", page, "--why")

    assert done.returncode == 0, done.stderr
    assert "Privacy policy" in done.stdout
    assert "over outside the story (5)" in done.stdout
    assert "text (5)" in done.stdout
    assert "headline  Ferry to run at night from Monday" in done.stdout


def test_read_shows_whose_each_quote_is_and_how_sure(audiopress: Run, newsroom: Path) -> None:
    """`read --why` names the speaker of each quote, of those too that stay with the narrator."""
    page = newsroom / "quotes.txt"
    page.write_text(
        "Ferry to run at night from Monday\n\nBy Ada Bell\n\n"
        "“The ferry will run at night from Monday,” said Ida Berg, who runs the line to the outer islands.\n\n"
        "Minister Lee In-young and Minister Lee Su-jin met the crew in the harbour office on Sunday evening.\n\n"
        "“We are glad that it runs again,” Lee said after the meeting in the office, and went on board.\n",
        encoding="utf-8",
    )

    shown = audiopress("read", page, "--why").stdout

    assert "voiced  Ida Berg 0.95: The ferry will run at night from Monday," in shown
    assert "narrated  Lee 0.40: We are glad that it runs again," in shown


def test_read_shows_the_lines_of_a_page_without_a_story(audiopress: Run, newsroom: Path) -> None:
    """The error says to look with `--why`, and there is something to see then."""
    page = newsroom / "menu.txt"
    page.write_text("The Harbour Post\nNews\nSport\nPrivacy policy\n", encoding="utf-8")

    plain, shown = audiopress("read", page), audiopress("read", page, "--why")

    assert plain.returncode == shown.returncode == 4
    assert "read --why" in plain.stderr
    assert "Privacy policy" in shown.stdout
    assert "line 2  menu" in shown.stdout


def test_voices_are_listed_with_licence_and_readiness(audiopress: Run) -> None:
    """Every voice says its language, engine, licence, and that it is ready."""
    found = json.loads(audiopress("voices", "--json").stdout)

    assert all(voice["licence"] and voice["attribution"] and voice["languages"] for voice in found)
    assert any(voice["name"] == "en-announcer" and voice["ready"] for voice in found)


def test_a_voice_can_be_heard(audiopress: Run, newsroom: Path) -> None:
    """`voices preview` writes a WAV file."""
    done = audiopress("voices", "preview", "en-announcer")

    assert done.returncode == 0, done.stderr
    assert (newsroom / "en-announcer.wav").read_bytes()[:4] == b"RIFF"


def test_doctor_says_what_works(audiopress: Run) -> None:
    """The needed things are there after pip alone."""
    done = audiopress("doctor", "--json")

    assert done.returncode == 0, done.stdout + done.stderr
    needed = {d["what"]: d["ok"] for d in json.loads(done.stdout) if d["needed"]}
    assert needed == {
        "Python": True,
        "ffmpeg": True,
        "MP3 encoder": True,
        "embedded voice": True,
        "fallback voice": True,
        "newsroom": True,
        "settings": True,
    }


def test_doctor_tries_the_ffmpeg_that_would_be_used(audiopress: Run, newsroom: Path) -> None:
    """One that starts but cannot measure or encode is told, with what to do, before an episode fails of it."""
    lame = newsroom / "ffmpeg"
    lame.write_text("#!/bin/sh\necho 'Unrecognized option' >&2\nexit 1\n", encoding="utf-8")
    lame.chmod(0o755)
    settings = newsroom / "audiopress.toml"
    settings.write_text(f'ffmpeg = "{lame}"\n' + settings.read_text("utf-8"), encoding="utf-8")

    done = audiopress("doctor", "--json")

    assert done.returncode != 0
    told = next(one for one in json.loads(done.stdout) if one["what"] == "ffmpeg")
    assert not told["ok"]
    assert str(lame) in told["detail"]
    assert "Unrecognized option" in told["detail"]
    assert "audiopress.toml" in told["remedy"]


def test_help_imports_nothing_heavy() -> None:
    """`audiopress --help` answers at once because no stage's libraries are imported for it."""
    code = (
        "import sys\nsys.argv = ['audiopress', '--help']\n"
        "from audiopress.cli import main\n"
        "try: main()\nexcept SystemExit: pass\n"
        "print(sorted({m.partition('.')[0] for m in sys.modules}), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    loaded = done.stderr.strip().splitlines()[-1]
    for heavy in (
        "numpy",
        "trafilatura",
        "feedgen",
        "httpx2",
        "PIL",
        "pydub",
        "starlette",
        "jinja2",
        "lxml",
        "pydantic",
    ):
        assert f"'{heavy}'" not in loaded


def test_the_schedule_can_be_given_to_systemd(audiopress: Run, newsroom: Path) -> None:
    """`schedule --systemd` prints a service and a timer for each show that has a schedule."""
    show = newsroom / "feeds" / "daily-brief" / "show.toml"
    text = show.read_text("utf-8")
    if "\n[schedule]" not in text:
        show.write_text(text + '\n[schedule]\ncron = "0 6 * * 1-5"\ntimezone = "Asia/Seoul"\n', encoding="utf-8")

    done = audiopress("schedule", "--systemd")

    assert done.returncode == 0, done.stderr
    assert "OnCalendar=" in done.stdout
    assert "run daily-brief" in done.stdout


def test_a_name_is_corrected_in_the_lexicon(audiopress: Run, newsroom: Path) -> None:
    """An editor adds how a name is said; it is found, tried, and exported for other tools."""
    added = audiopress("lexicon", "add", "Solmere", "--say", "soul meer")
    found = audiopress("lexicon", "find", "Solmere")
    tried = audiopress("lexicon", "try", "The ferry to Solmere.")
    exported = audiopress("lexicon", "export", newsroom / "en.pls")

    assert added.returncode == 0, added.stderr
    assert "soul meer" in found.stdout
    assert tried.stdout.strip() == "The ferry to soul meer."
    assert exported.returncode == 0, exported.stderr
    assert "Solmere" in (newsroom / "en.pls").read_text("utf-8")
    assert audiopress("lexicon", "add", "Solmere").returncode == 2


def test_a_sound_is_tried_as_it_will_be_heard(audiopress: Run, newsroom: Path) -> None:
    """`lexicon try` speaks the sounds of an entry, as an episode does, and a show's own choices."""
    shutil.copy(SHIPPED_VOICES / "en-f3.toml", newsroom / "voices" / "mouth.toml")
    audiopress("lexicon", "add", "Solmere", "--ipa", "suːlˈmɪərəmɪərə", "--any-case", "--show", "articles")
    plain = audiopress("lexicon", "try", "SOLMERE", "--voice", "mouth")
    length = (newsroom / "mouth.wav").stat().st_size
    shown = audiopress("lexicon", "try", "SOLMERE", "--voice", "mouth", "--show", "articles")
    named = audiopress("lexicon", "try", "SOLMERE", "--voice", "mouth", "-o", "own.wav")

    assert plain.returncode == shown.returncode == named.returncode == 0, shown.stderr
    assert (newsroom / "mouth.wav").stat().st_size == length, "what was tried first is there to be compared with"
    assert (newsroom / "mouth-2.wav").stat().st_size > 1.2 * length
    assert (newsroom / "own.wav").stat().st_size == length


def test_a_name_is_left_to_another_voice(audiopress: Run, newsroom: Path) -> None:
    """An entry may give a name to a voice of its own language."""
    added = audiopress("lexicon", "add", "Haneul", "--switch", "ko:하늘")

    assert added.returncode == 0, added.stderr
    assert 'words = "하늘"' in (newsroom / "voices" / "lexicon" / "en.toml").read_text("utf-8")


def test_written_is_shown_against_spoken(audiopress: Run) -> None:
    """`spoken` prints what is written and what is read aloud where the two differ."""
    done = audiopress("spoken", "-", stdin="It cost $3.4bn.\nNothing changes here.\n")

    assert done.stdout.splitlines() == [
        "It cost $3.4bn.",
        "  → It cost three point four billion dollars.",
        "Nothing changes here.",
    ]


def test_words_are_said_in_their_own_language(audiopress: Run) -> None:
    """`spoken` reads a text in the language it is written in, where none is named."""
    done = audiopress("spoken", "-", stdin="공사에는 3년 2개월이 걸렸고 460억원이 들었다.\n")

    assert done.stdout.splitlines()[1] == "  → 공사에는 삼년 이개월이 걸렸고 사백육십억원이 들었다."


@pytest.mark.parametrize("words", ["It costs 5 dollars", "word " * 80])
def test_words_that_are_given_for_a_file_are_told_where_to_go(audiopress: Run, words: str) -> None:
    """Whoever types a sentence behind `spoken` is told in one line that it goes in on standard input."""
    done = audiopress("spoken", words)

    assert done.returncode == 4
    assert "audiopress spoken -" in done.stderr
    assert len(done.stderr.splitlines()) == 2


def test_a_narrator_of_another_language_is_told_once(audiopress: Run, newsroom: Path, page: Path) -> None:
    """`make` and `correct` each say it in one line, and an episode that is kept is not warned of again."""
    voice = newsroom / "voices" / "en-heart.toml"
    text = re.sub("(?m)^languages = .*", 'languages = ["ko"]', voice.read_text("utf-8"))
    voice.write_text(text, encoding="utf-8")
    odd = "en-heart reads en, and its profile names ko"

    made, kept = audiopress("make", "articles", str(page)), audiopress("make", "articles", str(page))
    voice.write_text(f"pace = 1.1\n{text}", encoding="utf-8")
    episode = re.search(r"episode +(\S+)", made.stdout)
    assert episode
    corrected = audiopress("correct", episode[1])

    assert [run.stderr.count(odd) for run in (made, kept, corrected)] == [1, 0, 1]


def test_an_episode_can_be_looked_at(audiopress: Run, newsroom: Path, page: Path) -> None:
    """`listen` shows the sound in the terminal and draws it; `cache` says what is kept."""
    name = json.loads(audiopress("make", "articles", page, "--json").stdout)[0]["episode"]["id"]

    done = audiopress("listen", name, "--picture", newsroom / "sound.svg")

    assert done.returncode == 0, done.stderr
    whole = next(line.split("\t") for line in done.stdout.splitlines() if line.startswith("all\t"))
    assert abs(float(whole[3]) + 16) <= 0.5
    assert "Mira Solberg" in done.stdout
    assert (newsroom / "sound.svg").read_text("utf-8").startswith("<svg")
    assert audiopress("cache").stdout.startswith("takes\t")
    assert json.loads(audiopress("episodes", "--json").stdout)[0]["id"] == name
    assert audiopress("library", "rebuild").stdout.strip().endswith(": 1 episodes")


def test_a_path_is_relative_to_where_the_command_is_given(audiopress: Run, newsroom: Path, page: Path) -> None:
    """In a folder inside the newsroom, `ferry.txt` is the file of that folder."""
    inside = newsroom / "desk"
    inside.mkdir()
    (inside / "ferry.txt").write_text(page.read_text("utf-8"), encoding="utf-8")

    assert audiopress("read", "ferry.txt", cwd=inside).returncode == 0
    assert audiopress("read", "ferry.txt").returncode == 4


@pytest.mark.parametrize("words", [("read", "long.txt"), ("read", "long.txt", "--json"), ("spoken", "long.txt")])
def test_a_reader_that_goes_away_is_no_fault(newsroom: Path, words: tuple[str, ...]) -> None:
    """`audiopress read PAGE | head` ends with 0 and says nothing on standard error."""
    lines = "\n\n".join(
        f"The council met for the {n}th time and agreed on a plan for the road." for n in range(1200)
    )  # more than a pipe holds
    (newsroom / "long.txt").write_text(f"The long road\n\nBy Ada Bell\n\n{lines}\n", encoding="utf-8")

    with started(newsroom, *words, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as program:
        assert program.stdout is not None
        assert program.stderr is not None
        program.stdout.readline()
        program.stdout.close()
        told = program.stderr.read()

    assert (program.returncode, told) == (0, "")


def _unread(pipe: IO[str]) -> int:
    """Bytes that nobody has read yet."""
    import fcntl
    import termios

    count = array.array("i", [0])
    fcntl.ioctl(pipe.fileno(), termios.FIONREAD, count)
    return count[0]


@pytest.mark.skipif(os.name == "nt", reason="sends a signal")
def test_ctrl_c_says_that_nothing_is_lost(newsroom: Path) -> None:
    """Ctrl-C ends with 130 and one line, also where the program waits for standard input."""
    with started(newsroom, "make", "articles", "-", stdin=subprocess.PIPE, stderr=subprocess.PIPE) as program:
        assert program.stdin is not None
        program.stdin.write("A")
        program.stdin.flush()
        while _unread(program.stdin) and program.poll() is None:
            time.sleep(0.01)
        program.send_signal(signal.SIGINT)
        assert program.stderr is not None
        told = program.stderr.read()

    assert program.returncode == 130
    assert told == "stopped; what was recorded is kept, the same command continues\n"


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="looks at processes as Linux shows them")
@pytest.mark.parametrize("moment", [0.05, 0.15, 0.3])
def test_ctrl_c_while_workers_begin_is_one_line_too(newsroom: Path, page: Path, moment: float) -> None:
    """Ctrl-C reaches every process of a terminal; those that are only just starting say nothing of it."""
    settings = newsroom / "audiopress.toml"
    settings.write_text(settings.read_text("utf-8").replace("inline", "processes:2"), "utf-8")
    with started(newsroom, "make", "articles", str(page), stderr=subprocess.PIPE, start_new_session=True) as program:
        children = Path(f"/proc/{program.pid}/task/{program.pid}/children")
        while len(children.read_text().split()) < 2:  # the first is the interpreter's own, for its semaphores
            time.sleep(0.01)
        time.sleep(moment)
        os.killpg(program.pid, signal.SIGINT)
        assert program.stderr is not None
        told = program.stderr.read()

    assert program.returncode == 130
    assert told == "stopped; what was recorded is kept, the same command continues\n"


@pytest.mark.skipif(os.name == "nt", reason="sends a signal")
def test_ctrl_c_ends_the_server(audiopress: Run, newsroom: Path, page: Path) -> None:
    """`serve` is stopped by Ctrl-C, and speaks of no recording."""
    assert audiopress("make", "articles", page).returncode == 0
    with started(newsroom, "serve", "--port", "0", stdout=subprocess.PIPE, stderr=subprocess.PIPE) as program:
        assert program.stdout is not None
        address = program.stdout.readline().split(" at ")[1].split()[0]
        assert not address.endswith(":0/"), "a port that the system chose is told"
        time.sleep(0.5)
        program.send_signal(signal.SIGINT)
        assert program.stderr is not None
        told = program.stderr.read()

    assert (program.returncode, told) == (130, "stopped\n")


def test_a_server_that_is_away_is_told_in_our_words(audiopress: Run, newsroom: Path) -> None:
    """An address that nobody answers is tried again, and told in one message without a library's own lines."""
    settings = newsroom / "audiopress.toml"
    text = re.sub(r"allow_hosts = .*", 'allow_hosts = ["127.0.0.1"]', settings.read_text("utf-8"))
    settings.write_text(text, "utf-8")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{taken.getsockname()[1]}/page"
        done = audiopress("read", address)

    assert done.returncode == 4
    first, *rest = done.stderr.splitlines()
    assert first == f"error: {address}: the server cannot be reached"
    assert [line[:4] for line in rest] == ["  → "]


def test_nothing_is_said_of_nothing(audiopress: Run, tmp_path: Path) -> None:
    """Lists that are empty say so to people and nothing to programs, and a folder that was only looked at stays as it was."""
    folder = tmp_path / "empty"
    folder.mkdir()
    (folder / "audiopress.toml").write_text("", encoding="utf-8")

    episodes = audiopress("episodes", cwd=folder)
    as_json = audiopress("episodes", "--json", cwd=folder)
    words = audiopress("lexicon", "find", "qqq", cwd=folder)

    assert (episodes.stdout, words.stdout, json.loads(as_json.stdout)) == ("", "", [])
    assert episodes.stderr == "nothing has been made yet: audiopress make SHOW PAGE\n"
    assert words.stderr == "no entry of 'en' has 'qqq' in it\n"
    assert as_json.stderr == ""
    assert [path.name for path in folder.iterdir()] == ["audiopress.toml"]


def test_quiet_gives_no_advice(audiopress: Run, newsroom: Path, page: Path) -> None:
    """What cron mails every morning is the result: the next command is for people who try things out."""
    loud = audiopress("make", "articles", page)
    quiet = audiopress("--quiet", "make", "articles", page)
    settings = newsroom / "audiopress.toml"
    settings.write_text(
        settings.read_text("utf-8").replace("http://127.0.0.1:8000/", "https://paper.example/"), "utf-8"
    )
    public = audiopress("make", "articles", page)

    assert "next       audiopress serve" in loud.stdout
    for done in (quiet, public):
        assert done.stdout.startswith("kept ")
        assert "audiopress serve" not in done.stdout
        assert "on this machine only" not in done.stdout


@pytest.mark.skipif(os.name == "nt", reason="limits the size of files as a shell does")
def test_a_disk_that_is_full_is_one_message(audiopress: Run, newsroom: Path, page: Path) -> None:
    """Where no take can be kept the command ends at once with 1 and what to do; the same command goes on from there."""
    command = f'ulimit -f 120; exec "{sys.executable}" -m audiopress make articles "{page}"'
    env = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}

    full = subprocess.run(["sh", "-c", command], capture_output=True, text=True, cwd=newsroom, env=env, check=False)
    again = audiopress("make", "articles", page)

    assert full.returncode == 1, full.stderr
    assert len(full.stderr.splitlines()) == 2
    assert "the disk is full; nothing that was published is lost; make room and run the same command" in full.stderr
    assert again.returncode == 0, again.stderr


def test_many_sentences_that_fail_alike_are_counted(audiopress: Run, newsroom: Path) -> None:
    """An engine that fails on every sentence is told with ten of them, and how many more there are."""
    voice = newsroom / "voices" / "en-heart.toml"
    failing = '\n[options]\ncommand = "false"\n'
    text = re.sub('fallback = ".*"', 'fallback = ""', voice.read_text("utf-8"))
    text = text.replace('engine = "tone"', 'engine = "command"')
    voice.write_text(text + failing, encoding="utf-8")
    lines = "\n".join(f"HOST: This is the sentence with the number {n}." for n in range(15))
    (newsroom / "s.txt").write_text(f"@title Many\n\n{lines}\n", encoding="utf-8")

    done = audiopress("make", "articles", "--script", "s.txt")

    assert done.returncode == 6, done.stderr
    assert len(done.stderr.splitlines()) == 12
    assert done.stderr.splitlines()[-1] == "  and 5 more"
