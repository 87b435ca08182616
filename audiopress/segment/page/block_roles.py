"""The roles of a page's blocks once all of it is known: no names around most of the page, tables, readers' comments."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from audiopress.segment.page.elements import Block, Element, role_of

MAX_NAMED_SHARE: Final = 0.6
"""Share of a page's letters; the names of an element that holds more say nothing of a part of the page."""
MAX_CELL_LETTERS: Final = 300
"""Letters of a cell in a table of data; with a longer cell the page is laid out as a table, and its story stands in one."""
SHORT_CELL_LETTERS: Final = 90
"""Letters of a cell, below which it is one of a table of data, whatever the table's other cells are."""
MIN_STORY_LETTERS: Final = 300
"""Letters of the shortest story that has readers' comments below it. All bounds here are chosen by hand on labelled pages."""
_PART_ROLES: Final = frozenset({"author", "box", "caption", "comments", "quote", "post", "kicker"})
"""Roles that only a part of a page can have."""


def with_page_roles(found: list[Block]) -> list[Block]:
    """The blocks of a whole page, in order, with the roles that only the whole page shows."""
    return list(_with_comments(_with_tables(_without_wrappers(found))))


def _without_wrappers(found: list[Block]) -> list[Block]:
    """The blocks, without what is said by names of elements around most of the page.

    Page builders put `comments-open`, `with-sidebar` or a form around everything.
    """
    total = 0
    seen: dict[Element, None] = {}
    changed = False
    for block in found:
        size = len(block.line.text)
        total += size
        block.place.letters += size
        chain = []
        place: Element | None = block.place
        while place is not None and place not in seen:
            chain.append(place)
            place = place.above
        # The outermost first: what an element says is what those around it say, and its own names.
        if chain:
            seen.update(dict.fromkeys(reversed(chain)))
    for one in reversed(seen):
        if one.above is not None:
            one.above.letters += one.letters
    title = next((block.place for block in found if block.place.tag == "h1"), None)
    around: set[Element] = set()
    while title is not None:
        around.add(title)
        title = title.above
    for one in seen:
        # Readers' comments may be most of a page, too: they are not around its headline.
        if (
            (not around or one in around)
            and one.letters > MAX_NAMED_SHARE * total
            and (one.own_against or one.own_label in _PART_ROLES)
        ):
            one.own_against, changed = False, True
            one.own_label = "" if one.own_label in _PART_ROLES else one.own_label
    if not changed:
        return found
    for one in seen:
        above = one.above
        one.against = (above.against if above is not None else 0) + one.own_against
        one.label = one.own_label or (above.label if above is not None else "")
    return [
        block._replace(line=block.line._replace(role=role_of(block.line.text, block.place, block.bold)))
        if block.line.role != "footnote"
        else block
        for block in found
    ]


def _with_tables(found: list[Block]) -> Iterator[Block]:
    """The blocks; those in the cells of a table of data get the role `table`, by the cells' length and the table's rows."""
    rows: dict[Element, set[Element]] = {}
    for block in found:
        if (cell := block.place.cell) is not None:
            cell.cell_letters += len(block.line.text)
            if cell.above is not None:
                rows.setdefault(cell.above, set()).add(cell)
    tables: dict[Element | None, list[set[Element]]] = {}
    for row, cells in rows.items():
        tables.setdefault(row.above, []).append(cells)
    data_cells = {
        cell
        for lines in tables.values()
        if sum(len(cells) > 1 for cells in lines) > 1
        and all(cell.cell_letters < MAX_CELL_LETTERS for cells in lines for cell in cells)
        for cells in lines
        for cell in cells
    }
    for block in found:
        cell = block.place.cell
        if (
            cell is not None
            and not block.place.label
            and (cell in data_cells or cell.cell_letters < SHORT_CELL_LETTERS)
        ):
            yield block._replace(line=block.line._replace(role="table"))
        else:
            yield block


def _with_comments(found: Iterable[Block]) -> Iterator[Block]:
    """The blocks; `comments` above a story are the role `menu`, since papers call an opinion a comment, too."""
    story_letters = 0
    for block in found:
        if block.line.role != "comments":
            story_letters = (
                0 if block.place.tag == "h1" else story_letters + int(len(block.line.text) * (1 - block.line.links))
            )
        elif story_letters < MIN_STORY_LETTERS:
            yield block._replace(line=block.line._replace(role="menu"))
            continue
        yield block
