"""When each rule of the table holds for a line: `table.py` says what it weighs, and has the rule's name.

A rule looks at a line, its place and what the article has so far, and changes none of them. It answers yes or no, or,
where it has several names, the one that holds.
"""

from __future__ import annotations

from typing import Final

from audiopress.segment.page.bylines import AGENCIES, bylines, is_office, people
from audiopress.segment.page.captions import is_caption, is_credit, signs_off
from audiopress.segment.page.dates import begins_like_a_date, find_dates, is_time
from audiopress.segment.page.decision import Name, Seen
from audiopress.segment.page.labels import HEADINGS, KINDS, RULE_OF_ROLE, Kind, Rule
from audiopress.segment.page.moments import LINES_INTO_STORY, is_for_date, only_dated
from audiopress.segment.page.paywall import asks_subscribers, is_paywall
from audiopress.segment.page.repeats import repeats_caption, repeats_headline
from audiopress.segment.page.sidebars import on_author
from audiopress.segment.page.subheads import heads

CLOSING_LINES: Final = 3
"""Lines of the story's end that may be a note on its author."""
SHORTEST_NOTE: Final = 4
"""Words; `Correction:` alone is a heading."""
SHORTEST_SHOWN: Final = 4
"""Words of a credit that stands alone; what has more says what the picture shows."""
SHOWN_WITH_DATE: Final = 6
"""Words of a caption with its credit, of which a date is no more than a part."""
LONGEST_CAPTION: Final = 60
"""Words of a caption inside the story."""
LONGEST_BYLINE: Final = 20
"""Words."""
LONGEST_DATE: Final = 14
"""Words of a date, or of the authors again, in the story's first lines."""
LONGEST_DATE_BELOW: Final = 8
"""Words of a date right below the story, where nothing above tells one."""
LONGEST_REFRAIN: Final = 12
"""Words of a paragraph that a story may say twice."""
LINKED_ITEM: Final = 0.95
"""Share of the letters of a list's item that are links', where it is the name of another story."""
SHORTEST_LEFT: Final = 5
"""Words; what is shorter outside of the story is a menu's."""
MAIL: Final[tuple[Rule, ...]] = ("mail header", "signature")
LIVE_BLOG: Final[tuple[Rule, ...]] = ("time", "key points")
SIDEBARS: Final[tuple[Name, ...]] = ("comments", "read more", "table", "author", "caption", "repeated caption")
BUTTONS: Final[frozenset[Rule]] = frozenset(("advertisement", "control", "newsletter", "follow and share"))
"""The rules that drop a line beside a picture, too: `1/4`."""
_ASKS: Final = ("?", "？")


# ---- what an editor, the page or the sender says


def profile(seen: Seen) -> Name:
    """An editor's word counts for more than any rule's; only what was said already is not said again."""
    match seen.profile:
        case "drop":
            return "publisher profile"
        case "caption":
            return caption_of(seen)
        case "":
            return ""
        case _:
            return "" if _said_before(seen) else _kept(seen)


def profile_at_head(seen: Seen) -> Name:
    """What an editor keeps is no field; the date of a line that an editor drops is still a date."""
    return _kept(seen) if seen.profile not in {"", "drop", "caption"} else ""


def _kept(seen: Seen) -> Kind:
    """The kind that an editor names, else what the page says."""
    if seen.profile in {"note", "subhead"}:
        return KINDS[seen.profile]
    if heading(seen) or heads_in_bold(seen):
        return "subhead"
    return "item" if item(seen) else "text"


def button(seen: Seen) -> Name:
    """`1/4`, `Advertisement` beside a picture."""
    return rule if seen.line.role == "caption" and (rule := seen.boilerplate) in BUTTONS else ""


def caption_by_role(seen: Seen) -> Name:
    """A `figcaption`."""
    return caption_of(seen) if seen.line.role == "caption" else ""


def role(seen: Seen) -> Name:
    """A table, a box on the author, readers' comments, by markup."""
    return RULE_OF_ROLE.get(seen.line.role, "")


def in_menu(seen: Seen) -> bool:
    """One of many links, by markup or by the lines around it."""
    return seen.line.role == "links"


def code(seen: Seen) -> bool:
    """A listing."""
    return seen.line.tag == "pre"


