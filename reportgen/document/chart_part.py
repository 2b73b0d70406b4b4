"""图的部件：一幅图写成 DrawingML 的柱形图，数写在部件里，不带工作簿；同样的图得到同样的字节。"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Final

from reportgen.document.chart_layout import Box, Layout
from reportgen.document.part import A_URI, C_URI, attribute, escaped
from reportgen.document.style import Lettering
from reportgen.report import Chart, Point, Series
from reportgen.wording import percent, plain

# 从末一组往前用，深浅分明，黑白打印也认得出
FILLS: Final = ("1F3864", "D9D9D9", "8497B0")
INK, PAPER = "000000", "FFFFFF"
CATEGORY_AXIS, VALUE_AXIS = 1, 2
# 线宽，单位是一磅的一万二千七百分之一
HAIRLINE: Final = 6350
NO_LINE: Final = "<a:ln><a:noFill/></a:ln>"
SHOWN: Final = (
    '<c:dLblPos val="outEnd"/><c:showLegendKey val="0"/><c:showVal val="1"/>'
    '<c:showCatName val="0"/><c:showSerName val="0"/><c:showPercent val="0"/>'
    '<c:showBubbleSize val="0"/>'
)
# 横着写；不折行的另写明，否则 LibreOffice 把“62.5%”折成两行
LEVEL: Final = '<a:bodyPr rot="0" vert="horz"/>'
UNBROKEN: Final = '<a:bodyPr rot="0" vert="horz" wrap="none"/>'
PRECISION: Final = Decimal("0.0001")


def chart_part(chart: Chart, layout: Layout, lettering: Lettering) -> bytes:
    """一幅图的部件。"""
    writer = _Writer(chart, layout, lettering)
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<c:chartSpace xmlns:c="{C_URI}" xmlns:a="{A_URI}"><c:date1904 val="0"/>'
        '<c:lang val="zh-CN"/><c:roundedCorners val="0"/>'
        f'<c:chart><c:autoTitleDeleted val="1"/>{writer.plot_area()}{writer.legend()}'
        '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        f"<c:spPr><a:noFill/>{NO_LINE}</c:spPr>{writer.text}</c:chartSpace>"
    ).encode()


class _Writer:
    """写一幅图的各部分；``look`` 是字样，``text`` 是照字样横着写，``backing`` 是数的底色。"""

    def __init__(self, chart: Chart, layout: Layout, lettering: Lettering) -> None:
        self.chart = chart
        self.layout = layout
        size = round(lettering.size * 100)
        fonts = "".join(
            f'<a:{slot} typeface="{attribute(lettering.font)}"/>' for slot in ("latin", "ea", "cs")
        )
        self.look = f'sz="{size}" b="0">{_fill(INK)}{fonts}'
        self.text = self._text(LEVEL)
        # 印在参照线上的数，底色盖住线
        backing = "<a:noFill/>" if chart.line is None else _fill(PAPER)
        self.backing = f"<c:spPr>{backing}{NO_LINE}</c:spPr>"

    def plot_area(self) -> str:
        """柱子和两条轴。"""
        names = self._names()
        series = "".join(self._series(*each, names) for each in enumerate(self.chart.series))
        return (
            f"<c:plotArea>{self._placed(self.layout.plot)}<c:barChart>"
            f'<c:barDir val="{"col" if self.chart.upright else "bar"}"/>'
            f'<c:grouping val="clustered"/><c:varyColors val="0"/>{series}'
            f'<c:gapWidth val="{round(self.layout.space * 100)}"/>'
            f'<c:axId val="{CATEGORY_AXIS}"/><c:axId val="{VALUE_AXIS}"/></c:barChart>'
            f"{self._category_axis()}{self._value_axis()}</c:plotArea>"
        )

    def legend(self) -> str:
        """图例：只有一组的不要。"""
        if len(self.chart.series) == 1:
            return ""
        return f'<c:legend><c:legendPos val="b"/><c:overlay val="0"/>{self.text}</c:legend>'

    def _names(self) -> str:
        labels = ["\n".join(map(escaped, lines)) for lines in self.layout.labels]
        points = "".join(_point(place, label) for place, label in enumerate(labels))
        count = f'<c:ptCount val="{len(labels)}"/>'
        return f"<c:cat><c:strLit>{count}{points}</c:strLit></c:cat>"

    def _series(self, index: int, series: Series, names: str) -> str:
        """一组：旁边的字逐个写明，与正文里印的一样。"""
        given = [(place, point) for place, point in enumerate(series.points) if point is not None]
        values = "".join(_point(place, _number(point.drawn)) for place, point in given)
        shown = "".join(self._shown(place, point) for place, point in given)
        fill = FILLS[(len(self.chart.series) - 1 - index) % len(FILLS)]
        return (
            f'<c:ser><c:idx val="{index}"/><c:order val="{index}"/>'
            f"<c:tx><c:v>{escaped(series.name)}</c:v></c:tx>"
            f"<c:spPr>{_fill(fill)}{_line(INK)}</c:spPr>"
            f'<c:invertIfNegative val="0"/><c:dLbls>{shown}'
            f"{self.backing}{self._text(UNBROKEN)}{SHOWN}</c:dLbls>{names}"
            f"<c:val><c:numLit><c:formatCode>General</c:formatCode>"
            f'<c:ptCount val="{len(series.points)}"/>{values}</c:numLit></c:val></c:ser>'
        )

    def _shown(self, place: int, point: Point) -> str:
        return (
            f'<c:dLbl><c:idx val="{place}"/><c:tx>{self._rich((point.shown,))}</c:tx>'
            f"{self.backing}{SHOWN}</c:dLbl>"
        )

    def _text(self, body: str) -> str:
        """没有写明的字是什么样。"""
        return (
            f"<c:txPr>{body}<a:lstStyle/><a:p><a:pPr><a:defRPr {self.look}</a:defRPr></a:pPr>"
            '<a:endParaRPr lang="zh-CN"/></a:p></c:txPr>'
        )

    def _rich(self, lines: Iterable[str]) -> str:
        """几行字。"""
        head = f"<a:p><a:pPr><a:defRPr {self.look}</a:defRPr></a:pPr>"
        written = "".join(
            f'{head}<a:r><a:rPr lang="zh-CN" {self.look}</a:rPr><a:t>{escaped(line)}</a:t></a:r>'
            "</a:p>"
            for line in lines
        )
        return f"<c:rich>{UNBROKEN}<a:lstStyle/>{written}</c:rich>"

    def _category_axis(self) -> str:
        """名称轴：横着画的，头一项在最上面。"""
        upright = self.chart.upright
        return (
            f'<c:catAx><c:axId val="{CATEGORY_AXIS}"/><c:scaling>'
            f'<c:orientation val="{"minMax" if upright else "maxMin"}"/></c:scaling>'
            f'<c:delete val="0"/><c:axPos val="{"b" if upright else "l"}"/>'
            f"{self._note() if upright else ''}"
            '<c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/>'
            '<c:minorTickMark val="none"/><c:tickLblPos val="low"/>'
            f"<c:spPr>{_line(INK)}</c:spPr>{self.text}"
            f'<c:crossAx val="{VALUE_AXIS}"/><c:crosses val="autoZero"/><c:auto val="0"/>'
            '<c:lblAlgn val="ctr"/><c:lblOffset val="50"/><c:noMultiLvlLbl val="1"/></c:catAx>'
        )

    def _value_axis(self) -> str:
        """数轴：只画参照线（和它的整数倍），只印它的数；没有参照线的什么也不印。"""
        upright, line = self.chart.upright, self.chart.line
        grid = unit = ""
        ticks, form = "none", "General"
        if line is not None:
            dashes = _line(INK, '<a:prstDash val="dash"/>')
            grid = f"<c:majorGridlines><c:spPr>{dashes}</c:spPr></c:majorGridlines>"
            unit = f'<c:majorUnit val="{_number(line.drawn)}"/>'
            ticks, form = "nextTo", "0%" if line.shown == percent(line.drawn) else "General"
        return (
            f'<c:valAx><c:axId val="{VALUE_AXIS}"/><c:scaling><c:orientation val="minMax"/>'
            f'<c:max val="{_number(self.layout.axis_end)}"/><c:min val="0"/></c:scaling>'
            f'<c:delete val="0"/><c:axPos val="{"l" if upright else "b"}"/>{grid}'
            f"{'' if upright else self._note()}"
            f'<c:numFmt formatCode="{form}" sourceLinked="0"/><c:majorTickMark val="none"/>'
            f'<c:minorTickMark val="none"/><c:tickLblPos val="{ticks}"/>'
            f'<c:spPr>{NO_LINE}</c:spPr>{self.text}<c:crossAx val="{CATEGORY_AXIS}"/>'
            f'<c:crosses val="{"autoZero" if upright else "max"}"/>'
            f'<c:crossBetween val="between"/>{unit}</c:valAx>'
        )

    def _note(self) -> str:
        """注：写成下面那条轴的题名。"""
        if not self.layout.note:
            return ""
        x, y = self.layout.note_at
        where = self._fractions(x=x, y=y)
        return (
            f"<c:title><c:tx>{self._rich(self.layout.note)}</c:tx><c:layout><c:manualLayout>"
            f'{where}</c:manualLayout></c:layout><c:overlay val="0"/></c:title>'
        )

    def _placed(self, box: Box) -> str:
        where = self._fractions(x=box.x, y=box.y, w=box.width, h=box.height)
        return (
            '<c:layout><c:manualLayout><c:layoutTarget val="inner"/>'
            f"{where}</c:manualLayout></c:layout>"
        )

    def _fractions(self, **sizes: float) -> str:
        """位置和大小，都是全图的几分之几。"""
        whole = {"x": self.layout.width, "w": self.layout.width}
        shares = "".join(
            f'<c:{name} val="{size / whole.get(name, self.layout.height):.4f}"/>'
            for name, size in sizes.items()
        )
        return f'<c:xMode val="edge"/><c:yMode val="edge"/>{shares}'


def _fill(colour: str) -> str:
    return f'<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>'


def _line(colour: str, dash: str = "") -> str:
    return f'<a:ln w="{HAIRLINE}">{_fill(colour)}{dash}</a:ln>'


def _point(place: int, value: str) -> str:
    return f'<c:pt idx="{place}"><c:v>{value}</c:v></c:pt>'


def _number(value: Decimal) -> str:
    return plain(value.quantize(PRECISION))
