"""成文：自评结果和模板成为附件4、附件5 的底稿，缩略版和摘要版同一次得出。"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from reportgen.assessment import Assessment
from reportgen.compose.engine import TemplateFault, paragraphs
from reportgen.compose.lines import Lines
from reportgen.compose.names import template_names
from reportgen.compose.outline import Column, Outline, SectionOutline, TableOutline, Version
from reportgen.compose.templates import BLANK, MATERIAL, TABLE, Templates, alternatives
from reportgen.finding import Finding, Severity
from reportgen.model import Material, Project
from reportgen.report import (
    Cell,
    Draft,
    Kind,
    Passage,
    Properties,
    Row,
    Section,
    Table,
    Wording,
)
from reportgen.wording import chinese_number, nearest, to_fill

# 让位的次序：表格最先，模板的话其次，单位自己写的最后。
TABLE_RANK, GENERATED_RANK, MATERIAL_RANK = 3, 2, 1


def compose_reports(
    assessment: Assessment, templates: Templates
) -> tuple[list[Draft], tuple[Finding, ...]]:
    """成文：每个版本一份底稿；放不进任何章节的文字材料是错误。

    模板有错时抛出 ``Unreadable``，全部错误一次说出。
    """
    composer = _Composer(assessment, templates)
    drafts = [composer.draft(version) for version in templates.outline.versions]
    composer.lines.check()
    return drafts, tuple(composer.unplaced())


class _Composer:
    """一个项目的成文：各文段只成文一次，几个版本共用。"""

    def __init__(self, assessment: Assessment, templates: Templates) -> None:
        self.project = assessment.project
        self.templates = templates
        self.names = {**template_names(assessment), "用语": templates.phrases.words}
        self.lines = Lines(templates.engine)
        self.rendered: dict[tuple[str, str], tuple[Wording, ...]] = {}
        self.sections = list(_paths(templates.outline, self.names))
        self.materials = _place(self.project, self.sections)

    def draft(self, version: Version) -> Draft:
        outline = self.templates.outline
        title = self.lines.render(outline.title, self.names)
        chosen = [
            section
            for section in outline.sections
            if not version.sections or section.name in version.sections
        ]
        abridged = bool(version.sections)
        return Draft(
            name=f"{outline.label}-{version.name}",
            style_document=str(self.templates.style),
            properties=Properties(title, self.project.responsible, outline.subject),
            front=(
                _fixed("附件标签", outline.label, "附件标签"),
                _fixed("标题", title, "公文标题"),
                _fixed("版本标记", f"（{version.name}）", "版本标记"),
            ),
            sections=tuple(
                self._section(section, "", 1, count, self.names, abridged)
                for count, section in enumerate(chosen, 1)
            ),
            back=self._signature(),
            limit=version.limit,
        )

    def unplaced(self) -> Iterable[Finding]:
        """放不进章节的文字材料：说出相近的章节，不静默丢掉。"""
        placed = {key for key, _ in self.materials.values()}
        paths = [path for path, _ in self.sections]
        for key in self.project.materials:
            if key in placed:
                continue
            near = nearest(key.rsplit("/", 1)[-1], [path.rsplit("/", 1)[-1] for path in paths])
            options = [path for name in near for path in paths if path.rsplit("/", 1)[-1] == name]
            yield Finding(
                "material-unplaced",
                Severity.ERROR,
                f"文字材料“{key}”不知道放在哪一节，报告里没有这段文字",
                "键用章节的全路径，相近的有：" + "、".join(options or paths),
                self.project.origin("文字材料"),
                field=key,
            )

    def _signature(self) -> tuple[Passage, ...]:
        lines = tuple(line for line in (self.names["落款单位"], self.names["落款日期"]) if line)
        return (Passage("落款", Kind.FIXED, (Wording(lines),), "落款"),) if lines else ()

    def _section(
        self,
        section: SectionOutline,
        parent: str,
        level: int,
        number: int,
        names: dict[str, Any],
        abridged: bool,
    ) -> Section:
        path = f"{parent}/{section.name}".lstrip("/")
        title = self.lines.render(section.heading, names) if section.heading else section.name
        children = self._children(section, names)
        return Section(
            id=path,
            title=title,
            heading=_numbered(title, level, number),
            level=level,
            passages=tuple(self._passages(section, path, title, names, abridged)),
            sections=tuple(
                self._section(child, path, level + 1, count, inner, abridged)
                for count, (child, inner) in enumerate(children, 1)
            ),
            limit=section.limit,
        )

    def _children(
        self, section: SectionOutline, names: dict[str, Any]
    ) -> Iterator[tuple[SectionOutline, dict[str, Any]]]:
        for child in section.sections:
            yield from _expanded(child, names)

    def _passages(
        self,
        section: SectionOutline,
        path: str,
        title: str,
        names: dict[str, Any],
        abridged: bool,
    ) -> Iterator[Passage]:
        for entry in section.passages:
            for name in alternatives(entry):
                passage = self._passage(name, section, path, title, names, abridged)
                if passage is not None:
                    yield passage
                    break

    def _passage(
        self,
        name: str,
        section: SectionOutline,
        path: str,
        title: str,
        names: dict[str, Any],
        abridged: bool,
    ) -> Passage | None:
        """一个文段；没有内容为 ``None``。"""
        if name == BLANK:
            wording = Wording((to_fill(title),))
            return Passage(f"{path}#请填写", Kind.BLANK, (wording,), hint=section.hint)
        if name == MATERIAL:
            wordings = self._material(path, abridged)
            return _passage(
                f"{path}#文字材料", Kind.MATERIAL, wordings, MATERIAL_RANK * section.rank
            )
        if name.startswith(TABLE):
            table = name.removeprefix(TABLE).strip()
            wordings = self._once(path, name, lambda: self._table(table, names))
            return _passage(f"{path}#{name}", Kind.GENERATED, wordings, TABLE_RANK * section.rank)
        wordings = self._once(path, name, lambda: self._template(name, path, names))
        return _passage(f"{path}#{name}", Kind.GENERATED, wordings, GENERATED_RANK * section.rank)

    def _once(self, path: str, name: str, make: Any) -> tuple[Wording, ...]:
        if (path, name) not in self.rendered:
            self.rendered[path, name] = make()
        return self.rendered[path, name]

    def _material(self, path: str, abridged: bool) -> tuple[Wording, ...]:
        _, material = self.materials.get(path, ("", Material()))
        if abridged and material.brief:
            return (_text(material.brief),)
        return tuple(_text(text) for text in (material.full, material.brief) if text)

    def _template(self, name: str, path: str, names: dict[str, Any]) -> tuple[Wording, ...]:
        names = {**names, "本节文字": path in self.materials}
        wordings = []
        for template in self.templates.passages[name]:
            try:
                rendered = self.templates.engine.render(template, names)
            except TemplateFault as fault:
                self.lines.note(fault)
                continue
            wordings.append(Wording(paragraphs(rendered)))
        return tuple(wordings)

    def _table(self, name: str, names: dict[str, Any]) -> tuple[Wording, ...]:
        outline = self.templates.outline.tables[name]
        columns = outline.columns
        heading = Row(tuple(Cell((column.title,), "表头") for column in columns), heading=True)
        rows = [
            Row(tuple(self._cell(column, names, record) for column in columns))
            for record in self._records(outline, names)
        ]
        if not rows:
            return ()
        table = Table(tuple(column.width for column in columns), (heading, *rows))
        shown = Wording((outline.caption,) if outline.caption else (), table)
        return (shown, Wording()) if outline.optional else (shown,)

    def _records(self, outline: TableOutline, names: dict[str, Any]) -> list[Any]:
        records = names.get(outline.rows, [])
        return records if isinstance(records, list) else []

    def _cell(self, column: Column, names: dict[str, Any], record: Any) -> Cell:
        return Cell((self.lines.render(column.value, {**names, "项": record}),), column.style)


def _expanded(
    section: SectionOutline, names: dict[str, Any]
) -> Iterator[tuple[SectionOutline, dict[str, Any]]]:
    """“每”列出的一项一节，节名是这一项的名称；没有“每”的就是自己。"""
    if not section.each:
        yield section, names
        return
    for record in names.get(section.each, []):
        yield (
            section.model_copy(update={"name": record["名称"]}),
            {**names, "项": record},
        )


def _paths(outline: Outline, names: dict[str, Any]) -> Iterator[tuple[str, SectionOutline]]:
    """全部章节的路径，按文中次序。"""

    def below(
        sections: Iterable[SectionOutline], parent: str
    ) -> Iterator[tuple[str, SectionOutline]]:
        for section in sections:
            for child, _ in _expanded(section, names):
                path = f"{parent}/{child.name}".lstrip("/")
                yield path, child
                yield from below(child.sections, path)

    return below(outline.sections, "")


def _place(
    project: Project, sections: list[tuple[str, SectionOutline]]
) -> dict[str, tuple[str, Material]]:
    """文字材料放进章节：键是全路径，或只在一处出现的末几级。只有能放文字的章节才算。"""
    open_paths = [
        path for path, section in sections if any(MATERIAL in entry for entry in section.passages)
    ]
    placed: dict[str, tuple[str, Material]] = {}
    for key, material in project.materials.items():
        wanted = key.strip().strip("/")
        matches = [path for path in open_paths if path == wanted] or [
            path for path in open_paths if path.endswith(f"/{wanted}")
        ]
        if len(matches) == 1 and matches[0] not in placed:
            placed[matches[0]] = (key, material)
    return placed


def _passage(id_: str, kind: Kind, wordings: tuple[Wording, ...], rank: int) -> Passage | None:
    """有内容的文段；不比前一种短的说法没有用，去掉。"""
    kept: list[Wording] = []
    for wording in wordings:
        if not kept or wording.length.upper < kept[-1].length.upper:
            kept.append(wording)
    if not kept or kept[0].length.upper == 0:
        return None
    return Passage(id_, kind, tuple(kept), rank=rank)


def _fixed(id_: str, text: str, style: str) -> Passage:
    return Passage(id_, Kind.FIXED, (Wording((text,)),), style)


def _text(text: str) -> Wording:
    return Wording(tuple(line.strip() for line in text.split("\n") if line.strip()))


def _numbered(title: str, level: int, number: int) -> str:
    """序号：一、（一）1.（1），GB/T 9704 的四级。"""
    match level:
        case 1:
            return f"{chinese_number(number)}、{title}"
        case 2:
            return f"（{chinese_number(number)}）{title}"
        case 3:
            return f"{number}.{title}"
        case _:
            return f"（{number}）{title}"
