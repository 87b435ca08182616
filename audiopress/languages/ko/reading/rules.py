"""Korean: Sino-Korean and native numbers by their counter, dates, times, money, units, letters, particles."""

# ruff: noqa: ARG001, ARG005 - every rule takes the match and the choices; word lists read best as text

from __future__ import annotations

import re
from typing import Final, cast

from audiopress.languages.ko.reading.amounts import (
    FRACTION,
    NUMBER,
    PARTICLE,
    PERS,
    SCALES,
    SIGN,
    UNIT,
    fraction,
    measure,
    money,
    range_of,
    score,
    sign_fraction,
    with_particle,
)
from audiopress.languages.ko.reading.numbers import digits, native, number, sino
from audiopress.languages.ko.reading.units import UNITS, WORDS
from audiopress.languages.rewriting import DIGITS, How, Rule, rule

LETTERS: Final = dict(
    zip(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
        "에이 비 씨 디 이 에프 지 에이치 아이 제이 케이 엘 엠 엔 오 피 큐 알 에스 티 유 브이 더블유 엑스 와이 제트".split(),
        strict=True,
    )
)

_NATIVE: Final = {
    "살": 99, "번째": 99, "마리": 99, "시간": 12, "명": 19, "개": 19, "사람": 19, "권": 19, "잔": 19, "병": 19, "대": 19,
    "장": 19, "벌": 19, "켤레": 19, "그루": 19, "송이": 19, "채": 19, "척": 19, "곳": 19, "가지": 19, "달": 12, "군데": 19,
    "자루": 19, "통": 19, "건": 19, "쌍": 19, "바퀴": 19, "배": 10, "골": 10, "팀": 19, "편": 19, "줄": 19, "끼": 10,
    "차례": 19, "자리": 10, "번": 19, "시": 12, "경기": 10, "그릇": 19, "마디": 19, "모금": 19, "가구": 10, "발": 10, "분기": 0,
}  # fmt: skip
"""Counter to the highest number that is said with native words before it; above, news speech is Sino-Korean."""
_COUNTERS: Final = "|".join(sorted(_NATIVE, key=len, reverse=True))
_ABOUT: Final = {(1, 2): "한두", (2, 3): "두세", (3, 4): "서너", (4, 5): "네다섯", (5, 6): "대여섯", (6, 7): "예닐곱", (7, 8): "일고여덟",
                 (8, 9): "여덟아홉"}  # fmt: skip
"""Two counts that follow each other, as native words run them together."""
_SINO_AFTER: Final = re.compile(r"월|국|년|소|사\b|교|점|구|조\b|당|부|처|시\b|도\b|군\b|동\b|항\b|주\b|창|입")


def _counted(match: re.Match[str], how: How) -> str | None:
    text, counter = match["number"].replace(",", ""), match["counter"]
    after = match.string[match.end() :]
    value = int(text)
    if text[0] == "0" and counter == "시" and value:
        text = text.lstrip("0")
    if counter == "번째":
        return (
            "첫번째" if value == 1 else (native(value) if 0 < value < 100 else sino(value).replace(" ", "")) + counter
        )
    if not 0 < value <= _NATIVE[counter] or _sino(counter, value, after, match.string[: match.start()]):
        return f"{sino(value)}{match['gap']}{counter}"
    return f"{native(value)}{match['gap']}{counter}"


def _few(match: re.Match[str], how: How) -> str | None:
    """3∼4명 -> 서너명, 5~7개 -> 다섯에서 일곱개: both numbers native, or both Sino-Korean."""
    first, last, counter = int(match["first"]), int(match["last"]), match["counter"]
    after, before = match.string[match.end() :], match.string[: match.start()]
    if not 0 < first < last <= _NATIVE[counter] or _sino(counter, last, after, before):
        return None
    said = _ABOUT.get((first, last)) or f"{native(first)}에서 {native(last)}"
    return f"{said}{match['gap']}{counter}"


