"""How names and terms are said: written form -> spoken form, from TOML files that an editor keeps.

    words = ["NATO"]                 # said as a word
    letters = ["LG"]                 # said letter by letter
    [say]                            # other words in its place; an empty string leaves it out
    "Cheong Wa Dae" = "Chung Wah Day"
    [ipa]                            # sounds, for engines that take them; the others get the word, or what [say] says
    "Seoul" = "soʊl"
    [language]                       # what a voice of that language may say instead
    "Lee In-young" = "ko:이인영"
    [[entry]]                        # any of them with the finer settings
    written = "pm"
    say = "prime minister"
    case = true                      # else: it matters where the entry has a capital letter
    boundary = "none"                # "word", else "start", "end" or "none": where a word may go on around it

The longest entry wins, and an entry wins over every rule of the language. Files are given the weakest first: what a
show's own file says of a word replaces what the newsroom's and the shipped ones say.
"""

# ruff: noqa: TRY004 - word lists read best as text; a wrong type in a file is a wrong value

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from audiopress.config import LANGUAGE
from audiopress.errors import ConfigError, Problem, nearest
from audiopress.languages.rewriting import Claim, How
from audiopress.languages.scripts import HAN, HANGUL, KANA
from audiopress.tables import locate, parse_toml, read_text

KINDS: Final = ("say", "word", "letters", "ipa", "language")
BOUNDARIES: Final = ("word", "start", "end", "none")
_TABLES: Final = ("words", "letters", "say", "ipa", "language", "entry")
_KEYS: Final = ("written", *KINDS, "words", "case", "boundary")
_UNSURE: Final = frozenset(
    "who it us am pm aids ai may so to go or me no do is an as at be by he if in of on up we".split()
)
"""Words that an acronym in a headline of capitals cannot be told from."""


_CURRENCIES: Final = frozenset("$€£₩￦¥￥")


@dataclass(frozen=True, slots=True, kw_only=True)
class LexiconEntry:
    """One written form and what to do with it."""

    written: str
    kind: str
    """One of `KINDS`."""
    value: str = ""
    """The words (`say`), the sounds (`ipa`), or the words for a voice of `language` (empty: the written ones)."""
    ipa: str = ""
    """Of a `say`: the sounds of its words, for engines that take them."""
    language: str = ""
    case: bool = True
    boundary: str = "word"
    where: str = ""
    """`file:line` it comes from."""


@dataclass(frozen=True)
class Lexicon:
    """Entries by their written form. Immutable; `with_entries` gives a new one."""

    entries: tuple[LexiconEntry, ...] = ()
    _index: dict[str, list[LexiconEntry]] = field(default_factory=dict, compare=False, repr=False)

    def __post_init__(self) -> None:
        """The last entry of a form wins; the index finds them by their first two letters, the longest first."""
        for each in self.heard():
            self._index.setdefault(_low(_straight(each.written[:2])), []).append(each)
        for found in self._index.values():
            found.sort(key=lambda each: (-len(each.written), not each.case))

    def heard(self) -> tuple[LexiconEntry, ...]:
        """The entries that count: of a form that several files give, the last one's."""
        forms = ((_straight(each.written), each) for each in self.entries)
        latest = {(form if each.case else form.casefold(), each.case): each for form, each in forms}
        return tuple(latest.values())

    def with_entries(self, entries: Iterable[LexiconEntry]) -> Lexicon:
        """This lexicon with more entries, which win over its own."""
        return Lexicon((*self.entries, *entries))

    def find(self, words: str) -> tuple[LexiconEntry, ...]:
        """Entries whose written or spoken form holds the words, in any case."""
        wanted = words.casefold()
        return tuple(e for e in self.entries if wanted in e.written.casefold() or wanted in e.value.casefold())

    def claims(self, text: str, how: How, *, shouting: bool = False) -> Iterator[Claim]:
        """What the entries claim of a text, from left to right. `shouting`: it is all capitals, so case says nothing."""
        place, size = 0, len(text)
        plain = _straight(text)
        low, index = _low(plain), self._index
        single = any(len(key) == 1 for key in index)
        while place < size:
            found = index.get(low[place : place + 2], [])
            if single and place + 1 < size:
                found = [*found, *index.get(low[place], [])]
            for entry in found:
                end = place + len(entry.written)
                if _fits(entry, plain, low, place, end, shouting=shouting):
                    for claim in _claims(entry, text, place, end, how):
                        yield claim
                        place = claim.end - 1
                    break
            place += 1


def _straight(text: str) -> str:
    """With typewriter's apostrophes: an entry is found in whichever way the paper writes them. Offsets stay."""
    return text.replace("’", "'").replace("‘", "'").replace("ʼ", "'")


