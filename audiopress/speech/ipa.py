"""IPA to what an engine takes: espeak's mnemonics, misaki's letters, and the ARPAbet of PocketSphinx's dictionary."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Final

_TABLE: Final = """
tʃ tS CH ʧ
dʒ dZ JH ʤ
eɪ eI EY A
aɪ aI AY I
ɔɪ OI OY Y
aʊ aU AW W
oʊ oU OW O
əʊ oU OW O
ɪə i@ IH,R ɪɹ
eə e@ EH,R ɛɹ
ʊə U@ UH,R ʊɹ
iː i: IY i
uː u: UW u
ɑː A: AA ɑ
ɔː O: AO ɔ
ɜː 3: ER ɜɹ
ɜːr 3: ER ɜɹ
ɝ 3: ER ɜɹ
ɚ 3 ER əɹ
əl @L AH,L ᵊl
ən @n AH,N ᵊn
i i IY i
u u: UW u
ɪ I IH ɪ
ᵻ I IH ᵻ
e E EH ɛ
ɛ E EH ɛ
æ a AE æ
a a AA ɑ
ɐ a# AH ʌ
ʌ V AH ʌ
ə @ AH ə
ɨ I IH ɪ
ʉ u: UW u
ɑ A: AA ɑ
ɒ 0 AA ɑ
ɔ O: AO ɔ
o oU OW O
ʊ U UH ʊ
p p P p
b b B b
t t T t
d d D d
ɾ t# D T
k k K k
ɡ g G ɡ
g g G ɡ
f f F f
v v V v
θ T TH θ
ð D DH ð
s s S s
z z Z z
ʃ S SH ʃ
ʒ Z ZH ʒ
ɕ S SH ʃ
ʑ Z ZH ʒ
h h HH h
ɦ h HH h
x x K k
ç h HH h
m m M m
n n N n
ŋ N NG ŋ
ɲ nj N,Y nj
l l L l
ɫ l L l
ɭ l L l
r r R ɹ
ɹ r R ɹ
ɻ r R ɹ
ʁ r R ɹ
j j Y j
w w W w
ʍ w W w
y i: IY i
ø 3: ER ɜɹ
œ 3: ER ɜɹ
ɯ U UH ʊ
ɤ V AH ʌ
ts ts T,S ts
dz dz D,Z dz
ʔ ? - -
"""
"""IPA, espeak's English mnemonic (espeak-ng docs/phonemes.md), ARPAbet (CMUdict), and the letters of misaki's American
English (misaki EN_PHONES.md), which hibari's and Kokoro's models were taught. Sounds that English lacks get the nearest
that an English voice has."""

_SILENT: Final = frozenset("ˑːˌˈ‿.|‖- ͜͡ʰʲʷˠˤ̩̯̥̃̚'̪̬̹̜̟̠̈̽˞̝̞̘̙̤̰ʼ")


@dataclass(frozen=True, slots=True)
class _Sound:
    """One sound in the four alphabets, or a mark of stress, whose second alphabet is empty where it has none."""

    ipa: str
    espeak: str
    arpabet: str
    misaki: str

    @property
    def vowel(self) -> bool:
        return self.ipa[0] in "aeiouæɐɑɒɔəɚɛɜɝɨɪᵻʉʊʌøœyɯɤ"


_STRESS: Final = {"ˈ": _Sound("ˈ", "'", "", "ˈ"), "ˌ": _Sound("ˌ", ",", "", "ˌ")}
_SPACE: Final = _Sound(" ", "||", "", " ")


@cache
def _symbols() -> tuple[_Sound, ...]:
    rows = {_Sound(*line.split()) for line in _TABLE.split("\n") if line}
    return tuple(sorted(rows, key=lambda row: (-len(row.ipa), row.ipa)))


def _parse(ipa: str) -> list[_Sound] | None:
    """Stress marks and known sounds in order; None where a letter is not one of the table's."""
    text = unicodedata.normalize("NFC", ipa).replace("͡", "").replace("͜", "").strip("/[] ")
    found: list[_Sound] = []
    at = 0
    while at < len(text):
        if text[at] in _STRESS:
            found.append(_STRESS[text[at]])
        elif row := next((row for row in _symbols() if text.startswith(row.ipa, at)), None):
            found.append(row)
            at += len(row.ipa)
            continue
        elif text[at] == " ":
            found.append(_SPACE)
        elif text[at] not in _SILENT and not unicodedata.combining(text[at]):
            return None
        at += 1
    return found


def _before_vowels(ipa: str, letters: Callable[[_Sound], str]) -> str:
    """The sounds in another alphabet, each stress before the vowel of its syllable, where IPA has it before the onset."""
    out: list[str] = []
    stress = ""
    for sound in _parse(ipa) or []:
        if sound.ipa in _STRESS:
            stress = letters(sound)
        else:
            out.append(stress * sound.vowel + letters(sound))
            stress = "" if sound.vowel else stress
    return "".join(out)


def to_espeak(ipa: str) -> str:
    """The mnemonics of espeak's English, or an empty string where a sound is not known. Stress goes before its vowel."""
    return _before_vowels(ipa, lambda sound: sound.espeak)


def to_misaki(ipa: str, *, british: bool = False) -> str:
    """The letters of misaki's English, or an empty string where a sound is not known. Stress goes before its vowel."""
    said = _before_vowels(ipa, lambda sound: sound.misaki.replace("-", ""))
    return said.replace("O", "Q") if british else said


def to_arpabet(ipa: str) -> str:
    """ARPAbet without stress, separated by spaces, or an empty string where a sound is not known."""
    phones = [phone for sound in _parse(ipa) or [] for phone in sound.arpabet.split(",") if phone and phone != "-"]
    return " ".join(phones)
