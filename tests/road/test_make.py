"""The whole road: a page in, a podcast that an app can subscribe to out."""

from __future__ import annotations

import hashlib
import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from audiopress.orders import Orders
from audiopress.press import Press
from audiopress.segment import read_text
from audiopress.workspace import Workspace

Run = Callable[..., "CompletedProcess[str]"]
Edit = Callable[[Path, str, str], None]

OTHER = """By Nils Aas
March 3, 2026 11:20

The tram to the lake was full by noon on Sunday, and forty people walked home along the rails in good spirits.

Two more cars are promised for the summer, one of them open at the sides, the mayor told the council at its meeting.
"""


def feed(newsroom: Path, show: str = "articles") -> ET.Element:
    channel = ET.parse(newsroom / "public" / show / "feed.xml").getroot().find("channel")
    assert channel is not None
    return channel


def named(newsroom: Path, url: str | None) -> Path:
    assert url is not None
    assert url.startswith("http://127.0.0.1:8000/")
    return newsroom / "public" / url.removeprefix("http://127.0.0.1:8000/")


def enclosures(newsroom: Path, show: str = "articles") -> list[Path]:
    """The media files the feed names, each seen to have the stated length."""
    files = []
    for item in feed(newsroom, show).findall("item"):
        enclosure = item.find("enclosure")
        assert enclosure is not None
        path = named(newsroom, enclosure.get("url"))
        assert path.stat().st_size == int(enclosure.get("length", "0"))
        files.append(path)
    return files


def made(done: CompletedProcess[str]) -> dict[str, object]:
    assert done.returncode == 0, done.stderr
    result = json.loads(done.stdout)[0]
    assert isinstance(result, dict)
    return result


def test_a_page_becomes_a_feed_with_everything_it_names(audiopress: Run, newsroom: Path, page: Path) -> None:
    """After `make`, public/ has the feed, the media of the stated length, transcripts, chapters, a cover and pages."""
    done = audiopress("make", "articles", page)

    assert done.returncode == 0, done.stderr
    assert "Ferry to run at night from Monday" in done.stdout
    assert "LUFS" in done.stdout
    assert "next       audiopress serve" in done.stdout
    (media,) = enclosures(newsroom)
    assert media.suffix == ".mp3"
    item = feed(newsroom).find("item")
    assert item is not None
    podcast = "{https://podcastindex.org/namespace/1.0}"
    transcripts = [named(newsroom, t.get("url")) for t in item.findall(f"{podcast}transcript")]
    assert [path.suffix for path in transcripts] == [".vtt", ".json", ".srt"]
    assert all(path.is_file() for path in transcripts)
    chapters = item.find(f"{podcast}chapters")
    assert chapters is not None
    assert json.loads(named(newsroom, chapters.get("url")).read_text("utf-8"))["chapters"][0]["startTime"] == 0
    image = feed(newsroom).find("{http://www.itunes.com/dtds/podcast-1.0.dtd}image")
    assert image is not None
    assert named(newsroom, image.get("href")).is_file()
    assert (newsroom / "public" / "index.html").is_file()
    assert (newsroom / "public" / "articles" / "index.html").is_file()


def test_every_paragraph_is_spoken_once_and_menus_never(workspace: Workspace, page: Path) -> None:
    """The transcript is the article's words in their order, each sentence once; menus and footer are not in it."""
    article = read_text(page.read_text("utf-8"), source=str(page))

    (result,) = Orders(press=Press(workspace=workspace)).make(workspace.show("articles"), [article])

    assert result.episode is not None
    heard = " ".join(segment.body for segment in result.episode.transcript)
    for paragraph in article.paragraphs:
        for words in paragraph.replace("“", "|").replace("”", "|").split("|"):
            if len(words.strip(" ,.")) > 20:
                assert heard.count(words.strip(" ,.")) == 1
    assert "Privacy" not in heard
    assert "Contact us" not in heard
    voices = {s.speaker: s.voice for s in result.episode.transcript if s.speaker}
    assert set(voices) == {"Mira Solberg", "Jonas Petri"}
    narrator = {s.voice for s in result.episode.transcript if not s.speaker}
    assert len({*voices.values(), *narrator}) == 3


