"""单位的文字：一个项目里人写的全部文字，各有名称和出处。"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from reportgen.assessment import Assessment
from reportgen.finding import Origin


class Passage(NamedTuple):
    """一段文字：在哪里，是不是说完成情况的。"""

    field: str
    text: str
    origins: tuple[Origin, ...]
    on_results: bool = False


def texts_of(assessment: Assessment) -> Iterator[Passage]:
    """全部文字：偏差原因、改进措施、目标内容、各行的偏差原因、文字材料。"""
    project = assessment.project
    yield Passage("偏差原因分析", project.deviation, project.origin("偏差原因分析"))
    yield Passage("改进措施", project.improvement, project.origin("改进措施"))
    for goal in project.goals:
        yield Passage(f"{goal.name or '年度绩效目标'}/内容", goal.statement, goal.origin("内容"))
    for result in assessment.results:
        reason = result.indicator.reason
        if reason:
            yield Passage(f"{result.label}/偏差原因", reason, result.indicator.origin("偏差原因"))
    for key, material in project.materials.items():
        on_results = "绩效目标完成情况" in key
        for form, text, field in (
            ("详", material.full, f"文字材料/{key}"),
            ("简", material.brief, f"文字材料/{key}/简"),
        ):
            place = material.origin(form) or project.origin("文字材料")
            yield Passage(field, text, place, on_results)
