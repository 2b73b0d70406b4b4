"""图的排布：多高，名称怎样折行，坐标轴画到多大。

各家软件排图的办法不一样，所以一概自己排好。单位是毫米；汉字宽一字，数字、字母按半字算。
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final, NamedTuple, TypeAlias
from unicodedata import east_asian_width

from reportgen.document.style import Lettering
from reportgen.report import Chart

POINT: Final = 25.4 / 72
# 一行字占字高的几倍；字与边、字与字之间的空
LINE_PITCH, GAP = 1.45, 2.0
# 竖着画：柱子占的高，柱子至多多宽，名称至多占一项的几分之几、几行
UPRIGHT_HEIGHT, UPRIGHT_BAR, UPRIGHT_SHARE, UPRIGHT_LINES = 42.0, 16.0, 0.85, 3
# 横着画：柱子一般多宽，名称至多占全宽的几分之几、几行；项数再多只占一行
LEVEL_BAR, LABEL_SHARE, LABEL_LINES, CROWDED = 4.8, 0.42, 2, 15
# 柱间的空至少是柱宽的几倍，至多（格式规定）几倍
LEAST_SPACE, MOST_SPACE = 0.6, 5.0
# 横着画的柱子合计至多占的高，连图题要放得进一页
TALLEST = 190.0
NOTE_LINES = 3
# 连着写的数字、字母不拆开；不放在行首的标点
TOKENS: Final = re.compile(r"[0-9A-Za-z.%‰]+|\S| ")
CLOSING: Final = frozenset("，。；：、）》”’！？…")
ELLIPSIS: Final = "…"

# 折好行的一句话
Lines: TypeAlias = tuple[str, ...]


class Box(NamedTuple):
    """框：左上角和宽高。"""

    x: float
    y: float
    width: float
    height: float


class Layout(NamedTuple):
    """排布：全图的高，画柱子的框，折好行的名称和注，注的左上角，轴的末端，柱间的空。"""

    width: float
    height: float
    plot: Box
    labels: tuple[Lines, ...]
    note: Lines
    note_at: tuple[float, float]
    axis_end: Decimal
    space: float


class _Body(NamedTuple):
    """图的主体：画柱子的框，框下面轴上的字占的高，折好行的名称，一项占的宽。"""

    plot: Box
    axis: float
    labels: tuple[Lines, ...]
    step: float


def lay_out(chart: Chart, lettering: Lettering, width: float) -> Layout:
    """排一幅图，``width`` 是全图的宽。"""
    em = lettering.size * POINT
    pitch = em * LINE_PITCH
    body = (_upright if chart.upright else _level)(chart, em, width)
    under = body.plot.y + body.plot.height + body.axis
    note = wrap(f"注：{chart.note}", (width - 2 * GAP) / em, NOTE_LINES) if chart.note else ()
    longest = max(map(ems, note), default=0.0) * em
    legend = pitch + GAP if len(chart.series) > 1 else 0.0
    bar = UPRIGHT_BAR if chart.upright else LEVEL_BAR
    return Layout(
        width=width,
        height=under + len(note) * pitch + legend + GAP,
        plot=body.plot,
        labels=body.labels,
        note=note,
        note_at=((width - longest) / 2, under),
        axis_end=_axis_end(chart, body.plot, em),
        space=min(max(body.step / bar - len(chart.series), LEAST_SPACE), MOST_SPACE),
    )


def _upright(chart: Chart, em: float, width: float) -> _Body:
    """竖着画：名称在柱子下面；有参照线的，左边印它的数。"""
    left = GAP if chart.line is None else ems(chart.line.shown) * em + 2 * GAP
    plot = Box(left, GAP, width - left - GAP, UPRIGHT_HEIGHT)
    step = plot.width / len(chart.labels)
    room = UPRIGHT_SHARE * step / em
    labels = tuple(wrap(label, room, UPRIGHT_LINES) for label in chart.labels)
    return _Body(plot, _rows(labels) * em * LINE_PITCH + GAP, labels, step)


def _level(chart: Chart, em: float, width: float) -> _Body:
    """横着画：名称在左边，宽窄照最长的；有参照线的，下面印它的数。"""
    lines = LABEL_LINES if len(chart.labels) <= CROWDED else 1
    labels = tuple(wrap(label, LABEL_SHARE * width / em, lines) for label in chart.labels)
    left = max(ems(line) for label in labels for line in label) * em + 2 * GAP
    bars = len(chart.series) * LEVEL_BAR * 0.8 + LEVEL_BAR
    step = max(_rows(labels) * em * LINE_PITCH + GAP / 2, bars)
    height = min(step * len(labels), TALLEST)
    plot = Box(left, GAP, width - left - GAP, height)
    axis = GAP if chart.line is None else em * LINE_PITCH + GAP
    return _Body(plot, axis, labels, height / len(labels))


def _axis_end(chart: Chart, plot: Box, em: float) -> Decimal:
    """轴的末端：最长的柱子连同它外面印的数正好放得下，参照线的数也放得下。"""
    points = [point for series in chart.series for point in series.points if point is not None]
    length = plot.height if chart.upright else plot.width

    def end(drawn: Decimal, outside: float) -> Decimal:
        return drawn * Decimal(length / (length - min(outside, length / 2)))

    def outside(shown: str) -> float:
        return GAP + em * (LINE_PITCH if chart.upright else ems(shown))

    ends = [end(point.drawn, outside(point.shown)) for point in points]
    if chart.line is not None:
        ends.append(end(chart.line.drawn, outside(chart.line.shown) / 2))
    return max(ends, default=Decimal(0)) or Decimal(1)


def ems(text: str) -> float:
    """几个字宽。"""
    return sum(1.0 if east_asian_width(char) in "WFA" else 0.5 for char in text)


def wrap(text: str, room: float, most: int) -> Lines:
    """折行：每行至多 ``room`` 字宽，句读不放在行首；至多 ``most`` 行，放不下的以省略号收尾。"""
    lines = [""]
    for token in TOKENS.findall(text):
        for piece in token if ems(token) > room else (token,):
            if lines[-1] and piece not in CLOSING and ems(lines[-1] + piece) > room:
                lines.append("")
            lines[-1] += piece if lines[-1] else piece.lstrip()
    if len(lines) > most:
        last = lines[most - 1]
        while last and ems(last + ELLIPSIS) > room:
            last = last[:-1]
        lines[most - 1 :] = [last + ELLIPSIS]
    return tuple(lines)


def _rows(labels: tuple[Lines, ...]) -> int:
    return max(len(label) for label in labels)
