"""得分的核查：各项得分和总分。"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from reportgen.assessment import Assessment, Basis, IndicatorResult, Status
from reportgen.audit.check import Code, check
from reportgen.audit.compare import difference, shown
from reportgen.audit.places import on_indicator
from reportgen.finding import Finding, Severity
from reportgen.notation import read_points
from reportgen.wording import nothing, plain

ZERO = Decimal(0)
MISSED = 3  # 未达成一档


@check(
    Code(
        "indicator-score-mismatch",
        "指标得分不等于公式的得分",
        "D01 D02 D03 D13",
        "indicator_score_wrong score_precision",
    )
)
def indicator_scores_agree(assessment: Assessment) -> Iterator[Finding]:
    """定量指标得分等于公式的得分（附件2备注2，规则 D01、D02、D03、D13）。"""
    for result in assessment.results:
        weight, exact = result.weight, result.computed
        if exact is None or result.stated is None or weight is None:
            continue
        gap = difference(result.stated, exact, assessment.profile.decimals)
        if gap is None or result.stated > weight or result.stated < 0:
            continue  # 越出分值的另说
        severity, inferred = gap.severity, ""
        if result.weight_basis is Basis.INFERRED:
            severity, inferred = Severity.WARNING, "（分值是推得的）"
        indicator = result.indicator
        right = shown(exact, assessment.profile.decimals)
        yield on_indicator(
            result,
            "得分",
            "indicator-score-mismatch",
            severity,
            f"得分填 {indicator.score}，目标 {indicator.target}、实际 {indicator.actual}、"
            f"分值 {plain(weight)}{inferred}，按公式应为 {right}{gap.reason}",
            f"改为 {right}，或在偏差原因里说明理由",
            "D01",
            right,
        )


@check(Code("score-out-of-range", "得分小于零或超过分值", "D04"))
def score_within_weight(assessment: Assessment) -> Iterator[Finding]:
    """得分不低于零、不超过分值（规则 D04）。"""
    for result in assessment.results:
        if result.stated is None or (result.weight == 0 and result.stated > 0):
            continue  # 分值是零的，另说
        over = result.weight is not None and result.stated > result.weight
        if not over and result.stated >= 0:
            continue
        limit = plain(result.weight) if over and result.weight is not None else "0"
        told = f"超过分值 {limit}" if over else "小于零"
        yield on_indicator(
            result,
            "得分",
            "score-out-of-range",
            Severity.ERROR,
            f"得分填 {result.indicator.score}，{told}，文件里按 {limit} 印",
            f"改为不{'超过' if over else '低于'} {limit}",
            "D04",
            limit,
        )


@check(
    Code(
        "score-below-band", "完成了的定性指标得分低于达成档", "D05 D07", "target_met_but_deducted"
    ),
    Code(
        "score-above-band",
        "没有完成的定性指标得分高于所在的档",
        "D07",
        "target_missed_high_marks target_missed_full_marks",
    ),
)
def quality_in_band(assessment: Assessment) -> Iterator[Finding]:
    """定性指标的得分落在所填档次的区间里（附件2备注3，规则 D05、D07）。"""
    upper, lower = assessment.profile.bands
    for result in assessment.results:
        weight, stated = result.weight, result.stated
        if result.ratio is not None or not weight or stated is None or not 0 <= stated <= weight:
            continue
        share = stated * 100 / weight
        floor = plain(weight * upper / 100)
        told = f"实际“{result.indicator.actual}”，得分 {result.indicator.score}"
        if result.status is Status.MET and share < upper and not result.indicator.reason:
            yield on_indicator(
                result,
                "得分",
                "score-below-band",
                Severity.WARNING,
                f"{told} 低于分值 {plain(weight)} 的 {plain(upper)}%（{floor}），与达成目标不符",
                "核对完成情况和得分；没有完全达成的，实际完成值写明差在哪里",
                "D07",
                floor,
            )
        limit = lower if result.actual.band == MISSED else upper
        ceiling = f"低于 {plain(weight * limit / 100)}"
        if result.status is Status.UNMET and share >= limit:
            yield on_indicator(
                result,
                "得分",
                "score-above-band",
                Severity.ERROR if result.actual.band else Severity.WARNING,
                f"{told} 达到分值 {plain(weight)} 的 {plain(limit)}%，与没有达成目标不符",
                f"给分{ceiling}，或更正实际完成值",
                "D07",
                ceiling,
            )


@check(
    Code(
        "met-but-short",
        "各项都完成了，得分却少于分值",
        "C02 D05",
        "weight_sum_mismatch target_met_but_deducted",
    )
)
def met_without_full_marks(assessment: Assessment) -> Iterator[Finding]:
    """目标下各项都已完成，得分合计却少于目标的分值，又没有说明（规则 C02、D05）。

    只看分值没有印全的目标；印全的，逐项的得分已经核对过。
    """
    for goal in assessment.goals:
        stated = [result.stated for result in goal.results]
        if goal.points is None or not goal.results or None in stated:
            continue
        earned = sum((score for score in stated if score is not None), ZERO)
        unexplained = all(
            result.status is Status.MET
            and result.weight_basis is not Basis.STATED
            and nothing(result.indicator.reason)
            for result in goal.results
        )
        if unexplained and earned < goal.points:
            name = goal.goal.name or "年度绩效目标"
            yield Finding(
                "met-but-short",
                Severity.WARNING,
                f"“{name}”各项都已完成，得分合计 {plain(earned)}，比分值 {plain(goal.points)} "
                f"少 {plain(goal.points - earned)} 分，表上没有说明",
                "各项分值应当加到目标的分值；确有扣分的，写明扣在哪里、为什么",
                goal.goal.origin("分值"),
                field=f"{name}/得分",
                stated=plain(earned),
                expected=plain(goal.points),
                rule="D05",
            )


@check(
    Code("total-mismatch", "总分不等于执行得分加各项得分", "D23", "total_wrong total_missing"),
    Code("total-unknown", "总分没有填，也得不出来", "D23", "total_missing"),
)
def total_agrees(assessment: Assessment) -> Iterator[Finding]:
    """总分等于执行得分加绩效目标得分（规则 D23）。"""
    rating, right = assessment.project.rating, assessment.computed_total
    stated = read_points(rating.total)
    parts = _stated_parts(assessment)
    added = None if parts is None else sum(parts, ZERO)
    if stated is None:
        if right is None and assessment.results:
            yield _total_unknown(assessment)
    elif right is None:
        if added is not None and added != stated:
            yield _total_finding(
                assessment,
                Severity.ERROR,
                f"总分填 {rating.total}，表上执行得分和各项得分相加为 {plain(added)}",
                "核对各项得分、分值和总分",
                plain(added),
            )
    elif stated != right:
        adds_up = added == stated
        minor = adds_up and _only_rounding(assessment)
        cause = "（与表上各项之和一致，差异来自上面的各项）" if adds_up else ""
        execution = plain(assessment.computed_execution_score or ZERO)
        indicators = plain(assessment.computed_indicator_score or ZERO)
        yield _total_finding(
            assessment,
            Severity.WARNING if minor else Severity.ERROR,
            f"总分填 {rating.total}，按执行得分 {execution} + 绩效目标得分 {indicators} "
            f"应为 {plain(right)}{cause}",
            f"改为 {plain(right)}",
            plain(right),
        )


def _total_unknown(assessment: Assessment) -> Finding:
    return Finding(
        "total-unknown",
        Severity.ERROR,
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


def _stated_parts(assessment: Assessment) -> list[Decimal] | None:
    """填表的人相加的各项：没有填的取印出的数，还没有的就加不起来。"""
    execution = read_points(assessment.project.rating.execution_score)
    if execution is None:
        execution = assessment.execution_score
    parts = [execution, *map(_stated_or_printed, assessment.results)]
    known = [part for part in parts if part is not None]
    return known if len(known) == len(parts) else None


def _stated_or_printed(result: IndicatorResult) -> Decimal | None:
    if result.stated is not None:
        return result.stated
    return ZERO if result.weight == ZERO else result.score


def _only_rounding(assessment: Assessment) -> bool:
    """各项填报的得分与应得的至多是取整的差异。"""
    pairs = [
        (
            read_points(assessment.project.rating.execution_score),
            assessment.computed_execution_score,
        )
    ]
    pairs += [(result.stated, result.computed) for result in assessment.results]
    for stated, right in pairs:
        if stated is not None and right is not None:
            gap = difference(stated, right, assessment.profile.decimals)
            if gap is not None and gap.severity is Severity.ERROR:
                return False
    return True
