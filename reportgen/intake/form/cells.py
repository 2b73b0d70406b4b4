"""格的去向：表上每一格的字，不是放进了数据，就是在发现里说。"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from reportgen.finding import Finding, Origin, Severity
from reportgen.intake.form.labels import USUAL, joined, label_of
from reportgen.reading.builder import shown
from reportgen.reading.node import Node
from reportgen.reading.word import Cell, Table


class Cells:
    """一份表的格的去向，和认表时的发现。"""

    def __init__(self, file: str) -> None:
        self.file = file
        self.findings: list[Finding] = []
        self._placed: set[str] = set()

    def place(self, *cells: Cell) -> None:
        """这些格有了去处：放进了数据，或是表上印的标签。"""
        self._placed.update(cell.spot for cell in cells)

    def label(self, meaning: str, *cells: Cell) -> None:
        """标签：表上印的；不是常见写法的，说一声认作什么。"""
        self.place(*cells)
        for cell in cells:
            label = label_of(cell.text).removeprefix("其中：")
            if label not in USUAL:
                message = f"“{shown(cell.text)}”认作“{meaning}”的标签"
                remedy = "不是的，核对这一行（栏）的数据"
                self.tell("label-read", message, remedy, self.origin(cell), meaning)

    def node(self, cell: Cell, text: str | None = None) -> Node:
        """一格放进数据：接成一行的字，或改写成的 ``text``。"""
        self.place(cell)
        return Node(joined(cell.text) if text is None else text, self.origin(cell))

    def put(self, fields: dict[str, Node], title: str, cell: Cell, text: str | None = None) -> None:
        """一格放进一项；这一项已经有了，写得不同的说出来，不换掉前面的。"""
        self.keep(fields, title, self.node(cell, text))

    def keep(self, fields: dict[str, Node], title: str, node: Node) -> None:
        """一个值放进一项；已经有了的，同上。"""
        before = fields.setdefault(title, node)
        if _values(before) != _values(node):
            self._repeated(title, before, node)

    def _repeated(self, title: str, kept: Node, other: Node) -> None:
        """一项写了两处，写得不同。"""
        self.findings.append(
            Finding(
                "field-repeated",
                Severity.WARNING,
                f"“{title}”写了两处，写得不同：用了“{_text(kept)}”，没有用“{_text(other)}”",
                "核对哪一处对；要用后一处的，在数据文件里改",
                (other.origin, kept.origin),
                field=title,
                stated=_text(other),
            )
        )

    def tell(
        self,
        code: str,
        message: str,
        remedy: str,
        origin: Origin,
        field: str,
    ) -> None:
        """说明一件事。"""
        self.findings.append(Finding(code, Severity.NOTE, message, remedy, (origin,), field=field))

    def unplaced(self, tables: Iterable[Table]) -> Iterator[Finding]:
        """没有去处的格，一格一条；与左边、上面有去处的格写得一样的，是合并的格拆开的。"""
        for table in tables:
            above: tuple[Cell, ...] = ()
            for row in table.rows:
                for at, cell in enumerate(row):
                    over = (up for up in above if up.start == cell.start)
                    near = (*row[max(at - 1, 0) : at], *over)
                    if cell.text.strip() and not cell.above and not self._there(cell, near):
                        yield self._lost(cell)
                above = row

    def _there(self, cell: Cell, near: Iterable[Cell]) -> bool:
        """一格有去处，或与有去处的邻格写得一样。"""
        same = (other for other in near if other.text == cell.text and not _figures(cell.text))
        if cell.spot not in self._placed and any(other.spot in self._placed for other in same):
            self.place(cell)
        return cell.spot in self._placed

    def _lost(self, cell: Cell) -> Finding:
        return Finding(
            "cell-unplaced",
            Severity.WARNING,
            f"“{shown(cell.text)}”不知道放在哪里，没有读进数据",
            "要用的，写进数据文件相应的地方",
            (self.origin(cell),),
            stated=shown(cell.text),
        )

    def origin(self, cell: Cell) -> Origin:
        """一格的出处。"""
        return Origin(self.file, spot=cell.spot)


def _figures(text: str) -> bool:
    """只有数：两格写得一样的数是两个数，不是一格拆开的。"""
    return not re.search(r"[^\d.,，%‰分()（）/／\s-]", text)


def _values(node: Node) -> list[object]:
    """值，不管写在哪里。"""
    return [item.value for item in node.value] if isinstance(node.value, list) else [node.value]


def _text(node: Node) -> str:
    value = node.value
    if isinstance(value, str):
        return shown(value)
    return "、".join(map(_text, value.values() if isinstance(value, dict) else value))
