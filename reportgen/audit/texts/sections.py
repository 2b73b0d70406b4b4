"""文字与表的核查：单位写了一节文字，表里却没有这回事；表里该有的没有。"""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.assessment import Assessment, Status
from reportgen.audit.check import Code, check
from reportgen.finding import Finding, Severity

UNCOMPLETED = "未完成的绩效目标"
FAMILIES = ("产出指标", "效益指标", "满意度指标")


@check(Code("text-contradicts-table", "文字说的事和表里的不合", "E03", "report_vs_table"))
def sections_agree(assessment: Assessment) -> Iterator[Finding]:
    """文字材料说有未完成的，表里要有；说到哪类指标，表里要有这类（规则 E03）。"""
    if not assessment.results:
        return
    families = {family.name for family in assessment.families}
    all_met = all(result.status is Status.MET for result in assessment.results)
    for key, material in assessment.project.materials.items():
        section = section_of(key)
        if section == UNCOMPLETED and all_met:
            message = f"文字材料“{key}”写了未完成的目标，表里的指标却全部完成"
            remedy = "核对表里的实际完成值；没有未完成的，去掉这段文字"
        elif section in FAMILIES and section not in families:
            message = f"文字材料“{key}”写了{section}，表里却没有这类指标"
            remedy = f"补上{section}，或去掉这段文字"
        else:
            continue
        origins = material.origin() or assessment.project.origin("文字材料")
        yield Finding(
            "text-contradicts-table",
            Severity.WARNING,
            message,
            remedy,
            origins,
            field=f"文字材料/{key}",
            rule="E03",
        )


def section_of(key: str) -> str:
    """节名：文字材料的键、文字的名称里最末的一节。"""
    return key.strip().strip("/").rsplit("/", 1)[-1]
