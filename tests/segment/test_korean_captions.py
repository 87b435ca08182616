"""Korean captions with whose the picture is at their end, and the reporter's name behind a story's last sentence."""

from __future__ import annotations

import pytest

from audiopress.segment import read_text

PARAGRAPHS = (
    "항구시는 10월부터 섬으로 가는 여객선 요금을 올리기로 했다고 7일 밝혔다. 시는 기름값이 올라 더는 버틸 수 없다고 설명했다.",
    "주민들은 요금이 너무 비싸다고 말했다. “병원에 가는 날이 두렵다”고 한 주민은 전했다. 시는 노인에게는 할인을 해 주기로 했다.",
    "시의회는 다음 달 이 계획을 심의한다. 회의는 모두에게 열려 있다고 시의회는 밝혔다.",
)
HEAD = "여객선 요금 오른다\n\n김영희 기자\n\n2026년 9월 7일 18:05\n\n"


@pytest.mark.parametrize(
    "caption",
    [
        "7일 항구시 부두에서 주민들이 여객선을 기다리고 있다./김민수 기자",
        "주민들이 부두에서 여객선을 기다리고 있다. / 김민수 사진기자",
        "여객선 부두 전경/김민수 기자",
        "여객선이 부두에 서 있다. [사진 제공=항구시]",
        "▲ 여객선이 부두에 서 있다. ⓒ항구시",
        "부두에 선 여객선. 사진=김민수 기자",
    ],
)
def test_a_caption_is_no_paragraph_and_its_owner_no_author(caption: str) -> None:
    """Between two paragraphs a line that ends in whose the picture is, is not spoken."""
    found = read_text(HEAD + "\n\n".join((PARAGRAPHS[0], caption, *PARAGRAPHS[1:])) + "\n")

    assert found.paragraphs == PARAGRAPHS
    assert found.byline == ("김영희",)


def test_the_last_sentence_with_its_reporter_is_told() -> None:
    """The same sign behind a story's last paragraph is the reporter's, and the paragraph stays."""
    found = read_text(HEAD + "\n\n".join(PARAGRAPHS) + "/김민수 기자\n")

    assert len(found.paragraphs) == 3
    assert found.captions == ()