def test_the_voices_are_said_to_be_synthetic(workspace: Workspace, page: Path, newsroom: Path) -> None:
    """Every episode says so aloud, in its notes, and in the feed's own tag."""
    article = read_text(page.read_text("utf-8"), source=str(page))

    (result,) = Orders(press=Press(workspace=workspace)).make(workspace.show("articles"), [article])

    assert result.episode is not None
    assert any("synthetic" in segment.body for segment in result.episode.transcript)
    item = feed(newsroom).find("item")
    assert item is not None
    assert "synthetic" in (item.findtext("description") or "")
    marks = item.findall("{https://podcastindex.org/namespace/1.0}txt")
    assert [(m.get("purpose"), m.text) for m in marks] == [("ai-content", "true")]


def test_the_same_order_twice_makes_one_episode(audiopress: Run, newsroom: Path, page: Path) -> None:
    """A second `make` keeps the episode that is there and leaves every public file as it was."""
    first = made(audiopress("make", "articles", page, "--json"))
    before = {p: hashlib.sha256(p.read_bytes()).hexdigest() for p in (newsroom / "public").rglob("*") if p.is_file()}

    second = made(audiopress("make", "articles", page, "--json"))

    after = {p: hashlib.sha256(p.read_bytes()).hexdigest() for p in (newsroom / "public").rglob("*") if p.is_file()}
    assert second["status"] == "kept"
    assert second["episode"] == first["episode"]
    assert after == before


def test_two_at_once_make_one_episode(audiopress: Run, newsroom: Path, page: Path) -> None:
    """The same page given to two processes at the same moment is one episode with one GUID: the later one keeps it."""
    with ThreadPoolExecutor() as both:
        results = [made(done) for done in both.map(lambda _: audiopress("make", "articles", page, "--json"), range(2))]

    assert sorted(str(result["status"]) for result in results) == ["kept", "made"]
    assert results[0]["episode"] == results[1]["episode"]
    assert len(enclosures(newsroom)) == 1


def test_two_stories_of_one_title_at_once_are_two_episodes(
    audiopress: Run, newsroom: Path, page: Path, tmp_path: Path
) -> None:
    """Two processes that make other stories under the same headline never write over each other's episode."""
    other = tmp_path / "other.txt"
    other.write_text(f"Ferry to run at night from Monday\n{OTHER}", encoding="utf-8")

    with ThreadPoolExecutor() as both:
        results = list(both.map(lambda source: made(audiopress("make", "articles", source, "--json")), [page, other]))

    assert [result["status"] for result in results] == ["made", "made"]
    assert len(set(enclosures(newsroom))) == 2
    assert len({item.findtext("guid") for item in feed(newsroom).findall("item")}) == 2


def test_the_figures_of_a_title_are_no_name(workspace: Workspace, page: Path) -> None:
    """An episode's name has letters: `2026-03-02-2`, of a Korean title with a 2 in it, would read as the day's second."""
    article = replace(read_text(page.read_text("utf-8"), source=str(page)), headline="첫날 2천명 건너")

    (result,) = Orders(press=Press(workspace=workspace)).make(workspace.show("articles"), [article])

    assert result.episode is not None
    assert re.fullmatch(r"\d{4}-\d\d-\d\d-[0-9a-f]{10}", result.episode.id)


def test_a_correction_keeps_the_guid_and_records_only_what_changed(
    audiopress: Run, newsroom: Path, page: Path, edit: Edit
) -> None:
    """One changed sentence: the same GUID, a new media name, one take recorded, and the old words gone from the page."""
    first = made(audiopress("make", "articles", page, "--json"))
    (old,) = enclosures(newsroom)
    edit(page, "left at eight", "left at half past eight")

    refused = audiopress("make", "articles", page)
    assert isinstance(first["episode"], dict)
    name = str(first["episode"]["id"])
    done = made(audiopress("correct", name, page, "--json"))

    assert refused.returncode == 9
    assert f"audiopress correct {name} {page}" in refused.stdout + refused.stderr
    assert isinstance(done["episode"], dict)
    assert done["status"] == "corrected"
    assert done["episode"]["guid"] == first["episode"]["guid"]
    assert done["episode"]["id"] == name
    assert done["recorded"] == 1
    (new,) = enclosures(newsroom)
    assert new.name != old.name
    assert [item.findtext("guid") for item in feed(newsroom).findall("item")] == [first["episode"]["guid"]]
    text = (newsroom / "public" / "articles" / name / "index.html").read_text("utf-8")
    assert "half past eight" in text


