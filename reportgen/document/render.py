"""写 Word：报告的文段成为正文，装进样式文件的壳里；同样的报告得到同样的字节。"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate, count
from typing import Final, NamedTuple

from reportgen.document import charts, comments
from reportgen.document.carriers import fresh_carriers
from reportgen.document.part import COMMENTS, DOCUMENT, escaped, run
from reportgen.document.style import CORE_PART, HEAD, TAIL, Attachment, StyleDocument
from reportgen.report import Block, Kind, Merge, Properties, Report, Row, Table
from reportgen.wording import TO_FILL

CORE: Final = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<cp:coreProperties '
    'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:dcterms="http://purl.org/dc/terms/" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
    "<dc:title>{title}</dc:title><dc:subject>{subject}</dc:subject>"
    "<dc:creator>{author}</dc:creator><dc:language>zh-CN</dc:language></cp:coreProperties>"
)
# 表格后面的空段，一磅高：表格在正文最后或紧接着又是表格时，Word 要有它
SPACER: Final = (
    '<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/></w:pPr></w:p>'
)
NO_ANCHORS: Final = ("", "")
MERGES: Final = {
    Merge.NONE: "",
    Merge.START: '<w:vMerge w:val="restart"/>',
    Merge.CONTINUE: "<w:vMerge/>",
}


class Rendered(NamedTuple):
    """写好的：每份都不同的部件，和其中样式文件里没有的。"""

    parts: dict[str, bytes]
    attachments: tuple[Attachment, ...]


def render(report: Report, style: StyleDocument, base: str = "") -> bytes:
    """写成 .docx 的字节；``base`` 是随文件走的底子。"""
    parts, attachments = write_parts(report, style, base)
    return style.carrying(attachments).bind(parts)


def write_parts(report: Report, style: StyleDocument, base: str = "") -> Rendered:
    """写出每份都不同的部件：属性、正文，有批注、有图的还有它们的部件。"""
    noted = [block for block in report.blocks if block.hint]
    numbers = {block.id: number for number, block in enumerate(noted)}
    document = "".join((HEAD, *_body(report.blocks, style, numbers), style.section, TAIL))
    parts = {CORE_PART: _core(report.properties), DOCUMENT: document.encode()}
    attachments: list[Attachment] = []
    if base:
        carriers, registered = fresh_carriers(style, base)
        parts |= carriers
        attachments += registered
    if noted:
        hints = ((numbers[block.id], block.hint) for block in noted)
        parts[COMMENTS] = comments.comments_part(hints, style)
        attachments.append(comments.ATTACHMENT)
    drawn = (block.wording.chart for block in report.blocks if block.wording.chart is not None)
    for number, chart in enumerate(drawn, 1):
        attachments.append(charts.attachment(number))
        parts[attachments[-1].part] = charts.part(chart, style)
    return Rendered(parts, tuple(attachments))


@lru_cache(maxsize=4096)
def anchor(block_id: str) -> str:
    """锚：文段标识对应的书签名，字母数字下划线，不到 40 个字符，在 Word 的书签框里不显示。"""
    return "_rg" + hashlib.blake2s(block_id.encode(), digest_size=10).hexdigest()


def _body(blocks: tuple[Block, ...], style: StyleDocument, noted: dict[str, int]) -> Iterator[str]:
    """各文段，每段带书签：从第一段开头到末一段结尾；没有题名的表格，书签在第一格里。

    ``noted`` 是有批注的文段和批注的编号。
    """
    after_table = False
    drawn = count(1)
    marked = style.styles["待填写"]
    for number, block in enumerate(blocks, 1):
        paragraphs, table = block.wording.paragraphs, block.wording.table
        if after_table and table is not None and not paragraphs:
            yield SPACER
        anchors = (
            f'<w:bookmarkStart w:id="{number}" w:name="{anchor(block.id)}"/>',
            f'<w:bookmarkEnd w:id="{number}"/>',
        )
        if block.id in noted:
            start, end = comments.comment_marks(noted[block.id], style)
            anchors = (anchors[0] + start, end + anchors[1])
        if paragraphs:
            look = style.styles[block.style if table is None else "表格题名"]
            yield _paragraphs(paragraphs, look, "" if block.kind is Kind.FIXED else marked, anchors)
            anchors = NO_ANCHORS
        if block.wording.chart is not None:
            yield charts.drawing(next(drawn), block.wording.chart, style, anchors)
        after_table = table is not None
        if table is not None:
            yield from table_markup(table, style, anchors)
    if after_table:
        yield SPACER


def _paragraphs(texts: tuple[str, ...], look: str, mark: str, anchors: tuple[str, str]) -> str:
    """几段文字，样式相同；``anchors`` 是书签的起止。"""
    head = _paragraph_head(look)
    if len(texts) == 1:
        return f"{head}{anchors[0]}{_runs(texts[0], mark)}{anchors[1]}</w:p>"
    inner = f"</w:p>{head}".join([_runs(text, mark) for text in texts])
    return f"{head}{anchors[0]}{inner}{anchors[1]}</w:p>"


@lru_cache(maxsize=256)
def _paragraph_head(look: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{look}"/></w:pPr>'


def _runs(text: str, mark: str) -> str:
    """一段文字；等人填写的地方单成一截，带“待填写”的样式。"""
    if not mark or "【请填写" not in text:
        return run(text) if text else ""
    marked = f'<w:rPr><w:rStyle w:val="{mark}"/></w:rPr>'
    parts = enumerate(re.split(TO_FILL, text))
    return "".join([run(part, marked if index % 2 else "") for index, part in parts if part])


def table_markup(table: Table, style: StyleDocument, anchors: tuple[str, str]) -> Iterator[str]:
    """一张表的写法，书签的起止 ``anchors`` 在第一格里。"""
    widths = _widths(table.widths, style.text_width)
    edges = (0, *accumulate(widths))
    mark = style.styles["待填写"]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    yield (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style.styles["表格网格"]}"/>'
        f'<w:tblW w:w="{edges[-1]}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
    )
    for row in table.rows:
        yield _row(row, edges, style.styles, mark, anchors)
        anchors = NO_ANCHORS
    yield "</w:tbl>"


def _widths(shares: tuple[int, ...], total: int) -> list[int]:
    """按份数分版心宽度，零头归最后一栏。"""
    whole = sum(shares)
    widths = [total * share // whole for share in shares]
    widths[-1] += total - sum(widths)
    return widths


def _row(
    row: Row, edges: tuple[int, ...], looks: dict[str, str], mark: str, anchors: tuple[str, str]
) -> str:
    """一行；``edges`` 是各栏的分界，书签在第一格里。"""
    splits = "" if row.splits else "<w:cantSplit/>"
    heading = "<w:tblHeader/>" if row.heading else ""
    properties = f"<w:trPr>{splits}{heading}</w:trPr>" if splits or heading else ""
    cells = []
    column = 0
    for cell in row.cells:
        end = column + cell.span
        head = _cell_head(edges[end] - edges[column], cell.span, cell.merge, cell.top)
        look = looks[cell.style]
        if len(cell.paragraphs) == 1 and anchors is NO_ANCHORS:  # 多半的格，走近路
            text = f"{_paragraph_head(look)}{_runs(cell.paragraphs[0], mark)}</w:p>"
        else:
            text = _paragraphs(cell.paragraphs or ("",), look, mark, anchors)
        cells.append(f"{head}{text}</w:tc>")
        column, anchors = end, NO_ANCHORS
    return f"<w:tr>{properties}{''.join(cells)}</w:tr>"


@lru_cache(maxsize=4096)
def _cell_head(width: int, span: int, merge: Merge, top: bool) -> str:
    place = "top" if top else "center"
    spanned = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{spanned}{MERGES[merge]}'
        f'<w:vAlign w:val="{place}"/></w:tcPr>'
    )


def _core(properties: Properties) -> bytes:
    return CORE.format(
        title=escaped(properties.title),
        subject=escaped(properties.subject),
        author=escaped(properties.author),
    ).encode()
