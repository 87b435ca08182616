"""The learner's edition as it is shipped: what its script says, in which order, by whose voice."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest

from audiopress import learn, segment
from audiopress.errors import ConfigError, ScriptError
from audiopress.model import Article, Script, Show, Taught
from audiopress.script import cast, parse, placed, select, utterances, write
from audiopress.script.casting import speaks
from audiopress.script.lengths import estimate
from audiopress.workspace import Workspace

Make = Callable[..., Any]
EXAMPLES = Path(__file__).parents[2] / "examples"
STORIES = {"snow-day": "A2", "warehouse-robots": "B2", "rate-pause": "C1"}


def read(name: str) -> Article:
    path = EXAMPLES / f"{name}.html"
    return replace(segment.read_html(path.read_text("utf-8")), source=str(path))


@pytest.fixture
def show(workspace: Workspace) -> Show:
    return workspace.show("english-cafe")


@pytest.fixture
def at(show: Show) -> Callable[..., Show]:
    """The show with other options."""
    return lambda **options: replace(show, options={**show.options, **options})


def scripted(show: Show, *articles: Article, date: datetime, **further: Any) -> tuple[Script, tuple[Taught, ...]]:
    chosen = select(show, articles, date=date, **further)
    script = placed(parse(chosen.text), chosen.places)
    return script, learn.taught(script, learn.glossary_of(show))


@pytest.mark.parametrize(("name", "level"), STORIES.items())
def test_a_story_is_taught_in_passages(name: str, level: str, at: Callable[..., Show], date: datetime) -> None:
    """Each passage is the story's own words, slowly; its expressions with meanings; then the same words at full pace."""
    article = read(name)
    script, (taught,) = scripted(at(level=level), article, date=date)
    flat = " ".join(article.text.split())
    assert (taught.headline, taught.hosts) == (article.headline, ("윤하늘", "Hannah Brook"))
    assert re.fullmatch(r"[^a-zA-Z]{20,}", taught.summary)
    assert 4 <= len(taught.passages) <= 8
    assert [one.number for one in taught.passages] == list(range(1, len(taught.passages) + 1))
    for passage in taught.passages:
        assert passage.text in flat
        assert len(passage.expressions) <= 4
        for each in passage.expressions:
            assert re.search("[가-힣]", each.meaning)
            assert each.spans
            assert each.sentence in passage.text
    assert sum(len(passage.expressions) for passage in taught.passages) >= 8
    order = [role for role, _ in groupby(cue.role for cue in script.cues if cue.kind == "speech")]
    assert order[:4] == ["guide", "headline", "summary", "guide"]
    for cue in script.cues:
        if cue.kind == "speech" and cue.role in {"word", "meaning", "example"}:
            assert cue.pace <= 1


def test_the_story_is_read_whole_at_the_end(show: Show, date: datetime) -> None:
    """After the last chapter's mark every word of the story is said once, at natural pace."""
    article = read("warehouse-robots")
    script, _ = scripted(show, article, date=date)
    last = max(index for index, cue in enumerate(script.cues) if cue.kind == "chapter")
    said = [cue for cue in script.cues[last:] if cue.role in {"host", "quote"}]
    assert {cue.pace for cue in said} == {1.0}
    assert re.sub(r"\W+", "", "".join(cue.text for cue in said)) == re.sub(r"\W+", "", article.text)


@pytest.mark.parametrize("explain", ["ko", "ja", "de", "en"])
def test_the_language_of_explanation_is_a_setting(
    explain: str, at: Callable[..., Show], workspace: Workspace, date: datetime
) -> None:
    """With another `explain` the hosts' words, the meanings and their voices are of that language, the story's are not.

    What is written in the show's own letters (its title) the narrator says in the show's language.
    """
    show = at(explain=explain)
    script, _ = scripted(show, read("rate-pause"), date=date)
    assert script.language == explain
    casting = cast(script, show, workspace.voices)
    for one in utterances(script, casting, show):
        assert speaks(one.voice, one.language), one
        wanted = "en" if script.cues[one.cue].role in {"host", "quote", "word", "example", "headline"} else explain
        wanted = "ko" if re.search(r"[가-힣]", one.spoken) else wanted
        assert one.language.startswith(wanted)


