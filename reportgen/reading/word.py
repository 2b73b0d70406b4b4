"""读 Word：文件里的段落和表格，照接受全部修订以后的样子；每格知道自己在第几行第几列。

文字从各种套子里取出（修订插入、超链接、内容控件、域的结果），删去的、域代码不算；
勾选的符号和复选框成为 ☑ □。
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import Final, NamedTuple

from lxml import etree

from reportgen.finding import Finding, Origin, Severity, Unreadable

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14: Final = "{http://schemas.microsoft.com/office/word/2010/wordml}"
MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
DOCUMENT: Final = "word/document.xml"
# 解开后超过这么大的，不是自评表（压缩炸弹也在其内）
LARGEST: Final = 64 * 1024 * 1024
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
_BROKEN: Final = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError)

Element = etree._Element


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


Block = Paragraph | Table


def read_blocks(data: bytes, name: str) -> list[Block]:
    """文件里的段落和表格，按文中次序；打不开的、加了密的抛出 ``Unreadable``。"""
    body = _document(data, name).find(f"{W}body")
    blocks: list[Block] = []
    paragraphs = tables = 0
    joined = ""
    for element in () if body is None else _opened(body):
        if element.tag == f"{W}tbl":
            tables += 1
            blocks.append(Table(tuple(_rows(element, f"表{tables}"))))
        elif element.tag == f"{W}p":
            joined += _text(element)
            if _mark_deleted(element):
                continue
            paragraphs += 1
            blocks.append(Paragraph(paragraphs, joined))
            joined = ""
    return blocks


def _document(data: bytes, name: str) -> Element:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            info = package.getinfo(DOCUMENT)
            if info.flag_bits & 1:
                raise _unreadable(name, "文件加了密", "在 Word 里去掉密码，另存一份")
            if info.file_size > LARGEST:
                raise _unreadable(name, "文件解开后太大，不像自评表", "只留自评表，另存一份")
            raw = package.read(info)
    except KeyError:
        message = "这不是 Word 文件（.docx），里面没有正文"
        raise _unreadable(name, message, "用 Word 打开，另存为 .docx") from None
    except _BROKEN:
        message = "文件坏了，解不开"
        raise _unreadable(name, message, "用 Word 打开并修复，另存为 .docx") from None
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(raw, parser)
    except etree.XMLSyntaxError:
        message = "文件的正文坏了，读不出来"
        raise _unreadable(name, message, "用 Word 打开并修复，另存为 .docx") from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise _unreadable(name, "文件里有外来的声明，不读", "用 Word 打开，另存为 .docx")
    if root.tag != f"{W}document":
        message = "文件是严格格式（Strict Open XML）的，读不了"
        raise _unreadable(name, message, "在 Word 里另存为“Word 文档（*.docx）”")
    return root


def _unreadable(name: str, message: str, remedy: str) -> Unreadable:
    finding = Finding("file-unreadable", Severity.ERROR, message, remedy, (Origin(name),))
    return Unreadable([finding])


def _opened(parent: Element) -> Iterator[Element]:
    """段落、表格、行、格，连同套在内容控件和修订里的。"""
    for element in parent:
        if element.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}moveTo", f"{W}customXml"):
            yield from _opened(element)
        elif isinstance(element.tag, str):
            yield element


def _rows(table: Element, name: str) -> Iterator[tuple[Cell, ...]]:
    """各行的格；``name`` 是表的名称，如“表1”。"""
    above: dict[int, Cell] = {}
    number = 0
    for row in _opened(table):
        if row.tag != f"{W}tr" or row.find(f"{W}trPr/{W}del") is not None:
            continue
        number += 1
        start = _number(row, f"{W}trPr/{W}gridBefore") or 0
        cells: list[Cell] = []
        for element in _opened(row):
            if element.tag != f"{W}tc":
                continue
            end = start + (_number(element, f"{W}tcPr/{W}gridSpan") or 1)
            merge = element.find(f"{W}tcPr/{W}vMerge")
            text = _cell_text(element)
            first = above.get(start)
            continued = merge is not None and merge.get(f"{W}val") != "restart"
            if continued and first is not None:
                # 续格里多半是空的；写了字的，是合并以前的，照样要读
                text = text or first.text
            spot = f"{name} 第{number}行第{len(cells) + 1}列"
            cells.append(Cell(text, spot, start, end, continued and first is not None))
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
    for element in _opened(cell):
        if element.tag == f"{W}p":
            joined += _text(element)
            if not _mark_deleted(element):
                lines.append(joined)
                joined = ""
        elif element.tag == f"{W}tbl":
            lines += ["\t".join(inner.text for inner in row) for row in _rows(element, "")]
    return "\n".join(line for line in (*lines, joined) if line.strip()).strip()


def _text(parent: Element) -> str:
    """一段的文字。"""
    return "".join(_pieces(parent))


def _pieces(parent: Element) -> Iterator[str]:
    for element in parent:
        tag = element.tag
        if tag in _SKIPPED or not isinstance(tag, str):
            continue
        if tag == f"{W}t":
            yield element.text or ""
        elif tag in (f"{W}br", f"{W}cr"):
            yield "\n"
        elif tag in (f"{W}tab", f"{W}ptab"):
            yield " "
        elif tag == f"{W}noBreakHyphen":
            yield "-"
        elif tag == f"{W}sym":
            yield _symbol(element)
        elif tag == f"{W}sdt" and (box := element.find(f"{W}sdtPr/{W14}checkbox")) is not None:
            yield _checked(box)
        else:
            yield from _pieces(element)


def _symbol(element: Element) -> str:
    """图形字体的字：认得的勾和框；别的写成它的代码对应的字。"""
    try:
        code = int(str(element.get(f"{W}char")), 16) & 0xFF
    except ValueError:
        return ""
    return _SYMBOLS.get(str(element.get(f"{W}font")), {}).get(code, "")


def _checked(box: Element) -> str:
    state = box.find(f"{W14}checked")
    on = state is not None and state.get(f"{W14}val", "1") in ("1", "true", "on")
    return TICKED if on else UNTICKED


def _mark_deleted(paragraph: Element) -> bool:
    """段落标记删去了的，与下一段是一段。"""
    return paragraph.find(f"{W}pPr/{W}rPr/{W}del") is not None


def _number(element: Element, path: str) -> int | None:
    found = element.find(path)
    value = "" if found is None else str(found.get(f"{W}val"))
    return int(value) if value.isdecimal() else None
