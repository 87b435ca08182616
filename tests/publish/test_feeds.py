"""The feed's bytes, read back with lxml, podcastparser's and feedparser's eyes."""

from __future__ import annotations

import locale
import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import feedparser
import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as configure
from hypothesis import strategies as st
from lxml import etree

from audiopress.model import Chapter, Episode, Schedule, Segment, Settings, Show, Story
from audiopress.publish import Cover, channel_guid, render
from audiopress.publish.frequency import rule
from audiopress.publish.page_words import words
from audiopress.publish.rendering import NEWEST

NS = {
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "podcast": "https://podcastindex.org/namespace/1.0",
    "psc": "http://podlove.org/simple-chapters",
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
}
GUID = "917393e3-1b1e-5cef-ace4-edaa54e1f810"
COVER = Cover(content=b"jpeg", suffix=".jpg", side=3000, thumb=b"small")

Make = Callable[..., Any]


def documents(show: Show, episodes: Sequence[Episode], settings: Settings) -> dict[str, Any]:
    site = render(show, episodes, settings=settings, cover=COVER, guid=GUID)
    names = [name for name in site.files if name.startswith(f"{show.name}/feed")]
    return {name: etree.fromstring(site[name].content) for name in names}


def channel(show: Show, episodes: Sequence[Episode], settings: Settings) -> Any:
    return documents(show, episodes, settings)[f"{show.name}/feed.xml"].find("channel")


def one(element: Any, path: str) -> Any:
    found = element.findall(path, NS)
    assert len(found) == 1, f"{path}: {len(found)}"
    return found[0]


def test_the_channel_says_what_directories_ask_for(make_show: Make, make_episode: Make, settings: Settings) -> None:
    """Every tag that directories require of a channel is there once, in the form they take."""
    show = make_show(copyright="The Harbour Herald", licence="cc-by-4.0", schedule=Schedule(cron="0 6 * * *"))

    found = channel(show, [make_episode()], settings)

    assert one(found, "title").text == "The daily brief"
    assert one(found, "link").text == "http://127.0.0.1:8000/daily-brief/"
    assert one(found, "language").text == "en"
    assert one(found, "copyright").text == "The Harbour Herald"
    assert one(found, "itunes:explicit").text == "false"
    assert one(found, "itunes:type").text == "episodic"
    assert one(found, "itunes:author").text == "The newsroom"
    assert one(found, "itunes:image").get("href").endswith(".jpg")
    assert one(found, "itunes:category").get("text") == "News"
    assert one(found, "itunes:category/itunes:category").get("text") == "Daily News"
    assert one(found, "podcast:guid").text == GUID
    assert one(found, "podcast:locked").text == "no"
    assert one(found, "podcast:medium").text == "podcast"
    assert one(found, "podcast:license").text == "cc-by-4.0"
    assert one(found, "podcast:image").get("purpose") == "artwork"
    assert one(found, "podcast:txt").attrib == {"purpose": "ai-content"}
    assert one(found, "podcast:updateFrequency").get("rrule") == "FREQ=DAILY"
    assert one(found, "image/url").text == one(found, "itunes:image").get("href")
    assert one(found, "generator").text == "audiopress"
    assert found.find("itunes:owner", NS) is None
    links = {link.get("rel"): link.get("href") for link in found.findall("atom:link", NS)}
    assert links == {"self": "http://127.0.0.1:8000/daily-brief/feed.xml"}


