"""批注框放在哪里、多大：照行高列宽数到够放下全部的字，不然打开只看得见半句。"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple
from unicodedata import east_asian_width

from reportgen.marking.grid import COLUMNS, ROWS, S, rows_of
from reportgen.reading.package import Element

# 九号字：半角的宽、一行的高；框的宽和边；都是像素
HALF, LINE, WIDTH, MARGIN = 6, 16, 312, 12
POINT = 4 / 3
# 批注框离格子的边
OFFSET = 8
# 没有写的列宽（字符）、行高（磅）；一个字符的宽
COLUMN, ROW, CHARACTER = 9.14, 15.0, 7
# 隐藏的行列可以一直到头，不必数完
FAR = 200


class Size(NamedTuple):
    """宽和高。"""

    width: int
    height: int


class Axis(NamedTuple):
    """一个方向上各行（列）的大小；``sizes`` 是与众不同的，从 0 数。"""

    sizes: Mapping[int, int]
    default: int
    total: int

    def reach(self, start: int, length: int) -> tuple[int, int, int]:
        """从 ``start`` 起占 ``length``，后面不够的往前挪：起、止、止处的第几个像素。"""
        first = min(start, self.total - 1)
        while first and self._room(first) < length:
            first -= 1
        return first, *self.stretch(first, length)

    def stretch(self, first: int, length: int) -> tuple[int, int]:
        """从 ``first`` 的开头数 ``length`` 个像素：到第几行（列）的第几个。"""
        at, rest = first, length
        while at < min(first + FAR, self.total - 1) and rest > self._size(at):
            rest -= self._size(at)
            at += 1
        return at, min(rest, self._size(at))

    def _room(self, start: int) -> int:
        return sum(map(self._size, range(start, min(start + FAR, self.total))))

    def _size(self, at: int) -> int:
        return self.sizes.get(at, self.default)


def size_of(text: str) -> Size:
    """放得下一段字的框。"""
    per_line = (WIDTH - 2 * MARGIN) // HALF
    lines = sum(-(-_halves(line) // per_line) or 1 for line in text.split("\n"))
    return Size(WIDTH, lines * LINE + MARGIN)


def _halves(line: str) -> int:
    return sum(2 if east_asian_width(char) in "WFA" else 1 for char in line)


def axes_of(sheet: Element) -> tuple[Axis, Axis]:
    """列和行。"""
    columns: dict[int, int] = {}
    for each in sheet.iterfind(f"{S}cols/{S}col"):
        span = range(int(each.get("min", "1")) - 1, int(each.get("max", "1")))
        columns |= dict.fromkeys(span, _pixels(each, "width", COLUMN, CHARACTER))
    rows = {
        number - 1: _pixels(each, "ht", ROW, POINT)
        for number, each in rows_of(sheet)
        if each.get("ht") or each.get("hidden")
    }
    defaults = sheet.find(f"{S}sheetFormatPr")
    width, height = COLUMN, ROW
    if defaults is not None:
        width = float(defaults.get("defaultColWidth", COLUMN))
        height = float(defaults.get("defaultRowHeight", ROW))
    return (
        Axis(columns, round(width * CHARACTER), COLUMNS),
        Axis(rows, round(height * POINT), ROWS),
    )


def _pixels(element: Element, name: str, default: float, unit: float) -> int:
    if element.get("hidden") in ("1", "true"):
        return 0
    return round(float(element.get(name, default)) * unit)
