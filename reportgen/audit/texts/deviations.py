"""偏差：哪里和预算、目标不一样，表上有没有写原因的地方。"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from reportgen.assessment import Assessment, IndicatorResult, Status
from reportgen.finding import Severity
from reportgen.model import Project
from reportgen.wording import nothing, percent, plain

REASON, ROW_REASON = "偏差原因分析", "偏差原因"
WHOLE = Decimal(1)
SLIGHT = Decimal("0.95")  # 执行率到了这里，差得不多


class Deviation(NamedTuple):
    """偏差：怎样说，轻重，是哪个指标的（``None`` 是预算执行率）。"""

    told: str
    severity: Severity
    result: IndicatorResult | None = None


def has_reason_cell(project: Project) -> bool:
    """表上有“偏差原因分析”一格。"""
    return bool(project.deviation) or REASON in project.places


def has_reason_column(assessment: Assessment) -> bool:
    """指标的各行有“偏差原因”一栏。"""
    return any(
        result.indicator.reason or ROW_REASON in result.indicator.places
        for result in assessment.results
    )


def rate_deviation(assessment: Assessment) -> Deviation | None:
    """预算执行率不是 100%；取两位小数是 100% 的不算，全年没有支出的另有检查。"""
    funds, rate = assessment.project.funds, assessment.computed_rate
    if rate is None or funds.budget is None or funds.executed is None:
        return None
    if rate == 0 or percent(rate) in ("100%", "100.00%"):
        return None
    budget, executed = plain(funds.budget), plain(funds.executed)
    if rate > WHOLE:
        told = f"执行数 {executed} 超出预算数 {budget}，执行率 {percent(rate)}"
        return Deviation(told, Severity.WARNING)
    told = f"预算数 {budget} 执行了 {executed}，执行率 {percent(rate)}"
    return Deviation(told, Severity.NOTE if rate >= SLIGHT else Severity.WARNING)


def row_deviations(assessment: Assessment) -> Iterator[Deviation]:
    """没有完成的指标，和完成了却没有得满分的指标；这一行自己写了原因的不算。"""
    for result in assessment.results:
        if not nothing(result.indicator.reason):
            continue
        told = deviation_of(result)
        if told is not None:
            yield told


def deviation_of(result: IndicatorResult) -> Deviation | None:
    """一个指标的偏差：没有完成，或得分少于分值。"""
    indicator = result.indicator
    if result.status is Status.UNMET:
        told = f"“{result.label}”目标 {indicator.target}、实际 {indicator.actual}，没有完成"
        return Deviation(told, Severity.WARNING, result)
    if result.stated is not None and result.weight and 0 <= result.stated < result.weight:
        told = f"“{result.label}”分值 {plain(result.weight)}、得分 {indicator.score}，扣了分"
        return Deviation(told, Severity.NOTE, result)
    return None


def full_marks(assessment: Assessment) -> bool:
    """指标没有未完成的，也没有扣分的。"""
    return bool(assessment.results) and not any(map(deviation_of, assessment.results))
