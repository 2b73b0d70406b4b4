"""目标值和完成值的核查：填没填、看不看得懂、比不比得上。"""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.assessment import Assessment, IndicatorResult, Status
from reportgen.audit.check import Code, check
from reportgen.audit.places import on_indicator
from reportgen.finding import Finding, Severity
from reportgen.notation import Direction, Kind, comparable

STRICT = {">": "≥", "<": "≤"}
UNFILLED = {Kind.EMPTY, Kind.PLACEHOLDER}
TARGET, ACTUAL = "年初目标值", "实际完成值"


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
        shown = f"目标“{result.indicator.target}”和实际“{result.indicator.actual}”"
        if result.status is Status.UNCLEAR:
            yield on_indicator(
                result,
                ACTUAL,
                "not-comparable",
                Severity.WARNING,
                f"{shown}不能直接比较，无法判断是否完成",
                "按目标的说法和单位填实际完成值",
                "D09",
            )
        elif target.quantitative and not (actual.quantitative or actual.text == target.text):
            yield on_indicator(
                result,
                ACTUAL,
                "actual-not-number",
                Severity.WARNING,
                f"{shown}：目标是数，完成值没有写数，只能按话里的意思判断",
                "填实际完成的数",
                "D08",
            )
        elif actual.comparator not in (None, "=") and not actual.approximate:
            yield on_indicator(
                result,
                ACTUAL,
                "threshold-copied",
                Severity.WARNING,
                f"{shown}：完成值带着目标的符号，像是抄了目标值",
                "填实际完成的数",
                "D10",
            )


@check(Code("notation-doubtful", "写法拿不准", "D10 D15"))
def notation_clear(assessment: Assessment) -> Iterator[Finding]:
    """写法的疑问：读的时候拿不准的，请人核对（规则 D10、D15）。"""
    for result in assessment.results:
        for reading, title in ((result.target, TARGET), (result.actual, ACTUAL)):
            if reading.kind in UNFILLED:
                continue
            for doubt in reading.doubts:
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
    Code("strict-threshold", "“>”恰好相等，字面上没有达到", "D01 D02", "target_missed_full_marks")
)
def threshold_strict(assessment: Assessment) -> Iterator[Finding]:
    """“>90%”恰好做到 90%：按做到计分，但字面上没有达到（口径的约定，附件2备注2只有 ≥、≤）。"""
    for result in assessment.results:
        sign = result.target.comparator
        if sign not in STRICT or result.actual.comparator not in (None, "=") or not _equal(result):
            continue
        target = result.indicator.target
        meant = target.replace(sign, STRICT[sign])
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


def _equal(result: IndicatorResult) -> bool:
    pair = comparable(result.target, result.actual)
    return pair is not None and pair[0] == pair[1]
