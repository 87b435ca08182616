"""Headline, names, day and ends of copied pages, each kind in several forms: where they stand, not only how they are worded."""

from __future__ import annotations

import re
from datetime import date

import pytest

from audiopress.segment import read_text
from audiopress.segment.page import dump, headlines, text_model
from audiopress.segment.page.captions import credited
from audiopress.segment.page.dates import find_dates
from audiopress.segment.page.story import find_story

HEADLINE = "Eastern pier closes for eight weeks"
STORY = (
    "The harbour board agreed on Tuesday to close the eastern pier for eight weeks while divers repair the pillars below it.",
    "The work had been put off twice since 2019 because two firms that were asked to do it went out of business.",
    "Ferries to the outer islands will leave from the fish market instead, and the first boat will sail ten minutes earlier.",
    "Shopkeepers along the quay said that they feared for their summer trade, and asked the town for a rebate on their rents.",
)
MENU = ("Lindvik Post", "Home", "News", "Sport")


def copied(*head: str, below: tuple[str, ...] = ()) -> str:
    """A page with these lines between its menu and its story."""
    return "\n\n".join([*MENU, *head, *STORY, *below])


def test_every_feature_of_a_headline_has_a_weight() -> None:
    """What is told of a line that may be the headline is weighed: one without a weight means that fit.py was not run."""
    lines, _, _ = dump.features(copied(HEADLINE, "By Jane Roe", "September 7, 2026"))
    facts = headlines.candidates(lines, find_story(lines, text_model.probabilities(lines)).chosen)

    assert facts
    assert {name for one in facts.values() for name in one} == headlines.WEIGHTS.keys()


@pytest.mark.parametrize(
    "deck",
    [
        "Board promises ferries to the outer islands from the fish market",
        "Shopkeepers on the quay fear for their summer trade and ask for a rebate",
        "Divers repair pillars that two firms left as they were",
        "First boat of the morning to sail ten minutes earlier than before",
    ],
)
def test_the_line_above_a_standfirst_is_the_headline(deck: str) -> None:
    """A standfirst says more of what the story says, and stands nearer to the byline."""
    text = copied("[Announcement] " + HEADLINE, deck, "By Jane Roe", "Published : Sept. 7, 2026 - 18:47")

    assert read_text(text).headline == HEADLINE


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Naufal Zuhdi", ("Naufal Zuhdi",)),
        ("Duy Linh Dinh", ("Duy Linh Dinh",)),
        ("Ósk Vilhjálmsdóttir | Jórunn Dal", ("Ósk Vilhjálmsdóttir", "Jórunn Dal")),
        ("Birgit Lindner Anna Maria Holm Jan Ek", ("Birgit Lindner", "Anna Maria Holm", "Jan Ek")),
    ],
)
def test_above_the_date_a_name_need_not_be_a_known_one(line: str, names: tuple[str, ...]) -> None:
    """No list has all names of forty countries: their place tells them."""
    assert read_text(copied(HEADLINE, line, "September 7, 2026 18:05")).byline == names


@pytest.mark.parametrize(
    ("line", "names", "day"),
    [
        ("Tovi Makkonen, 07.09.2026 10:00", ("Tovi Makkonen",), 7),
        ("07.09.26 | 14:07 | By Jane Roe", ("Jane Roe",), 7),
        ("Jane Roe · Post News · Posted: Sep 07, 2026 4:00 AM EDT | Last Updated: September 8", ("Jane Roe",), 7),
        ("September 7, 2026 Tovi Makkonen 3", ("Tovi Makkonen",), 7),
        ("By Tovi Makkonen published 7 September 2026", ("Tovi Makkonen",), 7),
        ("By Jane Roe Last updated Sep 7, 2026 Share with a friend:", ("Jane Roe",), 7),
    ],
)
def test_a_name_stands_on_the_line_of_the_date(line: str, names: tuple[str, ...], day: int) -> None:
    """Before it or behind it, with bars, dots and counts of comments around."""
    article = read_text(copied(HEADLINE, line))

    assert article.byline == names
    assert article.published is not None
    assert article.published.date() == date(2026, 9, day)


