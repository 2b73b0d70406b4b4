"""得分的核查：分值、完成度、各项得分和总分。"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from reportgen.assessment import Assessment, Basis, IndicatorResult, Status
from reportgen.audit.compare import difference
from reportgen.finding import Finding, Severity
from reportgen.notation import Kind, read_points, read_rate
from reportgen.wording import listed, plain

NUMBERLESS = ("", "/", "无", "—", "-")


def stated_figures_readable(assessment: Assessment) -> Iterator[Finding]:
    """填了但读不出数的：执行率、执行得分、总分、分值、得分。"""
    rating = assessment.project.rating
    cells = [
        (rating, "执行率", rating.rate, read_rate(rating.rate).percent, "自评/执行率"),
        (
            rating,
            "执行得分",
            rating.execution_score,
            read_points(rating.execution_score),
            "自评/执行得分",
        ),
        (rating, "总分", rating.total, read_points(rating.total), "自评/总分"),
    ]
    for goal in assessment.goals:
        cells.append(
            (
                goal.goal,
                "分值",
                goal.goal.points,
                read_points(goal.goal.points),
                "年度绩效目标/分值",
            )
        )
        for result in goal.results:
            indicator = result.indicator
            for title, text in (("分值", indicator.weight), ("得分", indicator.score)):
                cells.append((indicator, title, text, read_points(text), f"{result.label}/{title}"))
    for record, title, text, value, field in cells:
        if value is None and text.strip() not in NUMBERLESS:
            yield Finding(
                "figure-unreadable",
                Severity.ERROR,
                f"“{field}”填的“{text}”读不出数",
                "填一个数",
                record.origin(title),
                field=field,
                stated=text,
                rule="A03",
            )


def points_fit_profile(assessment: Assessment) -> Iterator[Finding]:
    """各目标、各指标的分值合计等于口径的指标分值（规则 C01、C02）。"""
    expected = assessment.profile.indicator_points
    full = assessment.indicator_full
    origins = tuple(place for goal in assessment.goals for place in goal.goal.origin("分值"))
    if assessment.goals and full is None:
        yield Finding(
            "points-unclear",
            Severity.ERROR,
            "指标的满分无从确定：没有印出每项分值，目标的分值小于各项得分之和",
            f"给每个指标填上分值，合计应为 {plain(expected)}",
            origins,
            field="年度绩效目标/分值",
            expected=plain(expected),
            rule="C01",
        )
    elif full is not None and full != expected:
        yield Finding(
            "points-not-profile",
            Severity.ERROR,
            f"指标满分为 {plain(full)}，口径“{assessment.profile.name}”应为 {plain(expected)}；"
            f"绩效目标得分已按比例折算",
            f"把指标分值调整为合计 {plain(expected)}，或核对计分口径",
            origins,
            field="年度绩效目标/分值",
            stated=plain(full),
            expected=plain(expected),
            rule="C01",
        )


def weights_inferred(assessment: Assessment) -> Iterator[Finding]:
    """表上没有印出、由得分推得的分值，说出来（口径的约定）。"""
    inferred = [result for result in assessment.results if result.weight_basis is Basis.INFERRED]
    if inferred:
        named = listed(
            f"{result.label} {plain(result.weight or Decimal(0))}" for result in inferred[:5]
        )
        more = f" 等 {len(inferred)} 项" if len(inferred) > 5 else ""
        yield Finding(
            "weight-inferred",
            Severity.NOTE,
            f"表上没有印出分值，由得分推得：{named}{more}",
            "推得的分值只用来核对，文件里的得分仍以填报为准；要按公式计分，请填上“分值”",
            inferred[0].indicator.origin(),
            field="指标/分值",
        )


def fulfilment_readable(assessment: Assessment) -> Iterator[Finding]:
    """目标和实际看不看得懂、比不比得上（规则 D08、D09、D10）。"""
    for result in assessment.results:
        indicator = result.indicator
        if result.target.kind is Kind.EMPTY:
            yield _on(
                result,
                "target-missing",
                Severity.ERROR,
                "没有填年初目标值，无法判断是否完成",
                "补上可以比较的年初目标值",
                "年初目标值",
                "A02",
            )
        elif result.actual.kind in (Kind.EMPTY, Kind.PLACEHOLDER):
            yield _on(
                result,
                "actual-missing",
                Severity.ERROR,
                "没有填实际完成值",
                "补上实际完成值",
                "实际完成值",
                "A02",
            )
        elif result.status is Status.UNCLEAR:
            yield _on(
                result,
                "not-comparable",
                Severity.WARNING,
                f"目标“{indicator.target}”和实际“{indicator.actual}”不能直接比较",
                "按目标的说法和单位填实际完成值",
                "实际完成值",
                "D09",
            )
        elif result.actual.comparator and result.actual.comparator != "=":
            yield _on(
                result,
                "threshold-copied",
                Severity.WARNING,
                f"实际完成值“{indicator.actual}”带着目标的符号，像是抄了目标值",
                "填实际数",
                "实际完成值",
                "D10",
            )
        for reading, title in ((result.target, "年初目标值"), (result.actual, "实际完成值")):
            for doubt in reading.doubts:
                yield _on(
                    result,
                    "notation-doubtful",
                    Severity.NOTE,
                    f"{title}“{reading.text}”：{doubt}",
                    "核对填写",
                    title,
                    "D10",
                )


def indicator_scores_agree(assessment: Assessment) -> Iterator[Finding]:
    """定量指标得分等于公式的得分（附件2备注2，规则 D01、D02、D03）。"""
    for result in assessment.results:
        if result.computed is None or result.stated is None:
            continue
        severity = difference(result.stated, result.computed, assessment.profile.decimals)
        if severity is None:
            continue
        if result.weight_basis is Basis.INFERRED:
            severity = Severity.WARNING
        right = plain(assessment.profile.rounded(result.computed))
        inferred = "（分值是推得的）" if result.weight_basis is Basis.INFERRED else ""
        yield _on(
            result,
            "indicator-score-mismatch",
            severity,
            f"得分填 {result.indicator.score}，目标 {result.indicator.target}、"
            f"实际 {result.indicator.actual}、分值 {plain(result.weight or Decimal(0))}{inferred}，"
            f"按公式应为 {right}",
            f"改为 {right}，或说明理由",
            "得分",
            "D01",
            result.indicator.score,
            right,
        )


def score_within_weight(assessment: Assessment) -> Iterator[Finding]:
    """得分不低于零、不超过分值（规则 D04）。"""
    for result in assessment.results:
        if result.stated is None:
            continue
        over = result.weight is not None and result.stated > result.weight
        if over or result.stated < 0:
            limit = plain(result.weight) if over and result.weight is not None else "0"
            yield _on(
                result,
                "score-out-of-range",
                Severity.ERROR,
                f"得分 {result.indicator.score} " + (f"超过分值 {limit}" if over else "小于零"),
                f"改为不{'超过' if over else '低于'} {limit}",
                "得分",
                "D04",
                result.indicator.score,
                limit,
            )


def quality_in_band(assessment: Assessment) -> Iterator[Finding]:
    """定性指标的得分落在所填档次的区间里（附件2备注3，规则 D07）。"""
    upper, lower = assessment.profile.bands
    for result in assessment.results:
        weight, stated = result.weight, result.stated
        if result.computed is not None or not weight or stated is None or stated > weight:
            continue
        share = stated * 100 / weight
        if result.status is Status.MET and share < upper and not result.indicator.reason:
            yield _on(
                result,
                "score-below-band",
                Severity.WARNING,
                f"实际“{result.indicator.actual}”已达成目标，得分 {result.indicator.score} "
                f"低于分值 {plain(weight)} 的 {plain(upper)}%",
                "核对完成情况和得分；没有完全达成的，实际完成值写明差在哪里",
                "得分",
                "D07",
                result.indicator.score,
            )
        if result.status is Status.UNMET and result.actual.band in (2, 3):
            ceiling = upper if result.actual.band == 2 else lower
            if share >= ceiling:
                yield _on(
                    result,
                    "score-above-band",
                    Severity.ERROR,
                    f"实际“{result.indicator.actual}”，得分 {result.indicator.score} "
                    f"不应达到分值 {plain(weight)} 的 {plain(ceiling)}%",
                    f"按 {plain(ceiling)}% 以下给分",
                    "得分",
                    "D07",
                    result.indicator.score,
                )


def total_agrees(assessment: Assessment) -> Iterator[Finding]:
    """总分等于执行得分加绩效目标得分（规则 D23）。"""
    rating, right = assessment.project.rating, assessment.computed_total
    stated = read_points(rating.total)
    if right is None:
        if assessment.goals and assessment.total is None:
            yield Finding(
                "total-unknown",
                Severity.ERROR,
                "总分得不出来：有得分没有填，或分值无从确定",
                "补上缺少的得分和分值",
                rating.origin("总分") or assessment.project.origin(),
                field="自评/总分",
                rule="D23",
            )
        return
    if stated is None or stated == right:
        return
    parts = [read_points(rating.execution_score)]
    parts += [
        result.score if result.stated is None else result.stated for result in assessment.results
    ]
    known = [part for part in parts if part is not None]
    adds_up = len(known) == len(parts) and sum(known) == stated
    severity = Severity.WARNING if adds_up and _only_rounding(assessment) else Severity.ERROR
    cause = "（与表上各项之和一致，差异来自上面的各项）" if adds_up else ""
    execution = plain(assessment.computed_execution_score or Decimal(0))
    indicators = plain(assessment.computed_indicator_score or Decimal(0))
    yield Finding(
        "total-mismatch",
        severity,
        f"总分填 {rating.total}，按执行得分 {execution} + 绩效目标得分 {indicators} "
        f"应为 {plain(right)}{cause}",
        f"改为 {plain(right)}",
        rating.origin("总分"),
        field="自评/总分",
        stated=rating.total,
        expected=plain(right),
        rule="D23",
    )


def _on(
    result: IndicatorResult,
    code: str,
    severity: Severity,
    message: str,
    remedy: str,
    title: str,
    rule: str,
    stated: str = "",
    expected: str = "",
) -> Finding:
    """一个指标上的发现。"""
    return Finding(
        code,
        severity,
        f"“{result.label}”{message}",
        remedy,
        result.indicator.origin(title),
        field=f"{result.label}/{title}",
        stated=stated,
        expected=expected,
        rule=rule,
    )


def _only_rounding(assessment: Assessment) -> bool:
    """各项得分与应得的数至多是取整的差异。"""
    places = assessment.profile.decimals
    pairs = [
        (
            read_points(assessment.project.rating.execution_score),
            assessment.computed_execution_score,
        )
    ]
    pairs += [(result.stated, result.computed) for result in assessment.results]
    return all(
        difference(stated, right, places) is not Severity.ERROR
        for stated, right in pairs
        if stated is not None and right is not None
    )
