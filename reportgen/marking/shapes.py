"""批注框的图形：Excel 的批注还要一份旧式图形（VML），没有它批注打不开。"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from itertools import count
from typing import Final

from lxml import etree

from reportgen.marking.box import OFFSET, Axis, Size
from reportgen.marking.grid import Place
from reportgen.reading.package import Element, Package

V: Final = "{urn:schemas-microsoft-com:vml}"
OFFICE: Final = "{urn:schemas-microsoft-com:office:office}"
X: Final = "{urn:schemas-microsoft-com:office:excel}"
TYPE: Final = "_x0000_t202"
NUMBERED: Final = re.compile(r"_x0000_s(\d+)")
# 每张工作表的图形编号占一段
BLOCK: Final = 1024
# 框的四角：左上右下各在第几列（行）的第几个像素
CORNERS: Final = 8
NAMESPACES: Final = f'xmlns:v="{V[1:-1]}" xmlns:o="{OFFICE[1:-1]}" xmlns:x="{X[1:-1]}"'
SHAPE_TYPE: Final = (
    f'<v:shapetype {NAMESPACES} id="{TYPE}" coordsize="21600,21600" o:spt="202"'
    ' path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/>'
    '<v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
SHAPE: Final = (
    f'<v:shape {NAMESPACES} id="_x0000_s{{number}}" type="#{TYPE}" style="position:absolute;'
    'margin-left:0;margin-top:0;width:{width}pt;height:{height}pt;z-index:1;visibility:hidden"'
    ' fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/>'
    '<v:shadow color="black" obscured="t"/><v:path o:connecttype="none"/>'
    '<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"/></v:textbox>'
    '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
    "<x:Anchor>{anchor}</x:Anchor><x:AutoFill>False</x:AutoFill>"
    "<x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
)
BREAK: Final = re.compile(rb"<br\s*>")


def blank_drawing(block: int) -> Element:
    """一份空的图形，编号用第几段。"""
    return etree.fromstring(
        f'<xml {NAMESPACES}><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="{block}"/>'
        f"</o:shapelayout>{SHAPE_TYPE}</xml>"
    )


def read_drawing(package: Package, part: str) -> Element:
    """已有的图形；Excel 在里面写的换行（``<br>``）没有收尾，先补上。"""
    return package.parsed(BREAK.sub(b"<br/>", package.read(part)), part)


class Shapes:
    """一张工作表的批注框；``axes`` 是它的列和行。"""

    def __init__(self, root: Element, axes: tuple[Axis, Axis]) -> None:
        self._root = root
        self._columns, self._rows = axes
        self._boxes: dict[Place, list[Element]] = {}
        for shape in root.iterchildren(f"{V}shape"):
            for place in _places(shape):
                self._boxes.setdefault(place, []).append(shape)

    def fit(self, place: Place, right: int, size: Size) -> None:
        """一格的批注框放得下 ``size``；没有的添上，从第 ``right`` 列起，不盖住格里的字。"""
        if place not in self._boxes:
            self._boxes[place] = [self._add(place, right, size)]
        for anchor in (each for box in self._boxes[place] for each in box.iter(f"{X}Anchor")):
            self._grow(anchor, size)

    def remove(self, place: Place) -> None:
        """去掉一格的批注框。"""
        for box in self._boxes.pop(place, ()):
            self._root.remove(box)

    def _add(self, place: Place, right: int, size: Size) -> Element:
        if self._root.find(f"{V}shapetype[@id='{TYPE}']") is None:
            self._root.append(etree.fromstring(SHAPE_TYPE))
        left, *far = self._columns.reach(right - 1, OFFSET + size.width)
        top, *low = self._rows.reach(place.row - 1, OFFSET + size.height)
        corners = (left, OFFSET, top, OFFSET, *far, *low)
        written = SHAPE.format(
            number=next(self._numbers),
            width=size.width * 3 // 4,
            height=size.height * 3 // 4,
            anchor=", ".join(map(str, corners)),
            row=place.row - 1,
            column=place.column - 1,
        )
        box = etree.fromstring(written)
        self._root.append(box)
        return box

    def _grow(self, anchor: Element, size: Size) -> None:
        """别人的批注框放不下接上的话的，加宽加高；位置不动，够大的也不动。"""
        corners = [int(each) for each in re.findall(r"-?\d+", anchor.text or "")]
        if len(corners) == CORNERS:
            left, dx, top, dy, *_ = corners
            far = max((corners[4], corners[5]), self._columns.stretch(left, dx + size.width))
            low = max((corners[6], corners[7]), self._rows.stretch(top, dy + size.height))
            grown = (left, dx, top, dy, *far, *low)
            if grown != tuple(corners):
                anchor.text = ", ".join(map(str, grown))

    @cached_property
    def _numbers(self) -> Iterator[int]:
        """编号接在最大的后面；还没有图形的，从那一段的头起。"""
        used = [
            int(found[1])
            for shape in self._root.iter(f"{V}shape")
            if (found := NUMBERED.fullmatch(shape.get("id", "")))
        ]
        blocks = [each.get("data", "1") for each in self._root.iter(f"{OFFICE}idmap")]
        first = re.match(r"\d+", blocks[0]) if blocks else None
        return count(max((int(first[0] if first else 1) * BLOCK, *used)) + 1)


def _places(shape: Element) -> Iterator[Place]:
    """图形是哪一格的批注框；别的图形（按钮）不是。"""
    for data in shape.iterchildren(f"{X}ClientData"):
        row, column = data.findtext(f"{X}Row"), data.findtext(f"{X}Column")
        if data.get("ObjectType") == "Note" and row and column:
            yield Place(int(row) + 1, int(column) + 1)
