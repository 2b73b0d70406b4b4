"""各行：一张填好的表，按表头认出各栏，一行一行成为带出处的值。

看表头写的是什么，不看在第几列：栏可以移动、隐藏、添加，上面可以加标题。
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from reportgen.finding import Finding, Origin, Severity
from reportgen.intake.workbook.layout import (
    AUTOMATIC,
    GUIDE,
    LISTS,
    NAME,
    OTHER,
    OTHERS,
    PROJECTS,
    SHEETS,
    UNIT,
    Column,
    Fill,
    SheetLayout,
    other,
    title_of,
)
from reportgen.model import Project
from reportgen.reading.node import Node
from reportgen.reading.plain_text import PLACES, invisible_characters
from reportgen.reading.sheets import Sheet
from reportgen.wording import nearest

# 表头在前几行里找，至少认得这么多栏
HIGHEST, FEWEST = 20, 2
_BRACKETS: Final = re.compile(r"[（(][^（）()]*[）)]")
_UNIT: Final = re.compile(r"[（(]\s*(万元|元)\s*[）)]")


class Line(NamedTuple):
    """一行：栏的名称 → 值；``origin`` 是行首，``faults`` 是读不出的格。"""

    cells: dict[str, Node]
    origin: Origin
    faults: tuple[Finding, ...]

    def text(self, title: str) -> str:
        """一栏的文字，去掉两头的空白；没有填为空。"""
        node = self.cells.get(title)
        return node.value.strip() if node and isinstance(node.value, str) else ""

    def place(self, title: str) -> Origin:
        """一栏的出处；没有填取行首。"""
        return self.cells[title].origin if title in self.cells else self.origin


class Head(NamedTuple):
    """表头：在第几行，各列是哪一栏；金额的单位（没有写为空）和它的出处。"""

    row: int
    columns: dict[int, Column]
    money: str
    money_at: Origin


def head_of(sheet: Sheet, layout: SheetLayout) -> Head | None:
    """找表头；没有为空。同样的表头只认第一个。"""
    known = {label(column.title): column for column in layout.columns}
    for row in (row for row in sheet.rows if row <= HIGHEST):
        found: dict[int, Column] = {}
        money, at = "", Origin("")
        for number in sheet.columns:
            text = sheet.text((row, number))
            column = known.get(label(text)) or _other(text, layout)
            if column is None or column in found.values():
                continue
            found[number] = column
            unit = _UNIT.search(text)
            if unit and not money:
                money, at = unit[1], sheet.origin((row, number))
        if sum(column.kept and column in layout.columns for column in found.values()) >= FEWEST:
            return Head(row, found, money, at)
    return None


def _other(text: str, layout: SheetLayout) -> Column | None:
    """多出来的一栏；表头像是写错了的，不当多出来的。"""
    title = text.strip()
    named = title.startswith(OTHER)
    if not layout.open or not title or title.startswith(AUTOMATIC):
        return None
    if not named and _near(title, layout):
        return None
    return other(title if named else OTHER + title)


def _near(title: str, layout: SheetLayout) -> list[str]:
    """表头写错了的话，是哪一栏。"""
    return nearest(label(title), [column.title for column in layout.columns if column.kept], 1)


def is_ours(sheets: Sequence[Sheet]) -> bool:
    """是不是 ``reportgen blank`` 的工作簿：有“项目”表，表头有名称和年度。"""
    year = title_of(Project, "year")
    for sheet in sheets:
        if label(sheet.title) == PROJECTS.title and (head := head_of(sheet, PROJECTS)):
            titles = {column.title for column in head.columns.values()}
            return year in titles and bool(titles & {NAME, UNIT})
    return False


def headless(sheets: Sequence[Sheet]) -> bool:
    """是 ``reportgen blank`` 的工作簿，“项目”表却不见了：多半改了名称。"""
    titles = {label(sheet.title) for sheet in sheets}
    others = {layout.title for layout in SHEETS if layout is not PROJECTS}
    return len(titles & others) >= FEWEST and PROJECTS.title not in titles


def lines_of(sheet: Sheet, head: Head) -> Iterator[Line]:
    """表头以下有内容的各行。"""
    for row in (row for row in sheet.rows if row > head.row):
        cells: dict[str, Node] = {}
        faults: list[Finding] = []
        for number, column in head.columns.items():
            if not column.kept:
                continue
            place = sheet.anchor((row, number)) if column.down else (row, number)
            if column.path[:1] == (OTHERS,) and sheet.formula(place):
                continue  # 自己加的公式栏，不是填的
            fault = sheet.fault(place)
            text = sheet.text(place)
            if fault:
                faults.append(fault._replace(field=column.title))
            if fault or text.strip():
                cells[column.title] = Node(text, sheet.origin(place), broken=bool(fault))
        if cells:
            yield Line(cells, sheet.origin((row, min(head.columns))), tuple(faults))


def unread(sheet: Sheet, head: Head) -> Iterator[Finding]:
    """没有读进数据的内容：表头以上的、不认得的栏、在自动算的栏里填的；自己加的公式栏不算。"""
    for row, number in sorted(sheet.grid.cells):
        if row < head.row:
            place = (row, number)
            message = f"表头上面的“{_short(sheet.text(place))}”没有读"
            yield _told(
                message, "不是数据就不用管；是数据，填到下面相应的栏里", [sheet.origin(place)]
            )
    for number in sheet.columns:
        places = [
            (row, number)
            for row in sheet.rows
            if row > head.row
            and (cell := sheet.grid.cells.get((row, number)))
            and cell.formula is None
            and cell.value.strip()
        ]
        column = head.columns.get(number)
        if column and places and column.path[:1] == (OTHERS,):
            yield from _kept(sheet, (head.row, number), column)
        elif not places or (column and (column.kept or column.fill is Fill.HINT)):
            continue
        else:
            yield _left(sheet, (head.row, number), column, places)


def _left(
    sheet: Sheet, head: tuple[int, int], column: Column | None, places: list[tuple[int, int]]
) -> Finding:
    """没有读的一栏。"""
    shown = sheet.text(head)
    origins = [sheet.origin(place) for place in places[:PLACES]]
    if column or label(shown).startswith(AUTOMATIC):
        message = f"“{shown}”一栏是自动算的，填在里面的 {len(places)} 格没有读"
        return _told(message, f"填到“{shown.removeprefix(AUTOMATIC)}”一栏里", origins)
    return _unknown_column(sheet, shown, len(places), origins)


def _kept(sheet: Sheet, head: tuple[int, int], column: Column) -> Iterator[Finding]:
    """照录在“其他”里的一栏；工作簿自己写的，名称里已经说了。"""
    if not sheet.text(head).strip().startswith(OTHER):
        name = column.path[-1]
        message = f"“{name}”一栏不是数据文件里的项，照录在“{OTHERS}”里，不印在表和报告里"
        origins = (sheet.origin(head),)
        yield Finding("column-kept", Severity.NOTE, message, "", origins, field=f"{OTHERS}/{name}")


def strange_sheets(sheets: Sequence[Sheet]) -> Iterator[Finding]:
    """不认得的表里有内容：没有读。"""
    known = {layout.title for layout in SHEETS} | {GUIDE, LISTS}
    for sheet in sheets:
        if label(sheet.title) not in known and sheet.rows:
            first = (sheet.rows[0], sheet.columns[0])
            message = f"工作表“{sheet.title}”不是数据的表，没有读"
            yield _told(message, "要读的内容填到各张数据表里", [sheet.origin(first)], Severity.NOTE)


def oddities(sheet: Sheet) -> Iterator[Finding]:
    """看不见的字符：已经去掉。"""
    odd = sheet.odd()
    if odd:
        yield invisible_characters(len(odd), odd[:PLACES])


def label(text: str) -> str:
    """表头的名称：去掉空白、单位和星号。"""
    return _BRACKETS.sub("", re.sub(r"[\s*＊]+", "", text)).rstrip("：:")


def _unknown_column(sheet: Sheet, shown: str, count: int, origins: list[Origin]) -> Finding:
    layout = next(each for each in SHEETS if each.title == label(sheet.title))
    near = _near(shown, layout)
    remedy = f"表头是不是“{near[0]}”" if near else "要用的，填到认得的栏里"
    what = f"“{_short(shown)}”一栏不认得" if shown.strip() else "有一栏没有表头"
    return _told(f"{what}，里面的 {count} 格没有读", remedy, origins)


def _told(
    message: str, remedy: str, origins: list[Origin], severity: Severity = Severity.WARNING
) -> Finding:
    return Finding("cell-unplaced", severity, message, remedy, tuple(origins))


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 30 else line[:30] + "…"
