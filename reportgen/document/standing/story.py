"""照现在的样子读：接受全部修订以后各段的字，和每个字在文件里的哪一处。

删去的、移走的、域代码不算；图、脚注、换行各占一个 ``\\uFFFC``；文本框里的不是这一段的字。
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from reportgen.document.part import ID, NAME, VAL, Element, W
from reportgen.document.remarks import END, REFERENCE, START
from reportgen.document.standing.marks import (
    ALTERNATE,
    BOOKMARK,
    BOOKMARK_END,
    FIELD,
    GONE,
    HOLDERS,
    P_PR,
    SDT,
    SDT_CONTENT,
    SDT_PR,
    SIMPLE_FIELD,
    TBL,
    TC,
    TC_PR,
    TR,
    TR_PR,
    W14,
    WRAPS,
    M,
    P,
    R,
    T,
    cell_gone,
    mark_gone,
    opened,
    row_gone,
    rows_of,
)
from reportgen.reading.word import symbol

HOLE: Final = "\ufffc"
HOLES: Final = frozenset(
    (
        ALTERNATE,
        *(f"{W}{tag}" for tag in ("tab", "ptab", "br", "cr", "drawing", "pict", "object", "ruby")),
        *(f"{W}{tag}" for tag in ("footnoteReference", "endnoteReference", "contentPart")),
    )
)
MATH: Final = frozenset((f"{M}oMath", f"{M}oMathPara", ALTERNATE))
MARKS: Final = (BOOKMARK, BOOKMARK_END, START, END, REFERENCE)
# 内容由别处定的、锁着的控件，改了也留不住
BOUND: Final = (
    *(f"{W}{tag}" for tag in ("showingPlcHdr", "dataBinding", "dropDownList", "comboBox", "date")),
    f"{W14}checkbox",
    f"{W}docPartObj",
)


class Region:
    """封着的一片（域、控件）：只能整个绕过去；``start``、``end`` 是它的头尾两个元素。"""

    def __init__(self, start: Element, end: Element | None = None) -> None:
        self.start = start
        self.end = end


class _Level(NamedTuple):
    """一层域或封着的控件；``code`` 是还在域代码里。"""

    region: Region
    code: bool
    field: bool


class Piece(NamedTuple):
    """一截字：从第几个字起、装着它的 ``w:r`` 和 ``w:t``；``fixed`` 的是图、换行等，不能改。"""

    start: int
    text: str
    run: Element
    node: Element
    region: Region | None
    fixed: bool

    @property
    def end(self) -> int:
        """到第几个字止。"""
        return self.start + len(self.text)

    @property
    def closed(self) -> bool:
        """不能改。"""
        return self.fixed or self.region is not None


class Line:
    """一段（接受全部修订以后的样子）：``number`` 是全文第几段，表格里的也算，改的时候不变。

    ``style`` 是样式的名称，没有为空；``sealed`` 的（目录等域的结果、锁着的控件、套在格里的
    表格）不能改。``crossed`` 的里面有跨段的域，``gone`` 的这次删去了。
    """

    def __init__(self, number: int, style: str, sealed: bool, opening: tuple[_Level, ...]) -> None:
        self.number = number
        self.style = style
        self.sealed = sealed
        self.paragraphs: list[Element] = []
        self.pieces: list[Piece] = []
        self.crossed = bool(opening)
        self.gone = False
        self._opening = opening
        self.closing = opening

    @property
    def text(self) -> str:
        """文字。"""
        return "".join([piece.text for piece in self.pieces])

    @property
    def length(self) -> int:
        """几个字。"""
        return self.pieces[-1].end if self.pieces else 0

    def reread(self) -> None:
        """改过以后重读。"""
        self.pieces = []
        scanner = Scanner(list(self._opening))
        for paragraph in self.paragraphs:
            scanner.paragraph(paragraph, self)


class Place(NamedTuple):
    """文中的一处：第几段第几个字。"""

    line: int
    offset: int


class Scanner:
    """一截一截往下读，记着还没有完的域，和书签、批注在哪里起止。"""

    def __init__(self, levels: list[_Level] | None = None) -> None:
        self.levels = levels or []
        self.marks: list[tuple[Element, Place]] = []
        self.place = Place(0, 0)
        self._line: Line | None = None

    def paragraph(self, paragraph: Element, line: Line) -> None:
        """读一个段落，接在 ``line`` 后面。"""
        self._line = line
        self._walk(paragraph)
        self._line = None

    def hidden(self, element: Element) -> None:
        """看不见的：字不读，域和书签的起止照记。"""
        for each in element.iter(FIELD, *MARKS):
            if each.tag == FIELD:
                self._field(each)
            else:
                self.mark(each)

    def mark(self, element: Element) -> None:
        """记下书签、批注的一头。"""
        if self._line is None:
            self.marks.append((element, self.place))
        else:
            self.marks.append((element, Place(self._line.number, self._line.length)))

    def sealed(self, control: Element) -> _Level | None:
        """封着的控件。"""
        properties = control.find(SDT_PR)
        if properties is None:
            return None
        lock = properties.find(f"{W}lock")
        locked = lock is not None and "ontent" in str(lock.get(VAL))
        if locked or any(properties.find(tag) is not None for tag in BOUND):
            return _Level(Region(control, control), False, False)
        return None

    def _walk(self, parent: Element) -> None:
        for child in parent:
            tag = child.tag
            if tag == R:
                self._run(child)
            elif tag == SDT:
                level = self.sealed(child)
                content = child.find(SDT_CONTENT)
                if content is not None:
                    self._within(content, level)
            elif tag in WRAPS:
                self._walk(child)
            elif tag == SIMPLE_FIELD:
                self._within(child, _Level(Region(child, child), False, False))
            elif tag in MARKS:
                self.mark(child)
            elif tag in GONE:
                self.hidden(child)
            elif tag in MATH:
                self._put(HOLE, child, child, True)

    def _within(self, content: Element, level: _Level | None) -> None:
        if level is None:
            self._walk(content)
            return
        self.levels.append(level)
        self._walk(content)
        if level in self.levels:
            self.levels.remove(level)

    def _run(self, run: Element) -> None:
        for node in run:
            tag = node.tag
            if tag == T:
                self._put(node.text or "", run, node, False)
            elif tag in HOLES:
                self._put(HOLE, run, node, True)
            elif tag == f"{W}noBreakHyphen":
                self._put("-", run, node, False)
            elif tag == f"{W}sym":
                self._put(symbol(node) or HOLE, run, node, True)
            elif tag == FIELD:
                self._field(node)
            elif tag in MARKS:
                self.mark(node)

    def _put(self, text: str, run: Element, node: Element, fixed: bool) -> None:
        line = self._line
        if line is None or not text or any(level.code for level in self.levels):
            return
        region = self.levels[0].region if self.levels else None
        line.pieces.append(Piece(line.length, text, run, node, region, fixed))

    def _field(self, node: Element) -> None:
        kind, run = node.get(f"{W}fldCharType"), node.getparent()
        assert run is not None
        if kind == "begin":
            self.levels.append(_Level(Region(run), True, True))
            return
        for at in reversed(range(len(self.levels))):
            if self.levels[at].field:
                if kind == "separate":
                    self.levels[at] = self.levels[at]._replace(code=False)
                elif kind == "end":
                    self.levels.pop(at).region.end = run
                return


def new_line(paragraph: Element, number: int, styles: Mapping[str, str]) -> Line:
    """刚写的一段。"""
    look = paragraph.find(f"{P_PR}/{W}pStyle")
    line = Line(number, "" if look is None else styles.get(str(look.get(VAL)), ""), False, ())
    line.paragraphs.append(paragraph)
    line.reread()
    return line


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
        for element, locked in self._blocks(container, False):
            if element.tag == P:
                if line is None:
                    line = self._begun(nested or locked)
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
                yield from self._table(element, nested or locked or cell)
            else:
                self._scanner.place = self._here(line)
                self._scanner.hidden(element)
        if line is not None:
            # 容器最后的段落标记删不掉，字删光了还是空着一段
            yield line.number

    def _here(self, line: Line | None) -> Place:
        return Place(len(self.lines), 0) if line is None else Place(line.number, line.length)

    def _blocks(self, parent: Element, locked: bool) -> Iterator[tuple[Element, bool]]:
        for element in parent:
            if element.tag in HOLDERS:
                closed = element.tag == SDT and self._scanner.sealed(element) is not None
                yield from self._blocks(element, locked or closed)
            elif isinstance(element.tag, str):
                yield element, locked

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
