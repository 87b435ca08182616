"""What a person is told: `check` before six o'clock, and every change that does nothing."""

from __future__ import annotations

import io
import shutil
import sys
import wave
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from audiopress.cli import main

Edit = Callable[[Path, str, str], None]


@dataclass(frozen=True)
class Told:
    """How a command ended and what it said."""

    code: int
    out: str
    err: str


Say = Callable[..., Told]


@pytest.fixture
def say(newsroom: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Say:
    """`say("check")` runs the program in the newsroom, inside this process."""
    monkeypatch.chdir(newsroom)

    def run(*words: object, stdin: str = "") -> Told:
        monkeypatch.setattr(sys, "argv", ["audiopress", *map(str, words)])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode())))
        with pytest.raises(SystemExit) as ended:
            main()
        said = capsys.readouterr()
        return Told(int(ended.value.code or 0), said.out, said.err)

    return run


def sound(path: Path) -> None:
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, 8000, 0, "NONE", ""))
        file.writeframes(b"\0\x20\0\xe0" * 8000)


# ---- check


def test_check_tells_in_one_round_what_would_fail_at_six(say: Say, newsroom: Path, edit: Edit) -> None:
    """All of it is told at once, each with its place and what to do.

    A voice that cannot speak here, sources that are not there, misnamed and ambiguous music, a lexicon of no language,
    two shows of one title.
    """
    show = newsroom / "feeds" / "articles" / "show.toml"
    voice = newsroom / "voices" / "en-heart.toml"
    edit(voice, 'engine = "tone"', 'engine = "command"')
    edit(voice, 'fallback = "en-announcer"', 'fallback = ""')
    text = show.read_text("utf-8")
    first = text.index("sources") if "\nsources" in text else 0
    assert not first, "the fixture's show has sources of its own"
    (newsroom / "examples" / "harbour.txt").rename(newsroom / "examples" / "harbor.txt")
    show.write_text('sources = ["examples/harbour.txt", "", "-", "https://example.org/rss"]\n' + text, encoding="utf-8")
    shutil.copytree(newsroom / "feeds" / "articles", newsroom / "feeds" / "other")
    music = newsroom / "feeds" / "articles" / "music"
    music.mkdir()
    for name in ("Ident.wav", "stign.wav", "bed.wav", "bed.flac", "own.wav"):
        sound(music / name)
    for name in ("english.toml", "xx.toml"):
        (newsroom / "voices" / "lexicon" / name).write_text('[say]\n"a" = "b"\n', encoding="utf-8")

    told = say("check")

    assert told.code == 3
    for line in (
        f"{show}:1: sources.0: there is no 'examples/harbour.txt' in the newsroom's folder (did you mean 'examples/harbor.txt'?)",
        f"{show}:1: sources.1: is empty",
        f"{show}:1: sources.2: standard input has nothing",
        "cast.host: en-heart cannot speak here: ",
        "other/show.toml:",
        "title: articles is called ",
        f"{music / 'Ident.wav'}: no script calls 'Ident' (did you mean 'ident.wav'?)",
        f"{music / 'stign.wav'}: no script calls 'stign' (did you mean 'sting.wav'?)",
        f"{music / 'bed.flac'}: bed.wav beside it is played, and this never (keep one of them)",
        "english.toml: nobody here speaks 'english', so nobody reads this (did you mean en.toml?)",
        "xx.toml: nobody here speaks 'xx', so nobody reads this (known: de.toml, en.toml",
    ):
        assert line in told.err, told.err
    assert "own.wav" not in told.err, "what a show's own format may call is no slip"
    assert "sources.3" not in told.err, "an address is asked for at six, not now"


def test_a_voice_with_a_ready_fallback_is_no_fault(say: Say, newsroom: Path, edit: Edit) -> None:
    """A voice that cannot speak here and has one to stand in for it fails nothing."""
    edit(newsroom / "voices" / "en-heart.toml", 'engine = "tone"', 'engine = "command"')

    assert say("check").code == 0