def _sino(counter: str, value: int, after: str, before: str) -> bool:
    """Counters that mean something else here: 3개월, 10대, 3대 1, 1번 출구."""
    if before.rstrip().endswith("제") or (counter in _WHOLE and _WHOLE[counter].match(after)):
        return True
    if counter == "개":
        return _SINO_AFTER.match(after) is not None
    if counter == "대":
        listed = re.match(
            r"\s?\d|\s(?:대통령|국회|총리|회장|기업|그룹|은행|도시|사업|과제|요소|원칙|축|강국|의혹|특검|산업|업체|지수|전략|개혁|메이저)|째|"
            r"(?:강|악|궁|보험|종단|은행|그룹|권역|메이저|원칙|과제|개혁|대회|명절|일간지|통신사|로펌|완성차)(?![가-힣]*\s?대)",
            after,
        )
        return value % 10 == 0 or listed is not None
    if counter == "번":
        return (
            re.match(r"\s?(?:출구|홀|버스|국도|타자|선수|후보|문제|방|트랙|좌석|시드|게이트|창구|지|길)", after)
            is not None
        )
    if counter == "시":
        return re.match(r"군|민|청|장\b|도\b", after) is not None
    return counter == "장" and re.match(r"\s?\d*절", after) is not None


_WHOLE: Final = {
    counter: re.compile(rest)
    for counter, rest in (
        ("달", "러"),
        ("채", "널"),
        ("병", "원|상|동"),
        ("통", "화|계|신|일"),
        ("발", "전|행|사"),
        ("건", "물|설|강"),
        ("줄", "기"),
    )
}
"""Words that a counter only begins: 3달러, 3채널."""


# ---- dates and times


def _month(value: int) -> str:
    return {6: "유", 10: "시"}.get(value) or sino(value)


def _date(match: re.Match[str], how: How) -> str | None:
    year, month, day = int(match["y"]), int(match["m"]), int(match["d"])
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return f"{sino(year)}년 {_month(month)}월 {sino(day)}일"


def _month_word(match: re.Match[str], how: How) -> str | None:
    value = int(match[1])
    return f"{_month(value)}월" if 1 <= value <= 12 else None


def _weekday(match: re.Match[str], how: How) -> str:
    return f"{match[1]}요일"


def _day_first(match: re.Match[str], how: How) -> str | None:
    day, month = int(match["d"]), int(match["m"])
    if month > 12:
        day, month = month, day
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return f"{sino(int(match['y']))}년 {_month(month)}월 {sino(day)}일"


def _from(match: re.Match[str], how: How) -> str:
    return "부터"


def _short_year(match: re.Match[str], how: How) -> str | None:
    """24/12/25, '24.12.25."""
    month, day = int(match["m"]), int(match["d"])
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return f"{sino(int(match['y']))}년 {_month(month)}월 {sino(day)}일"


_RUN: Final = {
    (1, 2): "일이",
    (2, 3): "이삼",
    (3, 4): "삼사",
    (4, 5): "사오",
    (5, 6): "오륙",
    (6, 7): "육칠",
    (7, 8): "칠팔",
    (8, 9): "팔구",
}


def _run_together(match: re.Match[str], how: How) -> str | None:
    """2~3년 -> 이삼년, 5~6개월 -> 오륙개월, 20·30대 -> 이삼십대."""
    found = _RUN.get((int(match[1]), int(match[2])))
    return found + ("십" if match[0].endswith("0") else "") if found else None


def _listed(match: re.Match[str], how: How) -> str:
    """3·4호선 -> 삼사호선."""
    return "".join(sino(int(each)) for each in re.findall(r"\d", match[0]))


def _hours(match: re.Match[str], how: How) -> str | None:
    """3~5시 -> 세시에서 다섯시."""
    first, last = int(match[1]), int(match[2])
    return f"{native(first)}시에서 {native(last)}시" if 0 < first < last <= 12 else None


def _clock(match: re.Match[str], how: How) -> str | None:
    hour, minute = int(match["hour"]), int(match["minute"])
    if hour > 24 or minute > 59:
        return None
    said = f"{native(hour) if 0 < hour <= 12 else sino(hour)}시"
    if minute or match["second"]:
        said += f" {sino(minute)}분"
    return said + (f" {sino(int(match['second']))}초" if match["second"] else "")


