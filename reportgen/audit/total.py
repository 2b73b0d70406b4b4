"""总分的核查。"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from reportgen.assessment import Assessment, Basis, Status
from reportgen.audit.check import Code, check
from reportgen.audit.compare import difference, same_printed
from reportgen.audit.execution import rate_only_rounded
from reportgen.audit.miswritten import fitting_score
from reportgen.audit.scores import excused
from reportgen.audit.slips import find_slip
from reportgen.audit.stated import stated_or_printed, stated_sum
from reportgen.finding import Finding, Severity
from reportgen.notation import read_points
from reportgen.wording import nothing, plain

ZERO = Decimal(0)


@check(
    Code("total-mismatch", "总分不等于执行得分加各项得分", "D23", "total_wrong total_missing"),
    Code("total-missing", "总分没有填", "A02", "total_missing"),
    Code("total-unknown", "总分没有填，也得不出来", "D23", "total_missing"),
)
def total_agrees(assessment: Assessment) -> Iterator[Finding]:
    """总分等于执行得分加绩效目标得分（规则 D23）；填了得分的表，总分也要填（规则 A02）。"""
    rating, right = assessment.project.rating, assessment.computed_total
    stated, added = read_points(rating.total), stated_sum(assessment)
    if stated is None:
        if right is None and assessment.results:
            yield _total_unknown(assessment)
        elif right is not None and nothing(rating.total) and _scored(assessment):
            yield _total_missing(assessment, right)
    elif right is None:
        # 一个指标也没有填的，另说
        if added is not None and added != stated and assessment.results:
            yield _total_finding(
                assessment,
                Severity.ERROR,
                f"总分填 {rating.total}，表上执行得分和各项得分相加为 {plain(added)}"
                + _mistake(assessment, stated),
                "核对各项得分、分值和总分",
                plain(added),
            )
    elif stated != right and fitting_score(assessment) is None:  # 错的是一项得分，另说了
        minor = added == stated and _only_rounding(assessment)
        execution = plain(assessment.computed_execution_score or ZERO)
        indicators = plain(assessment.computed_indicator_score or ZERO)
        yield _total_finding(
            assessment,
            Severity.WARNING if minor else Severity.ERROR,
            f"总分填 {rating.total}，按执行得分 {execution} + 绩效目标得分 {indicators} "
            f"应为 {plain(right)}{_cause(assessment, stated, right, added)}",
            f"改为 {plain(right)}",
            plain(right),
        )


def _scored(assessment: Assessment) -> bool:
    """表上填了得分：总分不是留给程序算的。"""
    rating = assessment.project.rating
    return not nothing(rating.execution_score) or any(
        result.stated is not None for result in assessment.results
    )


def _cause(assessment: Assessment, stated: Decimal, right: Decimal, added: Decimal | None) -> str:
    """总分为什么错：各项错了、没有加执行得分、加错、写错。"""
    if added == stated:
        return "（与表上各项之和一致，差异来自上面的各项）"
    mistake = _mistake(assessment, stated) or _short_row(assessment, stated - right)
    if mistake:
        return mistake
    slip = find_slip(stated, lambda value: same_printed(value, right))
    if slip:
        return f"（{slip.told()}）"
    return "" if added in (None, right) else f"（表上各项相加为 {plain(added or ZERO)}）"


def _mistake(assessment: Assessment, stated: Decimal) -> str:
    """只加了各项得分的，说出来。"""
    scores = [stated_or_printed(result) for result in assessment.results]
    if None in scores or not same_printed(stated, sum((score or ZERO for score in scores), ZERO)):
        return ""
    return "（填的正是各项得分之和，没有加执行得分）"


def _short_row(assessment: Assessment, lack: Decimal) -> str:
    """差的分正好是一项完成了却没有给满的：多半是这一项的得分写错了。"""
    short = [
        result
        for result in assessment.results
        if result.status is Status.MET
        and result.weight is not None
        and result.stated is not None
        and result.weight - result.stated == lack
    ]
    if len(short) != 1:
        return ""
    (result,) = short
    return (
        f"（“{result.label}”已完成，得分填 {result.indicator.score}，若是分值 "
        f"{plain(result.weight or ZERO)}，总分就合得上）"
    )


def _total_missing(assessment: Assessment, right: Decimal) -> Finding:
    project = assessment.project
    return Finding(
        "total-missing",
        Severity.ERROR,
        f"总分没有填，按执行得分和各项得分应为 {plain(right)}",
        f"填上 {plain(right)}",
        project.rating.origin("总分") or project.origin("自评") or project.origin(),
        field="自评/总分",
        expected=plain(right),
        rule="A02",
    )


def _total_unknown(assessment: Assessment) -> Finding:
    pointless = not _scored(assessment) and all(
        result.weight_basis is not Basis.STATED for result in assessment.results
    )
    return Finding(
        "total-unknown",
        Severity.WARNING if pointless else Severity.ERROR,  # 有的表没有分值
        "总分没有填，也得不出来：金额、得分或分值不全",
        "补上缺少的金额、得分和分值",
        assessment.project.rating.origin("总分") or assessment.project.origin(),
        field="自评/总分",
        rule="D23",
    )


def _total_finding(
    assessment: Assessment, severity: Severity, message: str, remedy: str, expected: str
) -> Finding:
    rating = assessment.project.rating
    return Finding(
        "total-mismatch",
        severity,
        message,
        remedy,
        rating.origin("总分"),
        field="自评/总分",
        stated=rating.total,
        expected=expected,
        rule="D23",
    )


def _only_rounding(assessment: Assessment) -> bool:
    """各项填报的得分与应得的至多是取整的差异。"""
    execution = read_points(assessment.project.rating.execution_score)
    if rate_only_rounded(assessment):
        execution = None
    pairs = [(execution, assessment.computed_execution_score)]
    pairs += [
        (result.stated, result.computed) for result in assessment.results if not excused(result)
    ]
    for stated, right in pairs:
        if stated is not None and right is not None:
            gap = difference(stated, right, assessment.profile.decimals)
            if gap is not None and gap.severity is Severity.ERROR:
                return False
    return True
