"""表头的各栏：下面各行的格，按栏的起止归到栏里。"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from reportgen.intake.form.labels import first_family, fund_head, indicator_head, label_of
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
        fields = [indicator_head(label_of(cell.text)) for cell in row]
        start = first_family(fields) or 0
        named = ((("", cell)) for cell in row[:start])
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
        same = len(row) == len(self.heads)
        for at, cell in enumerate(row):
            if cell.end <= self.first:
                continue
            field, head = (
                self.heads[at] if same else max(self.heads, key=lambda each: _shared(each, cell))
            )
            yield field, head, cell

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
    """各格的字段；一个字段只认第一栏。"""
    seen: set[str] = set()
    for cell in row:
        field = field_of(label_of(cell.text))
        yield ("" if field in seen else field), cell
        seen.add(field)


def _shared(head: tuple[str, Cell], cell: Cell) -> int:
    """一格与一栏重叠几栏。"""
    return min(head[1].end, cell.end) - max(head[1].start, cell.start)
