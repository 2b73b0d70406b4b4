"""发现的出处：一个指标某一格上的发现。"""

from __future__ import annotations

from reportgen.assessment import IndicatorResult
from reportgen.finding import Finding, Severity
from reportgen.notation import Kind

TARGET, ACTUAL = "年初目标值", "实际完成值"
UNFILLED = {Kind.EMPTY, Kind.PLACEHOLDER}  # 这样的格等于没有填


def on_indicator(
    result: IndicatorResult,
    title: str,
    code: str,
    severity: Severity,
    message: str,
    remedy: str,
    rule: str,
    expected: str = "",
) -> Finding:
    """指标上的发现：``title`` 是所在的格，格里的原文就是填报值。"""
    indicator = result.indicator
    stated = {
        TARGET: indicator.target,
        ACTUAL: indicator.actual,
        "分值": indicator.weight,
        "得分": indicator.score,
        "偏差原因": indicator.reason,
    }
    return Finding(
        code,
        severity,
        f"“{result.label}”{message}",
        remedy,
        indicator.origin(title),
        field=f"{result.label}/{title}",
        stated=stated[title],
        expected=expected,
        rule=rule,
    )
