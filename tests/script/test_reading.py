"""English as a news reader says it."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest
from tests_growth import work

from audiopress.languages.speaking import CHOICES, say, spoken

NEWS = [
    ("Charles III", "Charles the third"),
    ("World War II", "World War two"),
    ("Chapter IV", "Chapter four"),
    ("Part 2", "Part two"),
    ("the 9/11 attacks", "the nine eleven attacks"),
    ("open 24/7", "open twenty-four seven"),
    ("at 60 km/h", "at sixty kilometers per hour"),
    ("a 3-1 win", "a three to one win"),
    ("beat Japan 3-1 on Friday", "beat Japan three to one on Friday"),
    ("5-10 years", "five to ten years"),
    ("the 2020-21 season", "the twenty twenty twenty-one season"),
    ("from 1914-1918", "from nineteen fourteen to nineteen eighteen"),
    ("+82-2-727-0114", "plus eight two, two, seven two seven, zero one one four"),
    ("call 010-1234-5678", "call zero one zero, one two three four, five six seven eight"),
    ("$3.4bn", "three point four billion dollars"),
    ("£2m", "two million pounds"),
    ("₩460 billion", "four hundred sixty billion won"),
    ("1.5 trillion won", "one point five trillion won"),
    ("US$5 million", "five million US dollars"),
    ("a $10 bill", "a ten dollar bill"),
    ("a $3 billion deal", "a three billion dollar deal"),
    ("$5-10 million", "five to ten million dollars"),
    ("$5 to $10 billion", "five to ten billion dollars"),
    ("$500 to $1 million", "five hundred dollars to one million dollars"),
    ("$150.25", "one hundred fifty dollars twenty-five cents"),
    ("£1.01", "one pound one penny"),
    ("$20/mo", "twenty dollars per month"),
    ("a 25bp cut", "a twenty-five basis point cut"),
    ("a 7-2 vote", "a seven to two vote"),
    ("ruled 5-4", "ruled five to four"),
    ("at 5.30pm", "at five thirty PM"),
    ("at 18:30 KST", "at eighteen thirty KST"),
    ("at 9 a.m. on Monday", "at nine AM on Monday"),
    ("9 a.m.-5 p.m.", "nine AM to five PM."),
    ("7-9 p.m. on", "seven to nine PM on"),
    ("No. 10", "number ten"),
    ("Rs 500", "five hundred rupees"),
    ("Smith, 42, left", "Smith, forty-two, left"),
    ("-3 C", "minus three degrees Celsius"),
    ("a high of 30C in Seoul", "a high of thirty degrees Celsius in Seoul"),
    ("Gate 4C", "Gate four C"),
    ("up 0.7pc", "up zero point seven percent"),
    ("W10,000 a month", "ten thousand won a month"),
    ("W1.5 trillion", "one point five trillion won"),
    ("the KE12,500", "the KE twelve thousand five hundred"),
    ("77 F in the sun", "seventy-seven degrees Fahrenheit in the sun"),
    ("the 38th parallel", "the thirty-eighth parallel"),
    ("an F-35A", "an F thirty-five A"),
    ("two KF-21s", "two KF twenty-ones"),
    ("MERS-CoV", "MERS co V"),
    ("COVID-19", "COVID nineteen"),
    ("H1N1", "H one N one"),
    ("the G20", "the G twenty"),
    ("the U.S. Army", "the US Army"),
    ("US troops", "US troops"),
    ("Dr. Kim", "Doctor Kim"),
    ("Gov. Kim and Rep. Lee", "Governor Kim and Representative Lee"),
    ("Gen. Park", "General Park"),
    ("St. John St. is closed", "Saint John Street is closed"),
    ("in Q3", "in the third quarter"),
    ("the 1Q profit", "the first quarter profit"),
    ("version 4.0", "version four point zero"),
    ("v2.1", "version two point one"),
    ("@handle", "at handle"),
    ("#KoreaNews", "hashtag Korea News"),
    ("news@example.com", "news at example dot com"),
    ("example.com", "example dot com"),
    ("He smiled 😀 and left", "He smiled and left"),
    ("It fell.[1] It rose", "It fell. It rose"),
    ("prices (up 3%) rose", "prices, up three percent, rose"),
    ("It rose — sharply — again", "It rose, sharply, again"),
    ("It fell … then rose", "It fell, then rose"),
    ("Silence… Then it rose", "Silence. Then it rose"),
    ("KOREA'S EXPORTS RISE 5.2% AS US DEMAND GROWS", "Korea's Exports Rise five point two percent As US Demand Grows"),
    ("a 42-year-old", "a forty-two-year-old"),
    ("in 1997", "in nineteen ninety-seven"),
    ("in 2024", "in twenty twenty-four"),
    ("1500 people came", "one thousand five hundred people came"),
    ("2,024 people", "two thousand twenty-four people"),
    ("in 1905 and 2008", "in nineteen oh five and two thousand eight"),
    ("the 1990s", "the nineteen nineties"),
    ("the '80s", "the eighties"),
    ("the 1960s-1980s", "the nineteen sixties to nineteen eighties"),
    ("1/4 of it", "one quarter of it"),
    ("2 1/2 hours", "two and a half hours"),
    ("1½ miles", "one and a half miles"),
    ("25°C", "twenty-five degrees Celsius"),
    ("Queen Elizabeth II", "Queen Elizabeth the second"),
    ("Pope Leo XIV said", "Pope Leo the fourteenth said"),
    ("Henry Ford II", "Henry Ford the second"),
    ("Super Bowl LVIII", "Super Bowl fifty-eight"),
    ("Malcolm X", "Malcolm X"),
    ("World War I began", "World War one began"),
    ("Charles I think", "Charles I think"),
    ("and/or", "and or"),
    ("he/she", "he or she"),
    ("30-40%", "thirty to forty percent"),
    ("up 0.5%p", "up zero point five percentage points"),
    ("5-10 km away", "five to ten kilometers away"),
    ("84 m²", "eighty-four square meters"),
    ("a 10-km run", "a ten kilometer run"),
    ("5m people", "five million people"),
    ("5 m deep", "five meters deep"),
    ("On Nov. 23, 2026,", "On November twenty-third, twenty twenty-six,"),
    ("the 4th of July", "the fourth of July"),
    ("Jan. 5-7", "January fifth to seventh"),
    ("16 July 1943", "the sixteenth of July nineteen forty-three"),
    ("2024-05-06", "May sixth twenty twenty-four"),
    ("3/4/2026", "March fourth twenty twenty-six"),
    ("Mon.-Fri. only", "Monday to Friday only"),
    ("Boeing 747", "Boeing seven forty-seven"),
    ("an A380", "an A three eighty"),
    ("2788 San Tomas Expy, Reno, NV 95051", "twenty-seven eighty-eight San Tomas Expressway, Reno, Nevada nine five zero five one"),
    ("Sen. Smith (D-Ohio)", "Senator Smith, Democrat of Ohio,"),
    ("S&P 500", "S and P five hundred"),
    ("CEOs and NGOs", "CEOs and NGOs"),
    ("Apple Inc. fell", "Apple Incorporated fell"),
    ("Roe v. Wade", "Roe versus Wade"),
    ("a 2:1 majority", "a two to one majority"),
    ("5'11\" tall", "five feet eleven tall"),
    ("ending in 8876", "ending in eight eight seven six"),
    ("agent 004", "agent zero zero four"),
    ("rock 'n' roll", "rock n roll"),
    ("the Kims’ house", "the Kims house"),
    ("LG’s plant", "LG's plant"),
]  # fmt: skip


@pytest.mark.parametrize(("written", "heard"), NEWS, ids=[written for written, _ in NEWS])
def test_news_is_said_as_a_news_reader_says_it(written: str, heard: str) -> None:
    """What newspapers write in signs is said in words."""
    assert spoken(written).rstrip(",") == heard.rstrip(",")


CHOSEN = [
    ("a 3-1 win", {"score": ""}, "a three one win"),
    ("a 3-1 win", {"score": "goals to"}, "a three goals to one win"),
    ("a 7-2 vote", {"score": ""}, "a seven to two vote"),
    ("See https://example.org/a now", {"url": "a link"}, "See a link now"),
    ("See https://example.org/a now", {"url": ""}, "See now"),
    ("See https://example.org/a now", {"url": False}, "See now"),
    ("See www.example.org now", {"url": "a link"}, "See a link now"),
    ("Write to desk@example.org now", {"email": "our address"}, "Write to our address now"),
    ("Write to desk@example.org now", {"email": ""}, "Write to now"),
    ("by @handle today", {"handle": ""}, "by handle today"),
    ("#tag", {"tag": ""}, "tag"),
    ("It is 😀", {"emoji": "name"}, "It is grinning face"),
    ("red/green", {"slash": "or"}, "red or green"),
    ("at 18:30", {"clock": "12"}, "at six thirty P.M"),
    ("3/4/2026", {"dates": "uk"}, "the third of April twenty twenty-six"),
    ("105 of them", {"and": True}, "one hundred and five of them"),
    ("1,005", {"and": True}, "one thousand and five"),
    ("010-1234-5678", {"zero": "oh"}, "oh one oh, one two three four, five six seven eight"),
    ("US and LG's", {"letters": "plain"}, "US and LG's"),
    ("US and LG's", {}, "U.S and L.G.'s"),
    ("A.I. and an F-35A", {}, "A.I and an F 35A"),
    ("NATO", {}, "Nato"),
]


@pytest.mark.parametrize(("written", "choices", "heard"), CHOSEN)
def test_a_show_chooses_between_readings(written: str, choices: dict[str, str | bool], heard: str) -> None:
    """Where two readings are right, the show's choice is heard."""
    assert say(written, choices=choices).text == heard