def kicker(seen: Seen) -> bool:
    """What the page sets above its headline."""
    return seen.line.role == "kicker"


def boxed(seen: Seen) -> bool:
    """A box of a body, by its name: `related`, `newsletter`."""
    return seen.index in seen.place.boxed


def stated_kind(seen: Seen) -> Name:
    """What the sender of a body says of a paragraph."""
    return seen.place.kind(seen.index)


# ---- what looks at the whole page found


def pulled(seen: Seen) -> bool:
    """A sentence of the story, set large again."""
    return seen.index in seen.place.pulled


def field(seen: Seen) -> Name:
    """Headline, byline or date, by where it stands."""
    return seen.place.fields.get(seen.index, "")


def mail(seen: Seen) -> Name:
    """A header or a signature."""
    return rule if (rule := seen.place.apart.get(seen.index, "")) in MAIL else ""


def live_blog(seen: Seen) -> Name:
    """The times of the entries, and the points told in them again."""
    return rule if (rule := seen.place.apart.get(seen.index, "")) in LIVE_BLOG else ""


def sidebar(seen: Seen) -> Name:
    """Links to other stories, comments, tables, captions, notes on authors."""
    rule = seen.place.apart.get(seen.index, "")
    if rule == "caption":
        return caption_of(seen)
    return rule if rule in SIDEBARS else ""


# ---- what a line says


def paywall(seen: Seen) -> bool:
    """A paywall's words; below the story those of a subscribers' login, too."""
    if not seen.phrases:
        return False
    if seen.line.tag == "li" and seen.line.links > LINKED_ITEM and seen.index not in seen.place.chosen:
        return False  # another story of a list, that is for subscribers
    if is_paywall(seen.text, seen.language):
        return True
    return seen.place.under(seen.index) and asks_subscribers(seen.text, seen.language)


def note(seen: Seen) -> bool:
    """A correction, or a note of the editors, near the story."""
    near = seen.place.near(seen.index) and seen.note
    return near and seen.count >= SHORTEST_NOTE and not seen.boilerplate and not _said_before(seen)


def note_at_head(seen: Seen) -> bool:
    """Above the story it is no byline, whomever it names."""
    return seen.note


def note_of_body(seen: Seen) -> Name:
    """The same in a body, of the kind that its sender says."""
    if not seen.note or seen.line.role == "caption" or is_credit(seen.text, seen.language):
        return ""
    return "" if headline_again(seen) else seen.place.kind(seen.index) or "note"


def closes_on_author(seen: Seen) -> bool:
    """A note on one of the story's authors among its last lines."""
    return 0 <= seen.place.last - seen.index < CLOSING_LINES and on_author(seen.line, seen.so_far.byline)


def feed_footer(seen: Seen) -> bool:
    """`The post … appeared first on …`."""
    return _has(seen, "feed_footer")


def boilerplate(seen: Seen) -> Name:
    """What a reader passes over at sight."""
    return seen.boilerplate


def _has(seen: Seen, label: str) -> bool:
    return bool(seen.phrases) and any(match.label == label for match in seen.phrases)


# ---- what was said before


def repeated(seen: Seen) -> bool:
    """A paragraph again; a question may come twice."""
    return seen.text in seen.so_far.told and seen.count > LONGEST_REFRAIN and not seen.text.endswith(_ASKS)


def headline_again(seen: Seen) -> bool:
    """The headline, behind its kicker or another."""
    return repeats_headline(seen.text, seen.so_far.headline, seen.so_far.kicker, seen.language)


def caption_again(seen: Seen) -> bool:
    """A caption, with or without its credit."""
    return repeats_caption(seen.text, seen.so_far.captions)


def _said_before(seen: Seen) -> bool:
    return repeated(seen) or headline_again(seen) or caption_again(seen)


# ---- fields


def time(seen: Seen) -> bool:
    """`Updated 12.30`."""
    return is_time(seen.text, seen.language)


def time_at_head(seen: Seen) -> bool:
    """The same above the story."""
    return not _is_dated(seen) and time(seen)


def date_at_head(seen: Seen) -> bool:
    """A line that is there for its date."""
    captioned = _credited(seen) and seen.count >= SHOWN_WITH_DATE and not begins_like_a_date(seen.text, seen.language)
    return _is_dated(seen) and is_for_date(seen.line, seen.stated, seen.so_far.zone) and not captioned


