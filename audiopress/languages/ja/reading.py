"""Japanese: numbers and counters with their sound changes, dates, times, money, units, letters.

Readings stand in katakana, as in dictionaries: beside the hiragana of the sentence their ends stay plain.
"""

# ruff: noqa: ARG001, ARG005 - every rule takes the match and the choices; word lists read best as text

from __future__ import annotations

import re
from typing import Final

from audiopress.languages.rewriting import DIGITS, How, Language, Rule, rule

_ONES: Final = "ゼロ イチ ニ サン ヨン ゴ ロク ナナ ハチ キュウ".split()
_LARGE: Final = ("", "マン", "オク", "チョウ", "ケイ")
LETTERS: Final = dict(
    zip(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
        "エー ビー シー ディー イー エフ ジー エイチ アイ ジェー ケー エル エム エヌ オー ピー キュー アール エス ティー ユー ブイ ダブリュー エックス ワイ ゼット".split(),
        strict=True,
    )
)
_WIDE: Final = str.maketrans("０１２３４５６７８９．，－％", "0123456789.,-%")

_POSITIONAL: Final = "〇一二三四五六七八九"
_GROUP: Final = r"(?=[一二三四五六七八九十百千])(?:[二三四五六七八九一]?千)?(?:[二三四五六七八九]?百)?(?:[二三四五六七八九]?十)?[一二三四五六七八九]?"
_KANJI_NUMBER: Final = re.compile(rf"(?:{_GROUP}兆)?(?:{_GROUP}億)?(?:{_GROUP}万)?(?:{_GROUP})?")

# ---- numbers


def cardinal(number: int) -> str:
    """3600 -> `サンゼンロッピャク`."""
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
    """イッチョウ, ハッチョウ, ジュッチョウ."""
    if _LARGE[scale] in {"チョウ", "ケイ"}:
        group = re.sub("イチ$", "イッ", re.sub("ハチ$", "ハッ", re.sub("ジュウ$", "ジュッ", group)))
    return group + _LARGE[scale]


def _group(group: int) -> str:
    thousands, rest = divmod(group, 1000)
    hundreds, rest = divmod(rest, 100)
    tens, ones = divmod(rest, 10)
    said = ""
    if thousands:
        said += {1: "セン", 3: "サンゼン", 8: "ハッセン"}.get(thousands) or f"{_ONES[thousands]}セン"
    if hundreds:
        said += {1: "ヒャク", 3: "サンビャク", 6: "ロッピャク", 8: "ハッピャク"}.get(
            hundreds
        ) or f"{_ONES[hundreds]}ヒャク"
    if tens:
        said += ("" if tens == 1 else _ONES[tens]) + "ジュウ"
    return said + (_ONES[ones] if ones else "")


def digits(text: str) -> str:
    """`03` -> `ゼロサン`."""
    return "".join(_ONES[int(each)] for each in text.translate(_WIDE) if each in "0123456789")


def number(text: str) -> str:
    """A number as written, wide or narrow, with commas and a point."""
    text = text.translate(_WIDE)
    sign = "マイナス" if text[:1] in {"-", "−"} else ""
    whole, point, part = text.lstrip("-−+").replace(",", "").partition(".")
    said = digits(whole) if len(whole) > 1 and whole[0] == "0" else cardinal(int(whole or 0))
    if point and part:
        said = (
            "レイ"
            if said == "ゼロ"
            else re.sub("イチ$", "イッ", re.sub("ハチ$", "ハッ", re.sub("ジュウ$", "ジュッ", said)))
        )
        return f"{sign}{said}テン{digits(part)}"
    return sign + said


def _int(text: str) -> int:
    return int(text.translate(_WIDE).replace(",", ""))


def kanji(text: str) -> int | None:
    """二〇二六 or 三千六百 -> the number; None where the signs make none (億, 十百)."""
    if all(each in _POSITIONAL for each in text):
        return int("".join(str(_POSITIONAL.index(each)) for each in text)) if "〇" in text or len(text) == 1 else None
    if not _KANJI_NUMBER.fullmatch(text):
        return None
    total = group = ones = 0
    for each in text:
        if each in _POSITIONAL:
            ones = _POSITIONAL.index(each)
        elif each in "十百千":
            group += (ones or 1) * 10 ** (1 + "十百千".index(each))
            ones = 0
        else:
            total += (group + ones) * 10 ** (4 + 4 * "万億兆".index(each))
            group = ones = 0
    return total + group + ones