def test_further_tags_come_from_the_show(make_show: Make, make_episode: Make, settings: Settings) -> None:
    """What `[feed]` in show.toml sets is in the channel, and nothing of it without."""
    show = make_show(
        explicit=True,
        owner_email="desk@example.org",
        feed={
            "hub": "https://hub.example.org/",
            "new_feed_url": "https://example.org/new.xml",
            "funding_url": "https://example.org/give",
            "funding_text": "Support the paper",
            "locked": True,
            "block": True,
            "complete": True,
            "apple_verify": "abc-123",
            "update_frequency": "FREQ=WEEKLY;BYDAY=SA",
            "publisher_guid": GUID,
            "publisher_url": "https://example.org/publisher.xml",
            "trailer_url": "https://example.org/trailer.mp3",
            "editor": "Ida Berg",
            "podroll": "https://one.example.org/feed.xml https://two.example.org/feed.xml",
            "ttl": 30,
        },
    )

    found = channel(show, [make_episode()], settings)

    assert one(found, "itunes:explicit").text == "true"
    assert one(found, "itunes:owner/itunes:email").text == "desk@example.org"
    assert one(found, "atom:link[@rel='hub']").get("href") == "https://hub.example.org/"
    assert one(found, "itunes:new-feed-url").text == "https://example.org/new.xml"
    assert one(found, "podcast:funding").attrib == {"url": "https://example.org/give"}
    assert one(found, "podcast:locked").attrib == {"owner": "desk@example.org"}
    assert one(found, "podcast:locked").text == "yes"
    assert one(found, "itunes:block").text == "Yes"
    assert one(found, "podcast:block").text == "yes"
    assert one(found, "itunes:complete").text == "Yes"
    assert one(found, "podcast:txt[@purpose='applepodcastsverify']").text == "abc-123"
    assert one(found, "podcast:updateFrequency").get("rrule") == "FREQ=WEEKLY;BYDAY=SA"
    assert one(found, "podcast:publisher/podcast:remoteItem").get("feedGuid") == GUID
    assert one(found, "podcast:trailer").get("type") == "audio/mpeg"
    assert one(found, "podcast:person").text == "Ida Berg"
    roll = found.findall("podcast:podroll/podcast:remoteItem", NS)
    assert [feed.get("feedUrl") for feed in roll] == [
        "https://one.example.org/feed.xml",
        "https://two.example.org/feed.xml",
    ]
    assert roll[0].get("feedGuid") == channel_guid("https://one.example.org/feed.xml")
    assert one(found, "ttl").text == "30"


def test_an_item_names_the_audio_and_all_that_belongs_to_it(
    make_show: Make, make_episode: Make, settings: Settings
) -> None:
    """An item carries its audio with true length and type, transcripts in order, chapters, authors, and the voices' mark."""
    episode = make_episode()
    site = render(make_show(), [episode], settings=settings, cover=COVER, guid=GUID)
    item = one(etree.fromstring(site[site.feed].content), "channel/item")

    enclosure = one(item, "enclosure")
    media = enclosure.get("url").removeprefix(settings.base_url)
    assert media in site.files
    assert int(enclosure.get("length")) == site[media].size == episode.enclosure.bytes
    assert enclosure.get("type") == "audio/mpeg"
    assert episode.enclosure.sha256[:12] in media
    assert one(item, "guid").attrib == {"isPermaLink": "false"}
    assert one(item, "guid").text == episode.guid
    assert one(item, "link").text == "https://example.org/harbour-1"
    assert one(item, "itunes:duration").text == "26"
    assert one(item, "itunes:explicit").text == "false"
    assert one(item, "itunes:episodeType").text == "full"
    assert one(item, "itunes:author").text == "Mina Park"
    assert one(item, "podcast:person").attrib == {"role": "author", "group": "writing"}
    assert one(item, "podcast:txt").text == "true"
    transcripts = item.findall("podcast:transcript", NS)
    assert [t.get("type") for t in transcripts] == ["text/vtt", "application/json", "application/x-subrip"]
    assert {t.get("rel") for t in transcripts} == {"captions"}
    assert all(t.get("url").removeprefix(settings.base_url) in site.files for t in transcripts)
    chapters = one(item, "podcast:chapters")
    assert chapters.get("type") == "application/json+chapters"
    assert chapters.get("url").removeprefix(settings.base_url) in site.files
    assert [c.get("start") for c in item.findall("psc:chapters/psc:chapter", NS)] == ["00:00:00.000", "00:00:04.000"]
    assert one(item, "podcast:contentLink").get("href") == "https://example.org/harbour-1"
    assert one(item, "podcast:alternateEnclosure").get("default") == "true"
    assert one(item, "podcast:alternateEnclosure/podcast:source").get("uri") == enclosure.get("url")


