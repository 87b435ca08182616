"""What learners get of an episode beside its sound: notes in the newspaper's form, the passages on its page, a sheet, a table."""

from __future__ import annotations

import csv
import html
import io
import json
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import lxml.html
import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as configure
from hypothesis import strategies as st
from lxml import etree
from tests_examples import often

from audiopress.model import Episode, Explained, Segment, Settings, Show, Story, Taught, TaughtPassage
from audiopress.publish import Cover, Site, render, transcripts
from audiopress.publish.notes import LIMIT, description, full
from audiopress.publish.page_words import words

Make = Callable[..., Any]
COVER = Cover(content=b"jpeg", suffix=".jpg", side=3000, thumb=b"small")
LINK = "https://paper.example/snow?id=1&x=2"
FIRST = "The train was called off. Nobody turned the offer of bread down."
SECOND = "“We are ahead of schedule,” the mayor said."


def story(**changes: Any) -> Taught:
    values: dict[str, Any] = {
        "headline": "Snow closes schools",
        "language": "en",
        "explain": "ko",
        "url": LINK,
        "summary": "큰 눈으로 학교가 문을 닫았다.",
        "hosts": ("윤하늘", "Hannah Brook"),
        "passages": (
            TaughtPassage(
                number=1,
                text=FIRST,
                expressions=(
                    Explained(
                        expression="call off",
                        meaning="~을 취소하다",
                        level="B1",
                        pos="phrasal verb",
                        sentence="The train was called off.",
                        spans=((14, 24),),
                    ),
                    Explained(
                        expression="turn down",
                        meaning="~을 거절하다; ~을 줄이다",
                        sentence="Nobody turned the offer of bread down.",
                        spans=((33, 39), (59, 63)),
                    ),
                ),
            ),
            TaughtPassage(
                number=2,
                text=SECOND,
                expressions=(
                    Explained(
                        expression="ahead of schedule", meaning="예정보다 앞당겨", sentence=SECOND, spans=((8, 25),)
                    ),
                ),
            ),
        ),
    }
    return Taught(**values | changes)


@pytest.fixture
def learners(make_episode: Make) -> Callable[..., Episode]:
    """A learner's episode: every sentence slowly, explained, and once more."""

    def make(*stories: Taught, **changes: Any) -> Episode:
        told = stories or (story(),)
        lines = [
            ("host", "", "안녕하세요.", "", "hana"),
            ("headline", "", "Snow closes schools", "en", "york"),
            ("host", "", "The train was called off.", "en", "york"),
            ("host", "", "Nobody turned the offer of bread down.", "en", "york"),
            ("word", "", "call off", "en", "york"),
            ("meaning", "", "~을 취소하다", "", "hana"),
            ("host", "", "The train was called off.", "en", "york"),
            ("host", "", "Nobody turned the offer of bread down.", "en", "york"),
            ("quote", "Edith Crane", "We are ahead of schedule,", "en", "mayor"),
            ("host", "", "the mayor said.", "en", "york"),
        ]
        transcript = tuple(
            Segment(
                start=4.0 * n, end=4.0 * n + 3, speaker=speaker, body=body, role=role, language=language, voice=voice
            )
            for n, (role, speaker, body, language, voice) in enumerate(lines)
        )
        values: dict[str, Any] = {
            "language": "ko",
            "title": "큰 눈",
            "transcript": transcript,
            "taught": told,
            "stories": tuple(Story(source=one.url, headline=one.headline, url=one.url, language="en") for one in told),
            "disclosure": "음성은 합성 음성입니다.",
        }
        made: Episode = make_episode(**values | changes)
        return made

    return make


# ---- the newspaper's form, read back