def _is_dated(seen: Seen) -> bool:
    return seen.stated.published is not None or seen.stated.updated is not None


def date_in_story(seen: Seen) -> bool:
    """A date above the lede, or alone in the first lines; further down only a line that begins with a word for it."""
    if seen.count > LONGEST_DATE:
        return False
    if seen.so_far.begun and not begins_like_a_date(seen.text, seen.language):
        return seen.index <= seen.place.first + LINES_INTO_STORY and only_dated(seen.line, 0)
    return bool(find_dates(seen.text, seen.so_far.zone, seen.language))


def date_below(seen: Seen) -> bool:
    """The only date, right below the story."""
    below = seen.index == seen.place.last + 1 and not seen.so_far.dated and seen.count <= LONGEST_DATE_BELOW
    return below and bool(find_dates(seen.text, seen.so_far.zone, seen.language))


def byline(seen: Seen) -> bool:
    """`By Edda Thorsen`."""
    return seen.count <= LONGEST_BYLINE and bool(seen.names)


def authors_again(seen: Seen) -> bool:
    """The authors again without `by`, or what they are: `Staff Writer`."""
    known = seen.so_far.byline
    if not known or seen.so_far.begun or seen.count > LONGEST_DATE:
        return False
    if is_office(seen.text, seen.language):
        return True
    names = people(seen.text, seen.language)
    return bool(names) and all(name in known or name in AGENCIES for name in names)


def signs(seen: Seen) -> bool:
    """How often a page was shared or answered."""
    return not any(map(str.isalnum if seen.so_far.begun else str.isalpha, seen.text))


def signs_of_body(seen: Seen) -> bool:
    """`***`."""
    return not any(map(str.isalnum, seen.text))


def _credited(seen: Seen) -> bool:
    return seen.credited and seen.count > SHORTEST_SHOWN


def caption_at_head(seen: Seen) -> Name:
    """A caption with its credit, above the story."""
    return caption_of(seen) if _credited(seen) else ""


def caption_in_story(seen: Seen) -> Name:
    """A short paragraph with a credit."""
    if seen.count >= LONGEST_CAPTION or not (seen.credited or is_caption(seen.text, seen.language)):
        return ""
    if seen.index == seen.place.last and signs_off(seen.text):
        return ""  # the agency's or the reporter's sign below the story
    return caption_of(seen)


def caption_beside(seen: Seen) -> Name:
    """A caption with its credit that is told already, or comes again in the story."""
    above = seen.index < seen.place.first and repeated_line(seen)
    return caption_of(seen) if (above or seen.text in seen.so_far.captions) and _credited(seen) else ""


def caption_of_body(seen: Seen) -> Name:
    """A caption by markup or by its credit."""
    return caption_of(seen) if seen.line.role == "caption" or is_credit(seen.text, seen.language) else ""


def caption_of(seen: Seen) -> Name:
    """A caption, or one that the article has."""
    return "repeated caption" if seen.text in seen.so_far.captions else "caption"


# ---- what is left


def anything(_: Seen) -> bool:
    """The last rule of a situation."""
    return True


def short(seen: Seen) -> bool:
    """A word or two."""
    return seen.count < SHORTEST_LEFT


def heading(seen: Seen) -> bool:
    """`h2`, and a subhead of copied text."""
    return seen.line.tag in HEADINGS or seen.line.role == "subhead"


def heads_in_bold(seen: Seen) -> bool:
    """A short line in bold."""
    return seen.line.role == "bold" and heads(seen.text)


def item(seen: Seen) -> bool:
    """One of a list."""
    return seen.line.tag == "li" or seen.line.role == "li"


def repeated_line(seen: Seen) -> bool:
    """A line that the page has more than once."""
    return seen.place.times.get(seen.text, 0) > 1


def footer(seen: Seen) -> bool:
    """`© Harbour Post`."""
    return "©" in seen.text or _has(seen, "footer")


def byline_beside(seen: Seen) -> bool:
    """A byline of another story, or this one's again."""
    return bool(bylines(seen.text, seen.language)) or seen.text in seen.so_far.byline
