"""Japanese: numbers and counters in kana with their sound changes, dates, times, money, units, letters."""

# ruff: noqa: ARG001, ARG005 - every rule takes the match and the choices; word lists read best as text

from __future__ import annotations

import re
from typing import Final

from audiopress.script.reading.claims import DIGITS, How, Language, Rule, rule

_ONES: Final = "ゼロ いち に さん よん ご ろく なな はち きゅう".split()
_LARGE: Final = ("", "まん", "おく", "ちょう", "けい")
LETTERS: Final = dict(
    zip(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
        "エー ビー シー ディー イー エフ ジー エイチ アイ ジェー ケー エル エム エヌ オー ピー キュー アール エス ティー ユー ブイ ダブリュー エックス ワイ ゼット".split(),
        strict=True,
    )
)
_WIDE: Final = str.maketrans("０１２３４５６７８９．，－％", "0123456789.,-%")

# ---- numbers


def cardinal(number: int) -> str:
    """3600 -> `さんぜんろっぴゃく`."""
    if number < 0:
        return f"マイナス{cardinal(-number)}"
    if number == 0:
        return "ゼロ"
    if number >= 10 ** (4 * len(_LARGE)):
        return digits(str(number))
    said, scale = "", 0
    while number:
        number, group = divmod(number, 10000)
        if group:
            said = _joined(_group(group), scale) + said
        scale += 1
    return said


def _joined(group: str, scale: int) -> str:
    """いっちょう, はっちょう, じゅっちょう."""
    if _LARGE[scale] in {"ちょう", "けい"}:
        group = re.sub("いち$", "いっ", re.sub("はち$", "はっ", re.sub("じゅう$", "じゅっ", group)))
    return group + _LARGE[scale]


def _group(group: int) -> str:
    thousands, rest = divmod(group, 1000)
    hundreds, rest = divmod(rest, 100)
    tens, ones = divmod(rest, 10)
    said = ""
    if thousands:
        said += {1: "せん", 3: "さんぜん", 8: "はっせん"}.get(thousands) or f"{_ONES[thousands]}せん"
    if hundreds:
        said += {1: "ひゃく", 3: "さんびゃく", 6: "ろっぴゃく", 8: "はっぴゃく"}.get(
            hundreds
        ) or f"{_ONES[hundreds]}ひゃく"
    if tens:
        said += ("" if tens == 1 else _ONES[tens]) + "じゅう"
    return said + (_ONES[ones] if ones else "")


def digits(text: str) -> str:
    """`03` -> `ゼロさん`."""
    return "".join(_ONES[int(each)] for each in text.translate(_WIDE) if each in "0123456789")


def number(text: str) -> str:
    """A number as written, wide or narrow, with commas and a point."""
    text = text.translate(_WIDE)
    sign = "マイナス" if text[:1] in {"-", "−"} else ""
    whole, point, part = text.lstrip("-−+").replace(",", "").partition(".")
    said = digits(whole) if len(whole) > 1 and whole[0] == "0" else cardinal(int(whole or 0))
    if point and part:
        said = (
            "れい"
            if said == "ゼロ"
            else re.sub("いち$", "いっ", re.sub("はち$", "はっ", re.sub("じゅう$", "じゅっ", said)))
        )
        return f"{sign}{said}てん{digits(part)}"
    return sign + said


def _int(text: str) -> int:
    return int(text.translate(_WIDE).replace(",", ""))


# ---- counters

_MONTHS: Final = ",いち,に,さん,し,ご,ろく,しち,はち,く,じゅう,じゅういち,じゅうに".split(",")
_DAYS: Final = {1: "ついたち", 2: "ふつか", 3: "みっか", 4: "よっか", 5: "いつか", 6: "むいか", 7: "なのか", 8: "ようか",
                9: "ここのか", 10: "とおか", 14: "じゅうよっか", 20: "はつか", 24: "にじゅうよっか"}  # fmt: skip
