"""Korean, German, French, Japanese and Spanish as their news readers say them."""

from __future__ import annotations

import pytest

from audiopress.languages.speaking import say, spoken

KOREAN = [
    ("3명", "세명"),
    ("86명", "팔십육명"),
    ("5살", "다섯살"),
    ("42세", "사십이세"),
    ("오전 5시 40분", "오전 다섯시 사십분"),
    ("18:30", "십팔시 삼십분"),
    ("24시간", "이십사시간"),
    ("6월 10일", "유월 십일"),
    ("10월 1일", "시월 일일"),
    ("2026년 11월 23일(월)", "이천이십육년 십일월 이십삼일 월요일"),
    ("2024-07-23", "이천이십사년 칠월 이십삼일"),
    ("1억2000만원", "일억 이천만원"),
    ("1만2000명", "만 이천명"),
    ("₩4600억", "사천육백억원"),
    ("$3.4", "삼점사 달러"),
    ("100달러", "백달러"),
    ("1.2%", "일점이 퍼센트"),
    ("3~5%", "삼에서 오 퍼센트"),
    ("0.25%p", "영점이오 퍼센트포인트"),
    ("1번째", "첫번째"),
    ("20번째", "스무번째"),
    ("38번째", "서른여덟번째"),
    ("100번째", "백번째"),
    ("제3차", "제삼차"),
    ("3개월", "삼개월"),
    ("3개", "세개"),
    ("20대", "이십대"),
    ("3대1", "삼 대 일"),
    ("4/5이", "오분의 사가"),
    ("6·25전쟁", "육이오전쟁"),
    ("12·12 사태", "십이십이 사태"),
    ("010-1234-5678", "영일영 일이삼사 오육칠팔"),
    ("119에 신고", "일일구에 신고"),
    ("LG전자와 KBS", "엘지전자와 케이비에스"),
    ("F-35A", "에프 삼십오 에이"),
    ("G20", "지 이십"),
    ("-3℃", "영하 삼 도"),
    ("60km/h", "육십 킬로미터 퍼 시간"),
    ("문서.pdf", "문서 닷 피디에프"),
    ("1,234,567", "백이십삼만 사천오백육십칠"),
    ("가나다 이은 는", "가나다 이은 는"),
]
GERMAN = [
    ("264", "zwei hundert vier und sechzig"),
    ("am 3. März", "am dritten März"),
    ("der 3. März", "der dritte März"),
    ("3. März", "dritter März"),
    ("2.3.2003", "zweiter März zwei tausend drei"),
    ("1994", "neunzehn hundert vier und neunzig"),
    ("20:00 Uhr", "zwanzig Uhr"),
    ("18.30 Uhr", "achtzehn Uhr dreißig"),
    ("2,2 Mrd. Euro", "zwei komma zwei Milliarden Euro"),
    ("12,50 €", "zwölf Euro fünfzig Cent"),
    ("1.234 Euro", "ein tausend zwei hundert vier und dreißig Euro"),
    ("1 Mio. Euro", "eine Million Euro"),
    ("3,5 %", "drei komma fünf Prozent"),
    ("301 000 000 Menschen", "drei hundert eine Millionen Menschen"),
    ("1 000 Menschen", "ein tausend Menschen"),
    ("60 km/h", "sechzig Kilometer pro Stunde"),
    ("3:1 gewonnen", "drei zu eins gewonnen"),
    ("5-10 Jahre", "fünf bis zehn Jahre"),
    ("Karl III. kam", "Karl der Dritte kam"),
    ("im 19. Jahrhundert", "im neunzehnten Jahrhundert"),
    ("die 1990er Jahre", "die neunzehn hundert neunziger Jahre"),
    ("z. B. hier", "zum Beispiel hier"),
    ("Dr. Müller", "Doktor Müller"),
    ("1/8", "ein achtel"),
    ("3/4", "drei viertel"),
    ("-3 °C", "minus drei Grad Celsius"),
    ("+49 30 1234567", "plus neun und vierzig drei null eins zwei drei vier fünf sechs sieben"),
    ("§ 5", "Paragraf fünf"),
    ("die SPD", "die SPD"),
]
FRENCH = [
    ("71", "soixante et onze"),
    ("80", "quatre-vingts"),
    ("281", "deux cent quatre-vingt-un"),
    ("1 000", "mille"),
    ("80 000", "quatre-vingt mille"),
    ("le 1er janvier 2026", "le premier janvier deux mille vingt-six"),
    ("à 18h30", "à dix-huit heures trente"),
    ("12,50 €", "douze euros cinquante"),
    ("3,4 Md€", "trois virgule quatre milliards d'euros"),
    ("Louis XIV", "Louis quatorze"),
    ("François Ier", "François premier"),
    ("au XXe siècle", "au vingtième siècle"),
    ("M. Dupont et Mme Roy", "Monsieur Dupont et Madame Roy"),
    ("une victoire 3-1", "une victoire trois à un"),
    ("L’OTAN", "L'OTAN"),
    ("80 %", "quatre-vingts pour cent"),
    ("2/3", "deux tiers"),
    ("01 23 45 67 89", "zéro un, vingt-trois, quarante-cinq, soixante-sept, quatre-vingt-neuf"),
    ("Le soir", "Le soir"),
]
SPANISH = [
    ("21.000", "veintiún mil"),
    ("100", "cien"),
    ("1 de enero de 2026", "primero de enero de dos mil veintiséis"),
    ("12,50 €", "doce euros con cincuenta céntimos"),
    ("$3.400 millones", "tres mil cuatrocientos millones de dólares"),
    ("Felipe VI", "Felipe sexto"),
    ("Luis XIV", "Luis catorce"),
    ("siglo XXI", "siglo veintiuno"),
    ("EE. UU. y", "Estados Unidos y"),
    ("ganó 3-1", "ganó tres a uno"),
    ("80 %", "ochenta por ciento"),
    ("el Sr. Pérez", "el señor Pérez"),
    ("n.º 10", "número diez"),
    ("3/4", "tres cuartos"),
    ("60 km/h", "sesenta kilómetros por hora"),
]
JAPANESE = [
    ("300円", "サンビャクエン"),
    ("3600", "サンゼンロッピャク"),
    ("1人と2人", "ヒトリとフタリ"),
    ("3本", "サンボン"),
    ("6分", "ロップン"),
    ("9時", "クジ"),
    ("4月1日", "シガツツイタチ"),
    ("20日", "ハツカ"),
    ("20歳", "ハタチ"),
    ("1億2000万円", "イチオクニセンマン円"),
    ("3.5%", "サンテンゴパーセント"),
    ("3-1で", "サンタイイチで"),
    ("LG電子", "エルジー電子"),
    ("-3℃", "マイナスサン度"),
    ("3〜5年", "サンからゴネン"),
    ("１２人", "ジュウニニン"),
    ("二月十四日に三人が", "ニガツジュウヨッカにサンニンが"),
    ("四月一日から四年", "シガツツイタチからヨネン"),
    ("午前九時十分", "午前クジジュップン"),
    ("九時半", "クジ半"),
    ("二〇二六年", "ニセンニジュウロクネン"),
    ("約三百六十人", "約サンビャクロクジュウニン"),
    ("五億二千万円", "ゴオクニセンマンエン"),
    ("二十歳", "ハタチ"),
    ("一人一人", "ヒトリヒトリ"),
    ("統一回答", "統一回答"),
    ("同一人物", "同一人物"),
    ("十分だ", "十分だ"),
    ("三重県四日市市", "三重県四日市市"),
    ("千葉と八王子", "千葉と八王子"),
    ("日本の三位一体", "日本の三位一体"),
]
ALL = [
    (language, written, heard)
    for language, cases in (("ko", KOREAN), ("de", GERMAN), ("fr", FRENCH), ("es", SPANISH), ("ja", JAPANESE))
    for written, heard in cases
]


@pytest.mark.parametrize(("language", "written", "heard"), ALL, ids=[f"{case[0]} {case[1]}" for case in ALL])
def test_each_language_has_its_own_words(language: str, written: str, heard: str) -> None:
    """Numbers, dates, money and names are said in the language's own way."""
    assert spoken(written, language=language) == heard


def test_german_numbers_may_be_joined() -> None:
    """A show may have German numbers in one word."""
    assert say("264", language="de", choices={"numbers": "joined"}).text == "zweihundertvierundsechzig"


def test_korean_zero_of_telephones_is_a_choice() -> None:
    """공 is as right as 영."""
    assert say("010-1234-5678", language="ko", choices={"zero": "공"}).text == "공일공 일이삼사 오육칠팔"


def test_a_region_does_not_change_the_rules() -> None:
    """`en-GB` reads as `en`, in any case."""
    assert spoken("3", language="EN-gb") == "three"


def test_another_language_keeps_its_numbers() -> None:
    """A language without rules leaves the numbers to the engine, which knows more than no rules."""
    assert spoken("Kupte 3 (tři) kusy", language="cs") == "Kupte 3, tři, kusy"