# ---- counters

_MONTHS: Final = ",イチ,ニ,サン,シ,ゴ,ロク,シチ,ハチ,ク,ジュウ,ジュウイチ,ジュウニ".split(",")
_DAYS: Final = {1: "ツイタチ", 2: "フツカ", 3: "ミッカ", 4: "ヨッカ", 5: "イツカ", 6: "ムイカ", 7: "ナノカ", 8: "ヨウカ",
                9: "ココノカ", 10: "トオカ", 14: "ジュウヨッカ", 20: "ハツカ", 24: "ニジュウヨッカ"}  # fmt: skip
_K: Final = {"回": "カイ", "個": "コ", "か月": "カゲツ", "カ月": "カゲツ", "ヶ月": "カゲツ", "ヵ月": "カゲツ", "箇月": "カゲツ", "ヵ国": "カコク", "ヵ所": "カショ", "か国": "カコク", "カ国": "カコク", "階": "カイ",
             "キロ": "キロ", "か所": "カショ", "カ所": "カショ"}  # fmt: skip
_S: Final = {"歳": "サイ", "週間": "シュウカン", "社": "シャ", "種類": "シュルイ", "試合": "シアイ", "隻": "セキ", "席": "セキ", "冊": "サツ",
             "世紀": "セイキ", "トン": "トン", "点": "テン", "頭": "トウ"}  # fmt: skip
_H: Final = {"本": "ホン", "匹": "ヒキ", "杯": "ハイ", "分": "フン", "発": "ハツ", "票": "ヒョウ", "泊": "ハク"}
_PLAIN: Final = {"年間": "ネンカン", "年": "ネン", "円": "エン", "時間": "ジカン", "秒": "ビョウ", "倍": "バイ", "位": "イ", "件": "ケン",
                 "台": "ダイ", "枚": "マイ", "度": "ド", "名": "メイ", "番": "バン", "号": "ゴウ", "割": "ワリ", "軒": "ケン", "ドル": "ドル",
                 "ユーロ": "ユーロ", "ウォン": "ウォン", "人": "ニン", "時": "ジ", "メートル": "メートル", "組": "クミ", "日間": "ニチカン"}  # fmt: skip
_COUNTERS: Final = {**_K, **_S, **_H, **_PLAIN}
_COUNTER: Final = "|".join(sorted(_COUNTERS, key=len, reverse=True))


def counted(value: int, counter: str) -> str:
    """A count with the sound changes of its counter: 1回 イッカイ, 3本 サンボン, 2人 フタリ."""
    said, sound = cardinal(value), _COUNTERS[counter]
    if counter == "人" and value in {1, 2}:
        return "ヒトリ" if value == 1 else "フタリ"
    if counter in {"年", "年間", "時", "時間", "円", "人"}:
        said = re.sub("ヨン$", "ヨ", said)
        if counter == "時":
            said = said.replace("ゼロ", "レイ")
        if counter in {"時", "時間"}:
            said = re.sub("ナナ$", "シチ", re.sub("キュウ$", "ク", said))
        return said + sound
    if counter in _PLAIN:
        return said + sound
    if counter == "歳" and value == 20:
        return "ハタチ"
    doubled = re.sub("イチ$", "イッ", re.sub("ハチ$", "ハッ", re.sub("ジュウ$", "ジュッ", said)))
    if counter in _S:
        return doubled + sound
    doubled = re.sub("ロク$", "ロッ", re.sub("ヒャク$", "ヒャッ", doubled))
    if counter in _K:
        return doubled + sound
    return _h(said, doubled, sound)


