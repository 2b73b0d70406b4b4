"""比数：填报的数和应得的数差在哪里，取整能不能解释。"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from typing import NamedTuple

from reportgen.finding import Severity
from reportgen.wording import plain

TOLERANCE = Decimal("0.01")
LONGEST = 26  # 位数再多的数一定是填错了，不取整也不会相等
FINEST = 8  # 小数位再多的也按八位比


class Gap(NamedTuple):
    """差异：轻重，和取整能解释时的说明。"""

    severity: Severity
    reason: str


def same_printed(stated: Decimal, exact: Decimal, places: int | None = None) -> bool:
    """一致：应得的数四舍五入到填报的小数位，正是填报的数。"""
    return _cut(exact, _places(stated, places), ROUND_HALF_UP) == stated


def only_cut(stated: Decimal, exact: Decimal, places: int | None = None) -> bool:
    """截尾：应得的数去掉尾数正是填报的数。"""
    return _cut(exact, _places(stated, places), ROUND_DOWN) == stated


def difference(stated: Decimal, exact: Decimal, places: int) -> Gap | None:
    """差异的轻重：一致为 ``None``；取整或截尾能解释、或相差不超过 0.01 为提醒，其余为错误。

    ``places`` 是印出的小数位。来源：``采用`` 的约定；规则 D23、D25。
    """
    if stated == _cut(exact, places, ROUND_HALF_UP):
        return None
    if same_printed(stated, exact):
        return Gap(Severity.WARNING, f"（填报的没有按 {places} 位小数四舍五入）")
    if only_cut(stated, exact):
        return Gap(Severity.WARNING, "（填报的是去掉尾数，没有四舍五入）")
    close = abs(stated - exact) <= TOLERANCE
    return Gap(Severity.WARNING if close else Severity.ERROR, "")


def close_sum(whole: Decimal, parts: Sequence[Decimal]) -> bool:
    """合计相符：各部分加起来是 ``whole``，或者差的只是各数取整的零头。

    每一部分至多差印出的小数位的一，不少于 0.01；都印成整数的，多半本来就是整数。
    """
    total = sum(parts, Decimal(0))
    if same_printed(whole, total) or same_printed(total, whole):
        return True
    places = max(_places(each, None) for each in (whole, *parts))
    unit = max(Decimal(1).scaleb(-places), TOLERANCE) if places else TOLERANCE
    return abs(whole - total) <= unit * len(parts)


def shown(exact: Decimal, places: int) -> str:
    """应得的数印出来的样子。"""
    return plain(_cut(exact, places, ROUND_HALF_UP))


def _places(stated: Decimal, places: int | None) -> int:
    if places is None:
        places = -int(stated.as_tuple().exponent)
    return min(max(places, 0), FINEST)


def _cut(value: Decimal, places: int, rounding: str) -> Decimal:
    if value.adjusted() + places > LONGEST:
        return value
    return value.quantize(Decimal(1).scaleb(-places), rounding=rounding)