def _low(text: str) -> str:
    """Case folded, letter by letter: offsets stay."""
    low = text.casefold()
    if len(low) == len(text):
        return low
    return "".join(letter if len(letter.casefold()) != 1 else letter.casefold() for letter in text)


def _fits(entry: LexiconEntry, text: str, low: str, start: int, end: int, *, shouting: bool) -> bool:
    if entry.case and not shouting:
        if not text.startswith(_straight(entry.written), start):
            return False
    elif not low.startswith(_low(_straight(entry.written)), start):
        return False
    if shouting and entry.written.casefold() in _UNSURE:
        return False
    if entry.kind == "letters" and re.match(r"-?\d", text[end : end + 2]):
        return False
    if entry.boundary in {"word", "start"} and start and _continues(text[start - 1], text[start]):
        return False
    if entry.boundary in {"word", "end"} and end < len(text) and _continues(text[end - 1], text[end]):
        plural = entry.kind in {"letters", "word"} and re.match(r"s(?![^\W_])", text[end : end + 2]) is not None
        return plural or _particle(text[end - 1])
    return True


def _script(letter: str) -> str:
    if HANGUL.match(letter):
        return "hangul"
    if KANA.match(letter):
        return "kana"
    if HAN.match(letter):
        return "han"
    return "other"


def _continues(left: str, right: str) -> bool:
    """Whether two characters belong to one word. Scripts that meet do not; kana and Han stand without spaces.

    `US$5` is one word: the sum is in dollars of that country.
    """
    if right in _CURRENCIES and left.isalnum():
        return True
    if not (left.isalnum() and right.isalnum()):
        return False
    script = _script(left)
    return script == _script(right) and script not in {"kana", "han"}


def _particle(last: str) -> bool:
    """Korean particles follow a name without a space."""
    return _script(last) == "hangul"


def _claims(entry: LexiconEntry, text: str, start: int, end: int, how: How) -> Iterator[Claim]:
    """Letters with a sign between them leave it to the language: `R&D` is R and D."""
    if entry.kind != "letters" or "&" not in entry.written:
        yield _claim(entry, text, start, end, how)
        return
    runs = list(re.finditer("[^&]+", text[start:end]))
    for run in runs[:-1]:
        yield Claim(start + run.start(), start + run.end(), how.letters(run[0]))
    yield _claim(entry, text, start + runs[-1].start(), end, how)


def _claim(entry: LexiconEntry, text: str, start: int, end: int, how: How) -> Claim:
    written = text[start:end]
    if entry.kind == "say":
        return Claim(start, end, entry.value, phonemes=entry.ipa)
    if entry.kind == "ipa":
        return Claim(start, end, written, phonemes=entry.value)
    if entry.kind == "language":
        return Claim(start, end, written, language=entry.language, other=entry.value or written)
    tail = re.match(r"['’]?s(?![^\W_])", text[end:])
    if entry.kind == "letters":
        stop = end + len(tail[0]) if tail else end
        return Claim(start, stop, how.letters(written) + how.suffix(tail[0] if tail else ""))
    stop = end + 1 if tail and tail[0] == "s" else end
    return Claim(start, stop, how.acronym(written) + text[end:stop])


# ---- files


@dataclass(frozen=True, slots=True)
class _File:
    """A file of the lexicon, known by what it says: a newsroom's is most often a copy of the shipped one."""

    text: str
    path: Path = field(compare=False)


def load_lexicon(paths: Sequence[Path]) -> Lexicon:
    """The lexicon of several files, the weakest first. Raises ConfigError with every problem of every file.

    What was parsed before is not parsed again: each of many episodes asks for the same files.
    """
    return _lexicon(tuple((path, read_text(path)) for path in paths))


@lru_cache(maxsize=16)
def _lexicon(files: tuple[tuple[Path, str], ...]) -> Lexicon:
    entries: list[LexiconEntry] = []
    problems: list[Problem] = []
    for path, text in files:
        try:
            found = _read(_File(text, path))
        except ConfigError as error:
            if not error.problems:
                raise
            problems += error.problems
        else:
            entries += _standing_in(path, found)
    if problems:
        count = "one problem" if len(problems) == 1 else f"{len(problems)} problems"
        where = str(files[0][0]) if len(files) == 1 else ""
        raise ConfigError(f"{count} in the lexicon", where=where, problems=problems)
    return Lexicon(tuple(entries))


