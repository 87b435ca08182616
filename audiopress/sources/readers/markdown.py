"""Markdown (CommonMark with tables), also with the fields that site builders put above it between `---` or `+++`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, ClassVar, Final

from audiopress.sources.documents import STORY, Document, Left
from audiopress.sources.given import Given, one_line, web
from audiopress.sources.moments import moment
from audiopress.sources.reader import Reader, Wanted

ENDS: Final = frozenset({".md", ".markdown", ".mdown"})
_FRONT: Final = re.compile(r"\ufeff?(---|\+\+\+)[ \t]*\r?\n(.*?)\r?\n\1[ \t]*(?:\r?\n|$)", re.DOTALL)
_FIELD: Final = re.compile(r"(\w[\w-]{0,40})[ \t]*:[ \t]*(.*)")
_HEAD: Final = re.compile(r"\s*(?:# +\S|\S[^\n]*\n={3,}[ \t]*\r?\n)")
_FOOTNOTE: Final = re.compile(r"^\[\^[\w-]{1,30}\]:[ \t]*(.*(?:\n(?: {2,}|\t).*)*)\n?", re.MULTILINE)
_REFERENCE: Final = re.compile(r"\[\^[\w-]{1,30}\]")
_MARKS: Final = re.compile(r"^#{2,6} \S|\*\*\w|\]\([\w/#]|^```|^> |^\*\w", re.MULTILINE)


class Markdown(Reader):
    """One story."""

    name: ClassVar[str] = "markdown"
    told: ClassVar[str] = "Markdown"

    def sees(self, given: Given) -> bool:
        """Fields above it, or a `# headline` and another mark; a file that is called so needs none."""
        if given.binary or given.jsonlike or (given.element and given.suffix not in ENDS):
            return False
        text = given.text[:100_000]
        if (front := _FRONT.match(text)) and _fields(front) & {"title", "date", "author", "layout", "authors"}:
            return True
        headed = _HEAD.match(text) is not None
        marked = _MARKS.search(text) is not None
        return bool(text.strip()) if given.suffix in ENDS else (headed and marked)

    def documents(self, given: Given, wanted: Wanted) -> Iterator[Document]:
        """The story, its headline the field's or the first heading."""
        del wanted
        text = given.text
        front = _FRONT.match(text)
        said = _said(front) if front else {}
        body, notes = _without_footnotes(text[front.end() :] if front else text)
        authors = said.get("authors") or said.get("author") or ()
        yield Document(
            kind=STORY,
            url=web(said.get("canonical_url") or said.get("canonicalURL") or said.get("link") or said.get("url")),
            body=_html(body),
            headline=one_line(said.get("title")),
            byline=tuple(filter(None, map(one_line, [authors] if isinstance(authors, str) else authors))),
            published=_date(said.get("date") or said.get("published")),
            updated=_date(said.get("lastmod") or said.get("updated") or said.get("last_modified_at")),
            section=one_line(
                said.get("section") or said.get("category") or next(iter(_list(said.get("categories"))), "")
            ),
            language=one_line(said.get("lang") or said.get("language")),
            held="is a draft" if str(said.get("draft", "")).lower() == "true" else "",
            doubtful="" if said else body,
            left=notes,
        )


def _without_footnotes(text: str) -> tuple[str, tuple[Left, ...]]:
    """A text without its footnotes (`[^1]: …`) and their signs in it, and the footnotes."""
    notes = tuple(Left(text=one_line(found[1]), rule="footnote") for found in _FOOTNOTE.finditer(text))
    return (_REFERENCE.sub("", _FOOTNOTE.sub("", text)), notes) if notes else (text, ())


def _html(text: str) -> str:
    from markdown_it import MarkdownIt

    made: str = MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(text)
    return made


def _fields(front: re.Match[str]) -> set[str]:
    return {found[1].lower() for found in re.finditer(r"(?m)^(\w[\w-]{0,40})[ \t]*[:=]", front[2])}


def _said(front: re.Match[str]) -> Mapping[str, Any]:
    """The fields: TOML between `+++`, and of YAML between `---` what site builders use: texts and lists of them."""
    if front[1] == "+++":
        import tomllib

        try:
            return tomllib.loads(front[2])
        except tomllib.TOMLDecodeError:
            return {}
    said: dict[str, Any] = {}
    name = ""
    for line in front[2].splitlines():
        if name and (item := re.match(r"\s*-\s+(.*)", line)):
            said[name] = [*_list(said[name]), _bare(item[1].partition("name:")[2] or item[1])]
        elif (field := _FIELD.match(line)) is not None:
            name = field[1].lower()
            value = field[2].strip()
            listed = value.startswith("[") and value.endswith("]")
            said[name] = [_bare(one) for one in value[1:-1].split(",")] if listed else _bare(value)
    return said


def _bare(value: str) -> str:
    plain = value.strip()
    quoted = len(plain) > 1 and plain[0] == plain[-1] and plain[0] in "\"'"
    return plain[1:-1] if quoted else plain


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else [value] if value else []


def _date(value: object) -> Any:
    from datetime import date, datetime, time

    if isinstance(value, date) and not isinstance(value, datetime):
        return datetime.combine(value, time())
    return value if isinstance(value, datetime) else moment(value)
