"""没有说明的：多做了许多的指标、偏低的执行率、年中调整的预算，哪里也没有说原因。"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.assessment import Assessment, IndicatorResult, Parts, Status
from reportgen.audit.check import Code, check
from reportgen.audit.compare import shown
from reportgen.audit.places import on_indicator
from reportgen.audit.texts.deviations import has_reason_cell, has_reason_column, rate_deviation
from reportgen.audit.texts.passages import texts_of
from reportgen.audit.texts.sentences import SENTENCE_END
from reportgen.audit.texts.topics import Topics
from reportgen.finding import Finding, Severity
from reportgen.notation import RATE_UNITS, Direction
from reportgen.wording import nothing, percent, plain

# 做到没做到的目标，多做没有意思；“＝8个”多做了另有检查。
UNCOUNTED = (Direction.RANK, Direction.DEADLINE, Direction.EQUAL, Direction.ZERO)
SPEAKS_OF_MORE = re.compile(r"超|多|增|高于|大于|扩|提前|翻|加快|加大|调整|额外|新政|偏低")
SPEAKS_OF_RATE = re.compile(r"执行率|执行进度|支付进度|支出进度|预算执行|未支付|未支出|结余|结转")
SPEAKS_OF_ADJUSTMENT = re.compile(
    r"追加|调整|调剂|调增|调减|调入|调出|压减|压缩|核减|核增|增加|减少|结转|下达|统筹|收回|新增"
)


@check(
    Code(
        "overshoot-unexplained",
        "实际比目标多出许多，没有说明原因",
        "D11",
        "overshoot_unexplained",
    )
)
def overshoot_explained(assessment: Assessment) -> Iterator[Finding]:
    """实际达到目标的若干倍（口径的“超额比例”）的，要说明原因（规则 D11）。

    百分率、名次、期限不算；这一行写了原因，或偏差原因里说到它多做了的，不说。
    """
    project, line = assessment.project, assessment.profile.overshoot
    if not (has_reason_cell(project) or has_reason_column(assessment)):
        return
    topics = Topics(assessment.results)
    sentences = [
        sentence
        for sentence in SENTENCE_END.split(project.deviation)
        if SPEAKS_OF_MORE.search(sentence)
    ]
    for result in assessment.results:
        attained = result.attained
        if attained is None or attained < line or not _counted(result):
            continue
        if not nothing(result.indicator.reason):
            continue
        if any(topics.spoken(result, sentence) for sentence in sentences):
            continue
        yield on_indicator(
            result,
            "实际完成值",
            "overshoot-unexplained",
            Severity.NOTE,
            f"目标 {result.indicator.target}、实际 {result.indicator.actual}，是目标的 "
            f"{shown(attained, 2)} 倍（达到 {plain(line)} 倍的要说明），没有写原因",
            "说明超额的原因；目标定低了的，下年调高",
            "D11",
        )


def _counted(result: IndicatorResult) -> bool:
    """数得出多少的目标，不是百分率、名次、期限。"""
    target = result.target
    return (
        result.status is Status.MET
        and target.direction not in UNCOUNTED
        and not target.dates
        and target.unit not in RATE_UNITS
        and result.actual.unit not in RATE_UNITS
    )


@check(Code("rate-low-unexplained", "执行率偏低，哪里也没有说明", "B08"))
def low_rate_explained(assessment: Assessment) -> Iterator[Finding]:
    """执行率低于口径的“执行率线”，全部文字里都没有说到（规则 B08）。

    表上有“偏差原因分析”一格的，由那里的检查去说。
    """
    rate, line = assessment.computed_rate, assessment.profile.rate_line
    deviation = rate_deviation(assessment)
    if rate is None or deviation is None or rate * 100 >= line:
        return
    if has_reason_cell(assessment.project):
        return
    if any(SPEAKS_OF_RATE.search(passage.text) for passage in texts_of(assessment)):
        return
    funds = assessment.project.funds
    yield Finding(
        "rate-low-unexplained",
        Severity.WARNING,
        f"{deviation.told}，低于 {plain(line)}%，表和文字里都没有说明原因",
        "说明没有执行完的原因",
        assessment.project.rating.origin("执行率") or funds.origin("执行数"),
        field="自评/执行率",
        expected=f"≥{plain(line)}%，或说明原因",
        rule="B08",
    )


@check(Code("adjustment-unexplained", "预算年中调整了，没有说明", "B09"))
def adjustment_explained(assessment: Assessment) -> Iterator[Finding]:
    """调整后的预算数和年初预算不同，表上没有结转、追加、压减，文字里也没有说（规则 B09）。"""
    funds = assessment.project.funds
    initial, budget = funds.initial, funds.budget
    if initial is None or budget is None or initial == budget:
        return
    items = (funds.carried_over, funds.added, funds.reduction, funds.approved)
    if assessment.parts is not Parts.NONE or any(item is not None for item in items):
        return
    texts = [funds.budget_text, funds.reduction_basis]
    texts += [passage.text for passage in texts_of(assessment)]
    if any(map(SPEAKS_OF_ADJUSTMENT.search, texts)):
        return
    change = budget - initial
    moved = f"{'调增' if change > 0 else '调减'} {plain(abs(change))}万元"
    known = initial > 0 and assessment.computed_rate is not None  # 金额不像话的，比率也不像话
    share = f"（{percent(abs(change) / initial)}）" if known and abs(change) < initial * 100 else ""
    yield Finding(
        "adjustment-unexplained",
        Severity.NOTE,
        f"年初预算 {plain(initial)}，调整后的预算数 {plain(budget)}，{moved}{share}，没有说明原因",
        "说明年中调整预算的原因和依据",
        funds.origin("年初预算"),
        field="资金/年初预算",
        stated=plain(initial),
        rule="B09",
    )
