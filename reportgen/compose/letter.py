"""成文：一个单位的审核意见和模板成为底稿。"""

from __future__ import annotations

from reportgen.compose.faults import Faults
from reportgen.compose.letter_names import Letter, letter_names
from reportgen.compose.sections import Composer, fixed
from reportgen.compose.templates import ReportTemplates
from reportgen.compose.title import broken
from reportgen.report import Draft, Properties


def compose_letter(letter: Letter, name: str, templates: ReportTemplates) -> Draft:
    """审核意见的底稿，文件叫 ``name``；模板有错时抛出 ``Unreadable``，全部错误一次说出。"""
    faults = Faults()
    composer = Composer(templates, letter_names(letter), faults)
    draft = Draft(
        name=name,
        style_document=str(templates.style),
        properties=Properties(composer.title, "", templates.outline.subject),
        front=(fixed("标题", broken(composer.title), "公文标题"),),
        sections=composer.sections(),
    )
    faults.check()
    return draft