def _padded(match: re.Match[str], how: How) -> str:
    """09분 -> 구분."""
    return sino(int(match[1])) + match[2]


def _anniversary(match: re.Match[str], how: How) -> str | None:
    """6·25 -> 육이오, 12·12 -> 십이십이, 6·10 -> 육십; 20·21대 is no day."""
    first, last = match[1], match[2]
    if not (1 <= int(first) <= 12 and 1 <= int(last) <= 31):
        return None
    return sino(int(first)) + (sino(int(last)) if first == last or last[-1] == "0" else digits(last))


_POINTED: Final = re.compile(r"(\d+)\.(\d+)")


def _alarm(match: re.Match[str], how: How) -> str | None:
    """112 and 119 are dialled figure by figure where somebody calls for help."""
    return digits(match[0]) if re.search("신고|구급|구조|소방|경찰|상담|전화", match.string) else None


def _flight(match: re.Match[str], how: How) -> str:
    """7C2216편."""
    head = "".join(digits(each) if each.isdecimal() else spell(each) for each in match[1])
    return f"{head} {digits(match[2])}편"


# ---- telephone numbers, addresses, codes


def _telephone(match: re.Match[str], how: How) -> str | None:
    groups = re.findall(r"\d+", match[0])
    if sum(map(len, groups)) < 7:
        return None
    zero = how.word("zero", "영")
    country = "국가번호 " if match[0].startswith("+") else ""
    return country + " ".join(digits(group, zero) for group in groups)


def _groups(match: re.Match[str], how: How) -> str:
    return " ".join(digits(group) for group in re.findall(r"\d+", match[0]))


_FILES: Final = "jpg jpeg png gif pdf doc docx hwp hwpx xls xlsx ppt pptx txt zip mp3 mp4 wav csv html".split()
_ENDINGS: Final = {"com": "컴", "net": "넷", "org": "오알지"}
_SIGNS: Final = {".": "닷", "@": "골뱅이", "/": "슬래시", "-": "대시", "_": "언더바", ":": "콜론", "?": "물음표", "=": "는", "&": "앤드", "#": "샵", "%": "퍼센트"}  # fmt: skip


def spell(word: str) -> str:
    """`KBS` -> `케이비에스`."""
    return "".join(
        LETTERS.get(letter) or (sino(int(letter)) if letter in DIGITS else letter)
        for letter in word.upper()
        if letter.isalnum()
    )


def address(text: str) -> str:
    """Sign by sign; the ending by its letters, as they are called in Korean."""
    parts = re.findall(r"[A-Za-z]+|\d+|[^\w\s]|_|[^\W\d_]+", text)
    said = []
    for index, part in enumerate(parts):
        if part in _SIGNS:
            said.append(_SIGNS[part])
        elif part.isdecimal():
            said.append(digits(part))
        elif index and parts[index - 1] == "." and part.isascii():
            said.append(_ENDINGS.get(part, spell(part) if len(part) <= 3 else part))
        elif part[0].isalnum():
            said.append(part)
    return " ".join(said)


def _electronic(name: str, match: re.Match[str], how: How) -> str:
    word = how.word(name, "read")
    return address(match[0]) if word == "read" else word


def _code(match: re.Match[str], how: How) -> str:
    """F-35A, G20, KF-21."""
    tail = f" {spell(match['tail'])}" if match["tail"] else ""
    return f"{spell(match['head'])} {sino(int(match['number']))}{tail}"


def _digit_letter(match: re.Match[str], how: How) -> str:
    return sino(int(match[1])) + spell(match[2])


def _acronym(match: re.Match[str], how: How) -> str:
    return WORDS.get(match[0]) or spell(match[0])


def _word(match: re.Match[str], how: How) -> str:
    """COVID-19 -> 코비드 십구."""
    tail = f" {sino(int(match[2]))}" if match[2] else ""
    return WORDS[match[1]] + tail


def _equation(match: re.Match[str], how: How) -> str:
    return {"=": "는", "-": "마이너스", "−": "마이너스"}[match[0].strip()]


def _number(match: re.Match[str], how: How) -> str:
    sign = "마이너스 " if match["minus"] else "플러스 " if match["plus"] else ""
    return with_particle(sign + number(match["number"]), match["particle"])


