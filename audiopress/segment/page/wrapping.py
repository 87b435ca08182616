"""The lines of a copied text before they were wrapped, and the roles of a mail's own lines.

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
from audiopress.segment.page.broken_lines import joints
from audiopress.segment.page.drop_caps import INITIAL
from audiopress.segment.page.labels import Role
from audiopress.sources.quoted_printable import unfolded

WRAP_COLUMNS: Final = (55, 90)
"""Columns at which mail programs wrap: 72 to 78 by default, with room for what people set. A sign of Chinese, Japanese or
Korean takes two."""
MIN_WRAPPED_COLUMNS: Final = 45
"""Columns of a line that may have been wrapped. These bounds are chosen by hand on copied mails."""
HANGING_COLUMNS: Final = 2
"""Columns that a line of Chinese or Japanese is short of, where its next sign may not begin a line: `。`, `」`."""
MIN_LINES: Final = 3
"""Lines of a mail's head, of what it quotes, or of a text that shows at which column it was wrapped."""
MIN_LONG_SHARE: Final = 0.6
"""Share of the lines followed by another that must be long in a wrapped text; the others end a paragraph or are a list."""
MIN_FULL_SHARE: Final = 0.9
"""Share of the long lines onto which the next word would not have fitted in a wrapped text."""
MIN_QUOTED_SHARE: Final = 0.6
"""Share of a mail's lines with `>` before them where the quoted text is the story."""
MAX_SIGNATURE_LINES: Final = 12
HEADER: Final[Role] = "mail header"
SIGNATURE: Final[Role] = "signature"
MIN_INDENT: Final = 2
"""Spaces that begin a paragraph where no blank line does."""
MAX_FIELD_NAME: Final = 24
"""Letters of the longest name of a mail's field, its colon among them."""
_TECHNICAL_FIELD: Final = re.compile(r"content-[a-z-]+$")
_QUOTE_MARKS = re.compile(r"(?:>\s?)+")
_LIST_MARK = re.compile(r"[-*•>]")
_RULE = re.compile(r"([-=_*~#])(?: ?\1){2,}$")
"""`-----`, `* * *`: what stands between two stories of a wire."""
_SENTENCE_END = re.compile(r"[.!?…:。！？：][\"”'’»)」』）]*$")
_UNSPACED = re.compile(r"[\u3000-\u30ff\u3400-\u9fff\uff00-\uffef]")
"""Signs of scripts that part no words: a line may end behind any of them."""


_WIDE = re.compile("[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]")
"""Signs of two columns (Unicode Standard Annex 11)."""


class WrappedPiece(NamedTuple):
    """A line of the text, or several that were one before they were wrapped."""

    text: str
    number: int
    """1-based line of the source where it begins."""
    gap: bool
    """A blank line stands before it."""
    role: Role
    """`mail header`, `subject` or `signature`; else empty."""


def pieces(text: str, language: str = NONE) -> Iterator[WrappedPiece]:
    """The lines that are not blank, wrapped ones joined; `language` is the text's, for the names of a mail's fields."""
    raw, numbers = unfolded(raw_lines(text), encoded="=" in text)
    raw, mail = _unquoted(raw)
    roles = _roles(raw, language, mail=mail)
    width = _width(raw, roles)
    joined = {} if width or roles else joints(raw)
    piece: WrappedPiece | None = None
    for index, line in enumerate(raw):
        stripped = line.strip()
        if not stripped:
            continue
        if piece is not None and INITIAL.match(piece.text) and stripped[0].islower():
            piece = piece._replace(text=f"{piece.text} {stripped}")  # a letter set large, on a line of its own
            continue
        if piece is not None and index in joined:
            piece = piece._replace(text=f"{piece.text}{joined[index]}{stripped}")
            continue
        before = raw[index - 1] if index else ""
        ruled = _RULE.match(before.strip()) is not None
        if (
            width
            and piece is not None
            and _continues(before, line, width)
            and not roles.get(index)
            and not piece.role
            and not ruled
            and not _RULE.match(stripped)
        ):
            space = "" if _UNSPACED.match(piece.text[-1]) or _UNSPACED.match(stripped) else " "
            piece = piece._replace(text=f"{piece.text}{space}{stripped}")
            continue
        if piece is not None:
            yield piece
        gap = index == 0 or not before.strip() or ruled
        piece = WrappedPiece(stripped, numbers[index], gap, roles.get(index, ""))
    if piece is not None:
        yield piece


def columns(text: str) -> int:
    """How wide a text is on a terminal: a sign of Chinese, Japanese or Korean takes two columns."""
    return len(text) if text.isascii() else len(text) + len(_WIDE.findall(text))


def raw_lines(text: str) -> list[str]:
    """The lines of a text with any line ends, without trailing spaces."""
    plain = text.removeprefix("\ufeff").replace("\u2028", "\n").replace("\r\n", "\n").replace("\r", "\n")
    return [line.rstrip() for line in plain.split("\n")]


def _unquoted(raw: list[str]) -> tuple[list[str], bool]:
    """The lines, without the first `>` of each where a mail quotes most of its text, and whether it is such a mail."""
    marked = sum(line.startswith(">") for line in raw)
    if marked < MIN_LINES or marked < MIN_QUOTED_SHARE * sum(map(bool, raw)):
        return raw, False
    return [_QUOTE_MARKS.sub("", line, count=1).rstrip() if line.startswith(">") else line for line in raw], True