@pytest.mark.parametrize(
    ("ends", "told"),
    [
        ((8.0, 14.0, 21.5), {"startTime": "5.000", "duration": "16.500"}),
        ((8.0, 200.0), None),
        ((8.0, 14.0), None),
    ],
    ids=["whole sentences", "too long a sentence", "too short a story"],
)
def test_an_item_offers_a_soundbite(
    make_show: Make, make_episode: Make, settings: Settings, ends: tuple[float, ...], told: dict[str, str] | None
) -> None:
    """The headline and the sentences behind it, 15 to 120 seconds; nothing where no sentence ends in that time."""
    starts = (5.0, *ends)
    segments = tuple(
        Segment(start=start, end=end, speaker="", body="Words.", role="host" if index else "headline")
        for index, (start, end) in enumerate(zip(starts, ends, strict=False))
    )

    item = one(channel(make_show(), [make_episode(transcript=segments)], settings), "item")

    assert [dict(bite.attrib) for bite in item.findall("podcast:soundbite", NS)] == ([told] if told else [])


def test_renditions_are_offered_beside_the_main_file(
    make_show: Make, make_episode: Make, settings: Settings, audio: Make
) -> None:
    """Every rendition is an alternate enclosure with its own name, length and digest."""
    main = make_episode().enclosure
    low = replace(main, name="low", bitrate=24)

    found = channel(make_show(), [make_episode(renditions=(low,))], settings)

    sources = [s.get("uri") for s in found.findall("item/podcast:alternateEnclosure/podcast:source", NS)]
    assert len(sources) == len(set(sources)) == 2
    assert "2026-harbour-1-low-" in sources[1]


def test_a_serial_show_numbers_its_episodes(make_show: Make, make_episode: Make, settings: Settings) -> None:
    """Episodes of a serial show are numbered from the first, and keep their number when an earlier one is withdrawn."""
    episodes = [make_episode(1, state="withdrawn"), make_episode(2), make_episode(3)]

    found = channel(make_show(type="serial"), episodes, settings)

    assert [e.text for e in found.findall("item/itunes:episode", NS)] == ["3", "2"]


def test_the_same_content_gives_the_same_bytes(make_show: Make, make_episode: Make, settings: Settings) -> None:
    """Nothing in the feed comes from the clock; its date is that of the newest change."""
    corrected = make_episode(1, updated=datetime(2026, 11, 22, 9, 30, tzinfo=UTC), revision=2)
    episodes = [corrected, make_episode(2)]

    first = render(make_show(), episodes, settings=settings, cover=COVER, guid=GUID)
    again = render(make_show(), episodes[::-1], settings=settings, cover=COVER, guid=GUID)

    assert {name: first[name].content for name in first.files} == {name: again[name].content for name in again.files}
    feed = etree.fromstring(first[first.feed].content)
    assert feed.findtext("channel/lastBuildDate") == "Sun, 22 Nov 2026 09:30:00 +0000"


def test_items_stand_newest_first_and_drafts_and_withdrawn_ones_are_left_out(
    make_show: Make, make_episode: Make, settings: Settings
) -> None:
    """Only published episodes are items, the newest first."""
    episodes = [make_episode(n) for n in (2, 3, 1)]
    episodes += [make_episode(4, state="draft"), make_episode(5, state="withdrawn"), make_episode(6, state="approved")]

    found = channel(make_show(), episodes, settings)

    assert [t.text[-1] for t in found.findall("item/title", NS)] == ["3", "2", "1"]


def test_an_empty_show_has_a_feed_without_a_date(make_show: Make, settings: Settings) -> None:
    """A show without episodes has a valid feed, and no date in it that would change."""
    found = channel(make_show(), [], settings)

    assert found.find("item") is None
    assert found.find("lastBuildDate") is None


