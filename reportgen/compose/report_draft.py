"""成文：自评结果和模板成为附件4、附件5 的底稿，缩略版和摘要版同一次得出。"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from reportgen.compose.faults import Faults
from reportgen.compose.ladder import Ladder
from reportgen.compose.lines import Lines
from reportgen.compose.outline import BLANK, CHART, MATERIAL, TABLE, TableOutline, Version
from reportgen.compose.placing import Place, lay_out, open_paths, place_materials, records, unplaced
from reportgen.compose.sites import OWN_TEXT, WORDS
from reportgen.compose.templates import ReportTemplates
from reportgen.compose.title import broken
from reportgen.finding import Finding
from reportgen.model import Project
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
from reportgen.wording import chinese_number, to_fill, typographic

# 让位的次序：图最先，表格、模板的话其次，单位自己写的最后。
CHART_RANK, TABLE_RANK, GENERATED_RANK, MATERIAL_RANK = 4, 3, 2, 1


def compose_reports(
    project: Project, templates: ReportTemplates, names: dict[str, Any], faults: Faults
) -> tuple[list[Draft], tuple[Finding, ...]]:
    """成文：每个版本一份底稿；放不进任何章节的文字材料是错误级的发现。

    ``names`` 是模板用名；模板的错记在 ``faults`` 里。
    """
    composer = _Composer(project, templates, names, faults)
    drafts = [composer.draft(version) for version in templates.outline.versions]
    return drafts, tuple(unplaced(project, composer.open, composer.materials))


class _Composer:
    """一个项目的成文：各文段只成文一次，几个版本共用。"""

    def __init__(
        self, project: Project, templates: ReportTemplates, names: dict[str, Any], faults: Faults
    ) -> None:
        self.project = project
        self.templates = templates
        self.faults = faults
        self.lines = Lines(templates.engine, faults)
        self.names = {**names, WORDS: templates.phrases.words}
        self.title = self.lines.render(templates.outline.title, self.names)
        self.places = lay_out(templates.outline.sections, self.names, self.lines, faults)
        self.open = open_paths(self.places)
        self.materials = place_materials(project, self.open)
        self.composed: dict[tuple[str, str], Passage | None] = {}
        self.with_charts = project.with_charts or templates.outline.with_charts

    def draft(self, version: Version) -> Draft:
        """一个版本的底稿；只列部分章节的版本用文字材料的“简”。"""
        outline = self.templates.outline
        abridged = bool(version.sections)
        chosen = [place for place in self.places if not abridged or place.path in version.sections]
        return Draft(
            name=f"{outline.label}-{version.name}",
            style_document=str(self.templates.style),
            properties=Properties(self.title, self.project.responsible, outline.subject),
            front=(
                _fixed("附件标签", outline.label, "附件标签"),
                _fixed("标题", broken(self.title), "公文标题"),
                _fixed("版本标记", f"（{version.name}）", "版本标记"),
            ),
            sections=self._sections(chosen, 1, abridged),
            back=self._signature(),
            limit=version.limit,
        )

    def _signature(self) -> tuple[Passage, ...]:
        lines = tuple(line for line in (self.names["落款单位"], self.names["落款日期"]) if line)
        return (Passage("落款", Kind.FIXED, (Wording(lines),), "落款"),) if lines else ()

    def _sections(self, places: list[Place], level: int, abridged: bool) -> tuple[Section, ...]:
        return tuple(
            Section(
                id=place.path,
                title=place.title,
                heading=_numbered(place.title, level, number),
                level=level,
                passages=tuple(self._passages(place, abridged)),
                sections=self._sections(place.inner, level + 1, abridged),
                limit=place.outline.limit,
            )
            for number, place in enumerate(places, 1)
        )

    def _passages(self, place: Place, abridged: bool) -> Iterator[Passage]:
        for entry in place.outline.entries:
            found = (self._passage(name, place, abridged) for name in entry)
            passage = next((passage for passage in found if passage is not None), None)
            if passage is not None:
                yield passage

    def _passage(self, name: str, place: Place, abridged: bool) -> Passage | None:
        """一个文段；没有内容为 ``None``。只有文字材料各版本不同，其余只成文一次。"""
        if name == MATERIAL:
            wordings = self._material(place.path, abridged)
            rank = MATERIAL_RANK * place.outline.rank
            return _passage(f"{place.path}#{name}", Kind.MATERIAL, wordings, rank)
        key = (place.path, name)
        if key not in self.composed:
            self.composed[key] = self._generated(name, place)
        return self.composed[key]

    def _generated(self, name: str, place: Place) -> Passage | None:
        id_, rank = f"{place.path}#{name}", place.outline.rank
        if name == BLANK:
            wording = Wording((to_fill(place.title),))
            return Passage(id_, Kind.BLANK, (wording,), hint=_hint(place))
        if name.startswith(TABLE):
            table = self.templates.outline.tables[name.removeprefix(TABLE).strip()]
            wordings = self._table(table, place.names)
            return _passage(id_, Kind.GENERATED, wordings, TABLE_RANK * rank)
        if name.startswith(CHART):
            wordings = self._chart(name.removeprefix(CHART).strip(), place.names)
            return _passage(id_, Kind.GENERATED, wordings, CHART_RANK * rank)
        return _passage(id_, Kind.GENERATED, self._template(name, place), GENERATED_RANK * rank)

    def _material(self, path: str, abridged: bool) -> tuple[Wording, ...]:
        """文字材料：全的放不下时用简的；有简的，摘要版只用简的。"""
        if path not in self.materials:
            return ()
        _, material = self.materials[path]
        texts = [material.full, material.brief]
        if abridged and material.brief:
            texts = [material.brief]
        return tuple(_text(text) for text in texts if text)

    def _template(self, name: str, place: Place) -> Sequence[Wording]:
        """模板的各种说法；没有成文过的模板先成文一遍，它的错和别的错一次说全。"""
        engine, templates = self.templates.engine, self.templates.passages[name]
        names = {**place.names, OWN_TEXT: place.path in self.materials}
        ladder = Ladder(engine, templates, names)
        faultless = True
        for index, template in enumerate(templates):
            if index == 0 or template not in engine.proved:
                made = self.faults.attempt(partial(ladder.__getitem__, index))
                faultless = faultless and made is not None
        return ladder if faultless else ()

    def _table(self, outline: TableOutline, names: dict[str, Any]) -> tuple[Wording, ...]:
        columns = outline.columns
        heading = Row(tuple(Cell((column.title,), "表头") for column in columns), heading=True)
        rows = []
        for record in records(outline.rows, names, outline.origin("行"), self.faults):
            cells = [Cell((self.lines.cell(each, record, names),), each.style) for each in columns]
            rows.append(Row(tuple(cells)))
        if not rows:
            return ()
        table = Table(tuple(column.width for column in columns), (heading, *rows))
        shown = Wording((outline.caption,) if outline.caption else (), table)
        return (shown, Wording()) if outline.optional else (shown,)

    def _chart(self, name: str, names: dict[str, Any]) -> tuple[Wording, ...]:
        """图：要的才画，总可以省。"""
        if not self.with_charts:
            return ()
        from reportgen.compose.charts import draw  # 要图才装，启动时不装

        chart = draw(self.templates.outline.charts[name], names, self.lines, self.faults)
        return () if chart is None else (Wording(chart=chart), Wording())


def _passage(id_: str, kind: Kind, wordings: Sequence[Wording], rank: int) -> Passage | None:
    """有内容的文段；最长的说法也没有字的不算，图不靠字。"""
    if not wordings or not (wordings[0].chart or any(wordings[0].texts())):
        return None
    return Passage(id_, kind, wordings, rank=rank)


def _hint(place: Place) -> str:
    """批注：该写什么，写在哪里；永远不是正文。"""
    where = f"直接写在这里，或写进数据文件“文字材料”的“{place.path}”再生成一次。"
    return f"{place.outline.hint}\n{where}" if place.outline.hint else where


def _fixed(id_: str, text: str, style: str) -> Passage:
    return Passage(id_, Kind.FIXED, (Wording((text,)),), style)


def _text(text: str) -> Wording:
    """单位的文字：一行一段，字照原样，标点规范。"""
    return Wording(tuple(typographic(line.strip()) for line in text.split("\n") if line.strip()))


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