@pytest.mark.parametrize(
    ("below", "names"),
    [
        (("By", "Tovi Makkonen"), ("Tovi Makkonen",)),
        (("By", "Tovi Makkonen1,", "Jane Roe &", "Mira Solberg"), ("Tovi Makkonen", "Jane Roe", "Mira Solberg")),
        (("By", "Jane RoeScience News Reporter"), ("Jane Roe",)),
        (("Words by:", "Tovi Makkonen"), ("Tovi Makkonen",)),
    ],
)
def test_names_stand_below_a_line_that_says_by(below: tuple[str, ...], names: tuple[str, ...]) -> None:
    """A page that sets each in an element of its own is copied so."""
    assert read_text(copied(HEADLINE, *below, "11:58, 7 Sep 2026")).byline == names


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Jane Roe and Mira Solberg The Associated Press", ("Jane Roe", "Mira Solberg")),
        ("By Jane Roe Follow", ("Jane Roe",)),
        ("By AFP and Reuters", ("AFP", "Reuters")),
        ("By Jane Roe and AFP", ("Jane Roe", "AFP")),
    ],
)
def test_what_is_glued_to_a_name_is_none(line: str, names: tuple[str, ...]) -> None:
    """A button, or the agency that the author works for, is no part of a name; an agency that wrote it too is one."""
    assert read_text(copied(HEADLINE, line, "September 7, 2026")).byline == names


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("28.\u20094.\u20092026, 18:41", date(2026, 4, 28)),
        ("8.September 2026 09:43", date(2026, 9, 8)),
        ("12/30/2026 05:03 AM EST", date(2026, 12, 30)),
        ("07.09.26 14:07", date(2026, 9, 7)),
        ("Culture, 7.9.26", date(2026, 9, 7)),
        ("26 | 01 | 2026", date(2026, 1, 26)),
        ("29 / December / 2026", date(2026, 12, 29)),
    ],
)
def test_a_day_in_numbers_is_read_however_it_is_set(line: str, day: date) -> None:
    """Two digits of the year, thin spaces, bars, the month first where there is no such month."""
    assert [moment.date() for _, moment, _ in find_dates(line, "UTC", "en")] == [day]


@pytest.mark.parametrize(
    "line", ["They won 6.4.12 times in a row", "Version 10.10.20 is out", "Arsenal won 3/4/20 games"]
)
def test_numbers_in_a_sentence_are_no_day(line: str) -> None:
    """A year of two digits needs a time, or the end of a line."""
    assert find_dates(line, "UTC", "en") == []


@pytest.mark.parametrize(
    ("head", "below", "day"),
    [
        (("September 7, 2026", HEADLINE), (), date(2026, 9, 7)),
        ((HEADLINE,), ("September 7, 2026",), date(2026, 9, 7)),
        ((HEADLINE,), ("Topics", "Published: 7 September 2026"), date(2026, 9, 7)),
        ((HEADLINE, "Updated September 7, 2026, 4:45 PM"), (), date(2026, 9, 7)),
        (("Video, 2 min, available until 06.10.2026", HEADLINE, "Updated 7 September 2026"), (), date(2026, 9, 7)),
        (
            (
                HEADLINE,
                "By Jane Roe",
                "September 7, 2026",
                STORY[0][:-1] + " once more.",
                "A former story August 2, 2026",
            ),
            (),
            date(2026, 9, 7),
        ),
    ],
)
def test_the_day_is_found_where_it_stands(head: tuple[str, ...], below: tuple[str, ...], day: date) -> None:
    """Above the headline, below it, under the story; the only moment told is the publication's."""
    article = read_text(copied(*head, below=below))

    assert article.published is not None
    assert article.published.date() == day


def test_a_sentence_with_a_day_is_no_line_of_the_date() -> None:
    """The first sentence of a story may say from when its news holds."""
    lede = "A trip to the islands will cost two crowns again on January 1, 2027, the board said."
    article = read_text("\n\n".join([*MENU, HEADLINE, "September 7, 2026", lede, *STORY]))

    assert article.lede == lede
    assert article.published is not None
    assert article.published.date() == date(2026, 9, 7)


