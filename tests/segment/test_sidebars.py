"""What a copied page prints beside its story, or under it, in sentences as good as the story's own."""

from __future__ import annotations

import pytest

from audiopress.segment import read_text

STORY = (
    "The harbour office will close the old pier for two months, because the planks have given way in three places since spring.",
    "“We would rather lose a summer than a visitor,” said harbour master Tilda Voss, who walked the pier with two engineers on Friday.",
    "The repairs cost 340,000 euros, of which the county pays a third, according to the plan that the council passed on Thursday.",
    "Fishing boats will land at the north quay until the work is done, and the ferry to Holm keeps its berth and its times.",
    "The office expects to open the pier again before the herring market, which draws some 20,000 people into the town every autumn.",
)


def page(
    *paragraphs: str,
    head: str = "Old pier closes for the summer\n\nBy Edda Thorsen\nMay 4, 2026 - 18:05",
    foot: str = "",
) -> str:
    """A page of menus with these paragraphs in it."""
    menu = "Harbour Times\nHome\nNews\nSport\nWeather\n"
    return f"{menu}\n{head}\n\n" + "\n\n".join(paragraphs) + f"\n\n{foot}\n\nHome\nNews\nContact\n"


def rules(text: str) -> dict[str, str]:
    """The rule that dropped each line."""
    return {line.line: line.rule for line in read_text(text).dropped}


def test_headlines_of_other_stories_under_a_heading_are_not_read() -> None:
    """`Related news` between two paragraphs leads to other stories; the sentence after them is the story's again."""
    links = "Related news\n\nHerring market moves to the north quay, says council\n\nNew ferry for Holm: what passengers think"

    text = page(*STORY[:2], links, *STORY[2:])

    assert read_text(text).paragraphs == STORY
    assert rules(text)["New ferry for Holm: what passengers think"] == "read more"


def test_links_that_are_cut_short_end_no_story() -> None:
    """Under the story, headlines cut off with dots look like sentences and are none."""
    links = "Related stories\n\nThe herring market will be moved to the north quay this...\n\nMayor of Holm asks for a ferry that runs at night..."

    assert read_text(page(*STORY, foot=links)).paragraphs == STORY


def test_the_sentence_under_a_box_is_still_the_storys() -> None:
    """The last sentence is not lost because links stand above it and a menu below it."""
    links = "Related links\n\nHarbour office website\n\n"

    assert read_text(page(*STORY[:4], links + STORY[4], foot="Report an error")).paragraphs == STORY


def test_a_headline_in_capitals_is_a_link_and_a_subhead_is_not() -> None:
    """Between paragraphs eight words in capitals lead to another story; three head a part of this one."""
    link = "HERRING MARKET MOVES TO THE NORTH QUAY AFTER COUNCIL VOTE"

    text = page(*STORY[:2], link, STORY[2], "WHAT FOLLOWS NOW", *STORY[3:])

    assert link not in read_text(text).paragraphs
    assert rules(text)[link] == "read more"
    assert "WHAT FOLLOWS NOW" in read_text(text).paragraphs


@pytest.mark.parametrize(
    "note",
    [
        "About Edda Thorsen\nEdda Thorsen has written about the coast since 2011 and lives with two cats by the lighthouse.",
        "Edda Thorsen is a reporter at the Harbour Times and covers ports, ferries and the people who live from them.",
        "Edda is the coast reporter for the Harbour Times.",
        "Edda Thorsen\nEdda joined the Harbour Times in 2011. She has been writing about the coast since she was a student.",
    ],
)
def test_a_note_on_the_author_is_not_the_storys_end(note: str) -> None:
    """Who wrote the story, told under it, is kept out of it and named."""
    text = page(*STORY, foot=note)

    assert read_text(text).paragraphs == STORY
    assert "author" in rules(text).values()


def test_a_person_in_the_story_may_be_a_reporter() -> None:
    """A sentence on somebody who is not the author, above the end of the story, stays."""
    person = (
        "Jon Ager is the engineer who found the first of the broken planks when he was fishing there with his sons."
    )

    assert person in read_text(page(*STORY[:4], person, STORY[4])).paragraphs


@pytest.mark.parametrize(
    "heading",
    ["3 thoughts on “Old pier closes for the summer”", "Leave a reply", "Comments (3)"],
)
def test_what_readers_wrote_is_not_read_aloud(heading: str) -> None:
    """Below the heading of the comments nothing is the story's, however well it is written."""
    comment = (
        "I have walked on that pier for forty years, and I can tell the office that nobody ever looked after it at all."
    )

    text = page(*STORY, foot=f"{heading}\n\nMarta\n\n{comment}\n\n{comment.replace('forty', 'twenty')}")

    assert read_text(text).paragraphs == STORY
    assert rules(text)[comment] == "comments"


def test_a_counter_of_comments_above_the_story_ends_nothing() -> None:
    """`3 comments` under the headline is a button."""
    text = page("3 comments", "Leave a comment", *STORY)

    assert read_text(text).paragraphs == STORY


def test_a_correction_under_the_comments_is_still_a_correction() -> None:
    """A note from the editors is kept wherever it stands near the story."""
    note = "Correction: An earlier version of this article gave a wrong price for the repairs of the pier."

    assert note in read_text(page(*STORY, foot=f"Comments (0)\n\n{note}")).paragraphs