def test_a_correction_is_of_the_story_that_was_told(
    audiopress: Run, newsroom: Path, page: Path, tmp_path: Path, edit: Edit
) -> None:
    """Another story under an episode's GUID is refused; the same story from another file is not."""
    first = made(audiopress("make", "articles", page, "--json"))
    assert isinstance(first["episode"], dict)
    name = str(first["episode"]["id"])
    other, moved = tmp_path / "other.txt", tmp_path / "moved.txt"
    words = "The library lends telescopes to anybody with a card, and the queue for them is longer than the winter."
    other.write_text(f"Telescopes to lend\n\nBy Ada Bell\n\n{words}\n\n{words.replace('The', 'A')}\n", encoding="utf-8")
    moved.write_text(page.read_text("utf-8"), encoding="utf-8")
    edit(moved, "left at eight", "left at half past eight")

    refused = audiopress("correct", name, other)

    assert refused.returncode == 9
    assert "this is another story: 'Telescopes to lend'" in refused.stderr
    assert made(audiopress("correct", name, moved, "--json"))["status"] == "corrected"


def test_a_correction_of_an_edition_names_all_its_stories(
    audiopress: Run, newsroom: Path, page: Path, tmp_path: Path, edit: Edit
) -> None:
    """One page of an edition of two would silently take the other story from its listeners: it is refused."""
    other = tmp_path / "other.txt"
    other.write_text(page.read_text("utf-8"), encoding="utf-8")
    edit(other, "Ferry to run at night from Monday", "Bicycles on board")
    first = made(audiopress("make", "daily-brief", page, other, "--json"))
    assert isinstance(first["episode"], dict)
    name = str(first["episode"]["id"])
    edit(page, "left at eight", "left at half past eight")

    refused = audiopress("correct", name, page)

    assert refused.returncode == 9
    assert "tells 2 stories, and the pages given are 1" in refused.stderr
    assert audiopress("correct", name, page, tmp_path / "none.txt").returncode == 4
    # The sentence is none that a brief tells, so nothing is recorded, and nobody is asked for it again.
    assert made(audiopress("correct", name, page, other, "--json"))["status"] == "unchanged"
    assert made(audiopress("make", "daily-brief", page, other, "--json"))["status"] == "kept"
    edit(page, "will run again from Monday", "will run again from Tuesday")
    assert made(audiopress("correct", name, page, other, "--json"))["status"] == "corrected"


def test_another_choice_of_stories_is_another_edition(
    audiopress: Run, newsroom: Path, page: Path, tmp_path: Path, edit: Edit
) -> None:
    """An edition that begins with a story told before is made all the same: it holds a story nobody has heard."""
    other = tmp_path / "other.txt"
    other.write_text(page.read_text("utf-8"), encoding="utf-8")
    edit(other, "Ferry to run at night from Monday", "Bicycles on board")

    statuses = [
        made(audiopress("make", "daily-brief", *pages, "--json"))["status"]
        for pages in ([page], [page, other], [page, other], [page])
    ]

    assert statuses == ["made", "made", "kept", "kept"]


def test_an_edition_that_had_no_room_is_known_by_what_was_asked_for(
    audiopress: Run, newsroom: Path, page: Path, tmp_path: Path, edit: Edit
) -> None:
    """The same pages given again make no second edition, though the first one left some of them out."""
    edit(newsroom / "feeds" / "daily-brief" / "show.toml", "max_minutes = 10.0", "max_minutes = 0.1")
    other = tmp_path / "other.txt"
    other.write_text(page.read_text("utf-8"), encoding="utf-8")
    edit(other, "Ferry to run at night from Monday", "Bicycles on board")

    statuses = [made(audiopress("make", "daily-brief", page, other, "--json"))["status"] for _ in range(2)]

    (text,) = [p.read_text("utf-8") for p in (newsroom / ".audiopress").rglob("script.txt")]
    assert "@left-out Bicycles on board" in text
    assert statuses == ["made", "kept"]


def test_a_page_in_a_language_the_show_does_not_read_is_refused(audiopress: Run, newsroom: Path) -> None:
    """A Korean page is never read out by an English voice."""
    done = audiopress("make", "english-cafe", newsroom / "examples" / "ferry-ko.txt")

    assert done.returncode == 5
    assert "the article's language is ko, and the show 'english-cafe' reads en" in done.stderr


