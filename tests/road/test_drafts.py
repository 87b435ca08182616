"""Drafts first: what would go out is made, read, heard and changed before a listener has it."""

from __future__ import annotations

import json
import stat
import tomllib
import wave
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests_clock import Clock

from audiopress.cli.finding import day
from audiopress.errors import UsageError
from audiopress.model import State
from audiopress.newsroom import Library
from audiopress.orders import Orders
from audiopress.press import Press
from audiopress.segment import read_text
from audiopress.workspace import Workspace

Run = Callable[..., "subprocess.CompletedProcess[str]"]  # type: ignore[name-defined]  # noqa: F821
Edit = Callable[[Path, str, str], None]


def made(audiopress: Run, page: Path, *options: str) -> dict[str, str]:
    done = audiopress("make", "articles", page, *options, "--json")
    assert done.returncode == 0, done.stderr
    episode: dict[str, str] = json.loads(done.stdout)[0]["episode"]
    return episode


def takes(newsroom: Path) -> set[Path]:
    return set((newsroom / ".audiopress" / "takes").rglob("*.pcm"))


# ---- made as a draft


def test_a_draft_is_not_published_whatever_the_policy(audiopress: Run, newsroom: Path, page: Path) -> None:
    """`make --draft` in a show that publishes by itself leaves the feed without it until it is approved; @last names it."""
    draft = made(audiopress, page, "--draft")
    feed = newsroom / "public" / "articles" / "feed.xml"

    assert draft["state"] == "draft"
    assert draft["guid"] not in feed.read_text("utf-8")
    assert "made as a draft" in audiopress("history", "@last").stdout
    assert audiopress("approve", "@last").returncode == 0
    assert draft["guid"] in feed.read_text("utf-8")


def test_who_approves_is_told_what_changed_since(audiopress: Run, newsroom: Path, page: Path) -> None:
    """A lexicon that an editor changed after a draft was recorded is told in a line with the command, and it goes out as it is."""
    draft = made(audiopress, page, "--draft")
    before = audiopress("approve", draft["id"])
    second = json.loads(audiopress("make", "articles", page, "--draft", "--again", "--json").stdout)[0]["episode"]
    lexicon = newsroom / "voices" / "lexicon" / "en.toml"
    lexicon.parent.mkdir(parents=True, exist_ok=True)
    lexicon.write_text('[say]\nferry = "fairy"\n', encoding="utf-8")

    done = audiopress("approve", second["id"])

    assert "changed since" not in before.stderr
    assert done.returncode == 0
    (line,) = [one for one in done.stderr.splitlines() if "lexicon or reading changed since it was made" in one]
    assert f"audiopress correct {second['id']}" in line


def test_a_draft_names_no_feed(audiopress: Run, page: Path) -> None:
    """What waits for an editor ends with how it is let out, and not with an address at which it cannot be heard yet."""
    made = audiopress("make", "articles", page, "--draft").stdout

    assert "audiopress approve" in made
    assert "feed.xml" not in made


def test_a_draft_that_was_asked_for_outlasts_the_hour(workspace: Workspace, page: Path, clock: Clock) -> None:
    """The hour at which a show lets its drafts out passes over the one that was asked for as a draft, corrected or not."""
    show = replace(
        workspace.show("articles"),
        edition=replace(workspace.show("articles").edition, policy="approve", until="07:00", then="auto"),
    )
    orders = Orders(press=Press(workspace=workspace, now=clock), draft=True)
    article = read_text(page.read_text("utf-8"), source=str(page))
    kept = orders.make(show, [article])[0].episode
    other = replace(article, headline="Another")
    plain = replace(orders, draft=False).make(show, [other], again=True)[0].episode
    assert kept
    assert plain
    changed = replace(article, paragraphs=(*article.paragraphs, "Dogs travel free, too."))
    assert orders.correct(kept, show, articles=[changed]).status == "corrected"

    clock.move(hours=2)
    orders.release(show)

    states = {row.id: row.state for row in orders.press.library().rows()}
    assert (states[kept.id], states[plain.id]) == (State.DRAFT, State.PUBLISHED)


