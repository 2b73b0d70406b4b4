"""成项目：一份数据的节点成为项目。"""

from __future__ import annotations

from typing import get_args

from reportgen.finding import Finding, Severity, Unreadable
from reportgen.model import DEPARTMENT_FORM, Project
from reportgen.reading.builder import Builder
from reportgen.reading.node import Node


def build_project(node: Node) -> tuple[Project, tuple[Finding, ...]]:
    """成项目：连同提醒；有读不了的地方抛出 ``Unreadable``，带全部发现。"""
    builder = Builder(_unit(node))
    nameless = _nameless(node)
    try:
        project = builder.build(Project, node)
    except Unreadable as fault:
        raise Unreadable((*nameless, *fault.findings)) from None
    if nameless:
        raise Unreadable((*nameless, *builder.findings))
    return project, tuple(builder.findings)


def _unit(node: Node) -> str:
    """金额单位；写的不是万元或元时先按万元读，写错了由成记录去说。"""
    stated = _text(node, "金额单位")
    units = get_args(Project.titles()["金额单位"].annotation)
    return stated if stated in units else units[0]


def _nameless(node: Node) -> tuple[Finding, ...]:
    """没有名称：附件2 要有项目名称，附件3 要有单位名称；部门的项目名称可以代替。"""
    if node.broken or not isinstance(node.value, dict):
        return ()
    field = "单位名称" if _text(node, "表") == DEPARTMENT_FORM else "项目名称"
    given = [node.value[title] for title in (field, "项目名称") if title in node.value]
    if any(name.broken or name.value != "" for name in given):
        return ()
    message = f"没有“{field}”，不知道是谁的报告"
    place = given[0].origin if given else node.origin
    return (
        Finding("name-missing", Severity.ERROR, message, f"填上“{field}”", (place,), field=field),
    )


def _text(node: Node, title: str) -> str:
    entry = node.value.get(title) if isinstance(node.value, dict) else None
    return entry.value.strip() if entry and isinstance(entry.value, str) else ""
