"""评分：各项得分、折算、总分和等级。"""

from __future__ import annotations

from decimal import Decimal

from reportgen.assess.execution import execution_rate, execution_score, parts_total
from reportgen.assess.fulfilment import NOTHING, Fulfilment
from reportgen.assess.rows import COST, Line, family_of, read_line
from reportgen.assess.stated import as_stated
from reportgen.assess.totals import (
    ZERO,
    family_results,
    goal_score,
    grade,
    indicator_full,
    indicator_sum,
    rounded,
    to_profile,
    total,
)
from reportgen.assess.weights import Row, infer_weights, likely_weights
from reportgen.assessment import Assessment, Basis, GoalResult, IndicatorResult, Status
from reportgen.model import Goal, Indicator, Profile, Project
from reportgen.notation import read_points


def assess(project: Project, profile: Profile) -> Assessment:
    """测算：由项目和计分口径得出自评结果。从不报错，不能确定的为 ``None``。"""
    ruled = _by_rule(project, profile)
    return as_stated(ruled) if project.adopt == "填报" else ruled


def _by_rule(project: Project, profile: Profile) -> Assessment:
    rate = execution_rate(project.funds)
    execution = execution_score(project.funds, profile)
    tables = [
        [indicator for indicator in goal.indicators if not indicator.blank]
        for goal in project.goals
    ]
    lines = [[read_line(indicator, project.year) for indicator in table] for table in tables]
    goals = tuple(
        _assess_goal(*parts, profile)
        for parts in zip(
            project.goals, tables, lines, _goal_points(project, lines, profile), strict=True
        )
    )
    results = tuple(result for goal in goals for result in goal.results)
    full = indicator_full(goals, profile)
    scores = indicator_sum(results)
    indicator_score, scaled = to_profile(scores, full, profile)
    computed = total([execution, indicator_score])
    printed, basis = computed, Basis.COMPUTED
    if computed is None:
        printed = read_points(project.rating.total)
        basis = Basis.NONE if printed is None else Basis.STATED
    return Assessment(
        project=project,
        profile=profile,
        parts=parts_total(project.funds),
        computed_rate=rate,
        rate=rate,
        computed_execution_score=execution,
        execution_score=execution,
        goals=goals,
        families=family_results(results),
        indicator_full=full,
        indicator_sum=scores,
        computed_indicator_score=indicator_score,
        indicator_score=indicator_score,
        scaled=scaled,
        computed_total=computed,
        total=printed,
        total_basis=basis,
        grade=grade(printed, profile),
    )


def _goal_points(
    project: Project, lines: list[list[Line]], profile: Profile
) -> list[Decimal | None]:
    """各目标的分值；只有一个（填了指标的）目标没有印分值时，是口径分值的余数。"""
    points = [read_points(goal.points) for goal in project.goals]
    filled = [number for number, found in enumerate(lines) if found]
    missing = [number for number in filled if points[number] is None]
    if len(missing) == 1:
        others = sum((points[number] or ZERO for number in filled), ZERO)
        if others < profile.indicator_points:
            points[missing[0]] = profile.indicator_points - others
    return points


def _assess_goal(
    goal: Goal,
    indicators: list[Indicator],
    lines: list[Line],
    points: Decimal | None,
    profile: Profile,
) -> GoalResult:
    rows = [
        Row(line.weight, line.stated, line.full_marks, line.family, line.category) for line in lines
    ]
    infer_weights(rows, points)
    degrees = _scoring_degrees(rows, lines)
    likely = likely_weights(rows, points)
    results = tuple(
        _result(*parts, profile)
        for parts in zip(indicators, lines, degrees, rows, likely, strict=True)
    )
    return GoalResult(
        goal=goal,
        results=results,
        points=points,
        score=goal_score(results) if results else None,
    )


def _scoring_degrees(rows: list[Row], lines: list[Line]) -> list[Fulfilment]:
    """计分用的完成度：几行合用一个得分格时，后面的行没有全做到，怎样计分没有规则，
    这一格以填报为准。
    """
    degrees = [line.degree for line in lines]
    head = 0
    for number, (row, line) in enumerate(zip(rows, lines, strict=True)):
        if not row.merged:
            head = number
        elif line.degree.ratio != 1:
            degrees[head] = Fulfilment(degrees[head].status)
    return degrees


def _result(
    indicator: Indicator,
    line: Line,
    degree: Fulfilment,
    row: Row,
    likely: Decimal | None,
    profile: Profile,
) -> IndicatorResult:
    computed = None
    if row.weight is not None and not row.merged:
        computed = degree.earned(row.weight)
    score, basis = _printed_score(computed, row, profile)
    return IndicatorResult(
        indicator=indicator,
        family=family_of(line.family.name, indicator.category, COST in profile.families),
        category=line.category.name,
        label=line.label,
        target=line.target,
        actual=line.actual,
        weight=row.weight,
        weight_basis=row.basis,
        ratio=line.degree.ratio,
        deviation=line.deviation,
        attained=line.degree.attained,
        status=_status(line, score, row, profile),
        computed=computed,
        stated=row.stated,
        score=score,
        score_basis=basis,
        likely_weight=likely,
    )


def _printed_score(
    computed: Decimal | None, row: Row, profile: Profile
) -> tuple[Decimal | None, Basis]:
    """文件印哪个数：分值印在表上的定量指标按公式；留有选择的（定性指标、没有印出的分值）
    以填报为准，但不低于零、不高于分值；没有填的按公式（``采用`` 的约定）。
    """
    if computed is not None and (row.basis is Basis.STATED or row.stated is None):
        return rounded(computed, profile), Basis.COMPUTED
    if row.stated is None:
        return None, Basis.NONE
    kept = max(row.stated, ZERO)
    if row.weight is not None:
        kept = min(kept, row.weight)
    return rounded(kept, profile), Basis.STATED


def _status(line: Line, score: Decimal | None, row: Row, profile: Profile) -> Status:
    """文字看不出的定性指标，按单位自己给的得分落在哪一档判断；分值要印在表上才作数。

    定量指标的完成值比不上目标的，得分说明不了做没做到，仍是无法判断。
    """
    status = line.degree.status
    if status is not Status.UNCLEAR or line.target.quantitative:
        return status
    if line.target.kind in NOTHING or line.actual.kind in NOTHING:
        return status
    if row.basis is not Basis.STATED or not row.weight or score is None:
        return status
    return Status.MET if score >= row.weight * profile.bands[0] / 100 else Status.UNMET
