"""What an editor asks at half past five: status, history, run and schedule with their logs, health and units."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests_clock import Clock

from audiopress import newsroom as rooms
from audiopress.workspace import Workspace

Run = Callable[..., "subprocess.CompletedProcess[str]"]


def keyed(newsroom: Path, show: str, lines: str) -> None:
    path = newsroom / "feeds" / show / "show.toml"
    top, tables = lines.partition("\n[")[::2]
    path.write_text(f"{top}\n{path.read_text('utf-8')}\n" + (f"[{tables}\n" if tables else ""), encoding="utf-8")


def test_an_edition_is_followed_from_its_run_to_its_approval(audiopress: Run, newsroom: Path, page: Path) -> None:
    """`run` makes a draft, `status` says that it waits, `approve --as` lets it out, `history` has all of it."""
    keyed(newsroom, "daily-brief", f'sources = ["{page}"]\n[edition]\npolicy = "approve"')

    assert audiopress("run", "daily-brief").returncode == 0
    (before,) = json.loads(audiopress("status", "daily-brief", "--json").stdout)
    name = before["waiting"][0]["episode"]["id"]
    told = audiopress("status").stdout
    assert audiopress("hold", name, "--why", "a name", "--as", "Ben").returncode == 0
    assert audiopress("approve", name, "--why", "heard it", "--as", "Ada").returncode == 0
    (after,) = json.loads(audiopress("status", "daily-brief", "--json").stdout)
    history = json.loads(audiopress("history", name, "--json").stdout)

    assert before["editions"][0]["state"] == "draft"
    assert f"draft  {name}" in told
    assert (after["editions"][0]["state"], after["waiting"]) == ("published", [])
    assert [(one["who"], one["act"], one["why"]) for one in history[-2:]] == [
        ("Ben", "held", "a name"),
        ("Ada", "approved", "heard it"),
    ]
    assert {"made"} == {one["act"] for one in history[:-2]}
    assert "Ada  approved: heard it" in audiopress("history", name).stdout
    assert "already by Ada" in audiopress("approve", name).stderr


def test_an_edition_without_news_says_why(audiopress: Run, newsroom: Path, page: Path) -> None:
    """Nothing is made, and the run and the status both say why."""
    keyed(newsroom, "daily-brief", f'sources = ["{page}"]\n[edition]\nnever = ["ferry"]')

    ran = audiopress("run", "daily-brief")

    assert "skipped: nothing new to tell: 1 with a word of `never`" in ran.stdout
    assert "skipped    nothing new to tell" in audiopress("status", "daily-brief").stdout


def test_an_edition_of_too_few_stories_says_that_it_is_held(audiopress: Run, newsroom: Path, page: Path) -> None:
    """Who made it reads why it is not in the feed and how it gets there; `status` names no hour, since it has none."""
    keyed(
        newsroom,
        "daily-brief",
        f'sources = ["{page}"]\n[edition]\npolicy = "approve"\nuntil = "23:50"\nmin_stories = 2',
    )

    ran = audiopress("run", "daily-brief")

    assert "held     not in the feed, 1 of at least 2 stories (min_stories): audiopress approve" in ran.stdout
    assert re.search(r"\n  held  \S+: 1 of at least 2", audiopress("status", "daily-brief").stdout)
    assert "  made, held: 1 of at least 2 stories (min_stories)" in audiopress("history", "@last").stdout


def test_a_show_without_sources_is_a_settings_file_to_mend(audiopress: Run, newsroom: Path) -> None:
    """`run` says which file lacks them, with the exit code of settings."""
    done = audiopress("run", "daily-brief")

    assert done.returncode == 3
    assert "show.toml: daily-brief has no sources" in done.stderr


def test_the_zone_is_named_where_the_schedule_has_another(audiopress: Run, newsroom: Path) -> None:
    """An hour that is not the one of the show's cron says whose it is; one that is says nothing."""
    keyed(newsroom, "daily-brief", '\n[schedule]\ncron = "30 5 * * *"\ntimezone = "Asia/Seoul"')
    assert re.search(r"daily-brief: next \w+ \d+ \w+ 20:30 UTC\n", audiopress("status", "daily-brief").stdout)

    path = newsroom / "feeds" / "daily-brief" / "show.toml"
    path.write_text(path.read_text("utf-8").replace('"Asia/Seoul"', '"UTC"'), encoding="utf-8")
    assert re.search(r"daily-brief: next \w+ \d+ \w+ 05:30\n", audiopress("status", "daily-brief").stdout)


def test_a_broken_voice_stops_only_who_uses_it(audiopress: Run, newsroom: Path, page: Path) -> None:
    """A show whose voices are whole is made; one that names the broken profile is told which file it is."""
    for path in (newsroom / "feeds").glob("*/show.toml"):
        text = re.sub(r"(?sm)^\[cast\.languages\].*?\n\n", "\n", path.read_text("utf-8"))
        path.write_text(re.sub(r"(?s)quotes = \[.*?\]", "quotes = []", text), encoding="utf-8")
    (newsroom / "voices" / "ko-supertonic.toml").write_text("engine = 3", encoding="utf-8")

    made = audiopress("make", "articles", page)
    failed = audiopress("make", "english-cafe", page)

    assert made.returncode == 0, made.stderr
    assert failed.returncode == 3
    assert "ko-supertonic.toml" in failed.stderr


