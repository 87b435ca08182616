"""Corrections: what listeners are told of them, and what happens when several people correct."""

from __future__ import annotations

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from audiopress.errors import LibraryError, StandingError
from audiopress.model import Article, Episode
from audiopress.newsroom import Library
from audiopress.orders import Orders
from audiopress.press import Press
from audiopress.segment import read_text
from audiopress.workspace import Workspace

Edit = Callable[[Path, str, str], None]
CHANGE = ("left at eight", "left at half past eight")


class Desk:
    """An editor at a newsroom: articles of the page as it stands, and the order that is asked for."""

    def __init__(self, workspace: Workspace, page: Path) -> None:
        self.root, self.page = workspace.root, page
        self.first = self.orders.make(self.show, [self.article])[0].episode
        assert self.first is not None

    @property
    def orders(self) -> Orders:
        return Orders(press=Press(workspace=Workspace.find(self.root)))

    @property
    def show(self):  # type: ignore[no-untyped-def]
        return Workspace.find(self.root).show("articles")

    @property
    def article(self) -> Article:
        return read_text(self.page.read_text("utf-8"), source=str(self.page))

    @property
    def stored(self) -> Episode:
        assert self.first is not None
        return Library(self.root / ".audiopress/library.sqlite").episode(self.first.guid)

    def public(self) -> str:
        return (self.root / f"public/articles/{self.stored.id}/index.html").read_text("utf-8")


@pytest.fixture
def desk(workspace: Workspace, page: Path) -> Desk:
    return Desk(workspace, page)


def test_a_correction_that_changes_nothing_is_none(desk: Desk) -> None:
    """The same page, or the episode's own script, given again is unchanged: no revision, no file, no notice."""
    before = sorted((desk.root / "public").rglob("*"))
    for articles in ([desk.article], []):
        done = desk.orders.correct(desk.stored, desk.show, articles=articles)
        assert (done.status, done.recorded) == ("unchanged", 0)
    assert desk.stored == desk.first
    assert sorted((desk.root / "public").rglob("*")) == before
    assert "Corrected" not in desk.public()


def test_a_correction_is_told_with_the_editors_words(desk: Desk, edit: Edit) -> None:
    """Changed words are a correction, dated on the page, and a note stands beside it and in the feed's notes."""
    edit(desk.page, *CHANGE)
    done = desk.orders.correct(desk.stored, desk.show, articles=[desk.article], note="The boat left later.")

    assert done.status == "corrected"
    assert desk.stored.record["technical"] is False
    assert re.search(r"Corrected \d", desk.public())
    assert "The boat left later." in desk.public()
    assert "The boat left later." in (desk.root / "public/articles/feed.xml").read_text("utf-8")

    noted = desk.orders.correct(desk.stored, desk.show, note="The last boat left later.")
    assert noted.status == "noted"
    assert desk.stored.revision == 2
    assert "The last boat left later." in desk.public()


@pytest.mark.parametrize("thing", ["voice", "lexicon", "music"])
def test_another_sound_is_no_correction(desk: Desk, edit: Edit, thing: str) -> None:
    """After a voice, the lexicon or the sound changed, `make` keeps the episode and says so; `correct EPISODE` alone applies it, and the page says nothing of a correction."""
    if thing == "voice":
        host = desk.root / f"voices/{desk.show.cast.host}.toml"
        host.write_text(
            host.read_text("utf-8") + "\npace = 1.3\n"
            if "pace" not in host.read_text("utf-8")
            else re.sub(r"(?m)^pace = .*$", "pace = 1.3", host.read_text("utf-8")),
            encoding="utf-8",
        )
    elif thing == "lexicon":
        (desk.root / "feeds/articles/lexicon.toml").write_text('[[entry]]\nwritten = "ferry"\nsay = "big boat"\n')
    else:
        show = desk.root / "feeds/articles/show.toml"
        show.write_text(
            show.read_text("utf-8") + "\n[pause]\nparagraph = 0.9\n"
            if "[pause]" not in show.read_text("utf-8")
            else show.read_text("utf-8").replace("[pause]", "[pause]\nparagraph = 0.9")
        )
    first = desk.stored
    (kept,) = desk.orders.make(desk.show, [desk.article])
    assert kept.status == "kept"
    assert f"audiopress correct {first.id}" in kept.advice
    assert {"voice": "voices", "lexicon": "lexicon", "music": "[pause]"}[thing] in kept.advice

    done = desk.orders.correct(first, desk.show)

    assert done.status == "corrected"
    assert (desk.stored.revision, desk.stored.guid) == (2, first.guid)
    assert desk.stored.record["technical"] is True
    assert desk.stored.enclosure.sha256 != first.enclosure.sha256
    assert "Corrected" not in desk.public()
    assert desk.orders.make(desk.show, [desk.article])[0].advice == ""
    assert desk.orders.correct(desk.stored, desk.show).status == "unchanged"


def test_another_format_is_named_with_its_page(desk: Desk) -> None:
    """A changed format is told by `make` with the page that the command needs, and is no correction."""
    path = desk.root / "feeds/articles/format.j2"
    path.write_text(path.read_text("utf-8") + "\nHOST: Thank you for listening.\n", encoding="utf-8")

    (kept,) = desk.orders.make(desk.show, [desk.article])
    done = desk.orders.correct(desk.stored, desk.show, articles=[desk.article])

    assert "format changed" in kept.advice
    assert desk.page.name in kept.advice
    assert done.status == "corrected"
    assert "Corrected" not in desk.public()


