"""造的 Word 表：一行一行写出格，要合并的写跨几栏、与上一行同一格。"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from xml.sax.saxutils import escape

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
DOCUMENT = "word/document.xml"
UP = "↑"  # 与上一行同一格

# 一格：文字；或（文字，跨几栏）
Given = str | tuple[str, int]
Rows = Iterable[Sequence[Given]]


def word(*blocks: str | Rows) -> bytes:
    """一份文件：文字是段落，几行格是表格。"""
    body = "".join(paragraph(block) if isinstance(block, str) else table(block) for block in blocks)
    return packed(f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'.encode())


def packed(document: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr(DOCUMENT, document)
    return out.getvalue()


def paragraph(text: str) -> str:
    return f"<w:p>{run(text)}</w:p>"


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def table(rows: Rows) -> str:
    kept = [[(cell, 1) if isinstance(cell, str) else cell for cell in row] for row in rows]
    starts = [[sum(span for _, span in row[:at]) for at in range(len(row))] for row in kept]
    out = []
    for number, row in enumerate(kept):
        below = kept[number + 1] if number + 1 < len(kept) else []
        continued = {
            start
            for start, (text, _) in zip(starts[number + 1] if below else [], below, strict=True)
            if text == UP
        }
        out.append("".join(_cells(row, starts[number], continued)))
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in out) + "</w:tbl>"


def _cells(row: list[tuple[str, int]], starts: list[int], continued: set[int]) -> Iterator[str]:
    for (text, span), start in zip(row, starts, strict=True):
        merge = ""
        if text == UP:
            merge, text = "<w:vMerge/>", ""
        elif start in continued:
            merge = '<w:vMerge w:val="restart"/>'
        inner = "".join(text if "<w:" in text else paragraph(part) for part in text.split("\n"))
        yield f'<w:tc><w:tcPr><w:gridSpan w:val="{span}"/>{merge}</w:tcPr>{inner}</w:tc>'
