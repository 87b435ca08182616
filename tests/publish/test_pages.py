"""Pages read as HTML: what is on them, that they hold together, and that nothing said can become mark-up."""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from typing import Any
from urllib.parse import unquote, urlsplit

import lxml.html
import pytest
from hypothesis import given
from hypothesis import settings as configure
from hypothesis import strategies as st
from tests_examples import often

from audiopress.model import Chapter, Schedule, Settings, Show, Story
from audiopress.publish import Cover, Site, render
from audiopress.publish.colours import INK, PAPER, contrast, palette, parse
from audiopress.publish.page_words import words
from audiopress.publish.pages import PAGE

Make = Callable[..., Any]
COVER = Cover(content=b"jpeg", suffix=".jpg", side=3000, thumb=b"small")


def site(show: Show, episodes: list[Any], settings: Settings) -> Site:
    return render(show, episodes, settings=settings, cover=COVER, guid="917393e3-1b1e-5cef-ace4-edaa54e1f810")


def select(tree: Any, css: str) -> list[Any]:
    """The few selectors these tests need, as XPath: no further package for them."""
    paths = []
    for chain in css.split(", "):
        steps = []
        for step in re.findall(r"(?:[^\s\[]|\[[^\]]*\])+", chain):
            tag = re.match(r"[a-z][a-z0-9]*", step)
            tests = [
                f"contains(concat(' ', @class, ' '), ' {name} ')"
                for name in re.findall(r"\.([a-z]+)", re.sub(r"\[.*?\]", "", step))
            ]
            tests += [f"@id='{name}'" for name in re.findall(r"#([a-z]+)", re.sub(r"\[.*?\]", "", step))]
            for negated, name, value in re.findall(r"(:not\()?\[([\w-]+)(?:=['\"]?([^'\"\]]*)['\"]?)?\]", step):
                test = f"@{name}='{value}'" if value else f"@{name}"
                tests.append(f"not({test})" if negated else test)
            steps.append((tag[0] if tag else "*") + "".join(f"[{test}]" for test in tests))
        paths.append(".//" + "//".join(steps))
    found: list[Any] = tree.xpath(" | ".join(paths))
    return found


def page(found: Site, name: str) -> Any:
    content = found[name].content
    assert isinstance(content, bytes)
    return lxml.html.document_fromstring(content.decode())


EPISODE = "daily-brief/2026-harbour-1/index.html"


def test_the_episode_s_page_has_what_a_listener_needs(make_show: Make, make_episode: Make, settings: Settings) -> None:
    """Player, chapters, transcript with named quotes, the article's link, and ways to subscribe, all without JavaScript."""
    found = page(site(make_show(), [make_episode()], settings), EPISODE)

    audio = found.get_element_by_id("player")
    assert audio.get("src").endswith(".mp3")
    assert audio.get("controls") is not None
    chapters = select(found, ".chapters a")
    assert [a.text_content() for a in chapters] == ["0:00Opening", "0:04Harbour opens to the public"]
    quotes = select(found, "blockquote")
    assert [select(q, "cite")[0].text_content() for q in quotes] == ["Lee In-young", "Anna Harris"]
    assert "We waited ninety years" in quotes[0].text_content()
    assert select(found, ".stories a")[0].get("href") == "https://example.org/harbour-1"
    assert "by Mina Park" in found.text_content()
    assert "The voices in this episode are synthetic." in found.text_content()
    apps = [a.get("href") for a in select(found, ".apps a")]
    assert "podcast://127.0.0.1:8000/daily-brief/feed.xml" in apps
    assert "pcast://127.0.0.1:8000/daily-brief/feed.xml" in apps
    assert any(a.startswith("https://antennapod.org/deeplink/subscribe?url=http%3A%2F%2F127.0.0.1") for a in apps)
    assert found.get_element_by_id("feed").get("value") == "http://127.0.0.1:8000/daily-brief/feed.xml"
    times = select(found, ".transcript .time")
    assert all(re.search(r"\.mp3#t=\d", t.get("href")) for t in times)


