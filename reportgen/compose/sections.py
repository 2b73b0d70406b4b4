"""章节：提纲的各节成文，编好序号；报告和审核意见都由它成文。"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from reportgen.compose.faults import Faults
from reportgen.compose.ladder import Ladder
from reportgen.compose.lines import Lines
from reportgen.compose.outline import BLANK, CHART, MATERIAL, TABLE, TableOutline
from reportgen.compose.placing import (
    Materials,
    Place,
    lay_out,
    open_paths,
    place_materials,
    records,
)
from reportgen.compose.sites import OWN_TEXT, WORDS
from reportgen.compose.templates import ReportTemplates
from reportgen.model import Project
from reportgen.report import Cell, Kind, Passage, Row, Section, Table, Wording
from reportgen.wording import TO_FILL, chinese_number, to_fill, typographic

# 让位的次序：图最先，表格、模板的话其次，单位自己写的最后。
CHART_RANK, TABLE_RANK, GENERATED_RANK, MATERIAL_RANK = 4, 3, 2, 1


class Composer:
    """一份提纲的成文：各文段只成文一次，几个版本共用。

    ``project`` 是报告说的项目：有它才有文字材料，才看要不要画图。
    """

    def __init__(
        self,
        templates: ReportTemplates,
        names: dict[str, Any],
        faults: Faults,
        project: Project | None = None,
    ) -> None:
        self.templates = templates
        self.faults = faults
        self.lines = Lines(templates.engine, faults)
        self.names = {**names, WORDS: templates.phrases.words}
        self.title = self.lines.render(templates.outline.title, self.names)
        self.places = lay_out(templates.outline.sections, self.names, self.lines, faults)
        self.open = open_paths(self.places)
        self.materials: Materials = place_materials(project, self.open) if project else {}
        self.composed: dict[tuple[str, str], Passage | None] = {}
        self.with_charts = templates.outline.with_charts or bool(project and project.with_charts)

    def sections(self, chosen: tuple[str, ...] = ()) -> tuple[Section, ...]:
        """各节；给了 ``chosen`` 的，只要这几个一级章节，用文字材料的“简”。"""
        abridged = bool(chosen)
        places = [place for place in self.places if not abridged or place.path in chosen]
        return tuple(self._sections(places, 1, abridged))

    def _sections(self, places: list[Place], level: int, abridged: bool) -> Iterator[Section]:
        """同一级的各节：不印标题的不占序号，下级的标题升一级。"""
        places = [place for place in places if self._stands(place, abridged)]
        headed = [place for place in places if place.outline.headed != "从不"]
        number = 0
        for place in places:
            shown = place.outline.headed == "总是" or (
                place.outline.headed == "几项时" and len(headed) > 1
            )
            number += shown
            yield Section(
                id=place.path,
                title=place.title,
                heading=_numbered(place.title, level, number) if shown else "",
                level=level,
                passages=tuple(self._passages(place, abridged)),
                sections=tuple(self._sections(place.inner, level + shown, abridged)),
                limit=place.outline.limit,
            )

    def _stands(self, place: Place, abridged: bool) -> bool:
        """要不要列：写了“有才列”的，它和下级都没有文段就不列。"""
        if not place.outline.when_given:
            return True
        return any(passage for part in place.walk() for passage in self._passages(part, abridged))

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
            return _passage(name, place, Kind.MATERIAL, wordings, rank)
        key = (place.path, name)
        if key not in self.composed:
            self.composed[key] = self._generated(name, place)
        return self.composed[key]

    def _generated(self, name: str, place: Place) -> Passage | None:
        rank = place.outline.rank
        if name == BLANK:
            wording = Wording((to_fill(place.title),))
            return _passage(name, place, Kind.BLANK, (wording,), hint=_hint(place))
        if name.startswith(TABLE):
            table = self.templates.outline.tables[name.removeprefix(TABLE).strip()]
            wordings = self._table(table, place.names)
            return _passage(name, place, Kind.GENERATED, wordings, TABLE_RANK * rank)
        if name.startswith(CHART):
            wordings = self._chart(name.removeprefix(CHART).strip(), place.names)
            return _passage(name, place, Kind.GENERATED, wordings, CHART_RANK * rank)
        return _passage(
            name, place, Kind.GENERATED, self._template(name, place), GENERATED_RANK * rank
        )

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


def _passage(
    name: str, place: Place, kind: Kind, wordings: Sequence[Wording], rank: int = 1, hint: str = ""
) -> Passage | None:
    """有内容的文段；最长的说法也没有字的不算，图不靠字。"""
    if not wordings or not (wordings[0].chart or any(wordings[0].texts())):
        return None
    if place.outline.comment and any(re.search(TO_FILL, text) for text in wordings[0].texts()):
        hint = place.outline.comment
    return Passage(f"{place.path}#{name}", kind, wordings, place.outline.style, rank, hint)


def _hint(place: Place) -> str:
    """批注：该写什么，写在哪里；永远不是正文。"""
    where = f"直接写在这里，或写进数据文件“文字材料”的“{place.path}”再生成一次。"
    return f"{place.outline.hint}\n{where}" if place.outline.hint else where


def fixed(id_: str, text: str, style: str) -> Passage:
    """固定的一段：标题一类。"""
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
