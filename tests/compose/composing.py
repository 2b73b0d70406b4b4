"""成文到报告为止：数据 → 测算 → 成文 → 控篇幅，不写文件。"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from reportgen.assess import assess
from reportgen.compose import Templates, compose, load_templates
from reportgen.finding import Finding
from reportgen.fit import fit
from reportgen.intake import load_profiles
from reportgen.report import Draft, Report
from tests.projects import Data, read

TEMPLATES = Path(__file__).parents[2] / "templates" / "zh"
REPORT_OF = {"附件2": "附件4", "附件3": "附件5"}


@lru_cache
def shipped(form: str) -> Templates:
    """随程序带的模板，读一次。"""
    return load_templates(TEMPLATES, form, REPORT_OF[form])


def drafts(made: Data, folder: Path | None = None) -> tuple[dict[str, Draft], tuple[Finding, ...]]:
    """全部底稿和成文的发现。"""
    project = read(made)
    assessment = assess(project, load_profiles(TEMPLATES / "profiles")[project.profile])
    form = project.form
    templates = shipped(form) if folder is None else load_templates(folder, form, REPORT_OF[form])
    found, findings = compose(assessment, templates)
    return {draft.name: draft for draft in found}, findings


def reports(made: Data, folder: Path | None = None) -> dict[str, Report]:
    """全部报告。"""
    return {name: fit(draft)[0] for name, draft in drafts(made, folder)[0].items()}
