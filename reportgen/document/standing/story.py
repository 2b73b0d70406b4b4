"""照现在的样子读：接受全部修订以后的各段、各表，和书签、批注盖着哪几段。"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from reportgen.document.part import ID, NAME, VAL, Element, W
from reportgen.document.remarks import END, REFERENCE, START
from reportgen.document.standing.lines import Line, Place, Scanner
from reportgen.document.standing.marks import (
    BOOKMARK,
    BOOKMARK_END,
    HOLDERS,
    P_PR,
    SDT,
    SDT_PR,
    TBL,
    TC,
    TC_PR,
    TR,
    TR_PR,
    P,
    cell_gone,
    mark_gone,
    opened,
    row_gone,
    rows_of,
)


class CellAt(NamedTuple):
    """单元格：各段、从第几栏起、占几栏；``merged`` 是向下合并的续格。"""

    lines: tuple[int, ...]
    column: int
    span: int
    merged: bool


class RowAt(NamedTuple):
    """表格的一行。"""

    cells: tuple[CellAt, ...]


class GridAt(NamedTuple):
    """表格：``number`` 是正文里第几个。"""

    number: int
    rows: tuple[RowAt, ...]


Unit = int | GridAt


class Story:
    """正文：各段、各表，和书签、批注的起止。"""

    def __init__(self, body: Element, styles: Mapping[str, str]) -> None:
        self.lines: list[Line] = []
        self.tables: list[tuple[Element, list[Element]]] = []
        self._styles = styles
        self._scanner = Scanner()
        self.units = list(self._flow(body, False, False))

    @property
    def marks(self) -> list[tuple[Element, Place]]:
        """书签、批注的起止。"""
        return self._scanner.marks

    def _flow(self, container: Element, nested: bool, cell: bool) -> Iterator[Unit]:
        """一个容器（正文、格）里的段落和表格，按次序。"""
        line: Line | None = None
        for element, control in self._blocks(container, None):
            if element.tag == P:
                if line is None:
                    line = self._begun(nested or (control is not None and _gallery(control)))
                    line.locked = control is not None
                self._joined(line, element)
                if not mark_gone(element):
                    yield line.number
                    line = None
                continue
            if element.tag == TBL:
                if all(row_gone(row) for row in rows_of(element)):
                    # 各行都删去了的表，看不见
                    self._scanner.place = self._here(line)
                    self._scanner.hidden(element)
                    continue
                # 表格前面的段落删去了标记：字也删光了的，整段没有了
                if line is not None and line.length:
                    yield line.number
                elif line is not None:
                    self.lines.pop()
                line = None
                yield from self._table(element, nested or control is not None or cell)
            else:
                self._scanner.place = self._here(line)
                self._scanner.hidden(element)
        if line is not None:
            # 容器最后的段落标记删不掉，字删光了还是空着一段
            yield line.number

    def _here(self, line: Line | None) -> Place:
        return Place(len(self.lines), 0) if line is None else Place(line.number, line.length)

    def _blocks(
        self, parent: Element, control: Element | None
    ) -> Iterator[tuple[Element, Element | None]]:
        """各段、各表，和装着它的最外的锁着的控件。"""
        for element in parent:
            if element.tag in HOLDERS:
                closed = element.tag == SDT and self._scanner.sealed(element) is not None
                outer = element if control is None and closed else control
                yield from self._blocks(element, outer)
            elif isinstance(element.tag, str):
                yield element, control

    def _begun(self, sealed: bool) -> Line:
        line = Line(len(self.lines), "", sealed, tuple(self._scanner.levels))
        self.lines.append(line)
        return line

    def _joined(self, line: Line, paragraph: Element) -> None:
        """接上一个段落；样式是最后一个的，标记是它的。"""
        crossed = bool(self._scanner.levels)
        self._scanner.paragraph(paragraph, line)
        line.paragraphs.append(paragraph)
        look = paragraph.find(f"{P_PR}/{W}pStyle")
        line.style = "" if look is None else self._styles.get(str(look.get(VAL)), "")
        line.closing = tuple(self._scanner.levels)
        if crossed or self._scanner.levels:
            line.crossed = True
            line.sealed = line.sealed or all(piece.closed for piece in line.pieces)

    def _table(self, table: Element, nested: bool) -> Iterator[GridAt]:
        number = len(self.tables)
        found: list[Element] = []
        if not nested:
            self.tables.append((table, found))
        rows = []
        for row in opened(table):
            self._scanner.place = Place(len(self.lines), 0)
            if row.tag != TR or row_gone(row):
                self._scanner.hidden(row)
                continue
            found.append(row)
            rows.append(RowAt(tuple(self._cells(row, nested))))
        if not nested:
            yield GridAt(number, tuple(rows))

    def _cells(self, row: Element, nested: bool) -> Iterator[CellAt]:
        column = number_of(row, f"{TR_PR}/{W}gridBefore") or 0
        for cell in opened(row):
            self._scanner.place = Place(len(self.lines), 0)
            if cell.tag != TC or cell_gone(cell):
                self._scanner.hidden(cell)
                continue
            span = number_of(cell, f"{TC_PR}/{W}gridSpan") or 1
            first = len(self.lines)
            for _ in self._flow(cell, nested, True):
                pass
            lines = tuple(range(first, len(self.lines)))
            yield CellAt(lines, column, span, merge_continued(cell))
            column += span


def _gallery(control: Element) -> bool:
    """目录等由软件生成的控件。"""
    return control.find(f"{SDT_PR}/{W}docPartObj") is not None


def merge_continued(cell: Element) -> bool:
    """向下合并的续格。"""
    merge = cell.find(f"{TC_PR}/{W}vMerge")
    return merge is not None and merge.get(VAL) != "restart"


def number_of(element: Element, path: str) -> int | None:
    """属性里的数，没有为 ``None``。"""
    found = element.find(path)
    value = "" if found is None else str(found.get(VAL))
    return int(value) if value.isdecimal() else None


def spans(story: Story) -> dict[str, tuple[int, int]]:
    """书签盖着的字从第几段到第几段；一个字也没有盖着的不算。"""
    starts: dict[str, tuple[str, Place]] = {}
    found: dict[str, tuple[int, int]] = {}
    for element, place in story.marks:
        identity = str(element.get(ID))
        if element.tag == BOOKMARK:
            starts[identity] = (str(element.get(NAME)), place)
        elif element.tag == BOOKMARK_END and identity in starts:
            name, start = starts.pop(identity)
            covered = _covered(story.lines, start, place)
            if covered:
                found.setdefault(name, covered)
    return found


def remarked(story: Story) -> dict[str, tuple[int, int]]:
    """批注的编号 → 批在第几段到第几段；没有起止的，是引用所在的一段。"""
    found: dict[str, tuple[int, int]] = {}
    for element, place in story.marks:
        identity = str(element.get(ID))
        number = min(place.line, len(story.lines) - 1)
        if element.tag == START or (element.tag == REFERENCE and identity not in found):
            found[identity] = (number, number)
        elif element.tag == END and identity in found:
            found[identity] = (found[identity][0], max(number, found[identity][0]))
    return found


def _covered(lines: list[Line], start: Place, end: Place) -> tuple[int, int] | None:
    within = [
        line.number
        for line in lines[start.line : end.line + 1]
        if (start.offset if line.number == start.line else 0)
        < (end.offset if line.number == end.line else line.length)
    ]
    return (within[0], within[-1]) if within else None
