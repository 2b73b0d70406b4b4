"""表头的核查：没有填的、年度、勾选、空行。"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.assessment import Assessment
from reportgen.finding import Finding, Severity
from reportgen.wording import listed

YEAR = re.compile(r"(20\d\d)\s*年")


def head_filled(assessment: Assessment) -> Iterator[Finding]:
    """表头各项填了没有（规则 A02）；各地的表不一定都有这些项，所以只是说明。"""
    project = assessment.project
    head: dict[str, object] = {"单位名称": project.unit, "填报日期": project.filled_on}
    if not project.departmental:
        head |= {
            "主管部门": project.department,
            "项目实施单位": project.implementer,
            "项目类别": project.categories,
            "项目属性": project.attributes,
            "项目类型": project.types,
        }
    empty = [title for title, value in head.items() if not value]
    if empty:
        yield Finding(
            "head-empty",
            Severity.NOTE,
            f"表头没有填：{listed(empty)}，表里这几格是空的",
            "表上有这一项的补上",
            project.origin(),
            field=empty[0],
            rule="A02",
        )


def title_year(assessment: Assessment) -> Iterator[Finding]:
    """标题里的年度与“年度”一致（规则 A07）；标题照填报印在表上，不改。

    项目名称里的年度不算：2019年的工程，2020年度照样要自评。
    """
    project = assessment.project
    title = project.title.replace(project.name, "") if project.name else project.title
    years = [found[1] for found in YEAR.finditer(title)]
    if years and str(project.year) not in years:
        yield Finding(
            "title-year-differs",
            Severity.ERROR,
            f"标题写的是 {years[0]} 年度，数据是 {project.year} 年度，表和报告的标题会不一致",
            f"标题改为 {project.year} 年度，或核对“年度”",
            project.origin("标题"),
            field="标题",
            stated=years[0],
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
