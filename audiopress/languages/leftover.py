"""Signs that mean something and that no rule of a language has read: beside a number they are said, never dropped."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from audiopress.languages.rewriting import Rule

_WORDS: Final[dict[str, dict[str, str]]] = {
    "en": {
        "+": "plus", "=": "equals", "±": "plus or minus", "×": "times", "÷": "divided by", "≥": "at least", "≤": "at most",
        "≈": "about", "‰": "per mille", "°": "degrees", "℃": "degrees Celsius", "%": "percent", "€": "euros", "$": "dollars",
        "£": "pounds", "¥": "yen", "₩": "won", "￦": "won", "₹": "rupees", "№": "number", "㎍": "micrograms",
    },
    "ko": {
        "+": "플러스", "±": "플러스 마이너스", "×": "곱하기", "÷": "나누기", "≥": "이상", "≤": "이하", "‰": "퍼밀", "°": "도",
        "℃": "도", "%": "퍼센트", "€": "유로", "$": "달러", "£": "파운드", "¥": "엔", "₩": "원", "￦": "원", "₹": "루피",
        "№": "넘버",
    },
    "de": {
        "+": "plus", "=": "gleich", "±": "plus minus", "×": "mal", "÷": "geteilt durch", "≥": "mindestens", "≤": "höchstens",
        "≈": "etwa", "~": "etwa", "‰": "Promille", "°": "Grad", "℃": "Grad Celsius", "€": "Euro", "$": "Dollar", "£": "Pfund",
        "¥": "Yen", "₩": "Won", "￦": "Won", "₹": "Rupien", "№": "Nummer",
    },
    "fr": {
        "+": "plus", "=": "égale", "±": "plus ou moins", "×": "fois", "÷": "divisé par", "≥": "au moins", "≤": "au plus",
        "≈": "environ", "~": "environ", "‰": "pour mille", "°": "degrés", "℃": "degrés", "€": "euros", "$": "dollars",
        "£": "livres", "¥": "yens", "₩": "wons", "￦": "wons", "₹": "roupies", "§": "paragraphe", "№": "numéro",
    },
    "ja": {
        "+": "プラス", "±": "プラスマイナス", "×": "カケル", "÷": "ワル", "≥": "イジョウ", "≤": "イカ", "‰": "パーミル", "°": "ド",
        "℃": "ド", "%": "パーセント", "€": "ユーロ", "$": "ドル", "£": "ポンド", "¥": "エン", "₩": "ウォン", "￦": "ウォン",
        "₹": "ルピー", "№": "ナンバー",
    },
    "es": {
        "+": "más", "=": "igual a", "±": "más menos", "×": "por", "÷": "entre", "≥": "al menos", "≤": "como máximo",
        "≈": "unos", "~": "unos", "‰": "por mil", "°": "grados", "℃": "grados", "€": "euros", "$": "dólares", "£": "libras",
        "¥": "yenes", "₩": "wones", "￦": "wones", "₹": "rupias", "§": "párrafo", "№": "número",
    },
}  # fmt: skip


@cache
def leftover(language: str) -> tuple[Rule, ...]:
    """The last rules of a language: signs right before or behind a number, or with a space between."""
    words = _WORDS.get(language)
    if not words:
        return ()
    sign = "[" + re.escape("".join(words)) + "]"
    pattern = re.compile(
        rf"(?<=\d){sign}|(?<=\d[ \u00a0\u202f]){sign}|{sign}(?=[ \u00a0\u202f]?\d)|(?<=[^\W_])\+(?![\w+])"
    )
    return (Rule(pattern, lambda match, how: words.get(match[0]), "".join(words)),)  # noqa: ARG005
