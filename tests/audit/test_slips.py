"""笔误：改动一处就合的数，和是怎样写错的；说不准的不说。"""

from __future__ import annotations

from decimal import Decimal

import pytest

from reportgen.audit.compare import same_printed
from reportgen.audit.slips import find_slip

EXACT = Decimal("73.07250395")


@pytest.mark.parametrize(
    ("stated", "right", "how"),
    [
        ("79.1", "73.1", "错了一位数字"),
        ("37.07", "73.07", "数字颠倒"),
        ("70.37", "73.07", "数字颠倒"),
        ("7.307", "73.07", "小数点错位"),
        ("730.7", "73.07", "小数点错位"),
        ("0.7307", "73.07", "写成了小数形式"),
        ("73.7", "73.1", "错了一位数字"),
        ("7.07", "73.07", "漏了一位数字"),
        ("730.07", "73.07", "多了一位数字"),
        ("273.07", "73.07", "“≥”认成了 2"),
    ],
)
def test_one_change_explains_it(stated: str, right: str, how: str) -> None:
    slip = find_slip(Decimal(stated), lambda value: same_printed(value, EXACT), percent=True)
    assert slip is not None
    assert (slip.right, slip.how) == (Decimal(right), how)


@pytest.mark.parametrize("stated", ["100", "85.2", "9", "75", "0", "-73.07", "1E+30"])
def test_what_no_single_change_explains(stated: str) -> None:
    assert find_slip(Decimal(stated), lambda value: same_printed(value, EXACT), True) is None


def test_two_ways_of_the_same_kind_are_no_explanation() -> None:
    assert find_slip(Decimal("123"), lambda value: value in (Decimal(124), Decimal(323))) is None


@pytest.mark.parametrize(
    ("stated", "right", "how"),
    [
        ("26256500", "2625.65", "把元当作了万元"),
        ("2652.65", "2625.65", "数字颠倒"),
        ("2825.65", "2625.65", "错了一位数字"),
        ("262.565", "2625.65", "小数点错位"),
        ("225.65", "2625.65", "漏了一位数字"),
        ("26252.65", "2625.65", "多了一位数字"),
    ],
)
def test_a_wrong_budget(stated: str, right: str, how: str) -> None:
    rate, executed = Decimal("73.07"), Decimal("1918.63")
    slip = find_slip(Decimal(stated), lambda budget: same_printed(rate, executed * 100 / budget))
    assert slip is not None
    assert (slip.right, slip.how) == (Decimal(right), how)