def test_older_episodes_go_to_pages_that_stay(make_show: Make, make_episode: Make, settings: Settings) -> None:
    """The main feed holds the newest 300; pages reached by rel=next hold the rest, and new episodes leave them as they were."""
    template = make_episode()
    episodes = [
        replace(
            template,
            id=f"e{n}",
            guid=f"g{n}",
            title=f"Number {n}",
            published=template.published + timedelta(minutes=n),
            updated=template.published + timedelta(minutes=n),
            transcript=(),
            chapters=(),
        )
        for n in range(2 * NEWEST + 50)
    ]

    found = documents(make_show(), episodes, settings)
    later = documents(make_show(), episodes[:-20], settings)

    main = found["daily-brief/feed.xml"].find("channel")
    assert len(main.findall("item")) == NEWEST
    assert main.find("item/title").text == f"Number {2 * NEWEST + 49}"
    seen = [guid.text for guid in main.findall("item/guid")]
    page, visited = main, ["daily-brief/feed.xml"]
    while (link := page.find("atom:link[@rel='next']", NS)) is not None:
        name = link.get("href").removeprefix(settings.base_url)
        page = found[name].find("channel")
        assert one(page, "atom:link[@rel='self']").get("href") == link.get("href")
        assert one(page, "atom:link[@rel='previous']").get("href") == settings.base_url + visited[-1]
        assert one(page, "atom:link[@rel='first']").get("href") == settings.base_url + "daily-brief/feed.xml"
        visited.append(name)
        seen += [guid.text for guid in page.findall("item/guid")]
    assert set(seen) == {f"g{n}" for n in range(len(episodes))}
    assert visited[1:] == ["daily-brief/feed-2.xml", "daily-brief/feed-1.xml"]
    assert one(main, "atom:link[@rel='last']").get("href").endswith("feed-1.xml")
    for name in visited[1:]:
        assert etree.tostring(found[name]) == etree.tostring(later[name])


def test_a_withdrawal_moves_no_other_item_between_pages(
    make_show: Make, make_episode: Make, settings: Settings
) -> None:
    """A withdrawn episode leaves its page of older ones, and every other item stays where it was."""
    template = make_episode()
    episodes = [
        replace(template, id=f"e{n}", guid=f"g{n}", published=template.published + timedelta(minutes=n), transcript=())
        for n in range(NEWEST + 5)
    ]
    before = documents(make_show(), episodes, settings)["daily-brief/feed-1.xml"]
    episodes[2] = replace(episodes[2], state="withdrawn")
    after = documents(make_show(), episodes, settings)["daily-brief/feed-1.xml"]

    listed = [guid.text for guid in before.findall("channel/item/guid")]
    assert [g.text for g in after.findall("channel/item/guid")] == [g for g in listed if g != "g2"]


def test_a_short_show_has_no_pages_of_older_episodes(make_show: Make, make_episode: Make, settings: Settings) -> None:
    """While the main feed has room for every episode, it is the only one, whatever was withdrawn."""
    episodes = [make_episode(1, state="withdrawn"), make_episode(2), make_episode(3)]

    found = documents(make_show(), episodes, settings)

    assert list(found) == ["daily-brief/feed.xml"]
    assert not found["daily-brief/feed.xml"].findall("channel/atom:link[@rel='next']", NS)


def test_the_description_keeps_to_its_limit_and_says_the_voices_are_synthetic(
    make_show: Make, make_episode: Make, settings: Settings
) -> None:
    """However long the summary and many the chapters, a description has at most 4,000 bytes, the first chapter, and the sentence about the voices."""
    chapters = tuple(Chapter(start=n * 60.0, end=n * 60.0 + 60, title=f"Chapter & <{n}> of many") for n in range(150))
    episode = make_episode(summary="Größe & <Maß> 항만 " * 800, chapters=chapters)

    found = channel(make_show(), [episode], settings)

    text = one(found, "item/description").text
    assert len(text.encode()) <= 4000
    assert "<p>(00:00) Chapter &amp; ‹0› of many</p>" in text
    assert text.endswith("<p>The voices in this episode are synthetic.</p>")
    full = one(found, "item/content:encoded").text
    assert "(2:29:00) Chapter &amp; ‹149› of many" in full


def test_notes_hold_nothing_that_a_reader_would_run(make_show: Make, make_episode: Make, settings: Settings) -> None:
    """Mark-up in a summary is shown as text, and an address that is not http(s) becomes no link."""
    story = Story(source="x", headline="<script>alert(1)</script>", url="javascript:alert(1)", authors=("A <b>",))
    episode = make_episode(summary='<img src=x onerror="alert(1)"> ]]> done', stories=(story,))

    found = channel(make_show(), [episode], settings)

    for path in ("item/description", "item/content:encoded"):
        text = one(found, path).text
        assert "<img" not in text
        assert "<script" not in text
        assert "javascript:" not in text
    assert found.find("item/podcast:contentLink", NS) is None
    assert one(found, "item/link").text == "http://127.0.0.1:8000/daily-brief/2026-harbour-1/"


