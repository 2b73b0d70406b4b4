"""预算执行的核查：执行率和执行得分。"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from reportgen.assessment import Assessment
from reportgen.audit.check import Code, check
from reportgen.audit.compare import difference, only_cut, same_printed
from reportgen.audit.slips import Slip, find_slip
from reportgen.finding import Finding, Severity
from reportgen.notation import Rate, read_points, read_rate
from reportgen.wording import nothing, percent, plain

ONE, FULL = Decimal(1), Decimal(100)
LEAST, MOST = Decimal("0.001"), Decimal(10)  # 执行率在这以外的，不像
MILLION = Decimal(10**6)
BUDGET, EXECUTED = "预算数", "执行数"


@check(Code("rate-mismatch", "执行率不等于执行数 ÷ 预算数", "B01 B02", "rate_wrong"))
def rate_agrees(assessment: Assessment) -> Iterator[Finding]:
    """执行率等于执行数除以预算数（调整后），按填报的小数位四舍五入（规则 B01、B02）。

    执行率和执行得分互相合得上、改动金额的一处就都合的，多半是金额写错了。
    """
    rating, funds, exact = (
        assessment.project.rating,
        assessment.project.funds,
        assessment.computed_rate,
    )
    stated = read_rate(rating.rate)
    if stated.percent is None or exact is None or _right(stated, exact):
        return
    places = stated.decimals
    executed, budget = _amount(assessment, EXECUTED), _amount(assessment, BUDGET)
    quotient = f"执行数 {plain(executed)} ÷ 预算数 {plain(budget)}"
    cut = only_cut(stated.percent, exact * 100, places)
    slip = find_slip(
        stated.percent, lambda right: same_printed(right, exact * 100, places), percent=True
    )
    if not LEAST < exact < MOST:
        slip = None  # 这样的执行率本身就不像，错的是金额
    suspects = [] if cut or slip else _suspects(assessment, stated)
    if suspects:
        (title, suspect), *_ = suspects
        told = "，或".join(f"{name}{slip.told()}" for name, slip in suspects)
        yield Finding(
            "rate-mismatch",
            Severity.ERROR,
            f"{title}填 {plain(_amount(assessment, title))}，{quotient} 得 {percent(exact)}，"
            f"填报的执行率却是 {rating.rate}（{told}）",
            f"核对预算数和执行数；金额没有错的，执行率改为 {percent(exact)}",
            funds.origin(title),
            field=f"资金/{title}",
            stated=plain(_amount(assessment, title)),
            expected=plain(suspect.right),
            rule="B02",
        )
        return
    reason = (
        "（填报的是去掉尾数，没有四舍五入）" if cut else f"（{slip.told('%')}）" if slip else ""
    )
    yield Finding(
        "rate-mismatch",
        Severity.WARNING if cut else Severity.ERROR,
        f"执行率填 {rating.rate}，按{quotient} 应为 {percent(exact)}{reason}",
        f"改为 {percent(exact)}，或核对预算数和执行数",
        rating.origin("执行率"),
        field="自评/执行率",
        stated=rating.rate,
        expected=percent(exact),
        rule="B02",
    )


def _suspects(assessment: Assessment, stated: Rate) -> list[tuple[str, Slip]]:
    """写错了的金额：改动一处，填报的执行率、执行得分就都合得上。

    元和万元弄混的，改过以后像个金额（一万元到一百亿元）的先说。
    """
    funds, profile = assessment.project.funds, assessment.profile
    budget, executed = funds.budget, funds.executed
    score = read_points(assessment.project.rating.execution_score)
    if budget is None or executed is None:
        return []
    if stated.percent == FULL and budget < executed < 2 * budget:
        return []  # 超了预算、印成 100%，是常有的

    def fits(budget: Decimal, executed: Decimal) -> bool:
        if budget <= 0 or not _right(stated, executed / budget):
            return False
        if stated.percent == FULL and executed != budget:
            return False  # 印成 100% 的，差一点也合，不能当证据
        right = profile.execution_points * min(executed, budget) / budget
        return score is None or difference(score, right, profile.decimals) is None

    found = (
        (BUDGET, find_slip(budget, lambda right: fits(right, executed))),
        (EXECUTED, find_slip(executed, lambda right: fits(budget, right))),
    )
    suspects = [(title, slip) for title, slip in found if slip is not None]
    return sorted(suspects, key=lambda each: not ONE <= each[1].right <= MILLION)


def _quotient(assessment: Assessment) -> str:
    """执行率和它怎样来的；超过预算的按 100%。"""
    rate = assessment.computed_rate or ONE
    executed, budget = _amount(assessment, EXECUTED), _amount(assessment, BUDGET)
    if rate > ONE:
        return f"100%（执行数 {plain(executed)} 超过预算数 {plain(budget)}）"
    return f"{percent(rate)}（执行数 {plain(executed)} ÷ 预算数 {plain(budget)}）"


def _amount(assessment: Assessment, title: str) -> Decimal:
    funds = assessment.project.funds
    return (funds.budget if title == BUDGET else funds.executed) or Decimal(0)


@check(
    Code(
        "execution-score-mismatch",
        "执行得分不等于执行分值 × 执行率",
        "B03 B04",
        "exec_score_wrong score_precision",
    )
)
def execution_score_agrees(assessment: Assessment) -> Iterator[Finding]:
    """执行得分等于执行分值乘执行率、不超过执行分值（附件2备注1，规则 B03、B04）。"""
    rating, profile = assessment.project.rating, assessment.profile
    stated, rate = read_points(rating.execution_score), assessment.computed_rate
    right = assessment.computed_execution_score
    if stated is None or rate is None or right is None:
        return
    gap = difference(stated, right, profile.decimals)
    if gap is None:
        return
    severity, reason = gap
    within = stated <= profile.execution_points
    full = plain(profile.execution_points)
    if severity is Severity.ERROR:
        slip = find_slip(stated, lambda value: same_printed(value, right))
        if within and from_printed_rate(assessment):
            reason = f"（填报的是按表上的执行率 {rating.rate} 计算的）"
            if rate_only_rounded(assessment):
                severity = Severity.WARNING
        elif slip:
            reason = f"（{slip.told()}）"
        elif not within:
            reason = f"（超过了执行分值 {full}）"
    yield Finding(
        "execution-score-mismatch",
        severity,
        f"执行得分填 {rating.execution_score}，按 {full}×{_quotient(assessment)}"
        f"应为 {plain(right)}{reason}",
        f"改为 {plain(right)}",
        rating.origin("执行得分"),
        field="自评/执行得分",
        stated=rating.execution_score,
        expected=plain(right),
        rule="B03" if within else "B04",
    )


@check(
    Code("rate-missing", "执行率没有填", "A02", "field_missing"),
    Code("execution-score-missing", "执行得分没有填", "A02", "field_missing"),
)
def execution_filled(assessment: Assessment) -> Iterator[Finding]:
    """填了总分的表，执行率、执行得分也要填（规则 A02）；什么分也没有填的是等程序算的。"""
    rating = assessment.project.rating
    if nothing(rating.total):
        return
    rate, score = assessment.computed_rate, assessment.computed_execution_score
    for title, text, code, severity, right in (
        # 有的表没有执行率这一栏
        (
            "执行率",
            rating.rate,
            "rate-missing",
            Severity.NOTE,
            None if rate is None else percent(rate),
        ),
        (
            "执行得分",
            rating.execution_score,
            "execution-score-missing",
            Severity.WARNING,
            None if score is None else plain(score),
        ),
    ):
        if right is not None and nothing(text):
            yield Finding(
                code,
                severity,
                f"{title}没有填，按执行数和预算数应为 {right}",
                f"填上 {right}；表上没有这一格的不用填",
                rating.origin(title) or assessment.project.origin("自评"),
                field=f"自评/{title}",
                expected=right,
                rule="A02",
            )


def from_printed_rate(assessment: Assessment) -> bool:
    """填报的执行得分占执行分值的份额，正是表上填的执行率。"""
    rating, profile = assessment.project.rating, assessment.profile
    stated, printed = read_points(rating.execution_score), read_rate(rating.rate)
    if stated is None or printed.percent is None or profile.execution_points <= 0:
        return False
    share = min(printed.percent, FULL) * profile.execution_points / 100
    finer = same_printed(printed.percent, stated * 100 / profile.execution_points, printed.decimals)
    return finer or same_printed(stated, share)


def rate_only_rounded(assessment: Assessment) -> bool:
    """填报的执行得分是按取过整的执行率算的，执行率本身没有错。"""
    printed, exact = read_rate(assessment.project.rating.rate), assessment.computed_rate
    if printed.percent is None or exact is None or not from_printed_rate(assessment):
        return False
    return _right(printed, exact) or only_cut(printed.percent, exact * 100)


def _right(stated: Rate, exact: Decimal) -> bool:
    """填报的执行率是应得的执行率取整到所印的小数位。"""
    return stated.percent is not None and same_printed(stated.percent, exact * 100, stated.decimals)