def test_every_link_inside_the_site_leads_somewhere(make_show: Make, make_episode: Make, settings: Settings) -> None:
    """Each relative link, picture, script and sound of each page is a file of the site, and each fragment is there."""
    episodes = [make_episode(1), make_episode(2, state="withdrawn"), make_episode(3)]
    found = site(make_show(), episodes, settings)
    seen = 0
    for name in found.files:
        if not name.endswith(".html"):
            continue
        tree = page(found, name)
        for element, _attribute, link, _position in tree.iterlinks():
            parts = urlsplit(link)
            if parts.scheme and not link.startswith(settings.base_url):
                continue
            path = urlsplit(link.removeprefix(settings.base_url)).path if parts.scheme else parts.path
            if path:
                start = "" if parts.scheme else posixpath.dirname(name)
                path = path.removeprefix("/") if path.startswith("/") else posixpath.join(start, path)
                target = posixpath.normpath(unquote(path))
                target = "index.html" if target == "." else target
                assert target in found.files or f"{target}/index.html" in found.files, f"{name}: {link}"
            elif parts.fragment:
                assert select(tree, f"[id='{parts.fragment}']"), f"{name}: {element.tag} {link}"
            seen += 1
    assert seen > 60


def test_pages_tell_machines_what_they_are(make_show: Make, make_episode: Make, settings: Settings) -> None:
    """Linked data, Open Graph and the feed's address are on the pages."""
    found = site(make_show(), [make_episode()], settings)
    episode, show = page(found, EPISODE), page(found, "daily-brief/index.html")

    linked = json.loads(select(episode, "script[type='application/ld+json']")[0].text)
    assert linked["@type"] == "PodcastEpisode"
    assert linked["associatedMedia"]["contentUrl"].endswith(".mp3")
    assert linked["associatedMedia"]["duration"] == "PT26S"
    assert linked["partOfSeries"]["webFeed"] == "http://127.0.0.1:8000/daily-brief/feed.xml"
    assert linked["isBasedOn"][0]["url"] == "https://example.org/harbour-1"
    assert json.loads(select(show, "script[type='application/ld+json']")[0].text)["@type"] == "PodcastSeries"
    for tree in (episode, show):
        alternate = select(tree, "link[rel=alternate][type='application/rss+xml']")
        assert [a.get("href") for a in alternate] == ["http://127.0.0.1:8000/daily-brief/feed.xml"]
        assert select(tree, "meta[property='og:image']")[0].get("content").startswith(settings.base_url)
        assert select(tree, "meta[name=description]")[0].get("content")
    assert select(episode, "meta[property='og:audio']")[0].get("content").endswith(".mp3")


@pytest.mark.parametrize("name", ["index.html", "404.html", "daily-brief/index.html", EPISODE])
def test_pages_can_be_used_by_everybody(make_show: Make, make_episode: Make, settings: Settings, name: str) -> None:
    """A language, one main heading, landmarks, a way past the header, names for controls, no heading level left out."""
    tree = page(site(make_show(), [make_episode()], settings), name)

    assert tree.get("lang") == "en"
    assert len(select(tree, "h1")) == 1
    assert len(select(tree, "main")) == 1
    assert select(tree, "header")
    assert select(tree, "footer")
    assert select(tree, "a.skip")[0].get("href") == "#content"
    assert select(tree, "#content")
    levels = [int(h.tag[1]) for h in select(tree, "h1, h2, h3, h4")]
    assert levels[0] == 1
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))
    ids = [e.get("id") for e in select(tree, "[id]")]
    assert len(ids) == len(set(ids))
    for image in select(tree, "img"):
        assert image.get("alt") is not None
    for link in select(tree, "a:not([aria-hidden])"):
        assert link.text_content().strip() or link.get("aria-label")
    for field in select(tree, "input[type=text]"):
        assert select(tree, f"label[for='{field.get('id')}']")
    for element in select(tree, "nav, section, aside, article"):
        labelled = element.get("aria-labelledby")
        assert not labelled or select(tree, f"[id='{labelled}']")