def test_notes_speak_the_episode_s_language(make_show: Make, make_episode: Make, settings: Settings) -> None:
    """A Korean episode of an English show: what its notes say themselves is Korean."""
    story = Story(source="x", headline="새벽 여객선", url="", authors=("김민서",))
    episode = make_episode(language="ko", title="새벽 여객선", summary="석 달 더 다닌다.", stories=(story,))

    text = one(channel(make_show(), [episode], settings), "item/content:encoded").text

    assert "새벽 여객선 – 김민서 기자" in text
    assert f">{words('ko').read_along}</a>" in text


def test_angle_brackets_in_titles_are_replaced(make_show: Make, make_episode: Make, settings: Settings) -> None:
    """A title that players would read as HTML keeps all its words."""
    found = channel(make_show(), [make_episode(title="Größe <b> & mehr")], settings)

    assert one(found, "item/title").text == "Größe ‹b› & mehr"
    assert one(found, "item/itunes:title").text == "Größe ‹b› & mehr"


ANY = st.text(st.characters(codec=None, exclude_categories=()), max_size=60)


@given(title=ANY, summary=ANY, name=ANY, headline=ANY, chapter=ANY, body=ANY)
@configure(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_text_can_break_the_feed(
    make_show: Make,
    make_episode: Make,
    settings: Settings,
    title: str,
    summary: str,
    name: str,
    headline: str,
    chapter: str,
    body: str,
) -> None:
    """Whatever characters an article holds, surrogates and control characters too, the feed and every page are written and parse."""
    base = make_episode()
    episode = replace(
        base,
        title=title,
        summary=summary,
        disclosure=name,
        stories=(replace(base.stories[0], headline=headline, authors=(name,), url=headline, site=name),),
        chapters=(replace(base.chapters[0], title=chapter, url=name),),
        transcript=(replace(base.transcript[2], body=body, speaker=name),),
    )
    show = make_show(title=title, description=summary, author=name, copyright=name, licence=headline)

    site = render(show, [episode], settings=settings, cover=COVER, guid=GUID)

    found = feedparser.parse(site[site.feed].content)
    assert not found.bozo
    assert len(found.entries) == 1
    assert found.entries[0].enclosures[0].href.endswith(".mp3")


def test_writing_a_feed_leaves_the_locale_alone(
    make_show: Make, make_episode: Make, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Feedgen's dates call setlocale, which reaches into every thread; ours never do."""

    def refuse(*_args: object) -> str:
        raise AssertionError("setlocale was called")

    render(make_show(), [make_episode()], settings=settings, cover=COVER, guid=GUID)
    monkeypatch.setattr(locale, "setlocale", refuse)
    faults: list[BaseException] = []

    def work() -> None:
        try:
            render(make_show(), [make_episode()], settings=settings, cover=COVER, guid=GUID)
        except BaseException as error:  # noqa: BLE001
            faults.append(error)

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not faults


@pytest.mark.parametrize(
    ("url", "guid"),
    [
        ("https://podnews.net/rss", "9b024349-ccf0-5f69-a609-6b82873eab3c"),
        ("http://podnews.net/rss/", "9b024349-ccf0-5f69-a609-6b82873eab3c"),
        ("https://mp3s.nashownotes.com/pc20rss.xml", "917393e3-1b1e-5cef-ace4-edaa54e1f810"),
    ],
)
def test_a_feed_s_guid_is_the_one_that_the_namespace_computes(url: str, guid: str) -> None:
    """UUIDv5 of the address without scheme and trailing slash; the examples are the specification's own."""
    assert channel_guid(url) == guid


@pytest.mark.parametrize(
    ("cron", "told"),
    [
        ("0 6 * * *", "FREQ=DAILY"),
        ("0 6,18 * * 0-6", "FREQ=DAILY"),
        ("30 5 * * 1-5", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"),
        ("0 6 * * mon-fri", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"),
        ("0 6 * * 7", "FREQ=WEEKLY;BYDAY=SU"),
        ("0 6 * * 5-7", "FREQ=WEEKLY;BYDAY=FR,SA,SU"),
        ("0 6 1 * *", ""),
        ("0 6 * 12 *", ""),
        ("*/15 * * * *", ""),
        ("0 6 * * 1#2", ""),
        ("nonsense", ""),
    ],
)
def test_only_plain_schedules_are_promised(cron: str, told: str) -> None:
    """A cron expression becomes a recurrence rule where it says days of the week, and nothing where it says more."""
    assert rule(cron) == told
