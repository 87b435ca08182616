"""Who comes in, and what they may do."""

from __future__ import annotations

import json
import re
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from tests_clock import Clock
from tests_desk import Room, send, token

from audiopress.desk.access import LARGEST
from audiopress.desk.accounts import Accounts
from audiopress.desk.application import routes
from audiopress.desk.sessions import Limits
from audiopress.errors import UsageError


def test_the_link_lets_one_person_in_once(room: Room) -> None:
    """Who opens the link is an editor; whoever opens it after them, or guesses it, is told to name themselves."""
    assert room.desk.access.link is not None
    key = room.desk.access.link.key
    stranger = room.client(enter=False)

    assert stranger.get("/").headers["location"] == "/login"
    assert stranger.get("/enter", params={"key": "guessed"}).status_code == 403
    first = room.client()
    assert first.get("/").status_code == 200
    assert stranger.get("/enter", params={"key": key}).status_code == 403


def test_the_link_is_good_for_a_quarter_of_an_hour(room: Room, clock: Clock) -> None:
    """A link in an old terminal lets nobody in."""
    assert room.desk.access.link is not None
    clock.move(minutes=16)

    assert room.client(enter=False).get("/enter", params={"key": room.desk.access.link.key}).status_code == 403


def test_the_cookie_is_kept_from_scripts_and_other_sites(room: Room) -> None:
    """The session's secret is HttpOnly and SameSite=Strict."""
    assert room.desk.access.link is not None
    told = room.client(enter=False).get("/enter", params={"key": room.desk.access.link.key})

    assert "HttpOnly" in told.headers["set-cookie"]
    assert "SameSite=Strict" in told.headers["set-cookie"]


def test_a_viewer_can_change_nothing(room: Room) -> None:
    """Every route that takes a change refuses a viewer, and no other route takes one."""
    viewer = room.known("Vera", "viewer")
    csrf = token(viewer)
    before = {path: path.read_bytes() for path in room.root.rglob("*") if path.is_file() and "desk" not in path.parts}
    values = {"show": "articles", "episode": room.episode.id, "line": "9", "job": "1", "name": "desk.css"}
    known = routes(room.desk)
    changing = {route.path for route in known if "POST" in (route.methods or ())} - {"/login", "/logout"}

    for route in known:
        path = re.sub(r"\{(\w+)(?::\w+)?\}", lambda found: values[found[1]], route.path)
        told = viewer.post(path, data={"what": "approve", "on": "no"}, headers={"X-CSRF": csrf})
        if route.path not in {"/login", "/logout"}:
            assert told.status_code == (403 if route.path in changing else 405), path

    assert len(changing) >= 12
    after = {path: path.read_bytes() for path in room.root.rglob("*") if path.is_file() and "desk" not in path.parts}
    assert {str(path) for path in after if after[path] != before.get(path)} == set()


def test_a_viewer_sees_and_hears_everything(room: Room) -> None:
    """Reading and listening is what a viewer is there for; no button for a change is shown."""
    viewer = room.known("Vera", "viewer")

    shown = viewer.get(room.page)
    assert shown.status_code == 200
    assert "/act" not in shown.text
    line = re.search(r"line=(\d+)", shown.text)
    assert line
    assert viewer.get(f"{room.page}/hear", params={"line": line[1]}).headers["content-type"] == "audio/wav"


def test_who_watches_is_answered_without_a_session(room: Room) -> None:
    """`/healthz` tells everybody that the desk answers; `/metrics` tells this machine, and nobody who is passed on by it."""
    stranger = room.client(enter=False)
    well, told = stranger.get("/healthz"), stranger.get("/metrics")

    assert (well.status_code, well.json()) == (200, {"well": True, "clock": None})
    assert 'audiopress_episodes{show="articles",state="draft"} 1' in told.text
    assert told.headers["content-type"] == "text/plain; version=0.0.4; charset=utf-8"
    passed_on = {"X-Forwarded-For": "203.0.113.7"}
    assert stranger.get("/healthz", headers=passed_on).status_code == 200
    assert stranger.get("/metrics", headers=passed_on).headers["location"] == "/login"
    assert room.known("Vera", "viewer").get("/metrics", headers=passed_on).status_code == 200


@pytest.mark.parametrize(
    "headers", [{}, {"X-CSRF": "guessed"}, {"X-CSRF": "TOKEN", "Origin": "https://elsewhere.example"}]
)
def test_a_change_comes_from_our_own_page(room: Room, headers: dict[str, str]) -> None:
    """Without the page's token, or from another site, nothing is changed."""
    editor = room.client()
    sent = {name: token(editor) if value == "TOKEN" else value for name, value in headers.items()}

    assert editor.post("/shows/articles/enabled", data={"on": "no"}, headers=sent).status_code == 403
    assert room.desk.here.show("articles").enabled


def test_a_page_of_an_ended_session_learns_what_to_do(room: Room) -> None:
    """A part of a page leads nowhere else when nobody is known; a form that is too long is told its limit."""
    part = {"HX-Request": "true"}
    told = room.client(enter=False).post(f"{room.page}/cue/5", data={"text": "mine"}, headers=part)
    assert (told.status_code, told.headers.get("HX-Redirect")) == (401, None)
    assert '<a href="/login" target="_blank"' in told.text

    editor = room.client()
    assert editor.get("/token").json()["csrf"] == token(editor)
    old = editor.post("/lexicon", data={}, headers=part | {"X-CSRF": "of yesterday"})
    assert (old.status_code, old.headers["Desk-Token"]) == (403, "old")
    long = send(editor, "/reading", text="a" * (LARGEST + 1))
    assert (long.status_code, "2 MB" in long.text) == (413, True)


