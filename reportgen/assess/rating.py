"""评分：执行率、各项得分、折算、总分和等级。"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from reportgen.assess.fulfilment import Fulfilment, fulfilment
from reportgen.assess.weights import Row, infer_weights, must_be_full
from reportgen.assessment import (
    Assessment,
    Basis,
    FamilyResult,
    GoalResult,
    IndicatorResult,
    Status,
)
from reportgen.model import Goal, Indicator, Profile, Project
from reportgen.notation import (
    Kind,
    Reading,
    read_actual,
    read_points,
    read_rate,
    read_target,
    same_words,
    split_points,
)

# 一级指标没有填时按二级指标归入；“产出目标”“满意指标”等写法归到标准名称。
FAMILY_WORDS = (
    ("产出指标", ("产出", "数量", "质量", "时效", "及时")),
    ("效益指标", ("效益", "效果", "影响")),
    ("满意度指标", ("满意",)),
    ("成本指标", ("成本",)),
)


def assess(project: Project, profile: Profile) -> Assessment:
    """测算：由项目和计分口径得出自评结果。从不报错，不能确定的为 ``None``。"""
    rate = execution_rate(project)
    execution = execution_score(rate, profile)
    goals = tuple(_assess_goal(goal, project, profile) for goal in project.goals)
    results = tuple(result for goal in goals for result in goal.results)
    full = _total(_goal_full(goal) for goal in goals) if goals else None
    scores = _total(result.score for result in results) if results else None
    indicator_score, scaled = _to_profile(scores, full, profile)
    computed_total = _total([execution, indicator_score])

    stated_rate = read_rate(project.rating.rate).percent
    stated_execution = read_points(project.rating.execution_score)
    stated_total = read_points(project.rating.total)
    as_stated = project.adopt == "填报"
    if (as_stated or computed_total is None) and stated_total is not None:
        total, total_basis = stated_total, Basis.STATED
    else:
        total = computed_total
        total_basis = Basis.NONE if total is None else Basis.COMPUTED
    return Assessment(
        project=project,
        profile=profile,
        computed_rate=rate,
        rate=stated_rate / 100 if as_stated and stated_rate is not None else rate,
        computed_execution_score=execution,
        execution_score=(
            stated_execution if as_stated and stated_execution is not None else execution
        ),
        goals=goals,
        families=_families(results),
        indicator_full=full,
        indicator_sum=scores,
        computed_indicator_score=indicator_score,
        indicator_score=scores if as_stated else indicator_score,
        scaled=scaled and not as_stated,
        computed_total=computed_total,
        total=total,
        total_basis=total_basis,
        grade=grade(total, profile),
    )


def execution_rate(project: Project) -> Decimal | None:
    """预算执行率 = 执行数 ÷ 预算数（调整后），1 为 100%；预算数不是正数时没有执行率。

    来源：附件2备注1；预算数为零时不作除法（规则 B06）。
    """
    budget, executed = project.funds.budget, project.funds.executed
    if budget is None or executed is None or budget <= 0 or executed < 0:
        return None
    return executed / budget


def execution_score(rate: Decimal | None, profile: Profile) -> Decimal | None:
    """预算执行得分 = 执行分值 × 执行率，不超过执行分值（附件2备注1，规则 B03、B04）。"""
    if rate is None:
        return None
    return profile.rounded(profile.execution_points * min(rate, Decimal(1)))


def grade(total: Decimal | None, profile: Profile) -> str:
    """等级：总分达到的最高一等；口径没有等级时为空。"""
    if total is None:
        return ""
    reached = [(floor, name) for name, floor in profile.grades.items() if total >= floor]
    return max(reached)[1] if reached else ""


def family_of(indicator: Indicator) -> str:
    """一级指标的标准名称；没有填的按二级指标归入，认不出的照填报。"""
    family = split_points(indicator.family)[0].strip()
    if family.endswith("指标") and not family.startswith("满意"):
        return family
    for word in (family, indicator.category):
        for name, marks in FAMILY_WORDS:
            if word and any(mark in word for mark in marks):
                return name
    return family or "绩效指标"


def _assess_goal(goal: Goal, project: Project, profile: Profile) -> GoalResult:
    indicators = [indicator for indicator in goal.indicators if not indicator.blank]
    readings = [_read(indicator) for indicator in indicators]
    degrees = [fulfilment(target, actual) for target, actual in readings]
    rows = [
        _row(indicator, reading, degree)
        for indicator, reading, degree in zip(indicators, readings, degrees, strict=True)
    ]
    points = read_points(goal.points)
    if points is None and len(project.goals) == 1:
        points = profile.indicator_points
    infer_weights(rows, points)
    results = tuple(
        _result(indicator, reading, degree, row, project, profile)
        for indicator, reading, degree, row in zip(indicators, readings, degrees, rows, strict=True)
    )
    return GoalResult(
        goal=goal,
        results=results,
        points=points,
        score=_total(result.score for result in results) if results else None,
    )


def _read(indicator: Indicator) -> tuple[Reading, Reading]:
    target = read_target(indicator.target, indicator.label, indicator.category)
    return target, read_actual(indicator.actual, target)


def _row(indicator: Indicator, reading: tuple[Reading, Reading], degree: Fulfilment) -> Row:
    printed = read_points(indicator.weight)
    if printed is None:
        printed = split_points(indicator.name)[1]
    family, family_points = split_points(indicator.family)
    category, category_points = split_points(indicator.category)
    groups = []
    if category_points is not None:
        groups.append((f"{family}/{category}", category_points))
    if family_points is not None:
        groups.append((family, family_points))
    return Row(
        weight=printed,
        stated=read_points(indicator.score),
        full_marks=must_be_full(degree.status, degree.ratio, same_words(*reading)),
        groups=tuple(groups),
        basis=Basis.NONE if printed is None else Basis.STATED,
    )


def _result(
    indicator: Indicator,
    reading: tuple[Reading, Reading],
    degree: Fulfilment,
    row: Row,
    project: Project,
    profile: Profile,
) -> IndicatorResult:
    computed = None
    if row.weight is not None and degree.ratio is not None:
        computed = row.weight * min(degree.ratio, Decimal(1))
    score, basis = _printed_score(computed, row, project, profile)
    return IndicatorResult(
        indicator=indicator,
        family=family_of(indicator),
        category=split_points(indicator.category)[0],
        label=split_points(indicator.label)[0],
        target=reading[0],
        actual=reading[1],
        weight=row.weight,
        weight_basis=row.basis,
        ratio=degree.ratio,
        status=_status(reading[0], degree, score, row, profile),
        computed=computed,
        stated=row.stated,
        score=score,
        score_basis=basis,
    )


def _printed_score(
    computed: Decimal | None, row: Row, project: Project, profile: Profile
) -> tuple[Decimal | None, Basis]:
    """文件印哪个数：分值印在表上的定量指标按公式；留有选择的（定性指标、没有印出的分值）
    以填报为准，但不低于零、不高于印出的分值；没有填的按公式。
    """
    if project.adopt == "填报" and row.stated is not None:
        return row.stated, Basis.STATED
    if computed is not None and (row.basis is Basis.STATED or row.stated is None):
        return profile.rounded(computed), Basis.COMPUTED
    if row.stated is None:
        return None, Basis.NONE
    kept = max(row.stated, Decimal(0))
    if row.weight is not None:
        kept = min(kept, row.weight)
    return profile.rounded(kept), Basis.STATED


def _status(
    target: Reading, degree: Fulfilment, score: Decimal | None, row: Row, profile: Profile
) -> Status:
    """文字看不出的定性指标，按单位自己给的得分落在哪一档判断；分值要印在表上才作数。"""
    if degree.status is not Status.UNCLEAR or target.kind is Kind.EMPTY:
        return degree.status
    if row.basis is not Basis.STATED or not row.weight or score is None:
        return Status.UNCLEAR
    return Status.MET if score >= row.weight * profile.bands[0] / 100 else Status.UNMET


def _goal_full(goal: GoalResult) -> Decimal | None:
    """目标的满分：各项分值之和；有不知道的，取印出的目标分值，但它不能小于得分之和。"""
    weights = _total(result.weight for result in goal.results)
    if weights is not None and goal.results:
        return weights
    if goal.points is None:
        return None
    stated = sum((result.stated or Decimal(0) for result in goal.results), Decimal(0))
    return goal.points if stated <= goal.points else None


def _to_profile(
    scores: Decimal | None, full: Decimal | None, profile: Profile
) -> tuple[Decimal | None, bool]:
    """折算：表内指标满分与口径不同时（如按 100 分设置），得分合计按比例折成口径的分值。

    满分无从确定而得分合计又超过口径分值时，不能得出绩效目标得分。
    """
    if scores is None:
        return None, False
    if full is not None and full > 0 and full != profile.indicator_points:
        return profile.rounded(scores * profile.indicator_points / full), True
    if scores > profile.indicator_points:
        return None, False
    return scores, False


def _families(results: Iterable[IndicatorResult]) -> tuple[FamilyResult, ...]:
    grouped: dict[str, list[IndicatorResult]] = {}
    for result in results:
        grouped.setdefault(result.family, []).append(result)
    return tuple(
        FamilyResult(
            name=name,
            results=tuple(members),
            weight=_total(member.weight for member in members),
            score=_total(member.score for member in members),
        )
        for name, members in grouped.items()
    )


def _total(values: Iterable[Decimal | None]) -> Decimal | None:
    """合计：有一项不知道，合计就不知道。"""
    total = Decimal(0)
    for value in values:
        if value is None:
            return None
        total += value
    return total
