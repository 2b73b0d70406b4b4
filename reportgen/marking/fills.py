"""格的底色：照一格自己的式样另做一个，只换底色；再标注时换得回来。

实心的底色不显示“背景色”，那里记着原来的底色；原来是花纹、渐变的记不下，换回来是没有底色。
"""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Final

from lxml import etree

from reportgen.finding import Severity
from reportgen.marking.grid import S
from reportgen.reading.package import Element

COLOURS: Final = {
    Severity.ERROR: "FFFFC7CE",
    Severity.WARNING: "FFFFEB9C",
    Severity.NOTE: "FFDDEBF7",
}
# “自动”的颜色：原来没有底色
AUTOMATIC: Final = {"indexed": "64"}
# 没有样式表的工作簿，用这份空的
BLANK_STYLES: Final = (
    f'<styleSheet xmlns="{S[1:-1]}"><fonts count="1"><font/></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
    '<cellXfs count="1"><xf xfId="0"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
    "</styleSheet>"
)


class Fills:
    """样式表里的底色。"""

    def __init__(self, styles: Element) -> None:
        [self._fills] = styles.iterfind(f"{S}fills")
        [self._formats] = styles.iterfind(f"{S}cellXfs")
        self._marked: dict[tuple[int, Severity], int] = {}

    def marked(self, style: int, severity: Severity) -> int:
        """标注了的式样。"""
        key = style, severity
        if key not in self._marked:
            before = _colour(self._fill(style), "fgColor") or AUTOMATIC
            fill = _solid({"rgb": COLOURS[severity]}, before)
            self._marked[key] = self._filled(style, fill)
        return self._marked[key]

    def restored(self, style: int) -> int:
        """标注以前的式样；后来改过底色的不动。"""
        fill = self._fill(style)
        if _colour(fill, "fgColor").get("rgb") not in COLOURS.values():
            return style
        before = _colour(fill, "bgColor")
        if before in ({}, AUTOMATIC):
            return self._filled(style, self._fills[0])
        alike = (each for each in self._fills if _colour(each, "fgColor") == before)
        return self._filled(style, next(alike, _solid(before, AUTOMATIC)))

    def _format(self, style: int) -> Element:
        return self._formats[style if style < len(self._formats) else 0]

    def _fill(self, style: int) -> Element:
        number = int(self._format(style).get("fillId", "0"))
        return self._fills[number if number < len(self._fills) else 0]

    def _filled(self, style: int, fill: Element) -> int:
        """只换底色的式样；已有的就用它。"""
        format_ = copy.deepcopy(self._format(style))
        format_.set("fillId", str(_placed(self._fills, fill)))
        format_.set("applyFill", "1")
        return _placed(self._formats, format_)


def _colour(fill: Element, name: str) -> dict[str, str]:
    """实心底色的颜色；不是实心的没有。"""
    pattern = fill.find(f"{S}patternFill")
    colour = None if pattern is None else pattern.find(f"{S}{name}")
    if pattern is None or pattern.get("patternType") != "solid" or colour is None:
        return {}
    return {str(key): str(value) for key, value in colour.attrib.items()}


def _solid(front: Mapping[str, str], back: Mapping[str, str]) -> Element:
    fill = etree.Element(f"{S}fill")
    pattern = etree.SubElement(fill, f"{S}patternFill", {"patternType": "solid"})
    etree.SubElement(pattern, f"{S}fgColor", dict(front))
    etree.SubElement(pattern, f"{S}bgColor", dict(back))
    return fill


def _placed(siblings: Element, added: Element) -> int:
    """是第几个；没有一样的就添在后面。"""
    look = _look(added)
    for number, each in enumerate(siblings):
        if _look(each) == look:
            return number
    siblings.append(added)
    siblings.set("count", str(len(siblings)))
    return len(siblings) - 1


def _look(element: Element) -> tuple[object, ...]:
    """样子：“用不用底色”不算，各家软件都照底色显示。"""
    attributes = {key: value for key, value in element.attrib.items() if key != "applyFill"}
    return element.tag, sorted(attributes.items()), [_look(each) for each in element]
