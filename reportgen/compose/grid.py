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

    def edges(self) -> list[int]:
        """各格的右边界。"""
        return list(accumulate(width for _, width in self.cells))


def tables(groups: Sequence[Sequence[Line]]) -> list[Table]:
    """一组成一张表；各表的栏相同，上下连着看是一张。"""
    edges = sorted({edge for group in groups for line in group for edge in line.edges()})
    widths = tuple(right - left for left, right in pairwise((0, *edges)))
    column = {edge: index for index, edge in enumerate((0, *edges))}
    return [Table(widths, tuple(_row(line, column) for line in group)) for group in groups]


def _row(line: Line, column: dict[int, int]) -> Row:
    spans = (column[right] - column[left] for left, right in pairwise((0, *line.edges())))
    cells = (cell._replace(span=span) for (cell, _), span in zip(line.cells, spans, strict=True))
    return Row(tuple(cells), line.heading, line.splits)


def near(edge: int, edges: Iterable[int], reach: int) -> int:
    """近旁已有的分界，差不多的就用它，免得多出一道窄栏；没有就用自己的。"""
    found = min(edges, key=lambda other: abs(other - edge), default=edge)
    return found if abs(found - edge) <= reach else edge
