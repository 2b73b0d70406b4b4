"""得分的核查：各项得分。"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from reportgen.assessment import Assessment, Basis, IndicatorResult, Status
from reportgen.audit.check import Code, check
from reportgen.audit.compare import TOLERANCE, difference, same_printed, shown
from reportgen.audit.miswritten import Value, fitting_score, miswritten_values
from reportgen.audit.places import on_indicator
from reportgen.audit.points import Group, labelled_groups
from reportgen.audit.slips import Slip, find_slip
from reportgen.audit.stated import adds_up
from reportgen.audit.structure import inapplicable
from reportgen.finding import Finding, Severity
from reportgen.model import Profile
from reportgen.notation import Direction, read_points
from reportgen.wording import nothing, plain

ZERO, ONE = Decimal(0), Decimal(1)
MISSED = 3  # 未达成一档
RULES = {Direction.NEGATIVE: "D02", Direction.ZERO: "D03", Direction.EQUAL: "D03"}


@check(
    Code(
        "indicator-score-mismatch",
        "指标得分不等于公式的得分",
        "D01 D02 D03 D13",
        "indicator_score_wrong score_precision",
    )
)
def indicator_scores_agree(assessment: Assessment) -> Iterator[Finding]:
    """定量指标得分等于公式的得分（附件2备注2，规则 D01、D02、D03、D13）。

    分值是推得的，文件里印填报的得分，总分照加；改了以后总分是多少，也说一声。
    """
    for result in assessment.results:
        weight, exact = result.weight, result.computed
        if exact is None or result.stated is None or weight is None:
            continue
        gap = difference(result.stated, exact, assessment.profile.decimals)
        if gap is None or result.stated > weight or result.stated < 0:
            continue  # 越出分值的另说
        severity, inferred, reason = gap.severity, "", gap.reason
        if result.weight_basis is Basis.INFERRED:
            severity, inferred = Severity.WARNING, "（分值是推得的）"
        indicator = result.indicator
        if excused(result):
            severity = max(severity, Severity.WARNING, key=list(Severity).index)
        right = shown(exact, assessment.profile.decimals)
        slip = _slip(result.stated, exact, weight)
        told = (
            f"得分填 {indicator.score}，目标 {indicator.target}、实际 {indicator.actual}、"
            f"分值 {plain(weight)}{inferred}，按公式应为 {right}"
        )
        # 总分是用填报的得分加的，错的不像是得分
        added = adds_up(assessment)
        values = (
            miswritten_values(result, assessment.profile.decimals)
            if gap.severity is Severity.ERROR and not inferred and (added or not slip)
            else []
        )
        if values:
            yield _value_finding(result, values, told, right, severity)
            continue
        if gap.severity is Severity.ERROR and slip:
            reason = f"（{slip.told()}）"
        finding = on_indicator(
            result,
            "得分",
            "indicator-score-mismatch",
            severity,
            f"{told}{reason}",
            f"改为 {right}，或在偏差原因里说明理由",
            _rule(result),
            right,
        )
        moved = _moved_total(assessment, Decimal(right) - result.stated) if inferred else ()
        yield finding._replace(consequences=moved)


def _rule(result: IndicatorResult) -> str:
    return RULES.get(result.target.direction or Direction.POSITIVE, "D01")


def _value_finding(
    result: IndicatorResult, values: list[Value], told: str, right: str, severity: Severity
) -> Finding:
    """得分合得上另一个完成值（目标值）的：多半错的是它，得分是照本来的数算的。"""
    first = values[0]
    suspected = "，或".join(
        f"{each.title}疑为 {each.right} 误写：{each.slip.how}" for each in values
    )
    return on_indicator(
        result,
        first.title,
        "indicator-score-mismatch",
        severity,
        f"{told}（{suspected}，改了得分就合得上）",
        f"核对{'和'.join(each.title for each in values)}；没有写错的，得分改为 {right}，"
        "或在偏差原因里说明理由",
        _rule(result),
        first.right,
    )


def excused(result: IndicatorResult) -> bool:
    """说不上一定错的差异：少给了分而旁边写了原因（规则 D05），或者目标、完成值拿不准。"""
    stated, exact = result.stated, result.computed
    lowered = stated is not None and exact is not None and stated < exact
    explained = lowered and not nothing(result.indicator.reason)
    return explained or bool(result.target.doubts or result.actual.doubts)


def _slip(stated: Decimal, exact: Decimal, weight: Decimal) -> Slip | None:
    """得分的笔误；填的数只有一两位，改一位总能凑上，只认满分以内的。"""
    return find_slip(stated, lambda right: right <= weight and same_printed(right, exact))


@check(
    Code(
        "likely-score-differs",
        "分值没有印，按整齐的分值看得分不对",
        "D01 D05 D07",
        "indicator_score_wrong target_met_but_deducted target_missed_high_marks"
        " target_missed_full_marks total_wrong",
    )
)
def likely_scores_agree(assessment: Assessment) -> Iterator[Finding]:
    """没有印、也推不定的分值，按整齐的分值（多半的分值）看，得分合不合公式和档次
    （附件2备注2、3，规则 D01、D05、D07）；只是提醒。
    """
    differing = [
        (result, right)
        for result in assessment.results
        if (right := _likely_score(result, assessment.profile)) is not None
    ]
    change = sum((right.score - (result.stated or ZERO) for result, right in differing), ZERO)
    total = _moved_total(assessment, change)
    for result, right in differing:
        indicator, weight = result.indicator, result.likely_weight or ZERO
        finding = on_indicator(
            result,
            "得分",
            "likely-score-differs",
            Severity.WARNING,
            f"得分填 {indicator.score}，目标 {indicator.target}、实际 {indicator.actual}；"
            f"分值没有印，从各项得分看是 {plain(weight)}，得分应为 {right.told}",
            f"印上分值；分值确为 {plain(weight)} 的，得分改为 {right.told}，或说明理由",
            "D01" if result.ratio is not None else "D07",
            right.told,
        )
        yield finding._replace(consequences=total)
        total = ()


class _Right(NamedTuple):
    """应得：怎样说，和用来算总分的数。"""

    told: str
    score: Decimal


def _likely_score(result: IndicatorResult, profile: Profile) -> _Right | None:
    """按多半的分值应得几分；填得对的、没有规则的为 ``None``。"""
    weight, stated = result.likely_weight, result.stated
    if weight is None or stated is None:
        return None
    if result.ratio is not None:
        exact = min(result.ratio, ONE) * weight
        gap = difference(stated, exact, profile.decimals)
        right = shown(exact, profile.decimals)
        return _Right(right, Decimal(right)) if gap and not _near(stated, exact) else None
    upper = weight * profile.bands[0] / 100
    if result.status is Status.MET and stated < upper and nothing(result.indicator.reason):
        return _Right(f"不少于 {plain(upper)}", weight)
    if result.status is Status.UNMET and stated >= upper:
        return _Right(f"低于 {plain(upper)}", stated)
    return None


def _near(stated: Decimal, exact: Decimal) -> bool:
    return abs(stated - exact) <= TOLERANCE


def _moved_total(assessment: Assessment, change: Decimal) -> tuple[str, ...]:
    """得分改动 ``change`` 以后总分是多少；总分没有填、各项不全的不说。"""
    execution, total = assessment.computed_execution_score, assessment.project.rating.total
    stated = [result.stated for result in assessment.results]
    if execution is None or nothing(total) or None in stated:
        return ()
    whole = execution + sum((score or ZERO for score in stated), ZERO) + change
    return (f"总分 {total} 随之应为 {plain(whole)}",)


@check(Code("score-missing", "得分没有填", "A02"))
def scores_filled(assessment: Assessment) -> Iterator[Finding]:
    """别的行填了得分的表，每一行都要填（规则 A02）；一行也没有填的是没有这一栏，或等程序算的。

    别的行都印着分值、这一行连分值也没有的，也许不计分，只是提醒。
    """
    results = assessment.results
    if all(result.stated is None for result in results):
        return
    weighed = any(result.weight_basis is Basis.STATED for result in results)
    for result in results:
        if not nothing(result.indicator.score) or result.weight == ZERO or inapplicable(result):
            continue
        right = (
            "" if result.computed is None else shown(result.computed, assessment.profile.decimals)
        )
        yield on_indicator(
            result,
            "得分",
            "score-missing",
            Severity.WARNING
            if weighed and result.weight_basis is not Basis.STATED
            else Severity.ERROR,
            "得分没有填" + (f"，按公式应为 {right}" if right else "，总分也就无从核对"),
            f"填上得分{f' {right}' if right else ''}",
            "A02",
            right,
        )


@check(Code("score-out-of-range", "得分小于零或超过分值", "D04"))
def score_within_weight(assessment: Assessment) -> Iterator[Finding]:
    """得分不低于零、不超过分值（规则 D04）。"""
    fitting = fitting_score(assessment)
    for result in assessment.results:
        stated, weight = result.stated, result.weight
        if stated is None or (weight == 0 and stated > 0):
            continue  # 分值是零的，另说
        over = weight is not None and stated > weight
        if not over and stated >= 0:
            continue
        limit = weight if over and weight is not None else ZERO
        if fitting is not None and fitting[0] is result:
            right, why, remedy = _fitting(stated, fitting[1])
        else:
            right, why, remedy = _limited(result, limit, assessment.profile.decimals)
        places = assessment.profile.decimals
        printed = plain(limit) if result.computed is None else shown(result.computed, places)
        yield on_indicator(
            result,
            "得分",
            "score-out-of-range",
            Severity.ERROR,
            f"得分填 {result.indicator.score}，"
            f"{f'超过分值 {plain(limit)}' if over else '小于零'}{why}"
            f"，文件里按 {printed} 印",
            remedy,
            "D04",
            right,
        )


def _fitting(stated: Decimal, score: Decimal) -> tuple[str, str, str]:
    """总分合得上的得分：应为多少，怎样得出的，怎么办。"""
    slip = find_slip(stated, lambda value: value == score)
    right = plain(score)
    why = f"；填报的总分减去别的各项是 {right}，疑为 {right} 误写{f'：{slip.how}' if slip else ''}"
    return right, why, f"核对这一项，疑应为 {right}"


def _limited(result: IndicatorResult, limit: Decimal, places: int) -> tuple[str, str, str]:
    """越出分值的得分应为多少：能按公式的照公式，不能的不越出分值。"""
    if result.computed is None:
        return plain(limit), "", f"改为不{'超过' if limit else '低于'} {plain(limit)}"
    right = shown(result.computed, places)
    return right, f"，按公式应为 {right}", f"改为 {right}"


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
        if result.status is Status.MET and share < upper and nothing(result.indicator.reason):
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
    """印着分值的目标、一级或二级指标下各项都已完成，得分合计却少于它，又没有说明
    （规则 C02、D05）；各项都是定量的，一定有一处错了。

    只看分值没有印全的；印全的，逐项的得分已经核对过。小的一级说过的，大的不再说。
    """
    for goal in assessment.goals:
        told: set[int] = set()
        for group in reversed(labelled_groups(goal)):
            if told.isdisjoint(map(id, group.results)) and _short(group):
                told |= set(map(id, group.results))
                yield _met_but_short(assessment, group)


def _short(group: Group) -> bool:
    return _earned(group) < group.points and all(
        result.status is Status.MET
        and result.stated is not None
        and result.weight_basis is not Basis.STATED
        and nothing(result.indicator.reason)
        for result in group.results
    )


def _met_but_short(assessment: Assessment, group: Group) -> Finding:
    earned, total = _earned(group), read_points(assessment.project.rating.total)
    lost = group.points - earned
    certain = all(
        result.ratio is not None and result.actual.comparator in (None, "=")
        for result in group.results
    )
    return Finding(
        "met-but-short",
        Severity.ERROR if certain else Severity.WARNING,
        f"“{group.label}”各项都已完成，得分合计 {plain(earned)}，比分值 {plain(group.points)} "
        f"少 {plain(lost)} 分，表上没有说明",
        "各项分值应当加到印的分值；确有扣分的，写明扣在哪里、为什么",
        group.origins,
        field=f"{group.label}/得分",
        stated=plain(earned),
        expected=plain(group.points),
        rule="D05",
        consequences=()
        if total is None
        else (f"总分 {plain(total)}，补足以后要加 {plain(lost)}，为 {plain(total + lost)}",),
    )


def _earned(group: Group) -> Decimal:
    return sum((result.stated or ZERO for result in group.results), ZERO)
