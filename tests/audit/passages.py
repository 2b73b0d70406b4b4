"""一段文字引出的发现：文字写在“改进措施”里。"""

from __future__ import annotations

from typing import Any

from reportgen.audit.check import Check
from reportgen.finding import Finding
from tests.assess.projects import assessed, goal, project, row


def told(check: Check, text: str, **fields: Any) -> list[Finding]:
    made = project(goal(row("甲", "10个", "10个", "80", "80")), 改进措施=text, **fields)
    findings = list(check.find(assessed(made)))
    for finding in findings:
        assert finding.stated in finding.message
        assert finding.field
        assert finding.remedy
    return findings