def _h(said: str, doubled: str, sound: str) -> str:
    """フン -> プン after a doubled sound and after サン, ヨン; ホン -> ボン after サン."""
    p = {"フ": "プ", "ホ": "ポ", "ヒ": "ピ", "ハ": "パ"}[sound[0]] + sound[1:]
    b = {"フ": "プ", "ホ": "ボ", "ヒ": "ビ", "ハ": "パ"}[sound[0]] + sound[1:]
    if doubled != said:
        return doubled + p
    if said.endswith(("サン", "セン", "マン")):
        return said + b
    return said + (p if said.endswith("ヨン") and sound[0] == "フ" else sound)


def _count(match: re.Match[str], how: How) -> str:
    return counted(_int(match[1]), match[2])


def _kanji_count(match: re.Match[str], how: How) -> str | None:
    """四人 ヨニン: the same sound changes as in digits."""
    value, counter = kanji(match[1]), match[2]
    return counted(value, counter) if value is not None else None


def _kanji_date(match: re.Match[str], how: How) -> str | None:
    """四月一日 シガツツイタチ; 四月 alone, and a day only after its month: 一日 alone may be a day's length."""
    month, day = kanji(match[1]), kanji(match[2]) if match[2] else 0
    if month is None or day is None or not (1 <= month <= 12 and day <= 31):
        return None
    return f"{_MONTHS[month]}ガツ" + ((_DAYS.get(day) or f"{cardinal(day)}ニチ") if day else "")


def _kanji_clock(match: re.Match[str], how: How) -> str | None:
    """九時十分 クジジュップン: minutes only after their hour, for 十分 alone is "enough"."""
    hour, minute = kanji(match[1]), kanji(match[2])
    if hour is None or minute is None or hour > 24 or minute > 59:
        return None
    return counted(hour, "時") + counted(minute, "分")


def _scaled(match: re.Match[str], how: How) -> str:
    """1億2000万円: each part by itself."""
    said = ""
    for value, scale in re.findall(r"([\d０-９,，.．]+)([万億兆]?)", match[0]):
        word = {"万": "マン", "億": "オク", "兆": "チョウ", "": ""}[scale]
        part = number(value)
        said += re.sub("イチ$", "イッ", part) + word if word == "チョウ" else part + word
    return said


def _month(match: re.Match[str], how: How) -> str | None:
    value = _int(match[1])
    return f"{_MONTHS[value]}ガツ" if 1 <= value <= 12 else None


def _day(match: re.Match[str], how: How) -> str | None:
    value = _int(match[1])
    return (_DAYS.get(value) or f"{cardinal(value)}ニチ") if 1 <= value <= 31 else None


def _weekday(match: re.Match[str], how: How) -> str:
    return (
        "、"
        + {"月": "ゲツ", "火": "カ", "水": "スイ", "木": "モク", "金": "キン", "土": "ド", "日": "ニチ"}[match[1]]
        + "ヨウビ、"
    )


def _date(match: re.Match[str], how: How) -> str | None:
    month, day = int(match["m"]), int(match["d"])
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return f"{counted(int(match['y']), '年')}{_MONTHS[month]}ガツ{_DAYS.get(day) or cardinal(day) + 'ニチ'}"


def _clock(match: re.Match[str], how: How) -> str | None:
    hour, minute = _int(match["h"]), _int(match["m"])
    if hour > 24 or minute > 59:
        return None
    return counted(hour, "時").replace("ゼロ", "レイ") + (counted(minute, "分") if minute else "")


_UNITS: Final = {
    "km": "キロメートル", "㎞": "キロメートル", "m": "メートル", "cm": "センチメートル", "㎝": "センチメートル", "mm": "ミリメートル",
    "kg": "キログラム", "㎏": "キログラム", "g": "グラム", "mg": "ミリグラム", "t": "トン", "L": "リットル", "l": "リットル", "ml": "ミリリットル",
    "ha": "ヘクタール", "㎡": "平方メートル", "m²": "平方メートル", "km²": "平方キロメートル", "㎢": "平方キロメートル", "%": "パーセント",
    "％": "パーセント", "℃": "度", "°C": "度", "kW": "キロワット", "MW": "メガワット", "GW": "ギガワット", "kWh": "キロワット時",
    "GB": "ギガバイト", "MB": "メガバイト", "TB": "テラバイト", "Hz": "ヘルツ", "GHz": "ギガヘルツ", "MHz": "メガヘルツ", "hPa": "ヘクトパスカル",
    "ppm": "ピーピーエム", "dB": "デシベル", "mSv": "ミリシーベルト", "μg": "マイクログラム", "µg": "マイクログラム", "kcal": "キロカロリー",
    "nm": "ナノメートル", "GWh": "ギガワット時", "kV": "キロボルト",
}  # fmt: skip
_UNIT: Final = "|".join(re.escape(each) for each in sorted(_UNITS, key=len, reverse=True))
_MONEY: Final = {"¥": "エン", "￥": "エン", "$": "ドル", "＄": "ドル", "€": "ユーロ", "£": "ポンド", "₩": "ウォン"}


