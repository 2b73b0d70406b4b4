"""比数：填报的数和应得的数差在哪里，取整能不能解释。"""

from __future__ import annotations

from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from reportgen.finding import Severity

TOLERANCE = Decimal("0.01")


def same_printed(stated: Decimal, exact: Decimal) -> bool:
    """一致：应得的数四舍五入到填报的小数位，正是填报的数。"""
    return exact.quantize(_unit(stated), rounding=ROUND_HALF_UP) == stated


def explained_by_cutting(stated: Decimal, exact: Decimal) -> bool:
    """截尾：应得的数去掉尾数正是填报的数。"""
    return exact.quantize(_unit(stated), rounding=ROUND_DOWN) == stated


def difference(stated: Decimal, exact: Decimal, places: int) -> Severity | None:
    """差异的轻重：一致为 ``None``；取整或截尾能解释、或相差不到 0.01 为提醒，其余为错误。

    来源：``采用`` 的约定——由执行率取整或截尾引起的差异是提醒，其他超过 0.01 的是错误。
    """
    if stated == exact.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP):
        return None
    if same_printed(stated, exact) or explained_by_cutting(stated, exact):
        return Severity.WARNING
    return Severity.WARNING if abs(stated - exact) < TOLERANCE else Severity.ERROR


def _unit(stated: Decimal) -> Decimal:
    exponent = stated.as_tuple().exponent
    return Decimal(1).scaleb(min(int(exponent), 0))
