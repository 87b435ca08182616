"""Quotes and their speakers by each language's own conventions: marks, order of words, particles, titles, doubt."""

from __future__ import annotations

import pytest
from tests_growth import assert_grows

from audiopress.segment import find_quotes

NOBODY = None

KOREAN = [
    (
        "린드비크 시장 박서준은 개통식에 참석했다.\n박 시장은 “이 다리는 두 마을을 이어 줄 것”이라고 말했다.\n그는 “안전이 가장 중요하다”고 강조했다.",
        [("박서준", True), ("박서준", True)],
    ),
    (
        "린드비크 시장 박서준은 참석했다. 전 시장 박민호도 왔다.\n박 시장은 “이 다리는 두 마을을 이어 줄 것”이라고 말했다.",
        [("박 시장", True)],
    ),
    ("윤보람 시장은 “버스는 밤에도 다닌다”고 말했다.", [("윤보람", True)]),
    ("윤보람 관장은 “도서관은 밤에도 연다”고 말했다.", [("윤보람", True)]),
    ("항만공사 김민서 사장은 “배가 곧 들어온다”고 밝혔다.", [("김민서", True)]),
    ("도현우 솔마루군 교통과장은 “요금은 올리지 않는다”고 설명했다.", [("도현우", True)]),
    ("20년째 배를 몬 선장 마재희 씨는 “빈 배보다는 낫다”고 했다.", [("마재희", True)]),
    ("윤보람 시장은 “적자가 컸다”며 “그래도 방법을 찾겠다”고 강조했다.", [("윤보람", True), ("윤보람", True)]),
    ("윤보람 시장은 “버스는 밤에도 다닌다”고 말했다. 그는 “요금은 그대로다”라고 덧붙였다.", [("윤보람", True)] * 2),
    ("“배가 곧 들어온다”고 김민서 사장은 말했다.", [("김민서", True)]),
    (
        "김민서 사장은 “배가 곧 들어온다”고 밝혔다. 김 사장은 “저녁에는 늦지 않게 온다”고 전했다.",
        [("김민서", True)] * 2,
    ),
    ("시는 이른바 ‘심야 버스’ 사업을 10월에 시작한다.", []),
    (
        '김민서 사장은 "배가 곧 들어온다"고 밝혔다. 그는 "걱정할 것 없다"며 "믿고 기다려 달라"고 했다.',
        [("김민서", True)] * 3,
    ),
    ('"배가 곧 들어온다"고 김민서 항만공사 사장이 말했다.', [("김민서", True)]),
    ("주민 박영수(62)씨는 “아홉 주를 기다렸다”고 토로했다.", [("박영수", True)]),
    ("한 주민은 “아홉 주를 기다렸다”고 했다.", [("한 주민", True)]),
    ("해양수산부 관계자는 “겨울에도 다닐 것”이라고 말했다.", [("해양수산부 관계자", True)]),
    ("“배가 곧 들어올 것입니다.” 김민서 사장의 말이다.", [("김민서", True)]),
    ("윤보람 시장은 “교통은 생존권”이라며 “예산을 아끼지 말라”고 지시했다.", [("윤보람", True)] * 2),
    (
        "도널드 트럼프 미국 대통령은 “좋은 거래였다”고 말했다. 트럼프 대통령은 “곧 다시 만난다”고 했다.",
        [("도널드 트럼프", True)] * 2,
    ),
    ("김 사장은 “다시는 멈추지 않겠다”고 했다. 김민서 사장은 2019년에 취임했다.", [("김민서", True)]),
    ("윤보람 시장 측은 “판결을 따를 수 없다”는 입장을 냈다.", [("윤보람 시장 측", True)]),
    # A topic that is a place, a question or a verb is no subject; the subject before it is.
    ("윤보람 시장은 기자들의 질문에는 “아직 정해진 것이 없다”고 답했다.", [("윤보람", True)]),
    ("윤보람 시장은 예산을 짜고 있는 데 대해 “버스는 밤에도 다닌다”고 말했다.", [("윤보람", True)]),
    (
        "윤보람 시장은 “버스는 밤에도 다닌다”고 말했다. 야당의 지적에는 “사실이 아니다”라고 반박했다.",
        [("윤보람", True)] * 2,
    ),
    # Many people, and a share of them, have no voice.
    ("도서관은 설문을 했다. 응답자의 68%가 “퇴근 뒤에는 문이 닫혀 있다”고 답했다.", []),
    ("주민 68명은 “버스는 밤에도 다녀야 한다”고 답했다.", []),
    ("윤보람 시장은 비판이 커지는데도 “버스는 밤에도 다닌다”고 했다.", [("윤보람", True)]),
    ("두 사람이 만났다. 이들은 “다리를 놓아 달라”고 외쳤다.", []),
    ("주민들은 ‘반값 요금’을 바란다. 이수아 의원은 “예산이 문제다”라고 지적했다.", [("이수아", True)]),
]
JAPANESE = [
    ("山田太郎市長は「夜もバスを走らせる」と述べた。", [("山田太郎", True)]),
    ("佐藤花子さんは「とても助かる」と話した。", [("佐藤花子", True)]),
    ("「今年の予算はまったく足りない」と鈴木議員は指摘した。", [("鈴木", True)]),
    ("山田太郎市長は「夜も走らせる」と述べ、「料金は変えない」と強調した。", [("山田太郎", True)] * 2),
    ("市の担当者は「来月には決まる」と説明した。", [("市の担当者", True)]),
    ("いわゆる「夜間バス」の計画が十月に始まる。", [(NOBODY, False)]),
    ("田中一郎社長は「『夜の足』を守りたい」と語った。", [("田中一郎", True)]),
    (
        "佐藤花子市長は「月曜から運航を再開する」と述べた。佐藤市長は「冬の便も必ず守る」と強調した。",
        [("佐藤花子", True)] * 2,
    ),
    ("「連絡船は月曜から再開する」。佐藤花子市長はそう語った。", [("佐藤花子", True)]),
    ("島民の鈴木一郎さん（62）は「九週間パンも食べられなかった」と振り返る。", [("鈴木一郎", True)]),
    ("山田太郎官房長官は「事実関係を確認している」と語った。", [("山田太郎", True)]),
    ("ブラウン米大統領は「素晴らしい取引だ」と述べた。", [("ブラウン", True)]),
    ("佐藤花子市長は会見では「来月には必ず決める」と述べた。", [("佐藤花子", True)]),
    ("島の計画を巡っては「住民の声を聞くべきだ」と述べた。", []),
    # A dialogue: the label before the mark; a reporter's question is the narrator's.
    ("記者「なぜ今なのですか」\n山田太郎市長「冬の前に決めたいからです」", [("山田太郎", True)]),
    ("佐藤花子さんによると、「朝四時に仕事が終わる」という。", [("佐藤花子", True)]),
]
CHINESE = [
    ("市长王晓明说：“公交车夜里也开。”", [("王晓明", True)]),
    ("“今年的预算恐怕不够，”议员李芳表示。", [("李芳", True)]),
    ("王晓明市长指出，“票价不会上涨。”", [("王晓明", True)]),
    ("李芳说：“我们等了三年。”她补充说：“现在终于有了。”", [("李芳", True)] * 2),
    ("陈伟教授认为：“这是一个好的开始。”", [("陈伟", True)]),
    ("所谓“夜间公交”计划将于十月开始。", [(NOBODY, False)]),
    ("市交通局发言人强调：“安全是第一位的。”", [("市交通局发言人", True)]),
    ("外交部发言人赵宁在记者会上表示，“中方对此表示关切”。", [("赵宁", True)]),
    ('市长王晓明说:"公交车夜里也开。"', [("王晓明", True)]),
    ("“车来得太晚，”居民赵敏告诉记者。", [("赵敏", True)]),
]
FRENCH = [
    ("« Les bus rouleront toute la nuit dès octobre », a déclaré la maire Claire Morel.", [("Claire Morel", True)]),
    ("« Les bus rouleront, a dit Claire Morel, toute la nuit dès octobre. »", [("Claire Morel", True)] * 2),
    ("La maire Claire Morel a affirmé : « Nous avons attendu trois ans ce réseau. »", [("Claire Morel", True)]),
    ("Selon Paul Girard, « le budget ne suffira pas pour toute l’année ».", [("Paul Girard", False)]),
    (
        "Claire Morel a présenté le plan lundi. « Nous avons attendu trois ans ce réseau », a-t-elle expliqué.",
        [("Claire Morel", True)],
    ),
    ("Le projet de « bus de nuit » commence en octobre.", [(NOBODY, False)]),
    ("« Le budget ne suffira pas », prévient Paul Girard, conseiller municipal.", [("Paul Girard", True)]),
    ("La maire, Claire Morel, l’assure : « Nous avons attendu trois ans. »", [("Claire Morel", True)]),
    ("« C’est une honte », s’indigne Paul Girard. « Trois ans sans bus ! », poursuit-il.", [("Paul Girard", True)] * 2),
    ("« Nous avons attendu trois ans, se souvient Claire Morel. Le réseau est là. »", [("Claire Morel", True)] * 2),
    ("« On a eu très peur », confie un chauffeur sous couvert d’anonymat.", [("un chauffeur", True)]),
    (
        "Le pont de Lindvik ouvrira lundi, a annoncé la maire, Claire Morel.\n« Nous avons bien travaillé, a-t-elle dit, et cela paie. »",
        [("Claire Morel", True)] * 2,
    ),
    (
        "Paul Girard et Marie Morel ont visité le pont.\n« Nous avons bien travaillé », explique-t-elle.\n« Cela ne suffira pas », répond-il.",
        [("Marie Morel", True), ("Paul Girard", True)],
    ),
    ("Claire Morel est arrivée lundi.\n« Nous avons bien travaillé ici », ont-ils dit.", [(NOBODY, False)]),
    (
        "La maire de Lindvik, Claire Morel, a annoncé la nouvelle.\n« Nous avons bien travaillé cette année. »",
        [("Claire Morel", True)],
    ),
    ("“On finit le travail à quatre heures du matin”, raconte Awa Diop.", [("Awa Diop", True)]),
]
GERMAN = [
    ("„Die Busse fahren ab Oktober auch nachts“, sagte Bürgermeisterin Ruth Amsel.", [("Ruth Amsel", True)]),
    ("»Die Busse fahren ab Oktober auch nachts«, erklärte Ruth Amsel.", [("Ruth Amsel", True)]),
    ("Ruth Amsel sagte: „Wir haben drei Jahre darauf gewartet.“", [("Ruth Amsel", True)]),
    ("Der Zeitung sagte Ruth Amsel: „Wir haben drei Jahre darauf gewartet.“", [("Ruth Amsel", True)]),
    ("Ruth Amsel hat am Montag erklärt: „Wir haben drei Jahre darauf gewartet.“", [("Ruth Amsel", True)]),
    ("Die Zeitung zitiert Jan Voss mit den Worten: „Das Geld reicht nicht für ein ganzes Jahr.“", [("Jan Voss", True)]),
    ("Ruth Amsel wird mit den Worten zitiert: „Wir haben drei Jahre darauf gewartet.“", [("Ruth Amsel", True)]),
    ("Laut Jan Voss „reicht das Geld nicht für ein ganzes Jahr“.", [("Jan Voss", False)]),
    ("In dem Schreiben heißt es: „Die Nachtlinien werden im Oktober eröffnet.“", [("Schreiben", False)]),
    (
        "Ruth Amsel stellte den Plan am Montag vor. „Wir haben drei Jahre darauf gewartet“, sagte sie.",
        [("Ruth Amsel", True)],
    ),
    ("Verkehrsminister Jan Voss kam. „Das Geld reicht nicht für alle“, so der Minister.", [("Jan Voss", True)]),
    ("„Das ist eine Schande für alle“, schimpft Jan Voss.", [("Jan Voss", True)]),
    (
        "„Es war wirklich knapp“, erinnert sich Ruth Amsel. Dann lacht sie. „Aber wir hatten Glück.“",
        [("Ruth Amsel", True)] * 2,
    ),
    ("„Die Leute sparen am Tag zwanzig Minuten“, so der Stadtrat Jan Voss.", [("Jan Voss", True)]),
    # The subject stands behind the verb where anything else opens the sentence, whatever nouns stand nearer.
    (
        "Gleichzeitig warnte die Moderatorin eines Senders: „Auf dem Eis kann es glatt sein.“",
        [("die Moderatorin eines Senders", True)],
    ),
    ("„Das ist eine Schande für alle“, strich Jan Voss in Hafen heraus.", [("Jan Voss", True)]),
    (
        "Einer der Feuerwehrmänner sagte: „So einen Brand habe ich noch nie gesehen.“",
        [("Einer der Feuerwehrmänner", True)],
    ),
    (
        "Wie Ruth Amsel am Montag erklärte, sieht das Amt in dem Gesetz „kein Hindernis für den Verkehr in der Stadt“.",
        [("Ruth Amsel", True)],
    ),
    ("„Das Geld reicht nicht für alle“, zitiert die Zeitung den Stadtrat Jan Voss.", [("Jan Voss", True)]),
    ("„Das Geld reicht nicht“, so Frank Richter. Frank Richter ist Stadtrat.", [("Frank Richter", True)]),
    # Whom it was said to is no part of the name, and does not speak.
    (
        "Ruth Amsel ist da. „Genau das ist gestern geschehen“, sagte Amsel der Neuen Hafener Zeitung.",
        [("Ruth Amsel", True)],
    ),
    # What a sentence of the narrator's ends with is voiced where it is sure whose words it is.
    (
        "Ruth Amsel sagte, es sei „unfassbar, mit welcher Kälte und Gleichgültigkeit hier gekündigt wird“.",
        [("Ruth Amsel", True)],
    ),
    (
        "Ruth Amsel warnte vor dem Sommer. Es drohe „eine Erwärmung von bis zu sechs Grad in der ganzen Stadt“.",
        [("Ruth Amsel", True)],
    ),
    (
        "„Das ist wohl wahr“, so Ruth Amsel. Ihr neuer Film trägt den Titel „Der lange Weg nach Hause“.",
        [("Ruth Amsel", True)],
    ),
    # What is no person and no body does not speak.
    ("Auf dem Plakat waren die Worte zu lesen: „Die Stadt gehört uns allen zusammen.“", []),
    ("Derzeit steht in dem Entwurf noch der Passus: „Die Daten werden nach einem Jahr gelöscht.“", []),
    ("Jegliche Schuld weist er von sich. Das Fazit lautete: „Die Wahl war frei und gerecht.“", []),
    ("Zwei Jahre sind vergangen. „Wir haben drei Jahre darauf gewartet“, sagt er.", []),
    ("Das Bündeln von Zeitungen hilft niemandem: „Die Leute lesen am Telefon.“", []),
    ("„Ich setze sehr stark auf ihn“, sagte Ruth Amsel der NHZ.", [("Ruth Amsel", True)]),
    ("Wovor Ruth Amsel warnt, ist klar. „Die Busse fahren nachts“, sagte Amsel.", [("Ruth Amsel", True)]),
    ("Der Staat ist ländlich geprägt. „Wir haben drei Jahre darauf gewartet.“", []),
    ("Der sogenannte „Nachtbus“ fährt ab Oktober.", [(NOBODY, False)]),
]
SPANISH = [
    ("«Los autobuses circularán toda la noche desde octubre», dijo la alcaldesa Clara Ríos.", [("Clara Ríos", True)]),
    ("“El presupuesto no alcanza para todo el año”, afirmó Pablo Gil.", [("Pablo Gil", True)]),
    ("Clara Ríos declaró: «Hemos esperado tres años por esta red.»", [("Clara Ríos", True)]),
    ("Según Pablo Gil, «el presupuesto no alcanza para todo el año».", [("Pablo Gil", False)]),
    (
        "Clara Ríos presentó el plan el lunes. «Hemos esperado tres años por esta red», explicó ella.",
        [("Clara Ríos", True)],
    ),
    ("El llamado «búho» circula desde octubre.", [(NOBODY, False)]),
    ("«Terminamos de trabajar a las cuatro», contó Rosa Peña, limpiadora, «y no hay tren».", [("Rosa Peña", True)] * 2),
    ("«Tres años sin tren», lamenta Rosa Peña. «Y nadie ha pedido perdón», remata.", [("Rosa Peña", True)] * 2),
    ("“Es una vergüenza”, ha dicho el portavoz del PSL, Pablo Gil.", [("Pablo Gil", True)]),
    ("«Los autobuses —dijo Clara Ríos— circularán toda la noche».", [("Clara Ríos", True)] * 2),
    ("“El presupuesto no alcanza”, advirtió el concejal Pablo Gil.", [("Pablo Gil", True)]),
]
CASES = [
    pytest.param(language, text, said, id=f"{language}-{number}")
    for language, cases in (
        ("ko", KOREAN),
        ("ja", JAPANESE),
        ("zh", CHINESE),
        ("fr", FRENCH),
        ("de", GERMAN),
        ("es", SPANISH),
    )
    for number, (text, said) in enumerate(cases)
]