def test_every_choice_is_documented() -> None:
    """The table in the module's docstring has exactly the keys that a show may set."""
    from audiopress.languages import speaking

    keys = re.findall(r"^    (\w+)  ", speaking.__doc__ or "", re.MULTILINE)
    assert sorted(keys) == sorted({"key", *CHOICES})


@pytest.mark.parametrize(
    "text",
    ["", " ", "\n", "…", "—", "😀", "()", "$", "-", "\x00", "\ud800", "1" * 400, "٣", "²", "①", "IIII", "0/0", "99:99"],
)
def test_odd_texts_are_no_error(text: str) -> None:
    """No text is refused."""
    for language in ("en", "ko", "de", "fr", "ja", "es", "xx", ""):
        say(text, language=language)


def test_a_sentence_is_little_work() -> None:
    """The front end is never what a recording waits for: 800 calls of Python, and no more for each of many sentences."""
    sentence = (
        "On Nov. 23, the U.S. and Korea signed a $3.4bn deal for 40 F-35A jets, up 5.2% from 2024, officials said."
    )
    say(sentence)
    assert work(say, sentence) < 1200
    assert work(say, sentence * 20) < 20 * 1200


def test_nothing_heavy_is_imported() -> None:
    """Reading needs the standard library alone."""
    code = "import sys; from audiopress.script import spoken; spoken('3'); print([m for m in ('num2words', 'babel', 'numpy', 'pydantic', 'lxml') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
