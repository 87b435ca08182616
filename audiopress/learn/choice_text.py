"""The editor's file as it is first written, and with what the story proposes since."""

from __future__ import annotations

from typing import Final

from audiopress.learn.choices import Choices
from audiopress.learn.lessons import Expression, Lesson
from audiopress.model import Article

_HEAD: Final = """\
# What is explained of this story. Change what you like and save it; `audiopress make` uses it, and
# `audiopress gloss` run again adds what is new at the end and leaves everything above as it is.
# keep = false leaves something out (better than to delete it: what is deleted is proposed again).
# A meaning that you write here is remembered for the next story. What has no meaning is never spoken.

[story]
headline = {headline}
explain = {explain}  # the language of the meanings
level = {level}
# The story in a few words for the episode's title, in the language of the meanings; empty: its headline.
title = ""
# One or two sentences that say what the story is about, in the language of the meanings.
summary = ""
# Who presents it, as the notes name them: ["…", "…"]
hosts = []

# Each passage is one to three sentences of the story, word for word; its expressions follow it.
# Another passage is another [[passage]] with a number of its own; an expression belongs to the one it names.
"""
_REST: Final = """
# Further words of the story, in none of the passages. To explain one, give it the number of a passage that has it.
"""


def dump_choices(article: Article, lesson: Lesson) -> str:
    """The editor's file for a lesson as it was proposed."""
    lines = [_HEAD.format(headline=_toml(article.headline), explain=_toml(lesson.language), level=_toml(lesson.level))]
    waiting = list(zip(lesson.waiting_in, lesson.waiting, strict=True))
    for passage in lesson.passages:
        lines.append(f"\n[[passage]]\nnumber = {passage.number}\ntext = {_toml(passage.text)}\nkeep = true\n")
        lines += [_block(each, passage.number, keep=True) for each in passage.expressions]
        others = [each for number, each in (*lesson.further, *waiting) if number == passage.number]
        lines += [_block(each, passage.number, keep=False) for each in others]
    if lesson.elsewhere:
        lines.append(_REST)
        lines += [_block(each, 0, keep=False) for each in lesson.elsewhere]
    return "".join(lines)


def merged(text: str, choices: Choices, lesson: Lesson) -> str:
    """The editor's file with what the story proposes since (a longer glossary, another level) at its end.

    Everything that stands there stays as it is. A proposal belongs to the passage of the editor's that its sentence is in.
    """
    there = {each.expression.casefold() for each in choices.expressions}
    new: dict[str, str] = {}
    proposed = [
        *lesson.expressions,
        *(each for _, each in lesson.further),
        *lesson.waiting,
        *lesson.elsewhere,
    ]
    for each in proposed:
        if each.expression.casefold() in there or each.expression in new:
            continue
        squeezed = each.example_sentence
        number = next(
            (one.number for one in choices.passages if squeezed and squeezed in " ".join(one.text.split())), 0
        )
        new[each.expression] = _block(each, number, keep=False)
    if not new:
        return text
    return text.rstrip("\n") + "\n\n# New since.\n" + "".join(new.values())


def _block(each: Expression, passage: int, *, keep: bool) -> str:
    lines = [
        "",
        "[[expression]]",
        f"expression = {_toml(each.expression)}",
        f"meaning = {_toml(each.meaning)}" + ("" if each.meaning else "  # nobody has written one yet"),
        f"level = {_toml(each.level)}",
        f"pos = {_toml(each.pos)}",
        f"passage = {passage}",
        f"sentence = {_toml(each.example_sentence)}",
        f"keep = {str(keep).lower()}",
    ]
    return "\n".join(lines) + "\n"


def _toml(text: str) -> str:
    plain = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c if c >= " " and c != "\x7f" else f"\\u{ord(c):04x}" for c in plain) + '"'
