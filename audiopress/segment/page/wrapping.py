"""The lines of a text as its writer meant them: wrapped paragraphs put together, an e-mail's own lines told apart.

A mail program wraps at some column, puts `> ` before what it quotes, and adds a head, a signature, `On Monday … wrote:`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise
from typing import Final, NamedTuple

from audiopress.languages.pack import page_packs
from audiopress.languages.phrases import Phrasebook, alternation
from audiopress.languages.scripts import EASTERN
from audiopress.languages.tags import NONE
from audiopress.segment.page.labels import Role
from audiopress.sources.quoted_printable import unfolded

WRAPPED: Final = (55, 90)
"""Columns at which mail programs wrap."""
LONG: Final = 45
"""Letters of a line that may have been wrapped."""
LEAST: Final = 3
"""Lines of a mail's head, of what it quotes, or of a text that shows where it was wrapped."""
QUOTED: Final = 0.6
"""Share of a mail's lines that it quotes, where the quoted text is the story."""
SIGNED: Final = 12
"""Lines of the longest signature."""
HEADER: Final[Role] = "mail header"
SIGNATURE: Final[Role] = "signature"
INDENT: Final = 2
"""Spaces that begin a paragraph where no blank line does."""
_TECHNICAL: Final = re.compile(r"content-[a-z-]+$")
LONGEST_NAME: Final = 24
"""Letters of the longest name of a field."""
_MARKED = re.compile(r"(?:>\s?)+")
_ITEM = re.compile(r"[-*•>]")
_RULE = re.compile(r"([-=_*~#])(?: ?\1){2,}$")
"""`-----`, `* * *`: what stands between two stories of a wire."""
_STOP = re.compile(r"[.!?…:][\"”'’»)]*$")


class WrappedPiece(NamedTuple):
    """A line of the text, or several that were wrapped."""

    text: str
    number: int
    """1-based line of the source where it begins."""
    gap: bool
    """A blank line stands before it."""
    role: Role
    """`mail header`, `subject` or `signature`; else empty."""


def pieces(text: str, language: str = NONE) -> Iterator[WrappedPiece]:
    """The lines that are not blank, wrapped ones together; `language` is the text's, whose words a mail's head may have."""
    raw, numbers = unfolded(raw_lines(text), encoded="=" in text)
    raw, mail = _unquoted(raw)
    roles = _roles(raw, language, mail=mail)
    width = _width(raw, roles)
    waiting: WrappedPiece | None = None
    for index, line in enumerate(raw):
        stripped = line.strip()
        if not stripped:
            continue
        before = raw[index - 1] if index else ""
        ruled = _RULE.match(before.strip()) is not None
        if (
            width
            and waiting is not None
            and _goes_on(before, line, width)
            and not roles.get(index)
            and not waiting.role
            and not ruled
            and not _RULE.match(stripped)
        ):
            waiting = waiting._replace(text=f"{waiting.text} {stripped}")
            continue
        if waiting is not None:
            yield waiting
        gap = index == 0 or not before.strip() or ruled
        waiting = WrappedPiece(stripped, numbers[index], gap, roles.get(index, ""))
    if waiting is not None:
        yield waiting


def raw_lines(text: str) -> list[str]:
    """The lines of a text, whatever ends them, without spaces behind."""
    plain = text.removeprefix("\ufeff").replace("\u2028", "\n").replace("\r\n", "\n").replace("\r", "\n")
    return [line.rstrip() for line in plain.split("\n")]


def _unquoted(raw: list[str]) -> tuple[list[str], bool]:
    """The lines without the marks of a mail that quotes nearly all of its text, and whether it is one."""
    marked = sum(line.startswith(">") for line in raw)
    if marked < LEAST or marked < QUOTED * sum(map(bool, raw)):
        return raw, False
    return [_MARKED.sub("", line, count=1).rstrip() if line.startswith(">") else line for line in raw], True


