"""An edition at the desk: read beside its article, heard, mended, let out."""

from __future__ import annotations

import io
import re
import threading
import time
import wave
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import httpx2
import pytest
from tests_clock import Clock
from tests_desk import Room, send

from audiopress.desk.jobs import Job, Jobs
from audiopress.desk.pending import Clash, Edit, Pending, version
from audiopress.desk.sheet import differences
from audiopress.orders import Orders


def cue(client: httpx2.Client, page: str, words: str) -> tuple[int, dict[str, str]]:
    """The line whose words begin so, and the form in which it is changed."""
    shown = client.get(page).text
    for line in re.findall(r'id="L(\d+)"', shown):
        if words not in re.sub(r"<[^>]+>", "", shown[shown.index(f'id="L{line}"') :][:1500]):
            continue
        text = client.get(f"{page}/cue/{line}", headers={"HX-Request": "true"}).text
        found = re.search(r"<textarea[^>]*>([^<]*)", text)
        if found and found[1].startswith(words):
            names = re.findall(r'name="(version|role|speaker)" value="([^"]*)"', text)
            return int(line), {"text": found[1], **dict(names)}
    raise AssertionError(words)


def over(client: httpx2.Client, told: httpx2.Response) -> str:
    """What came of an order, when it is done."""
    for _ in range(600):
        number = re.search(r'hx-get="/jobs/(\d+)"', told.text)
        if not number:
            return told.text
        time.sleep(0.05)
        told = client.get(f"/jobs/{number[1]}", headers={"HX-Request": "true"})
    raise AssertionError(told.text)


def act(client: httpx2.Client, page: str, what: str, **form: str) -> str:
    return over(client, send(client, f"{page}/act", form | {"what": what}))


# ---- to read and hear


def test_the_script_stands_beside_the_article(room: Room) -> None:
    """Headline, lede and quotes are seen on both sides, and a quote has its speaker's colour on both."""
    text = room.client().get(room.page).text

    assert re.search(r'class="block headline">.*?class="written headline".*?Ferry to run', text, re.DOTALL)
    assert 'class="written lede"' in text
    colour = re.search(r'class="cue c(\d)[^"]*" id="L\d+">\s*<p class="speaker">Mira Xylander', text)
    assert colour
    assert f'<mark class="c{colour[1]}">“We have checked' in text


def test_where_a_person_should_look_stands_first(room: Room) -> None:
    """A name that no lexicon knows and a number that could be read otherwise are named, with what is said."""
    text = room.client().get(room.page).text
    kinds = re.findall(r'<li class="(attribution|again|dropped|name|number|long)">', text)

    assert kinds == sorted(kinds, key=["attribution", "again", "dropped", "name", "number", "long"].index)
    assert re.search(r'class="what">A name no lexicon knows</span>\s*<strong>Xylander', text)
    assert re.search(r"<strong>7-4</strong> → “seven to four”", text)


def test_a_name_of_the_lexicon_is_no_doubt(room: Room) -> None:
    """What an editor has said once how to say is not asked again."""
    path = room.show.folder / "lexicon.toml"
    path.write_text('[say]\n"Xylander" = "Zy lander"\n', encoding="utf-8")

    assert "<strong>Xylander</strong>" not in room.client().get(room.page).text


def test_a_story_told_yesterday_is_a_doubt(room: Room, clock: Clock) -> None:
    """A show that tells nearly the same story again in three days is pointed at the other episode."""
    first = room.page
    tomorrow = replace(room.desk.here.press(), now=lambda: clock() + timedelta(days=1))
    article = next(one.article for one in tomorrow.read(["ferry.txt"]) if one.article)
    again = Orders(press=tomorrow).make(room.show, [article], again=True)[0].episode
    assert again

    text = room.client().get(f"/e/articles/{again.id}").text
    assert "Like a story told lately" in text
    assert f'href="{first}"' in text


def test_a_sentence_is_heard_from_the_episode_s_own_takes(room: Room) -> None:
    """A click on a sentence gives its sound, and what was recorded for the episode is not recorded again."""
    editor = room.client()
    addresses = re.findall(r'data-hear="([^"]+s=\d+)"', editor.get(room.page).text)
    takes = len(list((room.root / ".audiopress" / "takes").rglob("*.pcm")))
    sounds = [editor.get(address.replace("&amp;", "&")) for address in addresses]

    assert len(sounds) > 6
    for sound in sounds:
        with wave.open(io.BytesIO(sound.content)) as heard:
            assert heard.getnframes() > 1000
    assert len(list((room.root / ".audiopress" / "takes").rglob("*.pcm"))) == takes


