"""Publisher profiles: what an editor knows of a site counts for more than any score."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from audiopress.errors import ConfigError
from audiopress.model import Settings
from audiopress.segment import load_profile, load_profiles, read, read_html, read_text
from audiopress.segment.page.profiles import profile_for, profile_in

SHIPPED = sorted((Path(__file__).parents[2] / "feeds" / "publishers").glob("*.toml"))
STORY = (
    "The harbour of Kalven will be dredged before the winter, the port authority said after a meeting on Tuesday.",
    "It has grown so shallow that the ferry had to wait for the tide on eleven days of the summer, officials said.",
    "The work costs four million crowns and takes six weeks, in which the fishing boats will land their catch at Ostby.",
)
MARKED = (
    "Listen to this story while you walk along the quay, and tell us how you like the voice that reads it.",
    "High tide 06:12, low tide 12:30",
)
PROFILE = """
name = "Kalven Post"
timezone = "Asia/Seoul"
drop = ["^Listen to this"]
keep = ["^High tide"]
caption = ["^Seen from"]
note = ["^Put right"]
subhead = ["^Part \\\\d+:"]
[sections]
"Ports & Ships" = "Shipping"
"""
HTML = f"""<html lang="en"><head><title>Kalven to be dredged - Kalven Post</title>
<meta property="article:section" content="Ports &amp; Ships"><meta property="article:published_time" content="2026-09-03T14:30">
</head><body><article><h1>Kalven to be dredged</h1><p>{STORY[0]}</p><p>{MARKED[0]}</p><p>{STORY[1]}</p><p>Part 2: The cost</p>
<p>{STORY[2]}</p><aside class='related'><a href='/tides'>{MARKED[1]}</a></aside><p>Put right: the first version of this story named another month for the work.</p>
<p>Seen from the lighthouse, the harbour at noon.</p></article></body></html>"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A newsroom's folder of profiles, with one in it."""
    (tmp_path / "kalven.example.toml").write_text(PROFILE, encoding="utf-8")
    return tmp_path


def test_every_kind_of_line_can_be_set(folder: Path) -> None:
    """Forced, dropped and labelled lines, the zone and the section's name are the profile's."""
    profile = load_profile(folder / "kalven.example.toml")

    article = read_html(HTML, url="https://kalven.example/1", profile=profile)

    assert article.headline == "Kalven to be dredged"
    assert article.section == "Shipping"
    assert article.published == datetime(2026, 9, 3, 5, 30, tzinfo=UTC)
    assert article.captions == ("Seen from the lighthouse, the harbour at noon.",)
    assert [line.rule for line in article.dropped if line.line == MARKED[0]] == ["publisher profile"]
    note = "Put right: the first version of this story named another month for the work."
    told = dict(zip(article.paragraphs, article.kinds, strict=True))
    assert [one for one in told if one != note] == [*STORY[:2], "Part 2: The cost", STORY[2], MARKED[1]]
    assert told["Part 2: The cost"] == "subhead"
    assert told[note] == "note"


def test_without_the_profile_the_page_is_read_otherwise() -> None:
    """What the profile sets is not what the rules would have found by themselves."""
    article = read_html(HTML, url="https://kalven.example/1")

    assert article.section == "Ports & Ships"
    assert MARKED[0] in article.paragraphs
    assert MARKED[1] not in article.paragraphs


@pytest.mark.parametrize(
    ("url", "found"),
    [
        ("https://kalven.example/news/1", True),
        ("https://www.kalven.example/news/1", True),
        ("https://mobile.kalven.example/news/1", True),
        ("https://notkalven.example/news/1", False),
        ("https://example/news/1", False),
        ("page.txt", False),
    ],
)
def test_a_profile_is_for_its_domain_and_those_below(folder: Path, url: str, found: bool) -> None:
    """The name of the file is the domain."""
    assert (profile_for(url, load_profiles([folder])) is not None) is found


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Kalven Post", True),
        ("https://kalven.example/news/1", True),
        ("A reader of the Kalven Post wrote to us.", False),
        ("Ostby Post", False),
    ],
)
def test_a_copied_page_says_whose_it_is(folder: Path, line: str, found: bool) -> None:
    """The site's name as a line of its own, or its address anywhere in the text."""
    text = "\n".join(["Home", line, *STORY])

    assert (profile_in(text, load_profiles([folder])) is not None) is found


