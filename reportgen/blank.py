"""做工作簿：空白的，或带着已有的数据，给人在 Excel、WPS 里填。"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from reportgen import faults
from reportgen.compose.fillable import fillable
from reportgen.document.store import replace
from reportgen.finding import Finding, Origin, Severity, Unreadable
from reportgen.intake import load_document
from reportgen.intake.workbook.blank import make_workbook
from reportgen.intake.workbook.choices import Choices, Section
from reportgen.model import Project
from reportgen.pipeline import read_all
from reportgen.reading.node import Node
from reportgen.workshop import REPORT_OF, Workshop

# 表的提纲里，这一栏的选项也是报告里“各类指标”的各节
FAMILIES = "一级指标"
OPTIONAL, NEEDED = "可以不填", "要由单位写"


class Blank(NamedTuple):
    """做成的工作簿：写到哪里（没有写的为空）、带着几个项目、没有带上的项目和为什么。"""

    path: Path | None
    projects: int
    findings: tuple[Finding, ...]


def write_blank(paths: Iterable[Path], form: str, path: Path, workshop: Workshop) -> Blank:
    """写工作簿；已有的文件不动，有错的项目不带上，别的照带。"""
    if os.path.lexists(path):
        return Blank(None, 0, (_exists(path),))
    nodes, findings = _nodes(paths)
    if findings and not nodes:
        return Blank(None, 0, findings)
    try:
        data = make_workbook(nodes, choices(workshop), form)
        replace(path, data)
    except Unreadable as fault:
        return Blank(None, 0, (*findings, *fault.findings))
    except OSError:
        return Blank(None, 0, (*findings, faults.unwritable(path)))
    return Blank(path, len(nodes), findings)


def choices(workshop: Workshop) -> Choices:
    """工作簿里的选项：来自两种表的提纲和全部口径，缺省的口径在最前。"""
    options: dict[str, tuple[str, ...]] = {}
    sections: list[Section] = []
    for form in REPORT_OF:
        templates = workshop.templates(form)
        own = templates.form.outline.options
        for title, items in own.items():
            options[title] = tuple(dict.fromkeys((*options.get(title, ()), *items)))
        sections += [
            Section(form, path, f"{NEEDED}。{hint}" if needed else hint or OPTIONAL)
            for path, hint, needed in fillable(
                templates.report.outline.sections, own.get(FAMILIES, ())
            )
        ]
    default = Project.model_fields["profile"].default
    names = sorted(workshop.profiles, key=lambda name: name != default)
    profiles = {name: workshop.profiles[name].execution_points for name in names}
    return Choices(options, profiles, tuple(sections))


def _nodes(paths: Iterable[Path]) -> tuple[list[Node], tuple[Finding, ...]]:
    """读得成的项目；读不成的说清楚。"""
    nodes: list[Node] = []
    findings: tuple[Finding, ...] = ()
    for stem, document in read_all(paths):
        loaded = load_document(stem, document)
        if loaded.project is not None and document.node is not None:
            nodes.append(document.node)
        else:
            findings += loaded.findings
    return nodes, findings


def _exists(path: Path) -> Finding:
    return Finding(
        "file-exists",
        Severity.ERROR,
        "这个文件已经有了，没有写，保持原样",
        "换一个文件名，或先把它改名、移走",
        (Origin(str(path)),),
    )
