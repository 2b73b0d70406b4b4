"""指标设置的核查：指标是不是考核了该考核的。"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.assessment import Assessment
from reportgen.audit.check import Code, check
from reportgen.audit.places import UNFILLED, on_indicator
from reportgen.finding import Finding, Severity

OUTPUT = "产出"
UNSPOKEN = re.compile(r"[(（][^)）]*[)）]?|\W")
# 整个名称就是执行率；“预算执行审计完成率”“国库预算执行成功率”考核的是工作。
EXECUTION_RATE = re.compile(
    r"(?:项目|年度|全年|财政|部门|专项|整体|本级)*(?:预算|资金|经费)(?:资金)?"
    r"(?:执行|支付|支出|使用)(?:完成)?(?:率|进度)"
)
SATISFACTION = re.compile(r"满意")


@check(Code("rate-as-indicator", "把预算执行率又设成产出指标", "D21"))
def rate_counted_once(assessment: Assessment) -> Iterator[Finding]:
    """预算执行率已有执行得分，再设成产出指标是一件事计两次分（规则 D21）。"""
    for result in assessment.results:
        named = EXECUTION_RATE.fullmatch(UNSPOKEN.sub("", result.label))
        if named and result.family.startswith(OUTPUT) and assessment.profile.execution_points > 0:
            yield on_indicator(
                result,
                "得分",
                "rate-as-indicator",
                Severity.WARNING,
                f"得分 {result.indicator.score}，这个指标就是预算执行率，执行得分已经按它算过一次",
                "改为考核产出的数量、质量、时效或成本的指标",
                "D21",
            )


@check(Code("satisfaction-unsurveyed", "满意度没有调查得来的数", "D22"))
def satisfaction_surveyed(assessment: Assessment) -> Iterator[Finding]:
    """满意度指标的完成值是“满意”“良好”一类的话，没有调查的数（附件2备注4，规则 D22）。"""
    for result in assessment.results:
        if not SATISFACTION.search(result.label) or result.actual.kind in UNFILLED:
            continue
        # 目标是数、完成值没有写数的，另有检查
        if result.actual.quantitative or result.target.quantitative:
            continue
        yield on_indicator(
            result,
            "实际完成值",
            "satisfaction-unsurveyed",
            Severity.NOTE,
            f"实际完成值是“{result.indicator.actual}”，没有调查得来的数",
            "填问卷、评议得出的满意率；没有调查的，说明怎样得出",
            "D22",
        )
