"""成文：自评结果和模板成为附件4、附件5 的底稿，缩略版和摘要版同一次得出。"""

from __future__ import annotations

from typing import Any

from reportgen.compose.faults import Faults
from reportgen.compose.outline import Version
from reportgen.compose.placing import unplaced
from reportgen.compose.sections import Composer, fixed
from reportgen.compose.templates import ReportTemplates
from reportgen.compose.title import broken
from reportgen.finding import Finding
from reportgen.model import Project
from reportgen.report import Draft, Kind, Passage, Properties, Wording


def compose_reports(
    project: Project, templates: ReportTemplates, names: dict[str, Any], faults: Faults
) -> tuple[list[Draft], tuple[Finding, ...]]:
    """成文：每个版本一份底稿；放不进任何章节的文字材料是错误级的发现。

    ``names`` 是模板用名；模板的错记在 ``faults`` 里。
    """
    composer = Composer(templates, names, faults, project)
    drafts = [_draft(composer, project, version) for version in templates.outline.versions]
    return drafts, tuple(unplaced(project, composer.open, composer.materials))


def _draft(composer: Composer, project: Project, version: Version) -> Draft:
    """一个版本的底稿；只列部分章节的版本用文字材料的“简”。"""
    outline = composer.templates.outline
    return Draft(
        name=f"{outline.label}-{version.name}",
        style_document=str(composer.templates.style),
        properties=Properties(composer.title, project.responsible, outline.subject),
        front=(
            fixed("附件标签", outline.label, "附件标签"),
            fixed("标题", broken(composer.title), "公文标题"),
            fixed("版本标记", f"（{version.name}）", "版本标记"),
        ),
        sections=composer.sections(version.sections),
        back=_signature(composer.names),
        limit=version.limit,
    )


def _signature(names: dict[str, Any]) -> tuple[Passage, ...]:
    lines = tuple(line for line in (names["落款单位"], names["落款日期"]) if line)
    return (Passage("落款", Kind.FIXED, (Wording(lines),), "落款"),) if lines else ()
