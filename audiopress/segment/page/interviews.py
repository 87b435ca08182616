"""Interviews: which paragraphs ask and which answer, so that two voices can read them.

Six forms are known: `Q:` and `A:`; names before a colon that take turns; questions in bold; questions behind a dash or an
arrow; questions as subheads; and questions as plain paragraphs. The last two are an interview only if the answers speak of
themselves (an explainer asks in its subheads too, and answers with the paper's own voice).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby
from typing import Final

QUESTION: Final = "question"
ANSWER: Final = "answer"
_ASKS = re.compile(r"(?:Q(?:uestion)?|질문|문|問|Frage|Pregunta|P)\s?\d{0,2}\s?[:.：]\s*", re.IGNORECASE)
_ANSWERS = re.compile(r"(?:A(?:nswer)?|답변?|答|Antwort|R(?:éponse|espuesta)?)\s?\d{0,2}\s?[:.：]\s+", re.IGNORECASE)
_LABEL = re.compile(r"([^\W\d_][^:：.!?,“\"„«]{1,40}?)\s?[:：]\s*(?=\S)")
_SELF = re.compile(
    r"\b(?:I|I['’](?:m|ve|d|ll)|me|my|we|our|us|ich|mich|mir|mein\w*|wir|uns(?:er\w*)?|je|j['’]\w+|moi|mes?|mon|ma|nous|notre|nos"
    r"|yo|me|mis?|nosotros|nuestr\w+|creo)\b|(?:^|\s)(?:저는|제가|저희|나는|내가|우리)|私|僕|我",
    re.IGNORECASE,
)
_YOU = re.compile(
    r"\b(?:you|your|yours|sie|ihnen|ihre?[nmrs]?|du|dich|dir|dein\w*|euch|vous|votre|vos|tu|te|ton|ta|usted(?:es)?|tú|ti|su|sus)\b"
    r"|당신|선생님|귀하|あなた|您|你|(?:나요|습니까|신가요|인가요|는지요|을까요|ますか|ですか)[.?？。]?$",
    re.IGNORECASE,
)
_ADDRESSED = re.compile(
    r"\b(?:(?i:you|your|yours|vous|votre|vos|usted(?:es)?)|Ihnen|(?<!^)Sie|Ihr(?:e[nmrs]?)?)\b|당신|선생님|あなた|您"
)
"""Words that only somebody who is spoken to is called by."""
_DASHED = re.compile(r"[―—–▶►▷◆◇■□●○-]{1,2}\s?(?=[^\s\d―—–-])")
_OPENING: Final = ("“", "「", "『", '"', "„", "«", "”")
ASKING: Final = 320
"""Letters of a paragraph that may be one question."""
REMARK: Final = 160
"""Letters of a remark that is answered like a question."""
PLAIN: Final = 3
"""Questions that make an interview of plain paragraphs."""
_ASKED: Final = ("?", "？", "까", "까.")


def turns(paragraphs: Sequence[str], kinds: Sequence[str], roles: Sequence[str]) -> list[str]:
    """The kinds with `question` and `answer` in them where the paragraphs are an interview; else unchanged.

    `roles` tells the paragraphs that an HTML page prints as bold questions, and the lines of copied text that may be
    subheads: of those a question is first a paragraph that may ask. All three have the same length.
    """
    stated = [
        "text" if role == "subhead" and paragraph.rstrip().endswith(_ASKED) else kind
        for paragraph, kind, role in zip(paragraphs, kinds, roles, strict=True)
    ]
    for found in (
        _prefixed(paragraphs),
        _named(paragraphs),
        _bold(paragraphs, stated, roles),
        _marked(paragraphs),
        _headed(paragraphs, stated),
        _plain(paragraphs, stated),
    ):
        if found.count(QUESTION) >= 2:
            return _filled(found, stated)
    return list(kinds)


def _prefixed(paragraphs: Sequence[str]) -> list[str]:
    """`Q:` and `A:`; both must be there."""
    found = [QUESTION if _ASKS.match(p) else ANSWER if _ANSWERS.match(p) else "" for p in paragraphs]
    return found if found.count(ANSWER) >= 2 else []


def _named(paragraphs: Sequence[str]) -> list[str]:
    """`SPIEGEL: …?` and `Solberg: …`: two names that take turns, the one that asks more often is the paper."""
    labels = [match[1] if (match := _LABEL.match(p)) else "" for p in paragraphs]
    spoken = [label for label in labels if label]
    names = sorted(set(spoken), key=spoken.count, reverse=True)[:2]
    if len(names) < 2 or spoken.count(names[1]) < 2 or any(spoken.count(one) > 1 for one in set(spoken) - set(names)):
        return []
    in_turn = [name for name, _ in groupby(label for label in labels if label in names)]
    if len(in_turn) < 4:
        return []
    asked = {
        name: sum(p.rstrip().endswith(_ASKED) for p, label in zip(paragraphs, labels, strict=True) if label == name)
        for name in names
    }
    asks = max(names, key=lambda name: asked[name] / spoken.count(name))
    if asked[asks] * 2 < spoken.count(asks):
        return []
    return [QUESTION if label == asks else ANSWER if label in names else "" for label in labels]


def _bold(paragraphs: Sequence[str], kinds: Sequence[str], roles: Sequence[str]) -> list[str]:
    """Questions in bold; among them, what the paper only remarks in bold is answered as well."""
    found = [QUESTION if role == "question" and kind == "text" else "" for role, kind in zip(roles, kinds, strict=True)]
    if found.count(QUESTION) < 2:
        return found
    for index, role in enumerate(roles):
        answered = index + 1 < len(roles) and roles[index + 1] not in {"bold", "question"}
        if role == "bold" and answered and (QUESTION in found[:index] or _SELF.search(paragraphs[index + 1])):
            found[index] = QUESTION
    return found


def _marked(paragraphs: Sequence[str]) -> list[str]:
    """`―왜 늦었나.` or `――なぜですか。` and the answer below it, in quotation marks or without the mark."""
    asked = [_DASHED.match(one) is not None for one in paragraphs]
    found = [
        QUESTION if one and not (index + 1 < len(asked) and asked[index + 1]) else "" for index, one in enumerate(asked)
    ]
    if found.count(QUESTION) < sum(asked):
        return []
    below = [paragraphs[index + 1] for index, one in enumerate(found[:-1]) if one]
    quoted = sum(one.startswith(_OPENING) for one in below)
    questions = sum(
        one.rstrip().endswith((*_ASKED, "か", "か。")) for one, found_ in zip(paragraphs, found, strict=True) if found_
    )
    return found if below and max(quoted, questions) * 3 >= len(below) * 2 else []


def _plain(paragraphs: Sequence[str], kinds: Sequence[str]) -> list[str]:
    """Paragraphs that only ask, with answers of somebody who says `I` between them: markup that nobody kept."""
    found = [
        QUESTION
        if kind in {"text", "item"}
        and one.rstrip().endswith(_ASKED)
        and len(one) < ASKING
        and not one.startswith(_OPENING)
        else ""
        for one, kind in zip(paragraphs, kinds, strict=True)
    ]
    first = found.index(QUESTION) if QUESTION in found else len(found)
    asked = [index for index, one in enumerate(found) if one]
    answered = [index for index in asked if _SELF.search(" ".join(paragraphs[index + 1 : _next(found, index + 1)]))]
    addressed = sum(_YOU.search(paragraphs[index]) is not None for index in asked)
    asks_itself = sum(_SELF.search(paragraphs[index]) is not None for index in asked)
    if len(asked) < PLAIN or len(asked) * 4 < len(found) - first or asks_itself * 3 > len(asked):
        return []
    if len(answered) * 3 < len(asked) * 2 or addressed * 3 < len(asked):
        return []
    return [
        QUESTION if not one and first < index < asked[-1] and _remarks(paragraphs, found, index) else one
        for index, one in enumerate(found)
    ]


def _remarks(paragraphs: Sequence[str], found: Sequence[str], index: int) -> bool:
    """`Your readers say it is your saddest book.`: what the paper says to somebody, between two answers of theirs."""
    one = paragraphs[index]
    answers = not found[index - 1] and not found[index + 1]
    return (
        answers
        and len(one) < REMARK
        and not one.startswith(_OPENING)
        and _ADDRESSED.search(one) is not None
        and _SELF.search(one) is None
        and _SELF.search(paragraphs[index + 1]) is not None
    )


def _headed(paragraphs: Sequence[str], kinds: Sequence[str]) -> list[str]:
    """Questions as subheads, whose answers say `I` and `we`."""
    found = [
        QUESTION if k == "subhead" and p.rstrip().endswith(_ASKED) else ""
        for p, k in zip(paragraphs, kinds, strict=True)
    ]
    answers = [
        any(_SELF.search(p) for p in paragraphs[at + 1 : _next(found, at + 1)]) for at, one in enumerate(found) if one
    ]
    return found if sum(answers) * 3 >= len(answers) * 2 else []


def _next(found: Sequence[str], start: int) -> int:
    """The index of the next question, or the end."""
    return next((index for index in range(start, len(found)) if found[index] == QUESTION), len(found))


def _filled(found: Sequence[str], kinds: Sequence[str]) -> list[str]:
    """What stands below a question or an answer goes on with it, up to a subhead or a note.

    The last answer is given no more paragraphs than the longest before it: what closes the article is the paper's.
    """
    filled = list(kinds)
    current, length, longest = "", 0, 1
    last = max(index for index, one in enumerate(found) if one)
    for index, (one, kind) in enumerate(zip(found, kinds, strict=True)):
        if one:
            current = one
            length = int(one == ANSWER)
            filled[index] = one
            # A question without a mark on its answer: what follows answers.
            following = found[index + 1] if index + 1 < len(found) else ""
            if one == QUESTION and not following:
                current = ANSWER
        elif kind in {"subhead", "note"}:
            current = ""
        elif current:
            length += 1
            if index > last and length > longest:
                current = ""
                continue
            filled[index] = current
        if index < last and current == ANSWER:
            longest = max(longest, length)
    return filled