def test_a_voice_that_stands_in_is_told(audiopress: Run, newsroom: Path, page: Path, edit: Edit) -> None:
    """Where a voice is not ready the episode is made with its fallback, and one warning says so."""
    voice = newsroom / "voices" / "en-heart.toml"
    text = re.sub('fallback = ".*"', 'fallback = "en-f3"', voice.read_text("utf-8"))
    text = text.replace('engine = "tone"', 'engine = "command"')
    voice.write_text(text + '\n[options]\ncommand = "no-such-program"\n', encoding="utf-8")

    done = audiopress("make", "articles", page)

    assert done.returncode == 0, done.stderr
    assert done.stderr.startswith("warning: en-f3 reads in place of en-heart: ")
    assert len(done.stderr.splitlines()) == 1


def test_a_page_is_still_known_after_its_script_was_corrected(
    audiopress: Run, page: Path, tmp_path: Path, edit: Edit
) -> None:
    """An editor who changed the words of an episode is not told that its page has changed."""
    first = made(audiopress("make", "articles", page, "--json"))
    script = tmp_path / "script.txt"
    assert audiopress("script", "articles", page, "-o", script).returncode == 0
    edit(script, "QUOTE Jonas Petri:", "HOST: The baker put it like this.\nQUOTE Jonas Petri:")
    assert isinstance(first["episode"], dict)
    assert audiopress("correct", first["episode"]["id"], "--script", script).returncode == 0

    assert made(audiopress("make", "articles", page, "--json"))["status"] == "kept"


def test_an_episode_has_a_title(audiopress: Run, newsroom: Path, tmp_path: Path) -> None:
    """A script without one is refused: directories do not take such an episode."""
    script = tmp_path / "script.txt"
    script.write_text("HOST: Good morning.\n", encoding="utf-8")

    done = audiopress("make", "articles", "--script", script)

    assert done.returncode == 5
    assert f"{script}: the script has no title\n  → begin it with a line `@title …`" in done.stderr


def test_a_recording_lies_beside_the_script(audiopress: Run, newsroom: Path, tmp_path: Path) -> None:
    """`@audio` finds a file beside the script that names it; one that is nowhere is told with the script's line."""
    script = tmp_path / "desk" / "script.txt"
    script.parent.mkdir()
    script.write_text("@title A day\n\n@audio bells.wav\nHOST: Good morning to all.\n", encoding="utf-8")

    missing = audiopress("make", "articles", "--script", script)
    assert audiopress("voices", "preview", "en-f3", "-o", script.with_name("bells.wav")).returncode == 0
    found = audiopress("make", "articles", "--script", script)

    assert missing.returncode == 7
    assert f"{script}:3: there is no audio file 'bells.wav'" in missing.stderr
    assert found.returncode == 0, found.stderr


def test_a_withdrawn_episode_leaves_the_feed_and_its_page_says_so(audiopress: Run, newsroom: Path, page: Path) -> None:
    """`withdraw` takes the item out of the feed; the address of its page still answers, and says what happened."""
    first = made(audiopress("make", "articles", page, "--json"))
    assert isinstance(first["episode"], dict)
    name = str(first["episode"]["id"])

    done = audiopress("withdraw", name[:14])

    assert done.returncode == 0, done.stderr
    assert feed(newsroom).findall("item") == []
    assert "withdrawn" in (newsroom / "public" / "articles" / name / "index.html").read_text("utf-8").lower()


def test_an_editor_changes_the_script(audiopress: Run, newsroom: Path, page: Path, tmp_path: Path, edit: Edit) -> None:
    """The script is a text file; what the editor wrote into it is what the episode says."""
    script = tmp_path / "script.txt"
    assert audiopress("script", "articles", page, "-o", script).returncode == 0
    edit(script, "QUOTE Jonas Petri:", "HOST: The baker put it like this.\nQUOTE Jonas Petri:")

    done = made(audiopress("make", "articles", "--script", script, "--json"))

    assert done["status"] == "made"
    (vtt,) = (newsroom / "public" / "articles").rglob("*.vtt")
    assert "The baker put it like this." in vtt.read_text("utf-8")


def test_a_withdrawn_script_can_be_made_again(audiopress: Run, newsroom: Path, page: Path, tmp_path: Path) -> None:
    """A script whose episode was withdrawn makes a new one, in the feed, with a GUID of its own."""
    script = tmp_path / "script.txt"
    assert audiopress("script", "articles", page, "-o", script).returncode == 0
    first = made(audiopress("make", "articles", "--script", script, "--json"))
    assert isinstance(first["episode"], dict)
    assert audiopress("withdraw", first["episode"]["guid"]).returncode == 0

    second = made(audiopress("make", "articles", "--script", script, "--json"))

    assert second["status"] == "made"
    assert isinstance(second["episode"], dict)
    assert [item.findtext("guid") for item in feed(newsroom).findall("item")] == [second["episode"]["guid"]]


