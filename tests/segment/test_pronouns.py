"""Whom a pronoun or a bare family name means: somebody for sure, or nobody, and then the narrator reads."""

from __future__ import annotations

import pytest

from audiopress.model import Quote
from audiopress.segment import find_quotes

ROAD = "“The road is quiet at night and nobody waits,” Kim said."


def last(text: str, language: str) -> Quote:
    """The last quote of a text."""
    return find_quotes(text, language=language)[-1]


@pytest.mark.parametrize(
    ("language", "text", "speaker"),
    [
        ("zh", "市长李芳周一宣布了这项计划。她说：“打扫办公室的人没有别的办法回家。”", "李芳"),
        ("zh", "市长李芳周一宣布了这项计划。\n“打扫办公室的人没有别的办法回家，”她说。", "李芳"),
        ("zh", "李芳市长感谢了司机。“没有人应该走路回家，”她补充说。", "李芳"),
        ("zh", "司机王小明已经开了二十年车。他告诉记者：“夜里的路最安静。”", "王小明"),
        ("zh", "司机王强认为夜班太长。市长李芳周一见了他。她说：“我们会听取意见。”", "李芳"),
        ("zh", "據市長李芳介紹，計劃十月開始。她表示：“我們會聽取意見。”", "李芳"),
        ("zh", "“计划十月开始，”市长李芳说。司机王强已经开了二十年车。他说：“我们每天开夜班车。”", "王强"),
        ("zh", "“计划十月开始，”市长李芳说。她说：“我们会听取意见。”", "李芳"),
        ("ko", "린드비크시 김민서 시장은 월요일 계획을 발표했다.\n그는 “집에 갈 방법이 없다”고 말했다.", "김민서"),
        (
            "ko",
            "김민서 시장은 “곧 발표하겠다”고 말했다. 이지은 의원은 반대했다. 그는 “돈이 많이 든다”고 말했다.",
            "이지은",
        ),
        (
            "ko",
            "김민서 시장은 “곧 발표하겠다”고 말했다. 이 계획에는 돈이 든다. 그는 “예산은 이미 있다”고 말했다.",
            "김민서",
        ),
        (
            "ja",
            "ルート・アムセル市長は月曜日に計画を発表した。彼女は「掃除する人には帰る方法がない」と述べた。",
            "ルート・アムセル",
        ),
        ("ja", "佐藤花子さんは二十年バスを運転してきた。彼女は「夜の道はとても静かです」と話した。", "佐藤花子"),
    ],
)
def test_a_pronoun_means_the_subject_of_the_sentence_before(language: str, text: str, speaker: str) -> None:
    """As in English, and before whoever spoke last, where somebody else has done something since."""
    found = last(text, language)

    assert (found.speaker, found.voiced) == (speaker, True)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("zh", "这座城市有三十万人口。她说：“我们会听取意见。”"),
        ("zh", "高速公路周一关闭。他说：“夜里的路最安静。”"),
        ("zh", "王强和李芳周一会面。他说：“夜里的路最安静。”"),
        ("ko", "김민서 시장과 이지은 의원은 월요일 만났다. 그는 “돈이 너무 많이 든다”고 말했다."),
        ("ko", "버스는 밤새 달린다. 그는 “돈이 너무 많이 든다”고 말했다."),
        ("ja", "佐藤花子さんと鈴木一郎さんは月曜日に会った。彼は「夜の道はとても静かです」と話した。"),
        ("ja", "市議会は月曜日に計画を決めた。彼女は「夜の道はとても静かです」と話した。"),
    ],
)
def test_where_it_may_be_two_or_nobody_the_narrator_reads(language: str, text: str) -> None:
    """No person, or two of them, stands before the pronoun."""
    assert not last(text, language).voiced


@pytest.mark.parametrize(
    "lead",
    [
        "Two drivers, both surnamed Kim, spoke to reporters.",
        "A driver surnamed Kim and a cook surnamed Kim were on the bus.",
        "A driver surnamed Kim was on the bus. So was Kim Min-su, the mayor of Lindvik.",
        "Kim Min-su, the mayor, met a driver surnamed Kim on the bus.",
        "A driver, who gave only his last name, Kim, was on the bus with Kim Ha-na.",
        "“I wait for half an hour every night,” said a driver surnamed Kim. A cook, also surnamed Kim, was less sure.",
    ],
)
def test_two_people_of_one_family_name_are_doubt(lead: str) -> None:
    """A text that gives a family name alone, and the same name again, does not say who speaks."""
    assert not last(f"{lead} {ROAD}", "en").voiced


@pytest.mark.parametrize(
    "lead",
    [
        "A driver surnamed Kim was on the bus.",
        "A driver surnamed Kim was on the bus. The driver surnamed Kim was tired.",
    ],
)
def test_one_person_of_a_family_name_speaks(lead: str) -> None:
    """`The driver surnamed Kim` was told of before."""
    found = last(f"{lead} {ROAD}", "en")

    assert (found.speaker, found.voiced) == ("Kim", True)


def test_two_koreans_without_a_given_name_are_doubt() -> None:
    """`김모씨` of thirty and `김모씨` of fifty are two; where there is one, it is that one."""
    two = "30대 김모씨는 “밤길이 조용하다고 느낀다”고 말했다. 50대 김모씨는 “버스를 오래 기다린다”고 했다."

    assert [quote.voiced for quote in find_quotes(two, language="ko")] == [False, False]
    assert [quote.voiced for quote in find_quotes(two[: two.find("50대")], language="ko")] == [True]