@pytest.mark.parametrize("sign", ["(Yonhap)", "(AFP)", "(Reuters)"])
@pytest.mark.parametrize(
    "last",
    [
        "“The board has given signs for a year that the pier was tired,” Lind said. “It is time for each shop to plan.”",
        '"It is time for each shop on the quay to make its own plans," Lind said at the end of the meeting.',
        "Nobody on the quay was surprised. “We have seen it come for years,” said the baker Ann Day.",
    ],
)
def test_a_last_paragraph_with_the_agencys_sign_is_the_storys(last: str, sign: str) -> None:
    """A quote with an agency in brackets behind it is no caption; a picture's line without one is."""
    caption = f"The eastern pier on March 3, 2026. {sign}"
    article = read_text("\n\n".join([HEADLINE, "By Jane Roe", *STORY[:2], caption, *STORY[2:], f"{last} {sign}"]))

    assert article.paragraphs[-1] == f"{last} {sign}"
    assert article.captions == (caption,)


@pytest.mark.parametrize(
    "items",
    [
        ("June 10 -- Credit Hall, Tampa", "June 14 -- Bank Theatre, Alpharetta", "June 17 -- Bridge Arena, Nashville"),
        ("10.6. – Stadthalle, Lindvik", "14.6. – Hafen, Solberg", "17.6. – Arena, Norheim"),
        ("Sept. 3 - Lindvik", "Sept. 9 - Solberg", "Oct. 12 - Norheim"),
        ("June 10, 2026 — Credit Hall", "June 14, 2026 — Bank Theatre", "June 17, 2026 — Bridge Arena"),
    ],
)
def test_a_list_of_dates_under_its_line_is_the_storys(items: tuple[str, ...]) -> None:
    """What `Tour dates:` promises is read."""
    text = "\n\n".join([HEADLINE, "By Jane Roe", *STORY, "\n".join(["Tour dates:", *items])])

    assert read_text(text).paragraphs[-3:] == items


STOREYS = """\
Valley Messenger
News
Sport

Dam repairs to close the river path for eleven weeks
Walkers will be sent over the ridge while engineers replace two gates from the thirties

By Greta Vanhoutte
Published 14 Oct 2026, 6.40 am

{}The river path between Merrow and Stanbridge will be shut for eleven weeks from Monday while engineers replace two gates.

The repairs of the dam, announced by the River Trust on Tuesday, are the largest on this stretch of the river in 40 years.

Walkers who have come for the autumn leaves will find signs at both ends of the path, the trust said, and a bus on Sundays.
"""


@pytest.mark.parametrize(
    "caption",
    ["", "The weir on Tuesday morning (photo Rossi)\n\n", "The quiet river path at Merrow (Photo: Ole Ek)\n\n"],
)
def test_a_headline_right_above_its_standfirst_is_the_headline(caption: str) -> None:
    """Two lines without a blank one between are headline and standfirst, and a picture's words are neither."""
    article = read_text(STOREYS.format(caption))

    assert article.headline == "Dam repairs to close the river path for eleven weeks"
    assert article.byline == ("Greta Vanhoutte",)
    assert article.paragraphs[0].startswith("The river path between")


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("it", "Il pontile deserto ieri mattina (foto Rossi)"),
        ("de", "Der leere Hafen am Montag (Foto: Ole Ek)"),
        ("nl", "De lege haven op maandag (foto: Ole Ek)"),
        ("pt", "O cais vazio na segunda (foto Ana Reis)"),
        ("fr", "Le quai vide lundi (photo Anne Roy)"),
    ],
)
def test_a_credit_in_brackets_tells_a_caption(language: str, line: str) -> None:
    """A language's word for a picture, in brackets behind what it shows, names whose it is; other brackets do not."""
    assert credited(line, language)
    assert not credited(re.sub(r"\(.*\)", "(7 von 9)", line), language)


CONTENTS = tuple(f"{number}. Pillar {number}" for number in range(1, 60))


