"""Japanese: 「…」と述べた, with the subject before it marked by は or が."""

from __future__ import annotations

import re

from audiopress.segment.languages.tables import Table

_NONE = re.compile(r"(?!)")

TABLE = Table(
    verbs=re.compile(
        "述べ|語っ|話し|言っ|説明し|強調し|指摘し|答え|コメントし|訴え|明らかにし|書い|話す|語る|振り返っ|主張し|発言し|尋ね|求め"
    ),
    weak_verbs=_NONE,
    according=re.compile("によると"),
    pronouns=frozenset({"彼", "彼女", "同氏", "氏"}),
    titles=frozenset(
        "首相 大統領 大臣 外相 市長 知事 議員 社長 会長 教授 監督 選手 さん 氏 報道官 局長 部長 委員長 代表 長官 船長 店長 院長 校長 博士".split()
    ),
    articles=frozenset(),
    stops=_NONE,
    cjk=True,
    before=re.compile(
        r"(?P<name>[一-龥々ァ-ヶーA-Za-zぁ-ん・]{2,24}?(?:さん|氏|首相|大統領|大臣|外相|市長|知事|議員|社長|会長|教授|監督|選手|報道官|局長|部長|委員長|代表|長官|船長|店長|院長|校長|博士)?)(?:（[^）]{1,12}）)?(?:は|が)(?=[、「\s]|[^。]{0,30}$)"
    ),
    after=re.compile(r"\s?(?:と|などと|とも|との|って)"),
)
