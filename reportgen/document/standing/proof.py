"""自查用的两种看法：全部接受以后的字，和本工具的修订收回以后的字。

另写一遍，不用改稿的代码：把正文看成一串字和段落标记，看得见的连起来。
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from reportgen.document.part import DOCUMENT, Element, W
from reportgen.reading.package import WORD, Package
from reportgen.reading.word import symbol

_M: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_HOLE: Final = "\ufffc"
_AUTHOR: Final = f"{W}author"
_BLOCK_WRAPS: Final = {f"{W}{tag}" for tag in ("sdt", "sdtContent", "ins", "moveTo", "customXml")}
_INLINE_WRAPS: Final = _BLOCK_WRAPS | {
    f"{W}{tag}" for tag in ("hyperlink", "smartTag", "dir", "bdo", "fldSimple")
}
_HOLES: Final = {
    f"{_MC}AlternateContent",
    f"{_M}oMath",
    f"{_M}oMathPara",
    *(f"{W}{tag}" for tag in ("tab", "ptab", "br", "cr", "drawing", "pict", "object", "ruby")),
    *(f"{W}{tag}" for tag in ("footnoteReference", "endnoteReference", "contentPart")),
}


def texts_as_seen(data: bytes) -> list[str]:
    """全部接受以后，各段的字，表格里的也在内。"""
    return _View("").texts(data)


def texts_without(data: bytes, author: str) -> list[str]:
    """``author`` 的修订都拒绝、别人的都接受以后，各段的字。"""
    return _View(author).texts(data)


class _View:
    """一种看法：``author`` 的修订拒绝，其余接受。"""

    def __init__(self, author: str) -> None:
        self._author = author
        self._codes: list[bool] = []

    def texts(self, data: bytes) -> list[str]:
        """各段的字。"""
        root = Package(data, "", WORD).tree(DOCUMENT)
        body = root.find(f"{W}body")
        return [] if body is None else list(self._container(body))

    def _unseen(self, change: Element) -> bool:
        """这处修订里的看不见：删去、移走而接受了的，插入而拒绝了的。"""
        refused = bool(self._author) and change.get(_AUTHOR) == self._author
        return (change.tag in (f"{W}del", f"{W}moveFrom")) != refused

    def _flagged(self, properties: Element | None) -> bool:
        """属性上记着的修订（段落标记、行）使它看不见。"""
        return properties is not None and any(
            self._unseen(properties_change)
            for tag in ("ins", "del", "moveFrom", "moveTo")
            for properties_change in properties.findall(f"{W}{tag}")
        )

    def _container(self, container: Element) -> Iterator[str]:
        text: str | None = None
        for block in self._blocks(container):
            if block.tag == f"{W}p":
                text = (text or "") + "".join(self._inline(block))
                if not self._flagged(block.find(f"{W}pPr/{W}rPr")):
                    yield text
                    text = None
            elif block.tag == f"{W}tbl":
                rows = [row for row in self._blocks(block) if row.tag == f"{W}tr"]
                seen = [row for row in rows if not self._flagged(row.find(f"{W}trPr"))]
                if seen and text:
                    yield text
                if seen:
                    text = None
                for row in rows:
                    said = list(self._row(row))
                    if row in seen:
                        yield from said
        if text is not None:
            yield text

    def _row(self, row: Element) -> Iterator[str]:
        for cell in self._blocks(row):
            if cell.tag == f"{W}tc" and cell.find(f"{W}tcPr/{W}cellDel") is None:
                yield from self._container(cell)

    def _blocks(self, parent: Element) -> Iterator[Element]:
        for child in parent:
            if child.tag in _BLOCK_WRAPS:
                yield from self._blocks(child)
            elif isinstance(child.tag, str):
                yield child

    def _inline(self, parent: Element) -> Iterator[str]:
        """一段里看得见的字；看不见的修订里，域的起止照记。"""
        for child in parent:
            changed = child.tag in (f"{W}ins", f"{W}del", f"{W}moveTo", f"{W}moveFrom")
            if changed and self._unseen(child):
                for each in child.iter(f"{W}fldChar"):
                    self._field(each)
            elif changed or child.tag in _INLINE_WRAPS:
                yield from self._inline(child)
            elif child.tag == f"{W}r":
                yield from self._run(child)
            elif child.tag in _HOLES and not any(self._codes):
                yield _HOLE

    def _run(self, run: Element) -> Iterator[str]:
        for node in run:
            if node.tag == f"{W}fldChar":
                self._field(node)
            elif any(self._codes):
                continue
            elif node.tag in (f"{W}t", f"{W}delText"):
                yield node.text or ""
            elif node.tag in _HOLES:
                yield _HOLE
            elif node.tag == f"{W}noBreakHyphen":
                yield "-"
            elif node.tag == f"{W}sym":
                yield symbol(node) or _HOLE

    def _field(self, node: Element) -> None:
        kind = node.get(f"{W}fldCharType")
        if kind == "begin":
            self._codes.append(True)
        elif self._codes and kind == "separate":
            self._codes[-1] = False
        elif self._codes and kind == "end":
            self._codes.pop()
