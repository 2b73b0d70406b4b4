"""读 Word：文件里的段落和表格，照接受全部修订以后的样子；每格知道自己在第几行第几列。

文字从各种套子里取出（修订插入、超链接、内容控件、域的结果），删去的、域代码不算；
勾选的符号和复选框成为 ☑ □。
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from lxml import etree

from reportgen.reading.package import WORD, Element, Package

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
M: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
W14: Final = "{http://schemas.microsoft.com/office/word/2010/wordml}"
MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
DOCUMENT: Final = "word/document.xml"
MOST_ROWS: Final = 5000
TICKED, UNTICKED = "☑", "□"

# 图形字体里的勾和框，按字符代码（Wingdings、Wingdings 2）
_SYMBOLS: Final = {
    "Wingdings": {
        **dict.fromkeys((0xFE, 0xFD, 0xFC), TICKED),
        **dict.fromkeys((0xA8, 0x6F, 0x71, 0x72, 0x70), UNTICKED),
    },
    "Wingdings 2": {
        **dict.fromkeys((0x52, 0x53, 0x54, 0x50), TICKED),
        **dict.fromkeys((0xA3,), UNTICKED),
    },
}
# Symbol 字体里的比较和运算符号，按字符代码
_SIGNS: Final = {0xB3: "≥", 0xA3: "≤", 0xB1: "±", 0xB4: "×", 0xB8: "÷", 0xB0: "°", 0xB7: "·"}
UNKNOWN: Final = "〓"
_RAISED: Final = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_SKIPPED: Final = frozenset(
    (
        f"{W}del",
        f"{W}moveFrom",
        f"{W}instrText",
        f"{W}delText",
        f"{W}pPr",
        f"{W}rPr",
        f"{W}sdtPr",
        f"{MC}Fallback",
        f"{W}footnoteReference",
        f"{W}commentReference",
    )
)


class Cell(NamedTuple):
    """单元格：``spot`` 是在文件里的位置（``表1 第3行第4列``），``start``、``end`` 是栏的起止；
    ``above`` 表示向下合并的续格，文字是起格的。
    """

    text: str
    spot: str
    start: int
    end: int
    above: bool = False


class Table(NamedTuple):
    """表格：各行。"""

    rows: tuple[tuple[Cell, ...], ...]


class Paragraph(NamedTuple):
    """段落：第几段（从 1 数，表格里的不算）和文字。"""

    number: int
    text: str

    @property
    def spot(self) -> str:
        """在文件里的位置（``第3段``）。"""
        return f"第{self.number}段"


Block = Paragraph | Table


class ParagraphAt(NamedTuple):
    """段落，和组成它的元素；标记删去了的连着下一段，所以可以有几个。"""

    paragraph: Paragraph
    elements: tuple[Element, ...]


class CellAt(NamedTuple):
    """单元格，和看得见它的元素；向下合并的续格看得见的是起格。"""

    cell: Cell
    element: Element


RowAt = tuple[CellAt, ...]


def read_blocks(data: bytes, name: str) -> list[Block]:
    """文件里的段落和表格，按文中次序；打不开的、加了密的抛出 ``Unreadable``。"""
    return [
        block.paragraph
        if isinstance(block, ParagraphAt)
        else Table(tuple(tuple(each.cell for each in row) for row in block))
        for block in walk(document_of(Package(data, name, WORD)))
    ]


def document_of(package: Package) -> Element:
    """正文的树。"""
    root = package.tree(DOCUMENT)
    if root.tag != f"{W}document":
        raise package.strict()
    rows = sum(1 for _ in root.iter(f"{W}tr"))
    if rows > MOST_ROWS:
        message = f"文件里的表格有 {rows} 行，不像自评表（最多读 {MOST_ROWS} 行）"
        raise package.unreadable(message, "只留自评表，另存一份；数据很多的分成几份")
    return root


def walk(document: Element) -> Iterator[ParagraphAt | tuple[RowAt, ...]]:
    """正文里的段落和表格（一行一行），按文中次序；读和标注数的是同一遍。"""
    body = document.find(f"{W}body")
    paragraphs = tables = 0
    joined: list[Element] = []
    for element in () if body is None else opened(body):
        if element.tag == f"{W}tbl":
            tables += 1
            yield tuple(_rows(element, f"表{tables}"))
        elif element.tag == f"{W}p":
            joined.append(element)
            if _mark_deleted(element):
                continue
            paragraphs += 1
            yield ParagraphAt(Paragraph(paragraphs, "".join(map(_text, joined))), tuple(joined))
            joined.clear()


def opened(parent: Element) -> Iterator[Element]:
    """段落、表格、行、格，连同套在内容控件和修订里的。"""
    for element in parent:
        if element.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}moveTo", f"{W}customXml"):
            yield from opened(element)
        elif isinstance(element.tag, str):
            yield element


def _rows(table: Element, name: str) -> Iterator[RowAt]:
    """各行的格；``name`` 是表的名称，如“表1”。"""
    above: dict[int, CellAt] = {}
    number = 0
    for row in opened(table):
        if row.tag != f"{W}tr" or row.find(f"{W}trPr/{W}del") is not None:
            continue
        number += 1
        start = _number(row, f"{W}trPr/{W}gridBefore") or 0
        cells: list[CellAt] = []
        for element in opened(row):
            if element.tag != f"{W}tc":
                continue
            end = start + (_number(element, f"{W}tcPr/{W}gridSpan") or 1)
            merge = element.find(f"{W}tcPr/{W}vMerge")
            text, seen = _cell_text(element), element
            first = above.get(start)
            continued = merge is not None and merge.get(f"{W}val") != "restart"
            if continued and first is not None:
                # 续格里多半是空的；写了别的话的，不算续格，照样要读
                continued = text in ("", first.cell.text)
                text, seen = (first.cell.text, first.element) if continued else (text, element)
            spot = f"{name} 第{number}行第{len(cells) + 1}列"
            cell = Cell(text, spot, start, end, continued and first is not None)
            cells.append(CellAt(cell, seen))
            if merge is None:
                above.pop(start, None)
            else:
                above[start] = cells[-1]
            start = end
        yield tuple(cells)


def _cell_text(cell: Element) -> str:
    """一格的文字：一段一行；格里套的表格，一行一行接在后面。"""
    lines: list[str] = []
    joined = ""
    for element in opened(cell):
        if element.tag == f"{W}p":
            joined += _text(element)
            if not _mark_deleted(element):
                lines.append(joined)
                joined = ""
        elif element.tag == f"{W}tbl":
            lines += ["\t".join(inner.cell.text for inner in row) for row in _rows(element, "")]
    return "\n".join(line for line in (*lines, joined) if line.strip()).strip()


def _text(parent: Element) -> str:
    """一段的文字。"""
    return "".join(_pieces(parent))


def _pieces(parent: Element) -> Iterator[str]:
    for element in parent:
        tag = element.tag
        if tag in _SKIPPED or not isinstance(tag, str):
            continue
        if tag == f"{W}r":
            yield _dressed("".join(_pieces(element)), element)
        elif tag in (f"{W}t", f"{M}t"):
            yield element.text or ""
        elif tag in (f"{W}br", f"{W}cr"):
            yield "\n"
        elif tag in (f"{W}tab", f"{W}ptab"):
            yield " "
        elif tag == f"{W}noBreakHyphen":
            yield "-"
        elif tag == f"{W}sym":
            yield symbol(element)
        elif tag == f"{W}sdt" and (box := element.find(f"{W}sdtPr/{W14}checkbox")) is not None:
            yield _checked(box, f"{W14}checked")
        elif (box := element.find(f"{W}ffData/{W}checkBox")) is not None:
            yield _checked(box, f"{W}checked", f"{W}default")
        else:
            yield from _pieces(element)


def _dressed(text: str, run: Element) -> str:
    """一截字照它的字体看：图形字体的字是勾和框，上标的数字（m²）是上标。"""
    look = run.find(f"{W}rPr")
    if look is None or not text:
        return text
    fonts = look.find(f"{W}rFonts")
    symbols = _SYMBOLS.get("" if fonts is None else str(fonts.get(f"{W}ascii")))
    if symbols:
        return "".join(symbols.get(_code(letter), letter) for letter in text)
    raised = look.find(f"{W}vertAlign")
    if raised is not None and raised.get(f"{W}val") == "superscript":
        return text.translate(_RAISED)
    return text


def _code(letter: str) -> int:
    """图形字体里的代号；西文字母和私用区的字才有，汉字没有。"""
    code = ord(letter)
    return code & 0xFF if code < 0x100 or 0xF000 <= code <= 0xF0FF else code


def symbol(element: Element) -> str:
    """图形字体的字：认得的勾、框、符号；Symbol 里不认得的印成“〓”，别的是装饰，不读。"""
    try:
        code = int(str(element.get(f"{W}char")), 16) & 0xFF
    except ValueError:
        return ""
    font = str(element.get(f"{W}font"))
    if font == "Symbol":
        return _SIGNS.get(code, UNKNOWN)
    return _SYMBOLS.get(font, {}).get(code, "")


def _checked(box: Element, *states: str) -> str:
    """复选框勾了没有；``states`` 是记着勾选的标记，前面的为准。"""
    state = next((found for name in states if (found := box.find(name)) is not None), None)
    value = f"{{{etree.QName(state).namespace}}}val" if state is not None else ""
    on = state is not None and state.get(value, "1") in ("1", "true", "on")
    return TICKED if on else UNTICKED


def _mark_deleted(paragraph: Element) -> bool:
    """段落标记删去了的，与下一段是一段。"""
    return paragraph.find(f"{W}pPr/{W}rPr/{W}del") is not None


def _number(element: Element, path: str) -> int | None:
    found = element.find(path)
    value = "" if found is None else str(found.get(f"{W}val"))
    return int(value) if value.isdecimal() else None
