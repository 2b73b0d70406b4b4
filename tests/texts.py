"""读出 Word 文件里的文字：一段一行；表格一行一行，各格以“│”分开，几段的格以“／”分开。"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
Element = ElementTree.Element


def body_of(document: bytes) -> Element:
    """正文。"""
    with zipfile.ZipFile(io.BytesIO(document)) as package:
        body = ElementTree.fromstring(package.read("word/document.xml")).find(f"{W}body")
    assert body is not None
    return body


def paragraph(element: Element) -> str:
    """一段的文字。"""
    return "".join(text.text or "" for text in element.iter(f"{W}t"))


def tables(document: bytes) -> list[list[list[Element]]]:
    """各表格的各行各格。"""
    return [
        [list(row.iter(f"{W}tc")) for row in table.iter(f"{W}tr")]
        for table in body_of(document).iter(f"{W}tbl")
    ]


def cell(element: Element) -> str:
    """一格的文字。"""
    return "／".join(paragraph(each) for each in element.iter(f"{W}p"))


def lines(document: bytes) -> list[str]:
    """全文，一段或表格的一行是一行。"""
    return list(_lines(body_of(document)))


def _lines(body: Element) -> Iterator[str]:
    for element in body:
        if element.tag == f"{W}p":
            yield paragraph(element)
        elif element.tag == f"{W}tbl":
            for row in element.iter(f"{W}tr"):
                yield "│".join(cell(each) for each in row.iter(f"{W}tc"))


def paragraphs(document: bytes) -> list[str]:
    """全部段落，连同表格里的。"""
    return [paragraph(element) for element in body_of(document).iter(f"{W}p")]
