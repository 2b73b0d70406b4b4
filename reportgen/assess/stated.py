"""采用填报：已经报出、不能再改的表，文件里印填报的数，应得的数留给核查。"""

from __future__ import annotations

from reportgen.assess.execution import plausible
from reportgen.assess.totals import family_results, goal_score, grade, indicator_sum, total
from reportgen.assessment import Assessment, Basis, GoalResult, IndicatorResult
from reportgen.notation import read_points, read_rate


def as_stated(ruled: Assessment) -> Assessment:
    """印填报的数：填了什么印什么，没有填的仍印应得的数；``computed_*`` 不变。"""
    rating = ruled.project.rating
    rate = read_rate(rating.rate).percent
    if rate is not None and not plausible(rate):
        rate = None
    execution = read_points(rating.execution_score)
    if execution is None:
        execution = ruled.execution_score
    goals = tuple(_goal(goal) for goal in ruled.goals)
    results = tuple(result for goal in goals for result in goal.results)
    score = indicator_sum(results)
    printed, basis = read_points(rating.total), Basis.STATED
    if printed is None:
        printed = total([execution, score])
        basis = Basis.NONE if printed is None else Basis.COMPUTED
    return ruled._replace(
        rate=ruled.rate if rate is None else rate / 100,
        execution_score=execution,
        goals=goals,
        families=family_results(results),
        indicator_sum=score,
        indicator_score=score,
        scaled=False,
        total=printed,
        total_basis=basis,
        grade=grade(printed, ruled.profile),
    )


def _goal(goal: GoalResult) -> GoalResult:
    results = tuple(_result(result) for result in goal.results)
    return goal._replace(results=results, score=goal_score(results))


def _result(result: IndicatorResult) -> IndicatorResult:
    if result.stated is None:
        return result
    return result._replace(score=result.stated, score_basis=Basis.STATED)
