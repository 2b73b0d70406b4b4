"""原因的核查：有偏差的写了原因没有，写全了没有，是不是空话。"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reportgen.assessment import Assessment
from reportgen.audit.check import Code, check
from reportgen.audit.places import on_indicator
from reportgen.audit.texts.deviations import (
    REASON,
    ROW_REASON,
    Deviation,
    deviation_of,
    has_reason_cell,
    has_reason_column,
    rate_deviation,
    row_deviations,
)
from reportgen.audit.texts.topics import Topics
from reportgen.finding import Finding, Severity
from reportgen.wording import enumerated, listed, nothing

ENOUGH = 30  # 偏差原因分析写了这么多字，行里的原因可以短
SHORTEST = 8
EMPTY_WORDS = re.compile(
    r"(?:[\W_]|由于|因为?|受|系|主要|原因|是|为|的|等|了|均|都|已|影响|导致|新型?冠?状?病毒|新冠"
    r"|肺炎|疫情|防控|客观|主观|其他|其它|特殊|不可抗力|因素|情况|正常|完成|无)*"
)
# 说超了预算、说预算没有执行完，各有各的话。
SPEAKS_OF_OVERSPENDING = re.compile(r"超支|超出|超过|超预算|预算|执行|追加")
SPEAKS_OF_SPENDING = re.compile(
    r"预算|执行|资金|经费|支出|费用|花费|结余|支付|结算|采购|中标|价款|尾款"
)
MEASURE = re.compile(
    r"措施|改进|整改|下一?步|今后|下一?年|明年|将|拟|进一步|加强|加快|加大|强化|优化|完善|提高|提前"
    r"|尽快|争取|调整|督促|跟进"
)


@check(
    Code(
        "deviation-none",
        "有偏差，偏差原因却没有写",
        "E07 D06",
        "deviation_none_but_deviated deviation_missing_for_indicator",
    )
)
def deviation_told(assessment: Assessment) -> Iterator[Finding]:
    """偏差原因填“无”或空着，执行率、指标却有偏差（附件2备注，规则 E07、D06）。

    表上没有写原因的地方的不问；有“偏差原因”一栏的，这一行写了就算写了。
    """
    project = assessment.project
    cell = has_reason_cell(project)
    if not nothing(project.deviation) or not (cell or has_reason_column(assessment)):
        return
    told = list(row_deviations(assessment))
    rate = rate_deviation(assessment)
    if cell and rate is not None:
        told.insert(0, rate)
    if not told:
        return
    first = told[0].result
    if cell:
        printed = f"填“{project.deviation}”" if project.deviation else "没有填"
        yield Finding(
            "deviation-none",
            _worst(told),
            f"“{REASON}”{printed}，表上却有偏差：{_listed(told)}",
            "写明偏差的原因",
            project.origin(REASON),
            field=REASON,
            stated=project.deviation,
            rule="E07",
        )
    elif first is not None:
        reason = first.indicator.reason
        printed = f"填“{reason}”" if reason else "没有填"
        yield on_indicator(
            first,
            ROW_REASON,
            "deviation-none",
            _worst(told),
            f"有偏差，“{ROW_REASON}”一栏{printed}：{_listed(told)}",
            "在这几行写明偏差的原因",
            "E07",
        )


@check(
    Code(
        "deviation-incomplete",
        "偏差原因没有说到全部的偏差",
        "E07 D06 B08",
        "deviation_incomplete deviation_missing_for_indicator",
    )
)
def deviation_complete(assessment: Assessment) -> Iterator[Finding]:
    """写了偏差原因，没有完成、扣了分的指标却没有说到，或没有说到执行率（规则 E07、D06、B08）。

    有指标名称里独有的词、它的数或它那一类，就算说到；说不说得清楚由人去看。
    """
    project = assessment.project
    text = project.deviation
    if nothing(text) or _empty_words(text):
        return
    topics = Topics(assessment.results)
    missing = [
        each
        for each in row_deviations(assessment)
        if each.result is not None and not topics.spoken(each.result, text)
    ]
    rate = rate_deviation(assessment)
    if rate is not None and not _rate_spoken(assessment, text):
        lowest = assessment.computed_rate is not None and (
            assessment.profile.rate_line <= assessment.computed_rate * 100 < 100
        )
        severity = Severity.NOTE if lowest else rate.severity
        if rate.severity is not Severity.NOTE:  # 差得不多的不必另说
            missing.insert(0, rate._replace(severity=severity))
    if missing:
        yield Finding(
            "deviation-incomplete",
            _worst(missing),
            f"“{REASON}”没有说到：{_listed(missing)}",
            "补上原因；没有偏差的，更正表上的数",
            project.origin(REASON),
            field=REASON,
            rule="E07",
        )


@check(Code("reason-empty-words", "偏差原因是空话", "E08"))
def reasons_say_something(assessment: Assessment) -> Iterator[Finding]:
    """有偏差，原因却不到八个字，或只说“受疫情影响”“客观原因”一类的话（规则 E08）。"""
    project = assessment.project
    rate = rate_deviation(assessment)
    deviated = [each for each in map(deviation_of, assessment.results) if each is not None]
    told = [rate, *deviated] if rate is not None else deviated
    if told and not nothing(project.deviation) and _empty_words(project.deviation):
        yield Finding(
            "reason-empty-words",
            Severity.WARNING,
            f"“{REASON}”只写了“{project.deviation}”，没有说清：{_listed(told)}",
            "写明是什么事、怎样影响了执行和指标",
            project.origin(REASON),
            field=REASON,
            stated=project.deviation,
            rule="E08",
        )
    if len(project.deviation) >= ENOUGH:
        return  # 偏差原因分析里说清了的，行里可以简单
    for each in deviated:
        reason = each.result.indicator.reason if each.result is not None else ""
        if each.result is not None and not nothing(reason) and _empty_words(reason):
            yield on_indicator(
                each.result,
                ROW_REASON,
                "reason-empty-words",
                Severity.WARNING,
                f"的{ROW_REASON}只写了“{reason}”，没有说清：{each.told}",
                "写明是什么事、怎样影响了这个指标",
                "E08",
            )


@check(Code("measure-missing", "有的行写了改进措施，有的没有写", "E07", "deviation_incomplete"))
def measures_beside_reasons(assessment: Assessment) -> Iterator[Finding]:
    """一栏里既写原因、又写措施的表，有的行只写了原因（规则 E07）。

    有一行写着“改进措施”，才知道这一栏是要写措施的。
    """
    reasons = [result for result in assessment.results if not nothing(result.indicator.reason)]
    if not any("改进措施" in result.indicator.reason for result in reasons):
        return
    bare = [result for result in reasons if not MEASURE.search(result.indicator.reason)]
    if bare:
        named = enumerated([f"“{result.label}”" for result in bare])
        yield Finding(
            "measure-missing",
            Severity.NOTE,
            f"{named}的{ROW_REASON}一栏只写了原因，没有写改进措施，有的行写了",
            "补上改进措施",
            tuple(place for result in bare for place in result.indicator.origin(ROW_REASON)),
            field=f"{bare[0].label}/{ROW_REASON}",
            rule="E07",
        )


def _rate_spoken(assessment: Assessment, text: str) -> bool:
    """话里说到了执行率高或低。"""
    over = assessment.computed_rate is not None and assessment.computed_rate > 1
    return bool((SPEAKS_OF_OVERSPENDING if over else SPEAKS_OF_SPENDING).search(text))


def _empty_words(text: str) -> bool:
    return len(re.sub(r"[\W_]", "", text)) < SHORTEST or EMPTY_WORDS.fullmatch(text) is not None


def _worst(told: Sequence[Deviation]) -> Severity:
    warned = any(each.severity is Severity.WARNING for each in told)
    return Severity.WARNING if warned else Severity.NOTE


def _listed(told: Sequence[Deviation]) -> str:
    return listed((each.told for each in told), "；")