def test_a_desk_answers_to_its_own_name_alone(room: Room) -> None:
    """A foreign name that was pointed at this machine is refused, so that no page elsewhere can read the desk."""
    editor = room.client()

    assert editor.get("/", headers={"Host": "evil.example"}).status_code == 421
    assert editor.get("/", headers={"Host": "localhost:8010"}).status_code == 200


def test_nothing_runs_but_our_own_files(room: Room) -> None:
    """Every answer has the strict policy, and no page has a script, a style or a handler in it."""
    editor = room.client()

    for path in ("/", room.page, "/lexicon", "/voices", "/reading", "/login", "/nowhere"):
        told = editor.get(path)
        assert "script-src 'self'" in told.headers["content-security-policy"]
        assert "unsafe" not in told.headers["content-security-policy"]
        assert not re.search(r"<script>|<style|\sstyle=|\son\w+=", told.text), path


def test_passwords_are_tried_five_times(room: Room, clock: Clock) -> None:
    """After five wrong ones even the right one waits; after a while it is let in."""
    room.desk.access.accounts.add("Ada", "editor", "a long password")
    client = room.client(enter=False)
    told = [client.post("/login", data={"name": "Ada", "password": f"wrong {n}"}).status_code for n in range(6)]
    right = client.post("/login", data={"name": "Ada", "password": "a long password"})

    assert told == [403] * 5 + [429]
    assert right.status_code == 429
    assert int(right.headers["retry-after"]) > 200
    clock.move(minutes=6)
    assert client.post("/login", data={"name": "Ada", "password": "a long password"}).status_code == 303


def test_one_address_does_not_try_every_name(clock: Clock) -> None:
    """Twenty wrong passwords for twenty names are too many from one address, and another address is not asked to wait."""
    limits = Limits(clock)
    for number in range(20):
        limits.failed(f"name {number}", "10.0.0.9")

    assert limits.wait("somebody else", "10.0.0.9")
    assert not limits.wait("somebody else", "10.0.0.8")


def test_a_session_ends(room: Room, clock: Clock) -> None:
    """After `session_hours` without a click, after seven days in any case, and at once when the account is gone."""
    editor, known = room.client(), room.known("Ada", "editor")
    clock.move(hours=11)
    assert editor.get("/").status_code == 200
    room.desk.access.accounts.remove("Ada")
    assert known.get("/").status_code == 303
    clock.move(hours=13)
    assert editor.get("/").status_code == 303


def test_who_leaves_is_gone(room: Room) -> None:
    """The secret of a session that was left opens nothing any more."""
    editor = room.client()
    secret = editor.cookies["audiopress-desk"]
    send(editor, "/logout")

    assert room.client({"Cookie": f"audiopress-desk={secret}"}, enter=False).get("/").status_code == 303


def test_a_proxy_is_believed_where_it_is_named(room: Room) -> None:
    """The header counts from a configured address and from no other; who has no account is a viewer."""
    stranger = room.client({"X-Remote-User": "Mona"}, enter=False)
    assert stranger.get("/").status_code == 303
    path = room.root / "audiopress.toml"
    path.write_text(path.read_text("utf-8") + '\n[desk]\nproxies = ["127.0.0.0/8"]\n', encoding="utf-8")

    assert "Mona" in stranger.get("/").text
    assert send(stranger, "/shows/articles/enabled", on="no").status_code == 403
    room.desk.access.accounts.add("Mona", "editor", "a long password")
    assert send(stranger, "/shows/articles/enabled", on="no", part=False).status_code == 303


def test_no_secret_is_written(room: Room) -> None:
    """The accounts' file is its owner's alone and has no password, and no page has a hash or a session's secret."""
    editor = room.known("Ada", "editor")
    path = room.root / ".audiopress" / "desk" / "accounts.json"
    secrets = [json.loads(path.read_text())["Ada"]["hash"], editor.cookies["audiopress-desk"], "a long password"]

    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert "a long password" not in path.read_text()
    for page in ("/", room.page, "/lexicon", "/voices", "/login"):
        assert not any(secret in editor.get(page).text for secret in secrets)
    assert editor.get("/reading", params={"page": ".audiopress/desk/accounts.json"}).status_code == 422
    assert editor.get("/reading", params={"page": "../../../etc/hostname.txt"}).status_code == 422


@pytest.mark.parametrize(
    ("name", "role", "password"),
    [("", "editor", "a long password"), ("Ada", "owner", "a long password"), ("Ada", "editor", "short")],
)
def test_what_is_no_account_is_refused(tmp_path: Path, name: str, role: str, password: str) -> None:
    """An account has a name, one of two roles, and a password of ten letters."""
    with pytest.raises(UsageError):
        Accounts(tmp_path / "accounts.json").add(name, role, password)
    assert not (tmp_path / "accounts.json").exists()


def test_accounts_are_kept_by_the_command(newsroom: Path) -> None:
    """`desk --add-user` takes the password from standard input where that is no terminal, and tells who may come in."""
    command = [sys.executable, "-m", "audiopress", "-C", str(newsroom), "desk", "--add-user", "Ada", "--role", "viewer"]
    told = subprocess.run([*command, "--json"], input="a long password\n", capture_output=True, text=True, check=True)

    assert json.loads(told.stdout) == [{"name": "Ada", "role": "viewer"}]
    assert Accounts(newsroom / ".audiopress" / "desk" / "accounts.json").verified("Ada", "a long password") == "viewer"


def test_others_reach_a_desk_only_with_accounts(newsroom: Path) -> None:
    """Bound where others can come, a desk without accounts does not start, and says what to do."""
    command = [sys.executable, "-m", "audiopress", "-C", str(newsroom), "desk", "--host", "0.0.0.0"]
    told = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)

    assert told.returncode == 2
    assert "--add-user" in told.stderr