@pytest.mark.parametrize("verb", ["笑说", "笑說", "坦承", "感叹"])
def test_how_somebody_says_it_is_no_part_of_the_name(verb: str) -> None:
    """`笑说` is a verb of saying, and its first sign nobody's given name."""
    (quote,) = find_quotes(f"“以前这里修船，现在修人。”馆长何永昌{verb}。", language="zh")

    assert (quote.speaker or "").endswith("何永昌")


@pytest.mark.parametrize(("language", "text", "said"), CASES)
def test_the_speakers_of_a_language(language: str, text: str, said: list[tuple[str | None, bool]]) -> None:
    """Each quote has its speaker and a voice of its own; emphasis and names of things stay with the narrator."""
    found = find_quotes(text, language=language)
    voiced = [(quote.speaker, quote.voiced) for quote in found if quote.voiced]

    assert voiced == [one for one in said if one[1]]
    for quote in found:
        assert text[quote.start : quote.end].find(quote.text) >= 0


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("ko", "김 사장은 “우리는 {}주를 기다렸다”고 말했다. 그는 “이제는 믿는다”고 했다."),
        ("ko", "30대 김모씨는 “우리는 {}주를 기다렸다”고 말했다. "),
        ("ja", "佐藤市長は「冬の便も{}回は必ず守る」と述べた。"),
        ("ja", "島で育った佐藤花子さんは「冬の便も{}回は必ず守る」と述べた。彼女は「うれしい」と語った。"),
        ("zh", "王晓明市长说：“公交车夜里也开{}次。”"),
        ("zh", "王晓明市长昨天来了。他说：“公交车夜里也开{}次。”"),
        ("fr", "« Nous avons attendu {} jours », a dit Claire Morel. "),
        ("en", "“We waited for {} days,” said a driver surnamed Kim. "),
        ("en", "Ida Berg met Nils Berg. “We waited for {} days,” Berg said. "),
        ("en", "The board met. “We waited for {} days,” it said. Dunya's mother sat. “We waited,” she said. "),
        ("ko", "윤보람 시장은 기자들과 만났다. “우리는 {}주를 기다렸다”고 말했다. "),
        (
            "de",
            "„Wir warteten {} Tage lang“, kündigte von der Heyden an. Aurx von der Heyden kam, Karl von der Heyden auch. ",
        ),
        ("de", "„Wir warteten {} Tage lang“, hieß es von Jan Berg, und fügte hinzu: „Wir warten noch immer.“ "),
    ],
)
def test_a_text_of_quotes_is_read_in_time_that_grows_with_it(language: str, sentence: str) -> None:
    """A surname is looked up once, and no quote makes the whole text be read again."""

    def text(count: int) -> str:
        return "".join(sentence.format(number) for number in range(count))

    assert len(find_quotes(text(800), language=language)) >= 800
    assert_grows(lambda given: find_quotes(given, language=language), text, size=200)