def _roles(raw: Sequence[str], language: str, *, mail: bool) -> dict[int, Role]:
    """The lines of a mail that are not its text."""
    roles: dict[int, Role] = {}
    first = next((index for index, line in enumerate(raw) if line), 0)
    for index in range(first, len(raw)):
        field = _field(raw[index], language)
        # A long field goes on in the next line, indented.
        if not field and not (roles and raw[index].startswith((" ", "\t")) and raw[index].strip()):
            break
        roles[index] = "subject" if field == "subject" else "mail header"
    mail = mail or (len(roles) >= LEAST and "subject" in roles.values())
    if not mail or len(roles) < LEAST:
        roles.clear()
    if mail:
        wrote = [index for index, line in enumerate(raw) if _mail(language).label(line, "wrote")]
        roles |= dict.fromkeys(wrote, HEADER)
        dashes = max((index for index, line in enumerate(raw) if line == "--"), default=len(raw))
        if sum(map(bool, raw[dashes:])) <= SIGNED:
            roles |= dict.fromkeys((index for index in range(dashes, len(raw)) if raw[index]), SIGNATURE)
    return roles


def without_subject(text: str, language: str = NONE) -> str:
    """The words of a subject, without `Subject: Re:` before them."""
    _, mark, rest = _head(text)
    if mark and _field(text, language) == "subject":
        text = rest
    reply = alternation(word for one in page_packs(language) for word in one.page.mail.reply)
    return re.sub(rf"\s*(?:(?:{reply})\s?:\s*)*", "", text, count=1, flags=re.IGNORECASE)


def _field(line: str, language: str) -> str:
    """Which field of a mail's head a line is, by what stands before its colon; empty where it is none."""
    name, mark, _ = _head(line)
    if not mark:
        return ""
    if _TECHNICAL.match(name):
        return "other"
    return _fields(language).get(name, "")


def _head(line: str) -> tuple[str, str, str]:
    """The name before the first colon, in small letters, the colon, and what follows it."""
    name, mark, rest = line[:LONGEST_NAME].replace("：", ":").partition(":")
    return " ".join(name.lower().split()), mark, line[len(name) + 1 :] if mark else rest


@cache
def _fields(language: str) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for one in page_packs(language):
        for key in ("subject", "sender", "sent", "to", "other"):
            for name in getattr(one.page.mail, key):
                # Letters of Han and Hangul may stand with spaces between their words and without.
                found |= dict.fromkeys((name, name.replace(" ", "") if EASTERN.search(name) else name), key)
    return found


@cache
def _mail(language: str) -> Phrasebook:
    mails = [one.page.mail for one in page_packs(language)]
    return Phrasebook(
        [
            *(("wrote", "whole", phrase) for mail in mails for phrase in mail.wrote),
            *(("wrote", "whole", phrase) for mail in mails for phrase in mail.forwarded),
        ]
    )


def _width(raw: Sequence[str], roles: dict[int, Role]) -> int:
    """Columns that a text was wrapped at by a mail program, or 0.

    In a wrapped text the next line's first word would not have fitted on a line that another follows directly. The width
    is the longest such line's; a few shorter ones (a list) do not count against it, nor does one that ends a sentence:
    a paragraph may end there. A line of dashes ends a paragraph as a blank one does.
    """
    followed = [
        (line, after)
        for index, (line, after) in enumerate(pairwise(raw))
        if line
        and after
        and not roles.get(index)
        and not _indented(line, after)
        and not _RULE.match(line.strip())
        and not _RULE.match(after.strip())
    ]
    width = max((len(line) for line, _ in followed), default=0)
    long = [pair for pair in followed if len(pair[0]) >= LONG]
    if not WRAPPED[0] <= width <= WRAPPED[1] or len(long) < LEAST or len(long) < 0.6 * len(followed):
        return 0
    open_ = [pair for pair in long if not _STOP.search(pair[0])]
    full = sum(_full(line, after, width) for line, after in open_)
    return width if len(open_) >= LEAST and full >= 0.9 * len(open_) else 0


def _goes_on(before: str, line: str, width: int) -> bool:
    """Whether a line goes on with the one before it."""
    if not before.strip() or len(before) > width or _indented(before, line) or _ITEM.match(line.strip()):
        return False
    return _full(before, line, width)


def _full(line: str, after: str, width: int) -> bool:
    """Whether the first word of the next line would not have fitted on this one.

    Two authors of one wire wrap at two widths: a long line whose sentence goes on in small letters was wrapped, too.
    """
    if len(line) + 1 + len(after.split(None, 1)[0]) > width:
        return True
    return len(line) >= LONG and after.lstrip()[:1].islower() and _STOP.search(line) is None


def _indented(line: str, after: str) -> bool:
    """Whether a line begins a paragraph by standing further right than the one before it."""
    return (len(after) - len(after.lstrip())) - (len(line) - len(line.lstrip())) >= INDENT
