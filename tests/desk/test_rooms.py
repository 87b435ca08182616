"""The desk's other pages: today, the lexicon, the voices, reading; its words and its looks."""

from __future__ import annotations

import re
import string
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests_clock import Clock
from tests_desk import Room, send
from tests_pages import page as news_page

import audiopress.desk
import audiopress.publish
from audiopress.config import load_show
from audiopress.desk.reading import beginning
from audiopress.desk.words import FOLDER, asked_for, languages
from audiopress.errors import UsageError
from audiopress.toml_keys import append, set_key, take_out


def test_today_shows_what_waits(room: Room) -> None:
    """Every show is there; those that wait for somebody come first, with their draft, its length and its state."""
    text = room.client().get("/").text

    shows = re.findall(r'<h2 id="show-([^"]+)"', text)
    assert set(shows) == {show.name for show in room.desk.here.shows}
    assert set(shows[:2]) == {"articles", "daily-brief"}
    assert f'href="{room.page}"' in text
    assert "draft" in text


def test_a_show_is_paused_and_its_hour_changed(room: Room, clock: Clock) -> None:
    """Both are written into show.toml, which stays what the editor wrote; the calendar shows when it comes next."""
    editor, path = room.client(), room.show.folder / "show.toml"
    before = path.read_text("utf-8").splitlines()
    send(editor, "/shows/articles/schedule", part=False, hour="06:30", days="weekdays")
    assert load_show(room.show.folder).schedule is not None
    assert "next Mon 2 Mar, 06:30" in editor.get("/").text
    send(editor, "/shows/articles/enabled", part=False, on="no")

    assert not load_show(room.show.folder).enabled
    assert "paused" in editor.get("/").text
    assert set(before) <= set(path.read_text("utf-8").splitlines())
    assert send(editor, "/shows/articles/run").status_code == 422
    send(editor, "/shows/articles/enabled", part=False, on="yes")
    assert load_show(room.show.folder).enabled
    assert send(editor, "/shows/articles/schedule", hour="25:00", days="daily").status_code == 422


def test_an_edition_is_run_now(room: Room) -> None:
    """`Run now` makes the edition that is due, or says why there is none."""
    editor = room.client()
    set_key(room.show.folder / "show.toml", ("sources",), ["market.txt"])
    told = send(editor, "/shows/articles/run")
    for _ in range(100):
        if not (number := re.search(r'hx-get="/jobs/(\d+)"', told.text)):
            break
        told = editor.get(f"/jobs/{number[1]}")

    assert "Night market" in editor.get("/").text


def test_a_broken_show_stops_no_other(room: Room) -> None:
    """What is wrong with one show is told, and the others are shown."""
    (room.root / "feeds" / "english-cafe" / "show.toml").write_text("title = 3\n", encoding="utf-8")
    text = room.client().get("/").text

    assert "english-cafe" in text
    assert "The daily brief" in text


def test_the_lexicon_is_searched_written_and_heard(room: Room) -> None:
    """A word is added, found again, said as new and as before, replaced, and taken out."""
    editor = room.client()
    form = {"language": "en", "written": "Xylander", "how": "say", "said": "Zylander the Great"}
    before = editor.get("/lexicon/hear", params={**form, "plain": "yes"}).content
    after = editor.get("/lexicon/hear", params=form).content
    send(editor, "/lexicon", form, part=False)

    assert before != after
    assert editor.get("/lexicon/hear", params={"language": "en", "text": "Xylander"}).content == after
    found = editor.get("/lexicon", params={"q": "xyl", "word": "Xylander"}).text
    assert "Zylander the Great" in found
    assert f'href="{room.page}"' in found
    send(editor, "/lexicon", form | {"said": "Ksy"}, part=False)
    assert "Zylander" not in editor.get("/lexicon", params={"q": "xyl"}).text
    send(editor, "/lexicon/remove", part=False, language="en", written="Xylander")
    assert "0 entries" in editor.get("/lexicon", params={"q": "xyl"}).text
    assert send(editor, "/lexicon", language="en", written="X", how="ipa", said="123").status_code == 422


def test_voices_say_whom_they_speak(room: Room) -> None:
    """Speakers of the last episodes stand with the voice that read them, languages and parts with one of their own, if any."""
    text = room.client().get("/voices").text
    segment = next(one for one in room.episode.transcript if one.speaker == "Jonas Petri")

    assert re.search(rf"<span>Jonas Petri</span> <strong>{segment.voice}</strong>", text)
    assert "<span>English</span> <strong>en-heart</strong>" in text
    assert "<span>guide</span>" not in text


