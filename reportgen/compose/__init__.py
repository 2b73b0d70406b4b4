"""成文：自评结果和模板 → 底稿；唯一同时知道项目和报告的一层。"""

from __future__ import annotations

from reportgen.assessment import Assessment
from reportgen.compose.catalogue import Group, catalogue
from reportgen.compose.faults import Faults
from reportgen.compose.form_draft import compose_form
from reportgen.compose.letter import compose_letter
from reportgen.compose.letter_names import Letter, Reviewed
from reportgen.compose.names import template_names
from reportgen.compose.report_draft import compose_reports
from reportgen.compose.templates import ReportTemplates, Templates, load_letter, load_templates
from reportgen.finding import Finding
from reportgen.report import Draft

__all__ = [
    "Group",
    "Letter",
    "ReportTemplates",
    "Reviewed",
    "Templates",
    "catalogue",
    "compose",
    "compose_letter",
    "load_letter",
    "load_templates",
    "template_names",
]


def compose(
    assessment: Assessment, templates: Templates
) -> tuple[list[Draft], tuple[Finding, ...]]:
    """成文：一个项目的全部底稿，先表后报告；放不进任何章节的文字材料是错误级的发现。

    模板有错时抛出 ``Unreadable``，全部错误一次说出。
    """
    faults = Faults()
    names = template_names(assessment)
    form, findings = compose_form(assessment, templates.form, names, faults)
    reports, more = compose_reports(assessment.project, templates.report, names, faults)
    faults.check()
    return [form, *reports], findings + more