def test_damaged_sound_is_recorded_again(desk: Desk) -> None:
    """An episode whose sound is not what was made is not unchanged: the same order makes it again."""
    path = desk.stored.enclosure.path
    path.write_bytes(b"\0" * path.stat().st_size)
    assert desk.orders.correct(desk.stored, desk.show).status == "corrected"


def test_of_two_corrections_at_once_the_later_is_told(desk: Desk, edit: Edit) -> None:
    """Two editors who began from the same revision: one correction is made, the other editor is told, and nothing is written over."""
    began = desk.stored
    edit(desk.page, *CHANGE)
    one = desk.article
    edit(desk.page, "half past eight", "seven")
    articles = [one, desk.article]

    def correct(article: Article) -> str | LibraryError:
        try:
            return desk.orders.correct(began, desk.show, articles=[article]).status
        except LibraryError as error:
            return error

    with ThreadPoolExecutor() as both:
        results = list(both.map(correct, articles))

    (told,) = [one for one in results if isinstance(one, LibraryError)]
    assert [one for one in results if one == "corrected"] == ["corrected"]
    assert told.exit_code == 9
    assert "by somebody else in the meantime" in told.message
    assert desk.stored.revision == 2
    made = articles[0 if results[0] == "corrected" else 1]
    heard = " ".join(segment.body for segment in desk.stored.transcript)
    assert ("half past eight" in heard) == ("half past eight" in made.text)


def test_a_withdrawal_is_never_undone_by_a_correction(desk: Desk, edit: Edit, monkeypatch: pytest.MonkeyPatch) -> None:
    """An episode that is withdrawn while a correction of it is recorded stays withdrawn, and the editor is told."""
    edit(desk.page, *CHANGE)
    inner = Press.produce

    def slow(self: Press, *words: object, **more: object) -> object:
        done = inner(self, *words, **more)  # type: ignore[arg-type]
        desk.orders.withdraw(desk.stored, desk.show)
        return done

    monkeypatch.setattr(Press, "produce", slow)
    with pytest.raises(LibraryError, match="was withdrawn by somebody else"):
        desk.orders.correct(desk.stored, desk.show, articles=[desk.article])

    assert desk.stored.state == "withdrawn"
    assert desk.stored.guid not in (desk.root / "public/articles/feed.xml").read_text("utf-8")


def test_a_lost_library_takes_nothing_from_listeners(desk: Desk, page: Path) -> None:
    """With the episodes gone, `make` of another page is refused with both ways out; what was published stands untouched."""
    public = desk.root / "public"
    before = {path: path.read_bytes() for path in public.rglob("*") if path.is_file()}
    (desk.root / ".audiopress").rename(desk.root / "lost")
    other = replace(desk.article, headline="Bicycles on board", source="bicycles.txt")

    with pytest.raises(StandingError) as caught:
        desk.orders.make(desk.show, [other])

    assert caught.value.exit_code == 10
    assert "Ferry to run at night from Monday" in str(caught.value)
    assert "library rebuild" in caught.value.hint
    assert "audiopress publish articles --forget" in caught.value.hint
    assert {path: path.read_bytes() for path in public.rglob("*") if path.is_file()} == before
    assert Press(workspace=Workspace.find(desk.root)).publish(desk.show, forget=True).deleted == ()


def test_a_standing_page_keeps_its_paragraphs_whatever_the_pauses(desk: Desk, edit: Edit) -> None:
    """The page has the article's own paragraphs and quotation marks, and a change of `[pause]` does not touch it."""
    page = desk.public()
    shown = [re.sub(r"<[^>]+>", "", one).strip() for one in re.findall(r'<p class="text">.*?</p>', page, re.DOTALL)]
    paragraphs = [re.sub(r"^[0-9:]+ ", "", one) for one in shown]
    show = desk.root / "feeds/articles/show.toml"
    show.write_text(show.read_text("utf-8") + "\n[pause]\nparagraph = 1.6\nsentence = 1.5\n", encoding="utf-8")

    desk.orders.press.publish(desk.show)

    assert paragraphs[-len(desk.article.paragraphs) - 1 : -1] == list(desk.article.paragraphs)
    assert desk.public() == page


def test_a_correction_by_script_keeps_the_article_s_paragraphs(desk: Desk) -> None:
    """An editor who changes a word in the script leaves the page's other paragraphs, and their marks, as the article has them."""
    script = desk.root / ".audiopress/episodes/articles" / desk.stored.id / "script.txt"
    text = script.read_text("utf-8").replace(*CHANGE)

    made = desk.orders.correct(desk.stored, desk.show, text=text, source="script.txt")

    assert made.status == "corrected"
    quoted = next(one for one in desk.article.paragraphs if one.startswith("“We have checked"))
    assert quoted in re.sub(r"<[^>]+>", "", desk.public())
    assert {one.paragraph for one in desk.stored.transcript if one.story == 0} == {-1, 0, 1, 2, 3, 4}
