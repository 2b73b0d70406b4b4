"""一段的字：一截一截往下读，每个字记着在文件里的哪一处。

删去的、移走的、域代码不算；图、脚注、换行各占一个 ``\\uFFFC``；文本框里的不是这一段的字。
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

from reportgen.document.part import VAL, Element, W
from reportgen.document.remarks import END, REFERENCE, START
from reportgen.document.standing.marks import (
    ALTERNATE,
    BOOKMARK,
    BOOKMARK_END,
    FIELD,
    GONE,
    P_PR,
    SDT,
    SDT_CONTENT,
    SDT_PR,
    SIMPLE_FIELD,
    W14,
    WRAPS,
    M,
    R,
    T,
    pending,
    upward,
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

    ``style`` 是样式的名称，没有为空；``sealed`` 的（目录等域的结果、套在格里的表格）不比、不能改，
    ``locked`` 的（在锁着的控件里）也不能改。``crossed`` 的里面有跨段的域，``gone`` 的这次删去了。
    """

    def __init__(self, number: int, style: str, sealed: bool, opening: tuple[_Level, ...]) -> None:
        self.number = number
        self.style = style
        self.sealed = sealed
        self.paragraphs: list[Element] = []
        self.pieces: list[Piece] = []
        self.locked = False
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

    @property
    def closed(self) -> tuple[tuple[int, int], ...]:
        """改不了的各截，从第几个字到第几个字：碰着的、插在一截中间的都不行。

        头尾在别的段的，伸出这一段一个字，开头、结尾也插不了；挨着的两截之间可以插。
        """
        if self.sealed or self.locked:
            return ((-1, self.length + 1),)
        found: list[tuple[int, int]] = []
        last: object = None
        for piece in self.pieces:
            holder = piece.region if piece.region is not None else _caged(piece.run)
            if holder is None and not piece.fixed:
                last = None
                continue
            start = piece.start
            if holder is not None and holder is last:
                start = found.pop()[0]
            elif self._opening and piece.region is self._opening[0].region:
                start = -1
            going = bool(self.closing) and piece.region is self.closing[0].region
            found.append((start, piece.end + going))
            last = holder
        return tuple(found)

    def reread(self) -> None:
        """改过以后重读。"""
        self.pieces = []
        scanner = Scanner(list(self._opening))
        for paragraph in self.paragraphs:
            scanner.paragraph(paragraph, self)


def _caged(run: Element) -> Element | None:
    """别人插入的控件：里面的字要改，得把控件从中间分开。"""
    outer = pending(run)
    if outer is None:
        return None
    return next((each for each in upward(run) if each.tag == SDT and outer in upward(each)), None)


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
