"""成文：自评结果和模板 → 底稿；唯一同时知道项目和报告的一层。"""

from reportgen.compose.form_draft import compose_form
from reportgen.compose.report_draft import compose_reports
from reportgen.compose.templates import (
    FormTemplates,
    Templates,
    load_form_templates,
    load_templates,
)

__all__ = [
    "FormTemplates",
    "Templates",
    "compose_form",
    "compose_reports",
    "load_form_templates",
    "load_templates",
]
