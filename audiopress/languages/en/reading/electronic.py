"""Addresses of the network, handles and tags in English."""

from __future__ import annotations

import re
from typing import Final

from audiopress.languages.en.reading.numbers import digits, pairs
from audiopress.languages.en.reading.tables import DOMAINS
from audiopress.languages.rewriting import How, Rule, rule

_SIGNS: Final = {
    ".": "dot", "/": "slash", "-": "dash", "_": "underscore", ":": "colon", "@": "at", "?": "question mark",
    "=": "equals", "&": "ampersand", "%": "percent", "#": "hash", "~": "tilde", "+": "plus", "*": "asterisk",
    "!": "exclamation mark", "$": "dollar", "^": "caret",
}  # fmt: skip
_KNOWN: Final = frozenset("com org net edu gov info biz news online site blog app dev mil".split())


def _letters(text: str, how: How) -> str:
    return how.letters(text.upper())


def _word(text: str, how: How, *, domain: bool, path: bool) -> str:
    if text.isdecimal():
        return pairs(text, how) if path and len(text) < 5 else digits(text)
    if domain and text.lower() in DOMAINS and text.lower() not in _KNOWN:
        return _letters(text, how)
    if len(text) == 1:
        return text
    if text.lower() in {"www", "http", "https", "ftp", "html", "php", "pdf"} or not re.search(r"[aeiouyAEIOUY]", text):
        return _letters(text, how)
    return text


def address(text: str, how: How) -> str:
    """Read sign by sign: `dot`, `slash`, digits one by one, country codes letter by letter."""
    parts = re.findall(r"[A-Za-z]+|\d+|[^\w\s]|_|[^\W\d_]+", text)
    said = []
    for index, part in enumerate(parts):
        if part in _SIGNS:
            said.append(_SIGNS[part])
        elif part[0].isalnum():
            said.append(_word(part, how, domain=index > 0 and parts[index - 1] == ".", path="/" in parts[3:index]))
    return " ".join(said)


def _chosen(match: re.Match[str], how: How, name: str) -> str | None:
    word = how.word(name, "read")
    return address(match[0], how) if word == "read" else word


def _email(match: re.Match[str], how: How) -> str | None:
    return _chosen(match, how, "email")


def _url(match: re.Match[str], how: How) -> str | None:
    return _chosen(match, how, "url")


def _domain(match: re.Match[str], how: How) -> str | None:
    return _chosen(match, how, "url") if match[1].lower() in DOMAINS or match[2] else address(match[0], how)


def _camel(text: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|_", " ", text)


def _numbers(text: str, how: How) -> str:
    said = re.sub(r"\d+", lambda found: f" {pairs(found[0], how)} ", text)
    return " ".join(said.split())


def _handle(match: re.Match[str], how: How) -> str:
    return f"{how.word('handle', 'at')} {_numbers(_camel(match[1]), how)}".strip()


def _tag(match: re.Match[str], how: How) -> str:
    if match[1].isdecimal():
        return f"number {_numbers(match[1], how)}"
    if match.string[: match.start()].lower().endswith("hashtag "):
        return _numbers(_camel(match[1]), how)
    return f"{how.word('tag', 'hashtag')} {_numbers(_camel(match[1]), how)}".strip()


ELECTRONIC: Final[tuple[Rule, ...]] = (
    rule(r"(?<![\w.+&!#$%*=^~-])[\w.+&!#$%*=^~-]*[\w+-]@[\w-]+(?:\.[\w-]+)+", _email, signs="@"),
    rule(
        r"\b(?:https?|ftp)://[^\s<>“”\"]*[^\s<>“”\".,;:!?)\]’']|\bwww\.[^\s<>“”\"]*[^\s<>“”\".,;:!?)\]’']",
        _url,
        signs="./",
        flags=re.IGNORECASE,
    ),
    rule(
        r"(?<![\w.@-])(?:[A-Za-z0-9][\w-]*[A-Za-z0-9]\.)+(?!ft\b|in\b)([a-z]{2,})((?::\d{2,5})?/[\w./?=&%#~+-]*[\w/])?(?![\w@]|\.\w)",
        _domain,
        signs=".",
    ),
    rule(r"(?<![\w@])@(\w+)", _handle, signs="@"),
    rule(r"(?<![\w&#])#(\w+)", _tag, signs="#"),
)
