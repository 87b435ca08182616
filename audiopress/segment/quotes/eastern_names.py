"""From the words before a particle or a verb to the name in them: Korean, Japanese and Chinese.

`항만공사 김민서 사장` and `김민서 항만공사 사장` are `김민서`, `島民の鈴木一郎さん` is `鈴木一郎`, `外交部发言人毛宁` is `毛宁`. Words that
name nobody (`한 주민`, `해양수산부 관계자`) stay whole.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Final

from audiopress.languages.attribution import Table
from audiopress.languages.names import CHINESE_FAMILY

_HANGUL = re.compile(r"[가-힣]")
_HANGUL_NAME = re.compile(
    r"(?:[김이박최정강조윤장임한오서신권황안송전홍유고문양손배백허남심노하곽성차주우구민진지엄채원천방공현함변염여추도소석선설마길연위표명기반"
    r"왕금옥육인맹제모탁국어은편용예경봉사부]|남궁|황보|제갈|사공|선우|독고)[가-힣]{2}"
)
"""A family name and a given name of two syllables, as nearly all Koreans have."""
_BODY = re.compile(
    r".+(?:공사|부|청|처|위|위원회|당|회|회의|원|국|실|팀|시|도|군|구|대|대학교|학교|병원|은행|그룹|전자|건설|물산|화학|자동차|증권|재단|협회|연구소|센터"
    r"|연맹|노조|본부|지사|지부|공단|의회|법원|신문|방송|대표팀|측|당국)"
)
"""What a Korean body's name ends with."""
_OFFICE = re.compile(r"[가-힣]{2,}[부청처위]")
"""A ministry in short, which looks like a name (`국토부`, `행안부`); hardly a given name ends so."""
_COUNTRY = re.compile(
    r"(?:[가-힣]{1,4}국|일본|러시아|북한|남한|독일|프랑스|우크라이나|이스라엘|인도|브라질|캐나다|이란|터키|튀르키예|이탈리아|스페인|호주|대만|전|현|신임|당시)"
)
BODY: Final = 3
"""Syllables of the shortest body's name that is told from a common noun by its ending (`국토부`, not `요구`)."""
_FOREIGN: Final = 6
"""Syllables of the longest word of a foreign name."""
BEFORE_NAMES: Final = frozenset(
    "居民 村民 乘客 司机 司機 学者 學者 专家 專家 议员 議員 医生 醫生 律师 律師 学生 學生 店主 作家 导演 導演 教练 教練 代表 委员 委員 董事长 董事長 总裁 總裁"
    " 分析师 分析師 经济学家 經濟學家 负责人 負責人 秘书长 秘書長 院士 会长 會長".split()
)
"""Chinese nouns before a name, besides the titles."""
_NAMELESS = re.compile(r"([가-힣])(?:모 ?씨?| ?씨)")
_CLAUSE = re.compile(r".*(?:から|まで|を|で|に)[^ァ-ヶ]*?[ぁ-ん](?=[一-龥々ァ-ヶA-Z][一-龥々ァ-ヶーA-Za-z・]+$)")
"""What tells of somebody before the name: `島で育った佐藤花子`."""
_ONCE = re.compile(r"(?:前|元|現|副|新)$")
_BESIDE = re.compile(r"[前元現副新米仏英独伊露韓中]+")
_OF_A_NATION = re.compile(r"(?<=[ァ-ヶー])(?:米|仏|英|独|伊|露|韓|中|前|元)+$")
_PARTICLE: Final = r"(?:은|는|이|가|을|를|의|와|과|도|에게|에|씨)?(?![가-힣])"
"""What may follow a name that stands behind its title: `시장 박서준은`."""
CHINESE: Final = 3
"""Signs of the longest Chinese name with a family name of one."""
_SHORT: Final = 2
"""Signs of the shortest Chinese or Japanese name."""


def plain_name(phrase: str, table: Table) -> str:
    """The name without titles and what else stands beside it; the whole phrase where it names nobody."""
    if _HANGUL.search(phrase):
        return _korean(phrase, table)
    return _japanese(phrase, table) if table.writing == "kana" else _chinese(phrase, table)


def is_name(word: str) -> bool:
    """Whether a Korean word is a family name and a given name."""
    return _HANGUL_NAME.fullmatch(word) is not None and _OFFICE.fullmatch(word) is None


def somebody(phrase: str, table: Table) -> bool:
    """Whether the words are a person's or a body's: a title, a full name or a body's ending stands at their end."""
    if not _HANGUL.search(phrase):
        return True
    last = re.sub(r"\([^)]*\)", "", phrase).split()[-1:]
    return any(
        word.endswith(tuple(table.titles))
        or _HANGUL_NAME.fullmatch(word) is not None
        or (len(word) >= BODY and _BODY.fullmatch(word) is not None)
        for word in last
    )


def nameless(text: str, name: str) -> int:
    """Of how many people who are called `김모씨` a text tells, by their ages; 0 for any other name."""
    found = _NAMELESS.fullmatch(name)
    return _of_family(text, found[1]) if found else 0


@lru_cache(maxsize=64)
def _of_family(text: str, family: str) -> int:
    """The same, kept because a text names such people again and again."""
    return len(set(re.findall(rf"\d+(?=[대세][^.\n“”]{{0,12}}?{family}모 ?씨)|(?<={family}모씨\()\d+", text)))


