"""Japanese: 「…」と述べた, with the subject before it marked by は or が."""

from __future__ import annotations

import re

from audiopress.languages.attribution import Endings, Table
from audiopress.languages.ja.naming import JapaneseNames
from audiopress.languages.plain_quotes import any_of
from audiopress.languages.schema import Quotes


def table(words: Quotes) -> Table:
    """は and が stand behind the subject, と behind the mark."""
    return Table(
        verbs=re.compile(any_of(words.verbs)),
        according=re.compile(any_of(words.according)),
        pronouns=words.pronouns,
        plural=words.plural,
        titles=words.titles,
        documents=Endings(sorted(words.documents)),
        writing="kana",
        before=re.compile(
            r"(?P<name>[一-龥々ァ-ヶーA-Za-zぁ-ん・]{2,24}?(?:さん|氏|首相|大統領|大臣|外相|市長|知事|議員|社長|会長|教授|監督|選手|報道官|局長|部長|委員長|代表|長官|船長|店長|院長|校長|博士)?)(?:（[^）]{1,12}）)?(?:は|が)(?=[、「\s]|[^。]{0,30}$)"
        ),
        after=re.compile(r"\s?(?:と|などと|とも|との|って)"),
        no_subject=re.compile(
            r"(?:を|を巡って|をめぐって|を受けて|を前に|について|に対して|に関して|として|によって|にとって|で|に|へ|から|まで|より|って|ても|ながら|では|には|とは)$"
        ),
        subjects=re.compile(
            rf"([一-龥々ァ-ヶーA-Za-z・]{{1,24}}?(?:{any_of(words.titles)}))(?:（[^）]{{1,12}}）)?(?:は|が|も)"
        ),
        naming=JapaneseNames(words),
        joined=re.compile("[とや、]"),
        leading=re.compile("これに対し|一方、|また、|しかし、"),
        topic=re.compile("[はが]|（"),
        groups=re.compile(r"(?:\d[\d.,]{0,12}(?:%|％|人|社|割)|回答者|住民ら|人々)(?:は|が|も)"),
        labels=re.compile(
            r"^[\s　―—－・◆◇■□●○▼]*(?P<name>[一-龥々ァ-ヶーA-Za-zぁ-ん・]{1,12}(?:さん|氏|首相|大統領|大臣|市長|知事|議員|社長|会長|教授|監督|選手|局長|部長|代表|町長|村長|記者))[\s　：:]*$"
        ),
        told=re.compile(
            r"[。、]?\s?(?P<name>[一-龥々ァ-ヶーA-Za-zぁ-ん・]{2,24}?)(?:（[^）]{1,12}）)?(?:は|が)、?(?:そう|こう|このように)(?=[一-龥])"
        ),
    )