def _roles(raw: Sequence[str], language: str, *, mail: bool) -> dict[int, Role]:
    """The roles of a mail's lines that are not its text, by index: its head, `… wrote:` and the signature; empty for no mail."""
    roles: dict[int, Role] = {}
    first = next((index for index, line in enumerate(raw) if line), 0)
    for index in range(first, len(raw)):
        field = _field_kind(raw[index], language)
        # A long field goes on in the next line, indented.
        if not field and not (roles and raw[index].startswith((" ", "\t")) and raw[index].strip()):
            break
        roles[index] = "subject" if field == "subject" else "mail header"
    mail = mail or (len(roles) >= MIN_LINES and "subject" in roles.values())
    if not mail or len(roles) < MIN_LINES:
        roles.clear()
    if mail:
        wrote = [index for index, line in enumerate(raw) if _mail_phrases(language).label(line, "wrote")]
        roles |= dict.fromkeys(wrote, HEADER)
        dashes = max((index for index, line in enumerate(raw) if line == "--"), default=len(raw))
        if sum(map(bool, raw[dashes:])) <= MAX_SIGNATURE_LINES:
            roles |= dict.fromkeys((index for index in range(dashes, len(raw)) if raw[index]), SIGNATURE)
    return roles


def without_subject(text: str, language: str = NONE) -> str:
    """The words of a subject, without `Subject: Re:` before them."""
    _, mark, rest = _field_parts(text)
    if mark and _field_kind(text, language) == "subject":
        text = rest
    reply = alternation(word for one in page_packs(language) for word in one.page.mail.reply)
    return re.sub(rf"\s*(?:(?:{reply})\s?:\s*)*", "", text, count=1, flags=re.IGNORECASE)


def _field_kind(line: str, language: str) -> str:
    """The kind of field of a mail's head that a line is (`subject`, `sender` …), by its name; empty where it is none."""
    name, mark, _ = _field_parts(line)
    if not mark:
        return ""
    if _TECHNICAL_FIELD.match(name):
        return "other"
    return _field_kinds(language).get(name, "")


def _field_parts(line: str) -> tuple[str, str, str]:
    """The name before the first colon, in small letters, the colon, and what follows it."""
    name, mark, rest = line[:MAX_FIELD_NAME].replace("：", ":").partition(":")
    return " ".join(name.lower().split()), mark, line[len(name) + 1 :] if mark else rest


@cache
def _field_kinds(language: str) -> Mapping[str, str]:
    """The kind of each field of a mail's head by its name in small letters, in the languages of a page."""
    found: dict[str, str] = {}
    for one in page_packs(language):
        for key in ("subject", "sender", "sent", "to", "other"):
            for name in getattr(one.page.mail, key):
                # Han and Hangul may be written with or without spaces between words.
                found |= dict.fromkeys((name, name.replace(" ", "") if EASTERN.search(name) else name), key)
    return found


@cache
def _mail_phrases(language: str) -> Phrasebook:
    """The lines above a quoted or forwarded mail: `On Monday … wrote:`."""
    mails = [one.page.mail for one in page_packs(language)]
    return Phrasebook(
        [
            *(("wrote", "whole", phrase) for mail in mails for phrase in mail.wrote),
            *(("wrote", "whole", phrase) for mail in mails for phrase in mail.forwarded),
        ]
    )


def _width(raw: Sequence[str], roles: dict[int, Role]) -> int:
    """The column at which a mail program wrapped a text, or 0 for a text that was not wrapped.

    In a wrapped text the first word of the next line would not have fitted onto a line that another follows directly. The
    width is that of the longest such line. A few shorter ones (a list) do not count against it, nor does one that ends a
    sentence, where a paragraph may end. A line of dashes ends a paragraph as a blank one does.
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
    width = max((columns(line) for line, _ in followed), default=0)
    long = [pair for pair in followed if columns(pair[0]) >= MIN_WRAPPED_COLUMNS]
    if (
        not WRAP_COLUMNS[0] <= width <= WRAP_COLUMNS[1]
        or len(long) < MIN_LINES
        or len(long) < MIN_LONG_SHARE * len(followed)
    ):
        return 0
    open_ = [pair for pair in long if not _SENTENCE_END.search(pair[0])]
    full = sum(_full(line, after, width) for line, after in open_)
    return width if len(open_) >= MIN_LINES and full >= MIN_FULL_SHARE * len(open_) else 0


def _continues(before: str, line: str, width: int) -> bool:
    """Whether a line is the continuation of the one before it in a text wrapped at `width` columns."""
    if not before.strip() or columns(before) > width or _indented(before, line) or _LIST_MARK.match(line.strip()):
        return False
    return _full(before, line, width)


def _full(line: str, after: str, width: int) -> bool:
    """Whether the first word of the next line, `after`, would not have fitted onto this one.

    Two authors of one wire wrap at two widths: a long line whose sentence goes on with a small letter was wrapped, too.
    """
    word = after.split(None, 1)[0]
    if _UNSPACED.match(word) or _UNSPACED.match(line[-1]):
        return columns(line) + columns(word[0]) > width - HANGING_COLUMNS
    if columns(line) + 1 + columns(word) > width:
        return True
    return columns(line) >= MIN_WRAPPED_COLUMNS and after.lstrip()[:1].islower() and _SENTENCE_END.search(line) is None


def _indented(line: str, after: str) -> bool:
    """Whether a line begins a paragraph by standing further right than the one before it."""
    if after[:1] == "\u3000":
        return line[:1] != after[:1]
    return (len(after) - len(after.lstrip())) - (len(line) - len(line.lstrip())) >= MIN_INDENT