@pytest.mark.parametrize(
    ("above", "headline", "between"),
    [
        (("Home » Harbour » Eastern pier closes for eight weeks",), HEADLINE, ("By Jane Roe", "September 7, 2026")),
        ((), HEADLINE, ("By Jane Roe", "September 7, 2026", *CONTENTS)),
        (("« Fish market moves indoors",), HEADLINE, ("Written by Jane on September 7, 2026",)),
        (("Harbour Diary", "Home » Pillars"), "Pillars", ("September 7, 2026 · by Jane Roe",)),
        ((), "Eastern pier closed from 9.9.2026 for eight weeks", ("By Jane Roe", "September 7, 2026")),
        ((), "Tagung: Die Pfeiler der Häfen (26. und 27. 2. 2026, Lindvik)", ("7. September 2026", "von Jana Roth")),
    ],
    ids=["trail", "contents", "the story before", "one word", "its own day", "a meeting's days"],
)
def test_a_headline_may_stand_far_off_be_one_word_or_name_a_day(
    above: tuple[str, ...], headline: str, between: tuple[str, ...]
) -> None:
    """It is not the way to it, not the link to the story before, and it is found above a long table of contents."""
    assert read_text(copied(*above, headline, *between)).headline == headline


def test_a_headline_has_the_marks_that_the_page_writes_elsewhere() -> None:
    """Copied from two elements with nothing between, it is written as the page's title or a list of links has it."""
    split_up = "Divers at work Eastern pier closes for eight weeks"
    text = copied(
        split_up, "By Jane Roe", "September 7, 2026", below=("Divers at work: Eastern pier closes for eight weeks",)
    )

    assert read_text(text).headline == "Divers at work: Eastern pier closes for eight weeks"


@pytest.mark.parametrize(
    ("line", "day"),
    [
        (
            "7.9.2026 - The harbour board closes the eastern pier for eight weeks while divers repair the pillars below it.",
            date(2026, 9, 7),
        ),
        (
            "(7 September 2026) The harbour board closes the eastern pier for eight weeks while divers repair the pillars below it.",
            date(2026, 9, 7),
        ),
        (
            "Monday, September 7, 2026 – The harbour board closes the eastern pier for eight weeks while divers repair the pillars below it.",
            date(2026, 9, 7),
        ),
        (
            "7 September 2026. The harbour board closes the eastern pier for eight weeks while divers repair the pillars below it.",
            date(2026, 9, 7),
        ),
        (
            "September 7, 2026 was the day on which the harbour board agreed to close the pier while divers repair the pillars below it.",
            None,
        ),
        (
            "On September 7, 2026 - a Monday - the harbour board agreed to close the pier while divers repair the pillars below it.",
            None,
        ),
    ],
)
def test_a_lede_may_stand_behind_its_day(line: str, day: date | None) -> None:
    """A mark between them tells the day of publication from a day in the sentence; no word is lost."""
    article = read_text("\n\n".join([*MENU, HEADLINE, "By Jane Roe", line, *STORY[1:]]))

    assert (article.published.date() if article.published else None) == day
    assert line in {article.lede, f"{article.dateline} – {article.lede}"}


@pytest.mark.parametrize(
    "line",
    [
        "Monday, 07.09.2026, 10:29",
        "By dpa 07.09.2026, 18:58",
        "September 7, 2026 | Source: dpa-afx | Reading time about 4 min. | Listen to this text | Stop | Pause | Go on",
        "⋅ September 7, 2026 ⋅ Email this post ⋅ Print this page ⋅ Comments",
    ],
)
@pytest.mark.parametrize("deck", [(), (STORY[3],)], ids=["above", "below a standfirst"])
def test_a_line_of_the_day_is_told_however_much_stands_beside_it(line: str, deck: tuple[str, ...]) -> None:
    """The day of the week, who wrote it, a row of buttons; it is not read, not even below a long standfirst."""
    article = read_text("\n\n".join([*MENU, HEADLINE, *deck, line, *STORY[:3]]))

    assert article.published
    assert article.published.date() == date(2026, 9, 7)
    assert line not in article.paragraphs


