"""现稿里的图：数变了的照新的重画，新有的添上。图是一个部件，里面的数记不成修订，直接换。"""

from __future__ import annotations

from lxml import etree

from reportgen.document import charts
from reportgen.document.part import C_URI, CHARTS, DOCUMENT, R_URI
from reportgen.document.standing import GridAt, Standing
from reportgen.document.style import HEAD, TAIL, StyleDocument
from reportgen.report import Chart


def redraw(standing: Standing, line: int, chart: Chart, style: StyleDocument) -> None:
    """一段里的图照新的画；不是本工具的图不动。"""
    for paragraph in standing.lines[line].paragraphs:
        for drawn in paragraph.iter(f"{{{C_URI}}}chart"):
            wanted = drawn.get(f"{{{R_URI}}}id")
            for relation in standing.parts.relations(DOCUMENT):
                if relation.id == wanted:
                    standing.parts.put(relation.part, etree.fromstring(charts.part(chart, style)))


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