def test_a_script_makes_a_second_episode_when_asked_again(
    audiopress: Run, newsroom: Path, page: Path, tmp_path: Path
) -> None:
    """The same script given twice is one episode; with --again it is two, each with a GUID of its own."""
    script = tmp_path / "script.txt"
    assert audiopress("script", "articles", page, "-o", script).returncode == 0
    order = ("make", "articles", "--script", script, "--json")

    first, kept, second = made(audiopress(*order)), made(audiopress(*order)), made(audiopress(*order, "--again"))

    assert [one["status"] for one in (first, kept, second)] == ["made", "kept", "made"]
    assert len({item.findtext("guid") for item in feed(newsroom).findall("item")}) == 2


def test_a_script_that_does_not_parse_is_told_by_line(audiopress: Run, tmp_path: Path) -> None:
    """Every bad line of a script is named with file and line, and the command ends with the script's exit code."""
    script = tmp_path / "bad.txt"
    script.write_text("@title A\n\nHOTS: hello\n@chaptr One\n@pause long\n", encoding="utf-8")

    done = audiopress("make", "articles", "--script", script)

    assert done.returncode == 5
    for line in (3, 4, 5):
        assert f"{script}:{line}" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_fault_in_one_article_never_costs_the_others(
    audiopress: Run, newsroom: Path, page: Path, tmp_path: Path
) -> None:
    """The good article is published, the bad one is told, and the exit code says that something failed."""
    empty = tmp_path / "empty.txt"
    empty.write_text("\n", encoding="utf-8")

    done = audiopress("make", "articles", empty, page)

    assert done.returncode == 1
    assert "empty.txt" in done.stderr
    assert len(enclosures(newsroom)) == 1


@pytest.mark.parametrize("show", ["daily-brief", "english-cafe"])
def test_the_other_shows_make_their_episode(audiopress: Run, newsroom: Path, page: Path, show: str) -> None:
    """The brief and the learner's edition come out of the same page, with chapters, without code of their own."""
    done = made(audiopress("make", show, page, "--json"))

    assert done["status"] == "made"
    assert len(enclosures(newsroom, show)) == 1


def test_who_made_the_voices_is_printed(audiopress: Run, newsroom: Path, page: Path) -> None:
    """The page of an episode names the makers of its voices and their licence, each once."""
    done = made(audiopress("make", "articles", page, "--json"))

    episode = done["episode"]
    assert isinstance(episode, dict)
    text = (newsroom / "public" / "articles" / episode["id"] / "index.html").read_text("utf-8")
    assert text.count("hibari by Maureese Williams, taught by Kokoro-82M (hexgrad) (Apache-2.0)") == 1


def test_what_could_not_be_read_is_among_the_results(audiopress: Run, newsroom: Path, page: Path) -> None:
    """`make --json` has a result for every source, also where the page could not be read, alone or among others."""
    both = audiopress("make", "articles", page, "nowhere.txt", "--json")
    alone = audiopress("make", "articles", "nowhere.txt", "--json")

    assert (both.returncode, alone.returncode) == (1, 4)
    assert [one["status"] for one in json.loads(both.stdout)] == ["made", "failed"]
    (failed,) = json.loads(alone.stdout)
    assert (failed["status"], failed["title"]) == ("failed", "nowhere.txt")
    assert "there is no such file" in failed["error"]["message"]


@pytest.mark.parametrize(
    ("source", "hint"),
    [
        ("www.example.com/news/1", "https://www.example.com/news/1"),
        ("example.com/page.html", "https://example.com/page.html"),
        ("localhost:8000/page.html", "http://localhost:8000/page.html"),
        ("127.0.0.1:8000", "http://127.0.0.1:8000"),
        ("page.html", ""),
        ("2026.11.25.txt", ""),
    ],
)
def test_an_address_without_its_scheme_is_told_with_it(audiopress: Run, source: str, hint: str) -> None:
    """Who leaves out https:// is told what to type; a name of a file that is not there is not taken for an address."""
    told = audiopress("read", source).stderr

    assert "there is no such file" in told
    assert (f"if it is an address: {hint}" in told) == bool(hint)


