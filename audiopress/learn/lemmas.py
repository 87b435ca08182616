"""The dictionary forms that an English word may come from, by rule, and by a table of what follows none.

Every way to read a word is given; which one a sentence means is for `readings` to say. `lemmas("turned")` has the verb
`turn` with the form `ed`, and so has, since rules know no words, `turne`: nobody looks that one up.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

Form = tuple[str, str]
"""A dictionary form, and which form of it the word is: `base`, `s` (turns, unions), `ed` (past), `en` (past participle),
`ing`, `er`, `est`."""

_VERBS: Final = """
arise arose arisen, awake awoke awoken, be was|were been, bear bore borne|born, beat beat beaten, become became become,
befall befell befallen, begin began begun, behold beheld beheld, bend bent bent, beset beset beset, bet bet bet, bid bid|bade bid|bidden,
bind bound bound, bite bit bitten, bleed bled bled, blow blew blown, break broke broken, breed bred bred, bring brought brought,
broadcast broadcast|broadcasted broadcast|broadcasted, build built built, burn burned|burnt burned|burnt, burst burst burst, buy bought bought,
cast cast cast, catch caught caught, choose chose chosen, cling clung clung, come came come, cost cost cost, creep crept crept,
cut cut cut, deal dealt dealt, dig dug dug, do did done, draw drew drawn, dream dreamed|dreamt dreamed|dreamt, drink drank drunk,
drive drove driven, dwell dwelt dwelt, eat ate eaten, fall fell fallen, feed fed fed, feel felt felt, fight fought fought,
find found found, flee fled fled, fling flung flung, fly flew flown, forbid forbade|forbad forbidden, forecast forecast|forecasted forecast|forecasted,
foresee foresaw foreseen, forget forgot forgotten, forgive forgave forgiven, forgo forwent forgone, forsake forsook forsaken,
freeze froze frozen, get got got|gotten, give gave given, go went gone, grind ground ground, grow grew grown, hang hung|hanged hung|hanged,
have had had, hear heard heard, hide hid hidden, hit hit hit, hold held held, hurt hurt hurt, input input input, keep kept kept,
kneel knelt knelt, know knew known, lay laid laid, lead led led, lean leaned|leant leaned|leant, leap leapt|leaped leapt|leaped,
learn learned|learnt learned|learnt, leave left left, lend lent lent, let let let, lie lay lain, light lit|lighted lit|lighted,
lose lost lost, make made made, mean meant meant, meet met met, mislead misled misled, mistake mistook mistaken, misunderstand misunderstood misunderstood,
mow mowed mown, offset offset offset, outdo outdid outdone, outgrow outgrew outgrown, output output output, outsell outsold outsold,
overcome overcame overcome, overdo overdid overdone, overhear overheard overheard, override overrode overridden, oversee oversaw overseen,
overtake overtook overtaken, overthrow overthrew overthrown, partake partook partaken, pay paid paid, prove proved proven|proved, put put put,
quit quit quit, read read read, rebuild rebuilt rebuilt, redo redid redone, rend rent rent, repay repaid repaid, reset reset reset,
rethink rethought rethought, rewrite rewrote rewritten, rid rid rid, ride rode ridden, ring rang rung, rise rose risen, run ran run,
saw sawed sawn, say said said, see saw seen, seek sought sought, sell sold sold, send sent sent, set set set, sew sewed sewn,
shake shook shaken, shed shed shed, shine shone|shined shone|shined, shoot shot shot, show showed shown, shrink shrank|shrunk shrunk,
shut shut shut, sing sang sung, sink sank sunk, sit sat sat, slay slew slain, sleep slept slept, slide slid slid, slit slit slit,
smell smelt|smelled smelt|smelled, sow sowed sown, speak spoke spoken, speed sped|speeded sped|speeded, spell spelt|spelled spelt|spelled,
spend spent spent, spill spilt|spilled spilt|spilled, spin spun spun, split split split, spoil spoilt|spoiled spoilt|spoiled, spread spread spread,
spring sprang|sprung sprung, stand stood stood, steal stole stolen, stick stuck stuck, sting stung stung, stink stank stunk, stride strode stridden,
strike struck struck|stricken, string strung strung, strive strove striven, swear swore sworn, sweep swept swept, swell swelled swollen, swim swam swum,
swing swung swung, take took taken, teach taught taught, tear tore torn, tell told told, think thought thought, throw threw thrown,
thrust thrust thrust, tread trod trodden, undercut undercut undercut, undergo underwent undergone, underlie underlay underlain,
understand understood understood, undertake undertook undertaken, undo undid undone, unwind unwound unwound, uphold upheld upheld, upset upset upset,
wake woke woken, wear wore worn, weave wove woven, weep wept wept, win won won, wind wound wound, withdraw withdrew withdrawn,
withhold withheld withheld, withstand withstood withstood, wring wrung wrung, write wrote written
"""
"""base past participle, with | between forms that both are used."""
_NOUNS: Final = (
    "men man, women woman, children child, people person, feet foot, teeth tooth, geese goose, mice mouse, oxen ox, "
    "crises crisis, analyses analysis, bases basis, hypotheses hypothesis, theses thesis, oases oasis, diagnoses diagnosis, "
    "criteria criterion, phenomena phenomenon, memoranda memorandum, referenda referendum, stimuli stimulus, fungi fungus, "
    "nuclei nucleus, syllabi syllabus, alumni alumnus, bacteria bacterium, strata stratum, errata erratum, data datum, media medium, "
    "indices index, appendices appendix, vertices vertex, lives life, wives wife, knives knife, leaves leaf, loaves loaf, "
    "halves half, thieves thief, wolves wolf, shelves shelf, selves self, calves calf, scarves scarf, hooves hoof, dwarves dwarf, "
    "elves elf, sheaves sheaf, turnabouts turnabout, passersby passerby, runners-up runner-up, mothers-in-law mother-in-law, "
    "attorneys-general attorney-general"
)
_DEGREES: Final = (
    "better good er, best good est, better well er, best well est, worse bad er, worst bad est, worse badly er, "
    "worst badly est, further far er, furthest far est, farther far er, farthest far est, less little er, least little est, "
    "more much er, more many er, most much est, most many est, elder old er, eldest old est"
)
_PERSONS: Final = (
    "am be s, is be s, are be base, 'm be s, 're be base, was be ed, were be ed, been be en, being be ing, has have s, had have ed, "
    "had have en, having have ing, 've have base, does do s, goes go s, dying die ing, lying lie ing, tying tie ing, "
    "vying vie ing, untying untie ing, belying belie ing, men man s"
)
_DOUBLING: Final = re.compile(r"[^aeiou]*[aeiou][^aeiouwxy]")
"""One syllable, one vowel, one consonant."""
VOWELS: Final = "aeiou"


def _table() -> dict[str, tuple[Form, ...]]:
    found: dict[str, list[Form]] = {}
    for line in _VERBS.replace("\n", " ").split(","):
        base, past, participle = line.split()
        for word in past.split("|"):
            found.setdefault(word, []).append((base, "ed"))
        for word in participle.split("|"):
            found.setdefault(word, []).append((base, "en"))
    for line in _NOUNS.split(","):
        word, base = line.split()
        found.setdefault(word, []).append((base, "s"))
    for table in (_DEGREES, _PERSONS):
        for line in table.split(","):
            word, base, form = line.split()
            found.setdefault(word, []).append((base, form))
    return {word: tuple(dict.fromkeys(forms)) for word, forms in found.items()}


IRREGULAR: Final = _table()
STRONG: Final = frozenset(
    line.split()[0] for line in _VERBS.replace("\n", " ").split(",") if "ed" not in line.split()[1][-2:]
)
"""Verbs whose past is never made by rule: `putted` is no form of `put`."""


@lru_cache(maxsize=65536)
def lemmas(word: str) -> tuple[Form, ...]:
    """Every dictionary form that a word in small letters may be a form of, itself the first."""
    found: dict[Form, None] = {(word, "base"): None}
    found.update(dict.fromkeys(IRREGULAR.get(word, ())))
    if len(word) > 3:
        found.update(dict.fromkeys(_ruled(word)))
    return tuple(found)


def _ruled(word: str) -> list[Form]:
    found: list[Form] = []
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        found.append((word[:-1], "s"))
        if word.endswith("ies"):
            found.append((word[:-3] + "y", "s"))
        elif word.endswith(("ses", "xes", "zes", "ches", "shes", "oes")):
            found.append((word[:-2], "s"))
        if word.endswith(("sses", "zzes")):
            found.append((word[:-3], "s"))
    for ending, form in (("ed", "ed"), ("ing", "ing"), ("er", "er"), ("est", "est")):
        stem = word.removesuffix(ending)
        if stem == word or len(stem) < 2 or not any(letter in VOWELS + "y" for letter in stem):
            continue
        # `posing` is from `pose`: `pos` would have doubled its last letter.
        stems = [stem + "e"] if ending != "er" and _DOUBLING.fullmatch(stem) else [stem, stem + "e"]
        if stem[-1] == "i" and ending != "ing":
            stems.append(stem[:-1] + "y")
        if len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] not in VOWELS:
            stems.append(stem[:-1])
        if stem.endswith("ck"):
            stems.append(stem[:-1])  # panicked, trafficking
        for each in stems:
            if form == "ed":
                if each not in STRONG:
                    found += [(each, "ed"), (each, "en")]
            else:
                found.append((each, form))
    return found