def test_words_and_sayings_are_heard_before_they_are_kept(room: Room) -> None:
    """Other words, another speaker, another way to say a name: heard as they would be, and nothing is changed by it."""
    editor = room.client()
    line, form = cue(editor, room.page, "said Mira Xylander")
    asked = f"{room.page}/hear"
    plain = editor.get(asked, params={"line": line}).content
    other = editor.get(asked, params={"line": line, **form, "text": "said nobody."}).content
    quoted = editor.get(asked, params={"line": line, **form, "speaker": "Jonas Petri"}).content
    said = editor.get(asked, params={"line": line, "written": "Xylander", "how": "say", "said": "Zylander the Great"})

    assert len({plain, other, quoted, said.content}) == 4
    assert editor.get(asked, params={"line": line}).content == plain
    assert editor.get(asked, params={"line": 9999}).status_code == 422
    assert not (room.show.folder / "lexicon.toml").exists()


# ---- to mend


def test_changed_words_are_recorded_when_it_is_approved(room: Room) -> None:
    """A change waits until somebody approves; then it is in the episode, with who made it, and the one before is shown."""
    editor = room.client()
    line, form = cue(editor, room.page, "Tickets will cost")
    told = send(editor, f"{room.page}/cue/{line}", form | {"text": "Tickets cost the same."})

    assert "One change is not recorded yet" in told.text
    assert "<del>HOST: Tickets will cost the same as before" in told.text
    assert all("cost the same." not in one.body for one in room.episode.transcript)
    assert "published" in act(editor, room.page, "approve")
    episode = room.episode
    assert (episode.state, episode.revision) == ("published", 2)
    assert any(one.body == "Tickets cost the same." for one in episode.transcript)
    assert [one.act for one in episode.history] == ["made", "corrected", "approved"]
    after = editor.get(room.page).text
    assert "<ins>Tickets cost the same.</ins>" in after
    assert "not recorded yet" not in after


def test_the_speaker_of_a_quote_is_changed_in_place(room: Room) -> None:
    """A quote goes to another speaker, or back to the narrator."""
    editor = room.client()
    line, form = cue(editor, room.page, "My shift ends")
    assert form["speaker"] == "Jonas Petri"

    told = send(editor, f"{room.page}/cue/{line}", form | {"speaker": "Ada: Bell"})
    assert '<p class="speaker">Ada Bell</p>' in told.text
    line, form = cue(editor, room.page, "My shift ends")
    told = send(editor, f"{room.page}/cue/{line}", form | {"speaker": ""})
    assert '<p class="speaker">Ada Bell' not in told.text
    line, form = cue(editor, room.page, "My shift ends")
    send(editor, f"{room.page}/cue/{line}", form | {"undo": "yes"})
    assert "not recorded yet" not in editor.get(room.page).text


def test_two_editors_never_write_over_each_other_unseen(room: Room) -> None:
    """The second who saves a line is shown the first one's words and keeps theirs in the form; saved again they count."""
    ada, ben = room.known("Ada", "editor"), room.known("Ben", "editor")
    line, form = cue(ada, room.page, "Tickets will cost")
    path = f"{room.page}/cue/{line}"

    assert send(ada, path, form | {"text": "Tickets cost what they did."}).status_code == 200
    second = send(ben, path, form | {"text": "Tickets stay cheap."})
    assert second.status_code == 409
    assert "Ada changed this line" in second.text
    assert "Tickets cost what they did." in second.text
    assert re.search(r"<textarea[^>]*>Tickets stay cheap\.", second.text)
    seen = re.search(r'name="version" value="([^"]+)"', second.text)
    assert seen
    assert send(ben, path, form | {"version": seen[1], "text": "Tickets stay cheap."}).status_code == 200
    assert "Tickets stay cheap." in ada.get(room.page).text


def test_a_clash_keeps_the_speaker_that_was_chosen(room: Room) -> None:
    """Who comes second finds in the form whom they chose to say it, and not whom the first one did."""
    ada, ben = room.known("Ada", "editor"), room.known("Ben", "editor")
    line, form = cue(ada, room.page, "said Mira Xylander")
    path = f"{room.page}/cue/{line}"

    send(ada, path, form | {"text": "says Mira Xylander."})
    second = send(ben, path, form | {"speaker": "Jonas Petri"})
    assert second.status_code == 409
    assert 'name="speaker" value="Jonas Petri"' in second.text


def test_two_editors_change_two_lines(tmp_path: Path, clock: Clock) -> None:
    """Different lines are no clash, whoever is quicker."""
    text = "@title T\nHOST: one\nHOST: two"
    waiting = Pending(tmp_path / "one.json")
    waiting.put(text, 2, version("HOST: one"), "HOST: first", who="Ada", at=clock())
    waiting.put(text, 3, version("HOST: two"), "HOST: second", who="Ben", at=clock())

    assert waiting.applied(text).text == "@title T\nHOST: first\nHOST: second"
    with pytest.raises(Clash) as clash:
        waiting.put(text, 3, version("HOST: two"), "HOST: third", who="Ada", at=clock())
    assert (clash.value.theirs, clash.value.who) == ("HOST: second", "Ben")