def test_a_page_of_which_a_script_was_made_is_not_said_to_have_changed(workspace: Workspace, page: Path) -> None:
    """Nobody knows whether an editor's script says what its page says, so `make` of the page tells what is known."""
    article = read_text(page.read_text("utf-8"), source="https://paper.example/story")
    orders, show = Orders(press=Press(workspace=workspace)), workspace.show("articles")
    script = f"@title {article.headline}\n@link {article.source}\n\nHOST: In short, the bakery stays.\n"

    first = orders.make_script(show, script, source="s.txt")
    (second,) = orders.make(show, [article])

    assert first.episode is not None
    assert second.error is not None
    assert f"was made into {first.episode.id} by a script of its own" in second.error.message


def test_standard_input_is_a_source(audiopress: Run, newsroom: Path, page: Path) -> None:
    """`audiopress make articles - < page` makes the episode once, however often it is given."""
    first = audiopress("make", "articles", "-", stdin=page.read_text("utf-8"))
    second = audiopress("make", "articles", "-", stdin=page.read_text("utf-8"))

    assert first.returncode == second.returncode == 0, first.stderr + second.stderr
    assert len(enclosures(newsroom)) == 1


def test_a_file_is_the_same_article_wherever_it_is_named_from(audiopress: Run, newsroom: Path, page: Path) -> None:
    """A page named by its path from here, from elsewhere, in full, by its folder, as a copy or on standard input is told once."""
    elsewhere = newsroom / "elsewhere"
    elsewhere.mkdir()
    page = page.replace(newsroom / page.name)
    first = audiopress("make", "articles", page.name)
    copy = elsewhere / "copy.txt"
    copy.write_bytes(page.read_bytes())

    for source, cwd in (
        (f"./{page.name}", newsroom),
        (page, newsroom),
        (f"../{page.name}", elsewhere),
        ("copy.txt", elsewhere),
        (".", elsewhere),
    ):
        again = audiopress("make", "articles", source, "--json", cwd=cwd)
        assert json.loads(again.stdout)[0]["status"] == "kept", source
    piped = audiopress("make", "articles", "-", "--json", stdin=page.read_text("utf-8"))

    assert first.returncode == 0, first.stderr
    assert json.loads(piped.stdout)[0]["status"] == "kept"
    assert len(json.loads(audiopress("episodes", "--json").stdout)) == 1


def test_files_of_one_name_in_two_folders_are_two_articles(audiopress: Run, newsroom: Path, page: Path) -> None:
    """`story.txt` in Monday's folder and in Tuesday's are two stories, and a changed one is corrected by the path that the hint names."""
    monday, tuesday = newsroom / "monday", newsroom / "tuesday"
    for folder, text in ((monday, page.read_text("utf-8")), (tuesday, f"Tram to the lake\n{OTHER}")):
        folder.mkdir()
        (folder / "story.txt").write_text(text, "utf-8")

    made = [audiopress("make", "articles", "story.txt", "--json", cwd=folder) for folder in (monday, tuesday)]
    (tuesday / "story.txt").write_text(f"Tram to the lake\n{OTHER.replace('noon', 'one')}", "utf-8")
    changed = audiopress("make", "articles", "story.txt", cwd=tuesday)
    hint = next(line for line in changed.stderr.splitlines() if "audiopress correct" in line)
    corrected = audiopress(*hint.split("   (")[0].split()[1:], cwd=tuesday)

    assert [json.loads(one.stdout)[0]["status"] for one in made] == ["made", "made"]
    assert changed.returncode == 9
    assert corrected.returncode == 0, corrected.stderr


def test_what_is_no_story_is_refused_or_made_as_a_draft(audiopress: Run, newsroom: Path) -> None:
    """Notes are exit code 4 and no episode; with --anyway they are one that an editor has to let out."""
    (newsroom / "notes.txt").write_text("call the harbour\nbuy two lamps for the pier\n", encoding="utf-8")

    refused = audiopress("make", "articles", "notes.txt")
    assert refused.returncode == 4
    assert "does not look like a story" in refused.stderr
    result = made(audiopress("make", "articles", "notes.txt", "--anyway", "--json"))

    episode = result["episode"]
    assert isinstance(episode, dict)
    assert episode["state"] == "draft"
    assert not (newsroom / "public" / "articles" / "feed.xml").exists() or feed(newsroom).findall("item") == []