def test_drafts_are_listed_by_state_and_day(audiopress: Run, newsroom: Path, page: Path) -> None:
    """`episodes --state draft --since today` names what waits and nothing else, and says so where nothing does."""
    draft = made(audiopress, page, "--draft")

    def listed(*options: str) -> list[str]:
        return [one["id"] for one in json.loads(audiopress("episodes", *options, "--json").stdout)]

    assert listed("--state", "draft", "--since", "today") == [draft["id"]]
    assert listed("--state", "published") == []
    assert listed("--since", "2099-01-01") == []
    assert "nothing of that state" in audiopress("episodes", "--state", "held").stderr
    assert newsroom


@pytest.mark.parametrize(
    ("text", "begin"),
    [
        ("today", "2026-03-02T00:00:00+09:00"),
        ("yesterday", "2026-03-01T00:00:00+09:00"),
        ("7d", "2026-02-23T00:00:00+09:00"),
        ("2026-01-05", "2026-01-05T00:00:00+09:00"),
        ("2026-01-05T06:00:00+00:00", "2026-01-05T06:00:00+00:00"),
    ],
)
def test_a_day_is_named_in_the_newsrooms_zone(text: str, begin: str) -> None:
    """A day begins at the newsroom's own midnight."""
    assert day(text, datetime.fromisoformat("2026-03-02T08:30:00+09:00")) == datetime.fromisoformat(begin)
    with pytest.raises(UsageError, match="is no date"):
        day("soon", datetime.now(UTC))


def test_all_drafts_of_a_show_go_out_together(audiopress: Run, page: Path, newsroom: Path) -> None:
    """`approve --all SHOW` lets every draft out and leaves what somebody held."""
    second = page.with_name("second.txt")
    second.write_text(
        page.read_text("utf-8").replace("Ferry to run at night from Monday", "Bakers sleep in").replace("ferry", "bus"),
        "utf-8",
    )
    first = made(audiopress, page, "--draft")
    held = made(audiopress, second, "--draft", "--again")
    assert audiopress("hold", held["id"], "--why", "the name").returncode == 0

    done = audiopress("approve", "--all", "articles", "--json")

    assert [one["id"] for one in json.loads(done.stdout)] == [first["id"]]
    assert Library(newsroom / ".audiopress/library.sqlite").episode(held["id"]).state == "held"
    assert "no draft waits" in audiopress("approve", "--all", "articles").stdout


# ---- what a correction would change


def test_a_dry_run_shows_the_sentences_and_records_nothing(
    audiopress: Run, newsroom: Path, page: Path, edit: Edit
) -> None:
    """`correct --dry-run` tells what would be said instead; no take, no revision, no byte of the episode comes of it."""
    episode = made(audiopress, page)
    edit(page, "The last boat left at eight".lower(), "the last boat left at nine")
    folder = newsroom / ".audiopress" / "episodes" / "articles" / episode["id"]
    before = {path: path.read_bytes() for path in folder.iterdir()}
    known = takes(newsroom)

    told = audiopress("correct", "@last", page, "--dry-run")
    value = json.loads(audiopress("correct", "@last", page, "--dry-run", "--json").stdout)

    assert [line[0] for line in told.stdout.splitlines() if line[:2] in {"- ", "+ "}] == ["-", "+"]
    assert "left at eight" in told.stdout
    assert "left at nine" in told.stdout
    assert {one["change"] for one in value["sentences"]} == {"same", "added", "removed"}
    assert (value["recorded"], value["unchanged"]) == (1, False)
    assert {path: path.read_bytes() for path in folder.iterdir()} == before
    assert takes(newsroom) == known


def test_a_dry_run_knows_todays_lexicon(audiopress: Run, page: Path) -> None:
    """Alone, it shows the sentences that today's lexicon reads in another way, with what would be read."""
    made(audiopress, page)
    assert "unchanged" in audiopress("correct", "@last", "--dry-run").stdout
    assert audiopress("lexicon", "add", "Mira Solberg", "--say", "meera sole berg").returncode == 0

    told = audiopress("correct", "@last", "--dry-run").stdout

    changed = [line for line in told.splitlines() if line.startswith("~ ")]
    assert len(changed) == 1
    assert "meera sole berg" in changed[0]
    assert "lexicon or reading" in told


