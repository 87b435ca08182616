"""Invented articles, as many as are wanted and the same every time: for benchmarks that need a newspaper's whole day."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Final

PLACES: Final = "Norden Altsund Merrow Kestle Brennau Tolby Hafen Oakmere Dunvale Rosk".split()
FIRST: Final = "Mira Jonas Ada Peder Lena Tomas Ruth Edwin Clara Hugo".split()
LAST: Final = "Solberg Petri Bell Hansen Marsh Quist Orlov Reade Falk Winter".split()
THINGS: Final = "ferry,library,bridge,market,school,tram line,harbour wall,museum,swimming pool,town hall".split(",")
ACTS: Final = "reopen,close for repairs,move to the old mill,be painted,get a new roof,open on Sundays".split(",")
PLAIN: Final = (
    "The council of {place} voted on {day} to let the {thing} {act} before the end of the summer.",
    "Work on the {thing} is to cost {cost} million euros, of which the county pays about {share} percent.",
    "Last year some {count} people came to the {thing}, more than in any year since it was built.",
    "Neighbours had complained for {months} months about noise and long queues along the quay.",
    "A first plan for the {thing} was dropped in {year} because the ground below it proved too soft.",
    "Shops around the square in {place} will stay open, and buses stop at the corner of Mill Street instead.",
)
SAID: Final = (
    "“We have looked at every corner of the {thing}, and it will be ready in time,” said {name}, who leads the works.",
    "“My children walk past the {thing} every morning, so I am glad that somebody cares,” said {name}, a baker from {place}.",
    "“Nobody asked us what we need, and that is what makes people angry,” said {name}.",
)
DAYS: Final = "Monday Tuesday Wednesday Thursday Friday Saturday".split()


def article(number: int, rounds: int = 2) -> str:
    """One article as a text file: headline, byline, date and about 50 words a round."""
    chance = random.Random(number)
    thing, act, place = chance.choice(THINGS), chance.choice(ACTS), chance.choice(PLACES)

    def name() -> str:
        return f"{chance.choice(FIRST)} {chance.choice(LAST)}"

    def filled(pattern: str) -> str:
        return pattern.format(
            place=place, thing=thing, act=act, name=name(), day=chance.choice(DAYS),
            cost=chance.randint(2, 90), share=chance.randint(5, 80), count=chance.randint(1000, 90_000),
            months=chance.randint(2, 11), year=chance.randint(1960, 2024),
        )  # fmt: skip

    paragraphs = []
    for _ in range(rounds):
        paragraphs += [" ".join(filled(one) for one in chance.sample(PLAIN, 2)), filled(chance.choice(SAID))]
    head = f"{place}’s {thing} number {number} is to {act}"
    date = f"Published: Mar {1 + number % 28}, 2026 - {6 + number % 12:02}:{number % 60:02}"
    return "\n\n".join([head, f"By {name()}", date, *paragraphs]) + "\n"


def write(folder: Path, count: int) -> Path:
    """Write `count` articles into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        (folder / f"{number:04}.txt").write_text(article(number), encoding="utf-8")
    return folder
