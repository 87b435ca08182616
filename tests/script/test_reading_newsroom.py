"""What a newsroom writes every day, in the forms it writes them."""

from __future__ import annotations

import pytest

from audiopress.script.lexicon import Lexicon, make_entry
from audiopress.script.reading import say, spoken

ENGLISH = [
    # agencies
    ("N. Korea fired", "North Korea fired"),
    ("S. Korean exports", "South Korean exports"),
    ("the W. Bank", "the West Bank"),
    ("George W. Bush", "George W. Bush"),
    ("N. KOREA TESTS MISSILE OVER EAST SEA", "North Korea Tests Missile Over East Sea"),
    ("rose 7.5 pct on-year", "rose seven point five percent on-year"),
    ("0.3 pct points", "zero point three percentage points"),
    ("9.18 tln won", "nine point one eight trillion won"),
    ("up 8.5% y/y, q-o-q", "up eight point five percent year on year, quarter on quarter"),
    ("in 2Q23", "in the second quarter of twenty twenty-three"),
    ("in FY2024", "in fiscal year twenty twenty-four"),
    ("In Q3 it", "In the third quarter it"),
    ("(+0.7%)", "plus zero point seven percent"),
    ("+$5", "plus five dollars"),
    # months and days
    ("exports in Nov. rose", "exports in November rose"),
    ("it fell in Oct., and", "it fell in October, and"),
    ("from Jan. to Sept. they", "from January to September they"),
    ("May 3-June 5", "May third to June fifth"),
    ("open on Sat.", "open on Saturday."),
    ("The dog sat. Then", "The dog sat. Then"),
    ("I read The Sun.", "I read The Sun."),
    # names and abbreviations
    ("said Lee Sung-min.", "said Lee Sung-min."),
    ("He met Max. Then", "He met Max. Then"),
    ("He ate a fig. Then", "He ate a fig. Then"),
    ("see fig. 3", "see figure three"),
    ("for 30 min. on", "for thirty minutes on"),
    ("St. Louis, Mo., is", "Saint Louis, Missouri, is"),
    ("at 5 p.m., they", "at five PM, they"),
    ("Mr. and Mrs. Park", "Mister and Missus Park"),
    ("Kramer v Kramer", "Kramer versus Kramer"),
    ("NASA's Artemis II", "NASA's Artemis two"),
    ("Section C", "Section C"),
    ("AT&T's R&D", "AT and T's R and D"),
    ("the P/E ratio", "the PE ratio"),
    ("an F/A-18", "an FA eighteen"),
    ("IT'S OVER FOR TROUBLED CARMAKER", "It's Over For Troubled Carmaker"),
    # money
    ("€750bn fund", "seven hundred fifty billion euro fund"),
    ("a 3-year, $36 million deal", "a three-year, thirty-six million dollar deal"),
    ("paid $36 million in", "paid thirty-six million dollars in"),
    ("Rs 2.5 crore", "two point five crore rupees"),
    # lengths and degrees
    ("The 100m was won", "The one hundred meters was won"),
    ("100m people", "one hundred million people"),
    ("the 400m freestyle", "the four hundred meter freestyle"),
    ("2.5m wide x 1.4m high", "two point five meters wide by one point four meters high"),
    ("37.5°N", "thirty-seven point five degrees north"),
    ("10 C-15 C", "ten to fifteen degrees Celsius"),
    ("the 1.5C goal", "the one point five degrees Celsius goal"),
    ("the under-23s", "the under-twenty-threes"),
    ("two Su-57s", "two Su-fifty-sevens"),
    ("the 18-49s", "the eighteen to forty-nines"),
    # counts and codes
    ("split 50-50", "split fifty-fifty"),
    ("by 2:1", "by two to one"),
    ("John 3:16", "John three sixteen"),
    ("call 1588-1234", "call one five eight eight, one two three four"),
    ("dial 911 or 112", "dial nine one one or one one two"),
    ("a 119 call", "a one one nine call"),
    ("119 people", "one hundred nineteen people"),
    ("No. 20-1234", "number twenty dash twelve thirty-four"),
    ("18 U.S.C. § 1001", "eighteen USC section one thousand one"),
    ("a Boeing 737-800", "a Boeing seven thirty-seven eight hundred"),
    ("flight 7C2216", "flight seven C twenty-two sixteen"),
    ("ASEAN+3", "ASEAN plus three"),
    ("50+ people", "fifty plus people"),
    ("a 4x4", "a four by four"),
]


@pytest.mark.parametrize(("written", "heard"), ENGLISH, ids=[written for written, _ in ENGLISH])
def test_an_agency_is_read_as_it_would_be_said(written: str, heard: str) -> None:
    """What agencies, courts, markets and sports pages abbreviate is said in full, and names stay names."""
    assert spoken(written) == heard


def test_a_country_s_dollar_is_no_acronym() -> None:
    """An entry for `US` leaves US$ to the rules of money."""
    said = say("US$47.2 billion for the US", lexicon=Lexicon((make_entry("US", letters=True),)))
    assert said.text == "forty-seven point two billion U.S dollars for the U.S"


def test_letters_with_a_sign_keep_it() -> None:
    """Letters of an entry are apart where it has an `&`, which is said."""
    said = say("its R&D costs", lexicon=Lexicon((make_entry("R&D", letters=True),)))
    assert said.text == "its R and D costs"