def test_a_store_without_a_key_is_told(
    say: Say, newsroom: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """An S3 store that nobody has given a key for is told before the first edition is to go there."""
    pytest.importorskip("boto3")
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_PROFILE"):
        monkeypatch.delenv(name, raising=False)
    for name in ("AWS_SHARED_CREDENTIALS_FILE", "AWS_CONFIG_FILE"):
        monkeypatch.setenv(name, str(tmp_path / "none"))
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    settings = newsroom / "audiopress.toml"
    settings.write_text(settings.read_text("utf-8") + '\n[store]\nkind = "s3"\nbucket = "b"\n', encoding="utf-8")

    without = say("check")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "x")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "x")

    assert without.code == 3
    assert "store: no key for it is set (set AWS_ACCESS_KEY_ID" in without.err
    assert say("check").code == 0


# ---- a change that does nothing says so


def test_the_lexicon_says_how_to_change_it_and_does(say: Say, newsroom: Path) -> None:
    """A word that is there already is changed and taken out by the commands that the message names."""
    assert say("lexicon", "add", "Solmere", "--say", "soul meer").code == 0
    again = say("lexicon", "add", "Solmere", "--say", "sol mere")
    replaced = say("lexicon", "replace", "Solmere", "--say", "sol mere")
    tried = say("lexicon", "try", "To Solmere.")
    removed = say("lexicon", "remove", "Solmere")

    assert again.code == 3
    assert "audiopress lexicon replace Solmere --say" in again.err
    assert "before: say = soul meer" in replaced.out
    assert tried.out == "To sol mere.\n"
    assert removed.code == 0
    assert say("lexicon", "try", "To Solmere.").out == "To Solmere.\n"
    missing = say("lexicon", "remove", "solmer")
    assert missing.code == 3
    assert "is not in this lexicon" in missing.err


def test_sounds_that_a_voice_does_not_take_are_told(say: Say) -> None:
    """`--ipa` names the voices that say the word their own way; with `--say` beside it they say that."""
    deaf = say("lexicon", "add", "Solmere", "--ipa", "ˈsoʊlmɪər")
    tried = say("lexicon", "try", "To Solmere.", "--voice", "en-f3")
    both = say("lexicon", "replace", "Solmere", "--ipa", "ˈsoʊlmɪər", "--say", "soul meer")

    assert deaf.code == tried.code == both.code == 0
    assert "warning: not every voice takes /ˈsoʊlmɪər/: en-" in deaf.err
    assert "say the word their own way" in deaf.err
    assert "en-f3 say the word their own way" in tried.err
    assert "say what --say says" in both.err


def test_a_voice_that_takes_sounds_is_not_warned_of(say: Say, newsroom: Path) -> None:
    """An English voice of espeak says the sounds it knows, and nothing is said of it."""
    shutil.copy(Path(__file__).parents[2] / "voices" / "en-f3.toml", newsroom / "voices" / "mouth.toml")
    say("lexicon", "add", "Solmere", "--ipa", "ˈsoʊlmɪər")

    assert say("lexicon", "try", "To Solmere.", "--voice", "mouth").err == ""


@pytest.mark.parametrize("language", ["english", "xx"])
def test_a_word_of_no_language_is_refused(say: Say, newsroom: Path, language: str) -> None:
    """A lexicon that nobody would read is not begun."""
    told = say("lexicon", "add", "Solmere", "--say", "x", "-l", language)

    assert told.code == 2
    assert "-l takes a code: de, en, " in told.err
    assert not (newsroom / "voices" / "lexicon" / f"{language}.toml").exists()


def test_an_edited_script_is_not_written_over(say: Say, newsroom: Path, page: Path) -> None:
    """`script -o` refuses a file that says something else, until it is forced; the same words are no change."""
    first = say("script", "articles", page, "-o", "s.txt")
    assert say("script", "articles", page, "-o", "s.txt").code == 0
    (newsroom / "s.txt").write_text("# edited\n" + (newsroom / "s.txt").read_text("utf-8"), encoding="utf-8")
    refused = say("script", "articles", page, "-o", "s.txt")
    kept = (newsroom / "s.txt").read_text("utf-8")
    forced = say("script", "articles", page, "-o", "s.txt", "--force")

    assert first.code == forced.code == 0
    assert refused.code == 2
    assert "s.txt: is there already and says something else" in refused.err
    assert "--force" in refused.err
    assert kept.startswith("# edited\n")
    assert not (newsroom / "s.txt").read_text("utf-8").startswith("# edited\n")


