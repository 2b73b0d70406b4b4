"""格子：各行按自己的宽度排好，再合到同一套栏上；栏的分界是各行分界的全部。"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

from reportgen.report import Cell, Row, Table


class Line(NamedTuple):
    """一行：各格和它的宽（份），各行的宽合计相同；``heading``、``splits`` 见 ``Row``。"""

    cells: tuple[tuple[Cell, int], ...]
    heading: bool = False
    splits: bool = False

    def widths(self) -> tuple[int, ...]:
        """各格的宽。"""
        return tuple([width for _, width in self.cells])


def tables(groups: Sequence[Sequence[Line]]) -> list[Table]:
    """一组成一张表；各表的栏相同，上下连着看是一张。"""
    # 多半的行宽度一个样，同样的只算一次
    shapes = {line.widths() for group in groups for line in group}
    edges = sorted({edge for shape in shapes for edge in (0, *accumulate(shape))})
    column = {edge: index for index, edge in enumerate(edges)}
    spans = {shape: _spans(shape, column) for shape in shapes}
    widths = tuple(right - left for left, right in pairwise(edges))
    return [
        Table(widths, tuple([_row(line, spans[line.widths()]) for line in group]))
        for group in groups
    ]


def _spans(shape: tuple[int, ...], column: dict[int, int]) -> list[int]:
    """各格占几栏。"""
    return [column[right] - column[left] for left, right in pairwise((0, *accumulate(shape)))]


def _row(line: Line, spans: list[int]) -> Row:
    cells = [
        cell if span == 1 else cell._replace(span=span)
        for (cell, _), span in zip(line.cells, spans, strict=True)
    ]
    return Row(tuple(cells), line.heading, line.splits)


def near(edge: int, edges: Iterable[int], reach: int) -> int:
    """近旁已有的分界，差不多的就用它，免得多出一道窄栏；没有就用自己的。"""
    found = min(edges, key=lambda other: abs(other - edge), default=edge)
    return found if abs(found - edge) <= reach else edge
