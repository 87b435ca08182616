"""Korean: the subject stands before the quote with 은/는/이/가, the verb after it with 라고, 고 or 며."""

from __future__ import annotations

import re

from audiopress.languages.attribution import Endings, Table
from audiopress.languages.ko.naming import KoreanNames
from audiopress.languages.plain_quotes import any_of
from audiopress.languages.schema import Quotes

_NAME = r"[가-힣A-Za-z·]{1,20}"


def table(words: Quotes) -> Table:
    """Particles stand behind the subject, 라고 and 고 behind the mark."""
    titles = any_of(words.titles)
    return Table(
        verbs=re.compile(any_of(words.verbs)),
        according=re.compile(any_of(words.according)),
        pronouns=words.pronouns,
        plural=words.plural,
        titles=words.titles,
        documents=Endings(sorted(words.documents)),
        writing="hangul",
        sentence_end=re.compile(r"[。！？!?\n]|[다요죠]\.(?=\s)"),
        before=re.compile(
            rf"(?P<name>{_NAME}(?: {_NAME}){{0,3}}(?:\([^)]{{1,20}}\)(?: ?(?:{any_of(words.titles)}))?)?)(?:은|는|이|가|도)(?=[\s,])"
        ),
        after=re.compile(
            r"\s?(?:이?라고(?:도|만|까지)?|이?라며|이?라면서(?:도)?|고(?:도|만)?|며|면서(?:도)?|이?라는|이?란|이?라)(?=[\s,.])|는 (?:입장|뜻|말|견해|설명|취지|주장|반응)"
        ),
        no_subject=re.compile(
            r"(?:면서|에|에서|에게|로는|으로|까지|부터|보다|처럼|라고|다고|데|대해|관련해|대한|위해|통해)$|(?:있|없|않|같|싶|하|되|나오|느냐|이라|려|였|했|됐)$|[었았였했됐겠있없않졌갔왔났렸웠]다$|[는한된인진]다$"
        ),
        subjects=re.compile(
            rf"((?:[가-힣A-Za-z]+ ){{0,3}}[가-힣]{{2,6}} ?(?:{titles}))(?:\([^)]{{1,12}}\))?(?:은|는|이|가)(?=[\s,])"
            rf"|(?:{titles}) ([가-힣]{{3}})(?:은|는|이|가)(?=[\s,])"
        ),
        naming=KoreanNames(words),
        joined=re.compile("(?:와|과) "),
        leading=re.compile("(?:이에 대해|이날|한편|그러나|하지만|또|그리고) "),
        topic=re.compile("[은는도]"),
        objects=re.compile("(?:[을를]|두고|놓고|앞두고)$"),
        groups=re.compile(
            r"(?:\d[\d.,]{0,12}(?:%|퍼센트|명|곳|개|가구)|응답자\S{0,6}|참가자들|시민들|주민들)(?:은|는|이|가|도)(?=[\s,])"
        ),
        told=re.compile(
            rf"\s?(?P<name>{_NAME}(?: {_NAME}){{0,3}})의 (?:말|설명|주장|이야기|얘기|지적|전언|호소|푸념)(?:이다|이었다|입니다)"
        ),
    )
