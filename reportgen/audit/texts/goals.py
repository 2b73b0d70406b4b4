"""目标表述的核查：话里说了数的目标，要有指标去考核它。"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from reportgen.assessment import Assessment, IndicatorResult
from reportgen.audit.check import Code, check
from reportgen.audit.texts.scope import Scope
from reportgen.audit.texts.topics import pairs_of
from reportgen.finding import Finding, Severity
from reportgen.notation import read_actual
from reportgen.wording import enumerated, quoted

MONEY = "元"
CONTEXT = 20


@check(Code("goal-without-indicator", "目标里说的数没有指标", defects="goal_without_indicator"))
def goals_have_indicators(assessment: Assessment) -> Iterator[Finding]:
    """目标内容里说的数，各指标的目标值、完成值里没有，名称也不沾边的。

    金额不算：那是预算，不是目标。
    """
    names = {pair for result in assessment.results for pair in pairs_of(result.label)}
    values = set(_values(assessment.results))
    for goal in assessment.goals:
        if not goal.results:
            continue
        missing = list(_missing(Scope(goal.goal.statement, assessment.project), names, values))
        if missing:
            field = f"{goal.goal.name or '年度绩效目标'}/内容"
            yield Finding(
                "goal-without-indicator",
                Severity.NOTE,
                f"“{field}”里说的{enumerated([quoted(each) for each in missing])}没有对应的指标",
                "补上考核它的指标，或在目标里去掉",
                goal.goal.origin("内容"),
                field=field,
            )


def _missing(scope: Scope, names: set[str], values: set[Decimal]) -> Iterator[str]:
    for found in scope.figures:
        written = read_actual(f"{found['figure']}{found['unit']}")
        if written.value is None or written.value in values or MONEY in found["unit"]:
            continue
        if scope.other_year(found.start()):
            continue
        start = max(scope.clause(found.start()), found.start() - CONTEXT)
        end = found.start("unit") + len(written.unit or "")
        said = scope.text[start:end].strip()
        around = scope.text[start : scope.clause_end(found.start())]
        if not pairs_of(around) & names:
            yield said


def _values(results: Sequence[IndicatorResult]) -> Iterator[Decimal]:
    """各指标的目标值、完成值，和其中的各个数。"""
    for result in results:
        for reading in (result.target, result.actual):
            if reading.value is not None:
                yield reading.value
            yield from (part.value for part in reading.parts)