def test_a_role_without_a_voice_is_told(say: Say, newsroom: Path) -> None:
    """The host reads a role that nobody was cast for, and a warning names the line, the host and the key to set."""
    (newsroom / "s.txt").write_text("@title One\n\nHOST: A sentence.\n\nGUEST: Another one.\n", encoding="utf-8")

    told = say("make", "articles", "--script", "s.txt")

    assert told.code == 0, told.err
    assert "warning: s.txt:5: articles has no voice for GUEST, so " in told.err
    assert 'guest = "VOICE"' in told.err


@pytest.mark.parametrize("show", ["articles", "daily-brief", "english-cafe"])
def test_the_roles_of_a_shows_own_format_are_known(say: Say, page: Path, show: str) -> None:
    """What a shipped format writes is never told as a role without a voice."""
    told = say("make", show, page)

    assert told.code == 0, told.err
    assert "has no voice for" not in told.err
    assert "  file     .audiopress/episodes/" in told.out, "who made it can play it"


@pytest.mark.parametrize("option", ["--days", "--megabytes"])
def test_less_than_nothing_prunes_nothing(say: Say, newsroom: Path, option: str) -> None:
    """A negative age or size, which would be everything, is refused and deletes nothing."""
    takes = newsroom / ".audiopress" / "takes"
    takes.mkdir(parents=True)
    (takes / "x.pcm").write_bytes(b"x")

    told = say("cache", "--prune", option, "-5")

    assert told.code == 2
    assert option in told.err
    assert (takes / "x.pcm").exists()


def test_either_a_page_or_a_script(say: Say) -> None:
    """With both, `make` and `correct` say that it is one of them, and show the two ways."""
    for words in (("make", "articles", "x.txt"), ("correct", "2026", "x.txt")):
        told = say(*words, "--script", "s.txt")

        assert told.code == 2
        assert "not both" in told.err
        assert "--script FILE" in told.err


# ---- a page is read as a page


def test_spoken_reads_a_page_as_every_other_command(say: Say, newsroom: Path, page: Path) -> None:
    """Menus, tags and a script's directives are not spoken; words on standard input, and lines asked for, are as they stand."""
    html = "<html><body><h1>Ferry at $5</h1>" + "".join(
        f"<p>{line}</p>" for line in page.read_text("utf-8").splitlines() if len(line) > 80
    )
    (newsroom / "page.html").write_text(html, encoding="utf-8")
    (newsroom / "s.txt").write_text("@title One\n\nHOST: It cost $5.\n", encoding="utf-8")

    copied, marked = say("spoken", page).out, say("spoken", "page.html").out
    script, typed = say("spoken", "s.txt").out, say("spoken", stdin="News\nIt cost $5.\n").out
    plain, missing = say("spoken", "--plain", page).out, say("spoken", "nowhere.txt")

    assert copied.startswith("Ferry to run at night from Monday\n")
    assert "Privacy policy" not in copied
    assert "<p>" not in marked
    assert "five dollars" in marked
    assert script == "It cost $5.\n  → It cost five dollars.\n"
    assert typed == "News\nIt cost $5.\n  → It cost five dollars.\n"
    assert "Privacy policy" in plain
    assert missing.code == 4


def test_times_have_their_zone(say: Say, newsroom: Path, page: Path, edit: Edit) -> None:
    """`episodes` shows when an episode was published in the newsroom's own zone, and names it; its sound's path too."""
    edit(newsroom / "audiopress.toml", 'timezone = "UTC"', 'timezone = "Asia/Seoul"')
    say("make", "articles", page)

    row = say("episodes").out.strip().split("\t")

    assert row[3].endswith(" KST")
    assert (newsroom / row[-1]).is_file()


def test_failures_go_to_standard_error(say: Say, page: Path) -> None:
    """What was made is on standard output and what was not on the other, so that cron's mail has it."""
    told = say("make", "articles", page, "nowhere.txt")

    assert told.code == 1
    assert "nowhere.txt" not in told.out
    assert "nowhere.txt: there is no such file" in told.err
