"""表头的各栏：下面各行的格，按栏的起止归到栏里。"""

from __future__ import annotations

from typing import NamedTuple

from reportgen.intake.labels import is_reason, label_of
from reportgen.reading.word import Cell


class Columns(NamedTuple):
    """各栏：表头的格和字段；不认得的栏字段为空。"""

    heads: tuple[tuple[str, Cell], ...] = ()

    @classmethod
    def of(cls, row: tuple[Cell, ...], known: dict[str, str], reason: str = "") -> Columns:
        """认表头：标签 → 字段；说原因、偏差的一栏是 ``reason``；重复的只认第一个。"""
        heads: list[tuple[str, Cell]] = []
        for cell in row:
            label = label_of(cell.text)
            field = known.get(label, reason if is_reason(label) else "")
            taken = any(field == other for other, _ in heads)
            heads.append(("" if taken else field, cell))
        return cls(tuple(heads))

    @property
    def first(self) -> int:
        """认得的栏从哪里起；左边的是标签。"""
        return min((cell.start for field, cell in self.heads if field), default=0)

    def left(self, row: tuple[Cell, ...]) -> list[Cell]:
        """一行里在认得的栏左边的格。"""
        return [cell for cell in row if cell.end <= self.first]

    def aligned(self, row: tuple[Cell, ...]) -> dict[str, Cell]:
        """字段 → 格：格数与表头一样的按次序，不一样的归到重叠最多的栏。"""
        found: dict[str, Cell] = {}
        same = len(row) == len(self.heads)
        for at, cell in enumerate(row):
            head = self.heads[at] if same else max(self.heads, key=lambda each: _shared(each, cell))
            if head[0]:
                found.setdefault(head[0], cell)
        return found


def _shared(head: tuple[str, Cell], cell: Cell) -> int:
    """一格与一栏重叠几栏。"""
    return min(head[1].end, cell.end) - max(head[1].start, cell.start)
