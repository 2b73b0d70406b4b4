"""表头的核查：年度、勾选、空行。"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.assessment import Assessment
from reportgen.finding import Finding, Severity
from reportgen.wording import listed

YEAR = re.compile(r"(20\d\d)\s*年")


def title_year(assessment: Assessment) -> Iterator[Finding]:
    """标题里的年度与“年度”一致（规则 A07）；标题照填报印在表上，不改。"""
    project = assessment.project
    found = YEAR.search(project.title)
    if found and int(found[1]) != project.year:
        yield Finding(
            "title-year-differs",
            Severity.ERROR,
            f"标题写的是 {found[1]} 年度，数据是 {project.year} 年度，表和报告的标题会不一致",
            f"标题改为 {project.year} 年度，或核对“年度”",
            project.origin("标题"),
            field="标题",
            stated=found[1],
            expected=str(project.year),
            rule="A07",
        )


def one_tick_each(assessment: Assessment) -> Iterator[Finding]:
    """项目类别、属性、类型各勾一项（规则 A06）。"""
    project = assessment.project
    for title, ticked in (
        ("项目类别", project.categories),
        ("项目属性", project.attributes),
        ("项目类型", project.types),
    ):
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
