"""表头的各栏：下面各行的格，按栏的起止归到栏里。"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from reportgen.intake.form.labels import (
    USUAL_HEADS,
    first_family,
    fund_head,
    head_fields,
    indicator_head,
    label_of,
)
from reportgen.reading.word import Cell


class Columns(NamedTuple):
    """各栏：表头的格和字段；不认得的栏字段为空。"""

    heads: tuple[tuple[str, Cell], ...] = ()

    @classmethod
    def of_funds(cls, row: tuple[Cell, ...]) -> Columns:
        """资金的各栏。"""
        return cls(tuple(_first_only(row, fund_head)))

    @classmethod
    def of_indicators(cls, row: tuple[Cell, ...]) -> Columns:
        """指标的各栏；一级指标（没有的，二级、三级指标）左边的是目标的名称，不是栏。"""
        start = first_family(head_fields(row)) or 0
        named = (("", cell) for cell in row[:start])
        return cls((*named, *_first_only(row[start:], indicator_head)))

    @property
    def first(self) -> int:
        """认得的栏从哪里起；左边的是标签。"""
        return min((cell.start for field, cell in self.heads if field), default=0)

    def known(self) -> dict[str, Cell]:
        """认得的栏：字段 → 表头的格。"""
        return {field: cell for field, cell in self.heads if field}

    def unknown(self) -> dict[Cell, str]:
        """不认得的栏：表头的格 → 印着的名称。"""
        return {
            cell: label_of(cell.text) or cell.text.strip()
            for field, cell in self.heads
            if not field and cell.start >= self.first and cell.text.strip()
        }

    def left(self, row: tuple[Cell, ...]) -> list[Cell]:
        """一行里在认得的栏左边的格。"""
        return [cell for cell in row if cell.end <= self.first]

    def aligned(self, row: tuple[Cell, ...]) -> Iterator[tuple[str, Cell, Cell]]:
        """各格的字段、表头的格和格：格数与表头一样的按次序，不一样的归到重叠最多的栏。"""
        for cell, (field, head) in zip(row, self._heads_of(row), strict=True):
            if cell.end > self.first or head.start >= self.first:
                yield field, head, cell

    def _heads_of(self, row: tuple[Cell, ...]) -> list[tuple[str, Cell]]:
        """一行各格的栏；格数一样的按次序，接在另一张表上、左边少了标签的也按次序。"""
        if len(row) == len(self.heads):
            return list(self.heads)
        own = [head for head in self.heads if head[1].start >= self.first]
        if len(row) == len(own) and row[-1].end != self.heads[-1][1].end:
            return own
        return [max(self.heads, key=lambda each: _shared(each, cell)) for cell in row]

    def spans(self, cell: Cell, *fields: str) -> bool:
        """一格横跨这几栏。"""
        heads = [head for field, head in self.heads if field in fields]
        return bool(heads) and all(
            cell.start <= head.start and head.end <= cell.end for head in heads
        )

    def under(self, field: str, cell: Cell) -> bool:
        """一格正在这一栏下面，不宽不窄。"""
        head = self.known().get(field)
        return head is not None and (head.start, head.end) == (cell.start, cell.end)

    def has(self, field: str) -> bool:
        """有没有这一栏。"""
        return field in self.known()


def _first_only(
    row: tuple[Cell, ...], field_of: Callable[[str], str]
) -> Iterator[tuple[str, Cell]]:
    """各格的字段；一个字段只认一栏，写法常见的先认，再是左边的。"""
    labels = [label_of(cell.text) for cell in row]
    chosen: dict[str, int] = {}
    for at in sorted(range(len(row)), key=lambda at: labels[at] not in USUAL_HEADS):
        chosen.setdefault(field_of(labels[at]), at)
    for at, cell in enumerate(row):
        field = field_of(labels[at])
        yield (field if chosen[field] == at else ""), cell


def _shared(head: tuple[str, Cell], cell: Cell) -> int:
    """一格与一栏重叠几栏。"""
    return min(head[1].end, cell.end) - max(head[1].start, cell.start)
