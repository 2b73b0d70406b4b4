"""单位和数的大小的核查：有没有计量单位，两边一样不一样，百分数像不像。"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.assessment import Assessment, IndicatorResult
from reportgen.audit.check import Code, check
from reportgen.audit.places import ACTUAL, TARGET, on_indicator
from reportgen.audit.structure import BRACKETED
from reportgen.finding import Finding, Severity
from reportgen.notation import MISREAD, Kind, comparable
from reportgen.notation.words import COUNTERS, pattern
from reportgen.wording import enumerated

# 名称里说了数的是什么：次数、人次、（个）、满意度
UNIT_IN_NAME = re.compile(
    rf"{pattern(COUNTERS)}(?:数|次|量)$|里程|面积|长度|金额|天数|时长|[度率比]$"
)
UNIT_BRACKETED = re.compile(
    rf"[（(](?:单位[:：]?)?(?:{pattern(COUNTERS)}|次|人次|天|[^（()）]*元|%)[)）]"
)
# 个数、人数、参加培训数；指数、系数一类的不是数出来的
COUNT = r"数量|场次|(?<![指系分倍比参])数"
COUNTED = re.compile(rf"(?:{COUNT})$")
SHARE = re.compile(
    r"(?:覆盖|合格|达标|及时|知晓|通过|到位|准确|完成|满意|完好|完整|公开|办结|整改|处理|处置"
    r"|回收|参与|参保|就业|入学|出勤|到岗|使用|利用|控制|普及|执行|发放|支付|验收|优良|优秀)率$"
    r"|满意度$|占比$|比例$|完成度$|知晓度$"
)

COMPLETED = re.compile(r"完成[率度]$|执行率$")  # 比计划多做了，会超过 100% 的


@check(Code("unit-missing", "目标值和完成值都没有单位", "D09", "unit_missing"))
def units_given(assessment: Assessment) -> Iterator[Finding]:
    """数量有计量单位（规则 D09）：目标、实际、名称里都看不出数的是什么的，一表说一次。"""
    bare = [result for result in assessment.results if _unitless(result)]
    if bare:
        named = enumerated([f"“{each.label}”{each.indicator.target.strip()}" for each in bare])
        yield Finding(
            "unit-missing",
            Severity.NOTE,
            f"目标值和完成值没有计量单位：{named}",
            "写上单位，如 5份、8家、10次",
            tuple(place for each in bare for place in each.indicator.origin(TARGET)),
            field=f"{bare[0].label}/{TARGET}",
            stated=bare[0].indicator.target.strip(),
            rule="D09",
        )


def _unitless(result: IndicatorResult) -> bool:
    readings = (result.target, result.actual)
    bare = all(each.kind is Kind.NUMBER and not each.unit and each.value for each in readings)
    name = result.label.strip()
    return (
        bare
        and not UNIT_BRACKETED.search(name)
        and not UNIT_IN_NAME.search(BRACKETED.sub("", name).strip())
    )


@check(Code("unit-differs", "目标值和完成值的单位写法不一样", "D09", "unit_mismatch"))
def units_alike(assessment: Assessment) -> Iterator[Finding]:
    """目标和实际用同样的单位（规则 D09）：1000人/年 对 1024人，能比，写法要一致；一表说一次。"""
    unlike = [
        result
        for result in assessment.results
        if result.target.unit
        and result.actual.unit
        and _per(result.target.unit) != _per(result.actual.unit)
        and comparable(result.target, result.actual)
    ]
    if unlike:
        named = enumerated(
            [
                f"“{each.label}”目标“{each.indicator.target}”、实际“{each.indicator.actual}”"
                for each in unlike
            ]
        )
        yield Finding(
            "unit-differs",
            Severity.NOTE,
            f"目标和实际的单位写法不一样：{named}",
            "用同样的单位",
            tuple(place for each in unlike for place in each.indicator.origin(ACTUAL)),
            field=f"{unlike[0].label}/{ACTUAL}",
            stated=unlike[0].indicator.actual,
            rule="D09",
        )


def _per(unit: str) -> str:
    """“人/年”里的“年”。"""
    return unit.partition("/")[2]


@check(Code("count-as-percent", "数量指标填的是百分数", "D09", "actual_not_comparable"))
def counts_counted(assessment: Assessment) -> Iterator[Finding]:
    """“……数量、次数、个数”要填个数，不填百分数（规则 D09）。"""
    for result in assessment.results:
        name = BRACKETED.sub("", result.label).strip()
        changing = result.target.word or result.actual.word  # 同比升降几成，照样是百分数
        if (
            result.target.unit == result.actual.unit == "%"
            and COUNTED.search(name)
            and not changing
        ):
            yield on_indicator(
                result,
                TARGET,
                "count-as-percent",
                Severity.WARNING,
                f"说的是数量，目标“{result.indicator.target}”、"
                f"实际“{result.indicator.actual}”却是百分数",
                "填个数；要用百分数的，指标改称“……率”",
                "D09",
            )


@check(Code("percent-absurd", "比率超过100%或小于零", "D14"))
def shares_possible(assessment: Assessment) -> Iterator[Finding]:
    """占比、满意度、完成率一类的在 0 到 100% 之间（规则 D14）；像是认错了符号的，另说。"""
    for result in assessment.results:
        name = BRACKETED.sub("", result.label).strip()
        misread = any(MISREAD in doubt for doubt in result.target.doubts + result.actual.doubts)
        if misread or not SHARE.search(name):
            continue
        for reading, title in ((result.target, TARGET), (result.actual, ACTUAL)):
            value = reading.value
            if value is None or reading.unit != "%" or reading.word or 0 <= value <= 100:
                continue
            over = value > 100
            surpassed = over and title == ACTUAL and COMPLETED.search(name)
            printed = f"{title}“{reading.text.strip()}”{'超过 100%' if over else '小于零'}"
            yield on_indicator(
                result,
                title,
                "percent-absurd",
                Severity.WARNING,
                f"{printed}，做的比计划多才会这样，表上看不出计划和完成的数量"
                if surpassed
                else f"{printed}，这样的比率不会有",
                "核对这个数；确实超额完成的，写明计划和完成的数量"
                if surpassed
                else "核对这个数，改为 0 到 100% 之间的",
                "D14",
            )
            break
