"""预算执行的核查：预算数、执行率、执行得分。"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from reportgen.assessment import Assessment
from reportgen.audit.compare import difference, explained_by_cutting, same_printed
from reportgen.finding import Finding, Severity
from reportgen.notation import read_points, read_rate
from reportgen.wording import amount, percent, plain


def budget_usable(assessment: Assessment) -> Iterator[Finding]:
    """预算数、执行数能不能用：没有填、为零、为负（规则 B06）。"""
    funds = assessment.project.funds
    for title, value, least in (
        ("预算数", funds.budget, Decimal(0)),
        ("执行数", funds.executed, None),
    ):
        if value is None:
            yield Finding(
                "amount-missing",
                Severity.ERROR,
                f"没有填{title}，执行率和总分无法计算",
                f"补上资金的“{title}”（万元）",
                funds.origin() or assessment.project.origin(),
                field=f"资金/{title}",
                rule="A02",
            )
        elif value < 0 or (least is not None and value == least):
            yield Finding(
                "amount-not-positive",
                Severity.ERROR,
                f"{title}为 {plain(value)}，执行率无法计算",
                f"核对{title}；{title}应当是正数" if least is not None else f"核对{title}",
                funds.origin(title),
                field=f"资金/{title}",
                stated=plain(value),
                rule="B06",
            )


def rate_agrees(assessment: Assessment) -> Iterator[Finding]:
    """执行率等于执行数除以预算数，按填报的小数位四舍五入（规则 B01、B02）。"""
    project = assessment.project
    stated = read_rate(project.rating.rate)
    exact = assessment.computed_rate
    if stated.percent is None or exact is None:
        return
    right = exact * 100
    printed = stated.percent.quantize(Decimal(1).scaleb(-stated.decimals))
    if same_printed(printed, right):
        return
    cut = explained_by_cutting(printed, right)
    budget, executed = project.funds.budget, project.funds.executed
    yield Finding(
        "rate-mismatch",
        Severity.WARNING if cut else Severity.ERROR,
        f"执行率填 {project.rating.rate}，按 {plain(executed or Decimal(0))}÷"
        f"{plain(budget or Decimal(0))} 应为 {percent(exact)}"
        + ("（填报的是去掉尾数，没有四舍五入）" if cut else ""),
        f"改为 {percent(exact)}，或核对预算数和执行数",
        project.rating.origin("执行率"),
        field="自评/执行率",
        stated=project.rating.rate,
        expected=percent(exact),
        rule="B02",
    )


def over_budget(assessment: Assessment) -> Iterator[Finding]:
    """执行数超过预算数：得分封顶，要说明来源或核对调整后的预算（规则 B05）。"""
    funds = assessment.project.funds
    rate = assessment.computed_rate
    if rate is None or rate <= 1 or funds.budget is None or funds.executed is None:
        return
    yield Finding(
        "rate-over-100",
        Severity.WARNING,
        f"执行率 {percent(rate)}，执行数超出预算数 {amount(funds.executed - funds.budget)}",
        "核对预算数是否为调整后总额（含结转、追加），确实超出的说明资金来源",
        funds.origin("执行数"),
        field="资金/执行数",
        stated=plain(funds.executed),
        rule="B05",
    )


def execution_score_agrees(assessment: Assessment) -> Iterator[Finding]:
    """执行得分等于执行分值乘执行率、不超过执行分值（规则 B03、B04）。"""
    rating, profile = assessment.project.rating, assessment.profile
    stated, rate = read_points(rating.execution_score), assessment.computed_rate
    right = assessment.computed_execution_score
    if stated is None or rate is None or right is None:
        return
    exact = profile.execution_points * min(rate, Decimal(1))
    severity = difference(stated, exact, profile.decimals)
    if severity is None:
        return
    reason = ""
    printed_rate = read_rate(rating.rate).percent
    if severity is Severity.ERROR and printed_rate is not None:
        by_printed = profile.execution_points * min(printed_rate / 100, Decimal(1))
        # 按表上取整的执行率算的：执行率本身没错时，只是取整引起的差异
        if same_printed(stated, by_printed):
            reason = f"（按表上的执行率 {rating.rate} 计算）"
            if same_printed(printed_rate, rate * 100):
                severity = Severity.WARNING
    yield Finding(
        "execution-score-mismatch",
        severity,
        f"执行得分填 {rating.execution_score}，按 {plain(profile.execution_points)}×"
        f"{percent(min(rate, Decimal(1)))} 应为 {plain(right)}{reason}",
        f"改为 {plain(right)}",
        rating.origin("执行得分"),
        field="自评/执行得分",
        stated=rating.execution_score,
        expected=plain(right),
        rule="B03",
    )
