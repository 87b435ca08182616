"""What a newsroom writes every day, in the forms it writes them."""

from __future__ import annotations

import pytest

from audiopress.languages.speaking import say, spoken
from audiopress.script.lexicon import Lexicon, make_entry

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
    ("0.2% mom, MoM, yoy", "zero point two percent month on month, month on month, year on year"),
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
    ("PROFIT OF CHIPMAKER JUMPS 274 PCT", "Profit Of Chipmaker Jumps two hundred seventy-four percent"),
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
    ("adopted the resolution 143-9", "adopted the resolution one hundred forty-three to nine"),
    ("a pressure of 120/80", "a pressure of one hundred twenty over eighty"),
    ("a 2 1/2-year term", "a two and a half-year term"),
    ("1,650 won/liter", "one thousand six hundred fifty won per liter"),
    ("200M views", "two hundred million views"),
    ("3M shares fell", "three M shares fell"),
    ("2-4 in.)", "two to four inches"),
    ("at 0900 hours", "at zero nine hundred hours"),
    ("8 p.m. Thurs. (1100 GMT)", "eight PM Thursday, eleven hundred GMT"),
    ("under Art. 7", "under article seven"),
    ("LPDDR5X", "LPDDR five X"),
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


OTHERS = [
    # Korean: native numbers on both sides of a range, a tilde said, particles after an aside without a pause
    ("ko", "3∼4명이", "서너명이"),
    ("ko", "1~2시간", "한두시간"),
    ("ko", "5~7개", "다섯에서 일곱개"),
    ("ko", "2~3주", "이삼주"),
    ("ko", "오전 9시∼오후 6시", "오전 아홉시에서 오후 여섯시"),
    ("ko", "지하 2층~지상 35층", "지하 이층에서 지상 삼십오층"),
    ("ko", "문 대통령(68)과", "문 대통령, 육십팔 과"),
    ("ko", "6⅔이닝", "육과 삼분의 이이닝"),
    ("ko", "75㎍/㎥", "칠십오 마이크로그램 퍼 세제곱미터"),
    ("ko", "천궁-Ⅱ 발사", "천궁-투 발사"),
    ("ko", "1-3위", "일에서 삼위"),
    ("ko", "3-1로", "삼 대 일로"),
    ("ko", "6·10 항쟁", "육십 항쟁"),
    ("ko", "20·21대 국회", "이십 이십일대 국회"),
    ("ko", "112와 119에 신고", "일일이와 일일구에 신고"),
    ("ko", "112와 119의 합", "백십이와 백십구의 합"),
    ("ko", "7C2216편", "칠씨 이이일육편"),
    ("ko", "'기생충'은", "기생충은"),
    # German
    ("de", "500 Mio. Kunden", "fünf hundert Millionen Kunden"),
    ("de", "460 Mrd. Won", "vier hundert sechzig Milliarden Won"),
    ("de", "1 Mio. Einwohner", "eine Million Einwohner"),
    ("de", "9-17 Uhr", "neun bis siebzehn Uhr"),
    ("de", "am 1.1.", "am ersten Januar."),
    ("de", "Version 2.1", "Version zwei Punkt eins"),
    ("de", "Kapitel IV", "Kapitel vier"),
    ("de", "in den 1990ern", "in den neunzehnhundertneunzigern"),
    ("de", "½ Tasse, 3½ Stunden", "eine halbe Tasse, dreieinhalb Stunden"),
    ("de", "am 9/11 und 24/7", "am neun elf und vier und zwanzig sieben"),
    ("de", "5 µg/m³", "fünf Mikrogramm pro Kubik Meter"),
    ("de", "in der 12., 45. und 67. Minute", "in der zwölften, fünf und vierzigsten und sieben und sechzigsten Minute"),
    ("de", "im Okt. stieg", "im Oktober stieg"),
    ("de", "Abs. 1 S. 2", "Absatz eins Satz zwei"),
    ("de", "der 1. Maifeiertag", "der erste Maifeiertag"),
    # French
    ("fr", "21 femmes", "vingt et une femmes"),
    ("fr", "1 voiture", "une voiture"),
    ("fr", "21 ans", "vingt et un ans"),
    ("fr", "80 km/h", "quatre-vingts kilomètres-heure"),
    ("fr", "24h/24, 7j/7", "vingt-quatre heures sur vingt-quatre, sept jours sur sept"),
    ("fr", "le chapitre IV", "le chapitre quatre"),
    ("fr", "la loi n° 2021-123", "la loi numéro deux mille vingt et un tiret cent vingt-trois"),
    ("fr", "½ litre", "un demi litre"),
    ("fr", "le 49.3.", "le quarante-neuf trois."),
    ("fr", "version 2.1", "version deux point un"),
    ("fr", "91 maires", "quatre-vingt-onze maires"),
    ("fr", "en nov.", "en novembre."),
    ("fr", "art. 222-33", "article deux cent vingt-deux tiret trente-trois"),
    ("fr", "1,5 M de Français", "un virgule cinq millions de Français"),
    # Spanish
    ("es", "200 personas", "doscientas personas"),
    ("es", "21 años y 31 mujeres", "veintiún años y treinta y una mujeres"),
    ("es", "1 hombre", "un hombre"),
    ("es", "200.000 personas", "doscientas mil personas"),
    ("es", "200 millones de personas", "doscientos millones de personas"),
    ("es", "21 días", "veintiún días"),
    ("es", "Tiene 21.", "Tiene veintiuno."),
    ("es", "£2m", "dos millones de libras"),
    ("es", "£200", "doscientas libras"),
    ("es", "200 t", "doscientas toneladas"),
    ("es", "25 pb", "veinticinco puntos básicos"),
    ("es", "24/7", "veinticuatro siete"),
    ("es", "20 mayores de edad", "veinte mayores de edad"),
    ("es", "el 24 de nov. en", "el veinticuatro de noviembre en"),
    # Japanese
    ("ja", "3分の2", "サンブンノニ"),
    ("ja", "3分後", "サンプン後"),
    ("ja", "1つ、2つ", "ヒトツ、フタツ"),
    ("ja", "3ヵ月", "サンカゲツ"),
    ("ja", "7〜9月期", "シチガツからクガツ期"),
    ("ja", "2020-21シーズン", "ニセンニジュウ、ニジュウイチシーズン"),
    ("ja", "午前9時~午後6時", "午前クジから午後ロクジ"),
    ("ja", "0時", "レイジ"),
    ("ja", "49円09銭", "ヨンジュウキュウエンキュウセン"),
    ("ja", "9・11テロ", "キュウテンイチイチテロ"),
    ("ja", "11月3~5日", "ジュウイチガツミッカからイツカ"),
    ("ja", "懲役3年6月の判決", "懲役サンネンロッカゲツの判決"),
    ("ja", "54本塁打", "ゴジュウヨン本塁打"),
    ("ja", "打率.310", "打率サンワリイチブ"),
]


@pytest.mark.parametrize(("language", "written", "heard"), OTHERS, ids=[f"{case[0]} {case[1]}" for case in OTHERS])
def test_each_language_s_papers_are_read_as_they_would_be_said(language: str, written: str, heard: str) -> None:
    """Ranges, gender, fractions and short forms are said in the grammar of their language."""
    assert spoken(written, language=language) == heard


@pytest.mark.parametrize("language", ["en", "ko", "de", "fr", "ja", "es"])
@pytest.mark.parametrize("sign", "%+±×°℃€$£¥₩₹≥‰")
def test_a_sign_beside_a_number_is_never_dropped(language: str, sign: str) -> None:
    """Money, degrees and arithmetic are said, on whichever side of the number the paper sets the sign."""
    alone = spoken("7", language=language)
    forms = [f"7{sign}", f"7 {sign}"] + ([f"{sign}7"] if sign not in "%°℃‰" else [])
    assert all(spoken(form, language=language).strip(".") != alone for form in forms)


def test_a_closing_bracket_at_the_end_is_no_pause() -> None:
    """What ends with an aside ends there, without a comma that nothing follows."""
    assert spoken("Seoul wins (photos)") == "Seoul wins, photos"