def test_a_run_logs_each_stage_as_json(audiopress: Run, newsroom: Path, page: Path) -> None:
    """One object a line: show, edition, stage, seconds, the time in the newsroom's zone; and no line that is none."""
    settings = newsroom / "audiopress.toml"
    text = re.sub(r"(?m)^timezone.*\n", "", settings.read_text("utf-8"))
    settings.write_text('timezone = "Asia/Seoul"\n' + text, encoding="utf-8")
    keyed(newsroom, "daily-brief", f'sources = ["{page}"]')

    ran = audiopress("--log-json", "run", "daily-brief")
    lines = [json.loads(line) for line in ran.stderr.splitlines()]

    done = [one for one in lines if one["message"].endswith(" done")]
    assert [one["stage"] for one in done] == ["read", "record", "stitch", "publish", "edition"]
    assert {one["show"] for one in done} == {"daily-brief"}
    assert all(one["edition"] and one["seconds"] >= 0 and one["time"].endswith("+09:00") for one in done)


def test_the_clock_says_how_it_is(newsroom: Path, page: Path, clock: Clock) -> None:
    """/healthz and /metrics of a running `schedule`; SIGTERM ends it, and its file says when it was last seen."""
    now = datetime.now(UTC)
    cron = f"{now.minute} {now.hour} * * *"
    keyed(newsroom, "daily-brief", f'sources = ["{page}"]\n[schedule]\ncron = "{cron}"\ntimezone = "UTC"')
    (newsroom / "feeds" / "articles" / "show.toml").write_text("title = 3", encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    command = [sys.executable, "-m", "audiopress", "schedule", "--health", "127.0.0.1:0", "--json"]
    with subprocess.Popen(command, cwd=newsroom, env=environment, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        notes = (json.loads(line) for line in running.stdout)
        url = next(one["note"] for one in notes if "health" in one["note"]).rpartition(" ")[2]
        assert next(one for one in notes if one.get("status"))["status"] == "made"
        assert "next edition" in next(notes)["note"]
        health = json.loads(urllib.request.urlopen(url.replace("metrics", "healthz"), timeout=10).read())
        metrics = urllib.request.urlopen(url, timeout=10).read().decode()
        running.terminate()
        assert running.wait(10) == 0

    assert health["well"] is True
    assert 'audiopress_editions{show="daily-brief",state="made"} 1\n' in metrics
    assert 'audiopress_edition_seconds_count{show="daily-brief"} 1\n' in metrics
    assert re.fullmatch(r"(#.*\n|audiopress_\w+(\{.*\})? [-+0-9.e]+\n)+", metrics)
    seen = rooms.last_seen(Workspace.find(newsroom).state / "health.json")
    assert seen
    assert datetime.now(UTC) - seen < timedelta(minutes=2)


def test_a_clock_that_stands_is_not_well(tmp_path: Path, clock: Clock) -> None:
    """Two minutes without a turn are 503; an edition that is being made is no standstill, unless it never ends."""
    health = rooms.Health(path=tmp_path / "health.json", clock=clock, started=clock())
    with rooms.served("127.0.0.1:0", health, lambda: "") as port:

        def status() -> int:
            try:
                return int(urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=10).status)
            except urllib.error.HTTPError as error:
                return error.code

        seen = [status()]
        health.beat(clock())
        seen.append(status())
        clock.move(minutes=3)
        seen.append(status())
        with health.work("brief"):
            clock.move(minutes=30)
            seen.append(status())
            clock.move(hours=2)
            seen.append(status())

    assert seen == [503, 200, 503, 200, 503]


def test_units_are_written_to_files(audiopress: Run, newsroom: Path, tmp_path: Path) -> None:
    """A service, a timer and the one that tells of failures, with their user and their secrets."""
    keyed(newsroom, "daily-brief", '[schedule]\ncron = "0 6 * * *"'.replace("[", "\n[", 1))
    units = tmp_path / "units"

    done = audiopress("schedule", "--systemd", "--into", units, "--user", "press", "--environment", "/etc/a.env")

    assert done.returncode == 0, done.stderr
    assert sorted(path.name for path in units.iterdir()) == [
        "audiopress-daily-brief.service",
        "audiopress-daily-brief.timer",
        "audiopress-failed@.service",
    ]
    assert "User=press\nEnvironmentFile=-/etc/a.env\n" in (units / "audiopress-daily-brief.service").read_text("utf-8")


def test_status_says_that_nothing_runs_by_itself(audiopress: Run, newsroom: Path) -> None:
    """Where no show has a schedule and no edition ran, `status` says so and where to look: silence would be a riddle."""
    assert newsroom.is_dir()
    told = audiopress("status")
    assert told.stdout == ""
    assert "no show has a schedule" in told.stderr
    assert "audiopress episodes" in told.stderr


def test_alerts_can_be_tried(audiopress: Run, newsroom: Path) -> None:
    """`alert SHOW` tells whom [alerts] names; without anybody it says where to name them."""
    assert "[alerts] on_failure" in audiopress("alert", "articles").stderr
    settings = newsroom / "audiopress.toml"
    code = "import sys; open('told', 'wb').write(sys.stdin.buffer.read())"
    settings.write_text(
        settings.read_text("utf-8")
        + f'\n[alerts]\non_failure = ["log"]\n[alerts.to.log]\ncommand = ["{sys.executable}", "-c", "{code}"]\n',
        encoding="utf-8",
    )

    done = audiopress("alert", "articles", "--why", "the disk is full")

    assert done.stdout == "told: log\n"
    assert json.loads((newsroom / "told").read_bytes())["reason"] == "the disk is full"
