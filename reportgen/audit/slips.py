"""笔误：一个写错的数，本来可能是哪个，错在哪里。"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from decimal import Decimal
from typing import NamedTuple

from reportgen.wording import plain

SHORTEST = 3  # 再短的数，换一位数字几乎总能凑上
LONGEST = 15
UNIT_SHIFT = 4  # 元与万元
FULL = Decimal(100)
FIGURES = "0123456789"
SWAPPED, SHIFTED = "数字颠倒", "小数点错位"
REPLACED, SURPLUS, DROPPED = "错了一位数字", "多了一位数字", "漏了一位数字"
DIGIT_WAYS = (SHIFTED, SWAPPED, REPLACED, SURPLUS, DROPPED)
EXACT_WAYS = (SWAPPED, SHIFTED)  # 改出来的数没有几个，凑巧合得上的少


class Slip(NamedTuple):
    """笔误：本来的数，和是怎样写错的。"""

    right: Decimal
    how: str

    def told(self, unit: str = "") -> str:
        """一句话，放在括号里。"""
        return f"疑为 {plain(self.right)}{unit} 误写：{self.how}"


def find_slip(
    stated: Decimal, fits: Callable[[Decimal], bool], percent: bool = False
) -> Slip | None:
    """笔误：改动一处就 ``fits`` 的数；没有的、同一种改法有几个都合的，为 ``None``。

    ``percent`` 为真时也试小数形式的百分数、认错的“≥”。
    """
    for how, originals in _ways(stated, percent):
        fitting = {original for original in originals if original != stated and fits(original)}
        if len(fitting) == 1:
            return Slip(fitting.pop(), how)
        if fitting:
            return None
    return None


def sole_slip(
    stated: Decimal, fits: Callable[[Decimal], bool], ways: Collection[str] = DIGIT_WAYS
) -> Slip | None:
    """笔误：不论怎样改，只有一个数 ``fits`` 的才算；``ways`` 是只试的几种改法。"""
    found: dict[Decimal, str] = {}
    for how, originals in _ways(stated, percent=False):
        if how in ways:
            for original in originals:
                if original != stated and original not in found and fits(original):
                    found[original] = how
    return Slip(*found.popitem()) if len(found) == 1 else None


def _ways(stated: Decimal, percent: bool) -> Iterator[tuple[str, list[Decimal]]]:
    """各种改法，常见的在前。"""
    digits, places = _digits(stated)
    if not 0 < len(digits) <= LONGEST:
        return
    if not percent:
        yield "把元当作了万元", [stated.scaleb(-UNIT_SHIFT)]
        yield "把万元当作了元", [stated.scaleb(UNIT_SHIFT)]
    else:
        yield "写成了小数形式", [stated.scaleb(2)]
        if digits.startswith("2") and len(digits) - places == SHORTEST:
            yield "“≥”认成了 2", [_number(digits[1:], places)]
    yield SHIFTED, [stated.scaleb(shift) for shift in (-3, -2, -1, 1, 2, 3)]
    if len(digits) < SHORTEST:
        return
    yield SWAPPED, [_number(each, places) for each in _swapped(digits)]
    if not (percent and stated == FULL):  # 100% 是封了顶，不是写错一位
        yield REPLACED, [_number(each, places) for each in _replaced(digits)]
    places_of = range(len(digits))
    yield (
        SURPLUS,
        [
            _number(digits[:at] + digits[at + 1 :], places - (at >= len(digits) - places))
            for at in places_of
        ],
    )
    yield (
        DROPPED,
        [
            _number(digits[:at] + digit + digits[at:], places + (at > len(digits) - places))
            for at in (*places_of, len(digits))
            for digit in FIGURES
        ],
    )


def _swapped(digits: str) -> list[str]:
    """相邻两位颠倒；没有人会写成零打头的数。"""
    found = [
        digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :]
        for at in range(len(digits) - 1)
    ]
    return [each for each in found if each[0] != "0" or digits[0] == "0"]


def _replaced(digits: str) -> list[str]:
    return [
        digits[:at] + digit + digits[at + 1 :] for at in range(len(digits)) for digit in FIGURES
    ]


def _digits(value: Decimal) -> tuple[str, int]:
    """数字和小数位；负的、写成指数的不试。"""
    sign, digits, exponent = value.as_tuple()
    if sign or not isinstance(exponent, int) or exponent > 0:
        return "", 0
    text = "".join(map(str, digits))
    return text.rjust(1 - exponent, "0"), -exponent


def _number(digits: str, places: int) -> Decimal:
    return Decimal(int(digits)).scaleb(-places)