def test_pages_run_no_script_of_others(make_show: Make, make_episode: Make, settings: Settings) -> None:
    """The only script is our own file; nothing is fetched from anywhere else."""
    found = site(make_show(), [make_episode()], settings)
    for name in found.files:
        if name.endswith(".html"):
            tree = page(found, name)
            for script in select(tree, "script:not([type='application/ld+json'])"):
                assert re.match(r"(\.\./)+assets/listening-", script.get("src"))
                assert not (script.text or "").strip()
            assert not [a for e in tree.iter() for a in e.attrib if a.startswith("on")]
            for element in select(tree, "img, audio, script[src], link[rel=stylesheet], link[rel=icon]"):
                assert not urlsplit(element.get("src") or element.get("href")).netloc


def test_what_was_said_never_becomes_mark_up(make_show: Make, make_episode: Make, settings: Settings) -> None:
    """Mark-up, quotes and the end of a script in any text are shown as text."""
    evil = "</script><script>alert(1)</script>\"'><img src=x onerror=alert(1)>"
    base = make_episode()
    episode = replace(
        base,
        title=evil,
        summary=evil,
        stories=(Story(source="x", headline=evil, authors=(evil,), url="javascript:alert(1)", site=evil),),
        chapters=(replace(base.chapters[0], title=evil),),
        transcript=(replace(base.transcript[2], body=evil, speaker=evil),),
    )
    found = site(make_show(title=evil, description=evil, author=evil), [episode], replace(settings, title=evil))
    for name in found.files:
        if name.endswith(".html"):
            tree = page(found, name)
            assert not select(tree, "img[src=x]")
            assert all(script.get("src") or script.get("type") for script in select(tree, "script"))
            assert "javascript:" not in " ".join(link for _e, _a, link, _p in tree.iterlinks())
            for block in select(tree, "script[type='application/ld+json']"):
                json.loads(block.text)


def test_a_corrected_episode_says_when(make_show: Make, make_episode: Make, settings: Settings) -> None:
    """The page of a corrected episode names the day of the correction, with the editor's note; others say nothing of one, also where only the voice is new."""
    episode = make_episode()
    when = (episode.published + timedelta(days=2)).isoformat()
    corrected = replace(episode, revision=2, record={"corrected": when, "note": "The fare was wrong."})
    voiced = replace(episode, revision=2, record={"technical": True})

    assert "Corrected" not in page(site(make_show(), [voiced], settings), EPISODE).text_content()
    assert "Corrected" not in page(site(make_show(), [episode], settings), EPISODE).text_content()
    text = page(site(make_show(), [corrected], settings), EPISODE).text_content()
    assert "Corrected 19 November 2026" in text
    assert "The fare was wrong." in text


def test_every_fact_has_an_element_of_its_own(make_show: Make, make_episode: Make, settings: Settings) -> None:
    """The first fact of a line is cut off at its left, where its dot stands: words outside of an element would lose letters."""
    corrected = replace(make_episode(), revision=2, record={"note": "The fare was wrong."})

    lines = select(page(site(make_show(), [corrected], settings), EPISODE), ".facts")

    assert [line.text_content() for line in lines][-1] == "The fare was wrong."
    for line in lines:
        assert not "".join([line.text or "", *(one.tail or "" for one in line)]).strip()


def test_dates_are_those_of_the_show_s_own_zone(make_show: Make, make_episode: Make, settings: Settings) -> None:
    """An episode of half past nine in the evening in London is one of the next day in Seoul."""
    episode = make_episode()
    late = replace(episode, published=episode.published.replace(hour=21, minute=30))
    seoul = make_show(schedule=Schedule(cron="0 6 * * *", timezone="Asia/Seoul"))

    assert "17 November 2026" in page(site(make_show(), [late], settings), EPISODE).text_content()
    assert "18 November 2026" in page(site(seoul, [late], settings), EPISODE).text_content()


@pytest.mark.parametrize("language", ["en", "ko", "de", "fr", "es", "ja", "zh"])
def test_pages_speak_the_show_s_language(
    make_show: Make, make_episode: Make, settings: Settings, language: str
) -> None:
    """The pages' own words are in the language of the show, and every language has all of them."""
    told = words(language)
    assert told.language == language
    assert told.minutes.format(count=3)
    assert "2026" in told.date(make_episode().published)
    tree = page(site(make_show(language=language), [make_episode()], settings), EPISODE)
    assert tree.get("lang") == language
    assert told.subscribe in tree.text_content()