def test_a_page_is_read_and_a_line_kept_or_dropped_by_a_click(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was dropped is shown with its rule; a click writes the profile of the site, and another one takes it back."""
    editor = room.client()
    (room.root / "page.html").write_text(news_page(), encoding="utf-8")
    shown = editor.get("/reading", params={"page": "page.html"}).text
    assert "The harbour office will close" in shown
    assert "/reading/rule" not in shown
    assert "/reading/rule" in editor.get("/reading", params={"page": "page.html", "site": "www.harbour.example"}).text
    pasted = send(editor, "/reading", text=news_page())
    assert "Ferries to the outer islands" in pasted.text

    path = room.root / "feeds" / "publishers" / "harbour.example.yaml".replace(".yaml", ".toml")
    rule = {"domain": "harbour.example", "page": "https://harbour.example/1"}
    monkeypatch.setattr("audiopress.press.Press.read", lambda *_, **__: iter(()))
    send(editor, "/reading/rule", rule, part=False, what="drop", line="Divers looked at all of the posts")
    assert tomllib.loads(path.read_text("utf-8"))["drop"] == ["^Divers looked at all of the posts$"]
    shown = editor.get("/reading", params={"page": rule["page"]}).text
    assert "^Divers looked" in shown
    send(editor, "/reading/rule", rule, part=False, what="keep", line="Divers looked at all of the posts")
    assert tomllib.loads(path.read_text("utf-8")) == {"drop": [], "keep": ["^Divers looked at all of the posts$"]}
    send(editor, "/reading/rule", rule, part=False, what="keep", pattern="^Divers looked at all of the posts$")
    assert tomllib.loads(path.read_text("utf-8"))["keep"] == []
    assert send(editor, "/reading/rule", what="keep", line="x", domain="../../x", page="").status_code == 422


@given(st.text(min_size=1).filter(lambda text: bool(text.split())))
def test_a_rule_knows_its_line_again(line: str) -> None:
    """The pattern of a line finds it, whatever signs and figures stand in it, and with other figures as well."""
    pattern = beginning(line)

    assert re.search(pattern, " ".join(line.split()))


def test_a_rule_is_of_a_line() -> None:
    """Of nothing there is no pattern: it would match everything."""
    with pytest.raises(UsageError):
        beginning(" \n ")


# ---- words and looks


def test_every_language_has_every_word() -> None:
    """English and Korean have the same keys, and the same values stand in each phrase."""
    tables = {one: tomllib.loads((FOLDER / f"{one}.toml").read_text("utf-8")) for one in languages()}

    def values(text: str) -> set[str]:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name}

    english = {key: value for key, value in tables["en"].items() if not key.endswith("_1")}
    assert set(tables) == {"en", "ko"}
    for table in tables.values():
        assert {key for key in table if not key.endswith("_1")} == set(english)
        assert [key for key, text in english.items() if values(text) != values(table[key])] == []


@pytest.mark.parametrize(
    ("accepted", "chosen", "language"),
    [
        ("ko-KR,ko;q=0.9,en;q=0.8", "", "ko"),
        ("fr, en;q=0.5, ko;q=0.7", "", "ko"),
        ("ko", "en", "en"),
        ("x;q=z", "", "en"),
    ],
)
def test_the_desk_speaks_the_editor_s_language(accepted: str, chosen: str, language: str) -> None:
    """The newsroom's choice, else the browser's, else English."""
    assert asked_for(accepted, chosen).language == language


def test_every_page_is_there_in_korean(room: Room) -> None:
    """No page falls back to English, and none misses a word."""
    editor = room.client({"Accept-Language": "ko"})

    for path in ("/", room.page, "/lexicon", "/voices", "/reading", "/login", f"{room.page}/cue/9"):
        told = editor.get(path)
        assert told.status_code in {200, 422}
        assert '<html lang="ko">' in told.text


def test_the_desk_looks_like_the_site(room: Room) -> None:
    """Paper, ink, rules and type are the published pages' own: both take them from one file and neither has others."""
    folders = Path(audiopress.publish.__file__).parent / "site", Path(audiopress.desk.__file__).parent / "static"
    sheets = [
        (folder / name).read_text("utf-8").partition("@media print")[0]
        for folder, name in zip(folders, ("style.css", "desk.css"), strict=True)
    ]
    own = re.compile(r"--(?:serif|sans|paper|raised|ink|soft|rule):")
    browser = room.client()
    linked = re.findall(r'<link rel="stylesheet" href="([^"]+)"', browser.get("/").text)

    assert [own.findall(sheet) for sheet in sheets] == [[], []]
    assert any(own.search(browser.get(address).text) for address in linked)


# ---- keys of TOML files

NAMES = st.sampled_from(["title", "host", "on", "Mira Solberg", "ü.x"])
VALUES = st.one_of(st.booleans(), st.text(max_size=8), st.integers(-9, 9), st.lists(st.text(max_size=4), max_size=3))
FILE = """\
# the show
title = "A" # its title
words = [
  "one",
]

[cast] # who speaks
host = "en"
# the pool
quotes = ["a", "b"]

[cast.speakers]
"Mira Solberg" = "x"

[[entry]]
host = "left alone"
"""


@given(table=st.sampled_from([(), ("cast",), ("cast", "speakers"), ("new",)]), name=NAMES, value=VALUES)
def test_a_key_is_set_and_all_else_stays(
    tmp_path_factory: pytest.TempPathFactory, table: tuple[str, ...], name: str, value: str
) -> None:
    """The table is what it was but for the key, and every remark is still there."""
    path = tmp_path_factory.mktemp("keys") / "show.toml"
    path.write_text(FILE, encoding="utf-8")
    wanted = tomllib.loads(FILE)
    inner = wanted
    for each in table:
        inner = inner.setdefault(each, {})
    inner[name] = value

    set_key(path, (*table, name), value)

    text = path.read_text("utf-8")
    assert tomllib.loads(text) == wanted
    assert [line for line in ("# the show", "# its title", "# who speaks", "# the pool") if line not in text] == []


def test_a_text_is_added_to_a_list_once(tmp_path: Path) -> None:
    """A list that is not there is made, what is in it is not added again, and taken out it is gone."""
    path = tmp_path / "site.toml"
    append(path, ("drop",), "^One")
    append(path, ("drop",), "^One")
    append(path, ("drop",), '^"Two\\d+')
    assert tomllib.loads(path.read_text("utf-8")) == {"drop": ["^One", '^"Two\\d+']}
    take_out(path, ("drop",), "^One")
    assert tomllib.loads(path.read_text("utf-8")) == {"drop": ['^"Two\\d+']}