def fullest_name(text: str, position: int, name: str, table: Table) -> str:
    """The one longer name of the text that begins with `name`, or for a foreigner ends with it; that before `position` first."""
    places = _longer(text, name, table)
    before = [full for full, (first, _) in places.items() if first < position]
    found = before or [full for full, (_, last) in places.items() if last >= position]
    return found[0] if len(found) == 1 else name


@lru_cache(maxsize=64)
def _longer(text: str, name: str, table: Table) -> dict[str, tuple[int, int]]:
    """The longer names and where each stands first and last; a text names the same people again and again."""
    pattern = _longer_pattern(name, table)
    places: dict[str, tuple[int, int]] = {}
    for match in re.finditer(pattern, text) if pattern else ():
        full = next(filter(None, match.groups()))
        if full in places:
            places[full] = places[full][0], match.start()
        elif _may_be_full(full, name, table):
            places[full] = match.start(), match.start()
    return places


def _longer_pattern(name: str, table: Table) -> str:
    """What a longer form of the name looks like, or nothing where it is whole."""
    if _HANGUL.search(name):
        words = name.split()
        if len(words[0]) == 1 and (len(words) == 1 or words[-1] in table.titles):
            family, titles = re.escape(words[0]), _alternatives(table)
            return (
                rf"(?<![가-힣])({family}[가-힣]{{2}})(?=\s?(?:\(|[가-힣 ]{{0,12}}?(?:{titles})))"
                rf"|(?:{titles})(?:인|이던|였던)?\s({family}[가-힣]{{2}})(?={_PARTICLE})"
            )
        if len(words) == 1 and not _HANGUL_NAME.fullmatch(name):
            return rf"(?<![가-힣])([가-힣]{{2,{_FOREIGN}}} {re.escape(name)})(?=\s?(?:\(|{_COUNTRY.pattern} |{_alternatives(table)}))"
        return ""
    if table.writing == "kana":
        return (
            rf"({re.escape(name)}(?!{_alternatives(table)})[一-龥々ぁ-んァ-ヶ]{{1,4}}?)(?=[（(]|{_alternatives(table)})"
        )
    return ""


def _may_be_full(full: str, name: str, table: Table) -> bool:
    rest = full.removeprefix(name).strip() if full.startswith(name) else full.removesuffix(name).strip()
    return (
        not _BESIDE.fullmatch(rest)
        and rest not in table.titles
        and not _BODY.fullmatch(rest)
        and not _COUNTRY.fullmatch(rest)
    )


@cache
def _alternatives(table: Table) -> str:
    return "|".join(sorted(map(re.escape, table.titles), key=len, reverse=True))


def _korean(phrase: str, table: Table) -> str:
    # `30대 김모씨` without its number.
    words = re.sub(r"\([^)]*\)", " ", phrase.removeprefix("대 ").removeprefix("세 ")).split()
    bare = words
    while len(bare) > 1 and any(bare[-1].endswith(title) for title in table.titles):
        bare = bare[:-1]
    if len(bare) == len(words):
        # No title: a person, or a body with all the words of its name.
        name = next(
            (
                bare[-1].removesuffix(title)
                for title in _longest(table)
                if bare[-1].endswith(title) and len(bare[-1]) > len(title) + 1
            ),
            bare[-1],
        )
        return name if is_name(name) or len(words) == 1 else phrase
    people = [word for word in bare if is_name(word) and word not in table.titles]
    while len(bare) > 1 and _COUNTRY.fullmatch(bare[-1]):
        bare = bare[:-1]
    foreign = not _HANGUL_NAME.fullmatch(bare[-1]) and not _BODY.fullmatch(bare[-1]) and len(bare[-1]) > 1
    if foreign and len(bare[-1]) <= _FOREIGN:
        given = bare[-2] if len(bare) > 1 else ""
        beside = given and not _BODY.fullmatch(given) and not _COUNTRY.fullmatch(given) and len(given) > 1
        return f"{given} {bare[-1]}" if beside else bare[-1]
    return people[-1] if people else phrase


def _japanese(phrase: str, table: Table) -> str:
    name = phrase
    for title in _longest(table):
        if name.endswith(title) and len(name) > len(title) + 1:
            name = name.removesuffix(title)
            break
    else:
        return phrase
    clause = _CLAUSE.match(name)
    name = name[clause.end() :] if clause else name
    tail = name.rpartition("の")[2]
    if len(tail) >= _SHORT and re.match(r"[一-龥々ァ-ヶA-Za-z]", tail):
        name = tail
    return _OF_A_NATION.sub("", _ONCE.sub("", name)) or phrase


def _chinese(phrase: str, table: Table) -> str:
    for title in sorted({*table.titles, *BEFORE_NAMES}, key=len, reverse=True):
        # The title stands before the name, which is two to four signs, or behind it.
        _, found, rest = phrase.rpartition(title)
        if found and _SHORT <= len(rest) <= 2 * _SHORT:
            return rest
        if found and not rest and len(phrase) - len(title) in {2, 3}:
            return phrase.removesuffix(title)
    # `从那年起在那里卖螃蟹的王强` is `王强`.
    clause, found, name = phrase.rpartition("的")
    return name if found and clause and name[:1] in CHINESE_FAMILY and 2 <= len(name) <= CHINESE else phrase


@cache
def _longest(table: Table) -> list[str]:
    return sorted(table.titles, key=len, reverse=True)