def test_no_english_word_is_said_by_the_korean_voice(show: Show, workspace: Workspace, date: datetime) -> None:
    """Whatever the Korean voice is given has no English word in it."""
    for name in STORIES:
        script, _ = scripted(show, read(name), date=date)
        for one in utterances(script, cast(script, show, workspace.voices), show):
            if speaks(one.voice, "ko"):
                assert not re.search("[a-z]{2}", one.spoken), one.spoken


def test_two_stories_are_one_episode(show: Show, date: datetime) -> None:
    """With `stories = 2` both have their headline, summary and passages, and the title names both, with its number."""
    both = replace(show, stories=2)
    script, taught = scripted(both, read("snow-day"), read("rate-pause"), date=date, number=352)
    assert (
        script.title == "[팟캐스트] (352) 폭설로 학교 휴교, 이웃끼리 서로 도와 / 중앙은행 금리 동결, 가계 부담은 여전"
    )
    assert [one.headline for one in taught] == [read("snow-day").headline, read("rate-pause").headline]
    assert all(one.summary and one.passages for one in taught)


@pytest.mark.parametrize("minutes", [6, 8])
@pytest.mark.parametrize("name", STORIES)
def test_an_episode_is_as_long_as_asked(name: str, minutes: int, at: Callable[..., Show], date: datetime) -> None:
    """Passages, expressions and pauses give way until the episode is as long as its show asks, to a tenth."""
    show = at(minutes=minutes)
    script = parse(write(show, [read(name)], date=date))
    assert estimate(script, show) == pytest.approx(60 * minutes, rel=0.1)


def test_what_cannot_be_as_long_is_told(at: Callable[..., Show], date: datetime) -> None:
    """A story that is too short for the length that is asked for is made all the same, and the editor is told."""
    chosen = select(at(minutes=30), [read("snow-day")], date=date)
    assert any("asks for 30" in note for note in chosen.notes)
    assert not select(at(minutes=7), [read("snow-day")], date=date).notes


def test_an_expression_without_a_meaning_is_told_and_not_spoken(
    at: Callable[..., Show], tmp_path: Path, date: datetime
) -> None:
    """What an editor kept and nobody gave a meaning is named, and no line says it."""
    story = tmp_path / "story.txt"
    choices = tmp_path / "story.gloss.toml"
    choices.write_text(
        '[[passage]]\nnumber = 1\ntext = "All eleven schools in Solmere were closed on Tuesday"\n'
        '[[expression]]\nexpression = "eleven"\npassage = 1\n',
        encoding="utf-8",
    )
    chosen = select(at(), [replace(read("snow-day"), source=str(story))], date=date)
    assert any("eleven" in note for note in chosen.notes)
    assert "WORD: eleven" not in chosen.text


def test_a_story_of_another_language_is_refused(show: Show, make_article: Make, date: datetime) -> None:
    """A show that explains English refuses a Korean story rather than explain nothing of it."""
    with pytest.raises(ScriptError, match="language is ko, and the show 'english-cafe' reads en"):
        write(show, [make_article("하나.", language="ko")], date=date)


@pytest.mark.parametrize(("option", "value"), [("minutes", "ten"), ("level", "D1"), ("passages", -1)])
def test_a_wrong_option_is_told(option: str, value: object, at: Callable[..., Show], date: datetime) -> None:
    """A slip among the options names the option."""
    with pytest.raises(ConfigError) as raised:
        write(at(**{option: value}), [read("snow-day")], date=date)
    told = " ".join([str(raised.value), *(problem.message for problem in raised.value.problems)])
    assert f"options.{option}" in told


def test_what_an_editor_changes_in_the_script_is_taught(show: Show, date: datetime) -> None:
    """Notes and page are made of the script: a meaning that was changed there, or a new one, is theirs too."""
    text = write(show, [read("snow-day")], date=date)
    changed = text.replace("MEANING: ~을 취소하다", "MEANING: 운행을 멈추다", 1)
    assert changed != text
    (taught,) = learn.taught(parse(changed), learn.glossary_of(show))
    meanings = {each.expression: each.meaning for passage in taught.passages for each in passage.expressions}
    assert meanings["call off"] == "운행을 멈추다"
