"""Chinese: the speaker and the verb stand before the mark with a colon, or after it with a comma."""

from __future__ import annotations

import re

from audiopress.languages.attribution import Table

_VERBS = "笑说|笑說|笑称|笑稱|直言|坦承|感叹|感嘆|表示|指出|强调|強調|说道|說道|说|說|称|稱|认为|認為|告诉|告訴|回答|写道|寫道|补充|補充|解释|解釋|透露|坦言|介绍|介紹|宣布|问|問"

TABLE = Table(
    verbs=re.compile(_VERBS),
    weak_verbs=re.compile(r"(?!)"),
    according=re.compile("据|根據|根据"),
    pronouns=frozenset({"他", "她"}),
    plural=frozenset("他们 她们 他們 她們 双方 雙方".split()),
    titles=frozenset(
        "总统 總統 总理 總理 部长 部長 主席 市长 市長 发言人 發言人 教授 先生 女士 经理 經理 主任 局长 局長 大使 书记 記者 记者 船长 院长".split()
    ),
    articles=frozenset(),
    stops=re.compile(r"(?!)"),
    cjk=True,
    topic=re.compile(""),
    before=re.compile(
        rf"(?P<name>[一-龥·]{{1,16}}?)(?:在[^，。的]{{1,20}})?(?:还|也|则|還|則|进一步|对记者|對記者)?(?:{_VERBS})[^，。：:]{{0,8}}[：:，,]?\s?$"
    ),
    after=re.compile(rf"\s?[，,]?(?P<name>[一-龥·]{{1,16}}?)(?:还|也|则|还对记者|对记者)?(?:{_VERBS})"),
)