_K: Final = {"回": "かい", "個": "こ", "か月": "かげつ", "カ月": "かげつ", "ヶ月": "かげつ", "か国": "かこく", "カ国": "かこく", "階": "かい",
             "キロ": "キロ", "か所": "かしょ", "カ所": "かしょ"}  # fmt: skip
_S: Final = {"歳": "さい", "週間": "しゅうかん", "社": "しゃ", "種類": "しゅるい", "試合": "しあい", "隻": "せき", "席": "せき", "冊": "さつ",
             "世紀": "せいき", "トン": "トン", "点": "てん", "頭": "とう"}  # fmt: skip
_H: Final = {"本": "ほん", "匹": "ひき", "杯": "はい", "分": "ふん", "発": "はつ", "票": "ひょう", "泊": "はく"}
_PLAIN: Final = {"年間": "ねんかん", "年": "ねん", "円": "えん", "時間": "じかん", "秒": "びょう", "倍": "ばい", "位": "い", "件": "けん",
                 "台": "だい", "枚": "まい", "度": "ど", "名": "めい", "番": "ばん", "号": "ごう", "割": "わり", "軒": "けん", "ドル": "ドル",
                 "ユーロ": "ユーロ", "ウォン": "ウォン", "人": "にん", "時": "じ", "メートル": "メートル", "組": "くみ", "日間": "にちかん"}  # fmt: skip
_COUNTERS: Final = {**_K, **_S, **_H, **_PLAIN}
_COUNTER: Final = "|".join(sorted(_COUNTERS, key=len, reverse=True))


def counted(value: int, counter: str) -> str:
    """A count with the sound changes of its counter: 1回 いっかい, 3本 さんぼん, 2人 ふたり."""
    said, sound = cardinal(value), _COUNTERS[counter]
    if counter == "人" and value in {1, 2}:
        return "ひとり" if value == 1 else "ふたり"
    if counter in {"年", "年間", "時", "時間", "円", "人"}:
        said = re.sub("よん$", "よ", said)
        if counter in {"時", "時間"}:
            said = re.sub("なな$", "しち", re.sub("きゅう$", "く", said))
        return said + sound
    if counter in _PLAIN:
        return said + sound
    if counter == "歳" and value == 20:
        return "はたち"
    doubled = re.sub("いち$", "いっ", re.sub("はち$", "はっ", re.sub("じゅう$", "じゅっ", said)))
    if counter in _S:
        return doubled + sound
    doubled = re.sub("ろく$", "ろっ", re.sub("ひゃく$", "ひゃっ", doubled))
    if counter in _K:
        return doubled + sound
    return _h(said, doubled, sound)


def _h(said: str, doubled: str, sound: str) -> str:
    """ふん -> ぷん after a doubled sound and after さん, よん; ほん -> ぼん after さん."""
    p = {"ふ": "ぷ", "ほ": "ぽ", "ひ": "ぴ", "は": "ぱ"}[sound[0]] + sound[1:]
    b = {"ふ": "ぷ", "ほ": "ぼ", "ひ": "び", "は": "ぱ"}[sound[0]] + sound[1:]
    if doubled != said:
        return doubled + p
    if said.endswith(("さん", "せん", "まん")):
        return said + b
    return said + (p if said.endswith("よん") and sound[0] == "ふ" else sound)


def _count(match: re.Match[str], how: How) -> str:
    return counted(_int(match[1]), match[2])


def _scaled(match: re.Match[str], how: How) -> str:
    """1億2000万円: each part by itself."""
    said = ""
    for value, scale in re.findall(r"([\d０-９,，.．]+)([万億兆]?)", match[0]):
        word = {"万": "まん", "億": "おく", "兆": "ちょう", "": ""}[scale]
        part = number(value)
        said += re.sub("いち$", "いっ", part) + word if word == "ちょう" else part + word
    return said


