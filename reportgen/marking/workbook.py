"""标注 Excel 工作簿：有问题的格上色，要说的话写成批注。

不经 openpyxl 存取——那样图、形状、扩展的内容会丢；只改有关的格、样式表和批注的部件。
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Final

from lxml import etree

from reportgen.document.parts import OFFICE_RELATIONS, Parts, Relation
from reportgen.marking.box import axes_of, size_of
from reportgen.marking.fills import BLANK_STYLES, Fills
from reportgen.marking.grid import Grid, Place, S, place_of, set_style, style_of
from reportgen.marking.note import Note, lines_of, worst
from reportgen.marking.remarks import BLANK_COMMENTS, Remarks
from reportgen.marking.shapes import Shapes, blank_drawing, read_drawing
from reportgen.reading.package import EXCEL, Element

R: Final = f"{{{OFFICE_RELATIONS}}}"
SPREADSHEET: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml"
VML: Final = "application/vnd.openxmlformats-officedocument.vmlDrawing"
LEGACY: Final = f"{S}legacyDrawing"
# 旧式图形在这些元素的前面
AFTER_LEGACY: Final = frozenset(
    f"{S}{name}"
    for name in (
        "legacyDrawingHF",
        "drawingHF",
        "picture",
        "oleObjects",
        "controls",
        "webPublishItems",
        "tableParts",
        "extLst",
    )
) | {"{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"}


def mark_workbook(data: bytes, notes: Mapping[str, Sequence[Note]]) -> bytes:
    """一份工作簿的副本，``notes`` 里的每格（``工作表名!D7``）上了色、有批注；上次标注的换掉。

    文件里没有的位置不标；读不了的抛出 ``Unreadable``。
    """
    parts = Parts(data, EXCEL)
    book = Book(parts)
    wanted = _by_sheet(notes)
    for number, (name, part) in enumerate(book.sheets(), 1):
        book.mark(part, number, wanted.get(name, {}))
    return parts.written() if parts.changed else data


def _by_sheet(notes: Mapping[str, Sequence[Note]]) -> dict[str, dict[Place, Sequence[Note]]]:
    """每张工作表要说的话。"""
    found: dict[str, dict[Place, Sequence[Note]]] = {}
    for spot, here in notes.items():
        # 名称里也可以有“!”
        name, _, reference = spot.rpartition("!")
        place = place_of(reference)
        if place and here:
            found.setdefault(name, {})[place] = here
    return found


class Book:
    """工作簿：各张工作表，和合用的样式表。"""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        relation = parts.related("", "officeDocument")
        self._part = relation.part if relation else "xl/workbook.xml"
        self._root = parts.look(self._part)
        if self._root.tag != f"{S}workbook":
            raise parts.package.strict()

    def sheets(self) -> Iterator[tuple[str, str]]:
        """各张工作表的名称和部件。"""
        part_of = {each.id: each.part for each in self._parts.relations(self._part)}
        for sheet in self._root.iterfind(f"{S}sheets/{S}sheet"):
            part = part_of.get(sheet.get(f"{R}id", ""))
            if part:
                yield sheet.get("name", ""), part

    def mark(self, part: str, number: int, notes: Mapping[Place, Sequence[Note]]) -> None:
        """标注一张工作表，``number`` 是第几张。"""
        relation = self._parts.related(part, "comments")
        if relation is None and not notes:
            return
        root = self._parts.look(relation.part) if relation else etree.fromstring(BLANK_COMMENTS)
        comments = Remarks(root)
        earlier = comments.marked()
        sheet = self._parts.look(part)
        # 图表单独成一张的，没有格
        if sheet.tag != f"{S}worksheet" or not (notes or earlier):
            return
        self._parts.put(part, sheet)
        self._put_comments(part, relation, root)
        shapes = Shapes(self._drawing(part, number, sheet), axes_of(sheet))
        grid = Grid(sheet)
        for place in earlier:
            cell = grid.cell(place)
            set_style(cell, self._fills.restored(style_of(cell)))
            if comments.withdraw(place):
                shapes.remove(place)
        for place, here in _seen(grid, notes).items():
            cell = grid.cell(place)
            set_style(cell, self._fills.marked(style_of(cell), worst(here)))
            text = comments.write(place, lines_of(here))
            shapes.fit(place, grid.right_of(place), size_of(text))

    @cached_property
    def _fills(self) -> Fills:
        relation = self._parts.related(self._part, "styles")
        if relation:
            return Fills(self._parts.edit(relation.part))
        root = etree.fromstring(BLANK_STYLES)
        part = self._parts.add("xl/styles{}.xml", root, f"{SPREADSHEET}.styles+xml")
        self._parts.relate(self._part, "styles", part)
        return Fills(root)

    def _put_comments(self, part: str, relation: Relation | None, root: Element) -> None:
        if relation:
            self._parts.put(relation.part, root)
        else:
            added = self._parts.add("xl/comments{}.xml", root, f"{SPREADSHEET}.comments+xml")
            self._parts.relate(part, "comments", added)

    def _drawing(self, part: str, number: int, sheet: Element) -> Element:
        """批注框的图形部件，没有的添上。"""
        legacy = sheet.find(LEGACY)
        if legacy is not None:
            for relation in self._parts.relations(part):
                if relation.id == legacy.get(f"{R}id"):
                    drawing = read_drawing(self._parts.package, relation.part)
                    self._parts.put(relation.part, drawing)
                    return drawing
            sheet.remove(legacy)
        drawing = blank_drawing(number)
        added = self._parts.add("xl/drawings/vmlDrawing{}.vml", drawing, VML)
        id_ = self._parts.relate(part, "vmlDrawing", added)
        legacy = etree.Element(LEGACY, {f"{R}id": id_}, nsmap={"r": R[1:-1]})
        after = next((each for each in sheet if each.tag in AFTER_LEGACY), None)
        if after is None:
            sheet.append(legacy)
        else:
            after.addprevious(legacy)
        return drawing


def _seen(grid: Grid, notes: Mapping[Place, Sequence[Note]]) -> dict[Place, list[Note]]:
    """看得见的格，照行列的次序；同一个合并的格里的话放在一起。"""
    found: dict[Place, list[Note]] = {}
    for place in sorted(notes):
        found.setdefault(grid.seen(place), []).extend(notes[place])
    return found