def _standing_in(path: Path, entries: Sequence[LexiconEntry]) -> Sequence[LexiconEntry]:
    """The entries of a file, which were perhaps read in one that says the same."""
    if not entries or entries[0].where.startswith(f"{path}:"):
        return entries
    return [replace(each, where=f"{path}:{each.where.rpartition(':')[2]}") for each in entries]


@lru_cache(maxsize=32)
def _read(file: _File) -> tuple[LexiconEntry, ...]:
    """The entries of a file. Raises ConfigError with its problems."""
    path, text = file.path, file.text
    table = parse_toml(text, path)
    entries: list[LexiconEntry] = []
    problems: list[Problem] = []
    lines, headers = _lines(text), _headers(text)
    for key in table:
        if key not in _TABLES:
            near = nearest(key, _TABLES)
            hint = f"did you mean {near!r}?" if near else f"known: {', '.join(_TABLES)}"
            problems.append(Problem(f"{path}:{locate(text, (key,))}", f"{key}: unknown key", hint))
    for where, raw in raw_entries(table):
        index = where[1] if where[0] == "entry" and len(where) == 2 else None
        known = isinstance(index, int) and index < len(headers)
        at = f"{path}:{headers[int(index or 0)] if known else _line(lines, text, where, raw)}"
        try:
            entries.append(replace(entry_of(raw), where=at))
        except ValueError as error:
            problems.append(Problem(at, f"{'.'.join(map(str, where))}: {error}"))
    entries = _married(entries)
    seen: dict[tuple[str, bool], str] = {}
    for each in entries:
        form = (each.written, each.case)
        if form in seen:
            problems.append(
                Problem(each.where, f"{each.written!r} is here already, at {seen[form]}", "keep one of them")
            )
        seen.setdefault(form, each.where)
    if problems:
        raise ConfigError("problems in the lexicon", where=str(path), problems=problems)
    return tuple(entries)


def _married(entries: list[LexiconEntry]) -> list[LexiconEntry]:
    """A word in [say] and in [ipa] is one entry: the words, and how they sound."""
    sounds = {(each.written, each.case): each.value for each in entries if each.kind == "ipa"}
    said = {(each.written, each.case) for each in entries if each.kind == "say" and each.value and not each.ipa}
    return [
        replace(each, ipa=sounds.get((each.written, each.case), each.ipa))
        if each.kind == "say" and each.value
        else each
        for each in entries
        if not (each.kind == "ipa" and (each.written, each.case) in said)
    ]


def _lines(text: str) -> dict[str, int]:
    """Every quoted word or bare key of the file to the first line it stands on."""
    found: dict[str, int] = {}
    for number, line in enumerate(text.splitlines(), 1):
        for match in re.finditer(r"\"((?:[^\"\\]|\\.)*)\"|'([^']*)'|^\s*([\w-]+)\s*=", line):
            found.setdefault(next(part for part in match.groups() if part is not None), number)
    return found


def _headers(text: str) -> list[int]:
    """The lines of `[[entry]]`, the first entry's first: a long file is walked once, not once an entry."""
    return [number for number, line in enumerate(text.splitlines(), 1) if re.match(r"\s*\[\[\s*entry\s*\]\]", line)]


def _line(lines: dict[str, int], text: str, where: tuple[str | int, ...], raw: Any) -> int:
    written = raw.get("written") if isinstance(raw, dict) else None
    if isinstance(written, str) and where[0] != "entry" and written in lines:
        return lines[written]
    return locate(text, where)


def raw_entries(table: dict[str, Any]) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    """Every entry of the file in the form of `[[entry]]`."""
    for name, kind in (("words", "word"), ("letters", "letters")):
        values = table.get(name, [])
        for index, written in enumerate(values if isinstance(values, list) else [None]):
            yield (name, index), {"written": written, kind: True}
    for name in ("say", "ipa", "language"):
        values = table.get(name, {})
        for written, value in values.items() if isinstance(values, dict) else [("", None)]:
            yield (name, written), {"written": written, name: value}
    values = table.get("entry", [])
    for index, raw in enumerate(values if isinstance(values, list) else [None]):
        yield ("entry", index), raw


