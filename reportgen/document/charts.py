"""图：正文里占一段，图题在它下面；画的样子在自己的部件里。

多半的文稿没有图，怎样排、怎样画的模块有图才装，不拖慢启动。
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from reportgen.document.part import A_URI, C_URI, CHARTS, R_URI, WP_URI, attribute, run
from reportgen.document.style import Attachment, StyleDocument
from reportgen.report import Chart

if TYPE_CHECKING:
    from reportgen.document.chart_layout import Layout

# 部件和关系的名称，后面是第几幅；不和样式文件里已有的重名
CHART_ID: Final = "rgChart"
TWIP: Final = 25.4 / 1440
# 毫米合多少 EMU，图的宽高用它作单位
EMU: Final = 36000
# 图和图题在一页；图题照表格题名的样式，不过它不必和后文在一页
KEPT: Final = '<w:keepNext w:val="{kept}"/>'
# 图所在的段，行距不能是固定值，否则图只露出一行
ROOMY: Final = '<w:spacing w:before="120" w:line="240" w:lineRule="auto"/>'
DRAWING: Final = (
    f'<w:r><w:drawing><wp:inline xmlns:wp="{WP_URI}" distT="0" distB="0" distL="0" distR="0">'
    '<wp:extent cx="{width}" cy="{height}"/>'
    '<wp:docPr id="{number}" name="图{number}" descr="{description}"/><wp:cNvGraphicFramePr/>'
    f'<a:graphic xmlns:a="{A_URI}"><a:graphicData uri="{C_URI}">'
    f'<c:chart xmlns:c="{C_URI}" r:id="{{relation}}"/>'
    "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
)


@lru_cache(maxsize=64)
def attachment(number: int) -> Attachment:
    """第几幅图的部件。"""
    return Attachment(
        part=f"{CHARTS}{CHART_ID}{number}.xml",
        content_type="application/vnd.openxmlformats-officedocument.drawingml.chart+xml",
        relation=f"{R_URI}/chart",
        id=f"{CHART_ID}{number}",
    )


def part(chart: Chart, style: StyleDocument) -> bytes:
    """一幅图的部件。"""
    from reportgen.document.chart_part import chart_part

    return chart_part(chart, _layout(chart, style), style.lettering)


def drawing(number: int, chart: Chart, style: StyleDocument, anchors: tuple[str, str]) -> str:
    """正文里的第几幅图和它的图题；``anchors`` 是书签的起止。"""
    layout = _layout(chart, style)
    drawn = DRAWING.format(
        number=number,
        width=round(layout.width * EMU),
        height=round(layout.height * EMU),
        description=attribute(chart.description),
        relation=attachment(number).id,
    )
    if chart.title:
        head = _head(style.styles["表格题名"], KEPT.format(kept=0))
        drawn += f"</w:p>{head}{run(chart.title)}"
    head = _head(style.styles["表格文字"], KEPT.format(kept=int(bool(chart.title))) + ROOMY)
    return f"{head}{anchors[0]}{drawn}{anchors[1]}</w:p>"


def _head(look: str, manner: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{look}"/>{manner}</w:pPr>'


def _layout(chart: Chart, style: StyleDocument) -> Layout:
    """排在版心的宽度里。"""
    from reportgen.document.chart_layout import lay_out

    return lay_out(chart, style.lettering, style.text_width * TWIP)