def test_a_page_that_two_sites_could_claim_is_nobodys(folder: Path) -> None:
    """Doubt is no profile."""
    (folder / "ostby.example.toml").write_text('name = "Ostby Post"\n', encoding="utf-8")

    assert profile_in("Kalven Post\nOstby Post\n", load_profiles([folder])) is None


def test_a_copied_page_is_read_by_its_profile(folder: Path, tmp_path: Path) -> None:
    """A file without an address gets the site's rules and zone all the same."""
    page = tmp_path / "page.txt"
    page.write_text(
        "\n\n".join(
            ["Kalven Post", "Kalven to be dredged", "Published: 2026-09-03 14:30", *STORY[:2], *MARKED, STORY[2]]
        ),
        encoding="utf-8",
    )

    (outcome,) = read("page.txt", settings=Settings(), folder=tmp_path, profiles=[folder])

    assert outcome.article is not None
    assert outcome.article.paragraphs == (*STORY[:2], MARKED[1], STORY[2])
    assert outcome.article.published == datetime(2026, 9, 3, 5, 30, tzinfo=UTC)


def test_the_newsrooms_own_profile_wins_over_a_shipped_one(folder: Path, tmp_path: Path) -> None:
    """Of two files for one domain the one in the earlier folder counts."""
    other = tmp_path / "shipped"
    other.mkdir()
    (other / "kalven.example.toml").write_text('name = "Somebody else"\n', encoding="utf-8")

    assert load_profiles([folder, other])["kalven.example"].name == "Kalven Post"


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ('name = "A"\ndorp = ["x"]\n', 2, "did you mean 'drop'"),
        ('drop = "x"\n', 1, "drop: expected a list of patterns"),
        ('drop = ["("]\n', 1, "is not a regular expression"),
        ("drop = [3]\n", 1, "is not a regular expression"),
        ('name = "A"\n\ntimezone = "Asia/Soul"\n', 3, "did you mean 'Asia/Seoul'"),
        ('language = "Korean language"\n', 1, "is not a language tag"),
        ("name = 3\n", 1, "name: expected a text"),
        ('[sections]\n"Ports" = 3\n', 2, "sections.Ports: expected a name"),
        ('sections = "Ports"\n', 1, "sections: expected a table"),
    ],
)
def test_a_slip_in_a_profile_is_told_with_its_line(tmp_path: Path, text: str, line: int, message: str) -> None:
    """The file, the line, what is wrong and what to write instead."""
    path = tmp_path / "kalven.example.toml"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(ConfigError) as caught:
        load_profile(path)

    assert f"{path}:{line}: " in str(caught.value)
    assert message in str(caught.value)


def test_every_fault_of_a_profile_is_told_at_once(tmp_path: Path) -> None:
    """An editor mends a file in one go."""
    path = tmp_path / "kalven.example.toml"
    path.write_text('dorp = []\ntimezone = "Nowhere"\ndrop = ["("]\n', encoding="utf-8")

    with pytest.raises(ConfigError) as caught:
        load_profile(path)

    assert len(caught.value.problems) == 3


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_shipped_profiles_are_sound(path: Path) -> None:
    """The examples that a newsroom copies can be loaded and do something."""
    profile = load_profile(path)

    assert profile.name
    assert profile.drop


def test_a_profile_without_a_match_changes_nothing(folder: Path) -> None:
    """Text of another site is read as if there were no profile."""
    text = "\n\n".join(["Harbour news", *STORY])

    assert (
        read_text(text, profile=load_profile(folder / "kalven.example.toml")).paragraphs == read_text(text).paragraphs
    )
