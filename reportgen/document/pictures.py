"""现稿里的图：数变了的照新的重画，新有的添上。图是一个部件，里面的数记不成修订，直接换。"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import Final

from lxml import etree

from reportgen.document import charts
from reportgen.document.part import A_URI, C_URI, CHARTS, DOCUMENT, R_URI, WP_URI, Element
from reportgen.document.standing import GridAt, Standing
from reportgen.document.style import HEAD, TAIL, StyleDocument
from reportgen.report import Chart

_C: Final = f"{{{C_URI}}}"
_SERIES: Final = f"{_C}ser"
_TEXTS: Final = (f"{_C}v", f"{{{A_URI}}}t")


def redraw(standing: Standing, line: int, chart: Chart, style: StyleDocument) -> None:
    """一段里的图照新的数画，人改的颜色、字体等样子留着；不是本工具的图不动。

    组数、项数变了的，样子对不上，整个换。
    """
    for paragraph in standing.lines[line].paragraphs:
        for drawn in paragraph.iter(f"{{{C_URI}}}chart"):
            wanted = drawn.get(f"{{{R_URI}}}id")
            for relation in standing.parts.relations(DOCUMENT):
                if relation.id == wanted:
                    fresh = etree.fromstring(charts.part(chart, style))
                    present = standing.parts.look(relation.part)
                    told = _told_labels(present)
                    if _shape(present) == _shape(fresh):
                        _refill(standing.parts.edit(relation.part), fresh)
                    else:
                        standing.parts.put(relation.part, fresh)
                    _describe(standing, drawn, chart.description, told)


def _shape(chart: Element) -> list[tuple[list[str], list[str]]]:
    """各组有哪几项、哪几个数。"""
    return [
        (list(_points(series, "cat")), list(_points(series, "val")))
        for series in chart.iter(_SERIES)
    ]


def _points(series: Element, kind: str) -> dict[str, Element]:
    """一组的名称或数：第几项 → 写着它的 ``c:v``。"""
    found = series.find(f"{_C}{kind}")
    points = [] if found is None else found.iter(f"{_C}pt")
    texts = ((str(point.get("idx")), point.find(f"{_C}v")) for point in points)
    return {place: text for place, text in texts if text is not None}


def _refill(present: Element, fresh: Element) -> None:
    """只换数和字。"""
    for series, wanted in zip(present.iter(_SERIES), fresh.iter(_SERIES), strict=True):
        for kind in ("cat", "val"):
            new = _points(wanted, kind)
            for place, text in _points(series, kind).items():
                text.text = new[place].text
        _retitle(series.find(f"{_C}tx"), wanted.find(f"{_C}tx"))
        labels = dict(_labels(wanted))
        for place, label in _labels(series):
            _retitle(label, labels.get(place))
    for tag in (f"{_C}catAx", f"{_C}valAx"):
        for axis, wanted in zip(present.iter(tag), fresh.iter(tag), strict=False):
            _stretch(axis, wanted)
            _retitle(axis.find(f"{_C}title/{_C}tx"), wanted.find(f"{_C}title/{_C}tx"))


def _labels(series: Element) -> Iterator[tuple[str, Element]]:
    """柱子旁边逐个写明的数；人删去的没有。"""
    for label in series.iter(f"{_C}dLbl"):
        place, text = label.find(f"{_C}idx"), label.find(f"{_C}tx")
        if place is not None and text is not None:
            yield str(place.get("val")), text


def _retitle(present: Element | None, wanted: Element | None) -> None:
    """换一处字，字的样子不变；一截一截对不上的，写在头一截里。"""
    if present is None or wanted is None:
        return
    texts, new = list(present.iter(*_TEXTS)), [each.text or "" for each in wanted.iter(*_TEXTS)]
    if len(texts) != len(new):
        new = ["".join(new), *[""] * (len(texts) - 1)]
    for text, said in zip(texts, new, strict=False):
        text.text = said


def _stretch(axis: Element, wanted: Element) -> None:
    """数轴不够长的加长；参照线照新的。"""
    end, new = (each.find(f"{_C}scaling/{_C}max") for each in (axis, wanted))
    if end is not None and new is not None and _value(end) < _value(new):
        end.set("val", str(new.get("val")))
    unit, new = (each.find(f"{_C}majorUnit") for each in (axis, wanted))
    if unit is not None and new is not None:
        unit.set("val", str(new.get("val")))


def _value(element: Element) -> Decimal:
    try:
        return Decimal(str(element.get("val")))
    except InvalidOperation:
        return Decimal(0)


def _told_labels(chart: Element) -> list[str]:
    """图上各项的名称，不折行。"""
    series = next(chart.iter(_SERIES), None)
    texts = () if series is None else _points(series, "cat").values()
    return [_plain(each.text) for each in texts]


def _plain(text: str | None) -> str:
    return "".join((text or "").split())


def _describe(standing: Standing, drawn: Element, description: str, told: list[str]) -> None:
    """替代文字照新的；人自己写的（没有逐项说）留着。"""
    holder = next(drawn.iterancestors(f"{{{WP_URI}}}inline", f"{{{WP_URI}}}anchor"), None)
    properties = None if holder is None else holder.find(f"{{{WP_URI}}}docPr")
    if properties is None:
        return
    said = _plain(properties.get("descr"))
    if all(label in said for label in told):
        standing.describe(properties, description)


def add_drawing(
    standing: Standing,
    after: int | GridAt | None,
    chart: Chart,
    style: StyleDocument,
    name: str,
    tracked: bool,
) -> None:
    """添一幅图，连同图题；``name`` 是书签的名称。"""
    root = etree.fromstring(charts.part(chart, style))
    attachment = charts.attachment(1)
    part = standing.parts.add(f"{CHARTS}{charts.CHART_ID}{{}}.xml", root, attachment.content_type)
    relation = standing.parts.relate(DOCUMENT, "chart", part)
    number = 1 + max((int(each.get("id", "0")) for each in standing.drawings()), default=0)
    written = charts.drawing(number, chart, style, ("", ""))
    body = etree.fromstring(f"{HEAD}{written}{TAIL}".encode())[0]
    for each in body.iter(f"{{{C_URI}}}chart"):
        each.set(f"{{{R_URI}}}id", relation)
    standing.insert_elements(after, list(body), name, tracked)
