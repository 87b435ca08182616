"""Korean: Sino-Korean and native numbers by their counter, dates, times, money, units, letters, particles."""

# ruff: noqa: ARG001, ARG005 - every rule takes the match and the choices; word lists read best as text

from __future__ import annotations

import re
from typing import Final

from audiopress.languages.ko.reading.numbers import digits, native, number, sino
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
    if before.rstrip().endswith("제"):
        return True
    if counter == "개":
        return _SINO_AFTER.match(after) is not None
    if counter == "대":
        listed = re.match(
            r"\s?\d|\s(?:대통령|국회|총리|회장|기업|그룹|은행|도시|사업|과제|요소|원칙|축|강국|의혹|특검|산업|업체|지수|전략|개혁|메이저)|째",
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


# ---- particles

_PAIRS: Final = {
    "이": "이가",
    "가": "이가",
    "은": "은는",
    "는": "은는",
    "을": "을를",
    "를": "을를",
    "과": "과와",
    "와": "과와",
}


def _final(said: str) -> int:
    """The index of the final consonant of the last syllable: 0 none, 8 ㄹ; -1 where it is no Hangul."""
    last = said.rstrip()[-1:]
    return (ord(last) - 0xAC00) % 28 if "\uac00" <= last <= "\ud7a3" else -1


def _with_particle(said: str, particle: str | None) -> str:
    """The particle in the form that the spoken word asks for: 4/5이 -> 오분의 사가."""
    if not particle:
        return said
    final = _final(said)
    if final < 0:
        return said + particle
    if particle in {"으로", "로"}:
        return said + ("으로" if final not in {0, 8} else "로")
    return said + _PAIRS[particle][0 if final else 1]


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
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return f"{sino(int(match['y']))}년 {_month(month)}월 {sino(day)}일"


def _from(match: re.Match[str], how: How) -> str:
    return "부터"


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


def _alarm(match: re.Match[str], how: How) -> str | None:
    """112 and 119 are dialled figure by figure where somebody calls for help."""
    return digits(match[0]) if re.search("신고|구급|구조|소방|경찰|상담|전화", match.string) else None


def _flight(match: re.Match[str], how: How) -> str:
    """7C2216편."""
    head = "".join(digits(each) if each.isdecimal() else spell(each) for each in match[1])
    return f"{head} {digits(match[2])}편"


# ---- money, units

_MONEY: Final = {
    "₩": "원", "￦": "원", "KRW": "원", "$": " 달러", "US$": " 달러", "USD": " 달러", "€": " 유로", "EUR": " 유로",
    "£": " 파운드", "GBP": " 파운드", "¥": " 엔", "￥": " 엔", "JPY": " 엔", "CNY": " 위안", "RMB": " 위안",
    "HK$": " 홍콩 달러", "HKD": " 홍콩 달러", "NZ$": " 뉴질랜드 달러", "NZD": " 뉴질랜드 달러", "A$": " 호주 달러",
    "AUD": " 호주 달러", "C$": " 캐나다 달러", "CAD": " 캐나다 달러", "S$": " 싱가포르 달러", "SGD": " 싱가포르 달러",
    "NT$": " 대만 달러", "TWD": " 대만 달러", "CHF": " 스위스 프랑", "INR": " 인도 루피", "THB": " 태국 바트",
    "VND": " 베트남 동", "IDR": " 인도네시아 루피아", "MYR": " 말레이시아 링깃", "PHP": " 필리핀 페소", "RUB": " 러시아 루블",
    "TRY": " 튀르키예 리라", "BRL": " 브라질 헤알", "MXN": " 멕시코 페소", "ZAR": " 남아프리카 공화국 랜드",
    "SEK": " 스웨덴 크로나", "NOK": " 노르웨이 크로네", "DKK": " 덴마크 크로네", "PLN": " 폴란드 즈워티", "CZK": " 체코 코루나",
    "HUF": " 헝가리 포린트", "ILS": " 이스라엘 셰켈", "SAR": " 사우디아라비아 리얄", "AED": " 아랍에미리트 디르함",
    "₹": " 루피", "₽": " 루블", "₫": " 동", "฿": " 바트", "₱": " 페소", "₺": " 리라",
}  # fmt: skip
_SCALES: Final = r"(?:\s?[천백십]?[만억조경]|\s?천(?=\s|원|$)|\s?(?i:million|billion|trillion))"
_NUMBER: Final = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
_SIGN: Final = (
    r"(?:(?<![A-Za-z])(?:"
    + "|".join(re.escape(sign) for sign in sorted(_MONEY, key=len, reverse=True) if sign[0].isalpha())
    + r")|["
    + "".join(sign for sign in _MONEY if len(sign) == 1)
    + r"])\s?"
)
_ENGLISH: Final = {"million": 10**6, "billion": 10**9, "trillion": 10**12}


def _money(match: re.Match[str], how: How) -> str:
    unit = _MONEY[match["sign"].strip().upper()]
    scale = (match["scale"] or "").strip()
    if scale.lower() in _ENGLISH:
        value = round(float(match["sum"].replace(",", "")) * _ENGLISH[scale.lower()])
        return f"{sino(value)}{unit}"
    cents = re.fullmatch(r"([\d,]+)\.(\d\d)", match["sum"])
    if cents and "달러" in unit and not scale and cents[2] != "00":
        return f"{number(cents[1])} 달러 {sino(int(cents[2]))} 센트"
    return f"{number(match['sum'])}{scale}{unit}"


_UNITS: Final = {
    "km": "킬로미터", "㎞": "킬로미터", "m": "미터", "cm": "센티미터", "㎝": "센티미터", "mm": "밀리미터", "㎜": "밀리미터",
    "nm": "나노미터", "㎚": "나노미터", "μm": "마이크로미터", "㎛": "마이크로미터", "kg": "킬로그램", "㎏": "킬로그램",
    "g": "그램", "mg": "밀리그램", "㎎": "밀리그램", "㎍": "마이크로그램", "μg": "마이크로그램", "µg": "마이크로그램", "t": "톤", "l": "리터", "L": "리터", "ℓ": "리터", "ml": "밀리리터",
    "mL": "밀리리터", "㎖": "밀리리터", "kL": "킬로리터", "kl": "킬로리터", "dl": "데시리터", "dL": "데시리터", "cc": "시시",
    "h": "시간", "min": "분", "s": "초", "ms": "밀리초", "ha": "헥타르", "㏊": "헥타르", "㎡": "제곱미터",
    "m²": "제곱미터", "m2": "제곱미터", "km²": "제곱킬로미터", "km2": "제곱킬로미터", "㎢": "제곱킬로미터", "cm²": "제곱센티미터",
    "cm2": "제곱센티미터", "㎠": "제곱센티미터", "m³": "세제곱미터", "m3": "세제곱미터", "㎥": "세제곱미터", "cm³": "세제곱센티미터",
    "cm3": "세제곱센티미터", "km³": "세제곱킬로미터", "km3": "세제곱킬로미터", "mm²": "제곱밀리미터", "mm2": "제곱밀리미터",
    "mm³": "세제곱밀리미터", "mm3": "세제곱밀리미터", "%p": "퍼센트포인트", "%포인트": "퍼센트포인트", "%": "퍼센트", "％": "퍼센트",
    "℃": "도", "°C": "도", "°F": "화씨도", "°": "도", "kW": "킬로와트", "MW": "메가와트", "GW": "기가와트", "W": "와트",
    "kWh": "킬로와트시", "MWh": "메가와트시", "GWh": "기가와트시", "Wh": "와트시", "V": "볼트", "kV": "킬로볼트", "A": "암페어",
    "mA": "밀리암페어", "Hz": "헤르츠", "kHz": "킬로헤르츠", "MHz": "메가헤르츠", "GHz": "기가헤르츠", "KB": "킬로바이트",
    "kB": "킬로바이트", "MB": "메가바이트", "GB": "기가바이트", "TB": "테라바이트", "Mbps": "메가비피에스", "Gbps": "기가비피에스",
    "kbps": "킬로비피에스", "dB": "데시벨", "hPa": "헥토파스칼", "Pa": "파스칼", "kPa": "킬로파스칼", "kcal": "킬로칼로리",
    "cal": "칼로리", "J": "줄", "kJ": "킬로줄", "N": "뉴턴", "ppm": "피피엠", "bp": "베이시스포인트", "rpm": "분당회전수", "mph": "마일",
    "ft": "피트", "in": "인치", "lb": "파운드", "oz": "온스", "mi": "마일", "yd": "야드", "mSv": "밀리시버트", "x": "배",
}  # fmt: skip
_UNIT: Final = "|".join(re.escape(each) for each in sorted(_UNITS, key=len, reverse=True))
_PERS: Final = "s|h|min|m³|㎥|m²|㎡|m|l|L|km|kg"
_FRACTION: Final = r"(?P<root>√)?(?P<top>\d+)/(?P<bottom>\d+)"
_PARTICLE: Final = r"(?P<particle>(?:으로|로|이|가|은|는|을|를|과|와)(?![가-힣\d]))?"


def _unit(name: str, per: str | None) -> str:
    return _UNITS[name] + (f" 퍼 {_UNITS[per]}" if per else "")


def _part(match: re.Match[str]) -> str:
    root = "루트 " if match["root"] else ""
    return f"{sino(int(match['bottom']))}분의 {root}{sino(int(match['top']))}"


def _sign_fraction(match: re.Match[str], how: How) -> str:
    """6⅔이닝 -> 육과 삼분의 이이닝: the number before it is a claim of its own."""
    top, bottom = divmod({"½": 12, "⅓": 13, "⅔": 23, "¼": 14, "¾": 34}[match[0]], 10)
    whole = match.string[match.start() - 1 : match.start()].isdecimal()
    return f"{'과 ' if whole else ''}{sino(bottom)}분의 {sino(top)}"


def _fraction(match: re.Match[str], how: How) -> str:
    sign = "마이너스 " if match["minus"] else ""
    whole = f"{sino(int(match['whole']))}{match['with']} " if match["whole"] else ""
    said = sign + whole + _part(match)
    if match["unit"]:
        said += f" {_unit(match['unit'], match['per'])}"
    return _with_particle(said, match["particle"])


def _measure(match: re.Match[str], how: How) -> str:
    sign = "마이너스 " if match["minus"] else ""
    if match["minus"] and match["unit"] in {"℃", "°C"}:
        sign = "영하 "
    scale = (match["scale"] or "").strip()
    said = f"{sign}{number(match['sum'])}{scale} {_unit(match['unit'], match['per'])}"
    return _with_particle(said, match["particle"])


def _range(match: re.Match[str], how: How) -> str:
    said = f"{number(match['first'])}에서 {number(match['last'])}"
    return f"{said} {_unit(match['unit'], None)}" if match["unit"] else said


def _score(match: re.Match[str], how: How) -> str:
    return f"{number(match['first'])} 대 {number(match['last'])}"


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
    return "".join(LETTERS.get(letter, letter) for letter in word.upper() if letter.isalnum())


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
    return spell(match[0])


def _number(match: re.Match[str], how: How) -> str:
    sign = "마이너스 " if match["minus"] else "플러스 " if match["plus"] else ""
    return _with_particle(sign + number(match["number"]), match["particle"])


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
    rule(r"\(주\)|㈜", lambda m, how: "주식회사 ", signs="주㈜"),
    rule(rf"{_FREE}(?P<y>\d{{4}})(?P<s>[-/.])\s?(?P<m>\d\d?)(?P=s)\s?(?P<d>\d\d?)\.?(?![\d/-])", _date, signs=DIGITS),
    rule(rf"{_FREE}(?P<d>\d\d?)/(?P<m>\d\d?)/(?P<y>\d{{4}})(?![\d/-])", _day_first, signs="/"),
    rule(rf"{_FREE}\d{{4}}([ -])\d{{4}}\1\d{{4}}\1\d{{4}}(?![\d-])", _groups, signs=DIGITS),
    rule(
        r"(?<=자리 )\d{2,8}(?!\d)|(?<=자리는 )\d{2,8}(?!\d)|(?<=번호 )\d{3,8}(?!\d)|(?<=번호는 )\d{3,8}(?!\d)",
        _groups,
        signs=DIGITS,
    ),
    rule(r"(?<![\d.])([1-9]0[1-9]0)(?=\s?세대)", lambda m, how: digits(m[0], "공"), signs="0"),
    rule(r"(?<![\d.,])1만(?=\s?\d|[^\d])", lambda m, how: "만", signs="1"),
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
    rule(r"(?:(?<=일)|(?<=월)|(?<=\)))\s?[~〜∼～]\s?(?=\d)|(?<=\d)\s?[~〜∼～]\s?(?=\d+년대)", _from, signs="~〜∼～"),
    rule(rf"{_FREE}(?P<hour>\d{{1,2}}):(?P<minute>\d\d)(?::(?P<second>\d\d))?(?![\d:])", _clock, signs=":"),
    rule(rf"{_FREE}0(\d)(분|초|월|일)", _padded, signs="0"),
    rule(
        rf"{_FREE}(\d{{3,4}})(?=(?:에|로|으로)?\s?(?:신고|구급|상황|대원|센터|전화))(?<=\b1\d\d)",
        lambda m, how: digits(m[0]),
        signs="1",
    ),
    rule(
        r"(?<![\w.,/₩$+-])(?:\+\d{1,3}[-. ](?:\(\d{1,4}\)|\d{1,4})(?:[-. ]\d{2,4}){1,3}|\(\d{2,4}\)[-. ]?\d{3,4}[-. ]\d{4}|\d{2,4}[-.]\d{3,4}[-.]\d{4}|1\d{3}-\d{4})(?![\d-])",
        _telephone,
        signs=DIGITS,
    ),
    rule(rf"(?P<sign>{_SIGN})(?P<sum>{_NUMBER})(?P<scale>{_SCALES})?", _money, flags=re.IGNORECASE),
    rule(
        rf"{_FREE}(?P<minus>(?<!\w)[-−])?(?:(?P<whole>\d+)(?P<with>[과와])\s?)?{_FRACTION}(?:\s?(?P<unit>{_UNIT})(?:/(?P<per>{_PERS}))?(?![A-Za-z]))?{_PARTICLE}",
        _fraction,
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
        rf"(?P<first>{_FREE}\d+(?:\.\d+)?)\s?(?:{_UNIT})?\s?[~∼〜～]\s?(?P<last>\d[\d,.]*)(?<![.,])(?:\s?(?P<unit>{_UNIT})(?![A-Za-z]))?",
        _range,
        signs="~∼〜～",
    ),
    rule(
        rf"{_FREE}{_MINUS}(?P<sum>{_NUMBER})(?P<scale>\s?[천백]?[만억조])?\s?(?P<unit>{_UNIT})(?:/(?P<per>{_PERS}))?(?![A-Za-z²³0-9]){_PARTICLE}",
        _measure,
        signs=DIGITS,
    ),
    rule(
        rf"{_FREE}(?P<first>\d{{1,3}})\s?(?:[-–:]|대)\s?(?P<last>\d{{1,3}})(?![\d.,-]|\s?(?:월|일|년|시|명|동|호|번지))",
        _score,
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
        rf"(?P<minus>(?<![\w)])[-−](?=\d))?(?P<plus>(?<![\w)])\+(?=\d))?(?<![\d.])(?P<number>{_NUMBER})(?!\d){_PARTICLE}",
        _number,
        signs=DIGITS,
    ),
    rule(r"√", lambda m, how: "루트", signs="√"),
    rule(r"(?<=[\w)])\s?[~∼〜～]\s?(?=[\w-])", lambda m, how: "에서", signs="~∼〜～"),
    rule(r"[½⅓⅔¼¾]", _sign_fraction, signs="½⅓⅔¼¾"),
    rule(r"[Ⅰ-Ⅴ]", lambda m, how: "원 투 쓰리 포 파이브".split()[ord(m[0]) - 0x2160], signs="ⅠⅡⅢⅣⅤ"),
)