def parsed(lines: list[str]) -> dict[str, Any]:
    """The form as the newspaper's notes have it: hosts, then of each story headline, summary, passages with glosses, link."""
    head = re.fullmatch(r"진행자: (.+)", lines[0])
    assert head, lines[0]
    found: dict[str, Any] = {"hosts": head[1].split(", "), "stories": []}
    for line in lines[1:]:
        stories = found["stories"]
        if passage := re.fullmatch(r"\[(\d+)\] (.+)", line):
            stories[-1]["passages"].append((int(passage[1]), passage[2], []))
        elif gloss := re.fullmatch(r"\*([^:]+): (.+)", line):
            stories[-1]["passages"][-1][2].append((gloss[1], gloss[2]))
        elif summary := re.fullmatch(r"(?:기사 )?요약: (.+)", line):
            stories[-1]["summary"] = summary[1]
        elif link := re.fullmatch(r"기사 (?:원문|전문): (\S+)", line):
            stories[-1]["link"] = link[1]
        elif not stories or re.match(r"\d+\. ", line):
            stories.append({"headline": re.sub(r"^\d+\. ", "", line), "passages": []})
        else:
            break
    return found


def plain(markup: str) -> list[str]:
    """The lines that a reader sees."""
    return [html.unescape(re.sub(r"<[^>]+>", "", line)) for line in re.findall(r"<p>(.*?)</p>", markup)]


def wanted(*stories: Taught) -> list[dict[str, Any]]:
    return [
        {
            "headline": one.headline,
            "summary": one.summary,
            "link": one.url,
            "passages": [
                (passage.number, passage.text, [(each.expression, each.meaning) for each in passage.expressions])
                for passage in one.passages
            ],
        }
        for one in stories
    ]


@pytest.mark.parametrize("count", [1, 2])
def test_notes_are_in_the_newspapers_form(learners: Callable[..., Episode], count: int) -> None:
    """A parser of the form reads hosts, headlines, summaries, passages, glosses and links back from both kinds of notes."""
    stories = (story(), story(headline="Bread for all", url="https://paper.example/bread"))[:count]
    episode = learners(*stories)
    for notes in (
        description(episode, (), disclosure=episode.disclosure),
        full(episode, (), disclosure=episode.disclosure, page="https://paper.example/page"),
    ):
        found = parsed(plain(notes))
        assert found["hosts"] == ["윤하늘", "Hannah Brook"]
        assert found["stories"] == wanted(*stories)


