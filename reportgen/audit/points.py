"""分值的核查：填的数读不读得出，分值合不合口径，各级加不加得拢。"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple

from reportgen.assessment import Assessment, Basis, GoalResult, IndicatorResult
from reportgen.audit.check import Code, check
from reportgen.audit.compare import shown
from reportgen.audit.miswritten import Weight, miswritten_weight
from reportgen.audit.places import on_indicator
from reportgen.audit.structure import inapplicable
from reportgen.finding import Finding, Origin, Severity
from reportgen.notation import read_points, split_points
from reportgen.wording import listed, nothing, plain

SATISFACTION = "满意度指标"
FEWEST = 3  # 有这么多指标，才说得上分值集中
SHOWN = 5  # 一句话里最多点几个名


@check(
    Code("points-unclear", "指标的满分无从确定", "C01", "weights_framework_wrong"),
    Code("points-not-profile", "指标的满分不是口径的分值", "C01", "weights_framework_wrong"),
)
def points_fit_profile(assessment: Assessment) -> Iterator[Finding]:
    """各目标、各指标的分值合计等于口径的指标分值（规则 C01）。"""
    profile, full = assessment.profile, assessment.indicator_full
    expected = plain(profile.indicator_points)
    if not assessment.results or full == profile.indicator_points:
        return
    origins = _origins(goal for goal in assessment.goals if goal.results)
    if full is None:
        printed = listed(goal.goal.points for goal in assessment.goals if goal.results)
        yield Finding(
            "points-unclear",
            Severity.ERROR,
            f"指标的满分无从确定：没有印出每项分值，目标的分值（{printed or '没有填'}）"
            "小于各项得分之和，绩效目标得分算不出来",
            f"给每个指标填上分值，合计应为 {expected}",
            origins,
            field="年度绩效目标/分值",
            stated=printed,
            expected=expected,
            rule="C01",
        )
        return
    culprit = miswritten_weight(assessment, full - profile.indicator_points)
    if culprit is not None:
        yield _miswritten(culprit, full, expected, profile.decimals)
        return
    scaled = ""
    if assessment.computed_indicator_score is not None and full > profile.indicator_points:
        scaled = f"，绩效目标得分已按 {expected}÷{plain(full)} 折算"
    # 没有填总分、执行得分的，表也许还没有填完，或别有口径
    rating = assessment.project.rating
    finished = not (nothing(rating.total) or nothing(rating.execution_score))
    yield Finding(
        "points-not-profile",
        Severity.ERROR if finished else Severity.WARNING,
        f"指标满分为 {plain(full)}，口径“{profile.name}”应为 {expected}{scaled}",
        f"把指标分值调整为合计 {expected}，或核对计分口径",
        origins,
        field="年度绩效目标/分值",
        stated=plain(full),
        expected=expected,
        rule="C01",
    )


def _miswritten(culprit: Weight, full: Decimal, expected: str, decimals: int) -> Finding:
    """点名写错了分值的一行；得分照本来的分值也不合的，一起说。"""
    result, right, fits = culprit
    told = "合计和得分都合得上" if fits else "合计就合得上"
    if not fits and result.ratio is not None:
        score = shown(right * result.ratio, decimals)
        told += f"（得分填 {result.indicator.score}，照 {plain(right)} 分按公式应为 {score}）"
    return on_indicator(
        result,
        "分值",
        "points-not-profile",
        Severity.ERROR,
        f"分值填 {result.indicator.weight}，各项分值合计就成了 {plain(full)}，应为 {expected}；"
        f"这一项若是 {plain(right)}，{told}",
        f"核对这一项的分值，疑应为 {plain(right)}",
        "C01",
        plain(right),
    )


@check(Code("points-not-sum", "各级的分值上下不相等", "C02", "weight_sum_mismatch"))
def labels_add_up(assessment: Assessment) -> Iterator[Finding]:
    """印在目标、一级指标、二级指标上的分值，等于下面各项印出的分值之和（规则 C02）。"""
    for goal in assessment.goals:
        for group in labelled_groups(goal):
            parts = _printed_weights(group.results)
            if parts is None or sum(parts) == group.points:
                continue
            yield Finding(
                "points-not-sum",
                Severity.ERROR,
                f"“{group.label}”印的分值 {plain(group.points)}，下面各项分值{_adding(parts)}",
                "核对各项分值，使上下相等",
                group.results[0].indicator.origin("分值") or group.origins,
                field=f"{group.label}/分值",
                stated=plain(group.points),
                expected=plain(sum(parts, Decimal(0))),
                rule="C02",
            )


class Group(NamedTuple):
    """印着分值的一组：目标、一级指标或二级指标，和它下面的各项。"""

    label: str
    points: Decimal
    results: list[IndicatorResult]
    origins: tuple[Origin, ...]


def labelled_groups(goal: GoalResult) -> list[Group]:
    """印着分值的各组，大的在前。"""
    members: dict[tuple[int, str], list[IndicatorResult]] = {}
    printed: dict[tuple[int, str], list[Decimal]] = {}
    whole = (0, goal.goal.name or "年度绩效目标")
    members[whole] = list(goal.results)
    for result in goal.results:
        family, family_points = split_points(result.indicator.family)
        category, category_points = split_points(result.indicator.category)
        for key, points in (
            ((1, family), family_points),
            ((2, f"{family}/{category}"), category_points),
        ):
            members.setdefault(key, []).append(result)
            if points is not None and points not in printed.setdefault(key, []):
                printed[key].append(points)
    goal_points = read_points(goal.goal.points)
    if goal_points is not None and goal.results:
        printed[whole] = [goal_points]
    # 只印在第一行的，是整组的；一组印了两个数的，说不清是哪些行的
    return [
        Group(key[1], points[0], members[key], goal.goal.origin("分值"))
        for key, points in sorted(printed.items())
        if len(points) == 1
    ]


@check(
    Code("family-points-differ", "一级指标的分值不是口径的", "C03"),
    Code("satisfaction-missing", "没有满意度指标", "A05"),
)
def families_fit_profile(assessment: Assessment) -> Iterator[Finding]:
    """一级指标的分值合乎口径的标准分值；口径要求的满意度没有漏（规则 A05、C03）。"""
    profile = assessment.profile
    for family in assessment.families:
        standard = profile.families.get(family.name)
        parts = _printed_weights(family.results)
        if standard is None or parts is None or sum(parts) == standard:
            continue
        yield Finding(
            "family-points-differ",
            Severity.WARNING,
            f"“{family.name}”分值{_adding(parts)}，口径“{profile.name}”为 {plain(standard)}",
            f"调整为 {plain(standard)}；确有需要的说明理由",
            family.results[0].indicator.origin("分值"),
            field=f"{family.name}/分值",
            stated=plain(sum(parts, Decimal(0))),
            expected=plain(standard),
            rule="C03",
        )
    names = {family.name for family in assessment.families}
    if profile.satisfaction_required and names and SATISFACTION not in names:
        yield Finding(
            "satisfaction-missing",
            Severity.WARNING,
            f"没有满意度指标，口径“{profile.name}”要求设置",
            "补上满意度指标；不适用的说明理由",
            assessment.project.origin("年度绩效目标"),
            field=SATISFACTION,
            rule="A05",
        )


@check(Code("weight-missing", "别的行印了分值，这一行没有", "A02"))
def weights_filled(assessment: Assessment) -> Iterator[Finding]:
    """多数行印了分值的表，每一行都要印（规则 A02）；表上没有这一栏的不说。"""
    for goal in assessment.goals:
        for result in _unprinted(goal):
            inferred = result.weight if result.weight_basis is Basis.INFERRED else None
            yield on_indicator(
                result,
                "分值",
                "weight-missing",
                Severity.WARNING,
                "分值没有填，别的行都填了"
                + ("" if inferred is None else f"，按合计应为 {plain(inferred)}"),
                "填上分值",
                "A02",
                "" if inferred is None else plain(inferred),
            )


def _unprinted(goal: GoalResult) -> list[IndicatorResult]:
    """多数行印了分值而没有印的几行；与上一行合用得分格的不算。"""
    blank = [
        result
        for result in goal.results
        if result.weight_basis is not Basis.STATED
        and nothing(result.indicator.weight)
        and result.weight != 0
    ]
    return blank if len(blank) <= len(goal.results) / 2 else []


@check(Code("zero-points", "分值是零的指标", "C04"))
def points_above_zero(assessment: Assessment) -> Iterator[Finding]:
    """计分的指标分值大于零，分值为零的不得分（规则 C04）。"""
    for result in assessment.results:
        if result.weight or result.weight_basis is not Basis.STATED:
            continue
        scored = result.stated is not None and result.stated > 0
        told = f"，却得 {result.indicator.score} 分" if scored else "，做得怎样都不计分"
        yield on_indicator(
            result,
            "分值",
            "zero-points",
            Severity.ERROR if scored else Severity.NOTE,
            f"分值填 {result.indicator.weight}{told}",
            "填上分值，使各项合计不变；不计分的指标删去",
            "C04",
        )


@check(Code("points-concentrated", "一个指标占了一半以上的分值", "C05"))
def points_spread(assessment: Assessment) -> Iterator[Finding]:
    """三个以上指标，一个就占了一半以上的分值（规则 C05）；分值不全知道的不看。"""
    weights = [result.weight for result in assessment.results]
    known = [weight for weight in weights if weight is not None]
    whole = sum(known, Decimal(0))
    if len(weights) < FEWEST or len(known) < len(weights):
        return
    for result in assessment.results:
        if result.weight is not None and result.weight * 2 > whole:
            inferred = "（推得的）" if result.weight_basis is Basis.INFERRED else ""
            yield on_indicator(
                result,
                "分值",
                "points-concentrated",
                Severity.NOTE,
                f"分值 {plain(result.weight)}{inferred}，占全部指标分值 {plain(whole)} 的一半以上",
                "把分值分给几个指标，或说明理由",
                "C05",
            )


@check(
    Code("weight-inferred", "分值没有印，由得分推得"), Code("score-shared", "几个指标合用一个得分")
)
def weights_inferred(assessment: Assessment) -> Iterator[Finding]:
    """表上没有印出、由得分推得的分值，说出来（口径的约定）。"""
    told = {id(result) for goal in assessment.goals for result in _unprinted(goal)}
    inferred = [
        result
        for result in assessment.results
        if result.weight_basis is Basis.INFERRED and id(result) not in told
    ]
    weighed = [result for result in inferred if result.weight]
    shared = [result for result in inferred if not result.weight and not inapplicable(result)]
    if weighed:
        named = listed(
            f"{result.label} {plain(result.weight or Decimal(0))}" for result in weighed[:SHOWN]
        )
        more = f" 等 {len(weighed)} 项" if len(weighed) > SHOWN else ""
        yield Finding(
            "weight-inferred",
            Severity.NOTE,
            f"表上没有印出分值，由得分推得：{named}{more}",
            "推得的分值只用来核对，文件里的得分仍以填报为准；要按公式计分，请填上“分值”",
            weighed[0].indicator.origin("分值"),
            field="指标/分值",
        )
    if shared:
        named = listed(f"“{result.label}”" for result in shared)
        yield Finding(
            "score-shared",
            Severity.NOTE,
            f"{named}没有分值和得分，其余各项已经把分值分完，按与上一项合用一个得分处理",
            "不是合用的，请填上分值和得分",
            shared[0].indicator.origin("得分"),
            field="指标/得分",
        )


def _printed_weights(results: Iterable[IndicatorResult]) -> list[Decimal] | None:
    """各项印出的分值；有一项没有印（不算合用得分格的）就不能相加。"""
    weights = []
    for result in results:
        if result.weight is None or (result.weight_basis is not Basis.STATED and result.weight):
            return None
        weights.append(result.weight)
    return weights


def _adding(parts: list[Decimal]) -> str:
    """怎样加出来的：4+3+3=10。"""
    whole = plain(sum(parts, Decimal(0)))
    return f" {'+'.join(map(plain, parts))}={whole}" if len(parts) > 1 else f"为 {whole}"


def _origins(goals: Iterable[GoalResult]) -> tuple[Origin, ...]:
    return tuple(place for goal in goals for place in goal.goal.origin("分值"))
