"""The table that decides what every line of a page is. A new rule is a row of it, and a function in `rules.py`.

A row has its weight, its name or names, when it is asked, the function that says whether it holds, and why in plain words.
100 weighs what a publisher's profile says; 90 and more what the page or the sender says of a line; 80 a paywall; 70 a
note; 60 a box that is known by what leads to it; 50 boilerplate by its words; 40 what was said before; 30 fields; less
what is left. Of two rows of one weight the earlier wins.
"""

from __future__ import annotations

from typing import Final

from audiopress.segment.page import rules
from audiopress.segment.page.decision import LineRule, Name, RuleTable, Situation
from audiopress.segment.page.labels import KINDS, RULE_OF_LABEL, RULE_OF_ROLE, Kind

HEAD: Final[tuple[Situation, ...]] = ("head",)
STORY: Final[tuple[Situation, ...]] = ("story",)
BESIDE: Final[tuple[Situation, ...]] = ("beside",)
BODY: Final[tuple[Situation, ...]] = ("body",)
PAGE: Final[tuple[Situation, ...]] = ("story", "beside")
TOLD: Final[tuple[Situation, ...]] = ("story", "body")
EVERYWHERE: Final[tuple[Situation, ...]] = ("story", "beside", "body")
CAPTIONS: Final[tuple[Name, ...]] = ("caption", "repeated caption")
FIELDS: Final[tuple[Name, ...]] = ("headline", "byline", "date", "mail header")
_KINDS: Final[tuple[Kind, ...]] = tuple(KINDS.values())

TABLE: Final = RuleTable(
    (
        # What an editor says, what the page or the sender says, what a look at the whole page found.
        LineRule(
            100,
            ("publisher profile", *CAPTIONS, *_KINDS),
            EVERYWHERE,
            rules.profile,
            "the publisher's profile says so",
            marked=True,
        ),
        LineRule(100, _KINDS, HEAD, rules.profile_at_head, "the publisher's profile keeps it", marked=True),
        LineRule(97, FIELDS, PAGE, rules.field, "it is a field of the article", marked=True),
        LineRule(95, "pull quote", EVERYWHERE, rules.pulled, "a sentence of the story, set large again", marked=True),
        LineRule(93, "box", BODY, rules.boxed, "it stands in a box that its name tells", marked=True),
        LineRule(92, tuple(sorted(rules.BUTTONS)), PAGE, rules.button, "a button beside a picture", marked=True),
        LineRule(91, CAPTIONS, PAGE, rules.caption_by_role, "the page says that it is a caption", marked=True),
        LineRule(90, tuple(RULE_OF_ROLE.values()), EVERYWHERE, rules.role, "the page says what it is", marked=True),
        LineRule(90, "menu", BESIDE, rules.in_menu, "it stands in a menu", marked=True),
        LineRule(90, "code", BODY, rules.code, "it is set as code"),
        LineRule(90, "kicker", HEAD, rules.kicker, "the page says that it is a kicker", marked=True),
        # What a line says, and what leads to it.
        LineRule(80, "paywall", EVERYWHERE, rules.paywall, "it asks for a subscription"),
        LineRule(75, "feed footer", BODY, rules.feed_footer, "a feed's line on where the story stands"),
        LineRule(75, "control", BODY, rules.signs_of_body, "signs without a word"),
        LineRule(95, "note", HEAD, rules.note_at_head, "a correction or a note of the editors"),
        LineRule(70, "note", PAGE, rules.note, "a correction or a note of the editors"),
        LineRule(70, _KINDS, BODY, rules.note_of_body, "a correction or a note of the editors"),
        LineRule(60, rules.MAIL, PAGE, rules.mail, "a mail's, not the story's", marked=True),
        LineRule(60, rules.LIVE_BLOG, PAGE, rules.live_blog, "a live blog says it around its entries", marked=True),
        LineRule(
            60, rules.SIDEBARS, PAGE, rules.sidebar, "it stands beside the story, by what leads to it", marked=True
        ),
        LineRule(
            50, tuple(dict.fromkeys(RULE_OF_LABEL.values())), EVERYWHERE, rules.boilerplate, "boilerplate, by its words"
        ),
        LineRule(45, "author", PAGE, rules.closes_on_author, "a note on the author closes the story"),
        # What was said before.
        LineRule(40, "repeated", STORY, rules.repeated, "the story has said it"),
        LineRule(40, "headline", TOLD, rules.headline_again, "the headline again"),
        LineRule(40, "repeated caption", STORY, rules.caption_again, "a caption again"),
        # Fields around the headline, in the story and right below it.
        LineRule(30, "date", HEAD, rules.time_at_head, "a time of the day, above the story", into="time"),
        LineRule(30, "date", HEAD, rules.date_at_head, "a date, above the story", into="date"),
        LineRule(30, "byline", HEAD, rules.byline, "it names who wrote the story", into="byline"),
        LineRule(30, CAPTIONS, HEAD, rules.caption_at_head, "it names a picture's owner"),
        LineRule(30, "control", STORY, rules.signs, "signs without a word"),
        LineRule(30, "byline", STORY, rules.byline, "it names who wrote the story", into="byline"),
        LineRule(30, "byline", STORY, rules.authors_again, "the authors again"),
        LineRule(30, CAPTIONS, STORY, rules.caption_in_story, "it names a picture's owner"),
        LineRule(30, "date", STORY, rules.time, "a time of the day alone", into="time"),
        LineRule(30, "date", STORY, rules.date_in_story, "a date alone", into="date"),
        LineRule(30, CAPTIONS, BESIDE, rules.caption_beside, "it names a picture's owner, and is said more than once"),
        LineRule(30, "date", BESIDE, rules.date_below, "a date right below the story", into="date"),
        LineRule(30, CAPTIONS, BODY, rules.caption_of_body, "what a picture shows, or whose it is"),
        # What is left: the story's …
        LineRule(15, _KINDS, BODY, rules.stated_kind, "its sender says so"),
        LineRule(10, "subhead", TOLD, rules.heading, "a heading between paragraphs"),
        LineRule(10, "subhead", STORY, rules.heads_in_bold, "a short line in bold that heads what follows"),
        LineRule(10, "item", TOLD, rules.item, "one of a list"),
        LineRule(5, "text", TOLD, rules.anything, "it stands in the story"),
        # … and the rest of the page.
        LineRule(20, "repeated line", BESIDE, rules.repeated_line, "the page says it more than once"),
        LineRule(20, "footer", BESIDE, rules.footer, "who owns the page"),
        LineRule(20, "byline", BESIDE, rules.byline_beside, "it names who wrote something"),
        LineRule(10, "menu", BESIDE, rules.short, "a word or two outside of the story"),
        LineRule(5, "outside the story", BESIDE, rules.anything, "it stands outside of the story"),
    )
)