def test_a_change_finds_its_line_again(tmp_path: Path) -> None:
    """Where the script became another in the meantime, a change goes with its line, or is shown as lost."""
    edit = Edit(line=2, before="HOST: one", after="HOST: first", who="Ada", at="")
    waiting = Pending(tmp_path / "one.json")

    moved = waiting.applied("@title T\n\nHOST: new\nHOST: one", [edit])
    assert moved.text.endswith("HOST: first")
    assert waiting.applied("@title T\nHOST: other", [edit]).lost == (edit,)
    assert waiting.applied("HOST: one\nHOST: other\nHOST: one", [edit]).lost == (edit,)


def test_always_say_it_so_writes_the_lexicon_and_names_what_it_touches(room: Room) -> None:
    """For the show or everywhere, the entry is in the file that an editor can open, and other episodes are named."""
    editor = room.client()
    form = {"written": "Xylander", "how": "say", "said": "Zylander"}
    told = send(editor, f"{room.page}/say", form | {"scope": "show"})
    everywhere = send(editor, f"{room.page}/say", form | {"said": "Ksylander", "scope": "global"})

    assert "It stands in no other" in told.text
    assert f'href="/e/daily-brief/{room.brief.id}"' in everywhere.text
    assert 'say = "Zylander"' in (room.show.folder / "lexicon.toml").read_text("utf-8")
    assert 'say = "Ksylander"' in (room.root / "voices" / "lexicon" / "en.toml").read_text("utf-8")
    assert "Changed in the newsroom since it was recorded: lexicon" in told.text
    act(editor, room.page, "record")
    assert room.episode.revision == 2
    assert room.episode.state == "draft"


def test_a_word_is_said_so_in_one_story_alone(room: Room) -> None:
    """An entry for the story lies beside its script, counts for it, by the command line as well, and for no other."""
    editor = room.client()
    send(editor, f"{room.page}/say", written="Xylander", how="say", said="Zylander", scope="story")
    orders = Orders(press=room.desk.here.press())

    assert orders.correct(room.episode, room.show).status == "corrected"
    brief = room.brief
    assert orders.correct(brief, room.desk.here.show("daily-brief")).status == "unchanged"


def test_a_speaker_is_given_a_voice_in_the_show(room: Room) -> None:
    """The voice stands in show.toml from then on, and every other line of the file stays as it was."""
    editor, path = room.client(), room.show.folder / "show.toml"
    before = path.read_text("utf-8")
    told = send(editor, f"{room.page}/voice", speaker="Jonas Petri", voice="en-bass")

    assert re.search(r"Jonas Petri <small>en-bass", told.text)
    assert set(before.splitlines()) <= set(path.read_text("utf-8").splitlines())
    assert send(editor, f"{room.page}/voice", speaker="Jonas Petri", voice="nobody").status_code == 422


# ---- to let out


def test_an_edition_is_held_with_a_reason(room: Room) -> None:
    """Holding and withdrawing want a reason, which stands in the history."""
    editor = room.client()

    assert send(editor, f"{room.page}/act", what="hold").status_code == 422
    act(editor, room.page, "hold", why="the pier is not open")
    assert room.episode.state == "held"
    assert "the pier is not open" in editor.get(room.page).text
    act(editor, room.page, "publish")
    assert room.episode.state == "published"
    act(editor, room.page, "withdraw", why="wrong town")
    assert room.episode.state == "withdrawn"


def test_what_is_out_is_corrected_with_a_note(room: Room) -> None:
    """Listeners read the note; the episode keeps its GUID."""
    editor, guid = room.client(), room.episode.guid
    act(editor, room.page, "approve")
    line, form = cue(editor, room.page, "Tickets will cost")
    send(editor, f"{room.page}/cue/{line}", form | {"text": "Tickets cost one crown."})
    act(editor, room.page, "record", why="The price was missing.")

    assert (room.episode.guid, room.episode.revision, room.episode.state) == (guid, 2, "published")
    assert room.episode.record["note"] == "The price was missing."
    page = room.root / "public" / "articles" / room.episode.id / "index.html"
    assert "Tickets cost one crown." in page.read_text("utf-8")


def test_nobody_approves_what_they_have_not_seen(room: Room) -> None:
    """An order given on a page that shows an older version is refused, with what to do."""
    editor = room.client()
    line, form = cue(editor, room.page, "Tickets will cost")
    send(editor, f"{room.page}/cue/{line}", form | {"text": "Tickets are free."})
    act(editor, room.page, "record")
    told = send(editor, f"{room.page}/act", what="approve", revision="1")

    assert told.status_code == 422
    assert "version 2" in told.text
    assert room.episode.state == "draft"