def _measure(match: re.Match[str], how: How) -> str:
    per = {"h": "毎時", "s": "毎秒"}.get(match["per"] or "", "")
    minus = "マイナス" if match["minus"] else ""
    return f"{per}{minus}{number(match['n'])}{_UNITS[match['unit']]}"


def _money(match: re.Match[str], how: How) -> str:
    scale = {"万": "マン", "億": "オク", "兆": "チョウ"}.get(match["scale"] or "", "")
    return f"{number(match['n'])}{scale}{_MONEY[match['sign']]}"


_NATIVE: Final = ("", "ヒトツ", "フタツ", "ミッツ", "ヨッツ", "イツツ", "ムッツ", "ナナツ", "ヤッツ", "ココノツ")


def _native(match: re.Match[str], how: How) -> str:
    """3つ -> ミッツ."""
    return _NATIVE[_int(match[1])]


def _parts(match: re.Match[str], how: How) -> str:
    """3分の2: three parts, no three minutes."""
    return f"{cardinal(_int(match[1]))}ブンノ{number(match[2])}"


def _days(match: re.Match[str], how: How) -> str | None:
    """3~5日: both are days."""
    both = [_int(match[1]), _int(match[2])]
    return "から".join(_DAYS.get(day) or f"{cardinal(day)}ニチ" for day in both) if 0 < both[0] < both[1] < 32 else None


def _term(match: re.Match[str], how: How) -> str | None:
    """懲役3年6月: six months, no June."""
    before = match.string[max(0, match.start() - 12) : match.start()]
    return counted(_int(match[1]), "か月") if re.search("懲役|禁錮|拘禁刑|求刑", before) else None


def _average(match: re.Match[str], how: How) -> str:
    """打率.310 -> サンワリイチブ."""
    units = zip(match.groups(), ("ワリ", "ブ", "リン"), strict=True)
    return "".join(f"{cardinal(int(digit))}{unit}" for digit, unit in units if digit != "0")


def _months(match: re.Match[str], how: How) -> str:
    """7〜9月期: both are months."""
    return f"{_MONTHS[_int(match[1])]}ガツから{_MONTHS[_int(match[2])]}ガツ"


def _season(match: re.Match[str], how: How) -> str:
    """2020-21シーズン, 2024-2025年."""
    return f"{cardinal(int(match[1]))}、{cardinal(int(match[2]))}"


def _cents(match: re.Match[str], how: How) -> str:
    """09銭 -> キュウ銭."""
    return cardinal(_int(match[1])) + "セン"


def _few(match: re.Match[str], how: How) -> str:
    """2、3人 -> ニサンニン."""
    return f"{cardinal(_int(match[1]))}、{counted(_int(match[2]), match[3])}"