def _month(match: re.Match[str], how: How) -> str | None:
    value = _int(match[1])
    return f"{_MONTHS[value]}がつ" if 1 <= value <= 12 else None


def _day(match: re.Match[str], how: How) -> str | None:
    value = _int(match[1])
    return (_DAYS.get(value) or f"{cardinal(value)}にち") if 1 <= value <= 31 else None


def _weekday(match: re.Match[str], how: How) -> str:
    return (
        "、"
        + {"月": "げつ", "火": "か", "水": "すい", "木": "もく", "金": "きん", "土": "ど", "日": "にち"}[match[1]]
        + "ようび、"
    )


def _date(match: re.Match[str], how: How) -> str | None:
    month, day = int(match["m"]), int(match["d"])
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return f"{counted(int(match['y']), '年')}{_MONTHS[month]}がつ{_DAYS.get(day) or cardinal(day) + 'にち'}"


def _clock(match: re.Match[str], how: How) -> str | None:
    hour, minute = _int(match["h"]), _int(match["m"])
    if hour > 24 or minute > 59:
        return None
    return counted(hour, "時").replace("ゼロ", "れい") + (counted(minute, "分") if minute else "")


_UNITS: Final = {
    "km": "キロメートル", "㎞": "キロメートル", "m": "メートル", "cm": "センチメートル", "㎝": "センチメートル", "mm": "ミリメートル",
    "kg": "キログラム", "㎏": "キログラム", "g": "グラム", "mg": "ミリグラム", "t": "トン", "L": "リットル", "l": "リットル", "ml": "ミリリットル",
    "ha": "ヘクタール", "㎡": "平方メートル", "m²": "平方メートル", "km²": "平方キロメートル", "㎢": "平方キロメートル", "%": "パーセント",
    "％": "パーセント", "℃": "度", "°C": "度", "kW": "キロワット", "MW": "メガワット", "GW": "ギガワット", "kWh": "キロワット時",
    "GB": "ギガバイト", "MB": "メガバイト", "TB": "テラバイト", "Hz": "ヘルツ", "GHz": "ギガヘルツ", "MHz": "メガヘルツ", "hPa": "ヘクトパスカル",
}  # fmt: skip
_UNIT: Final = "|".join(re.escape(each) for each in sorted(_UNITS, key=len, reverse=True))
_MONEY: Final = {"¥": "えん", "￥": "えん", "$": "ドル", "＄": "ドル", "€": "ユーロ", "£": "ポンド", "₩": "ウォン"}


def _measure(match: re.Match[str], how: How) -> str:
    per = {"h": "毎時", "s": "毎秒"}.get(match["per"] or "", "")
    minus = "マイナス" if match["minus"] else ""
    return f"{per}{minus}{number(match['n'])}{_UNITS[match['unit']]}"


def _money(match: re.Match[str], how: How) -> str:
    scale = {"万": "まん", "億": "おく", "兆": "ちょう"}.get(match["scale"] or "", "")
    return f"{number(match['n'])}{scale}{_MONEY[match['sign']]}"


def _fraction(match: re.Match[str], how: How) -> str:
    return f"{cardinal(int(match[2]))}ぶんの{cardinal(int(match[1]))}"


def spell(text: str) -> str:
    """`LG` -> `エルジー`."""
    return "".join(LETTERS.get(letter, letter) for letter in text.upper() if letter.isalnum())


def _address(name: str, match: re.Match[str], how: How) -> str:
    word = how.word(name, "read")
    if word != "read":
        return word
    signs = {".": "ドット", "@": "アットマーク", "/": "スラッシュ", "-": "ハイフン", "_": "アンダーバー", ":": "コロン"}
    parts = re.findall(r"[A-Za-z]+|\d+|[^\w\s]|_", match[0])
    return " ".join(
        signs.get(part) or (digits(part) if part.isdecimal() else part)
        for part in parts
        if part in signs or part.isalnum()
    )


