"""成文要用的东西：模板、口径、样式；样式文件里要有模板点名的样式。"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from pathlib import Path

from reportgen import faults
from reportgen.compose import ReportTemplates, Templates, load_letter, load_templates
from reportgen.compose.outline import Column, SectionOutline
from reportgen.document.style import StyleDocument, load_style
from reportgen.finding import Finding, Severity, Unreadable
from reportgen.intake import load_profiles
from reportgen.model import Profile, Project
from reportgen.shipped import default_templates
from reportgen.wording import nearest

# 附件2 的报告是附件4，附件3 的报告是附件5。
REPORT_OF = {"附件2": "附件4", "附件3": "附件5"}


class Workshop:
    """成文要用的东西：模板、口径、样式；用到才读，读一次。

    ``cache`` 是记编译好的模板的文件夹；不给就不记。
    """

    def __init__(self, templates: Path | None = None, cache: Path | None = None) -> None:
        self.folder = templates or default_templates()
        self.cache = cache
        self._templates: dict[str, Templates] = {}
        self._styles: dict[str, StyleDocument] = {}
        self._broken: set[str] = set()

    @cached_property
    def profiles(self) -> dict[str, Profile]:
        """全部计分口径。"""
        return load_profiles(self.folder / "profiles")

    def profile(self, project: Project) -> Profile:
        """项目的计分口径；没有这个名称抛出 ``Unreadable``。"""
        profile = self.profiles.get(project.profile)
        if profile is not None:
            return profile
        near = nearest(project.profile, self.profiles) or list(self.profiles)
        raise Unreadable(
            [
                Finding(
                    "profile-unknown",
                    Severity.ERROR,
                    f"没有计分口径“{project.profile}”",
                    "可用的有：" + "、".join(near),
                    project.origin("计分口径"),
                    field="计分口径",
                )
            ]
        )

    def templates(self, form: str) -> Templates:
        """一种表和它的报告的模板；表格用的样式要在样式文件里。

        模板的错只在第一次说全，往后的项目只说没有写成。
        """
        if form in self._broken:
            raise Unreadable([faults.broken_templates(form)])
        if form not in self._templates:
            try:
                self._templates[form] = self._load_templates(form)
            except Unreadable:
                self._broken.add(form)
                raise
        return self._templates[form]

    def _load_templates(self, form: str) -> Templates:
        templates = load_templates(self.folder, form, REPORT_OF[form], self.cache)
        self._check_styles(templates.styled())
        return templates

    @cached_property
    def letter(self) -> ReportTemplates:
        """审核意见的模板。"""
        templates = load_letter(self.folder, self.cache)
        self._check_styles((templates.style, part) for part in templates.styled())
        return templates

    def _check_styles(self, styled: Iterable[tuple[Path, Column | SectionOutline]]) -> None:
        unknown = [
            faults.no_style(part.style, part.origin("样式"), path)
            for path, part in styled
            if part.style not in self.style(str(path)).styles
        ]
        if unknown:
            raise Unreadable(unknown)

    def style(self, path: str) -> StyleDocument:
        """样式文件。"""
        if path not in self._styles:
            self._styles[path] = load_style(Path(path))
        return self._styles[path]