def test_a_dry_run_of_a_withdrawn_episode_is_refused(audiopress: Run, page: Path) -> None:
    """What could not be corrected is not previewed."""
    made(audiopress, page)
    audiopress("withdraw", "@last")

    done = audiopress("correct", "@last", "--dry-run")

    assert done.returncode == 9
    assert "was withdrawn" in done.stderr


def test_the_script_of_an_episode_can_be_had_and_given_back(
    audiopress: Run, newsroom: Path, page: Path, edit: Edit
) -> None:
    """`script EPISODE` is the text it was made from; changed, `correct --script` makes it so."""
    made(audiopress, page)
    path = newsroom / "mine.txt"

    done = audiopress("script", "@last", "-o", path)
    edit(path, "at eight", "at nine")

    assert done.returncode == 0, done.stderr
    assert "correct" in done.stdout
    assert audiopress("script", "@last").stdout.startswith("@title")
    assert audiopress("correct", "@last", "--script", path).stdout.startswith("corrected")
    assert "at nine" in audiopress("script", "@last").stdout


# ---- heard


@pytest.fixture
def players(tmp_path: Path) -> Path:
    """A folder of programs, with an `aplay` that notes what it is given."""
    folder = tmp_path / "programs"
    folder.mkdir()
    player = folder / "aplay"
    player.write_text(f'#!/bin/sh\nfor last; do :; done\necho "$last" >> {tmp_path / "played"}\n')
    player.chmod(player.stat().st_mode | stat.S_IXUSR)
    return folder


def seconds(path: Path) -> float:
    with wave.open(str(path)) as file:
        return float(file.getnframes() / file.getframerate())


def test_a_sentence_and_a_speaker_are_cut_out_and_played(
    audiopress: Run, newsroom: Path, page: Path, tmp_path: Path, players: Path
) -> None:
    """What is cut out is as long as the transcript says; a player is found, and told its file."""
    made(audiopress, page)
    found = Library(newsroom / ".audiopress/library.sqlite").episode("@last")
    number = next(at for at, one in enumerate(found.transcript, 1) if one.speaker == "Mira Solberg")
    one = found.transcript[number - 1]

    by_number = json.loads(audiopress("listen", "@last", "--sentence", number, "--json").stdout)
    by_words = json.loads(audiopress("listen", "@last", "--sentence", "every plank", "--json").stdout)
    spoken = json.loads(audiopress("listen", "@last", "--speaker", "mira solberg", "--json").stdout)
    played = audiopress("listen", "@last", "--play", "--speaker", "Mira Solberg", env={"PATH": str(players)})

    assert by_number["sentences"] == by_words["sentences"] == [one.body]
    assert abs(seconds(Path(by_number["file"])) - (one.end - one.start)) < 0.15
    assert spoken["sentences"] == [each.body for each in found.transcript if each.speaker == "Mira Solberg"]
    assert played.returncode == 0, played.stderr
    assert Path((tmp_path / "played").read_text().strip()) == Path(spoken["file"])


BAD = [
    (("listen", "@last", "--play"), 7, "no program that plays sound is here"),
    (("listen", "@last", "--sentence", "999"), 2, "has sentences 1 to"),
    (("listen", "@last", "--sentence", "whales"), 2, "no sentence of"),
    (("listen", "@last", "--speaker", "Mira Solbreg"), 2, "did you mean 'Mira Solberg'?"),
    (("listen", "@last", "--sentence", "1", "--speaker", "x"), 2, "not both"),
    (("listen", "@last", "--play", "-o", "x.svg"), 2, "a picture is of the whole"),
    (("episodes", "--state", "drafts"), 2, "did you mean 'draft'?"),
    (("episodes", "--since", "soon"), 2, "is no date"),
    (("approve",), 2, "name an episode, or a show with --all"),
    (("approve", "@last", "--all", "articles"), 2, "name an episode, or a show with --all"),
    (("approve", "--all", "artikles"), 3, "no show named"),
    (("script", "articles"), 2, "name the pages"),
    (("script", "nothing-like-it"), 9, "there is no episode"),
    (("correct", "nothing-like-it", "--dry-run"), 9, "there is no episode"),
    (("new-show", "Daily!"), 3, "is not a-z, 0-9 and hyphens"),
    (("new-show", "articles"), 3, "there is a show already"),
    (("new-show", "evening", "--like", "daily-breif"), 3, "did you mean 'daily-brief'?"),
]


