"""读数据文件：YAML 的节点成为项目。"""

from __future__ import annotations

from reportgen.finding import Finding, Severity, Unreadable
from reportgen.model import Project
from reportgen.reading.builder import Builder
from reportgen.reading.yaml_file import Node


def build_project(node: Node) -> tuple[Project, tuple[Finding, ...]]:
    """成项目：连同提醒；有读不了的地方抛出 ``Unreadable``。"""
    unit = node.value.get("金额单位") if isinstance(node.value, dict) else None
    builder = Builder(unit.value if unit and isinstance(unit.value, str) else "万元")
    project = builder.build(Project, node)
    if not (project.name or (project.departmental and project.unit)):
        field = "单位名称" if project.departmental else "项目名称"
        raise Unreadable(
            [
                *builder.findings,
                Finding(
                    "name-missing",
                    Severity.ERROR,
                    f"没有“{field}”，不知道是谁的报告",
                    f"填上“{field}”",
                    project.origin(),
                    field=field,
                ),
            ]
        )
    return project, tuple(builder.findings)
