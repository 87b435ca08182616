"""A sentence in each language, for `audiopress voices preview`."""

from __future__ import annotations

from typing import Final

SAMPLES: Final[dict[str, str]] = {
    "en": "The harbour bridge will open again on Monday, the mayor said, three weeks earlier than planned.",
    "ko": "시장은 항구 다리가 예정보다 삼 주 빠른 월요일에 다시 열린다고 말했다.",
    "de": "Die Hafenbrücke wird am Montag wieder geöffnet, drei Wochen früher als geplant.",
    "fr": "Le pont du port rouvrira lundi, trois semaines plus tôt que prévu.",
    "es": "El puente del puerto volverá a abrir el lunes, tres semanas antes de lo previsto.",
    "ja": "港の橋は予定より三週間早く、月曜日に再び開通します。",
    "zh": "港口大桥将于星期一重新开放，比原计划提前三周。",
}


def sample(language: str) -> str:
    """A sentence in `language`, or the English one."""
    return SAMPLES.get(language.lower().partition("-")[0], SAMPLES["en"])
