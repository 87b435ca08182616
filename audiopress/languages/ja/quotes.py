"""Japanese: 「…」と述べた, with the subject before it marked by は or が."""

from __future__ import annotations

import re

from audiopress.languages.attribution import Table

_NONE = re.compile(r"(?!)")

TABLE = Table(
    verbs=re.compile(
        "述べ|語っ|話し|言っ|説明し|強調し|指摘し|答え|コメントし|訴え|明らかにし|書い|話す|語る|振り返っ|主張し|発言し|尋ね|求め"
    ),
    weak_verbs=_NONE,
    according=re.compile("によると"),
    pronouns=frozenset({"彼", "彼女", "同氏", "氏"}),
    titles=frozenset(
        "官房長官 官房副長官 外務大臣 財務相 防衛相 法相 文科相 厚労相 農相 経産相 国交相 環境相 総務相 幹事長 総裁 政調会長 書記長 副大臣 副市長 副知事 町長 村長 区長"
        " 理事長 専務 常務 司令官 弁護士 医師 教諭 准教授 名誉教授 研究員 主任 署長 機長 学長 理事 コーチ 主将 大使 次官 事務次官 主席 総書記 記者 住職 店主 容疑者 被告 首相 大統領 大臣 外相 市長 知事 議員 社長 会長 教授 監督 選手 さん 氏 報道官 局長 部長 委員長 代表 長官 船長 店長 院長 校長 博士".split()
    ),
    articles=frozenset(),
    stops=_NONE,
    cjk=True,
    before=re.compile(
        r"(?P<name>[一-龥々ァ-ヶーA-Za-zぁ-ん・]{2,24}?(?:さん|氏|首相|大統領|大臣|外相|市長|知事|議員|社長|会長|教授|監督|選手|報道官|局長|部長|委員長|代表|長官|船長|店長|院長|校長|博士)?)(?:（[^）]{1,12}）)?(?:は|が)(?=[、「\s]|[^。]{0,30}$)"
    ),
    after=re.compile(r"\s?(?:と|などと|とも|との|って)"),
    no_subject=re.compile(
        r"を|(?:について|に対して|に関して|として|によって|にとって|で|に|と|へ|から|まで|より|って|ても|ながら|では|には|とは)$"
    ),
    topic=re.compile("[はが]|（"),
    groups=re.compile(r"(?:\d[\d.,]{0,12}(?:%|％|人|社|割)|回答者|住民ら|人々)(?:は|が|も)"),
    labels=re.compile(
        r"^[\s　―—－・◆◇■□●○▼]*(?P<name>[一-龥々ァ-ヶーA-Za-zぁ-ん・]{1,12}(?:さん|氏|首相|大統領|大臣|市長|知事|議員|社長|会長|教授|監督|選手|局長|部長|代表|町長|村長|記者))[\s　：:]*$"
    ),
    told=re.compile(
        r"[。、]?\s?(?P<name>[一-龥々ァ-ヶーA-Za-zぁ-ん・]{2,24}?)(?:（[^）]{1,12}）)?(?:は|が)、?(?:そう|こう|このように)(?=[一-龥])"
    ),
    plural=frozenset("彼ら 彼女ら 両氏 両者 人々".split()),
)
