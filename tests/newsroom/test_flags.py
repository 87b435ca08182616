"""Where a person should look: found once, when a script is made, and the same for everybody who asks."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from tests_clock import Clock

from audiopress import flags, script
from audiopress.cli import main
from audiopress.flags import Said, known_to, mended
from audiopress.model import FLAGS, Article, Dropped, Flag, Quote
from audiopress.newsroom import overviews
from audiopress.orders import Orders
from audiopress.press import Press
from audiopress.script import Lexicon
from audiopress.workspace import Workspace

TEXT = "“We are ready,” she said.\nThe pier is open."


def article(**values: object) -> Article:
    """A story with a quote whose speaker is not sure."""
    quote = Quote(
        start=0, end=15, text="“We are ready,”", voiced=True, speaker="Ada Bell", mention=None, confidence=0.6
    )
    told = Article(
        source="a.txt", headline="Pier opens", language="en", paragraphs=tuple(TEXT.split("\n")), quotes=(quote,)
    )
    return replace(told, **values)  # type: ignore[arg-type]


def looked_at(text: str, *articles: Article) -> Said:
    """A script of these articles, as it is looked at."""
    return Said(
        script=script.parse(text),
        utterances=(),
        articles=articles,
        places={},
        lexicon=Lexicon(()),
        threshold=0.5,
    )


def kinds(found: tuple[Flag, ...]) -> list[str]:
    return [one.kind for one in found]


def alike(number: int, told: Article) -> Iterator[Flag]:
    """Every story is like another one."""
    yield Flag(kind="again", story=number, words=told.headline, said="Pier opens today", link="articles/other")


LENT = "@title T\nQUOTE Ada Bell: We are ready,\nHOST: she said."


def test_the_likeliest_mistakes_come_first() -> None:
    """No story, whose quote, told lately, dropped, and then what is only hard to say or to follow."""
    long = "HOST: " + "and so on " * 25 + "."
    line = "The mayor of the town said on Monday that the pier would be open again by noon."
    told = article(doubt="has two words", dropped=(Dropped(line=line, rule="outside the story"),))

    found = flags.flags(looked_at(f"{LENT}\nHOST: Xylander came.\n{long}", told), alike)

    assert kinds(found) == ["story", "attribution", "again", "dropped", "name", "long"]
    assert kinds(found) == sorted(kinds(found), key=list(FLAGS).index)
    assert [one.line for one in found] == [0, 2, 0, 0, 4, 5]
    assert all(str(one) for one in found)


@pytest.mark.parametrize(
    "written", ["I’m late.", "I've a queue.", "Don't wait.", "They'll wait.", "Won’t it open?", "Who'd wait?"]
)
def test_a_verb_that_is_drawn_together_is_no_name(written: str) -> None:
    """An editor is shown names, and not `I'm`; a name with an apostrophe is one still."""
    assert kinds(flags.flags(looked_at(f"@title T\nHOST: {written}", article()), lambda *_: ())) == []
    (found,) = flags.flags(looked_at("@title T\nHOST: Xylander'd come.", article()), lambda *_: ())
    assert found.words == "Xylander"


def test_a_quote_that_nobody_lends_a_voice_to_is_no_doubt() -> None:
    """What the narrator reads, or is not told, is nobody's by mistake; nor is what an editor gave to somebody else."""
    for text in ("HOST: “We are ready,” she said.", "HOST: The pier is open.", "QUOTE Ben Hale: We are ready,"):
        assert kinds(flags.flags(looked_at(f"@title T\n{text}", article()), lambda *_: ())) == []


def test_what_an_editor_mended_is_doubted_no_more() -> None:
    """Another speaker, other words, a name in the lexicon: their flags go, those of the article stay."""
    found = flags.flags(looked_at(f"{LENT}\nHOST: Xylander came.", article()), alike)
    assert kinds(found) == ["attribution", "again", "name"]

    assert kinds(mended(found, looked_at("@title T\nQUOTE Ben Hale: We are ready,\nHOST: X.", article()))) == ["again"]
    lexicon = script.load_lexicon(())
    assert kinds(known_to(found, lexicon)) == kinds(found)


def test_an_update_is_not_like_itself() -> None:
    """A story that is told once more because it has changed, and says so, is not doubted for it."""
    assert kinds(flags.flags(looked_at(LENT, article(update=True)), alike)) == ["attribution"]


def test_everybody_reads_the_same_flags(
    newsroom: Path, page: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """They are kept with the episode, read again from its file, and printed by `script` and `status`."""
    text = page.read_text("utf-8").replace("Mira Solberg", "Mira Xylander").replace("for weeks", "7-4 for weeks")
    page.write_text(text, encoding="utf-8")
    here = Workspace.find(newsroom)
    show = here.show("articles")
    show = replace(show, edition=replace(show.edition, policy="approve"))
    press = Press(workspace=here, now=clock)
    articles = [one.article for one in press.read([str(page)]) if one.article]
    (made,) = Orders(press=press, who="Ada").make(show, articles)
    assert made.episode
    library = press.library()
    stored = library.whole(library.rows("articles")[0])

    assert ("name", "Xylander") in {(one.kind, one.words) for one in stored.flags}
    assert ("number", "7-4", "seven to four") in {(one.kind, one.words, one.said) for one in stored.flags}
    assert {one.story for one in stored.flags} == {0}
    assert stored.flags == made.episode.flags
    (one,) = overviews([show], library, now=clock(), timezone="UTC")
    assert one.waiting[0].flags == stored.flags
    for command in (["status", "articles"], ["script", "articles", str(page)]):
        monkeypatch.setattr(sys, "argv", ["audiopress", "-C", str(newsroom), *command])
        with pytest.raises(SystemExit):
            main()
        told = capsys.readouterr()
        assert "a name no lexicon knows: Xylander" in (told.out if command[0] == "status" else told.err)


def test_a_story_of_yesterday_is_found_by_its_fingerprints(workspace: Workspace, page: Path, clock: Clock) -> None:
    """A second episode of a story points at the first for three days, and not at itself when it is recorded again."""
    orders = Orders(press=Press(workspace=workspace, now=clock), who="Ada")
    show = workspace.show("articles")
    articles = [one.article for one in orders.press.read([str(page)]) if one.article]
    first = orders.make(show, articles)[0].episode
    clock.move(days=1)
    second = orders.make(show, articles, again=True)[0].episode
    clock.move(days=4)
    third = orders.make(show, articles, again=True)[0].episode
    assert first
    assert second
    assert third

    assert [one.link for one in second.flags if one.kind == "again"] == [f"articles/{first.id}"]
    assert "again" not in kinds(first.flags) + kinds(third.flags)