def test_bad_input_is_one_message_with_its_code(audiopress: Run, page: Path, tmp_path: Path) -> None:
    """What cannot be done is told in one message with what to do, and nothing is printed on standard output."""
    made(audiopress, page, "--draft")

    for words, code, told in BAD:
        done = audiopress(*words, env={"PATH": str(tmp_path)})

        assert (done.returncode, done.stdout) == (code, ""), words
        assert told in done.stderr, words
        assert done.stderr.count("error: ") == 1, words
        assert "Traceback" not in done.stderr, words


# ---- what a site's lines are


def test_a_kept_and_a_dropped_line_are_written_into_the_profile(
    audiopress: Run, newsroom: Path, page: Path, edit: Edit
) -> None:
    """`read --drop` writes the publisher's profile and reads the page by it; what the editor wrote there stays."""
    edit(page, "Harbour Courier", "Island Post")
    path = newsroom / "feeds" / "publishers" / "news.example.org.toml"
    path.write_text(
        '# Ours.\nname = "Island Post"\ndrop = [\n  "^Share",  # buttons\n]\n[sections]\n"Ports" = "Shipping"\n'
    )

    done = audiopress("read", page, "--drop", "Tickets will cost", "--keep", "News", "--json")

    assert done.returncode == 0, done.stderr
    assert not any(line.startswith("Tickets") for line in json.loads(done.stdout)["paragraphs"])
    text = path.read_text("utf-8")
    assert tomllib.loads(text) == {
        "name": "Island Post",
        "drop": ["^Share", "^Tickets will cost"],
        "keep": ["^News"],
        "sections": {"Ports": "Shipping"},
    }
    assert "# Ours." in text
    assert "# buttons" in text
    assert audiopress("read", page, "--drop", "Tickets will cost").returncode == 0
    assert path.read_text("utf-8") == text


def test_a_profile_is_made_for_a_site_that_has_none(audiopress: Run, newsroom: Path, page: Path) -> None:
    """--site names the site of a page that does not say it; signs of patterns in the words mean themselves."""
    page.write_text(page.read_text("utf-8").replace("Tickets will cost", "Tickets (all) will cost"), encoding="utf-8")

    done = audiopress("read", page, "--drop", "Tickets (all)", "--site", "www.courier.example")

    assert done.returncode == 0, done.stderr
    assert tomllib.loads((newsroom / "feeds/publishers/courier.example.toml").read_text("utf-8"))["drop"] == [
        r"^Tickets \(all\)"
    ]


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("--drop", "Whales"), 4, "no line of the page begins with"),
        (("--drop", "Tickets"), 2, "does not say of which site"),
        (("--drop", "Tickets", "--site", "no domain"), 3, "is no domain"),
        (("--keep", "Tickets", "--site", "courier.example"), 3, "has the last word"),
        (("--site", "courier.example"), 2, "--site says whose profile"),
    ],
)
def test_a_profile_is_left_alone_where_that_cannot_be(
    audiopress: Run, newsroom: Path, page: Path, words: tuple[str, ...], code: int, told: str
) -> None:
    """A line that is not there, a site nobody knows, a pattern that has the last word: one message, and the file as it was."""
    path = newsroom / "feeds/publishers/courier.example.toml"
    path.write_text('drop = ["^Tick"]\n', encoding="utf-8")
    page.write_text(page.read_text("utf-8").replace("Harbour Courier", "Island Post"), encoding="utf-8")

    done = audiopress("read", page, *words)

    assert done.returncode == code
    assert told in done.stderr
    assert path.read_text("utf-8") == 'drop = ["^Tick"]\n'


# ---- a further show


def test_a_new_show_is_switched_off_and_without_sources(audiopress: Run, newsroom: Path) -> None:
    """`new-show` lays out a show that checks, has no edition until somebody wants one, and may be made by hand."""
    done = audiopress("new-show", "evening-brief", "--title", 'The "evening"')

    assert done.returncode == 0, done.stderr
    show = Workspace.find(newsroom).show("evening-brief")
    assert (show.title, show.enabled, show.sources) == ('The "evening"', False, ())
    assert audiopress("check").returncode == 0
    assert "switched off" in audiopress("run", "evening-brief").stdout
