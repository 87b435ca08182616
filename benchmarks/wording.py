"""Sentences of the length of news, for the benchmarks."""

from __future__ import annotations

SUBJECTS = (
    "The minister",
    "A spokesperson for the ministry",
    "The central bank",
    "Her deputy",
    "The committee in Seoul",
)
VERBS = ("said on Tuesday that", "denied that", "confirmed in a statement that", "told reporters that")
OBJECTS = (
    "talks on the new railway would begin next month",
    "prices had risen faster than anyone expected",
    "the plan needs the support of both parties, and of the public",
    "no decision has been made",
    "exports fell for the third quarter in a row while imports grew",
    "schools will stay open through the winter",
    "the budget leaves room for housing",
)


def texts(count: int) -> list[str]:
    """As many different sentences of the length of news."""
    made = [f"{s} {v} {o}." for s in SUBJECTS for v in VERBS for o in OBJECTS]
    return [made[n % len(made)].replace(".", f", in report {n}.") for n in range(count)]