def test_what_stands_below_a_story_heads_no_other() -> None:
    """Its day, its author and its keywords in a table are its own, whatever line stands above them."""
    foot = (
        "The editors recommend",
        "Published 7 September 2026",
        "By Jane Roe",
        "Keywords pier, harbour",
        "Print",
        "Feedback",
    )
    links = tuple(
        f"In street {number} the market has been open since Monday, and it sells fish from nine boats."
        for number in range(4)
    )
    article = read_text(copied(HEADLINE, below=(*foot, *links)))

    assert not [one for one in article.dropped if one.rule == "another story"]


@pytest.mark.parametrize(
    "line",
    [
        "7 September 2026 - 18:50 3 comments",
        "7 September 2026 jr Article: Download Print Share",
        "Translated by Ann Day, 7 September 2026",
        "7 September 2026, 09:50 / Updated on 9 September 2026, 11:39",
    ],
)
def test_a_line_among_the_storys_first_may_tell_its_day(line: str) -> None:
    """A date between the first paragraphs is the story's, with buttons or an editor's sign behind it."""
    article = read_text("\n\n".join([*MENU, HEADLINE, STORY[0], line, *STORY[1:]]))

    assert article.published is not None
    assert article.published.date() == date(2026, 9, 7)


def test_the_day_before_the_lede_beats_those_below_the_story() -> None:
    """Dates of other stories stand under one that begins with its own."""
    below = ["24 August 2026", "Ferry fares go up", "18 August 2026", "The market moves"]
    article = read_text("\n\n".join([*MENU, HEADLINE, f"Lindvik, 7 September 2026 – {STORY[0]}", *STORY[1:], *below]))

    assert article.published is not None
    assert article.published.date() == date(2026, 9, 7)


def test_when_it_was_published_may_stand_below_when_it_was_changed() -> None:
    """Under the story the line that says `published` is asked before one that says `updated`."""
    below = ["Last change: 9 September 2026", "Published: 7 September 2026"]
    article = read_text("\n\n".join([*MENU, HEADLINE, *STORY, *below]))

    assert article.published is not None
    assert article.published.date() == date(2026, 9, 7)


def test_a_section_glued_to_a_date_below_the_story_is_another_storys() -> None:
    """`Science27.02.2016` under a story without a day is a teaser's line: no day is better than a wrong one."""
    article = read_text(
        "\n\n".join(
            [*MENU, HEADLINE, *STORY, "The market moves", "Science27.02.201627. February 20169 pictures", "Fares go up"]
        )
    )

    assert article.published is None


@pytest.mark.parametrize(
    ("line", "below", "day"),
    [
        ("Jane Roe, 8 January, 17:46", "© 2026 Lindvik Post", date(2026, 1, 8)),
        ("Published on January 8 at 5:46 pm", "© 2026 Lindvik Post", date(2026, 1, 8)),
        (
            "8 January",
            "Market hall on the quay reopens after the great fire of last autumn, 9 January 2026",
            date(2026, 1, 8),
        ),
        (
            "28 December",
            "Market hall on the quay reopens after the great fire of last autumn, 5 January 2026",
            date(2025, 12, 28),
        ),
        ("8 January, 17:46", "Read on", None),
        ("31 February", "© 2026 Lindvik Post", None),
        ("8 January may be too late, the harbour board wrote to the islands.", "© 2026 Lindvik Post", None),
    ],
)
def test_a_day_without_its_year_is_of_the_newest_year_on_the_page(line: str, below: str, day: date | None) -> None:
    """Some papers leave the year away beside the author; the page's own sign or other stories tell it, and else nobody."""
    published = read_text(copied(HEADLINE, line, below=(below,))).published

    assert (published.date() if published else None) == day


@pytest.mark.parametrize(
    "line", ["mardi 5 juin 2018", "5. Juni 2018", "5 de junio de 2018", "martedì 5 giugno 2018, 10:20"]
)
@pytest.mark.parametrize("above", [False, True])
def test_a_day_may_be_written_in_the_language_of_the_system(line: str, above: bool) -> None:
    """A blog in English whose system is set to French prints French days above or below its headlines."""
    published = read_text(copied(*((line, HEADLINE) if above else (HEADLINE, line)))).published

    assert published is not None
    assert published.date() == date(2018, 6, 5)
