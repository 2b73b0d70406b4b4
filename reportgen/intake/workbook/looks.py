"""样子：工作簿的字体、颜色、边框和打印设置。"""

from __future__ import annotations

from collections.abc import Iterable
from copy import copy
from typing import Final

from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

# Windows 上的 Excel 和 WPS 都有
FONT: Final = "宋体"
SIZE: Final = 10
INK, FADED = "1F2937", "7A7A7A"
BODY: Final = Font(name=FONT, size=SIZE, color=INK)
BOLD: Final = Font(name=FONT, size=SIZE, bold=True, color=INK)
TITLE: Final = Font(name=FONT, size=18, bold=True, color=INK)
HEADING: Final = Font(name=FONT, size=12, bold=True, color="1F4E79")
GUIDE: Final = Font(name=FONT, size=11, color=INK)
COMPUTED: Final = Font(name=FONT, size=SIZE, italic=True, color=FADED)
LINK: Final = Font(name=FONT, size=SIZE, underline="single", color="1F4E79")

_LINE: Final = Side(style="thin", color="BFBFBF")
GRID: Final = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
HEAD_FILL: Final = PatternFill("solid", fgColor="D6E4F0")
MUST_FILL: Final = PatternFill("solid", fgColor="F8DDB8")
AUTO_FILL: Final = PatternFill("solid", fgColor="F2F2F2")

HEAD: Final = Alignment(horizontal="center", vertical="center", wrap_text=True)
LEFT: Final = Alignment(horizontal="left", vertical="center", wrap_text=True)
TOP: Final = Alignment(horizontal="left", vertical="top", wrap_text=True)
MIDDLE: Final = Alignment(horizontal="center", vertical="center", wrap_text=True)
RIGHT: Final = Alignment(horizontal="right", vertical="center")

HEAD_HEIGHT: Final = 42
# 一行字的高，一行最矮、最高几磅（Excel 的限度）
LINE, LOWEST, HIGHEST = 13.5, 18.0, 409.0
BLUE_TAB, GREY_TAB = "2E75B6", "A6A6A6"
_A4: Final = 9
_INCH: Final = 2.54


def like(cell: Cell, other: Cell) -> None:
    """样子照抄另一格：一格一格设，慢几倍。"""
    cell._style = copy(other._style)  # type: ignore[attr-defined]


def height(cells: Iterable[tuple[str, int]]) -> float:
    """一行的高：各格的文字按栏宽折成几行，取最多的。"""
    most = max(lines(text, width) for text, width in cells)
    return min(max(most * LINE + 3, LOWEST), HIGHEST)


def lines(text: str, width: int) -> int:
    """折成几行；一个汉字占两个半角。"""
    lengths = (len(line.encode("gbk", "replace")) for line in text.split("\n"))
    return sum(max(1, -(-length // width)) for length in lengths)


def for_print(sheet: Worksheet, landscape: bool = True) -> None:
    """A4 纸，一页宽；表头每页重印，下面是页码。"""
    sheet.page_setup.paperSize = _A4
    sheet.page_setup.orientation = "landscape" if landscape else "portrait"
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    margins = sheet.page_margins
    margins.left = margins.right = 1.2 / _INCH
    margins.top, margins.bottom = 1.8 / _INCH, 1.5 / _INCH
    margins.header = margins.footer = 0.8 / _INCH
    for place, text in ((sheet.oddHeader, "&A"), (sheet.oddFooter, "第 &P 页，共 &N 页")):
        if place is not None:
            place.center.text = text