def entry_of(raw: Any) -> LexiconEntry:
    """An entry from its table. Raises ValueError saying what is wrong."""
    if not isinstance(raw, dict):
        raise ValueError("expected a table")
    unknown = [key for key in raw if key not in _KEYS]
    if unknown:
        near = nearest(unknown[0], _KEYS)
        raise ValueError(f"unknown key {unknown[0]!r}" + (f" (did you mean {near!r}?)" if near else ""))
    written = raw.get("written")
    if not isinstance(written, str) or not written.strip():
        raise ValueError("expected the written form as text")
    kinds = [kind for kind in KINDS if kind in raw]
    if len(kinds) != 1 and kinds != ["say", "ipa"]:
        raise ValueError(f"{written!r} needs exactly one of {', '.join(KINDS)} (or say with ipa)")
    kind = kinds[0]
    ipa = _value("ipa", raw["ipa"], "")[0] if len(kinds) > 1 else ""
    boundary = raw.get("boundary", "word")
    if boundary not in BOUNDARIES:
        raise ValueError(f"boundary must be one of {', '.join(BOUNDARIES)}")
    case = raw.get("case", any(letter.isupper() for letter in written))
    if not isinstance(case, bool):
        raise ValueError("case must be true or false")
    value, language = _value(kind, raw[kind], raw.get("words", ""))
    written = unicodedata.normalize("NFC", written.strip())
    return LexiconEntry(
        written=written, kind=kind, value=value, ipa=ipa, language=language, case=case, boundary=boundary
    )


def _value(kind: str, value: Any, words: Any) -> tuple[str, str]:
    if kind in {"word", "letters"}:
        if value is not True:
            raise ValueError(f"{kind} must be true")
        return "", ""
    if not isinstance(value, str) or not isinstance(words, str):
        raise ValueError(f"{kind} must be text")
    if any(unicodedata.category(letter) == "Cc" for letter in value + words):
        raise ValueError(f"{kind} holds a control character")
    if kind == "ipa":
        _no_garbage(value)
    if kind != "language":
        return value.strip(), ""
    language, _, inline = value.partition(":")
    if not LANGUAGE.fullmatch(language.strip()):
        raise ValueError(f"{language!r} is not a language code")
    return (inline or words).strip(), language.strip()


_IPA: Final = frozenset(
    "abcdefhijklmnopqrstuvwxyzɡgæçðøħŋœƈɓɖɗɠʄʛɐɑɒɔɕɘəɚɛɜɝɞɟɢɣɤɥɦɧɨɪɫɬɭɮɯɰɱɲɳɴɵɶɸɹɺɻɽɾʀʁʂʃʈʉʊʋʌʍʎʏʐʑʒʔʕʘʙʜʝʟʡʢβθχᵻᵿⱱɩɷ"
    "ǀǁǂǃˈˌːˑ.|‖‿͜͡↗↘ꜜꜛ˥˦˧˨˩ʰʲʷˠˤʱʴⁿˡʼ'˞- /[]()"
)
"""Letters and marks of the International Phonetic Alphabet (chart of 2020), with what older notation still writes."""
_MEANT: Final = {":": "ː", "!": "ǃ", "?": "ʔ", "@": "ə", '"': "ˈ", ",": "ˌ", "’": "ʼ"}


def _no_garbage(ipa: str) -> None:
    """Raises ValueError where `ipa` holds what is no sound."""
    if not any(unicodedata.category(letter) in {"Ll", "Lo"} for letter in ipa):
        raise ValueError("ipa must not be empty" if not ipa.strip() else f"ipa {ipa!r} holds no sound")
    for letter in unicodedata.normalize("NFD", ipa):
        if letter not in _IPA and not unicodedata.combining(letter):
            meant = f"; did you mean {_MEANT[letter]!r}?" if letter in _MEANT else ""
            raise ValueError(f"{letter!r} in {ipa!r} is not a sign of the phonetic alphabet{meant}")


# ---- entries as values


def make_entry(written: str, *, case: bool | None = None, boundary: str = "word", **what: str | bool) -> LexiconEntry:
    """An entry from one of `say=`, `word=True`, `letters=True`, `ipa=`, `language=` (with `words=`). Raises ConfigError."""
    raw: dict[str, Any] = {"written": written, "boundary": boundary, **what}
    if case is not None:
        raw["case"] = case
    try:
        return entry_of(raw)
    except ValueError as error:
        raise ConfigError(str(error), hint="`audiopress lexicon add --help` shows what an entry may say") from None


def entry_table(entry: LexiconEntry) -> dict[str, Any]:
    """An entry as the keys of its `[[entry]]`."""
    table: dict[str, Any] = {"written": entry.written}
    if entry.kind in {"word", "letters"}:
        table[entry.kind] = True
    elif entry.kind == "language":
        table["language"] = entry.language
        if entry.value:
            table["words"] = entry.value
    else:
        table[entry.kind] = entry.value
        if entry.ipa:
            table["ipa"] = entry.ipa
    if entry.case != any(letter.isupper() for letter in entry.written):
        table["case"] = entry.case
    if entry.boundary != "word":
        table["boundary"] = entry.boundary
    return table