def test_stories_are_put_in_another_order_left_out_and_added(room: Room) -> None:
    """The brief tells its stories in the order an editor gives, without one, and with one more that is named."""
    editor, brief = room.client(), room.brief
    page = f"/e/daily-brief/{brief.id}"
    over(editor, send(editor, f"{page}/stories", order="1,0", revision="1"))
    assert room.brief.stories[0].headline.startswith("Night market")

    over(editor, send(editor, f"{page}/stories", order="1", revision="2"))
    assert [one.headline for one in room.brief.stories] == ["Ferry to run at night from Monday"]
    over(editor, send(editor, f"{page}/stories", order="0", add="market.txt", revision="3"))
    assert len(room.brief.stories) == 2
    assert send(editor, f"{page}/stories", order="", revision="4").status_code == 422
    assert "is no page of this newsroom" in over(
        editor, send(editor, f"{page}/stories", order="0", add="/etc/hostname", revision="4")
    )


# ---- what others do, and long work


def test_a_page_is_told_what_others_change(room: Room) -> None:
    """Whoever changes the episode, at the desk or by the command line, an open page hears of it, and of who it was."""
    editor, heard = room.client(), []

    def listen() -> None:
        with editor.stream("GET", "/events", params={"about": f"articles/{room.episode.id}"}) as told:
            for line in told.iter_lines():
                if line.startswith("data:"):
                    heard.append(line)
                    if len(heard) == 2:
                        return

    thread = threading.Thread(target=listen, daemon=True)
    thread.start()
    time.sleep(0.3)
    other = room.known("Ben", "editor")
    line, form = cue(other, room.page, "Tickets will cost")
    send(other, f"{room.page}/cue/{line}", form | {"text": "Tickets are free."})
    for _ in range(100):
        if heard:
            break
        time.sleep(0.05)
    Orders(press=room.desk.here.press(), who="Cleo").hold(room.episode, room.show, why="wait")
    thread.join(10)

    assert ["Ben" in heard[0], "Cleo" in heard[1]] == [True, True]


def test_what_changes_before_a_page_listens_is_told(room: Room) -> None:
    """A change after the page was drawn, or while its line was down, is told as soon as the line stands."""
    editor, other = room.client(), room.known("Ben", "editor")
    since = re.search(r'data-since="(\w+)"', editor.get(room.page).text)
    assert since
    line, form = cue(other, room.page, "Tickets will cost")
    send(other, f"{room.page}/cue/{line}", form | {"text": "Tickets are free."})

    def first(headers: dict[str, str]) -> dict[str, str]:
        """What is said first, and its number."""
        params = {"about": f"articles/{room.episode.id}", "since": since[1]}
        with editor.stream("GET", "/events", params=params, headers=headers) as told:
            lines: dict[str, str] = {}
            for line in told.iter_lines():
                name, _, value = line.partition(": ")
                lines[name] = value
                if name == "data":
                    return lines
        raise AssertionError(lines)

    told = first({})
    assert "Ben" in told["data"]
    Orders(press=room.desk.here.press(), who="Cleo").hold(room.episode, room.show, why="later")
    assert "Cleo" in first({"Last-Event-ID": told["id"]})["data"]


def test_long_work_says_how_far_it_is_and_is_stopped() -> None:
    """A job is stopped where that can be done, but never while listeners get it; asked for twice it is begun once."""
    jobs, begun = Jobs(), threading.Event()

    def work(job: Job) -> str:
        begun.set()
        while True:
            job.progress("record", 3, 9)
            time.sleep(0.01)

    job = jobs.begin("run", "articles", "Ada", work, order="{}")
    assert jobs.begin("run", "articles", "Ben", work, order="{}") is job
    begun.wait(5)
    assert jobs.under_way("articles") == [job]
    job.stopping = True
    assert job.ended.wait(5)
    assert (job.state, job.done, job.total) == ("stopped", 3, 9)
    job.progress("publish", 0, 1)
    failed = jobs.begin("run", "articles", "Ada", lambda _: 1 // 0)  # type: ignore[arg-type, return-value]
    assert failed.ended.wait(5)
    assert failed.state == "failed"
    jobs.stop()


def test_what_changed_is_told_sentence_by_sentence() -> None:
    """A changed sentence is shown with what it was, a new one alone, and what is the same is not shown."""
    before = "@title T\nHOST: One is here. Two is here.\nQUOTE Ada: Three."
    after = "@title T\nHOST: One is here. Two is gone.\nQUOTE Ada: Three.\nHOST: Four."

    found = [(one.before, one.after) for one in differences(before, after)]
    assert found == [("Two is here.", "Two is gone."), ("", "Four.")]
