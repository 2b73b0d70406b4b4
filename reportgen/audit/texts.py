"""文字的核查：单位写的文字里，说到表内同一件事的数，要和表内的一致。"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from reportgen.assessment import Assessment, IndicatorResult
from reportgen.audit.compare import same_printed
from reportgen.finding import Finding, Origin, Severity
from reportgen.notation import Reading
from reportgen.wording import amount, percent, points

FIGURE = r"(\d[\d,，]*(?:\.\d+)?)"
CLAUSE = re.compile(r"[^，。；;！？\n]+")
COUNTED = re.compile(FIGURE + r"\s*(万?[^\d\s，。；、（）()“”《》%％‰]{0,4}|[%％‰])")
# 说的是同一件事才比：词与数之间只隔这些话。
GAP = r"[^，。；;\d]{0,6}?"
NOT_THIS_YEAR = re.compile(r"上年|上一年|去年|往年|同比|较|比上")
HAN_PAIR = re.compile(r"(?=([\u4e00-\u9fff]{2}))")
LIKENESS = 0.75


@dataclass(frozen=True, slots=True)
class _Fact:
    """表内的一个数：文字里的说法（正则）、可以写的数、怎样称呼、轻重。"""

    name: str
    pattern: re.Pattern[str]
    values: tuple[Decimal, ...]
    shown: str
    severity: Severity = Severity.ERROR


def text_figures_agree(assessment: Assessment) -> Iterator[Finding]:
    """文字材料、偏差原因和改进措施里的数和表内的数一致（规则 E01、E02、E05）。"""
    facts = list(_facts(assessment))
    names = [(result, _pairs(result.label)) for result in assessment.results]
    for field, text, origins in _texts(assessment):
        told: set[tuple[str, str]] = set()
        for fact in facts:
            for found in fact.pattern.finditer(text):
                value = Decimal(re.sub("[,，]", "", found[1]))
                if _about_other_year(text, found.start(), assessment.project.year):
                    continue
                if any(same_printed(value, right) for right in fact.values):
                    continue
                if (fact.name, found[0]) not in told:
                    told.add((fact.name, found[0]))
                    yield _finding(field, origins, fact.name, found[0], fact.shown, fact.severity)
        yield from _indicator_figures(field, text, origins, names)


def _facts(assessment: Assessment) -> Iterator[_Fact]:
    """项目的几个总数；表内不止一个预算数时，写哪一个都算对。"""
    funds = assessment.project.funds
    if assessment.rate is not None:
        pattern = re.compile(rf"执行率{GAP}{FIGURE}\s*[%％]")
        yield _Fact("预算执行率", pattern, (assessment.rate * 100,), percent(assessment.rate))
    if assessment.total is not None:
        pattern = re.compile(rf"(?:自评得分|自评总分|综合得分|评价得分){GAP}{FIGURE}\s*分")
        yield _Fact("总分", pattern, (assessment.total,), points(assessment.total))
    if assessment.execution_score is not None:
        pattern = re.compile(rf"预算执行得分{GAP}{FIGURE}\s*分")
        score = assessment.execution_score
        yield _Fact("预算执行得分", pattern, (score,), points(score))
    budgets = [
        value
        for value in (
            funds.budget,
            funds.approved,
            funds.initial,
            funds.carried_over,
            funds.added,
            funds.basic,
            funds.project,
            *(source.budget for source in funds.sources),
        )
        if value is not None
    ]
    if funds.budget is not None:
        pattern = re.compile(
            rf"预算(?:数|资金|金额|总额|批复)?(?:为|是|共|共计)?\s*{FIGURE}\s*万元"
        )
        yield _Fact("预算数", pattern, tuple(budgets), amount(funds.budget), Severity.WARNING)
    if funds.executed is not None:
        pattern = re.compile(
            rf"实际(?:执行|支出|使用)(?:数|金额|资金)?(?:为|了|共|共计)?\s*{FIGURE}\s*万元"
        )
        parts = [source.executed for source in funds.sources if source.executed is not None]
        yield _Fact("执行数", pattern, (funds.executed, *parts), amount(funds.executed))


def _texts(assessment: Assessment) -> Iterator[tuple[str, str, tuple[Origin, ...]]]:
    project = assessment.project
    yield "偏差原因分析", project.deviation, project.origin("偏差原因分析")
    yield "改进措施", project.improvement, project.origin("改进措施")
    for key, material in project.materials.items():
        for form, text in (("详", material.full), ("简", material.brief)):
            if text:
                place = material.origin(form) or project.origin("文字材料")
                yield f"文字材料/{key}", text, place


def _indicator_figures(
    field: str,
    text: str,
    origins: tuple[Origin, ...],
    names: list[tuple[IndicatorResult, frozenset[str]]],
) -> Iterator[Finding]:
    """一个分句里提到某个指标的名称，又写了同一单位的数：这个数应当是目标值或完成值。"""
    for clause in CLAUSE.findall(text):
        if NOT_THIS_YEAR.search(clause):
            continue
        figures = COUNTED.findall(clause)
        if not figures:
            continue
        inside = _pairs(clause)
        for result, pairs in names:
            if len(pairs) < 3 or len(pairs & inside) < LIKENESS * len(pairs):
                continue
            allowed = _values((result.target, result.actual))
            for number, unit in figures:
                value = Decimal(re.sub("[,，]", "", number))
                same_unit = [right for right, mark in allowed if mark and unit.startswith(mark)]
                if same_unit and not any(same_printed(value, right) for right in same_unit):
                    indicator = result.indicator
                    shown = f"目标 {indicator.target}、实际 {indicator.actual}"
                    yield _finding(
                        field,
                        origins,
                        f"“{result.label}”",
                        f"{number}{unit}",
                        shown,
                        Severity.WARNING,
                    )


@lru_cache(maxsize=4096)
def _pairs(text: str) -> frozenset[str]:
    """相邻两字的集合，用来比名称像不像。"""
    return frozenset(HAN_PAIR.findall(text))


def _values(readings: Iterable[Reading]) -> list[tuple[Decimal, str]]:
    found = []
    for reading in readings:
        if reading.value is not None and reading.unit:
            found.append((reading.value, reading.unit.split("/")[0]))
        found += [(part.value, part.unit) for part in reading.parts]
    return found


def _about_other_year(text: str, position: int, year: int) -> bool:
    """这个数前面最近说的是别的年度。"""
    before = text[max(0, position - 40) : position]
    years = re.findall(r"(20\d\d)\s*年", re.split(r"[。；\n]", before)[-1])
    return bool(years) and int(years[-1]) != year


def _finding(
    field: str,
    origins: tuple[Origin, ...],
    name: str,
    stated: str,
    shown: str,
    severity: Severity,
) -> Finding:
    return Finding(
        "text-figure-differs",
        severity,
        f"“{field}”里写的“{stated.strip()}”与表内{name}不一致，表内为{shown}",
        "以表内的数为准改文字，或更正表内的数",
        origins,
        field=field,
        stated=stated.strip(),
        expected=shown,
        rule="E01",
    )