def test_an_episode_in_another_language_says_so_wherever_it_is_named(
    make_show: Make, make_episode: Make, settings: Settings
) -> None:
    """A Korean episode of an English show: titles, summary and chapters are marked as Korean, so that they are spoken and broken as Korean."""
    chapters = (Chapter(start=0, end=5, title="첫째"), Chapter(start=5, end=9, title="둘째"))
    episode = make_episode(language="ko", title="새벽 여객선", summary="석 달 더 다닌다.", chapters=chapters)
    found = site(make_show(), [episode], settings)

    def spoken_as(tree: Any, words: str) -> set[str]:
        told = [one for one in tree.iterdescendants() if one.text and one.text.strip() == words and one.tag != "title"]
        return {one.xpath("ancestor-or-self::*[@lang][1]/@lang")[0] for one in told}

    own, listed, front = (page(found, name) for name in (EPISODE, "daily-brief/index.html", "index.html"))
    assert [spoken_as(tree, "새벽 여객선") for tree in (own, listed, front)] == [{"ko"}] * 3
    assert spoken_as(own, "석 달 더 다닌다.") == spoken_as(listed, "석 달 더 다닌다.") == {"ko"}
    assert spoken_as(own, "둘째") == {"ko"}
    assert spoken_as(own, words("en").transcript) == {"en"}


def test_a_word_longer_than_the_screen_is_broken(make_show: Make, settings: Settings) -> None:
    """A long German word never runs over what stands beside it or off the screen: text may be broken anywhere, and every column may shrink."""
    found = site(make_show(), [], settings)
    content = next(file.content for name, file in found.files.items() if name.endswith(".css"))
    assert isinstance(content, bytes)
    style = content.decode()
    assert re.search(r"body \{[^}]*overflow-wrap: anywhere", style)
    assert not re.search(r"grid-template-columns:[^;]*(?<!minmax\(0, )\b1fr", style)


def test_a_language_without_words_of_its_own_gets_english_ones(make_show: Make, settings: Settings) -> None:
    """A show in a language that has no words here keeps its language, with the pages' words in English."""
    tree = page(site(make_show(language="sv"), [], settings), "daily-brief/index.html")
    assert tree.get("lang") == "sv"
    assert "Subscribe" in tree.text_content()


def test_older_episodes_have_pages_of_their_own(make_show: Make, make_episode: Make, settings: Settings) -> None:
    """Every episode is listed on some page of the show, and a new one leaves the pages of old ones as they were."""
    template = make_episode()

    def many(count: int) -> Site:
        episodes = [
            replace(template, id=f"e{n}", guid=f"g{n}", published=template.published + timedelta(minutes=n))
            for n in range(count)
        ]
        return site(make_show(), [replace(e, transcript=(), chapters=()) for e in episodes], settings)

    before, after = many(2 * PAGE + 3), many(2 * PAGE + 4)
    name, seen = "daily-brief/index.html", []
    while True:
        tree = page(after, name)
        seen += [a.get("href") for a in select(tree, ".episodes h3 a")]
        older = select(tree, "a[rel=next]")
        if not older:
            break
        name = posixpath.normpath(posixpath.join(posixpath.dirname(name), older[0].get("href")))
    assert len(seen) == len(set(seen)) == 2 * PAGE + 4
    assert before["daily-brief/page-1/index.html"] == after["daily-brief/page-1/index.html"]


@given(st.from_regex(r"#[0-9a-f]{6}", fullmatch=True))
@configure(max_examples=often(200), deadline=None)
def test_any_theme_stays_readable(theme: str) -> None:
    """Whatever colour a show chooses, the shades for text keep the contrast that WCAG 2.2 asks for."""
    shades = palette(theme, "show")
    assert contrast(parse(shades.on_paper), PAPER) >= 4.5
    assert contrast(parse(shades.on_ink), INK) >= 4.5
    assert contrast(parse(shades.deep), PAPER) >= 7
