"""Korean numbers in words: Sino-Korean ones, native ones before a counter, figures one by one."""

from __future__ import annotations

from typing import Final

_DIGIT: Final = "영일이삼사오육칠팔구"
_SMALL: Final = ("", "십", "백", "천")
_LARGE: Final = ("", "만", "억", "조", "경", "해")
_ONES: Final = " 한 두 세 네 다섯 여섯 일곱 여덟 아홉".split(" ")[1:]
_TENS: Final = "열 스물 서른 마흔 쉰 예순 일흔 여든 아흔".split()


def sino(number: int) -> str:
    """12345 -> `만 이천삼백사십오`."""
    if number < 0:
        return f"마이너스 {sino(-number)}"
    if number == 0:
        return "영"
    if number >= 10 ** (4 * len(_LARGE)):
        return digits(str(number))
    groups = []
    scale = 0
    while number:
        number, group = divmod(number, 10000)
        if group:
            groups.append(_group(group, scale) + _LARGE[scale])
        scale += 1
    return " ".join(reversed(groups))


def _group(group: int, scale: int) -> str:
    """Four digits; the one before 십, 백, 천 is silent, and so is that of 만."""
    if group == 1:
        return "" if scale == 1 else "일"
    said = ""
    for place in (3, 2, 1, 0):
        digit = group // 10**place % 10
        if digit:
            said += ("" if digit == 1 and place else _DIGIT[digit]) + _SMALL[place]
    return said


def native(number: int) -> str:
    """1 to 99 before a counter: 21 -> `스물한`, 20 -> `스무`."""
    if number == 20:
        return "스무"
    tens, ones = divmod(number, 10)
    return (_TENS[tens - 1] if tens else "") + (_ONES[ones - 1] if ones else "")


def digits(text: str, zero: str = "영") -> str:
    """`010` -> `영일영`."""
    return "".join((zero if each == "0" else _DIGIT[int(each)]) for each in text if each in "0123456789")


def number(text: str) -> str:
    """A number as written, with commas, a point, a sign."""
    sign = "마이너스 " if text[:1] in {"-", "−"} else ""
    whole, point, part = text.lstrip("-−+").replace(",", "").partition(".")
    said = digits(whole) if len(whole) > 1 and whole[0] == "0" else sino(int(whole or 0))
    return sign + (f"{said}점{digits(part)}" if point and part else said)
