"""Lexicons in the W3C Pronunciation Lexicon Specification 1.0 (https://www.w3.org/TR/pronunciation-lexicon/).

`say` is an alias, `ipa` a phoneme. PLS has no words for the rest, so letters and language switches travel as an alias
with a role in a namespace of ours: other programs read a good alias, audiopress its own rule again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, Final
from xml.sax.saxutils import escape, quoteattr

from audiopress.errors import ConfigError
from audiopress.script.lexicon import BOUNDARIES, Lexicon, LexiconEntry

PLS: Final = "http://www.w3.org/2005/01/pronunciation-lexicon"
OWN: Final = "https://audiopress.readthedocs.io/ns/lexicon"
_XML_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"


def write_pls(entries: Iterable[LexiconEntry], *, language: str) -> bytes:
    """One lexeme an entry, in their order."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<lexicon version="1.0" xmlns="{PLS}" xmlns:ap="{OWN}" alphabet="ipa" xml:lang={quoteattr(language)}>',
    ]
    for entry in entries:
        roles = _roles(entry)
        role = f' role="{" ".join(roles)}"' if roles else ""
        lines.append(f"  <lexeme{role}>")
        lines.append(f"    <grapheme>{_text(entry.written)}</grapheme>")
        if entry.kind == "ipa":
            lines.append(f"    <phoneme>{_text(entry.value)}</phoneme>")
        else:
            lines.append(f"    <alias>{_text(_alias(entry))}</alias>")
            if entry.ipa:
                lines.append(f"    <phoneme>{_text(entry.ipa)}</phoneme>")
        lines.append("  </lexeme>")
    return "\n".join([*lines, "</lexicon>", ""]).encode()


def _text(text: str) -> str:
    """Text that XML can hold: its forbidden control characters are no part of any word."""
    return escape(re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]", "", text))


def _alias(entry: LexiconEntry) -> str:
    if entry.kind == "letters":
        return " ".join(entry.written)
    if entry.kind == "word":
        return entry.written.capitalize()
    return entry.value or (entry.written if entry.kind == "language" else "")


def _roles(entry: LexiconEntry) -> list[str]:
    roles = [] if entry.kind in {"say", "ipa"} else [f"ap:{entry.kind}"]
    if entry.kind == "language":
        roles[0] = f"ap:language-{entry.language}"
    if entry.case != any(letter.isupper() for letter in entry.written):
        roles.append("ap:case" if entry.case else "ap:any-case")
    if entry.boundary != "word":
        roles.append(f"ap:boundary-{entry.boundary}")
    return roles


def read_pls(source: bytes | str, *, where: str = "") -> tuple[LexiconEntry, ...]:
    """Every grapheme of every lexeme with its first alias or phoneme. Raises ConfigError.

    A document type is refused: lexicons travel between houses, and an entity can name a file or fill the memory.
    """
    from lxml import etree

    data = source.encode() if isinstance(source, str) else source
    if isinstance(source, str):
        data = re.sub(rb"^\s*<\?xml[^>]*\?>", b"", data)
    try:
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True))
    except etree.XMLSyntaxError as error:
        at = f"{where}:{error.lineno}" if where else f"line {error.lineno}"
        raise ConfigError(f"not well-formed XML: {error.msg}", where=at) from None
    if root.getroottree().docinfo.doctype:
        raise ConfigError("a document type is not read", where=where, hint="remove the <!DOCTYPE …> line")
    if root.tag != f"{{{PLS}}}lexicon":
        raise ConfigError(
            "not a W3C pronunciation lexicon", where=where, hint=f'the root must be <lexicon xmlns="{PLS}">'
        )
    alphabet = root.get("alphabet", "ipa")
    return tuple(entry for lexeme in root.iterfind(f"{{{PLS}}}lexeme") for entry in _lexeme(lexeme, alphabet, where))


def _lexeme(lexeme: Any, alphabet: str, where: str) -> Iterable[LexiconEntry]:
    at = f"{where}:{lexeme.sourceline}" if where else ""
    alias, phoneme = lexeme.find(f"{{{PLS}}}alias"), lexeme.find(f"{{{PLS}}}phoneme")
    roles = {role.partition(":")[2] for role in (lexeme.get("role") or "").split() if role.startswith("ap:")}
    for grapheme in lexeme.iterfind(f"{{{PLS}}}grapheme"):
        written = _content(grapheme)
        if not written:
            continue
        case = any(letter.isupper() for letter in written)
        case = True if "case" in roles else False if "any-case" in roles else case
        boundary = next((name for name in BOUNDARIES if f"boundary-{name}" in roles), "word")
        kind, value, language = _meaning(alias, phoneme, alphabet, roles, at)
        ipa = _content(phoneme) if phoneme is not None and kind == "say" else ""
        if kind:
            yield LexiconEntry(
                written=written,
                kind=kind,
                value=value,
                ipa=ipa,
                language=language,
                case=case,
                boundary=boundary,
                where=at,
            )


def _meaning(alias: Any, phoneme: Any, alphabet: str, roles: set[str], at: str) -> tuple[str, str, str]:
    if phoneme is not None and phoneme.get("alphabet", alphabet).lower() != "ipa":
        raise ConfigError("phonemes must be in the alphabet ipa", where=at, hint="convert them, or use an alias")
    if phoneme is not None and alias is None:
        return "ipa", _content(phoneme), ""
    if alias is None:
        return "", "", ""
    if "letters" in roles:
        return "letters", "", ""
    if "word" in roles:
        return "word", "", ""
    language = next((role.removeprefix("language-") for role in roles if role.startswith("language-")), "")
    return ("language", _content(alias), language) if language else ("say", _content(alias), "")


def _content(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())


def import_pls(source: bytes | str, *, where: str = "") -> Lexicon:
    """The lexemes of a PLS 1.0 document. Raises ConfigError."""
    return Lexicon(read_pls(source, where=where))


def export_pls(lexicon: Lexicon, *, language: str) -> bytes:
    """A PLS 1.0 document with the entries, as UTF-8."""
    return write_pls(lexicon.heard(), language=language)
