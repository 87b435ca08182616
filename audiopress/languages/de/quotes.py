"""German: what its words alone do not say of attribution."""

from __future__ import annotations

import re
from dataclasses import replace

from audiopress.languages.attribution import NEVER, Table
from audiopress.languages.plain_quotes import plain_table
from audiopress.languages.schema import Quotes


def table(words: Quotes) -> Table:
    """Verbs stand second, participles last, and reported speech has forms of its own."""
    return replace(
        plain_table(words),
        according=re.compile(
            r"\b[Ll]aut\b|\b[Nn]ach (?:den |der |einer )?(?:Angaben|Ansicht|Meinung|Aussagen?|Auffassung|Worten|Einschätzung|Darstellung(?:en)?|Bewertung|Überzeugung)(?: von)?\b|^[Ss]o\b"
        ),
        guess=re.compile(r"[a-zäöüß]{3,}(?:te|ten|t)\b"),
        adverbs=re.compile(
            r"(?:^|[\s,])(?:auch|dann|zudem|später|weiter|hierzu|dazu|selbst|jedoch|aber|schon|noch|heute|gestern)\s*$"
        ),
        cited=re.compile(r"\bzitier(?:t|te|ten)\b"),
        auxiliaries=re.compile(r"\b(?:hat|habe|hatte|haben|hatten|wird|wurde|werden|wurden|soll|sollen)\b"),
        past=re.compile(
            r"\b(?:ge[a-zäöüß]{1,40}t|[a-zäöüß]{0,40}ge[a-zäöüß]{1,40}en|be[a-zäöüß]{1,40}t|er[a-zäöüß]{1,40}t|ver[a-zäöüß]{1,40}t"
            r"|[a-zäöüß]{1,40}iert)(?: (?:wörtlich|dazu|hierzu|haben|habe))?$"
        ),
        worded=re.compile(r"\bmit (?:den|diesen|folgenden|seinen|ihren) (?:\w+ )?Worten$"),
        papers=re.compile(
            r"\b(?:heißt|heisst|hieß|steht|stand) es (?:wörtlich |dazu |weiter )?(?:in|im|laut|aus|auf) |\blaut ",
            re.IGNORECASE,
        ),
        reported=re.compile(
            r"\b(?:sei|seien|habe|werde|könne|müsse|müssten|solle|wolle|dürfe|möge|gehe|komme|gebe|liege|stehe|bleibe|drohe|brauche"
            r"|handele|handle|bestehe|gelte|sehe|wisse|mache|lasse|finde|führe|zeige|fehle|erwarte|halte|hätten|würden|wären|gehöre)\b"
        ),
        stops=re.compile(
            r",| (?:in|im|am|an|auf|zu|zum|zur|mit|nach|vor|bei|beim|über|gegenüber|während|als|aus|und|aber|dass|gestern|heute|"
            r"weiter|dazu|auch|noch|jedoch|dem|den|einem|für|laut|wörtlich|später|sich|zudem|daraufhin|dann|hierzu|sein|seine|"
            r"bereits|unter|ferner|in einem|bezüglich|gegen|wie|nun|ihm|ihr|es|darauf|allerdings|habe|hat|hatte|seit)\b"
            r"|[;:()—–]|\s-\s"
        ),
        incise=NEVER,
    )