_FREE: Final = r"(?<![\d.,])"
_MINUS: Final = r"(?P<minus>(?<![\w)])[-−](?=\d))?"

RULES: Final[tuple[Rule, ...]] = (
    rule(
        r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+(?<![가-힣])", lambda m, how: _electronic("email", m, how), signs="@"
    ),
    rule(
        r"(?i:\b(?:https?|ftp)://[!-~]+[\w/]|(?<![\w@.])www\.[!-~]*[\w/]|(?<![\w@.-])(?:[a-z0-9-]+\.)+(?:com|net|org|kr|io|jp|it|de|uk|us|tv|me|co|ai)(?![a-z0-9])(?:/[!-~]*[\w/])?)",
        lambda m, how: _electronic("url", m, how),
        signs=".",
        flags=re.ASCII,
    ),
    rule(
        rf"(?<![\w.])({'|'.join(each for each in WORDS)})(?:-?(\d{{1,2}}))?(?![A-Za-z\d])",
        _word,
        signs="ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    ),
    rule(r"(?<=\d)\s?[-−]\s?(?=\d+(?:\.\d+)?\s?=)|(?<=\d)\s?=\s?(?=[-−]?\d)", _equation, signs="="),
    rule(
        r"(?<![\d.])(3\.1|4\.3|4\.19|5\.16|5\.18|6\.10|6\.25|6\.29|8\.15|9\.11|4\.16|10\.26|10\.29|12\.3|12\.12)(?=\s?(?:운동|혁명|민주|전쟁|절|사태|항쟁|"
        r"광복|쿠데타|정신|묘지|사건|참사|선언|계엄|비상|테러|광주|군사|남침|만세))",
        lambda m, how: _anniversary(cast("re.Match[str]", _POINTED.match(m[0])), how),
        signs=".",
    ),
    rule(r"(?<![\d.,])([1-9])0?\s?[·ㆍ]\s?([1-9])0(?=대)", _run_together, signs="·ㆍ"),
    rule(
        r"(?<![\d.,])([1-9])\s?[~∼〜～]\s?([1-9])(?=\s?(?:년(?!대)|개월|주(?!년)|학년))", _run_together, signs="~∼〜～"
    ),
    rule(r"(?<![\d.,])\d(?:[·ㆍ]\d)+(?=\s?(?:호선|학년|호기|위))", _listed, signs="·ㆍ"),
    rule(r"(?<![\d.,])(\d{1,2})시?\s?[~∼〜～]\s?(\d{1,2})시(?!간)", _hours, signs="~∼〜～"),
    rule(
        r"(?<![\d.,])([1-9]0)\s?[-–]\s?([1-9]0)(?=대)",
        lambda m, how: f"{sino(int(m[1]))}에서 {sino(int(m[2]))}",
        signs="-–",
    ),
    rule(r"(?<![\d.,])([1-4])/4(?=\s?분기)", lambda m, how: f"{sino(int(m[1]))}사", signs="/"),
    rule(r"\(주\)|㈜", lambda m, how: "주식회사 ", signs="주㈜"),
    rule(rf"{_FREE}(?P<y>\d{{4}})(?P<s>[-/.])\s?(?P<m>\d\d?)(?P=s)\s?(?P<d>\d\d?)\.?(?![\d/-])", _date, signs=DIGITS),
    rule(rf"{_FREE}(?P<d>\d\d?)/(?P<m>\d\d?)/(?P<y>\d{{4}})(?![\d/-])", _day_first, signs="/"),
    rule(r"(?<![\w.,/-])['’]?(?P<y>\d\d)(?P<s>[/.])(?P<m>\d\d?)(?P=s)(?P<d>\d\d?)(?![\d/.-])", _short_year, signs="/."),
    rule(rf"{_FREE}\d{{4}}([ -])\d{{4}}\1\d{{4}}\1\d{{4}}(?![\d-])", _groups, signs=DIGITS),
    rule(
        r"(?<=자리 )\d{2,8}(?!\d)|(?<=자리는 )\d{2,8}(?!\d)|(?<=번호 )\d{3,8}(?!\d)|(?<=번호는 )\d{3,8}(?!\d)",
        _groups,
        signs=DIGITS,
    ),
    rule(r"(?<![\d.])([1-9]0[1-9]0)(?=\s?세대)", lambda m, how: digits(m[0], "공"), signs="0"),
    rule(r"(?<![\d.,])1([만천백])(?=\s?\d|[^\d])", lambda m, how: m[1], signs="1"),
    rule(r"(?<![\w.,])(480|720|1080|1440|2160)p(?![A-Za-z])", lambda m, how: f"{sino(int(m[1]))}피", signs="p"),
    rule(r"(?<![\w./])24/7(?![\w/])", lambda m, how: "이십사 칠", signs="/"),
    rule(
        r"(?<![\w.])([A-Z]{1,3})\.(\d{1,2})(?![\d.]|[A-Za-z])",
        lambda m, how: f"{spell(m[1])} 닷 {sino(int(m[2]))}",
        signs=".",
    ),
    rule(rf"(?<![A-Za-z\d])({UNIT})(?=당)", lambda m, how: UNITS[m[1]], signs="당"),
    rule(rf"(?<=[\w])\.({'|'.join(_FILES)})(?![A-Za-z\d])", lambda m, how: f"닷 {spell(m[1])}", signs="."),
    rule(r"(?<![\d.])(\d{1,2})[·ㆍ](\d{1,2})(?![\d·ㆍ.%]|\s?(?:월|일|시|명|년|차|호|개))", _anniversary, signs="·ㆍ"),
    rule(r"(?<![\d.,])(?:112|119)(?=와|과|로|에(?!서)|·|,|\s)", _alarm, signs="1"),
    rule(r"(?<![A-Za-z\d])(\d[A-Z]|[A-Z]{2})\s?(\d{2,4})편", _flight, signs="편"),
    rule(
        rf"{_FREE}(\d{{1,3}})\s?[-–]\s?(\d{{1,3}})(?=\s?(?:위|층|학년|차|등급|세|살|주|개월|단계|회|면|호선))",
        lambda m, how: f"{sino(int(m[1]))}에서 {sino(int(m[2]))}",
        signs="-–",
    ),
    rule(rf"{_FREE}(\d{{1,2}})월", _month_word, signs="월"),
    rule(r"(?<=[일\d])\s?\(([월화수목금토일])\)", _weekday, signs="("),
    rule(
        r"(?:(?<=월)|(?<=월\s))\s?(\d{1,2})\s?[~〜∼～]\s?(\d{1,2})(?=일)",
        lambda m, how: f"{sino(int(m[1]))} 부터 {sino(int(m[2]))}",
        signs="~〜∼～",
    ),
    rule(
        r"(?<![\d.,])(\d{4})\s?[~〜∼～]\s?(\d{4})(?=년)",
        lambda m, how: f"{sino(int(m[1]))} 부터 {sino(int(m[2]))}",
        signs="~〜∼～",
    ),
    rule(
        r"(?:(?<=일)|(?<=월)|(?<=년)|(?<=년대)|(?<=\)))\s?[~〜∼～]\s?(?=\d|[월화수목금토일]요일)|(?<=\d)\s?[~〜∼～]\s?(?=\d+년대)",
        _from,
        signs="~〜∼～",
    ),
    rule(rf"{_FREE}(?P<hour>\d{{1,2}}):(?P<minute>\d\d)(?::(?P<second>\d\d))?(?![\d:])", _clock, signs=":"),
    rule(rf"{_FREE}0(\d)(분|초|월|일)", _padded, signs="0"),
    rule(
        rf"{_FREE}(\d{{3,4}})(?=(?:에|로|으로)?\s?(?:신고|구급|상황|대원|센터|전화))(?<=\b1\d\d)",
        lambda m, how: digits(m[0]),
        signs="1",
    ),
    rule(
        r"(?<![\w.,/₩$+-])(?:\+\d{1,3}[-. ](?:\(\d{1,4}\)|\d{1,4})(?:[-. ]\d{2,4}){1,3}|\(?\d{2,4}\)[-. ]?\d{3,4}[-. ]\d{4}|\d{2,4}[-.]\d{3,4}[-.]\d{4}|0\d{1,2} \d{3,4} \d{4}|[2-9]\d\d [2-9]\d\d \d{4}|1\d{3}-\d{4})(?![\d-])",
        _telephone,
        signs=DIGITS,
    ),
    rule(rf"(?P<sign>{SIGN})(?P<sum>{NUMBER})(?P<scale>{SCALES})?", money, flags=re.IGNORECASE),
    rule(
        rf"{_FREE}(?P<minus>(?<!\w)[-−])?(?:(?P<whole>\d+)(?P<with>[과와])\s?)?{FRACTION}(?:\s?(?P<unit>{UNIT})(?:/(?P<per>{PERS}))?(?![A-Za-z]))?{PARTICLE}",
        fraction,
        signs="/",
    ),
    rule(
        r"(?<![A-Za-z\d])(?P<head>[A-Z]{1,4})-?(?P<number>\d{1,4})(?P<tail>[A-Z]{1,2})?(?![A-Za-z\d.]|,\d{3}\b)",
        _code,
        signs=DIGITS,
    ),
    rule(
        rf"{_FREE}(?P<first>\d{{1,2}})\s?[~∼〜～]\s?(?P<last>\d{{1,2}})(?P<gap>\s?)(?P<counter>{_COUNTERS})(?![A-Za-z])",
        _few,
        signs="~∼〜～",
    ),
    rule(
        rf"(?P<first>{_FREE}\d+(?:\.\d+)?)\s?(?:{UNIT})?\s?[~∼〜～]\s?(?P<last>\d[\d,.]*)(?<![.,])(?:\s?(?P<unit>{UNIT})(?![A-Za-z]))?",
        range_of,
        signs="~∼〜～",
    ),
    rule(
        rf"{_FREE}{_MINUS}(?P<sum>{NUMBER})(?P<scale>\s?[천백]?[만억조])?\s?(?P<unit>{UNIT})(?:/(?P<per>{PERS}))?(?![A-Za-z²³0-9]){PARTICLE}",
        measure,
        signs=DIGITS,
    ),
    rule(
        rf"{_FREE}(?P<first>\d{{1,3}})\s?(?:[-–:]|대)\s?(?P<last>\d{{1,3}})(?![\d.,-]|\s?(?:월|일|년|시|명|동|호|번지)|\d*대(?!\s?\d))",
        score,
        signs="-–:대",
    ),
    rule(
        rf"{_FREE}(?P<number>\d{{1,3}}(?:,\d{{3}})*|\d+)(?P<gap>\s?)(?P<counter>{_COUNTERS})(?![A-Za-z])",
        _counted,
        signs=DIGITS,
    ),
    rule(rf"{_FREE}(\d{{1,2}})([A-Z]{{1,2}})(?![A-Za-z\d])", _digit_letter, signs=DIGITS),
    rule(r"(?<![A-Za-z])[A-Z]{1,5}(?![A-Za-z])", _acronym),
    rule(r"(?<=\s)&(?=\s)|(?<=[A-Za-z가-힣])&(?=[A-Za-z가-힣])", lambda m, how: "앤드", signs="&"),
    rule(
        rf"(?P<minus>(?<![\w)])[-−](?=\d))?(?P<plus>(?<![\w)])\+(?=\d))?(?<![\d.])(?P<number>{NUMBER})(?!\d){PARTICLE}",
        _number,
        signs=DIGITS,
    ),
    rule(r"(?<=\d)\s?x\s?(?=\d)", lambda m, how: "곱하기", signs="x"),
    rule(r"√", lambda m, how: "루트", signs="√"),
    rule(r"(?<=[\w)])\s?[~∼〜～]\s?(?=[\w-])", lambda m, how: "에서", signs="~∼〜～"),
    rule(r"[½⅓⅔¼¾]", sign_fraction, signs="½⅓⅔¼¾"),
    rule(r"[Ⅰ-Ⅴ]", lambda m, how: "원 투 쓰리 포 파이브".split()[ord(m[0]) - 0x2160], signs="ⅠⅡⅢⅣⅤ"),
)
