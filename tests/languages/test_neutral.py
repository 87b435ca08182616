"""A language without rules: nothing of it is dropped, nothing is taken for English, and what is missing is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiopress import Newsroom
from audiopress.languages import known, spoken
from audiopress.languages.detecting import _common, detect
from audiopress.languages.leftover import meant
from audiopress.languages.numbers import named
from audiopress.languages.pack import missing, pack, sample
from audiopress.languages.plain_reading import plain_language
from audiopress.languages.schema import General, ReadingWords
from audiopress.segment import find_quotes, read_text
from audiopress.workspace import shipped

SIGNS = "%‰€$£¥₩§№°±×÷≥≤+=&@"


@given(st.text(st.sampled_from(f"{SIGNS}ab1 2,."), max_size=20))
def test_no_sign_that_means_something_is_left_out(text: str) -> None:
    """Where no rule of a language has a say in a sign, the engine gets it as it is written, in its place."""
    said = spoken(text, language="xx")

    assert [sign for sign in said if meant(sign)] == [sign for sign in text if meant(sign)]


@pytest.mark.parametrize(
    ("language", "text"),
    [("sv", "Det är 35 % mer, § 12."), ("ru", "Рост 35%, цена 5 €, № 12."), ("pl", "Kosztuje 5 € lub $7, ±2°.")],
)
def test_numbers_and_signs_are_the_engine_s(language: str, text: str) -> None:
    """A sentence of a language without a folder is handed on word by word."""
    assert spoken(text, language=language) == text


def test_a_sign_is_said_where_its_language_puts_it() -> None:
    """`{}` in a sign's words is its number: 35% is "of a hundred, 35" in Chinese."""
    assert spoken("增长35%，价格$1,200.5", language="zh") == "增长百分之35，价格1,200.5美元"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Il 35% in più costa 5 € o $7, ≥ 10.", "en"),
        ("Sammanträdet hölls inte i rådhuset", "en"),
        ("5 €", "en"),
        ("", "en"),
        ("Levante", "en"),
    ],
)
def test_no_text_is_english_for_want_of_another(text: str, language: str) -> None:
    """A text whose words do not say so is not English, and one that says nothing is of no language."""
    assert detect(text) != language


def test_a_language_is_known_by_its_commonest_words() -> None:
    """Of each folder with such words they are read without the rest of it, and are the same."""
    assert _common() == {tag: pack(tag).words.stop for tag in known() if pack(tag).words.stop}
    assert detect("The ferry runs again from Monday, and the harbour is open, said the mayor of the town.") == "en"
    assert detect("Die Fähre fährt wieder, und der Hafen ist offen, sagt die Bürgermeisterin.") == "de"


def test_a_quote_in_a_language_without_rules_stays_with_the_narrator() -> None:
    """No verb of another language attributes it."""
    assert not any(
        quote.speaker for quote in find_quotes('LEVANTE - "The bridge is open," said Anna Berg.', language="xx")
    )


@pytest.mark.parametrize("tag", ["sv", "pt", "fi", "de"])
def test_there_is_a_sample_in_every_language(tag: str) -> None:
    """A voice is heard in its own language: by the folder's sentence, else by the days of its week."""
    assert sample(tag)
    assert sample(tag) != sample("en")


# ---- what a pack alone is enough for

