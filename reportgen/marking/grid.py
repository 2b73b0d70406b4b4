"""工作表的格：找到、没有就按次序添上；合并的、空着的、不写行列号的都认得。"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Final, NamedTuple

from lxml import etree

from reportgen.reading.package import Element

S: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_REFERENCE: Final = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})")
ROWS: Final = 1_048_576
COLUMNS: Final = 16_384


class Place(NamedTuple):
    """行号和列号，从 1 数。"""

    row: int
    column: int

    def __str__(self) -> str:
        letters, rest = "", self.column
        while rest:
            rest, letter = divmod(rest - 1, 26)
            letters = chr(ord("A") + letter) + letters
        return f"{letters}{self.row}"


def place_of(reference: str) -> Place | None:
    """``D7`` 的行列；不是一格的没有。"""
    found = _REFERENCE.fullmatch(reference)
    if not found:
        return None
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    place = Place(int(found[2]), column)
    return place if place.row <= ROWS and column <= COLUMNS else None


class Grid:
    """一张工作表的格。"""

    def __init__(self, sheet: Element) -> None:
        self.sheet = sheet
        self._rows = dict(rows_of(sheet))
        self._cells: dict[int, dict[int, Element]] = {}
        self._merged = [
            (first, last)
            for each in sheet.iterfind(f"{S}mergeCells/{S}mergeCell")
            for first, last in _corners(each.get("ref", ""))
        ]

    def seen(self, place: Place) -> Place:
        """看得见的格：在合并的范围里的，是左上角那一格。"""
        return self._range(place)[0]

    def right_of(self, place: Place) -> int:
        """一格（连同合并进来的）右边的一列。"""
        return self._range(place)[1].column + 1

    def cell(self, place: Place) -> Element:
        """一格；没有的添上，式样照它空着时的样子。"""
        row = self._row(place.row)
        cells = self._cells_of(place.row)
        if place.column not in cells:
            cell = etree.Element(f"{S}c", {"r": str(place)})
            set_style(cell, self._blank_style(row, place.column))
            _insert(row, cells, place.column, cell)
            # 各行写着从第几列到第几列，添了格就不对了；它可有可无
            _drop(row, "spans")
        return cells[place.column]

    def _range(self, place: Place) -> tuple[Place, Place]:
        """合并的范围；没有合并的就是这一格。"""
        for first, last in self._merged:
            if first.row <= place.row <= last.row and first.column <= place.column <= last.column:
                return first, last
        return place, place

    def _row(self, number: int) -> Element:
        if number not in self._rows:
            [data] = self.sheet.iterfind(f"{S}sheetData")
            _insert(data, self._rows, number, etree.Element(f"{S}row", {"r": str(number)}))
        return self._rows[number]

    def _cells_of(self, row: int) -> dict[int, Element]:
        if row not in self._cells:
            self._cells[row] = dict(_numbered(self._rows[row].iterfind(f"{S}c"), _column_number))
        return self._cells[row]

    def _blank_style(self, row: Element, column: int) -> int:
        """没有写出来的格的式样：整行的，其次整列的。"""
        if row.get("customFormat") in ("1", "true"):
            return style_of(row)
        for each in self.sheet.iterfind(f"{S}cols/{S}col"):
            if int(each.get("min", "0")) <= column <= int(each.get("max", "0")):
                return int(each.get("style", "0"))
        return 0


def rows_of(sheet: Element) -> Iterator[tuple[int, Element]]:
    """各行的号和元素。"""
    return _numbered(sheet.iterfind(f"{S}sheetData/{S}row"), _row_number)


def style_of(cell: Element) -> int:
    """格（行）的式样，是样式表里第几个。"""
    return int(cell.get("s", "0"))


def set_style(cell: Element, style: int) -> None:
    """式样改成第几个；缺省的不写。"""
    if style:
        cell.set("s", str(style))
    else:
        _drop(cell, "s")


def _drop(element: Element, attribute: str) -> None:
    if attribute in element.attrib:
        del element.attrib[attribute]


def _numbered(
    elements: Iterable[Element], number_of: Callable[[Element], int | None]
) -> Iterator[tuple[int, Element]]:
    """各行（格）和它的号；不写号的，接着前一个数。"""
    number = 0
    for element in elements:
        number = number_of(element) or number + 1
        yield number, element


def _row_number(row: Element) -> int | None:
    return int(row.get("r", "0")) or None


def _column_number(cell: Element) -> int | None:
    place = place_of(cell.get("r", ""))
    return place.column if place else None


def _insert(parent: Element, siblings: dict[int, Element], number: int, added: Element) -> None:
    """按号插在后一个的前面。"""
    after = min((each for each in siblings if each > number), default=None)
    if after is None:
        # 行、格的后面还可以有扩展的内容
        last = max(siblings, default=None)
        parent.insert(0 if last is None else parent.index(siblings[last]) + 1, added)
    else:
        siblings[after].addprevious(added)
    siblings[number] = added


def _corners(range_: str) -> Iterator[tuple[Place, Place]]:
    first, _, last = range_.partition(":")
    corners = place_of(first), place_of(last)
    if corners[0] and corners[1]:
        yield corners[0], corners[1]
