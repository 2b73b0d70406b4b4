"""填报的各项相加：和填报的总分比。"""

from __future__ import annotations

from decimal import Decimal

from reportgen.assessment import Assessment, IndicatorResult
from reportgen.notation import read_points

ZERO = Decimal(0)


def adds_up(assessment: Assessment) -> bool:
    """填报的总分正是填报的各项之和：各项得分是填表的人用过的数。"""
    total = read_points(assessment.project.rating.total)
    return total is not None and total == stated_sum(assessment)


def stated_sum(assessment: Assessment) -> Decimal | None:
    """填表的人相加的各项的和：没有填的取印出的数，还没有的就加不起来。"""
    execution = read_points(assessment.project.rating.execution_score)
    if execution is None:
        execution = assessment.execution_score
    parts = [execution, *map(stated_or_printed, assessment.results)]
    known = [part for part in parts if part is not None]
    return sum(known, ZERO) if len(known) == len(parts) else None


def stated_or_printed(result: IndicatorResult) -> Decimal | None:
    """一项填报的得分；没有填的，是文件里印的。"""
    if result.stated is not None:
        return result.stated
    return ZERO if result.weight == ZERO else result.score
