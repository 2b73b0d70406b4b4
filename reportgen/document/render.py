"""写 Word：报告的文段成为正文，装进样式文件的壳里；同样的报告得到同样的字节。"""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from itertools import count
from typing import Final

from reportgen.document.style import CORE_PART, DOCUMENT_PART, StyleDocument, W, member
from reportgen.report import Block, Cell, Kind, Merge, Properties, Report, Row, Table

HEAD: Final = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    f'<w:document xmlns:w="{W}" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><w:body>'
)
TAIL: Final = "</w:body></w:document>"
CORE: Final = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<cp:coreProperties '
    'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:dcterms="http://purl.org/dc/terms/" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
    "<dc:title>{title}</dc:title><dc:subject>{subject}</dc:subject>"
    "<dc:creator>{author}</dc:creator><dc:language>zh-CN</dc:language></cp:coreProperties>"
)
# XML 1.0 不允许的字符；读入时已去掉，这里防的是程序自己造出来的。
ILLEGAL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
TO_FILL: Final = re.compile("(【请填写[^】]*】)")
WHITE: Final = re.compile(r"[\t\n\r]")


def render(report: Report, style: StyleDocument) -> bytes:
    """写成 .docx 的字节。"""
    body = "".join(_body(report.blocks, style))
    document = f"{HEAD}{body}{style.section}{TAIL}"
    buffer = io.BytesIO(style.shell)
    with zipfile.ZipFile(buffer, "a") as package:
        package.writestr(member(CORE_PART), _core(report.properties))
        package.writestr(member(DOCUMENT_PART), document.encode(), compresslevel=6)
    return buffer.getvalue()


def anchor(block_id: str) -> str:
    """锚：文段标识对应的书签名，字母数字下划线，不到 40 个字符，在 Word 的书签框里不显示。"""
    return "_rg" + hashlib.blake2s(block_id.encode(), digest_size=10).hexdigest()


def _body(blocks: Iterable[Block], style: StyleDocument) -> Iterator[str]:
    numbers = count(1)
    for block in blocks:
        number = next(numbers)
        start = f'<w:bookmarkStart w:id="{number}" w:name="{anchor(block.id)}"/>'
        end = f'<w:bookmarkEnd w:id="{number}"/>'
        yield from _block(block, style, start, end)


def _block(block: Block, style: StyleDocument, start: str, end: str) -> Iterator[str]:
    """一个文段：书签从第一段开头到末一段结尾；表格的书签在第一格里。"""
    mark = style.styles["待填写"] if block.kind is not Kind.FIXED else ""
    paragraphs, table = block.wording.paragraphs, block.wording.table
    look = style.styles["表格题名" if table is not None else block.style]
    last = len(paragraphs) - 1
    for position, text in enumerate(paragraphs):
        yield _paragraph(
            text,
            look,
            mark,
            start if position == 0 else "",
            end if position == last else "",
        )
    if table is not None:
        anchors = ("", "") if paragraphs else (start, end)
        yield from _table(table, style, anchors)


def _paragraph(text: str, look: str, mark: str, start: str = "", end: str = "") -> str:
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{look}"/></w:pPr>{start}{_runs(text, mark)}{end}</w:p>'
    )


def _runs(text: str, mark: str) -> str:
    """一段文字；等人填写的地方单成一截，带“待填写”的样式。"""
    if "【请填写" not in text or not mark:
        return _run(text, "")
    return "".join(
        _run(part, f'<w:rPr><w:rStyle w:val="{mark}"/></w:rPr>' if index % 2 else "")
        for index, part in enumerate(TO_FILL.split(text))
    )


def _run(text: str, properties: str) -> str:
    if not text:
        return ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{_escaped(text)}</w:t></w:r>'


def _escaped(text: str) -> str:
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return ILLEGAL.sub("", WHITE.sub(" ", text))


def _table(table: Table, style: StyleDocument, anchors: tuple[str, str]) -> Iterator[str]:
    widths = _widths(table.widths, style.text_width)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    yield (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style.styles["表格网格"]}"/>'
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
    )
    for row in table.rows:
        yield _row(row, widths, style, anchors)
        anchors = ("", "")
    yield "</w:tbl>"


def _widths(shares: tuple[int, ...], total: int) -> list[int]:
    """按份数分版心宽度，零头归最后一栏。"""
    whole = sum(shares)
    widths = [total * share // whole for share in shares]
    widths[-1] += total - sum(widths)
    return widths


def _row(row: Row, widths: list[int], style: StyleDocument, anchors: tuple[str, str]) -> str:
    properties = ("" if row.splits else "<w:cantSplit/>") + (
        "<w:tblHeader/>" if row.heading else ""
    )
    cells = []
    position = 0
    for cell in row.cells:
        width = sum(widths[position : position + cell.span])
        cells.append(_cell(cell, width, style, anchors))
        position += cell.span
        anchors = ("", "")
    head = f"<w:trPr>{properties}</w:trPr>" if properties else ""
    return f"<w:tr>{head}{''.join(cells)}</w:tr>"


def _cell(cell: Cell, width: int, style: StyleDocument, anchors: tuple[str, str]) -> str:
    look, mark = style.styles[cell.style], style.styles["待填写"]
    span = f'<w:gridSpan w:val="{cell.span}"/>' if cell.span > 1 else ""
    merge = {
        Merge.NONE: "",
        Merge.START: '<w:vMerge w:val="restart"/>',
        Merge.CONTINUE: "<w:vMerge/>",
    }[cell.merge]
    last = len(cell.paragraphs) - 1
    paragraphs = "".join(
        _paragraph(
            text,
            look,
            mark,
            anchors[0] if position == 0 else "",
            anchors[1] if position == last else "",
        )
        for position, text in enumerate(cell.paragraphs)
    )
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{merge}'
        f'<w:vAlign w:val="center"/></w:tcPr>{paragraphs}</w:tc>'
    )


def _core(properties: Properties) -> str:
    return CORE.format(
        title=_escaped(properties.title),
        subject=_escaped(properties.subject),
        author=_escaped(properties.author),
    )