def test_the_rows_of_a_table_are_dropped_and_named() -> None:
    """A table copied from a browser has tabs between its cells; nobody can listen to it."""
    table = "Pier\tPlanks\tState\nNorth pier\t4,800\tgood\nOld pier\t3,100\tbroken in three places\n"

    text = page(*STORY[:3], table, *STORY[3:])

    assert read_text(text).paragraphs == STORY
    assert {line for line, rule in rules(text).items() if rule == "table"} == set(table.splitlines())


def test_a_line_with_a_credit_right_under_it_is_a_caption() -> None:
    """What a picture shows is told above the photographer's name, in a sentence like any other."""
    shown = "Two engineers look at a broken plank on the old pier on Friday."

    article = read_text(page(STORY[0], f"{shown}\nPhoto: Jon Ager", *STORY[1:]))

    assert article.paragraphs == STORY
    assert shown in article.captions


@pytest.mark.parametrize(
    "line", ["Video", "Image 3 of 5", "1 / 4", "___", "View all (4)", "12 shares", "Back to gallery"]
)
def test_buttons_between_paragraphs_are_not_read(line: str) -> None:
    """What a page prints on its buttons is dropped as a control."""
    text = page(*STORY[:2], line, *STORY[2:])

    assert read_text(text).paragraphs == STORY
    assert rules(text)[line] == "control"


def test_tags_are_not_read() -> None:
    """The words that a story is filed under."""
    text = page(*STORY, foot="Tags: harbour, pier, herring")

    assert rules(text)["Tags: harbour, pier, herring"] == "tags"


def test_a_sentence_may_speak_of_twitter_and_of_comments() -> None:
    """The names of networks and a request for comment make no sentence furniture."""
    said = "The mayor saw the pictures on Twitter and called the office at once."
    asked = "The county's engineers did not answer a request for comment."

    assert read_text(page(*STORY[:2], said, *STORY[2:], asked)).paragraphs == (*STORY[:2], said, *STORY[2:], asked)


def test_what_an_advertisement_parts_from_the_story_is_not_lost() -> None:
    """Sentences between the headline and the rest of the story are the story's, whatever stands between."""
    box = "NEWSLETTERS\n\nThe coast in your inbox every morning\n\nPrivacy policy | More newsletters\n\nFacebook\n\nPocket\n\nFlipboard"

    assert read_text(page(STORY[0], box, *STORY[1:])).paragraphs == STORY


def test_teasers_in_a_menu_are_not_the_beginning_of_the_story() -> None:
    """Where a date and a dateline open a story, what menus tell above them is of other stories."""
    teasers = "\n".join(
        f"{place} closes its {number} piersThe harbour of {place} closes {number} of its piers after a storm that broke more planks than ever.\nMore\nLatest"
        for number, place in enumerate(("Kalven", "Ostby", "Grims", "Solvik", "Tarn", "Vik"), 3)
    )
    text = f"Menu\nSports\n{teasers}\nMore Weather\nOld pier closes for the summer\nMay 4, 2026 at 9:45 am\nFiled Under: harbour\n"

    article = read_text(text + "HOLM (AP) — " + "\n".join(STORY) + "\nFollow us\nfacebook_url\n")

    assert article.paragraphs == STORY
    assert article.headline == "Old pier closes for the summer"


def test_a_notice_without_sentences_is_read_from_under_its_headline() -> None:
    """Where a page is nothing but a list, its title tells where the list begins and its furniture where it ends."""
    dates = ("Race calendar of the harbour club", "1st race: Kalven", "2nd race: Ostby", "3rd race: Grims")
    menu = "".join(f"{name}\nResults of {name}\nNews of {name}\n" for name in ("Rowing", "Sailing", "Diving"))
    text = f"Races 2026 | Harbour Times\n{menu}Races 2026\nMay 4, 2026\nShare this on WhatsApp\n\n" + "\n".join(dates)

    article = read_text(text + "\n\nShare this on WhatsApp\n" + menu)

    assert (article.headline, article.paragraphs) == ("Races 2026", dates)


@pytest.mark.parametrize(
    "distraction",
    ["Back to overview", "you are here: HomeNewsHarbour", "Most popular today", "View all (4)", "5 min read"],
)
def test_the_headline_is_the_line_whose_words_the_story_takes_up(distraction: str) -> None:
    """A line nearer to the story than the headline is not taken for it when the story does not speak of it."""
    head = f"Old pier closes for the summer\n\n{distraction}\n\nBy Edda Thorsen\nMay 4, 2026 - 18:05"

    assert read_text(page(*STORY, head=head)).headline == "Old pier closes for the summer"


def test_a_headline_may_be_a_question_and_stand_below_the_byline() -> None:
    """Some sites print the date above the headline."""
    head = "By Edda Thorsen\nMay 4, 2026 - 18:05\n\nWho pays for the old pier of the harbour?"

    assert read_text(page(*STORY, head=head)).headline == "Who pays for the old pier of the harbour?"


@pytest.mark.parametrize(
    "line",
    ["By Edda Thorsen - 05/04/26 06:56 AM EST", "By Edda Thorsen | Harbour Times", "Edda Thorsen @eddathorsen"],
)
def test_a_byline_may_have_a_date_a_paper_or_a_handle_behind_it(line: str) -> None:
    """The name is found, and nothing else is."""
    assert read_text(page(*STORY, head=f"Old pier closes for the summer\n\n{line}")).byline == ("Edda Thorsen",)
