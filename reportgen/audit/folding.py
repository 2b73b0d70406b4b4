"""归并：一处错引起的几处，收在起因下面，只说一次。"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

from reportgen.assessment import Assessment
from reportgen.audit.execution import from_printed_rate
from reportgen.audit.total import stated_sum
from reportgen.finding import Finding, Severity
from reportgen.notation import read_points

RATE, EXECUTION, TOTAL = "rate-mismatch", "execution-score-mismatch", "total-mismatch"
TEXT, LIKELY = "text-figure-differs", "likely-score-differs"
WEIGHTS, WHOLE, INDICATOR = "points-not-profile", "年度绩效目标/分值", "indicator-score-mismatch"
# 错了总分就跟着错的
PARTS = (RATE, EXECUTION, INDICATOR, "score-out-of-range", "score-above-band")
AMOUNTS = ("资金/预算数", "资金/执行数")
LACKING = (
    "amount-missing",
    "amount-not-positive",
    "amount-absurd",
    "indicators-missing",
    "score-missing",
    "points-unclear",
)
BLANK_VALUES = ("target-missing", "actual-missing")


def fold(assessment: Assessment, findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """归并：先收近的（得分收在执行率下面），再收远的（总分收在得分下面）。"""
    folded = list(findings)
    _fold(folded, _same_wrong_figure)
    _fold(folded, _caused_by_rate(assessment))
    _fold(folded, _caused_by_weight)
    _fold(folded, _same_row_unfilled)
    _fold(folded, _total_unknown)
    _fold(folded, _short_by_one_row)
    if read_points(assessment.project.rating.total) == stated_sum(assessment):
        _fold_total(folded)
    return tuple(folded)


def _fold(findings: list[Finding], caused: Callable[[Finding, Finding], bool]) -> None:
    """``caused(起因, 后果)`` 成立的，后果收进起因；轻重取重的。"""
    for effect in list(findings):
        if effect not in findings:
            continue  # 已经收进过别的后果
        cause = next(
            (each for each in findings if each is not effect and caused(each, effect)), None
        )
        if cause is not None:
            _put_under(findings, cause, effect)


def _put_under(findings: list[Finding], cause: Finding, effect: Finding, more: str = "") -> None:
    heavier = min(cause.severity, effect.severity, key=list(Severity).index)
    told = consequence(effect) + more
    if cause.code == RATE and cause.field in AMOUNTS:
        told = f"照填报的金额，{told}"
    findings.remove(effect)
    # 少给了分的那一行，总分已经另算过
    further = () if cause.code == LIKELY else effect.consequences
    findings[findings.index(cause)] = cause._replace(
        severity=heavier, consequences=(*cause.consequences, told, *further)
    )


def consequence(finding: Finding) -> str:
    """后果的一句话：哪一格，填了多少，应为多少。"""
    cell = finding.field.removeprefix("自评/")
    if finding.code == TEXT:
        return f"“{cell}”里的“{finding.stated}”应为 {finding.expected}"
    if finding.stated and finding.expected:
        return f"{cell} {finding.stated} 应为 {finding.expected}"
    return finding.message


def _caused_by_rate(assessment: Assessment) -> Callable[[Finding, Finding], bool]:
    """得分是按填错的执行率算的；金额写错的，得分、超预算都是它引起的。"""
    follows = from_printed_rate(assessment)
    printed = assessment.project.rating.rate

    def caused(cause: Finding, effect: Finding) -> bool:
        if cause.code != RATE:
            return False
        if effect.code == EXECUTION:
            return follows
        if effect.code == TEXT and cause.field in AMOUNTS:
            return bool(printed) and printed in effect.stated
        return effect.code == "rate-over-100" and cause.field in AMOUNTS

    return caused


def _caused_by_weight(cause: Finding, effect: Finding) -> bool:
    """分值写错的一行：这一行的得分、上一级的合计。"""
    if cause.code != WEIGHTS or cause.field == WHOLE:
        return False
    row = cause.field.removesuffix("/分值")
    if effect.code in (INDICATOR, "score-out-of-range"):
        return effect.field == f"{row}/得分"
    return effect.code == "points-not-sum"


def _same_row_unfilled(cause: Finding, effect: Finding) -> bool:
    """目标、完成值都没有填的一行，得分也没有。"""
    if cause.code not in BLANK_VALUES:
        return False
    row = cause.field.rsplit("/", 1)[0]
    return effect.code == "score-missing" and effect.field.rsplit("/", 1)[0] == row


def _total_unknown(cause: Finding, effect: Finding) -> bool:
    """总分得不出来，是因为缺了别的。"""
    return effect.code == "total-unknown" and cause.code in LACKING


def _short_by_one_row(cause: Finding, effect: Finding) -> bool:
    """各项合计少了分，少在已经指出的那一行。"""
    return cause.code == LIKELY and effect.code == "met-but-short"


def _same_wrong_figure(cause: Finding, effect: Finding) -> bool:
    """文字里写的正是表上填错的那个数。"""
    if effect.code != TEXT or cause.code not in (RATE, EXECUTION, TOTAL):
        return False
    return cause.stated in effect.stated and cause.expected == effect.expected.rstrip("分")


def _fold_total(findings: list[Finding]) -> None:
    """总分收进执行率、没有的收进差得最多的一项；还有别的项也错的，说一声。"""
    total = next((each for each in findings if each.code == TOTAL), None)
    causes = [each for each in findings if each.code in PARTS]
    if total is not None and causes:
        more = f"（连同其余 {len(causes) - 1} 处）" if len(causes) > 1 else ""
        _put_under(findings, max(causes, key=_gravity), total, more)


def _gravity(finding: Finding) -> tuple[bool, Decimal]:
    """起因的分量：执行率在先，其次看差多少。"""
    stated, expected = read_points(finding.stated), read_points(finding.expected)
    gap = Decimal(0) if stated is None or expected is None else abs(stated - expected)
    return finding.code == RATE, gap
