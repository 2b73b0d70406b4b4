"""合计：各项印出的得分相加、按一级指标汇总、折成口径的分值、定等级。"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal, InvalidOperation

from reportgen.assessment import FamilyResult, GoalResult, IndicatorResult
from reportgen.model import Profile

ZERO = Decimal(0)


def total(values: Iterable[Decimal | None]) -> Decimal | None:
    """合计：有一项不知道，合计就不知道。"""
    amount = ZERO
    for value in values:
        if value is None:
            return None
        amount += value
    return amount


def rounded(value: Decimal, profile: Profile) -> Decimal | None:
    """取整到口径的小数位；长得取不了整的数一定是填错了，当作不知道。"""
    try:
        return profile.rounded(value)
    except InvalidOperation:
        return None


def goal_score(results: Iterable[IndicatorResult]) -> Decimal | None:
    """得分合计：各项印出的得分之和；与上一行合用得分格的（分值为零）没有自己的得分。"""
    return total(
        ZERO if result.weight == ZERO and result.score is None else result.score
        for result in results
    )


def indicator_sum(results: tuple[IndicatorResult, ...]) -> Decimal | None:
    """全部指标的得分合计；一个指标也没有时没有合计。"""
    return goal_score(results) if results else None


def indicator_full(goals: Iterable[GoalResult], profile: Profile) -> Decimal | None:
    """指标的满分：各目标满分之和；没有指标的目标是模板留下的，不算。

    几个目标都没有印分值的，合起来就是口径的指标分值，除非得分已经超过它。
    """
    filled = [goal for goal in goals if goal.results]
    if not filled:
        return None
    fulls = [_goal_full(goal) for goal in filled]
    known = total(fulls)
    if known is not None:
        return known
    if any(
        full is None and goal.points is not None for goal, full in zip(filled, fulls, strict=True)
    ):
        return None
    points = profile.indicator_points
    return points if sum(map(_stated, filled), ZERO) <= points else None


def _goal_full(goal: GoalResult) -> Decimal | None:
    """目标的满分：各项分值之和；有不知道的，取印出的目标分值，但它不能小于得分之和。"""
    weights = total(result.weight for result in goal.results)
    if weights is not None:
        return weights
    if goal.points is None:
        return None
    return goal.points if _stated(goal) <= goal.points else None


def _stated(goal: GoalResult) -> Decimal:
    return sum((result.stated or ZERO for result in goal.results), ZERO)


def to_profile(
    scores: Decimal | None, full: Decimal | None, profile: Profile
) -> tuple[Decimal | None, bool]:
    """折算：表内指标满分超过口径时（如按 100 分设置），得分合计按比例折成口径的分值。

    不足口径的不往上折（多半是漏了指标或分值，由核查说明）；满分无从确定的，不能得出绩效
    目标得分。
    """
    if scores is None or full is None or full <= 0:
        return None, False
    if full <= profile.indicator_points:
        return scores, False
    return rounded(scores * profile.indicator_points / full, profile), True


def family_results(results: Iterable[IndicatorResult]) -> tuple[FamilyResult, ...]:
    """按一级指标汇总，先出现的在前。"""
    grouped: dict[str, list[IndicatorResult]] = {}
    for result in results:
        grouped.setdefault(result.family, []).append(result)
    return tuple(
        FamilyResult(
            name=name,
            results=tuple(members),
            weight=total(member.weight for member in members),
            score=goal_score(members),
        )
        for name, members in grouped.items()
    )


def grade(score: Decimal | None, profile: Profile) -> str:
    """等级：总分达到的最高一等；口径没有等级时为空（规则 D24）。"""
    if score is None:
        return ""
    reached = [(floor, name) for name, floor in profile.grades.items() if score >= floor]
    return max(reached)[1] if reached else ""
