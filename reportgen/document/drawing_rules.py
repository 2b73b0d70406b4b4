"""验稿规则：正文里的图和图的部件要守的规矩；别人画的图、插的照片不管。"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from reportgen.document.part import C_URI, DOCUMENT, Part, PartCheck, Spot, elements, strings

_IDS = strings("//wp:docPr/@id")
_DRAWN = elements("//wp:docPr[following-sibling::a:graphic//c:chart]")
_AXES = strings("//c:catAx/c:axId/@val | //c:valAx/c:axId/@val")
_USED_AXES = elements("//c:barChart/c:axId | //c:catAx/c:crossAx | //c:valAx/c:crossAx")
_LETTERING = elements("//a:defRPr | //a:rPr")
_FONT = elements("a:ea[@typeface][not(starts-with(@typeface, '+'))]")


def drawing_ids(part: Part) -> Iterator[Spot]:
    """图的编号不重复：否则 Word 说文件内容有错误。"""
    if part.name != DOCUMENT:
        return
    for identity, times in Counter(_IDS(part.root)).items():
        if times > 1:
            yield None, f"图的编号{identity}出现了{times}次"


def drawings_described(part: Part) -> Iterator[Spot]:
    """图有替代文字：看不见图的人靠它知道图上的数。"""
    for drawing in _DRAWN(part.root):
        if not str(drawing.get("descr") or "").strip():
            yield drawing, f"图{drawing.get('id')!s}没有替代文字"


def chart_axes(part: Part) -> Iterator[Spot]:
    """图用到的轴都有：缺一条，Word 打不开文件。"""
    if not _is_chart(part):
        return
    known = set(_AXES(part.root))
    for axis in _USED_AXES(part.root):
        if axis.get("val") not in known:
            yield None, f"图里用到的轴{axis.get('val')!s}不存在"


def chart_fonts(part: Part) -> Iterator[Spot]:
    """图里的字写明中文字体：否则用什么字体由各人的机器定。"""
    if not _is_chart(part):
        return
    if any(not _FONT(lettering) for lettering in _LETTERING(part.root)):
        yield None, "图里的字没有写明中文字体"


def _is_chart(part: Part) -> bool:
    return str(part.root.tag) == f"{{{C_URI}}}chartSpace"


CHECKS = (
    PartCheck("document-drawing-id", drawing_ids, ("drawing",)),
    PartCheck("document-drawing-description", drawings_described, ("drawing",)),
    PartCheck("document-chart-axis", chart_axes),
    PartCheck("document-chart-font", chart_fonts),
)
