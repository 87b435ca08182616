"""Mail: one message (`.eml`) or a box of them (mbox), decoded by the standard library's `email`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parseaddr
from html import escape
from typing import ClassVar, Final

from audiopress.sources.decoding import decoded, first_element
from audiopress.sources.documents import HTML, TEXT, Document, Left, Note
from audiopress.sources.given import Given
from audiopress.sources.moments import moment
from audiopress.sources.reader import Reader, Wanted, newest

_HEADER: Final = re.compile(rb"([!-9;-~]{1,60}):[ \t]?[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*\r?\n")
_BOX: Final = re.compile(rb"(?:\A|\r?\n\r?\n)From \S+[^\r\n]*\d{4}[^\r\n]*\r?\n(?=[!-9;-~]{1,60}:)")
_ANSWER: Final = re.compile(r"(?:(?:re|aw|fwd?|wg|tr|rv)\s*:\s*)+", re.IGNORECASE)
SENT: Final = frozenset(
    {b"message-id", b"received", b"mime-version", b"content-type", b"return-path", b"dkim-signature"}
)
"""Headers that a mail program writes and no reader copies (RFC 5322, RFC 2045)."""
NEEDED: Final = frozenset({b"from", b"date", b"subject"})
HEADERS: Final = 40
_PAGE: Final = frozenset({"html", "head", "body"})
"""First elements of a part that is HTML, whatever its sender calls it."""
FOOTER: Final = 30
"""Words of the longest line around such a link."""
_FOOTER: Final = re.compile(
    r"unsubscribe|view (?:it |this (?:e-?mail|message|newsletter) )?(?:in|on) (?:your |a |the )?(?:web ?)?browser"
    r"|(?:manage|update|change) (?:your )?(?:e-?mail )?(?:preferences|subscription)|abmelden|abbestellen|im browser (?:ansehen|.ffnen)"
    r"|d.sabonner|d.sinscri|dans (?:votre|le) navigateur|darse de baja|en (?:el|tu) navegador",
    re.IGNORECASE,
)


class Mail(Reader):
    """A message each."""

    name: ClassVar[str] = "mail"
    told: ClassVar[str] = "mail: .eml and mbox"

    def sees(self, given: Given) -> bool:
        """It begins with the headers of a message, or with the `From ` line of a box."""
        data = given.data[:200_000].lstrip()
        if found := _BOX.match(data):
            data = data[found.end() :]
        names: set[bytes] = set()
        place = 0
        while len(names) < HEADERS and (header := _HEADER.match(data, place)):
            names.add(header[1].lower())
            place = header.end()
        return len(names & NEEDED) >= 2 and bool(names & SENT)

    def documents(self, given: Given, wanted: Wanted) -> Iterator[Document | Note]:
        """The message, or the newest of a box."""
        data = given.data.lstrip()
        begins = [found.end() for found in _BOX.finditer(data)]
        if not begins:
            yield message(data)
            return
        ends = [*[found.start() for found in _BOX.finditer(data)][1:], len(data)]
        parts = [data[begin:end] for begin, end in zip(begins, ends, strict=True)]
        yield from newest([message(re.sub(rb"(?m)^>(>*From )", rb"\1", part)) for part in parts], wanted)


def message(data: bytes) -> Document:
    """A message's words: its HTML where it has some, else its text; what hangs on it is told."""
    mail = message_from_bytes(data, policy=policy.default)
    assert isinstance(mail, EmailMessage)
    html, text, left = _parts(mail)
    subject = _ANSWER.sub("", _said(mail, "subject"), count=1)
    name, address = parseaddr(_said(mail, "from"))
    known = Document(
        kind=HTML,
        headline=subject,
        published=moment(_said(mail, "date")),
        sender=name or address,
        language=_said(mail, "content-language").partition(",")[0].strip(),
        left=tuple(left),
    )
    if html.strip():
        body, footers = _without_footers(html)
        return replace(known, body=_headed(body, subject), left=(*known.left, *footers))
    # A body that does not begin with its headline has it in the subject.
    begins = " ".join(text.split()).startswith(subject)
    return replace(known, kind=TEXT, body=text if begins or not text.strip() else f"{subject}\n\n{text}")


def _parts(mail: EmailMessage) -> tuple[str, str, list[Left]]:
    """The HTML and the text of a message, and the names of what hangs on it."""
    html: list[str] = []
    text: list[str] = []
    left: list[Left] = []
    for part in mail.walk():
        if part.is_multipart():
            continue
        kind = part.get_content_type()
        name = part.get_filename()
        if part.get_content_disposition() == "attachment" or kind not in {"text/html", "text/plain"}:
            if name:
                left.append(Left(text=" ".join(str(name).split()), rule="attachment"))
            continue
        payload = part.get_payload(decode=True)
        raw = payload if isinstance(payload, bytes) else b""
        said = decoded(raw, charset=str(part.get_content_charset() or ""))
        # Some programs send HTML and call it plain text.
        (html if kind == "text/html" or first_element(said) in _PAGE else text).append(said)
    return "\n".join(html), "\n\n".join(text), left


def _said(mail: EmailMessage, name: str) -> str:
    """A header with its encoded words decoded; one that is broken is what it is."""
    try:
        return " ".join(str(mail.get(name, "")).split())
    except (ValueError, LookupError, IndexError, AttributeError, TypeError):
        return ""


def _without_footers(html: str) -> tuple[str, list[Left]]:
    """A body without what a sender's program puts into every mail: how to leave the list, and to see it in a browser."""
    if not _FOOTER.search(html):
        return html, []
    from lxml import etree
    from lxml import html as lh

    try:
        # A page that names its encoding would be refused as a text.
        data = html.encode("utf-8", "replace")
        tree = lh.document_fromstring(data, parser=lh.HTMLParser(encoding="utf-8"))
    except (etree.ParserError, ValueError):
        return html, []
    left: list[Left] = []
    for link in list(tree.iter("a")):
        if not _FOOTER.search(link.text_content()):
            continue
        box = link
        while (
            (above := box.getparent()) is not None
            and above.tag != "body"
            and len(above.text_content().split()) <= FOOTER
        ):
            box = above
        if box.getparent() is None:
            continue  # it went with the box of another link, or it is all there is
        left.append(Left(text=" ".join(box.text_content().split()), rule="mail footer"))
        box.drop_tree()
    made: str = lh.tostring(tree, encoding="unicode")
    return made, left


def _headed(html: str, subject: str) -> str:
    """A body without a headline of its own gets the subject as one."""
    if not subject or re.search(r"<h1[\s>]", html, re.IGNORECASE):
        return html
    found = re.search(r"<body\b[^<>]*>", html, re.IGNORECASE)
    place = found.end() if found else 0
    head = f"<h1>{escape(subject, quote=False)}</h1>"
    return html[:place] + head + html[place:] if found else f"<html><body>{head}{html}</body></html>"