_N: Final = r"(?:[\d０-９]{1,3}(?:[,，][\d０-９]{3})+|[\d０-９]+)(?:[.．][\d０-９]+)?"
_INT: Final = r"(?:[\d０-９]{1,3}(?:[,，][\d０-９]{3})+|[\d０-９]+)"
_FREE: Final = r"(?<![\d０-９.,．，A-Za-z])"

RULES: Final[tuple[Rule, ...]] = (
    rule(r"[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+", lambda m, how: _address("email", m, how), signs="@"),
    rule(
        r"(?:https?://|www\.)[!-~]*[A-Za-z0-9/]|(?<![A-Za-z0-9@.-])(?:[a-z0-9-]+\.)+(?:com|net|org|jp|kr|io|tv)(?![A-Za-z0-9])(?:/[!-~]*[A-Za-z0-9/])?",
        lambda m, how: _address("url", m, how),
        signs=".",
    ),
    rule(rf"{_FREE}(?P<y>\d{{4}})[-/](?P<m>\d\d?)[-/](?P<d>\d\d?)(?!\d)", _date, signs="-/"),
    rule(rf"{_FREE}(?P<h>\d\d?):(?P<m>[0-5]\d)(?![\d:])", _clock, signs=":"),
    rule(
        rf"{_FREE}(?:\d{{2,4}}-\d{{1,4}}-\d{{3,4}})(?![\d-])",
        lambda m, how: "、".join(digits(part) for part in m[0].split("-")),
        signs="-",
    ),
    rule(r"(?<![\d０-９.])([\d０-９]{1,2})月(?!間)", _month, signs="月"),
    rule(r"(?<![\d０-９.])([\d０-９]{1,2})日(?!間)", _day, signs="日"),
    rule(r"(?<=日)[(（]([月火水木金土日])[)）]", _weekday, signs="(（"),
    rule(rf"(?P<sign>[¥￥$＄€£₩])(?P<n>{_N})(?P<scale>[万億兆])?", _money, signs="¥￥$＄€£₩"),
    rule(r"(?<![\d.,/])(\d{1,3})/(\d{1,3})(?![\d/])", _fraction, signs="/"),
    rule(rf"{_FREE}(?P<minus>[-−])?(?P<n>{_N})\s?(?P<unit>{_UNIT})(?:/(?P<per>h|s))?(?![A-Za-z²])", _measure),
    rule(
        r"(?<![A-Za-z\d])([A-Z]{1,4})-?(\d{1,4})([A-Z])?(?![A-Za-z\d])",
        lambda m, how: spell(m[1]) + cardinal(int(m[2])) + spell(m[3] or ""),
        signs=DIGITS,
    ),
    rule(
        rf"{_FREE}({_INT})\s?[-－対]\s?({_INT})(?![\d０-９-])",
        lambda m, how: f"{number(m[1])}たい{number(m[2])}",
        signs="-－対",
    ),
    rule(rf"{_FREE}({_INT})\s?[~〜～]\s?(?=[\d０-９])", lambda m, how: f"{number(m[1])}から", signs="~〜～"),
    rule(rf"{_FREE}(?:{_N}[万億兆])+(?:{_INT})?", _scaled, signs="万億兆"),
    rule(rf"(?:(?<![\d０-９.,．，A-Za-z])|(?<=[~〜～]))({_INT})({_COUNTER})", _count),
    rule(r"(?<![A-Za-z])[A-Z]{1,6}(?![A-Za-z])", lambda m, how: spell(m[0])),
    rule(rf"(?<![\d０-９A-Za-z)）.])[-−](?={_INT})(?P<n>{_N})", lambda m, how: f"マイナス{number(m['n'])}", signs="-−"),
    rule(rf"(?P<n>{_N})", lambda m, how: number(m["n"])),
)

LANGUAGE = Language(code="ja", rules=RULES, joined=True, pauses="、")
