"""完整性的核查：该填的填了没有，勾选、空行、占位符。"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from reportgen.assessment import Assessment, Basis, IndicatorResult
from reportgen.audit.check import Code, check
from reportgen.audit.places import ACTUAL, TARGET, UNFILLED, on_indicator
from reportgen.audit.structure import inapplicable
from reportgen.finding import Finding, Severity
from reportgen.located import Record
from reportgen.model import Project
from reportgen.notation import Kind, read_points, read_rate
from reportgen.wording import listed, nothing

PROCESS = re.compile("决策|管理|过程|投入")


@check(
    Code("head-empty", "表头有空着的格", "A01", "field_missing"),
    Code("head-missing", "表头没有这几项", "A01", "field_missing"),
)
def head_filled(assessment: Assessment) -> Iterator[Finding]:
    """表头各项填了没有（规则 A01）：表上有而空着的要补；没有的项只是说明，各地的表不一样。

    单位和日期都没有的，是整个填报行没有：谁填的、什么时候填的都不知道，也要补。
    """
    project = assessment.project
    head = {"单位名称": project.unit, "填报日期": project.filled_on}
    if not project.departmental:
        head |= {"主管部门": project.department, "项目实施单位": project.implementer}
    without = [title for title, value in head.items() if not value]
    without += [
        title
        for title, ticked in _ticked(project)
        if not ticked and title not in project.places  # 在表上而没有勾的，另说
    ]
    standing = [title for title in without if title in project.places]
    absent = [title for title in without if title not in project.places]
    if standing:
        yield Finding(
            "head-empty",
            Severity.WARNING,
            f"表头的{_quoted(standing)}空着没有填",
            "补上",
            tuple(place for title in standing for place in project.origin(title)),
            field=standing[0],
            rule="A01",
        )
    if absent:
        unsigned = {"单位名称", "填报日期"} <= set(absent)
        yield Finding(
            "head-missing",
            Severity.WARNING if unsigned else Severity.NOTE,
            f"表头没有{_quoted(absent)}" + ("，看不出是谁、什么时候填报的" if unsigned else ""),
            "补上" if unsigned else "表的格式里有这几项的补上，没有的不用管",
            project.origin(),
            field=absent[0],
            rule="A01",
        )


def _quoted(titles: list[str]) -> str:
    return listed(f"“{title}”" for title in titles)


def _ticked(project: Project) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """要勾选的各项；附件3 没有。"""
    if project.departmental:
        return ()
    return (
        ("项目类别", project.categories),
        ("项目属性", project.attributes),
        ("项目类型", project.types),
    )


@check(
    Code("several-ticks", "项目类别、属性、类型勾了不止一项", "A06", "multi_checked"),
    Code("none-ticked", "项目类别、属性、类型一项也没有勾", "A06", "none_checked"),
)
def one_tick_each(assessment: Assessment) -> Iterator[Finding]:
    """项目类别、属性、类型各勾一项（规则 A06）；表上没有这一行的不算。"""
    project = assessment.project
    for title, ticked in _ticked(project):
        if not ticked and title in project.places:
            yield Finding(
                "none-ticked",
                Severity.WARNING,
                f"{title}一项也没有勾",
                "勾选一项",
                project.origin(title),
                field=title,
                rule="A06",
            )
        if len(ticked) > 1:
            yield Finding(
                "several-ticks",
                Severity.WARNING,
                f"{title}勾了 {len(ticked)} 项：{listed(ticked)}",
                "只勾一项",
                project.origin(title),
                field=title,
                stated=listed(ticked),
                rule="A06",
            )


@check(Code("indicators-missing", "一个绩效指标也没有填", "A05"))
def indicators_filled(assessment: Assessment) -> Iterator[Finding]:
    """一个绩效指标也没有填（规则 A05）；填了总分的，说它无从核对。"""
    if not assessment.results:
        project = assessment.project
        total = project.rating.total
        unchecked = "" if nothing(total) else f"，填报的总分 {total} 无从核对"
        yield Finding(
            "indicators-missing",
            Severity.ERROR,
            f"没有填绩效指标，绩效目标得分和总分得不出来{unchecked}",
            "在“年度绩效目标”下填上指标",
            project.origin("年度绩效目标") or project.origin(),
            field="年度绩效目标",
            rule="A05",
        )


@check(Code("goal-empty", "模板里多余的目标没有删", "A03", "empty_template_row"))
def goals_filled(assessment: Assessment) -> Iterator[Finding]:
    """没有填指标的目标：模板里多余的，没有计入（规则 A03）；全都没有填的另说。"""
    for goal in assessment.goals if assessment.results else ():
        if not goal.results:
            name = goal.goal.name or "年度绩效目标"
            yield Finding(
                "goal-empty",
                Severity.WARNING,
                f"“{name}”没有填指标，没有计入",
                "补上指标；模板里多余的目标删去",
                goal.goal.origin() or assessment.project.origin("年度绩效目标"),
                field=name,
                rule="A03",
            )


@check(Code("row-blank", "指标表里留着空行", "A03", "empty_template_row"))
def blank_rows(assessment: Assessment) -> Iterator[Finding]:
    """指标表里的空行不印，说出来；整个目标都空着的另有检查。"""
    for goal in assessment.goals:
        for indicator in goal.goal.indicators if goal.results else ():
            if indicator.blank:
                name = listed((indicator.family, indicator.category), "／")
                yield Finding(
                    "row-blank",
                    Severity.NOTE,
                    f"“{name}”这一行是空的，没有印进表里",
                    "要用这一行就补上三级指标、目标和完成值，不用就删去",
                    indicator.origin(),
                    field=name,
                    rule="A03",
                )


@check(
    Code("target-missing", "年初目标值没有填", "A02 A03", "target_missing template_placeholder"),
    Code("actual-missing", "实际完成值没有填", "A02 A03", "template_placeholder"),
)
def values_filled(assessment: Assessment) -> Iterator[Finding]:
    """年初目标值、实际完成值没有填，或留着占位符（规则 A02、A03）；不适用的另说。"""
    for result in assessment.results:
        if inapplicable(result):
            continue
        for reading, title, code in (
            (result.target, TARGET, "target-missing"),
            (result.actual, ACTUAL, "actual-missing"),
        ):
            if reading.kind in UNFILLED:
                told = f"留着“{reading.text.strip()}”" if reading.text.strip() else "是空的"
                yield on_indicator(
                    result,
                    title,
                    code,
                    Severity.NOTE if _of_process(result) else Severity.ERROR,
                    f"{title}{told}，无法判断是否完成",
                    f"补上可以比较的{title}",
                    "A03" if reading.kind is Kind.PLACEHOLDER else "A02",
                )


def _of_process(result: IndicatorResult) -> bool:
    """决策、管理、过程类的指标：有的表只给分，目标和完成值两格都没有。"""
    both = result.target.kind is result.actual.kind is Kind.EMPTY
    return both and result.stated is not None and bool(PROCESS.search(result.indicator.family))


@check(Code("figure-unreadable", "该填数的格读不出数", "A03", "template_placeholder"))
def stated_figures_readable(assessment: Assessment) -> Iterator[Finding]:
    """填了但读不出数的：执行率、执行得分、总分、分值、得分（规则 A03）。"""
    for record, title, field, text, value in _stated_cells(assessment):
        if value is None and not nothing(text):
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


def _stated_cells(
    assessment: Assessment,
) -> Iterator[tuple[Record, str, str, str, Decimal | None]]:
    rating = assessment.project.rating
    yield rating, "执行率", "自评/执行率", rating.rate, read_rate(rating.rate).percent
    for title, text in (("执行得分", rating.execution_score), ("总分", rating.total)):
        yield rating, title, f"自评/{title}", text, read_points(text)
    for goal in assessment.goals:
        if goal.results:
            field = f"{goal.goal.name or '年度绩效目标'}/分值"
            yield goal.goal, "分值", field, goal.goal.points, read_points(goal.goal.points)
        for result in goal.results:
            cell = result.indicator
            # 印出而读得懂的分值都已用上；负的、读不出的，没有用
            if cell.weight and result.weight_basis is not Basis.STATED:
                yield cell, "分值", f"{result.label}/分值", cell.weight, None
            yield cell, "得分", f"{result.label}/得分", cell.score, result.stated