def _fraction(match: re.Match[str], how: How) -> str:
    return f"{cardinal(int(match[2]))}ブンノ{cardinal(int(match[1]))}"


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
_KANJI: Final = "[〇一二三四五六七八九十百千万億兆]+"
_KANJI_COUNTER: Final = "|".join(sorted(_COUNTERS.keys() - {"分", "組", "日間"}, key=len, reverse=True))
_APART: Final = r"(?:(?<![一-鿿々〇])|(?<=[約計数何第満月年後前人和成正治ら]))"
"""Before a number in kanji stands no kanji but one that often does: 統一回答 counts nothing."""
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
    rule(r"(?<![\d０-９.])(1[0-2]|[1-9])\s?[-~〜～]\s?(1[0-2]|[1-9])月(?=期|に|の|、|。|$)", _months, signs="月"),
    rule(r"(?<![\d０-９.])(\d{1,2})\s?[-~〜～]\s?(\d{1,2})日(?!間)", _days, signs="日"),
    rule(r"(?<=年)([1-9]|1[0-2])月(?=[、のとにを]|$)", _term, signs="月"),
    rule(r"(?<=打率)[.．](\d)(\d)(\d)(?!\d)", _average, signs="率"),
    rule(r"(?<![\d０-９.,．，])([1-9１-９])つ", _native, signs="つ"),
    rule(rf"{_FREE}({_INT})分の({_N})", _parts, signs="分"),
    rule(r"(?<![\d.,-])((?:19|20)\d\d)[-–](\d\d(?:\d\d)?)(?=シーズン|年|季)", _season, signs="-–"),
    rule(r"(?<![\d０-９.,])([\d０-９]{1,2})銭", _cents, signs="銭"),
    rule(rf"(?<![\d０-９.,])([1-9])、([1-9])({_COUNTER})", _few, signs="、"),
    rule(r"(?<![\d.])9[・.]11(?!\d)", lambda m, how: "キュウテンイチイチ", signs="・."),
    rule(r"(?<![\d０-９.])([\d０-９]{1,2})月(?!間)", _month, signs="月"),
    rule(r"(?<![\d０-９.])([\d０-９]{1,2})日(?!間)", _day, signs="日"),
    rule(r"(?<=日)[(（]([月火水木金土日])[)）]", _weekday, signs="(（"),
    rule(rf"(?P<sign>[¥￥$＄€£₩])(?P<n>{_N})(?P<scale>[万億兆])?", _money, signs="¥￥$＄€£₩"),
    rule(r"(?<![\d.,/])(\d{1,3})/(\d{1,3})(?![\d/])", _fraction, signs="/"),
    rule(rf"{_FREE}(?P<minus>[-−])?(?P<n>{_N})\s?(?P<unit>{_UNIT})(?:/(?P<per>h|s))?(?![A-Za-z²])", _measure),
    rule(
        r"(?<![A-Za-z\d])([A-Z]{1,4})-?(\d{1,4})([A-Z])?(?![A-Za-z\d]|,\d{3}\b)",
        lambda m, how: spell(m[1]) + cardinal(int(m[2])) + spell(m[3] or ""),
        signs=DIGITS,
    ),
    rule(
        rf"{_FREE}({_INT})\s?[-－対]\s?({_INT})(?![\d０-９-])",
        lambda m, how: f"{number(m[1])}タイ{number(m[2])}",
        signs="-－対",
    ),
    rule(rf"{_FREE}({_INT})\s?[~〜～]\s?(?=[\d０-９])", lambda m, how: f"{number(m[1])}から", signs="~〜～"),
    rule(rf"{_FREE}(?:{_N}[万億兆])+(?:{_INT})?", _scaled, signs="万億兆"),
    rule(rf"(?:(?<![\d０-９.,．，A-Za-z])|(?<=[~〜～]))({_INT})({_COUNTER})(?!塁打)", _count),
    rule(rf"{_APART}({_KANJI})時({_KANJI})分", _kanji_clock, signs="時"),
    rule(rf"{_APART}({_KANJI})月(?:({_KANJI})日)?(?!間)", _kanji_date, signs="月"),
    rule(
        rf"{_APART}({_KANJI})({_KANJI_COUNTER})(?![物称格権前組]|一体)",
        _kanji_count,
        signs=_POSITIONAL + "十百千万億兆",
    ),
    rule(r"(?<![A-Za-z])[A-Z]{1,6}(?![A-Za-z])", lambda m, how: spell(m[0])),
    rule(rf"(?<![\d０-９A-Za-z)）.])[-−](?={_INT})(?P<n>{_N})", lambda m, how: f"マイナス{number(m['n'])}", signs="-−"),
    rule(r"(?<=[\w)）])\s?[~〜～]\s?(?=[\w])", lambda m, how: "から", signs="~〜～"),
    rule(rf"(?P<n>{_N})", lambda m, how: number(m["n"])),
)

LANGUAGE = Language(code="ja", rules=RULES, joined=True, pauses="、")
