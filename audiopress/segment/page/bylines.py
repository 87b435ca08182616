"""Who wrote it: bylines as papers of six languages print them, with titles, addresses and agencies."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from audiopress.languages.names import CHINESE_FAMILY

AGENCIES: Final = frozenset(
    "Yonhap|Yonhap News|Yonhap News Agency|AFP|Agence France-Presse|AP|Associated Press|The Associated Press|Reuters|Thomson Reuters|Xinhua"
    "|dpa|DPA|epd|KNA|sid|Kyodo|Kyodo News|Jiji|Jiji Press|Bloomberg|EFE|ANSA|TASS|PTI|IANS|UPI|APA|AAP|Newsis|News1|Korea Herald"
    "|The Korea Herald|연합뉴스|뉴시스|뉴스1|共同|共同通信|時事|時事通信|新华社|新華社|中新社".split("|")
)
LINE: Final = 160
"""Characters of the longest line that names who wrote it: the patterns here are asked of no longer ones."""
_BY = re.compile(
    r"(?:(?:words|story|text|report|article|reported|written|compiled|posted|submitted|published|propos recueillis|texto|entrevista|reportaje"
    r"|(?:eine? )?(?:bericht|kommentar|analyse|interview|reportage|kolumne|gastbeitrag|essay|glosse|leitartikel|porträt|rezension)) )?"
    r"(?:by|von|par|por|di|door|af|av|texte?|autor(?:in)?|auteur)\b\s?:?\s+|aus [\w-]{2,20} berichtet |(?:words|texte?|texto|interview|entretien|entrevista|bericht|story)\s?:\s+(?=[A-ZÀ-Þ])",
    re.IGNORECASE,
)
_EMAIL = re.compile(r"[\s(\[<|/·-]*[\w.+-]+@[\w-]+\.[\w.-]*\w[)\]>]*")
_ASIDE = re.compile(r"\s?\([^()]{2,40}\)")
"""`(à Lindvik)` between two names."""
_LAST_AGENCY = re.compile(rf"(?<=[A-Z]{{2}}) (?:{'|'.join(sorted(map(re.escape, AGENCIES), key=len, reverse=True))})$")
_WIRES = re.compile(r"\(?(?P<all>[A-Za-z][A-Za-z0-9]+(?:-[A-Za-z][A-Za-z0-9]+){0,2})\)?")
_WITH_AGENCY = re.compile(r"(?P<paper>[A-ZÀ-Þ][\w'’ ]{1,30}?) (?:with|avec|mit|con) (?P<agency>\w+)")
_HANDLE = re.compile(r"[\s(]*@\w{2,30}\)?")
_SIGNED = re.compile(r"\w ?@\w{2,30}$")
_AFTER = re.compile(r"\s(?:[-–—|•·]|updated|published)\s.*$", re.IGNORECASE)
"""What may follow the names: a date, the name of the paper."""
_OFFICE = (
    r"(?:staff writer|writer|correspondent|reporter|editor|columnist|contributor|bureau chief|intern|redakteur(?:in)?|korrespondent(?:in)?|"
    r"journaliste|envoyée? spéciale?|correspondante?|corresponsal|redactora?)"
)
_ROLE = re.compile(
    rf"(?:,\s*(?:[\w&-]+ ){{0,3}}{_OFFICE}(?:,? (?:in|at|à|en|for) .{{2,40}})?"
    rf"|,?\s+(?:(?:senior|chief|staff|political|foreign|special|contributing|associate|deputy|national|guest) ){{0,2}}{_OFFICE}"
    r"|,?\s+staff|,?\s+(?:for the|special to) .*)\s*$",
    re.IGNORECASE,
)
_ALONE = re.compile(
    rf"(?:(?!(?:the|an?|our|his|her) )[\w&'’-]+ ){{0,4}}{_OFFICE}(?:,? (?:in|at|à|en|for|of) [\w ]{{2,30}})?",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r",?\s+(?:in|from|à|aux?|en|aus|a|desde) [A-ZÀ-Þ][\w'’-]+(?:[ -](?:(?:de|del|du|la|le|les|am|an|der|sur) ){0,2}[A-ZÀ-Þ][\w'’-]+){0,3}$"
)
"""`Luc Martin à Lyon`, `Jane Roe in Paris`."""
_WITHOUT_BY = re.compile(
    r"(?P<name>[^,]{4,40}),\s*(?:[\w&-]+ ){0,3}(?:correspondent|reporter|editor|columnist|staff writer|contributor|bureau chief)(?:,? (?:in|at|for) .{2,40})?$",
    re.IGNORECASE,
)
_PARTS = re.compile(r"\s*[,;]\s*(?:(?:and|und|et|y)\s+)?|\s+(?:and|und|et|y|e|&|with|mit|avec|con)\s+|\s*/\s*|\s*·\s*")
_BARS = re.compile(r"[/|·]")
_PARTICLES: Final = frozenset(
    "van von der den de del della di da do dos du la le bin ibn al el zu zur ten ter y e st".split()
)
_WORD = re.compile(r"[^\W\d_][\w.'’-]*")
_NOBODY: Final = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november"
    " december christmas easter default law contrast comparison train design the a an this that then now day night way mistake".split()
)
_TITLES = r"(?:선임|수습|객원|인턴|전문|취재|정치부|경제부|사회부|문화부|국제부)?\s?(?:기자|특파원|논설위원|인턴기자|선임기자|통신원|앵커)"
_HANGUL = r"[가-힣]{2,4}(?:\s?[·ㆍ,]\s?[가-힣]{2,4})*"
_KOREAN = re.compile(
    rf"(?:[(\[【][^)\]】]{{1,24}}[)\]】]\s*|[가-힣]{{2,6}}\s?[=＝]\s?|글(?:[·ㆍ,]\s?사진)?\s?[:：·]?\s?|[가-힣]{{2,6}}\s?\|\s?|by\s)?(?P<a>{_HANGUL})\s?(?:[가-힣A-Za-z]{{2,8}}\s)?(?:[가-힣]{{2,6}}(?=특파원))?{_TITLES}(?:\s*=?\s*$|\b)"
    rf"|[(\[【][가-힣A-Za-z]{{2,10}}\s(?P<c>{_HANGUL})\s?{_TITLES}[)\]】]$"
    rf"|[(\[【][^=\])】]{{1,14}}[=|]\s?(?P<b>{_HANGUL})\s?{_TITLES}\s*[)\]】]"
)
_KANJI = r"[一-龥々]{2,4}[\s　]?[一-龥々ぁ-んァ-ヶー]{0,4}"
_JAPANESE = re.compile(
    rf"(?:取材・文|文|記者|執筆|聞き手|[一-龥]{{0,6}}(?:編集委員|論説委員|特派員|支局長|部記者)|[ァ-ヶー一-龥]{{2,8}}(?:総局|支局)|(?:政治|経済|社会|国際|文化|科学|運動|外報|外信)部)(?:\s?[:：・＝=]\s?|[\s　])(?P<a>{_KANJI})$|(?P<b>[一-龥々]{{2,4}}[\s　]?[一-龥々ぁ-んァ-ヶー]{{1,4}}?)\s?(?:記者|特派員|論説委員|編集委員)$|[【（](?P<c>[一-龥々]{{2,3}}[\s　]?[一-龥々ぁ-ん]{{1,3}})[】）]$|【[^】＝=]{{1,10}}[＝=](?P<d>{_KANJI})】|[ァ-ヶー一-龥]{{2,8}}[＝=](?P<e>{_KANJI})$"
)
_PAPER = r"(?:本报|本報|本刊|本网|本網|新华社|新華社|中新社)?"
_FILED = r"(?:[\s/／]?\s?[一-龥]{2,6}(?:报道|報道|報導|电|電|摄))?"
"""`北京报道`, `／台北報導`: where from."""
_CHINESE = re.compile(
    rf"{_PAPER}(?:记者|記者|作者|文|撰文)\s?[:：/／丨|\s]\s?(?P<a>[一-龥·]{{2,4}}(?:[\s、](?![一-龥]{{2,6}}(?:报道|報道|報導|电|電)$)[一-龥·]{{2,4}})*){_FILED}$"
    rf"|[〔\[【(（]?{_PAPER}(?:记者|記者)(?P<b>[一-龥]{{2,3}}(?:[\s、][一-龥]{{2,3}})*){_FILED}[〕\]】)）]?$"
    r"|(?:新华社|新華社|中新社).{2,20}[（(](?:记者|記者)\s?(?P<c>[一-龥]{2,3}(?:[\s、][一-龥]{2,3})*)[）)]$"
    r"|(?P<d>[一-龥]{2,3}(?:[\s、][一-龥]{2,3})*)[\s　/／](?!新闻|深度|独家|专题|综合|现场|系列|连续|最新)[一-龥]{2,4}(?:报道|報道|報導)$"
)
_NOT_NAMES = re.compile(
    r"撮影|提供|担当|記事|会員|限定|写真|動画|特集|速報|独自|連載|社説|解説|号外|新聞|関連|編集|訂正|天気|広告|정치|경제|사회|문화|국제|스포츠|연예|산업|생활|사진|영상|담당|취재|현장|전문|외신|본지|해당|시민"
)


@lru_cache(maxsize=4096)
def bylines(line: str) -> tuple[str, ...]:
    """The people and agencies a line names as its authors, or nothing: `By Ahn Sung-mi and Lee Ji-yoon (a@b.example)`."""
    if len(line) > LINE:
        return ()
    # The pattern of addresses looks at every word; most lines have none.
    addressed = "@" in line and (_EMAIL.search(line) or _SIGNED.search(line)) is not None
    plain = (_HANDLE.sub("", _EMAIL.sub("", line)) if "@" in line else line).strip(" ·|,-–—/")
    eastern = _eastern(plain)
    if eastern:
        return eastern
    led = _BY.match(plain)
    if led is None:
        return _unled(plain, addressed=addressed)
    if plain[led.end() : led.end() + 1].islower():
        # `Von der Leyen` is no byline of somebody called der Leyen.
        return ()
    return people(plain[led.end() :], alone=addressed) or people(_AFTER.sub("", plain[led.end() :]), alone=addressed)


def people(names: str, *, alone: bool = False) -> tuple[str, ...]:
    """`Ahn Sung-mi, Staff writer` or `A and B` -> the names; one word is a name only when it may stand `alone`."""
    if len(names) > LINE:
        return ()
    names = _LAST_AGENCY.sub("", _ASIDE.sub("", _ROLE.sub("", names.strip()))).strip()
    if not names or len(names) > 120 or re.search(r"[.!?]\s+[a-z]|[.!?]$|\d|:", names):
        return ()
    parts = [part.strip(" .|-–—") for part in _PARTS.split(names)]
    found = [part for part in (_PLACE.sub("", _ROLE.sub("", one)) for one in parts) if _is_name(part)]
    whole = [part for part in found if " " in part or _is_agency(part)]
    return tuple(dict.fromkeys(whole or (found if alone and len(found) == 1 else ())))


def is_office(line: str) -> bool:
    """`Echo Staff Writer`, `Correspondent in Lindvik`: what an author is, on a line of its own."""
    return len(line) < 60 and _ALONE.fullmatch(line) is not None


def _unled(plain: str, *, addressed: bool) -> tuple[str, ...]:
    """A line without `by`: an agency, names with an agency, names with an address or with a title."""
    wires = None if " " in plain else _WIRES.fullmatch(plain)
    if plain in AGENCIES or (wires and all(one in AGENCIES for one in wires["all"].split("-"))):
        return (plain.strip("()"),)
    joint = _WITH_AGENCY.fullmatch(plain) if plain.rpartition(" ")[2] in AGENCIES else None
    if joint:
        return (joint["paper"], joint["agency"])
    if "," in plain and (titled := _WITHOUT_BY.match(plain)):
        return people(titled["name"])
    parts = [part.strip() for part in _BARS.split(plain)] if "/" in plain or "|" in plain or "·" in plain else []
    if len(parts) == 2 and any(part in AGENCIES for part in parts):
        found = tuple(part for part in parts if _is_name(part))
        return found if len(found) == len(parts) else ()
    return people(plain, alone=True) if addressed else ()


def _eastern(plain: str) -> tuple[str, ...]:
    """Korean, Japanese and Chinese forms."""
    if plain.isascii():
        return ()
    for pattern in (_KOREAN, _JAPANESE, _CHINESE):
        match = pattern.match(plain)
        if match and len(plain) < 60:
            names = next(one for one in match.groups() if one)
            if _NOT_NAMES.search(names):
                continue
            if pattern is _JAPANESE:
                return (names,)
            found = tuple(re.split(r"\s?[·ㆍ,、]\s?|(?<=[一-龥])\s", names))
            # `国际 北京报道` begins as `王小明 北京报道` does.
            if pattern is not _CHINESE or not match["d"] or all(one[0] in CHINESE_FAMILY for one in found):
                return found
    return ()


def like_a_name(text: str) -> bool:
    """Whether a whole line is what a name looks like: two to four words, each with a capital."""
    return 2 <= len(text.split()) <= 4 and _is_name(text)


def _is_agency(part: str) -> bool:
    """`Reuters`, `REUTERS`, `AFP-Yonhap`."""
    return part in AGENCIES or part.title() in AGENCIES or all(one in AGENCIES for one in part.split("-"))


def _is_name(part: str) -> bool:
    """One to five words, each with a capital or a particle between them; no day, month or plain word."""
    if _is_agency(part):
        return True
    words = part.split()
    return (
        1 <= len(words) <= 5
        and all(_WORD.fullmatch(word) for word in words)
        and words[0].lower() not in _NOBODY
        and words[-1].lower() not in _PARTICLES
        and all(word[0].isupper() or word.lower() in _PARTICLES for word in words)
    )
