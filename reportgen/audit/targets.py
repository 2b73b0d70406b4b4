"""目标值和完成值的核查：填没填、看不看得懂、比不比得上。"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.assessment import Assessment, Basis, IndicatorResult, Status
from reportgen.audit.check import Code, check
from reportgen.audit.compare import TOLERANCE, shown
from reportgen.audit.places import ACTUAL, TARGET, UNFILLED, on_indicator
from reportgen.finding import Finding, Severity
from reportgen.notation import MISREAD, Direction, Kind, comparable, same_words
from reportgen.wording import enumerated, nothing, plain

STRICT = {">": "≥", "<": "≤"}
HAN_CHARACTER = re.compile("[\u4e00-\u9fff]")
LONG_WORDS = 8  # 目标的话有这么长，照抄才算没有写
# 不含等于的写法，和它的本意
MEANT = (
    ("＞", "≥"),
    ("＜", "≤"),
    (">", "≥"),
    ("<", "≤"),
    ("大于", "不少于"),
    ("多于", "不少于"),
    ("超过", "不少于"),
    ("高于", "不低于"),
    ("小于", "不超过"),
    ("少于", "不超过"),
    ("低于", "不高于"),
)


@check(
    Code("not-comparable", "目标和完成值比不上", "D09", "actual_not_comparable"),
    Code("actual-not-number", "目标是数，完成值没有写数", "D08"),
    Code("threshold-copied", "完成值照抄了目标的门槛", "D10", "threshold_as_actual"),
)
def values_comparable(assessment: Assessment) -> Iterator[Finding]:
    """目标和实际比不比得上；完成值是不是抄了目标的符号（规则 D08、D09、D10）。"""
    for result in assessment.results:
        target, actual = result.target, result.actual
        if {target.kind, actual.kind} & UNFILLED:
            continue
        told = f"目标“{result.indicator.target}”和实际“{result.indicator.actual}”"
        absurd = _hardly_earned(assessment, result)
        if absurd is not None:
            yield on_indicator(
                result,
                ACTUAL,
                "not-comparable",
                Severity.ERROR,
                f"{told}：越少越好的指标，实际 100% 按公式{absurd}，"
                f"却填了 {result.indicator.score.strip()}，完成值不是这个指标的数",
                "填这个指标实际的比率，再按它计分",
                "D09",
            )
        elif result.status is Status.UNCLEAR:
            yield on_indicator(
                result,
                ACTUAL,
                "not-comparable",
                Severity.WARNING,
                f"{told}不能直接比较，无法判断是否完成",
                "按目标的说法和单位填实际完成值",
                "D09",
            )
        elif target.quantitative and not (actual.quantitative or actual.text == target.text):
            yield on_indicator(
                result,
                ACTUAL,
                "actual-not-number",
                Severity.WARNING,
                f"{told}：目标是数，完成值没有写数，只能按话里的意思判断",
                "填实际完成的数",
                "D08",
            )
        elif actual.comparator not in (None, "=") and not actual.approximate:
            yield on_indicator(
                result,
                ACTUAL,
                "threshold-copied",
                Severity.WARNING,
                f"{told}：完成值带着目标的符号，像是抄了目标值",
                "填实际完成的数",
                "D10",
            )


def _hardly_earned(assessment: Assessment, result: IndicatorResult) -> str | None:
    """越少越好的率填了 100%，按公式（分值×目标÷实际）几乎没有分，却给了分：怎样算的。

    分值没有印的，就算把指标的分值全给它，也得不了这么多，才是一定不对。
    """
    target, pair = result.target, comparable(result.target, result.actual)
    if pair is None or target.direction is not Direction.NEGATIVE or result.status is Status.MET:
        return None
    goal, done = pair
    in_full = result.actual.unit == "%" and result.actual.value == 100 and 0 < goal * 2 < done
    most = assessment.profile.indicator_points if result.weight is None else result.weight
    if not in_full or result.stated is None or result.stated <= most * goal / done + TOLERANCE:
        return None
    figures = f"{result.indicator.target.lstrip('≤<＜≦ ')}÷{result.indicator.actual.strip()}"
    right = f"{plain(most)}×{figures}≈{shown(most * goal / done, 2)} 分"
    if result.weight is None:
        return f"（分值没有印，就算指标的 {plain(most)} 分全归它）也只得 {right}"
    inferred = "（分值是推得的）" if result.weight_basis is Basis.INFERRED else ""
    return f"只得 {right}{inferred}"


@check(
    Code("target-copied", "完成值照抄了目标的话", "D10", "actual_copies_target"),
    Code(
        "trend-without-figure",
        "目标是升降，完成值没有说升降，也没有数",
        "D08",
        "actual_not_comparable",
    ),
)
def words_tell_results(assessment: Assessment) -> Iterator[Finding]:
    """完成值写实际做得怎样（规则 D08、D10）：长的目标照抄一遍、“下降”只填“无”，都看不出来。

    “良好、及时、达标”这样的短话两边一样，是定性指标的常例，不算；照抄的一表说一次。
    """
    copied = [
        result
        for result in assessment.results
        if len(HAN_CHARACTER.findall(result.indicator.target)) >= LONG_WORDS
        and not result.target.quantitative
        and same_words(result.target, result.actual)
    ]
    if copied:
        named = enumerated([f"“{each.label}”" for each in copied])
        yield Finding(
            "target-copied",
            Severity.WARNING,
            f"{named}的完成值照抄了目标值（{copied[0].indicator.target.strip()}），"
            "看不出实际做了什么",
            "写实际完成的情况，有数的写数",
            tuple(place for each in copied for place in each.indicator.origin(ACTUAL)),
            field=f"{copied[0].label}/{ACTUAL}",
            stated=copied[0].indicator.actual.strip(),
            rule="D10",
        )
    for result in assessment.results:
        actual = result.actual
        if (
            result.target.kind is Kind.TREND
            and actual.kind not in UNFILLED
            and nothing(actual.text)
            and result.status is not Status.UNCLEAR
        ):
            yield on_indicator(
                result,
                ACTUAL,
                "trend-without-figure",
                Severity.WARNING,
                f"目标是“{result.indicator.target}”，实际填“{result.indicator.actual}”，"
                "看不出比上年升了还是降了",
                "填上年和本年的数，如“上年3起，本年0起”",
                "D08",
            )


@check(Code("deadline-outside-year", "期限或完成时间不在年度里", "D20"))
def deadlines_in_year(assessment: Assessment) -> Iterator[Finding]:
    """期限和完成时间在预算年度里（规则 D20）；说到几个年份、有一个是本年度的不算。"""
    year = assessment.project.year
    for result in assessment.results:
        if result.target.direction is not Direction.DEADLINE:
            continue
        for reading, title in ((result.target, TARGET), (result.actual, ACTUAL)):
            years = {each for each in reading.years if each is not None}
            if years and year not in years:
                yield on_indicator(
                    result,
                    title,
                    "deadline-outside-year",
                    Severity.WARNING,
                    f"{title}“{reading.text.strip()}”不在 {year} 年度里",
                    "核对日期；跨年度的，写明本年度要做到哪一步",
                    "D20",
                )


@check(Code("notation-doubtful", "写法拿不准", "D10"))
def notation_clear(assessment: Assessment) -> Iterator[Finding]:
    """写法的疑问：读的时候拿不准的，请人核对（规则 D10）。"""
    for result in assessment.results:
        for reading, title in ((result.target, TARGET), (result.actual, ACTUAL)):
            if reading.kind in UNFILLED:
                continue
            for doubt in reading.doubts:
                if MISREAD in doubt:
                    continue  # 像是认错了符号的，另说
                yield on_indicator(
                    result,
                    title,
                    "notation-doubtful",
                    Severity.NOTE,
                    f"{title}“{reading.text}”：{doubt}",
                    "核对填写",
                    "D10",
                )


@check(
    Code(
        "strict-threshold",
        "“>”恰好相等，字面上没有达到",
        "D01 D02",
        "target_missed_full_marks target_operator",
    )
)
def threshold_strict(assessment: Assessment) -> Iterator[Finding]:
    """“>90%”恰好做到 90%：按做到计分，但字面上没有达到（口径的约定，附件2备注2只有 ≥、≤）。"""
    for result in assessment.results:
        sign = result.target.comparator
        if sign is None or not strictly_equal(result):
            continue
        target = result.indicator.target
        strict, inclusive = next((pair for pair in MEANT if pair[0] in target), ("", STRICT[sign]))
        meant = target.replace(strict, inclusive, 1) if strict else f"{inclusive}{target}"
        yield on_indicator(
            result,
            TARGET,
            "strict-threshold",
            Severity.WARNING,
            f"目标“{target}”、实际“{result.indicator.actual}”恰好相等，按“{STRICT[sign]}”算作完成",
            f"目标的本意若是“{meant}”，请改过来；确实要{'超过' if sign == '>' else '低于'}"
            "的，实际没有达到，请改得分并说明原因",
            "D01" if sign == ">" else "D02",
            meant,
        )


@check(Code("target-exceeded", "目标是定数，完成的比它多", "D03"))
def target_exceeded(assessment: Assessment) -> Iterator[Finding]:
    """“＝8个”完成了9个：按完成计分，多出来的要核对（规则 D03）。"""
    for result in assessment.results:
        pair = comparable(result.target, result.actual)
        if result.target.direction is Direction.EQUAL and pair and pair[1] > pair[0]:
            yield on_indicator(
                result,
                ACTUAL,
                "target-exceeded",
                Severity.WARNING,
                f"目标“{result.indicator.target}”是定数，实际“{result.indicator.actual}”"
                "多于目标，按完成计分",
                "核对完成值；多做不算好的，请改得分并说明原因",
                "D03",
                result.indicator.target,
            )


def strictly_equal(result: IndicatorResult) -> bool:
    """目标用“>”“<”，实际恰好是那个数。"""
    if result.target.comparator not in STRICT or result.actual.comparator not in (None, "="):
        return False
    pair = comparable(result.target, result.actual)
    return pair is not None and pair[0] == pair[1]
