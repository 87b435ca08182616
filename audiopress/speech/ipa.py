"""IPA to what an engine takes: espeak's mnemonics for English, and the ARPAbet of PocketSphinx's dictionary."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import Final

_TABLE: Final = """
tʃ tS CH
dʒ dZ JH
eɪ eI EY
aɪ aI AY
ɔɪ OI OY
aʊ aU AW
oʊ oU OW
əʊ oU OW
ɪə i@ IH,R
eə e@ EH,R
ʊə U@ UH,R
iː i: IY
uː u: UW
ɑː A: AA
ɔː O: AO
ɜː 3: ER
ɜːr 3: ER
ɝ 3: ER
ɚ 3 ER
əl @L AH,L
ən @n AH,N
i i IY
u u: UW
ɪ I IH
ᵻ I IH
e E EH
ɛ E EH
æ a AE
a a AA
ɐ a# AH
ʌ V AH
ə @ AH
ɨ I IH
ʉ u: UW
ɑ A: AA
ɒ 0 AA
ɔ O: AO
o oU OW
ʊ U UH
p p P
b b B
t t T
d d D
ɾ t# D
k k K
ɡ g G
g g G
f f F
v v V
θ T TH
ð D DH
s s S
z z Z
ʃ S SH
ʒ Z ZH
ɕ S SH
ʑ Z ZH
h h HH
ɦ h HH
x x K
ç h HH
m m M
n n N
ŋ N NG
ɲ nj N,Y
l l L
ɫ l L
ɭ l L
r r R
ɹ r R
ɻ r R
ʁ r R
j j Y
w w W
ʍ w W
y i: IY
ø 3: ER
œ 3: ER
ɯ U UH
ɤ V AH
ts ts T,S
dz dz D,Z
ʔ ? -
"""
"""IPA, espeak's English mnemonic (espeak-ng docs/phonemes.md), ARPAbet (CMUdict). Sounds that English lacks get the
nearest that an English voice has."""

_SILENT: Final = frozenset("ˑːˌˈ‿.|‖- ͜͡ʰʲʷˠˤ̩̯̥̃̚'̪̬̹̜̟̠̈̽˞̝̞̘̙̤̰ʼ")


@cache
def _symbols() -> tuple[tuple[str, str, str], ...]:
    rows = [tuple(line.split()) for line in _TABLE.split("\n") if line]
    return tuple(sorted({(a, b, c) for a, b, c in rows}, key=lambda row: (-len(row[0]), row[0])))


def _parse(ipa: str) -> list[tuple[str, str, str]] | None:
    """Stress marks and known sounds in order; None where a letter is not one of the table's."""
    text = unicodedata.normalize("NFC", ipa).replace("͡", "").replace("͜", "").strip("/[] ")
    found: list[tuple[str, str, str]] = []
    at = 0
    while at < len(text):
        if text[at] == "ˈ":
            found.append(("ˈ", "'", ""))
        elif text[at] == "ˌ":
            found.append(("ˌ", ",", ""))
        elif row := next((row for row in _symbols() if text.startswith(row[0], at)), None):
            found.append(row)
            at += len(row[0])
            continue
        elif text[at] == " ":
            found.append((" ", "||", ""))
        elif text[at] not in _SILENT and not unicodedata.combining(text[at]):
            return None
        at += 1
    return found


def to_espeak(ipa: str) -> str:
    """The mnemonics of espeak's English, or an empty string where a sound is not known. Stress goes before its vowel."""
    parsed = _parse(ipa)
    if parsed is None:
        return ""
    out: list[str] = []
    stress = ""
    for symbol, mnemonic, _ in parsed:
        if symbol in "ˈˌ":
            stress = mnemonic
        elif stress and _vowel(symbol):
            out.append(stress + mnemonic)
            stress = ""
        else:
            out.append(mnemonic)
    return "".join(out)


def to_arpabet(ipa: str) -> str:
    """ARPAbet without stress, separated by spaces, or an empty string where a sound is not known."""
    parsed = _parse(ipa)
    if parsed is None:
        return ""
    phones = [phone for _, _, said in parsed for phone in said.split(",") if phone and phone != "-"]
    return " ".join(phones)


def _vowel(symbol: str) -> bool:
    return symbol[0] in "aeiouæɐɑɒɔəɚɛɜɝɨɪᵻʉʊʌøœyɯɤ"