@given(
    st.lists(
        st.builds(
            TaughtPassage,
            number=st.integers(1, 12),
            text=st.text(st.sampled_from("a &<“한.*[1]: "), min_size=1, max_size=400),
            expressions=st.lists(
                st.builds(Explained, expression=st.text("ab ~'"), meaning=st.text("가나 ~,;", max_size=90)), max_size=9
            ).map(tuple),
        ),
        max_size=14,
    ).map(tuple)
)
@configure(max_examples=often(60), suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_a_description_is_never_too_long(learners: Callable[..., Episode], passages: tuple[TaughtPassage, ...]) -> None:
    """However much was explained, a description has at most 4,000 bytes, ends in the voices' sentence, and cuts no passage."""
    episode = learners(story(passages=passages))
    notes = description(episode, (), disclosure=episode.disclosure)
    assert len(notes.encode()) <= LIMIT
    assert plain(notes)[-1] == episode.disclosure
    everything = full(episode, (), disclosure=episode.disclosure, page="https://paper.example/")
    shown = {line for line in plain(notes) if line.startswith("[")}
    assert shown <= set(plain(everything))


def test_what_has_no_room_in_a_description_is_in_the_notes(learners: Callable[..., Episode]) -> None:
    """A long lesson loses its last passages in the description, says so, keeps its link, and loses none in the notes."""
    long = story(passages=tuple(replace(story().passages[0], number=n, text=FIRST * 4) for n in range(1, 20)))
    episode = learners(long)
    short = plain(description(episode, (), disclosure=episode.disclosure))
    assert short[-3:] == ["…", f"기사 원문: {LINK}", episode.disclosure]
    whole = plain(full(episode, (), disclosure=episode.disclosure, page="https://paper.example/"))
    assert sum(line.startswith("[") for line in whole) == 19


def test_an_editors_silence_is_no_line(learners: Callable[..., Episode]) -> None:
    """Without a summary there is no line for it."""
    episode = learners(story(summary=""))
    text = "\n".join(plain(description(episode, (), disclosure=episode.disclosure)))
    assert "기사 요약" not in text


def test_a_story_without_an_address_says_whose_it_is(
    learners: Callable[..., Episode], site: Callable[..., Site]
) -> None:
    """The form is whole for a story from a file, too: its last line, in the notes and on the sheet, is a name without a link."""
    nowhere = story(url="", source="The Harbour <Times>")
    episode = learners(nowhere)
    for notes in (
        description(episode, (), disclosure=""),
        full(episode, (), disclosure="", page="https://paper.example/"),
    ):
        assert "기사 원문: The Harbour <Times>" in plain(notes)
        assert ">The Harbour" not in notes
    (said,) = tree(site(nowhere), "sheet.html").xpath("//p[@class='source']")
    assert said.text_content().startswith("기사 원문: The Harbour <Times> · ")


# ---- transcripts


def test_a_transcript_tells_languages_and_hosts_apart(learners: Callable[..., Episode]) -> None:
    """VTT marks every run of another language; two narrators have two names in every kind of transcript."""
    episode = learners()
    heard = transcripts.named(episode.transcript, narrator="낭독", language="ko")
    vtt = transcripts.to_vtt(heard, narrator="낭독").decode()
    assert "<v 낭독 (한국어)>안녕하세요.</v>" in vtt
    assert "<v 낭독 (영어)><lang en>The train was called off.</lang></v>" in vtt
    assert "<v Edith Crane><lang en>We are ahead of schedule,</lang></v>" in vtt
    names = {one["speaker"] for one in json.loads(transcripts.to_json(heard, narrator="낭독"))["segments"]}
    assert names == {"낭독 (한국어)", "낭독 (영어)", "Edith Crane"}
    assert "낭독 (영어): Snow closes schools" in transcripts.to_srt(heard, narrator="낭독").decode()


def test_two_narrators_of_one_language_have_a_number(make_episode: Make) -> None:
    """Two voices that both narrate in one language are told apart; one alone is just the narrator."""
    one, other, *_ = make_episode().transcript
    both = transcripts.named(
        [replace(one, voice="a", speaker=""), replace(other, voice="b", speaker="")], narrator="Narrator", language="en"
    )
    assert [segment.speaker for segment in both] == ["Narrator 1", "Narrator 2"]
    (alone,) = transcripts.named([replace(one, voice="a", speaker="")], narrator="Narrator", language="en")
    assert alone.speaker == "Narrator"


# ---- pages


@pytest.fixture
def site(make_show: Make, settings: Settings, learners: Callable[..., Episode]) -> Callable[..., Site]:
    def make(*stories: Taught) -> Site:
        show: Show = make_show(language="ko", title="잉글리시 카페")
        episode = learners(*stories)
        return render(show, [episode], settings=settings, cover=COVER, guid="917393e3-1b1e-5cef-ace4-edaa54e1f810")

    return make


def tree(site: Site, name: str) -> Any:
    content = site[f"daily-brief/2026-harbour-1/{name}"].content
    assert isinstance(content, bytes)
    return lxml.html.document_fromstring(content.decode())


def spoken_in(element: Any) -> str:
    """The language that a reader is told an element is in."""
    return next(str(one.get("lang")) for one in [element, *element.iterancestors()] if one.get("lang"))


def test_a_page_has_the_glosses_beside_the_passage(site: Callable[..., Site]) -> None:
    """Each expression is marked where it stands, also in parts, and leads to its meaning, which its sentence stands beside."""
    page = tree(site(), "index.html")
    passages = page.xpath("//ol[@class='passages']/li")
    assert [one.xpath("string(.//p[@class='words'])") for one in passages] == [f"[1] {FIRST}", f"[2] {SECOND}"]
    marked = [(a.text, a.get("href")) for a in page.xpath("//a[@class='gloss']")]
    assert marked == [
        ("called off", "#g1-1-1"),
        ("turned", "#g1-1-2"),
        ("down", "#g1-1-2"),
        ("ahead of schedule", "#g1-2-1"),
    ]
    for _, target in marked:
        assert page.get_element_by_id(target[1:]).xpath("string(dt)")
    first = page.get_element_by_id("g1-1-1")
    assert first.xpath("string(dd/span[@class='meaning'])") == "~을 취소하다"
    plays = [(a.text, a.get("data-t"), a.get("data-e")) for a in first.xpath(".//a[contains(@class, 'play')]")]
    assert plays == [("문장 듣기", "24.00", "27.00"), ("천천히", "8.00", "11.00")]
    assert all(a.get("href").endswith(f"#t={a.get('data-t')},{a.get('data-e')}") for a in first.xpath(".//a[@data-t]"))


def test_every_part_of_a_page_is_in_its_language(site: Callable[..., Site]) -> None:
    """The furniture of a Korean show is Korean; English words say that they are, in passages, transcript, quiz and lists."""
    page = tree(site(), "index.html")
    assert page.get("lang") == "ko"
    assert page.xpath("//h2[@id='lesson']")[0].text == words("ko").passages
    for element in page.iter():
        if not isinstance(element.tag, str) or element.tag in {"script", "style", "title", "meta", "input"}:
            continue
        text = element.text or ""
        if re.search(r"[A-Za-z]{4}", text) and re.search(r"called off|turn down|Snow closes|schedule", text):
            assert spoken_in(element) == "en", text
        if re.search("[가-힣]", text):
            assert spoken_in(element) == "ko", text


def test_a_quiz_has_its_answers(site: Callable[..., Site]) -> None:
    """Questions are the story's own sentences with a gap; the answer opens below each."""
    page = tree(site(), "index.html")
    asked = page.xpath("//div[@class='quiz']//li")
    assert len(asked) == 3
    assert asked[0].xpath("string(p[1])") == "The train was _____."
    assert asked[0].xpath("string(details//b)") == "called off"


def test_a_sheet_has_a_page_for_each_story(site: Callable[..., Site]) -> None:
    """The sheet that the page links has every field of each story, and its address."""
    both = (story(), story(headline="Bread for all", url="https://paper.example/bread"))
    found = site(*both)
    page = tree(found, "index.html")
    links = [a.get("href") for a in page.xpath("//section[@class='files']//a")]
    assert any(link.endswith("sheet.html") for link in links)
    sheets = tree(found, "sheet.html").xpath("//article[@class='sheet']")
    assert [one.xpath("string(h1)") for one in sheets] == ["Snow closes schools", "Bread for all"]
    for sheet, one in zip(sheets, both, strict=True):
        text = " ".join(sheet.text_content().split())
        for wanted_text in ("진행자: 윤하늘, Hannah Brook", one.summary, FIRST, "~을 취소하다", one.url, "called off;"):
            assert wanted_text in text


def test_expressions_can_be_taken_along(site: Callable[..., Site]) -> None:
    """The table has a line for each expression under one heading; the cards are a package that Anki reads."""
    found = site(story(), story(headline="Bread for all"))
    content = found["daily-brief/2026-harbour-1/expressions.csv"].content
    assert isinstance(content, bytes)
    rows = list(csv.reader(io.StringIO(content.decode(), newline="")))
    assert rows[0][:3] == ["passage", "expression", "meaning"]
    assert [row[1] for row in rows[1:]] == ["call off", "turn down", "ahead of schedule"] * 2
    cards = found["daily-brief/2026-harbour-1/expressions.apkg"].content
    assert isinstance(cards, bytes)
    assert "collection.anki2" in zipfile.ZipFile(io.BytesIO(cards)).namelist()


def test_an_episode_that_teaches_nothing_has_no_sheet(make_show: Make, make_episode: Make, settings: Settings) -> None:
    """Other shows' pages have none of it."""
    found = render(
        make_show(), [make_episode()], settings=settings, cover=COVER, guid="917393e3-1b1e-5cef-ace4-edaa54e1f810"
    )
    assert not [name for name in found.files if "sheet" in name or "expressions" in name]
    page = tree(found, "index.html")
    assert not page.xpath("//*[contains(@class, 'lesson')]")


def test_the_feed_is_korean(site: Callable[..., Site]) -> None:
    """A Korean show's feed says so, and its notes are the form."""
    feed = etree.fromstring(site().files["daily-brief/feed.xml"].content)
    assert feed.findtext("channel/language") == "ko"
    assert parsed(plain(feed.findtext("channel/item/description") or ""))["stories"] == wanted(story())
