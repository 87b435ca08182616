"""Korean: the subject stands before the quote with 은/는/이/가, the verb after it with 라고, 고 or 며."""

from __future__ import annotations

import re

from audiopress.languages.attribution import Table

_NAME = r"[가-힣A-Za-z·]{1,20}"
_TITLES = (
    "대통령 총리 장관 차관 의원 대표 위원장 시장 도지사 지사 구청장 군수 국장 과장 실장 본부장 원장 회장 사장 대변인 교수 박사 감독 선수 씨"
    " 이장 통장 반장 계장 부장 차장 처장 청장 센터장 위원 후보 주무관 활동가 어부 농민 상인 대사 총장 소장 팀장 이사장 이사 변호사 판사 검사 기자 작가 배우 가수 관계자 선장 주민 점장 셰프 연구원 교사 학생"
    " 내정자 후보자 당선인 지명자 원내대표 당대표 최고위원 수석 비서관 행정관 총괄 상무 전무 부회장 부사장 부총리 국무총리 부의장 의장 사무총장 목사 신부 스님 옹 군 양 여사 형사 경감 경위 소방관"
)
_NONE = re.compile(r"(?!)")

TABLE = Table(
    verbs=re.compile(
        "말했|밝혔|강조했|전했|설명했|주장했|덧붙였|지적했|답했|물었|당부했|평가했|비판했|언급했|촉구했|토로했|반박했|약속했|예상했|전망했|호소했|썼다|적었"
    ),
    weak_verbs=_NONE,
    according=re.compile("에 따르면"),
    pronouns=frozenset({"그", "그녀", "그는", "그녀는"}),
    titles=frozenset(_TITLES.split()),
    articles=frozenset(),
    stops=_NONE,
    cjk=True,
    before=re.compile(
        rf"(?P<name>{_NAME}(?: {_NAME}){{0,3}}(?:\([^)]{{1,20}}\)(?: ?(?:{'|'.join(_TITLES.split())}))?)?)(?:은|는|이|가|도)(?=[\s,])"
    ),
    after=re.compile(
        r"\s?(?:이?라고(?:도|만|까지)?|이?라며|이?라면서|고(?:도|만)?|며|면서|이?라는|이?란|이?라)(?=[\s,.])|는 (?:입장|뜻|말|견해|설명|취지|주장|반응)"
    ),
    no_subject=re.compile(
        r"(?:에|에서|에게|로는|으로|까지|부터|보다|처럼|라고|다고|데|대해|관련해|대한|위해|통해)$|(?:있|없|않|같|싶|하|되|나오|느냐|이라|려|였|했|됐)$"
    ),
    topic=re.compile("[은는도]"),
    groups=re.compile(
        r"(?:\d[\d.,]{0,12}(?:%|퍼센트|명|곳|개|가구)|응답자\S{0,6}|참가자들|시민들|주민들)(?:은|는|이|가|도)(?=[\s,])"
    ),
    told=re.compile(
        rf"\s?(?P<name>{_NAME}(?: {_NAME}){{0,3}})의 (?:말|설명|주장|이야기|얘기|지적|전언|호소|푸념)(?:이다|이었다|입니다)"
    ),
    plural=frozenset("그들 이들 저들 양측 양국 두 일부 주민들 시민들".split()),
)