SWEDISH = replace(
    pack("sv"),
    module="anywhere",
    general=General(name="Swedish"),
    reading=ReadingWords(
        decimal="komma",
        minus="minus",
        clock="{hour} och {minute}",
        hours=frozenset({"uhr"}),
        scales=frozenset({"miljoner"}),
        units={"km": "kilometer"},
        currencies={"€": "euro", "kr": "krona|kronor"},
        abbreviations={"t.ex.": "till exempel"},
        ordinals={"": ":a :e"},
    ),
)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("21", "tjugoett"),
        ("1\u00a0234,5", f"{named(1234, 'sv')} komma fem"),
        ("1984", named(1984, "sv", "year")),
        ("3,25 km", "tre komma tjugofem kilometer"),
        ("-5", "minus fem"),
        ("1 kr", "ett krona"),
        ("€ 5", "fem euro"),
        ("3,5 miljoner kr", "tre komma fem miljoner kronor"),
        ("18:30", "arton och trettio"),
        ("3:e", "tredje"),
        ("t.ex. 2", "till exempel två"),
        ("A4", "A4"),
        ("007", "noll noll sju"),
        ("1234567890123456789", "1234567890123456789"),
    ],
)
def test_a_pack_without_code_reads_numbers(written: str, said: str) -> None:
    """The words of CLDR for numbers, and the pack's for what stands around them, in its signs for thousands and fractions."""
    from audiopress.languages.joining import join
    from audiopress.languages.rewriting import Claims, How

    language = plain_language(SWEDISH)
    claims = Claims(written)
    claims.run(language.rules, How({}))

    assert join(written, claims.sorted(), language).text == said


# ---- what is told of it

STORY = (
    "Färjan går igen på måndag\n\n30 november 2026\n\nFärjan till öarna går igen från måndag, sade hamnkontoret på tisdagen efter tre år "
    "av väntan i den lilla staden vid havet.\n\nResan kostar 35 % mindre än förr, och den tar ungefär två timmar i "
    "lugnt väder, enligt hamnkontoret i staden.\n"
)


def test_a_language_without_rules_is_told_once(newsroom: Path) -> None:
    """Whoever reads pages in it hears in one line what is missing, and not for every page."""
    for name in ("one.txt", "two.txt"):
        (newsroom / name).write_text(STORY, "utf-8")
    told: list[str] = []

    found = list(Newsroom(newsroom, warn=told.append).read(newsroom / "one.txt", newsroom / "two.txt"))

    assert [one.article.language if one.article else str(one.error) for one in found] == ["sv", "sv"]
    assert told == ["no rules for Swedish: quotes stay with the narrator, numbers are the engine's"]


def test_a_show_in_such_a_language_is_told_by_check(newsroom: Path) -> None:
    """`check` names the line of the show that says so."""
    path = newsroom / "feeds" / "articles" / "show.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        (shipped() / "feeds" / "articles" / "show.toml").read_text("utf-8").replace('"en"', '"sv"'), "utf-8"
    )
    for name in ("format.j2", "words.toml"):
        (path.parent / name).write_bytes((shipped() / "feeds" / "articles" / name).read_bytes())
    told: list[str] = []

    Newsroom(newsroom, warn=told.append).check()

    line = "language: no rules for Swedish: quotes stay with the narrator, numbers are the engine's"
    assert [one for one in told if "rules" in one] == [f"{path}:4: {line} (docs/languages.md tells how one is added)"]


def test_a_language_with_all_its_rules_is_not_told() -> None:
    """What is there needs no line; of a folder without rules for numbers that alone is told."""
    assert [missing(tag) for tag in ("en", "de", "ko", "und", "")] == [""] * 5
    assert missing("zh") == "not all rules for Chinese: numbers are the engine's"


@pytest.mark.parametrize(
    ("published", "updated"), [("Published", "Updated"), ("Publicerad", "Uppdaterad"), ("Opublikowano", "Aktualizacja")]
)
@pytest.mark.parametrize("turned", [False, True])
def test_of_two_moments_of_a_day_the_earlier_is_the_publication(published: str, updated: str, turned: bool) -> None:
    """Whatever a language calls them, and whichever stands first: a story is published before it is updated."""
    lines = [f"{published}: 30.11.2026 18:30", f"{updated}: 30.11.2026 19:05"]
    head, _, body = STORY.partition("\n\n30 november 2026\n\n")

    article = read_text("\n\n".join([head, "Marta Ek", *(reversed(lines) if turned else lines), body]))

    assert article.published == datetime(2026, 11, 30, 18, 30, tzinfo=UTC)
    assert article.updated == datetime(2026, 11, 30, 19, 5, tzinfo=UTC)
